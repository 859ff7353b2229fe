//! Days, months, quarters and decades.

use super::NumberKind;
use super::scan::{Item, Scan};
use super::token::{Kind, Token};
use crate::draft::total::At as _;
use crate::lang::Lang;

/// A day without a month stands so many words and signs behind the month at most.
const FAR: usize = 60;

impl Scan<'_> {
    /// `12/03/2024`, `2024-03-12`, `12.03.2024`.
    pub(super) fn digit_date(&self, i: usize) -> Option<Item> {
        let mut next = i + 1;
        while next < i + 5
            && matches!(self.low(next), "/" | "-" | ".")
            && self.glued(next)
            && self.glued(next + 1)
            && self.kind(next + 1) == Some(Kind::Digits)
        {
            next += 2;
        }
        let core = &self.text[self.tokens.at(i).start..self.tokens.at(next - 1).end];
        let (year, month, day) = digit_date(core, self.lang)?;
        let canonical = iso(Some(year), month, Some(day));
        let mut item = self.item(i, next, NumberKind::Date, canonical, f64::from(day));
        // Britain writes the day first, America the month.
        item.loose = !self.french() && core.contains('/') && day <= 12 && month != day;
        Some(item)
    }

    /// `12 mars 2024`, `1er mars`, "12th of March": the day stands in tokens `i..next`.
    pub(super) fn day_first(&self, i: usize, next: usize, day: u32) -> Option<Item> {
        if !(1..=31).contains(&day) || self.glued(next) {
            return None;
        }
        let at = if self.low(next) == "of" {
            next + 1
        } else {
            next
        };
        let (month, next) = self.month(at)?;
        let (next, year) = self.year_after(next);
        let canonical = iso(year, month, Some(day));
        Some(self.item(i, next, NumberKind::Date, canonical, f64::from(day)))
    }

    /// `mars 2024`, "March 12, 2024", "March 12", `février`.
    pub(super) fn month_first(&self, i: usize) -> Option<Item> {
        let (month, next) = self.month(i)?;
        if let (next, Some(year)) = self.year_after(next) {
            let canonical = iso(Some(year), month, None);
            return Some(self.item(i, next, NumberKind::Date, canonical, f64::from(month)));
        }
        if self.lang.code() == "en"
            && let Some(token) = self.tokens.get(next)
            && token.kind == Kind::Digits
            && token.spaced
            && let Some(day) = token
                .raw
                .parse::<u32>()
                .ok()
                .filter(|d| (1..=31).contains(d))
        {
            let mut after = next + 1;
            if self.glued(after) && self.words.ordinal_suffixes.contains(&self.low(after)) {
                after += 1;
            }
            // "March 12 people".
            let (after, year) = self.year_after(after);
            let canonical = iso(year, month, Some(day));
            return Some(self.item(i, after, NumberKind::Date, canonical, f64::from(day)));
        }
        self.month_alone(i, month, next)
    }

    /// `le 1er octobre …, puis le 7`: a day whose month the same sentence told, or the one before.
    pub(super) fn days_of_a_month_told(&self, items: &mut [Item]) {
        let mut told: Option<(String, usize)> = None;
        for item in items {
            if item.kind == NumberKind::Date {
                let [_, month, day] = date_parts(&item.canonical);
                let whole = !month.is_empty() && !day.is_empty();
                told = whole.then(|| (item.canonical.clone(), item.next));
                continue;
            }
            let Some((date, from)) = told.as_mut() else {
                continue;
            };
            let between = self.tokens.get(*from..item.first).unwrap_or(&[]);
            let stops = |t: &&Token| matches!(t.raw, "." | "!" | "?" | "…");
            if between.len() > FAR || between.iter().filter(stops).count() > 1 {
                told = None;
                continue;
            }
            let [year, month, last] = date_parts(date);
            let later = last.parse::<f64>().is_ok_and(|d| item.value > d);
            if !later || !self.is_day(item) {
                continue;
            }
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let day = item.value as u32;
            item.canonical = iso(year.parse().ok(), month.parse().unwrap_or(1), Some(day));
            item.other = Some((item.kind, item.value));
            item.kind = NumberKind::Date;
            date.clone_from(&item.canonical);
            *from = item.next;
        }
    }

    /// `2023-24`, `2023/24`: the second is a year.
    pub(super) fn seasons(&self, items: &mut [Item]) {
        for k in 1..items.len() {
            let (left, right) = items.split_at_mut(k);
            let (Some(a), Some(b)) = (left.last(), right.first_mut()) else {
                continue;
            };
            let glued = a.next + 1 == b.first && self.glued(a.next) && self.glued(b.first);
            let mark = self.is_dash(a.next) || self.low(a.next) == "/";
            let two = b.next == b.first + 1 && self.low(b.first).len() == 2;
            let next = (a.value + 1.0) % 100.0;
            let year = a.kind == NumberKind::Year
                && matches!(b.kind, NumberKind::Cardinal | NumberKind::Year);
            if glued && mark && two && year && (b.value - next).abs() < 0.5 {
                b.kind = NumberKind::Year;
                b.value = a.value + 1.0;
                b.canonical = format!("{:.0}", b.value);
            }
        }
    }

    /// Whether a number can be a day of the month and nothing else: `le 7`, "on the 7th", with nothing that it counts or ranks.
    fn is_day(&self, item: &Item) -> bool {
        let digits = !item.spelled && item.next - item.first <= 2 && item.value.fract() == 0.0;
        let form = if self.french() {
            let before = self.before(item.first, 1);
            item.kind == NumberKind::Cardinal
                && (before == "le" || self.words.weekdays.contains(&before))
        } else {
            item.kind == NumberKind::Ordinal && self.before(item.first, 1) == "the"
        };
        let next = self.low(item.next);
        let alone = !self.is_digits(item.next)
            && !self.is_dash(item.next)
            && !matches!(next, "%" | "/" | "sur" | "°" | "and" | "or")
            && (!self.is_word(item.next) || self.pack.function_words.binary_search(&next).is_ok());
        digits && form && alone && item.value <= 31.0
    }

    /// A month without a day or a year, where it can be nothing else.
    fn month_alone(&self, i: usize, month: u32, next: usize) -> Option<Item> {
        let token = self.tokens.at(i);
        let whole = self.pack.months.contains(&&*token.low);
        let touches = self.glued(i) && (i == 0 || self.low(i - 1) != "'")
            || self.glued(next) && (self.is_dash(next) || self.kind(next) != Some(Kind::Mark));
        if !whole || touches {
            return None;
        }
        let capital = token.raw.starts_with(char::is_uppercase);
        let clear = if self.lang.code() == "en" {
            capital
                && (!self.words.doubtful_months.contains(&&*token.low)
                    || self.words.month_before.contains(&self.before(i, 1)))
                && !self.tokens.get(next).is_some_and(|t| {
                    t.kind == Kind::Word && t.spaced && t.raw.starts_with(char::is_uppercase)
                })
                && !(i > 0 && self.is_name_before(i))
        } else {
            !capital
        };
        clear.then(|| {
            self.item(
                i,
                next,
                NumberKind::Date,
                iso(None, month, None),
                f64::from(month),
            )
        })
    }

    /// "Jan April", "Mrs June": a capitalised word that begins no sentence stands before.
    fn is_name_before(&self, i: usize) -> bool {
        let before = self.tokens.at(i - 1);
        before.kind == Kind::Word
            && before.raw.starts_with(char::is_uppercase)
            && !self.words.month_before.contains(&&*before.low)
            && !self.words.weekdays.contains(&&*before.low)
    }

    /// The month at token `i`, from 1, and the token after it. English writes months with a capital: `may` is a verb.
    fn month(&self, i: usize) -> Option<(u32, usize)> {
        let token = self.tokens.get(i)?;
        if token.kind != Kind::Word || token.raw.len() < 3 {
            return None;
        }
        if self.lang.code() == "en" && !token.raw.starts_with(char::is_uppercase) {
            return None;
        }
        let low = &*token.low;
        let stop = self.low(i + 1) == "." && self.glued(i + 1);
        let months = self.pack.months;
        if let Some(index) = months.iter().position(|m| *m == low) {
            return Some((u32::try_from(index + 1).ok()?, i + 1));
        }
        let short = self.words.short_months.iter().find(|m| m.0 == low);
        if let Some((_, month)) = short {
            return Some((*month, if stop { i + 2 } else { i + 1 }));
        }
        let cut = |m: &&str| low.chars().count() >= 3 && stop && m.starts_with(low);
        let index = months.iter().position(cut)?;
        Some((u32::try_from(index + 1).ok()?, i + 2))
    }

    /// A year at token `i`, over a space or a comma: the token after it, and the year.
    fn year_after(&self, i: usize) -> (usize, Option<i64>) {
        let at = if self.low(i) == "," { i + 1 } else { i };
        let year = self
            .tokens
            .get(at)
            .filter(|t| t.kind == Kind::Digits && t.spaced && t.raw.len() == 4)
            .and_then(|t| t.raw.parse::<i64>().ok())
            .filter(|y| (1000..=2999).contains(y));
        match year {
            Some(year) => (at + 1, Some(year)),
            None => (i, None),
        }
    }

    /// "1980s", "’90s", `années 80`.
    pub(super) fn decade(&self, i: usize) -> Option<Item> {
        let raw = self.tokens.at(i).raw;
        let short = raw.len() == 2 && raw.ends_with('0') && !raw.starts_with('0');
        let long = raw.len() == 4 && raw.ends_with('0') && raw.starts_with(['1', '2']);
        if !(short || long) || !raw.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        // "the over-70s": the people over 70.
        if short && self.bounds_age(i).is_some() {
            return None;
        }
        let value: u32 = raw.parse().ok()?;
        let apostrophe = self.low(i + 1) == "'" && self.glued(i + 1);
        let at = if apostrophe { i + 2 } else { i + 1 };
        let next = if self.glued(at) && self.low(at) == "s" && self.lang.code() == "en" {
            at + 1
        } else if self.words.decade_before.contains(&self.before(i, 1)) {
            i + 1
        } else {
            return None;
        };
        Some(self.item(
            i,
            next,
            NumberKind::Decade,
            raw.to_owned(),
            f64::from(value),
        ))
    }

    /// "the nineties".
    pub(super) fn decade_words(&self, i: usize) -> Option<Item> {
        let (value, next) = self.longest(i, self.words.decades)?;
        let mut item = self.item(
            i,
            next,
            NumberKind::Decade,
            value.to_string(),
            f64::from(value),
        );
        item.spelled = true;
        Some(item)
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
