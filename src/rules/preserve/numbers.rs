//! Numbers: which of the source are lost, and which of the draft are new.

use std::collections::BTreeMap;

use super::{Loss, Preserve};
use crate::draft::{Draft, Number, NumberKind};
use crate::rules::Outcome;
use crate::span::Span;

/// Numbers in letters, and ranks, below this are words of the language before they are facts.
const SPELLED_FROM: f64 = 10.0;

/// The numbers of the source that the draft has not.
pub(super) fn lost(
    rule: &Preserve,
    draft: &Draft,
    source: &Draft,
    exempt: &[Span],
    out: &mut Outcome,
) -> Vec<Loss> {
    let mut wanted: BTreeMap<String, &Number> = BTreeMap::new();
    for n in source.numbers() {
        if !is_small(n) && !rule.exempt(&n.text, n.span, exempt) {
            wanted.entry(n.key()).or_insert(n);
        }
    }
    let all = wanted.len();
    wanted.retain(|_, n| !draft.numbers().iter().any(|d| keeps(d, n)));
    out.measure((all - wanted.len()) as f64, "numbers", format!("all {all}"));
    wanted
        .into_values()
        .map(|n| Loss {
            kind: "number",
            text: n.text.clone(),
            span: n.span,
            block: n.block,
        })
        .collect()
}

/// Whether a number of the draft stands neither in the source nor in the inputs.
pub(in crate::rules) fn is_new(number: &Number, source: &Draft, inputs: &Draft) -> bool {
    let known = |n: &Number| {
        number.agrees(n) && (number.kind != NumberKind::Date || n.kind == NumberKind::Date)
    };
    let all = || source.numbers().iter().chain(inputs.numbers());
    !is_small(number) && (!all().any(known) || !date_parts_stated(number, all))
}

/// Whether year and day of a date are stated somewhere: `mars 2023` agrees with `14 mars`, but if no year is, it was made up.
fn date_parts_stated<'a, I: Iterator<Item = &'a Number>>(
    number: &Number,
    all: impl Fn() -> I,
) -> bool {
    let Some([year, _, day]) = number.date() else {
        return true;
    };
    let states = |part: usize, wanted: &str| {
        let digits = wanted.trim_start_matches('0');
        wanted.is_empty()
            || all().any(|n| match n.date() {
                Some(parts) => parts[part] == wanted,
                None => n.canonical == digits,
            })
    };
    states(0, year) && states(2, day)
}

/// Whether a number is a small word rather than a fact: `deux`, `2e`, which may become `deuxième`.
pub(in crate::rules) fn is_small(number: &Number) -> bool {
    (number.spelled || number.kind == NumberKind::Ordinal) && number.value < SPELLED_FROM
}

/// Whether a number of the draft states the number of the source. A date is not kept by its year alone.
pub(super) fn keeps(draft: &Number, source: &Number) -> bool {
    draft.agrees(source) && (source.kind != NumberKind::Date || draft.kind == NumberKind::Date)
}
