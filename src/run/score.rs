//! How good a draft or a part of it is, in comparison with another: the fewest faults win.

use crate::check::Plan;
use crate::diag::Severity;
use crate::draft::compare::fold;
use crate::draft::{Counted, Draft};
use crate::emit::{Slot, Words};
use crate::rules::{Article, Finding, Part};
use crate::run::assembly::Assembly;

/// How far a draft is from holding; smaller is better. The parts are compared in order.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Score {
    pub(super) errors: f64,
    pub(super) warnings: usize,
}

impl Score {
    /// The same with so many quotations lost on top.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn with_lost(self, quotations: usize) -> Self {
        Self {
            errors: self.errors + quotations as f64,
            ..self
        }
    }

    /// The same with so many answers that are not whole: half a fault each, as their text may do and never counts as done.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn with_stops(self, stops: usize) -> Self {
        Self {
            errors: self.errors + stops as f64 / 2.0,
            ..self
        }
    }

    /// Whether no rule complains and the length is about right: not worth another sample.
    #[must_use]
    pub(super) fn is_perfect(self) -> bool {
        self.errors < 0.4 && self.warnings == 0
    }
}

/// The score of one part, looked at alone: only findings that concern it count.
#[allow(clippy::cast_precision_loss)]
pub(super) fn of_slot(
    plan: &Plan,
    source: &Draft,
    assembly: &Assembly,
    slot: &Slot,
    wanted: Option<Words>,
) -> Score {
    let printed = assembly.print();
    let draft = Draft::parse(&printed.text, plan.lang());
    let results = plan.validate(Article {
        draft: &draft,
        source: Some(source),
    });
    let own: Vec<&Finding> = results
        .iter()
        .flat_map(|r| &r.findings)
        .filter(|f| match (slot, &f.part) {
            (Slot::Title, Part::Title) => true,
            (Slot::Meta(a), Part::Meta(b)) => a == b,
            (Slot::Heading(_), _) => {
                !f.span.is_empty() && matches!(printed.slot_at(f.span), Some(Slot::Heading(_)))
            }
            // What is missing is not this piece's fault alone; what stands in it is.
            (Slot::Piece(..), _) => !f.span.is_empty() && printed.slot_at(f.span) == Some(slot),
            _ => false,
        })
        .collect();
    let words =
        Draft::parse(&assembly.get(slot).unwrap_or_default(), plan.lang()).count(Counted::Body);
    let off = wanted.map_or(0.0, |w| {
        let (words, target) = (words as f64, w.target.max(1) as f64);
        let (min, max) = (w.min as f64, w.max.map_or(f64::MAX, |m| m as f64));
        ((min - words).max(words - max) / target).clamp(0.0, 1.0)
    });
    // A heading that is a sentence breaks no rule and is still a bad heading.
    let long = matches!(slot, Slot::Heading(_)) && words_of(plan, assembly, slot) > HEADING_WORDS;
    // Words that the source has not are no fault by themselves; of two samples the one nearer to the source is the safer.
    let strange = match slot {
        Slot::Piece(..) => strangeness(plan, source, assembly, slot),
        _ => 0.0,
    };
    // An empty line has nothing wrong with it and is still the worst answer.
    let empty = assembly.get(slot).is_none_or(|t| t.trim().is_empty());
    let count = |s: Severity| own.iter().filter(|f| f.severity == s).count();
    Score {
        errors: count(Severity::Error) as f64
            + off
            + strange
            + f64::from(u8::from(long))
            + if empty { 100.0 } else { 0.0 },
        warnings: count(Severity::Warn),
    }
}

/// Words of a heading beyond which it is a sentence.
const HEADING_WORDS: usize = 10;

fn words_of(plan: &Plan, assembly: &Assembly, slot: &Slot) -> usize {
    Draft::parse(&assembly.get(slot).unwrap_or_default(), plan.lang()).count(Counted::Body)
}

/// The share of a piece's content words that stand nowhere in the source, 0 to 1.
#[allow(clippy::cast_precision_loss)]
fn strangeness(plan: &Plan, source: &Draft, assembly: &Assembly, slot: &Slot) -> f64 {
    let function = plan.lang().pack().function_words;
    let content = |draft: &Draft| -> Vec<String> {
        draft
            .words(Counted::All)
            .map(|(b, w)| fold(b.word(w)))
            .filter(|w| !function.contains(&w.as_str()))
            .collect()
    };
    let known: std::collections::BTreeSet<String> = content(source).into_iter().collect();
    let piece = Draft::parse(&assembly.get(slot).unwrap_or_default(), plan.lang());
    let words = content(&piece);
    if words.is_empty() {
        return 0.0;
    }
    words.iter().filter(|w| !known.contains(*w)).count() as f64 / words.len() as f64
}
