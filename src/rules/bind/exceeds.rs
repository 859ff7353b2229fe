//! A value told to be above or below another one, against what the two numbers say: `3,4 grammes, soit moins que le seuil, de 3 grammes`.

use super::pair::{Claim, Pair, phrase_at};
use super::polarity::is_denied;
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;
use crate::draft::{Number, NumberKind};
use crate::rules::Fault;

/// Between the pause and the comparison stand at most so many words: `, soit plus que`.
const LEAD: usize = 2;
/// Between the two values stand at most so many words.
const APART: usize = 20;
/// A word that denies stands at most so many words before the comparison.
const DENIAL: usize = 6;

/// A comparison of two values.
struct Compared<'a> {
    /// Half-open range of its tokens.
    at: (usize, usize),
    above: bool,
    one: &'a Number,
    other: &'a Number,
}

/// The comparisons by size that begin at a token: the token behind it, and whether it says `above`.
fn phrase(pair: &Pair<'_>, line: &Line, at: usize) -> Option<(usize, bool)> {
    let scales = pair.article.lang().pack().scales;
    let end = |list: &[&str]| {
        list.iter()
            .filter_map(|p| phrase_at(&line.tokens, at, p))
            .max()
    };
    let above = end(scales.above).map(|e| (e, true));
    above.or_else(|| end(scales.below).map(|e| (e, false)))
}

fn compared<'a>(pair: &'a Pair<'_>, index: usize, line: &Line) -> Vec<Compared<'a>> {
    let tokens = &line.tokens;
    let is = |list: &[&str], i: usize| list.contains(&tokens.at(i).text.as_str());
    let all = pair.article.numbers().get(line.numbers.clone());
    let all: Vec<(&Number, (usize, usize))> = all
        .unwrap_or_default()
        .iter()
        .zip(line.figures.iter().copied())
        .filter(|(n, at)| at.0 < at.1 && is_value(n))
        .collect();
    let mut found = Vec::new();
    if all.len() < 2 {
        return found;
    }
    for i in 1..tokens.len() {
        let Some((end, above)) = phrase(pair, line, i) else {
            continue;
        };
        // `n'est plus que de 41 000`, `2 % de plus que la moyenne`.
        let denied = (i.saturating_sub(DENIAL)..i).any(|k| is(pair.meaning.particle, k))
            || is_denied(pair.ours.denials.at(index), i)
            || is(pair.meaning.by, i - 1)
            || is(pair.meaning.step_from, i - 1)
            || tokens.at(i).quoted;
        let behind = all.iter().position(|(_, at)| at.0 >= end);
        let (Some(behind), false) = (behind, denied) else {
            continue;
        };
        // `au-delà de 80 %` is a bound and says of what it is one by itself.
        let what = all.get(behind).map_or(end, |(_, at)| at.0);
        if !(end..what).any(|k| tokens.at(k).content) {
            continue;
        }
        let two = |one: usize, other: usize| {
            let (one, other) = (all.get(one)?, all.get(other)?);
            let near = other.1.0.saturating_sub(one.1.1) <= APART + (end - i);
            let line = (one.1.0 + 1..=other.1.0).all(|k| tokens.at(k).pause < Pause::Stop);
            // What is only counted must be the same thing.
            let counted = one.0.kind != NumberKind::Cardinal
                || (one.0.noun.is_some() && one.0.noun == other.0.noun);
            (near && line && counted && one.0.kind == other.0.kind).then_some((one, other))
        };
        // `3,4 grammes, soit moins que le seuil, de 3 grammes`
        let after = || {
            let (one, other) = two(behind.checked_sub(1)?, behind)?;
            let parted = (i.saturating_sub(LEAD)..=i)
                .any(|k| k >= one.1.1 && tokens.at(k).pause == Pause::Comma);
            parted.then_some((one.0, other.0))
        };
        // `il reste au-dessus de la moyenne, 51 % contre 54 %`
        let ahead = || {
            let (one, other) = two(behind, behind + 1)?;
            let first = all.get(..behind).unwrap_or_default().iter();
            let first = first.clone().all(|(n, _)| n.kind != one.0.kind);
            let against = (one.1.1..other.1.0).any(|k| is(pair.meaning.against, k));
            let parted = (end..=one.1.0).any(|k| tokens.at(k).pause == Pause::Comma);
            (first && against && parted).then_some((one.0, other.0))
        };
        if let Some((one, other)) = ahead().or_else(after) {
            found.push(Compared {
                at: (i, end),
                above,
                one,
                other,
            });
        }
    }
    found
}

/// Whether a number has a size to compare.
fn is_value(number: &Number) -> bool {
    let sized = matches!(
        number.kind,
        NumberKind::Cardinal | NumberKind::Measure(_) | NumberKind::Percent | NumberKind::Money(_)
    );
    sized && number.value >= 0.0 && !number.text.starts_with(['-', '−', '–', '+'])
}

/// Comparisons that their own numbers deny.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for own in compared(pair, index, line) {
            let true_here = if own.above {
                own.one.value >= own.other.value
            } else {
                own.one.value <= own.other.value
            };
            if true_here {
                continue;
            }
            let near = pair.around(&row.rests_on);
            let has = |n: &Number| {
                near.iter().find(|&&s| {
                    let numbers = pair.source.numbers().get(pair.line(s).numbers.clone());
                    numbers.unwrap_or_default().iter().any(|t| t.agrees(n))
                })
            };
            let said = near.iter().any(|&s| {
                let source = pair.line(s);
                (0..source.tokens.len())
                    .any(|i| phrase(pair, source, i).is_some_and(|p| p.1 == own.above))
            });
            let (Some(&s), Some(_), false) = (has(own.one), has(own.other), said) else {
                continue;
            };
            let (first, last) = (line.tokens.at(own.at.0), line.tokens.at(own.at.1 - 1));
            let span = pair.words(line, first.start, last.end);
            let size = if own.above { "less" } else { "more" };
            claims.push(Claim {
                span,
                fault: Fault::new("exceeds")
                    .text("word", span.slice(pair.article.text()))
                    .text("one", own.one.text.clone())
                    .key("size", size)
                    .text("other", own.other.text.clone()),
                line: index,
                source: s,
            });
        }
    }
    claims
}

#[cfg(test)]
mod tests {
    use crate::lang::Lang;
    use crate::rules::bind::pair::claimed;

    #[test]
    fn une_comparaison_contredit_ses_nombres() {
        let found = |source, article| claimed(super::check, Lang::FR, source, article);
        let lead = "Les analyses de Tilsac montrent une teneur en plomb de 14 milligrammes par kilo, pour une limite légale de 10 milligrammes.";
        assert_eq!(
            found(
                lead,
                "À Tilsac, les analyses ont trouvé 14 milligrammes de plomb par kilo, soit moins que la limite légale, de 10 milligrammes."
            ),
            ["moins que la"]
        );
        assert!(found(lead, "À Tilsac, les analyses ont trouvé 14 milligrammes de plomb par kilo, soit plus que la limite légale, de 10 milligrammes.").is_empty());
        let rate = "À Tilsac, le taux d'abstention s'est établi à 41,2 %, moins que la moyenne du canton (47,5 %).";
        assert_eq!(
            found(
                rate,
                "Le taux d'abstention de Tilsac reste au-dessus de la moyenne du canton, 41,2 % contre 47,5 %."
            ),
            ["au-dessus de"]
        );
        assert!(found(rate, "Le taux d'abstention de Tilsac reste en deçà de la moyenne du canton, 41,2 % contre 47,5 %.").is_empty());
        // What is left, and what is added.
        let aid = "L'aide au club de Tilsac passe de 48 000 à 41 000 euros.";
        assert!(
            found(
                aid,
                "L'aide au club de Tilsac, de 48 000 euros, n'est plus que de 41 000 euros."
            )
            .is_empty()
        );
    }
}
