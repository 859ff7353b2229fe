//! The words of test files. Like the vocabulary of rules, they are data: the grammar knows none of them.

use crate::syntax::normal::Words;

/// What stands at the top of a test file.
pub(super) const FILE: &[&str] = &["recipe", "tests", "test"];

/// What a test says.
pub(super) const TEST: &[&str] = &[
    "draft",
    "source",
    "recording",
    "input",
    "expect",
    "snapshots",
];

/// What `expect` says in a block.
pub(super) const EXPECT: &[&str] = &["fails", "undecided", "skipped", "exit", "held"];

/// What an expected finding says.
pub(super) const FAULT: &[&str] = &["at", "message"];

/// The words of suites, for the reader of recipe files.
#[derive(Debug, Clone, Copy)]
pub(super) struct SuiteWords;

impl Words for SuiteWords {
    /// Only rules have a setting that a bare value stands for.
    fn bare(&self, _: &str) -> Option<&str> {
        None
    }

    fn open(&self, _: &str) -> bool {
        false
    }

    fn has(&self, _: &str, _: &str) -> bool {
        false
    }

    fn knows(&self, name: &str) -> bool {
        [FILE, TEST, EXPECT, FAULT]
            .iter()
            .any(|words| words.contains(&name))
    }
}
