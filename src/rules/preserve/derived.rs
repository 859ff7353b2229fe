//! Numbers that follow from others: `24` where the source has "all but three of the 27", `300` for a third of 900, "the last six months" for the
//! second half of a year. Who writes them has lost nothing and invented nothing.

use crate::draft::{Draft, Number, NumberKind};

/// Whether a number of `text` follows from numbers that `other` states in one sentence.
pub(super) fn follows(number: &Number, text: &Draft, other: &Draft) -> bool {
    if !counts(number) {
        return is_ratio(number, other)
            || is_rank(number, other)
            || same_period(number, text, other)
            || is_difference(number, text, other);
    }
    is_difference(number, text, other)
        || is_rank(number, other)
        || is_part(number, other)
        || same_period(number, text, other)
}

/// So many of something.
fn counts(n: &Number) -> bool {
    matches!(
        n.kind,
        NumberKind::Cardinal | NumberKind::Measure(_) | NumberKind::Money(_) | NumberKind::Year
    )
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

/// All numbers of a sentence.
fn beside<'d>(draft: &'d Draft, n: &Number) -> Vec<&'d Number> {
    let (block, sentence) = (n.block, n.sentence);
    draft
        .numbers()
        .iter()
        .filter(|m| m.block == block && m.sentence == sentence)
        .collect()
}

/// "24 of the 27, the other three not" for "all but three of the 27", "12 people: eight men and four women": two numbers of one sentence of
/// the other text come to it, and they stand beside it here. Without the smaller, a word for what is left out has to stand there.
fn is_difference(number: &Number, text: &Draft, other: &Draft) -> bool {
    let sums = matches!(
        number.kind,
        NumberKind::Cardinal | NumberKind::Points | NumberKind::Measure(_) | NumberKind::Money(_)
    );
    if !sums {
        return false;
    }
    let here = beside(text, number);
    let stands = |value: f64| {
        here.iter()
            .any(|m| m.span != number.span && near(m.value, value))
    };
    let except = || {
        let all = text.lang().pack().figures.except;
        all.iter().any(|p| other.says(p))
    };
    let all = other.numbers();
    let known = |n: &&&Number| {
        matches!(
            n.kind,
            NumberKind::Cardinal
                | NumberKind::Points
                | NumberKind::Measure(_)
                | NumberKind::Money(_)
        )
    };
    all.iter().enumerate().any(|(i, a)| {
        let rest = all[i + 1..]
            .iter()
            .take_while(|b| b.block == a.block && b.sentence == a.sentence);
        Some(a).iter().any(|a| known(&a))
            && rest.filter(|b| known(&b)).any(|b| {
                let (high, low) = (a.value.max(b.value), a.value.min(b.value));
                let sum = near(number.value, high + low) && stands(high) && stands(low);
                let left = low > 0.0
                    && near(number.value, high - low)
                    && stands(high)
                    && (stands(low) || except());
                // A match that was won by so many points.
                let lead = number.kind == NumberKind::Points && near(number.value, high - low);
                sum || left || lead
            })
    })
}

/// A share of a number that stands beside it: a third of 900.
fn is_part(number: &Number, other: &Draft) -> bool {
    let all = other.numbers();
    all.iter()
        .filter(|n| n.kind == NumberKind::Percent && n.value > 0.0 && n.value < 100.0)
        .any(|share| {
            beside(other, share).into_iter().any(|whole| {
                let exact = whole.value * share.value / 100.0;
                let slack = if share.rounded {
                    0.006 * exact
                } else {
                    1e-6 * exact
                };
                counts(whole) && whole.value >= 10.0 && (number.value - exact).abs() <= slack
            })
        })
}

/// A share in words of two numbers that stand in one sentence: "half of it suspended" of four years, two of them suspended.
fn is_ratio(share: &Number, other: &Draft) -> bool {
    share.kind == NumberKind::Percent
        && share.spelled
        && other.numbers().iter().any(|a| {
            let like = |n: &Number| counts(n) && n.kind != NumberKind::Year && n.value > 0.0;
            like(a)
                && beside(other, a).into_iter().any(|b| {
                    like(b)
                        && b.value < a.value
                        && (100.0 * b.value / a.value - share.value).abs() < 0.7
                })
        })
}

/// "won it five times" for the fifth victory, "a fourth win in a row" after three.
fn is_rank(number: &Number, other: &Draft) -> bool {
    let all = || other.numbers().iter().chain(other.number_asides());
    let is = |n: &Number, value: f64| near(n.value, value);
    match number.kind {
        NumberKind::Cardinal if number.spelled && number.value < 20.0 => {
            all().any(|n| n.kind == NumberKind::Ordinal && is(n, number.value))
        }
        NumberKind::Ordinal if number.spelled && number.value < 20.0 => all().any(|n| {
            n.kind == NumberKind::Cardinal
                && (is(n, number.value) || n.spelled && is(n, number.value - 1.0))
        }),
        _ => false,
    }
}

/// Whether a share of `source` is told by what it comes to: `un tiers des 900` as `300 des 900`.
pub(super) fn told_in_full(share: &Number, source: &Draft, draft: &Draft) -> bool {
    if share.kind != NumberKind::Percent || share.value <= 0.0 || share.value >= 100.0 {
        return false;
    }
    beside(source, share).into_iter().any(|whole| {
        let exact = whole.value * share.value / 100.0;
        let slack = if share.rounded {
            0.006 * exact
        } else {
            1e-6 * exact
        };
        counts(whole)
            && whole.value >= 10.0
            && draft
                .numbers()
                .iter()
                .any(|n| counts(n) && (n.value - exact).abs() <= slack)
    })
}

/// Whether a number stands in a name for a time for which the other text has another name: "the second half", "the last six months".
pub(super) fn same_period(number: &Number, text: &Draft, other: &Draft) -> bool {
    let groups = text.lang().pack().figures.periods;
    let own = crate::draft::compare::fold(&number.text);
    groups.iter().any(|group| {
        group
            .iter()
            .any(|p| p.contains(own.as_str()) && text.says(p))
            && group
                .iter()
                .any(|p| !p.contains(own.as_str()) && other.says(p))
    })
}

/// Whether a month that may be another word (`May would see the opening`) stands in a text with its capital letter.
pub(super) fn names_month(month: &Number, draft: &Draft) -> bool {
    let bare = month
        .date()
        .is_some_and(|[year, _, day]| year.is_empty() && day.is_empty());
    bare && draft
        .lang()
        .pack()
        .figures
        .doubtful_months
        .contains(&crate::draft::compare::fold(&month.text).as_str())
        && draft
            .text()
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| w == month.text)
}
