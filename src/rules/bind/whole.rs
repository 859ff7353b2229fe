//! A whole and its part keep their numbers: `three years, two of which suspended`, `trois ans, dont deux avec sursis`.

use super::pair::{Claim, Pair};
use crate::draft::reading::Line;
use crate::draft::{Draft, Number};

/// Between a whole and its part stand at most this many words.
const BETWEEN: usize = 6;

/// Wholes that are the part in the source, with that part for a whole.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for (whole, part) in shares(pair.article, line) {
            let turned = row.rests_on.iter().find(|&&s| {
                let theirs = shares(pair.source, pair.line(s));
                let alike = |a: &Number, b: &Number| a.value == b.value;
                theirs
                    .iter()
                    .any(|(w, p)| alike(w, part) && alike(p, whole))
                    && !theirs
                        .iter()
                        .any(|(w, p)| alike(w, whole) && alike(p, part))
            });
            if let Some(&source) = turned.filter(|_| whole.value != part.value) {
                claims.push(Claim {
                    span: whole.span,
                    what: format!(
                        "`{}` is the whole and `{}` the part, the other way round in the source",
                        whole.text, part.text
                    ),
                    line: index,
                    source,
                });
            }
        }
    }
    claims
}

/// The numbers of a sentence of which the second is a part of the first.
fn shares<'a>(draft: &'a Draft, line: &Line) -> Vec<(&'a Number, &'a Number)> {
    let parts = draft.lang().pack().roles.parts;
    let of = |t: &str| parts.contains(&t);
    let plain = &draft.blocks()[line.block].plain;
    draft.numbers()[line.numbers.clone()]
        .windows(2)
        .filter(|two| {
            let (mut inside, mut words) = (false, 0);
            for t in &line.tokens {
                let at = plain.span(t.start, t.end).start;
                if at >= two[0].span.end && at < two[1].span.start {
                    words += 1;
                    inside |= of(&t.text);
                } else if at >= two[1].span.end {
                    // `three years, two of which`: the link may stand behind the part.
                    let gap = line.tokens.iter().filter(|u| {
                        let s = plain.span(u.start, u.end).start;
                        s >= two[1].span.end && s <= at
                    });
                    inside |=
                        gap.count() <= 2 && of(&t.text) && draft.lang().pack().roles.head_last;
                }
            }
            inside && words <= BETWEEN
        })
        .map(|two| (&two[0], &two[1]))
        .collect()
}
