//! Short names between a module and its glue.
//!
//! wasm-bindgen gives every function that the two share a long name with a hash, and explains itself in comments. A phone
//! downloads both twice over: 3.4 KB of brotli for the search box. Names that the loader knows stay.

use std::collections::{BTreeMap, BTreeSet};

/// How the glue begins to describe a value, which only a panic's message does, and what does for it: 0.4 KB of brotli less.
const DESCRIBE: &str = "\nfunction debugString(val) {\n";
const DESCRIBED: &str = "return String(val);";
/// How the glue begins to start a module that was loaded by hand, which the loader never does; and what it is named in.
const BY_HAND: &str = "\nfunction initSync(module) {\n";
const OFFERED: &str = "export { initSync, ";
/// How the glue begins to complain of callers of an older form, of which the loader is none.
const COMPLAINT: &str = "console.warn('using deprecated";
const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
/// Magic number and version.
const PREFIX: usize = 8;
const FUNCTION: u8 = 0;

/// Glue and module with short names, without comments, indentation and sections for tools. None when the module has a
/// form that wasm-bindgen does not write: then both are best left as they are.
pub(super) fn shorten(glue: &str, wasm: &[u8]) -> Option<(String, Vec<u8>)> {
    let mut names = Names::new(glue);
    let mut short = wasm.get(..PREFIX)?.to_vec();
    let mut reader = Reader {
        rest: wasm.get(PREFIX..)?,
    };
    while !reader.rest.is_empty() {
        let kind = reader.byte()?;
        let body = reader.bytes()?;
        let body = match kind {
            CUSTOM => continue,
            IMPORTS => imports(body, &mut names)?,
            EXPORTS => exports(body, &mut names)?,
            _ => body.to_vec(),
        };
        short.push(kind);
        write_bytes(&body, &mut short);
    }
    Some((
        names.replace(&bare(&without_start_by_hand(&without_descriptions(glue)))),
        short,
    ))
}

fn imports(body: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let mut reader = Reader { rest: body };
    let count = reader.number()?;
    let mut short = Vec::new();
    write_number(count, &mut short);
    for _ in 0..count {
        write_bytes(reader.bytes()?, &mut short);
        write_bytes(names.short(reader.text()?).as_bytes(), &mut short);
        // wasm-bindgen imports nothing but functions: their kind, and the number of their type.
        if reader.byte()? != FUNCTION {
            return None;
        }
        short.push(FUNCTION);
        write_number(reader.number()?, &mut short);
    }
    reader.rest.is_empty().then_some(short)
}

fn exports(body: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let mut reader = Reader { rest: body };
    let count = reader.number()?;
    let mut short = Vec::new();
    write_number(count, &mut short);
    for _ in 0..count {
        let name = reader.text()?;
        // Those with two underlines are wasm-bindgen's own; the others are called from outside.
        let kept = if name.contains("__") {
            names.short(name)
        } else {
            name.to_owned()
        };
        write_bytes(kept.as_bytes(), &mut short);
        short.push(reader.byte()?);
        write_number(reader.number()?, &mut short);
    }
    reader.rest.is_empty().then_some(short)
}

/// The glue with a short way to describe values; as it is when it has none, or in another form.
fn without_descriptions(glue: &str) -> String {
    match around(glue, DESCRIBE) {
        Some((before, behind)) => [before, DESCRIBE, DESCRIBED, "\n}\n", behind].concat(),
        None => glue.to_owned(),
    }
}

/// The glue without the second way to start; as it is when it has none, or in another form.
fn without_start_by_hand(glue: &str) -> String {
    match around(glue, BY_HAND) {
        Some((before, behind)) if behind.contains(OFFERED) => {
            [before, "\n", &behind.replacen(OFFERED, "export { ", 1)].concat()
        }
        _ => glue.to_owned(),
    }
}

/// What stands before and behind the function that begins with `head`.
fn around<'a>(glue: &'a str, head: &str) -> Option<(&'a str, &'a str)> {
    let (before, rest) = glue.split_once(head)?;
    let (_, behind) = rest.split_once("\n}\n")?;
    Some((before, behind))
}

/// The glue without comments and complaints that fill lines, and without indentation. Line ends stay: they may end a statement.
fn bare(glue: &str) -> String {
    let mut bare = String::with_capacity(glue.len());
    let mut in_comment = false;
    for line in glue.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") && !line.starts_with(COMPLAINT) {
            bare.push_str(line);
            bare.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    bare
}

/// Long names and the short ones given to them.
struct Names {
    /// Every word of the glue: no short name may be one of them.
    taken: BTreeSet<String>,
    given: BTreeMap<String, String>,
    next: usize,
}

impl Names {
    fn new(glue: &str) -> Self {
        Self {
            taken: words(glue).map(str::to_owned).collect(),
            given: BTreeMap::new(),
            next: 0,
        }
    }

    fn short(&mut self, long: &str) -> String {
        if let Some(short) = self.given.get(long) {
            return short.clone();
        }
        let short = loop {
            let letter = |place: usize| char::from(b"abcdefghijklmnopqrstuvwxyz"[place % 26]);
            let candidate: String = ['_', letter(self.next / 26), letter(self.next)].iter().collect();
            self.next += 1;
            // 676 names and no more: what is beyond keeps its own.
            if self.next > 26 * 26 {
                break long.to_owned();
            }
            if !self.taken.contains(&candidate) {
                break candidate;
            }
        };
        self.given.insert(long.to_owned(), short.clone());
        short
    }

    fn replace(&self, glue: &str) -> String {
        let mut replaced = String::with_capacity(glue.len());
        for piece in words(glue) {
            replaced.push_str(self.given.get(piece).map_or(piece, String::as_str));
        }
        replaced
    }
}

/// A text cut into names and what stands between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_name = |character: char| character.is_alphanumeric() || matches!(character, '_' | '$');
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest.find(|character| is_name(character) != is_name(first));
        let (word, behind) = rest.split_at(end.unwrap_or(rest.len()));
        rest = behind;
        Some(word)
    })
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    /// Seven bits a byte, the lowest first (LEB128).
    fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 127) << shift;
            if byte & 128 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.number()? as usize;
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }
}

fn write_number(mut number: u32, bytes: &mut Vec<u8>) {
    while number > 127 {
        bytes.push(number.to_le_bytes()[0] | 128);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

fn write_bytes(more: &[u8], bytes: &mut Vec<u8>) {
    write_number(u32::try_from(more.len()).unwrap_or(u32::MAX), bytes);
    bytes.extend(more);
}

#[cfg(test)]
mod tests {
    use super::{shorten, without_descriptions, without_start_by_hand, write_bytes};

    /// A module that imports `__wbg_now_1f2e` and exports `mount` and `__wbindgen_malloc`, with a name section.
    fn module(import: &str, exports: [&str; 2]) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        let mut body = vec![1];
        write_bytes(b"./client_bg.js", &mut body);
        write_bytes(import.as_bytes(), &mut body);
        body.extend([0, 3]);
        bytes.push(2);
        write_bytes(&body, &mut bytes);
        let mut body = vec![2];
        for name in exports {
            write_bytes(name.as_bytes(), &mut body);
            body.extend([0, 5]);
        }
        bytes.push(7);
        write_bytes(&body, &mut bytes);
        bytes
    }

    #[test]
    fn names_are_shortened_alike_on_both_sides_and_comments_go() {
        let glue = "/**\n * Mounts.\n */\nexport function mount(kind) {\n    // Memory.\n    const _aa = \
                    wasm.__wbindgen_malloc(kind);\n    wasm.mount(_aa);\n}\nconst import0 = {\n    \
                    __wbg_now_1f2e: function() { return Date.now(); },\n    __wbg_now_1f2e1: 0,\n};\n";
        let mut wasm = module("__wbg_now_1f2e", ["mount", "__wbindgen_malloc"]);
        wasm.push(0);
        write_bytes(b"\x04name", &mut wasm);
        let (glue, wasm) = shorten(glue, &wasm).expect("a module as wasm-bindgen writes them");
        assert_eq!(
            glue,
            "export function mount(kind) {\nconst _aa = wasm._ac(kind);\nwasm.mount(_aa);\n}\nconst import0 = {\n\
             _ab: function() { return Date.now(); },\n__wbg_now_1f2e1: 0,\n};\n"
        );
        assert_eq!(wasm, module("_ab", ["mount", "_ac"]));
    }

    #[test]
    fn values_are_described_in_short() {
        let long = "a();\nfunction debugString(val) {\n    if (val) {\n        return 1;\n    }\n}\nb();\n";
        let short = without_descriptions(long);
        assert!(
            short.starts_with("a();\nfunction debugString(val) {\nreturn String(val);\n}"),
            "{short}"
        );
        assert!(
            short.ends_with(";\n}\nb();\n") && !short.contains("return 1"),
            "{short}"
        );
        assert_eq!(without_descriptions("b();\n"), "b();\n");
    }

    #[test]
    fn a_module_is_started_in_one_way() {
        let two = "a();\nfunction initSync(module) {\n    if (module) {\n        return 1;\n    }\n}\nb();\nexport { initSync, c as default };\n";
        assert_eq!(without_start_by_hand(two), "a();\nb();\nexport { c as default };\n");
        let other = two.replace("export { initSync, ", "export { d, initSync, ");
        assert_eq!(without_start_by_hand(&other), other);
    }

    #[test]
    fn what_is_no_module_is_left_alone() {
        assert_eq!(shorten("", b"\0asm\x01\0\0\0\x02\x7f"), None);
        assert_eq!(shorten("", b""), None);
    }
}
