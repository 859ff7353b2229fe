//! What the bindings know of the sentences of one text, worked out once for each text: a source is compared with draft after draft, and
//! nothing is looked for by walking all its sentences.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Bound;

use super::anchored::{self, Held};
use super::classes::{self, sides_of};
use super::direction::{self, Way};
use super::hedge::covered;
use super::polarity::{Denial, denials, is_denied};
use super::superlative;
use crate::draft::Draft;
use crate::draft::total::At as _;

/// Of the sentences with a word, the first so many are listed: a word in more of them tells none from the others, and what is looked up
/// for every sentence stays cheap in a text of any length.
const LISTED: usize = 256;

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
    /// The sentences by the form of a word, [`LISTED`] of them.
    forms: BTreeMap<String, Vec<usize>>,
    /// The sentences by the sense of a word, [`LISTED`] of them. Only asked for a sense, never walked.
    by_sense: HashMap<String, Vec<usize>>,
    /// The sentences by what an anchored word goes with, and its group, [`LISTED`] of them. Only asked for a thing, never walked.
    by_anchor: HashMap<(usize, String), Vec<usize>>,
}

/// A word in any of its forms.
#[derive(Default)]
struct Word {
    /// Some form of it carries a meaning.
    content: bool,
    /// It is denied somewhere.
    denied: bool,
    /// How many sentences have it.
    sentences: usize,
    /// The last of them.
    last: Option<usize>,
}

/// Lists a sentence once.
fn list(sentences: &mut Vec<usize>, n: usize) {
    if sentences.len() < LISTED && sentences.last() != Some(&n) {
        sentences.push(n);
    }
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
            forms: BTreeMap::new(),
            by_sense: HashMap::new(),
            by_anchor: HashMap::new(),
        };
        for (n, line) in reading.lines.iter().enumerate() {
            let denied = denials(line, m, &classes);
            let senses = classes.senses_of(&line.tokens);
            for (i, token) in line.tokens.iter().enumerate() {
                if !lines.words.contains_key(&token.stem) {
                    lines.words.insert(token.stem.clone(), Word::default());
                }
                if let Some(word) = lines.words.get_mut(&token.stem) {
                    word.content |= token.content;
                    word.denied |= is_denied(&denied, i);
                    if word.last != Some(n) {
                        word.sentences += 1;
                        word.last = Some(n);
                    }
                }
                list(lines.forms.entry(token.text.clone()).or_default(), n);
                list(lines.by_sense.entry(senses.at(i).clone()).or_default(), n);
                if *senses.at(i) != token.stem && is_denied(&denied, i) {
                    lines.words.entry(senses.at(i).clone()).or_default().denied = true;
                }
                let before = line.tokens.get(i.saturating_sub(2)..i).unwrap_or_default();
                if token.content && before.iter().any(|t| m.degrees.contains(&t.text.as_str())) {
                    lines.compared.insert(token.stem.clone());
                }
            }
            lines
                .hedged
                .push(!covered(m, line, &senses, &denied).is_empty());
            let text = &draft.blocks().at(line.block).plain.text;
            let held = anchored::of(text, line, m);
            for (group, anchor) in held.iter().flat_map(Held::keys) {
                let key = (group, anchor.to_owned());
                list(lines.by_anchor.entry(key).or_default(), n);
            }
            lines.anchored.push(held);
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

    /// How many sentences have a stem.
    pub(super) fn sentences_with(&self, stem: &str) -> usize {
        self.words.get(stem).map_or(0, |w| w.sentences)
    }

    /// The sentences with a word in this very form, in order; of a common word the first ones.
    pub(super) fn with_form(&self, form: &str) -> &[usize] {
        self.forms.get(form).map_or(&[], Vec::as_slice)
    }

    /// Whether some word begins like this.
    pub(super) fn has_form_like(&self, beginning: &str) -> bool {
        let from = self
            .forms
            .range::<str, _>((Bound::Included(beginning), Bound::Unbounded));
        from.take(1).any(|(form, _)| form.starts_with(beginning))
    }

    /// The sentences with a word of one of these senses, in order; of a common one the first ones.
    pub(super) fn with_senses<'s>(
        &self,
        senses: impl IntoIterator<Item = &'s str>,
    ) -> BTreeSet<usize> {
        let all = senses.into_iter().filter_map(|s| self.by_sense.get(s));
        all.flatten().copied().collect()
    }

    /// The sentences in which a word of the same group goes with one of the things that this one goes with.
    pub(super) fn with_anchors_of(&self, held: &Held) -> BTreeSet<usize> {
        let all = held
            .keys()
            .filter_map(|(g, a)| self.by_anchor.get(&(g, a.to_owned())));
        all.flatten().copied().collect()
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
