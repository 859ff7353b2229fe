//! The safe edits that a rule has for its findings, each beside the finding that it mends.

use crate::check::{Bound, RuleResult};
use crate::draft::Draft;
use crate::report::{EditReport, FindingReport, place};
use crate::rules::{Article, Outcome, TextEdit};
use crate::source::Source;
use crate::span::Span;

/// How many neighbours are looked at to find the one that an edit belongs to.
const NEAR: usize = 8;

/// Puts the edits of a rule beside its findings. An edit is offered only when the rule, asked again about the text with it, no longer
/// finds anything there, nor anything new elsewhere.
pub(super) fn attach(
    bound: &Bound,
    result: &RuleResult,
    article: Article<'_>,
    named: &Source,
    findings: &mut [FindingReport],
) {
    if result.findings.is_empty() {
        return;
    }
    let spans: Vec<Span> = result.findings.iter().map(|f| f.span).collect();
    let mut edits: Vec<(TextEdit, usize)> = bound
        .rule
        .fix(article)
        .into_iter()
        .filter_map(|e| owner(&spans, e.span).map(|i| (e, i)))
        .collect();
    edits.sort_by_key(|(e, _)| (e.span.start, std::cmp::Reverse(e.span.end)));
    let mut end = 0;
    edits.retain(|(e, _)| {
        let free = e.span.start >= end;
        end = end.max(e.span.end);
        free
    });
    if edits.is_empty() {
        return;
    }
    let text = article.draft.text();
    let Some(mended) = mended(text, &edits) else {
        return;
    };
    let draft = Draft::parse(&mended, article.draft.lang());
    let mut left = Outcome::new(bound.id.clone(), bound.severity, bound.loc);
    bound.rule.validate(
        Article {
            draft: &draft,
            source: article.source,
        },
        &mut left,
    );
    let mut left: Vec<Span> = left.findings.iter().map(|f| f.span).collect();
    left.sort();
    let shifts = shifts(&edits);
    let mends = |i: usize| {
        spans.get(i).is_some_and(|s| {
            let there = Span::new(moved(s.start, &shifts), moved(s.end, &shifts));
            nearest(&left, there).is_none()
        })
    };
    let mut owners: Vec<usize> = edits.iter().map(|(_, i)| *i).collect();
    owners.sort_unstable();
    owners.dedup();
    owners.retain(|i| mends(*i));
    if left.len() + owners.len() > spans.len() {
        return;
    }
    for (e, i) in edits {
        if let (Ok(_), Some(f)) = (owners.binary_search(&i), findings.get_mut(i)) {
            f.fix.push(EditReport {
                at: place(named, e.span),
                replacement: e.replacement,
                note: e.note,
            });
        }
    }
}

/// The finding that an edit belongs to: the one it touches, or the only one.
fn owner(spans: &[Span], edit: Span) -> Option<usize> {
    match (nearest(spans, edit), spans) {
        (Some(i), _) => Some(i),
        (None, [_]) => Some(0),
        (None, _) => None,
    }
}

/// The span of a sorted list that a span touches; one that it shares text with before one that it only borders on.
fn nearest(sorted: &[Span], span: Span) -> Option<usize> {
    let after = sorted.partition_point(|s| s.start <= span.end);
    let touching = |shared: bool| {
        let near = sorted.iter().enumerate().take(after).rev().take(NEAR);
        near.into_iter()
            .find(|(_, s)| {
                if shared {
                    s.start < span.end && span.start < s.end
                } else {
                    s.start <= span.end && span.start <= s.end
                }
            })
            .map(|(i, _)| i)
    };
    touching(true).or_else(|| touching(false))
}

fn mended(text: &str, edits: &[(TextEdit, usize)]) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (e, _) in edits {
        out.push_str(text.get(at..e.span.start)?);
        out.push_str(&e.replacement);
        at = e.span.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// Where offsets stand after the edits, which are in the order of the text.
fn shifts(edits: &[(TextEdit, usize)]) -> Vec<(usize, usize, usize)> {
    let (mut grown, mut cut) = (0, 0);
    edits
        .iter()
        .map(|(e, _)| {
            grown += e.replacement.len();
            cut += e.span.len();
            (e.span.end, grown, cut)
        })
        .collect()
}

fn moved(offset: usize, shifts: &[(usize, usize, usize)]) -> usize {
    let before = shifts.partition_point(|s| s.0 <= offset);
    let last = before.checked_sub(1).and_then(|i| shifts.get(i));
    last.map_or(offset, |(_, grown, cut)| {
        (offset + grown).saturating_sub(*cut)
    })
}
