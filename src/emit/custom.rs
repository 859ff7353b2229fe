//! The prompts of custom steps: what their variables stand for, and what is added where a prompt does not name it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::steps::{CustomStep, Fills, fixed_heading};
use crate::emit::answers::Answer;
use crate::emit::frame::FrameError;
use crate::emit::prompt::{Composer, Prompt};
use crate::emit::{PhraseShare, Slot, Step, Words, fence, passages, special};
use crate::expr::Values;
use crate::resolve::InputKind;
use crate::rules::facts::{Heading, Quantum};
use crate::tongue::{CHAIN, Slots, Use};

#[derive(Serialize)]
struct TailFrame<'a> {
    rules: &'a [String],
    marks: &'a [String],
}

#[derive(Serialize)]
struct PartFrame<'a> {
    article: bool,
    meta: Vec<&'a str>,
    title: bool,
    headings: bool,
    heading_line: bool,
    items: Option<(u64, u64)>,
    questions: Option<(u64, u64)>,
    bold: bool,
    length: bool,
    words: Words,
    phrase: Option<&'a PhraseShare>,
}

/// What a prompt shows for answers that are not there yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// A line that says so: `galley prompts`.
    Shown,
    /// Nothing: a part that the chain did not write.
    Empty,
}

impl Composer<'_> {
    /// The prompt of a custom step.
    pub(super) fn custom(
        &self,
        index: usize,
        custom: &CustomStep,
        missing: Missing,
    ) -> Result<Prompt, FrameError> {
        let step = self.step(index)?;
        let share = self.blocks_for(index);
        let (shown, protected) = match custom.fills {
            // An aside may ask for anything in the source: an extract would not do.
            Fills::Aside => (None, Vec::new()),
            _ => self.passages(step, &share),
        };
        let whole = fence::fence(self.source.text());
        let bears = self.bears(step) && !self.share(index).is_empty();
        let passages = match shown {
            Some(text) => text,
            None if bears => fence::fence(&passages::text(self.source, &share)),
            None => whole.clone(),
        };
        let words = self.words(step, &share);
        let rules = self.rules_of(step, custom, words)?;
        let marks: Vec<String> = protected.iter().map(|p| p.mark.clone()).collect();
        let mut values = Values::new();
        values.set("source", &whole);
        values.set("passages", &passages);
        values.set("material", &self.material(step, &share));
        values.set("rules", &rules);
        values.set("language", &self.language);
        if step.words.is_some() {
            values.set("words", &words);
        }
        self.section_values(step, &mut values);
        self.input_values(&mut values);
        values.set("steps", &self.answers_of(custom, missing));

        let mut text = self.frames.prompt(&custom.name, &values)?;
        if !custom.names.source && !self.shows_source {
            text = format!("{passages}\n\n{text}");
        }
        let tail = TailFrame {
            rules: if custom.names.rules { &[] } else { &rules },
            marks: &marks,
        };
        let tail = self.frames.render("tail", &tail)?;
        if !tail.is_empty() {
            text = format!("{text}\n\n{tail}");
        }
        Ok(Prompt {
            step: step.name.clone(),
            system: self.system.clone(),
            turns: vec![text],
            max_tokens: self.tokens(step, words),
            protected,
        })
    }

    /// The prompt of a step before any step is answered: answers that it waits for are named, not shown. A prompt that
    /// reads the fields of an answer cannot be filled in yet; its template is given instead.
    ///
    /// # Errors
    /// When a frame cannot be rendered.
    pub fn preview(&self, index: usize) -> Result<Prompt, FrameError> {
        let step = self.step(index)?;
        let Some(custom) = self.custom_of(step) else {
            return self.first(index);
        };
        self.custom(index, custom, Missing::Shown).or_else(|e| {
            if custom.after.is_empty() {
                return Err(e);
            }
            Ok(Prompt {
                step: step.name.clone(),
                system: self.system.clone(),
                turns: vec![special::plain(custom.prompt.trim()).into_owned()],
                max_tokens: step.max_tokens,
                protected: Vec::new(),
            })
        })
    }

    /// Every prompt of the first pass, in order, each with the index of its step, as [`Composer::preview`] has them. What code writes has none.
    ///
    /// # Errors
    /// When a frame cannot be rendered.
    pub fn previews(&self) -> Result<Vec<(usize, Prompt)>, FrameError> {
        let steps = self.program.steps.iter().enumerate();
        steps
            .filter(|(_, s)| !s.by_code)
            .map(|(i, _)| Ok((i, self.preview(i)?)))
            .collect()
    }

    pub(super) fn custom_of(&self, step: &Step) -> Option<&CustomStep> {
        let name = step.custom.as_ref()?;
        self.plan.chain.steps.iter().find(|s| s.name == *name)
    }

    /// What binds the part: what its built-in frame would say of its form, then the rules.
    fn rules_of(
        &self,
        step: &Step,
        custom: &CustomStep,
        words: Words,
    ) -> Result<Vec<String>, FrameError> {
        let budget = match step.slot {
            Slot::Piece(s, _) => self.program.budgets.sections.get(s),
            _ => None,
        };
        let first = matches!(step.slot, Slot::Piece(_, 0));
        let facts = &self.plan.facts;
        let form = PartFrame {
            article: step.slot == Slot::Article,
            meta: facts.meta.iter().map(|(k, _)| k.as_str()).collect(),
            title: facts.title.is_some(),
            headings: facts.bounds(&Quantum::Headings2).1 != Some(0.0),
            heading_line: !self.program.profile.narrow
                && first
                && budget.is_some_and(|b| b.heading == Heading::Free && !b.lede),
            items: budget.and_then(|b| b.items),
            questions: self.questions(step, budget),
            bold: facts.asks_in_bold(),
            length: step.words.is_some() && !custom.names.words,
            words,
            phrase: step.phrase.as_ref(),
        };
        let mut rules: Vec<String> = self
            .frames
            .render("part", &form)?
            .lines()
            .filter(|l| !l.is_empty())
            .map(str::to_owned)
            .collect();
        rules.extend(
            step.instructions
                .iter()
                .filter(|l| !(l.of_facts && custom.names.material))
                .map(|l| l.text.clone()),
        );
        Ok(rules)
    }

    fn material(&self, step: &Step, share: &[usize]) -> String {
        if !self.bears(step) {
            return String::new();
        }
        let keep = self.keep(share, !self.program.profile.protect_quotes);
        if keep.is_empty() {
            return String::new();
        }
        fence::fence(&keep.join("\n\n"))
    }

    fn section_values(&self, step: &Step, values: &mut Values) {
        let Slot::Piece(section, piece) = step.slot else {
            return;
        };
        let Some(budget) = self.program.budgets.sections.get(section) else {
            return;
        };
        values.set("section", &budget.section);
        values.set("about", &budget.about.as_deref().unwrap_or(""));
        values.set("heading", &fixed_heading(&budget.heading));
        values.set("piece", &(piece + 1));
        values.set("pieces", &step.pieces);
    }

    /// Inputs under their names. What the prompt calls otherwise keeps its meaning: the caller sets it afterwards or the
    /// reader of templates has refused the name.
    fn input_values(&self, values: &mut Values) {
        let mut all: BTreeMap<&str, serde_json::Value> = BTreeMap::new();
        for input in &self.plan.recipe.inputs {
            if input.kind == InputKind::Markdown {
                continue;
            }
            let text = input
                .value
                .clone()
                .unwrap_or_else(|| format!("{{{{ {} }}}}", input.name));
            let value = match (input.kind, text.parse::<f64>()) {
                (InputKind::Number, Ok(n)) if n.fract() == 0.0 && n.abs() < 1e15 =>
                {
                    #[allow(clippy::cast_possible_truncation)]
                    serde_json::Value::from(n as i64)
                }
                (InputKind::Number, Ok(n)) => serde_json::Value::from(n),
                _ => serde_json::Value::from(text),
            };
            all.insert(&input.name, value);
        }
        for (name, value) in &all {
            if !values.has(name) && !matches!(*name, "steps" | "inputs") {
                values.set(name, value);
            }
        }
        values.set("inputs", &all);
    }

    fn answers_of(&self, custom: &CustomStep, missing: Missing) -> BTreeMap<String, Answer> {
        let known = self.answers();
        custom
            .answers
            .iter()
            .map(|(name, id)| {
                let answer = match (known.get(id), missing) {
                    (Some(Answer::Text(t)), _) => Answer::Text(fence::answer(t)),
                    (Some(json), _) => json.clone(),
                    (None, Missing::Shown) => {
                        let slots = Slots::new().text("name", name.clone());
                        let say = self.plan.recipe.tongue.catalogue();
                        Answer::Text(say.say(CHAIN, Use::Ask, "answer-here", &slots))
                    }
                    (None, Missing::Empty) => Answer::Text(String::new()),
                };
                (name.clone(), answer)
            })
            .collect()
    }
}

impl Step {
    /// A call whose answer is no part of the article.
    pub(super) fn aside(custom: &CustomStep, max_tokens: u32) -> Self {
        Self {
            name: custom.name.clone(),
            id: custom.id.clone(),
            slot: Slot::Aside(custom.id.clone()),
            words: None,
            pieces: 1,
            by_code: false,
            max_tokens,
            samples: 1,
            instructions: Vec::new(),
            phrase: None,
            custom: Some(custom.name.clone()),
            after: custom.after.clone(),
        }
    }
}

/// Words asked of no step in particular.
pub(super) const NO_WORDS: Words = Words {
    min: 0,
    max: None,
    target: 0,
};
