//! Which sentences of a draft share so few words with the source that no rule can tie them to it. They explain, or they
//! invent; a program cannot tell which. Reports list them for a person to read.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::collections::BTreeSet;

use serde::Serialize;

use super::compare::fold;
use super::{BlockKind, Draft};
use crate::span::Span;

/// A sentence shares too little with the source when fewer than this share of its content words stand there.
///
/// Measured on one source of some 300 words: articles by a careful writer, who explains, have 40 to 45 % of such sentences; a
/// model of 1.5 billion weights, which copies, 10 to 15 %. So the share is no gate, and only the list is of use.
pub const LEAST: f64 = 1.0 / 3.0;

/// Sentences with fewer content words than this say too little to be judged.
const JUDGED: usize = 3;

/// A sentence that stands on (almost) nothing of the source.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unsupported {
    /// Where.
    pub span: Span,
    /// The share of its content words that stand in the source, 0 to 1.
    pub share: f64,
}

/// The sentences of the body, quotations aside, that share less than [`LEAST`] of their content words with the source. Words
/// are compared by their first six letters, so that inflected forms count as the same word.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn unsupported(draft: &Draft, source: &Draft) -> Vec<Unsupported> {
    let function = draft.lang().pack().function_words;
    let elisions = draft.lang().pack().elisions;
    let content = |word: &str| -> Option<String> {
        let folded = fold(word);
        let bare = match folded.split_once('\'') {
            Some((elided, rest)) if elisions.contains(&elided) => rest,
            _ => folded.as_str(),
        };
        let long = bare.chars().count() > 2 && !function.contains(&bare);
        long.then(|| bare.chars().take(6).collect())
    };
    let known: BTreeSet<String> = source
        .blocks()
        .iter()
        .flat_map(|b| b.words.iter().filter_map(|w| content(b.word(w))))
        .collect();
    draft
        .sentences()
        .filter(|(b, s)| {
            b.kind != BlockKind::Row && !draft.quotes().iter().any(|q| q.span.overlaps(s.span))
        })
        .filter_map(|(b, s)| {
            let words = b.words.get(s.words.clone())?;
            let words: Vec<String> = words.iter().filter_map(|w| content(b.word(w))).collect();
            if words.len() < JUDGED {
                return None;
            }
            let share =
                words.iter().filter(|w| known.contains(*w)).count() as f64 / words.len() as f64;
            (share < LEAST).then_some(Unsupported {
                span: s.span,
                share,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn what_the_source_says_is_supported() {
        let source = Draft::parse(
            "Le port d’Anvers a renforcé les contrôles douaniers en mars.",
            Lang::FR,
        );
        let draft = Draft::parse(
            "Les contrôles des douaniers ont été renforcés au port d’Anvers. La santé publique souffre de sanctions fiscales.",
            Lang::FR,
        );
        let found = unsupported(&draft, &source);
        assert_eq!(found.len(), 1);
        assert!(found[0].span.slice(draft.text()).starts_with("La santé"));
    }
}
