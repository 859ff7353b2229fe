//! Language models: one request, one completion. One file a provider; nothing here knows of recipes.
//!
//! [`choose`] turns `--model`, settings and environment into a [`choose::Choice`], as data; [`open`] turns that into a
//! [`Model`]. The providers are [`openai`] (every OpenAI-compatible server, Ollama's included), [`local`] (a managed
//! engine on this machine), [`manual`] (answers by hand) and [`replay`] (recorded answers). Async code stays inside
//! [`openai`]; the trait is synchronous. No file here reads the clock or the environment: both are passed in.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

pub mod catalogue;
pub mod choose;
mod download;
pub mod engine;
pub mod error;
pub mod journal;
pub mod keep;
pub mod local;
pub mod manual;
pub mod open;
pub mod openai;
pub mod profiled;
pub mod pull;
pub mod replay;
mod salvage;
pub mod secret;
mod sse;
mod trace;
pub mod transcript;
mod veil;
mod wire;

use serde::{Deserialize, Serialize};

pub use error::ModelError;
pub use secret::Secret;

pub use crate::emit::Profile;

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
    /// How much tokens already written are held back: 1 is not at all, 1.05 to 1.15 is light. Only llama.cpp servers
    /// know it; others never see it.
    pub repetition_penalty: f32,
    /// The place of this call in the run's plan. Transcripts list calls in this order, whichever ended first, and
    /// `manual` numbers its files by it.
    pub order: u32,
    /// How long the call may take, where the run has a time limit.
    #[serde(skip)]
    pub within: Option<std::time::Duration>,
}

impl Default for Request {
    /// No messages, 1,024 tokens, temperature 0.3, seed 0, no penalty.
    fn default() -> Self {
        Self {
            step: String::new(),
            messages: Vec::new(),
            max_tokens: 1024,
            temperature: 0.3,
            seed: 0,
            stop: Vec::new(),
            repetition_penalty: 1.0,
            order: 0,
            within: None,
        }
    }
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
    /// The provider says that the model refused; the text is its refusal.
    Refused,
    /// Nobody said that the answer was finished.
    Unknown,
    /// The answer held the key, which is replaced by `[key]` in its text.
    Echoed,
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

    /// What ran the model on this machine, once it has been started; nothing for a model that runs elsewhere.
    fn engine(&self) -> Option<String> {
        None
    }

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

impl<M: Model + ?Sized> Model for &M {
    fn id(&self) -> String {
        (**self).id()
    }

    fn profile(&self) -> Profile {
        (**self).profile()
    }

    fn complete(
        &self,
        request: &Request,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, ModelError> {
        (**self).complete(request, progress)
    }
}
