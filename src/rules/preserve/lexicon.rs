//! The words that the names of a text are made of, in every form, and what its acronyms stand for.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::draft::compare::fold;
use crate::draft::{BlockKind, Draft};
use crate::lang::Lang;

/// What a text holds that names are made of.
#[derive(Debug)]
pub(in crate::rules) struct Lexicon {
    /// Every word and every part of a compound, in plain letters.
    words: BTreeSet<String>,
    /// The words in capitals, in plain letters.
    acronyms: BTreeSet<String>,
    /// The initials of the words of each paragraph, function words left out: plain letters, and whether a capital.
    initials: Vec<Vec<(char, bool)>>,
    lang: Lang,
}

impl Lexicon {
    /// The words of a text.
    pub(in crate::rules) fn read(draft: &Draft) -> Self {
        let mut lexicon = Self {
            words: BTreeSet::new(),
            acronyms: BTreeSet::new(),
            initials: Vec::new(),
            lang: draft.lang(),
        };
        for block in draft.blocks() {
            if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
                continue;
            }
            let mut initials = Vec::new();
            let text = &block.plain.text;
            let apart = |c: char| !c.is_alphanumeric() && c != '.';
            let mut end = 0;
            for piece in text.split_inclusive(apart) {
                end += piece.len();
                let raw = piece.trim_end_matches(apart);
                // `HT-6` is the name of a thing, not short for `Halden Tide`.
                let numbered = piece.ends_with('-')
                    && text
                        .get(end..)
                        .is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
                let capital = raw.starts_with(char::is_uppercase);
                for part in parts(raw) {
                    if is_acronym(raw) && !numbered {
                        lexicon.acronyms.insert(part.clone());
                    }
                    if !is_function_word(&part, draft.lang()) {
                        initials.extend(part.chars().next().map(|c| (c, capital)));
                    }
                    lexicon.words.insert(part);
                }
            }
            lexicon.initials.push(initials);
        }
        lexicon
    }

    /// Whether a part of a name, in plain letters, occurs in any form: the same but for its ending.
    pub(in crate::rules) fn knows(&self, part: &str) -> bool {
        if self.words.contains(part) {
            return true;
        }
        let singular = |w: &str| w.strip_suffix(['s', 'x']).unwrap_or(w).to_owned();
        let bare = singular(part);
        if part.chars().count() >= 4
            && ["", "s", "x"]
                .iter()
                .any(|end| self.words.contains(&format!("{bare}{end}")))
        {
            return true;
        }
        // Europe, européens; Anvers, anversois: a stem of five letters and more with short endings.
        let Some(stem) = part
            .char_indices()
            .nth(4)
            .map(|(i, c)| &part[..i + c.len_utf8()])
        else {
            return false;
        };
        self.words
            .range(stem.to_owned()..)
            .take_while(|w| w.starts_with(stem))
            .any(|w| {
                let shared = part
                    .chars()
                    .zip(w.chars())
                    .take_while(|(a, b)| a == b)
                    .count();
                part.chars().count() - shared <= 3 && w.chars().count() - shared <= 4
            })
    }

    /// Whether the text spells out the words of an acronym: `OMC` where it says `Organisation mondiale du commerce`.
    pub(in crate::rules) fn spells(&self, acronym: &str) -> bool {
        let letters: Vec<char> = parts(acronym).concat().chars().collect();
        is_acronym(acronym)
            && (2..=6).contains(&letters.len())
            && self.initials.iter().any(|initials| {
                initials
                    .windows(letters.len())
                    .any(|w| w[0].1 && w.iter().map(|i| i.0).eq(letters.iter().copied()))
            })
    }

    /// Whether the text has the acronym of a name: `UE` for `Union`, followed by `européenne`; or the one that follows it in
    /// brackets, which may skip a word: `Transport Workers' Federation (ITF)`.
    pub(in crate::rules) fn abbreviates(&self, name: &str, after: &str) -> bool {
        let given = after
            .split_once('(')
            .and_then(|(_, a)| a.split_once(')'))
            .map(|(a, _)| a)
            .filter(|a| is_acronym(a));
        if let Some(acronym) = given.map(|a| parts(a).concat())
            && self.acronyms.contains(&acronym)
            && parts(name)
                .iter()
                .any(|p| p.starts_with(|c| acronym.contains(c)))
        {
            return true;
        }
        let mut initials = String::new();
        for part in parts(name).into_iter().chain(parts(after)) {
            if is_function_word(&part, self.lang) {
                continue;
            }
            initials.extend(part.chars().next());
            if initials.chars().count() >= 2 && self.acronyms.contains(&initials) {
                return true;
            }
        }
        false
    }
}

fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    word.chars()
        .all(|c| c.is_uppercase() || c == '.' || c.is_ascii_digit())
        && letters.count() >= 2
}

/// The words of a text and the parts of its compounds: lowercase, without accents, the stops of acronyms dropped.
pub(in crate::rules) fn parts(text: &str) -> Vec<String> {
    let plain: String = fold(text)
        .nfd()
        .filter(|c| !is_combining_mark(*c) && *c != '.')
        .collect();
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|p| !p.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether a word in plain letters only links others.
pub(in crate::rules) fn is_function_word(part: &str, lang: Lang) -> bool {
    let small = lang.pack().small(part);
    small.elision || small.link || small.function
}

/// The words after a name, as far as the words of an acronym could reach.
pub(in crate::rules) fn following(draft: &Draft, block: usize, end: usize) -> &str {
    let stop = draft.blocks().get(block).map_or(end, |b| b.span.end);
    let rest = draft.text().get(end..stop).unwrap_or("");
    let cut = rest
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .nth(6)
        .map_or(rest.len(), |(i, _)| i);
    &rest[..cut]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_names_in_any_form() {
        let source = Draft::parse(
            "L’UE et les ports européens de la Belgique. L’Organisation mondiale du commerce suit l’Anversois Marteau.",
            Lang::FR,
        );
        let lexicon = Lexicon::read(&source);
        for known in ["ue", "europe", "port", "belgique", "anvers"] {
            assert!(lexicon.knows(known), "{known}");
        }
        for unknown in ["martin", "belfort", "orgue", "lille"] {
            assert!(!lexicon.knows(unknown), "{unknown}");
        }
        assert!(lexicon.spells("OMC") && lexicon.spells("O.M.C."));
        assert!(!lexicon.spells("PE"), "ports européens is no name");
        assert!(lexicon.abbreviates("Union", " européenne agit"));
        assert!(!lexicon.abbreviates("Usine", " belge"));
        assert!(lexicon.abbreviates("Union des États", " de l’Europe (UE)"));
    }
}
