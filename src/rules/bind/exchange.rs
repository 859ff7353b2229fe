//! Facts of one kind that have changed places, wherever in the two texts they stand: two numbers of one unit, two names.
//!
//! With each mention of a fact go the words of its part of the sentence: the sentence is cut between facts of one kind. Of two facts that
//! both texts have, those words decide that the source puts beside one of them alone. The facts have changed places when each stands
//! beside words of the other, and neither beside one of its own.

use crate::rules::Fault;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::numbers::respective;
use super::pair::{Claim, Pair};
use super::roles::mentions;
use crate::draft::reading::{Line, Pause, Token};
use crate::draft::total::At as _;
use crate::draft::{Draft, NumberKind};
use crate::span::Span;

/// A sentence with more facts of one kind is a table or a list.
const MANY: usize = 12;
/// A word beside more facts of a kind than this tells none from the others.
const COMMON: usize = 16;
/// Of one fact so many mentions are looked at, and so many others that it may have changed places with.
const MOST: usize = 8;
/// Facts so many sentences apart are told together.
const NEAR: usize = 2;
/// So many words must speak for the exchange of facts that stand far apart, on either side.
const APART: usize = 2;
/// So many words behind a number may say what is counted.
const COUNTED: usize = 2;
/// Words before a name that belong to it.
const OWN: usize = 4;

/// What is compared with what: the kind of a number with its unit.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Number(NumberKind),
    Name,
}

/// A mention of a fact.
struct Fact<'a> {
    class: Class,
    key: String,
    line: usize,
    /// Half-open range of its tokens.
    at: (usize, usize),
    span: Span,
    /// How firmly its part is cut from that of the fact before it and behind it in the sentence.
    cuts: (Cut, Cut),
    /// How it is set against another value of the same thing.
    set: Set,
    /// The words right behind it: what is counted.
    counted: BTreeSet<&'a str>,
    /// The senses of the words that go with it, each with its token.
    beside: BTreeMap<&'a str, usize>,
}

/// How a value is set against another one of the same thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Set {
    No,
    /// `from 4 …`
    From,
    /// `… to 5`
    To,
    /// `5, against 4`
    Against,
}

/// What stands between two parts of a sentence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cut {
    /// Nothing.
    None,
    /// A conjunction.
    And,
    /// A comma.
    Comma,
    /// A comma and a conjunction.
    CommaAnd,
    /// A stop, or the end of the sentence.
    Stop,
}

/// A fact as a text has it in all its mentions.
#[derive(Default)]
struct Known<'f, 'a> {
    mentions: Vec<&'f Fact<'a>>,
    beside: BTreeSet<&'a str>,
}

/// Numbers of one kind that have changed places.
pub(super) fn numbers(pair: &Pair<'_>) -> Vec<Claim> {
    compare(pair, number_facts)
}

/// Names that have changed places.
pub(super) fn names(pair: &Pair<'_>) -> Vec<Claim> {
    compare(pair, name_facts)
}

/// The mentions of a kind in one sentence, each with its class, key, tokens and place.
type Read = fn(&Pair<'_>, &Draft, &Line) -> Vec<(Class, String, (usize, usize), Span)>;

fn compare(pair: &Pair<'_>, read: Read) -> Vec<Claim> {
    let article = &pair.alignment.article.lines;
    let ours = facts(pair, pair.article, article, &pair.ours.senses, read);
    let theirs = facts(pair, pair.source, pair.lines(), &pair.theirs.senses, read);
    let (here, there) = (known(&ours), known(&theirs));
    // Beside which facts a word stands in the source.
    let mut holders: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for fact in &theirs {
        for sense in fact.beside.keys() {
            let keys = holders.entry(sense).or_default();
            if keys.len() <= COMMON {
                keys.insert(&fact.key);
            }
        }
    }
    let mut claims = Vec::new();
    let mut told: BTreeSet<(usize, &str, &str)> = BTreeSet::new();
    for a in &ours {
        let line = article.at(a.line);
        let Some(s) = there.get(a.key.as_str()).filter(|_| !line.heading) else {
            continue;
        };
        let held = a.beside.keys().filter_map(|w| holders.get(w));
        let others: BTreeSet<&str> = held
            .filter(|keys| keys.len() <= COMMON)
            .flatten()
            .copied()
            .filter(|k| *k != a.key)
            .collect();
        for key in others.into_iter().take(MOST) {
            let (Some(mine), Some(t)) = (here.get(key), there.get(key)) else {
                continue;
            };
            if told.contains(&(a.line, key, a.key.as_str())) {
                continue;
            }
            // Mentions stand in order: the nearest ones.
            let at = mine.mentions.partition_point(|b| b.line < a.line);
            let near = at.saturating_sub(MOST)..mine.mentions.len().min(at + MOST);
            let mut mine = mine.mentions.get(near).unwrap_or_default().to_vec();
            mine.sort_by_key(|b| b.line.abs_diff(a.line));
            let found = mine
                .into_iter()
                .filter(|b| !article.at(b.line).heading && b.class == a.class)
                .find_map(|b| exchanged(pair, (a, b), (s, t)));
            if let Some(claim) = found {
                told.insert((a.line, a.key.as_str(), key));
                claims.push(claim);
            }
        }
    }
    claims
}

/// Whether two facts of the article stand each beside the words of the other, `s` being what the source has of the first and `t` of the
/// second.
fn exchanged(
    pair: &Pair<'_>,
    (a, b): (&Fact<'_>, &Fact<'_>),
    (s, t): (&Known<'_, '_>, &Known<'_, '_>),
) -> Option<Claim> {
    let hits = |p: &Fact<'_>, own: &Known<'_, '_>, other: &Known<'_, '_>| -> Vec<usize> {
        let of = |w: &&str| own.beside.contains(*w) && !other.beside.contains(*w);
        let found = p.beside.iter().filter(|(w, _)| of(w));
        found.map(|(_, at)| *at).collect()
    };
    let crossed = [hits(a, t, s), hits(b, s, t)];
    if !hits(a, s, t).is_empty() || !hits(b, t, s).is_empty() {
        return None;
    }
    let counts = counts_other((a, b), (s, t));
    if !counts && crossed.iter().any(Vec::is_empty) {
        return None;
    }
    let near = |x: &Fact<'_>, y: &Fact<'_>| x.line.abs_diff(y.line) <= NEAR;
    // Of all mentions in the source none shares a part with the other fact.
    let mut both = s
        .mentions
        .iter()
        .take(COMMON)
        .flat_map(|x| t.mentions.iter().take(MOST).map(move |y| (*x, *y)));
    let mut beside = None;
    if !both.clone().take(MOST * MOST).all(|(x, y)| parted(x, y)) || !parted(a, b) {
        return None;
    }
    if near(a, b) {
        beside = both.find(|(x, y)| near(x, y));
    }
    // Of two values of one thing only what stands with each alone can tell.
    let against = [a, b]
        .into_iter()
        .chain(s.mentions.iter().chain(&t.mentions).copied());
    let against = against.take(2 * MOST).any(|f| f.set == Set::Against);
    if (beside.is_none() || against) && crossed.iter().any(|c| c.len() < APART) {
        return None;
    }
    let lines = &pair.alignment.article.lines;
    let open = |line: &Line| !respective(pair, line);
    let all = s.mentions.iter().chain(&t.mentions);
    if ![a, b].iter().all(|f| open(lines.at(f.line)))
        || !all.take(2 * MOST).all(|f| open(pair.line(f.line)))
    {
        return None;
    }
    let at = *crossed[0].first()?;
    let token = lines.at(a.line).tokens.at(at);
    let sense = pair.ours.senses.at(a.line).at(at).as_str();
    let home = t.mentions.iter().find(|f| f.beside.contains_key(sense))?;
    let text = pair.article.text();
    Some(Claim {
        span: a.span,
        fault: Fault::new("exchanged-words")
            .text("one", a.span.slice(text))
            .text("other", b.span.slice(text))
            .text("word", pair.written(lines.at(a.line), token))
            .text("home", home.span.slice(pair.source.text())),
        line: a.line,
        source: home.line,
    })
}

/// Whether the source counts two things side by side (`68 firefighters and 22 engines`), and the article the one with the number of the
/// other; what it counts with that number may be told in another word.
fn counts_other((a, b): (&Fact<'_>, &Fact<'_>), (s, t): (&Known<'_, '_>, &Known<'_, '_>)) -> bool {
    let ([s], [t]) = (&s.mentions[..], &t.mentions[..]) else {
        return false;
    };
    let (first, second) = if s.at.0 < t.at.0 { (s, t) } else { (t, s) };
    let side_by_side = s.line == t.line
        && second.cuts.0 >= Cut::And
        && first.at.1 + first.counted.len() + 1 == second.at.0;
    side_by_side
        && a.line == b.line
        && !b.counted.is_empty()
        && !s.counted.is_empty()
        && a.counted
            .iter()
            .any(|w| t.counted.contains(w) && !s.counted.contains(w))
}

/// Whether each of two facts has a part of its own.
fn parted(x: &Fact<'_>, y: &Fact<'_>) -> bool {
    let (first, second) = if x.at.0 < y.at.0 { (x, y) } else { (y, x) };
    // Behind a comma alone a name may still be what the other one acts on.
    let cut = |c: Cut| c >= Cut::And && (x.class != Class::Name || c != Cut::Comma);
    let series = (first.set, second.set) == (Set::From, Set::To);
    x.line != y.line || (cut(first.cuts.1) && cut(second.cuts.0) && !series)
}

fn known<'f, 'a>(facts: &'f [Fact<'a>]) -> HashMap<&'f str, Known<'f, 'a>> {
    let mut known: HashMap<&str, Known<'_, '_>> = HashMap::new();
    for fact in facts {
        let entry = known.entry(&fact.key).or_default();
        entry.mentions.push(fact);
        entry.beside.extend(fact.beside.keys().copied());
    }
    known
}

/// The facts of a text, sentence by sentence.
fn facts<'a>(
    pair: &Pair<'_>,
    draft: &Draft,
    lines: &'a [Line],
    senses: &'a [Vec<String>],
    read: Read,
) -> Vec<Fact<'a>> {
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let mut all = read(pair, draft, line);
        while let Some(&(class, ..)) = all.first() {
            let (same, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|f| f.0 == class);
            all = rest;
            if same.len() > MANY {
                continue;
            }
            let cuts: Vec<(usize, Cut)> = same
                .windows(2)
                .filter_map(|two| match two {
                    [a, b] => Some(cut(pair, &line.tokens, a.2.1, b.2.0)),
                    _ => None,
                })
                .collect();
            for (i, (class, key, at, span)) in same.into_iter().enumerate() {
                let before = i.checked_sub(1).and_then(|i| cuts.get(i));
                let behind = cuts.get(i);
                let part = (
                    before.map_or(0, |c| c.0),
                    behind.map_or(line.tokens.len(), |c| c.0),
                );
                let own = if class == Class::Name {
                    own(pair, &line.tokens, part.0, at.0)
                } else {
                    at.0
                };
                let beside = (part.0..part.1)
                    .filter(|&k| k < own || k >= at.1)
                    .filter(|&k| tells(pair, line, senses.at(index), k))
                    .map(|k| (senses.at(index).at(k).as_str(), k))
                    .collect();
                let counted = (at.1..part.1)
                    .take(COUNTED)
                    .take_while(|&k| line.tokens.at(k).pause == Pause::None)
                    .take_while(|&k| line.tokens.at(k).content && class != Class::Name)
                    .map(|k| senses.at(index).at(k).as_str())
                    .collect();
                found.push(Fact {
                    class,
                    key,
                    set: set(pair, &line.tokens, part.0, at.0),
                    counted,
                    line: index,
                    at,
                    span,
                    cuts: (
                        before.map_or(Cut::Stop, |c| c.1),
                        behind.map_or(Cut::Stop, |c| c.1),
                    ),
                    beside,
                });
            }
        }
    }
    found
}

/// How a value is set against another one, its part beginning at a token.
fn set(pair: &Pair<'_>, tokens: &[Token], from: usize, at: usize) -> Set {
    let m = pair.meaning;
    let versus = pair.article.lang().pack().roles.versus;
    let is = |list: &[&str], k: Option<usize>| {
        let token = k.and_then(|k| tokens.get(k));
        token.is_some_and(|t| list.contains(&t.text.as_str()))
    };
    let before = at.checked_sub(1);
    if (from..=at).any(|k| is(m.against, Some(k)) || is(versus, Some(k))) {
        Set::Against
    } else if is(m.step_from, before) {
        Set::From
    } else if is(m.step_to, before) {
        Set::To
    } else {
        Set::No
    }
}

/// Whether a word tells what a fact goes with. A verb with a converse goes with both sides.
fn tells(pair: &Pair<'_>, line: &Line, senses: &[String], at: usize) -> bool {
    let t = line.tokens.at(at);
    t.content && !senses.at(at).is_empty() && !pair.classes.converses.contains_key(&t.stem)
}

/// Where the part of one fact ends and that of the next begins: the firmest cut, of equal ones the first.
fn cut(pair: &Pair<'_>, tokens: &[Token], from: usize, to: usize) -> (usize, Cut) {
    let and = |t: &Token| pair.meaning.conjunctions.contains(&t.text.as_str());
    let points = |word: &str| pair.classes.stance.points.contains(&word);
    let firm = |i: usize| match (tokens.at(i).pause, and(tokens.at(i))) {
        // `St. Anne`: the point belongs to the word.
        (Pause::Stop, _) if i > 0 && points(&tokens.at(i - 1).text) => Cut::None,
        (Pause::Stop, _) => Cut::Stop,
        (Pause::Comma, true) => Cut::CommaAnd,
        (Pause::Comma, false) => Cut::Comma,
        (Pause::None, true) => Cut::And,
        (Pause::None, false) => Cut::None,
    };
    let best = (from..=to.min(tokens.len().saturating_sub(1)))
        .map(|i| (i, firm(i)))
        .max_by_key(|&(i, c)| (c, std::cmp::Reverse(i)));
    best.filter(|b| b.1 > Cut::None).unwrap_or((to, Cut::None))
}

/// Where the noun before a name begins that says who it is: `the holder, X`, `surgeon X`.
fn own(pair: &Pair<'_>, tokens: &[Token], least: usize, at: usize) -> usize {
    if tokens.at(at).pause == Pause::Stop {
        return at;
    }
    let mut from = at;
    while from > least
        && at - from < OWN
        && tokens.at(from - 1).content
        && (from == at || tokens.at(from).pause == Pause::None)
    {
        from -= 1;
    }
    let determined = from > 0
        && pair
            .meaning
            .determiners
            .contains(&tokens.at(from - 1).text.as_str());
    if tokens.at(at).pause == Pause::None || determined {
        from
    } else {
        at
    }
}

fn number_facts(
    _: &Pair<'_>,
    draft: &Draft,
    line: &Line,
) -> Vec<(Class, String, (usize, usize), Span)> {
    let plain = &draft.blocks().at(line.block).plain;
    let mut from = 0;
    let mut found = Vec::new();
    for number in draft
        .numbers()
        .get(line.numbers.clone())
        .unwrap_or_default()
    {
        let inside = |t: &Token| plain.span(t.start, t.end).overlaps(number.span);
        let Some(first) = line
            .tokens
            .get(from..)
            .unwrap_or_default()
            .iter()
            .position(inside)
        else {
            continue;
        };
        let first = from + first;
        let count = line
            .tokens
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|t| inside(t))
            .count();
        from = first;
        let small = number.spelled && number.value < 10.0;
        let other = matches!(
            number.kind,
            NumberKind::Ordinal
                | NumberKind::Regnal
                | NumberKind::Version
                | NumberKind::Phone
                | NumberKind::Reference
                | NumberKind::Model
                | NumberKind::Weekday
        );
        if small || other || number.ranged {
            continue;
        }
        let class = Class::Number(number.kind);
        found.push((class, number.key(), (first, first + count), number.span));
    }
    found
}

fn name_facts(
    pair: &Pair<'_>,
    draft: &Draft,
    line: &Line,
) -> Vec<(Class, String, (usize, usize), Span)> {
    // `Jan. 1` is no name.
    let numbers = draft
        .numbers()
        .get(line.numbers.clone())
        .unwrap_or_default();
    let all = mentions(pair, draft, line).into_iter();
    all.filter(|m| !numbers.iter().any(|n| n.span.overlaps(m.span)))
        .map(|m| (Class::Name, m.key, (m.from, m.to), m.span))
        .collect()
}
