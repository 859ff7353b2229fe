//! Times of day: `14 h 30`, "2.30pm", "half past four in the afternoon", `midi`.

use super::NumberKind;
use super::scan::{Item, Scan};
use super::spelled;
use crate::draft::total::At as _;

impl Scan<'_> {
    fn time(&self, first: usize, next: usize, hours: u32, minutes: u32, half: Half) -> Item {
        let hours = match half {
            Half::Second if hours < 12 => hours + 12,
            Half::First if hours == 12 => 0,
            _ => hours % 24,
        };
        let canonical = format!("{hours:02}:{minutes:02}");
        let mut item = self.item(first, next, NumberKind::Time, canonical, f64::from(hours));
        item.loose = half == Half::Unsaid;
        item
    }

    /// A time that begins with digits.
    pub(super) fn clock_digits(&self, i: usize) -> Option<Item> {
        let raw = self.tokens.at(i).raw;
        let (hours, dotted) = match raw.split_once('.') {
            Some((h, m)) => (h, Some(m)),
            None => (raw, None),
        };
        if let Some(item) = self.four_figures(i) {
            return Some(item);
        }
        if hours.len() > 2 || !hours.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let hours: u32 = hours.parse().ok().filter(|h| *h <= 24)?;
        if let Some(dotted) = dotted {
            let minutes = minutes(dotted)?;
            let (half, next) = self.half_of_day(i + 1);
            if half == Half::Unsaid && self.words.zones.contains(&self.low(i + 1)) {
                return Some(self.time(i, i + 1, hours, minutes, Half::Clear));
            }
            return (half != Half::Unsaid).then(|| self.time(i, next, hours, minutes, half));
        }
        // 14:30, 14:30:00
        if self.low(i + 1) == ":" && self.glued(i + 1) && self.glued(i + 2) && self.is_digits(i + 2)
        {
            let minutes = minutes(self.tokens.at(i + 2).raw)?;
            let mut next = i + 3;
            if self.low(next) == ":"
                && self.glued(next)
                && self.glued(next + 1)
                && self.is_digits(next + 1)
            {
                next += 2;
            }
            let (half, next) = self.half_of_day(next);
            let half = if half == Half::Unsaid {
                Half::Clear
            } else {
                half
            };
            return Some(self.time(i, next, hours, minutes, half));
        }
        if self.french() {
            return self.heures(i, i + 1, hours);
        }
        // "2h14"
        if self.low(i + 1) == "h"
            && (1..=2).all(|k| self.glued(i + k))
            && self.is_digits(i + 2)
            && let Some(minutes) = minutes(self.tokens.at(i + 2).raw)
        {
            return Some(self.time(i, i + 3, hours, minutes, Half::Clear));
        }
        let (half, next) = self.half_of_day(i + 1);
        if half != Half::Unsaid {
            return Some(self.time(i, next, hours, 0, half));
        }
        None
    }

    /// "1040 GMT", "0900 hours": hours and minutes in four figures, before a time zone.
    fn four_figures(&self, i: usize) -> Option<Item> {
        let raw = self.tokens.at(i).raw;
        if raw.len() != 4 || !raw.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let (hours, rest) = raw.split_at(2);
        let hours: u32 = hours.parse().ok().filter(|h| *h < 24)?;
        let minutes = minutes(rest)?;
        let military = matches!(self.low(i + 1), "hours" | "hrs")
            && (raw.starts_with('0') || self.before(i, 1) == "at");
        let next = if military { i + 2 } else { i + 1 };
        (military || self.words.zones.contains(&self.low(i + 1)))
            .then(|| self.time(i, next, hours, minutes, Half::Clear))
    }

    /// A time that begins with the number word in `i..next`.
    pub(super) fn clock_spelled(&self, i: usize, next: usize, hours: u64) -> Option<Item> {
        let hours = u32::try_from(hours).ok().filter(|h| *h <= 24)?;
        let mut item = if self.french() {
            self.heures(i, next, hours)?
        } else {
            let (half, after) = self.half_of_day(next);
            if half == Half::Unsaid && after == next {
                return None;
            }
            self.time(i, after, hours, 0, half)
        };
        item.spelled = true;
        Some(item)
    }

    /// `14 h 30`, `19 heures trente`, `8 heures et demie`, `20 heures` after a word for a time.
    fn heures(&self, i: usize, next: usize, mut hours: u32) -> Option<Item> {
        if !matches!(self.low(next), "h" | "heures" | "heure") {
            return None;
        }
        let mut exact = false;
        let mut after = next + 1;
        let mut minute = None;
        if self.is_digits(after) && self.tokens.at(after).raw.len() == 2 {
            minute = minutes(self.tokens.at(after).raw);
            if minute.is_some() {
                after += 1;
            }
        } else if let Some((back, end)) = self
            .longest(
                after,
                &[
                    ("moins le quart", 15),
                    ("moins un quart", 15),
                    ("moins cinq", 5),
                    ("moins dix", 10),
                    ("moins vingt", 20),
                    ("moins vingt-cinq", 25),
                ],
            )
            .filter(|_| hours > 0)
        {
            (hours, minute, after) = (hours - 1, Some(60 - back), end);
            exact = hours < 12;
        } else if let Some(end) = self.phrase(after, "et quart") {
            (minute, after) = (Some(15), end);
        } else if self.in_clock(i)
            && let Some(end) = self
                .phrase(after, "et demie")
                .or_else(|| self.phrase(after, "et demi"))
        {
            (minute, after) = (Some(30), end);
        } else if self.is_word(after) && self.pack.small(self.low(after)).number.is_some() {
            let places = self.word_places(after);
            if let Some(run) = spelled::read(places.len(), self.pack, |k| {
                places.get(k).map(|&at| &*self.tokens.at(at).low)
            }) && run.value < 60
                && !run.article
            {
                minute = u32::try_from(run.value).ok();
                after = places.at(run.words - 1) + 1;
            }
        }
        let (half, end) = self.half_of_day(after);
        if half != Half::Unsaid {
            return Some(self.time(i, end, hours, minute.unwrap_or(0), half));
        }
        // `après 12 heures de débat`: how long, not when.
        let long = minute.is_none()
            && (self.low(after) == "de" || !self.in_clock(i))
            && !(self.glued(next) && hours < 24 && self.low(after) != "de");
        if long {
            return None;
        }
        // `quatre heures moins le quart`: nobody says that of twenty-four hours.
        let half = if exact { Half::Unsaid } else { Half::Clear };
        Some(self.time(i, after, hours, minute.unwrap_or(0), half))
    }

    /// Whether a time of day can stand at token `i`.
    fn in_clock(&self, i: usize) -> bool {
        let before = self.before(i, 1);
        self.words.clock_before.contains(&before)
            || matches!(before, "de" | "et" | "ou") && matches!(self.before(i, 2), "h" | "heures")
    }

    /// "half past four", "quarter to five", "noon", `midi et demi`.
    pub(super) fn clock_words(&self, i: usize) -> Option<Item> {
        if let Some((minutes, next)) = self.longest(i, self.words.clock_words) {
            // `le Midi`: a region; `après-midi`: no time.
            let tied = self.glued(i)
                && self.is_dash(i - 1)
                && self.is_word(i.wrapping_sub(2))
                && !matches!(
                    self.before(i, 2),
                    "am" | "pm" | "m" | "h" | "heures" | "heure"
                );
            if tied || self.french() && self.tokens.at(i).raw.starts_with('M') && i > 0 {
                return None;
            }
            return Some(self.time(i, next, minutes / 60, minutes % 60, Half::Clear));
        }
        let offset: i64 = match self.low(i) {
            "half" => 30,
            "quarter" => 15,
            _ => return None,
        };
        let sign = match self.low(i + 1) {
            "past" => 1,
            "to" if offset == 15 => -1,
            _ => return None,
        };
        let at = i + 2;
        let (hours, next) = if self.is_digits(at) {
            (self.tokens.at(at).raw.parse::<u64>().ok()?, at + 1)
        } else {
            let places = self.tokens.get(at).map(|_| self.word_places(at))?;
            let run = spelled::read(1, self.pack, |k| {
                places.get(k).map(|&at| &*self.tokens.at(at).low)
            })?;
            (run.value, places.at(run.words - 1) + 1)
        };
        let hours = i64::try_from(hours).ok().filter(|h| (1..=12).contains(h))?;
        let minutes = (hours * 60 + sign * offset) % 720;
        let (half, next) = self.half_of_day(next);
        let minutes = u32::try_from(minutes).ok()?;
        let mut item = self.time(i, next, minutes / 60, minutes % 60, half);
        item.spelled = true;
        Some(item)
    }

    /// "p.m.", "o’clock", `du soir` at token `i`: the half of the day, and the token after it.
    fn half_of_day(&self, i: usize) -> (Half, usize) {
        let of = |second: bool| if second { Half::Second } else { Half::First };
        if !self.french() {
            let mut at = i;
            if self.low(at) == "o" && self.low(at + 1) == "'" && self.low(at + 2) == "clock" {
                at += 3;
            }
            if matches!(self.low(at), "am" | "pm") {
                return (of(self.low(at) == "pm"), at + 1);
            }
            if matches!(self.low(at), "a" | "p")
                && self.low(at + 1) == "."
                && self.glued(at + 1)
                && self.low(at + 2) == "m"
                && self.glued(at + 2)
            {
                let stop = usize::from(self.low(at + 3) == "." && self.glued(at + 3));
                return (of(self.low(at) == "p"), at + 3 + stop);
            }
            if let Some((second, next)) = self.longest(at, self.words.day_halves) {
                return (of(second), next);
            }
            return (Half::Unsaid, at);
        }
        match self.longest(i, self.words.day_halves) {
            Some((second, next)) => (of(second), next),
            None => (Half::Unsaid, i),
        }
    }
}

/// Which half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    First,
    Second,
    /// Of twenty-four hours.
    Clear,
    Unsaid,
}

fn minutes(text: &str) -> Option<u32> {
    let two = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    two.then(|| text.parse().ok()).flatten().filter(|m| *m < 60)
}
