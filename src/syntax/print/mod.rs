//! Writes trees down in canonical form, in either surface.
//!
//! Decisions, the same for both surfaces:
//!
//! - Two spaces a level. Lines of at most [`WIDTH`] characters where a value can be broken at all; a text never is.
//! - Order, comments and single blank lines stay. What the author wrote on one line stays on one line while it fits; what
//!   was written over several lines stays so.
//! - Nothing is lined up in columns, so that a longer name changes one line and not its neighbours.
//! - Quotes stand where they are needed, and nowhere else; they are straight and double, unless that needs escapes.
//!
//! Printing and reading give the same tree again, up to places and layout; [`same`] says so, and `galley fmt` checks it on
//! every file before it writes.

mod recipe;
mod same;
mod yaml;

pub(in crate::syntax) use recipe::one_line as recipe_line;
pub use recipe::recipe;
pub use same::{same, same_comments};
pub use yaml::yaml;

use super::scalar;
use super::tree::{Block, Comment, Statement, Style, Trivia, Value, ValueKind};
use crate::diag::Sink;

/// The widest line, in characters.
pub const WIDTH: usize = 100;

/// Collects lines.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn line(&mut self, indent: usize, text: &str) {
        for _ in 0..indent {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// A blank line, unless nothing stands before it or one is there already.
    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Comments on lines of their own; `open` says that they are the first of a block.
    fn comments(&mut self, comments: &[Comment], indent: usize, mut open: bool) {
        for c in comments {
            if c.blank_before && !open {
                self.blank();
            }
            open = false;
            self.line(indent, &format!("#{}", c.text));
        }
    }

    /// What stands before a statement or an item; `open` says that it is the first of its block.
    fn before(&mut self, trivia: &Trivia, indent: usize, open: bool) {
        if trivia.blank_before && !open {
            self.blank();
        }
        if let Some((first, rest)) = trivia.leading.split_first() {
            // Its own blank line is the statement's.
            self.line(indent, &format!("#{}", first.text));
            self.comments(rest, indent, false);
        }
        if trivia.gap {
            self.blank();
        }
    }
}

/// A quantity with single blanks.
fn quantity(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for part in raw.split([' ', '\t', '\n']).filter(|p| !p.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// The comment beside a statement that stands on one line; a second one goes before it.
fn only<'a>(trivia: &'a Trivia, indent: usize, page: &mut Page) -> Option<&'a Comment> {
    if trivia.trailing.is_some() {
        page.comments(trivia.closing.as_slice(), indent, true);
    }
    trivia.trailing.as_ref().or(trivia.closing.as_ref())
}

/// A trailing comment, with the two spaces before it.
fn beside(comment: Option<&Comment>) -> String {
    comment.map_or_else(String::new, |c| format!("  #{}", c.text))
}

/// Whether a comment stands anywhere in a block, so that it needs lines.
fn is_commented(block: &Block) -> bool {
    !block.trailing.is_empty()
        || block
            .statements
            .iter()
            .any(|s| is_remarked(s) || has_lines(s))
}

fn is_remarked(s: &Statement) -> bool {
    let t = &s.trivia;
    !t.leading.is_empty()
        || t.trailing.is_some()
        || t.closing.is_some()
        || !t.inner.is_empty()
        || s.values
            .iter()
            .flat_map(Value::items)
            .any(|v| v.trivia.as_ref().is_some_and(|t| !is_silent(t)))
        || s.block.as_ref().is_some_and(is_commented)
}

/// Whether an item carries no comment.
fn is_silent(trivia: &Trivia) -> bool {
    trivia.leading.is_empty() && trivia.trailing.is_none() && trivia.inner.is_empty()
}

/// Whether a statement holds what was written over several lines.
fn has_lines(s: &Statement) -> bool {
    s.values.iter().any(|v| v.style == Style::Items)
        || s.values.iter().flat_map(Value::items).any(is_block)
        || s.block.as_ref().is_some_and(|b| !b.inline)
}

/// Whether a list has to stand on several lines.
fn needs_lines(list: &Value, items: &[Value]) -> bool {
    list.style == Style::Items
        || items
            .iter()
            .any(|v| v.trivia.as_ref().is_some_and(|t| !is_silent(t)) || is_block(v))
}

/// Whether a text has lines of its own, or was written as if it had: a test reads `draft` as a path unless it is such a text.
fn is_block(value: &Value) -> bool {
    value.kind == ValueKind::Text
        && (value.style == Style::Block || value.raw.trim_end_matches('\n').contains('\n'))
}

/// Where a text has a blank that looks like any other and that its author spelled as an escape: `"\u00a0!"`. It stays one.
fn spelled_out(value: &Value) -> Vec<usize> {
    let alike = |c: char| {
        matches!(
            c,
            '\u{a0}' | '\u{ad}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}'
        )
    };
    // A value that was made and not read stands nowhere.
    let read = !value.map.is_empty() || value.loc.span.len() > value.raw.len() + 2;
    if value.kind != ValueKind::Text || value.style != Style::Quoted || !read {
        return Vec::new();
    }
    let written = |at: usize| {
        value
            .map
            .iter()
            .any(|s| (s.raw..s.raw + s.len).contains(&at))
    };
    value
        .raw
        .char_indices()
        .filter(|&(at, c)| alike(c) && !written(at))
        .map(|(at, _)| at)
        .collect()
}

/// Whether a text is what a bare pattern says.
fn is_pattern(value: &Value) -> bool {
    scalar::is_pattern(value) && !value.raw.contains('\n')
}

/// Whether a text is a comparison such as `>= 700 words`, which YAML wants between quotes and a recipe file does not.
fn is_comparison(value: &Value) -> bool {
    value.kind == ValueKind::Text
        && value.raw.starts_with(['<', '>', '='])
        && !value.raw.contains('\n')
        && scalar::quantity(value, &mut Sink::new()).is_some()
}
