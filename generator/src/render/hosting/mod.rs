//! What a server must say with the files: headers and redirects, in the words of each kind of server.
//!
//! In: the finished pages. Out: `_headers` and `_redirects` (Netlify, Cloudflare Pages), `deploy/nginx.conf` and
//! `deploy/Caddyfile`. They lie in the published folder, so that they are swapped in with the pages they fit: the policy
//! holds the hash of the styles in those pages. A browser obeys every policy it is given, so each answer has one.

mod caddy;
mod cdn;
mod nginx;

use std::collections::BTreeSet;

use super::{Artifact, ArtifactKind, Known, frame::Frame};
use crate::{editing::cms, site::Site};

/// Headers of every answer. Browsers heed the last only where the connection is encrypted, so that a factory's network
/// without certificates is served by the same rules.
const SECURITY: [(&str, &str); 4] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
    ("Strict-Transport-Security", "max-age=31536000"),
];
const POLICY: &str = "Content-Security-Policy";
/// What no page may do to another site's page; only a header can say it.
const NO_FRAMES: &str = "frame-ancestors 'none'";
/// Kept, but asked about at every visit.
const CHANGING: &str = "no-cache";
/// Names of these files hold a hash over their bytes.
const FIXED: &str = "public, max-age=31536000, immutable";
/// Folders of such files.
const FIXED_FOLDERS: [&str; 2] = ["assets/", "media/"];
/// What only servers read.
const FOR_SERVERS: [&str; 3] = ["_headers", "_redirects", "deploy/"];

/// What the servers of one portal have to know.
struct Hosting {
    /// Policy of pages.
    policy: String,
    /// Policy of the editor's page, if the portal has one.
    editor_policy: Option<String>,
    /// From where to where, below the root.
    redirects: Vec<(String, String)>,
    /// Path of the portal's root at its public address.
    root: String,
    /// First folders of pages.
    folders: BTreeSet<String>,
}

/// The files for servers.
pub(super) fn artifacts(site: &Site, frame: &Frame<'_>, pages: &[Known]) -> Vec<Artifact> {
    let redirects = site.redirects.iter();
    let admin = site.config.admin.as_ref();
    let folder = |page: &Known| match page.kind {
        ArtifactKind::Page(_) => page.path.split_once('/').map(|(folder, _)| folder.to_owned()),
        _ => None,
    };
    let hosting = Hosting {
        policy: format!("{}; {NO_FRAMES}", frame.policy()),
        editor_policy: admin.map(|admin| format!("{}; {NO_FRAMES}", cms::policy(admin))),
        redirects: redirects
            .map(|(old, index)| (old.clone(), site.entries[*index].address.clone()))
            .collect(),
        root: frame.absolute_root(),
        folders: pages.iter().filter_map(folder).collect(),
    };
    let files = [
        ("_headers", cdn::headers(&hosting)),
        ("_redirects", cdn::redirects(&hosting)),
        ("deploy/nginx.conf", nginx::configuration(&hosting)),
        ("deploy/Caddyfile", caddy::configuration(&hosting)),
    ];
    files
        .into_iter()
        .map(|(path, text)| Artifact {
            path: path.to_owned(),
            bytes: text.into_bytes(),
            kind: ArtifactKind::Hosting,
        })
        .collect()
}

impl Hosting {
    /// Former addresses as they may be asked for, with and without the last slash, and where they lead.
    fn moves(&self) -> impl Iterator<Item = (&str, &str)> {
        self.redirects
            .iter()
            .flat_map(|(old, new)| [(old.as_str(), new.as_str()), (old.trim_end_matches('/'), new.as_str())])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Hosting, caddy, cdn, nginx};

    fn hosting(editor: bool) -> Hosting {
        Hosting {
            policy: "default-src 'none'; frame-ancestors 'none'".to_owned(),
            editor_policy: editor.then(|| "script-src 'self' 'unsafe-eval'".to_owned()),
            redirects: vec![("tin/cu/".to_owned(), "chuyen/moi/".to_owned())],
            root: "/".to_owned(),
            folders: BTreeSet::from(["chuyen".to_owned(), "hoi-dap".to_owned()]),
        }
    }

    /// How many policies a content delivery network sends with an address: it adds up all rules that match.
    fn policies(headers: &str, address: &str) -> usize {
        let mut matches = false;
        let mut found = 0;
        for line in headers.lines().filter(|line| !line.starts_with('#')) {
            if let Some(header) = line.strip_prefix("  ") {
                found += usize::from(matches && header.starts_with(super::POLICY));
            } else {
                matches = match line.strip_suffix('*') {
                    Some(prefix) => address.starts_with(prefix),
                    None => address == line,
                };
            }
        }
        found
    }

    #[test]
    fn every_page_gets_one_policy_with_and_without_the_editor() {
        for editor in [false, true] {
            let headers = cdn::headers(&hosting(editor));
            for address in ["/", "/chuyen/moi/", "/hoi-dap/", "/404.html"] {
                assert_eq!(policies(&headers, address), 1, "{address} in\n{headers}");
            }
            assert_eq!(policies(&headers, "/admin/"), 1, "{headers}");
        }
        let mut large = hosting(true);
        large.folders = (0..200).map(|number| format!("trang-{number}")).collect();
        let headers = cdn::headers(&large);
        assert!(policies(&headers, "/trang-150/") == 1 && policies(&headers, "/admin/") == 1);
        let rules = headers.lines().filter(|line| line.starts_with('/')).count();
        assert!(rules <= 100, "{rules} rules");
    }

    #[test]
    fn former_addresses_lead_on_with_and_without_a_slash() {
        let hosting = hosting(false);
        let lines = cdn::redirects(&hosting);
        assert!(
            lines.contains("/tin/cu/ /chuyen/moi/ 301\n/tin/cu /chuyen/moi/ 301\n"),
            "{lines}"
        );
        assert!(nginx::configuration(&hosting).contains("location = /tin/cu { return 301 /chuyen/moi/; }"));
        assert!(caddy::configuration(&hosting).contains("redir /tin/cu /chuyen/moi/ 301"));
    }

    #[test]
    fn below_a_path_all_rules_begin_with_it() {
        let mut hosting = hosting(true);
        hosting.root = "/congdoan/".to_owned();
        for text in [nginx::configuration(&hosting), caddy::configuration(&hosting)] {
            let rules = text.lines().filter(|line| !line.trim_start().starts_with('#'));
            for word in rules
                .flat_map(str::split_whitespace)
                .filter(|word| word.starts_with('/'))
            {
                assert!(word.starts_with("/congdoan/"), "{word} in\n{text}");
            }
        }
    }
}
