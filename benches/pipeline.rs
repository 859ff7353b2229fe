//! Parse and compile of a shipped recipe, and `check` of a 750-word French article with every rule.
//! `cargo bench --bench pipeline`; `docs/performance.md` has the figures.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use galley::check::{self, Plan};
use galley::draft::Draft;
use galley::emit::{self, Profile};
use galley::rules::{Article, Outcome};

const RECIPE: &str = include_str!("../recipes/seo-article-fr.yaml");
const ARTICLE: &str = include_str!("../examples/ue-ports.article.md");
const SEED: &str = include_str!("../examples/ue-ports.seed.txt");

fn plan() -> Plan {
    check::plan_of("seo-article-fr.yaml", RECIPE).expect("the shipped recipe has no error")
}

fn benches(c: &mut Criterion) {
    c.bench_function("compile: parse, resolve, check, emit", |b| {
        b.iter(|| {
            let plan = plan();
            black_box(emit::emit(&plan, Profile::hosted(), None, None));
        });
    });
    let plan = plan();
    let (clean, _) = plan.strip(SEED);
    let source = Draft::parse(&clean, plan.lang());
    c.bench_function(
        "check: parse and validate a French article, all rules",
        |b| {
            b.iter(|| {
                let draft = Draft::parse(black_box(ARTICLE), plan.lang());
                black_box(plan.validate(Article {
                    draft: &draft,
                    source: Some(&source),
                }));
            });
        },
    );
    // Each rule alone, on a parsed article whose quotations, numbers and names are known.
    let draft = Draft::parse(ARTICLE, plan.lang());
    for bound in &plan.rules {
        c.bench_function(&format!("rule: {}", bound.def.id), |b| {
            b.iter(|| {
                let mut out = Outcome::new(bound.def.id, bound.severity, bound.loc);
                bound.rule.validate(
                    Article {
                        draft: black_box(&draft),
                        source: Some(&source),
                    },
                    &mut out,
                );
                black_box(out);
            });
        });
    }
    c.bench_function("draft: parse the article", |b| {
        b.iter(|| black_box(Draft::parse(black_box(ARTICLE), plan.lang())));
    });
}

criterion_group!(pipeline, benches);
criterion_main!(pipeline);
