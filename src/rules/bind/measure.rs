//! What a number is told for each of, as a word: `$700 a hectare`, told as "an acre costs $700".

use std::ops::Range;

use super::pair::{Claim, Pair, phrase_at};
use crate::draft::reading::Line;
use crate::draft::total::At as _;

/// The units of a sentence that something is told for each of: their range, measure and word.
fn units(pair: &Pair<'_>, line: &Line) -> Vec<(Range<usize>, usize, &'static str)> {
    let stance = pair.classes.stance;
    let tokens = &line.tokens;
    let mut found = Vec::new();
    for at in 1..tokens.len() {
        if !stance.per.contains(&tokens.at(at - 1).text.as_str()) || tokens.at(at).quoted {
            continue;
        }
        for (measure, words) in stance.each.iter().enumerate() {
            for phrase in *words {
                if let Some(end) = phrase_at(tokens, at, phrase) {
                    found.push((at..end, measure, *phrase));
                }
            }
        }
    }
    found
}

/// Units told for others of the same measure, beside the same number.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for (here, measure, phrase) in units(pair, line) {
            let last = phrase.rsplit(' ').next().unwrap_or(phrase);
            let told = |s: &usize| {
                pair.line(*s)
                    .tokens
                    .iter()
                    .any(|t| t.text.strip_suffix('s').unwrap_or(&t.text) == last)
            };
            let near = pair.around(&row.rests_on);
            if near.iter().any(told) {
                continue;
            }
            let numbers = pair.article.numbers().get(line.numbers.clone());
            let numbers = numbers.unwrap_or_default();
            let other = row.rests_on.iter().find_map(|&s| {
                let source = pair.line(s);
                let theirs = pair.source.numbers().get(source.numbers.clone());
                let theirs = theirs.unwrap_or_default();
                let same = theirs.iter().any(|n| numbers.iter().any(|o| n.agrees(o)));
                let mut all = units(pair, source).into_iter();
                let unit = all.find(|u| u.1 == measure && u.2 != phrase)?;
                same.then_some((s, unit.0))
            });
            if let Some((s, there)) = other {
                claims.push(pair.instead((index, here), (s, there)));
                break;
            }
        }
    }
    claims
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::lang::Lang;
    use crate::rules::bind::pair::claimed;

    #[test]
    fn a_hectare_is_no_acre() {
        let source = "Planting by drone cost about $700 a hectare, the foresters said.";
        let found = |article| claimed(check, Lang::EN, source, article);
        assert_eq!(
            found("Planting an acre by drone cost about $700."),
            ["acre"]
        );
        assert!(found("Planting a hectare by drone cost about $700.").is_empty());
        assert!(found("Planting an acre by drone cost about $283.").is_empty());
    }
}
