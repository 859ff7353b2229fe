//! Theories that have become the cause: `the theory of a faulty battery`, "a faulty battery was the cause".

use super::pair::{Claim, Pair, phrase_at, senses};
use super::polarity::is_denied;
use crate::draft::reading::Line;
use crate::draft::total::At as _;
use crate::rules::Fault;

/// Two sentences share at least this many senses.
const SHARED: usize = 2;

/// The first of some phrases in a sentence.
fn find(line: &Line, phrases: &[&str]) -> Option<(usize, usize)> {
    (0..line.tokens.len())
        .filter(|&i| !line.tokens.at(i).quoted)
        .find_map(|i| {
            let ends = phrases.iter().filter_map(|p| phrase_at(&line.tokens, i, p));
            ends.max().map(|end| (i, end))
        })
}

/// Causes that the source only thinks of.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let scales = pair.article.lang().pack().scales;
    let m = pair.meaning;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let Some((from, to)) = find(line, scales.is_cause) else {
            continue;
        };
        let open = line.tokens.iter().any(|t| {
            let word = t.text.as_str();
            m.modals.contains(&word)
                || m.reported.contains(&word)
                || (pair.classes.hedges.contains(&t.stem) && !pair.classes.speech.contains(&t.stem))
        });
        let asked = line.span.slice(pair.article.text()).contains('?');
        if open
            || asked
            || find(line, scales.theories).is_some()
            || is_denied(pair.ours.denials.at(index), from)
        {
            continue;
        }
        let said = senses(line, pair.ours.senses.at(index), 0..line.tokens.len());
        let found = row.rests_on.iter().find_map(|&s| {
            let source = pair.line(s);
            let at = find(source, scales.theories)?;
            let theirs = senses(source, pair.theirs.senses.at(s), 0..source.tokens.len());
            let shared = said.iter().filter(|w| theirs.contains(*w)).count();
            (shared >= SHARED && find(source, scales.is_cause).is_none()).then_some((s, at.0))
        });
        let Some((s, at)) = found else { continue };
        // Somewhere else the source gives a cause.
        let alike = pair.theirs.with_senses(said.iter().copied());
        let known = alike.into_iter().any(|n| {
            let l = pair.line(n);
            find(l, scales.is_cause).is_some() || find(l, m.causes).is_some()
        });
        if known {
            continue;
        }
        let (first, last) = (line.tokens.at(from), line.tokens.at(to - 1));
        claims.push(Claim {
            span: pair.words(line, first.start, last.end),
            fault: Fault::new("theory")
                .text("word", pair.shown(pair.line(s), pair.line(s).tokens.at(at))),
            line: index,
            source: s,
        });
    }
    claims
}

#[cfg(test)]
mod tests {
    use crate::lang::Lang;
    use crate::rules::bind::pair::claimed;

    #[test]
    fn a_theory_is_no_cause() {
        let source = "Investigators mentioned a faulty heater, a theory that is still examined.";
        let found = |article| claimed(super::check, Lang::EN, source, article);
        assert_eq!(
            found("A faulty heater was the cause, according to investigators."),
            ["was the cause"]
        );
        assert!(
            found("One theory is that a faulty heater was the cause, investigators said.")
                .is_empty()
        );
        assert!(found("A faulty heater may have caused it, investigators said.").is_empty());
    }
}
