//! The two ends of a series beside one thing: `48 hours after the last symptoms` is not `after the first symptoms`.
//!
//! The first thing of a kind since another is also what makes the other the last one (`the first strike since 2011`): nothing is said there.

use super::pair::{Claim, Pair, side_at};
use crate::draft::reading::{Line, Pause};
use crate::lang::roles::RoleWords;

/// What makes the first thing of a kind the last one before it stands within so many words.
const REACH: usize = 6;

/// The one end of a series of a thing.
struct End<'a> {
    series: usize,
    side: usize,
    at: (usize, usize),
    thing: &'a str,
}

fn ends<'a>(roles: &RoleWords, line: &'a Line) -> Vec<End<'a>> {
    let tokens = &line.tokens;
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        for (series, sides) in roles.ends.iter().enumerate() {
            let Some((end, side)) = side_at(tokens, at, sides) else {
                continue;
            };
            let Some(thing) = tokens.get(end) else {
                continue;
            };
            let inside = thing.pause == Pause::None && !thing.quoted;
            let clause = tokens
                .get(end..)
                .unwrap_or_default()
                .iter()
                .skip(1)
                .take(REACH);
            let since = clause
                .take_while(|t| t.pause < Pause::Comma)
                .any(|t| roles.first_since.contains(&t.text.as_str()));
            if thing.content && inside && !since {
                found.push(End {
                    series,
                    side,
                    at: (at, end),
                    thing: &thing.stem,
                });
            }
        }
    }
    found
}

/// Ends of a series that are the other one in the source.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let roles = pair.article.lang().pack().roles;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for own in ends(roles, line) {
            let near = pair.around(&row.rests_on);
            let like = |s: usize, same: bool| {
                let all = ends(roles, pair.line(s)).into_iter();
                let mut all = all.filter(|e| e.series == own.series && e.thing == own.thing);
                all.find(|e| (e.side == own.side) == same)
            };
            if near.iter().any(|&s| like(s, true).is_some()) {
                continue;
            }
            let other = |s: &usize| like(*s, false).map(|e| (*s, e.at));
            if let Some((s, there)) = row.rests_on.iter().find_map(other) {
                claims.push(pair.instead((index, own.at.0..own.at.1), (s, there.0..there.1)));
            }
        }
    }
    claims
}

#[cfg(test)]
mod tests;
