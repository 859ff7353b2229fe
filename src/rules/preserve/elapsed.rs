//! How long it is from one time to another, and by how little two figures differ: `de 2019 à 2023` lasts four years, `de 18 h à 22 h`
//! four hours, and 50.44 seconds are three tenths less than 50.74.

use std::collections::BTreeSet;

use super::civil::number_of;
use crate::draft::{Draft, Family, Number, NumberKind, measure};

/// Each time is compared with so many that stand before it in its paragraph.
const NEAR: usize = 12;
const DAY: i64 = 86_400;

/// What lies between the times and figures of a text, paragraph by paragraph.
#[derive(Default)]
struct Elapsed {
    seconds: BTreeSet<i64>,
    months: BTreeSet<i64>,
    /// Months from one dated day or month to another: so many whole years and some months are told as years.
    dated: BTreeSet<i64>,
    /// Small differences, in thousandths.
    thousandths: BTreeSet<i64>,
}

impl Elapsed {
    fn of(draft: &Draft) -> Self {
        let mut all = Self::default();
        for block in draft.numbers().chunk_by(|a, b| a.block == b.block) {
            let time = |n: &&Number| {
                matches!(
                    n.kind,
                    NumberKind::Time | NumberKind::Date | NumberKind::Year
                )
            };
            let exact = |n: &&Number| {
                matches!(
                    n.kind,
                    NumberKind::Cardinal | NumberKind::Measure(_) | NumberKind::Points
                ) && n.value.fract() > 0.0
            };
            let times: Vec<&Number> = block.iter().filter(time).collect();
            pairs(&times, |a, b| all.between(a, b));
            let figures: Vec<&Number> = block.iter().filter(exact).collect();
            pairs(&figures, |a, b| {
                if a.kind == b.kind {
                    all.thousandths.insert(thousandths(a.value - b.value));
                }
            });
        }
        all
    }

    /// What lies between two times, the one that stands before the other first.
    fn between(&mut self, a: &Number, b: &Number) {
        if let (Some(from), Some(to)) = (clock(a), clock(b)) {
            let half = if a.loose || b.loose { DAY / 2 } else { DAY };
            self.seconds.insert((to - from).rem_euclid(half));
            self.seconds.insert((to - from).rem_euclid(DAY));
        }
        let (Some(from), Some(to)) = (Day::of(a), Day::of(b)) else {
            return;
        };
        match (from.year, to.year, from.month, to.month) {
            (Some(x), Some(y), Some(m), Some(n)) => {
                let months = ((y - x) * 12 + n - m).abs();
                self.dated.insert(months);
                self.months.insert(months);
            }
            (Some(x), Some(y), _, _) => {
                self.months.insert((y - x).abs() * 12);
            }
            (_, _, Some(m), Some(n)) => {
                self.months.insert((n - m).rem_euclid(12));
            }
            _ => {}
        }
        // `de mars à juin` may take in both months.
        if let (Some(m), Some(n), None, None) = (from.month, to.month, from.day, to.day) {
            let years = from
                .year
                .zip(to.year)
                .map_or(0, |(x, y)| (y - x).abs() * 12);
            self.months.insert(years + (n - m).rem_euclid(12) + 1);
        }
        if let Some(days) = from.days_until(&to) {
            // With the last day or without it.
            self.seconds.insert(days * DAY);
            self.seconds.insert((days + 1) * DAY);
        }
    }

    fn tells(&self, family: Family, value: f64, factor: f64) -> bool {
        let whole = (value * factor).round() as i64;
        match family {
            Family::Span => self.seconds.contains(&whole),
            Family::Months => {
                let years = factor >= 12.0 && value.fract() == 0.0;
                self.months.contains(&whole)
                    || years
                        && self
                            .dated
                            .range(whole..whole.saturating_add(12))
                            .next()
                            .is_some()
            }
            _ => false,
        }
    }
}

fn pairs<'n>(all: &[&'n Number], mut each: impl FnMut(&'n Number, &'n Number)) {
    for (i, b) in all.iter().enumerate() {
        for a in all.iter().take(i).rev().take(NEAR) {
            each(a, b);
        }
    }
}

fn thousandths(value: f64) -> i64 {
    (value.abs() * 1000.0).round() as i64
}

/// Seconds since midnight.
fn clock(n: &Number) -> Option<i64> {
    let (hours, minutes) = n.canonical.split_once(':')?;
    let (hours, minutes) = (hours.parse::<i64>().ok()?, minutes.parse::<i64>().ok()?);
    (n.kind == NumberKind::Time).then_some(hours * 3600 + minutes * 60)
}

/// What a date says.
struct Day {
    year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
}

impl Day {
    fn of(n: &Number) -> Option<Self> {
        let year = |n: &Number| Self {
            year: n.canonical.parse().ok(),
            month: None,
            day: None,
        };
        match n.kind {
            NumberKind::Year => Some(year(n)),
            _ => n.date().map(|[year, month, day]| Self {
                year: year.parse().ok(),
                month: month.parse().ok(),
                day: day.parse().ok(),
            }),
        }
    }

    /// The days from here to a later day; a year that only one of them says is that of both.
    fn days_until(&self, to: &Self) -> Option<i64> {
        let year = self.year.or(to.year).unwrap_or(2023);
        let from = number_of(year, self.month?, self.day?);
        let to = number_of(to.year.unwrap_or(year), to.month?, to.day?);
        (to > from).then_some(to - from)
    }
}

/// Whether a number says how long it is between two times of a text, or by how little two of its figures differ.
pub(super) fn follows(number: &Number, other: &Draft) -> bool {
    let small = |value: f64| {
        let gaps = &other.keep(Elapsed::of).thousandths;
        value > 0.0 && value < 1.0 && gaps.contains(&thousandths(value))
    };
    match number.kind {
        NumberKind::Measure("s") if number.value < 1.0 => small(number.value),
        NumberKind::Measure(code) => measure(code).is_some_and(|unit| {
            let elapsed = other.keep(Elapsed::of);
            elapsed.tells(unit.family, number.value, unit.factor)
                || number
                    .sum
                    .is_some_and(|(family, all)| elapsed.tells(family, all, 1.0))
        }),
        // `trois dixièmes`
        NumberKind::Percent if number.spelled && number.rounded => small(number.value / 100.0),
        _ => false,
    }
}
