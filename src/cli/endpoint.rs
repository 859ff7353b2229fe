//! What a project's settings may decide: a `galley.toml` that came with somebody's folder names a model and a place for files, and
//! neither takes the text, a key or a file out of the project without a word.

use std::path::{Component, Path, PathBuf};

use crate::cli::{Failure, files, output};
use crate::diag::{Diagnostic, codes};
use crate::model::choose::{Environment, OLLAMA, Spec, parse};
use crate::model::openai::printable_url;

/// Looks at a model that `galley.toml` names: says where the source goes, and refuses a folder outside the project. A model of the
/// command line or the environment is the user's own choice.
pub(super) fn told(
    flag: Option<&str>,
    settings: Option<&str>,
    root: &Path,
    environment: &Environment,
) -> Result<(), Failure> {
    let (None, Some(asked)) = (flag, settings) else {
        return Ok(());
    };
    let has_key = environment.key().is_some() || environment.get("OPENAI_BASE_URL").is_some();
    // A name that is none is told where the model is chosen.
    let Ok(spec) = parse(asked, has_key) else {
        return Ok(());
    };
    match spec {
        Spec::OpenAi {
            base_url: Some(url),
            ..
        } => output::note(&format!(
            "the source goes to {}, an address that `galley.toml` names; no key goes there",
            printable_url(&url)
        )),
        Spec::OpenAi { base_url: None, .. } => output::note(&format!(
            "the source goes to {}, for a model that `galley.toml` names",
            printable_url(environment.base_url())
        )),
        Spec::Ollama(_) => output::note(&format!(
            "the source goes to {OLLAMA}, for a model that `galley.toml` names"
        )),
        Spec::Manual(Some(path)) | Spec::Replay(path) => {
            inside(root, &path, "model", "--model")?;
        }
        Spec::Manual(None) | Spec::Local(_) | Spec::LocalFile(_) => {}
    }
    Ok(())
}

/// The folder for the files of a run, as `galley.toml` or nobody names it: below the root, wherever links lead.
pub(super) fn out(root: &Path, named: Option<&str>) -> Result<PathBuf, Failure> {
    let Some(named) = named else {
        return Ok(PathBuf::from("galley-out"));
    };
    inside(root, Path::new(named), "out", "--out")?;
    Ok(root.join(named))
}

/// Refuses a path of `galley.toml` that leads out of the project by its name or through a link.
fn inside(root: &Path, path: &Path, setting: &str, option: &str) -> Result<(), Diagnostic> {
    let climbs = path
        .components()
        .any(|c| !matches!(c, Component::Normal(_) | Component::CurDir));
    let real = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    if !climbs && files::within(&real, &root.join(path)) {
        return Ok(());
    }
    Err(Diagnostic::error(
        codes::E0608,
        format!(
            "`{setting}` in `{}` leads out of the project: `{}`",
            root.join("galley.toml").display(),
            path.display()
        ),
    )
    .help(format!(
        "`{option}` on the command line may name any place; a setting names one inside the project"
    )))
}

/// Refuses a folder that nobody named on the command line and that a link puts outside `root`.
pub(super) fn stays(root: &Path, folder: &Path) -> Result<(), Diagnostic> {
    let real = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    if files::within(&real, &real.join(folder)) {
        return Ok(());
    }
    Err(Diagnostic::error(
        codes::E0605,
        format!("a link puts `{}` into another place", folder.display()),
    )
    .help("remove the link, or name the place with `--out DIR`"))
}
