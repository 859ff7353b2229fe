//! Expressions and templates: the small language of `check` and of prompts. The only room that knows minijinja.
//!
//! An expression or a template is read against a [`Shape`] before any article is: unknown names and values of the wrong
//! kind are faults with a place in the recipe. What remains for later is evaluated strictly and within limits.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

mod apply;
mod engine;
mod escapes;
pub mod filters;
pub mod frames;
mod lint;
mod listing;
pub mod model;
mod operators;
pub mod schema;
mod statements;

pub use engine::{Answer, Expression, Fault, Templates, Values};
pub use lint::{LONGEST_EXPRESSION, LONGEST_TEMPLATE, Note, Reading, expression, template};
pub use schema::{Shape, Type};

use crate::diag::{Diagnostic, Sink};
use crate::syntax::tree::Value;

/// Reports what is wrong with the expression or template that a value holds, each fault at its place in the recipe. True
/// when nothing was.
pub fn report(reading: &Reading, value: &Value, sink: &mut Sink) -> bool {
    for note in &reading.notes {
        let at = value.inner(note.range.start, note.range.end);
        let mut d = Diagnostic::error(note.code, note.message.clone()).at(at, note.label.clone());
        for line in &note.help {
            d = d.help(line.clone());
        }
        // A place that could not be mapped to its bytes covers the whole value: no edit is safe there.
        if let Some(fix) = &note.fix
            && at.span.len() == note.range.len()
        {
            d = d.fix(at, fix.clone());
        }
        sink.push(d);
    }
    reading.notes.is_empty()
}

/// Says what is meant where an expression or a prompt names the input that holds the article.
pub fn about_the_article(reading: &mut Reading, input: Option<&str>) {
    let Some(input) = input else { return };
    let said = format!("there is no variable `{input}` here");
    for note in reading.notes.iter_mut().filter(|n| n.message == said) {
        note.fix = None;
        note.help.insert(
            0,
            format!("what is given as `{input}` is `source` here, as `strip` leaves it"),
        );
    }
}

#[cfg(test)]
mod tests;
