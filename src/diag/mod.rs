//! Diagnostics as data: what is wrong with a recipe or an invocation, where, and what to do about it.
//!
//! A diagnostic never formats itself; [`render`] draws it for a terminal and [`json`] resolves it for programs. What is
//! wrong with an *article* is a [`Finding`](crate::rules::Finding), not a diagnostic.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

pub mod codes;
pub mod counts;
pub mod edit;
mod foreign;
pub mod json;
pub mod render;
pub mod suggest;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

pub use codes::Code;
pub use edit::Edit;

use crate::span::{Loc, Span};

/// How much a diagnostic or a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; never changes the exit status.
    Info,
    /// Worth a look; never changes the exit status.
    Warn,
    /// Wrong: exit status 1 for an article, 2 for a recipe.
    Error,
}

impl Severity {
    /// The word used in recipes and reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }
}

/// One labelled place of a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    /// Where.
    pub loc: Loc,
    /// What is to be seen there; may be empty.
    pub text: String,
}

/// A message about a recipe or an invocation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Its code; `galley explain CODE` prints the page.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// A lowercase fragment: what was found and what was wanted.
    pub message: String,
    /// The places, the most important first. Empty when the fault has no place (a missing file).
    pub labels: Vec<Label>,
    /// Lines that can be acted on, most useful first.
    pub help: Vec<String>,
    /// A safe, machine-applicable fix, when there is one: edits that belong together, none of which overlaps another.
    pub fix: Vec<Edit>,
    /// Whether it is worth saying only where nothing is wrong. That nothing names an input may follow from the name that is
    /// misspelt: with the error beside it, such a warning would send its reader to the wrong line.
    #[serde(skip)]
    pub once_sound: bool,
}

impl Diagnostic {
    /// An error with no place yet.
    #[must_use]
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            labels: Vec::new(),
            help: Vec::new(),
            fix: Vec::new(),
            once_sound: false,
        }
    }

    /// A warning with no place yet.
    #[must_use]
    pub fn warn(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warn,
            ..Self::error(code, message)
        }
    }

    /// Adds a labelled place.
    #[must_use]
    pub fn at(mut self, loc: Loc, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            loc,
            text: text.into(),
        });
        self
    }

    /// Adds a line of help.
    #[must_use]
    pub fn help(mut self, line: impl Into<String>) -> Self {
        self.help.push(line.into());
        self
    }

    /// Is left out beside errors, of which it may be a consequence.
    #[must_use]
    pub fn once_sound(mut self) -> Self {
        self.once_sound = true;
        self
    }

    /// Adds the machine-applicable fix.
    #[must_use]
    pub fn fix(mut self, loc: Loc, replacement: impl Into<String>) -> Self {
        self.fix.clear();
        self.also(loc, replacement)
    }

    /// Adds one more edit to the fix, which mends nothing without it.
    #[must_use]
    pub fn also(mut self, loc: Loc, replacement: impl Into<String>) -> Self {
        self.fix.push(Edit {
            loc,
            replacement: replacement.into(),
        });
        self
    }
}

/// Collects diagnostics, so that a pass can go on after the first.
#[derive(Debug, Clone, Default)]
pub struct Sink {
    items: Vec<Diagnostic>,
    /// Which of them have their first label at a place: a repetition can only be one of these.
    placed: BTreeMap<Option<Loc>, Vec<usize>>,
    /// The places that errors point at.
    faulty: BTreeSet<Loc>,
}

impl Sink {
    /// An empty sink.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes one diagnostic. An exact repetition is dropped, and so is that nothing is given where something that is given could not
    /// be read.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let place = diagnostic.labels.first().map(|l| l.loc);
        if diagnostic.code == codes::E0303 && place.is_some_and(|p| self.has_error_in(p)) {
            return;
        }
        let there = self.placed.entry(place).or_default();
        if !there
            .iter()
            .any(|&i| self.items.get(i) == Some(&diagnostic))
        {
            there.push(self.items.len());
            if diagnostic.severity == Severity::Error {
                self.faulty.extend(diagnostic.labels.iter().map(|l| l.loc));
            }
            self.items.push(diagnostic);
        }
    }

    /// Whether an error points at something in this place, or at its end.
    #[must_use]
    pub fn has_error_in(&self, within: Loc) -> bool {
        let start = Loc::new(within.source, Span::at(within.span.start));
        let next = self.faulty.range(start..).next();
        next.is_some_and(|at| at.source == within.source && at.span.start <= within.span.end)
    }

    /// Gives back the diagnostics of a code whose first label lies in `within`: whoever knows more of the mistake says it in their
    /// stead. The last that was taken comes in the place of each.
    pub fn withdraw(&mut self, code: Code, within: Loc) -> Vec<Diagnostic> {
        let start = Loc::new(within.source, Span::at(within.span.start));
        let inside = |at: &Loc| at.source == within.source && at.span.end <= within.span.end;
        let mut found: Vec<usize> = self
            .placed
            .range(Some(start)..)
            .take_while(|(at, _)| {
                at.is_some_and(|at| at.source == within.source && at.span.start < within.span.end)
            })
            .filter(|(at, _)| at.as_ref().is_some_and(inside))
            .flat_map(|(_, there)| there.iter().copied())
            .filter(|&i| self.items.get(i).is_some_and(|d| d.code == code))
            .collect();
        found.sort_unstable();
        let mut out = Vec::new();
        while let Some(i) = found.pop() {
            let last = self.items.len() - 1;
            let d = self.items.swap_remove(i);
            let place = |d: &Diagnostic| d.labels.first().map(|l| l.loc);
            if let Some(there) = self.placed.get_mut(&place(&d)) {
                there.retain(|&j| j != i);
            }
            if let Some(moved) = self.items.get(i)
                && let Some(there) = self.placed.get_mut(&place(moved))
            {
                for j in there.iter_mut().filter(|j| **j == last) {
                    *j = i;
                }
            }
            out.push(d);
        }
        out
    }

    /// Whether at least one error was taken.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.items.iter().any(|d| d.severity == Severity::Error)
    }

    /// How many errors were taken.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.items
            .iter()
            .filter(|d| d.severity == Severity::Error)
            .count()
    }

    /// What was taken, in order.
    #[must_use]
    pub fn items(&self) -> &[Diagnostic] {
        &self.items
    }

    /// What was taken, ordered by source and place; those without a place come first. What is worth saying only of a sound
    /// recipe is left out beside errors.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        if self.has_errors() {
            self.items.retain(|d| !d.once_sound);
        }
        self.items.sort_by_key(|d| d.labels.first().map(|l| l.loc));
        self.items
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    #[test]
    fn a_repetition_is_dropped_and_order_is_kept() {
        let at = |n: usize| Loc::new(SourceId(0), Span::at(n));
        let bare = Diagnostic::error(codes::E0601, "no file");
        let placed = |n| Diagnostic::error(codes::E0203, "no such rule").at(at(n), "here");
        let mut sink = Sink::new();
        for d in [
            placed(7),
            bare.clone(),
            placed(3),
            placed(7),
            bare.clone(),
            placed(7).help("more"),
        ] {
            sink.push(d);
        }
        let kept = [placed(7), bare, placed(3), placed(7).help("more")];
        assert_eq!(sink.items(), kept);
    }
}
