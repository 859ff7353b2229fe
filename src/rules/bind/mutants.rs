//! Ways to turn what an article says round.

use super::Bind;
use super::pair::Pair;
use super::polarity::denials;
use crate::rules::{Article, Mutant};

/// How many mutants of one kind are made at most.
const MANY: usize = 4;

/// Takes denials out, where the rest of the sentence stands in the source.
pub(super) fn all(rule: &Bind, article: Article<'_>) -> Vec<Mutant> {
    let Some(source) = article.source else {
        return Vec::new();
    };
    let pair = Pair::new(article.draft, source);
    let mut mutants = Vec::new();
    if rule.loc("polarity").is_some() {
        for (_, line, _) in pair.rows() {
            for denial in denials(line, pair.meaning, &pair.classes) {
                let token = &line.tokens[denial.at];
                if denial.plain && !token.quoted && mutants.len() < MANY {
                    mutants.push(Mutant::replacing(
                        format!("took `{}` out", pair.written(line, token)),
                        article.draft,
                        pair.span(line, token),
                        "",
                    ));
                }
            }
        }
    }
    mutants
}
