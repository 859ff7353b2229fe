//! Scores: `4-0`, `4 à 0`. A score is one fact of two small numbers, each of which may stand in the source for something else.

use crate::rules::Fault;
use std::collections::BTreeSet;

use super::pair::{Claim, Pair};
use crate::draft::reading::Line;
use crate::draft::total::At as _;
use crate::draft::{Draft, NumberKind};

/// The two numbers, the higher one first, and the tokens that they stand in.
type Score = ((u16, u16), usize, usize);

/// Scores that the source does not have, in place of one that it has.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let until = pair.meaning.until;
    let of = |draft: &Draft, lines: &[Line]| -> Vec<Vec<Score>> {
        lines.iter().map(|l| scores(draft, l, until)).collect()
    };
    let ours = of(pair.article, &pair.alignment.article.lines);
    if ours.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let theirs = of(pair.source, pair.lines());
    let values = |all: &[Vec<Score>]| -> BTreeSet<(u16, u16)> {
        all.iter().flatten().map(|s| s.0).collect()
    };
    let (told, known) = (values(&ours), values(&theirs));
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for &(score, first, last) in ours.at(index) {
            if known.contains(&score) || line.tokens.at(first).quoted {
                continue;
            }
            let lost = |s: usize| theirs.at(s).iter().any(|t| !told.contains(&t.0));
            let Some(&source) = row.rests_on.iter().find(|&&s| lost(s)) else {
                continue;
            };
            claims.push(Claim {
                span: pair.words(line, line.tokens.at(first).start, line.tokens.at(last).end),
                fault: Fault::new("score")
                    .text("one", score.0.to_string())
                    .text("other", score.1.to_string()),
                line: index,
                source,
            });
        }
    }
    claims
}

/// The scores of a sentence. `2-1-0` is none, and neither is `2023-24`.
fn scores(draft: &Draft, line: &Line, until: &[&str]) -> Vec<Score> {
    /// Both sides of a basketball match have three digits at most.
    const DIGITS: usize = 3;
    let text = &draft.blocks().at(line.block).plain.text;
    let number = |i: usize| -> Option<u16> {
        let word = line.tokens.get(i)?.text.as_str();
        let digits = word.len() <= DIGITS && word.bytes().all(|b| b.is_ascii_digit());
        word.parse().ok().filter(|_| digits)
    };
    let between = |i: usize, j: usize| text.get(line.tokens.at(i).end..line.tokens.at(j).start);
    let dash = |i: usize| {
        i + 1 < line.tokens.len()
            && matches!(between(i, i + 1), Some("-" | "–" | "‑" | " - " | " – "))
    };
    let mut found = Vec::new();
    for i in 0..line.tokens.len() {
        let last = if dash(i) {
            i + 1
        } else if line
            .tokens
            .get(i + 1)
            .is_some_and(|t| until.contains(&t.text.as_str()))
        {
            i + 2
        } else {
            continue;
        };
        let chained = dash(last) || i > 0 && dash(i - 1);
        if let (Some(a), Some(b), false) = (number(i), number(last), chained)
            && !is_range(draft, line, last)
        {
            found.push(((a.max(b), a.min(b)), i, last));
        }
    }
    found
}

/// Whether what ends at a token is so many of a unit: `5 à 7 millions`, `18 à 24 mois`.
fn is_range(draft: &Draft, line: &Line, last: usize) -> bool {
    let at = line.figures.partition_point(|f| f.1 <= last);
    let inside = line.figures.get(at).is_some_and(|f| f.0 <= last);
    let number = draft.numbers().get(line.numbers.start + at);
    inside
        && number.is_some_and(|n| {
            !matches!(n.kind, NumberKind::Cardinal | NumberKind::Points) || n.value > 999.0
        })
}

#[cfg(test)]
mod tests {
    use super::super::pair::claimed;
    use super::*;
    use crate::lang::Lang;

    fn strange(lang: Lang, source: &str, article: &str) -> Vec<String> {
        claimed(check, lang, source, article)
    }

    #[test]
    fn scores_of_nowhere() {
        for (lang, source, article, want) in [
            (
                Lang::EN,
                "Carrow, third in the league, lost 4-0 at home to Dunmore on Tuesday.",
                "Third-placed Carrow suffered a 3-0 home defeat by Dunmore on Tuesday.",
                "3-0",
            ),
            (
                Lang::EN,
                "Orme won the final 2–1 after 3 hours of play against Tarn.",
                "Orme, after 3 hours of play against Tarn, won the final by 3 to 1.",
                "3 to 1",
            ),
            (
                Lang::FR,
                "Troisième, Carvac s'est incliné 4-0 à domicile contre Lens mardi.",
                "Mardi, Carvac, troisième, a été battu 3-0 à domicile par Lens.",
                "3-0",
            ),
            (
                Lang::FR,
                "Montrelais a battu Aubenac 78-72 samedi, devant 2 000 spectateurs.",
                "Devant 2 000 spectateurs, Montrelais a battu Aubenac 78 à 71 samedi.",
                "78 à 71",
            ),
        ] {
            assert_eq!(strange(lang, source, article), [want], "{article}");
        }
    }

    #[test]
    fn scores_told_another_way() {
        for (lang, source, article) in [
            (
                Lang::EN,
                "Carrow lost 4-0 at home to Dunmore on Tuesday.",
                "Dunmore won 4–0 at Carrow on Tuesday.",
            ),
            (
                Lang::EN,
                "Carrow beat Dunmore 2-1 on Tuesday after they were 1-0 down.",
                "Carrow beat Dunmore 2-1 on Tuesday, coming back from 0-1.",
            ),
            (
                Lang::EN,
                "Carrow beat Dunmore 2-1 on Tuesday with two late goals from Tate.",
                "Tate made it 1-1 with a late goal before Carrow beat Dunmore 2-1 on Tuesday.",
            ),
            (
                Lang::FR,
                "Carvac a battu Lens 4-0 mardi, en 2023-24.",
                "Mardi, en 2023-2024, Carvac a battu Lens 4 à 0.",
            ),
        ] {
            assert!(strange(lang, source, article).is_empty(), "{article}");
        }
    }
}
