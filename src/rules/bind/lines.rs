//! What the bindings know of the sentences of one text, worked out once for each text: a source is compared with draft after draft, and
//! nothing is looked for by walking all its sentences.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::classes::{self, sides_of};
use super::contrast::{next_stems, opposite};
use super::hedge::covered;
use super::polarity::{Denial, denials, is_denied};
use super::superlative;
use crate::draft::Draft;

/// The sentences of a text ([`Reading::lines`](crate::draft::reading::Reading::lines)), as the bindings see them.
pub(super) struct Lines {
    /// The denials of each.
    pub(super) denials: Vec<Vec<Denial>>,
    /// The sides of contrasts that each takes, with the first word that takes it.
    pub(super) sides: Vec<BTreeMap<(usize, usize), usize>>,
    /// The superlatives of each, as half-open ranges of tokens.
    pub(super) superlatives: Vec<Vec<(usize, usize)>>,
    /// Whether anything in a sentence keeps it at a distance.
    pub(super) hedged: Vec<bool>,
    /// The words of the text by stem. Only asked for a stem, never walked.
    words: HashMap<String, Word>,
    /// Prepositions that have an opposite, each with the stems that follow it somewhere.
    following: HashMap<&'static str, HashSet<String>>,
}

/// A word in any of its forms.
#[derive(Default)]
struct Word {
    /// Some form of it carries a meaning.
    content: bool,
    /// It is denied somewhere.
    denied: bool,
    /// The blocks in which it carries a meaning, in order.
    blocks: Vec<usize>,
}

impl Lines {
    pub(super) fn of(draft: &Draft) -> Self {
        let reading = draft.reading();
        let classes = classes::of(draft.lang());
        let m = draft.lang().pack().meaning;
        let mut lines = Self {
            denials: Vec::with_capacity(reading.lines.len()),
            sides: Vec::with_capacity(reading.lines.len()),
            superlatives: Vec::with_capacity(reading.lines.len()),
            hedged: Vec::with_capacity(reading.lines.len()),
            words: HashMap::new(),
            following: HashMap::new(),
        };
        for line in &reading.lines {
            let denied = denials(line, m, &classes);
            for (i, token) in line.tokens.iter().enumerate() {
                if !lines.words.contains_key(&token.stem) {
                    lines.words.insert(token.stem.clone(), Word::default());
                }
                if let Some(word) = lines.words.get_mut(&token.stem) {
                    word.content |= token.content;
                    word.denied |= is_denied(&denied, i);
                    if token.content && word.blocks.last() != Some(&line.block) {
                        word.blocks.push(line.block);
                    }
                }
                if let Some((own, _)) = opposite(m, &token.text) {
                    let stems = next_stems(&line.tokens, i).map(str::to_owned);
                    lines.following.entry(own).or_default().extend(stems);
                }
            }
            lines.hedged.push(!covered(m, line, &denied).is_empty());
            lines.denials.push(denied);
            lines.sides.push(sides_of(line, &classes));
            lines.superlatives.push(superlative::of(line, m));
        }
        lines
    }

    /// Whether a stem stands anywhere; with `content` as a word with a meaning.
    pub(super) fn has(&self, stem: &str, content: bool) -> bool {
        self.words.get(stem).is_some_and(|w| !content || w.content)
    }

    /// Whether a stem stands anywhere where something may deny it.
    pub(super) fn denies(&self, stem: &str) -> bool {
        self.words.get(stem).is_some_and(|w| w.denied)
    }

    /// Whether a stem stands in a block as a word with a meaning.
    pub(super) fn stands_in(&self, block: usize, stem: &str) -> bool {
        self.words
            .get(stem)
            .is_some_and(|w| w.blocks.binary_search(&block).is_ok())
    }

    /// Whether a stem stands right behind a preposition somewhere.
    pub(super) fn follows(&self, preposition: &str, stem: &str) -> bool {
        self.following
            .get(preposition)
            .is_some_and(|s| s.contains(stem))
    }
}
