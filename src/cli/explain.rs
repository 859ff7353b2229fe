//! `galley explain RULE|CODE`: a page.

use crate::cli::{Exit, Outcome, output};
use crate::diag::{Diagnostic, codes, suggest};
use crate::rules::page::page;
use crate::rules::{Def, TABLE};

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley explain title.length
  galley explain E0104")]
pub(super) struct Args {
    /// A rule such as `title.length`, or a code such as `E0104`.
    #[arg(value_name = "RULE|CODE")]
    topic: String,
}

pub(super) fn run(args: &Args) -> Outcome {
    let topic = args.topic.trim();
    if let Some(def) = TABLE.iter().find(|d| d.id.eq_ignore_ascii_case(topic)) {
        output::product(&page(def))?;
        return Ok(Exit::Clean);
    }
    if let Some(entry) = codes::lookup(topic) {
        output::product(&format!("{}\n", entry.page.trim_end()))?;
        return Ok(Exit::Clean);
    }
    let group = format!("{topic}.");
    let members: Vec<&&Def> = TABLE.iter().filter(|d| d.id.starts_with(&group)).collect();
    if !members.is_empty() {
        let pages: Vec<String> = members.iter().map(|d| page(d)).collect();
        output::product(&pages.join("\n"))?;
        return Ok(Exit::Clean);
    }
    let names = TABLE
        .iter()
        .map(|d| d.id)
        .chain(codes::TABLE.iter().map(|e| e.code.as_str()));
    let mut d = Diagnostic::error(codes::E0610, format!("there is no page on `{topic}`"));
    if let Some(near) = suggest::nearest(topic, names) {
        d = d.help(format!("did you mean `galley explain {near}`?"));
    }
    Err(d
        .help("`galley rules` lists the rules; codes stand in brackets in every diagnostic")
        .into())
}
