//! Names: which of the source are lost, and which of the draft are new.

use std::sync::Arc;

use super::lexicon::{Lexicon, following, is_function_word, parts};
use super::{Loss, Preserve, occurs};
use crate::draft::{Draft, covers, same_name};
use crate::rules::Outcome;
use crate::span::Span;

/// The names of the source that the draft has not in full.
pub(super) fn lost(
    rule: &Preserve,
    draft: &Draft,
    source: &Draft,
    exempt: &[Span],
    out: &mut Outcome,
) -> Vec<Loss> {
    let mut wanted: Vec<Loss> = Vec::new();
    for n in source.names() {
        let number = source.numbers().iter().any(|d| d.span.overlaps(n.span));
        if number || rule.exempt(&n.text, n.span, exempt) {
            continue;
        }
        if let Some(known) = wanted.iter_mut().find(|w| same_name(&w.text, &n.text)) {
            if !covers(&known.text, &n.text) {
                known.text.clone_from(&n.text);
                known.span = n.span;
                known.block = n.block;
                known.initial = n.sentence_initial;
            }
            continue;
        }
        wanted.push(Loss {
            kind: "name",
            text: n.text.clone(),
            span: n.span,
            block: n.block,
            initial: n.sentence_initial,
        });
    }
    let all = wanted.len();
    wanted.retain(|w| !names_in_full(draft, &w.text, w.initial));
    if !wanted.is_empty() {
        let lexicon = draft.keep(Lexicon::read);
        wanted.retain(|w| {
            let after = following(source, w.block, w.span.end);
            !lexicon.spells(&w.text) && !lexicon.abbreviates(&w.text, after)
        });
    }
    let kept = all - wanted.len();
    let least = rule.at_least.as_ref().and_then(|r| r.min).unwrap_or(100.0);
    let limit = if least >= 100.0 {
        format!("all {all}")
    } else {
        format!("at least {least} % of {all}")
    };
    out.measure(kept as f64, "names", limit);
    if kept as f64 * 100.0 >= least * all as f64 {
        wanted.clear();
    }
    wanted
}

/// Whether a name of the draft has a part that neither the source nor the inputs have.
pub(in crate::rules) fn is_new(
    text: &str,
    after: &str,
    source: &Draft,
    words: &[Arc<Lexicon>],
) -> bool {
    let unknown: Vec<String> = parts(text)
        .into_iter()
        .filter(|p| !is_function_word(p, source.lang()) && !words.iter().any(|l| l.knows(p)))
        .collect();
    if unknown.is_empty()
        || source.names().iter().any(|n| covers(&n.text, text))
        || words
            .iter()
            .any(|l| l.spells(text) || l.abbreviates(text, after))
    {
        return false;
    }
    true
}

/// Whether a name occurs in full at least once: all of it, or two parts of it and more; one is enough when the other may be a title.
fn names_in_full(draft: &Draft, name: &str, initial: bool) -> bool {
    let full = |n: &str| {
        covers(n, name)
            || (covers(name, n) && (initial || n.split([' ', '\u{a0}', '-']).nth(1).is_some()))
    };
    draft.names().iter().any(|n| full(&n.text)) || occurs(draft, name)
}

/// Whether somebody is named, by the surname at least.
pub(super) fn is_named(draft: &Draft, name: &str) -> bool {
    draft.names().iter().any(|n| same_name(&n.text, name)) || occurs(draft, name)
}
