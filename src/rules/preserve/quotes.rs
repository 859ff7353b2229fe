//! Quotations: which of the source are lost or altered, and which of the draft are new.

use std::collections::{BTreeMap, BTreeSet};

use super::names::is_named;
use super::quotations::{self, Difference, Said};
use super::{Loss, Preserve, occurs};
use crate::draft::{Draft, Quote, differ, sentences, without_reports};
use crate::rules::{Article, Outcome, Part};
use crate::span::{Loc, Span, Spans};

/// Reports the quotations that the draft has altered or given to somebody else; gives back those of which nothing is left.
pub(super) fn lost(
    rule: &Preserve,
    article: Article<'_>,
    exempt: &Spans,
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
    let mut named: BTreeMap<&str, bool> = BTreeMap::new();
    let mut missing = Vec::new();
    let mut all = 0_usize;
    for quote in source.quotes() {
        if quote.short || rule.exempt(&quote.text, quote.span, exempt) || !seen.insert(&quote.key) {
            continue;
        }
        all += 1;
        let rest = match remaining(quote, source, draft, &said) {
            Ok(found) => {
                kept.extend(found.0..=found.1);
                told_by(quote, source, found.0, draft, loc, out);
                if rule.has("names").is_none()
                    && let Some(own) = draft.quotes().get(found.0)
                    && let Some(speaker) = quote.speaker.as_ref()
                    && !*named
                        .entry(&speaker.text)
                        .or_insert_with(|| is_named(draft, &speaker.text))
                {
                    let speaker = &speaker.text;
                    let message =
                        format!("the speaker of the quotation, `{speaker}`, is named nowhere");
                    let found = out.fail(own.span, Part::at(draft, own.span.start), message);
                    found.excerpt = Some(speaker.clone());
                    found.source_span = Some(quote.span);
                    found.demanded = loc.unwrap_or(found.demanded);
                }
                continue;
            }
            Err(rest) => rest,
        };
        missing.push((quote, rest));
    }
    let mut losses = Vec::new();
    let mut gone = 0_usize;
    for (quote, words) in missing {
        let near = quotations::nearest(&words, draft, |i| !kept.contains(&i));
        if let Some(d) = &near
            && quotations::align(&words, &draft.quotes()[d.quote], draft, source, Some(quote))
        {
            told_by(quote, source, d.quote, draft, loc, out);
            continue;
        }
        let (span, message) = if let Some(span) = quotations::in_text(draft, &words) {
            if in_italics(draft, span) {
                continue;
            }
            (
                span,
                format!(
                    "the quotation `{}` has lost its quotation marks",
                    quote.text
                ),
            )
        } else if let Some(d) = near {
            (draft.quotes()[d.quote].span, altered(&d, words.len()))
        } else {
            gone += 1;
            losses.push(Loss {
                kind: "quotation",
                text: quote.text.clone(),
                span: quote.span,
                block: quote.block,
            });
            continue;
        };
        gone += 1;
        let found = out.fail(span, Part::at(draft, span.start), message);
        found.excerpt = Some(quote.text.clone());
        found.source_span = Some(quote.span);
        found.demanded = loc.unwrap_or(found.demanded);
    }
    out.measure((all - gone) as f64, "quotes", format!("all {all}"));
    losses
}

/// Where a quotation of the source stands in the draft: its words in a row, or its sentences one by one. Otherwise the words that do not.
fn remaining(
    quote: &Quote,
    source: &Draft,
    draft: &Draft,
    said: &Said,
) -> Result<(usize, usize), Vec<String>> {
    let words = quotations::words(&quote.key);
    if let Some(found) = said
        .find(&words)
        .or_else(|| said.find(&quotations::words(&quote.text)))
    {
        return Ok(found);
    }
    let (text, _) = without_reports(&quote.text, source.lang());
    let sentences = said_sentences(&text, source);
    if sentences.len() < 2 {
        return Err(words);
    }
    let mut place: Option<(usize, usize)> = None;
    let mut rest = Vec::new();
    for (start, end) in sentences {
        let words = quotations::words(text[start..end].trim_end_matches(['?', ' ', '\u{a0}']));
        match said.find(&words) {
            Some(found) if place.is_none() => place = Some((found.0, found.0)),
            Some(_) => {}
            None if words.is_empty() => {}
            None => rest.extend(words),
        }
    }
    // The rest may be told beside the part that is quoted.
    let beside = |place: (usize, usize)| {
        let own = draft.quotes().get(place.0);
        own.is_some_and(|own| quotations::told(&rest, own, draft))
    };
    match place {
        Some(place) if rest.is_empty() || beside(place) => Ok(place),
        _ => Err(rest),
    }
}

fn said_sentences(text: &str, source: &Draft) -> Vec<(usize, usize)> {
    let lang = source.lang();
    sentences(text, &crate::draft::words(text, lang), lang)
}

/// Reports that the draft gives a quotation to somebody else than the source does.
fn told_by(
    quote: &Quote,
    source: &Draft,
    own: usize,
    draft: &Draft,
    loc: Option<Loc>,
    out: &mut Outcome,
) {
    let Some(own) = draft.quotes().get(own) else {
        return;
    };
    let Some((ours, theirs)) = differ(draft, own, source, quote) else {
        return;
    };
    let message = format!("the quotation is given to `{ours}`; the source gives it to `{theirs}`");
    let found = out.fail(own.span, Part::at(draft, own.span.start), message);
    found.excerpt = Some(quote.text.clone());
    found.source_span = Some(quote.span);
    found.demanded = loc.unwrap_or(found.demanded);
}

/// What became of a quotation, by the words concerned.
fn altered(d: &Difference, words: usize) -> String {
    match (&d.missing, &d.added) {
        (Some(m), None) => format!(
            "the quotation is cut to {} of {words} words: `{m}` is missing",
            d.kept
        ),
        (Some(m), Some(a)) => {
            format!("the quotation is altered: `{m}` is missing, `{a}` was added")
        }
        (None, Some(a)) => format!("the quotation is altered: `{a}` was added"),
        (None, None) => "the quotation is altered".to_owned(),
    }
}

/// Whether a place is in italics: titles of works stand so, or between quotation marks.
fn in_italics(text: &Draft, span: Span) -> bool {
    let all = text.text();
    let before = all.get(..span.start).unwrap_or("");
    let after = all.get(span.end..).unwrap_or("");
    ['*', '_'].iter().any(|m| {
        before.ends_with(*m)
            && after
                .trim_start_matches(['.', ',', '!', '?', ' ', '\u{a0}'])
                .starts_with(*m)
    })
}

/// Why a quotation of the draft is not one of the source, if so.
pub(in crate::rules) fn why_new(
    quote: &Quote,
    draft: &Draft,
    source: &Draft,
    inputs: &Draft,
    said: &Said,
) -> Option<String> {
    let text = &quote.text;
    let whole = quotations::words(text);
    let bare = quotations::words(&quote.key);
    // Words that report it may stand inside: « Nous, a-t-elle insisté, venons ».
    if said.find(&bare).is_some() || said.find(&whole).is_some() {
        let told = text.ends_with(['.', '!']) && said.asked(&bare);
        return told.then(|| format!("the question `{text}` is told as a statement"));
    }
    let cut: Vec<Vec<String>> = pieces(&without_reports(text, source.lang()).0)
        .iter()
        .map(|p| quotations::words(p))
        .collect();
    let known = cut.iter().all(|p| p.is_empty() || said.find(p).is_some());
    if known || by_sentence(text, source, said) || occurs(inputs, text) {
        return None;
    }
    let prose = cut
        .iter()
        .all(|p| p.is_empty() || quotations::in_text(source, p).is_some());
    if cut.iter().map(Vec::len).sum::<usize>() < 3 {
        let named = text.starts_with(char::is_uppercase) && !text.ends_with(['.', ',', '!', '?']);
        let claimed = quote.reported && !prose && !named && !in_other_number(&cut, source);
        return claimed.then(|| format!("the quotation `{text}` is not in the source"));
    }
    if prose {
        return (quote.reported || !is_title(text, &cut, source))
            .then(|| format!("the words `{text}` are not a quotation in the source"));
    }
    let words: Vec<String> = cut.concat();
    let like = quotations::nearest(&words, source, |_| true);
    Some(match like {
        // Seen from the draft, what the source lacks is what was added.
        Some(d) => {
            let theirs = &source.quotes()[d.quote];
            if quotations::align(
                &quotations::words(&theirs.key),
                quote,
                draft,
                source,
                Some(theirs),
            ) {
                return None;
            }
            match (d.missing, d.added) {
                (Some(added), _) => format!("the quotation says `{added}`, the source does not"),
                (None, Some(left)) => {
                    format!("the quotation leaves out `{left}` without a mark, `[…]` wanted")
                }
                (None, None) => format!("the quotation `{text}` is not in the source"),
            }
        }
        None => format!("the quotation `{text}` is not in the source"),
    })
}

/// Whether every sentence of a quotation stands in one of the source, in whatever order.
fn by_sentence(text: &str, source: &Draft, said: &Said) -> bool {
    let (text, _) = without_reports(text, source.lang());
    let sentences = said_sentences(&text, source);
    sentences.len() > 1
        && sentences.into_iter().all(|(s, e)| {
            pieces(&text[s..e]).iter().all(|p| {
                let words = quotations::words(p);
                words.is_empty() || said.find(&words).is_some()
            })
        })
}

/// Whether a word or two stand in the source in the singular or the plural.
fn in_other_number(cut: &[Vec<String>], source: &Draft) -> bool {
    let words = cut.concat();
    let other: Vec<String> = words
        .iter()
        .map(|w| {
            w.strip_suffix(['s', 'x'])
                .map_or_else(|| format!("{w}s"), str::to_owned)
        })
        .collect();
    quotations::in_text(source, &other).is_some()
}

/// Whether words that the source has without marks are the title of a work: a capital there too, or italics.
fn is_title(text: &str, cut: &[Vec<String>], source: &Draft) -> bool {
    let Some(span) = quotations::in_text(source, &cut.concat()) else {
        return false;
    };
    in_italics(source, span)
        || (text.starts_with(char::is_uppercase)
            && span.slice(source.text()).starts_with(char::is_uppercase)
            && source.text().get(..span.start).is_some_and(|b| {
                b.trim_end()
                    .ends_with(|c: char| c.is_alphanumeric() || c == ',')
            }))
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
