//! The numbers of a text, laid out so that those which agree with a number are found without comparing it with all.

use std::collections::HashMap;

use super::units::{Family, measure};
use super::{Bound, Number, NumberKind};

/// Numbers by what may agree with them. What it gives is what [`Number::agrees`] says, for it asks that in the end.
#[derive(Debug, Clone, Default)]
pub struct Stock {
    /// How many there are.
    len: usize,
    /// By key: most numbers are found in the same form.
    exact: HashMap<String, Vec<usize>>,
    /// Those that agree by their size alone, in order of it: size, index.
    sized: Vec<(f64, usize)>,
    /// Those that may agree with another size: about so many, a rounded share, a time, a date.
    wide: Vec<usize>,
}

impl Stock {
    /// Takes the numbers in.
    #[must_use]
    pub fn of<'a>(numbers: impl Iterator<Item = &'a Number>) -> Self {
        let mut stock = Self::default();
        for (i, n) in numbers.enumerate() {
            stock.len += 1;
            stock.exact.entry(n.key()).or_default().push(i);
            match sizes(n) {
                Some(sizes) => stock.sized.extend(sizes.into_iter().map(|s| (s, i))),
                None => stock.wide.push(i),
            }
        }
        stock
            .sized
            .sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        stock
    }

    /// The numbers that agree with this one, by the order in which they were taken in; those with the same key come first, none
    /// comes twice. `get` gives the number with an index.
    pub fn agreeing<'s>(
        &'s self,
        number: &'s Number,
        get: impl Fn(usize) -> &'s Number + 's,
    ) -> impl Iterator<Item = usize> + 's {
        let key = number.key();
        let same = self.exact.get(&key).map_or(&[] as &[usize], Vec::as_slice);
        // Worked out when no number with the same key will do.
        let others = std::iter::once(()).flat_map(move |()| {
            let mut others: Vec<usize> = match sizes(number) {
                Some(sizes) => {
                    let near = sizes.into_iter().flat_map(|s| self.near(s));
                    near.chain(self.wide.iter().copied()).collect()
                }
                None => (0..self.len).collect(),
            };
            others.sort_unstable();
            others.dedup();
            others.retain(|i| same.binary_search(i).is_err());
            others
        });
        same.iter()
            .copied()
            .chain(others)
            .filter(move |i| get(*i).agrees(number))
    }

    /// The numbers of one size.
    fn near(&self, size: f64) -> impl Iterator<Item = usize> {
        // A hair wider than what agrees.
        let (low, high) = (size - size * 1e-8 - 1e-11, size + size * 1e-8 + 1e-11);
        let from = self.sized.partition_point(|s| s.0 < low);
        self.sized
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(move |s| s.0 <= high)
            .map(|s| s.1)
    }
}

/// The sizes by one of which a number agrees with another that has sizes; `None` when it may agree with a number of any size.
fn sizes(number: &Number) -> Option<Vec<f64>> {
    if number.sum.is_some() {
        return None;
    }
    let mut sizes = Vec::new();
    reading(number, number.kind, number.value, &mut sizes)?;
    if let Some((kind, value)) = number.other {
        reading(number, kind, value, &mut sizes)?;
    }
    Some(sizes)
}

fn reading(n: &Number, kind: NumberKind, value: f64, sizes: &mut Vec<f64>) -> Option<()> {
    let value = value.abs();
    match kind {
        NumberKind::Cardinal | NumberKind::Year => {
            // `une douzaine` may be 11.
            if n.bound == Bound::About && n.spelled {
                return None;
            }
            sizes.push(value);
        }
        NumberKind::Percent if n.rounded => return None,
        NumberKind::Percent
        | NumberKind::Money(_)
        | NumberKind::Points
        | NumberKind::Ordinal
        | NumberKind::Regnal => sizes.push(value),
        NumberKind::Measure(code) => {
            let unit = measure(code)?;
            // What is converted with a rounding, and « quinze jours » that are two weeks.
            let rounded = unit.imperial
                || unit.family == Family::Temperature
                || matches!((code, value), ("d", 15.0) | ("wk", 2.0));
            if rounded {
                return None;
            }
            sizes.extend([value, value * unit.factor]);
        }
        // The same form or nothing.
        NumberKind::Quarter
        | NumberKind::Version
        | NumberKind::Reference
        | NumberKind::Model
        | NumberKind::Weekday => {}
        NumberKind::Decade | NumberKind::Date | NumberKind::Time | NumberKind::Phone => {
            return None;
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Draft;
    use crate::lang::Lang;

    const FR: &str = "Il y a 12 ports, une douzaine de quais, 2 millions d’euros, 2 000 000 d’habitants, 50 %, la moitié, un tiers, \
        12 km, 12 000 m, 7,5 miles, 15 jours, deux semaines, 72 heures, trois jours, 12 mars 2024, mars 2024, 2024, 14 h 30, 14h, \
        Louis XIV, le 14e rang, les années 1980, 800m, 30 °C, 86 °F, 06 12 34 56 78, A320, article 221-6, version 1.2.3, −4 %, \
        une baisse de 4 %, 1 500 €, 15 points, une quinzaine de jours, lundi, 120 ha, 1,2 km², dix, 10e.";
    const EN: &str = "There were 12 ports, a dozen docks, £2 million, two million people, half of it, 33 %, a third, 10 miles, \
        16 km, 72 hours, three days, March 12, 2024, 2024, the 1980s, the 19th century, 2:30 pm, 14:30, Louis XIV, 19 goals, \
        the 19th goal, 118 minutes, the 118th minute, 50 pounds, a 50-pound bag, 2 weeks, 15 days, 18 months, 1.5 years, Q3 2024.";

    /// Nothing that agrees is missed, whatever the forms of the two.
    #[test]
    fn finds_what_a_comparison_of_all_finds() {
        for (text, lang) in [(FR, Lang::FR), (EN, Lang::EN)] {
            let draft = Draft::parse(text, lang);
            let all: Vec<&Number> = draft
                .numbers()
                .iter()
                .chain(draft.number_asides())
                .collect();
            assert!(all.len() > 25, "{}", all.len());
            let stock = Stock::of(all.iter().copied());
            for n in &all {
                let mut found: Vec<usize> = stock.agreeing(n, |i| all[i]).collect();
                found.sort_unstable();
                let wanted: Vec<usize> = (0..all.len()).filter(|i| all[*i].agrees(n)).collect();
                assert_eq!(found, wanted, "{}", n.text);
                assert!(wanted.iter().all(|i| n.agrees(all[*i])), "{}", n.text);
            }
        }
    }

    /// Twice as many numbers need twice as many comparisons, whether a number is found or not.
    #[test]
    fn comparisons_grow_with_the_text() {
        let text = |n: usize, step: usize| -> String {
            (0..n).fold(String::new(), |all, i| {
                format!("{all}Le port a reçu {} navires.\n\n", 10_000 + 2 * i + step)
            })
        };
        let compared = |n: usize| {
            let source = Draft::parse(&text(n, 0), Lang::FR);
            let other = Draft::parse(&text(n, 1), Lang::FR);
            let stock = Stock::of(source.numbers().iter());
            let count = std::cell::Cell::new(0_usize);
            for number in source.numbers().iter().chain(other.numbers()) {
                let get = |i: usize| {
                    count.set(count.get() + 1);
                    &source.numbers()[i]
                };
                let _ = stock.agreeing(number, get).next();
            }
            count.get()
        };
        for n in [100, 200, 400] {
            assert!(compared(n) <= 2 * n, "{n}: {}", compared(n));
        }
    }
}
