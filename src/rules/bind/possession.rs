//! Having and lacking: `has the money to …`, `lacks the money to …`.

use super::pair::{Claim, Pair, senses};
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;
use crate::lang::senses::Senses;
use crate::rules::Fault;

/// Two sentences share at least this many senses, the thing aside.
const SHARED: usize = 2;
/// Between the verb and the thing stand at most this many words.
const BETWEEN: usize = 3;

/// What somebody has or lacks.
struct Thing {
    at: usize,
    has: bool,
}

/// The things that are had or lacking in a sentence.
fn things(line: &Line, words: &Senses) -> Vec<Thing> {
    let tokens = &line.tokens;
    let is = |list: &[&str], i: usize| list.contains(&tokens.at(i).text.as_str());
    let mut found = Vec::new();
    for i in 0..tokens.len() {
        let has = is(words.has, i);
        if tokens.at(i).quoted || !(has || is(words.lacks, i)) {
            continue;
        }
        // `has no doctor`: the denial tells.
        let end = tokens.len().min(i + 2 + BETWEEN);
        let thing = (i + 1..end)
            .take_while(|&k| tokens.at(k).pause == Pause::None)
            .take_while(|&k| k == i + 1 || is(words.had, k - 1))
            .find(|&k| tokens.at(k).content);
        let Some(at) = thing else { continue };
        // `is closed`, `has left`: no thing is had without an article.
        if has && (at == i + 1 || is(words.lacks, at - 1)) {
            continue;
        }
        found.push(Thing { at, has });
    }
    found
}

/// Things that are had in one text and lacking in the other.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let words = pair.article.lang().pack().senses;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let own = pair.ours.senses.at(index);
        for thing in things(line, words) {
            let sense = own.at(thing.at);
            let denials = distinct(pair.ours.denials.at(index));
            if denials != usize::from(!thing.has) || line.tokens.at(thing.at).quoted {
                continue;
            }
            let found = row.rests_on.iter().find_map(|&s| {
                let source = pair.line(s);
                let theirs = pair.theirs.senses.at(s);
                let all = things(source, words);
                let mut same = all.iter().filter(|t| *theirs.at(t.at) == *sense);
                let (one, more) = (same.next()?, same.next());
                let said = senses(source, theirs, 0..source.tokens.len());
                let shared = senses(line, own, 0..line.tokens.len())
                    .into_iter()
                    .filter(|w| w != sense && said.contains(w))
                    .count();
                let plain = distinct(pair.theirs.denials.at(s)) == usize::from(!one.has);
                let turned = one.has != thing.has && more.is_none() && plain;
                (turned && shared >= SHARED).then_some((s, one.at))
            });
            let Some((s, there)) = found else { continue };
            let alike = pair.theirs.with_senses([sense.as_str()]);
            let elsewhere = alike.into_iter().any(|n| {
                things(pair.line(n), words)
                    .iter()
                    .any(|t| t.has == thing.has && *pair.theirs.senses.at(n).at(t.at) == *sense)
            });
            if elsewhere {
                continue;
            }
            let source = pair.line(s);
            let (token, other) = (line.tokens.at(thing.at), source.tokens.at(there));
            let (ours, theirs) = (pair.written(line, token), pair.shown(source, other));
            claims.push(Claim {
                span: pair.span(line, token),
                fault: if thing.has {
                    Fault::new("there").text("word", ours).text("there", theirs)
                } else {
                    Fault::new("lacking")
                        .text("word", ours)
                        .text("there", theirs)
                },
                line: index,
                source: s,
            });
        }
    }
    claims
}

/// How many words deny something.
fn distinct(denials: &[super::polarity::Denial]) -> usize {
    let mut at: Vec<usize> = denials.iter().map(|d| d.at).collect();
    at.sort_unstable();
    at.dedup();
    at.len()
}
