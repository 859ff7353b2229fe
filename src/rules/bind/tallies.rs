//! Who has which number in a list of persons: `Philippa Stroud had 604 and Ned Gathercole 211`.
//!
//! Where a sentence names person and number in turn, each number is that of the person before it. Two persons have changed places when the
//! source, in such a sentence, gives each the number of the other.

use std::collections::{BTreeSet, HashMap};

use super::anchor::People;
use super::numbers::respective;
use super::pair::{Claim, Pair, numbers_crossed};
use crate::draft::reading::{Line, Pause, Token};
use crate::draft::total::At as _;
use crate::draft::{Draft, NumberKind};
use crate::span::Span;

/// Sentences with more persons are tables.
const MANY: usize = 40;

/// A person and the number that follows.
struct Tally {
    who: String,
    key: String,
    name: Span,
    line: usize,
}

/// Persons of a list who have each the number of the other.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let people = People::of(pair);
    let ours = tallies(pair, pair.article, &pair.alignment.article.lines, &people);
    if ours.is_empty() {
        return Vec::new();
    }
    let theirs = tallies(pair, pair.source, pair.lines(), &people);
    let mut holders: HashMap<&str, Vec<&Tally>> = HashMap::new();
    for t in &theirs {
        holders.entry(&t.key).or_default().push(t);
    }
    // Whose a number is in the source, when it is one person's.
    let alone = |key: &str| -> Option<&Tally> {
        let all = holders.get(key)?;
        let first = *all.first()?;
        all.iter().all(|t| t.who == first.who).then_some(first)
    };
    let mut claims = Vec::new();
    for (i, a) in ours.iter().enumerate() {
        let Some(s) = alone(&a.key).filter(|s| s.who != a.who) else {
            continue;
        };
        let mut others = ours
            .get(i + 1..)
            .unwrap_or_default()
            .iter()
            .take_while(|b| b.line == a.line);
        let crossed = others.find(|b| {
            b.who == s.who && b.key != a.key && alone(&b.key).is_some_and(|t| t.who == a.who)
        });
        let Some(b) = crossed else { continue };
        claims.push(numbers_crossed(pair, (a.line, a.name), b.name, s.line));
    }
    claims
}

/// The persons and numbers of the sentences that name nothing but the one and the other in turn.
fn tallies(pair: &Pair<'_>, draft: &Draft, lines: &[Line], people: &People) -> Vec<Tally> {
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.heading || line.numbers.len() < 2 || line.numbers.len() > MANY {
            continue;
        }
        found.extend(in_turn(pair, draft, line, index, people).unwrap_or_default());
    }
    found
}

fn in_turn(
    pair: &Pair<'_>,
    draft: &Draft,
    line: &Line,
    index: usize,
    people: &People,
) -> Option<Vec<Tally>> {
    let tokens = &line.tokens;
    let of = pair.article.lang().pack().roles.complement;
    let text = &draft.blocks().at(line.block).plain.text;
    let mut names = people.mentions(pair, draft, line);
    // `Philippa Stroud of the Shire Conservatives`, `Philippa Stroud (Shire Conservatives)`
    names.retain(|n| {
        let bracket = text[..tokens.at(n.from).start].trim_end().ends_with('(');
        let small = |t: &&Token| pair.meaning.determiners.contains(&t.text.as_str());
        let mut before = tokens
            .get(..n.from)
            .unwrap_or_default()
            .iter()
            .rev()
            .skip_while(small);
        let link = before.next().is_some_and(|t| of.contains(&t.text.as_str()));
        // `ahead of Ned Gathercole` is no place of anybody.
        let belongs = link && before.next().is_some_and(|t| t.capital);
        !(bracket || belongs && tokens.at(n.from).pause == Pause::None)
    });
    let owned = |i: usize| tokens.get(i).is_some_and(|t| t.text == "s");
    if respective(pair, line) || names.iter().any(|n| owned(n.to)) {
        return None;
    }
    let mut numbers = Vec::new();
    for (number, &(from, to)) in draft
        .numbers()
        .get(line.numbers.clone())
        .unwrap_or_default()
        .iter()
        .zip(&line.figures)
    {
        let tally = matches!(
            number.kind,
            NumberKind::Cardinal
                | NumberKind::Percent
                | NumberKind::Money(_)
                | NumberKind::Measure(_)
                | NumberKind::Time
        );
        if number.kind == NumberKind::Ordinal {
            continue;
        }
        if !tally || from >= to {
            return None;
        }
        numbers.push((from, number));
    }
    let distinct: BTreeSet<&str> = names.iter().map(|n| n.key.as_str()).collect();
    if names.len() < 2 || names.len() != numbers.len() || distinct.len() != names.len() {
        return None;
    }
    let starts = |i: usize| names.get(i).map_or(usize::MAX, |n| n.from);
    let turns = names.iter().zip(&numbers).enumerate();
    let in_turn = |(i, (n, v)): (usize, (&super::roles::Mention, &(usize, _)))| {
        n.to <= v.0 && v.0 < starts(i + 1)
    };
    if !turns.clone().all(in_turn) {
        return None;
    }
    let all = names.iter().zip(&numbers).map(|(n, (_, number))| Tally {
        who: n.key.clone(),
        key: number.key(),
        name: n.span,
        line: index,
    });
    Some(all.collect())
}

#[cfg(test)]
mod tests;
