//! `portal serve`: build, serve on this machine, build again on change, reload the browser.
//!
//! A build that fails leaves the last good portal in place. Only pages sent by this command carry the reload script;
//! the files in the output folder are the ones to publish.

use std::{
    fs,
    path::{Component, Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use clap::Args;
use notify::{RecursiveMode, Watcher};
use tiny_http::{Header, Response, Server};

use super::{Exit, build, terminal};

#[derive(Args)]
#[group(id = "serve")]
pub(super) struct Arguments {
    #[command(flatten)]
    build: build::Arguments,
    /// Cổng mạng (port) trên máy này
    #[arg(long, default_value_t = 8000)]
    port: u16,
}

/// Asks again and again whether a newer build exists; a page that sleeps in a background tab asks less by itself.
const RELOAD_SCRIPT: &str = "let v;async function ask(){try{const n=await(await fetch('/__portal/version')).text();\
if(v!==undefined&&n!==v)location.reload();v=n}catch{}setTimeout(ask,500)}ask();";
const RELOAD_TAG: &str = "<script type=\"module\" src=\"/__portal/reload.js\"></script></body>";
/// Editors write a file in several steps; wait until they are done.
const QUIET: Duration = Duration::from_millis(150);

pub(super) fn run(arguments: &Arguments) -> Exit {
    let first = build::run(&arguments.build);
    if first == Exit::Usage || first == Exit::Fault {
        return first;
    }
    let server = match Server::http(("127.0.0.1", arguments.port)) {
        Ok(server) => Arc::new(server),
        Err(error) => {
            terminal::print_error(&format!(
                "lỗi: không mở được cổng mạng {}: {error}. Thử --port với số khác.\n",
                arguments.port
            ));
            return Exit::Usage;
        }
    };
    terminal::print(&format!(
        "Xem thử tại http://127.0.0.1:{}/ — nhấn Ctrl+C để dừng.\n",
        arguments.port
    ));
    let version = Arc::new(AtomicU64::new(1));
    for _ in 0..4 {
        let (server, version, out) = (Arc::clone(&server), Arc::clone(&version), arguments.build.out.clone());
        thread::spawn(move || {
            for request in server.incoming_requests() {
                let response = respond(request.url(), &out, version.load(Ordering::SeqCst));
                // The browser may have gone; there is nobody left to tell.
                let _ = request.respond(response);
            }
        });
    }
    watch(arguments, &version)
}

fn watch(arguments: &Arguments, version: &AtomicU64) -> Exit {
    let (sender, changes) = mpsc::channel();
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            let _ = sender.send(());
        }
    });
    let root = &arguments.build.portal.root;
    let watched = watcher.and_then(|mut watcher| {
        for folder in ["site", "content", "wasm-app", "search", "wire"].map(|name| root.join(name)) {
            if folder.is_dir() {
                watcher.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(watcher)
    });
    let _watcher = match watched {
        Ok(watcher) => watcher,
        Err(error) => {
            terminal::print_error(&format!("lỗi: không theo dõi được thư mục: {error}\n"));
            return Exit::Fault;
        }
    };
    while changes.recv().is_ok() {
        while changes.recv_timeout(QUIET).is_ok() {}
        if build::run(&arguments.build) == Exit::Fine {
            version.fetch_add(1, Ordering::SeqCst);
        }
    }
    Exit::Fine
}

fn respond(url: &str, out: &Path, version: u64) -> Response<std::io::Cursor<Vec<u8>>> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    match path {
        "/__portal/version" => return response(200, "text/plain; charset=utf-8", version.to_string().into_bytes()),
        "/__portal/reload.js" => return response(200, "text/javascript; charset=utf-8", RELOAD_SCRIPT.into()),
        _ => {}
    }
    let file = file_of(path, out).and_then(|file| Some((fs::read(&file).ok()?, file)));
    match file {
        Some((bytes, file)) => response(200, media_type(&file), with_reload(bytes, &file)),
        None => {
            let page = out.join("404.html");
            response(
                404,
                media_type(&page),
                with_reload(fs::read(&page).unwrap_or_default(), &page),
            )
        }
    }
}

/// The file behind a path; never outside the output folder.
fn file_of(path: &str, out: &Path) -> Option<PathBuf> {
    let relative = Path::new(path.trim_start_matches('/'));
    if relative.components().any(|part| !matches!(part, Component::Normal(_))) {
        return None;
    }
    let file = out.join(relative);
    Some(if file.is_dir() { file.join("index.html") } else { file })
}

fn with_reload(bytes: Vec<u8>, file: &Path) -> Vec<u8> {
    if file.extension().is_none_or(|extension| extension != "html") {
        return bytes;
    }
    String::from_utf8_lossy(&bytes)
        .replace("</body>", RELOAD_TAG)
        .into_bytes()
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("mp4") => "video/mp4",
        Some("vtt") => "text/vtt; charset=utf-8",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

fn response(status: u16, media_type: &str, bytes: Vec<u8>) -> Response<std::io::Cursor<Vec<u8>>> {
    let mut response = Response::from_data(bytes).with_status_code(status);
    for (name, value) in [("Content-Type", media_type), ("Cache-Control", "no-store")] {
        if let Ok(header) = Header::from_bytes(name.as_bytes(), value.as_bytes()) {
            response = response.with_header(header);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::file_of;

    #[test]
    fn no_path_leads_outside() {
        assert_eq!(file_of("/../secret", Path::new("dist")), None);
        assert_eq!(
            file_of("/a/b.js", Path::new("dist")).as_deref(),
            Some(Path::new("dist/a/b.js"))
        );
    }
}
