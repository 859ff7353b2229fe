//! From a recipe to a plan: every setting is bound to its rule, the rules' facts meet, contradictions are reported.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

pub mod conflicts;
pub mod schema;
pub mod steps;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde::Serialize;

use crate::diag::{Diagnostic, Severity, Sink, codes};
use crate::lang::Lang;
use crate::resolve::packs::NoFiles;
use crate::resolve::{self, Context, Recipe, RuleShape, Setting, Vocabulary};
use crate::rules::{
    Article, Binder, Def, Facts, Finding, Measured, Outcome, Removal, Rule, RuleId, TABLE,
    TextEdit, Verdict,
};
use crate::source::{Source, SourceMap};
use crate::span::Loc;

/// A recipe whose rules are bound: what the chain is emitted from, and what drafts are validated against.
#[derive(Debug)]
pub struct Plan {
    /// The recipe.
    pub recipe: Recipe,
    /// Its rules, in the order of the rule table.
    pub rules: Vec<Bound>,
    /// What the rules tell the compiler.
    pub facts: Facts,
    /// Custom steps and overridden blocks of frames.
    pub chain: steps::Chain,
}

/// A rule of a plan.
#[derive(Debug)]
pub struct Bound {
    /// What it is called in reports.
    pub id: RuleId,
    /// What it is.
    pub def: &'static Def,
    /// The rule with its arguments.
    pub rule: Box<dyn Rule>,
    /// The weight of its findings.
    pub severity: Severity,
    /// The weights of items that do not have that of the rule, by their places; empty when all have it.
    pub weights: Vec<(Loc, Severity)>,
    /// Where it is set.
    pub loc: Loc,
}

/// An item of a list that has a weight of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemWeight {
    /// The item, as written.
    pub item: String,
    /// The weight of what it finds.
    pub severity: Severity,
}

/// The weight of a rule: the greatest of its items, when they differ.
fn weight(setting: &Setting, def: &Def) -> Severity {
    let own = setting.severity.unwrap_or(def.severity);
    let items = setting.weights.iter().map(|w| w.1.unwrap_or(def.severity));
    items.min_by_key(|s| rank(*s)).unwrap_or(own)
}

fn rank(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 0,
        Severity::Warn => 1,
        Severity::Info => 2,
    }
}

/// How one rule came out on one article.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleResult {
    /// The rule's id.
    pub rule: RuleId,
    /// The setting in canonical words.
    pub setting: String,
    /// The weight of its findings.
    pub severity: Severity,
    /// How it came out.
    pub verdict: Verdict,
    /// What was measured.
    pub measured: Vec<Measured>,
    /// The faults, in the order of the text.
    pub findings: Vec<Finding>,
    /// Where it is set.
    pub demanded: Loc,
}

/// The names of galley's language, from the rule table. Every call gives the same, packs that were read included.
#[must_use]
pub fn vocabulary() -> Vocabulary {
    static ONE: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary {
        shelf: Arc::default(),
        rules: TABLE
            .iter()
            .map(|d| RuleShape {
                id: d.id,
                settings: d.settings.iter().map(|s| s.name).collect(),
                bare: d.bare,
                open: d.open,
                plural: (d.id == crate::rules::check::DEF.id).then_some("checks"),
                merge: d.merge,
                comes_with: if d.id == crate::rules::bind::DEF.id {
                    crate::rules::bind::COMES_WITH
                } else {
                    &[]
                },
            })
            .collect(),
    });
    ONE.clone()
}

/// The plan of a recipe that is given as text and uses no file of its own; `None` when it has an error. What is wrong with a recipe that people
/// wrote is told by [`check()`] and its sink.
#[must_use]
pub fn plan_of(name: &str, text: &str) -> Option<Plan> {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new(name, text));
    let (vocabulary, given) = (vocabulary(), BTreeMap::new());
    let mut context = Context {
        vocabulary: &vocabulary,
        loader: &NoFiles,
        given: &given,
        sources: &mut sources,
    };
    let mut sink = Sink::new();
    let recipe = resolve::resolve(id, &mut context, &mut sink)?;
    check(recipe, &mut sink)
}

/// Binds every rule and lets their facts meet. `None` when an error was reported.
pub fn check(recipe: Recipe, sink: &mut Sink) -> Option<Plan> {
    let mut rules = Vec::new();
    for setting in &recipe.settings {
        let Some(def) = TABLE.iter().find(|d| d.id == setting.rule) else {
            continue; // the vocabulary comes from the same table
        };
        let mut binder = Binder {
            def,
            recipe: &recipe,
            setting,
            sink,
        };
        let rule = (def.bind)(&mut binder);
        if let Some(rule) = rule.filter(|_| !setting.again) {
            rules.push(Bound {
                id: match &setting.name {
                    Some(name) => RuleId::named(def.id, &name.text),
                    None => def.id.into(),
                },
                def,
                rule,
                severity: weight(setting, def),
                weights: setting
                    .weights
                    .iter()
                    .map(|(loc, w)| (*loc, w.unwrap_or(def.severity)))
                    .collect(),
                loc: setting.loc,
            });
        }
    }
    let mut facts = Facts::default();
    for bound in &rules {
        bound.rule.facts(&mut facts);
    }
    let chain = steps::bind(&recipe, &mut facts, sink);
    // Every recipe has a language, so the rule of that name alone asks for nothing that an author wrote as a rule.
    if rules.iter().all(|b| b.def.id == "language") && !sink.has_errors() {
        sink.push(
            Diagnostic::warn(
                codes::W0306,
                "the recipe has no rule: nothing but the language would be checked",
            )
            .at(recipe.name_loc, "this recipe")
            .help("add a rule such as `length: at least 700 words`, or `use` a pack"),
        );
    }
    // What follows from the absence of a rule may follow from a mistake elsewhere.
    let whole = !sink.has_errors();
    let plan = Plan {
        recipe,
        rules,
        facts,
        chain,
    };
    conflicts::check(&plan, whole, sink);
    (!sink.has_errors()).then_some(plan)
}

impl Bound {
    /// The weight of what was demanded at a place: that of the item there, or the rule's.
    #[must_use]
    pub fn weight_at(&self, demanded: Loc) -> Severity {
        let item = self.weights.iter().find(|(loc, _)| *loc == demanded);
        item.map_or(self.severity, |w| w.1)
    }

    /// The items whose weight is not that of the rule.
    #[must_use]
    pub fn lighter(&self, recipe: &Recipe) -> Vec<ItemWeight> {
        let own = |s: &&Setting| s.rule == self.def.id && s.loc == self.loc;
        let Some(setting) = recipe.settings.iter().find(own) else {
            return Vec::new();
        };
        let items = setting.statement.entries().iter();
        let items = items.flat_map(|s| s.values.iter().flat_map(|v| v.items()));
        items
            .map(|v| ItemWeight {
                item: v.raw.clone(),
                severity: self.weight_at(v.loc),
            })
            .filter(|i| i.severity != self.severity && !self.weights.is_empty())
            .filter(|i| !i.item.is_empty())
            .collect()
    }
}

impl Plan {
    /// The language of the article.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.recipe.lang
    }

    /// Validates an article against every rule.
    #[must_use]
    pub fn validate(&self, article: Article<'_>) -> Vec<RuleResult> {
        let disguise = article.draft.disguise();
        self.rules
            .iter()
            .map(|bound| {
                let mut out = Outcome::new(bound.id.clone(), bound.severity, bound.loc);
                bound.rule.validate(article, &mut out);
                let weighed = !bound.weights.is_empty();
                for finding in out.findings.iter_mut().filter(|_| weighed) {
                    finding.severity = bound.weight_at(finding.demanded);
                }
                out.findings.sort_by_key(|f| f.span);
                RuleResult {
                    rule: bound.id.clone(),
                    setting: bound.rule.describe(),
                    severity: bound.severity,
                    verdict: match (out.verdict(), disguise) {
                        // No rule holds in a text that it did not see.
                        (Verdict::Holds, Some(d)) => Verdict::Undetermined {
                            reason: d.reason().to_owned().into(),
                        },
                        (verdict, _) => verdict,
                    },
                    measured: out.measured,
                    findings: out.findings,
                    demanded: bound.loc,
                }
            })
            .collect()
    }

    /// The deterministic edits that the rules offer, in the order of the text, none overlapping another.
    #[must_use]
    pub fn fixes(&self, article: Article<'_>) -> Vec<TextEdit> {
        let mut edits: Vec<TextEdit> = self
            .rules
            .iter()
            .flat_map(|b| b.rule.fix(article))
            .collect();
        edits.sort_by_key(|e| (e.span.start, std::cmp::Reverse(e.span.end)));
        let mut end = 0;
        edits.retain(|e| {
            let free = e.span.start >= end;
            if free {
                end = e.span.end.max(e.span.start);
            }
            free
        });
        edits
    }

    /// The source without what the rules take out of it, and what that was, in the order of the text. Removals that touch
    /// or overlap are one cut, reported for the rule that came first.
    #[must_use]
    pub fn strip(&self, source: &str) -> (String, Vec<Removal>) {
        let mut removals: Vec<Removal> = self
            .rules
            .iter()
            .flat_map(|b| b.rule.strip(source))
            .filter(|r| !r.span.slice(source).is_empty())
            .collect();
        removals.sort_by_key(|r| (r.span.start, std::cmp::Reverse(r.span.end)));
        let mut kept: Vec<Removal> = Vec::new();
        for r in removals {
            match kept.last_mut() {
                Some(last) if r.span.start < last.span.end => {
                    last.span.end = last.span.end.max(r.span.end);
                }
                _ => kept.push(r),
            }
        }
        let mut clean = String::with_capacity(source.len());
        let mut at = 0;
        for r in &kept {
            clean.push_str(source.get(at..r.span.start).unwrap_or(""));
            at = r.span.end;
        }
        clean.push_str(source.get(at..).unwrap_or(""));
        (clean, kept)
    }
}
