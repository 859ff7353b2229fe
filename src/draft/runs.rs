//! Where the words of a text stand, so that a phrase is looked up and not searched for: what is asked once for each name, speaker or quotation
//! must not read the whole text each time.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::hash::{BuildHasher, RandomState};

use super::Draft;

/// The runs of letters and digits of some texts, by hash, with the text and the place of each.
#[derive(Debug, Clone)]
pub(super) struct Runs {
    hasher: RandomState,
    /// Sorted.
    at: Vec<(u64, u32, u32)>,
}

/// The runs of letters and digits of a text with their places.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|run| !run.is_empty())
        .map(|run| (run.as_ptr().addr() - text.as_ptr().addr(), run))
}

impl Runs {
    pub(super) fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let hasher = RandomState::new();
        let mut at: Vec<(u64, u32, u32)> = Vec::new();
        for (i, text) in texts.into_iter().enumerate() {
            at.extend(
                runs(text).map(|(place, run)| (hasher.hash_one(run), i as u32, place as u32)),
            );
        }
        at.sort_unstable();
        Self { hasher, at }
    }

    /// The places, as text and offset, where a phrase may stand without touching another letter or digit: where the rarest of its words stands. None
    /// when it has no word.
    pub(super) fn of_phrase(&self, phrase: &str) -> Option<impl Iterator<Item = (usize, usize)>> {
        let (place, list) = runs(phrase)
            .map(|(place, run)| {
                let hash = self.hasher.hash_one(run);
                let from = self.at.partition_point(|r| r.0 < hash);
                let rest = self.at.get(from..).unwrap_or_default();
                let list = rest.get(..rest.partition_point(|r| r.0 == hash));
                (place, list.unwrap_or_default())
            })
            .min_by_key(|(_, list)| list.len())?;
        Some(list.iter().filter_map(move |(_, text, at)| {
            Some((*text as usize, (*at as usize).checked_sub(place)?))
        }))
    }
}

/// Whether a phrase stands at a place of a text and touches no letter or digit with its own.
pub(super) fn stands_at(text: &str, phrase: &str, at: usize) -> bool {
    let edge = |inside: Option<char>, outside: Option<char>| {
        !(inside.is_some_and(char::is_alphanumeric) && outside.is_some_and(char::is_alphanumeric))
    };
    let (Some(before), Some(rest)) = (text.get(..at), text.get(at..)) else {
        return false;
    };
    rest.strip_prefix(phrase).is_some_and(|after| {
        edge(phrase.chars().next(), before.chars().next_back())
            && edge(phrase.chars().next_back(), after.chars().next())
    })
}

/// The words of the Markdown.
struct Written(Runs);

/// More places than this of one phrase are not looked at.
const MOST: usize = 300;

impl Draft {
    /// Where a phrase stands in the Markdown, letter by letter, without touching another letter or digit: the first places.
    pub(super) fn written(&self, phrase: &str) -> Vec<usize> {
        let runs = self.keep(|d| Written(Runs::of([d.text()])));
        runs.0.of_phrase(phrase).map_or_else(Vec::new, |places| {
            places
                .map(|p| p.1)
                .filter(|at| stands_at(self.text(), phrase, *at))
                .take(MOST)
                .collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::compare::{fold, whole_words};
    use super::*;
    use crate::lang::Lang;
    use proptest::prelude::*;

    #[test]
    fn a_phrase_is_found_where_it_stands_alone() {
        let text = "Paul Durand, Paulette Durand et l’ex-Paul ; Paul\n";
        let draft = Draft::parse(text, Lang::FR);
        let found = |p: &str| draft.written(p);
        assert_eq!(
            found("Paul"),
            [0, text.find("Paul ;").expect("there"), text.len() - 5]
        );
        assert_eq!(found("Paul Durand"), [0]);
        assert_eq!(found("Paul Dur"), [0_usize; 0]);
        assert_eq!(found("’ex-Paul"), [text.find("’ex").expect("there")]);
        assert!(found(" ;").is_empty() && found("").is_empty());
    }

    proptest! {
        #[test]
        fn it_finds_what_a_search_finds(text in "[ab’é ,-]{0,30}", phrase in "[ab’é ,-]{0,4}") {
            let (text, phrase) = (fold(&text), fold(&phrase));
            let runs = Runs::of([text.as_str()]);
            if let Some(places) = runs.of_phrase(&phrase) {
                let found = places.filter(|p| stands_at(&text, &phrase, p.1)).count() > 0;
                prop_assert_eq!(found, whole_words(&text, &phrase).next().is_some());
            }
        }
    }
}
