//! Reports: what was checked, how each rule came out, and both ends of every finding. One file a format.
//!
//! A report is data first. It holds no clock and nothing that depends on the machine, so the same recipe, draft and source
//! always give the same bytes.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

pub mod checkstyle;
pub mod compact;
pub mod csv;
mod fixes;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod list;
pub mod plan;
pub mod prompts;
pub mod sarif;
pub mod sentences;
pub mod terminal;
pub mod text;
pub mod weigh;

use serde::Serialize;

use crate::check::{Plan, RuleResult};
use crate::diag::Severity;
use crate::draft::support::Basis;
use crate::draft::{Draft, Summary, support};
use crate::model::Usage;
use crate::rules::{Article, Fault, Finding, Measured, Part, RuleId, Verdict};
use crate::run::{Call, Run};
use crate::source::{Position, Source, SourceMap};
use crate::span::{Loc, Span};
use crate::tongue::{REPORT, Slot, Slots, Tongue, Use};

/// A place in a text, in every unit that a reader or a program may want.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file, or the name of a built-in pack.
    pub file: String,
    /// Byte offsets, half open.
    pub span: Span,
    /// First character: line and column from 1, columns in Unicode scalar values.
    pub start: Position,
    /// The position after the last character.
    pub end: Position,
}

/// A finding with its places resolved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FindingReport {
    /// What was found and what was wanted.
    pub message: String,
    /// The same as data: the key of the fault and its values.
    pub fault: Fault,
    /// How much it weighs.
    pub severity: Severity,
    /// Where in the draft.
    pub at: Place,
    /// The text there, cut after 120 characters; empty where something is missing.
    pub text: String,
    /// The part of the article concerned.
    pub part: Part,
    /// The value and the limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured: Option<Measured>,
    /// The words concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
    /// Where the thing stands in the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Place>,
    /// The recipe line that demanded it.
    pub demanded: Place,
    /// Edits of the draft that mend it safely, to be made together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fix: Vec<EditReport>,
}

/// An edit of the draft with its place resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditReport {
    /// What is replaced.
    pub at: Place,
    /// By what.
    pub replacement: String,
    /// Why, as a lowercase fragment.
    pub note: String,
}

/// How one rule came out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleReport {
    /// The rule's id.
    pub rule: RuleId,
    /// The setting in canonical words.
    pub setting: String,
    /// The weight of its findings.
    pub severity: Severity,
    /// How it came out.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// What was measured.
    pub measured: Vec<Measured>,
    /// Where it is set.
    pub demanded: Place,
    /// The faults.
    pub findings: Vec<FindingReport>,
}

/// The outcome in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Overall {
    /// Every rule was checked and holds.
    Holds,
    /// Every rule that could be checked holds; some were not looked at because something was not given.
    HoldsAsChecked,
    /// The draft of a run is held: a rule fails or could not be decided, or every rule holds and the run gives another reason.
    Held,
    /// At least one rule of severity `error` fails or could not be decided.
    Fails,
}

/// Counts over all rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Rules that hold.
    pub holding: usize,
    /// Rules that fail.
    pub failing: usize,
    /// Rules that could not be decided.
    pub undetermined: usize,
    /// Rules that were not looked at.
    pub skipped: usize,
    /// Findings of severity `error`.
    pub errors: usize,
    /// Findings of severity `warn`.
    pub warnings: usize,
    /// Findings of severity `info`.
    pub infos: usize,
}

/// How the draft came to be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RunReport {
    /// `provider:name`.
    pub model: String,
    /// Why this model.
    pub chosen: String,
    /// A caution about the model, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caution: Option<String>,
    /// The shape of the chain, and why.
    pub chain: String,
    /// Why the draft is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<String>,
    /// Tokens of all calls, as the provider counts them.
    pub tokens: Usage,
    /// Every call.
    pub calls: Vec<Call>,
    /// What code changed and what the ladder did.
    pub log: Vec<String>,
}

/// A piece that `strip` took out of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// The text.
    pub text: String,
    /// Where it stood in the source as it came.
    pub at: Place,
    /// The recipe line that demanded it.
    pub demanded: Place,
}

/// A sentence that stands on (almost) nothing of the source.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnsupportedReport {
    /// Where in the draft.
    pub at: Place,
    /// The sentence.
    pub text: String,
    /// The share of its content words that stand in the source, in %.
    pub percent: f64,
}

/// A sentence of the body and what it rests on in the source.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SentenceReport {
    /// Where in the draft.
    pub at: Place,
    /// Whether it rests on the source.
    pub basis: Basis,
    /// The share of its words, weighted by how rare they are in the source, that stand in what it rests on, in %.
    pub percent: f64,
    /// The sentences of the source that it rests on, the one that explains most first.
    pub rests_on: Vec<Place>,
    /// Its clauses that rest on nothing, although the sentence rests on something.
    pub clauses: Vec<Place>,
}

/// A whole report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The version of galley.
    pub galley: &'static str,
    /// The recipe's name.
    pub recipe: String,
    /// The recipe's version.
    pub version: Option<String>,
    /// The draft's file.
    pub draft: String,
    /// The source's file.
    pub source: Option<String>,
    /// The outcome.
    pub outcome: Overall,
    /// Counts over all rules.
    pub counts: Counts,
    /// What the draft holds.
    pub summary: Summary,
    /// What stands in the draft and was not counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub uncounted: Vec<String>,
    /// One row a rule, in the order of the rule table.
    pub rules: Vec<RuleReport>,
    /// Sentences that no rule can tie to the source: they explain or they invent, and a person has to read them. Empty
    /// without a source.
    pub unsupported: Vec<UnsupportedReport>,
    /// Every sentence of the body with what it rests on. Empty without a source.
    pub sentences: Vec<SentenceReport>,
    /// What was taken out of the source.
    pub removed: Vec<Removed>,
    /// How the draft came to be; `None` for `check`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<RunReport>,
    /// What the numbers count. `docs/counting.md` has the whole of it.
    pub counting: String,
    /// In which tongue it speaks.
    #[serde(skip)]
    pub tongue: Tongue,
}

/// The texts that a report points into.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'a> {
    /// Recipe and packs.
    pub recipes: &'a SourceMap,
    /// The draft, under its name.
    pub draft: &'a Source,
    /// The source after `strip`, under its name.
    pub source: Option<&'a Source>,
    /// In which tongue the report speaks.
    pub tongue: Tongue,
}

/// A place in a named text.
#[must_use]
pub fn place(source: &Source, span: Span) -> Place {
    Place {
        file: source.name().to_owned(),
        span,
        start: source.position(span.start),
        end: source.position(span.end),
    }
}

/// A place in a recipe or pack.
#[must_use]
pub fn recipe_place(sources: &SourceMap, loc: Loc) -> Place {
    place(sources.get(loc.source), loc.span)
}

/// What a report says around its findings, in a tongue.
fn say(tongue: Tongue, key: &str, slots: &Slots) -> String {
    tongue.catalogue().say(REPORT, Use::Report, key, slots)
}

/// The same with one number.
fn say_n(tongue: Tongue, key: &str, n: usize) -> String {
    let n = Slot::Number(n as f64);
    say(tongue, key, &Slots::new().with("n", n))
}

/// Builds the report of one draft.
#[must_use]
pub fn build(
    plan: &Plan,
    results: &[RuleResult],
    draft: &Draft,
    source: Option<&Draft>,
    texts: Texts<'_>,
    removed: Vec<Removed>,
    run: Option<RunReport>,
) -> Report {
    let rules: Vec<RuleReport> = results
        .iter()
        .map(|r| {
            let mut findings: Vec<_> = r.findings.iter().map(|f| finding(f, texts)).collect();
            if let Some(bound) = plan.rules.iter().find(|b| b.id == r.rule) {
                let article = Article { draft, source };
                fixes::attach(bound, r, article, texts.draft, &mut findings);
            }
            RuleReport {
                rule: r.rule.clone(),
                setting: r.setting.clone(),
                severity: r.severity,
                verdict: r.verdict.said(texts.tongue),
                measured: r.measured.clone(),
                demanded: recipe_place(texts.recipes, r.demanded),
                findings,
            }
        })
        .collect();
    let counts = count(&rules);
    Report {
        galley: env!("CARGO_PKG_VERSION"),
        recipe: plan.recipe.name.clone(),
        version: plan.recipe.version.clone(),
        draft: texts.draft.name().to_owned(),
        source: texts.source.map(|s| s.name().to_owned()),
        outcome: match (overall(&rules, counts), &run) {
            (Overall::Fails, Some(_)) => Overall::Held,
            (_, Some(run)) if run.held.is_some() => Overall::Held,
            (outcome, _) => outcome,
        },
        counts,
        summary: draft.summary(),
        uncounted: draft.uncounted().into_iter().map(String::from).collect(),
        rules,
        unsupported: source.map_or(Vec::new(), |s| {
            support::unsupported(draft, s)
                .into_iter()
                .map(|u| UnsupportedReport {
                    at: place(texts.draft, u.span),
                    text: u.span.slice(texts.draft.text()).to_owned(),
                    percent: percent(u.share),
                })
                .collect()
        }),
        sentences: source.map_or(Vec::new(), |s| sentences(draft, s, texts)),
        removed,
        run,
        counting: say(texts.tongue, "counting", &Slots::new()),
        tongue: texts.tongue,
    }
}

/// What each sentence rests on, with its places.
fn sentences(draft: &Draft, source: &Draft, texts: Texts<'_>) -> Vec<SentenceReport> {
    let Some(named) = texts.source else {
        return Vec::new();
    };
    let report = |s: support::Sentence| SentenceReport {
        at: place(texts.draft, s.span),
        basis: s.basis,
        percent: percent(s.share),
        rests_on: s.rests_on.iter().map(|r| place(named, *r)).collect(),
        clauses: s.clauses.iter().map(|c| place(texts.draft, *c)).collect(),
    };
    support::sentences(draft, source)
        .into_iter()
        .map(report)
        .collect()
}

/// A share in %, to one decimal.
fn percent(share: f64) -> f64 {
    (share * 1000.0).round() / 10.0
}

fn finding(f: &Finding, texts: Texts<'_>) -> FindingReport {
    let text = f.span.slice(texts.draft.text());
    let mut cut: String = text.chars().take(120).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    FindingReport {
        message: f.say(texts.tongue),
        fault: f.fault.clone(),
        severity: f.severity,
        at: place(texts.draft, f.span),
        text: cut,
        part: f.part.clone(),
        measured: f.measured.clone(),
        excerpt: f.excerpt.clone(),
        source: f
            .source_span
            .and_then(|span| texts.source.map(|s| place(s, span))),
        demanded: recipe_place(texts.recipes, f.demanded),
        fix: Vec::new(),
    }
}

fn count(rules: &[RuleReport]) -> Counts {
    let mut c = Counts::default();
    for r in rules {
        match r.verdict {
            Verdict::Holds => c.holding += 1,
            Verdict::Fails => c.failing += 1,
            Verdict::Undetermined { .. } => c.undetermined += 1,
            Verdict::Skipped { .. } => c.skipped += 1,
        }
        for f in &r.findings {
            match f.severity {
                Severity::Error => c.errors += 1,
                Severity::Warn => c.warnings += 1,
                Severity::Info => c.infos += 1,
            }
        }
    }
    c
}

/// Whether a rule of severity `error` fails or could not be decided.
fn fails(rules: &[RuleReport], counts: Counts) -> bool {
    let undecided = rules.iter().any(|r| {
        r.severity == Severity::Error && matches!(r.verdict, Verdict::Undetermined { .. })
    });
    counts.errors > 0 || undecided
}

fn overall(rules: &[RuleReport], counts: Counts) -> Overall {
    if fails(rules, counts) {
        Overall::Fails
    } else if counts.skipped > 0 || counts.undetermined > 0 {
        Overall::HoldsAsChecked
    } else {
        Overall::Holds
    }
}

/// Sums up a run for the report.
#[must_use]
pub fn run_report(
    run: &Run,
    model: &str,
    chosen: &str,
    caution: Option<&str>,
    chain: &str,
) -> RunReport {
    let mut tokens = Usage::default();
    for usage in run.calls.iter().filter_map(|c| c.usage) {
        tokens.prompt = tokens.prompt.saturating_add(usage.prompt);
        tokens.completion = tokens.completion.saturating_add(usage.completion);
        tokens.cached = tokens.cached.saturating_add(usage.cached);
    }
    RunReport {
        model: model.to_owned(),
        chosen: chosen.to_owned(),
        caution: caution.map(str::to_owned),
        chain: chain.to_owned(),
        held: run.held.clone(),
        tokens,
        calls: run.calls.clone(),
        log: run.log.clone(),
    }
}
