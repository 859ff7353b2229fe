//! The lock file: which packs and which prompts a project's recipes were tested with.
//!
//! `galley.lock` is TOML with one line an entry, sorted, so that a review shows which pack or prompt changed, and two branches
//! that change different entries merge. Hashes are BLAKE3, of the texts as they are.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

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
    /// `[section] key` and the value, as written.
    entries: BTreeMap<(String, String), String>,
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
            lock.set("prompts", tongue.code(), quoted(&short(&hasher)));
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
            let value = format!(
                "{{ version = {}, blake3 = {} }}",
                quoted(pack.version.as_deref().unwrap_or("")),
                quoted(&short(&hasher))
            );
            self.set("packs", &named(&pack.name), value);
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
        self.set("instructions", name, quoted(&short(&hasher)));
    }

    fn set(&mut self, section: &str, key: &str, value: String) {
        self.entries
            .insert((section.to_owned(), quoted(key)), value);
    }

    /// The file.
    #[must_use]
    pub fn print(&self) -> String {
        let mut out = HEAD.to_owned();
        let mut open = "";
        for ((section, key), value) in &self.entries {
            if section != open {
                let _ = writeln!(out, "\n[{section}]");
                open = section;
            }
            let _ = writeln!(out, "{key} = {value}");
        }
        out
    }

    /// Reads the entries of a file that [`Lock::print`] wrote.
    ///
    /// # Errors
    /// The number of the first line, from 1, that is no entry, section, comment or blank line.
    pub fn parse(text: &str) -> Result<Self, usize> {
        let mut entries = BTreeMap::new();
        let mut section = String::new();
        for (i, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                name.clone_into(&mut section);
                continue;
            }
            let (key, value) = line
                .split_once("\" = ")
                .filter(|_| line.starts_with('"') && !section.is_empty())
                .ok_or(i + 1)?;
            let key = (section.clone(), format!("{key}\""));
            if entries.insert(key, value.to_owned()).is_some() {
                return Err(i + 1); // two branches that were put one under the other
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

    #[test]
    fn what_is_printed_is_read() {
        let mut lock = Lock::new();
        lock.set("packs", "a \"b\" \\ = é", quoted("1"));
        assert_eq!(Lock::parse(&lock.print()), Ok(lock));
    }

    #[test]
    fn every_change_is_named() {
        let (mut old, mut new) = (Lock::new(), Lock::new());
        assert_eq!(old.changes(&new), Vec::<String>::new());
        old.set("packs", "gone", quoted("1"));
        old.set("packs", "same", quoted("1"));
        old.set("packs", "other", quoted("1"));
        new.set("packs", "same", quoted("1"));
        new.set("packs", "other", quoted("2"));
        new.set("packs", "come", quoted("1"));
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
        assert_eq!(Lock::parse("[packs]\n<<<<<<< ours\n"), Err(2));
        assert_eq!(Lock::parse("[packs]\n\"a\" = 1\n\"a\" = 2\n"), Err(3));
    }
}
