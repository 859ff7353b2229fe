//! Whether two texts give one quotation to two different people.

use std::collections::BTreeSet;

use super::functions::{Functions, function};
use super::speaker::{is_office, is_speech};
use super::{How, Quote, Speaker};
use crate::draft::compare::fold;
use crate::draft::total::At as _;
use crate::draft::{Block, Draft, Name, same_name};
use crate::lang::Pack;

/// Whether two texts give one quotation to two different people, where both decide: what each says.
#[must_use]
pub fn differ(
    draft: &Draft,
    ours: &Quote,
    source: &Draft,
    theirs: &Quote,
) -> Option<(String, String)> {
    let b = theirs.speaker.as_ref()?;
    if let Some(pronoun) = &ours.pronoun
        && b.how == How::Named
        && unfit(pronoun, &b.text, [draft, source])
    {
        return Some((pronoun.clone(), b.text.clone()));
    }
    let a = ours.speaker.as_ref()?;
    let acronym = |s: &str| !s.chars().any(char::is_lowercase);
    if same_name(&a.text, &b.text) || acronym(&a.text) || acronym(&b.text) {
        return None;
    }
    // `Leader of Orsk Council` is what somebody is; who that is, is not decided.
    let office = |s: &Speaker| s.how == How::Named && is_office(&s.text, draft.lang());
    if one_person(&a.text, &b.text, [draft, source]) || office(a) || office(b) {
        return None;
    }
    // `said Strandvik stroke Anders Hellqvist`: the name of the club stands before the person's.
    let before_name = |at: usize| {
        let rest = source.text().get(at + b.text.len()..).unwrap_or("");
        let near = rest.floor_char_boundary(40 + a.text.len());
        let rest = rest.get(..near).unwrap_or("");
        rest.find(a.text.as_str()).is_some_and(|end| {
            let between = rest[..end].trim();
            end < 40
                && a.text.starts_with(char::is_uppercase)
                && between.chars().count() >= 4
                && between.chars().all(char::is_lowercase)
                && !draft.lang().pack().small(between).function
        })
    };
    if source.written(&b.text).into_iter().any(before_name) {
        return None;
    }
    if is_of(source, &b.text, &a.text) || is_beside(draft, &a.text, &b.text) {
        return None;
    }
    let pack = draft.lang().pack();
    let wrong = match (a.how, b.how) {
        (How::Named, How::Named | How::Function) | (How::Function, How::Named) => true,
        // The source knows both by name.
        (How::Function, How::Function) => !source.written(&a.text).is_empty(),
        (How::Named | How::Function, How::Pronoun) => meant(source, theirs, &a.text, &b.text),
        (How::Unknown, How::Named) => {
            // `the mayor` is whom either text calls so.
            let titles: Vec<String> = a
                .text
                .split_whitespace()
                .filter_map(|w| function(w, pack))
                .collect();
            let called = |text: &Draft| {
                let functions = text.keep(Functions::read);
                titles.iter().any(|t| functions.holds(t, &b.text))
            };
            !titles.is_empty() && !called(draft) && !called(source)
        }
        // `he` is the mayor, and the one who speaks here is something else.
        (How::Unknown, How::Pronoun) => {
            excluded(&a.text, b, source, pack) && meant(source, theirs, &a.text, &b.text)
        }
        (How::Unknown, How::Unknown | How::Function) => spoken_to(a, b, source, theirs, pack),
        _ => false,
    };
    wrong.then(|| (a.text.clone(), b.text.clone()))
}

/// Whether one word says elsewhere in a text where a person is from: `la Française`, behind `la Française Élise Marchandeau`.
fn is_of(text: &Draft, word: &str, name: &str) -> bool {
    if word.contains(char::is_whitespace) || same_name(word, name) {
        return false;
    }
    let all = text.text();
    text.written(word).into_iter().any(|at| {
        let before = all.get(..at).unwrap_or("").trim_end();
        let article = before.rsplit([' ', '\'', '’', '\n']).next();
        let article = article.is_some_and(|w| {
            w.is_empty() || matches!(w.to_lowercase().as_str(), "le" | "la" | "l")
        });
        let rest = all.get(at + word.len()..).unwrap_or("");
        let given: Vec<&str> = rest
            .split_inclusive(' ')
            .skip(1)
            .take_while(|w| w.starts_with(char::is_uppercase))
            .take(4)
            .collect();
        let given = given.concat();
        let words = given.split(|c: char| !c.is_alphanumeric() && c != '-');
        article && rest.starts_with(' ') && words.into_iter().any(|w| w == last_word(name))
    })
}

/// Whether the person stands right behind the body that they speak for: `la directrice d'Arvin Tourisme, Sandrine Favrod`.
fn is_beside(text: &Draft, body: &str, name: &str) -> bool {
    let all = text.text();
    text.written(body).into_iter().any(|at| {
        let of = all.get(..at).unwrap_or("").trim_end();
        let function = of.rsplit(['.', ',', '«', '»', '\n', ';', ':']).next();
        let function = function.is_some_and(|f| {
            f.split([' ', '\'', '’'])
                .any(|w| matches!(w, "de" | "d" | "du" | "des"))
        });
        let rest = all.get(at + body.len()..).unwrap_or("");
        function && rest.strip_prefix(", ").is_some_and(|r| r.starts_with(name))
    })
}

fn last_word(name: &str) -> &str {
    name.rsplit([' ', '\u{a0}']).next().unwrap_or(name)
}

/// Given names with the surnames that stand behind them in a text.
#[derive(Debug)]
struct Full(BTreeSet<(String, String)>);

impl Full {
    fn read(draft: &Draft) -> Self {
        let names = draft.names().iter().filter_map(|n| {
            let mut words = n.text.split([' ', '\u{a0}']);
            Some((fold(words.next()?), fold(words.next_back()?)))
        });
        Self(names.collect())
    }
}

/// Whether one of two names is the given name and the other the surname of a person whom a text calls by both: `Inès` and `Barraud`.
fn one_person(a: &str, b: &str, texts: [&Draft; 2]) -> bool {
    let (a, b) = (fold(a), fold(b));
    texts.iter().any(|t| {
        let full = t.keep(Full::read);
        full.0.contains(&(a.clone(), b.clone())) || full.0.contains(&(b.clone(), a.clone()))
    })
}

/// Whether a function cannot be that of a person to whom the source gives functions: the language knows both, and they exclude each other.
fn excluded(ours: &str, theirs: &Speaker, source: &Draft, pack: &Pack) -> bool {
    let groups = |word: &str| -> BTreeSet<usize> {
        let all = pack.roles.functions.iter().enumerate();
        all.filter(|(_, g)| g.contains(&word))
            .map(|g| g.0)
            .collect()
    };
    let Some(head) = ours.split_whitespace().find_map(|w| function(w, pack)) else {
        return false;
    };
    let own = groups(&head);
    let functions = source.keep(Functions::read);
    let held = functions.held(&theirs.text);
    !own.is_empty()
        && !held.is_empty()
        && held.iter().all(|f| {
            let other = groups(f);
            !other.is_empty() && other.is_disjoint(&own)
        })
}

/// Whether `she` is said of one whom a text calls `Mr`. In French a pronoun may go with a noun (`la victime`), so nothing is said.
fn unfit(pronoun: &str, name: &str, texts: [&Draft; 2]) -> bool {
    let pack = texts[0].lang().pack();
    if !pack.elisions.is_empty() {
        return false;
    }
    let q = pack.quoting;
    let is = |list: &[&str], word: &str| list.binary_search(&word).is_ok();
    let ranks: BTreeSet<bool> = texts
        .iter()
        .flat_map(|t| t.names())
        .filter(|n| n.rank.is_some() && same_name(&n.text, name))
        .filter_map(|n| n.rank.as_deref())
        .map(|rank| rank.trim_end_matches('.'))
        .filter(|rank| is(q.feminine, rank) || is(q.masculine, rank))
        .map(|rank| is(q.feminine, rank))
        .collect();
    match ranks.first() {
        Some(woman) if ranks.len() == 1 => {
            is(if *woman { q.masculine } else { q.feminine }, pronoun)
        }
        _ => false,
    }
}

/// Whether the pronoun to which the source gives a quotation can only stand for `theirs`: that person alone speaks in the sentence before
/// it, and `ours` is not named near it.
fn meant(source: &Draft, quote: &Quote, ours: &str, theirs: &str) -> bool {
    let Some(block) = source.blocks().get(quote.block) else {
        return false;
    };
    let at = block.sentences.partition_point(|s| s.end <= quote.start);
    let Some(before) = block.sentences.get(at.saturating_sub(1)) else {
        return false;
    };
    let all = source.names();
    let first = all.partition_point(|n| n.block + 1 < quote.block);
    let last = all.partition_point(|n| n.block <= quote.block);
    let near = all.get(first..last).unwrap_or_default();
    if near.iter().any(|n| same_name(&n.text, ours)) {
        return false;
    }
    let (start, end) = (
        block.plain.span(before.start, before.start).start,
        quote.span.start,
    );
    let mut found = false;
    for name in near
        .iter()
        .filter(|n| n.block == quote.block && n.span.start >= start && n.span.start < end)
    {
        if same_name(&name.text, theirs) {
            found |= speaks(block, name, source.lang().pack());
        } else if name.person.is_some() {
            return false;
        }
    }
    found
}

/// Whether a verb of speech stands right before or after a name; a comma that closes an apposition, and auxiliaries, may stand between.
fn speaks(block: &Block, name: &Name, pack: &Pack) -> bool {
    let first = block
        .words
        .partition_point(|w| w.span.start < name.span.start);
    let last = block
        .words
        .partition_point(|w| w.span.start < name.span.end);
    let helps = |w: &str| {
        let w = fold(w);
        pack.quoting.auxiliaries.binary_search(&w.as_str()).is_ok()
    };
    let after = block
        .words
        .get(last..)
        .unwrap_or_default()
        .iter()
        .map(|w| block.word(w))
        .find(|w| !helps(w));
    let before = first.checked_sub(1).and_then(|i| block.words.get(i));
    after.is_some_and(|w| is_speech(w, pack))
        || before.is_some_and(|w| is_speech(block.word(w), pack))
}

/// Whether the one to whom we give the quotation is, in the sentence of the source, the one to whom it is said:
/// `a lancé le syndicaliste au directeur`.
fn spoken_to(a: &Speaker, b: &Speaker, source: &Draft, quote: &Quote, pack: &Pack) -> bool {
    let Some(head) = a.text.split_whitespace().find_map(|w| function(w, pack)) else {
        return false;
    };
    let Some(block) = source.blocks().get(quote.block) else {
        return false;
    };
    if b.text.split_whitespace().any(|w| fold(w) == head) {
        return false;
    }
    let q = pack.quoting;
    let is = |list: &[&str], word: &str| list.binary_search(&word).is_ok();
    let from = block
        .sentences
        .iter()
        .rev()
        .find(|s| s.start <= quote.start)
        .map_or(0, |s| s.start);
    let to = block
        .sentences
        .iter()
        .find(|s| s.end > quote.end)
        .map_or(block.plain.text.len(), |s| s.end);
    let words: Vec<String> = block
        .words
        .iter()
        .filter(|w| {
            w.start >= from && w.end <= to && (w.end <= quote.start || w.start >= quote.end)
        })
        .map(|w| fold(block.word(w)))
        .collect();
    words.iter().enumerate().any(|(i, w)| {
        let before = |n: usize| i.checked_sub(n).map_or("", |i| words.at(i).as_str());
        *w == head
            && (is(q.addressees, before(1))
                || is(q.articles, before(1)) && is(q.addressees, before(2)))
    })
}

#[cfg(test)]
mod tests;
