//! Causes that the source does not give.

use crate::rules::Fault;
use std::collections::BTreeSet;
use std::ops::Range;

use super::pair::{Claim, Pair, clause_end, phrase_at, senses};
use crate::draft::clause;
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;

/// Causes that come in: the words behind `because of` and the like, none of which stands anywhere in the source.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let m = pair.meaning;
    let gives = |line: &Line| {
        (0..line.tokens.len()).any(|i| {
            m.causes
                .iter()
                .any(|c| phrase_at(&line.tokens, i, c).is_some())
        })
    };
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for i in 0..line.tokens.len() {
            let Some(from) = m.causes.iter().find_map(|c| phrase_at(&line.tokens, i, c)) else {
                continue;
            };
            if line.tokens.at(i).quoted || row.rests_on.iter().any(|&s| gives(pair.line(s))) {
                continue;
            }
            let end = clause_end(&line.tokens, from.saturating_sub(1));
            let mut words = line
                .tokens
                .get(from..end)
                .unwrap_or_default()
                .iter()
                .filter(|t| t.content)
                .peekable();
            if words.peek().is_none() || words.any(|t| pair.theirs.has(&t.stem, false)) {
                continue;
            }
            claims.push(Claim {
                span: pair.words(line, line.tokens.at(i).start, line.tokens.at(end - 1).end),
                fault: Fault::new("new-cause"),
                line: index,
                source: *row.rests_on.at(0),
            });
            break;
        }
    }
    claims
}

/// Two statements share at least this many senses with what they rest on.
const MUCH: usize = 2;

/// Causes that come in between two facts which the source only places side by side.
pub(super) fn beside(pair: &Pair<'_>) -> Vec<Claim> {
    let m = pair.meaning;
    joined_anew(pair, m.causes, |from, at, line| {
        (from..clause_end(&line.tokens, from - 1), 0..at)
    })
}

/// The same, where the cause stands first: `falling sales led to the closure`.
pub(super) fn led(pair: &Pair<'_>) -> Vec<Claim> {
    let verbs = pair.article.lang().pack().senses.led_to;
    joined_anew(pair, verbs, |from, at, line| {
        (0..at, from..clause_end(&line.tokens, from - 1))
    })
}

/// The words of the cause and those of what came of it.
type Halves = (Range<usize>, Range<usize>);

/// Where one of `links` joins what the source has apart. `halves` is given the token behind the link, the link itself and the sentence.
fn joined_anew(
    pair: &Pair<'_>,
    links: &[&str],
    halves: impl Fn(usize, usize, &Line) -> Halves,
) -> Vec<Claim> {
    let m = pair.meaning;
    let pack = pair.article.lang().pack();
    let joins = pack.senses.joins;
    let joined = |line: &Line| {
        (0..line.tokens.len()).any(|i| {
            let next = line.tokens.get(i + 1).filter(|n| n.pause == Pause::None);
            // `since May`, `after 3 June`: a time.
            let time =
                next.is_some_and(|n| n.capital || n.text.starts_with(|c: char| c.is_ascii_digit()));
            // `for three years`
            let long = next.is_some_and(|n| pack.small(&n.text).number.is_some())
                && !line.tokens.at(i).content;
            if long || time && m.granted.contains(&line.tokens.at(i).text.as_str()) {
                return false;
            }
            m.causes
                .iter()
                .chain(joins)
                .any(|c| phrase_at(&line.tokens, i, c).is_some())
        })
    };
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let tokens = &line.tokens;
        let own = pair.ours.senses.at(index);
        for i in 1..tokens.len() {
            let ends = links.iter().filter_map(|c| phrase_at(tokens, i, c));
            let Some(from) = ends.max() else { continue };
            if tokens.at(i).quoted || from >= tokens.len() {
                continue;
            }
            let end = clause_end(tokens, from - 1);
            let (cause, effect) = halves(from, i, line);
            let (cause, effect) = (senses(line, own, cause), senses(line, own, effect));
            let score = |said: &BTreeSet<&str>, s: usize| {
                let source = pair.line(s);
                let theirs = senses(source, pair.theirs.senses.at(s), 0..source.tokens.len());
                said.iter().filter(|w| theirs.contains(*w)).count()
            };
            let best = |said: &BTreeSet<&str>| {
                row.rests_on
                    .iter()
                    .map(|&s| (score(said, s), std::cmp::Reverse(s)))
                    .max()
                    .map(|(n, s)| (n, s.0))
            };
            let (Some((c, there)), Some((e, here))) = (best(&cause), best(&effect)) else {
                continue;
            };
            let apart = here != there && score(&cause, here) < c && score(&effect, there) < e;
            let told = c >= MUCH && 2 * c > cause.len() && e >= MUCH;
            // Something between them may say it in another way.
            let between = here.min(there)..=here.max(there);
            if !apart || !told || between.into_iter().any(|s| joined(pair.line(s))) {
                continue;
            }
            claims.push(Claim {
                span: pair.words(line, tokens.at(i).start, tokens.at(end - 1).end),
                fault: Fault::new("joined-cause"),
                line: index,
                source: there,
            });
            break;
        }
    }
    claims
}

/// Events that come in (`after a clash with …`): the event stands nowhere in the source, who took part stands elsewhere.
pub(super) fn events(pair: &Pair<'_>) -> Vec<Claim> {
    let events = pair.article.lang().pack().senses.events;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let tokens = &line.tokens;
        let own = pair.ours.senses.at(index);
        for i in 0..tokens.len() {
            let Some(from) = events.iter().find_map(|c| phrase_at(tokens, i, c)) else {
                continue;
            };
            let end = clause_end(tokens, from - 1);
            let words: Vec<usize> = (from..end).filter(|&k| tokens.at(k).content).collect();
            let Some(&event) = words.first() else {
                continue;
            };
            let near = pair.around(&row.rests_on);
            let strange = words.iter().all(|&k| {
                near.iter()
                    .all(|&s| !pair.theirs.senses.at(s).contains(own.at(k)))
            });
            let new = !clause::has_word(pair.source, &tokens.at(event).text)
                && !pair
                    .theirs
                    .senses
                    .iter()
                    .flatten()
                    .any(|w| *w == *own.at(event));
            // Who took part is known, from another place.
            let named = words
                .iter()
                .any(|&k| tokens.at(k).capital && pair.theirs.has(&tokens.at(k).stem, true));
            if tokens.at(i).quoted || tokens.at(event).capital || !(strange && new && named) {
                continue;
            }
            claims.push(Claim {
                span: pair.words(line, tokens.at(i).start, tokens.at(end - 1).end),
                fault: Fault::new("untold").text("word", pair.written(line, tokens.at(event))),
                line: index,
                source: *row.rests_on.at(0),
            });
            break;
        }
    }
    claims
}
