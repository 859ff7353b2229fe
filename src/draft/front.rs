//! Front matter: the YAML between `---` lines at the start of a Markdown file, read line by line; TOML between `+++` lines and a JSON
//! object are read by the files beside this one.
//!
//! An article's front matter is a flat list of `key: value` lines, often written by a model and often slightly wrong (a bare colon
//! in a title). A full YAML parser gives up at the first fault; this reader keeps every entry that it can and says what was wrong.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

mod json;
mod nested;
mod plus;

use std::collections::BTreeSet;

use super::{FrontEntry, FrontMatter};
use crate::span::Span;

/// Reads the front matter that starts at byte `from` (after a byte order mark), if there is one.
///
/// A `---` line opens it when the first line after it looks like `key:` or closes it at once; else it is a thematic break.
pub(super) fn read(text: &str, from: usize) -> Option<FrontMatter> {
    let mut lines = lines(text, from);
    let first = lines.next()?;
    match first.text.trim_end() {
        "---" => {}
        "+++" => return plus::read(text, from),
        "---json" => return json::read_fenced(text, from),
        _ => return json::read(text, from).or_else(|| headers(text, from)),
    }
    let mut body: Vec<Line<'_>> = Vec::new();
    let mut close = None;
    let mut begun = false;
    for line in lines {
        let trimmed = line.text.trim_end();
        if trimmed == "---" || (trimmed == "..." && begun) {
            close = Some(line);
            break;
        }
        if !begun && !trimmed.trim_start().is_empty() && !trimmed.trim_start().starts_with('#') {
            key_of(trimmed)?;
            begun = true;
        }
        body.push(line);
    }
    let Some(close) = close else {
        return begun.then(|| unclosed(from, &body));
    };
    let mut reader = Reader::default();
    reader.read(&body);
    Some(FrontMatter {
        span: Span::new(from, close.start + close.text.trim_end().len()),
        entries: reader.entries,
        nested: reader.nested,
        error: reader.error.as_ref().map(|(_, why)| why.clone()),
        error_span: reader.error.map(|(span, _)| span),
    })
}

/// Lines of `Key: value` as Pelican writes them, with a title and a date among them, up to the first blank line.
fn headers(text: &str, from: usize) -> Option<FrontMatter> {
    let body: Vec<Line<'_>> = lines(text, from)
        .take_while(|l| !l.text.trim().is_empty())
        .collect();
    let key = |l: &Line<'_>| key_of(l.text).map(|(k, _)| k.to_lowercase());
    let all: Option<Vec<String>> = body.iter().map(key).collect();
    let all = all?;
    let title = all.first().is_some_and(|k| k == "title");
    if !(title && all.iter().any(|k| k == "date")) {
        return None;
    }
    let mut reader = Reader::default();
    reader.read(&body);
    let last = body.last()?;
    Some(FrontMatter {
        span: Span::new(from, last.start + last.text.trim_end().len()),
        entries: reader.entries,
        nested: reader.nested,
        error: reader.error.as_ref().map(|(_, why)| why.clone()),
        error_span: reader.error.map(|(span, _)| span),
    })
}

/// No closing line: the entries up to the first blank line are taken, so that the body is not lost.
fn unclosed(from: usize, body: &[Line<'_>]) -> FrontMatter {
    let stop = body
        .iter()
        .position(|l| l.text.trim().is_empty())
        .unwrap_or(body.len());
    let mut reader = Reader::default();
    let (own, _) = body.split_at(stop);
    reader.read(own);
    let end = own
        .last()
        .map_or(from + 3, |l| l.start + l.text.trim_end().len());
    FrontMatter {
        span: Span::new(from, end),
        entries: reader.entries,
        nested: reader.nested,
        error: Some("the front matter has no closing `---` line".to_owned()),
        error_span: Some(Span::new(from, from + 3)),
    }
}

#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    text: &'a str,
}

fn lines(text: &str, from: usize) -> impl Iterator<Item = Line<'_>> {
    let mut at = from;
    text.get(from..)
        .unwrap_or("")
        .split_inclusive('\n')
        .map(move |line| {
            let start = at;
            at += line.len();
            Line {
                start,
                text: line.trim_end_matches(['\n', '\r']),
            }
        })
}

/// Length of the key of `key: value` at the start of a line, and the offset of what follows the colon.
fn key_of(line: &str) -> Option<(&str, usize)> {
    let first = line.chars().next()?;
    if matches!(first, '"' | '\'') {
        let (key, after) = line.strip_prefix(first)?.split_once(first)?;
        let value = after.trim_start().strip_prefix(':')?;
        return colon_ends(value).then_some((key, line.len() - value.len()));
    }
    if !(first.is_alphanumeric() || first == '_') {
        return None;
    }
    line.match_indices(':').find_map(|(at, _)| {
        let (key, rest) = line.split_at_checked(at)?;
        colon_ends(rest.strip_prefix(':')?).then_some((key.trim_end(), at + 1))
    })
}

fn colon_ends(after: &str) -> bool {
    after.is_empty() || after.starts_with([' ', '\t'])
}

#[derive(Default)]
struct Reader {
    entries: Vec<FrontEntry>,
    nested: Vec<FrontEntry>,
    keys: BTreeSet<String>,
    error: Option<(Span, String)>,
}

impl Reader {
    fn fault(&mut self, span: Span, why: String) {
        self.error.get_or_insert((span, why));
    }

    fn read(&mut self, mut lines: &[Line<'_>]) {
        while let Some((&line, rest)) = lines.split_first() {
            lines = rest;
            let trimmed = line.text.trim();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            let Some((key, after)) = key_of(line.text) else {
                self.fault(
                    Span::new(line.start, line.start + line.text.trim_end().len()),
                    format!("`{}` is no `key: value` line", shortened(trimmed)),
                );
                continue;
            };
            let below = lines
                .iter()
                .take_while(|l| l.text.trim().is_empty() || is_nested(l.text))
                .count();
            let (nested, rest) = lines.split_at(below);
            lines = rest;
            self.entry(line, key, after, nested);
        }
    }

    fn entry(&mut self, line: Line<'_>, key: &str, after: usize, nested: &[Line<'_>]) {
        let key_at = line.start + line.text.find(key).unwrap_or(0);
        let key_span = Span::new(key_at, key_at + key.len());
        let written = line.text.get(after..).unwrap_or("");
        let lead = written.len() - written.trim_start().len();
        let at = line.start + after + lead;
        let raw = written.trim();
        let first_below = nested.iter().find(|l| !l.text.trim().is_empty());
        let (value, value_span) = match raw.chars().next() {
            Some('[' | '{') => {
                nested::values(key, key_span, raw, at, &mut self.nested);
                return;
            }
            Some('#') | None => {
                let Some(below) = first_below else {
                    self.push(key, key_span, String::new(), Span::at(line.start + after));
                    return;
                };
                let inner = below.text.trim_start();
                if inner.starts_with("- ") || inner == "-" || key_of(inner).is_some() {
                    nested::below(key, key_span, nested, &mut self.nested);
                    return;
                }
                folded("", Span::at(below.start), nested)
            }
            Some('|' | '>') => block_scalar(raw.starts_with('|'), nested),
            Some(quote @ ('"' | '\'')) => match quoted(quote, raw.get(1..).unwrap_or("")) {
                Some((value, len)) => (value, Span::new(at + 1, at + 1 + len)),
                None => {
                    let inner = raw.get(1..).unwrap_or("");
                    self.fault(
                        Span::new(at, at + raw.len()),
                        format!("the value of `{key}` has no closing `{quote}`"),
                    );
                    (inner.to_owned(), Span::new(at + 1, at + raw.len()))
                }
            },
            Some(_) => {
                let plain = raw.split_once(" #").map_or(raw, |(own, _)| own.trim_end());
                if plain.contains(": ") || plain.ends_with(':') {
                    self.fault(
                        Span::new(at, at + plain.len()),
                        format!("the value of `{key}` contains a colon and is not between quotes"),
                    );
                }
                folded(plain, Span::new(at, at + plain.len()), nested)
            }
        };
        self.push(key, key_span, value, value_span);
    }

    fn push(&mut self, key: &str, key_span: Span, value: String, value_span: Span) {
        if !self.keys.insert(key.to_owned()) {
            self.fault(key_span, format!("`{key}` is given twice"));
        }
        self.entries.push(FrontEntry {
            key: key.to_owned(),
            value,
            key_span,
            value_span,
        });
    }
}

fn is_nested(line: &str) -> bool {
    line.starts_with([' ', '\t']) || line.starts_with("- ") || line == "-"
}

/// A plain scalar that goes on over indented lines: joined by spaces.
fn folded(first: &str, span: Span, nested: &[Line<'_>]) -> (String, Span) {
    let mut value = first.to_owned();
    let mut span = span;
    for line in nested {
        let part = line.text.trim();
        if part.is_empty() {
            continue;
        }
        let at = line.start + (line.text.len() - line.text.trim_start().len());
        if value.is_empty() {
            span = Span::at(at);
        } else {
            value.push(' ');
        }
        value.push_str(part);
        span.end = at + part.len();
    }
    (value, span)
}

/// `|` keeps line breaks, `>` folds them.
fn block_scalar(literal: bool, nested: &[Line<'_>]) -> (String, Span) {
    let (folded, span) = folded("", Span::at(nested.first().map_or(0, |l| l.start)), nested);
    if !literal {
        return (folded, span);
    }
    let lines: Vec<&str> = nested.iter().map(|l| l.text.trim()).collect();
    (lines.join("\n").trim_end().to_owned(), span)
}

/// The decoded value of a quoted scalar and the length of its raw text, or `None` when it is not closed.
fn quoted(quote: char, rest: &str) -> Option<(String, usize)> {
    let mut out = String::new();
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if c == quote {
            if quote == '\'' && chars.peek().is_some_and(|&(_, n)| n == '\'') {
                chars.next();
                out.push('\'');
                continue;
            }
            return Some((out, i));
        }
        if quote == '"' && c == '\\' {
            let (_, escape) = chars.next()?;
            match escape {
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'x' | 'u' | 'U' => {
                    let digits = match escape {
                        'x' => 2,
                        'u' => 4,
                        _ => 8,
                    };
                    let mut hex = String::new();
                    while hex.len() < digits
                        && chars.peek().is_some_and(|&(_, c)| c.is_ascii_hexdigit())
                    {
                        hex.extend(chars.next().map(|(_, c)| c));
                    }
                    let code = u32::from_str_radix(&hex, 16).ok();
                    out.push(code.and_then(char::from_u32).unwrap_or('\u{FFFD}'));
                }
                other => out.push(other),
            }
            continue;
        }
        out.push(c);
    }
    None
}

fn shortened(text: &str) -> String {
    let mut out: String = text.chars().take(30).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str) -> Vec<(String, String, String)> {
        let front = read(text, 0).expect("front matter");
        front
            .entries
            .iter()
            .map(|e| {
                (
                    e.key.clone(),
                    e.value.clone(),
                    e.value_span.slice(text).to_owned(),
                )
            })
            .collect()
    }

    #[test]
    fn reads_scalars_with_their_spans() {
        let text = "---\ntitle: L’UE et ses ports\nslug: \"ue-ports\" # short\nquote: 'l''Europe'\nesc: \"a\\u00e9\\n\"\nnone:\ntags: [a, b]\nlist:\n  - x\nzero:\n- y\nlong: one\n  two\nfold: >\n  un\n  deux\n---\nBody";
        let got = entries(text);
        let want = [
            ("title", "L’UE et ses ports", "L’UE et ses ports"),
            ("slug", "ue-ports", "ue-ports"),
            ("quote", "l'Europe", "l''Europe"),
            ("esc", "aé\n", "a\\u00e9\\n"),
            ("none", "", ""),
            ("long", "one two", "one\n  two"),
            ("fold", "un deux", "un\n  deux"),
        ];
        let want: Vec<_> = want
            .iter()
            .map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned()))
            .collect();
        assert_eq!(got, want);
        assert_eq!(read(text, 0).expect("front").error, None);
    }

    #[test]
    fn keeps_what_it_can_and_says_what_was_wrong() {
        for (text, error, at) in [
            (
                "---\ntitle: L’UE : une alliance: oui\n---\n",
                "the value of `title` contains a colon and is not between quotes",
                "L’UE : une alliance: oui",
            ),
            (
                "---\ntitle: a\n** gras **\n---\n",
                "`** gras **` is no `key: value` line",
                "** gras **",
            ),
            (
                "---\ntitle: a\ntitle: b\n---\n",
                "`title` is given twice",
                "title",
            ),
            (
                "---\ntitle: \"a\n---\n",
                "the value of `title` has no closing `\"`",
                "\"a",
            ),
            (
                "---\ntitle: a\n\nBody",
                "the front matter has no closing `---` line",
                "---",
            ),
        ] {
            let front = read(text, 0).expect(text);
            assert_eq!(front.error.as_deref(), Some(error), "{text}");
            assert_eq!(
                front.error_span.expect("span").slice(text),
                at.trim_end(),
                "{text}"
            );
            assert_eq!(front.entries[0].key, "title");
        }
    }

    fn nested(text: &str) -> Vec<(String, String, String)> {
        let front = read(text, 0).expect("front matter");
        let shown = |e: &FrontEntry| {
            (
                e.key.clone(),
                e.value.clone(),
                e.value_span.slice(text).to_owned(),
            )
        };
        front.nested.iter().map(shown).collect()
    }

    #[test]
    fn values_inside_of_lists_and_maps_have_their_path() {
        let same = |rows: &[(&str, &str)]| -> Vec<(String, String, String)> {
            rows.iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned(), (*v).to_owned()))
                .collect()
        };
        assert_eq!(
            nested(
                "---\ntags: [a, \"b c\", 'd']\nlist:\n  - x\n  - \"y, z\"\nseo:\n  title: Un titre\n  og:\n    image: i.png # ici\nzero:\n- un\npeople:\n  - name: Ann\n    role: chef\nmap: { a: 1, b: [2, 3] }\n---\n"
            ),
            same(&[
                ("tags", "a"),
                ("tags", "b c"),
                ("tags", "d"),
                ("list", "x"),
                ("list", "y, z"),
                ("seo.title", "Un titre"),
                ("seo.og.image", "i.png"),
                ("zero", "un"),
                ("people.name", "Ann"),
                ("people.role", "chef"),
                ("map.a", "1"),
                ("map.b", "2"),
                ("map.b", "3"),
            ])
        );
        assert_eq!(
            nested("+++\ntags = [\n  \"a\",\n  \"b\"\n]\n[seo]\ntitle = 'Un titre'\n+++\n"),
            same(&[("tags", "a"), ("tags", "b"), ("seo.title", "Un titre")])
        );
        assert_eq!(
            nested(
                "{\n  \"tags\": [\"a\", \"b\"],\n  \"seo\": { \"n\": 2, \"t\": \"x\" }\n}\nTexte"
            ),
            same(&[("tags", "a"), ("tags", "b"), ("seo.n", "2"), ("seo.t", "x")])
        );
    }

    #[test]
    fn toml_and_json_are_read() {
        let want = |rows: &[(&str, &str)]| -> Vec<(String, String)> {
            rows.iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
                .collect()
        };
        let got = |text: &str| -> Vec<(String, String)> {
            entries(text).into_iter().map(|e| (e.0, e.1)).collect()
        };
        assert_eq!(
            got(
                "+++\ntitle = \"L’UE : une\\tligne\" # note\nslug = 'ue-\\ports'\ndraft = false # non\nlong = \"\"\"\nUn\ntexte\"\"\"\ndate = 2024-05-01\n+++\n"
            ),
            want(&[
                ("title", "L’UE : une\tligne"),
                ("slug", "ue-\\ports"),
                ("draft", "false"),
                ("long", "Un\ntexte"),
                ("date", "2024-05-01"),
            ])
        );
        assert_eq!(
            got("{ \"title\": \"L’\\u00c9t\\u00e9\", \"n\": 12, \"b\": true }\n\nTexte"),
            want(&[("title", "L’Été"), ("n", "12"), ("b", "true")])
        );
        for none in [
            "+++\nUn texte\n",
            "{ \"a\": 1 }",
            "{{< figure >}}\nTexte",
            "{% tag %}\nTexte",
            "{ \"a\": 1 } suite\nTexte",
            "{ \"a\": }\nTexte",
        ] {
            assert!(read(none, 0).is_none(), "{none:?}");
        }
        let faulty = read("+++\ntitle = \"a\"\nun texte\n+++\n", 0).expect("front");
        assert_eq!(
            faulty.error.as_deref(),
            Some("`un texte` is no `key = value` line")
        );
    }

    #[test]
    fn a_thematic_break_is_no_front_matter() {
        for text in [
            "---\n\nUn texte.\n",
            "---\nUn texte.\n---\n",
            "----\na: b\n---",
            "a\n---\n",
            "",
        ] {
            assert!(read(text, 0).is_none(), "{text:?}");
        }
        assert!(
            read("---\r\na: b\r\n---\r\nx", 0).is_some_and(|f| f.entries[0].value == "b"),
            "carriage returns"
        );
    }
}
