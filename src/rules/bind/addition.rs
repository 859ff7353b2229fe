//! Clauses that add something to a sentence of the source.

use super::pair::{Claim, Pair};
use crate::draft::clause;
use crate::draft::total::At as _;
use crate::lang::Lang;
use crate::rules::Fault;
use crate::rules::Mutant;
use crate::span::Span;

/// Clauses without a word of the source, in sentences that tell all of what they rest on.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    clause::unsupported(pair.article, pair.source, &pair.alignment)
        .into_iter()
        .filter(clause::Clause::adds)
        .map(|clause| Claim {
            span: clause.span(pair.article, pair.alignment.article.lines.at(clause.line)),
            fault: Fault::new("new-clause").count("words", clause.new as u64, "words"),
            line: clause.line,
            source: *pair.alignment.rows.at(clause.line).rests_on.at(0),
        })
        .collect()
}

/// Puts a clause to a sentence that tells all of what it rests on.
pub(super) fn mutants(pair: &Pair<'_>) -> Vec<Mutant> {
    let (added, words) = if pair.article.lang() == Lang::FR {
        (
            ", tandis que des cordonniers rafistolaient quelques parapluies",
            ["cordonniers", "rafistolaient", "parapluies"],
        )
    } else {
        (
            ", while shoemakers quietly polished umbrellas",
            ["shoemakers", "polished", "umbrellas"],
        )
    };
    if words.iter().any(|w| clause::has_word(pair.source, w)) {
        return Vec::new();
    }
    clause::whole(pair.article, &pair.alignment)
        .into_iter()
        .filter_map(|index| {
            let line = pair.alignment.article.lines.at(index);
            let last = line.tokens.last().filter(|t| !t.quoted)?;
            let end = pair.span(line, last).end;
            Some(Mutant::replacing(
                "added a clause",
                pair.article,
                Span::at(end),
                added,
            ))
        })
        .take(1)
        .collect()
}
