//! Whom somebody speaks to: `the judge told Lindwell`.
//!
//! The article is wrong when it makes somebody speak to a person to whom the source, which tells whom that somebody speaks to, lets them
//! say nothing.

use crate::rules::Fault;
use std::collections::{BTreeSet, HashMap};

use super::anchor::People;
use super::pair::{Claim, Pair};
use super::roles::Mention;
use crate::draft::Draft;
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;

/// Between the one who speaks and the verb stand at most so many words.
const BETWEEN: usize = 3;

/// Somebody who speaks to somebody.
struct Address {
    who: String,
    /// None for one who is not named: `told him`.
    to: Option<Mention>,
}

/// Persons spoken to in the article whom the source does not let the speaker speak to.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let people = People::of(pair);
    let mut theirs: HashMap<String, Vec<(usize, Option<String>)>> = HashMap::new();
    for (index, line) in pair.lines().iter().enumerate() {
        for a in addresses(pair, pair.source, line, &people) {
            let to = a.to.map(|m| m.key);
            theirs.entry(a.who).or_default().push((index, to));
        }
    }
    let mut claims = Vec::new();
    if theirs.is_empty() {
        return claims;
    }
    for (index, line, row) in pair.rows() {
        for a in addresses(pair, pair.article, line, &people) {
            let (Some(to), Some(said)) = (a.to, theirs.get(&a.who)) else {
                continue;
            };
            let open = said
                .iter()
                .any(|(_, t)| t.as_ref().is_none_or(|t| *t == to.key));
            let there = said.iter().find(|(s, _)| row.rests_on.contains(s));
            let Some((source, Some(other))) = there.filter(|_| !open) else {
                continue;
            };
            // Who is named beside them in the source may have been spoken to as well, and who is named here may be meant.
            let near: BTreeSet<usize> = pair.naming(&to.key).into_iter().collect();
            let beside = near.contains(source);
            let both = people
                .mentions(pair, pair.article, line)
                .iter()
                .any(|m| m.key == *other);
            if beside || both || near.is_empty() {
                continue;
            }
            claims.push(Claim {
                span: to.span,
                fault: Fault::new("addressee").text("to", to.span.slice(pair.article.text())),
                line: index,
                source: *source,
            });
        }
    }
    claims
}

/// Who speaks to whom in a sentence.
fn addresses(pair: &Pair<'_>, draft: &Draft, line: &Line, people: &People) -> Vec<Address> {
    let tokens = &line.tokens;
    let roles = pair.article.lang().pack().roles;
    let is = |list: &[&str], i: usize| {
        tokens
            .get(i)
            .is_some_and(|t| list.contains(&t.text.as_str()))
    };
    let verbs: Vec<usize> = (1..tokens.len())
        .filter(|&i| !tokens.at(i).quoted && (is(roles.tells, i) || is(roles.says_to, i)))
        .collect();
    if verbs.is_empty() {
        return Vec::new();
    }
    let names = people.mentions(pair, draft, line);
    let mut found = Vec::new();
    for verb in verbs {
        let joined = |from: usize, to: usize| (from..to).all(|i| tokens.at(i).pause == Pause::None);
        let who = names.iter().rev().find(|n| n.to <= verb);
        let Some(who) = who.filter(|n| verb - n.to <= BETWEEN && joined(n.to, verb + 1)) else {
            continue;
        };
        // `was told`, `a woman who told`
        let passive =
            (who.to..verb).any(|i| is(pair.meaning.auxiliaries, i) && tokens.at(i).text.len() > 1);
        let direct = is(roles.tells, verb);
        if direct && passive || (who.to..verb).any(|i| is(roles.relatives, i)) {
            continue;
        }
        let mut at = verb + 1;
        if !direct {
            if !is(roles.to, at) {
                continue;
            }
            at += 1;
        }
        let to = names
            .iter()
            .find(|n| n.from == at && joined(verb + 1, at + 1));
        let to = to.map(|n| Mention {
            key: n.key.clone(),
            from: n.from,
            to: n.to,
            span: n.span,
        });
        found.push(Address {
            who: who.key.clone(),
            to,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::pair::claimed;
    use super::check;
    use crate::lang::Lang;

    #[test]
    fn another_one_is_spoken_to() {
        let source = "Judge Mona Tarrant told Ewan Pell that he had robbed his neighbours. Neil Corby was cleared in May.";
        for (article, found) in [
            (
                "Judge Mona Tarrant said to Corby that he had robbed his neighbours.",
                "Corby",
            ),
            (
                "Judge Mona Tarrant told Neil Corby that he had robbed his neighbours.",
                "Neil Corby",
            ),
        ] {
            assert_eq!(
                claimed(check, Lang::EN, source, article),
                [found],
                "{article}"
            );
        }
        for article in [
            "Judge Mona Tarrant said to Pell that he had robbed his neighbours.",
            "Mona Tarrant told him that he had robbed his neighbours.",
            "Mona Tarrant told Neil Corby and Ewan Pell that he had robbed his neighbours.",
        ] {
            assert!(
                claimed(check, Lang::EN, source, article).is_empty(),
                "{article}"
            );
        }
        let source = "Mona Tarrant a dit à Ewan Pell qu'il avait volé ses voisins. Nicolas Corbier a été relaxé en mai.";
        let article = "Mona Tarrant a déclaré à Nicolas Corbier qu'il avait volé ses voisins.";
        assert_eq!(
            claimed(check, Lang::FR, source, article),
            ["Nicolas Corbier"]
        );
    }
}
