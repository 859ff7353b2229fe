//! The loop: step → model → validate → repair, until every rule holds or the ladder is at its end.
//!
//! The best draft so far is always kept: a repair that makes things worse is undone. What comes out is either a proven
//! article, or the best draft with exactly what still fails.

pub mod answer;
pub mod assembly;
pub mod events;
pub mod ladder;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;

pub use assembly::Assembly;
pub use events::{Event, Events, Silent};

use crate::check::{Plan, RuleResult};
use crate::draft::Draft;
use crate::emit::frame::FrameError;
use crate::emit::prompt::{Composer, Prompt};
use crate::emit::protect;
use crate::emit::{Program, Shape, Slot};
use crate::lang::Lang;
use crate::model::{
    Completion, Finish, Message, Model, ModelError, Progress, Request, Role, Usage,
};
use crate::rules::Article;

/// Why a run ended without a draft.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The model gave no answer.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// A prompt could not be composed.
    #[error(transparent)]
    Frame(#[from] FrameError),
}

/// What limits a run besides the recipe.
#[derive(Clone, Copy)]
pub struct Limits<'a> {
    /// The most calls, first pass and repairs together.
    pub calls: usize,
    /// Says when the time given to the run is used up; asked between calls, never during one.
    pub out_of_time: &'a (dyn Fn() -> bool + Sync),
}

/// One call, for the report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Call {
    /// Its place in the chain; calls that ran side by side are listed by it.
    pub order: u32,
    /// The step's name.
    pub step: String,
    /// Tokens, when the provider says.
    pub usage: Option<Usage>,
    /// Whether the answer was cut off by its token limit.
    pub cut: bool,
}

/// What a run came to.
#[derive(Debug, Clone, Serialize)]
pub struct Run {
    /// The best draft.
    pub draft: String,
    /// How each rule came out on it.
    pub results: Vec<RuleResult>,
    /// Whether every rule of severity `error` holds.
    pub proven: bool,
    /// Every call, in the order of the chain, then of the repairs.
    pub calls: Vec<Call>,
    /// What code changed in the draft, and what the ladder did, as lowercase fragments.
    pub log: Vec<String>,
    /// Why the ladder stopped, when the draft is held.
    pub held: Option<String>,
}

/// Runs one program on one source.
pub struct Runner<'a> {
    plan: &'a Plan,
    source: &'a Draft,
    model: &'a dyn Model,
    events: &'a dyn Events,
    limits: Limits<'a>,
    program: &'a Program,
    /// The chain by parts: what repairs speak in, also when the first pass was one call.
    parts: &'a Program,
    composer: Composer<'a>,
    calls: Mutex<Vec<Call>>,
    log: Vec<String>,
}

/// The place of a first-pass call in transcripts: ten places a step, for its samples and for asking once more.
fn order_of(step: usize, sample: u32) -> u32 {
    u32::try_from(step)
        .unwrap_or(u32::MAX / 20)
        .min(u32::MAX / 20)
        * 10
        + sample.min(9)
}

/// The place, among a step's ten, of the call that asks for lost placeholders.
const RECALL: u32 = 9;

/// The place of the first call of the ladder, after all first-pass calls.
const LADDER: u32 = 100_000;

/// An answer for a slot, and what code had to do to it.
struct Filled {
    slot: Slot,
    text: String,
    heading: Option<String>,
    notes: Vec<String>,
}

impl<'a> Runner<'a> {
    /// Prepares a run. `parts` is the same plan emitted as [`Shape::Staged`]; it may be `program` itself.
    ///
    /// # Errors
    /// When the prompts cannot be composed.
    pub fn new(
        plan: &'a Plan,
        program: &'a Program,
        parts: &'a Program,
        source: &'a Draft,
        model: &'a dyn Model,
        events: &'a dyn Events,
        limits: Limits<'a>,
    ) -> Result<Self, RunError> {
        Ok(Self {
            composer: Composer::new(plan, parts, source)?,
            plan,
            source,
            model,
            events,
            limits,
            program,
            parts,
            calls: Mutex::new(Vec::new()),
            log: Vec::new(),
        })
    }

    /// Runs the chain and the repair ladder.
    ///
    /// # Errors
    /// When the model gives no answer in the first pass. Later, a model that fails ends the ladder, and the best draft is
    /// returned as held.
    pub fn run(mut self) -> Result<Run, RunError> {
        let assembly = match self.program.shape {
            Shape::Direct => self.direct()?,
            Shape::Staged => self.staged()?,
        };
        let climbed = ladder::climb(&mut self, assembly);
        let mut calls = self.calls.into_inner().unwrap_or_default();
        calls.sort_by_key(|c| c.order);
        Ok(Run {
            draft: climbed.state.printed.text,
            proven: climbed.state.errors == 0 && climbed.held.is_none(),
            results: climbed.state.results,
            calls,
            log: self.log,
            held: climbed.held,
        })
    }

    fn direct(&mut self) -> Result<Assembly, RunError> {
        self.events.on(&Event::Planned { calls: 1 });
        let composer = Composer::new(self.plan, self.program, self.source)?;
        let prompt = composer.first(0)?;
        let completion = self.ask(&prompt, 0, 0)?;
        let ready = answer::ready(&completion.text, &Slot::Article, false, None);
        let (text, missing) = protect::restore(&ready.text, &prompt.protected);
        for p in missing {
            self.log
                .push(format!("the answer lost the quotation {}", p.text));
        }
        Ok(Assembly::of_article(&text, self.plan.lang()))
    }

    fn staged(&mut self) -> Result<Assembly, RunError> {
        let steps = self.program.steps.len();
        self.events.on(&Event::Planned {
            calls: self.program.steps.iter().map(|s| s.samples as usize).sum(),
        });
        let filled = self.in_parallel(steps, |i| self.fill(i))?;
        let mut assembly = Assembly::empty(&self.program.budgets);
        for f in filled {
            self.put(&mut assembly, f);
        }
        Ok(assembly)
    }

    /// Runs `work` for 0..n on as many threads as the profile allows; results in order, the first error wins.
    fn in_parallel<T: Send>(
        &self,
        n: usize,
        work: impl Fn(usize) -> Result<T, RunError> + Sync,
    ) -> Result<Vec<T>, RunError> {
        let threads = (self.program.profile.parallel as usize).clamp(1, n.max(1));
        let next = AtomicUsize::new(0);
        let failed = AtomicUsize::new(0);
        let done: Mutex<Vec<(usize, Result<T, RunError>)>> = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    loop {
                        let i = next.fetch_add(1, Ordering::SeqCst);
                        if i >= n || failed.load(Ordering::SeqCst) > 0 {
                            break;
                        }
                        let result = work(i);
                        if result.is_err() {
                            failed.store(1, Ordering::SeqCst);
                        }
                        if let Ok(mut done) = done.lock() {
                            done.push((i, result));
                        }
                    }
                });
            }
        });
        let mut done = done.into_inner().unwrap_or_default();
        done.sort_by_key(|(i, _)| *i);
        done.into_iter().map(|(_, r)| r).collect()
    }

    /// Asks for one step of the chain by parts, and makes the answer ready for its slot.
    fn fill(&self, index: usize) -> Result<Filled, RunError> {
        let step = &self.parts.steps[index];
        let prompt = self.composer.first(index)?;
        if step.samples > 1 {
            return self.choose(index, &prompt);
        }
        let completion = self.ask(&prompt, 0, order_of(index, 0))?;
        let mut filled = self.ready(index, &completion);
        let (text, missing) = protect::restore(&filled.text, &prompt.protected);
        filled.text = text;
        if !missing.is_empty() {
            self.recall(index, &prompt, &completion.text, &mut filled)?;
        }
        Ok(filled)
    }

    fn ready(&self, index: usize, completion: &Completion) -> Filled {
        let step = &self.parts.steps[index];
        let list = match step.slot {
            Slot::Piece(s, _) => self.parts.budgets.sections[s].items.is_some(),
            _ => false,
        };
        let ready = answer::ready(&completion.text, &step.slot, list, self.cut(completion));
        Filled {
            slot: step.slot.clone(),
            text: ready.text,
            heading: ready.heading,
            notes: Vec::new(),
        }
    }

    /// Takes several samples and keeps the one with the fewest faults, the earlier one when they are equal.
    fn choose(&self, index: usize, prompt: &Prompt) -> Result<Filled, RunError> {
        let step = &self.parts.steps[index];
        let mut best: Option<(ladder::Score, Filled, String)> = None;
        for sample in 0..step.samples {
            let completion = self.ask(prompt, sample, order_of(index, sample))?;
            let mut filled = self.ready(index, &completion);
            let (text, missing) = protect::restore(&filled.text, &prompt.protected);
            let lost = missing.len();
            filled.text = text;
            let mut alone = Assembly::empty(&self.parts.budgets);
            alone.set(&filled.slot, filled.text.clone());
            let score =
                ladder::score_of_slot(self.plan, self.source, &alone, &filled.slot, step.words)
                    .with_lost(lost);
            let perfect = score.is_perfect();
            if best.as_ref().is_none_or(|(b, ..)| score < *b) {
                best = Some((score, filled, completion.text));
            }
            if perfect {
                break;
            }
        }
        let Some((_, mut filled, answer)) = best else {
            return Err(RunError::Model(ModelError::Empty {
                model: self.model.id(),
                finish: "stop".to_owned(),
            }));
        };
        if !protect::restore(&answer, &prompt.protected).1.is_empty() {
            self.recall(index, prompt, &answer, &mut filled)?;
        }
        Ok(filled)
    }

    /// Asks once more for placeholders that did not come back; what is lost again is restored from the source by code.
    fn recall(
        &self,
        index: usize,
        prompt: &Prompt,
        answer: &str,
        filled: &mut Filled,
    ) -> Result<(), RunError> {
        let (_, missing) = protect::restore(answer, &prompt.protected);
        let marks: Vec<String> = missing.iter().map(|p| p.mark.clone()).collect();
        let fault = match self.plan.recipe.tongue {
            crate::resolve::Tongue::Fr => format!(
                "Il manque {} : recopiez ce repère tel quel à l’endroit où la citation doit venir.",
                marks.join(", ")
            ),
            crate::resolve::Tongue::En => format!(
                "{} is missing: copy this mark unchanged where the quotation belongs.",
                marks.join(", ")
            ),
        };
        let again = self.composer.repair(index, answer, &[fault], 1)?;
        let completion = self.ask(&again, 0, order_of(index, RECALL))?;
        let second = self.ready(index, &completion);
        let (text, still) = protect::restore(&second.text, &prompt.protected);
        if still.len() < missing.len() && !text.trim().is_empty() {
            filled.text = text;
            filled.heading = second.heading.or(filled.heading.take());
        }
        let lost = if still.len() < missing.len() {
            still
        } else {
            missing
        };
        for p in lost {
            filled.text = format!("{}\n\n{}", filled.text.trim_end(), p.context);
            filled.notes.push(format!(
                "`{}`: the model lost a quotation twice; code restored the source’s own sentence: {}",
                self.parts.steps[index].name, p.context
            ));
        }
        Ok(())
    }

    /// The article's language when an answer was cut off at its token limit.
    fn cut(&self, completion: &Completion) -> Option<Lang> {
        (completion.finish == Finish::Length).then(|| self.plan.lang())
    }

    fn put(&mut self, assembly: &mut Assembly, filled: Filled) {
        if let (Slot::Piece(s, 0), Some(heading)) = (&filled.slot, &filled.heading)
            && assembly
                .sections
                .get(*s)
                .is_none_or(|x| x.heading.is_none())
            && self
                .parts
                .budgets
                .sections
                .get(*s)
                .is_some_and(|b| b.heading == crate::rules::facts::Heading::Free && !b.lede)
        {
            assembly.set(&Slot::Heading(*s), heading.clone());
        }
        self.log.extend(filled.notes);
        assembly.set(&filled.slot, filled.text);
    }

    /// Whether another call is allowed.
    fn may_ask(&self) -> Result<(), String> {
        let made = self.calls.lock().map(|c| c.len()).unwrap_or(0);
        if made >= self.limits.calls {
            return Err(format!(
                "the limit of {} calls is reached",
                self.limits.calls
            ));
        }
        if (self.limits.out_of_time)() {
            return Err("the time given to this run is used up".to_owned());
        }
        Ok(())
    }

    /// A call of the repair ladder: these run one after the other, in the order in which they are made.
    fn ask_again(&self, prompt: &Prompt, sample: u32) -> Result<Completion, RunError> {
        let made = self.calls.lock().map(|c| c.len()).unwrap_or(0);
        self.ask(prompt, sample, LADDER + u32::try_from(made).unwrap_or(0))
    }

    fn ask(&self, prompt: &Prompt, sample: u32, order: u32) -> Result<Completion, RunError> {
        let step = if sample == 0 {
            prompt.step.clone()
        } else {
            format!("{} (sample {})", prompt.step, sample + 1)
        };
        self.events.on(&Event::Asked { step: &step });
        let mut messages = vec![Message {
            role: Role::System,
            text: prompt.system.clone(),
        }];
        messages.extend(prompt.turns.iter().enumerate().map(|(i, text)| Message {
            role: if i % 2 == 0 {
                Role::User
            } else {
                Role::Assistant
            },
            text: text.clone(),
        }));
        let request = Request {
            step: step.clone(),
            messages,
            max_tokens: prompt.max_tokens,
            // A little warmer for each further sample, or all samples would be the same line.
            temperature: [0.3, 0.6, 0.7, 0.8, 0.9][sample.min(4) as usize],
            seed: u64::from(sample) + 1,
            stop: Vec::new(),
            repetition_penalty: if self.program.profile.narrow {
                1.08
            } else {
                1.0
            },
            order,
        };
        let events = self.events;
        let mut progress = |p: Progress| match &p {
            Progress::Note(text) => events.on(&Event::Note { step: &step, text }),
            Progress::Text(text) => events.on(&Event::Text { step: &step, text }),
        };
        let completion = self.model.complete(&request, &mut progress)?;
        self.events.on(&Event::Answered {
            step: &step,
            usage: completion.usage,
        });
        if let Ok(mut calls) = self.calls.lock() {
            calls.push(Call {
                order,
                step,
                usage: completion.usage,
                cut: completion.finish == Finish::Length,
            });
        }
        Ok(completion)
    }

    fn article<'d>(&self, draft: &'d Draft) -> Article<'d>
    where
        'a: 'd,
    {
        Article {
            draft,
            source: Some(self.source),
        }
    }
}
