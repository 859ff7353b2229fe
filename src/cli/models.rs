//! `galley models list|pull|path`: local models.

use std::fmt::Write as _;

use clap::Subcommand;

use crate::cli::output::{self, Paint};
use crate::cli::{Exit, Failure, Format, Outcome};
use crate::diag::suggest;
use crate::model::ModelError;
use crate::model::catalogue::{self, Known};
use crate::model::choose::Environment;
use crate::model::pull::{self, Cache, Pulling, Sources};

/// Arguments of `models`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the models that galley can fetch, and whether they are here.
    List {
        /// How the list is printed.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Fetch a model and the engine that runs it; does nothing when both are here.
    Pull {
        /// The model's name, as `models list` prints it.
        #[arg(value_name = "NAME", default_value = catalogue::DEFAULT)]
        name: String,
    },
    /// Print where a model's file is.
    Path {
        /// The model's name.
        #[arg(value_name = "NAME", default_value = catalogue::DEFAULT)]
        name: String,
    },
}

pub(super) fn run(args: &Args, paint: &Paint) -> Outcome {
    let environment = environment();
    let cache = Cache::locate(&environment).map_err(failure)?;
    match &args.verb {
        Verb::List { format } => list(&cache, *format)?,
        Verb::Pull { name } => {
            let known = find(name)?;
            let sources = Sources::new(environment);
            let mut bar = Bar::new(paint);
            let path = pull::pull(known, &cache, &sources, false, &mut |p| bar.take(p))
                .map_err(failure)?;
            pull::pull_runtime(&cache, &sources, false, &mut |p| bar.take(p)).map_err(failure)?;
            bar.end();
            output::product(&format!("{}\n", path.display()))?;
        }
        Verb::Path { name } => {
            let known = find(name)?;
            if !cache.has(known) {
                return Err(failure(ModelError::Offline {
                    what: format!("the model `{}`", known.name),
                    size_mb: known.megabytes(),
                }));
            }
            output::product(&format!("{}\n", cache.model(known).display()))?;
        }
    }
    Ok(Exit::Clean)
}

/// The process's environment, as data.
pub(super) fn environment() -> Environment {
    Environment::new(
        std::env::vars_os()
            .filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?))),
    )
}

fn failure(e: ModelError) -> Failure {
    e.diagnostic().into()
}

fn find(name: &str) -> Result<&'static Known, Failure> {
    catalogue::find(name).ok_or_else(|| {
        failure(ModelError::NoSuchModel {
            asked: name.to_owned(),
            reason: "`galley models list` shows the known ones".to_owned(),
            nearest: suggest::nearest(name, catalogue::MODELS.iter().map(|m| m.name))
                .map(str::to_owned),
        })
    })
}

#[derive(serde::Serialize)]
struct Row {
    name: &'static str,
    title: &'static str,
    licence: &'static str,
    bytes: u64,
    sha256: &'static str,
    here: bool,
    note: &'static str,
}

fn list(cache: &Cache, format: Format) -> Result<(), Failure> {
    let rows: Vec<Row> = catalogue::MODELS
        .iter()
        .map(|m| Row {
            name: m.name,
            title: m.title,
            licence: m.licence,
            bytes: m.bytes,
            sha256: m.sha256,
            here: cache.has(m),
            note: m.note,
        })
        .collect();
    output::product(&match format {
        Format::Json => crate::report::json::print(&rows),
        Format::Text => {
            let mut out = String::new();
            for r in &rows {
                let default = if r.name == catalogue::DEFAULT {
                    " (the default)"
                } else {
                    ""
                };
                let _ = writeln!(
                    out,
                    "{}{default}\n  {}, {} MB, {}, {}\n  {}",
                    r.name,
                    r.title,
                    r.bytes.div_ceil(1_000_000),
                    r.licence,
                    if r.here { "here" } else { "not fetched yet" },
                    r.note
                );
            }
            let _ = writeln!(out, "\ncache: {}", cache.root().display());
            out
        }
    })
}

/// Shows how a download goes on, on standard error.
pub(super) struct Bar {
    bar: indicatif::ProgressBar,
    terminal: bool,
    tenth: u64,
}

impl Bar {
    pub(super) fn new(paint: &Paint) -> Self {
        let bar = indicatif::ProgressBar::new(0);
        if let Ok(style) = indicatif::ProgressStyle::with_template(
            "{wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}",
        ) {
            bar.set_style(style);
        }
        bar.set_draw_target(if paint.terminal {
            indicatif::ProgressDrawTarget::stderr_with_hz(5)
        } else {
            indicatif::ProgressDrawTarget::hidden()
        });
        Self {
            bar,
            terminal: paint.terminal,
            tenth: 0,
        }
    }

    pub(super) fn take(&mut self, event: Pulling) {
        match event {
            Pulling::Note(text) => {
                if self.terminal {
                    self.bar.println(crate::report::text::printable(&text));
                } else {
                    output::note(&text);
                }
            }
            Pulling::Bytes { done, total } => {
                self.bar.set_length(total);
                self.bar.set_position(done);
                let tenth = done * 10 / total.max(1);
                if !self.terminal && tenth > self.tenth {
                    output::note(&format!(
                        "  {} of {} MB",
                        done / 1_000_000,
                        total.div_ceil(1_000_000)
                    ));
                }
                self.tenth = tenth;
            }
        }
    }

    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
