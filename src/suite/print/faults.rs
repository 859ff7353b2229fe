//! The problems of a test as single faults, each with one place and one message: what CI shows.

use std::fmt::Write as _;

use super::text::line;
use crate::diag::Severity;
use crate::report::text::measured as shown;
use crate::report::{Place, place};
use crate::rules::Measured;
use crate::suite::cause::Cause;
use crate::suite::judge::{Mark, Row};
use crate::suite::outcome::{Outcome, Problem};
use crate::suite::replay::ARTICLE;
use crate::suite::workshop::Broken;

/// One fault.
pub(super) struct Fault {
    /// The rule's id, the code of a diagnostic, or a kind of problem.
    pub(super) kind: String,
    /// What was found and what was wanted, on one line.
    pub(super) message: String,
    /// Everything else, a line each.
    pub(super) details: String,
    /// The place to look at.
    pub(super) at: Place,
}

/// The faults of a test that did not pass.
pub(super) fn of(test: &Outcome) -> Vec<Fault> {
    test.problems
        .iter()
        .flat_map(|p| of_problem(p, test))
        .collect()
}

/// The errors of a file or a test that could not run.
pub(super) fn of_diagnostics(broken: &Broken, otherwise: &Place) -> Vec<Fault> {
    let (diagnostics, sources) = broken;
    diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| Fault {
            kind: d.code.as_str().to_owned(),
            message: d.message.clone(),
            details: d.help.join("\n"),
            at: d.labels.first().map_or_else(
                || otherwise.clone(),
                |l| place(sources.get(l.loc.source), l.loc.span),
            ),
        })
        .collect()
}

fn of_problem(problem: &Problem, test: &Outcome) -> Vec<Fault> {
    let one = |kind: &str, message: String, details: String, at: &Place| {
        vec![Fault {
            kind: kind.to_owned(),
            message,
            details,
            at: at.clone(),
        }]
    };
    match problem {
        Problem::Broken(broken) => of_diagnostics(broken, &test.place),
        Problem::Rows(rows) => rows
            .iter()
            .filter(|r| r.mark != Mark::Ok)
            .map(|r| row(r, test))
            .collect(),
        Problem::Exit {
            found,
            wanted,
            expected,
        } => one(
            "exit",
            format!("exit status {found}, {wanted} expected"),
            String::new(),
            expected,
        ),
        Problem::Held { why, expected } => one(
            "held",
            match why {
                Some(why) => format!("the draft is held: {why}"),
                None => "the draft is proven, a held one was expected".to_owned(),
            },
            String::new(),
            expected,
        ),
        Problem::Stale {
            step,
            recorded,
            diff,
            causes,
            command,
        } => one(
            "stale",
            format!("the prompt of `{step}` is not the one that was recorded ({recorded})"),
            format!(
                "{}when the change is meant: {command}",
                changed(diff, causes)
            ),
            spot(causes, test),
        ),
        Problem::Unused { calls } => one(
            "unused",
            "calls of the recording were not asked for".to_owned(),
            calls.join("\n"),
            &test.place,
        ),
        Problem::Snapshot {
            kind,
            file,
            missing,
            diff,
            causes,
        } => one(
            "snapshot",
            if *missing {
                format!("there is no golden file of the {}: {file}", kind.word())
            } else {
                format!("the golden file differs from the {}: {file}", kind.word())
            },
            changed(diff, causes),
            spot(causes, test),
        ),
    }
}

fn changed(diff: &str, causes: &[Cause]) -> String {
    let mut out = diff.to_owned();
    for c in causes {
        let at =
            c.at.as_ref()
                .map_or(String::new(), |p| format!(" at {}", line(p)));
        let _ = writeln!(out, "caused by {}{at}", c.what);
    }
    out
}

/// The first cause that has a place, or the test.
fn spot<'a>(causes: &'a [Cause], test: &'a Outcome) -> &'a Place {
    causes
        .iter()
        .find_map(|c| c.at.as_ref())
        .unwrap_or(&test.place)
}

fn row(row: &Row, test: &Outcome) -> Fault {
    let mut details = String::new();
    let at = row.at.as_deref().unwrap_or("");
    if !at.is_empty() {
        let _ = writeln!(details, "text: {at}");
    }
    for (said, place) in [
        ("in the draft", &row.draft),
        ("expected at", &row.expected),
        ("demanded by", &row.recipe),
    ] {
        if let Some(p) = place {
            let _ = writeln!(details, "{said} {}", line(p));
        }
    }
    // The draft of a replayed run is in no file.
    let draft = row.draft.as_ref().filter(|p| p.file != ARTICLE);
    Fault {
        kind: row.rule.clone(),
        message: format!(
            "{}: {}: {}{}",
            row.mark.words(),
            row.rule,
            row.message,
            row.measured
                .as_ref()
                .map_or(String::new(), |m| format!(" ({})", measured(m)))
        ),
        details,
        at: row
            .expected
            .as_ref()
            .or(draft)
            .unwrap_or(&test.place)
            .clone(),
    }
}

fn measured(m: &Measured) -> String {
    format!("measured {}, limit {}", shown(m.value, m.unit), m.limit)
}
