//! What a number is told for each of: `$110 per sport`, `12 euros par élève`. A unit of time or measure there is no word for a thing, nor the
//! other way round.

use super::pair::{Claim, Pair};
use crate::draft::Number;
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;

/// A number and the token of what it is told for each of.
struct Rate<'a> {
    number: &'a Number,
    each: usize,
}

/// The rates of a sentence.
fn rates<'a>(numbers: &'a [Number], line: &Line) -> Vec<Rate<'a>> {
    let tokens = &line.tokens;
    let each = |b: usize| {
        let link = tokens.get(b)?;
        let noun = tokens.get(b + 1)?;
        let joined = link.pause == Pause::None && noun.pause == Pause::None;
        let per = matches!(link.text.as_str(), "per" | "par");
        (joined && per && noun.content && !noun.capital && !noun.quoted).then_some(b + 1)
    };
    let all = numbers.iter().zip(&line.figures);
    all.filter_map(|(number, at)| {
        Some(Rate {
            number,
            each: each(at.1).filter(|_| at.0 < at.1)?,
        })
    })
    .collect()
}

/// Rates of the article for another thing than in the source.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let units = pair.article.lang().pack().figures.units;
    let unit = |word: &str| units.iter().any(|u| u.0 == word);
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let numbers = pair
            .article
            .numbers()
            .get(line.numbers.clone())
            .unwrap_or_default();
        for rate in rates(numbers, line) {
            let here = line.tokens.at(rate.each);
            let ours = pair.ours.senses.at(index);
            let near = pair.around(&row.rests_on);
            let told = |sense: &String| {
                near.iter()
                    .any(|&s| pair.theirs.senses.at(s).contains(sense))
            };
            if told(ours.at(rate.each)) {
                continue;
            }
            let other = row.rests_on.iter().find_map(|&s| {
                let source = pair.line(s);
                let theirs = rates(
                    pair.source
                        .numbers()
                        .get(source.numbers.clone())
                        .unwrap_or_default(),
                    source,
                );
                let same = theirs.iter().find(|r| r.number.agrees(rate.number))?;
                let there = source.tokens.at(same.each);
                let strange = unit(&there.text) != unit(&here.text)
                    && !ours.contains(pair.theirs.senses.at(s).at(same.each));
                strange.then_some((s, same.each))
            });
            if let Some((s, each)) = other {
                let at = rate.each..rate.each + 1;
                claims.push(pair.instead((index, at), (s, each..each + 1)));
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
    fn a_time_is_no_thing() {
        let source = "Athletic fees will rise from $85 to $110 per sport in August.";
        let found = |article| claimed(check, Lang::EN, source, article).len();
        assert_eq!(
            found("From August athletic fees will be $110 per month."),
            1
        );
        assert_eq!(found("Athletic fees rise to $110 per sport in August."), 0);
        assert_eq!(
            found("Athletic fees rise to $110 per discipline in August."),
            0
        );
        let source = "La cantine coûtera 4 euros par repas à partir de mai.";
        let found = |article| claimed(check, Lang::FR, source, article).len();
        assert_eq!(
            found("À partir de mai, la cantine coûtera 4 euros par jour."),
            1
        );
        assert_eq!(
            found("À partir de mai, la cantine sera à 4 euros par repas."),
            0
        );
    }
}
