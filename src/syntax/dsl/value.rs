//! Pieces become values: their text, their place, their kind.

use super::text::{dedent, unescape};
use super::{Reader, faults};
use crate::diag::{Diagnostic, codes};
use crate::span::Span;
use crate::syntax::grammar::pieces::{Group, Token, TokenKind};
use crate::syntax::scalar;
use crate::syntax::tree::{Segment, Statement, Style, Trivia, Value, ValueKind};

/// A template between bare words belongs to their text, which lacks its quotes as a whole: it is read as one more word, so
/// that one message is about all of them.
pub(super) fn templates_among_words(groups: &mut [Group]) {
    let bare = |k: &TokenKind| matches!(k, TokenKind::Name | TokenKind::Odd | TokenKind::Template);
    if groups.len() < 2
        || !groups
            .iter()
            .all(|g| matches!(g.items.as_slice(), [t] if bare(&t.kind)))
    {
        return;
    }
    for token in groups.iter_mut().flat_map(|g| &mut g.items) {
        if matches!(token.kind, TokenKind::Template) {
            token.kind = TokenKind::Odd;
        }
    }
}

impl Reader<'_> {
    /// The value of a group: a single one, or a list.
    pub(super) fn group(&mut self, group: Group, statement: &mut Statement) -> Option<Value> {
        let Group {
            mut items,
            comments,
            span,
        } = group;
        if items.len() == 1 && comments.is_empty() {
            let token = items.pop()?;
            return Some(match token.kind {
                TokenKind::List(inner, end) => self.list(token.span, inner, end, statement),
                _ => self.token(token),
            });
        }
        let mut flat = Vec::new();
        for token in items {
            if let TokenKind::List(inner, _) = token.kind {
                let d = faults::nested_list(self.loc(token.span));
                self.report(d);
                flat.extend(inner.items);
            } else {
                flat.push(token);
            }
        }
        Some(self.items(span, flat, comments, statement))
    }

    /// A list of these items, with the comments between them.
    pub(super) fn items(
        &mut self,
        span: Span,
        items: Vec<Token>,
        comments: Vec<Span>,
        statement: &mut Statement,
    ) -> Value {
        let mut waiting = comments.into_iter().peekable();
        let mut values: Vec<Value> = Vec::new();
        let count = items.len();
        for (i, token) in items.into_iter().enumerate() {
            let at = token.span;
            let mut trivia = Trivia::default();
            while let Some(c) = waiting.next_if(|c| c.start < at.start) {
                let beside = values.last_mut().filter(|v| {
                    let end = v.loc.span.end;
                    self.beside(end.min(c.start), c.start)
                });
                let comment = self.make_comment(c);
                match beside {
                    Some(v) => v.trivia.get_or_insert_default().trailing = Some(comment),
                    None => trivia.leading.push(comment),
                }
            }
            let own = self.blank_before(at.start);
            trivia.blank_before = trivia
                .leading
                .first()
                .map_or(own && (i > 0 || count == 1), |c| c.blank_before);
            trivia.gap = !trivia.leading.is_empty() && own;
            let mut value = self.token(token);
            if trivia != Trivia::default() {
                value.trivia = Some(Box::new(trivia));
            }
            values.push(value);
        }
        for c in waiting {
            let comment = self.make_comment(c);
            let beside = values.last_mut().filter(|v| {
                let end = v.loc.span.end;
                self.beside(end.min(c.start), c.start)
            });
            match beside {
                Some(v) if v.trivia.as_ref().is_none_or(|t| t.trailing.is_none()) => {
                    v.trivia.get_or_insert_default().trailing = Some(comment);
                }
                _ => statement.trivia.inner.push(comment),
            }
        }
        let lines = span.slice(self.text).contains('\n');
        Value {
            kind: ValueKind::List(values),
            loc: self.loc(span),
            raw: String::new(),
            style: if lines { Style::Items } else { Style::List },
            map: Vec::new(),
            trivia: None,
        }
    }

    /// A single value.
    pub(super) fn token(&mut self, token: Token) -> Value {
        let span = token.span;
        let text = self.text;
        let written = span.slice(text);
        match token.kind {
            TokenKind::Quantity(q) => self.plain(span, ValueKind::Quantity(q)),
            TokenKind::Pattern(p) => self.plain(span, ValueKind::Regex(p)),
            TokenKind::Name | TokenKind::Odd => {
                let span = self.without_colon(span);
                let raw = span.slice(text);
                if let Some((inner, sign)) = faults::glued_quote(raw) {
                    let d = faults::curly(self.loc(span), inner, sign);
                    self.report(d);
                }
                let mut faulty = crate::diag::Sink::new();
                let id = self.id;
                let at = |a: usize, b: usize| {
                    crate::span::Loc::new(id, Span::new(span.start + a, span.start + b))
                };
                let kind = scalar::classify(raw, &at, &mut faulty);
                for d in faulty.items() {
                    self.report(d.clone());
                }
                self.plain(span, kind)
            }
            TokenKind::Text(true) => {
                let d = unescape(text, Span::new(span.start + 1, span.end - 1));
                for u in d.unknown {
                    let shown = u.slice(text);
                    let message = Diagnostic::error(
                        codes::E0139,
                        format!("`{shown}` is no escape: a text between quotes knows `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{{e9}}`"),
                    )
                    .at(self.loc(u), "unknown escape")
                    .help("a backslash that is part of the text is written twice")
                    .fix(self.loc(u), format!("\\{shown}"));
                    self.report(message);
                }
                self.text_value(span, d.text, d.map, Style::Quoted)
            }
            TokenKind::Text(false) => self.open_text(span),
            TokenKind::Block(true) if self.cut.is_none_or(|c| c <= span.start || span.end <= c) => {
                let d = dedent(text, Span::new(span.start + 3, span.end - 3));
                self.text_value(span, d.text, d.map, Style::Block)
            }
            TokenKind::Block(_) => {
                let end = self.block_end(span.start, span.end);
                let d = dedent(text, Span::new(span.start + 3, end.max(span.start + 3)));
                let shown = self.text[..end].trim_end().len().max(span.start + 3);
                self.text_value(Span::new(span.start, shown), d.text, d.map, Style::Block)
            }
            TokenKind::Curly => {
                let open = written.chars().next().map_or(0, char::len_utf8);
                let close = written.chars().next_back().map_or(0, char::len_utf8);
                let inner = Span::new(span.start + open, (span.end - close).max(span.start + open));
                let inner_text = inner.slice(text);
                let trimmed = inner_text.trim();
                let start = inner.start + (inner_text.len() - inner_text.trim_start().len());
                let d = faults::curly(self.loc(span), trimmed, &written[..open]);
                self.report(d);
                let map = vec![Segment {
                    raw: 0,
                    source: start,
                    len: trimmed.len(),
                }];
                self.text_value(span, trimmed.to_owned(), map, Style::Quoted)
            }
            TokenKind::Template => {
                let d = faults::template(self.loc(span), written);
                self.report(d);
                let map = vec![Segment {
                    raw: 0,
                    source: span.start,
                    len: written.len(),
                }];
                self.text_value(span, written.to_owned(), map, Style::Quoted)
            }
            TokenKind::List(..) => {
                let d = faults::nested_list(self.loc(span));
                self.report(d);
                self.plain(span, ValueKind::Text)
            }
        }
    }

    fn plain(&self, span: Span, kind: ValueKind) -> Value {
        let raw = span.slice(self.text).to_owned();
        Value {
            kind,
            loc: self.loc(span),
            map: vec![Segment {
                raw: 0,
                source: span.start,
                len: raw.len(),
            }],
            raw,
            style: Style::Plain,
            trivia: None,
        }
    }

    fn text_value(&self, span: Span, raw: String, map: Vec<Segment>, style: Style) -> Value {
        Value {
            kind: ValueKind::Text,
            loc: self.loc(span),
            raw,
            style,
            map,
            trivia: None,
        }
    }

    /// `keyphrase:` as a value: the colon is reported and left out.
    fn without_colon(&mut self, span: Span) -> Span {
        let written = span.slice(self.text);
        match written.strip_suffix(':') {
            Some(name) if scalar::is_name(name) => {
                let colon = Span::new(span.end - 1, span.end);
                let d = Diagnostic::error(
                    codes::E0131,
                    format!(
                        "`:` follows `{name}`: names and values are separated by a space alone"
                    ),
                )
                .at(self.loc(colon), "take the colon away")
                .fix(self.loc(colon), "");
                self.report(d);
                Span::new(span.start, span.end - 1)
            }
            _ => span,
        }
    }

    /// A text whose closing quote is missing: both ends are shown.
    fn open_text(&mut self, span: Span) -> Value {
        let end = faults::text_end(self.text, span);
        let inner = Span::new(span.start + 1, end);
        let shown = inner.slice(self.text);
        // “…" closed by a typographic mark, which none opened: `"dit « oui »` has its own.
        let opened = |signs: &[char]| shown.find(signs).unwrap_or(shown.len());
        let (english, german, french) = (opened(&['“', '„']), opened(&['„']), opened(&['«']));
        let closes = |&(i, c): &(usize, char)| match c {
            '”' => i < english,
            '“' => i < german && i + c.len_utf8() == shown.trim_end().len(),
            '»' => i < french,
            _ => false,
        };
        if let Some((i, _)) = shown.char_indices().find(closes) {
            let mark = shown[i..].chars().next().map_or(0, char::len_utf8);
            let whole = Span::new(span.start, inner.start + i + mark);
            let d = faults::curly(self.loc(whole), shown[..i].trim(), &shown[i..i + mark]);
            self.report(d);
            let map = vec![Segment {
                raw: 0,
                source: inner.start,
                len: shown[..i].trim_end().len(),
            }];
            return self.text_value(whole, shown[..i].trim_end().to_owned(), map, Style::Quoted);
        }
        let at = Span::new(span.start, span.start + 1);
        let mut d = Diagnostic::error(
            codes::E0114,
            "a text is opened by `\"` and not closed on its line",
        )
        .at(self.loc(at), "opened here")
        .at(self.loc(Span::at(end)), "expected `\"` here at the latest");
        // A comment may begin behind its end.
        if !shown.contains('"') && !shown.contains(" #") {
            d = d.fix(self.loc(Span::at(end)), "\"");
        }
        d = d.help("a text of several lines stands between triple quotes: `\"\"\"`");
        self.report(d);
        let map = vec![Segment {
            raw: 0,
            source: inner.start,
            len: shown.len(),
        }];
        self.text_value(
            Span::new(span.start, end),
            shown.to_owned(),
            map,
            Style::Quoted,
        )
    }
}

/// A bare word as a value.
pub(super) fn name(text: String, loc: crate::span::Loc) -> Value {
    Value {
        kind: ValueKind::Name(text.clone()),
        loc,
        map: vec![Segment {
            raw: 0,
            source: loc.span.start,
            len: text.len(),
        }],
        raw: text,
        style: Style::Plain,
        trivia: None,
    }
}

/// A text that lacked its place in a list.
pub(in crate::syntax) fn quoted(raw: String, loc: crate::span::Loc) -> Value {
    Value {
        kind: ValueKind::Text,
        loc,
        map: vec![Segment {
            raw: 0,
            source: loc.span.start,
            len: raw.len(),
        }],
        raw,
        style: Style::Quoted,
        trivia: None,
    }
}

/// A list of these values, of which there is at least one.
pub(in crate::syntax) fn list(items: Vec<Value>) -> Value {
    let first = items.first().map(|v| v.loc);
    let loc = first.map_or(
        crate::span::Loc::new(crate::source::SourceId(0), Span::at(0)),
        |f| items.iter().fold(f, |l, v| l.join(v.loc)),
    );
    Value {
        kind: ValueKind::List(items),
        loc,
        raw: String::new(),
        style: Style::List,
        map: Vec::new(),
        trivia: None,
    }
}
