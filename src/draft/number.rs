//! Numbers as typed values: `2 millions`, `2 000 000` and "two million" are the same number, `50 %` and `la moitié` the same
//! share, `72 hours` and "three days" the same time, `12 mars 2024` and "March 12, 2024" the same day.

mod agree;
mod amount;
mod beside;
mod calendar;
mod clock;
mod decimal;
mod rank;
mod scan;
mod share;
mod spelled;
mod stock;
#[cfg(test)]
mod tests;
mod token;
mod units;

use serde::Serialize;

use super::{BlockKind, Draft, word};
pub use crate::lang::Bound;
use crate::span::Span;
pub(super) use rank::roman_ordinal;
pub use stock::Stock;
pub use units::{Family, Measure, measure};

/// What a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumberKind {
    /// How many, how much, without a unit.
    Cardinal,
    /// So many of a unit of measure, by the unit's code; [`measure`] tells its family and factor.
    Measure(&'static str),
    /// A share of a hundred; also a share in words, such as "half".
    Percent,
    /// A difference between two percentages, or points of a game.
    Points,
    /// A rank: `2e`, `XXe`, "1st", `douzième`.
    Ordinal,
    /// A whole number from 1000 to 2999 in four digits without separator or unit: most often a year.
    Year,
    /// Ten years; the value is the first of them, of two digits when the century is not said: `1980`, `80`.
    Decade,
    /// Three months of a year. The value is `Q3`.
    Quarter,
    /// A day, or a month of a year. The value is `2024-03-12`, `2024-03`, `--03` or `--03-12` when no year is given.
    Date,
    /// A day of the week. The value is 1 for Monday.
    Weekday,
    /// A time of day. The value is `14:30`.
    Time,
    /// An amount of money, in this currency (ISO 4217 code; `¢` for cents of any).
    Money(&'static str),
    /// The number of a sovereign, a war, a part: `XIV` in `Louis XIV`.
    Regnal,
    /// `1.2.3`.
    Version,
    /// A telephone number, as its digits.
    Phone,
    /// The number of an article of law: `221-6`.
    Reference,
    /// Letters and digits of a product or a standard: `A320`.
    Model,
}

/// A number of the text: each end of a range is one, with the unit that they share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Number {
    /// With its sign, multiplier, unit or month.
    pub span: Span,
    /// As written, without markup.
    pub text: String,
    /// The value in canonical form, in the unit of the text: `2000000`, `31.5`, `2024-03-12`, `14:30`.
    pub canonical: String,
    /// The value; for a date its day of the month, for a time its hours.
    pub value: f64,
    /// What it says, with its unit.
    pub kind: NumberKind,
    /// The other reading of what can be read in two ways: `800m` is metres or millions, "pounds" are money or mass.
    pub other: Option<(NumberKind, f64)>,
    /// Which way it is bounded: "more than", `environ`.
    pub bound: Bound,
    /// The words around it say that something fell: `baisse de 4 %` states what `−4 %` does.
    pub falling: bool,
    /// A share in words or of a few: "a third", `un sur quatre`. Its percentage is rounded.
    pub rounded: bool,
    /// The two figures of a share of a few: 1 and 4 of `un sur quatre`.
    #[serde(skip)]
    pub few: Option<(u32, u32)>,
    /// What it and the number beside it come to, in the first unit of their family: `three years and four months`.
    #[serde(skip)]
    pub sum: Option<(Family, f64)>,
    /// The stem of the word that follows it, when that word has a meaning of its own: what it counts, or an adjective of that.
    pub noun: Option<String>,
    /// That word is a plural.
    pub plural: bool,
    /// The unit that the noun of a rank is: "118th minute".
    pub unit_noun: Option<&'static str>,
    /// The noun is one that makes even a small number word a fact: the dead, jobs, votes.
    pub weighty: bool,
    /// It is one end of a range.
    pub ranged: bool,
    /// A clock time of which the half of the day is not said, or a date in digits whose day may be its month.
    pub loose: bool,
    /// Written in letters.
    pub spelled: bool,
    /// Index of its block.
    pub block: usize,
    /// Index of its sentence in the block.
    pub sentence: usize,
}

impl Number {
    /// Kind and value: two numbers with the same key are the same. A year has the key of the cardinal.
    #[must_use]
    pub fn key(&self) -> String {
        let value = &self.canonical;
        match self.kind {
            NumberKind::Percent => format!("{value} %"),
            NumberKind::Points => format!("{value} points"),
            NumberKind::Ordinal | NumberKind::Regnal => format!("{value}."),
            NumberKind::Decade => format!("{value}s"),
            NumberKind::Measure(code) | NumberKind::Money(code) => format!("{value} {code}"),
            NumberKind::Weekday => format!("day {value}"),
            _ => value.clone(),
        }
    }

    /// Year, month and day of a date, as digits, each empty when it is not said; `None` for what is no date.
    #[must_use]
    pub fn date(&self) -> Option<[&str; 3]> {
        (self.kind == NumberKind::Date).then(|| calendar::date_parts(&self.canonical))
    }
}

/// The numbers of a draft.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers {
    /// Those that may be facts.
    pub(super) facts: Vec<Number>,
    /// Days of the week, small ranks in letters, and articles before what can be counted: `un mort`, "an hour".
    pub(super) asides: Vec<Number>,
}

/// All numbers of a draft, in order: none in code, addresses, and the markers of lists and headings.
pub(super) fn find(draft: &Draft) -> Numbers {
    let mut numbers = Numbers::default();
    let pack = draft.lang().pack();
    for (index, block) in draft.blocks().iter().enumerate() {
        if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
            continue;
        }
        let text = &block.plain.text;
        let addresses: Vec<(usize, usize)> = block
            .words
            .iter()
            .filter(|w| word::is_address(block.word(w)))
            .map(|w| (w.start, w.end))
            .collect();
        let skip = |at: usize| {
            let i = addresses.partition_point(|a| a.1 <= at);
            addresses.get(i).is_some_and(|a| a.0 <= at) || block.plain.is_code(at, at + 1)
        };
        // Between two cells of a table, and where a line was begun on purpose.
        let cut = |at: usize| !block.plain.stands(at) || block.plain.begins_line(at, at + 1);
        let tokens = token::read(text, pack, skip, cut);
        let scan = scan::Scan {
            text,
            tokens: &tokens,
            lang: draft.lang(),
            pack,
            words: pack.figures,
        };
        for item in scan.items() {
            let sentence = block.sentences.partition_point(|s| s.end <= item.start);
            let number = Number {
                span: block.plain.span(item.start, item.end),
                text: text[item.start..item.end].to_owned(),
                canonical: item.canonical,
                value: item.value,
                kind: item.kind,
                other: item.other,
                bound: item.bound,
                falling: item.falling,
                rounded: item.rounded,
                few: item.few,
                sum: item.sum,
                noun: item.noun,
                plural: item.plural,
                unit_noun: item.unit_noun,
                weighty: item.weighty,
                ranged: item.ranged,
                loose: item.loose,
                spelled: item.spelled,
                block: index,
                sentence: sentence.min(block.sentences.len().saturating_sub(1)),
            };
            if item.aside {
                numbers.asides.push(number);
            } else {
                numbers.facts.push(number);
            }
        }
    }
    numbers
}
