//! By cost: what the first pass of a run asks for, from the plan. Estimates: a provider counts its own tokens.

use serde::Serialize;

use crate::diff::prompts::Composed;
use crate::emit::Words;

/// Calls and tokens before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Cost {
    /// Of the older recipe.
    pub before: Bill,
    /// Of the newer one.
    pub after: Bill,
}

/// What one run asks for when no repair is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bill {
    /// Calls, every sample counted.
    pub calls: u64,
    /// Tokens of all prompts, estimated from their words.
    pub prompt_tokens: u64,
    /// Tokens of all answers as they are aimed at, estimated from their words.
    pub answer_tokens: u64,
    /// The most tokens that all answers may have.
    pub answer_limit: u64,
}

/// Words of an answer that is one line: a title, a heading, a description.
const LINE_WORDS: u64 = 15;

/// Both bills.
pub(super) fn compare(older: &Composed, newer: &Composed) -> Cost {
    Cost {
        before: bill(older),
        after: bill(newer),
    }
}

fn bill(composed: &Composed) -> Bill {
    let mut out = Bill {
        calls: 0,
        prompt_tokens: 0,
        answer_tokens: 0,
        answer_limit: 0,
    };
    let per_word = composed.program.tokens_per_word;
    for (index, prompt) in composed.of_steps.iter().zip(&composed.prompts) {
        let Some(step) = composed.program.steps.get(*index) else {
            continue;
        };
        let samples = u64::from(step.samples.max(1));
        let words = |text: &str| text.split_whitespace().count() as u64;
        let asked = words(&prompt.system) + prompt.turns.iter().map(|t| words(t)).sum::<u64>();
        let aimed = step.words.map_or(LINE_WORDS, |w: Words| w.target);
        out.calls += samples;
        out.prompt_tokens += samples * tokens(asked, per_word);
        out.answer_tokens += samples * tokens(aimed, per_word);
        out.answer_limit += samples * u64::from(prompt.max_tokens);
    }
    out
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
fn tokens(words: u64, per_word: f64) -> u64 {
    (words as f64 * per_word).round() as u64
}
