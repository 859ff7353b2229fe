//! The code of a share behind the name of its company: `(NYSE: MRWL)`, `(LON:BP)`, `(AAPL.O)`, `(Euronext : TTE ▲ 0,8 %)`. A page puts it there.

use crate::span::Span;

/// Longer brackets tell something.
const LONGEST: usize = 48;

/// The codes of a text, brackets included, in order.
pub(super) fn all(text: &str) -> impl Iterator<Item = Span> {
    text.match_indices('(').filter_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let end = rest.bytes().take(LONGEST).position(|b| b == b')')?;
        let inner = rest.get(..end)?;
        is_code(inner).then(|| Span::new(at, at + end + 2))
    })
}

/// Places where shares are traded, folded, each with what may stand for it.
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "amex", "asx", "bme", "cboe", "etr", "euronext", "euronext paris", "fra", "hkex", "lon", "lse", "nasdaq", "nyse", "nysearca", "otc", "paris",
    "six", "tse", "tsx", "tsxv", "xetra",
];

fn is_code(inner: &str) -> bool {
    let code = |w: &str| {
        (1..=6).contains(&w.chars().count())
            && w.chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
            && w.contains(|c: char| c.is_ascii_uppercase())
    };
    // What a feed writes behind it: an arrow, a change.
    let change = |w: &str| {
        w.chars()
            .all(|c| c.is_ascii_digit() || "▲▼+-−.,%$€£".contains(c))
    };
    match inner.split_once(':') {
        Some((place, rest)) => {
            let mut all = rest.split_whitespace();
            PLACES.contains(&&*place.trim().to_lowercase())
                && all.next().is_some_and(code)
                && all.all(change)
        }
        // `AAPL.O`: the code of an agency.
        None => inner
            .split_once('.')
            .is_some_and(|(a, b)| code(a) && a.len() >= 2 && code(b) && b.len() <= 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_shares() {
        for text in [
            "(NYSE: MRWL ▲0.8%)",
            "(NASDAQ:AAPL)",
            "(LON: BP)",
            "(AAPL.O)",
            "(TTEF.PA)",
            "(Euronext : TTE)",
            "(Euronext Paris: ALBI, +1,2%)",
        ] {
            let held = all(text).next() == Some(Span::new(0, text.len()));
            assert_eq!(held, !text.contains(", +"), "{text}");
        }
        for text in [
            "(PS : 12 voix)",
            "(U.S.)",
            "(Paris : 3e)",
            "(score: 2-1)",
            "(RN: 41 %)",
            "(No. 7)",
            "(A.B)",
            "(nyse",
        ] {
            assert_eq!(all(text).next(), None, "{text}");
        }
    }
}
