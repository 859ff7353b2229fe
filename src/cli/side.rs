//! One of the two recipes of a comparison: compiled from a file, a revision or a text, a pack on its own included.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{self, Plan};
use crate::cli::Failure;
use crate::cli::plan;
use crate::diag::{Diagnostic, Sink, codes};
use crate::diff::Side;
use crate::resolve::version::Version;
use crate::resolve::{Input, LoadError, Loaded, Loader};
use crate::source::{Source, SourceMap};
use crate::syntax;

/// A compiled recipe with its texts.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) plan: Plan,
    pub(super) sources: SourceMap,
    pub(super) name: String,
    /// The inputs as they are declared.
    pub(super) declared: Vec<Input>,
}

impl Compiled {
    pub(super) fn side(&self) -> Side<'_> {
        Side {
            plan: &self.plan,
            sources: &self.sources,
            declared: &self.declared,
            name: &self.name,
        }
    }
}

/// The path under which a recipe that stands for a pack uses it.
const ITSELF: &str = "./.this-pack";

/// Loads the pack that is compared under one path, and everything else as before.
struct Itself<'a> {
    name: &'a str,
    text: &'a str,
    packs: &'a dyn Loader,
}

impl Loader for Itself<'_> {
    fn load(&self, path: &str, from: &str) -> Result<Loaded, LoadError> {
        if path == ITSELF {
            return Ok(Loaded {
                name: self.name.to_owned(),
                text: self.text.to_owned(),
            });
        }
        self.packs.load(path, from)
    }

    fn of_its_time(&self, shipped: bool) -> bool {
        self.packs.of_its_time(shipped)
    }
}

/// Compiles a recipe, or a pack as if a recipe used it and nothing else. Warnings are not the business of a comparison.
pub(super) fn compile(
    name: &str,
    text: &str,
    packs: &dyn Loader,
    given: &BTreeMap<String, String>,
) -> Result<Compiled, Failure> {
    let Some(pack) = pack(name, text) else {
        return attempt(name, name, text, packs, given);
    };
    let itself = Itself { name, text, packs };
    let shown = format!("{name} (as a recipe)");
    let mut wrapper = Wrapper::default();
    loop {
        match attempt(name, &shown, &pack.recipe(wrapper), &itself, given) {
            // A pack that is for every language is read as if for one, and one that leaves the title to others as if they had one.
            Err(Failure::Diagnosed(d)) if wrapper.add(&d.0) => {}
            Ok(mut compiled) => {
                let own = compiled.plan.recipe.name_loc.source;
                compiled
                    .plan
                    .rules
                    .retain(|b| b.loc.source != own || b.def.id == "language");
                return Ok(compiled);
            }
            failed => return failed,
        }
    }
}

/// What a recipe that stands for a pack has to say beside it.
#[derive(Debug, Clone, Copy, Default)]
struct Wrapper {
    language: bool,
    title: bool,
}

impl Wrapper {
    /// Adds what these errors miss; `false` when nothing more can be added.
    fn add(&mut self, errors: &[Diagnostic]) -> bool {
        let has = |code| errors.iter().any(|d| d.code == code);
        let before = (self.language, self.title);
        self.language |= has(codes::E0206);
        self.title |= has(codes::E0415);
        before != (self.language, self.title)
    }
}

/// A recipe that asks for nothing: what a recipe that is new, or gone, is compared with.
pub(super) fn nothing(like: &Compiled) -> Result<Compiled, Failure> {
    let recipe = &like.plan.recipe;
    let tongue = recipe.tongue.code();
    let text = format!(
        "recipe: {}\nlanguage: {}\nprompts: {tongue}\n",
        quoted(&recipe.name),
        recipe.lang.code()
    );
    let none = crate::resolve::packs::NoFiles;
    attempt("/dev/null", "/dev/null", &text, &none, &BTreeMap::new())
}

/// The first lines of a pack.
struct Pack {
    name: String,
    version: Option<String>,
    description: Option<String>,
}

impl Pack {
    fn recipe(&self, wrapper: Wrapper) -> String {
        let mut out = format!("recipe: {}\n", quoted(&self.name));
        for (key, value) in [
            ("version", &self.version),
            ("description", &self.description),
            ("language", &wrapper.language.then(|| "en".to_owned())),
        ] {
            if let Some(v) = value {
                out.push_str(&format!("{key}: {}\n", quoted(v)));
            }
        }
        out.push_str(&format!("use: [{}]\n", quoted(ITSELF)));
        if wrapper.title {
            out.push_str("title: { length: at least 1 char }\n");
        }
        out
    }
}

/// A text between quotation marks, as YAML reads them.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What a recipe or a pack calls itself; `None` for a suite of tests and for what is neither.
pub(super) fn named(name: &str, text: &str) -> Option<String> {
    if syntax::is_suite(name) {
        return None;
    }
    let id = SourceMap::new().add(Source::new(name, text));
    let tree = syntax::read(id, name, text, &check::vocabulary(), &mut Sink::new())?;
    let value = tree
        .get("recipe")
        .or_else(|| tree.get("pack"))?
        .values
        .first()?;
    Some(value.text()?.trim().to_owned())
}

fn pack(name: &str, text: &str) -> Option<Pack> {
    let id = SourceMap::new().add(Source::new(name, text));
    let vocabulary = check::vocabulary();
    let tree = syntax::read(id, name, text, &vocabulary, &mut Sink::new())?;
    if tree.get("recipe").is_some() {
        return None;
    }
    let said = |key: &str| {
        let value = tree.get(key)?.values.first()?;
        Some(value.text()?.trim().to_owned())
    };
    Some(Pack {
        name: said("pack")?,
        version: said("version").filter(|v| Version::parse(v).is_some()),
        description: said("description"),
    })
}

fn attempt(
    name: &str,
    shown: &str,
    text: &str,
    packs: &dyn Loader,
    given: &BTreeMap<String, String>,
) -> Result<Compiled, Failure> {
    let once = |given: &BTreeMap<String, String>| {
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new(shown, text));
        let mut sink = Sink::new();
        let plan = plan::plan(id, &mut sources, packs, given, &mut sink);
        match plan {
            Some(plan) if !sink.has_errors() => Ok(Compiled {
                declared: plan.recipe.inputs.clone(),
                plan,
                sources,
                name: name.to_owned(),
            }),
            _ => {
                let mut errors = sink.into_sorted();
                errors.retain(|d| d.severity == crate::diag::Severity::Error);
                Err(Failure::Diagnosed(Box::new((errors, sources))))
            }
        }
    };
    let bare = once(&BTreeMap::new())?;
    // Each side takes the values that it has inputs for.
    let known: BTreeSet<&str> = bare
        .plan
        .recipe
        .inputs
        .iter()
        .map(|i| i.name.as_str())
        .collect();
    let own: BTreeMap<String, String> = given
        .iter()
        .filter(|(k, _)| known.contains(k.as_str()))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    if own.is_empty() {
        return Ok(bare);
    }
    let mut filled = once(&own)?;
    filled.declared = bare.declared;
    Ok(filled)
}

/// A value that is given for an input that neither side has.
pub(super) fn stray(
    given: &BTreeMap<String, String>,
    sides: [&Compiled; 2],
) -> Result<(), Diagnostic> {
    for name in given.keys() {
        let known = sides
            .iter()
            .any(|s| s.plan.recipe.inputs.iter().any(|i| i.name == *name));
        if !known {
            return Err(Diagnostic::error(
                codes::E0209,
                format!("neither recipe has an input `{name}`"),
            )
            .help("`galley compile RECIPE` lists the inputs"));
        }
    }
    Ok(())
}
