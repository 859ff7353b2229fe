//! The end of a month or a year told by another day: "before the end of November" and "before December", `le 31 décembre` and `la fin de
//! l’année`, `les 27 et 28` beside a day of August.

use std::collections::BTreeSet;

use crate::draft::compare::fold;
use crate::draft::{Draft, Number, NumberKind};

/// What a text tells of the ends of months and years.
struct Ends {
    /// The months before which something is to happen.
    before: BTreeSet<u32>,
    /// The months whose end is told.
    ended: BTreeSet<u32>,
    /// The end of a year is told.
    year: bool,
    /// Days that stand alone, with the months of the days told near them.
    days: BTreeSet<(u32, u32)>,
    dated: BTreeSet<(u32, u32)>,
}

impl Ends {
    fn of(draft: &Draft) -> Self {
        let figures = draft.lang().pack().figures;
        let mut all = Self {
            before: BTreeSet::new(),
            ended: BTreeSet::new(),
            year: figures.year_ends.iter().any(|p| draft.says(p)),
            days: BTreeSet::new(),
            dated: draft.numbers().iter().filter_map(day).collect(),
        };
        for n in draft.numbers() {
            let Some(month) = bare_month(n) else {
                continue;
            };
            match told(n, draft) {
                Some(End::Start) => {
                    all.before.insert(month);
                }
                Some(End::Over) => {
                    all.before.insert(month % 12 + 1);
                    all.ended.insert(month);
                }
                Some(End::Named) => {
                    all.ended.insert(month);
                }
                None => {}
            }
        }
        for block in draft.numbers().chunk_by(|a, b| a.block == b.block) {
            let months: BTreeSet<u32> = block.iter().filter_map(|n| Some(day(n)?.0)).collect();
            // One month alone can be meant.
            let Some(month) = months.first().filter(|_| months.len() == 1) else {
                continue;
            };
            let alone = block.iter().filter_map(day_alone);
            all.days.extend(alone.map(|day| (*month, day)));
        }
        all
    }
}

enum End {
    /// Before the month begins.
    Start,
    /// Before it is over.
    Over,
    /// Its end, and nothing of before.
    Named,
}

/// A month without a day.
fn bare_month(n: &Number) -> Option<u32> {
    let [_, month, day] = n.date()?;
    day.is_empty().then(|| month.parse().ok()).flatten()
}

fn day(n: &Number) -> Option<(u32, u32)> {
    let [_, month, day] = n.date()?;
    Some((month.parse().ok()?, day.parse().ok()?))
}

/// `le 27`, "the 27th": a number that can be nothing but a day.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn day_alone(n: &Number) -> Option<u32> {
    let fits = matches!(n.kind, NumberKind::Cardinal | NumberKind::Ordinal)
        && !n.spelled
        && n.noun.is_none()
        && n.value.fract() == 0.0
        && (1.0..=31.0).contains(&n.value);
    fits.then_some(n.value as u32)
}

/// What the words before a month say of its end.
fn told(n: &Number, draft: &Draft) -> Option<End> {
    const NEAR: usize = 40;
    let figures = draft.lang().pack().figures;
    let text = draft.text().get(..n.span.start)?;
    let from = text.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
    let before = fold(text.get(from..)?.trim_end());
    let strip = |text: &str, list: &[&str]| -> Option<String> {
        let mut rests = list.iter().filter_map(|p| text.strip_suffix(p));
        let rest = rests.find(|r| !r.ends_with(char::is_alphanumeric))?;
        Some(rest.trim_end().to_owned())
    };
    if let Some(rest) = strip(&before, figures.month_ends) {
        let until = strip(&rest, figures.before_time).is_some();
        return Some(if until { End::Over } else { End::Named });
    }
    let first = figures.before_time.first()?;
    strip(&before, &[first]).map(|_| End::Start)
}

/// Whether a month or a day is told by another text as the end of a month or a year, or as a day whose month stands near it.
pub(super) fn follows(n: &Number, text: &Draft, other: &Draft) -> bool {
    let ends = || other.keep(Ends::of);
    if let Some(month) = bare_month(n) {
        return match told(n, text) {
            Some(End::Start) => ends().before.contains(&month),
            Some(End::Over) => ends().before.contains(&(month % 12 + 1)),
            _ => false,
        };
    }
    if let Some(alone) = day_alone(n) {
        let own = text.keep(Ends::of);
        let theirs = ends();
        let mut all = own.days.iter().filter(|d| d.1 == alone);
        return all.any(|d| theirs.days.contains(d) || theirs.dated.contains(d));
    }
    let Some((month, day)) = day(n) else {
        return false;
    };
    let last = match month {
        2 => day >= 28,
        4 | 6 | 9 | 11 => day == 30,
        _ => day == 31,
    };
    let ends = ends();
    ends.days.contains(&(month, day))
        || last && (ends.ended.contains(&month) || month == 12 && ends.year)
}
