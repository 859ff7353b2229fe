//! `galley check RECIPE DRAFT...`: lints articles with no model, no key and no network.

mod many;

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::check::RuleResult;
use crate::cli::drafts;
use crate::cli::files::{self, Kind};
use crate::cli::output::{self, Paint};
use crate::cli::workspace::{RecipeArgs, SourceText, Workspace};
use crate::cli::{Exit, Failure, Outcome};
use crate::diag::{Diagnostic, Severity, codes};
use crate::draft::Draft;
use crate::report::compact::{self, State, Tally};
use crate::report::weigh::Weighing;
use crate::report::{self, Overall, Report, Texts};
use crate::rules::Article;
use crate::source::Source;

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley check recipes/seo-article-fr.yaml draft.md
  galley check recipes/seo-article-fr.yaml draft.md --source wire.txt
  galley check recipes/seo-article-fr.yaml articles/*.md --format json
  galley check house.recipe content/        every article of a folder: what fails, and a summary
  galley check house.recipe 'content/**/*.md' --quiet --deny warnings   in CI: failures alone
  galley check house.recipe content/ --stats   a table of rules, files and findings
  galley check --fix-recipe recipe.yaml     mend what can safely be mended in the recipe

One article has a page. Of several, those that fail or warn have a few lines each, and --verbose gives each its page.

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

    /// In the format `text`, a page for each article, and for every sentence what it rests on in the source; `json` always has it.
    #[arg(long)]
    verbose: bool,

    /// In the format `text`, print articles that fail, and nothing when none does.
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,

    /// In the format `text`, end with a table: rule, files, findings.
    #[arg(long)]
    stats: bool,

    /// What fails although it is no error.
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,

    /// Leave out findings that weigh less.
    #[arg(long, value_enum, value_name = "SEVERITY")]
    min_severity: Option<Least>,
}

/// What fails although it is no error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Articles with warnings.
    Warnings,
}

/// The lightest findings that are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Least {
    /// Errors alone.
    Error,
    /// Errors and warnings.
    Warn,
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
    let desk = Desk {
        workspace: &workspace,
        source: source.as_ref(),
        weighing: Weighing {
            least: args.min_severity.map(|least| match least {
                Least::Error => Severity::Error,
                Least::Warn => Severity::Warn,
            }),
            deny_warnings: args.deny == Some(Deny::Warnings),
        },
        args,
        files: paths.len(),
    };
    let (failing, unreadable) = match args.format {
        FormatArg::Text => desk.tell(&paths)?,
        FormatArg::Json | FormatArg::Github => desk.list(&paths)?,
    };
    if !unreadable.is_empty() {
        return Err(Failure::Diagnosed(Box::new((
            unreadable,
            workspace.sources,
        ))));
    }
    Ok(if failing { Exit::Findings } else { Exit::Clean })
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

/// What the articles of one call are checked with.
struct Desk<'a> {
    workspace: &'a Workspace,
    source: Option<&'a SourceText>,
    weighing: Weighing,
    args: &'a Args,
    /// How many articles there are.
    files: usize,
}

/// Whether an article fails, and which files could not be read.
type Came = (bool, Vec<Diagnostic>);

impl Desk<'_> {
    /// The report as text, printed as it comes. Of an article no more is kept than the lines to print.
    fn tell(&self, paths: &[PathBuf]) -> Result<Came, Failure> {
        let mut unreadable = Vec::new();
        let mut tally = Tally::default();
        let (mut failing, mut printed) = (false, false);
        let pages = self.args.verbose || self.files == 1;
        let work = |path: &Path| {
            let text = files::read(path, Kind::Article)?;
            let report = self.one(&files::shown(path), &text);
            let mut entry = compact::entry(&report, self.files);
            if pages {
                entry.block = report::text::print(&report);
            }
            if self.args.verbose {
                let source = self.source.map_or("", |s| s.named.text());
                entry
                    .block
                    .push_str(&report::sentences::print(&report, &text, source));
            }
            Ok(entry)
        };
        many::each(paths, work, |came| {
            let entry = match came {
                Ok(entry) => entry,
                Err(d) => {
                    unreadable.push(d);
                    tally.unread += 1;
                    return Ok(());
                }
            };
            tally.add(&entry);
            failing |= entry.state == State::Fails;
            let told = !self.args.quiet || entry.state == State::Fails;
            if !told || entry.block.is_empty() {
                return Ok(());
            }
            let between = if pages && printed { "\n" } else { "" };
            printed = true;
            output::product(&format!("{between}{}", entry.block))
        })?;
        if !pages && !self.args.quiet && tally.read() > 0 {
            let between = if printed { "\n" } else { "" };
            printed = true;
            output::product(&format!("{between}{}", tally.summary()))?;
        }
        if self.args.stats && tally.read() > 0 {
            let between = if printed { "\n" } else { "" };
            output::product(&format!("{between}{}", tally.table()))?;
        }
        Ok((failing, unreadable))
    }

    /// The report for programs.
    fn list(&self, paths: &[PathBuf]) -> Result<Came, Failure> {
        let mut reports = Vec::new();
        let mut unreadable = Vec::new();
        let work = |path: &Path| {
            let text = files::read(path, Kind::Article)?;
            Ok(self.one(&files::shown(path), &text))
        };
        many::each(paths, work, |came| {
            match came {
                Ok(report) => reports.push(report),
                Err(d) => unreadable.push(d),
            }
            Ok(())
        })?;
        if self.args.format == FormatArg::Json {
            output::product(&report::json::print_all(&reports))?;
        } else {
            let texts: Vec<String> = reports
                .iter()
                .map(|r| report::github::print(r, &|name| files::in_repository(name.as_ref())))
                .collect();
            output::product(&texts.concat())?;
        }
        let failing = reports.iter().any(|r| r.outcome == Overall::Fails);
        Ok((failing, unreadable))
    }

    fn one(&self, name: &str, text: &str) -> Report {
        let (workspace, source) = (self.workspace, self.source);
        let draft = Draft::parse(text, workspace.plan.lang());
        let results: Vec<RuleResult> = workspace.plan.validate(Article {
            draft: &draft,
            source: source.map(|s| &s.draft),
        });
        let named = Source::new(name, text);
        let report = report::build(
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
        );
        self.weighing.apply(report)
    }
}
