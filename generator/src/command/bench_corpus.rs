//! `portal bench-corpus N DIR`: a portal of N documents to measure with, in a folder that is not there yet.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use jiff::civil::{Date, date};
use rayon::prelude::{ParallelBridge, ParallelIterator};

use super::{Exit, terminal};
use crate::{
    content::{self, Document, kinds::KindName},
    corpus::{self, Mix, Vocabulary},
    source, theme,
};

#[derive(Args)]
#[group(id = "bench_corpus")]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Số bài
    #[arg(value_name = "SỐ-BÀI")]
    number: usize,
    /// Thư mục chưa có, nhận cổng giả
    #[arg(value_name = "THƯ-MỤC")]
    folder: PathBuf,
    /// Cổng cho mượn câu chữ và chủ đề
    #[arg(long, default_value = ".", value_name = "THƯ-MỤC")]
    root: PathBuf,
    /// Loại bài: news là tin và thông báo của một năm, reference là câu hỏi và chính sách
    #[arg(long, value_enum, default_value_t, value_name = "LOẠI")]
    mix: MixName,
    /// Ngày mới nhất trong các bài; dựng cổng giả với cùng ngày này
    #[arg(long, default_value_t = DAY, value_name = "NGÀY")]
    today: Date,
}

const EXAMPLES: &str = "Ví dụ:\n  portal bench-corpus 10000 /dev/shm/cong-gia\n  portal build --root /dev/shm/cong-gia --no-client --today 2026-11-24\n\nCùng số bài và cùng cổng cho mượn câu chữ thì lần nào cũng ra đúng những tệp ấy.";
const DAY: Date = date(2026, 11, 24);

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum MixName {
    #[default]
    News,
    Reference,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    if arguments.folder.exists() {
        let folder = arguments.folder.display();
        terminal::print_error(&format!(
            "lỗi: {folder} đã có; tệp cũ được giữ nguyên. Hãy chọn thư mục khác.\n"
        ));
        return Exit::Usage;
    }
    let topics = match theme::read(&arguments.root) {
        Ok(theme) => theme.config.topics,
        Err(fault) => {
            terminal::print_error(&format!("lỗi: {fault}\n"));
            return Exit::Usage;
        }
    };
    let Some(vocabulary) = vocabulary(&arguments.root) else {
        let root = arguments.root.display();
        terminal::print_error(&format!(
            "lỗi: cổng ở {root} có quá ít câu hỏi và câu chữ để trộn; chọn cổng khác bằng --root\n"
        ));
        return Exit::Usage;
    };
    let mix = match arguments.mix {
        MixName::News => Mix::News,
        MixName::Reference => Mix::Reference,
    };
    let texts = corpus::texts(&vocabulary, mix, arguments.number, arguments.today);
    let settings = [("site/site.toml".to_owned(), corpus::settings(&topics))];
    match write(&arguments.folder, texts.chain(settings)) {
        Ok(()) => {
            let (number, folder) = (arguments.number, arguments.folder.display());
            terminal::print(&format!("Đã ghi {number} bài vào {folder}\n"));
            Exit::Fine
        }
        Err(error) => {
            terminal::print_error(&format!(
                "lỗi: không ghi được vào {}: {error}\n",
                arguments.folder.display()
            ));
            Exit::Fault
        }
    }
}

fn vocabulary(root: &Path) -> Option<Vocabulary> {
    // What is wrong with single texts is no concern of a corpus.
    let (sources, _) = source::read(root, &content::LAYOUT);
    let documents: Vec<Document> = sources.texts.iter().flat_map(|text| content::parse(text).0).collect();
    Vocabulary::of(&documents)
}

fn write(folder: &Path, mut texts: impl Iterator<Item = (String, String)>) -> io::Result<()> {
    for kind in KindName::ALL {
        fs::create_dir_all(folder.join("content").join(kind.folder()))?;
    }
    fs::create_dir_all(folder.join("site"))?;
    // Texts come one after the other, as each is unlike all before; writing them need not wait.
    loop {
        let some: Vec<(String, String)> = texts.by_ref().take(1024).collect();
        if some.is_empty() {
            return Ok(());
        }
        some.into_iter()
            .par_bridge()
            .try_for_each(|(path, text)| fs::write(folder.join(path), text))?;
    }
}
