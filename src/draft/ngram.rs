//! How much of a draft is copied from its source, word by word.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Serialize;

use super::{Counted, Draft};
use crate::span::Span;

/// What a draft shares with its source.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overlap {
    /// How many n-grams of the draft occur in the source.
    pub shared: usize,
    /// How many n-grams the draft has.
    pub total: usize,
    /// `shared / total`, from 0 to 1; 0 when there is no n-gram.
    pub ratio: f64,
    /// The runs of words shared with the source, in the draft: the longest in words first, then in the order of the text.
    pub longest: Vec<Span>,
}

/// The words of a source as numbers. Only asked for a word, never walked: its order shows nowhere.
struct Known {
    ids: HashMap<String, u32>,
    blocks: Vec<Vec<u32>>,
}

impl Known {
    fn read(source: &Draft) -> Self {
        let mut ids: HashMap<String, u32> = HashMap::new();
        let mut blocks: Vec<Vec<u32>> = Vec::new();
        for (block, folded) in source.folded() {
            if !block.kind.is_counted(Counted::All) {
                continue;
            }
            let words = folded.iter().map(|w| {
                if let Some(id) = ids.get(w) {
                    return *id;
                }
                let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
                ids.insert(w.clone(), next);
                next
            });
            blocks.push(words.collect());
        }
        Self { ids, blocks }
    }
}

/// The n-grams of a source. Only asked whether one is among them.
struct Grams {
    n: usize,
    all: HashSet<Box<[u32]>>,
}

impl Grams {
    fn read(known: &Known, n: usize) -> Self {
        let all = known.blocks.iter().flat_map(|b| b.windows(n));
        Self {
            n,
            all: all.map(Box::from).collect(),
        }
    }
}

/// Compares the n-grams (`n` words in a row, in normal form, inside one block) of the draft's body with those of the source, title and
/// headings of the source included. Words of the draft that touch a span of `except` are left out, and no n-gram crosses them.
#[must_use]
pub fn shared_ngrams(draft: &Draft, source: &Draft, n: usize, except: &[Span]) -> Overlap {
    let n = n.max(1);
    let known = source.keep(Known::read);
    let grams = source.keep(|_| Grams::read(&known, n));
    let grams = if grams.n == n {
        grams
    } else {
        Arc::new(Grams::read(&known, n)) // two rules with different lengths in one recipe: rare
    };

    let mut except: Vec<Span> = except.to_vec();
    except.sort_unstable();
    let mut excluded = Excluded {
        spans: &except,
        at: 0,
        reach: 0,
    };
    let mut shared = 0;
    let mut total = 0;
    let mut runs: Vec<(usize, Span)> = Vec::new();
    let mut gram: Vec<u32> = Vec::with_capacity(n);
    for (block, folded) in draft.folded() {
        if !block.kind.is_counted(Counted::Body) {
            continue;
        }
        let words: Vec<(Option<u32>, bool)> = block
            .words
            .iter()
            .zip(folded)
            .map(|(w, folded)| (known.ids.get(folded).copied(), excluded.touches(w.span)))
            .collect();
        // The run of shared words that is open: first word and word after the last.
        let mut run: Option<(usize, usize)> = None;
        let mut close = |run: &mut Option<(usize, usize)>| {
            if let Some((s, e)) = run.take()
                && let Some(own) = block.words.get(s..e)
                && let (Some(first), Some(last)) = (own.first(), own.last())
            {
                runs.push((e - s, first.span.join(last.span)));
            }
        };
        for (i, window) in words.windows(n).enumerate() {
            if window.iter().any(|w| w.1) {
                continue;
            }
            total += 1;
            gram.clear();
            gram.extend(window.iter().map_while(|w| w.0));
            if gram.len() < n || !grams.all.contains(gram.as_slice()) {
                continue;
            }
            shared += 1;
            match &mut run {
                // Adjacent or overlapping windows are one run; an excluded word between them is not.
                Some((_, end)) if i < *end || (i == *end && n == 1) => *end = i + n,
                _ => {
                    close(&mut run);
                    run = Some((i, i + n));
                }
            }
        }
        close(&mut run);
    }
    runs.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    Overlap {
        shared,
        total,
        #[allow(clippy::cast_precision_loss)]
        ratio: if total == 0 {
            0.0
        } else {
            shared as f64 / total as f64
        },
        longest: runs.into_iter().map(|(_, span)| span).collect(),
    }
}

/// Sorted spans, asked in the order of the text.
struct Excluded<'a> {
    spans: &'a [Span],
    at: usize,
    /// The furthest end of the spans that were passed.
    reach: usize,
}

impl Excluded<'_> {
    fn touches(&mut self, word: Span) -> bool {
        while let Some(span) = self.spans.get(self.at)
            && span.start < word.end
        {
            self.reach = self.reach.max(span.end);
            self.at += 1;
        }
        word.start < self.reach
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn counts_shared_runs_outside_of_quotes() {
        let source = Draft::parse(
            "# Un deux trois\n\nLe chat noir dort sur le tapis rouge du salon.",
            Lang::FR,
        );
        let draft = Draft::parse(
            "# Autre\n\nHier le chat noir dort sur le sol.\n\nUn tapis rouge du salon brûle, le CHAT noir dort.",
            Lang::FR,
        );
        let all = shared_ngrams(&draft, &source, 3, &[]);
        assert_eq!((all.shared, all.total), (4 + 2 + 2, 6 + 8));
        let shown: Vec<&str> = all.longest.iter().map(|s| s.slice(draft.text())).collect();
        assert_eq!(
            shown,
            [
                "le chat noir dort sur le",
                "tapis rouge du salon",
                "le CHAT noir dort"
            ]
        );
        let start = draft.text().find("noir dort").expect("there");
        let less = shared_ngrams(&draft, &source, 3, &[Span::new(start, start + 4)]);
        assert_eq!((less.shared, less.total), (1 + 2 + 2, 3 + 8));
        assert_eq!(shared_ngrams(&draft, &source, 50, &[]).ratio, 0.0);
    }
}
