//! The small words of a language behind one look-up: a text is asked for each of its words several times.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::{Pack, TABLE};

/// What the lists of a [`Pack`] say of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Small {
    /// It is among the function words.
    pub function: bool,
    /// It is an elided form.
    pub elision: bool,
    /// It may stand inside a name.
    pub link: bool,
    /// Its value, when it is a number word.
    pub number: Option<f64>,
}

type Words = HashMap<&'static str, Small, BuildHasherDefault<Short>>;

/// FNV-1a. The keys are the words of our own lists, so nobody can choose them to collide.
struct Short(u64);

impl Default for Short {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Short {
    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Only asked for a word, never walked: its order shows nowhere.
static ALL: LazyLock<Vec<(&'static str, Words)>> =
    LazyLock::new(|| TABLE.iter().map(|l| (l.code(), read(l.pack()))).collect());

fn read(pack: &'static Pack) -> Words {
    let mut words = Words::default();
    for w in pack.function_words {
        words.entry(w).or_default().function = true;
    }
    for w in pack.elisions {
        words.entry(w).or_default().elision = true;
    }
    for w in pack.name_links {
        words.entry(w).or_default().link = true;
    }
    for (w, value) in pack.number_words {
        words.entry(w).or_default().number = Some(*value);
    }
    words
}

impl Pack {
    /// What is known of a lowercase word; nothing of most.
    #[must_use]
    pub fn small(&self, word: &str) -> Small {
        ALL.iter()
            .find(|(code, _)| *code == self.code)
            .and_then(|(_, words)| words.get(word).copied())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_the_lists_say() {
        for lang in TABLE {
            let pack = lang.pack();
            let others = ["", "trafic", "port", "zzz"];
            let listed = pack
                .function_words
                .iter()
                .chain(pack.elisions)
                .chain(pack.name_links)
                .chain(&others);
            for w in listed.copied().chain(pack.number_words.iter().map(|n| n.0)) {
                let small = pack.small(w);
                assert_eq!(small.function, pack.function_words.contains(&w), "{w}");
                assert_eq!(small.elision, pack.elisions.contains(&w), "{w}");
                assert_eq!(small.link, pack.name_links.contains(&w), "{w}");
                let number = pack.number_words.iter().find(|n| n.0 == w).map(|n| n.1);
                assert_eq!(small.number, number, "{w}");
            }
        }
    }
}
