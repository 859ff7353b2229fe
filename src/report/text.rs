//! The report as plain text: a verdict line, then what fails with both of its ends, then what holds.

use std::fmt::Write as _;

use crate::diag::Severity;
use crate::diag::counts::counted;
use crate::report::{FindingReport, Overall, Place, Report, RuleReport, RunReport};
use crate::rules::{Measured, Verdict};

/// So many findings of one rule are listed; the others are counted.
const FINDINGS: usize = 50;
/// How many sentences to be read by a person are printed.
const SHOWN: usize = 12;

/// The report as text, without colour, safe for a terminal: control characters of the draft are shown as escapes.
#[must_use]
pub fn print(report: &Report) -> String {
    let mut out = String::new();
    let version = report
        .version
        .as_ref()
        .map_or(String::new(), |v| format!(" {v}"));
    let _ = writeln!(
        out,
        "{}: {} ({}{version}, galley {})",
        report.draft,
        verdict(report),
        report.recipe,
        report.galley
    );
    let s = &report.summary;
    let _ = writeln!(
        out,
        "{}, {}, {}, {}",
        counted(s.words, "words of body"),
        counted(s.sentences, "sentences"),
        counted(s.paragraphs, "paragraphs"),
        counted(s.headings, "headings")
    );
    for line in &report.uncounted {
        let _ = writeln!(out, "{line}");
    }
    if let Some(run) = &report.run {
        print_run(run, &mut out);
    }
    section("fails", report, &mut out, |r| {
        matches!(r.verdict, Verdict::Fails)
    });
    section("could not be decided", report, &mut out, |r| {
        matches!(r.verdict, Verdict::Undetermined { .. })
    });
    section("not looked at", report, &mut out, |r| {
        matches!(r.verdict, Verdict::Skipped { .. })
    });
    section("holds", report, &mut out, |r| {
        matches!(r.verdict, Verdict::Holds)
    });
    if let Some(summary) = super::sentences::summary(report) {
        let _ = writeln!(out, "\n{summary}");
    }
    if !report.unsupported.is_empty() {
        let _ = writeln!(
            out,
            "\nto be read by a person: {} of {} share less than a third of their words with the source; they explain or they invent, and no rule can tell",
            counted(report.unsupported.len(), "sentences"),
            report.summary.sentences
        );
        for u in report.unsupported.iter().take(SHOWN) {
            let _ = writeln!(out, "  {} {}", line(&u.at), quoted(&u.text));
        }
        if report.unsupported.len() > SHOWN {
            let _ = writeln!(
                out,
                "  … and {} more: the report in JSON has them all",
                report.unsupported.len() - SHOWN
            );
        }
    }
    if !report.removed.is_empty() {
        let _ = writeln!(out, "\ntaken out of the source");
        for r in &report.removed {
            let _ = writeln!(
                out,
                "  {} {}  (demanded by {})",
                line(&r.at),
                quoted(&r.text),
                line(&r.demanded)
            );
        }
    }
    if let Some(run) = &report.run {
        print_log(run, &mut out);
    }
    let _ = writeln!(out, "\ncounted as: {}", report.counting);
    out
}

/// The outcome with its counts, as one fragment.
#[must_use]
pub fn verdict(report: &Report) -> String {
    let c = report.counts;
    let rules = report.rules.len();
    match report.outcome {
        Overall::Holds if c.warnings > 0 => {
            format!(
                "every rule of weight holds, {}",
                counted(c.warnings, "warnings")
            )
        }
        Overall::Holds => all_hold(rules),
        Overall::HoldsAsChecked => {
            let mut s = some_hold(c.holding, rules);
            if c.skipped > 0 {
                let _ = write!(s, ", {} not looked at", c.skipped);
            }
            if c.undetermined > 0 {
                let _ = write!(s, ", {} could not be decided", c.undetermined);
            }
            if c.warnings > 0 {
                let _ = write!(s, ", {}", counted(c.warnings, "warnings"));
            }
            s
        }
        Overall::Held if !super::fails(&report.rules, c) => {
            format!("held, though {}", all_hold(rules))
        }
        Overall::Held | Overall::Fails => {
            let mut parts = Vec::new();
            if c.errors > 0 {
                parts.push(counted(c.errors, "errors"));
            }
            if c.warnings > 0 {
                parts.push(counted(c.warnings, "warnings"));
            }
            if c.undetermined > 0 {
                parts.push(format!(
                    "{} could not be decided",
                    counted(c.undetermined, "rules")
                ));
            }
            if c.skipped > 0 {
                parts.push(format!("{} not looked at", counted(c.skipped, "rules")));
            }
            let word = if report.run.is_some() {
                "held"
            } else {
                "fails"
            };
            format!(
                "{word}: {}; {}",
                parts.join(", "),
                some_hold(c.holding, rules)
            )
        }
    }
}

fn print_run(run: &RunReport, out: &mut String) {
    let _ = writeln!(out, "model: {} ({})", run.model, run.chosen);
    if let Some(caution) = &run.caution {
        let _ = writeln!(out, "       {caution}");
    }
    let _ = writeln!(out, "chain: {}", run.chain);
    let t = run.tokens;
    let cached = if t.cached > 0 {
        format!(" ({} from a cache)", t.cached)
    } else {
        String::new()
    };
    let _ = writeln!(
        out,
        "calls: {}, {}{cached}, {}",
        run.calls.len(),
        counted(t.prompt, "tokens of prompts"),
        counted(t.completion, "tokens of answers")
    );
    if let Some(held) = &run.held {
        let _ = writeln!(out, "held because {held}");
    }
}

fn print_log(run: &RunReport, out: &mut String) {
    if run.log.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nwhat was done to the draft");
    for entry in &run.log {
        let _ = writeln!(out, "  - {}", printable(entry));
    }
}

fn section(title: &str, report: &Report, out: &mut String, wanted: impl Fn(&RuleReport) -> bool) {
    let rows: Vec<&RuleReport> = report.rules.iter().filter(|r| wanted(r)).collect();
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title}");
    let width = report.rules.iter().map(|r| r.rule.len()).max().unwrap_or(0);
    for r in rows {
        let weight = match r.severity {
            Severity::Error => String::new(),
            s => format!(" [{}]", s.word()),
        };
        let reason = match &r.verdict {
            Verdict::Undetermined { reason } | Verdict::Skipped { reason } => {
                format!(": {reason}")
            }
            _ => measures(&r.measured),
        };
        let _ = writeln!(
            out,
            "  {:width$}  {}{}{weight}",
            r.rule,
            short(&printable(&r.setting)),
            printable(&reason)
        );
        for f in r.findings.iter().take(FINDINGS) {
            print_finding(f, out);
        }
        if r.findings.len() > FINDINGS {
            let _ = writeln!(
                out,
                "    … and {} more: the report in JSON has them all",
                r.findings.len() - FINDINGS
            );
        }
    }
}

/// A setting cut to a line or two: pattern lists can be long, and `compile` prints them whole.
pub(super) fn short(text: &str) -> String {
    if text.chars().count() <= 160 {
        return text.to_owned();
    }
    let cut: String = text.chars().take(157).collect();
    format!("{cut}…")
}

fn measures(all: &[Measured]) -> String {
    if all.is_empty() {
        return String::new();
    }
    let shown: Vec<String> = all
        .iter()
        .take(6)
        .map(|m| measured(m.value, m.unit))
        .collect();
    format!(" → {}", shown.join(", "))
}

fn print_finding(f: &FindingReport, out: &mut String) {
    let _ = writeln!(
        out,
        "    {} {}: {}",
        line(&f.at),
        f.severity.word(),
        printable(&f.message)
    );
    if !f.text.trim().is_empty() {
        let _ = writeln!(out, "      in the draft: {}", quoted(&f.text));
    }
    if let Some(source) = &f.source {
        let _ = writeln!(out, "      in the source: {}", line(source));
    }
    let _ = writeln!(out, "      demanded by {}", line(&f.demanded));
}

/// `file:line:column`.
fn line(place: &Place) -> String {
    format!("{}:{}:{}", place.file, place.start.line, place.start.column)
}

/// A number without a fraction of nothing: `700`, `38.5`.
#[must_use]
pub fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    format!("{rounded}")
}

/// A measured number with its unit: `38.5 words`, `1 time`.
#[must_use]
pub fn measured(value: f64, unit: &str) -> String {
    counted(number(value), unit)
}

fn all_hold(rules: usize) -> String {
    match rules {
        0 => "there is no rule to hold".to_owned(),
        1 => "the only rule holds".to_owned(),
        n => format!("all {n} rules hold"),
    }
}

fn some_hold(holding: usize, rules: usize) -> String {
    let verb = if holding == 1 { "holds" } else { "hold" };
    format!("{holding} of {} {verb}", counted(rules, "rules"))
}

fn quoted(text: &str) -> String {
    format!("`{}`", printable(&text.replace('\n', " ⏎ ")))
}

/// Text from drafts and models, made safe for a terminal: control and direction characters become visible escapes.
#[must_use]
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let hidden = (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
        if hidden {
            let _ = write!(out, "\\u{{{:x}}}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}
