//! What stands around the prose of an article: before its first paragraph and behind its last one. Where the prose is long enough to
//! tell the news, a short line out there that is no sentence, no title and no value names the page, its writer or its other pages.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::anchor::{self, Anchor};
use super::shape::{
    SHORT, dateline, ends_sentence, for_desk, has_value, is_aside, is_contact, is_person, is_short,
    kind_of_day, parts, stops,
};
use super::{Kind, LONGEST, Line, beside_dates, is_stamp, words};
use crate::draft::compare::lower;
use crate::draft::total::At as _;
use crate::draft::{BlockKind, Draft};
use crate::lang::Pack;
use crate::span::Span;

use super::{bars, fragments};

/// With fewer sentences than this the lines around them may be what tells the news.
const ENOUGH: usize = 5;

/// A line with fewer words is no prose.
const SENTENCE: usize = 7;

/// A sentence with as many words is part of the text.
const FULL: usize = 17;

/// As many words make two sentences part of the text.
const TWO: usize = 12;

/// No title has more words.
const TITLE: usize = 60;

/// A line that is wrapped is as wide as this.
const WIDE: usize = 55;

/// The title: its capitalised words, each with whether the prose has it, and the number that counts it.
#[derive(Debug, Default)]
pub(super) struct Title {
    words: Vec<(Span, bool)>,
    number: Option<Span>,
}

impl Title {
    /// Whether all capitalised words of a name stand in the prose too.
    pub(super) fn told_again(&self, span: Span) -> bool {
        let mut inside = self
            .words
            .iter()
            .filter(|(s, _)| s.start >= span.start && s.end <= span.end)
            .peekable();
        inside.peek().is_some() && inside.all(|w| w.1)
    }

    /// Whether a number is the second word of the title, before a dash or a colon.
    pub(super) fn counted_by(&self, number: Span) -> bool {
        self.number == Some(number)
    }
}

/// What the lines around the prose are.
#[derive(Debug, Default)]
pub(super) struct Margin {
    pub(super) furniture: Vec<Span>,
    pub(super) title: Title,
}

struct Text<'a, 't> {
    draft: &'a Draft,
    lines: &'a [Line<'t>],
    /// Which lines are known as furniture by their words.
    known: &'a [Option<Kind>],
    anchors: &'a [Option<Anchor>],
    prose: &'a [Prose],
    cards: &'a [usize],
    /// The words of the prose.
    said: &'a BTreeSet<String>,
    pack: &'a Pack,
    /// For each line, the lines around it up to the next empty ones.
    runs: Vec<Range<usize>>,
    /// Which runs are tables, as far as somebody has asked.
    tables: RefCell<BTreeMap<(usize, usize), bool>>,
}

/// Whether a line is part of the running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Prose {
    No,
    /// One short sentence, which a page may have too.
    Light,
    Full,
}

crate::draft::total::blank! {
    Prose = Prose::No;
}

impl Margin {
    /// `known` tells of each line what its words make of it.
    pub(super) fn read(draft: &Draft, lines: &[Line<'_>], known: &[Option<Kind>]) -> Self {
        let pack = draft.lang().pack();
        let mut anchors: Vec<Option<Anchor>> = lines
            .iter()
            .zip(known)
            .map(|(l, k)| anchor::of(l, *k, pack))
            .collect();
        // A note to editors goes on to its stop.
        for (two, anchor) in lines.windows(2).zip(anchors.iter_mut().skip(1)) {
            let [before, line] = two else { continue };
            let low = lower(before.text).replace('’', "'");
            let noted = anchor::for_editors(&low, pack);
            if noted && !ends_sentence(before.text) && !line.text.is_empty() {
                *anchor = Some(Anchor::Page);
            }
        }
        // A sentence between paragraphs is news, whatever its words: `personal use only, the judge said`.
        let running = prose(lines, &anchors);
        let full = |p: &Prose| *p == Prose::Full;
        let inside =
            running.iter().position(full).unwrap_or(0)..running.iter().rposition(full).unwrap_or(0);
        for i in inside {
            let letter = || anchor::offers_letter(lines.at(i), pack);
            let page = *anchors.at(i) == Some(Anchor::Page) && known.at(i).is_none();
            if page && ends_sentence(lines.at(i).text) && !letter() {
                anchors.put(i, None);
            }
        }
        let mut prose = prose(lines, &anchors);
        let end = end(lines, &anchors, &prose, pack);
        prose.get_mut(end..).unwrap_or_default().fill(Prose::No);
        let cards = cards(lines, known, &prose, pack);
        for i in &cards {
            prose.put(*i, Prose::No);
        }
        let running = || lines.iter().zip(&prose).filter(|(_, p)| **p != Prose::No);
        let enough = running().map(|(l, _)| stops(l.text)).sum::<usize>() >= ENOUGH;
        // A title may ask or shout; the text begins with what tells.
        let tells = |(l, p): (&Line<'_>, &Prose)| {
            *p == Prose::Full || *p == Prose::Light && !l.text.ends_with(['?', '!', '…'])
        };
        let first = lines.iter().zip(&prose).position(tells);
        let full = prose.iter().rposition(|p| *p == Prose::Full);
        let last = full.or_else(|| prose.iter().rposition(|p| *p != Prose::No));
        let (Some(first), Some(last), true) = (first, last, enough) else {
            return Self::default();
        };
        let said: BTreeSet<String> = running()
            .flat_map(|(l, _)| parts(l.text).map(|(_, w)| lower(w).into_owned()))
            .collect();
        let text = Text {
            draft,
            lines,
            known,
            anchors: &anchors,
            prose: &prose,
            cards: &cards,
            said: &said,
            pack,
            runs: runs(lines),
            tables: RefCell::default(),
        };
        let title = text.title(first);
        let mut furniture = text.head(first, title);
        furniture.extend(text.between(first, last));
        furniture.extend(text.foot(last + 1, end));
        furniture.extend(text.fragments(title, first, last));
        furniture.extend(
            lines
                .get(end..)
                .unwrap_or_default()
                .iter()
                .filter(|l| !l.text.is_empty())
                .map(Line::span),
        );
        furniture.extend(cards.iter().map(|i| lines.at(*i).span()));
        furniture.extend(dateline(lines.at(first)));
        let title = title.map_or_else(Title::default, |i| {
            let line = lines.at(i);
            let capitals = parts(line.text)
                .take(TITLE)
                .filter(|(_, w)| w.starts_with(char::is_uppercase))
                .map(|(at, w)| {
                    let span = Span::new(at, at + w.len()).shift(line.start);
                    (span, said.contains(&*lower(w)))
                });
            Title {
                words: capitals.collect(),
                number: number_of(line),
            }
        });
        Self { furniture, title }
    }
}

impl Text<'_, '_> {
    /// Whether a line stands in running text: no list, table, code or heading.
    fn plain(&self, i: usize) -> bool {
        let line = self.lines.at(i);
        !line.item
            && !line.text.is_empty()
            && line.text.len() <= LONGEST
            && self.kind(i) == Some(BlockKind::Paragraph)
    }

    fn kind(&self, i: usize) -> Option<BlockKind> {
        // The mark of a block quotation stands before the block.
        let line = self.lines.at(i);
        let block = self.draft.block_at(line.span().end.saturating_sub(1));
        let block = block.and_then(|b| self.draft.blocks().get(b))?;
        // A line drawn under several others makes them no heading.
        let within = block.span.slice(self.draft.text()).trim();
        let several =
            matches!(block.kind, BlockKind::Heading(_)) && within.lines().nth(2).is_some();
        Some(if several {
            BlockKind::Paragraph
        } else {
            block.kind
        })
    }

    fn heading(&self, i: usize) -> bool {
        matches!(self.kind(i), Some(BlockKind::Heading(_)))
    }

    /// How many words of a line the prose has too.
    fn again(&self, i: usize) -> usize {
        let again: BTreeSet<String> = parts(self.lines.at(i).text)
            .map(|(_, w)| lower(w).into_owned())
            .filter(|w| w.chars().count() >= 4 && self.said.contains(w))
            .collect();
        again.len()
    }

    /// Lines among the paragraphs, or several in a run before the first, that are no sentences: no sentence stands in their run, and no label for what
    /// follows. Behind the prose such a line may announce a day and a place.
    fn fragments(&self, title: Option<usize>, first: usize, last: usize) -> Vec<Span> {
        let mut told: BTreeMap<usize, bool> = BTreeMap::new();
        let mut is_news = |i: usize| {
            let run = self.run(i);
            let tells = |k: usize| {
                *self.prose.at(k) != Prose::No || fragments::leads(self.lines.at(k).text)
            };
            let any = || run.clone().any(tells) || i < first && run.len() < 2;
            *told.entry(run.start).or_insert_with(any)
        };
        (0..last)
            .filter(|i| self.plain(*i) && self.known.at(*i).is_none() && Some(*i) != title)
            .filter(|i| fragments::is_fragment(self.lines.at(*i).text) && !is_news(*i))
            .map(|i| self.lines.at(i).span())
            .collect()
    }

    /// The line before the prose that says most of what the prose says. A date with its year, and the name of the site, are
    /// rarely part of one.
    fn title(&self, first: usize) -> Option<usize> {
        (0..first)
            .filter(|i| !self.lines.at(*i).text.is_empty() && self.known.at(*i).is_none())
            .filter(|i| self.heading(*i) || self.may_be_title(*i))
            .max_by_key(|i| {
                let text = self.lines.at(*i).text;
                let figures = words(text).filter(|w| w.starts_with(|c: char| c.is_ascii_digit()));
                let dated = anchor::has_year(text) && figures.count() >= 2;
                let site = text.contains(" :: ") || bars::pieces(text).len() > 1;
                let unlike = u8::from(dated) + u8::from(site);
                // A line of its own right before the text.
                let run = self.run(*i);
                let alone = run.len() == 1
                    && words(text).count() > 3
                    && self
                        .lines
                        .get(run.end..first)
                        .unwrap_or_default()
                        .iter()
                        .all(|l| l.text.is_empty());
                (
                    self.heading(*i),
                    std::cmp::Reverse(unlike),
                    alone,
                    self.again(*i),
                    words(text).count(),
                )
            })
    }

    fn may_be_title(&self, i: usize) -> bool {
        let text = self.lines.at(i).text;
        self.plain(i)
            && words(text).count() >= 3
            && matches!(self.anchors.at(i), None | Some(Anchor::Address))
            // `HARLOW-RESULTS (UPDATE 2, adds shares)`: what an agency files it under.
            && !text.ends_with(')')
            && bars::items(text).is_none_or(|items| !bars::is_sure(&items))
            && !is_person(text, self.pack)
            && !self.is_dated(text)
    }

    /// What stands before the prose, beside the title: what stands above it, and below it a line of few words, a bar, a date, and the
    /// lines in a run with them. What tells more is a standfirst; a list, a table, a score and a value with its name (`Tarif : 3 euros`) are news.
    fn head(&self, first: usize, title: Option<usize>) -> Vec<Span> {
        // What is asked of a run is asked once.
        let mut known: BTreeMap<usize, bool> = BTreeMap::new();
        let mut beside_page = |i: usize| {
            let run = self.run(i);
            *known
                .entry(run.start)
                .or_insert_with(|| self.beside_page(run, first, title))
        };
        (0..first)
            .filter(|i| self.known.at(*i).is_none() && Some(*i) != title)
            .filter(|i| {
                let line = self.lines.at(*i);
                let text = line.text;
                let above = title.is_some_and(|t| *i < t) && !ends_sentence(text);
                if !self.plain(*i) {
                    // The entries of a menu.
                    let short = above && words(text).count() <= SHORT;
                    return line.item
                        && (short || *self.anchors.at(*i) == Some(Anchor::Page))
                        && !self.practical(*i);
                }
                let bar = bars::items(text);
                let sure = bar.as_deref().is_some_and(bars::is_sure);
                let names_page = bar.is_some()
                    || above
                    || is_short(text)
                    || self.is_dated(text)
                    || self.is_page(*i, self.run(*i))
                    || self.is_page_line(text)
                    || beside_page(*i) && !self.retells(*i);
                sure || is_person(text, self.pack)
                    || title.is_some() && names_page && !self.under_label(*i)
            })
            .map(|i| self.lines.at(i).span())
            .collect()
    }

    /// Whether a line says what the prose says, as a standfirst does.
    fn retells(&self, i: usize) -> bool {
        let text = self.lines.at(i).text;
        let long = parts(text).filter(|(_, w)| w.chars().count() >= 4).count();
        words(text).count() > SHORT && 2 * self.again(i) >= long
    }

    /// Whether a line of the page stands in the same run of lines, and no price or time does.
    fn beside_page(&self, run: Range<usize>, first: usize, title: Option<usize>) -> bool {
        let run = run.start..run.end.min(first);
        run.clone()
            .any(|l| Some(l) != title && self.is_page(l, run.clone()))
            && !run.clone().any(|l| self.practical(l))
            && !run.clone().any(|l| *self.prose.at(l) == Prose::Full)
    }

    /// Whether a line is one that only a page has; `run` is the lines around it.
    fn is_page(&self, i: usize, run: Range<usize>) -> bool {
        match self.anchors.at(i) {
            Some(Anchor::Page) => true,
            Some(Anchor::Bar) => !self.is_table(run),
            _ => false,
        }
    }

    /// The lines around a line up to the next empty ones.
    fn run(&self, i: usize) -> Range<usize> {
        self.runs.get(i).cloned().unwrap_or(i..i)
    }

    /// Whether a line tells when or for how much: what a reader needs who goes there.
    fn practical(&self, i: usize) -> bool {
        // A time beside a year is when the page was made.
        *self.anchors.at(i) != Some(Anchor::Page)
            && !anchor::has_year(self.lines.at(i).text)
            && bars::pieces(self.lines.at(i).text)
                .iter()
                .any(|piece| self.is_practical(piece))
    }

    fn is_practical(&self, text: &str) -> bool {
        let low = lower(text);
        let all: Vec<&str> = words(&low).collect();
        let digit = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
        let figures = self.pack.figures;
        let unit = |w: &str| w == "h" || figures.currencies.iter().any(|c| c.0 == w);
        let clock = |w: &str| {
            let rest = w.trim_start_matches(|c: char| c.is_ascii_digit());
            let minutes = |m: &str| m.bytes().all(|b| b.is_ascii_digit());
            digit(w) && (matches!(rest, "am" | "pm") || rest.strip_prefix('h').is_some_and(minutes))
        };
        let dated = all.iter().any(|w| figures.weekdays.contains(w));
        let figure = all.iter().any(|w| digit(w));
        figure && (dated || text.contains(['€', '£', '$']))
            || all.iter().any(|w| clock(w))
            || all.windows(2).any(|w| digit(w.at(0)) && unit(w.at(1)))
    }

    /// Pieces beside one another of which at most one tells a value that is no date with its year: `9 septembre 2025 · Lecture : 4 minutes`,
    /// `News  Sport  Jobs   Sign in | Subscribe 3 months for £3`.
    fn is_page_line(&self, text: &str) -> bool {
        let pieces = bars::pieces(text);
        let digits = |p: &&&str| p.contains(|c: char| c.is_ascii_digit());
        let dated = |p: &&&str| self.is_dated(p.trim());
        pieces.len() >= 3
            && !ends_sentence(text)
            && pieces.iter().filter(|p| !p.trim().is_empty()).count() >= 3
            && pieces.iter().filter(digits).filter(|p| !dated(p)).count() <= 1
    }

    /// Lines between paragraphs that are no part of them: bars, and a few words that stand alone, as a sub-heading or a button does.
    fn between(&self, first: usize, last: usize) -> Vec<Span> {
        let page = |i: usize| self.is_page(i, self.run(i));
        (first..last)
            .filter(|i| *self.prose.at(*i) == Prose::No && self.known.at(*i).is_none())
            .filter(|i| self.plain(*i) || self.lines.at(*i).item && page(*i))
            .filter(|i| (self.apart(*i) || page(*i) || self.lone(*i)) && !self.under_label(*i))
            .filter(|i| {
                let text = self.lines.at(*i).text;
                page(*i)
                    || bars::items(text).is_some_and(|items| bars::is_sure(&items))
                    || is_short(text)
                    || self.lone(*i)
            })
            .map(|i| self.lines.at(i).span())
            .collect()
    }

    /// What stands behind the prose: bars, who signs, and all that goes with what only a page has. From there on nothing is news but a
    /// sentence before it, a price, a time, and what stands under a label of its own.
    fn foot(&self, from: usize, end: usize) -> Vec<Span> {
        let mut found = Vec::new();
        let mut ended = false;
        let mut labelled = false;
        let mut at = from;
        while at < end {
            if self.lines.at(at).text.is_empty() {
                ended |= self.lines.at(at).rule;
                at += 1;
                continue;
            }
            let run = at..self.run(at).end.min(end);
            at = run.end;
            // What follows the last paragraph without an empty line begins with the first line of the page.
            let joined = run.start == from && from > 0 && !self.lines.at(from - 1).text.is_empty();
            let practical = run.clone().any(|i| self.practical(i));
            let table = self.is_table(run.clone());
            let is_anchor = |i: &usize| match self.anchors.at(*i) {
                Some(Anchor::Address) => !practical,
                _ => self.is_page(*i, run.clone()),
            };
            let anchor = run.clone().find(is_anchor);
            labelled &= anchor.is_none();
            labelled |= !ended && run.clone().any(|i| self.is_label(i)) && anchor.is_none();
            let tells = run.clone().any(|i| {
                self.known.at(i).is_none() && self.tells(i) && !for_desk(self.lines.at(i).text)
            });
            let signs = run
                .clone()
                .filter(|i| is_person(self.lines.at(*i).text, self.pack))
                .count();
            for i in run {
                let text = self.lines.at(i).text;
                // What a list or a block quotation swallows: `- Why robins sing`, `> Download the order`.
                let within = ended || anchor.is_some_and(|a| i >= a);
                let page_has = within
                    && *self.prose.at(i) == Prose::No
                    && (self.lines.at(i).item
                        || matches!(
                            self.kind(i),
                            Some(BlockKind::Item { .. } | BlockKind::Quote)
                        ));
                let whole = *self.known.at(i) == Some(Kind::Credit)
                    && anchor.is_some()
                    && self.is_page(i, i..i + 1);
                if labelled
                    || self.cards.contains(&i)
                    || self.known.at(i).is_some() && !whole
                    || !self.plain(i) && !page_has
                {
                    continue;
                }
                if for_desk(text) {
                    found.push(self.lines.at(i).span());
                    continue;
                }
                let of_page = match anchor {
                    _ if ended => true,
                    Some(a) => i >= a || !joined && *self.prose.at(i) == Prose::No && !table,
                    None => false,
                };
                if of_page {
                    if !self.practical(i) {
                        found.push(self.lines.at(i).span());
                    }
                    continue;
                }
                if *self.prose.at(i) != Prose::No || self.tells(i) {
                    continue;
                }
                let bar = (bars::items(text).is_some() || self.is_page_line(text)) && !table;
                let signed = is_person(text, self.pack)
                    && ((1..=2).contains(&signs) && !tells
                        || beside_dates(self.lines, i, self.pack));
                if bar || signed {
                    found.push(self.lines.at(i).span());
                }
            }
            ended |=
                anchor.is_some_and(|a| *self.anchors.at(a) != Some(Anchor::Address)) && !labelled;
        }
        found
    }

    /// Whether a line that is no sentence stands alone between two that are: a sub-heading, a button, a pull quote. What those tell the
    /// text tells.
    fn lone(&self, i: usize) -> bool {
        let prose = |l: Option<usize>| l.is_some_and(|l| *self.prose.at(l) != Prose::No);
        let empty = |l: &usize| !self.lines.at(*l).text.is_empty();
        let before = (0..i).rev().find(empty);
        let after = (i + 1..self.lines.len()).find(empty);
        let text = self.lines.at(i).text;
        prose(before)
            && prose(after)
            && !ends_sentence(text)
            && !text.ends_with([':', ',', ';'])
            && before.is_none_or(|b| ends_sentence(self.lines.at(b).text))
            && !self.lines.at(i).item
            && !has_value(text)
    }

    /// Whether lines are the rows of a table: two with as many items.
    fn is_table(&self, paragraph: Range<usize>) -> bool {
        let key = (paragraph.start, paragraph.end);
        if let Some(known) = self.tables.borrow().get(&key) {
            return *known;
        }
        let mut counts = paragraph.map(|i| {
            if self.known.at(i).is_some() {
                return 0;
            }
            let text = self.lines.at(i).text;
            text.split(['\t', '|'])
                .flat_map(|p| p.split("  "))
                .filter(|p| !p.trim().is_empty())
                .count()
        });
        let mut before = 0;
        let table = counts.any(|n| {
            let same = n >= 2 && n == before;
            before = n;
            same
        });
        self.tables.borrow_mut().insert(key, table);
        table
    }

    /// Whether a line stands between empty ones, or with one other short line: `Advertisement`, `Hide Ad`.
    fn apart(&self, i: usize) -> bool {
        let all = self.lines.get(self.run(i)).unwrap_or(&[]);
        all.len() == 1 || all.len() == 2 && all.iter().all(|l| is_short(l.text) && !l.item)
    }

    /// Whether a line leads to those under it: a heading, or a colon at its end.
    fn is_label(&self, i: usize) -> bool {
        self.known.at(i).is_none() && (self.heading(i) || self.lines.at(i).text.ends_with(':'))
    }

    fn under_label(&self, i: usize) -> bool {
        self.lines
            .get(..i)
            .unwrap_or_default()
            .iter()
            .rev()
            .find(|l| !l.text.is_empty())
            .is_some_and(|l| l.text.ends_with(':'))
    }

    /// Whether a line tells a value: a digit, a colon with something behind it, a mark of a list.
    fn tells(&self, i: usize) -> bool {
        let line = self.lines.at(i);
        let counter = bars::items(line.text).is_some();
        line.item
            || line.text.ends_with(':')
            || !counter
                && line.text.contains(|c: char| c.is_ascii_digit() || c == ':')
                && !self.is_dated(line.text)
    }

    /// A date with its year beside at most one short text: `Communiqué du 17 septembre 2024`, `Montrieux, le 5 mai 2025`.
    fn is_dated(&self, text: &str) -> bool {
        let low = lower(text).replace('’', "'");
        if is_stamp(&low, self.pack) {
            return true;
        }
        let Some(at) = low.find(|c: char| c.is_ascii_digit()) else {
            return false;
        };
        let date = low.get(at..).unwrap_or("");
        let before = low.get(..at).unwrap_or("");
        words(before).count() <= SHORT
            && !text.contains([':', '€', '$', '£', '%', '«', '"'])
            && is_stamp(date, self.pack)
            && (3..=4).contains(&words(date).count())
            && kind_of_day(date)
    }
}

/// The number of `Item 7 – The bridge`, `Point 7 : le pont`.
fn number_of(line: &Line<'_>) -> Option<Span> {
    let mut all = parts(line.text);
    let (_, label) = all.next()?;
    let (at, number) = all.next()?;
    let rest = line.text.get(at + number.len()..)?.trim_start();
    let counts = label.chars().all(char::is_alphabetic)
        && number.bytes().all(|b| b.is_ascii_digit())
        && rest.starts_with(['–', '—', '-', ':', '.']);
    counts.then(|| Span::new(at, at + number.len()).shift(line.start))
}

/// For each line, the lines around it up to the next empty ones; for an empty one, the lines right before it.
fn runs(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::with_capacity(lines.len());
    let mut from = 0;
    for run in lines.split_inclusive(|l| l.text.is_empty()) {
        let closed = run.last().is_some_and(|l| l.text.is_empty());
        let end = from + run.len() - usize::from(closed);
        found.extend(std::iter::repeat_n(from..end, run.len()));
        from += run.len();
    }
    found
}

/// The line from which on nothing is news, or the end of the text: the mark or the label that closes a release, and a line drawn across the
/// page above what only a page has. Most of the text stands before it.
fn end(lines: &[Line<'_>], anchors: &[Option<Anchor>], prose: &[Prose], pack: &Pack) -> usize {
    let count = |from: usize, to: usize| -> usize {
        lines
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .map(|l| words(l.text).count())
            .sum()
    };
    let all = count(0, lines.len());
    let anchored = anchors.iter().rposition(Option::is_some);
    let mut before = 0;
    let mut told = 0;
    for (i, line) in lines.iter().enumerate() {
        let rest = all - before;
        let closes = anchor::ends(line, pack) && told >= ENOUGH && 5 * rest <= 2 * all;
        let drawn = line.rule
            && told >= ENOUGH
            && 4 * rest <= all
            && anchored.is_some_and(|last| i <= last);
        if closes || drawn {
            return i;
        }
        before += words(line.text).count();
        told += if *prose.at(i) == Prose::No {
            0
        } else {
            stops(line.text)
        };
    }
    lines.len()
}

/// The last paragraph when it presents who signed above, of whom no other speaks: `Jane Doe has covered the courts since 2009.`
fn cards(lines: &[Line<'_>], known: &[Option<Kind>], prose: &[Prose], pack: &Pack) -> Vec<usize> {
    let Some(first) = prose.iter().position(|p| *p != Prose::No) else {
        return Vec::new();
    };
    let signed = (0..first).find(|i| {
        *known.at(*i) == Some(Kind::Byline)
            || known.at(*i).is_none() && is_person(lines.at(*i).text, pack)
    });
    let Some(writer) = signed.and_then(|i| writer(lines.at(i).text, known.at(i).is_some())) else {
        return Vec::new();
    };
    let speaks: Vec<usize> = (first..lines.len())
        .filter(|i| *prose.at(*i) != Prose::No && lines.at(*i).text.contains(writer))
        .collect();
    let last = prose.iter().rposition(|p| *p != Prose::No);
    match speaks.as_slice() {
        [one] if Some(*one) == last && *one > first && lines.at(*one).text.starts_with(writer) => {
            vec![*one]
        }
        _ => Vec::new(),
    }
}

/// The first full name of a byline, behind its `By`.
fn writer(text: &str, label: bool) -> Option<&str> {
    let mut all = parts(text).skip(usize::from(label));
    let (start, _) = all.find(|(_, w)| w.starts_with(char::is_uppercase))?;
    let (end, last) = all
        .next()
        .filter(|(_, w)| w.starts_with(char::is_uppercase))?;
    text.get(start..end + last.len())
}

/// Which lines are prose: sentences with a stop, and lines that go on over their ends.
fn prose(lines: &[Line<'_>], anchors: &[Option<Anchor>]) -> Vec<Prose> {
    let small = |text: &str| {
        let small = words(text).filter(|w| w.starts_with(char::is_lowercase));
        2 * small.count() > words(text).count()
    };
    let mut found: Vec<Prose> = lines
        .iter()
        .zip(anchors)
        .map(|(l, anchor)| {
            let count = words(l.text).count();
            if l.item || is_aside(l.text) || is_contact(l.text) || anchor.is_some() {
                Prose::No
            } else if count >= SENTENCE && ends_sentence(l.text) {
                if count >= FULL || stops(l.text) >= 2 && count >= TWO {
                    Prose::Full
                } else {
                    Prose::Light
                }
            } else if count >= 3 * SENTENCE && small(l.text) {
                Prose::Full
            } else {
                Prose::No
            }
        })
        .collect();
    // A wrapped paragraph: each line is wide, and some line begins in the middle of a sentence.
    let page = |i: usize| lines.at(i).text.is_empty() || *anchors.at(i) == Some(Anchor::Page);
    let mut at = 0;
    while at < lines.len() {
        let end = (at..lines.len()).find(|i| page(*i)).unwrap_or(lines.len());
        let wide = |i: usize| lines.at(i).text.chars().count() >= WIDE;
        let runs = (at + 1..end).any(|i| {
            wide(i - 1) && !lines.at(i).item && lines.at(i).text.starts_with(char::is_lowercase)
        });
        if runs && let Some(from) = (at..end).find(|i| wide(*i)) {
            found
                .get_mut(from..end)
                .unwrap_or_default()
                .fill(Prose::Full);
        }
        at = end + 1;
    }
    found
}

#[cfg(test)]
mod tests;
