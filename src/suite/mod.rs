//! Test files of recipes: read, run offline, compared with golden snapshots, and broken on purpose.
//!
//! A suite is a file beside a recipe (`NAME.test.yaml`, or `NAME.test.recipe`). Nothing here touches files or the terminal: texts
//! come in and go out through [`crate::cli`].

pub mod case;
pub mod files;
pub mod judge;
pub mod outcome;
pub mod print;
mod read;
pub mod replay;
mod words;
pub mod workshop;

pub use case::{Suite, Test};
pub use files::Files;
pub use outcome::{Outcome, Problem, Status};
pub use read::read;
pub use workshop::Workshop;

/// The name of a test in the names of files: lowercase letters and digits of any script, joined by hyphens, at most 60.
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
    let cut: String = out.chars().take(60).collect();
    let cut = cut.trim_end_matches('-');
    if cut.is_empty() {
        "test".to_owned()
    } else {
        cut.to_owned()
    }
}
