//! What steps were answered, for the prompts of the steps after them.

use std::collections::BTreeMap;

use serde::Serialize;

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// A text, or a part of the article as it stands.
    Text(String),
    /// JSON, whose fields prompts read.
    Json(serde_json::Value),
}

/// Answers by the id of their step. A section of several pieces has one, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answers(BTreeMap<String, Answer>);

impl Answers {
    /// Takes the answer of a step.
    pub fn set(&mut self, id: &str, answer: Answer) {
        self.0.insert(id.to_owned(), answer);
    }

    /// Adds a text to what a step has answered already: the next piece of a section.
    pub fn extend(&mut self, id: &str, text: &str) {
        match self.0.get_mut(id) {
            Some(Answer::Text(t)) => {
                t.push_str("\n\n");
                t.push_str(text);
            }
            _ => self.set(id, Answer::Text(text.to_owned())),
        }
    }

    /// The answer of a step.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Answer> {
        self.0.get(id)
    }
}

/// A JSON answer with texts that fit on a line and hide nothing: control characters and line breaks become spaces.
#[must_use]
pub fn cleaned(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::String(s) => Value::String(
            s.chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(cleaned).collect()),
        Value::Object(map) => {
            Value::Object(map.into_iter().map(|(k, v)| (k, cleaned(v))).collect())
        }
        other => other,
    }
}
