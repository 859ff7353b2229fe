//! Names that look right and are not: a letter of another alphabet, a capital. The name that was meant is known from the fix;
//! what sets the two apart cannot be seen on the screen, so it is said.

use crate::diag::{Code, Diagnostic, codes};
use crate::source::SourceMap;

/// Adds what cannot be seen in the name that a fix replaces.
pub(super) fn explain(d: &mut Diagnostic, sources: &SourceMap) {
    if d.fix.is_empty() {
        mixed(d, sources);
        return;
    }
    let [edit] = d.fix.as_slice() else { return };
    let (old, new) = (sources.slice(edit.loc), edit.replacement.as_str());
    let column = sources
        .get(edit.loc.source)
        .position(edit.loc.span.start)
        .column;
    if let Some(line) = foreign(old, new, column) {
        d.help.insert(0, line);
    } else if old != new && old.to_lowercase() == new {
        let asked = format!("did you mean `{new}`?");
        let line = format!("names are written in lowercase: `{new}`");
        match d.help.iter_mut().find(|h| **h == asked) {
            Some(h) => *h = line,
            None => d.help.insert(0, line),
        }
    }
}

/// A name that is at fault, holds letters of two alphabets, and is like no name that is known.
fn mixed(d: &mut Diagnostic, sources: &SourceMap) {
    if !NAMES.contains(&d.code) {
        return;
    }
    let Some(loc) = d.labels.first().map(|l| l.loc) else {
        return;
    };
    let name = sources.slice(loc);
    if name.contains(char::is_whitespace) || !name.contains(|c: char| c.is_ascii_alphabetic()) {
        return;
    }
    let column = sources.get(loc.source).position(loc.span.start).column;
    let found: Vec<String> = name
        .chars()
        .enumerate()
        .filter_map(|(i, c)| {
            let alphabet = alphabet(c)?;
            let place = column + i;
            Some(format!(
                "`{c}` in column {place} is {alphabet} (U+{:04X})",
                c as u32
            ))
        })
        .take(4)
        .collect();
    if !found.is_empty() {
        d.help.insert(0, found.join("; "));
    }
}

/// The codes of messages about a name.
const NAMES: &[Code] = &[
    codes::E0203,
    codes::E0204,
    codes::E0208,
    codes::E0210,
    codes::E0218,
    codes::E0304,
    codes::E0503,
];

/// Which letters of which alphabet set two names apart that are the same otherwise; `old` begins at `column`.
fn foreign(old: &str, new: &str, column: usize) -> Option<String> {
    if old.chars().count() != new.chars().count() {
        return None;
    }
    let mut written = Vec::new();
    let mut declared = Vec::new();
    for (i, (a, b)) in old.chars().zip(new.chars()).enumerate() {
        if a == b {
            continue;
        }
        if let (Some(alphabet), true) = (alphabet(a), b.is_ascii_alphabetic()) {
            written.push(format!(
                "`{a}` in column {} is {alphabet} (U+{:04X}), not the letter `{b}`",
                column + i,
                a as u32
            ));
        } else if let (Some(alphabet), true) = (alphabet(b), a.is_ascii_alphabetic()) {
            declared.push(format!("`{b}` is {alphabet} (U+{:04X})", b as u32));
        } else {
            return None;
        }
    }
    match (written.is_empty(), declared.is_empty()) {
        (false, true) => Some(written.join("; ")),
        (true, false) => Some(format!(
            "in the name as it was given first, {}",
            declared.join("; ")
        )),
        _ => None,
    }
}

/// The alphabet of a letter that can be mistaken for a Latin one.
fn alphabet(c: char) -> Option<&'static str> {
    match c {
        '\u{370}'..='\u{3ff}' => Some("Greek"),
        '\u{400}'..='\u{52f}' => Some("Cyrillic"),
        '\u{530}'..='\u{58f}' => Some("Armenian"),
        '\u{13a0}'..='\u{13ff}' => Some("Cherokee"),
        '\u{ff21}'..='\u{ff5a}' => Some("a wide letter"),
        '\u{1d400}'..='\u{1d7ff}' => Some("a mathematical letter"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::foreign;

    #[test]
    fn letters_are_named_with_their_place() {
        assert_eq!(
            foreign("l\u{435}ngth", "length", 3).as_deref(),
            Some("`\u{435}` in column 4 is Cyrillic (U+0435), not the letter `e`")
        );
        assert_eq!(
            foreign("keyphrase", "ke\u{443}phrase", 1).as_deref(),
            Some("in the name as it was given first, `\u{443}` is Cyrillic (U+0443)")
        );
        let two = foreign("\u{43e}\u{435}", "oe", 1);
        assert!(two.is_some_and(|t| t.contains("U+043E") && t.contains("column 2 is Cyrillic (U+0435)")));
        for (old, new) in [
            ("lenght", "length"),
            ("titré", "titre"),
            ("a\u{435}c", "abd"),
            ("a", "a"),
        ] {
            assert_eq!(foreign(old, new, 1), None, "{old} {new}");
        }
    }
}
