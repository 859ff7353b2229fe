//! `galley check RECIPE DRAFT...`: lints articles with no model, no key and no network.

mod many;
mod tables;

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::check::RuleResult;
use crate::cli::drafts;
use crate::cli::files::{self, Kind};
use crate::cli::output::{self, Paint};
use crate::cli::tongue;
use crate::cli::workspace::{RecipeArgs, SourceText, Workspace};
use crate::cli::{Exit, Failure, Outcome};
use crate::diag::{Diagnostic, Severity, codes};
use crate::draft::Draft;
use crate::report::compact::{self, State, Tally};
use crate::report::list::{Batch, Unread};
use crate::report::weigh::Weighing;
use crate::report::{self, Overall, Report, Texts};
use crate::rules::Article;
use crate::source::{Source, SourceMap};
use crate::tongue::Tongue;

use tables::Tables;

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley check recipes/seo-article-fr.yaml draft.md
  galley check recipes/seo-article-fr.yaml draft.md --source wire.txt
  galley check recipes/seo-article-fr.yaml articles/*.md --format json
  galley check house.recipe content/        every article of a folder: what fails, and a summary
  galley check house.recipe 'content/**/*.md' --quiet --deny warnings   in CI: failures alone
  galley check house.recipe content/ --stats   a table of rules, files and findings
  galley check house.recipe content/ --format sarif > galley.sarif
  galley check                              every article that galley.toml has a recipe for
  galley check --fix-recipe recipe.yaml     mend what can safely be mended in the recipe

One article has a page. Of several, those that fail or warn have a few lines each, and --verbose gives each its page.

Rules that compare with the source are not looked at without --source, and the report says so.")]
pub(super) struct Args {
    /// The recipe; without one, `[[check]]` in galley.toml says which recipe and source an article has.
    #[arg(value_name = "RECIPE")]
    recipe: Option<PathBuf>,

    /// The articles, in Markdown, folders of them, or patterns; `-` is standard input.
    #[arg(value_name = "DRAFT")]
    drafts: Vec<PathBuf>,

    /// A value for an input of the recipe; repeat for several.
    #[arg(long = "input", value_name = "NAME=VALUE")]
    inputs: Vec<String>,

    /// Refuse to work when `galley.lock` is not up to date.
    #[arg(long)]
    locked: bool,

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

    /// In which language the report speaks: `en` or `fr`. On a terminal the default is its own language. In formats for programs the
    /// findings and reasons alone are told in it.
    #[arg(long, value_name = "LANGUAGE", value_parser = tongue::parse)]
    tongue: Option<Tongue>,

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
        let outcome = crate::cli::fix::run(&args.recipe(None)?, paint)?;
        if args.drafts.is_empty() {
            return Ok(outcome);
        }
    }
    once(args)?;
    let bench = match &args.recipe {
        Some(recipe) if !args.drafts.is_empty() && is_recipe(recipe, &args.drafts)? => {
            Bench::of_recipe(args, paint)?
        }
        first => {
            let named: Vec<PathBuf> = first.iter().chain(&args.drafts).cloned().collect();
            let here = named.first().map_or(Path::new("none.md"), PathBuf::as_path);
            match Tables::of(here)? {
                Some(tables) if !first.as_deref().is_some_and(drafts::looks) => {
                    Bench::of_tables(args, tables, &named, paint)?
                }
                _ => Bench::of_recipe(args, paint)?,
            }
        }
    };
    let (failing, mut unreadable) = match args.format {
        FormatArg::Text => bench.tell()?,
        _ => bench.list()?,
    };
    unreadable.extend(bench.uncovered);
    if !unreadable.is_empty() {
        return Err(Failure::Diagnosed(Box::new((unreadable, SourceMap::new()))));
    }
    Ok(if failing { Exit::Findings } else { Exit::Clean })
}

/// Whether the first path of several is the recipe: it looks like one, or there are no tables that could name another.
fn is_recipe(first: &Path, others: &[PathBuf]) -> Result<bool, Diagnostic> {
    if first == Path::new("-") || drafts::looks(first) {
        return Ok(true);
    }
    drafts::swapped("check", first, others)?;
    Ok(Tables::of(first)?.is_none())
}

impl Args {
    /// The recipe that is named, or another one.
    fn recipe(&self, other: Option<PathBuf>) -> Result<RecipeArgs, Diagnostic> {
        let Some(recipe) = other.or_else(|| self.recipe.clone()) else {
            return Err(
                Diagnostic::error(codes::E0609, "no recipe is named".to_owned())
                    .help("galley check RECIPE DRAFT...")
                    .help("or say in `galley.toml`, under `[[check]]`, which `files` have which `recipe`"),
            );
        };
        Ok(RecipeArgs {
            recipe,
            inputs: self.inputs.clone(),
            locked: self.locked,
        })
    }

    fn weighing(&self) -> Weighing {
        Weighing {
            least: self.min_severity.map(|least| match least {
                Least::Error => Severity::Error,
                Least::Warn => Severity::Warn,
            }),
            deny_warnings: self.deny == Some(Deny::Warnings),
            rules: Vec::new(),
        }
    }
}

/// Standard input can be read once: as the recipe, an article or the source.
fn once(args: &Args) -> Result<(), Diagnostic> {
    let stdin = std::path::Path::new("-");
    let readers = args
        .recipe
        .iter()
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

/// What some articles are checked with.
struct Desk {
    workspace: Workspace,
    source: Option<SourceText>,
    weighing: Weighing,
    /// The row of the tables, where each article has a source of its own.
    own: Option<usize>,
}

/// An article, and which desk it goes to.
struct Job {
    path: PathBuf,
    desk: usize,
}

/// All that one call checks.
struct Bench<'a> {
    args: &'a Args,
    desks: Vec<Desk>,
    tables: Option<Tables>,
    jobs: Vec<Job>,
    uncovered: Vec<Diagnostic>,
}

impl<'a> Bench<'a> {
    /// In which tongue the report speaks. What programs read is English unless somebody asks for more.
    fn tongue(&self) -> Tongue {
        match self.args.format {
            FormatArg::Text => tongue::or_own(self.args.tongue),
            _ => self.args.tongue.unwrap_or_default(),
        }
    }

    /// One recipe for all.
    fn of_recipe(args: &'a Args, paint: &Paint) -> Result<Self, Failure> {
        let recipe = args.recipe(None)?;
        drafts::swapped("check", &recipe.recipe, &args.drafts)?;
        if args.drafts.is_empty() {
            let d = Diagnostic::error(codes::E0609, "no article is named".to_owned());
            let help = format!("galley check {} DRAFT...", files::shown(&recipe.recipe));
            return Err(d.help(help).into());
        }
        let paths = drafts::named(&args.drafts)?;
        let workspace = Workspace::load(&recipe, paint)?;
        workspace.require_inputs()?;
        let source = args.source.as_ref().map(|path| workspace.source(path));
        let jobs = paths.into_iter().map(|path| Job { path, desk: 0 });
        Ok(Self {
            args,
            jobs: jobs.collect(),
            desks: vec![Desk {
                source: source.transpose()?,
                workspace,
                weighing: args.weighing(),
                own: None,
            }],
            tables: None,
            uncovered: Vec::new(),
        })
    }

    /// What the tables of the project say; all that they cover, where no article is named.
    fn of_tables(
        args: &'a Args,
        tables: Tables,
        named: &[PathBuf],
        paint: &Paint,
    ) -> Result<Self, Failure> {
        let paths = match named {
            [] => tables.files()?,
            _ => drafts::named(named)?,
        };
        let mut rows: Vec<usize> = Vec::new();
        let (mut desks, mut jobs, mut uncovered) = (Vec::new(), Vec::new(), Vec::new());
        for path in paths {
            let Some(row) = tables.covering(&path) else {
                uncovered.push(tables.uncovered(&path));
                continue;
            };
            let desk = match rows.iter().position(|r| *r == row) {
                Some(desk) => desk,
                None => {
                    let workspace = Workspace::load(&args.recipe(tables.recipe(row))?, paint)?;
                    workspace.require_inputs()?;
                    let each = args.source.is_none() && tables.source_each(row);
                    let fixed = match &args.source {
                        Some(path) => Some(path.clone()),
                        None if each => None,
                        None => tables.source(row, &path)?,
                    };
                    let source = fixed.map(|path| workspace.source(&path)).transpose()?;
                    let mut weighing = args.weighing();
                    weighing.rules = tables.severities(row);
                    rows.push(row);
                    desks.push(Desk {
                        workspace,
                        source,
                        weighing,
                        own: each.then_some(row),
                    });
                    desks.len() - 1
                }
            };
            jobs.push(Job { path, desk });
        }
        Ok(Self {
            args,
            desks,
            tables: Some(tables),
            jobs,
            uncovered,
        })
    }
}

/// Whether an article fails, and which files could not be read.
type Came = (bool, Vec<Diagnostic>);

impl Bench<'_> {
    /// The report as text, printed as it comes. Of an article no more is kept than the lines to print.
    fn tell(&self) -> Result<Came, Failure> {
        let mut unreadable = Vec::new();
        let mut tally = Tally::default();
        let (mut failing, mut printed) = (false, false);
        let pages = self.args.verbose || self.jobs.len() + self.uncovered.len() == 1;
        let work = |job: &Job| {
            let (text, report, own) = self.one(job)?;
            let mut entry = compact::entry(&report, self.jobs.len());
            if pages {
                entry.block = report::text::print(&report);
            }
            if self.args.verbose {
                let shared = self.desks.get(job.desk).and_then(|d| d.source.as_ref());
                let source = own.as_ref().or(shared).map_or("", |s| s.named.text());
                entry
                    .block
                    .push_str(&report::sentences::print(&report, &text, source));
            }
            Ok::<_, Vec<Diagnostic>>(entry)
        };
        many::each(&self.jobs, work, |came| {
            let entry = match came {
                Ok(entry) => entry,
                Err(all) => {
                    unreadable.extend(all);
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
            output::product(&format!("{between}{}", tally.summary(self.tongue())))?;
        }
        if self.args.stats && tally.read() > 0 {
            let between = if printed { "\n" } else { "" };
            output::product(&format!("{between}{}", tally.table(self.tongue())))?;
        }
        Ok((failing, unreadable))
    }

    /// The report for programs.
    fn list(&self) -> Result<Came, Failure> {
        let mut reports = Vec::new();
        let mut unread = Vec::new();
        let mut unreadable = Vec::new();
        let work = |job: &Job| match self.one(job) {
            Ok((_, report, _)) => Ok(report),
            Err(all) => Err((files::shown(&job.path), all)),
        };
        many::each(&self.jobs, work, |came| {
            match came {
                Ok(report) => reports.push(report),
                Err((file, all)) => {
                    let reason = all.first().map_or_else(String::new, |d| d.message.clone());
                    unread.push(Unread { file, reason });
                    unreadable.extend(all);
                }
            }
            Ok(())
        })?;
        let names = files::names_in_repository();
        let batch = Batch {
            reports: &reports,
            unread: &unread,
            names: &names,
        };
        let text = match self.args.format {
            FormatArg::Text => String::new(),
            FormatArg::Json => report::json::print_all(&reports),
            FormatArg::Github => reports
                .iter()
                .map(|r| report::github::print(r, &names))
                .collect(),
            FormatArg::Sarif => report::sarif::print(&batch),
            FormatArg::Gitlab => report::gitlab::print(&batch),
            FormatArg::Junit => report::junit::print(&batch),
            FormatArg::Csv => report::csv::print(&batch),
            FormatArg::Checkstyle => report::checkstyle::print(&batch),
        };
        let says_itself = matches!(self.args.format, FormatArg::Json | FormatArg::Github);
        if let Some(unseen) = batch.unseen().filter(|_| !says_itself) {
            output::note(&unseen);
        }
        output::product(&text)?;
        let failing = reports.iter().any(|r| r.outcome == Overall::Fails);
        Ok((failing, unreadable))
    }

    /// Reads and checks an article: its text, its report, and its source where it has one of its own.
    fn one(&self, job: &Job) -> Result<(String, Report, Option<SourceText>), Vec<Diagnostic>> {
        let desk = self.desks.get(job.desk).expect("a job has a desk");
        let text = files::read(&job.path, Kind::Article).map_err(|d| vec![d])?;
        let own = match (desk.own, &self.tables) {
            (Some(row), Some(tables)) => tables.source(row, &job.path).map_err(|d| vec![d])?,
            _ => None,
        };
        let own = own.map(|path| desk.workspace.source(&path)).transpose();
        let own = own.map_err(|failure| match failure {
            Failure::Diagnosed(d) => d.0,
            Failure::Told => Vec::new(),
        })?;
        let (workspace, source) = (&desk.workspace, own.as_ref().or(desk.source.as_ref()));
        let draft = Draft::parse(&text, workspace.plan.lang());
        let results: Vec<RuleResult> = workspace.plan.validate(Article {
            draft: &draft,
            source: source.map(|s| &s.draft),
        });
        let named = Source::new(&files::shown(&job.path), &text);
        let report = report::build(
            &workspace.plan,
            &results,
            &draft,
            source.map(|s| &s.draft),
            Texts {
                recipes: &workspace.sources,
                draft: &named,
                source: source.map(|s| &s.named),
                tongue: self.tongue(),
            },
            source.map(|s| s.removed.clone()).unwrap_or_default(),
            None,
        );
        Ok((text, desk.weighing.apply(report), own))
    }
}
