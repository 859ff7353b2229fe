//! Proper names: runs of capitalised words, and acronyms, each as a value with its parts, its rank and the person it belongs to. Made
//! to be right rather than complete: a word that a capital letter alone makes look like a name (the first of a sentence, a
//! heading in title case) is left out.

mod alike;
mod common;
mod kicker;
mod lines;
mod run;
mod unit;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::compare::fold;
use super::{Block, BlockKind, Draft};
use crate::draft::total::At as _;
use crate::lang::{Lang, Pack};
use crate::span::Span;
use common::shouted;
use kicker::kicker;
use lines::Lines;
use run::{Class, Known, Token, is_prose, runs, token, tokens};
pub use unit::{Unit, unit, units};

/// A mention of a proper name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Name {
    /// In the text, without elided article, possessive and rank.
    pub span: Span,
    /// As written.
    pub text: String,
    /// For comparing: lowercase, accents kept.
    pub key: String,
    /// Index of its block.
    pub block: usize,
    /// Whether it opens a sentence.
    pub sentence_initial: bool,
    /// The rank or function right before it, lowercase: `mr`, `mme`, `juge`.
    pub rank: Option<String>,
    /// The person, the same number for all mentions of one in this text: `John Rudd`, `Mr Rudd`, `John`. None for other names, and for a
    /// mention that could be two persons.
    pub person: Option<usize>,
    /// It follows `du`, `au`, `des` or `aux`, which may hide its article: `maire du Havre`.
    pub contracted: bool,
}

impl Name {
    /// Its words: given names, particles, surname, suffix, in order.
    #[must_use]
    pub fn parts(&self) -> Vec<Unit> {
        units(&self.text)
    }

    /// Whether this is surely a person: a rank stands before it, or it begins with a given name.
    #[must_use]
    pub fn is_person(&self, lang: Lang) -> bool {
        let given = |u: &Unit| {
            lang.pack()
                .names
                .given
                .binary_search(&u.key.as_str())
                .is_ok()
        };
        let parts = self.parts();
        let words = parts.iter().filter(|u| !u.link).count();
        self.rank.is_some() || (words >= 2 && parts.first().is_some_and(given))
    }
}

/// All names of a draft, in order.
pub(super) fn find(draft: &Draft) -> Vec<Name> {
    let lang = draft.lang();
    let pack = lang.pack();
    let lines = Lines::of(draft);
    let mut all: Vec<Vec<Token<'_>>> = draft
        .blocks()
        .iter()
        .map(|b| tokens(b, lang, &lines))
        .collect();
    for (block, tokens) in draft.blocks().iter().zip(&mut all) {
        shouted(&block.plain.text, tokens, pack);
        let end = kicker(&block.plain.text, tokens, pack);
        for token in tokens.iter_mut().take(end) {
            token.class = Class::Other;
        }
    }
    let furniture = draft.furniture();
    let known = Known::read(&all, |block, t| {
        furniture.lines > 0
            && furniture
                .spans
                .overlap(draft.blocks().at(block).plain.span(t.start, t.end))
    });
    let sure: Vec<Vec<bool>> = draft
        .blocks()
        .iter()
        .zip(&all)
        .map(|(block, tokens)| {
            let sentence_case = in_sentence_case(block, tokens);
            let prose = is_prose(block, lang);
            tokens
                .iter()
                .enumerate()
                .map(|(i, t)| {
                    t.sure
                        || known.is_name(t)
                        || (sentence_case
                            && i > 0
                            && !t.initial
                            && t.class == Class::Capitalised
                            && !known.common.contains(&*t.lower))
                        || (!prose && in_a_full_name(block, tokens, i, pack))
                })
                .collect()
        })
        .collect();
    let common: BTreeSet<String> = known.common.iter().map(|w| (*w).to_owned()).collect();
    let mut names = Vec::new();
    for (index, (block, (mut tokens, sure))) in draft
        .blocks()
        .iter()
        .zip(all.into_iter().zip(sure))
        .enumerate()
    {
        let prose = is_prose(block, lang);
        for (token, sure) in tokens.iter_mut().zip(sure) {
            token.sure = sure;
            // In a heading any capital may be due to the style of headings.
            if !prose && token.class == Class::Capitalised && !sure {
                token.class = Class::Other;
            }
        }
        runs(&block.plain.text, &tokens, &common, lang, |run| {
            let (start, end) = (run.at(0).start, run.at(run.len() - 1).end);
            let text = &block.plain.text[start..end];
            let before = previous_word(&block.plain.text[..run.at(0).outer]);
            let contracted = matches!(before.as_str(), "du" | "au" | "des" | "aux");
            let rank = Some(before).filter(|w| {
                run.at(0).outer == start && pack.titles.binary_search(&w.as_str()).is_ok()
            });
            names.push(Name {
                span: block.plain.span(start, end),
                text: text.to_owned(),
                key: fold(text),
                block: index,
                sentence_initial: run.at(0).initial,
                rank,
                person: None,
                contracted,
            });
        });
    }
    resolve(&mut names, lang);
    names
}

/// The word that ends a text, lowercase, without the stop of an abbreviation; empty when something else stands there.
fn previous_word(text: &str) -> String {
    let text = text.trim_end_matches([' ', '\u{A0}', '\u{202F}']);
    let text = text.strip_suffix('.').unwrap_or(text);
    let from = text
        .rfind(|c: char| !c.is_alphabetic() && c != '-')
        .map_or(0, |i| {
            i + text[i..].chars().next().map_or(1, char::len_utf8)
        });
    text[from..].to_lowercase()
}

/// Whether a heading has the capitals of a sentence: more of its words in small letters than with a capital.
fn in_sentence_case(block: &Block, tokens: &[Token<'_>]) -> bool {
    if !matches!(block.kind, BlockKind::Heading(_)) {
        return false;
    }
    let (mut small, mut capital) = (0, 0);
    for t in tokens.iter().skip(1) {
        match t.class {
            Class::Other if t.text.starts_with(char::is_lowercase) => small += 1,
            Class::Capitalised => capital += 1,
            _ => {}
        }
    }
    small > capital
}

/// Whether a word of a heading in title case or of a table is part of a full name: after a rank in small letters or with a stop,
/// or beside a given name.
fn in_a_full_name(block: &Block, tokens: &[Token<'_>], i: usize, pack: &Pack) -> bool {
    let capital = |t: &Token<'_>| t.class == Class::Capitalised && t.outer == t.start;
    let given = |t: &Token<'_>| capital(t) && pack.names.given.binary_search(&&*t.lower).is_ok();
    let text = &block.plain.text;
    let next_to = |a: &Token<'_>, b: &Token<'_>| text.get(a.end..b.outer) == Some(" ");
    let here = tokens.at(i);
    if !capital(here) {
        return false;
    }
    let before = i
        .checked_sub(1)
        .and_then(|b| tokens.get(b))
        .filter(|b| next_to(b, here));
    let after = tokens.get(i + 1).filter(|a| next_to(here, a));
    // In a table the next cell looks like the next word.
    matches!(block.kind, BlockKind::Heading(_))
        && (before.is_some_and(given) || (given(here) && after.is_some_and(capital)))
}

/// Gives each mention of a person the number of that person.
fn resolve(names: &mut [Name], lang: Lang) {
    let mut persons: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_word: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for name in names.iter_mut() {
        let parts = name.parts();
        let content: Vec<&Unit> = parts.iter().filter(|u| !u.link).collect();
        if content.len() < 2 || !name.is_person(lang) {
            continue;
        }
        let key: Vec<&str> = parts.iter().map(|u| u.plain.as_str()).collect();
        let next = persons.len();
        let id = *persons.entry(key.join(" ")).or_insert(next);
        name.person = Some(id);
        for word in [content.first(), content.last()].into_iter().flatten() {
            by_word.entry(word.key.clone()).or_default().insert(id);
        }
    }
    for name in names.iter_mut().filter(|n| n.person.is_none()) {
        let parts = name.parts();
        let mut content = parts.iter().filter(|u| !u.link);
        let (Some(only), None) = (content.next(), content.next()) else {
            continue;
        };
        let Some(ids) = by_word.get(&only.key) else {
            if name.rank.is_some() {
                let next = persons.len();
                name.person = Some(*persons.entry(only.plain.clone()).or_insert(next));
            }
            continue;
        };
        let mut ids = ids.iter();
        if let (Some(id), None) = (ids.next(), ids.next()) {
            name.person = Some(*id);
        }
    }
}

/// Whether two keys may name the same: one covers the other, so `johansson` is `ylva johansson`.
#[must_use]
pub fn same_name(a: &str, b: &str) -> bool {
    covers(a, b) || covers(b, a)
}

/// Whether every part of the name `part` occurs in `whole`, in order. An accent missing on a capital letter, hyphens and the stops of acronyms
/// do not count; endings do. An acronym is covered by the name whose initials it is: `UE` by `Union européenne`.
#[must_use]
pub fn covers(whole: &str, part: &str) -> bool {
    covers_parts(&units(whole), &units(part))
}

/// [`covers`] for names already cut into parts.
#[must_use]
pub fn covers_parts(whole: &[Unit], part: &[Unit]) -> bool {
    unit::covers_units(whole, part)
}

/// The first run of capitalised words among some words of a text: for the speaker of a quotation.
pub(super) fn first_run(text: &str, words: &[(usize, usize)], lang: Lang) -> Option<String> {
    all_runs(text, words, lang).into_iter().next()
}

/// The last run of capitalised words among some words of a text.
pub(super) fn last_run(text: &str, words: &[(usize, usize)], lang: Lang) -> Option<String> {
    let mut all = all_runs(text, words, lang);
    let last = all.pop()?;
    // `Lionel Agbeko of the University of Strand`: the person, not where they work.
    let whose = all.pop().filter(|whose| {
        [" of the ", " of ", " de l’", " de l'", " du "]
            .iter()
            .any(|of| text.contains(&format!("{whose}{of}{last}")))
    });
    Some(whose.unwrap_or(last))
}

fn all_runs(text: &str, words: &[(usize, usize)], lang: Lang) -> Vec<String> {
    let tokens: Vec<Token<'_>> = words
        .iter()
        .map(|&(s, e)| token(text, s, e, lang.pack()))
        .collect();
    let mut found = Vec::new();
    runs(text, &tokens, &BTreeSet::new(), lang, |run| {
        found.push(text[run.at(0).start..run.at(run.len() - 1).end].to_owned());
    });
    found
}

#[cfg(test)]
mod tests;
