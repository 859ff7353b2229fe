//! Certainty that comes in: `avance deux explications possibles`, told as `est formel sur les deux causes`.

use super::open::any_at;
use super::pair::{Claim, Pair, shared};
use super::polarity::is_denied;
use crate::draft::total::At as _;

/// Two sentences share at least this many stems.
const SHARED: usize = 3;

/// What the source leaves open and the article has somebody certain of.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let (m, stance) = (pair.meaning, pair.classes.stance);
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let tokens = &line.tokens;
        let found = (0..tokens.len()).find_map(|i| Some((i, any_at(line, i, stance.sure)?)));
        let Some((at, end)) = found else { continue };
        if tokens
            .get(at..end)
            .unwrap_or_default()
            .iter()
            .any(|t| t.quoted)
            || is_denied(pair.ours.denials.at(index), at)
            || is_denied(pair.ours.denials.at(index), end - 1)
        {
            continue;
        }
        let certain = pair.around(&row.rests_on).into_iter().any(|s| {
            let mut tokens = pair.line(s).tokens.iter();
            tokens.any(|t| stance.certainty.contains(&t.text.as_str()))
        });
        if certain {
            continue;
        }
        let left_open = row.rests_on.iter().find_map(|&s| {
            let source = pair.line(s);
            let hedge = source.tokens.iter().position(|t| {
                let word = t.text.as_str();
                let hedge =
                    pair.classes.hedges.contains(&t.stem) && !pair.classes.speech.contains(&t.stem);
                !t.quoted && (hedge || m.modals.contains(&word) || stance.perhaps.contains(&word))
            })?;
            (shared(line, source, "") >= SHARED).then_some((s, hedge))
        });
        if let Some((s, hedge)) = left_open {
            claims.push(pair.instead((index, at..end), (s, hedge..hedge + 1)));
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
    fn what_is_possible_is_not_certain() {
        let source =
            "Le géologue Tom Varret avance deux causes possibles : la pluie et un forage voisin.";
        let found = |article| claimed(check, Lang::FR, source, article).len();
        assert_eq!(
            found(
                "Le géologue Tom Varret est formel sur les deux causes : la pluie et un forage voisin."
            ),
            1
        );
        assert_eq!(
            found(
                "Deux causes sont possibles, selon le géologue Tom Varret : la pluie et un forage voisin."
            ),
            0
        );
        assert_eq!(
            found(
                "Le géologue Tom Varret n'est pas certain de la cause : la pluie ou un forage voisin."
            ),
            0
        );
        let source = "A loose cable may have started the fire at the mill, the inspector said.";
        let found = |article| claimed(check, Lang::EN, source, article).len();
        assert_eq!(
            found("The inspector is certain that a loose cable started the fire at the mill."),
            1
        );
        assert_eq!(
            found(
                "A loose cable may have started the fire at the mill, according to the inspector."
            ),
            0
        );
        let source = "The inspector is convinced that a loose cable may start a fire at the mill.";
        let found = |article| claimed(check, Lang::EN, source, article).len();
        assert_eq!(
            found("The inspector is certain that a loose cable may start a fire at the mill."),
            0
        );
    }
}
