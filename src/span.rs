//! Byte spans: where a piece of text stands in its source.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use serde::Serialize;

use crate::source::SourceId;

/// A half-open range of byte offsets into one text: `start` is the first byte, `end` the byte after the last.
///
/// Offsets are always UTF-8 bytes; columns and UTF-16 units are derived at the edge, by
/// [`Source::position`](crate::source::Source::position).
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset of the byte after the last one.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`. An `end` before `start` gives the empty span at `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// The empty span at `offset`.
    #[must_use]
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same span moved right by `by` bytes.
    #[must_use]
    pub fn shift(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// The text under the span, or `""` when the span does not fit `text` or cuts a character.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// The span as a range, for slicing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

/// A span in a named source: the place that a diagnostic or a provenance points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Loc {
    /// Which source.
    pub source: SourceId,
    /// Where in it.
    pub span: Span,
}

impl Loc {
    /// A place in a source.
    #[must_use]
    pub fn new(source: SourceId, span: Span) -> Self {
        Self { source, span }
    }

    /// The smallest place that covers both, when they are in the same source; else `self`.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        if self.source == other.source {
            Self::new(self.source, self.span.join(other.span))
        } else {
            self
        }
    }
}

/// Places in a text, of which one that overlaps a span is found without walking them all.
#[derive(Debug, Clone, Default)]
pub struct Spans {
    /// Where each begins, in order, and the last end of those up to it.
    ends: Vec<(usize, usize)>,
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut spans: Vec<Span> = spans.into_iter().collect();
        spans.sort_unstable();
        let mut last = 0;
        let ends = spans
            .into_iter()
            .map(|s| {
                last = last.max(s.end);
                (s.start, last)
            })
            .collect();
        Self { ends }
    }
}

impl Spans {
    /// Whether one of them shares at least one byte with `span`.
    #[must_use]
    pub fn overlap(&self, span: Span) -> bool {
        let before = self.ends.partition_point(|e| e.0 < span.end);
        let last = before.checked_sub(1).and_then(|i| self.ends.get(i));
        last.is_some_and(|e| e.1 > span.start)
    }

    /// Where the one ends that holds the byte at `offset`; of those that overlap one another, the last end.
    #[must_use]
    pub fn end_over(&self, offset: usize) -> Option<usize> {
        let before = self.ends.partition_point(|e| e.0 <= offset);
        let last = before.checked_sub(1).and_then(|i| self.ends.get(i));
        last.map(|e| e.1).filter(|end| *end > offset)
    }

    /// Whether `span` lies wholly inside one of them, which must not overlap one another.
    #[must_use]
    pub fn hold(&self, span: Span) -> bool {
        let before = self.ends.partition_point(|e| e.0 <= span.start);
        let last = before.checked_sub(1).and_then(|i| self.ends.get(i));
        last.is_some_and(|e| e.1 >= span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_and_slices() {
        let a = Span::new(2, 4);
        let b = Span::new(7, 9);
        assert_eq!(a.join(b), Span::new(2, 9));
        assert_eq!(a.slice("abcdef"), "cd");
        assert_eq!(
            Span::new(1, 2).slice("é"),
            "",
            "a cut character is no slice"
        );
        assert!(!a.overlaps(b) && a.join(b).contains(b));
    }
}
