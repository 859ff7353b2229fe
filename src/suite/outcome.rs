//! What came of a test.

use std::sync::Arc;

use serde::Serialize;

use super::case::Test;
use super::judge::Row;
use super::workshop::Broken;
use crate::report::Place;

/// How a test ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Everything came as expected.
    Passed,
    /// Something came otherwise.
    Failed,
    /// The test could not run.
    Broken,
}

/// What came of one test.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The test's name.
    pub name: String,
    /// Where it is, in its file.
    pub place: Place,
    /// What came otherwise; nothing when the test passed.
    pub problems: Vec<Problem>,
    /// Recordings and snapshots that belong to the test, by name.
    pub owns: Vec<String>,
}

impl Outcome {
    pub(super) fn new(test: &Test, place: Place) -> Self {
        Self {
            name: test.name.text.clone(),
            place,
            problems: Vec::new(),
            owns: Vec::new(),
        }
    }

    /// How it ended.
    #[must_use]
    pub fn status(&self) -> Status {
        if self.problems.is_empty() {
            Status::Passed
        } else if self
            .problems
            .iter()
            .any(|p| matches!(p, Problem::Broken(_)))
        {
            Status::Broken
        } else {
            Status::Failed
        }
    }
}

/// One thing that came otherwise than expected.
#[derive(Debug, Clone)]
pub enum Problem {
    /// The test could not run, for these reasons.
    Broken(Arc<Broken>),
    /// Findings and verdicts beside what was expected; at least one row is not [`Mark::Ok`](super::judge::Mark::Ok).
    Rows(Vec<Row>),
    /// Another exit status.
    Exit {
        /// The one found.
        found: u8,
        /// The one expected.
        wanted: u8,
        /// Where it is expected.
        expected: Place,
    },
    /// The run ended with a held draft, or with a proven one where a held one was expected.
    Held {
        /// Why the draft is held; `None` when it is proven.
        why: Option<String>,
        /// Where the outcome is expected.
        expected: Place,
    },
    /// A prompt is not the one that was recorded.
    Stale {
        /// What differs, with the first words that do.
        message: String,
    },
    /// Calls of the recording that nobody asked for: the run took another path.
    Unused {
        /// Each as `step (FILE:LINE)`.
        calls: Vec<String>,
    },
}
