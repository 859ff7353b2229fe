//! Many test files at once: read, run on several threads, and told in the order of the files.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::case::{Suite, Test};
use super::files::{Files, Role};
use super::outcome::{self, Outcome};
use super::print::FileResult;
use super::workshop::{Broken, Workshop};
use super::{read, snapshot};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{Source, SourceId, SourceMap};
use crate::syntax;

/// A test file that was read.
#[derive(Debug)]
pub struct Opened {
    /// Its text.
    pub source: Source,
    /// The suite, or what is wrong with the file.
    pub suite: Result<Suite, Broken>,
}

/// Reads the text of a test file. `name` is relative to the project root.
#[must_use]
pub fn open(name: &str, text: &str) -> Opened {
    let source = Source::new(name, text);
    let mut sink = Sink::new();
    let suite = match read(SourceId(0), &source, &mut sink) {
        Some(suite) if !sink.has_errors() => Ok(suite),
        _ => {
            let mut sources = SourceMap::new();
            sources.add(source.clone());
            Err((sink.into_sorted(), sources))
        }
    };
    Opened { source, suite }
}

/// Refuses test files that would write the golden files of others: `a.test.yaml` and `a.test.recipe` give them the same names.
pub fn part(opened: &mut [Opened]) {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for file in opened {
        let Ok(suite) = &file.suite else { continue };
        let mut clashes = Vec::new();
        for test in &suite.tests {
            let golden = outcome::owned(suite, test).into_iter();
            for path in golden.filter(|p| p.ends_with(".snap")) {
                match owners.get(&path) {
                    Some(owner) if *owner != suite.file => clashes.push(
                        Diagnostic::error(
                            codes::E0802,
                            format!("`{path}` is a golden file of two tests"),
                        )
                        .at(test.name.loc, "of this one")
                        .help(format!(
                            "the other is in `{owner}`: give one of the two another name"
                        )),
                    ),
                    _ => {
                        owners.insert(path, suite.file.clone());
                    }
                }
            }
        }
        if !clashes.is_empty() {
            let mut sources = SourceMap::new();
            sources.add(file.source.clone());
            file.suite = Err((clashes, sources));
        }
    }
}

/// Runs the tests that are `wanted` on `jobs` threads. What comes of them does not depend on how many there are.
#[must_use]
pub fn run(
    workshop: &Workshop<'_>,
    files: &[Opened],
    wanted: &(dyn Fn(&Test) -> bool + Sync),
    jobs: usize,
) -> Vec<FileResult> {
    let work: Vec<(usize, &Suite, &Source, &Test)> = files
        .iter()
        .enumerate()
        .filter_map(|(i, f)| Some((i, f.suite.as_ref().ok()?, &f.source)))
        .flat_map(|(i, suite, source)| suite.tests.iter().map(move |t| (i, suite, source, t)))
        .filter(|(.., test)| wanted(test))
        .collect();
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Outcome)>> = Mutex::new(Vec::with_capacity(work.len()));
    std::thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, work.len().max(1)) {
            scope.spawn(|| {
                loop {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    let Some((_, suite, source, test)) = work.get(i) else {
                        break;
                    };
                    let outcome = workshop.run(suite, source, test);
                    if let Ok(mut done) = done.lock() {
                        done.push((i, outcome));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(i, _)| *i);
    let mut results: Vec<FileResult> = files
        .iter()
        .map(|f| FileResult {
            file: f.source.name().to_owned(),
            tests: Vec::new(),
            faults: f.suite.as_ref().err().cloned(),
        })
        .collect();
    for (i, outcome) in done {
        let file = work.get(i).map(|(file, ..)| *file);
        if let Some(result) = file.and_then(|file| results.get_mut(file)) {
            result.tests.push(outcome);
        }
    }
    results
}

/// Golden files and recordings that belong to no test, by name. Only folders of which every test file was read, and every test
/// run, can be judged; `whole` says that all test files of the project were: else a recording whose name tells nothing may be another
/// folder's. `golden` are folders of golden files, some perhaps
/// beside no test file any more.
#[must_use]
pub fn orphans(
    files: &dyn Files,
    opened: &[Opened],
    results: &[FileResult],
    golden: &[String],
    whole: bool,
) -> Vec<String> {
    if opened.iter().any(|f| f.suite.is_err()) {
        return Vec::new();
    }
    let owned: BTreeSet<&str> = results
        .iter()
        .flat_map(|f| &f.tests)
        .flat_map(|t| t.owns.iter().map(String::as_str))
        .collect();
    // The test files that were read, by folder; a folder of golden files may have lost all of its.
    let mut folders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (folder, file) in opened.iter().map(|f| split(f.source.name())) {
        folders.entry(folder).or_default().insert(file);
    }
    for snapshots in golden {
        folders.entry(split(snapshots).0).or_default();
    }
    let mut out: BTreeSet<String> = BTreeSet::new();
    let mut recordings: BTreeSet<String> = BTreeSet::new();
    for (folder, read) in folders {
        let mut suites = files.folder(folder);
        suites.retain(|n| syntax::is_suite(n));
        if !suites.iter().all(|n| read.contains(n.as_str())) {
            continue;
        }
        let stems: BTreeSet<&str> = read.iter().filter_map(|f| syntax::suite_stem(f)).collect();
        if whole && !read.is_empty() {
            recordings.insert(inside(folder, "recordings"));
        } else {
            let beside = inside(folder, "recordings");
            let named = |n: &String| {
                n.ends_with(".transcript")
                    && n.split_once("__").is_some_and(|(s, _)| stems.contains(s))
            };
            let own = files.folder(&beside).into_iter().filter(named);
            let own = own.map(|n| inside(&beside, &n));
            out.extend(own.filter(|n| !owned.contains(n.as_str())));
        }
        let snapshots = inside(folder, "snapshots");
        for name in files.folder(&snapshots) {
            let full = inside(&snapshots, &name);
            let Some(suite) = snapshot::suite_of(&name) else {
                continue;
            };
            let base = full.strip_suffix(".new").unwrap_or(&full);
            if owned.contains(base) {
                continue;
            }
            // Another tool may keep its golden files in the same folder, under names like these.
            let ours = files.load(&full, "", Role::Record).is_ok_and(|l| {
                snapshot::parse(&l.text)
                    .source
                    .map_or(stems.contains(suite), syntax::is_suite)
            });
            if ours {
                out.insert(full);
            }
        }
    }
    if whole {
        let named = |f: &&str| f.rsplit('/').next() == Some("recordings");
        let used = owned.iter().filter(|n| n.ends_with(".transcript"));
        recordings.extend(used.map(|n| split(n).0).filter(named).map(str::to_owned));
    }
    for folder in recordings {
        for name in files.folder(&folder) {
            let full = inside(&folder, &name);
            if name.ends_with(".transcript") && !owned.contains(full.as_str()) {
                out.insert(full);
            }
        }
    }
    out.into_iter().collect()
}

/// A name's folder, empty for the root, and the rest.
fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('/').unwrap_or(("", name))
}

fn inside(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}
