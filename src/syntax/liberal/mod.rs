//! Recipes as people write them: what can mean one thing only is taken for it.
//!
//! A recipe's author writes briefs: `title: max 60 characters`, `longueur entre 450 et 600 mots`, `keep numbers quotes names`. Before a file is
//! read, the lines whose whole shape is understood here are brought into the form that recipes have, in memory; what is read then has its
//! places in the file as it was written, and `galley fmt` writes that form down. A line that is not understood is left to the reader and its
//! messages, and so is one that can mean two things. A file in canonical form is never touched.
//!
//! The words are data ([`crate::lang::RECIPE_WORDS`]), ranges are read in [`range`] alone, and [`pass`] says which lines are understood.

mod node;
mod pass;
mod places;
mod range;
mod yaml;

use super::Surface;
use super::tree::Tree;
use crate::diag::{Diagnostic, Sink};
use crate::source::SourceId;

/// Reads a text with `read`, after what is written freely in it was brought into canonical form.
pub(super) fn reading(
    id: SourceId,
    surface: Surface,
    text: &str,
    sink: &mut Sink,
    read: impl FnOnce(&str, &mut Sink) -> Option<Tree>,
) -> Option<Tree> {
    let (mut changes, messages) = pass::changes(id, surface, text);
    changes.sort_by_key(|c| (c.span.start, c.span.end));
    let applied = (!changes.is_empty()).then(|| places::apply(text, &changes));
    let Some(Some((canonical, places))) = applied else {
        return read(text, sink);
    };
    let mut own = Sink::new();
    let tree = read(&canonical, &mut own);
    let told = messages.into_iter().chain(own.items().iter().cloned().map(|d| places.diagnostic(d)));
    told.for_each(|d: Diagnostic| sink.push(d));
    let mut tree = tree?;
    places.tree(&mut tree);
    Some(tree)
}

/// A text in the form that recipes have, where something in it is written freely and nothing has to be asked.
pub(super) fn canonical(id: SourceId, surface: Surface, text: &str) -> Option<String> {
    let (mut changes, messages) = pass::changes(id, surface, text);
    changes.sort_by_key(|c| (c.span.start, c.span.end));
    let free = !changes.is_empty() && messages.is_empty();
    free.then(|| places::apply(text, &changes)).flatten().map(|(text, _)| text)
}
