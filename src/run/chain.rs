//! The first pass: the steps of the chain in waves, and what each leaves for the prompts of later ones.

use serde_json::Value;

use super::{Filled, RunError, Runner, answer, order_of};
use crate::emit::answers::cleaned;
use crate::emit::prompt::Composer;
use crate::emit::{Answer, Answers, Program, Slot, protect};
use crate::resolve::{Output, Tongue};
use crate::run::{Assembly, Event};

/// The place, among a step's ten, of the call that asks for JSON that can be read.
const AGAIN: u32 = 8;

impl Runner<'_> {
    /// One call writes the article; custom steps may come before and after it.
    pub(super) fn direct(&mut self) -> Result<Assembly, RunError> {
        self.events.on(&Event::Planned {
            calls: self.program.steps.len(),
        });
        let composer = Composer::new(self.plan, self.program, self.source)?;
        let mut assembly = Assembly::default();
        let mut answers = Answers::default();
        let mut entries = Vec::new();
        for index in self.program.waves().into_iter().flatten() {
            let step = &self.program.steps[index];
            if step.slot == Slot::Article {
                assembly = self.article_of(&composer, index)?;
                self.learn_parts(&assembly, &mut answers);
            } else {
                let filled = self.alone(&composer, self.program, index)?;
                learn(&mut answers, &step.id, &filled);
                entries.push(filled);
            }
            composer.know(answers.clone());
        }
        for entry in entries {
            self.put(&mut assembly, entry);
        }
        self.composer.know(answers);
        Ok(assembly)
    }

    fn article_of(&mut self, composer: &Composer<'_>, index: usize) -> Result<Assembly, RunError> {
        let prompt = composer.first(index)?;
        let completion = self.ask(&prompt, 0, order_of(index, 0))?;
        let ready = answer::ready(&completion.text, &Slot::Article, false, None);
        let (text, missing) = protect::restore(&ready.text, &prompt.protected);
        for p in missing {
            self.log
                .push(format!("the answer lost the quotation {}", p.text));
        }
        Ok(Assembly::of_article(&text, self.plan.lang()))
    }

    /// What the parts of an article that came in one answer are called by steps that come after them.
    fn learn_parts(&self, assembly: &Assembly, answers: &mut Answers) {
        answers.set("article", Answer::Text(assembly.print().text));
        if let Some(title) = &assembly.title {
            answers.set("title", Answer::Text(title.clone()));
        }
        for (budget, section) in self.program.budgets.sections.iter().zip(&assembly.sections) {
            let id = format!("section:{}", budget.section);
            answers.set(&id, Answer::Text(section.pieces.join("\n\n")));
        }
        for (key, value) in &assembly.meta {
            answers.set(&format!("meta:{key}"), Answer::Text(value.clone()));
        }
    }

    /// Several calls write the parts: those that wait for no answer run side by side.
    pub(super) fn staged(&mut self) -> Result<Assembly, RunError> {
        self.events.on(&Event::Planned {
            calls: self.program.steps.iter().map(|s| s.samples as usize).sum(),
        });
        let mut assembly = Assembly::empty(&self.program.budgets);
        let mut answers = Answers::default();
        for wave in self.program.waves() {
            let filled = self.in_parallel(wave.len(), |i| self.fill(wave[i]))?;
            for (index, f) in wave.iter().zip(filled) {
                learn(&mut answers, &self.program.steps[*index].id, &f);
                self.put(&mut assembly, f);
            }
            self.composer.know(answers.clone());
        }
        Ok(assembly)
    }

    /// Asks for a step whose answer is no part of the body: an aside, or an entry of the front matter.
    pub(super) fn alone(
        &self,
        composer: &Composer<'_>,
        program: &Program,
        index: usize,
    ) -> Result<Filled, RunError> {
        let step = &program.steps[index];
        let output = step
            .custom
            .as_ref()
            .and_then(|name| self.plan.chain.steps.iter().find(|s| s.name == *name))
            .map_or(Output::Text, |s| s.output);
        let prompt = composer.first(index)?;
        let completion = self.ask(&prompt, 0, order_of(index, 0))?;
        let mut filled = Filled {
            slot: step.slot.clone(),
            text: completion.text.trim().to_owned(),
            heading: None,
            json: None,
            notes: Vec::new(),
        };
        match (&step.slot, output) {
            (Slot::Meta(_), _) => {
                filled.text = answer::ready(&completion.text, &step.slot, false, None).text;
            }
            (_, Output::Text) => {}
            (_, Output::Markdown) => {
                filled.text = answer::unwrapped(&completion.text);
            }
            (_, Output::Json) => {
                let value = match read_json(&completion.text) {
                    Ok(value) => value,
                    Err(reason) => {
                        let fault = match self.plan.recipe.tongue {
                            Tongue::Fr => format!("Ce n’est pas du JSON lisible ({reason})."),
                            Tongue::En => format!("This is no JSON that can be read ({reason})."),
                        };
                        let again = composer.repair(index, &completion.text, &[fault], 1)?;
                        let second = self.ask(&again, 0, order_of(index, AGAIN))?;
                        read_json(&second.text).map_err(|reason| RunError::Answer {
                            step: step.name.clone(),
                            reason,
                        })?
                    }
                };
                filled.json = Some(cleaned(value));
            }
        }
        Ok(filled)
    }
}

/// Notes what a step was answered.
fn learn(answers: &mut Answers, id: &str, filled: &Filled) {
    match (&filled.json, &filled.slot) {
        (Some(json), _) => answers.set(id, Answer::Json(json.clone())),
        (None, Slot::Piece(_, p)) if *p > 0 => answers.extend(id, &filled.text),
        (None, Slot::Heading(_)) => {}
        (None, _) => answers.set(id, Answer::Text(filled.text.clone())),
    }
}

/// The JSON of an answer, with or without a code fence around it.
fn read_json(text: &str) -> Result<Value, String> {
    serde_json::from_str(&answer::unwrapped(text)).map_err(|e| e.to_string())
}
