//! Causes that the source does not give.

use super::pair::{Claim, Pair, clause_end, phrase_at};
use crate::draft::reading::Line;

/// Causes that come in: the words behind `because of` and the like, none of which stands anywhere in the source.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let m = pair.meaning;
    let gives = |line: &Line| {
        (0..line.tokens.len()).any(|i| {
            m.causes
                .iter()
                .any(|c| phrase_at(&line.tokens, i, c).is_some())
        })
    };
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for i in 0..line.tokens.len() {
            let Some(from) = m.causes.iter().find_map(|c| phrase_at(&line.tokens, i, c)) else {
                continue;
            };
            if line.tokens[i].quoted || row.rests_on.iter().any(|&s| gives(pair.line(s))) {
                continue;
            }
            let end = clause_end(&line.tokens, from.saturating_sub(1));
            let mut words = line.tokens[from..end]
                .iter()
                .filter(|t| t.content)
                .peekable();
            if words.peek().is_none() || words.any(|t| pair.theirs.has(&t.stem, false)) {
                continue;
            }
            claims.push(Claim {
                span: pair.words(line, line.tokens[i].start, line.tokens[end - 1].end),
                what: "a cause that the source does not give".to_owned(),
                line: index,
                source: row.rests_on[0],
            });
            break;
        }
    }
    claims
}
