//! What changed between two recipes, in terms of meaning: for the validators, for the model, for the bill, and for drafts.
//!
//! [`compare`] takes two compiled recipes and knows no rule by name: which way a rule moved is the answer of
//! [`Demands::since`](crate::rules::Demands::since). What the difference calls for in terms of versions is [`advice`]'s.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

pub mod advice;
pub mod cost;
pub mod edit;
pub mod effect;
pub mod header;
pub mod markdown;
pub mod prompts;
mod recorded;
pub mod rules;
pub mod text;

use serde::Serialize;

use crate::check::Plan;
use crate::report::{Place, recipe_place};
use crate::resolve::Input;
use crate::source::SourceMap;
use crate::span::Loc;

pub use advice::{Advice, Step};
pub use cost::Cost;
pub use effect::{Effect, Sample, Work};
pub use header::{InputChange, PackChange, TextChange};
pub use prompts::{PromptChange, Setup};
pub use rules::RuleChange;

/// One of the two recipes.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The recipe with its rules bound.
    pub plan: &'a Plan,
    /// The texts that its places point into.
    pub sources: &'a SourceMap,
    /// The inputs as they are declared, without values that were given for this comparison.
    pub declared: &'a [Input],
    /// The name that the difference calls it by: a path, or `v1.2:recipes/house.yaml`.
    pub name: &'a str,
}

impl Side<'_> {
    /// The pack that a place lies in; `None` for the recipe itself, and for a pack that is compared on its own.
    fn pack_of(&self, loc: Loc) -> Option<String> {
        let file = self.sources.get(loc.source).name();
        let own = loc.source == self.plan.recipe.name_loc.source || file == self.name;
        (!own).then(|| file.to_owned())
    }

    /// A place in the recipe or one of its packs, with the name of the pack.
    fn said_at(&self, loc: Loc) -> Said {
        Said {
            at: recipe_place(self.sources, loc),
            pack: self.pack_of(loc),
        }
    }
}

/// Where something is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The place.
    #[serde(flatten)]
    pub at: Place,
    /// The pack that says it; `None` for the recipe itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pack: Option<String>,
}

impl Said {
    /// `file:line`, as a reader looks it up.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{}:{}", self.at.file, self.at.start.line)
    }
}

/// Which of the two sides says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Presence {
    /// Only the newer one.
    Added,
    /// Only the older one.
    Removed,
    /// Both, otherwise.
    Changed,
}

impl Presence {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }

    fn of<T>(older: Option<&T>, newer: Option<&T>) -> Self {
        match (older, newer) {
            (None, _) => Self::Added,
            (_, None) => Self::Removed,
            _ => Self::Changed,
        }
    }
}

/// All that differs between two recipes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Diff {
    /// The name of the older one.
    pub older: String,
    /// The name of the newer one.
    pub newer: String,
    /// The recipe's name, of the newer one.
    pub recipe: String,
    /// By rule, in the order of the rule table.
    pub rules: Vec<RuleChange>,
    /// Inputs.
    pub inputs: Vec<InputChange>,
    /// What is said to the model or to the reader and checked by no rule: briefs, prompts of steps, frames, the description.
    pub texts: Vec<TextChange>,
    /// By prompt, word by word.
    pub prompts: Vec<PromptChange>,
    /// Calls and tokens, before and after.
    pub cost: Cost,
    /// By draft; empty when none was given.
    pub effects: Vec<Effect>,
    /// Packs whose version changed, or that came or went. They are no difference in meaning of their own.
    pub packs: Vec<PackChange>,
    /// What step of the version the difference calls for.
    pub advice: Advice,
}

impl Diff {
    /// Whether nothing differs in meaning: order of writing, comments, the surface, version lines do not count.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
            && self.inputs.is_empty()
            && self.texts.is_empty()
            && self.prompts.is_empty()
    }
}

/// Compares two recipes. `setup` says for which model and with which source prompts are composed; `samples` are the drafts whose
/// fate is looked at.
///
/// # Errors
/// When a prompt cannot be composed: the message says why.
pub fn compare(
    older: Side<'_>,
    newer: Side<'_>,
    setup: &Setup,
    samples: &[Sample],
) -> Result<Diff, String> {
    let rules = rules::compare(older, newer);
    let inputs = header::inputs(older, newer);
    let texts = header::texts(older, newer);
    let before = prompts::compose(older, setup)?;
    let after = prompts::compose(newer, setup)?;
    let prompts = prompts::compare(&before, &after);
    let cost = cost::compare(&before, &after);
    let effects = effect::compare(older, newer, samples);
    let advice = advice::advise(older, newer, &rules, &inputs, &texts, &prompts);
    Ok(Diff {
        older: older.name.to_owned(),
        newer: newer.name.to_owned(),
        recipe: newer.plan.recipe.name.clone(),
        rules,
        inputs,
        texts,
        prompts,
        cost,
        effects,
        packs: header::packs(older, newer),
        advice,
    })
}
