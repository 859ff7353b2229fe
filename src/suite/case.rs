//! Suites as data: what each test works on and what it expects, with the places where the file says so.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::span::Loc;
use crate::syntax::tree::{Name, Value};

/// A test file.
#[derive(Debug, Clone)]
pub struct Suite {
    /// The file, relative to the project root, with `/` between folders.
    pub file: String,
    /// The file's name without folder and ending: `seo-article-fr`.
    pub stem: String,
    /// The recipe, when the file names it; else the one of the same name beside it.
    pub recipe: Option<Value>,
    /// The tests, in the order of the file.
    pub tests: Vec<Test>,
}

/// One test.
#[derive(Debug, Clone)]
pub struct Test {
    /// What it is called; no two tests of a file share a name.
    pub name: Name,
    /// The article that is looked at.
    pub draft: Option<Text>,
    /// The text that the article was, or is to be, written from.
    pub source: Option<Text>,
    /// The recording that is replayed; without it and without a draft, the one that is named after the test.
    pub recording: Option<Value>,
    /// Values for inputs of the recipe, by name.
    pub inputs: BTreeMap<String, Given>,
    /// What is to come of it.
    pub expect: Expect,
    /// Golden files.
    pub snapshots: Vec<(Kind, Loc)>,
}

/// A value that a test gives an input.
#[derive(Debug, Clone)]
pub struct Given {
    /// The value.
    pub value: String,
    /// Where the input is named.
    pub named: Loc,
    /// Where the value stands.
    pub loc: Loc,
}

/// A text of a test: a file, or a text that stands in the test file itself.
#[derive(Debug, Clone)]
pub enum Text {
    /// A path relative to the test file.
    File(Value),
    /// The text itself.
    Here(Value),
}

impl Text {
    /// The value in the test file.
    #[must_use]
    pub fn value(&self) -> &Value {
        match self {
            Self::File(v) | Self::Here(v) => v,
        }
    }
}

/// What is to come of a test. Whatever is not named here may not come.
#[derive(Debug, Clone)]
pub struct Expect {
    /// Where it is said; the name of the test when it is not.
    pub loc: Loc,
    /// The outcome in a word.
    pub wanted: Wanted,
    /// The rules that have findings, by id.
    pub fails: Vec<Fails>,
    /// The rules that could not be decided, by id.
    pub undecided: Vec<(String, Loc)>,
    /// The rules that were not looked at; when it is said, it is exact.
    pub skipped: Option<Vec<(String, Loc)>>,
    /// The exit status of `check` or `run`, when it is said.
    pub exit: Option<(u8, Loc)>,
}

/// The outcome that is expected, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// No finding of any severity but those that are listed; of a run, a proven draft unless a listed finding is an error.
    Listed,
    /// The run ends with a draft that is held, whatever fails.
    Held,
}

/// A rule that is expected to have findings.
#[derive(Debug, Clone)]
pub struct Fails {
    /// The rule's id.
    pub rule: String,
    /// Where it is named.
    pub loc: Loc,
    /// Its findings: exactly these, or any when there is no list.
    pub faults: Option<Vec<Fault>>,
}

/// One finding that is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The whole text under the finding; empty where something is missing.
    pub at: Option<String>,
    /// A part of its message.
    pub message: Option<String>,
    /// Where it is expected, in the test file.
    pub loc: Loc,
}

/// A kind of golden file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What `galley compile` prints.
    Plan,
    /// What `galley prompts` prints.
    Prompts,
    /// The report as text.
    Report,
}

impl Kind {
    /// All kinds, in the order in which they are made.
    pub const ALL: [Self; 3] = [Self::Plan, Self::Prompts, Self::Report];

    /// The word in test files and in names of snapshots.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Prompts => "prompts",
            Self::Report => "report",
        }
    }
}
