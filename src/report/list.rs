//! Reports as a list of entries, one a finding: what the formats that other programs read are made of.

use std::collections::HashMap;

use crate::diag::Severity;
use crate::diag::counts::counted;
use crate::report::github::Names;
use crate::report::text::printable;
use crate::report::{FindingReport, Report, RuleReport};
use crate::rules::Verdict;
use crate::source::Position;

/// All that one call of `check` came to.
#[derive(Clone, Copy)]
pub struct Batch<'a> {
    /// A report a draft.
    pub reports: &'a [Report],
    /// The drafts that were not looked at.
    pub unread: &'a [Unread],
    /// The names of files from the top of the repository.
    pub names: Names<'a>,
}

/// A draft that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The file.
    pub file: String,
    /// Why, as a lowercase fragment.
    pub reason: String,
}

/// A finding of a draft, or a rule that could not be decided.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The draft, from the top of the repository.
    pub path: &'a str,
    /// The rule.
    pub rule: &'a RuleReport,
    /// The finding; `None` for a rule that could not be decided.
    pub finding: Option<&'a FindingReport>,
    /// How much it weighs.
    pub severity: Severity,
    /// Its first character.
    pub start: Position,
    /// The position after its last one.
    pub end: Position,
    /// What was found, as it is told.
    pub message: String,
    /// The text there, or the words concerned where nothing stands.
    pub excerpt: &'a str,
    /// What stays the same when lines above are added or taken away; no two entries of a batch have it in common.
    pub fingerprint: String,
}

impl Batch<'_> {
    /// The name of each draft from the top of the repository, in the order of the reports.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        self.reports
            .iter()
            .map(|r| (self.names)(&r.draft))
            .collect()
    }

    /// How many rules were not looked at, and why; nothing when all were.
    #[must_use]
    pub fn unseen(&self) -> Option<String> {
        let mut reasons: Vec<String> = Vec::new();
        let mut rules = 0;
        let mut drafts = 0;
        for report in self.reports {
            let before = rules;
            for rule in &report.rules {
                if let Verdict::Skipped { reason } = &rule.verdict {
                    rules += 1;
                    if !reasons.contains(&reason.to_string()) {
                        reasons.push(reason.to_string());
                    }
                }
            }
            drafts += usize::from(rules > before);
        }
        (rules > 0).then(|| {
            format!(
                "{} not looked at in {}: {}",
                counted(rules, "rules"),
                counted(drafts, "articles"),
                reasons.join("; ")
            )
        })
    }
}

/// The entries of one report, in the order of its rules. `seen` is shared by the reports of a batch.
pub fn entries<'a>(
    report: &'a Report,
    path: &'a str,
    seen: &mut HashMap<String, usize>,
) -> Vec<Entry<'a>> {
    let mut out = Vec::new();
    for rule in &report.rules {
        if let Verdict::Undetermined { reason } = &rule.verdict {
            let top = Position { line: 1, column: 1 };
            out.push(Entry {
                path,
                rule,
                finding: None,
                severity: rule.severity,
                start: top,
                end: top,
                message: format!("could not be decided: {reason}"),
                excerpt: "",
                fingerprint: fingerprint(&[path, &rule.rule, "undetermined"], seen),
            });
        }
        for f in &rule.findings {
            let words = f.excerpt.as_deref().unwrap_or("");
            // Where no text tells one finding from another the message does, without its figures: they change with every word.
            let told: String = if f.text.is_empty() && words.is_empty() {
                f.message.chars().filter(|c| !c.is_numeric()).collect()
            } else {
                String::new()
            };
            out.push(Entry {
                path,
                rule,
                finding: Some(f),
                severity: f.severity,
                start: f.at.start,
                end: f.at.end,
                message: f.message.clone(),
                excerpt: if f.text.is_empty() { words } else { &f.text },
                fingerprint: fingerprint(&[path, &rule.rule, &f.text, words, &told], seen),
            });
        }
    }
    out
}

/// A hash of what tells an entry from others, and of how many there were like it.
fn fingerprint(parts: &[&str], seen: &mut HashMap<String, usize>) -> String {
    let key = parts.join("\0");
    let nth = seen.entry(key.clone()).or_default();
    *nth += 1;
    let hash = blake3::hash(format!("{key}\0{nth}").as_bytes()).to_hex();
    hash.chars().take(32).collect()
}

/// A text on one line, with nothing that steers a terminal or cannot stand in XML.
#[must_use]
pub fn line(text: &str) -> String {
    legal(text).replace(['\n', '\t'], " ")
}

/// A text in which control characters, and what XML cannot hold, are spelled out.
#[must_use]
pub fn legal(text: &str) -> String {
    printable(text)
        .replace('\u{fffe}', "\\u{fffe}")
        .replace('\u{ffff}', "\\u{ffff}")
}
