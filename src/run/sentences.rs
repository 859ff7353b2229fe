//! A part of the article out of the sentences of the source: code puts each in another order where the language lets it, the judge decides, and where
//! nothing passes the sentence stays as the source has it. No limit of a run keeps the body from being written.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::reword::judge::Judge;
use super::reword::operators;
use super::{Filled, Runner, answer};
use crate::draft::compare::fold;
use crate::emit::units::Unit;
use crate::emit::{Slot, Step};

/// A longer paragraph is parted.
const PARAGRAPH: usize = 70;
/// Runs of this many words are what a copy is known by.
const RUN: usize = 5;

/// What came of the sentences of an article.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// In another order.
    reworded: AtomicUsize,
    /// As the source has them.
    left: AtomicUsize,
    /// The limit of the run that was reached before every line was asked for.
    limit: Mutex<Option<String>>,
}

impl Tally {
    /// Notes that a limit was reached.
    pub(super) fn limited(&self, why: String) {
        let mut limit = self.limit.lock().unwrap_or_else(PoisonError::into_inner);
        limit.get_or_insert(why);
    }

    /// The limit that was reached.
    pub(super) fn limit(&self) -> Option<String> {
        let limit = self.limit.lock().unwrap_or_else(PoisonError::into_inner);
        limit
            .as_ref()
            .map(|why| format!("{why}, and code made the lines that were not asked for"))
    }

    /// What is said of it in a report; nothing where every sentence was reworded.
    pub(super) fn told(&self) -> Option<String> {
        let count = |n: &AtomicUsize| n.load(Ordering::SeqCst);
        let (left, all) = (count(&self.left), count(&self.reworded) + count(&self.left));
        let stay = if left == 1 { "stays" } else { "stay" };
        (left > 0).then(|| {
            format!("{left} of {all} sentences found no safe rewording and {stay} as the source has them")
        })
    }
}

impl Runner<'_> {
    /// Writes a part from its sentences.
    pub(super) fn by_sentence(&self, index: usize, step: &Step) -> Filled {
        let judge = self.judge.get_or_init(|| Judge::new(self.plan.lang()));
        let units = self.composer.units(index);
        let mut told: Vec<(usize, String)> = Vec::new();
        for unit in &units {
            told.push((unit.block, self.sentence(unit, judge)));
        }
        let text = if self.form(&step.slot) == answer::Form::List {
            told.iter().map(|(_, t)| format!("- {t}\n")).collect()
        } else if self.is_opening(&step.slot) {
            let told: Vec<&str> = told.iter().map(|(_, t)| t.as_str()).collect();
            told.join(" ")
        } else {
            paragraphs(&told)
        };
        Filled::of_code(step, text)
    }

    fn is_opening(&self, slot: &Slot) -> bool {
        match slot {
            Slot::Piece(s, _) => self.parts.budgets.sections.get(*s).is_some_and(|b| b.lede),
            _ => false,
        }
    }

    /// The order of a sentence that copies least of it, or the sentence itself.
    fn sentence(&self, unit: &Unit, judge: &Judge) -> String {
        if unit.kept {
            return unit.text.clone();
        }
        let orders = operators::orders(&unit.text, self.plan.lang());
        let safe = orders
            .into_iter()
            .filter(|o| judge.allows(&unit.text, o).is_ok());
        let best = safe.min_by_key(|o| copied(o, &unit.text));
        let counted = if best.is_some() {
            &self.tally.reworded
        } else {
            &self.tally.left
        };
        counted.fetch_add(1, Ordering::SeqCst);
        best.unwrap_or_else(|| unit.text.clone())
    }
}

/// How many runs of [`RUN`] words of a text stand in another.
fn copied(text: &str, source: &str) -> usize {
    let words = |t: &str| -> Vec<String> {
        fold(t)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (text, source) = (words(text), words(source));
    let known: std::collections::HashSet<&[String]> = source.windows(RUN).collect();
    text.windows(RUN).filter(|w| known.contains(w)).count()
}

/// Sentences of one block of the source stand together; short blocks join, long ones part.
fn paragraphs(told: &[(usize, String)]) -> String {
    let mut out: Vec<(usize, String)> = Vec::new();
    for (block, text) in told {
        let words = |t: &str| t.split_whitespace().count();
        match out.last_mut() {
            Some((last, open)) if last == block && words(open) + words(text) <= PARAGRAPH => {
                open.push(' ');
                open.push_str(text);
            }
            _ => out.push((*block, text.clone())),
        }
    }
    let texts: Vec<String> = out.into_iter().map(|(_, t)| t).collect();
    texts.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_counted_and_paragraphs_keep_their_blocks() {
        assert_eq!(copied("a b c d e f", "A b c d e f."), 2);
        assert_eq!(copied("f a b c d e", "a b c d e f"), 1);
        let told = [
            (1, "Un.".to_owned()),
            (1, "Deux.".to_owned()),
            (2, "Trois.".to_owned()),
        ];
        assert_eq!(paragraphs(&told), "Un. Deux.\n\nTrois.");
    }
}
