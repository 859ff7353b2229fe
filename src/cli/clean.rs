//! `galley clean RECIPE INPUT`: the source after `strip`.

use std::path::PathBuf;

use crate::cli::drafts;
use crate::cli::output::{self, Paint};
use crate::cli::workspace::{RecipeArgs, Workspace};
use crate::cli::{Exit, Outcome};

/// Arguments of `clean`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    recipe: RecipeArgs,

    /// The source, as it came.
    #[arg(value_name = "INPUT")]
    input: PathBuf,
}

pub(super) fn run(args: &Args, paint: &Paint) -> Outcome {
    drafts::one("clean", &args.recipe.recipe, &args.input)?;
    let workspace = Workspace::load(&args.recipe, paint)?;
    let source = workspace.source(&args.input)?;
    for r in &source.removed {
        output::note(&format!(
            "removed {}:{}:{} `{}`  (demanded by {}:{}:{})",
            r.at.file,
            r.at.start.line,
            r.at.start.column,
            r.text.trim().replace('\n', " ⏎ "),
            r.demanded.file,
            r.demanded.start.line,
            r.demanded.start.column
        ));
    }
    if source.removed.is_empty() {
        output::note("nothing was removed");
    }
    output::product(source.named.text())?;
    Ok(Exit::Clean)
}
