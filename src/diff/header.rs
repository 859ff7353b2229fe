//! What is no rule: inputs, briefs, steps, frames, the description, the packs.

use serde::Serialize;

use crate::diff::{Presence, Said, Side};
use crate::resolve::{Input, InputKind};
use crate::span::Loc;

/// What became of an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputChange {
    /// Its name.
    pub name: String,
    /// Whether both recipes have it.
    pub presence: Presence,
    /// The older declaration in words: ``text, default `Anvers` ``.
    pub before: Option<String>,
    /// The newer one.
    pub after: Option<String>,
    /// Where it is declared on the older side.
    pub before_at: Option<Said>,
    /// Where it is declared on the newer side.
    pub after_at: Option<Said>,
    /// Whether somebody who calls the recipe has to give something else than before.
    pub breaks_callers: bool,
}

/// What became of a text that no rule checks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextChange {
    /// What it is: `description`, `brief`, `step facts`, `frame section.style`, `prompts`.
    pub what: String,
    /// Whether both recipes have it.
    pub presence: Presence,
    /// The older text.
    pub before: Option<String>,
    /// The newer one.
    pub after: Option<String>,
    /// Where it stands on the older side, where that is known.
    pub before_at: Option<Said>,
    /// Where it stands on the newer side.
    pub after_at: Option<Said>,
}

/// What became of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackChange {
    /// Its name, without the revision.
    pub name: String,
    /// Whether both recipes use it.
    pub presence: Presence,
    /// Its older version.
    pub before: Option<String>,
    /// Its newer version.
    pub after: Option<String>,
}

/// The inputs that differ.
pub(super) fn inputs(older: Side<'_>, newer: Side<'_>) -> Vec<InputChange> {
    let (a, b) = (older.declared, newer.declared);
    names(a.iter().chain(b).map(|i| i.name.as_str()))
        .into_iter()
        .filter_map(|name| {
            let x = a.iter().find(|i| i.name == name);
            let y = b.iter().find(|i| i.name == name);
            let (before, after) = (x.map(declared), y.map(declared));
            (before != after).then(|| InputChange {
                name: name.to_owned(),
                presence: Presence::of(x, y),
                breaks_callers: breaks(x, y),
                before_at: x.map(|i| older.said_at(i.loc)),
                after_at: y.map(|i| newer.said_at(i.loc)),
                before,
                after,
            })
        })
        .collect()
}

fn declared(input: &Input) -> String {
    let kind = InputKind::ALL
        .iter()
        .find(|(_, k)| *k == input.kind)
        .map_or("text", |(w, _)| *w);
    let mut text = kind.to_owned();
    match &input.value {
        Some(default) => text.push_str(&format!(", default `{default}`")),
        None if input.kind != InputKind::Markdown => text.push_str(", required"),
        None => {}
    }
    if let Some(description) = &input.description {
        text.push_str(&format!(", {description}"));
    }
    text
}

/// Whether what was given before is refused now, or what was not needed is needed.
fn breaks(older: Option<&Input>, newer: Option<&Input>) -> bool {
    let needed = |i: &Input| i.kind != InputKind::Markdown && i.value.is_none();
    match (older, newer) {
        (None, Some(i)) => needed(i),
        (Some(i), None) => i.kind != InputKind::Markdown,
        (Some(a), Some(b)) => a.kind != b.kind || (!needed(a) && needed(b)),
        (None, None) => false,
    }
}

/// One text of a recipe: what it is, what it says, and where.
struct Told {
    what: String,
    text: String,
    loc: Option<Loc>,
}

/// The texts that differ.
pub(super) fn texts(older: Side<'_>, newer: Side<'_>) -> Vec<TextChange> {
    let (a, b) = (told(older), told(newer));
    let mut out: Vec<TextChange> = Vec::new();
    for what in names(a.iter().chain(&b).map(|t| t.what.as_str())) {
        let mut x: Vec<&Told> = a.iter().filter(|t| t.what == what).collect();
        let mut y: Vec<&Told> = b.iter().filter(|t| t.what == what).collect();
        // What both say is no difference, wherever it stands in the list.
        x.retain(
            |before| match y.iter().position(|after| after.text == before.text) {
                Some(j) => {
                    y.remove(j);
                    false
                }
                None => true,
            },
        );
        for n in 0..x.len().max(y.len()) {
            let (before, after) = (x.get(n).copied(), y.get(n).copied());
            out.push(TextChange {
                what: what.to_owned(),
                presence: Presence::of(before, after),
                before: before.map(|t| t.text.clone()),
                after: after.map(|t| t.text.clone()),
                before_at: before.and_then(|t| t.loc).map(|l| older.said_at(l)),
                after_at: after.and_then(|t| t.loc).map(|l| newer.said_at(l)),
            });
        }
    }
    out
}

fn told(side: Side<'_>) -> Vec<Told> {
    let recipe = &side.plan.recipe;
    let mut out = vec![
        Told {
            what: "name".to_owned(),
            text: recipe.name.clone(),
            loc: Some(recipe.name_loc),
        },
        Told {
            what: "prompts".to_owned(),
            text: recipe.tongue.code().to_owned(),
            loc: None,
        },
    ];
    out.extend(recipe.description.iter().map(|d| Told {
        what: "description".to_owned(),
        text: d.clone(),
        loc: None,
    }));
    out.extend(recipe.briefs.iter().map(|b| Told {
        what: "brief".to_owned(),
        text: b.text.clone(),
        loc: Some(b.loc),
    }));
    for step in &recipe.steps {
        let mut text = step.prompt.raw.trim().to_owned();
        let after: Vec<&str> = step.after.iter().map(|n| n.text.as_str()).collect();
        let mut setting = |name: &str, value: &str| {
            if !value.is_empty() {
                text.push_str(&format!("\n({name} {value})"));
            }
        };
        setting("after", &after.join(", "));
        setting(
            "output",
            match step.output {
                crate::resolve::Output::Text => "",
                crate::resolve::Output::Markdown => "markdown",
                crate::resolve::Output::Json => "json",
            },
        );
        setting("replaces", step.replaces.as_ref().map_or("", |n| &n.text));
        setting("into", step.into.as_ref().map_or("", |n| &n.text));
        out.push(Told {
            what: format!("step {}", step.name.text),
            text,
            loc: Some(step.prompt.loc),
        });
    }
    out.extend(recipe.frames.iter().map(|f| Told {
        what: format!("frame {}.{}", f.frame.text, f.block.text),
        text: f.text.raw.trim().to_owned(),
        loc: Some(f.text.loc),
    }));
    out
}

/// The packs that differ in presence or version. A pack that is read from a revision has the revision before its name.
pub(super) fn packs(older: Side<'_>, newer: Side<'_>) -> Vec<PackChange> {
    let list = |side: Side<'_>| -> Vec<(String, Option<String>)> {
        side.plan
            .recipe
            .packs
            .iter()
            .map(|p| {
                let bare = p.name.rsplit_once(':').map_or(p.name.as_str(), |(_, n)| n);
                (bare.to_owned(), p.version.clone())
            })
            .collect()
    };
    let (a, b) = (list(older), list(newer));
    names(a.iter().chain(&b).map(|(n, _)| n.as_str()))
        .into_iter()
        .filter_map(|name| {
            let of = |all: &'_ [(String, Option<String>)]| {
                all.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone())
            };
            let (x, y) = (of(&a), of(&b));
            (x != y).then(|| PackChange {
                name: name.to_owned(),
                presence: Presence::of(x.as_ref(), y.as_ref()),
                before: x.flatten(),
                after: y.flatten(),
            })
        })
        .collect()
}

/// Each name once, in order.
fn names<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::new();
    for name in all {
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}
