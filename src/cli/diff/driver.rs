//! `galley diff` as git calls it, once for each file that differs.

use std::path::Path;

use super::{Args, differ, printed};
use crate::cli::files::{self, Kind, ProjectLoader};
use crate::cli::output::{self, Paint};
use crate::cli::side::{self, Compiled};
use crate::cli::workspace;
use crate::cli::{Exit, Failure, Outcome, recipes};
use crate::diff::Setup;
use crate::emit::Profile;
use crate::resolve::{LoadError, Loaded, Loader};
use crate::syntax;

/// Loads packs for a text that git gives under another name: `a/recipes/x.yaml` stands at `recipes/x.yaml`.
struct Prefixed<'a> {
    prefix: &'static str,
    packs: &'a ProjectLoader,
}

impl Loader for Prefixed<'_> {
    fn load(&self, path: &str, from: &str) -> Result<Loaded, LoadError> {
        self.packs
            .load(path, from.strip_prefix(self.prefix).unwrap_or(from))
    }

    /// Packs are read as they stand today.
    fn of_its_time(&self, _shipped: bool) -> bool {
        self.prefix != "a/"
    }
}

/// What git asks of a driver: `path old-file old-hex old-mode new-file new-hex new-mode`. A status other than 0 would end git's own
/// output, so texts that cannot be compiled are compared line by line, and of what is no text it is said that it differs.
pub(super) fn run(paths: [&Path; 2], texts: [&Path; 2], args: &Args, paint: &Paint) -> Outcome {
    let [old, new] = texts;
    let shown = paths.map(files::shown);
    let packs = paths.map(ProjectLoader::of);
    let absent = |file: &Path| file == Path::new("/dev/null");
    let text = |file: &Path| {
        if absent(file) {
            Ok(String::new())
        } else {
            files::read(file, Kind::Recipe)
        }
    };
    let (before, after) = match (text(old), text(new)) {
        (Ok(before), Ok(after)) => (before, after),
        (Err(d), _) | (_, Err(d)) => {
            // The file is a copy under a name that says nothing.
            let copy = [old, new].map(files::shown);
            let said = copy
                .iter()
                .fold(d.message, |said, copy| said.replace(copy, &shown[1]));
            output::note(&said);
            let line = format!("a/{} and b/{} differ\n", shown[0], shown[1]);
            output::product(&crate::report::text::printable(&line))?;
            return Ok(Exit::Clean);
        }
    };
    let lines = || {
        let lines = similar::TextDiff::from_lines(before.as_str(), after.as_str());
        let (a, b) = (format!("a/{}", shown[0]), format!("b/{}", shown[1]));
        crate::report::text::printable(&lines.unified_diff().header(&a, &b).to_string())
    };
    if !is_recipe(&shown[0], &before) && !is_recipe(&shown[1], &after) {
        output::product(&lines())?;
        return Ok(Exit::Clean);
    }
    let given = workspace::given(&args.inputs)?;
    let left = ("a/", &packs[0], &shown[0]);
    let right = ("b/", &packs[1], &shown[1]);
    let side = |(prefix, packs, shown), text: &str| {
        let loader = Prefixed { prefix, packs };
        let name = format!("{prefix}{shown}");
        side::compile(&name, text, &loader, &given)
    };
    let sides = || -> Result<(Compiled, Compiled), Failure> {
        if absent(old) {
            let newer = side(right, &after)?;
            return Ok((side::nothing(&newer)?, newer));
        }
        let older = side(left, &before)?;
        if absent(new) {
            let newer = side::nothing(&older)?;
            return Ok((older, newer));
        }
        Ok((older, side(right, &after)?))
    };
    let setup = Setup {
        profile: Profile::hosted(),
        shape: None,
        source: None,
    };
    let outcome = sides().and_then(|(a, b)| differ(&a, &b, &setup, &[]));
    let text = match outcome {
        Ok(diff) => printed(&diff, args.format),
        Err(Failure::Diagnosed(d)) => {
            output::diagnostics(&d.0, &d.1, paint);
            output::note(&format!("{} is compared line by line", shown[1]));
            lines()
        }
        Err(other) => return Err(other),
    };
    output::product(&text)?;
    Ok(Exit::Clean)
}

/// Whether a file is a recipe or a pack, and not tests or YAML of another kind: these have no meaning that could be compared.
pub(super) fn is_recipe(name: &str, text: &str) -> bool {
    !syntax::is_suite(name) && (name.ends_with(".recipe") || recipes::begins(text))
}
