//! `galley test [PATHS]`: tests of recipes, with no key and no network.

mod find;
mod golden;
mod record;
mod watch;

use std::io::IsTerminal as _;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::files::{self, Kind};
use crate::cli::output::{self, Paint};
use crate::cli::project::Project;
use crate::cli::{Exit, Failure, Outcome, settings};
use crate::diag::{Diagnostic, codes};
use crate::source::SourceMap;
use crate::suite::print::{Results, Tally, github, json, junit, text};
use crate::suite::session::{self, Opened};
use crate::suite::{Problem, Test, Workshop, strength};

/// Arguments of `test`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley test                                   every test of the project
  galley test tests/council-news.test.yaml      one file
  galley test --filter title                    the tests whose names hold this text
  galley test --review                          look at golden files that differ, one by one
  galley test --accept                          take all of them, and remove what belongs to no test
  galley test --record --model openai:gpt-4.1-mini     make the recordings that are missing
  galley test --mutate                          would the rules notice? break good drafts and see
  galley test --format junit > junit.xml        for CI

A test file is NAME.test.yaml or NAME.test.recipe; `docs/testing.md` teaches it. Nothing but --record speaks to a model.

Exit status: 0 all passed, 1 some failed or a file belongs to no test, 2 some could not run.")]
pub(super) struct Args {
    /// Test files, or folders of them [default: `recipes` and `tests` of the project, or this folder].
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Only tests whose names hold this text.
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,

    /// Take every golden file as it is now, and remove golden files and recordings that belong to no test.
    #[arg(long, conflicts_with = "review")]
    accept: bool,

    /// Show each golden file that differs, and ask whether to take it.
    #[arg(long, conflicts_with_all = ["format", "watch"])]
    review: bool,

    /// Record the runs whose recordings are missing, with a model.
    #[arg(long)]
    record: bool,

    /// With --record: record runs anew that have a recording.
    #[arg(long, requires = "record")]
    fresh: bool,

    /// With --record: the model, as `run` takes it.
    #[arg(long, value_name = "MODEL", requires = "record")]
    model: Option<String>,

    /// Break every draft that holds in the ways that its rules know, and see whether each rule speaks up.
    #[arg(long)]
    mutate: bool,

    /// Refuse to work when `galley.lock` is not up to date.
    #[arg(long)]
    locked: bool,

    /// How the results are printed.
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    format: FormatArg,

    /// How many tests run at once [default: as many as there are processors].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,

    /// Run again whenever a file of the project changes; stop with ctrl-c.
    #[arg(long, conflicts_with = "record")]
    watch: bool,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArg {
    /// For people.
    Text,
    /// For programs: one JSON value.
    Json,
    /// JUnit XML, for CI servers.
    Junit,
    /// Annotations of GitHub Actions.
    Github,
}

pub(super) fn run(args: &Args, paint: &Paint) -> Outcome {
    if args.review && !std::io::stdin().is_terminal() {
        output::note("reading the answers from standard input");
    }
    if !args.watch {
        return once(args, paint);
    }
    watch::run(args, paint)
}

/// Finds, reads and runs the tests, and tells what came of them.
fn once(args: &Args, paint: &Paint) -> Outcome {
    let found = find::find(&args.paths)?;
    let project = found.project();
    if !project.relative_root().as_os_str().is_empty() && !args.watch {
        output::note(&format!(
            "paths below are relative to {}",
            project.root().display()
        ));
    }
    if let [first, rest @ ..] = found.elsewhere.as_slice() {
        let more = match rest.len() {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let root = project.relative_root();
        let root = match root.as_os_str().is_empty() {
            true => ".".to_owned(),
            false => files::shown(&root),
        };
        output::note(&format!(
            "not run, outside `recipes` and `tests`: {}{more}; `galley test {root}` runs all",
            files::shown(first)
        ));
    }
    let settings = settings::read(project.root())?;
    if args.locked {
        crate::cli::lock::verify(project.root())?;
    }
    let opened = open(&found.files, &project)?;
    let mut workshop = Workshop::new(&project);
    if let Some(calls) = settings.max_calls {
        workshop.max_calls = calls;
    }
    let wanted = |t: &Test| args.filter.as_ref().is_none_or(|f| t.name.text.contains(f));
    workshop.keep_drafts = args.mutate;
    if args.record {
        let wishes = record::Wishes {
            model: args.model.as_deref(),
            fresh: args.fresh,
            settings: &settings,
        };
        record::record(&workshop, &project, &opened, &wanted, &wishes, paint)?;
    }
    let files = session::run(&workshop, &opened, &wanted, jobs(args));
    let orphans = match args.filter {
        Some(_) => Vec::new(),
        None => {
            let golden: Vec<String> = found.golden.iter().map(|p| project.name(p)).collect();
            session::orphans(&project, &opened, &files, &golden, found.whole)
        }
    };
    let strengths = args
        .mutate
        .then(|| strength::measure(&workshop, &opened, &files, jobs(args)));
    let mut results = Results {
        files,
        orphans,
        strengths,
    };
    let tally = Tally::of(&results);
    if tally.tests == 0 && tally.unreadable == 0 {
        return Err(none(args));
    }
    if args.accept {
        golden::accept(&project, &mut results)?;
    } else if args.review {
        golden::review(&project, &mut results)?;
    } else {
        golden::offer(&project, &results);
    }
    tell(args, &results, paint)
}

fn jobs(args: &Args) -> usize {
    args.jobs.map_or_else(
        || std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        usize::from,
    )
}

/// Reads the test files; all of them lie in one project.
fn open(found: &[PathBuf], project: &Project) -> Result<Vec<Opened>, Failure> {
    let mut opened: Vec<Opened> = found
        .iter()
        .map(|path| {
            let text = files::read(path, Kind::Recipe)?;
            let name = project.name(path);
            if std::path::Path::new(&name).is_absolute() {
                return Err(Diagnostic::error(
                    codes::E0803,
                    format!(
                        "`{}` lies in another project than `{}`",
                        files::shown(path),
                        found.first().map(|f| files::shown(f)).unwrap_or_default()
                    ),
                )
                .help("run `galley test` once for each project")
                .into());
            }
            Ok(session::open(&name, &text))
        })
        .collect::<Result<_, Failure>>()?;
    session::part(&mut opened);
    Ok(opened)
}

/// Prints the results; diagnostics of what could not run go to standard error.
fn tell(args: &Args, results: &Results, paint: &Paint) -> Outcome {
    let tally = Tally::of(results);
    output::product(&match args.format {
        FormatArg::Text => text::print(results),
        FormatArg::Json => json::print(results),
        FormatArg::Junit => junit::print(results),
        FormatArg::Github => github::print(results, &|name| {
            files::in_repository(&Project::here().root().join(name))
        }),
    })?;
    if matches!(args.format, FormatArg::Text | FormatArg::Junit) {
        for (diagnostics, sources) in faults(results) {
            output::diagnostics(diagnostics, sources, paint);
        }
    }
    match tally.exit() {
        0 => Ok(Exit::Clean),
        1 => Ok(Exit::Findings),
        _ => Err(Failure::Told),
    }
}

/// What is wrong with files, and with tests that could not run.
fn faults(results: &Results) -> Vec<(&Vec<Diagnostic>, &SourceMap)> {
    let mut out: Vec<(&Vec<Diagnostic>, &SourceMap)> = Vec::new();
    for result in &results.files {
        out.extend(result.faults.as_ref().map(|(d, s)| (d, s)));
        for problem in result.tests.iter().flat_map(|t| &t.problems) {
            if let Problem::Broken(broken) = problem {
                let (d, s) = (&broken.0, &broken.1);
                // A recipe that does not compile is reported once, however many tests it has.
                let file = |s: &SourceMap| s.iter().next().map(|(_, s)| s.name().to_owned());
                if !out.iter().any(|(e, t)| *e == d && file(t) == file(s)) {
                    out.push((d, s));
                }
            }
        }
    }
    out
}

fn none(args: &Args) -> Failure {
    match &args.filter {
        Some(filter) => {
            Diagnostic::error(codes::E0806, format!("no test has `{filter}` in its name"))
        }
        None => Diagnostic::error(codes::E0806, "no test was run"),
    }
    .into()
}
