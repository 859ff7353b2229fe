//! Days told one by one, as a range, or as a week: `24–26 December` and "24, 25 and 26 December", `du 1er au 7 juillet` and `la première semaine
//! de juillet`.

use std::collections::BTreeSet;

use super::derived::beside;
use crate::draft::{Draft, Number, NumberKind};

/// Nobody lists the days of a range that is longer.
const LONGEST: u32 = 10;

/// Month and day.
type Day = (u32, u32);

/// The day that a date says.
fn day(n: &Number) -> Option<Day> {
    let [_, month, day] = n.date()?;
    Some((month.parse().ok()?, day.parse().ok()?))
}

/// What a text says of days: the ranges of them in one month, and the weeks of months.
struct Days {
    /// Month, first day and last.
    ranges: BTreeSet<(u32, u32, u32)>,
    /// Month, and which week of it.
    weeks: BTreeSet<(u32, u32)>,
    /// Quarters that are named, and those of which the last day is told.
    quarters: BTreeSet<String>,
    ended: BTreeSet<String>,
}

impl Days {
    fn of(draft: &Draft) -> Self {
        let pairs = draft.numbers().windows(2).filter_map(|pair| {
            let [a, b] = pair else { return None };
            let one = (a.block, a.sentence) == (b.block, b.sentence);
            let ((month, from), (same, to)) = (day(a)?, day(b)?);
            let range = one && a.ranged && b.ranged && month == same && from < to;
            range.then_some((month, from, to))
        });
        let quarters = draft.numbers().iter();
        let quarters = quarters.filter(|n| n.kind == NumberKind::Quarter);
        let pack = draft.lang().pack();
        let mut weeks = BTreeSet::new();
        for (phrase, week) in pack.figures.weeks_of_month {
            let gap = if phrase.ends_with('\'') { "" } else { " " };
            for (month, name) in (1..).zip(pack.months) {
                if draft.says(&format!("{phrase}{gap}{name}")) {
                    weeks.insert((month, *week));
                }
            }
        }
        Self {
            ranges: pairs.collect(),
            weeks,
            quarters: quarters.map(|n| n.canonical.clone()).collect(),
            ended: draft
                .numbers()
                .iter()
                .filter_map(|n| ended(n, draft))
                .collect(),
        }
    }
}

/// Whether a day that stands in a list of days is one of a range that the other text states, all of which the list has.
pub(super) fn in_a_range(number: &Number, text: &Draft, other: &Draft) -> bool {
    let Some((month, this)) = day(number) else {
        return false;
    };
    let days = other.keep(Days::of);
    if days.ranges.is_empty() {
        return false;
    }
    let listed: BTreeSet<Day> = beside(text, number).iter().filter_map(day).collect();
    days.ranges
        .range((month, 0, 0)..=(month, this, u32::MAX))
        .any(|(_, from, to)| {
            (*from..=*to).contains(&this)
                && to - from <= LONGEST
                && (*from..=*to).all(|d| listed.contains(&(month, d)))
        })
}

/// Whether a day is the first or the last of a week of its month, the other end stands beside it, and the other text names that week.
pub(super) fn of_a_week(number: &Number, text: &Draft, other: &Draft) -> bool {
    let Some((month, this)) = day(number) else {
        return false;
    };
    let weeks = &other.keep(Days::of).weeks;
    let own = text.keep(Days::of);
    own.ranges
        .range((month, 0, 0)..=(month, this, u32::MAX))
        .filter(|(_, from, to)| *from == this || *to == this)
        .any(|(_, from, to)| {
            let week = from.div_ceil(7);
            let whole = from % 7 == 1 && *to == from + 6 && weeks.contains(&(month, week));
            whole || *to >= 28 && to - from == 6 && weeks.contains(&(month, 5))
        })
}

/// The quarter whose last day a date is, when the text says so before it.
fn ended(number: &Number, text: &Draft) -> Option<String> {
    let (month, day) = day(number)?;
    let last = if matches!(month, 6 | 9) { 30 } else { 31 };
    if month % 3 != 0 || day != last {
        return None;
    }
    let before = text.text().get(..number.span.start)?.trim_end();
    let says = |end: &&str| {
        let tail = before.len().checked_sub(end.len());
        tail.and_then(|from| before.get(from..))
            .is_some_and(|tail| tail.to_lowercase() == **end)
    };
    let ends = text.lang().pack().figures.quarter_ends;
    ends.iter().any(says).then(|| format!("Q{}", month / 3))
}

/// Whether one text names the quarter of which the other tells the last day: "the three months to Sept. 30" and "the third quarter".
pub(super) fn same_quarter(number: &Number, text: &Draft, other: &Draft) -> bool {
    if number.kind == NumberKind::Quarter {
        return other.keep(Days::of).ended.contains(&number.canonical);
    }
    ended(number, text).is_some_and(|q| other.keep(Days::of).quarters.contains(&q))
}

/// Whether a number without a month is a day of a list that has all of a range of such days: `du 14 au 16` and `les 14, 15 et 16`.
pub(super) fn in_bare_range(number: &Number, text: &Draft, other: &Draft) -> bool {
    struct Ranges(BTreeSet<(u32, u32)>);
    let plain = |n: &Number| -> Option<u32> {
        let whole = n.value.fract() == 0.0 && (1.0..=31.0).contains(&n.value);
        let day = n.kind == NumberKind::Cardinal && n.noun.is_none() && !n.spelled;
        let dated = n.date().and_then(|[_, _, day]| day.parse().ok());
        dated.or((whole && day).then_some(n.value as u32))
    };
    let Some(this) = plain(number) else {
        return false;
    };
    let ranges = other.keep(|other: &Draft| {
        let pairs = other.numbers().windows(2).filter_map(|pair| {
            let [a, b] = pair else { return None };
            let one = (a.block, a.sentence) == (b.block, b.sentence);
            let (from, to) = (plain(a)?, plain(b)?);
            (one && a.ranged && b.ranged && from < to && to - from <= LONGEST).then_some((from, to))
        });
        Ranges(pairs.collect())
    });
    let listed: BTreeSet<u32> = beside(text, number).iter().filter_map(plain).collect();
    let mut fits = ranges.0.range(..=(this, u32::MAX));
    fits.any(|(from, to)| {
        (*from..=*to).contains(&this) && (*from..=*to).all(|d| listed.contains(&d))
    })
}
