//! Whether two numbers state the same fact.

use super::calendar::same_day;
use super::units::{self, Family, close};
use super::{Bound, Number, NumberKind, measure};

/// A number in digits for a share that was rounded may be off by this much: "a third" is 33 %.
const ROUNDED: f64 = 0.7;

/// `une douzaine` may be 11 or 13.
const ABOUT: f64 = 0.15;

impl Number {
    /// Whether the two may state the same fact, although one says less or says it in another unit: `2 millions` and
    /// `2 millions d’euros`, `12 mars` and `12 mars 2024`, `72 hours` and "three days". A percentage never agrees with a plain
    /// number, and neither do bounds that open to different sides.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        if matches!(
            (self.bound, other.bound),
            (Bound::Above, Bound::Below) | (Bound::Below, Bound::Above)
        ) {
            return false;
        }
        let adds_up = |a: &Self, b: &Self| {
            a.sum
                .zip(b.span_of_time())
                .is_some_and(|(sum, all)| sum.0 == all.0 && close(sum.1, all.1, 1e-9))
        };
        self.same(self.kind, self.value, other, other.kind, other.value)
            || adds_up(self, other)
            || adds_up(other, self)
            || self
                .other
                .is_some_and(|(k, v)| self.same(k, v, other, other.kind, other.value))
            || other
                .other
                .is_some_and(|(k, v)| self.same(self.kind, self.value, other, k, v))
    }

    fn same(
        &self,
        kind: NumberKind,
        value: f64,
        other: &Self,
        their: NumberKind,
        theirs: f64,
    ) -> bool {
        use NumberKind::{
            Cardinal, Date, Decade, Measure, Model, Money, Ordinal, Percent, Phone, Points,
            Quarter, Reference, Regnal, Time, Version, Weekday, Year,
        };
        let (a, b) = (self, other);
        let equal = || a.level(value, b, theirs);
        match (kind, their) {
            (Money(x), Money(y)) => {
                (units::same_currency(x, y)
                    || (x == "¢" || y == "¢")
                        && value.max(theirs) < 1.0
                        && x != "GBP"
                        && y != "GBP")
                    && equal()
            }
            (Measure(x), Measure(y)) => {
                a.signed(b, value, theirs) && units::same(value.abs(), x, theirs.abs(), y)
            }
            (Percent, Percent) => {
                equal()
                    || (a.rounded || b.rounded)
                        && a.signed(b, value, theirs)
                        && (value.abs() - theirs.abs()).abs() < ROUNDED
            }
            (Points, Points) => equal(),
            (Cardinal | Year, Cardinal | Year) => {
                equal() || (a.is_collective() || b.is_collective()) && close(value, theirs, ABOUT)
            }
            // The currency that it takes from its sentence is no other one.
            (Cardinal | Year, Money(y)) if a.is_of_another(y) => false,
            (Money(x), Cardinal | Year) if b.is_of_another(x) => false,
            (Cardinal | Year, Money(_) | Measure(_)) => equal() && a.is_bare(),
            (Money(_) | Measure(_), Cardinal | Year) => equal() && b.is_bare(),
            (Points, Cardinal) | (Cardinal, Points) => equal() && (a.is_bare() || b.is_bare()),
            (Ordinal | Regnal, Ordinal | Regnal) => equal(),
            (Regnal, Cardinal) | (Cardinal, Regnal) => equal(),
            (Ordinal, Cardinal | Measure(_)) => equal() && b.counts_like(a),
            (Cardinal | Measure(_), Ordinal) => equal() && a.counts_like(b),
            (Decade, Decade) => {
                equal()
                    || (a.canonical.len() != b.canonical.len()
                        && a.canonical[a.canonical.len().saturating_sub(2)..]
                            == b.canonical[b.canonical.len().saturating_sub(2)..])
            }
            (Decade, Year) | (Year, Decade) => equal(),
            // "the 1800s"
            (Decade, Ordinal) => (value / 100.0 + 1.0 - theirs).abs() < 1e-9,
            (Ordinal, Decade) => (theirs / 100.0 + 1.0 - value).abs() < 1e-9,
            (Date, Date) => {
                same_day(&a.canonical, &b.canonical)
                    || a.loose && same_day(&turned(&a.canonical), &b.canonical)
                    || b.loose && same_day(&a.canonical, &turned(&b.canonical))
            }
            (Date, Year | Cardinal | Ordinal) => b.part_of(a),
            (Year | Cardinal | Ordinal, Date) => a.part_of(b),
            (Time, Time) => a.same_time(b),
            (Time, Cardinal) => a.is_dotted_time(b),
            (Cardinal, Time) => b.is_dotted_time(a),
            (Time, Measure("h")) => {
                a.canonical.ends_with(":00") && close(value, theirs % 24.0, 1e-9)
            }
            (Measure("h"), Time) => {
                b.canonical.ends_with(":00") && close(value % 24.0, theirs, 1e-9)
            }
            (Phone, Phone) => {
                let tail =
                    |n: &Number| n.canonical[n.canonical.len().saturating_sub(9)..].to_owned();
                tail(a) == tail(b)
            }
            (Quarter, Quarter)
            | (Version, Version)
            | (Reference, Reference)
            | (Model, Model)
            | (Weekday, Weekday) => a.canonical == b.canonical,
            _ => false,
        }
    }

    /// A time as so many of the first unit of its family; `3 heures 20` is written as a time of day is.
    fn span_of_time(&self) -> Option<(Family, f64)> {
        match self.kind {
            NumberKind::Measure(code) => {
                let unit = measure(code)?;
                matches!(unit.family, Family::Span | Family::Months)
                    .then_some((unit.family, self.value.abs() * unit.factor))
            }
            NumberKind::Time => {
                let (hours, minutes) = self.canonical.split_once(':')?;
                let (hours, minutes) = (hours.parse::<f64>().ok()?, minutes.parse::<f64>().ok()?);
                Some((Family::Span, hours * 3600.0 + minutes * 60.0))
            }
            _ => None,
        }
    }

    /// The same size, and the same sign.
    fn level(&self, value: f64, other: &Self, theirs: f64) -> bool {
        close(value.abs(), theirs.abs(), 1e-9) && self.signed(other, value, theirs)
    }

    /// The same sign, or a minus on the one side and a word for a fall on the other.
    fn signed(&self, other: &Self, value: f64, theirs: f64) -> bool {
        match (value < 0.0, theirs < 0.0) {
            (true, false) => other.falling,
            (false, true) => self.falling,
            _ => true,
        }
    }

    /// `une douzaine`: about so many, in one word.
    fn is_collective(&self) -> bool {
        self.bound == Bound::About && self.spelled && self.value >= 10.0
    }

    /// Whether a number without a currency of its own has another one by its sentence.
    fn is_of_another(&self, currency: &str) -> bool {
        matches!(self.other, Some((NumberKind::Money(own), _)) if !units::same_currency(own, currency))
    }

    /// Nothing is counted that is told: no noun in the plural follows.
    fn is_bare(&self) -> bool {
        self.kind == NumberKind::Year || self.noun.is_none() || self.ranged || !self.plural
    }

    /// Whether a count counts what a rank ranks: `19 goals` and "19th goal", "118 minutes" and "118th minute".
    fn counts_like(&self, rank: &Self) -> bool {
        match (self.kind, &rank.noun) {
            (_, None) => false,
            // The 75th anniversary comes after 75 years.
            (NumberKind::Measure("yr"), Some(noun)) if noun.starts_with("annivers") => true,
            (NumberKind::Measure(code), Some(noun)) => rank
                .unit_noun
                .map_or_else(|| measure(noun).is_some(), |unit| unit == code),
            (_, Some(noun)) => self.noun.as_ref().is_none_or(|n| n == noun),
        }
    }

    /// Whether a plain number is the year, or in digits the day, of a date.
    fn part_of(&self, date: &Self) -> bool {
        let [year, _, day] = super::calendar::date_parts(&date.canonical);
        let day = day.trim_start_matches('0');
        match self.kind {
            NumberKind::Year => year == self.canonical,
            _ => day == self.canonical && !self.spelled && self.noun.is_none(),
        }
    }

    /// "10.40", which is a time beside another that says so.
    fn is_dotted_time(&self, dotted: &Self) -> bool {
        let minutes = |text: &str, mark: char| -> Option<u32> {
            let (h, m) = text.split_once(mark)?;
            let form = (1..=2).contains(&h.len()) && m.len() == 2;
            let minutes: u32 = m.parse().ok().filter(|m| *m < 60)?;
            form.then_some(h.parse::<u32>().ok()? * 60 + minutes)
        };
        let read = minutes(&dotted.text, '.');
        let own = minutes(&self.canonical, ':');
        dotted.is_bare() && read.zip(own).is_some_and(|(a, b)| a % 720 == b % 720)
    }

    fn same_time(&self, other: &Self) -> bool {
        if self.canonical == other.canonical {
            return true;
        }
        let minutes = |n: &Self| -> Option<u32> {
            let (h, m) = n.canonical.split_once(':')?;
            Some(h.parse::<u32>().ok()? * 60 + m.parse::<u32>().ok()?)
        };
        (self.loose || other.loose)
            && minutes(self)
                .zip(minutes(other))
                .is_some_and(|(a, b)| a % 720 == b % 720)
    }
}

/// A date with its day and its month in each other's place.
fn turned(date: &str) -> String {
    let [year, month, day] = super::calendar::date_parts(date);
    format!("{year}-{day}-{month}")
}
