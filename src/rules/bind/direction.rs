//! A number that goes up in one text and down in the other, wherever it stands in the source: `11 % de moins`, `a augmenté de 11 %`.

use super::pair::{Claim, Pair, phrase_at};
use super::polarity::Denial;
use super::scale::in_idiom;
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;
use crate::lang::meaning::Meaning;
use crate::rules::Fault;
use crate::rules::bind::classes::Classes;

/// A word that points up or down, with the number that it points with.
pub(super) struct Way {
    /// The token that points.
    pub(super) at: usize,
    /// It points up.
    pub(super) up: bool,
    /// It stands behind the number: `4 % de moins`.
    pub(super) behind: bool,
    /// It points by a number alone: `adds 2 %`, `cède 2 %`.
    by: bool,
    /// The number, as it is written.
    pub(super) number: String,
}

/// The numbers of a sentence that go up or down.
pub(super) fn of(line: &Line, m: &Meaning, classes: &Classes, denied: &[Denial]) -> Vec<Way> {
    let tokens = &line.tokens;
    let number = |i: usize| tokens.at(i).text.starts_with(|c: char| c.is_ascii_digit());
    let mut found = Vec::new();
    for (i, t) in tokens.iter().enumerate() {
        let verb = |list: &[&str]| list.iter().filter_map(|p| phrase_at(tokens, i, p)).max();
        let (adds, sheds) = (verb(classes.stance.up_by), verb(classes.stance.down_by));
        let by = adds.or(sheds);
        let up = classes.up.contains(&t.stem) || adds.is_some();
        let down = classes.down.contains(&t.stem) || sheds.is_some();
        // `gained 2 % against the dollar`: nothing is denied.
        let no = denied
            .iter()
            .any(|d| d.covers(i) && !m.against.contains(&tokens.at(d.at).text.as_str()));
        if up != down && !no && !t.quoted && !in_idiom(tokens, i, classes.scales) {
            // `fell by 9 %`, `a reculé de 4 points`: only small words between; a number behind `from` is the one left behind.
            let from = by.unwrap_or(i + 1);
            let mut small = (from..tokens.len().min(from + 4)).take_while(|&k| {
                tokens.at(k).pause < Pause::Comma
                    && (number(k)
                        || m.to_number.contains(&tokens.at(k).text.as_str())
                        || classes.stance.of.contains(&tokens.at(k).text.as_str()))
            });
            if let Some(k) = small.find(|&k| number(k)) {
                let left = tokens.at(k - 1).text.as_str();
                // `de 7 % par rapport à 2023`: a comparison, no second value.
                let goes_on = tokens
                    .get(k..)
                    .unwrap_or_default()
                    .windows(2)
                    .take(3)
                    .any(|two| {
                        m.step_to.contains(&two.at(1).text.as_str())
                            && two.at(1).pause == Pause::None
                            && !classes.scales.than.contains(&two.at(0).text.as_str())
                    });
                if !(m.step_from.contains(&left) && (goes_on || !m.by.contains(&left))) {
                    found.push(Way {
                        at: i,
                        up,
                        behind: false,
                        by: by.is_some(),
                        number: tokens.at(k).text.clone(),
                    });
                }
            }
        }
        // `9 % de moins`, `9 % fewer`.
        let behind = |list: &[&str]| list.iter().any(|p| phrase_at(tokens, i, p).is_some());
        let (up, down) = (behind(m.up_behind), behind(m.down_behind));
        if up != down
            && !t.quoted
            && let Some(k) = (i.saturating_sub(2)..i).rev().find(|&k| number(k))
        {
            found.push(Way {
                at: i,
                up,
                behind: true,
                by: false,
                number: tokens.at(k).text.clone(),
            });
        }
    }
    found
}

/// Numbers whose direction is turned.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for way in pair.ours.ways.at(index) {
            let mut same = pair
                .theirs
                .ways
                .iter()
                .enumerate()
                .flat_map(|(s, ways)| ways.iter().map(move |w| (s, w)))
                .filter(|(_, w)| w.number == way.number)
                .peekable();
            let Some(&(s, other)) = same.peek() else {
                continue;
            };
            let source = pair.line(s);
            // What the sentence rests on is compared number by number, but for comparisons and for verbs that need their number.
            let once = |l: &Line| l.tokens.iter().filter(|t| t.text == way.number).count() == 1;
            let compared = row.rests_on.contains(&s)
                && (way.behind
                    || !(other.behind || other.by || way.by)
                    || !once(line)
                    || !once(source));
            if compared || same.any(|(_, w)| w.up == way.up) {
                continue;
            }
            let token = line.tokens.at(way.at);
            claims.push(Claim {
                span: pair.span(line, token),
                fault: Fault::new("number-word")
                    .text("word", pair.written(line, token))
                    .text("number", way.number.to_string())
                    .text("there", pair.shown(source, source.tokens.at(other.at))),
                line: index,
                source: s,
            });
        }
    }
    claims
}
