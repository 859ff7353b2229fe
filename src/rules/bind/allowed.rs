//! What is forbidden is allowed, or the other way round, told with another verb: `dogs are not admitted on the beach`, "you can take a dog
//! to the beach".
//!
//! The statement is known by its nouns: the two clauses must share all their words but one, the verb.

use crate::rules::Fault;
use std::collections::BTreeSet;
use std::ops::Range;

use super::open::any_at;
use super::pair::{Claim, Pair, senses};
use super::polarity::Denial;
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;

/// Two clauses share at least so many senses.
const SHARED: usize = 2;
/// So many senses of a clause may be told with another word.
const OTHER: usize = 1;

/// What a clause permits or forbids.
struct Leave<'a> {
    at: usize,
    allowed: bool,
    /// The word says nothing else than that.
    plain: bool,
    /// What is permitted or forbidden, to whom.
    what: BTreeSet<&'a str>,
}

/// The clauses of a sentence: cut at pauses.
fn clauses(line: &Line) -> Vec<Range<usize>> {
    let tokens = &line.tokens;
    let mut cuts: Vec<usize> = (1..tokens.len())
        .filter(|&i| tokens.at(i).pause >= Pause::Comma)
        .collect();
    cuts.insert(0, 0);
    cuts.push(tokens.len());
    cuts.windows(2).map(|w| *w.at(0)..*w.at(1)).collect()
}

/// What a clause permits or forbids, when one word alone says it.
fn leave<'a>(
    pair: &Pair<'_>,
    line: &Line,
    own: &'a [String],
    denials: &[Denial],
    clause: Range<usize>,
) -> Option<Leave<'a>> {
    let stance = pair.classes.stance;
    let tokens = &line.tokens;
    let has = |i: usize, list: &[&str]| any_at(line, i, list).is_some();
    if clause
        .clone()
        .any(|i| tokens.at(i).quoted || has(i, stance.in_part))
    {
        return None;
    }
    let mut said = clause.clone().filter(|&i| {
        !(tokens.at(i).capital && i > 0)
            && (has(i, stance.allowed) || has(i, stance.can) || has(i, stance.forbidden))
    });
    let at = said.next()?;
    let more = said.next().is_some();
    let deny: Vec<&Denial> = denials.iter().filter(|d| clause.contains(&d.at)).collect();
    let forbidden = has(at, stance.forbidden);
    // The ban itself is among the words that deny.
    let others = deny.iter().filter(|d| d.at != at).count();
    let denied = match others {
        0 => false,
        1 if !forbidden && deny.iter().any(|d| d.at != at && d.plain) => true,
        _ => return None,
    };
    let mut what = senses(line, own, clause);
    what.remove(own.at(at).as_str());
    (!more).then_some(Leave {
        at,
        allowed: !forbidden && !denied,
        plain: !has(at, stance.can),
        what,
    })
}

/// Permissions and bans that are turned.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line) in pair.alignment.article.lines.iter().enumerate() {
        let (own, denials) = (pair.ours.senses.at(index), pair.ours.denials.at(index));
        for clause in clauses(line) {
            let Some(ours) = leave(pair, line, own, denials, clause) else {
                continue;
            };
            if ours.what.len() < SHARED {
                continue;
            }
            let fits = |n: usize| {
                let source = pair.line(n);
                let (senses, denials) = (pair.theirs.senses.at(n), pair.theirs.denials.at(n));
                let all = clauses(source).into_iter();
                all.filter_map(|c| leave(pair, source, senses, denials, c))
                    .filter(|t| {
                        let same = ours.what.intersection(&t.what).count();
                        same >= SHARED
                            && ours.what.len() - same <= OTHER
                            && t.what.len() - same <= OTHER
                    })
                    .collect::<Vec<_>>()
            };
            // So few words often rest on nothing.
            let alike = pair.theirs.with_senses(ours.what.iter().copied());
            let turned = alike.iter().find_map(|&s| {
                let all = fits(s);
                let other = all
                    .iter()
                    .find(|t| t.allowed != ours.allowed && (t.plain || ours.plain))?;
                Some((s, other.at))
            });
            let Some((s, there)) = turned else { continue };
            // The source says as much of it elsewhere.
            let said = alike
                .into_iter()
                .any(|n| fits(n).iter().any(|t| t.allowed == ours.allowed));
            if said {
                continue;
            }
            let (token, source) = (line.tokens.at(ours.at), pair.line(s));
            let state = |allowed| if allowed { "allowed" } else { "forbidden" };
            claims.push(Claim {
                span: pair.span(line, token),
                fault: Fault::new("allowed")
                    .text("word", pair.written(line, token))
                    .key("here", state(ours.allowed))
                    .key("state", state(!ours.allowed))
                    .text("there", pair.shown(source, source.tokens.at(there))),
                line: index,
                source: s,
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
    fn what_is_forbidden_is_not_allowed() {
        let source = "Dogs are not allowed on the lower beach.";
        let found = |article| claimed(super::check, Lang::EN, source, article).len();
        assert_eq!(
            found("Visitors can take dogs to the lower beach."),
            0,
            "two more words"
        );
        assert_eq!(found("You can take dogs to the lower beach."), 1);
        assert_eq!(found("Dogs are banned from the lower beach."), 0);
        assert_eq!(found("You cannot take dogs to the lower beach."), 0);
        assert_eq!(found("Only guide dogs may go to the lower beach."), 0);
    }

    #[test]
    fn the_same_in_french() {
        let source = "Les chiens ne seront pas admis sur la plage.";
        let found = |article| claimed(super::check, Lang::FR, source, article).len();
        assert_eq!(found("On pourra promener un chien sur la plage."), 1);
        assert_eq!(found("On ne pourra pas promener un chien sur la plage."), 0);
        assert_eq!(found("Les chiens sont interdits sur la plage."), 0);
    }
}
