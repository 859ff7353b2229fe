//! `galley test [PATHS]`: tests of recipes, with no key and no network.

use std::path::{Path, PathBuf};

use crate::cli::files::{self, Kind};
use crate::cli::output::{self, Paint};
use crate::cli::project::Project;
use crate::cli::{Exit, Failure, Outcome};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{Source, SourceId, SourceMap};
use crate::suite::print::{FileResult, Tally, text};
use crate::suite::{self, Problem, Suite, Workshop};
use crate::syntax;

/// Arguments of `test`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley test                                   every test file of the project
  galley test tests/council-news.test.yaml      one file
  galley test --filter 'title'                  tests whose names hold this text

A test file is NAME.test.yaml or NAME.test.recipe. `docs/testing.md` teaches them.
Exit status: 0 all passed, 1 some failed, 2 some could not run.")]
pub(super) struct Args {
    /// Test files, or folders of them [default: `recipes` and `tests` of the project, or this folder].
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Only tests whose names hold this text.
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
}

pub(super) fn run(args: &Args, paint: &Paint) -> Outcome {
    let paths = found(&args.paths)?;
    let project = Project::of(&paths[0]);
    let workshop = Workshop::new(&project);
    let mut results = Vec::new();
    for path in &paths {
        results.push(file(path, &project, &workshop, args.filter.as_deref())?);
    }
    let tally = Tally::of(&results);
    if tally.tests == 0 && tally.unreadable == 0 {
        return Err(none(args));
    }
    output::product(&text::print(&results))?;
    for (diagnostics, sources) in faults(&results) {
        output::diagnostics(diagnostics, sources, paint);
    }
    if tally.broken > 0 || tally.unreadable > 0 {
        return Err(Failure::Told);
    }
    Ok(if tally.failed > 0 {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

/// What is wrong with files, and with tests that could not run.
fn faults(results: &[FileResult]) -> Vec<(&Vec<Diagnostic>, &SourceMap)> {
    let mut out: Vec<(&Vec<Diagnostic>, &SourceMap)> = Vec::new();
    for result in results {
        out.extend(result.faults.as_ref().map(|(d, s)| (d, s)));
        for problem in result.tests.iter().flat_map(|t| &t.problems) {
            if let Problem::Broken(broken) = problem
                // A recipe that does not compile is told once, however many tests it has.
                && !out.iter().any(|(d, _)| **d == broken.0)
            {
                out.push((&broken.0, &broken.1));
            }
        }
    }
    out
}

/// Reads a test file and runs its tests.
fn file(
    path: &Path,
    project: &Project,
    workshop: &Workshop<'_>,
    filter: Option<&str>,
) -> Result<FileResult, Failure> {
    let text = files::read(path, Kind::Recipe)?;
    let name = project.name(path);
    let source = Source::new(&name, &text);
    let mut sink = Sink::new();
    let suite: Option<Suite> = suite::read(SourceId(0), &source, &mut sink);
    let mut result = FileResult {
        file: name,
        tests: Vec::new(),
        faults: None,
    };
    match suite {
        Some(suite) if !sink.has_errors() => {
            result.tests = suite
                .tests
                .iter()
                .filter(|t| filter.is_none_or(|f| t.name.text.contains(f)))
                .map(|t| workshop.run(&suite, &source, t))
                .collect();
        }
        _ => {
            let mut sources = SourceMap::new();
            sources.add(source);
            result.faults = Some((sink.into_sorted(), sources));
        }
    }
    Ok(result)
}

/// The test files that are meant.
fn found(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut out = Vec::new();
    let defaults: Vec<PathBuf> = if paths.is_empty() {
        let root = Project::of(Path::new("x.test.yaml")).below_here();
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
    } else {
        paths.to_vec()
    };
    for path in &defaults {
        if path.is_dir() {
            walk(path, &mut out);
        } else if syntax::is_suite(&path.to_string_lossy()) {
            out.push(path.clone());
        } else {
            let shown = files::shown(path);
            return Err(if path.exists() {
                Diagnostic::error(codes::E0806, format!("`{shown}` is not a test file"))
                    .help("test files end in `.test.yaml` or `.test.recipe`")
            } else {
                Diagnostic::error(codes::E0601, format!("there is no file `{shown}`"))
            }
            .into());
        }
    }
    if out.is_empty() {
        let folders: Vec<String> = defaults
            .iter()
            .map(|p| format!("`{}`", p.display()))
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

fn none(args: &Args) -> Failure {
    let mut d = Diagnostic::error(codes::E0806, "no test was run");
    if let Some(filter) = &args.filter {
        d = Diagnostic::error(codes::E0806, format!("no test has `{filter}` in its name"));
    }
    d.into()
}

/// The test files in a folder and below, in the order of their names.
fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
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
        } else if syntax::is_suite(name) {
            out.push(path.strip_prefix(".").map(Path::to_owned).unwrap_or(path));
        }
    }
}
