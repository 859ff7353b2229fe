//! The language's front end: one [`tree`], read from two surfaces.
//!
//! [`yaml`] is the only room that reads YAML and [`grammar`] the only one that knows pest; [`dsl`] reads recipe files with
//! it. None of them knows a rule by name: they turn text into statements and values with spans, and leave the meaning to
//! [`crate::resolve`] and [`crate::check`]. [`normal`] says how the shapes of the two surfaces correspond.

#![deny(clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::indexing_slicing))]

mod alike;
pub mod dsl;
pub mod dump;
pub mod grammar;
mod hidden;
mod liberal;
pub mod normal;
pub mod pattern;
pub mod print;
pub mod rewrite;
mod slips;
pub mod speak;
pub mod tree;
pub mod yaml;

pub use grammar::scalar;

use crate::diag::Sink;
use crate::source::SourceId;
use normal::Words;
use tree::Tree;

/// How a recipe is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// YAML.
    Yaml,
    /// A recipe file: statements and braces.
    Recipe,
}

impl Surface {
    /// The surface of a text, by the end of its name, or else by what it looks like.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Self {
        let ending = std::path::Path::new(name)
            .extension()
            .and_then(|e| e.to_str());
        match ending.map(str::to_ascii_lowercase).as_deref() {
            Some("recipe") => Self::Recipe,
            Some("yaml" | "yml") => Self::Yaml,
            _ if yaml::looks_like_recipe_file(text) || opens_test(text) => Self::Recipe,
            _ => Self::Yaml,
        }
    }
}

/// Whether a line begins a test as recipe files have it.
fn opens_test(text: &str) -> bool {
    text.lines().any(|l| l.starts_with("test \""))
}

/// Reads a recipe or a pack of either surface into the normal form. Everything wrong goes to `sink`; `None` when there is
/// nothing to go on with.
pub fn read(
    id: SourceId,
    name: &str,
    text: &str,
    words: &dyn Words,
    sink: &mut Sink,
) -> Option<Tree> {
    let surface = Surface::of(name, text);
    liberal::reading(id, surface, text, sink, |text, sink| match surface {
        Surface::Yaml => yaml::read(id, text, sink),
        Surface::Recipe => {
            let tree = dsl::read(id, text, sink)?;
            Some(normal::settings(tree, text, Some(words), sink))
        }
    })
}

/// Whether a file is a suite of tests and no recipe, by the end of its name: `.test.recipe`, `.test.yaml`.
#[must_use]
pub fn is_suite(name: &str) -> bool {
    suite_stem(name).is_some()
}

/// Whether a text of either surface begins tests, for one that has no name: `tests:`, or `test "…"`.
#[must_use]
pub fn looks_like_suite(text: &str) -> bool {
    opens_test(text) || text.lines().any(|l| l.starts_with("tests:"))
}

/// The name of a suite's file without its folder and its ending: `seo-article-fr` of `tests/seo-article-fr.test.yaml`.
#[must_use]
pub fn suite_stem(name: &str) -> Option<&str> {
    let file = name.rsplit(['/', '\\']).next()?;
    [".test.recipe", ".test.yaml", ".test.yml"]
        .iter()
        .find_map(|end| file.strip_suffix(end))
        .filter(|stem| !stem.is_empty())
}

/// Reads a suite of tests of either surface into the normal form, like [`read`]; lists may hold records.
pub fn read_suite(
    id: SourceId,
    name: &str,
    text: &str,
    words: &dyn Words,
    sink: &mut Sink,
) -> Option<Tree> {
    match Surface::of(name, text) {
        Surface::Yaml => yaml::read_items(id, text, yaml::Items::Records, sink),
        Surface::Recipe => {
            let tree = dsl::read(id, text, sink)?;
            Some(normal::settings(tree, text, Some(words), sink))
        }
    }
}

/// Whether a recipe's text is that of a pack: its first statement says so, in either surface.
#[must_use]
pub fn is_pack(text: &str) -> bool {
    text.trim_start_matches('\u{feff}')
        .lines()
        .map(str::trim)
        .find(|l| !l.is_empty() && !l.starts_with('#') && *l != "---")
        .and_then(|l| l.strip_prefix("pack"))
        .is_some_and(|rest| rest.starts_with([':', ' ', '\t']))
}
