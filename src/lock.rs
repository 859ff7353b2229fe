//! The lock file: which packs and which prompts a project's recipes were tested with.
//!
//! `galley.lock` is TOML with one line an entry, sorted, so that a review shows which pack or prompt changed, and two branches
//! that change different entries merge. Hashes are BLAKE3, of the texts as they are.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};

use serde::Deserialize;

use crate::check::Plan;
use crate::emit::frame;
use crate::resolve::Tongue;
use crate::source::SourceMap;

/// The name of the file, beside `galley.toml`.
pub const NAME: &str = "galley.lock";

const HEAD: &str = "\
# The packs and prompts that the recipes were tested with. `galley lock` writes it; `--locked` holds a run to it.
# A change here in a review says: what the model is told, or what is demanded of the article, is no longer the same.
";

/// What a project depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// By section, and key as it is written.
    entries: BTreeMap<(String, String), Entry>,
}

/// What is known of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum Entry {
    /// The hash of its texts.
    Hash(String),
    /// A pack, which has a version too.
    Pack(Pack),
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pack {
    version: String,
    blake3: String,
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hash(hash) => f.write_str(&quoted(hash)),
            Self::Pack(Pack { version, blake3 }) => write!(
                f,
                "{{ version = {}, blake3 = {} }}",
                quoted(version),
                quoted(blake3)
            ),
        }
    }
}

impl Default for Lock {
    fn default() -> Self {
        Self::new()
    }
}

impl Lock {
    /// A lock with the built-in prompts of each language and no recipe.
    #[must_use]
    pub fn new() -> Self {
        let mut lock = Self {
            entries: BTreeMap::new(),
        };
        for tongue in Tongue::all() {
            let mut hasher = blake3::Hasher::new();
            for (name, text) in frame::catalogue(tongue) {
                part(&mut hasher, &name);
                part(&mut hasher, text);
            }
            lock.set("prompts", tongue.code(), Entry::Hash(short(&hasher)));
        }
        lock
    }

    /// Adds a recipe: its packs, and what its rules tell the model. `name` is its path from the project root; `named` makes such a
    /// path of a pack's name.
    pub fn add(
        &mut self,
        name: &str,
        plan: &Plan,
        sources: &SourceMap,
        named: &dyn Fn(&str) -> String,
    ) {
        for pack in &plan.recipe.packs {
            let Some((_, source)) = sources.iter().find(|(_, s)| s.name() == pack.name) else {
                continue; // every pack in use was read into the map
            };
            let mut hasher = blake3::Hasher::new();
            hasher.update(source.text().as_bytes());
            let entry = Entry::Pack(Pack {
                version: pack.version.clone().unwrap_or_default(),
                blake3: short(&hasher),
            });
            self.set("packs", &named(&pack.name), entry);
        }
        let tongue = plan.recipe.tongue;
        let mut hasher = blake3::Hasher::new();
        part(&mut hasher, tongue.code());
        for bound in &plan.rules {
            for instruction in bound.rule.instruct(tongue) {
                part(&mut hasher, &bound.id);
                part(&mut hasher, &instruction.text);
            }
        }
        self.set("instructions", name, Entry::Hash(short(&hasher)));
    }

    fn set(&mut self, section: &str, key: &str, entry: Entry) {
        self.entries
            .insert((section.to_owned(), quoted(key)), entry);
    }

    /// The file.
    #[must_use]
    pub fn print(&self) -> String {
        let mut out = HEAD.to_owned();
        let mut open = "";
        for ((section, key), entry) in &self.entries {
            if section != open {
                let _ = writeln!(out, "\n[{section}]");
                open = section;
            }
            let _ = writeln!(out, "{key} = {entry}");
        }
        out
    }

    /// Reads the entries of a file.
    ///
    /// # Errors
    /// The number of the line, from 1, that is not TOML or no entry, or has a key for the second time.
    pub fn parse(text: &str) -> Result<Self, usize> {
        let sections: BTreeMap<String, BTreeMap<String, Entry>> =
            toml::from_str(text).map_err(|error| {
                let before = error.span().and_then(|span| text.get(..span.start));
                before.unwrap_or("").matches('\n').count() + 1
            })?;
        let mut entries = BTreeMap::new();
        for (section, own) in sections {
            for (key, entry) in own {
                entries.insert((section.clone(), quoted(&key)), entry);
            }
        }
        Ok(Self { entries })
    }

    /// What is different now, a line an entry: `packs "fr/presse": … → …`.
    #[must_use]
    pub fn changes(&self, now: &Self) -> Vec<String> {
        let keys: BTreeSet<_> = self.entries.keys().chain(now.entries.keys()).collect();
        keys.into_iter()
            .filter_map(|key| {
                let name = format!("{} {}", key.0, key.1);
                match (self.entries.get(key), now.entries.get(key)) {
                    (Some(a), Some(b)) if a != b => Some(format!("{name}: {a} → {b}")),
                    (Some(_), None) => Some(format!("{name}: no longer in use")),
                    (None, Some(_)) => Some(format!("{name}: not in the lock file")),
                    _ => None,
                }
            })
            .collect()
    }
}

/// A text with its length, so that no two lists of texts have the same bytes.
fn part(hasher: &mut blake3::Hasher, text: &str) {
    hasher.update(&(text.len() as u64).to_le_bytes());
    hasher.update(text.as_bytes());
}

/// 128 bits are plenty for noticing a change.
fn short(hasher: &blake3::Hasher) -> String {
    hasher.finalize().to_hex().chars().take(32).collect()
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(text: &str) -> Entry {
        Entry::Hash(text.to_owned())
    }

    fn pack(version: &str, blake3: &str) -> Entry {
        Entry::Pack(Pack {
            version: version.to_owned(),
            blake3: blake3.to_owned(),
        })
    }

    #[test]
    fn what_is_printed_is_read() {
        let mut lock = Lock::new();
        lock.set("packs", "a \"b\" \\ = é\u{7f}\u{85}", hash("1\t\""));
        lock.set("packs", "[odd]", pack("1.0.0", "#"));
        assert_eq!(Lock::parse(&lock.print()), Ok(lock));
        assert_eq!(
            Lock::parse("[packs]\n'a' = {blake3='2',\n  version=\"1\"} # by hand\n")
                .map(|l| l.print()),
            Ok(format!("{HEAD}\n[packs]\n\"a\" = {}\n", pack("1", "2")))
        );
    }

    #[test]
    fn every_change_is_named() {
        let (mut old, mut new) = (Lock::new(), Lock::new());
        assert_eq!(old.changes(&new), Vec::<String>::new());
        old.set("packs", "gone", hash("1"));
        old.set("packs", "same", hash("1"));
        old.set("packs", "other", hash("1"));
        new.set("packs", "same", hash("1"));
        new.set("packs", "other", hash("2"));
        new.set("packs", "come", hash("1"));
        assert_eq!(
            old.changes(&new),
            [
                "packs \"come\": not in the lock file",
                "packs \"gone\": no longer in use",
                "packs \"other\": \"1\" → \"2\"",
            ]
        );
    }

    #[test]
    fn what_is_no_entry_has_its_line() {
        for (text, line) in [
            ("[packs]\n<<<<<<< ours\n", 2),
            // Two branches, one put below the other.
            ("[packs]\n\"a\" = \"1\"\n\"a\" = \"2\"\n", 3),
            ("[packs]\n[prompts]\n[packs]\n", 3),
            ("[packs]\n\"a\" = \"1\"\n\n\"b\" = 2\n", 4),
            ("[packs]\n\n\"a\" = { version = \"1\" }\n", 3),
            ("\"a\" = \"1\"\n", 1),
            ("[packs]\n\"a\" = \"é\n", 2),
        ] {
            assert_eq!(Lock::parse(text), Err(line), "{text}");
        }
    }
}
