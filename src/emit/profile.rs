//! What the compiler may count on of the model that will run the chain.

use serde::Serialize;

/// A model's working limits. The figures are rules of thumb, on the safe side; `docs/models.md` says where they come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Profile {
    /// Its name: `hosted`, `served-here`, `small` or `by-hand`. Transcripts keep it, so that a replay makes the same plan.
    pub name: &'static str,
    /// Tokens of prompt and answer together.
    pub context_tokens: u32,
    /// Words that the model can be trusted to write in one answer, without padding or stopping short.
    pub words_per_answer: u32,
    /// Whether each step sees only its own passages instead of the whole source (small models lose the thread).
    pub narrow: bool,
    /// Whether quotations travel as placeholders that code restores (small models lose their marks and speakers).
    pub protect_quotes: bool,
    /// Whether code writes the body from the sentences of the source, and the model only proposes lines: what a small model says in its own words
    /// is too often false (`docs/models.md` has the figures).
    pub by_sentence: bool,
    /// How many samples of a title or heading are taken, for the validators to choose from.
    pub title_samples: u32,
    /// How many requests may run at once.
    pub parallel: u32,
    /// How often one part is asked for again before it is left as it is.
    pub repairs_per_part: u32,
    /// How many times the body is lengthened, at most.
    pub expansions: u32,
}

impl Profile {
    /// A hosted model of a known provider, or one that says nothing of itself.
    #[must_use]
    pub fn hosted() -> Self {
        Self {
            name: "hosted",
            context_tokens: 128_000,
            words_per_answer: 600,
            narrow: false,
            protect_quotes: false,
            by_sentence: false,
            title_samples: 1,
            parallel: 4,
            repairs_per_part: 2,
            expansions: 3,
        }
    }

    /// A model served by Ollama on this machine: of unknown size, so trusted with less.
    #[must_use]
    pub fn served_here() -> Self {
        Self {
            name: "served-here",
            context_tokens: 8192,
            words_per_answer: 250,
            narrow: false,
            protect_quotes: true,
            by_sentence: false,
            title_samples: 2,
            parallel: 1,
            repairs_per_part: 2,
            expansions: 3,
        }
    }

    /// The managed engine with a model of 0.1 to 2 billion weights.
    #[must_use]
    pub fn small() -> Self {
        Self {
            name: "small",
            context_tokens: 8192,
            words_per_answer: 130,
            narrow: true,
            protect_quotes: true,
            by_sentence: true,
            title_samples: 2,
            parallel: 1,
            repairs_per_part: 1,
            expansions: 2,
        }
    }

    /// Answers by hand, usually from a capable model behind a chat page: few and long ones.
    #[must_use]
    pub fn by_hand() -> Self {
        Self {
            name: "by-hand",
            parallel: 1,
            ..Self::hosted()
        }
    }

    /// The profile with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [
            Self::hosted(),
            Self::served_here(),
            Self::small(),
            Self::by_hand(),
        ]
        .into_iter()
        .find(|p| p.name == name)
    }
}
