//! Ways to lose the keyphrase, place by place, and to have too much of it.

use super::{Keyphrase, LONGEST};
use crate::diag::counts::counted;
use crate::draft::total::At as _;
use crate::draft::{BlockKind, Counted, Draft, chars};
use crate::rules::slug::slugify;
use crate::rules::{Mutant, surgery};
use crate::span::Span;

pub(super) fn all(rule: &Keyphrase, draft: &Draft) -> Vec<Mutant> {
    let mut out = Vec::new();
    if !rule.phrase.known {
        return out;
    }
    for (place, _) in &rule.places {
        let edits = replaced(rule, draft, place);
        out.push(Mutant {
            what: format!("wrote other words for the keyphrase: {place}"),
            draft: surgery::replace(draft, edits),
        });
    }
    let least = rule
        .count
        .as_ref()
        .and_then(|r| r.min)
        .is_some_and(|m| m > 0);
    let thinnest = rule
        .density
        .as_ref()
        .and_then(|r| r.min)
        .is_some_and(|m| m > 0.0);
    if least || thinnest {
        // The opening may be asked for on its own: first all but that.
        let lede = draft.lede().map(|b| b.span);
        let body: Vec<Span> = rule.in_body(draft);
        let rest = body
            .iter()
            .filter(|s| !lede.is_some_and(|l| l.contains(**s)))
            .copied();
        let kept = body.len() - rest.clone().count();
        if !enough(rule, draft, kept) {
            out.push(Mutant {
                what: "wrote other words for the keyphrase in the text below the opening"
                    .to_owned(),
                draft: surgery::replace(draft, rest.map(|s| other_words(draft, s)).collect()),
            });
        }
        out.push(Mutant {
            what: "wrote other words for the keyphrase in the whole text".to_owned(),
            draft: surgery::replace(
                draft,
                body.into_iter().map(|s| other_words(draft, s)).collect(),
            ),
        });
    }
    let most = rule
        .count
        .as_ref()
        .and_then(|r| r.max)
        .filter(|m| *m < LONGEST);
    if let Some(max) = most.and_then(|m| usize::try_from(m).ok()) {
        if rule.each().is_some() {
            let all = vec![rule.phrase.text.as_str(); max + 1].join(", ");
            let more = format!("{} {all}.", surgery::adverbs(draft.lang(), 1));
            out.push(Mutant {
                what: format!(
                    "added the keyphrase {} in one sentence",
                    counted(max + 1, "times")
                ),
                draft: surgery::with_sentence(draft, &more),
            });
        } else {
            let missing = (max + 1).saturating_sub(rule.in_body(draft).len());
            out.push(more(rule, draft, missing));
        }
    }
    if let Some(max) = rule.density.as_ref().and_then(|r| r.max) {
        let words = draft.count(Counted::Body);
        let have = rule.in_body(draft).len();
        let size = crate::draft::words(&rule.phrase.text, draft.lang()).len();
        let above = |n: &usize| 100.0 * (have + n) as f64 > max * (words + n * size) as f64;
        if let Some(n) = (1..1000).find(above) {
            out.push(more(rule, draft, n));
        }
    }
    out
}

/// Whether `count` occurrences in the body would do.
fn enough(rule: &Keyphrase, draft: &Draft, count: usize) -> bool {
    let words = draft.count(Counted::Body).max(1);
    let least = rule.count.as_ref().and_then(|r| r.min).unwrap_or(0);
    let thinnest = rule.density.as_ref().and_then(|r| r.min).unwrap_or(0.0);
    count as u64 >= least && 100.0 * count as f64 / words as f64 >= thinnest
}

/// Other words in the place of `span`, of the same length.
fn other_words(draft: &Draft, span: Span) -> (Span, String) {
    let long = chars(span.slice(draft.text()));
    (span, surgery::letters(draft.lang(), long))
}

/// The edits that take the keyphrase out of one place.
fn replaced(rule: &Keyphrase, draft: &Draft, place: &str) -> Vec<(Span, String)> {
    let spans: Vec<Span> = match place {
        "title" => draft.title().map(|t| t.span).into_iter().collect(),
        "lede" => draft.lede().map(|b| b.span).into_iter().collect(),
        "headings" => {
            let title = draft.title().and_then(|t| t.block);
            let below = draft.headings().filter(|(i, _)| Some(*i) != title);
            below.map(|(i, _)| draft.blocks().at(i).span).collect()
        }
        "slug" => {
            let Some(entry) = draft.meta("slug") else {
                return Vec::new();
            };
            let words = entry.value.split('-').count();
            let other = slugify(&surgery::adverbs(draft.lang(), words));
            return vec![(entry.value_span, other)];
        }
        key => draft.meta(key).map(|e| e.value_span).into_iter().collect(),
    };
    let text = draft.text();
    spans
        .into_iter()
        .flat_map(|span| {
            let hits = rule.matcher.matches(span.slice(text));
            hits.into_iter()
                .map(move |(s, e)| Span::new(s, e).shift(span.start))
        })
        .map(|span| other_words(draft, span))
        .collect()
}

/// The keyphrase put before the full stop of `count` sentences, again from the first when there are not as many; else in sentences of
/// its own.
fn more(rule: &Keyphrase, draft: &Draft, count: usize) -> Mutant {
    let phrase = &rule.phrase.text;
    let text = draft.text();
    let ends: Vec<usize> = draft
        .blocks()
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::Item { .. }))
        .filter(|b| draft.lede().is_none_or(|l| l.span != b.span))
        .flat_map(|b| &b.sentences)
        .filter(|s| s.span.slice(text).ends_with('.'))
        .filter(|s| !draft.quotes().iter().any(|q| q.span.overlaps(s.span)))
        .map(|s| s.span.end - 1)
        .collect();
    let what = format!("added the keyphrase {}", counted(count, "times"));
    if ends.is_empty() {
        let all: Vec<String> = (0..count)
            .map(|i| {
                let say = surgery::sentence(draft.lang(), i);
                format!("{}, {phrase}.", say.trim_end_matches('.'))
            })
            .collect();
        return Mutant {
            what,
            draft: surgery::spread(draft, &all),
        };
    }
    let mut times = vec![0_usize; ends.len()];
    for i in 0..count {
        if let Some(n) = times.get_mut(i % ends.len()) {
            *n += 1;
        }
    }
    let edits = ends
        .iter()
        .zip(times)
        .filter(|(_, n)| *n > 0)
        .map(|(at, n)| (Span::at(*at), format!(", {phrase}").repeat(n)))
        .collect();
    Mutant {
        what,
        draft: surgery::replace(draft, edits),
    }
}
