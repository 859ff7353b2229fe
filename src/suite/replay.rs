//! Replays a recorded run, exactly as `run` would make it with the recorded profile.

use std::sync::{Arc, Mutex, PoisonError};

use super::case::{Suite, Test, Wanted};
use super::cause::{self, Cause};
use super::files::Role;
use super::outcome::{Outcome, Problem};
use super::workshop::{self, Bench, Broken, Compiled, Stripped};
use super::{golden, wording};
use crate::diag::{Diagnostic, codes};
use crate::draft::{Counted, Draft};
use crate::emit::{self, Program, Shape};
use crate::model::replay::Replay;
use crate::model::transcript::Transcript;
use crate::model::{Completion, Message, Model, ModelError, Profile, Progress, Request};
use crate::report::{self, RunReport};
use crate::run::{Limits, Run, Runner, Silent};
use crate::source::Source;

/// The name of the recording of a test that names none: `recordings/SUITE__TEST.transcript` beside the test file.
#[must_use]
pub fn default_recording(stem: &str, test: &str) -> String {
    format!("recordings/{stem}__{}.transcript", super::slug(test))
}

/// The path of a test's recording, relative to the test file: the one that it names, or the one named after it.
#[must_use]
pub fn recording_of(suite: &Suite, test: &Test) -> String {
    match &test.recording {
        Some(value) => value.raw.trim().to_owned(),
        None => default_recording(&suite.stem, &test.name.text),
    }
}

/// The name of the draft that a replayed run ends with; it is in no file.
pub const ARTICLE: &str = "article.md";

/// The chain that a run with this profile goes through, and the same by parts, in which repairs speak.
#[must_use]
pub fn programs(
    compiled: &Compiled,
    source: Option<&Stripped>,
    profile: Profile,
) -> (Program, Program) {
    let words = source.map(|s| s.draft.count(Counted::Body) as u64);
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
    let replay = Replay::new(recording.name(), recording.text()).map_err(|e| broken(bench, &e))?;
    let (program, parts) = programs(compiled, Some(source), replay.profile());
    // Recorded answers come at once: one after the other, so that of several stale prompts the first is told.
    let in_turn = |mut p: Program| {
        p.profile.parallel = 1;
        p
    };
    let (first, repairs) = (in_turn(program.clone()), in_turn(parts.clone()));
    let witness = Witness {
        inner: &replay,
        refused: Mutex::new(None),
    };
    let run = Runner::new(
        &compiled.plan,
        &first,
        &repairs,
        &source.draft,
        &witness,
        &Silent,
        Limits {
            calls: bench.max_calls,
            time_left: &|| None,
        },
    )
    .and_then(Runner::run);
    // A repair that is refused ends the ladder and leaves a held draft: that is no outcome of the recorded run either.
    let refused = witness
        .refused
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    if let Some(request) = refused {
        let programs = [&program, &parts];
        let problem = stale(bench, compiled, &programs, source, &recording, &request);
        outcome.problems.push(problem);
        return Ok(());
    }
    let run = run.map_err(|e| {
        bench.broken(vec![
            Diagnostic::error(codes::E0501, e.to_string()).at(bench.test.name.loc, "this test"),
        ])
    })?;
    let unused = replay.unused();
    if !unused.is_empty() {
        outcome.problems.push(Problem::Unused { calls: unused });
    }
    held(bench, &run, outcome);
    outcome.draft = Some(run.draft.clone());
    let named = Source::new(ARTICLE, &run.draft);
    workshop::judged(
        bench,
        compiled,
        &run.results,
        &run.draft,
        &|span| report::place(&named, span),
        u8::from(!run.proven),
        outcome,
    );
    let report = || {
        let draft = Draft::parse(&run.draft, compiled.plan.lang());
        let told = told(&run, &replay, &program);
        workshop::reported(
            compiled,
            &run.results,
            &draft,
            &named,
            Some(source),
            Some(told),
        )
    };
    golden::check(bench, compiled, &program, Some(source), &report, outcome)
}

/// How the draft came to be, for the report.
fn told(run: &Run, replay: &Replay, program: &Program) -> RunReport {
    let shape = match program.shape {
        Shape::Direct => "direct",
        Shape::Staged => "staged",
    };
    report::run_report(
        run,
        replay.recorded_model(),
        "replayed from its recording",
        None,
        &format!("{shape}, {}", program.why),
    )
}

/// A replay that remembers the first prompt that it had no answer for.
struct Witness<'a> {
    inner: &'a Replay,
    refused: Mutex<Option<Request>>,
}

impl Model for Witness<'_> {
    fn id(&self) -> String {
        self.inner.id()
    }

    fn profile(&self) -> Profile {
        self.inner.profile()
    }

    fn complete(
        &self,
        request: &Request,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, ModelError> {
        let answer = self.inner.complete(request, progress);
        if answer.is_err() {
            self.refused
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get_or_insert_with(|| request.clone());
        }
        answer
    }
}

/// What differs between a prompt and the one that was recorded for its step, and which lines of the recipe made it so.
fn stale(
    bench: &Bench<'_>,
    compiled: &Compiled,
    programs: &[&Program],
    source: &Stripped,
    recording: &Source,
    request: &Request,
) -> Problem {
    let parsed = Transcript::parse_with_lines(recording.name(), recording.text()).ok();
    let record = parsed.as_ref().and_then(|(transcript, lines)| {
        let at = transcript.records.iter().position(|r| {
            r.request.step == request.step && r.request.messages != request.messages
        })?;
        Some((transcript.records.get(at)?, *lines.get(at)?))
    });
    let mut diff = String::new();
    let mut causes: Vec<Cause> = Vec::new();
    let mut recorded = recording.name().to_owned();
    if let Some((record, line)) = record {
        recorded = format!("{recorded}:{line}");
        let (old, new) = (&record.request.messages, &request.messages);
        for i in 0..old.len().max(new.len()) {
            let text = |m: Option<&Message>| m.map_or(String::new(), |m| m.text.clone());
            let (a, b) = (text(old.get(i)), text(new.get(i)));
            let changes = wording::changes(&a, &b);
            diff.push_str(&wording::shown(&a, &b, &changes));
            for cause in cause::of_prompts(compiled, programs, Some(&source.named), &b, &changes) {
                if !causes.contains(&cause) {
                    causes.push(cause);
                }
            }
        }
    }
    Problem::Stale {
        step: request.step.clone(),
        recorded,
        diff,
        causes,
        command: format!("{} --fresh", command(bench)),
    }
}

/// The command that records the run of a test.
fn command(bench: &Bench<'_>) -> String {
    let quoted = |s: &str| format!("'{}'", s.replace('\'', "'\\''"));
    let file = &bench.suite.file;
    let plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    let file = if file.chars().all(plain) {
        file.clone()
    } else {
        quoted(file)
    };
    format!(
        "galley test {file} --record --model MODEL --filter {}",
        quoted(&bench.test.name.text)
    )
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
    let path = recording_of(suite, test);
    if let Some(value) = &test.recording
        && bench.files.find(&path, &suite.file).is_some()
    {
        let loaded = bench.load(value, Role::Record)?;
        return Ok(Source::new(&loaded.name, &loaded.text));
    }
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
                .help(command(bench))
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
