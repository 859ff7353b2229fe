//! What is worked out about a text once and asked for often: its words and blocks in normal form, and what others derive from it.
//! A source is compared with draft after draft, so this is half of the work of a check.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::compare::{Folded, fold, whole_words};
use super::runs::{Runs, stands_at};
use super::{Block, BlockKind, Draft};

/// The normal forms of the words and blocks of a text.
#[derive(Debug, Clone)]
pub(super) struct Folds {
    /// By block, then by word.
    words: Vec<Vec<String>>,
    /// By block; empty for code and HTML.
    blocks: Vec<Folded>,
}

/// Where the words of the blocks in normal form stand.
struct Places(Runs);

/// Values of any type, one of each. Copies of a draft share them, for they have the same text.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept(Arc<Mutex<BTreeMap<TypeId, Arc<dyn Any + Send + Sync>>>>);

impl Draft {
    fn folds(&self) -> &Folds {
        self.folds.get_or_init(|| Folds {
            words: self
                .blocks
                .iter()
                .map(|b| b.words.iter().map(|w| fold(b.word(w))).collect())
                .collect(),
            blocks: self
                .blocks
                .iter()
                .map(|b| match b.kind {
                    BlockKind::Code | BlockKind::Html => Folded::default(),
                    _ => Folded::new(&b.plain.text),
                })
                .collect(),
        })
    }

    /// The words of a block in normal form ([`fold`]), in order; none when there is no such block.
    #[must_use]
    pub fn folded_words(&self, block: usize) -> &[String] {
        self.folds().words.get(block).map_or(&[], Vec::as_slice)
    }

    /// The blocks with their words in normal form.
    pub fn folded(&self) -> impl Iterator<Item = (&Block, &[String])> {
        let words = self.folds().words.iter().map(Vec::as_slice);
        self.blocks.iter().zip(words)
    }

    /// Whether a phrase occurs anywhere in the text that is printed, as [`find_phrase`](super::compare::find_phrase) finds it.
    #[must_use]
    pub fn says(&self, phrase: &str) -> bool {
        let needle = fold(phrase);
        let blocks = &self.folds().blocks;
        let places = self.keep(|_| Places(Runs::of(blocks.iter().map(|b| b.text.as_str()))));
        match places.0.of_phrase(&needle) {
            Some(mut found) => found.any(|(block, at)| {
                let block = blocks.get(block);
                block.is_some_and(|b| stands_at(&b.text, &needle, at))
            }),
            None => blocks
                .iter()
                .any(|b| whole_words(&b.text, &needle).next().is_some()),
        }
    }

    /// Where a phrase that is in normal form ([`fold`]) occurs in a block, as byte ranges of its plain text, as
    /// [`find_phrase`](super::compare::find_phrase) finds them; nowhere when there is no such block.
    #[must_use]
    pub fn find_folded(&self, block: usize, needle: &str) -> Vec<(usize, usize)> {
        let (Some(folded), Some(block)) = (self.folds().blocks.get(block), self.blocks.get(block))
        else {
            return Vec::new();
        };
        whole_words(&folded.text, needle)
            .map(|(start, end)| {
                let text = &block.plain.text;
                (folded.original(text, start), folded.original(text, end))
            })
            .collect()
    }

    /// What `make` works out about this text, worked out once for each type.
    pub fn keep<T: Any + Send + Sync>(&self, make: impl FnOnce(&Self) -> T) -> Arc<T> {
        let find = || {
            let kept = self.kept.0.lock().unwrap_or_else(PoisonError::into_inner);
            kept.get(&TypeId::of::<T>()).map(Arc::clone)
        };
        if let Some(found) = find().and_then(|v| v.downcast().ok()) {
            return found;
        }
        // Not under the lock: what is made may ask for something else that is kept.
        let made = Arc::new(make(self));
        let mut kept = self.kept.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(TypeId::of::<T>(), Arc::<T>::clone(&made));
        made
    }
}

#[cfg(test)]
mod tests {
    use super::super::compare::find_phrase;
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn words_are_folded_by_block() {
        let draft = Draft::parse("# L’UE agit\n\nDes PORTS sûrs.\n", Lang::FR);
        assert_eq!(draft.folded_words(0), ["l'ue", "agit"]);
        assert_eq!(draft.folded_words(1), ["des", "ports", "sûrs"]);
        assert!(draft.folded_words(2).is_empty());
    }

    #[test]
    fn says_what_a_search_finds() {
        let draft = Draft::parse(
            "# Été 2023\n\n« L’UE » et ses ports.\n\n```\ncode\n```\n",
            Lang::FR,
        );
        for phrase in [
            "UE",
            "l'ue",
            "port",
            "ports",
            "ÉTÉ",
            "code",
            "",
            "ses  ports",
            "et",
        ] {
            let found = draft.blocks().iter().any(|b| {
                b.kind != BlockKind::Code && !find_phrase(&b.plain.text, phrase).is_empty()
            });
            assert_eq!(draft.says(phrase), found, "{phrase}");
        }
        assert!(draft.says("UE") && !draft.says("port") && !draft.says("code"));
    }

    #[test]
    fn a_value_of_a_type_is_made_once() {
        struct Length(usize);
        let draft = Draft::parse("abc", Lang::EN);
        assert_eq!(draft.keep(|d| Length(d.text().len())).0, 3);
        assert_eq!(draft.keep(|_| Length(9)).0, 3);
        assert_eq!(draft.clone().keep(|_| Length(9)).0, 3);
        assert_eq!(*draft.keep(|_| 7_usize), 7);
    }
}
