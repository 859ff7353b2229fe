//! Findings as a table (RFC 4180), a row each, for spreadsheets.

use std::collections::HashMap;

use ::csv::{Terminator, WriterBuilder};

use crate::report::list::{self, Batch};

/// The names of the columns.
const HEAD: [&str; 7] = [
    "file", "line", "column", "severity", "rule", "message", "excerpt",
];

/// All findings as one table, with the names of its columns first.
#[must_use]
pub fn print(batch: &Batch<'_>) -> String {
    let mut table = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let mut row = |cells: &[&str]| {
        table
            .write_record(cells)
            .expect("every row has as many cells, and memory takes them");
    };
    row(&HEAD);
    let mut seen = HashMap::new();
    for (report, path) in batch.reports.iter().zip(&batch.paths()) {
        for e in list::entries(report, path, &mut seen) {
            row(&[
                &cell(e.path),
                &e.start.line.to_string(),
                &e.start.column.to_string(),
                e.severity.word(),
                &cell(&e.rule.rule),
                &cell(&e.message),
                &cell(e.excerpt),
            ]);
        }
    }
    let bytes = table.into_inner().expect("memory takes every row");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A text that no spreadsheet reads as a formula: an apostrophe before the sign that would begin one.
fn cell(text: &str) -> String {
    let text = list::legal(text);
    if text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
    {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@x", "\t=1", "\n=1", " =1", "＝1"] {
            assert_eq!(cell(text), format!("'{text}"));
        }
        assert_eq!(cell("\r=1"), "\\u{d}=1");
        for text in ["", "a=1", "« -1 »", "12"] {
            assert_eq!(cell(text), text);
        }
    }
}
