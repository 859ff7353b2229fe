//! Figures that are reckoned from those of the sentence that an article's sentence rests on, where one of them is not told again: `75 000` for
//! `64 000, soit 11 000 de moins`, `120 de moins` for `de 1 140 à 1 020`, `les 35 % restants` of 65 %. The values have to be exact, of one unit,
//! and a word or the form of the sentence has to say what was reckoned.

use std::collections::HashSet;

use super::years::stated;
use crate::draft::align::rests_on;
use crate::draft::reading::{Line, Pause, Reading, stem};
use crate::draft::{Bound, Draft, Family, Number, NumberKind, measure};

/// A sentence with more numbers than this is a table: nothing is worked out from it.
const MANY: usize = 16;
/// So far before a figure stands the word that says which way it goes.
const BEFORE: usize = 4;
const BEHIND: usize = 3;
/// A share in words or of a few may miss what it rounds by so many points.
const ROUND: f64 = 2.5;

/// What points up and down, by stem.
struct Ways {
    up: HashSet<String>,
    down: HashSet<String>,
}

impl Ways {
    fn of(draft: &Draft) -> Self {
        let pack = draft.lang().pack();
        let stems = |lists: [&[&str]; 3]| {
            let words = lists.into_iter().flatten().copied();
            let one = words.filter(|w| !w.contains(' '));
            one.map(|w| stem(w, draft.lang())).collect()
        };
        let (m, s) = (pack.meaning, pack.stance);
        Self {
            up: stems([m.up, s.up_by, m.up_before]),
            down: stems([m.down, s.down_by, m.down_before]),
        }
    }
}

/// The years that a text tells.
struct Told(HashSet<i32>);

/// Which way a figure goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// A sentence with its figures.
struct Sentence<'d> {
    draft: &'d Draft,
    line: &'d Line,
}

impl<'d> Sentence<'d> {
    fn numbers(&self) -> &'d [Number] {
        let all = self.draft.numbers().get(self.line.numbers.clone());
        all.filter(|n| n.len() <= MANY).unwrap_or(&[])
    }

    /// Which way the figure at `i` goes by the words beside it.
    fn way(&self, i: usize) -> Option<Way> {
        let (from, to) = self.line.figures.get(i).copied().unwrap_or((0, 0));
        let meaning = self.draft.lang().pack().meaning;
        let tokens = &self.line.tokens;
        let text = |k: usize| tokens.get(k).map_or("", |t| t.text.as_str());
        let says = |k: usize, phrase: &str| {
            let words = phrase.split(' ');
            words.enumerate().all(|(n, w)| text(k + n) == w)
        };
        let behind = |list: &[&str]| {
            let near = to..(to + BEHIND).min(tokens.len());
            let mut near = near.take_while(|&k| !text(k).starts_with(|c: char| c.is_ascii_digit()));
            near.any(|k| list.iter().any(|p| says(k, p)))
        };
        match (behind(meaning.up_behind), behind(meaning.down_behind)) {
            (true, false) => return Some(Way::Up),
            (false, true) => return Some(Way::Down),
            _ => {}
        }
        let ways = self.draft.keep(Ways::of);
        let mut before = (from.saturating_sub(BEFORE)..from).rev();
        before.find_map(|k| {
            let stem = &tokens.get(k)?.stem;
            match (ways.up.contains(stem), ways.down.contains(stem)) {
                (true, false) => Some(Way::Up),
                (false, true) => Some(Way::Down),
                _ => None,
            }
        })
    }

    /// Whether the figure at `i` is one of the two ends of a step (`from 3 to 4`), and no amount by which something goes (`down by 3,
    /// to 4`).
    fn is_end(&self, i: usize) -> bool {
        let meaning = self.draft.lang().pack().meaning;
        let tokens = &self.line.tokens;
        let is = |k: usize, list: &[&str]| {
            tokens
                .get(k)
                .is_some_and(|t| list.contains(&t.text.as_str()))
        };
        let joined = |first: usize| {
            let figures = &self.line.figures;
            let (Some(a), Some(b)) = (figures.get(first), figures.get(first + 1)) else {
                return false;
            };
            let (Some(before), Some(link)) = (a.0.checked_sub(1), b.0.checked_sub(1)) else {
                return false;
            };
            let close = link >= a.1 && link < a.1 + 2;
            let one = tokens.get(link).is_some_and(|t| t.pause < Pause::Comma);
            close && one && is(before, meaning.step_from) && is(link, meaning.step_to)
        };
        joined(i) || i.checked_sub(1).is_some_and(joined)
    }

    fn has(&self, list: &[&str]) -> bool {
        let mut tokens = self.line.tokens.iter();
        tokens.any(|t| list.contains(&t.text.as_str()))
    }

    /// Two figures of which the one stands for the other: `de 1 140 à 1 020`, `64 000, contre 75 000`, "down to 9 from 12".
    fn steps(&self) -> bool {
        let pack = self.draft.lang().pack();
        let text = crate::draft::compare::fold(self.line.span.slice(self.draft.text()));
        let beside = pack.figures.set_beside.iter().any(|p| text.contains(p));
        let meaning = pack.meaning;
        beside || self.has(meaning.step_from) && self.has(meaning.step_to)
    }
}

/// The sentence that a number stands in.
fn line_of<'r>(reading: &'r Reading, n: &Number) -> Option<&'r Line> {
    let lines = &reading.lines;
    let at = lines.partition_point(|l| l.span.end <= n.span.start);
    lines.get(at).filter(|l| l.block == n.block)
}

/// What can be reckoned with: its family or unit, and its size in the first unit of the family.
fn size(n: &Number) -> Option<(Unit, f64)> {
    let known = match n.kind {
        NumberKind::Cardinal => (Unit::None, n.value),
        NumberKind::Year if !(1800.0..=2100.0).contains(&n.value) => (Unit::None, n.value),
        NumberKind::Money(code) => (Unit::Code(code), n.value),
        NumberKind::Percent => (Unit::Share, n.value),
        NumberKind::Points => (Unit::Points, n.value),
        NumberKind::Measure(code) => {
            let unit = measure(code)?;
            match unit.family {
                Family::Other | Family::Temperature => (Unit::Code(code), n.value),
                family => (Unit::Family(family), n.value * unit.factor),
            }
        }
        _ => return None,
    };
    (known.1 > 0.0).then_some(known)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    None,
    Code(&'static str),
    Family(Family),
    Share,
    Points,
}

/// Two figures of one unit; one that counts nothing of its own takes the unit of the other. What two nouns count is not added up.
fn alike(a: &Number, b: &Number) -> Option<(f64, f64)> {
    let ((unit, x), (other, y)) = (size(a)?, size(b)?);
    let share = |u: Unit| matches!(u, Unit::Share | Unit::Points);
    if unit == other || share(unit) && share(other) {
        return Some((x, y));
    }
    let bare = |n: &Number, u: Unit| u == Unit::None && (n.noun.is_none() || !n.plural);
    // In the unit of the text where only one of them has a unit.
    let one = !share(unit) && !share(other) && (bare(a, unit) || bare(b, other));
    one.then_some((a.value, b.value))
}

/// Whether two figures may count one thing.
fn counts_alike(a: &Number, b: &Number, draft: &Draft) -> bool {
    // "11,000 fewer" counts what is told beside it.
    let meaning = draft.lang().pack().meaning;
    let ways = meaning.up_behind.iter().chain(meaning.down_behind);
    let stems: Vec<String> = ways.map(|w| stem(w, draft.lang())).collect();
    match (&a.noun, &b.noun) {
        (Some(x), Some(y)) if a.kind == NumberKind::Cardinal && b.kind == a.kind => {
            x == y || stems.contains(x) || stems.contains(y)
        }
        _ => true,
    }
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

/// Whether a figure of the article is reckoned from those of the sentences that its own rests on.
pub(super) fn follows(n: &Number, article: &Draft, source: &Draft) -> bool {
    if spans_years(n, article, source) {
        return true;
    }
    let (own, theirs) = (article.reading(), source.reading());
    let Some(line) = line_of(&own, n).filter(|_| size(n).is_some()) else {
        return false;
    };
    let here = Sentence {
        draft: article,
        line,
    };
    let Some(place) = here.numbers().iter().position(|m| m.span == n.span) else {
        return false;
    };
    let way = here.way(place);
    let rests = rests_on(line, source).into_iter();
    rests
        .filter_map(|i| theirs.lines.get(i))
        .map(|line| Sentence {
            draft: source,
            line,
        })
        .any(|there| {
            left_over(&here, n, &there)
                || has_unit(n, &here, &there)
                || rounds(n, &there)
                || out_of(n, &there)
                || reckonings(&there, false)
                    .iter()
                    .any(|r| r.gives(n, way, article))
        })
}

/// Whether a figure of the source can be reckoned from those of an article's sentence that rests on its own.
pub(super) fn given_back(n: &Number, source: &Draft, article: &Draft) -> bool {
    let (own, theirs) = (article.reading(), source.reading());
    let Some(line) = line_of(&theirs, n).filter(|_| size(n).is_some()) else {
        return false;
    };
    let there = Sentence {
        draft: source,
        line,
    };
    let Some(place) = there.numbers().iter().position(|m| m.span == n.span) else {
        return false;
    };
    let (way, end) = (there.way(place), there.is_end(place));
    // One of the two figures stands beside it in the source.
    let beside = |value: f64| {
        let mut others = there.numbers().iter().filter(|m| m.span != n.span);
        others.any(|m| near(m.value, value))
    };
    rests_on(line, article)
        .into_iter()
        .filter_map(|i| own.lines.get(i))
        .map(|line| Sentence {
            draft: article,
            line,
        })
        .any(|here| {
            left_over(&there, n, &here)
                || same_unit(n, &here)
                // The source says which way it went, so the two figures need no word.
                || (reckonings(&here, way.is_some()).iter())
                    .filter(|r| !end || r.gap.is_none())
                    .any(|r| (beside(r.of.0) || beside(r.of.1)) && r.gives(n, way, source))
        })
}

/// What two figures of a sentence come to.
struct Reckoning<'d> {
    /// In the unit of [`alike`].
    value: f64,
    /// The two figures, as they are written.
    of: (f64, f64),
    /// The figure whose unit it has.
    like: &'d Number,
    /// It tells by how much: the figure has to go this way too.
    gap: Option<Way>,
}

impl Reckoning<'_> {
    fn gives(&self, n: &Number, way: Option<Way>, draft: &Draft) -> bool {
        let fits = alike(n, self.like).is_some_and(|(value, _)| near(value, self.value));
        fits && match self.gap {
            // By how much it went down is told with a word that goes down.
            Some(gap) => way == Some(gap),
            None => counts_alike(n, self.like, draft),
        }
    }
}

/// All that follows from two figures of a sentence.
fn reckonings<'d>(s: &Sentence<'d>, known: bool) -> Vec<Reckoning<'d>> {
    let numbers = s.numbers();
    let steps = known || s.steps();
    let ways: Vec<Option<Way>> = (0..numbers.len()).map(|i| s.way(i)).collect();
    let way_of = |i: usize| ways.get(i).copied().flatten();
    let mut found = Vec::new();
    for (i, a) in numbers.iter().enumerate() {
        for (k, b) in numbers.iter().enumerate().filter(|(k, _)| *k != i) {
            let Some((by, whole)) = alike(a, b) else {
                continue;
            };
            let of = (a.value, b.value);
            let like = if size(b).is_some_and(|u| u.0 == Unit::None) {
                a
            } else {
                b
            };
            // `64 000, soit 11 000 de moins`: what there was.
            if let Some(way) = way_of(i)
                && !s.is_end(i)
                && by < whole
                && a.bound == Bound::Exact
                && counts_alike(a, b, s.draft)
            {
                let value = match way {
                    Way::Down => whole + by,
                    Way::Up => whole - by,
                };
                found.push(Reckoning {
                    value,
                    of,
                    like,
                    gap: None,
                });
            }
            // `de 1 140 à 1 020`: by how much.
            if steps && i < k && !near(by, whole) {
                for gap in [Way::Up, Way::Down] {
                    found.push(Reckoning {
                        value: (by - whole).abs(),
                        of,
                        like,
                        gap: Some(gap),
                    });
                }
            }
        }
    }
    found
}

/// Whether a share is what others of a sentence leave of a hundred, and either sentence speaks of the rest.
fn left_over(here: &Sentence<'_>, n: &Number, there: &Sentence<'_>) -> bool {
    let rest = here.draft.lang().pack().figures.rest;
    if n.kind != NumberKind::Percent || !(here.has(rest) || there.has(rest)) {
        return false;
    }
    let shares = there.numbers().iter();
    let shares = shares.filter(|m| m.kind == NumberKind::Percent && m.bound == Bound::Exact);
    let others: Vec<f64> = shares
        .map(|m| m.value)
        .filter(|v| !near(*v, n.value))
        .collect();
    let sum: f64 = others.iter().sum();
    !others.is_empty() && near(100.0 - sum, n.value)
}

/// Whether a share in words or of a few rounds a share of a sentence: `un cinquième` for 18 %.
fn rounds(n: &Number, there: &Sentence<'_>) -> bool {
    let shares = there.numbers().iter();
    let mut shares = shares.filter(|m| m.kind == NumberKind::Percent && m.bound == Bound::Exact);
    n.kind == NumberKind::Percent
        && (n.spelled || n.few.is_some())
        && shares.any(|m| {
            let off = m.value - n.value;
            match n.bound {
                Bound::Above => (0.0..=2.0 * ROUND).contains(&off),
                Bound::Below => (-2.0 * ROUND..=0.0).contains(&off),
                Bound::About => off.abs() <= ROUND,
                Bound::Exact => off.abs() <= ROUND.min(n.value / 10.0),
            }
        })
}

/// Whether a share in digits is what `112 des 167` comes to.
fn out_of(n: &Number, there: &Sentence<'_>) -> bool {
    if n.kind != NumberKind::Percent || matches!(n.bound, Bound::Above | Bound::Below) {
        return false;
    }
    let digits = n.canonical.split_once('.').map_or(0, |(_, d)| d.len());
    let about = if n.bound == Bound::About { 0.5 } else { 1e-9 };
    let slack = 0.5 * 10f64.powi(-i32::try_from(digits).unwrap_or(0)) + about;
    let links = there.draft.lang().pack().figures.share_of;
    let numbers = there.numbers();
    let few = numbers.iter().filter_map(|m| m.few);
    let few = few.map(|(a, b)| (f64::from(a), f64::from(b)));
    let pairs = numbers.iter().zip(numbers.iter().skip(1));
    let linked = pairs.filter(|(a, b)| {
        let text = there.draft.text();
        let between = text.get(a.span.end..b.span.start).unwrap_or("");
        let words: Vec<&str> = between.split_whitespace().collect();
        let link = |w: &&str| links.contains(&w.to_lowercase().as_str());
        words.len() <= 4 && words.iter().any(link)
    });
    linked
        .map(|(a, b)| (a.value, b.value))
        .chain(few)
        .any(|(part, whole)| part < whole && (100.0 * part / whole - n.value).abs() <= slack)
}

/// Whether a count of years is what lies between two years that stand beside it, both of them the source's: "came in 1982; two years later, in
/// June 1984".
fn spans_years(n: &Number, article: &Draft, source: &Draft) -> bool {
    if n.kind != NumberKind::Measure("yr") || n.value.fract() != 0.0 {
        return false;
    }
    let all = article.numbers();
    let from = all.partition_point(|m| (m.block, m.sentence + 1) < (n.block, n.sentence));
    let beside = all.get(from..).unwrap_or(&[]).iter();
    let beside = beside.take_while(|m| m.block == n.block && m.sentence <= n.sentence + 1);
    let years: Vec<i32> = beside.take(MANY).filter_map(stated).collect();
    #[allow(clippy::cast_possible_truncation)]
    let span = n.value as i32;
    let told = source.keep(|source: &Draft| {
        let all = source.numbers().iter().filter_map(stated);
        Told(all.collect())
    });
    let mut ends = years.iter().filter(|y| told.0.contains(*y));
    ends.any(|y| years.contains(&(y + span)) && told.0.contains(&(y + span)))
}

/// Whether a figure of a sentence takes the multiplier and the unit of one before it: `48,2 M€ … Elle en vise 80`, `3,2 millions d’euros, dont
/// 900 000 pris en charge`. `wanted` is the figure in full.
fn takes_unit(figure: &Number, wanted: &Number, here: &Sentence<'_>) -> bool {
    let code = match wanted.kind {
        NumberKind::Money(code) => Some(code),
        NumberKind::Cardinal if wanted.value >= 1e6 => None,
        _ => return false,
    };
    let plain = figure.kind == NumberKind::Cardinal && !figure.spelled && figure.other.is_none();
    if !plain || !counts_nothing(figure, here.draft) {
        return false;
    }
    let all = here.draft.numbers();
    let from = all.partition_point(|m| (m.block, m.sentence + 1) < (figure.block, figure.sentence));
    let before = all.get(from..).unwrap_or(&[]).iter();
    let before = before.take_while(|m| m.span.start < figure.span.start);
    let mut before = before.filter(|m| {
        matches!(m.kind, NumberKind::Money(own) if code.is_none_or(|c| c == own))
            && m.block == figure.block
    });
    before.any(|m| {
        let same = m.sentence == figure.sentence;
        let zeros = if m.value >= 1e9 { 1e9 } else { 1e6 };
        let scaled =
            m.value >= 1e6 && figure.value < 1000.0 && m.text.contains(char::is_alphabetic);
        same && near(figure.value, wanted.value)
            || scaled && near(figure.value * zeros, wanted.value)
    })
}

/// Whether no noun stands behind a figure: nothing, a small word, a participle.
fn counts_nothing(n: &Number, draft: &Draft) -> bool {
    let after = draft.text().get(n.span.end..).unwrap_or("");
    let word = after
        .trim_start()
        .split(|c: char| !c.is_alphabetic())
        .next();
    let word = word.unwrap_or("").to_lowercase();
    let participle: &[&str] = match draft.lang().code() {
        "fr" => &["é", "és", "ée", "ées", "is", "ise", "ises"],
        _ => &["ed"],
    };
    word.is_empty()
        || !after.starts_with(char::is_whitespace)
        || draft.lang().pack().small(&word).function
        || participle.iter().any(|e| word.ends_with(e))
}

fn has_unit(n: &Number, here: &Sentence<'_>, there: &Sentence<'_>) -> bool {
    there.numbers().iter().any(|full| takes_unit(n, full, here))
}

fn same_unit(full: &Number, here: &Sentence<'_>) -> bool {
    here.numbers().iter().any(|n| takes_unit(n, full, here))
}
