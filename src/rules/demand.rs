//! What a rule demands, in a form that can be compared: two bindings of one rule, and which of them lets more articles pass.
//!
//! A rule states its demands in [`Rule::demands`](super::Rule::demands); most of them follow from its [`Facts`]. The comparison
//! knows no rule: a narrower range, one more thing that must hold, one exception less is stricter, whoever says so.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use crate::rules::args::{Pattern, Range, RealRange};
use crate::rules::facts::{Facts, Place, Quantum};

/// Which way a rule moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// It demands the same.
    Same,
    /// It accepts less, and nothing that it did not accept before.
    Tightened,
    /// It accepts more, and everything that it accepted before.
    Loosened,
    /// It accepts other things than before, or which way it moved cannot be told.
    Changed,
}

impl Direction {
    /// The direction of two moves made together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Same, d) | (d, Self::Same) => d,
            (a, b) if a == b => a,
            _ => Self::Changed,
        }
    }

    /// The word for it: `tightened`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Tightened => "tightened",
            Self::Loosened => "loosened",
            Self::Changed => "changed",
        }
    }
}

/// One thing that a rule demands.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// What it is about, as a lowercase noun phrase: `words of body`, `texts in the title`. Demands of one rule are told apart by it.
    what: String,
    asks: Asks,
    /// Whether the demand binds only what the other side has as well: the words of a section that the older recipe did not
    /// allow bind no article that it accepted.
    shared_only: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Asks {
    /// A measured value lies between these, both allowed.
    Within(Option<f64>, Option<f64>),
    /// Each of these holds: more is stricter.
    All(BTreeSet<String>),
    /// These are let pass: fewer is stricter. `None` lets everything pass.
    May(Option<BTreeSet<String>>),
    /// These come in this order.
    Order(Vec<String>),
    /// Exactly this: any other is neither stricter nor less strict.
    Exactly(String),
    /// These change what other rules read: one more or one less makes some of them stricter and others less strict.
    Shifts(BTreeSet<String>),
}

/// How one demand moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Move {
    /// What the demand is about: `words of body`.
    pub what: String,
    /// Which way it moved.
    pub direction: Direction,
    /// What was said before and is not said now: a range, or the members of a list that went.
    pub before: Vec<String>,
    /// What is said now and was not said before.
    pub after: Vec<String>,
}

/// Everything that one rule demands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Demands(Vec<Demand>);

impl Demands {
    fn add(&mut self, what: impl Into<String>, asks: Asks) -> &mut Demand {
        self.0.push(Demand {
            what: what.into(),
            asks,
            shared_only: false,
        });
        self.0.last_mut().expect("one was just added")
    }

    /// A measured value lies between two bounds, both allowed; a bound that is `None` is open.
    pub fn within(&mut self, what: impl Into<String>, min: Option<f64>, max: Option<f64>) {
        self.add(what, Asks::Within(min, max));
    }

    /// The same for a range of a recipe; none is an open one.
    pub fn range(&mut self, what: impl Into<String>, range: Option<&Range>) {
        let (min, max) = range.map_or((None, None), |r| (r.min, r.max));
        self.within(what, min.map(|n| n as f64), max.map(|n| n as f64));
    }

    /// The same for a range of real numbers.
    pub fn real(&mut self, what: impl Into<String>, range: Option<&RealRange>) {
        let (min, max) = range.map_or((None, None), |r| (r.min, r.max));
        self.within(what, min, max);
    }

    /// Each of these holds, or none of these occurs: one more is stricter.
    pub fn all<T: Into<String>>(
        &mut self,
        what: impl Into<String>,
        texts: impl IntoIterator<Item = T>,
    ) {
        self.add(what, Asks::All(texts.into_iter().map(Into::into).collect()));
    }

    /// These are let pass: one more is less strict.
    pub fn may<T: Into<String>>(
        &mut self,
        what: impl Into<String>,
        texts: impl IntoIterator<Item = T>,
    ) {
        let texts = texts.into_iter().map(Into::into).collect();
        self.add(what, Asks::May(Some(texts)));
    }

    /// Everything of this kind is let pass.
    pub fn may_all(&mut self, what: impl Into<String>) {
        self.add(what, Asks::May(None));
    }

    /// What both sides have comes in the same order.
    pub fn order<T: Into<String>>(
        &mut self,
        what: impl Into<String>,
        names: impl IntoIterator<Item = T>,
    ) {
        let names = names.into_iter().map(Into::into).collect();
        self.add(what, Asks::Order(names));
    }

    /// Exactly this: whether another is stricter cannot be told.
    pub fn exactly(&mut self, what: impl Into<String>, text: impl Into<String>) {
        self.add(what, Asks::Exactly(text.into()));
    }

    /// These change what other rules read, so that any difference moves them both ways.
    pub fn shifts<T: Into<String>>(
        &mut self,
        what: impl Into<String>,
        texts: impl IntoIterator<Item = T>,
    ) {
        let texts = texts.into_iter().map(Into::into).collect();
        self.add(what, Asks::Shifts(texts));
    }

    /// Makes the demands that `add` adds bind only what the other side demands something of as well.
    pub fn shared_only(&mut self, add: impl FnOnce(&mut Self)) {
        let before = self.0.len();
        add(self);
        for demand in self.0.iter_mut().skip(before) {
            demand.shared_only = true;
        }
    }

    /// What facts tell: bounds, texts, languages, kinds of facts to keep. Sections are left to the rule that declares them.
    pub fn of_facts(&mut self, facts: &Facts) {
        let mut seen: Vec<&Quantum> = Vec::new();
        for limit in &facts.limits {
            if !seen.contains(&&limit.what) {
                seen.push(&limit.what);
                let (min, max) = facts.bounds(&limit.what);
                self.within(limit.what.to_string(), min, max);
            }
        }
        let mut places: Vec<&Place> = Vec::new();
        for wording in &facts.required {
            if !places.contains(&&wording.place) {
                places.push(&wording.place);
                let texts = facts
                    .required
                    .iter()
                    .filter(|w| w.place == wording.place)
                    .map(|w| w.text.clone());
                self.all(format!("texts {}", wording.place), texts);
            }
        }
        if !facts.forbidden.is_empty() {
            let texts = facts.forbidden.iter().map(|w| w.text.clone());
            self.all("forbidden texts", texts);
        }
        if !facts.excepted.is_empty() {
            let texts = facts.excepted.iter().map(|w| w.text.clone());
            self.may("exceptions", texts);
        }
        if !facts.languages.is_empty() {
            let codes = facts.languages.iter().map(|(l, _)| l.code());
            self.all("language", codes);
        }
        if !facts.preserved.is_empty() {
            let kinds = facts.preserved.iter().map(|(k, _)| k.clone());
            self.all("facts of the source", kinds);
        }
    }

    /// How these demands moved against older ones, demand by demand; what did not move is left out.
    #[must_use]
    pub fn since(&self, older: &Self) -> Vec<Move> {
        let mut names: Vec<&str> = Vec::new();
        for demand in older.0.iter().chain(&self.0) {
            if !names.contains(&demand.what.as_str()) {
                names.push(&demand.what);
            }
        }
        names
            .into_iter()
            .filter_map(|what| {
                let of = |d: &'_ Self| d.0.iter().find(|d| d.what == what).cloned();
                moved(what, of(older).as_ref(), of(self).as_ref())
            })
            .collect()
    }

    /// Whether the rule changes what other rules read: then leaving it out could make an article fail that was accepted with it.
    #[must_use]
    pub fn shift_others(&self) -> bool {
        self.0.iter().any(|d| matches!(d.asks, Asks::Shifts(_)))
    }
}

fn moved(what: &str, older: Option<&Demand>, newer: Option<&Demand>) -> Option<Move> {
    let alone = match (older, newer) {
        (Some(d), None) | (None, Some(d)) => d.shared_only,
        _ => false,
    };
    if alone {
        return None;
    }
    let asks = |d: Option<&Demand>| d.map(|d| d.asks.clone());
    let (direction, before, after) = match (asks(older), asks(newer)) {
        (a, b) if a == b => return None,
        (a @ (None | Some(Asks::Within(..))), b @ (None | Some(Asks::Within(..)))) => {
            ranges(bounds(a.as_ref()), bounds(b.as_ref()))
        }
        (a @ (None | Some(Asks::All(_))), b @ (None | Some(Asks::All(_)))) => {
            let (went, came) = members(&set(a), &set(b));
            (towards(!came.is_empty(), !went.is_empty()), went, came)
        }
        (a @ (None | Some(Asks::Shifts(_))), b @ (None | Some(Asks::Shifts(_)))) => {
            let (went, came) = members(&set(a), &set(b));
            (Direction::Changed, went, came)
        }
        (a @ (None | Some(Asks::May(_))), b @ (None | Some(Asks::May(_)))) => permissions(a, b),
        (Some(Asks::Order(a)), Some(Asks::Order(b))) => {
            let common = |x: &[String], y: &[String]| -> Vec<String> {
                x.iter().filter(|n| y.contains(n)).cloned().collect()
            };
            let (a, b) = (common(&a, &b), common(&b, &a));
            if a == b {
                return None;
            }
            (Direction::Changed, vec![a.join(", ")], vec![b.join(", ")])
        }
        (None | Some(Asks::Order(_)), None | Some(Asks::Order(_))) => return None,
        (a, b) => {
            let text = |a: Option<Asks>| match a {
                Some(Asks::Exactly(t)) => vec![t],
                _ => Vec::new(),
            };
            (Direction::Changed, text(a), text(b))
        }
    };
    (direction != Direction::Same).then(|| Move {
        what: what.to_owned(),
        direction,
        before,
        after,
    })
}

fn towards(stricter: bool, laxer: bool) -> Direction {
    match (stricter, laxer) {
        (false, false) => Direction::Same,
        (true, false) => Direction::Tightened,
        (false, true) => Direction::Loosened,
        (true, true) => Direction::Changed,
    }
}

type Bounds = (Option<f64>, Option<f64>);

fn bounds(asks: Option<&Asks>) -> Bounds {
    match asks {
        Some(Asks::Within(min, max)) => (*min, *max),
        _ => (None, None),
    }
}

fn ranges(older: Bounds, newer: Bounds) -> (Direction, Vec<String>, Vec<String>) {
    // Nothing that is measured is negative, so a least value of 0 is an open end.
    let low = |b: Bounds| b.0.unwrap_or(0.0).max(0.0);
    let high = |b: Bounds| b.1.unwrap_or(f64::INFINITY);
    let stricter = low(newer) > low(older) || high(newer) < high(older);
    let laxer = low(newer) < low(older) || high(newer) > high(older);
    (
        towards(stricter, laxer),
        vec![limit(older)],
        vec![limit(newer)],
    )
}

/// A range in recipe notation, without its unit.
fn limit((min, max): Bounds) -> String {
    match (min, max) {
        (Some(a), Some(b)) if a == b => format!("exactly {a}"),
        (Some(a), Some(b)) => format!("{a}..{b}"),
        (Some(a), None) => format!("at least {a}"),
        (None, Some(b)) => format!("at most {b}"),
        (None, None) => "any".to_owned(),
    }
}

fn set(asks: Option<Asks>) -> BTreeSet<String> {
    match asks {
        Some(Asks::All(s) | Asks::Shifts(s) | Asks::May(Some(s))) => s,
        _ => BTreeSet::new(),
    }
}

fn members(a: &BTreeSet<String>, b: &BTreeSet<String>) -> (Vec<String>, Vec<String>) {
    (
        a.difference(b).cloned().collect(),
        b.difference(a).cloned().collect(),
    )
}

fn permissions(older: Option<Asks>, newer: Option<Asks>) -> (Direction, Vec<String>, Vec<String>) {
    let everything = |a: &Option<Asks>| matches!(a, Some(Asks::May(None)));
    let words = |a: Option<Asks>| {
        if everything(&a) {
            vec!["any".to_owned()]
        } else {
            set(a).into_iter().collect()
        }
    };
    match (everything(&older), everything(&newer)) {
        (false, false) => {
            let (went, came) = members(&set(older), &set(newer));
            (towards(!went.is_empty(), !came.is_empty()), went, came)
        }
        (before, after) => (towards(before, after), words(older), words(newer)),
    }
}

/// The patterns of a list, as they are written.
pub(super) fn written(patterns: &[Pattern]) -> impl Iterator<Item = &str> {
    patterns.iter().map(|p| p.written.as_str())
}

impl fmt::Display for Quantum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BodyWords => f.write_str("words of body"),
            Self::AllWords => f.write_str("words of all"),
            Self::BodyChars => f.write_str("chars of body"),
            Self::BodySentences => f.write_str("sentences of body"),
            Self::TitleChars => f.write_str("chars of the title"),
            Self::TitleWords => f.write_str("words of the title"),
            Self::EachSectionWords => f.write_str("words per section"),
            Self::SectionWords(name) => write!(f, "words of `{name}`"),
            Self::SectionItems(name) => write!(f, "list items of `{name}`"),
            Self::SectionQuestions(name) => write!(f, "questions of `{name}`"),
            Self::Headings2 => f.write_str("`##` headings"),
            Self::HeadingsAll => f.write_str("headings of any level"),
            Self::ParagraphWords => f.write_str("words per paragraph"),
            Self::ParagraphSentences => f.write_str("sentences per paragraph"),
            Self::Paragraphs => f.write_str("paragraphs"),
            Self::KeyphraseCount => f.write_str("times in the body"),
            Self::KeyphraseDensity => f.write_str("% of body words"),
            Self::MetaChars(key) => write!(f, "chars of `{key}`"),
            Self::SlugWords => f.write_str("words of the slug"),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => f.write_str("in the title"),
            Self::Heading(name) => write!(f, "in the heading of `{name}`"),
            Self::Lede => f.write_str("in the opening paragraph"),
            Self::Meta(key) => write!(f, "in `{key}`"),
            Self::Anywhere => f.write_str("anywhere"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn direction(older: impl Fn(&mut Demands), newer: impl Fn(&mut Demands)) -> Direction {
        let side = |f: &dyn Fn(&mut Demands)| {
            let mut d = Demands::default();
            f(&mut d);
            d
        };
        let (a, b) = (side(&older), side(&newer));
        let fold = |moves: Vec<Move>| {
            moves
                .iter()
                .fold(Direction::Same, |d, m| d.and(m.direction))
        };
        let forth = fold(b.since(&a));
        let back = fold(a.since(&b));
        let mirrored = match forth {
            Direction::Tightened => Direction::Loosened,
            Direction::Loosened => Direction::Tightened,
            d => d,
        };
        assert_eq!(
            back, mirrored,
            "the way back is the way there, turned round"
        );
        forth
    }

    #[test]
    fn ranges_have_a_direction() {
        let r = |a: Option<f64>, b: Option<f64>| move |d: &mut Demands| d.within("words", a, b);
        let d = direction(r(Some(700.0), Some(1100.0)), r(Some(800.0), Some(1100.0)));
        assert_eq!(d, Direction::Tightened);
        let d = direction(r(Some(700.0), Some(1100.0)), r(Some(800.0), Some(1200.0)));
        assert_eq!(d, Direction::Changed);
        let d = direction(r(Some(700.0), None), r(Some(700.0), Some(900.0)));
        assert_eq!(d, Direction::Tightened);
        let d = direction(r(None, Some(5.0)), |_| {});
        assert_eq!(d, Direction::Loosened);
        let d = direction(r(Some(0.0), None), |_| {});
        assert_eq!(d, Direction::Same);
    }

    #[test]
    fn lists_have_a_direction() {
        let all = |t: &'static [&str]| move |d: &mut Demands| d.all("texts", t.iter().copied());
        let may = |t: &'static [&str]| move |d: &mut Demands| d.may("texts", t.iter().copied());
        assert_eq!(
            direction(all(&["a"]), all(&["a", "b"])),
            Direction::Tightened
        );
        assert_eq!(direction(all(&["a"]), all(&["b"])), Direction::Changed);
        assert_eq!(
            direction(may(&["a"]), may(&["a", "b"])),
            Direction::Loosened
        );
        assert_eq!(
            direction(may(&["a"]), |d| d.may_all("texts")),
            Direction::Loosened
        );
        assert_eq!(direction(may(&["a"]), |_| {}), Direction::Tightened);
        let order = |t: &'static [&str]| move |d: &mut Demands| d.order("order", t.iter().copied());
        assert_eq!(
            direction(order(&["a", "b"]), order(&["a", "x", "b"])),
            Direction::Same
        );
        assert_eq!(
            direction(order(&["a", "b"]), order(&["b", "a"])),
            Direction::Changed
        );
    }

    #[test]
    fn what_only_one_side_has_may_bind_nothing() {
        let d = direction(
            |_| {},
            |d| d.shared_only(|d| d.within("words of `x`", Some(9.0), None)),
        );
        assert_eq!(d, Direction::Same);
    }
}
