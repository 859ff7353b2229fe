//! Golden files on the disk: offered, reviewed, accepted.

use std::path::PathBuf;

use crate::cli::Failure;
use crate::cli::files;
use crate::cli::output;
use crate::cli::project::Project;
use crate::diag::{Diagnostic, codes};
use crate::suite::outcome::{Offer, Outcome};
use crate::suite::print::{Results, text};
use crate::suite::{Problem, Status};

/// Writes what differs beside each golden file, as `NAME.snap.new`, and takes away what lies there of a test that passes.
pub(super) fn offer(project: &Project, results: &Results) {
    for test in results.files.iter().flat_map(|f| &f.tests) {
        for offer in &test.offers {
            if let Err(d) = write(project, &format!("{}.new", offer.file), &offer.text) {
                // The failure is told all the same; that it cannot be looked at later is worth a line.
                output::note(&d.message);
            }
        }
        if test.status() == Status::Passed {
            for own in test.owns.iter().filter(|n| n.ends_with(".snap")) {
                discard(project, own);
            }
        }
    }
}

/// Takes every offer and removes what belongs to no test.
pub(super) fn accept(project: &Project, results: &mut Results) -> Result<(), Failure> {
    let mut taken = 0;
    for test in results.files.iter_mut().flat_map(|f| &mut f.tests) {
        for offer in std::mem::take(&mut test.offers) {
            take(project, &offer, test)?;
            taken += 1;
        }
    }
    let mut removed = 0;
    for orphan in std::mem::take(&mut results.orphans) {
        if let Some(path) = project.path(&orphan) {
            std::fs::remove_file(&path).map_err(|e| {
                Diagnostic::error(
                    codes::E0605,
                    format!("`{orphan}` cannot be removed: {}", files::reason(&e)),
                )
            })?;
            removed += 1;
        }
    }
    output::note(&format!(
        "golden files taken: {taken}; files removed that belong to no test: {removed}"
    ));
    Ok(())
}

/// Shows each offer and asks. What is not answered stays beside the golden file, to be asked again.
pub(super) fn review(project: &Project, results: &mut Results) -> Result<(), Failure> {
    let total: usize = results
        .files
        .iter()
        .flat_map(|f| &f.tests)
        .map(|t| t.offers.len())
        .sum();
    if total == 0 {
        output::note("no golden file differs");
        return Ok(());
    }
    let mut number = 0;
    let mut open = true;
    for test in results.files.iter_mut().flat_map(|f| &mut f.tests) {
        for offer in std::mem::take(&mut test.offers) {
            number += 1;
            let answer = if open {
                ask(test, &offer, number, total)
            } else {
                Answer::Skip
            };
            match answer {
                Answer::Accept => take(project, &offer, test)?,
                Answer::Reject => discard(project, &offer.file),
                Answer::Skip | Answer::End => {
                    open = answer == Answer::Skip && open;
                    write(project, &format!("{}.new", offer.file), &offer.text)?;
                }
            }
        }
    }
    Ok(())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Accept,
    Reject,
    Skip,
    /// There are no more answers.
    End,
}

fn ask(test: &Outcome, offer: &Offer, number: usize, total: usize) -> Answer {
    output::note(&format!("\n{number} of {total}: {}", test.name));
    let own = |p: &&Problem| matches!(p, Problem::Snapshot { file, .. } if *file == offer.file);
    for problem in test.problems.iter().filter(own) {
        let mut shown = String::new();
        text::problem(problem, &mut shown);
        if let Problem::Snapshot { missing: true, .. } = problem {
            for line in offer.text.lines() {
                shown.push_str(&format!("      + {line}\n"));
            }
        }
        output::note(shown.trim_end());
    }
    loop {
        output::question("accept [a], reject [r], skip [s]? ");
        let mut line = String::new();
        if std::io::stdin().read_line(&mut line).unwrap_or(0) == 0 {
            output::note("");
            return Answer::End;
        }
        match line.trim() {
            "a" | "accept" => return Answer::Accept,
            "r" | "reject" => return Answer::Reject,
            "s" | "skip" => return Answer::Skip,
            _ => {}
        }
    }
}

/// The offer becomes the golden file, and is no problem of the test any more.
fn take(project: &Project, offer: &Offer, test: &mut Outcome) -> Result<(), Failure> {
    write(project, &offer.file, &offer.text)?;
    discard(project, &offer.file);
    test.problems
        .retain(|p| !matches!(p, Problem::Snapshot { file, .. } if *file == offer.file));
    Ok(())
}

/// Removes an offer that lies beside a golden file.
fn discard(project: &Project, file: &str) {
    if let Some(path) = project.path(&format!("{file}.new")) {
        // Mostly there is none.
        let _ = std::fs::remove_file(path);
    }
}

fn write(project: &Project, name: &str, text: &str) -> Result<(), Diagnostic> {
    let path: PathBuf = project.path(name).ok_or_else(|| {
        Diagnostic::error(codes::E0803, format!("`{name}` lies outside the project"))
    })?;
    if let Some(folder) = path.parent() {
        files::folder(folder)?;
    }
    // A link keeps pointing at its file.
    let real = path.canonicalize().unwrap_or(path);
    files::write(&real, text)
}
