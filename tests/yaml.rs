//! The YAML reader: the trees of good recipes, the messages of bad ones, and robustness.

use std::path::Path;

use galley::diag::render::{Options, render, visible};
use galley::diag::{Diagnostic, Sink};
use galley::source::{Source, SourceId, SourceMap};
use galley::span::Loc;
use galley::syntax::tree::{Statement, Tree, Value, ValueKind};
use galley::syntax::{dump, pattern, scalar, yaml};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

struct Read {
    sources: SourceMap,
    tree: Option<Tree>,
    diagnostics: Vec<Diagnostic>,
}

/// Reads a text as the compiler would: settings that want a quantity or a pattern ask for one.
fn read(name: &str, text: &str) -> Read {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new(name, text));
    let mut sink = Sink::new();
    let tree = yaml::read(id, text, &mut sink);
    if let Some(t) = &tree {
        each(&t.statements, &mut |s| {
            for v in &s.values {
                match s.name.text.as_str() {
                    "length" | "words" | "overlap" | "list" => {
                        scalar::quantity(v, &mut sink);
                    }
                    "forbid" | "strip" => {
                        for item in v.items() {
                            if scalar::is_pattern(item) {
                                pattern::compile(item, &mut sink);
                            }
                        }
                    }
                    _ => {}
                }
            }
        });
    }
    Read {
        sources,
        tree,
        diagnostics: sink.into_sorted(),
    }
}

fn each(statements: &[Statement], f: &mut impl FnMut(&Statement)) {
    for s in statements {
        f(s);
        each(s.entries(), f);
    }
}

fn values(statements: &[Statement], f: &mut impl FnMut(&Value)) {
    each(statements, &mut |s| {
        for v in &s.values {
            f(v);
            v.items().iter().for_each(&mut *f);
        }
    });
}

#[test]
fn bad_recipes_are_explained() {
    let mut silent: Vec<String> = Vec::new();
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/diagnostics"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::glob!("fixtures/bad/yaml/*.yaml", |path| {
            let text = std::fs::read_to_string(path).unwrap();
            let name = path.file_name().and_then(|n| n.to_str()).unwrap();
            let r = read(name, &text);
            if r.diagnostics.is_empty() { silent.push(name.to_owned()); }
            let message = render(&r.diagnostics, &r.sources, Options::default());
            insta::assert_snapshot!("yaml", format!("{}\n{message}", visible(&text)));
        });
    });
    assert!(silent.is_empty(), "read without a word: {silent:?}");
}
