//! Prompts: a step and a source become the exact text that a model is sent.

use std::sync::RwLock;

use serde::Serialize;

use crate::check::Plan;
use crate::draft::Draft;
use crate::emit::answers::Answers;
use crate::emit::custom::{Missing, NO_WORDS};
use crate::emit::frame::{FrameError, Frames};
use crate::emit::passages;
use crate::emit::protect::{self, Protected};
use crate::emit::{PhraseShare, Program, Shape, Slot, Step, Words, fence, special};
use crate::rules::facts::{Heading, Quantum};
use crate::tongue::{CHAIN, Slots, Use};

/// One conversation, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prompt {
    /// The step's name, with the turn for a repair: `title`, `section:faits (repair 1)`.
    pub step: String,
    /// What all steps share: sent first and byte-equal for all steps, so that a server can keep it.
    pub system: String,
    /// User and assistant in turns; the first and the last are the user's.
    pub turns: Vec<String>,
    /// The most tokens to generate.
    pub max_tokens: u32,
    /// Quotations that travel as placeholders in it.
    #[serde(skip)]
    pub protected: Vec<Protected>,
}

/// Composes the prompts of one program for one source.
#[derive(Debug)]
pub struct Composer<'a> {
    pub(super) plan: &'a Plan,
    pub(super) program: &'a Program,
    pub(super) source: &'a Draft,
    pub(super) system: String,
    pub(super) frames: Frames,
    /// The language of the article, as prompts name it.
    pub(super) language: &'a str,
    /// Whether the shared frame shows the source whole.
    pub(super) shows_source: bool,
    answers: RwLock<Answers>,
    shares: Vec<Vec<usize>>,
}

#[derive(Serialize)]
struct SystemFrame<'a> {
    language: &'a str,
    everywhere: Vec<&'a str>,
    briefs: Vec<&'a str>,
    source: Option<String>,
}

#[derive(Serialize)]
struct StepFrame<'a> {
    passages: Option<String>,
    section: &'a str,
    key: &'a str,
    piece: usize,
    pieces: usize,
    lede: bool,
    items: Option<(u64, u64)>,
    questions: Option<(u64, u64)>,
    bold: bool,
    about: Option<&'a str>,
    heading_line: bool,
    fixed_heading: Option<&'a str>,
    words: Words,
    sentences: u64,
    instructions: Vec<&'a str>,
    cover: bool,
    marks: Vec<String>,
    keep: bool,
    material: Option<String>,
    others: Vec<String>,
    phrase: Option<&'a PhraseShare>,
    meta: Vec<&'a str>,
    title: bool,
    title_words: Option<(u64, u64)>,
    headings: bool,
}

#[derive(Serialize)]
struct RepairFrame<'a> {
    faults: &'a [String],
}

#[derive(Serialize)]
struct ExpandFrame<'a> {
    passages: Option<String>,
    section: &'a str,
    current: &'a str,
    words: Words,
    measured: u64,
    wanted: u64,
    unused: Option<String>,
}

/// What the body lacks, for an expansion.
#[derive(Debug, Clone, Copy)]
pub struct Shortfall<'a> {
    /// Words of the body as it stands.
    pub measured: u64,
    /// Words that the contract asks for.
    pub wanted: u64,
    /// Words asked of the new paragraph.
    pub words: u64,
    /// The section's text as it stands.
    pub current: &'a str,
    /// Source sentences that no part of the article has used yet.
    pub unused: &'a [String],
}

impl<'a> Composer<'a> {
    /// Prepares the shared frame and divides the source between the steps.
    ///
    /// # Errors
    /// When a frame cannot be rendered.
    pub fn new(
        plan: &'a Plan,
        program: &'a Program,
        source: &'a Draft,
    ) -> Result<Self, FrameError> {
        let (tongue, lang) = (plan.recipe.tongue, plan.lang());
        let language = if tongue.code() == lang.code() {
            tongue.catalogue().word("language", lang.code(), None)
        } else {
            lang.name()
        };
        let whole = !program.profile.narrow || program.shape == Shape::Direct;
        let protect = program.profile.protect_quotes;
        let shows_source = whole && !protect;
        let frames = Frames::new(plan.recipe.tongue, &plan.chain)?;
        let system = frames.render(
            "system",
            &SystemFrame {
                language,
                everywhere: program.everywhere.iter().map(|l| l.text.as_str()).collect(),
                briefs: plan.recipe.briefs.iter().map(|b| b.text.as_str()).collect(),
                source: shows_source.then(|| fence::fence(source.text())),
            },
        )?;
        Ok(Self {
            plan,
            program,
            source,
            system,
            frames,
            language,
            shows_source,
            answers: RwLock::default(),
            shares: passages::assign(program, source),
        })
    }

    /// The source blocks that a step has to report.
    #[must_use]
    pub fn share(&self, step: usize) -> &[usize] {
        self.shares.get(step).map_or(&[], Vec::as_slice)
    }

    /// The step at an index; an error when the program has no such step.
    pub(super) fn step(&self, index: usize) -> Result<&Step, FrameError> {
        self.program.steps.get(index).ok_or_else(|| FrameError {
            frame: format!("step {}", index + 1),
            reason: "there is no such step".to_owned(),
        })
    }

    /// The answers so far.
    #[must_use]
    pub fn answers(&self) -> Answers {
        self.answers.read().map(|a| a.clone()).unwrap_or_default()
    }

    /// Takes what is known of the answers, for the prompts of the steps that wait for them.
    pub fn know(&self, answers: Answers) {
        if let Ok(mut known) = self.answers.write() {
            *known = answers;
        }
    }

    /// The prompt of a step's first call. Answers that it waits for have to be [known](Composer::know) by then.
    ///
    /// # Errors
    /// When a frame cannot be rendered.
    pub fn first(&self, index: usize) -> Result<Prompt, FrameError> {
        let step = self.step(index)?;
        if let Some(custom) = self.custom_of(step) {
            return self.custom(index, custom, Missing::Empty);
        }
        let (name, section) = match step.slot {
            Slot::Article => ("direct", None),
            Slot::Title => ("title", None),
            Slot::Heading(s) => ("heading", Some(s)),
            Slot::Piece(s, _) => ("section", Some(s)),
            // An aside always has a prompt of its own.
            Slot::Meta(_) | Slot::Aside(_) => ("meta", None),
        };
        let budget = section.and_then(|s| self.program.budgets.sections.get(s));
        let share = self.blocks_for(index);
        let (passages, protected) = self.passages(step, &share);
        let narrow = self.program.profile.narrow;
        let bears = matches!(step.slot, Slot::Article)
            || (matches!(step.slot, Slot::Piece(..)) && !self.share(index).is_empty());
        let quoting = !self.program.profile.protect_quotes;
        let others = section.filter(|_| !narrow).map_or(Vec::new(), |own| {
            self.program
                .budgets
                .sections
                .iter()
                .enumerate()
                .filter(|(i, b)| *i != own && !b.lede)
                .map(|(_, b)| b.section.clone())
                .collect()
        });
        let words = self.words(step, &share);
        // All of it is the source's own text, so all of it is fenced.
        let covering = bears && !narrow && step.slot != Slot::Article;
        // A narrow step sees nothing but its passages: a list of what stands in them would only be copied.
        let keep = if bears && !narrow {
            self.keep(&share, quoting)
        } else {
            Vec::new()
        };
        let lists_facts = !keep.is_empty() && step.slot != Slot::Article;
        let piece = match step.slot {
            Slot::Piece(_, p) => p + 1,
            _ => 1,
        };
        let values = StepFrame {
            passages,
            section: budget.map_or("", |b| b.section.as_str()),
            key: match &step.slot {
                Slot::Meta(k) => k,
                _ => "",
            },
            piece,
            pieces: step.pieces,
            lede: budget.is_some_and(|b| b.lede),
            items: budget.and_then(|b| b.items),
            questions: self.questions(step, budget),
            bold: self.plan.facts.asks_in_bold(),
            about: budget.and_then(|b| b.about.as_deref()),
            heading_line: !narrow
                && piece == 1
                && budget.is_some_and(|b| b.heading == Heading::Free && !b.lede),
            fixed_heading: budget.and_then(|b| match &b.heading {
                Heading::Fixed(text) => Some(text.as_str()),
                _ => None,
            }),
            words,
            // A sentence of press prose has some 20 words; small models count sentences better than words.
            sentences: words.target.div_ceil(20).max(2),
            instructions: step
                .instructions
                .iter()
                .filter(|l| !(l.of_facts && lists_facts))
                .map(|l| l.text.as_str())
                .collect(),
            cover: covering,
            marks: protected.iter().map(|p| p.mark.clone()).collect(),
            keep: !keep.is_empty(),
            material: (covering || !keep.is_empty()).then(|| {
                let mut parts = Vec::new();
                if covering {
                    parts.push(passages::text(self.source, &share));
                }
                parts.extend(keep);
                fence::fence(&parts.join("\n\n"))
            }),
            others,
            phrase: step.phrase.as_ref(),
            meta: self
                .plan
                .facts
                .meta
                .iter()
                .map(|(k, _)| k.as_str())
                .collect(),
            title: self.plan.facts.title.is_some(),
            title_words: self.title_words(),
            headings: self.plan.facts.bounds(&Quantum::Headings2).1 != Some(0.0),
        };
        Ok(Prompt {
            step: step.name.clone(),
            system: self.system.clone(),
            turns: vec![self.frames.render(name, &values)?],
            max_tokens: self.tokens(step, words),
            protected,
        })
    }

    /// The questions that a step is asked for: those of its part, or of any part when it writes the whole article.
    pub(super) fn questions(
        &self,
        step: &Step,
        budget: Option<&crate::emit::Budget>,
    ) -> Option<(u64, u64)> {
        let sections = &self.program.budgets.sections;
        match step.slot {
            Slot::Article => sections.iter().find_map(|b| b.questions),
            _ => budget.and_then(|b| b.questions),
        }
    }

    /// The tokens a step may generate: less for a narrow step that was asked for fewer words than planned, so that a small
    /// model that goes round in circles is stopped.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )]
    pub(super) fn tokens(&self, step: &Step, words: Words) -> u32 {
        if !(self.program.profile.narrow && self.bears(step)) || step.slot == Slot::Article {
            return step.max_tokens;
        }
        let wanted = (words.target as f64 * self.program.tokens_per_word * 1.6) as u32 + 40;
        step.max_tokens.min(wanted)
    }

    /// The prompt that asks for a step again: the first one, the answer it got, and what is wrong with it.
    ///
    /// # Errors
    /// When a frame cannot be rendered.
    pub fn repair(
        &self,
        index: usize,
        answer: &str,
        faults: &[String],
        turn: u32,
    ) -> Result<Prompt, FrameError> {
        let mut prompt = self.first(index)?;
        prompt.step = format!("{} (repair {turn})", prompt.step);
        // The model sees its own answer as it wrote it: with placeholders where code has restored quotations.
        let mut shown = answer.to_owned();
        for p in &prompt.protected {
            shown = shown.replace(&p.text, &p.mark);
        }
        prompt.turns.push(special::plain(&shown).into_owned());
        prompt
            .turns
            .push(self.frames.render("repair", &RepairFrame { faults })?);
        Ok(prompt)
    }

    /// The prompt that asks for one more paragraph of a section.
    ///
    /// # Errors
    /// When a frame cannot be rendered.
    pub fn expand(
        &self,
        index: usize,
        short: Shortfall<'_>,
        turn: u32,
    ) -> Result<Prompt, FrameError> {
        let step = self.step(index)?;
        let budget = match step.slot {
            Slot::Piece(s, _) => self.program.budgets.sections.get(s),
            _ => None,
        };
        let section = budget.map_or("article", |b| b.section.as_str());
        let share = self.blocks_for(index);
        let (passages, _) = self.passages(step, &share);
        let words = Words {
            min: short.words * 8 / 10,
            max: None,
            target: short.words,
        };
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss
        )]
        let max_tokens = (short.words as f64 * self.program.tokens_per_word * 1.6) as u32 + 60;
        let values = ExpandFrame {
            passages,
            section,
            current: short.current,
            words,
            measured: short.measured,
            wanted: short.wanted,
            unused: (!short.unused.is_empty()).then(|| fence::fence(&short.unused.join("\n"))),
        };
        Ok(Prompt {
            step: format!("expand:{section} ({turn})"),
            system: self.system.clone(),
            turns: vec![self.frames.render("expand", &values)?],
            max_tokens,
            protected: Vec::new(),
        })
    }

    /// The blocks whose facts a step is shown: its own, or its section's, or all.
    pub(super) fn blocks_for(&self, index: usize) -> Vec<usize> {
        let own = self.share(index);
        if !own.is_empty() {
            return own.to_vec();
        }
        let slot = self.program.steps.get(index).map(|s| &s.slot);
        if let Some(&Slot::Heading(section)) = slot {
            return self
                .program
                .steps
                .iter()
                .zip(&self.shares)
                .filter(|(s, _)| matches!(s.slot, Slot::Piece(i, _) if i == section))
                .flat_map(|(_, b)| b.iter().copied())
                .collect();
        }
        passages::bearing_blocks(self.source)
    }

    /// A range of characters as one of words, for models that count words better: a French or English word of a title takes
    /// some six to seven characters with its space.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn title_words(&self) -> Option<(u64, u64)> {
        let (min, max) = self.plan.facts.bounds(&Quantum::TitleChars);
        match (min, max) {
            (Some(a), Some(b)) if self.program.profile.narrow => {
                Some(((a / 6.5).ceil() as u64, (b / 6.5).floor().max(1.0) as u64))
            }
            _ => None,
        }
    }

    /// The words asked of a step. A narrow step that bears facts is asked for at most twice the words of its passage: asked
    /// for more, a small model invents.
    pub(super) fn words(&self, step: &Step, share: &[usize]) -> Words {
        let words = step.words.unwrap_or(NO_WORDS);
        if !(self.program.profile.narrow && self.bears(step)) || step.slot == Slot::Article {
            return words;
        }
        let passage: usize = share
            .iter()
            .filter_map(|&b| self.source.blocks().get(b))
            .map(|b| b.words.len())
            .sum();
        let most = (passage as u64 * 2).max(40);
        Words {
            min: words.min.min(most * 8 / 10),
            max: words.max,
            target: words.target.min(most),
        }
    }

    /// The source as this step is shown it, fenced; `None` when the shared frame shows it whole.
    pub(super) fn passages(
        &self,
        step: &Step,
        blocks: &[usize],
    ) -> (Option<String>, Vec<Protected>) {
        let profile = self.program.profile;
        if !profile.narrow && !profile.protect_quotes {
            return (None, Vec::new());
        }
        match step.slot {
            Slot::Article | Slot::Piece(..) if self.bears(step) => {
                let (text, protected) = protect::protect(self.source, blocks);
                (Some(fence::fence(&text)), protected)
            }
            Slot::Heading(_) => (
                Some(fence::fence(&passages::text(self.source, blocks))),
                Vec::new(),
            ),
            // What bears no facts of its own is shown the first sentences: enough for a title, an opening, a list.
            _ => (
                Some(fence::fence(&passages::digest(self.source, 160))),
                Vec::new(),
            ),
        }
    }

    pub(super) fn bears(&self, step: &Step) -> bool {
        match step.slot {
            Slot::Article => true,
            Slot::Piece(s, _) => {
                let budget = self.program.budgets.sections.get(s);
                budget.is_some_and(|b| b.bears_facts())
            }
            _ => false,
        }
    }

    fn preserves(&self, kind: &str) -> bool {
        self.plan.facts.preserved.iter().any(|(k, _)| k == kind)
    }

    fn inside(&self, blocks: &[usize], span: crate::span::Span) -> bool {
        blocks
            .iter()
            .filter_map(|&b| self.source.blocks().get(b))
            .any(|b| b.span.contains(span))
    }

    /// The facts of some blocks that the recipe wants kept, a line a kind.
    pub(super) fn keep(&self, blocks: &[usize], quoting: bool) -> Vec<String> {
        let say = self.plan.recipe.tongue.catalogue();
        let mut out = Vec::new();
        let mut add = |kind: &str, items: Vec<String>| {
            if self.preserves(kind) && !items.is_empty() {
                let label = say.say(CHAIN, Use::Ask, kind, &Slots::new());
                out.push(format!("{label}\n{}", items.join("\n")));
            }
        };
        if quoting {
            add("quotes", self.quotes(blocks));
        }
        add("numbers", self.numbers(blocks));
        add("names", self.names(blocks));
        out
    }

    fn quotes(&self, blocks: &[usize]) -> Vec<String> {
        self.source
            .quotes()
            .iter()
            .filter(|q| !q.short && self.inside(blocks, q.span))
            .map(|q| q.span.slice(self.source.text()).to_owned())
            .collect()
    }

    fn numbers(&self, blocks: &[usize]) -> Vec<String> {
        unique(
            self.source
                .numbers()
                .iter()
                .filter(|n| self.inside(blocks, n.span))
                .map(|n| n.text.clone()),
        )
    }

    fn names(&self, blocks: &[usize]) -> Vec<String> {
        unique(
            self.source
                .names()
                .iter()
                .filter(|n| self.inside(blocks, n.span))
                .map(|n| n.text.clone()),
        )
    }
}

fn unique(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for item in items {
        if !out.contains(&item) {
            out.push(item);
        }
    }
    out
}
