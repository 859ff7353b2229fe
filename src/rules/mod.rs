//! The rules: one file each, and [`TABLE`], one row each.
//!
//! A rule is written once in a recipe and compiled five ways; the five are methods of [`Rule`], beside the validator's
//! mutants and the deterministic fix. `docs/rules.md`, `galley explain` and editor hovers are generated from [`Def`].

#![deny(clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::indexing_slicing))]

pub mod args;
pub mod bind;
pub mod check;
pub mod complete;
pub mod demand;
pub mod facts;
pub mod finding;
pub mod forbid;
pub mod headings;
mod id;
pub mod keyphrase;
pub mod language;
pub mod length;
pub mod meta_description;
pub mod no_new;
pub mod overlap;
pub mod page;
pub mod paragraphs;
pub mod preserve;
pub mod residue;
pub mod sections;
pub mod slug;
pub mod strip;
pub mod title_contains;
pub mod title_ends_with;
pub mod title_length;
pub mod title_rewritten;

mod counted;
mod phrase;
mod surgery;

use std::fmt;

use serde::Serialize;

pub use args::Binder;
pub use demand::{Demands, Direction};
pub use facts::Facts;
pub use finding::{Fault, Finding, Measured, Outcome, Reason};
pub use id::RuleId;

pub use crate::resolve::{Merge, Tongue};

use crate::diag::Severity;
use crate::draft::Draft;
use crate::draft::total::At as _;
use crate::span::{Loc, Span};
use crate::tongue::{Slots, Use};

/// A part of an article: what a finding concerns, and what can be asked for again on its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The title.
    Title,
    /// A front-matter entry: `description`, `slug`.
    Meta(String),
    /// A section of the draft, by index.
    Section(usize),
    /// The body as a whole: no single section is at fault.
    Body,
    /// The article as a whole.
    Whole,
}

impl Part {
    /// The part of `draft` that a byte offset of its text lies in; the body when it lies in no single one.
    #[must_use]
    pub fn at(draft: &Draft, offset: usize) -> Self {
        if let Some(title) = draft.title() {
            let span = title
                .block
                .map_or(title.span, |b| draft.blocks().at(b).span);
            if span.start <= offset && offset <= span.end {
                return Self::Title;
            }
        }
        if let Some(front) = draft.front()
            && offset < front.span.end
        {
            let before = front
                .entries
                .partition_point(|e| e.key_span.start <= offset);
            return before
                .checked_sub(1)
                .and_then(|i| front.entries.get(i))
                .filter(|e| offset <= e.value_span.end)
                .map_or(Self::Whole, |e| Self::Meta(e.key.clone()));
        }
        draft.section_at(offset).map_or(Self::Body, Self::Section)
    }
}

/// Which step of the chain an instruction belongs in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Holds for every piece of text that is produced (the language, forbidden phrases, no invented facts).
    Everywhere,
    /// About the title alone.
    Title,
    /// About a front-matter entry: `description`, `slug`.
    Meta(String),
    /// About the opening paragraph.
    Lede,
    /// About one declared section, by its name.
    Section(String),
    /// About reporting the source's facts: steps that answer for passages of the source get it, an opening or a list does not.
    Facts,
    /// About each passage of body text on its own (paragraph length, sentence length).
    Passage,
    /// About the body as a whole (total length, number of headings): a step that writes one section does not get it.
    Body,
}

/// One sentence of a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Instruction {
    /// Where it belongs.
    pub scope: Scope,
    /// One imperative sentence or more, in the prompt language, naming the same numbers that the validator enforces.
    pub text: String,
}

impl Instruction {
    /// The sentence of `rule` that `tongue` has for `key`, filled with `slots`.
    #[must_use]
    pub fn new(scope: Scope, tongue: Tongue, rule: &str, key: &str, slots: &Slots) -> Self {
        Self {
            scope,
            text: tongue.catalogue().say(rule, Use::Ask, key, slots),
        }
    }

    /// Several sentences as one instruction, in the scope of the first; an empty one of the body when there is none.
    #[must_use]
    pub fn joined(all: &[Self]) -> Self {
        let texts: Vec<&str> = all.iter().map(|i| i.text.as_str()).collect();
        Self {
            scope: all.first().map_or(Scope::Body, |i| i.scope.clone()),
            text: texts.join(" "),
        }
    }
}

/// How a rule came out.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "lowercase", tag = "status")]
pub enum Verdict {
    /// It was checked and holds.
    Holds,
    /// It was checked and at least one finding was made.
    Fails,
    /// It could not be decided, and so does not pass: too little text, language undetermined.
    Undetermined {
        /// Why.
        reason: Reason,
    },
    /// It was not looked at, because something was not given: no source.
    Skipped {
        /// What was missing.
        reason: Reason,
    },
}

impl Verdict {
    /// The same with its reason in a tongue, for a report that speaks it.
    #[must_use]
    pub fn said(&self, tongue: Tongue) -> Self {
        let said = |reason: &Reason| Reason::from(reason.say(tongue));
        match self {
            Self::Holds => Self::Holds,
            Self::Fails => Self::Fails,
            Self::Undetermined { reason } => Self::Undetermined {
                reason: said(reason),
            },
            Self::Skipped { reason } => Self::Skipped {
                reason: said(reason),
            },
        }
    }
}

/// What a validator reads.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// The cleaned source, when there is one.
    pub source: Option<&'a Draft>,
}

/// A deterministic edit of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextEdit {
    /// What is replaced in the draft.
    pub span: Span,
    /// By what.
    pub replacement: String,
    /// Why, as a lowercase fragment: `removed the chat opening`.
    pub note: String,
}

/// A way to break a passing draft that the rule must notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// What was done, as a lowercase fragment: `dropped the last word of the title`.
    pub what: String,
    /// The broken draft.
    pub draft: String,
}

impl Mutant {
    /// The draft with the text under `span` replaced.
    #[must_use]
    pub fn replacing(what: impl Into<String>, draft: &Draft, span: Span, with: &str) -> Self {
        let text = draft.text();
        let before = text.get(..span.start).unwrap_or("");
        let after = text.get(span.end..).unwrap_or("");
        Self {
            what: what.into(),
            draft: format!("{before}{with}{after}"),
        }
    }
}

/// A rule bound to its arguments. The five methods of the one idea, then `fix` and `mutants`.
pub trait Rule: fmt::Debug + Send + Sync {
    /// The setting in canonical words, as `plan` prints it: `700..1100 words of body`.
    fn describe(&self) -> String;

    /// 1. The sentences of the prompt.
    fn instruct(&self, tongue: Tongue) -> Vec<Instruction>;

    /// 2. The deterministic check.
    fn validate(&self, article: Article<'_>, out: &mut Outcome);

    /// 3. What the model is told when this finding was made, in the prompt language, with the measured value and the limit.
    ///
    /// The sentence that the tongue has for the fault's key, unless the rule knows more than its finding says.
    fn repair(&self, finding: &Finding, tongue: Tongue) -> String {
        finding.repair(tongue)
    }

    /// 4. and 5. What the compiler reasons and budgets with.
    fn facts(&self, facts: &mut Facts);

    /// What it demands, in a form in which two bindings of the rule can be compared: which of them is stricter. What the facts tell
    /// unless the rule demands more than its facts say.
    fn demands(&self, demands: &mut Demands) {
        let mut facts = Facts::default();
        self.facts(&mut facts);
        demands.of_facts(&facts);
    }

    /// Edits that mend the draft without a model, safely. None by default.
    fn fix(&self, _article: Article<'_>) -> Vec<TextEdit> {
        Vec::new()
    }

    /// What the rule removes from the source before anything else reads it, as spans of `source`. None by default.
    fn strip(&self, _source: &str) -> Vec<Removal> {
        Vec::new()
    }

    /// Ways to break a draft that passes. At least one for every rule that reads the draft.
    fn mutants(&self, article: Article<'_>) -> Vec<Mutant>;

    /// Parts of the rule that no mutant tries, as they are written: no draft is known that breaks them. None by default.
    fn untried(&self, _article: Article<'_>) -> Vec<String> {
        Vec::new()
    }
}

/// A piece of the source that a rule removes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Removal {
    /// In the source as it came.
    pub span: Span,
    /// The recipe line that demanded it.
    pub demanded: Loc,
}

/// What a rule is: identity, documentation, how it is bound, and executed examples.
#[derive(Debug)]
pub struct Def {
    /// The id, which is also where it is written: `title.length` is `length` in the `title` block.
    pub id: &'static str,
    /// One line: what it asks of an article.
    pub summary: &'static str,
    /// What it asks and why, in Markdown, without examples.
    pub docs: &'static str,
    /// Named settings with one line each.
    pub settings: &'static [SettingDoc],
    /// The setting that a bare value stands for (`forbid: […]` is `forbid: { any: […] }`); it is one of `settings`.
    pub bare: &'static str,
    /// Whether the block holds entries that the author names (`sections`); then unknown names are not errors.
    pub open: bool,
    /// How packs and recipe come together.
    pub merge: Merge,
    /// The weight when nothing says otherwise.
    pub severity: Severity,
    /// Reads the arguments; reports what is wrong with them to the binder's sink.
    pub bind: fn(&mut Binder<'_>) -> Option<Box<dyn Rule>>,
    /// Executed examples: at least one that holds and one that fails.
    pub examples: &'static [Example],
}

/// A named setting of a rule.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct SettingDoc {
    /// Its name; `*.words` is a setting of each entry of an open block.
    pub name: &'static str,
    /// What it takes: `a range of words`, `true`, `a list of texts or /patterns/`.
    pub takes: &'static str,
    /// What it means, one line.
    pub doc: &'static str,
}

/// An executed example.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// One line: what it shows.
    pub title: &'static str,
    /// Statements of a YAML recipe (without `recipe:`; `language: fr` is added when missing).
    pub yaml: &'static str,
    /// The same in the DSL.
    pub recipe: &'static str,
    /// The source, for rules that compare.
    pub source: Option<&'static str>,
    /// The draft that is checked.
    pub draft: &'static str,
    /// What comes of it.
    pub expect: Expect,
}

/// What an example comes to.
#[derive(Debug, Clone, Copy)]
pub enum Expect {
    /// The rule holds.
    Holds,
    /// The rule fails with a finding whose message contains this, and whose span covers exactly this text of the draft.
    Fails {
        /// Part of the message.
        message: &'static str,
        /// The text under the finding's span (`""` for an empty span).
        at: &'static str,
    },
    /// The rule cannot be decided, for a reason that contains this.
    Undetermined(&'static str),
    /// The rule is not looked at, for a reason that contains this.
    Skipped(&'static str),
}

/// All rules, in the order in which plans, prompts and reports list them. A new rule is one file and one row.
pub const TABLE: &[&Def] = &[
    &language::DEF,
    &length::DEF,
    &title_length::DEF,
    &title_contains::DEF,
    &title_rewritten::DEF,
    &title_ends_with::DEF,
    &sections::DEF,
    &headings::DEF,
    &paragraphs::DEF,
    &keyphrase::DEF,
    &meta_description::DEF,
    &slug::DEF,
    &preserve::DEF,
    &no_new::DEF,
    &bind::DEF,
    &overlap::DEF,
    &strip::DEF,
    &forbid::DEF,
    &complete::DEF,
    &residue::DEF,
    &check::DEF,
];
