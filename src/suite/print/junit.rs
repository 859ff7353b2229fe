//! The results as JUnit XML, which CI servers show: a suite for each file, a failure for each fault.

use std::fmt::Write as _;

use super::faults::{self, Fault};
use super::{FileResult, Results, Tally};
use crate::diag::counts::counted;
use crate::report::Place;
use crate::report::text::printable;
use crate::suite::outcome::{Outcome, Status};
use crate::suite::strength::Strength;

/// All results as one XML document. There are no times in it: the same results are the same bytes.
#[must_use]
pub fn print(results: &Results) -> String {
    let tally = Tally::of(results);
    let strengths = || results.strengths.iter().flatten();
    let defects: usize = strengths().map(|s| s.defects.len()).sum();
    let lacking = strengths().filter(|s| !s.lacks().is_empty()).count();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        out,
        "<testsuites name=\"galley\" tests=\"{}\" failures=\"{}\" errors=\"{}\">",
        tally.tests + tally.unreadable + tally.orphans + defects + strengths().count(),
        tally.failed + tally.orphans + defects + lacking,
        tally.broken + tally.unreadable
    );
    for file in &results.files {
        suite(file, &mut out);
    }
    if !results.orphans.is_empty() {
        let n = results.orphans.len();
        let _ = writeln!(
            out,
            "  <testsuite name=\"files\" tests=\"{n}\" failures=\"{n}\" errors=\"0\">"
        );
        for orphan in &results.orphans {
            let name = attribute(orphan);
            let _ = writeln!(
                out,
                "    <testcase name=\"{name}\" classname=\"files\" file=\"{name}\" line=\"1\">\n      <failure message=\"belongs to no test\" type=\"orphan\"/>\n    </testcase>"
            );
        }
        out.push_str("  </testsuite>\n");
    }
    for strength in results.strengths.iter().flatten() {
        mutants(strength, &mut out);
    }
    out.push_str("</testsuites>\n");
    out
}

/// A suite for the mutants of a recipe: its defects, and one case that stands for the rules that are proven.
fn mutants(strength: &Strength, out: &mut String) {
    let name = attribute(&format!("mutants of {}", strength.recipe));
    let n = strength.defects.len();
    let lacks = strength.lacks();
    let failure = if lacks.is_empty() {
        "/>".to_owned()
    } else {
        let message = attribute(&lacks.join("; "));
        format!(">\n      <failure message=\"{message}\" type=\"mutant\"/>\n    </testcase>")
    };
    let _ = writeln!(
        out,
        "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n    <testcase name=\"{} of {} proven\" classname=\"{name}\"{failure}",
        n + 1,
        n + usize::from(!lacks.is_empty()),
        strength.proven,
        counted(strength.judged, "rules")
    );
    for d in &strength.defects {
        let _ = writeln!(
            out,
            "    <testcase name=\"{}\" classname=\"{name}\">",
            attribute(&d.rule)
        );
        let fault = Fault {
            kind: "mutant".to_owned(),
            message: format!("{}: {}", d.rule, d.what),
            details: format!("in the test `{}`", d.test),
            at: d.demanded.clone(),
        };
        element("failure", &fault, out);
        out.push_str("    </testcase>\n");
    }
    out.push_str("  </testsuite>\n");
}

fn suite(file: &FileResult, out: &mut String) {
    let count = |s: Status| file.tests.iter().filter(|t| t.status() == s).count();
    let unreadable = usize::from(file.faults.is_some());
    let name = attribute(&file.file);
    let _ = writeln!(
        out,
        "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">",
        file.tests.len() + unreadable,
        count(Status::Failed),
        count(Status::Broken) + unreadable
    );
    if let Some(broken) = &file.faults {
        let _ = writeln!(
            out,
            "    <testcase name=\"the file can be read\" classname=\"{name}\" file=\"{name}\" line=\"1\">"
        );
        let whole = Place {
            file: file.file.clone(),
            span: crate::span::Span::at(0),
            start: crate::source::Position { line: 1, column: 1 },
            end: crate::source::Position { line: 1, column: 1 },
        };
        for fault in faults::of_diagnostics(broken, &whole) {
            element("error", &fault, out);
        }
        out.push_str("    </testcase>\n");
    }
    for test in &file.tests {
        case(test, &name, out);
    }
    out.push_str("  </testsuite>\n");
}

fn case(test: &Outcome, class: &str, out: &mut String) {
    let head = format!(
        "    <testcase name=\"{}\" classname=\"{class}\" file=\"{}\" line=\"{}\"",
        attribute(&test.name),
        attribute(&test.place.file),
        test.place.start.line
    );
    let kind = match test.status() {
        Status::Passed => {
            let _ = writeln!(out, "{head}/>");
            return;
        }
        Status::Failed => "failure",
        Status::Broken => "error",
    };
    let _ = writeln!(out, "{head}>");
    for fault in faults::of(test) {
        element(kind, &fault, out);
    }
    out.push_str("    </testcase>\n");
}

fn element(kind: &str, fault: &Fault, out: &mut String) {
    let _ = writeln!(
        out,
        "      <{kind} message=\"{}\" type=\"{}\">{}:{}:{}{}</{kind}>",
        attribute(&fault.message),
        attribute(&fault.kind),
        content(&fault.at.file),
        fault.at.start.line,
        fault.at.start.column,
        if fault.details.is_empty() {
            String::new()
        } else {
            format!("\n{}", content(fault.details.trim_end()))
        }
    );
}

/// Text between tags. What XML cannot hold at all is shown as an escape.
fn content(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            c => out.push(c),
        }
    }
    out
}

/// Text between double quotes.
fn attribute(text: &str) -> String {
    content(text)
        .replace('"', "&quot;")
        .replace('\n', "&#10;")
        .replace('\t', "&#9;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_an_attribute() {
        assert_eq!(
            attribute("<a href=\"x\">\u{0}\n&"),
            "&lt;a href=&quot;x&quot;&gt;\\u{0}&#10;&amp;"
        );
    }
}
