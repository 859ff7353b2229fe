//! What comes first: `sold the van before leaving the company` is not `sold it once he had left the company`.
//!
//! A sentence with `before` or `after` tells of two things. They are found again by what they share, by sense, so that a sentence that is
//! turned round (`left after selling`) is known for what it is.

use std::collections::BTreeSet;

use super::pair::{Claim, Pair, senses, side_at};
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;

/// The group of [`Meaning::anchored`](crate::lang::meaning::Meaning::anchored) that orders two things: before, after.
const ORDER: usize = 0;
/// So many senses in all are found again at their places.
const SHARED: usize = 3;

/// Two things and which is first.
struct Order<'a> {
    /// Half-open range of tokens of the word that orders.
    at: (usize, usize),
    /// 0: the other thing is before the one behind the word; 1: after.
    side: usize,
    /// The senses behind the word.
    behind: BTreeSet<&'a str>,
    /// Those of the rest of the sentence.
    rest: BTreeSet<&'a str>,
}

/// The order of a sentence, when one word alone gives it.
fn order<'a>(pair: &Pair<'_>, line: &Line, own: &'a [String]) -> Option<Order<'a>> {
    let tokens = &line.tokens;
    let group = pair.meaning.anchored.get(ORDER)?;
    let mut found = None;
    let mut i = 0;
    while i < tokens.len() {
        let Some((end, side)) = side_at(tokens, i, group.sides) else {
            i += 1;
            continue;
        };
        if found.is_some() || tokens.at(i).quoted {
            return None;
        }
        found = Some((i, end, side));
        i = end;
    }
    let (at, end, side) = found?;
    let stop = (end + 1..tokens.len())
        .find(|&k| tokens.at(k).pause >= Pause::Comma)
        .unwrap_or(tokens.len());
    // `the day after`: nothing stands behind it.
    if end >= tokens.len() || tokens.at(end).pause >= Pause::Comma {
        return None;
    }
    let behind = senses(line, own, end..stop);
    let rest = senses(line, own, 0..at)
        .into_iter()
        .chain(senses(line, own, stop..tokens.len()))
        .collect();
    Some(Order {
        at: (at, end),
        side,
        behind,
        rest,
    })
}

/// Things that have changed their order.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        // What is denied has no order: `not before`.
        if pair.ours.denials.at(index).iter().any(|d| d.plain) {
            continue;
        }
        let Some(ours) = order(pair, line, pair.ours.senses.at(index)) else {
            continue;
        };
        let both = |a: &BTreeSet<&str>, b: &BTreeSet<&str>| a.intersection(b).count();
        let found = row.rests_on.iter().find_map(|&s| {
            if pair.theirs.denials.at(s).iter().any(|d| d.plain) {
                return None;
            }
            let theirs = order(pair, pair.line(s), pair.theirs.senses.at(s))?;
            let straight = (
                both(&ours.behind, &theirs.behind),
                both(&ours.rest, &theirs.rest),
            );
            let crossed = (
                both(&ours.behind, &theirs.rest),
                both(&ours.rest, &theirs.behind),
            );
            let (fits, other) = if ours.side == theirs.side {
                (crossed, straight)
            } else {
                (straight, crossed)
            };
            let all = |n: (usize, usize)| n.0 + n.1;
            let turned = fits.0 > 0 && fits.1 > 0 && all(fits) >= SHARED && all(other) == 0;
            turned.then_some((s, theirs.at))
        });
        let Some((s, there)) = found else { continue };
        let (here, there) = (ours.at.0..ours.at.1, there.0..there.1);
        claims.push(pair.instead((index, here), (s, there)));
    }
    claims
}
