//! `portal report` at the size of the union: 82,992 members (31 October 2023) with 16 lessons each.
//!
//! `cargo run --release --package tests --bin bench-report -- [--members 82992] [--lessons 16]`
//!
//! Codes are made with fixed numbers for dice, one in five confirmed in one of 200 meetings whose codes the command itself
//! signs, one in a thousand spoilt. The report is asked for three times: of the codes as they come, of the same codes
//! backwards, and of both files at once. Its three outputs must be one. `PORTAL` names the command, else the release build.

#![allow(clippy::print_stdout)] // figures are its output

use std::{
    env, fs,
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use tests::{copy, repository};
use wire::{completion::Completion, session::SignedSession};

const MEETINGS: usize = 200;
const UNITS: usize = 249;
/// 2026-01-01 in days since 1970.
const FIRST_DAY: u32 = 20_454;

fn main() {
    let mut members = 82_992;
    let mut lessons = 16;
    let mut given = env::args().skip(1);
    while let (Some(name), Some(value)) = (given.next(), given.next()) {
        match name.as_str() {
            "--members" => members = value.parse().expect("a number"),
            "--lessons" => lessons = value.parse().expect("a number"),
            other => panic!("unknown option {other}; known: --members --lessons"),
        }
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    copy(&repository().join("tests/checks/base"), root);
    let sessions = sessions(root);
    let codes = codes(members, lessons, &sessions);
    write(&root.join("codes.txt"), codes.iter());
    write(&root.join("backwards.txt"), codes.iter().rev());
    let bytes: usize = codes.iter().map(|code| code.len() + 1).sum();
    println!("{} codes of {members} members, {:.0} MB", codes.len(), megabytes(bytes));
    drop(codes);
    let once = report(root, &["codes.txt"]);
    let backwards = report(root, &["backwards.txt"]);
    let twice = report(root, &["codes.txt", "backwards.txt"]);
    assert!(
        once == backwards && once == twice,
        "the report depends on order or copies"
    );
    println!("the three reports are one, {} bytes", once.len());
}

/// Codes of meetings, each of one lesson, signed by a new officer.
fn sessions(root: &Path) -> Vec<SignedSession> {
    let key = text(&root.join("lan.key"));
    let officer = [
        "key",
        "new",
        "--out",
        &key,
        "--name",
        "Trần Thị Lan",
        "--unit",
        "Công đoàn may 3",
    ];
    let days = ["--from", "2026-01-01", "--until", "2026-12-31"];
    let settings = root.join("site/site.toml");
    let before = fs::read_to_string(&settings).expect("readable");
    fs::write(&settings, [before, run(&[&officer[..], &days].concat())].join("\n")).expect("writable");
    let one = |number: usize| {
        let (place, lesson) = (format!("Tổ {number}"), lesson(number % 16));
        let asked = [
            "session",
            "new",
            "--key",
            &key,
            "--place",
            &place,
            "--lesson",
            &lesson,
            "--day",
            "2026-06-01",
        ];
        let code = run(&asked);
        let line = code.lines().next().expect("a code");
        SignedSession::decode(line).expect("a code of a meeting")
    };
    (0..MEETINGS).map(one).collect()
}

fn lesson(number: usize) -> String {
    format!("bai-so-{number}")
}

#[allow(clippy::cast_possible_truncation)] // small numbers
fn codes(members: usize, lessons: usize, sessions: &[SignedSession]) -> Vec<String> {
    let mut dice: u64 = 20_261_129;
    let mut roll = |most: usize| {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((dice >> 33) % most as u64) as usize
    };
    let mut codes = Vec::with_capacity(members * lessons);
    for member in 0..members {
        for number in 0..lessons {
            let session = (roll(5) == 0).then(|| sessions[roll(MEETINGS / 16) * 16 + number % 16].clone());
            let completion = Completion {
                holder: member as u64 + 1,
                is_course: false,
                lesson: lesson(number),
                content: 0,
                right: 2 + roll(3) as u8,
                questions: 4,
                // A meeting confirms what was learned on its day: 2026-06-01.
                day: if session.is_some() {
                    FIRST_DAY + 151
                } else {
                    FIRST_DAY + roll(330) as u32
                },
                name: None,
                unit: Some(format!("Công đoàn cơ sở {}", member % UNITS)),
                session,
            };
            let mut code = completion.encode().expect("a code");
            if roll(1_000) == 0 {
                code.truncate(code.len() - 3);
            }
            codes.push(code);
        }
    }
    codes
}

fn write<'a>(path: &Path, codes: impl Iterator<Item = &'a String>) {
    let mut file = BufWriter::new(fs::File::create(path).expect("writable"));
    for code in codes {
        writeln!(file, "{code}").expect("writable");
    }
}

/// Runs a report; prints how long it took and the most memory it held.
fn report(root: &Path, files: &[&str]) -> String {
    let out = fs::File::create(root.join("out.txt")).expect("writable");
    let start = Instant::now();
    let mut child = Command::new(binary())
        .args([
            "report",
            "--root",
            &text(root),
            "--today",
            "2026-11-24",
            "--by",
            "unit",
            "--format",
            "csv",
        ])
        .args(files.iter().map(|name| text(&root.join(name))))
        .stdout(out)
        .stderr(Stdio::null())
        .spawn()
        .expect("portal starts");
    let mut most = 0;
    while child.try_wait().expect("a child").is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes = peak.and_then(|peak| peak.split_whitespace().next()?.parse::<usize>().ok());
        most = kibibytes.unwrap_or_default().max(most);
        std::thread::sleep(Duration::from_millis(10));
    }
    println!(
        "{}: {:.2} s, {} MiB at most",
        files.join(" and "),
        start.elapsed().as_secs_f64(),
        most / 1024
    );
    fs::read_to_string(root.join("out.txt")).expect("readable")
}

fn run(arguments: &[&str]) -> String {
    let output = Command::new(binary()).args(arguments).output().expect("portal starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn text(path: &Path) -> String {
    path.to_str().expect("temporary folders have plain names").to_owned()
}

fn binary() -> PathBuf {
    env::var_os("PORTAL").map_or_else(
        || {
            let own = env::current_exe().expect("a program knows its own path");
            own.with_file_name("portal")
        },
        Into::into,
    )
}

#[allow(clippy::cast_precision_loss)] // sizes of files
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
