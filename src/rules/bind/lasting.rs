//! What goes on and what ends: `the grant will be renewed`, "there would no longer be a grant".

use super::pair::{Claim, Pair, phrase_at, senses};
use crate::draft::reading::Line;
use crate::draft::total::At as _;
use crate::rules::Fault;

/// Two sentences share at least this many senses.
const SHARED: usize = 3;

/// The first word by which something goes on, or by which it does not any more.
fn find(line: &Line, phrases: &[&str]) -> Option<usize> {
    (0..line.tokens.len()).find(|&i| {
        !line.tokens.at(i).quoted
            && phrases
                .iter()
                .any(|p| phrase_at(&line.tokens, i, p).is_some())
    })
}

/// Ends of what goes on in the source.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let words = pair.article.lang().pack().senses;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let tokens = &line.tokens;
        // `no longer`, `ne … plus`: a denial, and no number behind it (`no longer than 3 m`).
        let end = pair.ours.denials.at(index).iter().find(|d| {
            let next = tokens.get(d.at + 1);
            let word = |i: usize| {
                tokens
                    .get(i)
                    .is_some_and(|t| words.no_more.contains(&t.text.as_str()))
            };
            d.plain
                && !tokens.at(d.at).quoted
                && (word(d.at) || word(d.at + 1))
                && !next.is_some_and(|t| t.text.starts_with(|c: char| c.is_ascii_digit()))
        });
        let Some(end) = end else { continue };
        let said = senses(line, pair.ours.senses.at(index), 0..tokens.len());
        let found = row.rests_on.iter().find_map(|&s| {
            let source = pair.line(s);
            let at = find(source, words.goes_on)?;
            let theirs = senses(source, pair.theirs.senses.at(s), 0..source.tokens.len());
            let shared = theirs.iter().filter(|w| said.contains(*w)).count();
            let covered = shared >= SHARED && 2 * shared >= theirs.len();
            (covered && pair.theirs.denials.at(s).is_empty()).then_some((s, at))
        });
        let Some((s, there)) = found else { continue };
        // What the source denies or ends of it elsewhere.
        let ends = pair.around(&row.rests_on).into_iter().any(|n| {
            let line = pair.line(n);
            !pair.theirs.denials.at(n).is_empty()
                || line
                    .tokens
                    .iter()
                    .any(|t| pair.classes.down.contains(&t.stem))
        });
        if ends {
            continue;
        }
        let source = pair.line(s);
        claims.push(Claim {
            span: pair.span(line, tokens.at(end.at)),
            fault: Fault::new("ends")
                .text("word", pair.written(line, tokens.at(end.at)))
                .text("there", pair.shown(source, source.tokens.at(there))),
            line: index,
            source: s,
        });
    }
    claims
}
