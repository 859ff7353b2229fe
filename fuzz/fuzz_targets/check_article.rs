//! Any text as an article and, behind a form feed, as its source, under every rule: no panic, and every place lies in the text.
#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use galley::check::{Plan, check, vocabulary};
use galley::diag::Sink;
use galley::draft::Draft;
use galley::resolve::packs::NoFiles;
use galley::resolve::{Context, resolve};
use galley::rules::Article;
use galley::source::{Source, SourceMap};
use libfuzzer_sys::fuzz_target;

const EVERY_RULE: &str = include_str!("../../tests/fixtures/every-rule.yaml");

static PLANS: LazyLock<[Plan; 2]> = LazyLock::new(|| {
    ["fr", "en"].map(|language| {
        let text = format!("recipe: every-rule\nlanguage: {language}\n{EVERY_RULE}");
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new("every-rule.yaml", &text));
        let vocabulary = vocabulary();
        let mut context = Context {
            vocabulary: &vocabulary,
            loader: &NoFiles,
            given: &BTreeMap::new(),
            sources: &mut sources,
        };
        let mut sink = Sink::new();
        let recipe = resolve(id, &mut context, &mut sink);
        let plan = recipe.and_then(|r| check(r, &mut sink));
        plan.expect("the recipe compiles")
    })
});

fuzz_target!(|text: &str| {
    let (draft, source) = text.split_once('\u{c}').unwrap_or((text, text));
    for plan in &*PLANS {
        let parsed = Draft::parse(draft, plan.lang());
        let source = Draft::parse(source, plan.lang());
        let article = Article {
            draft: &parsed,
            source: Some(&source),
        };
        for result in plan.validate(article) {
            for finding in &result.findings {
                let place = draft.get(finding.span.range());
                assert!(place.is_some(), "{} {finding:?}", result.rule);
            }
        }
        for bound in &plan.rules {
            for edit in bound.rule.fix(article) {
                assert!(draft.get(edit.span.range()).is_some(), "{edit:?}");
            }
        }
    }
});
