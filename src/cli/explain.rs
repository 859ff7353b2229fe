//! `galley explain RULE|CODE`: a page.

use std::fmt::Write as _;

use crate::cli::{Exit, Outcome, output};
use crate::diag::{Diagnostic, codes, suggest};
use crate::rules::{Def, Expect, TABLE};

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley explain title.length
  galley explain E0104")]
pub(super) struct Args {
    /// A rule such as `title.length`, or a code such as `E0104`.
    #[arg(value_name = "RULE|CODE")]
    topic: String,
}

pub(super) fn run(args: &Args) -> Outcome {
    let topic = args.topic.trim();
    if let Some(def) = TABLE.iter().find(|d| d.id.eq_ignore_ascii_case(topic)) {
        output::product(&page(def))?;
        return Ok(Exit::Clean);
    }
    if let Some(entry) = codes::lookup(topic) {
        output::product(&format!("{}\n", entry.page.trim_end()))?;
        return Ok(Exit::Clean);
    }
    let group = format!("{topic}.");
    let members: Vec<&&Def> = TABLE.iter().filter(|d| d.id.starts_with(&group)).collect();
    if !members.is_empty() {
        let pages: Vec<String> = members.iter().map(|d| page(d)).collect();
        output::product(&pages.join("\n"))?;
        return Ok(Exit::Clean);
    }
    let names = TABLE
        .iter()
        .map(|d| d.id)
        .chain(codes::TABLE.iter().map(|e| e.code.as_str()));
    let mut d = Diagnostic::error(codes::E0610, format!("there is no page on `{topic}`"));
    if let Some(near) = suggest::nearest(topic, names) {
        d = d.help(format!("did you mean `galley explain {near}`?"));
    }
    Err(d
        .help("`galley rules` lists the rules; codes stand in brackets in every diagnostic")
        .into())
}

/// A rule's page in Markdown, made from its definition.
#[must_use]
pub fn page(def: &Def) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# {}\n\n{}.\n\n{}\n", def.id, capital(def.summary), def.docs.trim());
    let _ = writeln!(out, "Severity: `{}` unless the recipe says otherwise.\n", def.severity.word());
    let _ = writeln!(out, "## Settings\n");
    for s in def.settings {
        let bare = if s.name == def.bare {
            " (a bare value means this)"
        } else {
            ""
        };
        let _ = writeln!(out, "- `{}`: {}. {}{bare}", s.name, s.takes, s.doc);
    }
    let _ = writeln!(out, "- `severity`: `error`, `warn`, `info` or `off`.");
    let _ = writeln!(out, "\n## Examples");
    for e in def.examples {
        let _ = writeln!(out, "\n### {}\n", capital(e.title));
        let _ = writeln!(out, "```yaml\n{}\n```\n", e.yaml.trim());
        let _ = writeln!(out, "```recipe\n{}\n```\n", e.recipe.trim());
        if let Some(source) = e.source {
            let _ = writeln!(out, "The source:\n\n{}\n", indented(source));
        }
        let _ = writeln!(out, "The draft:\n\n{}\n", indented(e.draft));
        let _ = match e.expect {
            Expect::Holds => writeln!(out, "The rule holds."),
            Expect::Fails { message, at } if at.is_empty() => writeln!(out, "Found: {message}."),
            Expect::Fails { message, at } => writeln!(out, "Found at `{}`: {message}.", at.replace('\n', " ")),
            Expect::Undetermined(reason) => writeln!(out, "It cannot be decided: {reason}."),
            Expect::Skipped(reason) => writeln!(out, "It is not looked at: {reason}."),
        };
    }
    out
}

fn indented(text: &str) -> String {
    text.trim()
        .lines()
        .map(|l| if l.is_empty() { String::new() } else { format!("    {l}") })
        .collect::<Vec<_>>()
        .join("\n")
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| {
        c.to_uppercase().collect::<String>() + chars.as_str()
    })
}
