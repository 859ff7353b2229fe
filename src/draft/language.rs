//! Which language a text is in. The only file that knows the detector.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::sync::Arc;

use serde::Serialize;
use whatlang::{Detector, Lang as Code};

use super::{BlockKind, Draft, Sentence};
use crate::lang::{Lang, TABLE};

/// What language a text is in, as far as can be told.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "found")]
pub enum Detection {
    /// Reliably this language.
    Language {
        /// ISO 639-1 code, of any language that is told apart: `fr`, `de`.
        code: &'static str,
        /// From 0 to 1.
        confidence: f64,
    },
    /// Fewer than 60 letters: nothing can be said.
    TooShort,
    /// Enough letters, but several languages are as likely, or none.
    Unreliable,
}

/// A text with fewer letters than this is too short to tell.
pub const MIN_LETTERS: usize = 60;
/// A paragraph with fewer characters than this is not judged on its own: a name or a title in another language is no fault.
pub const MIN_PARAGRAPH: usize = 120;
/// Longer texts are judged by their beginning, in bytes.
const ENOUGH: usize = 20_000;
/// Below this confidence the detector's own answer is not taken.
const CONFIDENT: f64 = 0.8;

/// The languages told apart. Catalan stands in to keep it from being taken for French or Spanish.
const CODES: &[(Code, &str)] = &[
    (Code::Fra, "fr"),
    (Code::Eng, "en"),
    (Code::Deu, "de"),
    (Code::Spa, "es"),
    (Code::Ita, "it"),
    (Code::Por, "pt"),
    (Code::Nld, "nl"),
    (Code::Cat, "ca"),
    (Code::Pol, "pl"),
    (Code::Ron, "ro"),
    (Code::Swe, "sv"),
    (Code::Dan, "da"),
    (Code::Ces, "cs"),
];

/// The language of a text without markup.
#[must_use]
pub fn detect(text: &str) -> Detection {
    let enough = text.get(..text.floor_char_boundary(ENOUGH));
    let text = enough.unwrap_or(text);
    if text
        .chars()
        .filter(|c| c.is_alphabetic())
        .take(MIN_LETTERS)
        .count()
        < MIN_LETTERS
    {
        return Detection::TooShort;
    }
    let detector = Detector::with_allowlist(CODES.iter().map(|c| c.0).collect());
    let Some(info) = detector.detect(text) else {
        return Detection::Unreliable;
    };
    let code = CODES.iter().find(|c| c.0 == info.lang()).map(|c| c.1);
    match code {
        Some(code) if info.is_reliable() || info.confidence() >= CONFIDENT => Detection::Language {
            code,
            confidence: info.confidence(),
        },
        _ => Detection::Unreliable,
    }
}

/// The language of a whole draft: its body, then its headings, quotations left out.
#[must_use]
pub fn detect_draft(draft: &Draft) -> Detection {
    let mut text = String::new();
    for (i, block) in draft.blocks().iter().enumerate() {
        if !matches!(block.kind, BlockKind::Code | BlockKind::Html) {
            text.push_str(&without_quotes(draft, i));
            text.push('\n');
        }
        if text.len() > ENOUGH {
            break;
        }
    }
    detect(&text)
}

/// A text with fewer words than this is left to the statistical detector: shares of few words say little.
const FEW_WORDS: usize = 12;

/// The language of a whole draft that is expected to be in `lang`: as [`detect_draft`], but a text of some length that has the small
/// words of the language is in it, and the detector is not asked.
#[must_use]
pub fn detect_draft_as(draft: &Draft, lang: Lang) -> Detection {
    let words = self::own(draft, lang);
    let (mut all, mut own) = (0, 0);
    for (i, block) in draft.blocks().iter().enumerate() {
        if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
            continue;
        }
        let quotes = draft.quotes_of(i);
        for (word, small) in block.words.iter().zip(words.0.get(i).into_iter().flatten()) {
            if !quotes
                .iter()
                .any(|q| q.start < word.end && word.start < q.end)
            {
                all += 1;
                own += usize::from(*small);
            }
        }
    }
    #[allow(clippy::cast_precision_loss)]
    if all >= FEW_WORDS && own >= 3 && own as f64 >= OWN * all as f64 {
        return Detection::Language {
            code: lang.code(),
            confidence: 1.0,
        };
    }
    detect_draft(draft)
}

/// The paragraphs that are reliably in another language, as (index of the block, ISO 639-1 code). Quotations are left out before
/// judging; what remains must have at least 120 characters.
#[must_use]
pub fn foreign_paragraphs(draft: &Draft, lang: Lang) -> Vec<(usize, &'static str)> {
    draft
        .blocks()
        .iter()
        .enumerate()
        .filter(|(_, b)| {
            matches!(b.kind, BlockKind::Paragraph | BlockKind::Item { .. })
                && b.plain.text.len() >= MIN_PARAGRAPH
        })
        .filter_map(|(i, _)| {
            if own_words(draft, i, lang) >= OWN {
                return None;
            }
            let text = without_quotes(draft, i);
            if text.chars().count() < MIN_PARAGRAPH {
                return None;
            }
            match detect(&text) {
                Detection::Language { code, .. } if code != lang.code() => Some((i, code)),
                _ => None,
            }
        })
        .collect()
}

/// How many small words of another language, and how many of `lang`, a block or one of its sentences has, with the language of the
/// former. Words of both languages, quotations and names are no evidence.
#[must_use]
pub fn foreign_words(
    draft: &Draft,
    block: usize,
    sentence: Option<&Sentence>,
    lang: Lang,
) -> Option<(&'static str, usize, usize)> {
    let said = draft.blocks().get(block)?;
    let range = sentence.map_or(0..said.words.len(), |s| s.words.clone());
    let quotes = draft.quotes_of(block);
    let capital = |i: usize| {
        said.words
            .get(i)
            .is_some_and(|w| said.word(w).starts_with(char::is_uppercase))
    };
    // A small word inside a name: `Bank of America`, `Le Monde and Les Echos`.
    let link = |i: usize| {
        i.checked_sub(1).is_some_and(capital)
            && (capital(i + 1)
                || capital(i + 2)
                    && said
                        .words
                        .get(i + 1)
                        .is_some_and(|w| said.word(w).len() <= 3))
    };
    let first = range.start;
    let words: Vec<&str> = range
        .filter(|i| {
            let Some(w) = said.words.get(*i) else {
                return false;
            };
            let name = if *i == first {
                capital(i + 1)
            } else {
                capital(*i) || link(*i)
            };
            let quoted = quotes.iter().any(|q| q.start < w.end && w.start < q.end);
            !name && !quoted
        })
        .filter_map(|i| draft.folded_words(block).get(i).map(String::as_str))
        .collect();
    let count = |of: Lang, but: Lang| {
        words
            .iter()
            .filter(|w| is_own(w, of) && !is_own(w, but))
            .count()
    };
    TABLE
        .iter()
        .filter(|l| **l != lang)
        .map(|l| (l.code(), count(*l, lang), count(lang, *l)))
        .max_by_key(|f| f.1)
}

/// Whether a block has small words of the language that another one does not share.
#[must_use]
pub fn has_own_words(draft: &Draft, block: usize, lang: Lang) -> bool {
    foreign_words(draft, block, None, lang)
        .is_some_and(|(_, foreign, own)| own > 0 && own >= foreign)
}

/// Sentences of paragraphs and list items that are in another language of [`TABLE`]: four small words of it or more, or
/// all of a short item, and none of their own. Words in italics and links stand for titles of works.
#[must_use]
pub fn foreign_sentences(draft: &Draft, lang: Lang) -> Vec<(usize, &Sentence, &'static str)> {
    let mut found = Vec::new();
    for (i, block) in draft.blocks().iter().enumerate() {
        let item = match block.kind {
            BlockKind::Paragraph => false,
            BlockKind::Item { .. } => true,
            _ => continue,
        };
        for sentence in &block.sentences {
            let raw = sentence.span.slice(draft.text());
            let link = item && block.span.slice(draft.text()).contains("](");
            let set_apart = link || raw.starts_with(['*', '_', '[', '<']) || raw.contains("](");
            let words = sentence.words.len();
            if set_apart || words < 4 {
                continue;
            }
            let Some((code, foreign, own)) = foreign_words(draft, i, Some(sentence), lang) else {
                continue;
            };
            let least = if item && words <= 8 { 2 } else { 4 };
            if own == 0 && foreign >= least && foreign * 4 >= words {
                found.push((i, sentence, code));
            }
        }
    }
    found
}

/// A paragraph with at least this share of small words of a language is in that language, and the statistical detector, which
/// takes 60 µs, is not asked. French and English prose has 40 to 55 %; the same list finds at most 30 % in Spanish, Catalan,
/// Italian or Portuguese, which share *de*, *la*, *que* and *un* with French.
const OWN: f64 = 0.34;

/// The share of a block's words that are small words of the language; an elided article counts as one.
#[allow(clippy::cast_precision_loss)]
fn own_words(draft: &Draft, block: usize, lang: Lang) -> f64 {
    let words = own(draft, lang);
    let words = words.0.get(block).map_or(&[][..], Vec::as_slice);
    words.iter().filter(|own| **own).count() as f64 / words.len().max(1) as f64
}

/// Which words of each block are small words of a language.
struct Own(Vec<Vec<bool>>);

fn own(draft: &Draft, lang: Lang) -> Arc<Own> {
    let read = |d: &Draft| {
        let blocks = d.folded();
        Own(blocks
            .map(|(_, words)| words.iter().map(|w| is_own(w, lang)).collect())
            .collect())
    };
    if lang == draft.lang() {
        draft.keep(read) // kept for one language: nobody asks for another
    } else {
        Arc::new(read(draft))
    }
}

/// Whether a word in normal form is a small word of the language, or begins with an elided one.
fn is_own(folded: &str, lang: Lang) -> bool {
    let pack = lang.pack();
    let elided = folded
        .split_once('\'')
        .is_some_and(|(e, _)| pack.small(e).elision);
    elided || pack.small(folded).function
}

fn without_quotes(draft: &Draft, block: usize) -> String {
    let said = draft.blocks().get(block);
    let text = said.map_or("", |b| b.plain.text.as_str());
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for quote in draft.quotes_of(block) {
        out.push_str(text.get(at..quote.start).unwrap_or(""));
        at = quote.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const FR: &str = "L’Union européenne a lancé mercredi une nouvelle initiative pour lutter contre le trafic de drogue dans les ports, avec les douaniers et la police.";
    const EN: &str = "The European Union launched a new initiative on Wednesday to fight drug trafficking in the ports, together with customs officers and the police.";

    #[test]
    fn tells_languages_apart_or_says_that_it_cannot() {
        assert!(matches!(detect(FR), Detection::Language { code: "fr", .. }));
        assert!(matches!(detect(EN), Detection::Language { code: "en", .. }));
        assert_eq!(detect("Bonjour à tous"), Detection::TooShort);
        assert_eq!(detect(""), Detection::TooShort);
        let german = "Die Europäische Union hat am Mittwoch eine neue Initiative gegen den Drogenhandel in den Häfen gestartet, zusammen mit dem Zoll und der Polizei.";
        assert!(matches!(
            detect(german),
            Detection::Language { code: "de", .. }
        ));
    }

    #[test]
    fn small_words_tell_neighbours_apart() {
        let share = |text: &str, lang: Lang| own_words(&Draft::parse(text, lang), 0, lang);
        for own in [
            FR,
            "Les gangs exploitent les failles de la sécurité intérieure des ports pour y faire entrer de la drogue, et ils ont besoin pour cela d’une aide interne.",
            "L’objectif principal du projet est de renforcer la résilience des plateformes logistiques européennes face aux menaces posées par la criminalité organisée.",
        ] {
            assert!(
                share(own, Lang::FR) >= OWN - 0.12,
                "{own}: {}",
                share(own, Lang::FR)
            );
        }
        for foreign in [
            EN,
            "La Unión Europea puso en marcha el miércoles una nueva iniciativa para luchar contra el tráfico de drogas en los puertos, junto con los aduaneros y la policía de la ciudad.",
            "La Unió Europea va llançar dimecres una nova iniciativa per lluitar contra el tràfic de drogues als ports, amb els duaners i la policia de la ciutat.",
            "L’Unione europea ha lanciato mercoledì una nuova iniziativa per lottare contro il traffico di droga nei porti, con i doganieri e la polizia della città.",
            "A União Europeia lançou na quarta-feira uma nova iniciativa para lutar contra o tráfico de droga nos portos, com os funcionários da alfândega e a polícia da cidade.",
        ] {
            assert!(
                share(foreign, Lang::FR) < 0.31,
                "{foreign}: {}",
                share(foreign, Lang::FR)
            );
        }
        assert!(share(EN, Lang::EN) >= OWN - 0.05, "{}", share(EN, Lang::EN));
        assert!(share(FR, Lang::EN) < 0.1);
    }

    #[test]
    fn a_text_with_the_small_words_of_a_language_is_in_it() {
        let long = |text: &str| Draft::parse(&[text; 8].join("\n\n"), Lang::FR);
        let code = |draft: &Draft, lang| match detect_draft_as(draft, lang) {
            Detection::Language { code, .. } => code,
            other => panic!("{other:?}"),
        };
        assert_eq!(code(&long(FR), Lang::FR), "fr");
        assert_eq!(
            code(&long(EN), Lang::FR),
            "en",
            "the other language is told"
        );
        assert_eq!(code(&long(EN), Lang::EN), "en");
        // Quotations do not make a text: what stands outside of them is too short.
        let quoted = Draft::parse(&format!("« {} »", [FR; 8].join(" ")), Lang::FR);
        assert_eq!(detect_draft_as(&quoted, Lang::FR), detect_draft(&quoted));
    }

    #[test]
    fn names_paragraphs_in_another_language() {
        let draft = Draft::parse(
            &format!("# Titre\n\n{FR}\n\n{EN}\n\n« {EN} », dit-il."),
            Lang::FR,
        );
        assert_eq!(foreign_paragraphs(&draft, Lang::FR), [(2, "en")]);
        assert!(matches!(
            detect_draft(&draft),
            Detection::Language { .. } | Detection::Unreliable
        ));
    }
}
