//! Answers that are not whole: cut off, withheld, refused, broken off, or with the key in them. Such an answer is never clean, whatever the rules of a
//! recipe say of its text.

use std::collections::BTreeMap;

use crate::emit::Slot;
use crate::lang::{Lang, TABLE};
use crate::model::{Completion, Finish};

/// Why the text of a part is not what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stop {
    /// The step.
    step: String,
    finish: Finish,
    /// The words of a refusal; empty otherwise.
    words: String,
}

/// The parts of a draft whose answers are not whole.
pub(super) type Stops = BTreeMap<Slot, Stop>;

impl Stop {
    /// What keeps this answer of `step` from being whole, if anything does.
    pub(super) fn of(step: &str, completion: &Completion) -> Option<Self> {
        let finish = match completion.finish {
            Finish::Stop if is_refusal(&completion.text) => Finish::Refused,
            Finish::Stop => return None,
            // A refusal that was cut off as well is a refusal.
            Finish::Length | Finish::Unknown if is_refusal(&completion.text) => Finish::Refused,
            other => other,
        };
        let words = if finish == Finish::Refused {
            shortened(&completion.text)
        } else {
            String::new()
        };
        Some(Self {
            step: step.to_owned(),
            finish,
            words,
        })
    }

    /// Whether asking again may bring the rest: nobody decided that there shall be none.
    pub(super) fn is_cut(&self) -> bool {
        matches!(self.finish, Finish::Length | Finish::Unknown)
    }

    /// Whether there is no text of the article in the answer.
    pub(super) fn is_refused(&self) -> bool {
        self.finish == Finish::Refused
    }

    /// Whether somebody decided that there shall be no answer: to ask for ever is no use.
    pub(super) fn is_final(&self) -> bool {
        matches!(self.finish, Finish::Filtered | Finish::Refused)
    }

    /// What happened, as a lowercase fragment.
    pub(super) fn told(&self) -> String {
        let step = &self.step;
        match self.finish {
            Finish::Length => format!("the answer of `{step}` was cut off at its token limit"),
            Finish::Filtered => {
                format!("the provider’s filter withheld the answer of `{step}` or a part of it")
            }
            Finish::Refused => format!("the model refused `{step}`: “{}”", self.words),
            Finish::Echoed => format!(
                "the server sent the API key back in the answer of `{step}`, where `[key]` stands for it; \
                 whoever runs this server can read the key"
            ),
            Finish::Stop | Finish::Unknown => {
                format!("the server never said that the answer of `{step}` was finished")
            }
        }
    }
}

/// What happened to the parts, one after the other.
pub(super) fn told(stops: &Stops) -> Option<String> {
    (!stops.is_empty()).then(|| {
        let all: Vec<String> = stops.values().map(Stop::told).collect();
        all.join("; ")
    })
}

/// At most 160 characters of a text, on one line.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out: String = line.chars().take(160).collect();
    if out.len() < line.len() {
        out.push('…');
    }
    out
}

/// Words of an answer beyond which it is no mere refusal.
const MOST_WORDS: usize = 90;

/// Words between a refusal's parts.
const NEAR: usize = 6;

/// Whether an answer, taken whole, is a model's refusal: it begins with an apology or with what the model cannot do, speaks of
/// itself in the first person, names what it was asked to do, and nothing in it has the form of an article. A sentence of a
/// person stands in quotation marks, or among other sentences.
pub(super) fn is_refusal(answer: &str) -> bool {
    let text = answer.trim();
    let formed = |line: &str| {
        let line = line.trim_start();
        line.starts_with(['#', '>', '|', '`']) || line.starts_with("---")
    };
    if text.lines().any(formed) || text.contains(['«', '“']) {
        return false;
    }
    let text = even(text);
    if text.split(' ').count() > MOST_WORDS {
        return false;
    }
    TABLE.iter().any(|lang| refuses(&text, *lang))
}

fn refuses(text: &str, lang: Lang) -> bool {
    let words = &lang.pack().refusals;
    let at_start = |list: &[&'static str], text: &str| {
        list.iter()
            .filter_map(|p| after(text, p).map(str::len))
            .min()
    };
    let apology = at_start(words.apologies, text);
    // Where the inability is said: at the start, or within the first words after an apology.
    let rest = match apology {
        Some(left) => {
            let rest = text.get(text.len() - left..).unwrap_or("");
            let starts = std::iter::once(0).chain(
                rest.char_indices()
                    .filter(|(_, c)| !c.is_alphanumeric() && *c != '\'')
                    .map(|(i, c)| i + c.len_utf8()),
            );
            let mut found = None;
            for at in starts.take(30) {
                let tail = rest.get(at..).unwrap_or("");
                if let Some(left) = at_start(words.inabilities, tail) {
                    found = tail.get(tail.len() - left..);
                    break;
                }
            }
            found
        }
        None => at_start(words.inabilities, text).and_then(|left| text.get(text.len() - left..)),
    };
    let Some(rest) = rest else {
        return false;
    };
    let following: Vec<&str> = rest
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|w| !w.is_empty())
        .collect();
    if following.is_empty() {
        return apology.is_some();
    }
    let Some(act) = following
        .iter()
        .take(NEAR)
        .position(|w| words.acts.contains(w))
    else {
        return false;
    };
    // An apology alone does not make it one: people are sorry too. What is refused is what was asked.
    following
        .iter()
        .take(act + 1 + NEAR)
        .any(|w| words.pointers.contains(w))
        || (apology.is_some() && following.len() == act + 1)
}

/// What follows `phrase` at the start of `text`, when it ends at a word border there.
fn after<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(phrase)?;
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

/// Lowercase, with straight apostrophes and single spaces, without marks of emphasis.
fn even(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
        .replace(['’', '‘'], "'")
        .replace(['*', '_'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_refusals() {
        for text in [
            "I'm sorry, but I can't assist with that request.",
            "I’m sorry, but I cannot help with this.",
            "I'm sorry, I can't write this article.",
            "Sorry, but I can’t fulfill that request.",
            "Sorry, I can't help with that.",
            "I can't help with that.",
            "I cannot fulfill your request. It contains content that goes against my guidelines.",
            "I am unable to write this article because it concerns a private person.",
            "I'm unable to assist you with this.",
            "I apologize, but I am not able to generate this content.",
            "Unfortunately, I cannot provide the text you asked for.",
            "As an AI language model, I cannot create such content.",
            "I must decline to write this article.",
            "**I'm sorry, but I can't assist with that.**",
            "I'm sorry, but I can’t do that.\n\nIf you like, I can help you with something else.",
            "I'm sorry, but I can't.",
            "Je suis désolé, mais je ne peux pas vous aider.",
            "Je suis désolée, mais je ne peux pas répondre à cette demande.",
            "Désolé, je ne peux pas écrire cet article.",
            "Je ne peux pas vous aider avec cette demande.",
            "Je regrette, mais je ne suis pas en mesure de rédiger ce texte.",
            "En tant que modèle de langage, je ne peux pas produire ce contenu.",
            "Malheureusement, il m’est impossible de traiter votre demande.",
            "Je suis désolé, mais je ne peux pas.",
            "Je suis désolé, mais je ne peux pas accéder à votre demande. N’hésitez pas à me soumettre autre chose.",
        ] {
            assert!(is_refusal(text), "{text}");
        }
    }

    #[test]
    fn articles_are_no_refusals() {
        for text in [
            "",
            "The council will buy six boats.",
            "Sorry seems to be the hardest word",
            "Sorry, I can't stop laughing",
            "Unfortunately, I cannot remember a colder winter in Kelstow.",
            "I cannot sleep, says the mayor of Kelstow",
            "I can't wait: the fans of Kelstow line up",
            "“I’m sorry, but I can’t help you,” said the clerk.",
            "The minister said: “I cannot answer this question.”",
            "Désolé, le port ferme ses portes",
            "Je ne peux pas vivre sans la mer",
            "« Je suis désolé, mais je ne peux pas vous aider », a dit le maire.",
            "Malheureusement, je ne peux oublier ce matin de 1931.",
            "# I'm sorry, but I can't help you\n\nThe clerk of Kelstow says why.",
            "Unfortunately, the council cannot provide this service before 2027.",
            "Malheureusement, la ville ne peut pas répondre à cette demande.",
        ] {
            assert!(!is_refusal(text), "{text}");
        }
        let long = format!(
            "I'm sorry, but I can't assist with that. {}",
            "word ".repeat(100)
        );
        assert!(!is_refusal(&long));
    }
}
