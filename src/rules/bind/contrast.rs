//! Words that exclude one another: the source says one, the sentence that rests on it says the other.

use super::pair::{Claim, Pair, shared};
use super::polarity::is_denied;
use crate::draft::reading::Token;
use crate::lang::meaning::Meaning;

/// Two sentences share at least this many stems before one word of theirs is held against the other.
const SHARED: usize = 2;

/// Sides that are turned, and prepositions.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let theirs = &pair.theirs.sides;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let ours = &pair.ours.sides[index];
        for (&(group, side), &at) in ours {
            let token = &line.tokens[at];
            let both = ours.keys().any(|k| k.0 == group && k.1 != side);
            if both || token.quoted || is_denied(&pair.ours.denials[index], at) {
                continue;
            }
            // The side must be strange to all that the sentence rests on and to what stands beside it.
            let near = row.rests_on.iter().flat_map(|&s| {
                let block = pair.line(s).block;
                (s.saturating_sub(1)..=s + 1).filter(move |&n| {
                    pair.lines()
                        .get(n)
                        .is_some_and(|l| n == s || l.block == block)
                })
            });
            if near
                .into_iter()
                .any(|s| theirs[s].contains_key(&(group, side)))
            {
                continue;
            }
            let Some((s, there)) = row.rests_on.iter().find_map(|&s| {
                let mut sides = theirs[s].iter().filter(|(k, _)| k.0 == group);
                let (one, more) = (sides.next(), sides.next());
                one.filter(|_| more.is_none()).map(|(_, &t)| (s, t))
            }) else {
                continue;
            };
            let source = pair.line(s);
            if is_denied(&pair.theirs.denials[s], there) || shared(line, source, "") < SHARED {
                continue;
            }
            claims.push(Claim {
                span: pair.span(line, token),
                what: format!(
                    "`{}` here, `{}` in the source",
                    pair.written(line, token),
                    pair.shown(source, &source.tokens[there])
                ),
                line: index,
                source: s,
            });
        }
    }
    claims.extend(prepositions(pair));
    claims
}

/// `before the match` where the source has "after the match".
fn prepositions(pair: &Pair<'_>) -> Vec<Claim> {
    let stands = |line: usize, prep: &str, stem: &str| {
        let tokens = &pair.line(line).tokens;
        (0..tokens.len())
            .any(|i| tokens[i].text == prep && next_stems(tokens, i).any(|s| s == stem))
    };
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for (i, token) in line.tokens.iter().enumerate() {
            let found = opposite(pair.meaning, &token.text).filter(|_| !token.quoted);
            let Some((own, other)) = found else {
                continue;
            };
            let next: Vec<&str> = next_stems(&line.tokens, i).collect();
            let said = |s: usize, prep: &str| next.iter().any(|n| stands(s, prep, n));
            if next.iter().any(|n| pair.theirs.follows(own, n)) {
                continue;
            }
            let Some(&s) = row.rests_on.iter().find(|&&s| said(s, other)) else {
                continue;
            };
            claims.push(Claim {
                span: pair.span(line, token),
                what: format!(
                    "`{}` here, `{other}` in the source",
                    pair.written(line, token)
                ),
                line: index,
                source: s,
            });
        }
    }
    claims
}

/// A preposition that has an opposite, and this.
pub(super) fn opposite(m: &Meaning, word: &str) -> Option<(&'static str, &'static str)> {
    m.opposed.iter().find_map(|&(a, b)| {
        (a == word)
            .then_some((a, b))
            .or_else(|| (b == word).then_some((b, a)))
    })
}

/// The stems of the first two words with a meaning behind a preposition, at most five words away.
pub(super) fn next_stems(tokens: &[Token], at: usize) -> impl Iterator<Item = &str> {
    tokens
        .iter()
        .skip(at + 1)
        .take(5)
        .filter(|t| t.content)
        .take(2)
        .map(|t| t.stem.as_str())
}
