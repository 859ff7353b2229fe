//! Texts between quotes: what `"…"` and `"""…"""` say, byte by byte, and how a text is written back.

use crate::span::Span;
use crate::syntax::tree::Segment;

/// The decoded text of a piece of source, with the runs that stand unchanged in both.
#[derive(Debug, Default)]
pub(in crate::syntax) struct Decoded {
    /// The text.
    pub(in crate::syntax) text: String,
    /// Its runs.
    pub(in crate::syntax) map: Vec<Segment>,
    /// Escapes that mean nothing: they are taken literally.
    pub(in crate::syntax) unknown: Vec<Span>,
}

impl Decoded {
    /// Takes over a run of the source, joined to the run before it when they touch.
    fn run(&mut self, source: &str, from: usize, to: usize) {
        let Some(piece) = source.get(from..to).filter(|p| !p.is_empty()) else {
            return;
        };
        match self.map.last_mut() {
            Some(last)
                if last.source + last.len == from && last.raw + last.len == self.text.len() =>
            {
                last.len += piece.len();
            }
            _ => self.map.push(Segment {
                raw: self.text.len(),
                source: from,
                len: piece.len(),
            }),
        }
        self.text.push_str(piece);
    }
}

/// The text between the quotes of a one-line text; `inner` is what stands between them.
pub(in crate::syntax) fn unescape(source: &str, inner: Span) -> Decoded {
    let mut out = Decoded::default();
    let mut at = inner.start;
    let until = |from: usize| source.get(from..inner.end).unwrap_or("");
    while let Some(i) = until(at).find('\\').map(|i| at + i) {
        out.run(source, at, i);
        let rest = until(i + 1);
        let (put, len) = match rest.chars().next() {
            Some(c @ ('"' | '\\')) => (Some(c), 2),
            Some('n') => (Some('\n'), 2),
            Some('t') => (Some('\t'), 2),
            Some('u') => unicode(rest).map_or((None, 2), |(c, n)| (Some(c), n + 1)),
            Some(c) => (None, 1 + c.len_utf8()),
            None => (None, 1),
        };
        match put {
            Some(c) => out.text.push(c),
            None => {
                out.unknown.push(Span::new(i, i + len));
                out.run(source, i, i + len);
            }
        }
        at = i + len;
    }
    out.run(source, at, inner.end);
    out
}

/// `u{e9}`: the character and the length of what spells it.
fn unicode(rest: &str) -> Option<(char, usize)> {
    let digits = rest.strip_prefix("u{")?;
    let (digits, _) = digits.split_once('}')?;
    if !(1..=6).contains(&digits.len()) {
        return None;
    }
    let c = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    Some((c, digits.len() + 3))
}

/// The text of a text block; `inner` is what stands between its triple quotes. Lines lose the indentation that they share;
/// a text whose closing quotes stand on a line of their own ends with a line break, as `|` does in YAML.
pub(in crate::syntax) fn dedent(source: &str, inner: Span) -> Decoded {
    let body = inner.slice(source);
    let mut lines: Vec<Span> = Vec::new();
    let mut at = inner.start;
    for line in body.split_inclusive('\n') {
        lines.push(Span::new(at, at + line.len()));
        at += line.len();
    }
    let blank = |s: &Span| s.slice(source).trim().is_empty();
    let starts_below = lines
        .first()
        .is_some_and(|l| blank(l) && l.slice(source).ends_with('\n'));
    if starts_below {
        lines.remove(0);
    }
    // The line with the closing quotes alone is no line of the text.
    if !body.ends_with('\n')
        && lines.len() > usize::from(!starts_below)
        && lines.last().is_some_and(blank)
    {
        lines.pop();
    }
    let margin = lines
        .iter()
        .skip(usize::from(!starts_below))
        .filter(|l| !blank(l))
        .map(|l| indentation(l.slice(source)))
        .reduce(|a, b| common(a, b))
        .unwrap_or("");
    let mut out = Decoded::default();
    for (i, line) in lines.iter().enumerate() {
        let whole = line.slice(source);
        let ended = whole.ends_with('\n');
        let text = whole.trim_end_matches(['\n', '\r']);
        let cut = if i == 0 && !starts_below {
            0
        } else {
            margin.len()
        };
        let cut = if text.trim().is_empty() {
            text.len()
        } else {
            cut
        };
        let end = line.start + text.len();
        out.run(source, line.start + cut, end);
        if ended {
            if whole.len() == text.len() + 1 {
                out.run(source, end, end + 1);
            } else {
                out.text.push('\n');
            }
        }
    }
    out
}

fn indentation(line: &str) -> &str {
    let rest = line.trim_start_matches([' ', '\t']);
    line.strip_suffix(rest).unwrap_or("")
}

/// What two indentations begin with alike.
fn common<'a>(a: &'a str, b: &str) -> &'a str {
    let n = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    a.get(..n).unwrap_or("")
}

/// A text as a one-line text: between quotes, with escapes where they are needed.
pub(in crate::syntax) fn quote(text: &str) -> String {
    quote_with(text, |_| false)
}

/// Like [`quote`]; the characters at the offsets for which `escaped` says so are spelled as escapes too.
pub(in crate::syntax) fn quote_with(text: &str, escaped: impl Fn(usize) -> bool) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for (at, c) in text.char_indices() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if crate::syntax::hidden::is_hidden(c)
                || c == '\u{85}'
                || c == '\r'
                || escaped(at) =>
            {
                out.push_str(&format!("\\u{{{:x}}}", c as u32));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn block(inner: &str) -> String {
        dedent(inner, Span::new(0, inner.len())).text
    }

    #[test]
    fn blocks_lose_their_margin() {
        assert_eq!(block("\n    a\n      b\n\n    c\n  "), "a\n  b\n\nc\n");
        assert_eq!(block("\n    a\n    b"), "a\nb");
        assert_eq!(block("a"), "a");
        assert_eq!(block("a\n    b\n    c"), "a\nb\nc");
        assert_eq!(block("\r\n  a\r\n  b\r\n"), "a\nb\n");
        assert_eq!(block(""), "");
        assert_eq!(block("\n"), "");
    }

    #[test]
    fn escapes() {
        let d = unescape(r#"a\"b\u{e9}\dc"#, Span::new(0, 13));
        assert_eq!(d.text, "a\"bé\\dc");
        assert_eq!(d.unknown, [Span::new(10, 12)]);
    }

    proptest! {
        #[test]
        fn what_is_quoted_is_read(text in "\\PC{0,20}|[\"\\\\\n\t\r\u{0}\u{202e}a]{0,8}") {
            let q = quote(&text);
            let d = unescape(&q, Span::new(1, q.len() - 1));
            prop_assert_eq!(d.text, text);
            prop_assert!(d.unknown.is_empty());
            prop_assert!(!q.contains('\n'));
        }

        #[test]
        fn runs_stand_in_both(inner in "([ \t]{0,3}[aé\\\\]{0,3}\r?\n?){0,6}") {
            for d in [dedent(&inner, Span::new(0, inner.len())), unescape(&inner, Span::new(0, inner.len()))] {
                for s in &d.map {
                    prop_assert_eq!(&d.text[s.raw..s.raw + s.len], &inner[s.source..s.source + s.len]);
                }
            }
        }
    }
}
