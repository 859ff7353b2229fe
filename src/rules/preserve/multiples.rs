//! So many times as much: `trois fois plus`, `a triplé`, `le triple`, "threefold", and two values of which one is three times the other.

use super::derived;
use crate::draft::{Bound, Draft, Number, NumberKind};

/// Two values make a multiple that was rounded when they miss it by this part of it at most.
const ROUNDED: f64 = 0.1;
const EXACT: f64 = 0.02;

/// How many times as much a text tells of, each told once.
struct Multiples {
    factors: Vec<f64>,
    /// It tells of one in so many words, apart from `double`, which is many a thing.
    clear: bool,
}

impl Multiples {
    fn of(draft: &Draft) -> Self {
        let figures = draft.lang().pack().figures;
        let mut clear = false;
        let words = figures
            .multiples
            .iter()
            .filter(|(word, _)| draft.says(word));
        let mut all: Vec<f64> = words.map(|(_, factor)| *factor).collect();
        clear |= all.iter().any(|factor| *factor > 2.0);
        for n in draft.numbers().iter().chain(draft.number_asides()) {
            if is_times(n, draft) {
                clear = true;
                all.push(n.value);
            }
            // Half more, twice as much more.
            if n.kind == NumberKind::Percent && n.value >= 50.0 {
                all.push(1.0 + n.value / 100.0);
            }
        }
        all.sort_by(f64::total_cmp);
        all.dedup_by(|a, b| (*a - *b).abs() < 1e-9);
        Self {
            factors: all,
            clear,
        }
    }

    fn has(&self, factor: f64, slack: f64) -> bool {
        let (low, high) = (factor * (1.0 - slack), factor * (1.0 + slack));
        let from = self.factors.partition_point(|f| *f < low);
        self.factors.get(from).is_some_and(|f| *f <= high)
    }
}

/// Whether a number says how many times: `trois fois`, "multiplied by three".
fn is_times(n: &Number, draft: &Draft) -> bool {
    let figures = draft.lang().pack().figures;
    if n.kind != NumberKind::Cardinal || n.value < 1.5 {
        return false;
    }
    let text = draft.text();
    let after = text.get(n.span.end..).unwrap_or("");
    let after = after.trim_start();
    let behind = |word: &str| {
        let rest = after.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let before = text.get(..n.span.start).unwrap_or("").trim_end();
    let ahead = |phrase: &str| {
        let from = before.len().checked_sub(phrase.len());
        let tail = from.and_then(|from| before.get(from..));
        tail.is_some_and(|tail| tail.to_lowercase() == phrase)
    };
    figures.times.iter().any(|w| behind(w)) || figures.multiplied.iter().any(|p| ahead(p))
}

/// How far two values may be from the multiple that they are told as.
fn slack(n: &Number) -> f64 {
    if n.bound == Bound::Exact {
        EXACT
    } else {
        ROUNDED
    }
}

/// Whether a number of times is told by another text in other words, or by two values that stand in one sentence there.
pub(super) fn follows(n: &Number, text: &Draft, other: &Draft) -> bool {
    is_times(n, text)
        && (other.keep(Multiples::of).has(n.value, 1e-6)
            || derived::has_multiple(other, n.value, slack(n)))
}

/// Whether a word for a multiple (`quadruplé`) tells another one than the source does: the source tells of multiples, and neither of this one nor
/// of two values that come to it.
pub(in crate::rules) fn is_changed(word: &Number, article: &Draft, source: &Draft) -> bool {
    let table = article.lang().pack().figures.multiples;
    let own = crate::draft::compare::fold(&word.text);
    let row = table
        .iter()
        .find(|(w, factor)| *w == own && factor.fract() == 0.0);
    let factor = match (word.kind, row) {
        (NumberKind::Percent, _) if word.spelled && word.value >= 100.0 => 1.0 + word.value / 100.0,
        (NumberKind::Cardinal, Some((_, factor))) => *factor,
        _ => return false,
    };
    let told = source.keep(Multiples::of);
    told.clear && !told.has(factor, ROUNDED) && !derived::has_multiple(source, factor, ROUNDED)
}
