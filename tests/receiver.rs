//! An address that takes drafts as `docs/drafts.md` asks for: it keeps each key once, and can fail in the ways that servers do.

use std::{
    collections::BTreeMap,
    future,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use tokio::{net::TcpListener, task::JoinHandle, time::sleep};

use crate::host::bound_again;

/// How it answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Manner {
    /// Keeps what comes and says so.
    #[default]
    Keeps,
    /// Answers with a code and keeps nothing.
    Fails(u16),
    /// Keeps what comes and says so after a while.
    Slow(Duration),
    /// Keeps what comes, and its answer never arrives.
    Silent,
}

/// What it has.
#[derive(Debug, Default)]
pub struct Kept {
    /// How it answers from now on.
    pub manner: Manner,
    /// Texts by their keys.
    pub texts: BTreeMap<String, String>,
    /// Keys in the order in which they were asked for, again and again.
    pub asked: Vec<String>,
    /// Headers of the last request.
    pub headers: HeaderMap,
}

/// The server.
pub struct Receiver {
    kept: Arc<Mutex<Kept>>,
    port: u16,
    task: JoinHandle<()>,
}

impl Receiver {
    /// Starts on a port of its own.
    ///
    /// # Panics
    /// When there is no port.
    pub async fn start() -> Self {
        let kept = Arc::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let task = serve(listener, &kept);
        Self { kept, port, task }
    }

    /// What it has, and how it answers.
    ///
    /// # Panics
    /// When a thread panicked while it held it.
    pub fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().expect("no thread panics while it holds it")
    }

    /// Where it takes drafts.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/gui", self.port)
    }

    /// From now on nobody answers.
    pub fn go_away(&self) {
        self.task.abort();
    }

    /// Answers again, on the same port.
    pub async fn come_back(&mut self) {
        self.task = serve(bound_again(self.port).await, &self.kept);
    }

    /// Waits until it was asked so many times.
    ///
    /// # Panics
    /// When it is not, within a minute.
    pub async fn asked(&self, times: usize) {
        for _ in 0..600 {
            if self.kept().asked.len() >= times {
                return;
            }
            sleep(Duration::from_millis(100)).await;
        }
        panic!("asked {} times, not {times}", self.kept().asked.len());
    }

    /// What it exports for `portal inbox`: an object a line.
    ///
    /// # Panics
    /// Never: texts are JSON.
    pub fn export(&self) -> String {
        let kept = self.kept();
        let line = |(key, text): (&String, &String)| serde_json::json!({ "key": key, "text": text }).to_string() + "\n";
        kept.texts.iter().map(line).collect()
    }
}

fn serve(listener: TcpListener, kept: &Arc<Mutex<Kept>>) -> JoinHandle<()> {
    let router = Router::new().route("/gui", post(answer)).with_state(Arc::clone(kept));
    tokio::spawn(async move {
        axum::serve(listener, router).await.expect("it serves");
        future::pending::<()>().await;
    })
}

async fn answer(State(kept): State<Arc<Mutex<Kept>>>, headers: HeaderMap, body: Bytes) -> Response {
    let form = String::from_utf8(body.to_vec()).expect("a form is text");
    let field = |name: &str| {
        let fields = form.split('&').filter_map(|field| field.split_once('='));
        let found = fields.into_iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.to_owned()).unwrap_or_default()
    };
    let (key, text) = (field("key"), field("text"));
    let manner = {
        let mut kept = kept.lock().expect("no thread panics while it holds it");
        kept.asked.push(key.clone());
        kept.headers = headers;
        if !matches!(kept.manner, Manner::Fails(_)) {
            kept.texts.entry(key).or_insert(text);
        }
        kept.manner
    };
    let code = match manner {
        Manner::Keeps => StatusCode::OK,
        Manner::Fails(code) => StatusCode::from_u16(code).expect("a code of HTTP"),
        Manner::Slow(wait) => {
            sleep(wait).await;
            StatusCode::OK
        }
        Manner::Silent => future::pending().await,
    };
    (code, [(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")]).into_response()
}
