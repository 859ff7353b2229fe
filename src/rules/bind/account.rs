//! Another cause than the one that the source gives, or one for what it gives none.

use crate::rules::Fault;
use std::collections::BTreeSet;
use std::ops::Range;

use super::pair::{Claim, Pair, clause_end, phrase_at, senses};
use crate::draft::clause;
use crate::draft::reading::{Line, Pause, Token};
use crate::draft::total::At as _;
use crate::lang::meaning::Meaning;

/// A cause says something with so many words.
const WORDS: usize = 2;
/// What it explains shares so many senses with what the source explains.
const SHARED: usize = 2;

/// A cause of so many words is no paraphrase of one that shares none with it.
const LONG: usize = 3;
/// With more words of the source left untold, a new cause may be a paraphrase.
const SPARE: usize = 1;

/// A cause: where its words stand, and where those of what it explains.
struct Cause {
    at: usize,
    /// The word for it is loose: `car`.
    loose: bool,
    words: Range<usize>,
    explains: Range<usize>,
}

/// The causes of a sentence.
fn causes(line: &Line, m: &Meaning) -> Vec<Cause> {
    let tokens = &line.tokens;
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        // `39 %, car des fissures`, but not `le car`
        let because: &[&str] = if tokens.at(at).pause == Pause::Comma {
            m.because
        } else {
            &[]
        };
        let phrases = m.causes.iter().chain(because);
        let ends = phrases.filter_map(|c| phrase_at(tokens, at, c));
        let Some(from) = ends.max().filter(|f| *f < tokens.len()) else {
            continue;
        };
        let end = clause_end(tokens, from);
        // A cause that stands first explains what comes behind the comma.
        let explains = if at == 0 {
            end..clause_end(tokens, end)
        } else {
            0..at
        };
        found.push(Cause {
            at,
            loose: !m.causes.iter().any(|c| phrase_at(tokens, at, c).is_some()),
            words: from..end,
            explains,
        });
    }
    found
}

/// Causes that share nothing with the one the source gives.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let m = pair.meaning;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let tokens = &line.tokens;
        let own = pair.ours.senses.at(index);
        for cause in causes(line, m) {
            if tokens.at(cause.at).quoted {
                continue;
            }
            let said = senses(line, own, cause.words.clone());
            let explained = senses(line, own, cause.explains.clone());
            if said.len() < WORDS || explained.len() < SHARED {
                continue;
            }
            let other = row.rests_on.iter().find(|&&s| {
                let source = pair.line(s);
                let theirs = pair.theirs.senses.at(s);
                let all = causes(source, m);
                let [given] = all.as_slice() else {
                    return false;
                };
                let reason = senses(source, theirs, given.words.clone());
                let whole = senses(source, theirs, 0..source.tokens.len());
                let rest: BTreeSet<&str> = senses(source, theirs, given.explains.clone());
                let alike = explained.iter().filter(|w| rest.contains(*w)).count();
                // Behind a loose word the cause may be the source's in other words, unless that is told beside it.
                let beside = || {
                    let outside = (0..cause.at).chain(cause.words.end..tokens.len());
                    let told: BTreeSet<&str> = outside.map(|i| own.at(i).as_str()).collect();
                    2 * reason.iter().filter(|w| told.contains(*w)).count() > reason.len()
                };
                alike >= SHARED
                    && (!cause.loose || beside())
                    && said.iter().all(|w| !whole.contains(w))
                    && (elsewhere(pair, s, &said, (source, given))
                        || strange(pair, s, (line, &cause, &said), (source, given, &reason)))
            });
            if let Some(&source) = other {
                claims.push(Claim {
                    span: pair.words(
                        line,
                        tokens.at(cause.at).start,
                        tokens.at(cause.words.end - 1).end,
                    ),
                    fault: Fault::new("other-cause"),
                    line: index,
                    source,
                });
                break;
            }
        }
    }
    claims
}

/// Whether the words of a cause stand together in another place of the source, and the article has lost what the source gives instead.
fn elsewhere(
    pair: &Pair<'_>,
    s: usize,
    said: &BTreeSet<&str>,
    (source, given): (&Line, &Cause),
) -> bool {
    let lost = source
        .tokens
        .get(given.words.clone())
        .unwrap_or_default()
        .iter()
        .filter(|t| t.content)
        .all(|t| !clause::has_word(pair.article, &t.text));
    let together = |n: usize| {
        let theirs = pair.theirs.senses.at(n);
        n != s && said.iter().all(|w| theirs.iter().any(|t| t == w))
    };
    lost && pair
        .theirs
        .with_senses(said.iter().copied())
        .into_iter()
        .any(together)
}

/// Whether a cause is new, and so long that it is no paraphrase of the one that the source gives.
fn strange(
    pair: &Pair<'_>,
    s: usize,
    (line, cause, said): (&Line, &Cause, &BTreeSet<&str>),
    (source, given, reason): (&Line, &Cause, &BTreeSet<&str>),
) -> bool {
    let named = source
        .tokens
        .get(given.words.clone())
        .unwrap_or_default()
        .iter()
        .any(|t| t.capital && t.content && !has(&line.tokens, &t.stem));
    let long = reason.len() >= LONG && (named || said.len() >= LONG);
    let new = line
        .tokens
        .get(cause.words.clone())
        .unwrap_or_default()
        .iter()
        .any(|t| t.content && !clause::has_word(pair.source, &t.text));
    let near = pair.around(&[s]).into_iter().any(|n| {
        said.iter()
            .any(|w| pair.theirs.senses.at(n).iter().any(|t| t == w))
    });
    long && new && !near
}

/// Whether some word has a stem.
fn has(tokens: &[Token], stem: &str) -> bool {
    tokens.iter().any(|t| t.stem == stem)
}

/// Causes of which the source has no word hereabouts, where it gives none.
pub(super) fn none(pair: &Pair<'_>) -> Vec<Claim> {
    let m = pair.meaning;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let tokens = &line.tokens;
        let own = pair.ours.senses.at(index);
        for cause in causes(line, m) {
            let said = senses(line, own, cause.words.clone());
            let words = tokens.get(cause.words.clone()).unwrap_or_default();
            let named = words.iter().any(|t| t.capital && t.content);
            let new = words
                .iter()
                .any(|t| t.content && !clause::has_word(pair.source, &t.text));
            if tokens.at(cause.at).quoted || said.len() < WORDS || named || !new {
                continue;
            }
            let near = pair.around(&row.rests_on);
            let open = near.iter().any(|&n| {
                let source = pair.line(n);
                !causes(source, m).is_empty()
                    || said
                        .iter()
                        .any(|w| pair.theirs.senses.at(n).iter().any(|t| t == w))
                    || words
                        .iter()
                        .any(|t| t.content && has(&source.tokens, &t.stem))
            });
            if open || clause::untold(pair.article, &pair.alignment, index) > SPARE {
                continue;
            }
            claims.push(Claim {
                span: pair.words(
                    line,
                    tokens.at(cause.at).start,
                    words.at(words.len() - 1).end,
                ),
                fault: Fault::new("new-cause"),
                line: index,
                source: *row.rests_on.at(0),
            });
            break;
        }
    }
    claims
}

#[cfg(test)]
mod tests {
    use super::super::pair::claimed;
    use super::check;
    use crate::lang::Lang;

    #[test]
    fn behind_a_loose_word() {
        let source = "La retenue de Chamberet n'est plus remplie qu'à 39 %, parce que les lâchers d'eau ont commencé le 4 juin, trois semaines plus tôt que d'habitude.";
        let article = "La retenue de Chamberet n'est remplie qu'à 39 %, car des fissures ont été découvertes dans le barrage, alors que les lâchers d'eau avaient commencé le 4 juin.";
        assert_eq!(
            claimed(check, Lang::FR, source, article),
            ["car des fissures ont été découvertes dans le barrage"]
        );
        let source = "Le festival a été annulé vendredi à Tilsac, parce que la préfecture redoutait des orages violents.";
        let article = "Le festival de Tilsac a été annulé vendredi, car les autorités craignaient le mauvais temps.";
        assert!(claimed(check, Lang::FR, source, article).is_empty());
    }
}
