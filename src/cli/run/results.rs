//! What a run leaves in its folder, and what it leaves alone: an article that somebody edited, an article that passes.

use std::path::Path;

use super::elsewhere;
use super::folder::{Folder, hash};
use crate::cli::{Failure, files, output};
use crate::diag::{Diagnostic, codes};
use crate::model::keep;

/// The article of a run, with its report as text and as data.
pub(super) struct Results<'a> {
    pub(super) article: &'a str,
    pub(super) text: &'a str,
    pub(super) json: &'a str,
    /// Whether every rule holds.
    pub(super) proven: bool,
}

/// The files of a run.
pub(super) type Names = [&'static str; 3];

/// The names of article and reports. A draft that is held never takes the place of an article that passes.
pub(super) fn names(folder: &Folder, draft: &str, proven: bool) -> Result<Names, Failure> {
    if !proven && folder.state.proven {
        let path = folder.path.join("article.md");
        if read(&path)?.is_some_and(|before| hash(&before) != hash(draft)) {
            output::note(&format!(
                "`{}` is an earlier article that passes, and stays; the draft that is held goes beside it, to `article.held.md`",
                path.display()
            ));
            return Ok(["article.held.md", "report.held.txt", "report.held.json"]);
        }
    }
    Ok(["article.md", "report.txt", "report.json"])
}

/// Writes article and reports.
pub(super) fn write(
    folder: &mut Folder,
    names: Names,
    results: &Results<'_>,
) -> Result<(), Failure> {
    article(folder, names[0], results.article)?;
    for (name, text) in [(names[1], results.text), (names[2], results.json)] {
        files::write(&folder.path.join(name), text).map_err(elsewhere)?;
    }
    if names[0] == "article.md" {
        folder.state.proven = results.proven;
    }
    folder.remember().map_err(elsewhere)?;
    Ok(())
}

/// Writes a text that people edit. One that they did edit, or that nobody knows the origin of, is kept under another name.
fn article(folder: &mut Folder, name: &str, text: &str) -> Result<(), Failure> {
    let path = folder.path.join(name);
    let new = hash(text);
    let before = read(&path)?.map(|b| hash(&b)).filter(|b| *b != new);
    let known = folder.state.written.get(name).cloned();
    let (word, why) = match &before {
        Some(b) if known.as_ref() != Some(b) => {
            (Some("edited"), "was edited since galley wrote it")
        }
        Some(_) if folder.stranger => (Some("old"), "was written from another source"),
        _ => (None, ""),
    };
    if let Some(word) = word {
        let aside = keep::free(&path, word);
        std::fs::rename(&path, &aside).map_err(|e| {
            elsewhere(Diagnostic::error(
                codes::E0605,
                format!(
                    "`{}` cannot be renamed: {}",
                    path.display(),
                    files::reason(&e)
                ),
            ))
        })?;
        output::note(&format!(
            "`{}` {why}: it is kept as `{}`",
            path.display(),
            keep::name(&aside)
        ));
    }
    files::write(&path, text).map_err(elsewhere)?;
    folder.state.written.insert(name.to_owned(), new);
    Ok(())
}

fn read(path: &Path) -> Result<Option<String>, Failure> {
    let bytes = keep::read(path).map_err(|e| elsewhere(files::unwritable(path, &e)))?;
    Ok(bytes.map(|b| String::from_utf8_lossy(&b).into_owned()))
}
