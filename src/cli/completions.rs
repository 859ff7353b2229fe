//! `galley completions SHELL`: what a shell needs to complete verbs, options and files.

use clap_complete::Shell;

use crate::cli::{Cli, Exit, Outcome, help, output};

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley completions bash > ~/.local/share/bash-completion/completions/galley
  galley completions zsh > ~/.zfunc/_galley
  galley completions fish > ~/.config/fish/completions/galley.fish

The script belongs to this version of galley: write it anew after an upgrade.")]
pub(super) struct Args {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &Args) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(
        args.shell,
        &mut help::command::<Cli>(),
        "galley",
        &mut script,
    );
    output::product(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}
