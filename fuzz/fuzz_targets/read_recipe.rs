//! Any text as a recipe file, all the way to a plan: no panic, and every place lies in the text.
#![no_main]

use std::collections::BTreeMap;

use galley::check::{check, vocabulary};
use galley::diag::Sink;
use galley::resolve::packs::NoFiles;
use galley::resolve::{Context, resolve};
use galley::source::{Source, SourceMap};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("fuzz.recipe", text));
    let mut sink = Sink::new();
    let vocabulary = vocabulary();
    let recipe = resolve(
        id,
        &mut Context {
            vocabulary: &vocabulary,
            loader: &NoFiles,
            given: &BTreeMap::new(),
            sources: &mut sources,
        },
        &mut sink,
    );
    if let Some(recipe) = recipe {
        let _ = check(recipe, &mut sink);
    }
    for d in sink.items() {
        for l in d.labels.iter().filter(|l| l.loc.source == id) {
            assert!(text.get(l.loc.span.range()).is_some(), "{d:?}");
        }
    }
    let _ = galley::diag::render::render(sink.items(), &sources, Default::default());
});
