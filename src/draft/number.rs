//! Numbers by value: `2 millions`, `2 000 000` and "two million" are the same number, `50 %` and `50 pour cent` the same share,
//! `12 mars 2024` and "March 12, 2024" the same day.

mod calendar;
mod decimal;
mod spelled;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::compare::lower;
use super::{Block, BlockKind, Draft, Word, word};
use crate::lang::{Lang, Pack};
use crate::span::Span;
use calendar::{digit_date, iso, same_day};
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

impl Number {
    /// Year, month and day of a date, as digits, each empty when it is not said; `None` for what is no date.
    #[must_use]
    pub fn date(&self) -> Option<[&str; 3]> {
        (self.kind == NumberKind::Date).then(|| calendar::date_parts(&self.canonical))
    }
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

/// `XXe`, `Ier`: a rank in Roman numerals, as French writes centuries and sovereigns.
pub(super) fn roman_ordinal(word: &str, lang: Lang) -> Option<u32> {
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
