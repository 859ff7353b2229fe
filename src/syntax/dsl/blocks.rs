//! Blocks between braces: what opens and closes one, and where a brace that is missing must have stood.

use super::{DEPTH, Frame, Last, Reader, faults, unique};
use crate::diag::{Diagnostic, codes};
use crate::span::Span;
use crate::syntax::tree::{Block, Tree};

impl Reader<'_> {
    pub(super) fn open(&mut self, span: Span) {
        if self.dropped > 0 || self.frames.len() > DEPTH {
            if self.dropped == 0 {
                let d = Diagnostic::error(
                    codes::E0111,
                    format!("blocks are nested more than {DEPTH} levels deep"),
                )
                .at(self.loc(span), "not read from here on")
                .help("a recipe needs five levels; look for a brace that opens too often");
                self.report(d);
                self.pending.deep.get_or_insert(span.start);
            }
            self.dropped += 1;
            self.at = span.end;
            return;
        }
        // A brace may stand below a name alone, not below a value.
        let beside = self.beside(self.at.min(span.start), span.start);
        let frame = self.frames.last_mut();
        let owner = match (self.last, frame) {
            (Last::Statement, Some(f)) => f.statements.pop_if(|s| beside || s.values.is_empty()),
            _ => None,
        };
        let dashed = self.last == Last::Dash || self.frames.last().is_some_and(|f| f.dashed);
        if owner.is_none() && self.last != Last::Fault && !dashed {
            let mut d = faults::nameless(self.loc(span), self.last == Last::Close);
            if let Some(gap) = self.between_blocks(span) {
                d = d.fix(self.loc(gap), "; ");
            }
            self.report(d);
        }
        if self.last == Last::Dash {
            self.dash_opens(span);
        }
        self.at = span.end;
        self.frames.push(Frame {
            open: Some(span),
            owner,
            dashed,
            ..Frame::default()
        });
        self.last = Last::Open;
    }

    /// `{ a } { b }` on one line: what stands between `a` and `b`.
    fn between_blocks(&self, open: Span) -> Option<Span> {
        let before = &self.text[..self.at];
        let touching = self.last == Last::Close
            && self.beside(self.at, open.start)
            && self.text[self.at..open.start].trim().is_empty();
        let inner = before.strip_suffix('}').filter(|_| touching)?.trim_end();
        let rest = &self.text[open.end..];
        let next = open.end + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
        let full = !inner.ends_with('{') && !self.text[next..].starts_with(['}', '\n', '\r', '#']);
        (full && self.beside(inner.len(), open.start)).then(|| Span::new(inner.len(), next))
    }

    pub(super) fn close(&mut self, span: Span) {
        if self.pending.taken.take_if(|t| *t == span.start).is_some() {
            self.at = span.end;
            return;
        }
        if self.dropped > 0 {
            self.dropped -= 1;
            self.at = span.end;
            return;
        }
        self.close_by_indentation(span.start, 1);
        self.at = span.end;
        if self.frames.len() == 1 {
            let mut d =
                Diagnostic::error(codes::E0130, "`}` closes nothing: no block is open here")
                    .at(self.loc(span), "no `{` belongs to this");
            d = if self.below_deeper(span.start) {
                d.help("perhaps a `{` is missing above, behind the name that the lines above belong to")
            } else {
                d.fix(self.loc(span), "")
            };
            self.pending.stray.push(d);
            self.last = Last::Close;
            return;
        }
        let inner = self.frames.last().filter(|f| f.dashed);
        let inner = inner.and_then(|f| f.open);
        self.end_block(span.end);
        // Further items may follow.
        let outer = self.frames.last().is_none_or(|f| !f.dashed);
        self.last = Last::Close;
        if let Some(open) = inner.filter(|_| outer) {
            self.dash_closes(open, span);
            self.last = Last::Dash;
        }
    }

    /// Whether a brace stands alone below what is indented deeper: then a `{` is missing rather than this one too many.
    fn below_deeper(&self, brace: usize) -> bool {
        let Some(own) = self.column_of_first(brace) else {
            return false;
        };
        let line = self.line(brace);
        let above = self.lines.iter().take(line).rev().copied();
        let mut full = above.filter(|&l| !self.text[l..self.line_end(l)].trim().is_empty());
        full.next().is_some_and(|l| self.indentation(l) > own)
    }

    /// Ends the innermost block.
    fn end_block(&mut self, end: usize) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let trailing = std::mem::take(&mut self.comments);
        let statements = unique(frame.statements, false);
        let (Some(open), Some(mut owner)) = (frame.open, frame.owner) else {
            return;
        };
        let span = Span::new(open.start, end);
        owner.block = Some(Block {
            statements,
            trailing,
            loc: self.loc(span),
            inline: !span.slice(self.text).contains('\n'),
            listed: false,
        });
        owner.loc = owner.loc.join(self.loc(span));
        if let Some(parent) = self.frames.last_mut() {
            parent.statements.push(owner);
        }
    }

    /// Where braces are missing, the indentation tells which block was not closed: one whose statements would stand no deeper
    /// than the statement that opened it. A `}` may stand exactly as deep as that.
    pub(super) fn close_by_indentation(&mut self, at: usize, slack: usize) {
        if !self.unbalanced || self.dropped > 0 {
            return;
        }
        let Some(column) = self.column_of_first(at) else {
            return;
        };
        let mut inside: Option<Span> = None;
        while let Some(frame) = self.frames.last()
            && let (Some(open), Some(owner)) = (frame.open, &frame.owner)
        {
            let start = owner.loc.span.start;
            let own = self.indentation(start);
            let same_line = self.beside(open.start, at);
            if same_line || column >= own + 1 - slack {
                return;
            }
            let first = self.text[at..].chars().next().map_or(0, char::len_utf8);
            let mut d = Diagnostic::error(
                codes::E0130,
                format!("the block of `{}` is not closed", owner.name.text),
            )
            .at(self.loc(open), "opened here")
            .at(
                self.loc(Span::new(at, at + first)),
                "expected `}` before this",
            );
            // Of two on one line, the inner one is closed first.
            let last = inside.replace(open);
            let first = last.is_none_or(|i| !self.beside(i.start, open.start));
            if let Some((place, sign)) = self
                .closing(start, open, at, self.at, "}")
                .filter(|_| first)
            {
                d = d.fix(self.loc(place), sign);
            }
            self.pending.open.push(d);
            let end = self.text[..at].trim_end().len();
            self.end_block(end.max(open.end));
        }
    }

    /// Reports what is still open, and gives the tree.
    pub(super) fn finish(mut self) -> Tree {
        let end = self.text.trim_end().len();
        // Around a block that belongs to nothing, nothing is certain.
        let mut known = true;
        let mut inside: Option<Span> = None;
        while self.frames.len() > 1 {
            if let Some(Frame {
                open: Some(open),
                owner,
                ..
            }) = self.frames.last()
            {
                let what = owner.as_ref().map_or_else(
                    || "the block".to_owned(),
                    |o| format!("the block of `{}`", o.name.text),
                );
                known &= owner.is_some();
                let start = owner.as_ref().map_or(open.start, |o| o.loc.span.start);
                let last = inside.replace(*open);
                let first = last.is_none_or(|i| !self.beside(i.start, open.start));
                let mut d = Diagnostic::error(codes::E0130, format!("{what} is not closed"))
                    .at(self.loc(*open), "opened here")
                    .at(self.loc(Span::at(end)), "the file ends, and no `}` came");
                if let Some((at, sign)) = self
                    .closing(start, *open, end, self.at, "}")
                    .filter(|_| known && first)
                {
                    d = d.fix(self.loc(at), sign);
                }
                self.pending.open.push(d);
            }
            self.end_block(end);
        }
        self.settle();
        let mut statements = self.frames.pop().map(|f| f.statements).unwrap_or_default();
        if let Some(deep) = self.pending.deep {
            // What nests without end is no setting whose name is worth a message.
            statements.retain(|s| !s.loc.span.contains(Span::at(deep)));
        }
        Tree {
            statements: unique(statements, true),
            trailing: std::mem::take(&mut self.comments),
        }
    }

    /// Where the sign that closes what `open` opens belongs, and what is written there, when the indentation leaves no doubt:
    /// all lines up to `limit` stand deeper than the one of `owner`, to which it belongs, but for comments at the end, which may be about what
    /// follows. `inner` is the end of the last thing that stands inside.
    pub(super) fn closing(
        &self,
        owner: usize,
        open: Span,
        limit: usize,
        inner: usize,
        sign: &str,
    ) -> Option<(Span, String)> {
        let own = self.indentation(owner);
        let mut last = None;
        let mut outside = false;
        for start in self.lines_between(open.end, limit) {
            let end = self.line_end(start).min(limit).max(start);
            let content = self.text[start..end].trim();
            if content.is_empty() {
                continue;
            }
            if self.indentation(start) > own {
                if outside {
                    return None;
                }
                last = Some(start + self.text[start..end].trim_end().len());
            } else if content.starts_with('#') {
                outside = true;
            } else {
                return None;
            }
        }
        if let Some(end) = last {
            let rest = self.text[end..self.line_end(end)].trim_start();
            if !rest.is_empty() && !rest.starts_with('#') {
                return None;
            }
            let start = self.line_start(owner);
            let lead = &self.text[start..start + own];
            return Some((Span::at(end), format!("{}{lead}{sign}", self.ending())));
        }
        // Nothing may stand behind it that was not understood.
        let rest = self.text[inner..self.line_end(inner)].trim_start_matches([' ', '\t', '}']);
        let quotes = self.text[open.end..inner.max(open.end)]
            .matches('"')
            .count();
        let clear = (rest.trim().is_empty() || rest.starts_with('#')) && quotes.is_multiple_of(2);
        let something = inner > open.end && self.beside(open.start, inner) && clear;
        let gap = if sign == "}" { " " } else { "" };
        something.then(|| (Span::at(inner), format!("{gap}{sign}")))
    }
}
