//! The results for programs: one JSON value, whose names stay.

use serde_json::{Value, json};

use super::{Results, Tally};
use crate::suite::outcome::{Outcome, Problem};

/// All results as JSON.
#[must_use]
pub fn print(results: &Results) -> String {
    let files: Vec<Value> = results
        .files
        .iter()
        .map(|f| {
            json!({
                "file": f.file,
                "faults": f.faults.as_ref().map(|(d, s)| crate::diag::json::json(d, s)),
                "tests": f.tests.iter().map(test).collect::<Vec<_>>(),
            })
        })
        .collect();
    let tally = Tally::of(results);
    crate::report::json::print(&json!({
        "galley": env!("CARGO_PKG_VERSION"),
        "exit": tally.exit(),
        "counts": tally,
        "files": files,
        "orphans": results.orphans,
        "mutants": results.strengths,
    }))
}

fn test(test: &Outcome) -> Value {
    json!({
        "name": test.name,
        "status": test.status(),
        "place": test.place,
        "problems": test.problems.iter().map(problem).collect::<Vec<_>>(),
    })
}

fn problem(problem: &Problem) -> Value {
    match problem {
        Problem::Broken(broken) => json!({
            "kind": "broken",
            "diagnostics": crate::diag::json::json(&broken.0, &broken.1),
        }),
        Problem::Rows(rows) => json!({ "kind": "findings", "rows": rows }),
        Problem::Exit {
            found,
            wanted,
            expected,
        } => json!({ "kind": "exit", "found": found, "wanted": wanted, "expected": expected }),
        Problem::Held { why, expected } => {
            json!({ "kind": "held", "held": why.is_some(), "why": why, "expected": expected })
        }
        Problem::Stale {
            step,
            recorded,
            diff,
            causes,
            command,
        } => json!({
            "kind": "stale",
            "step": step,
            "recorded": recorded,
            "diff": diff,
            "causes": causes,
            "command": command,
        }),
        Problem::Unused { calls } => json!({ "kind": "unused", "calls": calls }),
        Problem::Snapshot {
            kind,
            file,
            missing,
            diff,
            causes,
        } => json!({
            "kind": "snapshot",
            "of": kind,
            "file": file,
            "missing": missing,
            "diff": diff,
            "causes": causes,
        }),
    }
}
