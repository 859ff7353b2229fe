//! Compares what was found with what was expected. The comparison is exhaustive: a finding that is not expected, an expected one
//! that is missing, a rule that could not be decided and was expected to be, all fail alike.

use serde::Serialize;

use super::case::{Expect, Fails, Fault};
use crate::check::RuleResult;
use crate::diag::Severity;
use crate::report::Place;
use crate::rules::{Finding, Measured, Verdict};
use crate::span::{Loc, Span};

/// How a row of the comparison came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Expected and found.
    Ok,
    /// Found and not expected.
    NotWanted,
    /// Expected and not found.
    Missed,
    /// The rule could not be decided, and was expected to be.
    Undecided,
    /// The rule was decided or looked at, and was not expected to be.
    Decided,
    /// The rule was not looked at, and was expected to be.
    NotLookedAt,
}

impl Mark {
    /// The words in reports.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::NotWanted => "not wanted",
            Self::Missed => "missed",
            Self::Undecided => "undecided",
            Self::Decided => "decided",
            Self::NotLookedAt => "not looked at",
        }
    }
}

/// One line of the comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// How it came out.
    pub mark: Mark,
    /// The rule's id.
    pub rule: String,
    /// The text under the finding, found or expected; `None` when no place was asked for.
    pub at: Option<String>,
    /// What was found and what was wanted, or the part of it that was expected.
    pub message: String,
    /// The value and the limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured: Option<Measured>,
    /// Where in the draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<Place>,
    /// The recipe line that demanded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipe: Option<Place>,
    /// Where it is expected, in the test file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<Place>,
}

/// Resolves places for the rows.
pub(super) struct Places<'a> {
    pub(super) draft: &'a dyn Fn(Span) -> Place,
    pub(super) recipe: &'a dyn Fn(Loc) -> Place,
    pub(super) suite: &'a dyn Fn(Loc) -> Place,
}

/// All rows in the order of the rules, good ones among them.
pub(super) fn compare(
    results: &[RuleResult],
    text: &str,
    expect: &Expect,
    places: &Places<'_>,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for result in results {
        let fails = expect.fails.iter().find(|f| result.rule == *f.rule);
        findings(result, fails, text, places, &mut rows);
        verdict(result, expect, places, &mut rows);
    }
    rows
}

/// The exit status that `check` gives.
pub(super) fn exit(results: &[RuleResult]) -> u8 {
    let error = results.iter().any(|r| {
        r.findings.iter().any(|f| f.severity == Severity::Error)
            || r.severity == Severity::Error && matches!(r.verdict, Verdict::Undetermined { .. })
    });
    u8::from(error)
}

fn findings(
    result: &RuleResult,
    fails: Option<&Fails>,
    text: &str,
    places: &Places<'_>,
    rows: &mut Vec<Row>,
) {
    let of = |f: &Finding, mark| Row {
        mark,
        rule: result.rule.to_string(),
        at: Some(f.span.slice(text).to_owned()),
        message: f.message(),
        measured: f.measured.clone(),
        draft: Some((places.draft)(f.span)),
        recipe: Some((places.recipe)(f.demanded)),
        expected: None,
    };
    let missed = |fault: Option<&Fault>, loc: Loc| Row {
        mark: Mark::Missed,
        rule: result.rule.to_string(),
        at: fault.and_then(|f| f.at.clone()),
        message: fault
            .and_then(|f| f.message.clone())
            .unwrap_or_else(|| "expected to fail".to_owned()),
        measured: result.measured.first().cloned(),
        draft: None,
        recipe: Some((places.recipe)(result.demanded)),
        expected: Some((places.suite)(loc)),
    };
    match fails {
        None => rows.extend(result.findings.iter().map(|f| of(f, Mark::NotWanted))),
        Some(Fails {
            faults: None, loc, ..
        }) => {
            if result.findings.is_empty() {
                rows.push(missed(None, *loc));
            }
            rows.extend(result.findings.iter().map(|f| of(f, Mark::Ok)));
        }
        Some(Fails {
            faults: Some(faults),
            ..
        }) => {
            let pairs = pairs(faults, &result.findings, text);
            for (i, f) in result.findings.iter().enumerate() {
                let hit = pairs.contains(&Some(i));
                rows.push(of(f, if hit { Mark::Ok } else { Mark::NotWanted }));
            }
            for (fault, pair) in faults.iter().zip(&pairs) {
                if pair.is_none() {
                    rows.push(missed(Some(fault), fault.loc));
                }
            }
        }
    }
}

fn suits(fault: &Fault, finding: &Finding, text: &str) -> bool {
    let found = typed(finding.span.slice(text));
    fault.at.as_ref().is_none_or(|at| {
        let at = typed(at);
        at == found || at.trim_end_matches('\n') == found.trim_end_matches('\n')
    }) && fault
        .message
        .as_ref()
        .is_none_or(|m| typed(&finding.message()).contains(&typed(m)))
}

/// A text as a keyboard has it: no-break spaces, which nobody can tell from others in a test file, are spaces, and lines end alike
/// on every system.
fn typed(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
        .replace("\r\n", "\n")
}

/// For each expected finding the one that it is, such that as many as possible have one: a vague expectation never takes the
/// finding that only a precise one describes.
fn pairs(faults: &[Fault], findings: &[Finding], text: &str) -> Vec<Option<usize>> {
    fn place(
        fault: usize,
        can: &dyn Fn(usize, usize) -> bool,
        owner: &mut [Option<usize>],
        seen: &mut [bool],
    ) -> bool {
        for i in 0..owner.len() {
            if !can(fault, i) {
                continue;
            }
            match seen.get_mut(i) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            let other = owner.get(i).copied().flatten();
            if other.is_none_or(|other| place(other, can, owner, seen))
                && let Some(owner) = owner.get_mut(i)
            {
                *owner = Some(fault);
                return true;
            }
        }
        false
    }
    let can = |fault: usize, i: usize| match (faults.get(fault), findings.get(i)) {
        (Some(fault), Some(finding)) => suits(fault, finding, text),
        _ => false,
    };
    let mut owner: Vec<Option<usize>> = vec![None; findings.len()];
    for fault in 0..faults.len() {
        place(fault, &can, &mut owner, &mut vec![false; findings.len()]);
    }
    (0..faults.len())
        .map(|f| owner.iter().position(|o| *o == Some(f)))
        .collect()
}

fn verdict(result: &RuleResult, expect: &Expect, places: &Places<'_>, rows: &mut Vec<Row>) {
    let named = |list: &[(String, Loc)]| {
        list.iter()
            .find(|(r, _)| result.rule == **r)
            .map(|(_, l)| *l)
    };
    let undecided = named(&expect.undecided);
    let skipped = expect.skipped.as_deref().map(named);
    let row = |mark, message: &str, expected: Option<Loc>| Row {
        mark,
        rule: result.rule.to_string(),
        at: None,
        message: message.to_owned(),
        measured: None,
        draft: None,
        recipe: Some((places.recipe)(result.demanded)),
        expected: expected.map(|l| (places.suite)(l)),
    };
    match (&result.verdict, undecided, skipped) {
        (Verdict::Undetermined { reason }, None, _) => {
            rows.push(row(Mark::Undecided, &reason.to_string(), None))
        }
        (Verdict::Undetermined { reason }, Some(loc), _) => {
            rows.push(row(Mark::Ok, &reason.to_string(), Some(loc)));
        }
        (_, Some(loc), _) => rows.push(row(Mark::Decided, "expected to be undecided", Some(loc))),
        _ => {}
    }
    match (&result.verdict, skipped) {
        (Verdict::Skipped { reason }, Some(None)) => {
            rows.push(row(Mark::NotLookedAt, &reason.to_string(), None))
        }
        (Verdict::Skipped { .. }, _) => {}
        (_, Some(Some(loc))) => rows.push(row(
            Mark::Decided,
            "expected not to be looked at",
            Some(loc),
        )),
        _ => {}
    }
}
