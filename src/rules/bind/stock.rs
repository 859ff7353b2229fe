//! Sentences that stand ready (`They were known to police`) and say something of which the source has no word.

use super::pair::{Claim, Pair, phrase_at};
use crate::draft::total::At as _;
use crate::rules::Fault;

/// Ready sentences that come in.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let stock = pair.article.lang().pack().senses.stock;
    let mut claims = Vec::new();
    let mut source = None;
    let lines = pair.alignment.article.lines.iter();
    for (index, (line, row)) in lines.zip(&pair.alignment.rows).enumerate() {
        source = row.rests_on.first().copied().or(source);
        let Some(source) = source else { continue };
        let tokens = &line.tokens;
        for (phrases, evidence) in stock {
            let found = (0..tokens.len()).find_map(|i| {
                let ends = phrases.iter().filter_map(|p| phrase_at(tokens, i, p));
                ends.max().map(|end| (i, end))
            });
            let Some((from, to)) = found.filter(|f| !tokens.at(f.0).quoted) else {
                continue;
            };
            if evidence.iter().any(|e| pair.theirs.has_form_like(e)) {
                continue;
            }
            claims.push(Claim {
                span: pair.words(line, tokens.at(from).start, tokens.at(to - 1).end),
                fault: Fault::new("nothing"),
                line: index,
                source,
            });
        }
    }
    claims
}
