//! Where lines, values and settings begin and end in a text, by looking at its characters only.

use crate::span::Span;

/// Where the line with `offset` begins.
pub(super) fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |i| i + 1)
}

/// Where the line with `offset` ends, its line break excluded.
pub(super) fn line_end(text: &str, offset: usize) -> usize {
    let end = text[offset..].find('\n').map_or(text.len(), |i| offset + i);
    if end > offset && text[..end].ends_with('\r') {
        end - 1
    } else {
        end
    }
}

/// The first line after the one with `offset` that looks like a top-level setting: `name:` in the first column.
pub(super) fn next_setting(text: &str, offset: usize) -> Option<usize> {
    let mut at = offset;
    loop {
        at += text[at..].find('\n')? + 1;
        if is_setting(&text[at..line_end(text, at)]) {
            return Some(at);
        }
    }
}

fn is_setting(line: &str) -> bool {
    if !line.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '<' | '"' | '\'')) {
        return false;
    }
    let Some(colon) = line.find(':') else {
        return false;
    };
    let key = &line[..colon];
    let after = &line[colon + 1..];
    key.len() <= 64
        && !key.contains('#')
        && key.split_whitespace().count() <= 3
        && (after.is_empty() || after.starts_with([' ', '\t', '\r']))
}

/// Where the value that contains `at` begins, on the line of `at`: after the indentation, `- ` and `name: `, or after the
/// bracket or comma of a flow collection.
pub(super) fn value_start(text: &str, at: usize, in_flow: bool) -> usize {
    let start = line_start(text, at);
    let line = &text[start..at];
    let mut value = start + (line.len() - line.trim_start().len());
    while text[value..at].starts_with("- ") {
        value += 2;
        value += text[value..at].len() - text[value..at].trim_start().len();
    }
    let mut quote: Option<char> = None;
    let mut named = false;
    let mut i = value;
    while let Some(c) = text[i..at].chars().next() {
        let next = i + c.len_utf8();
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if i == value => quote = Some(c),
            (None, ':') if !named && (next == at || text[next..].starts_with([' ', '\t'])) => {
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
    at + (text[at..].len() - text[at..].trim_start_matches([' ', '\t']).len())
}

/// Where a plain text that begins at `at` ends: before a comment or the end of its line, in a flow collection also before
/// a comma or a bracket.
pub(super) fn plain_end(text: &str, at: usize, in_flow: bool) -> usize {
    let line = &text[at..line_end(text, at)];
    let mut end = line.len();
    let mut braces = 0usize;
    for (i, c) in line.char_indices() {
        let stop = match c {
            '#' => i > 0 && line[..i].ends_with([' ', '\t']),
            '{' if line[i..].starts_with("{{") || braces > 0 => {
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
    at + line[..end].trim_end().len()
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
