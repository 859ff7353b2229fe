//! Numbers that follow from others: `24` where the source has "all but three of the 27", `300` for a third of 900, "the last six months" for the
//! second half of a year. Who writes them has lost nothing and invented nothing.

use std::collections::BTreeSet;

use crate::draft::{Draft, Number, NumberKind};

/// A sentence with more numbers than this is a table: nothing is worked out from it.
const MANY: usize = 24;
/// Ranks and times up to here are told in letters.
const SMALL: f64 = 20.0;
/// A part of something smaller is no figure that anybody works out.
const WHOLE: f64 = 10.0;
/// A share told in words is this near to the one that two numbers make, in points of percent.
const NEAR_SHARE: f64 = 0.7;
/// A rounded share (`a third`) may miss what it comes to by this part of it.
const ROUNDED: f64 = 0.006;

/// Whether two values of one sentence are so many times each other.
pub(super) fn has_multiple(text: &Draft, times: f64, slack: f64) -> bool {
    let sums = text.keep(Sums::of);
    let (low, high) = (
        100.0 / (times * (1.0 + slack)),
        100.0 / (times * (1.0 - slack)),
    );
    let from = sums.ratios.partition_point(|r| r.0 < low);
    sums.ratios.get(from).is_some_and(|r| r.0 <= high)
}

/// Whether a difference of the source is told by the two values that it lies between, which stand beside it there: `7 euros de moins, à 214 euros
/// contre 221` and `de 221 à 214 euros`.
pub(super) fn between_told(n: &Number, source: &Draft, draft: &Draft) -> bool {
    let here = beside(source, n);
    if !adds_up(n) || here.len() > MANY {
        return false;
    }
    let sums = draft.keep(Sums::of);
    let stands = |value: f64| {
        let mut others = here.iter().filter(|m| m.span != n.span && m.kind == n.kind);
        others.any(|m| near(m.value, value))
    };
    let slack = 1e-9 * n.value.abs().max(1.0);
    let from = sums.sums.partition_point(|s| s.value < n.value - slack);
    let fits = sums.sums.iter().skip(from);
    fits.take_while(|s| s.value <= n.value + slack)
        .take(MANY * MANY)
        .any(|s| !s.added && s.low > 0.0 && stands(s.high) && stands(s.low))
}

/// Whether a number of `text` follows from numbers that `other` states in one sentence.
pub(super) fn follows(number: &Number, text: &Draft, other: &Draft) -> bool {
    let sums = other.keep(Sums::of);
    sums.has_difference(number, text, other)
        || sums.has_rank(number)
        || if counts(number) {
            sums.has_part(number.value)
        } else {
            sums.has_ratio(number, |_| true)
        }
        || same_period(number, text, other)
}

/// So many of something.
fn counts(n: &Number) -> bool {
    matches!(
        n.kind,
        NumberKind::Cardinal | NumberKind::Measure(_) | NumberKind::Money(_) | NumberKind::Year
    )
}

/// What can be added up.
fn adds_up(n: &Number) -> bool {
    matches!(
        n.kind,
        NumberKind::Cardinal | NumberKind::Points | NumberKind::Measure(_) | NumberKind::Money(_)
    )
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

/// All numbers of the sentence that a number stands in.
pub(super) fn beside<'d>(draft: &'d Draft, n: &Number) -> &'d [Number] {
    let all = draft.numbers();
    let place = |m: &Number| (m.block, m.sentence);
    let from = all.partition_point(|m| place(m) < place(n));
    let rest = all.get(from..).unwrap_or(&[]);
    let count = rest.partition_point(|m| place(m) == place(n));
    rest.get(..count).unwrap_or(&[])
}

/// Whether a text has a word for what is left out of a number.
struct SaysExcept(bool);

impl SaysExcept {
    fn of(draft: &Draft) -> Self {
        let all = draft.lang().pack().figures.except;
        let less = draft.lang().pack().meaning.down_behind;
        // `11 000 de moins` leaves nothing out.
        let compares = |p: &&&str| less.iter().any(|l| l.ends_with(**p) && draft.says(l));
        Self(all.iter().filter(|p| !compares(p)).any(|p| draft.says(p)))
    }
}

/// What two numbers of one sentence come to.
struct Sum {
    value: f64,
    high: f64,
    low: f64,
    added: bool,
}

/// What follows from the numbers of a text, sentence by sentence, each list in order of size.
struct Sums {
    sums: Vec<Sum>,
    /// What a share of a number beside it comes to, and how far from it one may be.
    parts: Vec<(f64, f64)>,
    /// The share that the smaller of two numbers is of the larger, in percent, and the larger.
    ratios: Vec<(f64, f64)>,
    /// What counts something.
    counted: Vec<f64>,
    /// Small ranks, small numbers, and those of them that are in letters.
    ranks: BTreeSet<u32>,
    small: BTreeSet<u32>,
    spelled: BTreeSet<u32>,
}

impl Sums {
    fn of(draft: &Draft) -> Self {
        let mut all = Self {
            sums: Vec::new(),
            parts: Vec::new(),
            ratios: Vec::new(),
            counted: Vec::new(),
            ranks: BTreeSet::new(),
            small: BTreeSet::new(),
            spelled: BTreeSet::new(),
        };
        let numbers = draft.numbers();
        for sentence in numbers.chunk_by(|a, b| (a.block, a.sentence) == (b.block, b.sentence)) {
            if sentence.len() <= MANY {
                all.read(sentence);
            }
        }
        let counted = numbers.iter().filter(|n| counts(n));
        all.counted = counted.map(|n| n.value).collect();
        for n in numbers.iter().chain(draft.number_asides()) {
            let whole = near(n.value, n.value.round()) && (0.0..=SMALL).contains(&n.value);
            let value = n.value.round() as u32;
            if whole && n.kind == NumberKind::Ordinal {
                all.ranks.insert(value);
            }
            if whole && n.kind == NumberKind::Cardinal {
                all.small.insert(value);
                if n.spelled {
                    all.spelled.insert(value);
                }
            }
        }
        all.sums.sort_by(|a, b| a.value.total_cmp(&b.value));
        all.parts.sort_by(|a, b| a.0.total_cmp(&b.0));
        all.ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
        all.counted.sort_by(f64::total_cmp);
        all
    }

    fn read(&mut self, sentence: &[Number]) {
        for (i, a) in sentence.iter().enumerate() {
            for b in sentence.iter().skip(i + 1) {
                let (high, low) = (a.value.max(b.value), a.value.min(b.value));
                let sum = |value, added| Sum {
                    value,
                    high,
                    low,
                    added,
                };
                if adds_up(a) && adds_up(b) {
                    self.sums.push(sum(high + low, true));
                    self.sums.push(sum(high - low, false));
                }
                let like = |n: &Number| counts(n) && n.kind != NumberKind::Year && n.value > 0.0;
                if like(a) && like(b) && low < high {
                    self.ratios.push((100.0 * low / high, high));
                }
            }
            let wholes = sentence.iter().filter_map(|whole| part(a, whole));
            self.parts.extend(wholes);
        }
    }

    /// "24 of the 27, the other three not" for "all but three of the 27", "12 people: eight men and four women": two numbers of one sentence
    /// come to it, and they stand beside it in `text`. Without the smaller, a word for what is left out has to stand in `other`.
    fn has_difference(&self, number: &Number, text: &Draft, other: &Draft) -> bool {
        let here = beside(text, number);
        if !adds_up(number) || here.len() > MANY {
            return false;
        }
        let stands = |value: f64| {
            here.iter()
                .any(|m| m.span != number.span && near(m.value, value))
        };
        let except = || other.keep(SaysExcept::of).0;
        let slack = 1e-9 * number.value.abs().max(1.0);
        let from = self
            .sums
            .partition_point(|s| s.value < number.value - slack);
        let fits = self.sums.iter().skip(from);
        fits.take_while(|s| s.value <= number.value + slack)
            .take(MANY * MANY)
            .any(|s| {
                if s.added {
                    return stands(s.high) && stands(s.low);
                }
                // A match that was won by so many points.
                number.kind == NumberKind::Points
                    || s.low > 0.0 && stands(s.high) && (stands(s.low) || except())
            })
    }

    /// A share of a number that stands beside it: a third of 900.
    fn has_part(&self, value: f64) -> bool {
        let widest = |exact: f64| ROUNDED * exact;
        let from = self
            .parts
            .partition_point(|(exact, _)| exact + widest(*exact) < value);
        let fits = self.parts.iter().skip(from);
        fits.take_while(|(exact, _)| exact - widest(*exact) <= value)
            .take(MANY * MANY)
            .any(|(exact, slack)| (value - exact).abs() <= *slack)
    }

    /// A share in words of two numbers that stand in one sentence: "half of it suspended" of four years, two of them suspended. `whole` says
    /// which numbers it may be a share of.
    fn has_ratio(&self, share: &Number, whole: impl Fn(f64) -> bool) -> bool {
        if share.kind != NumberKind::Percent || !share.spelled {
            return false;
        }
        let (low, high) = (share.value - NEAR_SHARE, share.value + NEAR_SHARE);
        let from = self.ratios.partition_point(|r| r.0 <= low);
        let fits = self.ratios.iter().skip(from);
        fits.take_while(|r| r.0 < high)
            .take(MANY * MANY)
            .any(|r| whole(r.1))
    }

    /// "won it five times" for the fifth victory, "a fourth win in a row" after three.
    fn has_rank(&self, number: &Number) -> bool {
        if !number.spelled || !(0.0..SMALL).contains(&number.value) {
            return false;
        }
        let value = number.value.round() as u32;
        match number.kind {
            _ if !near(number.value, number.value.round()) => false,
            NumberKind::Cardinal => self.ranks.contains(&value),
            NumberKind::Ordinal => {
                self.small.contains(&value) || value > 0 && self.spelled.contains(&(value - 1))
            }
            _ => false,
        }
    }
}

/// What a share comes to of a number, and how far from it one may be.
fn part(share: &Number, whole: &Number) -> Option<(f64, f64)> {
    let is_share = share.kind == NumberKind::Percent && share.value > 0.0 && share.value < 100.0;
    let exact = whole.value * share.value / 100.0;
    let slack = if share.rounded { ROUNDED } else { 1e-6 };
    // Half of four years is two.
    let span = matches!(whole.kind, NumberKind::Measure(_))
        && whole.value >= 2.0
        && near(exact, exact.round());
    (is_share && counts(whole) && (span || whole.value >= WHOLE)).then_some((exact, slack * exact))
}

/// Whether a share of `source` is told by what it comes to: `un tiers des 900` as `300 des 900`.
pub(super) fn told_in_full(share: &Number, source: &Draft, draft: &Draft) -> bool {
    let here = beside(source, share);
    if share.kind != NumberKind::Percent || here.len() > MANY {
        return false;
    }
    let sums = draft.keep(Sums::of);
    if sums.has_ratio(share, |whole| here.iter().any(|n| near(n.value, whole))) {
        return true;
    }
    here.iter()
        .filter_map(|whole| part(share, whole))
        .any(|(exact, slack)| {
            let from = sums.counted.partition_point(|v| *v < exact - slack);
            sums.counted.get(from).is_some_and(|v| *v <= exact + slack)
        })
}

/// Which names for a time a text has, group by group.
struct Periods(Vec<Vec<&'static str>>);

impl Periods {
    fn of(draft: &Draft) -> Self {
        let groups = draft.lang().pack().figures.periods.iter();
        let said = |group: &&[&'static str]| -> Vec<&'static str> {
            group.iter().copied().filter(|p| draft.says(p)).collect()
        };
        Self(groups.map(said).collect())
    }
}

/// Whether a number stands in a name for a time for which the other text has another name: "the second half", "the last six months".
pub(super) fn same_period(number: &Number, text: &Draft, other: &Draft) -> bool {
    let (ours, theirs) = (text.keep(Periods::of), other.keep(Periods::of));
    let own = crate::draft::compare::fold(&number.text);
    let has = |p: &&&str| p.contains(own.as_str());
    let mut groups = ours.0.iter().zip(&theirs.0);
    groups.any(|(ours, theirs)| ours.iter().any(|p| has(&p)) && !theirs.iter().all(|p| has(&p)))
}

/// The months that stand in a text with the capital letter of a first word, whether they are read as months there or not.
struct Capitals(BTreeSet<String>);

impl Capitals {
    fn of(draft: &Draft) -> Self {
        let months = draft.lang().pack().months;
        let words = draft.text().split(|c: char| !c.is_alphanumeric());
        let capital = words.filter(|w| w.starts_with(char::is_uppercase));
        let all = capital.map(str::to_lowercase);
        Self(all.filter(|w| months.contains(&w.as_str())).collect())
    }
}

/// Whether a month begins a sentence of a text, where it is read as no month: `Mars a cédé 1,50 euro`.
pub(super) fn begins_with_month(month: &Number, text: &Draft) -> bool {
    let bare = month
        .date()
        .is_some_and(|[year, _, day]| year.is_empty() && day.is_empty());
    bare && text
        .keep(Capitals::of)
        .0
        .contains(&month.text.to_lowercase())
}

/// Whether a month that may be another word (`May would see the opening`) stands in a text with its capital letter.
pub(super) fn names_month(month: &Number, draft: &Draft) -> bool {
    let bare = month
        .date()
        .is_some_and(|[year, _, day]| year.is_empty() && day.is_empty());
    bare && draft
        .lang()
        .pack()
        .figures
        .doubtful_months
        .contains(&crate::draft::compare::fold(&month.text).as_str())
        && draft
            .text()
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| w == month.text)
}
