//! The loop: step → model → validate → repair, until every rule holds or the ladder is at its end.
//!
//! The best draft so far is always kept: a repair that makes things worse is undone. What comes out is either a proven
//! article, or the best draft with exactly what still fails.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

pub mod answer;
pub mod assembly;
mod chain;
pub mod events;
mod fill;
pub mod ladder;
mod lines;
pub mod reword;
mod score;
mod sentences;
mod stop;
mod wrapping;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use serde::Serialize;

pub use assembly::Assembly;
pub use events::{Event, Events, Silent};

use crate::check::{Plan, RuleResult};
use crate::draft::Draft;
use crate::emit::frame::FrameError;
use crate::emit::prompt::{Composer, Prompt};
use crate::emit::{Program, Shape, Slot, Step};
use crate::model::{
    Completion, Finish, Message, Model, ModelError, Progress, Request, Role, Usage,
};
use crate::rules::Article;
use stop::{Stop, Stops};

/// Why a run ended without a draft.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The model gave no answer.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// A prompt could not be composed.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// A step was answered with something that is not what it promised, twice.
    #[error("the answer of the step `{step}` is no JSON: {reason}")]
    Answer {
        /// The step.
        step: String,
        /// What is wrong with it, as a lowercase fragment.
        reason: String,
    },
}

/// What limits a run besides the recipe.
#[derive(Clone, Copy)]
pub struct Limits<'a> {
    /// The most calls, first pass and repairs together. A call is counted before it is made, also where several run side by
    /// side.
    pub calls: usize,
    /// What is left of the time given to the run, if it has a limit. No call is made when nothing is left, and a call that goes
    /// on beyond it is given up.
    pub time_left: &'a (dyn Fn() -> Option<Duration> + Sync),
}

/// Why a call was not made, or brought nothing to go on with.
enum Halt {
    /// A limit of the run is reached, in these words.
    Limit(String),
    /// The model will not write this part.
    Stopped(Stop),
    /// The run cannot go on.
    Fault(RunError),
}

impl<E: Into<RunError>> From<E> for Halt {
    fn from(e: E) -> Self {
        Self::Fault(e.into())
    }
}

/// The first pass, as far as it came.
struct First {
    assembly: Assembly,
    /// Parts whose answers are not whole.
    stops: Stops,
    /// Steps that were not asked for, and the limit that was reached.
    missing: Option<(Vec<String>, String)>,
}

impl First {
    /// Why the draft is held before any repair: parts are missing from it, or somebody decided that there shall be none.
    fn held(&self) -> Option<String> {
        let refused = self.stops.values().filter(|s| s.is_final());
        let mut all: Vec<String> = refused.map(Stop::told).collect();
        if let Some((steps, why)) = &self.missing {
            const SHOWN: usize = 4;
            let mut names: Vec<String> =
                steps.iter().take(SHOWN).map(|s| format!("`{s}`")).collect();
            if steps.len() > SHOWN {
                names.push(format!("{} more", steps.len() - SHOWN));
            }
            all.push(format!(
                "{why}, and the first pass is not done: {} {} not answered; the same run with a higher limit goes on from here",
                names.join(", "),
                if steps.len() == 1 { "was" } else { "were" },
            ));
        }
        (!all.is_empty()).then(|| all.join("; "))
    }
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
#[derive(Debug, Clone)]
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
    /// Calls that were begun, answered or not.
    begun: AtomicUsize,
    tally: sentences::Tally,
    /// Made when the first sentence is judged.
    judge: OnceLock<reword::judge::Judge>,
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

/// What is said of a run whose time is used up.
const OUT_OF_TIME: &str = "the time given to this run is used up";

/// The place, among a step's ten, of the call that asks for lost placeholders.
const RECALL: u32 = 9;

/// The place, among a step's ten, of the call that asks again for an answer that was cut.
const WHOLE: u32 = 7;

/// The place of the first call of the ladder, after all first-pass calls.
const LADDER: u32 = 100_000;

/// An answer for a slot, and what code had to do to it.
struct Filled {
    slot: Slot,
    text: String,
    heading: Option<String>,
    /// The answer of a step that promised JSON.
    json: Option<serde_json::Value>,
    /// What keeps it from being whole.
    stop: Option<Stop>,
    notes: Vec<String>,
}

impl Filled {
    /// A text that code made for a step.
    fn of_code(step: &Step, text: String) -> Self {
        Self {
            slot: step.slot.clone(),
            text,
            heading: None,
            json: None,
            stop: None,
            notes: Vec::new(),
        }
    }
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
            begun: AtomicUsize::new(0),
            tally: sentences::Tally::default(),
            judge: OnceLock::new(),
            log: Vec::new(),
        })
    }

    /// Runs the chain and the repair ladder.
    ///
    /// # Errors
    /// When the model gives no answer in the first pass. Later, a model that fails ends the ladder, and the best draft is
    /// returned as held.
    pub fn run(mut self) -> Result<Run, RunError> {
        let first = match self.program.shape {
            Shape::Direct => self.direct()?,
            Shape::Staged => self.staged()?,
        };
        let held = first.held();
        let climbed = ladder::climb(&mut self, first.assembly, first.stops, held);
        let mut calls = self
            .calls
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
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

    /// Runs `work` for each item on as many threads as the profile allows; results in order. After one that failed no other
    /// is begun: those stand as `None`.
    fn in_parallel<I: Sync, T: Send>(
        &self,
        items: &[I],
        work: impl Fn(&I) -> Result<T, Halt> + Sync,
    ) -> Vec<Option<Result<T, Halt>>> {
        let threads = (self.program.profile.parallel as usize).clamp(1, items.len().max(1));
        let next = AtomicUsize::new(0);
        let failed = AtomicUsize::new(0);
        let done: Mutex<Vec<(usize, Result<T, Halt>)>> = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    loop {
                        let i = next.fetch_add(1, Ordering::SeqCst);
                        let Some(item) = items.get(i) else {
                            break;
                        };
                        if failed.load(Ordering::SeqCst) > 0 {
                            break;
                        }
                        let result = work(item);
                        if result.is_err() {
                            failed.store(1, Ordering::SeqCst);
                        }
                        done.lock()
                            .unwrap_or_else(PoisonError::into_inner)
                            .push((i, result));
                    }
                });
            }
        });
        let done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut out: Vec<Option<Result<T, Halt>>> = items.iter().map(|_| None).collect();
        for (i, result) in done {
            if let Some(place) = out.get_mut(i) {
                *place = Some(result);
            }
        }
        out
    }

    /// Whether another call is allowed.
    fn may_ask(&self) -> Result<(), String> {
        if self.begun.load(Ordering::SeqCst) >= self.limits.calls {
            return Err(self.limit());
        }
        if self.is_out_of_time() {
            return Err(OUT_OF_TIME.to_owned());
        }
        Ok(())
    }

    fn is_out_of_time(&self) -> bool {
        (self.limits.time_left)() == Some(Duration::ZERO)
    }

    fn limit(&self) -> String {
        match self.limits.calls {
            1 => "the limit of 1 call is reached".to_owned(),
            n => format!("the limit of {n} calls is reached"),
        }
    }

    /// Counts a call before it is made, so that calls that run side by side cannot pass the limit together.
    fn reserve(&self) -> Result<(), Halt> {
        self.may_ask().map_err(Halt::Limit)?;
        self.begun
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |made| {
                (made < self.limits.calls).then_some(made + 1)
            })
            .map(|_| ())
            .map_err(|_| Halt::Limit(self.limit()))
    }

    /// A call of the repair ladder: these run one after the other, in the order in which they are made.
    fn ask_again(&self, prompt: &Prompt, sample: u32) -> Result<Completion, Halt> {
        let made = self.calls.lock().map(|c| c.len()).unwrap_or(0);
        self.ask(prompt, sample, LADDER + u32::try_from(made).unwrap_or(0))
    }

    fn ask(&self, prompt: &Prompt, sample: u32, order: u32) -> Result<Completion, Halt> {
        self.reserve()?;
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
            temperature: match sample {
                0 => 0.3,
                1 => 0.6,
                2 => 0.7,
                3 => 0.8,
                _ => 0.9,
            },
            seed: u64::from(sample) + 1,
            stop: Vec::new(),
            repetition_penalty: if self.program.profile.narrow {
                1.08
            } else {
                1.0
            },
            order,
            within: (self.limits.time_left)(),
        };
        let events = self.events;
        let mut progress = |p: Progress| match &p {
            Progress::Note(text) => events.on(&Event::Note { step: &step, text }),
            Progress::Text(text) => events.on(&Event::Text { step: &step, text }),
        };
        let completion = self
            .model
            .complete(&request, &mut progress)
            .map_err(|e| match e {
                // What it was asked for stands with what was never asked for: the run may go on later.
                ModelError::Slow { .. } if self.is_out_of_time() => {
                    Halt::Limit(OUT_OF_TIME.to_owned())
                }
                e => e.into(),
            })?;
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
