//! Lines that a site puts around an article and that come with it when it is copied: the trail of rubrics, the dates of the page, the
//! credit of a picture, what can be shared, read or subscribed to, the contact of a release. What stands there alone is no part of the news.
//!
//! The structure of a line decides, with the phrases of [`Furniture`](crate::lang::Furniture): it stands for itself, holds no sentence, and
//! nothing but furniture. `Published on 3 May by Harbour Press, the book …` is none.

use super::Draft;
use super::compare::lower;
use crate::lang::{Furniture as Words, Pack};
use crate::span::{Span, Spans};

/// The furniture of a text.
#[derive(Debug)]
pub struct Furniture {
    /// Where it stands.
    pub spans: Spans,
    /// How many lines hold some.
    pub lines: usize,
}

/// A longer line is no furniture.
const LONGEST: usize = 200;

/// A line of the text.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    /// Without white space, marks of lists, headings and emphasis.
    text: &'t str,
    /// Where that begins.
    start: usize,
    item: bool,
}

impl Line<'_> {
    fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// Ends as a sentence does.
    fn stops(&self) -> bool {
        self.text.ends_with(['.', ';', ',']) && !self.text.ends_with("..")
    }
}

impl Draft {
    /// The lines that a site put around the article.
    #[must_use]
    pub fn furniture(&self) -> std::sync::Arc<Furniture> {
        self.keep(Furniture::read)
    }
}

/// What a line is, when it is furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Trail,
    Dates,
    Actions,
    Link,
    /// The line leads to a list of other pages.
    Links,
    Letter,
    /// An offer with its price, which may be news.
    Offer,
    Credit,
}

impl Furniture {
    fn read(draft: &Draft) -> Self {
        let pack = draft.lang().pack();
        let from = draft.front().map_or(0, |f| f.span.end);
        let lines = lines(draft.text(), from);
        let mut found: Vec<(Kind, Span)> = Vec::new();
        let mut prose = false;
        let mut listed = None;
        for (i, line) in lines.iter().enumerate() {
            if line.text.is_empty() || line.text.len() > LONGEST {
                prose |= line.text.len() > LONGEST;
                listed = listed.filter(|at| line.text.is_empty() && at + 1 == i);
                continue;
            }
            // The list under `À lire aussi`.
            if let Some(at) = listed {
                if !line.stops() && (line.item || at + 1 == i) {
                    found.push((Kind::Link, line.span()));
                    listed = Some(i);
                    continue;
                }
                listed = None;
            }
            match kind(line, pack, prose).filter(|_| stands_alone(&lines, i)) {
                Some(kind) => {
                    listed = (kind == Kind::Links).then_some(i);
                    found.push((kind, line.span()));
                }
                None => {
                    prose |= line.text.ends_with('.');
                    found.extend(credit_within(line).map(|s| (Kind::Credit, s)));
                }
            }
        }
        // An offer is furniture among furniture.
        if found.iter().all(|f| f.0 == Kind::Offer) {
            found.clear();
        }
        let mut spans: Vec<Span> = found.into_iter().map(|f| f.1).collect();
        spans.extend(contact(&lines));
        Self {
            lines: spans.len(),
            spans: spans.into_iter().collect(),
        }
    }
}

fn lines(text: &str, from: usize) -> Vec<Line<'_>> {
    let mut at = from;
    let rest = text.get(from..).unwrap_or("");
    rest.split_inclusive('\n')
        .map(|raw| {
            let start = at;
            at += raw.len();
            let space = |c: char| c.is_whitespace();
            let trimmed = raw.trim_start_matches(space);
            let item = trimmed.starts_with(['-', '*', '•', '+'])
                && trimmed.chars().nth(1).is_some_and(char::is_whitespace);
            let bare = trimmed.trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, '-' | '*' | '•' | '+' | '#' | '_')
            });
            let start = start + (raw.len() - bare.len());
            let text = bare.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
            Line { text, start, item }
        })
        .collect()
}

/// Whether a line is one that its writer made: no sentence goes on over its ends.
fn stands_alone(lines: &[Line<'_>], i: usize) -> bool {
    const WIDE: usize = 60;
    let runs_in = i
        .checked_sub(1)
        .and_then(|b| lines.get(b))
        .is_some_and(|b| {
            b.text.len() > WIDE && b.text.ends_with(|c: char| c.is_lowercase() || c == ',')
        });
    let runs_on = lines
        .get(i + 1)
        .is_some_and(|n| n.text.starts_with(char::is_lowercase) && !n.text.contains('@'));
    !runs_in && !runs_on
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .map(|w| w.trim_matches('-'))
        .filter(|w| !w.is_empty())
}

/// What follows the longest phrase of a list at the start of `low`, when it ends at a word border.
fn after<'t>(low: &'t str, phrases: &[&str]) -> Option<&'t str> {
    phrases
        .iter()
        .filter_map(|p| low.strip_prefix(p))
        .filter(|rest| !rest.starts_with(char::is_alphanumeric))
        .min_by_key(|rest| rest.len())
}

fn kind(line: &Line<'_>, pack: &Pack, prose: bool) -> Option<Kind> {
    let list = pack.furniture;
    if line.stops() {
        return None;
    }
    let low = lower(line.text).replace('’', "'");
    if !prose && is_trail(line.text, &low, list) {
        return Some(Kind::Trail);
    }
    if after(&low, list.dated).is_some() && only_dates(&low, pack)
        || list.reading.iter().any(|p| low.contains(p)) && only_dates(&low, pack)
    {
        return Some(Kind::Dates);
    }
    if is_actions(&low, list) {
        return Some(Kind::Actions);
    }
    if let Some(rest) = after(&low, list.links) {
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
        if rest.is_empty() || rest == ":" {
            return Some(Kind::Links);
        }
        if rest.starts_with([':', '>', '→', '»', '›', '|', '–', '—']) {
            return Some(Kind::Link);
        }
    }
    if let Some(rest) = after(&low, list.join)
        && words(rest).count() <= 14
        && list.letters.iter().any(|l| rest.contains(l))
    {
        return Some(Kind::Letter);
    }
    if let Some(rest) = after(&low, list.subscribe) {
        let rest = rest.trim_matches([' ', '!', '.', ':', '\u{a0}']);
        if rest.is_empty() || after(rest, list.prices).is_some() && words(rest).count() <= 10 {
            return Some(Kind::Offer);
        }
    }
    if let Some(rest) = after(&low, list.credits) {
        let named = &line.text[line.text.len().saturating_sub(rest.len())..];
        let label = rest.trim_start().starts_with(':') || low.contains(" by ");
        if low.len() == line.text.len() && label && is_credit(named) {
            return Some(Kind::Credit);
        }
    }
    None
}

/// `Accueil > Santé > Hôpitaux`.
fn is_trail(text: &str, low: &str, list: &Words) -> bool {
    let pieces: Vec<&str> = text.split(['>', '›', '»', '→']).map(str::trim).collect();
    let short = |p: &&str| (1..=5).contains(&words(p).count());
    let home = after(low, list.home).is_some();
    !text.contains('«')
        && pieces.len() >= if home { 2 } else { 3 }
        && pieces.iter().all(short)
        && !text.contains(['.', '!', '?', ':'])
}

/// `Publié le 11/06/2025 à 18h42 – Mis à jour à 19h05`: dates, times, and the words between them.
fn only_dates(low: &str, pack: &Pack) -> bool {
    let list = pack.furniture;
    let known = |w: &str| {
        w.starts_with(|c: char| c.is_ascii_digit())
            || list.around_dates.contains(&w)
            || pack.figures.weekdays.contains(&w)
            || pack.not_names.binary_search(&w).is_ok()
    };
    words(low).count() <= 20 && low.contains(|c: char| c.is_ascii_digit()) && words(low).all(known)
}

/// Places where a page is shared.
#[rustfmt::skip]
const NETWORKS: &[&str] = &[
    "bluesky", "courriel", "e-mail", "email", "facebook", "flipboard", "instagram", "linkedin", "mail", "mastodon",
    "messenger", "pinterest", "reddit", "telegram", "threads", "tiktok", "twitter", "whatsapp", "x", "youtube",
];

/// `Partager sur Facebook | Imprimer | Réagir (37)`.
fn is_actions(low: &str, list: &Words) -> bool {
    let mut acts = false;
    let mut more = 0;
    let pieces = low.split(['|', '·', '•', '/', ',', '–', '—']);
    for piece in pieces {
        let all: Vec<&str> = words(piece).collect();
        let Some(first) = all.first() else {
            continue;
        };
        let counted = first.bytes().all(|b| b.is_ascii_digit()) && all.len() == 2;
        let action = list.actions.contains(if counted { &all[1] } else { first });
        let rest = |w: &&str| {
            NETWORKS.contains(w)
                || list.beside_actions.contains(w)
                || list.actions.contains(w)
                || w.bytes().all(|b| b.is_ascii_digit())
        };
        if !(action || NETWORKS.contains(first)) || !all[1..].iter().all(rest) {
            return false;
        }
        acts |= action;
        more += all.len();
    }
    acts && more >= 2
}

/// A name or two, and nothing that tells anything: `Julie Ravel / L'Écho des Causses`.
fn is_credit(text: &str) -> bool {
    let all: Vec<&str> = words(text).collect();
    let small = |w: &&&str| w.starts_with(char::is_lowercase) && w.chars().count() > 3;
    (1..=9).contains(&all.len())
        && all.iter().filter(small).count() == 0
        && !text.trim_end_matches([')', ']']).ends_with(['.', '!', '?'])
}

/// The credit that ends the line of a caption: `… de Valcroze. © Julie Ravel`.
fn credit_within(line: &Line<'_>) -> Option<Span> {
    let at = line.text.find('©')?;
    let before = line.text[..at].trim_end();
    let apart = before.is_empty()
        || before.ends_with(['.', '!', '?', '(', '[', '|', '/', '–', '—', '-', ')', '…']);
    let rest = &line.text[at + '©'.len_utf8()..];
    let rest = rest.split([')', ']']).next().unwrap_or("");
    let year = words(rest)
        .next()
        .is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()));
    (apart && (is_credit(rest) || year && words(rest).count() <= 12))
        .then(|| Span::new(at, at + '©'.len_utf8() + rest.len()).shift(line.start))
}

/// The lines of a contact that end a release: short ones, an address among them, and a telephone or another address.
fn contact(lines: &[Line<'_>]) -> Vec<Span> {
    let end = lines
        .iter()
        .rposition(|l| !l.text.is_empty())
        .map_or(0, |i| i + 1);
    let from = lines[..end]
        .iter()
        .rposition(|l| l.text.is_empty())
        .map_or(0, |i| i + 1);
    let block = &lines[from..end];
    let email = |t: &str| t.contains('@') && !t.contains(char::is_whitespace);
    let reach = |t: &str| {
        let digits = t.bytes().filter(u8::is_ascii_digit).count();
        let letters = t.chars().filter(|c| c.is_alphabetic()).count();
        email(t) || digits >= 7 && letters <= 6 || t.starts_with("www.") || t.starts_with("http")
    };
    let short = |l: &Line<'_>| {
        words(l.text).count() <= 7 && !l.text.ends_with(['.', '!', '?']) || reach(l.text)
    };
    let whole = from > 0
        && (3..=10).contains(&block.len())
        && block.iter().all(short)
        && block.iter().any(|l| email(l.text))
        && block.iter().filter(|l| reach(l.text)).count() >= 2;
    if whole {
        block.iter().map(Line::span).collect()
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests;
