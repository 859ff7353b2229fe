//! What may come about and what will: `could close` is not `will shut`; `if the court consents` is not `the court consented`.
//!
//! The two clauses are found by what they share, by sense; the verb may be another one.

use crate::rules::Fault;
use std::collections::BTreeSet;
use std::ops::Range;

use super::pair::{Claim, Pair, phrase_at, senses};
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;
use crate::lang::senses::Senses;

/// Two sentences share at least this many senses before a clause of one is held against a clause of the other.
const SHARED: usize = 3;
/// A clause that shares this much needs no more.
const MUCH: usize = 2;
/// A condition reaches over at most this many words.
const REACH: usize = 14;

/// The clauses of a sentence: cut at pauses and at words that join statements.
fn clauses(pair: &Pair<'_>, line: &Line) -> Vec<Range<usize>> {
    let tokens = &line.tokens;
    let mut cuts = vec![0];
    for (i, token) in tokens.iter().enumerate().skip(1) {
        let joins = pair
            .meaning
            .conjunctions
            .iter()
            .chain(pair.meaning.granted)
            .any(|w| token.text == *w);
        if token.pause >= Pause::Comma || joins {
            cuts.push(i);
        }
    }
    cuts.push(tokens.len());
    cuts.windows(2).map(|w| *w.at(0)..*w.at(1)).collect()
}

/// The form of a promise in a range of words.
pub(super) fn promise(
    line: &Line,
    words: &Senses,
    determiners: &[&str],
    within: Range<usize>,
) -> Option<usize> {
    let tokens = &line.tokens;
    within.clone().find(|&i| {
        let text = tokens.at(i).text.as_str();
        let ending = words.future_endings.iter().any(|e| text.ends_with(e));
        let noun = i > 0 && determiners.contains(&tokens.at(i - 1).text.as_str());
        !tokens.at(i).quoted
            && ((words.future.contains(&text)
                && !(tokens.at(i).capital && i > 0)
                // `will` before a verb; `va` before an infinitive.
                && tokens.get(i + 1).is_some_and(|n| n.pause == Pause::None)
                && (!words.past_behind || tokens.at(i + 1).text.ends_with('r') || tokens.at(i + 1).text.ends_with("re") || tokens.get(i + 2).is_some_and(|n| n.text.ends_with("er"))))
                || (ending && !tokens.at(i).capital && !noun && text.len() > 3))
    })
}

/// Whether anything in a sentence leaves open what it says.
pub(super) fn is_open(pair: &Pair<'_>, line: &Line) -> bool {
    let m = pair.meaning;
    (0..line.tokens.len()).any(|i| {
        let t = line.tokens.at(i);
        let word = t.text.as_str();
        m.modals.contains(&word)
            || m.reported.contains(&word)
            || (pair.classes.hedges.contains(&t.stem) && !pair.classes.speech.contains(&t.stem))
            || m.hedges
                .iter()
                .any(|h| h.contains(' ') && phrase_at(&line.tokens, i, h).is_some())
    })
}

/// What may come about in the source and will here.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let (m, words) = (pair.meaning, pair.article.lang().pack().senses);
    let modal = |line: &Line, r: Range<usize>| {
        r.into_iter().find(|&i| {
            let t = line.tokens.at(i);
            !(t.quoted || t.capital && i > 0) && m.modals.contains(&t.text.as_str())
        })
    };
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        if line.heading || is_open(pair, line) {
            continue;
        }
        let own = pair.ours.senses.at(index);
        let all = senses(line, own, 0..line.tokens.len());
        for clause in clauses(pair, line) {
            let Some(at) = promise(line, words, m.determiners, clause.clone()) else {
                continue;
            };
            let said = senses(line, own, clause.clone());
            // How much each clause of the source shares, with its modal verb.
            let mut scored: Vec<(usize, usize, Option<usize>)> = Vec::new();
            let alike = pair.theirs.with_senses(said.iter().copied());
            for &s in &alike {
                let source = pair.line(s);
                for c in clauses(pair, source) {
                    let theirs = senses(source, pair.theirs.senses.at(s), c.clone());
                    let score = said.iter().filter(|w| theirs.contains(*w)).count();
                    if score > 0 {
                        scored.push((score, s, modal(source, c)));
                    }
                }
            }
            let Some(&(score, s, verb)) = scored
                .iter()
                .filter(|c| row.rests_on.contains(&c.1))
                .max_by_key(|c| (c.0, c.2.is_some()))
            else {
                continue;
            };
            let Some(verb) = verb else { continue };
            let source = pair.line(s);
            let theirs = senses(source, pair.theirs.senses.at(s), 0..source.tokens.len());
            let shared = all.iter().filter(|w| theirs.contains(*w)).count();
            let rival = scored.iter().any(|c| c.0 >= score && c.2.is_none());
            let promised = alike.iter().any(|&n| {
                let l = pair.line(n);
                let senses = senses(l, pair.theirs.senses.at(n), 0..l.tokens.len());
                let same = said.iter().filter(|w| senses.contains(*w)).count();
                (n == s || same >= score)
                    && promise(l, words, m.determiners, 0..l.tokens.len()).is_some()
            });
            let denied = pair
                .theirs
                .denials
                .at(s)
                .iter()
                .any(|d| d.covers(verb) && d.plain);
            let enough = shared >= SHARED || (score >= MUCH && shared >= score);
            // `may use the pool`: who is allowed to "will be able to".
            let stance = pair.classes.stance;
            let able = clause.clone().any(|i| {
                let mut all = stance.can.iter();
                all.any(|p| phrase_at(&line.tokens, i, p).is_some())
            });
            if rival || promised || denied || able || !enough {
                continue;
            }
            claims.push(Claim {
                span: pair.span(line, line.tokens.at(at)),
                fault: Fault::new("certainty")
                    .text("word", pair.shown(source, source.tokens.at(verb))),
                line: index,
                source: s,
            });
        }
    }
    claims
}

/// A condition of a sentence: the token that it begins with and what it covers.
fn condition(pair: &Pair<'_>, line: &Line, words: &Senses) -> Option<(usize, Range<usize>)> {
    let tokens = &line.tokens;
    for i in 0..tokens.len() {
        if tokens.at(i).quoted {
            continue;
        }
        let Some(from) = words
            .conditions
            .iter()
            .filter_map(|c| phrase_at(tokens, i, c))
            .max()
        else {
            continue;
        };
        let none = (i.saturating_sub(2)..=i).any(|k| {
            words
                .no_condition
                .iter()
                .any(|p| phrase_at(tokens, k, p).is_some_and(|e| e > i))
        });
        // `asked if`: a question that is reported.
        let asked = tokens
            .get(i.saturating_sub(3)..i)
            .unwrap_or_default()
            .iter()
            .any(|t| pair.classes.speech.contains(&t.stem) && t.pause == Pause::None);
        let next = tokens.get(from).is_some_and(|t| t.pause == Pause::None);
        if none || (asked && tokens.at(i).pause == Pause::None && i > 0) || !next {
            continue;
        }
        let end = (from + 1..tokens.len().min(from + REACH))
            .find(|&k| tokens.at(k).pause >= Pause::Comma)
            .unwrap_or(tokens.len().min(from + REACH));
        return Some((i, from..end));
    }
    None
}

/// Whether a range of words tells what has happened.
pub(super) fn is_past(line: &Line, words: &Senses, range: Range<usize>) -> bool {
    let tokens = &line.tokens;
    let ends = |i: usize| {
        tokens.at(i).content
            && words
                .past_endings
                .iter()
                .any(|e| tokens.at(i).text.ends_with(e))
    };
    range.clone().any(|i| {
        let form = words.past.contains(&tokens.at(i).text.as_str());
        if words.past_behind {
            form && (i + 1..range.end.min(i + 4)).any(ends)
        } else {
            form || ends(i)
        }
    })
}

/// Conditions of the source that have come about here.
pub(super) fn conditions(pair: &Pair<'_>) -> Vec<Claim> {
    let words = pair.article.lang().pack().senses;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        if line.heading {
            continue;
        }
        let own = pair.ours.senses.at(index);
        for &s in &row.rests_on {
            let source = pair.line(s);
            let theirs = pair.theirs.senses.at(s);
            let Some((at, covers)) = condition(pair, source, words) else {
                continue;
            };
            let needed: BTreeSet<&str> = senses(source, theirs, covers);
            if needed.len() < MUCH {
                continue;
            }
            let told = |said: &BTreeSet<&str>| needed.iter().filter(|w| said.contains(*w)).count();
            let most = |n: usize| n >= MUCH && 5 * n >= 3 * needed.len();
            let met = clauses(pair, line).into_iter().find(|c| {
                let free = c.clone().all(|i| {
                    let t = line.tokens.at(i);
                    !t.quoted
                        && !(words.open.contains(&t.text.as_str()) && !(t.capital && i > 0))
                        && !pair.classes.hedges.contains(&t.stem)
                        && !words
                            .conditions
                            .iter()
                            .any(|p| phrase_at(&line.tokens, i, p).is_some())
                });
                free && most(told(&senses(line, own, c.clone())))
                    && is_past(line, words, c.clone())
                    && promise(line, words, pair.meaning.determiners, c.clone()).is_none()
            });
            let Some(met) = met else { continue };
            let kept = condition(pair, line, words).is_some();
            let alike = pair.theirs.with_senses(needed.iter().copied());
            let fact = alike.into_iter().any(|n| {
                let l = pair.line(n);
                n != s
                    && condition(pair, l, words).is_none()
                    && most(told(&senses(
                        l,
                        pair.theirs.senses.at(n),
                        0..l.tokens.len(),
                    )))
            });
            if kept || fact {
                continue;
            }
            let (first, last) = (line.tokens.at(met.start), line.tokens.at(met.end - 1));
            claims.push(Claim {
                span: pair.words(line, first.start, last.end),
                fault: Fault::new("condition")
                    .text("word", pair.shown(source, source.tokens.at(at))),
                line: index,
                source: s,
            });
            break;
        }
    }
    claims
}
