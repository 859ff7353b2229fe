//! Characters that a reader can't see, but that change what a text says or how a line looks.

use crate::diag::{Diagnostic, Sink, codes};
use crate::source::SourceId;
use crate::span::{Loc, Span};

/// More than this many are not listed: a binary file would drown everything else.
const LISTED: usize = 10;

/// Reports hidden characters, showing how the `escape` of one is written, and returns where the parser would stumble over one.
pub(super) fn check(
    id: SourceId,
    text: &str,
    escape: fn(u32) -> String,
    sink: &mut Sink,
) -> Vec<usize> {
    let mut stumbles = Vec::new();
    let mut listed = 0;
    let mut more: Option<(Span, usize)> = None;
    for (i, c) in text.char_indices() {
        let Some(name) = name(c, i) else { continue };
        let span = Span::new(i, i + c.len_utf8());
        if c.is_control() {
            stumbles.push(i);
        }
        listed += 1;
        if listed > LISTED {
            let n = more.map_or(0, |m| m.1);
            more = Some((more.map_or(span, |m| m.0), n + 1));
            continue;
        }
        let loc = Loc::new(id, span);
        let mut d = Diagnostic::error(
            codes::E0115,
            format!("a hidden character stands here: U+{:04X}, {name}", c as u32),
        )
        .at(loc, "hidden")
        .fix(loc, "");
        if stumbles.is_empty() || !c.is_control() {
            d = d.help("take it away; it often comes along when text is pasted from a web page");
        } else {
            d = d.help(format!(
                "take it away, or write it as an escape between double quotes: \"{}\"",
                escape(c as u32)
            ));
        }
        sink.push(d);
    }
    if let Some((span, n)) = more {
        sink.push(
            Diagnostic::error(
                codes::E0115,
                format!("{n} more hidden characters: this may not be a text file"),
            )
            .at(Loc::new(id, span), "the next one"),
        );
    }
    stumbles
}

/// The text with a blank for every byte of a hidden character, so that nothing stumbles over one and places stay.
pub(super) fn blanked(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.char_indices().any(|(i, c)| name(c, i).is_some()) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for (i, c) in text.char_indices() {
        match name(c, i) {
            Some(_) => out.extend(std::iter::repeat_n(' ', c.len_utf8())),
            None => out.push(c),
        }
    }
    out.into()
}

/// Whether a character cannot be seen; a tab and a line end can.
pub(super) fn is_hidden(c: char) -> bool {
    name(c, 1).is_some()
}

/// What a hidden character is called; `None` for every character that may stand in a recipe.
fn name(c: char, offset: usize) -> Option<&'static str> {
    Some(match c {
        '\t' | '\n' | '\r' | '\u{85}' => return None,
        '\0' => "a NUL byte",
        '\u{1b}' => "an escape, which steers terminals",
        c if c.is_control() => "a control character",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "a direction control, which makes text look different from what it is"
        }
        '\u{feff}' if offset > 0 => "a byte-order mark in the middle of the text",
        '\u{200b}' => "a space without width",
        '\u{2060}'..='\u{2064}' => "an invisible operator",
        '\u{e0000}'..='\u{e007f}' => "an invisible tag",
        _ => return None,
    })
}
