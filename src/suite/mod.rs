//! Test files of recipes: read, run offline, compared with golden snapshots, and broken on purpose.
//!
//! A suite is a file beside a recipe (`NAME.test.yaml`, or `NAME.test.recipe`). Nothing here touches files or the terminal: texts
//! come in and go out through [`crate::cli`].

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

pub mod case;
pub mod cause;
pub mod files;
mod golden;
pub mod judge;
pub mod mutate;
pub mod outcome;
pub mod print;
mod read;
pub mod replay;
pub mod session;
pub mod snapshot;
pub mod strength;
mod wording;
mod words;
pub mod workshop;

pub use case::{Suite, Test};
pub use files::Files;
pub use outcome::{Outcome, Problem, Status};
pub use read::read;
pub use workshop::Workshop;

/// The name of a test in the names of files: lowercase letters and digits of any script, joined by hyphens, at most 60. What is
/// cut off is stood for by the beginning of a hash.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() {
        return "test".to_owned();
    }
    if out.chars().count() <= LONGEST {
        return out.to_owned();
    }
    // Long names often differ at their ends only.
    let cut: String = out.chars().take(LONGEST - 9).collect();
    let sum = blake3::hash(name.as_bytes()).to_hex();
    let sum = sum.get(..8).unwrap_or(&sum);
    format!("{}-{sum}", cut.trim_end_matches('-'))
}

/// The most characters of a test's name in the name of a file.
const LONGEST: usize = 60;

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn names_become_file_names() {
        assert_eq!(
            slug("L’article écrit à la main, tient !"),
            "l-article-écrit-à-la-main-tient"
        );
        assert_eq!(slug("../../etc"), "etc");
        assert_eq!(slug("!!"), "test");
        let long = "the same words again and again and again and again and again and";
        let (a, b) = (slug(&format!("{long} one")), slug(&format!("{long} two")));
        assert!(a != b && a.chars().count() <= 60, "{a} {b}");
    }
}
