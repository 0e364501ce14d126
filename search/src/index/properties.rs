//! What holds of every index: what was put in is what is read, and no change of its bytes does more than make it an error.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{
    prelude::{ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, proptest},
    sample::Index,
};

use super::{
    Analysis, Citation, Document, FORMAT_VERSION, Files, HEAD_MAGIC, IndexBuilder, SHARD_MAGIC,
    bytes::seal,
    head::{form_code, frequency_code},
    law,
};
use crate::{
    Library, Options, Thesaurus,
    decode::{Lexicon, TextLexicon},
    fold::{exact_form, fold},
    highlight,
};

/// Title, body, number of an article.
type Text = (String, String, u32);

/// Few letters, so that words, marked forms and pairs come again; enough words for several shards.
fn texts() -> impl Strategy<Value = Vec<Text>> {
    let words = |most: usize| proptest::collection::vec("[abđêơ][a-dêơ]{0,2}[\u{300}\u{301}\u{323}]?", 0..most);
    let text =
        (words(6), words(60), 0..40_u32).prop_map(|(title, body, number)| (title.join(" "), body.join(" "), number));
    proptest::collection::vec(text, 1..25)
}

fn files(texts: &[Text]) -> Files {
    let mut builder = IndexBuilder::new();
    for (title, body, number) in texts {
        let citations = [Citation {
            law: "Bộ luật Lao động",
            article: &number.to_string(),
        }];
        let document = Document {
            title,
            body,
            citations: &citations,
            ..Document::default()
        };
        builder.add(Analysis::new(&document, &Thesaurus::new()));
    }
    builder.finish()
}

/// Term and marked form, or none where there is but one, to the documents, and to those whose title holds it.
fn expected(texts: &[Text]) -> BTreeMap<(String, String), [BTreeSet<u32>; 2]> {
    let mut terms: BTreeMap<(String, String), [BTreeSet<u32>; 2]> = BTreeMap::new();
    for (document, (title, body, number)) in (0..).zip(texts) {
        for (kind, text) in [title, body].into_iter().enumerate() {
            let words: Vec<(String, String)> = text
                .split_whitespace()
                .map(|word| (fold(word), exact_form(word)))
                .collect();
            let forms = words.iter().map(|(folded, exact)| {
                let form = if exact == folded { String::new() } else { exact.clone() };
                (folded.clone(), form)
            });
            let pairs = words
                .windows(2)
                .map(|pair| ([&pair[0].0, " ", &pair[1].0].concat(), String::new()));
            for term in forms.chain(pairs) {
                let places = terms.entry(term).or_default();
                places[0].insert(document);
                if kind == 0 {
                    places[1].insert(document);
                }
            }
        }
        for law in [None, Some(0)] {
            let term = law::article_term(law, &number.to_string());
            terms.entry((term, String::new())).or_default()[0].insert(document);
        }
    }
    terms
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_posting_put_in_is_read_and_no_other(texts in texts()) {
        let library = Library::whole(&files(&texts)).expect("an index just written");
        prop_assert_eq!(library.documents(), texts.len());
        let expected = expected(&texts);
        let terms: BTreeSet<&String> = expected.keys().map(|(term, _)| term).collect();
        for term in terms {
            let mut forms = Vec::new();
            for postings in library.find(term) {
                let documents: BTreeSet<u32> = postings.body.iter().map(|entry| entry.0).collect();
                let titles: BTreeSet<u32> = postings.title.iter().map(|entry| entry.0).collect();
                prop_assert_eq!(postings.documents as usize, documents.len());
                prop_assert_eq!(postings.titles as usize, titles.len());
                let key = (term.clone(), postings.form.clone());
                // No aliases: title i is that of document i.
                prop_assert_eq!(expected.get(&key), Some(&[documents, titles]), "{} {}", term, postings.form);
                forms.push(key);
            }
            prop_assert_eq!(forms.len(), expected.keys().filter(|key| key.0 == *term).count(), "{}", term);
        }
        prop_assert!(library.find("zzz").is_empty() && library.find("").is_empty());
    }

    #[test]
    fn a_term_that_stands_oftener_in_a_text_weighs_no_less(often in 1..40_usize, seldom in 1..40_usize) {
        let text = |times: usize| ["ba ".repeat(times), "đi ".repeat(60 - times)].concat();
        let (most, least) = (often.max(seldom), often.min(seldom));
        let texts = [text(most), text(least)].map(|body| (String::new(), body, 1));
        let library = Library::whole(&files(&texts)).expect("an index just written");
        let found = library.find("ba");
        let body = &found[0].body;
        prop_assert!(body[0].1 >= body[1].1 && body[1].1 > 0.0 && body[0].1 <= 2.2);
    }

    #[test]
    fn the_vocabulary_read_is_that_of_the_texts(texts in texts()) {
        let library = Library::whole(&files(&texts)).expect("an index just written");
        let mut lexicon = TextLexicon::new();
        for (title, body, _) in &texts {
            lexicon.add(title);
            lexicon.add(body);
        }
        lexicon.add_question_wording();
        for folded in lexicon.words() {
            let mut forms = BTreeMap::new();
            lexicon.forms(folded, &mut |form, times| {
                forms.insert(form.to_owned(), times);
            });
            let mut read = BTreeMap::new();
            library.head.forms(folded, &mut |form, times| {
                read.insert(form.to_owned(), frequency_code(times));
            });
            for (form, times) in &forms {
                if form_code(folded, form).is_some() {
                    let kept = read.get(form).copied();
                    prop_assert!(
                        kept.is_some_and(|kept| kept.abs_diff(frequency_code(*times)) <= 2),
                        "{} {:?} {}", form, kept, times
                    );
                }
            }
            prop_assert!(library.head.begins(folded));
        }
    }

    #[test]
    fn equal_documents_give_equal_bytes_whatever_was_built_before(texts in texts()) {
        prop_assert_eq!(files(&texts), files(&texts));
    }

    #[test]
    fn a_real_index_with_changed_bytes_is_an_error_or_an_index(
        texts in texts(),
        changes in proptest::collection::vec((any::<Index>(), any::<Index>(), any::<u8>(), 0..4_u8), 1..6),
    ) {
        let Files { head, shards } = files(&texts);
        let mut bodies: Vec<Vec<u8>> = [head].into_iter().chain(shards).map(|file| file[8..].to_vec()).collect();
        for (file, place, byte, kind) in changes {
            let file = file.index(bodies.len());
            let body = &mut bodies[file];
            if !body.is_empty() {
                let at = place.index(body.len());
                match kind {
                    0 => body[at] = byte,
                    1 => body.insert(at, byte),
                    2 => body.truncate(at),
                    _ => drop(body.remove(at)),
                }
            }
        }
        if let Ok(mut library) = Library::new(&seal(HEAD_MAGIC, FORMAT_VERSION, &bodies[0])) {
            for (number, body) in (0..).zip(&bodies[1..]) {
                let _ = library.insert(number, &seal(SHARD_MAGIC, FORMAT_VERSION, body));
            }
            for query in ["ba đê", "điều 7 luật lao động", "bar ddee"] {
                let question = library.question(query, Options::default());
                let answer = library.answer(&question, 10);
                prop_assert!(answer.hits.iter().all(|hit| hit.document < library.documents() && !hit.score.is_nan()));
                highlight(&question, "Bà đê, ba");
            }
        }
    }
}
