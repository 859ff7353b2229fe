//! What is only likely, told flatly: `is likely to serve half of his term`, "will spend half of his term"; `la cause probable est un joint`,
//! "la cause est un joint".

use crate::rules::Fault;
use std::collections::BTreeSet;
use std::ops::Range;

use super::open::{self, any_at};
use super::pair::{Claim, Pair, clause_end, senses};
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;

/// So many senses of what is likely are told again.
const TOLD: usize = 3;

/// A likelihood of the source: the token that says it and what it covers.
struct Likely {
    at: usize,
    covers: Range<usize>,
}

/// What a sentence of the source calls likely.
fn likely(pair: &Pair<'_>, n: usize) -> Vec<Likely> {
    let stance = pair.classes.stance;
    let line = pair.line(n);
    let tokens = &line.tokens;
    // `sans doute` denies nothing.
    let is_denied = |at| {
        let mut all = pair.theirs.denials.at(n).iter();
        all.any(|d| d.at != at && d.covers(at))
    };
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(end) = any_at(line, at, stance.likely) else {
            continue;
        };
        // `more likely to`: a comparison; `not likely`: a denial.
        let before = at.checked_sub(1).map(|k| tokens.at(k).text.as_str());
        let turned = before.is_some_and(|w| stance.not_likely.contains(&w));
        if token.quoted || turned || is_denied(at) {
            continue;
        }
        let start = (0..=at).rev().find(|&k| tokens.at(k).pause >= Pause::Comma);
        let start = start.unwrap_or(0);
        let stop = clause_end(tokens, end - 1);
        // A phrase of its own, between commas, covers what comes behind it.
        let stop = if stop == end {
            clause_end(tokens, end)
        } else {
            stop
        };
        let noun = at
            .checked_sub(1)
            .filter(|&k| k >= start && tokens.at(k).content);
        let behind = noun.unwrap_or(end)..stop;
        let few = tokens
            .get(behind.clone())
            .unwrap_or_default()
            .iter()
            .filter(|t| t.content)
            .count()
            < TOLD;
        let covers = if few { start..stop } else { behind };
        found.push(Likely { at, covers });
    }
    found
}

/// Whether anything in a sentence leaves open what comes behind it.
fn leans(pair: &Pair<'_>, line: &Line) -> bool {
    let stance = pair.classes.stance;
    line.tokens.iter().enumerate().any(|(i, t)| {
        !t.quoted
            && (any_at(line, i, stance.doubts).is_some()
                || any_at(line, i, stance.likely).is_some()
                || pair.classes.hedges.contains(&t.stem) && !pair.classes.speech.contains(&t.stem))
    })
}

/// Likelihoods that have become certain.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let stance = pair.classes.stance;
    let lines = &pair.alignment.article.lines;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let before = index.checked_sub(1).map(|n| lines.at(n));
        let before = before.filter(|l| l.block == line.block);
        let kept = || {
            open::is_open(pair, line)
                || (0..line.tokens.len()).any(|i| any_at(line, i, stance.likely).is_some())
                || before.is_some_and(|l| leans(pair, l))
        };
        if line.heading || kept() {
            continue;
        }
        let ours = senses(line, pair.ours.senses.at(index), 0..line.tokens.len());
        let lost = row.rests_on.iter().find_map(|&s| {
            let source = pair.line(s);
            likely(pair, s).into_iter().find_map(|one| {
                let theirs = pair.theirs.senses.at(s);
                let mut all: BTreeSet<&str> = senses(source, theirs, one.covers.clone());
                all.remove(theirs.at(one.at).as_str());
                let told: Vec<&str> = all.intersection(&ours).copied().collect();
                // The verb may be another one.
                let missing = all.len() - told.len();
                let much = told.len() >= TOLD && 3 * missing <= told.len();
                // All of a short sentence.
                let whole = told.len() == TOLD - 1 && missing <= 1 && ours.len() <= TOLD;
                let enough = much || whole;
                let fact = || {
                    let alike = pair.theirs.with_senses(told.iter().copied());
                    alike.into_iter().any(|n| {
                        let l = pair.line(n);
                        let said = senses(l, pair.theirs.senses.at(n), 0..l.tokens.len());
                        n != s && told.iter().all(|w| said.contains(w)) && !open::is_open(pair, l)
                    })
                };
                (enough && !fact()).then_some((s, one.at))
            })
        });
        let Some((s, at)) = lost else { continue };
        let source = pair.line(s);
        claims.push(Claim {
            span: line.span,
            fault: Fault::new("likely").text("word", pair.shown(source, source.tokens.at(at))),
            line: index,
            source: s,
        });
    }
    claims
}

#[cfg(test)]
mod tests {
    use crate::lang::Lang;
    use crate::rules::bind::pair::claimed;

    #[test]
    fn what_is_likely_is_not_certain() {
        let source = "Marlow is likely to serve half of his term in custody.";
        let found = |article| claimed(super::check, Lang::EN, source, article).len();
        assert_eq!(found("He will spend half of his term in custody."), 1);
        for sound in [
            "He will probably spend half of his term in custody.",
            "He can expect to spend half of his term in custody.",
            "He is thought certain to spend half of his term in custody.",
        ] {
            assert_eq!(found(sound), 0, "{sound}");
        }
        let source = "Boys are more likely to lose half of their term in custody.";
        let found = |article| claimed(super::check, Lang::EN, source, article).len();
        assert_eq!(
            found("Boys lose half of their term in custody more often."),
            0
        );
    }

    #[test]
    fn a_probable_cause_is_not_the_cause() {
        let source = "La cause probable du sinistre est une fuite de gaz au sous-sol.";
        let found = |article| claimed(super::check, Lang::FR, source, article).len();
        assert_eq!(
            found("La cause du sinistre est une fuite de gaz au sous-sol."),
            1
        );
        assert_eq!(
            found("Le sinistre a probablement pour cause une fuite de gaz au sous-sol."),
            0
        );
    }
}
