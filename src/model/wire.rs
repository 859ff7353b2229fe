//! What travels: the JSON of a request and of its answer. No connection is made here; [`super::openai`] does that.

use serde_json::{Map, Value, json};

use super::secret::{printable, redacted};
use super::trace::Care;
use super::{Completion, Finish, Request, Role, Secret, Usage};

/// Which fields beyond the common ones a server takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// The common fields only.
    Plain,
    /// llama.cpp: also `repeat_penalty` and `cache_prompt`.
    LlamaCpp,
}

/// What a request may hold; what a server refuses is left out from then on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) stream: bool,
    usage_in_stream: bool,
    temperature: bool,
    seed: bool,
    stop: bool,
    extras: bool,
    max_completion_tokens: bool,
    tokens_field_swapped: bool,
}

impl Shape {
    pub(super) const FULL: Self = Self {
        stream: true,
        usage_in_stream: true,
        temperature: true,
        seed: true,
        stop: true,
        extras: true,
        max_completion_tokens: false,
        tokens_field_swapped: false,
    };

    /// The shape without what a refusal names, and the name of that. `None` when it names nothing that can be changed.
    /// Each change only takes away (or swaps once), so that a server which refuses everything is not asked forever.
    pub(super) fn without_refused(
        self,
        status: u16,
        message: &str,
    ) -> Option<(Self, &'static str)> {
        let m = message.to_lowercase();
        if m.contains("max_completion_tokens") && !self.tokens_field_swapped {
            return Some((
                Self {
                    max_completion_tokens: !self.max_completion_tokens,
                    tokens_field_swapped: true,
                    ..self
                },
                "max_tokens",
            ));
        }
        if self.stream
            && self.usage_in_stream
            && (m.contains("stream_options") || m.contains("include_usage"))
        {
            return Some((
                Self {
                    usage_in_stream: false,
                    ..self
                },
                "stream_options",
            ));
        }
        if self.temperature && m.contains("temperature") {
            return Some((
                Self {
                    temperature: false,
                    ..self
                },
                "temperature",
            ));
        }
        if self.extras && (m.contains("repeat_penalty") || m.contains("cache_prompt")) {
            return Some((
                Self {
                    extras: false,
                    ..self
                },
                "repeat_penalty",
            ));
        }
        if self.seed && m.contains("seed") {
            return Some((
                Self {
                    seed: false,
                    ..self
                },
                "seed",
            ));
        }
        if self.stop && (m.contains("'stop'") || m.contains("\"stop\"") || m.contains("`stop`")) {
            return Some((
                Self {
                    stop: false,
                    ..self
                },
                "stop",
            ));
        }
        if self.stream && (m.contains("stream") || matches!(status, 405 | 501)) {
            return Some((
                Self {
                    stream: false,
                    ..self
                },
                "stream",
            ));
        }
        None
    }
}

/// The body of a request, as JSON.
pub(super) fn body(model: &str, dialect: Dialect, request: &Request, shape: Shape) -> String {
    let messages: Vec<Value> = request
        .messages
        .iter()
        .map(|m| {
            let role = match m.role {
                Role::System => "system",
                Role::User => "user",
                Role::Assistant => "assistant",
            };
            json!({ "role": role, "content": m.text })
        })
        .collect();
    let mut body = Map::new();
    let mut put = |name: &str, value: Value| {
        body.insert(name.to_owned(), value);
    };
    put("model", json!(model));
    put("messages", json!(messages));
    let tokens = if shape.max_completion_tokens {
        "max_completion_tokens"
    } else {
        "max_tokens"
    };
    put(tokens, json!(request.max_tokens));
    if shape.temperature {
        // Through text: 0.2_f32 as f64 would be sent as 0.20000000298023224.
        put("temperature", json!(decimal(request.temperature)));
    }
    if shape.seed {
        // Servers read the seed as a signed or an unsigned 32-bit number; this fits both.
        put("seed", json!(request.seed & 0x7FFF_FFFF));
    }
    if shape.stop && !request.stop.is_empty() {
        put("stop", json!(request.stop));
    }
    if shape.extras && dialect == Dialect::LlamaCpp {
        put("cache_prompt", json!(true));
        put("repeat_penalty", json!(decimal(request.repetition_penalty)));
    }
    if shape.stream {
        put("stream", json!(true));
        if shape.usage_in_stream {
            put("stream_options", json!({ "include_usage": true }));
        }
    }
    Value::Object(body).to_string()
}

/// Why what came is no answer.
#[derive(Debug)]
pub(super) enum Slip {
    /// It does not have the form of one; what is missing.
    Form(String),
    /// It is an error under a status of success.
    Error {
        /// The server's words.
        words: String,
        /// The status it gives inside, 0 when none.
        code: u64,
    },
}

/// An answer as it grows.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// The text so far.
    pub(super) text: String,
    /// Why it ended, as the server calls it.
    pub(super) finish: Option<String>,
    /// The server said that nothing follows.
    pub(super) done: bool,
    /// Events taken.
    pub(super) events: usize,
    /// The model's words, where the server marks them as a refusal.
    refusal: String,
    usage: Option<Usage>,
    model: String,
}

impl Answer {
    /// An answer that came in one piece.
    pub(super) fn whole(body: &[u8]) -> Result<Self, Slip> {
        let value = parse(body)?;
        let Some(choice) = value.pointer("/choices/0") else {
            return Err(Slip::Form("`choices` is missing".to_owned()));
        };
        let mut answer = Self::default();
        answer.take_frame(&value);
        if let Some(text) = choice.pointer("/message/refusal") {
            push_content(text, &mut answer.refusal);
        }
        match choice
            .pointer("/message/content")
            .or_else(|| choice.get("text"))
        {
            Some(text) => push_content(text, &mut answer.text),
            None if !answer.refusal.is_empty() => {}
            None => return Err(Slip::Form("`message.content` is missing".to_owned())),
        }
        Ok(answer)
    }

    /// One event of a stream.
    pub(super) fn take_event(&mut self, event: &str) -> Result<(), Slip> {
        if event.trim() == "[DONE]" {
            self.done = true;
            return Ok(());
        }
        let value = parse(event.as_bytes())?;
        self.events += 1;
        self.take_frame(&value);
        if let Some(text) = value
            .pointer("/choices/0/delta/content")
            .or_else(|| value.pointer("/choices/0/message/content"))
        {
            push_content(text, &mut self.text);
        }
        if let Some(text) = value
            .pointer("/choices/0/delta/refusal")
            .or_else(|| value.pointer("/choices/0/message/refusal"))
        {
            push_content(text, &mut self.refusal);
        }
        Ok(())
    }

    /// What both forms say around the text.
    fn take_frame(&mut self, value: &Value) {
        if let Some(model) = value.get("model").and_then(Value::as_str) {
            self.model = model.to_owned();
        }
        if let Some(usage) = usage(value) {
            self.usage = Some(usage);
        }
        if let Some(finish) = value
            .pointer("/choices/0/finish_reason")
            .and_then(Value::as_str)
        {
            self.finish = Some(finish.to_owned());
        }
    }

    /// The answer as the trait gives it, and the server's word for why it ended; no key is in any of it. `asked` names the
    /// model when the server does not.
    pub(super) fn completion(
        self,
        asked: &str,
        stop: &[String],
        secrets: &[Secret],
    ) -> (Completion, String) {
        let mut text = self.text;
        let said = self.finish.as_deref().map(str::to_ascii_lowercase);
        let mut finish = match said.as_deref() {
            Some("stop" | "eos" | "eos_token" | "end_turn" | "stop_sequence") => Finish::Stop,
            Some("length" | "max_tokens" | "max_output_tokens" | "model_length") => Finish::Length,
            Some("content_filter" | "content-filter" | "safety" | "recitation") => Finish::Filtered,
            Some("refusal") => Finish::Refused,
            _ => Finish::Unknown,
        };
        // A server that was not told of the stop strings, or forgot them.
        let cut = stop
            .iter()
            .filter(|s| !s.is_empty())
            .filter_map(|s| text.find(s.as_str()))
            .min();
        if let Some(cut) = cut {
            text.truncate(cut);
            finish = Finish::Stop;
        }
        if !self.refusal.trim().is_empty() {
            finish = Finish::Refused;
            if text.trim().is_empty() {
                text = self.refusal;
            }
        }
        let model = Some(printable(&self.model, secrets))
            .filter(|m| !m.is_empty())
            .unwrap_or_else(|| asked.to_owned());
        let word = self.finish.as_deref().unwrap_or("nothing");
        let word = printable(word, secrets);
        let shown = redacted(&text, secrets, Care::Answer);
        // What is missing from the text is told; that somebody withheld the rest says more.
        if shown != text && !matches!(finish, Finish::Filtered | Finish::Refused) {
            finish = Finish::Echoed;
        }
        let completion = Completion {
            text: shown,
            finish,
            usage: self.usage,
            model,
        };
        (completion, word)
    }
}

fn parse(json: &[u8]) -> Result<Value, Slip> {
    if std::str::from_utf8(json).is_err() {
        return Err(Slip::Form("it is no UTF-8".to_owned()));
    }
    let value: Value =
        serde_json::from_slice(json).map_err(|e| Slip::Form(format!("it is no JSON ({e})")))?;
    match value.get("error").filter(|e| !e.is_null()) {
        Some(error) => Err(Slip::Error {
            words: error_text(error),
            code: error.get("code").and_then(Value::as_u64).unwrap_or(0),
        }),
        None => Ok(value),
    }
}

/// A decimal as people write it: 0.2 and not 0.20000000298023224.
fn decimal(value: f32) -> f64 {
    value
        .to_string()
        .parse()
        .unwrap_or_else(|_| f64::from(value))
}

fn push_content(value: &Value, text: &mut String) {
    match value {
        Value::String(s) => text.push_str(s),
        // Some servers give a list of parts.
        Value::Array(parts) => {
            for part in parts {
                if let Some(s) = part.get("text").and_then(Value::as_str) {
                    text.push_str(s);
                }
            }
        }
        _ => {}
    }
}

fn usage(value: &Value) -> Option<Usage> {
    let usage = value.get("usage").filter(|u| u.is_object())?;
    let count = |path: &str| usage.pointer(path).and_then(Value::as_u64);
    Some(Usage {
        prompt: count("/prompt_tokens")?,
        completion: count("/completion_tokens").unwrap_or(0),
        cached: count("/prompt_tokens_details/cached_tokens").unwrap_or(0),
    })
}

/// The words of an error body, in any of the forms in use, with its code and type.
pub(super) fn error_message(body: &[u8]) -> String {
    match serde_json::from_slice::<Value>(body) {
        Ok(value) => error_text(value.get("error").unwrap_or(&value)),
        Err(_) => String::from_utf8_lossy(body).into_owned(),
    }
}

fn error_text(error: &Value) -> String {
    let words: Vec<&str> = ["message", "detail", "type", "code", "param"]
        .iter()
        .filter_map(|k| error.get(k).and_then(Value::as_str))
        .collect();
    match (error, words.as_slice()) {
        (Value::String(s), _) => s.clone(),
        (_, []) => error.to_string(),
        (_, [message]) => (*message).to_owned(),
        (_, [message, rest @ ..]) => format!("{message} ({})", rest.join(", ")),
    }
}

pub(super) fn is_context_error(message: &str) -> bool {
    let m = message.to_lowercase();
    [
        "context_length_exceeded",
        "exceed_context_size",
        "context length",
        "context size",
        "context window",
        "maximum context",
        "prompt is too long",
    ]
    .iter()
    .any(|sign| m.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_sent_as_written() {
        assert_eq!(decimal(0.2).to_string(), "0.2");
    }

    #[test]
    fn a_server_that_refuses_everything_is_not_asked_for_ever() {
        let everything =
            "max_completion_tokens stream_options temperature repeat_penalty seed 'stop' stream";
        let mut shape = Shape::FULL;
        let mut changes = 0;
        while let Some((smaller, _)) = shape.without_refused(400, everything) {
            shape = smaller;
            changes += 1;
            assert!(changes < 20);
        }
        assert_eq!(changes, 7);
    }
}
