//! Years told by what lies beside or around them: `l’année précédente`, `les années 1520`, `le XVIe siècle`.

use std::collections::BTreeSet;

use crate::draft::{Bound, Draft, Number, NumberKind};

/// The years that a text tells, and its words for the years beside one.
struct Years {
    steps: Vec<i32>,
    /// Those of dates as well.
    told: BTreeSet<i32>,
    /// The first years of its decades.
    decades: BTreeSet<i32>,
    /// Those that are reckoned from one told before: `huit ans plus tard`.
    reckoned: BTreeSet<i32>,
}

/// A count of years is reckoned from one of so many years told right before it.
const BEFORE: usize = 3;

/// The year that a number says.
pub(super) fn stated(n: &Number) -> Option<i32> {
    let year = n.date().and_then(|[year, _, _]| year.parse().ok());
    year.or((n.kind == NumberKind::Year).then_some(n.value.round() as i32))
}

/// Years by how far they lie from one told before.
fn reckoned(draft: &Draft) -> BTreeSet<i32> {
    let words = draft.lang().pack().figures.years_on;
    let mut last: Vec<(usize, i32)> = Vec::new();
    let mut all = BTreeSet::new();
    for n in draft.numbers() {
        if let Some(year) = stated(n) {
            last.push((n.block, year));
            continue;
        }
        let count = n.kind == NumberKind::Measure("yr") && n.value.fract() == 0.0;
        let after = draft.text().get(n.span.end..).unwrap_or("").trim_start();
        let is = |word: &str| {
            let rest = after.strip_prefix(word);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        let step = words.iter().find(|(word, _)| count && is(word));
        if let Some((_, way)) = step {
            let from = last.iter().rev().take(BEFORE);
            let near = from.filter(|(block, _)| block + 1 >= n.block);
            let years: Vec<i32> = near.map(|l| l.1 + way * n.value.round() as i32).collect();
            // The next count goes on from here.
            last.extend(years.first().map(|year| (n.block, *year)));
            all.extend(years);
        }
    }
    all
}

impl Years {
    fn of(draft: &Draft) -> Self {
        let all = draft.lang().pack().figures.year_beside.iter();
        Self {
            steps: all.filter(|(p, _)| draft.says(p)).map(|p| p.1).collect(),
            told: draft.numbers().iter().filter_map(stated).collect(),
            decades: draft.numbers().iter().filter_map(decade).collect(),
            reckoned: reckoned(draft),
        }
    }

    /// Whether a year or a decade of the text lies in these years.
    fn in_these(&self, from: i32, until: i32) -> bool {
        let lies = |years: &BTreeSet<i32>| years.range(from..until).next().is_some();
        lies(&self.told) || lies(&self.decades)
    }
}

/// The first year of a decade whose century is said.
fn decade(n: &Number) -> Option<i32> {
    (n.kind == NumberKind::Decade && n.value >= 1000.0).then_some(n.value.round() as i32)
}

/// `2023` told as `l’année précédente`, where the text tells of 2024.
pub(super) fn beside(draft: &Draft, number: &Number) -> bool {
    if number.kind != NumberKind::Year {
        return false;
    }
    let years = draft.keep(Years::of);
    let year = number.value.round() as i32;
    years.reckoned.contains(&year)
        || years
            .steps
            .iter()
            .any(|step| years.told.contains(&(year - step)))
}

/// Whether a decade or a century of the article holds a year of the source: what says less invents nothing.
pub(super) fn around(number: &Number, source: &Draft) -> bool {
    let years = source.keep(Years::of);
    if let Some(first) = decade(number) {
        return years.told.range(first..first + 10).next().is_some();
    }
    let century = number.kind == NumberKind::Ordinal && number.unit_noun == Some("cent");
    if !century || !(1.0..=30.0).contains(&number.value) {
        return false;
    }
    let first = (number.value.round() as i32 - 1) * 100;
    // The year 1600 is the last of the sixteenth century, and most write it as the first of the next.
    years.in_these(first, first + 101)
}

/// Whether `vers 1525` is told by its decade.
pub(super) fn in_a_decade(draft: &Draft, number: &Number) -> bool {
    let year = number.value.round() as i32;
    number.kind == NumberKind::Year
        && number.bound == Bound::About
        && draft.keep(Years::of).decades.contains(&(year - year % 10))
}
