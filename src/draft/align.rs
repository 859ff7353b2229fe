//! Which sentences of the source each sentence of the article rests on.
//!
//! Two sentences are compared by the words that carry a meaning, weighted by how rare they are in the source (inverse document frequency
//! over sentences, smoothed), numbers and names being words like others. An article's sentence may rest on several sentences of
//! the source: after the best one, others are taken while they explain words that are still unexplained. Deterministic; the work is
//! bounded by the postings of each word, and words that stand in very many sentences open no new candidates.

use std::collections::{BTreeMap, BTreeSet, HashMap};
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
}

/// Aligns an article with its source.
#[must_use]
pub fn align(article: &Draft, source: &Draft) -> Alignment {
    let (article, source) = (article.reading(), source.reading());
    let index = Index::of(&source);
    let rows = article.lines.iter().map(|l| index.row(l)).collect();
    Alignment {
        rows,
        article,
        source,
    }
}

struct Index<'a> {
    /// In which sentences a stem stands. Only asked for a stem, never walked.
    postings: HashMap<&'a str, Vec<usize>>,
    /// The stems of each sentence.
    lines: Vec<BTreeSet<&'a str>>,
}

impl<'a> Index<'a> {
    fn of(source: &'a Reading) -> Self {
        let lines: Vec<BTreeSet<&str>> = source.lines.iter().map(stems).collect();
        let mut postings: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, line) in lines.iter().enumerate() {
            for stem in line {
                postings.entry(stem).or_default().push(i);
            }
        }
        Self { postings, lines }
    }

    /// How much a stem tells: a word that the source has not counts as a rare one, because it is what has to be explained.
    #[allow(clippy::cast_precision_loss)]
    fn weight(&self, stem: &str) -> f64 {
        let n = self.lines.len() as f64;
        let df = self.postings.get(stem).map_or(1, Vec::len) as f64;
        (1.0 + n / df).ln()
    }

    fn row(&self, line: &Line) -> Row {
        let wanted: BTreeMap<&str, f64> = stems(line)
            .into_iter()
            .map(|s| (s, self.weight(s)))
            .collect();
        let total: f64 = wanted.values().sum();
        if total <= 0.0 {
            return Row {
                rests_on: Vec::new(),
                share: 0.0,
            };
        }
        let mut scores: BTreeMap<usize, f64> = BTreeMap::new();
        for (stem, weight) in &wanted {
            let Some(at) = self.postings.get(stem).filter(|p| p.len() <= COMMON) else {
                continue;
            };
            for i in at {
                *scores.entry(*i).or_default() += weight;
            }
        }
        let mut open: BTreeMap<&str, f64> = wanted.clone();
        let mut rests_on: Vec<usize> = Vec::new();
        let mut share = 0.0;
        while rests_on.len() < MOST {
            // Of two that explain as much, the shorter one is meant, then the earlier one.
            let best = scores
                .keys()
                .filter(|i| !rests_on.contains(i))
                .map(|&i| {
                    let gain: f64 = open
                        .iter()
                        .filter(|(s, _)| self.lines[i].contains(*s))
                        .map(|(_, w)| w)
                        .sum();
                    (i, gain)
                })
                .max_by(|a, b| {
                    a.1.total_cmp(&b.1)
                        .then_with(|| self.lines[b.0].len().cmp(&self.lines[a.0].len()))
                        .then_with(|| b.0.cmp(&a.0))
                });
            let Some((i, gain)) = best.filter(|b| b.1 >= LEAST * total) else {
                break;
            };
            open.retain(|s, _| !self.lines[i].contains(s));
            rests_on.push(i);
            share += gain / total;
        }
        Row { rests_on, share }
    }
}

fn stems(line: &Line) -> BTreeSet<&str> {
    line.tokens
        .iter()
        .filter(|t| t.content)
        .map(|t| t.stem.as_str())
        .collect()
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
