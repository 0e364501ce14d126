//! The editor in the browser (Decap CMS) under `/admin/`: its page, and its configuration made from the content model.
//!
//! Decap and not Sveltia: both are shipped as one script, but only Decap can be run against a git repository on this
//! machine without a person at the keyboard, and so be tested (`tests/editing.rs`).

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::schema::{DECIMAL, DURATION, PHONE, file};
use crate::{
    config::{Admin, Config},
    content::{
        front_matter::{Described, Need, Shape},
        kinds::KindName,
    },
};

/// Name of the script below `/admin/`.
pub const SCRIPT: &str = "decap-cms.js";
/// Name of the portal's own picture below `/admin/`.
pub const LOGO: &str = "logo.svg";
/// A summary or anything longer gets a field of several lines.
const ONE_LINE: usize = 150;

/// The page.
pub fn page(config: &Config, admin: &Admin) -> String {
    let policy = policy(admin);
    let language = &config.language;
    let name = escaped(&config.name);
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"referrer\" content=\"same-origin\">\n<link href=\"config.yml\" type=\"text/yaml\" rel=\"cms-config-url\">\n\
         <title>Viết bài – {name}</title>\n</head>\n<body>\n\
         <noscript>Trang viết bài cần JavaScript. Bạn vẫn sửa được tệp .md bằng mọi trình soạn thảo.</noscript>\n\
         <script src=\"{SCRIPT}\"></script>\n</body>\n</html>\n"
    )
}

/// What the editor's page may load and do, also said by servers in a header: reach its own files and the git host, and
/// nothing else. The script needs `eval` for its checks of the configuration, and styles that it makes itself; no page for
/// members has either.
pub fn policy(admin: &Admin) -> String {
    let connect = hosts(admin).join(" ");
    format!(
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'unsafe-inline'; \
         img-src 'self' data: blob: {connect}; media-src 'self' blob:; font-src data:; \
         connect-src 'self' blob: {connect}; base-uri 'none'; form-action 'none'"
    )
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    pulldown_cmark_escape::escape_html(&mut html, text).unwrap_or_default();
    html
}

/// Origins the editor talks to.
fn hosts(admin: &Admin) -> Vec<String> {
    let known: &[&str] = match admin.backend.as_str() {
        "github" => &["https://api.github.com", "https://avatars.githubusercontent.com"],
        "gitlab" => &["https://gitlab.com"],
        _ => &[],
    };
    let own = admin.address.as_deref().and_then(origin);
    known.iter().map(|host| (*host).to_owned()).chain(own).collect()
}

/// `https://host:port` of an address.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ' ', ';', '"']).next()?;
    Some(format!("{scheme}://{host}"))
}

/// The configuration, as JSON, which every reader of YAML takes.
pub fn configuration(config: &Config, admin: &Admin) -> String {
    let mut backend = json!({ "name": admin.backend, "branch": admin.branch });
    if let Some(repository) = &admin.repository {
        backend["repo"] = repository.as_str().into();
    }
    if let Some(address) = &admin.address {
        let key = if admin.backend == "proxy" {
            "proxy_url"
        } else {
            "base_url"
        };
        backend[key] = address.as_str().into();
    }
    let topics: Vec<Value> = config
        .topics
        .iter()
        .map(|topic| json!({ "label": topic.title, "value": topic.id }))
        .collect();
    let collections: Vec<Value> = KindName::ALL
        .into_iter()
        .map(|kind| collection(kind, &topics))
        .collect();
    let configuration = json!({
        "backend": backend,
        "publish_mode": "simple",
        "media_folder": "content/media",
        "public_folder": "../media",
        "locale": config.language,
        "logo": { "src": LOGO },
        "show_preview_links": false,
        "omit_empty_optional_fields": true,
        "slug": { "encoding": "ascii", "clean_accents": true, "sanitize_replacement": "-" },
        "collections": collections,
    });
    format!("{configuration:#}\n")
}

fn collection(kind: KindName, topics: &[Value]) -> Value {
    let title = if kind == KindName::Faq { "question" } else { "title" };
    let mut fields: Vec<Value> = kind.keys().iter().map(|described| field(described, topics)).collect();
    fields.push(json!({
        "name": "body",
        "label": "Nội dung",
        "hint": "Viết theo Markdown; các khối ::: xem hướng dẫn cho người viết.",
        "widget": "markdown",
        // The text as it is: the other mode would rewrite what it does not know, such as blocks.
        "modes": ["raw"],
        "required": !matches!(kind, KindName::Course | KindName::Unit),
    }));
    json!({
        "name": kind.folder(),
        "label": kind.label(),
        "label_singular": kind.label(),
        "folder": format!("content/{}", kind.folder()),
        "create": true,
        "extension": "md",
        "format": "yaml-frontmatter",
        "identifier_field": title,
        "slug": "{{slug}}",
        // Its preview knows neither blocks nor templates: what it shows is not what members will see.
        "editor": { "preview": false },
        "fields": fields,
    })
}

fn field(described: &Described, topics: &[Value]) -> Value {
    let mut field = widget(&described.shape, topics);
    field.insert("name".to_owned(), described.key.name.into());
    field.insert("label".to_owned(), described.key.label.into());
    field.insert("hint".to_owned(), described.key.help.into());
    field.insert("required".to_owned(), (described.need == Need::Required).into());
    field.into()
}

fn widget(shape: &Shape, topics: &[Value]) -> Map<String, Value> {
    let pattern = |pattern: &str, words: &str| json!([pattern, words]);
    let value = match shape {
        Shape::Text(Some(Range { start, end })) => {
            let most = end - 1;
            json!({
                "widget": if most > ONE_LINE { "text" } else { "string" },
                "pattern": pattern(&format!("^[\\s\\S]{{{start},{most}}}$"), &format!("Từ {start} đến {most} chữ cái")),
            })
        }
        Shape::Text(None) => json!({ "widget": "string" }),
        Shape::Word(words) => json!({ "widget": "select", "options": words }),
        Shape::Topic => json!({ "widget": "select", "options": topics }),
        Shape::Course => json!({
            "widget": "relation", "collection": "course", "value_field": "{{slug}}",
            "search_fields": ["title"], "display_fields": ["title"],
        }),
        Shape::Date => json!({
            "widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": false
        }),
        Shape::Duration => json!({ "widget": "string", "pattern": pattern(DURATION, "Viết phút:giây, ví dụ 4:30") }),
        Shape::Phone => json!({ "widget": "string", "pattern": pattern(PHONE, "Chỉ chữ số và dấu cách") }),
        Shape::Url => json!({ "widget": "string", "pattern": pattern("^https://", "Mở đầu bằng https://") }),
        Shape::File(extensions, elsewhere) => json!({
            "widget": "file", "choose_url": *elsewhere,
            "pattern": pattern(&file(extensions, *elsewhere), &format!("Tệp đuôi .{}", extensions.join(", ."))),
        }),
        Shape::Flag => json!({ "widget": "boolean" }),
        Shape::Number => json!({ "widget": "number", "value_type": "int", "min": 1 }),
        Shape::Decimal => json!({ "widget": "string", "pattern": pattern(DECIMAL, "Một con số, ví dụ 12 hoặc 10,5") }),
        Shape::Texts => json!({
            "widget": "list", "field": { "name": "value", "label": "Dòng", "widget": "string" },
        }),
        Shape::Mappings(keys) => {
            let fields: Vec<Value> = keys.iter().map(|described| field(described, topics)).collect();
            json!({ "widget": "list", "fields": fields })
        }
    };
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn only_the_origin_of_an_address_is_allowed() {
        assert_eq!(
            origin("http://127.0.0.1:8081/api/v1").as_deref(),
            Some("http://127.0.0.1:8081")
        );
        assert_eq!(
            origin("https://git.example.vn; script-src *").as_deref(),
            Some("https://git.example.vn")
        );
        assert_eq!(origin("git.example.vn"), None);
    }
}
