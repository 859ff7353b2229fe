//! Indirect speech: what a sentence says that somebody says (`the union said it had warned the company`).

use std::collections::BTreeSet;

use super::hedge::Covered;
use super::pair::{clause_end, senses};
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;
use crate::lang::meaning::Meaning;

/// Fewer words with a meaning than this do not tell a statement from another one.
const LEAST: usize = 3;
/// How many words of the one who speaks are looked at.
const SPEAKER: usize = 8;
/// Who passes on what somebody said is named in at most so many words.
const PASSED_ON: usize = 5;

/// Whether a verb that may tell of speech has an object and a subject of its own before it (`des cars assurent la liaison`): it does
/// something and says nothing. Who speaks may stand behind the verb too, then nothing stands before it (`, assurent les élus`).
fn has_thing(m: &Meaning, line: &Line, verb: usize) -> bool {
    let tokens = &line.tokens;
    let subject = tokens.at(verb).pause == Pause::None && verb > 0 && tokens.at(verb - 1).content;
    let object = tokens
        .get(verb + 1)
        .is_some_and(|t| t.pause == Pause::None && m.determiners.contains(&t.text.as_str()));
    !m.particle.is_empty() && subject && object
}

/// What is reported in a sentence.
pub(super) fn reported<'a>(m: &Meaning, line: &'a Line, own: &'a [String]) -> Vec<Covered<'a>> {
    let tokens = &line.tokens;
    let is = |list: &[&str], i: usize| {
        tokens
            .get(i)
            .is_some_and(|t| list.contains(&t.text.as_str()))
    };
    let mut found = Vec::new();
    for i in 0..tokens.len() {
        if tokens.at(i).quoted || !is(m.says, i) {
            continue;
        }
        let start = (0..=i)
            .rev()
            .find(|&k| tokens.at(k).pause >= Pause::Comma)
            .unwrap_or(0);
        let speaker = start.max(i.saturating_sub(SPEAKER))..i;
        if speaker.is_empty() {
            continue;
        }
        let that = (i + 1..tokens.len().min(i + 7))
            .take_while(|&k| tokens.at(k).pause < Pause::Stop)
            .find(|&k| is(m.that, k));
        let stop = (i + 1..tokens.len())
            .find(|&k| tokens.at(k).pause >= Pause::Stop || tokens.at(k).quoted)
            .unwrap_or(tokens.len());
        // `Lee told officers that …, police said`: who passes it on is no part of it.
        let last = (i + 1..stop)
            .rev()
            .find(|&k| tokens.at(k).pause >= Pause::Comma);
        let stop = last
            .filter(|&k| stop - k <= PASSED_ON && is(m.says, stop - 1))
            .unwrap_or(stop);
        // English leaves `that` out; behind a comma or at the end the statement stands before.
        let behind = match that {
            Some(k) => Some(k + 1),
            None if m.particle.is_empty()
                && i + 2 < stop
                && clause_end(tokens, i) > i + 2
                && !is(m.step_to, i + 1) =>
            {
                Some(i + 1)
            }
            None => None,
        };
        let covers = match behind {
            Some(from) => {
                // What the speaker will do or wants is known from him.
                let own = is(m.pronouns, from) && !is(m.done, from + 1);
                if own || from >= stop {
                    continue;
                }
                from..stop
            }
            // `des autocars assurent la liaison`: with a thing behind it no statement stands before it.
            None if start > 0 && clause_end(tokens, i) <= i + 5 && !has_thing(m, line, i) => {
                0..start
            }
            None => continue,
        };
        if tokens
            .get(covers.clone())
            .unwrap_or_default()
            .iter()
            .any(|t| t.quoted)
        {
            continue;
        }
        let stems = senses(line, own, covers);
        if stems.len() < LEAST {
            continue;
        }
        let stems_of = |words: std::ops::Range<usize>| -> BTreeSet<&str> {
            let words = tokens
                .get(words)
                .unwrap_or_default()
                .iter()
                .filter(|t| t.content);
            words.map(|t| t.stem.as_str()).collect()
        };
        let mut by = stems_of(speaker);
        // `ont indiqué deux personnes proches du dossier`
        if by.is_empty() && behind.is_none() {
            by = stems_of(i + 1..clause_end(tokens, i));
        }
        found.push(Covered {
            at: i,
            end: i + 1,
            stems,
            head: None,
            noun: false,
            modal: false,
            permission: false,
            speech: true,
            by,
        });
    }
    found
}
