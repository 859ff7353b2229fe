//! How the results of tests are printed: one file a format.

pub mod text;

use super::outcome::{Outcome, Status};
use crate::diag::Diagnostic;
use crate::source::SourceMap;

/// What came of one test file.
#[derive(Debug, Clone)]
pub struct FileResult {
    /// The file, relative to the project root.
    pub file: String,
    /// What came of its tests, in the order of the file.
    pub tests: Vec<Outcome>,
    /// What is wrong with the file itself; then no test of it ran.
    pub faults: Option<(Vec<Diagnostic>, SourceMap)>,
}

/// Counts over all tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Tally {
    /// Tests that were looked at.
    pub tests: usize,
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
    /// Tests that could not run.
    pub broken: usize,
    /// Test files that could not be read.
    pub unreadable: usize,
}

impl Tally {
    /// Counts.
    #[must_use]
    pub fn of(results: &[FileResult]) -> Self {
        let mut tally = Self::default();
        for file in results {
            tally.unreadable += usize::from(file.faults.is_some());
            for test in &file.tests {
                tally.tests += 1;
                match test.status() {
                    Status::Passed => tally.passed += 1,
                    Status::Failed => tally.failed += 1,
                    Status::Broken => tally.broken += 1,
                }
            }
        }
        tally
    }

    /// `12 tests: 11 passed, 1 failed`.
    #[must_use]
    pub fn line(self) -> String {
        let mut parts = vec![format!("{} passed", self.passed)];
        if self.failed > 0 {
            parts.push(format!("{} failed", self.failed));
        }
        if self.broken > 0 {
            parts.push(format!("{} could not run", self.broken));
        }
        if self.unreadable > 0 {
            parts.push(format!(
                "{} could not be read",
                counted(self.unreadable, "file")
            ));
        }
        format!("{}: {}", counted(self.tests, "test"), parts.join(", "))
    }
}

/// `1 test`, `2 tests`.
pub(super) fn counted(n: usize, noun: &str) -> String {
    if n == 1 {
        format!("1 {noun}")
    } else {
        format!("{n} {noun}s")
    }
}
