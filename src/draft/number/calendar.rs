//! Dates and times of day.

use super::super::compare::lower;
use super::{Found, NumberKind, Scan, is_ordinal_suffix, is_space};
use crate::lang::Lang;

impl<'a> Scan<'a> {
    /// `14h30`, `14 h 30`, `14:30`, `2:30 p.m.`, `14 heures 30`.
    pub(super) fn time(&self, i: usize, core: &'a str, start: usize) -> Option<Found> {
        let digits = core.bytes().take_while(u8::is_ascii_digit).count();
        let mut hours: u32 = core[..digits].parse().ok().filter(|h| *h <= 24)?;
        let rest = &core[digits..];
        let mut end = start + core.len();
        let mut next = i + 1;
        let mut minutes = 0;
        let minutes_of = |text: &str| -> Option<u32> {
            let two = text
                .get(..2)
                .filter(|t| t.bytes().all(|b| b.is_ascii_digit()))?;
            two.parse().ok().filter(|m| *m < 60)
        };
        let meridiem = |end: usize, next: usize| -> Option<(bool, usize, usize)> {
            if self.lang.code() != "en" || !self.follows(end, next) {
                return None;
            }
            let word = lower(self.word(next));
            let stop = usize::from(
                word.contains('.') && self.text[self.words[next].end..].starts_with('.'),
            );
            match &*word {
                "am" | "a.m" => Some((false, self.words[next].end + stop, next + 1)),
                "pm" | "p.m" => Some((true, self.words[next].end + stop, next + 1)),
                _ => None,
            }
        };
        let mut afternoon = None;
        match rest {
            "" if self.follows(end, next)
                && matches!(self.word(next), "h" | "heures" | "heure")
                && self.lang.code() == "fr" =>
            {
                end = self.words[next].end;
                next += 1;
                if self.follows(end, next)
                    && self.word(next).len() == 2
                    && let Some(m) = minutes_of(self.word(next))
                {
                    minutes = m;
                    end = self.words[next].end;
                    next += 1;
                }
            }
            "" => {
                let (pm, e, n) = meridiem(end, next)?;
                (afternoon, end, next) = (Some(pm), e, n);
            }
            "am" | "pm" if self.lang.code() == "en" => afternoon = Some(rest == "pm"),
            _ => {
                let after = rest.strip_prefix(['h', ':'])?;
                if !after.is_empty() {
                    minutes = minutes_of(after)?;
                    let seconds = &after[2..];
                    if !(seconds.is_empty()
                        || (seconds.len() == 3 && seconds.starts_with(':'))
                        || matches!(seconds, "am" | "pm"))
                    {
                        return None;
                    }
                    afternoon = match seconds {
                        "am" => Some(false),
                        "pm" => Some(true),
                        _ => None,
                    };
                } else if rest == ":" {
                    return None;
                }
                if let Some((pm, e, n)) = meridiem(end, next) {
                    (afternoon, end, next) = (Some(pm), e, n);
                }
            }
        }
        match afternoon {
            Some(true) if hours < 12 => hours += 12,
            Some(false) if hours == 12 => hours = 0,
            _ => {}
        }
        Some(Found {
            start,
            end,
            canonical: format!("{hours:02}:{minutes:02}"),
            value: f64::from(hours),
            kind: NumberKind::Time,
            spelled: false,
            next,
        })
    }

    /// `12 mars 2024`, `1er mars`, "12th of March": day in word `i`, which ends at `end`.
    pub(super) fn day_first(&self, i: usize, start: usize, end: usize, day: u32) -> Option<Found> {
        if !(1..=31).contains(&day) || !self.follows(end, i + 1) {
            return None;
        }
        let mut at = i + 1;
        if self.word(at) == "of" && self.follows(self.words[at].end, at + 1) {
            at += 1;
        }
        let month = self.month(at)?;
        let (end, next, year) = self.year_after(at);
        Some(Found {
            start,
            end,
            canonical: iso(year, month, Some(day)),
            value: f64::from(day),
            kind: NumberKind::Date,
            spelled: false,
            next,
        })
    }

    /// `mars 2024`, "March 12, 2024", "March 12".
    pub(super) fn month_first(&self, i: usize, start: usize) -> Option<Found> {
        let month = self.month(i)?;
        let (end, next, year) = self.year_after(i);
        if year.is_some() {
            return Some(Found {
                start,
                end,
                canonical: iso(year, month, None),
                value: f64::from(month),
                kind: NumberKind::Date,
                spelled: false,
                next,
            });
        }
        if self.lang.code() != "en" || !self.follows(self.month_end(i), i + 1) {
            return None;
        }
        let word = self.word(i + 1);
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let suffix = &word[digits..];
        let day: u32 = word[..digits]
            .parse()
            .ok()
            .filter(|d| (1..=31).contains(d))?;
        if !(suffix.is_empty() || is_ordinal_suffix(suffix, self.lang)) {
            return None;
        }
        let (end, next, year) = self.year_after(i + 1);
        Some(Found {
            start,
            end,
            canonical: iso(year, month, Some(day)),
            value: f64::from(day),
            kind: NumberKind::Date,
            spelled: false,
            next,
        })
    }

    /// The month that word `i` names, from 1. English writes months with a capital: `may` is a verb.
    fn month(&self, i: usize) -> Option<u32> {
        let (core, _) = self.core(i);
        if self.lang.code() == "en" && !core.starts_with(char::is_uppercase) {
            return None;
        }
        if core.chars().count() < 3 {
            return None;
        }
        let low = lower(core);
        let stop = self
            .words
            .get(i)
            .is_some_and(|w| self.text[w.end..].starts_with('.'));
        let index = self.pack.months.iter().position(|m| {
            *m == low || (stop && m.starts_with(&*low) && m.chars().count() > core.chars().count())
        })?;
        u32::try_from(index + 1).ok()
    }

    /// The end of a month, with the stop of its abbreviation.
    fn month_end(&self, i: usize) -> usize {
        let end = self.words[i].end;
        let low = lower(self.core(i).0);
        let whole = self.pack.months.contains(&&*low);
        let abbreviated = !whole && self.month(i).is_some();
        end + usize::from(abbreviated && self.text[end..].starts_with('.'))
    }

    /// A year after word `i`, over a space or a comma: end and next word of the whole, and the year.
    fn year_after(&self, i: usize) -> (usize, usize, Option<i64>) {
        let end = self.month_end(i);
        let none = (end, i + 1, None);
        let Some(w) = self.words.get(i + 1) else {
            return none;
        };
        let gap = self.text.get(end..w.start).unwrap_or("");
        let gap = gap.strip_prefix(',').unwrap_or(gap);
        if gap.is_empty() || !gap.chars().all(is_space) {
            return none;
        }
        let word = &self.text[w.start..w.end];
        match word.parse::<i64>() {
            Ok(year) if word.len() == 4 && (1000..=2999).contains(&year) => {
                (w.end, i + 2, Some(year))
            }
            _ => none,
        }
    }
}

/// Year, month and day of a canonical date, each empty when it is not said.
pub(super) fn date_parts(date: &str) -> [&str; 3] {
    let (year, rest) = match date.strip_prefix("--") {
        Some(rest) => ("", rest),
        None => date.split_once('-').unwrap_or((date, "")),
    };
    let (month, day) = rest.split_once('-').unwrap_or((rest, ""));
    [year, month, day]
}

/// Whether two dates are equal in what both of them say.
pub(super) fn same_day(a: &str, b: &str) -> bool {
    date_parts(a)
        .iter()
        .zip(date_parts(b))
        .all(|(x, y)| x.is_empty() || y.is_empty() || *x == y)
}

/// `2024-03-12`, `12/03/2024`, `12.03.2024`; in English the month comes first unless it cannot.
pub(super) fn digit_date(core: &str, lang: Lang) -> Option<(i64, u32, u32)> {
    let mark = core.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(mark, '/' | '-' | '.') {
        return None;
    }
    let mut parts = core.split(mark);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some()
        || ![a, b, c]
            .iter()
            .all(|p| p.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let (year, month, day) = if a.len() == 4 && b.len() == 2 && c.len() == 2 {
        (a, b, c)
    } else if c.len() == 4 && a.len() <= 2 && b.len() <= 2 {
        let first: u32 = a.parse().ok()?;
        let second: u32 = b.parse().ok()?;
        let month_first = (lang.code() == "en" && first <= 12) || second > 12;
        if month_first { (c, a, b) } else { (c, b, a) }
    } else {
        return None;
    };
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
}

pub(super) fn iso(year: Option<i64>, month: u32, day: Option<u32>) -> String {
    let head = year.map_or_else(|| "-".to_owned(), |y| format!("{y:04}"));
    match day {
        Some(day) => format!("{head}-{month:02}-{day:02}"),
        None => format!("{head}-{month:02}"),
    }
}
