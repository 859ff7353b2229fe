//! `galley convert RECIPE --to recipe|yaml`: the same recipe in the other surface.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::check;
use crate::cli::files;
use crate::cli::output::{self, Paint};
use crate::cli::{Exit, Failure, Outcome};
use crate::diag::Sink;
use crate::source::{Source, SourceMap};
use crate::syntax::rewrite::convert;
use crate::syntax::{Surface, yaml};

/// Arguments of `convert`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley convert house.yaml --to recipe > house.recipe
  galley convert house.recipe --to yaml
  galley convert - --to yaml < house.recipe

Comments, order and meaning stay. Anchors and aliases of YAML are written out.")]
pub(super) struct Args {
    /// The recipe or pack; `-` is standard input.
    #[arg(value_name = "RECIPE")]
    recipe: PathBuf,

    /// The surface to write; the other one when left out.
    #[arg(long, value_enum, value_name = "SURFACE")]
    to: Option<SurfaceArg>,

    /// Write to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
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
    let name = files::shown(&args.recipe);
    let text = files::recipe(&args.recipe)?;
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new(&name, &text));
    let from = Surface::of(&name, &text);
    let to = args.to.map_or(
        match from {
            Surface::Yaml => Surface::Recipe,
            Surface::Recipe => Surface::Yaml,
        },
        SurfaceArg::surface,
    );
    let mut sink = Sink::new();
    let written = convert(id, from, to, &text, &check::vocabulary(), &mut sink);
    let diagnostics = sink.into_sorted();
    let Some(written) = written else {
        return Err(Failure::Diagnosed(Box::new((diagnostics, sources))));
    };
    output::diagnostics(&diagnostics, &sources, paint);
    if from == Surface::Yaml && yaml::has_references(&text) {
        output::note("anchors, aliases and tags are written out");
    }
    match &args.out {
        Some(path) => {
            files::write(path, &written)?;
            output::note(&format!("wrote {}", files::shown(path)));
        }
        None => output::product(&written)?,
    }
    Ok(Exit::Clean)
}
