//! Which sentences of the source each sentence of the article rests on.
//!
//! Two sentences are compared by the words that carry a meaning, weighted by how rare they are in the source (inverse document frequency
//! over sentences, smoothed), numbers and names being words like others. An article's sentence may rest on several sentences of
//! the source: after the best one, others are taken while they explain words that are still unexplained. Deterministic; the work is
//! bounded by the postings of each word, and words that stand in very many sentences open no new candidates.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::collections::HashMap;
use std::sync::Arc;

use super::Draft;
use super::reading::{Line, Reading};

/// How many sentences of the source one sentence of the article may rest on.
const MOST: usize = 3;
/// A sentence of the source is a candidate when it explains at least this share of the weight of the article's sentence.
const LEAST: f64 = 0.18;
/// Words in more sentences than this open no candidates: the work stays linear.
const COMMON: usize = 64;

/// What one sentence of the article rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Indices of sentences of the source ([`Reading::lines`]), the one that explains most first; empty when it rests on nothing.
    pub rests_on: Vec<usize>,
    /// The share of the sentence's weight that these explain together, 0 to 1.
    pub share: f64,
}

/// The alignment of an article with its source.
#[derive(Debug)]
pub struct Alignment {
    /// One row for each sentence of the article ([`Reading::lines`]), in order.
    pub rows: Vec<Row>,
    /// The article.
    pub article: Arc<Reading>,
    /// The source.
    pub source: Arc<Reading>,
    /// For each sentence of the source, how many of the article's rest on it, and the last that does.
    rested: Vec<(usize, usize)>,
}

impl Alignment {
    /// Whether a sentence of the article other than `line` rests on a sentence of the source.
    pub(crate) fn is_told_beside(&self, source: usize, line: usize) -> bool {
        self.rested
            .get(source)
            .is_some_and(|&(times, last)| times > 1 || times == 1 && last != line)
    }
}

/// Aligns an article with its source.
#[must_use]
pub fn align(article: &Draft, source: &Draft) -> Alignment {
    let index = source.keep(Index::of);
    let (article, source) = (article.reading(), source.reading());
    let rows: Vec<Row> = article.lines.iter().map(|l| index.row(l)).collect();
    let mut rested = vec![(0, 0); source.lines.len()];
    for (line, row) in rows.iter().enumerate() {
        for &s in &row.rests_on {
            if let Some((times, last)) = rested.get_mut(s) {
                // A row that names a sentence twice rests on it once.
                if *times == 0 || *last != line {
                    *times += 1;
                }
                *last = line;
            }
        }
    }
    Alignment {
        rows,
        article,
        source,
        rested,
    }
}

/// Which sentences of a source one sentence of an article rests on ([`Row::rests_on`]).
#[must_use]
pub fn rests_on(line: &Line, source: &Draft) -> Vec<usize> {
    source.keep(Index::of).row(line).rests_on
}

/// The sentences of a source by the words in them; each stem is a number, which is quick to compare.
#[derive(Debug)]
struct Index {
    /// The number of each stem. Only asked for a stem, never walked.
    ids: HashMap<String, usize>,
    /// In which sentences a stem stands, by its number.
    postings: Vec<Vec<usize>>,
    /// The stems of each sentence, in order of their numbers.
    lines: Vec<Vec<usize>>,
}

/// A stem of a sentence that has to be explained.
struct Wanted {
    id: Option<usize>,
    weight: f64,
}

impl Index {
    fn of(source: &Draft) -> Self {
        let reading = source.reading();
        let mut ids: HashMap<String, usize> = HashMap::new();
        let mut postings: Vec<Vec<usize>> = Vec::new();
        let mut lines = Vec::with_capacity(reading.lines.len());
        for (i, line) in reading.lines.iter().enumerate() {
            let mut stems = Vec::new();
            for stem in stems_of(line) {
                let id = ids.get(stem).copied().unwrap_or_else(|| {
                    ids.insert(stem.to_owned(), postings.len());
                    postings.push(Vec::new());
                    postings.len() - 1
                });
                if let Some(places) = postings.get_mut(id) {
                    places.push(i);
                }
                stems.push(id);
            }
            stems.sort_unstable();
            lines.push(stems);
        }
        Self {
            ids,
            postings,
            lines,
        }
    }

    /// How much a stem tells: a word that the source has not counts as a rare one, because it is what has to be explained.
    #[allow(clippy::cast_precision_loss)]
    fn weight(&self, id: Option<usize>) -> f64 {
        let n = self.lines.len() as f64;
        let df = id.and_then(|id| self.postings.get(id)).map_or(1, Vec::len) as f64;
        (1.0 + n / df).ln()
    }

    fn row(&self, line: &Line) -> Row {
        let mut open: Vec<Wanted> = stems_of(line)
            .into_iter()
            .map(|stem| {
                let id = self.ids.get(stem).copied();
                let weight = self.weight(id);
                Wanted { id, weight }
            })
            .collect();
        let total: f64 = open.iter().map(|w| w.weight).sum();
        let mut row = Row {
            rests_on: Vec::new(),
            share: 0.0,
        };
        if total <= 0.0 {
            return row;
        }
        // What the source has not is explained by nothing.
        open.retain(|w| w.id.is_some());
        let postings = open.iter().filter_map(|w| self.postings.get(w.id?));
        let mut candidates: Vec<usize> = postings
            .filter(|p| p.len() <= COMMON)
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let has = |i: usize, w: &Wanted| {
            let stems = self.lines.get(i);
            w.id.is_some_and(|id| stems.is_some_and(|s| s.binary_search(&id).is_ok()))
        };
        let len = |i: usize| self.lines.get(i).map_or(0, Vec::len);
        while row.rests_on.len() < MOST {
            // Of two that explain as much, the shorter one is meant, then the earlier one.
            let best = candidates
                .iter()
                .filter(|i| !row.rests_on.contains(i))
                .map(|&i| {
                    let own = open.iter().filter(|w| has(i, w));
                    (i, own.map(|w| w.weight).sum::<f64>())
                })
                .max_by(|a, b| {
                    a.1.total_cmp(&b.1)
                        .then_with(|| len(b.0).cmp(&len(a.0)))
                        .then_with(|| b.0.cmp(&a.0))
                });
            let Some((i, gain)) = best.filter(|b| b.1 >= LEAST * total) else {
                break;
            };
            open.retain(|w| !has(i, w));
            row.rests_on.push(i);
            row.share += gain / total;
        }
        row
    }
}

/// The stems of a sentence that carry a meaning, in order, none twice.
fn stems_of(line: &Line) -> Vec<&str> {
    let content = line.tokens.iter().filter(|t| t.content);
    let mut stems: Vec<&str> = content.map(|t| t.stem.as_str()).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn rests(article: &str, source: &str, lang: Lang) -> Vec<Vec<usize>> {
        let found = align(&Draft::parse(article, lang), &Draft::parse(source, lang));
        found.rows.into_iter().map(|r| r.rests_on).collect()
    }

    #[test]
    fn sentences_find_what_they_rest_on() {
        let source = "La douane a saisi douze tonnes de cocaïne à Anvers. Le maire promet des contrôles. Les dockers restent inquiets.";
        let article = "Les contrôles seront renforcés, promet le maire. À Anvers, douze tonnes de cocaïne saisies par la douane. Il pleuvra demain.";
        assert_eq!(rests(article, source, Lang::FR), [vec![1], vec![0], vec![]]);
    }

    #[test]
    fn one_sentence_may_rest_on_two() {
        let source =
            "The council bought two cranes. The cranes cost four million pounds. It rained.";
        let article = "The council paid four million pounds for two cranes that it bought.";
        let mut found = rests(article, source, Lang::EN).remove(0);
        found.sort_unstable();
        assert_eq!(found, [0, 1]);
    }
}
