//! Numbers keep what they count and the way they point.
//!
//! A sentence with several numbers is cut between them at its strongest joint (a stop, a comma, a conjunction); what stands on one side
//! goes with that number. Two numbers have changed places when each stands beside words that in the source stand beside the other one
//! alone, and beside none of its own.

use crate::rules::Fault;
use std::collections::BTreeSet;
use std::mem::discriminant;
use std::rc::Rc;

use super::pair::{Claim, Pair, phrase_at, stems};
use super::polarity::{Denial, is_denied};
use super::scale::{in_idiom, points};
use super::whole::is_share;
use crate::draft::reading::{Line, Pause, Token};
use crate::draft::total::{At as _, Blank as _};
use crate::draft::{Draft, Number, NumberKind, Stock, measure};
use crate::span::Span;

/// Sentences with more numbers than this are tables: they are not compared. Of what states one number, so many are looked at.
const MANY: usize = 200;

/// Between two values of one thing so many other numbers may stand.
const NEXT: usize = 3;
/// Behind a comma the link may stand so many words from the first value, where the second is told to be an earlier one.
const APART: usize = 7;
/// What says that a value is an earlier one is among so many words behind it.
const EARLIER: usize = 7;

/// A number and the words that go with it.
pub(super) struct Placed<'a> {
    pub(super) number: &'a Number,
    pub(super) line: usize,
    /// Half-open range of tokens.
    pub(super) part: (usize, usize),
    pub(super) stems: BTreeSet<&'a str>,
    /// The stems of the whole sentence, numbers aside.
    wide: Rc<BTreeSet<&'a str>>,
    /// The stem of the first word with a meaning right behind it: what it counts.
    noun: Option<&'a str>,
    /// The stems of words with a capital that stand beside it: names, mostly.
    names: BTreeSet<&'a str>,
    /// A name stands right behind it.
    named_behind: bool,
    /// The tokens of the number itself.
    pub(super) at: (usize, usize),
    /// What goes with it begins behind a pause or a conjunction.
    pub(super) parted: bool,
}

/// Numbers that have changed places, and those that point the other way.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let ours: Vec<Vec<Placed<'_>>> = placed_all(pair, pair.article, &pair.alignment.article.lines);
    let theirs: Vec<Vec<Placed<'_>>> = placed_all(pair, pair.source, pair.lines());
    let all: Vec<&Placed<'_>> = ours.iter().flatten().collect();
    let stock = Stock::of(all.iter().map(|p| p.number));
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        if respective(pair, line) || row.rests_on.iter().any(|&s| respective(pair, pair.line(s))) {
            continue;
        }
        let near: Vec<&Placed<'_>> = row.rests_on.iter().flat_map(|&s| theirs.at(s)).collect();
        if near.len() > MANY || ours.at(index).len() > MANY {
            continue;
        }
        claims.extend(reversed(pair, index, ours.at(index), &near));
        for a in ours.at(index) {
            let mut same = near.iter().filter(|s| s.number.agrees(a.number));
            let (Some(s), None) = (same.next(), same.next()) else {
                continue;
            };
            if let Some(claim) = turned(pair, line, index, a, s) {
                claims.push(claim);
                continue;
            }
            let swapped = near.iter().any(|t| {
                let bare = |p: &Placed<'_>| {
                    p.number.kind == NumberKind::Cardinal && p.number.noun.is_none()
                };
                let alike = one_measure(t.number.kind, s.number.kind) || bare(s) != bare(t);
                let series = s.line == t.line && in_series(pair, pair.line(s.line), s, t);
                alike
                    && !series
                    && !t.number.agrees(s.number)
                    && !t.number.agrees(a.number)
                    && stock
                        .agreeing(t.number, |i| {
                            all.get(i).map_or(Number::blank(), |p| p.number)
                        })
                        .take(MANY)
                        .any(|i| {
                            let Some(b) = all.get(i) else { return false };
                            (exchanged(a, b, s, t) && !of_one_thing(pair, (a, b), (s, t)))
                                || set_against(pair, line, a, b, s, t)
                        })
            });
            if swapped {
                claims.push(Claim {
                    span: a.number.span,
                    fault: Fault::new("number-of").text("number", a.number.text.to_string()),
                    line: index,
                    source: s.line,
                });
            }
        }
    }
    claims
}

/// Whether two numbers may take the place of one another: seconds and metres may not.
fn one_measure(a: NumberKind, b: NumberKind) -> bool {
    match (a, b) {
        (NumberKind::Measure(a), NumberKind::Measure(b)) => {
            let family = |code| measure(code).map(|m| m.family);
            a == b || family(a) == family(b)
        }
        _ => discriminant(&a) == discriminant(&b),
    }
}

/// Whether two numbers of the article are two values of one thing (`from 58 to 46`), so that no word goes with one alone, or a part and its
/// whole in both texts ([`super::whole`] compares these).
fn of_one_thing(
    pair: &Pair<'_>,
    (a, b): (&Placed<'_>, &Placed<'_>),
    (s, t): (&Placed<'_>, &Placed<'_>),
) -> bool {
    if a.line != b.line {
        return false;
    }
    let line = pair.alignment.article.lines.at(a.line);
    let (first, last) = if a.at.0 < b.at.0 { (a, b) } else { (b, a) };
    let unit = line.tokens.get(last.at.1);
    let bare = line.tokens.get(first.at.1..last.at.0).is_some_and(|all| {
        all.iter()
            .all(|t| !t.content || unit.is_some_and(|u| u.stem == t.stem))
    });
    (bare && step(pair, line, a, b) == Some(true))
        || (s.line == t.line
            && is_share(pair.article, line, [a.number, b.number])
            && is_share(pair.source, pair.line(s.line), [s.number, t.number]))
}

/// Whether a sentence says elsewhere which number is whose: `respectively`, `53 % to his 44 %`.
pub(super) fn respective(pair: &Pair<'_>, line: &Line) -> bool {
    let mut words = line.tokens.iter();
    words.any(|t| pair.meaning.respectively.contains(&t.text.as_str()))
        || placed_after_possessive(pair, line)
}

/// Whether a number of a sentence stands behind a possessive.
fn placed_after_possessive(pair: &Pair<'_>, line: &Line) -> bool {
    let or_object = pair.article.lang().pack().roles.or_object;
    line.tokens.windows(2).enumerate().any(|(i, two)| {
        // `cost her £5`
        let object = or_object.contains(&two.at(0).text.as_str())
            && two.at(0).pause == Pause::None
            && i.checked_sub(1).is_some_and(|k| line.tokens.at(k).content);
        pair.meaning.possessives.contains(&two.at(0).text.as_str())
            && two.at(1).text.starts_with(|c: char| c.is_ascii_digit())
            && !object
    })
}

/// Whether two numbers of the article stand each beside what the source puts beside the other. What is counted may be left out behind one of
/// them (`Brest has 120 councillors and Vannes 85`): then the words beside it decide.
fn exchanged<'a>(a: &Placed<'a>, b: &Placed<'a>, s: &Placed<'a>, t: &Placed<'a>) -> bool {
    let turned = |[a, b, s, t]: [&BTreeSet<&str>; 4]| {
        // Whether a word of `p` stands beside the one number and not beside the other.
        let hits = |p: &BTreeSet<&str>, one: &BTreeSet<&str>, other: &BTreeSet<&str>| {
            p.iter().any(|w| one.contains(w) && !other.contains(w))
        };
        !hits(a, s, t) && hits(a, t, s) && !hits(b, t, s) && hits(b, s, t)
    };
    // What each of them counts has changed places.
    let [na, nb, ns, nt] = [a, b, s, t].map(|p| p.number.noun.as_deref());
    if na.is_some() && nb.is_some() && na != nb && na == nt && nb == ns {
        return true;
    }
    // Each counts what it counts in the source; what else stands there says nothing.
    let nouns = [a, b, s, t].map(|p| p.noun);
    if nouns.iter().all(Option::is_some)
        && nouns[0] == nouns[2]
        && nouns[1] == nouns[3]
        && nouns[2] != nouns[3]
    {
        return false;
    }
    // `Redhaven 3 Calder 2` is a score.
    if [s, t].iter().any(|p| p.named_behind) {
        return false;
    }
    // One has a unit and the other leaves it out (`bread costs 2 euros and cake 5`).
    if discriminant(&s.number.kind) != discriminant(&t.number.kind) {
        return gapped(a, b, s, t);
    }
    // Two bare numbers are a score or a list, unless each stands beside a name of its own: nothing is counted.
    if [a, b, s, t].iter().all(|p| p.names.len() == 1)
        && s.parted.max(t.parted)
        && names_turned(a, b, s, t)
    {
        return true;
    }
    if [s, t]
        .iter()
        .all(|p| p.number.kind == NumberKind::Cardinal && p.number.noun.is_none())
    {
        return false;
    }
    // A small number in letters stands for many things: only what each of the two counts decides, or who alone stands beside it.
    if small(a) || small(b) {
        if [a, b, s, t].iter().all(|p| p.names.len() == 1) && names_turned(a, b, s, t) {
            return true;
        }
        let counts = |p: &Placed<'_>, noun: Option<&str>| noun.is_some_and(|n| p.stems.contains(n));
        return s.noun != t.noun
            && counts(a, t.noun)
            && counts(b, s.noun)
            && !counts(a, s.noun)
            && !counts(b, t.noun);
    }
    // Who stands beside them has changed places.
    if names_turned(a, b, s, t) {
        return true;
    }
    // Where one number surely counts what it counted, the words around the other one are but told otherwise.
    let keeps = |p: &Placed<'_>, own: &Placed<'_>| {
        p.number.noun.is_some() && p.number.noun == own.number.noun
    };
    // `Vannes 85` → `Brest 85`.
    let renamed = |p: &Placed<'_>, own: &Placed<'_>| {
        !p.names.is_empty() && !own.names.is_empty() && p.names.is_disjoint(&own.names)
    };
    let named = renamed(a, s) || renamed(b, t);
    if s.number.noun != t.number.noun && keeps(a, s) != keeps(b, t) && !named {
        return false;
    }
    if gapped(a, b, s, t) {
        return true;
    }
    let apart = |x: &Placed<'_>, y: &Placed<'_>| x.line != y.line;
    // Numbers in sentences of their own have these to themselves.
    if apart(s, t) && apart(a, b) {
        return turned([a, b, s, t].map(|p| &*p.wide));
    }
    let without = |p: &Placed<'a>| {
        let mut stems = p.stems.clone();
        stems.retain(|s| Some(*s) != p.noun);
        stems
    };
    turned([a, b, s, t].map(|p| &p.stems)) || {
        let [a, b, s, t] = [a, b, s, t].map(without);
        turned([&a, &b, &s, &t])
    }
}

/// Whether the names beside two numbers have changed places.
fn names_turned(a: &Placed<'_>, b: &Placed<'_>, s: &Placed<'_>, t: &Placed<'_>) -> bool {
    let own: BTreeSet<&&str> = s.names.difference(&t.names).collect();
    let other: BTreeSet<&&str> = t.names.difference(&s.names).collect();
    let hits =
        |p: &Placed<'_>, set: &BTreeSet<&&str>| p.names.iter().filter(|n| set.contains(n)).count();
    hits(a, &other) > 0 && hits(b, &own) > 0 && hits(a, &own) == 0 && hits(b, &other) == 0
}

/// Whether two numbers of one sentence have changed places where the second part leaves out what the first has said (`oats cost 80p a kilo
/// and barley 65p`): the words that the second part has alone decide, in both texts.
fn gapped<'a>(a: &Placed<'a>, b: &Placed<'a>, s: &Placed<'a>, t: &Placed<'a>) -> bool {
    let parted = |x: &Placed<'_>, y: &Placed<'_>| (if x.at.0 < y.at.0 { y } else { x }).parted;
    if a.line != b.line || s.line != t.line || !parted(a, b) || !parted(s, t) {
        return false;
    }
    // Of two numbers of one sentence, the stems that the later one has alone.
    let alone = |x: &Placed<'a>, y: &Placed<'a>| -> BTreeSet<&'a str> {
        let (first, second) = if x.at.0 < y.at.0 { (x, y) } else { (y, x) };
        let own = second.stems.difference(&first.stems);
        own.copied().filter(|w| Some(*w) != second.noun).collect()
    };
    let stands = |set: &BTreeSet<&str>, p: &Placed<'_>| set.iter().any(|w| p.stems.contains(w));
    // `a` states what `s` states, `b` what `t` states.
    let decides = |set: &BTreeSet<&str>, of_second: bool, one: &Placed<'_>, other: &Placed<'_>| {
        let (right, wrong) = if of_second {
            (one, other)
        } else {
            (other, one)
        };
        stands(set, wrong) && !stands(set, right)
    };
    decides(&alone(s, t), s.at.0 < t.at.0, b, a) && decides(&alone(a, b), a.at.0 < b.at.0, t, s)
}

/// Whether a value is set against a bare one (`takes 140 minutes instead of 95`) and stands beside words that the source puts beside the
/// other one alone.
fn set_against(
    pair: &Pair<'_>,
    line: &Line,
    a: &Placed<'_>,
    b: &Placed<'_>,
    s: &Placed<'_>,
    t: &Placed<'_>,
) -> bool {
    let versus = pair.article.lang().pack().roles.versus;
    if a.line != b.line || a.at.0 > b.at.0 || s.line != t.line {
        return false;
    }
    // Only a stop keeps the words of the first from going with the second too (`60 in May and 45 in June`).
    let later = if s.at.0 > t.at.0 { s } else { t };
    let first = pair.line(s.line).tokens.get(later.part.0);
    if first.is_none_or(|x| x.pause < Pause::Stop) {
        return false;
    }
    let Some(between) = line.tokens.get(a.at.1..b.at.0) else {
        return false;
    };
    let set = between.len() <= 5 && between.iter().any(|x| versus.contains(&x.text.as_str()));
    let hits = |one: &Placed<'_>, other: &Placed<'_>| {
        let mut stems = a.stems.iter();
        stems.any(|w| one.stems.contains(w) && !other.stems.contains(w))
    };
    set && hits(t, s) && !hits(s, t)
}

/// Whether two numbers of a sentence are two values of one thing: `from 8 to 10`, `61 M€, contre 66 M€`.
fn in_series(pair: &Pair<'_>, line: &Line, a: &Placed<'_>, b: &Placed<'_>) -> bool {
    step(pair, line, a, b).is_some()
}

/// Of two numbers that are an earlier and a later value of one thing, whether the first is the earlier one (`from 8 to 10`) or the later one
/// (`10, against 8`; `10, up from 8`).
fn step(pair: &Pair<'_>, line: &Line, a: &Placed<'_>, b: &Placed<'_>) -> Option<bool> {
    let m = pair.meaning;
    let versus = pair.article.lang().pack().roles.versus;
    let (a, b) = if a.at.0 <= b.at.0 { (a, b) } else { (b, a) };
    let is = |list: &[&str], t: &Token| list.contains(&t.text.as_str());
    let between = line.tokens.get(a.at.1..b.at.0)?;
    let units = |t: &Token| !t.content || t.text.chars().count() <= 2;
    let link = between.iter().position(|t| {
        is(m.against, t) || is(m.step_to, t) || is(m.step_from, t) || is(versus, t)
    })?;
    // A unit may stand before the link, a small word (`up`, `down`) beside it.
    let set_apart = between.at(link).pause == Pause::Comma && earlier(pair, line, b);
    let most = if set_apart { APART } else { 3 };
    if link > most
        || between.len() > link + 3
        || !between
            .get(link + 1..)
            .unwrap_or_default()
            .iter()
            .all(units)
    {
        return None;
    }
    let linked = between.at(link);
    if is(m.against, linked) || is(versus, linked) {
        return Some(false);
    }
    let before = a.at.0.checked_sub(1).and_then(|i| line.tokens.get(i));
    if is(m.step_to, linked) && before.is_some_and(|t| is(m.step_from, t)) {
        return Some(true);
    }
    let way = |t: &Token| is(m.up_before, t) || is(m.down_before, t);
    (is(m.step_from, linked) && between.get(..link).unwrap_or_default().iter().any(way))
        .then_some(false)
}

/// The pairs of one sentence of which the second is the next number of the kind of the first: a date may stand between them
/// (`84 % on 3 November, against 67 %`).
fn neighbours<'p, 'a>(all: &[&'p Placed<'a>]) -> Vec<[&'p Placed<'a>; 2]> {
    let mut found = Vec::new();
    for (i, a) in all.iter().enumerate() {
        let behind = all
            .get(i + 1..)
            .unwrap_or_default()
            .iter()
            .take(NEXT)
            .take_while(|b| b.line == a.line);
        let kind = |p: &Placed<'_>| discriminant(&p.number.kind);
        let like = behind.clone().position(|b| kind(b) == kind(a));
        let all = behind.enumerate();
        let all = all.filter(|(k, _)| *k == 0 || Some(*k) == like);
        found.extend(all.map(|(_, b)| [*a, *b]));
    }
    found
}

/// Whether right behind a number the sentence says that it is an earlier value.
fn earlier(pair: &Pair<'_>, line: &Line, placed: &Placed<'_>) -> bool {
    let words = pair.article.lang().pack().roles.earlier;
    let behind = line.tokens.get(placed.at.1..).unwrap_or(&[]);
    let clause = behind
        .iter()
        .take(EARLIER)
        .take_while(|t| t.pause < Pause::Comma);
    clause.into_iter().any(|t| words.contains(&t.text.as_str()))
}

/// An earlier and a later value that have changed places.
fn reversed(
    pair: &Pair<'_>,
    index: usize,
    ours: &[Placed<'_>],
    near: &[&Placed<'_>],
) -> Vec<Claim> {
    let line = pair.alignment.article.lines.at(index);
    let mut claims = Vec::new();
    let ours: Vec<&Placed<'_>> = ours.iter().collect();
    for two in neighbours(&ours) {
        let Some(forth) = step(pair, line, two[0], two[1]) else {
            continue;
        };
        let (from, to) = if forth {
            (two[0], two[1])
        } else {
            (two[1], two[0])
        };
        for theirs in neighbours(near) {
            let source = pair.line(theirs[0].line);
            let Some(forth) = step(pair, source, theirs[0], theirs[1]) else {
                continue;
            };
            // `7 votes against 3`: two sides and no time.
            let named = [theirs[0], two[0], two[1]]
                .iter()
                .any(|p| !p.names.is_empty());
            let timed = earlier(pair, source, theirs[1]) && earlier(pair, line, two[1]);
            if named && !(timed && two[1].names.is_empty()) {
                continue;
            }
            let (s, t) = if forth {
                (theirs[0], theirs[1])
            } else {
                (theirs[1], theirs[0])
            };
            if from.number.agrees(t.number)
                && to.number.agrees(s.number)
                && !s.number.agrees(t.number)
            {
                claims.push(Claim {
                    span: to.number.span,
                    fault: Fault::new("from-to")
                        .text("from", from.number.text.to_string())
                        .text("to", to.number.text.to_string()),
                    line: index,
                    source: s.line,
                });
            }
        }
    }
    claims
}

fn small(placed: &Placed<'_>) -> bool {
    placed.number.spelled && placed.number.value < 10.0
}

/// Pairs of numbers of one sentence whose exchange is a fault: each stands in the source beside words of its own.
pub(super) fn exchangeable(pair: &Pair<'_>) -> Vec<(Span, Span)> {
    let ours = placed_all(pair, pair.article, &pair.alignment.article.lines);
    let theirs = placed_all(pair, pair.source, pair.lines());
    let mut found = Vec::new();
    for (index, _, row) in pair.rows() {
        let near: Vec<&Placed<'_>> = row.rests_on.iter().flat_map(|&s| theirs.at(s)).collect();
        let home = |n: &Placed<'_>| {
            let mut same = near.iter().filter(|s| s.number.agrees(n.number));
            same.next().copied().filter(|_| same.next().is_none())
        };
        for two in ours.at(index).windows(2) {
            let [a, b] = two else { continue };
            let (Some(s), Some(t)) = (home(a), home(b)) else {
                continue;
            };
            let own: BTreeSet<&str> = s.stems.difference(&t.stems).copied().collect();
            let other: BTreeSet<&str> = t.stems.difference(&s.stems).copied().collect();
            let hits = |p: &Placed<'_>, set: &BTreeSet<&str>| p.stems.intersection(set).count();
            if discriminant(&a.number.kind) == discriminant(&b.number.kind)
                && !in_series(pair, pair.line(s.line), s, t)
                && !small(a)
                && !small(b)
                && !a.number.agrees(b.number)
                && (hits(a, &own) > 0 && hits(a, &other) == 0)
                && (hits(b, &other) > 0 && hits(b, &own) == 0)
            {
                found.push((a.number.span, b.number.span));
            }
        }
    }
    found
}

/// A number that rises in one text and falls in the other.
fn turned(
    pair: &Pair<'_>,
    line: &Line,
    index: usize,
    a: &Placed<'_>,
    s: &Placed<'_>,
) -> Option<Claim> {
    let source = pair.line(s.line);
    // What a rise ends at may be where a fall begins.
    if leaves(pair, line, a) != leaves(pair, source, s) {
        return None;
    }
    let here = way(pair, line, pair.ours.denials.at(index), a)?;
    let there = way(pair, source, pair.theirs.denials.at(s.line), s)?;
    if here.0 == there.0 {
        return None;
    }
    let token = line.tokens.at(here.1);
    Some(Claim {
        span: pair.span(line, token),
        fault: Fault::new("number-word")
            .text("word", pair.written(line, token))
            .text("number", a.number.text.to_string())
            .text("there", pair.shown(source, source.tokens.at(there.1))),
        line: index,
        source: s.line,
    })
}

/// Whether a number is the value that a step leaves behind: `from 8 to 10`, `de 8 à 10`.
fn leaves(pair: &Pair<'_>, line: &Line, placed: &Placed<'_>) -> bool {
    let m = pair.meaning;
    let is = |list: &[&str], t: &Token| list.contains(&t.text.as_str());
    let before = placed.at.0.checked_sub(1).and_then(|i| line.tokens.get(i));
    // `de 7 % par rapport à 2023`: a comparison, no second value.
    let than = pair.classes.scales.than;
    let behind = line
        .tokens
        .get(placed.at.1.saturating_sub(1)..)
        .unwrap_or(&[]);
    let mut behind = behind.windows(2).take(3);
    let goes_on = |two: &[Token]| is(m.step_to, two.at(1)) && !is(than, two.at(0));
    before.is_some_and(|t| is(m.step_from, t) && (!is(m.by, t) || behind.any(goes_on)))
}

/// Whether a word goes up or down for something else than a number: behind a cause (`fell to 8 because of higher prices`), or with a noun of
/// its own (`higher prices`, `la hausse des prix`).
fn is_of_another(pair: &Pair<'_>, line: &Line, at: usize, number: (usize, usize)) -> bool {
    let scales = pair.classes.scales;
    let tokens = &line.tokens;
    let is = |list: &[&str], i: usize| list.contains(&tokens.at(i).text.as_str());
    let begins = |i: usize| {
        let mut all = pair.meaning.causes.iter().chain(scales.beside);
        all.any(|p| phrase_at(tokens, i, p).is_some_and(|end| end <= at))
    };
    if number.1 <= at && (number.1..at).any(begins) {
        return true;
    }
    let noun = |i: usize| {
        tokens.get(i).is_some_and(|t| {
            t.content && t.pause == Pause::None && !t.text.starts_with(|c: char| c.is_ascii_digit())
        })
    };
    // `a higher price of 3 euros`
    let ahead = number.0 > at && number.0 <= at + 4;
    if is(scales.rising, at) && noun(at + 1) && !ahead {
        return true;
    }
    // `3 % de baisse des ventes` is its own.
    let far = at > number.1 + 2;
    far && tokens
        .get(at + 1)
        .is_some_and(|t| t.pause == Pause::None && is(scales.of_what, at + 1))
        && (noun(at + 2) || noun(at + 3))
}

/// Which way a number points: up or not, and the word that says so. Nothing when the words beside it say both or neither.
fn way(
    pair: &Pair<'_>,
    line: &Line,
    denied: &[Denial],
    placed: &Placed<'_>,
) -> Option<(bool, usize)> {
    let m = pair.meaning;
    // Without a word of its own a number goes with what stands before it in its clause: `fell from 10 to 8`.
    let own = way_in(pair, line, denied, placed.at, placed.part.0..placed.part.1);
    let joined = |i: &usize| {
        let t = line.tokens.at(*i);
        t.pause < Pause::Comma && !m.conjunctions.contains(&t.text.as_str())
    };
    let from = (1..=placed.part.0)
        .rev()
        .take_while(|i| line.tokens.get(*i).is_none_or(|_| joined(i)))
        .last()
        .map_or(placed.part.0, |i| i - 1);
    match own {
        Way::None => way_in(pair, line, denied, placed.at, from..placed.part.0).one(),
        own => own.one(),
    }
}

/// What the words of a range say of up and down.
#[derive(Clone, Copy)]
enum Way {
    None,
    One(bool, usize),
    Both,
}

impl Way {
    fn one(self) -> Option<(bool, usize)> {
        match self {
            Self::One(up, at) => Some((up, at)),
            Self::None | Self::Both => None,
        }
    }
}

fn way_in(
    pair: &Pair<'_>,
    line: &Line,
    denied: &[Denial],
    number: (usize, usize),
    range: std::ops::Range<usize>,
) -> Way {
    let m = pair.meaning;
    let mut found = Way::None;
    for i in range {
        let t = line.tokens.at(i);
        let text = t.text.as_str();
        let leads = || {
            points(line, i, (m, pair.classes.scales))
                && line.tokens.get(i + 1).is_some_and(|n| {
                    n.text.starts_with(|c: char| c.is_ascii_digit())
                        || m.to_number.contains(&n.text.as_str())
                })
        };
        let up = pair.classes.up.contains(&t.stem) || (m.up_before.contains(&text) && leads());
        let down =
            pair.classes.down.contains(&t.stem) || (m.down_before.contains(&text) && leads());
        if up == down
            || is_denied(denied, i)
            || in_idiom(&line.tokens, i, pair.classes.scales)
            || is_of_another(pair, line, i, number)
        {
            continue;
        }
        match found {
            Way::None => found = Way::One(up, i),
            Way::One(other, _) if other != up => return Way::Both,
            _ => {}
        }
    }
    found
}

fn placed_all<'a>(pair: &Pair<'_>, draft: &'a Draft, lines: &'a [Line]) -> Vec<Vec<Placed<'a>>> {
    lines
        .iter()
        .enumerate()
        .map(|(i, line)| placed(pair, draft, line, i))
        .collect()
}

fn placed<'a>(pair: &Pair<'_>, draft: &'a Draft, line: &'a Line, index: usize) -> Vec<Placed<'a>> {
    let numbers: Vec<&Number> = draft
        .numbers()
        .get(line.numbers.clone())
        .unwrap_or_default()
        .iter()
        .collect();
    place(pair, draft, line, index, &numbers)
}

/// Some of the numbers of a sentence and what goes with each; the sentence is cut between these alone.
pub(super) fn place<'a>(
    pair: &Pair<'_>,
    draft: &'a Draft,
    line: &'a Line,
    index: usize,
    numbers: &[&'a Number],
) -> Vec<Placed<'a>> {
    if numbers.is_empty() {
        return Vec::new();
    }
    // The tokens of each number.
    let all = draft
        .numbers()
        .get(line.numbers.clone())
        .unwrap_or_default();
    let at: Vec<(usize, usize)> = numbers
        .iter()
        .map(|n| {
            let index = all.partition_point(|m| m.span.start < n.span.start);
            match line.figures.get(index) {
                Some(&(from, to)) if from < to => (from, to),
                _ => (0, 1),
            }
        })
        .collect();
    let mut wide = stems(&line.tokens);
    wide.retain(|s| !s.starts_with(|c: char| c.is_ascii_digit()));
    let wide = Rc::new(wide);
    let mut parts = Vec::new();
    let mut from = 0;
    for (i, &(_, end)) in at.iter().enumerate() {
        let to = match at.get(i + 1) {
            Some(&(next, _)) => joint(pair, &line.tokens, end.min(next), next),
            // Behind the last one a comma ends what belongs to it, where commas have parted the others.
            None if at.len() > 1 => line
                .tokens
                .get(end.min(line.tokens.len())..)
                .unwrap_or_default()
                .iter()
                .position(|t| t.pause >= Pause::Comma)
                .map_or(line.tokens.len(), |k| end + k),
            None => line.tokens.len(),
        };
        parts.push((from, to.max(from)));
        from = to;
    }
    numbers
        .iter()
        .copied()
        .zip(parts)
        .zip(&at)
        .map(|((number, part), &(start, end))| {
            let mut stems = stems(line.tokens.get(part.0..part.1).unwrap_or_default());
            for token in line
                .tokens
                .get(start..end.min(line.tokens.len()))
                .unwrap_or_default()
            {
                stems.remove(token.stem.as_str());
            }
            let noun = line
                .tokens
                .get(end.min(part.1)..part.1)
                .unwrap_or_default()
                .iter()
                .take_while(|t| t.pause == Pause::None)
                .find(|t| t.content)
                .map(|t| t.stem.as_str());
            let names = line
                .tokens
                .get(part.0..part.1)
                .unwrap_or_default()
                .iter()
                .filter(|t| t.capital && t.content && t.start > line.tokens.at(0).start)
                .filter(|t| !draft.lang().pack().not_names.contains(&t.text.as_str()))
                .map(|t| t.stem.as_str())
                .collect();
            Placed {
                names,
                named_behind: line
                    .tokens
                    .get(end)
                    .is_some_and(|t| t.capital && t.content && t.pause == Pause::None)
                    && number.kind == NumberKind::Cardinal,
                at: (start, end),
                parted: line.tokens.get(part.0).is_some_and(|t| {
                    t.pause >= Pause::Comma || pair.meaning.conjunctions.contains(&t.text.as_str())
                }),
                wide: Rc::clone(&wide),
                noun,
                number,
                line: index,
                part,
                stems,
            }
        })
        .collect()
}

/// Where the words of one number end and those of the next begin: the strongest joint between the two.
pub(super) fn joint(pair: &Pair<'_>, tokens: &[Token], from: usize, to: usize) -> usize {
    let strongest = (from..=to.min(tokens.len().saturating_sub(1)))
        .max_by_key(|&i| (tokens.at(i).pause, std::cmp::Reverse(i)));
    if let Some(i) = strongest.filter(|&i| tokens.at(i).pause >= Pause::Comma) {
        return i;
    }
    (from..to)
        .rev()
        .find(|&i| {
            let text = tokens.at(i).text.as_str();
            let versus = pair.article.lang().pack().roles.versus;
            pair.meaning.conjunctions.contains(&text) || versus.contains(&text)
        })
        .unwrap_or_else(|| {
            // What is counted stands behind its number; a name begins something else (`Redhaven 3 Calder 2`).
            let counted = tokens.get(from).is_some_and(|t| !t.capital);
            (from + usize::from(counted)).min(to)
        })
}
