//! From a syntax tree to a recipe: packs are loaded and merged, inputs typed and filled, names checked against the
//! vocabulary. Later settings win, and every value keeps the place where it was set.
//!
//! This pass knows no rule by name: what names exist, and how their settings merge, comes in as a [`Vocabulary`].

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

mod astray;
mod effect;
mod gaps;
mod header;
pub(crate) mod inputs;
mod merge;
pub mod packs;
pub mod recipe;
mod shelf;
mod steps;
mod tongues;
pub mod version;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use gaps::{Gaps, Unknown};
pub use packs::{LoadError, Loaded, Loader};
pub use recipe::{Brief, Input, InputKind, PackUse, Recipe, Replaced, Setting, Tongue};
pub use shelf::Shelf;
pub use steps::{FrameDecl, Output, StepDecl};

use crate::diag::Sink;
use crate::source::{SourceId, SourceMap};
use crate::syntax::normal::Words;

/// The names of a language of rules, and how their settings merge.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// All rules, in table order.
    pub rules: Vec<RuleShape>,
    /// Packs that were read with these names; copies of a vocabulary share it.
    pub shelf: Arc<Shelf>,
}

impl Words for Vocabulary {
    fn bare(&self, rule: &str) -> Option<&str> {
        self.rules.iter().find(|r| r.id == rule).map(|r| r.bare)
    }

    fn open(&self, rule: &str) -> bool {
        self.rules.iter().any(|r| r.id == rule && r.open)
    }

    fn has(&self, rule: &str, setting: &str) -> bool {
        let own = |s: &&str| s.strip_prefix("*.").unwrap_or(s) == setting;
        self.rules
            .iter()
            .any(|r| r.id == rule && r.settings.iter().any(own))
    }

    fn owns(&self, rule: &str, setting: &str) -> bool {
        self.rules
            .iter()
            .any(|r| r.id == rule && r.settings.contains(&setting))
    }

    fn knows(&self, name: &str) -> bool {
        self.rules.iter().any(|r| {
            r.id.split('.').any(|part| part == name)
                || r.settings
                    .iter()
                    .any(|s| s.strip_prefix("*.").unwrap_or(s) == name)
        })
    }
}

/// How one rule is written.
#[derive(Debug, Clone)]
pub struct RuleShape {
    /// The id: `length`, or `title.length` for `length` in the `title` block.
    pub id: &'static str,
    /// Names of its settings.
    pub settings: Vec<&'static str>,
    /// The setting that a bare value stands for.
    pub bare: &'static str,
    /// Whether the block holds entries that the author names.
    pub open: bool,
    /// For a rule that stands several times under names of the author's: the word for a block of them (`checks`).
    pub plural: Option<&'static str>,
    /// How packs and recipe come together.
    pub merge: Merge,
    /// Rules that bring this one with them, with all its defaults, unless a pack or the recipe says something of it.
    pub comes_with: &'static [&'static str],
}

/// How settings of the same rule in packs and in the recipe come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Merge {
    /// The later one replaces the earlier one whole.
    Replace,
    /// Named settings are replaced one by one.
    Keys,
    /// List items add up; other settings are replaced one by one.
    Append,
}

/// What resolving needs besides the tree.
pub struct Context<'a> {
    /// The names that exist.
    pub vocabulary: &'a Vocabulary,
    /// Where packs come from.
    pub loader: &'a dyn Loader,
    /// Values given for inputs, by name.
    pub given: &'a BTreeMap<String, String>,
    /// Where texts of packs are kept.
    pub sources: &'a mut SourceMap,
}

/// Reads and resolves the recipe in `source`. Everything wrong goes to `sink`; `None` when there is no recipe to go on with.
pub fn resolve(source: SourceId, context: &mut Context<'_>, sink: &mut Sink) -> Option<Recipe> {
    resolve_as(source, header::Kind::Recipe, context, sink)
}

/// Reads and resolves the pack in `source` on its own, as if a recipe of nothing else used it. A pack needs no language:
/// English stands for the one that a recipe will bring.
pub fn resolve_pack(
    source: SourceId,
    context: &mut Context<'_>,
    sink: &mut Sink,
) -> Option<Recipe> {
    resolve_as(source, header::Kind::Pack, context, sink)
}

fn resolve_as(
    source: SourceId,
    kind: header::Kind,
    context: &mut Context<'_>,
    sink: &mut Sink,
) -> Option<Recipe> {
    let own = context.sources.get(source).clone();
    let tree = crate::syntax::read(source, own.name(), own.text(), context.vocabulary, sink)?;
    let (layers, missing) = packs::layers(source, tree, context, sink);
    let mut gaps = gaps::find(&layers, &missing, context.vocabulary);
    let header = header::read(&layers, kind, &mut gaps, sink);
    let inputs = inputs::read(&layers, &gaps, context, sink);
    let briefs = header::briefs(&layers, &inputs, &gaps, sink);
    let settings = merge::merge(&layers, context.vocabulary, context.sources, sink);
    let (steps, frames) = steps::read(&layers, sink);
    let recipe = Recipe {
        name: header.name,
        name_loc: header.name_loc,
        version: header.version,
        description: header.description,
        lang: header.lang,
        languages: header.languages,
        tongue: header.tongue,
        inputs,
        briefs,
        packs: header.packs,
        settings,
        steps,
        frames,
        gaps,
    };
    if sink.has_errors() {
        return Some(recipe); // what has no effect is of interest once the rest is right
    }
    effect::overridden(&recipe, &layers, context.sources, sink);
    effect::unused(&recipe, &layers, context.sources, sink);
    Some(recipe)
}
