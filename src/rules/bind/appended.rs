//! An event put to a sentence of the source behind `and` or `but`, of which the source has no word: `…, but it has postponed dozens of
//! operations`.

use super::pair::{Claim, Pair, clause_end};
use super::stranger::tells;
use crate::draft::clause;
use crate::draft::reading::Pause;
use crate::draft::total::At as _;
use crate::rules::Fault;

/// So many words of such a clause are new, its number words included.
const NEW: usize = 2;

/// Clauses that tell an event of their own.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let pack = pair.article.lang().pack();
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let tokens = &line.tokens;
        let own = pair.ours.senses.at(index);
        let opens = |i: &usize| {
            pack.events.adds.contains(&tokens.at(*i).text.as_str())
                && tokens.at(*i).pause >= Pause::Comma
                && !tokens.at(*i).quoted
        };
        let Some(at) = (1..tokens.len()).rev().find(opens) else {
            continue;
        };
        let end = clause_end(tokens, at);
        let words: Vec<usize> = (at + 1..end).filter(|&i| tokens.at(i).content).collect();
        let number = |i: usize| pack.small(&tokens.at(i).text).number.is_some();
        let known = |&i: &usize| {
            let t = tokens.at(i);
            t.capital
                || t.quoted
                || t.text.starts_with(|c: char| c.is_ascii_digit())
                || (!number(i)
                    && (clause::has_word(pair.source, &t.text)
                        || !pair.theirs.with_senses([own.at(i).as_str()]).is_empty()))
        };
        let new = words.iter().filter(|&&i| !number(i)).count();
        let ends = end == tokens.len();
        let first = at + 1;
        let is = |list: &[&str], i: usize| {
            tokens
                .get(i)
                .is_some_and(|t| list.contains(&t.text.as_str()))
        };
        // Somebody or something of its own does it, and nothing denies it: `but did not strike everywhere` says how far the sentence goes.
        let m = pair.meaning;
        let denied = (first..end).any(|i| is(m.deny, i) || is(m.particle, i));
        let subject = !is(pack.events.perfect, first);
        let from = if is(m.pronouns, first) {
            first + 1
        } else {
            first
        };
        if !ends
            || new < NEW
            || words.iter().any(known)
            || denied
            || !subject
            || !tells(tokens.get(from..end).unwrap_or_default(), pack.events)
            || clause::left_out(pair.article, &pair.alignment, index)
        {
            continue;
        }
        claims.push(Claim {
            span: pair.words(line, tokens.at(at).start, tokens.at(end - 1).end),
            fault: Fault::new("new-event"),
            line: index,
            source: *row.rests_on.at(0),
        });
    }
    claims
}

#[cfg(test)]
mod tests {
    use super::super::pair::claimed;
    use super::check;
    use crate::lang::Lang;

    #[test]
    fn events_behind_a_conjunction() {
        let source =
            "Le pont rouvre lundi. Des fissures avaient été découvertes dans deux poutres.";
        let told = "Des fissures avaient été découvertes dans deux poutres.";
        let found = |text: &str| claimed(check, Lang::FR, source, &format!("{text} {told}"));
        let added = found("Le pont rouvre lundi, et son architecte a démissionné.");
        assert_eq!(added, ["et son architecte a démissionné"]);
        for sound in [
            "Le pont rouvre lundi, mais n'a pas retrouvé sa solidité.",
            "Le pont rouvre lundi, mais on attend la suite.",
        ] {
            assert!(found(sound).is_empty(), "{sound}");
        }
        // What the article tells nowhere else may be meant.
        let source = "L'hôpital n'est pas touché. Les quatre écoles resteront fermées vendredi.";
        let article = "L'hôpital n'est pas touché, mais les élèves ont été renvoyés.";
        assert!(claimed(check, Lang::FR, source, article).is_empty());
    }
}
