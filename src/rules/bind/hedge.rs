//! Hedges and attributions: what the source only says that somebody says, the article must not say as a fact.

use std::collections::BTreeSet;

use super::pair::{Claim, Pair, clause_end, phrase_at, stems};
use super::polarity::{Denial, is_denied};
use crate::draft::reading::{Line, Pause};
use crate::lang::meaning::Meaning;

/// What a hedge covers.
pub(super) struct Covered<'a> {
    /// The token that hedges.
    pub(super) at: usize,
    /// The first token behind it and behind the one who says it.
    pub(super) end: usize,
    /// The stems of what it covers.
    stems: BTreeSet<&'a str>,
    /// The one word that must be there, when it is known which.
    head: Option<&'a str>,
    /// It is a modal verb: what keeps the distance stands right before the head.
    modal: bool,
    /// The stems of the one who says it, for an attribution.
    pub(super) by: BTreeSet<&'a str>,
}

/// Hedges that are lost.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        if line.heading {
            continue;
        }
        let ours = stems(&line.tokens);
        for &s in &row.rests_on {
            if !pair.theirs.hedged[s] {
                continue;
            }
            let source = pair.line(s);
            let denied = &pair.theirs.denials[s];
            let lost = covered(pair.meaning, source, denied).into_iter().find(|c| {
                let told = c.stems.iter().filter(|w| ours.contains(*w)).count();
                let headed = c.head.is_none_or(|h| ours.contains(h));
                // The one who says it may be named elsewhere in the paragraph.
                let named = c.by.iter().any(|w| pair.ours.stands_in(line.block, w));
                // What stands behind a colon or a semicolon is a statement of its own.
                let part = c.head.map_or(0..line.tokens.len(), |h| statement(line, h));
                let hedged = match c.head.filter(|_| c.modal) {
                    Some(head) => is_open(pair, line, head),
                    None => is_hedged(pair, line, part),
                };
                headed
                    && !named
                    && !hedged
                    && told >= c.stems.len().clamp(1, 2)
                    && 2 * told >= c.stems.len()
            });
            // The same said without a hedge elsewhere in the source is a fact there too.
            let Some(lost) = lost else { continue };
            claims.push(Claim {
                span: line.span,
                what: format!(
                    "`{}` of the source is lost: a claim has become a fact",
                    pair.shown(source, &source.tokens[lost.at])
                ),
                line: index,
                source: s,
            });
            break;
        }
    }
    claims
}

/// Whether a word of the article is left open right before it: by a modal verb, a conditional or a hedge.
fn is_open(pair: &Pair<'_>, line: &Line, stem: &str) -> bool {
    let m = pair.meaning;
    let open = |i: usize| {
        line.tokens[i.saturating_sub(6)..=i].iter().any(|t| {
            let text = t.text.as_str();
            t.quoted
                || m.modals.contains(&text)
                || m.reported.contains(&text)
                || m.claims.contains(&text)
                || pair.classes.hedges.contains(&t.stem)
        })
    };
    let mut at = (0..line.tokens.len()).filter(|&i| line.tokens[i].stem == stem);
    at.any(open)
}

/// The statement that a word stands in: from one stop to the next, colons and semicolons included.
fn statement(line: &Line, stem: &str) -> std::ops::Range<usize> {
    let tokens = &line.tokens;
    let Some(at) = tokens.iter().position(|t| t.stem == stem) else {
        return 0..tokens.len();
    };
    let start = (0..=at)
        .rev()
        .find(|&i| tokens[i].pause >= Pause::Stop)
        .unwrap_or(0);
    let end = (at + 1..tokens.len())
        .find(|&i| tokens[i].pause >= Pause::Stop)
        .unwrap_or(tokens.len());
    start..end
}

/// Whether a statement of the article keeps its distance in any way: a hedge, an attribution, a verb of speech, the conditional, quotation
/// marks, a question.
fn is_hedged(pair: &Pair<'_>, line: &Line, part: std::ops::Range<usize>) -> bool {
    let m = pair.meaning;
    let text = line.span.slice(pair.article.text());
    text.contains('?')
        || line
            .tokens
            .iter()
            .enumerate()
            .skip(part.start)
            .take(part.len())
            .any(|(i, t)| {
                t.quoted
                    || pair.classes.hedges.contains(&t.stem)
                    || m.claims.contains(&t.text.as_str())
                    || pair.classes.speech.contains(&t.stem)
                    || m.modals.contains(&t.text.as_str())
                    || m.reported.contains(&t.text.as_str())
                    || m.attributions
                        .iter()
                        .chain(m.hedges.iter().filter(|h| h.contains(' ')))
                        .any(|a| phrase_at(&line.tokens, i, a).is_some())
            })
}

/// The hedges of a sentence of the source.
pub(super) fn covered<'a>(m: &Meaning, line: &'a Line, denied: &[Denial]) -> Vec<Covered<'a>> {
    let tokens = &line.tokens;
    let small = |i: usize| m.auxiliaries.contains(&tokens[i].text.as_str());
    let mut found = Vec::new();
    for (i, t) in tokens.iter().enumerate() {
        let covers = |from: usize, to: usize| -> BTreeSet<&'a str> {
            stems(&tokens[from.min(tokens.len())..to.min(tokens.len())])
        };
        if let Some(end) = m.attributions.iter().find_map(|a| phrase_at(tokens, i, a)) {
            let stop = clause_end(tokens, end.saturating_sub(1)).min(end + 8);
            let by = covers(end, stop);
            // At the head it covers what follows, else what comes before.
            let head = i == 0 || tokens[i].pause >= Pause::Stop;
            let stems = if head {
                covers(stop, tokens.len())
            } else {
                covers(0, i)
            };
            found.push(Covered {
                at: i,
                end: stop,
                modal: false,
                stems,
                head: None,
                by,
            });
            continue;
        }
        let claim = m.claims.contains(&t.text.as_str()) && !is_denied(denied, i);
        // `in May`: a month.
        let modal =
            m.modals.contains(&t.text.as_str()) && !(t.capital && i > 0) && !is_denied(denied, i);
        // `le meurtrier présumé`: the noun before it is what is only claimed.
        if claim
            && let Some(noun) = i.checked_sub(1).map(|k| &tokens[k])
            && noun.content
            && !noun.capital
            && t.pause == Pause::None
            && !m.passive.contains(&noun.text.as_str())
        {
            found.push(Covered {
                at: i,
                end: i + 1,
                modal: false,
                stems: BTreeSet::from([noun.stem.as_str()]),
                head: Some(&noun.stem),
                by: BTreeSet::new(),
            });
        }
        let reported = m.reported.contains(&t.text.as_str())
            && !tokens[..i]
                .iter()
                .any(|w| m.plain_conditional.contains(&w.text.as_str()));
        if !claim && !reported && !modal {
            continue;
        }
        let end = clause_end(tokens, i).min(i + 10);
        let head = (i + 1..end).find(|&k| tokens[k].content && !small(k) && !tokens[k].capital);
        let mut stems = covers(i + 1, end);
        stems.remove(t.stem.as_str());
        if let Some(head) = head {
            found.push(Covered {
                at: i,
                end: i + 1,
                modal: modal && !claim && !reported,
                stems,
                head: Some(&tokens[head].stem),
                by: BTreeSet::new(),
            });
        }
    }
    found
}
