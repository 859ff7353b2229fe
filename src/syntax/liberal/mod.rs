//! Recipes as people write them: what can mean one thing only is taken for it.
//!
//! A recipe's author writes briefs: `title: max 60 characters`, `longueur entre 450 et 600 mots`, `keep numbers quotes names`. Before a file is
//! read, the lines whose whole shape is understood here are brought into the form that recipes have, in memory; what is read then has its
//! places in the file as it was written, and `galley fmt` writes that form down. A line that is not understood is left to the reader and its
//! messages, and so is one that can mean two things. A file in canonical form is never touched.
//!
//! The words are data ([`crate::lang::RECIPE_WORDS`]), ranges are read in [`range`] alone, and [`pass`] says which lines are understood.

mod header;
mod node;
mod pass;
mod places;
mod range;
mod sections;
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
    let told = messages
        .into_iter()
        .chain(own.items().iter().cloned().map(|d| places.diagnostic(d)));
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
    free.then(|| places::apply(text, &changes))
        .flatten()
        .map(|(text, _)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn free(surface: Surface, text: &str) -> Option<String> {
        canonical(SourceId(0), surface, text)
    }

    /// What is in canonical form is never touched: shipped recipes, and every example of every rule.
    #[test]
    fn canonical_recipes_are_left_alone() {
        for entry in std::fs::read_dir("recipes").expect("there are recipes") {
            let path = entry.expect("readable").path();
            if path.is_file() {
                let text = std::fs::read_to_string(&path).expect("readable");
                let surface = Surface::of(&path.to_string_lossy(), &text);
                assert_eq!(free(surface, &text), None, "{}", path.display());
            }
        }
        for example in crate::rules::TABLE.iter().flat_map(|d| d.examples) {
            let recipe = format!("recipe a\nlanguage fr\n{}\n", example.recipe);
            assert_eq!(free(Surface::Recipe, &recipe), None);
            let yaml = format!("recipe: a\nlanguage: fr\n{}\n", example.yaml);
            assert_eq!(free(Surface::Yaml, &yaml), None);
        }
    }

    /// What can mean two things, or hides a mistake, is left to its message.
    #[test]
    fn what_is_not_understood_is_left_alone() {
        for lines in [
            "title 6..12 \"x\"",
            "length max 60 pages",
            "length 300 words or so",
            "forbid one two",
            "preserve numbers scoops",
            "titre max 60\ntitle { rewritten }",
            "brief plain and short",
            "length { min 300, severity warn }",
            "description: 120-155 characters {",
            "sections \"a\" \"b\"",
        ] {
            let text = format!("recipe a\nlanguage fr\n{lines}\n");
            assert_eq!(free(Surface::Recipe, &text), None, "{lines}");
        }
    }

    /// Canonical form is reached in one step.
    #[test]
    fn once_is_enough() {
        for entry in std::fs::read_dir("tests/fixtures/naive").expect("there are fixtures") {
            let path = entry.expect("readable").path();
            let name = path.to_string_lossy().into_owned();
            if name.ends_with(".meant") {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("readable");
            let surface = Surface::of(&name, &text);
            if let Some(once) = free(surface, &text) {
                assert_eq!(free(surface, &once), None, "{name}\n{once}");
            }
        }
    }
}
