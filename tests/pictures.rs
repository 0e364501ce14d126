//! Photos as editors give them: what is published of them, what is told of those that cannot be, what is done only once.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};
use tests::{browser::Browser, copy, files, host::Server, portal, repository};

#[path = "pictures/photos.rs"]
mod photos;

use photos::{CAMERA, QUARTERS, frame, holds, phone_photo, plain_photo};

const STORY: &str = "content/story/chuyen-thu.md";
const PAGE: &str = "chuyen/chuyen-thu/";

/// The small portal of the checks with a story that shows `name`, and a cache of its own.
struct Portal {
    folder: tempfile::TempDir,
}

impl Portal {
    fn showing(name: &str, bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&repository().join("tests/checks/base"), folder.path());
        let portal = Self { folder };
        let story = portal.path(STORY);
        let text = fs::read_to_string(&story).expect("readable");
        let words = "Một câu chuyện dài thêm một chút. ".repeat(40);
        let text = format!("{text}\n![Buổi họp tổ](../media/{name})\n\n{words}\n\n![Lại họp tổ](../media/{name})\n");
        fs::write(&story, text).expect("writable");
        portal.put(name, bytes);
        portal
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(&format!("content/media/{name}")), bytes).expect("writable");
    }

    /// The line and column at which the story names its picture first.
    fn place(&self) -> String {
        let text = fs::read_to_string(self.path(STORY)).expect("readable");
        let line = text.lines().position(|line| line.starts_with("![Buổi họp tổ]"));
        format!("{STORY}:{}:1", line.expect("a picture") + 1)
    }

    fn command(&self, out: &str, cache: &str, threads: &str) -> Command {
        let mut command = portal();
        command
            .args(["build", "--no-client", "--today", "2026-11-24", "--json", "--root"])
            .arg(self.folder.path())
            .arg("--out")
            .arg(self.path(out))
            .env("XDG_CACHE_HOME", self.path(cache))
            .env("RAYON_NUM_THREADS", threads);
        command
    }

    /// Builds; gives the exit code and what `--json` tells.
    fn build(&self, out: &str, cache: &str, threads: &str) -> (Option<i32>, Value) {
        let output = self.command(out, cache, threads).output().expect("portal starts");
        let report = serde_json::from_slice(&output.stdout);
        let report = report.unwrap_or_else(|_| panic!("no report: {}", String::from_utf8_lossy(&output.stderr)));
        (output.status.code(), report)
    }

    fn built(&self, out: &str, cache: &str, threads: &str) -> (BTreeMap<String, Vec<u8>>, Value) {
        let (code, report) = self.build(out, cache, threads);
        assert_eq!(code, Some(0), "{report}");
        (files(&self.path(out)), report)
    }
}

/// The published files of the story's picture, by ending and width.
fn pictures<'a>(files: &'a BTreeMap<String, Vec<u8>>, extension: &str) -> BTreeMap<u32, &'a [u8]> {
    let named = files.iter().filter(|(path, _)| path.starts_with("media/hop-to-"));
    let found = named.filter_map(|(path, bytes)| {
        let (width, found) = path.rsplit_once('-')?.1.split_once('.')?;
        (found == extension).then(|| (width.parse().expect("a width"), bytes.as_slice()))
    });
    found.collect()
}

#[test]
fn a_phones_photo_is_published_upright_small_and_without_what_it_tells() {
    let photo = phone_photo(2000, 1500);
    assert!(
        holds(&photo, CAMERA.as_bytes()) && holds(&photo, b"Exif"),
        "the photo tells"
    );
    let portal = Portal::showing("hop-to.jpg", &photo);
    // A link to a picture leads to what was made of it, too.
    let story = fs::read_to_string(portal.path(STORY)).expect("readable");
    fs::write(portal.path(STORY), format!("{story}\n[Xem ảnh](../media/hop-to.jpg)\n")).expect("writable");
    let (files, _) = portal.built("dist", "cache", "2");
    for (path, bytes) in &files {
        let tells = [
            CAMERA.as_bytes(),
            b"Exif\0\0",
            b"http://ns.adobe.com/xap",
            b"II*\0",
            b"MM\0*",
        ];
        for words in tells {
            assert!(
                !holds(bytes, words),
                "{path} holds {:?}",
                String::from_utf8_lossy(words)
            );
        }
        assert!(*bytes != photo, "{path} is the original");
    }
    let (plain, modern) = (pictures(&files, "jpg"), pictures(&files, "avif"));
    assert_eq!(plain.keys().collect::<Vec<_>>(), [&360, &720, &1080]);
    assert_eq!(modern.keys().collect::<Vec<_>>(), [&360, &720, &1080]);
    for (width, bytes) in plain {
        let mut decoder = zune_jpeg::JpegDecoder::new(zune_core::bytestream::ZCursor::new(bytes));
        let points = decoder.decode().expect("a JPEG");
        let size = decoder.dimensions().expect("a size");
        let wide = width as usize;
        assert_eq!(size, (wide, wide * 4 / 3), "stands upright");
        let at = |x: usize, y: usize| -> [u8; 3] {
            let first = (y * wide + x) * 3;
            points[first..first + 3].try_into().expect("three")
        };
        let (left, right, top, bottom) = (wide / 4, wide * 3 / 4, size.1 / 4, size.1 * 3 / 4);
        let seen = [at(left, top), at(right, top), at(left, bottom), at(right, bottom)];
        assert_near(&seen, width);
        assert!(decoder.exif().is_none() && decoder.icc_profile().is_none());
        assert!(bytes.len() < 200_000, "{width}: {} bytes", bytes.len());
    }
    let manifest: Value = serde_json::from_slice(&files["portal-manifest.json"]).expect("JSON");
    let kinds = manifest["files"].as_object().expect("files").iter();
    let kinds: Vec<&Value> = kinds
        .filter(|(path, _)| path.starts_with("media/hop-to-"))
        .map(|(_, file)| &file["kind"])
        .collect();
    assert_eq!(kinds, [&json!("picture"); 6]);
}

/// The quarters turned clockwise once: what was below left is above left.
fn assert_near(seen: &[[u8; 3]; 4], width: u32) {
    let expected = [QUARTERS[2], QUARTERS[0], QUARTERS[3], QUARTERS[1]];
    for (seen, expected) in seen.iter().flatten().zip(expected.iter().flatten()) {
        assert!(seen.abs_diff(*expected) < 30, "{width}: {seen} is not near {expected}");
    }
}

#[test]
fn the_same_bytes_with_one_thread_and_two_and_nothing_is_made_twice() {
    let portal = Portal::showing("hop-to.jpg", &phone_photo(1600, 1200));
    portal.put("khac.jpg", &plain_photo(900, 600));
    let (first, report) = portal.built("a", "cache-a", "1");
    // The base portal has a picture of its own.
    assert_eq!(report["pictures"], json!({ "made": 3, "reused": 0 }));
    let (second, _) = portal.built("b", "cache-b", "2");
    assert!(first == second, "threads change bytes");
    let (third, report) = portal.built("c", "cache-a", "2");
    assert_eq!(report["pictures"], json!({ "made": 0, "reused": 3 }));
    assert!(first == third, "the cache changes bytes");

    // One bit of one kept picture, and another cut in two.
    let mut kept: Vec<PathBuf> = fs::read_dir(portal.path("cache-a/portal/pictures"))
        .expect("a cache")
        .map(|entry| entry.expect("readable").path())
        .collect();
    kept.sort();
    assert_eq!(kept.len(), 3);
    let mut bytes = fs::read(&kept[0]).expect("readable");
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&kept[0], bytes).expect("writable");
    let bytes = fs::read(&kept[1]).expect("readable");
    fs::write(&kept[1], &bytes[..bytes.len() / 2]).expect("writable");
    let (mended, report) = portal.built("d", "cache-a", "2");
    assert_eq!(report["pictures"], json!({ "made": 2, "reused": 1 }));
    assert!(first == mended, "a spoilt result is published");

    // Another photo under the same name.
    portal.put("hop-to.jpg", &plain_photo(1600, 1200));
    let (other, report) = portal.built("e", "cache-a", "2");
    assert_eq!(report["pictures"], json!({ "made": 1, "reused": 2 }));
    assert_ne!(pictures(&first, "jpg"), pictures(&other, "jpg"));
    let names = |files: &BTreeMap<String, Vec<u8>>| -> Vec<String> {
        files
            .keys()
            .filter(|path| path.starts_with("media/hop-to-"))
            .cloned()
            .collect()
    };
    assert!(
        names(&first).iter().all(|name| !other.contains_key(name)),
        "a name is used again"
    );
}

#[test]
fn a_bad_picture_is_told_where_it_is_named_and_the_old_portal_stays() {
    let whole = phone_photo(800, 600);
    let portal = Portal::showing("hop-to.jpg", &whole);
    let (before, _) = portal.built("dist", "cache", "2");
    let mut bomb = whole.clone();
    let size = frame(&bomb) + 5;
    bomb[size..size + 4].copy_from_slice(&[0xff, 0xf0, 0xff, 0xf0]);
    // Nonsense in the middle of the points: no code of the table is sixteen bits of ones.
    let mut spoilt = whole.clone();
    let middle = spoilt.len() / 2;
    for two in spoilt[middle..middle + 400].chunks_mut(2) {
        two.copy_from_slice(&[0xff, 0x00]);
    }
    let cases: [(&str, Vec<u8>, &str, &str); 7] = [
        ("a text", b"xin chao".to_vec(), "bad-picture", "không phải là ảnh"),
        ("nothing", Vec::new(), "bad-picture", "không phải là ảnh"),
        (
            "half a photo",
            whole[..whole.len() / 2].to_vec(),
            "bad-picture",
            "bị cụt",
        ),
        (
            "all but its end",
            whole[..whole.len() - 2].to_vec(),
            "bad-picture",
            "bị cụt",
        ),
        ("nonsense inside", spoilt, "bad-picture", "bị hỏng"),
        ("a bomb", bomb, "huge-picture", "65520 × 65520"),
        (
            "a GIF",
            b"GIF89a\x01\0\x01\0\0\0\0".to_vec(),
            "unaccepted-picture",
            "loại GIF",
        ),
    ];
    for (what, bytes, code, words) in cases {
        portal.put("hop-to.jpg", &bytes);
        let (exit, report) = portal.build("dist", "cache", "2");
        assert_eq!(
            (exit, &report["published"]),
            (Some(2), &json!(false)),
            "{what}: {report}"
        );
        let findings = report["diagnostics"].as_array().expect("a list");
        let errors: Vec<&Value> = findings.iter().filter(|found| found["severity"] == "error").collect();
        assert_eq!(errors.len(), 1, "{what}: {report}");
        assert_eq!(errors[0]["code"], code, "{what}");
        let message = errors[0]["message"].as_str().expect("a sentence");
        assert!(message.contains(words), "{what}: {message}");
        assert!(errors[0]["hint"].as_str().is_some_and(|hint| hint.len() > 20), "{what}");
        let place = &errors[0]["place"];
        let place = format!(
            "{}:{}:{}",
            place["file"].as_str().expect("a file"),
            place["line"],
            place["column"]
        );
        assert_eq!(place, portal.place(), "{what}");
        assert!(files(&portal.path("dist")) == before, "{what}: the old portal is whole");
    }
}

/// A PNG of one colour, as small as such a file gets: a bomb when it is large.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(width, height)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("memory takes all");
    bytes.into_inner()
}

#[test]
fn a_bomb_takes_no_room() {
    // Two true ones, of too many points and of a side that is too long; and a forged head, whose points would take 12 GB.
    let mut forged = plain_photo(64, 64);
    let size = frame(&forged) + 5;
    forged[size..size + 4].copy_from_slice(&[0xff, 0xf0, 0xff, 0xf0]);
    for bytes in [png(11_900, 12_000), png(12_001, 8), forged] {
        assert!(bytes.len() < 1_000_000, "{} bytes", bytes.len());
        let portal = Portal::showing("hop-to.png", &bytes);
        let build = portal.command("dist", "cache", "2");
        // Less room than the points would take.
        let mut limited = Command::new("sh");
        limited
            .args(["-c", "ulimit -v 3000000; exec \"$0\" \"$@\""])
            .arg(build.get_program());
        limited.args(build.get_args());
        for (name, value) in build.get_envs() {
            limited.env(name, value.expect("set"));
        }
        let output = limited.output().expect("a shell starts");
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{said}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(said.contains("huge-picture"), "{said}");
    }
}

#[test]
fn names_with_spaces_and_marks_are_addresses_all_the_same() {
    let portal = Portal::showing("anh.png", &png(40, 30));
    let story = fs::read_to_string(portal.path(STORY)).expect("readable");
    fs::write(
        portal.path(STORY),
        format!("{story}\n![Họp](<../media/Họp tổ, ca 2.JPG>)\n"),
    )
    .expect("writable");
    portal.put("Họp tổ, ca 2.JPG", &phone_photo(800, 600));
    let (files, _) = portal.built("dist", "cache", "2");
    let page = String::from_utf8_lossy(&files[&format!("{PAGE}index.html")]).into_owned();
    let choices = page
        .split("srcset=\"")
        .skip(1)
        .flat_map(|rest| rest.split('"').next().expect("closed").split(", "));
    let mut count = 0;
    for choice in choices {
        let (address, _) = choice.split_once(' ').expect("address and width");
        assert!(files.contains_key(address.trim_start_matches("../")), "{address}");
        count += 1;
    }
    assert!(
        count >= 4 && page.contains("media/hop-to-ca-2-"),
        "{count} choices in {page}"
    );
}

/// Waits for the first picture of the page; gives what was loaded for it and the colours of its quarters.
async fn seen(browser: &Browser) -> (String, [[u8; 3]; 4]) {
    let script = "return (async () => { const picture = document.querySelector('.prose img'); await picture.decode(); \
        const sheet = new OffscreenCanvas(40, 40).getContext('2d', { willReadFrequently: true }); sheet.drawImage(picture, 0, 0, 40, 40); \
        const at = (x, y) => [...sheet.getImageData(x, y, 1, 1).data].slice(0, 3); \
        return [picture.currentSrc, [at(10, 10), at(30, 10), at(10, 30), at(30, 30)]]; })()";
    serde_json::from_value(browser.script(script).await).expect("an address and colours")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_takes_avif_of_the_width_it_needs() {
    let portal = Portal::showing("hop-to.jpg", &phone_photo(2000, 1500));
    portal.built("dist", "cache", "2");
    let server = Server::start(portal.path("dist")).await;
    let browser = Browser::open("pictures", json!({})).await;
    for (points, width) in [(1, 360), (2, 720), (3, 1080)] {
        let screen = json!({ "width": 360, "height": 740, "deviceScaleFactor": points, "mobile": true });
        browser.devtools("Emulation.setDeviceMetricsOverride", screen).await;
        browser.go(&server.address(&format!("{PAGE}?{points}"))).await;
        let (source, quarters) = seen(&browser).await;
        assert!(
            source.ends_with(&format!("-{width}.avif")),
            "{points} points a pixel: {source}"
        );
        assert_near(&quarters, width);
        let shown = "const { width, height } = document.querySelector('.prose img').getBoundingClientRect(); \
                     return [Math.round(width), Math.round(height), document.documentElement.scrollWidth]";
        assert_eq!(
            browser.script(shown).await,
            json!([328, 437, 360]),
            "room is kept, nothing sticks out"
        );
    }
    let attributes = "return [...document.querySelectorAll('.prose img')].map((picture) => \
        [picture.alt, picture.loading, picture.decoding, picture.width > 0, picture.getAttribute('height')])";
    assert_eq!(
        browser.script(attributes).await,
        json!([
            ["Buổi họp tổ", "auto", "async", true, "1440"],
            ["Lại họp tổ", "lazy", "async", true, "1440"]
        ])
    );
    assert_eq!(
        browser.console().await,
        Vec::<String>::new(),
        "the policy lets all through"
    );
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_line_another_size_stands_in() {
    let portal = Portal::showing("hop-to.jpg", &phone_photo(2000, 1500));
    portal.built("dist", "cache", "2");
    let server = Server::start(portal.path("dist")).await;
    let browser = Browser::open("pictures-offline", json!({})).await;
    browser.go(&server.address(PAGE)).await;
    let held = |what: &str| format!("return caches.match(new URL('{what}', location.href)).then(Boolean)");
    wait(&browser, &held("../../ngoai-tuyen/"), "the shell").await;
    // The worker sees this load, and keeps what it loads.
    browser.go(&server.address(PAGE)).await;
    let (source, _) = seen(&browser).await;
    wait(&browser, &held(&source), "the picture").await;
    let other = source.rsplit_once('-').expect("a width").0.to_owned() + "-1080.jpg";
    assert_ne!(source, other);
    server.go_away();
    let script = format!(
        "return (async () => {{ const picture = new Image(); picture.src = '{other}'; await picture.decode(); \
         return picture.naturalWidth > 0; }})()"
    );
    assert_eq!(browser.script(&script).await, json!(true), "{other}");
    let missing = other.replace("hop-to", "khac");
    let script = format!("return fetch('{missing}').then(() => 'found', () => 'none')");
    assert_eq!(
        browser.script(&script).await,
        json!("none"),
        "another picture never stands in"
    );
    browser.close().await;
}

async fn wait(browser: &Browser, condition: &str, what: &str) {
    for _ in 0..200 {
        if browser.script(condition).await == json!(true) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{what} is not stored");
}

#[test]
fn the_cache_is_named_after_the_encoders_in_use() {
    let read = |name: &str| fs::read_to_string(Path::new(&repository()).join(name)).expect("readable");
    let (lock, code) = (read("Cargo.lock"), read("generator/src/picture/write.rs"));
    let list = code.split("ENCODERS").nth(1).and_then(|rest| rest.split("];").next());
    let pairs: Vec<&str> = list
        .expect("a list")
        .lines()
        .filter(|line| line.contains("(\""))
        .collect();
    assert!(pairs.len() >= 9, "{pairs:?}");
    for pair in pairs {
        let words: Vec<&str> = pair.split('"').collect();
        let locked = format!("name = \"{}\"\nversion = \"{}\"", words[1], words[3]);
        assert!(
            lock.contains(&locked),
            "write.rs and Cargo.lock differ over {}",
            words[1]
        );
    }
}
