//! `galley fmt [--check] [--diff] [FILES|DIRS|-]`: the canonical form of recipes.

use crate::diag::counts::counted;
use std::path::{Path, PathBuf};

use crate::cli::files;
use crate::cli::original::{self, Original};
use crate::cli::output::{self, Paint};
use crate::cli::{Exit, Failure, Outcome, git, recipes};
use crate::diag::{Diagnostic, Sink, codes};
use crate::report::terminal::neutral;
use crate::report::text::printable;
use crate::source::{Source, SourceMap};
use crate::syntax::rewrite::{Rewritten, format, format_suite};

/// Arguments of `fmt`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley fmt                       all recipes below this folder
  galley fmt --check recipes/      change nothing, list what would change
  galley fmt --diff house.recipe   show what would change
  galley fmt - < draft.recipe      from standard input to standard output
  galley fmt --stdin-filename a.test.yaml < text   for editors

In folders, files that end in `.recipe` or `.test.yaml` are taken, and YAML files that begin a recipe or a pack; what git ignores,
and folders that begin with a dot, are passed over. A file with anchors or aliases is left as it is, and so is a file with a
syntax error, whose place is told; the other files are formatted all the same.

Exit status: 0 all in canonical form, 1 with --check or --diff when something would change, 2 a file could not be formatted.")]
pub(super) struct Args {
    /// Recipes, packs, test files, folders of them, or `-` for standard input [default: this folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Change nothing; list the files that are not in canonical form, with exit status 1.
    #[arg(long)]
    check: bool,

    /// Change nothing; show what would change, with exit status 1 when anything would.
    #[arg(long)]
    diff: bool,

    /// The name that standard input would have as a file: its ending says what it is
    #[arg(long, value_name = "FILE")]
    stdin_filename: Option<PathBuf>,
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
    let given = match (args.paths.is_empty(), &args.stdin_filename) {
        (true, Some(_)) => vec![PathBuf::from("-")],
        (true, None) => vec![PathBuf::from(".")],
        (false, _) => args.paths.clone(),
    };
    let mut paths = Vec::new();
    for path in &given {
        if path.is_dir() {
            if let Err(e) = std::fs::read_dir(path) {
                let why = files::reason(&e);
                let message = format!("the folder `{}` cannot be read: {why}", path.display());
                tally
                    .diagnostics
                    .push(Diagnostic::error(codes::E0601, message));
            }
            paths.extend(below(path));
        } else {
            paths.push(path.clone());
        }
    }
    if paths.is_empty() {
        output::note("no recipes here");
    }
    for path in &original::each_once(paths.clone()) {
        one(path, args, paint, &mut tally)?;
    }
    let stdin = given.iter().any(|p| p == Path::new("-"));
    if !stdin && !paths.is_empty() {
        output::note(&tally.summary(args.check || args.diff));
    }
    if tally.diagnostics.is_empty() {
        let found = (args.check || args.diff) && tally.changed > 0;
        return Ok(if found { Exit::Findings } else { Exit::Clean });
    }
    Err(Failure::Diagnosed(Box::new((
        tally.diagnostics,
        tally.sources,
    ))))
}

fn one(path: &Path, args: &Args, paint: &Paint, tally: &mut Tally) -> Result<(), Failure> {
    let stdin = path == Path::new("-");
    let original = match Original::read(path, args.stdin_filename.as_deref()) {
        Ok(original) => original,
        Err(d) => {
            tally.diagnostics.push(d);
            return Ok(());
        }
    };
    let Original {
        name,
        text,
        surface,
        suite,
        ..
    } = &original;
    if !stdin && !original.is_ours() {
        tally.kept += 1;
        output::note(&format!(
            "{name} is left as it is: it begins neither a recipe nor a pack, and its name is not that of a test file"
        ));
        return Ok(());
    }
    let id = tally.sources.add(Source::new(name, text));
    let mut sink = Sink::new();
    let rewritten = match suite {
        true => format_suite(id, *surface, text, &mut sink),
        false => format(id, *surface, text, &mut sink),
    };
    let new = match rewritten {
        Some(Rewritten::Text(new)) => new,
        Some(Rewritten::Kept(kept)) => {
            tally.kept += 1;
            output::note(&format!("{name} is left as it is: {}", kept.reason()));
            if stdin && !args.check && !args.diff {
                output::product(text)?;
            }
            return Ok(());
        }
        None => {
            tally.diagnostics.extend(original.told(sink.into_sorted()));
            return Ok(());
        }
    };
    let changed = new != *text;
    if changed {
        tally.changed += 1;
    } else {
        tally.unchanged += 1;
    }
    if args.diff {
        if changed {
            output::picture(&difference(name, text, &new, paint.product))?;
        }
    } else if args.check {
        if changed {
            output::product(&printable(&format!("{name}\n")))?;
        }
    } else if stdin {
        output::product(&new)?;
    } else if changed {
        // A link keeps pointing at its file.
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        match files::own(path).and_then(|()| files::write(&real, &new)) {
            Ok(()) => output::note(&format!("formatted {name}")),
            Err(d) => {
                tally.changed -= 1;
                tally.diagnostics.push(d);
            }
        }
    }
    Ok(())
}

/// A unified diff, as `patch` takes it; painted, as git does it.
fn difference(name: &str, old: &str, new: &str, painted: bool) -> String {
    let diff = similar::TextDiff::from_lines(old, new);
    let name = printable(name);
    let header = format!("{name} (canonical)");
    let text = diff.unified_diff().header(&name, &header).to_string();
    if !painted {
        return text;
    }
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let (line, end) = match line.strip_suffix('\n') {
            Some(line) => (line, "\n"),
            None => (line, ""),
        };
        let line = &*neutral(line);
        let paint = match line.as_bytes() {
            [b'-', b'-', b'-', ..] | [b'+', b'+', b'+', ..] => "1",
            [b'@', ..] => "36",
            [b'-', ..] => "31",
            [b'+', ..] => "32",
            _ => {
                out.push_str(line);
                out.push_str(end);
                continue;
            }
        };
        out.push_str(&format!("\u{1b}[{paint}m{line}\u{1b}[0m{end}"));
    }
    out
}

impl Tally {
    fn summary(&self, dry: bool) -> String {
        let files = |n: usize| counted(n, "files");
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

/// The recipes in a folder and below that git does not ignore.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = recipes::with_tests(folder);
    if found.is_empty() {
        return found;
    }
    let ignored: Vec<PathBuf> = git::ignored(folder)
        .iter()
        .map(|p| p.strip_prefix(".").map_or(p.clone(), Path::to_owned))
        .collect();
    found.retain(|p| !ignored.iter().any(|i| p.starts_with(i)));
    found
}
