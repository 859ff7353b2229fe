//! `galley schema`: the JSON Schema of YAML recipes.

use crate::check::schema::schema;
use crate::cli::{Exit, Outcome, output};

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley schema > recipe.schema.json

An editor with the YAML language server completes and checks a recipe whose first line is
  # yaml-language-server: $schema=recipe.schema.json")]
pub(super) struct Args {}

pub(super) fn run(_args: &Args) -> Outcome {
    output::product(&crate::report::json::print(&schema()))?;
    Ok(Exit::Clean)
}
