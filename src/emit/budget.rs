//! Word budgets by interval arithmetic: how many words each section is asked for, so that the whole meets the contract.

use serde::Serialize;

use crate::rules::facts::{Facts, Heading, Quantum, SectionFact, asked_for};

/// Models write fewer words than they are asked for; the plan aims this many per cent above the minimum.
///
/// Of the order reported for instruction-tuned models asked for 500–1000 words; the repair ladder measures what came.
pub const UNDERSHOOT: u64 = 15;

/// Words in one item of a list, when nothing else bounds it.
const WORDS_PER_ITEM: u64 = 22;

/// Words of the answer to one question, when nothing else bounds it.
const WORDS_PER_ANSWER: u64 = 45;

/// Words of a section when nothing bounds it or the body.
const WORDS_PER_SECTION: u64 = 120;

/// What is planned for one section.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Budget {
    /// The section's name in the recipe, or `part-2` when the recipe declares none.
    pub section: String,
    /// Its heading.
    pub heading: Heading,
    /// The least words that the contract allows.
    pub min: u64,
    /// The most words that the contract allows; `None` when open.
    pub max: Option<u64>,
    /// The words asked for.
    pub target: u64,
    /// The items asked for, when it is a list.
    pub items: Option<(u64, u64)>,
    /// The questions asked for, when it answers some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub questions: Option<(u64, u64)>,
    /// What it is to be about.
    pub about: Option<String>,
    /// Whether it opens the article without a heading.
    pub lede: bool,
}

impl Budget {
    /// Whether it carries the facts of the source: prose, not the opening, not a list and not questions.
    #[must_use]
    pub fn bears_facts(&self) -> bool {
        !self.lede && self.counted().is_none()
    }
}

impl Budget {
    /// The items or questions asked for, and the words of one.
    fn counted(&self) -> Option<((u64, u64), u64)> {
        let items = self.items.map(|n| (n, WORDS_PER_ITEM));
        items.or_else(|| self.questions.map(|n| (n, WORDS_PER_ANSWER)))
    }
}

/// The plan of words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Budgets {
    /// The least words of the body that the contract allows.
    pub min: u64,
    /// The most words of the body; `None` when open.
    pub max: Option<u64>,
    /// The words aimed at.
    pub target: u64,
    /// One a section, in order.
    pub sections: Vec<Budget>,
}

/// Divides the body's words over the sections.
///
/// The target is the body's minimum plus [`UNDERSHOOT`], but not beyond the middle of its range; for a source that is longer than
/// that, the source's own length, but not beyond nine tenths of the maximum. Every section first gets its
/// own minimum; lists and bounded sections get the middle of their range; what is left goes to the open ones in equal parts,
/// never above a section's maximum.
#[must_use]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
pub fn budgets(facts: &Facts, source_words: Option<u64>) -> Budgets {
    let (min, max) = facts.bounds(&Quantum::BodyWords);
    let (min, max) = (min.map(|v| v as u64), max.map(|v| v as u64));
    let target = match (min, max) {
        (Some(a), Some(b)) => above(a)
            .min(a.midpoint(b))
            .max(source_words.unwrap_or(0).min(b * 9 / 10)),
        (Some(a), None) => above(a),
        (None, Some(b)) => b * 4 / 5,
        (None, None) => source_words.unwrap_or(WORDS_PER_SECTION * 2).max(60),
    };
    let mut sections: Vec<Budget> = if facts.sections.is_empty() {
        undeclared(facts, target)
    } else {
        facts
            .sections
            .iter()
            .filter(|s| !s.optional)
            .enumerate()
            .map(|(i, s)| declared(i, s))
            .collect()
    };
    let (least, most) = facts.bounds(&Quantum::EachSectionWords);
    for s in &mut sections {
        s.min = s.min.max(least.map_or(0, |v| v as u64));
        let most = most.map(|v| (v as u64).max(s.min));
        s.max = [s.max, most].into_iter().flatten().min();
    }
    share(&mut sections, target);
    Budgets {
        min: min.unwrap_or(0),
        max,
        target,
        sections,
    }
}

fn above(min: u64) -> u64 {
    min * (100 + UNDERSHOOT) / 100
}

fn declared(index: usize, fact: &SectionFact) -> Budget {
    Budget {
        section: fact.name.clone(),
        heading: fact.heading.clone(),
        min: fact.min_words.unwrap_or(0),
        max: fact.max_words,
        target: 0,
        items: fact.items.map(asked_for),
        questions: fact.questions.map(asked_for),
        about: fact.about.clone(),
        lede: index == 0 && fact.heading == Heading::None,
    }
}

/// Sections for a recipe that declares none: an opening, and as many headed parts as the headings rule asks for, or one
/// for every 300 words (the distance between headings that readers' guides advise).
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn undeclared(facts: &Facts, target: u64) -> Vec<Budget> {
    let (min, max) = facts.bounds(&Quantum::Headings2);
    let asked = min.map_or(0, |v| v as u64);
    let natural = if target > 300 {
        target.div_ceil(300)
    } else {
        0
    };
    let count = natural.max(asked).min(max.map_or(u64::MAX, |v| v as u64));
    let mut out = vec![Budget {
        section: "lede".to_owned(),
        heading: Heading::None,
        min: 0,
        max: (count > 0).then_some(80),
        target: 0,
        items: None,
        questions: None,
        about: None,
        lede: count > 0,
    }];
    out.extend((1..=count).map(|i| Budget {
        section: format!("part-{i}"),
        heading: Heading::Free,
        min: 0,
        max: None,
        target: 0,
        items: None,
        questions: None,
        about: None,
        lede: false,
    }));
    out
}

fn share(sections: &mut [Budget], target: u64) {
    for s in sections.iter_mut() {
        s.target = match (s.counted(), s.max) {
            (Some(((a, b), each)), max) => {
                (a.midpoint(b) * each).clamp(s.min, max.unwrap_or(u64::MAX).max(s.min))
            }
            (None, Some(max)) if s.lede || max < 2 * WORDS_PER_SECTION => s.min.midpoint(max),
            _ => s.min,
        };
    }
    let open = |s: &Budget| s.counted().is_none() && s.max.is_none_or(|m| s.target < m) && !s.lede;
    // Filling the least filled first keeps the parts even and respects each maximum.
    loop {
        let used: u64 = sections.iter().map(|s| s.target).sum();
        if used >= target {
            break;
        }
        let left = target - used;
        let Some(lowest) = sections.iter().filter(|s| open(s)).map(|s| s.target).min() else {
            break;
        };
        let level = |s: &Budget| open(s) && s.target == lowest;
        let count = sections.iter().filter(|s| level(s)).count() as u64;
        let next = sections
            .iter()
            .filter(|s| open(s) && s.target > lowest)
            .map(|s| s.target)
            .min()
            .unwrap_or(u64::MAX);
        let step = (left / count.max(1)).max(1).min(next - lowest);
        let mut given = 0;
        for s in sections.iter_mut().filter(|s| level(s)) {
            if given >= left {
                break;
            }
            let room = s.max.map_or(u64::MAX, |m| m - s.target);
            let add = step.min(room).min(left - given);
            s.target += add;
            given += add;
        }
        if given == 0 {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;
    use crate::span::{Loc, Span};

    fn loc() -> Loc {
        Loc::new(SourceId(0), Span::at(0))
    }

    fn section(name: &str, min: Option<u64>, max: Option<u64>) -> SectionFact {
        SectionFact {
            name: name.to_owned(),
            heading: Heading::Free,
            optional: false,
            min_words: min,
            max_words: max,
            items: None,
            questions: None,
            about: None,
            loc: loc(),
        }
    }

    #[test]
    fn the_seed_contract_adds_up() {
        let mut facts = Facts::default();
        facts.limit(
            Quantum::BodyWords,
            Some(700.0),
            Some(1100.0),
            "length",
            loc(),
        );
        let mut chapo = section("chapo", Some(30), Some(60));
        chapo.heading = Heading::None;
        let mut list = section("a-retenir", None, None);
        list.items = Some((Some(3), Some(5)));
        facts.sections = vec![
            chapo,
            section("faits", Some(120), None),
            section("contexte", Some(120), None),
            list,
        ];
        let b = budgets(&facts, None);
        assert_eq!(b.target, 805);
        assert_eq!(b.sections.iter().map(|s| s.target).sum::<u64>(), 805);
        assert_eq!(b.sections[0].target, 45);
        assert_eq!(b.sections[1].target, b.sections[2].target);
    }

    #[test]
    fn a_maximum_is_never_passed() {
        let mut facts = Facts::default();
        facts.limit(Quantum::BodyWords, Some(500.0), None, "length", loc());
        facts.sections = vec![section("a", None, Some(250)), section("b", Some(100), None)];
        let b = budgets(&facts, None);
        assert!(b.sections[0].target <= 250);
        assert_eq!(b.sections.iter().map(|s| s.target).sum::<u64>(), 575);
    }
}
