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
}

impl Years {
    fn of(draft: &Draft) -> Self {
        let all = draft.lang().pack().figures.year_beside.iter();
        let year = |n: &Number| {
            let stated = n.date().and_then(|[year, _, _]| year.parse().ok());
            stated.or((n.kind == NumberKind::Year).then_some(n.value.round() as i32))
        };
        Self {
            steps: all.filter(|(p, _)| draft.says(p)).map(|p| p.1).collect(),
            told: draft.numbers().iter().filter_map(year).collect(),
            decades: draft.numbers().iter().filter_map(decade).collect(),
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
    years
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
