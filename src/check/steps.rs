//! The custom steps of a recipe, bound: which part of the chain each fills, what it waits for, and whether its prompt names
//! only what there is. The overridden blocks of frames are checked here too.

mod order;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diag::{Diagnostic, Sink, codes, suggest};
use crate::expr::{self, Reading, frames};
use crate::resolve::{InputKind, Output, Recipe, StepDecl};
use crate::rules::check::input_types;
use crate::rules::facts::{Facts, Heading};
use crate::span::Loc;
use crate::syntax::tree::Name;

/// The custom steps and the overridden blocks of a recipe.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Chain {
    /// The steps, each after those it waits for.
    pub steps: Vec<CustomStep>,
    /// The blocks.
    pub blocks: Vec<BlockText>,
}

impl Chain {
    /// The step that fills a part of the chain, by the part's id.
    #[must_use]
    pub fn filling(&self, part: &str) -> Option<&CustomStep> {
        self.steps
            .iter()
            .find(|s| s.id == part && s.fills != Fills::Aside)
    }

    /// The step whose id this is, an aside or not.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&CustomStep> {
        self.steps.iter().find(|s| s.id == id)
    }

    /// The first part that a step fills or waits for, and that only a chain of several calls has.
    #[must_use]
    pub fn needs_parts(&self) -> Option<&str> {
        let part =
            |id: &str| id == "title" || id.starts_with("section:") || id.starts_with("meta:");
        self.steps.iter().find_map(|s| {
            if matches!(s.fills, Fills::Title | Fills::Section(_)) {
                return Some(s.id.as_str());
            }
            s.after.iter().find(|a| part(a)).map(String::as_str)
        })
    }
}

/// What the answer of a step becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fills {
    /// No part of the article: later prompts read it.
    Aside,
    /// The title.
    Title,
    /// The whole article.
    Article,
    /// A declared section, by name.
    Section(String),
    /// An entry of the front matter.
    Meta(String),
}

/// A custom step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CustomStep {
    /// What it is called in the recipe.
    pub name: String,
    /// What it is called in the chain: the part it fills, or its name.
    pub id: String,
    /// What its answer becomes.
    pub fills: Fills,
    /// The steps it waits for, by their ids.
    pub after: Vec<String>,
    /// The names under which its prompt reads their answers, with their ids.
    pub answers: BTreeMap<String, String>,
    /// What its answer is.
    pub output: Output,
    /// The template of its prompt.
    pub prompt: String,
    /// Which of its variables the prompt names.
    pub names: Names,
    /// Where it is declared.
    #[serde(skip)]
    pub loc: Loc,
}

/// Which variables a prompt names: what it does not, is added where a model needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Names {
    /// The source, whole or in passages.
    pub source: bool,
    /// The rules of the part.
    pub rules: bool,
    /// The facts to be kept.
    pub material: bool,
    /// The words asked for.
    pub words: bool,
}

/// A block that takes the place of a built-in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockText {
    /// The frame.
    pub frame: String,
    /// The block.
    pub block: String,
    /// The template.
    pub text: String,
}

/// Binds the steps and the blocks of a recipe. Parts that steps fill become facts.
pub fn bind(recipe: &Recipe, facts: &mut Facts, sink: &mut Sink) -> Chain {
    let mut chain = Chain {
        steps: Vec::new(),
        blocks: blocks(recipe, sink),
    };
    let mut bound: Vec<(CustomStep, &StepDecl)> = Vec::new();
    for decl in &recipe.steps {
        let Some((id, fills)) = place(decl, facts, sink) else {
            continue;
        };
        if let Some((other, earlier)) = bound.iter().find(|(s, _)| s.id == id) {
            let what = format!(
                "two steps fill `{id}`: `{}` and `{}`",
                other.name, decl.name.text
            );
            sink.push(
                Diagnostic::error(codes::E0510, what)
                    .at(decl.name.loc, "the second")
                    .at(earlier.name.loc, "the first")
                    .help("let one come after the other and read its answer"),
            );
            continue;
        }
        match &fills {
            Fills::Title => {
                facts.title.get_or_insert(decl.loc);
            }
            Fills::Meta(key) => {
                facts.ask_meta(key, decl.loc);
                facts.derived.retain(|d| d != key);
            }
            Fills::Aside | Fills::Article | Fills::Section(_) => {}
        }
        let step = CustomStep {
            name: decl.name.text.clone(),
            id,
            fills,
            after: Vec::new(),
            answers: BTreeMap::new(),
            output: decl.output,
            prompt: decl.prompt.raw.clone(),
            names: Names {
                source: false,
                rules: false,
                material: false,
                words: false,
            },
            loc: decl.loc,
        };
        bound.push((step, decl));
    }
    let known = known(&bound, facts);
    for (step, decl) in &mut bound {
        for name in &decl.after {
            match known.iter().find(|k| k.name == name.text) {
                Some(k) if k.id == step.id => {
                    sink.push(
                        Diagnostic::error(
                            codes::E0508,
                            format!("the step `{}` waits for itself", step.name),
                        )
                        .at(name.loc, "its own answer")
                        .help(format!("take `{}` out of `after`", name.text)),
                    );
                    step.answers.insert(k.name.clone(), k.id.clone());
                }
                Some(k) => {
                    if !step.after.contains(&k.id) {
                        step.after.push(k.id.clone());
                    }
                    step.answers.insert(k.name.clone(), k.id.clone());
                }
                None => {
                    if !recipe.gaps.steps {
                        unknown_step(name, &known, sink);
                    }
                    // Its answer in the prompt is the same fault.
                    step.answers.insert(name.text.clone(), name.text.clone());
                }
            }
        }
    }
    let mut readings = Vec::new();
    for (step, decl) in &mut bound {
        readings.push(prompt(step, decl, &known, recipe, sink));
    }
    // Where a prompt misspells an answer, that one is the fault.
    if readings.iter().all(|r| r.notes.is_empty()) {
        unused(&bound, &readings, sink);
    }
    chain.steps = order::sorted(bound, sink);
    chain
}

/// A name that `after` can take.
struct Known {
    name: String,
    id: String,
    json: bool,
}

/// The steps of the recipe and the parts of the chain.
fn known(bound: &[(CustomStep, &StepDecl)], facts: &Facts) -> Vec<Known> {
    let mut out: Vec<Known> = bound
        .iter()
        .map(|(s, _)| Known {
            name: s.name.clone(),
            id: s.id.clone(),
            json: s.output == Output::Json,
        })
        .collect();
    for id in parts(facts) {
        if !out.iter().any(|k| k.name == id) {
            out.push(Known {
                name: id.clone(),
                id,
                json: false,
            });
        }
    }
    out
}

/// The parts of the chain that the rules ask for.
fn parts(facts: &Facts) -> Vec<String> {
    let mut out = Vec::new();
    if facts.title.is_some() {
        out.push("title".to_owned());
    }
    let written = facts.sections.iter().filter(|s| !s.optional);
    out.extend(written.map(|s| format!("section:{}", s.name)));
    out.extend(
        facts
            .meta
            .iter()
            .filter(|(k, _)| !facts.derived.contains(k))
            .map(|(k, _)| format!("meta:{k}")),
    );
    out
}

/// What a step fills: the id in the chain, and the part.
fn place(decl: &StepDecl, facts: &Facts, sink: &mut Sink) -> Option<(String, Fills)> {
    let name = decl.name.text.as_str();
    let part_name = name == "title"
        || name == "article"
        || name.starts_with("section:")
        || name.starts_with("meta:");
    let target = match (&decl.replaces, part_name) {
        (Some(r), _) => Some(r.clone()),
        (None, true) => Some(decl.name.clone()),
        (None, false) => None,
    };
    if let (Some(target), Some(into)) = (&target, &decl.into)
        && target.text != into.text
    {
        sink.push(
            Diagnostic::error(
                codes::E0510,
                format!(
                    "the step `{name}` fills two places: `{}` and `{}`",
                    target.text, into.text
                ),
            )
            .at(into.loc, "one of them")
            .at(target.loc, "the other")
            .help("a part is replaced, or an entry of the front matter is written, not both"),
        );
        return None;
    }
    if let Some(into) = &decl.into {
        return match into.text.strip_prefix("meta:").map(str::trim) {
            Some(key) if !key.is_empty() => Some((into.text.clone(), Fills::Meta(key.to_owned()))),
            _ => {
                let mut d = Diagnostic::error(
                    codes::E0509,
                    format!("an answer is not written into `{}`", into.text),
                )
                .at(into.loc, "expected `meta:KEY`");
                if facts.meta.iter().any(|(k, _)| *k == into.text) || !into.text.contains(':') {
                    let near = format!("meta:{}", into.text);
                    d = d
                        .help(format!("did you mean `{near}`?"))
                        .fix(into.loc, near);
                }
                sink.push(d);
                None
            }
        };
    }
    let Some(target) = target else {
        return Some((name.to_owned(), Fills::Aside));
    };
    let id = target.text.clone();
    match id.as_str() {
        "article" => Some((id, Fills::Article)),
        "title" => Some((id, Fills::Title)),
        other => {
            if let Some(section) = other.strip_prefix("section:")
                && facts
                    .sections
                    .iter()
                    .any(|s| s.name == section && !s.optional)
            {
                return Some((id.clone(), Fills::Section(section.to_owned())));
            }
            if let Some(key) = other.strip_prefix("meta:")
                && (facts.meta.iter().any(|(k, _)| k == key) || decl.replaces.is_none())
            {
                return Some((id.clone(), Fills::Meta(key.to_owned())));
            }
            let mut all = vec!["article".to_owned(), "title".to_owned()];
            all.extend(parts(facts).into_iter().filter(|p| p != "title"));
            let mut d = Diagnostic::error(
                codes::E0509,
                format!("there is no part `{other}` that a step could replace"),
            )
            .at(target.loc, "unknown part");
            if let Some(near) = suggest::nearest(other, all.iter().map(String::as_str)) {
                d = d
                    .help(format!("did you mean `{near}`?"))
                    .fix(target.loc, near.to_owned());
            } else if other.starts_with("meta:") {
                d = d.help(format!("to add an entry, write `into: {other}`"));
            }
            sink.push(d.help(format!("parts: {}", all.join(", "))));
            None
        }
    }
}

fn unknown_step(name: &Name, known: &[Known], sink: &mut Sink) {
    let names: Vec<&str> = known.iter().map(|k| k.name.as_str()).collect();
    let mut d = Diagnostic::error(
        codes::E0509,
        format!("there is no step `{}` to come after", name.text),
    )
    .at(name.loc, "unknown step");
    if let Some(near) = suggest::nearest(&name.text, names.iter().copied()) {
        d = d
            .help(format!("did you mean `{near}`?"))
            .fix(name.loc, near.to_owned());
    }
    sink.push(if names.is_empty() {
        d.help("the recipe has no other step")
    } else {
        d.help(format!("steps: {}", names.join(", ")))
    });
}

/// Reads the prompt of a step, and notes what it names.
fn prompt(
    step: &mut CustomStep,
    decl: &StepDecl,
    known: &[Known],
    recipe: &Recipe,
    sink: &mut Sink,
) -> Reading {
    let writes = match &step.fills {
        Fills::Section(_) => frames::Writes::Section,
        Fills::Article => frames::Writes::Article,
        Fills::Aside | Fills::Title | Fills::Meta(_) => frames::Writes::Other,
    };
    let answers: Vec<(String, bool)> = step
        .answers
        .keys()
        .map(|name| {
            let json = known.iter().any(|k| k.name == *name && k.json);
            (name.clone(), json)
        })
        .collect();
    let scope = frames::prompt(writes, &input_types(&recipe.inputs), &answers);
    let mut reading = expr::template(&decl.prompt.raw, &scope, false);
    let article = recipe.inputs.iter().find(|i| i.kind == InputKind::Markdown);
    expr::about_the_article(&mut reading, article.map(|i| i.name.as_str()));
    for note in &mut reading.notes {
        // A step that exists and is not waited for: the repair is in `after`.
        let named = decl.prompt.raw.get(note.range.clone()).unwrap_or("");
        let named = named.trim_matches(['"', '\'']);
        if note.code == codes::E0505
            && let Some(k) = known.iter().find(|k| k.name == named)
            && k.id != step.id
        {
            note.message = format!("the step `{}` does not come after `{named}`", step.name);
            note.label = "its answer is not known here".to_owned();
            note.fix = None;
            let all: Vec<&str> = decl
                .after
                .iter()
                .map(|n| n.text.as_str())
                .chain([named])
                .collect();
            note.help = vec![format!("after: [{}]", all.join(", "))];
        }
    }
    expr::report(&reading, &decl.prompt, sink);
    let roots = reading.roots();
    step.names = Names {
        source: roots.contains("source") || roots.contains("passages"),
        rules: roots.contains("rules"),
        material: roots.contains("material"),
        words: roots.contains("words"),
    };
    reading
}

/// Reports asides whose answer no prompt reads.
fn unused(bound: &[(CustomStep, &StepDecl)], readings: &[Reading], sink: &mut Sink) {
    for (step, decl) in bound.iter().filter(|(s, _)| s.fills == Fills::Aside) {
        let read = bound.iter().zip(readings).any(|((other, _), reading)| {
            let fields = reading.fields("steps");
            other
                .answers
                .iter()
                .any(|(name, id)| *id == step.id && fields.contains(name))
        });
        if !read {
            sink.push(
                Diagnostic::warn(
                    codes::W0513,
                    format!("the answer of the step `{}` is never used", step.name),
                )
                .at(decl.name.loc, "a call that changes nothing")
                .once_sound()
                .help(format!(
                    "use it in a step that comes after: `{{{{ steps.{} }}}}`",
                    step.name
                ))
                .help("or write it into the front matter: `into: meta:KEY`"),
            );
        }
    }
}

fn blocks(recipe: &Recipe, sink: &mut Sink) -> Vec<BlockText> {
    let mut out = Vec::new();
    for decl in &recipe.frames {
        let Some(frame) = frames::frame(&decl.frame.text) else {
            let names: Vec<&str> = frames::FRAMES.iter().map(|f| f.name).collect();
            let mut d = Diagnostic::error(
                codes::E0511,
                format!("there is no frame `{}`", decl.frame.text),
            )
            .at(decl.frame.loc, "unknown frame");
            if let Some(near) = suggest::nearest(&decl.frame.text, names.iter().copied()) {
                d = d
                    .help(format!("did you mean `{near}`?"))
                    .fix(decl.frame.loc, near.to_owned());
            }
            sink.push(d.help(format!("frames: {}", names.join(", "))));
            continue;
        };
        if frame.block(&decl.block.text).is_none() {
            let names: Vec<&str> = frame.blocks.iter().map(|b| b.name).collect();
            let mut d = Diagnostic::error(
                codes::E0511,
                format!(
                    "the frame `{}` has no block `{}`",
                    frame.name, decl.block.text
                ),
            )
            .at(decl.block.loc, "unknown block");
            if let Some(near) = suggest::nearest(&decl.block.text, names.iter().copied()) {
                d = d
                    .help(format!("did you mean `{near}`?"))
                    .fix(decl.block.loc, near.to_owned());
            }
            sink.push(d.help(format!("blocks of `{}`: {}", frame.name, names.join(", "))));
            continue;
        }
        let reading = expr::template(&decl.text.raw, &frames::variables(frame.name), true);
        if expr::report(&reading, &decl.text, sink) {
            out.push(BlockText {
                frame: decl.frame.text.clone(),
                block: decl.block.text.clone(),
                text: decl.text.raw.clone(),
            });
        }
    }
    out
}

/// The heading that the layout adds to a section.
#[must_use]
pub fn fixed_heading(heading: &Heading) -> &str {
    match heading {
        Heading::Fixed(text) => text,
        Heading::Free | Heading::None => "",
    }
}
