//! Files as they stand at a revision: `git` is asked, with argument vectors and never through a shell.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use crate::diag::{Diagnostic, codes};
use crate::report::text::printable;
use crate::resolve::{LoadError, Loaded, Loader};

/// The largest recipe or pack that is read out of a revision, in bytes.
const LIMIT: usize = 1 << 20;

/// Links to links are followed this often.
const LINKS: usize = 8;

/// Gives a shallow clone its history.
pub(super) const WHOLE: &str = "git fetch --unshallow --tags";

/// The work tree that a file lies in.
#[derive(Debug, Clone)]
pub(super) struct Repository {
    top: PathBuf,
}

/// A commit of a repository, with the name that it was asked for by.
#[derive(Debug, Clone)]
pub(super) struct Revision {
    repository: Repository,
    /// As the user wrote it, for messages and names.
    name: String,
    /// The full hash.
    hash: String,
    /// Files that were read, by path.
    read: RefCell<BTreeMap<String, Option<String>>>,
}

impl Repository {
    /// The repository of a file that exists, or whose folder does.
    pub(super) fn of(file: &Path) -> Result<Self, Diagnostic> {
        let folder = file
            .parent()
            .filter(|p| !p.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let out = git(folder, &["rev-parse".as_ref(), "--show-toplevel".as_ref()])?;
        let Ok(text) = out else {
            return Err(Diagnostic::error(
                codes::E0621,
                format!("`{}` is in no git repository", file.display()),
            )
            .help("put it under git, or compare two files: `galley diff OLD NEW`"));
        };
        let top = PathBuf::from(String::from_utf8_lossy(&text).trim_end_matches(['\n', '\r']));
        let top = top.canonicalize().unwrap_or(top);
        Ok(Self { top })
    }

    /// The path of a file from the top of the work tree, with `/` between its parts.
    pub(super) fn path(&self, file: &Path) -> Result<String, Diagnostic> {
        let folder = file
            .parent()
            .filter(|p| !p.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let outside = || {
            Diagnostic::error(
                codes::E0621,
                format!(
                    "`{}` does not lie in the repository `{}`",
                    file.display(),
                    self.top.display()
                ),
            )
        };
        let real = folder.canonicalize().map_err(|_| outside())?;
        let inside = real.strip_prefix(&self.top).map_err(|_| outside())?;
        let whole = inside.join(file.file_name().ok_or_else(outside)?);
        let parts: Option<Vec<&str>> = whole.iter().map(OsStr::to_str).collect();
        parts.map(|p| p.join("/")).ok_or_else(outside)
    }

    /// Whether the clone lacks a part of its history, as those of CI servers do.
    pub(super) fn shallow(&self) -> Result<bool, Diagnostic> {
        let arguments = ["rev-parse", "--is-shallow-repository"];
        let out = git(&self.top, &arguments.map(OsStr::new))?.unwrap_or_default();
        Ok(out.starts_with(b"true"))
    }

    /// The commit that a revision names.
    pub(super) fn revision(&self, name: &str) -> Result<Revision, Diagnostic> {
        let unknown = || {
            let d = Diagnostic::error(
                codes::E0622,
                format!("there is no revision `{}`", printable(name)),
            );
            match self.shallow() {
                Ok(true) => d.help(WHOLE).help(
                    "the clone is shallow; in a workflow, `fetch-depth: 0` under `actions/checkout` has the whole history",
                ),
                _ => d.help(
                    "a branch, a tag, a commit, or `HEAD~1`: `git log --oneline` lists commits",
                ),
            }
        };
        // What begins with a hyphen would be an option.
        if name.is_empty() || name.starts_with('-') || name.contains(['\0', '\n']) {
            return Err(unknown());
        }
        let commit = format!("{name}^{{commit}}");
        let arguments = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            commit.as_str(),
        ];
        let out = git(&self.top, &arguments.map(OsStr::new))?.map_err(|_| unknown())?;
        let hash = String::from_utf8_lossy(&out).trim().to_owned();
        if hash.is_empty() || !hash.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(unknown());
        }
        Ok(Revision {
            repository: self.clone(),
            name: name.to_owned(),
            hash,
            read: RefCell::default(),
        })
    }

    /// The commits up to `from` that touched a file, newest first; `from` is `HEAD`, or a hash with what may follow it.
    pub(super) fn history(&self, from: &str, path: &str) -> Result<Vec<String>, Diagnostic> {
        let arguments = ["rev-list", from, "--", path];
        let out = git(&self.top, &arguments.map(OsStr::new))?.unwrap_or_default();
        Ok(String::from_utf8_lossy(&out)
            .lines()
            .map(str::to_owned)
            .collect())
    }
}

impl Revision {
    /// The name under which messages show a file of this revision: `v1.2:recipes/house.yaml`.
    pub(super) fn shown(&self, path: &str) -> String {
        format!("{}:{path}", self.name)
    }

    /// A recipe at this revision.
    pub(super) fn recipe(&self, path: &str) -> Result<String, Diagnostic> {
        self.file(path)?.ok_or_else(|| {
            Diagnostic::error(
                codes::E0623,
                format!(
                    "there was no file `{}` at `{}`",
                    printable(path),
                    printable(&self.name)
                ),
            )
            .help(format!(
                "`galley diff FOLDER --since {}` shows recipes that are new as well",
                printable(&self.name)
            ))
            .help("a file that was renamed is found by the name that the recipe gives itself")
        })
    }

    /// The files that this revision had and the work tree has no more. Only names are compared: a comparison by git would run the
    /// filters of the repository.
    pub(super) fn gone(&self) -> Result<Vec<String>, Diagnostic> {
        let mut names = self.names("")?;
        names.retain(|n| {
            !n.contains('\u{fffd}') && self.repository.top.join(n).symlink_metadata().is_err()
        });
        Ok(names)
    }

    /// The files in a folder and below at this revision, with their paths from the top.
    pub(super) fn names(&self, folder: &str) -> Result<Vec<String>, Diagnostic> {
        let arguments = [
            "ls-tree",
            "-r",
            "-z",
            "--name-only",
            "--full-tree",
            self.hash.as_str(),
            "--",
            folder,
        ];
        let given = if folder.is_empty() {
            &arguments[..6]
        } else {
            &arguments[..]
        };
        let given: Vec<&OsStr> = given.iter().map(OsStr::new).collect();
        let out = git(&self.repository.top, &given)?.unwrap_or_default();
        Ok(String::from_utf8_lossy(&out)
            .split('\0')
            .filter(|n| !n.is_empty())
            .map(str::to_owned)
            .collect())
    }

    /// The text of a file; `None` when the revision has none at this path.
    pub(super) fn file(&self, path: &str) -> Result<Option<String>, Diagnostic> {
        if let Some(known) = self.read.borrow().get(path) {
            return Ok(known.clone());
        }
        let text = self.follow(path)?;
        self.read.borrow_mut().insert(path.to_owned(), text.clone());
        Ok(text)
    }

    fn follow(&self, path: &str) -> Result<Option<String>, Diagnostic> {
        let mut path = path.to_owned();
        for _ in 0..LINKS {
            let Some(mode) = self.mode(&path)? else {
                return Ok(None);
            };
            let bytes = self.bytes(&path)?;
            if mode != "120000" {
                return self.text(&path, bytes).map(Some);
            }
            let target = String::from_utf8_lossy(&bytes).into_owned();
            match joined(folder_of(&path), &target) {
                Some(next) => path = next,
                None => return Ok(None),
            }
        }
        Ok(None)
    }

    /// The mode of a file (`100644`, `120000` for a link); `None` when it is not there or no file.
    fn mode(&self, path: &str) -> Result<Option<String>, Diagnostic> {
        let arguments = ["ls-tree", "-z", self.hash.as_str(), "--", path];
        let out = git(&self.repository.top, &arguments.map(OsStr::new))?.unwrap_or_default();
        let text = String::from_utf8_lossy(&out);
        let mut words = text.split([' ', '\t']);
        let mode = words.next().unwrap_or("").to_owned();
        Ok((words.next() == Some("blob")).then_some(mode))
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, Diagnostic> {
        let object = format!("{}:{path}", self.hash);
        let arguments = ["cat-file", "blob", object.as_str()];
        git(&self.repository.top, &arguments.map(OsStr::new))?.map_err(|reason| {
            Diagnostic::error(
                codes::E0623,
                format!(
                    "`{}` cannot be read: {reason}",
                    printable(&self.shown(path))
                ),
            )
        })
    }

    fn text(&self, path: &str, bytes: Vec<u8>) -> Result<String, Diagnostic> {
        let shown = printable(&self.shown(path));
        if bytes.len() > LIMIT {
            return Err(Diagnostic::error(
                codes::E0604,
                format!("`{shown}` is too large for a recipe: more than 1 MiB"),
            ));
        }
        String::from_utf8(bytes)
            .map_err(|_| Diagnostic::error(codes::E0602, format!("`{shown}` is not UTF-8")))
    }

    /// The folder that packs may not leave: the nearest one at or above the file with a `galley.toml`, else the top.
    fn root(&self, path: &str) -> Result<String, Diagnostic> {
        let mut folder = folder_of(path);
        loop {
            let settings = joined(folder, "galley.toml").unwrap_or_default();
            if folder.is_empty() || self.mode(&settings)?.is_some() {
                return Ok(folder.to_owned());
            }
            folder = folder_of(folder);
        }
    }

    /// What loads the packs of a recipe at this revision.
    pub(super) fn loader(self, recipe: &str) -> Result<RevisionLoader, Diagnostic> {
        Ok(RevisionLoader {
            root: self.root(recipe)?,
            revision: self,
        })
    }
}

/// Loads packs out of a revision, never from outside the project.
#[derive(Debug)]
pub(super) struct RevisionLoader {
    revision: Revision,
    root: String,
}

impl Loader for RevisionLoader {
    fn load(&self, path: &str, from: &str) -> Result<Loaded, LoadError> {
        let outside = || LoadError::Outside {
            root: self.revision.shown(&self.root),
        };
        let prefix = self.revision.shown("");
        let own = from.strip_prefix(&prefix).unwrap_or(from);
        let whole = joined(folder_of(own), path).ok_or_else(outside)?;
        if !self.root.is_empty() && !whole.starts_with(&format!("{}/", self.root)) {
            return Err(outside());
        }
        match self.revision.file(&whole) {
            Ok(Some(text)) => Ok(Loaded {
                name: self.revision.shown(&whole),
                text,
            }),
            Ok(None) => Err(LoadError::Unreadable {
                reason: format!("there was no such file at `{}`", self.revision.name),
            }),
            Err(d) => Err(LoadError::Unreadable { reason: d.message }),
        }
    }

    fn of_its_time(&self, shipped: bool) -> bool {
        !shipped
    }
}

/// The folder of a path with `/` between its parts; empty at the top.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path from a folder, by name alone; `None` when it leads out at the top.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in Path::new(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::Normal(name) => parts.push(name.to_str()?),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(parts.join("/"))
}

/// What git is told to ignore below a folder: files, and folders as a whole. Nothing, where there is no repository or no git.
pub(super) fn ignored(folder: &Path) -> Vec<PathBuf> {
    let arguments = [
        "ls-files",
        "--others",
        "--ignored",
        "--exclude-standard",
        "--directory",
        "-z",
    ];
    let Ok(Ok(out)) = git(folder, &arguments.map(OsStr::new)) else {
        return Vec::new();
    };
    let text = String::from_utf8_lossy(&out);
    text.split('\0')
        .filter(|p| !p.is_empty())
        .map(|p| folder.join(p.trim_end_matches('/')))
        .collect()
}

/// What git says: its standard output, or the first line of its complaint.
type Answer = Result<Vec<u8>, String>;

/// What git is told before anything else. The configuration of a repository is a stranger's, and can name programs. Considered:
///
/// - run at any look at the index: `core.fsmonitor`, hooks (`post-index-change`), so both are off;
/// - run when work tree and commits are compared or files written: `filter.*.clean`, `.smudge` and `.process`, with attributes from
///   `.gitattributes`, `info/attributes` or `core.attributesFile`; they cannot be switched off by name, so galley calls no command that
///   compares or writes (`ls-tree`, `cat-file`, `rev-parse`, `rev-list` and `ls-files --others` read objects and names alone);
/// - run when differences are shown: `diff.external`, `diff.*.command`, `diff.*.textconv`, `core.pager`, `pager.*`: nothing is shown
///   by `cat-file`, and those without a name are off too;
/// - run when a part of the history is fetched (a partial clone does that by itself): `remote.*.uploadpack`, `ext::` addresses,
///   `core.sshCommand`, `core.gitProxy`, `credential.helper`, `core.askPass`; reading never fetches, and every protocol is off;
/// - run for signatures and texts: `gpg.program`, `core.editor`, `sequence.editor`; no command here checks one or opens the other;
/// - run in submodules, whose configuration does not see these settings: no command here enters one;
/// - `alias.*` cannot stand for a command of git itself, and `include.path` brings nothing that these settings do not come before.
const SETTINGS: &[&str] = &[
    "core.quotePath=off",
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.pager=cat",
    "core.editor=false",
    "core.askPass=",
    "core.sshCommand=false",
    "core.gitProxy=",
    "credential.helper=",
    "diff.external=",
    "log.showSignature=false",
    "submodule.recurse=false",
    "safe.bareRepository=explicit",
    "protocol.allow=never",
    "protocol.ext.allow=never",
    "protocol.file.allow=never",
    "protocol.ssh.allow=never",
    "protocol.git.allow=never",
    "protocol.http.allow=never",
    "protocol.https.allow=never",
];

/// The variables that git gets: what it needs to find itself and its user's own settings. Keys are none of its business, and what a
/// hook that calls galley has set (`GIT_DIR`, `GIT_INDEX_FILE`) is relative to another folder.
const VARIABLES: &[&str] = &[
    "PATH",
    "HOME",
    "XDG_CONFIG_HOME",
    "TMPDIR",
    "USERPROFILE",
    "SYSTEMROOT",
    "TEMP",
    "GIT_CEILING_DIRECTORIES",
];

fn git(folder: &Path, arguments: &[&OsStr]) -> Result<Answer, Diagnostic> {
    let kept = VARIABLES
        .iter()
        .filter_map(|name| Some((name, std::env::var_os(name)?)));
    let out = Command::new("git")
        .env_clear()
        .envs(kept)
        .arg("-C")
        .arg(folder)
        .args(SETTINGS.iter().flat_map(|s| ["-c", s]))
        .args(arguments)
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_LITERAL_PATHSPECS", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_PAGER", "cat")
        .stdin(Stdio::null())
        .output()
        .map_err(|e| {
            Diagnostic::error(
                codes::E0621,
                format!("git cannot be started: {}", super::files::reason(&e)),
            )
            .help("install git, or name two files: `galley diff OLD NEW`")
        })?;
    if out.status.success() {
        return Ok(Ok(out.stdout));
    }
    let said = String::from_utf8_lossy(&out.stderr);
    let line = said.lines().next().unwrap_or("git failed");
    Ok(Err(printable(line.trim_start_matches("fatal: "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_by_name() {
        assert_eq!(joined("a/b", "./c.yaml").as_deref(), Some("a/b/c.yaml"));
        assert_eq!(joined("a/b", "../c.yaml").as_deref(), Some("a/c.yaml"));
        assert_eq!(joined("a", "../../c.yaml"), None);
        assert_eq!(joined("a", "/etc/passwd"), None);
        assert_eq!(folder_of("a/b/c"), "a/b");
    }
}
