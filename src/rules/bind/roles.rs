//! Who does what to whom, and who is what.
//!
//! A verb right between two names (`Hart beat Cole`) has one order of acting; it is turned when the article has the same verb between
//! the same names the other way round, both in the active voice. A function stands before a name or behind it in an apposition
//! (`the mayor, Paul Adam`); it is given to the wrong person when the source gives it to one other person alone.

use crate::rules::Fault;
use std::collections::{BTreeMap, BTreeSet};

use super::numbers::joint;
use super::pair::{Claim, Pair};
use super::polarity::{Denial, is_denied};
use super::sides::NOUNS;
use crate::draft::Draft;
use crate::draft::compare::fold;
use crate::draft::reading::{Line, Pause, stem};
use crate::draft::total::At as _;
use crate::span::Span;

/// Between a name and its verb, and between the verb and the other name, stand at most this many small words.
const BETWEEN: usize = 4;

/// Roles and functions that are turned.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    // Of two claims about one name the first is told, and a function says more than a place.
    let mut claims = turned(pair);
    claims.extend(functions(pair));
    claims.extend(exchanged(pair));
    claims
}

/// A name in a sentence: its last word, which is the surname, and its tokens.
pub(super) struct Mention {
    pub(super) key: String,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) span: Span,
}

crate::draft::total::blank! {
    Mention = Mention {
        key: String::new(),
        from: 0,
        to: 0,
        span: crate::draft::total::NOWHERE,
    };
}

/// The names of a sentence: runs of words with a capital that end in a word that some name ends in.
pub(super) fn mentions(pair: &Pair<'_>, draft: &Draft, line: &Line) -> Vec<Mention> {
    let block = draft.blocks().at(line.block);
    let tokens = &line.tokens;
    let titles = &pair.classes.titles;
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        // `Susan Judge said`: a surname, when no name follows it.
        let named = |k: usize| {
            let t = tokens.at(k);
            let next = tokens.get(k + 1);
            t.capital
                && (!titles.contains(t.text.as_str())
                    || (pair.known().is_surname(&t.text)
                        && !next.is_some_and(|n| n.capital && n.pause == Pause::None)))
        };
        if !named(i) {
            i += 1;
            continue;
        }
        let mut to = i + 1;
        while to < tokens.len() && named(to) && tokens.at(to).pause == Pause::None {
            to += 1;
        }
        if let Some(last) = (i..to)
            .rev()
            .find(|&k| pair.known().has(&tokens.at(k).text))
        {
            found.push(Mention {
                key: tokens.at(last).text.clone(),
                from: i,
                to: last + 1,
                span: block.plain.span(tokens.at(i).start, tokens.at(last).end),
            });
        }
        i = to;
    }
    found
}

/// What one does to another: the verb by its stem, or by its group when it has a converse.
pub(super) struct Act {
    pub(super) who: String,
    pub(super) verb: usize,
    pub(super) whom: String,
    /// The names beside the verb, in the order of the text.
    pub(super) names: (Span, Span),
    /// Group and side, for a verb that has a converse.
    side: Option<(usize, usize)>,
}

/// What names of a sentence do to one another.
pub(super) fn acts(pair: &Pair<'_>, draft: &Draft, line: &Line, denied: &[Denial]) -> Vec<Act> {
    let m = pair.meaning;
    let tokens = &line.tokens;
    let is = |list: &[&str], i: usize| list.contains(&tokens.at(i).text.as_str());
    let names = mentions(pair, draft, line);
    let mut found = Vec::new();
    for two in names.windows(2) {
        let (a, b) = (two.at(0), two.at(1));
        let gap = a.to..b.from;
        let parted = (a.to..=b.from).any(|i| tokens.at(i).pause >= Pause::Comma);
        if a.key == b.key || gap.is_empty() || parted {
            continue;
        }
        let Some(verb) = gap
            .clone()
            .find(|&i| tokens.at(i).content && !is(m.auxiliaries, i))
        else {
            continue;
        };
        // `the by-election`: nobody acts.
        if NOUNS.iter().any(|e| tokens.at(verb).text.ends_with(e)) {
            continue;
        }
        let side = pair.classes.converses.get(&tokens.at(verb).stem).copied();
        // `Lee is a partner at Northgate`: a noun.
        if side.is_none() && verb > a.to && is(m.determiners, verb - 1) {
            continue;
        }
        let passive =
            (a.to..verb).any(|i| is(m.passive, i)) && (verb..b.from).any(|i| is(m.agent, i));
        let before = a.to..verb;
        let after = verb + 1..b.from;
        let link = after.clone().any(|i| is(m.links, i));
        // A verb with a converse may have its own object before the other name (`lost the final to King`).
        let near = before.len() <= BETWEEN
            && (after.len() <= BETWEEN || (side.is_some() && link && after.len() <= 2 * BETWEEN))
            && after.clone().all(|i| {
                let text = tokens.at(i).text.as_str();
                // What the name is may stand before it (`la société Mivel`), and no other link than the verb's own.
                let noun = tokens.at(i).content && i + 1 == b.from;
                noun || pair.classes.titles.contains(text)
                    || m.determiners.contains(&text)
                    || m.auxiliaries.contains(&text)
                    || m.agent.contains(&text)
                    || (side.is_some() && link)
            });
        if !near
            || pair.classes.symmetric.contains(&tokens.at(verb).stem)
            || is_denied(denied, verb)
        {
            continue;
        }
        let (who, whom) = if passive { (b, a) } else { (a, b) };
        found.push(Act {
            who: who.key.clone(),
            verb,
            whom: whom.key.clone(),
            names: (a.span, b.span),
            side,
        });
    }
    found
}

fn turned(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let ours = acts(pair, pair.article, line, pair.ours.denials.at(index));
        if ours.is_empty() {
            continue;
        }
        let there = |s: &usize| acts(pair, pair.source, pair.line(*s), pair.theirs.denials.at(*s));
        let theirs: Vec<(usize, Vec<Act>)> = row.rests_on.iter().map(|s| (*s, there(s))).collect();
        for act in ours {
            let verb = line.tokens.at(act.verb);
            let wrong = |s: usize, t: &Act| {
                let turned = t.who == act.whom && t.whom == act.who;
                let straight = t.who == act.who && t.whom == act.whom;
                match (t.side, act.side) {
                    (Some((g, a)), Some((h, b))) => {
                        g == h && ((turned && a == b) || (straight && a != b))
                    }
                    (None, None) => turned && pair.line(s).tokens.at(t.verb).stem == verb.stem,
                    _ => false,
                }
            };
            let found = theirs
                .iter()
                .find(|(s, acts)| acts.iter().any(|t| wrong(*s, t)));
            // Each may have done it to the other.
            let right = |t: &Act, stem: &str| {
                let straight = t.who == act.who && t.whom == act.whom;
                match (t.side, act.side) {
                    (Some(x), Some(y)) => straight && x == y,
                    _ => straight && verb.stem == stem,
                }
            };
            let said = || {
                pair.theirs.with_form(&act.who).iter().any(|s| {
                    let stem = |t: &Act| pair.line(*s).tokens.at(t.verb).stem.clone();
                    there(s).iter().any(|t| right(t, &stem(t)))
                })
            };
            if let Some(&(s, _)) = found.filter(|_| !said()) {
                claims.push(Claim {
                    span: pair.span(line, verb),
                    fault: Fault::new("exchanged-roles").text("word", pair.written(line, verb)),
                    line: index,
                    source: s,
                });
            }
        }
    }
    claims
}

/// A name and the words that stand with it: up to the names beside it, cut at the strongest joint between them.
struct Beside<'a> {
    key: String,
    span: Span,
    stems: BTreeSet<&'a str>,
    /// Its tokens.
    at: (usize, usize),
}

fn beside<'a>(pair: &Pair<'_>, draft: &Draft, line: &'a Line) -> Vec<Beside<'a>> {
    let names = mentions(pair, draft, line);
    let mut found = Vec::new();
    let mut from = 0;
    for (i, name) in names.iter().enumerate() {
        let to = names.get(i + 1).map_or(line.tokens.len(), |next| {
            joint(pair, &line.tokens, name.to.min(next.from), next.from)
        });
        let stems = line
            .tokens
            .get(from..to.max(from))
            .unwrap_or_default()
            .iter()
            .enumerate()
            .filter(|(k, t)| t.content && !t.capital && !(name.from..name.to).contains(&(from + k)))
            .map(|(_, t)| t.stem.as_str())
            .collect();
        found.push(Beside {
            key: name.key.clone(),
            span: name.span,
            stems,
            at: (name.from, name.to),
        });
        from = to.max(from);
    }
    found
}

/// Two names that stand each beside what the source puts beside the other (`Airbus delivered 67, Boeing 45`). Not where one of the sentences
/// turns an active into a passive: then the same words stand on the other side by right.
fn exchanged(pair: &Pair<'_>) -> Vec<Claim> {
    let agent = |line: &Line| {
        line.tokens
            .iter()
            .filter(|t| pair.meaning.agent.contains(&t.text.as_str()))
            .count()
    };
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let ours = beside(pair, pair.article, line);
        for &s in &row.rests_on {
            let source = pair.line(s);
            if agent(line) != agent(source) || ours.len() < 2 {
                continue;
            }
            let theirs = beside(pair, pair.source, source);
            let one =
                |all: &[Beside<'_>], key: &str| all.iter().filter(|b| b.key == key).count() == 1;
            for (i, a) in ours.iter().enumerate() {
                for b in ours.get(i + 1..).unwrap_or_default() {
                    let alone = a.key != b.key
                        && [&a.key, &b.key]
                            .iter()
                            .all(|k| one(&ours, k) && one(&theirs, k));
                    let at = |key: &str| theirs.iter().find(|t| t.key == key);
                    let (true, Some(s_a), Some(s_b)) = (alone, at(&a.key), at(&b.key)) else {
                        continue;
                    };
                    // `Redhaven’s coach, Lucia Ferrante`: one says what the other is.
                    let close = |x: &Beside<'_>, y: &Beside<'_>| {
                        let (x, y) = if x.at.0 < y.at.0 { (x, y) } else { (y, x) };
                        y.at.0 - x.at.1 < 3
                    };
                    if close(a, b) || close(s_a, s_b) {
                        continue;
                    }
                    let own: BTreeSet<&&str> = s_a.stems.difference(&s_b.stems).collect();
                    let other: BTreeSet<&&str> = s_b.stems.difference(&s_a.stems).collect();
                    let hits = |p: &Beside<'_>, set: &BTreeSet<&&str>| {
                        p.stems.iter().filter(|w| set.contains(w)).count()
                    };
                    let turned = hits(a, &other) + hits(b, &own);
                    // One word on either side may stand between two names by right (an apposition).
                    if hits(a, &other) > 0
                        && hits(b, &own) > 0
                        && turned >= 3
                        && hits(a, &own) == 0
                        && hits(b, &other) == 0
                    {
                        claims.push(Claim {
                            span: a.span,
                            fault: Fault::new("exchanged")
                                .text("one", a.span.slice(pair.article.text()))
                                .text("other", b.span.slice(pair.article.text())),
                            line: index,
                            source: s,
                        });
                    }
                }
            }
        }
    }
    claims
}

/// A function and who has it.
struct Office {
    stem: String,
    /// The stems beside it that say which one: `transport`, `of the union`.
    which: BTreeSet<String>,
    holder: String,
    /// It is a word for kin.
    kin: bool,
    /// The words with a capital beside it.
    near: BTreeSet<String>,
    line: usize,
    span: Span,
    text: String,
}

fn offices(pair: &Pair<'_>, draft: &Draft, lines: &[Line]) -> Vec<Office> {
    let m = pair.meaning;
    let kin = |text: &str| draft.lang().pack().roles.kin.contains(&text);
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let tokens = &line.tokens;
        let block = draft.blocks().at(line.block);
        let is_office = |i: usize| {
            let text = tokens.at(i).text.as_str();
            (pair.classes.titles.contains(text) && !m.honorifics.contains(&text)) || kin(text)
        };
        let determiner = |i: usize| m.determiners.contains(&tokens.at(i).text.as_str());
        for name in mentions(pair, draft, line) {
            // `born in Brampton, daughter of a wheelwright`
            let places = draft.lang().pack().roles.places_in;
            let led = name.from > 0 && places.contains(&tokens.at(name.from - 1).text.as_str());
            let place =
                led && name.to == name.from + 1 && tokens.at(name.from).pause == Pause::None;
            let mut add = |i: usize| {
                // `the new mayor`, `deputy mayor`
                let not_quite = draft.lang().pack().roles.not_quite;
                if (i.saturating_sub(2)..i).any(|k| not_quite.contains(&tokens.at(k).text.as_str()))
                {
                    return;
                }
                // A word before it and four behind it, as far as the clause goes, without the name.
                let before = (i.saturating_sub(2)..i)
                    .rev()
                    .take_while(|&k| tokens.at(k + 1).pause == Pause::None && !determiner(k));
                let behind = (i + 1..tokens.len().min(i + 6))
                    .take_while(|&k| tokens.at(k).pause == Pause::None);
                let which = before
                    .chain(behind)
                    .filter(|k| !(name.from..name.to).contains(k) && tokens.at(*k).content)
                    .map(|k| tokens.at(k).stem.clone())
                    .collect();
                // Whose: `Tom's brother`, `brother of Tom`.
                let left = (0..i)
                    .rev()
                    .take_while(|&k| tokens.at(k + 1).pause == Pause::None);
                let right =
                    (i + 1..tokens.len()).take_while(|&k| tokens.at(k).pause == Pause::None);
                found.push(Office {
                    kin: kin(&tokens.at(i).text),
                    near: left
                        .chain(right)
                        .filter(|k| !(name.from..name.to).contains(k) && tokens.at(*k).capital)
                        .map(|k| tokens.at(k).text.clone())
                        .collect(),
                    stem: stem(&tokens.at(i).text, draft.lang()),
                    which,
                    holder: name.key.clone(),
                    line: index,
                    span: name.span,
                    text: block.plain.text[tokens.at(i).start..tokens.at(i).end].to_owned(),
                });
            };
            // `mayor Paul Adam`; `the mayor, Paul Adam`, unless the mayor is somebody's (`the aide of the mayor, Paul Adam`).
            if let Some(i) = name.from.checked_sub(1).filter(|&i| is_office(i)) {
                let whose = (i.saturating_sub(5)..i)
                    .rev()
                    .take_while(|&k| {
                        tokens.at(k + 1).pause == Pause::None
                            && !(kin(&tokens.at(i).text)
                                && m.conjunctions.contains(&tokens.at(k).text.as_str()))
                    })
                    .any(|k| tokens.at(k).content && !determiner(k));
                if tokens.at(name.from).pause == Pause::None
                    || (tokens.at(name.from).pause == Pause::Comma && !whose)
                {
                    add(i);
                    continue;
                }
            }
            // `Paul Adam, the mayor`, but not `Paul Adam, and the mayor, Tom Lee`
            if tokens.get(name.to).is_some_and(|t| {
                !place && t.pause == Pause::Comma && !m.conjunctions.contains(&t.text.as_str())
            }) {
                let noun = (name.to..tokens.len().min(name.to + 5))
                    .take_while(|&i| i == name.to || tokens.at(i).pause == Pause::None)
                    .find(|&i| is_office(i));
                let next = |i: usize| {
                    tokens
                        .get(i + 1)
                        .is_some_and(|t| t.capital && t.pause <= Pause::Comma)
                };
                // `Adam, mayor Lee said`: the function belongs to the next name.
                if let Some(i) = noun.filter(|&i| !next(i)) {
                    add(i);
                }
            }
        }
    }
    found
}

fn functions(pair: &Pair<'_>) -> Vec<Claim> {
    let theirs = offices(pair, pair.source, pair.lines());
    let ours = offices(pair, pair.article, &pair.alignment.article.lines);
    let mut by_stem: BTreeMap<&str, Vec<&Office>> = BTreeMap::new();
    for t in &theirs {
        by_stem.entry(&t.stem).or_default().push(t);
    }
    // A function that several have decides nothing.
    by_stem.retain(|_, all| {
        all.windows(2).all(|two| match two {
            [a, b] => a.holder == b.holder,
            _ => true,
        })
    });
    // Another word for what the source calls the holder too: `Cllr Lee`, "Councillor Lee".
    let mut held: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let groups = |text: &str| {
        let word = fold(text);
        let all = pair.article.lang().pack().roles.functions.iter();
        all.enumerate()
            .filter(move |(_, g)| g.contains(&word.as_str()))
            .map(|(i, _)| i)
            .collect::<BTreeSet<usize>>()
    };
    for t in &theirs {
        held.entry(&t.holder).or_default().extend(groups(&t.text));
    }
    // In which names of the source a word stands.
    let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, n) in pair.source.names().iter().enumerate() {
        for word in fold(&n.text).split([' ', '-', '\u{a0}']) {
            named.entry(word.to_owned()).or_default().push(i);
        }
    }
    let mut claims = Vec::new();
    for o in ours {
        let own = held.get(o.holder.as_str());
        if own.is_some_and(|own| !own.is_disjoint(&groups(&o.text))) {
            continue;
        }
        let Some(same) = by_stem.get(o.stem.as_str()) else {
            continue;
        };
        let Some(first) = same.first() else {
            continue;
        };
        // `Guillaume de Rocquigny`: two words of one name.
        let with = |w: &str| named.get(w).map_or(&[][..], Vec::as_slice);
        let one_name = || {
            let others = with(&o.holder);
            let mut all = with(&first.holder).iter();
            all.any(|n| others.binary_search(n).is_ok())
        };
        if first.holder == o.holder || one_name() || !pair.known().in_source(&o.holder) {
            continue;
        }
        // Whoever has a brother may be one: `Paul, Tom's brother`, where the source has "Paul's brother Tom".
        if o.kin
            && (o.near.contains(&first.holder) || same.iter().any(|t| t.near.contains(&o.holder)))
        {
            continue;
        }
        // Of two functions of one name it must be the same one.
        let Some(there) = same.iter().find(|t| {
            t.which.is_empty()
                || o.which.is_empty()
                || o.kin
                || t.which.intersection(&o.which).next().is_some()
        }) else {
            continue;
        };
        claims.push(Claim {
            span: o.span,
            fault: Fault::new("given-to")
                .text("word", o.text.to_string())
                .text("here", o.span.slice(pair.article.text()))
                .text("there", there.span.slice(pair.source.text())),
            line: o.line,
            source: there.line,
        });
    }
    claims
}
