//! Front matter in JSON: an object at the start of the file, with the text below it.

use super::{FrontEntry, FrontMatter, Reader, quoted};
use crate::span::Span;

/// Deeper values are read, but their path is cut here.
const DEEPEST: usize = 8;

/// Reads the object that opens at byte `from`, if it is sound JSON, stands in lines of its own, and text follows it.
pub(super) fn read(text: &str, from: usize) -> Option<FrontMatter> {
    let rest = text.get(from..)?;
    let inner = rest.strip_prefix('{')?.trim_start();
    if !inner.starts_with('"') {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<serde::de::IgnoredAny>();
    values.next()?.ok()?;
    let end = values.byte_offset();
    let after = rest.get(end..)?;
    let line = after.lines().next().unwrap_or("");
    if !line.trim().is_empty() || after.trim().is_empty() {
        return None;
    }
    let mut reader = Reader::default();
    scan(text, from, from + end, &mut reader);
    Some(FrontMatter {
        span: Span::new(from, from + end),
        entries: reader.entries,
        nested: reader.nested,
        error: reader.error.as_ref().map(|(_, why)| why.clone()),
        error_span: reader.error.map(|(span, _)| span),
    })
}

/// Reads the object between `---json` and `---`, as Eleventy writes it.
pub(super) fn read_fenced(text: &str, from: usize) -> Option<FrontMatter> {
    let object = from + text.get(from..)?.find('{')?;
    let mut front = read(text, object)?;
    let after = text.get(front.span.end..)?;
    let fence = after.len() - after.trim_start().len();
    after.trim_start().starts_with("---").then_some(())?;
    front.span = Span::new(from, front.span.end + fence + 3);
    Some(front)
}

/// The scalars of an object that is known to be sound.
fn scan(text: &str, from: usize, end: usize, reader: &mut Reader) {
    // The containers that are open: the key that leads to each, and whether it is a map.
    let mut open: Vec<(Option<(String, Span)>, bool)> = Vec::new();
    let mut key: Option<(String, Span)> = None;
    let bytes = text.as_bytes().get(..end).unwrap_or_default();
    let mut i = from;
    while let Some(&byte) = bytes.get(i) {
        match byte {
            b'{' | b'[' => {
                open.push((key.take(), byte == b'{'));
                i += 1;
            }
            b'}' | b']' => {
                open.pop();
                key = None;
                i += 1;
            }
            b',' => {
                key = None;
                i += 1;
            }
            b'"' => {
                let Some((value, len)) = text.get(i + 1..end).and_then(|t| quoted('"', t)) else {
                    return;
                };
                let span = Span::new(i + 1, i + 1 + len);
                i += len + 2;
                let names = text
                    .get(i..end)
                    .is_some_and(|t| t.trim_start().starts_with(':'));
                if names && key.is_none() && open.last().is_some_and(|o| o.1) {
                    key = Some((value, span));
                } else {
                    push(&open, key.as_ref(), value, span, reader);
                }
            }
            b if b.is_ascii_whitespace() || b == b':' => i += 1,
            _ => {
                let rest = text.get(i..end).unwrap_or("");
                let len = rest
                    .find([',', '}', ']', ' ', '\n', '\r', '\t'])
                    .unwrap_or(end - i)
                    .max(1);
                let value = rest.get(..len).unwrap_or(rest).to_owned();
                push(&open, key.as_ref(), value, Span::new(i, i + len), reader);
                i += len;
            }
        }
    }
}

fn push(
    open: &[(Option<(String, Span)>, bool)],
    key: Option<&(String, Span)>,
    value: String,
    value_span: Span,
    reader: &mut Reader,
) {
    if let (1, Some((name, span))) = (open.len(), key) {
        reader.push(name, *span, value, value_span);
        return;
    }
    let keys = open.iter().filter_map(|o| o.0.as_ref()).chain(key);
    let mut path = String::new();
    let mut key_span = value_span;
    for (name, span) in keys.take(DEEPEST) {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(name);
        key_span = *span;
    }
    reader.nested.push(FrontEntry {
        key: path,
        value,
        key_span,
        value_span,
    });
}
