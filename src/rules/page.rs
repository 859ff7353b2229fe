//! A rule's page: `galley explain RULE`, a chapter of `docs/rules.md`, and later an editor's hover, all made from its [`Def`].

use std::fmt::Write as _;

use crate::rules::{Def, Expect, Merge, TABLE};

/// A rule's page in Markdown, made from its definition.
#[must_use]
pub fn page(def: &Def) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "# {}\n\n{}.\n\n{}\n",
        def.id,
        capital(def.summary),
        def.docs.trim()
    );
    let _ = writeln!(
        out,
        "Severity: `{}` unless the recipe says otherwise.\n",
        def.severity.word()
    );
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
    if def.merge == Merge::Append {
        let _ = writeln!(
            out,
            "\nItems add up over packs and recipe. A `severity` beside items is the weight of these items, and `off` takes them out; a statement of \
nothing but `severity` is for the whole rule."
        );
    }
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
            Expect::Fails { message, at: "" } => writeln!(out, "Found: {message}."),
            Expect::Fails { message, at } => {
                writeln!(out, "Found at `{}`: {message}.", at.replace('\n', " "))
            }
            Expect::Undetermined(reason) => writeln!(out, "It cannot be decided: {reason}."),
            Expect::Skipped(reason) => writeln!(out, "It is not looked at: {reason}."),
        };
    }
    out
}

fn indented(text: &str) -> String {
    text.trim()
        .lines()
        .map(|l| {
            if l.is_empty() {
                String::new()
            } else {
                format!("    {l}")
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| {
        c.to_uppercase().collect::<String>() + chars.as_str()
    })
}

/// `docs/rules.md`: all pages, in the order of the table, after a list of them.
#[must_use]
pub fn book() -> String {
    let mut out = String::from(
        "# The rules\n\nMade from the rules themselves (`cargo test --test it docs::`); every example below is executed.\n\n",
    );
    for def in TABLE {
        let _ = writeln!(
            out,
            "- [`{}`](#{}): {}",
            def.id,
            anchor(def.id),
            def.summary
        );
    }
    for def in TABLE {
        let page = page(def);
        // One level down: the book has the only first-level heading. Indented lines are example drafts.
        for line in page.lines() {
            if line.starts_with('#') {
                let _ = writeln!(out, "\n#{line}");
            } else {
                let _ = writeln!(out, "{line}");
            }
        }
    }
    // Headings bring their own blank line; no more than one stands anywhere.
    while out.contains("\n\n\n") {
        out = out.replace("\n\n\n", "\n\n");
    }
    out
}

fn anchor(id: &str) -> String {
    id.replace('.', "")
}
