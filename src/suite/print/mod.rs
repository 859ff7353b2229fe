//! How the results of tests are printed: one file a format.

mod faults;
pub mod github;
pub mod json;
pub mod junit;
pub mod text;

use super::outcome::{Outcome, Status};
use super::strength::Strength;
use crate::diag::Diagnostic;
use crate::diag::counts::counted;
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

/// All that came of a run of tests.
#[derive(Debug, Clone, Default)]
pub struct Results {
    /// In the order of the files.
    pub files: Vec<FileResult>,
    /// Golden files and recordings that belong to no test.
    pub orphans: Vec<String>,
    /// How the recipes stand against mutants, when that was asked.
    pub strengths: Option<Vec<Strength>>,
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
    /// Golden files and recordings that belong to no test.
    pub orphans: usize,
    /// Recipes of which a rule is not proven by mutants.
    pub weak: usize,
    /// Whether mutants were asked for and there was no draft to make them from.
    pub untried: bool,
}

impl Tally {
    /// Counts.
    #[must_use]
    pub fn of(results: &Results) -> Self {
        let untried = |s: &[Strength]| s.iter().all(Strength::untried);
        let untried = results.strengths.as_deref().is_some_and(untried);
        let mut tally = Self {
            orphans: results.orphans.len(),
            weak: results
                .strengths
                .iter()
                .flatten()
                .filter(|s| !untried && !s.whole())
                .count(),
            untried,
            ..Self::default()
        };
        for file in &results.files {
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
                counted(self.unreadable, "files")
            ));
        }
        let mut behind = match self.orphans {
            0 => String::new(),
            1 => "; 1 file belongs to no test".to_owned(),
            n => format!("; {n} files belong to no test"),
        };
        if self.untried {
            behind.push_str("; no mutant was tried");
        }
        if self.weak > 0 {
            behind.push_str(&format!(
                "; below 100 % against mutants: {}",
                counted(self.weak, "recipes")
            ));
        }
        format!(
            "{}: {}{behind}",
            counted(self.tests, "tests"),
            parts.join(", ")
        )
    }

    /// The exit status: 0 all passed, 1 some failed, a file belongs to no test, or a recipe is weak against mutants, 2 some could
    /// not run.
    #[must_use]
    pub fn exit(self) -> u8 {
        if self.broken > 0 || self.unreadable > 0 {
            2
        } else {
            u8::from(self.failed > 0 || self.orphans > 0 || self.weak > 0 || self.untried)
        }
    }
}
