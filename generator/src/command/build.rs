//! `portal build`.

use std::{collections::BTreeMap, path::PathBuf};

use clap::Args;
use serde::Serialize;

use super::{
    Exit, PortalArguments,
    pictures::Tally,
    pipeline::{self, Checked, Fault},
    terminal,
};
use crate::{
    cache::Cache,
    client,
    diag::{
        Count, Severity, count,
        json::{Finding, findings},
    },
    output::Staging,
    render::{ArtifactKind, Known, PageCache},
};

#[derive(Args)]
#[group(id = "build")]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) portal: PortalArguments,
    /// Thư mục nhận cổng đã dựng
    #[arg(long, default_value = "dist", value_name = "THƯ-MỤC")]
    pub(super) out: PathBuf,
    /// Không dựng phần WebAssembly (tìm kiếm tức thời, ghi nhớ việc học)
    #[arg(long)]
    pub(super) no_client: bool,
    /// Ghi rõ index.html trong đường dẫn, để mở cổng thẳng từ USB hoặc ổ đĩa, không qua máy chủ
    #[arg(long)]
    pub(super) disk: bool,
    /// Thêm bản nén sẵn .br và .gz cạnh các tệp chữ, cho nginx và Caddy
    #[arg(long)]
    pub(super) compress: bool,
    /// Bản đã đăng trước đó (thư mục hoặc portal-manifest.json): báo lỗi khi một địa chỉ biến mất
    #[arg(long, value_name = "BẢN-TRƯỚC")]
    pub(super) previous: Option<PathBuf>,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Report<'a> {
    published: bool,
    pages: BTreeMap<&'static str, usize>,
    bytes: usize,
    seconds: BTreeMap<&'static str, f64>,
    client_reused: Option<bool>,
    pictures: Tally,
    diagnostics: Vec<Finding<'a>>,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    match build(arguments) {
        Ok(exit) => exit,
        Err(fault) => terminal::fail(&fault, &arguments.portal),
    }
}

fn build(arguments: &Arguments) -> Result<Exit, Fault> {
    let progress = terminal::progress();
    progress.set_message("đọc và kiểm tra bài viết");
    let mut checked = pipeline::check(&arguments.portal)?;
    if checked.has_errors() {
        progress.finish_and_clear();
        report(arguments, &checked, &[], None);
        return Ok(Exit::Content);
    }
    let say = |text: &str| progress.set_message(text.to_owned());
    let mut timings = std::mem::take(&mut checked.timings);
    let built = timings.take("client", || {
        pipeline::client(&arguments.portal.root, !arguments.no_client, &say)
    })?;
    checked.timings = timings;
    progress.set_message("viết các trang");
    let compressed = Cache::new(client::cache_folder().join("portal/compressed"));
    let staging = Staging::begin(&arguments.out, arguments.compress.then_some(&compressed))?;
    let editor = pipeline::editor(&checked.theme, &say)?;
    let mut pages = PageCache::decode(staging.kept());
    let files = pipeline::render(
        &mut checked,
        built.as_ref(),
        &editor,
        arguments.disk,
        &staging,
        &mut pages,
    )?;
    if let Some(former) = &arguments.previous {
        pipeline::compare(&mut checked, &files, former, &arguments.portal.root)?;
    }
    let exit = if checked.has_errors() {
        Exit::Content
    } else {
        checked.timings.take("publish", || staging.publish(pages.encode()))?;
        Exit::Fine
    };
    compressed.forget_old();
    progress.finish_and_clear();
    report(arguments, &checked, &files, built.map(|client| client.reused));
    Ok(exit)
}

fn report(arguments: &Arguments, checked: &Checked, files: &[Known], client_reused: Option<bool>) {
    let mut pages = BTreeMap::new();
    for file in files {
        if let ArtifactKind::Page(kind) = file.kind {
            *pages.entry(kind).or_insert(0) += 1;
        }
    }
    let bytes = files.iter().map(|file| file.bytes).sum();
    if arguments.portal.json {
        let report = Report {
            published: !checked.has_errors(),
            pages,
            bytes,
            seconds: checked.timings.0.iter().copied().collect(),
            client_reused,
            pictures: checked.pictures,
            diagnostics: findings(&checked.diagnostics, arguments.portal.language()),
        };
        terminal::print(&format!(
            "{}\n",
            serde_json::to_string_pretty(&report).unwrap_or_default()
        ));
        return;
    }
    // Advice is for those who ask with `check`; here it would hide what stops or endangers the portal.
    let mut grave = checked.diagnostics.clone();
    grave.retain(|found| found.rule.severity != Severity::Advice);
    terminal::show(&grave, &checked.sources, arguments.portal.language());
    let Count {
        errors,
        warnings,
        advice,
    } = count(&checked.diagnostics);
    if errors > 0 {
        terminal::print_error(&format!(
            "Có {errors} lỗi, {warnings} cảnh báo. Chưa đăng gì; cổng cũ (nếu có) vẫn nguyên.\n"
        ));
        return;
    }
    let total: usize = pages.values().sum();
    let kinds: Vec<String> = pages.iter().map(|(kind, number)| format!("{kind} {number}")).collect();
    let stages: Vec<String> = checked
        .timings
        .0
        .iter()
        .map(|(stage, seconds)| format!("{stage} {seconds:.2} s"))
        .collect();
    let client = match client_reused {
        Some(true) => "dùng lại bản đã dựng",
        Some(false) => "vừa dựng",
        None => "không có",
    };
    let Tally { made, reused } = checked.pictures;
    terminal::print(&format!(
        "Đã dựng {total} trang vào {}\n  trang: {}\n  dung lượng: {} byte trong {} tệp\n  phần tìm kiếm: {client}\n  ảnh: {made} vừa thu nhỏ, {reused} dùng lại\n  thời gian: {}\n  cảnh báo: {warnings}; góp ý: {advice} (xem bằng portal check)\n",
        arguments.out.display(),
        kinds.join(", "),
        bytes,
        files.len(),
        stages.join(", "),
    ));
}
