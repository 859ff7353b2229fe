//! From a plan to a program: the chain of steps, their budgets, and the rules that bind each of them.
//!
//! A program depends on the recipe and on the model's [`Profile`], not on the source; [`prompt`] puts the source in. All
//! prompts of the built-in steps are functions of recipe and source alone: none reads another step's answer, so they can run
//! in any order, be shown in advance (`galley prompts`), be cached, and be answered by hand. Only custom steps wait for the
//! answers that they name in `after`.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

pub mod answers;
pub mod budget;
pub mod by_code;
mod custom;
pub mod fence;
pub mod frame;
pub mod passages;
pub mod profile;
pub mod prompt;
pub mod protect;
pub mod special;
pub mod units;
mod waves;

use serde::Serialize;

pub use answers::{Answer, Answers};
pub use budget::{Budget, Budgets};
pub use profile::Profile;

use crate::check::Plan;
use crate::rules::facts::{Heading, Quantum};
use crate::rules::{Instruction, RuleId, Scope};
use crate::span::Loc;
use crate::tongue::{CHAIN, Slots, Use};

/// A chain of prompts, ready to take a source.
#[derive(Debug, Clone, Serialize)]
pub struct Program {
    /// One call, or several.
    pub shape: Shape,
    /// Why this shape, as a lowercase fragment.
    pub why: String,
    /// The words asked for.
    pub budgets: Budgets,
    /// The steps, in the order of the article; any order of execution gives the same prompts.
    pub steps: Vec<Step>,
    /// Instructions that hold for every step.
    pub everywhere: Vec<Line>,
    /// The model's limits.
    pub profile: Profile,
    /// Words that become one token are fewer in French: what the estimates of tokens rest on.
    pub tokens_per_word: f64,
}

/// The shape of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// One call writes the article.
    Direct,
    /// Title, sections and front matter are written by calls of their own and assembled by code.
    Staged,
}

/// The place in the article that a step fills.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slot {
    /// The whole article.
    Article,
    /// The title.
    Title,
    /// The heading of a section, by index.
    Heading(usize),
    /// A run of body text: section by index, and which piece of it.
    Piece(usize, usize),
    /// A front-matter entry.
    Meta(String),
    /// No part of the article: the answer of a custom step, by its id.
    Aside(String),
}

/// An instruction with the rule and the recipe line that it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The rule's id.
    pub rule: RuleId,
    /// The sentence.
    pub text: String,
    /// Whether it is about reporting the source's facts: a step that lists its own facts does not repeat it.
    #[serde(skip)]
    pub of_facts: bool,
    /// The recipe line.
    pub loc: Loc,
}

/// Words asked of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Words {
    /// At least.
    pub min: u64,
    /// At most; `None` when open.
    pub max: Option<u64>,
    /// The figure asked for.
    pub target: u64,
}

/// One call of the first pass.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// Its name: `title`, `section:faits`, `section:faits:2`, `meta:description`, `article`.
    pub name: String,
    /// What `after` and prompts call it: the name without the number of a piece.
    #[serde(skip)]
    pub id: String,
    /// What it fills.
    pub slot: Slot,
    /// Words asked for; `None` for a line such as the title.
    pub words: Option<Words>,
    /// How many pieces its section has; 1 for anything but a long section.
    pub pieces: usize,
    /// Code writes it from the sentences of the source; there is no call and no prompt.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub by_code: bool,
    /// The most tokens it may generate, an estimate from its words.
    pub max_tokens: u32,
    /// Samples taken, for the validators to choose from.
    pub samples: u32,
    /// The instructions that bind this step and not every step.
    pub instructions: Vec<Line>,
    /// Its share of the keyphrase, when the recipe counts it or wants it in a heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phrase: Option<PhraseShare>,
    /// The custom step whose prompt it uses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom: Option<String>,
    /// The steps whose answers its prompt reads, by their ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
}

/// How often a step is to use the keyphrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PhraseShare {
    /// The keyphrase.
    pub text: String,
    /// At least this often; 0 when the step has no share.
    pub min: u64,
    /// At most this often.
    pub max: Option<u64>,
    /// Whether this step's heading holds it.
    pub in_heading: bool,
}

/// Tokens for a line: a title, a heading, a description.
const LINE_TOKENS: u32 = 120;

/// Chooses the shape of the chain and lays out its steps.
#[must_use]
pub fn emit(
    plan: &Plan,
    profile: Profile,
    wanted: Option<Shape>,
    source_words: Option<u64>,
) -> Program {
    let budgets = budget::budgets(&plan.facts, source_words);
    let tongue = plan.recipe.tongue;
    // What a word costs is an estimate on the safe side, to be compared with the provider's own count.
    let tokens_per_word = tongue.catalogue().word("grammar", "tokens-per-word", None);
    let tokens_per_word = tokens_per_word.parse().unwrap_or(2.0);
    let (shape, why) = shape(plan, &budgets, profile, wanted);
    let lines = instructions(plan);
    let layout = Layout {
        plan,
        profile,
        budgets: &budgets,
        lines: &lines,
        tokens_per_word,
    };
    let steps = match shape {
        Shape::Direct => vec![layout.article()],
        Shape::Staged => layout.staged(),
    };
    let aside = layout.tokens(u64::from(profile.words_per_answer));
    let steps = waves::customise(&plan.chain, shape, steps, aside);
    Program {
        shape,
        why,
        steps,
        everywhere: lines
            .iter()
            .filter(|(i, _)| i.scope == Scope::Everywhere)
            .map(|(_, l)| l.clone())
            .collect(),
        budgets,
        profile,
        tokens_per_word,
    }
}

fn shape(
    plan: &Plan,
    budgets: &Budgets,
    profile: Profile,
    wanted: Option<Shape>,
) -> (Shape, String) {
    if let Some(shape) = wanted {
        return (shape, "asked for on the command line".to_owned());
    }
    if plan.chain.filling("article").is_some() {
        let why = "the recipe brings a prompt for the whole article";
        return (Shape::Direct, why.to_owned());
    }
    if let Some(part) = plan.chain.needs_parts() {
        let why = format!("a step of the recipe needs `{part}` as a step of its own");
        return (Shape::Staged, why);
    }
    if profile.by_sentence {
        let why = "a small model: code writes the body from the sentences of the source, and the model proposes title, headings and description";
        return (Shape::Staged, why.to_owned());
    }
    let limit = u64::from(profile.words_per_answer);
    let target = budgets.target;
    if target > limit {
        let why = format!(
            "{target} words are aimed at, and one answer of this model is trusted for {limit}"
        );
        return (Shape::Staged, why);
    }
    let why = format!(
        "{target} words are aimed at, within the {limit} that one answer of this model is trusted for"
    );
    (Shape::Direct, why)
}

fn instructions(plan: &Plan) -> Vec<(Instruction, Line)> {
    plan.rules
        .iter()
        .flat_map(|bound| {
            bound
                .rule
                .instruct(plan.recipe.tongue)
                .into_iter()
                .map(|i| {
                    let line = Line {
                        rule: bound.id.clone(),
                        text: i.text.clone(),
                        of_facts: i.scope == Scope::Facts,
                        loc: bound.loc,
                    };
                    (i, line)
                })
        })
        .collect()
}

struct Layout<'a> {
    plan: &'a Plan,
    profile: Profile,
    budgets: &'a Budgets,
    lines: &'a [(Instruction, Line)],
    tokens_per_word: f64,
}

impl Layout<'_> {
    fn lines(&self, wanted: impl Fn(&Scope) -> bool) -> Vec<Line> {
        self.lines
            .iter()
            .filter(|(i, _)| wanted(&i.scope))
            .map(|(_, l)| l.clone())
            .collect()
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )]
    fn tokens(&self, words: u64) -> u32 {
        ((words as f64 * self.tokens_per_word * 1.25) as u32).clamp(64, 16_000) + 40
    }

    /// The lines of a prompt that asks for the whole article: what is said of one section names it.
    fn named_lines(&self) -> Vec<Line> {
        let lines = self
            .lines
            .iter()
            .filter(|(i, _)| i.scope != Scope::Everywhere);
        lines
            .map(|(i, l)| {
                let mut line = l.clone();
                if let Scope::Section(name) = &i.scope {
                    let slots = Slots::new()
                        .text("name", name.clone())
                        .text("text", l.text.clone());
                    let say = self.plan.recipe.tongue.catalogue();
                    line.text = say.say(CHAIN, Use::Ask, "section", &slots);
                }
                line
            })
            .collect()
    }

    fn article(&self) -> Step {
        let words = Words {
            min: self.budgets.min,
            max: self.budgets.max,
            target: self.budgets.target,
        };
        Step {
            name: "article".to_owned(),
            id: "article".to_owned(),
            slot: Slot::Article,
            words: Some(words),
            pieces: 1,
            by_code: false,
            max_tokens: self.tokens(words.max.unwrap_or(words.target * 2)) + 2 * LINE_TOKENS,
            samples: 1,
            instructions: self.named_lines(),
            phrase: None,
            custom: None,
            after: Vec::new(),
        }
    }

    fn staged(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        if self.plan.facts.title.is_some() {
            steps.push(self.line("title", Slot::Title, self.lines(|s| *s == Scope::Title)));
        }
        for (index, budget) in self.budgets.sections.iter().enumerate() {
            self.section(index, budget, &mut steps);
        }
        for (key, _) in &self.plan.facts.meta {
            if self.plan.facts.derived.contains(key) {
                continue; // code derives it from the other parts: no call is paid for it
            }
            steps.push(self.line(
                &format!("meta:{key}"),
                Slot::Meta(key.clone()),
                self.lines(|s| matches!(s, Scope::Meta(k) if k == key)),
            ));
        }
        steps
    }

    fn line(&self, name: &str, slot: Slot, instructions: Vec<Line>) -> Step {
        let samples = match slot {
            Slot::Title | Slot::Heading(_) => self.profile.title_samples,
            _ => 1,
        };
        Step {
            name: name.to_owned(),
            id: name.to_owned(),
            slot,
            words: None,
            pieces: 1,
            by_code: false,
            max_tokens: LINE_TOKENS,
            samples,
            instructions,
            phrase: None,
            custom: None,
            after: Vec::new(),
        }
    }

    fn section(&self, index: usize, budget: &Budget, steps: &mut Vec<Step>) {
        let limit = u64::from(self.profile.words_per_answer).max(1);
        let by_code = self.profile.by_sentence;
        let pieces = if by_code {
            1
        } else if budget.bears_facts() {
            budget.target.div_ceil(limit).max(1)
        } else {
            1
        };
        if self.profile.narrow && budget.heading == Heading::Free && !budget.lede {
            let mut step = self.line(
                &format!("heading:{}", budget.section),
                Slot::Heading(index),
                Vec::new(),
            );
            step.phrase = self.phrase(index, budget, 1, true).filter(|p| p.in_heading);
            steps.push(step);
        }
        for piece in 0..pieces {
            let words = Words {
                min: (budget.target * 9 / 10 / pieces).max(budget.min / pieces),
                max: match budget.max {
                    Some(max) => Some(max / pieces),
                    None => Some(budget.target * 13 / 10 / pieces),
                },
                target: budget.target / pieces,
            };
            let name = if pieces == 1 {
                format!("section:{}", budget.section)
            } else {
                format!("section:{}:{}", budget.section, piece + 1)
            };
            steps.push(Step {
                name,
                id: format!("section:{}", budget.section),
                slot: Slot::Piece(index, usize::try_from(piece).unwrap_or(usize::MAX)),
                words: Some(words),
                pieces: usize::try_from(pieces).unwrap_or(1),
                by_code,
                max_tokens: self.tokens(words.max.unwrap_or(words.target * 3 / 2)),
                samples: 1,
                // What the contract says of a section itself (heading, words, list) is in the frame, from the facts: a piece of
                // a section has its share of the words, and code puts fixed headings in.
                instructions: self.lines(|s| match s {
                    Scope::Passage => true,
                    Scope::Lede => index == 0,
                    Scope::Facts => budget.bears_facts(),
                    _ => false,
                }),
                phrase: self.phrase(index, budget, pieces, piece == 0),
                custom: None,
                after: Vec::new(),
            });
        }
    }

    /// A section's share of the keyphrase: what the count and the density ask of the whole body at its planned length,
    /// divided like the words. The first section whose heading is free takes the heading.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )]
    fn phrase(
        &self,
        index: usize,
        budget: &Budget,
        pieces: u64,
        first: bool,
    ) -> Option<PhraseShare> {
        let facts = &self.plan.facts;
        let (text, _) = facts.keyphrase.as_ref()?;
        let words = self.budgets.target as f64;
        let (count_min, count_max) = facts.bounds(&Quantum::KeyphraseCount);
        let (density_min, density_max) = facts.bounds(&Quantum::KeyphraseDensity);
        let least = count_min
            .unwrap_or(0.0)
            .max((density_min.unwrap_or(0.0) * words / 100.0).ceil());
        let most = [count_max, density_max.map(|d| (d * words / 100.0).floor())]
            .into_iter()
            .flatten()
            .reduce(f64::min);
        let part = budget.target as f64 / words.max(1.0) / pieces.max(1) as f64;
        let min = if budget.bears_facts() {
            (least * part * 1.2).ceil() as u64
        } else {
            0
        };
        let max = most.map(|m| ((m * part).floor() as u64).max(min).max(1));
        let headed = |b: &Budget| b.heading == Heading::Free && !b.lede;
        let in_heading = first
            && facts.keyphrase_heading.is_some()
            && self.budgets.sections.iter().position(headed) == Some(index);
        (min > 0 || in_heading).then(|| PhraseShare {
            text: text.clone(),
            min,
            max,
            in_heading,
        })
    }
}
