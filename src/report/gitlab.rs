//! Reports as GitLab's Code Quality: one JSON list, an object a finding.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::diag::Severity;
use crate::report::list::{self, Batch};

/// All findings as one list; GitLab shows them on the lines of a merge request.
#[must_use]
pub fn print(batch: &Batch<'_>) -> String {
    let mut seen = HashMap::new();
    let paths = batch.paths();
    let issues: Vec<Value> = batch
        .reports
        .iter()
        .zip(&paths)
        .flat_map(|(report, path)| list::entries(report, path, &mut seen))
        .map(|e| {
            json!({
                "description": list::line(&e.message),
                "check_name": list::line(&e.rule.rule),
                "fingerprint": e.fingerprint,
                "severity": level(e.severity),
                "location": {
                    "path": e.path,
                    "lines": { "begin": e.start.line, "end": e.end.line },
                },
            })
        })
        .collect();
    super::json::print(&issues)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warn => "minor",
        Severity::Info => "info",
    }
}
