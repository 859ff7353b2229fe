//! By effect: which drafts pass under one recipe and fail under the other, and by which rule.

use serde::Serialize;

use crate::check::RuleResult;
use crate::diag::Severity;
use crate::diff::Side;
use crate::draft::Draft;
use crate::rules::{Article, RuleId, Verdict};

/// A draft that was written before, with its source where there is one.
#[derive(Debug, Clone)]
pub struct Sample {
    /// What it is called: its file, or the name of its test.
    pub name: String,
    /// The draft.
    pub draft: String,
    /// The source as it came.
    pub source: Option<String>,
}

/// How a draft comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// No finding of severity `error`.
    Passes,
    /// At least one finding of severity `error`, or a rule of that severity that could not be decided.
    Fails,
}

impl Fate {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Passes => "passes",
            Self::Fails => "fails",
        }
    }
}

/// What the difference does to one draft.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Effect {
    /// The draft.
    pub draft: String,
    /// Under the older recipe.
    pub before: Fate,
    /// Under the newer recipe.
    pub after: Fate,
    /// The rules that come out otherwise.
    pub rules: Vec<RuleEffect>,
}

/// A rule that comes out otherwise on a draft.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleEffect {
    /// The rule.
    pub rule: RuleId,
    /// What was found before: `holds`, or the finding; `None` without the rule.
    pub before: Option<String>,
    /// What is found now.
    pub after: Option<String>,
}

/// The fate of every draft under both recipes.
pub(super) fn compare(older: Side<'_>, newer: Side<'_>, samples: &[Sample]) -> Vec<Effect> {
    samples
        .iter()
        .map(|s| {
            let (before, after) = (validate(older, s), validate(newer, s));
            Effect {
                draft: s.name.clone(),
                before: fate(&before),
                after: fate(&after),
                rules: differing(&before, &after),
            }
        })
        .collect()
}

fn validate(side: Side<'_>, sample: &Sample) -> Vec<RuleResult> {
    let plan = side.plan;
    let draft = Draft::parse(&sample.draft, plan.lang());
    let source = sample
        .source
        .as_ref()
        .map(|text| Draft::parse(&plan.strip(text).0, plan.lang()));
    plan.validate(Article {
        draft: &draft,
        source: source.as_ref(),
    })
}

fn fate(results: &[RuleResult]) -> Fate {
    let fails = results.iter().any(|r| {
        r.findings.iter().any(|f| f.severity == Severity::Error)
            || (r.severity == Severity::Error && matches!(r.verdict, Verdict::Undetermined { .. }))
    });
    if fails { Fate::Fails } else { Fate::Passes }
}

fn differing(before: &[RuleResult], after: &[RuleResult]) -> Vec<RuleEffect> {
    let mut ids: Vec<&RuleId> = Vec::new();
    for r in after.iter().chain(before) {
        if !ids.contains(&&r.rule) {
            ids.push(&r.rule);
        }
    }
    ids.into_iter()
        .filter_map(|id| {
            let of = |all: &'_ [RuleResult]| all.iter().find(|r| r.rule == *id).map(said);
            let (x, y) = (of(before), of(after));
            let status = |s: &Option<(bool, String)>| s.as_ref().is_none_or(|s| s.0);
            // A rule that comes or goes and holds does nothing to the draft; nor does a limit that is broken as before.
            (status(&x) != status(&y)).then(|| RuleEffect {
                rule: id.clone(),
                before: x.map(|s| s.1),
                after: y.map(|s| s.1),
            })
        })
        .collect()
}

/// Whether a rule lets the draft pass, and what it says.
fn said(result: &RuleResult) -> (bool, String) {
    let weight = match result.severity {
        Severity::Error => "",
        s => s.word(),
    };
    let weighed = |text: String| {
        if weight.is_empty() {
            text
        } else {
            format!("{text} [{weight}]")
        }
    };
    match &result.verdict {
        Verdict::Holds => (true, "holds".to_owned()),
        Verdict::Fails => {
            let first = result.findings.first().map_or("", |f| f.message.as_str());
            let more = match result.findings.len() {
                0 | 1 => String::new(),
                n => format!(" (and {} more)", n - 1),
            };
            (false, weighed(format!("{first}{more}")))
        }
        Verdict::Undetermined { reason } => (false, weighed(format!("undecided: {reason}"))),
        Verdict::Skipped { reason } => (true, format!("not looked at: {reason}")),
    }
}
