//! Language models: one request, one completion. One file a provider; nothing here knows of recipes.

use serde::{Deserialize, Serialize};

/// Who speaks in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The frame: what steps share.
    System,
    /// The request.
    User,
    /// An earlier answer of the model.
    Assistant,
}

/// One message of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Who speaks.
    pub role: Role,
    /// What is said.
    pub text: String,
}

/// What is asked of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// A label for progress, journals and replay: `section:faits`, `title (repair 1)`.
    pub step: String,
    /// The conversation.
    pub messages: Vec<Message>,
    /// The most tokens to generate.
    pub max_tokens: u32,
    /// Sampling temperature, 0 to 2.
    pub temperature: f32,
    /// Seed, so that several samples of one prompt differ and can be repeated.
    pub seed: u64,
    /// Strings that end the answer.
    pub stop: Vec<String>,
}

/// Why a completion ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Finish {
    /// The model was done.
    Stop,
    /// `max_tokens` was reached.
    Length,
    /// The provider withheld something.
    Filtered,
    /// The provider did not say.
    Unknown,
}

/// Tokens used, as the provider counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Usage {
    /// Tokens of the prompt.
    pub prompt: u64,
    /// Tokens generated.
    pub completion: u64,
    /// Tokens of the prompt that were served from a cache.
    pub cached: u64,
}

/// What a model answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Completion {
    /// The text, as it came.
    pub text: String,
    /// Why it ended.
    pub finish: Finish,
    /// Tokens, when the provider says.
    pub usage: Option<Usage>,
    /// The model's own name for itself.
    pub model: String,
}

/// What the compiler may count on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Profile {
    /// Tokens of prompt and answer together.
    pub context_tokens: u32,
    /// Words that the model can be trusted to write in one answer.
    pub words_per_answer: u32,
    /// Whether quotations travel as placeholders (small models lose their marks and speakers).
    pub protect_quotes: bool,
    /// How many samples of a title are taken, for the validators to choose from.
    pub title_samples: u32,
    /// How many requests may run at once.
    pub parallel: u32,
}

/// Progress of one request, for a display.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Something before the answer: "starting the engine", "attempt 2 after 503".
    Note(String),
    /// A piece of the answer.
    Text(String),
}

/// A model. Calls may run on several threads at once, up to [`Profile::parallel`].
pub trait Model: Send + Sync {
    /// `provider:name`, as `--model` takes it and reports print it. Never holds a key.
    fn id(&self) -> String;

    /// What can be counted on.
    fn profile(&self) -> Profile;

    /// Sends one request and waits for the whole answer.
    ///
    /// # Errors
    /// [`ModelError`] when no complete answer came; nothing partial is ever returned as an answer.
    fn complete(
        &self,
        request: &Request,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, ModelError>;
}

/// Why no completion came.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ModelError(pub String);
