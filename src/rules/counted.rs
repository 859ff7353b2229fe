//! The family of rules that count: a range, and the things it counts.
//!
//! A count is a list of places. Its value is how many there are, its excess begins at the first place beyond the greatest value,
//! and what is lacking is lacking at its end. A rule finds the places; the rest is here.

use crate::draft::Draft;
use crate::rules::args::Range;
use crate::rules::{Fault, Finding, Measured, Outcome, Part};
use crate::span::Span;
use crate::tongue::Slots;

/// What was counted somewhere in a draft.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    /// How many.
    pub value: u64,
    /// Where the excess begins; the end when there is none.
    pub beyond: usize,
    /// Where the counted text ends.
    pub end: usize,
}

impl Tally {
    /// Of things that begin at these places, in a text that ends at `end`.
    pub(super) fn of(range: &Range, places: impl IntoIterator<Item = usize>, end: usize) -> Self {
        let skip = range.max.unwrap_or(u64::MAX);
        let mut value = 0;
        let mut beyond = end;
        for place in places {
            if value == skip {
                beyond = place;
            }
            value += 1;
        }
        Self { value, beyond, end }
    }

    /// The end of the text of a draft, where something is missing from the whole of it.
    pub(super) fn end_of(draft: &Draft) -> usize {
        draft
            .blocks()
            .last()
            .map_or(draft.text().trim_end().len(), |b| b.span.end)
    }
}

/// Holds a count to its range: a finding with the key `under` or `over` when it lies outside, which names `found`, `wanted` and
/// `gap` beside the values in `with`.
pub(super) fn hold<'o>(
    range: &Range,
    tally: &Tally,
    (under, over): (&'static str, &'static str),
    part: Part,
    with: &Slots,
    out: &'o mut Outcome,
) -> Option<&'o mut Finding> {
    let value = tally.value;
    let (key, gap, start) = match (range.min, range.max) {
        (Some(min), _) if value < min => (under, min - value, tally.end),
        (_, Some(max)) if value > max => (over, value - max, tally.beyond),
        _ => return None,
    };
    let mut fault = Fault::new(key)
        .count("found", value, range.unit)
        .count("gap", gap, range.unit)
        .with("wanted", range.slot());
    fault.with = fault.with.and(with);
    let finding = out.fail(Span::new(start, tally.end), part, fault);
    finding.demanded = range.loc;
    finding.measured = Some(Measured {
        value: value as f64,
        unit: range.unit,
        limit: range.limit(),
    });
    Some(finding)
}

/// Records the measure of a count, passing or not.
pub(super) fn measure(range: &Range, tally: &Tally, out: &mut Outcome) {
    out.measure(tally.value as f64, range.unit, range.limit());
}

/// Records the extremes of many counts: they say it all, and a measure for each would drown the report. `least` and `most` say
/// what they are, behind the limit: `, shortest sentence`.
pub(super) fn extremes(
    range: &Range,
    values: &[u64],
    (least, most): (&str, &str),
    out: &mut Outcome,
) {
    let limit = range.limit();
    let shortest = values.iter().min().filter(|_| range.min.is_some());
    let longest = values.iter().max().filter(|_| range.max.is_some());
    for (value, which) in [(shortest, least), (longest, most)] {
        if let Some(value) = value {
            out.measure(*value as f64, range.unit, format!("{limit}{which}"));
        }
    }
}
