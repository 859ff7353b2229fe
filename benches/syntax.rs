//! Reading and formatting a recipe of 200 lines, in both surfaces. `cargo bench --bench syntax`.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use galley::check::vocabulary;
use galley::diag::Sink;
use galley::source::SourceId;
use galley::syntax::rewrite::{convert, format};
use galley::syntax::{Surface, dsl, read, yaml};

/// A recipe of 200 lines: the shipped one, with more sections.
fn recipe() -> String {
    let mut text = include_str!("../recipes/seo-article-fr.recipe").to_owned();
    let lines = text.lines().count();
    text.push_str("meta {\n");
    for i in 0..(200 - lines) / 5 {
        text.push_str(&format!(
            "  part-{i} {{\n    # why it is there\n    words at least {} words\n    about \"ce qui a été annoncé, et par qui\"\n  }}\n",
            100 + i
        ));
    }
    text.push_str("}\n");
    text
}

fn benches(c: &mut Criterion) {
    let text = recipe();
    let words = vocabulary();
    let id = SourceId(0);
    let yaml_text = convert(
        id,
        Surface::Recipe,
        Surface::Yaml,
        &text,
        &words,
        &mut Sink::new(),
    )
    .expect("the recipe is sound");
    c.bench_function("read 200 lines: recipe file", |b| {
        b.iter(|| black_box(dsl::read(id, black_box(&text), &mut Sink::new())));
    });
    c.bench_function("read 200 lines: recipe file, normal form", |b| {
        b.iter(|| {
            black_box(read(
                id,
                "r.recipe",
                black_box(&text),
                &words,
                &mut Sink::new(),
            ))
        });
    });
    c.bench_function("read 200 lines: YAML", |b| {
        b.iter(|| black_box(yaml::read(id, black_box(&yaml_text), &mut Sink::new())));
    });
    for (name, surface, text) in [
        ("recipe file", Surface::Recipe, &text),
        ("YAML", Surface::Yaml, &yaml_text),
    ] {
        c.bench_function(&format!("format 200 lines: {name}"), |b| {
            b.iter(|| black_box(format(id, surface, black_box(text), &mut Sink::new())));
        });
    }
}

criterion_group!(syntax, benches);
criterion_main!(syntax);
