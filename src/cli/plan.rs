//! The way from the text of a recipe to its plan, as every verb goes it.

use std::collections::BTreeMap;

use crate::check::{self, Plan};
use crate::diag::Sink;
use crate::resolve::{self, Context, Loader};
use crate::source::{SourceId, SourceMap};

/// From a text to a plan, all errors in the sink.
pub(super) fn plan(
    id: SourceId,
    sources: &mut SourceMap,
    loader: &dyn Loader,
    given: &BTreeMap<String, String>,
    sink: &mut Sink,
) -> Option<Plan> {
    let vocabulary = check::vocabulary();
    let mut context = Context {
        vocabulary: &vocabulary,
        loader,
        given,
        sources,
    };
    let recipe = resolve::resolve(id, &mut context, sink)?;
    check::check(recipe, sink)
}
