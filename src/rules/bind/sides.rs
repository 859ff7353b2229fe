//! Who is on which side of a verb, even where only one side is named: `she will be replaced by Letourneur` says that Letourneur replaces.
//!
//! Of an act the one who does it and the one it is done to are looked for each alone: in the passive, behind a relative, across an apposition.
//! The article is wrong when it puts somebody on one side whom the source has on the other side alone.

use crate::rules::Fault;
use std::collections::BTreeMap;

use super::classes::Converse;
use super::pair::{Claim, Pair};
use super::polarity::{Denial, is_denied};
use super::roles::{Mention, mentions};
use crate::draft::Draft;
use crate::draft::reading::{Line, Pause, Token};
use crate::draft::total::At as _;
use crate::lang::Lang;

/// So many words may stand between a verb and a name beside it.
const REACH: usize = 5;

/// A verb that the source has more often is not compared: in a list of so many nobody has a side of their own.
const MANY: usize = 200;

/// Endings of nouns that have the stem of a verb.
pub(super) const NOUNS: &[&str] = &["ment", "tion", "sion"];

/// One doing of a verb that has two sides.
struct Doing {
    group: usize,
    verb: usize,
    line: usize,
    /// Who does it, and whom it is done to, each by the last word of the name.
    who: Option<String>,
    whom: Option<String>,
}

/// Persons on the other side of a verb than in the source.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut theirs: Option<BTreeMap<usize, Vec<Doing>>> = None;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let ours = doings(pair, pair.article, line, index, pair.ours.denials.at(index));
        for d in ours {
            let theirs = theirs.get_or_insert_with(|| {
                let all = pair.lines().iter().enumerate();
                let all = all
                    .flat_map(|(i, l)| doings(pair, pair.source, l, i, pair.theirs.denials.at(i)));
                let mut groups: BTreeMap<usize, Vec<Doing>> = BTreeMap::new();
                for d in all {
                    groups.entry(d.group).or_default().push(d);
                }
                groups
            });
            let Some(same) = theirs.get(&d.group).filter(|s| s.len() <= MANY) else {
                continue;
            };
            let turned = |name: &Option<String>,
                          here: fn(&Doing) -> &Option<String>,
                          there: fn(&Doing) -> &Option<String>| {
                let name = name.as_ref()?;
                let other = same.iter().find(|t| there(t).as_ref() == Some(name))?;
                // Every other doing is known to be somebody else's.
                let free = same.iter().all(|t| {
                    there(t).as_ref() == Some(name) || here(t).as_ref().is_some_and(|h| h != name)
                });
                free.then_some(other.line)
            };
            let source = turned(&d.who, |t| &t.who, |t| &t.whom)
                .or_else(|| turned(&d.whom, |t| &t.whom, |t| &t.who));
            let Some(source) = source else { continue };
            // The sentence must be about it: it rests on that one or shares its block.
            let near = row
                .rests_on
                .iter()
                .any(|&s| pair.line(s).block == pair.line(source).block);
            if !near {
                continue;
            }
            let verb = line.tokens.at(d.verb);
            claims.push(Claim {
                span: pair.span(line, verb),
                fault: Fault::new("exchanged-roles").text("word", pair.written(line, verb)),
                line: index,
                source,
            });
        }
    }
    claims
}

fn doings(
    pair: &Pair<'_>,
    draft: &Draft,
    line: &Line,
    index: usize,
    denied: &[Denial],
) -> Vec<Doing> {
    let tokens = &line.tokens;
    let m = pair.meaning;
    let words = pair.article.lang().pack().roles;
    let is = |list: &[&str], i: usize| {
        tokens
            .get(i)
            .is_some_and(|t| list.contains(&t.text.as_str()))
    };
    let mut names: Option<Vec<Mention>> = None;
    let mut found = Vec::new();
    for verb in 0..tokens.len() {
        let found_at = pair.classes.converse_at(tokens, verb);
        let Some(Converse { group, side, last }) = found_at.filter(|_| !tokens.at(verb).capital)
        else {
            continue;
        };
        let phrase = last > verb;
        // `Lee's replacement`, `l'accusation`: a noun of the same stem, but for `an attack on`.
        let noun =
            NOUNS.iter().any(|e| tokens.at(verb).text.ends_with(e)) && !is(words.done_to, verb + 1);
        // `s'est félicitée la directrice`: done to nobody else.
        let reflexive = (verb.saturating_sub(3)..verb).any(|i| {
            matches!(tokens.at(i).text.as_str(), "s" | "se")
                && tokens.at(i + 1).pause == Pause::None
        }) && draft.lang() == Lang::FR;
        if noun || reflexive {
            continue;
        }
        // `the accused`, `la perte`: a noun.
        let noun = verb > 0
            && tokens.at(verb).pause == Pause::None
            && is(pair.article.lang().pack().determiners, verb - 1)
            && !(is(words.done_to, verb + 1) && tokens.at(verb + 1).pause == Pause::None)
            && !is(m.auxiliaries, verb - 1);
        if noun || is_denied(denied, verb) {
            continue;
        }
        let names = names.get_or_insert_with(|| mentions(pair, draft, line));
        let mut from = verb;
        // `he allegedly attacked`
        let adverb = |i: usize| {
            let text = tokens.at(i).text.as_str();
            tokens.at(i).content
                && !tokens.at(i).capital
                && (text.ends_with("ly") || text.ends_with("ment"))
        };
        while from > 0
            && tokens.at(from).pause == Pause::None
            && (is(m.auxiliaries, from - 1) || !tokens.at(from - 1).content || adverb(from - 1))
            && !names.iter().any(|n| n.to == from)
        {
            from -= 1;
        }
        let helped = (from..verb).any(|i| is(m.passive, i))
            && !(from..verb).any(|i| matches!(tokens.at(i).text.as_str(), "s" | "se"));
        let passive = !phrase
            && (helped || (is(m.agent, verb + 1) && tokens.at(verb + 1).pause == Pause::None));
        // `an attack on X`: the noun.
        let noun = !passive
            && !phrase
            && is(words.done_to, verb + 1)
            && tokens.at(verb + 1).pause == Pause::None;
        let subject = subject(pair, tokens, names, from, verb, phrase)
            .filter(|_| !noun)
            .map(|n| n.key.clone());
        // `was sold to X`: what is sold is nobody.
        let handed = passive && side == 1 && is(m.links, verb + 1) && !is(m.agent, verb + 1);
        let subject = subject.filter(|_| !handed).or_else(|| {
            let to = handed.then(|| object(pair, tokens, names, verb + 1, false).0)??;
            Some(to.key.clone())
        });
        let last = if noun { verb + 1 } else { last };
        let (object, linked) = object(pair, tokens, names, last, passive);
        let linked = linked || phrase || handed;
        let object = object.map(|n| n.key.clone());
        if side == 1 && !linked {
            continue;
        }
        let (who, whom) = if passive != (side == 1) {
            (object, subject)
        } else {
            (subject, object)
        };
        if who.is_some() && who == whom {
            continue;
        }
        found.push(Doing {
            group,
            verb,
            line: index,
            who,
            whom,
        });
    }
    found
}

/// The name before a verb, with its auxiliaries, that it belongs to.
fn subject<'n>(
    pair: &Pair<'_>,
    tokens: &[Token],
    names: &'n [Mention],
    from: usize,
    verb: usize,
    phrase: bool,
) -> Option<&'n Mention> {
    let words = pair.article.lang().pack().roles;
    let is = |list: &[&str], i: usize| list.contains(&tokens.at(i).text.as_str());
    let ends = |at: usize| names.iter().find(|n| n.to == at);
    // What is an object cannot act: `with Paul Adam`.
    let free = |n: &&Mention| {
        let before = n.from.checked_sub(1);
        !before.is_some_and(|i| tokens.at(n.from).pause == Pause::None && is(words.of, i))
    };
    // `Grant, who accused …`
    if let Some(r) = (from..verb).rev().find(|&i| is(words.relatives, i)) {
        return (r == from).then(|| ends(r)).flatten();
    }
    // `Grant was held after he attacked …`: the one person named before.
    if (from..verb).any(|i| is(words.pronouns, i)) {
        let mut before = names.iter().filter(|n| n.to <= from);
        let one = before.next()?;
        return before.next().is_none().then_some(one);
    }
    match tokens.at(from).pause {
        Pause::None => {
            let instead =
                phrase && !tokens.at(verb).content && tokens.at(verb).pause == Pause::None;
            if let Some(n) = ends(from).filter(|n| !instead || free(n)) {
                return Some(n).filter(free);
            }
            // `Petit came on to replace …`: the one name before it in its clause.
            let infinitive = instead
                || verb
                    .checked_sub(1)
                    .is_some_and(|i| matches!(tokens.at(i).text.as_str(), "to" | "pour"));
            if !infinitive {
                return None;
            }
            let clause = (0..=from)
                .rev()
                .find(|&i| i == 0 || tokens.at(i).pause >= Pause::Comma)?;
            // `Helen Marsh of Northgate`: where she is from does nothing.
            let mut inside = names.iter().filter(|n| {
                let whole = n.from >= clause && n.to <= from;
                whole && (!instead || n.from == clause || free(n))
            });
            let one = inside.next().filter(|n| n.from == clause)?;
            inside.next().is_none().then_some(one)
        }
        Pause::Comma => {
            // `The minister, Grant, accused …`; `Grant, the minister, accused …`.
            if let Some(n) = ends(from).filter(|n| tokens.at(n.from).pause == Pause::Comma) {
                return Some(n);
            }
            let open = (from.saturating_sub(8)..from)
                .rev()
                .find(|&i| tokens.at(i).pause >= Pause::Comma)?;
            let aside = tokens.at(open).pause == Pause::Comma
                && !(open..from).any(|i| is(pair.meaning.auxiliaries, i) && tokens.at(i).content)
                && !names.iter().any(|n| n.from >= open && n.to <= from);
            ends(open).filter(|_| aside).filter(free)
        }
        Pause::Stop => None,
    }
}

/// The name behind a verb that it acts on, or in the passive the one who acts; and whether a link stands between.
fn object<'n>(
    pair: &Pair<'_>,
    tokens: &[Token],
    names: &'n [Mention],
    verb: usize,
    passive: bool,
) -> (Option<&'n Mention>, bool) {
    let m = pair.meaning;
    let is = |list: &[&str], i: usize| list.contains(&tokens.at(i).text.as_str());
    let reach = if passive { 2 * REACH } else { REACH };
    let Some(mut at) = names.iter().position(|n| n.from > verb) else {
        return (None, false);
    };
    // `replacing Northgate's Helen Marsh`: whose she is comes first.
    let owner = names.get(at + 1).is_some_and(|next| {
        next.from == names.at(at).to + 1
            && tokens.at(names.at(at).to).text == "s"
            && (names.at(at).to..=next.from).all(|i| tokens.at(i).pause == Pause::None)
    });
    at += usize::from(owner);
    let name = names.at(at);
    let between = verb + 1..name.from;
    let pauses = (verb + 1..=name.from)
        .filter(|&i| tokens.at(i).pause >= Pause::Comma)
        .count();
    if between.len() > reach {
        return (None, false);
    }
    let lead = if passive {
        let Some(by) = between.clone().find(|&i| is(m.agent, i)) else {
            return (None, false);
        };
        by + 1
    } else {
        verb + 1
    };
    let linked = between.clone().any(|i| is(m.links, i));
    // `the minister, Claire Aubry`: one comma, right before the name, behind what the person is.
    let apposed = pauses == 1 && tokens.at(name.from).pause == Pause::Comma && name.from > lead;
    let small = (lead..name.from).all(|i| {
        let titled = pair.classes.titles.contains(tokens.at(i).text.as_str());
        titled
            || (owner && i >= names.at(at - 1).from)
            || is(m.determiners, i)
            || is(m.links, i)
            || (tokens.at(i).content && i + 1 == name.from && !tokens.at(i).capital)
    });
    (
        (pauses == 0 || apposed).then_some(name).filter(|_| small),
        linked,
    )
}
