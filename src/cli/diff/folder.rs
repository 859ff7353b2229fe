//! `galley diff FOLDER --since REV`: every recipe and pack of a folder that differs, those that came and went among them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::driver::is_recipe;
use super::{Args, Form, Written, compare, effects, former, pair, printed, usage};
use crate::cli::files;
use crate::cli::git::Repository;
use crate::cli::output::{self, Paint};
use crate::cli::{Exit, Failure, Outcome, recipes, side};
use crate::diff::Diff;

pub(super) fn run(folder: &Path, rev: &str, args: &Args, paint: &Paint) -> Outcome {
    if !(args.inputs.is_empty() && args.drafts.is_empty() && args.tests.is_empty()) {
        let message = "a folder is compared without `--input`, `--draft` and `--tests`";
        return Err(usage(message, "galley diff RECIPE --since REV --draft DRAFT").into());
    }
    let mut diffs = Vec::new();
    let mut told = BTreeSet::new();
    let mut failed = false;
    for (older, newer) in pairs(folder, rev)? {
        // What did not compile then may have been mended since.
        if let (Some(then), Some(_)) = (&older, &newer)
            && let Err(Failure::Diagnosed(d)) = then.compile(&BTreeMap::new())
        {
            output::diagnostics(&d.0, &d.1, paint);
            output::note(&format!(
                "{} is not compared: it does not compile",
                then.name
            ));
            continue;
        }
        match one([older.as_ref(), newer.as_ref()], args, paint, &mut told) {
            Ok(diff) if diff.is_empty() && older.is_some() == newer.is_some() => {}
            Ok(diff) => diffs.push(diff),
            Err(Failure::Diagnosed(d)) => {
                // One recipe that does not compile hides no other.
                output::diagnostics(&d.0, &d.1, paint);
                failed = true;
            }
            Err(other) => return Err(other),
        }
    }
    output::product(&all(&diffs, folder, rev, args.format))?;
    if failed {
        return Err(Failure::Told);
    }
    let found = args.exit_code && !diffs.is_empty();
    Ok(if found { Exit::Findings } else { Exit::Clean })
}

type Pair = (Option<Written>, Option<Written>);

/// The recipes of a folder then and now, in the order of their paths.
fn pairs(folder: &Path, rev: &str) -> Result<Vec<Pair>, Failure> {
    // The repository asks for the folder of a file.
    let inside = folder.join("recipe");
    let repository = Repository::of(&inside)?;
    let place = repository.path(&inside)?;
    let place = place.rsplit_once('/').map_or("", |(folder, _)| folder);
    let revision = repository.revision(rev)?;
    let mut then: BTreeMap<String, Written> = BTreeMap::new();
    for name in revision.names(place)? {
        let ending = name.rsplit_once('.').map_or("", |(_, e)| e);
        let relative = name.strip_prefix(place).unwrap_or(&name);
        let relative = relative.trim_start_matches('/');
        if !matches!(ending, "recipe" | "yaml" | "yml")
            || relative.split('/').any(recipes::passed_over)
        {
            continue;
        }
        let now = folder.join(relative);
        match Written::stored(revision.clone(), &name, &now) {
            Ok(written) if is_recipe(&name, &written.text) => {
                then.insert(name, written);
            }
            // YAML of another kind may be large, or no text.
            Ok(_) => {}
            Err(_) if ending != "recipe" => {}
            Err(e) => return Err(e),
        }
    }
    let mut now: BTreeMap<String, Written> = BTreeMap::new();
    for path in recipes::within(folder) {
        now.insert(repository.path(&path)?, Written::on_disk(&path)?);
    }
    let mut out: BTreeMap<String, Pair> = BTreeMap::new();
    for (name, newer) in now {
        let before = match then.contains_key(&name) {
            true => Some(name.clone()),
            false => former(&revision, &name, newer.text())?,
        };
        let older = before.and_then(|f| then.remove(&f));
        out.insert(name, (older, Some(newer)));
    }
    out.extend(then.into_iter().map(|(name, w)| (name, (Some(w), None))));
    Ok(out.into_values().collect())
}

/// One recipe; what is new or gone is compared with one that asks for nothing.
fn one(
    [older, newer]: [Option<&Written>; 2],
    args: &Args,
    paint: &Paint,
    told: &mut BTreeSet<PathBuf>,
) -> Result<Diff, Failure> {
    let none = BTreeMap::new();
    let (a, b) = match (older, newer) {
        (Some(older), Some(newer)) => pair(older, newer, &none)?,
        (None, Some(newer)) => {
            let b = newer.compile(&none)?;
            (side::nothing(&b)?, b)
        }
        (Some(older), None) => {
            let a = older.compile(&none)?;
            let b = side::nothing(&a)?;
            (a, b)
        }
        (None, None) => return Err(usage("nothing to compare", "galley diff OLD NEW").into()),
    };
    let mut diff = compare(&a, &b, args)?;
    if let (Some(older), Some(newer)) = (older, newer)
        && !diff.is_empty()
    {
        effects([older, newer], &none, args, paint, told, &mut diff)?;
    }
    Ok(diff)
}

/// All differences, one below the other; one list as JSON.
fn all(diffs: &[Diff], folder: &Path, rev: &str, form: Form) -> String {
    if let Form::Json = form {
        return crate::report::json::print(&diffs);
    }
    if diffs.is_empty() {
        let line = format!(
            "no recipe of `{}` differs in meaning since `{rev}`\n",
            files::shown(folder)
        );
        return crate::report::text::printable(&line);
    }
    let parts: Vec<String> = diffs.iter().map(|d| printed(d, form)).collect();
    parts.join("\n")
}
