//! Ways to lose a figure, a name or a quotation of the source.

use super::lexicon::Lexicon;
use super::numbers::{is_kept, is_said, is_small, keeps};
use super::quotations::{self, Said};
use super::{Exempt, Preserve, occurs};
use crate::draft::compare::fold;
use crate::draft::total::At as _;
use crate::draft::{BlockKind, Draft, same_name};
use crate::rules::{Article, Mutant, surgery};
use crate::span::Span;

/// Figures, names and quotations of which each is lost once: the first in the order of the source.
const MANY: usize = 6;

pub(super) fn all(rule: &Preserve, article: Article<'_>) -> Vec<Mutant> {
    let Some(source) = article.source else {
        return Vec::new();
    };
    let exempt = Exempt::of(source, &rule.except);
    let mut out = Vec::new();
    if rule.has("numbers").is_some() {
        numbers(rule, article.draft, source, &exempt, &mut out);
    }
    if rule.has("names").is_some() {
        names(rule, article.draft, source, &exempt, &mut out);
    }
    if rule.has("quotes").is_some() {
        quotes(rule, article.draft, source, &exempt, &mut out);
    }
    out
}

fn replaced(draft: &Draft, spans: impl IntoIterator<Item = Span>, with: &str) -> String {
    let edits = spans.into_iter().map(|s| (s, with.to_owned())).collect();
    surgery::replace(draft, edits)
}

fn numbers(rule: &Preserve, draft: &Draft, source: &Draft, exempt: &Exempt, out: &mut Vec<Mutant>) {
    let mut seen: Vec<String> = Vec::new();
    for n in source.numbers() {
        if is_small(n)
            || is_said(rule, source, n)
            || rule.exempt(&n.text, n.span, exempt)
            || seen.contains(&n.key())
        {
            continue;
        }
        seen.push(n.key());
        if seen.len() > MANY {
            break;
        }
        let own = || {
            draft
                .numbers()
                .iter()
                .filter(|d| keeps(d, n))
                .map(|d| d.span)
        };
        let word = surgery::letters(draft.lang(), 7);
        out.push(Mutant {
            what: format!("took `{}` out", n.text),
            draft: replaced(draft, own(), &word),
        });
        let digits: Option<String> = turned(&n.text);
        if let Some(other) = digits {
            let text = replaced(draft, own(), &other);
            let broken = Draft::parse(&text, draft.lang());
            if !is_kept(&broken, n) {
                out.push(Mutant {
                    what: format!("wrote `{other}` for `{}`", n.text),
                    draft: text,
                });
            }
        }
    }
}

/// The number with two figures swapped, or its only one another.
fn turned(text: &str) -> Option<String> {
    let mut chars: Vec<char> = text.chars().collect();
    let digits: Vec<usize> = (0..chars.len())
        .filter(|i| chars.at(*i).is_ascii_digit())
        .collect();
    let first = *digits.first()?;
    match digits
        .iter()
        .copied()
        .find(|i| chars.at(*i) != chars.at(first) && *chars.at(*i) != '0')
    {
        Some(other) => chars.swap(first, other),
        None => {
            let other = if *chars.at(first) == '7' { '8' } else { '7' };
            chars.put(first, other);
        }
    }
    Some(chars.into_iter().collect())
}

fn names(rule: &Preserve, draft: &Draft, source: &Draft, exempt: &Exempt, out: &mut Vec<Mutant>) {
    let word = surgery::letters(draft.lang(), 6);
    if rule.at_least.is_some() {
        // A share may be lost, all of them never.
        let lost = replaced(draft, draft.names().iter().map(|n| n.span), &word);
        out.push(Mutant {
            what: "took every name out".to_owned(),
            draft: lost,
        });
        return;
    }
    let mut seen: Vec<&str> = Vec::new();
    for n in source.names() {
        // `GB` in `32 GB` is part of a number.
        let number = source.numbers().iter().any(|d| d.span.overlaps(n.span));
        if number
            || rule.exempt(&n.text, n.span, exempt)
            || seen.iter().any(|s| same_name(s, &n.text))
        {
            continue;
        }
        seen.push(&n.text);
        let spans: Vec<Span> = draft
            .names()
            .iter()
            .filter(|d| same_name(&d.text, &n.text))
            .map(|d| d.span)
            .collect();
        let lost = |text: &str| {
            let broken = Draft::parse(text, draft.lang());
            // An acronym is kept by its words, a place by its people (`Anvers`, `anversois`).
            let start: String = fold(&n.text).chars().take(5).collect();
            let mut front = broken.front().into_iter().flat_map(|f| &f.entries);
            let kin = broken
                .folded()
                .any(|(_, words)| words.iter().any(|w| w.starts_with(&start)))
                || front.any(|e| fold(&e.value).contains(&start));
            !occurs(&broken, &n.text) && !kin && !Lexicon::read(&broken).spells(&n.text)
        };
        let without = replaced(draft, spans.iter().copied(), &word);
        if lost(&without) {
            out.push(Mutant {
                what: format!("took `{}` out", n.text),
                draft: without,
            });
        }
        // Somebody else is named in their place.
        let other = source.names().iter().find(|o| {
            !same_name(&o.text, &n.text)
                && o.text.split_whitespace().count() == n.text.split_whitespace().count()
        });
        if let Some(other) = other {
            let renamed = replaced(draft, spans, &other.text);
            if lost(&renamed) {
                out.push(Mutant {
                    what: format!("renamed `{}` to `{}`", n.text, other.text),
                    draft: renamed,
                });
            }
        }
        if seen.len() >= MANY {
            break;
        }
    }
}

fn quotes(rule: &Preserve, draft: &Draft, source: &Draft, exempt: &Exempt, out: &mut Vec<Mutant>) {
    let said = Said::read(draft);
    for quote in source
        .quotes()
        .iter()
        .filter(|q| !q.short && !rule.exempt(&q.text, q.span, exempt))
        .take(MANY)
    {
        let Some((first, _)) = said.find(&quotations::words(&quote.key)) else {
            continue;
        };
        let own = draft.quotes().at(first);
        // In a block quotation the marks add nothing.
        let block = draft.blocks().get(own.block);
        if block.is_some_and(|b| b.kind == BlockKind::Quote) {
            continue;
        }
        let inner = own.inner.slice(draft.text());
        let opening = crate::rules::phrase::opening(&quote.text, 4);
        out.push(Mutant::replacing(
            format!("took the marks off the quotation `{opening}`"),
            draft,
            own.span,
            inner,
        ));
        let words = crate::draft::words(inner, draft.lang());
        if let Some((start, end)) = words.len().checked_sub(2).and_then(|i| words.get(i)) {
            let span = Span::new(*start, *end).shift(own.inner.start);
            let word = surgery::letters(draft.lang(), 6);
            out.push(Mutant::replacing(
                format!("changed a word of the quotation `{opening}`"),
                draft,
                span,
                &word,
            ));
        }
    }
}
