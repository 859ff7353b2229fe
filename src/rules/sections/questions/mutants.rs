//! Ways to break the questions of a section. Text is moved rather than lost.

use super::asked::{Answer, Asked, begins_asking};
use super::found;
use crate::draft::Draft;
use crate::lang::Lang;
use crate::rules::args::Range;
use crate::rules::{Mutant, surgery};
use crate::span::Span;

/// More questions than this are not worth a text.
const LONGEST: u64 = 200;

pub(in crate::rules::sections) fn all(
    name: &str,
    range: &Range,
    section: usize,
    draft: &Draft,
    out: &mut Vec<Mutant>,
) {
    let asked = found(draft, section).asked;
    let (Some(first), Some(last)) = (asked.first(), asked.last()) else {
        return;
    };
    let lang = draft.lang();
    let text = draft.text();
    let end = draft
        .section_blocks(section)
        .last()
        .map_or(text.len(), |(_, b)| surgery::end(draft, b));
    if let Some(keep) = range.min.and_then(|m| m.checked_sub(1)) {
        let kept = usize::try_from(keep).unwrap_or(usize::MAX).min(asked.len());
        // The questions go on as sentences of the answers before them.
        let edits = asked
            .iter()
            .skip(kept)
            .map(|a| (a.line, sentence(&a.text)))
            .collect();
        out.push(Mutant {
            what: format!("made text of questions of section `{name}`"),
            draft: surgery::replace(draft, edits),
        });
    }
    if let Some(more) = range
        .max
        .filter(|m| *m < LONGEST)
        .and_then(|m| usize::try_from(m).ok())
    {
        let new: String = (asked.len()..=more)
            .map(|i| {
                let question = other(draft, i);
                format!(
                    "\n\n{}\n\n{}",
                    line(first, &question),
                    surgery::sentence(lang, i)
                )
            })
            .collect();
        let what = format!("added questions to section `{name}`");
        out.push(Mutant::replacing(what, draft, Span::at(end), &new));
    }
    let bare = first
        .text
        .trim_end_matches(['?', ' ', '\u{a0}', '\u{202f}']);
    // A bold line without the mark is a question only when it begins like one.
    if first.marked && (!first.bold || begins_asking(bare, lang)) && bare.len() < first.text.len() {
        let what = format!("took the mark of a question of section `{name}` away");
        out.push(Mutant::replacing(
            what,
            draft,
            first.line,
            &line(first, bare),
        ));
    }
    if matches!(last.answer, Answer::Text(_)) {
        // Its answer goes on from the one before.
        let gone = Span::new(last.line.start, after(text, last.line.end));
        let moved = format!("\n\n{}", last.line.slice(text).trim_end());
        out.push(Mutant {
            what: format!("took the answer of a question of section `{name}` away"),
            draft: surgery::replace(draft, vec![(gone, String::new()), (Span::at(end), moved)]),
        });
    }
    if let Answer::Text(answer) = &first.answer {
        let question = surgery::question(draft);
        let what = format!("began an answer of section `{name}` with a question");
        let at = draft
            .block_at(answer.start)
            .and_then(|b| draft.blocks().get(b))
            .map_or(answer.start, |b| {
                b.span.start.max(after(text, first.line.end))
            });
        out.push(Mutant::replacing(
            what,
            draft,
            Span::at(at),
            &format!("{question}\n\n"),
        ));
    }
    // The same with one word more, so that the headings are two.
    let again = format!("{bare} {}{}", surgery::adverbs(lang, 1), mark(lang));
    out.push(Mutant::replacing(
        format!("asked a question of section `{name}` twice"),
        draft,
        Span::at(end),
        &format!(
            "\n\n{}\n\n{}",
            line(first, &again),
            surgery::sentence(lang, 0)
        ),
    ));
}

fn mark(lang: Lang) -> &'static str {
    if lang == Lang::FR { "\u{a0}?" } else { "?" }
}

/// A line that asks in the way of another one.
fn line(like: &Asked, text: &str) -> String {
    if like.bold {
        format!("**{text}**")
    } else {
        format!("### {text}")
    }
}

/// A question as a sentence that tells it.
fn sentence(text: &str) -> String {
    let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    format!("{bare}.")
}

/// Another question for each number.
fn other(draft: &Draft, i: usize) -> String {
    let lang = draft.lang();
    let told = surgery::sentence(lang, i);
    format!("{}{}", told.trim_end_matches('.'), mark(lang))
}

/// Where the next text begins.
fn after(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + (rest.len() - rest.trim_start().len())
}
