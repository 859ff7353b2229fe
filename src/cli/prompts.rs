//! `galley prompts RECIPE INPUT`: every prompt of the first pass, exactly as it would be sent.

use std::path::PathBuf;

use crate::cli::compile::{Chain, ChainArgs};
use crate::cli::drafts;
use crate::cli::output::{self, Paint};
use crate::cli::workspace::{RecipeArgs, Workspace};
use crate::cli::{Exit, Failure, Format, Outcome};
use crate::diag::{Diagnostic, codes};
use crate::draft::Counted;
use crate::emit::prompt::{Composer, Prompt};

/// Arguments of `prompts`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    recipe: RecipeArgs,

    /// The source, as it came.
    #[arg(value_name = "INPUT")]
    input: PathBuf,

    #[command(flatten)]
    chain: ChainArgs,

    /// How the prompts are printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(args: &Args, paint: &Paint) -> Outcome {
    drafts::one("prompts", &args.recipe.recipe, &args.input)?;
    let workspace = Workspace::load(&args.recipe, paint)?;
    workspace.require_inputs()?;
    let source = workspace.source(&args.input)?;
    let words = source.draft.count(Counted::Body) as u64;
    let chain = Chain::emit(&workspace.plan, &args.chain, Some(words))?;
    let prompts = Composer::new(&workspace.plan, &chain.program, &source.draft)
        .and_then(|c| c.previews())
        .map(|all| all.into_iter().map(|(_, p)| p).collect::<Vec<Prompt>>())
        .map_err(|e| Failure::from(Diagnostic::error(codes::E0501, e.to_string())))?;
    output::product(&match args.format {
        Format::Json => crate::report::json::print(&prompts),
        Format::Text => crate::report::prompts::text(&prompts),
    })?;
    Ok(Exit::Clean)
}
