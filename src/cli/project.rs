//! A project as the tests of it see it: files by names relative to its root.

use std::path::{Path, PathBuf};

use crate::cli::files::{self, Kind};
use crate::resolve::{LoadError, Loaded};
use crate::suite::files::{Files, Role, joined};

/// The largest recording that is read, in bytes: sixty calls of a long article have about 4 MB.
const RECORD_LIMIT: u64 = 64 << 20;

/// The files below a project root.
#[derive(Debug)]
pub(super) struct Project {
    /// The root, without links.
    root: PathBuf,
}

impl Project {
    /// The project of a file: the nearest folder at or above it with a `galley.toml` or `.git`; else the current folder, when
    /// the file lies below it; else the file's own folder.
    pub(super) fn of(file: &Path) -> Self {
        let own = file
            .parent()
            .filter(|p| !p.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let own = own.canonicalize().unwrap_or_else(|_| own.to_owned());
        let here = std::env::current_dir()
            .and_then(|d| d.canonicalize())
            .ok()
            .filter(|here| own.starts_with(here));
        let root = own
            .ancestors()
            .find(|p| p.join("galley.toml").is_file() || p.join(".git").exists())
            .map(Path::to_owned)
            .or(here)
            .unwrap_or(own);
        Self { root }
    }

    /// The project of the current folder.
    pub(super) fn here() -> Self {
        Self::of(Path::new("none.test.yaml"))
    }

    /// The root as a path that reads well: empty when it is the current folder, `..` for the one above, else as it is.
    pub(super) fn relative_root(&self) -> PathBuf {
        let here = std::env::current_dir().and_then(|d| d.canonicalize());
        let Ok(here) = here else {
            return self.root.clone();
        };
        match here.strip_prefix(&self.root) {
            Ok(below) => below.components().map(|_| "..").collect(),
            Err(_) => self.root.clone(),
        }
    }

    /// The root.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The name of a file, relative to the root.
    pub(super) fn name(&self, path: &Path) -> String {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let relative = real.strip_prefix(&self.root).unwrap_or(&real);
        relative.to_string_lossy().replace('\\', "/")
    }

    /// The path of a name; `None` when it leads out of the project.
    pub(super) fn path(&self, name: &str) -> Option<PathBuf> {
        let path = self.root.join(name);
        files::within(&self.root, &path).then_some(path)
    }

    /// Why a file cannot be read, in the words that follow a colon; paths are relative to the root.
    fn said(&self, d: &crate::diag::Diagnostic) -> String {
        let root = format!("{}/", self.root.display());
        let reason = match d.message.split_once("cannot be read: ") {
            _ if d.message.starts_with("there is no file") => "there is no such file",
            Some((_, reason)) => reason,
            None => &d.message,
        };
        let near = d.help.iter().find(|h| h.starts_with("did you mean"));
        match near {
            Some(near) => format!("{reason}; {near}").replace(&root, ""),
            None => reason.replace(&root, ""),
        }
    }

    fn outside(&self) -> LoadError {
        LoadError::Outside {
            root: self.root.display().to_string(),
        }
    }
}

impl Files for Project {
    fn load(&self, path: &str, from: &str, role: Role) -> Result<Loaded, LoadError> {
        let name = joined(path, from).ok_or_else(|| self.outside())?;
        let real = self.path(&name).ok_or_else(|| self.outside())?;
        let unreadable = |reason: String| LoadError::Unreadable { reason };
        let text = match role {
            Role::Recipe => {
                files::read(&real, Kind::Recipe).map_err(|d| unreadable(self.said(&d)))?
            }
            Role::Article => {
                files::read(&real, Kind::Article).map_err(|d| unreadable(self.said(&d)))?
            }
            Role::Record => {
                let large = real.metadata().is_ok_and(|m| m.len() > RECORD_LIMIT);
                if large {
                    return Err(unreadable(format!(
                        "it is larger than {} MiB",
                        RECORD_LIMIT >> 20
                    )));
                }
                std::fs::read_to_string(&real).map_err(|e| match e.kind() {
                    std::io::ErrorKind::InvalidData => unreadable("it is not UTF-8".to_owned()),
                    _ => unreadable(files::reason(&e)),
                })?
            }
        };
        Ok(Loaded { name, text })
    }

    fn find(&self, path: &str, from: &str) -> Option<String> {
        let name = joined(path, from)?;
        self.path(&name)?.is_file().then_some(name)
    }

    fn folder(&self, folder: &str) -> Vec<String> {
        let Some(path) = self.path(folder) else {
            return Vec::new();
        };
        let Ok(entries) = std::fs::read_dir(path) else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .filter_map(|e| e.ok()?.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }
}
