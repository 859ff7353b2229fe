//! Words that exclude one another: the source says one, the sentence that rests on it says the other.

use std::collections::BTreeSet;

use super::anchored;
use super::days;
use super::pair::{Claim, Pair, shared, stems};
use super::polarity::{clause_at, is_denied};
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;
use crate::draft::{Draft, NumberKind};

/// Two sentences share at least this many stems before one word of theirs is held against the other, or all that there are.
const SHARED: usize = 2;
/// A sentence with so many times of the day is a timetable.
const TIMES: usize = 2;
/// A stem of so many letters is one word's alone.
const LONG: usize = 6;

/// Sides that are turned.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let theirs = &pair.theirs.sides;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let ours = pair.ours.sides.at(index);
        for (&(group, side), &at) in ours {
            let token = line.tokens.at(at);
            let both = ours.keys().any(|k| k.0 == group && k.1 != side);
            if both || token.quoted || is_denied(pair.ours.denials.at(index), at) {
                continue;
            }
            // The side must be strange to all that the sentence rests on and to what stands beside it.
            let near = row.rests_on.iter().flat_map(|&s| {
                let block = pair.line(s).block;
                (s.saturating_sub(1)..=s + 1).filter(move |&n| {
                    pair.lines()
                        .get(n)
                        .is_some_and(|l| n == s || l.block == block)
                })
            });
            if near
                .into_iter()
                .any(|s| theirs.at(s).contains_key(&(group, side)))
            {
                continue;
            }
            // `The decision to postpone` where the source has "the postponement" elsewhere.
            if token.stem.chars().count() >= LONG && pair.theirs.has_form_like(&token.stem) {
                continue;
            }
            // `repoussé` beside "approved": what the source calls `reportée`.
            let sense = pair.ours.senses.at(index).at(at);
            let meant = |s: &usize| {
                let mut all = pair.theirs.senses.at(*s).iter().enumerate();
                all.any(|(k, t)| t == sense && !theirs.at(*s).values().any(|&side| side == k))
            };
            if row.rests_on.iter().any(meant) {
                continue;
            }
            let Some((s, there)) = row.rests_on.iter().find_map(|&s| {
                let mut sides = theirs.at(s).iter().filter(|(k, _)| k.0 == group);
                let (one, more) = (sides.next(), sides.next());
                one.filter(|_| more.is_none()).map(|(_, &t)| (s, t))
            }) else {
                continue;
            };
            let source = pair.line(s);
            // `Tuesday … the next day` may be told as `Wednesday`.
            let weekdays = pair.article.lang().pack().figures.weekdays;
            if weekdays.contains(&source.tokens.at(there).text.as_str())
                && days::relative(pair, &row.rests_on)
            {
                continue;
            }
            if anchored::shifted(pair, index, s)
                || is_denied(pair.theirs.denials.at(s), there)
                || is_of_another(pair, (line, at), source)
                || is_of_another(pair, (source, there), line)
                || !close(pair, line, source, (at, there))
            {
                continue;
            }
            claims.push(pair.instead((index, at..at + 1), (s, there..there + 1)));
        }
    }
    claims
}

/// Whether a word says of a noun behind it, of which the other sentence has nothing, that it goes up or down (`rising duty`).
fn is_of_another(pair: &Pair<'_>, (line, at): (&Line, usize), other: &Line) -> bool {
    let token = line.tokens.at(at);
    let noun = line.tokens.get(at + 1).filter(|n| {
        let word = n.text.chars().all(char::is_alphabetic);
        word && n.content && n.pause == Pause::None
    });
    let rises = pair.classes.scales.rising.contains(&token.text.as_str());
    rises && noun.is_some_and(|n| other.tokens.iter().all(|t| t.stem != n.stem))
}

/// Whether a sentence is a list of hours, in which each word goes with the days beside it alone.
fn is_timetable(draft: &Draft, line: &Line) -> bool {
    let times = draft
        .numbers()
        .get(line.numbers.clone())
        .unwrap_or_default()
        .iter()
        .filter(|n| matches!(n.kind, NumberKind::Time));
    times.count() >= TIMES
}

/// Whether the clauses around the two words have another word in common.
fn beside(line: &Line, source: &Line, (at, there): (usize, usize)) -> bool {
    let around = |l: &'_ Line, at: usize| -> BTreeSet<String> {
        clause_at(l, at)
            .filter(|&i| i != at && l.tokens.at(i).content)
            .map(|i| l.tokens.at(i).stem.clone())
            .collect()
    };
    !around(line, at).is_disjoint(&around(source, there))
}

/// Whether two sentences say enough of the same, the two words aside.
fn close(pair: &Pair<'_>, line: &Line, source: &Line, (at, there): (usize, usize)) -> bool {
    let hours = is_timetable(pair.article, line) || is_timetable(pair.source, source);
    if hours && !beside(line, source, (at, there)) {
        return false;
    }
    let small = |w: &str| {
        w == line.tokens.at(at).stem
            || w == source.tokens.at(there).stem
            || pair.classes.small.contains(w)
    };
    let ours = stems(&line.tokens)
        .into_iter()
        .filter(|w| !small(w))
        .count();
    shared(line, source, "") >= SHARED.min(ours.max(1))
}
