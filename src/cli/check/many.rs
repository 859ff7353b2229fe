//! Work on many articles: on every core, and what comes of it in the order in which they were named.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use crate::cli::Failure;
use crate::diag::{Diagnostic, codes};

/// As much stack as the first thread of a process has: texts nest.
const STACK: usize = 8 << 20;

/// Does `work` for each job, several at a time, and hands what came of it to `done`, in order and as soon as it is there.
pub(super) fn each<J: Sync, T: Send>(
    jobs: &[J],
    work: impl Fn(&J) -> T + Sync,
    mut done: impl FnMut(T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let workers = workers.min(jobs.len());
    if workers < 2 {
        return jobs.iter().try_for_each(|job| done(work(job)));
    }
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::sync_channel(workers * 2);
    thread::scope(|scope| {
        // Taken into the scope, so that workers stop when nobody receives any more.
        let receiver = receiver;
        for _ in 0..workers {
            let (sender, next, work) = (sender.clone(), &next, &work);
            let worker = move || {
                while let Some((at, job)) = take(next, jobs) {
                    if sender.send((at, work(job))).is_err() {
                        break;
                    }
                }
            };
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, worker)
                .map_err(|e| {
                    let why = crate::cli::files::reason(&e);
                    Diagnostic::error(codes::E0601, format!("articles cannot be read: {why}"))
                })?;
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut due = 0;
        for (at, made) in receiver {
            early.insert(at, made);
            while let Some(made) = early.remove(&due) {
                done(made)?;
                due += 1;
            }
        }
        Ok(())
    })
}

fn take<'a, J>(next: &AtomicUsize, jobs: &'a [J]) -> Option<(usize, &'a J)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    jobs.get(at).map(|job| (at, job))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::{Path, PathBuf};

    #[test]
    fn the_order_is_that_of_the_names() {
        let paths: Vec<PathBuf> = (0..200).map(|n| PathBuf::from(n.to_string())).collect();
        let mut seen = Vec::new();
        let slow_first = |path: &PathBuf| {
            if path == Path::new("0") {
                thread::sleep(std::time::Duration::from_millis(20));
            }
            path.to_owned()
        };
        each(&paths, slow_first, |path| {
            seen.push(path);
            Ok(())
        })
        .unwrap();
        assert_eq!(seen, paths);
    }

    #[test]
    fn a_failure_ends_the_work() {
        let paths: Vec<PathBuf> = (0..50).map(|n| PathBuf::from(n.to_string())).collect();
        let ended = each(&paths, |_| (), |()| Err(Failure::Told));
        assert!(matches!(ended, Err(Failure::Told)));
    }
}
