//! Debian's nginx over a built portal, and requests to it: started by a test, ended with it.

#![allow(clippy::missing_panics_doc)] // every act of a test panics when it cannot be done; that is what it is for

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use crate::preview::free_port;

/// A running server, ended when dropped.
pub struct Nginx {
    /// Where it listens.
    pub port: u16,
    child: Child,
    /// Its own files; gone with it.
    _folder: tempfile::TempDir,
}

impl Nginx {
    /// Serves `root` by the rules in `rules`, a file that `portal build` wrote.
    pub fn start(root: &Path, rules: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let port = free_port();
        let configuration = folder.path().join("nginx.conf");
        fs::write(&configuration, configuration_of(folder.path(), root, rules, port)).expect("writable");
        let mut child = Command::new("nginx")
            .arg("-c")
            .arg(&configuration)
            .args(["-e", "stderr"])
            .stderr(Stdio::piped())
            .spawn()
            .expect("nginx starts; install it with: apt-get install nginx-light libnginx-mod-http-brotli-static");
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Self {
                    port,
                    child,
                    _folder: folder,
                };
            }
            if child.try_wait().expect("its state is known").is_some() {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        let _ = child.kill();
        let mut said = String::new();
        if let Some(mut errors) = child.stderr.take() {
            let _ = errors.read_to_string(&mut said);
        }
        panic!("nginx does not listen on port {port}: {said}");
    }

    /// Address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Asks for a path, with further request headers.
    pub fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("nginx listens");
        let headers: String = headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{headers}\r\n");
        stream.write_all(request.as_bytes()).expect("nginx reads");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("nginx answers");
        Answer::read(&bytes)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where Debian puts the module that sends `.br` files.
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// One process that writes nowhere but into its own folder.
fn configuration_of(own: &Path, root: &Path, rules: &Path, port: u16) -> String {
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|what| format!("{what}_temp_path {}/{what};\n", own.display()))
        .concat();
    let (own, root, rules) = (own.display(), root.display(), rules.display());
    format!(
        "daemon off; master_process off; pid {own}/pid; load_module {BROTLI};\n\
         events {{ }}\nhttp {{ include /etc/nginx/mime.types; access_log off; {temporary}\
         server {{ listen 127.0.0.1:{port}; root {root}; brotli_static on; include {rules}; }} }}\n"
    )
}

/// What a server answered.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    headers: Vec<(String, String)>,
    /// What follows the headers.
    pub body: Vec<u8>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .expect("an end of the headers");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
        let headers = lines.filter_map(|line| line.split_once(": "));
        Self {
            status: status.expect("a status"),
            headers: headers
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
                .collect(),
            body: bytes[end + 4..].to_vec(),
        }
    }

    /// All values of a header.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let values = self.headers.iter().filter(|(found, _)| found == name);
        values.map(|(_, value)| value.as_str()).collect()
    }

    /// The value of a header that may be there once; empty when it is not.
    pub fn header(&self, name: &str) -> &str {
        let values = self.all(name);
        assert!(values.len() <= 1, "{name} is there {} times", values.len());
        values.first().copied().unwrap_or_default()
    }
}

/// The only file below `folder` whose name begins and ends so, as a path of an address.
pub fn published(root: &Path, folder: &str, start: &str, end: &str) -> String {
    let entries = fs::read_dir(root.join(folder)).expect("readable");
    let names: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    let mut fitting = names.iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?;
        (name.starts_with(start) && name.ends_with(end)).then(|| format!("/{folder}/{name}"))
    });
    let found = fitting.next().unwrap_or_else(|| panic!("no {folder}/{start}…{end}"));
    assert_eq!(fitting.next(), None, "one {folder}/{start}…{end}");
    found
}
