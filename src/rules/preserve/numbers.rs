//! Numbers: which of the source are lost, and which of the draft are new.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::{
    Exempt, Loss, Preserve, addresses, days, derived, elapsed, ends, moments, multiples, ones,
    reckoned, years,
};
use crate::draft::{Draft, Number, NumberKind, Quote};
use crate::rules::Outcome;

/// Numbers in letters, and ranks, below this are words of the language before they are facts, unless they count what matters.
const SPELLED_FROM: f64 = 10.0;

/// The numbers of the source that the draft has not.
pub(super) fn lost(
    rule: &Preserve,
    draft: &Draft,
    source: &Draft,
    exempt: &Exempt,
    out: &mut Outcome,
) -> Vec<Loss> {
    let mut wanted: BTreeMap<(String, bool), &Number> = BTreeMap::new();
    for n in source
        .numbers()
        .iter()
        .filter(|n| !is_said(rule, source, n))
    {
        let fact = !is_small(n) && !addresses::is_label(n, source);
        let fact = fact && !exempt.counts_title(n.span);
        if fact && !rule.exempt(&n.text, n.span, exempt) {
            wanted
                .entry((n.key(), n.bound == crate::draft::Bound::Below))
                .or_insert(n);
        }
    }
    let all = wanted.len();
    wanted.retain(|_, n| !is_told(n, source, draft));
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

/// Whether a number of the source stands in the draft or follows from what does.
pub(super) fn is_told(n: &Number, source: &Draft, draft: &Draft) -> bool {
    is_kept(draft, n)
        || derived::told_in_full(n, source, draft)
        || derived::same_period(n, source, draft)
        || derived::names_month(n, draft)
        || years::in_a_decade(draft, n)
        || elapsed::follows(n, draft)
        || ends::follows(n, source, draft)
        || days::in_a_range(n, source, draft)
        || days::of_a_week(n, source, draft)
        || days::same_quarter(n, source, draft)
        || derived::between_told(n, source, draft)
        || multiples::follows(n, source, draft)
        || moments::means(draft, n)
        || moments::is_dateline(n, source, draft)
        || ones::told(n, source, draft)
        || reckoned::given_back(n, source, draft)
}

/// Whether a number in letters is a word of a statement that is compared as a whole.
pub(super) fn is_said(rule: &Preserve, source: &Draft, n: &Number) -> bool {
    let quotes = source.quotes_of(n.block);
    let at = quotes.partition_point(|q| q.span.end < n.span.end);
    let inside = |q: &Quote| !q.short && q.span.contains(n.span);
    n.spelled && rule.has("quotes").is_some() && quotes.get(at).is_some_and(inside)
}

/// Whether a number of the source stands in the draft.
pub(super) fn is_kept(draft: &Draft, n: &Number) -> bool {
    draft.stating(n).any(|d| keeps(d, n))
        || is_pair(n) && says_pair(draft)
        || has_both(draft, n)
        || years::beside(draft, n)
}

/// `deux postes sur cinq` told as « sur cinq postes, deux … »: both figures stand in one sentence.
fn has_both(draft: &Draft, share: &Number) -> bool {
    let Some((parts, whole)) = share.few.filter(|f| f.0 > 1) else {
        return false;
    };
    draft.keep(Beside::of).0.contains(&(parts, whole))
}

/// The pairs of figures of a share that stand apart in one sentence.
struct Beside(BTreeSet<(u32, u32)>);

impl Beside {
    fn of(draft: &Draft) -> Self {
        let mut pairs = BTreeSet::new();
        let sentences = draft
            .numbers()
            .chunk_by(|a, b| (a.block, a.sentence) == (b.block, b.sentence));
        for sentence in sentences {
            // Those that a share may have: few in a sentence of any length.
            let few: BTreeSet<u32> = sentence
                .iter()
                .filter(|n| n.kind == NumberKind::Cardinal && n.value.fract() == 0.0)
                .filter(|n| (1.0..=10.0).contains(&n.value) || n.value == 100.0)
                .map(|n| n.value as u32)
                .collect();
            pairs.extend(few.iter().flat_map(|a| few.iter().map(|b| (*a, *b))));
        }
        Self(pairs)
    }
}

/// Whether a number is one of the two figures of a share that a text states.
fn in_a_share(number: &Number, text: &Draft) -> bool {
    struct Shares(BTreeSet<u32>);
    let figures = text.keep(|text: &Draft| {
        let shares = text.numbers().iter().filter_map(|n| n.few);
        let some = shares.filter(|(parts, _)| *parts > 1);
        Shares(some.flat_map(|(parts, whole)| [parts, whole]).collect())
    });
    let whole = number.value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number.value);
    number.kind == NumberKind::Cardinal && whole && figures.0.contains(&(number.value as u32))
}

/// `deux` of something.
fn is_pair(n: &Number) -> bool {
    n.spelled && n.kind == NumberKind::Cardinal && (n.value - 2.0).abs() < 1e-9
}

/// Whether a text has a word for two of a kind: "both", `doublé`.
fn says_pair(draft: &Draft) -> bool {
    struct SaysPair(bool);
    let says = |draft: &Draft| {
        let pairs = draft.lang().pack().figures.pairs;
        SaysPair(pairs.iter().any(|p| draft.says(p)))
    };
    draft.keep(says).0
}

/// All that states a number in a text: the numbers, and the articles before what can be counted.
fn stated(draft: &Draft) -> impl Iterator<Item = &Number> {
    draft.numbers().iter().chain(draft.number_asides())
}

/// The values of the front matter of a text, as a text: date, version, place.
struct Front(Draft);

impl Front {
    fn of(draft: &Draft) -> Self {
        let entries = draft.front().into_iter().flat_map(|f| &f.entries);
        let values: Vec<&str> = entries.map(|e| e.value.as_str()).collect();
        Self(Draft::parse(&values.join("\n\n"), draft.lang()))
    }
}

/// Whether a number of the draft stands neither in the source nor in the inputs.
pub(in crate::rules) fn is_new(
    number: &Number,
    draft: &Draft,
    source: &Draft,
    inputs: &Draft,
) -> bool {
    let known = |n: &Number| {
        let day = number.kind == NumberKind::Date && number.other.is_none();
        number.agrees(n) && (!day || n.kind == NumberKind::Date)
    };
    // "scored twice": two goals.
    if is_pair(number) && says_pair(source) || in_a_share(number, source) {
        return false;
    }
    // The same the other way round.
    if has_both(source, number) || years::beside(source, number) {
        return false;
    }
    let front = source.keep(Front::of);
    let mut all = source
        .stating(number)
        .chain(inputs.stating(number))
        .chain(front.0.stating(number));
    !is_small(number)
        && (!all.any(known) || !date_parts_stated(number, &[source, inputs, &front.0]))
        && !derived::follows(number, draft, source)
        && !years::around(number, source)
        && !elapsed::follows(number, source)
        && !ends::follows(number, draft, source)
        && !days::in_bare_range(number, draft, source)
        && !days::in_a_range(number, draft, source)
        && !days::of_a_week(number, draft, source)
        && !days::same_quarter(number, draft, source)
        && !derived::begins_with_month(number, source)
        && !multiples::follows(number, draft, source)
        && !moments::means(source, number)
        && !reckoned::follows(number, draft, source)
}

/// Years and days as a text states them, in dates and alone.
struct DateParts {
    years: HashSet<String>,
    days: HashSet<String>,
    alone: HashSet<String>,
}

impl DateParts {
    fn of(draft: &Draft) -> Self {
        let mut parts = Self {
            years: HashSet::new(),
            days: HashSet::new(),
            alone: HashSet::new(),
        };
        for n in stated(draft) {
            if let Some([year, _, day]) = n.date() {
                parts.years.insert(year.to_owned());
                parts.days.insert(day.to_owned());
            } else {
                parts.alone.insert(n.canonical.clone());
            }
        }
        parts
    }
}

/// Whether year and day of a date are stated somewhere: `mars 2023` agrees with `14 mars`, but if no year is, it was made up.
fn date_parts_stated(number: &Number, texts: &[&Draft]) -> bool {
    let Some([year, _, day]) = number.date() else {
        return true;
    };
    let texts = texts.iter().map(|t| t.keep(DateParts::of));
    let texts: Vec<Arc<DateParts>> = texts.collect();
    let alone = |wanted: &str| {
        let digits = wanted.trim_start_matches('0');
        wanted.is_empty() || texts.iter().any(|t| t.alone.contains(digits))
    };
    (alone(year) || texts.iter().any(|t| t.years.contains(year)))
        && (alone(day) || texts.iter().any(|t| t.days.contains(day)))
}

/// Whether a number is a small word rather than a fact: `deux`, `2e`, which may become `deuxième`.
pub(in crate::rules) fn is_small(number: &Number) -> bool {
    let small = match number.kind {
        NumberKind::Cardinal => number.spelled,
        NumberKind::Ordinal => true,
        _ => false,
    };
    small && number.value < SPELLED_FROM && !number.weighty
}

/// Whether a number of the draft states the number of the source. A date is not kept by its month or year alone.
pub(super) fn keeps(draft: &Number, source: &Number) -> bool {
    if !draft.agrees(source) {
        return false;
    }
    match (source.date(), draft.date()) {
        (Some([_, _, day]), Some([year, _, said])) => {
            day.is_empty() || !said.is_empty() || !year.is_empty()
        }
        // A day without its month: `le 7`.
        (Some(_), None) => source.other.is_some(),
        _ => true,
    }
}
