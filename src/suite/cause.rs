//! Which line of a recipe made a text change: the instruction, guidance or prompt whose words stand in the changed region.

use super::wording::Change;
use super::workshop::Compiled;
use crate::emit::Program;
use crate::report::{self, Place};
use crate::source::Source;
use crate::span::{Loc, Span};

/// Where a change comes from.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Cause {
    /// What it is, as a noun phrase: "the rule `title.length`".
    pub what: String,
    /// The line, when it stands in a recipe, a pack or a source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Place>,
}

/// A piece of text that a recipe puts into prompts or plans.
struct Piece {
    text: String,
    what: String,
    at: Place,
}

/// The causes of changes in prompts, each once, in the order of the changes. The last resort is the galley that made the text.
pub(super) fn of_prompts(
    compiled: &Compiled,
    programs: &[&Program],
    source: Option<&Source>,
    new: &str,
    changes: &[Change],
) -> Vec<Cause> {
    let mut pieces = Vec::new();
    let rule = |line: &crate::emit::Line| Piece {
        text: line.text.clone(),
        what: format!("the rule `{}`", line.rule),
        at: place(compiled, line.loc),
    };
    for program in programs {
        pieces.extend(program.everywhere.iter().map(rule));
        for step in &program.steps {
            pieces.extend(step.instructions.iter().map(rule));
        }
    }
    for brief in &compiled.plan.recipe.briefs {
        pieces.extend(literal(&brief.text).map(|(text, _)| Piece {
            text,
            what: "the guidance in `brief`".to_owned(),
            at: place(compiled, brief.loc),
        }));
    }
    for step in &compiled.plan.recipe.steps {
        pieces.extend(literal(&step.prompt.raw).map(|(text, at)| Piece {
            what: format!("the prompt of the step `{}`", step.name.text),
            at: place(compiled, step.prompt.inner(at, at + text.len())),
            text,
        }));
    }
    for frame in &compiled.plan.recipe.frames {
        pieces.extend(literal(&frame.text.raw).map(|(text, at)| Piece {
            what: format!("the frame `{}.{}`", frame.frame.text, frame.block.text),
            at: place(compiled, frame.text.inner(at, at + text.len())),
            text,
        }));
    }
    if let Some(source) = source {
        pieces.push(Piece {
            text: source.text().trim().to_owned(),
            what: "the source".to_owned(),
            at: report::place(source, Span::at(0)),
        });
    }
    let mut out = Vec::new();
    for change in changes {
        let found = match best(&pieces, new, change) {
            Some(cause) => vec![cause],
            None => budget(compiled, programs, new, change),
        };
        for cause in found {
            if !out.contains(&cause) {
                out.push(cause);
            }
        }
    }
    if out.is_empty() && !changes.is_empty() {
        out.push(unknown());
    }
    out
}

/// The causes of changes in a plan: the rules whose settings stand in the changed lines.
pub(super) fn of_plan(compiled: &Compiled, new: &str, changes: &[Change]) -> Vec<Cause> {
    let pieces: Vec<Piece> = compiled
        .plan
        .rules
        .iter()
        .map(|b| Piece {
            text: b.rule.describe(),
            what: format!("the rule `{}`", b.id),
            at: place(compiled, b.loc),
        })
        .collect();
    let mut out: Vec<Cause> = Vec::new();
    for cause in changes.iter().filter_map(|c| best(&pieces, new, c)) {
        if !out.contains(&cause) {
            out.push(cause);
        }
    }
    if out.is_empty() && !changes.is_empty() {
        out.push(unknown());
    }
    out
}

/// What stands in no line of the recipe.
fn unknown() -> Cause {
    Cause {
        what: "a setting that is gone, another model, or galley’s own words: no line of the recipe stands there"
            .to_owned(),
        at: None,
    }
}

fn place(compiled: &Compiled, loc: Loc) -> Place {
    report::recipe_place(&compiled.sources, loc)
}

/// The shortest piece of which an occurrence holds or touches the change.
fn best(pieces: &[Piece], new: &str, change: &Change) -> Option<Cause> {
    pieces
        .iter()
        .filter(|p| !p.text.is_empty())
        .filter(|p| {
            new.match_indices(p.text.as_str()).any(|(at, found)| {
                let end = at + found.len();
                if change.new.is_empty() {
                    at < change.new.start && change.new.start < end
                } else {
                    at < change.new.end && change.new.start < end
                }
            })
        })
        .min_by_key(|p| p.text.len())
        .map(|p| Cause {
            what: p.what.clone(),
            at: Some(p.at.clone()),
        })
}

/// Words asked of a step come from several lines together: the lengths of the body and of its sections.
fn budget(compiled: &Compiled, programs: &[&Program], new: &str, change: &Change) -> Vec<Cause> {
    let changed = new.get(change.new.clone()).unwrap_or("");
    let steps = programs.iter().flat_map(|p| &p.steps);
    let asked = steps.filter_map(|s| s.words).any(|w| {
        [Some(w.min), w.max, Some(w.target)]
            .into_iter()
            .flatten()
            .any(|n| changed.contains(&n.to_string()))
    });
    if !asked {
        return Vec::new();
    }
    compiled
        .plan
        .rules
        .iter()
        .filter(|b| matches!(b.def.id, "length" | "sections"))
        .map(|b| Cause {
            what: format!("the words that `{}` allows", b.id),
            at: Some(place(compiled, b.loc)),
        })
        .collect()
}

/// The pieces of a template that are printed as they stand, with their offsets: what holds no value and is worth finding.
fn literal(template: &str) -> impl Iterator<Item = (String, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in template.split_inclusive('\n') {
        let mut start = at;
        let mut rest = line;
        while !rest.is_empty() {
            let open = rest.find("{{").into_iter().chain(rest.find("{%")).min();
            let text = open.and_then(|open| rest.get(..open)).unwrap_or(rest);
            let lead = text.len() - text.trim_start().len();
            let trimmed = text.trim();
            if trimmed.chars().count() >= 4 {
                out.push((trimmed.to_owned(), start + lead));
            }
            let Some(open) = open else { break };
            let tag = rest.get(open..).unwrap_or("");
            let close = tag
                .find("}}")
                .into_iter()
                .chain(tag.find("%}"))
                .min()
                .map_or(rest.len(), |i| open + i + 2);
            start += close;
            rest = rest.get(close..).unwrap_or("");
        }
        at += line.len();
    }
    out.into_iter()
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn literal_pieces_have_their_places() {
        let template = "Write about {{ place }} in\n  {% if x %}two lines{% endif %}\n";
        let found: Vec<(String, usize)> = literal(template).collect();
        assert_eq!(
            found,
            [("Write about".to_owned(), 0), ("two lines".to_owned(), 39)]
        );
        for (text, at) in found {
            assert!(template[at..].starts_with(&text));
        }
    }
}
