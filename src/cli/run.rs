//! `galley run RECIPE INPUT`: writes an article, validates and repairs it, and reports.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::cli::compile::{ProfileArg, ShapeArg};
use crate::cli::files;
use crate::cli::models::environment;
use crate::cli::output::{self, Paint};
use crate::cli::progress::{Display, seconds};
use crate::cli::workspace::{RecipeArgs, SourceText, Workspace};
use crate::cli::{Exit, Failure, Format, Outcome};
use crate::diag::{Diagnostic, codes};
use crate::draft::{Counted, Draft};
use crate::emit::{self, Profile, Program, Shape};
use crate::model::choose::{self, Choice, LiveServers, Wishes};
use crate::model::journal::Journal;
use crate::model::open::{self, Opened};
use crate::model::profiled::Profiled;
use crate::model::replay::Recorder;
use crate::model::{Model, ModelError};
use crate::report::{self, Report, Texts};
use crate::run::{Limits, Run, RunError, Runner};
use crate::source::Source;

/// Arguments of `run`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley run recipes/seo-article-fr.yaml examples/ue-ports.seed.txt
  galley run recipe.yaml wire.txt --model openai:gpt-4.1-mini
  galley run recipe.yaml wire.txt --input keyphrase='trafic de drogue'
  galley run recipe.yaml wire.txt --model manual:answers/      answers by hand, through files
  galley run recipe.yaml wire.txt --record calls.txt           keep every call as a reviewable file
  galley run recipe.yaml wire.txt --model replay:calls.txt     run it again with no model

Without --model: `model` in galley.toml, then a key in the environment (OPENAI_API_KEY), then a server on
localhost:11434, then `local`, a small model on this machine that is fetched on first use.")]
pub(super) struct Args {
    #[command(flatten)]
    recipe: RecipeArgs,

    /// The source, as it came; `-` is standard input.
    #[arg(value_name = "INPUT")]
    input: PathBuf,

    /// The model: openai:NAME, ollama:NAME, local, local:FILE.gguf, manual, manual:FOLDER/, replay:FILE.
    #[arg(long, value_name = "MODEL")]
    model: Option<String>,

    /// Where article, report and transcript go [default: galley-out/RECIPE/INPUT].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// What standard output gets: the article, or the report as JSON.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// One call or several; chosen from the length and the model when left out.
    #[arg(long, value_enum, value_name = "SHAPE")]
    chain: Option<ShapeArg>,

    /// How far the model is trusted, when galley cannot know: a large model on this machine is `hosted`.
    #[arg(long, value_enum, value_name = "PROFILE")]
    profile: Option<ProfileArg>,

    /// Also record every call in this file, to be replayed later.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,

    /// Never fetch anything: a local model has to be there already.
    #[arg(long)]
    offline: bool,

    /// Pay for every call again, instead of taking answers from the journal of an earlier run.
    #[arg(long)]
    fresh: bool,

    /// The most calls of this run, repairs included [default: 60].
    #[arg(long, value_name = "N")]
    max_calls: Option<usize>,

    /// After this many minutes no further repair is begun [default: 8 for `local`, 30 otherwise].
    #[arg(long, value_name = "N")]
    minutes: Option<u64>,
}

pub(super) fn run(args: &Args, paint: &Paint) -> Outcome {
    let workspace = Workspace::load(&args.recipe, paint)?;
    workspace.require_inputs()?;
    let source = workspace.source(&args.input)?;
    let out = folder(args, &workspace)?;

    let environment = environment();
    let choice = choose::choose(&Wishes {
        flag: args.model.as_deref(),
        settings: workspace.settings.model.as_deref(),
        environment: &environment,
        servers: &LiveServers,
    })
    .map_err(failure)?;
    output::note(&format!("model: {} ({})", choice.model, choice.why));

    let display = Display::new(paint);
    let opened = open::open(
        &choice.model,
        &open::Circumstances {
            environment: environment.clone(),
            offline: args.offline,
            folder: out.clone(),
            terminal: paint.terminal,
        },
    )
    .map_err(failure)?;
    let profile = args
        .profile
        .map_or_else(|| opened.model().profile(), ProfileArg::profile);
    let words = source.draft.count(Counted::Body) as u64;
    let wanted = args.chain.map(ShapeArg::shape);
    let program = emit::emit(&workspace.plan, profile, wanted, Some(words));
    let parts = match program.shape {
        Shape::Staged => program.clone(),
        Shape::Direct => emit::emit(&workspace.plan, profile, Some(Shape::Staged), Some(words)),
    };

    let (run, unused) = execute(
        args, &workspace, &source, &opened, &program, &parts, &out, &display,
    )?;
    display.end();
    for line in &unused {
        output::note(line);
    }
    let report = reported(&workspace, &source, &run, &choice, &program, &out);
    finish(args, &run, &report, &out, display.elapsed())
}

/// Runs the chain with a journal around the model and, when asked for, a recording.
#[allow(clippy::too_many_arguments)]
fn execute(
    args: &Args,
    workspace: &Workspace,
    source: &SourceText,
    opened: &Opened,
    program: &Program,
    parts: &Program,
    out: &Path,
    display: &Display,
) -> Result<(Run, Vec<String>), Failure> {
    let mut notes = vec![
        format!("recipe {}", workspace.plan.recipe.name),
        format!("source {}", source.named.name()),
    ];
    if opened.model().id().starts_with("manual") {
        notes.push("answered by hand, not by a model".to_owned());
    }
    let small = program.profile.narrow;
    let minutes = args
        .minutes
        .or(workspace.settings.minutes)
        .unwrap_or(if small { 8 } else { 30 });
    let allowed = Duration::from_secs(minutes * 60);
    let out_of_time = || display.elapsed() >= allowed;
    let limits = Limits {
        calls: args
            .max_calls
            .or(workspace.settings.max_calls)
            .unwrap_or(60),
        out_of_time: &out_of_time,
    };
    let kept = out.join("transcript.txt");
    let earlier = if args.fresh || matches!(opened, Opened::Replay(_)) {
        None
    } else {
        std::fs::read_to_string(&kept).ok()
    };
    let journal = Journal::new(
        Profiled::new(opened.model(), program.profile),
        &kept,
        notes.clone(),
        earlier.as_deref(),
    )
    .map_err(failure)?;
    let go = |model: &dyn Model| -> Result<Run, Failure> {
        Runner::new(
            &workspace.plan,
            program,
            parts,
            &source.draft,
            model,
            display,
            limits,
        )
        .and_then(Runner::run)
        .map_err(|e| {
            display.end();
            match e {
                RunError::Model(e) => failure(e),
                RunError::Frame(e) => Diagnostic::error(codes::E0501, e.to_string()).into(),
                e @ RunError::Answer { .. } => Diagnostic::error(codes::E0512, e.to_string())
                    .help("say in its prompt which JSON is wanted, with a short example")
                    .into(),
            }
        })
    };
    let run = match &args.record {
        Some(path) => {
            let recorder = Recorder::new(journal, path, notes).map_err(failure)?;
            let run = go(&recorder)?;
            noted(recorder.inner().reused());
            run
        }
        None => {
            let run = go(&journal)?;
            noted(journal.reused());
            run
        }
    };
    let unused = match opened {
        Opened::Replay(replay) => replay.unused(),
        Opened::Other(_) => Vec::new(),
    };
    Ok((run, unused))
}

fn noted(reused: usize) {
    if reused > 0 {
        output::note(&format!(
            "{reused} of the answers were paid for in an earlier run (`--fresh` asks again)"
        ));
    }
}

fn failure(e: ModelError) -> Failure {
    e.diagnostic().into()
}

/// `--out`, or a folder named after recipe and input.
fn folder(args: &Args, workspace: &Workspace) -> Result<PathBuf, Failure> {
    let folder = match (&args.out, &workspace.settings.out) {
        (Some(out), _) => out.clone(),
        (None, base) => {
            let base = base
                .as_ref()
                .map_or(PathBuf::from("galley-out"), |b| workspace.root.join(b));
            let stem = args
                .input
                .file_stem()
                .map_or("stdin".to_owned(), |s| s.to_string_lossy().into_owned());
            let stem = if stem == "-" {
                "stdin".to_owned()
            } else {
                stem
            };
            base.join(slug(&workspace.plan.recipe.name))
                .join(slug(&stem))
        }
    };
    files::folder(&folder).map_err(elsewhere)?;
    Ok(folder)
}

/// A name that is safe as one folder: a recipe cannot climb out of `galley-out` through its own name.
fn slug(name: &str) -> String {
    let safe: String = name
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
                c
            } else {
                '-'
            }
        })
        .collect();
    let safe = safe.trim_matches('.').to_owned();
    if safe.is_empty() {
        "article".to_owned()
    } else {
        safe
    }
}

/// What a reader of the report should know of a small model.
fn caution(profile: Profile) -> Option<&'static str> {
    profile.narrow.then_some(
        "a small model: expect a draft that is held, with what fails; a larger model writes better",
    )
}

fn reported(
    workspace: &Workspace,
    source: &SourceText,
    run: &Run,
    choice: &Choice,
    program: &Program,
    out: &Path,
) -> Report {
    let draft = Draft::parse(&run.draft, workspace.plan.lang());
    let named = Source::new("article.md", &run.draft);
    let shape = match program.shape {
        Shape::Direct => "direct",
        Shape::Staged => "staged",
    };
    let _ = out;
    report::build(
        &workspace.plan,
        &run.results,
        &draft,
        Some(&source.draft),
        Texts {
            recipes: &workspace.sources,
            draft: &named,
            source: Some(&source.named),
        },
        source.removed.clone(),
        Some(report::run_report(
            run,
            &choice.model,
            &choice.why,
            caution(program.profile),
            &format!("{shape}, {}", program.why),
        )),
    )
}

fn finish(args: &Args, run: &Run, report: &Report, out: &Path, took: Duration) -> Outcome {
    let text = report::text::print(report);
    let json = report::json::print(report);
    for (name, text) in [
        ("article.md", &run.draft),
        ("report.txt", &text),
        ("report.json", &json),
    ] {
        files::write(&out.join(name), text).map_err(elsewhere)?;
    }
    match args.format {
        Format::Text => output::product(&run.draft)?,
        Format::Json => output::product(&json)?,
    }
    output::note("");
    output::note(text.trim_end());
    output::note(&format!(
        "\n{} in {}: {}/article.md, report.txt, report.json, transcript.txt",
        report::text::verdict(report),
        seconds(took),
        out.display()
    ));
    Ok(if run.proven {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

/// What to do when the folder of a run's results cannot be written.
fn elsewhere(d: Diagnostic) -> Diagnostic {
    d.help("choose another folder with `--out DIR`")
}
