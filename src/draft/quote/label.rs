//! Labels before what is said: `Agnès Royer : « … »`, `A. R. — …`, `Jean-Pierre Roi, adjoint aux finances : « … »`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Quote, report};
use crate::draft::{Draft, word};
use crate::lang::Lang;

/// Longer stretches before a quotation are no label.
const MOST: usize = 90;
/// A name of a person has no more words.
const NAME_WORDS: usize = 5;

/// The labels of a text, by the index of their quotation.
#[derive(Debug, Default)]
pub(super) struct Labels(BTreeMap<usize, String>);

impl Labels {
    /// A name alone is a label where two people speak in turn; one with a function is a label anywhere. Initials are those of one full name.
    pub(super) fn read(draft: &Draft, quotes: &[Quote]) -> Self {
        let lang = draft.lang();
        let mut titled = BTreeMap::new();
        let mut plain: Vec<(usize, &str)> = Vec::new();
        for (i, quote) in quotes.iter().enumerate() {
            let Some(block) = draft.blocks().get(quote.block) else {
                continue;
            };
            match read(block.plain.text.get(..quote.start).unwrap_or(""), lang) {
                Some((name, true)) => {
                    titled.insert(i, name.to_owned());
                }
                Some((name, false)) => plain.push((i, name)),
                None => {}
            }
        }
        let mut labels = Self(titled);
        let full: BTreeSet<&str> = plain.iter().map(|p| p.1).filter(|n| !initials(n)).collect();
        let spoken: BTreeSet<&str> = plain.iter().map(|p| p.1).collect();
        if spoken.len() < 2 {
            return labels;
        }
        for (i, label) in plain {
            let mut meant = full
                .iter()
                .filter(|n| initials(label) && letters(n) == letters(label));
            let name = match (initials(label), meant.next(), meant.next()) {
                (true, Some(one), None) => *one,
                (true, ..) => continue,
                (false, ..) => label,
            };
            labels.0.insert(i, name.to_owned());
        }
        labels
    }

    /// The label of a quotation.
    pub(super) fn of(&self, quote: usize) -> Option<&str> {
        self.0.get(&quote).map(String::as_str)
    }
}

/// The name in a label that is all that stands before a quotation, and whether a function follows it.
fn read(before: &str, lang: Lang) -> Option<(&str, bool)> {
    let before = before.trim();
    if before.is_empty() || before.len() > MOST {
        return None;
    }
    let label = before.trim_end_matches([':', '—', '–', ' ', '\u{a0}', '\u{202f}']);
    if label.len() == before.len() && !before.ends_with('.') {
        return None;
    }
    let (label, apart) = match label.split_once(',') {
        Some((name, apposition)) => (name, Some(apposition)),
        None => (label, None),
    };
    if apart.is_some_and(|a| !report::is_apposition(a, lang)) {
        return None;
    }
    let label = label.split('(').next().unwrap_or("").trim();
    let name = if initials(label) {
        label
    } else {
        label.trim_end_matches('.')
    };
    let words = word::words(name, lang);
    let small = |w: &str| lang.pack().small(&w.to_lowercase()).function;
    let named = words
        .iter()
        .all(|&(s, e)| name[s..e].starts_with(char::is_uppercase) || e - s <= 3)
        && words.first().is_some_and(|&(s, e)| {
            name[s..e].starts_with(char::is_uppercase) && (initials(name) || !small(&name[s..e]))
        });
    let length = (2..=NAME_WORDS).contains(&name.split([' ', '\u{a0}']).count());
    (named && (length || initials(name))).then_some((name, apart.is_some()))
}

/// `A. R.`, `J.-P. R.`: two letters or more, each with a stop.
fn initials(label: &str) -> bool {
    let parts: Vec<&str> = parts(label).collect();
    parts.len() > 1
        && label.contains('.')
        && parts
            .iter()
            .all(|p| p.chars().count() == 1 && p.starts_with(char::is_uppercase))
}

fn letters(name: &str) -> Vec<char> {
    parts(name).filter_map(|p| p.chars().next()).collect()
}

fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '‑'))
        .filter(|p| !p.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_name_who_speaks() {
        for (before, want) in [
            ("Agnès Royer : ", Some(("Agnès Royer", false))),
            (
                "Thierry Mallet (il sourit) : ",
                Some(("Thierry Mallet", false)),
            ),
            ("Thierry Mallet. ", Some(("Thierry Mallet", false))),
            ("A. R. ", Some(("A. R.", false))),
            (
                "Jean-Pierre Roi, maire de Brest : ",
                Some(("Jean-Pierre Roi", true)),
            ),
            ("Le bilan : ", None),
            ("Paris : ", None),
            ("Pour lui, une chose est sûre : ", None),
            ("", None),
        ] {
            assert_eq!(read(before, Lang::FR), want, "{before}");
        }
    }

    #[test]
    fn initials_are_those_of_one_name() {
        let text = "Agnès Royer. — Elle a doublé.\n\nThierry Mallet. — Nous verrons bien.\n\nA. R. — La gratuité coûte cher.\n";
        let draft = Draft::parse(text, Lang::FR);
        let speakers: Vec<Option<&str>> = draft
            .quotes()
            .iter()
            .map(|q| q.speaker.as_ref().map(|s| s.text.as_str()))
            .collect();
        assert_eq!(
            speakers,
            [
                Some("Agnès Royer"),
                Some("Thierry Mallet"),
                Some("Agnès Royer")
            ]
        );
    }
}
