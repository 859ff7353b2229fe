//! Quotations: which of the source are lost or altered, and which of the draft are new.

use std::collections::BTreeSet;

use super::names::is_named;
use super::quotations::{self, Said};
use super::{Loss, Preserve, occurs};
use crate::draft::Draft;
use crate::rules::{Article, Outcome, Part};
use crate::span::Span;

/// Reports the quotations that the draft has altered; gives back those of which nothing is left.
pub(super) fn lost(
    rule: &Preserve,
    article: Article<'_>,
    exempt: &[Span],
    out: &mut Outcome,
) -> Vec<Loss> {
    let Some(source) = article.source else {
        return Vec::new();
    };
    let draft = article.draft;
    let loc = rule.has("quotes");
    let said = draft.keep(Said::read);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    let mut missing = Vec::new();
    let mut all = 0_usize;
    for quote in source.quotes() {
        if quote.short || rule.exempt(&quote.text, quote.span, exempt) || !seen.insert(&quote.key) {
            continue;
        }
        all += 1;
        let words = quotations::words(&quote.key);
        let Some((first, last)) = said.find(&words) else {
            missing.push((quote, words));
            continue;
        };
        kept.extend(first..=last);
        if rule.has("names").is_none()
            && let Some(speaker) = quote.speaker.as_ref().filter(|s| !is_named(draft, s))
        {
            let span = draft.quotes()[first].span;
            let message = format!("the speaker of the quotation, `{speaker}`, is named nowhere");
            let found = out.fail(span, Part::at(draft, span.start), message);
            found.excerpt = Some(speaker.clone());
            found.source_span = Some(quote.span);
            found.demanded = loc.unwrap_or(found.demanded);
        }
    }
    let n = all - missing.len();
    out.measure(n as f64, "quotes", format!("all {all}"));
    let mut losses = Vec::new();
    for (quote, words) in missing {
        let (span, message) = if let Some(span) = quotations::in_text(draft, &words) {
            (
                span,
                format!(
                    "the quotation `{}` has lost its quotation marks",
                    quote.text
                ),
            )
        } else if let Some(d) = quotations::nearest(&words, draft.quotes(), |i| !kept.contains(&i))
        {
            let missing = d.missing.map(|m| format!("`{m}` is missing"));
            let message = match (missing, d.added) {
                (Some(m), None) => {
                    format!(
                        "the quotation is cut to {} of {} words: {m}",
                        d.kept,
                        words.len()
                    )
                }
                (Some(m), Some(a)) => {
                    format!("the quotation is altered: {m}, `{a}` was added")
                }
                (None, Some(a)) => format!("the quotation is altered: `{a}` was added"),
                (None, None) => "the quotation is altered".to_owned(),
            };
            (draft.quotes()[d.quote].span, message)
        } else {
            losses.push(Loss {
                kind: "quotation",
                text: quote.text.clone(),
                span: quote.span,
                block: quote.block,
                initial: false,
            });
            continue;
        };
        let found = out.fail(span, Part::at(draft, span.start), message);
        found.excerpt = Some(quote.text.clone());
        found.source_span = Some(quote.span);
        found.demanded = loc.unwrap_or(found.demanded);
    }
    losses
}

/// Why a quotation of the draft is not one of the source, if so.
pub(in crate::rules) fn why_new(
    text: &str,
    source: &Draft,
    inputs: &Draft,
    said: &Said,
) -> Option<String> {
    let cut = pieces(text);
    let pieces: Vec<Vec<String>> = cut.iter().map(|p| quotations::words(p)).collect();
    let known = cut.iter().zip(&pieces).all(|(piece, words)| {
        let bare = || quotations::words(&quotations::without_reports(piece, source.lang()));
        words.is_empty() || said.find(words).is_some() || said.find(&bare()).is_some()
    });
    if pieces.iter().map(Vec::len).sum::<usize>() < 3 || known || occurs(inputs, text) {
        return None;
    }
    let prose = pieces
        .iter()
        .all(|p| p.is_empty() || quotations::in_text(source, p).is_some());
    if prose {
        return Some(format!(
            "the words `{text}` are not a quotation in the source"
        ));
    }
    let words: Vec<String> = pieces.concat();
    let like = quotations::nearest(&words, source.quotes(), |_| true);
    Some(match like {
        // Seen from the draft, what the source lacks is what was added.
        Some(d) => match (d.missing, d.added) {
            (Some(added), _) => format!("the quotation says `{added}`, the source does not"),
            (None, Some(left)) => {
                format!("the quotation leaves out `{left}` without a mark, `[…]` wanted")
            }
            (None, None) => format!("the quotation `{text}` is not in the source"),
        },
        None => format!("the quotation `{text}` is not in the source"),
    })
}

/// A quotation cut at `[…]`, `(…)` and at what brackets add.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut rest = text;
    while let Some(open) = rest.find(['[', '(']) {
        let round = rest[open..].starts_with('(');
        let inner = &rest[open + 1..];
        let Some(close) = inner.find(if round { ')' } else { ']' }) else {
            break;
        };
        let dots = matches!(inner[..close].trim(), "…" | "...");
        if let Some(last) = pieces.last_mut() {
            last.push_str(&rest[..open]);
            if round && !dots {
                last.push_str(&rest[open..open + close + 2]);
            }
        }
        if dots || !round {
            pieces.push(String::new());
        }
        rest = &inner[close + 1..];
    }
    if let Some(last) = pieces.last_mut() {
        last.push_str(rest);
    }
    pieces
}
