//! Machine trouble: a disk that is full or may not be written, files that go while they are read, links that climb, and
//! texts larger, deeper and wider than anybody writes. Each ends with a clear sentence; the portal published before is
//! whole, byte for byte; seconds and megabytes have bounds.

#![allow(clippy::print_stderr)] // says what each took, and what could not be tried

use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write as _},
    os::unix::fs::symlink,
    path::Path,
    process::{Command, Output, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use tests::{copy, files, portal, repository, small_portal};

#[path = "hostile/bodies.rs"]
mod bodies;

/// The command that builds the portal in `root` into its `dist`.
fn build(root: &Path) -> Command {
    let mut command = portal();
    command
        .args(["build", "--no-client", "--today", "2026-11-24", "--root"])
        .arg(root)
        .arg("--out")
        .arg(root.join("dist"));
    command
}

/// Builds once and gives the files.
fn published(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let built = build(root).output().expect("portal starts");
    assert!(built.status.success(), "{}", said(&built));
    files(&root.join("dist"))
}

fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// Refused with this exit code and these words, without a panic.
fn refused(output: &Output, code: i32, words: &str) {
    let said = said(output);
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(words) && !said.contains("panicked"), "{said}");
}

/// Most megabytes that a build of one text may take; a build of the whole portal takes a tenth of it.
const MEGABYTES: u64 = 1500;
/// Most seconds, on a slow and busy machine and without optimisation; the slowest here takes a tenth of it.
const SECONDS: u64 = 240;

/// What a command answers within those bounds; it is ended where it breaks them.
fn bounded(mut command: Command, what: &str) -> Output {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.expect("portal starts");
    let (begun, status) = (Instant::now(), format!("/proc/{}/status", child.id()));
    // Read beside the wait: a pipe that fills would stop the command.
    let stdout = all_of(child.stdout.take().expect("piped"));
    let stderr = all_of(child.stderr.take().expect("piped"));
    let mut most = 0;
    let exit = loop {
        most = most.max(high_water(&status));
        if let Some(exit) = child.try_wait().expect("a child") {
            break exit;
        }
        let seconds = begun.elapsed().as_secs();
        if most > MEGABYTES || seconds > SECONDS {
            child.kill().expect("a child");
            panic!("{what}: {most} MB, {seconds} s");
        }
        thread::sleep(Duration::from_millis(10));
    };
    eprintln!("{what}: {most} MB, {:.1} s, {exit}", begun.elapsed().as_secs_f64());
    Output {
        status: exit,
        stdout: stdout.join().expect("no panic"),
        stderr: stderr.join().expect("no panic"),
    }
}

/// Reads to the end in a thread of its own.
fn all_of(mut from: impl Read + Send + 'static) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).expect("readable");
        bytes
    })
}

/// Most memory that a process ever had, in megabytes, from its status; 0 when it is gone.
fn high_water(status: &str) -> u64 {
    let status = fs::read_to_string(status).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1000
}

/// Runs a shell script with a file system of `size` at `folder`, in a name space of its own. Nothing where the system
/// does not allow that, which is said.
fn with_disk(folder: &Path, size: &str, script: &str) -> Option<Output> {
    let may = Command::new("unshare")
        .args(["--mount", "--map-root-user", "true"])
        .output();
    if !may.is_ok_and(|may| may.status.success()) {
        eprintln!("not tried: this system allows no mounts");
        return None;
    }
    let folder = folder.display();
    let script = format!("set -e; mount -t tmpfs -o size={size} tmpfs '{folder}'; {script}");
    let mut command = Command::new("unshare");
    command.args(["--mount", "--map-root-user", "sh", "-c", &script]);
    Some(command.output().expect("unshare runs"))
}

/// A command as a shell writes it.
fn line(command: &Command) -> String {
    let words = [command.get_program()].into_iter().chain(command.get_args());
    let words: Vec<String> = words.map(|word| format!("'{}'", word.to_string_lossy())).collect();
    words.join(" ")
}

#[test]
fn a_full_disk_is_told_and_the_former_portal_is_whole() {
    let folder = small_portal();
    let before = published(folder.path());
    let kept = folder.path().join("kept");
    fs::rename(folder.path().join("dist"), &kept).expect("one disk");
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).expect("writable");
    let bytes: usize = before.values().map(|file| file.len().next_multiple_of(4096)).sum();
    // Every page changes with the organisation's name; room for the former portal and for part of the new one.
    let settings = folder.path().join("site/site.toml");
    let text = fs::read_to_string(&settings).expect("readable");
    fs::write(&settings, text.replace("Công đoàn thử", "Công đoàn đã đổi tên")).expect("writable");
    let mut command = portal();
    command
        .args(["build", "--no-client", "--today", "2026-11-24", "--root"])
        .arg(folder.path())
        .arg("--out")
        .arg(disk.join("dist"));
    for left in [20_000, 60_000, 120_000] {
        let size = bytes + left;
        let script = format!(
            "cp -r '{kept}' '{disk}/dist'; set +e; {build}; code=$?; \
             diff -r '{kept}' '{disk}/dist' || exit 99; exit $code",
            kept = kept.display(),
            disk = disk.display(),
            build = line(&command)
        );
        let Some(built) = with_disk(&disk, &size.to_string(), &script) else {
            return;
        };
        refused(&built, 1, "không ghi được");
        assert!(said(&built).contains("đĩa đã đầy"), "{}", said(&built));
    }
}

#[test]
fn a_cache_that_is_full_costs_time_and_nothing_else() {
    let folder = small_portal();
    let before = published(folder.path());
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).expect("writable");
    let script = format!(
        "head -c 90000 /dev/zero > '{disk}/other' || true; XDG_CACHE_HOME='{disk}' {build} --compress",
        disk = disk.display(),
        build = line(&build(folder.path()))
    );
    let Some(built) = with_disk(&disk, "64k", &script) else {
        return;
    };
    assert!(built.status.success(), "{}", said(&built));
    let mut after = files(&folder.path().join("dist"));
    after.retain(|path, _| before.contains_key(path));
    for (path, bytes) in &before {
        assert!(
            path == "portal-manifest.json" || after.get(path) == Some(bytes),
            "{path} differs"
        );
    }
}

#[test]
fn an_output_that_may_not_be_written_is_told_and_left_alone() {
    let folder = small_portal();
    published(folder.path());
    let (kept, disk) = (folder.path().join("dist"), folder.path().join("disk"));
    fs::create_dir(&disk).expect("writable");
    let mut command = portal();
    command
        .args(["build", "--no-client", "--today", "2026-11-24", "--root"])
        .arg(folder.path())
        .arg("--out")
        .arg(disk.join("dist"));
    let script = format!(
        "cp -r '{kept}' '{disk}/dist'; mount -o remount,ro '{disk}'; set +e; {build}; code=$?; \
         diff -r '{kept}' '{disk}/dist' || exit 99; exit $code",
        kept = kept.display(),
        disk = disk.display(),
        build = line(&command)
    );
    let Some(built) = with_disk(&disk, "50m", &script) else {
        return;
    };
    refused(&built, 1, "chỉ được đọc");
}

#[test]
fn an_output_below_a_file_is_told() {
    let folder = small_portal();
    fs::write(folder.path().join("tep"), "chữ").expect("writable");
    let mut command = portal();
    command
        .args(["build", "--no-client", "--root"])
        .arg(folder.path())
        .arg("--out")
        .arg(folder.path().join("tep/dist"));
    refused(&command.output().expect("portal starts"), 3, "hãy chọn thư mục khác");
    assert_eq!(fs::read_to_string(folder.path().join("tep")).expect("readable"), "chữ");
}

#[test]
fn files_that_come_and_go_while_they_are_read_are_told_or_not_seen() {
    let folder = small_portal();
    published(folder.path());
    let (text, media) = (
        folder.path().join("content/page/bay.md"),
        folder.path().join("content/media/bay.pdf"),
    );
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                for path in [&text, &media] {
                    fs::write(path, "---\ntitle: Bài bay đi mất\n---\nChào bạn.\n").expect("writable");
                    thread::yield_now();
                    fs::remove_file(path).expect("it is there");
                }
            }
        });
        for _ in 0..15 {
            let built = build(folder.path()).output().expect("portal starts");
            let (code, said) = (built.status.code(), said(&built));
            assert!(!said.contains("panicked"), "{said}");
            match code {
                Some(0) => {}
                // An empty text, as it is between being made and being written, has no front matter.
                Some(2) => assert!(said.contains("bay.") && said.contains("lỗi["), "{said}"),
                _ => panic!("{code:?}: {said}"),
            }
            assert!(folder.path().join("dist/index.html").is_file());
        }
        done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn links_in_a_circle_and_out_of_the_portal_are_told() {
    let folder = small_portal();
    let before = published(folder.path());
    let secret = tempfile::NamedTempFile::new().expect("a temporary file");
    fs::write(secret.path(), "---\ntitle: Mật khẩu máy chủ\n---\nmat-khau-bi-mat\n").expect("writable");
    let content = folder.path().join("content");
    for (link, to, words) in [
        ("page/vong.md", Path::new("vong.md"), "content/page/vong.md:1:1"),
        ("page/len", Path::new(".."), "content/page/len:1:1"),
        ("page/lo.md", secret.path(), "dẫn ra ngoài thư mục của cổng"),
        ("media/lo.pdf", secret.path(), "dẫn ra ngoài thư mục của cổng"),
        ("media/goc", Path::new("/"), "dẫn ra ngoài thư mục của cổng"),
    ] {
        let link = content.join(link);
        symlink(to, &link).expect("a link can be made");
        refused(&bounded(build(folder.path()), words), 2, words);
        fs::remove_file(&link).expect("it is there");
    }
    let theme = folder.path().join("site/assets");
    fs::create_dir_all(&theme).expect("writable");
    symlink(secret.path(), theme.join("lo.txt")).expect("a link can be made");
    refused(
        &bounded(build(folder.path()), "theme"),
        1,
        "dẫn ra ngoài thư mục của cổng",
    );
    assert!(
        files(&folder.path().join("dist")) == before,
        "the former portal changed"
    );
}

#[test]
fn a_link_within_the_portal_is_followed() {
    let folder = small_portal();
    let media = folder.path().join("content/media");
    symlink("phu-de.vtt", media.join("phu-de-2.vtt")).expect("a link can be made");
    let built = published(folder.path());
    assert!(built.keys().any(|path| path.starts_with("media/phu-de-2-")));
}

#[test]
fn a_text_of_100_megabytes_is_refused_unread() {
    let folder = small_portal();
    let before = published(folder.path());
    let mut file = fs::File::create(folder.path().join("content/page/dai.md")).expect("writable");
    file.write_all("---\ntitle: Bài dài quá\n---\n".as_bytes())
        .expect("writable");
    let paragraph = "Nghỉ phép năm là quyền của bạn. ".repeat(30_000);
    for _ in 0..90 {
        file.write_all(paragraph.as_bytes()).expect("writable");
    }
    assert!(file.metadata().expect("readable").len() > 100_000_000);
    drop(file);
    let begun = Instant::now();
    let built = bounded(build(folder.path()), "100 MB");
    refused(&built, 2, "lỗi[huge-text]");
    assert!(begun.elapsed() < Duration::from_secs(60));
    assert!(
        files(&folder.path().join("dist")) == before,
        "the former portal changed"
    );
}

#[test]
fn texts_larger_deeper_and_wider_than_anybody_writes_take_bounded_time_and_memory() {
    let folder = small_portal();
    published(folder.path());
    for (what, body) in bodies::all() {
        let path = folder.path().join("content/page/lon.md");
        fs::write(path, format!("---\ntitle: Bài lớn quá cỡ\n---\n{body}\n")).expect("writable");
        let before = files(&folder.path().join("dist"));
        let built = bounded(build(folder.path()), what);
        let (code, words) = (built.status.code(), said(&built));
        assert!(
            !words.contains("panicked"),
            "{what}: {}",
            &words[..words.floor_char_boundary(2000)]
        );
        match code {
            Some(0) => assert!(folder.path().join("dist/lon/index.html").is_file(), "{what}"),
            Some(2) => {
                assert!(
                    words.contains("content/page/lon.md:") && words.contains("lỗi["),
                    "{what}"
                );
                assert!(
                    files(&folder.path().join("dist")) == before,
                    "{what}: the former portal changed"
                );
            }
            _ => panic!("{what}: {code:?}: {}", &words[..words.floor_char_boundary(2000)]),
        }
    }
}

#[test]
fn nothing_is_written_outside_the_output() {
    let folder = small_portal();
    let root = folder.path().join("a/b/c");
    copy(&repository().join("tests/checks/base"), &root);
    let escapes = "---\ntitle: Bài muốn trèo ra\nold_addresses:\n  - /../../../../ngoai/\n  - /%2e%2e/ngoai/\n---\n\
        [a](../../../../ngoai.md) ![b](../../../../ngoai.png) [c](/../../ngoai/)\n";
    fs::write(root.join("content/page/treo.md"), escapes).expect("writable");
    let settings = root.join("site/site.toml");
    let text = fs::read_to_string(&settings).expect("readable");
    let outside = |folder: &Path| {
        let mut all = files(folder);
        all.retain(|path, _| !path.starts_with("a/b/c/"));
        all
    };
    let before = outside(folder.path());
    for (old, new, code) in [
        ("", "", 2),
        ("id = \"hop-dong\"", "id = \"../../../../ngoai\"", 3),
        (
            "[[topics]]",
            "[addresses]\npolicy = \"../../../ngoai\"\n\n[[topics]]",
            3,
        ),
        ("href = \"\"", "href = \"../../../ngoai\"", 3),
    ] {
        fs::write(&settings, text.replacen(old, new, 1)).expect("writable");
        refused(&bounded(build(&root), new), code, "lỗi[");
        assert!(outside(folder.path()) == before && !root.join("dist").exists(), "{new}");
    }
}

#[test]
fn addresses_that_differ_in_capitals_only_are_told() {
    let folder = small_portal();
    let page = folder.path().join("content/page/Gioi-Thieu.md");
    fs::write(&page, "---\ntitle: Giới thiệu lần nữa\n---\nChào bạn.\n").expect("writable");
    refused(
        &bounded(build(folder.path()), "a name in capitals"),
        2,
        "lỗi[bad-file-name]",
    );
    fs::remove_file(page).expect("it is there");
    let story = folder.path().join("content/story/chuyen-thu.md");
    let text = fs::read_to_string(&story).expect("readable");
    let text = text.replacen("form: story", "old_addresses:\n  - /Gioi-Thieu/\nform: story", 1);
    fs::write(&story, text).expect("writable");
    refused(
        &bounded(build(folder.path()), "a former address"),
        2,
        "lỗi[address-collision]",
    );
}
