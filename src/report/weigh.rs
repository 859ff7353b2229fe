//! What a caller makes of severities: which findings are looked at, and whether warnings fail.

use super::{Overall, Report, count, overall};
use crate::diag::Severity;
use crate::rules::Verdict;

/// How severities count.
#[derive(Debug, Clone, Default)]
pub struct Weighing {
    /// Findings that weigh less are left out.
    pub least: Option<Severity>,
    /// Warnings fail.
    pub deny_warnings: bool,
    /// Rules that weigh something else than the recipe says; `None` leaves them out.
    pub rules: Vec<(String, Option<Severity>)>,
}

impl Weighing {
    /// The report of `check` as it is weighed.
    #[must_use]
    pub fn apply(&self, mut report: Report) -> Report {
        for (rule, severity) in &self.rules {
            let Some(severity) = *severity else {
                report.rules.retain(|r| r.rule != rule.as_str());
                continue;
            };
            for r in report.rules.iter_mut().filter(|r| r.rule == rule.as_str()) {
                r.severity = severity;
                r.findings.iter_mut().for_each(|f| f.severity = severity);
            }
        }
        if !self.rules.is_empty() {
            report.counts = count(&report.rules);
            report.outcome = overall(&report.rules, report.counts);
        }
        if let Some(least) = self.least {
            // A rule all of whose findings are too light is not told, nor is a light one that could not be decided.
            report.rules.retain_mut(|r| {
                r.findings.retain(|f| f.severity >= least);
                match r.verdict {
                    Verdict::Fails => !r.findings.is_empty(),
                    Verdict::Undetermined { .. } => r.severity >= least,
                    _ => true,
                }
            });
            report.counts = count(&report.rules);
            report.outcome = overall(&report.rules, report.counts);
        }
        if self.deny_warnings && report.counts.warnings > 0 {
            report.outcome = Overall::Fails;
        }
        report
    }
}
