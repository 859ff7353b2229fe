//! Counts, ranges and quoted words as messages and prompts write them, in English and French.

use crate::diag::counts::counted;
use crate::draft::Unit;
use crate::resolve::Tongue;
use crate::rules::args::Range;

/// The name of a unit in a prompt, in the number that `n` calls for (French: singular up to 1).
#[must_use]
pub(super) fn unit(unit: &'static str, n: u64, tongue: Tongue) -> &'static str {
    let one = match tongue {
        Tongue::Fr => n < 2,
        Tongue::En => n == 1,
    };
    match (tongue, unit, one) {
        (Tongue::Fr, "words", true) => "mot",
        (Tongue::Fr, "words", false) => "mots",
        (Tongue::Fr, "chars", true) => "caractère",
        (Tongue::Fr, "chars", false) => "caractères",
        (Tongue::Fr, "sentences", true) => "phrase",
        (Tongue::Fr, "sentences", false) => "phrases",
        (Tongue::Fr, "items", true) => "élément",
        (Tongue::Fr, "items", false) => "éléments",
        (Tongue::Fr, "headings", true) => "intertitre",
        (Tongue::Fr, "headings", false) => "intertitres",
        (Tongue::Fr, "paragraphs", true) => "paragraphe",
        (Tongue::Fr, "paragraphs", false) => "paragraphes",
        (Tongue::Fr, "times", _) => "fois",
        (Tongue::En, "chars", true) => "character",
        (Tongue::En, "chars", false) => "characters",
        (Tongue::En, "headings", true) => "subheading",
        (Tongue::En, "headings", false) => "subheadings",
        (_, other, true) => other.strip_suffix('s').unwrap_or(other),
        (_, other, false) => other,
    }
}

/// A count with its unit in a prompt: `612 mots`, `1 character`.
#[must_use]
pub(super) fn count(n: u64, of: &'static str, tongue: Tongue) -> String {
    format!("{n} {}", unit(of, n, tongue))
}

/// A count with its unit in a message: `612 words`, `1 item`.
#[must_use]
pub(super) fn found(n: u64, of: &'static str) -> String {
    counted(n, of)
}

/// A range with its unit in a prompt: `entre 700 et 1100 mots`, `at most 1 item`.
#[must_use]
pub(super) fn range(range: &Range, tongue: Tongue) -> String {
    let last = range.max.or(range.min).unwrap_or(2);
    format!(
        "{} {}",
        range.phrase(tongue),
        unit(range.unit, last, tongue)
    )
}

/// How often, in a prompt: `au plus 1 fois`, `at most 1 time`, `between 1 and 2 times`.
#[must_use]
pub(super) fn times(range: &Range, tongue: Tongue) -> String {
    let last = range.max.or(range.min).unwrap_or(2);
    format!("{} {}", range.phrase(tongue), unit("times", last, tongue))
}

/// Each of a unit in a prompt: `chaque phrase`, `each sentence`.
#[must_use]
pub(super) fn each(unit: Unit, tongue: Tongue) -> &'static str {
    match (tongue, unit) {
        (Tongue::Fr, Unit::Sentence) => "chaque phrase",
        (Tongue::Fr, Unit::Paragraph) => "chaque paragraphe",
        (Tongue::Fr, Unit::Section) => "chaque partie",
        (Tongue::En, Unit::Sentence) => "each sentence",
        (Tongue::En, Unit::Paragraph) => "each paragraph",
        (Tongue::En, Unit::Section) => "each section",
    }
}

/// One of a unit in a prompt: `la phrase`, `the sentence`.
#[must_use]
pub(super) fn one(unit: Unit, tongue: Tongue) -> &'static str {
    match (tongue, unit) {
        (Tongue::Fr, Unit::Sentence) => "la phrase",
        (Tongue::Fr, Unit::Paragraph) => "le paragraphe",
        (Tongue::Fr, Unit::Section) => "la partie",
        (Tongue::En, Unit::Sentence) => "the sentence",
        (Tongue::En, Unit::Paragraph) => "the paragraph",
        (Tongue::En, Unit::Section) => "the section",
    }
}

/// A text between the quotation marks of the prompt language: `« trafic »`, `“traffic”`.
#[must_use]
pub(super) fn quoted(text: &str, tongue: Tongue) -> String {
    match tongue {
        Tongue::Fr => format!("«\u{a0}{text}\u{a0}»"),
        Tongue::En => format!("“{text}”"),
    }
}

/// Several quoted texts: `« a », « b » et « c »`.
#[must_use]
pub(super) fn all_quoted<'a>(texts: impl IntoIterator<Item = &'a str>, tongue: Tongue) -> String {
    let mut shown: Vec<String> = texts.into_iter().map(|t| quoted(t, tongue)).collect();
    let and = match tongue {
        Tongue::Fr => "et",
        Tongue::En => "and",
    };
    match shown.pop() {
        None => String::new(),
        Some(last) if shown.is_empty() => last,
        Some(last) => format!("{} {and} {last}", shown.join(", ")),
    }
}

/// A text cut after `words` words, with `…` when something was left out: excerpts stay short.
#[must_use]
pub(super) fn opening(text: &str, words: usize) -> String {
    let mut all = text.split_whitespace();
    let kept: Vec<&str> = all.by_ref().take(words).collect();
    let mut out = kept.join(" ");
    if all.next().is_some() {
        out.push_str(" …");
    }
    out
}

/// The last words of a text, with `…` before them when something was left out.
#[must_use]
pub(super) fn ending(text: &str, words: usize) -> String {
    let all: Vec<&str> = text.split_whitespace().collect();
    let from = all.len().saturating_sub(words);
    let kept = all.get(from..).unwrap_or_default().join(" ");
    if from > 0 {
        format!("… {kept}")
    } else {
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_agrees_in_both_languages() {
        assert_eq!(count(0, "words", Tongue::Fr), "0 mot");
        assert_eq!(count(0, "words", Tongue::En), "0 words");
        assert_eq!(count(1, "chars", Tongue::En), "1 character");
        assert_eq!(found(1, "items"), "1 item");
        assert_eq!(count(1, "times", Tongue::En), "1 time");
        assert_eq!(count(2, "times", Tongue::Fr), "2 fois");
        assert_eq!(
            all_quoted(["a", "b"], Tongue::Fr),
            "«\u{a0}a\u{a0}» et «\u{a0}b\u{a0}»"
        );
        assert_eq!(opening("un deux trois", 2), "un deux …");
        assert_eq!(ending("un deux trois", 2), "… deux trois");
    }
}
