//! What members send, from messages to a published page, by the real command: taken once, judged, accepted, declined, forgotten.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use tests::{copy, repository, run};
use wire::draft::{Consents, Draft, Kind, MediaType, Photo};

#[path = "inbox/decided.rs"]
mod decided;
#[path = "inbox/taken.rs"]
mod taken;

/// A small portal and a folder of what came.
struct Portal(tempfile::TempDir);

impl Portal {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&repository().join("tests/checks/base"), folder.path());
        fs::create_dir(folder.path().join("den")).expect("writable");
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn arrives(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path("den").join(name);
        fs::write(&path, bytes).expect("writable");
        path.to_str().expect("a plain path").to_owned()
    }

    fn command(&self, arguments: &[&str]) -> (i32, String, String) {
        let root = self.0.path().to_str().expect("a plain path");
        run(&[arguments, &["--root", root, "--today", "2026-11-24"]].concat())
    }

    /// Takes everything that came.
    fn take(&self) -> Value {
        let folder = self.path("den");
        let (code, output, errors) = self.command(&["inbox", text(&folder), "--format", "json"]);
        assert!(code == 0 || code == 2, "{code} {errors}");
        serde_json::from_str(&output).unwrap_or_else(|error| panic!("{error}: {output} {errors}"))
    }

    fn build(&self) -> (i32, String) {
        let out = self.path("dist");
        let (code, _, errors) = self.command(&["build", "--no-client", "--out", text(&out)]);
        (code, errors)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn edit(&self, name: &str, from: &str, to: &str) {
        let before = self.read(name);
        assert!(before.contains(from), "{name} has {from}:\n{before}");
        fs::write(self.path(name), before.replace(from, to)).expect("writable");
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

fn draft(id: u64, title: &str, text: &str) -> Draft {
    Draft {
        id,
        kind: Kind::Story,
        consents: Consents {
            publish: true,
            people: true,
            own: true,
        },
        day: 20_780,
        title: title.to_owned(),
        text: text.to_owned(),
        credit: None,
        unit: None,
        reply_to: None,
        contest: None,
        photos: Vec::new(),
    }
}

fn picture() -> Vec<u8> {
    fs::read(repository().join("content/media/may-2g-va-4g.jpg")).expect("readable")
}

const ID: &str = "00000000000000a1";
const STORY: &str = "Hôm ấy máy hỏng giữa ca, cả chuyền ngồi đợi.\nChị Hoa kể chuyện quê, ai cũng cười.\n\nĐến khi máy chạy lại thì đã quen nhau.";

fn with_picture() -> Draft {
    Draft {
        credit: Some("Chị Lành".to_owned()),
        unit: Some("Tổ may 3".to_owned()),
        photos: vec![Photo {
            media_type: MediaType::Jpeg,
            bytes: picture(),
        }],
        ..draft(0xa1, "Một đêm máy hỏng", STORY)
    }
}

/// Flags of what was taken, by number.
fn flags(report: &Value, id: &str) -> Vec<String> {
    let taken = report["taken"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|taken| taken["id"] == id);
    let taken = taken.unwrap_or_else(|| panic!("{id} was not taken: {report:#}"));
    let codes = taken["flags"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|flag| flag["code"].as_str().expect("a code").to_owned());
    codes.collect()
}
