//! `galley explain [TOPIC]`: a page on a rule, a setting, a pack, a code, a subject or a word; without a topic, what there is.

mod glossary;
mod subjects;

use std::fmt::Write as _;

use clap::CommandFactory as _;

use crate::cli::{Cli, Exit, Outcome, output};
use crate::diag::{Diagnostic, codes, suggest};
use crate::resolve::packs::SHIPPED;
use crate::rules::page::page;
use crate::rules::{Def, SettingDoc, TABLE};

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley explain                  everything that has a page
  galley explain title.length     a rule
  galley explain forbid.except    a setting of a rule
  galley explain fr/presse        a pack, as it is shipped
  galley explain E0104            a code, as it stands in a message
  galley explain E04              all codes that begin like this
  galley explain severity         a subject of the language
  galley explain journal          a word of the pages and messages")]
pub(super) struct Args {
    /// A rule, a setting, a pack, a code, a subject or a word; without one, what there is.
    #[arg(value_name = "TOPIC")]
    topic: Vec<String>,
}

pub(super) fn run(args: &Args) -> Outcome {
    // `title length` is `title.length`; what is pasted from a message has signs around it.
    let topic = args.topic.join(".");
    let signs = |c: char| matches!(c, '`' | '[' | ']' | ':' | '"' | ',') || c.is_whitespace();
    let topic = topic.trim_matches(signs);
    let topic = topic.strip_prefix("error[").unwrap_or(topic);
    let topic = topic.strip_prefix("warning[").unwrap_or(topic);
    if topic.is_empty() {
        output::product(&everything())?;
        return Ok(Exit::Clean);
    }
    match find(topic) {
        Some(text) => {
            output::product(&text)?;
            Ok(Exit::Clean)
        }
        None => Err(unknown(topic).into()),
    }
}

/// The page on a topic.
fn find(topic: &str) -> Option<String> {
    let same = |name: &str| name.eq_ignore_ascii_case(topic);
    if let Some(def) = TABLE.iter().find(|d| same(d.id)) {
        return Some(page(def));
    }
    if let Some(entry) = codes::lookup(topic) {
        return Some(format!("{}\n", entry.page.trim_end()));
    }
    if let Some((name, text)) = SHIPPED.iter().find(|(n, _)| same(n)) {
        return Some(pack(name, text));
    }
    // Reports call a check of the recipe's own `check:NAME`.
    if topic.to_ascii_lowercase().starts_with("check:") {
        return TABLE.iter().find(|d| d.id == "check").map(|d| page(d));
    }
    let group = format!("{}.", topic.to_ascii_lowercase());
    let members: Vec<&Def> = TABLE
        .iter()
        .copied()
        .filter(|d| d.id.starts_with(&group))
        .collect();
    if !members.is_empty() {
        let pages: Vec<String> = members.iter().map(|d| page(d)).collect();
        return Some(pages.join("\n"));
    }
    setting(topic)
        .or_else(|| subjects::find(topic).map(|s| s.page() + &settings_called(topic, SETTINGS_TOO)))
        .or_else(|| {
            glossary::page(topic)
                .map(|page| page + &verb(topic) + &settings_called(topic, SETTINGS_TOO))
        })
        .or_else(|| {
            Some(settings_called(topic, &format!("# {topic}\n\n"))).filter(|t| !t.is_empty())
        })
        .or_else(|| family(topic))
}

/// The heading of the settings that have the name of something else as well.
const SETTINGS_TOO: &str = "\n## Settings of this name\n\n";

/// Where to read on when a word is a verb of the command line as well; nothing when it is none.
fn verb(word: &str) -> String {
    let word = word.to_ascii_lowercase();
    match Cli::command().find_subcommand(&word) {
        Some(_) => format!("\nThe verb of this name: `galley {word} --help`.\n"),
        None => String::new(),
    }
}

/// A pack as it is shipped.
fn pack(name: &str, text: &str) -> String {
    format!(
        "# {name}\n\nA pack that is shipped. A recipe brings it in and has the last word on every line of it:\n\n\
         ```yaml\nuse: {name}\n```\n\n```recipe\nuse {name}\n```\n\nThe whole of it:\n\n```yaml\n{}\n```\n\n\
         `galley explain packs` tells how settings come together.\n",
        text.trim_end()
    )
}

/// The name of a setting, without the sign for the entries of an open block.
fn plain(setting: &SettingDoc) -> &'static str {
    setting.name.strip_prefix("*.").unwrap_or(setting.name)
}

/// `forbid.except`: a setting of a rule.
fn setting(topic: &str) -> Option<String> {
    let (rule, name) = topic.rsplit_once('.')?;
    let def = TABLE.iter().find(|d| d.id.eq_ignore_ascii_case(rule))?;
    let found: Vec<&SettingDoc> = def
        .settings
        .iter()
        .filter(|s| plain(s).eq_ignore_ascii_case(name))
        .collect();
    let Some(first) = found.first() else {
        // What every rule takes, or a quantity of it, is a subject.
        let all = matches!(name, "severity" | "per");
        return subjects::find(name)
            .filter(|_| all)
            .map(subjects::Subject::page);
    };
    let mut out = format!(
        "# {}.{}\n\nA setting of `{}`: {}.\n",
        def.id,
        plain(first),
        def.id,
        small(def.summary)
    );
    for s in &found {
        let of = if s.name == plain(s) {
            ""
        } else {
            "Of each entry: "
        };
        let _ = writeln!(out, "\n- {of}{}: {}", s.takes, s.doc);
    }
    if first.name == def.bare {
        let _ = writeln!(out, "\nA value without a name means this setting.");
    }
    let key = plain(first);
    let shows = |yaml: &str| yaml.contains(&format!("{key}:"));
    for e in def.examples.iter().filter(|e| shows(e.yaml)).take(2) {
        let _ = writeln!(
            out,
            "\n```yaml\n{}\n```\n\n```recipe\n{}\n```",
            e.yaml.trim(),
            e.recipe.trim()
        );
    }
    let _ = writeln!(out, "\n`galley explain {}` has the whole page.", def.id);
    Some(out)
}

/// The settings of all rules with this name, below a heading; nothing when there are none.
fn settings_called(name: &str, heading: &str) -> String {
    let mut out = String::new();
    for def in TABLE {
        for s in def
            .settings
            .iter()
            .filter(|s| plain(s).eq_ignore_ascii_case(name))
        {
            let _ = writeln!(out, "- `{}.{}`: {}: {}", def.id, plain(s), s.takes, s.doc);
        }
    }
    if out.is_empty() {
        out
    } else {
        format!("{heading}{out}")
    }
}

/// `E04`: all codes that begin like this, warnings among them; `W`: all warnings.
fn family(topic: &str) -> Option<String> {
    let start = topic.to_ascii_uppercase();
    let digits = start.get(1..)?.trim_end_matches('X');
    if !start.starts_with(['E', 'W']) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let is_one = |code: &str| {
        number(code).starts_with(digits) && (code.starts_with('W') || start.starts_with('E'))
    };
    let found: Vec<String> = sorted_codes()
        .iter()
        .filter(|e| is_one(e.code.as_str()))
        .map(|e| format!("{}  {}\n", e.code.as_str(), e.title))
        .collect();
    (!found.is_empty()).then(|| found.concat() + "\n`galley explain CODE` shows wrong and right.\n")
}

fn sorted_codes() -> Vec<&'static codes::Entry> {
    let mut all: Vec<&codes::Entry> = codes::TABLE.iter().collect();
    all.sort_by_key(|e| number(e.code.as_str()));
    all
}

/// A code without its letter.
fn number(code: &str) -> &str {
    code.get(1..).unwrap_or("")
}

/// What the numbers of codes begin with.
const FAMILIES: &[(&str, &str)] = &[
    ("01", "reading YAML and recipe files"),
    ("02", "packs, inputs, names"),
    ("03", "the settings of a rule"),
    ("04", "rules that contradict each other"),
    ("05", "expressions, steps and frames"),
    ("06", "files, options, git"),
    ("07", "models"),
    ("08", "tests"),
];

/// Everything that has a page.
fn everything() -> String {
    let mut out = String::from("Rules:\n");
    let rows: Vec<(&str, &str)> = TABLE.iter().map(|d| (d.id, d.summary)).collect();
    list(&rows, &mut out);
    out.push_str("\nPacks:\n");
    let packs: Vec<(&str, &str)> = SHIPPED.iter().map(|(n, t)| (*n, description(t))).collect();
    list(&packs, &mut out);
    out.push_str("\nSubjects:\n");
    let rows: Vec<(&str, &str)> = subjects::TABLE
        .iter()
        .map(|s| (s.name(), s.summary))
        .collect();
    list(&rows, &mut out);
    let _ = writeln!(out, "\nWords:\n  {}", glossary::words().join(", "));
    out.push_str("\nCodes of messages, each with what is wrong and what is right:\n");
    let rows: Vec<(String, String)> = FAMILIES
        .iter()
        .map(|(f, what)| {
            let n = codes::TABLE
                .iter()
                .filter(|e| number(e.code.as_str()).starts_with(f))
                .count();
            (format!("E{f}"), format!("{what} ({n} codes)"))
        })
        .collect();
    let rows: Vec<(&str, &str)> = rows.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    list(&rows, &mut out);
    out.push_str("\n`galley explain TOPIC` prints a page; a setting is a topic too: `galley explain forbid.except`.\n");
    out
}

fn list(rows: &[(&str, &str)], out: &mut String) {
    let width = rows.iter().map(|r| r.0.len()).max().unwrap_or(0);
    for (name, what) in rows {
        let _ = writeln!(out, "  {name:width$}  {}", small(what));
    }
}

/// A sentence that goes on behind something else.
fn small(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_lowercase).into_iter().flatten();
    first.chain(chars).collect()
}

/// What a shipped pack says of itself.
fn description(text: &'static str) -> &'static str {
    text.lines()
        .find_map(|l| l.strip_prefix("description: "))
        .unwrap_or("a pack")
}

fn unknown(topic: &str) -> Diagnostic {
    let mut d = Diagnostic::error(codes::E0610, format!("there is no page on `{topic}`"));
    if Cli::command().find_subcommand(topic).is_some() {
        return d.help(format!("galley {topic} --help"));
    }
    let settings: Vec<String> = TABLE
        .iter()
        .flat_map(|def| {
            def.settings
                .iter()
                .map(|s| format!("{}.{}", def.id, plain(s)))
        })
        .collect();
    let words: Vec<&str> = glossary::names().collect();
    let names = TABLE
        .iter()
        .map(|d| d.id)
        .chain(SHIPPED.iter().map(|(n, _)| *n))
        .chain(subjects::TABLE.iter().flat_map(|s| s.names.iter().copied()))
        .chain(words)
        .chain(codes::TABLE.iter().map(|e| e.code.as_str()))
        .chain(settings.iter().map(String::as_str));
    if let Some(near) = suggest::nearest(topic, names) {
        d = d.help(format!("did you mean `galley explain {near}`?"));
    }
    // What is known of a rule helps with a misspelt setting of it.
    if let Some((rule, _)) = topic.rsplit_once('.')
        && let Some(def) = TABLE.iter().find(|d| d.id.eq_ignore_ascii_case(rule))
    {
        let all: Vec<String> = def
            .settings
            .iter()
            .map(|s| format!("`{}`", plain(s)))
            .collect();
        d = d.help(format!("settings of `{}`: {}", def.id, all.join(", ")));
    }
    d.help("`galley explain` lists everything that has a page")
}
