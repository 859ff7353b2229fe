//! Lines that a site puts around an article and that come with it when it is copied: the trail of rubrics, the dates of the page, the
//! credit of a picture, what can be shared, read or subscribed to, the contact of a release. What stands there alone is no part of the news.
//!
//! The structure of a line decides, with the phrases of [`Furniture`](crate::lang::Furniture): it stands for itself, holds no sentence, and
//! nothing but furniture. `Published on 3 May by Harbour Press, the book …` is none. Where a text has prose enough, what stands around it
//! needs no phrase: `bars` and `margin` ask for nothing but the form.

mod anchor;
mod bars;
mod calls;
mod fragments;
mod margin;
mod shape;
mod ticker;

use margin::Margin;

use super::Draft;
use super::compare::lower;
use crate::draft::total::At as _;
use crate::lang::{Furniture as Words, Pack};
use crate::span::{Span, Spans};

/// The furniture of a text.
#[derive(Debug)]
pub struct Furniture {
    /// Where it stands.
    pub spans: Spans,
    /// How many lines hold some.
    pub lines: usize,
    title: margin::Title,
}

/// A caption and its credit have no more words.
const CAPTION: usize = 25;

/// A shorter line of dashes parts the paragraphs of a text.
const RULE: usize = 10;

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
    /// A line drawn across the page: `__________`.
    rule: bool,
}

crate::draft::total::blank! {
    Line<'_> as Line<'static> = Line {
        text: "",
        start: 0,
        item: false,
        rule: false,
    };
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
    /// Who wrote it.
    Byline,
}

impl Furniture {
    fn read(draft: &Draft) -> Self {
        let pack = draft.lang().pack();
        let from = draft.front().map_or(0, |f| f.span.end);
        let lines = lines(draft.text(), from);
        let mut found: Vec<(Kind, Span)> = Vec::new();
        let mut known: Vec<Option<Kind>> = vec![None; lines.len()];
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
                    known.put(i, Some(Kind::Link));
                    listed = Some(i);
                    continue;
                }
                listed = None;
            }
            let own = kind(line, pack, prose)
                .or_else(|| (!prose && beside_dates(&lines, i, pack)).then_some(Kind::Byline));
            // What can only be an action of the page needs no more than its own line.
            let own_line = |k: &Kind| matches!(k, Kind::Actions | Kind::Byline | Kind::Link);
            let alone = |k: &Kind| own_line(k) && !runs_on(&lines, i) || stands_alone(&lines, i);
            match own.filter(alone) {
                Some(kind) => {
                    listed = (kind == Kind::Links).then_some(i);
                    found.push((kind, line.span()));
                    known.put(i, Some(kind));
                }
                None => {
                    // Before the article begins, a line that ends with a credit is a caption.
                    let caption = |s: Span| {
                        let told = s.start.saturating_sub(line.start);
                        let one = shape::stops(line.text.get(..told).unwrap_or("")) <= 1;
                        let short = one && words(line.text).count() <= CAPTION;
                        if prose && !short { s } else { line.span() }
                    };
                    let credit = credit_within(line, pack).map(caption);
                    prose |= line.text.ends_with('.');
                    known.put(i, credit.map(|_| Kind::Credit));
                    found.extend(credit.map(|s| (Kind::Credit, s)));
                }
            }
        }
        // An offer is furniture among furniture.
        if found.iter().all(|f| f.0 == Kind::Offer) {
            found.clear();
            known.fill(None);
        }
        let mut spans: Vec<Span> = found.into_iter().map(|f| f.1).collect();
        let contact = contact(&lines);
        for (line, known) in lines.iter().zip(&mut known) {
            if contact.contains(&line.span()) {
                *known = Some(Kind::Credit);
            }
        }
        spans.extend(contact);
        let Margin { furniture, title } = Margin::read(draft, &lines, &known);
        spans.extend(furniture);
        Self {
            lines: spans.len(),
            spans: spans.into_iter().chain(ticker::all(draft.text())).collect(),
            title,
        }
    }

    /// Whether a name stands in the title and each of its words in the prose too, which is then what asks for it.
    #[must_use]
    pub fn told_again(&self, span: Span) -> bool {
        self.title.told_again(span)
    }

    /// Whether a number counts the title it stands in: `Item 7 – The bridge`. A word and the number open it.
    #[must_use]
    pub fn counts_title(&self, number: Span) -> bool {
        self.title.counted_by(number)
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
                c.is_whitespace() || matches!(c, '-' | '*' | '•' | '+' | '#' | '_' | '^')
            });
            let start = start + (raw.len() - bare.len());
            let text = bare.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
            let rule = trimmed.trim_end();
            let rule = text.is_empty()
                && rule.len() >= RULE
                && rule.bytes().all(|b| Some(b) == rule.bytes().next());
            Line {
                text,
                start,
                item,
                rule,
            }
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
    !runs_in && !runs_on(lines, i)
}

/// Whether the next line goes on with the sentence of this one.
fn runs_on(lines: &[Line<'_>], i: usize) -> bool {
    lines
        .get(i + 1)
        .is_some_and(|n| n.text.starts_with(char::is_lowercase) && !n.text.contains('@'))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .map(|w| w.trim_matches('-'))
        .filter(|w| !w.is_empty())
}

/// The end of a line of which `low` is the small form with straight apostrophes; the two need not be as long: `İ` is longer in small letters, `ẞ` shorter.
fn as_written<'t>(text: &'t str, low: &str) -> &'t str {
    let mut left = low.len();
    let mut from = text.len();
    for (at, c) in text.char_indices().rev() {
        if left == 0 {
            break;
        }
        let small: usize = match c {
            '’' => 1,
            _ => c.to_lowercase().map(char::len_utf8).sum(),
        };
        left = left.saturating_sub(small);
        from = at;
    }
    text.get(from..).unwrap_or("")
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
    if !prose && is_stamp(&low, pack) {
        return Some(Kind::Dates);
    }
    if !prose && line_of_parts(line, pack) {
        return Some(Kind::Dates);
    }
    if is_actions(&low, list) || is_menu(&low, list) {
        return Some(Kind::Actions);
    }
    let bare = line.text.trim_matches(['(', ')']);
    if !prose && is_byline(line.text, &low, pack)
        || is_desk(&low, list) && is_byline(bare, low.trim_matches(['(', ')']), pack)
    {
        return Some(Kind::Byline);
    }
    let led = low.trim_start_matches(|c: char| c == ' ' || "><→►▶»".contains(c));
    if let Some(rest) = after(led, list.links) {
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
        if rest.is_empty() || rest == ":" {
            return Some(Kind::Links);
        }
        if rest.starts_with([':', '>', '→', '»', '›', '|', '–', '—']) || rest.starts_with("- ")
        {
            return Some(Kind::Link);
        }
    }
    // `MORE GREAT READS`.
    let count = words(&low).count();
    let last = words(&low)
        .last()
        .is_some_and(|w| list.other_pages.contains(&w));
    if prose && last && (2..=4).contains(&count) && !line.text.contains([':', '?', '!']) {
        return Some(Kind::Links);
    }
    if let Some(rest) = after(&low, list.join)
        && (words(rest).count() <= 14
            || words(rest).count() <= 36 && words(rest).take(6).any(|w| list.letters.contains(&w)))
        && list.letters.iter().any(|l| rest.contains(l))
    {
        return Some(Kind::Letter);
    }
    if let Some(rest) = after(&low, list.subscribe) {
        let rest = rest.trim_matches([' ', '!', '.', ':', '\u{a0}']);
        let price = rest.contains(['£', '€', '$']) && !line.text.ends_with(['.', '?']);
        let priced = after(rest, list.prices).is_some()
            || price && rest.starts_with(|c: char| c.is_ascii_digit() || "£€$".contains(c));
        if rest.is_empty() || priced && words(rest).count() <= 10 {
            return Some(Kind::Offer);
        }
    }
    if let Some(rest) = after(&low, list.credits) {
        let named = as_written(line.text, rest);
        let label = rest.trim_start().starts_with(':')
            || low.contains(" by ")
            || rest.contains('/')
            || names_agency(rest)
            || begins_with_given(named, pack);
        if label && is_credit(named) {
            return Some(Kind::Credit);
        }
    }
    if names_agency(&low)
        && line
            .text
            .split(['/', ',', '|', '–'])
            .all(|p| names_agency(&lower(p)) || begins_with_given(p, pack) && is_credit(p))
    {
        return Some(Kind::Credit);
    }
    None
}

/// Agencies whose names are credits.
#[rustfmt::skip]
const AGENCIES: &[&str] = &[
    "abaca", "afp", "afp photo", "alamy", "ansa", "ap", "ap photo", "belga", "d.r.", "dpa", "dr", "epa", "epa-efe", "getty",
    "getty images", "hans lucas", "icon sport", "istock", "keystone", "maxppp", "pa", "pa images", "pa media", "pa wire",
    "press association", "reuters", "sipa", "sipa press", "shutterstock",
];

/// `Tue 11 June 2024 16.40 BST`: a date with its year alone on a line.
fn is_stamp(low: &str, pack: &Pack) -> bool {
    let year = |w: &str| {
        w.len() == 4 && w.starts_with(['1', '2']) && w.bytes().all(|b| b.is_ascii_digit())
    };
    words(low).count() >= 3
        && words(low).any(year)
        && only_dates(low, pack)
        && words(low).any(|w| w.starts_with(|c: char| c.is_alphabetic()))
}

/// `Par Jean Rault - Publié le 14/10/2024 à 07:12`: pieces each of which would be furniture on its own line.
fn line_of_parts(line: &Line<'_>, pack: &Pack) -> bool {
    let marks = [" - ", " – ", " — ", " | ", " • ", " · "];
    let Some(mark) = marks.iter().find(|m| line.text.contains(**m)) else {
        return false;
    };
    let pieces: Vec<&str> = line.text.split(mark).map(str::trim).collect();
    pieces.len() >= 2
        && pieces.iter().all(|p| {
            let low = lower(p).replace('’', "'");
            after(&low, pack.furniture.dated).is_some() && only_dates(&low, pack)
                || is_stamp(&low, pack)
                || is_byline(p, &low, pack)
                || begins_with_given(p, pack) && words(p).count() <= 3
                || pack.furniture.reading.iter().any(|r| low.contains(r)) && only_dates(&low, pack)
        })
}

/// Whether a piece of a credit, in small letters, is an agency.
fn names_agency(low: &str) -> bool {
    low.split(['/', ',', '|', '–', ':', '(', ')'])
        .any(|p| AGENCIES.contains(&p.trim()))
}

/// Whether a text begins with a given name and a surname.
fn begins_with_given(text: &str, pack: &Pack) -> bool {
    let mut all = words(text);
    let given = all
        .next()
        .is_some_and(|w| pack.names.given.binary_search(&&*lower(w)).is_ok());
    given
        && all
            .next()
            .is_some_and(|w| w.starts_with(char::is_uppercase))
}

/// `By Morag Tennent`, `Par Jean Rault, correspondant à Lille`: names, and words for those who write.
fn is_byline(text: &str, low: &str, pack: &Pack) -> bool {
    const LONGEST: usize = 14;
    // `Reporting by Jane Doe; editing by Tom Hill`.
    if let (Some((text, more)), Some((low, low_more))) =
        (text.split_once("; "), low.split_once("; "))
    {
        return is_byline(text, low, pack) && is_byline(more, low_more, pack);
    }
    let list = pack.furniture;
    let Some(rest) = after(low, list.by) else {
        return false;
    };
    if rest.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    // `low` has its apostrophes straight, so letters are counted and not bytes.
    let label = low.chars().count().saturating_sub(rest.chars().count());
    let named: String = text.chars().skip(label).collect();
    let space = [' ', '\u{a0}', '\u{202f}'];
    let colon = named.trim_start_matches(space).starts_with(':');
    let noun = low
        .split(' ')
        .next()
        .is_some_and(|w| list.by_nouns.contains(&w.trim_end_matches(':')));
    if noun && !colon {
        return false;
    }
    let named = named
        .trim_start_matches(space)
        .trim_start_matches(':')
        .trim_start_matches(space);
    let mut names = 0;
    let all = words(named).all(|w| {
        let name = w.starts_with(char::is_uppercase);
        names += usize::from(name);
        name || list.beside_by.contains(&&*lower(w))
    });
    all && (2..=LONGEST).contains(&words(named).count())
        && (names >= 2 || names == 1 && names_agency(&lower(named)))
        && named.starts_with(char::is_uppercase)
        && !named.ends_with(['.', '!', '?'])
        && !named.contains(['«', '"', '“', '?'])
}

/// Whether a line begins with the part that a desk had in the text: "Reporting by", `Propos recueillis par`. Such a line also ends an article.
fn is_desk(low: &str, list: &Words) -> bool {
    let low = low.trim_start_matches('(');
    after(low, list.by).is_some_and(|rest| {
        let label = low.strip_suffix(rest).unwrap_or("");
        words(label).count() >= 2
            && words(label)
                .last()
                .is_some_and(|w| matches!(w, "by" | "par"))
    })
}

/// A name alone on the line above or below the dates of the page.
fn beside_dates(lines: &[Line<'_>], i: usize, pack: &Pack) -> bool {
    let line = lines.at(i);
    let dates = |l: &Line<'_>| kind(l, pack, false) == Some(Kind::Dates);
    // `Sam Ottery, court reporter`.
    let (name, function) = line.text.split_once(',').unwrap_or((line.text, ""));
    let all: Vec<&str> = words(name).collect();
    words(function).all(|w| pack.furniture.beside_by.contains(&&*lower(w)))
        && (2..=4).contains(&all.len())
        && all.iter().all(|w| w.starts_with(char::is_uppercase))
        && !line.text.contains(['.', ':', '!', '?', '"', '«'])
        && begins_with_given(line.text, pack)
        && (lines
            .get(..i)
            .unwrap_or_default()
            .iter()
            .rev()
            .find(|l| !l.text.is_empty())
            .is_some_and(dates)
            || lines
                .get(i + 1..)
                .unwrap_or_default()
                .iter()
                .find(|l| !l.text.is_empty())
                .is_some_and(dates))
}

/// `Accueil > Santé > Hôpitaux`, `L'Écho › Justice`.
fn is_trail(text: &str, low: &str, list: &Words) -> bool {
    let home = after(low, list.home).is_some();
    let cuts = |c: char| matches!(c, '>' | '›' | '»' | '→') || home && matches!(c, '/' | '|' | '·');
    let pieces: Vec<&str> = text.split(cuts).map(str::trim).collect();
    let short = |p: &&str| (1..=5).contains(&words(p).count());
    // No prose has this mark alone.
    let sure = home || text.contains(" › ");
    !text.contains(['«', '‹'])
        && pieces.len() >= if sure { 2 } else { 3 }
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

/// What a piece of a menu may be beside its entries.
fn beside_menu(piece: &str, list: &Words) -> bool {
    let counted = |p: &str| {
        let bare =
            p.trim_end_matches(|c: char| c.is_ascii_digit() || "() \u{a0}\u{202f}".contains(c));
        list.actions.contains(&bare) || list.menu.contains(&bare) || list.links.contains(&bare)
    };
    let short = piece
        .strip_prefix('©')
        .is_some_and(|p| words(p).count() <= 6);
    counted(piece) || short || NETWORKS.contains(&piece)
}

/// `Menu  Rechercher  Se connecter`, `Mentions légales · Gérer mes cookies`: entries of a menu and nothing else. One alone will do.
fn is_menu(low: &str, list: &Words) -> bool {
    let wide = low.replace(['|', '·', '•', '\t'], "  ");
    let mut pieces = wide.split("  ").map(str::trim).filter(|p| !p.is_empty());
    let mut entries = false;
    let all = pieces.all(|p| {
        // `Advertisement 1`
        let counted = p.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let entry = list.menu.contains(&p) || list.menu.contains(&counted);
        // With single spaces one entry follows the other.
        let row = || after_all(p, list);
        entries |= entry || list.links.contains(&p) && p != low || row();
        entry || beside_menu(p, list) || row()
    });
    all && entries
}

/// Whether a text is several entries of menus in a row.
fn after_all(text: &str, list: &Words) -> bool {
    let mut rest = text;
    let mut count = 0;
    while !rest.is_empty() {
        let next = after(rest, list.menu).or_else(|| after(rest, list.subscribe));
        let Some(next) = next else { return false };
        rest = next.trim_start();
        count += 1;
    }
    count >= 2
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
        let action = list
            .actions
            .contains(if counted { all.at(1) } else { first });
        let rest = |w: &&str| {
            NETWORKS.contains(w)
                || list.beside_actions.contains(w)
                || list.actions.contains(w)
                || w.bytes().all(|b| b.is_ascii_digit())
        };
        if !(action || NETWORKS.contains(first))
            || !all.get(1..).unwrap_or_default().iter().all(rest)
        {
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
        && all.iter().filter(small).count() <= usize::from(all.len() > 2)
        && !text.trim_end_matches([')', ']']).ends_with(['.', '!', '?'])
}

/// The credit that ends the line of a caption: `… at the pier. Credit: Iain Dowell`.
fn labelled_within(line: &Line<'_>, pack: &Pack) -> Option<Span> {
    let low = lower(line.text).replace('’', "'");
    let ends = [
        ". ", "… ", " (", " [", " | ", "! ", " – ", " — ", " - ", ") ",
    ];
    let at = ends
        .iter()
        .flat_map(|e| low.match_indices(e).map(|(i, e)| i + e.len()))
        .filter(|at| {
            after(&low[*at..], pack.furniture.credits).is_some_and(|rest| {
                let rest = rest.trim_start();
                // `Photo archives L'Écho / D. Marsac`, `Photo archives L'Écho`.
                let slash = rest.contains(" / ") && words(rest).count() <= 9;
                let label = low.len() - *at - rest.len();
                let long = words(&low[*at..*at + label]).count() >= 2 && words(rest).count() <= 5;
                let by = after(rest, pack.furniture.by).filter(|r| words(r).count() <= 5);
                let bracket = low[..*at].ends_with(['(', '[']) && words(rest).count() <= 8;
                rest.strip_prefix(':')
                    .or(by)
                    .or((slash || long || bracket).then_some(rest))
                    .is_some_and(|named| {
                        let behind = named.find([')', ']']).and_then(|at| named.get(at..));
                        let written = as_written(line.text, named);
                        let written = written.split([')', ']']).next().unwrap_or("");
                        behind.is_none_or(|b| b.chars().count() <= 2) && is_credit(written)
                    })
            })
        })
        .min()?;
    let credit = as_written(line.text, low.get(at..)?);
    let at = line.text.len() - credit.len();
    Some(Span::new(at, line.text.len()).shift(line.start))
}

/// The credit that ends the line of a caption: `… de Valcroze. © Julie Ravel`.
fn credit_within(line: &Line<'_>, pack: &Pack) -> Option<Span> {
    let Some(at) = line.text.find('©') else {
        return labelled_within(line, pack);
    };
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
    let from = lines
        .get(..end)
        .unwrap_or_default()
        .iter()
        .rposition(|l| l.text.is_empty())
        .map_or(0, |i| i + 1);
    let block = lines.get(from..end).unwrap_or_default();
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
