//! `galley diff OLD NEW`, `galley diff RECIPE --since REV`: what changed in meaning. Also called by git itself.

mod driver;
mod folder;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::compile::{ProfileArg, ShapeArg};
use crate::cli::files::{self, Kind, ProjectLoader};
use crate::cli::git::{Repository, Revision};
use crate::cli::output::{self, Paint};
use crate::cli::recorded;
use crate::cli::side::{self, Compiled};
use crate::cli::workspace;
use crate::cli::{Exit, Failure, Outcome};
use crate::diag::{Diagnostic, codes};
use crate::diff::{self, Diff, Sample, Setup, Work};
use crate::resolve::{InputKind, Loader};

/// Arguments of `diff`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley diff old.yaml new.yaml
  galley diff recipes/seo-article-fr.yaml --since v1.2        the recipe and its packs as they were at a revision
  galley diff house.recipe --since main --format markdown --draft a.md
  galley diff recipes --since main                            every recipe and pack of a folder that differs
  galley diff old.yaml new.yaml --exit-code                   1 when something differs in meaning

Drafts and recordings of the recipe's own test files (NAME.test.yaml or NAME.test.recipe, beside it or in `tests`) are looked at as well.
Order of writing, comments, blank lines and the surface are no difference. Without --source the prompts are compared with a
placeholder in place of the source.

As git's driver for recipes (git then calls it with seven arguments):
  echo '*.recipe diff=galley' >> .gitattributes
  git config diff.galley.command 'galley diff'")]
pub(super) struct Args {
    /// The older and the newer recipe or pack; one of them, or a folder of them, with --since.
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

    /// A test file whose drafts and recordings are looked at, beside those of the recipe's own; repeat for several.
    #[arg(long = "tests", value_name = "FILE")]
    tests: Vec<PathBuf>,

    /// Leave out the recipe's own test files.
    #[arg(long)]
    no_tests: bool,

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
    if let ([path, old, _, _, new, ..], 7 | 9) = (args.paths.as_slice(), args.paths.len()) {
        // A file that was renamed has its new name behind the seven.
        let now = args.paths.get(7).unwrap_or(path);
        return driver::run([path, now], [old, new], args, paint);
    }
    if let ([path], None, Some(_)) = (args.paths.as_slice(), &args.since, called_by_git()) {
        // Of a file with conflicts git gives the path alone.
        let line = format!("* {} is not merged\n", files::shown(path));
        output::product(&crate::report::text::printable(&line))?;
        return Ok(Exit::Clean);
    }
    if let ([path], Some(rev)) = (args.paths.as_slice(), &args.since)
        && path.is_dir()
    {
        return folder::run(path, rev, args, paint);
    }
    let given = workspace::given(&args.inputs)?;
    let (older, newer) = both(args)?;
    let (a, b) = pair(&older, &newer, &given)?;
    side::stray(&given, [&a, &b])?;
    let mut diff = compare(&a, &b, args)?;
    let mut told = BTreeSet::new();
    effects([&older, &newer], &given, args, paint, &mut told, &mut diff)?;
    output::product(&printed(&diff, args.format))?;
    let found = args.exit_code && !diff.is_empty();
    Ok(if found { Exit::Findings } else { Exit::Clean })
}

/// Both recipes with these values. An input that has a default in one of them alone stands for itself in both: who gives it a value
/// gives both the same, and that the default came or went is told of the input itself.
pub(super) fn pair(
    older: &Written,
    newer: &Written,
    given: &BTreeMap<String, String>,
) -> Result<(Compiled, Compiled), Failure> {
    let (a, b) = (older.compile(given)?, newer.compile(given)?);
    let mut values = given.clone();
    for (mine, other) in [(&a, &b), (&b, &a)] {
        let lacks = |name: &str| {
            let same = other.declared.iter().find(|o| o.name == name);
            same.is_some_and(|o| o.kind == InputKind::Text && o.value.is_none())
        };
        for input in &mine.declared {
            if input.kind == InputKind::Text && input.value.is_some() && lacks(&input.name) {
                let name = &input.name;
                let open = || format!("{{{{ {name} }}}}");
                values.entry(name.clone()).or_insert_with(open);
            }
        }
    }
    if values == *given {
        return Ok((a, b));
    }
    Ok((older.compile(&values)?, newer.compile(&values)?))
}

/// Adds what becomes of the drafts and recordings of the newer recipe's tests.
fn effects(
    [older, newer]: [&Written; 2],
    given: &BTreeMap<String, String>,
    args: &Args,
    paint: &Paint,
    told: &mut BTreeSet<PathBuf>,
    diff: &mut Diff,
) -> Result<(), Failure> {
    for group in recorded::groups(&newer.path, &args.tests, !args.no_tests, paint, told)? {
        let mut values = group.inputs;
        values.extend(given.clone());
        let (a, b) = (older.compile(&values)?, newer.compile(&values)?);
        diff.effects
            .extend(diff::effect::compare(a.side(), b.side(), &group.samples));
    }
    Ok(())
}

/// Set when git runs a driver: which of the files of its output this is.
fn called_by_git() -> Option<std::ffi::OsString> {
    std::env::var_os("GIT_DIFF_PATH_COUNTER")
}

/// The two recipes that are compared.
fn both(args: &Args) -> Result<(Written, Written), Failure> {
    match (args.paths.as_slice(), &args.since) {
        ([recipe], Some(rev)) => {
            let newer = Written::on_disk(recipe)?;
            Ok((Written::at_revision(recipe, rev)?, newer))
        }
        ([older, newer], None) => Ok((Written::on_disk(older)?, Written::on_disk(newer)?)),
        ([_], None) => {
            Err(usage("nothing to compare with", "galley diff RECIPE --since HEAD").into())
        }
        (_, Some(_)) => {
            let message = "`--since` takes one recipe";
            Err(usage(message, "galley diff RECIPE --since REV").into())
        }
        _ => {
            let message = format!("{} files cannot be compared", args.paths.len());
            Err(usage(&message, "galley diff OLD NEW").into())
        }
    }
}

/// The path that a recipe or pack had at a revision: of the files that are gone since, the one that gives itself the same name. How
/// alike two files are says little: recipes are.
pub(super) fn former(
    revision: &Revision,
    path: &str,
    text: &str,
) -> Result<Option<String>, Diagnostic> {
    let Some(name) = side::named(path, text) else {
        return Ok(None);
    };
    let folder = |p: &str| {
        p.rsplit_once('/')
            .map_or(String::new(), |(f, _)| f.to_owned())
    };
    let recipe = |p: &String| matches!(p.rsplit_once('.'), Some((_, "recipe" | "yaml" | "yml")));
    let mut gone: Vec<String> = revision.gone()?.into_iter().filter(recipe).collect();
    // Nearest first: a repository may have lost much YAML of other kinds.
    gone.sort_by_key(|g| folder(g) != folder(path));
    let same = gone.into_iter().take(CANDIDATES).find(|g| {
        let then = revision.file(g).ok().flatten();
        then.is_some_and(|then| side::named(g, &then).as_ref() == Some(&name))
    });
    Ok(same)
}

/// Files that are read to find the one that bore a recipe's name.
const CANDIDATES: usize = 256;

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

/// A recipe that can be compiled with several values for its inputs.
pub(super) struct Written {
    name: String,
    text: String,
    packs: Box<dyn Loader>,
    path: PathBuf,
}

impl Written {
    /// A recipe as it stands on the disk.
    pub(super) fn on_disk(path: &Path) -> Result<Self, Failure> {
        Ok(Self {
            name: files::shown(path),
            text: files::read(path, Kind::Recipe)?,
            packs: Box::new(ProjectLoader::of(path)),
            path: path.to_owned(),
        })
    }

    /// A recipe and its packs as they were at a revision.
    pub(super) fn at_revision(recipe: &Path, rev: &str) -> Result<Self, Failure> {
        let repository = Repository::of(recipe)?;
        let path = repository.path(recipe)?;
        let revision = repository.revision(rev)?;
        let former = match revision.file(&path)? {
            Some(_) => None,
            None => former(&revision, &path, &files::read(recipe, Kind::Recipe)?)?,
        };
        Self::stored(revision, &former.unwrap_or(path), recipe)
    }

    /// A recipe and its packs out of a revision; it stands, or would stand, at `now`.
    fn stored(revision: Revision, path: &str, now: &Path) -> Result<Self, Failure> {
        Ok(Self {
            name: revision.shown(path),
            text: revision.recipe(path)?,
            packs: Box::new(revision.loader(path)?),
            path: now.to_owned(),
        })
    }

    /// Its text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The plan with these values for its inputs.
    pub(super) fn compile(&self, given: &BTreeMap<String, String>) -> Result<Compiled, Failure> {
        side::compile(&self.name, &self.text, &*self.packs, given)
    }
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
            work: Work::Draft(files::read(path, Kind::Article)?),
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
