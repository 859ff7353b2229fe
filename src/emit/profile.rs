//! What the compiler may count on of the model that will run the chain.

use serde::Serialize;

/// A model's working limits. The figures are rules of thumb, on the safe side; `docs/models.md` says where they come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Profile {
    /// Tokens of prompt and answer together.
    pub context_tokens: u32,
    /// Words that the model can be trusted to write in one answer, without padding or stopping short.
    pub words_per_answer: u32,
    /// Whether each step sees only its own passages instead of the whole source (small models lose the thread).
    pub narrow: bool,
    /// Whether quotations travel as placeholders that code restores (small models lose their marks and speakers).
    pub protect_quotes: bool,
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
    /// A hosted model of the current generation.
    pub const CAPABLE: Self = Self {
        context_tokens: 32_000,
        words_per_answer: 600,
        narrow: false,
        protect_quotes: false,
        title_samples: 1,
        parallel: 4,
        repairs_per_part: 2,
        expansions: 3,
    };

    /// A model of one or two thousand million parameters on the user's own machine.
    pub const SMALL: Self = Self {
        context_tokens: 8_192,
        words_per_answer: 130,
        narrow: true,
        protect_quotes: true,
        title_samples: 3,
        parallel: 1,
        repairs_per_part: 1,
        expansions: 2,
    };
}
