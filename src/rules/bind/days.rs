//! Days of the week that stand nowhere in the source, where the sentence that is told has another one. What else tells the day
//! (a date, `tomorrow`, a range of days) can be reckoned with, and then nothing is claimed.

use crate::rules::Fault;
use std::collections::{BTreeMap, BTreeSet};

use super::pair::{Claim, Pair, shared};
use crate::draft::reading::{Line, Token};
use crate::draft::total::At as _;
use crate::draft::{Draft, NumberKind};

/// Two sentences share at least this many stems.
const SHARED: usize = 2;

/// Days that the source does not have.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let days = pair.article.lang().pack().figures.weekdays;
    let stated: BTreeSet<usize> = pair
        .lines()
        .iter()
        .flat_map(|l| &l.tokens)
        .filter_map(|t| day(t, days, true))
        .collect();
    let mut claims = Vec::new();
    if stated.is_empty() {
        return claims;
    }
    // The days that each block of the article tells.
    let mut blocks: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for line in &pair.alignment.article.lines {
        let all = line.tokens.iter().filter_map(|t| day(t, days, false));
        blocks.entry(line.block).or_default().extend(all);
    }
    let none = BTreeSet::new();
    for (index, line, row) in pair.rows() {
        let told = blocks.get(&line.block).unwrap_or(&none);
        for (at, token) in line.tokens.iter().enumerate() {
            let Some(own) = day(token, days, false).filter(|d| !stated.contains(d)) else {
                continue;
            };
            if token.quoted || named(line, at) || reckoned(pair, &row.rests_on) {
                continue;
            }
            // A day of what is told here has gone.
            let Some(&source) = row.rests_on.iter().find(|&&s| {
                let theirs = &pair.line(s).tokens;
                theirs
                    .iter()
                    .filter_map(|t| day(t, days, true))
                    .any(|d| d != own && !told.contains(&d))
                    && shared(line, pair.line(s), &token.stem) >= SHARED
            }) else {
                continue;
            };
            claims.push(Claim {
                span: pair.span(line, token),
                fault: Fault::new("day").text("word", pair.written(line, token)),
                line: index,
                source,
            });
        }
    }
    claims
}

/// Which day of the week a word is, in the plural and, in a source, shortened too (`Tue`, `lun`).
fn day(token: &Token, days: &[&str], short: bool) -> Option<usize> {
    /// A day is shortened to so many letters.
    const SHORT: std::ops::RangeInclusive<usize> = 3..=5;
    let text = token.text.as_str();
    days.iter().position(|d| {
        text == *d
            || text.strip_suffix('s') == Some(d)
            || short && SHORT.contains(&text.len()) && d.starts_with(text)
    })
}

/// Whether a word is part of a name: `the Sunday Post`.
fn named(line: &Line, at: usize) -> bool {
    let days_are_names = line.tokens.at(at).capital;
    let beside = |t: &&Token| t.capital && t.content;
    let before = at
        .checked_sub(1)
        .filter(|i| *i > 0)
        .and_then(|i| line.tokens.get(i));
    days_are_names
        && (line.tokens.get(at + 1).filter(beside).is_some() || before.filter(beside).is_some())
}

/// Whether the day could be worked out from a sentence or from what stands beside it.
fn reckoned(pair: &Pair<'_>, rests_on: &[usize]) -> bool {
    relative(pair, rests_on)
        || pair.around(rests_on).into_iter().any(|s| {
            let line = pair.line(s);
            dated(pair.source, line) || ranged(pair, line)
        })
}

/// Whether a word tells a day by another one: `the next day`, `le lendemain`.
pub(super) fn relative(pair: &Pair<'_>, rests_on: &[usize]) -> bool {
    let times = pair.meaning.day_words;
    pair.around(rests_on).into_iter().any(|s| {
        let mut words = pair.line(s).tokens.iter();
        words.any(|t| times.contains(&t.text.as_str()))
    })
}

/// Whether a sentence has a date with a day.
fn dated(draft: &Draft, line: &Line) -> bool {
    draft
        .numbers()
        .get(line.numbers.clone())
        .unwrap_or_default()
        .iter()
        .any(|n| n.kind == NumberKind::Date && n.date().is_some_and(|[_, _, day]| !day.is_empty()))
}

/// `from Monday to Friday`, `du lundi au vendredi`.
fn ranged(pair: &Pair<'_>, line: &Line) -> bool {
    let days = pair.article.lang().pack().figures.weekdays;
    line.tokens.windows(3).any(|w| {
        day(w.at(0), days, true).is_some()
            && day(w.at(2), days, true).is_some()
            && pair.meaning.until.contains(&w.at(1).text.as_str())
    }) || line
        .tokens
        .windows(2)
        .any(|w| w.iter().all(|t| day(t, days, true).is_some()))
}

#[cfg(test)]
mod tests {
    use super::super::pair::claimed;
    use super::*;
    use crate::lang::Lang;

    fn strange(lang: Lang, source: &str, article: &str) -> Vec<String> {
        claimed(check, lang, source, article)
    }

    #[test]
    fn days_of_nowhere() {
        for (source, article, want) in [
            (
                "La réunion, prévue mercredi, se tiendra finalement jeudi à 19 heures.",
                "Programmée à l'origine mardi, la réunion se tiendra finalement jeudi à 19 heures.",
                "mardi",
            ),
            (
                "La grève, commencée lundi, s'est achevée vendredi.",
                "Commencée lundi, la grève s'est achevée samedi.",
                "samedi",
            ),
            (
                "Le marché se tient le mardi et le samedi, place Carnot.",
                "Place Carnot, le marché se tient le mardi et le dimanche.",
                "dimanche",
            ),
        ] {
            assert_eq!(strange(Lang::FR, source, article), [want], "{article}");
        }
        for (source, article, want) in [
            (
                "The council meeting planned for Wednesday will now be held on Thursday.",
                "Planned for Tuesday, the council meeting will now be held on Thursday.",
                "Tuesday",
            ),
            (
                "The strike at the port began on Monday and ended on Friday.",
                "The strike at the port, which began on Monday, ended on Saturday.",
                "Saturday",
            ),
            (
                "The market is held on Tuesdays and Saturdays in Castle Square.",
                "Castle Square hosts the market, held on Tuesdays and Sundays.",
                "Sundays",
            ),
        ] {
            assert_eq!(strange(Lang::EN, source, article), [want], "{article}");
        }
    }

    #[test]
    fn days_that_can_be_reckoned() {
        for (source, article) in [
            (
                "Le musée est ouvert du mercredi au dimanche, sauf en août.",
                "Le musée, fermé mardi, est ouvert du mercredi au dimanche, sauf en août.",
            ),
            (
                "Le conseil a voté mardi le budget du port. Le maire a démissionné le lendemain.",
                "Le conseil a voté le budget du port. Le maire a démissionné mercredi.",
            ),
            (
                "Le conseil se réunira lundi, le 12 mars, au port.",
                "Le conseil se réunira le 12 mars, un mardi, au port.",
            ),
        ] {
            assert!(strange(Lang::FR, source, article).is_empty(), "{article}");
        }
        for (source, article) in [
            (
                "The museum is open from Wednesday to Sunday all year.",
                "The museum is open from Wednesday to Sunday all year, but never on Tuesday.",
            ),
            (
                "The council voted on Tuesday. The mayor resigned the next day.",
                "The council voted; the mayor resigned on Wednesday.",
            ),
            (
                "The vote was held on Tue, the count on Thu.",
                "The vote was held on Tuesday, the count on Thursday.",
            ),
            (
                "The mayor told a paper on Monday that the port will close.",
                "The mayor told the Sunday Post that the port will close.",
            ),
        ] {
            assert!(strange(Lang::EN, source, article).is_empty(), "{article}");
        }
    }
}
