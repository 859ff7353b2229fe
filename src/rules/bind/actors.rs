//! Two people who have changed places between two parallel clauses: `X, prosecuting, … Y, defending, …`, told as "Y prosecuted and X
//! defended". What one of the verbs tells of one of them alone decides.

use super::pair::{Claim, Pair};
use super::roles::{Mention, mentions};
use crate::draft::reading::Pause;
use crate::draft::total::At as _;
use crate::rules::Fault;

/// A verb in more sentences of the source tells nobody from the others.
const COMMON: usize = 3;
/// Between a verb and who does it stand at most so many words.
const NEAR: usize = 5;

/// People who do here what the other one does in the source.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, _) in pair.rows() {
        let tokens = &line.tokens;
        let own = pair.ours.senses.at(index);
        let verb = |m: &Mention| {
            let t = tokens.get(m.to)?;
            let told = t.content
                && !t.capital
                && !t.quoted
                && t.pause == Pause::None
                && t.text.ends_with("ed")
                && !pair.classes.speech.contains(&t.stem)
                && !pair.classes.converses.contains_key(&t.stem);
            told.then_some(m.to)
        };
        let names = mentions(pair, pair.article, line);
        let doing: Vec<(&Mention, usize)> =
            names.iter().filter_map(|m| Some((m, verb(m)?))).collect();
        let [(a, v), (b, w)] = doing[..] else {
            continue;
        };
        // The second begins a clause of its own.
        let joined = b.from.checked_sub(1).is_some_and(|k| {
            tokens.at(b.from).pause >= Pause::Stop
                || pair
                    .meaning
                    .conjunctions
                    .contains(&tokens.at(k).text.as_str())
        });
        if !joined || a.key == b.key {
            continue;
        }
        let first = holds(pair, own.at(v), (&a.key, &b.key));
        let second = holds(pair, own.at(w), (&b.key, &a.key));
        let found = match (first, second) {
            (Some((s, false)), None | Some((_, false))) => Some((a, v, b, s)),
            (None, Some((s, false))) => Some((b, w, a, s)),
            _ => None,
        };
        if let Some((one, verb, other, s)) = found {
            let text = pair.article.text();
            claims.push(Claim {
                span: one.span,
                fault: Fault::new("exchanged-words")
                    .text("one", one.span.slice(text))
                    .text("other", other.span.slice(text))
                    .text("word", pair.written(line, tokens.at(verb)))
                    .text("home", other.span.slice(text)),
                line: index,
                source: s,
            });
        }
    }
    claims
}

/// The sentence of the source that has a verb beside one of two people alone, and whether it is the first of them; nothing where it does
/// not decide.
fn holds(pair: &Pair<'_>, verb: &str, (own, other): (&str, &str)) -> Option<(usize, bool)> {
    let all = pair.theirs.with_senses([verb]);
    if all.len() > COMMON {
        return None;
    }
    let mut decided = None;
    for s in all {
        let line = pair.line(s);
        let at = pair.theirs.senses.at(s).iter().position(|w| w == verb)?;
        let names = mentions(pair, pair.source, line);
        let has = |key: &str| names.iter().any(|m| m.key == key);
        let near = names.iter().any(|m| {
            let close = m.from.saturating_sub(at + 1).max(at.saturating_sub(m.to)) <= NEAR;
            m.key == other && close
        });
        if has(own) {
            return Some((s, true));
        }
        if near {
            decided = Some((s, false));
        }
    }
    decided
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::lang::Lang;
    use crate::rules::bind::pair::claimed;

    #[test]
    fn who_does_what_stays() {
        let source = "Elena Marsh, prosecuting, said the ring had run for years. Tom Birley, defending, said his client was sorry.";
        let found = |article| claimed(check, Lang::EN, source, article);
        assert_eq!(
            found("Tom Birley prosecuted and Elena Marsh defended."),
            ["Tom Birley"]
        );
        assert!(found("Elena Marsh prosecuted and Tom Birley defended.").is_empty());
        let source = "Elena Marsh opposed the plan that Tom Birley proposed.";
        let found = |article| claimed(check, Lang::EN, source, article);
        assert!(found("Tom Birley proposed the plan; Elena Marsh opposed it.").is_empty());
    }
}
