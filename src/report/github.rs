//! Reports as workflow commands of GitHub Actions: each finding becomes an annotation on its line of the draft.

use crate::diag::Severity;
use crate::report::text::{number, printable};
use crate::report::{FindingReport, Place, Report};
use crate::rules::Verdict;

/// An annotation for each finding, and for each rule that could not be decided; the verdict last.
#[must_use]
pub fn print(report: &Report) -> String {
    let mut out = String::new();
    for rule in &report.rules {
        if let Verdict::Undetermined { reason } = &rule.verdict {
            out.push_str(&command(
                level(rule.severity),
                &rule.demanded,
                &rule.rule,
                &format!("{} could not be decided: {reason}", report.draft),
            ));
        }
        for f in &rule.findings {
            out.push_str(&command(level(f.severity), &f.at, &rule.rule, &message(f)));
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
            "\nmeasured {} {}, limit {}",
            number(m.value),
            m.unit,
            m.limit
        )
    });
    let d = &f.demanded;
    format!(
        "{}{measured}\ndemanded by {}:{}:{}",
        f.message, d.file, d.start.line, d.start.column
    )
}

/// `::error file=…,line=…,col=…,title=…::message`, on one line.
#[must_use]
pub fn command(level: &str, at: &Place, title: &str, message: &str) -> String {
    format!(
        "::{level} file={},line={},col={},title={}::{}\n",
        property(&at.file),
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
        let line = command("error", &at, "100 %", "one\n::error::two\r\u{1b}[31m");
        assert_eq!(
            line,
            "::error file=a%2Cb%3Ac.md,line=1,col=1,title=100 %25::one%0A::error::two\\u{d}\\u{1b}[31m\n"
        );
        assert_eq!(line.lines().count(), 1);
    }
}
