//! The steps of a chain for weak models that code writes: which sentences of the source each is made of.

use crate::draft::compare::Keyphrase;
use crate::emit::prompt::Composer;
use crate::emit::units::{self, Unit};
use crate::emit::{Slot, Step, passages};

/// A list has so many items at least when its recipe does not say.
const ITEMS: u64 = 3;
/// The opening is made of sentences among so many first ones.
const LEADS: usize = 4;

impl Composer<'_> {
    /// The sentences that a step is written from. The opening takes the first sentences of the source, and no other part repeats them; a
    /// list takes those with the most figures and names that can be understood alone.
    #[must_use]
    pub fn units(&self, index: usize) -> Vec<Unit> {
        let Some(step) = self.program.steps.get(index).filter(|s| s.by_code) else {
            return Vec::new();
        };
        let Slot::Piece(section, _) = step.slot else {
            return Vec::new();
        };
        let Some(budget) = self.program.budgets.sections.get(section) else {
            return Vec::new();
        };
        if budget.lede {
            return self.opening(step);
        }
        if let Some((least, most)) = budget.items {
            return self.salient(least.max(ITEMS).min(most.max(1)));
        }
        let own = self.spread().into_iter().find(|(at, _)| *at == index);
        own.map_or(Vec::new(), |(_, units)| units)
    }

    /// Divides what the opening leaves between the parts that bear facts, in order: each gets the words it needs at least, or its share, and what is
    /// said belongs to who says it.
    fn spread(&self) -> Vec<(usize, Vec<Unit>)> {
        let steps = self
            .program
            .steps
            .iter()
            .enumerate()
            .filter(|(_, s)| s.by_code);
        let parts: Vec<(usize, u64)> = steps
            .filter_map(|(i, s)| {
                let Slot::Piece(section, _) = s.slot else {
                    return None;
                };
                let budget = self.program.budgets.sections.get(section)?;
                budget.bears_facts().then_some((i, budget.min.max(1)))
            })
            .collect();
        let told = self.told_before();
        let mut rest = units::of_source(self.source);
        rest.retain(|u| !told.contains(u));
        let words = |u: &Unit| u.text.split_whitespace().count() as u64;
        let mut left: u64 = rest.iter().map(words).sum();
        let mut needed: u64 = parts.iter().map(|(_, least)| least).sum();
        let mut out = Vec::new();
        let mut rest = rest.into_iter().peekable();
        for (n, (step, least)) in parts.iter().enumerate() {
            let share = left * least / needed.max(1);
            let mut own = Vec::new();
            let mut taken = 0;
            while let Some(next) = rest.peek() {
                let last = n + 1 == parts.len();
                let enough = taken + words(next) / 2 >= share.max((*least).min(left))
                    && next.stands_alone
                    && !next.kept;
                if !last && enough && !own.is_empty() {
                    break;
                }
                taken += words(next);
                own.extend(rest.next());
            }
            left = left.saturating_sub(taken);
            needed = needed.saturating_sub(*least);
            out.push((*step, own));
        }
        out
    }

    /// What the opening tells already.
    fn told_before(&self) -> Vec<Unit> {
        let is_opening = |s: &&Step| match s.slot {
            Slot::Piece(section, _) => {
                s.by_code
                    && self
                        .program
                        .budgets
                        .sections
                        .get(section)
                        .is_some_and(|b| b.lede)
            }
            _ => false,
        };
        let opening = self.program.steps.iter().find(is_opening);
        opening.map_or(Vec::new(), |s| self.opening(s))
    }

    /// The first sentences of the source, as many as the opening has words for. The first of them that has the keyphrase leads.
    fn opening(&self, step: &Step) -> Vec<Unit> {
        let mut all = units::of_source(self.source);
        all.truncate(LEADS);
        if let Some((phrase, _)) = &self.plan.facts.keyphrase {
            let phrase = Keyphrase::new(phrase, self.plan.lang());
            let has = |u: &Unit| u.stands_alone && !u.kept && !phrase.matches(&u.text).is_empty();
            if let Some(at) = all.iter().position(has) {
                let lead = all.remove(at);
                all.insert(0, lead);
            }
        }
        let mut out: Vec<Unit> = Vec::new();
        let least = step.words.map_or(0, |w| w.min);
        let most = step.words.and_then(|w| w.max).unwrap_or(u64::MAX);
        let mut words = 0;
        for unit in all {
            let count = unit.text.split_whitespace().count() as u64;
            if !out.is_empty() && (words >= least || words + count > most || !unit.stands_alone) {
                break;
            }
            words += count;
            out.push(unit);
        }
        out
    }

    /// The sentences with the most facts, in the order of the source.
    fn salient(&self, count: u64) -> Vec<Unit> {
        let all = units::of_source(self.source);
        let facts = |u: &Unit| {
            let figures = u
                .text
                .split(|c: char| !c.is_ascii_digit())
                .filter(|d| !d.is_empty());
            let names = u.text.split_whitespace().skip(1);
            figures.count() * 2 + names.filter(|w| w.starts_with(char::is_uppercase)).count()
        };
        let mut ranked: Vec<usize> = (0..all.len()).collect();
        let fits = |i: usize| all.get(i).is_some_and(|u| u.stands_alone && !u.kept);
        // Short ones first among those of equal weight; those that need a neighbour only where there are no others.
        ranked.sort_by_key(|i| {
            let unit = all.get(*i);
            let words = unit.map_or(0, |u| u.text.split_whitespace().count());
            (!fits(*i), std::cmp::Reverse(unit.map_or(0, facts)), words)
        });
        ranked.truncate(usize::try_from(count).unwrap_or(usize::MAX));
        ranked.sort_unstable();
        ranked
            .into_iter()
            .filter_map(|i| all.get(i).cloned())
            .collect()
    }

    /// How many words of the source, without its furniture, an article can be made of.
    #[must_use]
    pub fn carries(&self) -> usize {
        let blocks = passages::bearing_blocks(self.source);
        let units = units::of_blocks(self.source, &blocks);
        units
            .iter()
            .map(|u| u.text.split_whitespace().count())
            .sum()
    }
}
