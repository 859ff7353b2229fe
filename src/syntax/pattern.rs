//! Whether a pattern is a valid regular expression, with the fault at its byte.

mod matcher;

use std::ops::Range;

pub use matcher::Matcher;

use regex_syntax::ast;
use unicode_normalization::UnicodeNormalization;

use super::scalar;
use super::tree::{Value, ValueKind};
use crate::diag::{Diagnostic, Sink, codes};

/// The regular expression of a value that is a pattern, bare or in quotes; `None` and a diagnostic (E0106) when it is not a
/// pattern, or not a valid one. Matching is linear in the text, whatever the pattern: there are no look-around and no
/// back-references, and the message says so.
pub fn compile(value: &Value, sink: &mut Sink) -> Option<Matcher> {
    let pattern = scalar::pattern(value, sink)?;
    compile_written(value, &pattern, sink)
}

/// The same for a value whose expression is known: `pattern` is what [`scalar::written_pattern`] gave for it.
pub fn compile_written(value: &Value, pattern: &str, sink: &mut Sink) -> Option<Matcher> {
    if let Some(known) = Matcher::known(pattern) {
        return Some(known);
    }
    // `(?i)` stands for a flag that is written behind, and the opening slash is not part of the expression.
    let flag = if pattern.starts_with("(?i)") && flagged(value) {
        4
    } else {
        0
    };
    let place = |start: usize, end: usize| {
        let at = |o: usize| (o + 1).saturating_sub(flag);
        value.inner(at(start), at(end.max(start + 1).min(pattern.len())))
    };
    let parsed = ast::parse::Parser::new().parse(pattern);
    if let Err(error) = &parsed {
        let span = error.span();
        let (message, help) = words(error.kind());
        let mut d = Diagnostic::error(codes::E0106, message)
            .at(place(span.start.offset, span.end.offset), "in this pattern");
        if let Some(h) = help {
            d = d.help(h);
        }
        sink.push(d);
        return None;
    }
    // Texts are composed before they are searched, and so is what looks for them.
    let composed: String = pattern.nfc().collect();
    let ast = if composed == pattern {
        parsed.ok()
    } else {
        ast::parse::Parser::new().parse(&composed).ok()
    };
    match Matcher::of(&composed, ast.as_ref()) {
        Ok(m) => Some(m),
        Err(regex::Error::CompiledTooBig(_)) => {
            sink.push(
                Diagnostic::error(codes::E0106, "the pattern is too large once it is compiled")
                    .at(value.loc, "too many repetitions")
                    .help("lower the numbers between braces"),
            );
            None
        }
        Err(error) => {
            let shown = error.to_string();
            let reason = shown
                .lines()
                .last()
                .unwrap_or("")
                .trim_start_matches("error: ");
            sink.push(
                Diagnostic::error(codes::E0106, format!("the pattern is not valid: {reason}"))
                    .at(value.loc, "in this pattern"),
            );
            None
        }
    }
}

/// What is wrong with the text of a pattern.
pub(crate) struct Fault {
    /// In an editor's words.
    pub(crate) message: String,
    /// What can be done.
    pub(crate) help: Option<&'static str>,
    /// Which bytes of the pattern.
    pub(crate) range: Range<usize>,
}

/// Why a text is no regular expression; `None` when it is one.
pub(crate) fn fault(pattern: &str) -> Option<Fault> {
    let error = ast::parse::Parser::new().parse(pattern).err()?;
    let span = error.span();
    let (message, help) = words(error.kind());
    Some(Fault {
        message,
        help,
        range: span.start.offset..span.end.offset,
    })
}

/// Whether the pattern is written with the flag `i` behind its closing slash.
fn flagged(value: &Value) -> bool {
    match &value.kind {
        ValueKind::Regex(_) | ValueKind::Text => value.raw.ends_with("/i"),
        _ => false,
    }
}

/// What is wrong, and what can be done, in an editor's words.
fn words(kind: &ast::ErrorKind) -> (String, Option<&'static str>) {
    use ast::ErrorKind as E;
    let (message, help) = match kind {
        E::GroupUnclosed => (
            "the group `(` is never closed by `)`",
            Some("a parenthesis that is part of the text is written `\\(`"),
        ),
        E::GroupUnopened => (
            "`)` closes no group",
            Some("a parenthesis that is part of the text is written `\\)`"),
        ),
        E::ClassUnclosed => (
            "the set `[` is never closed by `]`",
            Some("a bracket that is part of the text is written `\\[`"),
        ),
        E::RepetitionMissing => (
            "there is nothing before this sign that could repeat",
            Some("a sign that is part of the text takes a backslash: `\\*`, `\\+`, `\\?`"),
        ),
        E::RepetitionCountInvalid => ("the first number between braces is above the second", None),
        E::RepetitionCountUnclosed | E::RepetitionCountDecimalEmpty => (
            "braces hold a number of repetitions: `{3}`, `{2,5}`",
            Some("a brace that is part of the text is written `\\{`"),
        ),
        E::EscapeUnrecognized => (
            "this backslash begins no known escape",
            Some("a backslash that is part of the text is written `\\\\`"),
        ),
        E::EscapeUnexpectedEof => (
            "the pattern ends after a backslash",
            Some("a backslash that is part of the text is written `\\\\`"),
        ),
        E::ClassRangeInvalid => ("the range in this set runs backwards", None),
        E::UnsupportedLookAround => (
            "look-ahead and look-behind (`(?=`, `(?!`, `(?<=`, `(?<!`) are not available",
            Some("match the neighbouring text too, or write two patterns"),
        ),
        E::UnsupportedBackreference => (
            "back-references (`\\1`) are not available",
            Some("write the repeated text out"),
        ),
        other => return (format!("the pattern is not valid: {other}"), None),
    };
    (message.to_owned(), help)
}
