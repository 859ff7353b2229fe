//! Numbers by value: `2 millions`, `2 000 000` and "two million" are the same number, `50 %` and `50 pour cent` the same share,
//! `12 mars 2024` and "March 12, 2024" the same day.

mod decimal;
mod spelled;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::compare::lower;
use super::{Block, BlockKind, Draft, Word, word};
use crate::lang::{Lang, Pack};
use crate::span::Span;
use decimal::Decimal;

/// What a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumberKind {
    /// How many, how much.
    Cardinal,
    /// A share of a hundred.
    Percent,
    /// A rank: `2e`, `XXe`, "1st".
    Ordinal,
    /// A whole number from 1000 to 2999 in four digits without separator or unit: most often a year.
    Year,
    /// A day, or a month of a year. The value is `2024-03-12`, `2024-03`, or `--03-12` when no year is given.
    Date,
    /// A time of day. The value is `14:30`.
    Time,
    /// An amount of money, in this currency (ISO 4217 code).
    Money(&'static str),
}

/// A number of the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Number {
    /// With its multiplier, unit sign or month.
    pub span: Span,
    /// As written, without markup.
    pub text: String,
    /// The value in canonical form: `2000000`, `31.5`, `2024-03-12`, `14:30`.
    pub canonical: String,
    /// The value; for a date its day of the month, for a time its hours.
    pub value: f64,
    /// What it says.
    pub kind: NumberKind,
    /// Written in letters.
    pub spelled: bool,
    /// Index of its block.
    pub block: usize,
}

impl Number {
    /// Kind and value: two numbers with the same key are the same. A year has the key of the cardinal.
    #[must_use]
    pub fn key(&self) -> String {
        match self.kind {
            NumberKind::Cardinal | NumberKind::Year => self.canonical.clone(),
            NumberKind::Percent => format!("{} %", self.canonical),
            NumberKind::Ordinal => format!("{}.", self.canonical),
            NumberKind::Date | NumberKind::Time => self.canonical.clone(),
            NumberKind::Money(code) => format!("{} {code}", self.canonical),
        }
    }

    /// Whether the two may state the same fact, although one says less: `2 millions` and `2 millions d’euros`, `12 mars` and
    /// `12 mars 2024`, `2024` and `12 mars 2024`. A percentage never agrees with a plain number.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        use NumberKind::{Cardinal, Date, Money, Year};
        match (self.kind, other.kind) {
            (Money(a), Money(b)) => a == b && self.canonical == other.canonical,
            (Money(_) | Cardinal | Year, Cardinal | Year) | (Cardinal | Year, Money(_)) => {
                self.canonical == other.canonical
            }
            (Date, Date) => same_day(&self.canonical, &other.canonical),
            (Date, Year | Cardinal) => self.canonical.split('-').any(|p| p == other.canonical),
            (Year | Cardinal, Date) => other.agrees(self),
            (a, b) => a == b && self.canonical == other.canonical,
        }
    }
}

/// Whether two dates are equal in what both of them say.
fn same_day(a: &str, b: &str) -> bool {
    let parts = |date: &str| -> [String; 3] {
        let mut out = [String::new(), String::new(), String::new()];
        let (year, rest) = match date.strip_prefix("--") {
            Some(rest) => ("", rest),
            None => date.split_once('-').unwrap_or((date, "")),
        };
        let (month, day) = rest.split_once('-').unwrap_or((rest, ""));
        out[0].push_str(year);
        out[1].push_str(month);
        out[2].push_str(day);
        out
    };
    parts(a)
        .iter()
        .zip(parts(b).iter())
        .all(|(x, y)| x.is_empty() || y.is_empty() || x == y)
}

/// All numbers of a draft, in order: none in code, addresses, and the markers of lists and headings.
pub(super) fn find(draft: &Draft) -> Vec<Number> {
    let mut numbers = Vec::new();
    for (index, block) in draft.blocks().iter().enumerate() {
        if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
            continue;
        }
        let scan = Scan {
            text: &block.plain.text,
            words: &block.words,
            lang: draft.lang(),
            pack: draft.lang().pack(),
        };
        scan.run(block, index, &mut numbers);
    }
    numbers
}

/// A number before its place in the text is known.
struct Found {
    /// In the plain text.
    start: usize,
    end: usize,
    canonical: String,
    value: f64,
    kind: NumberKind,
    spelled: bool,
    /// The first word that is not part of it.
    next: usize,
}

struct Scan<'a> {
    text: &'a str,
    words: &'a [Word],
    lang: Lang,
    pack: &'static Pack,
}

/// A cardinal that was read, before what follows it is known.
struct Amount {
    start: usize,
    end: usize,
    value: Decimal,
    spelled: bool,
    /// Written as four digits and nothing else.
    bare_year: bool,
    next: usize,
}

impl<'a> Scan<'a> {
    fn run(&self, block: &Block, index: usize, numbers: &mut Vec<Number>) {
        let mut i = 0;
        while i < self.words.len() {
            let w = &self.words[i];
            if block.plain.is_code(w.start, w.end) || word::is_address(self.word(i)) {
                i += 1;
                continue;
            }
            let mut next = i + 1;
            for found in self.at(i) {
                next = next.max(found.next);
                numbers.push(Number {
                    span: block.plain.span(found.start, found.end),
                    text: self.text[found.start..found.end].to_owned(),
                    canonical: found.canonical,
                    value: found.value,
                    kind: found.kind,
                    spelled: found.spelled,
                    block: index,
                });
            }
            i = next;
        }
    }

    fn word(&self, i: usize) -> &'a str {
        self.words.get(i).map_or("", |w| &self.text[w.start..w.end])
    }

    /// A word without its elided article, and where it begins.
    fn core(&self, i: usize) -> (&'a str, usize) {
        let Some(w) = self.words.get(i) else {
            return ("", self.text.len());
        };
        let mut core = &self.text[w.start..w.end];
        if let Some(at) = core.rfind(['\'', '’'])
            && self.pack.elisions.contains(&&*lower(&core[..at]))
        {
            core = core[at..].trim_start_matches(['\'', '’']);
        }
        (core, w.end - core.len())
    }

    /// Whether word `i` follows offset `end` after nothing but one or more spaces.
    fn follows(&self, end: usize, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| {
            self.text
                .get(end..w.start)
                .is_some_and(|gap| !gap.is_empty() && gap.chars().all(is_space))
        })
    }

    fn at(&self, i: usize) -> Vec<Found> {
        let (core, start) = self.core(i);
        let Some(first) = core.chars().next() else {
            return Vec::new();
        };
        if first.is_ascii_digit() {
            return self.digits(i, core, start);
        }
        if let Some(found) = self.month_first(i, start) {
            return vec![found];
        }
        if let Some(value) = roman_ordinal(core, self.lang) {
            return vec![self.plain_found(i, core, start, value, NumberKind::Ordinal)];
        }
        self.spelled(i).into_iter().collect()
    }

    fn plain_found(
        &self,
        i: usize,
        core: &str,
        start: usize,
        value: u32,
        kind: NumberKind,
    ) -> Found {
        Found {
            start,
            end: start + core.len(),
            canonical: value.to_string(),
            value: f64::from(value),
            kind,
            spelled: false,
            next: i + 1,
        }
    }

    /// A word that begins with a digit.
    fn digits(&self, i: usize, core: &'a str, start: usize) -> Vec<Found> {
        if self.is_marker(i, core, start) {
            return Vec::new();
        }
        if let Some(date) = digit_date(core, self.lang) {
            return vec![Found {
                start,
                end: start + core.len(),
                value: f64::from(date.2),
                canonical: iso(Some(date.0), date.1, Some(date.2)),
                kind: NumberKind::Date,
                spelled: false,
                next: i + 1,
            }];
        }
        if let Some(time) = self.time(i, core, start) {
            return vec![time];
        }
        let len = core
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.') || is_space(c)))
            .unwrap_or(core.len());
        let (literal, suffix) = core.split_at(len);
        let literal = literal.trim_end_matches(|c: char| !c.is_ascii_digit());
        if suffix.starts_with(['-', '/', ':', '\u{2011}', '\u{2010}']) {
            return self.parts(i, core, start);
        }
        if !suffix.is_empty() && is_ordinal_suffix(suffix, self.lang) {
            let Ok(value) = literal.parse::<u32>() else {
                return Vec::new();
            };
            if let Some(date) = self.day_first(i, start, start + core.len(), value) {
                return vec![date];
            }
            return vec![self.plain_found(i, core, start, value, NumberKind::Ordinal)];
        }
        // `5G`, `3D`: a name, not a count.
        if suffix.len() == 1 && suffix.starts_with(|c: char| c.is_ascii_uppercase() && c != 'M') {
            return Vec::new();
        }
        let Some(mut value) = Decimal::read(literal, self.lang) else {
            return Vec::new();
        };
        let mut end = start + literal.len();
        if !suffix.is_empty()
            && let Some(zeros) = suffix_zeros(suffix, self.text, start)
        {
            value.shift(zeros);
            end = start + core.len();
        }
        let start = self.signed(start, &mut value);
        let bare_year = suffix.is_empty()
            && literal.len() == 4
            && literal.bytes().all(|b| b.is_ascii_digit())
            && (b'1'..=b'2').contains(&literal.as_bytes()[0]);
        if suffix.is_empty()
            && let Ok(day) = literal.parse::<u32>()
            && let Some(date) = self.day_first(i, start, end, day)
        {
            return vec![date];
        }
        vec![self.amount(Amount {
            start,
            end,
            value,
            spelled: false,
            bare_year,
            next: i + 1,
        })]
    }

    /// Digits joined by hyphens, slashes or colons: each part is a number (`2023-2024`, `24/7`).
    fn parts(&self, i: usize, core: &'a str, start: usize) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = start;
        for part in core.split_inclusive(['-', '/', ':', '\u{2010}', '\u{2011}']) {
            let digits = part.trim_end_matches(|c: char| !c.is_alphanumeric());
            let whole = digits
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
            if whole && let Some(value) = Decimal::read(digits, self.lang) {
                let last = at + part.len() == start + core.len();
                let amount = Amount {
                    start: at,
                    end: at + digits.len(),
                    value,
                    spelled: false,
                    bare_year: digits.len() == 4 && digits.starts_with(['1', '2']),
                    next: i + 1,
                };
                // Only the last part stands before what follows the word.
                found.push(if last {
                    self.amount(amount)
                } else {
                    plain(amount)
                });
            }
            at += part.len();
        }
        found
    }

    /// `1.` or `2)` before a heading or a paragraph.
    fn is_marker(&self, i: usize, core: &str, start: usize) -> bool {
        i == 0
            && core.len() <= 3
            && core.bytes().all(|b| b.is_ascii_digit())
            && self.text[..start].trim().is_empty()
            && self.text[start + core.len()..]
                .strip_prefix(['.', ')', '°'])
                .is_some_and(|rest| rest.starts_with(is_space))
    }

    /// Takes a minus sign before a number into it.
    fn signed(&self, start: usize, value: &mut Decimal) -> usize {
        let before = &self.text[..start];
        for sign in ['−', '-'] {
            if let Some(rest) = before.strip_suffix(sign)
                && (rest.is_empty() || rest.ends_with(|c: char| is_space(c) || c == '('))
            {
                value.negate();
                return start - sign.len_utf8();
            }
        }
        start
    }

    /// Number words from word `i` on.
    fn spelled(&self, i: usize) -> Option<Found> {
        let run = spelled::read(self.words.len() - i, self.pack, |k| {
            let at = i + k;
            let word = if k == 0 {
                self.core(at).0
            } else {
                self.word(at)
            };
            let joined = k == 0 || self.follows(self.words[at - 1].end, at);
            joined.then_some(word)
        })?;
        let (_, start) = self.core(i);
        let next = i + run.words;
        let end = self.words[next - 1].end;
        let before = if i > 0 && self.follows(self.words[i - 1].end, i) {
            lower(self.word(i - 1))
        } else {
            "".into()
        };
        // The second half of `pour cent`.
        if run.words == 1
            && self
                .pack
                .percent_words
                .contains(&format!("{before} {}", lower(self.word(i))).as_str())
        {
            return None;
        }
        // `un véhicule neuf`: new, not nine.
        if run.ambiguous && !self.counts_something(end, next) {
            return None;
        }
        let amount = Amount {
            start,
            end,
            value: Decimal::from(run.value),
            spelled: true,
            bare_year: false,
            next,
        };
        if run.value <= 31
            && let Ok(day) = u32::try_from(run.value)
            && let Some(mut date) = self.day_first(next - 1, start, end, day)
        {
            date.spelled = true;
            return Some(date);
        }
        let found = self.amount(amount);
        // An article is a number only in front of something that counts.
        (!run.article || found.kind != NumberKind::Cardinal).then_some(found)
    }

    /// Whether a lowercase word with a meaning of its own follows.
    fn counts_something(&self, end: usize, next: usize) -> bool {
        let word = self.word(next);
        self.follows(end, next)
            && word.starts_with(char::is_lowercase)
            && self.pack.function_words.binary_search(&word).is_err()
    }

    /// Reads what follows a cardinal: multipliers, per cent, a currency.
    fn amount(&self, mut amount: Amount) -> Found {
        while self.follows(amount.end, amount.next) {
            let word = lower(self.word(amount.next));
            let Some(zeros) = spelled::multiplier(&word, self.pack) else {
                break;
            };
            if amount.spelled && zeros < 3 {
                break;
            }
            amount.value.shift(zeros);
            amount.end = self.words[amount.next].end;
            amount.next += 1;
            amount.bare_year = false;
        }
        if let Some((end, next)) = self.percent(&amount) {
            return Found {
                kind: NumberKind::Percent,
                end,
                next,
                ..plain(amount)
            };
        }
        if let Some((start, end, next, code, zeros)) = self.currency(&amount) {
            amount.value.shift(zeros);
            return Found {
                kind: NumberKind::Money(code),
                start,
                end,
                next,
                ..plain(amount)
            };
        }
        plain(amount)
    }

    fn percent(&self, amount: &Amount) -> Option<(usize, usize)> {
        let rest = &self.text[amount.end..];
        let sign = rest.trim_start_matches(is_space);
        if sign.starts_with('%') {
            return Some((amount.end + (rest.len() - sign.len()) + 1, amount.next));
        }
        if !self.follows(amount.end, amount.next) {
            return None;
        }
        let first = lower(self.word(amount.next));
        let second = if self.follows(self.words[amount.next].end, amount.next + 1) {
            lower(self.word(amount.next + 1))
        } else {
            "".into()
        };
        let both = format!("{first} {second}");
        let words = if self.pack.percent_words.contains(&both.as_str()) {
            2
        } else if self.pack.percent_words.contains(&&*first) {
            1
        } else {
            return None;
        };
        let next = amount.next + words;
        Some((self.words[next - 1].end, next))
    }

    /// A currency before or after: start, end, next word, code, and the zeros of a letter before the sign (`2 M€`).
    fn currency(&self, amount: &Amount) -> Option<(usize, usize, usize, &'static str, u32)> {
        let before = self.text[..amount.start].trim_end_matches(is_space);
        for (sign, code) in SIGNS {
            if before.ends_with(sign) {
                let country = before.len() - sign.len();
                let start = before[..country]
                    .strip_suffix("US")
                    .map_or(country, str::len);
                return Some((start, amount.end, amount.next, code, 0));
            }
        }
        let rest = &self.text[amount.end..];
        let tail = rest.trim_start_matches(is_space);
        let gap = rest.len() - tail.len();
        for (letters, zeros) in [
            ("", 0),
            ("k", 3),
            ("M", 6),
            ("Md", 9),
            ("Mds", 9),
            ("Mrd", 9),
        ] {
            let Some(after) = tail.strip_prefix(letters) else {
                continue;
            };
            for (sign, code) in SIGNS {
                if after.starts_with(sign) {
                    let end = amount.end + gap + letters.len() + sign.len();
                    let next = amount.next + usize::from(!letters.is_empty() && gap > 0);
                    return Some((amount.start, end, next, code, zeros));
                }
            }
        }
        if !self.follows(amount.end, amount.next) {
            return None;
        }
        // `de dollars`, `d’euros`.
        let mut at = amount.next;
        if matches!(self.word(at), "de" | "of") && self.follows(self.words[at].end, at + 1) {
            at += 1;
        }
        let (core, _) = self.core(at);
        let code = currency_word(core)?;
        Some((amount.start, self.words[at].end, at + 1, code, 0))
    }

    /// `14h30`, `14 h 30`, `14:30`, `2:30 p.m.`, `14 heures 30`.
    fn time(&self, i: usize, core: &'a str, start: usize) -> Option<Found> {
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
    fn day_first(&self, i: usize, start: usize, end: usize, day: u32) -> Option<Found> {
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
    fn month_first(&self, i: usize, start: usize) -> Option<Found> {
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

fn plain(amount: Amount) -> Found {
    Found {
        start: amount.start,
        end: amount.end,
        value: amount.value.to_f64(),
        canonical: amount.value.to_string(),
        kind: if amount.bare_year {
            NumberKind::Year
        } else {
            NumberKind::Cardinal
        },
        spelled: amount.spelled,
        next: amount.next,
    }
}

/// Signs of currencies, the longer ones first.
const SIGNS: [(&str, &str); 5] = [
    ("€", "EUR"),
    ("$", "USD"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₣", "CHF"),
];

fn currency_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "EUR" | "euro" | "euros" => "EUR",
        "USD" | "dollar" | "dollars" => "USD",
        "GBP" => "GBP",
        "CHF" => "CHF",
        "JPY" | "yen" | "yens" => "JPY",
        _ => return None,
    })
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

fn is_ordinal_suffix(suffix: &str, lang: Lang) -> bool {
    match lang.code() {
        "en" => matches!(suffix, "st" | "nd" | "rd" | "th"),
        _ => matches!(
            suffix,
            "er" | "re"
                | "ère"
                | "ers"
                | "e"
                | "es"
                | "ème"
                | "èmes"
                | "eme"
                | "nd"
                | "nde"
                | "ᵉ"
                | "ᵉʳ"
        ),
    }
}

/// Zeros of a magnitude glued to digits: `10k`; `3bn`, and `3m` after a currency.
fn suffix_zeros(suffix: &str, text: &str, start: usize) -> Option<u32> {
    let money = SIGNS.iter().any(|(s, _)| text[..start].ends_with(s));
    match suffix {
        "k" | "K" => Some(3),
        "bn" => Some(9),
        "mn" | "M" => Some(6),
        "tn" => Some(12),
        "m" if money => Some(6),
        "b" | "B" if money => Some(9),
        _ => None,
    }
}

/// `2024-03-12`, `12/03/2024`, `12.03.2024`; in English the month comes first unless it cannot.
fn digit_date(core: &str, lang: Lang) -> Option<(i64, u32, u32)> {
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

fn iso(year: Option<i64>, month: u32, day: Option<u32>) -> String {
    let head = year.map_or_else(|| "-".to_owned(), |y| format!("{y:04}"));
    match day {
        Some(day) => format!("{head}-{month:02}-{day:02}"),
        None => format!("{head}-{month:02}"),
    }
}

/// `XXe`, `Ier`: a rank in Roman numerals, as French writes centuries and sovereigns.
fn roman_ordinal(word: &str, lang: Lang) -> Option<u32> {
    if lang.code() != "fr" {
        return None;
    }
    let numeral = ["er", "re", "ème", "e"]
        .iter()
        .find_map(|s| word.strip_suffix(s))
        .filter(|n| !n.is_empty())?;
    let mut total = 0;
    let mut last = 0;
    for c in numeral.chars().rev() {
        let value = match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            _ => return None,
        };
        if value < last {
            total -= value;
        } else {
            total += value;
            last = value;
        }
    }
    // `Ce`, `Le`: words, not ranks.
    (numeral.len() > 1 || matches!(numeral, "I" | "V" | "X"))
        .then(|| u32::try_from(total).ok())
        .flatten()
}
