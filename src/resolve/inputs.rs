//! Declared inputs, their types, the values given for them, and the texts that name them.

use crate::diag::{Diagnostic, Sink, codes, suggest};
use crate::resolve::header::text;
use crate::resolve::packs::Layer;
use crate::resolve::{Context, Gaps, Input, InputKind};
use crate::span::Loc;
use crate::syntax::tree::{Statement, Value, ValueKind};

pub(super) fn read(
    layers: &[Layer],
    gaps: &Gaps,
    context: &Context<'_>,
    sink: &mut Sink,
) -> Vec<Input> {
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
                // A recipe file declares one by one; its reader has gathered them by now, so that this is YAML.
                "input" => {
                    let d = Diagnostic::error(
                        codes::E0208,
                        "`input` stands in recipe files alone: YAML has all of them below `inputs`",
                    )
                    .at(statement.name.loc, "expected `inputs`");
                    sink.push(if statement.block.is_some() {
                        d.fix(statement.name.loc, "inputs")
                    } else {
                        d.help("inputs: { keyphrase: text }")
                    });
                }
                _ => {}
            }
        }
    }
    fill(&mut inputs, gaps, context, sink);
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
            Some(v) if v.kind != ValueKind::Null => input.kind = kind(&name, v, sink),
            // `keyphrase:` in YAML and `input keyphrase` in a recipe file: a text.
            _ => input.kind = InputKind::Text,
        }
    }
    for part in entry.entries() {
        match part.name.text.as_str() {
            "type" => {
                if let Some(v) = part.values.first() {
                    input.kind = kind("", v, sink);
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

fn kind(name: &str, value: &Value, sink: &mut Sink) -> InputKind {
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
    } else if matches!(name, "type" | "description" | "default") {
        d = d
            .help(format!(
                "`{name}` is a setting of an input, and stands where inputs are named"
            ))
            .help(format!("inputs: {{ keyphrase: {{ {name}: … }} }}"));
    } else if matches!(value.kind, ValueKind::Text) {
        d = d.help("a default value is written `{ type: text, default: … }`");
    }
    sink.push(d.help("types: `markdown` (the article), `text`, `number`"));
    InputKind::Text
}

/// Puts given values in, and says which of them no input takes.
fn fill(inputs: &mut [Input], gaps: &Gaps, context: &Context<'_>, sink: &mut Sink) {
    for (name, value) in context.given {
        let Some(input) = inputs.iter_mut().find(|i| i.name == *name) else {
            if gaps.may_declare(name) {
                continue;
            }
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

/// A text whose `{{ name }}` are replaced by the values of inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filled {
    /// The text; where an input has no value yet, its `{{ name }}` stands in it.
    pub(crate) text: String,
    /// Whether every input in it has a value.
    pub(crate) known: bool,
}

/// Replaces each `{{ name }}` of a text by the input's value. `None` when it names no input of the recipe (E0210).
pub(crate) fn filled(
    value: &Value,
    inputs: &[Input],
    gaps: &Gaps,
    sink: &mut Sink,
) -> Option<Filled> {
    let raw = value.raw.as_str();
    // Braces without quotes were reported by the reader, at the same place.
    let reported = |sink: &Sink| {
        let here = |d: &Diagnostic| d.labels.first().is_some_and(|l| l.loc == value.loc);
        sink.items().iter().any(here)
    };
    let mut text = String::with_capacity(raw.len());
    let mut known = true;
    let mut at = 0;
    while let Some((before, rest)) = raw.get(at..).and_then(|r| r.split_once("{{")) {
        text.push_str(before);
        let open = at + before.len();
        let Some((inside, _)) = rest.split_once("}}") else {
            sink.push(
                Diagnostic::error(codes::E0210, "`{{` is not closed")
                    .at(value.inner(open, open + 2), "opened here")
                    .help("write `{{ name }}`"),
            );
            return None;
        };
        let close = open + 2 + inside.len();
        let name = inside.trim();
        let place = value.inner(open, close + 2);
        let Some(input) = inputs.iter().find(|i| i.name == name) else {
            // A pack that is not there may declare it, unless it is a slip of one that is declared here.
            let slip = suggest::nearest(name, inputs.iter().map(|i| i.name.as_str())).is_some();
            if !slip && !name.is_empty() && gaps.may_declare(name) {
                known = false;
                text.push_str(&format!("{{{{{inside}}}}}"));
                at = close + 2;
                continue;
            }
            if !reported(sink) {
                // The name alone; where nothing stands between the braces, both.
                let start = open + 2 + inside.find(name).unwrap_or(0);
                let (place, len) = match name.len() {
                    0 => (place, close + 2 - open),
                    n => (value.inner(start, start + n), n),
                };
                // A place that could not be mapped to its bytes covers the whole value: no edit is safe there.
                let exact = place.span.len() == len;
                sink.push(unknown(name, place, exact, inputs));
            }
            return None;
        };
        if input.kind == InputKind::Markdown {
            sink.push(
                Diagnostic::error(
                    codes::E0210,
                    format!("`{name}` is the article itself, which stands in no setting"),
                )
                .at(place, "the whole source")
                .at(input.loc, "declared as `markdown` here")
                .help("only inputs of the type `text` or `number` can be named here"),
            );
            return None;
        }
        if let Some(v) = &input.value {
            text.push_str(v);
        } else {
            known = false;
            text.push_str(&format!("{{{{ {name} }}}}"));
        }
        at = close + 2;
    }
    text.push_str(raw.get(at..).unwrap_or(""));
    Some(Filled { text, known })
}

fn unknown(name: &str, at: Loc, exact: bool, inputs: &[Input]) -> Diagnostic {
    let names: Vec<&str> = inputs
        .iter()
        .filter(|i| i.kind != InputKind::Markdown)
        .map(|i| i.name.as_str())
        .collect();
    let known = if names.is_empty() {
        format!("declare it: `inputs: {{ {name}: text }}`")
    } else {
        format!("inputs: {}", names.join(", "))
    };
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    if name.is_empty() || !name.chars().all(word) {
        let known = if names.is_empty() {
            "declare an input: `inputs: { keyphrase: text }`".to_owned()
        } else {
            known
        };
        return Diagnostic::error(
            codes::E0210,
            "between `{{` and `}}` stands the name of an input and nothing else",
        )
        .at(at, "not a name")
        .help(known)
        .help("filters and conditions belong to `expr` of checks and `prompt` of steps");
    }
    let mut d = Diagnostic::error(codes::E0210, format!("no input is called `{name}`"))
        .at(at, "unknown variable");
    if let Some(near) = suggest::nearest(name, names.iter().copied()) {
        d = d.help(format!("did you mean `{near}`?"));
        if exact {
            d = d.fix(at, near);
        }
    }
    d.help(known)
}

fn is_variable(name: &str) -> bool {
    let mut chars = name.chars();
    chars
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}
