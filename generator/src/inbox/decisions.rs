//! What an editor decided on the review page: lines of a text, or the address that the page's form leads to.
//!
//! `3f9a0c5512d7e801 accept`, `3f9a0c5512d7e801 decline Đã có bài như vậy`, one a line; or `…?3f9a0c5512d7e801=decline&…`, as
//! browsers write a form into an address. Without a script and without a server, the address is where a page can leave
//! something.

use super::{line, record::is_id};

/// What is to become of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Into the content.
    Accept,
    /// Not to be published: why.
    Decline(String),
}

/// Why something written is no decision; lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Not understood.
    Unreadable(usize),
    /// To decline takes a reason.
    NoReason(String),
    /// Two decisions of one proposal.
    Twice(String),
}

/// The decisions of a text, in its order.
///
/// # Errors
/// Everything that is wrong with it; then nothing is to be done.
pub fn parse(text: &str) -> Result<Vec<(String, Decision)>, Vec<Fault>> {
    let mut found: Vec<(String, Decision)> = Vec::new();
    let mut faults = Vec::new();
    for (number, written) in (1..).zip(text.lines()) {
        let written = written.trim();
        let read = match written.split_once('?') {
            _ if written.is_empty() || written.starts_with('#') => continue,
            Some((_, query)) if !starts_with_id(written) => of_address(query),
            _ => of_line(written).map(|decision| vec![decision]),
        };
        match read {
            Some(decisions) => found.extend(decisions),
            None => faults.push(Fault::Unreadable(number)),
        }
    }
    for (at, (id, decision)) in found.iter().enumerate() {
        if matches!(decision, Decision::Decline(reason) if reason.is_empty()) {
            faults.push(Fault::NoReason(id.clone()));
        }
        // The same text given twice decides once.
        if found[..at]
            .iter()
            .any(|(other, before)| other == id && before != decision)
        {
            faults.push(Fault::Twice(id.clone()));
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut once: Vec<(String, Decision)> = Vec::new();
    for (id, decision) in found {
        if !once.iter().any(|(other, _)| *other == id) {
            once.push((id, decision));
        }
    }
    Ok(once)
}

fn starts_with_id(written: &str) -> bool {
    written.get(..16).is_some_and(is_id)
}

fn of_line(written: &str) -> Option<(String, Decision)> {
    let mut words = written.splitn(3, char::is_whitespace);
    let id = words.next().filter(|id| is_id(id))?;
    let decision = match (words.next()?, words.next()) {
        ("accept", None) => Decision::Accept,
        ("decline", reason) => Decision::Decline(line(reason.unwrap_or_default())),
        _ => return None,
    };
    Some((id.to_owned(), decision))
}

/// The fields of the page's form: `ID=accept|decline|later`, `ID-why=…`.
fn of_address(query: &str) -> Option<Vec<(String, Decision)>> {
    let query = query.split('#').next().unwrap_or_default();
    let fields: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let why = |id: &str| {
        let found = fields.iter().find(|(name, _)| name.strip_suffix("-why") == Some(id));
        found.map(|(_, reason)| line(reason)).unwrap_or_default()
    };
    let mut decisions = Vec::new();
    for (name, value) in &fields {
        match value.as_str() {
            _ if name.strip_suffix("-why").is_some_and(is_id) => {}
            _ if !is_id(name) => return None,
            "accept" => decisions.push((name.clone(), Decision::Accept)),
            "decline" => decisions.push((name.clone(), Decision::Decline(why(name)))),
            "later" => {}
            _ => return None,
        }
    }
    Some(decisions)
}

#[cfg(test)]
mod tests {
    use super::{Decision, Fault, parse};

    const ONE: &str = "3f9a0c5512d7e801";
    const TWO: &str = "00000000000000a1";

    #[test]
    fn lines_and_addresses_say_the_same() {
        let lines = format!("# duyệt ngày 24\n{ONE} accept\n\n{TWO} decline Đã có bài  như vậy?\n");
        let address = format!(
            "file:///C:/duyet.html?{ONE}=accept&{ONE}-why=&{TWO}=decline&{TWO}-why=%C4%90%C3%A3+c%C3%B3+b%C3%A0i++nh%C6%B0+v%E1%BA%ADy%3F&1111111111111111=later#x"
        );
        let expected = vec![
            (ONE.to_owned(), Decision::Accept),
            (TWO.to_owned(), Decision::Decline("Đã có bài như vậy?".to_owned())),
        ];
        assert_eq!(parse(&lines), Ok(expected.clone()));
        assert_eq!(parse(&address), Ok(expected.clone()));
        assert_eq!(parse(&[lines, address].join("\n")), Ok(expected));
    }

    #[test]
    fn what_is_not_clear_is_not_done() {
        for (text, fault) in [
            (format!("{ONE} xong"), Fault::Unreadable(1)),
            ("duyệt hết".to_owned(), Fault::Unreadable(1)),
            (format!("\nfile:///x?{ONE}=forget"), Fault::Unreadable(2)),
            ("https://e.vn/?utm=1".to_owned(), Fault::Unreadable(1)),
            (format!("{ONE} decline"), Fault::NoReason(ONE.to_owned())),
            (format!("x?{ONE}=decline&{ONE}-why=+"), Fault::NoReason(ONE.to_owned())),
            (
                format!("{ONE} accept\n{ONE} decline Thôi"),
                Fault::Twice(ONE.to_owned()),
            ),
        ] {
            assert_eq!(parse(&text), Err(vec![fault]), "{text}");
        }
    }
}
