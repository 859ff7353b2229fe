//! A recipe, compiled in memory.

use std::collections::BTreeMap;

use galley::check::{Plan, check, vocabulary};
use galley::diag::{Diagnostic, Sink};
use galley::resolve::packs::Loader;
use galley::resolve::{Context, resolve};
use galley::source::{Source, SourceMap};

/// The plan of a recipe, as far as there is one, its messages in order, and the files they point at.
pub fn compile(
    name: &str,
    text: &str,
    loader: &dyn Loader,
) -> (Option<Plan>, Vec<Diagnostic>, SourceMap) {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new(name, text));
    let mut sink = Sink::new();
    let vocabulary = vocabulary();
    let given = BTreeMap::new();
    let mut context = Context {
        vocabulary: &vocabulary,
        loader,
        given: &given,
        sources: &mut sources,
    };
    let recipe = resolve(id, &mut context, &mut sink);
    let plan = recipe.and_then(|r| check(r, &mut sink));
    (plan, sink.into_sorted(), sources)
}
