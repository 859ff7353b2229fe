//! An earlier and a later value that have changed places, where words for their times stand between: `went from 5,300 on Monday morning to
//! 1,900`, `1 900 le soir, contre 5 300 au matin`.
//!
//! Each text says by itself which value was first. One of the two must say so with a verb of change or a time that has gone by: `27 contre
//! 12` alone may be a vote.

use super::pair::{Claim, Pair, phrase_at};
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;
use crate::draft::{Draft, Number, NumberKind};
use crate::rules::Fault;

/// Between the two values of a change so many words may stand.
const APART: usize = 8;
/// Between what leads to a value and the value so many words may stand (`à environ`).
const LEAD: usize = 2;
/// The verb of a change stands at most so many words before the first value.
const VERB: usize = 4;
/// A time stands at most so many words behind its value.
const TIME: usize = 7;
/// A value may be set against one of so many before it.
const BACK: usize = 3;
/// A sentence with more numbers than this is a table.
const MANY: usize = 40;

/// Two values of one thing in their order in time.
struct Change<'a> {
    first: &'a Number,
    second: &'a Number,
    /// The sentence says it with a verb of change or a time gone by.
    sure: bool,
}

/// Whether a number may be a value that changes.
fn is_value(number: &Number) -> bool {
    matches!(
        number.kind,
        NumberKind::Cardinal
            | NumberKind::Measure(_)
            | NumberKind::Percent
            | NumberKind::Points
            | NumberKind::Money(_)
            | NumberKind::Ordinal
    )
}

/// The changes that a sentence tells of.
fn changes<'a>(pair: &Pair<'_>, draft: &'a Draft, line: &Line) -> Vec<Change<'a>> {
    let m = pair.meaning;
    let pack = pair.article.lang().pack();
    let tokens = &line.tokens;
    let all: Vec<(&Number, (usize, usize))> = draft
        .numbers()
        .get(line.numbers.clone())
        .unwrap_or_default()
        .iter()
        .zip(line.figures.iter().copied())
        .filter(|(_, at)| at.0 < at.1 && !tokens.at(at.0).quoted)
        .collect();
    let mut found = Vec::new();
    if all.len() > MANY {
        return found;
    }
    let is = |list: &[&str], i: usize| list.contains(&tokens.at(i).text.as_str());
    let joined = |from: usize, to: usize| (from..=to).all(|i| tokens.at(i).pause < Pause::Stop);
    let dated = all
        .iter()
        .any(|(n, _)| !is_value(n) && n.kind == NumberKind::Year);
    let ago = |i: usize| {
        let phrases = pack.stance.gone_by.iter();
        phrases.filter_map(|p| phrase_at(tokens, i, p)).max()
    };
    // Something between two places says that a time has gone by.
    let earlier =
        |from: usize, to: usize| (from..to).any(|i| is(pack.roles.earlier, i) || ago(i).is_some());
    for (k, &(one, at)) in all.iter().enumerate() {
        if !is_value(one) || at.0 == 0 {
            continue;
        }
        let behind = all
            .get(k + 1..)
            .unwrap_or_default()
            .iter()
            .find(|(n, _)| is_value(n));
        // `est passé de 5 300 lundi matin à 1 900`
        // `de la 19e à la 11e place`: an article stands before the value.
        let determined = at.0 > 1 && is(m.determiners, at.0 - 1) && !is(m.step_from, at.0 - 1);
        let from = at.0 - 1 - usize::from(determined);
        let changes = || {
            (at.0.saturating_sub(VERB)..from).any(|i| {
                let t = tokens.at(i);
                let turns =
                    pair.classes.up.contains(&t.stem) != pair.classes.down.contains(&t.stem);
                joined(i + 1, at.0) && (turns || is(pack.stance.passes, i))
            })
        };
        if let Some(&(other, there)) = behind
            && is(m.step_from, from)
            && there.0.saturating_sub(at.1) <= APART
            && joined(at.0, there.0)
            && (there.0.saturating_sub(LEAD + 1).max(at.1)..there.0).any(|i| is(m.step_to, i))
        {
            // `de 1 140 euros, elle est ramenée à 1 020`; without a verb the other text must tell that it is a change.
            let sure = changes() || (at.1..there.0).any(|i| is(pack.stance.passes, i));
            let tight = is(m.step_to, there.0 - 1)
                || (is(m.determiners, there.0 - 1) && is(m.step_to, there.0.saturating_sub(2)));
            if sure || tight {
                found.push(Change {
                    first: one,
                    second: other,
                    sure,
                });
            }
            if sure {
                continue;
            }
        }
        let stop = (at.1..tokens.len().min(at.1 + TIME))
            .find(|&i| tokens.at(i).pause >= Pause::Comma)
            .unwrap_or(tokens.len().min(at.1 + TIME));
        let now = (at.1..stop).any(|i| is(pack.stance.now, i));
        let timed = earlier(at.1, stop) || (at.1..stop).any(|i| is(pack.stance.early, i));
        // Which one it is set against is told by the other text: `cinq des 14 postes, contre neuf il y a deux ans`.
        let before = all
            .get(..k)
            .unwrap_or_default()
            .iter()
            .rev()
            .filter(|(n, _)| is_value(n));
        for &(other, there) in before.take(BACK) {
            let close = at.0.saturating_sub(there.1) <= 2 * APART;
            let firm = joined(there.1, at.0);
            if now || dated || !close || earlier(there.1, at.0) {
                break;
            }
            let lead = at.0.saturating_sub(LEAD + 1).max(there.1);
            let against = (lead..at.0).any(|i| is(m.against, i) || is(pack.roles.versus, i));
            // `alors qu'ils étaient neuf il y a deux ans`
            let parted = (there.1..=at.0).any(|i| tokens.at(i).pause >= Pause::Comma);
            // Behind a semicolon too: `87 ont terminé ; elles étaient 104 l'an dernier`.
            let gone = parted && ago(at.1).is_some();
            if firm && against && timed || gone {
                found.push(Change {
                    first: one,
                    second: other,
                    sure: gone,
                });
            }
        }
    }
    found
}

/// Values that have changed places.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let ours = changes(pair, pair.article, line);
        for own in &ours {
            let theirs = row.rests_on.iter().flat_map(|&s| {
                let all = changes(pair, pair.source, pair.line(s)).into_iter();
                all.map(move |c| (s, c))
            });
            let theirs: Vec<(usize, Change<'_>)> = theirs.collect();
            let fits = |a: &Number, b: &Number| own.first.agrees(a) && own.second.agrees(b);
            if own.first.agrees(own.second) || theirs.iter().any(|(_, t)| fits(t.first, t.second)) {
                continue;
            }
            let turned = theirs
                .iter()
                .find(|(_, t)| fits(t.second, t.first) && (t.sure || own.sure));
            let Some((s, _)) = turned else { continue };
            claims.push(Claim {
                span: own.second.span,
                fault: Fault::new("from-to")
                    .text("from", own.first.text.to_string())
                    .text("to", own.second.text.to_string()),
                line: index,
                source: *s,
            });
        }
    }
    claims
}

#[cfg(test)]
mod tests {
    use crate::lang::Lang;
    use crate::rules::bind::pair::claimed;

    #[test]
    fn values_change_places() {
        let source = "About 1,900 homes were still without power on Monday evening, against 5,300 in the morning.";
        let found = |article| claimed(super::check, Lang::EN, source, article);
        assert_eq!(
            found(
                "The number of homes without power went from 1,900 on Monday morning to 5,300 in the evening."
            ),
            ["5,300"]
        );
        assert!(found("The number of homes without power went from 5,300 on Monday morning to 1,900 in the evening.").is_empty());
        assert!(
            found(
                "On Monday morning 5,300 homes were without power, against 1,900 in the evening."
            )
            .is_empty()
        );
    }

    #[test]
    fn des_valeurs_changent_de_place() {
        let source = "Cinq postes seulement sont pourvus par des titulaires à Tilsac, contre onze il y a deux ans.";
        let found = |article| claimed(super::check, Lang::FR, source, article);
        assert_eq!(
            found(
                "À Tilsac, seuls onze postes sont pourvus par des titulaires, alors qu'ils étaient cinq il y a deux ans."
            ),
            ["onze"]
        );
        assert!(found("À Tilsac, seuls cinq postes sont pourvus par des titulaires, alors qu'ils étaient onze il y a deux ans.").is_empty());
    }

    #[test]
    fn un_rang_et_une_valeur_ramenee() {
        let found = |source, article| claimed(super::check, Lang::FR, source, article);
        let rank = "Au palmarès national, le lycée de Tilsac passe de la 31e à la 24e place.";
        assert_eq!(
            found(
                rank,
                "Le lycée de Tilsac recule de sept places au palmarès national, de la 24e à la 31e place."
            ),
            ["31e"]
        );
        assert!(found(rank, "Le lycée de Tilsac gagne sept places au palmarès national, de la 31e à la 24e place.").is_empty());
        let fee =
            "Le tarif de la crèche de Tilsac baisse : il passe de 2 340 à 2 210 euros par enfant.";
        assert_eq!(
            found(
                fee,
                "Le tarif de la crèche de Tilsac grimpe : de 2 210 euros par enfant, il est porté à 2 340 euros."
            ),
            ["2 340 euros"]
        );
        assert!(found(fee, "Le tarif de la crèche de Tilsac diminue : de 2 340 euros par enfant, il est ramené à 2 210 euros.").is_empty());
        let race = "Sur 96 équipages inscrits à Tilsac, 58 ont fini la course ; ils étaient 71 l'an dernier.";
        assert_eq!(
            found(
                race,
                "Des 96 équipages inscrits à Tilsac, 71 ont fini la course, contre 58 l'an dernier."
            ),
            ["71"]
        );
        assert!(
            found(
                race,
                "Des 96 équipages inscrits à Tilsac, 58 ont fini la course, contre 71 l'an dernier."
            )
            .is_empty()
        );
    }

    #[test]
    fn a_vote_has_no_times() {
        let source = "The motion was carried by 27 votes against 12 in Carrow.";
        let article = "In Carrow 12 members voted no, against 27 who voted for the motion.";
        assert!(claimed(super::check, Lang::EN, source, article).is_empty());
    }
}
