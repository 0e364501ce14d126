//! A link that leads nowhere sends a worker away without an answer. Source paths, addresses, headings, pictures and
//! units to be called are checked alike.

use super::subject::Subject;
use crate::{
    content::{
        kinds::{Kind, KindName},
        markdown::{Link, LinkRole},
    },
    diag::{Diagnostic, Place, Rule, Said, Severity::Error, nearest, text},
    site::{
        Hidden, Site,
        link::{Broken, Target},
    },
};

pub(super) static LINK: Rule = Rule {
    code: "broken-link",
    severity: Error,
    why: Said {
        vi: "Đường dẫn không tới đâu làm người đang cần giúp ra về tay không. Dẫn bằng đường dẫn tới tệp .md: đổi tên bài, máy sẽ báo.",
        en: "A link to nothing sends somebody in need away. Linking by the path of the .md file lets the machine notice renames.",
    },
    wrong: "Xem [nghỉ phép](nghi-phep-nan.md).",
    right: "Xem [nghỉ phép](nghi-phep-nam.md).",
};

pub(super) static ANCHOR: Rule = Rule {
    code: "broken-anchor",
    severity: Error,
    why: Said {
        vi: "Phần sau dấu # phải là một tiêu đề có thật, không thì người đọc rơi xuống đầu trang.",
        en: "What follows # must be a heading, or the reader lands at the top of the page.",
    },
    wrong: "[cách xin nghỉ](nghi-phep-nam.md#xin-nghi-the-nao)",
    right: "[cách xin nghỉ](nghi-phep-nam.md#cach-xin-nghi)",
};

pub(super) fn check(subject: &Subject<'_>, report: &mut Vec<Diagnostic>) {
    let site = subject.site;
    for entry in &site.entries {
        for link in &entry.document.body.links {
            let target = site.resolve(entry, &link.destination);
            match (link.role, target) {
                // These have rules of their own.
                (LinkRole::Video | LinkRole::Captions, _) => {}
                (LinkRole::Picture, Ok(Target::Media(_))) | (LinkRole::Link, Ok(_)) => {}
                (LinkRole::Picture, Ok(_)) => report.push(no_picture(link)),
                (LinkRole::Unit, Ok(Target::Entry(unit, _))) if unit.document.kind.name() == KindName::Unit => {}
                (LinkRole::Unit, Ok(_)) => report.push(no_unit(link)),
                (LinkRole::Picture, Err(Broken::Missing { wanted })) => {
                    report.push(missing_picture(site, link, &wanted));
                }
                (_, Err(broken)) => report.push(fault(site, &link.destination, link.place.clone(), broken)),
            }
        }
        if let Kind::Faq(faq) = &entry.document.kind {
            for related in &faq.related {
                if let Err(broken) = site.resolve(entry, &related.value) {
                    report.push(fault(site, &related.value, related.place.clone(), broken));
                }
            }
        }
    }
}

fn no_picture(link: &Link) -> Diagnostic {
    let destination = &link.destination;
    Diagnostic::new(
        &LINK,
        link.place.clone(),
        text!(
            "“{destination}” là một bài viết, không phải ảnh.",
            "“{destination}” is a text, not a picture."
        ),
    )
    .hint(text!(
        "Bỏ dấu ! ở đầu để thành đường dẫn, hoặc chỉ tới một tệp ảnh trong content/media/.",
        "Drop the leading ! to make it a link, or name a picture in content/media/."
    ))
}

fn no_unit(link: &Link) -> Diagnostic {
    let destination = &link.destination;
    Diagnostic::new(
        &LINK,
        link.place.clone(),
        text!(
            "“{destination}” không phải là một công đoàn có số điện thoại.",
            "“{destination}” is no unit with a number."
        ),
    )
    .hint(text!(
        "Dẫn tới một tệp trong content/unit/, hoặc viết thẳng số điện thoại.",
        "Name a file in content/unit/, or write the number itself."
    ))
}

fn missing_picture(site: &Site, link: &Link, wanted: &str) -> Diagnostic {
    let destination = &link.destination;
    let found = Diagnostic::new(
        &LINK,
        link.place.clone(),
        text!("Không có ảnh “{destination}”.", "There is no picture “{destination}”."),
    );
    match nearest(wanted, site.media.keys().map(String::as_str)) {
        Some(near) => {
            let near = near.trim_start_matches("content/");
            found.hint(text!("Có phải bạn muốn dùng ../{near}?", "Did you mean ../{near}?"))
        }
        None => found.hint(text!(
            "Thêm tệp ảnh vào content/media/ và viết ![ảnh có gì](../media/tên-tệp.jpg).",
            "Add the picture to content/media/ and write ![what is seen](../media/name.jpg)."
        )),
    }
}

fn fault(site: &Site, destination: &str, place: Place, broken: Broken) -> Diagnostic {
    match broken {
        Broken::Hidden { path, why } => hidden(destination, place, &path, why),
        Broken::Heading { wanted, known } => no_heading(destination, place, &wanted, &known),
        Broken::Missing { wanted } => missing(site, destination, place, &wanted),
    }
}

fn hidden(destination: &str, place: Place, path: &str, why: Hidden) -> Diagnostic {
    let (message, hint) = match why {
        Hidden::Draft => (
            text!(
                "“{destination}” dẫn tới một bài còn là bản nháp.",
                "“{destination}” leads to a draft."
            ),
            text!(
                "Xóa “draft: true” trong {path}, hoặc bỏ đường dẫn này.",
                "Delete “draft: true” in {path}, or drop this link."
            ),
        ),
        Hidden::Until(day) => (
            text!(
                "“{destination}” dẫn tới một bài hẹn đến ngày {day} mới đăng.",
                "“{destination}” leads to a text that is published on {day} only."
            ),
            text!(
                "Hẹn ngày đăng bài này cùng lúc (publish_at), hoặc đổi publish_at trong {path}.",
                "Publish this text on the same day (publish_at), or change publish_at in {path}."
            ),
        ),
    };
    Diagnostic::new(&LINK, place, message).hint(hint)
}

fn no_heading(destination: &str, place: Place, wanted: &str, known: &[String]) -> Diagnostic {
    let message = if wanted.is_empty() {
        text!(
            "“{destination}” có nhiều câu hỏi; cần nói rõ câu nào.",
            "“{destination}” holds many questions; say which."
        )
    } else {
        text!(
            "Bài được dẫn tới không có tiêu đề “#{wanted}”.",
            "The text it leads to has no heading “#{wanted}”."
        )
    };
    let all = known.join(", #");
    let hint = match nearest(wanted, known.iter().map(String::as_str)) {
        Some(near) => text!("Có phải bạn muốn viết “#{near}”?", "Did you mean “#{near}”?"),
        None if known.is_empty() => text!(
            "Bài đó không có tiêu đề nào; bỏ phần sau dấu #.",
            "That text has no headings; drop what follows #."
        ),
        None => text!("Các tiêu đề của bài đó: #{all}.", "Headings of that text: #{all}."),
    };
    Diagnostic::new(&ANCHOR, place, message).hint(hint)
}

fn missing(site: &Site, destination: &str, place: Place, wanted: &str) -> Diagnostic {
    let message = text!(
        "Đường dẫn “{destination}” không dẫn tới đâu cả.",
        "The link “{destination}” leads nowhere."
    );
    let addresses: Vec<String> = site.entries.iter().map(|entry| format!("/{}", entry.address)).collect();
    let candidates = site
        .paths()
        .chain(site.media.keys().map(String::as_str))
        .chain(addresses.iter().map(String::as_str));
    let hint = match nearest(wanted, candidates) {
        Some(near) => text!("Có phải bạn muốn dẫn tới {near}?", "Did you mean {near}?"),
        None => text!(
            "Viết đường dẫn tới tệp .md tính từ tệp này, ví dụ ../policy/nghi-phep-nam.md.",
            "Write the path of the .md file as seen from this one, for instance ../policy/nghi-phep-nam.md."
        ),
    };
    Diagnostic::new(&LINK, place, message).hint(hint)
}
