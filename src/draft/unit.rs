//! The units that a rule can count in: sentences, paragraphs, sections.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use serde::Serialize;

use crate::draft::{Counted, Draft, chars};
use crate::span::Span;

/// What a counting rule is asked for each of: `at most 35 words per sentence`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// A sentence of the body.
    Sentence,
    /// A paragraph, quoted ones included; list items and headings are none.
    Paragraph,
    /// What stands before the first `##` heading, or a `##` heading with what follows it.
    Section,
}

impl Unit {
    /// All units, the smallest first.
    pub const ALL: [Self; 3] = [Self::Sentence, Self::Paragraph, Self::Section];

    /// The word that recipes use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Paragraph => "paragraph",
            Self::Section => "section",
        }
    }

    /// The unit with this name.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|u| u.word() == word)
    }
}

/// One sentence, paragraph or section, with what is counted in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the text; a section begins with its heading.
    pub span: Span,
    /// Where its running text begins, after the heading of a section.
    pub body: Span,
    /// Index of the section it belongs to.
    pub section: usize,
    /// Words of body in it.
    pub words: usize,
    /// Sentences of body in it.
    pub sentences: usize,
    /// Characters of body in it, without line breaks between blocks.
    pub chars: usize,
}

impl Draft {
    /// The units of a kind, in order. Those without a word are left out.
    #[must_use]
    pub fn pieces(&self, unit: Unit) -> Vec<Piece> {
        let all: Vec<Piece> = match unit {
            Unit::Sentence => self
                .sentences()
                .map(|(block, s)| Piece {
                    span: s.span,
                    body: s.span,
                    section: block.section,
                    words: s.words.len(),
                    sentences: 1,
                    chars: chars(block.sentence(s).trim()),
                })
                .collect(),
            Unit::Paragraph => self
                .paragraphs()
                .map(|(_, b)| Piece {
                    span: b.span,
                    body: b.span,
                    section: b.section,
                    words: b.words.len(),
                    sentences: b.sentences.len(),
                    chars: chars(b.plain.text.trim()),
                })
                .collect(),
            Unit::Section => (0..self.sections().len())
                .map(|i| self.section_piece(i))
                .collect(),
        };
        all.into_iter().filter(|p| p.words > 0).collect()
    }

    fn section_piece(&self, index: usize) -> Piece {
        let section = self.sections().get(index);
        let span = section.map_or(Span::at(0), |s| s.span);
        let body: Vec<_> = self
            .section_blocks(index)
            .filter(|(_, b)| b.kind.is_counted(Counted::Body))
            .map(|(_, b)| b)
            .collect();
        let run = match (body.first(), body.last()) {
            (Some(a), Some(b)) => a.span.join(b.span),
            _ => Span::at(span.end),
        };
        Piece {
            span,
            body: run,
            section: index,
            words: body.iter().map(|b| b.words.len()).sum(),
            sentences: body.iter().map(|b| b.sentences.len()).sum(),
            chars: body.iter().map(|b| chars(b.plain.text.trim())).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn units_are_found() {
        let text = "# T\n\nUn deux. Trois.\n\n## H\n\nQuatre.\n\n- cinq six\n";
        let d = Draft::parse(text, Lang::FR);
        let words = |u| d.pieces(u).iter().map(|p| p.words).collect::<Vec<_>>();
        assert_eq!(words(Unit::Sentence), [2, 1, 1, 2]);
        assert_eq!(words(Unit::Paragraph), [3, 1]);
        assert_eq!(words(Unit::Section), [3, 3]);
        let second = d.pieces(Unit::Section)[1];
        assert!(second.span.slice(text).starts_with("## H"));
        assert!(second.body.slice(text).starts_with("Quatre"));
        assert_eq!(Unit::named("section"), Some(Unit::Section));
    }
}
