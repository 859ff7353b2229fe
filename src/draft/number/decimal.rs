//! Decimal numbers exactly as written: no rounding, whatever the length.

use std::fmt;

use crate::lang::Lang;

/// Digits and how many of them stand after the decimal mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    digits: String,
    scale: usize,
}

impl From<u64> for Decimal {
    fn from(value: u64) -> Self {
        Self {
            negative: false,
            digits: value.to_string(),
            scale: 0,
        }
    }
}

impl Decimal {
    /// Reads digits with the decimal and grouping marks of a language. A mark that cannot group (`31,5` in English) is taken for the
    /// decimal mark; one that can (`10.000` in French) groups.
    pub(super) fn read(literal: &str, lang: Lang) -> Option<Self> {
        let bare: String = literal.chars().filter(|c| !c.is_whitespace()).collect();
        if !bare.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let decimal = lang.pack().decimal_mark;
        let other = if decimal == ',' { '.' } else { ',' };
        let (whole, fraction) = match (bare.matches(decimal).count(), bare.matches(other).count()) {
            (0, 0) => (bare.as_str(), ""),
            (1, 0) => bare.split_once(decimal)?,
            (0, 1) => {
                let (left, right) = bare.split_once(other)?;
                if groups(&bare, other) {
                    (bare.as_str(), "")
                } else {
                    (left, right)
                }
            }
            // `1,200.50`: the last mark is the decimal one.
            _ => {
                let last = bare.rfind([',', '.'])?;
                let mark = bare[last..].chars().next()?;
                if bare.matches(mark).count() > 1 {
                    (bare.as_str(), "")
                } else {
                    (&bare[..last], &bare[last + 1..])
                }
            }
        };
        let digits: String = whole
            .chars()
            .chain(fraction.chars())
            .filter(char::is_ascii_digit)
            .collect();
        Some(Self {
            negative: false,
            digits,
            scale: fraction.len(),
        })
    }

    /// Multiplies by ten to the power of `zeros`.
    pub(super) fn shift(&mut self, zeros: u32) {
        for _ in 0..zeros {
            if self.scale > 0 {
                self.scale -= 1;
            } else {
                self.digits.push('0');
            }
        }
    }

    /// A half.
    pub(super) fn half() -> Self {
        Self {
            negative: false,
            digits: "05".to_owned(),
            scale: 1,
        }
    }

    /// Adds a half to the size of the number.
    pub(super) fn add_half(&mut self) {
        self.add(&Self::half());
    }

    /// Adds to the size of the number. The numbers that are added in words are small.
    pub(super) fn add(&mut self, other: &Self) {
        let scale = self.scale.max(other.scale);
        let level = |d: &Self| -> Option<u128> {
            let zeros = "0".repeat(scale - d.scale);
            format!("{}{zeros}", d.digits).parse().ok()
        };
        if let (Some(a), Some(b)) = (level(self), level(other)) {
            self.digits = format!("{:0>width$}", a.saturating_add(b), width = scale + 1);
            self.scale = scale;
        }
    }

    /// Divides by a hundred.
    pub(super) fn hundredth(&mut self) {
        self.scale += 2;
        while self.digits.len() <= self.scale {
            self.digits.insert(0, '0');
        }
    }

    pub(super) fn negate(&mut self) {
        self.negative = !self.negative;
    }

    pub(super) fn to_f64(&self) -> f64 {
        self.to_string().parse().unwrap_or(f64::INFINITY)
    }
}

/// Whether a mark splits digits into a first group of one to three and groups of three.
fn groups(bare: &str, mark: char) -> bool {
    let mut parts = bare.split(mark);
    parts
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()) && first != "0")
        && parts.all(|p| p.len() == 3)
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let split = self.digits.len().saturating_sub(self.scale);
        let whole = self.digits[..split].trim_start_matches('0');
        let fraction = self.digits[split..].trim_end_matches('0');
        if self.negative && !(whole.is_empty() && fraction.is_empty()) {
            f.write_str("-")?;
        }
        f.write_str(if whole.is_empty() { "0" } else { whole })?;
        if !fraction.is_empty() {
            write!(f, ".{fraction}")?;
        }
        Ok(())
    }
}
