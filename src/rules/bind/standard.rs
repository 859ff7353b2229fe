//! So much more or less than something: `20 cm less than the record` is a record 20 cm higher.

use crate::rules::Fault;
use std::collections::BTreeSet;

use super::pair::{Claim, Pair, phrase_at, senses};
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;
use crate::lang::senses::Senses;

/// Between the number and the word that compares stand at most this many words.
const UNIT: usize = 3;
/// The thing compared with is at most this long.
const LENGTH: usize = 5;

/// A difference.
struct Gap {
    number: usize,
    at: usize,
    higher: bool,
    /// The words of what it is compared with, when it is said.
    than: std::ops::Range<usize>,
}

fn gaps(line: &Line, words: &Senses) -> Vec<Gap> {
    let tokens = &line.tokens;
    let mut found = Vec::new();
    for number in 0..tokens.len() {
        if !tokens
            .at(number)
            .text
            .starts_with(|c: char| c.is_ascii_digit())
            || tokens.at(number).quoted
        {
            continue;
        }
        let end = tokens.len().min(number + 1 + UNIT);
        let hit = (number + 1..end)
            .take_while(|&i| tokens.at(i).pause == Pause::None)
            .find_map(|i| {
                let long =
                    |list: &[&str]| list.iter().filter_map(|p| phrase_at(tokens, i, p)).max();
                let (up, down) = (long(words.higher), long(words.lower));
                (up != down).then(|| (i, up > down, up.max(down).unwrap_or(i + 1)))
            });
        let Some((at, higher, behind)) = hit else {
            continue;
        };
        let linked = tokens
            .get(behind)
            .is_some_and(|t| t.pause == Pause::None && words.than.contains(&t.text.as_str()));
        let from = if linked { behind + 1 } else { behind };
        let to = if linked {
            (from..tokens.len().min(from + LENGTH))
                .find(|&k| tokens.at(k).pause >= Pause::Comma)
                .unwrap_or(tokens.len().min(from + LENGTH))
        } else {
            from
        };
        found.push(Gap {
            number,
            at,
            higher,
            than: from..to.max(from),
        });
    }
    found
}

/// Differences that point the wrong way.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let words = pair.article.lang().pack().senses;
    let mut claims = Vec::new();
    for (index, line, _) in pair.rows() {
        let own = pair.ours.senses.at(index);
        for gap in gaps(line, words) {
            if !gap.than.is_empty() {
                continue;
            }
            let subject = senses(line, own, 0..gap.number);
            let figure = &line.tokens.at(gap.number).text;
            let found = pair.theirs.with_form(figure).iter().find_map(|&s| {
                let source = pair.line(s);
                let theirs = pair.theirs.senses.at(s);
                let same = |g: &Gap| source.tokens.at(g.number).text == *figure;
                let other = gaps(source, words)
                    .into_iter()
                    .find(|g| same(g) && !g.than.is_empty())?;
                let than = senses(source, theirs, other.than.clone());
                let before: BTreeSet<&str> = senses(source, theirs, 0..other.number);
                let only = |a: &BTreeSet<&str>, b: &BTreeSet<&str>| {
                    subject.iter().any(|w| a.contains(w)) && !subject.iter().any(|w| b.contains(w))
                };
                (only(&than, &before) && other.higher == gap.higher).then_some((s, other))
            });
            let Some((s, other)) = found else { continue };
            let source = pair.line(s);
            claims.push(Claim {
                span: pair.span(line, line.tokens.at(gap.at)),
                fault: Fault::new("comparison")
                    .text("word", pair.written(line, line.tokens.at(gap.at)))
                    .text("there", pair.shown(source, source.tokens.at(other.at))),
                line: index,
                source: s,
            });
        }
    }
    claims
}
