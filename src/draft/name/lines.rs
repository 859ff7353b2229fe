//! Lines of a paragraph that were ended on purpose: the head of a letter, an address, a signature. No name runs over their end, as it does
//! where a text is wrapped.

use super::super::{Block, BlockKind, Draft};
use crate::draft::total::At as _;

/// A text is wrapped at this width or beyond.
const LEAST: usize = 60;
/// So many lines of about one length are wrapped, however short.
const EVEN: usize = 4;

/// The text of a draft and the width at which its lines are wrapped.
pub(super) struct Lines<'a> {
    text: &'a str,
    width: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn of(draft: &'a Draft) -> Self {
        let text = draft.text();
        let longest = text.lines().map(|l| l.chars().count()).max().unwrap_or(0);
        Self {
            text,
            width: longest.max(LEAST),
        }
    }

    /// The words of a paragraph, by index, before which a line ends though they would have found room on it.
    pub(super) fn kept(&self, block: &Block) -> Vec<usize> {
        let inside = self.text.get(block.span.start..block.span.end);
        let Some(inside) =
            inside.filter(|t| block.kind == BlockKind::Paragraph && t.contains('\n'))
        else {
            return Vec::new();
        };
        let lengths: Vec<usize> = inside
            .trim_end()
            .lines()
            .map(|l| l.chars().count())
            .collect();
        let longest = lengths.iter().copied().max().unwrap_or(0);
        let even = lengths.len() >= EVEN
            && longest * 2 >= LEAST
            && lengths
                .get(..lengths.len() - 1)
                .unwrap_or_default()
                .iter()
                .all(|l| l * 4 >= longest * 3);
        let width = if even { longest } else { self.width };
        let mut kept = Vec::new();
        let mut line = 0;
        for (i, pair) in block.words.windows(2).enumerate() {
            let between = self.text.get(pair.at(0).span.end..pair.at(1).span.start);
            let ends = between.map_or(0, |b| b.matches('\n').count());
            if ends == 0 {
                continue;
            }
            line += ends;
            let next = block.word(pair.at(1)).chars().count();
            let length = lengths.get(line - 1).copied().unwrap_or(width);
            if length + 1 + next <= width {
                kept.push(i + 1);
            }
        }
        kept
    }
}
