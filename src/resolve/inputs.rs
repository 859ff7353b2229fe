//! Declared inputs, their types, and the values given for them.

use crate::diag::{Diagnostic, Sink, codes, suggest};
use crate::resolve::header::text;
use crate::resolve::packs::Layer;
use crate::resolve::{Context, Input, InputKind};
use crate::syntax::tree::{Statement, Value, ValueKind};

pub(super) fn read(layers: &[Layer], context: &Context<'_>, sink: &mut Sink) -> Vec<Input> {
    let mut inputs: Vec<Input> = Vec::new();
    for layer in layers {
        for statement in &layer.tree.statements {
            match statement.name.text.as_str() {
                "inputs" if statement.block.is_none() => sink.push(
                    Diagnostic::error(codes::E0208, "`inputs` takes names with their types")
                        .at(statement.loc, "expected a mapping")
                        .help("inputs: { article: markdown }"),
                ),
                "inputs" => {
                    for entry in statement.entries() {
                        declare(entry, &mut inputs, sink);
                    }
                }
                _ => {}
            }
        }
    }
    fill(&mut inputs, context, sink);
    inputs
}

fn declare(entry: &Statement, inputs: &mut Vec<Input>, sink: &mut Sink) {
    let name = entry.name.text.clone();
    if !is_variable(&name) {
        sink.push(
            Diagnostic::error(
                codes::E0208,
                format!("`{name}` cannot be the name of an input"),
            )
            .at(
                entry.name.loc,
                "expected letters, digits and `_`, a letter first",
            )
            .help("a name such as `keyphrase` or `date_limite` works in every template"),
        );
        return;
    }
    let mut input = Input {
        name: name.clone(),
        kind: InputKind::Text,
        description: None,
        value: None,
        given: false,
        loc: entry.name.loc,
    };
    if entry.block.is_none() {
        match entry.values.first() {
            Some(v) => input.kind = kind(v, sink),
            None => input.kind = InputKind::Text,
        }
    }
    for part in entry.entries() {
        match part.name.text.as_str() {
            "type" => {
                if let Some(v) = part.values.first() {
                    input.kind = kind(v, sink);
                }
            }
            "description" => input.description = text(part, sink),
            "default" => input.value = text(part, sink),
            other => {
                let mut d =
                    Diagnostic::error(codes::E0204, format!("an input has no setting `{other}`"))
                        .at(part.name.loc, "unknown setting");
                if let Some(near) = suggest::nearest(other, ["type", "description", "default"]) {
                    d = d
                        .help(format!("did you mean `{near}`?"))
                        .fix(part.name.loc, near);
                }
                sink.push(d.help("an input takes `type`, `description` and `default`"));
            }
        }
    }
    if let (InputKind::Number, Some(v)) = (input.kind, &input.value)
        && v.parse::<f64>().is_err()
    {
        sink.push(
            Diagnostic::error(codes::E0208, format!("the default `{v}` is not a number"))
                .at(entry.loc, format!("`{name}` is declared as a number")),
        );
    }
    if input.kind == InputKind::Markdown
        && let Some(other) = inputs
            .iter()
            .find(|i| i.kind == InputKind::Markdown && i.name != name)
    {
        sink.push(
            Diagnostic::error(
                codes::E0208,
                format!("two inputs hold an article: `{}` and `{name}`", other.name),
            )
            .at(entry.name.loc, "the second")
            .at(other.loc, "the first")
            .help("a recipe rewrites one article; give the other input the type `text`"),
        );
        return;
    }
    match inputs.iter_mut().find(|i| i.name == name) {
        Some(earlier) => *earlier = input,
        None => inputs.push(input),
    }
}

fn kind(value: &Value, sink: &mut Sink) -> InputKind {
    let word = value.raw.trim();
    if let Some((_, kind)) = InputKind::ALL.iter().find(|(w, _)| *w == word) {
        return *kind;
    }
    let mut d = Diagnostic::error(codes::E0208, format!("no input has the type `{word}`"))
        .at(value.loc, "unknown type");
    if let Some(near) = suggest::nearest(word, InputKind::ALL.iter().map(|(w, _)| *w)) {
        d = d
            .help(format!("did you mean `{near}`?"))
            .fix(value.loc, near);
    } else if matches!(value.kind, ValueKind::Text) {
        d = d.help("a default value is written `{ type: text, default: … }`");
    }
    sink.push(d.help("types: `markdown` (the article), `text`, `number`"));
    InputKind::Text
}

/// Puts given values in, and says which of them no input takes.
fn fill(inputs: &mut [Input], context: &Context<'_>, sink: &mut Sink) {
    for (name, value) in context.given {
        let Some(input) = inputs.iter_mut().find(|i| i.name == *name) else {
            let mut d =
                Diagnostic::error(codes::E0209, format!("the recipe has no input `{name}`"));
            if let Some(near) = suggest::nearest(name, inputs.iter().map(|i| i.name.as_str())) {
                d = d.help(format!("did you mean `--input {near}=…`?"));
            }
            let names: Vec<String> = inputs
                .iter()
                .filter(|i| i.kind != InputKind::Markdown)
                .map(|i| format!("`{}`", i.name))
                .collect();
            sink.push(d.help(if names.is_empty() {
                "it takes no inputs besides the article".to_owned()
            } else {
                format!("its inputs: {}", names.join(", "))
            }));
            continue;
        };
        if input.kind == InputKind::Markdown {
            sink.push(
                Diagnostic::error(
                    codes::E0209,
                    format!("`{name}` is the article itself, which is given as a file"),
                )
                .at(input.loc, "declared as `markdown` here")
                .help("leave out `--input` for it and name the file after the recipe"),
            );
            continue;
        }
        if input.kind == InputKind::Number && value.parse::<f64>().is_err() {
            sink.push(
                Diagnostic::error(
                    codes::E0209,
                    format!("`{value}` is not a number, as the input `{name}` must be"),
                )
                .at(input.loc, "declared as `number` here"),
            );
            continue;
        }
        input.value = Some(value.clone());
        input.given = true;
    }
}

fn is_variable(name: &str) -> bool {
    let mut chars = name.chars();
    chars
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}
