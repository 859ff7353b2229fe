//! Two values of one kind in parallel parts of a sentence: `Adults pay £14, and children under 12 pay £6`.
//!
//! The sentence is cut between the values of that kind alone, at a pause or a conjunction. The first part may say what the second leaves
//! out, so the words that the second part has alone decide, in both texts; nothing may stand with its own value still.

use std::collections::BTreeSet;

use super::numbers::{Placed, place, respective};
use super::pair::{Claim, Pair};
use crate::draft::reading::Line;
use crate::draft::{Draft, Number};

/// A sentence with more numbers is a table.
const MANY: usize = 12;

/// So many words of the two parts have changed places, at least.
const CROSSED: usize = 2;

/// Values that have changed places between two parts of a sentence.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        if line.numbers.len() < 2 || line.numbers.len() > MANY || respective(pair, line) {
            continue;
        }
        let ours = kinds(pair, pair.article, line, index);
        for &s in &row.rests_on {
            let source = pair.line(s);
            if source.numbers.len() < 2 || source.numbers.len() > MANY || respective(pair, source) {
                continue;
            }
            let theirs = kinds(pair, pair.source, source, s);
            for (a, b) in pairs(&ours) {
                for (s, t) in pairs(&theirs) {
                    for (s, t) in [(s, t), (t, s)] {
                        if a.number.agrees(s.number) && b.number.agrees(t.number) {
                            claims.extend(exchanged(pair, line, [a, b], [s, t]));
                        }
                    }
                }
            }
        }
    }
    claims
}

/// The values of a sentence, unit by unit.
fn kinds<'a>(
    pair: &Pair<'_>,
    draft: &'a Draft,
    line: &'a Line,
    index: usize,
) -> Vec<Vec<Placed<'a>>> {
    let numbers = &draft.numbers()[line.numbers.clone()];
    let mut groups: Vec<Vec<&Number>> = Vec::new();
    for number in numbers {
        let same = |g: &&mut Vec<&Number>| g[0].kind == number.kind;
        match groups.iter_mut().find(same) {
            Some(group) => group.push(number),
            None => groups.push(vec![number]),
        }
    }
    groups.retain(|g| g.len() > 1);
    groups
        .iter()
        .map(|g| place(pair, draft, line, index, g))
        .collect()
}

/// Neighbours of one kind, the earlier one first, with a joint between.
fn pairs<'p, 'a>(kinds: &'p [Vec<Placed<'a>>]) -> Vec<(&'p Placed<'a>, &'p Placed<'a>)> {
    let once = |all: &[Placed<'_>], p: &Placed<'_>| {
        all.iter().filter(|o| o.number.agrees(p.number)).count() == 1
    };
    kinds
        .iter()
        .flat_map(|all| all.windows(2).map(move |two| (all, &two[0], &two[1])))
        .filter(|(all, a, b)| b.parted && once(all, a) && once(all, b))
        .map(|(_, a, b)| (a, b))
        .collect()
}

/// The stems of a part; of `12s` the number.
fn words<'a>(p: &Placed<'a>) -> BTreeSet<&'a str> {
    let digits = |s: &'a str| {
        let bare = s.trim_end_matches('s');
        if bare.chars().all(|c| c.is_ascii_digit()) {
            bare
        } else {
            s
        }
    };
    p.stems.iter().map(|s| digits(s)).collect()
}

/// Whether `a` and `b` of the article, which agree with `s` and `t`, stand each beside the words of the other.
fn exchanged(
    pair: &Pair<'_>,
    line: &Line,
    ours: [&Placed<'_>; 2],
    theirs: [&Placed<'_>; 2],
) -> Option<Claim> {
    // `from 4 in April, to 5 in May`: one thing, and what stands between goes with both.
    let m = pair.meaning;
    let behind = |list: &[&str], p: &Placed<'_>| {
        let before = p.at.0.checked_sub(1).and_then(|i| line.tokens.get(i));
        before.is_some_and(|t| list.contains(&t.text.as_str()))
    };
    if behind(m.step_from, ours[0]) && behind(m.step_to, ours[1]) {
        return None;
    }
    let [a, b] = ours.map(words);
    let [s, t] = theirs.map(words);
    let count = |p: &BTreeSet<&str>, own: &BTreeSet<&str>, other: &BTreeSet<&str>| {
        p.iter()
            .filter(|w| own.contains(*w) && !other.contains(*w))
            .count()
    };
    let straight = count(&a, &s, &t) + count(&b, &t, &s);
    let crossed = count(&a, &t, &s) + count(&b, &s, &t);
    if straight > 0 || crossed < CROSSED {
        return None;
    }
    // The article's second value is `b`; the source's may be either.
    let second_is_t = theirs[0].at.0 < theirs[1].at.0;
    let (there, here) = if second_is_t {
        (count(&a, &t, &s), &a)
    } else {
        (count(&b, &s, &t), &b)
    };
    // Words of the second part of the source stand with the wrong value, and so do words of the second part here.
    let second_here = b
        .iter()
        .any(|w| !a.contains(w) && s.contains(w) && !t.contains(w));
    if there == 0 || !second_here {
        return None;
    }
    let (value, other, of, not) = if second_is_t {
        (ours[0], theirs[1], &t, &s)
    } else {
        (ours[1], theirs[0], &s, &t)
    };
    let token = line.tokens[value.part.0..value.part.1].iter().find(|x| {
        let stem = x.stem.trim_end_matches('s');
        let word = if here.contains(x.stem.as_str()) {
            x.stem.as_str()
        } else {
            stem
        };
        here.contains(word) && of.contains(word) && !not.contains(word)
    })?;
    Some(Claim {
        span: value.number.span,
        what: format!(
            "`{}` goes with `{}` here, with `{}` in the source",
            pair.written(line, token),
            value.number.text,
            other.number.text
        ),
        line: value.line,
        source: other.line,
    })
}
