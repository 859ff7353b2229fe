//! The common words of a language, in all their forms: what is written with a capital letter and stands here may be no name.
//!
//! The lists are sets in the form of the crate `fst`; `docs/dictionaries.md` says where they come from and how they are made.

use std::sync::OnceLock;

use fst::Set;

/// The common words of a language: lowercase, composed, with accents. Names of people and places are not among them, unless they are words
/// too (`rose`, `pierre`).
#[derive(Debug)]
pub struct Dictionary {
    bytes: &'static [u8],
    set: OnceLock<Set<&'static [u8]>>,
}

impl Dictionary {
    /// A dictionary of these bytes.
    pub(super) const fn new(bytes: &'static [u8]) -> Self {
        Self {
            bytes,
            set: OnceLock::new(),
        }
    }

    /// Whether a word is common: lowercase, as it is written.
    ///
    /// # Panics
    ///
    /// When the bytes are no set: never with those of a pack, which a test reads.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        let read = || Set::new(self.bytes).expect("the dictionary of a pack is a set");
        self.set.get_or_init(read).contains(word)
    }
}

#[cfg(test)]
mod tests {
    use crate::lang::Lang;

    #[test]
    fn words_and_names() {
        for (lang, words, names) in [
            (
                Lang::EN,
                [
                    "rival",
                    "jobs",
                    "obituaries",
                    "station",
                    "thunderstorms",
                    "mayor",
                ],
                [
                    "leeds",
                    "tolberg",
                    "oakeshott",
                    "england",
                    "monday",
                    "siddiqi",
                ],
            ),
            (
                Lang::FR,
                [
                    "affiché",
                    "renseignements",
                    "lauréats",
                    "rachète",
                    "éclairage",
                    "entrepôts",
                ],
                [
                    "lyon", "france", "aubagnac", "kermarec", "delmas", "leclerc",
                ],
            ),
        ] {
            for word in words {
                assert!(lang.pack().dictionary.has(word), "{word}");
            }
            for name in names {
                assert!(!lang.pack().dictionary.has(name), "{name}");
            }
        }
    }
}
