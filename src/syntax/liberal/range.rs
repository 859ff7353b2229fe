//! Ranges as people write them: `max 60`, `entre 450 et 600 mots`, `300 words or more`. What has one meaning comes out as a recipe
//! writes it; `about 300` has none that can be checked.

use crate::lang::{RECIPE_WORDS, RecipeWords};

/// The units that recipes know.
const UNITS: &[&str] = &[
    "words",
    "word",
    "chars",
    "sentences",
    "sentence",
    "items",
    "item",
    "questions",
    "question",
    "paragraphs",
    "paragraph",
    "headings",
    "heading",
    "times",
    "time",
    "%",
];

/// A longer text is no range.
const LONGEST: usize = 80;

/// One end of a range, or both.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Said {
    min: Option<String>,
    max: Option<String>,
    /// `more than`, `less than`: the number itself is not allowed.
    open: Option<&'static str>,
    unit: Option<&'static str>,
    /// `per sentence`, `of 5-grams`, as a recipe writes it.
    rest: String,
}

impl Said {
    /// As a recipe writes it; `unit` stands where none was given.
    pub(super) fn written(&self, unit: &str) -> String {
        let unit = self.unit.unwrap_or(unit);
        let count = match (&self.min, &self.max, self.open) {
            (Some(n), None, Some(word)) | (None, Some(n), Some(word)) => format!("{word} {n}"),
            (Some(a), Some(b), _) if a == b => format!("exactly {a}"),
            (Some(a), Some(b), _) => format!("{a}..{b}"),
            (Some(a), None, None) => format!("at least {a}"),
            (None, Some(b), None) => format!("at most {b}"),
            (None, None, _) => String::new(),
        };
        let mut out = count;
        for part in [unit, &self.rest] {
            if !part.is_empty() {
                out.push(' ');
                out.push_str(part);
            }
        }
        out
    }

    /// Without its unit, when that is this one.
    pub(super) fn without(mut self, unit: &str) -> Self {
        self.unit = self
            .unit
            .filter(|u| u.trim_end_matches('s') != unit.trim_end_matches('s'));
        self
    }

    /// Whether no unit was given.
    pub(super) fn is_bare(&self) -> bool {
        self.unit.is_none()
    }

    /// The greater end.
    pub(super) fn most(&self) -> Option<f64> {
        self.max.as_ref().or(self.min.as_ref())?.parse().ok()
    }

    /// Both ends together, when each is given once and the units agree.
    pub(super) fn and(self, other: Self) -> Option<Self> {
        if self.open.is_some() || other.open.is_some() {
            return None;
        }
        let one = |a: Option<String>, b: Option<String>| match (a, b) {
            (Some(_), Some(_)) => None,
            (a, b) => Some(a.or(b)),
        };
        let unit = match (self.unit, other.unit) {
            (Some(a), Some(b)) if a != b => return None,
            (a, b) => a.or(b),
        };
        let rest = match (self.rest.is_empty(), other.rest.is_empty()) {
            (_, true) => self.rest,
            // `at least 300 words, at most 35 words per sentence` are two ranges.
            (true, false) if self.unit.is_none() => other.rest,
            (_, false) => return None,
        };
        Some(Self {
            min: one(self.min, other.min)?,
            max: one(self.max, other.max)?,
            open: None,
            unit,
            rest,
        })
    }
}

/// One end given by the name of a setting: `min: 300`, `max: 70 chars`.
pub(super) fn end(name: &str, raw: &str) -> Option<Said> {
    let word = if name == "min" { "min" } else { "max" };
    let said = read(&format!("{word} {raw}"))?;
    (said.min.is_some() != said.max.is_some() && said.open.is_none()).then_some(said)
}

/// What a text says as a range.
pub(super) fn read(raw: &str) -> Option<Said> {
    if raw.len() > LONGEST || !raw.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let words = words(raw);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    Reader { words, at: 0 }.range()
}

/// The words and numbers of a text, in lowercase. Signs, and letters behind digits, are words of their own; thousands lose their marks.
fn words(raw: &str) -> Vec<String> {
    let lower = raw.to_lowercase();
    let chars: Vec<char> = lower.chars().collect();
    let digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    let is = |i: usize, set: &[char]| chars.get(i).is_some_and(|c| set.contains(c));
    let mut out: Vec<String> = Vec::new();
    let mut i = 0;
    while let Some(&c) = chars.get(i) {
        if c.is_whitespace() {
            i += 1;
        } else if c.is_ascii_digit() {
            let mut number = String::new();
            let mut grouped = false;
            loop {
                while let Some(&d) = chars.get(i).filter(|d| d.is_ascii_digit()) {
                    number.push(d);
                    i += 1;
                }
                let three = (1..=3).all(|n| digit(i + n)) && !digit(i + 4);
                // `300 500` may lack what joins two numbers.
                let head = if is(i, &[' ']) { 2 } else { 3 };
                let short = (grouped || number.len() <= head) && !number.starts_with('0');
                let marks = [' ', '\u{a0}', '\u{202f}', '\u{2009}', ',', '\'', '’', '_'];
                if is(i, &marks) && three && short && number.len() < 7 && !number.contains('.') {
                    i += 1;
                    grouped = true;
                } else if (is(i, &['.']) && digit(i + 1) && !three || is(i, &[',']) && digit(i + 1))
                    && !number.contains('.')
                {
                    number.push('.');
                    i += 1;
                } else {
                    break;
                }
            }
            // `5-grams`.
            if is(i, &['-']) && chars.get(i + 1).is_some_and(|c| c.is_alphabetic()) {
                while let Some(&c) = chars.get(i).filter(|c| c.is_alphanumeric() || **c == '-') {
                    number.push(c);
                    i += 1;
                }
            }
            out.push(number);
        } else if c.is_alphabetic() {
            let mut word = String::new();
            while let Some(&c) = chars
                .get(i)
                .filter(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '.' | '-'))
            {
                // `min..`, `mots-`
                if matches!(c, '-' | '.') && is(i + 1, &['.', ' ', '-']) && c == '-' {
                    break;
                }
                word.push(c);
                i += 1;
            }
            out.push(word);
        } else {
            let signs = ['.', '<', '>', '=', '-'];
            let mut sign = String::new();
            while let Some(&s) = chars
                .get(i)
                .filter(|s| **s == c || signs.contains(*s) && signs.contains(&c))
            {
                sign.push(s);
                i += 1;
            }
            out.push(sign);
        }
    }
    out
}

struct Reader<'a> {
    words: Vec<&'a str>,
    at: usize,
}

impl Reader<'_> {
    fn range(mut self) -> Option<Said> {
        let mut said = self.part()?;
        let comma = self.words.get(self.at) == Some(&",");
        if comma {
            self.at += 1;
            self.limits()?;
        }
        if !comma && self.phrase(|w| w.and).is_some() {
            // `at least 3 and at most 5`.
            said = said.and(self.part()?)?;
        } else if self.limits().is_some() {
            // `min 300 max 500`.
            let second = self.part()?;
            said = said.and(second)?;
        }
        (self.at == self.words.len()).then_some(said)
    }

    /// The longest of some phrases that stands here, taken.
    fn phrase(
        &mut self,
        pick: impl Fn(&'static RecipeWords) -> &'static [&'static str],
    ) -> Option<()> {
        let found = RECIPE_WORDS
            .iter()
            .flat_map(|w| pick(w))
            .filter_map(|p| self.stands(p))
            .max()?;
        self.at += found;
        Some(())
    }

    /// How many words a phrase takes here.
    fn stands(&self, phrase: &str) -> Option<usize> {
        let rest = self.words.get(self.at..)?;
        let parts: Vec<&str> = phrase.split(' ').collect();
        let same = rest.len() >= parts.len() && parts.iter().zip(rest).all(|(a, b)| a == b);
        same.then_some(parts.len())
    }

    /// Whether a comparator stands here; it is not taken.
    fn limits(&self) -> Option<()> {
        let mut ahead = Reader {
            words: self.words.clone(),
            at: self.at,
        };
        ahead.comparator().map(|_| ())
    }

    fn comparator(&mut self) -> Option<&'static str> {
        let sign = match self.words.get(self.at).copied() {
            Some(">=" | "≥" | "⩾" | "=>") => Some("least"),
            Some("<=" | "≤" | "⩽" | "=<") => Some("most"),
            Some(">") => Some("more"),
            Some("<") => Some("less"),
            Some("=" | "==") => Some("exactly"),
            _ => None,
        };
        if sign.is_some() {
            self.at += 1;
            return sign;
        }
        // The longest phrase decides: `no more than` is not `more than`, `less than or equal to` not `less than`.
        type Pick = fn(&'static RecipeWords) -> &'static [&'static str];
        let all: [(&'static str, Pick); 5] = [
            ("least", |w| w.least),
            ("most", |w| w.most),
            ("more", |w| w.more),
            ("less", |w| w.less),
            ("exactly", |w| w.exactly),
        ];
        let (len, what) = all
            .iter()
            .flat_map(|(what, pick)| {
                RECIPE_WORDS
                    .iter()
                    .flat_map(move |w| pick(w))
                    .map(move |p| (*p, *what))
            })
            .filter_map(|(p, what)| Some((self.stands(p)?, what)))
            .max_by_key(|(len, _)| *len)?;
        self.at += len;
        Some(what)
    }

    /// A comparator with its number, or a range with both.
    fn part(&mut self) -> Option<Said> {
        let mut said = Said::default();
        for (open, joint) in RECIPE_WORDS.iter().flat_map(|w| w.between) {
            let from = self.at;
            if self.words.get(self.at) == Some(open) {
                self.at += 1;
                if let Some(low) = self.number() {
                    let unit = self.unit();
                    if self.words.get(self.at) == Some(joint) {
                        self.at += 1;
                        said.min = Some(low);
                        said.max = Some(self.number()?);
                        said.unit = self.unit();
                        if unit.is_some() && said.unit != unit {
                            return None;
                        }
                        self.tail(&mut said)?;
                        return Some(said);
                    }
                }
                self.at = from;
            }
        }
        if let Some(what) = self.comparator() {
            let number = Some(self.number()?);
            match what {
                "least" => said.min = number,
                "most" => said.max = number,
                "more" => (said.min, said.open) = (number, Some("more than")),
                "less" => (said.max, said.open) = (number, Some("less than")),
                _ => (said.min, said.max) = (number.clone(), number),
            }
            said.unit = self.unit();
            self.tail(&mut said)?;
            return Some(said);
        }
        let low = self.number()?;
        if self.words.get(self.at) == Some(&"+") {
            self.at += 1;
            said.min = Some(low);
            said.unit = self.unit();
            self.tail(&mut said)?;
            return Some(said);
        }
        let unit = self.unit();
        let joined = matches!(
            self.words.get(self.at).copied(),
            Some(".." | "..." | "…" | "-" | "–" | "—" | "−")
        );
        if joined {
            self.at += 1;
        }
        if joined || self.phrase(|w| w.to).is_some() {
            said.min = Some(low);
            said.max = Some(self.number()?);
            said.unit = self.unit();
            if unit.is_some() && said.unit != unit {
                return None;
            }
        } else {
            said.unit = unit;
            if self.phrase(|w| w.or_more).is_some() {
                said.min = Some(low);
            } else if self.phrase(|w| w.or_less).is_some() {
                said.max = Some(low);
            } else {
                // A number alone: a recipe says that with the number alone, too.
                return None;
            }
        }
        self.tail(&mut said)?;
        Some(said)
    }

    fn number(&mut self) -> Option<String> {
        let word = self.words.get(self.at)?;
        let digits = word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if !digits || !word.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        self.at += 1;
        Some((*word).to_owned())
    }

    fn unit(&mut self) -> Option<&'static str> {
        let word = self.words.get(self.at)?;
        let own = UNITS.iter().find(|u| *u == word).copied();
        let unit = own.or_else(|| {
            RECIPE_WORDS
                .iter()
                .flat_map(|w| w.units)
                .find_map(|(w, unit)| (w == word).then_some(*unit))
        })?;
        self.at += 1;
        Some(unit)
    }

    /// `per sentence`, `of 5-grams`.
    fn tail(&mut self, said: &mut Said) -> Option<()> {
        if self.phrase(|w| w.per).is_some() {
            let word = *self.words.get(self.at)?;
            let known = ["sentence", "paragraph", "section"];
            let each = known.iter().find(|k| **k == word).copied().or_else(|| {
                RECIPE_WORDS
                    .iter()
                    .flat_map(|w| w.each)
                    .find_map(|(w, each)| (*w == word).then_some(*each))
            })?;
            self.at += 1;
            said.rest = format!("per {each}");
        } else if self.words.get(self.at) == Some(&"of") {
            said.rest = format!("of {}", self.words.get(self.at + 1)?);
            self.at += 2;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn ranges_as_people_write_them() {
        for (raw, wanted) in [
            ("max 60", "at most 60"),
            ("max. 60 characters", "at most 60 chars"),
            ("min 300", "at least 300"),
            ("at least 3 and at most 5", "3..5"),
            ("min 300 max 500 words", "300..500 words"),
            ("between 300 and 500", "300..500"),
            ("from 300 to 500 words", "300..500 words"),
            ("300 to 500", "300..500"),
            ("300-500", "300..500"),
            ("300 words to 500 words", "300..500 words"),
            ("800–1200 words", "800..1200 words"),
            ("40 – 65 letters", "40..65 chars"),
            ("<= 60", "at most 60"),
            ("≥ 300 mots", "at least 300 words"),
            ("< 60 chars", "less than 60 chars"),
            ("40 à 70 caractères", "40..70 chars"),
            ("de 40 à 70 signes", "40..70 chars"),
            ("300 mots minimum", "at least 300 words"),
            ("min 500, max 800 words", "500..800 words"),
            ("300 words or more", "at least 300 words"),
            ("60 max", "at most 60"),
            ("300+ words", "at least 300 words"),
            ("entre 450 et 600 mots", "450..600 words"),
            ("au moins 300 mots", "at least 300 words"),
            (
                "au plus 25 mots par phrase",
                "at most 25 words per sentence",
            ),
            (
                "no more than 25 words per sentence",
                "at most 25 words per sentence",
            ),
            ("moins de 400 mots", "less than 400 words"),
            ("plus de 400 mots", "more than 400 words"),
            ("1 000 à 1 500 mots", "1000..1500 words"),
            ("1,000 to 1,500 words", "1000..1500 words"),
            ("0,5 à 3 %", "0.5..3 %"),
            ("max 40 % of 5-grams", "at most 40 % of 5-grams"),
            ("jusqu’à 60 caractères", "at most 60 chars"),
            ("65chars max", "at most 65 chars"),
            ("3 à 5 puces", "3..5 items"),
            ("4 à 8 questions", "4..8 questions"),
        ] {
            let said = read(raw).map(|s| s.written(""));
            assert_eq!(said.as_deref(), Some(wanted), "{raw}");
        }
    }

    #[test]
    fn what_has_two_meanings_or_none_is_no_range() {
        for raw in [
            "about 300 words",
            "environ 300 mots",
            "~300",
            "300",
            "300 words",
            "max 60 pages",
            "1.000 words or more",
            "60 to",
            "max",
            "between 300 or 500",
            "max 300 max 500",
            "300 words to 500 chars",
            "-5 to 10",
            "min 300 per day",
            "3 to 5 to 7",
            "10 ports",
            "at least 300 words, at most 35 words per sentence",
            "300, 500",
            "min 300 500",
            "max 2024 500",
            "de 40 pays",
        ] {
            assert_eq!(read(raw), None, "{raw}");
        }
    }
}
