//! Capitalised words and acronyms, and the runs of them that make names.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::super::compare::{self, lower};
use super::super::{Block, BlockKind, number, word};
use super::common::{is_beside, is_ticker, without_office};
use super::lines::Lines;
use crate::draft::total::At as _;
use crate::lang::{Lang, Pack};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
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

pub(super) struct Token<'a> {
    /// Without elided article and possessive.
    pub(super) text: &'a str,
    pub(super) lower: Cow<'a, str>,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the word as a whole begins.
    pub(super) outer: usize,
    pub(super) class: Class,
    /// Opens a sentence, a quotation, a list item.
    pub(super) initial: bool,
    /// Opens a line that was begun on purpose.
    pub(super) fresh: bool,
    /// The capital letter is there because this is a name.
    pub(super) sure: bool,
}

crate::draft::total::blank! {
    Token<'_> as Token<'static> = Token {
        text: "",
        lower: Cow::Borrowed(""),
        start: 0,
        end: 0,
        outer: 0,
        class: Class::Other,
        initial: false,
        fresh: false,
        sure: false,
    };
}

/// Whether capital letters in a block follow the rules of running text.
pub(super) fn is_prose(block: &Block, lang: Lang) -> bool {
    if is_headline(block, lang) {
        return false;
    }
    if matches!(block.kind, BlockKind::Heading(_) | BlockKind::Row) {
        return false;
    }
    let letters = block.plain.text.chars().filter(|c| c.is_alphabetic());
    let (upper, all) = letters.fold((0, 0), |(upper, all), c| {
        (upper + usize::from(c.is_uppercase()), all + 1)
    });
    all < 6 || upper * 10 <= all * 5
}

/// Whether a paragraph is a headline in title case that a plain text has lost the mark of: one line without a stop, in which every
/// word of four letters and more has its capital, and a shorter one has none.
fn is_headline(block: &Block, lang: Lang) -> bool {
    let text = block.plain.text.trim();
    if block.kind != BlockKind::Paragraph
        || lang.code() != "en"
        || !(5..=18).contains(&block.words.len())
        || block.sentences.len() != 1
        || text.ends_with(|c: char| !c.is_alphanumeric())
        || text.contains(['\n', ';', '|', '@', '©'])
    {
        return false;
    }
    let words = || block.words.iter().map(|w| block.word(w));
    let capital = |w: &str| !w.starts_with(char::is_lowercase);
    words().filter(|w| w.chars().count() >= 4).all(capital)
        && words()
            .filter(|w| w.starts_with(char::is_uppercase))
            .count()
            >= 4
        && words().any(|w| w.starts_with(char::is_lowercase))
}

pub(super) fn tokens<'a>(block: &'a Block, lang: Lang, lines: &Lines<'_>) -> Vec<Token<'a>> {
    let text = &block.plain.text;
    let prose = is_prose(block, lang);
    let kept = lines.kept(block);
    let mut sentences = block.sentences.iter().peekable();
    // In a heading an acronym is one only when the heading is not in capitals.
    let shouted = LazyCell::new(|| text.chars().filter(|c| c.is_lowercase()).nth(2).is_none());
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
            if token.class == Class::Acronym && is_measure(text, &token) {
                token.class = Class::Other;
            }
            if token.class == Class::Acronym && is_lone_kind(text, &token, lang.pack()) {
                token.class = Class::Other;
            }
            if !prose
                && token.class == Class::Acronym
                && !matches!(block.kind, BlockKind::Row)
                && *shouted
            {
                token.class = Class::Other;
            }
            // An elided article takes the capital of the sentence: `L’Alliance`.
            let gap = text[..w.start].trim_end().len();
            token.fresh = gap > 0
                && (block.plain.begins_line(gap, w.start) || kept.binary_search(&i).is_ok());
            token.initial = (opens || after_mark || token.fresh) && token.outer == token.start;
            token.sure = token.class == Class::Acronym || (prose && !token.initial);
            if prose && opens && token.class == Class::Capitalised && token.outer == token.start {
                let next = block.words.get(i + 1);
                let place = lang.pack().place(&token.lower).is_some_and(|p| p.1);
                token.sure = place
                    || next.is_some_and(|n| {
                        is_subject(text, &token, &text[n.start..n.end], n.start, lang.pack())
                    });
            }
            token
        })
        .collect()
}

/// Whether the first word of a sentence is a name because a verb follows that needs a subject, and no common noun of the language
/// stands there without an article: `Whitlock disagreed`, `Quillard se tait`.
fn is_subject(text: &str, token: &Token<'_>, next: &str, at: usize, pack: &Pack) -> bool {
    if text.get(token.end..at) != Some(" ")
        || !token
            .text
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
        || token.text.chars().count() < 4
    {
        return false;
    }
    let next = next.replace('’', "'").to_lowercase();
    let words = pack.names;
    let verb = words.after_subject.binary_search(&next.as_str()).is_ok()
        || words.subject_verbs.binary_search(&next.as_str()).is_ok()
        || (pack.code == "fr" && (next.starts_with("n'") || next.starts_with("s'")))
        || (pack.code == "fr" && next == "en" && {
            let rest = text[at + 2..].trim_start();
            let verb: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
            words.subject_verbs.binary_search(&verb.as_str()).is_ok()
        });
    let lower = &*token.lower;
    let common = pack.dictionary.has(lower) && pack.names.given.binary_search(&lower).is_err();
    verb && !common
        && pack.place(lower).is_none()
        && pack.titles.binary_search(&lower).is_err()
        && pack.demonyms.binary_search(&lower).is_err()
        && pack.not_names.binary_search(&lower).is_err()
        && pack.transitions.binary_search(&lower).is_err()
        && words.bodies.binary_search(&lower).is_err()
        && words.bare_nouns.binary_search(&lower).is_err()
        && pack.small(lower).number.is_none()
        && !pack.small(lower).function
        && !words.bare_endings.iter().any(|e| lower.ends_with(e))
}

/// `32 GB`: the sign of a unit after its number.
fn is_measure(text: &str, token: &Token<'_>) -> bool {
    let before = text[..token.outer].trim_end_matches([' ', '\u{A0}', '\u{202F}']);
    before.ends_with(|c: char| c.is_ascii_digit())
        && matches!(
            token.text,
            "GB" | "MB"
                | "KB"
                | "TB"
                | "GW"
                | "MW"
                | "KW"
                | "TWH"
                | "GHZ"
                | "MHZ"
                | "HP"
                | "DB"
                | "CV"
                | "MPH"
                | "KM"
                | "CM"
                | "MM"
                | "KG"
                | "AM"
                | "PM"
                | "AD"
                | "BC"
                | "BCE"
                | "CE"
                | "ME"
                | "GO"
                | "MO"
                | "TO"
                | "KO"
                | "HT"
                | "TTC"
                | "EUR"
                | "USD"
                | "GBP"
                | "CHF"
                | "CFA"
                | "M"
                | "MDS"
                | "MD"
        )
}

/// "a UK": an article, and the clause ends: no country is told.
fn is_lone_kind(text: &str, token: &Token<'_>, pack: &Pack) -> bool {
    let before = text[..token.outer].trim_end();
    let article = before.rsplit(char::is_whitespace).next().unwrap_or("");
    matches!(article, "a" | "an")
        && pack.place(&bare_acronym(&token.lower)).is_some()
        && !text[token.end..]
            .trim_start_matches(['.', ' '])
            .starts_with(char::is_alphabetic)
}

pub(super) fn token<'a>(text: &'a str, start: usize, end: usize, pack: &Pack) -> Token<'a> {
    let mut core = &text[start..end];
    while let Some(i) = core.find(['\'', '’']) {
        if !pack
            .small(&super::super::compare::lower(&core[..i]))
            .elision
        {
            break;
        }
        core = core[i..].trim_start_matches(['\'', '’']);
    }
    let core_start = end - core.len();
    let core = core
        .strip_suffix("'s")
        .or_else(|| core.strip_suffix("’s"))
        .unwrap_or(core);
    let core = before_ending(core, pack);
    let lower = lower(core);
    let (mut letters, mut capitals, mut signs) = (0_usize, 0_usize, 0_usize);
    for c in core.chars() {
        letters += usize::from(c.is_alphabetic());
        capitals += usize::from(c.is_uppercase());
        signs += usize::from(c.is_alphanumeric());
    }
    // `I’m`, `qu’il` and the like begin with a function word.
    let head = lower.split(['\'', '’']).next().unwrap_or("");
    let head = head
        .strip_suffix("-ci")
        .or_else(|| head.strip_suffix("-là"))
        .unwrap_or(head);
    let class = if capitals == 0 && pack.small(&lower).link {
        Class::Link
    } else if !core.starts_with(char::is_uppercase) || word::is_address(core) {
        Class::Other
    } else if is_acronym(core) && signs >= 2 && letters <= 6 {
        if pack
            .names
            .common_acronyms
            .binary_search(&bare_acronym(&lower).as_str())
            .is_ok()
            || is_period(core)
        {
            Class::Other
        } else {
            Class::Acronym
        }
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
        fresh: false,
        sure: true,
    }
}

/// `Paris-based`, `EU-wide`: the name without the common word tied to it; the parts of `Montfleury-les-Bains` belong together.
fn before_ending<'a>(core: &'a str, pack: &Pack) -> &'a str {
    let mut kept = core;
    while let Some((head, tail)) = kept.rsplit_once('-') {
        let common = tail.chars().count() >= 3
            && tail.chars().all(char::is_lowercase)
            && !pack.small(tail).link
            && !pack.small(tail).function;
        if !common || !head.starts_with(char::is_uppercase) {
            break;
        }
        kept = head;
    }
    if pack.code == "en" { kept } else { core }
}

/// Capitals alone, or with the `s` of a plural: `MPs`, `A320`, `COVID-19`.
fn is_acronym(core: &str) -> bool {
    let core = core
        .strip_suffix('s')
        .filter(|c| c.chars().count() >= 2)
        .unwrap_or(core);
    !core.chars().any(char::is_lowercase) && core.starts_with(char::is_uppercase)
}

fn bare_acronym(lower: &str) -> String {
    lower.replace('.', "")
}

/// `Q3`, `H1`, `T2`: a quarter or a half of a year.
fn is_period(core: &str) -> bool {
    matches!(
        core,
        "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2" | "T1" | "T2" | "T3" | "T4" | "S1" | "S2"
    )
}

/// What the body of the text says about its own words.
#[derive(Default)]
pub(super) struct Known<'a> {
    /// Capitalised where only a name is.
    pub(super) names: BTreeSet<&'a str>,
    /// Capitalised somewhere and lowercase somewhere else.
    pub(super) common: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    /// `aside` tells of a block and a token that it stands in the furniture of a page, where a rubric has its capital too.
    pub(super) fn read(
        blocks: &'a [Vec<Token<'_>>],
        aside: impl Fn(usize, &Token<'_>) -> bool,
    ) -> Self {
        let mut known = Self::default();
        let mut capitalised: BTreeSet<&str> = BTreeSet::new();
        let all = || {
            blocks
                .iter()
                .enumerate()
                .flat_map(|(b, ts)| ts.iter().map(move |t| (b, t)))
        };
        for (block, token) in all() {
            if token.class == Class::Capitalised {
                capitalised.insert(&token.lower);
                if token.sure && !aside(block, token) {
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
    pub(super) fn is_name(&self, token: &Token<'_>) -> bool {
        token.class == Class::Capitalised
            && self.names.contains(&*token.lower)
            && !self.common.contains(&*token.lower)
    }
}

/// No name has more words: text that is all capitals and stops is read in linear time too.
const LONGEST: usize = 12;

/// Calls `give` with each run of tokens that makes a name.
pub(super) fn runs(
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
        let begins = named(tokens.at(i))
            // `Le Havre` inside a sentence.
            || (tokens.at(i).class == Class::Function
                && tokens.at(i).sure
                && tokens.at(i).outer == tokens.at(i).start
                && tokens
                    .get(i + 1)
                    .is_some_and(|n| named(n) && touches(text, tokens.at(i), n) && n.outer == n.start));
        if !begins {
            i += 1;
            continue;
        }
        // The run goes on over capitalised words, and over at most two links that lead to one.
        let mut end = i + 1;
        for ahead in i + 1..tokens.len() {
            let token = tokens.at(ahead);
            if ahead - end > 2 || ahead - i > LONGEST || !touches(text, tokens.at(ahead - 1), token)
            {
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
        // `Cour des comptes`, `Union européenne`: in French only the first word of an institution has its capital.
        if lang.code() == "fr" {
            end = with_tail(text, tokens, i, end, pack);
        }
        let mut run = tokens.get(i..end).unwrap_or_default();
        // `la conseillère d'Etat Véronique Moret`: what stands before the person is the end of her function.
        if lang.code() == "fr"
            && let [first, rest @ ..] = run
            && first.outer != first.start
            && matches!(&*first.lower, "etat" | "état" | "académie")
            && rest
                .first()
                .is_some_and(|t| pack.names.given.binary_search(&&*t.lower).is_ok())
        {
            run = rest;
        }
        let apposed = i > 0
            && named(tokens.at(i - 1))
            && text.get(tokens.at(i - 1).end..tokens.at(i).outer) == Some(", ");
        if apposed {
            run = without_office(run, pack);
        }
        i = end;
        // `Home Affairs Commissioner Ylva Johansson`: the person, or else what stands before the title. A rank at the end of a
        // person's name is the surname: `Billie King`.
        if let Some(last) = run.iter().rposition(|t| is_title(t, pack)) {
            let after = run.get(last + 1..).unwrap_or_default();
            let before = run.get(..last).unwrap_or_default();
            let surname = last > 0
                && pack
                    .names
                    .rank_surnames
                    .binary_search(&&*run.at(last).lower)
                    .is_ok()
                && before
                    .iter()
                    .any(|t| pack.names.given.binary_search(&&*t.lower).is_ok());
            // `Judge King`.
            let ranked = last > 0
                && after.is_empty()
                && before.iter().all(|t| is_title(t, pack))
                && pack
                    .names
                    .rank_surnames
                    .binary_search(&&*run.at(last).lower)
                    .is_ok();
            if surname {
                // The run stays whole.
            } else if ranked {
                run = run.get(last..).unwrap_or_default();
            } else if after.iter().any(named) {
                run = after;
            } else {
                run = before;
            }
        }
        while let [first, rest @ ..] = run {
            let no_part = pack.code == "en" && is_beside(first, rest, pack);
            let doubtful = named(first)
                && !first.sure
                && (rest.is_empty()
                    || common.contains(&*first.lower)
                    || pack.transitions.binary_search(&&*first.lower).is_ok());
            let lone = first.class == Class::Function && rest.is_empty();
            let no_name = pack.not_names.binary_search(&&*first.lower).is_ok()
                && !(pack.code == "en"
                    && rest.iter().any(named)
                    && pack.names.given.binary_search(&&*first.lower).is_ok());
            // `l’Italienne Giulia Ferri`: what she is, and her name.
            let people = comes_from(text, first, rest, pack);
            if doubtful || lone || no_name || people || no_part || first.class == Class::Link {
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
        while let [rest @ .., last] = run
            && !rest.is_empty()
            && (COMPANY_FORMS.contains(&&*last.lower)
                || last.class == Class::Link
                || is_ticker(last.text))
        {
            run = rest;
        }
        let lone_body = run.len() == 1
            && run.at(0).class == Class::Capitalised
            && pack.names.bodies.binary_search(&&*run.at(0).lower).is_ok();
        if named_for_sure && !lone_body {
            for part in apart(run, pack) {
                if part.iter().any(named) {
                    give(part);
                }
            }
        }
    }
}

/// Whether the first word tells where a person is from whose name follows: `la Canadienne Brooke Hastings`, "Frenchwoman Lea Moreau". A word that
/// is an adjective too (`British Airways`) needs a given name behind it.
fn comes_from(text: &str, first: &Token<'_>, rest: &[Token<'_>], pack: &Pack) -> bool {
    let lower = &*first.lower;
    let given = |w: &str| pack.names.given.binary_search(&w).is_ok();
    // `le Valmois Marc Roussel`: of a town that no list has.
    let before = text[..first.outer]
        .trim_end()
        .rsplit(char::is_whitespace)
        .next();
    let lead = compare::lower(before.unwrap_or(""));
    let article = matches!(&*lead, "le" | "la");
    let of_town = pack.code == "fr"
        && (article || first.outer != first.start)
        && OF_TOWN.iter().any(|e| lower.ends_with(e))
        && !given(lower)
        && (rest.first().is_some_and(|t| given(&t.lower)) || is_inhabitant(lower, &lead, rest));
    let from = of_town
        || pack.demonyms.binary_search(&lower).is_ok()
        || pack.place(lower).is_some_and(|p| !p.1);
    let capitals = rest
        .iter()
        .take_while(|t| t.class == Class::Capitalised || t.text.len() == 1)
        .count();
    let Some(next) = rest.first().filter(|_| from && capitals > 0) else {
        return false;
    };
    if capitals >= 2 && pack.names.given.binary_search(&&*next.lower).is_ok() {
        return true;
    }
    // French has a capital on the noun alone, and the noun is a person.
    let article = || {
        first.outer != first.start
            || before.is_some_and(|b| {
                matches!(
                    b.to_lowercase().as_str(),
                    "le" | "la" | "un" | "une" | "au" | "du"
                )
            })
    };
    if pack.code == "fr" {
        return capitals == rest.len() && capitals <= 3 && article();
    }
    let noun = ["man", "woman"].iter().any(|e| lower.ends_with(e))
        && !matches!(lower, "german" | "roman" | "ottoman" | "norman")
        || matches!(lower, "briton" | "spaniard" | "swede" | "icelander");
    noun && capitals >= 2
}

/// `la Liégeoise Manon Dethier`: an ending that says woman or man, the article that goes with it, and two names behind.
fn is_inhabitant(lower: &str, before: &str, rest: &[Token<'_>]) -> bool {
    let endings: &[&str] = match before {
        "la" => &["oise", "aise", "ienne", "éenne"],
        "le" => &["geois", "éen", "ien"],
        _ => &[],
    };
    let names = |t: &Token<'_>| t.class == Class::Capitalised;
    endings.iter().any(|e| lower.ends_with(e)) && rest.len() == 2 && rest.iter().all(names)
}

/// Endings of words for those who live in a town.
const OF_TOWN: &[&str] = &[
    "ain", "aine", "ais", "aise", "éen", "éenne", "ien", "ienne", "ois", "oise",
];

fn is_title(token: &Token<'_>, pack: &Pack) -> bool {
    pack.titles.binary_search(&&*token.lower).is_ok()
}

/// Whether two tokens stand side by side in one name: a space between them, or the stop of an initial.
pub(super) fn touches(text: &str, left: &Token<'_>, right: &Token<'_>) -> bool {
    if right.fresh {
        return false;
    }
    match text.get(left.end..right.outer) {
        Some(" " | "\u{A0}" | "\u{202F}" | " & ") => true,
        Some(". " | "." | ".\u{A0}") => {
            left.text.chars().count() == 1
                || left.text.contains('.')
                || left.text.contains('-') && left.text.chars().count() <= 4
        }
        _ => false,
    }
}

/// `Rohan Mistry of the Royal Society` is a person and a body; `Bank of England` is one name.
fn apart<'t, 'a>(run: &'t [Token<'a>], pack: &Pack) -> Vec<&'t [Token<'a>]> {
    let link = run
        .iter()
        .position(|t| t.class == Class::Link && matches!(&*t.lower, "of"));
    let person = |t: &Token<'_>| pack.names.given.binary_search(&&*t.lower).is_ok();
    match link {
        Some(at)
            if at >= 2 && (person(run.at(0)) || of_a_body(run, at, pack))
                || at_home(run, at, pack) =>
        {
            let rest = run.get(at + 1..).unwrap_or_default();
            let skip = rest
                .iter()
                .position(|t| matches!(t.class, Class::Capitalised | Class::Acronym))
                .unwrap_or(rest.len());
            vec![
                run.get(..at).unwrap_or_default(),
                rest.get(skip..).unwrap_or_default(),
            ]
        }
        _ => vec![run],
    }
}

/// `Tolberg of Denmark`: a name that is no word, and the country it is from.
fn at_home(run: &[Token<'_>], at: usize, pack: &Pack) -> bool {
    let proper = |t: &Token<'_>| t.class == Class::Capitalised && !pack.dictionary.has(&t.lower);
    at >= 1
        && run.get(..at).unwrap_or_default().iter().all(proper)
        && matches!(run.get(at + 1..).unwrap_or_default(), [place] if pack.place(&place.lower).is_some())
}

/// `Lionel Agbeko of the University of Strand`: two words that name no body, and one behind the article.
fn of_a_body(run: &[Token<'_>], at: usize, pack: &Pack) -> bool {
    let body = |t: &Token<'_>| pack.names.bodies.binary_search(&&*t.lower).is_ok();
    let capital = |t: &Token<'_>| t.class == Class::Capitalised;
    let rest: Vec<&Token<'_>> = run
        .get(at + 1..)
        .unwrap_or_default()
        .iter()
        .filter(|t| capital(t))
        .collect();
    (2..=3).contains(&at)
        && run
            .get(..at)
            .unwrap_or_default()
            .iter()
            .all(|t| capital(t) && !body(t) && !is_title(t, pack))
        && run
            .get(at + 1)
            .is_some_and(|t| !capital(t) && &*t.lower == "the")
        && rest.iter().any(|t| body(t))
}

/// Where a name ends whose first word is that of an institution and whose last words are in small letters.
fn with_tail(text: &str, tokens: &[Token<'_>], from: usize, end: usize, pack: &Pack) -> usize {
    let small = |i: usize| {
        tokens
            .get(i)
            .filter(|t| {
                t.class == Class::Other && t.outer == t.start && touches(text, tokens.at(i - 1), t)
            })
            .filter(|t| t.text.chars().all(|c| c.is_lowercase() || c == '-'))
    };
    let body = pack
        .names
        .bodies
        .binary_search(&&*tokens.at(from).lower)
        .is_ok()
        && tokens.at(from).class == Class::Capitalised;
    let adjective = |t: &Token<'_>| {
        let lower = &*t.lower;
        // `Odrade est de retour`: a point of the compass has its capital in a name.
        (pack.demonyms.binary_search(&lower).is_ok()
            && !matches!(lower, "est" | "nord" | "ouest" | "sud"))
            || (body && TAIL_ENDINGS.iter().any(|e| lower.ends_with(e)) && !is_verb(lower, pack))
    };
    let mut end = end;
    let lone = end == from + 1;
    if lone
        && matches!(tokens.at(from).class, Class::Capitalised | Class::Acronym)
        && small(end).is_some_and(adjective)
    {
        end += 1;
    }
    if !body || !lone {
        return end;
    }
    // `de la santé`, `des comptes`, `d’appel`; in `la Ville la rachète` no preposition ties the words to the name.
    let linked = |i: usize, words: &[&str]| {
        tokens.get(i).is_some_and(|t| {
            words.contains(&&*t.lower) && t.outer == t.start && touches(text, tokens.at(i - 1), t)
        })
    };
    let elided = |i: usize, words: &[&str]| {
        tokens
            .get(i)
            .and_then(|t| text.get(t.outer..t.start))
            .is_some_and(|e| words.contains(&e))
    };
    let bare = linked(end, &["de"]);
    let mut at = end + usize::from(bare || linked(end, &["des", "du"]));
    let article = bare && linked(at, &["la"]);
    at += usize::from(article);
    let tied = at > end || elided(at, &["d'", "d’"]);
    // `demander à la Ville de payer`.
    let may_be_verb = !article && (bare || at == end) && !elided(at, &["l'", "l’"]);
    if tied {
        let noun = tokens.get(at).filter(|t| {
            t.class == Class::Other
                && t.text.chars().count() >= 3
                && t.text.chars().all(|c| c.is_lowercase() || c == '-')
                && !pack.small(&t.lower).function
                && pack.not_names.binary_search(&&*t.lower).is_err()
                && !(may_be_verb && is_infinitive(&t.lower))
                && touches(text, tokens.at(at - 1), t)
        });
        if noun.is_some() {
            return at + 1;
        }
    }
    end
}

/// Whether a word with the ending of an adjective is a verb behind its subject: `la Ville explique`.
fn is_verb(lower: &str, pack: &Pack) -> bool {
    pack.names.tail_verbs.binary_search(&lower).is_ok()
        || pack.names.subject_verbs.binary_search(&lower).is_ok()
        || pack.speech_verbs.binary_search(&lower).is_ok()
}

/// Whether a French word looks like an infinitive.
fn is_infinitive(lower: &str) -> bool {
    ["er", "ir", "dre", "ttre", "ire", "ivre"]
        .iter()
        .any(|e| lower.ends_with(e))
        && !lower.ends_with("oire")
}

/// Forms of companies, which a name may do without: `Brenlow Inc.`
const COMPANY_FORMS: &[&str] = &["corp", "gmbh", "inc", "llc", "llp", "ltd", "plc", "pty"];

/// Endings of the adjectives that tell one institution from another.
const TAIL_ENDINGS: &[&str] = &[
    "al", "ale", "ales", "aux", "iste", "istes", "ique", "iques", "éen", "éenne", "ienne", "ien",
    "iennes", "elle", "aire", "aires", "if", "ive",
];
