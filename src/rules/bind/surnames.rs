//! The words that names end in: they are names at the beginning of a sentence too.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::draft::Draft;
use crate::draft::compare::fold;
use crate::draft::reading::{Line, Token};

/// The words that names of a text end in.
struct Surnames(HashSet<String>);

impl Surnames {
    fn of(draft: &Draft) -> Self {
        let names = draft.names().iter();
        Self(names.filter_map(|n| last_word(&n.text)).collect())
    }
}

/// The words that names of either text end in: they are one at the beginning of a sentence too.
pub(super) struct Known {
    article: Arc<Surnames>,
    source: Arc<Surnames>,
    /// `Novak beat Lind`: words that begin with a capital in both texts and are small in neither.
    large: BTreeSet<String>,
}

impl Known {
    /// Reads two texts with their sentences.
    pub(super) fn of(
        (article, ours): (&Draft, &[Line]),
        (source, theirs): (&Draft, &[Line]),
    ) -> Self {
        let opening = |lines: &[Line]| -> (BTreeSet<String>, BTreeSet<String>) {
            let content =
                |t: &&Token| t.content && !t.text.starts_with(|c: char| c.is_ascii_digit());
            let (large, small): (Vec<&Token>, Vec<&Token>) = lines
                .iter()
                .filter(|l| !l.heading)
                .flat_map(|l| &l.tokens)
                .filter(content)
                .partition(|t| t.capital);
            let texts = |tokens: Vec<&Token>| tokens.into_iter().map(|t| t.text.clone()).collect();
            (texts(large), texts(small))
        };
        let (ours, small) = opening(ours);
        let (theirs, also_small) = opening(theirs);
        let large = ours
            .intersection(&theirs)
            .filter(|w| !small.contains(*w) && !also_small.contains(*w))
            .cloned()
            .collect();
        Self {
            article: article.keep(Surnames::of),
            source: source.keep(Surnames::of),
            large,
        }
    }

    /// Whether a name of the source ends in the word.
    pub(super) fn in_source(&self, word: &str) -> bool {
        self.source.0.contains(word)
    }

    /// Whether a name of either text ends in the word.
    pub(super) fn is_surname(&self, word: &str) -> bool {
        self.article.0.contains(word) || self.source.0.contains(word)
    }

    /// Whether a name ends in the word, or both texts have it with a capital alone.
    pub(super) fn has(&self, word: &str) -> bool {
        self.is_surname(word) || self.large.contains(word)
    }
}

fn last_word(name: &str) -> Option<String> {
    fold(name)
        .rsplit([' ', '\'', '-'])
        .next()
        .map(str::to_owned)
}
