//! A quotation of which only parts stand between marks: whether the rest is told beside them as reported speech.

use std::collections::BTreeSet;

use super::align::{ByWord, MOST_WORDS, Piece, bare, denies, is_small, pieces};
use super::words;
use crate::draft::compare::fold;
use crate::draft::total::At as _;
use crate::draft::{BlockKind, Draft, Quote, sentences, without_reports};
use crate::lang::Pack;

/// Two forms of a word begin with so many letters that are the same.
const SAME: usize = 4;
/// A form is no more letters longer than what it shares with the other.
const ENDING: usize = 4;
/// Of a short word that another begins with, no more letters are new.
const SHORT_ENDING: usize = 3;

/// A quotation quoted in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct Part {
    /// The quotations of the draft that have parts of it.
    pub(in crate::rules) quotes: Vec<usize>,
    /// How many of its words stand between marks.
    pub(in crate::rules) kept: usize,
    /// How many words it has.
    pub(in crate::rules) words: usize,
    /// The words left out that are told nowhere near.
    pub(in crate::rules) untold: Vec<String>,
    /// The rows of words that stand between no marks.
    pub(in crate::rules) left: Vec<Vec<String>>,
}

/// What the draft quotes of a quotation in parts, each of them word for word; `None` when it quotes none, or another text between the same marks.
pub(in crate::rules) fn in_part(quote: &Quote, source: &Draft, draft: &Draft) -> Option<Part> {
    let lang = source.lang();
    let pack = lang.pack();
    let (text, _) = without_reports(&quote.text, lang);
    let mut theirs: Vec<String> = Vec::new();
    let mut sentence: Vec<usize> = Vec::new();
    let cut = sentences(&text, &crate::draft::words(&text, lang), lang);
    for (i, (start, end)) in cut.into_iter().enumerate() {
        let said = words(text.get(start..end)?);
        sentence.resize(sentence.len() + said.len(), i);
        theirs.extend(said);
    }
    if theirs.is_empty() || theirs.len() > MOST_WORDS {
        return None;
    }
    let mut covered = vec![false; theirs.len()];
    let mut quotes = Vec::new();
    for index in draft.keep(ByWord::read).likely(&theirs, |_| true) {
        let own = draft.quotes().get(index)?;
        if cover(own, source, &theirs, &mut covered) {
            quotes.push(index);
        }
    }
    let kept = covered.iter().filter(|c| **c).count();
    if kept < 2 {
        return None;
    }
    let near: Vec<Near> = quotes
        .iter()
        .flat_map(|q| draft.quotes().get(*q))
        .flat_map(|own| Near::around(own, draft))
        .collect();
    let mut untold = Vec::new();
    let mut left = Vec::new();
    let mut at = 0;
    while at < theirs.len() {
        let end = (at..theirs.len())
            .find(|i| *covered.at(*i) || sentence.at(*i) != sentence.at(at))
            .unwrap_or(theirs.len());
        if end == at {
            at += 1;
            continue;
        }
        untold.extend(not_told(
            theirs.get(at..end).unwrap_or_default(),
            &near,
            pack,
        ));
        left.push(theirs.get(at..end).unwrap_or_default().to_vec());
        at = end;
    }
    Some(Part {
        quotes,
        kept,
        words: theirs.len(),
        untold,
        left,
    })
}

/// Marks the words that a quotation of the draft has, when all that it has are words of this one in a row.
fn cover(own: &Quote, source: &Draft, theirs: &[String], covered: &mut [bool]) -> bool {
    let pack = source.lang().pack();
    let pieces = pieces(&own.text, source);
    let runs: Vec<Vec<&String>> = pieces
        .split(|p| !matches!(p, Piece::Word(_)))
        .map(|run| {
            run.iter()
                .filter_map(|p| match p {
                    Piece::Word(w) => Some(w),
                    _ => None,
                })
                .collect()
        })
        .filter(|run: &Vec<&String>| !run.is_empty())
        .collect();
    let means = runs.iter().flatten().any(|w| !is_small(w, pack));
    if !means || runs.iter().map(Vec::len).sum::<usize>() < 2 {
        return false;
    }
    let places: Option<Vec<usize>> = runs
        .iter()
        .map(|run| {
            theirs
                .windows(run.len())
                .position(|w| w.iter().zip(run).all(|(a, b)| a == *b))
        })
        .collect();
    let Some(places) = places else { return false };
    for (at, run) in places.into_iter().zip(&runs) {
        covered
            .get_mut(at..at + run.len())
            .unwrap_or_default()
            .fill(true);
    }
    true
}

/// A sentence of the draft beside or around a quotation, without what stands between marks.
#[derive(Debug)]
struct Near {
    words: Vec<String>,
    /// Whether the quotation stands in it.
    own: bool,
}

impl Near {
    /// The sentences in which a quotation stands and those beside them, in the next paragraph too.
    fn around(quote: &Quote, draft: &Draft) -> Vec<Self> {
        let Some(block) = draft.blocks().get(quote.block) else {
            return Vec::new();
        };
        let first = block.sentences.partition_point(|s| s.end <= quote.start);
        let last = block.sentences.partition_point(|s| s.start < quote.end);
        let mut found: Vec<Self> = (first.saturating_sub(1)..(last + 1).min(block.sentences.len()))
            .filter_map(|i| Self::read(draft, quote.block, i, (first..last).contains(&i)))
            .collect();
        let paragraph = |i: &usize| {
            let block = draft.blocks().get(*i);
            block.is_some_and(|b| b.kind == BlockKind::Paragraph && !b.sentences.is_empty())
        };
        if first == 0
            && let Some(before) = quote.block.checked_sub(1).filter(paragraph)
        {
            let end = draft.blocks().at(before).sentences.len() - 1;
            found.extend(Self::read(draft, before, end, false));
        }
        if last >= block.sentences.len()
            && let Some(after) = Some(quote.block + 1).filter(paragraph)
        {
            found.extend(Self::read(draft, after, 0, false));
        }
        found
    }

    fn read(draft: &Draft, block: usize, sentence: usize, own: bool) -> Option<Self> {
        let pack = draft.lang().pack();
        let quoted = draft.quotes_of(block);
        let whole = draft.blocks().get(block)?;
        let range = whole.sentences.get(sentence)?.words.clone();
        let folded = draft.folded_words(block).get(range.clone())?;
        let words = whole
            .words
            .get(range)?
            .iter()
            .zip(folded)
            .filter(|(w, _)| !quoted.iter().any(|q| q.span.contains(w.span)))
            .flat_map(|(_, f)| {
                // `n'ai` is `n'` and `ai`.
                let rest = bare(f, pack);
                let elided =
                    (rest.len() < f.len()).then(|| f[..f.len() - rest.len() - 1].to_owned());
                elided.into_iter().chain([rest.to_owned()])
            })
            .collect();
        Some(Self { words, own })
    }

    fn denies(&self, pack: &Pack) -> bool {
        self.words.iter().any(|w| denies(w, pack))
    }
}

/// The words of a run that nothing near tells: words that mean something, what denies, limits or hedges them.
fn not_told(run: &[String], near: &[Near], pack: &Pack) -> Vec<String> {
    let q = pack.quoting;
    let among = |list: &[&str], w: &str| list.contains(&w);
    let all = || near.iter().flat_map(|n| &n.words);
    let mut untold = Vec::new();
    let mut denial: Option<&String> = None;
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut means = false;
    for word in run {
        let w = bare(word, pack);
        if matches!(w, "?" | "%") || among(pack.figures.minus, w) {
            continue;
        }
        if denies(word, pack) {
            denial = Some(word);
        } else if q.turns.binary_search(&w).is_ok() {
            if !all().any(|o| q.turns.binary_search(&o.as_str()).is_ok()) {
                untold.push(word.clone());
            }
        } else if among(pack.meaning.modals, w) {
            if !all().any(|o| among(pack.meaning.hedges, o) || among(pack.meaning.modals, o)) {
                untold.push(word.clone());
            }
        } else if is_small(word, pack) || contracted(w, pack) {
        } else {
            means = true;
            if all().any(|o| alike(o, w, pack)) {
                told.insert(w);
            } else {
                untold.push(word.clone());
            }
        }
    }
    if let Some(denial) = denial {
        let there = near.iter().any(|n| {
            n.denies(pack)
                && if means {
                    n.words
                        .iter()
                        .any(|o| told.iter().any(|w| alike(o, w, pack)))
                } else {
                    n.own
                }
        });
        if !there {
            untold.push(denial.clone());
        }
    }
    untold
}

/// `we're`, `it's`.
fn contracted(word: &str, pack: &Pack) -> bool {
    word.split_once('\'')
        .is_some_and(|(a, b)| is_small(a, pack) && b.len() <= 2)
}

/// Whether two words are forms of one, or one number.
fn alike(a: &str, b: &str, pack: &Pack) -> bool {
    if a == b {
        return true;
    }
    if let (Some(a), Some(b)) = (value(a, pack), value(b, pack)) {
        return (a - b).abs() < f64::EPSILON;
    }
    let owned = |w: &str| fold(w.strip_suffix("'s").unwrap_or(w));
    let (a, b) = (owned(a), owned(b));
    if pack
        .quoting
        .forms
        .iter()
        .any(|f| f.contains(&a.as_str()) && f.contains(&b.as_str()))
    {
        return true;
    }
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.chars().count() - shared, b.chars().count() - shared);
    shared >= SAME && a.max(b) <= ENDING
        || shared + 1 >= SAME && a.min(b) == 0 && a.max(b) <= SHORT_ENDING
}

fn value(word: &str, pack: &Pack) -> Option<f64> {
    let named = pack.number_words.iter().find(|(w, _)| *w == word);
    named
        .map(|(_, v)| *v)
        .or_else(|| word.replace(',', ".").parse().ok())
}
