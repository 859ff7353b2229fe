//! What somebody only says is proved; who is suspected is guilty.

use crate::rules::Fault;
use std::cell::LazyCell;

use super::pair::{Claim, Pair, phrase_at, shared};
use super::polarity::is_denied;
use crate::draft::reading::Line;
use crate::draft::total::At as _;

/// Two sentences share at least this many stems before one is a stronger form of the other.
const SHARED: usize = 2;

/// Claims that have become proofs, suspects who have become culprits.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let m = pair.meaning;
    let mut claims = stronger(pair, m.says, m.proves, |line, at| {
        // `it proved popular`: what is proved is a statement.
        let next = line.tokens.get(at + 1);
        next.is_some_and(|t| m.that.contains(&t.text.as_str()) || !t.content)
    });
    claims.extend(stronger(pair, m.suspects, m.guilty, |_, _| true));
    claims
}

/// A word of `strong` that nothing in the source has, where a sentence that it rests on has a `weak` one.
fn stronger(
    pair: &Pair<'_>,
    weak: &[&str],
    strong: &[&str],
    counts: impl Fn(&Line, usize) -> bool,
) -> Vec<Claim> {
    let find = |line: &Line, phrases: &[&str]| {
        (0..line.tokens.len()).find(|&i| {
            !line.tokens.at(i).quoted
                && phrases
                    .iter()
                    .any(|p| phrase_at(&line.tokens, i, p).is_some())
        })
    };
    // Looked for once, and only when a sentence of the article has a strong word, which is seldom.
    let known = LazyCell::new(|| {
        pair.lines().iter().any(|l| {
            (0..l.tokens.len()).any(|i| strong.iter().any(|p| phrase_at(&l.tokens, i, p).is_some()))
        })
    });
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let Some(at) = find(line, strong) else {
            continue;
        };
        let open = is_denied(pair.ours.denials.at(index), at)
            || !counts(line, at)
            || find(line, pair.meaning.suspects).is_some();
        if open || *known {
            continue;
        }
        let found = pair.around(&row.rests_on).into_iter().find_map(|s| {
            let source = pair.line(s);
            let from = find(source, weak)?;
            let denied = is_denied(pair.theirs.denials.at(s), from);
            (!denied && shared(line, source, "") >= SHARED).then_some((s, from))
        });
        let Some((s, from)) = found else { continue };
        let token = line.tokens.at(at);
        let source = pair.line(s);
        claims.push(Claim {
            span: pair.span(line, token),
            fault: Fault::new("upgraded")
                .text("word", pair.written(line, token))
                .text("there", pair.shown(source, source.tokens.at(from))),
            line: index,
            source: s,
        });
    }
    claims
}
