//! Which quotation of one text is which of the other, and what became of it.

mod align;
mod part;
mod rows;

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::draft::compare::fold;
use crate::draft::total::At as _;
use crate::draft::{BlockKind, Draft, Interview, Quote};
use crate::span::Span;

pub(in crate::rules) use align::{Difference, align, nearest, told};
pub(in crate::rules) use part::{Part, in_part};
use rows::Rows;

/// The words of all quotations of a text, one after the other, so that a quotation that is split (`« A », dit-il, « B »`) is found as one.
#[derive(Debug)]
pub(in crate::rules) struct Said {
    /// As they stand.
    whole: Rows,
    /// Without the clauses that report them: `poursuit la commissaire`.
    bare: Rows,
}

impl Said {
    pub(in crate::rules) fn read(draft: &Draft) -> Self {
        let mut whole = Rows::default();
        let mut bare = Rows::default();
        for (index, quote) in draft.quotes().iter().enumerate() {
            whole.extend(words(&quote.text), index);
            bare.extend(words(&quote.key), index);
        }
        // A block quotation needs no marks; it is found after all others.
        let quoted = draft.quotes().len();
        for (index, block) in draft.blocks().iter().enumerate() {
            if block.kind == BlockKind::Quote && draft.quotes_of(index).is_empty() {
                whole.border();
                whole.extend(words(&block.plain.text), quoted);
            }
        }
        // Nor do the questions and answers of an interview need any.
        for text in draft.keep(Interview::read).texts(draft) {
            whole.border();
            whole.extend(words(text), quoted);
        }
        whole.index();
        bare.index();
        Self { whole, bare }
    }

    /// The quotations in which these words stand in a row, the first and the last. One that is no quotation of the list is a block quotation.
    pub(in crate::rules) fn find(&self, words: &[String]) -> Option<(usize, usize)> {
        [&self.whole, &self.bare].into_iter().find_map(|rows| {
            let at = rows.find(words)?;
            Some((rows.owner(at), rows.owner(at + words.len() - 1)))
        })
    }

    /// Whether a question mark follows these words where they stand.
    pub(in crate::rules) fn asked(&self, words: &[String]) -> bool {
        let rows = &self.whole;
        rows.find(words)
            .is_some_and(|at| rows.word(at + words.len()) == Some("?"))
    }
}

/// The running text of the blocks, quoted or not.
#[derive(Debug)]
struct Prose {
    rows: Rows,
    /// Where each word stands in the plain text of its block.
    places: Vec<(usize, usize)>,
}

impl Prose {
    fn read(draft: &Draft) -> Self {
        let mut rows = Rows::default();
        let mut places = Vec::new();
        for (index, block) in draft.blocks().iter().enumerate() {
            if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
                continue;
            }
            rows.border();
            places.push((0, 0));
            for (word, start, end) in tokens(&block.plain.text) {
                rows.push(word, index);
                places.push((start, end));
            }
        }
        rows.index();
        Self { rows, places }
    }
}

/// Where words stand in a row in the running text of one block, quoted or not.
pub(in crate::rules) fn in_text(draft: &Draft, words: &[String]) -> Option<Span> {
    let prose = draft.keep(Prose::read);
    let at = prose.rows.find(words)?;
    let block = draft.blocks().get(prose.rows.owner(at))?;
    let (start, end) = (
        prose.places.at(at).0,
        prose.places.at(at + words.len() - 1).1,
    );
    Some(block.plain.span(start, end))
}

/// Whether the words of a quotation stand in a row in another place of the same text too.
pub(in crate::rules) fn elsewhere(text: &Draft, quote: &Quote) -> bool {
    let prose = text.keep(Prose::read);
    prose.rows.all(&words(&quote.text)).any(|at| {
        let block = text.blocks().get(prose.rows.owner(at));
        block.is_some_and(|b| {
            let (start, end) = prose.places.at(at);
            !quote.span.contains(b.plain.span(*start, *end))
        })
    })
}

/// The words of a text in normal form, without punctuation at their ends; a question mark and `%` are words.
pub(in crate::rules) fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|t| t.0).collect()
}

/// What stands between a word of a text and the one before it.
pub(in crate::rules) fn before_word(text: &str, word: usize) -> &str {
    let tokens = tokens(text);
    let (Some(left), Some(right)) = (
        word.checked_sub(1).and_then(|i| tokens.get(i)),
        tokens.get(word),
    ) else {
        return "";
    };
    text.get(left.2..right.1).unwrap_or("")
}

/// The words of a text as [`words`] cuts them, with their places.
fn tokens(text: &str) -> Vec<(String, usize, usize)> {
    let mut found: Vec<(String, usize, usize)> = Vec::new();
    let apart = |c: char| c.is_whitespace() || matches!(c, '…' | '—' | '–');
    let mut at = 0;
    for chunk in text.split_inclusive(apart) {
        let start = at;
        at += chunk.len();
        let core = chunk.trim_end_matches(apart);
        let lead = core.len()
            - core
                .trim_start_matches(|c: char| !c.is_alphanumeric())
                .len();
        let word = core[lead..].trim_end_matches(|c: char| !c.is_alphanumeric());
        let (start, end) = (start + lead, start + lead + word.len());
        if !word.is_empty() {
            let word = fold(word);
            // `per cent` and `percent` are `%`.
            let percent = match word.as_str() {
                "percent" => true,
                "cent" => found
                    .last()
                    .is_some_and(|(w, _, e)| matches!(w.as_str(), "per" | "pour") && *e <= start),
                _ => false,
            };
            if percent && word == "cent" {
                found.pop();
            }
            found.push((if percent { "%".to_owned() } else { word }, start, end));
        }
        let rest = &core[(end - (at - chunk.len())).min(core.len())..];
        let tail = if word.is_empty() { core } else { rest };
        if tail.contains('%') {
            found.push(("%".to_owned(), end, end));
        }
        if tail.contains('?') && found.last().is_some_and(|f| f.0 != "?") {
            found.push(("?".to_owned(), end, end));
        }
    }
    found
}

/// Counts the steps of searches: growth is measured in work, not in time.
#[derive(Debug, Default)]
struct Work(AtomicUsize);

impl Work {
    fn add(&self, steps: usize) {
        self.0.fetch_add(steps, Ordering::Relaxed);
    }

    #[cfg(test)]
    fn steps(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests;
