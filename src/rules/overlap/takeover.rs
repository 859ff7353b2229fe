//! Sentences of a draft given up for those of its source, so that little else changes.

use std::collections::{BTreeMap, BTreeSet};

use crate::draft::compare::fold;
use crate::draft::total::At as _;
use crate::draft::{Block, BlockKind, Draft, Sentence};
use crate::lang::Lang;
use crate::rules::surgery;
use crate::span::Span;

/// A sentence of the source that can be taken over.
pub(super) struct Theirs {
    text: String,
    size: usize,
    words: BTreeSet<String>,
    facts: Vec<String>,
}

impl Theirs {
    /// The sentence, ending otherwise each time that it is used again.
    fn again(&self, lang: Lang, times: usize) -> String {
        match surgery::adverbs(lang, times).as_str() {
            "" => self.text.clone(),
            more => format!("{} {more}.", self.text.trim_end_matches('.')),
        }
    }
}

/// Rounds of copies that are tried at most.
const ROUNDS: usize = 8;

/// The sentences one after the other, several times, from the `first` use on.
pub(super) fn copies(lang: Lang, theirs: &[&Theirs], first: usize) -> Vec<String> {
    (first..first + ROUNDS)
        .flat_map(|times| theirs.iter().map(move |t| t.again(lang, times)))
        .collect()
}

fn vocabulary(block: &Block, sentence: &Sentence) -> BTreeSet<String> {
    let words = block.words.get(sentence.words.clone()).unwrap_or(&[]);
    words.iter().map(|w| fold(block.word(w))).collect()
}

/// The whole sentences of a source that quote nobody, of at least `least` words.
pub(super) fn sentences(source: &Draft, least: usize) -> Vec<Theirs> {
    let mut out = Vec::new();
    for (i, block) in source.blocks().iter().enumerate() {
        if !block.kind.is_counted(crate::draft::Counted::Body) {
            continue;
        }
        for sentence in &block.sentences {
            let text = block.sentence(sentence).trim();
            if sentence.words.len() < least || !text.ends_with('.') {
                continue;
            }
            if let Some(facts) = surgery::stated(source, i, sentence.span) {
                out.push(Theirs {
                    text: text.to_owned(),
                    size: sentence.words.len(),
                    words: vocabulary(block, sentence),
                    facts,
                });
            }
        }
    }
    out
}

/// The sentences of the draft with what takes their place: first those whose figures and names are in it or stand elsewhere too, the
/// opening last, and of these first the ones that are most alike. Quotations stay.
pub(super) fn swaps(draft: &Draft, theirs: &[&Theirs]) -> Swaps {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let all = draft.numbers().iter().map(crate::draft::Number::key);
    for key in all.chain(draft.names().iter().map(|n| n.text.clone())) {
        *counts.entry(key).or_default() += 1;
    }
    let lede = draft.lede().map(|b| b.span);
    // Repeated sentences are a fault of their own: from its second use on, a sentence ends with another word.
    let mut used = vec![0_usize; theirs.len()];
    let mut out: Vec<(bool, usize, Span, String)> = Vec::new();
    for (i, block) in draft.blocks().iter().enumerate() {
        if block.kind != BlockKind::Paragraph {
            continue;
        }
        for sentence in &block.sentences {
            let Some(facts) = surgery::stated(draft, i, sentence.span) else {
                continue;
            };
            let words = vocabulary(block, sentence);
            let lost = |t: &Theirs| {
                facts
                    .iter()
                    .filter(|f| !t.facts.iter().any(|g| g.contains(f.as_str())))
                    .filter(|f| counts.get(*f).is_none_or(|n| *n < 2))
                    .count()
            };
            let longer = |t: &Theirs| t.size.saturating_sub(sentence.words.len());
            let best = theirs.iter().enumerate().min_by_key(|(k, t)| {
                let common = t.words.intersection(&words).count();
                (
                    lost(t),
                    longer(t) / 6 + 2 * used.at(*k),
                    usize::MAX - common,
                    *k,
                )
            });
            let Some((k, t)) = best else { continue };
            let last = lost(t) > 0 || Some(block.span) == lede;
            for fact in facts
                .iter()
                .filter(|f| !t.facts.iter().any(|g| g.contains(f.as_str())))
            {
                if let Some(n) = counts.get_mut(fact) {
                    *n = n.saturating_sub(1);
                }
            }
            let text = t.again(draft.lang(), *used.at(k));
            let times = used.at(k) + 1;
            used.put(k, times);
            out.push((last, usize::MAX - t.size, sentence.span, text));
        }
    }
    out.sort();
    Swaps {
        harmless: out.iter().filter(|o| !o.0).count(),
        uses: used.iter().copied().max().unwrap_or(0),
        all: out.into_iter().map(|o| (o.2, o.3)).collect(),
    }
}

/// What [`swaps`] comes to.
pub(super) struct Swaps {
    /// Sentences of the draft and what takes their place.
    pub(super) all: Vec<(Span, String)>,
    /// How many of them, from the first, lose nothing.
    pub(super) harmless: usize,
    /// How often a sentence of the source is used at most.
    pub(super) uses: usize,
}
