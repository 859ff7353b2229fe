//! `galley bump RECIPE`: writes the version that the difference since the last one calls for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::check;
use crate::cli::diff::{Written, differ, former, pair};
use crate::cli::files;
use crate::cli::git::{Repository, WHOLE};
use crate::cli::output::{self, Paint};
use crate::cli::side::Compiled;
use crate::cli::{Exit, Failure, Outcome, recipes};
use crate::diag::{Diagnostic, Sink, codes};
use crate::diff::{self, Diff, Setup, edit};
use crate::resolve::version::Version;
use crate::source::SourceId;
use crate::syntax;

/// Arguments of `bump`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley bump recipes/seo-article-fr.yaml                  compare with the commit that set the last version
  galley bump recipes/seo-article-fr.yaml --since v1.2     compare with a revision
  galley bump recipes --check --since main                 for CI: status 1 when a step is due, nothing is written

The step: major when a draft that was accepted can fail, minor when more is accepted, patch when only words differ. Only
the version is written; every other byte of the file stays.")]
pub(super) struct Args {
    /// Recipes and packs, or folders of them.
    #[arg(value_name = "RECIPE", required = true)]
    recipes: Vec<PathBuf>,

    /// Compare with this revision; when left out, with the commit that set the version that was committed last.
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    since: Option<String>,

    /// Write nothing; end with status 1 when a step is due.
    #[arg(long)]
    check: bool,
}

pub(super) fn run(args: &Args, paint: &Paint) -> Outcome {
    let paths = recipes::named(&args.recipes)?;
    if paths.iter().any(|p| p == Path::new("-")) {
        let message = "a version is written into a file, and standard input is none";
        return Err(Diagnostic::error(codes::E0609, message)
            .help("galley bump recipes/house.yaml")
            .into());
    }
    let mut exit = Exit::Clean;
    let mut failed = false;
    for path in &paths {
        match one(path, args) {
            Ok(Exit::Clean) => {}
            Ok(due) => exit = due,
            Err(Failure::Diagnosed(d)) => {
                output::diagnostics(&d.0, &d.1, paint);
                failed = true;
            }
            Err(other) => return Err(other),
        }
    }
    if failed {
        return Err(Failure::Told);
    }
    Ok(exit)
}

fn one(path: &Path, args: &Args) -> Outcome {
    let written = Written::on_disk(path)?;
    let text = written.text();
    let shown = files::shown(path);
    let none = BTreeMap::new();
    let newer = written.compile(&none)?;
    let base = match &args.since {
        Some(rev) => Some(rev.clone()),
        None => last_version(path, text)?,
    };
    let Some(base) = base else {
        return first(path, text, &newer, args);
    };
    let older = match Written::at_revision(path, &base) {
        // What is new since the revision has no version to go on from.
        Err(Failure::Diagnosed(d)) if d.0.iter().all(|d| d.code == codes::E0623) => {
            return first(path, text, &newer, args);
        }
        older => older?,
    };
    let (older, newer) = pair(&older, &written, &none)?;
    let diff = differ(&older, &newer, &Setup::default(), &[])?;
    let unversioned = newer.plan.recipe.version.is_none();
    let missing = unversioned && !args.check;
    if diff.advice.enough && !missing {
        let version = newer.plan.recipe.version.as_deref().unwrap_or("no version");
        output::note(&format!(
            "{shown}: {version} is enough since {}",
            older.name
        ));
        return Ok(Exit::Clean);
    }
    if args.check {
        output::product(&due(&shown, &diff))?;
        return Ok(Exit::Findings);
    }
    write(path, text, &diff.advice.wanted)?;
    output::product(&told(&shown, &diff))?;
    Ok(Exit::Clean)
}

/// A recipe with nothing to compare with: it gets its first version, or keeps the one it has.
fn first(path: &Path, text: &str, recipe: &Compiled, args: &Args) -> Outcome {
    let shown = files::shown(path);
    if let Some(version) = &recipe.plan.recipe.version {
        output::note(&format!("{shown}: {version} is its first version"));
        return Ok(Exit::Clean);
    }
    let version = Version::first().to_string();
    if args.check {
        let line = format!("{shown}: no version; {version} is the first\n");
        output::product(&crate::report::text::printable(&line))?;
        return Ok(Exit::Findings);
    }
    write(path, text, &version)?;
    let line = format!("{shown}: none → {version}\n");
    output::product(&crate::report::text::printable(&line))?;
    Ok(Exit::Clean)
}

fn due(shown: &str, diff: &Diff) -> String {
    let mut out = format!("{shown}: {}\n", diff::text::advice(diff));
    for reason in &diff.advice.because {
        out.push_str(&format!("  {reason}\n"));
    }
    crate::report::text::printable(&out)
}

fn told(shown: &str, diff: &Diff) -> String {
    let a = &diff.advice;
    let before = a.after.as_deref().unwrap_or("none");
    let mut out = format!("{shown}: {before} → {} ({})\n", a.wanted, a.step.word());
    for reason in &a.because {
        out.push_str(&format!("  {reason}\n"));
    }
    crate::report::text::printable(&out)
}

fn write(path: &Path, text: &str, version: &str) -> Result<(), Failure> {
    let shown = files::shown(path);
    let vocabulary = check::vocabulary();
    let Some(edited) = edit::with_version(&shown, text, version, &vocabulary) else {
        return Err(Diagnostic::error(
            codes::E0605,
            format!("the version of `{shown}` cannot be written without touching something else"),
        )
        .help(format!("write it by hand: `{version}`"))
        .into());
    };
    files::own(path)?;
    // A link keeps pointing at its file.
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    Ok(files::write(&real, &edited)?)
}

/// A file is followed through this many renames.
const RENAMES: usize = 8;

/// The commit that set the version which was committed last: the oldest of the newest commits that say the same version, whatever
/// the file was called then. `None` when the recipe was never committed.
fn last_version(path: &Path, text: &str) -> Result<Option<String>, Failure> {
    let repository = Repository::of(path)?;
    let mut inside = repository.path(path)?;
    let mut from = "HEAD".to_owned();
    let mut found: Option<(String, Option<String>)> = None;
    for _ in 0..RENAMES {
        for hash in repository.history(&from, &inside)? {
            let Some(text) = repository.revision(&hash)?.file(&inside)? else {
                return Ok(found.map(|(hash, _)| short(&hash)));
            };
            let version = version_of(&inside, &text);
            if found.as_ref().is_some_and(|(_, newest)| *newest != version) {
                return Ok(found.map(|(hash, _)| short(&hash)));
            }
            from = format!("{hash}^");
            found = Some((hash, version));
        }
        // Before the first commit of this name there may be another name.
        let before = repository.revision(&from).ok();
        match before.map(|r| former(&r, &inside, text)).transpose()? {
            Some(Some(other)) if other != inside => inside = other,
            _ => break,
        }
    }
    // The oldest commit of a shallow clone has every file, whoever wrote it.
    if repository.shallow()? {
        return Err(Diagnostic::error(
            codes::E0622,
            format!(
                "the commit that set the version of `{}` is not in this clone: its history is cut off",
                files::shown(path)
            ),
        )
        .help(WHOLE)
        .help("or name what to compare with: `galley bump RECIPE --since REV`")
        .into());
    }
    Ok(found.map(|(hash, _)| short(&hash)))
}

/// Enough of a hash to be told apart, for messages.
fn short(hash: &str) -> String {
    hash.chars().take(12).collect()
}

fn version_of(name: &str, text: &str) -> Option<String> {
    let vocabulary = check::vocabulary();
    let tree = syntax::read(SourceId(0), name, text, &vocabulary, &mut Sink::new())?;
    let value = tree.get("version")?.values.first()?;
    Some(value.text()?.trim().to_owned())
}
