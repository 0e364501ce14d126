//! A build takes from the one before what has not changed. Whatever was edited in between, and whatever became of what the
//! former build left behind: its bytes are those of a clean build, and a file whose bytes stay is the same file.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use tests::{copy, files, repository, run};

/// Sequences of edits, and how many edits each has. Every step is two builds.
const SEQUENCES: u64 = 2;
const STEPS: usize = 20;
const DAYS: [&str; 4] = ["2026-11-24", "2026-11-25", "2026-12-31", "2027-07-01"];

/// Random numbers, the same for the same seed (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).expect("smaller than a number of things")
    }

    fn of<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }
}

/// A portal that is edited and built again and again.
struct Portal {
    folder: tempfile::TempDir,
    random: Random,
    day: &'static str,
    /// Texts written so far.
    written: usize,
    /// What builds left behind, one from each step.
    states: Vec<Vec<u8>>,
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

impl Portal {
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&repository().join("tests/checks/base"), folder.path());
        for name in ["templates", "strings"] {
            copy(
                &repository().join("site").join(name),
                &folder.path().join("site").join(name),
            );
        }
        let mut portal = Self {
            folder,
            random: Random(seed),
            day: DAYS[0],
            written: 0,
            states: Vec::new(),
        };
        for _ in 0..12 {
            portal.add();
        }
        portal
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Builds into `name`; gives the exit code and what is published there then.
    fn build(&self, name: &str) -> (i32, BTreeMap<String, Vec<u8>>) {
        let (root, out) = (text(self.folder.path()), self.path(name));
        let arguments = [
            "build",
            "--no-client",
            "--root",
            root,
            "--out",
            text(&out),
            "--today",
            self.day,
        ];
        let (code, _, errors) = run(&arguments);
        assert!(code == 0 || code == 2, "{errors}");
        (code, if out.exists() { files(&out) } else { BTreeMap::new() })
    }

    fn texts(&self) -> Vec<PathBuf> {
        let folders = ["story", "notice"].map(|kind| self.path("content").join(kind));
        let entries = folders
            .iter()
            .flat_map(|folder| fs::read_dir(folder).expect("readable"));
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
        paths.sort();
        paths
    }

    fn add(&mut self) {
        self.written += 1;
        let (number, day) = (self.written, self.random.below(20) + 1);
        let (kind, form) = *self.random.of(&[("story", "form: story\n"), ("notice", "")]);
        let page = format!(
            "---\ntitle: Bài thử mang số {number}\nsummary: Tóm tắt của bài số {number}.\n{form}published: 2026-10-{day:02}\n---\n\
             Một câu ngắn.\n\n## Phần một\n\nXem [bài kia](../story/chuyen-thu.md).\n"
        );
        fs::write(self.path(&format!("content/{kind}/bai-{number}.md")), page).expect("writable");
    }

    fn edit(&mut self, from: &str, to: &str) {
        let file = self.random.of(&self.texts()).clone();
        self.replace(&file, from, to);
    }

    fn replace(&self, file: &Path, from: &str, to: &str) {
        let before = fs::read_to_string(file).expect("readable");
        fs::write(file, before.replace(from, to)).expect("writable");
    }

    /// One change, and its name.
    fn change(&mut self) -> &'static str {
        self.written += 1;
        let number = self.written;
        let some = |portal: &mut Self| {
            let texts = portal.texts();
            portal.random.of(&texts).clone()
        };
        match self.random.below(16) {
            0..=3 => {
                self.edit("Một câu", &format!("Câu {number}, một câu"));
                "a body"
            }
            4 => {
                self.edit("title: ", &format!("title: {number} "));
                "a title"
            }
            5 => {
                self.edit("summary: ", "summary: Và ");
                "a summary"
            }
            6 => {
                self.add();
                "a new text"
            }
            7 => {
                let gone = some(self);
                fs::remove_file(gone).expect("removable");
                "a text less"
            }
            8 => {
                let from = some(self);
                fs::rename(&from, from.with_file_name(format!("ten-moi-{number}.md"))).expect("renamable");
                "another name"
            }
            9 => {
                let template = *self.random.of(&["base.html", "story.html", "partials/card.html"]);
                let file = self.path("site/templates").join(template);
                let before = fs::read_to_string(&file).expect("readable");
                fs::write(file, format!("{before}<!-- {number} -->\n")).expect("writable");
                "a template"
            }
            10 => {
                self.replace(&self.path("site/site.toml"), "name = \"Cổng", "name = \"Cổng mới");
                "the settings"
            }
            11 => {
                self.replace(
                    &self.path("site/strings/vi.toml"),
                    "disclaimer = \"",
                    "disclaimer = \"Lưu ý: ",
                );
                "a word of the interface"
            }
            12 => {
                self.day = *self.random.of(&DAYS);
                "the day"
            }
            13 => self.spoil_a_page(),
            14 => self.spoil_the_state(),
            _ => "nothing",
        }
    }

    /// Somebody changes what is published: with another length, with the same, or not at all.
    fn spoil_a_page(&mut self) -> &'static str {
        let published: Vec<String> = files(&self.path("dist")).into_keys().collect();
        let file = self.path("dist").join(self.random.of(&published));
        let mut bytes = fs::read(&file).expect("readable");
        match self.random.below(3) {
            0 => bytes.push(b'x'),
            1 => bytes.reverse(),
            _ => {
                fs::remove_file(file).expect("removable");
                return "a page that is gone";
            }
        }
        fs::write(file, bytes).expect("writable");
        "a page that somebody changed"
    }

    /// What the former build left is cut short, spoilt, gone, or of an earlier build.
    fn spoil_the_state(&mut self) -> &'static str {
        let file = self.path(".dist.state");
        let Ok(mut bytes) = fs::read(&file) else {
            return "nothing";
        };
        let spoilt = match self.random.below(4) {
            0 => {
                let at = self.random.below(bytes.len());
                bytes[at] ^= 0x55;
                "a spoilt state"
            }
            1 => {
                bytes.truncate(self.random.below(bytes.len()));
                "a state cut short"
            }
            2 => {
                bytes.clone_from(self.random.of(&self.states));
                "the state of an earlier build"
            }
            _ => {
                fs::remove_file(file).expect("removable");
                return "no state";
            }
        };
        fs::write(file, bytes).expect("writable");
        spoilt
    }

    /// Builds anew and on top of what is there, and compares. False when the content has errors and nothing is published.
    fn step(&mut self, said: &str) -> bool {
        let before = identities(&self.path("dist"));
        let (code, published) = self.build("dist");
        let (clean_code, clean) = self.build("clean");
        assert_eq!(code, clean_code, "{said}");
        for name in [".clean.state", ".clean.lock"] {
            let _ = fs::remove_file(self.path(name));
        }
        for name in ["clean", ".clean.former"] {
            let _ = fs::remove_dir_all(self.path(name));
        }
        if code != 0 {
            return false;
        }
        let differs = |path: &&String| published.get(*path) != clean.get(*path);
        let all: Vec<&String> = published.keys().chain(clean.keys()).collect();
        let other: Vec<&&String> = all.iter().filter(|path| differs(path)).collect();
        assert!(other.is_empty(), "{said}: not as a clean build has them: {other:?}");
        for (path, (bytes, identity)) in identities(&self.path("dist")) {
            if let Some((former, same)) = before.get(&path)
                && *former == bytes
            {
                assert_eq!(identity, *same, "{said}: {path} was written again");
            }
        }
        self.states.extend(fs::read(self.path(".dist.state")));
        true
    }
}

type Identity = (u64, SystemTime);

/// Bytes of every file, its number and its time.
fn identities(folder: &Path) -> BTreeMap<String, (Vec<u8>, Identity)> {
    if !folder.exists() {
        return BTreeMap::new();
    }
    let identity = |name: &str| {
        let metadata = fs::metadata(folder.join(name)).expect("there");
        let inode = std::os::unix::fs::MetadataExt::ino(&metadata);
        (inode, metadata.modified().expect("a time"))
    };
    let files = files(folder).into_iter();
    files
        .map(|(name, bytes)| {
            let identity = identity(&name);
            (name, (bytes, identity))
        })
        .collect()
}

#[test]
fn any_sequence_of_edits_gives_what_a_clean_build_gives() {
    for seed in 0..SEQUENCES {
        let mut portal = Portal::new(seed);
        assert!(portal.step("the first build"));
        let mut published = 0;
        for number in 0..STEPS {
            let changes: Vec<&str> = (0..=portal.random.below(2)).map(|_| portal.change()).collect();
            let said = format!("sequence {seed}, step {number}: {}", changes.join(", then "));
            published += usize::from(portal.step(&said));
        }
        assert!(
            published > STEPS * 3 / 4,
            "sequence {seed}: {published} of {STEPS} were published"
        );
    }
}

#[test]
fn a_page_into_which_the_same_goes_is_not_written_again() {
    let mut portal = Portal::new(7);
    assert!(portal.step("the first build"));
    let before = identities(&portal.path("dist"));
    let file = portal.path("content/story/chuyen-thu.md");
    portal.replace(&file, "Hôm nay tổ tôi", "Hôm qua tổ tôi");
    assert!(portal.step("one body"));
    let now = identities(&portal.path("dist"));
    let written = now.iter().filter(|(path, file)| before.get(*path) != Some(file));
    let pages: Vec<&String> = written
        .map(|(path, _)| path)
        .filter(|path| path.ends_with(".html"))
        .collect();
    assert_eq!(pages, ["chuyen/chuyen-thu/index.html"]);
}
