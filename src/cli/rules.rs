//! `galley rules`: all rules, a line each.

use std::fmt::Write as _;

use crate::cli::{Exit, Format, Outcome, output};
use crate::rules::TABLE;

/// Arguments of `rules`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// How the list is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(serde::Serialize)]
struct Row {
    id: &'static str,
    summary: &'static str,
    severity: &'static str,
    bare: &'static str,
    settings: &'static [crate::rules::SettingDoc],
}

pub(super) fn run(args: &Args) -> Outcome {
    let rows: Vec<Row> = TABLE
        .iter()
        .map(|d| Row {
            id: d.id,
            summary: d.summary,
            severity: d.severity.word(),
            bare: d.bare,
            settings: d.settings,
        })
        .collect();
    output::product(&match args.format {
        Format::Json => crate::report::json::print(&rows),
        Format::Text => {
            let width = rows.iter().map(|r| r.id.len()).max().unwrap_or(0);
            let mut out = String::new();
            for r in &rows {
                let _ = writeln!(out, "{:width$}  {}", r.id, r.summary);
            }
            out.push_str(
                "\n`galley explain RULE` tells what a rule asks, why, and how it is written.\n",
            );
            out
        }
    })?;
    Ok(Exit::Clean)
}
