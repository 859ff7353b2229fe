//! Custom steps and overridden blocks of frames: `steps: { NAME: { … } }`, `frames: { FRAME: { BLOCK: … } }`. What they
//! name is looked up later, when the chain is known; here they are only read.

use serde::Serialize;

use crate::diag::{Diagnostic, Sink, codes, suggest};
use crate::resolve::packs::Layer;
use crate::span::Loc;
use crate::syntax::tree::{Name, Statement, Value, ValueKind};

/// What the answer of a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Output {
    /// A text, as it comes.
    #[default]
    Text,
    /// Markdown: a code fence around the whole answer is taken off.
    Markdown,
    /// JSON: later prompts read its fields.
    Json,
}

impl Output {
    /// All kinds, with the word that recipes use.
    pub const ALL: &'static [(&'static str, Output)] = &[
        ("text", Self::Text),
        ("markdown", Self::Markdown),
        ("json", Self::Json),
    ];
}

/// A step that a recipe or a pack declares.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepDecl {
    /// Its name: a word, or the part of the chain that it replaces (`title`, `section:faits`).
    pub name: Name,
    /// The steps that come before it.
    pub after: Vec<Name>,
    /// The template of its prompt.
    pub prompt: Value,
    /// What its answer is.
    pub output: Output,
    /// The part of the chain whose prompt it replaces.
    pub replaces: Option<Name>,
    /// The entry of the front matter that it writes: `meta:KEY`.
    pub into: Option<Name>,
    /// Where it is declared.
    pub loc: Loc,
}

/// A block of a built-in frame that a recipe or a pack overrides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FrameDecl {
    /// The frame.
    pub frame: Name,
    /// The block.
    pub block: Name,
    /// The template that takes its place.
    pub text: Value,
}

const SETTINGS: [&str; 5] = ["prompt", "after", "output", "replaces", "into"];

pub(super) fn read(layers: &[Layer], sink: &mut Sink) -> (Vec<StepDecl>, Vec<FrameDecl>) {
    let mut steps: Vec<StepDecl> = Vec::new();
    let mut frames: Vec<FrameDecl> = Vec::new();
    for statement in layers.iter().flat_map(|l| &l.tree.statements) {
        match statement.name.text.as_str() {
            "steps" | "step" => {
                for entry in entries(statement, "steps: { facts: { prompt: … } }", sink) {
                    if is_off(entry.body) {
                        steps.retain(|s| s.name.text != entry.name.text);
                        continue;
                    }
                    if let Some(step) = step(&entry, sink) {
                        steps.retain(|s| s.name.text != step.name.text);
                        steps.push(step);
                    }
                }
            }
            "frames" | "frame" => {
                for entry in entries(statement, "frames: { section: { style: … } }", sink) {
                    for block in blocks(&entry, sink) {
                        frames.retain(|f| {
                            f.frame.text != block.frame.text || f.block.text != block.block.text
                        });
                        frames.push(block);
                    }
                }
            }
            _ => {}
        }
    }
    (steps, frames)
}

/// A name with what stands behind it: an entry of `steps: { … }`, or `step NAME … { … }`.
struct Entry<'a> {
    name: Name,
    /// Values that stand between the name and the block: `after A, B`.
    rest: &'a [Value],
    body: &'a Statement,
}

fn entries<'a>(statement: &'a Statement, paste: &str, sink: &mut Sink) -> Vec<Entry<'a>> {
    if let [first, rest @ ..] = statement.values.as_slice()
        && statement.block.is_some()
    {
        return vec![Entry {
            name: name_of(first),
            rest,
            body: statement,
        }];
    }
    if let ([name, text], None) = (statement.values.as_slice(), &statement.block)
        && matches!(text.kind, ValueKind::Text)
        && !text.raw.contains('\n')
    {
        let (plural, inner) = match statement.name.text.as_str() {
            "step" => ("steps", "prompt"),
            _ => ("frames", "style"),
        };
        sink.push(
            Diagnostic::error(
                codes::E0218,
                format!("`{}` takes settings, found a text", name.raw),
            )
            .at(text.loc, format!("its `{inner}`?"))
            .help(format!(
                "{plural}: {{ {}: {{ {inner}: {:?} }} }}",
                name.raw, text.raw
            )),
        );
        return Vec::new();
    }
    if statement.block.is_none() {
        sink.push(
            Diagnostic::error(
                codes::E0218,
                format!("`{}` takes names with their settings", statement.name.text),
            )
            .at(statement.loc, "expected names and settings")
            .help(paste.to_owned()),
        );
    }
    let bare = |s: &&Statement| {
        s.block.is_none()
            && statement.name.text.starts_with("step")
            && SETTINGS.contains(&s.name.text.as_str())
    };
    if let Some(first) = statement.entries().iter().find(bare) {
        let inner: Vec<String> = statement
            .entries()
            .iter()
            .filter(bare)
            .map(|s| format!("{}: …", s.name.text))
            .collect();
        sink.push(
            Diagnostic::error(
                codes::E0218,
                format!(
                    "`{}` is a setting of a step, and stands where steps are named",
                    first.name.text
                ),
            )
            .at(first.name.loc, "the name is missing")
            .help(format!("steps: {{ NAME: {{ {} }} }}", inner.join(", "))),
        );
    }
    statement
        .entries()
        .iter()
        .filter(|s| !bare(s))
        .map(|s| Entry {
            name: s.name.clone(),
            rest: &[],
            body: s,
        })
        .collect()
}

fn is_off(statement: &Statement) -> bool {
    statement.block.is_none()
        && match statement.values.as_slice() {
            [v] => matches!(v.kind, ValueKind::Bool(false)) || v.raw == "off",
            _ => false,
        }
}

fn name_of(value: &Value) -> Name {
    Name {
        text: value.raw.trim().to_owned(),
        loc: value.loc,
    }
}

fn step(entry: &Entry<'_>, sink: &mut Sink) -> Option<StepDecl> {
    let name = &entry.name;
    let paste = format!("steps: {{ {}: {{ prompt: … }} }}", name.text);
    if !is_step_name(&name.text) {
        sink.push(
            Diagnostic::error(
                codes::E0218,
                format!("`{}` cannot be the name of a step", name.text),
            )
            .at(name.loc, "expected letters, digits and `_`, a letter first")
            .help("a name such as `facts`, whose answer is `steps.facts`; or a part of the chain, such as `title` or `section:faits`"),
        );
        return None;
    }
    let mut decl = StepDecl {
        name: name.clone(),
        after: Vec::new(),
        prompt: Value {
            kind: ValueKind::Null,
            loc: name.loc,
            raw: String::new(),
            style: crate::syntax::tree::Style::Plain,
            map: Vec::new(),
            trivia: None,
        },
        output: Output::Text,
        replaces: None,
        into: None,
        loc: name.loc.join(entry.body.loc),
    };
    match entry.rest {
        [] => {}
        [word, names @ ..] if word.raw == "after" && !names.is_empty() => {
            decl.after
                .extend(names.iter().flat_map(Value::items).map(name_of));
        }
        [other, ..] => sink.push(
            Diagnostic::error(
                codes::E0218,
                format!("expected `after` or `{{`, found {}", other.describe()),
            )
            .at(other.loc, "not expected here")
            .help(format!("step {} after A, B {{ prompt … }}", name.text)),
        ),
    }
    let mut prompt = None;
    for s in entry.body.entries() {
        match s.name.text.as_str() {
            "prompt" => prompt = one(s, sink).cloned(),
            "after" => decl
                .after
                .extend(s.values.iter().flat_map(Value::items).map(name_of)),
            "output" => {
                if let Some(v) = one(s, sink) {
                    decl.output = output(v, sink);
                }
            }
            "replaces" => decl.replaces = one(s, sink).map(name_of),
            "into" => decl.into = one(s, sink).map(name_of),
            other => unknown(s, other, "step", &SETTINGS, sink),
        }
    }
    if let Some(v) = prompt {
        decl.prompt = v;
        return Some(decl);
    }
    let misspelt = |s: &Statement| {
        !SETTINGS.contains(&s.name.text.as_str())
            && suggest::nearest(&s.name.text, SETTINGS) == Some("prompt")
    };
    if entry.body.get("prompt").is_none() && !entry.body.entries().iter().any(misspelt) {
        if let ([text], None) = (entry.body.values.as_slice(), &entry.body.block)
            && matches!(text.kind, ValueKind::Text | ValueKind::Name(_))
            && !text.raw.contains('\n')
        {
            sink.push(
                Diagnostic::error(
                    codes::E0218,
                    format!("the step `{}` takes settings, found a text", name.text),
                )
                .at(text.loc, "its prompt? the name `prompt` belongs before it")
                .help(format!(
                    "steps: {{ {}: {{ prompt: {:?} }} }}",
                    name.text, text.raw
                )),
            );
            return None;
        }
        let at = if entry.body.block.is_some() {
            name.loc
        } else {
            entry.body.loc
        };
        sink.push(
            Diagnostic::error(
                codes::E0218,
                format!("the step `{}` has no prompt", name.text),
            )
            .at(at, "what is the model asked?")
            .help(paste),
        );
    }
    None
}

/// The single text of a setting.
fn one<'a>(statement: &'a Statement, sink: &mut Sink) -> Option<&'a Value> {
    match statement.values.as_slice() {
        [v] if statement.block.is_none() && v.text().is_some_and(|t| !t.trim().is_empty()) => {
            Some(v)
        }
        _ => {
            sink.push(
                Diagnostic::error(
                    codes::E0301,
                    format!("`{}` takes one text", statement.name.text),
                )
                .at(statement.loc, "expected a text"),
            );
            None
        }
    }
}

fn output(value: &Value, sink: &mut Sink) -> Output {
    let word = value.raw.trim();
    if let Some((_, o)) = Output::ALL.iter().find(|(w, _)| *w == word) {
        return *o;
    }
    let mut d = Diagnostic::error(codes::E0304, format!("no answer is a `{word}`"))
        .at(value.loc, "expected `text`, `markdown` or `json`");
    if let Some(near) = suggest::nearest(word, Output::ALL.iter().map(|(w, _)| *w)) {
        d = d
            .help(format!("did you mean `{near}`?"))
            .fix(value.loc, near);
    }
    sink.push(d);
    Output::Text
}

fn unknown(statement: &Statement, word: &str, of: &str, known: &[&str], sink: &mut Sink) {
    let mut d = Diagnostic::error(codes::E0204, format!("a {of} has no setting `{word}`"))
        .at(statement.name.loc, "unknown setting");
    if let Some(near) = suggest::nearest(word, known.iter().copied()) {
        d = d
            .help(format!("did you mean `{near}`?"))
            .fix(statement.name.loc, near);
    }
    let list: Vec<String> = known.iter().map(|k| format!("`{k}`")).collect();
    sink.push(d.help(format!("settings of a {of}: {}", list.join(", "))));
}

fn blocks(entry: &Entry<'_>, sink: &mut Sink) -> Vec<FrameDecl> {
    if entry.body.block.is_none() {
        sink.push(
            Diagnostic::error(
                codes::E0218,
                format!(
                    "the frame `{}` takes blocks with their texts",
                    entry.name.text
                ),
            )
            .at(entry.body.loc, "expected blocks")
            .help(format!("frames: {{ {}: {{ style: … }} }}", entry.name.text)),
        );
    }
    entry
        .body
        .entries()
        .iter()
        .filter_map(|s| {
            let text = match s.values.as_slice() {
                // An empty text takes a block out.
                [v] if s.block.is_none() && !matches!(v.kind, ValueKind::List(_)) => v,
                _ => one(s, sink)?,
            };
            Some(FrameDecl {
                frame: entry.name.clone(),
                block: s.name.clone(),
                text: text.clone(),
            })
        })
        .collect()
}

/// A word, or a part of the chain.
fn is_step_name(name: &str) -> bool {
    let part = name
        .strip_prefix("section:")
        .or_else(|| name.strip_prefix("meta:"));
    if let Some(part) = part {
        return !part.trim().is_empty();
    }
    let mut chars = name.chars();
    chars
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;
    use crate::syntax::tree::{Style, Tree};

    fn tree(yaml: &str) -> Tree {
        let mut sink = Sink::new();
        let tree = crate::syntax::yaml::read(SourceId(0), yaml, &mut sink);
        assert!(!sink.has_errors());
        tree.expect("reads")
    }

    fn value(raw: &str, loc: Loc) -> Value {
        Value {
            kind: ValueKind::Name(raw.to_owned()),
            loc,
            raw: raw.to_owned(),
            style: Style::Plain,
            map: Vec::new(),
            trivia: None,
        }
    }

    /// `step NAME after A, B { … }` says what `steps: { NAME: { after: [A, B], … } }` says.
    #[test]
    fn a_step_may_have_its_name_behind_the_word() {
        let layer = |tree: Tree| Layer {
            tree: tree.into(),
            pack: None,
        };
        let mut sink = Sink::new();
        let yaml = tree("steps: { facts: { after: [title, angle], output: json, prompt: x } }\n");
        let (wanted, _) = read(&[layer(yaml)], &mut sink);

        let mut dsl = tree("step: { output: json, prompt: x }\n");
        let statement = &mut dsl.statements[0];
        let loc = statement.loc;
        let list = Value {
            kind: ValueKind::List(vec![value("title", loc), value("angle", loc)]),
            ..value("", loc)
        };
        statement.values = vec![value("facts", loc), value("after", loc), list];
        let (found, _) = read(&[layer(dsl)], &mut sink);

        let names = |steps: &[StepDecl]| {
            steps
                .iter()
                .map(|s| {
                    let after: Vec<String> = s.after.iter().map(|n| n.text.clone()).collect();
                    (s.name.text.clone(), after, s.output, s.prompt.raw.clone())
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&found), names(&wanted));
        assert_eq!(found.len(), 1);
        assert_eq!(sink.items(), []);
    }

    #[test]
    fn a_later_layer_replaces_a_step_and_can_switch_it_off() {
        let layer = |yaml: &str| Layer {
            tree: tree(yaml).into(),
            pack: None,
        };
        let mut sink = Sink::new();
        let layers = [
            layer(
                "steps: { a: { prompt: x }, b: { prompt: y } }\nframes: { section: { style: old } }\n",
            ),
            layer("steps: { a: { prompt: z }, b: off }\nframes: { section: { style: new } }\n"),
        ];
        let (steps, frames) = read(&layers, &mut sink);
        assert_eq!(steps.len(), 1);
        assert_eq!(steps[0].prompt.raw, "z");
        assert_eq!(frames.len(), 1);
        assert_eq!(frames[0].text.raw, "new");
        assert_eq!(sink.items(), []);
    }
}
