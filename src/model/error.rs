//! Why no completion came: one variant a mistake or fault, each with its code and what to do about it.

use super::choose::OLLAMA;
use super::openai::LONGEST_TOLD;
use crate::diag::Diagnostic;
use crate::diag::codes::{self, Code};
use crate::diag::counts::counted;

/// Where the address of a server was said: that is where it can be put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Address {
    /// `OPENAI_BASE_URL`, or nowhere.
    #[default]
    Environment,
    /// The name of the model: `openai:NAME@URL`.
    Name,
    /// Nowhere: Ollama is looked for where it always is.
    Ollama,
    /// Nowhere: galley started the server itself.
    Engine,
}

impl Address {
    /// What to look at when the wrong server answered, or none.
    fn check(self) -> Option<String> {
        match self {
            Self::Environment => Some("check the address in `OPENAI_BASE_URL`; it ends before `/chat/completions`, often in `/v1`".to_owned()),
            Self::Name => Some("check the address after the `@` of the model’s name; it ends before `/chat/completions`, often in `/v1`".to_owned()),
            Self::Ollama => Some(format!("galley looks for Ollama at `{OLLAMA}`; where it serves at another address, use `--model openai:NAME@http://HOST:PORT/v1`")),
            Self::Engine => None,
        }
    }
}

/// Why no completion came. Every text held here is already fit to print: no key, no control character, cut short.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// `--model` names a provider that does not exist, or a model that the provider does not know.
    #[error("no model `{asked}`: {reason}")]
    NoSuchModel {
        /// What was asked for.
        asked: String,
        /// What was wanted instead.
        reason: String,
        /// The nearest known name, as `--model` takes it.
        nearest: Option<String>,
    },
    /// The server wants a key and none was given.
    #[error("no key for {url}: the server answered {status}")]
    NoKey {
        /// The server, without credentials.
        url: String,
        /// The HTTP status.
        status: u16,
        /// Where the address was said.
        address: Address,
    },
    /// The server refuses the key.
    #[error("the key was refused by {url}: {status} {message}")]
    WrongKey {
        /// The server, without credentials.
        url: String,
        /// The HTTP status, 401 or 403.
        status: u16,
        /// What the server said.
        message: String,
        /// Where the address was said.
        address: Address,
    },
    /// No connection came about: nothing listens, no such host, no route, TLS.
    #[error("no connection to {url}: {reason}")]
    Refused {
        /// The server, without credentials.
        url: String,
        /// What the system said.
        reason: String,
        /// A line that would start the server, where it is known.
        start: Option<String>,
        /// Where the address was said.
        address: Address,
    },
    /// The server went silent.
    #[error("{url} sent nothing for {seconds} s, after {} of the answer", counted(.received, "characters"))]
    Stalled {
        /// The server, without credentials.
        url: String,
        /// How long was waited, in seconds.
        seconds: u64,
        /// Characters of the answer that had come.
        received: usize,
    },
    /// The server went on and on.
    #[error(
        "{url} had not finished after {seconds} s, with {} of the answer", counted(.received, "characters")
    )]
    Slow {
        /// The server, without credentials.
        url: String,
        /// How long was waited, in seconds.
        seconds: u64,
        /// Characters of the answer that had come.
        received: usize,
    },
    /// The server answered with an error.
    #[error("{url} answered {status}: {message}")]
    Server {
        /// The server, without credentials.
        url: String,
        /// The HTTP status; 200 when the error came inside a stream.
        status: u16,
        /// What the server said.
        message: String,
    },
    /// The server answered, but not with a chat completion.
    #[error("the answer of {url} is not a chat completion: {reason}; it begins `{start}`")]
    NotJson {
        /// The server, without credentials.
        url: String,
        /// What is missing or malformed.
        reason: String,
        /// The first bytes, escaped.
        start: String,
        /// Where the address was said.
        address: Address,
    },
    /// The stream ended before the answer did.
    #[error("{url} broke off after {} of the answer: {reason}", counted(.received, "characters"))]
    BrokeOff {
        /// The server, without credentials.
        url: String,
        /// Characters of the answer that had come.
        received: usize,
        /// What ended it.
        reason: String,
    },
    /// The answer holds no text.
    #[error("`{model}` answered with no text (it ended with `{finish}`)")]
    Empty {
        /// The model.
        model: String,
        /// Why it ended, as the provider calls it.
        finish: String,
    },
    /// Prompt and answer together do not fit the model.
    #[error("the prompt of step `{step}` does not fit `{model}`: {message}")]
    ContextTooLong {
        /// The model.
        model: String,
        /// The step.
        step: String,
        /// What the server said, with its numbers.
        message: String,
    },
    /// The provider turned every attempt away: too many requests, or too much load.
    #[error("{url} turned {} away with {status}: {message}", counted(.attempts, "attempts"))]
    RateLimited {
        /// The server, without credentials.
        url: String,
        /// 408, 429 or 5xx.
        status: u16,
        /// Attempts made.
        attempts: u32,
        /// What the server said.
        message: String,
        /// Seconds that the server asks to wait, when it says.
        retry_after: Option<u64>,
    },
    /// A recorded prompt and the one sent now are not the same.
    #[error(
        "the prompt of step `{step}` is not the one recorded at {place}; it first differs in the {role} message: {diff}"
    )]
    ReplayMismatch {
        /// The step.
        step: String,
        /// `FILE:LINE` of the record.
        place: String,
        /// Which message differs first.
        role: String,
        /// The first difference, words removed in `[-…-]`, words added in `{+…+}`.
        diff: String,
    },
    /// The recording has no answer (left) for a step.
    #[error("`{file}` holds no {left}answer for step `{step}`")]
    ReplayExhausted {
        /// The recording.
        file: String,
        /// The step.
        step: String,
        /// `further ` when it held some that are used up, else empty.
        left: String,
    },
    /// A transcript or an answers file cannot be read.
    #[error("{place}: {reason}")]
    BadTranscript {
        /// `FILE:LINE`, or `FILE`.
        place: String,
        /// What was found and what was wanted.
        reason: String,
    },
    /// An answer by hand is still to be written.
    #[error(
        "step `{step}` waits for an answer: the prompt is in `{prompt}`, the answer belongs {answer}"
    )]
    AnswerAwaited {
        /// The step.
        step: String,
        /// The file with the prompt.
        prompt: String,
        /// Where the answer belongs: ``in `FILE` ``.
        answer: String,
    },
    /// The person who answers gave an empty answer.
    #[error(
        "step `{step}` was given an empty answer, which ends the run; {} kept in `{place}`", answers_are(*.kept)
    )]
    ManualAborted {
        /// The step.
        step: String,
        /// How many answers of this run are kept.
        kept: usize,
        /// Where.
        place: String,
    },
    /// No llama.cpp engine is on this machine.
    #[error("no engine for the local model: {reason}")]
    EngineNotFound {
        /// What was looked for.
        reason: String,
    },
    /// The engine started and never became ready.
    #[error("the engine `{engine}` did not start: {reason}")]
    EngineDidNotStart {
        /// The program.
        engine: String,
        /// What was seen.
        reason: String,
        /// The end of its log.
        tail: String,
    },
    /// The engine ended while it was needed.
    #[error("the engine `{engine}` ended during step `{step}`: {reason}")]
    EngineDied {
        /// The program.
        engine: String,
        /// The step.
        step: String,
        /// Its exit status, in words.
        reason: String,
        /// The end of its log.
        tail: String,
    },
    /// The engine's runtime is a Python package, and Python (3.10 or newer, with `venv` and `pip`) is missing.
    #[error("Python is missing: {reason}")]
    NoPython {
        /// What was tried and what came of it.
        reason: String,
    },
    /// The model does not fit in memory.
    #[error("`{model}` needs about {needed_mb} MB of memory, {free_mb} MB are free")]
    NoMemory {
        /// The model.
        model: String,
        /// Megabytes needed (weights, cache and working memory).
        needed_mb: u64,
        /// Megabytes that the system says are available.
        free_mb: u64,
    },
    /// `--offline` forbids what would have to be downloaded.
    #[error("{what} is not on this machine, and `--offline` forbids downloading it ({size_mb} MB)")]
    Offline {
        /// The model or the runtime.
        what: String,
        /// Megabytes.
        size_mb: u64,
    },
    /// Neither the hub nor the mirror gave the file.
    #[error("`{what}` could not be downloaded: {reason}")]
    PullFailed {
        /// The model or the runtime.
        what: String,
        /// What each place answered.
        reason: String,
    },
    /// A downloaded file is not the one that is known.
    #[error("`{file}` has sha256 {found}, wanted {wanted}")]
    WrongChecksum {
        /// The file.
        file: String,
        /// Its sum.
        found: String,
        /// The known sum.
        wanted: String,
    },
    /// A file cannot be written: no space, no permission.
    #[error("cannot write `{path}`: {reason}")]
    CannotWrite {
        /// The file or folder.
        path: String,
        /// What the system said, or how much space is wanted.
        reason: String,
    },
    /// A model file cannot be used.
    #[error("`{path}` cannot be used as a model: {reason}")]
    BadModelFile {
        /// The file.
        path: String,
        /// What was found and what was wanted.
        reason: String,
    },
    /// An answer without end was cut.
    #[error("the answer of {url} passed the limit of {limit_kb} KB and was dropped")]
    Endless {
        /// The server, without credentials.
        url: String,
        /// The limit, in kilobytes.
        limit_kb: u64,
    },
}

/// `3 answers are`, `1 answer is`.
fn answers_are(number: usize) -> String {
    let verb = if number == 1 { "is" } else { "are" };
    format!("{} {verb}", counted(number, "answers"))
}

impl ModelError {
    /// Its code; `galley explain CODE` prints the page.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::NoSuchModel { .. } => codes::E0701,
            Self::NoKey { .. } => codes::E0702,
            Self::WrongKey { .. } => codes::E0703,
            Self::Refused { .. } => codes::E0704,
            Self::Stalled { .. } | Self::Slow { .. } => codes::E0705,
            Self::Server { .. } => codes::E0706,
            Self::NotJson { .. } => codes::E0707,
            Self::BrokeOff { .. } => codes::E0708,
            Self::Empty { .. } => codes::E0709,
            Self::ContextTooLong { .. } => codes::E0710,
            Self::RateLimited { .. } => codes::E0711,
            Self::ReplayMismatch { .. } => codes::E0712,
            Self::ReplayExhausted { .. } => codes::E0713,
            Self::BadTranscript { .. } => codes::E0714,
            Self::AnswerAwaited { .. } => codes::E0715,
            Self::ManualAborted { .. } => codes::E0716,
            Self::EngineNotFound { .. } => codes::E0717,
            Self::EngineDidNotStart { .. } => codes::E0718,
            Self::EngineDied { .. } => codes::E0719,
            Self::NoPython { .. } => codes::E0720,
            Self::NoMemory { .. } => codes::E0721,
            Self::Offline { .. } => codes::E0722,
            Self::PullFailed { .. } => codes::E0723,
            Self::WrongChecksum { .. } => codes::E0724,
            Self::CannotWrite { .. } => codes::E0725,
            Self::BadModelFile { .. } => codes::E0726,
            Self::Endless { .. } => codes::E0727,
        }
    }

    /// What to do, most useful first. Lines that hold a command hold it whole, to be pasted.
    #[must_use]
    pub fn help(&self) -> Vec<String> {
        let lines: &[&str] = match self {
            Self::NoSuchModel { nearest, .. } => {
                return nearest
                    .iter()
                    .map(|n| format!("did you mean `--model {n}`?"))
                    .chain([
                        "one of: `openai:NAME`, `ollama:NAME`, `local`, `local:NAME`, `local:FILE.gguf`, `manual`, `manual:FILE`, `replay:FILE`".to_owned(),
                        "see what is known here: `galley models list`".to_owned(),
                    ])
                    .collect();
            }
            Self::NoKey { address, .. } | Self::WrongKey { address, .. } => {
                let first = match (self, address) {
                    // The key of the environment goes to no other address.
                    (_, Address::Name) => {
                        "a key is sent to the address of the environment alone: `export OPENAI_API_KEY=…`, `export OPENAI_BASE_URL=…`, and `--model openai:NAME`"
                    }
                    (_, Address::Ollama) => {
                        "Ollama on this machine wants no key: something else answers at its address, or it stands behind a proxy"
                    }
                    (Self::NoKey { .. }, _) => {
                        "give the key in the environment: `export OPENAI_API_KEY=…`"
                    }
                    _ => {
                        "check the key, and that it belongs to this server: `export OPENAI_API_KEY=…`, `export OPENAI_BASE_URL=…`"
                    }
                };
                return vec![
                    first.to_owned(),
                    "without a key: `--model local`, or `--model manual` with a chat subscription"
                        .to_owned(),
                ];
            }
            Self::Refused { start, address, .. } => {
                let start = start.iter().map(|s| format!("start the server: `{s}`"));
                let other = (*address != Address::Engine)
                    .then(|| "with no server at all: `--model local`".to_owned());
                return start.chain(address.check()).chain(other).collect();
            }
            Self::Slow { .. } => &[
                "run it again: what was recorded is kept; take a faster model, or give it more time with `--minutes`",
            ],
            Self::Stalled { .. } => &[
                "run it again: what was recorded is kept; a large model on a small machine may need a smaller one",
            ],
            Self::Server { .. } => &["the message is the server's own; its log may say more"],
            // What has the form of an answer comes from the right address.
            Self::NotJson { start, .. } if start.contains("choices") => {
                &["run it again; if it goes on, the server's log says why its answer is damaged"]
            }
            Self::NotJson { address, .. } => return address.check().into_iter().collect(),
            Self::BrokeOff { .. } => {
                &["run it again; if it goes on, the server's log says why it closed"]
            }
            Self::Empty { .. } => &[
                "try another model; one that thinks before it writes may have used up its tokens on that",
            ],
            Self::ContextTooLong { .. } => &[
                "shorten the source (`galley clean RECIPE INPUT` shows what is sent), or take a model with a larger context",
            ],
            Self::RateLimited {
                retry_after,
                status,
                ..
            } => {
                return retry_after
                    .iter()
                    .map(|s| match *s {
                        LONGEST_TOLD.. => "the server asks to wait a day or longer".to_owned(),
                        s => format!("the server asks to wait {s} s"),
                    })
                    .chain([match status {
                        429 => "wait and run it again, or take another model; a quota may be used up",
                        _ => "wait and run it again, or take another model; the fault is the server's",
                    }
                    .to_owned()])
                    .collect();
            }
            Self::ReplayMismatch { .. } => &[
                "the recipe, the input or galley changed since the recording: record anew with `--record FILE`",
            ],
            Self::ReplayExhausted { .. } => &[
                "the run takes another path than the recorded one: record anew with `--record FILE`",
            ],
            Self::BadTranscript { .. } => &["the format is described in `docs/models.md`"],
            Self::AnswerAwaited { .. } => &[
                "paste the prompt file into a chat, save the answer in the answer file, and run the same command again",
            ],
            Self::ManualAborted { .. } => &["run the same command again to go on from there"],
            Self::EngineNotFound { .. } => &[
                "install the runtime: `galley models pull qwen2.5-coder-1.5b`",
                "or install llama.cpp, so that `llama-server` is on PATH, or set `GALLEY_LLAMA_SERVER`",
                "or use a key (`export OPENAI_API_KEY=…`), Ollama (`--model ollama:NAME`) or `--model manual`",
            ],
            Self::EngineDidNotStart { tail, .. } | Self::EngineDied { tail, .. } => {
                return (!tail.is_empty())
                    .then(|| format!("its log ends: {tail}"))
                    .into_iter()
                    .chain(["or use a key (`export OPENAI_API_KEY=…`), Ollama (`--model ollama:NAME`) or `--model manual`".to_owned()])
                    .collect();
            }
            Self::NoPython { .. } => &[
                "install Python 3.10 or newer with venv and pip, for example `sudo apt install python3-venv python3-pip`",
                "or install llama.cpp, so that `llama-server` is on PATH",
                "or use a key (`export OPENAI_API_KEY=…`), Ollama (`--model ollama:NAME`) or `--model manual`",
            ],
            Self::NoMemory { .. } => &[
                "close other programs, or take the smallest model: `--model local:smollm2-135m` (English only)",
                "or use a key (`export OPENAI_API_KEY=…`) or `--model manual`",
            ],
            Self::Offline { .. } => &[
                "download it once with a network: `galley models pull qwen2.5-coder-1.5b`",
                "or give a file that is already here: `--model local:FILE.gguf`",
            ],
            Self::PullFailed { .. } => &[
                "run it again: what was downloaded is kept; or get the file elsewhere and use `--model local:FILE.gguf`",
            ],
            Self::WrongChecksum { .. } => &[
                "the file was removed; run `galley models pull` again. If it goes on, the place it comes from is not to be trusted",
            ],
            Self::CannotWrite { .. } => &[
                "free space or choose another folder: `export GALLEY_CACHE=/path/with/space` for models, `--out DIR` for results",
            ],
            Self::BadModelFile { .. } => {
                &["a model is one GGUF file: `--model local:path/to/model.gguf`"]
            }
            Self::Endless { .. } => {
                &["try another model, or a lower temperature: this one does not stop"]
            }
        };
        lines.iter().map(|l| (*l).to_owned()).collect()
    }

    /// Whether the same call, sent again later, may well succeed with nothing changed.
    #[must_use]
    pub fn retryable(&self) -> bool {
        matches!(
            self,
            Self::Refused { .. }
                | Self::Stalled { .. }
                | Self::Slow { .. }
                | Self::BrokeOff { .. }
                | Self::Empty { .. }
                | Self::RateLimited { .. }
                | Self::PullFailed { .. }
        )
    }

    /// The same as a diagnostic without a place.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        Diagnostic {
            help: self.help(),
            ..Diagnostic::error(self.code(), self.to_string())
        }
    }
}
