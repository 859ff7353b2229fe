//! Comments and blank lines find the statement or block that they belong to.

use super::{Last, Reader};
use crate::diag::{Diagnostic, codes};
use crate::span::Span;
use crate::syntax::tree::{Comment, Style, Value, ValueKind};

impl Reader<'_> {
    pub(super) fn make_comment(&self, span: Span) -> Comment {
        let text = span.slice(self.text);
        Comment {
            text: text.strip_prefix('#').unwrap_or(text).trim_end().to_owned(),
            loc: self.loc(Span::new(span.start, span.start + text.trim_end().len())),
            blank_before: self.blank_before(span.start),
        }
    }

    /// Whether the line before the one of `offset` is blank, and nothing stands before `offset` on its own.
    pub(super) fn blank_before(&self, offset: usize) -> bool {
        let start = self.line_start(offset);
        start > 0
            && self.text[start..offset].trim().is_empty()
            && self.text[self.line_start(start - 1)..start - 1]
                .trim()
                .is_empty()
    }

    /// `words#of body`: nobody means a comment when no blank precedes it.
    fn glued(&mut self, span: Span) {
        let before = self.text[..span.start].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '%')) {
            let text = span.slice(self.text).trim_end();
            let at = self.loc(Span::new(span.start, span.start + text.len()));
            let d = Diagnostic::warn(
                codes::W0101,
                format!("`{text}` is read as a comment, not as part of the text"),
            )
            .at(at, "a comment")
            .help("when it belongs to the text, put the whole text between quotes; else write a blank before `#`")
            .fix(self.loc(Span::at(span.start)), " ");
            self.report(d);
        }
    }

    /// A comment beside what was read last belongs to that; one on a line of its own waits for what follows.
    pub(super) fn comment(&mut self, span: Span) {
        let comment = self.make_comment(span);
        self.glued(span);
        let beside = self.beside(self.at.min(span.start), span.start);
        let frame = self.frames.last_mut();
        let owner = match self.last {
            _ if !beside || self.dropped > 0 => None,
            Last::Nothing | Last::Fault | Last::Dash => None,
            Last::Open => frame.and_then(|f| f.owner.as_mut()),
            Last::Statement | Last::Close | Last::Stop => {
                frame.and_then(|f| f.statements.last_mut())
            }
        };
        let Some(owner) = owner else {
            self.comments.push(comment);
            return;
        };
        let lines = owner.values.iter().any(|v| v.style == Style::Items);
        if lines && self.last == Last::Open {
            // `] { # …` stands on neither the first line nor the last one.
            self.comments.push(comment);
            return;
        }
        if let (
            [
                ..,
                Value {
                    kind: ValueKind::List(items),
                    loc,
                    ..
                },
            ],
            None,
            Last::Statement,
        ) = (owner.values.as_mut_slice(), &owner.default, self.last)
            && lines
            && !loc.span.slice(self.text).starts_with('[')
            && let Some(item) = items.last_mut()
            && item.trivia.as_ref().is_none_or(|t| t.trailing.is_none())
        {
            // `"a",` and below it `"b" # …`: of several lines without brackets the last one is an item's.
            item.trivia.get_or_insert_default().trailing = Some(comment);
            return;
        }
        let trivia = &mut owner.trivia;
        // Beside the last bracket of several lines it is no comment on the first line.
        let blocks = owner.block.as_ref().is_some_and(|b| !b.inline);
        let place = if lines || self.last == Last::Close && blocks {
            &mut trivia.closing
        } else {
            &mut trivia.trailing
        };
        match place {
            None => *place = Some(comment),
            Some(_) => trivia.inner.push(comment),
        }
    }
}
