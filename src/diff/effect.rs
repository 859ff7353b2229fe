//! By effect: which drafts pass under one recipe and fail under the other, and by which rule.

use serde::Serialize;

use crate::check::RuleResult;
use crate::diag::Severity;
use crate::diff::{Side, recorded};
use crate::draft::Draft;
use crate::rules::{Article, RuleId, Verdict};

/// Work that was done before, with its source where there is one.
#[derive(Debug, Clone)]
pub struct Sample {
    /// What it is called: its file, or the name of its test.
    pub name: String,
    /// The draft, or how it came to be.
    pub work: Work,
    /// The source as it came.
    pub source: Option<String>,
}

/// A draft, or the answers that it is made of.
#[derive(Debug, Clone)]
pub enum Work {
    /// A draft as it stands.
    Draft(String),
    /// A recorded run: the name and the text of its transcript. It is replayed; no model is asked.
    Recording(String, String),
}

/// How a draft comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// No finding of severity `error`.
    Passes,
    /// At least one finding of severity `error`, or a rule of that severity that could not be decided.
    Fails,
    /// There is no draft: the recording answers the prompts of neither recipe.
    Unknown,
}

impl Fate {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Passes => "passes",
            Self::Fails => "fails",
            Self::Unknown => "unknown",
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
    /// Of a recorded run: whether its answers still fit the prompts, before and after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replays: Option<Replays>,
}

/// Whether a recording answers the prompts of each recipe. Where it does not, its draft is the one of the other recipe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Replays {
    /// Under the older recipe.
    pub before: bool,
    /// Under the newer one.
    pub after: bool,
}

impl Effect {
    /// Whether there is anything to tell.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.before != self.after || !self.rules.is_empty() || self.recording().is_some()
    }

    /// What became of its recording, as a lowercase fragment; `None` when there is nothing to say of it.
    #[must_use]
    pub fn recording(&self) -> Option<&'static str> {
        match self.replays? {
            Replays {
                before: false,
                after: false,
            } => Some("its recording answers the prompts of neither recipe"),
            Replays {
                before: true,
                after: false,
            } => Some("its recording no longer answers the prompts: record it again"),
            _ => None,
        }
    }
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
#[must_use]
pub fn compare(older: Side<'_>, newer: Side<'_>, samples: &[Sample]) -> Vec<Effect> {
    samples.iter().map(|s| effect(older, newer, s)).collect()
}

fn effect(older: Side<'_>, newer: Side<'_>, sample: &Sample) -> Effect {
    let (a, b, replays) = match &sample.work {
        Work::Draft(text) => (Some(text.clone()), Some(text.clone()), None),
        Work::Recording(name, text) => {
            let run = |side| recorded::draft(side, name, text, sample.source.as_deref());
            let (a, b) = (run(older), run(newer));
            let replays = Replays {
                before: a.is_some(),
                after: b.is_some(),
            };
            (a.clone().or(b.clone()), b.or(a), Some(replays))
        }
    };
    let (Some(a), Some(b)) = (a, b) else {
        return Effect {
            draft: sample.name.clone(),
            before: Fate::Unknown,
            after: Fate::Unknown,
            rules: Vec::new(),
            replays,
        };
    };
    let source = sample.source.as_deref();
    let (before, after) = (validate(older, &a, source), validate(newer, &b, source));
    Effect {
        draft: sample.name.clone(),
        before: fate(&before),
        after: fate(&after),
        rules: differing(&before, &after),
        replays,
    }
}

fn validate(side: Side<'_>, draft: &str, source: Option<&str>) -> Vec<RuleResult> {
    let plan = side.plan;
    let draft = Draft::parse(draft, plan.lang());
    let source = source.map(|text| Draft::parse(&plan.strip(text).0, plan.lang()));
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
            let first = result
                .findings
                .first()
                .map_or(String::new(), |f| f.message());
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
