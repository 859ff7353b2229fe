//! `galley test --watch`: runs again when a file changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::cli::output::{self, Paint};
use crate::cli::project::Project;
use crate::cli::{Failure, Outcome};

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_millis(500);

/// More files than this are not watched: the folder is no project.
const MOST: usize = 20_000;

type State = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// Runs until it is stopped, or standard output is closed.
pub(super) fn run(args: &super::Args, paint: &Paint) -> Outcome {
    loop {
        let root = super::find::find(&args.paths)
            .map(|found| found.project())
            .unwrap_or_else(|_| Project::here());
        let before = state(root.root());
        let outcome = super::once(args, paint);
        if output::unread() {
            return outcome;
        }
        match outcome {
            Ok(_) | Err(Failure::Told) => {}
            Err(Failure::Diagnosed(d)) => output::diagnostics(&d.0, &d.1, paint),
        }
        output::finish();
        output::note(&format!(
            "\nwatching {}: the tests run again when a file changes; ctrl-c stops",
            root.root().display()
        ));
        // What the run itself wrote is no change.
        let after = state(root.root());
        let mut last = settled(before, after);
        loop {
            std::thread::sleep(PAUSE);
            let now = state(root.root());
            if now != last {
                let changed = first_difference(&last, &now);
                output::note(&format!("changed: {changed}\n"));
                break;
            }
            last = now;
        }
    }
}

/// The state to compare with: what it was before the run for files that a user writes, what it is now for those that the run wrote.
fn settled(before: State, after: State) -> State {
    let own = |p: &Path| {
        let name = p.to_string_lossy();
        name.ends_with(".snap") || name.ends_with(".snap.new")
    };
    let mut out: State = before.into_iter().filter(|(p, _)| !own(p)).collect();
    out.extend(after.into_iter().filter(|(p, _)| own(p)));
    out
}

/// A file that came, went or changed.
fn first_difference(last: &State, now: &State) -> String {
    let changed = now
        .iter()
        .find(|(p, s)| last.get(*p) != Some(s))
        .map(|(p, _)| p);
    let gone = || last.keys().find(|p| !now.contains_key(*p));
    changed
        .or_else(gone)
        .map_or(String::new(), |p| p.display().to_string())
}

/// The files of a project with their times and sizes.
fn state(root: &Path) -> State {
    let mut out = State::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.')
                || matches!(&*name, "target" | "node_modules" | "galley-out")
                || name.ends_with(".part")
            {
                continue;
            }
            let Ok(meta) = entry.metadata() else { continue };
            if meta.is_dir() {
                folders.push(entry.path());
            } else if out.len() < MOST {
                out.insert(entry.path(), (meta.modified().ok(), meta.len()));
            }
        }
    }
    out
}
