//! `galley init [DIR]`: a project to begin with, whose tests pass at once.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::{Exit, Outcome, files, lock, output, schema};
use crate::diag::{Diagnostic, codes};

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley init                       a project in this folder
  galley init newsroom              in the folder `newsroom`, which is made
  galley init redaction --lang fr   a recipe, a source and articles in French
  galley init newsroom --yaml       recipe and tests in YAML
  galley init demo && cd demo && galley test

Nothing that is there already is touched. What is made: settings, a recipe, its tests, a lock file, a workflow for GitHub Actions, a
hook for git, and settings for editors.")]
pub(super) struct Args {
    /// Where the project is to be.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,

    /// The language of the recipe and its articles.
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value_t = Tongue::En)]
    lang: Tongue,

    /// The recipe and its tests in YAML, not as recipe files.
    #[arg(long)]
    yaml: bool,
}

/// The languages that a project can begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Tongue {
    /// English.
    En,
    /// French.
    Fr,
}

/// A file of a new project: where, and what is in it.
type File = (&'static str, &'static str);

/// What every project begins with. The lock file and the schemas are made, not copied.
const FILES: &[File] = &[
    ("galley.toml", include_str!("init/galley.toml")),
    ("recordings/README.md", include_str!("init/recordings.md")),
    (
        ".github/workflows/galley.yml",
        include_str!("init/workflow.yml"),
    ),
    (HOOK, include_str!("init/pre-commit")),
    (".vscode/settings.json", include_str!("init/vscode.json")),
    (".editorconfig", include_str!("init/editorconfig")),
    (".gitattributes", include_str!("init/gitattributes")),
    (".gitignore", include_str!("init/gitignore")),
];

/// A recipe with its tests: the recipe's file comes first, then the source that it is run on.
type Kit = [File; 5];

const ENGLISH: Kit = [
    (
        "recipes/council-news.recipe",
        include_str!("init/en/council-news.recipe"),
    ),
    ("tests/sources/ferry.txt", include_str!("init/en/ferry.txt")),
    (
        "tests/council-news.test.recipe",
        include_str!("init/en/council-news.test.recipe"),
    ),
    ("tests/drafts/ferry.md", include_str!("init/en/ferry.md")),
    (
        "tests/drafts/ferry-changed.md",
        include_str!("init/en/ferry-changed.md"),
    ),
];

const FRENCH: Kit = [
    (
        "recipes/conseil.recipe",
        include_str!("init/fr/conseil.recipe"),
    ),
    ("tests/sources/bac.txt", include_str!("init/fr/bac.txt")),
    (
        "tests/conseil.test.recipe",
        include_str!("init/fr/conseil.test.recipe"),
    ),
    ("tests/drafts/bac.md", include_str!("init/fr/bac.md")),
    (
        "tests/drafts/bac-modifie.md",
        include_str!("init/fr/bac-modifie.md"),
    ),
];

/// Recipe and tests of either language in YAML.
const YAML: [[File; 2]; 2] = [
    [
        (
            "recipes/council-news.yaml",
            include_str!("init/en/council-news.yaml"),
        ),
        (
            "tests/council-news.test.yaml",
            include_str!("init/en/council-news.test.yaml"),
        ),
    ],
    [
        ("recipes/conseil.yaml", include_str!("init/fr/conseil.yaml")),
        (
            "tests/conseil.test.yaml",
            include_str!("init/fr/conseil.test.yaml"),
        ),
    ],
];

impl Args {
    fn kit(&self) -> Kit {
        let (mut kit, yaml) = match self.lang {
            Tongue::En => (ENGLISH, YAML[0]),
            Tongue::Fr => (FRENCH, YAML[1]),
        };
        if self.yaml {
            (kit[0], kit[2]) = (yaml[0], yaml[1]);
        }
        kit
    }
}

/// The one file that is run.
const HOOK: &str = "hooks/pre-commit";

pub(super) fn run(args: &Args) -> Outcome {
    let folder = &args.folder;
    if folder.exists() && !folder.is_dir() {
        return Err(Diagnostic::error(
            codes::E0605,
            format!(
                "`{}` is a file, and a project is a folder",
                folder.display()
            ),
        )
        .help("galley init another-name")
        .into());
    }
    let notes = surroundings(folder);
    files::folder(folder)?;
    let mut told = String::new();
    let of_recipes = crate::report::json::print(&schema::recipes());
    let of_tests = crate::report::json::print(&schema::tests());
    let kit = args.kit();
    let made = FILES.iter().chain(&kit).copied().chain([
        ("recipe.schema.json", of_recipes.as_str()),
        ("tests.schema.json", of_tests.as_str()),
    ]);
    for (name, text) in made {
        told.push_str(&put(folder, name, text)?);
    }
    // A recipe that was there already may have mistakes: they are told last.
    let locked = lock::text(folder);
    if let Ok(text) = &locked {
        told.push_str(&put(folder, lock::NAME, text)?);
    }
    let enter = if folder == Path::new(".") {
        String::new()
    } else {
        format!("  cd {}\n", quoted(folder))
    };
    let hooks = notes.hooks.unwrap_or_else(|| "hooks".to_owned());
    let hook = format!("  git config core.hooksPath {hooks}");
    output::product(&format!(
        "{told}
next:
{enter}  galley test                                        the tests pass, with no key and no network
  galley run {} {}
                                                     writes an article; with no key and no server it first fetches a model (1.1 GB, once)
{hook:<52} look at recipes before each commit
  git config diff.galley.command 'galley diff'       `git diff` tells what changed in meaning
",
        kit[0].0, kit[1].0
    ))?;
    for note in notes.lines {
        output::note(&note);
    }
    let text = match locked {
        Ok(text) => text,
        Err(mistakes) => {
            output::note(&format!(
                "`{0}` was not made: a recipe that was there has a mistake; `galley lock` makes it",
                lock::NAME
            ));
            return Err(mistakes);
        }
    };
    if std::fs::read_to_string(folder.join(lock::NAME)).is_ok_and(|there| there != text) {
        output::note(&format!(
            "`{}` was kept and is not up to date: `galley lock` writes it anew",
            lock::NAME
        ));
    }
    Ok(Exit::Clean)
}

/// What a new project has to know of the folders above it.
#[derive(Default)]
struct Surroundings {
    lines: Vec<String>,
    /// Where the hooks are, as git wants it: from the top of the repository.
    hooks: Option<String>,
}

/// A project inside another one, or below the top of a repository, works otherwise than one that stands alone.
fn surroundings(folder: &Path) -> Surroundings {
    let mut out = Surroundings::default();
    let Ok(here) = std::path::absolute(folder) else {
        return out;
    };
    let here = here.canonicalize().unwrap_or(here);
    let above = |name: &str| here.ancestors().skip(1).find(|p| p.join(name).exists());
    if let Some(outer) = above("galley.toml") {
        out.lines.push(format!(
            "the folder lies in the project {}: `galley test` there does not run its tests",
            outer.display()
        ));
    }
    if !here.join(".git").exists()
        && let Some(top) = above(".git")
        && let Ok(inside) = here.strip_prefix(top)
    {
        out.hooks = Some(quoted(&inside.join("hooks")));
        out.lines.push(format!(
            "the repository begins at {}: GitHub reads workflows there alone, in `.github/workflows`",
            top.display()
        ));
    }
    out
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    if text.chars().all(plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

/// Makes one file, unless something of that name is there; the line that says which of the two.
fn put(folder: &Path, name: &str, text: &str) -> Result<String, Diagnostic> {
    let path = folder.join(name);
    if path.symlink_metadata().is_ok() {
        return Ok(format!("kept  {name}\n"));
    }
    let root = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    if !files::within(&root, &path) {
        return Err(Diagnostic::error(
            codes::E0605,
            format!("`{}` leads out of the project", path.display()),
        )
        .help("a link stands in its place, or in that of a folder above it: remove the link"));
    }
    if let Some(parent) = path.parent() {
        files::folder(parent)?;
    }
    files::write(&path, text)?;
    #[cfg(unix)]
    if name == HOOK {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).map_err(|e| {
            Diagnostic::error(
                codes::E0605,
                format!(
                    "`{}` cannot be made a program: {}",
                    path.display(),
                    files::reason(&e)
                ),
            )
        })?;
    }
    Ok(format!("made  {name}\n"))
}
