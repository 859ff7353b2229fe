//! The plan as text and as data: the chain, its budgets, the validators, and where each value comes from.

use std::fmt::Write as _;

use serde::Serialize;

use crate::check::{ItemWeight, Plan};
use crate::diag::Severity;
use crate::emit::{Program, Shape};
use crate::report::{Place, recipe_place};
use crate::rules::RuleId;
use crate::source::SourceMap;

/// The plan as data.
#[derive(Debug, Serialize)]
pub struct PlanData<'a> {
    recipe: &'a str,
    version: Option<&'a str>,
    description: Option<&'a str>,
    language: &'static str,
    packs: Vec<PackData<'a>>,
    inputs: Vec<InputData<'a>>,
    program: &'a Program,
    rules: Vec<RuleData>,
}

#[derive(Debug, Serialize)]
struct PackData<'a> {
    name: &'a str,
    version: Option<&'a str>,
    used_at: Place,
}

#[derive(Debug, Serialize)]
struct InputData<'a> {
    name: &'a str,
    kind: crate::resolve::InputKind,
    value: Option<&'a str>,
    description: Option<&'a str>,
    declared: Place,
}

#[derive(Debug, Serialize)]
struct RuleData {
    rule: RuleId,
    setting: String,
    severity: Severity,
    /// Items with another weight than the rule's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    items: Vec<ItemWeight>,
    set_at: Place,
    settings: Vec<SettingData>,
    replaced: Vec<ReplacedData>,
}

#[derive(Debug, Serialize)]
struct SettingData {
    name: String,
    at: Place,
}

#[derive(Debug, Serialize)]
struct ReplacedData {
    name: String,
    value: String,
    at: Place,
    by: Place,
}

/// The plan as data.
#[must_use]
pub fn data<'a>(plan: &'a Plan, program: &'a Program, sources: &'a SourceMap) -> PlanData<'a> {
    let recipe = &plan.recipe;
    PlanData {
        recipe: &recipe.name,
        version: recipe.version.as_deref(),
        description: recipe.description.as_deref(),
        language: recipe.lang.code(),
        packs: recipe
            .packs
            .iter()
            .map(|p| PackData {
                name: &p.name,
                version: p.version.as_deref(),
                used_at: recipe_place(sources, p.used_at),
            })
            .collect(),
        inputs: recipe
            .inputs
            .iter()
            .map(|i| InputData {
                name: &i.name,
                kind: i.kind,
                value: i.value.as_deref(),
                description: i.description.as_deref(),
                declared: recipe_place(sources, i.loc),
            })
            .collect(),
        program,
        rules: rules(plan, sources),
    }
}

fn rules(plan: &Plan, sources: &SourceMap) -> Vec<RuleData> {
    plan.rules
        .iter()
        .filter_map(|bound| {
            let setting = plan
                .recipe
                .settings
                .iter()
                .find(|s| s.rule == bound.def.id && s.loc == bound.loc)?;
            Some(RuleData {
                rule: bound.id.clone(),
                setting: bound.rule.describe(),
                severity: bound.severity,
                items: bound.lighter(&plan.recipe),
                set_at: recipe_place(sources, bound.loc),
                settings: setting
                    .statement
                    .entries()
                    .iter()
                    .map(|s| SettingData {
                        name: s.name.text.clone(),
                        at: recipe_place(sources, s.loc),
                    })
                    .collect(),
                replaced: setting
                    .replaced
                    .iter()
                    .map(|r| ReplacedData {
                        name: r.name.clone(),
                        value: sources.slice(r.loc).to_owned(),
                        at: recipe_place(sources, r.loc),
                        by: recipe_place(sources, r.by),
                    })
                    .collect(),
            })
        })
        .collect()
}

/// How exactly places are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// `file:line:column`.
    Line,
    /// The file alone, so that a comment above a setting changes nothing: for golden files.
    File,
}

/// The plan as text.
#[must_use]
pub fn text(plan: &Plan, program: &Program, sources: &SourceMap, exact: At) -> String {
    let at = |place: &Place| match exact {
        At::Line => at(place),
        At::File => place.file.clone(),
    };
    let mut out = String::new();
    let recipe = &plan.recipe;
    let _ = writeln!(
        out,
        "{}{}",
        recipe.name,
        recipe
            .version
            .as_ref()
            .map_or(String::new(), |v| format!(" {v}"))
    );
    if let Some(d) = &recipe.description {
        let _ = writeln!(out, "{d}");
    }
    let _ = writeln!(out, "\nlanguage  {}", recipe.lang.code());
    for p in &recipe.packs {
        let _ = writeln!(
            out,
            "pack      {}{}  (used at {})",
            p.name,
            p.version
                .as_ref()
                .map_or(String::new(), |v| format!(" {v}")),
            at(&recipe_place(sources, p.used_at))
        );
    }
    for i in &recipe.inputs {
        let value = match (&i.value, i.kind) {
            (_, crate::resolve::InputKind::Markdown) => "the article, given as a file".to_owned(),
            (Some(v), _) => format!("`{v}`"),
            (None, _) => "no value yet".to_owned(),
        };
        let _ = writeln!(out, "input     {}: {value}", i.name);
    }
    for f in &recipe.frames {
        let _ = writeln!(
            out,
            "frame     {}.{}  (overridden at {})",
            f.frame.text,
            f.block.text,
            at(&recipe_place(sources, f.block.loc))
        );
    }
    chain(program, &mut out);
    let _ = writeln!(out, "\nvalidators");
    let width = plan.rules.iter().map(|r| r.id.len()).max().unwrap_or(0);
    for rule in rules(plan, sources) {
        let weight = match rule.severity {
            Severity::Error => String::new(),
            s => format!(" [{}]", s.word()),
        };
        let _ = writeln!(out, "  {:width$}  {}{weight}", rule.rule, rule.setting);
        for i in &rule.items {
            let word = i.severity.word();
            let _ = writeln!(out, "  {:width$}    `{}` [{word}]", "", one_line(&i.item));
        }
        let _ = writeln!(out, "  {:width$}    from {}", "", at(&rule.set_at));
        for r in &rule.replaced {
            let _ = writeln!(
                out,
                "  {:width$}    instead of `{}` from {}",
                "",
                one_line(&r.value),
                at(&r.at)
            );
        }
    }
    out
}

fn chain(program: &Program, out: &mut String) {
    let shape = match program.shape {
        Shape::Direct => "direct",
        Shape::Staged => "staged",
    };
    let _ = writeln!(out, "\nchain     {shape}: {}", program.why);
    let _ = writeln!(
        out,
        "body      {} words aimed at, {}{} allowed",
        program.budgets.target,
        program.budgets.min,
        program
            .budgets
            .max
            .map_or(" or more".to_owned(), |m| format!("..{m}"))
    );
    let width = program
        .steps
        .iter()
        .map(|s| s.name.len())
        .max()
        .unwrap_or(4)
        .max(4);
    let _ = writeln!(
        out,
        "\n  {:width$}  {:>18}  {:>10}  rules",
        "step", "words", "max tokens"
    );
    for step in &program.steps {
        let words = step.words.map_or("a line".to_owned(), |w| {
            format!(
                "{} ({}..{})",
                w.target,
                w.min,
                w.max.map_or(String::new(), |m| m.to_string())
            )
        });
        let mut names: Vec<&str> = step.instructions.iter().map(|l| l.rule.as_str()).collect();
        names.dedup();
        let own = match (&step.custom, step.after.as_slice()) {
            (None, _) => String::new(),
            (Some(name), []) => format!("  [prompt of the step `{name}`]"),
            (Some(name), after) => {
                format!(
                    "  [prompt of the step `{name}`, after {}]",
                    after.join(", ")
                )
            }
        };
        let samples = if step.by_code {
            " (by code, from the sentences of the source)".to_owned()
        } else if step.samples > 1 {
            format!(" (up to {} samples)", step.samples)
        } else {
            String::new()
        };
        let _ = writeln!(
            out,
            "  {:width$}  {words:>18}  {:>10}  {}{samples}{own}",
            step.name,
            step.max_tokens,
            names.join(", ")
        );
    }
    let mut everywhere: Vec<&str> = program.everywhere.iter().map(|l| l.rule.as_str()).collect();
    everywhere.dedup();
    if !everywhere.is_empty() {
        let _ = writeln!(
            out,
            "  {:width$}  {:>18}  {:>10}  {}",
            "every step",
            "",
            "",
            everywhere.join(", ")
        );
    }
}

fn at(place: &Place) -> String {
    format!("{}:{}:{}", place.file, place.start.line, place.start.column)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
