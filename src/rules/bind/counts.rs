//! What a number counts: `37 patients and 19 members of staff` is not `19 patients and 37 staff`.
//!
//! A number with the noun behind it is one thing wherever it stands, so the whole source tells what each number counts. Two numbers have
//! changed places when each counts what in the source the other one counts alone.

use crate::rules::Fault;
use std::collections::{BTreeSet, HashMap};
use std::mem::discriminant;

use super::numbers::respective;
use super::pair::{Claim, Pair};
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;
use crate::draft::{Draft, Number, NumberKind};
use crate::span::Span;

/// The noun that is counted ends within so many words.
const REACH: usize = 6;
/// So many words with a meaning stand side by side in it.
const WORDS: usize = 2;
/// Sentences with more such numbers are tables.
const MANY: usize = 24;
/// So far apart stand two sentences that tell of one thing.
const NEAR: usize = 1;

/// A number and the senses of what it counts.
struct Count<'a> {
    key: String,
    number: &'a Number,
    nouns: BTreeSet<&'a str>,
    line: usize,
    span: Span,
}

/// What a number counts in all its mentions.
#[derive(Default)]
struct Known<'a> {
    nouns: BTreeSet<&'a str>,
    line: usize,
    /// One mention does not say what it counts.
    open: bool,
}

/// Numbers that count each what the source counts by the other.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let article = &pair.alignment.article.lines;
    let ours = counts(pair, pair.article, article, &pair.ours.senses);
    let mut known: HashMap<String, Known<'_>> = HashMap::new();
    for c in counts(pair, pair.source, pair.lines(), &pair.theirs.senses) {
        let entry = known.entry(c.key).or_default();
        entry.open |= c.nouns.is_empty();
        if entry.nouns.is_empty() {
            entry.line = c.line;
        }
        entry.nouns.extend(c.nouns);
    }
    let mut claims: Vec<Claim> = Vec::new();
    for (i, a) in ours.iter().enumerate() {
        let next = ours.get(i + 1..).unwrap_or_default().iter().take(MANY);
        for b in next.take_while(|b| b.line - a.line <= NEAR) {
            let like = discriminant(&a.number.kind) == discriminant(&b.number.kind);
            let (Some(s), Some(t)) = (known.get(&a.key), known.get(&b.key)) else {
                continue;
            };
            if !like || a.key == b.key || s.open || t.open {
                continue;
            }
            let hits = |own: &BTreeSet<&str>, one: &Known<'_>| !own.is_disjoint(&one.nouns);
            let crossed = hits(&a.nouns, t) && hits(&b.nouns, s);
            let straight = hits(&a.nouns, s) || hits(&b.nouns, t);
            let told = [a.line, b.line]
                .iter()
                .any(|&l| respective(pair, article.at(l)));
            if !crossed || straight || told {
                continue;
            }
            claims.push(Claim {
                span: a.span,
                fault: Fault::new("exchanged-counts")
                    .text("one", a.number.text.to_string())
                    .text("other", b.number.text.to_string()),
                line: a.line,
                source: s.line,
            });
        }
    }
    claims
}

fn counts<'a>(
    pair: &Pair<'_>,
    draft: &'a Draft,
    lines: &'a [Line],
    senses: &'a [Vec<String>],
) -> Vec<Count<'a>> {
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let numbers = draft
            .numbers()
            .get(line.numbers.clone())
            .unwrap_or_default();
        if line.heading || numbers.len() > MANY {
            continue;
        }
        for (number, &(from, to)) in numbers.iter().zip(&line.figures) {
            let counts = matches!(number.kind, NumberKind::Cardinal | NumberKind::Percent);
            let small = number.spelled && number.value < 3.0;
            if !counts || small || from >= to {
                continue;
            }
            found.push(Count {
                key: number.key(),
                number,
                nouns: nouns(pair, line, senses.at(index), to),
                line: index,
                span: number.span,
            });
        }
    }
    found
}

/// The senses of the noun behind a number, with what it is of: `members of staff`.
fn nouns<'a>(pair: &Pair<'_>, line: &Line, senses: &'a [String], from: usize) -> BTreeSet<&'a str> {
    let roles = pair.article.lang().pack().roles;
    let tokens = &line.tokens;
    let mut found = BTreeSet::new();
    let mut run = 0;
    for k in from..tokens.len().min(from + REACH) {
        let t = tokens.at(k);
        let text = t.text.as_str();
        let digits = text.starts_with(|c: char| c.is_ascii_digit());
        if t.pause >= Pause::Comma || digits || t.quoted {
            break;
        }
        if t.content {
            run += 1;
            if run > WORDS {
                break;
            }
            if !senses.at(k).is_empty() {
                found.insert(senses.at(k).as_str());
            }
        } else if roles.complement.contains(&text) || pair.meaning.determiners.contains(&text) {
            run = 0;
        } else {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests;
