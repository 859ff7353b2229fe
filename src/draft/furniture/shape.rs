//! What a line is by its form alone: a person who signs, a reference, a contact, a few words, a dateline.

use super::{Line, begins_with_given, words};
use crate::draft::compare::lower;
use crate::lang::Pack;
use crate::span::Span;

/// A longer line tells something.
pub(super) const SHORT: usize = 7;

/// `17 septembre 2024`: one day, not several.
pub(super) fn kind_of_day(date: &str) -> bool {
    let figures = words(date)
        .filter(|w| w.starts_with(|c: char| c.is_ascii_digit()))
        .count();
    figures == 2
}

/// Where and for whom a report was written, before its first sentence: `LEEDS, England, Nov 7 (Norwire) - `, `PARIS (AFP) — `.
pub(super) fn dateline(line: &Line<'_>) -> Option<Span> {
    let end = [" - ", " – ", " — "]
        .iter()
        .filter_map(|dash| line.text.find(dash))
        .min()?;
    let head = line.text.get(..end)?;
    let first = head.split([',', ' ']).next().unwrap_or("");
    let place = first.chars().count() >= 3 && first.chars().all(|c| c.is_uppercase() || c == '-');
    let named = head.split([',', '(']).next().unwrap_or("");
    let capital = words(named).all(|w| w.starts_with(char::is_uppercase));
    let agency = head.ends_with(')') && head.matches('(').count() == 1;
    // `Nov. 9`.
    let months = head.replace(". ", " ");
    let short = words(head).count() <= 9 && !months.contains(['.', '«', '“', '"', ';', ':']);
    let parts = head.contains([',', '(']) || head.chars().all(|c| !c.is_lowercase());
    let holds = short && parts && (place || agency && capital);
    holds.then(|| Span::new(line.start, line.start + end))
}

/// What a desk needs and no reader.
pub(super) fn for_desk(text: &str) -> bool {
    is_aside(text) || is_reference(text) || is_contact(text) || text.starts_with('©')
}

/// A line that is one bracket: `(Reporting by Jane Doe; Editing by Tom Hill)`, `($1 = 0.7713 pounds)`.
pub(super) fn is_aside(text: &str) -> bool {
    let inside = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    inside.is_some_and(|t| !t.contains(['(', ')', '«', '“', '"']))
}

/// The number of a paper and nothing else: `Réf. : DC/2024-118`, `API0417 4 GI 0291 FRA`, `doi : 10.1000/182`. Letters and digits are glued, and
/// nothing in small letters stands beside them but what says what they are.
pub(super) fn is_reference(text: &str) -> bool {
    let value = text.split_once(':').map_or(text, |(label, value)| {
        if words(label).count() <= 2 {
            value
        } else {
            text
        }
    });
    let mut codes = 0;
    words(value.trim()).count() <= SHORT
        && value.split_whitespace().all(|w| {
            let digit = w.contains(|c: char| c.is_ascii_digit());
            let letter = w.contains(|c: char| c.is_alphabetic());
            let joined = w.trim_end_matches('.').contains(['/', '-', '.', '_']);
            codes += usize::from(digit && (letter || w.contains('/')));
            digit || joined || w.chars().all(|c| !c.is_lowercase())
        })
        && codes > 0
}

/// Who answers: a label of a few words, a colon, and a telephone, an address of the web or of mail.
pub(super) fn is_contact(text: &str) -> bool {
    let Some((label, value)) = text.split_once(':') else {
        return false;
    };
    let value = value.trim();
    let figures = value
        .chars()
        .take_while(|c| c.is_ascii_digit() || " \u{a0}\u{202f}+().-".contains(*c))
        .filter(char::is_ascii_digit)
        .count();
    let address = value
        .split_whitespace()
        .next()
        .is_some_and(|w| w.contains('@') || w.starts_with("http") || w.starts_with("www."));
    words(label).count() <= 3 && (figures >= 8 || address)
}

/// Whether a line tells a value: a digit or a colon that stands in no brackets, where a page counts what readers did.
pub(super) fn has_value(text: &str) -> bool {
    let mut depth = 0_usize;
    text.chars().any(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && (c.is_ascii_digit() || c == ':')
    })
}

/// No sentence and no value in a few words.
pub(super) fn is_short(text: &str) -> bool {
    (1..=SHORT).contains(&words(text).count())
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | ';' | '«' | '“' | '"'))
        && !text.ends_with(['.', '!', '?', '…', ','])
        && !text.contains(". ")
}

/// `Jane Doe`, `M.-C. Prigent`, `Jane Doe et Anne Weil`: who wrote it, and nothing else.
pub(super) fn is_person(text: &str, pack: &Pack) -> bool {
    let (name, function) = text.split_once(',').unwrap_or((text, ""));
    // `Le Maire, P. Aubagnac`: who signs a notice.
    let signs = words(name).count() <= 4
        && words(name).all(|w| pack.dictionary.has(&lower(w)) || pack.small(&lower(w)).function);
    if signs && is_full_name(function.trim(), pack) {
        return true;
    }
    let function = words(function).all(|w| pack.furniture.beside_by.contains(&&*lower(w)));
    let joined = [" et ", " and ", " & "]
        .iter()
        .find_map(|j| name.split_once(j))
        .map_or_else(|| vec![name], |(a, b)| vec![a, b]);
    function && joined.iter().all(|n| is_full_name(n.trim(), pack))
}

pub(super) fn is_full_name(name: &str, pack: &Pack) -> bool {
    let all: Vec<&str> = name.split_whitespace().collect();
    let capital =
        |w: &&str| w.starts_with(char::is_uppercase) || matches!(*w, "de" | "van" | "von");
    let initials = all.first().is_some_and(|w| {
        w.ends_with('.')
            && w.split(['.', '-'])
                .filter(|p| !p.is_empty())
                .all(|p| p.chars().count() == 1 && p.chars().all(char::is_uppercase))
    });
    // `M. Prigent` is how a text speaks of a man.
    let title = pack.code == "fr" && all.first() == Some(&"M.");
    (2..=4).contains(&all.len())
        && all.iter().all(capital)
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '!' | '?' | '"' | '«'))
        && !all
            .get(1..)
            .unwrap_or_default()
            .iter()
            .any(|w| w.chars().count() > 2 && w.ends_with('.'))
        && (initials && !title || begins_with_given(name, pack))
}

pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches([' ', '\u{a0}', '\u{202f}', '»', '”', '"', ')', '’', ']'])
        .ends_with(['.', '!', '?', '…'])
}

/// How many sentences end in a line.
pub(super) fn stops(text: &str) -> usize {
    let all: Vec<&str> = text.split_whitespace().collect();
    all.iter()
        .enumerate()
        .filter(|(i, w)| {
            ends_sentence(w)
                && w.chars().count() > 3
                && all
                    .get(i + 1)
                    .is_none_or(|n| !n.starts_with(char::is_lowercase))
        })
        .count()
}

/// The words of a line with where each begins.
pub(super) fn parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(move |w| (w.as_ptr() as usize - base, w))
}
