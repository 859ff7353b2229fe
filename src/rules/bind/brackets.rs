//! The number in brackets behind a name is that of the name: `behind Morley (41) and Saxton (47)`.

use std::collections::{BTreeMap, BTreeSet};

use super::pair::{Claim, Pair, numbers_crossed};
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;
use crate::draft::{Draft, NumberKind};
use crate::span::Span;

/// A name with a number in brackets behind it.
struct Noted {
    who: String,
    key: String,
    name: Span,
    line: usize,
}

/// Names of one paragraph that have each the number of the other.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let lines = &pair.alignment.article.lines;
    let ours = noted(pair.article, lines);
    if ours.len() < 2 {
        return Vec::new();
    }
    let theirs = noted(pair.source, pair.lines());
    let mut numbers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut holders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for t in &theirs {
        numbers.entry(&t.who).or_default().insert(&t.key);
        holders.entry(&t.key).or_default().insert(&t.who);
        places.entry((&t.who, &t.key)).or_insert(t.line);
    }
    // The one name that has a number in the source, and nothing but this number.
    let alone = |key: &str| -> Option<&str> {
        let all = holders.get(key).filter(|h| h.len() == 1)?;
        let who = *all.first()?;
        (numbers.get(who).map(BTreeSet::len) == Some(1)).then_some(who)
    };
    let mut claims: Vec<Claim> = Vec::new();
    let mut held: BTreeMap<(usize, &str), Vec<&Noted>> = BTreeMap::new();
    for n in &ours {
        held.entry((lines.at(n.line).block, &n.who))
            .or_default()
            .push(n);
    }
    for a in &ours {
        let block = lines.at(a.line).block;
        let Some(other) = alone(&a.key).filter(|o| *o != a.who) else {
            continue;
        };
        let crossed = held.get(&(block, other)).into_iter().flatten();
        let mut crossed =
            crossed.filter(|b| alone(&b.key) == Some(&a.who) && a.name.start < b.name.start);
        let (Some(b), Some(&source)) = (crossed.next(), places.get(&(other, a.key.as_str())))
        else {
            continue;
        };
        claims.push(numbers_crossed(pair, (a.line, a.name), b.name, source));
    }
    claims
}

/// The names of a text with a number in brackets right behind them.
fn noted(draft: &Draft, lines: &[Line]) -> Vec<Noted> {
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let block = &draft.blocks().at(line.block).plain;
        let tokens = &line.tokens;
        let numbers = draft
            .numbers()
            .get(line.numbers.clone())
            .unwrap_or_default();
        for (number, &(from, to)) in numbers.iter().zip(&line.figures) {
            let counts = number.kind != NumberKind::Ordinal;
            let Some(last) = from.checked_sub(1) else {
                continue;
            };
            if !counts || from >= to || !tokens.at(last).capital {
                continue;
            }
            let gap = &block.text[tokens.at(last).end..tokens.at(from).start];
            // A unit may stand behind it, nothing else.
            let behind = block.text[tokens.at(to - 1).end..].trim_start();
            let unit = |c: char| c.is_lowercase() || c == ' ' || c == '\u{a0}';
            let closed = behind.trim_start_matches(unit).starts_with(')');
            if gap.trim() != "(" || !closed {
                continue;
            }
            let mut first = last;
            while first > 0 && tokens.at(first).pause == Pause::None && tokens.at(first - 1).capital
            {
                first -= 1;
            }
            found.push(Noted {
                who: tokens.at(last).text.clone(),
                key: number.key(),
                name: block.span(tokens.at(first).start, tokens.at(last).end),
                line: index,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::pair::claimed;
    use super::check;
    use crate::lang::Lang;

    #[test]
    fn numbers_behind_names() {
        let source =
            "Les cadets finissent 3es avec 58 points, derrière Morlans (41) et Saint-Vrin (47).";
        let turned =
            "Leurs 58 points les classent derrière Morlans (47) et le vainqueur, Saint-Vrin (41).";
        assert_eq!(claimed(check, Lang::FR, source, turned), ["Morlans"]);
        for sound in [
            "Leurs 58 points les classent derrière Saint-Vrin (47) et le vainqueur, Morlans (41).",
            "Morlans (41 points) gagne devant Saint-Vrin (47).",
        ] {
            assert!(
                claimed(check, Lang::FR, source, sound).is_empty(),
                "{sound}"
            );
        }
        // Goals and ages are two things.
        let source = "Ada Strome (41) beat Ruth Hallam (47). Hallam (41 points) had led.";
        let article = "Ruth Hallam (41) and Ada Strome (47) met.";
        assert!(claimed(check, Lang::EN, source, article).is_empty());
    }
}
