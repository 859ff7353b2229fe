//! A person keeps the function that the source gives.
//!
//! A function stands right before a name, before it and a comma, or behind it between commas. The article is wrong when it gives a known
//! person a function that excludes all those the source gives, and nothing near that person in the source speaks of it.

use crate::rules::Fault;
use std::collections::{BTreeMap, BTreeSet};

use super::pair::{Claim, Pair};
use super::roles::{Mention, mentions};
use crate::draft::Draft;
use crate::draft::reading::{Line, Pause, Token, stem};
use crate::draft::total::At as _;
use crate::lang::inflect;
use crate::span::Span;

/// A function and the noun around it have at most this many words.
const NOUN: usize = 9;
/// Behind `who` the verb is one of so many words.
const CLAUSE: usize = 3;

/// A function that a text gives to somebody.
struct Given {
    /// The last word of the name.
    who: String,
    /// The groups of functions that the words belong to.
    groups: BTreeSet<usize>,
    text: String,
    name: Span,
    line: usize,
    /// Nobody else stands between the two.
    close: bool,
}

/// Functions in the article that exclude what the source says of the same person.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut theirs: BTreeMap<String, Vec<Given>> = BTreeMap::new();
    let mut sure: BTreeMap<String, Given> = BTreeMap::new();
    for (index, line) in pair.lines().iter().enumerate() {
        for g in given(pair, pair.source, line, index, false) {
            if g.close {
                sure.entry(g.who.clone()).or_insert(g);
            }
        }
        for g in given(pair, pair.source, line, index, false) {
            theirs.entry(g.who.clone()).or_default().push(g);
        }
    }
    let mut claims = Vec::new();
    if theirs.is_empty() {
        return claims;
    }
    for (index, line) in pair.alignment.article.lines.iter().enumerate() {
        for g in given(pair, pair.article, line, index, true) {
            let (Some(said), Some(other)) = (theirs.get(&g.who), sure.get(&g.who)) else {
                continue;
            };
            if said.iter().any(|s| !s.groups.is_disjoint(&g.groups))
                || spoken_of(pair, &g.who, &g.groups)
            {
                continue;
            }
            claims.push(Claim {
                span: g.name,
                fault: Fault::new("function")
                    .text("name", g.name.slice(pair.article.text()))
                    .text("here", g.text.to_string())
                    .text("there", other.text.to_string()),
                line: g.line,
                source: other.line,
            });
        }
    }
    claims
}

/// What a function is about: the persons of the article whose function is about what the source gives to another one alone (`head of the
/// burns unit`, where the source has `head of the X-ray unit`).
pub(super) fn about(pair: &Pair<'_>) -> Vec<Claim> {
    let theirs = abouts_of_source(pair);
    let mut claims = Vec::new();
    if theirs.is_empty() {
        return claims;
    }
    let article = pair.alignment.article.lines.iter().zip(&pair.ours.senses);
    for (index, (line, senses)) in article.enumerate() {
        for a in abouts(pair, pair.article, line, senses, index) {
            let Some(said) = theirs.get(&a.who) else {
                continue;
            };
            let like = said.iter().find(|s| {
                !s.words.is_disjoint(&a.words) && s.words.difference(&a.words).next().is_some()
            });
            let Some(like) = like else { continue };
            // A sentence beside one that names the person may go on about them, unless it names somebody else.
            let naming = pair.naming(&a.who);
            let others = |i: &usize| {
                let names = mentions(pair, pair.source, pair.line(*i));
                naming.contains(i) || names.is_empty()
            };
            let near: BTreeSet<usize> = pair.around(&naming).into_iter().filter(others).collect();
            // Behind the same word the source has it, elsewhere.
            let moved = a.words.difference(&like.words).find(|w| {
                let stand = pair.theirs.with_senses([**w]);
                stand.is_disjoint(&near)
                    && stand.iter().any(|&i| {
                        let senses = pair.theirs.senses.at(i);
                        let at = senses.iter().position(|s| s == **w).unwrap_or(0);
                        let before = senses.get(at.saturating_sub(REACH)..at).unwrap_or_default();
                        before.iter().any(|s| {
                            like.words.contains(s.as_str()) && a.words.contains(s.as_str())
                        })
                    })
            });
            if moved.is_some() {
                claims.push(a.given_otherwise(like, pair));
            }
        }
    }
    claims
}

/// Whom a function is for: the persons of the article who have the function that the source gives them, for another kind of body
/// (`director of the university`, where the source has `director of the hospital` and speaks of a university elsewhere).
pub(super) fn bodies(pair: &Pair<'_>) -> Vec<Claim> {
    let theirs = abouts_of_source(pair);
    let mut claims = Vec::new();
    if theirs.is_empty() {
        return claims;
    }
    let kinds = pair.article.lang().pack().roles.bodies;
    let article = pair.alignment.article.lines.iter().zip(&pair.ours.senses);
    for (index, (line, senses)) in article.enumerate() {
        for a in abouts(pair, pair.article, line, senses, index) {
            let Some(said) = theirs.get(&a.who).filter(|_| !a.bodies.is_empty()) else {
                continue;
            };
            let other = |s: &About<'_>| !s.bodies.is_empty() && s.bodies.is_disjoint(&a.bodies);
            let like = said.iter().find(|s| s.head == a.head);
            let Some(like) = like.filter(|_| said.iter().all(other)) else {
                continue;
            };
            // The source speaks of such a body, and nowhere near the person.
            let words = a
                .bodies
                .iter()
                .filter_map(|&b| kinds.get(b))
                .copied()
                .flatten();
            let stand: BTreeSet<usize> = words
                .flat_map(|w| pair.theirs.with_form(w).iter().copied())
                .collect();
            let near = pair.around(&pair.naming(&a.who));
            if stand.is_empty() || near.iter().any(|i| stand.contains(i)) {
                continue;
            }
            claims.push(a.given_otherwise(like, pair));
        }
    }
    claims
}

/// So many words may stand between two of one noun phrase: `service des urgences`.
const REACH: usize = 2;

/// A function that a text gives to somebody, with what it is about.
struct About<'a> {
    who: String,
    /// The senses of the words behind the function.
    words: BTreeSet<&'a str>,
    /// The kinds of bodies among them.
    bodies: BTreeSet<usize>,
    /// The function, by its stem.
    head: String,
    text: String,
    name: Span,
    line: usize,
}

impl About<'_> {
    /// That the article gives another function than the source, which has `like`.
    fn given_otherwise(&self, like: &Self, pair: &Pair<'_>) -> Claim {
        Claim {
            span: self.name,
            fault: Fault::new("function")
                .text("name", self.name.slice(pair.article.text()))
                .text("here", self.text.to_string())
                .text("there", like.text.to_string()),
            line: self.line,
            source: like.line,
        }
    }
}

/// What the functions of the source are about, by the person who has them.
fn abouts_of_source<'a>(pair: &'a Pair<'_>) -> BTreeMap<String, Vec<About<'a>>> {
    let mut found: BTreeMap<String, Vec<About<'_>>> = BTreeMap::new();
    let source = pair.lines().iter().zip(&pair.theirs.senses).enumerate();
    for (index, (line, senses)) in source {
        for a in abouts(pair, pair.source, line, senses, index) {
            found.entry(a.who.clone()).or_default().push(a);
        }
    }
    found
}

/// The functions of a sentence that say what they are about: `X, head of the unit`; `the head of the unit, Dr X`.
fn abouts<'a>(
    pair: &Pair<'_>,
    draft: &Draft,
    line: &Line,
    senses: &'a [String],
    index: usize,
) -> Vec<About<'a>> {
    let tokens = &line.tokens;
    let roles = pair.article.lang().pack().roles;
    let of = roles.of;
    let office = |i: usize| roles.offices.contains(&tokens.at(i).text.as_str());
    let all: Vec<(usize, usize)> = (0..tokens.len())
        .filter_map(|i| longest(pair, tokens, i).or_else(|| office(i).then_some((i, i + 1))))
        .collect();
    if all.is_empty() {
        return Vec::new();
    }
    let text = &draft.blocks().at(line.block).plain.text;
    let names = mentions(pair, draft, line);
    let mut found = Vec::new();
    for (start, end) in all {
        let stop = (end..tokens.len())
            .find(|&i| tokens.at(i).pause >= Pause::Comma)
            .unwrap_or(tokens.len());
        let leads = |i: usize| tokens.get(i).is_some_and(|t| of.contains(&t.text.as_str()));
        // `le directeur technique de la régie`
        let described =
            !roles.head_last && end + 1 < stop && leads(end + 1) && tokens.at(end).content;
        if stop - end > NOUN || !(leads(end) || described) {
            continue;
        }
        let small = |i: usize| {
            let t = tokens.at(i);
            determiner(pair, t) || pair.classes.titles.contains(t.text.as_str())
        };
        let closed = tokens.get(stop).is_some_and(|t| t.pause == Pause::Comma);
        let behind = names.iter().find(|n| {
            closed && n.from >= stop && (stop..n.from).all(small) && n.from - stop <= REACH
        });
        let before = names.iter().find(|n| {
            n.to <= start
                && tokens.at(n.to).pause == Pause::Comma
                && (n.to..start).all(|i| determiner(pair, tokens.at(i)))
        });
        let named = names.iter().any(|n| n.from >= end && n.from < stop);
        let Some(name) = before.or(behind).filter(|_| !named) else {
            continue;
        };
        let words = (end..stop)
            .filter(|&i| tokens.at(i).content && !senses.at(i).is_empty())
            .map(|i| senses.at(i).as_str())
            .collect();
        let body = |i: usize| {
            let word = tokens.at(i).text.as_str();
            roles.bodies.iter().position(|g| g.contains(&word))
        };
        found.push(About {
            who: name.key.clone(),
            words,
            bodies: (end..stop).filter_map(body).collect(),
            head: tokens.at(start).stem.clone(),
            text: text[tokens.at(start).start..tokens.at(stop - 1).end].to_owned(),
            name: name.span,
            line: index,
        });
    }
    found
}

/// Whether a function of these groups stands in a sentence of the source that names the person, or beside one.
fn spoken_of(pair: &Pair<'_>, who: &str, groups: &BTreeSet<usize>) -> bool {
    let roles = pair.article.lang().pack().roles;
    let lang = pair.article.lang();
    // `who farms 300 acres` speaks of a farmer.
    let all = groups.iter().filter_map(|&g| roles.functions.get(g));
    let words: BTreeSet<&str> = all.flat_map(|g| g.iter().copied()).collect();
    let verbs = roles.acting.iter().filter(|a| words.contains(a.0));
    let verbs: BTreeSet<&str> = verbs.flat_map(|a| a.1.iter().copied()).collect();
    let kept = roles.keeping.iter().filter(|k| words.contains(k.0));
    let kept: BTreeSet<&str> = kept.flat_map(|k| k.1.iter().copied()).collect();
    let family = |w: &str| inflect::family(&stem(w, lang), lang);
    let families: BTreeSet<String> = words.iter().map(|w| family(w)).collect();
    pair.around(&pair.naming(who)).into_iter().any(|i| {
        let tokens = &pair.line(i).tokens;
        (0..tokens.len()).any(|t| {
            let found = pair.classes.functions_at(tokens, t);
            let token = tokens.at(t);
            // `Dr` does not tell what kind of doctor.
            let title = groups.len() == 1
                && found.len() > 1
                && pair.meaning.honorifics.contains(&token.text.as_str());
            if title {
                return false;
            }
            found.iter().any(|f| groups.contains(&f.1))
                || verbs.contains(token.text.as_str())
                || kept.contains(token.text.as_str())
                // Others of the kind are not this person: `the farmers do not sell`.
                || token.content
                    && !token.text.strip_suffix('s').is_some_and(|w| words.contains(w))
                    && families.contains(&inflect::family(&token.stem, lang))
        })
    })
}

/// `X, who captained the side`: the verb and the groups of the function that it tells.
fn acting(pair: &Pair<'_>, tokens: &[Token], name: &Mention) -> Option<(usize, BTreeSet<usize>)> {
    let roles = pair.article.lang().pack().roles;
    let first = tokens.get(name.to)?;
    if !roles.relatives.contains(&first.text.as_str()) {
        return None;
    }
    let m = pair.meaning;
    let small = |t: &&Token| t.pause == Pause::None && !m.deny.contains(&t.text.as_str());
    let clause = tokens
        .get(name.to + 1..)
        .unwrap_or_default()
        .iter()
        .take(CLAUSE)
        .take_while(small);
    clause.enumerate().find_map(|(i, t)| {
        let is = |a: &&(&str, &[&str])| a.1.contains(&t.text.as_str());
        let (function, _) = roles.acting.iter().find(is)?;
        let groups = roles.functions.iter().enumerate();
        let groups = groups.filter(|(_, g)| g.contains(function)).map(|g| g.0);
        Some((name.to + 1 + i, groups.collect()))
    })
}

/// The functions that a sentence gives to the persons in it. With `strict` none that may belong to somebody else.
fn given(pair: &Pair<'_>, draft: &Draft, line: &Line, index: usize, strict: bool) -> Vec<Given> {
    let tokens = &line.tokens;
    let roles = pair.article.lang().pack().roles;
    let has = (0..tokens.len()).any(|i| {
        let relative = roles.relatives.contains(&tokens.at(i).text.as_str());
        relative || !pair.classes.functions_at(tokens, i).is_empty()
    });
    if !has {
        return Vec::new();
    }
    let text = &draft.blocks().at(line.block).plain.text;
    let names = mentions(pair, draft, line);
    let mut found = Vec::new();
    for name in &names {
        let before = before(pair, text, tokens, name, strict);
        let behind = behind(pair, text, tokens, name, strict);
        for (from, to) in before.into_iter().chain(behind) {
            let groups = (from..to)
                .flat_map(|i| pair.classes.functions_at(tokens, i))
                .filter(|f| f.0 <= to)
                .map(|f| f.1)
                .collect();
            found.push(Given {
                who: name.key.clone(),
                groups,
                text: text[tokens.at(from).start..tokens.at(to - 1).end].to_owned(),
                name: name.span,
                line: index,
                close: !names.iter().any(|n| n.from >= to && n.to <= name.from),
            });
        }
        if let Some((verb, groups)) = acting(pair, tokens, name) {
            found.push(Given {
                who: name.key.clone(),
                groups,
                text: text[tokens.at(name.to).start..tokens.at(verb).end].to_owned(),
                name: name.span,
                line: index,
                close: true,
            });
        }
    }
    found
}

/// The range of the function that begins at a token: the longest.
fn longest(pair: &Pair<'_>, tokens: &[Token], at: usize) -> Option<(usize, usize)> {
    let found = pair.classes.functions_at(tokens, at);
    found.iter().map(|f| (at, f.0)).max_by_key(|f| f.1)
}

/// The functions in a range of tokens, none inside another.
fn all_in(pair: &Pair<'_>, tokens: &[Token], from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut i = from;
    while i < to {
        match longest(pair, tokens, i).filter(|f| f.1 <= to) {
            Some(f) => {
                found.push(f);
                i = f.1;
            }
            None => i += 1,
        }
    }
    found
}

/// `chief executive Ida Roth`, `Capt. Lena Voss`; `the treasurer, Owen Pratt`.
fn before(
    pair: &Pair<'_>,
    text: &str,
    tokens: &[Token],
    name: &Mention,
    strict: bool,
) -> Option<(usize, usize)> {
    let words = pair.article.lang().pack().roles;
    let to = name.from;
    let last = to.checked_sub(1)?;
    let gap = text[tokens.at(last).end..tokens.at(to).start].trim();
    let abbreviation = gap == "." && words.ranks.contains(&tokens.at(last).text.as_str());
    if !(gap.is_empty() || abbreviation || gap == ",") {
        return None;
    }
    let least = to.saturating_sub(NOUN);
    let mut from = last;
    while from > least && tokens.at(from).pause == Pause::None {
        from -= 1;
    }
    let all = all_in(pair, tokens, from, to);
    let &(start, end) = all.last()?;
    if gap != "," {
        // `Dr Falk` may be a doctor of anything.
        let address = pair
            .meaning
            .honorifics
            .contains(&tokens.at(last).text.as_str());
        // `l'agriculteur rouennais Paul Adam`
        let place = |i: usize| {
            let t = tokens.at(i);
            let ends = |e: &str| t.text.ends_with(e);
            t.content && !t.capital && words.of_place.iter().any(|e| ends(e))
        };
        let placed = end + 1 == to && start > 0 && determiner(pair, tokens.at(start - 1));
        let close = end == to || placed && place(end);
        return (close && !address).then_some((start, end));
    }
    let of = |i: usize| words.of.contains(&tokens.at(i).text.as_str());
    if all.len() > 1 {
        return (!strict).then_some((start, end));
    }
    let head = if words.head_last {
        end == to || of(end)
    } else {
        true
    };
    // `an aide to the mayor, Paul Adam`, `Kim and the mayor, Paul Adam`: not surely his.
    let noun = (from..start)
        .rev()
        .find(|&i| !determiner(pair, tokens.at(i)));
    let open = strict && noun.is_some_and(|i| of(i) && i > from && tokens.at(i - 1).content);
    // A name between belongs to the function or has it.
    let named = strict && (end..to).any(|i| tokens.at(i).capital);
    (head && !open && !named).then_some((start, end))
}

fn determiner(pair: &Pair<'_>, token: &Token) -> bool {
    pair.meaning.determiners.contains(&token.text.as_str())
}

/// `Owen Pratt, the club's treasurer, …`.
fn behind(
    pair: &Pair<'_>,
    text: &str,
    tokens: &[Token],
    name: &Mention,
    strict: bool,
) -> Option<(usize, usize)> {
    let words = pair.article.lang().pack().roles;
    let from = name.to;
    let first = tokens.get(from)?;
    let gap = text[tokens.at(from - 1).end..first.start].trim();
    if !matches!(gap, "," | "(" | "–" | "—") {
        return None;
    }
    let to = (from + 1..tokens.len().min(from + NOUN))
        .find(|&i| tokens.at(i).pause >= Pause::Comma)
        .unwrap_or(tokens.len().min(from + NOUN));
    let of = |i: usize| words.of.contains(&tokens.at(i).text.as_str());
    let ends = |i: usize| of(i) || words.relatives.contains(&tokens.at(i).text.as_str());
    let noun = (from..to).find(|&i| ends(i)).unwrap_or(to);
    let all = all_in(pair, tokens, from, to);
    let &(start, end) = all.first()?;
    // The function belongs to the next name: `Adam, mayor Lee said`.
    if tokens
        .get(end)
        .is_some_and(|t| t.capital && t.pause <= Pause::Comma)
    {
        return None;
    }
    if !strict {
        return Some((start, end));
    }
    let opens = (from..start).all(|i| determiner(pair, tokens.at(i)));
    let head = if words.head_last {
        end == noun && (opens || determiner(pair, first))
    } else {
        opens
    };
    // `Adam, the mayor and the judge met`: three people.
    let listed = pair
        .meaning
        .conjunctions
        .contains(&tokens.get(end).map_or("", |t| t.text.as_str()))
        && !matches!(first.text.as_str(), "a" | "an");
    (head && !listed).then_some((start, end))
}
