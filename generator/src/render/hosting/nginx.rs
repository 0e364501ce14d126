//! `deploy/nginx.conf`: taken in by `include` in a `server` block, whose `root` holds the portal at its public path.
//!
//! nginx forgets outer headers where an inner block sets one, so each block says all of its own.

use super::{CHANGING, FIXED, FIXED_FOLDERS, FOR_SERVERS, Hosting, POLICY, SECURITY};

pub(super) fn configuration(hosting: &Hosting) -> String {
    let root = &hosting.root;
    let pages = headers(&hosting.policy, CHANGING, "");
    let fixed = headers(&hosting.policy, FIXED, "");
    // An unknown address below assets/ is answered by this page and its headers, and so is not kept for a year.
    let unknown = headers(&hosting.policy, CHANGING, " always");
    let mut blocks = vec![
        block(&format!("= {root}404.html"), &unknown),
        block(
            &format!("~ ^{root}[^/]+\\.webmanifest$"),
            &format!("types {{ }} default_type application/manifest+json;\n{pages}"),
        ),
    ];
    let typed = "location ~ \\.wasm$ { types { } default_type application/wasm; }\n\
                 location ~ \\.vtt$ { types { } default_type \"text/vtt; charset=utf-8\"; }\n";
    blocks.extend(FIXED_FOLDERS.map(|folder| block(&format!("{root}{folder}"), &format!("{fixed}{typed}"))));
    if let Some(policy) = &hosting.editor_policy {
        blocks.push(block(&format!("{root}admin/"), &headers(policy, CHANGING, "")));
    }
    blocks.extend(FOR_SERVERS.map(|name| format!("location {root}{name} {{ return 404; }}\n")));
    let moves = hosting.moves();
    blocks.extend(moves.map(|(old, new)| format!("location = {root}{old} {{ return 301 {root}{new}; }}\n")));
    let common = format!(
        "index index.html;\ncharset utf-8;\nabsolute_redirect off;\ngzip_static on;\ngzip_vary on;\nerror_page 404 {root}404.html;\n"
    );
    let whole = block(root, &format!("{common}{pages}{}", blocks.concat()));
    format!("{HEAD}{whole}")
}

const HEAD: &str = "# Do portal build viết ra; sửa ở đây sẽ mất. / Written by portal build.
# Trong khối server { … }: root là thư mục chứa cổng, rồi  include <thư mục cổng>/deploy/nginx.conf;
# Có mô-đun brotli thì thêm dòng  brotli_static on;  ngay trước dòng include.
# Tệp này đổi sau một lần đăng thì chạy  nginx -t && nginx -s reload
";

fn headers(policy: &str, caching: &str, always: &str) -> String {
    let own = [("Cache-Control", caching), (POLICY, policy)];
    let lines = SECURITY.into_iter().chain(own);
    lines
        .map(|(name, value)| format!("add_header {name} \"{value}\"{always};\n"))
        .collect()
}

/// A location, its content indented.
fn block(place: &str, content: &str) -> String {
    let lines = content.lines().map(|line| format!("  {line}\n"));
    format!("location {place} {{\n{}}}\n", lines.collect::<String>())
}
