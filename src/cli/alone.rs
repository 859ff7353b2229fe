//! One process at a time: a lock on what two at once would overwrite.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::cli::files;
use crate::diag::Diagnostic;

/// A lock, until it is dropped or the process ends.
#[derive(Debug)]
pub(super) struct Alone {
    _file: File,
    path: PathBuf,
}

/// Who has the lock.
#[derive(Debug)]
pub(super) enum Held {
    /// This process.
    Ours(Alone),
    /// Another one.
    Taken,
    /// The file system knows no locks.
    Unknown,
}

impl Alone {
    /// Gives the lock back and removes its file. Whoever opened the file in between meets one that is gone, and asks again.
    pub(super) fn end(self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Takes the lock whose file is `path`, without waiting for it.
pub(super) fn hold(path: &Path) -> Result<Held, Diagnostic> {
    loop {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)
            .map_err(|e| files::unwritable(path, &e))?;
        match file.try_lock() {
            Ok(()) if is_there(&file, path) => {
                return Ok(Held::Ours(Alone {
                    _file: file,
                    path: path.to_owned(),
                }));
            }
            // The one before has removed it.
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(Held::Taken),
            Err(TryLockError::Error(_)) => return Ok(Held::Unknown),
        }
    }
}

/// Whether the file that is locked still has its name.
#[cfg(unix)]
fn is_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let same =
        |a: std::fs::Metadata, b: std::fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(a), Ok(b)) => same(a, b),
        (Err(_), _) => true,
        (_, Err(_)) => false,
    }
}

#[cfg(not(unix))]
fn is_there(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_it_and_the_next_one_after() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.lock");
        let Held::Ours(first) = hold(&path).unwrap() else {
            return; // no locks here
        };
        assert!(matches!(hold(&path).unwrap(), Held::Taken));
        first.end();
        assert!(!path.exists());
        assert!(matches!(hold(&path).unwrap(), Held::Ours(_)));
    }
}
