//! `portal serve`: build, serve, build again on change, reload the browser.
//!
//! Everything is held in memory: nothing is written, and no half-built portal is ever seen. A build that fails leaves the
//! last good one in place and shows its faults over the page. Drafts are shown and marked.

mod http;

use std::{
    collections::BTreeMap,
    net::{IpAddr, TcpListener},
    path::Path,
    sync::{Arc, Mutex, PoisonError, RwLock, mpsc},
    time::{Duration, Instant},
};

use clap::Args;
use jiff::Timestamp;
use notify::{RecursiveMode, Watcher};
use qrcode::{QrCode, render::unicode::Dense1x2};
use serde::Serialize;

use super::{
    Exit, PortalArguments,
    pipeline::{self, Fault, Memory},
    terminal,
};
use crate::{
    diag::{
        Diagnostic, Severity,
        report::{self, Style},
    },
    render::{self, Artifact, Known, Means, Receiver},
    source::Source,
};

#[derive(Args)]
#[group(id = "serve")]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    portal: PortalArguments,
    /// Không dựng phần WebAssembly (tìm kiếm tức thời, ghi nhớ việc học)
    #[arg(long)]
    no_client: bool,
    /// Cổng mạng (port)
    #[arg(long, default_value_t = 8000)]
    port: u16,
    /// Cho máy khác trong cùng mạng xem; in địa chỉ và mã QR cho điện thoại
    #[arg(long)]
    lan: bool,
}

const EXAMPLES: &str = "Ví dụ:\n  portal serve                 xem thử tại http://127.0.0.1:8000/\n  portal serve --lan           xem thử trên điện thoại cùng mạng Wi-Fi\n  portal serve --today 2027-01-01   xem cổng sẽ ra sao vào ngày đó";

/// Editors write a file in several steps; wait until they are done.
const QUIET: Duration = Duration::from_millis(60);
/// Folders below the root that go into a portal.
const WATCHED: [&str; 5] = ["site", "content", "wasm-app", "search", "wire"];

/// What the browser is shown.
#[derive(Default)]
struct Preview {
    files: Files,
    state: State,
}

/// Files of the last good build by path.
type Files = BTreeMap<String, File>;

/// Shared with the build after it, as nearly all files stay the same.
#[derive(Clone)]
struct File {
    bytes: Arc<Vec<u8>>,
    hash: blake3::Hash,
}

impl Preview {
    fn new() -> Self {
        let state = State {
            pages: u64::try_from(Timestamp::now().as_millisecond()).unwrap_or_default(),
            ..State::default()
        };
        Self {
            state,
            ..Self::default()
        }
    }
}

/// What the script in the page asks for.
#[derive(Default, Serialize)]
struct State {
    /// Raised with every good build that changed something. Begins at another number in every run, so that a page left
    /// open while the preview was started anew is known to be old.
    pages: u64,
    /// Raised whenever the faults change.
    faults_number: u64,
    faults: Vec<Shown>,
}

/// A fault in its parts: sentences and place wrap on a phone's screen, the drawn line keeps its caret where it belongs.
#[derive(Default, Clone, PartialEq, Eq, Serialize)]
struct Shown {
    message: String,
    place: Option<String>,
    drawn: Option<String>,
    hint: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let address = if arguments.lan { "0.0.0.0" } else { "127.0.0.1" };
    // Taken before the first build: a port that is not free is told at once, and a browser that comes early waits.
    let listener = match TcpListener::bind((address, arguments.port)) {
        Ok(listener) => listener,
        Err(error) => {
            terminal::print_error(&format!(
                "lỗi: không mở được cổng mạng {}: {error}. Thử --port với số khác.\n",
                arguments.port
            ));
            return Exit::Usage;
        }
    };
    // Watched before the first build, so that nothing saved meanwhile is missed.
    let (sender, changes) = mpsc::channel();
    let _watcher = match watch(&arguments.portal.root, sender) {
        Ok(watcher) => watcher,
        Err(error) => {
            terminal::print_error(&format!("lỗi: không theo dõi được thư mục: {error}\n"));
            return Exit::Fault;
        }
    };
    let preview = Arc::new(RwLock::new(Preview::new()));
    let mut memory = Memory::default();
    if let Err(fault @ Fault::Theme(_)) = rebuild(arguments, &mut memory, &preview) {
        return terminal::fail(&fault, &arguments.portal);
    }
    if let Err(error) = http::serve(listener, Arc::clone(&preview)) {
        terminal::print_error(&format!("lỗi: không mở được máy chủ xem thử: {error}\n"));
        return Exit::Fault;
    }
    greet(arguments);
    while changes.recv().is_ok() {
        while changes.recv_timeout(QUIET).is_ok() {}
        // A fault was told on the terminal and in the page; the next save may cure it.
        let _ = rebuild(arguments, &mut memory, &preview);
    }
    Exit::Fine
}

fn watch(root: &Path, changes: mpsc::Sender<()>) -> notify::Result<notify::RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            // The receiver ends with the program.
            let _ = changes.send(());
        }
    })?;
    for folder in WATCHED
        .map(|name| root.join(name))
        .iter()
        .filter(|folder| folder.is_dir())
    {
        watcher.watch(folder, RecursiveMode::Recursive)?;
    }
    Ok(watcher)
}

fn greet(arguments: &Arguments) {
    let port = arguments.port;
    terminal::print(&format!(
        "Xem thử tại http://127.0.0.1:{port}/ — nhấn Ctrl+C để dừng.\n"
    ));
    if !arguments.lan {
        return;
    }
    match local_ip_address::local_ip() {
        Ok(IpAddr::V4(address)) => {
            let url = format!("http://{address}:{port}/");
            let code = QrCode::new(&url)
                .map(|code| code.render::<Dense1x2>().build())
                .unwrap_or_default();
            terminal::print(&format!("Trên điện thoại cùng mạng: {url}\n{code}\n"));
        }
        _ => terminal::print_error("Không tìm thấy địa chỉ của máy này trong mạng nội bộ.\n"),
    }
}

/// Builds and, when all is well, puts the new portal in place of the old.
fn rebuild(arguments: &Arguments, memory: &mut Memory, preview: &RwLock<Preview>) -> Result<(), Fault> {
    let start = Instant::now();
    let before = preview.read().unwrap_or_else(PoisonError::into_inner).files.clone();
    let built = build(arguments, memory, before);
    let mut preview = preview.write().unwrap_or_else(PoisonError::into_inner);
    let faults = match &built {
        Ok(Built::Good(_)) => Vec::new(),
        Ok(Built::Faulty(findings, sources)) => drawn(arguments, findings, sources),
        Err(Fault::Settings(sources, findings)) => drawn(arguments, findings, sources),
        Err(fault) => vec![Shown {
            message: fault.to_string(),
            ..Shown::default()
        }],
    };
    if faults != preview.state.faults {
        preview.state.faults_number += 1;
        preview.state.faults.clone_from(&faults);
    }
    match built {
        Ok(Built::Good(files)) => {
            let changed = files
                .iter()
                .filter(|(path, file)| preview.files.get(*path).map(|before| before.hash) != Some(file.hash))
                .count();
            let gone = preview.files.keys().filter(|path| !files.contains_key(*path)).count();
            if changed + gone > 0 {
                preview.state.pages += 1;
            }
            preview.files = files;
            terminal::print(&format!(
                "Đã dựng sau {:.2} s: {changed} tệp mới hoặc đổi, {} trang viết lại, {} trang giữ nguyên.\n",
                start.elapsed().as_secs_f64(),
                memory.pages.written,
                memory.pages.reused
            ));
            Ok(())
        }
        Ok(Built::Faulty(..)) => {
            terminal::print_error(&format!(
                "Có {} lỗi; trang đang xem là bản đúng gần nhất.\n",
                faults.len()
            ));
            Ok(())
        }
        Err(fault) => {
            terminal::fail(&fault, &arguments.portal);
            Err(fault)
        }
    }
}

enum Built {
    Good(Files),
    Faulty(Vec<Diagnostic>, Vec<Source>),
}

fn build(arguments: &Arguments, memory: &mut Memory, before: Files) -> Result<Built, Fault> {
    let progress = terminal::progress();
    progress.set_message("đọc và kiểm tra bài viết");
    let checked = pipeline::check_again(&arguments.portal, true, memory)?;
    progress.suspend(|| {
        let mut grave = checked.diagnostics.clone();
        grave.retain(|found| found.rule.severity != Severity::Advice);
        terminal::show(&grave, &checked.sources, arguments.portal.language());
    });
    if checked.has_errors() {
        return Ok(Built::Faulty(checked.diagnostics, checked.sources));
    }
    let say = |text: &str| progress.set_message(text.to_owned());
    let client = pipeline::client(&arguments.portal.root, !arguments.no_client, &say)?;
    let files = InMemory {
        before,
        now: Mutex::default(),
    };
    let means = Means {
        theme: &checked.theme,
        client: client.as_ref(),
        installable: false,
        pictures: None,
        disk: false,
        editor: &pipeline::editor(&checked.theme, &say)?,
        receiver: &files,
    };
    render::render(&checked.site, means, &mut memory.pages)?;
    progress.finish_and_clear();
    Ok(Built::Good(
        files.now.into_inner().unwrap_or_else(PoisonError::into_inner),
    ))
}

/// The files of a build, and of the one before.
struct InMemory {
    before: Files,
    now: Mutex<Files>,
}

impl InMemory {
    fn put(&self, path: &str, file: File) {
        let mut files = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned(), file);
    }
}

impl Receiver for InMemory {
    fn take(&self, artifact: Artifact, hash: blake3::Hash) {
        let bytes = Arc::new(artifact.bytes);
        self.put(&artifact.path, File { bytes, hash });
    }

    fn take_again(&self, known: &Known) -> bool {
        let file = self.before.get(&known.path).filter(|file| file.hash == known.hash);
        if let Some(file) = file {
            self.put(&known.path, file.clone());
        }
        file.is_some()
    }
}

/// Each error, with its line as drawn on a terminal.
fn drawn(arguments: &Arguments, findings: &[Diagnostic], sources: &[Source]) -> Vec<Shown> {
    let style = Style {
        language: arguments.portal.language(),
        colour: false,
    };
    let texts = terminal::texts(sources);
    let errors = findings.iter().filter(|found| found.rule.severity == Severity::Error);
    errors
        .map(|found| {
            let hint = found.hint.as_ref();
            let bare = Diagnostic {
                hint: None,
                ..found.clone()
            };
            let text = report::draw(&[bare], &texts, style);
            let mut lines = text.trim_end().splitn(3, '\n');
            let mut line = || lines.next().map(str::to_owned);
            Shown {
                message: line().unwrap_or_default(),
                place: line(),
                drawn: line(),
                hint: hint.map(|hint| hint.in_language(style.language).to_owned()),
            }
        })
        .collect()
}
