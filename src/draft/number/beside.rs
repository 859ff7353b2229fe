//! A number without a unit that a sentence sets beside one with a unit: both are of the same thing.

use super::NumberKind;
use super::scan::{Item, Scan};
use super::spelled;
use crate::lang::Bound;

impl Scan<'_> {
    /// The bound that is joined to digits which count years of age, at token `i`, and the token behind: "the over-70s", "under-12s".
    pub(super) fn bounds_age(&self, i: usize) -> Option<(Bound, usize)> {
        let apostrophe = self.low(i + 1) == "'" && self.glued(i + 1);
        let at = if apostrophe { i + 2 } else { i + 1 };
        if self.french() || !self.is_digits(i) || !(self.glued(at) && self.low(at) == "s") {
            return None;
        }
        let joined = self.glued(i) && self.is_dash(i.checked_sub(1)?);
        let bound = match self.before(i, if joined { 2 } else { 1 }) {
            "over" => Bound::Above,
            "under" => Bound::Below,
            _ => return None,
        };
        Some((bound, at + 1))
    }

    /// Gives a number without a unit that is set beside one with a unit the reading in that unit: `1,27 milliard de francs, contre 980 millions
    /// budgétés`, "55 minutes instead of 25". What it counts must not stand behind it.
    pub(super) fn set_beside(&self, items: &mut [Item]) {
        use NumberKind::{Cardinal, Measure, Money, Percent};
        let mut with: Option<usize> = None;
        for k in 0..items.len() {
            let (left, right) = items.split_at_mut(k);
            let Some(b) = right.first_mut() else {
                continue;
            };
            if matches!(b.kind, Money(_) | Measure(_) | Percent) && !b.aside {
                with = Some(k);
                continue;
            }
            let Some(a) = with.and_then(|w| left.get(w)) else {
                continue;
            };
            if b.kind != Cardinal || b.other.is_some() || b.spelled {
                continue;
            }
            let stops = |i: usize| matches!(self.low(i), "." | ";" | "!" | "?");
            if (a.next..b.first).any(stops) {
                with = None;
                continue;
            }
            // "instead of about 25"
            let about = usize::from(self.is_bounded(b.first));
            let compared = [0, about].into_iter().any(|back| {
                let at = b.first.saturating_sub(back);
                let mut all = self.words.set_beside.iter();
                at > a.next && all.any(|p| self.phrase_before(at, p).is_some())
            });
            if compared && self.counts_nothing(b) {
                b.other = Some((a.kind, b.value));
            }
        }
    }

    /// Whether no noun that a number counts stands behind it: nothing, a small word, a participle; behind a French million, no `de`.
    fn counts_nothing(&self, item: &Item) -> bool {
        let next = self.low(item.next);
        let million = (item.first..item.next)
            .any(|i| spelled::multiplier(self.low(i), self.pack).is_some_and(|z| z >= 6));
        if self.french() && million {
            return !matches!(next, "de" | "d" | "des");
        }
        let ends: &[&str] = if self.french() {
            &["é", "és", "ée", "ées", "vu", "vus", "vue", "vues"]
        } else {
            &["ed"]
        };
        (self.alone(item.next) && !matches!(next, "of" | "de" | "d"))
            || ends.iter().any(|e| next.ends_with(e))
    }
}
