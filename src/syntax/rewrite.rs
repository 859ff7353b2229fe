//! Rewrites a recipe: into canonical form, or into the other surface.

use super::normal::{self, Words};
use super::tree::Tree;
use super::yaml::Items;
use super::{Surface, dsl, liberal, print, yaml};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::SourceId;

/// What became of a text that was to be rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rewritten {
    /// The new text; it may be the old one.
    Text(String),
    /// The text is left as it is, for this reason.
    Kept(Kept),
}

/// Why a text is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It has anchors, aliases, merge keys or tags, which would be lost.
    References,
    /// Its canonical form would not read back as the same recipe.
    Unsure,
}

impl Kept {
    /// The reason, as a lowercase fragment.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::References => {
                "it has anchors, aliases or tags, which the canonical form would write out"
            }
            Self::Unsure => "its canonical form would not read back as the same recipe",
        }
    }
}

/// The canonical form of a recipe or pack. Syntax errors go to `sink`, and then there is none.
pub fn format(id: SourceId, surface: Surface, text: &str, sink: &mut Sink) -> Option<Rewritten> {
    format_items(id, surface, text, Items::Named, sink)
}

/// The canonical form of a suite of tests, whose lists may hold records.
pub fn format_suite(
    id: SourceId,
    surface: Surface,
    text: &str,
    sink: &mut Sink,
) -> Option<Rewritten> {
    format_items(id, surface, text, Items::Records, sink)
}

fn format_items(
    id: SourceId,
    surface: Surface,
    text: &str,
    items: Items,
    sink: &mut Sink,
) -> Option<Rewritten> {
    let before = sink.errors();
    let tree = read(id, surface, text, items, sink)?;
    if sink.errors() > before {
        return None;
    }
    if surface == Surface::Yaml && yaml::has_references(text) {
        return Some(Rewritten::Kept(Kept::References));
    }
    let printed = print(&tree, surface);
    if printed == text {
        return Some(Rewritten::Text(printed)); // reading it again would make the same tree of the same text
    }
    // A file keeps the line ends of its system.
    let ended = |t: String| {
        if text.contains("\r\n") {
            t.replace('\n', "\r\n")
        } else {
            t
        }
    };
    let mut faults = Sink::new();
    Some(match read(id, surface, &printed, items, &mut faults) {
        Some(again)
            if !faults.has_errors()
                && print::same(&tree, &again)
                && print(&again, surface) == printed =>
        {
            Rewritten::Text(ended(printed))
        }
        _ => Rewritten::Kept(Kept::Unsure),
    })
}

/// A recipe or pack in the other surface, or in its own in canonical form. Syntax errors go to `sink`, and then there is none.
/// Anchors and aliases of YAML are written out.
pub fn convert(
    id: SourceId,
    from: Surface,
    to: Surface,
    text: &str,
    words: &dyn Words,
    sink: &mut Sink,
) -> Option<String> {
    let before = sink.errors();
    let tree = read(id, from, text, Items::Named, sink)?;
    if sink.errors() > before {
        return None;
    }
    let tree = match (from, to) {
        (Surface::Yaml, Surface::Recipe) => normal::brief(tree, words),
        (Surface::Recipe, Surface::Yaml) => {
            // What was written freely is taken from its canonical form, in which the tree's texts stand.
            let canonical = liberal::canonical(id, from, text);
            let (tree, text) = match &canonical {
                Some(text) => (read(id, from, text, Items::Named, sink)?, text.as_str()),
                None => (tree, text),
            };
            let tree = normal::settings(tree, text, Some(words), sink);
            if sink.errors() > before {
                return None;
            }
            normal::spelled(normal::headed(normal::gathered(tree)), words)
        }
        _ => tree,
    };
    written(id, &tree, to, Items::Named, sink)
}

/// A suite of tests in the other surface, or in its own in canonical form, like [`convert`].
pub fn convert_suite(
    id: SourceId,
    from: Surface,
    to: Surface,
    text: &str,
    sink: &mut Sink,
) -> Option<String> {
    let before = sink.errors();
    let tree = read(id, from, text, Items::Records, sink)?;
    if sink.errors() > before {
        return None;
    }
    let tree = match (from, to) {
        (Surface::Yaml, Surface::Recipe) => normal::suite_brief(tree),
        (Surface::Recipe, Surface::Yaml) => {
            // What is wrong with the shapes was reported when it was read.
            normal::suite_spelled(normal::settings(tree, text, None, &mut Sink::new()))
        }
        _ => tree,
    };
    written(id, &tree, to, Items::Records, sink)
}

/// What a tree is in a surface, when that reads back as it is.
fn written(
    id: SourceId,
    tree: &Tree,
    to: Surface,
    items: Items,
    sink: &mut Sink,
) -> Option<String> {
    let text = print(tree, to);
    let mut faults = Sink::new();
    let again = read(id, to, &text, items, &mut faults);
    let sound = again.is_some_and(|again| {
        !faults.has_errors() && print(&again, to) == text && print::same_comments(tree, &again)
    });
    // A file of comments alone is no recipe in either surface.
    if sound || tree.statements.is_empty() {
        return Some(text);
    }
    let name = match to {
        Surface::Yaml => "YAML",
        Surface::Recipe => "a recipe file",
    };
    let mut d = Diagnostic::error(
        codes::E0605,
        format!("this cannot be written as {name}: it would not read back as it is"),
    );
    if let Some(fault) = faults.items().first() {
        d = d.help(format!("what it would say: {}", fault.message));
    }
    sink.push(d);
    None
}

fn read(id: SourceId, surface: Surface, text: &str, items: Items, sink: &mut Sink) -> Option<Tree> {
    let read = |text: &str, sink: &mut Sink| match surface {
        Surface::Yaml => yaml::read_items(id, text, items, sink),
        Surface::Recipe => {
            let tree = dsl::read(id, text, sink)?;
            // What is wrong with the shapes is wrong with any rules.
            let _ = normal::settings(tree.clone(), text, None, sink);
            Some(tree)
        }
    };
    match items {
        Items::Named => liberal::reading(id, surface, text, sink, read),
        Items::Records => read(text, sink),
    }
}

fn print(tree: &Tree, surface: Surface) -> String {
    match surface {
        Surface::Yaml => print::yaml(tree),
        Surface::Recipe => print::recipe(tree),
    }
}
