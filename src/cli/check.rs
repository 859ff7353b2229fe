//! `galley check RECIPE DRAFT...`: lints articles with no model, no key and no network.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::check::RuleResult;
use crate::cli::drafts;
use crate::cli::files::{self, Kind};
use crate::cli::output::{self, Paint};
use crate::cli::workspace::{RecipeArgs, SourceText, Workspace};
use crate::cli::{Exit, Failure, Outcome};
use crate::diag::{Diagnostic, codes};
use crate::draft::Draft;
use crate::report::list::{Batch, Unread};
use crate::report::{self, Overall, Report, Texts};
use crate::rules::Article;
use crate::source::Source;

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley check recipes/seo-article-fr.yaml draft.md
  galley check recipes/seo-article-fr.yaml draft.md --source wire.txt
  galley check recipes/seo-article-fr.yaml articles/*.md --format json
  galley check recipes/seo-article-fr.yaml drafts --format sarif > galley.sarif
  galley check --fix-recipe recipe.yaml     mend what can safely be mended in the recipe

Rules that compare with the source are not looked at without --source, and the report says so.")]
pub(super) struct Args {
    #[command(flatten)]
    recipe: RecipeArgs,

    /// The articles, in Markdown, folders of them, or patterns; `-` is standard input.
    #[arg(value_name = "DRAFT", required_unless_present = "fix_recipe")]
    drafts: Vec<PathBuf>,

    /// Make the safe edits that the messages about the recipe offer, in the recipe and in packs that are files.
    #[arg(long)]
    fix_recipe: bool,

    /// The text that the article was written from.
    #[arg(long, value_name = "INPUT")]
    source: Option<PathBuf>,

    /// How the report is printed.
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    format: FormatArg,

    /// Show for every sentence what it rests on in the source, in the format `text`; `json` always has it.
    #[arg(long)]
    verbose: bool,
}

/// How reports are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArg {
    /// For people.
    Text,
    /// For programs: one JSON object, `{ "version": 1, "reports": [ … ] }`, whatever the number of articles.
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// JUnit XML, for CI servers.
    Junit,
    /// A table of findings, for spreadsheets.
    Csv,
    /// Checkstyle XML, for CI servers and editors.
    Checkstyle,
}

pub(super) fn run(args: &Args, paint: &Paint) -> Outcome {
    if args.fix_recipe {
        let outcome = crate::cli::fix::run(&args.recipe, paint)?;
        if args.drafts.is_empty() {
            return Ok(outcome);
        }
    }
    once(args)?;
    drafts::swapped("check", &args.recipe.recipe, &args.drafts)?;
    let paths = drafts::named(&args.drafts)?;
    let workspace = Workspace::load(&args.recipe, paint)?;
    workspace.require_inputs()?;
    let source = match &args.source {
        Some(path) => Some(workspace.source(path)?),
        None => None,
    };
    let mut reports = Vec::new();
    let mut resting: Vec<String> = Vec::new();
    let mut unreadable: Vec<Diagnostic> = Vec::new();
    let mut unread: Vec<Unread> = Vec::new();
    for path in &paths {
        match files::read(path, Kind::Article) {
            Ok(text) => {
                let report = one(&workspace, &files::shown(path), &text, source.as_ref());
                if args.verbose && matches!(args.format, FormatArg::Text) {
                    let source = source.as_ref().map_or("", |s| s.named.text());
                    resting.push(report::sentences::print(&report, &text, source));
                }
                reports.push(report);
            }
            Err(d) => {
                unread.push(Unread {
                    file: files::shown(path),
                    reason: d.message.clone(),
                });
                unreadable.push(d);
            }
        }
    }
    let names = files::names_in_repository();
    let batch = Batch {
        reports: &reports,
        unread: &unread,
        names: &names,
    };
    let listed = |print: fn(&Batch<'_>) -> String| {
        if let Some(unseen) = batch.unseen() {
            output::note(&unseen);
        }
        output::product(&print(&batch))
    };
    match args.format {
        FormatArg::Sarif => listed(report::sarif::print)?,
        FormatArg::Gitlab => listed(report::gitlab::print)?,
        FormatArg::Junit => listed(report::junit::print)?,
        FormatArg::Csv => listed(report::csv::print)?,
        FormatArg::Checkstyle => listed(report::checkstyle::print)?,
        FormatArg::Json => output::product(&report::json::print_all(&reports))?,
        FormatArg::Github => {
            let texts: Vec<String> = reports
                .iter()
                .map(|r| report::github::print(r, &names))
                .collect();
            output::product(&texts.concat())?;
        }
        FormatArg::Text => {
            let texts: Vec<String> = reports
                .iter()
                .enumerate()
                .map(|(i, r)| report::text::print(r) + resting.get(i).map_or("", String::as_str))
                .collect();
            output::product(&texts.join("\n"))?;
        }
    }
    if !unreadable.is_empty() {
        return Err(Failure::Diagnosed(Box::new((
            unreadable,
            workspace.sources,
        ))));
    }
    Ok(exit(&reports))
}

/// Standard input can be read once: as the recipe, an article or the source.
fn once(args: &Args) -> Result<(), Diagnostic> {
    let stdin = std::path::Path::new("-");
    let readers = std::iter::once(&args.recipe.recipe)
        .chain(&args.drafts)
        .chain(&args.source)
        .filter(|p| *p == stdin)
        .count();
    if readers < 2 {
        return Ok(());
    }
    Err(Diagnostic::error(
        codes::E0609,
        format!("standard input is named {readers} times, and can be read once"),
    )
    .help("recipe, article and source: one of them may be `-`, the others are files"))
}

fn exit(reports: &[Report]) -> Exit {
    if reports.iter().any(|r| r.outcome == Overall::Fails) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

fn one(workspace: &Workspace, name: &str, text: &str, source: Option<&SourceText>) -> Report {
    let draft = Draft::parse(text, workspace.plan.lang());
    let results: Vec<RuleResult> = workspace.plan.validate(Article {
        draft: &draft,
        source: source.map(|s| &s.draft),
    });
    let named = Source::new(name, text);
    report::build(
        &workspace.plan,
        &results,
        &draft,
        source.map(|s| &s.draft),
        Texts {
            recipes: &workspace.sources,
            draft: &named,
            source: source.map(|s| &s.named),
        },
        source.map(|s| s.removed.clone()).unwrap_or_default(),
        None,
    )
}
