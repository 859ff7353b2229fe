//! The command line: one file a verb. Standard output is the product; diagnostics and progress go to standard error.
//!
//! Exit status: 0 everything holds, 1 findings (or a held draft), 2 the command could not do its work.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

mod alone;
mod bump;
mod check;
mod check_recipes;
mod clean;
mod compile;
mod completions;
mod convert;
mod diff;
mod drafts;
mod endpoint;
mod explain;
mod files;
mod fix;
mod fmt;
mod foreign;
mod git;
mod help;
mod init;
mod lock;
mod models;
mod new;
mod original;
mod output;
mod plan;
mod progress;
mod project;
mod prompts;
mod recipes;
mod recorded;
mod rules;
mod run;
mod schema;
mod settings;
mod side;
mod test;
mod tongue;
mod usage;
mod workspace;

use std::process::ExitCode;

use clap::{FromArgMatches as _, Parser, Subcommand, ValueEnum};

use crate::diag::Diagnostic;

/// Compiles editorial recipes into prompt chains and validators, runs them, and proves the result.
#[derive(Debug, Parser)]
#[command(
    name = "galley",
    version,
    about = "Compiles editorial recipes into prompt chains and validators, runs them, and proves the result.",
    after_help = "First steps:
  galley init                           a project whose tests pass at once
  galley rules                          what a recipe can ask for
  galley check RECIPE draft.md          lint an article: no model, no network
  galley run RECIPE source.txt          write the article and prove it

Exit status: 0 every rule holds, 1 findings or a held draft, 2 the command could not do its work."
)]
struct Cli {
    /// When to use colour: auto (on a terminal, unless NO_COLOR is set), always, or never.
    #[arg(long, global = true, value_enum, default_value_t = When::Auto, value_name = "WHEN", help_heading = help::GLOBAL, hide_possible_values = true)]
    color: When,

    /// How diagnostics are written to standard error: text, for people, or json, one value for programs.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text, value_name = "FORMAT", help_heading = help::GLOBAL, hide_possible_values = true)]
    message_format: Format,

    #[command(subcommand)]
    verb: Verb,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum When {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How a product is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs: one JSON value.
    Json,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Write an article from a source, validate it, repair it, and report.
    Run(run::Args),
    /// Lint articles against a recipe: no model, no key, no network.
    Check(check::Args),
    /// Run the tests of recipes: recordings are replayed, drafts looked at; no key, no network.
    Test(test::Args),
    /// Compile every recipe and look at every pack of a folder: all diagnostics, no article.
    CheckRecipes(check_recipes::Args),
    /// Print the plan: steps, budgets, validators, and where each value comes from.
    Compile(compile::Args),
    /// Print every prompt of the first pass, exactly as it would be sent.
    Prompts(prompts::Args),
    /// Print the source after `strip`; what was removed goes to standard error.
    Clean(clean::Args),
    /// List the rules that a recipe can use.
    Rules(rules::Args),
    /// Explain a rule, a setting, a pack, a subject or a diagnostic code; alone, list them.
    Explain(explain::Args),
    /// Make a project: a recipe, its tests, a lock file, CI and hooks; its tests pass at once.
    Init(init::Args),
    /// Write down, or verify, the packs and prompts that recipes are tested with.
    Lock(lock::Args),
    /// Write a recipe to begin with, commented, that passes every check.
    New(new::Args),
    /// Bring recipes of either surface into canonical form.
    Fmt(fmt::Args),
    /// Write a recipe in the other surface; comments and order stay.
    Convert(convert::Args),
    /// Show what changed in meaning between two recipes, or since a revision, and what version that calls for.
    Diff(diff::Args),
    /// Write the version that the changes since the last one call for.
    Bump(bump::Args),
    /// Print the JSON Schema of YAML recipes, for editors.
    Schema(schema::Args),
    /// Print what a shell needs to complete verbs, options and files.
    Completions(completions::Args),
    /// List, fetch and find local models.
    Models(models::Args),
}

/// What a verb comes to.
type Outcome = Result<Exit, Failure>;

/// How a verb that did its work ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Status 0.
    Clean,
    /// Status 1.
    Findings,
}

/// Why a verb could not do its work: status 2.
#[derive(Debug)]
enum Failure {
    /// These diagnostics, whose places are in these sources.
    Diagnosed(Box<(Vec<Diagnostic>, crate::source::SourceMap)>),
    /// What went wrong has been told.
    Told,
}

impl From<Diagnostic> for Failure {
    fn from(d: Diagnostic) -> Self {
        Self::Diagnosed(Box::new((vec![d], crate::source::SourceMap::new())))
    }
}

/// Parses the arguments and runs the verb.
#[must_use]
pub fn main() -> ExitCode {
    let words: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let parsed = help::command::<Cli>()
        .try_get_matches_from(&words)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(e) => return usage::told(&e, &words),
    };
    let paint = output::Paint::new(cli.color, cli.message_format);
    let outcome = match cli.verb {
        Verb::Run(args) => run::run(&args, &paint),
        Verb::Check(args) => check::run(&args, &paint),
        Verb::Test(args) => test::run(&args, &paint),
        Verb::CheckRecipes(args) => check_recipes::run(&args, &paint),
        Verb::Compile(args) => compile::run(&args, &paint),
        Verb::Prompts(args) => prompts::run(&args, &paint),
        Verb::Clean(args) => clean::run(&args, &paint),
        Verb::Rules(args) => rules::run(&args),
        Verb::Explain(args) => explain::run(&args),
        Verb::Init(args) => init::run(&args),
        Verb::Lock(args) => lock::run(&args, &paint),
        Verb::New(args) => new::run(&args),
        Verb::Fmt(args) => fmt::run(&args, &paint),
        Verb::Convert(args) => convert::run(&args, &paint),
        Verb::Diff(args) => diff::run(&args, &paint),
        Verb::Bump(args) => bump::run(&args, &paint),
        Verb::Schema(args) => schema::run(&args),
        Verb::Completions(args) => completions::run(&args),
        Verb::Models(args) => models::run(&args, &paint),
    };
    let code = match outcome {
        Ok(Exit::Clean) => ExitCode::SUCCESS,
        Ok(Exit::Findings) => ExitCode::from(1),
        Err(Failure::Told) => ExitCode::from(2),
        Err(Failure::Diagnosed(d)) => {
            let (diagnostics, sources) = *d;
            output::diagnostics(&diagnostics, &sources, &paint);
            ExitCode::from(2)
        }
    };
    output::finish();
    code
}
