//! Where texts come from. The edge implements it over the file system, tests over a table.

use crate::resolve::{LoadError, Loaded, Loader};

/// What a file is read as: what is too large for one may be fine for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A recipe or a pack.
    Recipe,
    /// An article or a source.
    Article,
    /// A recording or a snapshot.
    Record,
}

/// The files of a project. Names are relative to its root, with `/` between folders, so that reports and snapshots are the same
/// in whatever folder galley is called.
pub trait Files: Sync {
    /// The file `path`, written in the file named `from`.
    ///
    /// # Errors
    /// When the file lies outside the project, or cannot be read as UTF-8 text.
    fn load(&self, path: &str, from: &str, role: Role) -> Result<Loaded, LoadError>;

    /// The name of the file `path`, written in the file named `from`, when there is such a file in the project.
    fn find(&self, path: &str, from: &str) -> Option<String>;

    /// The names of the files in a folder, in order; none when there is no such folder.
    fn folder(&self, folder: &str) -> Vec<String>;
}

/// Loads packs for [`resolve`](crate::resolve::resolve).
pub(super) struct Packs<'a>(pub(super) &'a dyn Files);

impl Loader for Packs<'_> {
    fn load(&self, path: &str, from: &str) -> Result<Loaded, LoadError> {
        self.0.load(path, from, Role::Recipe)
    }
}

/// The path `path`, written in the file named `from`, relative to the root; `None` when it climbs above it or is absolute.
#[must_use]
pub fn joined(path: &str, from: &str) -> Option<String> {
    let path = path.replace('\\', "/");
    if path.starts_with('/') || path.get(1..2) == Some(":") {
        return None;
    }
    let folder = from.rsplit_once('/').map_or("", |(f, _)| f);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            p => parts.push(p),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn paths_stay_below_the_root() {
        assert_eq!(
            joined("../recipes/a.yaml", "tests/a.test.yaml").as_deref(),
            Some("recipes/a.yaml")
        );
        assert_eq!(joined("./b.md", "a.test.yaml").as_deref(), Some("b.md"));
        assert_eq!(joined("../../b.md", "tests/a.test.yaml"), None);
        assert_eq!(joined("/etc/passwd", "tests/a.test.yaml"), None);
        assert_eq!(joined("x/../../../b", "tests/a.test.yaml"), None);
    }
}
