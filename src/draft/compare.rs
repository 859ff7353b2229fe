//! Comparing texts: one normal form, whole-word search that knows typographic variants, and key phrases in their inflected forms.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

use super::glyph;
use super::glyph::combines;
use crate::lang::Lang;

/// The normal form for comparing: composed (NFC), lowercase, one apostrophe `'`, one quotation mark `"`, one hyphen `-`, `…` for three
/// stops, one plain space for any run of white space, none at either end, no characters that cannot be seen, ligatures (`ﬁ`, `œ`) and
/// full-width forms as the letters that they are.
#[must_use]
pub fn fold(text: &str) -> String {
    // Most of what is folded is a word of plain letters, in which only the case changes.
    if text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return text.to_ascii_lowercase();
    }
    if text.chars().all(is_plain) {
        return text.chars().flat_map(char::to_lowercase).collect();
    }
    fold_any(text)
}

/// Whether a character can only change its case in the normal form, whatever stands beside it of its kind.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric()
        && (c < '\u{2B0}' || matches!(c, '\u{400}'..='\u{52F}'))
        && !matches!(c, 'œ' | 'Œ' | 'æ' | 'Æ' | '\u{132}' | '\u{133}')
        && !combines(c)
}

/// [`fold`] of any text.
fn fold_any(text: &str) -> String {
    let mut folded = Folded::new(text).text;
    folded.truncate(folded.trim_end().len());
    let lead = folded.len() - folded.trim_start().len();
    folded.drain(..lead);
    folded
}

/// Where `phrase` occurs in `text`, as byte ranges of `text` in order, without overlaps. Case, apostrophes, quotation marks, dashes
/// and spaces may differ ([`fold`]); a letter or digit of the phrase's ends never touches another one. An apostrophe or a
/// hyphen may: `UE` occurs in `L’UE`.
#[must_use]
pub fn find_phrase(text: &str, phrase: &str) -> Vec<(usize, usize)> {
    let hay = Folded::new(text);
    whole_words(&hay.text, &fold(phrase))
        .map(|(start, end)| (hay.original(text, start), hay.original(text, end)))
        .collect()
}

/// Where `needle` occurs in `hay` without touching a letter or digit with its own, both in normal form.
pub(super) fn whole_words<'a>(
    hay: &'a str,
    needle: &'a str,
) -> impl Iterator<Item = (usize, usize)> + 'a {
    let edge = |inside: Option<char>, outside: Option<char>| {
        !(inside.is_some_and(char::is_alphanumeric) && outside.is_some_and(char::is_alphanumeric))
    };
    let mut from = 0;
    std::iter::from_fn(move || {
        if needle.is_empty() {
            return None;
        }
        while let Some(at) = hay.get(from..).and_then(|rest| rest.find(needle)) {
            let (start, end) = (from + at, from + at + needle.len());
            let before = hay.get(..start).and_then(|t| t.chars().next_back());
            let after = hay.get(end..).and_then(|t| t.chars().next());
            let whole =
                edge(needle.chars().next(), before) && edge(needle.chars().next_back(), after);
            if whole {
                from = end;
                return Some((start, end));
            }
            from = start + needle.chars().next().map_or(1, char::len_utf8);
        }
        None
    })
}

/// A word in lowercase, without a copy when it is so already: nearly always.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    let capitals = if word.is_ascii() {
        word.bytes().any(|b| b.is_ascii_uppercase())
    } else {
        word.chars().any(char::is_uppercase)
    };
    if capitals {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

/// A folded text and the way back.
#[derive(Debug, Clone, Default)]
pub(super) struct Folded {
    pub(super) text: String,
    /// (offset in the folded text, offset in the original) where the distance between the two changes.
    steps: Vec<(usize, usize)>,
}

impl Folded {
    pub(super) fn new(original: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            steps: vec![(0, 0)],
        };
        let mut chars = original.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c.is_ascii_alphanumeric() {
                folded.push(at, c.to_ascii_lowercase());
                if !chars.peek().is_some_and(|&(_, n)| combines(n)) {
                    continue;
                }
                folded.text.pop();
            }
            if chars.peek().is_some_and(|&(_, n)| combines(n)) {
                let mut cluster = String::from(c);
                while let Some((_, mark)) = chars.next_if(|&(_, n)| combines(n)) {
                    cluster.push(mark);
                }
                for composed in cluster.nfc() {
                    folded.one(at, composed);
                }
                continue;
            }
            if c == '.' && original.get(at..).is_some_and(|t| t.starts_with("...")) {
                folded.push(at, '…');
                chars.next();
                chars.next();
                continue;
            }
            if glyph::is_presentation(c) {
                glyph::plain_forms(c, |p| folded.one(at, p));
            } else if c >= '\u{340}' {
                for composed in std::iter::once(c).nfc() {
                    folded.one(at, composed);
                }
            } else {
                folded.one(at, c);
            }
        }
        let end = folded.text.len();
        folded.step(end, original.len());
        folded
    }

    /// Adds one composed character in its normal form.
    fn one(&mut self, at: usize, c: char) {
        match c {
            c if glyph::is_apostrophe(c) => self.push(at, '\''),
            c if glyph::is_quotation_mark(c) => self.push(at, '"'),
            c if glyph::is_hyphen(c) => self.push(at, '-'),
            c if glyph::is_invisible(c) || matches!(c, '\u{FE00}'..='\u{FE0F}') => {}
            'œ' | 'Œ' => {
                self.push(at, 'o');
                self.push(at, 'e');
            }
            'æ' | 'Æ' => {
                self.push(at, 'a');
                self.push(at, 'e');
            }
            c if c.is_whitespace() => {
                if !self.text.ends_with(' ') {
                    self.push(at, ' ');
                }
            }
            c => {
                for lower in c.to_lowercase() {
                    self.push(at, lower);
                }
            }
        }
    }

    fn push(&mut self, at: usize, c: char) {
        let here = self.text.len();
        self.step(here, at);
        self.text.push(c);
    }

    fn step(&mut self, here: usize, at: usize) {
        if let Some(&(folded, original)) = self.steps.last()
            && here - folded + original != at
        {
            if folded == here {
                self.steps.pop();
            }
            self.steps.push((here, at));
        }
    }

    /// The offset in the original text of an offset in the folded one.
    pub(super) fn original(&self, text: &str, offset: usize) -> usize {
        let i = self.steps.partition_point(|s| s.0 <= offset);
        let step = self.steps.get(i.saturating_sub(1)).copied();
        let (folded, original) = step.unwrap_or_default();
        text.floor_char_boundary(original + (offset - folded))
    }
}

/// A phrase that is looked for in its inflected forms: `trafic de drogue` finds `trafics de drogues`.
#[derive(Debug, Clone)]
pub struct Keyphrase {
    phrase: String,
    lang: Lang,
    content: Vec<String>,
    stems: Vec<String>,
}

/// At most this many function words may stand between two content words of a key phrase.
const MAX_BETWEEN: usize = 3;

impl Keyphrase {
    /// A key phrase in a language. A phrase of nothing but function words is looked for by all its words.
    #[must_use]
    pub fn new(phrase: &str, lang: Lang) -> Self {
        let all: Vec<String> = tokens(phrase)
            .filter_map(|(s, e)| phrase.get(s..e).map(fold))
            .filter(|w| !w.is_empty())
            .collect();
        let mut content: Vec<String> = all
            .iter()
            .filter(|w| !is_function_word(w, lang))
            .cloned()
            .collect();
        if content.is_empty() {
            content = all;
        }
        let stems = content.iter().map(|w| stem(w, lang)).collect();
        Self {
            phrase: phrase.trim().to_owned(),
            lang,
            content,
            stems,
        }
    }

    /// The phrase as it was given.
    #[must_use]
    pub fn phrase(&self) -> &str {
        &self.phrase
    }

    /// Its words without the function words, in normal form.
    #[must_use]
    pub fn content_words(&self) -> &[String] {
        &self.content
    }

    /// The characters that any occurrence has at least: its stems with one character between them. Snowball stems of these languages are
    /// never longer than the word; `oe` and `ae` may be written with one character.
    #[must_use]
    pub fn least_chars(&self) -> usize {
        let letters: usize = self
            .stems
            .iter()
            .map(|s| s.chars().count() - s.matches("oe").count() - s.matches("ae").count())
            .sum();
        letters + self.stems.len().saturating_sub(1)
    }

    /// Where the phrase occurs in `text`, as byte ranges from its first to its last content word: its content words in order, in any
    /// inflected form (same Snowball stem), with nothing but up to three function words and no stop between them.
    #[must_use]
    pub fn matches(&self, text: &str) -> Vec<(usize, usize)> {
        let Some(first) = self.stems.first() else {
            return Vec::new();
        };
        let all: Vec<(usize, usize)> = tokens(text).collect();
        let mut found = Vec::new();
        let mut i = 0;
        while let Some(&token) = all.get(i) {
            if self.is(first, text, token)
                && let Some(last) = self.rest(text, &all, i)
                && let Some(&(_, end)) = all.get(last)
            {
                found.push((token.0, end));
                i = last;
            }
            i += 1;
        }
        found
    }

    /// The content words that occur in `text` in any form and any order, as indices into [`Keyphrase::content_words`].
    #[must_use]
    pub fn present(&self, text: &str) -> Vec<usize> {
        let all: Vec<(usize, usize)> = tokens(text).collect();
        let stems = self.stems.iter().enumerate();
        stems
            .filter(|(_, stem)| all.iter().any(|&t| self.is(stem, text, t)))
            .map(|(i, _)| i)
            .collect()
    }

    fn rest(&self, text: &str, all: &[(usize, usize)], first: usize) -> Option<usize> {
        let mut at = first;
        for stem in self.stems.iter().skip(1) {
            let mut between = 0;
            loop {
                let next = *all.get(at + 1)?;
                let gap = text.get(all.get(at)?.1..next.0)?;
                if gap.contains(['.', '!', '?', ';', ':', '…', '\n']) {
                    return None;
                }
                at += 1;
                if self.is(stem, text, next) {
                    break;
                }
                between += 1;
                let word = fold(text.get(next.0..next.1)?);
                if between > MAX_BETWEEN || !is_function_word(&word, self.lang) {
                    return None;
                }
            }
        }
        Some(at)
    }

    fn is(&self, wanted: &str, text: &str, (start, end): (usize, usize)) -> bool {
        let word = text.get(start..end).unwrap_or("");
        // A stem keeps the first letter: most words need no stemming.
        let same_first = match (word.chars().next(), wanted.chars().next()) {
            (Some(a), Some(b)) => a == b || !is_plain(a) || a.to_lowercase().next() == Some(b),
            _ => false,
        };
        same_first && stem(&fold(word), self.lang) == wanted
    }
}

/// Runs of letters and digits: elided articles and the parts of compounds stand alone here.
fn tokens(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, c) = chars.find(|(_, c)| c.is_alphanumeric())?;
        let mut end = start + c.len_utf8();
        while let Some((at, c)) =
            chars.next_if(|&(_, c)| c.is_alphanumeric() || combines(c) || glyph::is_invisible(c))
        {
            end = at + c.len_utf8();
        }
        Some((start, end))
    })
}

fn is_function_word(word: &str, lang: Lang) -> bool {
    let small = lang.pack().small(word);
    small.function || small.elision
}

/// The stem of a word in normal form: for comparing, never for showing.
pub(super) fn stem(word: &str, lang: Lang) -> String {
    Stems::of(lang).stem(word)
}

/// The Snowball stems of a language; in a language without a stemmer each word is its own stem.
pub(crate) struct Stems(Option<Stemmer>);

impl Stems {
    pub(crate) fn of(lang: Lang) -> Self {
        Self(match lang.code() {
            "fr" => Some(Stemmer::create(Algorithm::French)),
            "en" => Some(Stemmer::create(Algorithm::English)),
            _ => None,
        })
    }

    /// The stem of a word in normal form: for comparing, never for showing.
    pub(crate) fn stem(&self, word: &str) -> String {
        match &self.0 {
            Some(s) => s.stem(word).into_owned(),
            None => word.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folds_typographic_variants() {
        for (a, b) in [
            ("L’UE", "l'ue"),
            ("«\u{a0}Oui\u{a0}»", "\" oui \""),
            ("“Oui”", "\"OUI\""),
            ("10\u{202f}000", "10 000"),
            ("e\u{301}te\u{301}", "ÉTÉ"),
            ("fin...", "fin…"),
            ("  a \n b ", "a b"),
            ("Paris–Rome", "paris-rome"),
            ("co\u{ad}opération", "coopération"),
            ("lʼUE, l′UE, l´UE, l＇UE", "l'UE, l'UE, l'UE, l'UE"),
            ("ﬁnance", "FINANCE"),
            ("ＰＡＲＩＳ－２０２４", "paris-2024"),
            ("cœur, Æon", "coeur, aeon"),
            ("pub\u{200b}li\u{200d}cité", "publicité"),
            ("\u{202b}été\u{202c}", "été"),
            ("mi‑temps, mi−temps", "mi-temps, mi-temps"),
            ("\u{212b}", "å"),
            ("❤\u{fe0f}", "❤"),
        ] {
            assert_eq!(fold(a), fold(b));
        }
    }

    /// The short ways of folding come to what the long way comes to, beside every character.
    #[test]
    fn words_of_plain_letters_fold_alike() {
        let mut text = String::new();
        for c in '\0'..=char::MAX {
            text.clear();
            text.extend(['É', c, 'x']);
            assert_eq!(fold(&text), fold_any(&text), "{text:?}");
        }
        assert_eq!(fold("Anvers2"), fold_any("Anvers2"));
    }

    #[test]
    fn finds_whole_phrases_in_any_typography() {
        let shown = |text: &'static str, phrase: &str| -> Vec<&'static str> {
            find_phrase(text, phrase)
                .into_iter()
                .map(|(s, e)| &text[s..e])
                .collect()
        };
        assert_eq!(shown("L’UE et l'ue, pas l’UEFA", "l’ue"), ["L’UE", "l'ue"]);
        assert_eq!(shown("L’UE agit", "UE"), ["UE"]);
        assert_eq!(
            shown("dix\u{a0}mille ports", "dix mille"),
            ["dix\u{a0}mille"]
        );
        assert_eq!(shown("publicité PUBLICITÉ", "Publicité").len(), 2);
        assert_eq!(shown("le support du port", "port"), ["port"]);
        assert_eq!(
            shown("une e\u{301}te\u{301} ici", "été"),
            ["e\u{301}te\u{301}"]
        );
        assert!(shown("rien", "").is_empty());
        assert_eq!(shown("le cœur.", "coeur"), ["cœur"]);
        assert_eq!(shown("un co\u{ad}eur, l´ﬁn", "fin"), ["ﬁn"]);
        assert_eq!(shown("ｐｕｂ３ pub", "pub3"), ["ｐｕｂ３"]);
    }

    #[test]
    fn finds_key_phrases_in_inflected_forms() {
        let shown = |text: &'static str, phrase: &str, lang| -> Vec<&'static str> {
            Keyphrase::new(phrase, lang)
                .matches(text)
                .into_iter()
                .map(|(s, e)| &text[s..e])
                .collect()
        };
        let text = "Trafic de drogue : les trafics de drogues, le trafic de la drogue. Le trafic. De drogue, un trafic illégal de drogue.";
        assert_eq!(
            shown(text, "trafic de drogue", Lang::FR),
            [
                "Trafic de drogue",
                "trafics de drogues",
                "trafic de la drogue"
            ]
        );
        assert_eq!(
            shown(
                "Ports of Europe, the European port",
                "european ports",
                Lang::EN
            ),
            ["European port"]
        );
        assert_eq!(
            shown("L’alliance des ports", "l'alliance", Lang::FR),
            ["alliance"]
        );
        assert!(shown("rien", "", Lang::FR).is_empty());
        let key = Keyphrase::new("lutte contre le trafic de drogue", Lang::FR);
        assert_eq!(key.content_words(), ["lutte", "trafic", "drogue"]);
        assert_eq!(key.present("La drogue et les luttes"), [0, 2]);
    }

    proptest! {
        #[test]
        fn finds_on_character_boundaries(text in ".{0,40}", phrase in ".{0,4}") {
            for (s, e) in find_phrase(&text, &phrase) {
                prop_assert!(text.get(s..e).is_some());
                prop_assert_eq!(fold(&text[s..e]), fold(&phrase));
            }
        }

        #[test]
        fn folding_twice_changes_nothing(text in ".{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
