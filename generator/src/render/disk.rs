//! Links for pages that are opened from a disk or a USB stick, where no server shows `index.html` for a folder.
//!
//! Only pages are changed: ways within the portal, and what is said to those whose browser runs no scripts, which is now
//! said to all. A browser loads no module from a disk, so there the portal is what it is without scripts.

use super::{Artifact, ArtifactKind};

/// Attributes and parameters that hold a way to a page.
const WAYS: [&str; 3] = ["href=\"", "action=\"", "content=\"0; url="];

/// Makes a page fit to be opened from a disk.
pub(super) fn fit(artifact: &mut Artifact) {
    if matches!(artifact.kind, ArtifactKind::Page(_)) {
        let html = with_files(&String::from_utf8_lossy(&artifact.bytes));
        artifact.bytes = html.replace("<noscript>", "").replace("</noscript>", "").into_bytes();
    }
}

fn with_files(html: &str) -> String {
    let mut written = String::with_capacity(html.len() + html.len() / 20);
    let mut rest = html;
    while let Some(start) = WAYS.iter().filter_map(|way| Some(rest.find(way)? + way.len())).min() {
        let (before, after) = rest.split_at(start);
        written.push_str(before);
        let end = after.find('"').unwrap_or(after.len());
        let (way, after) = after.split_at(end);
        written.push_str(&with_file(way));
        rest = after;
    }
    written.push_str(rest);
    written
}

fn with_file(way: &str) -> String {
    let end = way.find(['?', '#']).unwrap_or(way.len());
    let (path, rest) = way.split_at(end);
    // `https://…`, `tel:…` and `mailto:…` lead out of the portal; `/…` is of the page for unknown addresses.
    if path.contains(':') || path.starts_with('/') || !path.ends_with('/') {
        return way.to_owned();
    }
    format!("{path}index.html{rest}")
}

#[cfg(test)]
mod tests {
    use super::with_files;

    #[test]
    fn folders_get_their_file_and_nothing_else_changes() {
        let pairs = [
            ("<a href=\"../hoi-dap/\">", "<a href=\"../hoi-dap/index.html\">"),
            ("<a href=\"./\">", "<a href=\"./index.html\">"),
            ("<a href=\"../a/#b\">", "<a href=\"../a/index.html#b\">"),
            (
                "<form action=\"../tim-kiem/\">",
                "<form action=\"../tim-kiem/index.html\">",
            ),
            ("content=\"0; url=../moi/\">", "content=\"0; url=../moi/index.html\">"),
        ];
        for (before, after) in pairs {
            assert_eq!(with_files(before), after);
        }
        let same = "<a href=\"https://a.vn/b/\"><a href=\"tel:1/\"><a href=\"#c\"><a href=\"../m.pdf\"><p>href=/";
        assert_eq!(with_files(same), same);
    }
}
