//! `galley init [DIR]`: a project to begin with, whose tests pass at once.

use std::path::{Path, PathBuf};

use crate::check::schema::schema;
use crate::cli::{Exit, Outcome, files, lock, output};
use crate::diag::{Diagnostic, codes};

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley init                       a project in this folder
  galley init newsroom              in the folder `newsroom`, which is made
  galley init demo && cd demo && galley test

Nothing that is there already is touched. What is made: settings, a recipe, its tests, a lock file, a workflow for GitHub Actions, a
hook for git, and settings for editors.")]
pub(super) struct Args {
    /// Where the project is to be.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// Files of a new project: where, and what is in them. The lock file and the schema are made, not copied.
const FILES: &[(&str, &str)] = &[
    ("galley.toml", include_str!("init/galley.toml")),
    (
        "recipes/council-news.recipe",
        include_str!("init/council-news.recipe"),
    ),
    (
        "tests/council-news.test.recipe",
        include_str!("init/council-news.test.recipe"),
    ),
    ("tests/sources/ferry.txt", include_str!("init/ferry.txt")),
    ("tests/drafts/ferry.md", include_str!("init/ferry.md")),
    (
        "tests/drafts/ferry-changed.md",
        include_str!("init/ferry-changed.md"),
    ),
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
    files::folder(folder)?;
    let mut told = String::new();
    let schema = crate::report::json::print(&schema());
    let made = FILES
        .iter()
        .copied()
        .chain([("recipe.schema.json", schema.as_str())]);
    for (name, text) in made {
        told.push_str(&put(folder, name, text)?);
    }
    let text = lock::text(folder)?;
    told.push_str(&put(folder, lock::NAME, &text)?);
    let enter = if folder == Path::new(".") {
        String::new()
    } else {
        format!("  cd {}\n", folder.display())
    };
    output::product(&format!(
        "{told}
next:
{enter}  galley test                                        the tests pass, with no key and no network
  galley run recipes/council-news.recipe tests/sources/ferry.txt
  git config core.hooksPath hooks                    look at recipes before each commit
  git config diff.galley.command 'galley diff'       `git diff` tells what changed in meaning
"
    ))?;
    Ok(Exit::Clean)
}

/// Makes one file, unless something of that name is there; the line that says which of the two.
fn put(folder: &Path, name: &str, text: &str) -> Result<String, Diagnostic> {
    let path = folder.join(name);
    if path.symlink_metadata().is_ok() {
        return Ok(format!("kept  {name}\n"));
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
