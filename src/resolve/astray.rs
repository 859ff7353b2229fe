//! A setting that stands outside the block it belongs to: the edits that put it there.

use crate::diag::Edit;
use crate::source::SourceMap;
use crate::span::{Loc, Span};
use crate::syntax::Surface;
use crate::syntax::tree::{Statement, Tree};

/// The edits that bring a statement at the top level into the block of `group`, which is made when the file has none. Empty
/// where it cannot be told what else would be moved along.
pub(super) fn into_block(
    statement: &Statement,
    group: &str,
    tree: &Tree,
    sources: &SourceMap,
) -> Vec<Edit> {
    let source = sources.get(statement.loc.source);
    let text = source.text();
    let written = statement.loc.span.slice(text);
    let surface = Surface::of(source.name(), text);
    if written.contains('\n') {
        return Vec::new();
    }
    let edit = |span: Span, replacement: String| Edit {
        loc: Loc::new(statement.loc.source, span),
        replacement,
    };
    let Some(home) = tree.get(group) else {
        let plain = !written.contains(['{', '}', '[', ']', ',', '#']);
        return match surface {
            Surface::Recipe => vec![edit(statement.loc.span, format!("{group} {{ {written} }}"))],
            Surface::Yaml if plain => vec![edit(
                statement.loc.span,
                format!("{group}: {{ {written} }}"),
            )],
            Surface::Yaml => Vec::new(),
        };
    };
    let there = home
        .entries()
        .iter()
        .any(|s| s.name.text == statement.name.text);
    let (Some(last), false) = (home.entries().last(), there) else {
        return Vec::new();
    };
    let (start, end) = line(text, statement.loc.span);
    let alone = Span::new(start, end).slice(text).trim() == written;
    let inner = last.loc.span;
    if !alone || last.loc.source != statement.loc.source || !home.loc.span.contains(inner) {
        return Vec::new();
    }
    let (first, after) = line(text, inner);
    let lead = Span::new(first, inner.start).slice(text);
    let rest = Span::new(inner.end, after).slice(text);
    let braces = home
        .block
        .as_ref()
        .is_some_and(|b| b.loc.span.slice(text).starts_with('{'));
    let flow = surface == Surface::Yaml && braces;
    let put = if !home.loc.span.slice(text).contains('\n') {
        let sign = if surface == Surface::Recipe {
            "; "
        } else {
            ", "
        };
        edit(Span::at(inner.end), format!("{sign}{written}"))
    } else if flow {
        // Its last line may want a comma, or have one.
        return Vec::new();
    } else if lead.trim().is_empty() && !rest.contains('}') {
        let ending = if rest.ends_with('\r') { "\r\n" } else { "\n" };
        let at = after - (rest.len() - rest.trim_end_matches('\r').len());
        edit(Span::at(at), format!("{ending}{lead}{written}"))
    } else {
        return Vec::new();
    };
    let gone = Span::new(start, (end + 1).min(text.len()));
    vec![put, edit(gone, String::new())]
}

/// The lines of a span, without the last line break.
fn line(text: &str, span: Span) -> (usize, usize) {
    let before = text.get(..span.start).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    let after = text.get(span.end..).unwrap_or("");
    let end = after.find('\n').map_or(text.len(), |i| span.end + i);
    (start, end)
}
