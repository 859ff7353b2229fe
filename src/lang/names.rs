//! What a language knows of names: the closed lists that tell a name from a common word, and which names mean the same.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Pack, TABLE};

/// The lists. Lowercase with straight apostrophes; those of single words are sorted.
#[derive(Debug)]
pub struct NameWords {
    /// Frequent given names that are no other word of the language.
    pub given: &'static [&'static str],
    /// Ranks that are surnames too: `king`, `judge`, `roi`.
    pub rank_surnames: &'static [&'static str],
    /// Common words for bodies, which some capitalise: `council`, `gouvernement`. Alone they name nobody.
    pub bodies: &'static [&'static str],
    /// Acronyms that are common nouns: `TV`, `PIB`.
    pub common_acronyms: &'static [&'static str],
    /// Acronyms and what they stand for, several expansions parted by `|`.
    pub acronyms: &'static [(&'static str, &'static str)],
    /// Countries and the like: the names parted by `|`, then the words for people and things from there.
    pub places: &'static [(&'static str, &'static str)],
    /// Endings that make a word for the people of a town.
    pub people_endings: &'static [&'static str],
    /// Nouns that open a sentence without an article and are no names.
    pub bare_nouns: &'static [&'static str],
    /// Endings of such nouns.
    pub bare_endings: &'static [&'static str],
    /// Words that, right after the first word of a sentence, make it the subject.
    pub after_subject: &'static [&'static str],
    /// Verbs that do so in the present or past, with their own ending.
    pub subject_verbs: &'static [&'static str],
    /// Verbs that have the ending of an adjective behind the name of a body: `la Ville indique`.
    pub tail_verbs: &'static [&'static str],
}

/// The row of a place by each of its words, and whether the word is a name of it.
type Places = HashMap<&'static str, (usize, bool)>;

static PLACES: LazyLock<Vec<(&'static str, Places)>> =
    LazyLock::new(|| TABLE.iter().map(|l| (l.code(), places(l.pack()))).collect());

fn places(pack: &'static Pack) -> Places {
    let mut found = Places::new();
    for (row, (names, people)) in pack.names.places.iter().enumerate() {
        for name in names.split('|') {
            found.insert(name, (row, true));
        }
        for word in people.split('|').filter(|w| !w.is_empty()) {
            found.entry(word).or_insert((row, false));
        }
    }
    found
}

impl Pack {
    /// The row of [`NameWords::places`] that a lowercase name or word belongs to, and whether it is a name of the place itself.
    #[must_use]
    pub fn place(&self, word: &str) -> Option<(usize, bool)> {
        PLACES
            .iter()
            .find(|(code, _)| *code == self.code)
            .and_then(|(_, places)| places.get(word).copied())
    }

    /// What an acronym in small letters stands for.
    pub fn expansions(&self, acronym: &str) -> impl Iterator<Item = &'static str> {
        let at = self
            .names
            .acronyms
            .binary_search_by_key(&acronym, |row| row.0);
        at.ok()
            .and_then(|i| self.names.acronyms.get(i))
            .into_iter()
            .flat_map(|row| row.1.split('|'))
    }
}
