//! Lists between brackets, and what has no end: where reading goes on behind it.

use super::{Reader, faults};
use crate::diag::{Diagnostic, codes};
use crate::span::Span;
use crate::syntax::grammar::pieces::{Group, Head, Token, TokenKind};
use crate::syntax::tree::{Statement, Value};

impl Reader<'_> {
    /// `[ … ]`.
    pub(super) fn list(
        &mut self,
        span: Span,
        inner: Group,
        end: Option<Span>,
        statement: &mut Statement,
    ) -> Value {
        let cut = self
            .cut
            .filter(|c| span.start < *c && *c < span.end && end.is_none());
        let limit = cut.unwrap_or(span.end);
        let mut items: Vec<Token> = Vec::new();
        for token in inner.items.into_iter().filter(|t| t.span.start < limit) {
            if matches!(token.kind, TokenKind::Odd) && token.span.slice(self.text).starts_with('[')
            {
                let d = faults::nested_list(self.loc(token.span));
                self.report(d);
                continue;
            }
            let Some(last) = items.last_mut() else {
                items.push(token);
                continue;
            };
            let between = Span::new(last.span.end, token.span.start);
            let gap = between.slice(self.text);
            let beside = gap
                .trim_matches([' ', '\t', '\u{a0}', '\u{202f}', '\u{2009}'])
                .is_empty();
            let plain = |t: &Token| {
                matches!(
                    t.kind,
                    TokenKind::Name | TokenKind::Odd | TokenKind::Quantity(_)
                )
            };
            let text = |t: &Token| matches!(t.kind, TokenKind::Text(_));
            if gap.is_empty() && text(last) != text(&token) {
                self.glued_item(span.start, &mut items, &token);
            } else if beside && plain(last) && plain(&token) {
                last.span = last.span.join(token.span);
                last.kind = TokenKind::Odd;
            } else if beside {
                let d = faults::no_comma(self.loc(between), self.loc(last.span.join(token.span)));
                self.report(d);
                items.push(token);
            } else {
                items.push(token);
            }
        }
        let mut comments: Vec<Span> = inner
            .comments
            .into_iter()
            .filter(|c| c.start < limit)
            .collect();
        // Beside the bracket that opens it, a comment is about the whole list.
        if let Some(first) = comments.first()
            && self.beside(span.start + 1, first.start)
            && items.first().is_none_or(|i| first.start < i.span.start)
            && statement.trivia.trailing.is_none()
        {
            statement.trivia.trailing = Some(self.make_comment(comments.remove(0)));
        }
        let whole = Span::new(
            span.start,
            self.text[..limit].trim_end().len().max(span.start + 1),
        );
        self.items(whole, items, comments, statement)
    }

    /// `"Le "vrai" prix"`, `Le prix, un prix"`: of an item that touches a quote, which alone on its line is all that stands there.
    fn glued_item(&self, open: usize, items: &mut Vec<Token>, token: &Token) {
        let start = token.span.start;
        let mut whole = token.span;
        let alone = !self.beside(open, start);
        while let Some(last) = items
            .pop_if(|i| self.beside(i.span.start, start) && (alone || i.span.end == whole.start))
        {
            whole = last.span.join(whole);
        }
        items.push(Token {
            span: whole,
            kind: TokenKind::Odd,
        });
    }

    /// Reports values of a statement that have no end, and says where to read on: at the first line that stands no deeper than
    /// the statement's own.
    pub(super) fn resume(&mut self, head: &Head) -> Option<usize> {
        self.cut = None;
        let groups = head
            .groups
            .iter()
            .chain(head.defaults.iter().filter_map(|d| d.1.as_ref()));
        let tokens = groups
            .flat_map(|g| &g.items)
            .chain(head.docs.iter().filter_map(|d| d.1.as_ref()));
        let mut found = None;
        for token in tokens {
            match &token.kind {
                TokenKind::Block(false) => {
                    let end = self.block_end(token.span.start, token.span.end);
                    found = Some((end, token.span, "\"\"\"", end));
                }
                TokenKind::Block(true) if self.odd_quotes => {
                    let end = self.block_end(token.span.start, token.span.end);
                    if end < token.span.end {
                        found = Some((end, token.span, "\"\"\"", end));
                    }
                }
                TokenKind::List(inner, None) => {
                    let end = self.bracket_end(token.span, inner);
                    let last = inner.items.iter().map(|t| t.span.end).rfind(|&e| e <= end);
                    found = Some((end, token.span, "]", last.unwrap_or(token.span.start)));
                }
                _ => continue,
            }
            if found.is_some() {
                break;
            }
        }
        let (end, span, sign, inner) = found?;
        let block = sign != "]";
        let shown = self.text[..end].trim_end().len().max(span.start + 1);
        let open = Span::new(span.start, span.start + if block { 3 } else { 1 });
        let what = if block { "a text block" } else { "a list" };
        let name = head.label.span.slice(self.text);
        let at_end = end >= self.text.trim_end().len();
        let mut d = Diagnostic::error(
            codes::E0114,
            format!("{what} in `{name}` is opened and not closed"),
        )
        .at(self.loc(open), "opened here")
        .at(
            self.loc(Span::at(shown)),
            if at_end {
                format!("the file ends, and no `{sign}` came")
            } else {
                format!("expected `{sign}` here at the latest")
            },
        );
        let inner = if block { shown } else { inner };
        let brace = end + (self.text[end..].len() - self.text[end..].trim_start().len());
        let below = !self.beside(span.start, brace)
            && self.column_of_first(brace) == Some(self.indentation(span.start));
        let behind = self.frames.len() == 1 && self.beside(inner, brace);
        let closes = !block && self.text[brace..].starts_with('}') && (below || behind);
        if closes {
            // The brace stands where the bracket belongs.
            let at = Span::new(brace, brace + 1);
            d = d.fix(self.loc(at), sign);
            self.pending.taken = Some(brace);
        } else if let Some((place, text)) = self.closing(open.start, open, end, inner, sign) {
            d = d.fix(self.loc(place), text);
        } else {
            self.pending.unsure = true;
        }
        self.report(d);
        if block || end < span.end {
            self.cut = Some(end);
            // The next quotes open a block again.
            self.odd_quotes = false;
            Some(end)
        } else {
            None
        }
    }

    /// Where a text block without an end must have ended: before the first line that stands no deeper than its statement and
    /// looks like a statement.
    pub(super) fn block_end(&self, start: usize, limit: usize) -> usize {
        let own = self.indentation(start);
        let mut at = self.line_end(start);
        while at < limit
            && let Some(i) = self.text[at..].find('\n')
        {
            let line = at + i + 1;
            let content = line + self.indentation(line);
            let rest = &self.text[content..];
            at = content;
            if content - line <= own && faults::looks_like_statement(rest) {
                return content;
            }
        }
        self.text.len()
    }

    /// The same for a list: before the first item that stands no deeper than the statement.
    fn bracket_end(&self, span: Span, inner: &Group) -> usize {
        let own = self.indentation(span.start);
        inner
            .items
            .iter()
            .map(|t| t.span.start)
            .filter(|&s| !self.beside(span.start, s))
            .find(|&s| self.column_of_first(s).is_some_and(|c| c <= own))
            .unwrap_or(span.end)
    }
}
