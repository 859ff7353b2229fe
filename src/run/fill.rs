//! One step of the chain by parts: asked, asked again where the answer was cut or lost a quotation, and made ready for its
//! slot.

use super::{Filled, Halt, RECALL, RunError, Runner, Stop, Stops, WHOLE, answer, order_of, score};
use crate::emit::prompt::{Composer, Prompt};
use crate::emit::{Slot, Step, protect};
use crate::model::{Completion, ModelError};
use crate::rules::facts::Heading;
use crate::run::Assembly;
use crate::tongue::{CHAIN, Slots, Use};

/// A completion and, when it is not whole, why.
pub(super) struct Answered {
    pub(super) text: String,
    pub(super) stop: Option<Stop>,
}

impl Answered {
    pub(super) fn new(step: &str, completion: Completion) -> Self {
        Self {
            stop: Stop::of(step, &completion),
            text: completion.text,
        }
    }

    /// Whether the end is missing.
    pub(super) fn is_cut(&self) -> bool {
        self.stop.as_ref().is_some_and(Stop::is_cut)
    }

    /// Whether there is nothing in it to be used.
    pub(super) fn is_refused(&self) -> bool {
        self.stop.as_ref().is_some_and(Stop::is_refused)
    }
}

impl Runner<'_> {
    /// Asks for one step of the chain by parts, and makes the answer ready for its slot.
    pub(super) fn fill(&self, index: usize, step: &Step) -> Result<Filled, Halt> {
        if let Slot::Aside(_) = step.slot {
            return self.alone(&self.composer, index, step);
        }
        if step.by_code {
            return Ok(self.by_sentence(index, step));
        }
        let prompt = self.composer.first(index)?;
        if self.has_proposals(step) {
            return self.choose(index, step, &prompt);
        }
        if step.samples > 1 {
            return self.choose(index, step, &prompt);
        }
        let answered = self.whole(&self.composer, index, step, &prompt)?;
        let mut filled = self.ready(step, &answered);
        if filled.stop.is_some() {
            // What is missing from an answer that is not whole is not looked for: it is held for that.
            filled.text = protect::restore(&filled.text, &prompt.protected).0;
            return Ok(filled);
        }
        let (text, missing) = protect::restore(&filled.text, &prompt.protected);
        filled.text = text;
        if !missing.is_empty() {
            self.recall(index, step, &prompt, &answered.text, &mut filled)?;
        }
        Ok(filled)
    }

    /// The answer to a first call; one that was cut is asked for once more, and the better of the two is kept.
    pub(super) fn whole(
        &self,
        composer: &Composer<'_>,
        index: usize,
        step: &Step,
        prompt: &Prompt,
    ) -> Result<Answered, Halt> {
        let first = Answered::new(&step.name, self.ask(prompt, 0, order_of(index, 0))?);
        if !first.is_cut() {
            return Ok(first);
        }
        let say = self.plan.recipe.tongue.catalogue();
        let fault = say.say(CHAIN, Use::Repair, "cut", &Slots::new());
        let mut again = composer.repair(index, &first.text, &[fault], 1)?;
        again.step = format!("{} (again)", step.name);
        if !self.program.profile.narrow {
            again.max_tokens = again.max_tokens.saturating_mul(2);
        }
        match self.ask(&again, 0, order_of(index, WHOLE)) {
            Ok(completion) => {
                let second = Answered::new(&step.name, completion);
                let better = second.stop.is_none()
                    || (second.is_cut() && second.text.len() > first.text.len());
                Ok(if better { second } else { first })
            }
            // What came is kept; why there is no more of it, the next call will meet too.
            Err(Halt::Limit(_) | Halt::Fault(RunError::Model(_))) => Ok(first),
            Err(halt) => Err(halt),
        }
    }

    pub(super) fn ready(&self, step: &Step, answered: &Answered) -> Filled {
        let ready = if answered.is_refused() {
            answer::Ready {
                text: String::new(),
                heading: None,
            }
        } else {
            answer::ready(
                &answered.text,
                &step.slot,
                self.form(&step.slot),
                self.plan.lang(),
                answered.is_cut(),
            )
        };
        Filled {
            slot: step.slot.clone(),
            text: ready.text,
            heading: ready.heading,
            json: None,
            stop: answered.stop.clone(),
            notes: Vec::new(),
        }
    }

    /// What a part is made of.
    pub(super) fn form(&self, slot: &Slot) -> answer::Form {
        let budget = match slot {
            Slot::Piece(s, _) => self.parts.budgets.sections.get(*s),
            _ => None,
        };
        match budget {
            Some(b) if b.items.is_some() => answer::Form::List,
            Some(b) if b.questions.is_some() => answer::Form::Questions,
            _ => answer::Form::Prose,
        }
    }

    /// Takes several samples and keeps the one with the fewest faults, the earlier one when they are equal. A limit that is
    /// reached between two of them leaves the best of those that were paid for. For a line of a chain for weak models, code proposes too.
    fn choose(&self, index: usize, step: &Step, prompt: &Prompt) -> Result<Filled, Halt> {
        let mut best: Option<(score::Score, Filled, String)> = None;
        let proposals = self.proposals(index, step);
        for sample in 0..step.samples {
            let completion = match self.ask(prompt, sample, order_of(index, sample)) {
                Err(Halt::Limit(why)) if best.is_some() || !proposals.is_empty() => {
                    self.tally.limited(why);
                    break;
                }
                asked => asked?,
            };
            let answered = Answered::new(&step.name, completion);
            let mut filled = self.ready(step, &answered);
            if answered.is_refused() && self.has_proposals(step) {
                // A refusal is told, whatever code could do without the model.
                return Ok(filled);
            }
            let (text, missing) = protect::restore(&filled.text, &prompt.protected);
            let lost = missing.len();
            filled.text = text;
            // Rather no line than one that says what the source does not.
            if self.has_proposals(step) && !self.is_safe_line(index, &filled.text) {
                continue;
            }
            let score = self
                .score_of(step, &filled)
                .with_lost(lost)
                .with_stops(usize::from(filled.stop.is_some()));
            let perfect = score.is_perfect();
            if best.as_ref().is_none_or(|(b, ..)| score < *b) {
                best = Some((score, filled, answered.text));
            }
            if perfect {
                break;
            }
        }
        for text in proposals {
            if best.as_ref().is_some_and(|(b, ..)| b.is_perfect()) {
                break;
            }
            let filled = Filled::of_code(step, text.clone());
            let score = self.score_of(step, &filled);
            if best.as_ref().is_none_or(|(b, ..)| score < *b) {
                best = Some((score, filled, text));
            }
        }
        let Some((_, mut filled, answer)) = best else {
            if self.has_proposals(step) {
                return Ok(Filled::of_code(step, String::new()));
            }
            return Err(self.nothing().into());
        };
        let lost = !protect::restore(&answer, &prompt.protected).1.is_empty();
        if lost && filled.stop.is_none() {
            self.recall(index, step, prompt, &answer, &mut filled)?;
        }
        Ok(filled)
    }

    fn score_of(&self, step: &Step, filled: &Filled) -> score::Score {
        let mut alone = Assembly::empty(&self.parts.budgets);
        alone.set(&filled.slot, filled.text.clone());
        score::of_slot(self.plan, self.source, &alone, &filled.slot, step.words)
    }

    /// No answer at all.
    pub(super) fn nothing(&self) -> ModelError {
        ModelError::Empty {
            model: self.model.id(),
            finish: "stop".to_owned(),
        }
    }

    /// Asks once more for placeholders that did not come back; what is lost again is restored from the source by code.
    fn recall(
        &self,
        index: usize,
        step: &Step,
        prompt: &Prompt,
        answer: &str,
        filled: &mut Filled,
    ) -> Result<(), Halt> {
        let (_, missing) = protect::restore(answer, &prompt.protected);
        let marks: Vec<String> = missing.iter().map(|p| p.mark.clone()).collect();
        let many = marks.len() > 1;
        let slots = Slots::new().text("mark", marks.join(", "));
        let say = self.plan.recipe.tongue.catalogue();
        let key = if many { "marks" } else { "mark" };
        let fault = say.say(CHAIN, Use::Repair, key, &slots);
        let again = self.composer.repair(index, answer, &[fault], 1)?;
        let completion = match self.ask(&again, 0, order_of(index, RECALL)) {
            Ok(completion) => Some(completion),
            Err(Halt::Limit(_)) => None,
            Err(halt) => return Err(halt),
        };
        let asked = completion.is_some();
        let second = completion.map(|c| Answered::new(&step.name, c));
        let mut lost = missing;
        if let Some(second) = second.filter(|s| s.stop.is_none()) {
            let second = self.ready(step, &second);
            let (text, still) = protect::restore(&second.text, &prompt.protected);
            if still.len() < lost.len() && !text.trim().is_empty() {
                filled.text = text;
                filled.heading = second.heading.or(filled.heading.take());
                lost = still;
            }
        }
        let often = if asked { " twice" } else { "" };
        for p in lost {
            filled.text = format!("{}\n\n{}", filled.text.trim_end(), p.context);
            filled.notes.push(format!(
                "`{}`: the model lost a quotation{often}; code restored the source’s own sentence: {}",
                step.name, p.context
            ));
        }
        Ok(())
    }

    /// Puts an answer into its slot. A refusal leaves the slot as it was.
    pub(super) fn put(&mut self, assembly: &mut Assembly, stops: &mut Stops, filled: Filled) {
        self.log.extend(filled.notes);
        if filled.text.is_empty()
            && matches!(filled.slot, Slot::Title | Slot::Meta(_))
            && filled.stop.is_none()
        {
            // No line is no empty line.
            return;
        }
        if let Some(stop) = filled.stop {
            let refused = stop.is_refused();
            stops.insert(filled.slot.clone(), stop);
            if refused {
                return;
            }
        }
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
                .is_some_and(|b| b.heading == Heading::Free && !b.lede)
        {
            assembly.set(&Slot::Heading(*s), heading.clone());
        }
        assembly.set(&filled.slot, filled.text);
    }
}
