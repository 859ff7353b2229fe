//! `galley run RECIPE INPUT`: writes an article, validates and repairs it, and reports.

mod folder;
mod interrupt;
mod results;

use folder::Folder;
use results::{Names, Results};

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::cli::compile::{ProfileArg, ShapeArg};
use crate::cli::drafts;
use crate::cli::endpoint;
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
use crate::model::journal::{Journal, Start};
use crate::model::keep;
use crate::model::open::{self, Opened};
use crate::model::profiled::Profiled;
use crate::model::replay::Recorder;
use crate::model::{Model, ModelError};
use crate::report::{self, Report, Texts};
use crate::run::{Limits, Run, RunError, Runner};
use crate::source::Source;
use crate::tongue::Tongue;

/// The journal of a run, in its folder.
const JOURNAL: &str = "transcript.txt";

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

    /// After this many minutes no call is begun, and one that goes on is given up [default: 8 for `local`, 30 otherwise].
    #[arg(long, value_name = "N")]
    minutes: Option<u64>,
}

pub(super) fn run(args: &Args, paint: &Paint) -> Outcome {
    drafts::one("run", &args.recipe.recipe, &args.input)?;
    let workspace = Workspace::load(&args.recipe, paint)?;
    workspace.require_inputs()?;
    let source = workspace.source(&args.input)?;
    let mut folder = folder::open(args.out.as_deref(), &args.input, &source, &workspace)?;
    let out = folder.path.clone();

    let environment = environment();
    let settings = workspace.settings.model.as_deref();
    endpoint::told(
        args.model.as_deref(),
        settings,
        &workspace.root,
        &environment,
    )?;
    let choice = choose::choose(&Wishes {
        flag: args.model.as_deref(),
        settings,
        environment: &environment,
        servers: &LiveServers,
    })
    .map_err(failure)?;
    output::note(&told(&choice));

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
    let names = results::names(&folder, &run.draft, run.proven)?;
    let report = reported(&workspace, &source, &run, &choice, &program, names[0]);
    finish(args, &run, &report, &mut folder, names, display.elapsed())
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
    let allowed = Duration::from_secs(minutes.saturating_mul(60));
    let time_left = || Some(allowed.saturating_sub(display.elapsed()));
    let limits = Limits {
        calls: args
            .max_calls
            .or(workspace.settings.max_calls)
            .unwrap_or(60),
        time_left: &time_left,
    };
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
    let bare = Profiled::new(opened.model(), program.profile);
    let kept = out.join(JOURNAL);
    files::own(&kept)?;
    if let Opened::Replay(replay) = opened {
        // What is replayed is paid for already: the journal is left alone.
        interrupt::watch(None, &kept);
        let run = recorded(args, bare, &kept, notes, |m| go(m))?;
        return Ok((run, replay.unused()));
    }
    let start = if args.fresh {
        Start::Fresh
    } else {
        Start::Resume
    };
    let journal = Journal::open(bare, &kept, notes.clone(), start).map_err(failure)?;
    for notice in journal.notices() {
        output::note(notice);
    }
    let watch = journal.watch();
    interrupt::watch(Some(watch.clone()), &kept);
    let run = recorded(args, &journal, &kept, notes, |m| go(m)).inspect_err(|_| {
        let count = watch.count();
        if count.new > 0 {
            output::note(&format!(
                "the run did not come to its end{}",
                interrupt::told(Some(count), &kept)
            ));
            output::note(&format!("to go on: {}", interrupt::command(Some(count))));
        }
    })?;
    noted(journal.reused());
    Ok((run, Vec::new()))
}

/// Runs with a recording around the model, when one is asked for.
fn recorded(
    args: &Args,
    model: impl Model,
    journal: &Path,
    notes: Vec<String>,
    go: impl FnOnce(&dyn Model) -> Result<Run, Failure>,
) -> Result<Run, Failure> {
    let Some(path) = &args.record else {
        return go(&model);
    };
    let real = |p: &Path| p.canonicalize().unwrap_or_else(|_| p.to_owned());
    if real(path) == real(journal) {
        return Err(Diagnostic::error(
            codes::E0605,
            format!(
                "`{}` is the journal of this run, and cannot be its recording too",
                path.display()
            ),
        )
        .help("give `--record` another name; the journal is kept in any case")
        .into());
    }
    let recorder = Recorder::new(model, path, notes).map_err(failure)?;
    if let Some(aside) = recorder.aside() {
        output::note(&format!(
            "`{}` is there already: it is kept as `{}` when the first answer comes",
            path.display(),
            keep::name(aside)
        ));
    }
    go(&recorder)
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

/// What a reader of the report should know of a small model.
fn caution(profile: Profile) -> Option<&'static str> {
    profile.narrow.then_some(
        "a small model: the body is made of the source’s own sentences; a larger model writes a new text",
    )
}

fn reported(
    workspace: &Workspace,
    source: &SourceText,
    run: &Run,
    choice: &Choice,
    program: &Program,
    article: &str,
) -> Report {
    let draft = Draft::parse(&run.draft, workspace.plan.lang());
    let named = Source::new(article, &run.draft);
    let shape = match program.shape {
        Shape::Direct => "direct",
        Shape::Staged => "staged",
    };
    report::build(
        &workspace.plan,
        &run.results,
        &draft,
        Some(&source.draft),
        Texts {
            recipes: &workspace.sources,
            draft: &named,
            source: Some(&source.named),
            tongue: Tongue::default(),
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

fn finish(
    args: &Args,
    run: &Run,
    report: &Report,
    folder: &mut Folder,
    names: Names,
    took: Duration,
) -> Outcome {
    let text = report::text::print(report);
    let json = report::json::print(report);
    results::write(
        folder,
        names,
        &Results {
            article: &run.draft,
            text: &text,
            json: &json,
            proven: run.proven,
        },
    )?;
    match args.format {
        Format::Text => output::product(&run.draft)?,
        Format::Json => output::product(&json)?,
    }
    output::note("");
    output::note(text.trim_end());
    let journal = if folder.path.join(JOURNAL).exists() {
        format!(", {JOURNAL}")
    } else {
        String::new()
    };
    output::note(&format!(
        "\n{} in {}: {}/{}{journal}",
        report::text::verdict(report),
        seconds(took),
        folder.path.display(),
        names.join(", ")
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

/// The line that says which model was chosen, without the secrets of its address.
pub(super) fn told(choice: &Choice) -> String {
    let (model, _) = crate::model::secret::without_credentials(&choice.model);
    format!("model: {model} ({})", choice.why)
}
