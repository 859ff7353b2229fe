//! A span of time between two things: `18 years before the date of the chronicles`, "the chronicles put it 18 years later".
//!
//! A rewrite may tell it from the other end, so both things are looked for by their words. The claim is made only where the source has the
//! span once and the words beside it are those of one of the two things alone.

use std::collections::BTreeSet;
use std::ops::Range;

use super::open::any_at;
use super::pair::{Claim, Pair, senses, side_at};
use super::polarity::Denial;
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;

/// What shares so many senses with one of the two things is that thing, wherever it stands.
const SAME: usize = 2;

/// A span with the things before and behind it.
struct Apart<'a> {
    /// Its number and its unit.
    key: (String, String),
    /// Half-open range of the words that order.
    at: Range<usize>,
    /// The thing before comes first.
    sooner: bool,
    /// The words of the thing that is told.
    told: BTreeSet<&'a str>,
    /// Those of the thing it is measured from.
    from: BTreeSet<&'a str>,
}

/// The spans of a sentence.
fn apart<'a>(pair: &Pair<'_>, line: &Line, own: &'a [String]) -> Vec<Apart<'a>> {
    let pack = pair.article.lang().pack();
    let stance = pair.classes.stance;
    let m = pair.meaning;
    let tokens = &line.tokens;
    let mut found = Vec::new();
    for unit in 1..tokens.len() {
        let number = tokens.at(unit - 1);
        let text = number.text.as_str();
        let digits = text.starts_with(|c: char| c.is_ascii_digit());
        let value = if digits || stance.some.contains(&text) {
            text.to_owned()
        } else if let Some(n) = pack.small(text).number {
            n.to_string()
        } else {
            continue;
        };
        let glued = tokens.at(unit).pause != Pause::None
            || !stance.spans.contains(&tokens.at(unit).text.as_str());
        if glued || tokens.at(unit).quoted {
            continue;
        }
        let i = unit + 1;
        let sooner = any_at(line, i, stance.sooner);
        let later = any_at(line, i, stance.later);
        let (end, sooner) = match (sooner, later) {
            (Some(end), None) => (end, true),
            (None, Some(end)) => (end, false),
            _ => continue,
        };
        if tokens.at(i).pause != Pause::None {
            continue;
        }
        // From the comma, the `and` or the `that` before it.
        let joins = |k: usize| {
            let text = tokens.at(k).text.as_str();
            m.conjunctions.contains(&text) || m.that.contains(&text)
        };
        let mut start = unit - 1;
        // A span that stands first in an apposition goes with what stands before the comma.
        let own_pause = tokens.at(start).pause == Pause::Comma && start > 0;
        if own_pause {
            start -= 1;
        }
        while start > 0 && tokens.at(start).pause < Pause::Comma && !joins(start) {
            start -= 1;
        }
        let stop = (end..tokens.len())
            .find(|&k| tokens.at(k).pause >= Pause::Comma)
            .unwrap_or(tokens.len());
        let mut from = senses(line, own, end..stop);
        let mut told = senses(line, own, start..unit - 1);
        // `10 minutes later the ship struck`: no other thing is named, and the words behind are those of what is told.
        let group = m.anchored.first();
        let adverb = group.is_none_or(|g| side_at(tokens, i, g.sides).is_none())
            && tokens.get(end).is_none_or(|t| !compares(pair, &t.text));
        if adverb {
            told.append(&mut from);
        }
        found.push(Apart {
            key: (value, tokens.at(unit).stem.clone()),
            at: i..end,
            sooner,
            told,
            from,
        });
    }
    found
}

/// Whether a word brings in what something is compared with.
fn compares(pair: &Pair<'_>, word: &str) -> bool {
    pair.classes.scales.than.contains(&word)
}

/// Whether a `not` may reach a token; a verb such as "fail" orders as any other.
fn denied(denials: &[Denial], at: usize) -> bool {
    denials.iter().any(|d| d.plain && d.covers(at))
}

/// Spans that are told from the wrong end.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        if line.heading {
            continue;
        }
        for ours in apart(pair, line, pair.ours.senses.at(index)) {
            if denied(pair.ours.denials.at(index), ours.at.start) {
                continue;
            }
            let Some((s, theirs)) = once(pair, &ours) else {
                continue;
            };
            let near = pair.around(&row.rests_on).contains(&s)
                || ours.told.intersection(&theirs.told).count() >= SAME;
            if !near || denied(pair.theirs.denials.at(s), theirs.at.start) {
                continue;
            }
            let meets = |a: &BTreeSet<&str>, b: &BTreeSet<&str>| !a.is_disjoint(b);
            // Which of the source's things the words of one of ours are of.
            let which = |words: &BTreeSet<&str>| match (
                meets(words, &theirs.told),
                meets(words, &theirs.from),
            ) {
                (true, false) => Some(true),
                (false, true) => Some(false),
                _ => None,
            };
            let mixed =
                |words: &BTreeSet<&str>| meets(words, &theirs.told) && meets(words, &theirs.from);
            if theirs.told.is_empty()
                || theirs.from.is_empty()
                || mixed(&ours.told)
                || mixed(&ours.from)
            {
                continue;
            }
            let same = match (which(&ours.told), which(&ours.from)) {
                (Some(a), Some(b)) if a == b => continue,
                (Some(a), _) => a,
                (None, Some(b)) => !b,
                (None, None) => continue,
            };
            if (ours.sooner == theirs.sooner) == same {
                continue;
            }
            claims.push(pair.instead((index, ours.at.clone()), (s, theirs.at)));
        }
    }
    claims
}

/// The only span of this length in the source.
fn once<'p>(pair: &'p Pair<'_>, ours: &Apart<'_>) -> Option<(usize, Apart<'p>)> {
    let unit = pair.theirs.with_senses([ours.key.1.as_str()]);
    let mut all = unit.into_iter().flat_map(|n| {
        let found = apart(pair, pair.line(n), pair.theirs.senses.at(n));
        found.into_iter().map(move |a| (n, a))
    });
    let mut same = all.by_ref().filter(|(_, a)| a.key == ours.key);
    let first = same.next()?;
    same.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::lang::Lang;
    use crate::rules::bind::pair::claimed;

    #[test]
    fn a_span_is_told_from_the_right_end() {
        let source = "The pump had failed some 10 minutes before the flood, Lee said.";
        let found = |article| claimed(super::check, Lang::EN, source, article).join("|");
        assert_eq!(
            found("His pump had failed about 10 minutes later, he said."),
            "later"
        );
        assert_eq!(
            found("His pump had failed about 10 minutes earlier, he said."),
            ""
        );
        assert_eq!(found("The flood came 10 minutes later, he said."), "");
        assert_eq!(
            found("The flood came 10 minutes earlier, he said."),
            "earlier"
        );
        assert_eq!(
            found("The pump failed and 10 minutes later the cellar had its flood."),
            ""
        );
    }

    #[test]
    fn the_same_in_french() {
        let source =
            "En 1959, elle ouvre son atelier, quelques mois avant d’épouser le facteur d’orgues.";
        let found = |article: &str| claimed(super::check, Lang::FR, source, article).join("|");
        let husband = "Son mari, un facteur d’orgues, qu’elle avait épousé quelques mois";
        assert_eq!(
            found(&format!("{husband} avant de s’installer, est mort.")),
            "avant"
        );
        assert_eq!(
            found(&format!("{husband} après s’être installée, est mort.")),
            ""
        );
    }
}
