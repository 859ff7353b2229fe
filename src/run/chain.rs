//! The first pass: the steps of the chain in waves, and what each leaves for the prompts of later ones.

use serde_json::Value;

use super::fill::Answered;
use super::{Filled, First, Halt, RunError, Runner, Stop, Stops, answer, order_of};
use crate::emit::answers::cleaned;
use crate::emit::prompt::Composer;
use crate::emit::{Answer, Answers, Slot, Step, protect};
use crate::lang::Lang;
use crate::resolve::Output;
use crate::run::{Assembly, Event};
use crate::tongue::{CHAIN, Slots, Use};

/// The place, among a step's ten, of the call that asks for JSON that can be read.
const AGAIN: u32 = 8;

impl Runner<'_> {
    /// One call writes the article; custom steps may come before and after it.
    pub(super) fn direct(&mut self) -> Result<First, RunError> {
        let program = self.program;
        self.events.on(&Event::Planned {
            calls: program.steps.len(),
        });
        let composer = Composer::new(self.plan, program, self.source)?;
        let mut assembly = Assembly::default();
        let mut stops = Stops::new();
        let mut answers = Answers::default();
        let mut entries = Vec::new();
        let mut missing = None;
        let order: Vec<usize> = program.waves().into_iter().flatten().collect();
        for (place, &index) in order.iter().enumerate() {
            let Some(step) = program.steps.get(index) else {
                continue;
            };
            let done = if step.slot == Slot::Article {
                self.article_of(&composer, index, step, &mut stops)
                    .map(|article| {
                        assembly = article;
                        self.learn_parts(&assembly, &mut answers);
                    })
            } else {
                self.alone(&composer, index, step).map(|filled| {
                    learn(&mut answers, &step.id, &filled);
                    entries.push(filled);
                })
            };
            match done {
                Ok(()) => {}
                Err(Halt::Limit(why)) => {
                    let left = order.iter().skip(place);
                    missing = Some((self.names(left.copied()), why));
                    break;
                }
                Err(Halt::Stopped(stop)) => {
                    stops.insert(step.slot.clone(), stop);
                    break;
                }
                Err(Halt::Fault(e)) => return Err(e),
            }
            // What waits for an answer that nobody will give is not asked for.
            let entry = entries.last().and_then(|f: &Filled| f.stop.as_ref());
            if stops.values().chain(entry).any(Stop::is_final) {
                break;
            }
            composer.know(answers.clone());
        }
        for entry in entries {
            self.put(&mut assembly, &mut stops, entry);
        }
        self.composer.know(answers);
        Ok(First {
            assembly,
            stops,
            missing,
        })
    }

    /// The names of some steps of the chain.
    fn names(&self, steps: impl Iterator<Item = usize>) -> Vec<String> {
        steps
            .filter_map(|i| self.program.steps.get(i))
            .map(|s| s.name.clone())
            .collect()
    }

    fn article_of(
        &mut self,
        composer: &Composer<'_>,
        index: usize,
        step: &Step,
        stops: &mut Stops,
    ) -> Result<Assembly, Halt> {
        let prompt = composer.first(index)?;
        let answered = self.whole(composer, index, step, &prompt)?;
        let refused = answered.is_refused();
        let ready = self.ready(step, &answered);
        if let Some(stop) = ready.stop {
            stops.insert(Slot::Article, stop);
        }
        if refused {
            return Ok(Assembly::default());
        }
        let (text, missing) = protect::restore(&ready.text, &prompt.protected);
        for p in missing {
            self.log
                .push(format!("the answer lost the quotation {}", p.text));
        }
        Ok(Assembly::of_article(&text, self.plan.lang()).in_place(&self.parts.budgets))
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
    pub(super) fn staged(&mut self) -> Result<First, RunError> {
        let program = self.parts;
        self.events.on(&Event::Planned {
            calls: program.steps.iter().map(|s| s.samples as usize).sum(),
        });
        let mut assembly = Assembly::empty(&program.budgets);
        let mut stops = Stops::new();
        let mut answers = Answers::default();
        let mut missing: Vec<String> = Vec::new();
        let mut limit = None;
        for wave in program.waves() {
            let steps: Vec<(usize, &Step)> = wave
                .iter()
                .filter_map(|i| Some((*i, program.steps.get(*i)?)))
                .collect();
            if limit.is_some() || stops.values().any(Stop::is_final) {
                missing.extend(steps.iter().map(|(_, s)| s.name.clone()));
                continue;
            }
            let filled = self.in_parallel(&steps, |(index, step)| self.fill(*index, step));
            for ((_, step), filled) in steps.iter().zip(filled) {
                match filled {
                    Some(Ok(f)) => {
                        learn(&mut answers, &step.id, &f);
                        self.put(&mut assembly, &mut stops, f);
                    }
                    Some(Err(Halt::Fault(e))) => return Err(e),
                    Some(Err(Halt::Stopped(stop))) => {
                        stops.insert(step.slot.clone(), stop);
                    }
                    Some(Err(Halt::Limit(why))) => {
                        limit.get_or_insert(why);
                        missing.push(step.name.clone());
                    }
                    None => missing.push(step.name.clone()),
                }
            }
            self.composer.know(answers.clone());
        }
        Ok(First {
            assembly,
            stops,
            missing: limit.map(|why| (missing, why)),
        })
    }

    /// Asks for a step whose answer is no part of the body: an aside, or an entry of the front matter.
    pub(super) fn alone(
        &self,
        composer: &Composer<'_>,
        index: usize,
        step: &Step,
    ) -> Result<Filled, Halt> {
        let output = step
            .custom
            .as_ref()
            .and_then(|name| self.plan.chain.steps.iter().find(|s| s.name == *name))
            .map_or(Output::Text, |s| s.output);
        let lang = self.plan.lang();
        let prompt = composer.first(index)?;
        let answered = self.whole(composer, index, step, &prompt)?;
        let mut filled = self.ready(step, &answered);
        if answered.is_refused() {
            return Ok(filled);
        }
        match (&step.slot, output) {
            (Slot::Meta(_), _) => {}
            (_, Output::Text) => filled.text = answered.text.trim().to_owned(),
            (_, Output::Markdown) => filled.text = answer::unwrapped(&answered.text, lang),
            (_, Output::Json) => {
                let value = match read_json(&answered.text, lang) {
                    Ok(value) => value,
                    Err(reason) => {
                        let slots = Slots::new().text("reason", reason);
                        let say = self.plan.recipe.tongue.catalogue();
                        let fault = say.say(CHAIN, Use::Repair, "not-json", &slots);
                        let again = composer.repair(index, &answered.text, &[fault], 1)?;
                        let second = self.ask(&again, 0, order_of(index, AGAIN))?;
                        let second = Answered::new(&step.name, second);
                        let value = read_json(&second.text, lang);
                        filled.stop = second.stop;
                        match (value, &filled.stop) {
                            (Ok(value), _) => value,
                            (Err(_), Some(stop)) => return Err(Halt::Stopped(stop.clone())),
                            (Err(reason), None) => {
                                return Err(RunError::Answer {
                                    step: step.name.clone(),
                                    reason,
                                }
                                .into());
                            }
                        }
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

/// The JSON of an answer, without what stands around it.
fn read_json(text: &str, lang: Lang) -> Result<Value, String> {
    serde_json::from_str(&answer::data(text, lang)).map_err(|e| e.to_string())
}
