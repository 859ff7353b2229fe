//! Replays a recorded run, exactly as `run` would make it with the recorded profile.

use std::sync::Arc;

use super::case::Wanted;
use super::files::Role;
use super::outcome::{Outcome, Problem};
use super::workshop::{self, Bench, Broken, Compiled, Stripped};
use crate::diag::{Diagnostic, codes};
use crate::draft::{Counted, Draft};
use crate::emit::{self, Program, Shape};
use crate::model::replay::Replay;
use crate::model::{Model as _, ModelError};
use crate::report;
use crate::run::{Limits, Run, RunError, Runner, Silent};
use crate::source::Source;

/// The name of the recording of a test that names none: `recordings/SUITE__TEST.transcript` beside the test file.
#[must_use]
pub fn default_recording(stem: &str, test: &str) -> String {
    format!("recordings/{stem}__{}.transcript", super::slug(test))
}

/// The chain that a run with this profile goes through, and the same by parts, in which repairs speak.
pub(super) fn programs(
    compiled: &Compiled,
    source: &Stripped,
    profile: emit::Profile,
) -> (Program, Program) {
    let words = Some(source.draft.count(Counted::Body) as u64);
    let program = emit::emit(&compiled.plan, profile, None, words);
    let parts = match program.shape {
        Shape::Staged => program.clone(),
        Shape::Direct => emit::emit(&compiled.plan, profile, Some(Shape::Staged), words),
    };
    (program, parts)
}

pub(super) fn replay(
    bench: &Bench<'_>,
    compiled: &Arc<Compiled>,
    source: &Stripped,
    outcome: &mut Outcome,
) -> Result<(), Arc<Broken>> {
    let recording = recording(bench)?;
    outcome.owns.push(recording.name().to_owned());
    let replay = Replay::new(recording.name(), recording.text()).map_err(|e| broken(bench, &e))?;
    let (program, parts) = programs(compiled, source, replay.profile());
    let run = Runner::new(
        &compiled.plan,
        &program,
        &parts,
        &source.draft,
        &replay,
        &Silent,
        Limits {
            calls: bench.max_calls,
            out_of_time: &|| false,
        },
    )
    .and_then(Runner::run);
    let run = match run {
        Ok(run) => run,
        Err(RunError::Model(
            e @ (ModelError::ReplayMismatch { .. } | ModelError::ReplayExhausted { .. }),
        )) => {
            outcome.problems.push(Problem::Stale {
                message: e.to_string(),
            });
            return Ok(());
        }
        Err(e) => {
            return Err(bench.broken(vec![
                Diagnostic::error(codes::E0501, e.to_string()).at(bench.test.name.loc, "this test"),
            ]));
        }
    };
    let unused = replay.unused();
    if !unused.is_empty() {
        outcome.problems.push(Problem::Unused { calls: unused });
    }
    held(bench, &run, outcome);
    let draft = Draft::parse(&run.draft, compiled.plan.lang());
    let named = Source::new("article.md", &run.draft);
    workshop::judged(
        bench,
        compiled,
        &run.results,
        &run.draft,
        &|span| report::place(&named, span),
        u8::from(!run.proven),
        outcome,
    );
    let _ = draft;
    Ok(())
}

/// Whether the run was to end with a held draft.
fn held(bench: &Bench<'_>, run: &Run, outcome: &mut Outcome) {
    let expect = &bench.test.expect;
    let fails = run
        .results
        .iter()
        .any(|r| !r.findings.is_empty() && expect.fails.iter().any(|f| r.rule == *f.rule));
    let wrong = match expect.wanted {
        Wanted::Held => run.proven,
        Wanted::Listed => !run.proven && !fails && expect.undecided.is_empty(),
    };
    if wrong {
        outcome.problems.push(Problem::Held {
            why: (!run.proven).then(|| {
                run.held
                    .clone()
                    .unwrap_or_else(|| "a rule does not hold".to_owned())
            }),
            expected: bench.place(expect.loc),
        });
    }
}

/// The text of the recording; without one the test cannot run offline.
fn recording(bench: &Bench<'_>) -> Result<Source, Arc<Broken>> {
    let (test, suite) = (bench.test, bench.suite);
    if let Some(value) = &test.recording
        && bench.files.find(value.raw.trim(), &suite.file).is_some()
    {
        let loaded = bench.load(value, Role::Record)?;
        return Ok(Source::new(&loaded.name, &loaded.text));
    }
    let path = test.recording.as_ref().map_or_else(
        || default_recording(&suite.stem, &test.name.text),
        |v| v.raw.trim().to_owned(),
    );
    let loc = test.recording.as_ref().map_or(test.name.loc, |v| v.loc);
    let Some(name) = super::files::joined(&path, &suite.file) else {
        return Err(bench.broken(vec![
            Diagnostic::error(codes::E0803, format!("`{path}` lies outside the project"))
                .at(loc, "outside"),
        ]));
    };
    match bench.files.load(&path, &suite.file, Role::Record) {
        Ok(loaded) => Ok(Source::new(&loaded.name, &loaded.text)),
        Err(_) => Err(bench.broken(vec![
            Diagnostic::error(codes::E0805, format!("there is no recording `{name}`"))
                .at(loc, "this test replays it")
                .help(format!(
                    "galley test {} --record --model MODEL --filter '{}'",
                    suite.file, test.name.text
                ))
                .help("without a recording the test would need a model; tests run offline"),
        ])),
    }
}

fn broken(bench: &Bench<'_>, e: &ModelError) -> Arc<Broken> {
    let mut d = e.diagnostic();
    if d.labels.is_empty() {
        let loc = bench
            .test
            .recording
            .as_ref()
            .map_or(bench.test.name.loc, |v| v.loc);
        d = d.at(loc, "the recording of this test");
    }
    bench.broken(vec![d])
}
