//! A link that leads nowhere sends a worker away without an answer. Source paths, addresses, headings and pictures are
//! checked alike.

use crate::{
    content::{kinds::Kind, markdown::Link},
    diag::{Diagnostic, Place, nearest},
    site::{
        Site,
        link::{Broken, Target},
    },
};

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for entry in &site.entries {
        for link in &entry.document.body.links {
            match site.resolve(entry, &link.destination) {
                Ok(Target::Media(_)) => {}
                Ok(_) if link.picture => diagnostics.push(
                    Diagnostic::error(
                        "broken-link",
                        link.place.clone(),
                        format!("“{}” là một bài viết, không phải ảnh.", link.destination),
                    )
                    .hint("Bỏ dấu ! ở đầu để thành đường dẫn, hoặc chỉ tới một tệp ảnh trong content/media/."),
                ),
                Ok(_) => {}
                Err(Broken::Missing { wanted }) if link.picture => {
                    diagnostics.push(missing_picture(site, link, &wanted))
                }
                Err(broken) => diagnostics.push(fault(site, &link.destination, link.place.clone(), broken)),
            }
        }
        if let Kind::Faq(faq) = &entry.document.kind {
            for related in &faq.related {
                if let Err(broken) = site.resolve(entry, &related.value) {
                    diagnostics.push(fault(site, &related.value, related.place.clone(), broken));
                }
            }
        }
    }
}

fn missing_picture(site: &Site, link: &Link, wanted: &str) -> Diagnostic {
    let message = format!("Không có ảnh “{}”.", link.destination);
    let found = Diagnostic::error("broken-link", link.place.clone(), message);
    match nearest(wanted, site.media.keys().map(String::as_str)) {
        Some(near) => found.hint(format!(
            "Có phải bạn muốn dùng ../{}?",
            near.trim_start_matches("content/")
        )),
        None => found.hint("Thêm tệp ảnh vào content/media/ và viết ![ảnh có gì](../media/tên-tệp.jpg)."),
    }
}

fn fault(site: &Site, destination: &str, place: Place, broken: Broken) -> Diagnostic {
    match broken {
        Broken::Draft { path } => Diagnostic::error(
            "broken-link",
            place,
            format!("“{destination}” dẫn tới một bài còn là bản nháp."),
        )
        .hint(format!("Xóa “draft: true” trong {path}, hoặc bỏ đường dẫn này.")),
        Broken::Heading { wanted, known } => {
            let found = Diagnostic::error(
                "broken-anchor",
                place,
                format!("Bài được dẫn tới không có tiêu đề “#{wanted}”."),
            );
            match nearest(&wanted, known.iter().map(String::as_str)) {
                Some(near) => found.hint(format!("Có phải bạn muốn viết “#{near}”?")),
                None if known.is_empty() => found.hint("Bài đó không có tiêu đề nào; bỏ phần sau dấu #."),
                None => found.hint(format!("Các tiêu đề của bài đó: #{}.", known.join(", #"))),
            }
        }
        Broken::Missing { wanted } => {
            let found = Diagnostic::error(
                "broken-link",
                place,
                format!("Đường dẫn “{destination}” không dẫn tới đâu cả."),
            );
            let addresses: Vec<String> = site.entries.iter().map(|entry| format!("/{}", entry.address)).collect();
            let candidates = site
                .paths()
                .chain(site.media.keys().map(String::as_str))
                .chain(addresses.iter().map(String::as_str));
            match nearest(&wanted, candidates) {
                Some(near) => found.hint(format!("Có phải bạn muốn dẫn tới {near}?")),
                None => found.hint("Viết đường dẫn tới tệp .md tính từ tệp này, ví dụ ../policy/nghi-phep-nam.md."),
            }
        }
    }
}
