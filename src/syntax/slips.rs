//! Quantities as people type them by habit, and what galley wants instead.
//!
//! Every slip is recognised on the text alone, by hand-written steps, so that the message can name it and the fix can be
//! pasted. What is not recognised here gets the grammar's own message.

use crate::diag::{Diagnostic, codes};
use crate::span::Loc;

/// A recognised slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    /// The faulty bytes.
    pub(super) start: usize,
    /// The byte after the last faulty one.
    pub(super) end: usize,
    /// What was found and what is wanted.
    pub(super) message: String,
    /// What stands there instead.
    pub(super) replacement: String,
    /// More to know, such as the other forms.
    pub(super) note: Option<String>,
}

impl Slip {
    /// The diagnostic, with the replacement as its fix.
    pub(super) fn diagnostic(&self, at: &dyn Fn(usize, usize) -> Loc) -> Diagnostic {
        let loc = at(self.start, self.end);
        let mut d = Diagnostic::error(codes::E0105, self.message.clone())
            .at(loc, format!("write `{}`", self.replacement.trim_end()))
            .fix(loc, self.replacement.clone());
        if let Some(note) = &self.note {
            d = d.help(note.clone());
        }
        d
    }
}

/// The first slip in `raw`, when there is one.
pub(super) fn spot(raw: &str) -> Option<Slip> {
    if raw.len() > 200 {
        return None;
    }
    all_separators(raw)
        .or_else(|| signs(raw))
        .or_else(|| words(raw).map(|slip| with_unit(raw, slip)))
        .or_else(|| dots(raw))
        .or_else(|| glued(raw))
}

/// Runs of ASCII digits, as byte ranges.
fn digit_runs(raw: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (i, _) in raw.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()) {
        match runs.last_mut() {
            Some((_, end)) if *end == i => *end += 1,
            _ => runs.push((i, i + 1)),
        }
    }
    runs
}

fn is_space(text: &str) -> bool {
    matches!(text, " " | "\u{a0}" | "\u{202f}" | "\u{2009}")
}

/// The slips of [`separators`] in every number, mended at once.
pub(super) fn all_separators(raw: &str) -> Option<Slip> {
    let mut slip = separators(raw)?;
    while let Some(next) = separators(&raw[slip.end..]) {
        slip.replacement
            .push_str(&raw[slip.end..slip.end + next.start]);
        slip.replacement.push_str(&next.replacement);
        slip.note = None;
        slip.end += next.end;
    }
    Some(slip)
}

/// `1 000`, `1,000`, `1.000`, `1_000`, `0,5`.
fn separators(raw: &str) -> Option<Slip> {
    let runs = digit_runs(raw);
    for (&a, &b) in runs.iter().zip(runs.iter().skip(1)) {
        let between = &raw[a.1..b.0];
        let head = &raw[a.0..a.1];
        let tail = &raw[b.0..b.1];
        let grouped = tail.len() == 3 && head.len() <= 3 && !head.starts_with('0');
        // `1.0.0` is a version, `1.000..2` a range, `1.000.000` a number again.
        let preceded_by_dot = raw[..a.0].ends_with('.') && !raw[..a.0].ends_with("..");
        let rest = &raw[b.1..];
        let alone = !rest.starts_with('.') || rest.starts_with("..") || group(rest, ".");
        if between == "." && grouped && !preceded_by_dot && alone {
            let end = group_end(raw, b.1, ".");
            let number = plain(&raw[a.0..end]);
            return Some(Slip {
                start: a.0,
                end,
                message: format!(
                    "`{}` can be read as {head} or as {number}: a number is written without a thousands separator",
                    &raw[a.0..end]
                ),
                replacement: number,
                note: Some(format!(
                    "for the fraction, write `{head}.{}`",
                    trim_zeros(tail)
                )),
            });
        }
        if (is_space(between) || matches!(between, "," | "_" | "'" | "’")) && grouped {
            let end = group_end(raw, b.1, between);
            let number = plain(&raw[a.0..end]);
            let sign = if is_space(between) {
                "a space".to_owned()
            } else {
                format!("`{between}`")
            };
            return Some(Slip {
                start: a.0,
                end,
                message: format!(
                    "`{}` holds {sign} as a thousands separator: a number is written without one",
                    &raw[a.0..end]
                ),
                replacement: number,
                note: None,
            });
        }
        if between == "," {
            return Some(Slip {
                start: a.0,
                end: b.1,
                message: format!(
                    "`{}` has a decimal comma: a fraction is written with a point",
                    &raw[a.0..b.1]
                ),
                replacement: format!("{head}.{tail}"),
                note: None,
            });
        }
    }
    None
}

/// Whether a text begins with `sign` and exactly three digits.
fn group(text: &str, sign: &str) -> bool {
    let Some(rest) = text.strip_prefix(sign) else {
        return false;
    };
    rest.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// Where a number grouped by `sign` ends, of which `end` bytes are known.
fn group_end(raw: &str, mut end: usize, sign: &str) -> usize {
    while group(&raw[end..], sign) {
        end += sign.len() + 3;
    }
    end
}

fn plain(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

fn trim_zeros(tail: &str) -> &str {
    let t = tail.trim_end_matches('0');
    if t.is_empty() { "0" } else { t }
}

/// `≥ 700`, `=> 700`, `>700+`, `300+ words`, `~300`, `-3`, `40-65`, `40 – 65`, `40...65`.
fn signs(raw: &str) -> Option<Slip> {
    for (sign, wanted) in [
        ("≥", "at least"),
        ("⩾", "at least"),
        ("≤", "at most"),
        ("⩽", "at most"),
        ("=>", "at least"),
        ("=<", "at most"),
        ("> =", "at least"),
        ("< =", "at most"),
        ("==", "exactly"),
        (">>", "more than"),
        ("<<", "less than"),
    ] {
        if let Some(i) = raw.find(sign) {
            let end = i + sign.len();
            let blank = if raw[end..].starts_with(char::is_whitespace) {
                ""
            } else {
                " "
            };
            return Some(Slip {
                start: i,
                end,
                message: format!(
                    "`{sign}` is not a comparator: the comparators are `>=`, `<=`, `>`, `<` and `=`"
                ),
                replacement: format!("{wanted}{blank}"),
                note: None,
            });
        }
    }
    let runs = digit_runs(raw);
    let first = *runs.first()?;
    let lead = raw[..first.0].trim();
    if matches!(lead, "-" | "−" | "+") && raw[..first.0].ends_with(lead) {
        let start = first.0 - lead.len();
        return Some(Slip {
            start,
            end: first.1,
            message: format!(
                "`{}` has a sign: a quantity counts from zero and has none",
                &raw[start..first.1]
            ),
            replacement: raw[first.0..first.1].to_owned(),
            note: None,
        });
    }
    if matches!(
        lead,
        "~" | "≈" | "±" | "ca." | "c." | "about" | "around" | "environ" | "env."
    ) {
        let n: u64 = raw[first.0..first.1].parse().ok()?;
        let (low, high) = (n - n / 10, n.saturating_add(n / 10));
        return Some(Slip {
            start: raw.find(lead)?,
            end: first.1,
            message: format!(
                "`{}` has no limits that can be checked: a range is wanted",
                &raw[raw.find(lead)?..first.1]
            ),
            replacement: format!("{low}..{high}"),
            note: None,
        });
    }
    if raw[first.1..].starts_with('+') {
        return Some(Slip {
            start: first.0,
            end: first.1 + 1,
            message: format!(
                "`{}+` is not a quantity: an open range is wanted",
                &raw[first.0..first.1]
            ),
            replacement: format!("at least {}", &raw[first.0..first.1]),
            note: Some(format!(
                "`{}..` and `>= {0}` mean the same",
                &raw[first.0..first.1]
            )),
        });
    }
    let second = *runs.get(1)?;
    let between = &raw[first.1..second.0];
    if runs.len() == 2
        && (matches!(
            between.trim(),
            "-" | "–" | "—" | "−" | "..." | "…" | "…." | "à" | "-->" | "->" | "→" | "/"
        ) || (between.trim() == ":" && between != ":"))
    {
        return Some(range_slip(raw, first, second, between.trim()));
    }
    None
}

fn range_slip(raw: &str, a: (usize, usize), b: (usize, usize), sign: &str) -> Slip {
    Slip {
        start: a.0,
        end: b.1,
        message: format!("`{sign}` does not join the ends of a range: two dots do"),
        replacement: format!("{}..{}", &raw[a.0..a.1], &raw[b.0..b.1]),
        note: None,
    }
}

/// `40.. 65`, `40 .. 65`.
fn dots(raw: &str) -> Option<Slip> {
    let i = raw.find("..")?;
    let (left, right) = (&raw[..i], &raw[i + 2..]);
    let runs = digit_runs(raw);
    let before = runs.iter().rfind(|r| r.1 <= i).copied();
    let after = runs.iter().find(|r| r.0 >= i + 2).copied();
    let spaced_left = left.ends_with(char::is_whitespace) && left.trim_end().len() == before?.1;
    let spaced_right = after.is_some_and(|r| {
        right.starts_with(char::is_whitespace) && raw[i + 2..r.0].trim().is_empty()
    });
    let start = before.map_or(i, |r| r.0);
    if !spaced_left && !spaced_right {
        return None;
    }
    let (end, upper) = match after {
        Some(r) if raw[i + 2..r.0].trim().is_empty() => (r.1, &raw[r.0..r.1]),
        _ => (i + 2, ""),
    };
    let lower = before.map_or("", |r| &raw[r.0..r.1]);
    Some(Slip {
        start,
        end,
        message: "a range has no space around its two dots".to_owned(),
        replacement: format!("{lower}..{upper}"),
        note: None,
    })
}

/// `65chars`: a unit that touches its number.
fn glued(raw: &str) -> Option<Slip> {
    let (start, end) = digit_runs(raw).into_iter().next_back()?;
    let rest = &raw[end..];
    let unit: &str = rest.split(|c: char| !c.is_alphabetic()).next()?;
    if unit.is_empty()
        || !raw[..end].chars().all(|c| !c.is_alphabetic())
        || !rest[unit.len()..].trim().is_empty()
    {
        return None;
    }
    Some(Slip {
        start,
        end: end + unit.len(),
        message: format!("the unit `{unit}` touches its number"),
        replacement: format!("{} {unit}", &raw[start..end]),
        note: None,
    })
}

/// `min 300`, `300 words max`, `au moins 300 mots`, `entre 40 et 65`.
fn words(raw: &str) -> Option<Slip> {
    const BEFORE: &[(&str, &str)] = &[
        ("minimum of", "at least"),
        ("maximum of", "at most"),
        ("minimum", "at least"),
        ("maximum", "at most"),
        ("mini", "at least"),
        ("maxi", "at most"),
        ("min.", "at least"),
        ("max.", "at most"),
        ("min", "at least"),
        ("max", "at most"),
        ("not more than", "at most"),
        ("not less than", "at least"),
        ("greater than or equal to", "at least"),
        ("less than or equal to", "at most"),
        ("greater than", "more than"),
        ("at the least", "at least"),
        ("at the most", "at most"),
        ("atleast", "at least"),
        ("atmost", "at most"),
        ("at-least", "at least"),
        ("at-most", "at most"),
        ("upto", "up to"),
        ("above", "more than"),
        ("below", "less than"),
        ("au moins", "at least"),
        ("au minimum", "at least"),
        ("au plus", "at most"),
        ("au maximum", "at most"),
        ("plus de", "more than"),
        ("moins de", "less than"),
        ("exactement", "exactly"),
        ("jusqu’à", "up to"),
        ("jusqu'à", "up to"),
    ];
    let runs = digit_runs(raw);
    let first = *runs.first()?;
    let lead = raw[..first.0].trim_end();
    let start = raw.len() - raw.trim_start().len();
    let said = lead.trim_start().trim_end_matches([':', '=']).trim_end();
    let lower = said.to_lowercase();
    if let Some((_, wanted)) = BEFORE.iter().find(|(w, _)| *w == lower) {
        return Some(Slip {
            start,
            end: lead.len(),
            message: format!("`{said}` is not a comparator here: `{wanted}` is"),
            replacement: (*wanted).to_owned(),
            note: None,
        });
    }
    for (open, join) in [
        ("entre", "et"),
        ("de", "à"),
        ("from", "to"),
        ("between", "to"),
        ("between", "-"),
        ("between", "&"),
    ] {
        if lower == open
            && let Some(second) = runs.get(1)
            && raw[first.1..second.0].trim().eq_ignore_ascii_case(join)
        {
            return Some(Slip {
                start,
                end: second.1,
                message: format!("`{said} … {join} …` is not a range here"),
                replacement: format!(
                    "between {} and {}",
                    &raw[first.0..first.1],
                    &raw[second.0..second.1]
                ),
                note: Some(format!(
                    "`{}..{}` means the same",
                    &raw[first.0..first.1],
                    &raw[second.0..second.1]
                )),
            });
        }
    }
    after(raw, *runs.last()?)
}

/// The French names of units, with those of recipes.
const UNITS: &[(&str, &str)] = &[
    ("mots", "words"),
    ("mot", "words"),
    ("caractères", "chars"),
    ("caractère", "chars"),
    ("signes", "chars"),
    ("phrases", "sentences"),
    ("phrase", "sentences"),
];

/// `au moins 700 mots` holds two slips, which one edit mends: the unit that ends the text is translated with the comparator.
fn with_unit(raw: &str, mut slip: Slip) -> Slip {
    let whole = raw.trim_end();
    let tail = whole.get(slip.end..).unwrap_or("");
    let unit = tail
        .rsplit(|c: char| c.is_whitespace() || c.is_ascii_digit())
        .next()
        .unwrap_or("");
    if let Some((_, wanted)) = UNITS.iter().find(|(u, _)| *u == unit) {
        slip.replacement.push_str(&tail[..tail.len() - unit.len()]);
        slip.replacement.push_str(wanted);
        slip.end = whole.len();
    }
    slip
}

/// `300 words min`, `300 mots maximum`, `300 words or more`.
fn after(raw: &str, number: (usize, usize)) -> Option<Slip> {
    const AFTER: &[(&str, &str)] = &[
        ("minimum", "at least"),
        ("min", "at least"),
        ("min.", "at least"),
        ("mini", "at least"),
        ("maximum", "at most"),
        ("max", "at most"),
        ("max.", "at most"),
        ("maxi", "at most"),
        ("or more", "at least"),
        ("or less", "at most"),
        ("or fewer", "at most"),
        ("ou plus", "at least"),
        ("ou moins", "at most"),
    ];
    if !raw[..number.0].trim().is_empty() {
        return None;
    }
    let tail = raw.trim_end();
    let lower = tail.to_lowercase();
    if lower.len() != tail.len() {
        return None;
    }
    let (word, wanted) = AFTER.iter().find(|(w, _)| {
        lower
            .strip_suffix(w)
            .is_some_and(|h| h.ends_with([' ', '\u{a0}']))
    })?;
    let middle = tail[number.1..tail.len() - word.len()].trim();
    if middle.contains(char::is_whitespace) {
        return None;
    }
    let mut mended = format!("{wanted} {}", &raw[number.0..number.1]);
    if !middle.is_empty() {
        mended.push(' ');
        let unit = UNITS.iter().find(|(u, _)| *u == middle);
        mended.push_str(unit.map_or(middle, |(_, wanted)| wanted));
    }
    Some(Slip {
        start: number.0,
        end: tail.len(),
        message: format!("`{word}` does not follow a quantity: `{wanted}` stands before it"),
        replacement: mended,
        note: None,
    })
}
