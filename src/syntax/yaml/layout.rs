//! Where lines, values and settings begin and end in a text, by looking at its characters only.

use crate::span::Span;

/// Where the line with `offset` begins.
pub(super) fn line_start(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or("");
    before.rfind('\n').map_or(0, |i| i + 1)
}

/// Where the line with `offset` ends, its line break excluded.
pub(super) fn line_end(text: &str, offset: usize) -> usize {
    let Some(rest) = text.get(offset..) else {
        return text.len();
    };
    let line = rest.split('\n').next().unwrap_or("");
    offset + line.strip_suffix('\r').unwrap_or(line).len()
}

/// The first line after the one with `offset` that looks like a top-level setting: `name:` in the first column.
pub(super) fn next_setting(text: &str, offset: usize) -> Option<usize> {
    let mut at = offset;
    loop {
        at += text.get(at..)?.find('\n')? + 1;
        if is_setting(text.get(at..line_end(text, at))?) {
            return Some(at);
        }
    }
}

fn is_setting(line: &str) -> bool {
    if !line.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '<' | '"' | '\'')) {
        return false;
    }
    let Some((key, after)) = line.split_once(':') else {
        return false;
    };
    key.len() <= 64
        && !key.contains('#')
        && key.split_whitespace().count() <= 3
        && (after.is_empty() || after.starts_with([' ', '\t', '\r']))
}

/// Where the value that contains `at` begins, on the line of `at`: after the indentation, `- ` and `name: `, or after the
/// bracket or comma of a flow collection.
pub(super) fn value_start(text: &str, at: usize, in_flow: bool) -> usize {
    let start = line_start(text, at);
    let until = |from: usize| text.get(from..at).unwrap_or("");
    let mut line = until(start).trim_start();
    while let Some(item) = line.strip_prefix("- ") {
        line = item.trim_start();
    }
    let mut value = at - line.len();
    let mut quote: Option<char> = None;
    let mut named = false;
    let mut i = value;
    while let Some(c) = until(i).chars().next() {
        let next = i + c.len_utf8();
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if i == value => quote = Some(c),
            (None, ':') if !named && (next == at || until(next).starts_with([' ', '\t'])) => {
                named = true;
                value = skip_blanks(text, next);
            }
            (None, ',' | '[' | '{') if in_flow || i == value => {
                named = false;
                value = skip_blanks(text, next);
            }
            _ => {}
        }
        i = next.max(if quote.is_none() { value.min(at) } else { next });
    }
    value.min(at)
}

pub(super) fn skip_blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + (rest.len() - rest.trim_start_matches([' ', '\t']).len())
}

/// Where a plain text that begins at `at` ends: before a comment or the end of its line, in a flow collection also before
/// a comma or a bracket.
pub(super) fn plain_end(text: &str, at: usize, in_flow: bool) -> usize {
    let line = text.get(at..line_end(text, at)).unwrap_or("");
    let mut end = line.len();
    let mut braces = 0usize;
    for (i, c) in line.char_indices() {
        let (before, rest) = line.split_at_checked(i).unwrap_or((line, ""));
        let stop = match c {
            '#' => before.ends_with([' ', '\t']),
            '{' if rest.starts_with("{{") || braces > 0 => {
                braces += 1;
                false
            }
            '}' if braces > 0 => {
                braces -= 1;
                false
            }
            ',' | ']' | '}' | '[' | '{' => in_flow && i > 0,
            _ => false,
        };
        if stop {
            end = i;
            break;
        }
    }
    at + line.get(..end).unwrap_or(line).trim_end().len()
}

/// A text between quotes, as YAML wants it.
pub(super) fn quoted(text: &str) -> String {
    if !text.contains(['"', '\\']) {
        format!("\"{text}\"")
    } else if !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// The text as it is when YAML takes it so, else between quotes.
pub(super) fn plain_or_quoted(text: &str) -> String {
    let plain = text.starts_with(char::is_alphanumeric)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':');
    if plain { text.to_owned() } else { quoted(text) }
}

/// Whether a flow mapping is a template that lacks its quotes.
pub(super) fn is_template(text: &str, span: Span) -> bool {
    let s = span.slice(text);
    s.starts_with("{{") && s.ends_with("}}")
}
