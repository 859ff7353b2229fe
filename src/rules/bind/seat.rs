//! Where a body stands: `the hospital of A` is not `the hospital of B`, `l'hôpital de Fontbray` n'est pas `l'hôpital de Castelou`.
//!
//! Decided where the source names one place alone for the body, and tells of the other place only elsewhere.

use std::collections::BTreeSet;

use super::pair::{Claim, Pair, senses};
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;

/// A sentence that tells of the other place shares at most so many senses, that place aside.
const OTHER: usize = 1;

/// A body with its place.
struct Seat<'a> {
    /// Half-open range of the place's tokens.
    at: (usize, usize),
    body: &'a str,
    place: Vec<&'a str>,
}

/// The bodies of a sentence that have a place behind `of`.
fn seats<'a>(pair: &Pair<'_>, line: &'a Line) -> Vec<Seat<'a>> {
    let pack = pair.article.lang().pack();
    let scope = |w: &&str| pair.meaning.scopes.iter().any(|s| s.contains(w));
    let mut found = Vec::new();
    for (i, three) in line.tokens.windows(3).enumerate() {
        let (body, of, place) = (three.at(0), three.at(1), three.at(2));
        let named = place.capital && !place.quoted && place.pause == Pause::None;
        if !named || of.pause != Pause::None || !pack.roles.whose.contains(&of.text.as_str()) {
            continue;
        }
        // A town or a region is a place itself.
        let group = pack
            .roles
            .bodies
            .iter()
            .find(|g| g.contains(&body.text.as_str()));
        if group.is_none_or(|g| g.iter().any(scope)) {
            continue;
        }
        let more = line.tokens.get(i + 3..).unwrap_or_default();
        let more = more
            .iter()
            .take_while(|t| t.capital && t.pause == Pause::None);
        let mut all = vec![place.text.as_str()];
        all.extend(more.map(|t| t.text.as_str()));
        found.push(Seat {
            at: (i + 2, i + 2 + all.len()),
            body: &body.text,
            place: all,
        });
    }
    found
}

/// Bodies that stand at another place of the source.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        if line.heading {
            continue;
        }
        for own in seats(pair, line) {
            let telling: BTreeSet<usize> =
                pair.theirs.with_form(own.body).iter().copied().collect();
            let mut theirs = telling.iter().flat_map(|&s| {
                let all = seats(pair, pair.line(s)).into_iter();
                all.filter(|t| t.body == own.body).map(move |t| (s, t))
            });
            let Some((s, there)) = theirs.next() else {
                continue;
            };
            let other =
                |t: &Seat<'_>| !t.place.starts_with(&own.place) && !own.place.starts_with(&t.place);
            let alone = other(&there) && theirs.all(|(_, t)| t.place == there.place);
            let near = pair.around(&row.rests_on);
            let naming = pair.naming(own.place.at(own.place.len() - 1));
            let here = senses(line, pair.ours.senses.at(index), 0..line.tokens.len());
            let apart = |n: usize| {
                let l = pair.line(n);
                let said = senses(l, pair.theirs.senses.at(n), 0..l.tokens.len());
                let shared = here.iter().filter(|w| said.contains(*w)).count();
                shared <= OTHER + own.place.len()
            };
            let elsewhere =
                !naming.is_empty() && naming.iter().all(|n| !telling.contains(n) && apart(*n));
            if alone && elsewhere && near.contains(&s) {
                claims.push(pair.instead((index, own.at.0..own.at.1), (s, there.at.0..there.at.1)));
            }
        }
    }
    claims
}

#[cfg(test)]
mod tests {
    use crate::lang::Lang;
    use crate::rules::bind::pair::claimed;

    #[test]
    fn un_hopital_change_de_ville() {
        let source = "Deux campeurs de Fontbray, blessés par la chute d'un pylône, ont été conduits à l'hôpital de Castelou.";
        let far = "Deux campeurs, blessés par la chute d'un pylône, ont été conduits à l'hôpital de Castelou.\n\nLa fête est annulée.\n\nUn bus relie Fontbray à la côte.";
        let found = |source, article| claimed(super::check, Lang::FR, source, article);
        let turned = "Deux campeurs ont été blessés par la chute d'un pylône et conduits à l'hôpital de Fontbray.";
        assert_eq!(found(far, turned), ["Fontbray"]);
        // The town is told of with them.
        assert!(found(source, turned).is_empty());
        assert!(found(far, "Deux campeurs ont été blessés par la chute d'un pylône et conduits à l'hôpital de Castelou.").is_empty());
        // Not a name of the source: another rule's.
        assert!(found(far, "Deux campeurs ont été blessés par la chute d'un pylône et conduits à l'hôpital de Paris.").is_empty());
    }
}
