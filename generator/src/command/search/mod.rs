//! `portal search`: asks the portal, or any corpus, with the engine and the index that a member's phone runs.
//!
//! In: the portal or a file of documents; a question or a file of them. Out: results with their reasons, or rankings and
//! how good they are. Steps: read, index, ask, tell.

mod engine;
mod lines;
mod measure;
mod show;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    time::Instant,
};

use clap::Args;
use indicatif::ProgressBar;
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::{Exit, PortalArguments, pipeline, terminal};
use crate::{
    diag::{self, Severity, text},
    render,
};
use engine::{Answer, Engine};
use lines::Query;
use measure::Table;

#[derive(Args)]
#[group(id = "search")]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    portal: PortalArguments,
    /// Câu hỏi, gõ thế nào cũng được
    #[arg(value_name = "CÂU-HỎI", required_unless_present_any = ["queries", "corpus"], conflicts_with = "queries")]
    question: Option<String>,
    /// Tìm trong tệp này thay cho cổng; mỗi dòng {"id","title","text"}, có thể thêm law, no, aliases
    #[arg(long, value_name = "TỆP")]
    corpus: Option<PathBuf>,
    /// Hỏi mọi câu trong tệp này; mỗi dòng {"qid","v":{cách viết: câu hỏi}} hoặc {"qid","text"}, có thể thêm set, kind, rel
    #[arg(long, value_name = "TỆP")]
    queries: Option<PathBuf>,
    /// Ghi thứ hạng vào tệp này; mỗi dòng {"qid","variant","ranking"}
    #[arg(long, value_name = "TỆP", requires = "queries")]
    out: Option<PathBuf>,
    /// Ghi chỉ mục, đúng các tệp mà trang tải về, vào thư mục này, và mã các tài liệu theo thứ tự vào documents.txt
    #[arg(long, value_name = "THƯ-MỤC")]
    index_out: Option<PathBuf>,
    /// Số kết quả nhiều nhất của mỗi câu (mặc định 10, với --queries là 50)
    #[arg(long, value_name = "SỐ")]
    top: Option<usize>,
    /// Nói rõ câu hỏi được hiểu ra sao và vì sao mỗi kết quả đứng ở đó
    #[arg(long, requires = "question")]
    explain: bool,
    /// Bảng điểm theo cả loại câu hỏi
    #[arg(long, requires = "queries")]
    by_kind: bool,
    /// Ghi thêm vào tệp --out điểm của mỗi kết quả ("scores") và độ chắc ("confidence", "confident")
    #[arg(long, requires = "out")]
    scores: bool,
}

const EXAMPLES: &str = "Ví dụ:\n  portal search \"bi duoi viec co dc tien ko\"            hỏi cổng trong thư mục này\n  portal search \"nghir thai sanr\" --explain --top 3     vì sao được những kết quả ấy\n  portal search --corpus docs.jsonl \"Điều 139\"          hỏi một kho văn bản khác\n  portal search --corpus docs.jsonl --queries queries.jsonl --out rankings.jsonl\n                                                        xếp hạng mọi câu, mọi cách viết; có \"rel\" thì in bảng điểm\n  portal search --queries queries.jsonl --by-kind       chấm chính cổng này; mã của mỗi trang là địa chỉ của nó\n\nĐiểm: Recall@5 là phần tài liệu đúng nằm trong năm kết quả đầu, MRR@10 là nghịch đảo thứ hạng của tài liệu đúng đầu tiên\ntrong mười kết quả; trung bình theo câu hỏi, tính bằng phần trăm.";

/// What is searched: documents as they are shown, and the index over them.
struct Library {
    /// In the order of the index.
    documents: Vec<Shown>,
    index: search::Files,
    seconds: f64,
}

/// A document as it is shown.
#[derive(Debug, Clone, Default)]
struct Shown {
    /// The portal's pages are called by their addresses.
    id: String,
    title: String,
    law: String,
}

/// Why there is no answer.
enum Stop {
    Portal(pipeline::Fault),
    /// What the content or the lines are wrong in was told already.
    Told,
    Unreadable(PathBuf, io::Error),
    Unwritable(PathBuf, io::Error),
    Index(String),
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let language = arguments.portal.language();
    let message = match search(arguments) {
        Ok(()) => return Exit::Fine,
        Err(Stop::Told) => return Exit::Content,
        Err(Stop::Portal(fault)) => return terminal::fail(&fault, &arguments.portal),
        Err(Stop::Unreadable(path, error)) => {
            let path = path.display();
            let message = text!(
                "lỗi: không đọc được {path}: {error}\n",
                "error: {path} cannot be read: {error}\n"
            );
            terminal::print_error(message.in_language(language));
            return Exit::Usage;
        }
        Err(Stop::Unwritable(path, error)) => {
            let path = path.display();
            text!(
                "lỗi: không ghi được {path}: {error}\n",
                "error: {path} cannot be written: {error}\n"
            )
        }
        Err(Stop::Index(error)) => text!(
            "lỗi: không đọc lại được chỉ mục vừa ghi: {error}\n",
            "error: the index just written cannot be read: {error}\n"
        ),
    };
    terminal::print_error(message.in_language(language));
    Exit::Fault
}

fn search(arguments: &Arguments) -> Result<(), Stop> {
    let progress = terminal::progress();
    let queries = match &arguments.queries {
        Some(file) => Some(usable(file, lines::queries(file), arguments, &progress)?),
        None => None,
    };
    let library = match &arguments.corpus {
        Some(file) => corpus(file, arguments, &progress)?,
        None => portal(arguments, &progress)?,
    };
    if let Some(folder) = &arguments.index_out {
        write_index(folder, &library)?;
    }
    if let Some(question) = &arguments.question {
        let engine = Engine::open(&library.index).map_err(Stop::Index)?;
        let answer = engine.answer(question, arguments.top.unwrap_or(10));
        progress.finish_and_clear();
        terminal::print(&show::answer(&answer, &library.documents, question, arguments));
        return Ok(());
    }
    let queries = queries.unwrap_or_default();
    warn_of_unknown(&queries, &library.documents, arguments, &progress);
    let started = Instant::now();
    let rankings = match queries.is_empty() {
        // Only the index is wanted.
        true => Vec::new(),
        false => {
            let engine = Engine::open(&library.index).map_err(Stop::Index)?;
            rank(&engine, &queries, arguments.top.unwrap_or(50), &progress)
        }
    };
    let seconds = started.elapsed().as_secs_f64();
    progress.finish_and_clear();
    if let Some(out) = &arguments.out {
        let written = show::rankings(&rankings, &library.documents, arguments.scores);
        fs::write(out, written).map_err(|error| Stop::Unwritable(out.clone(), error))?;
    }
    let table = measured(&rankings, &library.documents, arguments.by_kind);
    let facts = show::Facts {
        documents: library.documents.len(),
        index_bytes: library.index.shards.iter().map(Vec::len).sum::<usize>() + library.index.head.len(),
        build_seconds: library.seconds,
        questions: rankings.len(),
        search_seconds: seconds,
    };
    terminal::print(&show::report(&facts, &table, &arguments.portal));
    Ok(())
}

/// The lines of a file when all of them can be used; else the faults are told.
fn usable<T>(file: &Path, read: lines::Read<T>, arguments: &Arguments, progress: &ProgressBar) -> Result<Vec<T>, Stop> {
    /// Whoever exported a file wrongly made the same fault on every line.
    const MOST_TOLD: usize = 20;
    let (items, faults) = read.map_err(|error| Stop::Unreadable(file.to_owned(), error))?;
    if faults.is_empty() {
        return Ok(items);
    }
    progress.finish_and_clear();
    let language = arguments.portal.language();
    for fault in faults.iter().take(MOST_TOLD) {
        let told = fault.tell(file, language);
        let told = text!("lỗi: {told}\n", "error: {told}\n");
        terminal::print_error(told.in_language(language));
    }
    if let Some(more) = faults.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        let told = text!("… và {more} dòng sai nữa\n", "… and {more} more wrong lines\n");
        terminal::print_error(told.in_language(language));
    }
    Err(Stop::Told)
}

/// Any documents, one per line.
fn corpus(file: &Path, arguments: &Arguments, progress: &ProgressBar) -> Result<Library, Stop> {
    progress.set_message("đọc kho văn bản");
    let documents = usable(file, lines::documents(file), arguments, progress)?;
    let (shown, texts): (Vec<Shown>, Vec<engine::Text>) = documents
        .into_iter()
        .map(|document| {
            let law = [document.text.law.as_str(), document.text.article.as_str()];
            let law = law.into_iter().filter(|part| !part.is_empty());
            let shown = Shown {
                id: document.id,
                title: document.text.title.clone(),
                law: law.collect::<Vec<_>>().join(", Điều "),
            };
            (shown, document.text)
        })
        .unzip();
    progress.set_message("lập chỉ mục");
    let started = Instant::now();
    let index = engine::index(&texts);
    Ok(Library {
        documents: shown,
        index,
        seconds: started.elapsed().as_secs_f64(),
    })
}

/// The portal's own pages, by the very files that are published.
fn portal(arguments: &Arguments, progress: &ProgressBar) -> Result<Library, Stop> {
    progress.set_message("đọc cổng");
    let mut checked = pipeline::check(&arguments.portal).map_err(Stop::Portal)?;
    if checked.has_errors() {
        progress.finish_and_clear();
        checked
            .diagnostics
            .retain(|found| found.rule.severity == Severity::Error);
        terminal::show(&checked.diagnostics, &checked.sources, arguments.portal.language());
        return Err(Stop::Told);
    }
    progress.set_message("lập chỉ mục");
    let started = Instant::now();
    let (index, named) = render::findable(&checked.site);
    let seconds = started.elapsed().as_secs_f64();
    let shown = named.into_iter().map(|(id, title, law)| Shown { id, title, law });
    Ok(Library {
        documents: shown.collect(),
        index,
        seconds,
    })
}

fn write_index(folder: &Path, library: &Library) -> Result<(), Stop> {
    let unwritable = |error| Stop::Unwritable(folder.to_owned(), error);
    fs::create_dir_all(folder).map_err(unwritable)?;
    let index = &library.index;
    let ids: String = library.documents.iter().map(|it| [&it.id, "\n"].concat()).collect();
    fs::write(folder.join("documents.txt"), ids).map_err(unwritable)?;
    fs::write(folder.join("head.bin"), &index.head).map_err(unwritable)?;
    let shards = index.shards.par_iter().enumerate();
    shards
        .try_for_each(|(number, bytes)| fs::write(folder.join(format!("{number}.bin")), bytes))
        .map_err(unwritable)
}

/// An answer that does not exist can never be found: the measure would be too low, and nobody would see why.
fn warn_of_unknown(queries: &[Query], documents: &[Shown], arguments: &Arguments, progress: &ProgressBar) {
    let known: std::collections::HashSet<&str> = documents.iter().map(|document| document.id.as_str()).collect();
    let mut unknown: Vec<&str> = queries
        .iter()
        .flat_map(|query| query.relevant.iter().flatten())
        .map(String::as_str)
        .filter(|id| !known.contains(id))
        .collect();
    unknown.sort_unstable();
    unknown.dedup();
    if let Some(first) = unknown.first() {
        let number = unknown.len();
        let told = text!(
            "cảnh báo: {number} mã trong “rel” không có trong kho, như “{first}”; các câu ấy bị tính là không tìm thấy\n",
            "warning: {number} ids in “rel” are not in the corpus, such as “{first}”; they count as not found\n"
        );
        progress.suspend(|| terminal::print_error(told.in_language(arguments.portal.language())));
    }
}

/// A question in one spelling, and what was found.
struct Ranking<'a> {
    query: &'a Query,
    spelling: &'a str,
    answer: Answer,
}

/// Asks everything, in the order of the file, then of the spellings' names.
fn rank<'a>(engine: &Engine, queries: &'a [Query], most: usize, progress: &ProgressBar) -> Vec<Ranking<'a>> {
    let asked: Vec<(&Query, &str, &str)> = queries
        .iter()
        .flat_map(|query| {
            let spellings = query.spellings.iter();
            spellings.map(move |(name, question)| (query, name.as_str(), question.as_str()))
        })
        .collect();
    let done = AtomicUsize::new(0);
    let rankings = asked.par_iter().with_max_len(16).map(|(query, spelling, question)| {
        let answer = engine.answer(question, most);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(50) {
            progress.set_message(format!("tìm {done}/{}", asked.len()));
        }
        Ranking {
            query,
            spelling,
            answer,
        }
    });
    rankings.collect()
}

fn measured(rankings: &[Ranking<'_>], documents: &[Shown], by_kind: bool) -> Table {
    let mut table = Table::default();
    for ranking in rankings {
        let ids: Vec<&str> = ranking
            .answer
            .hits
            .iter()
            .map(|hit| documents[hit.document].id.as_str())
            .collect();
        table.add(ranking.query, ranking.spelling, &ids, by_kind);
    }
    table
}

/// Words of a message in the language asked for.
fn said<'a>(text: &'a diag::Text, portal: &PortalArguments) -> &'a str {
    text.in_language(portal.language())
}
