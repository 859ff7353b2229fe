//! Scalars become values: their text, their place, their kind.

use super::events::ScalarStyle;
use super::lower::Lower;
use super::node::{self, Node, NodeId, NodeKind};
use super::{layout, messages, spans};
use crate::diag::{Diagnostic, codes};
use crate::span::Span;
use crate::syntax::scalar;
use crate::syntax::tree::{Segment, Style, Value, ValueKind};

impl Lower<'_> {
    pub(super) fn patched(&self, span: Span) -> bool {
        self.patches.range(span.range()).next().is_some()
    }

    /// A text that lacks its quotes (`{{ keyphrase }}`, or one with a colon): reported, and taken as the text that was meant.
    pub(super) fn unquoted(&mut self, span: Span, colon: bool) -> Value {
        let loc = self.loc(span);
        let raw = span.slice(self.text).to_owned();
        let d = if colon {
            messages::quote_colon(loc, &raw)
        } else {
            messages::quote_template(loc, &raw)
        };
        self.report(d);
        Value {
            kind: ValueKind::Text,
            loc,
            map: vec![Segment {
                raw: 0,
                source: span.start,
                len: raw.len(),
            }],
            raw,
            style: Style::Quoted,
            trivia: None,
        }
    }

    pub(super) fn scalar(&mut self, id: NodeId) -> Value {
        let node = node::at(self.nodes, id);
        let NodeKind::Scalar {
            text: decoded,
            style,
            indent,
        } = &node.kind
        else {
            return self.empty(node.span);
        };
        let text = self.text;
        if *style == ScalarStyle::Plain && node.span.is_empty() && node.tag.is_none() {
            self.check_anchor_text(node);
            return self.empty(node.span);
        }
        let source = node.span.slice(text);
        let mut loc = self.loc(node.span);
        let mut raw = decoded.clone();
        let (shown, map) = match style {
            ScalarStyle::Plain => {
                if self.patched(node.span) {
                    raw = source
                        .split('\n')
                        .map(|l| l.trim_matches([' ', '\t', '\r']))
                        .collect::<Vec<_>>()
                        .join(" ");
                } else if node.span.is_empty() {
                    raw.clear();
                }
                (Style::Plain, spans::flow_scalar(text, node.span, ' ', &raw))
            }
            ScalarStyle::Single => (
                Style::Quoted,
                spans::flow_scalar(text, node.span, '\'', &raw),
            ),
            ScalarStyle::Double => {
                self.backspaces(node.span, source);
                (
                    Style::Quoted,
                    spans::flow_scalar(text, node.span, '"', &raw),
                )
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let header = spans::block_header(text, node.span.start);
                let end = node.span.start + source.trim_end_matches([' ', '\n', '\r']).len();
                let start = header.map_or(node.span.start, |h| h.start);
                loc = self.loc(Span::new(start, end.max(header.map_or(start, |h| h.end))));
                if let Some(h) = header
                    && raw.is_empty()
                    && h.slice(text)
                        .strip_prefix('>')
                        .is_some_and(|n| n.parse::<u8>().is_ok())
                {
                    // `>7` is a header with nothing below it.
                    return self.comparator(h);
                }
                (
                    Style::Block,
                    spans::block_scalar(text, node.span, *indent, &raw),
                )
            }
        };
        let mut value = Value {
            kind: ValueKind::Text,
            loc,
            raw,
            style: shown,
            map,
            trivia: None,
        };
        self.check_anchor_text(node);
        let core = node.tag.as_ref().map(|t| t.core.as_deref());
        if *style == ScalarStyle::Plain && self.copying == 0 && !self.patched(node.span) {
            let behind = text.get(node.span.end..).unwrap_or("").trim_start();
            let found = messages::lone_quote(loc, source, behind.starts_with([',', ']']));
            if let Some(d) = found {
                self.report(d);
            }
        }
        if *style == ScalarStyle::Plain && core != Some(Some("str")) {
            value.kind = scalar::classify(&value.raw, &|a, b| value.inner(a, b), self.sink);
            if node.span.end < text.len() && self.copying == 0 {
                self.hash_after(&value);
            }
        }
        if let (Some(core), Some(tag)) = (core, &node.tag) {
            let tag_loc = self.loc(tag.span);
            let fits = match core {
                Some("str") => true,
                Some("bool") => matches!(value.kind, ValueKind::Bool(_)),
                Some("null") => matches!(value.kind, ValueKind::Null),
                Some("int" | "float") => matches!(value.kind, ValueKind::Quantity(_)),
                _ => false,
            };
            let d = match core {
                Some(_) if fits => None,
                Some("map" | "seq") | None => {
                    Some(messages::unknown_tag(text, tag_loc, node.span.end))
                }
                Some(_) => Some(
                    Diagnostic::error(
                        codes::E0116,
                        format!(
                            "the tag `{}` does not fit {}",
                            tag.span.slice(text),
                            value.describe()
                        ),
                    )
                    .at(tag_loc, "take the tag away")
                    .help("galley tells numbers, texts and lists apart without tags"),
                ),
            };
            self.unfit |= matches!(core, Some(c) if !fits && !matches!(c, "map" | "seq"));
            if let Some(d) = d {
                self.report(d);
            }
        }
        value
    }

    /// `"\b"` is a backspace in YAML, which no text holds, and the border of a word in a pattern: what was meant is never found, in
    /// silence.
    fn backspaces(&mut self, span: Span, source: &str) {
        let found = spans::backspaces(source);
        let Some(first) = found.first() else { return };
        let at = |i: usize| Span::new(span.start + i, span.start + i + 2);
        let mut d = Diagnostic::error(
            codes::E0101,
            "`\\b` between double quotes is a backspace, not the border of a word",
        )
        .at(self.loc(at(*first)), "a backspace")
        .help("write the backslash twice, or put the text between single quotes, where it means itself");
        for i in found {
            d = d.also(self.loc(at(i)), "\\\\b");
        }
        self.sink.push(d);
    }

    /// `>7`: read as the comparison that was meant.
    pub(super) fn comparator(&mut self, header: Span) -> Value {
        let loc = self.loc(header);
        let raw = header.slice(self.text).to_owned();
        let d = messages::comparator(self.id, header.start, &raw);
        self.report(d);
        let map = vec![Segment {
            raw: 0,
            source: header.start,
            len: raw.len(),
        }];
        let mut value = Value {
            kind: ValueKind::Text,
            loc,
            raw,
            style: Style::Plain,
            map,
            trivia: None,
        };
        value.kind = scalar::classify(&value.raw, &|a, b| value.inner(a, b), self.sink);
        value
    }

    pub(super) fn empty(&self, span: Span) -> Value {
        Value {
            kind: ValueKind::Null,
            loc: self.loc(span),
            raw: String::new(),
            style: Style::Plain,
            map: Vec::new(),
            trivia: None,
        }
    }

    /// `Question #3`: YAML drops `#3` as a comment, which nobody means when no blank follows `#`.
    pub(super) fn hash_after(&mut self, value: &Value) {
        let end = value.loc.span.end;
        let after = self.text.get(end..).unwrap_or("");
        let after = after.trim_start_matches([' ', '\t']);
        let sign = after.strip_prefix('#');
        let cut = sign.is_some_and(|word| word.starts_with(char::is_alphanumeric))
            && after.len() < self.text.len() - end;
        if cut && matches!(value.kind, ValueKind::Text | ValueKind::Name(_)) {
            let at = self.text.len() - after.len();
            let trimmed = after.lines().next().unwrap_or("");
            let stop = at + trimmed.trim_end().len();
            let whole = Span::new(value.loc.span.start, stop);
            let d = Diagnostic::warn(
                codes::W0101,
                format!(
                    "`{}` is read as a comment, not as part of the text",
                    trimmed.trim_end()
                ),
            )
            .at(self.loc(Span::new(at, stop)), "a comment")
            .at(value.loc, "the text ends here")
            .help("when it belongs to the text, put the whole text between quotes; else write a blank after `#`")
            .fix(
                self.loc(whole),
                layout::quoted(whole.slice(self.text)),
            );
            self.report(d);
        }
    }

    /// An anchor that no alias uses is more often a text that begins with `&`.
    pub(super) fn check_anchor_text(&mut self, node: &Node) {
        let Some(anchor) = &node.anchor else { return };
        if anchor.used || self.copying > 0 {
            return;
        }
        let written = anchor.span.slice(self.text);
        let d = Diagnostic::warn(
            codes::W0102,
            format!(
                "`{written}` is read as an anchor, and no alias `*{}` uses it",
                written.get(1..).unwrap_or("")
            ),
        )
        .at(self.loc(anchor.span), "not part of the text")
        .help("when it belongs to the text, put the whole text between quotes; else take it away");
        self.report(d);
    }

    pub(super) fn check_collection_tag(&mut self, node: &Node, wanted: &str) {
        if let Some(tag) = &node.tag
            && tag.core.as_deref() != Some(wanted)
        {
            let d = messages::unknown_tag(self.text, self.loc(tag.span), node.span.start);
            self.report(d);
        }
    }
}
