//! Which test files are meant.

use std::path::{Path, PathBuf};

use crate::cli::Failure;
use crate::cli::files;
use crate::cli::project::Project;
use crate::cli::recipes;
use crate::diag::{Diagnostic, codes};
use crate::syntax;

/// What is to be looked at.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The test files in the order given, each once; there is at least one.
    pub(super) files: Vec<PathBuf>,
    /// The folders of golden files that lie in the folders given.
    pub(super) golden: Vec<PathBuf>,
    /// Whether these are all test files of the project.
    pub(super) whole: bool,
    /// The test files of the project that are in no usual folder, when none was named.
    pub(super) elsewhere: Vec<PathBuf>,
}

impl Found {
    /// The project that the first file lies in.
    pub(super) fn project(&self) -> Project {
        let first = self.files.first();
        first.map_or_else(Project::here, |file| Project::of(file))
    }
}

/// The test files in these files and folders.
pub(super) fn find(paths: &[PathBuf]) -> Result<Found, Failure> {
    let places = if paths.is_empty() {
        usual()
    } else {
        paths.to_vec()
    };
    let mut out = Found::default();
    for path in &places {
        if path.is_dir() {
            walk(path, &mut out);
        } else {
            out.files.push(one(path)?);
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    out.files
        .retain(|p| seen.insert(p.canonicalize().unwrap_or_else(|_| p.clone())));
    if paths.is_empty() {
        let mut all = Found::default();
        let root = Project::here().relative_root();
        let root = if root.as_os_str().is_empty() {
            Path::new(".")
        } else {
            &root
        };
        walk(root, &mut all);
        all.files
            .retain(|p| !seen.contains(&p.canonicalize().unwrap_or_else(|_| p.clone())));
        out.whole = all.files.is_empty();
        out.elsewhere = all.files;
    }
    if out.files.is_empty() {
        let folders: Vec<String> = places
            .iter()
            .map(|p| format!("`{}`", files::shown(p)))
            .collect();
        return Err(Diagnostic::error(
            codes::E0806,
            format!("no test file is in {}", folders.join(" or ")),
        )
        .help("a test file is called NAME.test.yaml or NAME.test.recipe")
        .help("`galley explain E0806` shows a first one")
        .into());
    }
    Ok(out)
}

fn one(path: &Path) -> Result<PathBuf, Failure> {
    if syntax::is_suite(&path.to_string_lossy()) && path.exists() {
        return Ok(path.to_owned());
    }
    if !path.exists() {
        // The reader of files says what is missing, and what is near.
        files::read(path, files::Kind::Recipe)?;
    }
    let shown = files::shown(path);
    Err(
        Diagnostic::error(codes::E0806, format!("`{shown}` is not a test file"))
            .help("test files end in `.test.yaml` or `.test.recipe`")
            .into(),
    )
}

/// The folders `recipes` and `tests` of the project; the current folder when it has neither.
fn usual() -> Vec<PathBuf> {
    let root = Project::here().relative_root();
    let own: Vec<PathBuf> = ["recipes", "tests"]
        .iter()
        .map(|f| root.join(f))
        .filter(|f| f.is_dir())
        .collect();
    if own.is_empty() {
        vec![PathBuf::from(".")]
    } else {
        own
    }
}

/// The test files in a folder and below, in the order of their names.
fn walk(folder: &Path, out: &mut Found) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
        if recipes::passed_over(name) {
            continue;
        }
        // A link to a folder could lead in a circle, and a project in a project has tests of its own.
        if path.is_dir() {
            if !path.is_symlink() && !path.join("galley.toml").is_file() {
                walk(&path, out);
                if name == "snapshots" {
                    out.golden.push(path);
                }
            }
        } else if syntax::is_suite(name) {
            out.files
                .push(path.strip_prefix(".").map(Path::to_owned).unwrap_or(path));
        }
    }
}
