//! Reading and writing files, with messages: missing, not UTF-8, empty, too large, not writable.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::diag::{Diagnostic, codes};
use crate::resolve::{LoadError, Loaded, Loader};

/// The largest article or source that is read, in bytes. The longest novels have about 4 MB.
const ARTICLE_LIMIT: u64 = 8 << 20;

/// The largest recipe or pack that is read, in bytes.
const RECIPE_LIMIT: u64 = 1 << 20;

/// What a file is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Recipe,
    Article,
}

impl Kind {
    fn limit(self) -> u64 {
        match self {
            Self::Recipe => RECIPE_LIMIT,
            Self::Article => ARTICLE_LIMIT,
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Recipe => "recipe",
            Self::Article => "article",
        }
    }
}

/// The text of a file; `-` is standard input.
pub(super) fn read(path: &Path, kind: Kind) -> Result<String, Diagnostic> {
    let shown = shown(path);
    let limit = kind.limit();
    let mut bytes = Vec::new();
    let reading = if path == Path::new("-") {
        std::io::stdin()
            .lock()
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map(|_| ())
    } else {
        open(path, &shown, kind)?
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map(|_| ())
    };
    reading.map_err(|e| {
        Diagnostic::error(
            codes::E0601,
            format!("`{shown}` cannot be read: {}", reason(&e)),
        )
    })?;
    if bytes.len() as u64 > limit {
        return Err(Diagnostic::error(
            codes::E0604,
            format!(
                "`{shown}` is too large for {} {}: more than {} MiB",
                if kind == Kind::Article { "an" } else { "a" },
                kind.noun(),
                limit >> 20
            ),
        )
        .help("split the file, or check that it is the right one"));
    }
    if let Some(d) = super::foreign::told(&shown, &bytes) {
        return Err(d);
    }
    let text = String::from_utf8(bytes).map_err(|e| not_utf8(&shown, &e))?;
    if text.trim().trim_start_matches('\u{feff}').is_empty() && kind == Kind::Article {
        return Err(
            Diagnostic::error(codes::E0603, format!("`{shown}` is empty"))
                .help("the file holds no text: check that it was saved"),
        );
    }
    Ok(text)
}

/// The text of a recipe. A suite of tests is none, and says so before anything is made of it.
pub(super) fn recipe(path: &Path) -> Result<String, Diagnostic> {
    let shown = shown(path);
    if crate::syntax::is_suite(&shown) && path.is_file() {
        return Err(Diagnostic::error(
            codes::E0807,
            format!("`{shown}` is a test file, not a recipe"),
        )
        .help(format!("galley test {shown}")));
    }
    if !path.exists() && shown.contains(['*', '?']) {
        return Err(
            Diagnostic::error(codes::E0601, format!("`{shown}` is a pattern, not a file"))
                .help("name one recipe; `galley check-recipes` takes folders of them"),
        );
    }
    read(path, Kind::Recipe)
}

fn open(path: &Path, shown: &str, kind: Kind) -> Result<std::fs::File, Diagnostic> {
    let file = std::fs::File::open(path).map_err(|e| {
        let d = if e.kind() == std::io::ErrorKind::NotFound {
            Diagnostic::error(codes::E0601, format!("there is no file `{shown}`"))
        } else {
            Diagnostic::error(
                codes::E0601,
                format!("`{shown}` cannot be read: {}", reason(&e)),
            )
        };
        match nearby(path) {
            Some(near) => d.help(format!("did you mean `{near}`?")),
            None => d.help(format!("check the path of the {}", kind.noun())),
        }
    })?;
    if file.metadata().is_ok_and(|m| m.is_dir()) {
        return Err(
            Diagnostic::error(codes::E0601, format!("`{shown}` is a folder, not a file"))
                .help(format!("name the {} inside it", kind.noun())),
        );
    }
    Ok(file)
}

fn not_utf8(shown: &str, e: &std::string::FromUtf8Error) -> Diagnostic {
    let at = e.utf8_error().valid_up_to();
    let bytes = e.as_bytes();
    let line = bytes.iter().take(at).filter(|b| **b == b'\n').count() + 1;
    let d = Diagnostic::error(
        codes::E0602,
        format!(
            "`{shown}` is not UTF-8: byte 0x{:02X} at offset {at} (line {line})",
            bytes.get(at).copied().unwrap_or_default()
        ),
    );
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        d.help(format!(
            "it looks like UTF-16: `iconv -f UTF-16 -t UTF-8 {shown} > utf8.txt`"
        ))
    } else if bytes.contains(&0) {
        d.help("it looks like a binary file, not a text")
    } else {
        d.help(format!(
            "it may be Windows-1252: `iconv -f WINDOWS-1252 -t UTF-8 {shown} > utf8.txt`"
        ))
    }
}

/// The system's reason, without the number that follows it.
pub(super) fn reason(e: &std::io::Error) -> String {
    let text = e.to_string().to_lowercase();
    text.split(" (os error").next().unwrap_or("").to_owned()
}

/// A path as it is shown in messages.
pub(super) fn shown(path: &Path) -> String {
    if path == Path::new("-") {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

/// A file in the same folder whose name is nearly this one.
fn nearby(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    let mut names: Vec<String> = std::fs::read_dir(folder.unwrap_or(Path::new(".")))
        .ok()?
        .take(2_000)
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .collect();
    // A link to itself is there, and is no help.
    names.retain(|n| n != wanted);
    names.sort();
    let near = crate::diag::suggest::nearest(wanted, names.iter().map(String::as_str))?;
    Some(folder.map_or(near.to_owned(), |f| f.join(near).display().to_string()))
}

/// That a file cannot be written, and why.
pub(super) fn unwritable(path: &Path, e: &std::io::Error) -> Diagnostic {
    Diagnostic::error(
        codes::E0605,
        format!("`{}` cannot be written: {}", path.display(), reason(e)),
    )
}

/// Writes a file whole: into a temporary one beside it, then renamed, so that a killed run leaves the old one or the new. A file
/// that is there keeps its permissions; one that must not be written is left alone.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Diagnostic> {
    let refused = |why: &str| {
        Diagnostic::error(
            codes::E0605,
            format!("`{}` cannot be written: {why}", path.display()),
        )
    };
    let failed = |e: std::io::Error| refused(&reason(&e));
    let before = std::fs::metadata(path).ok().map(|m| m.permissions());
    if before.as_ref().is_some_and(|p| p.readonly()) {
        return Err(refused("it is read-only").help(format!("chmod u+w {}", path.display())));
    }
    if path.is_dir() {
        return Err(refused("it is a folder"));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let written = std::fs::File::create(&temporary)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            before.map_or(Ok(()), |p| file.set_permissions(p))
        })
        .and_then(|()| std::fs::rename(&temporary, path));
    written.map_err(|e| {
        let _ = std::fs::remove_file(&temporary);
        failed(e).help("check that the folder is there, can be written, and has room")
    })
}

/// Whether a path stays in a folder that has no links, wherever links lead. Of what is not there yet, the nearest folder that is tells.
pub(super) fn within(root: &Path, path: &Path) -> bool {
    let real = path.ancestors().find_map(|p| p.canonicalize().ok());
    real.is_some_and(|real| real.starts_with(root))
}

/// Refuses to write where a link leads out of a project: what a stranger's folder links to is not the stranger's. What is named
/// below the current folder has to lie in the current project, anything else in its own. Of what is not there yet, the nearest
/// folder that is tells.
pub(super) fn own(path: &Path) -> Result<(), Diagnostic> {
    let here = std::env::current_dir().unwrap_or_default();
    let whole = normal(&here.join(path));
    let root = if whole.starts_with(&here) {
        ProjectLoader::of(&here.join("here")).root
    } else {
        ProjectLoader::of(&whole).root
    };
    let refused = |to: &Path, there: bool| {
        Diagnostic::error(
            codes::E0605,
            format!(
                "`{}` is not {}: a link leads out of the project, to `{}`",
                path.display(),
                if there { "rewritten" } else { "written" },
                to.display()
            ),
        )
    };
    if let Ok(real) = path.canonicalize() {
        if real.starts_with(&root) {
            return Ok(());
        }
        let help = format!("name the file itself: {}", real.display());
        return Err(refused(&real, true).help(help));
    }
    // A link to what is not there would make it.
    if let Ok(to) = std::fs::read_link(path) {
        return Err(refused(&to, false).help("remove the link"));
    }
    let above = whole.ancestors().skip(1).find(|p| p.exists());
    match above.and_then(|p| p.canonicalize().ok()) {
        Some(real) if whole.starts_with(&here) && !real.starts_with(&root) => {
            let help = format!("name the folder itself: {}", real.display());
            Err(refused(&real, false).help(help))
        }
        _ => Ok(()),
    }
}

/// The name of a file from the top of its repository; outside of one, from the current folder where it lies below that, else its whole
/// path.
pub(super) fn in_repository(path: &Path) -> String {
    let Ok(real) = path.canonicalize() else {
        return path.display().to_string();
    };
    let here = std::env::current_dir().and_then(|d| d.canonicalize());
    let top = real.ancestors().skip(1).find(|p| p.join(".git").exists());
    let base = top.map(Path::to_owned).or(here.ok()).unwrap_or_default();
    let name = real.strip_prefix(&base).unwrap_or(&real);
    name.to_string_lossy().replace('\\', "/")
}

/// The same for names as messages show them; each is looked up once.
pub(super) fn names_in_repository() -> impl Fn(&str) -> String {
    let known: RefCell<HashMap<String, String>> = RefCell::default();
    move |name| {
        let mut known = known.borrow_mut();
        known
            .entry(name.to_owned())
            .or_insert_with(|| in_repository(name.as_ref()))
            .clone()
    }
}

/// Makes a folder and the ones above it.
pub(super) fn folder(path: &Path) -> Result<(), Diagnostic> {
    std::fs::create_dir_all(path).map_err(|e| {
        Diagnostic::error(
            codes::E0605,
            format!(
                "the folder `{}` cannot be made: {}",
                path.display(),
                reason(&e)
            ),
        )
    })
}

/// Loads packs that are files, never from above the project root.
#[derive(Debug)]
pub(super) struct ProjectLoader {
    root: PathBuf,
}

impl ProjectLoader {
    /// The project of a recipe: the nearest folder at or above it with a `galley.toml` or `.git`, else its own folder.
    pub(super) fn of(recipe: &Path) -> Self {
        let own = recipe
            .parent()
            .filter(|p| !p.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let own = own.canonicalize().unwrap_or_else(|_| own.to_owned());
        let root = own
            .ancestors()
            .find(|p| p.join("galley.toml").is_file() || p.join(".git").exists())
            .unwrap_or(&own)
            .to_owned();
        Self { root }
    }

    /// The project root.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }
}

impl Loader for ProjectLoader {
    fn load(&self, path: &str, from: &str) -> Result<Loaded, LoadError> {
        let base = Path::new(from).parent().unwrap_or(Path::new(""));
        let joined = base.join(path);
        let unreadable = |reason: String| LoadError::Unreadable { reason };
        let outside = || LoadError::Outside {
            root: self.root.display().to_string(),
        };
        // An absolute path, or dots that climb above the root, are refused before the disk is touched.
        let lexical = normal(&if joined.is_absolute() {
            joined.clone()
        } else {
            std::env::current_dir().unwrap_or_default().join(&joined)
        });
        if !lexical.starts_with(&self.root) && lexical.canonicalize().is_err() {
            return Err(outside());
        }
        let real = joined.canonicalize().map_err(|e| unreadable(reason(&e)))?;
        if !real.starts_with(&self.root) {
            return Err(outside());
        }
        let text = read(&joined, Kind::Recipe).map_err(|d| unreadable(d.message))?;
        Ok(Loaded {
            name: normal(&joined).display().to_string(),
            text,
        })
    }
}

/// The path without `.` and, where they can be resolved by name, without `..`.
fn normal(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(out.components().next_back(), Some(Component::Normal(_))) =>
            {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}
