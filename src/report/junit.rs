//! Reports as JUnit XML, which CI servers show: a suite for each draft, a case for each rule.
//!
//! A case fails where the exit status says so too: warnings are printed beside a case that passes.

use std::collections::HashMap;

use quick_junit::{NonSuccessKind, Report as Document, TestCase, TestCaseStatus, TestSuite};

use crate::diag::Severity;
use crate::diag::counts::counted;
use crate::report::RuleReport;
use crate::report::list::{self, Batch, Entry};
use crate::rules::Verdict;

/// All rules of all drafts as one XML document. There are no times in it: the same reports are the same bytes.
#[must_use]
pub fn print(batch: &Batch<'_>) -> String {
    let mut document = Document::new("galley check");
    let mut seen = HashMap::new();
    for (report, path) in batch.reports.iter().zip(&batch.paths()) {
        let mut entries: HashMap<&str, Vec<Entry<'_>>> = HashMap::new();
        for e in list::entries(report, path, &mut seen) {
            entries.entry(e.rule.rule.as_str()).or_default().push(e);
        }
        let mut suite = TestSuite::new(list::line(path));
        for rule in &report.rules {
            let of_rule = entries.remove(rule.rule.as_str()).unwrap_or_default();
            suite.add_test_case(case(rule, path, &of_rule));
        }
        document.add_test_suite(suite);
    }
    for unread in batch.unread {
        let path = list::line(&(batch.names)(&unread.file));
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(list::line(&unread.reason));
        status.set_type("unread");
        let mut case = TestCase::new("the file can be read", status);
        place(&mut case, &path, 1);
        let mut suite = TestSuite::new(path);
        suite.add_test_case(case);
        document.add_test_suite(suite);
    }
    let mut text = document
        .to_string()
        .expect("memory takes every element, and none has a time");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn case(rule: &RuleReport, path: &str, entries: &[Entry<'_>]) -> TestCase {
    let errors: Vec<&Entry<'_>> = entries
        .iter()
        .filter(|e| e.severity == Severity::Error)
        .collect();
    let told: Vec<String> = entries
        .iter()
        .map(|e| {
            let at = format!("{}:{}:{}", list::line(path), e.start.line, e.start.column);
            format!("{at}: {}: {}", e.severity.word(), list::line(&e.message))
        })
        .collect();
    let status = match errors.as_slice() {
        [] => match &rule.verdict {
            Verdict::Skipped { reason } => {
                let mut status = TestCaseStatus::skipped();
                status.set_message(list::line(&format!("not looked at: {reason}")));
                status
            }
            _ => TestCaseStatus::success(),
        },
        [first, more @ ..] => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(list::line(&rule.rule));
            status.set_message(list::line(&if more.is_empty() {
                first.message.clone()
            } else {
                format!(
                    "{}, the first: {}",
                    counted(errors.len(), "errors"),
                    first.message
                )
            }));
            status.set_description(told.join("\n"));
            status
        }
    };
    let mut case = TestCase::new(list::line(&rule.rule), status);
    place(
        &mut case,
        &list::line(path),
        entries.first().map_or(1, |e| e.start.line),
    );
    if errors.is_empty() && !told.is_empty() {
        case.set_system_out(told.join("\n"));
    }
    case
}

/// Where a case belongs, in the attributes that CI servers know.
fn place(case: &mut TestCase, path: &str, line: usize) {
    case.set_classname(path);
    case.extra.insert("file".into(), path.into());
    case.extra.insert("line".into(), line.to_string().into());
}
