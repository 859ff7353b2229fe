//! Recipe files: the same plans as YAML gives, the messages of bad ones, and robustness.

use std::collections::BTreeMap;

use galley::check::{Plan, check, vocabulary};
use galley::diag::render::{Options, render, visible};
use galley::diag::{Diagnostic, Severity, Sink};
use galley::resolve::packs::NoFiles;
use galley::resolve::{Context, resolve};
use galley::rules::TABLE;
use galley::source::{Source, SourceMap};
use galley::syntax::speak;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

struct Compiled {
    plan: Option<Plan>,
    diagnostics: Vec<Diagnostic>,
    sources: SourceMap,
}

impl Compiled {
    fn shown(&self) -> String {
        render(&self.diagnostics, &self.sources, Options::default())
    }
}

fn compile(name: &str, text: &str) -> Compiled {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new(name, text));
    let mut sink = Sink::new();
    let vocabulary = vocabulary();
    let given = BTreeMap::new();
    let recipe = resolve(
        id,
        &mut Context {
            vocabulary: &vocabulary,
            loader: &NoFiles,
            given: &given,
            sources: &mut sources,
        },
        &mut sink,
    );
    let plan = recipe.and_then(|r| check(r, &mut sink));
    Compiled {
        plan,
        diagnostics: speak::diagnostics(sink.into_sorted(), &sources, &vocabulary),
        sources,
    }
}

/// What a plan comes to, without places: rules in words, prompts, budgets.
fn essence(plan: &Plan) -> String {
    let program = galley::emit::emit(plan, galley::emit::Profile::hosted(), None, None);
    let mut out = serde_json::to_value(&program).unwrap();
    without_places(&mut out);
    let mut text = serde_json::to_string_pretty(&out).unwrap();
    let r = &plan.recipe;
    text.push_str(&format!(
        "\n{} {:?} {:?} {:?} {:?}\n",
        r.name, r.version, r.description, r.lang, r.tongue
    ));
    for i in &r.inputs {
        text.push_str(&format!(
            "{} {:?} {:?} {:?}\n",
            i.name, i.kind, i.description, i.value
        ));
    }
    for b in &r.briefs {
        text.push_str(&format!("{}\n", b.text));
    }
    for b in &plan.rules {
        text.push_str(&format!(
            "{} {} {:?}\n",
            b.def.id,
            b.rule.describe(),
            b.severity
        ));
    }
    text
}

/// Places of the recipe differ between two files that say the same.
fn without_places(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            map.retain(|k, v| {
                !(k == "loc"
                    || k == "demanded"
                    || v.get("span").is_some() && v.get("source").is_some())
            });
            map.values_mut().for_each(without_places);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(without_places),
        _ => {}
    }
}

fn recipes() -> Vec<std::path::PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(format!("{ROOT}/recipes"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "yaml"))
        .collect();
    paths.sort();
    paths
}

#[test]
fn both_surfaces_give_the_same_plans() {
    for yaml in recipes() {
        let twin = yaml.with_extension("recipe");
        let [a, b] = [&yaml, &twin].map(|p| {
            let text =
                std::fs::read_to_string(p).unwrap_or_else(|e| panic!("{}: {e}", p.display()));
            let c = compile(&p.file_name().unwrap().to_string_lossy(), &text);
            assert!(c.diagnostics.is_empty(), "{}", c.shown());
            essence(&c.plan.unwrap())
        });
        assert_eq!(a, b, "{}", twin.display());
    }
}

/// Every example of every rule says the same in both surfaces.
#[test]
fn examples_say_the_same_in_both_surfaces() {
    for def in TABLE {
        for e in def.examples {
            let name = format!("{}: {}", def.id, e.title);
            let yaml = if e.yaml.lines().any(|l| l.starts_with("language:")) {
                ""
            } else {
                "language: fr\n"
            };
            let dsl = if e.recipe.lines().any(|l| l.starts_with("language ")) {
                ""
            } else {
                "language fr\n"
            };
            let a = compile("a.yaml", &format!("recipe: example\n{yaml}{}\n", e.yaml));
            let b = compile("b.recipe", &format!("recipe example\n{dsl}{}\n", e.recipe));
            assert!(
                b.diagnostics.iter().all(|d| d.severity != Severity::Error),
                "{name}\n{}\n{}",
                e.recipe,
                b.shown()
            );
            assert_eq!(
                essence(&a.plan.unwrap()),
                essence(&b.plan.unwrap()),
                "{name}"
            );
        }
    }
}

#[test]
fn bad_recipes_are_explained() {
    let mut silent: Vec<String> = Vec::new();
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/dsl"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::glob!("fixtures/bad/recipe/*.recipe", |path| {
            let text = std::fs::read_to_string(path).unwrap();
            let name = path.file_name().and_then(|n| n.to_str()).unwrap();
            let c = compile(name, &text);
            if c.diagnostics.is_empty() {
                silent.push(name.to_owned());
            }
            insta::assert_snapshot!("bad", format!("{}\n{}", visible(&text), c.shown()));
        });
    });
    assert!(silent.is_empty(), "read without a word: {silent:?}");
}
