//! `galley convert RECIPE --to recipe|yaml`: the same recipe in the other surface.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::check;
use crate::cli::files;
use crate::cli::original::Original;
use crate::cli::output::{self, Paint};
use crate::cli::{Exit, Failure, Outcome};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{Source, SourceMap};
use crate::syntax::rewrite::{convert, convert_suite};
use crate::syntax::{Surface, is_suite, yaml};

/// Arguments of `convert`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley convert house.yaml --to recipe > house.recipe
  galley convert house.recipe --to yaml
  galley convert tests/house.test.yaml --out tests/house.test.recipe
  galley convert - --to yaml < house.recipe

Comments, order and meaning stay, of recipes, packs and test files alike. Anchors and aliases of YAML are written out.")]
pub(super) struct Args {
    /// The recipe, pack or test file; `-` is standard input.
    #[arg(value_name = "RECIPE")]
    recipe: PathBuf,

    /// The surface to write; the one that the ending of `--out` names, or else the other one, when left out.
    #[arg(long, value_enum, value_name = "SURFACE")]
    to: Option<SurfaceArg>,

    /// Write to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// The name that standard input would have as a file: its ending says what it is.
    #[arg(long, value_name = "FILE")]
    stdin_filename: Option<PathBuf>,
}

/// A surface, as an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SurfaceArg {
    /// A recipe file: statements and braces.
    Recipe,
    /// YAML.
    Yaml,
}

impl SurfaceArg {
    /// The surface.
    pub(super) fn surface(self) -> Surface {
        match self {
            Self::Recipe => Surface::Recipe,
            Self::Yaml => Surface::Yaml,
        }
    }
}

pub(super) fn run(args: &Args, paint: &Paint) -> Outcome {
    let original = Original::read(&args.recipe, args.stdin_filename.as_deref())?;
    let Original {
        name,
        text,
        surface: from,
        suite,
        ..
    } = &original;
    let from = *from;
    let to = target(args, from)?;
    if let Some(out) = args.out.as_deref().filter(|out| by_ending(out).is_some()) {
        named_alike(out, *suite)?;
    }
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new(name, text));
    let mut sink = Sink::new();
    let written = match suite {
        true => convert_suite(id, from, to, text, &mut sink),
        false => convert(id, from, to, text, &check::vocabulary(), &mut sink),
    };
    let diagnostics = sink.into_sorted();
    let Some(written) = written else {
        let told = original.told(diagnostics);
        return Err(Failure::Diagnosed(Box::new((told, sources))));
    };
    output::diagnostics(&diagnostics, &sources, paint);
    if from == Surface::Yaml && yaml::has_references(text) {
        output::note("anchors, aliases and tags are written out");
    }
    match args.out.as_ref().filter(|out| *out != Path::new("-")) {
        Some(path) => {
            files::own(path)?;
            files::write(path, &written)?;
            output::note(&format!("wrote {}", files::shown(path)));
        }
        None => output::product(&written)?,
    }
    Ok(Exit::Clean)
}

/// The surface to write: the one that is named, or that the file to write has by its ending, or the other one.
fn target(args: &Args, from: Surface) -> Result<Surface, Diagnostic> {
    let named = args.to.map(SurfaceArg::surface);
    let out = args.out.as_deref().and_then(by_ending);
    if let (Some(to), Some(ending), Some(path)) = (named, out, &args.out)
        && to != ending
    {
        let (word, end) = match to {
            Surface::Yaml => ("yaml", "yaml"),
            Surface::Recipe => ("recipe", "recipe"),
        };
        return Err(Diagnostic::error(
            codes::E0609,
            format!(
                "`--to {word}` does not go with the ending of `{}`",
                path.display()
            ),
        )
        .help(format!("--out {}", path.with_extension(end).display())));
    }
    Ok(named.or(out).unwrap_or(match from {
        Surface::Yaml => Surface::Recipe,
        Surface::Recipe => Surface::Yaml,
    }))
}

/// Tests have to be called tests, and nothing else may be: it would be read as what it is not.
fn named_alike(out: &Path, suite: bool) -> Result<(), Diagnostic> {
    let shown = out.display();
    if is_suite(&shown.to_string()) == suite {
        return Ok(());
    }
    let (what, form) = match suite {
        true => (
            "a test file",
            "a test file is called NAME.test.yaml or NAME.test.recipe",
        ),
        false => (
            "no test file",
            "what is called NAME.test.yaml or NAME.test.recipe is read as tests",
        ),
    };
    let message = format!("`{shown}` is no name for what is converted, which is {what}");
    Err(Diagnostic::error(codes::E0609, message).help(form))
}

/// The surface of files with this ending.
fn by_ending(path: &Path) -> Option<Surface> {
    match path.extension()?.to_str()? {
        "recipe" => Some(Surface::Recipe),
        "yaml" | "yml" => Some(Surface::Yaml),
        _ => None,
    }
}
