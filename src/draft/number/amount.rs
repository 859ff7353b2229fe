//! Amounts: a value with what follows it, from "and a half" over multipliers to the unit.

use super::NumberKind;
use super::decimal::Decimal;
use super::scan::{Item, Scan};
use super::spelled;
use super::token::Kind;
use super::units::measure;
use crate::draft::total::At as _;

/// A value that was read, before what follows it is known.
pub(super) struct Amount {
    pub(super) first: usize,
    pub(super) next: usize,
    pub(super) value: Decimal,
    pub(super) spelled: bool,
    /// Written as four digits and nothing else.
    pub(super) bare_year: bool,
}

impl Amount {
    pub(super) fn spelled(first: usize, next: usize, value: u64) -> Self {
        Self {
            first,
            next,
            value: Decimal::from(value),
            spelled: true,
            bare_year: false,
        }
    }
}

/// Signs of currencies.
const SIGNS: [(&str, &str); 8] = [
    ("€", "EUR"),
    ("$", "USD"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₣", "CHF"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("¢", "¢"),
];

fn sign(text: &str) -> Option<&'static str> {
    SIGNS.iter().find(|s| s.0 == text).map(|s| s.1)
}

impl Scan<'_> {
    /// A number in digits.
    pub(super) fn amount_digits(&self, i: usize) -> Option<Item> {
        let raw = self.tokens.at(i).raw;
        let value = Decimal::read(raw, self.lang)?;
        let next = i + 1;
        // `5G`, `3D`: a name, not a count.
        if self.glued(next) && self.is_word(next) {
            let suffix = self.tokens.at(next).raw;
            if suffix.len() == 1
                && suffix.starts_with(|c: char| c.is_ascii_uppercase())
                && !matches!(suffix, "M" | "C" | "F" | "K" | "B" | "L" | "V")
            {
                return None;
            }
        }
        let mut amount = Amount {
            first: i,
            next,
            value,
            spelled: false,
            bare_year: raw.len() == 4
                && raw.bytes().all(|b| b.is_ascii_digit())
                && raw.starts_with(['1', '2']),
        };
        if let Some(item) = self.day_first(i, next, raw.parse().unwrap_or(0)) {
            return Some(item);
        }
        self.signed(&mut amount);
        Some(self.amount(amount))
    }

    /// Takes a minus before a number into it.
    pub(super) fn signed(&self, amount: &mut Amount) {
        let i = amount.first;
        if i == 0 {
            return;
        }
        // `-$5` keeps its sign behind the currency's.
        let mark = if sign(self.low(i - 1)).is_some() && i > 1 {
            i - 2
        } else {
            i - 1
        };
        let is_minus = matches!(self.low(mark), "-" | "−" | "–")
            && self.glued(mark + 1)
            && (mark == 0 || self.tokens.at(mark).spaced || self.before(mark, 1) == "(")
            && !(mark > 0 && (self.is_digits(mark - 1) || self.low(mark - 1) == "%"));
        let word = self.words.minus.contains(&self.low(i - 1))
            && self.tokens.at(i).spaced
            && !matches!(
                self.before(i, 2),
                "le" | "au" | "ou" | "de" | "plus" | "or" | "heures"
            );
        if is_minus {
            amount.value.negate();
            if mark == i - 1 {
                amount.first = mark;
            }
        } else if word {
            amount.value.negate();
            amount.first = i - 1;
        }
    }

    /// Whether a half is added at token `i`, and the token after that.
    fn and_a_half(&self, i: usize) -> Option<usize> {
        ["et demi", "et demie", "and a half"]
            .iter()
            .find_map(|p| self.phrase(i, p))
    }

    /// Reads what follows a value: a half, multipliers, per cent, points, a currency, a unit.
    pub(super) fn amount(&self, mut amount: Amount) -> Item {
        let first = amount.first;
        if let Some(next) = self.and_a_half(amount.next) {
            let zeros = spelled::multiplier(self.low(amount.next - 1), self.pack);
            let mut half = Decimal::half();
            half.shift(zeros.filter(|z| *z >= 3).unwrap_or(0));
            amount.value.add(&half);
            amount.next = next;
        }
        let mut million_or_metre = false;
        if let Some((zeros, next, doubtful)) = self.suffix(&amount) {
            amount.value.shift(zeros);
            amount.next = next;
            amount.bare_year = false;
            million_or_metre = doubtful;
        }
        let mut magnitude = 0;
        loop {
            let at = self.behind_hyphen(amount.next);
            let Some(zeros) = spelled::multiplier(self.low(at), self.pack) else {
                break;
            };
            if amount.spelled && zeros < 3 || self.low(at) == "k" {
                break;
            }
            amount.value.shift(zeros);
            amount.next = at + 1;
            amount.bare_year = false;
            magnitude = zeros;
        }
        if magnitude > 0
            && let Some(next) = self.and_a_half(amount.next)
        {
            let mut half = Decimal::half();
            half.shift(magnitude);
            amount.value.add(&half);
            amount.next = next;
        }
        let mut item = self.unit_of(&amount);
        item.spelled = amount.spelled;
        item.start = self
            .tokens
            .at(item.first)
            .start
            .min(self.tokens.at(first).start);
        if million_or_metre {
            item.other = Some((NumberKind::Measure("m"), item.value / 1e6));
        }
        item
    }

    /// What an amount is of.
    fn unit_of(&self, amount: &Amount) -> Item {
        let make = |next: usize, kind: NumberKind| {
            self.item(
                amount.first,
                next,
                kind,
                amount.value.to_string(),
                amount.value.to_f64(),
            )
        };
        if let Some((next, code, zeros, first)) = self.currency(amount) {
            let mut value = amount.value.clone();
            value.shift(zeros);
            if code == "¢" {
                value.hundredth();
            }
            let mut item = make(next, NumberKind::Money(code));
            let mut next = next;
            if self.hundredths(amount, next) {
                let mut more = Decimal::from(self.tokens.at(next).raw.parse().unwrap_or(0));
                more.hundredth();
                value.add(&more);
                next += 1;
                item = make(next, NumberKind::Money(code));
            }
            item.canonical = value.to_string();
            item.value = value.to_f64();
            item.first = first;
            item.start = self.tokens.at(first).start;
            // "pounds" weigh, too.
            if self.low(next - 1).starts_with("pound") {
                item.other = Some((NumberKind::Measure("lb"), item.value));
            }
            return item;
        }
        let at = self.behind_hyphen(amount.next);
        if let Some(next) = self.words.points.iter().find_map(|p| self.phrase(at, p))
            && !self.are_places(next)
        {
            return make(next, NumberKind::Points);
        }
        if self.low(amount.next) == "%" {
            return make(
                self.percentage_points(amount.next + 1),
                self.percent_kind(amount.next + 1),
            );
        }
        if let Some(next) = self
            .pack
            .percent_words
            .iter()
            .filter_map(|p| self.phrase(at, p))
            .max()
        {
            return make(next, NumberKind::Percent);
        }
        if let Some((code, next)) = self.cents(amount) {
            let mut value = amount.value.clone();
            value.hundredth();
            let mut item = make(next, NumberKind::Money(code));
            item.canonical = value.to_string();
            item.value = value.to_f64();
            return item;
        }
        if let Some((code, mut next)) = self.unit(amount.next).or_else(|| self.far_unit(at)) {
            let mut value = amount.value.clone();
            if let Some(after) = self.and_a_half(next) {
                value.add_half();
                next = after;
            }
            if code == "m" && self.centimetres(next) {
                let mut more = Decimal::from(self.tokens.at(next).raw.parse().unwrap_or(0));
                more.hundredth();
                value.add(&more);
                next += 1;
            }
            let old = self.behind_hyphen(next);
            if code == "yr" && self.low(old) == "old" {
                next = old + 1;
            }
            let mut item = make(next, NumberKind::Measure(code));
            item.canonical = value.to_string();
            item.value = value.to_f64();
            return item;
        }
        let year = amount.bare_year && amount.next == amount.first + 1;
        make(
            amount.next,
            if year {
                NumberKind::Year
            } else {
                NumberKind::Cardinal
            },
        )
    }

    /// Whether two digits behind a metre are centimetres: `1 mètre 70`.
    fn centimetres(&self, at: usize) -> bool {
        let counted = self.is_word(at + 1)
            && !self.glued(at + 1)
            && self
                .pack
                .function_words
                .binary_search(&self.low(at + 1))
                .is_err();
        self.french()
            && self.is_digits(at)
            && self.tokens.at(at).raw.len() == 2
            && !counted
            && self.low(at + 1) != "%"
            && !self.is_unit_word(at + 1)
    }

    /// Whether two digits behind a currency are its hundredths: `12 euros 50`, `12 €50`.
    fn hundredths(&self, amount: &Amount, at: usize) -> bool {
        let whole = amount.first + 1 == amount.next
            && self.is_digits(amount.first)
            && self
                .tokens
                .at(amount.first)
                .raw
                .bytes()
                .all(|b| b.is_ascii_digit());
        whole && self.low(at - 1) != "%" && at > amount.next && self.centimetres(at)
    }

    /// `5 % points`.
    fn percentage_points(&self, at: usize) -> usize {
        if matches!(self.low(at), "points" | "pts") {
            at + 1
        } else {
            at
        }
    }

    fn percent_kind(&self, at: usize) -> NumberKind {
        if matches!(self.low(at), "points" | "pts") {
            NumberKind::Points
        } else {
            NumberKind::Percent
        }
    }

    /// Letters that touch the digits and multiply: zeros, next token, and whether the letter may be a metre.
    fn suffix(&self, amount: &Amount) -> Option<(u32, usize, bool)> {
        let at = amount.next;
        if amount.spelled || self.kind(at) != Some(Kind::Word) {
            return None;
        }
        let raw = self.tokens.at(at).raw;
        let money = sign(self.before(amount.first, 1)).is_some();
        let before_sign = sign(self.low(at + 1)).is_some();
        if !self.glued(at) {
            // `2 M`, `3 M€`.
            let alone =
                raw == "M" && (!self.is_word(at + 1) || matches!(self.low(at + 1), "de" | "d"));
            return match raw {
                "k" if before_sign => Some((3, at + 1, false)),
                "M" if before_sign || alone => Some((6, at + 1, false)),
                "Md" | "Mds" | "Mrd" | "Mrds" if before_sign => Some((9, at + 1, false)),
                _ => None,
            };
        }
        let zeros = match raw {
            "k" | "K" => 3,
            "bn" | "Md" | "Mds" | "Mrd" => 9,
            "mn" | "M" => 6,
            "tn" => 12,
            "m" if money => 6,
            "b" | "B" if money => 9,
            "m" if !self.french() => {
                // "20m people", "27.4m tonnes", but "800m in the rain".
                let next = self.low(at + 1);
                let counted = matches!(
                    next,
                    "people"
                        | "kronor"
                        | "kroner"
                        | "krona"
                        | "yen"
                        | "yuan"
                        | "won"
                        | "rand"
                        | "lira"
                        | "zloty"
                ) || self.longest(at + 1, self.words.currencies).is_some()
                    || self.is_unit_word(at + 1)
                    || next.len() > 3 && next.ends_with('s') && !next.ends_with("ss");
                if !counted || !self.tokens.get(at + 1).is_some_and(|t| t.spaced) {
                    return None;
                }
                return Some((6, at + 1, true));
            }
            _ => return None,
        };
        Some((zeros, at + 1, false))
    }

    /// A currency before or after: next token, code, the zeros of a subunit, first token.
    fn currency(&self, amount: &Amount) -> Option<(usize, &'static str, u32, usize)> {
        let i = amount.first;
        if i > 0
            && !amount.spelled
            && let Some(code) = sign(self.before(i, 1))
        {
            let mut first = i - 1;
            if first > 0
                && self.glued(first)
                && matches!(
                    self.tokens.at(first - 1).raw,
                    "US" | "A" | "C" | "HK" | "NZ" | "S"
                )
            {
                first -= 1;
            }
            // "$23 million dollars".
            return Some((amount.next, code, 0, first));
        }
        if let Some(code) = sign(self.low(amount.next)) {
            return Some((amount.next + 1, code, 0, i));
        }
        let mut at = self.behind_hyphen(amount.next);
        if matches!(self.low(at), "de" | "of") {
            at += 1;
        } else if self.low(at) == "d" && self.low(at + 1) == "'" {
            at += 2;
        }
        let (code, next) = self.longest(at, self.words.currencies)?;
        Some((next, code, 0, i))
    }

    /// `45 centimes`, "50p".
    fn cents(&self, amount: &Amount) -> Option<(&'static str, usize)> {
        let at = self.behind_hyphen(amount.next);
        let (code, next) = self.longest(at, self.words.cents)?;
        // A letter alone has to touch its digits.
        (self.low(at).len() > 1 || self.glued(at) && !amount.spelled).then_some((code, next))
    }

    /// A unit behind an adjective at token `i`: "52 old feet", `20 longues minutes`.
    fn far_unit(&self, i: usize) -> Option<(&'static str, usize)> {
        let word = self.low(i);
        let adjective = if self.french() {
            matches!(
                word,
                "autres"
                    | "longs"
                    | "longues"
                    | "bons"
                    | "bonnes"
                    | "petits"
                    | "petites"
                    | "courts"
                    | "courtes"
                    | "dernières"
                    | "derniers"
                    | "premières"
                    | "premiers"
                    | "prochaines"
                    | "prochains"
            )
        } else {
            matches!(word, "more" | "other" | "further")
                || !word.ends_with('s')
                    && word != "people"
                    && self.pack.function_words.binary_search(&word).is_err()
        };
        let spaced =
            self.is_word(i) && !self.glued(i) && self.tokens.get(i + 1).is_some_and(|t| t.spaced);
        // "voted 5-2 Tuesday night": of several stands a plural.
        let one = !self.french() && {
            let unit = self.low(i + 1);
            let plural = format!("{unit}s");
            self.words.units.iter().any(|u| u.0 == plural)
                && (unit.len() > 2 && !unit.ends_with('s'))
                && self.before(i, 1) != "1"
                && self.before(i, 1) != "one"
                && self.before(i, 1) != "a"
        };
        if adjective && spaced && !one && self.is_unit_word(i + 1) {
            return self.unit(i + 1);
        }
        None
    }

    /// Whether the points before token `i` are places, and no margin: `points de vente`, "points of entry".
    fn are_places(&self, i: usize) -> bool {
        let of = self.low(i);
        let at = match of {
            "d" => i + 2,
            "de" | "of" => i + 1,
            _ => return false,
        };
        self.words.points_of.contains(&self.low(at))
    }

    /// Whether a unit of measure stands at token `i`.
    pub(super) fn is_unit_word(&self, i: usize) -> bool {
        self.is_word(i) && self.low(i).len() > 1 && self.longest(i, self.words.units).is_some()
    }

    /// The unit at token `i` and the token after it.
    pub(super) fn unit(&self, i: usize) -> Option<(&'static str, usize)> {
        if self.low(i) == "°" {
            return match self.low(i + 1) {
                "c" if self.is_word(i + 1) => Some(("°C", i + 2)),
                "f" if self.is_word(i + 1) => Some(("°F", i + 2)),
                _ => Some(("°", i + 1)),
            };
        }
        let at = self.behind_hyphen(i);
        let token = self.tokens.get(at)?;
        if token.kind != Kind::Word {
            return None;
        }
        if token.raw.len() == 1 {
            // `une sur deux l’estime`: an article or a pronoun.
            if self.low(at + 1) == "'" && self.glued(at + 1) && self.glued(at + 2) {
                return None;
            }
            // `23C`, `90F`; a capital is no metre.
            match (token.raw, self.glued(at)) {
                ("C", true) => return Some(("°C", at + 1)),
                ("F", true) => return Some(("°F", at + 1)),
                // `12 V`, and no `World War V`.
                ("V", true) => return Some(("V", at + 1)),
                ("V", _) if i > 0 && self.is_digits(i - 1) => return Some(("V", at + 1)),
                ("L", _) => {}
                (raw, _) if raw.starts_with(char::is_uppercase) => return None,
                _ => {}
            }
        }
        // `mm²` of a land register is no word of the table; `MW` and `mW` are told apart by nobody.
        let (code, next) = self.longest(at, self.words.units)?;
        // "12 Teslas" are cars.
        let named = code == "T" && token.raw.starts_with(char::is_uppercase);
        measure(code).filter(|_| !named).map(|m| (m.code, next))
    }
}
