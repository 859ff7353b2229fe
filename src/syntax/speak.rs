//! Messages in the words of the file that they are about: rules and passes write their examples in YAML, and a recipe file is
//! answered with its own surface.

use super::normal::{self, Words};
use super::print::recipe_line;
use super::{Surface, yaml};
use crate::diag::{Diagnostic, Sink};
use crate::source::{SourceId, SourceMap};
use crate::syntax::tree::Statement;

/// Says what cannot be seen in a name, and rewrites the examples of diagnostics whose first place is in a recipe file: `title: { length: … }` becomes
/// `title { length … }`, and help that begins with `in YAML` is left out. Everything else stays as it is.
#[must_use]
pub fn diagnostics(
    diagnostics: Vec<Diagnostic>,
    sources: &SourceMap,
    words: &dyn Words,
) -> Vec<Diagnostic> {
    diagnostics
        .into_iter()
        .map(|mut d| {
            super::alike::explain(&mut d, sources);
            let recipe = d.labels.first().is_some_and(|l| {
                let source = sources.get(l.loc.source);
                Surface::of(source.name(), source.text()) == Surface::Recipe
            });
            if recipe {
                d.message = sentence(&d.message, words);
                for label in &mut d.labels {
                    label.text = sentence(&label.text, words);
                }
                d.help.retain(|line| !line.starts_with("in YAML"));
                for line in &mut d.help {
                    *line = example(line, words).unwrap_or_else(|| sentence(line, words));
                }
            }
            d
        })
        .collect()
}

/// A sentence whose examples stand between backticks.
fn sentence(text: &str, words: &dyn Words) -> String {
    if !text.contains(':') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for (i, part) in text.split('`').enumerate() {
        if i > 0 {
            out.push('`');
        }
        match example(part, words).filter(|_| i % 2 == 1) {
            Some(mended) => out.push_str(&mended),
            None => out.push_str(part),
        }
    }
    out
}

/// The lines of a recipe that are not rules.
const HEADER: &[&str] = &[
    "recipe",
    "pack",
    "version",
    "description",
    "use",
    "prompts",
    "brief",
    "steps",
    "frames",
    "checks",
];

/// An example in YAML, as a recipe file writes it; `None` when it is no example in YAML.
fn example(text: &str, words: &dyn Words) -> Option<String> {
    let name = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    if let Some(only) = text.strip_suffix(':').filter(|s| name(s)) {
        return Some(only.to_owned());
    }
    if text.starts_with("{ ") && text.ends_with('}') && text.contains(": ") {
        let whole = example(&format!("x: {text}"), words)?;
        return whole.strip_prefix("x ").map(str::to_owned);
    }
    let (key, rest) = text.split_once(": ")?;
    // `inputs: keyphrase` is a list in prose, `inputs: { mot: text }` an example.
    let known = words.knows(key) || HEADER.contains(&key) || key == "x";
    let inputs = key == "inputs" && rest.starts_with('{');
    if !(name(key) && (known || inputs)) {
        return None;
    }
    let mut sink = Sink::new();
    let tree = yaml::read(SourceId(0), text, &mut sink)?;
    if sink.has_errors() {
        return None;
    }
    let tree = normal::brief(tree, words);
    let lines: Vec<String> = tree
        .statements
        .into_iter()
        .map(|mut s| {
            flatten(&mut s);
            recipe_line(&s)
        })
        .collect();
    // What is left out stays left out.
    let line = lines.join("; ").replace("\"…\"", "…");
    Some(single(&line).unwrap_or(line))
}

/// `steps { facts { … } }` with one step in it is written `step facts { … }`.
fn single(line: &str) -> Option<String> {
    for (all, one) in [("steps { ", "step"), ("checks { ", "check")] {
        let Some(inner) = line.strip_prefix(all).and_then(|l| l.strip_suffix(" }")) else {
            continue;
        };
        let (name, rest) = inner.split_once(" { ")?;
        let name = match one {
            "check" if !name.starts_with('"') => format!("\"{name}\""),
            _ => name.to_owned(),
        };
        let blocks = rest.matches('{').count() + 1 == rest.matches('}').count();
        return (blocks && rest.ends_with('}')).then(|| format!("{one} {name} {{ {rest}"));
    }
    None
}

/// Puts all blocks on one line.
fn flatten(statement: &mut Statement) {
    if let Some(b) = &mut statement.block {
        b.inline = true;
        b.statements.iter_mut().for_each(flatten);
    }
}
