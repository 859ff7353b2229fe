//! Sentences that tell an event of which the source has no word.
//!
//! A sentence that rests on nothing explains, leads on, or invents. What has happened, will be done or is planned is no explanation: the
//! form of its verb tells it ([`Events`]). A comment on what was told (`this`), a question, a supposition and a word to the reader are left alone.

use super::pair::{Claim, Pair, phrase_at};
use crate::draft::clause;
use crate::draft::reading::{Pause, Token};
use crate::draft::total::At as _;
use crate::lang::events::Events;
use crate::rules::Fault;
use crate::tongue::Slot;

/// So many words of such a sentence are new.
const NEW: usize = 3;
/// Of its words so many in ten.
const MOST: usize = 6;

/// Sentences that tell an event of their own.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let lines = &pair.alignment.article.lines;
    let told = lines.iter().filter(|l| !l.heading).count();
    let resting = pair.rows().filter(|(_, l, _)| !l.heading).count();
    // A text that mostly goes its own way, or stands in another language, is not told from this source.
    if 2 * resting < told {
        return Vec::new();
    }
    let events = pair.article.lang().pack().events;
    let mut claims = Vec::new();
    for found in clause::strangers(pair.article, pair.source, &pair.alignment) {
        let line = lines.at(found.line);
        let own = pair.ours.senses.at(found.line);
        let text = line.span.slice(pair.article.text());
        if found.new.len() < NEW
            || found.paraphrase
            || text.trim_end().ends_with('?')
            || !tells(&line.tokens, events)
        {
            continue;
        }
        let senses = |i: usize| pair.theirs.with_senses([own.at(i).as_str()]).is_empty();
        let new = found.new.iter().filter(|&&i| senses(i)).count();
        // A sentence that rests on something, however little, has to bring more.
        let rests = !pair.alignment.rows.at(found.line).rests_on.is_empty();
        if new < NEW + usize::from(rests) || 10 * new < MOST * found.words.len() {
            continue;
        }
        let (first, last) = (line.tokens.at(0), line.tokens.at(line.tokens.len() - 1));
        claims.push(Claim {
            span: pair.words(line, first.start, last.end),
            fault: Fault::new("new-sentence")
                .with("new", Slot::Number(new as f64))
                .with("words", Slot::Number(found.words.len() as f64)),
            line: found.line,
            source: found.source,
        });
    }
    claims
}

/// Whether a sentence tells what has happened, will be done or is planned.
pub(super) fn tells(tokens: &[Token], events: &Events) -> bool {
    let is = |i: usize, words: &[&str]| {
        tokens
            .get(i)
            .is_some_and(|t| words.contains(&t.text.as_str()))
    };
    if is(0, events.leads)
        || (0..tokens.len()).any(|i| is(i, events.readers) || is(i, events.modals))
    {
        return false;
    }
    let participle = |i: usize| {
        let Some(t) = tokens.get(i).filter(|t| t.content && !t.capital) else {
            return false;
        };
        let ends = events.endings.iter().any(|e| t.text.ends_with(e));
        (ends || events.irregular.contains(&t.text.as_str()))
            && !events.still.contains(&t.text.as_str())
    };
    // Past small adverbs, within the clause.
    let skip = |mut i: usize| {
        while tokens.get(i).is_some_and(|t| t.pause == Pause::None)
            && (is(i, events.between) || tokens.at(i).text.ends_with(events.adverb))
        {
            i += 1;
        }
        i
    };
    let close = |i: usize| tokens.get(i).is_some_and(|t| t.pause == Pause::None);
    (0..tokens.len()).any(|i| {
        if tokens.at(i).quoted || (i > 0 && is(i - 1, events.never)) {
            return false;
        }
        let ends = |phrases: &[&str]| phrases.iter().filter_map(|p| phrase_at(tokens, i, p)).max();
        if ends(events.plans).is_some() {
            return true;
        }
        if let Some(behind) = ends(events.perfect) {
            let mut at = skip(behind);
            if is(at, &[events.passive]) {
                at = skip(at + 1);
            }
            let goes_on = is(at.saturating_sub(1), &[events.passive])
                && events.progressive.is_some_and(|e| {
                    tokens
                        .get(at)
                        .is_some_and(|t| t.content && t.text.ends_with(e))
                });
            return close(at) && (goes_on || participle(at));
        }
        if let Some(behind) = ends(events.coming) {
            let at = skip(behind);
            return close(at) && participle(at);
        }
        let at = skip(i + 1);
        is(i, events.persons) && close(at) && participle(at)
    })
}
