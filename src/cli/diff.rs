//! `galley diff OLD NEW`, `galley diff RECIPE --since REV`: what changed in meaning. Also called by git itself.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::compile::{ProfileArg, ShapeArg};
use crate::cli::files::{self, Kind, ProjectLoader};
use crate::cli::git::Repository;
use crate::cli::output::{self, Paint};
use crate::cli::side::{self, Compiled};
use crate::cli::workspace;
use crate::cli::{Exit, Failure, Outcome};
use crate::diag::{Diagnostic, codes};
use crate::diff::{self, Diff, Sample, Setup};
use crate::emit::Profile;
use crate::resolve::{InputKind, LoadError, Loaded, Loader};

/// Arguments of `diff`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley diff old.yaml new.yaml
  galley diff recipes/seo-article-fr.yaml --since v1.2        the recipe and its packs as they were at a revision
  galley diff recipes/house.recipe --since main --format markdown --draft drafts/a.md --draft drafts/b.md
  galley diff old.yaml new.yaml --exit-code                   1 when something differs in meaning

Order of writing, comments, blank lines and the surface are no difference. Without --source the prompts are compared with a
placeholder in place of the source.

As git's driver for recipes (git then calls it with seven arguments):
  echo '*.recipe diff=galley' >> .gitattributes
  git config diff.galley.command 'galley diff'")]
pub(super) struct Args {
    /// The older and the newer recipe or pack; one of them with --since.
    #[arg(value_name = "RECIPE", required = true, num_args = 1..=9)]
    paths: Vec<PathBuf>,

    /// Compare with the recipe and its packs at this revision.
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    since: Option<String>,

    /// A value for an input of the recipes; repeat for several.
    #[arg(long = "input", value_name = "NAME=VALUE")]
    inputs: Vec<String>,

    /// A source for the prompts and the drafts.
    #[arg(long, value_name = "INPUT")]
    source: Option<PathBuf>,

    /// A draft whose fate under both recipes is looked at; repeat for several.
    #[arg(long = "draft", value_name = "DRAFT")]
    drafts: Vec<PathBuf>,

    /// The model that the prompts are composed for.
    #[arg(long, value_enum, value_name = "PROFILE", default_value_t = ProfileArg::Hosted)]
    profile: ProfileArg,

    /// One call or several; chosen from the length and the model when left out.
    #[arg(long, value_enum, value_name = "SHAPE")]
    chain: Option<ShapeArg>,

    /// How the difference is printed.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,

    /// End with status 1 when something differs in meaning.
    #[arg(long)]
    exit_code: bool,
}

/// How a difference is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people at a terminal.
    Text,
    /// For programs: one JSON value.
    Json,
    /// For a comment on a pull request.
    Markdown,
}

pub(super) fn run(args: &Args, paint: &Paint) -> Outcome {
    let (older, newer) = match (args.paths.as_slice(), &args.since) {
        ([recipe], Some(rev)) => since(recipe, rev, args)?,
        ([older, newer], None) => (on_disk(older, args)?, on_disk(newer, args)?),
        ([path, old, _, _, new, ..], None) if matches!(args.paths.len(), 7 | 9) => {
            return driver(path, old, new, args, paint);
        }
        ([_], None) => {
            return Err(usage("nothing to compare with", "galley diff RECIPE --since HEAD").into());
        }
        (_, Some(_)) => {
            let message = "`--since` takes one recipe";
            return Err(usage(message, "galley diff RECIPE --since REV").into());
        }
        _ => {
            let message = format!("{} files cannot be compared", args.paths.len());
            return Err(usage(&message, "galley diff OLD NEW").into());
        }
    };
    let given = workspace::given(&args.inputs)?;
    side::stray(&given, [&older, &newer])?;
    let diff = compare(&older, &newer, args)?;
    output::product(&printed(&diff, args.format))?;
    let found = args.exit_code && !diff.is_empty();
    Ok(if found { Exit::Findings } else { Exit::Clean })
}

fn usage(message: &str, help: &str) -> Diagnostic {
    Diagnostic::error(codes::E0609, message).help(help)
}

fn printed(diff: &Diff, form: Form) -> String {
    match form {
        Form::Text => diff::text::print(diff),
        Form::Json => crate::report::json::print(diff),
        Form::Markdown => diff::markdown::print(diff),
    }
}

fn on_disk(path: &Path, args: &Args) -> Result<Compiled, Failure> {
    let text = files::read(path, Kind::Recipe)?;
    let given = workspace::given(&args.inputs)?;
    side::compile(&files::shown(path), &text, &ProjectLoader::of(path), &given)
}

fn since(recipe: &Path, rev: &str, args: &Args) -> Result<(Compiled, Compiled), Failure> {
    let newer = on_disk(recipe, args)?;
    let given = workspace::given(&args.inputs)?;
    let older = at_revision(recipe, rev, &given)?;
    Ok((older, newer))
}

/// A recipe and its packs as they were at a revision.
pub(super) fn at_revision(
    recipe: &Path,
    rev: &str,
    given: &std::collections::BTreeMap<String, String>,
) -> Result<Compiled, Failure> {
    let repository = Repository::of(recipe)?;
    let path = repository.path(recipe)?;
    let revision = repository.revision(rev)?;
    let text = revision.recipe(&path)?;
    let loader = revision.loader(&path)?;
    side::compile(&revision.shown(&path), &text, &loader, given)
}

fn compare(older: &Compiled, newer: &Compiled, args: &Args) -> Result<Diff, Failure> {
    let source = match &args.source {
        Some(path) => Some(files::read(path, Kind::Article)?),
        None => None,
    };
    let mut samples = Vec::new();
    for path in &args.drafts {
        samples.push(Sample {
            name: files::shown(path),
            draft: files::read(path, Kind::Article)?,
            source: source.clone(),
        });
    }
    if !samples.is_empty() {
        require_inputs(older)?;
        require_inputs(newer)?;
    }
    let setup = Setup {
        profile: args.profile.profile(),
        shape: args.chain.map(ShapeArg::shape),
        source,
    };
    differ(older, newer, &setup, &samples)
}

/// The difference, or why prompts cannot be composed.
pub(super) fn differ(
    older: &Compiled,
    newer: &Compiled,
    setup: &Setup,
    samples: &[Sample],
) -> Result<Diff, Failure> {
    diff::compare(older.side(), newer.side(), setup, samples)
        .map_err(|e| Failure::from(Diagnostic::error(codes::E0501, e)))
}

/// A draft cannot be judged while an input has no value.
fn require_inputs(side: &Compiled) -> Result<(), Failure> {
    let missing = side
        .plan
        .recipe
        .inputs
        .iter()
        .find(|i| i.kind != InputKind::Markdown && i.value.is_none());
    match missing {
        Some(i) => Err(Diagnostic::error(
            codes::E0607,
            format!("the input `{}` of `{}` has no value", i.name, side.name),
        )
        .help(format!("--input {}='…'", i.name))
        .into()),
        None => Ok(()),
    }
}

/// Loads packs for a text that git gives under another name: `a/recipes/x.yaml` stands at `recipes/x.yaml`.
struct Prefixed<'a> {
    prefix: &'static str,
    packs: &'a ProjectLoader,
}

impl Loader for Prefixed<'_> {
    fn load(&self, path: &str, from: &str) -> Result<Loaded, LoadError> {
        self.packs
            .load(path, from.strip_prefix(self.prefix).unwrap_or(from))
    }
}

/// What git asks of a driver: `path old-file old-hex old-mode new-file new-hex new-mode`. A status other than 0 would end git's own
/// output, so texts that cannot be compiled are compared line by line.
fn driver(path: &Path, old: &Path, new: &Path, args: &Args, paint: &Paint) -> Outcome {
    let packs = ProjectLoader::of(path);
    let shown = files::shown(path);
    let absent = |file: &Path| file == Path::new("/dev/null");
    let text = |file: &Path| {
        if absent(file) {
            Ok(String::new())
        } else {
            files::read(file, Kind::Recipe)
        }
    };
    let (before, after) = (text(old)?, text(new)?);
    let given = workspace::given(&args.inputs)?;
    let side = |prefix: &'static str, text: &str| {
        let loader = Prefixed {
            prefix,
            packs: &packs,
        };
        side::compile(&format!("{prefix}{shown}"), text, &loader, &given)
    };
    let sides = || -> Result<(Compiled, Compiled), Failure> {
        if absent(old) {
            let newer = side("b/", &after)?;
            return Ok((side::nothing(&newer)?, newer));
        }
        let older = side("a/", &before)?;
        if absent(new) {
            let newer = side::nothing(&older)?;
            return Ok((older, newer));
        }
        Ok((older, side("b/", &after)?))
    };
    let setup = Setup {
        profile: Profile::hosted(),
        shape: None,
        source: None,
    };
    let outcome = sides().and_then(|(a, b)| differ(&a, &b, &setup, &[]));
    let text = match outcome {
        Ok(diff) => printed(&diff, args.format),
        Err(Failure::Diagnosed(d)) => {
            output::diagnostics(&d.0, &d.1, paint);
            output::note(&format!("{shown} is compared line by line"));
            let lines = similar::TextDiff::from_lines(before.as_str(), after.as_str());
            let (a, b) = (format!("a/{shown}"), format!("b/{shown}"));
            crate::report::text::printable(&lines.unified_diff().header(&a, &b).to_string())
        }
        Err(closed) => return Err(closed),
    };
    output::product(&text)?;
    Ok(Exit::Clean)
}
