//! `galley fmt [--check] [--diff] [FILES|DIRS|-]`: the canonical form of recipes.

use std::path::{Path, PathBuf};

use crate::cli::files::{self, Kind};
use crate::cli::output::{self, Paint};
use crate::cli::{Exit, Failure, Outcome};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{Source, SourceMap};
use crate::syntax::rewrite::{Rewritten, format, format_suite};
use crate::syntax::{Surface, is_suite};

/// Arguments of `fmt`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley fmt                          all recipes below this folder
  galley fmt --check recipes/         changes nothing; exit status 1 when a file is not in canonical form
  galley fmt --diff house.recipe      shows what would change
  galley fmt - < draft.recipe         from standard input to standard output

In folders, files that end in `.recipe` or `.test.yaml` are taken, and YAML files that begin a recipe or a pack. A file with anchors or aliases
is left as it is.")]
pub(super) struct Args {
    /// Recipes, folders of recipes, or `-` for standard input.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,

    /// Change nothing; list the files that are not in canonical form, with exit status 1.
    #[arg(long)]
    check: bool,

    /// Change nothing; show what would change, with exit status 1 when anything would.
    #[arg(long)]
    diff: bool,
}

/// What came of the files.
#[derive(Default)]
struct Tally {
    changed: usize,
    unchanged: usize,
    kept: usize,
    diagnostics: Vec<Diagnostic>,
    sources: SourceMap,
}

pub(super) fn run(args: &Args, paint: &Paint) -> Outcome {
    let mut tally = Tally::default();
    let mut paths = Vec::new();
    for path in &args.paths {
        if path.is_dir() {
            walk(path, &mut paths);
        } else {
            paths.push(path.clone());
        }
    }
    if paths.is_empty() {
        output::note("no recipes here");
    }
    for path in &paths {
        one(path, args, &mut tally)?;
    }
    let stdin = args.paths.iter().any(|p| p == Path::new("-"));
    if !stdin && !paths.is_empty() {
        output::note(&tally.summary(args.check || args.diff));
    }
    if tally.diagnostics.is_empty() {
        let found = (args.check || args.diff) && tally.changed > 0;
        return Ok(if found { Exit::Findings } else { Exit::Clean });
    }
    let _ = paint;
    Err(Failure::Diagnosed(Box::new((
        tally.diagnostics,
        tally.sources,
    ))))
}

fn one(path: &Path, args: &Args, tally: &mut Tally) -> Result<(), Failure> {
    let name = files::shown(path);
    let stdin = path == Path::new("-");
    let text = match files::read(path, Kind::Recipe) {
        Ok(text) => text,
        Err(d) => {
            tally.diagnostics.push(d);
            return Ok(());
        }
    };
    let id = tally.sources.add(Source::new(&name, &text));
    let mut sink = Sink::new();
    let surface = Surface::of(&name, &text);
    let rewritten = if is_suite(&name) {
        format_suite(id, surface, &text, &mut sink)
    } else {
        format(id, surface, &text, &mut sink)
    };
    let new = match rewritten {
        Some(Rewritten::Text(new)) => new,
        Some(Rewritten::Kept(kept)) => {
            tally.kept += 1;
            output::note(&format!("{name} is left as it is: {}", kept.reason()));
            if stdin && !args.check && !args.diff {
                output::product(&text)?;
            }
            return Ok(());
        }
        None => {
            tally.diagnostics.extend(sink.into_sorted());
            return Ok(());
        }
    };
    let changed = new != text;
    if changed {
        tally.changed += 1;
    } else {
        tally.unchanged += 1;
    }
    if args.diff {
        if changed {
            let diff = similar::TextDiff::from_lines(text.as_str(), new.as_str());
            let header = format!("{name} (canonical)");
            output::product(&diff.unified_diff().header(&name, &header).to_string())?;
        }
    } else if args.check {
        if changed {
            output::product(&format!("{name}\n"))?;
        }
    } else if stdin {
        output::product(&new)?;
    } else if changed {
        // A link keeps pointing at its file.
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        match files::write(&real, &new) {
            Ok(()) => output::note(&format!("formatted {name}")),
            Err(d) => {
                let failed = Diagnostic::error(codes::E0605, d.message);
                tally.diagnostics.push(failed);
            }
        }
    }
    Ok(())
}

impl Tally {
    fn summary(&self, dry: bool) -> String {
        let files = |n: usize| {
            if n == 1 {
                "1 file".to_owned()
            } else {
                format!("{n} files")
            }
        };
        let mut parts = Vec::new();
        if self.changed > 0 {
            let verb = if dry { "would change" } else { "changed" };
            parts.push(format!("{} {verb}", files(self.changed)));
        }
        if self.unchanged > 0 {
            parts.push(format!("{} in canonical form", files(self.unchanged)));
        }
        if self.kept > 0 {
            parts.push(format!("{} left as it is", files(self.kept)));
        }
        if parts.is_empty() {
            parts.push("nothing was changed".to_owned());
        }
        parts.join(", ")
    }
}

/// The recipes in a folder and below, in the order of their names.
pub(super) fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
        if name.starts_with('.') || matches!(name, "target" | "node_modules") {
            continue;
        }
        // A link to a folder could lead in a circle.
        if path.is_dir() {
            if !path.is_symlink() {
                walk(&path, out);
            }
        } else if is_recipe(&path) {
            // A folder named `.` is not part of the name.
            out.push(path.strip_prefix(".").map(Path::to_owned).unwrap_or(path));
        }
    }
}

/// Whether a file in a folder is a recipe or a suite of tests: by its ending, or, of YAML files, by its first setting.
fn is_recipe(path: &Path) -> bool {
    if is_suite(&path.to_string_lossy()) {
        return true;
    }
    match path.extension().and_then(|e| e.to_str()) {
        Some("recipe") => true,
        Some("yaml" | "yml") => files::read(path, Kind::Recipe).is_ok_and(|text| begins(&text)),
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
