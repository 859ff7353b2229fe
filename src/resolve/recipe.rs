//! The resolved recipe: packs merged, inputs typed and filled, every setting with the place it was set.

use serde::Serialize;

use crate::diag::Severity;
use crate::lang::Lang;
use crate::resolve::gaps::Gaps;
use crate::resolve::steps::{FrameDecl, StepDecl};
use crate::span::Loc;
use crate::syntax::tree::{Name, Statement};
pub use crate::tongue::Tongue;

/// A recipe with its packs merged in.
#[derive(Debug, Clone, Serialize)]
pub struct Recipe {
    /// Its name.
    pub name: String,
    /// Where the name is.
    pub name_loc: Loc,
    /// Its version, as written.
    pub version: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// The language of the article.
    pub lang: Lang,
    /// Every `language` line, of packs and recipe, in order: they have to agree.
    pub languages: Vec<(Lang, Loc)>,
    /// The language of the prompts.
    pub tongue: Tongue,
    /// Declared inputs, in order.
    pub inputs: Vec<Input>,
    /// What the editor tells the writer in plain words; prompts carry it, no validator can prove it.
    pub briefs: Vec<Brief>,
    /// The packs in use, in the order of their application.
    pub packs: Vec<PackUse>,
    /// Rules with their effective settings, in the order of the rule table.
    pub settings: Vec<Setting>,
    /// Custom steps, in the order of their declaration.
    pub steps: Vec<StepDecl>,
    /// Overridden blocks of the built-in frames.
    pub frames: Vec<FrameDecl>,
    /// What is not known of it, because something in it could not be understood.
    #[serde(skip)]
    pub gaps: Gaps,
}

/// A pack that was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackUse {
    /// Its name, or its path relative to the recipe.
    pub name: String,
    /// Its version, as written.
    pub version: Option<String>,
    /// Where the `use` stands.
    pub used_at: Loc,
}

/// A line of free guidance for the writer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Brief {
    /// The text.
    pub text: String,
    /// Where it is written.
    pub loc: Loc,
}

/// What an input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum InputKind {
    /// The article itself, given as a file. A recipe has at most one.
    Markdown,
    /// A line of text.
    Text,
    /// A number.
    Number,
}

impl InputKind {
    /// All kinds, with the word that recipes use.
    pub const ALL: &'static [(&'static str, InputKind)] = &[
        ("markdown", Self::Markdown),
        ("text", Self::Text),
        ("number", Self::Number),
    ];
}

/// A declared input and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Input {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: InputKind,
    /// What it is for.
    pub description: Option<String>,
    /// The value given, or the default; `None` when there is neither.
    pub value: Option<String>,
    /// Where the value comes from: `command line`, or the default's place.
    pub given: bool,
    /// Where it is declared.
    pub loc: Loc,
}

/// One rule with its effective settings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Setting {
    /// The rule's id: `title.length`.
    pub rule: &'static str,
    /// The name that the author gave it, for a rule that can stand several times.
    pub name: Option<Name>,
    /// The weight set in a recipe or pack; `None` leaves the rule's own.
    pub severity: Option<Severity>,
    /// Whether the file has set the rule before: an error, so that this is only read for what is wrong in it.
    #[serde(skip)]
    pub again: bool,
    /// Items of a list that adds up whose weight was said beside them, when not all have the same: where each stands, and its
    /// weight; `None` is the rule's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub weights: Vec<(Loc, Option<Severity>)>,
    /// The effective settings: a block whose statements keep their own places.
    pub statement: Statement,
    /// The last place that set it.
    pub loc: Loc,
    /// Earlier places whose value was replaced, oldest first.
    pub replaced: Vec<Replaced>,
}

/// A setting that a later layer replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replaced {
    /// The setting's name inside the rule.
    pub name: String,
    /// Where the value without effect stands.
    pub loc: Loc,
    /// Where the value that took its place stands.
    pub by: Loc,
}
