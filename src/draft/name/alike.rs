//! The names of a text by what they must share with another to be the same: a name is looked up and not laid beside all others.

use std::collections::{BTreeSet, HashMap};

use super::{Name, Unit, covers_parts, unit, units};
use crate::draft::Draft;

/// Only asked, never walked.
#[derive(Debug, Default)]
struct Alike {
    /// For each different name the first mention and its words.
    names: Vec<(usize, Vec<Unit>)>,
    /// By each of its words.
    any: HashMap<String, Vec<usize>>,
    /// By the rarest of the words that whoever covers it must have.
    rarest: HashMap<String, Vec<usize>>,
    /// By its initials.
    initials: HashMap<String, Vec<usize>>,
}

/// The words of a name that count.
fn content(parts: &[Unit]) -> impl Iterator<Item = &Unit> {
    parts.iter().filter(|p| !p.link)
}

/// Those that a name has to have to cover this one: the first, and all that may not be left out.
fn required(parts: &[Unit]) -> impl Iterator<Item = &str> {
    content(parts)
        .enumerate()
        .filter(|(n, p)| *n == 0 || !unit::is_optional(p))
        .map(|(_, p)| p.plain.as_str())
}

fn initials(parts: &[Unit]) -> String {
    content(parts)
        .filter_map(|p| p.plain.chars().next())
        .collect()
}

impl Alike {
    fn read(draft: &Draft) -> Self {
        let mut alike = Self::default();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for (mention, name) in draft.names().iter().enumerate() {
            if !seen.insert(&name.text) {
                continue;
            }
            let parts = name.parts();
            let index = alike.names.len();
            for part in content(&parts) {
                let list = alike.any.entry(part.plain.clone()).or_default();
                if list.last() != Some(&index) {
                    list.push(index);
                }
            }
            let letters = initials(&parts);
            alike.initials.entry(letters).or_default().push(index);
            alike.names.push((mention, parts));
        }
        for (index, (_, parts)) in alike.names.iter().enumerate() {
            let count = |w: &&str| alike.any.get(*w).map_or(0, Vec::len);
            if let Some(word) = required(parts).min_by_key(count) {
                let list = alike.rarest.entry(word.to_owned()).or_default();
                list.push(index);
            }
        }
        alike
    }

    /// The different names that may be the same as these words.
    fn candidates(&self, parts: &[Unit]) -> BTreeSet<usize> {
        let covering = required(parts)
            .map(|w| self.any.get(w).map_or(&[][..], Vec::as_slice))
            .min_by_key(|l| l.len())
            .unwrap_or_default();
        let covered = content(parts).filter_map(|p| self.rarest.get(&p.plain));
        let mut found: BTreeSet<usize> = covering.iter().copied().collect();
        found.extend(covered.flatten());
        found.extend(self.any.get(&initials(parts)).into_iter().flatten());
        for part in content(parts) {
            found.extend(self.initials.get(&part.plain).into_iter().flatten());
        }
        found
    }
}

impl Draft {
    /// The different names of this text that are the same as `name`, as [`same_name`](super::same_name) has it, each by its first mention.
    pub fn names_like<'d>(&'d self, name: &str) -> impl Iterator<Item = &'d Name> + use<'d> {
        let alike = self.keep(Alike::read);
        let parts = units(name);
        let mut found = Vec::new();
        for index in alike.candidates(&parts) {
            if let Some((mention, theirs)) = alike.names.get(index)
                && (covers_parts(theirs, &parts) || covers_parts(&parts, theirs))
            {
                found.push(*mention);
            }
        }
        found.into_iter().filter_map(|i| self.names().get(i))
    }
}

#[cfg(test)]
mod tests {
    use crate::draft::{Draft, same_name};
    use crate::lang::Lang;

    #[test]
    fn it_finds_what_a_walk_finds() {
        let text = "Paul Durand parle à Jean-Luc Petit. L’Union européenne et l’UE aident Ylva de la Tour. M. Durand et J. Petit \
                    Jr. ont vu Elodie Marchand à Le Havre, à Guinée-Bissau et en Guinée. ÉLODIE est là avec Anne K. Roy et Anne Roy.\n";
        let draft = Draft::parse(text, Lang::FR);
        let more = [
            "Durand",
            "Luc Petit",
            "UE",
            "Élodie",
            "Havre",
            "Le Havre",
            "Anne Roy",
            "Union",
            "de",
            "",
            "Guinée",
            "Tour",
            "Petit Jr.",
        ];
        let own = draft.names().iter().map(|n| n.text.as_str());
        for name in own.chain(more) {
            let mut wanted: Vec<&str> = Vec::new();
            for n in draft.names().iter().filter(|n| same_name(&n.text, name)) {
                if !wanted.contains(&n.text.as_str()) {
                    wanted.push(&n.text);
                }
            }
            let found: Vec<&str> = draft.names_like(name).map(|n| n.text.as_str()).collect();
            assert_eq!(found, wanted, "{name}");
        }
    }
}
