//! Who does what to whom, and who is what.
//!
//! A verb right between two names (`Hart beat Cole`) has one order of acting; it is turned when the article has the same verb between
//! the same names the other way round, both in the active voice. A function stands before a name or behind it in an apposition
//! (`the mayor, Paul Adam`); it is given to the wrong person when the source gives it to one other person alone.

use std::collections::{BTreeMap, BTreeSet};

use super::pair::{Claim, Pair};
use super::polarity::{denials, is_denied};
use crate::draft::compare::fold;
use crate::draft::reading::{Line, Pause, Token, stem};
use crate::draft::{Draft, Name};
use crate::span::Span;

/// Between a name and its verb, and between the verb and the other name, stand at most this many small words.
const BETWEEN: usize = 4;

/// Roles and functions that are turned.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = turned(pair);
    claims.extend(functions(pair));
    claims
}

/// A name in a sentence: its last word, which is the surname, and its tokens.
struct Mention {
    key: String,
    from: usize,
    to: usize,
    span: Span,
}

fn mentions(draft: &Draft, line: &Line) -> Vec<Mention> {
    let block = &draft.blocks()[line.block];
    let names = draft.names();
    let first = names.partition_point(|n| n.span.start < line.span.start);
    names[first..]
        .iter()
        .take_while(|n: &&Name| n.span.start < line.span.end)
        .filter(|n| n.block == line.block)
        .filter_map(|n| {
            let inside = |t: &Token| block.plain.span(t.start, t.end).overlaps(n.span);
            let from = line.tokens.iter().position(inside)?;
            let count = line.tokens[from..].iter().take_while(|t| inside(t)).count();
            Some(Mention {
                key: line.tokens[from + count - 1].text.clone(),
                from,
                to: from + count,
                span: n.span,
            })
        })
        .collect()
}

/// A verb right between two names.
struct Act {
    who: String,
    verb: usize,
    whom: String,
}

fn acts(pair: &Pair<'_>, draft: &Draft, line: &Line) -> Vec<Act> {
    let m = pair.meaning;
    let tokens = &line.tokens;
    let denied = denials(line, m, &pair.classes);
    let is = |list: &[&str], i: usize| list.contains(&tokens[i].text.as_str());
    let names = mentions(draft, line);
    let mut found = Vec::new();
    for two in names.windows(2) {
        let (a, b) = (&two[0], &two[1]);
        if a.key == b.key || b.from <= a.to {
            continue;
        }
        let gap = a.to..b.from;
        if gap.clone().any(|i| tokens[i].pause >= Pause::Comma)
            || tokens[b.from].pause >= Pause::Comma
        {
            continue;
        }
        let Some(verb) = gap
            .clone()
            .find(|&i| tokens[i].content && !is(m.auxiliaries, i))
        else {
            continue;
        };
        let passive =
            (a.to..verb).any(|i| is(m.passive, i)) && (verb..b.from).any(|i| is(m.agent, i));
        let small = |mut range: std::ops::Range<usize>| {
            range.len() <= BETWEEN && range.all(|i| !tokens[i].content || is(m.auxiliaries, i))
        };
        let functions = |mut range: std::ops::Range<usize>| {
            range.len() <= BETWEEN
                && range.all(|i| {
                    !tokens[i].content
                        || draft
                            .lang()
                            .pack()
                            .titles
                            .contains(&tokens[i].text.as_str())
                })
        };
        if passive
            || !small(a.to..verb)
            || !functions(verb + 1..b.from)
            || pair.classes.symmetric.contains(&tokens[verb].stem)
            || is_denied(&denied, verb)
        {
            continue;
        }
        found.push(Act {
            who: a.key.clone(),
            verb,
            whom: b.key.clone(),
        });
    }
    found
}

fn turned(pair: &Pair<'_>) -> Vec<Claim> {
    let theirs: Vec<Vec<Act>> = pair
        .lines()
        .iter()
        .map(|l| acts(pair, pair.source, l))
        .collect();
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for act in acts(pair, pair.article, line) {
            let verb = &line.tokens[act.verb];
            let found = row.rests_on.iter().find(|&&s| {
                theirs[s].iter().any(|t| {
                    t.who == act.whom
                        && t.whom == act.who
                        && pair.line(s).tokens[t.verb].stem == verb.stem
                })
            });
            if let Some(&s) = found {
                claims.push(Claim {
                    span: pair.span(line, verb),
                    what: format!(
                        "the two sides of `{}` have changed places",
                        pair.written(line, verb)
                    ),
                    line: index,
                    source: s,
                });
            }
        }
    }
    claims
}

/// A function and who has it.
struct Office {
    stem: String,
    holder: String,
    line: usize,
    span: Span,
    text: String,
}

fn offices(pair: &Pair<'_>, draft: &Draft, lines: &[Line]) -> Vec<Office> {
    let m = pair.meaning;
    let pack = draft.lang().pack();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let tokens = &line.tokens;
        let block = &draft.blocks()[line.block];
        let office = |i: usize| {
            let t = &tokens[i];
            let title = pack.titles.contains(&t.text.as_str());
            (title && !m.honorifics.contains(&t.text.as_str())).then(|| stem(&t.text, draft.lang()))
        };
        for name in mentions(draft, line) {
            let mut add = |i: usize, stem: String| {
                found.push(Office {
                    stem,
                    holder: name.key.clone(),
                    line: index,
                    span: name.span,
                    text: block.plain.text[tokens[i].start..tokens[i].end].to_owned(),
                });
            };
            // `the mayor Paul Adam`, `the mayor, Paul Adam,`
            if let Some(i) = name.from.checked_sub(1)
                && let Some(stem) = office(i)
                && tokens[name.from].pause <= Pause::Comma
            {
                add(i, stem);
            }
            // `Paul Adam, the mayor`
            if tokens.get(name.to).is_some_and(|t| t.pause == Pause::Comma) {
                let noun = (name.to..tokens.len().min(name.to + 4))
                    .take_while(|&i| i == name.to || tokens[i].pause == Pause::None)
                    .find(|&i| !m.determiners.contains(&tokens[i].text.as_str()));
                if let Some(i) = noun
                    && let Some(stem) = office(i)
                {
                    // `Adam, mayor Lee said`: the function belongs to the next name.
                    let next = tokens
                        .get(i + 1)
                        .is_some_and(|t| t.capital && t.pause == Pause::None);
                    if !next {
                        add(i, stem);
                    }
                }
            }
        }
    }
    found
}

fn functions(pair: &Pair<'_>) -> Vec<Claim> {
    let theirs = offices(pair, pair.source, pair.lines());
    let ours = offices(pair, pair.article, &pair.alignment.article.lines);
    let mut holders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for o in &theirs {
        holders.entry(&o.stem).or_default().insert(&o.holder);
    }
    let known: BTreeSet<String> = pair
        .source
        .names()
        .iter()
        .filter_map(|n| fold(&n.text).rsplit([' ', '\'']).next().map(str::to_owned))
        .collect();
    let mut claims = Vec::new();
    for o in ours {
        let Some(with) = holders.get(o.stem.as_str()) else {
            continue;
        };
        let mut one = with.iter();
        let (Some(holder), None) = (one.next(), one.next()) else {
            continue;
        };
        if *holder == o.holder || !known.contains(&o.holder) {
            continue;
        }
        let Some(there) = theirs.iter().find(|t| t.stem == o.stem) else {
            continue;
        };
        claims.push(Claim {
            span: o.span,
            what: format!(
                "`{}` is given to `{}`, in the source to `{}`",
                o.text,
                o.span.slice(pair.article.text()),
                there.span.slice(pair.source.text())
            ),
            line: o.line,
            source: there.line,
        });
    }
    claims
}
