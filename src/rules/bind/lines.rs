//! What the bindings know of the sentences of one text, worked out once for each text: a source is compared with draft after draft, and
//! nothing is looked for by walking all its sentences.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::anchored::{self, Held};
use super::classes::{self, sides_of};
use super::direction::{self, Way};
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
    /// The words of each that exclude others beside the same thing.
    pub(super) anchored: Vec<Vec<Held>>,
    /// The numbers of each that go up or down.
    pub(super) ways: Vec<Vec<Way>>,
    /// The sense of each word of each: what [`Senses::same`](crate::lang::senses::Senses::same) has for it, else its stem.
    pub(super) senses: Vec<Vec<String>>,
    /// Stems that stand somewhere as a matter of degree or rank.
    compared: HashSet<String>,
}

/// A word in any of its forms.
#[derive(Default)]
struct Word {
    /// Some form of it carries a meaning.
    content: bool,
    /// It is denied somewhere.
    denied: bool,
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
            anchored: Vec::with_capacity(reading.lines.len()),
            ways: Vec::with_capacity(reading.lines.len()),
            compared: HashSet::new(),
            senses: Vec::with_capacity(reading.lines.len()),
        };
        for line in &reading.lines {
            let denied = denials(line, m, &classes);
            let senses = classes.senses_of(&line.tokens);
            for (i, token) in line.tokens.iter().enumerate() {
                if !lines.words.contains_key(&token.stem) {
                    lines.words.insert(token.stem.clone(), Word::default());
                }
                if let Some(word) = lines.words.get_mut(&token.stem) {
                    word.content |= token.content;
                    word.denied |= is_denied(&denied, i);
                }
                if senses[i] != token.stem && is_denied(&denied, i) {
                    lines.words.entry(senses[i].clone()).or_default().denied = true;
                }
                let before = &line.tokens[i.saturating_sub(2)..i];
                if token.content && before.iter().any(|t| m.degrees.contains(&t.text.as_str())) {
                    lines.compared.insert(token.stem.clone());
                }
            }
            lines
                .hedged
                .push(!covered(m, line, &senses, &denied).is_empty());
            lines.anchored.push(anchored::of(line, m));
            lines.ways.push(direction::of(line, m, &classes, &denied));
            lines.senses.push(senses);
            lines.denials.push(denied);
            lines.sides.push(sides_of(line, m, &classes));
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

    /// Whether a stem stands anywhere as a matter of degree or rank: `more expensive`, `the leading maker`.
    pub(super) fn compares(&self, stem: &str) -> bool {
        self.compared.contains(stem)
    }
}
