//! `galley check-recipes [FILES|DIRS]`: compiles all recipes of a tree in one process, and looks at its packs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use crate::check;
use crate::cli::files::{self, Kind, ProjectLoader};
use crate::cli::output::{self, Paint};
use crate::cli::{Exit, Failure, Outcome, recipes};
use crate::diag::json::Json;
use crate::diag::{Code, Diagnostic, Severity, Sink, codes};
use crate::emit::{self, Profile};
use crate::resolve::{self, Context, Vocabulary};
use crate::source::{Source, SourceMap};
use crate::syntax;

/// Arguments of `check-recipes`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley check-recipes                       all recipes and packs below this folder
  galley check-recipes recipes/ house.yaml   a folder and a file
  galley check-recipes --deny-warnings       for CI: what has no effect is refused too
  galley check-recipes --format json         one JSON value, for programs
  galley check-recipes --format github       annotations of GitHub Actions

Each recipe is read, resolved with its packs, checked and compiled, as `compile` does it. A pack (`pack: NAME`) is looked at
on its own: inputs and a language that it does not declare are left to the recipes that use it. Test files are not recipes:
`galley test` runs them.")]
pub(super) struct Args {
    /// Recipes, packs, or folders of them.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,

    /// How the result is printed: diagnostics on standard error, or data on standard output.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,

    /// End with status 1 for warnings too.
    #[arg(long)]
    deny_warnings: bool,
}

/// How the result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people.
    Text,
    /// For programs: one JSON value.
    Json,
    /// Annotations of GitHub Actions.
    Github,
}

/// What came of one file.
#[derive(Debug, Serialize)]
struct Checked {
    file: String,
    kind: What,
    errors: usize,
    warnings: usize,
    diagnostics: Vec<Json>,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum What {
    Recipe,
    Pack,
    /// A file that could not be read.
    Unreadable,
}

/// What came of all files.
#[derive(Debug, Default, Serialize)]
struct Tally {
    recipes: usize,
    packs: usize,
    /// Files that could not be read: they count as errors too.
    unreadable: usize,
    errors: usize,
    warnings: usize,
    /// Filled for `--format json` only.
    files: Vec<Checked>,
    /// The annotations of `--format github`, each once: a pack is used by many recipes.
    #[serde(skip)]
    annotations: Vec<String>,
}

/// What is shared by the files of one run.
struct Bench<'a> {
    vocabulary: Vocabulary,
    /// The projects, by the folders of their recipes.
    loaders: BTreeMap<PathBuf, ProjectLoader>,
    format: Form,
    paint: &'a Paint,
}

pub(super) fn run(args: &Args, paint: &Paint) -> Outcome {
    let paths = recipes::named(&args.paths)?;
    let mut bench = Bench {
        vocabulary: check::vocabulary(),
        loaders: BTreeMap::new(),
        format: args.format,
        paint,
    };
    let mut tally = Tally::default();
    for path in &paths {
        bench.one(path, &mut tally);
    }
    if args.format == Form::Json {
        output::product(&crate::report::json::print(&tally))?;
    } else if args.format == Form::Github {
        output::product(&tally.annotations.concat())?;
    }
    output::note(&tally.summary());
    if tally.unreadable > 0 {
        return Err(Failure::Told);
    }
    let findings = tally.errors > 0 || args.deny_warnings && tally.warnings > 0;
    Ok(if findings {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

impl Bench<'_> {
    fn one(&mut self, path: &Path, tally: &mut Tally) {
        let name = files::shown(path);
        let mut sources = SourceMap::new();
        let (what, diagnostics) = match files::read(path, Kind::Recipe) {
            Ok(text) => self.compile(path, &name, &text, &mut sources),
            Err(d) => (What::Unreadable, vec![d]),
        };
        self.report(name, what, &diagnostics, &sources, tally);
    }

    /// From a text to a program, or to a pack whose settings are bound; and all that was said on the way.
    fn compile(
        &mut self,
        path: &Path,
        name: &str,
        text: &str,
        sources: &mut SourceMap,
    ) -> (What, Vec<Diagnostic>) {
        let id = sources.add(Source::new(name, text));
        let mut sink = Sink::new();
        let what = if syntax::is_pack(text) {
            What::Pack
        } else {
            What::Recipe
        };
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let loader = self
            .loaders
            .entry(folder)
            .or_insert_with(|| ProjectLoader::of(path));
        let given = BTreeMap::new();
        let mut context = Context {
            vocabulary: &self.vocabulary,
            loader,
            given: &given,
            sources,
        };
        let recipe = match what {
            What::Pack => resolve::resolve_pack(id, &mut context, &mut sink),
            _ => resolve::resolve(id, &mut context, &mut sink),
        };
        let plan = recipe.and_then(|r| check::check(r, &mut sink));
        if what == What::Recipe
            && !sink.has_errors()
            && let Some(plan) = plan
        {
            std::hint::black_box(emit::emit(&plan, Profile::hosted(), None, None));
        }
        let mut diagnostics = sink.into_sorted();
        if what == What::Pack {
            diagnostics.retain(concerns_pack);
        }
        (what, diagnostics)
    }

    fn report(
        &self,
        file: String,
        what: What,
        diagnostics: &[Diagnostic],
        sources: &SourceMap,
        tally: &mut Tally,
    ) {
        let of = |severity| {
            diagnostics
                .iter()
                .filter(|d| d.severity == severity)
                .count()
        };
        let (errors, warnings) = (of(Severity::Error), of(Severity::Warn));
        tally.errors += errors;
        tally.warnings += warnings;
        match what {
            What::Recipe => tally.recipes += 1,
            What::Pack => tally.packs += 1,
            What::Unreadable => tally.unreadable += 1,
        }
        if self.format == Form::Github {
            for d in diagnostics {
                let line = crate::report::github::diagnostic(d, sources, &file, &|name| {
                    files::in_repository(name.as_ref())
                });
                if !tally.annotations.contains(&line) {
                    tally.annotations.push(line);
                }
            }
        } else if self.format == Form::Json {
            tally.files.push(Checked {
                file,
                kind: what,
                errors,
                warnings,
                diagnostics: output::data(diagnostics, sources),
            });
        } else {
            output::diagnostics(diagnostics, sources, self.paint);
        }
    }
}

/// What a pack lacks on its own, the recipe that uses it may have: an input, a rule, a use for an input.
const LEFT_TO_RECIPES: &[Code] = &[codes::E0210, codes::E0503, codes::W0217, codes::W0306];

/// Whether a message about a pack holds whatever recipe uses it. A misspelt name, with a better one at hand, does.
fn concerns_pack(d: &Diagnostic) -> bool {
    !LEFT_TO_RECIPES.contains(&d.code)
        || (d.severity == Severity::Error && d.help.iter().any(|h| h.starts_with("did you mean")))
}

impl Tally {
    /// `1000 recipes, 2 packs, 0 errors, 3 warnings`; packs and unreadable files only where there are any.
    fn summary(&self) -> String {
        let count = |n: usize, noun: &str| {
            if n == 1 {
                format!("1 {noun}")
            } else {
                format!("{n} {noun}s")
            }
        };
        let mut parts = vec![count(self.recipes, "recipe")];
        if self.packs > 0 {
            parts.push(count(self.packs, "pack"));
        }
        if self.unreadable > 0 {
            parts.push(format!("{} not read", count(self.unreadable, "file")));
        }
        parts.push(count(self.errors, "error"));
        parts.push(count(self.warnings, "warning"));
        parts.join(", ")
    }
}
