//! Sentences with slots.
//!
//! `{name}` is the value of a slot, `{name:form}` the value in a form (`code`, `quoted`, `in-words`, or the table of words that a
//! key is looked up in), `{^name}` the value with a capital at its start, and `{name?one|many}` a word that agrees with the number
//! in the slot. `{{` and `}}` are braces.

use std::fmt;

use super::{Catalogue, Slots};

/// A sentence of a tongue, cut into its pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Slot {
        name: String,
        form: String,
        capital: bool,
    },
    Agrees {
        name: String,
        one: String,
        many: String,
    },
}

/// What is wrong with the text of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Malformed {
    /// A brace that is opened and never closed.
    Open,
    /// A closing brace without an opening one.
    Close,
    /// A slot without a name.
    Nameless,
    /// A choice of two words without `|`.
    OneWord(String),
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str("a `{` is never closed"),
            Self::Close => f.write_str("a `}` closes nothing"),
            Self::Nameless => f.write_str("a slot has no name"),
            Self::OneWord(name) => write!(f, "`{{{name}?…}}` needs two words with `|` between"),
        }
    }
}

impl Sentence {
    /// Reads a sentence.
    ///
    /// # Errors
    ///
    /// The first thing that is malformed.
    pub fn read(text: &str) -> Result<Self, Malformed> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(at);
            plain.push_str(before);
            if let Some(after) = from.strip_prefix("{{") {
                plain.push('{');
                rest = after;
            } else if let Some(after) = from.strip_prefix("}}") {
                plain.push('}');
                rest = after;
            } else if let Some(after) = from.strip_prefix('{') {
                let (inner, after) = after.split_once('}').ok_or(Malformed::Open)?;
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                }
                pieces.push(piece(inner)?);
                rest = after;
            } else {
                return Err(Malformed::Close);
            }
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Ok(Self(pieces))
    }

    /// The names of its slots, each once, in alphabetical order.
    #[must_use]
    pub fn slots(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self
            .0
            .iter()
            .filter_map(|p| match p {
                Piece::Text(_) => None,
                Piece::Slot { name, .. } | Piece::Agrees { name, .. } => Some(name.as_str()),
            })
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The sentence with its slots filled in.
    #[must_use]
    pub fn fill(&self, slots: &Slots, tongue: &Catalogue) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Slot {
                    name,
                    form,
                    capital,
                } => {
                    let shown = slots
                        .get(name)
                        .map_or_else(|| name.clone(), |s| s.show(form, tongue));
                    let mut chars = shown.chars();
                    match chars.next().filter(|_| *capital) {
                        Some(first) => {
                            out.extend(first.to_uppercase());
                            out.push_str(chars.as_str());
                        }
                        None => out.push_str(&shown),
                    }
                }
                Piece::Agrees { name, one, many } => {
                    let n = slots.get(name).and_then(super::Slot::number);
                    let single = n.is_some_and(|n| tongue.is_one(n));
                    out.push_str(if single { one } else { many });
                }
            }
        }
        out
    }
}

fn piece(inner: &str) -> Result<Piece, Malformed> {
    if let Some((name, words)) = inner.split_once('?') {
        let (one, many) = words
            .split_once('|')
            .ok_or_else(|| Malformed::OneWord(name.to_owned()))?;
        return Ok(Piece::Agrees {
            name: name.to_owned(),
            one: one.to_owned(),
            many: many.to_owned(),
        });
    }
    let (capital, inner) = match inner.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, inner),
    };
    let (name, form) = inner.split_once(':').unwrap_or((inner, ""));
    if name.is_empty() {
        return Err(Malformed::Nameless);
    }
    Ok(Piece::Slot {
        name: name.to_owned(),
        form: form.to_owned(),
        capital,
    })
}
