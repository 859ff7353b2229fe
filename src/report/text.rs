//! The report as plain text: a verdict line, then what fails with both of its ends, then what holds.

use std::fmt::Write as _;

use crate::diag::Severity;
use crate::diag::counts::counted;
use crate::report::{FindingReport, Overall, Place, Report, RuleReport, RunReport, say, say_n};
use crate::rules::{Measured, Verdict};
use crate::tongue::{Slot, Slots, Tongue};

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
    let t = report.tongue;
    let s = &report.summary;
    let counts = [
        ("words", s.words),
        ("sentences", s.sentences),
        ("paragraphs", s.paragraphs),
        ("headings", s.headings),
    ];
    let _ = writeln!(
        out,
        "{}",
        counts.map(|(key, n)| say_n(t, key, n)).join(", ")
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
    section("undecided", report, &mut out, |r| {
        matches!(r.verdict, Verdict::Undetermined { .. })
    });
    section("skipped", report, &mut out, |r| {
        matches!(r.verdict, Verdict::Skipped { .. })
    });
    section("holds", report, &mut out, |r| {
        matches!(r.verdict, Verdict::Holds)
    });
    if let Some(summary) = super::sentences::summary(report) {
        let _ = writeln!(out, "\n{summary}");
    }
    if !report.unsupported.is_empty() {
        let found = say_n(t, "sentences", report.unsupported.len());
        let slots = Slots::new()
            .text("found", found)
            .with("all", Slot::Number(report.summary.sentences as f64));
        let _ = writeln!(out, "\n{}", say(t, "person", &slots));
        for u in report.unsupported.iter().take(SHOWN) {
            let _ = writeln!(out, "  {} {}", line(&u.at), quoted(&u.text));
        }
        if report.unsupported.len() > SHOWN {
            let more = say_n(t, "more-json", report.unsupported.len() - SHOWN);
            let _ = writeln!(out, "  {more}");
        }
    }
    if !report.removed.is_empty() {
        let _ = writeln!(out, "\n{}", say(t, "removed", &Slots::new()));
        for r in &report.removed {
            let demanded = Slots::new().text("place", line(&r.demanded));
            let _ = writeln!(
                out,
                "  {} {}  ({})",
                line(&r.at),
                quoted(&r.text),
                say(t, "demanded", &demanded)
            );
        }
    }
    if let Some(run) = &report.run {
        print_log(run, t, &mut out);
    }
    let counting = Slots::new().text("text", report.counting.clone());
    let counted = say(t, "counted", &counting);
    let _ = writeln!(out, "\n{counted}");
    out
}

/// The outcome with its counts, as one fragment.
#[must_use]
pub fn verdict(report: &Report) -> String {
    let c = report.counts;
    let t = report.tongue;
    let rules = report.rules.len();
    match report.outcome {
        Overall::Holds if c.warnings > 0 => {
            let warnings = say_n(t, "warnings", c.warnings);
            say(t, "weighty-hold", &Slots::new().text("warnings", warnings))
        }
        Overall::Holds => all_hold(t, rules),
        Overall::HoldsAsChecked => {
            let mut parts = vec![some_hold(t, c.holding, rules)];
            let more = [
                ("n-skipped", c.skipped),
                ("n-undecided", c.undetermined),
                ("warnings", c.warnings),
            ];
            parts.extend(counts(t, &more));
            parts.join(", ")
        }
        Overall::Held if !super::fails(&report.rules, c) => {
            let text = all_hold(t, rules);
            say(t, "held-though", &Slots::new().text("text", text))
        }
        Overall::Held | Overall::Fails => {
            let all = [
                ("errors", c.errors),
                ("warnings", c.warnings),
                ("rules-undecided", c.undetermined),
                ("rules-skipped", c.skipped),
            ];
            let parts: Vec<String> = counts(t, &all).collect();
            let word = if report.run.is_some() {
                "held"
            } else {
                "fails"
            };
            let slots = Slots::new()
                .text("word", say(t, word, &Slots::new()))
                .text("counts", parts.join(", "))
                .text("rest", some_hold(t, c.holding, rules));
            say(t, "verdict", &slots)
        }
    }
}

/// The counts that are not zero.
fn counts<'a>(t: Tongue, all: &'a [(&str, usize)]) -> impl Iterator<Item = String> + 'a {
    all.iter()
        .filter(|(_, n)| *n > 0)
        .map(move |(key, n)| say_n(t, key, *n))
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

fn print_log(run: &RunReport, t: Tongue, out: &mut String) {
    if run.log.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", say(t, "done", &Slots::new()));
    for entry in &run.log {
        let _ = writeln!(out, "  - {}", printable(entry));
    }
}

fn section(title: &str, report: &Report, out: &mut String, wanted: impl Fn(&RuleReport) -> bool) {
    let rows: Vec<&RuleReport> = report.rules.iter().filter(|r| wanted(r)).collect();
    if rows.is_empty() {
        return;
    }
    let t = report.tongue;
    let _ = writeln!(out, "\n{}", say(t, title, &Slots::new()));
    let width = report.rules.iter().map(|r| r.rule.len()).max().unwrap_or(0);
    for r in rows {
        let weight = match r.severity {
            Severity::Error => String::new(),
            s => format!(" [{}]", severity(t, s)),
        };
        let reason = match &r.verdict {
            Verdict::Undetermined { reason } | Verdict::Skipped { reason } => {
                format!(": {}", reason.say(t))
            }
            _ => measures(t, &r.measured),
        };
        let _ = writeln!(
            out,
            "  {:width$}  {}{}{weight}",
            r.rule,
            short(&printable(&r.setting)),
            printable(&reason)
        );
        for f in r.findings.iter().take(FINDINGS) {
            print_finding(f, t, out);
        }
        if r.findings.len() > FINDINGS {
            let more = say_n(t, "more-json", r.findings.len() - FINDINGS);
            let _ = writeln!(out, "    {more}");
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

fn measures(t: Tongue, all: &[Measured]) -> String {
    if all.is_empty() {
        return String::new();
    }
    let shown: Vec<String> = all.iter().take(6).map(|m| measure(t, m)).collect();
    format!(" → {}", shown.join(", "))
}

/// A measured value in a tongue. What a tongue has no word for stays as it is.
fn measure(t: Tongue, m: &Measured) -> String {
    if t == Tongue::default() {
        return measured(m.value, m.unit);
    }
    let shown = Slot::Number((m.value * 100.0).round() / 100.0).show("", t.catalogue());
    let whole = (m.value.fract() == 0.0).then_some(m.value as u64);
    let unit = t.catalogue().word("measure", m.unit, whole.or(Some(2)));
    format!("{shown} {unit}")
}

/// The word for a weight.
pub(super) fn severity(t: Tongue, severity: Severity) -> &'static str {
    t.catalogue().word("severity", severity.word(), None)
}

fn print_finding(f: &FindingReport, t: Tongue, out: &mut String) {
    let _ = writeln!(
        out,
        "    {} {}: {}",
        line(&f.at),
        severity(t, f.severity),
        printable(&f.message)
    );
    if !f.text.trim().is_empty() {
        let text = Slots::new().text("text", quoted(&f.text));
        let _ = writeln!(out, "      {}", say(t, "in-draft", &text));
    }
    if let Some(source) = &f.source {
        let place = Slots::new().text("place", line(source));
        let _ = writeln!(out, "      {}", say(t, "in-source", &place));
    }
    let place = Slots::new().text("place", line(&f.demanded));
    let _ = writeln!(out, "      {}", say(t, "demanded", &place));
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

fn all_hold(t: Tongue, rules: usize) -> String {
    let key = match rules {
        0 => "no-rule",
        1 => "only-holds",
        _ => return say_n(t, "all-hold", rules),
    };
    say(t, key, &Slots::new())
}

fn some_hold(t: Tongue, holding: usize, rules: usize) -> String {
    let slots = Slots::new()
        .with("n", Slot::Number(holding as f64))
        .with("all", Slot::Number(rules as f64));
    say(t, "some-hold", &slots)
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
