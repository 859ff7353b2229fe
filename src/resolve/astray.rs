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
    let alone = text[start..end].trim() == written;
    let inner = last.loc.span;
    if !alone || last.loc.source != statement.loc.source || !home.loc.span.contains(inner) {
        return Vec::new();
    }
    let (first, after) = line(text, inner);
    let lead = &text[first..inner.start];
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
    } else if lead.trim().is_empty() && !text[inner.end..after].contains('}') {
        let ending = if text[..after].ends_with('\r') {
            "\r\n"
        } else {
            "\n"
        };
        let at = text[..after].trim_end_matches('\r').len();
        edit(Span::at(at), format!("{ending}{lead}{written}"))
    } else {
        return Vec::new();
    };
    let gone = Span::new(start, (end + 1).min(text.len()));
    vec![put, edit(gone, String::new())]
}

/// The lines of a span, without the last line break.
fn line(text: &str, span: Span) -> (usize, usize) {
    let start = text[..span.start].rfind('\n').map_or(0, |i| i + 1);
    let end = text[span.end..]
        .find('\n')
        .map_or(text.len(), |i| span.end + i);
    (start, end)
}
