//! What was done before with a recipe: the drafts and recordings of its test files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::cli::Failure;
use crate::cli::files::{self, Kind};
use crate::cli::output::{self, Paint};
use crate::cli::project::Project;
use crate::diag::{Diagnostic, Sink, codes};
use crate::diff::{Sample, Work};
use crate::resolve::LoadError;
use crate::source::{Source, SourceId, SourceMap};
use crate::suite::case::Text;
use crate::suite::files::{Files as _, Role, joined};
use crate::suite::{self, Suite, Test, replay};

/// Drafts and recordings that were made with the same values for the inputs.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) inputs: BTreeMap<String, String>,
    pub(super) samples: Vec<Sample>,
}

/// Where the tests of a project stand.
const FOLDER: &str = "tests";

/// The drafts and recordings of test files: of those that are named, and of the recipe's own when they are asked for. What is wrong
/// with a file that nobody named is told, once for all recipes that `told` is kept for, and does not end the comparison.
pub(super) fn groups(
    recipe: &Path,
    named: &[PathBuf],
    own: bool,
    paint: &Paint,
    told: &mut BTreeSet<PathBuf>,
) -> Result<Vec<Group>, Failure> {
    let mut out: Vec<Group> = Vec::new();
    let mut seen: Vec<PathBuf> = Vec::new();
    for path in named {
        let project = Project::of(path);
        add(&project, path, None, &mut out)?;
        seen.push(real(path));
    }
    if own {
        let project = Project::of(recipe);
        let of = project.name(recipe);
        for path in beside(&project, &of) {
            if seen.contains(&real(&path)) {
                continue;
            }
            match add(&project, &path, Some(&of), &mut out) {
                Ok(()) => {}
                Err(Failure::Diagnosed(d)) => {
                    if told.insert(real(&path)) {
                        output::diagnostics(&d.0, &d.1, paint);
                        output::note(&format!("{} is left out", project.name(&path)));
                    }
                }
                Err(other) => return Err(other),
            }
        }
    }
    Ok(out)
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// The test files beside a recipe and in the folder of tests.
fn beside(project: &Project, recipe: &str) -> Vec<PathBuf> {
    let folder = recipe.rsplit_once('/').map_or("", |(f, _)| f);
    let mut folders = vec![folder.to_owned()];
    for other in [joined(FOLDER, recipe), Some(FOLDER.to_owned())] {
        if let Some(other) = other.filter(|o| !folders.contains(o)) {
            folders.push(other);
        }
    }
    let mut out = Vec::new();
    for folder in folders {
        for name in project.folder(&folder) {
            let is_test = [".test.yaml", ".test.yml", ".test.recipe"]
                .iter()
                .any(|e| name.ends_with(e));
            if is_test {
                let inside = if folder.is_empty() {
                    name
                } else {
                    format!("{folder}/{name}")
                };
                out.extend(project.path(&inside));
            }
        }
    }
    out
}

/// Adds what the tests of a file work on. With `of`, only when the file tests this recipe.
fn add(
    project: &Project,
    path: &Path,
    of: Option<&str>,
    groups: &mut Vec<Group>,
) -> Result<(), Failure> {
    let text = files::read(path, Kind::Recipe)?;
    let name = project.name(path);
    let source = Source::new(&name, &text);
    let mut sink = Sink::new();
    let suite = suite::read(SourceId(0), &source, &mut sink);
    let suite = match suite {
        Some(suite) if !sink.has_errors() => suite,
        _ => {
            let mut sources = SourceMap::new();
            sources.add(source);
            return Err(Failure::Diagnosed(Box::new((sink.into_sorted(), sources))));
        }
    };
    if of.is_some_and(|of| !tests(project, &suite, of)) {
        return Ok(());
    }
    for test in &suite.tests {
        let inputs: BTreeMap<String, String> = test
            .inputs
            .iter()
            .map(|(name, given)| (name.clone(), given.value.clone()))
            .collect();
        let Some(sample) = sample(project, &suite, test).map_err(|d| {
            let mut sources = SourceMap::new();
            sources.add(source.clone());
            Failure::Diagnosed(Box::new((vec![d], sources)))
        })?
        else {
            continue;
        };
        match groups.iter_mut().find(|g| g.inputs == inputs) {
            Some(group) => group.samples.push(sample),
            None => groups.push(Group {
                inputs,
                samples: vec![sample],
            }),
        }
    }
    Ok(())
}

/// Whether a file tests a recipe: it names it, or has its name.
fn tests(project: &Project, suite: &Suite, recipe: &str) -> bool {
    if let Some(value) = &suite.recipe {
        return joined(value.raw.trim(), &suite.file).as_deref() == Some(recipe);
    }
    ["recipe", "yaml", "yml"]
        .iter()
        .find_map(|e| project.find(&format!("{}.{e}", suite.stem), &suite.file))
        .as_deref()
        == Some(recipe)
}

/// What one test works on; `None` when its recording was not made yet.
fn sample(project: &Project, suite: &Suite, test: &Test) -> Result<Option<Sample>, Diagnostic> {
    let text = |text: &Text| match text {
        Text::Here(value) => Ok(value.raw.clone()),
        Text::File(value) => project
            .load(value.raw.trim(), &suite.file, Role::Article)
            .map(|l| l.text)
            .map_err(|e| {
                let path = value.raw.trim();
                let why = match e {
                    LoadError::Outside { .. } => "it lies outside the project".to_owned(),
                    LoadError::Unreadable { reason } => reason,
                };
                Diagnostic::error(codes::E0803, format!("`{path}` cannot be read: {why}"))
                    .at(value.loc, "named here")
            }),
    };
    let source = test.source.as_ref().map(text).transpose()?;
    let work = match &test.draft {
        Some(draft) => Work::Draft(text(draft)?),
        None => {
            let path = match &test.recording {
                Some(value) => value.raw.trim().to_owned(),
                None => replay::default_recording(&suite.stem, &test.name.text),
            };
            match project.load(&path, &suite.file, Role::Record) {
                Ok(loaded) => Work::Recording(loaded.name, loaded.text),
                Err(_) => return Ok(None),
            }
        }
    };
    Ok(Some(Sample {
        name: format!("{}: {}", suite.file, test.name.text),
        work,
        source,
    }))
}
