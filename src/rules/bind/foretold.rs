//! What may be, told as what will be or has been with another verb: `may reach the region Sunday`, "Sunday will see it arrive"; `may have
//! been suffering from depression`, "had depression".

use crate::rules::Fault;
use std::collections::BTreeSet;
use std::ops::Range;

use super::pair::{Claim, Pair, phrase_at, senses};
use crate::draft::reading::{Line, Pause, Token};
use crate::draft::total::At as _;

/// Two clauses share so many words.
const SHARED: usize = 3;
/// Of what may have been, so many words are told again.
const MUCH: usize = 4;
/// The subject of a verb begins at most so many words before it, and what it is about ends so many behind it.
const REACH: usize = 8;

fn is(t: &Token, list: &[&str]) -> bool {
    list.contains(&t.text.as_str())
}

/// The range around a token between pauses of this weight, and `and` or `but` where a clause is meant.
fn part(pair: &Pair<'_>, line: &Line, at: usize, pause: Pause) -> Range<usize> {
    let tokens = &line.tokens;
    let joins = |i: usize| {
        tokens.at(i).pause >= pause
            || (pause < Pause::Stop && is(tokens.at(i), pair.meaning.conjunctions))
    };
    let start = (0..=at).rev().find(|&i| joins(i)).unwrap_or(0);
    let end = (at + 1..tokens.len()).find(|&i| joins(i));
    start..end.unwrap_or(tokens.len())
}

/// The clause around a token with what is put in between commas: from one conjunction or stop to the next.
fn whole(pair: &Pair<'_>, line: &Line, at: usize) -> Range<usize> {
    let tokens = &line.tokens;
    let joins =
        |i: usize| tokens.at(i).pause >= Pause::Stop || is(tokens.at(i), pair.meaning.conjunctions);
    let start = (0..=at).rev().find(|&i| joins(i)).unwrap_or(0);
    let end = (at + 1..tokens.len()).find(|&i| joins(i));
    start..end.unwrap_or(tokens.len())
}

/// Whether a range of the article leaves nothing open.
fn firm(pair: &Pair<'_>, line: &Line, range: Range<usize>) -> bool {
    let (m, stance) = (pair.meaning, pair.classes.stance);
    let words = pair.article.lang().pack().senses;
    let permits = pair.article.lang().pack().scales.permits;
    range.into_iter().all(|i| {
        let t = line.tokens.at(i);
        let open = is(t, words.open) && !is(t, stance.will) && !is(t, m.infinitive);
        let hedge = pair.classes.hedges.contains(&t.stem) && !pair.classes.speech.contains(&t.stem);
        let phrase = || {
            m.hedges
                .iter()
                .any(|h| phrase_at(&line.tokens, i, h).is_some())
        };
        let wide = |list: &[&str]| list.iter().any(|p| phrase_at(&line.tokens, i, p).is_some());
        !t.quoted
            && !open
            && !hedge
            && !is(t, m.modals)
            && !is(t, m.deny)
            && !is(t, permits)
            && !is(t, m.claims)
            && !wide(stance.doubts)
            && !wide(stance.likely)
            && !wide(stance.can)
            && !phrase()
    })
}

/// The modal verbs of a sentence of the source that leave something open.
fn modals(pair: &Pair<'_>, s: usize) -> Vec<usize> {
    let (m, line) = (pair.meaning, pair.line(s));
    let tokens = &line.tokens;
    let open = |&i: &usize| {
        let t = tokens.at(i);
        is(t, m.modals)
            && !t.quoted
            && !(t.capital && i > 0)
            && tokens.get(i + 1).is_none_or(|n| !is(n, m.deny))
    };
    (0..tokens.len()).filter(open).collect()
}

/// Whether the source says so many of these senses elsewhere without a modal verb.
fn is_fact(pair: &Pair<'_>, s: usize, told: &BTreeSet<&str>) -> bool {
    let all = pair.theirs.with_senses(told.iter().copied());
    all.into_iter().any(|n| {
        let line = pair.line(n);
        let theirs = senses(line, pair.theirs.senses.at(n), 0..line.tokens.len());
        let same = told.iter().filter(|w| theirs.contains(*w)).count();
        n != s && same >= SHARED.min(told.len()) && modals(pair, n).is_empty()
    })
}

/// What may be and here will be or has been.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let stance = pair.classes.stance;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        if line.heading || stance.will.is_empty() {
            continue;
        }
        let found = will(pair, index, line, &row.rests_on)
            .or_else(|| has(pair, index, line, &row.rests_on));
        let Some((at, s, modal)) = found else {
            continue;
        };
        claims.push(Claim {
            span: pair.span(line, line.tokens.at(at)),
            fault: Fault::new("possibility").text(
                "word",
                pair.shown(pair.line(s), pair.line(s).tokens.at(modal)),
            ),
            line: index,
            source: s,
        });
    }
    claims
}

/// A word of the article, the sentence of the source, its modal verb.
type Found = Option<(usize, usize, usize)>;

/// `will` in the place of a modal verb.
fn will(pair: &Pair<'_>, index: usize, line: &Line, rests_on: &[usize]) -> Found {
    let stance = pair.classes.stance;
    let sure = |&i: &usize| is(line.tokens.at(i), stance.will) && !line.tokens.at(i).quoted;
    (0..line.tokens.len()).filter(sure).find_map(|at| {
        let clause = whole(pair, line, at);
        let statement = part(pair, line, at, Pause::Stop);
        if !firm(pair, line, statement.start..clause.end) {
            return None;
        }
        let ours = senses(line, pair.ours.senses.at(index), clause);
        rests_on.iter().find_map(|&s| {
            let source = pair.line(s);
            let own = pair.theirs.senses.at(s);
            let modal = modals(pair, s).into_iter().find(|&j| {
                let all = part(pair, source, j, Pause::Stop);
                let firm = all.clone().any(|k| is(source.tokens.at(k), stance.will));
                let shares = |range: Range<usize>| {
                    senses(source, own, range).iter().any(|w| ours.contains(w))
                };
                let before = part(pair, source, j, Pause::Comma).start..j;
                let behind = j + 1..all.end.min(j + 1 + REACH);
                let theirs = senses(source, own, all);
                let same = ours.iter().filter(|w| theirs.contains(*w)).count();
                !firm
                    && same >= SHARED
                    && 5 * same >= 3 * ours.len()
                    && shares(before)
                    && shares(behind)
            })?;
            let theirs = senses(source, own, 0..source.tokens.len());
            let told = ours
                .iter()
                .filter(|w| theirs.contains(*w))
                .copied()
                .collect();
            (!is_fact(pair, s, &told)).then_some((at, s, modal))
        })
    })
}

/// `had` in the place of `may have had`.
fn has(pair: &Pair<'_>, index: usize, line: &Line, rests_on: &[usize]) -> Found {
    let m = pair.meaning;
    let own = pair.ours.senses.at(index);
    rests_on.iter().find_map(|&s| {
        let source = pair.line(s);
        let theirs = pair.theirs.senses.at(s);
        modals(pair, s).into_iter().find_map(|j| {
            let next = source.tokens.get(j + 1)?;
            if !is(next, m.done) {
                return None;
            }
            let clause = j + 2..part(pair, source, j + 1, Pause::Comma).end;
            let covered = senses(source, theirs, clause.clone());
            // The first word behind the verb must be told, else only what is granted is.
            let mut words = clause.filter(|&k| {
                source.tokens.at(k).content && !is(source.tokens.at(k), m.auxiliaries)
            });
            let object = words.nth(1).map(|k| theirs.at(k))?;
            let at = own.iter().position(|w| w == object)?;
            let statement = part(pair, line, at, Pause::Stop);
            let ours = senses(line, own, statement.clone());
            let told: BTreeSet<&str> = covered
                .iter()
                .filter(|w| ours.contains(*w))
                .copied()
                .collect();
            let most = told.len() >= MUCH && 5 * told.len() >= 3 * covered.len();
            (most && firm(pair, line, statement) && !is_fact(pair, s, &told)).then_some((at, s, j))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::lang::Lang;
    use crate::rules::bind::pair::claimed;

    #[test]
    fn what_may_come_is_not_what_will() {
        let source = "A third, smaller swarm may reach the orchards on Friday, ranger Nell Oakes said, but its path is hard to tell.";
        let found = |article| claimed(check, Lang::EN, source, article).len();
        assert_eq!(
            found("Friday will bring a third swarm to the orchards, the ranger said."),
            1
        );
        assert_eq!(
            found("Friday may bring a third swarm to the orchards, the ranger said."),
            0
        );
        let source = "Fog could delay the opening of the ferry terminal in May.";
        let found = |article| claimed(check, Lang::EN, source, article).len();
        assert_eq!(found("In May the ferry terminal will have its opening."), 0);
    }

    #[test]
    fn what_may_have_been_is_not_what_was() {
        let source = "The driver may have been suffering from untreated sleep apnoea since his move to Colby in 2019, Ana Roe said.";
        let found = |article| claimed(check, Lang::EN, source, article).len();
        assert_eq!(
            found(
                "The driver had untreated sleep apnoea after his move to Colby in 2019, Ana Roe said."
            ),
            1
        );
        assert_eq!(found("The driver moved to Colby in 2019, Ana Roe said."), 0);
        assert_eq!(
            found(
                "The driver possibly had untreated sleep apnoea after his move to Colby in 2019."
            ),
            0
        );
    }
}
