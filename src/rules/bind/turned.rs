//! A word and its opposite beside the same thing: `cut its forecast`, `raised its forecast`; `the margin improves`, `the margin worsens`.
//!
//! Unlike the contrasts of whole sentences this is decided by the thing beside the word, so a sentence may have words of both sides.

use super::anchored;
use super::pair::{Claim, Pair, senses};
use super::polarity::{clause_at as clause, is_denied};
use super::scale::in_idiom;
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;

/// The thing stands at most this many words from the word.
const REACH: usize = 4;

/// A word of one side with the things beside it.
struct Beside<'a> {
    at: usize,
    key: (usize, usize),
    things: Vec<&'a str>,
}

fn found<'a>(
    pair: &Pair<'_>,
    line: &Line,
    own: &'a [String],
    denied: &[super::polarity::Denial],
) -> Vec<Beside<'a>> {
    let tokens = &line.tokens;
    let sides = |i: usize| pair.classes.sides.get(tokens.at(i).text.as_str());
    let thing = |i: usize, k: usize| {
        let group = |at: usize, g: usize| sides(at).is_some_and(|all| all.iter().any(|s| s.0 == g));
        let token = tokens.at(k);
        let named = token.capital && k > 0;
        let number = token.text.starts_with(|c: char| c.is_ascii_digit());
        let same_group = sides(i).is_some_and(|all| all.iter().any(|s| group(k, s.0)));
        let small = own.at(k).is_empty() || pair.classes.small.contains(&token.stem);
        token.content && !(named || number || same_group || small)
    };
    let mut all = Vec::new();
    for i in 0..tokens.len() {
        let Some(keys) = sides(i) else { continue };
        let idiom = || in_idiom(tokens, i, pair.article.lang().pack().scales);
        if tokens.at(i).quoted || is_denied(denied, i) || idiom() {
            continue;
        }
        let behind = (i + 1..tokens.len().min(i + 1 + REACH))
            .take_while(|&k| tokens.at(k).pause == Pause::None)
            .find(|&k| thing(i, k));
        let before = (i.saturating_sub(REACH)..i)
            .rev()
            .take_while(|&k| tokens.at(k + 1).pause == Pause::None)
            .find(|&k| thing(i, k));
        let things: Vec<&str> = behind
            .into_iter()
            .chain(before)
            .map(|k| own.at(k).as_str())
            .collect();
        all.extend(keys.iter().map(|&key| Beside {
            at: i,
            key,
            things: things.clone(),
        }));
    }
    all
}

/// Opposites beside one thing.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    // Up and down come behind the contrasts: a sentence often has both, each of its own thing.
    let updown = pair.meaning.contrasts.len();
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let ours = found(
            pair,
            line,
            pair.ours.senses.at(index),
            pair.ours.denials.at(index),
        );
        // With a number behind it, the number tells what it goes with.
        let ways = pair.ours.ways.at(index);
        for one in ours.iter().filter(|o| ways.iter().all(|w| w.at != o.at)) {
            let same = |t: &Beside<'_>| {
                t.key.0 == one.key.0 && t.things.iter().any(|w| one.things.contains(w))
            };
            let hit = row.rests_on.iter().find_map(|&s| {
                let theirs = found(
                    pair,
                    pair.line(s),
                    pair.theirs.senses.at(s),
                    pair.theirs.denials.at(s),
                );
                let fits = |there: usize| {
                    let source = pair.line(s);
                    let (ours, theirs) = (clause(line, one.at), clause(source, there));
                    let theirs = senses(source, pair.theirs.senses.at(s), theirs);
                    let ours = senses(line, pair.ours.senses.at(index), ours);
                    let shared = ours.iter().filter(|w| theirs.contains(*w)).count();
                    // The word itself is another one.
                    2 * shared >= ours.len().min(theirs.len()).saturating_sub(1)
                };
                let mut other = theirs
                    .iter()
                    .filter(|t| same(t) && t.key.1 != one.key.1 && fits(t.at));
                other.next().map(|t| (s, t.at))
            });
            let Some((s, there)) = hit else { continue };
            // `lost his life and two others were hurt`: the source says it too, by a phrase that stands beside no thing of its own.
            let phrase = |at: &usize| {
                let word = pair.line(s).tokens.at(*at).text.as_str();
                !pair.classes.sides.contains_key(word)
            };
            let taken = |s: usize| pair.theirs.sides.at(s).get(&one.key);
            if taken(s).is_some_and(phrase) {
                continue;
            }
            // `closed until`, "open again from".
            if anchored::shifted(pair, index, s) {
                continue;
            }
            // A word of our side stands beside the thing somewhere, or a denied one of the other side; or ours has both.
            let mut alike = pair.theirs.with_senses(one.things.iter().copied());
            alike.extend(&row.rests_on);
            let told = alike.into_iter().any(|n| {
                let l = pair.line(n);
                let near = row.rests_on.contains(&n);
                found(pair, l, pair.theirs.senses.at(n), &[])
                    .iter()
                    .any(|t| {
                        let denied = is_denied(pair.theirs.denials.at(n), t.at);
                        t.key.0 == one.key.0
                            && (t.key.1 == one.key.1 || denied)
                            && (same(t) || (near && (t.things.is_empty() || t.key.0 != updown)))
                    })
            });
            let both = ours.iter().any(|t| same(t) && t.key.1 != one.key.1);
            if told || both {
                continue;
            }
            claims.push(pair.instead((index, one.at..one.at + 1), (s, there..there + 1)));
        }
    }
    claims
}
