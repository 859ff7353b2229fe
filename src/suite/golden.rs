//! Compares what a test comes to with its golden files.

use std::sync::Arc;

use super::case::Kind;
use super::files::{Role, joined};
use super::outcome::{Offer, Outcome, Problem};
use super::workshop::{Bench, Broken, Compiled, Stripped};
use super::{cause, snapshot, wording};
use crate::diag::{Diagnostic, codes};
use crate::emit::Program;
use crate::emit::prompt::{Composer, Prompt};
use crate::report::{self, Report};

/// Compares every golden file of a test. What is missing or differs is a problem, and an offer.
pub(super) fn check(
    bench: &Bench<'_>,
    compiled: &Compiled,
    program: &Program,
    source: Option<&Stripped>,
    report: &dyn Fn() -> Report,
    outcome: &mut Outcome,
) -> Result<(), Arc<Broken>> {
    let (suite, test) = (bench.suite, bench.test);
    for (kind, loc) in &test.snapshots {
        let new = match kind {
            Kind::Plan => report::plan::text(
                &compiled.plan,
                program,
                &compiled.sources,
                report::plan::At::File,
            ),
            Kind::Prompts => match source {
                Some(source) => prompts(bench, compiled, program, source)?,
                // The reader wants a source for prompts.
                None => continue,
            },
            Kind::Report => report::text::print(&report()),
        };
        let path = snapshot::name(&suite.stem, &test.name.text, *kind);
        let Some(file) = joined(&path, &suite.file) else {
            continue;
        };
        let there = bench.files.find(&path, &suite.file).is_some();
        let old = match there {
            false => None,
            true => Some(
                bench
                    .files
                    .load(&path, &suite.file, Role::Record)
                    .map_err(|e| {
                        bench.broken(vec![
                            Diagnostic::error(
                                codes::E0803,
                                format!("`{file}` cannot be read: {}", e.reason()),
                            )
                            .at(*loc, "a golden file of this test")
                            .help(format!("rm '{file}'")),
                        ])
                    })?,
            ),
        };
        let old = old.as_ref().map(|l| snapshot::parse(&l.text).contents);
        if old.is_some_and(|old| snapshot::same(old, &new)) {
            continue;
        }
        outcome.offers.push(Offer {
            file: file.clone(),
            text: snapshot::print(&suite.file, &test.name.text, *kind, &new),
        });
        let (diff, causes) = match old {
            None => (String::new(), Vec::new()),
            Some(old) => {
                let (old, new) = (snapshot::normal(old), snapshot::normal(&new));
                let changes = wording::changes(&old, &new);
                let causes = match kind {
                    Kind::Plan => cause::of_plan(compiled, &new, &changes),
                    Kind::Prompts => cause::of_prompts(
                        compiled,
                        &[program],
                        source.map(|s| &s.named),
                        &new,
                        &changes,
                    ),
                    // A report names the line of each rule itself.
                    Kind::Report => Vec::new(),
                };
                (wording::shown(&old, &new, &changes), causes)
            }
        };
        outcome.problems.push(Problem::Snapshot {
            kind: *kind,
            file,
            missing: old.is_none(),
            diff,
            causes,
        });
    }
    Ok(())
}

fn prompts(
    bench: &Bench<'_>,
    compiled: &Compiled,
    program: &Program,
    source: &Stripped,
) -> Result<String, Arc<Broken>> {
    Composer::new(&compiled.plan, program, &source.draft)
        .and_then(|c| c.previews())
        .map(|all| all.into_iter().map(|(_, p)| p).collect::<Vec<Prompt>>())
        .map(|prompts| report::prompts::text(&prompts))
        .map_err(|e| {
            bench.broken(vec![
                Diagnostic::error(codes::E0501, e.to_string()).at(bench.test.name.loc, "this test"),
            ])
        })
}
