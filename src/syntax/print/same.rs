//! Whether two trees say the same, whatever their places and layout.

use super::{is_comparison, is_pattern, quantity};
use crate::syntax::normal::MODIFIERS;
use crate::syntax::tree::{Block, Comment, Statement, Style, Tree, Trivia, Value, ValueKind};

/// Whether two trees of the same shapes say the same: the same names, values and order, and the same comments. A value and a
/// list of one are the same, so are a lonely name and `true`, and so is a pattern or a comparison with and without quotes.
#[must_use]
pub fn same(a: &Tree, b: &Tree) -> bool {
    statements(&a.statements, &b.statements) && same_comments(a, b)
}

/// Whether two trees hold the same comments, wherever they stand.
#[must_use]
pub fn same_comments(a: &Tree, b: &Tree) -> bool {
    comments(a) == comments(b)
}

fn statements(a: &[Statement], b: &[Statement]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| statement(a, b))
}

fn statement(a: &Statement, b: &Statement) -> bool {
    let (v, w) = (said(&a.values), said(&b.values));
    a.name.text == b.name.text
        && v.len() == w.len()
        && v.iter().zip(w).all(|(a, b)| value(a, b))
        && option(a.doc.as_ref(), b.doc.as_ref(), |a, b| a.raw == b.raw)
        && option(a.default.as_ref(), b.default.as_ref(), value)
        && option(
            a.block.as_ref(),
            b.block.as_ref(),
            |a: &Block, b: &Block| statements(&a.statements, &b.statements),
        )
}

fn option<T>(a: Option<&T>, b: Option<&T>, same: impl Fn(&T, &T) -> bool) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// The values, without one that says no more than the name alone.
fn said(values: &[Value]) -> &[Value] {
    match values {
        [v] if matches!(v.kind, ValueKind::Bool(true) | ValueKind::Null) => &[],
        values => values,
    }
}

fn value(a: &Value, b: &Value) -> bool {
    match (a.items(), b.items()) {
        ([a], [b]) => scalar(a, b),
        (a, b) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| value(a, b)),
    }
}

fn scalar(a: &Value, b: &Value) -> bool {
    let kind = |v: &Value| match &v.kind {
        ValueKind::Regex(_) => 0,
        _ if is_pattern(v) => 0,
        ValueKind::Quantity(_) => 1,
        _ if is_comparison(v) => 1,
        ValueKind::Name(_) => 2,
        ValueKind::Bool(_) => 3,
        ValueKind::Null => 4,
        ValueKind::Text => 5,
        ValueKind::List(_) => 6,
    };
    let raw = |v: &Value| match &v.kind {
        ValueKind::Bool(b) => b.to_string(),
        ValueKind::Null => String::new(),
        ValueKind::Quantity(_) => quantity(&v.raw),
        _ if is_comparison(v) => quantity(&v.raw),
        _ => v.raw.clone(),
    };
    // `severity` as a value needs quotes in a recipe file, where the bare word begins a setting.
    let kept = |v: &Value| MODIFIERS.contains(&v.raw.as_str());
    // A text block of one line is no path to a test. One that begins with a blank cannot be written in a recipe file.
    let block = |v: &Value| {
        v.style == Style::Block && !v.raw.trim_end().contains('\n') && !v.raw.starts_with(' ')
    };
    raw(a) == raw(b)
        && block(a) == block(b)
        && (kind(a) == kind(b) || kept(a) && matches!((kind(a), kind(b)), (2, 5) | (5, 2)))
}

/// All comments, in alphabetical order: a formatter may put one before the statement inside which it stood.
fn comments(tree: &Tree) -> Vec<&str> {
    let mut out = Vec::new();
    take(&tree.trailing, &mut out);
    of_statements(&tree.statements, &mut out);
    out.sort_unstable();
    out
}

fn take<'a>(comments: &'a [Comment], out: &mut Vec<&'a str>) {
    out.extend(comments.iter().map(|c| c.text.as_str()));
}

fn of_trivia<'a>(trivia: &'a Trivia, out: &mut Vec<&'a str>) {
    take(&trivia.leading, out);
    take(&trivia.inner, out);
    out.extend(trivia.trailing.iter().map(|c| c.text.as_str()));
    out.extend(trivia.closing.iter().map(|c| c.text.as_str()));
}

fn of_statements<'a>(statements: &'a [Statement], out: &mut Vec<&'a str>) {
    for s in statements {
        of_trivia(&s.trivia, out);
        for item in s.values.iter().flat_map(Value::items) {
            if let Some(t) = &item.trivia {
                of_trivia(t, out);
            }
        }
        if let Some(b) = &s.block {
            take(&b.trailing, out);
            of_statements(&b.statements, out);
        }
    }
}
