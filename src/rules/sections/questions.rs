//! The questions of a section: how many, each with its mark and its answer, no two alike.

mod alike;
mod asked;
pub(super) mod form;
pub(super) mod mutants;
#[cfg(test)]
mod tests;

use super::{Declared, Sections};
use crate::draft::Draft;
use crate::rules::counted::Tally;
use crate::rules::{Fault, Outcome, Part};
use crate::span::Span;
use crate::tongue::Slot;

use asked::Answer;
pub(super) use asked::found;

/// Whether a section asks anything.
pub(super) fn any(draft: &Draft, section: usize) -> bool {
    !found(draft, section).asked.is_empty()
}

/// The words that may stand before the first question.
const BEFORE: usize = 60;

pub(super) fn validate(declared: &Declared, section: usize, draft: &Draft, out: &mut Outcome) {
    let Some(range) = &declared.questions else {
        return;
    };
    let name = &declared.name;
    let found = found(draft, section);
    let end = Sections::end(draft, section);
    let tally = Tally::of(range, found.asked.iter().map(|a| a.line.start), end);
    let keys = ("questions-few", "questions-many");
    Sections::count(declared, range, &tally, keys, section, out);
    let mut fail = |span: Span, fault: Fault, text: &str| {
        let fault = fault.text("name", name.clone()).text("text", text);
        let finding = out.fail(span, Part::Section(section), fault);
        finding.demanded = range.loc;
        finding.excerpt = Some(text.to_owned());
    };
    // Without a question, all of it would stand before the first one.
    if tally.value > 0 {
        let words: usize = found.before.iter().map(|b| b.1).sum();
        if let Some((second, _)) = found.before.get(1) {
            let blocks = Slot::Number(found.before.len() as f64);
            fail(
                *second,
                Fault::new("blocks-before").with("blocks", blocks),
                "",
            );
        } else if let Some((first, _)) = found.before.first().filter(|_| words > BEFORE) {
            let fault = Fault::new("words-before")
                .count("found", words as u64, "words")
                .with("most", Slot::Number(BEFORE as f64));
            fail(*first, fault, "");
        }
    }
    for (text, span) in &found.strangers {
        fail(*span, Fault::new("no-question"), text);
    }
    for asked in &found.asked {
        let text = asked.text.as_str();
        if !asked.marked {
            fail(asked.span, Fault::new("unmarked"), text);
        }
        match &asked.answer {
            Answer::None => fail(asked.span, Fault::new("unanswered"), text),
            Answer::Heading(heading, span) => {
                let fault = Fault::new("heading-first").text("heading", heading.clone());
                fail(*span, fault, text);
            }
            Answer::Question(span) => fail(*span, Fault::new("question-first"), text),
            Answer::Text(_) => {}
        }
    }
    let texts: Vec<&str> = found.asked.iter().map(|a| a.text.as_str()).collect();
    for (first, second) in alike::pairs(&texts, draft.lang()) {
        let (Some(first), Some(again)) = (found.asked.get(first), found.asked.get(second)) else {
            continue;
        };
        let fault = Fault::new("alike").text("first", first.text.clone());
        fail(again.span, fault, &again.text);
    }
}
