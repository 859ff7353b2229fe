//! The text that a verb rewrites, with what its name says about it: the surface, and whether it is a test file.

use std::path::{Path, PathBuf};

use crate::cli::files::{self, Kind};
use crate::diag::Diagnostic;
use crate::syntax::{Surface, is_suite, looks_like_suite};

/// A recipe, a pack or a test file as it was read.
#[derive(Debug)]
pub(super) struct Original {
    /// The name for messages.
    pub(super) name: String,
    pub(super) text: String,
    pub(super) surface: Surface,
    /// Whether it is a test file.
    pub(super) suite: bool,
    /// Whether a name says so, and not the look of the text.
    named: bool,
}

impl Original {
    /// Reads a file. Standard input (`-`) has the name that was given for it; without one, its text tells what it is.
    pub(super) fn read(path: &Path, stdin: Option<&Path>) -> Result<Self, Diagnostic> {
        let text = files::read(path, Kind::Recipe)?;
        let named = match (path == Path::new("-"), stdin) {
            (true, None) => None,
            (true, Some(name)) => Some(name),
            (false, _) => Some(path),
        };
        let name = files::shown(named.unwrap_or(path));
        Ok(Self {
            named: named.is_some(),
            surface: Surface::of(&name, &text),
            suite: match named {
                Some(_) => is_suite(&name),
                None => looks_like_suite(&text),
            },
            name,
            text,
        })
    }

    /// Faults of a text that has no name, and may have been taken for what it is not, say how to name it.
    pub(super) fn told(&self, mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let other = match self.surface {
            Surface::Yaml => ("YAML", "a.recipe"),
            Surface::Recipe => ("a recipe file", "a.yaml"),
        };
        if let Some(first) = faults.first_mut().filter(|_| !self.named) {
            first.help.push(format!(
                "standard input was read as {}; a name says otherwise: `--stdin-filename {}`",
                other.0, other.1
            ));
        }
        faults
    }

    /// Whether a YAML file says what it is. Others may belong to anybody, and are none of galley's business.
    pub(super) fn is_ours(&self) -> bool {
        self.suite || self.surface == Surface::Recipe || has_header(&self.text)
    }
}

/// Whether a line in the first column of a YAML text names a recipe or a pack.
fn has_header(text: &str) -> bool {
    text.trim_start_matches('\u{feff}')
        .lines()
        .any(|line| line.starts_with("recipe:") || line.starts_with("pack:"))
}

/// Where the paths of a command line lead: each file once, in the order in which it is named first.
pub(super) fn each_once(paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut seen = std::collections::BTreeSet::new();
    paths
        .into_iter()
        .filter(|p| seen.insert(p.canonicalize().unwrap_or_else(|_| p.clone())))
        .collect()
}
