//! A build as deployers rely on it: the same bytes anywhere, whole at every moment, no address lost.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::Path,
    process::Stdio,
    thread,
    time::{Duration, Instant, SystemTime},
};

use tests::{add_client, copied_portal, edit, files, plain, portal, repository, run, small_portal};

const TODAY: [&str; 2] = ["--today", "2026-11-24"];

/// Builds the portal in `folder` into its `dist`.
fn build(folder: &Path, more: &[&str]) -> (i32, String, String) {
    let out = folder.join("dist");
    let arguments = ["build", "--no-client", "--root", plain(folder), "--out", plain(&out)];
    run(&[&arguments[..], &TODAY, more].concat())
}

fn built(folder: &Path, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let (code, _, errors) = build(folder, more);
    assert_eq!(code, 0, "{errors}");
    files(&folder.join("dist"))
}

/// The same files made in the opposite order, which is the order in which some file systems list them.
fn copy_backwards(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("writable");
    let mut entries: Vec<_> = fs::read_dir(from)
        .expect("readable")
        .map(|entry| entry.expect("readable").path())
        .collect();
    entries.sort();
    for path in entries.iter().rev() {
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_backwards(path, &target);
        } else {
            fs::copy(path, &target).expect("a file can be copied");
        }
    }
}

#[test]
fn folder_locale_time_zone_threads_and_order_of_files_change_no_byte() {
    let first = copied_portal();
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let second = elsewhere.path().join("một thư mục khác");
    for top in ["site", "content"] {
        copy_backwards(&first.path().join(top), &second.join(top));
    }
    for folder in [first.path(), &second] {
        add_client(folder);
    }
    let surroundings = [
        (first.path(), "UTC", "C", "1"),
        (second.as_path(), "Pacific/Kiritimati", "vi_VN.UTF-8", "2"),
        (second.as_path(), "America/Los_Angeles", "tr_TR.UTF-8", "7"),
    ];
    let mut portals = Vec::new();
    for (root, zone, locale, threads) in surroundings {
        let out = root.join("dist");
        let output = portal()
            .args(["build", "--compress", "--root", plain(root), "--out", plain(&out)])
            .args(TODAY)
            .envs([
                ("TZ", zone),
                ("LANG", locale),
                ("LC_ALL", locale),
                ("RAYON_NUM_THREADS", threads),
            ])
            .output()
            .expect("portal starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        portals.push(files(&out));
    }
    assert!(
        portals[0].len() > 300,
        "pages, client and siblings: {}",
        portals[0].len()
    );
    assert!(portals[0].keys().any(|path| path.ends_with(".wasm.br")));
    for other in &portals[1..] {
        let differing: Vec<&String> = portals[0]
            .keys()
            .filter(|path| portals[0].get(*path) != other.get(*path))
            .collect();
        assert!(portals[0] == *other, "these differ: {differing:?}");
    }
}

#[test]
fn compression_from_the_cache_and_without_it_gives_the_same_bytes() {
    let folder = small_portal();
    let caches = [
        folder.path().join("a"),
        folder.path().join("b"),
        folder.path().join("b"),
    ];
    let portals = caches.map(|cache| {
        let out = folder.path().join("dist");
        let output = portal()
            .args([
                "build",
                "--no-client",
                "--compress",
                "--root",
                plain(folder.path()),
                "--out",
                plain(&out),
            ])
            .args(TODAY)
            .env("XDG_CACHE_HOME", cache)
            .output()
            .expect("portal starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        files(&out)
    });
    assert!(portals[0] == portals[1] && portals[1] == portals[2]);
    let sizes = |path: &str| {
        portals[0]
            .get(path)
            .map(Vec::len)
            .unwrap_or_else(|| panic!("no {path}"))
    };
    assert!(sizes("index.html.br") < sizes("index.html.gz") && sizes("index.html.gz") < sizes("index.html"));
    // Plain files are the same with and without siblings.
    let plain = built(folder.path(), &[]);
    let of_both = plain.iter().filter(|(path, _)| *path != "portal-manifest.json");
    for (path, bytes) in of_both {
        assert!(portals[0].get(path) == Some(bytes), "{path}");
    }
    assert!(
        plain
            .keys()
            .all(|path| !path.ends_with(".br") && !path.ends_with(".gz")),
        "none is left over"
    );
}

/// Numbers that look drawn by lot, the same in every run.
fn drawn(seed: &mut u64) -> u64 {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

#[test]
fn killed_at_fifty_moments_the_portal_is_whole_and_the_next_build_works() {
    const MOMENTS: usize = 50;
    let folder = small_portal();
    let root = folder.path();
    let page = "content/page/gioi-thieu.md";
    let written = fs::read_to_string(root.join(page)).expect("readable");
    let versions = [written.clone(), written + "\nMột câu thêm vào cuối trang.\n"];
    let whole = versions.clone().map(|version| {
        fs::write(root.join(page), version).expect("writable");
        built(root, &[])
    });
    assert!(whole[0] != whole[1]);
    let started = Instant::now();
    built(root, &[]);
    let length = u64::try_from(started.elapsed().as_micros()).expect("a short time");
    let (mut seed, mut seen) = (7, [0; 2]);
    for moment in 0..MOMENTS {
        fs::write(root.join(page), &versions[moment % 2]).expect("writable");
        let mut child = portal()
            .args([
                "build",
                "--no-client",
                "--root",
                plain(root),
                "--out",
                plain(&root.join("dist")),
            ])
            .args(TODAY)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        thread::sleep(Duration::from_micros(drawn(&mut seed) % length));
        // It may have ended by itself; either way the folder must be whole.
        let _ = child.kill();
        child.wait().expect("ends");
        let now = files(&root.join("dist"));
        let version = whole.iter().position(|version| *version == now);
        seen[version.unwrap_or_else(|| panic!("half a portal after moment {moment}"))] += 1;
    }
    assert!(built(root, &[]) == whole[(MOMENTS - 1) % 2]);
    let mut beside: Vec<String> = fs::read_dir(root)
        .expect("readable")
        .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("dist"))
        .collect();
    beside.sort();
    assert_eq!(
        beside,
        [".dist.former", ".dist.lock", ".dist.state", "dist"],
        "no litter; seen {seen:?}"
    );
}

#[test]
fn a_second_build_into_the_same_folder_is_told_to_wait() {
    let folder = small_portal();
    let before = built(folder.path(), &[]);
    let lock = File::create(folder.path().join(".dist.lock")).expect("writable");
    lock.lock().expect("nobody else holds it");
    let (code, _, errors) = build(folder.path(), &[]);
    assert!(
        code == 1 && errors.contains("một lần dựng khác đang ghi vào"),
        "{code} {errors}"
    );
    assert!(files(&folder.path().join("dist")) == before);
    drop(lock);
    assert_eq!(build(folder.path(), &[]).0, 0);
}

#[test]
fn unchanged_files_keep_their_time_and_the_former_portal_is_kept() {
    let folder = small_portal();
    let root = folder.path();
    let before = built(root, &[]);
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000);
    for path in before.keys() {
        let file = File::options()
            .write(true)
            .open(root.join("dist").join(path))
            .expect("writable");
        file.set_modified(long_ago).expect("it has a time");
    }
    edit(
        root,
        "content/page/gioi-thieu.md",
        "\n---\n",
        "\n---\nMột câu mới ở đầu trang.\n\n",
    );
    let after = built(root, &[]);
    let time = |path: &str| {
        fs::metadata(root.join("dist").join(path))
            .and_then(|metadata| metadata.modified())
            .expect("a time")
    };
    for (path, bytes) in &after {
        let same = before.get(path) == Some(bytes);
        assert_eq!(time(path) == long_ago, same, "{path}");
    }
    assert!(time("gioi-thieu/index.html") != long_ago);
    assert!(files(&root.join(".dist.former")) == before);

    // A page that somebody spoilt in place is written anew, though its source did not change.
    fs::write(root.join("dist/404.html"), "hỏng").expect("writable");
    assert!(built(root, &[]) == after);
}

#[test]
fn the_difference_of_two_portals_names_what_to_send_and_to_delete() {
    let folder = small_portal();
    let root = folder.path();
    built(root, &[]);
    fs::write(
        root.join("content/page/trang-moi.md"),
        "---\ntitle: Một trang hoàn toàn mới\n---\nNội dung.\n",
    )
    .expect("writable");
    fs::remove_file(root.join("content/notice/thong-bao-thu.md")).expect("removable");
    built(root, &[]);
    let (old, new) = (root.join(".dist.former"), root.join("dist"));
    let (code, output, _) = run(&["diff", plain(&old), plain(&new)]);
    assert_eq!(code, 0);
    for line in [
        "+ trang-moi/index.html",
        "~ portal-manifest.json",
        "- thong-bao/thong-bao-thu/index.html",
    ] {
        assert!(output.lines().any(|found| found == line), "{line} in\n{output}");
    }
    assert!(
        !output.contains("gioi-thieu/"),
        "what did not change is not named:\n{output}"
    );
    // Manifests tell the same as folders.
    let manifest = |folder: &Path| folder.join("portal-manifest.json");
    let from_manifests = run(&["diff", plain(&manifest(&old)), plain(&manifest(&new))]);
    assert_eq!(from_manifests.1, output);
    let (_, json, _) = run(&["diff", plain(&old), plain(&new), "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let added = json["added"].as_array().expect("a list");
    assert!(added.iter().any(|path| path == "trang-moi/index.html"), "{json}");
    assert!(json["removed"].as_array().is_some_and(|removed| !removed.is_empty()));
    assert_eq!(run(&["diff", plain(&old), "khong-co.json"]).0, 3);
}

#[test]
fn the_manifest_tells_bytes_hash_and_kind_of_every_file() {
    let folder = small_portal();
    let files = built(folder.path(), &["--compress"]);
    let manifest: serde_json::Value = serde_json::from_slice(&files["portal-manifest.json"]).expect("JSON");
    let listed = manifest["files"].as_object().expect("an object");
    assert_eq!(listed.len(), files.len() - 1, "every file but the manifest");
    for (path, entry) in listed {
        assert_eq!(entry["bytes"], files[path].len(), "{path}");
        let kind = entry["kind"].as_str().expect("a kind");
        let expected = match path.rsplit('.').next() {
            Some("br" | "gz") => kind == "compressed",
            Some("html") => kind.starts_with("page:"),
            _ => ["asset", "media", "picture", "hosting"].contains(&kind),
        };
        assert!(expected, "{path} is {kind}");
    }
    assert_eq!(listed["_headers"]["kind"], "hosting");
}

#[test]
fn an_address_that_vanishes_stops_the_build_until_it_leads_on() {
    let folder = small_portal();
    let root = folder.path();
    let before = built(root, &[]);
    let manifest = root.join("truoc.json");
    fs::write(&manifest, &before["portal-manifest.json"]).expect("writable");
    let previous = ["--previous", plain(&manifest)];
    assert_eq!(build(root, &previous).0, 0, "nothing vanished");

    let (old, new) = (
        root.join("content/faq/sa-thai-la-gi.md"),
        root.join("content/faq/sa-thai-nghia-la-gi.md"),
    );
    fs::rename(&old, &new).expect("a name can be changed");
    let (code, _, errors) = build(root, &previous);
    assert_eq!(code, 2, "{errors}");
    for words in [
        "lỗi[vanished-address]",
        "/hoi-dap/sa-thai-la-gi/",
        "old_addresses",
        "content/faq/sa-thai-nghia-la-gi.md",
        "truoc.json:",
    ] {
        assert!(errors.contains(words), "{words} in\n{errors}");
    }
    assert!(files(&root.join("dist")) == before, "nothing was published");
    let english = build(root, &[&previous[..], &["--lang", "en"]].concat()).2;
    assert!(english.contains("nothing leads on from there"), "{english}");

    edit(
        root,
        "content/faq/sa-thai-nghia-la-gi.md",
        "---\n",
        "---\nold_addresses:\n  - /hoi-dap/sa-thai-la-gi/\n",
    );
    let after = built(root, &previous);
    let redirects = String::from_utf8_lossy(&after["_redirects"]).into_owned();
    assert!(
        redirects.contains("/hoi-dap/sa-thai-la-gi/ /hoi-dap/sa-thai-nghia-la-gi/ 301"),
        "{redirects}"
    );
    assert!(after.contains_key("hoi-dap/sa-thai-la-gi/index.html"));

    // Taken down for good, and said so.
    fs::remove_file(&new).expect("removable");
    assert_eq!(build(root, &previous).0, 2);
    let settings = fs::read_to_string(root.join("site/site.toml")).expect("readable");
    let settings = format!("gone = [\"/hoi-dap/sa-thai-la-gi/\"]\n{settings}");
    fs::write(root.join("site/site.toml"), settings).expect("writable");
    let (code, _, errors) = build(root, &previous);
    assert_eq!(code, 0, "{errors}");

    let (code, _, errors) = build(root, &["--previous", plain(&root.join("site/site.toml"))]);
    assert!(code == 3 && errors.contains("không phải là danh sách tệp"), "{errors}");
}

#[test]
fn what_others_wrote_is_named_with_its_licence() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let out = out.path().join("dist");
    let (code, _, errors) = run(&[&["build", "--out", plain(&out)][..], &TODAY].concat());
    assert_eq!(code, 0, "{errors}");
    let files = files(&out);
    let page = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    let about = page("gioi-thieu/index.html");
    assert!(about.contains("href=\"../phan-mem-nguon-mo/\""), "{about}");
    let notices = page("phan-mem-nguon-mo/index.html");
    let name = files
        .keys()
        .find(|path| path.starts_with("assets/licences-"))
        .expect("licences");
    assert!(notices.contains(&format!("href=\"../{name}\"")));
    let licences = page(name);
    // The lock file says which releases are in use; of these, two that the client cannot do without.
    let lock = fs::read_to_string(repository().join("Cargo.lock")).expect("readable");
    for part in ["leptos", "wasm-bindgen"] {
        let version = lock
            .split(&format!("name = \"{part}\"\nversion = \""))
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let version = version.expect("locked");
        assert!(
            notices.contains(&format!(">{part}</a> {version} – ")),
            "{part} {version} on the page"
        );
        assert!(
            licences.contains(&format!("{part} {version} (")),
            "{part} {version} among the licences"
        );
    }
    assert!(licences.matches("WITHOUT WARRANTY OF ANY KIND").count() >= 10);
    assert!(
        !notices.contains(">generator</a>") && !notices.contains(">proptest</a>"),
        "only what is in the client"
    );
}
