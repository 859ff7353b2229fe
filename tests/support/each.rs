//! One snapshot a file of a folder. `insta::glob!` does this too, but counts failures for the whole process: beside it, a snapshot
//! that differs in another test goes unnoticed there.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Calls `look` with each file of `folder` (below the package's root) that has the ending, in order; its snapshots are named after
/// the file. All files are looked at before a difference is told.
pub fn each_file(folder: &str, ending: &str, mut look: impl FnMut(&Path)) {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
            .expect("the folder can be read")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.to_string_lossy().ends_with(ending))
            .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no file in {folder} ends with {ending}");
    let mut failed = Vec::new();
    for path in &paths {
        let name = path.file_name().expect("a name").to_string_lossy();
        let mut settings = insta::Settings::clone_current();
        settings.set_input_file(path);
        settings.set_snapshot_suffix(name.as_ref());
        let looked = catch_unwind(AssertUnwindSafe(|| settings.bind(|| look(path))));
        if looked.is_err() {
            failed.push(name);
        }
    }
    assert!(failed.is_empty(), "{folder}: {}", failed.join(", "));
}
