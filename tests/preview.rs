//! `portal serve`, started and ended by tests.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use crate::portal;

/// A running preview, ended when dropped.
pub struct Preview {
    /// Where it listens.
    pub port: u16,
    server: Child,
    said: Arc<Mutex<String>>,
}

impl Preview {
    /// Starts the preview and waits for its first page.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start(arguments: &[&str]) -> Self {
        Self::start_on(free_port(), arguments)
    }

    /// The same on a port of the test's choice.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start_on(port: u16, arguments: &[&str]) -> Self {
        let mut command = portal();
        command.args(arguments).args(["--port", &port.to_string()]);
        let mut server = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("portal serve starts");
        let said = Arc::new(Mutex::new(String::new()));
        let output = BufReader::new(server.stdout.take().expect("its output is piped"));
        let heard = Arc::clone(&said);
        thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let mut heard = heard.lock().expect("no test panics while it listens");
                heard.push_str(&line);
                heard.push('\n');
            }
        });
        wait_for_answer(port);
        Self { port, server, said }
    }

    /// What it has printed so far.
    ///
    /// # Panics
    /// When the thread that listens panicked.
    pub fn said(&self) -> String {
        self.said.lock().expect("the listening thread lives").clone()
    }

    /// Starts a preview that ends with the test program, and gives its address.
    ///
    /// # Panics
    /// When it does not start.
    pub fn for_all_tests(arguments: &[&str]) -> String {
        let port = free_port();
        let mut command = portal();
        command.args(arguments).args(["--port", &port.to_string()]);
        end_with_tests(&mut command);
        // The shell around it ends it; waiting for it here would wait for ever.
        std::mem::forget(command.spawn().expect("portal serve starts"));
        wait_for_answer(port);
        format!("http://127.0.0.1:{port}/")
    }

    /// Address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The answer to one request: status line, headers and body.
    pub fn get(&self, path: &str) -> Option<String> {
        get(self.port, path)
    }

    /// Asks until `path` answers with `words`, for at most 20 seconds.
    ///
    /// # Panics
    /// When it never does.
    pub fn wait_for(&self, path: &str, words: &str) -> String {
        let mut answer = String::new();
        for _ in 0..200 {
            answer = self.get(path).unwrap_or_default();
            if answer.contains(words) {
                return answer;
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("{path} never showed “{words}”; last answer:\n{answer}");
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn get(port: u16, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    )
    .ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    Some(String::from_utf8_lossy(&answer).into_owned())
}

/// A port that nobody listens on.
///
/// # Panics
/// When there is none.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port()
}

/// The client is built first when it has changed, which takes minutes.
fn wait_for_answer(port: u16) {
    for _ in 0..6000 {
        if get(port, "/__portal/state").is_some_and(|answer| answer.starts_with("HTTP/1.1 200")) {
            return;
        }
        thread::sleep(Duration::from_millis(100));
    }
    panic!("nothing answers on port {port}");
}

/// A server started by tests must not outlive them: it is run under a shell that ends when this process does.
fn end_with_tests(command: &mut Command) {
    let program = command.get_program().to_owned();
    let arguments: Vec<_> = command.get_args().map(std::ffi::OsStr::to_owned).collect();
    let directory = command.get_current_dir().map(std::path::Path::to_owned);
    let mut watched = Command::new("sh");
    watched.args([
        "-c",
        "\"$@\" & child=$!; while kill -0 $PPID 2>/dev/null && kill -0 $child 2>/dev/null; do sleep 1; done; kill $child",
        "sh",
    ]);
    watched
        .arg(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if let Some(directory) = directory {
        watched.current_dir(directory);
    }
    *command = watched;
}
