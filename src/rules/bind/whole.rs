//! A whole and its part keep their numbers: `three years, two of which suspended`, `trois ans, dont deux avec sursis`.

use crate::rules::Fault;
use std::collections::BTreeSet;

use super::pair::{Claim, Pair, phrase_at};
use crate::draft::reading::{Line, Pause, Token};
use crate::draft::total::At as _;
use crate::draft::{Draft, Number};

/// Between a whole and its part stand at most this many words.
const BETWEEN: usize = 6;

/// Wholes that are the part in the source, with that part for a whole.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for (whole, part) in shares(pair.article, line) {
            let turned = row.rests_on.iter().find(|&&s| {
                let theirs = shares(pair.source, pair.line(s));
                let alike = |a: &Number, b: &Number| a.value == b.value;
                theirs
                    .iter()
                    .any(|(w, p)| alike(w, part) && alike(p, whole))
                    && !theirs
                        .iter()
                        .any(|(w, p)| alike(w, whole) && alike(p, part))
            });
            if let Some(&source) = turned.filter(|_| whole.value != part.value) {
                claims.push(Claim {
                    span: whole.span,
                    fault: Fault::new("whole")
                        .text("whole", whole.text.to_string())
                        .text("part", part.text.to_string()),
                    line: index,
                    source,
                });
            }
        }
    }
    claims
}

/// Whether of two numbers of a sentence one is a part of the other.
pub(super) fn is_share(draft: &Draft, line: &Line, two: [&Number; 2]) -> bool {
    let is = |a: &Number, b: &Number| {
        let mut all = shares(draft, line).into_iter();
        all.any(|(w, p)| w.span == a.span && p.span == b.span)
    };
    is(two[0], two[1]) || is(two[1], two[0])
}

/// The wholes and parts of a sentence, in whichever order they stand.
pub(super) fn shares<'a>(draft: &'a Draft, line: &Line) -> Vec<(&'a Number, &'a Number)> {
    let mut found = followed(draft, line);
    found.extend(counted(draft, line));
    found
}

/// `17 of the 23 birds`; `of the 23 birds, 17 …`; `23 birds …, 17 of them …`.
fn counted<'a>(draft: &'a Draft, line: &Line) -> Vec<(&'a Number, &'a Number)> {
    let words = draft.lang().pack().roles;
    let tokens = &line.tokens;
    // Where a phrase that leads a clause ends.
    let leads = |i: &usize| *i == 0 || tokens.at(*i).pause >= Pause::Comma;
    let led_to: BTreeSet<usize> = (0..tokens.len())
        .filter(leads)
        .flat_map(|i| {
            words
                .out_of
                .iter()
                .filter_map(move |p| phrase_at(tokens, i, p))
        })
        .collect();
    let numbers = draft
        .numbers()
        .get(line.numbers.clone())
        .unwrap_or_default();
    let mut found = Vec::new();
    for (two, at) in numbers.windows(2).zip(line.figures.windows(2)) {
        let (a, b) = (at.at(0), at.at(1));
        if a.0 == a.1 || b.0 == b.1 {
            continue;
        }
        if a.1 > b.0 {
            continue;
        }
        let out_of = |at: usize| {
            let all = words.out_of.iter();
            all.filter_map(move |p| phrase_at(tokens, at, p)).max()
        };
        // `54 beds out of 612`: what is counted stands between, and nothing behind the whole.
        let counted = tokens.at(a.1).content
            && a.1 + 1 < b.0
            && tokens.at(a.1).pause == Pause::None
            && words
                .share
                .iter()
                .any(|p| phrase_at(tokens, a.1 + 1, p) == Some(b.0));
        if out_of(a.1) == Some(b.0) || counted {
            found.push((two.at(1), two.at(0)));
            continue;
        }
        let comma = (a.1..=b.0).any(|i| tokens.at(i).pause == Pause::Comma);
        let led = led_to.contains(&a.0);
        let behind = words
            .of_them
            .iter()
            .any(|p| phrase_at(tokens, b.1, p).is_some());
        if (led && comma) || behind {
            found.push((two.at(0), two.at(1)));
        }
    }
    found
}

/// The numbers of a sentence of which the second is a part of the first.
fn followed<'a>(draft: &'a Draft, line: &Line) -> Vec<(&'a Number, &'a Number)> {
    let roles = draft.lang().pack().roles;
    let of = |t: &Token| roles.parts.contains(&t.text.as_str());
    let numbers = draft
        .numbers()
        .get(line.numbers.clone())
        .unwrap_or_default();
    numbers
        .windows(2)
        .zip(line.figures.windows(2))
        .filter(|(_, at)| {
            let between = line.tokens.get(at.at(0).1..at.at(1).0).unwrap_or(&[]);
            // `three years, two of which`: the link may stand behind the part.
            let behind = line.tokens.iter().skip(at.at(1).1).take(2);
            between.len() <= BETWEEN
                && (between.iter().any(of) || roles.head_last && behind.into_iter().any(of))
        })
        .map(|(two, _)| (two.at(0), two.at(1)))
        .collect()
}
