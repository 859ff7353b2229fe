//! Nouns that a text sets beside a person, whatever they mean: `Jean-Pierre Roi, adjoint aux finances`, `the referee, Jan Roos`.

use std::collections::{BTreeMap, BTreeSet};

use super::speaker::function;
use crate::draft::compare::fold;
use crate::draft::{Draft, same_name};
use crate::lang::Pack;

/// How many words before a name and its comma may belong to the noun: `l'adjoint aux finances, Jean-Pierre Roi`.
const WORDS: usize = 5;

/// Persons by the nouns that stand beside them.
#[derive(Debug, Default)]
pub(super) struct Appositions(BTreeMap<String, BTreeSet<String>>);

impl Appositions {
    pub(super) fn read(draft: &Draft) -> Self {
        let q = draft.lang().pack().quoting;
        let mut found = Self::default();
        for n in draft.names() {
            let Some(block) = draft.blocks().get(n.block) else {
                continue;
            };
            if n.person.is_none() && !n.text.contains([' ', '\u{a0}']) {
                continue;
            }
            let text = &block.plain.text;
            let first = block.words.partition_point(|w| w.span.start < n.span.start);
            let last = block.words.partition_point(|w| w.span.start < n.span.end);
            let (Some(start), Some(end)) = (
                block.words.get(first).map(|w| w.start),
                last.checked_sub(1)
                    .and_then(|i| block.words.get(i))
                    .map(|w| w.end),
            ) else {
                continue;
            };
            let opens = |w: &&str| q.articles.binary_search(&fold(w).as_str()).is_ok();
            if text[end..].starts_with(',') {
                let noun = block.words[last..]
                    .iter()
                    .take(2)
                    .map(|w| block.word(w))
                    .find(|w| !opens(w));
                found.note(noun, &n.text);
            }
            let apart = text[..start].trim_end().ends_with(',');
            let mut right = start;
            let reach = first.saturating_sub(if apart { WORDS } else { 1 });
            for w in block.words[reach..first].iter().rev() {
                let between = text[w.end..right].trim();
                let comma = right == start && between == ",";
                if !(between.is_empty() || comma) {
                    break;
                }
                right = w.start;
                found.note(Some(block.word(w)), &n.text);
            }
        }
        found
    }

    fn note(&mut self, noun: Option<&str>, name: &str) {
        let Some(noun) = noun.filter(|w| w.starts_with(char::is_lowercase)) else {
            return;
        };
        let people = self.0.entry(bare(noun)).or_default();
        if !people.iter().any(|p| same_name(p, name)) {
            people.insert(name.to_owned());
        }
    }

    /// The one person beside whom the first word of a noun stands, when it is no function that the language knows.
    pub(super) fn person(&self, noun: &str, pack: &Pack) -> Option<&str> {
        let head = bare(noun.split_whitespace().next()?);
        if function(&head, pack).is_some() {
            return None;
        }
        let people = self.0.get(&head)?;
        (people.len() == 1).then(|| people.first().map(String::as_str))?
    }
}

fn bare(word: &str) -> String {
    let word = fold(word);
    word.split_once('\'')
        .map_or(word.clone(), |(_, rest)| rest.to_owned())
}
