//! `galley schema [--tests]`: the JSON Schema of YAML recipes, or of their test files.

mod suite;

pub(super) use crate::check::schema::schema as recipes;
pub(super) use suite::schema as tests;

use crate::cli::{Exit, Outcome, output};

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley schema > recipe.schema.json
  galley schema --tests > tests.schema.json

An editor with the YAML language server completes and checks a recipe whose first line is
  # yaml-language-server: $schema=recipe.schema.json

For all files of a project, in `.vscode/settings.json`:
  \"yaml.schemas\": {
    \"./recipe.schema.json\": [\"recipes/*.yaml\"],
    \"./tests.schema.json\": [\"**/*.test.yaml\"]
  }")]
pub(super) struct Args {
    /// The schema of test files (`NAME.test.yaml`) instead of that of recipes and packs.
    #[arg(long)]
    tests: bool,
}

pub(super) fn run(args: &Args) -> Outcome {
    let schema = if args.tests { tests() } else { recipes() };
    output::product(&crate::report::json::print(&schema))?;
    Ok(Exit::Clean)
}
