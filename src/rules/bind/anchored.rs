//! Words that exclude one another beside the same thing: `before` and `after` the break, `early` and `late` in the 1990s, `a month` and
//! `a year` behind one price.
//!
//! What they go with, the anchor, must be the same in both texts. So a sentence that is turned round (`the vote came before the deal`, "the
//! deal was signed after the vote") is left alone.

use super::pair::{Claim, Pair, phrase_at, shared, side_at};
use crate::draft::reading::{Line, Pause, Token};
use crate::draft::total::At as _;
use crate::draft::{Bound, Number};
use crate::lang::meaning::{Anchor, Meaning};

/// The last of the groups that order things in time.
const TIME: usize = 1;

/// A word of one side with what it goes with.
pub(super) struct Held {
    group: usize,
    side: usize,
    /// Half-open range of tokens.
    at: (usize, usize),
    /// The stems of what it goes with, the nearest first.
    anchors: Vec<String>,
}

impl Held {
    /// The group with each of the things that the word goes with.
    pub(super) fn keys(&self) -> impl Iterator<Item = (usize, &str)> {
        self.anchors.iter().map(|a| (self.group, a.as_str()))
    }

    fn same_thing(&self, other: &Self) -> bool {
        let first = |a: &Self, b: &Self| a.anchors.first().is_some_and(|f| b.anchors.contains(f));
        self.group == other.group && (first(self, other) || first(other, self))
    }
}

/// The anchored words of a sentence, which stands in a text.
pub(super) fn of(text: &str, line: &Line, m: &Meaning) -> Vec<Held> {
    let tokens = &line.tokens;
    // `Après-midi`, `after-hours`: one noun.
    let glued = |end: usize| {
        let behind = |t: &Token| text[t.end..].starts_with(['-', '‑']);
        tokens.get(end - 1).is_some_and(behind)
    };
    let mut found: Vec<Held> = Vec::new();
    for i in 0..tokens.len() {
        for (group, words) in m.anchored.iter().enumerate() {
            let needed = words.behind.is_empty()
                || tokens
                    .get(i.saturating_sub(3)..i)
                    .unwrap_or_default()
                    .iter()
                    .any(|t| words.behind.contains(&t.text.as_str()));
            if !needed || tokens.at(i).quoted {
                continue;
            }
            // The longest phrase decides: `no more than` is not `more than`.
            let Some((end, side)) = side_at(tokens, i, words.sides) else {
                continue;
            };
            let inside = |h: &Held| h.group == group && h.at.1 > i;
            // `not before`, `with no`.
            let denied = words.anchor == Anchor::Next
                && (i > 0 && denies(m, tokens.at(i - 1))
                    || tokens
                        .get(end)
                        .is_some_and(|t| t.pause == Pause::None && denies(m, t)));
            // `After that`: a thing told before.
            let anaphor = words.anchor == Anchor::Next
                && tokens.get(end).is_some_and(|t| {
                    t.pause == Pause::None
                        && matches!(t.text.as_str(), "that" | "this" | "which" | "cela" | "quoi")
                });
            // `The week before (97)`: nothing goes with it.
            let adverb = words.anchor == Anchor::Next
                && tokens.get(end).is_some_and(|t| t.pause >= Pause::Comma);
            // `Up from 97`: what is left behind, no time.
            let step = group <= TIME
                && i > 0
                && m.step_from.contains(&tokens.at(i).text.as_str())
                && [m.up_before, m.down_before]
                    .iter()
                    .any(|l| l.contains(&tokens.at(i - 1).text.as_str()));
            if denied
                || anaphor
                || adverb
                || step
                || (words.anchor == Anchor::Next && glued(end))
                || found.iter().any(inside)
            {
                continue;
            }
            let anchors: Vec<String> = match words.anchor {
                Anchor::Next => {
                    // `avant de diminuer après …`: what the next one goes with is its own.
                    let own = (end..tokens.len())
                        .find(|&k| {
                            let mut all = words.sides.iter().flat_map(|s| s.iter());
                            all.any(|p| phrase_at(tokens, k, p).is_some())
                        })
                        .unwrap_or(tokens.len());
                    next(m, tokens.get(..own).unwrap_or_default(), end - 1)
                        .map(str::to_owned)
                        .collect()
                }
                Anchor::NextNumber => tokens
                    .get(end..)
                    .unwrap_or_default()
                    .iter()
                    .take(4)
                    .find(|t| is_number(t))
                    .map(|t| anchor(t).to_owned())
                    .into_iter()
                    .collect(),
                // Not over a comma: `10 h–17 h, jeudi jusqu’à 20 h`.
                Anchor::NumberBefore => tokens
                    .get(clause_start(tokens, i)..i)
                    .unwrap_or_default()
                    .iter()
                    .rev()
                    .take(3)
                    .find(|t| is_number(t))
                    .map(|t| anchor(t).to_owned())
                    .into_iter()
                    .collect(),
            };
            if !anchors.is_empty() {
                found.push(Held {
                    group,
                    side,
                    at: (i, end),
                    anchors,
                });
            }
        }
    }
    found
}

/// The first token of the clause that a token stands in.
fn clause_start(tokens: &[Token], at: usize) -> usize {
    let starts = |i: &usize| tokens.at(*i).pause >= Pause::Comma;
    (0..=at).rev().find(starts).unwrap_or(0)
}

/// The stem of a token; of a number that its unit is glued to (`2TB`) the number alone.
fn anchor(token: &Token) -> &str {
    if is_number(token) {
        token.text.trim_end_matches(char::is_alphabetic)
    } else {
        &token.stem
    }
}

fn is_number(token: &Token) -> bool {
    token.text.starts_with(|c: char| c.is_ascii_digit())
}

fn denies(m: &Meaning, token: &Token) -> bool {
    let text = token.text.as_str();
    m.deny.contains(&text) || m.deny_after.contains(&text)
}

/// The stems of the first two words with a meaning behind a word, at most five words away. A noun that looks like an auxiliary is known by
/// its article (`avant l’été`).
fn next<'a>(m: &'a Meaning, tokens: &'a [Token], at: usize) -> impl Iterator<Item = &'a str> {
    (at + 1..tokens.len().min(at + 6))
        .take_while(move |&k| k == at + 1 || tokens.at(k).pause < Pause::Stop)
        .filter(move |&k| {
            tokens.at(k).content
                || tokens.at(k).text.len() > 2
                    && m.nouns_too.contains(&tokens.at(k).text.as_str())
                    && m.determiners.contains(&tokens.at(k - 1).text.as_str())
        })
        .take(2)
        .map(move |k| anchor(tokens.at(k)))
}

/// Anchored words that are turned.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let theirs = &pair.theirs.anchored;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for own in pair.ours.anchored.at(index) {
            let same = |s: usize| {
                theirs
                    .at(s)
                    .iter()
                    .any(|h| own.same_thing(h) && h.side == own.side)
            };
            if row.rests_on.iter().any(|&s| same(s)) || told_by_number(pair, line, own) {
                continue;
            }
            let Some((s, other)) = row.rests_on.iter().find_map(|&s| {
                let mut others = theirs.at(s).iter().filter(|h| own.same_thing(h));
                others.next().map(|h| (s, h))
            }) else {
                continue;
            };
            // `closed until`, "open again from": two turns leave the meaning where it was.
            if own.group <= TIME && turned(pair, index, s) {
                continue;
            }
            // The same words elsewhere may be what is meant, when they fit as well.
            let fits = shared(line, pair.line(s), "");
            let elsewhere = pair.theirs.with_anchors_of(own);
            let as_well = |n: usize| same(n) && shared(line, pair.line(n), "") + 1 >= fits;
            if elsewhere.into_iter().any(as_well) {
                continue;
            }
            if same_bound(pair, line, own, s) {
                continue;
            }
            let (here, there) = (own.at.0..own.at.1, other.at.0..other.at.1);
            claims.push(pair.instead((index, here), (s, there)));
        }
    }
    claims
}

/// Whether one sentence takes another side of a contrast than the other, or only one of them denies.
pub(super) fn turned(pair: &Pair<'_>, index: usize, s: usize) -> bool {
    let (ours, theirs) = (pair.ours.sides.at(index), pair.theirs.sides.at(s));
    let other = ours
        .keys()
        .any(|o| theirs.keys().any(|t| t.0 == o.0 && t.1 != o.1) && !theirs.contains_key(o));
    other || pair.ours.denials.at(index).is_empty() != pair.theirs.denials.at(s).is_empty()
}

/// Whether the sentences hold other sides of an anchored word beside the same thing.
pub(super) fn shifted(pair: &Pair<'_>, index: usize, s: usize) -> bool {
    pair.ours.anchored.at(index).iter().any(|o| {
        pair.theirs
            .anchored
            .at(s)
            .iter()
            .any(|t| o.group <= TIME && o.same_thing(t) && o.side != t.side)
    })
}

/// The numbers of the article that stand near a word.
fn numbers_near<'p>(
    pair: &'p Pair<'_>,
    line: &Line,
    own: &Held,
) -> impl Iterator<Item = &'p Number> {
    let block = pair.article.blocks().at(line.block);
    let from = own.at.0.saturating_sub(3);
    let to = line.tokens.len().min(own.at.1 + 4);
    let near = block
        .plain
        .span(line.tokens.at(from).start, line.tokens.at(to - 1).end);
    let numbers = pair
        .article
        .numbers()
        .get(line.numbers.clone())
        .unwrap_or_default()
        .iter();
    numbers.filter(move |n| n.span.overlaps(near))
}

/// Whether the number that a word goes with is bounded as in the source: "will not drop below 19" is "will stay above 19".
fn same_bound(pair: &Pair<'_>, line: &Line, own: &Held, s: usize) -> bool {
    let theirs = pair
        .source
        .numbers()
        .get(pair.line(s).numbers.clone())
        .unwrap_or_default();
    numbers_near(pair, line, own)
        .filter(|n| matches!(n.bound, Bound::Above | Bound::Below))
        .any(|n| theirs.iter().any(|t| t.bound == n.bound && t.agrees(n)))
}

/// Whether the number that a word goes with is in no way in the source: then that is the fault, and it is told as one.
fn told_by_number(pair: &Pair<'_>, line: &Line, own: &Held) -> bool {
    numbers_near(pair, line, own)
        // Small numbers in words are not told of.
        .filter(|n| n.text.contains(|c: char| c.is_ascii_digit()))
        .any(|n| pair.source.stating(n).next().is_none())
}
