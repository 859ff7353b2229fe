//! Files that people or money made: read only when they are files, and set aside under a free name instead of being
//! written over.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The bytes of a regular file; `None` when there is nothing. A pipe or a device could give bytes without end, or never any.
///
/// # Errors
/// What the system says, or that it is no regular file.
pub fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(path) {
        Ok(m) if m.is_file() => fs::read(path).map(Some),
        Ok(m) => Err(io::Error::other(if m.is_dir() {
            "it is a folder, not a file"
        } else {
            "it is a pipe or a device, not a regular file; save it as a file first"
        })),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

/// The first of `NAME.WORD-1.EXT`, `NAME.WORD-2.EXT` … beside a file that nothing has yet.
#[must_use]
pub fn free(path: &Path, word: &str) -> PathBuf {
    let mut n = 1;
    loop {
        let name = beside(path, &format!("{word}-{n}"));
        if fs::symlink_metadata(&name).is_err() {
            return name;
        }
        n += 1;
    }
}

/// `NAME.WORD.EXT` beside `NAME.EXT`.
#[must_use]
pub fn beside(path: &Path, word: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = match path.extension() {
        Some(e) => format!("{stem}.{word}.{}", e.to_string_lossy()),
        None => format!("{stem}.{word}"),
    };
    path.with_file_name(name)
}

/// The name of a file without its folder, for messages.
#[must_use]
pub fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
