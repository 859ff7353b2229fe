//! Days told by when a text was written: `jeudi`, "yesterday", `le mois prochain` in a text of `lundi 5 septembre 2022`. The date of a text is that of
//! its dateline or of its page, else the first full date of its prose.

use std::collections::{BTreeMap, BTreeSet};

use super::civil::{number_of, weekday};
use crate::draft::{Draft, Number, NumberKind};
use crate::lang::Figures;

/// The date of a page stands in one of so many of its first lines.
const HEAD: usize = 15;
/// A line of a page has so many words at most, and no more bytes.
const WORDS: usize = 16;
const LINE: usize = 160;
/// A text has a date or two of its own: published, updated.
const DATES: usize = 3;
/// A date without its year and with its day of the week lies in one of these years.
const YEARS: std::ops::RangeInclusive<i64> = 2000..=2035;

/// When a text was written, and the days, months and years that its words can mean.
#[derive(Default)]
pub(super) struct Moments {
    /// The dates of the page.
    dates: Vec<Date>,
    days: BTreeSet<i64>,
    /// Years and months.
    months: BTreeSet<(i64, i64)>,
    years: BTreeSet<i64>,
    /// The days of the week that stand beside a month and a day.
    named: BTreeMap<(i64, i64), BTreeSet<i64>>,
    /// The years in which a month and a day lie.
    dated: BTreeMap<(i64, i64), BTreeSet<i64>>,
}

/// A date of the page.
#[derive(Clone, Copy)]
struct Date {
    day: i64,
    year: i64,
    month: i64,
    /// The text says the year.
    clear: bool,
    /// Where it stands.
    at: usize,
    /// In a line of the page, not in its prose.
    apart: bool,
}

/// Year, month and day of a number.
fn parts(n: &Number) -> Option<[Option<i64>; 3]> {
    let [year, month, day] = n.date()?;
    Some([year.parse().ok(), month.parse().ok(), day.parse().ok()])
}

impl Moments {
    pub(super) fn of(draft: &Draft) -> Self {
        let mut all = Self::default();
        let mut prose = None;
        let mut beside = Vec::new();
        let lines = head(draft);
        for n in draft.numbers() {
            let Some([year, Some(month), Some(day)]) = parts(n) else {
                continue;
            };
            let named = weekday_before(draft, n);
            if let Some(named) = named.filter(|_| n.other.is_none()) {
                all.named.entry((month, day)).or_default().insert(named);
            }
            if let Some(year) = year {
                all.dated.entry((month, day)).or_default().insert(year);
            }
            let apart = lines
                .iter()
                .any(|l| l.0 <= n.span.start && n.span.end <= l.1);
            let Some(date) = date(year, month, day, named, n.span.start, apart) else {
                continue;
            };
            if apart && all.dates.len() < DATES {
                all.dates.push(date);
            } else if named.is_some() && beside.len() < DATES {
                beside.push(date);
            }
            if date.clear && prose.is_none() {
                prose = Some(date);
            }
        }
        if let Some(front) = all.dates.is_empty().then(|| of_front(draft)).flatten() {
            all.dates.push(front);
        }
        if all.dates.is_empty() {
            all.dates.extend(if beside.is_empty() {
                prose.into_iter().collect()
            } else {
                beside
            });
        }
        all.read(draft);
        all
    }

    fn read(&mut self, draft: &Draft) {
        let figures = draft.lang().pack().figures;
        let said = |table: &'static [(&'static str, i32)]| -> Vec<i64> {
            let rows = table.iter().filter(|(phrase, _)| draft.says(phrase));
            rows.map(|(_, step)| i64::from(*step)).collect()
        };
        let (days, months) = (said(figures.day_words), said(figures.month_words));
        let years = said(figures.year_words);
        let weekdays = weekdays(draft, figures);
        for date in self.dates.clone() {
            self.days.extend(days.iter().map(|step| date.day + step));
            for (named, way) in &weekdays {
                let ahead = (named - weekday(date.day)).rem_euclid(7);
                let steps: &[i64] = match way {
                    Way::ToCome if ahead == 0 => &[0, 7],
                    Way::ToCome => &[0],
                    Way::Next => &[if ahead == 0 { 7 } else { 0 }, 7],
                    Way::GoneBy => &[-7],
                    Way::Either if ahead == 0 => &[0],
                    Way::Either => &[0, -7],
                };
                self.days
                    .extend(steps.iter().map(|step| date.day + ahead + step));
            }
            for step in &months {
                let month = date.year * 12 + date.month - 1 + step;
                self.months
                    .insert((month.div_euclid(12), month.rem_euclid(12) + 1));
            }
            if date.clear {
                self.years.extend(years.iter().map(|step| date.year + step));
            }
        }
        // `le lendemain`: of any day that is told.
        let steps = said(figures.days_beside);
        if !steps.is_empty() {
            let year = self.dates.first().map_or(2023, |d| d.year);
            let told = self.dated.iter();
            let told = told.flat_map(|(day, years)| years.iter().map(move |year| (*year, *day)));
            let bare = draft
                .numbers()
                .iter()
                .filter_map(parts)
                .filter_map(|p| match p {
                    [None, Some(month), Some(day)] => Some((year, (month, day))),
                    _ => None,
                });
            let told: Vec<i64> = told
                .chain(bare)
                .map(|(year, (month, day))| number_of(year, month, day))
                .chain(self.days.iter().copied())
                .collect();
            for step in steps {
                self.days.extend(told.iter().map(|day| day + step));
            }
        }
    }

    /// The day that a date is, among those that the words of the text can mean.
    fn meant(&self, [year, month, day]: [Option<i64>; 3]) -> Option<i64> {
        let (month, day) = (month?, day?);
        let clear = self.dates.iter().any(|d| d.clear) || year.is_none();
        let around = self.dates.first().map(|d| d.year)?;
        let years = match year {
            Some(year) => year..=year,
            None => around - 1..=around + 1,
        };
        let mut days = years.map(|year| number_of(year, month, day));
        days.find(|d| clear && self.days.contains(d))
    }
}

/// A date of the text. Without its year it needs its day of the week.
fn date(
    year: Option<i64>,
    month: i64,
    day: i64,
    named: Option<i64>,
    at: usize,
    apart: bool,
) -> Option<Date> {
    let of = |year: i64, clear: bool| Date {
        day: number_of(year, month, day),
        year,
        month,
        clear,
        at,
        apart,
    };
    if let Some(year) = year {
        return Some(of(year, true));
    }
    let mut years = YEARS;
    let year = years.find(|y| weekday(number_of(*y, month, day)) == named.unwrap_or(-1))?;
    Some(of(year, false))
}

/// The date of the front matter.
fn of_front(draft: &Draft) -> Option<Date> {
    let entries = &draft.front()?.entries;
    let values: Vec<&str> = entries.iter().map(|e| e.value.as_str()).collect();
    let values = Draft::parse(&values.join("\n\n"), draft.lang());
    let mut dates = values.numbers().iter().filter_map(parts);
    dates.find_map(|p| match p {
        [Some(year), Some(month), Some(day)] => date(Some(year), month, day, None, 0, true),
        _ => None,
    })
}

/// The short lines at the head of a text that are no sentences.
fn head(draft: &Draft) -> Vec<(usize, usize)> {
    let mut at = 0;
    let mut lines = Vec::new();
    let mut seen = 0;
    for line in draft.text().split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        seen += 1;
        if seen > HEAD {
            break;
        }
        let words = text
            .split_whitespace()
            .filter(|w| w.contains(char::is_alphabetic));
        let short = text.len() <= LINE && words.count() <= WORDS;
        if short && !text.ends_with(['.', '!', '?', ',', ';', ':']) {
            lines.push((start, end));
        }
    }
    lines
}

/// The day of the week that stands right before a date, whole or shortened.
fn weekday_before(draft: &Draft, n: &Number) -> Option<i64> {
    let before = draft.text().get(..n.span.start)?;
    let pieces = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '*' | '_' | '(');
    let mut word = before.trim_end_matches(pieces);
    let gap = before.get(word.len()..)?;
    // `mardi, le 12 mars`, "Tuesday the 12th"
    for article in ["le", "the"] {
        if let Some(rest) = word.strip_suffix(article)
            && rest.ends_with(pieces)
        {
            word = rest.trim_end_matches(pieces);
        }
    }
    let start = word.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| {
        at + word
            .get(at..)
            .and_then(|w| w.chars().next())
            .map_or(1, char::len_utf8)
    });
    let word = word.get(start..)?.to_lowercase();
    let days = draft.lang().pack().figures.weekdays;
    let stop = gap.contains('.');
    let day = days.iter().position(|d| {
        *d == word
            || (3..=5).contains(&word.len()) && d.starts_with(&word) && (stop || word.len() < 5)
    })?;
    i64::try_from(day).ok()
}

/// When a day of the week lies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    ToCome,
    Next,
    GoneBy,
    Either,
}

/// The days of the week that a text says, and when they lie.
fn weekdays(draft: &Draft, figures: &Figures) -> BTreeSet<(i64, Way)> {
    let senses = draft.lang().pack().senses;
    let ahead = |word: &str| {
        let ending = |end: &&&str| word.len() > end.len() + 1 && word.ends_with(**end);
        senses.future.contains(&word) || senses.future_endings.iter().any(|e| ending(&e))
    };
    let mut all = BTreeSet::new();
    for (block, words) in draft.folded() {
        for sentence in &block.sentences {
            let from = block.words.partition_point(|w| w.start < sentence.start);
            let to = block.words.partition_point(|w| w.start < sentence.end);
            let Some(words) = words.get(from..to) else {
                continue;
            };
            let mut to_come = None;
            for (i, word) in words.iter().enumerate() {
                let Some(day) = figures.weekdays.iter().position(|d| {
                    word == d
                        || word.strip_suffix("'s") == Some(d)
                        || word.strip_suffix('s') == Some(d)
                }) else {
                    continue;
                };
                let after = words.get(i + 1).map_or("", String::as_str);
                let before = i
                    .checked_sub(1)
                    .and_then(|b| words.get(b))
                    .map_or("", String::as_str);
                let beside = |table: &[&str]| table.contains(&after) || table.contains(&before);
                let way = if beside(figures.to_come) {
                    Way::Next
                } else if beside(figures.gone_by) {
                    Way::GoneBy
                } else if *to_come.get_or_insert_with(|| words.iter().any(|w| ahead(w))) {
                    Way::ToCome
                } else {
                    Way::Either
                };
                all.insert((i64::try_from(day).unwrap_or(0), way));
            }
        }
    }
    all
}

/// Whether a date, a month or a year is one that a text tells by when it was written.
pub(super) fn means(text: &Draft, number: &Number) -> bool {
    let moments = text.keep(Moments::of);
    if number.kind == NumberKind::Year {
        return moments.years.contains(&(number.value.round() as i64));
    }
    match parts(number) {
        Some([year, Some(month), None]) => {
            let mut months = moments.months.iter();
            months.any(|(y, m)| *m == month && year.is_none_or(|year| year == *y))
        }
        Some(date @ [_, _, Some(_)]) => moments.meant(date).is_some(),
        _ => false,
    }
}

/// Whether a date of the source is that of its page, and the article tells a day by it: a date that the source tells by its day of the week,
/// or that day of the week.
pub(super) fn is_dateline(n: &Number, source: &Draft, article: &Draft) -> bool {
    struct Told(Vec<[Option<i64>; 3]>);
    let moments = source.keep(Moments::of);
    let mut dates = moments.dates.iter();
    let Some(date) = dates.find(|d| d.apart && d.at == n.span.start) else {
        return false;
    };
    let named = usize::try_from(weekday(date.day)).unwrap_or(0);
    let days = source.lang().pack().figures.weekdays;
    let told =
        article.keep(|article: &Draft| Told(article.numbers().iter().filter_map(parts).collect()));
    days.get(named).is_some_and(|day| article.says(day))
        || told.0.iter().any(|date| moments.meant(*date).is_some())
}

/// The right day of the week of a date, where the article puts a wrong one before it.
pub(in crate::rules) fn wrong_weekday(
    n: &Number,
    article: &Draft,
    source: &Draft,
) -> Option<&'static str> {
    let date @ [year, Some(month), Some(day)] = parts(n)? else {
        return None;
    };
    // `le 7`: its month is a guess.
    let said = weekday_before(article, n).filter(|_| n.other.is_none())?;
    let moments = source.keep(Moments::of);
    let name = |day: i64| {
        let days = source.lang().pack().figures.weekdays;
        usize::try_from(day).ok().and_then(|d| days.get(d).copied())
    };
    if let Some(named) = moments.named.get(&(month, day)) {
        return if named.contains(&said) {
            None
        } else {
            name(*named.first()?)
        };
    }
    let mut days: Vec<i64> = match year {
        Some(year) => vec![number_of(year, month, day)],
        None => {
            let years = moments.dated.get(&(month, day)).into_iter().flatten();
            years.map(|year| number_of(*year, month, day)).collect()
        }
    };
    if days.is_empty() {
        days.extend(
            moments
                .meant(date)
                .filter(|_| moments.dates.iter().any(|d| d.clear)),
        );
    }
    let right = days.iter().all(|d| weekday(*d) != said);
    name(weekday(*days.first().filter(|_| right)?))
}
