//! Reports as Checkstyle XML: a `file` for each draft, an `error` for each finding.

use std::collections::HashMap;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use crate::diag::Severity;
use crate::report::list::{self, Batch, Entry};

/// All drafts as one XML document; a draft without a finding is an empty `file`.
#[must_use]
pub fn print(batch: &Batch<'_>) -> String {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 2);
    document(batch, &mut out).expect("memory takes every element");
    let mut text = String::from_utf8_lossy(&out.into_inner()).into_owned();
    text.push('\n');
    text
}

fn document(batch: &Batch<'_>, out: &mut Writer<Vec<u8>>) -> io::Result<()> {
    let mut seen = HashMap::new();
    let paths = batch.paths();
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    out.create_element("checkstyle")
        .with_attribute(("version", "4.3"))
        .write_inner_content(|out| {
            for (report, path) in batch.reports.iter().zip(&paths) {
                let entries = list::entries(report, path, &mut seen);
                let name = list::line(path);
                let file = out
                    .create_element("file")
                    .with_attribute(("name", name.as_str()));
                if entries.is_empty() {
                    file.write_empty()?;
                    continue;
                }
                file.write_inner_content(|out| entries.iter().try_for_each(|e| error(e, out)))?;
            }
            Ok(())
        })?;
    Ok(())
}

fn error(e: &Entry<'_>, out: &mut Writer<Vec<u8>>) -> io::Result<()> {
    let severity = match e.severity {
        Severity::Error => "error",
        Severity::Warn => "warning",
        Severity::Info => "info",
    };
    out.create_element("error")
        .with_attribute(("line", e.start.line.to_string().as_str()))
        .with_attribute(("column", e.start.column.to_string().as_str()))
        .with_attribute(("severity", severity))
        .with_attribute(("message", list::line(&e.message).as_str()))
        .with_attribute((
            "source",
            list::line(&format!("galley.{}", e.rule.rule)).as_str(),
        ))
        .write_empty()?;
    Ok(())
}
