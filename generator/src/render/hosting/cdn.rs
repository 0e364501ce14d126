//! `_headers` and `_redirects`, as Netlify and Cloudflare Pages read them.
//!
//! Both send the headers of every rule that matches, added up, and ask about pages at every visit by themselves
//! (`max-age=0, must-revalidate`): so nothing about pages' caching is said here, and a policy stands where no other rule
//! with one matches. Cloudflare reads 100 rules of 2,000 characters a line, and 2,000 redirects of 1,000 characters
//! (<https://developers.cloudflare.com/pages/configuration/headers/>, `…/redirects/`). Netlify serves the page that a former address
//! still has, which leads on by itself.

use super::{FIXED, FIXED_FOLDERS, Hosting, NO_FRAMES, POLICY, SECURITY};

const MOST_RULES: usize = 100;
/// Rules beside those of folders with pages: all, home, unknown addresses, editor, fixed files, and some to spare.
const OTHER_RULES: usize = 10;
const MOST_REDIRECTS: usize = 2000;

pub(super) fn headers(hosting: &Hosting) -> String {
    let mut text =
        String::from("# Do portal build viết ra, cho Netlify và Cloudflare Pages. / Written by portal build.\n");
    let mut everywhere = SECURITY.map(|(name, value)| (name, value.to_owned())).to_vec();
    let mut others = Vec::new();
    match &hosting.editor_policy {
        None => everywhere.push((POLICY, hosting.policy.clone())),
        // A rule for all would give the editor's page two policies. One for each folder does not; where that would be
        // too many, the policy in each page stands alone, beside what only a header can say.
        Some(_) if hosting.folders.len() + OTHER_RULES > MOST_RULES => everywhere.push((POLICY, NO_FRAMES.to_owned())),
        Some(editor_policy) => {
            let pages = hosting.folders.iter().map(|folder| format!("/{folder}/*"));
            let single = ["/", "/index.html", "/404.html"].map(str::to_owned);
            others.extend(
                single
                    .into_iter()
                    .chain(pages)
                    .map(|path| (path, POLICY, hosting.policy.clone())),
            );
            others.push(("/admin/*".to_owned(), POLICY, editor_policy.clone()));
        }
    }
    text.push_str("/*\n");
    for (name, value) in everywhere {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    others.extend(FIXED_FOLDERS.map(|folder| (format!("/{folder}*"), "Cache-Control", FIXED.to_owned())));
    for (path, name, value) in others {
        text.push_str(&format!("{path}\n  {name}: {value}\n"));
    }
    text
}

pub(super) fn redirects(hosting: &Hosting) -> String {
    let head = "# Do portal build viết ra từ old_addresses. / Written by portal build.\n".to_owned();
    let lines = hosting.moves().take(MOST_REDIRECTS);
    head + &lines
        .map(|(old, new)| format!("/{old} /{new} 301\n"))
        .collect::<String>()
}
