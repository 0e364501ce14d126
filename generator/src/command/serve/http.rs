//! The preview over HTTP: what was built last, a script in each page that reloads it, and the faults for that script.

use std::{
    collections::BTreeMap,
    io,
    net::TcpListener,
    path::Path,
    sync::{Arc, PoisonError, RwLock},
    thread,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use tokio::{net, runtime};

use super::Preview;

const SCRIPT: &str = include_str!("preview.js");
/// Shown until the first build succeeds.
const NOTHING_YET: &str = "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Chưa dựng được cổng</title><body><p>Chưa có bản nào đúng để xem. Sửa lỗi rồi lưu tệp, trang này tự tải lại.</p></body></html>";

/// Answers in threads of its own until the program ends.
///
/// # Errors
/// When the system gives no threads or does not let the socket be used.
pub(super) fn serve(listener: TcpListener, preview: Arc<RwLock<Preview>>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_io()
        .build()?;
    let listener = {
        let _inside = runtime.enter();
        net::TcpListener::from_std(listener)?
    };
    let router = Router::new().fallback(answer).with_state(preview);
    thread::spawn(move || {
        // Ends only with the program.
        let _ = runtime.block_on(axum::serve(listener, router).into_future());
    });
    Ok(())
}

async fn answer(State(preview): State<Arc<RwLock<Preview>>>, address: Uri) -> Response {
    let preview = preview.read().unwrap_or_else(PoisonError::into_inner);
    match address.path() {
        "/__portal/state" => {
            let state = serde_json::to_vec(&preview.state).unwrap_or_default();
            return respond(StatusCode::OK, "application/json", state);
        }
        "/__portal/preview.js" => return respond(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT),
        _ => {}
    }
    if let Some((name, bytes)) = file(address.path(), &preview.files) {
        let bytes = with_script(bytes, &name, preview.state.pages);
        return respond(StatusCode::OK, media_type(&name), bytes);
    }
    let page = preview.files.get("404.html");
    let page = page.map_or(NOTHING_YET.as_bytes(), Vec::as_slice);
    let page = with_script(page, "404.html", preview.state.pages);
    respond(StatusCode::NOT_FOUND, "text/html; charset=utf-8", page)
}

fn respond(status: StatusCode, media_type: &'static str, body: impl Into<Bytes>) -> Response {
    let headers = [(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "no-store")];
    (status, headers, body.into()).into_response()
}

/// The file behind a path: the page of a folder where the path ends with `/`.
fn file<'a>(path: &str, files: &'a BTreeMap<String, Vec<u8>>) -> Option<(String, &'a [u8])> {
    let name = path.trim_start_matches('/');
    let name = if name.is_empty() || name.ends_with('/') {
        format!("{name}index.html")
    } else {
        name.to_owned()
    };
    let bytes = files.get(&name)?;
    Some((name, bytes))
}

/// The page tells its script which build it is of: one that was sent just before a rebuild must not pass for the new one.
fn with_script(bytes: &[u8], name: &str, pages: u64) -> Vec<u8> {
    // The editor under /admin/ keeps to itself.
    if !name.ends_with(".html") || name.starts_with("admin/") {
        return bytes.to_vec();
    }
    let tag = format!("<script type=\"module\" src=\"/__portal/preview.js?pages={pages}\"></script></body>");
    String::from_utf8_lossy(bytes).replace("</body>", &tag).into_bytes()
}

fn media_type(name: &str) -> &'static str {
    let extension = Path::new(name).extension();
    match extension.and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("yml" | "yaml") => "text/yaml; charset=utf-8",
        Some("mp4") => "video/mp4",
        Some("webm") => "video/webm",
        Some("vtt") => "text/vtt; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("pdf") => "application/pdf",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("gif") => "image/gif",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::file;

    #[test]
    fn only_what_was_built_is_served() {
        let files = BTreeMap::from([("hoi-dap/index.html".to_owned(), vec![1])]);
        assert_eq!(
            file("/hoi-dap/", &files).map(|(name, _)| name).as_deref(),
            Some("hoi-dap/index.html")
        );
        assert!(file("/../secret", &files).is_none() && file("/hoi-dap", &files).is_none());
    }
}
