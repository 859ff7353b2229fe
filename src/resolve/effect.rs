//! What a recipe says without effect: settings that the same file sets again, inputs that nothing names. Warnings, with an
//! edit that takes the line out where it stands alone.

use crate::diag::{Diagnostic, Sink, codes};
use crate::resolve::packs::Layer;
use crate::resolve::{InputKind, Recipe};
use crate::source::SourceMap;
use crate::span::{Loc, Span};
use crate::syntax::tree::{Statement, Value, ValueKind};

/// Reports settings that a later line of the same file replaces.
pub(super) fn overridden(recipe: &Recipe, layers: &[Layer], sources: &SourceMap, sink: &mut Sink) {
    for setting in &recipe.settings {
        for r in &setting.replaced {
            let same_file = r.loc.source == r.by.source;
            if !same_file || r.loc.span.overlaps(r.by.span) {
                continue;
            }
            let name = if r.name == "is" || setting.rule.ends_with(&r.name) {
                setting.rule.to_owned()
            } else {
                format!("{}` in `{}", r.name, setting.rule)
            };
            let d = Diagnostic::warn(
                codes::W0215,
                format!("`{name}` is set again in the same file: this line has no effect"),
            )
            .at(r.loc, "without effect")
            .at(r.by, "this one counts");
            sink.push(removing(d, r.loc, layers, sources));
        }
    }
}

/// Reports inputs of the recipe itself that no rule, check, step, frame or brief names.
pub(super) fn unused(recipe: &Recipe, layers: &[Layer], sources: &SourceMap, sink: &mut Sink) {
    let Some(own) = layers.last() else { return };
    let mut texts: Vec<&Value> = Vec::new();
    for setting in &recipe.settings {
        values(std::slice::from_ref(&setting.statement), &mut texts);
    }
    for step in &recipe.steps {
        texts.push(&step.prompt);
    }
    for frame in &recipe.frames {
        texts.push(&frame.text);
    }
    let briefs = layers.iter().flat_map(|l| &l.tree.statements);
    for brief in briefs.filter(|s| s.name.text == "brief") {
        texts.extend(brief.values.iter().flat_map(Value::items));
    }
    for input in &recipe.inputs {
        let here = own
            .tree
            .statements
            .iter()
            .filter(|s| matches!(s.name.text.as_str(), "inputs" | "input"))
            .find_map(|s| declaration(s, input.loc));
        let Some(statement) = here else {
            continue; // a pack's input: the pack may use it where it is not switched off
        };
        if input.kind == InputKind::Markdown || texts.iter().any(|v| names(v, &input.name)) {
            continue;
        }
        let d = Diagnostic::warn(
            codes::W0217,
            format!("the input `{}` is never used", input.name),
        )
        .at(input.loc, "nothing in the recipe names it")
        .once_sound()
        .help(format!(
            "use it: \"{{{{ {} }}}}\" in a text, or `{}` in a check",
            input.name, input.name
        ));
        sink.push(removing(d, statement.loc, layers, sources));
    }
}

/// The statement that declares the input whose name stands at `at`.
fn declaration(statement: &Statement, at: Loc) -> Option<&Statement> {
    let inner = statement.entries().iter().find(|e| e.name.loc == at);
    inner.or_else(|| {
        let own = statement.values.first().is_some_and(|v| v.loc == at);
        own.then_some(statement)
    })
}

fn values<'a>(statements: &'a [Statement], out: &mut Vec<&'a Value>) {
    for s in statements {
        out.extend(s.values.iter().flat_map(Value::items));
        values(s.entries(), out);
    }
}

/// Whether a value is, or holds, the name of an input.
fn names(value: &Value, input: &str) -> bool {
    match &value.kind {
        ValueKind::Name(n) => n == input || mentions(&value.raw, input),
        _ => mentions(&value.raw, input),
    }
}

/// Whether the name stands in a text as a word of its own: rather once too often than an input that is in use reported.
fn mentions(text: &str, name: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(i, _)| {
        let before = text.get(..i).and_then(|t| t.chars().next_back());
        let after = text.get(i + name.len()..).and_then(|t| t.chars().next());
        !before.is_some_and(word) && !after.is_some_and(word)
    })
}

/// Adds the edit that takes a statement out, where it has its lines for itself.
fn removing(d: Diagnostic, loc: Loc, layers: &[Layer], sources: &SourceMap) -> Diagnostic {
    let found = layers
        .iter()
        .find_map(|l| find(&l.tree.statements, loc))
        .and_then(|target| lines(target, sources));
    match found {
        Some(lines) => d.fix(lines, String::new()),
        None => d,
    }
}

/// The place of the statement at `loc`; of the one around it, when nothing else would be left in that.
fn find(statements: &[Statement], loc: Loc) -> Option<Loc> {
    for s in statements {
        if s.loc == loc {
            return Some(s.loc);
        }
        if s.loc.source == loc.source && s.loc.span.contains(loc.span) {
            let inner = find(s.entries(), loc)?;
            let alone = matches!(s.entries(), [one] if one.loc == inner);
            return Some(if alone { s.loc } else { inner });
        }
    }
    None
}

/// The whole lines of a place, when nothing else stands on them.
fn lines(loc: Loc, sources: &SourceMap) -> Option<Loc> {
    let text = sources.get(loc.source).text();
    let start = text.get(..loc.span.start)?.rfind('\n').map_or(0, |i| i + 1);
    let end = text
        .get(loc.span.end..)?
        .find('\n')
        .map_or(text.len(), |i| loc.span.end + i + 1);
    let before = text.get(start..loc.span.start)?;
    let after = text.get(loc.span.end..end)?.trim();
    let alone = before.trim().is_empty() && (after.is_empty() || after.starts_with('#'));
    alone.then(|| Loc::new(loc.source, Span::new(start, end)))
}
