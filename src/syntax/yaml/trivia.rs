//! Comments and blank lines find the statement, item or block that they belong to.

use super::lower::Lower;
use super::node::Node;
use crate::span::Span;
use crate::syntax::tree::{Comment, Trivia};

impl Lower<'_> {
    pub(super) fn comment(&self, span: Span) -> Comment {
        let text = span.slice(self.text);
        Comment {
            text: text.strip_prefix('#').unwrap_or(text).trim_end().to_owned(),
            loc: self.loc(span),
            blank_before: self.blank_before(span.start),
        }
    }

    pub(super) fn take_comments(&mut self, wanted: impl Fn(Span) -> bool) -> Vec<Comment> {
        let mut taken = Vec::new();
        while self.copying == 0
            && let Some(&c) = self.comments.front()
            && wanted(c)
        {
            self.comments.pop_front();
            taken.push(self.comment(c));
        }
        taken
    }

    /// The next comment, when it stands on the line on which `end` is, before `limit`.
    pub(super) fn take_beside(&mut self, end: usize, limit: usize) -> Option<Comment> {
        let text = self.text;
        let beside = |c: Span| {
            c.start >= end && c.start < limit && !Span::new(end, c.start).slice(text).contains('\n')
        };
        match self.comments.front() {
            Some(&c) if self.copying == 0 && beside(c) => {
                self.comments.pop_front();
                Some(self.comment(c))
            }
            _ => None,
        }
    }

    pub(super) fn line_start(&self, offset: usize) -> usize {
        let line = self.lines.partition_point(|&s| s <= offset);
        self.lines.get(line.wrapping_sub(1)).copied().unwrap_or(0)
    }

    pub(super) fn blank_before(&self, offset: usize) -> bool {
        let start = self.line_start(offset);
        let first = |b: &u8| !matches!(b, b' ' | b'\t' | b'-' | b'?');
        let lead = self.text.as_bytes().get(start..offset);
        start > 0
            && lead.is_some_and(|lead| !lead.iter().any(first))
            && Span::new(self.line_start(start - 1), start - 1)
                .slice(self.text)
                .trim()
                .is_empty()
    }

    pub(super) fn column(&self, offset: usize) -> usize {
        offset - self.line_start(offset)
    }

    pub(super) fn leading(&mut self, start: usize) -> Trivia {
        if self.copying > 0 {
            return Trivia::default();
        }
        let leading = self.take_comments(|c| c.start < start);
        let blank_before = leading
            .first()
            .map_or_else(|| self.blank_before(start), |c| c.blank_before);
        let gap = !leading.is_empty() && self.blank_before(start);
        Trivia {
            leading,
            blank_before,
            gap,
            ..Trivia::default()
        }
    }

    /// Comments that still belong to a collection: inside its brackets, or indented at least like it.
    pub(super) fn block_comments(&mut self, node: &Node, flow: bool, limit: usize) -> Vec<Comment> {
        if self.copying > 0 {
            return Vec::new();
        }
        if flow {
            let end = node.span.end;
            return self.take_comments(|c| c.start < end);
        }
        let column = self.column(node.span.start);
        let mut taken = Vec::new();
        while let Some(&c) = self.comments.front()
            && c.start < limit
            && c.start >= node.span.end
            && self.column(c.start) >= column.max(1)
            && Span::new(self.line_start(c.start), c.start)
                .slice(self.text)
                .trim()
                .is_empty()
        {
            self.comments.pop_front();
            taken.push(self.comment(c));
        }
        taken
    }
}
