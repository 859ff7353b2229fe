//! Loads what verbs work on: a recipe with its packs as a plan, an article, a source as `strip` leaves it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;

use crate::check::Plan;
use crate::cli::Failure;
use crate::cli::files::{self, Kind, ProjectLoader};
use crate::cli::lock;
use crate::cli::output::{self, Paint};
use crate::cli::plan::plan;
use crate::cli::settings::{self, Settings};
use crate::diag::{Diagnostic, Sink, codes};
use crate::draft::Draft;
use crate::report::{Removed, place, recipe_place};
use crate::resolve::InputKind;
use crate::source::{Source, SourceMap};

/// The recipe and its inputs, as every verb takes them.
#[derive(Debug, ClapArgs)]
pub(super) struct RecipeArgs {
    /// The recipe: a `.recipe` or a YAML file.
    #[arg(value_name = "RECIPE")]
    pub(super) recipe: PathBuf,

    /// A value for an input of the recipe; repeat for several.
    #[arg(long = "input", value_name = "NAME=VALUE")]
    pub(super) inputs: Vec<String>,

    /// Refuse to work when `galley.lock` is not up to date.
    #[arg(long)]
    pub(super) locked: bool,
}

/// A plan with the texts that its places point into.
#[derive(Debug)]
pub(super) struct Workspace {
    pub(super) plan: Plan,
    pub(super) sources: SourceMap,
    pub(super) settings: Settings,
    pub(super) root: PathBuf,
}

impl Workspace {
    /// Reads, resolves and checks a recipe. Warnings are drawn; errors are the failure.
    pub(super) fn load(args: &RecipeArgs, paint: &Paint) -> Result<Self, Failure> {
        let given = given(&args.inputs)?;
        let loader = ProjectLoader::of(&args.recipe);
        let settings = settings::read(loader.root())?;
        if args.locked {
            lock::verify(loader.root())?;
        }
        let text = files::recipe(&args.recipe)?;
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new(&files::shown(&args.recipe), &text));
        let mut sink = Sink::new();
        let plan = plan(id, &mut sources, &loader, &given, &mut sink);
        let failed = sink.has_errors() || plan.is_none();
        let diagnostics = sink.into_sorted();
        match plan {
            Some(plan) if !failed => {
                output::diagnostics(&diagnostics, &sources, paint);
                Ok(Self {
                    plan,
                    sources,
                    settings,
                    root: loader.root().to_owned(),
                })
            }
            _ => Err(Failure::Diagnosed(Box::new((diagnostics, sources)))),
        }
    }

    /// Says which inputs still need a value, before an article is looked at.
    pub(super) fn require_inputs(&self) -> Result<(), Failure> {
        let missing: Vec<Diagnostic> = self
            .plan
            .recipe
            .inputs
            .iter()
            .filter(|i| i.kind != InputKind::Markdown && i.value.is_none())
            .map(|i| {
                let mut d =
                    Diagnostic::error(codes::E0607, format!("the input `{}` has no value", i.name))
                        .at(i.loc, i.description.clone().unwrap_or_default())
                        .help(format!("--input {}='…'", i.name));
                d.help
                    .push("or give it a `default` in the recipe".to_owned());
                d
            })
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(Failure::Diagnosed(Box::new((
            missing,
            self.sources.clone(),
        ))))
    }

    /// Reads a source and takes out what the recipe's `strip` says.
    pub(super) fn source(&self, path: &Path) -> Result<SourceText, Failure> {
        let text = files::read(path, Kind::Article)?;
        let name = files::shown(path);
        let original = Source::new(&name, &text);
        let (clean, removals) = self.plan.strip(&text);
        if clean.trim().is_empty() {
            return Err(Diagnostic::error(
                codes::E0606,
                format!("nothing is left of `{name}` after `strip`"),
            )
            .help(format!(
                "`galley clean RECIPE {name}` shows what each pattern removes"
            ))
            .into());
        }
        let removed = removals
            .iter()
            .map(|r| Removed {
                text: r.span.slice(&text).to_owned(),
                at: place(&original, r.span),
                demanded: recipe_place(&self.sources, r.demanded),
            })
            .collect();
        Ok(SourceText {
            draft: Draft::parse(&clean, self.plan.lang()),
            named: Source::new(&name, &clean),
            removed,
        })
    }
}

/// A source as the steps and validators see it.
#[derive(Debug)]
pub(super) struct SourceText {
    pub(super) draft: Draft,
    /// The stripped text under the file's name.
    pub(super) named: Source,
    pub(super) removed: Vec<Removed>,
}

/// `name=value` pairs as a table.
pub(super) fn given(pairs: &[String]) -> Result<BTreeMap<String, String>, Diagnostic> {
    let mut out = BTreeMap::new();
    for pair in pairs {
        let Some((name, value)) = pair.split_once('=') else {
            return Err(Diagnostic::error(
                codes::E0609,
                format!("`--input {pair}` gives no value"),
            )
            .help(format!("--input {pair}='…'")));
        };
        if out
            .insert(name.trim().to_owned(), value.to_owned())
            .is_some()
        {
            return Err(Diagnostic::error(
                codes::E0609,
                format!("`--input {}` is given twice", name.trim()),
            ));
        }
    }
    Ok(out)
}
