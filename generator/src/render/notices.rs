//! What others wrote of the portal: a page that names each part and its licence, and a text file with the licences.

use std::{collections::BTreeMap, fmt::Write};

use super::{
    Context, Made, RenderError,
    frame::PageHead,
    views::{Notice, Notices},
};
use crate::{
    client::{Client, notices::Component},
    editing::bundle,
    site::Site,
    theme::Theme,
};

/// What asks for no file of its own: for crates that carry none, with the names of their authors.
const MIT: &str = include_str!("mit.txt");

/// The licence of the typeface, among the files of the theme.
const TYPEFACE_LICENCE: &str = "fonts/OFL.txt";

pub(super) fn page(context: &Context<'_>, client: &Client, texts: &str) -> Result<Made, RenderError> {
    let title = context.words.get("notices_heading")?;
    let head = PageHead {
        title: title.clone(),
        description: context.words.get("notices_intro")?,
        address: context.site.config.addresses.software.to_string(),
        kind: "notices",
        lang: context.site.config.language.clone(),
    };
    let mut parts = vec![part(
        "Rust standard library",
        "",
        "MIT OR Apache-2.0",
        "https://github.com/rust-lang/rust",
    )];
    if context.site.config.admin.is_some() {
        parts.push(part(
            "decap-cms",
            bundle::VERSION,
            "MIT",
            "https://github.com/decaporg/decap-cms",
        ));
    }
    if draws(context.site) {
        parts.push(part(
            "Be Vietnam Pro",
            "",
            "OFL-1.1",
            "https://github.com/bettergui/BeVietnamPro",
        ));
    }
    let components = client.components.iter();
    parts.extend(components.map(|of| part(&of.name, &of.version, &of.licence, &of.repository)));
    let view = Notices {
        parts,
        texts: texts.to_owned(),
    };
    context.printer.page("notices.html", &head, &view)
}

/// True when pictures of pages are drawn, in the theme's typeface.
fn draws(site: &Site) -> bool {
    site.config.base_url.is_some()
}

fn part(name: &str, version: &str, licence: &str, repository: &str) -> Notice {
    Notice {
        name: name.to_owned(),
        version: version.to_owned(),
        licence: licence.to_owned(),
        repository: repository.to_owned(),
    }
}

/// The licences in full, each once, under the names it stands for.
pub(super) fn texts(site: &Site, theme: &Theme, components: &[Component]) -> String {
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |text: String, name: String| by_text.entry(text).or_default().push(name);
    let mit = |authors: &str| format!("Copyright (c) {authors}\n\n{}", MIT.trim());
    add(mit("The Rust Project Contributors"), "Rust standard library".to_owned());
    if site.config.admin.is_some() {
        add(
            mit("2016 Netlify <decap@p-m.si>"),
            format!("decap-cms {}", bundle::VERSION),
        );
    }
    if let Some(licence) = theme.assets.get(TYPEFACE_LICENCE).filter(|_| draws(site)) {
        let licence = String::from_utf8_lossy(licence).trim().to_owned();
        add(licence, "Be Vietnam Pro (OFL-1.1)".to_owned());
    }
    for of in components {
        let name = format!("{} {} ({})", of.name, of.version, of.licence);
        if of.texts.is_empty() {
            let authors = of.authors.join(", ");
            let authors = if authors.is_empty() { &of.repository } else { &authors };
            add(mit(authors), name);
        } else {
            for text in &of.texts {
                add(text.clone(), name.clone());
            }
        }
    }
    let mut whole = String::new();
    for (text, names) in by_text {
        // A String takes all that is written to it.
        let _ = write!(whole, "{}\n\n{text}\n\n{}\n\n", names.join("\n"), "=".repeat(72));
    }
    whole
}
