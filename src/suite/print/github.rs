//! The results as workflow commands of GitHub Actions: each fault becomes an annotation on its line.

use std::fmt::Write as _;

use super::faults::{self, Fault};
use super::{Results, Tally};
use crate::report::Place;
use crate::report::github::{Names, command};
use crate::source::Position;
use crate::span::Span;

/// An annotation for each fault, the count last.
#[must_use]
pub fn print(results: &Results, names: Names<'_>) -> String {
    let mut out = String::new();
    let annotation = |test: &str, fault: &Fault, out: &mut String| {
        out.push_str(&annotation(test, fault, names));
    };
    for file in &results.files {
        let whole = start_of(&file.file);
        if let Some(broken) = &file.faults {
            for fault in faults::of_diagnostics(broken, &whole) {
                annotation("", &fault, &mut out);
            }
        }
        for test in &file.tests {
            for fault in faults::of(test) {
                annotation(&test.name, &fault, &mut out);
            }
        }
    }
    for strength in results.strengths.iter().flatten() {
        for message in strength.lacks() {
            let fault = Fault {
                kind: "mutant".to_owned(),
                message,
                details: String::new(),
                at: start_of(&strength.recipe),
            };
            annotation("", &fault, &mut out);
        }
        for d in &strength.defects {
            let fault = Fault {
                kind: "mutant".to_owned(),
                message: format!("{}: {}", d.rule, d.what),
                details: format!("in the test `{}`", d.test),
                at: d.demanded.clone(),
            };
            annotation("", &fault, &mut out);
        }
    }
    for orphan in &results.orphans {
        let fault = Fault {
            kind: "orphan".to_owned(),
            message: "belongs to no test".to_owned(),
            details: "`galley test --accept` removes it".to_owned(),
            at: start_of(orphan),
        };
        annotation("", &fault, &mut out);
    }
    let _ = writeln!(out, "{}", Tally::of(results).line());
    out
}

fn annotation(test: &str, fault: &Fault, names: Names<'_>) -> String {
    let title = if test.is_empty() {
        fault.kind.clone()
    } else {
        format!("{test}: {}", fault.kind)
    };
    let message = if fault.details.is_empty() {
        fault.message.clone()
    } else {
        format!("{}\n{}", fault.message, fault.details.trim_end())
    };
    command("error", &fault.at, &title, names, &message)
}

/// The first character of a file.
fn start_of(file: &str) -> Place {
    let start = Position { line: 1, column: 1 };
    Place {
        file: file.to_owned(),
        span: Span::at(0),
        start,
        end: start,
    }
}
