//! Which bytes of a decoded scalar stand where in the source.
//!
//! Each function decodes the scalar a second time, in the simplest way that keeps places, and compares with what the parser
//! decoded; where they differ the map is empty and messages point at the whole scalar instead.

use crate::span::Span;
use crate::syntax::tree::Segment;

/// Collects runs while decoding.
struct Walk {
    decoded: String,
    map: Vec<Segment>,
}

impl Walk {
    fn new() -> Self {
        Self {
            decoded: String::new(),
            map: Vec::new(),
        }
    }

    /// Text that stands in the source as it is.
    fn copy(&mut self, text: &str, source: usize) {
        if text.is_empty() {
            return;
        }
        let raw = self.decoded.len();
        self.decoded.push_str(text);
        match self.map.last_mut() {
            Some(s) if s.raw + s.len == raw && s.source + s.len == source => s.len += text.len(),
            _ => self.map.push(Segment {
                raw,
                source,
                len: text.len(),
            }),
        }
    }

    /// Text that stands in the source in another form.
    fn insert(&mut self, text: &str) {
        self.decoded.push_str(text);
    }

    /// Takes back blanks at the end of a line, down to `floor` bytes.
    fn trim_blanks(&mut self, floor: usize) {
        while self.decoded.len() > floor && self.decoded.ends_with([' ', '\t']) {
            self.decoded.pop();
        }
        let len = self.decoded.len();
        while let Some(s) = self.map.last_mut() {
            if s.raw >= len {
                self.map.pop();
            } else {
                s.len = s.len.min(len - s.raw);
                break;
            }
        }
    }

    fn finish(self, raw: &str) -> Vec<Segment> {
        if self.decoded == raw {
            self.map
        } else {
            Vec::new()
        }
    }
}

/// The map of a plain or quoted scalar. `span` includes the quotes; `quote` is `'`, `"`, or a blank for a plain scalar.
pub(super) fn flow_scalar(text: &str, span: Span, quote: char, raw: &str) -> Vec<Segment> {
    let inner = if quote == ' ' {
        span
    } else {
        Span::new(span.start + 1, span.end.saturating_sub(1))
    };
    let source = inner.slice(text);
    let mut walk = Walk::new();
    let mut floor = 0;
    let mut i = 0;
    let rest = |at: usize| source.get(at..).unwrap_or("");
    while let Some(c) = rest(i).chars().next() {
        let here = inner.start + i;
        match c {
            '\n' | '\r' => {
                walk.trim_blanks(floor);
                let mut breaks = 0;
                while let Some(c) = rest(i).chars().next() {
                    match c {
                        '\r' if rest(i).starts_with("\r\n") => {
                            breaks += 1;
                            i += 2;
                        }
                        '\n' | '\r' => {
                            breaks += 1;
                            i += 1;
                        }
                        ' ' | '\t' => i += 1,
                        _ => break,
                    }
                }
                if breaks == 1 {
                    walk.insert(" ");
                } else {
                    walk.insert(&"\n".repeat(breaks - 1));
                }
                floor = walk.decoded.len();
            }
            '\'' if quote == '\'' => {
                walk.copy("'", here);
                i += 2;
            }
            '\\' if quote == '"' => {
                let Some((bytes, decoded)) = escape(rest(i)) else {
                    return Vec::new();
                };
                if let Some(c) = decoded {
                    walk.insert(c.encode_utf8(&mut [0; 4]));
                }
                floor = walk.decoded.len();
                i += bytes;
            }
            _ => {
                let len = c.len_utf8();
                walk.copy(c.encode_utf8(&mut [0; 4]), here);
                i += len;
            }
        }
    }
    walk.finish(raw)
}

/// Length of an escape in bytes and the character that it stands for; none for an escaped line break, which also takes the
/// indentation of the next line.
fn escape(source: &str) -> Option<(usize, Option<char>)> {
    let c = source.chars().nth(1)?;
    let simple = |c: char| Some((2, Some(c)));
    let hex = |digits: usize| {
        let value = u32::from_str_radix(source.get(2..2 + digits)?, 16).ok()?;
        Some((2 + digits, Some(char::from_u32(value)?)))
    };
    match c {
        '0' => simple('\0'),
        'a' => simple('\u{7}'),
        'b' => simple('\u{8}'),
        't' | '\t' => simple('\t'),
        'n' => simple('\n'),
        'v' => simple('\u{b}'),
        'f' => simple('\u{c}'),
        'r' => simple('\r'),
        'e' => simple('\u{1b}'),
        ' ' | '"' | '/' | '\\' => simple(c),
        'N' => simple('\u{85}'),
        '_' => simple('\u{a0}'),
        'L' => simple('\u{2028}'),
        'P' => simple('\u{2029}'),
        'x' => hex(2),
        'u' => hex(4),
        'U' => hex(8),
        '\n' | '\r' => {
            let rest = source.get(1..)?;
            let after = rest
                .strip_prefix("\r\n")
                .or_else(|| rest.strip_prefix(['\n', '\r']))?
                .trim_start_matches([' ', '\t']);
            Some((source.len() - after.len(), None))
        }
        _ => None,
    }
}

/// The escapes `\b` of a double-quoted scalar, as byte offsets from its first character: each stands for a backspace.
pub(super) fn backspaces(source: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(c) = source.get(i..).and_then(|s| s.chars().next()) {
        if c == '\\' {
            if source.get(i + 1..).is_some_and(|s| s.starts_with('b')) {
                out.push(i);
            }
            i += source
                .get(i..)
                .and_then(escape)
                .map_or(2, |(bytes, _)| bytes);
        } else {
            i += c.len_utf8();
        }
    }
    out
}

/// The first escape in a double-quoted scalar (without its opening quote) that YAML does not know, as a byte range.
pub(super) fn bad_escape(source: &str) -> Option<(usize, usize)> {
    let mut i = 0;
    let rest = |at: usize| source.get(at..).unwrap_or("");
    while let Some(c) = rest(i).chars().next() {
        match c {
            '"' => return None,
            '\\' => match escape(rest(i)) {
                Some((bytes, _)) => i += bytes,
                None => {
                    let next = rest(i + 1).chars().next().map_or(0, char::len_utf8);
                    return Some((i, i + 1 + next));
                }
            },
            c => i += c.len_utf8(),
        }
    }
    None
}

/// The map of a block scalar, literal or folded, line by line. `span` begins at the first content byte.
pub(super) fn block_scalar(text: &str, span: Span, indent: usize, raw: &str) -> Vec<Segment> {
    let source = span.slice(text);
    let mut map: Vec<Segment> = Vec::new();
    let mut at = 0;
    let mut offset = span.start;
    for (n, line) in source.split_inclusive('\n').enumerate() {
        let body = line.trim_end_matches(['\n', '\r']);
        let strip = if n == 0 {
            0
        } else {
            body.bytes().take(indent).take_while(|b| *b == b' ').count()
        };
        let content = body.get(strip..).unwrap_or("");
        let line_start = offset;
        offset += line.len();
        if content.is_empty() {
            continue;
        }
        let rest = raw.get(at..).unwrap_or("");
        let skipped = rest.len() - rest.trim_start_matches(['\n']).len();
        let candidates = [0, 1, skipped, skipped.saturating_sub(1)];
        let Some(from) = candidates
            .iter()
            .map(|s| at + s)
            .find(|p| raw.get(*p..).is_some_and(|r| r.starts_with(content)))
        else {
            return Vec::new();
        };
        let ends_alike = line.ends_with('\n') && !line.ends_with("\r\n");
        let after = raw.get(from + content.len()..);
        let newline = usize::from(ends_alike && after.is_some_and(|a| a.starts_with('\n')));
        map.push(Segment {
            raw: from,
            source: line_start + strip,
            len: content.len() + newline,
        });
        at = from + content.len();
    }
    map
}

/// The header of the block scalar whose content begins at `content`: from its `|` or `>` to the end of its indicators.
pub(super) fn block_header(text: &str, content: usize) -> Option<Span> {
    let mut end = text.get(..content)?.len();
    loop {
        let line = text.get(..end)?.rsplit('\n').next()?;
        let start = end - line.len();
        if let Some(found) = header_in(line) {
            return Some(Span::new(start + found.0, start + found.1));
        }
        if start == 0 || (!line.trim().is_empty() && end != content) {
            return None;
        }
        end = start - 1;
    }
}

/// `|`, `>-`, `|2+` at the end of a line, before nothing but a comment.
fn header_in(line: &str) -> Option<(usize, usize)> {
    for (i, c) in line.char_indices() {
        let (before, rest) = line.split_at_checked(i)?;
        if !matches!(c, '|' | '>') || !(i == 0 || before.ends_with([' ', '\t'])) {
            continue;
        }
        let indicators = rest
            .bytes()
            .skip(1)
            .take_while(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-'))
            .count();
        let end = i + 1 + indicators;
        let rest = line.get(end..)?;
        let after = rest.trim();
        if after.is_empty() || (after.starts_with('#') && rest.starts_with([' ', '\t'])) {
            return Some((i, end));
        }
    }
    None
}
