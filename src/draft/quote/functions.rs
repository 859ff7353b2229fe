//! Which functions a text gives to whom.

use std::collections::BTreeMap;

use super::speaker::MANY;
use super::{Draft, Quote};
use crate::draft::compare::fold;
use crate::draft::name::{Unit, units};
use crate::draft::{covers_parts, name, same_name};
use crate::lang::Pack;

/// [`same_name`] for names already cut into parts.
fn same_parts(a: &[Unit], b: &[Unit]) -> bool {
    covers_parts(a, b) || covers_parts(b, a)
}

/// Which functions a text gives to whom: `Karin Maes, maire d'Anvers`, `le maire, Paul Durand`, `Mayor Tom Lee`.
#[derive(Debug, Default)]
pub(super) struct Functions(BTreeMap<String, BTreeMap<String, Vec<Unit>>>);

impl Functions {
    pub(super) fn read(draft: &Draft) -> Self {
        let mut functions = Self::default();
        let pack = draft.lang().pack();
        for n in draft.names() {
            let Some(block) = draft.blocks().get(n.block) else {
                continue;
            };
            let first = block.words.partition_point(|w| w.span.start < n.span.start);
            let last = block.words.partition_point(|w| w.span.start < n.span.end);
            let text = &block.plain.text;
            let before = block
                .words
                .get(first.saturating_sub(5)..first)
                .unwrap_or_default()
                .iter()
                .rev();
            let after = block.words.get(last..).unwrap_or_default().iter().take(4);
            // In the same sentence, and the nearest alone.
            let mut edge = block.words.get(first).map_or(0, |w| w.start);
            for w in before {
                if text
                    .get(w.end..edge)
                    .unwrap_or("")
                    .contains(['.', ';', ':', '!', '?', '»', '”'])
                    && w.end - w.start > 3
                {
                    break;
                }
                edge = w.start;
                if functions.note(block.word(w), &n.text, pack) {
                    break;
                }
            }
            let mut edge = last
                .checked_sub(1)
                .and_then(|i| block.words.get(i))
                .map_or(0, |w| w.end);
            let apart = text
                .get(edge..)
                .unwrap_or("")
                .trim_start_matches(['*', '_'])
                .starts_with([',', '(']);
            for w in after.take(if apart { 4 } else { 0 }) {
                if text
                    .get(edge..w.start)
                    .unwrap_or("")
                    .contains(['.', ';', ':', '!', '?', '«', '“'])
                {
                    break;
                }
                edge = w.end;
                if functions.note(block.word(w), &n.text, pack) {
                    break;
                }
            }
        }
        functions
    }

    fn note(&mut self, word: &str, name: &str, pack: &Pack) -> bool {
        let word = function(word, pack);
        let Some(word) = word else { return false };
        let people = self.0.entry(word).or_default();
        if people.len() < MANY && !people.contains_key(name) {
            let parts = units(name);
            if !people.values().any(|p| same_parts(p, &parts)) {
                people.insert(name.to_owned(), parts);
            }
        }
        true
    }

    /// Whether a function is given to a person, perhaps among others.
    pub(super) fn holds(&self, function: &str, name: &str) -> bool {
        self.0.get(function).is_some_and(|p| {
            let same = || {
                let parts = units(name);
                p.values().any(|p| same_parts(p, &parts))
            };
            p.len() >= MANY || p.contains_key(name) || same()
        })
    }

    /// The functions that are given to a person.
    pub(super) fn held(&self, name: &str) -> Vec<&str> {
        let parts = units(name);
        let of = |p: &BTreeMap<String, Vec<Unit>>| p.values().any(|p| same_parts(p, &parts));
        let held = self.0.iter().filter(|(_, people)| of(people));
        held.map(|(function, _)| function.as_str()).collect()
    }

    /// The one person to whom a function is given.
    pub(super) fn person(&self, noun: &str, pack: &Pack) -> Option<&str> {
        let word = noun.split_whitespace().find_map(|w| function(w, pack))?;
        let people = self.0.get(&word)?;
        (people.len() == 1).then(|| people.keys().next().map(String::as_str))?
    }

    /// The one person named before a quotation in its paragraph, or else in the one before.
    pub(super) fn last_person(draft: &Draft, quote: &Quote, pronoun: &str) -> Option<String> {
        let names = draft.names();
        let person = |n: &&name::Name| n.text.split([' ', '\u{a0}']).nth(1).is_some();
        let to = names.partition_point(|n| n.span.start < quote.span.start);
        let recent: Vec<&name::Name> = names
            .get(..to)
            .unwrap_or_default()
            .iter()
            .rev()
            .take(8)
            .filter(|n| n.block + 1 >= quote.block)
            .filter(person)
            .collect();
        let own: Vec<&name::Name> = recent
            .iter()
            .copied()
            .filter(|n| n.block == quote.block)
            .collect();
        let pool = if own.is_empty() { recent } else { own };
        let first = pool.first()?;
        // `la commissaire Ylva Johansson` is no `il`.
        let q = draft.lang().pack().quoting;
        let other = match () {
            () if q.feminine.binary_search(&pronoun).is_ok() => q.masculine,
            () if q.masculine.binary_search(&pronoun).is_ok() => q.feminine,
            () => &[],
        };
        let block = draft.blocks().get(first.block)?;
        let at = block
            .words
            .partition_point(|w| w.span.start < first.span.start);
        let before = block
            .words
            .get(at.saturating_sub(3)..at)
            .unwrap_or_default();
        if before
            .iter()
            .any(|w| other.binary_search(&fold(block.word(w)).as_str()).is_ok())
        {
            return None;
        }
        pool.iter()
            .all(|n| same_name(&n.text, &first.text))
            .then(|| first.text.clone())
    }
}

/// A word for what somebody is, in normal form; forms of address are none.
pub(super) fn function(word: &str, pack: &Pack) -> Option<String> {
    const ADDRESS: usize = 4;
    let word = fold(word);
    let bare = word.split_once('\'').map_or(word.as_str(), |(_, w)| w);
    (bare.chars().count() >= ADDRESS && pack.titles.binary_search(&bare).is_ok())
        .then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::draft::Draft;
    use crate::lang::Lang;

    #[test]
    fn the_person_speaks_and_not_whose_officer_it_is() {
        for (text, who) in [
            (
                "“This line is no luxury,” said HarroLink’s chief executive, Ingrid Solbakken.",
                "ingrid solbakken",
            ),
            (
                "\"This line is no luxury,\" said HarroLink's chief executive, Ingrid Solbakken, on Monday.",
                "ingrid solbakken",
            ),
            (
                "“This line is no luxury,” Orsk Council’s deputy leader, Filip Dahl, said.",
                "filip dahl",
            ),
            (
                "“This line is no luxury,” said the city’s planning director, Mira Oyelaran.",
                "mira oyelaran",
            ),
            (
                "Ingrid Solbakken is HarroLink’s chief executive. “This line is no luxury,” HarroLink said.",
                "harrolink",
            ),
            (
                "“This line is no luxury,” said Orsk’s Prof Lionel Agbeko.",
                "lionel agbeko",
            ),
            (
                "“This line is no luxury,” said Dahl, Ashby’s mayor.",
                "dahl",
            ),
            (
                "Tom Farrow, chairman of the council of Orsk, said: “This line is no luxury.”",
                "tom farrow",
            ),
        ] {
            let draft = Draft::parse(text, Lang::EN);
            let key = draft.quotes()[0].speaker.as_ref().map(|s| s.key.clone());
            assert_eq!(key.as_deref(), Some(who), "{text}");
        }
    }
}
