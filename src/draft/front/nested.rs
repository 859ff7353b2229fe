//! Values inside of lists and maps, in YAML and TOML: each scalar with the path to it.

use super::{FrontEntry, Line, key_of, quoted};
use crate::span::Span;

/// Deeper paths are cut here: no front matter is so deep, and a hostile one stays linear.
const DEEPEST: usize = 8;

/// The scalars of the indented lines below `key:`. The key of an item of a list is that of the list.
pub(super) fn below(key: &str, key_span: Span, lines: &[Line<'_>], found: &mut Vec<FrontEntry>) {
    // The keys that are open, each with its indentation.
    let mut open: Vec<(usize, &str)> = Vec::new();
    for line in lines {
        let mut text = line.text.trim_start();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        while let Some(item) = text.strip_prefix("- ") {
            text = item.trim_start();
        }
        let indent = line.text.len() - text.len();
        while open.last().is_some_and(|o| o.0 >= indent) {
            open.pop();
        }
        let at = line.start + indent;
        if let Some((name, after)) = key_of(text) {
            open.push((indent, name));
            let written = text.get(after..).unwrap_or("");
            let value = written.trim();
            let name_at = at + text.find(name).unwrap_or(0);
            let span = Span::new(name_at, name_at + name.len());
            if value.is_empty() || matches!(value, "|" | ">" | "|-" | ">-") {
                continue;
            }
            let start = at + after + (written.len() - written.trim_start().len());
            values(&path(key, &open), span, value, start, found);
        } else if text != "-" {
            values(&path(key, &open), key_span, text.trim_end(), at, found);
        }
    }
}

fn path(key: &str, open: &[(usize, &str)]) -> String {
    let mut path = key.to_owned();
    for (_, name) in open.iter().take(DEEPEST) {
        path.push('.');
        path.push_str(name);
    }
    path
}

/// The scalars of `[a, b]`, `{ k: a }` and of one scalar that stands alone, which begins at byte `at`.
pub(super) fn values(key: &str, key_span: Span, raw: &str, at: usize, found: &mut Vec<FrontEntry>) {
    let flow = raw.starts_with(['[', '{']);
    let mut names: Vec<&str> = Vec::new();
    // How many names led to each container that is open.
    let mut levels: Vec<usize> = Vec::new();
    // Where the scalar that is being read begins.
    let mut start = 0;
    let mut i = 0;
    let mut name = None;
    let mut push = |names: &[&str], name: Option<&str>, start: usize, end: usize| {
        let piece = raw.get(start..end).unwrap_or("");
        let lead = piece.len() - piece.trim_start().len();
        let piece = piece.trim();
        if piece.is_empty() {
            return;
        }
        let mut path = key.to_owned();
        for part in names.iter().copied().chain(name).take(DEEPEST) {
            path.push('.');
            path.push_str(part);
        }
        let from = at + start + lead;
        let quote = piece.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, span) = match quote.and_then(|q| quoted(q, piece.get(1..)?)) {
            Some((value, len)) => (value, Span::new(from + 1, from + 1 + len)),
            None => (piece.to_owned(), Span::new(from, from + piece.len())),
        };
        found.push(FrontEntry {
            key: path,
            value,
            key_span,
            value_span: span,
        });
    };
    if !flow {
        let plain = if raw.starts_with(['"', '\'']) {
            raw
        } else {
            raw.split_once(" #").map_or(raw, |(own, _)| own)
        };
        push(&names, None, 0, plain.len());
        return;
    }
    let bytes = raw.as_bytes();
    while let Some(&byte) = bytes.get(i) {
        let before = raw.get(start..i).unwrap_or("");
        let after = raw.get(i + 1..).unwrap_or("");
        match byte {
            quote @ (b'"' | b'\'') if before.trim().is_empty() => {
                let len = quoted(quote.into(), after).map_or(0, |q| q.1 + 1);
                i += len;
            }
            b'[' | b'{' => {
                // The key before it leads to its values.
                levels.push(names.len());
                names.extend(name.take());
                start = i + 1;
            }
            b':' | b'=' if after.starts_with([' ', '"', '\'', '[', '{']) => {
                name = Some(before.trim().trim_matches(['"', '\'']));
                start = i + 1;
            }
            mark @ (b',' | b']' | b'}') => {
                push(&names, name, start, i);
                name = None;
                if mark != b',' {
                    names.truncate(levels.pop().unwrap_or(0));
                }
                start = i + 1;
            }
            _ => {}
        }
        i += 1;
    }
}
