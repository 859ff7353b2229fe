//! Reading a place of a row that may not be there: a blank instead of a panic.
//!
//! What compares texts walks words, sentences and tables by their numbers. That each number is in its row is so by construction, but the
//! proof is often a file away; a place that is missing reads as an empty one, which says nothing and so claims nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::align::Row;
use super::reading::{Line, Pause, Token};
use super::{Block, BlockKind, Number, NumberKind, Plain, Quote, Sentence, Word};
use crate::lang::Bound;
use crate::span::Span;

/// What stands where nothing stands.
pub(crate) trait Blank {
    /// An empty one.
    fn blank<'a>() -> &'a Self;
}

/// Rows that can be read at any place.
pub(crate) trait At<T> {
    /// What stands there, or a blank.
    fn at(&self, place: usize) -> &T;
    /// Puts it there, if there is such a place.
    fn put(&mut self, place: usize, value: T);
}

impl<T: Blank> At<T> for [T] {
    fn at(&self, place: usize) -> &T {
        self.get(place).unwrap_or_else(|| T::blank())
    }

    fn put(&mut self, place: usize, value: T) {
        if let Some(there) = self.get_mut(place) {
            *there = value;
        }
    }
}

/// Blanks that are one constant; a type that borrows is named with `'static` behind `as`.
macro_rules! blank {
    ($($kind:ty $(as $of:ty)? = $value:expr;)*) => {
        $(impl $crate::draft::total::Blank for $kind {
            fn blank<'a>() -> &'a Self {
                $crate::draft::total::blank!(@static $kind $(, $of)? = $value)
            }
        })*
    };
    (@static $kind:ty, $of:ty = $value:expr) => {{
        static NOTHING: $of = $value;
        &NOTHING
    }};
    (@static $kind:ty = $value:expr) => {{
        static NOTHING: $kind = $value;
        &NOTHING
    }};
}
pub(crate) use blank;

/// Where nothing is.
pub(crate) const NOWHERE: Span = Span { start: 0, end: 0 };

blank! {
    bool = false;
    usize = 0;
    u8 = 0;
    u16 = 0;
    u32 = 0;
    i64 = 0;
    (usize, usize) = (0, 0);
    (usize, Span) = (0, NOWHERE);
    (bool, bool) = (false, false);
    (char, bool) = ('\0', false);
    (u32, Option<usize>) = (0, None);
    char = '\0';
    f64 = 0.0;
    String = String::new();
    Span = NOWHERE;
    Token = Token {
        text: String::new(),
        stem: String::new(),
        start: 0,
        end: 0,
        content: false,
        capital: false,
        quoted: false,
        // Whoever walks on to a pause is at its end.
        pause: Pause::Stop,
    };
    Line = Line {
        block: 0,
        span: NOWHERE,
        tokens: Vec::new(),
        numbers: 0..0,
        figures: Vec::new(),
        heading: false,
    };
    Word = Word { span: NOWHERE, start: 0, end: 0 };
    Sentence = Sentence { span: NOWHERE, start: 0, end: 0, words: 0..0 };
    Block = Block {
        kind: BlockKind::Paragraph,
        span: NOWHERE,
        plain: Plain {
            text: String::new(),
            runs: Vec::new(),
            code: Vec::new(),
            lines: Vec::new(),
        },
        section: 0,
        words: Vec::new(),
        sentences: Vec::new(),
    };
    Number = Number {
        span: NOWHERE,
        text: String::new(),
        canonical: String::new(),
        // Equal to nothing.
        value: f64::NAN,
        kind: NumberKind::Cardinal,
        other: None,
        bound: Bound::Exact,
        falling: false,
        rounded: false,
        few: None,
        sum: None,
        noun: None,
        plural: false,
        unit_noun: None,
        weighty: false,
        ranged: false,
        loose: false,
        spelled: false,
        block: 0,
        sentence: 0,
    };
    Quote = Quote {
        span: NOWHERE,
        inner: NOWHERE,
        text: String::new(),
        key: String::new(),
        speaker: None,
        pronoun: None,
        reported: false,
        short: false,
        block: 0,
        start: 0,
        end: 0,
    };
    Row = Row { rests_on: Vec::new(), share: 0.0 };
}

impl<T> Blank for Vec<T> {
    fn blank<'a>() -> &'a Self {
        const { &Vec::new() }
    }
}

impl<T> Blank for Option<T> {
    fn blank<'a>() -> &'a Self {
        const { &None }
    }
}

impl<T> Blank for BTreeSet<T> {
    fn blank<'a>() -> &'a Self {
        const { &BTreeSet::new() }
    }
}

impl<K, V> Blank for BTreeMap<K, V> {
    fn blank<'a>() -> &'a Self {
        const { &BTreeMap::new() }
    }
}

impl Blank for &str {
    fn blank<'a>() -> &'a Self {
        &""
    }
}
