//! Numbers in letters: `deux`, `vingt et un`, `quatre-vingt-dix-sept`, "two hundred and five".

use super::super::compare::lower;
use crate::lang::Pack;

/// A run of number words.
pub(super) struct Run {
    pub(super) value: u64,
    /// How many words it takes.
    pub(super) words: usize,
    /// Nothing but `un`, `une`, "a" or "one".
    pub(super) article: bool,
    /// `neuf`, which also means new.
    pub(super) ambiguous: bool,
}

/// The value of a number word, lowercase.
fn value(word: &str, pack: &Pack) -> Option<u64> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pack.small(word).number.map(|n| n as u64)
}

/// The zeros of a multiplier that may follow digits: `millions` has six.
pub(super) fn multiplier(word: &str, pack: &Pack) -> Option<u32> {
    match value(word, pack)? {
        // `2 cents` is money, not two hundred.
        100 if word == "hundred" => Some(2),
        1_000 => Some(3),
        1_000_000 => Some(6),
        1_000_000_000 => Some(9),
        1_000_000_000_000 => Some(12),
        _ => None,
    }
}

/// Reads number words. `word(k)` is the `k`-th word of at most `most`, or `None` when it does not follow the one before.
pub(super) fn read<'a>(
    most: usize,
    pack: &Pack,
    mut word: impl FnMut(usize) -> Option<&'a str>,
) -> Option<Run> {
    let first = lower(word(0)?);
    let mut sum = Sum::default();
    let mut taken = 0;
    // `a hundred`, `a million`.
    let mut k = 0;
    if &*first == "a" && pack.code == "en" {
        let next = lower((most > 1).then(|| word(1)).flatten()?);
        if value(&next, pack).is_none_or(|v| v < 100) {
            return None;
        }
        k = 1;
    }
    while k < most.min(12) {
        let Some(raw) = word(k) else { break };
        let low = lower(raw);
        let joins = matches!((&*low, pack.code), ("et", "fr") | ("and", "en"));
        if joins {
            // `vingt et un`, "two hundred and five": only inside a number.
            let next = (k + 1 < most).then(|| word(k + 1)).flatten();
            let fits = next.is_some_and(|n| {
                let mut ahead = sum;
                taken > 0
                    && (pack.code == "en" && sum.last >= 100 || pack.code == "fr" && sum.last >= 20)
                    && ahead.add_word(&lower(n), pack)
                    && (pack.code == "en" || matches!(value(&lower(n), pack), Some(1 | 11)))
            });
            if !fits {
                break;
            }
            k += 1;
            continue;
        }
        let mut ahead = sum;
        if !ahead.add_word(&low, pack) {
            break;
        }
        sum = ahead;
        k += 1;
        taken = k;
    }
    if taken == 0 {
        return None;
    }
    let alone = taken == 1;
    let article = alone && matches!(&*first, "un" | "une" | "one");
    // `des millions`, `le cent`, "thousands": a magnitude alone counts nothing; `cent` and `mille` alone do in French.
    if alone
        && sum.value() >= 100
        && !(pack.code == "fr" && matches!(&*first, "cent" | "mille"))
        && !first.contains('-')
    {
        return None;
    }
    Some(Run {
        value: sum.value(),
        words: taken,
        article,
        ambiguous: alone && &*first == "neuf",
    })
}

/// A number that grows word by word.
#[derive(Clone, Copy, Default)]
struct Sum {
    /// What stands before a thousand, a million …: closed.
    total: u64,
    /// The part below the next multiplier.
    current: u64,
    /// The last part that was added: the next one must be smaller in kind.
    last: u64,
    /// The last multiplier of a thousand or more.
    magnitude: u64,
    begun: bool,
}

impl Sum {
    fn value(&self) -> u64 {
        self.total.saturating_add(self.current)
    }

    /// Adds a word, whose parts may be joined by hyphens. `false` when it does not fit.
    fn add_word(&mut self, word: &str, pack: &Pack) -> bool {
        if !word.bytes().any(|b| matches!(b, b'-' | 0xE2)) {
            // No hyphen of any kind: nearly always.
            return value(word, pack).is_some_and(|v| self.add(v, pack));
        }
        let mut any = false;
        for part in word.split(['-', '\u{2010}', '\u{2011}']) {
            if any && matches!(part, "et" | "and") {
                continue;
            }
            let Some(v) = value(part, pack) else {
                return false;
            };
            if !self.add(v, pack) {
                return false;
            }
            any = true;
        }
        any
    }

    fn add(&mut self, v: u64, pack: &Pack) -> bool {
        let french = pack.code == "fr";
        if !self.begun {
            self.begun = true;
            self.last = v;
            if v >= 1_000 {
                self.total = v;
                self.magnitude = v;
            } else {
                self.current = v;
            }
            return true;
        }
        if v >= 1_000 {
            if self.magnitude > 0 && v >= self.magnitude {
                return false;
            }
            self.total = self
                .total
                .saturating_add(self.current.max(1).saturating_mul(v));
            self.current = 0;
            self.magnitude = v;
            self.last = v;
            return true;
        }
        if v == 100 {
            // `cent`, `deux cent`, "one hundred": French never says `un cent`.
            let times = match self.current {
                0 | 2..=9 => true,
                // "fifteen hundred"
                1 | 11..=19 => !french,
                _ => false,
            };
            if !times {
                return false;
            }
            self.current = self.current.max(1) * 100;
            self.last = 100;
            return true;
        }
        // quatre-vingts
        if french && v == 20 && self.current % 100 == 4 && self.last == 4 {
            self.current += 76;
            self.last = 80;
            return true;
        }
        let fits = match self.last {
            1_000.. => true,
            100 => true,
            60 | 80 if french => v < 20,
            // soixante-dix-sept
            10 if french && self.current % 100 >= 10 => (7..=9).contains(&v),
            20 | 30 | 40 | 50 | 60 | 70 | 80 | 90 => v < 10,
            _ => false,
        };
        if !fits || v == 0 {
            return false;
        }
        self.current += v;
        self.last = v;
        true
    }
}
