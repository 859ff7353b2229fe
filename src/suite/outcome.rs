//! What came of a test.

use std::sync::Arc;

use serde::Serialize;

use super::case::{Kind, Suite, Test};
use super::cause::Cause;
use super::files::joined;
use super::judge::Row;
use super::workshop::Broken;
use super::{replay, snapshot};
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
    /// Golden files that would let the test pass, as far as they are concerned.
    pub offers: Vec<Offer>,
    /// The draft that was looked at, when the workshop keeps it.
    pub draft: Option<String>,
}

impl Outcome {
    pub(super) fn new(suite: &Suite, test: &Test, place: Place) -> Self {
        Self {
            name: test.name.text.clone(),
            place,
            problems: Vec::new(),
            owns: owned(suite, test),
            offers: Vec::new(),
            draft: None,
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

/// The recording and the golden files of a test, by name, there or not.
#[must_use]
pub fn owned(suite: &Suite, test: &Test) -> Vec<String> {
    let mut paths: Vec<String> = test
        .snapshots
        .iter()
        .map(|(kind, _)| snapshot::name(&suite.stem, &test.name.text, *kind))
        .collect();
    if test.draft.is_none() {
        paths.push(replay::recording_of(suite, test));
    }
    paths
        .iter()
        .filter_map(|p| joined(p, &suite.file))
        .collect()
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
    /// A prompt is not the one that was recorded, or was not recorded at all.
    Stale {
        /// The step that asked.
        step: String,
        /// The recorded call, as `FILE:LINE`, or the recording when it holds no call for the step.
        recorded: String,
        /// The words that differ, a line each; empty when the recording holds no call for the step.
        diff: String,
        /// Where the difference comes from.
        causes: Vec<Cause>,
        /// A command that records the run anew.
        command: String,
    },
    /// Calls of the recording that nobody asked for: the run took another path.
    Unused {
        /// Each as `step (FILE:LINE)`.
        calls: Vec<String>,
    },
    /// A golden file is missing or differs.
    Snapshot {
        /// Its kind.
        kind: Kind,
        /// The file.
        file: String,
        /// Whether there is none yet.
        missing: bool,
        /// The words that differ, a line each.
        diff: String,
        /// Where the difference comes from.
        causes: Vec<Cause>,
    },
}

/// A golden file as it would have to be for the test to pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The golden file; the offer goes beside it, with `.new` behind its name.
    pub file: String,
    /// Its whole text, front matter included.
    pub text: String,
}
