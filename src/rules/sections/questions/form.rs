//! A section has one form: it is a list, or questions, and an opening is neither.

use crate::diag::{Diagnostic, codes};
use crate::rules::Binder;
use crate::span::{Loc, Span};
use crate::syntax::tree::{Quantity, Statement, ValueKind};

/// Whether a quantity is one of questions.
pub(in crate::rules::sections) fn is_unit(quantity: &Quantity) -> bool {
    let unit = quantity.unit.as_ref().map(|u| u.text.as_str());
    matches!(unit, Some("question" | "questions"))
}

/// What a section cannot be together with questions, each with the edit that leaves the questions alone.
pub(in crate::rules::sections) fn check(entry: &Statement, binder: &mut Binder<'_>) {
    let Some(questions) = entry.get("questions") else {
        return;
    };
    let name = &entry.name.text;
    if let Some(list) = entry.get("list") {
        let mut d = Diagnostic::error(
            codes::E0305,
            format!("section `{name}` cannot be a list and questions"),
        )
        .at(list.loc, "a list of so many items")
        .at(questions.loc, "so many questions, each with its answer")
        .help("leave one of them out: an answer may hold a list of its own");
        if let Some(cut) = cut(entry, list) {
            d = d.fix(cut, "");
        }
        binder.sink.push(d);
    }
    if let Some(heading) = entry.get("heading")
        && let [value] = heading.values.as_slice()
        && matches!(&value.kind, ValueKind::Name(n) if n == "none")
    {
        binder.sink.push(
            Diagnostic::error(
                codes::E0305,
                format!("section `{name}` cannot be the opening and questions"),
            )
            .at(value.loc, "an opening: text before the first heading")
            .at(questions.loc, "so many questions, each with its answer")
            .help(format!("{name}: {{ heading: free }}"))
            .fix(value.loc, "free"),
        );
    }
}

/// The place of a setting with what parts it from its neighbour.
fn cut(entry: &Statement, setting: &Statement) -> Option<Loc> {
    let all = entry.entries();
    let at = all.iter().position(|s| s.loc == setting.loc)?;
    let span = match (all.get(at + 1), at.checked_sub(1).and_then(|i| all.get(i))) {
        (Some(next), _) => Span::new(setting.loc.span.start, next.loc.span.start),
        (None, Some(before)) => Span::new(before.loc.span.end, setting.loc.span.end),
        (None, None) => return None,
    };
    Some(Loc::new(setting.loc.source, span))
}
