//! Reports as JSON: keys in a fixed order, two spaces of indentation.

use crate::report::Report;
use crate::report::terminal::steers;

/// The version of the shape that [`print_all`] writes.
const SHAPE: u32 = 1;

/// A value as JSON text, with a final newline. Characters that steer a terminal are spelled as escapes of JSON, so that the text may be
/// printed anywhere and means the same.
///
/// # Panics
/// Never: every field of a report can be serialised.
#[must_use]
pub fn print<T: serde::Serialize>(report: &T) -> String {
    use std::fmt::Write as _;
    let text =
        serde_json::to_string_pretty(report).unwrap_or_else(|e| format!("{{\"error\": \"{e}\"}}"));
    let mut out = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        if steers(c) {
            let _ = write!(out, "\\u{:04x}", c as u32);
        } else {
            out.push(c);
        }
    }
    out.push('\n');
    out
}

/// What `check` prints for any number of drafts.
#[derive(serde::Serialize)]
struct Reports<'a> {
    version: u32,
    reports: &'a [Report],
}

/// Reports as one JSON object, `{ "version": 1, "reports": [ … ] }`, however many there are.
#[must_use]
pub fn print_all(reports: &[Report]) -> String {
    print(&Reports {
        version: SHAPE,
        reports,
    })
}

#[cfg(test)]
mod tests {
    use super::print;

    #[test]
    fn json_steers_no_terminal_and_means_the_same() {
        let text = "a\u{1b}[2J \u{9b} \u{7f} \u{202e} é \n";
        let json = print(&text);
        assert!(!json.trim_end().contains(crate::report::terminal::steers));
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
