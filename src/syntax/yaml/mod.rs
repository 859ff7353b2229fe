//! Reads a recipe in YAML into the [tree](crate::syntax::tree) that both surfaces share.
//!
//! The parser beneath stops at its first error. To report as many faults as is safe, a file is read in *fragments*:
//!
//! - A fault that is local to one scalar (`>= 700 words` without quotes, a text that begins with `@`) is reported, the
//!   offending byte is replaced by a harmless one of the same length, and the setting is read again; the value is then taken
//!   from the source as it stands, so the rest of the compiler sees what was meant.
//! - After any other fault, reading goes on at the next line that looks like a top-level setting. What was complete before
//!   the fault is kept.
//!
//! Decisions that YAML leaves open:
//!
//! - An alias stands for the anchored node: its value has the place (and the byte map) of the anchored text, so that a message
//!   about a part of it, and a fix, land where the words are written; the statement that holds the alias has its own place.
//! - `<<` merges: settings of the mapping itself win, then earlier merged mappings before later ones.
//! - `~`, `null` and nothing are [`ValueKind::Null`](crate::syntax::tree::ValueKind::Null); only `true` and `false` are truth
//!   values, so `no` and `off` are names, as in YAML 1.2.

mod brackets;
mod events;
mod faults;

mod layout;
mod lower;
mod messages;
mod node;
mod spans;
mod tabs;
mod trivia;
mod value;

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};

use super::tree::Tree;
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::SourceId;
use crate::span::{Loc, Span};
use events::{Event, Events};
use faults::Recovery;
use lower::Lower;
use node::Builder;

/// Reading starts anew at most this often, and over at most this many bytes in all.
const RESTARTS: usize = 64;
const REREAD: usize = 8 << 20;

/// Reads a YAML recipe.
///
/// Everything that is wrong goes to `sink`; the tree holds what could be read all the same, so that later passes can report
/// more, and is to be compiled only when the sink has no errors. `None` when there is nothing to go on with: an empty file, or
/// one that is not a mapping of settings.
///
/// Never panics, whatever the text.
pub fn read(id: SourceId, text: &str, sink: &mut Sink) -> Option<Tree> {
    read_items(id, text, Items::Named, sink)
}

/// What the items of a list are that holds mappings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Items {
    /// Each sets one name: `- chapo: { … }`.
    Named,
    /// Each is a record of several names, and becomes a statement without a name: `- { at: …, message: … }`.
    Records,
}

/// Like [`read`], with lists of records where `items` says so.
pub fn read_items(id: SourceId, text: &str, items: Items, sink: &mut Sink) -> Option<Tree> {
    let mut own = Sink::new();
    let tree = read_fragments(id, text, items, &mut own);
    for d in tabs::together(id, text, own.items()) {
        sink.push(d);
    }
    tree
}

fn read_fragments(id: SourceId, text: &str, items: Items, sink: &mut Sink) -> Option<Tree> {
    let mut patches: BTreeMap<usize, u8> = BTreeMap::new();
    let mut buffer = Cow::Borrowed(text);
    for at in super::hidden::check(id, text, |c| format!("\\x{c:02x}"), sink) {
        patch(&mut buffer, &mut patches, at, '_');
    }
    let mut builder = Builder::new(text);
    let mut from = 0;
    let mut restarts = 0;
    let mut reread = 0;
    loop {
        let mut fault = None;
        for event in Events::new(&buffer[from..], from) {
            match event {
                Ok(e) => {
                    if !builder.feed(e) {
                        break;
                    }
                }
                Err(f) => {
                    fault = Some(f);
                    break;
                }
            }
        }
        let Some(fault) = fault else { break };
        let context = builder.context();
        let recovery = faults::report(id, text, from, &fault, &context, sink);
        // A value that ran into the next setting is not what was meant.
        let ran_on = matches!(
            fault.kind,
            events::FaultKind::FlowSeparator | events::FaultKind::SecondColon
        );
        if ran_on && matches!(recovery, Recovery::Skip(_)) {
            builder.drop_last();
        }
        builder.break_off();
        restarts += 1;
        reread += fault.at.saturating_sub(from) + 1;
        if matches!(fault.kind, events::FaultKind::OpenQuote) {
            reread += text.len() - from;
        }
        if restarts > RESTARTS || reread > REREAD {
            sink.push(
                Diagnostic::error(
                    codes::E0101,
                    "there are too many faults: the rest of the file was not read",
                )
                .at(Loc::new(id, Span::at(fault.at)), "read up to here"),
            );
            break;
        }
        let next = match recovery {
            Recovery::Patch(bytes) => {
                let before = patches.len();
                for (at, c) in bytes {
                    patch(&mut buffer, &mut patches, at, c);
                }
                if patches.len() > before {
                    let again = match context.top {
                        Some(top) if context.block => layout::line_start(text, top).max(from),
                        _ => from,
                    };
                    builder.rewind(again);
                    Some(again)
                } else {
                    layout::next_setting(text, context.top.unwrap_or(from).max(from))
                }
            }
            Recovery::Skip(to) => to,
        };
        match next {
            Some(n) => from = n,
            None => break,
        }
    }
    if let Some(span) = builder.second_document {
        sink.push(
            Diagnostic::error(
                codes::E0117,
                "a second document begins here: a file holds one recipe",
            )
            .at(Loc::new(id, span), "read up to here")
            .help("take the `---` away, or put the second recipe into a file of its own"),
        );
    }
    finish(id, text, &builder, &patches, items, sink)
}

/// Whether a YAML text says some things by reference: with anchors, aliases, merge keys or tags. A tree has them expanded, so
/// such a text cannot be printed from its tree as its author wrote it.
#[must_use]
pub fn has_references(text: &str) -> bool {
    Events::new(text, 0).any(|e| {
        matches!(
            e,
            Ok(Event::Anchor { .. } | Event::Alias { .. } | Event::Scalar { tag: Some(_), .. })
        )
    })
}

/// Whether a text begins as a recipe file does and not as YAML does: with `recipe NAME` or `pack NAME`.
#[must_use]
pub fn looks_like_recipe_file(text: &str) -> bool {
    messages::looks_like_dsl(text)
}

/// Replaces one byte by another, when it is a whole character.
fn patch(buffer: &mut Cow<'_, str>, patches: &mut BTreeMap<usize, u8>, at: usize, c: char) {
    if let Some([old]) = buffer.get(at..at + 1).map(str::as_bytes)
        && c.is_ascii()
        && patches.insert(at, *old).is_none()
    {
        let mut b = [0; 1];
        buffer
            .to_mut()
            .replace_range(at..=at, c.encode_utf8(&mut b));
    }
}

fn finish(
    id: SourceId,
    text: &str,
    builder: &Builder<'_>,
    patches: &BTreeMap<usize, u8>,
    items: Items,
    sink: &mut Sink,
) -> Option<Tree> {
    if builder.entries.is_empty() {
        if !sink.has_errors() {
            let root = builder.odd_root.map(|n| node::at(&builder.nodes, n));
            sink.push(messages::no_settings(id, text, root));
        }
        return None;
    }
    let lines: Vec<usize> = std::iter::once(0)
        .chain(text.match_indices('\n').map(|(i, _)| i + 1))
        .collect();
    let mut lower = Lower {
        id,
        text,
        nodes: &builder.nodes,
        patches,
        lines: &lines,
        comments: builder.comments.iter().copied().collect::<VecDeque<_>>(),
        sink,
        copying: 0,
        expanded: 0,
        depth: 0,
        reported: 0,
        items,
        unfit: false,
    };
    Some(lower.tree(&builder.entries))
}
