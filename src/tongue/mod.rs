//! Tongues: the languages that galley itself speaks, in prompts, findings and reports.
//!
//! A tongue is one file, `src/tongue/<code>.toml`, and one row of `FILES`. The file holds sentences by rule, use and key
//! (`[length.finding] over = "{found} of body, {limit} wanted"`), and the words that slots are filled with. Nothing outside this
//! folder decides by a sentence: rules, repairs, tests and reports read the keys and the values of a
//! [`Fault`](crate::rules::Fault).

mod sentence;
mod slot;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Serialize, Serializer};

pub use sentence::{Malformed, Sentence};
pub use slot::{Slot, Slots};

/// A language in which galley speaks. Recipes in a language that is no tongue are prompted in English.
#[derive(Clone, Copy)]
pub struct Tongue(&'static Catalogue);

/// The texts of the tongues; the first is the default. A new tongue is one file and one row.
const FILES: &[(&str, &str)] = &[
    ("en", include_str!("en.toml")),
    ("fr", include_str!("fr.toml")),
];

static CATALOGUES: LazyLock<Vec<Catalogue>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|(code, text)| Catalogue::read(code, text).expect("a test reads every shipped tongue"))
        .collect()
});

impl Tongue {
    /// All tongues.
    pub fn all() -> impl Iterator<Item = Self> {
        CATALOGUES.iter().map(Self)
    }

    /// A tongue that is not among the shipped ones.
    #[must_use]
    pub fn of(catalogue: &'static Catalogue) -> Self {
        Self(catalogue)
    }

    /// Its code: `fr`.
    #[must_use]
    pub fn code(self) -> &'static str {
        &self.0.code
    }

    /// The tongue with this code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::all().find(|t| t.code() == code)
    }

    /// The tongue of a locale: `fr_FR.UTF-8`, `fr-CA`, `FR`.
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        let head = locale.split(['-', '_', '.']).next().unwrap_or(locale);
        Self::of_code(&head.to_ascii_lowercase())
    }

    /// Its sentences.
    #[must_use]
    pub fn catalogue(self) -> &'static Catalogue {
        self.0
    }
}

impl Default for Tongue {
    /// English.
    fn default() -> Self {
        Self(&CATALOGUES[0])
    }
}

impl fmt::Debug for Tongue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl PartialEq for Tongue {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code()
    }
}

impl Eq for Tongue {}

impl Serialize for Tongue {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

/// The table of what reports say around their findings.
pub const REPORT: &str = "report";

/// The table of what the chain says of itself, which is no rule.
pub const CHAIN: &str = "chain";

/// The table of the sentences that all rules share.
pub const ANY: &str = "any";

/// What a sentence of a rule is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// A sentence of the prompt.
    Ask,
    /// The message of a finding: a lowercase fragment.
    Finding,
    /// What the model is told when the finding was made.
    Repair,
    /// What a report says around its findings.
    Report,
}

impl Use {
    /// Its name in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Finding => "finding",
            Self::Repair => "repair",
            Self::Report => "text",
        }
    }
}

/// The sentences and words of one tongue.
#[derive(Debug)]
pub struct Catalogue {
    /// Its code.
    pub code: String,
    /// Words by table and key: `[word.one] sentence = "la phrase"`.
    words: BTreeMap<String, BTreeMap<String, Word>>,
    /// Frames of prompts by name.
    frames: BTreeMap<String, String>,
    /// Sentences by rule, use and key.
    sentences: BTreeMap<String, BTreeMap<String, BTreeMap<String, Sentence>>>,
}

/// A word, in one form or in the two of its number.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    One(String),
    Number { one: String, many: String },
}

impl Catalogue {
    /// Reads the text of a tongue's file.
    ///
    /// # Errors
    ///
    /// Says in words what is malformed, and where.
    pub fn read(code: &str, text: &str) -> Result<Self, String> {
        let table: toml::Table = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut words = BTreeMap::new();
        let mut frames = BTreeMap::new();
        let mut sentences: BTreeMap<String, BTreeMap<String, BTreeMap<String, Sentence>>> =
            BTreeMap::new();
        for (head, value) in table {
            let toml::Value::Table(inner) = value else {
                return Err(format!("`{head}` is not a table"));
            };
            if head == "frames" {
                for (name, value) in inner {
                    let text = value.as_str();
                    let text = text.ok_or_else(|| format!("`frames.{name}` is not a text"))?;
                    frames.insert(name, text.to_owned());
                }
                continue;
            }
            if head == "word" {
                for (name, value) in inner {
                    words.insert(name.clone(), words_of(&name, value)?);
                }
                continue;
            }
            for (usage, value) in inner {
                let toml::Value::Table(all) = value else {
                    return Err(format!("`{head}.{usage}` is not a table"));
                };
                let into = sentences
                    .entry(head.clone())
                    .or_default()
                    .entry(usage.clone())
                    .or_default();
                for (key, value) in all {
                    let at = format!("{head}.{usage}.{key}");
                    let text = value
                        .as_str()
                        .ok_or_else(|| format!("`{at}` is not a text"))?;
                    let read = Sentence::read(text).map_err(|e| format!("`{at}`: {e}"))?;
                    into.insert(key, read);
                }
            }
        }
        Ok(Self {
            code: code.to_owned(),
            words,
            frames,
            sentences,
        })
    }

    /// The sentence of a rule, filled in. Where there is none, the key and its values: a test makes sure that this never happens
    /// with a shipped tongue.
    #[must_use]
    pub fn say(&self, rule: &str, usage: Use, key: &str, slots: &Slots) -> String {
        match self.sentence(rule, usage, key) {
            Some(sentence) => sentence.fill(slots, self),
            None => slots.bare(key),
        }
    }

    /// The sentence of a rule for a use and a key, or the one that all rules share, if there is one.
    #[must_use]
    pub fn sentence(&self, rule: &str, usage: Use, key: &str) -> Option<&Sentence> {
        [rule, ANY]
            .into_iter()
            .find_map(|r| self.sentences.get(r)?.get(usage.name())?.get(key))
    }

    /// All sentences, as (rule, use, key, sentence).
    pub fn sentences(&self) -> impl Iterator<Item = (&str, &str, &str, &Sentence)> {
        self.sentences.iter().flat_map(|(rule, uses)| {
            uses.iter().flat_map(move |(usage, all)| {
                all.iter()
                    .map(move |(key, s)| (rule.as_str(), usage.as_str(), key.as_str(), s))
            })
        })
    }

    /// The text of a frame.
    #[must_use]
    pub fn frame(&self, name: &str) -> Option<&str> {
        self.frames.get(name).map(String::as_str)
    }

    /// The names of its frames.
    pub fn frames(&self) -> impl Iterator<Item = &str> {
        self.frames.keys().map(String::as_str)
    }

    /// All words, as (table, key).
    pub fn words(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words
            .iter()
            .flat_map(|(table, all)| all.keys().map(move |k| (table.as_str(), k.as_str())))
    }

    /// A word of a table, in the form that goes with `n`; the key itself where there is none.
    #[must_use]
    pub fn word<'a>(&'a self, table: &str, key: &'a str, n: Option<u64>) -> &'a str {
        match self.words.get(table).and_then(|t| t.get(key)) {
            Some(Word::One(word)) => word,
            Some(Word::Number { one, many }) => {
                if n.is_some_and(|n| self.is_one(n)) {
                    one
                } else {
                    many
                }
            }
            None => key,
        }
    }

    /// Whether `n` takes the singular: up to 1 in French, 1 alone in English.
    #[must_use]
    pub fn is_one(&self, n: u64) -> bool {
        n == 1 || n == 0 && self.word("grammar", "zero", None) == "one"
    }
}

fn words_of(name: &str, value: toml::Value) -> Result<BTreeMap<String, Word>, String> {
    let toml::Value::Table(all) = value else {
        return Err(format!("`word.{name}` is not a table"));
    };
    all.into_iter()
        .map(|(key, value)| {
            let word = match &value {
                toml::Value::String(one) => Word::One(one.clone()),
                toml::Value::Array(both) => match both.as_slice() {
                    [toml::Value::String(one), toml::Value::String(many)] => Word::Number {
                        one: one.clone(),
                        many: many.clone(),
                    },
                    _ => return Err(format!("`word.{name}.{key}` is not a pair of texts")),
                },
                _ => return Err(format!("`word.{name}.{key}` is not a text")),
            };
            Ok((key, word))
        })
        .collect()
}

#[cfg(test)]
mod tests;
