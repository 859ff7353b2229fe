//! A regular expression that is known to be sound, and is compiled when it is first searched with.
//!
//! A recipe has some thirty patterns, and compiling them takes ten times as long as everything else that is done to
//! compile the recipe. Most of them are needed only once there is an article.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use regex::{Regex, RegexBuilder};
use regex_syntax::ast::Ast;
use regex_syntax::hir::translate::TranslatorBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// The most memory, in bytes, that one compiled pattern may take.
const SIZE: usize = 1 << 20;

/// Up to this many steps of a program, by [`steps`], a pattern takes less than [`SIZE`] for certain: a step takes 64 bytes at
/// most. What may take more is compiled at once, to know.
const SURE: usize = SIZE / 64;

/// Up to this many bytes of plain words, a pattern that finds them in any case takes less than [`SIZE`]: a letter has at most four
/// forms of four bytes each.
const SURE_WORDS: usize = SURE / 16;

/// How many patterns of a process are kept, so that packs are compiled once and not for each recipe.
const KEPT: usize = 512;

/// A pattern: Unicode, multi-line (`^` and `$` are borders of lines), at most 1 MiB once it is compiled.
#[derive(Clone)]
pub struct Matcher(Arc<Inner>);

struct Inner {
    source: Box<str>,
    /// Letters and digits that stand in every match, in some case; empty when none are known.
    needle: Box<str>,
    compiled: OnceLock<Regex>,
    markup: OnceLock<bool>,
}

impl Matcher {
    /// The pattern as it was made before in this process.
    pub(super) fn known(pattern: &str) -> Option<Self> {
        let kept = kept().lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(pattern).cloned()
    }

    /// A pattern whose syntax tree, when there is one, is `ast`.
    pub(super) fn of(pattern: &str, ast: Option<&Ast>) -> Result<Self, regex::Error> {
        if let Some(known) = Self::known(pattern) {
            return Ok(known);
        }
        let mut translator = TranslatorBuilder::new().multi_line(true).build();
        let sure = ast
            .and_then(|ast| translator.translate(pattern, ast).ok())
            .is_some_and(|hir| steps(&hir) <= SURE);
        Self::made(pattern, "", sure)
    }

    /// A pattern that finds `words`, perhaps in another case, with other apostrophes and other white space.
    ///
    /// # Errors
    /// When it takes more than 1 MiB.
    pub fn of_words(pattern: &str, words: &str) -> Result<Self, regex::Error> {
        if let Some(known) = Self::known(pattern) {
            return Ok(known);
        }
        Self::made(pattern, needle(words), words.len() <= SURE_WORDS)
    }

    fn made(pattern: &str, needle: &str, sure: bool) -> Result<Self, regex::Error> {
        let compiled = OnceLock::new();
        if !sure {
            let regex = build(pattern, SIZE)?;
            compiled.get_or_init(|| regex);
        }
        let made = Self(Arc::new(Inner {
            source: pattern.into(),
            needle: needle.into(),
            compiled,
            markup: OnceLock::new(),
        }));
        let mut kept = kept().lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(pattern.to_owned(), made.clone());
        Ok(made)
    }

    /// The pattern as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.source
    }

    /// Whether the pattern is found in `text`.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        let needle = self.0.needle.as_bytes();
        let possible = needle.is_empty()
            || text
                .as_bytes()
                .windows(needle.len())
                .any(|w| w.eq_ignore_ascii_case(needle));
        possible && self.regex().is_match(text)
    }

    /// Whether the pattern names a character of markup: every match holds marks of Markdown or HTML, or may.
    #[must_use]
    pub fn is_of_markup(&self) -> bool {
        *self.0.markup.get_or_init(|| {
            let mut parser = regex_syntax::ParserBuilder::new().multi_line(true).build();
            parser
                .parse(&self.0.source)
                .is_ok_and(|hir| names_markup(&hir))
        })
    }

    fn regex(&self) -> &Regex {
        self.0.compiled.get_or_init(|| {
            // Sound by its syntax and small by its measure: there is room to spare, in case the measure is a little off.
            build(&self.0.source, 16 * SIZE).expect("a pattern that was looked at compiles")
        })
    }
}

impl Deref for Matcher {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        self.regex()
    }
}

impl fmt::Debug for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Matcher").field(&self.as_str()).finish()
    }
}

fn kept() -> &'static Mutex<BTreeMap<String, Matcher>> {
    static ALL: Mutex<BTreeMap<String, Matcher>> = Mutex::new(BTreeMap::new());
    &ALL
}

fn build(pattern: &str, limit: usize) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern)
        .multi_line(true)
        .size_limit(limit)
        .build()
}

/// Whether a character of markup stands in an expression, alone or among nothing but such characters.
fn names_markup(hir: &Hir) -> bool {
    let is_mark = |c: char| "#*_<>[]()!|~=-+`\\:/".contains(c);
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => false,
        HirKind::Literal(text) => std::str::from_utf8(&text.0).is_ok_and(|t| t.contains(is_mark)),
        HirKind::Class(Class::Unicode(c)) => c
            .ranges()
            .iter()
            .all(|r| r.start().is_ascii() && (r.start()..=r.end()).all(is_mark)),
        HirKind::Repetition(r) => names_markup(&r.sub),
        HirKind::Capture(c) => names_markup(&c.sub),
        HirKind::Concat(all) | HirKind::Alternation(all) => all.iter().any(names_markup),
    }
}

/// How many steps the program of an expression has, rather too many than too few.
fn steps(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(text) => text.0.len() + 1,
        HirKind::Class(Class::Bytes(c)) => c.ranges().len() + 1,
        // A range of characters is up to ten ranges of bytes, with up to four bytes each.
        HirKind::Class(Class::Unicode(c)) => c
            .ranges()
            .iter()
            .map(|r| match (r.start().len_utf8(), r.end().len_utf8()) {
                (1, 1) => 1,
                (a, b) if a == b => 2 * a,
                _ => 40,
            })
            .sum::<usize>()
            .saturating_add(2),
        HirKind::Repetition(r) => {
            let times = r.max.unwrap_or(r.min.saturating_add(1)).max(1) as usize;
            steps(&r.sub).saturating_add(1).saturating_mul(times)
        }
        HirKind::Capture(c) => steps(&c.sub).saturating_add(2),
        HirKind::Concat(all) | HirKind::Alternation(all) => all.iter().fold(1, |sum: usize, h| {
            sum.saturating_add(steps(h)).saturating_add(1)
        }),
    }
}

/// The longest run of letters and digits of `words` that have no form outside ASCII in any case: `k` and `s` have one (K, ſ).
fn needle(words: &str) -> &str {
    words
        .split(|c: char| !c.is_ascii_alphanumeric() || matches!(c, 'k' | 'K' | 's' | 'S'))
        .max_by_key(|run| run.len())
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(pattern: &str) -> usize {
        let hir = regex_syntax::ParserBuilder::new()
            .multi_line(true)
            .build()
            .parse(pattern)
            .expect("a regular expression");
        steps(&hir)
    }

    /// Whatever is not compiled at once would have been found small enough.
    #[test]
    fn the_measure_is_never_too_small() {
        let pieces = [
            r"\w",
            r"(?i)\w",
            r"\p{L}",
            r"[^a]",
            ".",
            "é",
            "(?i)é",
            "a",
            "(?i)ſtraße",
            r"\s",
            r"\d",
            r"\b",
            "(a|b)",
            r"(\w|\d)",
            "[à-ÿ]",
            r"\P{Lu}",
            "日本",
            r"(?:a?b*)+",
            r"[\u{80}-\u{10FFFF}]",
        ];
        let mut sure = 0;
        for piece in pieces {
            for times in [1, 2, 3, 5, 8, 20, 50, 100, 400, 1000, 3000, 8000] {
                let pattern = format!("(?:{piece}){{{times}}}");
                if measured(&pattern) <= SURE {
                    sure += 1;
                    assert!(build(&pattern, SIZE).is_ok(), "{pattern}");
                }
            }
        }
        assert!(sure > 60, "{sure} patterns were held to be small");
    }

    #[test]
    fn words_of_the_greatest_length_fit() {
        for letter in ["k", "é", "ß", "日", "Ǆ"] {
            let words = letter.repeat(SURE_WORDS / letter.len());
            assert!(build(&format!("(?i){words}"), SIZE).is_ok(), "{letter}");
        }
    }

    #[test]
    fn patterns_of_markup_name_it() {
        for (pattern, markup) in [
            (r"\*\*\*", true),
            ("^-{3,}$", true),
            ("<!--", true),
            (r"!\[\]\(", true),
            ("https?:", true),
            ("[*_]{3}", true),
            (r"[\p{L}»][!?;:]", false),
            ("[\"“”]", false),
            (r"\p{L}'\p{L}", false),
            (r"\bMr\b", false),
            ("[^a]", false),
        ] {
            let ast = regex_syntax::ast::parse::Parser::new().parse(pattern).ok();
            let m = Matcher::of(pattern, ast.as_ref()).expect("sound");
            assert_eq!(m.is_of_markup(), markup, "{pattern}");
        }
    }

    #[test]
    fn a_needle_stands_in_every_match() {
        assert_eq!(needle("Cliquez ici"), "Cliquez");
        assert_eq!(needle("kiosk à Paris"), "Pari");
        assert_eq!(needle("à"), "");
        let m = Matcher::of_words(r"(?i)cliquez\s+ici", "cliquez ici").expect("sound");
        assert!(m.is_match("CLIQUEZ\n ICI") && !m.is_match("cliquer ici") && !m.is_match("cliq"));
    }

    #[test]
    fn a_pattern_is_compiled_when_it_is_searched_with() {
        let m = Matcher::of_words("(?i)zebra crossing", "zebra crossing").expect("sound");
        assert!(!m.is_match("a quiet street"));
        assert!(m.0.compiled.get().is_none(), "the needle was enough");
        assert!(m.is_match("a Zebra crossing"));
        assert!(m.0.compiled.get().is_some());
    }
}
