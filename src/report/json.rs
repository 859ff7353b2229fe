//! The report as JSON: one object, keys in a fixed order, two spaces of indentation.

use crate::report::Report;

/// The report as JSON text, with a final newline.
///
/// # Panics
/// Never: every field of a report can be serialised.
#[must_use]
pub fn print<T: serde::Serialize>(report: &T) -> String {
    let mut out =
        serde_json::to_string_pretty(report).unwrap_or_else(|e| format!("{{\"error\": \"{e}\"}}"));
    out.push('\n');
    out
}

/// Several reports as one JSON array; one alone as an object.
#[must_use]
pub fn print_all(reports: &[Report]) -> String {
    match reports {
        [one] => print(one),
        many => print(&many),
    }
}
