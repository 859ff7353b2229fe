//! A surname misspelt where a sentence begins with it: `Petra Lindholm … Lindholme opened the debate`.

use std::collections::BTreeSet;

use super::pair::{Claim, Pair};
use crate::draft::reading::Pause;

/// Shorter surnames are one letter away from too many words.
const LETTERS: usize = 5;

/// First words of sentences that are one letter away from a surname of the source, with the verb that the source has for that person.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let surnames: BTreeSet<String> = pair
        .source
        .names()
        .iter()
        .filter(|n| n.person.is_some() || n.parts().len() > 1)
        .filter_map(|n| n.parts().last().map(|u| u.key.clone()))
        .filter_map(|k| k.rsplit(['-', ' ', '\'']).next().map(str::to_owned))
        .filter(|k| k.chars().count() >= LETTERS)
        .collect();
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let tokens = &line.tokens;
        // `Al-Masry` is two.
        for (i, token) in tokens.iter().enumerate().take(2) {
            let opens = i == 0 || tokens[1].pause == Pause::None;
            if !(token.capital && opens && token.content) {
                continue;
            }
            let Some(near) = surnames.iter().find(|s| one_letter(s, &token.text)) else {
                continue;
            };
            let Some(verb) = tokens
                .iter()
                .skip(i + 1)
                .take(3)
                .take_while(|t| t.pause == Pause::None)
                .find(|t| t.content && !t.capital)
            else {
                continue;
            };
            let home = row.rests_on.iter().find(|&&s| {
                let theirs = &pair.line(s).tokens;
                let block = pair.line(s).block;
                theirs.iter().any(|t| t.stem == verb.stem)
                    && pair
                        .lines()
                        .iter()
                        .filter(|l| l.block == block)
                        .any(|l| l.tokens.iter().any(|t| t.capital && t.text == **near))
            });
            // The word stands in the source, or in small letters somewhere.
            let mut own = pair.lines().iter().flat_map(|l| &l.tokens);
            let known = own.any(|t| t.text == token.text) || small(pair, &token.text);
            let Some(&source) = home.filter(|_| !known) else {
                continue;
            };
            claims.push(Claim {
                span: pair.span(line, token),
                what: format!(
                    "`{}` is not in the source, which has a name that differs by one letter",
                    pair.written(line, token)
                ),
                line: index,
                source,
            });
        }
    }
    claims
}

/// Whether a word stands in the article without a capital.
fn small(pair: &Pair<'_>, word: &str) -> bool {
    let lines = &pair.alignment.article.lines;
    let mut all = lines.iter().flat_map(|l| &l.tokens);
    all.any(|t| !t.capital && t.text == word)
}

/// Whether two words differ by one letter, changed, added or left out; a plural or possessive `s` does not count.
fn one_letter(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        0 => same < short.len() && short[same + 1..] == long[same + 1..],
        1 => short[same..] == long[same + 1..] && !(same == short.len() && long[same] == 's'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::one_letter;

    #[test]
    fn one_letter_apart() {
        assert!(one_letter("lindholm", "lindholme"));
        assert!(one_letter("kowalska", "kowalski"));
        assert!(one_letter("masri", "masry"));
        assert!(!one_letter("stone", "stones"));
        assert!(!one_letter("stone", "stone"));
        assert!(!one_letter("stone", "storey"));
    }
}
