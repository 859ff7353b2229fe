//! What stands among the names of sections and is none: settings without their section, and `yes` for a heading.

use super::questions::form::is_unit;
use crate::diag::{Diagnostic, codes};
use crate::rules::Binder;
use crate::syntax::tree::{Statement, Style, Value, ValueKind};

/// Whether an entry is a setting that lacks its section. `about` with a block, or alone, is a section that is called so.
pub(super) fn is_setting(entry: &Statement) -> bool {
    if entry.block.is_some() {
        return false;
    }
    let alone = entry
        .values
        .iter()
        .all(|v| matches!(v.kind, ValueKind::Null | ValueKind::Bool(true)));
    match entry.name.text.as_str() {
        "words" | "heading" | "list" | "optional" => true,
        "about" => !alone,
        "questions" => entry.values.first().is_some_and(asked),
        _ => false,
    }
}

/// Whether a quantity is one of questions: a section called `questions` has a length in words, or without a unit a long one.
fn asked(value: &Value) -> bool {
    let ValueKind::Quantity(q) = &value.kind else {
        return false;
    };
    match &q.unit {
        Some(_) => is_unit(q),
        None => q.max.or(q.min).is_some_and(|b| b.value <= MOST_ASKED),
    }
}

/// More questions than this are a number of words.
const MOST_ASKED: f64 = 30.0;

/// Whether the reader has said that the name of an entry stands twice.
pub(super) fn reported(entry: &Statement, binder: &Binder<'_>) -> bool {
    binder.sink.items().iter().any(|d| {
        d.code == codes::E0103 && d.labels.first().is_some_and(|l| l.loc == entry.name.loc)
    })
}

/// One message for each run of settings, with the section that they are likely meant for.
pub(super) fn settings(entries: &[Statement], binder: &mut Binder<'_>) {
    let mut at = 0;
    let mut owner: Option<&Statement> = None;
    while let Some(entry) = entries.get(at) {
        if !is_setting(entry) {
            owner = Some(entry);
            at += 1;
            continue;
        }
        let run: Vec<&Statement> = entries
            .get(at..)
            .unwrap_or_default()
            .iter()
            .take_while(|e| is_setting(e))
            .collect();
        at += run.len();
        let listed: Vec<String> = run.iter().map(|s| written(s)).collect();
        let inner = listed.join(", ");
        let name = &entry.name.text;
        let mut d = Diagnostic::error(
            codes::E0204,
            format!("`{name}` is a setting of a section, and stands where sections are named"),
        )
        .at(entry.name.loc, "not in the braces of a section");
        d = match owner.filter(|o| o.name.text != "others") {
            Some(o) if o.block.is_none() && o.values.is_empty() => d
                .at(o.name.loc, "meant for this one?")
                .help(format!("sections: [{{ {}: {{ {inner} }} }}]", o.name.text)),
            Some(o) => d.at(o.name.loc, "meant for this one?").help(format!(
                "put it into the braces of `{}`: `{{ {inner} }}`",
                o.name.text
            )),
            None => d.help(format!("sections: [{{ lede: {{ {inner} }} }}]")),
        };
        binder.sink.push(d);
    }
}

fn written(setting: &Statement) -> String {
    let values: Vec<String> = setting
        .values
        .iter()
        .map(|v| match v.style {
            Style::Quoted => format!("{:?}", v.raw),
            _ => v.raw.clone(),
        })
        .collect();
    match values.join(", ") {
        v if v.is_empty() => format!("{}: true", setting.name.text),
        v => format!("{}: {v}", setting.name.text),
    }
}

/// The truth that is written where a text is wanted: `yes`, `non`, `true`. Between quotes it is a text.
pub(super) fn truth(values: &[Value]) -> Option<bool> {
    let [value] = values else { return None };
    match &value.kind {
        ValueKind::Bool(b) => Some(*b),
        ValueKind::Name(n) => match n.to_lowercase().as_str() {
            "yes" | "oui" | "on" | "vrai" | "true" => Some(true),
            "no" | "non" | "off" | "faux" | "false" | "aucun" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// `heading: yes` is no heading called « yes ».
pub(super) fn not_a_heading(setting: &Statement, binder: &mut Binder<'_>) {
    let Some(value) = setting.values.first() else {
        return;
    };
    let (meant, says) = if truth(&setting.values) == Some(true) {
        ("free", "a heading in the writer's words is `free`")
    } else {
        ("none", "a section without a heading has `none`")
    };
    binder.sink.push(
        Diagnostic::error(
            codes::E0301,
            format!(
                "`heading` takes `none`, `free`, or a text, found `{}`",
                value.raw
            ),
        )
        .at(value.loc, format!("expected `{meant}`"))
        .help(format!(
            "{says}; a heading of these letters stands between quotes"
        ))
        .fix(value.loc, meant),
    );
}

/// `faits: no` is no section about « no ».
pub(super) fn not_about(entry: &Statement, binder: &mut Binder<'_>) {
    let (Some(value), name) = (entry.values.first(), &entry.name.text) else {
        return;
    };
    let d = Diagnostic::error(
        codes::E0301,
        format!("section `{name}` takes settings, found `{}`", value.raw),
    )
    .at(value.loc, "neither a length nor what it is about");
    binder.sink.push(if truth(&entry.values) == Some(true) {
        d.help(format!("its name alone declares it: `sections: [{name}]`"))
    } else {
        d.help(format!(
            "take `{name}` out, or let it be left out: `{name}: {{ optional: true }}`"
        ))
    });
}
