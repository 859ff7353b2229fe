//! The report on many articles: a few lines for one that fails, none for a clean one, and a summary of all.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::text::{printable, severity, short};
use super::{FindingReport, Overall, Report, RuleReport, say, say_n};
use crate::diag::Severity;
use crate::rules::{Reason, Verdict};
use crate::tongue::{Slot, Slots, Tongue};

/// So many findings of an article are shown where the articles are few.
const FINDINGS: usize = 3;
/// With more articles than this, one finding of each is shown.
const FEW: usize = 12;
/// So many rules, and so many reasons, are named in the summary.
const NAMED: usize = 5;

/// How an article came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing that was looked at is wrong.
    Clean,
    /// There are warnings.
    Warns,
    /// It fails.
    Fails,
}

/// What is kept of an article's report.
#[derive(Debug)]
pub struct Entry {
    /// How it came out.
    pub state: State,
    /// Its lines; empty for a clean article.
    pub block: String,
    /// The rules with findings, and how many.
    findings: Vec<(String, usize)>,
    /// The rules that were not looked at or could not be decided, with the reason.
    unseen: Vec<(String, String)>,
}

/// The entry of a report that is one of `files`.
#[must_use]
pub fn entry(report: &Report, files: usize) -> Entry {
    let state = match report.outcome {
        Overall::Fails | Overall::Held => State::Fails,
        _ if report.counts.warnings > 0 => State::Warns,
        _ => State::Clean,
    };
    let told = |f: &&FindingReport| f.severity >= Severity::Warn;
    Entry {
        state,
        block: match state {
            State::Clean => String::new(),
            _ => block(report, if files > FEW { 1 } else { FINDINGS }),
        },
        findings: report
            .rules
            .iter()
            .map(|r| (r.rule.to_string(), r.findings.iter().filter(told).count()))
            .filter(|(_, n)| *n > 0)
            .collect(),
        unseen: report
            .rules
            .iter()
            .filter_map(|r| match &r.verdict {
                Verdict::Skipped { reason } => {
                    Some((why(report, "reason-skipped", reason), r.rule.to_string()))
                }
                Verdict::Undetermined { reason } => {
                    Some((why(report, "reason-undecided", reason), r.rule.to_string()))
                }
                _ => None,
            })
            .collect(),
    }
}

/// Why a rule was not looked at or not decided.
fn why(report: &Report, key: &str, reason: &Reason) -> String {
    let t = report.tongue;
    say(t, key, &Slots::new().text("reason", reason.say(t)))
}

/// The heaviest first, then in the order of the text.
fn block(report: &Report, most: usize) -> String {
    let t = report.tongue;
    let mut rows: Vec<(Severity, usize, String)> = Vec::new();
    for r in &report.rules {
        for f in r.findings.iter().filter(|f| f.severity >= Severity::Warn) {
            rows.push((f.severity, f.at.span.start, row(r, f, t)));
        }
        if let Verdict::Undetermined { reason } = &r.verdict
            && r.severity == Severity::Error
        {
            let slots = Slots::new()
                .text("rule", r.rule.to_string())
                .text("reason", reason.say(t));
            let text = format!("- {}", say(t, "row-undecided", &slots));
            rows.push((r.severity, usize::MAX, text));
        }
    }
    rows.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let c = report.counts;
    let counts: Vec<String> = [
        ("errors", c.errors),
        ("warnings", c.warnings),
        ("rules-not-decided", c.undetermined),
    ]
    .into_iter()
    .filter(|(_, n)| *n > 0)
    .map(|(key, n)| say_n(t, key, n))
    .collect();
    let mut out = format!("{}: {}\n", flat(&report.draft), counts.join(", "));
    let shown = rows.len().min(most);
    for (i, (_, _, text)) in rows.iter().take(most).enumerate() {
        let more = match rows.len() - shown {
            n if n > 0 && i + 1 == shown => say_n(t, "and-more", n),
            _ => String::new(),
        };
        let _ = writeln!(out, "  {}{more}", short(&flat(text)));
    }
    out
}

fn row(r: &RuleReport, f: &FindingReport, t: Tongue) -> String {
    let at = f.at.start;
    let severity = severity(t, f.severity);
    format!(
        "{}:{} {severity} {} {}",
        at.line, at.column, r.rule, f.message
    )
}

/// Text on one line that steers nothing.
fn flat(text: &str) -> String {
    printable(&text.replace('\n', " ⏎ "))
}

/// What came of all articles.
#[derive(Debug, Default)]
pub struct Tally {
    fails: usize,
    warns: usize,
    clean: usize,
    /// Files that could not be read.
    pub unread: usize,
    /// By rule: files with findings, and findings.
    rules: BTreeMap<String, (usize, usize)>,
    /// By reason and rule: files.
    unseen: BTreeMap<(String, String), usize>,
}

impl Tally {
    /// Counts an article.
    pub fn add(&mut self, entry: &Entry) {
        match entry.state {
            State::Fails => self.fails += 1,
            State::Warns => self.warns += 1,
            State::Clean => self.clean += 1,
        }
        for (rule, findings) in &entry.findings {
            let row = self.rules.entry(rule.clone()).or_default();
            row.0 += 1;
            row.1 += findings;
        }
        for key in &entry.unseen {
            *self.unseen.entry(key.clone()).or_default() += 1;
        }
    }

    /// How many articles came to a report.
    #[must_use]
    pub fn read(&self) -> usize {
        self.fails + self.warns + self.clean
    }

    /// Rules with findings, the one of most files first.
    fn worst(&self) -> Vec<(&str, usize, usize)> {
        let mut rows: Vec<_> = self
            .rules
            .iter()
            .map(|(rule, (files, findings))| (rule.as_str(), *files, *findings))
            .collect();
        rows.sort_by(|a, b| (b.1, b.2).cmp(&(a.1, a.2)).then(a.0.cmp(b.0)));
        rows
    }

    /// The closing lines.
    #[must_use]
    pub fn summary(&self, t: Tongue) -> String {
        let files = self.read() + self.unread;
        let number = |n: usize| Slot::Number(n as f64);
        let slots = Slots::new()
            .text("files", say_n(t, "files", files))
            .with("fails", number(self.fails))
            .with("warns", number(self.warns))
            .with("clean", number(self.clean));
        let mut out = say(t, "tally", &slots);
        if self.unread > 0 {
            let _ = write!(out, ", {}", say_n(t, "unread", self.unread));
        }
        out.push('\n');
        let worst = self.worst();
        if !worst.is_empty() {
            let named: Vec<String> = worst
                .iter()
                .take(NAMED)
                .map(|(rule, files, _)| format!("{} ({})", flat(rule), say_n(t, "files", *files)))
                .collect();
            let more = match worst.len().saturating_sub(NAMED) {
                0 => String::new(),
                n => format!(", {}", say_n(t, "and-others", n)),
            };
            let text = format!("{}{more}", named.join(", "));
            let _ = writeln!(out, "{}", say(t, "often", &Slots::new().text("text", text)));
        }
        let mut groups: BTreeMap<(&str, usize), Vec<&str>> = BTreeMap::new();
        for ((reason, rule), files) in &self.unseen {
            groups.entry((reason, *files)).or_default().push(rule);
        }
        for ((reason, files), rules) in groups.iter().take(NAMED) {
            let _ = writeln!(
                out,
                "{}: {} ({})",
                short(&flat(reason)),
                flat(&rules.join(", ")),
                say_n(t, "files", *files)
            );
        }
        if groups.len() > NAMED {
            let more = say_n(t, "more-reasons", groups.len() - NAMED);
            let _ = writeln!(out, "{more}");
        }
        out
    }

    /// A table: rule, files, findings.
    #[must_use]
    pub fn table(&self, t: Tongue) -> String {
        let rows = self.worst();
        let width = rows.iter().map(|r| r.0.chars().count()).max().unwrap_or(0);
        let [rule, many, found] =
            ["head-rule", "head-files", "head-findings"].map(|key| say(t, key, &Slots::new()));
        let width = width.max(rule.chars().count());
        let (a, b) = (many.chars().count(), found.chars().count());
        let mut out = format!("{rule:width$}  {many}  {found}\n");
        for (rule, files, findings) in rows {
            let _ = writeln!(out, "{:width$}  {files:>a$}  {findings:>b$}", flat(rule));
        }
        out
    }
}
