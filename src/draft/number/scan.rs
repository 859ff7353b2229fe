//! The walk over the pieces of a block, and what stands around a number.

use super::super::compare::stem;
use super::NumberKind;
use super::amount::Amount;
use super::rank;
use super::spelled;
use super::token::{self, Kind, Token};
use super::units::{Family, measure};
use crate::draft::total::At as _;
use crate::lang::{Bound, Figures, Lang, Pack};

/// A number before its place in the text is known.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The first token that is part of it.
    pub(super) first: usize,
    /// The first token after it.
    pub(super) next: usize,
    /// In the plain text.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) canonical: String,
    pub(super) value: f64,
    pub(super) kind: NumberKind,
    pub(super) other: Option<(NumberKind, f64)>,
    pub(super) bound: Bound,
    pub(super) falling: bool,
    pub(super) rounded: bool,
    /// The two figures of a share of a few.
    pub(super) few: Option<(u32, u32)>,
    pub(super) sum: Option<(Family, f64)>,
    pub(super) noun: Option<String>,
    pub(super) plural: bool,
    pub(super) unit_noun: Option<&'static str>,
    pub(super) weighty: bool,
    pub(super) ranged: bool,
    pub(super) loose: bool,
    pub(super) spelled: bool,
    /// No fact of its own: an article, a day of the week, a small rank in letters.
    pub(super) aside: bool,
}

pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token<'a>],
    pub(super) lang: Lang,
    pub(super) pack: &'static Pack,
    pub(super) words: &'static Figures,
}

/// So many words around a number are asked whether something fell.
const AROUND: usize = 9;

impl<'a> Scan<'a> {
    /// All numbers of the block, in order.
    pub(super) fn items(&self) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let mut i = 0;
        while i < self.tokens.len() {
            if let Some(item) = self.at(i) {
                i = item.next.max(i + 1);
                items.push(item);
            } else {
                i += 1;
            }
        }
        self.share(&mut items);
        self.set_beside(&mut items);
        self.add_up(&mut items);
        self.days_of_a_month_told(&mut items);
        self.seasons(&mut items);
        for item in &mut items {
            self.look_around(item);
        }
        items
    }

    /// What two numbers of one time come to: `three years and four months`, `2 heures et 10 minutes`.
    fn add_up(&self, items: &mut [Item]) {
        let of = |item: &Item| match item.kind {
            NumberKind::Measure(code) => {
                measure(code).filter(|m| matches!(m.family, Family::Span | Family::Months))
            }
            _ => None,
        };
        for k in 1..items.len() {
            let Some([a, b]) = items.get_mut(k - 1..=k) else {
                continue;
            };
            let linked = a.next == b.first
                || a.next + 1 == b.first && matches!(self.low(a.next), "and" | "et" | ",");
            if let (Some(x), Some(y)) = (of(&*a), of(&*b))
                && linked
                && x.family == y.family
                && x.factor > y.factor
            {
                let first = a
                    .sum
                    .filter(|s| s.0 == x.family)
                    .map_or(a.value * x.factor, |s| s.1);
                let sum = Some((x.family, first + b.value * y.factor));
                // `7 heures, 12 minutes et 38 secondes`: two of them come to `7 h 12`.
                a.sum = a.sum.or(sum);
                b.sum = sum;
            }
        }
    }

    pub(super) fn french(&self) -> bool {
        self.lang.code() == "fr"
    }

    /// The token in lowercase, empty past the ends.
    pub(super) fn low(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| &*t.low)
    }

    pub(super) fn before(&self, i: usize, back: usize) -> &str {
        i.checked_sub(back).map_or("", |i| self.low(i))
    }

    pub(super) fn kind(&self, i: usize) -> Option<Kind> {
        self.tokens.get(i).map(|t| t.kind)
    }

    /// Whether token `i` touches the one before.
    pub(super) fn glued(&self, i: usize) -> bool {
        i > 0 && self.tokens.get(i).is_some_and(|t| !t.spaced)
    }

    pub(super) fn is_word(&self, i: usize) -> bool {
        self.kind(i) == Some(Kind::Word)
    }

    pub(super) fn is_digits(&self, i: usize) -> bool {
        self.kind(i) == Some(Kind::Digits)
    }

    pub(super) fn is_dash(&self, i: usize) -> bool {
        matches!(self.low(i), "-" | "–" | "\u{2011}" | "\u{2010}" | "—")
    }

    /// A hyphen that joins token `i - 1` to token `i + 1`.
    pub(super) fn joins(&self, i: usize) -> bool {
        matches!(self.low(i), "-" | "\u{2011}" | "\u{2010}")
            && self.glued(i)
            && self.glued(i + 1)
            && self.is_word(i + 1)
    }

    /// Token `i`, or the one behind the hyphen that joins it.
    pub(super) fn behind_hyphen(&self, i: usize) -> usize {
        if self.joins(i) { i + 1 } else { i }
    }

    /// The token after `phrase` when it stands at token `i`; its words may be joined by hyphens.
    pub(super) fn phrase(&self, i: usize, phrase: &str) -> Option<usize> {
        if !phrase.starts_with(self.low(i)) || self.low(i).is_empty() {
            return None;
        }
        let mut at = i;
        for wanted in token::read_phrase(phrase, self.pack) {
            if at > i && wanted.kind == Kind::Word && self.joins(at) {
                at += 1;
            }
            if self.low(at) != &*wanted.low {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The longest phrase of a table that stands at token `i`.
    pub(super) fn longest<T: Copy>(&self, i: usize, table: &[(&str, T)]) -> Option<(T, usize)> {
        table
            .iter()
            .filter_map(|(phrase, what)| Some((*what, self.phrase(i, phrase)?)))
            .max_by_key(|(_, next)| *next)
    }

    /// Whether `phrase` ends right before token `i`; the index of its first token.
    pub(super) fn phrase_before(&self, i: usize, phrase: &str) -> Option<usize> {
        let last = self.before(i, 1);
        if last.is_empty() || !phrase.ends_with(last) {
            return None;
        }
        let length = token::read_phrase(phrase, self.pack).len();
        let from = i.checked_sub(length)?;
        (self.phrase(from, phrase) == Some(i)).then_some(from)
    }

    /// Whether a word for a bound stands before token `i`: "about", "nearly".
    pub(super) fn is_bounded(&self, i: usize) -> bool {
        let mut bounds = self.words.bounds.iter();
        bounds.any(|(phrase, _)| self.phrase_before(i, phrase).is_some())
    }

    /// A new item over tokens `first..next`.
    pub(super) fn item(
        &self,
        first: usize,
        next: usize,
        kind: NumberKind,
        canonical: String,
        value: f64,
    ) -> Item {
        Item {
            first,
            next,
            start: self.tokens.at(first).start,
            end: self.tokens.at(next - 1).end,
            canonical,
            value,
            kind,
            other: None,
            bound: Bound::Exact,
            falling: false,
            rounded: false,
            sum: None,
            noun: None,
            plural: false,
            unit_noun: None,
            weighty: false,
            ranged: false,
            loose: false,
            spelled: false,
            few: None,
            aside: false,
        }
    }

    fn at(&self, i: usize) -> Option<Item> {
        match self.kind(i)? {
            Kind::Digits => self.digits(i),
            Kind::Word => self.word(i),
            Kind::Mark => None,
        }
    }

    /// What begins with digits.
    fn digits(&self, i: usize) -> Option<Item> {
        let token = self.tokens.at(i);
        if self.is_marker(i) || self.is_note(i) || self.is_dispatch(i) {
            return None;
        }
        if let Some(road) = self.road(i) {
            return Some(road);
        }
        if self.glued(i) && self.is_word(i - 1) {
            return self.after_letters(i);
        }
        // `COVID-19`, `F-35`: part of a name.
        if self.glued(i)
            && self.is_dash(i - 1)
            && self.glued(i - 1)
            && i > 1
            && self.is_word(i - 2)
            && token.raw.len() < 4
            && self.tokens.at(i - 2).raw.starts_with(char::is_uppercase)
            && (i > 2 && !matches!(self.before(i, 3), "." | ":") || self.bounds_age(i).is_none())
        {
            return None;
        }
        self.phone(i)
            .or_else(|| self.digit_date(i))
            .or_else(|| self.version(i))
            .or_else(|| self.reference(i))
            .or_else(|| self.decade(i))
            .or_else(|| self.clock_digits(i))
            .or_else(|| self.rank_digits(i))
            .or_else(|| self.share_of_few(i))
            .or_else(|| self.share_words(i))
            .or_else(|| self.amount_digits(i))
    }

    /// What begins with a word.
    fn word(&self, i: usize) -> Option<Item> {
        let token = self.tokens.at(i);
        let low = &*token.low;
        // Most words are none of these.
        if let Some(item) = self.month_first(i) {
            return Some(item);
        }
        if let Some(day) = self.words.weekdays.iter().position(|d| *d == low) {
            let mut item = self.item(
                i,
                i + 1,
                NumberKind::Weekday,
                (day + 1).to_string(),
                (day + 1) as f64,
            );
            item.aside = true;
            return Some(item);
        }
        if token.raw.starts_with(['I', 'V', 'X', 'L', 'C'])
            && let Some(item) = self.roman(i)
        {
            return Some(item);
        }
        self.clock_words(i)
            .or_else(|| self.share_words(i))
            .or_else(|| self.decade_words(i))
            .or_else(|| self.collective(i))
            .or_else(|| self.spelled(i))
            .or_else(|| self.coined(i))
    }

    /// `1.` or `2)` before a heading or a paragraph.
    fn is_marker(&self, i: usize) -> bool {
        i == 0
            && self.tokens.at(i).raw.len() <= 3
            && matches!(self.low(1), "." | ")" | "°")
            && self.glued(1)
            && self.tokens.get(2).is_some_and(|t| t.spaced)
    }

    /// `[12]`, `[^3]`: the mark of a note.
    fn is_note(&self, i: usize) -> bool {
        self.tokens.at(i).raw.len() <= 3
            && self.low(i + 1) == "]"
            && (self.before(i, 1) == "[" || self.before(i, 1) == "^")
    }

    /// "UPDATE 2", in capitals: the number of a dispatch.
    fn is_dispatch(&self, i: usize) -> bool {
        let before = i.checked_sub(1).and_then(|b| self.tokens.get(b));
        before.is_some_and(|t| {
            self.words.dispatches.contains(&&*t.low)
                && t.raw.chars().all(char::is_uppercase)
                && self.tokens.at(i).raw.len() == 1
        })
    }

    /// Digits that touch letters before them: `A320`, `Q3`; part of a name otherwise.
    fn after_letters(&self, i: usize) -> Option<Item> {
        let letters = self.tokens.at(i - 1);
        let digits = self.tokens.at(i);
        if !digits.raw.bytes().all(|b| b.is_ascii_digit())
            || self.glued(i - 1) && self.is_digits(i.wrapping_sub(2))
        {
            return None;
        }
        if letters.low == self.words.quarter_letter
            && letters.raw.starts_with(char::is_uppercase)
            && matches!(digits.raw, "1" | "2" | "3" | "4")
        {
            return Some(self.item(
                i - 1,
                i + 1,
                NumberKind::Quarter,
                format!("Q{}", digits.raw),
                digits.raw.parse().ok()?,
            ));
        }
        let name = letters.raw.len() <= 3
            && letters.raw.bytes().all(|b| b.is_ascii_uppercase())
            && (2..=4).contains(&digits.raw.len());
        if !name {
            return None;
        }
        let mut next = i + 1;
        if self.glued(next) && self.is_word(next) && self.tokens.at(next).raw.len() == 1 {
            next += 1;
        }
        let start = self.tokens.at(i - 1).start;
        let text = &self.text[start..self.tokens.at(next - 1).end];
        Some(self.item(i - 1, next, NumberKind::Model, text.to_uppercase(), 0.0))
    }

    /// The number of a road: `D117`, `RD 117`, `la départementale 117`.
    fn road(&self, i: usize) -> Option<Item> {
        let before = self.tokens.get(i.checked_sub(1)?)?;
        let digits = self.tokens.at(i);
        if !self.french() || digits.raw.len() > 4 || !digits.raw.bytes().all(|b| b.is_ascii_digit())
        {
            return None;
        }
        let class = match (before.raw, &*before.low) {
            ("D" | "RD", _) => "D",
            ("N" | "RN", _) => "N",
            ("A", _) if self.glued(i) => "A",
            (_, "départementale") => "D",
            (_, "nationale") => "N",
            (_, "autoroute") => "A",
            _ => return None,
        };
        let letters = before.raw.len() <= 2;
        // `le groupe D 117`: letters apart stand behind an article.
        if letters && !self.glued(i) && !matches!(self.before(i, 2), "la" | "sur" | "route") {
            return None;
        }
        // `la nationale 2024 de tir` is a year.
        if !letters && digits.raw.len() == 4 {
            return None;
        }
        let first = if letters { i - 1 } else { i };
        let item = self.item(
            first,
            i + 1,
            NumberKind::Model,
            format!("{class}{}", digits.raw),
            0.0,
        );
        Some(item)
    }

    /// A telephone number: groups of digits that begin with 0 or +, or three groups as America writes them.
    fn phone(&self, i: usize) -> Option<Item> {
        let plain = |i: usize| {
            self.is_digits(i)
                && self
                    .tokens
                    .at(i)
                    .raw
                    .chars()
                    .all(|c| c.is_ascii_digit() || c == '.' || c.is_whitespace())
        };
        let plus = self.glued(i) && self.before(i, 1) == "+";
        if !plain(i)
            || !(plus || self.tokens.at(i).raw.starts_with('0') || self.tokens.at(i).raw.len() == 3)
        {
            return None;
        }
        let mut next = i + 1;
        let mut groups = vec![self.tokens.at(i).raw.len()];
        loop {
            let gap = next;
            let at = if plain(gap) && !self.glued(gap) {
                gap
            } else if matches!(self.low(gap), "-" | "." | "(" | ")") && plain(gap + 1) {
                gap + 1
            } else {
                break;
            };
            groups.push(self.tokens.at(at).raw.len());
            // No number has so many: a table of figures.
            if groups.len() > 9 {
                return None;
            }
            next = at + 1;
        }
        let digits: String = self
            .tokens
            .get(i..next)
            .unwrap_or_default()
            .iter()
            .flat_map(|t| t.raw.chars())
            .filter(char::is_ascii_digit)
            .collect();
        let begins =
            plus || self.tokens.at(i).raw.starts_with('0') && self.tokens.at(i).raw.len() >= 2;
        let long = begins && (8..=15).contains(&digits.len());
        if !long && groups != [3, 3, 4] {
            return None;
        }
        // A date of digits is none: `04.05.2024`.
        if next == i + 1 && self.tokens.at(i).raw.matches('.').count() == 2 {
            return None;
        }
        let first = if plus { i - 1 } else { i };
        Some(self.item(first, next, NumberKind::Phone, digits, 0.0))
    }

    /// `1.2.3`, and no groups of three.
    fn version(&self, i: usize) -> Option<Item> {
        let raw = self.tokens.at(i).raw;
        let parts: Vec<&str> = raw.split('.').collect();
        let dotted = parts.len() >= 3 && !raw.contains(',') && !raw.contains(char::is_whitespace);
        if !dotted
            || parts
                .get(1..)
                .unwrap_or_default()
                .iter()
                .all(|p| p.len() == 3)
        {
            return None;
        }
        Some(self.item(i, i + 1, NumberKind::Version, raw.to_owned(), 0.0))
    }

    /// `article 221-6`, `L. 110-1`.
    fn reference(&self, i: usize) -> Option<Item> {
        if !(self.is_dash(i + 1) && self.glued(i + 1) && self.glued(i + 2) && self.is_digits(i + 2))
        {
            return None;
        }
        let mut at = i;
        while at > 0
            && i - at < 4
            && (self.low(at - 1) == "."
                || self.is_word(at - 1)
                    && self.tokens.at(at - 1).raw.len() == 1
                    && self.tokens.at(at - 1).raw.starts_with(char::is_uppercase))
        {
            at -= 1;
        }
        let lettered = at < i && self.is_word(at);
        if !lettered && !self.words.references.contains(&self.before(at, 1)) {
            return None;
        }
        let mut next = i + 3;
        while self.is_dash(next)
            && self.glued(next)
            && self.glued(next + 1)
            && self.is_digits(next + 1)
        {
            next += 2;
        }
        let canonical: Vec<&str> = self
            .tokens
            .get(i..next)
            .unwrap_or_default()
            .iter()
            .filter(|t| t.kind == Kind::Digits)
            .map(|t| t.raw)
            .collect();
        Some(self.item(i, next, NumberKind::Reference, canonical.join("-"), 0.0))
    }

    /// Number words from token `i` on: a rank, a date, a time of day or an amount.
    fn spelled(&self, i: usize) -> Option<Item> {
        let low = self.low(i);
        let rank_word = rank::ordinal(low, self.words);
        let article = matches!(low, "un" | "une" | "one" | "a" | "an");
        if self.pack.small(low).number.is_none() && rank_word.is_none() && !article {
            return None;
        }
        // `Villeneuve-Six`, and `Deux-Sèvres` below: parts of names.
        let inside_name =
            self.french() && self.glued(i) && self.is_dash(i - 1) && self.glued(i - 1);
        if inside_name {
            return None;
        }
        if let Some(item) = self.rank_words(i) {
            return Some(item);
        }
        let places = self.word_places(i);
        let run = spelled::read(places.len(), self.pack, |k| {
            places.get(k).map(|&at| &*self.tokens.at(at).low)
        });
        let Some(run) = run else {
            return self.one(i);
        };
        if run.article {
            return self.share_of_few(i).or_else(|| self.one(i));
        }
        let next = places.at(run.words - 1) + 1;
        // The second half of `pour cent`.
        if run.words == 1
            && self
                .pack
                .percent_words
                .iter()
                .any(|p| self.phrase_before(next, p).is_some())
        {
            return None;
        }
        // `un véhicule neuf`: new, not nine.
        if run.ambiguous && !self.counts_something(next) {
            return None;
        }
        if let Some(item) = self.regnal_words(i, next, run.value) {
            return Some(item);
        }
        if self.before(i, 1) == "années"
            && matches!(run.value, 80 | 90 | 70 | 60 | 50 | 40 | 30 | 20)
        {
            let mut item = self.item(
                i,
                next,
                NumberKind::Decade,
                run.value.to_string(),
                run.value as f64,
            );
            item.spelled = true;
            return Some(item);
        }
        if run.value <= 31
            && let Some(mut item) = self.day_first(i, next, u32::try_from(run.value).ok()?)
        {
            item.spelled = true;
            return Some(item);
        }
        if let Some(item) = self.clock_spelled(i, next, run.value) {
            return Some(item);
        }
        if let Some(item) = self.share_of_few(i) {
            return Some(item);
        }
        let mut amount = Amount::spelled(i, next, run.value);
        self.signed(&mut amount);
        let item = self.amount(amount);
        // `Deux-Sèvres`, `mille-feuille`.
        if self.french() && item.kind == NumberKind::Cardinal && self.joins(item.next) {
            return None;
        }
        Some(item)
    }

    /// `un`, `une`, "a", "an" or "one" before something that has a unit or counts.
    fn one(&self, i: usize) -> Option<Item> {
        if !matches!(self.low(i), "un" | "une" | "one" | "a" | "an") {
            return None;
        }
        let mut item = self.amount(Amount::spelled(i, i + 1, 1));
        let counts = item.kind != NumberKind::Cardinal && item.kind != NumberKind::Points;
        if counts {
            // `un pour cent`, "a million dollars" and "a year and a half" are numbers; "a year" is an article.
            let unit = matches!(item.kind, NumberKind::Measure(_) | NumberKind::Money(_));
            item.aside = unit && (item.value - 1.0).abs() < 1e-9;
            return Some(item);
        }
        let noun = self.low(item.next);
        // "by two goals to one"
        let score = matches!(self.before(i, 1), "to" | "à")
            && !self.is_word(item.next)
            && (2..=3).any(|k| {
                i.checked_sub(k)
                    .is_some_and(|at| self.pack.small(self.low(at)).number.is_some())
            });
        if score && item.kind == NumberKind::Cardinal {
            item.aside = true;
            return Some(item);
        }
        if self.words.counted.contains(&noun) {
            item.aside = true;
            return Some(item);
        }
        (item.value > 1.0 && item.kind == NumberKind::Cardinal).then_some(item)
    }

    /// The tokens of the words from `i` on that follow each other over spaces or hyphens.
    pub(super) fn word_places(&self, i: usize) -> Vec<usize> {
        let mut places = vec![i];
        let mut at = i + 1;
        while places.len() < 12 {
            let joined = self.joins(at);
            let place = if joined { at + 1 } else { at };
            if !self.is_word(place) || (!joined && self.glued(place)) {
                break;
            }
            places.push(place);
            at = place + 1;
        }
        places
    }

    /// Whether a lowercase word with a meaning of its own follows.
    fn counts_something(&self, next: usize) -> bool {
        self.tokens.get(next).is_some_and(|t| {
            t.spaced
                && t.kind == Kind::Word
                && t.raw.starts_with(char::is_lowercase)
                && self.pack.function_words.binary_search(&t.raw).is_err()
        })
    }

    /// Bound, direction and noun.
    fn look_around(&self, item: &mut Item) {
        use NumberKind::{Cardinal, Measure, Money, Ordinal, Percent, Points, Regnal, Year};
        if !matches!(
            item.kind,
            Cardinal | Measure(_) | Money(_) | Ordinal | Percent | Points | Year | Regnal
        ) {
            return;
        }
        if item.bound == Bound::Exact {
            for (phrase, bound) in self.words.bounds {
                let Some(from) = self.phrase_before(item.first, phrase) else {
                    continue;
                };
                // `en plus de`: besides. "over two years": during.
                let other = *phrase == "plus de"
                    && (self.before(from, 1) == "en"
                        || self.before(from, 1) == "de" && self.is_digits(from.wrapping_sub(2)))
                    || *phrase == "over" && matches!(item.kind, Measure(_))
                    || *phrase == "vers" && item.kind != Year;
                if !other {
                    item.bound = match (self.is_turned(from, phrase), *bound) {
                        (true, Bound::Above) => Bound::Below,
                        (true, Bound::Below) => Bound::Above,
                        (_, bound) => bound,
                    };
                }
                break;
            }
        }
        let age = self.bounds_age(item.first);
        item.bound = age.map_or(item.bound, |a| a.0);
        item.falling = self.falls_around(item);
        let mut at = self.behind_hyphen(age.map_or(item.next, |a| a.1));
        if matches!(self.low(at), "de" | "d" | "of") {
            at += 1;
            if self.low(at) == "'" {
                at += 1;
            }
        }
        if self.is_word(at)
            && self
                .pack
                .function_words
                .binary_search(&self.low(at))
                .is_err()
        {
            let word = self.low(at);
            item.noun = Some(stem(word, self.lang));
            item.plural = word.chars().count() > 3 && word.ends_with(['s', 'x']);
        }
        if item.kind == Ordinal {
            item.unit_noun = self.unit(at).map(|u| u.0);
        }
        let mut near = (at..)
            .map_while(|k| self.is_word(k).then(|| self.low(k)))
            .take(5);
        item.weighty = near
            .clone()
            .take(2)
            .any(|w| self.words.counted.contains(&w))
            || item.kind == Cardinal && near.any(|w| self.words.casualties.contains(&w))
            || item.kind == Ordinal && self.is_unit_word(at);
        // `le premier mois`, "the first victims": where something begins.
        item.weighty &= !(item.kind == Ordinal && item.spelled && (item.value - 1.0).abs() < 0.5);
        // "the second man": a word of the language rather than a rank.
        item.aside |= item.kind == Ordinal && item.spelled && item.value < 10.0 && !item.weighty;
        // `cinq paniers à trois points`: a kind of basket.
        item.aside |= self.french()
            && item.kind == Points
            && item.spelled
            && self.before(item.first, 1) == "à"
            && (2..=4).any(|k| {
                matches!(
                    self.before(item.first, k),
                    "panier" | "paniers" | "tir" | "tirs" | "shoot" | "shoots"
                )
            });
    }

    /// Whether a denial turns the bound that begins at token `from`: "will not drop below 19", `ne descend jamais en dessous de 19`.
    /// Only a verb or an adjective may stand between, and what is part of the bound denies nothing: `pas moins de`.
    fn is_turned(&self, from: usize, bound: &str) -> bool {
        let denies = |k: usize| {
            let low = self.before(from, k);
            self.words.denials.contains(&low)
                && (low != "t" || self.before(from, k + 1) == "'")
                // `ne … plus`: no longer; alone it is a bound.
                && (low != "plus" || self.low(from) != "de")
        };
        let plain = |k: usize| {
            let Some(at) = from.checked_sub(k) else {
                return false;
            };
            self.is_word(at) && self.means_something(at)
        };
        let own = bound
            .split(' ')
            .next()
            .is_some_and(|first| self.words.denials.contains(&first) || matches!(first, "no"));
        !own && (denies(1) || plain(1) && denies(2) || plain(1) && plain(2) && denies(3))
    }

    /// Whether the word at token `i` has a meaning of its own.
    pub(super) fn means_something(&self, i: usize) -> bool {
        let low = self.low(i);
        matches!(low, "be" | "go" | "être") || self.pack.function_words.binary_search(&low).is_err()
    }

    fn falls_around(&self, item: &Item) -> bool {
        let falls = |i: usize| {
            let low = self.low(i);
            self.is_word(i) && self.words.falls.iter().any(|f| low.starts_with(f))
        };
        let stop = |i: &usize| !matches!(self.low(*i), "." | ";" | "!" | "?" | ":");
        (item.first.saturating_sub(AROUND)..item.first)
            .rev()
            .take_while(stop)
            .any(falls)
            || (item.next..item.next + 3).take_while(stop).any(falls)
    }
}
