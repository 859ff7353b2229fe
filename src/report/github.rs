//! Reports as workflow commands of GitHub Actions: each finding becomes an annotation on its line of the draft.

use crate::diag::{Diagnostic, Severity};
use crate::report::text::{measured, printable};
use crate::report::{FindingReport, Place, Report};
use crate::rules::Verdict;
use crate::source::{Position, SourceMap};
use crate::span::Span;

/// The name that annotations want of a file that messages know by another one: from the top of the repository.
pub type Names<'a> = &'a dyn Fn(&str) -> String;

/// An annotation for each finding, and for each rule that could not be decided; the verdict last.
#[must_use]
pub fn print(report: &Report, names: Names<'_>) -> String {
    let mut out = String::new();
    for rule in &report.rules {
        if let Verdict::Undetermined { reason } = &rule.verdict {
            out.push_str(&command(
                level(rule.severity),
                &rule.demanded,
                &rule.rule,
                names,
                &format!("{} could not be decided: {reason}", report.draft),
            ));
        }
        for f in &rule.findings {
            out.push_str(&command(
                level(f.severity),
                &f.at,
                &rule.rule,
                names,
                &message(f),
            ));
        }
    }
    out.push_str(&format!(
        "{}: {}\n",
        printable(&report.draft),
        super::text::verdict(report)
    ));
    out
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warn => "warning",
        Severity::Info => "notice",
    }
}

fn message(f: &FindingReport) -> String {
    let measured = f.measured.as_ref().map_or(String::new(), |m| {
        format!(
            "\nmeasured {}, limit {}",
            measured(m.value, m.unit),
            m.limit
        )
    });
    let d = &f.demanded;
    format!(
        "{}{measured}\ndemanded by {}:{}:{}",
        f.message, d.file, d.start.line, d.start.column
    )
}

/// An annotation for what is wrong with a recipe, on the line of its first place; `file` is where it stands when it has none.
#[must_use]
pub fn diagnostic(d: &Diagnostic, sources: &SourceMap, file: &str, names: Names<'_>) -> String {
    let start = Position { line: 1, column: 1 };
    let at = d.labels.first().map_or_else(
        || Place {
            file: file.to_owned(),
            span: Span::at(0),
            start,
            end: start,
        },
        |l| super::place(sources.get(l.loc.source), l.loc.span),
    );
    let message: Vec<&str> = std::iter::once(&d.message)
        .chain(&d.help)
        .map(String::as_str)
        .collect();
    command(
        level(d.severity),
        &at,
        d.code.as_str(),
        names,
        &message.join("\n"),
    )
}

/// `::error file=…,line=…,col=…,title=…::message`, on one line.
#[must_use]
pub fn command(level: &str, at: &Place, title: &str, names: Names<'_>, message: &str) -> String {
    format!(
        "::{level} file={},line={},col={},title={}::{}\n",
        property(&names(&at.file)),
        at.start.line,
        at.start.column,
        property(title),
        data(message)
    )
}

/// The message of a workflow command: what would end it is written in percent signs.
fn data(text: &str) -> String {
    printable(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property of a workflow command, which ends at a comma or a colon too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::span::Span;

    #[test]
    fn nothing_in_a_message_is_a_command() {
        let at = crate::report::place(&Source::new("a,b:c.md", "text"), Span::at(0));
        let line = command(
            "error",
            &at,
            "100 %",
            &str::to_owned,
            "one\n::error::two\r\u{1b}[31m",
        );
        assert_eq!(
            line,
            "::error file=a%2Cb%3Ac.md,line=1,col=1,title=100 %25::one%0A::error::two\\u{d}\\u{1b}[31m\n"
        );
        assert_eq!(line.lines().count(), 1);
    }
}
