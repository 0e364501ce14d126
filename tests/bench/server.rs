//! Serves a folder on this machine as a plain host would, and keeps a list of what was asked for.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread,
};

/// A running server; its threads end with the program.
pub(crate) struct Server {
    port: u16,
    folder: PathBuf,
    asked: Arc<Mutex<Vec<String>>>,
    packed: Mutex<BTreeMap<String, usize>>,
}

impl Server {
    /// Serves `folder` on a free port.
    pub(crate) fn start(folder: &Path) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let asked = Arc::default();
        let (heard, root) = (Arc::clone(&asked), folder.to_owned());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (heard, root) = (Arc::clone(&heard), root.clone());
                // A browser that goes away while it is answered is no fault.
                thread::spawn(move || answer(&stream, &root, &heard).unwrap_or_default());
            }
        });
        Self {
            port,
            folder: folder.to_owned(),
            asked,
            packed: Mutex::default(),
        }
    }

    /// Address of a path.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    /// Files asked for since the last time, in order; one asked for twice is there twice.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().expect("no thread panics"))
    }

    /// Bytes of a file in brotli -q 11; none for what does not exist.
    pub(crate) fn packed(&self, name: &str) -> usize {
        let mut packed = self.packed.lock().expect("no thread panics");
        *packed.entry(name.to_owned()).or_insert_with(|| {
            let bytes = fs::read(self.folder.join(name)).unwrap_or_default();
            if bytes.is_empty() { 0 } else { crate::packed(&bytes) }
        })
    }
}

fn answer(stream: &TcpStream, root: &Path, asked: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    let mut brotli = false;
    for line in lines {
        let line = line?.to_ascii_lowercase();
        brotli |= line.starts_with("accept-encoding:") && line.contains("br");
        if line.is_empty() {
            break;
        }
    }
    let path = request.split(' ').nth(1).unwrap_or("/");
    let path = path.split(['?', '#']).next().unwrap_or("/").trim_start_matches('/');
    let mut name = path.to_owned();
    if name.is_empty() || name.ends_with('/') {
        name.push_str("index.html");
    }
    let found = Some(&name).filter(|name| !name.contains(".."));
    let bytes = found.and_then(|name| fs::read(root.join(name)).ok());
    asked.lock().expect("no thread panics").push(name.clone());
    let mut stream = stream;
    let Some(mut bytes) = bytes else {
        return stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    };
    let kind = match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "json" | "webmanifest" => "application/json",
        _ => "application/octet-stream",
    };
    let encoding = if brotli {
        let mut packed = Vec::new();
        // Quick rather than small: what is counted is packed anew.
        brotli::CompressorWriter::new(&mut packed, 4096, 3, 22).write_all(&bytes)?;
        bytes = packed;
        "Content-Encoding: br\r\n"
    } else {
        ""
    };
    let length = bytes.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{encoding}Content-Length: {length}\r\nCache-Control: max-age=3600\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&bytes)
}
