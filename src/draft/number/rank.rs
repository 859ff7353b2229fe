//! Ranks: `12e`, "21st", `dix-neuvième`, `XXe`, `Louis XIV`, "third quarter".

use super::NumberKind;
use super::scan::{Item, Scan};
use super::spelled;
use crate::draft::total::At as _;
use crate::lang::{Figures, Lang};

/// The rank that a word says.
pub(super) fn ordinal(low: &str, words: &Figures) -> Option<u32> {
    words.ordinals.iter().find(|o| o.0 == low).map(|o| o.1)
}

impl Scan<'_> {
    /// Digits with the ending of a rank.
    pub(super) fn rank_digits(&self, i: usize) -> Option<Item> {
        let raw = self.tokens.at(i).raw;
        let at = i + 1;
        if !self.glued(at)
            || !self.is_word(at)
            || !self.words.ordinal_suffixes.contains(&self.low(at))
        {
            return None;
        }
        let value: u32 = raw
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
            .parse()
            .ok()?;
        if let Some(item) = self.day_first(i, at + 1, value) {
            return Some(item);
        }
        Some(self.rank(i, at + 1, value, false))
    }

    /// A rank, or the quarter of a year that it counts.
    fn rank(&self, first: usize, next: usize, value: u32, spelled: bool) -> Item {
        let noun = self.behind_hyphen(next);
        let mut item = if (1..=4).contains(&value) && self.words.quarters.contains(&self.low(noun))
        {
            let canonical = format!("Q{value}");
            self.item(
                first,
                noun + 1,
                NumberKind::Quarter,
                canonical,
                f64::from(value),
            )
        } else {
            self.item(
                first,
                next,
                NumberKind::Ordinal,
                value.to_string(),
                f64::from(value),
            )
        };
        item.spelled = spelled;
        item
    }

    /// A rank in letters at token `i`.
    pub(super) fn rank_words(&self, i: usize) -> Option<Item> {
        let places = self.word_places(i);
        let base = |value: u32| {
            self.pack
                .number_words
                .iter()
                .find(|n| {
                    (n.1 - f64::from(value)).abs() < 0.5
                        && !matches!(n.0, "une" | "vingts" | "huitante")
                })
                .map(|n| n.0)
        };
        let mut last = None;
        for (k, &at) in places.iter().enumerate() {
            if let Some(value) = ordinal(self.low(at), self.words) {
                last = Some((k, value));
                break;
            }
            let linked = matches!(self.low(at), "et" | "and") && k > 0;
            if self.pack.small(self.low(at)).number.is_none() && !linked {
                break;
            }
        }
        let (last, value) = last?;
        let value = if last == 0 {
            value
        } else {
            // "one second": no rank of its own.
            let run = spelled::read(last + 1, self.pack, |k| {
                if k == last {
                    base(value)
                } else {
                    places.get(k).map(|&at| &*self.tokens.at(at).low)
                }
            })?;
            if run.words != last + 1 || run.value < 17 {
                return None;
            }
            u32::try_from(run.value).ok()?
        };
        let next = places.at(last) + 1;
        if let Some(mut item) = self.day_first(i, next, value) {
            item.spelled = true;
            return Some(item);
        }
        Some(self.rank(i, next, value, true))
    }

    /// `XXe`, or `XIV` after a name.
    pub(super) fn roman(&self, i: usize) -> Option<Item> {
        let raw = self.tokens.at(i).raw;
        let opening = matches!(
            self.before(i, 1),
            "'" | "(" | "[" | "«" | "“" | "‘" | "\"" | "–" | "—"
        );
        if self.glued(i) && !opening {
            return None;
        }
        if let Some(value) = roman_ordinal(raw, self.lang) {
            return Some(self.rank(i, i + 1, value, false));
        }
        let known = raw.len() >= 2 || raw == "I" && self.before(i, 1) == "war";
        let before = i.checked_sub(1).and_then(|b| self.tokens.get(b))?;
        let named =
            self.is_word(i - 1) && before.raw.starts_with(char::is_uppercase) && !self.glued(i);
        let value = roman(raw)?;
        if !(known && named) || raw.contains(['L', 'C']) && raw.len() < 4 {
            return None;
        }
        // A heading in capitals.
        if before.raw.len() > 1 && before.raw.chars().all(|c| !c.is_lowercase()) {
            return None;
        }
        Some(self.item(
            i,
            i + 1,
            NumberKind::Regnal,
            value.to_string(),
            f64::from(value),
        ))
    }

    /// `Louis Quatorze`, "World War Two": the number word in tokens `i..next`.
    pub(super) fn regnal_words(&self, i: usize, next: usize, value: u64) -> Option<Item> {
        let named = i > 0
            && self.is_word(i - 1)
            && self.tokens.at(i - 1).raw.starts_with(char::is_uppercase)
            && self.tokens.at(i).raw.starts_with(char::is_uppercase)
            && !self.glued(i);
        if !named || value > 50 {
            return None;
        }
        let mut item = self.item(i, next, NumberKind::Regnal, value.to_string(), value as f64);
        item.spelled = true;
        Some(item)
    }
}

/// The value of a Roman numeral as it is written today.
fn roman(numeral: &str) -> Option<u32> {
    const PARTS: [(&str, u32); 9] = [
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    if numeral.is_empty()
        || !numeral
            .bytes()
            .all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
    {
        return None;
    }
    let mut total = 0;
    let mut rest = numeral;
    for (sign, value) in PARTS {
        while let Some(after) = rest.strip_prefix(sign) {
            total += value;
            rest = after;
        }
    }
    let mut left = total;
    let mut written = String::new();
    for (sign, value) in PARTS {
        while left >= value {
            written.push_str(sign);
            left -= value;
        }
    }
    (rest.is_empty() && written == numeral).then_some(total)
}

/// `XXe`, `Ier`: a rank in Roman numerals, as French writes centuries and sovereigns.
pub(in crate::draft) fn roman_ordinal(word: &str, lang: Lang) -> Option<u32> {
    if lang.code() != "fr" {
        return None;
    }
    let numeral = ["er", "re", "ème", "e"]
        .iter()
        .find_map(|s| word.strip_suffix(s))
        .filter(|n| !n.is_empty())?;
    // `Ce`, `Le`: words, not ranks.
    (numeral.len() > 1 || matches!(numeral, "I" | "V" | "X"))
        .then(|| roman(numeral))
        .flatten()
}
