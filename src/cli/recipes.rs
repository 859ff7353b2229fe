//! Which files are meant when folders are named: the recipes and packs in them, and their tests.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::cli::files;
use crate::cli::original::each_once;
use crate::diag::{Diagnostic, codes};
use crate::syntax::is_suite;

/// So much of a YAML file is looked at to tell whether it is a recipe, in bytes.
const HEAD: u64 = 1 << 16;

/// Recipes and packs: files as they are named, and what folders hold of them; each once, and at least one.
pub(super) fn named(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut out = Vec::new();
    for path in paths {
        if path.is_dir() {
            out.extend(within(path));
        } else {
            out.push(path.clone());
        }
    }
    if out.is_empty() {
        let folders: Vec<String> = paths
            .iter()
            .map(|p| format!("`{}`", files::shown(p)))
            .collect();
        return Err(Diagnostic::error(
            codes::E0601,
            format!("no recipe is in {}", folders.join(" or ")),
        )
        .help("recipes end in `.recipe`, or are YAML files that begin with `recipe:` or `pack:`"));
    }
    Ok(each_once(out))
}

/// The recipes and packs in a folder and below, in the order of their names.
pub(super) fn within(folder: &Path) -> Vec<PathBuf> {
    let mut out = with_tests(folder);
    out.retain(|p| !is_suite(&p.to_string_lossy()));
    out
}

/// The recipes, packs and test files in a folder and below, in the order of their names.
pub(super) fn with_tests(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    walk(folder, &mut out);
    out
}

fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
        if passed_over(name) {
            continue;
        }
        // A link to a folder could lead in a circle.
        if path.is_dir() {
            if !path.is_symlink() {
                walk(&path, out);
            }
        } else if is_ours(&path) {
            // A folder named `.` is not part of the name.
            out.push(path.strip_prefix(".").map(Path::to_owned).unwrap_or(path));
        }
    }
}

/// Whether nothing of galley's is looked for in a file or folder of this name.
pub(super) fn passed_over(name: &str) -> bool {
    name.starts_with('.') || matches!(name, "target" | "node_modules")
}

/// Whether a file in a folder is a recipe or a suite of tests: by its ending, or, of YAML files, by its first setting. One that is too
/// large, or no UTF-8 further down, is a recipe all the same: whoever reads it says so.
pub(super) fn is_ours(path: &Path) -> bool {
    if is_suite(&path.to_string_lossy()) {
        return true;
    }
    match path.extension().and_then(|e| e.to_str()) {
        Some("recipe") => true,
        Some("yaml" | "yml") => {
            let mut head = Vec::new();
            let read = std::fs::File::open(path).map(|f| f.take(HEAD).read_to_end(&mut head));
            read.is_ok() && begins(&String::from_utf8_lossy(&head))
        }
        _ => false,
    }
}

/// Whether the first setting of a YAML text is that of a recipe or a pack.
pub(super) fn begins(text: &str) -> bool {
    text.trim_start_matches('\u{feff}')
        .lines()
        .map(str::trim_end)
        .find(|l| !l.is_empty() && !l.starts_with('#') && *l != "---")
        .is_some_and(|l| l.starts_with("recipe:") || l.starts_with("pack:"))
}
