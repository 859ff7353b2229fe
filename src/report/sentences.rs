//! What each sentence of an article rests on, as plain text: one line in the report, two lines a sentence on the long page.

use std::fmt::Write as _;

use super::text::printable;
use super::{Place, Report, SentenceReport, say};
use crate::draft::support::Basis;
use crate::tongue::{Slot, Slots};

/// How many places are named in the one line.
const NAMED: usize = 3;
/// Sentences longer than this are cut.
const SHOWN: usize = 96;

/// The one line: `31 of 33 sentences rest on the source; 2 rest on nothing: 12:1, 14:8`. `None` without a source.
#[must_use]
pub fn summary(report: &Report) -> Option<String> {
    let all = report.sentences.len();
    if all == 0 {
        return None;
    }
    let resting = of(report, Basis::Source).count();
    let t = report.tongue;
    let slots = Slots::new()
        .with("n", Slot::Number(resting as f64))
        .with("all", Slot::Number(all as f64));
    let mut parts = vec![say(t, "rest", &slots)];
    let mut told = |key, n: usize, all: &[&Place]| {
        if n > 0 {
            let slots = Slots::new()
                .with("n", Slot::Number(n as f64))
                .text("places", places(all));
            parts.push(say(t, key, &slots));
        }
    };
    let nothing: Vec<&Place> = of(report, Basis::Nothing).map(|s| &s.at).collect();
    told("rest-on-nothing", nothing.len(), &nothing);
    told("too-short", of(report, Basis::TooShort).count(), &[]);
    let clauses: Vec<&Place> = report.sentences.iter().flat_map(|s| &s.clauses).collect();
    told("clauses", clauses.len(), &clauses);
    let text = parts.join("; ");
    Some(text)
}

/// The long page: every sentence, and below it what it rests on.
#[must_use]
pub fn print(report: &Report, draft: &str, source: &str) -> String {
    let mut out = String::new();
    if report.sentences.is_empty() {
        return out;
    }
    let _ = writeln!(out, "\nwhat each sentence rests on");
    for s in &report.sentences {
        let _ = writeln!(out, "  {} {}", places(&[&s.at]), cut(&s.at, draft));
        let _ = match s.basis {
            Basis::Nothing => writeln!(out, "    rests on nothing"),
            Basis::TooShort => writeln!(out, "    too short to tell"),
            Basis::Source => {
                let first = s
                    .rests_on
                    .first()
                    .map_or(String::new(), |at| cut(at, source));
                let at: Vec<&Place> = s.rests_on.iter().collect();
                let mut text = format!(
                    "    {} %, source {}: {first}",
                    s.percent.round(),
                    places(&at)
                );
                for clause in &s.clauses {
                    let _ = write!(text, "; on nothing: {}", cut(clause, draft));
                }
                writeln!(out, "{text}")
            }
        };
    }
    out
}

fn of(report: &Report, basis: Basis) -> impl Iterator<Item = &SentenceReport> {
    report.sentences.iter().filter(move |s| s.basis == basis)
}

/// The first places, as `line:column`.
fn places(all: &[&Place]) -> String {
    let named: Vec<String> = all
        .iter()
        .take(NAMED)
        .map(|p| format!("{}:{}", p.start.line, p.start.column))
        .collect();
    let more = if all.len() > NAMED { " …" } else { "" };
    format!("{}{more}", named.join(", "))
}

/// The text at a place, cut.
fn cut(at: &Place, text: &str) -> String {
    let text = at.span.slice(text).replace('\n', " ");
    let end = text.char_indices().nth(SHOWN).map(|(end, _)| end);
    match end.and_then(|end| text.get(..end)) {
        Some(start) => format!("`{}…`", printable(start)),
        None => format!("`{}`", printable(&text)),
    }
}
