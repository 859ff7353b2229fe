//! Many test files at once: read, run on several threads, and told in the order of the files.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::case::{Suite, Test};
use super::files::{Files, Role, joined};
use super::outcome::Outcome;
use super::print::FileResult;
use super::workshop::{Broken, Workshop};
use super::{read, snapshot};
use crate::diag::Sink;
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
        results[work[i].0].tests.push(outcome);
    }
    results
}

/// Golden files and recordings that belong to no test, by name. Only folders of which every test file was read, and every test
/// run, can be judged; `whole` says that all test files of the project were.
#[must_use]
pub fn orphans(
    files: &dyn Files,
    opened: &[Opened],
    results: &[FileResult],
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
    let read: BTreeSet<&str> = opened.iter().map(|f| f.source.name()).collect();
    let mut out: BTreeSet<String> = BTreeSet::new();
    let mut recordings: BTreeSet<String> = BTreeSet::new();
    for file in &read {
        let beside = |path: &str| joined(path, file).unwrap_or_default();
        let folder = beside(".");
        let complete = files
            .folder(&folder)
            .iter()
            .filter(|n| syntax::is_suite(n))
            .all(|n| read.contains(beside(n).as_str()));
        if !complete {
            continue;
        }
        recordings.insert(beside("recordings"));
        let stems: BTreeSet<&str> = opened
            .iter()
            .filter(|f| joined(".", f.source.name()).as_ref() == Some(&folder))
            .filter_map(|f| syntax::suite_stem(f.source.name()))
            .collect();
        for name in files.folder(&beside("snapshots")) {
            let path = format!("snapshots/{name}");
            let full = beside(&path);
            let Some(suite) = snapshot::suite_of(&name) else {
                continue;
            };
            let base = full.strip_suffix(".new").unwrap_or(&full);
            if owned.contains(base) {
                continue;
            }
            // Another tool may keep its golden files in the same folder.
            let ours = stems.contains(suite)
                || files.load(&path, file, Role::Record).is_ok_and(|l| {
                    snapshot::parse(&l.text)
                        .source
                        .is_some_and(syntax::is_suite)
                });
            if ours {
                out.insert(full);
            }
        }
    }
    if whole {
        let folder = |name: &str| {
            name.rsplit_once('/')
                .map_or(String::new(), |(f, _)| f.to_owned())
        };
        let named = |f: &String| f.rsplit('/').next() == Some("recordings");
        let used = owned.iter().filter(|n| n.ends_with(".transcript"));
        recordings.extend(used.map(|n| folder(n)).filter(named));
    }
    for folder in recordings {
        for name in files.folder(&folder) {
            let full = format!("{folder}/{name}");
            if name.ends_with(".transcript") && !owned.contains(full.as_str()) {
                out.insert(full);
            }
        }
    }
    out.into_iter().collect()
}
