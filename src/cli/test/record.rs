//! `galley test --record`: makes the recordings that tests replay. The only part of `test` that speaks to a model.

use std::path::{Path, PathBuf};

use crate::cli::Failure;
use crate::cli::alone::{self, Alone, Held};
use crate::cli::endpoint;
use crate::cli::files;
use crate::cli::models::environment;
use crate::cli::output::{self, Paint};
use crate::cli::progress::Display;
use crate::cli::project::Project;
use crate::cli::settings::Settings;
use crate::diag::{Diagnostic, codes};
use crate::model::choose::{self, LiveServers};
use crate::model::journal::{Journal, Start};
use crate::model::open::{self, Opened as OpenedModel};
use crate::model::profiled::Profiled;
use crate::model::replay::Recorder;
use crate::run::{Limits, RunError, Runner};
use crate::source::Source;
use crate::suite::session::Opened;
use crate::suite::workshop::Prepared;
use crate::suite::{Suite, Test, Workshop, replay};

/// What is to be recorded, and how.
pub(super) struct Wishes<'a> {
    pub(super) model: Option<&'a str>,
    pub(super) fresh: bool,
    pub(super) settings: &'a Settings,
}

/// Records the runs of tests that have no recording; with `fresh` of all that are wanted.
pub(super) fn record(
    workshop: &Workshop<'_>,
    project: &Project,
    opened: &[Opened],
    wanted: &dyn Fn(&Test) -> bool,
    wishes: &Wishes<'_>,
    paint: &Paint,
) -> Result<(), Failure> {
    let mut work: Vec<(&Suite, &Source, &Test, String, PathBuf)> = Vec::new();
    for file in opened {
        let Ok(suite) = &file.suite else { continue };
        for test in suite
            .tests
            .iter()
            .filter(|t| t.draft.is_none() && wanted(t))
        {
            let path = replay::recording_of(suite, test);
            let target = crate::suite::files::joined(&path, &suite.file)
                .and_then(|name| Some((project.path(&name)?, name)));
            let Some((real, name)) = target else {
                return Err(Diagnostic::error(
                    codes::E0803,
                    format!("`{path}` lies outside the project"),
                )
                .into());
            };
            if wishes.fresh || !real.is_file() {
                work.push((suite, &file.source, test, name, real));
            }
        }
    }
    if work.is_empty() {
        output::note("nothing to record: no recording is missing");
        return Ok(());
    }
    let environment = environment();
    let settings = wishes.settings.model.as_deref();
    endpoint::told(wishes.model, settings, project.root(), &environment)?;
    let choice = choose::choose(&choose::Wishes {
        flag: wishes.model,
        settings: wishes.settings.model.as_deref(),
        environment: &environment,
        servers: &LiveServers,
    })
    .map_err(|e| Failure::from(e.diagnostic()))?;
    output::note(&crate::cli::run::told(&choice));
    for (suite, source, test, name, real) in work {
        if let Some(folder) = real.parent() {
            files::folder(folder)?;
        }
        let lock = lock(&real, &name)?;
        if !wishes.fresh && real.is_file() {
            // Another process has made it in the meantime.
            output::note(&format!("{name} is there by now"));
            lock.into_iter().for_each(Alone::end);
            continue;
        }
        output::note(&format!("recording {name}: {}", test.name.text));
        let opened = open::open(
            &choice.model,
            &open::Circumstances {
                environment: environment.clone(),
                offline: false,
                folder: real.with_extension("answers"),
                terminal: paint.terminal,
            },
        )
        .map_err(|e| Failure::from(e.diagnostic()))?;
        let prepared = workshop
            .prepare(suite, source, test)
            .map_err(|b| Failure::Diagnosed(Box::new((b.0.clone(), b.1.clone()))))?;
        let made = one(&prepared, &opened, &real, wishes.settings, paint);
        lock.into_iter().for_each(Alone::end);
        made?;
    }
    Ok(())
}

/// Two processes that record the same run would pay twice and overwrite each other's journal.
fn lock(target: &Path, name: &str) -> Result<Option<Alone>, Diagnostic> {
    let path = target.with_extension("transcript.lock");
    files::own(&path)?;
    match alone::hold(&path)? {
        Held::Ours(lock) => Ok(Some(lock)),
        Held::Unknown => Ok(None),
        Held::Taken => Err(Diagnostic::error(
            codes::E0611,
            format!("another process is recording `{name}`"),
        )
        .help("wait until it ends; what it has recorded is not recorded again")),
    }
}

/// Records one run. What is paid for is kept in a journal beside the recording until it is whole: a run that is killed goes on
/// where it stopped, and half a recording never has the name of one.
fn one(
    prepared: &Prepared,
    opened: &OpenedModel,
    target: &Path,
    settings: &Settings,
    paint: &Paint,
) -> Result<(), Failure> {
    let Some(source) = &prepared.source else {
        return Ok(()); // a test without a draft has a source
    };
    let profile = opened.model().profile();
    let (program, parts) = replay::programs(&prepared.compiled, Some(source), profile);
    let mut notes = vec![
        format!("recipe {}", prepared.compiled.plan.recipe.name),
        format!("source {}", source.named.name()),
    ];
    if opened.model().id().starts_with("manual") {
        notes.push("answered by hand, not by a model".to_owned());
    }
    let kept = target.with_extension("transcript.journal");
    let whole = target.with_extension("transcript.part");
    files::own(&kept)?;
    // What a run that was killed left half recorded is in its journal.
    let _ = std::fs::remove_file(&whole);
    let failed = |e: crate::model::ModelError| Failure::from(e.diagnostic());
    let journal = Journal::open(
        Profiled::new(opened.model(), profile),
        &kept,
        notes.clone(),
        Start::Resume,
    )
    .map_err(failed)?;
    for notice in journal.notices() {
        output::note(notice);
    }
    let recorder = Recorder::new(journal, &whole, notes).map_err(failed)?;
    let display = Display::new(paint);
    let run = Runner::new(
        &prepared.compiled.plan,
        &program,
        &parts,
        &source.draft,
        &recorder,
        &display,
        Limits {
            calls: settings.max_calls.unwrap_or(60),
            time_left: &|| None,
        },
    )
    .and_then(Runner::run);
    display.end();
    if let Err(e) = run {
        let _ = std::fs::remove_file(&whole);
        return Err(match e {
            RunError::Model(e) => failed(e),
            e => Diagnostic::error(codes::E0501, e.to_string()).into(),
        });
    }
    std::fs::rename(&whole, target).map_err(|e| files::unwritable(target, &e))?;
    let _ = std::fs::remove_file(&kept);
    Ok(())
}
