//! Named texts and positions in them.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::sync::Arc;

use serde::Serialize;

use crate::span::Loc;

/// Identifies a [`Source`] inside one [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SourceId(pub u32);

/// A text with the name under which messages show it.
#[derive(Debug, Clone)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
    line_starts: Arc<[usize]>,
}

/// A line and a column, both counted from 1; the column counts Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
}

impl Source {
    /// A source named `name` (a path, or `seo/basic` for a built-in pack).
    #[must_use]
    pub fn new(name: &str, text: &str) -> Self {
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(i, _)| i + 1))
            .collect();
        Self {
            name: name.into(),
            text: text.into(),
            line_starts,
        }
    }

    /// The name shown in messages.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte range of a line, counted from 1, its line break included; `None` past the last line.
    #[must_use]
    pub fn line_range(&self, line: usize) -> Option<std::ops::Range<usize>> {
        let start = *self.line_starts.get(line.checked_sub(1)?)?;
        let end = self
            .line_starts
            .get(line)
            .copied()
            .unwrap_or(self.text.len());
        Some(start..end)
    }

    /// Line and column of a byte offset; an offset past the end gives the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.line_starts.partition_point(|&s| s <= offset);
        let before = line.checked_sub(1).and_then(|i| self.line_starts.get(i));
        let start = before.copied().unwrap_or_default();
        let mut end = offset;
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        Position {
            line,
            column: self.text.get(start..end).map_or(0, |t| t.chars().count()) + 1,
        }
    }
}

/// All sources of one invocation. Sources are only ever added, so a [`SourceId`] stays valid.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
}

impl SourceMap {
    /// An empty map.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The id that the source added next will have.
    #[must_use]
    pub fn next(&self) -> SourceId {
        SourceId(u32::try_from(self.sources.len()).unwrap_or(u32::MAX))
    }

    /// Adds a source and returns its id.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = self.next();
        self.sources.push(source);
        id
    }

    /// The source with this id.
    ///
    /// # Panics
    /// When the id comes from another map.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "an id is only made by `add`, which puts its source there, and none is ever taken out"
    )]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// Every source, in the order added.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.sources
            .iter()
            .enumerate()
            .map(|(i, s)| (SourceId(u32::try_from(i).unwrap_or(u32::MAX)), s))
    }

    /// `name:line:column` of a place, as messages print it.
    #[must_use]
    pub fn describe(&self, loc: Loc) -> String {
        let source = self.get(loc.source);
        let at = source.position(loc.span.start);
        format!("{}:{}:{}", source.name(), at.line, at.column)
    }

    /// The text under a place.
    #[must_use]
    pub fn slice(&self, loc: Loc) -> &str {
        loc.span.slice(self.get(loc.source).text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters() {
        let s = Source::new("a", "né\nà b");
        assert_eq!(s.position(0), Position { line: 1, column: 1 });
        assert_eq!(s.position(3), Position { line: 1, column: 3 });
        assert_eq!(s.position(4), Position { line: 2, column: 1 });
        assert_eq!(s.position(5), Position { line: 2, column: 1 });
        assert_eq!(s.position(999), Position { line: 2, column: 4 });
    }
}
