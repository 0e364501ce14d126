//! Names of laws as people write them: "Bộ luật Lao động 45/2019/QH14", "Luật BHXH", "NĐ 12/2022".

use crate::token::tokens;

/// What must stand in a question for it to speak of a law: its subject, folded ("lao dong"), and its number ("45 2019").
///
/// Both may be empty. The words "bộ", "luật", "nghị định" and the like name no law.
pub(crate) fn keys(name: &str) -> (String, String) {
    let (mut subject, mut number) = (String::new(), String::new());
    let found = tokens(name);
    for (at, token) in found.iter().enumerate() {
        let word = token.folded.as_str();
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            let next = found.get(at + 1).filter(|next| next.range.start == token.range.end + 1);
            if let Some(year) = next.filter(|next| next.folded.len() == 4 && number.is_empty()) {
                number.push_str(word);
                number.push(' ');
                number.push_str(&year.folded);
            }
            // Behind the number come only year and issuing body.
            if !subject.is_empty() || !number.is_empty() {
                break;
            }
        } else if !matches!(word, "bo" | "luat" | "nghi" | "dinh" | "thong" | "tu" | "phap" | "lenh")
            || !subject.is_empty()
        {
            if !subject.is_empty() {
                subject.push(' ');
            }
            subject.push_str(word);
        }
    }
    (subject, number)
}

/// The term under which an article of a law is found; `law` is its number in the head, none stands for any law.
pub(crate) fn article_term(law: Option<usize>, article: &str) -> String {
    let mut term = String::from("@");
    if let Some(law) = law {
        push_number(law, &mut term);
    }
    term.push('/');
    term.push_str(article);
    term
}

fn push_number(number: usize, text: &mut String) {
    if number > 9 {
        push_number(number / 10, text);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// The number of an article: `Điều 36`, `khoản 2 Điều 36`, `36` -> `36`; the last "điều" counts, else the first number.
pub(crate) fn article(text: &str) -> Option<String> {
    let found = tokens(text);
    let behind = found
        .windows(2)
        .rev()
        .find(|pair| pair[0].folded == "dieu" && is_article(&pair[1].folded));
    behind
        .map(|pair| &pair[1])
        .or_else(|| found.iter().find(|token| is_article(&token.folded)))
        .map(|token| token.folded.clone())
}

pub(crate) fn is_article(word: &str) -> bool {
    word.len() <= 5 && word.bytes().next().is_some_and(|first| first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{article, article_term, keys};

    #[test]
    fn a_law_is_known_by_subject_and_number() {
        for (name, subject, number) in [
            ("Bộ luật Lao động 2019", "lao dong", ""),
            ("Bộ luật Lao động 45/2019/QH14", "lao dong", "45 2019"),
            ("Nghị định 12/2022/NĐ-CP", "", "12 2022"),
            ("Luật Phòng, chống ma túy", "phong chong ma tuy", ""),
            ("Hiến pháp", "hien phap", ""),
        ] {
            assert_eq!(keys(name), (subject.to_owned(), number.to_owned()), "{name}");
        }
    }

    #[test]
    fn the_article_is_the_number_behind_its_word() {
        assert_eq!(article("khoản 2 Điều 36").as_deref(), Some("36"));
        assert_eq!(article("Điều 113").as_deref(), Some("113"));
        assert_eq!(article("36a").as_deref(), Some("36a"));
        assert_eq!(article_term(Some(12), "36"), "@12/36");
    }
}
