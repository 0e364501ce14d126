//! What an editor decides: accept, decline, forget.

use std::{fs, path::Path};

use clap::Args;
use serde_json::json;

use super::{
    Arguments, Format, PlaceArguments,
    disk::{Disk, Trouble},
    failed,
};
use crate::{
    command::{Exit, terminal},
    content::kinds::{Kind, KindName},
    diag::{Diagnostic, Language, text},
    inbox::{
        accept::{self, Accepted},
        decisions::{self, Decision, Fault},
        propose,
        record::{Record, State, is_id},
    },
    site::address::normal,
};

/// Moves proposals into the content, each by itself: what stands against one keeps no other.
pub(super) fn accept(disk: &Disk, folder: &Path, arguments: &Arguments) -> Result<Exit, Trouble> {
    disk.is_portal()?;
    if folder.components().ne(Path::new("content/story").components()) {
        return Err(Trouble::Usage(text!(
            "lỗi: bài của đoàn viên chỉ nhận vào content/story/; câu hỏi thì viết câu trả lời có căn cứ bằng portal new faq\n",
            "error: members' texts are accepted into content/story/ only; answer a question with portal new faq\n"
        )));
    }
    accept_all(disk, &arguments.items, arguments)
}

fn accept_all(disk: &Disk, ids: &[String], arguments: &Arguments) -> Result<Exit, Trouble> {
    let rude = disk.rude_words()?;
    let language = arguments.place.language();
    let today = arguments.place.today();
    let mut exit = Exit::Fine;
    let mut results = Vec::new();
    for id in ids {
        let record = waiting(disk, id)?;
        if record.kind == "question" {
            return Err(Trouble::Usage(text!(
                "lỗi: {id} là câu hỏi; viết câu trả lời có căn cứ bằng portal new faq, rồi --decline bản gửi này với lý do “đã trả lời”\n",
                "error: {id} is a question; answer it with portal new faq, then --decline it as answered\n"
            )));
        }
        let path = propose::path(id);
        let Some(text) = disk.text(&path)? else {
            return Err(Trouble::Usage(text!(
                "lỗi: không còn tệp {path}\n",
                "error: {path} is gone\n"
            )));
        };
        let pictures = record.files.get(1..).unwrap_or_default();
        let taken = |name: &str| disk.exists(&format!("content/story/{name}.md"));
        match accept::accept(id, &text, pictures, &rude, today, taken) {
            Ok(accepted) => {
                move_in(disk, &record, &accepted, &today.to_string())?;
                results.push(json!({ "id": id, "accepted": accepted.path }));
                if arguments.format == Format::Text {
                    let path = &accepted.path;
                    terminal::print(text!("Đã nhận {id}: {path}\n", "Accepted {id}: {path}\n").in_language(language));
                }
            }
            Err(against) => {
                exit = Exit::Content;
                results.push(
                    json!({ "id": id, "refused": against.iter().map(|found| found.rule.code).collect::<Vec<_>>() }),
                );
                terminal::print_error(text!("Chưa nhận {id}:\n", "Not accepted, {id}:\n").in_language(language));
                against
                    .iter()
                    .for_each(|found| terminal::print_error(&format!("  {}\n", shown(found, language))));
            }
        }
    }
    if arguments.format == Format::Json {
        terminal::print(&format!("{}\n", serde_json::Value::Array(results)));
    }
    Ok(exit)
}

/// `content/inbox/….md:7:1: [phone-number] Có số điện thoại “…”.`
fn shown(found: &Diagnostic, language: Language) -> String {
    let place = &found.place;
    let hint = found
        .hint
        .as_ref()
        .map(|hint| format!(" {}", hint.in_language(language)))
        .unwrap_or_default();
    format!(
        "{}:{}:{}: [{}] {}{hint}",
        place.file,
        place.line,
        place.column,
        found.rule.code,
        found.message.in_language(language)
    )
}

/// Content first, record next, proposal last: stopped anywhere in between, the member's words are not lost.
fn move_in(disk: &Disk, record: &Record, accepted: &Accepted, today: &str) -> Result<(), Trouble> {
    for (from, to) in &accepted.pictures {
        disk.create(to, &disk.bytes(from)?)?;
    }
    disk.create(&accepted.path, accepted.text.as_bytes())?;
    let files = std::iter::once(&accepted.path).chain(accepted.pictures.iter().map(|(_, to)| to));
    disk.replace(&Record {
        state: State::Accepted,
        decided: Some(today.to_owned()),
        consents: accepted.consents.clone(),
        files: files.cloned().collect(),
        ..record.clone()
    })?;
    record.files.iter().try_for_each(|file| disk.remove(file).map(drop))
}

/// Does what an editor decided on the review page. Nothing is done when anything is unclear or was decided already.
pub(super) fn decisions(disk: &Disk, file: &Path, arguments: &Arguments) -> Result<Exit, Trouble> {
    disk.is_portal()?;
    let text = fs::read_to_string(file).map_err(|error| Trouble::Io(file.to_owned(), error))?;
    let decisions = decisions::parse(&text).map_err(|faults| unclear(file, &faults))?;
    for (id, _) in &decisions {
        waiting(disk, id)?;
    }
    let declined: Vec<(&str, &str)> = decisions
        .iter()
        .filter_map(|(id, decision)| match decision {
            Decision::Decline(reason) => Some((id.as_str(), reason.as_str())),
            Decision::Accept => None,
        })
        .collect();
    let accepted: Vec<String> = decisions
        .iter()
        .filter(|(_, decision)| *decision == Decision::Accept)
        .map(|(id, _)| id.clone())
        .collect();
    if !declined.is_empty() {
        decline_all(disk, &declined, arguments)?;
    }
    if accepted.is_empty() {
        return Ok(Exit::Fine);
    }
    accept_all(disk, &accepted, arguments)
}

fn unclear(file: &Path, faults: &[Fault]) -> Trouble {
    let file = file.display();
    let said = |fault: &Fault| match fault {
        Fault::Unreadable(line) => text!(
            "lỗi: {file}:{line}: không hiểu; mỗi dòng là “SỐ accept”, “SỐ decline LÝ DO”, hoặc địa chỉ chép từ trang duyệt\n",
            "error: {file}:{line}: not understood; a line is “NUMBER accept”, “NUMBER decline REASON”, or the address copied from the review page\n"
        ),
        Fault::NoReason(id) => text!(
            "lỗi: {id}: không đăng thì ghi vì sao\n",
            "error: {id}: to decline takes a reason\n"
        ),
        Fault::Twice(id) => text!(
            "lỗi: {id}: có hai quyết định khác nhau\n",
            "error: {id}: there are two different decisions\n"
        ),
    };
    let all = faults.iter().map(said).reduce(|all, more| {
        all.within(
            |all| [all, more.in_language(Language::Vietnamese)].concat(),
            |all| [all, more.in_language(Language::English)].concat(),
        )
    });
    Trouble::Usage(all.unwrap_or_else(|| text!("lỗi\n", "error\n")))
}

/// The record of a submission that waits.
fn waiting(disk: &Disk, id: &str) -> Result<Record, Trouble> {
    let record = if is_id(id) { disk.record(id)? } else { None };
    match record {
        Some(record) if record.state == State::New => Ok(record),
        Some(_) => Err(Trouble::Usage(text!(
            "lỗi: {id} đã được quyết rồi\n",
            "error: {id} was decided already\n"
        ))),
        None => Err(Trouble::Usage(text!(
            "lỗi: không có bài số {id} đang chờ\n",
            "error: no submission {id} is waiting\n"
        ))),
    }
}

/// Removes proposals and keeps why.
pub(super) fn decline(disk: &Disk, reason: &str, arguments: &Arguments) -> Result<Exit, Trouble> {
    disk.is_portal()?;
    let pairs: Vec<(&str, &str)> = arguments.items.iter().map(|id| (id.as_str(), reason)).collect();
    decline_all(disk, &pairs, arguments)
}

fn decline_all(disk: &Disk, pairs: &[(&str, &str)], arguments: &Arguments) -> Result<Exit, Trouble> {
    let records: Vec<(Record, &str)> = pairs
        .iter()
        .map(|(id, reason)| Ok((waiting(disk, id)?, *reason)))
        .collect::<Result<_, Trouble>>()?;
    for (record, reason) in &records {
        disk.replace(&Record {
            state: State::Declined,
            decided: Some(arguments.place.today().to_string()),
            reason: Some((*reason).to_owned()),
            files: Vec::new(),
            ..record.clone()
        })?;
        record.files.iter().try_for_each(|file| disk.remove(file).map(drop))?;
        let id = &record.id;
        if arguments.format == Format::Text {
            let language = arguments.place.language();
            terminal::print(
                text!(
                    "Không đăng {id}; đã ghi lý do.\n",
                    "Declined {id}; the reason is kept.\n"
                )
                .in_language(language),
            );
        }
    }
    if arguments.format == Format::Json {
        let declined: Vec<_> = records
            .iter()
            .map(|(record, reason)| json!({ "id": record.id, "declined": reason }))
            .collect();
        terminal::print(&format!("{}\n", serde_json::Value::Array(declined)));
    }
    Ok(Exit::Fine)
}

#[derive(Args)]
#[group(id = "forget")]
#[command(after_help = FORGET_EXAMPLES)]
pub(in crate::command) struct ForgetArguments {
    /// Số của bài, 16 chữ số; có trong khóa submission của bài và trên máy người viết
    #[arg(required = true, value_name = "SỐ")]
    ids: Vec<String>,
    #[command(flatten)]
    place: PlaceArguments,
}

const FORGET_EXAMPLES: &str = "Xóa bài và ảnh, dù đang chờ hay đã đăng, và ghi lại số để không nhận lại. Dựng và đăng lại cổng để trang biến mất. Nếu thư mục nằm trong git, bản cũ còn trong lịch sử.\n\nVí dụ:\n  portal forget 3f9a0c5512d7e801\n\nMã thoát: 0 tốt, 1 lỗi máy, 3 sai tham số.";

/// `portal forget`: removes a member's item and leaves a mark so that it is not taken again.
pub(in crate::command) fn forget(arguments: &ForgetArguments) -> Exit {
    let disk = Disk::new(&arguments.place.root);
    let language = arguments.place.language();
    let done = disk.is_portal().and_then(|()| {
        arguments
            .ids
            .iter()
            .try_for_each(|id| forget_one(&disk, id, &arguments.place))
    });
    match done {
        Ok(()) => Exit::Fine,
        Err(trouble) => failed(&trouble, language),
    }
}

fn forget_one(disk: &Disk, id: &str, place: &PlaceArguments) -> Result<(), Trouble> {
    let language = place.language();
    if !is_id(id) {
        return Err(Trouble::Usage(text!(
            "lỗi: “{id}” không phải số của bài: 16 chữ số 0-9 a-f\n",
            "error: “{id}” is no number: 16 digits 0-9 a-f\n"
        )));
    }
    let record = disk.record(id)?;
    let (files, addresses) = of_submission(disk, id, record.as_ref())?;
    // First what is to be remembered: stopped in between, the command finds the files again, but no address of a page.
    let nothing = Record::nothing(id);
    let forgotten = record
        .unwrap_or(nothing)
        .forgotten(&addresses, &place.today().to_string());
    disk.replace(&forgotten)?;
    let mut removed = Vec::new();
    for file in files {
        if disk.remove(&file)? {
            removed.push(file);
        }
    }
    let parted = disk.part_replies(&forgotten.gone)?;
    let count = removed.len();
    let list: String = removed.iter().map(|file| format!("  {file}\n")).collect();
    terminal::print(
        text!(
            "Đã xóa {count} tệp của {id}; bản gửi này sẽ không được nhận lại.\n{list}",
            "Removed {count} files of {id}; it will not be taken again.\n{list}"
        )
        .in_language(language),
    );
    if !parted.is_empty() {
        let list: String = parted.iter().map(|file| format!("  {file}\n")).collect();
        terminal::print(
            text!(
                "Lời đáp cho bài ấy nay đứng riêng; hãy đọc lại xem có lộ bài đã rút không:\n{list}",
                "Replies to it now stand alone; see whether they give away what was taken back:\n{list}"
            )
            .in_language(language),
        );
    }
    Ok(())
}

/// Files of a submission, wherever it stands, and the addresses of its page.
fn of_submission(disk: &Disk, id: &str, record: Option<&Record>) -> Result<(Vec<String>, Vec<String>), Trouble> {
    let mut files: Vec<String> = record.map(|record| record.files.clone()).unwrap_or_default();
    let addresses = disk.addresses()?;
    let mut pages = Vec::new();
    // An editor may have renamed the story; its own number tells.
    for (path, document) in disk.stories()? {
        let is_it = matches!(&document.kind, Kind::Story(story) if story.submission.as_deref() == Some(id));
        if !is_it && !files.contains(&path) {
            continue;
        }
        let name = path.trim_start_matches("content/story/").trim_end_matches(".md");
        pages.push(addresses.document(KindName::Story, name));
        let former = document.common.old_addresses.iter();
        pages.extend(former.map(|address| normal(&address.value)));
        if !files.contains(&path) {
            files.push(path);
        }
    }
    for folder in ["content/inbox", "content/media"] {
        let own = disk
            .names(folder)?
            .into_iter()
            .filter(|name| name.starts_with(&format!("{id}-")) || *name == format!("{id}.md"));
        files.extend(own.map(|name| format!("{folder}/{name}")));
    }
    // The page of what was said around it goes with it.
    let around: Vec<String> = pages.iter().map(|page| addresses.around(page)).collect();
    pages.extend(around);
    Ok((files, pages))
}
