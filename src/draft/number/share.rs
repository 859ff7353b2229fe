//! Shares in words, about so many, and what the ends of a range have in common.

use super::NumberKind;
use super::amount::Amount;
use super::scan::{Item, Scan};
use super::spelled;
use super::units::Family;
use crate::draft::total::At as _;

impl Scan<'_> {
    fn part(&self, first: usize, next: usize, parts: u32, whole: u32) -> Item {
        let value = f64::from(parts) * 100.0 / f64::from(whole);
        let canonical = format!("{:.2}", value);
        let canonical = canonical.trim_end_matches('0').trim_end_matches('.');
        let mut item = self.item(
            first,
            next,
            NumberKind::Percent,
            canonical.to_owned(),
            value,
        );
        item.spelled = true;
        item.rounded = true;
        item
    }

    /// Nothing that it could count or rank stands at token `i`.
    pub(super) fn alone(&self, i: usize) -> bool {
        !self.is_word(i) || self.pack.function_words.binary_search(&self.low(i)).is_ok()
    }

    /// A word that says a number without one: `quinquennal`, `trio`, "decade-long". It states a number and is no fact of its own.
    pub(super) fn coined(&self, i: usize) -> Option<Item> {
        let low = self.low(i);
        let table = self.words.coined;
        let first = |row: &(&'static str, f64, &'static str)| row.0.split(' ').next();
        let from = table.partition_point(|row| first(row) < Some(low));
        let mut rows = table
            .iter()
            .skip(from)
            .take_while(|r| first(r) == Some(low));
        let (value, unit, next) =
            rows.find_map(|row| Some((row.1, row.2, self.phrase(i, row.0)?)))?;
        let kind = match unit {
            "" => NumberKind::Cardinal,
            "%" => NumberKind::Percent,
            code => NumberKind::Measure(super::measure(code)?.code),
        };
        // The `deux` of `divisé par deux` stays a number.
        let next = if kind == NumberKind::Percent {
            i + 1
        } else {
            next
        };
        let mut item = self.item(i, next, kind, value.to_string(), value);
        item.spelled = true;
        item.aside = true;
        Some(item)
    }

    /// So many minutes of an hour in words.
    fn of_an_hour(&self, first: usize, next: usize, minutes: u32) -> Item {
        let kind = NumberKind::Measure("min");
        let mut item = self.item(first, next, kind, minutes.to_string(), f64::from(minutes));
        item.spelled = true;
        item
    }

    /// `la moitié`, `deux tiers`, "by half", "a third of", `un quart d’heure`, "half a million".
    pub(super) fn share_words(&self, i: usize) -> Option<Item> {
        let low = self.low(i);
        if matches!(low, "quart" | "quarts" | "quarter" | "half")
            && let Some(item) = self.each_part(i)
        {
            return Some(item);
        }
        if self.french() {
            match low {
                "moitié" => return Some(self.part(i, i + 1, 1, 2)),
                "demi" | "demie" => {
                    let at = self.behind_hyphen(i + 1);
                    if at == i + 1 {
                        return None;
                    }
                    return self.half_of(i, at);
                }
                _ => {}
            }
        } else {
            match low {
                "half" => return self.half(i),
                "halved" | "halve" | "halving" | "halves" => {
                    let mut item = self.part(i, i + 1, 1, 2);
                    item.falling = true;
                    return Some(item);
                }
                _ => {}
            }
        }
        let (parts, mut at) = match low {
            "un" | "une" | "le" | "a" | "one" => (1, i + 1),
            _ => {
                // `3 dixièmes`; "2 quarters" are no share.
                let digits = self.is_digits(i).then(|| low.parse::<f64>().ok()).flatten();
                let quarters = !self.french() && self.low(i + 1).starts_with("quarter");
                let value = match digits {
                    Some(_) if quarters => return None,
                    Some(value) => value,
                    None => self.pack.small(low).number?,
                };
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                ((2.0..=9.0).contains(&value).then_some(value as u32)?, i + 1)
            }
        };
        let joined = self.joins(at);
        at = self.behind_hyphen(at);
        let (whole, next) = self.longest(at, self.words.fractions)?;
        // `quatre-vingtième` is a rank: parts are a plural.
        let rank = self.french() && parts > 1 && !self.before(next, 1).ends_with('s');
        if parts >= whole || whole == 2 || rank {
            return None;
        }
        if matches!(whole, 10 | 100)
            && let Some(end) = ["de seconde", "de secondes", "of a second"]
                .iter()
                .find_map(|p| self.phrase(next, p))
        {
            let seconds = f64::from(parts) / f64::from(whole);
            let kind = NumberKind::Measure("s");
            let mut item = self.item(i, end, kind, seconds.to_string(), seconds);
            item.spelled = true;
            return Some(item);
        }
        if self.french() {
            if let Some(end) = self
                .phrase(next, "d'heure")
                .or_else(|| self.phrase(next, "d'heures"))
            {
                return (whole == 4).then(|| self.of_an_hour(i, end, parts * 15));
            }
            // `un quart de finale`, `le quart`, `un cinquième homme`.
            if self.phrase(next, "de finale").is_some() || self.phrase(next, "de finales").is_some()
            {
                return None;
            }
            let of = matches!(self.low(next), "de" | "des" | "du" | "d");
            let ends = !self.is_word(next) || self.glued(next);
            let ranked = whole >= 5 && parts == 1;
            // `en baisse d’un cinquième`
            let by = self.before(i, 1) == "'" && self.before(i, 2) == "d" && self.alone(next);
            if (low == "le" || ranked) && !of && !by {
                return None;
            }
            if parts == 1 && whole == 3 && matches!(self.before(i, 1), "à" | "par") && ends {
                return None;
            }
            return Some(self.part(i, next, parts, whole));
        }
        if let Some(end) = self.phrase(next, "of an hour") {
            return (whole == 4).then(|| self.of_an_hour(i, end, parts * 15));
        }
        // "a third of", "by a quarter", "two thirds"; "a third man" is a rank.
        let of = self.low(next) == "of";
        let by = self.before(i, 1) == "by" && !self.is_unit_word(next);
        // "a tenth less", "one tenth under", "down a fifth", "up by about a third"; "one third" is no rank.
        let compared = self.words.after_share.contains(&self.low(next));
        let moved = self.alone(next)
            && (self.words.before_share.contains(&self.before(i, 1)) || self.is_bounded(i));
        let stands = of || by || compared || moved || self.beside_a_share(i, next);
        (parts > 1 || low == "one" || joined || stands).then(|| self.part(i, next, parts, whole))
    }

    /// Whether "a quarter" stands alone before its verb, in a sentence that tells of another share: "two-thirds opposed it, while a quarter backed
    /// it". It is none of a year then.
    fn beside_a_share(&self, i: usize, next: usize) -> bool {
        let word = self.low(next);
        let verb = self.is_word(next)
            && !matches!(word, "earlier" | "later" | "ago")
            && (word.ends_with("ed")
                || self.pack.auxiliaries.binary_search(&word).is_ok()
                || self.pack.names.subject_verbs.binary_search(&word).is_ok()
                || matches!(
                    word,
                    "said" | "did" | "want" | "wanted" | "voted" | "were" | "are"
                ));
        let stop = |k: &usize| !matches!(self.low(*k), "." | ";" | "!" | "?");
        let share = |k: usize| {
            self.low(k) == "%"
                || matches!(
                    self.low(k),
                    "half" | "thirds" | "quarters" | "fifths" | "tenths"
                )
                || self.pack.percent_words.contains(&self.low(k))
                || self.low(k) == "third" && self.low(k + 1) == "of"
        };
        let opens = matches!(
            self.before(i, 1),
            "" | "," | "while" | "and" | "but" | "whereas" | ";" | "–"
        );
        verb && opens
            && ((0..i).rev().take_while(stop).any(share)
                || (next..self.tokens.len()).take_while(stop).any(share))
    }

    /// `tous les quarts d’heure`, "every half hour", "every quarter of an hour": how often, with no number before the part.
    fn each_part(&self, i: usize) -> Option<Item> {
        let before = self.before(i, 1);
        if self.french() {
            let each = matches!(before, "chaque" | "par")
                || before == "les" && matches!(self.before(i, 2), "tous" | "toutes");
            let part = matches!(self.low(i), "quart" | "quarts") && each;
            let ends = ["d'heure", "d'heures"];
            let end = ends.iter().find_map(|p| self.phrase(i + 1, p));
            return end.filter(|_| part).map(|end| self.of_an_hour(i, end, 15));
        }
        if !matches!(before, "every" | "each") {
            return None;
        }
        match self.low(i) {
            "half" if self.low(i + 1) == "hour" => Some(self.of_an_hour(i, i + 2, 30)),
            "quarter" => {
                let hour = self.behind_hyphen(i + 1);
                let plain = (self.low(hour) == "hour").then_some(hour + 1);
                let end = plain.or_else(|| self.phrase(i + 1, "of an hour"))?;
                Some(self.of_an_hour(i, end, 15))
            }
            _ => None,
        }
    }

    /// "half": of something, by half, half an hour, half a million.
    fn half(&self, i: usize) -> Option<Item> {
        let hyphen = self.behind_hyphen(i + 1);
        if hyphen > i + 1 {
            return self.half_of(i, hyphen);
        }
        if matches!(self.low(i + 1), "a" | "an") {
            return self.half_of(i, i + 2);
        }
        if matches!(
            self.before(i, 1),
            "first" | "second" | "and" | "other" | "this" | "each" | "opening"
        ) {
            return None;
        }
        let of = matches!(
            self.low(i + 1),
            "of" | "the" | "its" | "their" | "his" | "her" | "all"
        );
        let by = matches!(
            self.before(i, 1),
            "by" | "in" | "nearly" | "almost" | "over" | "about" | "than"
        );
        // "four years, half suspended"
        let apart =
            self.before(i, 1) == "," && self.low(i + 1).ends_with("ed") && !self.is_word(i + 2);
        if of || by || apart {
            return Some(self.part(i, i + 1, 1, 2));
        }
        // "Half were kept at 29C": of what was told before. It may be told as a count, so nobody has to keep it.
        let opens = matches!(self.before(i, 1), "" | "." | ";" | ":");
        let verb = matches!(
            self.low(i + 1),
            "were" | "are" | "was" | "is" | "had" | "have" | "has"
        );
        (opens && verb).then(|| {
            let mut item = self.part(i, i + 1, 1, 2);
            item.aside = true;
            item
        })
    }

    /// Half of the multiplier or the unit at token `at`.
    fn half_of(&self, i: usize, at: usize) -> Option<Item> {
        if let Some(next) = self.words.points.iter().find_map(|p| self.phrase(at, p)) {
            let mut item = self.item(i, next, NumberKind::Points, "0.5".to_owned(), 0.5);
            item.spelled = true;
            return Some(item);
        }
        if let Some(zeros) = spelled::multiplier(self.low(at), self.pack).filter(|z| *z >= 3) {
            let mut amount = Amount::spelled(i, at + 1, 5);
            amount.value.shift(zeros - 1);
            return Some(self.amount(amount));
        }
        match self.unit(at)? {
            ("h", next) => Some(self.of_an_hour(i, next, 30)),
            ("yr", next) => {
                let mut item = self.item(i, next, NumberKind::Measure("mo"), "6".to_owned(), 6.0);
                item.spelled = true;
                Some(item)
            }
            ("dec", next) => {
                let mut item = self.item(i, next, NumberKind::Measure("yr"), "5".to_owned(), 5.0);
                item.spelled = true;
                Some(item)
            }
            (code, next) => {
                let mut item = self.item(i, next, NumberKind::Measure(code), "0.5".to_owned(), 0.5);
                item.spelled = true;
                item.aside = true;
                Some(item)
            }
        }
    }

    /// `un sur quatre`, "one in four", "9 out of 10": a share, when both are ten at most.
    pub(super) fn share_of_few(&self, i: usize) -> Option<Item> {
        let few = |at: usize| -> Option<u32> {
            if self.is_digits(at) {
                return self
                    .tokens
                    .at(at)
                    .raw
                    .parse()
                    .ok()
                    .filter(|n| (1..=10).contains(n));
            }
            let value = self.pack.small(self.low(at)).number?;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            (1.0..=10.0).contains(&value).then_some(value as u32)
        };
        let parts = few(i)?;
        let mut at = i + 1;
        // `deux élus sur trois`: one word may stand between, and nothing is counted then after it.
        let link = |at: usize| self.words.share_links.contains(&self.low(at));
        // "six overnight stays in ten"
        let stays =
            (at + 1..=at + 2).find(|k| (at..*k).all(|i| self.is_word(i)) && self.low(*k) == "in");
        let between = self.is_word(at) && !link(at) && (self.french() || stays.is_some());
        if let Some(stays) = stays.filter(|_| between && !self.french()) {
            at = stays;
        } else if between {
            at += 1;
            // `un litre d’eau sur quatre`, `un élève inscrit sur trois`
            if matches!(self.low(at), "d" | "de") {
                at += if self.low(at + 1) == "'" { 3 } else { 2 };
            } else if self.is_word(at)
                && !self.words.share_links.contains(&self.low(at))
                && self.low(at + 1) == "sur"
            {
                at += 1;
            }
            at = self.noun_of_noun(at);
        }
        if self.glued(at) {
            return None;
        }
        let after = self
            .words
            .share_links
            .iter()
            .find_map(|link| self.phrase(at, link))?;
        let hundred = (self.low(after) == "100").then_some(100);
        // "one in fifty downloads", `un sur vingt`.
        let wide = || {
            let value = self.pack.small(self.low(after)).number;
            let digits = self.is_digits(after).then(|| self.tokens.at(after).raw);
            let value = value.or_else(|| digits.and_then(|raw| raw.parse().ok()));
            let goes_on =
                self.is_word(after + 1) && self.pack.small(self.low(after + 1)).number.is_some();
            let alone = parts == 1 && !self.is_digits(i) && !goes_on;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            value
                .filter(|v| alone && (11.0..=200.0).contains(v) && v.fract() == 0.0)
                .map(|v| v as u32)
        };
        let whole = few(after).or(hundred).or_else(wide)?;
        let next = after + 1;
        // "one in four litres" is a share, "one in four minutes" may be none.
        let unit = self.unit(next).and_then(|(code, _)| super::measure(code));
        let counted = unit
            .is_some_and(|unit| parts > 1 || matches!(unit.family, Family::Span | Family::Months))
            || self.low(next) == "%"
            || self.words.clock_words.iter().any(|c| c.0 == self.low(next))
            || between
                && self.is_word(next)
                && self.low(next).ends_with(['s', 'x'])
                && self
                    .pack
                    .function_words
                    .binary_search(&self.low(next))
                    .is_err()
                && !self.glued(next);
        if parts >= whole || counted || self.month_first(next).is_some() {
            return None;
        }
        let dash = self.is_dash(next) && self.glued(next);
        (!dash).then(|| {
            let mut item = self.part(i, next, parts, whole);
            item.few = Some((parts, whole));
            item
        })
    }

    /// What follows the tail of a noun at token `i` when `sur` stands there: `(points) de contrôle`, `(salles) municipales de sport`; else `i`.
    fn noun_of_noun(&self, i: usize) -> usize {
        let noun = |at: usize| self.is_word(at) && self.means_something(at);
        let mut at = i;
        // An adjective of the first noun.
        if noun(at) && matches!(self.low(at + 1), "de" | "d" | "du" | "des") {
            at += 1;
        }
        match self.low(at) {
            "d" if self.low(at + 1) == "'" => at += 2,
            "de" | "du" | "des" => at += 1,
            _ => return i,
        }
        if matches!(self.low(at), "la") {
            at += 1;
        } else if self.low(at) == "l" && self.low(at + 1) == "'" {
            at += 2;
        }
        (at + 1..=at + 2)
            .find(|end| (at..*end).all(noun) && self.low(*end) == "sur")
            .unwrap_or(i)
    }

    /// `une douzaine`, "two dozen", `trois centaines`.
    pub(super) fn collective(&self, i: usize) -> Option<Item> {
        let low = self.low(i);
        let times = match low {
            "un" | "une" | "a" | "la" | "cette" => 1,
            _ => {
                let direct = self.words.collectives.iter().any(|c| c.0 == low) && low == "dozen";
                if direct {
                    return None;
                }
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                self.pack
                    .small(low)
                    .number
                    .filter(|n| (2.0..100.0).contains(n))
                    .map(|n| n as u64)?
            }
        };
        let mut at = i + 1;
        if matches!(self.low(at), "bonne" | "petite") {
            at += 1;
        }
        let (size, next) = self.longest(at, self.words.collectives)?;
        // `la centaine`: with nothing that it counts it may be anything.
        if matches!(low, "la" | "cette") && !matches!(self.low(next), "de" | "d") {
            return None;
        }
        let mut item = self.amount(Amount::spelled(i, next, times * size));
        item.bound = crate::lang::Bound::About;
        Some(item)
    }

    /// Gives the ends of a range the unit, the multiplier, the month or the currency that only one of them says.
    pub(super) fn share(&self, items: &mut [Item]) {
        for k in (1..items.len()).rev() {
            let (left, right) = items.split_at_mut(k);
            let Some(b) = right.first_mut() else {
                continue;
            };
            // A day of the week before a date is a number of its own: `du jeudi 10 au dimanche 13 juillet`.
            let named = |item: &Item| item.kind == NumberKind::Weekday && item.next == b.first;
            let over = k > 1 && b.kind == NumberKind::Date && left.last().is_some_and(named);
            let Some(a) = left.get_mut(if over { k - 2 } else { k - 1 }) else {
                continue;
            };
            if !self.linked(a, b) {
                self.listed_day(a, b);
                continue;
            }
            let article = self.french() && self.before(a.first, 1) == "le";
            let between = self.before(a.first, if article { 2 } else { 1 });
            let dash = self.is_dash(a.next);
            // `from 8% in 2022 to 13%`: the year is when, and no end of a range.
            if !dash
                && a.kind == NumberKind::Year
                && b.kind != NumberKind::Year
                && matches!(between, "in" | "en" | "since" | "depuis")
            {
                continue;
            }
            // `verse 650 000 euros à 18 communes`: what is counted is no money.
            if !dash
                && matches!(a.kind, NumberKind::Money(_))
                && matches!(b.kind, NumberKind::Cardinal | NumberKind::Year)
                && !self.alone(b.next)
            {
                continue;
            }
            let ranged = dash
                || matches!(self.low(a.next), "à" | "to" | "au" | "contre")
                || matches!(between, "entre" | "between");
            a.ranged |= ranged;
            b.ranged |= ranged;
            self.share_two(a, b);
        }
    }

    /// The days before the last two of a list: `les 24, 25 et 26 décembre`.
    fn listed_day(&self, a: &mut Item, b: &Item) {
        let [year, month, _] = super::calendar::date_parts(&b.canonical);
        let bare = |i: &Item| i.next == i.first + 1 && self.is_digits(i.first);
        let listed = b.kind == NumberKind::Date
            && a.kind == NumberKind::Cardinal
            && bare(a)
            && bare(b)
            && self.low(a.next) == ","
            && self.leads_to(a.next + 1, b)
            && a.value >= 1.0
            && a.value < b.value;
        if listed {
            let (year, month) = (year.parse().ok(), month.parse().unwrap_or(1));
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let day = a.value as u32;
            a.canonical = super::calendar::iso(year, month, Some(day));
            a.kind = NumberKind::Date;
        }
    }

    /// Whether token `at` is the first of a number, or the day of the week right before a date.
    fn leads_to(&self, at: usize, b: &Item) -> bool {
        let named = b.kind == NumberKind::Date && self.words.weekdays.contains(&self.low(at));
        at == b.first || named && at + 1 == b.first
    }

    /// Whether nothing but a link stands between two numbers.
    fn linked(&self, a: &Item, b: &Item) -> bool {
        let leads = |at: usize| self.leads_to(at, b);
        let mut links = self.words.range_links.iter();
        a.next < b.first && links.any(|l| self.phrase(a.next, l).is_some_and(leads))
    }

    fn share_two(&self, a: &mut Item, b: &mut Item) {
        use NumberKind::{Cardinal, Date, Measure, Money, Ordinal, Percent, Points, Year};
        // `du 12 au 14 mars`, "March 12-14".
        let day =
            |i: &Item| (1.0..=31.0).contains(&i.value) && !i.spelled && i.value.fract() == 0.0;
        match (a.kind, b.kind) {
            (Cardinal | Ordinal, Date) if day(a) && b.canonical.len() >= 7 => {
                let [year, month, of] = super::calendar::date_parts(&b.canonical);
                if !of.is_empty() {
                    let year = year.parse().ok();
                    let month = month.parse().unwrap_or(1);
                    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                    let of = a.value as u32;
                    a.canonical = super::calendar::iso(year, month, Some(of));
                    a.kind = Date;
                }
                return;
            }
            (Date, Cardinal)
                if day(b)
                    && (self.is_dash(a.next) || self.low(a.next) == "to" && self.alone(b.next)) =>
            {
                let [year, month, of] = super::calendar::date_parts(&a.canonical);
                if !of.is_empty() {
                    let year = year.parse().ok();
                    let month = month.parse().unwrap_or(1);
                    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                    let of = b.value as u32;
                    b.canonical = super::calendar::iso(year, month, Some(of));
                    b.kind = Date;
                }
                return;
            }
            // `de 18 h à 22 h`
            (Measure("h"), NumberKind::Time)
                if a.ranged && a.value.fract() == 0.0 && (0.0..=24.0).contains(&a.value) =>
            {
                a.kind = NumberKind::Time;
                a.canonical = format!("{:02}:00", a.value % 24.0);
                return;
            }
            (Cardinal, NumberKind::Time)
                if self.lang.code() == "en" && a.value <= 12.0 && a.value >= 1.0 && !a.spelled =>
            {
                // "6-7pm", "from 6 to 7pm".
                // "9 to noon", "11-1pm", "8 to midnight": the hour that is nearer before the other.
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let (first, end) = (a.value as u32 % 12, b.value as u32 % 24);
                let gap = |hour: u32| match (end + 24 - hour) % 24 {
                    0 => 24,
                    gap => gap,
                };
                let hour = if gap(first) < gap(first + 12) {
                    first
                } else {
                    first + 12
                };
                a.kind = NumberKind::Time;
                a.canonical = format!("{hour:02}:00");
                return;
            }
            _ => {}
        }
        let whole = matches!(a.kind, Cardinal | Year);
        // "17 shots to Calder's eight and 61% of the ball": what the eight count was said before.
        let owned = |i: &Item| {
            let before = i.first.checked_sub(1).and_then(|b| self.tokens.get(b));
            before.is_some_and(|t| t.raw.ends_with("'s") || t.raw.ends_with("’s"))
                || matches!(self.before(i.first, 1), "s")
                    && matches!(self.before(i.first, 2), "'" | "’")
        };
        if !a.ranged && (a.spelled != b.spelled || owned(a)) {
            return;
        }
        // `310 à 265 millions`: the multiplier of the last is that of the first, when the two come near each other.
        let near = |x: f64, y: f64| x > 0.0 && y > 0.0 && (0.05..=20.0).contains(&(x / y));
        let shared = a.ranged || matches!(self.low(a.next), "ou" | "or");
        if shared && (whole || matches!(a.kind, Money(_))) && a.value.abs() < 1000.0 {
            let zeros = [12, 9, 6, 3]
                .into_iter()
                .find(|z| self.says_multiplier(b, *z) && near(a.value, b.value / 10_f64.powi(*z)));
            if let Some(zeros) = zeros
                && !self.says_multiplier(a, zeros)
            {
                a.value *= 10_f64.powi(zeros);
                a.canonical = format!("{}", (a.value * 1000.0).round() / 1000.0);
            }
        }
        let bare_b = matches!(b.kind, Cardinal | Year);
        match (a.kind, b.kind) {
            (Cardinal, Money(_) | Measure(_) | Percent | Points)
                if !b.rounded && self.nothing_between(a) =>
            {
                a.kind = b.kind;
                a.other = None;
            }
            (Year, Money(_) | Measure(_) | Percent) if self.nothing_between(a) => a.kind = b.kind,
            (Money(_), _) if bare_b && a.ranged && b.other.is_none() => b.kind = a.kind,
            _ => {}
        }
    }

    fn nothing_between(&self, a: &Item) -> bool {
        !self.is_digits(a.next)
    }

    /// Whether the text of an item ends with a multiplier of so many zeros.
    fn says_multiplier(&self, item: &Item, zeros: i32) -> bool {
        let suffix = |low: &str| match low {
            "m" | "mn" => Some(6),
            "bn" | "b" => Some(9),
            "k" => Some(3),
            _ => None,
        };
        (item.first..item.next).any(|i| {
            let low = self.low(i);
            spelled::multiplier(low, self.pack).and_then(|z| i32::try_from(z).ok()) == Some(zeros)
                || item.value >= 1000.0
                    && item.ranged
                    && self.is_word(i)
                    && suffix(low) == Some(zeros)
        })
    }
}
