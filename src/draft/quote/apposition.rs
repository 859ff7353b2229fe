//! Nouns that a text sets beside a person, whatever they mean: `Jean-Pierre Roi, adjoint aux finances`, `the referee, Jan Roos`.

use std::collections::{BTreeMap, BTreeSet};

use super::functions::function;
use crate::draft::compare::fold;
use crate::draft::total::At as _;
use crate::draft::{Draft, same_name};
use crate::lang::Pack;

/// How many words before a name and its comma may belong to the noun: `l'adjoint aux finances, Jean-Pierre Roi`.
const WORDS: usize = 5;

/// Persons by the nouns that stand beside them, two of a noun at most.
#[derive(Debug, Default)]
pub(super) struct Appositions(BTreeMap<String, BTreeSet<String>>);

impl Appositions {
    pub(super) fn read(draft: &Draft) -> Self {
        let q = draft.lang().pack().quoting;
        let mut found = Self::default();
        for (index, first, last) in persons(draft) {
            let Some(block) = draft.blocks().get(index) else {
                continue;
            };
            let text = &block.plain.text;
            let (start, end) = (block.words.at(first).start, block.words.at(last - 1).end);
            let name = &text[start..end];
            let opens = |w: &&str| q.articles.binary_search(&fold(w).as_str()).is_ok();
            let apart = text[..start].trim_end().ends_with(',');
            if !apart && closes(&text[end..]) {
                let noun = block
                    .words
                    .get(last..)
                    .unwrap_or_default()
                    .iter()
                    .take(2)
                    .map(|w| block.word(w))
                    .find(|w| !opens(w));
                found.note(noun, name);
            }
            let mut right = start;
            let reach = first.saturating_sub(if apart { WORDS } else { 1 });
            for w in block
                .words
                .get(reach..first)
                .unwrap_or_default()
                .iter()
                .rev()
            {
                let between = text[w.end..right].trim();
                let comma = right == start && between == ",";
                if !(between.is_empty() || comma) {
                    break;
                }
                right = w.start;
                found.note(Some(block.word(w)), name);
            }
        }
        found
    }

    fn note(&mut self, noun: Option<&str>, name: &str) {
        let Some(noun) = noun.filter(|w| w.starts_with(char::is_lowercase)) else {
            return;
        };
        let people = self.0.entry(bare(noun)).or_default();
        // Two are as good as many: only the one person beside a noun is asked for.
        if people.len() < 2 && !people.contains(name) && !people.iter().any(|p| same_name(p, name))
        {
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

/// The persons of a text by block, first word and end: names that are known to be of one, and words in a row with a capital after a given
/// name, for `Roi` and `Jan` mean something else too.
fn persons(draft: &Draft) -> BTreeSet<(usize, usize, usize)> {
    let pack = draft.lang().pack();
    let mut found = BTreeSet::new();
    for (index, block) in draft.blocks().iter().enumerate() {
        let words = &block.words;
        let capital = |i: usize| block.word(words.at(i)).starts_with(char::is_uppercase);
        let joined =
            |i: usize| block.plain.text.get(words.at(i).end..words.at(i + 1).start) == Some(" ");
        let mut i = 0;
        while i < words.len() {
            let first = i;
            i += 1;
            if !capital(first) {
                continue;
            }
            while i < words.len() && capital(i) && joined(i - 1) {
                i += 1;
            }
            let given = block.word(words.at(first)).to_lowercase();
            let given = given.split(['-', '‑']).next().unwrap_or_default();
            if i - first > 1 && pack.names.given.binary_search(&given).is_ok() {
                found.insert((index, first, i));
            }
        }
    }
    for n in draft.names().iter().filter(|n| n.person.is_some()) {
        let Some(block) = draft.blocks().get(n.block) else {
            continue;
        };
        let first = block.words.partition_point(|w| w.span.start < n.span.start);
        let last = block.words.partition_point(|w| w.span.start < n.span.end);
        let known = found
            .range((n.block, 0, 0)..=(n.block, first, usize::MAX))
            .next_back()
            .is_some_and(|f| f.2 >= last);
        if last > first && !known {
            found.insert((n.block, first, last));
        }
    }
    found
}

/// Whether a comma opens an apposition that a mark closes a few words later: `, adjoint aux finances, …`.
fn closes(after: &str) -> bool {
    after.strip_prefix(',').is_some_and(|rest| {
        let end = rest
            .find([',', '.', ';', ':', '!', '?', ')'])
            .unwrap_or(rest.len());
        (1..=WORDS).contains(&rest[..end].split_whitespace().count())
    })
}

fn bare(word: &str) -> String {
    let word = fold(word);
    word.split_once('\'')
        .map_or(word.clone(), |(_, rest)| rest.to_owned())
}
