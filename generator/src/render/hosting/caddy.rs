//! `deploy/Caddyfile`: taken in by `import` in a site's block, whose `root` holds the portal at its public path.
//!
//! Which of two `header` lines wins depends on how Caddy sorts them; no answer is met by two that set the same header.

use super::{CHANGING, FIXED, FIXED_FOLDERS, FOR_SERVERS, Hosting, POLICY, SECURITY};

pub(super) fn configuration(hosting: &Hosting) -> String {
    let root = &hosting.root;
    let paths = |names: &[&str]| -> String { names.iter().map(|name| format!(" {root}{name}*")).collect() };
    let (fixed, hidden) = (paths(&FIXED_FOLDERS), paths(&FOR_SERVERS));
    let mut lines = vec![
        format!("@portal_fixed path{fixed}"),
        format!("@portal_changing {{\n\tpath {root}*\n\tnot path{fixed}\n}}"),
        format!("@portal_hidden path{hidden}"),
        format!("@portal_pages {{\n\tpath {root}*\n\tnot path {root}admin/*\n}}"),
        format!("@portal_editor path {root}admin/*"),
        format!("header @portal_fixed Cache-Control \"{FIXED}\""),
        format!("header @portal_changing Cache-Control \"{CHANGING}\""),
        format!("header @portal_pages {POLICY} \"{}\"", hosting.policy),
    ];
    if let Some(policy) = &hosting.editor_policy {
        lines.push(format!("header @portal_editor {POLICY} \"{policy}\""));
    }
    lines.extend(SECURITY.map(|(name, value)| format!("header {root}* {name} \"{value}\"")));
    lines.extend(
        hosting
            .moves()
            .map(|(old, new)| format!("redir {root}{old} {root}{new} 301")),
    );
    lines.push("error @portal_hidden 404".to_owned());
    lines.push(format!("file_server {root}* {{\n\tprecompressed br gzip\n}}"));
    lines.push(format!(
        "handle_errors {{\n\t@portal_unknown path {root}*\n\theader @portal_unknown Cache-Control \"{CHANGING}\"\n\
         \trewrite @portal_unknown {root}404.html\n\tfile_server\n}}"
    ));
    format!("{HEAD}{}\n", lines.join("\n"))
}

const HEAD: &str = "# Do portal build viết ra; sửa ở đây sẽ mất. / Written by portal build.
# Trong khối của tên miền:  root * <thư mục chứa cổng>  rồi  import <thư mục cổng>/deploy/Caddyfile
# Tệp này đổi sau một lần đăng thì chạy  caddy reload
";
