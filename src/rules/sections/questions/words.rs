//! What the rule says of questions in prompts.

use super::{ALIKE, HEADING_FIRST, NO_QUESTION, QUESTION_FIRST, TOO_MUCH, UNANSWERED, UNMARKED};
use crate::resolve::Tongue;
use crate::rules::args::Range;
use crate::rules::{Finding, phrase};

/// As a feature of a section: `avec entre 4 et 8 questions de lecteurs, …`.
pub(in crate::rules::sections) fn feature(range: &Range, tongue: Tongue) -> String {
    let questions = phrase::range(range, tongue);
    match tongue {
        Tongue::Fr => format!("avec {questions} de lecteurs, chacune suivie de sa réponse"),
        Tongue::En => format!("with {questions} from readers, each followed by its answer"),
    }
}

/// As a sentence of its own.
pub(in crate::rules::sections) fn sentence(range: &Range, tongue: Tongue) -> String {
    let questions = phrase::range(range, tongue);
    match tongue {
        Tongue::Fr => format!(
            " Posez-y les questions d’un lecteur et répondez à chacune dès la première phrase\u{a0}: {questions}."
        ),
        Tongue::En => format!(
            " Ask what a reader would ask and answer each question in the first sentence under it: {questions}."
        ),
    }
}

/// Too few or too many.
pub(in crate::rules::sections) fn measured(
    name: &str,
    found: &str,
    wanted: &str,
    short: bool,
    tongue: Tongue,
) -> String {
    match (tongue, short) {
        (Tongue::Fr, true) => format!(
            "La partie {name} compte {found}\u{a0}; il en faut {wanted}. Ajoutez des questions auxquelles la source répond, chacune avec sa réponse."
        ),
        (Tongue::Fr, false) => format!(
            "La partie {name} compte {found}\u{a0}; il en faut {wanted}. Réunissez-en ou supprimez les moins utiles, sans perdre aucun fait."
        ),
        (Tongue::En, true) => format!(
            "The section {name} has {found}; it needs {wanted}. Add questions that the source answers, each with its answer."
        ),
        (Tongue::En, false) => format!(
            "The section {name} has {found}; it needs {wanted}. Join some or drop the least useful ones, without losing any fact."
        ),
    }
}

/// What else is wrong with the questions of the section `name`.
pub(in crate::rules::sections) fn repair(name: &str, finding: &Finding, tongue: Tongue) -> String {
    let message = finding.message();
    let message = message.as_str();
    let text = phrase::quoted(finding.excerpt.as_deref().unwrap_or(""), tongue);
    let is = |what: &str| message.contains(what);
    // Words of the draft stand in a message, so what a message begins or ends with is asked first.
    match tongue {
        Tongue::Fr if message.ends_with(UNMARKED) => {
            format!("La question {text} finit sans point d’interrogation. Ajoutez-le.")
        }
        Tongue::En if message.ends_with(UNMARKED) => {
            format!("The question {text} ends without a question mark. Add it.")
        }
        Tongue::Fr if message.ends_with(UNANSWERED) => format!(
            "La question {text} n’a pas de réponse. Répondez-y par ce que dit la source, ou supprimez-la."
        ),
        Tongue::En if message.ends_with(UNANSWERED) => format!(
            "The question {text} has no answer. Answer it with what the source says, or remove it."
        ),
        Tongue::Fr if message.ends_with(NO_QUESTION) => format!(
            "Dans la partie {name}, l’intertitre {text} n’est pas une question. Faites-en une question, ou supprimez-le et gardez le texte."
        ),
        Tongue::En if message.ends_with(NO_QUESTION) => format!(
            "In the section {name}, the subheading {text} is no question. Make it one, or remove it and keep the text."
        ),
        Tongue::Fr if message.starts_with(HEADING_FIRST) => {
            format!("Un intertitre suit la question {text}. Commencez la réponse par une phrase.")
        }
        Tongue::En if message.starts_with(HEADING_FIRST) => {
            format!("A subheading follows the question {text}. Begin the answer with a sentence.")
        }
        Tongue::Fr if message.starts_with(QUESTION_FIRST) => format!(
            "La réponse à la question {text} commence par une question. Commencez par la réponse."
        ),
        Tongue::En if message.starts_with(QUESTION_FIRST) => format!(
            "The answer to the question {text} begins with a question. Begin with the answer."
        ),
        Tongue::Fr if is(TOO_MUCH) => format!(
            "La partie {name} a trop de texte avant la première question. Gardez-y un court paragraphe au plus et répartissez le reste dans les réponses."
        ),
        Tongue::En if is(TOO_MUCH) => format!(
            "The section {name} has too much text before the first question. Keep one short paragraph there at most and move the rest into the answers."
        ),
        Tongue::Fr => {
            debug_assert!(is(ALIKE), "{message}");
            format!(
                "La question {text} répète une autre. Réunissez les deux réponses sous une seule question, ou posez-en une autre à laquelle la source répond."
            )
        }
        Tongue::En => format!(
            "The question {text} repeats another one. Join both answers under one question, or ask another one that the source answers."
        ),
    }
}
