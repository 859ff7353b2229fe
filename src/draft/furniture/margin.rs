//! What stands around the prose of an article: before its first paragraph and behind its last one. Where the prose is long enough to
//! tell the news, a short line out there that is no sentence, no title and no value names the page, its writer or its other pages.

use std::collections::BTreeSet;

use super::{Kind, LONGEST, Line, begins_with_given, beside_dates, is_stamp, words};
use crate::draft::compare::lower;
use crate::draft::{BlockKind, Draft};
use crate::lang::Pack;
use crate::span::Span;

use super::bars;

/// With fewer sentences than this the lines around them may be what tells the news.
const ENOUGH: usize = 5;

/// A line with fewer words is no prose.
const SENTENCE: usize = 7;

/// A longer line tells something.
const SHORT: usize = 7;

/// No title has more words.
const TITLE: usize = 60;

/// A line that is wrapped is as wide as this.
const WIDE: usize = 55;

/// The words of the title, each with whether the prose has it.
#[derive(Debug, Default)]
pub(super) struct Title(Vec<(Span, bool)>);

impl Title {
    /// Whether all capitalised words of a name stand in the prose too.
    pub(super) fn told_again(&self, span: Span) -> bool {
        let mut inside = self
            .0
            .iter()
            .filter(|(s, _)| s.start >= span.start && s.end <= span.end)
            .peekable();
        inside.peek().is_some() && inside.all(|w| w.1)
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
    cards: &'a [usize],
    pack: &'a Pack,
}

impl Margin {
    /// `known` tells of each line what its words make of it.
    pub(super) fn read(draft: &Draft, lines: &[Line<'_>], known: &[Option<Kind>]) -> Self {
        let mut prose = prose(lines);
        let cards = cards(lines, known, &prose, draft.lang().pack());
        for i in &cards {
            prose[*i] = false;
        }
        let stops: usize = lines
            .iter()
            .zip(&prose)
            .filter(|(_, p)| **p)
            .map(|(l, _)| stops(l.text))
            .sum();
        let first = prose.iter().position(|p| *p);
        let last = prose.iter().rposition(|p| *p);
        let (Some(first), Some(last), true) = (first, last, stops >= ENOUGH) else {
            return Self::default();
        };
        let text = Text {
            draft,
            lines,
            known,
            cards: &cards,
            pack: draft.lang().pack(),
        };
        let said: BTreeSet<String> = lines
            .iter()
            .zip(&prose)
            .filter(|(_, p)| **p)
            .flat_map(|(l, _)| parts(l.text).map(|(_, w)| lower(w).into_owned()))
            .collect();
        let title = text.title(first, &said);
        let mut furniture = text.head(first, title);
        furniture.extend(text.between(first, last, &prose));
        furniture.extend(text.foot(last + 1));
        furniture.extend(cards.iter().map(|i| lines[*i].span()));
        furniture.extend(dateline(&lines[first]));
        let title = title.map_or_else(Title::default, |i| {
            let line = &lines[i];
            Title(
                parts(line.text)
                    .take(TITLE)
                    .filter(|(_, w)| w.starts_with(char::is_uppercase))
                    .map(|(at, w)| {
                        let span = Span::new(at, at + w.len()).shift(line.start);
                        (span, said.contains(&*lower(w)))
                    })
                    .collect(),
            )
        });
        Self { furniture, title }
    }
}

impl Text<'_, '_> {
    /// Whether a line stands in running text: no list, table, code or heading.
    fn plain(&self, i: usize) -> bool {
        let line = &self.lines[i];
        !line.item
            && !line.text.is_empty()
            && line.text.len() <= LONGEST
            && self.draft.block_at(line.start).is_some_and(|b| {
                self.draft
                    .blocks()
                    .get(b)
                    .is_some_and(|b| b.kind == BlockKind::Paragraph)
            })
    }

    /// The line before the prose that says most of what the prose says.
    fn title(&self, first: usize, said: &BTreeSet<String>) -> Option<usize> {
        let heading = |i: &usize| {
            let block = self.draft.block_at(self.lines[*i].start);
            block.is_some_and(|b| {
                matches!(
                    self.draft.blocks().get(b).map(|b| b.kind),
                    Some(BlockKind::Heading(_))
                )
            })
        };
        (0..first)
            .filter(|i| !self.lines[*i].text.is_empty() && self.known[*i].is_none())
            .filter(|i| heading(i) || self.may_be_title(*i))
            .max_by_key(|i| {
                let text = self.lines[*i].text;
                let again: BTreeSet<String> = parts(text)
                    .map(|(_, w)| lower(w).into_owned())
                    .filter(|w| w.chars().count() >= 4 && said.contains(w))
                    .collect();
                (heading(i), again.len(), words(text).count())
            })
    }

    fn may_be_title(&self, i: usize) -> bool {
        let text = self.lines[i].text;
        self.plain(i)
            && words(text).count() >= 3
            // `HARLOW-RESULTS (UPDATE 2, adds shares)`: what an agency files it under.
            && !text.ends_with(')')
            && bars::items(text).is_none_or(|items| !bars::is_sure(&items))
            && !is_person(text, self.pack)
            && !self.is_dated(text)
    }

    /// What stands before the prose, beside the title: a line of few words, a bar, a date. What tells more is a standfirst; a list, a table,
    /// a score and a value with its name (`Tarif : 3 euros`) are news wherever they stand.
    fn head(&self, first: usize, title: Option<usize>) -> Vec<Span> {
        (0..first)
            .filter(|i| self.plain(*i) && self.known[*i].is_none() && Some(*i) != title)
            .filter(|i| {
                let text = self.lines[*i].text;
                let bar = bars::items(text);
                let sure = bar.as_deref().is_some_and(bars::is_sure);
                let above = title.is_some_and(|t| *i < t) && !ends_sentence(text);
                let names_page = bar.is_some()
                    || above
                    || is_short(text)
                    || self.is_dated(text)
                    || is_reference(text)
                    || self.is_page_line(text);
                sure || is_person(text, self.pack)
                    || title.is_some() && names_page && !self.under_label(*i)
            })
            .map(|i| self.lines[i].span())
            .collect()
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
    fn between(&self, first: usize, last: usize, prose: &[bool]) -> Vec<Span> {
        (first..last)
            .filter(|i| !prose[*i] && self.plain(*i) && self.known[*i].is_none())
            .filter(|i| self.apart(*i) && !self.under_label(*i))
            .filter(|i| {
                let text = self.lines[*i].text;
                bars::items(text).is_some_and(|items| bars::is_sure(&items)) || is_short(text)
            })
            .map(|i| self.lines[i].span())
            .collect()
    }

    /// What stands behind the prose: bars, who signs, and what goes with other furniture. Where a paragraph tells a value, a place
    /// beside it is news.
    fn foot(&self, from: usize) -> Vec<Span> {
        let mut found = Vec::new();
        let mut anchored = false;
        let mut labelled = false;
        let mut at = from;
        while at < self.lines.len() {
            if self.lines[at].text.is_empty() {
                at += 1;
                continue;
            }
            let end = (at..self.lines.len())
                .find(|i| self.lines[*i].text.is_empty())
                .unwrap_or(self.lines.len());
            let paragraph = at..end;
            let anchor = paragraph.clone().any(|i| {
                matches!(
                    self.known[i],
                    Some(Kind::Actions | Kind::Links | Kind::Letter | Kind::Dates | Kind::Byline)
                )
            });
            labelled &= !anchor;
            labelled |= paragraph.clone().any(|i| self.is_label(i));
            anchored |= anchor;
            let tells = paragraph
                .clone()
                .any(|i| self.known[i].is_none() && self.tells(i) && !for_desk(self.lines[i].text));
            let signs = paragraph
                .clone()
                .filter(|i| is_person(self.lines[*i].text, self.pack))
                .count();
            let table = self.is_table(paragraph.clone());
            for i in paragraph {
                let text = self.lines[i].text;
                if labelled || self.cards.contains(&i) || self.known[i].is_some() || !self.plain(i)
                {
                    continue;
                }
                if for_desk(text) {
                    found.push(self.lines[i].span());
                    continue;
                }
                if self.tells(i) {
                    continue;
                }
                let bar = (bars::items(text).is_some() || self.is_page_line(text)) && !table;
                let signed = is_person(text, self.pack)
                    && ((1..=2).contains(&signs) && !tells
                        || beside_dates(self.lines, i, self.pack));
                let with_others = anchored && !tells && is_short(text) && !table;
                if bar || signed || with_others {
                    found.push(self.lines[i].span());
                }
            }
            at = end;
        }
        found
    }

    /// Whether lines are the rows of a table: two with as many items.
    fn is_table(&self, paragraph: std::ops::Range<usize>) -> bool {
        let mut counts = paragraph.map(|i| {
            let text = self.lines[i].text;
            text.split(['\t', '|'])
                .flat_map(|p| p.split("  "))
                .filter(|p| !p.trim().is_empty())
                .count()
        });
        let mut before = 0;
        counts.any(|n| {
            let same = n >= 2 && n == before;
            before = n;
            same
        })
    }

    /// Whether a line stands between empty ones, or with one other short line: `Advertisement`, `Hide Ad`.
    fn apart(&self, i: usize) -> bool {
        let empty = |l: &Line<'_>| l.text.is_empty();
        let from = self.lines[..i].iter().rposition(empty).map_or(0, |e| e + 1);
        let end = self.lines[i..].iter().position(empty);
        let end = end.map_or(self.lines.len(), |e| i + e);
        let all = self.lines.get(from..end).unwrap_or(&[]);
        all.len() == 1 || all.len() == 2 && all.iter().all(|l| is_short(l.text) && !l.item)
    }

    /// Whether a line leads to those under it: a heading, or a colon at its end.
    fn is_label(&self, i: usize) -> bool {
        let line = &self.lines[i];
        let block = self.draft.block_at(line.start);
        let heading = block.is_some_and(|b| {
            matches!(
                self.draft.blocks().get(b).map(|b| b.kind),
                Some(BlockKind::Heading(_))
            )
        });
        self.known[i].is_none() && (heading || line.text.ends_with(':'))
    }

    fn under_label(&self, i: usize) -> bool {
        self.lines[..i]
            .iter()
            .rev()
            .find(|l| !l.text.is_empty())
            .is_some_and(|l| l.text.ends_with(':'))
    }

    /// Whether a line tells a value: a digit, a colon with something behind it, a mark of a list.
    fn tells(&self, i: usize) -> bool {
        let line = &self.lines[i];
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

/// `17 septembre 2024`: one day, not several.
fn kind_of_day(date: &str) -> bool {
    let figures = words(date)
        .filter(|w| w.starts_with(|c: char| c.is_ascii_digit()))
        .count();
    figures == 2
}

/// Where and for whom a report was written, before its first sentence: `LEEDS, England, Nov 7 (Norwire) - `, `PARIS (AFP) — `.
fn dateline(line: &Line<'_>) -> Option<Span> {
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
    let short = words(head).count() <= 9 && !head.contains(['.', '«', '“', '"', ';', ':']);
    let parts = head.contains([',', '(']) || head.chars().all(|c| !c.is_lowercase());
    let holds = short && parts && (place || agency && capital);
    holds.then(|| Span::new(line.start, line.start + end))
}

/// What a desk needs and no reader.
fn for_desk(text: &str) -> bool {
    is_aside(text) || is_reference(text) || is_contact(text) || text.starts_with('©')
}

/// A line that is one bracket: `(Reporting by Jane Doe; Editing by Tom Hill)`, `($1 = 0.7713 pounds)`.
fn is_aside(text: &str) -> bool {
    let inside = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    inside.is_some_and(|t| !t.contains(['(', ')', '«', '“', '"']))
}

/// The number of a paper and nothing else: `Réf. : DC/2024-118`, `API0417 4 GI 0291 FRA`, `doi : 10.1000/182`. Letters and digits are glued, and
/// nothing in small letters stands beside them but what says what they are.
fn is_reference(text: &str) -> bool {
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
fn is_contact(text: &str) -> bool {
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

/// No sentence and no value in a few words.
fn is_short(text: &str) -> bool {
    (1..=SHORT).contains(&words(text).count())
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | ';' | '«' | '“' | '"'))
        && !text.ends_with(['.', '!', '?', '…', ','])
        && !text.contains(". ")
}

/// `Jane Doe`, `M.-C. Prigent`, `Jane Doe et Anne Weil`: who wrote it, and nothing else.
fn is_person(text: &str, pack: &Pack) -> bool {
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

fn is_full_name(name: &str, pack: &Pack) -> bool {
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
        && !all[1..]
            .iter()
            .any(|w| w.chars().count() > 2 && w.ends_with('.'))
        && (initials && !title || begins_with_given(name, pack))
}

/// The last paragraph when it presents who signed above, of whom no other speaks: `Jane Doe has covered the courts since 2009.`
fn cards(lines: &[Line<'_>], known: &[Option<Kind>], prose: &[bool], pack: &Pack) -> Vec<usize> {
    let Some(first) = prose.iter().position(|p| *p) else {
        return Vec::new();
    };
    let signed = (0..first).find(|i| {
        known[*i] == Some(Kind::Byline) || known[*i].is_none() && is_person(lines[*i].text, pack)
    });
    let Some(writer) = signed.and_then(|i| writer(lines[i].text, known[i].is_some())) else {
        return Vec::new();
    };
    let speaks: Vec<usize> = (first..lines.len())
        .filter(|i| prose[*i] && lines[*i].text.contains(writer))
        .collect();
    let last = prose.iter().rposition(|p| *p);
    match speaks.as_slice() {
        [one] if Some(*one) == last && *one > first && lines[*one].text.starts_with(writer) => {
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
fn prose(lines: &[Line<'_>]) -> Vec<bool> {
    let mut found: Vec<bool> = lines
        .iter()
        .map(|l| {
            !l.item
                && !is_aside(l.text)
                && !is_contact(l.text)
                && (words(l.text).count() >= SENTENCE && ends_sentence(l.text)
                    || words(l.text).count() >= 3 * SENTENCE)
        })
        .collect();
    // A wrapped paragraph: each line is wide, and some line begins in the middle of a sentence.
    let mut at = 0;
    while at < lines.len() {
        let end = (at..lines.len())
            .find(|i| lines[*i].text.is_empty())
            .unwrap_or(lines.len());
        let wide = |i: usize| lines[i].text.chars().count() >= WIDE;
        let runs = (at + 1..end).any(|i| {
            wide(i - 1) && !lines[i].item && lines[i].text.starts_with(char::is_lowercase)
        });
        if runs && let Some(from) = (at..end).find(|i| wide(*i)) {
            found[from..end].fill(true);
        }
        at = end + 1;
    }
    found
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches([' ', '\u{a0}', '\u{202f}', '»', '”', '"', ')', '’', ']'])
        .ends_with(['.', '!', '?', '…'])
}

/// How many sentences end in a line.
fn stops(text: &str) -> usize {
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
fn parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(move |w| (w.as_ptr() as usize - base, w))
}

#[cfg(test)]
mod tests;
