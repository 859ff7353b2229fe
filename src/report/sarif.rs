//! Reports as SARIF 2.1.0, which code scanning and editors show: one run, a result for each finding.
//!
//! Columns count Unicode scalar values, as everywhere in galley, and the run says so. Files of the repository are named from its top.

use std::borrow::Cow;
use std::collections::HashMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::diag::Severity;
use crate::report::list::{self, Batch, Entry};
use crate::report::text::printable;
use crate::report::{EditReport, Place, Removed, Report};
use crate::resolve::packs::SHIPPED;
use crate::rules::{TABLE, Verdict};
use crate::source::Position;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What names of files are relative to.
const ROOT: &str = "%SRCROOT%";

/// What stands for itself in the path of a URI.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// All reports as one log with one run.
#[must_use]
pub fn print(batch: &Batch<'_>) -> String {
    let mut rules = Rules::default();
    let mut seen = HashMap::new();
    let mut results = Vec::new();
    let mut untold = Vec::new();
    let paths = batch.paths();
    for (report, path) in batch.reports.iter().zip(&paths) {
        for rule in &report.rules {
            rules.know(&rule.rule, &rule.setting, rule.severity);
            if let Verdict::Skipped { reason } = &rule.verdict {
                untold.push(json!({
                    "level": "note",
                    "message": message(&format!("`{}` was not looked at: {reason}", rule.rule)),
                    "associatedRule": rules.reference(&rule.rule),
                    "locations": [{ "physicalLocation": { "artifactLocation": artifact(path) } }],
                }));
            }
        }
        for e in list::entries(report, path, &mut seen) {
            results.push(result(&e, report, &rules, batch));
        }
    }
    let unread: Vec<String> = batch
        .unread
        .iter()
        .map(|u| (batch.names)(&u.file))
        .collect();
    for (u, path) in batch.unread.iter().zip(&unread) {
        untold.push(json!({
            "level": "error",
            "message": message(&u.reason),
            "locations": [{ "physicalLocation": { "artifactLocation": artifact(path) } }],
        }));
    }
    let artifacts: Vec<Value> = paths
        .iter()
        .chain(&unread)
        .map(|path| json!({ "location": artifact(path), "roles": ["analysisTarget"] }))
        .collect();
    super::json::print(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver(rules.descriptors) },
            "invocations": [{
                "executionSuccessful": batch.unread.is_empty(),
                "toolExecutionNotifications": untold,
            }],
            "originalUriBaseIds": {
                ROOT: { "description": { "text": "the top of the repository" } },
            },
            "artifacts": artifacts,
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn driver(rules: Vec<Value>) -> Value {
    let mut driver = json!({
        "name": "galley",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
    });
    let home = [env!("CARGO_PKG_HOMEPAGE"), env!("CARGO_PKG_REPOSITORY")];
    if let Some(home) = home.into_iter().find(|h| !h.is_empty()) {
        set(&mut driver, "informationUri", home.into());
    }
    set(&mut driver, "rules", rules.into());
    driver
}

/// The rules of the table, then the checks that recipes bring.
#[derive(Debug)]
struct Rules {
    descriptors: Vec<Value>,
    index: HashMap<String, usize>,
}

impl Default for Rules {
    fn default() -> Self {
        let mut rules = Self {
            descriptors: Vec::new(),
            index: HashMap::new(),
        };
        for def in TABLE {
            let opening = def.docs.split("\n\n").next().unwrap_or(def.summary);
            rules.add(
                def.id,
                json!({
                    "id": def.id,
                    "shortDescription": { "text": sentence(def.summary) },
                    "fullDescription": { "text": literal(opening) },
                    "defaultConfiguration": { "level": level(def.severity) },
                    "help": { "text": literal(def.docs), "markdown": def.docs },
                }),
            );
        }
        rules
    }
}

impl Rules {
    fn add(&mut self, id: &str, descriptor: Value) {
        self.index.insert(id.to_owned(), self.descriptors.len());
        self.descriptors.push(descriptor);
    }

    /// Adds a check that a recipe brings when it is met first.
    fn know(&mut self, id: &str, setting: &str, severity: Severity) {
        if self.index.contains_key(id) {
            return;
        }
        let text = sentence(&printable(setting));
        self.add(
            id,
            json!({
                "id": id,
                "shortDescription": { "text": text },
                "fullDescription": { "text": text },
                "defaultConfiguration": { "level": level(severity) },
                "help": { "text": "a check that the recipe brings" },
            }),
        );
    }

    fn reference(&self, id: &str) -> Value {
        json!({ "id": id, "index": self.index.get(id) })
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warn => "warning",
        Severity::Info => "note",
    }
}

fn result(e: &Entry<'_>, report: &Report, rules: &Rules, batch: &Batch<'_>) -> Value {
    let mut out = json!({
        "ruleId": e.rule.rule,
        "ruleIndex": rules.index.get(e.rule.rule.as_str()),
        "level": level(e.severity),
        "message": message(&e.message),
        "locations": [location(e.path, region(e.start, e.end))],
        "partialFingerprints": { "galley/v1": e.fingerprint },
    });
    let demanded = e.finding.map_or(&e.rule.demanded, |f| &f.demanded);
    let mut related = Vec::new();
    if let Some(source) = e.finding.and_then(|f| f.source.as_ref()) {
        let path = (batch.names)(&source.file);
        let mut at = location(&path, in_whole(source, &report.removed));
        set(&mut at, "message", json!({ "text": "in the source" }));
        related.push(at);
    }
    let mut at = if SHIPPED.iter().any(|(name, _)| *name == demanded.file) {
        json!({ "logicalLocations": [{ "name": demanded.file, "kind": "module" }] })
    } else {
        let path = (batch.names)(&demanded.file);
        location(&path, region(demanded.start, demanded.end))
    };
    set(&mut at, "message", json!({ "text": "demanded here" }));
    related.push(at);
    for (i, at) in related.iter_mut().enumerate() {
        set(at, "id", i.into());
    }
    set(&mut out, "relatedLocations", related.into());
    if let Some(f) = e.finding.filter(|f| !f.fix.is_empty()) {
        set(&mut out, "fixes", json!([fix(e.path, &f.fix)]));
    }
    out
}

fn fix(path: &str, edits: &[EditReport]) -> Value {
    let mut notes: Vec<&str> = edits.iter().map(|e| e.note.as_str()).collect();
    notes.dedup();
    let replacements: Vec<Value> = edits
        .iter()
        .map(|e| {
            json!({
                "deletedRegion": region(e.at.start, e.at.end),
                "insertedContent": { "text": e.replacement },
            })
        })
        .collect();
    json!({
        "description": message(&notes.join("; ")),
        "artifactChanges": [{
            "artifactLocation": artifact(path),
            "replacements": replacements,
        }],
    })
}

/// Gives an object one more field.
fn set(object: &mut Value, key: &str, value: Value) {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(key.to_owned(), value);
    }
}

fn location(path: &str, region: Value) -> Value {
    json!({
        "physicalLocation": { "artifactLocation": artifact(path), "region": region },
    })
}

/// A file of the repository from its top; another one by its whole path.
fn artifact(path: &str) -> Value {
    let uri = utf8_percent_encode(path, PATH).to_string();
    if path.starts_with('/') {
        json!({ "uri": format!("file://{uri}") })
    } else {
        json!({ "uri": uri, "uriBaseId": ROOT })
    }
}

fn region(start: Position, end: Position) -> Value {
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// A place of the source as it was compared, in the file as it came: the lines, where `strip` took something out before it.
fn in_whole(at: &Place, removed: &[Removed]) -> Value {
    if removed.is_empty() {
        return region(at.start, at.end);
    }
    let line = |offset: usize, line: usize| {
        let mut shift = 0;
        let mut more = 0;
        for r in removed {
            if r.at.span.start > offset + shift {
                break;
            }
            shift += r.text.len();
            more += r.text.matches('\n').count();
        }
        line + more
    };
    let start = line(at.span.start, at.start.line);
    let last = at.span.end.saturating_sub(1).max(at.span.start);
    json!({
        "startLine": start,
        "endLine": line(last, at.end.line).max(start),
    })
}

/// A message that is shown as it is.
fn message(text: &str) -> Value {
    json!({ "text": literal(&printable(text)) })
}

/// A fragment as a sentence.
fn sentence(fragment: &str) -> String {
    let mut chars = fragment.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    let text = first.unwrap_or_default() + chars.as_str();
    let stop = if text.ends_with(['.', '!', '?', '…']) {
        ""
    } else {
        "."
    };
    literal(&format!("{text}{stop}")).into_owned()
}

/// A text in which nothing is a link or a gap to be filled: `[a](b)` and `{0}` are both in texts of SARIF. What would not be read
/// as either stays as it is, because many programs show the signs that protect it.
fn literal(text: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(text);
    if out.contains("](") {
        out = out.replace('[', "\\[").replace(']', "\\]").into();
    }
    let gap = |t: &str| {
        t.split('{').skip(1).any(|rest| {
            let digits = rest.chars().take_while(char::is_ascii_digit).count();
            digits > 0 && rest.get(digits..).is_some_and(|r| r.starts_with('}'))
        })
    };
    if gap(&out) {
        out = out.replace('{', "{{").replace('}', "}}").into();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_uris() {
        assert_eq!(
            artifact("blog/100 %/é#?:.md"),
            json!({ "uri": "blog/100%20%25/%C3%A9%23%3F%3A.md", "uriBaseId": "%SRCROOT%" })
        );
        assert_eq!(
            artifact("/tmp/a b.md"),
            json!({ "uri": "file:///tmp/a%20b.md" })
        );
    }

    #[test]
    fn no_text_is_a_link_or_a_gap() {
        assert_eq!(literal("see [1](http://x)"), "see \\[1\\](http://x)");
        assert_eq!(literal("{0} of {name}"), "{{0}} of {{name}}");
        for text in ["[sic]", "{ a }", "{}", "\\u{1b}"] {
            assert_eq!(literal(text), text);
        }
    }
}
