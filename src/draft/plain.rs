//! Text without markup, and the way back from it to the source.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::borrow::Cow;

use super::glyph;
use super::{Plain, Run};
use crate::span::Span;

impl Plain {
    /// Where the bytes `start..end` of [`Plain::text`] stand in the source. Markup at either end is left out; markup inside is
    /// covered. An offset inside a decoded entity gives the whole entity. Offsets past the end are taken as the end.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Span {
        if self.runs.is_empty() {
            return Span::at(0);
        }
        if start >= end {
            return Span::at(self.position(start));
        }
        // The first run that ends after `start`, and the last that begins before `end`.
        let first = self.runs.partition_point(|r| r.text + r.len <= start);
        let last = self
            .runs
            .partition_point(|r| r.text < end)
            .saturating_sub(1);
        let Some(first) = self.runs.get(first) else {
            return Span::at(self.position(start));
        };
        let last = self.runs.get(last).unwrap_or(first);
        let from = if first.exact {
            first.source + start.saturating_sub(first.text)
        } else {
            first.source
        };
        let to = if last.exact {
            last.source + (end - last.text).min(last.len)
        } else {
            last.source + last.source_len
        };
        Span::new(from, to)
    }

    /// The place in the source of an offset: the end of what stands before it.
    fn position(&self, offset: usize) -> usize {
        let index = self.runs.partition_point(|r| r.text < offset);
        match index.checked_sub(1).and_then(|i| self.runs.get(i)) {
            Some(run) if run.exact => run.source + (offset - run.text).min(run.len),
            Some(run) => run.source + run.source_len,
            None => self.runs.first().map_or(0, |r| r.source),
        }
    }

    /// Whether a line that was begun on purpose begins in `start..=end`.
    #[must_use]
    pub(super) fn begins_line(&self, start: usize, end: usize) -> bool {
        let first = self.lines.partition_point(|l| *l < start);
        self.lines.get(first).is_some_and(|l| *l <= end)
    }

    /// Whether the byte at `at` of the text stands in the source: a space between two cells does not.
    #[must_use]
    pub(super) fn stands(&self, at: usize) -> bool {
        let run = self.runs.partition_point(|r| r.text + r.len <= at);
        self.runs.get(run).is_some_and(|r| r.text <= at)
    }

    /// Notes that a line begins here on purpose.
    pub(super) fn begin_line(&mut self) {
        self.lines.push(self.text.len());
    }

    /// Whether any of `start..end` is inline code.
    #[must_use]
    pub fn is_code(&self, start: usize, end: usize) -> bool {
        let first = self.code.partition_point(|c| c.1 <= start);
        self.code.get(first).is_some_and(|c| c.0 < end)
    }

    /// Whether inline code stands in the source at `source`.
    #[must_use]
    pub fn is_code_at(&self, source: Span) -> bool {
        if self.code.is_empty() {
            return false;
        }
        let first = self
            .runs
            .partition_point(|r| r.source + r.source_len <= source.start);
        self.runs
            .get(first)
            .filter(|r| r.source < source.end && r.source <= source.start)
            .is_some_and(|r| {
                let from = r.text + source.start.saturating_sub(r.source).min(r.len);
                let to = r.text + source.end.saturating_sub(r.source).min(r.len);
                self.is_code(from, to.max(from + 1))
            })
    }

    /// The pieces of the text that stand unchanged in the source: byte range of the text, and span of the source.
    pub fn unchanged(&self) -> impl Iterator<Item = (std::ops::Range<usize>, Span)> {
        self.runs.iter().filter(|r| r.exact).map(|r| {
            (
                r.text..r.text + r.len,
                Span::new(r.source, r.source + r.source_len),
            )
        })
    }

    /// Appends text that stands in the source at `source`, unchanged when `exact`.
    pub(super) fn push(&mut self, text: &str, source: Span, exact: bool) {
        if text.is_empty() {
            return;
        }
        if exact
            && let Some(last) = self.runs.last_mut()
            && last.exact
            && last.text + last.len == self.text.len()
            && last.source + last.source_len == source.start
        {
            last.len += text.len();
            last.source_len += text.len();
        } else {
            self.runs.push(Run {
                text: self.text.len(),
                len: text.len(),
                source: source.start,
                source_len: source.len(),
                exact,
            });
        }
        self.text.push_str(text);
    }

    /// Appends the clean form ([`super::clean`]) of text that stands in the source at `source`, unchanged when `exact`.
    pub(super) fn push_clean(&mut self, text: &str, source: Span, exact: bool) {
        if glyph::is_clean(text) {
            self.push(text, source, exact);
            return;
        }
        for (range, piece) in glyph::clean_pieces(text) {
            match piece {
                Cow::Borrowed(same) if exact => {
                    let place = Span::new(range.start, range.end).shift(source.start);
                    self.push(same, place, true);
                }
                _ if exact => {
                    let place = Span::new(range.start, range.end).shift(source.start);
                    self.push(&piece, place, false);
                }
                _ => self.push(&piece, source, false),
            }
        }
    }

    /// Appends a separator that stands nowhere in the source.
    pub(super) fn separate(&mut self, separator: char) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(separator);
        }
    }
}
