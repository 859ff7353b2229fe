//! A whole and its part keep their numbers: `three years, two of which suspended`, `trois ans, dont deux avec sursis`.

use super::pair::{Claim, Pair, phrase_at};
use crate::draft::reading::{Line, Pause, Token};
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

/// The wholes and parts of a sentence, in whichever order they stand.
fn shares<'a>(draft: &'a Draft, line: &Line) -> Vec<(&'a Number, &'a Number)> {
    let mut found = followed(draft, line);
    found.extend(counted(draft, line));
    found
}

/// `17 of the 23 birds`; `of the 23 birds, 17 …`; `23 birds …, 17 of them …`.
fn counted<'a>(draft: &'a Draft, line: &Line) -> Vec<(&'a Number, &'a Number)> {
    let words = draft.lang().pack().roles;
    let plain = &draft.blocks()[line.block].plain;
    let tokens = &line.tokens;
    let place = |n: &Number| {
        let inside = |t: &&Token| plain.span(t.start, t.end).overlaps(n.span);
        let first = tokens.iter().position(|t| inside(&t))?;
        Some((
            first,
            first + tokens[first..].iter().take_while(inside).count(),
        ))
    };
    let mut found = Vec::new();
    for two in draft.numbers()[line.numbers.clone()].windows(2) {
        let (Some(a), Some(b)) = (place(&two[0]), place(&two[1])) else {
            continue;
        };
        if a.1 > b.0 {
            continue;
        }
        let out_of = words
            .out_of
            .iter()
            .filter_map(|p| phrase_at(tokens, a.1, p));
        if out_of.max() == Some(b.0) {
            found.push((&two[1], &two[0]));
            continue;
        }
        let comma = (a.1..=b.0).any(|i| tokens[i].pause == Pause::Comma);
        let led = words.out_of.iter().any(|p| {
            (0..a.0).any(|i| {
                (i == 0 || tokens[i].pause >= Pause::Comma) && phrase_at(tokens, i, p) == Some(a.0)
            })
        });
        let behind = words
            .of_them
            .iter()
            .any(|p| phrase_at(tokens, b.1, p).is_some());
        if (led && comma) || behind {
            found.push((&two[0], &two[1]));
        }
    }
    found
}

/// The numbers of a sentence of which the second is a part of the first.
fn followed<'a>(draft: &'a Draft, line: &Line) -> Vec<(&'a Number, &'a Number)> {
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
