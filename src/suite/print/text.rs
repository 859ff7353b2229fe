//! The results for people: a line for each file, a table for each test that failed, the count last.

use std::fmt::Write as _;

use super::{Results, Tally};
use crate::diag::counts::counted;
use crate::report::Place;
use crate::report::text::{measured, printable};
use crate::suite::cause::Cause;
use crate::suite::judge::{Mark, Row};
use crate::suite::outcome::{Outcome, Problem, Status};
use crate::suite::strength;

/// All results, the count last. What could not run is not told here: its diagnostics are drawn beside.
#[must_use]
pub fn print(results: &Results) -> String {
    let mut out = String::new();
    for file in &results.files {
        if file.tests.is_empty() && file.faults.is_none() {
            continue;
        }
        let passed = file
            .tests
            .iter()
            .filter(|t| t.status() == Status::Passed)
            .count();
        let state = if file.faults.is_some() {
            "cannot be read".to_owned()
        } else if passed == file.tests.len() {
            format!("{passed} passed")
        } else {
            format!("{passed} of {} passed", file.tests.len())
        };
        let _ = writeln!(out, "{}  {state}", file.file);
        for test in &file.tests {
            match test.status() {
                Status::Passed => {}
                Status::Failed => failed(test, &mut out),
                Status::Broken => {
                    let _ = writeln!(
                        out,
                        "\n  could not run  {}  ({})",
                        printable(&test.name),
                        line(&test.place)
                    );
                }
            }
        }
        if passed < file.tests.len() {
            out.push('\n');
        }
    }
    if !results.orphans.is_empty() {
        let _ = writeln!(
            out,
            "\n  belongs to no test (`galley test --accept` removes it)"
        );
        for file in &results.orphans {
            let _ = writeln!(out, "    {}", printable(file));
        }
        out.push('\n');
    }
    if let Some(strengths) = &results.strengths {
        if !out.ends_with("\n\n") {
            out.push('\n');
        }
        out.push_str(&strength::text(strengths));
        out.push('\n');
    }
    let golden = |p: &Problem| matches!(p, Problem::Snapshot { .. });
    if results
        .files
        .iter()
        .flat_map(|f| &f.tests)
        .any(|t| t.problems.iter().any(golden))
    {
        let _ = writeln!(
            out,
            "golden files: `galley test --review` shows each difference and asks, `--accept` takes them all"
        );
    }
    let _ = writeln!(out, "{}", Tally::of(results).line());
    out
}

fn failed(test: &Outcome, out: &mut String) {
    let _ = writeln!(
        out,
        "\n  failed  {}  ({})",
        printable(&test.name),
        line(&test.place)
    );
    for problem in &test.problems {
        self::problem(problem, out);
    }
}

/// One problem, indented below its test.
pub(crate) fn problem(problem: &Problem, out: &mut String) {
    match problem {
        Problem::Broken(_) => {}
        Problem::Rows(rows) => {
            for r in rows {
                row(r, out);
            }
        }
        Problem::Exit {
            found,
            wanted,
            expected,
        } => {
            let _ = writeln!(
                out,
                "    exit status {found}, and {wanted} is expected at {}",
                line(expected)
            );
        }
        Problem::Held { why, expected } => {
            let said = match why {
                Some(why) => format!("the draft is held: {}", printable(why)),
                None => "the draft is proven, and a held one is expected".to_owned(),
            };
            let _ = writeln!(out, "    {said}\n      expected at {}", line(expected));
        }
        Problem::Stale {
            step,
            recorded,
            diff,
            causes,
            command,
        } => {
            let _ = if diff.is_empty() {
                writeln!(
                    out,
                    "    the step `{}` is not in the recording {recorded}",
                    printable(step)
                )
            } else {
                writeln!(
                    out,
                    "    the prompt of `{}` is not the one that was recorded ({recorded})",
                    printable(step)
                )
            };
            changed(diff, causes, out);
            let _ = writeln!(
                out,
                "      when the change is meant: {}",
                printable(command)
            );
        }
        Problem::Snapshot {
            kind,
            file,
            missing,
            diff,
            causes,
        } => {
            let said = if *missing {
                "there is no golden file of the"
            } else {
                "the golden file differs from the"
            };
            let _ = writeln!(out, "    {said} {}: {file}", kind.word());
            changed(diff, causes, out);
        }
        Problem::Unused { calls } => {
            let _ = writeln!(
                out,
                "    {} of the recording {} not asked for: the run took another path",
                counted(calls.len(), "calls"),
                if calls.len() == 1 { "was" } else { "were" }
            );
            for call in calls {
                let _ = writeln!(out, "      {}", printable(call));
            }
        }
    }
}

/// The words that changed, and where the change comes from.
fn changed(diff: &str, causes: &[Cause], out: &mut String) {
    for l in diff.lines() {
        let _ = writeln!(out, "      {}", printable(l));
    }
    for cause in causes {
        let place = cause
            .at
            .as_ref()
            .map_or(String::new(), |p| format!(" at {}", line(p)));
        let _ = writeln!(out, "      caused by {}{place}", printable(&cause.what));
    }
}

fn row(row: &Row, out: &mut String) {
    let at = row.at.as_ref().map_or(String::new(), |at| {
        if at.is_empty() {
            "\"\" (missing here)".to_owned()
        } else {
            format!("\"{}\"", shown(at))
        }
    });
    let _ = writeln!(
        out,
        "    {:<12}  {:<16}  {at}",
        row.mark.words(),
        printable(&row.rule)
    );
    let _ = writeln!(out, "    {:<12}  {}", "", printable(&row.message));
    if row.mark == Mark::Ok {
        return;
    }
    if row.mark == Mark::Missed
        && let Some(m) = &row.measured
    {
        let _ = writeln!(
            out,
            "    {:<12}  measured {}, {} wanted",
            "",
            measured(m.value, m.unit),
            m.limit
        );
    }
    for (said, place) in [
        ("in the draft", &row.draft),
        ("expected at", &row.expected),
        ("demanded by", &row.recipe),
    ] {
        if let Some(place) = place {
            let _ = writeln!(out, "    {:<12}  {said} {}", "", line(place));
        }
    }
}

/// A text on one line, cut in the middle when it is long.
fn shown(text: &str) -> String {
    let chars: Vec<char> = printable(&text.replace('\n', "⏎")).chars().collect();
    if chars.len() <= 72 {
        return chars.into_iter().collect();
    }
    let head: String = chars.iter().take(44).collect();
    let tail: String = chars.iter().skip(chars.len() - 24).collect();
    format!("{head} … {tail}")
}

/// `file:line:column`.
pub(crate) fn line(place: &Place) -> String {
    format!("{}:{}:{}", place.file, place.start.line, place.start.column)
}
