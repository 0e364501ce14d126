//! The preview over HTTP: what was built last, a script in each page that reloads it, and the faults for that script.

use std::{
    io,
    net::TcpListener,
    ops::RangeInclusive,
    path::Path,
    sync::{Arc, PoisonError, RwLock},
    thread,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use tokio::{net, runtime};

use super::{Files, Preview};

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

async fn answer(State(preview): State<Arc<RwLock<Preview>>>, address: Uri, headers: HeaderMap) -> Response {
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
        if let Some(part) = part(&headers, bytes.len()) {
            let range = format!("bytes {}-{}/{}", part.start(), part.end(), bytes.len());
            let answer = respond(StatusCode::PARTIAL_CONTENT, media_type(&name), bytes[part].to_vec());
            return ([(header::CONTENT_RANGE, range)], answer).into_response();
        }
        let bytes = with_script(bytes, &name, preview.state.pages);
        return respond(StatusCode::OK, media_type(&name), bytes);
    }
    let page = preview.files.get("404.html");
    let page = page.map_or(NOTHING_YET.as_bytes(), |file| &file.bytes);
    let page = with_script(page, "404.html", preview.state.pages);
    respond(StatusCode::NOT_FOUND, "text/html; charset=utf-8", page)
}

fn respond(status: StatusCode, media_type: &'static str, body: impl Into<Bytes>) -> Response {
    let headers = [(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "no-store")];
    (status, headers, body.into()).into_response()
}

/// The part of a file that a player asks for, `bytes=FROM-TO` (RFC 9110, section 14): without it no phone seeks in a video.
/// None for the whole file, which is a right answer to all else.
fn part(headers: &HeaderMap, length: usize) -> Option<RangeInclusive<usize>> {
    let range = headers.get(header::RANGE)?.to_str().ok()?.strip_prefix("bytes=")?;
    let (from, to) = range.split_once('-')?;
    let last = length.checked_sub(1)?;
    let (from, to) = match (from.parse(), to.parse()) {
        (Ok(from), Ok(to)) => (from, last.min(to)),
        (Ok(from), Err(_)) if to.is_empty() => (from, last),
        (Err(_), Ok(count)) if from.is_empty() => (length.saturating_sub(count), last),
        _ => return None,
    };
    (from <= to).then_some(from..=to)
}

/// The file behind a path: the page of a folder where the path ends with `/`.
fn file<'a>(path: &str, files: &'a Files) -> Option<(String, &'a [u8])> {
    let name = path.trim_start_matches('/');
    let name = if name.is_empty() || name.ends_with('/') {
        format!("{name}index.html")
    } else {
        name.to_owned()
    };
    let file = files.get(&name)?;
    Some((name, &file.bytes))
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
        Some("mp3") => "audio/mpeg",
        Some("m4a") => "audio/mp4",
        Some("vtt") => "text/vtt; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("pdf") => "application/pdf",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("png") => "image/png",
        Some("avif") => "image/avif",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::http::{HeaderMap, HeaderValue, header};

    use super::{super::File, Files, file, part};

    #[test]
    fn a_player_gets_the_part_it_asks_for() {
        let asked = |range: &'static str| {
            let headers = HeaderMap::from_iter([(header::RANGE, HeaderValue::from_static(range))]);
            part(&headers, 100)
        };
        assert_eq!(asked("bytes=0-"), Some(0..=99));
        assert_eq!(asked("bytes=10-19"), Some(10..=19));
        assert_eq!(asked("bytes=90-500"), Some(90..=99));
        assert_eq!(asked("bytes=-10"), Some(90..=99));
        for whole in [
            "bytes=100-",
            "bytes=9-1",
            "bytes=0-1,5-6",
            "bytes=-",
            "lines=0-1",
            "bytes=x-y",
        ] {
            assert_eq!(asked(whole), None, "{whole}");
        }
        assert_eq!(part(&HeaderMap::new(), 100), None);
    }

    #[test]
    fn only_what_was_built_is_served() {
        let page = File {
            bytes: Arc::new(vec![1]),
            hash: blake3::hash(&[1]),
        };
        let files = Files::from([("hoi-dap/index.html".to_owned(), page)]);
        assert_eq!(
            file("/hoi-dap/", &files).map(|(name, _)| name).as_deref(),
            Some("hoi-dap/index.html")
        );
        assert!(file("/../secret", &files).is_none() && file("/hoi-dap", &files).is_none());
    }
}
