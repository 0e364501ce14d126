//! A folder served as a plain host would serve it, which can go away, be slow, and be given another build.

use std::{
    fs, future,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use tokio::{net::TcpListener, task::JoinHandle, time::sleep};

/// How a host answers, and what it was asked for.
#[derive(Default)]
pub struct Host {
    /// What it publishes.
    pub folder: PathBuf,
    /// How long it takes for a page.
    pub delay: Duration,
    /// Files, by the beginning of their names, that are answered with these bytes; with none, as missing.
    pub instead: Vec<(String, Option<Vec<u8>>)>,
    asked: Vec<String>,
}

/// A host of one folder below `cong/`, as pages of a repository lie below its name.
pub struct Server {
    host: Arc<Mutex<Host>>,
    port: u16,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts on a port of its own.
    ///
    /// # Panics
    /// When there is no port.
    pub async fn start(folder: PathBuf) -> Self {
        let host = Arc::new(Mutex::new(Host {
            folder,
            ..Host::default()
        }));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let task = serve(listener, &host);
        Self { host, port, task }
    }

    /// What it publishes and how it answers, to be changed.
    ///
    /// # Panics
    /// When a thread panicked while it held it.
    pub fn host(&self) -> MutexGuard<'_, Host> {
        self.host.lock().expect("no thread panics while it holds it")
    }

    /// From now on nobody answers. Connections that are open stay so, and are closed with the server.
    pub fn go_away(&self) {
        self.task.abort();
    }

    /// Answers again, on the same port.
    pub async fn come_back(&mut self) {
        self.task = serve(bound_again(self.port).await, &self.host);
    }

    /// Address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/cong/{path}", self.port)
    }

    /// Files asked for since the last time.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.host().asked)
    }

    /// Waits until a file was asked for.
    ///
    /// # Panics
    /// When nobody does.
    pub async fn asked(&self, beginning: &str) {
        for _ in 0..200 {
            if self.host().asked.iter().any(|name| name.starts_with(beginning)) {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("nobody asked for {beginning}: {:?}", self.host().asked);
    }
}

/// Waits until a port that was given up can be had again.
pub(crate) async fn bound_again(port: u16) -> TcpListener {
    loop {
        match TcpListener::bind(("127.0.0.1", port)).await {
            Ok(listener) => return listener,
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

fn serve(listener: TcpListener, host: &Arc<Mutex<Host>>) -> JoinHandle<()> {
    let router = Router::new().fallback(answer).with_state(Arc::clone(host));
    tokio::spawn(async move {
        axum::serve(listener, router).await.expect("the host serves");
        future::pending::<()>().await;
    })
}

async fn answer(State(host): State<Arc<Mutex<Host>>>, address: Uri, headers: HeaderMap) -> Response {
    let Some(path) = address.path().strip_prefix("/cong/") else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut name = path.to_owned();
    if name.is_empty() || name.ends_with('/') {
        name.push_str("index.html");
    }
    let is_page = Path::new(&name)
        .extension()
        .is_some_and(|extension| extension == "html");
    let (file, delay, instead) = {
        let mut host = host.lock().expect("no thread panics while it holds it");
        host.asked.push(name.clone());
        let instead = host.instead.iter().find(|(start, _)| name.starts_with(start));
        (
            host.folder.join(&name),
            host.delay,
            instead.map(|(_, bytes)| bytes.clone()),
        )
    };
    if is_page {
        sleep(delay).await;
    }
    // A wrong file is not to be kept: what a browser holds would be asked for no more.
    let keeping = if instead.is_some() { "no-store" } else { "max-age=600" };
    let Some(bytes) = instead.unwrap_or_else(|| fs::read(file).ok()) else {
        return (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")]).into_response();
    };
    // As hosts do: what a browser holds for ten minutes would hide a deploy.
    let common = [
        (header::CONTENT_TYPE, media_type(&name)),
        (header::CACHE_CONTROL, keeping),
        (header::CONNECTION, "close"),
    ];
    if headers.contains_key(header::RANGE) {
        let range = format!("bytes 0-{}/{}", bytes.len() - 1, bytes.len());
        return (
            StatusCode::PARTIAL_CONTENT,
            common,
            [(header::CONTENT_RANGE, range)],
            bytes,
        )
            .into_response();
    }
    (common, bytes).into_response()
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "avif" => "image/avif",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "mp4" => "video/mp4",
        _ => "application/octet-stream",
    }
}
