//! A person keeps the trade and the matter of the office that the source gives.
//!
//! A trade is told by its ending (`dermatologist`, `géologue`), the matter of an office by a closed class (`adjointe aux finances`). The article is wrong
//! when it gives a person a trade of which the source has no word, where the source gives that person another one; or a matter of which the
//! source does not speak near that person, where it gives them an office about something else.

use crate::rules::Fault;
use std::collections::{BTreeMap, BTreeSet};

use super::anchor::{Anchor, Kind, People, anchors};
use super::pair::{Claim, Pair};
use crate::draft::clause;
use crate::draft::reading::Token;
use crate::draft::total::At as _;
use crate::lang::roles::RoleWords;

/// So many beginning letters make two words for a trade one.
const ALIKE: usize = 5;

/// Trades and matters of offices that are not those of the source.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let words = pair.article.lang().pack().roles;
    let lines = &pair.alignment.article.lines;
    let tells = |t: &Token| is_trade(words, &t.text) || field(words, &t.text).is_some();
    if !lines.iter().flat_map(|l| &l.tokens).any(tells) {
        return Vec::new();
    }
    let people = People::of(pair);
    let ours = anchors(pair, pair.article, lines, &people);
    let theirs = anchors(pair, pair.source, pair.lines(), &people);
    let mut known: BTreeMap<&str, Vec<&Anchor<'_>>> = BTreeMap::new();
    for t in theirs.iter().filter(|t| t.kind == Kind::Is) {
        known.entry(&t.who).or_default().push(t);
    }
    let mut claims: Vec<Claim> = Vec::new();
    for a in ours.iter().filter(|a| a.kind == Kind::Is) {
        let line = lines.at(a.line);
        let token = line.tokens.at(a.token);
        let Some(said) = known.get(a.who.as_str()) else {
            continue;
        };
        let theirs = |s: &Anchor<'_>| pair.line(s.line).tokens.at(s.token);
        let other = if is_trade(words, &token.text) {
            let new = !clause::has_word(pair.source, &token.text);
            let all: Vec<&&Anchor<'_>> = said
                .iter()
                .filter(|s| is_trade(words, &theirs(s).text))
                .collect();
            let apart = all
                .iter()
                .all(|s| !alike(words, &theirs(s).text, &token.text));
            all.first().copied().filter(|_| new && apart)
        } else if let Some(group) = field(words, &token.text) {
            let holds = |all: &[&Anchor<'_>], text: &dyn Fn(&Anchor<'_>) -> String| {
                all.iter()
                    .any(|s| words.offices.contains(&text(s).as_str()))
            };
            let mine: Vec<&Anchor<'_>> = ours
                .iter()
                .filter(|o| o.kind == Kind::Is && o.name == a.name)
                .collect();
            let office = holds(&mine, &|o| lines.at(o.line).tokens.at(o.token).text.clone())
                && holds(said, &|s| theirs(s).text.clone());
            let all: Vec<&&Anchor<'_>> = said
                .iter()
                .filter(|s| field(words, &theirs(s).text).is_some())
                .collect();
            let same = all
                .iter()
                .any(|s| field(words, &theirs(s).text) == Some(group));
            all.first()
                .copied()
                .filter(|_| office && !same && !spoken_of(pair, words, &a.who, group))
        } else {
            None
        };
        let Some(other) = other else { continue };
        if token.quoted || claims.iter().any(|c| c.span == pair.span(line, token)) {
            continue;
        }
        claims.push(Claim {
            span: pair.span(line, token),
            fault: Fault::new("function")
                .text("name", a.name.slice(pair.article.text()))
                .text("here", pair.written(line, token))
                .text("there", pair.shown(pair.line(other.line), theirs(other))),
            line: a.line,
            source: other.line,
        });
    }
    claims
}

/// Whether a word is a trade by its ending.
pub(super) fn is_trade(words: &RoleWords, word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    words.trades.iter().any(|e| singular.ends_with(e)) && !words.no_trades.contains(&singular)
}

/// Whether two words for trades may be said of one person.
fn alike(words: &RoleWords, a: &str, b: &str) -> bool {
    let begin = |w: &str| w.chars().take(ALIKE).collect::<String>();
    let of = |w: &str| -> BTreeSet<usize> {
        let groups = words.near_trades.iter().enumerate();
        groups
            .filter(|(_, g)| g.iter().any(|p| w.starts_with(p)))
            .map(|(i, _)| i)
            .collect()
    };
    begin(a) == begin(b) || !of(a).is_disjoint(&of(b))
}

/// The group of matters that a word belongs to.
fn field(words: &RoleWords, word: &str) -> Option<usize> {
    words.fields.iter().position(|g| g.contains(&word))
}

/// Whether a sentence of the source that names the person, or one beside it, speaks of a matter.
fn spoken_of(pair: &Pair<'_>, words: &RoleWords, who: &str, group: usize) -> bool {
    pair.around(&pair.naming(who)).into_iter().any(|i| {
        let mut tokens = pair.line(i).tokens.iter();
        tokens.any(|t| field(words, &t.text) == Some(group))
    })
}
