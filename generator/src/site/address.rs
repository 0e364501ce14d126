//! Addresses below the portal's root.

use crate::content::{Document, kinds::KindName};

/// Address of the list of policies, questions and so on; also the prefix of their documents.
pub const LISTS: [KindName; 8] = [
    KindName::Policy,
    KindName::Faq,
    KindName::Course,
    KindName::Story,
    KindName::Contest,
    KindName::Event,
    KindName::Unit,
    KindName::Notice,
];
/// Of these, the ones that not every portal uses.
pub const MAY_LACK_LIST: [KindName; 4] = [KindName::Contest, KindName::Event, KindName::Unit, KindName::Notice];
/// Pages that the default footer leads to.
pub const FOOTER: [&str; 3] = ["gioi-thieu/", "quyen-rieng-tu/", "lien-he/"];
/// Address of the search page.
pub const SEARCH: &str = "tim-kiem/";
/// Address of the page with every question by its first letter.
pub const A_TO_Z: &str = "hoi-dap/a-z/";
/// Address of the page that lists what is saved on the phone.
pub const OFFLINE: &str = "ngoai-tuyen/";
/// Address of the page that shows and carries a member's own record.
pub const RECORD: &str = "so-hoc-tap/";
/// Address of the page that names what others wrote of the portal.
pub const NOTICES: &str = "phan-mem-nguon-mo/";
/// Prefix of topic pages.
pub const TOPIC_PREFIX: &str = "chu-de/";
/// Folders that hold no pages.
const FOLDERS: [&str; 4] = ["media/", "assets/", "admin/", "deploy/"];

/// Address of a document.
pub fn of(document: &Document) -> String {
    format!("{}{}/", document.kind.name().address_prefix(), document.name)
}

/// Address of a topic's page.
pub fn topic(id: &str) -> String {
    format!("{TOPIC_PREFIX}{id}/")
}

/// An address as editors write it (`/hoi-dap/ten-cu`), in the form used here (`hoi-dap/ten-cu/`).
pub fn normal(written: &str) -> String {
    let address = written.trim_matches('/');
    if address.is_empty() {
        String::new()
    } else {
        format!("{address}/")
    }
}

/// True for addresses that the portal itself uses, so that no page may take them.
pub fn is_reserved(address: &str) -> bool {
    let lists = KindName::ALL.map(KindName::address_prefix);
    [SEARCH, A_TO_Z, OFFLINE, RECORD, NOTICES, TOPIC_PREFIX].contains(&address)
        || FOLDERS.contains(&address)
        || lists.contains(&address)
}

/// `name.ext` -> `name-HASH.ext`: 10 hexadecimal digits of BLAKE3 over the bytes, so that a cached file is never stale.
pub fn hashed(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{}.{extension}", &hash[..10]),
        None => format!("{name}-{}", &hash[..10]),
    }
}

/// The way from a page back to the root: `""` for the home page is `./`, `hoi-dap/x/` is `../../`.
pub fn root_from(address: &str) -> String {
    match address.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

#[cfg(test)]
mod tests {
    use super::{hashed, root_from};

    #[test]
    fn the_way_back_counts_folders() {
        assert_eq!(
            [root_from(""), root_from("tim-kiem/"), root_from("hoi-dap/x/")],
            ["./", "../", "../../"]
        );
    }

    #[test]
    fn other_bytes_give_another_name() {
        assert_ne!(hashed("a.mp4", b"1"), hashed("a.mp4", b"2"));
        assert!(hashed("a.mp4", b"1").starts_with("a-"));
    }
}
