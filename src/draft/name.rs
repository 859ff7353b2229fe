//! Proper names: runs of capitalised words, and acronyms. Made to be right rather than complete: a word that a capital letter alone
//! makes look like a name (the first of a sentence, a heading in title case) is left out.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

use super::compare::{fold, lower};
use super::{Block, BlockKind, Draft, number, word};
use crate::lang::{Lang, Pack};
use crate::span::Span;

/// A mention of a proper name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Name {
    /// In the text, without elided article and possessive.
    pub span: Span,
    /// As written.
    pub text: String,
    /// For comparing: lowercase, accents kept.
    pub key: String,
    /// Index of its block.
    pub block: usize,
    /// Whether it opens a sentence.
    pub sentence_initial: bool,
}

/// All names of a draft, in order.
pub(super) fn find(draft: &Draft) -> Vec<Name> {
    let lang = draft.lang();
    let all: Vec<Vec<Token<'_>>> = draft.blocks().iter().map(|b| tokens(b, lang)).collect();
    let known = Known::read(&all);
    let sure: Vec<Vec<bool>> = all
        .iter()
        .map(|b| b.iter().map(|t| t.sure || known.is_name(t)).collect())
        .collect();
    let common: BTreeSet<String> = known.common.iter().map(|w| (*w).to_owned()).collect();
    let mut names = Vec::new();
    for (index, (block, (mut tokens, sure))) in draft
        .blocks()
        .iter()
        .zip(all.into_iter().zip(sure))
        .enumerate()
    {
        let prose = is_prose(block);
        for (token, sure) in tokens.iter_mut().zip(sure) {
            token.sure = sure;
            // In a heading any capital may be due to the style of headings.
            if !prose && token.class == Class::Capitalised && !sure {
                token.class = Class::Other;
            }
        }
        runs(&block.plain.text, &tokens, &common, lang, |run| {
            let (start, end) = (run[0].start, run[run.len() - 1].end);
            let text = &block.plain.text[start..end];
            names.push(Name {
                span: block.plain.span(start, end),
                text: text.to_owned(),
                key: fold(text),
                block: index,
                sentence_initial: run[0].initial,
            });
        });
    }
    names
}

/// Whether two keys may name the same: one covers the other, so `johansson` is `ylva johansson` and `ports` is `port`.
#[must_use]
pub fn same_name(a: &str, b: &str) -> bool {
    covers(a, b) || covers(b, a)
}

/// Whether every part of the name `part` occurs in `whole`, in order. Accents, plural endings, hyphens and the stops of acronyms
/// do not count. An acronym is covered by the name whose initials it is: `ue` by `union européenne`.
#[must_use]
pub fn covers(whole: &str, part: &str) -> bool {
    let whole = parts(whole);
    let part = parts(part);
    if let [acronym] = &part[..]
        && whole.len() >= 2
        && acronym
            .chars()
            .eq(whole.iter().filter_map(|w| w.chars().next()))
    {
        return true;
    }
    let mut rest = whole.iter();
    !part.is_empty() && part.iter().all(|p| rest.any(|w| w == p))
}

/// The parts of a name that are compared.
fn parts(key: &str) -> Vec<String> {
    fold(key)
        .split([' ', '-'])
        .filter_map(|part| {
            let part = part
                .strip_prefix("d'")
                .or_else(|| part.strip_prefix("l'"))
                .unwrap_or(part);
            let bare: String = part
                .chars()
                .filter(|c| *c != '.')
                .map(plain_letter)
                .collect();
            let link = matches!(
                bare.as_str(),
                "de" | "du" | "des" | "of" | "the" | "la" | "le" | "les"
            );
            let stem = match bare.strip_suffix(['s', 'x']) {
                Some(short) if short.chars().count() >= 3 => short.to_owned(),
                _ => bare,
            };
            (!stem.is_empty() && !link).then_some(stem)
        })
        .collect()
}

fn plain_letter(c: char) -> char {
    match c {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ö' | 'ó' | 'õ' | 'ø' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        'ñ' => 'n',
        other => other,
    }
}

/// The first run of capitalised words among some words of a text: for the speaker of a quotation.
pub(super) fn first_run(text: &str, words: &[(usize, usize)], lang: Lang) -> Option<String> {
    all_runs(text, words, lang).into_iter().next()
}

/// The last run of capitalised words among some words of a text.
pub(super) fn last_run(text: &str, words: &[(usize, usize)], lang: Lang) -> Option<String> {
    all_runs(text, words, lang).pop()
}

fn all_runs(text: &str, words: &[(usize, usize)], lang: Lang) -> Vec<String> {
    let tokens: Vec<Token<'_>> = words
        .iter()
        .map(|&(s, e)| token(text, s, e, lang.pack()))
        .collect();
    let mut found = Vec::new();
    runs(text, &tokens, &BTreeSet::new(), lang, |run| {
        found.push(text[run[0].start..run[run.len() - 1].end].to_owned());
    });
    found
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Begins with a capital letter.
    Capitalised,
    /// Capitals only: UE, ONU, G7.
    Acronym,
    /// A function word with a capital letter.
    Function,
    /// May stand inside a name.
    Link,
    /// Anything else.
    Other,
}

struct Token<'a> {
    /// Without elided article and possessive.
    text: &'a str,
    lower: Cow<'a, str>,
    start: usize,
    end: usize,
    /// Where the word as a whole begins.
    outer: usize,
    class: Class,
    /// Opens a sentence, a quotation, a list item.
    initial: bool,
    /// The capital letter is there because this is a name.
    sure: bool,
}

/// Whether capital letters in a block follow the rules of running text.
fn is_prose(block: &Block) -> bool {
    if matches!(block.kind, BlockKind::Heading(_) | BlockKind::Row) {
        return false;
    }
    let letters = block.plain.text.chars().filter(|c| c.is_alphabetic());
    let (upper, all) = letters.fold((0, 0), |(upper, all), c| {
        (upper + usize::from(c.is_uppercase()), all + 1)
    });
    all < 6 || upper * 10 <= all * 5
}

fn tokens(block: &Block, lang: Lang) -> Vec<Token<'_>> {
    let text = &block.plain.text;
    let prose = is_prose(block);
    let mut sentences = block.sentences.iter().peekable();
    block
        .words
        .iter()
        .enumerate()
        .map(|(i, w)| {
            let opens = sentences
                .next_if(|s| s.words.start <= i)
                .is_some_and(|s| s.words.start == i);
            let before = text[..w.start]
                .trim_end_matches([' ', '\u{A0}', '\u{202F}'])
                .chars()
                .next_back();
            let after_mark = matches!(
                before,
                Some('«' | '“' | '"' | '‘' | '(' | ':' | '–' | '—' | '…' | '[' | '•' | '/' | '\n')
            );
            let mut token = token(text, w.start, w.end, lang.pack());
            // `XXe`: a rank.
            let rank = number::roman_ordinal(token.text, lang).is_some();
            if rank || block.plain.is_code(w.start, w.end) {
                token.class = Class::Other;
            }
            if !prose && token.class == Class::Acronym && !matches!(block.kind, BlockKind::Row) {
                // In a heading an acronym is one only when the heading is not in capitals.
                let shouted = text.chars().filter(|c| c.is_lowercase()).count() < 3;
                if shouted {
                    token.class = Class::Other;
                }
            }
            // An elided article takes the capital of the sentence: `L’Alliance`.
            token.initial = (opens || after_mark) && token.outer == token.start;
            token.sure = token.class == Class::Acronym || (prose && !token.initial);
            token
        })
        .collect()
}

fn token<'a>(text: &'a str, start: usize, end: usize, pack: &Pack) -> Token<'a> {
    let mut core = &text[start..end];
    while let Some(i) = core.find(['\'', '’']) {
        if !pack.small(&self::lower(&core[..i])).elision {
            break;
        }
        core = core[i..].trim_start_matches(['\'', '’']);
    }
    let core_start = end - core.len();
    let core = core
        .strip_suffix("'s")
        .or_else(|| core.strip_suffix("’s"))
        .unwrap_or(core);
    let lower = lower(core);
    let (mut letters, mut capitals, mut signs) = (0, 0, 0);
    for c in core.chars() {
        letters += usize::from(c.is_alphabetic());
        capitals += usize::from(c.is_uppercase());
        signs += usize::from(c.is_alphanumeric());
    }
    // `I’m`, `qu’il` and the like begin with a function word.
    let head = lower.split(['\'', '’']).next().unwrap_or("");
    let class = if capitals == 0 && pack.small(&lower).link {
        Class::Link
    } else if !core.starts_with(char::is_uppercase) || word::is_address(core) {
        Class::Other
    } else if capitals == letters && signs >= 2 && letters <= 5 {
        Class::Acronym
    } else if pack.small(head).function {
        Class::Function
    } else {
        Class::Capitalised
    };
    Token {
        text: core,
        lower,
        start: core_start,
        end: core_start + core.len(),
        outer: start,
        class,
        initial: false,
        sure: true,
    }
}

/// What the body of the text says about its own words.
#[derive(Default)]
struct Known<'a> {
    /// Capitalised where only a name is.
    names: BTreeSet<&'a str>,
    /// Capitalised somewhere and lowercase somewhere else.
    common: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    fn read(blocks: &'a [Vec<Token<'_>>]) -> Self {
        let mut known = Self::default();
        let mut capitalised: BTreeSet<&str> = BTreeSet::new();
        for token in blocks.iter().flatten() {
            if token.class == Class::Capitalised {
                capitalised.insert(&token.lower);
                if token.sure {
                    known.names.insert(&token.lower);
                }
            }
        }
        for token in blocks.iter().flatten() {
            if token.class == Class::Other
                && token.text.starts_with(char::is_lowercase)
                && let Some(word) = capitalised.get(&*token.lower)
            {
                known.common.insert(word);
            }
        }
        known
    }

    /// Whether a capitalised word in a doubtful place is a name all the same.
    fn is_name(&self, token: &Token<'_>) -> bool {
        token.class == Class::Capitalised
            && self.names.contains(&*token.lower)
            && !self.common.contains(&*token.lower)
    }
}

/// Calls `give` with each run of tokens that makes a name.
fn runs(
    text: &str,
    tokens: &[Token<'_>],
    common: &BTreeSet<String>,
    lang: Lang,
    mut give: impl FnMut(&[Token<'_>]),
) {
    let pack = lang.pack();
    let named = |t: &Token<'_>| matches!(t.class, Class::Capitalised | Class::Acronym);
    let mut i = 0;
    while i < tokens.len() {
        let begins = named(&tokens[i])
            // `Le Havre` inside a sentence.
            || (tokens[i].class == Class::Function
                && tokens[i].sure
                && tokens[i].outer == tokens[i].start
                && tokens
                    .get(i + 1)
                    .is_some_and(|n| named(n) && touches(text, &tokens[i], n) && n.outer == n.start));
        if !begins {
            i += 1;
            continue;
        }
        // The run goes on over capitalised words, and over at most two links that lead to one.
        let mut end = i + 1;
        for ahead in i + 1..tokens.len() {
            let token = &tokens[ahead];
            if ahead - end > 2 || !touches(text, &tokens[ahead - 1], token) {
                break;
            }
            let linked = token.outer == token.start
                || pack.name_links.contains(
                    &text[token.outer..token.start]
                        .replace('’', "'")
                        .to_lowercase()
                        .as_str(),
                );
            let inner_article = token.class == Class::Function && ahead - end == 0;
            if named(token) && linked {
                end = ahead + 1;
            } else if token.class != Class::Link && !inner_article {
                break;
            }
        }
        // `Union européenne`: in French only the first word of an institution has its capital.
        if end == i + 1
            && named(&tokens[i])
            && lang.code() == "fr"
            && tokens.get(end).is_some_and(|t| {
                t.class == Class::Other
                    && touches(text, &tokens[i], t)
                    && pack.demonyms.binary_search(&&*t.lower).is_ok()
            })
        {
            end += 1;
        }
        let mut run = &tokens[i..end];
        i = end;
        // `Home Affairs Commissioner Ylva Johansson`: the person, or else what stands before the title.
        if let Some(last) = run.iter().rposition(|t| is_title(t, pack)) {
            let after = &run[last + 1..];
            run = if after.iter().any(named) {
                after
            } else {
                &run[..last]
            };
        }
        while let [first, rest @ ..] = run {
            let doubtful = named(first)
                && !first.sure
                && (rest.is_empty()
                    || common.contains(&*first.lower)
                    || pack.transitions.binary_search(&&*first.lower).is_ok());
            let lone = first.class == Class::Function && rest.is_empty();
            let no_name = pack.not_names.binary_search(&&*first.lower).is_ok();
            if doubtful || lone || no_name || first.class == Class::Link {
                run = rest;
            } else {
                break;
            }
        }
        let named_for_sure = run.iter().any(|t| {
            named(t)
                && t.sure
                && t.text.chars().count() >= 2
                && pack.not_names.binary_search(&&*t.lower).is_err()
                && pack.demonyms.binary_search(&&*t.lower).is_err()
        });
        if named_for_sure {
            give(run);
        }
    }
}

fn is_title(token: &Token<'_>, pack: &Pack) -> bool {
    pack.titles.binary_search(&&*token.lower).is_ok()
}

/// Whether two tokens stand side by side in one name: a space between them, or the stop of an initial.
fn touches(text: &str, left: &Token<'_>, right: &Token<'_>) -> bool {
    match text.get(left.end..right.outer) {
        Some(" " | "\u{A0}" | "\u{202F}" | " & ") => true,
        Some(". " | "." | ".\u{A0}") => {
            left.text.chars().count() == 1 || left.text.contains(['.', '-'])
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, lang: Lang) -> Vec<String> {
        Draft::parse(text, lang)
            .names()
            .iter()
            .map(|n| n.text.clone())
            .collect()
    }

    #[test]
    fn finds_names_and_nothing_else() {
        for (lang, text, want) in [
            (
                Lang::FR,
                "La commissaire européenne aux Affaires intérieures, Ylva Johansson, a parlé à Anvers.",
                &["Ylva Johansson", "Anvers"][..],
            ),
            (
                Lang::FR,
                "L’UE a lancé l’Alliance des ports européens.",
                &["UE", "Alliance"],
            ),
            (
                Lang::FR,
                "Hier, M. Dupont et Mme Royer ont vu le Dr Martin.",
                &["Dupont", "Royer", "Martin"],
            ),
            (
                Lang::FR,
                "Selon Ursula von der Leyen, Charles de Gaulle aimait Le Havre.",
                &["Ursula von der Leyen", "Charles de Gaulle", "Le Havre"],
            ),
            (
                Lang::FR,
                "Valéry Giscard d’Estaing est venu. Mercredi, il est parti.",
                &["Valéry Giscard d’Estaing"],
            ),
            (Lang::FR, "Ports et gangs luttent. Rotterdam attend.", &[]),
            (
                Lang::FR,
                "Le port de Rotterdam attend. Rotterdam agit.",
                &["Rotterdam", "Rotterdam"],
            ),
            (
                Lang::FR,
                "Il a dit : « Nous partons. » Les Européens suivent.",
                &[],
            ),
            (
                Lang::FR,
                "Le livre de J. K. Rowling se vend en Europe.",
                &["J. K. Rowling", "Europe"],
            ),
            (
                Lang::FR,
                "PUBLICITÉ

Le port attend. COVID-19 et G7.",
                &["COVID-19", "G7"],
            ),
            (Lang::FR, "Voir https://Exemple.fr/Page et `Code` ici.", &[]),
            (
                Lang::EN,
                "# New Alliance Against Drug Traffic In Rotterdam

The port of Rotterdam waits.",
                &["Rotterdam", "Rotterdam"],
            ),
            (
                Lang::EN,
                "The EU's ports met Commissioner Ylva Johansson on Wednesday.",
                &["EU", "Ylva Johansson"],
            ),
            (
                Lang::EN,
                "Yesterday I saw that I'm late. However, Smith’s car is not.",
                &["Smith"],
            ),
            (
                Lang::EN,
                "The European Commission and the Bank of England met.",
                &["European Commission", "Bank of England"],
            ),
            (
                Lang::FR,
                "Hier, l’Union européenne et la Corée du Nord. Le XXe siècle.",
                &["Union européenne", "Corée du Nord"],
            ),
            (
                Lang::EN,
                "Yesterday Home Affairs Commissioner Ylva Johansson met Dutch Prime Minister Mark Rutte in South Korea at Johnson & Johnson.",
                &[
                    "Ylva Johansson",
                    "Mark Rutte",
                    "South Korea",
                    "Johnson & Johnson",
                ],
            ),
            (
                Lang::EN,
                "Europeans agree. The French and the Germans too.",
                &[],
            ),
        ] {
            assert_eq!(names(text, lang), want, "{text}");
        }
    }

    #[test]
    fn one_name_covers_another() {
        for (a, b) in [
            ("Johansson", "Ylva Johansson"),
            ("États-Unis", "Etats Unis"),
            ("O.N.U.", "ONU"),
            ("UE", "Union européenne"),
            ("EU", "European Union"),
            ("Alliance des ports", "alliance du port"),
        ] {
            assert!(same_name(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("Johansson", "Johansen"),
            ("", "x"),
            ("Ylva Berg", "Ylva Johansson"),
        ] {
            assert!(!same_name(a, b), "{a} {b}");
        }
    }
}
