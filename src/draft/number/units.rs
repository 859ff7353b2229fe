//! Units of measure: which family they belong to, and how many of the family's first unit they are.

/// What a unit measures. Units of one family can be converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// In metres.
    Length,
    /// In square metres.
    Area,
    /// In litres.
    Volume,
    /// In grams.
    Mass,
    /// Time in seconds, from the millisecond to the week.
    Span,
    /// Time in months: a month has no fixed number of days.
    Months,
    /// In kilometres per hour.
    Speed,
    /// Degrees.
    Temperature,
    /// In bytes, or bytes a second.
    Data,
    /// In watts.
    Power,
    /// In watt-hours.
    Energy,
    /// In hertz.
    Frequency,
    /// In pascals.
    Pressure,
    /// Anything that is compared with itself alone.
    Other,
}

/// A unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// Its code: `km`, `yr`, `°C`.
    pub code: &'static str,
    /// What it measures.
    pub family: Family,
    /// How many of the family's first unit it is.
    pub factor: f64,
    /// Belongs to the units of Britain and America.
    pub imperial: bool,
}

macro_rules! units {
    ($($code:literal $family:ident $factor:literal $imperial:literal;)*) => {
        static TABLE: &[Measure] = &[$(Measure { code: $code, family: Family::$family, factor: $factor, imperial: $imperial }),*];
    };
}

units! {
    "km" Length 1000.0 false; "m" Length 1.0 false; "cm" Length 0.01 false; "mm" Length 0.001 false;
    "mi" Length 1609.344 true; "ft" Length 0.3048 true; "in" Length 0.0254 true; "yd" Length 0.9144 true;
    "nmi" Length 1852.0 true; "ly" Other 1.0 false;
    "ha" Area 10000.0 false; "m²" Area 1.0 false; "km²" Area 1000000.0 false;
    "acre" Area 4046.856 true; "ft²" Area 0.092903 true; "mi²" Area 2589988.0 true;
    "l" Volume 1.0 false; "cl" Volume 0.01 false; "ml" Volume 0.001 false; "hl" Volume 100.0 false; "m³" Volume 1000.0 false;
    "gal" Volume 4.546 true; "pt" Volume 0.568 true; "ft³" Volume 28.317 true; "bbl" Other 1.0 false;
    "t" Mass 1000000.0 false; "kg" Mass 1000.0 false; "g" Mass 1.0 false; "mg" Mass 0.001 false; "q" Mass 100000.0 false;
    "lb" Mass 453.592 true; "oz" Mass 28.3495 true; "st" Mass 6350.29 true; "ton" Mass 1000000.0 false;
    "ms" Span 0.001 false; "s" Span 1.0 false; "min" Span 60.0 false; "h" Span 3600.0 false; "d" Span 86400.0 false;
    "wk" Span 604800.0 false; "fn" Span 1209600.0 false; "night" Other 1.0 false;
    "mo" Months 1.0 false; "qr" Months 3.0 false; "hy" Months 6.0 false; "yr" Months 12.0 false; "dec" Months 120.0 false; "cent" Months 1200.0 false;
    "km/h" Speed 1.0 false; "m/s" Speed 3.6 false; "mph" Speed 1.609344 true; "kn" Speed 1.852 true;
    "°" Temperature 1.0 false; "°C" Temperature 1.0 false; "°F" Temperature 1.0 true;
    "B" Data 1.0 false; "kB" Data 1000.0 false; "MB" Data 1000000.0 false; "GB" Data 1000000000.0 false; "TB" Data 1000000000000.0 false;
    "Mbps" Other 1.0 false; "Gbps" Other 1.0 false;
    "W" Power 1.0 false; "kW" Power 1000.0 false; "MW" Power 1000000.0 false; "GW" Power 1000000000.0 false; "TW" Power 1000000000000.0 false;
    "kWh" Energy 1000.0 false; "MWh" Energy 1000000.0 false; "GWh" Energy 1000000000.0 false; "TWh" Energy 1000000000000.0 false;
    "dB" Other 1.0 false; "cal" Other 1.0 false; "kcal" Other 1.0 false; "J" Other 1.0 false; "kJ" Other 1000.0 false;
    "Hz" Frequency 1.0 false; "kHz" Frequency 1000.0 false; "MHz" Frequency 1000000.0 false; "GHz" Frequency 1000000000.0 false;
    "Pa" Pressure 1.0 false; "hPa" Pressure 100.0 false; "kPa" Pressure 1000.0 false; "bar" Pressure 100000.0 false; "mbar" Pressure 100.0 false;
    "a" Area 100.0 false; "stere" Other 1.0 false;
    "lx" Other 1.0 false; "lm" Other 1.0 false; "cd" Other 1.0 false; "T" Other 1.0 false; "gauss" Other 1.0 false;
    "Bq" Other 1.0 false; "Sv" Other 1.0 false; "mSv" Other 1.0 false; "µSv" Other 1.0 false; "Gy" Other 1.0 false; "Ci" Other 1.0 false;
    "V" Other 1.0 false; "kV" Other 1.0 false; "A" Other 1.0 false; "Ω" Other 1.0 false; "C" Other 1.0 false; "N" Other 1.0 false; "Bd" Other 1.0 false;
    "hp" Other 1.0 false; "ct" Other 1.0 false; "px" Other 1.0 false; "Mpx" Other 1.0 false; "rpm" Other 1.0 false; "bpm" Other 1.0 false;
}

/// The unit with this code.
#[must_use]
pub fn measure(code: &str) -> Option<&'static Measure> {
    TABLE.iter().find(|m| m.code == code)
}

/// Whether two measures are the same quantity. Between the metric system and the other one a rounded conversion is the same.
pub(super) fn same(a: f64, unit_a: &str, b: f64, unit_b: &str) -> bool {
    if unit_a == unit_b {
        return close(a, b, 1e-9);
    }
    let (Some(x), Some(y)) = (measure(unit_a), measure(unit_b)) else {
        return false;
    };
    if x.family != y.family || x.family == Family::Other {
        return false;
    }
    if x.family == Family::Temperature {
        return match (unit_a, unit_b) {
            ("°", _) | (_, "°") => close(a, b, 1e-9),
            ("°C", _) => (a * 1.8 + 32.0 - b).abs() < 0.6,
            _ => (b * 1.8 + 32.0 - a).abs() < 0.6,
        };
    }
    // « quinze jours » are two weeks.
    if matches!((unit_a, unit_b), ("d", "wk")) && (a, b) == (15.0, 2.0)
        || matches!((unit_a, unit_b), ("wk", "d")) && (a, b) == (2.0, 15.0)
    {
        return true;
    }
    let rounded = if x.imperial == y.imperial {
        1e-9
    } else {
        0.025
    };
    close(a * x.factor, b * y.factor, rounded)
}

/// Whether two currencies may be one: "dollars" may be those of any country, and so may `francs` and `couronnes`.
pub(super) fn same_currency(a: &str, b: &str) -> bool {
    const NAMED: [(&str, &[&str]); 3] = [
        ("USD", &["CAD", "AUD", "HKD"]),
        ("kr", &["SEK", "NOK", "DKK"]),
        ("FRF", &["CHF", "XOF"]),
    ];
    let named = |any: &str, one: &str| NAMED.iter().any(|n| n.0 == any && n.1.contains(&one));
    a == b || named(a, b) || named(b, a)
}

/// Whether two numbers are equal but for a share of them.
pub(super) fn close(a: f64, b: f64, share: f64) -> bool {
    (a - b).abs() <= share * a.abs().max(b.abs()) + 1e-12
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::TABLE as LANGUAGES;

    #[test]
    fn every_word_for_a_unit_has_a_unit() {
        for lang in LANGUAGES {
            for (word, code) in lang.pack().figures.units {
                assert!(measure(code).is_some(), "{word}: {code}");
                assert_eq!(*word, word.to_lowercase());
            }
            let coined = lang.pack().figures.coined;
            assert!(coined.is_sorted_by_key(|row| row.0.split(' ').next()));
            for (word, _, code) in coined {
                assert!(
                    matches!(*code, "" | "%") || measure(code).is_some(),
                    "{word}"
                );
            }
        }
    }

    #[test]
    fn quantities_are_converted_inside_a_family() {
        for (a, x, b, y, want) in [
            (12.0, "km", 12000.0, "m", true),
            (12.0, "km", 12.0, "mi", false),
            (10.0, "mi", 16.0, "km", true),
            (72.0, "h", 3.0, "d", true),
            (18.0, "mo", 1.5, "yr", true),
            (24.0, "mo", 24.0, "yr", false),
            (30.0, "°C", 30.0, "°F", false),
            (30.0, "°C", 86.0, "°F", true),
            (120.0, "ha", 120.0, "acre", false),
            (85.0, "t", 85.0, "l", false),
            (14.0, "MW", 14.0, "GW", false),
            (2.0, "°", 2.0, "°C", true),
            (15.0, "d", 2.0, "wk", true),
        ] {
            assert_eq!(same(a, x, b, y), want, "{a} {x} {b} {y}");
        }
    }
}
