//! `galley lock`: writes down, or verifies, which packs and prompts the recipes of a project are tested with.

use std::path::{Path, PathBuf};

use crate::cli::files::{self, Kind, ProjectLoader};
use crate::cli::output::{self, Paint};
use crate::cli::{Exit, Failure, Outcome, plan, recipes};
use crate::diag::{Diagnostic, Sink, codes};
use crate::lock::Lock;
pub(super) use crate::lock::NAME;
use crate::source::{Source, SourceMap};
use crate::syntax;

/// Arguments of `lock`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley lock             write galley.lock, to be committed
  galley lock --check     say what changed since then; for CI

The file records the hash of each pack in use, of galley's own prompts, and of what each recipe's rules tell the model. After an
upgrade of galley or of a pack, its difference shows what the upgrade changed. `run`, `check`, `compile`, `prompts` and `test` take `--locked`
and refuse to work when it is not up to date.")]
pub(super) struct Args {
    /// The project; without it, the one of this folder.
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    folder: PathBuf,

    /// Write nothing; exit status 1 when the file is not up to date.
    #[arg(long)]
    check: bool,
}

pub(super) fn run(args: &Args, paint: &Paint) -> Outcome {
    if !args.folder.exists() {
        let message = format!("there is no folder `{}`", args.folder.display());
        return Err(Diagnostic::error(codes::E0601, message).into());
    }
    let root = ProjectLoader::of(&args.folder.join(NAME)).root().to_owned();
    if args.check {
        return match verify(&root) {
            Ok(()) => Ok(Exit::Clean),
            Err(Failure::Diagnosed(d)) if d.0.iter().all(|d| d.code == codes::E0624) => {
                output::diagnostics(&d.0, &d.1, paint);
                Ok(Exit::Findings)
            }
            Err(other) => Err(other),
        };
    }
    let text = text(&root)?;
    let path = root.join(NAME);
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    if before == text {
        output::note(&format!("{NAME} is up to date"));
        return Ok(Exit::Clean);
    }
    if let (Ok(old), Ok(new)) = (Lock::parse(&before), Lock::parse(&text)) {
        for line in old.changes(&new) {
            output::note(&line);
        }
    }
    files::own(&path)?;
    files::write(&path, &text)?;
    output::note(&format!("{NAME} is written"));
    Ok(Exit::Clean)
}

/// The lock file of the project at `root` as it should be: over the recipes of its folder `recipes`, or of all folders when there is
/// none.
pub(super) fn text(root: &Path) -> Result<String, Failure> {
    let own = root.join("recipes");
    let paths = recipes::within(if own.is_dir() { &own } else { root });
    let real = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut lock = Lock::new();
    for path in &paths {
        let text = files::read(path, Kind::Recipe)?;
        if syntax::is_pack(&text) {
            continue; // it is locked where it is used
        }
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new(&files::shown(path), &text));
        let mut sink = Sink::new();
        let loader = ProjectLoader::of(path);
        let given = std::collections::BTreeMap::new();
        let plan = plan::plan(id, &mut sources, &loader, &given, &mut sink);
        let Some(plan) = plan.filter(|_| !sink.has_errors()) else {
            return Err(Failure::Diagnosed(Box::new((sink.into_sorted(), sources))));
        };
        let named = |name: &str| relative(&real, name);
        lock.add(
            &relative(&real, &files::shown(path)),
            &plan,
            &sources,
            &named,
        );
    }
    Ok(lock.print())
}

/// A path from the project root, with slashes; what is no file below it, such as a shipped pack, keeps its name.
fn relative(root: &Path, name: &str) -> String {
    Path::new(name)
        .canonicalize()
        .ok()
        .and_then(|p| p.strip_prefix(root).ok().map(Path::to_owned))
        .map_or_else(
            || name.to_owned(),
            |p| p.to_string_lossy().replace('\\', "/"),
        )
}

/// Compares the lock file of the project at `root` with what is.
///
/// # Errors
/// [`codes::E0624`] names each entry that changed.
pub(super) fn verify(root: &Path) -> Result<(), Failure> {
    let path = root.join(NAME);
    let fault = |message: String| Diagnostic::error(codes::E0624, message);
    if !path.is_file() {
        return Err(
            fault(format!("there is no `{NAME}` in `{}`", root.display()))
                .help("galley lock")
                .into(),
        );
    }
    let old = Lock::parse(&files::read(&path, Kind::Recipe)?).map_err(|line| {
        fault(format!("`{NAME}` cannot be read: line {line} is no entry"))
            .help("`galley lock` writes it anew; `git diff` then shows what that changes")
    })?;
    let new = Lock::parse(&text(root)?).map_err(|line| {
        fault(format!("line {line} of the new `{NAME}` is no entry")).help("galley lock")
    })?;
    let changes = old.changes(&new);
    if changes.is_empty() {
        return Ok(());
    }
    let mut d = fault(format!("`{NAME}` is not up to date"));
    d.help = changes;
    d.help.push(
        "`galley lock` writes it anew, once the change was looked at and the tests pass".to_owned(),
    );
    Err(d.into())
}
