//! Addresses below the portal's root.

use crate::{config::Addresses, content::kinds::KindName};

/// Kinds that have a list of their own.
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
/// Folders that hold no pages.
const FOLDERS: [&str; 4] = ["media/", "assets/", "admin/", "deploy/"];

impl Addresses {
    /// First part of the address of every document of a kind, with its closing `/`; empty for pages. Also the address of
    /// the kind's list.
    pub fn list(&self, kind: KindName) -> &str {
        match kind {
            KindName::Policy => &self.policy,
            KindName::Faq => &self.faq,
            KindName::Course => &self.course,
            KindName::Lesson => &self.lesson,
            KindName::Story => &self.story,
            KindName::Contest => &self.contest,
            KindName::Event => &self.event,
            KindName::Unit => &self.unit,
            KindName::Notice => &self.notice,
            KindName::Page => "",
        }
    }

    /// Address of the document of a kind with this name.
    pub fn document(&self, kind: KindName, name: &str) -> String {
        format!("{}{name}/", self.list(kind))
    }

    /// Address of a topic's page.
    pub fn topic_page(&self, id: &str) -> String {
        format!("{}{id}/", &*self.topic)
    }

    /// Address of the page with all that members made around the document at `address`: for a unit, to a contest, in reply.
    pub fn around(&self, address: &str) -> String {
        format!("{}{address}", &*self.wall)
    }

    /// Address of the page with every question by its first letter.
    pub fn alphabet(&self) -> String {
        format!("{}a-z/", &*self.faq)
    }

    /// True for a page that the foot of every page leads to.
    pub fn is_in_foot(&self, address: &str) -> bool {
        [&self.about, &self.privacy, &self.contact]
            .iter()
            .any(|known| ***known == *address)
    }

    /// True for addresses that the portal itself uses, so that no page may take them.
    pub fn is_reserved(&self, address: &str) -> bool {
        let fixed = [
            &self.wall,
            &self.saved,
            &self.search,
            &self.offline,
            &self.record,
            &self.codes,
            &self.compose,
            &self.software,
            &self.topic,
        ];
        fixed.iter().any(|known| ***known == *address)
            || KindName::ALL.iter().any(|kind| self.list(*kind) == address)
            || address == self.alphabet()
            || FOLDERS.contains(&address)
    }
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

/// 32 hexadecimal digits that name an address below the root (`chuyen/x/`) without saying it.
pub fn named_by_hash(address: &str) -> String {
    blake3::hash(address.as_bytes()).to_hex()[..32].to_owned()
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
