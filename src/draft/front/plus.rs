//! Front matter in TOML, between `+++` lines, read line by line as the YAML is.

use super::{FrontEntry, FrontMatter, Line, Reader, lines, nested, quoted, shortened};
use crate::span::Span;

/// Reads the front matter that a `+++` line opens at byte `from`.
///
/// Without a closing line it is none: three plus signs are a line like any other.
pub(super) fn read(text: &str, from: usize) -> Option<FrontMatter> {
    let mut all = lines(text, from);
    all.next().filter(|l| l.text.trim_end() == "+++")?;
    let mut body: Vec<Line<'_>> = Vec::new();
    let mut close = None;
    for line in all {
        if line.text.trim_end() == "+++" {
            close = Some(line);
            break;
        }
        body.push(line);
    }
    let close = close?;
    let mut reader = Reader::default();
    let mut table = String::new();
    let mut i = 0;
    while let Some(&line) = body.get(i) {
        i += 1;
        let content = line.text.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        if content.starts_with('[') {
            table = content.trim_matches(['[', ']', ' ']).to_owned();
            continue;
        }
        let Some(equals) = line.text.find('=') else {
            let span = Span::new(line.start, line.start + line.text.trim_end().len());
            reader.fault(
                span,
                format!("`{}` is no `key = value` line", shortened(content)),
            );
            continue;
        };
        // A value of several lines ends with its closing mark.
        let raw = line.text.get(equals + 1..).unwrap_or("").trim();
        let fence = ["\"\"\"", "'''"].into_iter().find(|f| raw.starts_with(f));
        let mut end = line.start + line.text.trim_end().len();
        if let Some(fence) = fence.filter(|f| raw.get(3..).is_some_and(|r| !r.contains(f))) {
            while let Some(next) = body.get(i) {
                i += 1;
                end = next.start + next.text.trim_end().len();
                if next.text.contains(fence) {
                    break;
                }
            }
        } else if raw.starts_with('[') {
            let mut depth = depth(raw);
            while let Some(next) = body.get(i).filter(|_| depth > 0) {
                i += 1;
                depth += self::depth(next.text);
                end = next.start + next.text.trim_end().len();
            }
        }
        entry(text, line, equals, end, &table, &mut reader);
    }
    Some(FrontMatter {
        span: Span::new(from, close.start + close.text.trim_end().len()),
        entries: reader.entries,
        nested: reader.nested,
        error: reader.error.as_ref().map(|(_, why)| why.clone()),
        error_span: reader.error.map(|(span, _)| span),
    })
}

fn depth(line: &str) -> isize {
    line.chars().fold(0, |d, c| match c {
        '[' => d + 1,
        ']' => d - 1,
        _ => d,
    })
}

fn entry(text: &str, line: Line<'_>, equals: usize, end: usize, table: &str, reader: &mut Reader) {
    let written = line.text.get(..equals).unwrap_or("").trim();
    let at = line.start + line.text.find(written).unwrap_or(0);
    let key_span = Span::new(at, at + written.len());
    let key = written.trim_matches(['"', '\'']);
    let after = line.start + equals + 1;
    let raw = text.get(after..end).unwrap_or("");
    let start = after + (raw.len() - raw.trim_start().len());
    let raw = raw.trim();
    if table.is_empty() && !raw.starts_with(['[', '{']) {
        let (value, span) = scalar(raw, start);
        reader.push(key, key_span, value, span);
        return;
    }
    let path = if table.is_empty() {
        key.to_owned()
    } else {
        format!("{table}.{key}")
    };
    if raw.starts_with(['[', '{']) {
        nested::values(&path, key_span, raw, start, &mut reader.nested);
    } else {
        let (value, value_span) = scalar(raw, start);
        reader.nested.push(FrontEntry {
            key: path,
            value,
            key_span,
            value_span,
        });
    }
}

fn scalar(raw: &str, start: usize) -> (String, Span) {
    for fence in ["\"\"\"", "'''"] {
        if let Some(inner) = raw.strip_prefix(fence) {
            let inner = inner.split_once(fence).map_or(inner, |(own, _)| own);
            return (
                inner.trim().to_owned(),
                Span::new(start + 3, start + 3 + inner.len()),
            );
        }
    }
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        // A literal string has no escapes.
        Some('\'') => {
            let inner = raw.get(1..).unwrap_or("");
            let inner = inner.split('\'').next().unwrap_or(inner);
            let span = Span::new(start + 1, start + 1 + inner.len());
            return (inner.to_owned(), span);
        }
        Some(quote) => {
            if let Some((value, len)) = raw.get(1..).and_then(|r| quoted(quote, r)) {
                return (value, Span::new(start + 1, start + 1 + len));
            }
        }
        None => {}
    }
    let plain = raw.split_once(" #").map_or(raw, |(own, _)| own.trim_end());
    (plain.to_owned(), Span::new(start, start + plain.len()))
}
