//! The questions of a section: how many, each with its mark and its answer, no two alike.

mod alike;
mod asked;
pub(super) mod form;
pub(super) mod mutants;
#[cfg(test)]
mod tests;
pub(super) mod words;

use super::Declared;
use crate::draft::Draft;
use crate::rules::{Measured, Outcome, Part, phrase};
use crate::span::Span;

use asked::Answer;
pub(super) use asked::found;

/// Whether a section asks anything.
pub(super) fn any(draft: &Draft, section: usize) -> bool {
    !found(draft, section).asked.is_empty()
}

/// The words that may stand before the first question.
const BEFORE: usize = 60;

/// What messages say, by which a repair knows them again.
const UNMARKED: &str = "does not end with a question mark";
const NO_QUESTION: &str = "is no question";
const UNANSWERED: &str = "has no answer under it";
const HEADING_FIRST: &str = "the answer begins with the heading";
const QUESTION_FIRST: &str = "the answer begins with a question";
const ALIKE: &str = "asks what";
const TOO_MUCH: &str = "before the first question";

pub(super) fn validate(declared: &Declared, section: usize, draft: &Draft, out: &mut Outcome) {
    let Some(range) = &declared.questions else {
        return;
    };
    let name = &declared.name;
    let found = found(draft, section);
    let value = found.asked.len() as u64;
    let limit = range.limit();
    out.measure(value as f64, range.unit, format!("{limit} in `{name}`"));
    if !range.contains(value) {
        let end = draft
            .sections()
            .get(section)
            .map_or(draft.text().len(), |s| s.span.end);
        let start = range
            .max
            .and_then(|m| usize::try_from(m).ok())
            .and_then(|m| found.asked.get(m))
            .map_or(end, |a| a.line.start);
        let finding = out.fail(
            Span::new(start, end),
            Part::Section(section),
            format!(
                "{} in section `{name}`, {limit} wanted",
                phrase::found(value, range.unit)
            ),
        );
        finding.demanded = range.loc;
        finding.measured = Some(Measured {
            value: value as f64,
            unit: range.unit,
            limit,
        });
    }
    let mut fail = |span: Span, message: String, text: &str| {
        let finding = out.fail(span, Part::Section(section), message);
        finding.demanded = range.loc;
        finding.excerpt = Some(text.to_owned());
    };
    // Without a question, all of it would stand before the first one.
    if value > 0 {
        let words: usize = found.before.iter().map(|b| b.1).sum();
        if let Some((second, _)) = found.before.get(1) {
            let blocks = found.before.len();
            let message = format!(
                "{blocks} blocks of text {TOO_MUCH} of section `{name}`, at most 1 short paragraph wanted"
            );
            fail(*second, message, "");
        } else if let Some((first, _)) = found.before.first().filter(|_| words > BEFORE) {
            let message = format!(
                "{} {TOO_MUCH} of section `{name}`, at most {BEFORE} wanted",
                phrase::found(words as u64, "words")
            );
            fail(*first, message, "");
        }
    }
    for (text, span) in &found.strangers {
        fail(
            *span,
            format!("heading `{text}` of section `{name}` {NO_QUESTION}"),
            text,
        );
    }
    for asked in &found.asked {
        let text = asked.text.as_str();
        if !asked.marked {
            fail(asked.span, format!("question `{text}` {UNMARKED}"), text);
        }
        match &asked.answer {
            Answer::None => fail(asked.span, format!("question `{text}` {UNANSWERED}"), text),
            Answer::Heading(heading, span) => fail(
                *span,
                format!("{HEADING_FIRST} `{heading}` under question `{text}`"),
                text,
            ),
            Answer::Question(span) => fail(
                *span,
                format!("{QUESTION_FIRST} under question `{text}`"),
                text,
            ),
            Answer::Text(_) => {}
        }
    }
    let texts: Vec<&str> = found.asked.iter().map(|a| a.text.as_str()).collect();
    for (first, second) in alike::pairs(&texts, draft.lang()) {
        let (Some(first), Some(again)) = (found.asked.get(first), found.asked.get(second)) else {
            continue;
        };
        fail(
            again.span,
            format!("question `{}` {ALIKE} `{}` asks", again.text, first.text),
            &again.text,
        );
    }
}
