//! Where the pieces of a text that was put into canonical form stand in the text as it was written.

use crate::diag::Diagnostic;
use crate::span::{Loc, Span};
use crate::syntax::tree::{
    Block, Bound, Comment, Name, Segment, Statement, Tree, Trivia, Value, ValueKind,
};

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// What is replaced.
    pub(super) span: Span,
    /// By what.
    pub(super) with: String,
}

/// A run of the new text: as it was, or replaced.
#[derive(Debug, Clone, Copy)]
struct Run {
    new: Span,
    old: Span,
    kept: bool,
}

/// The way back from the new text to the old one.
#[derive(Debug)]
pub(super) struct Places {
    runs: Vec<Run>,
}

/// Makes the changes, which are in order and overlap nowhere; `None` when they do.
pub(super) fn apply(text: &str, changes: &[Change]) -> Option<(String, Places)> {
    let mut out = String::with_capacity(text.len() + 64);
    let mut runs = Vec::with_capacity(changes.len() * 2 + 1);
    let mut at = 0;
    let mut push = |out: &mut String, old: Span, with: &str, kept: bool| {
        let start = out.len();
        out.push_str(with);
        runs.push(Run {
            new: Span::new(start, out.len()),
            old,
            kept,
        });
    };
    for change in changes {
        let kept = text.get(at..change.span.start)?;
        push(&mut out, Span::new(at, change.span.start), kept, true);
        push(&mut out, change.span, &change.with, false);
        at = change.span.end;
    }
    push(&mut out, Span::new(at, text.len()), text.get(at..)?, true);
    Some((out, Places { runs }))
}

impl Places {
    /// The first run that ends behind an offset (or at it, for an end), and whether the offset lies in it as it was written.
    fn run(&self, offset: usize, end: bool) -> Option<&Run> {
        let i = if end {
            self.runs.partition_point(|r| r.new.end < offset)
        } else {
            self.runs.partition_point(|r| r.new.end <= offset)
        };
        self.runs.get(i).or(self.runs.last())
    }

    fn start(&self, offset: usize) -> usize {
        self.run(offset, false).map_or(offset, |r| match r.kept {
            true => r.old.start + offset.saturating_sub(r.new.start).min(r.old.len()),
            false => r.old.start,
        })
    }

    fn end(&self, offset: usize) -> usize {
        self.run(offset, true).map_or(offset, |r| match r.kept {
            true => r.old.start + offset.saturating_sub(r.new.start).min(r.old.len()),
            false => r.old.end,
        })
    }

    fn loc(&self, loc: &mut Loc) {
        let start = self.start(loc.span.start);
        let end = if loc.span.is_empty() {
            start
        } else {
            self.end(loc.span.end).max(start)
        };
        loc.span = Span::new(start, end);
    }

    /// Whether a place is wholly as it was written.
    fn is_kept(&self, span: Span) -> bool {
        let i = self.runs.partition_point(|r| r.new.end < span.start);
        let near = self
            .runs
            .iter()
            .skip(i)
            .take_while(|r| r.new.start <= span.start);
        near.filter(|r| r.kept).any(|r| span.end <= r.new.end)
    }

    /// A message about the new text, as one about the old. A fix of what the author did not write is none.
    pub(super) fn diagnostic(&self, mut d: Diagnostic) -> Diagnostic {
        if d.fix.iter().any(|e| !self.is_kept(e.loc.span)) {
            d.fix.clear();
        }
        for label in &mut d.labels {
            self.loc(&mut label.loc);
        }
        for edit in &mut d.fix {
            self.loc(&mut edit.loc);
        }
        d
    }

    /// The tree of the new text, with the places of the old.
    pub(super) fn tree(&self, tree: &mut Tree) {
        tree.statements.iter_mut().for_each(|s| self.statement(s));
        self.comments(&mut tree.trailing);
    }

    fn statement(&self, s: &mut Statement) {
        self.name(&mut s.name);
        s.values
            .iter_mut()
            .chain(&mut s.doc)
            .chain(&mut s.default)
            .for_each(|v| self.value(v));
        if let Some(Block {
            statements,
            trailing,
            loc,
            ..
        }) = &mut s.block
        {
            statements.iter_mut().for_each(|s| self.statement(s));
            self.comments(trailing);
            self.loc(loc);
        }
        self.trivia(&mut s.trivia);
        self.loc(&mut s.loc);
    }

    fn name(&self, name: &mut Name) {
        self.loc(&mut name.loc);
    }

    fn value(&self, v: &mut Value) {
        self.loc(&mut v.loc);
        let segments = std::mem::take(&mut v.map);
        v.map = segments.iter().flat_map(|s| self.segments(s)).collect();
        match &mut v.kind {
            ValueKind::List(items) => items.iter_mut().for_each(|v| self.value(v)),
            ValueKind::Quantity(q) => {
                for Bound { loc, .. } in q.min.iter_mut().chain(&mut q.max) {
                    self.loc(loc);
                }
                for name in q.unit.iter_mut().chain(&mut q.of).chain(&mut q.per) {
                    self.name(name);
                }
            }
            _ => {}
        }
        if let Some(t) = &mut v.trivia {
            self.trivia(t);
        }
    }

    /// The parts of a segment that are as they were written.
    fn segments(&self, s: &Segment) -> Vec<Segment> {
        let (from, to) = (s.source, s.source + s.len);
        let first = self.runs.partition_point(|r| r.new.end <= from);
        self.runs
            .iter()
            .skip(first)
            .take_while(|r| r.new.start < to)
            .filter(|r| r.kept)
            .map(|r| {
                let start = from.max(r.new.start);
                let end = to.min(r.new.end);
                Segment {
                    raw: s.raw + (start - from),
                    source: r.old.start + (start - r.new.start),
                    len: end - start,
                }
            })
            .collect()
    }

    fn trivia(&self, t: &mut Trivia) {
        self.comments(&mut t.leading);
        self.comments(&mut t.inner);
        for c in t.trailing.iter_mut().chain(&mut t.closing) {
            self.loc(&mut c.loc);
        }
    }

    fn comments(&self, comments: &mut [Comment]) {
        for c in comments {
            self.loc(&mut c.loc);
        }
    }
}
