//! `galley compile RECIPE`: the plan, with where each value comes from.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::check::Plan;
use crate::cli::models::environment;
use crate::cli::output::{self, Paint};
use crate::cli::workspace::{RecipeArgs, Workspace};
use crate::cli::{Exit, Failure, Format, Outcome};
use crate::emit::{self, Profile, Program, Shape};
use crate::model::open;
use crate::report;

/// Arguments of `compile`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley compile recipes/seo-article-fr.yaml
  galley compile recipes/seo-article-fr.yaml --model local     the chain for the small local model
  galley compile recipes/seo-article-fr.yaml --format json")]
pub(super) struct Args {
    #[command(flatten)]
    recipe: RecipeArgs,

    #[command(flatten)]
    chain: ChainArgs,

    /// How the plan is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What shapes the chain.
#[derive(Debug, clap::Args)]
pub(super) struct ChainArgs {
    /// The model the chain is laid out for, as `run` takes it; a hosted model when left out.
    #[arg(long, value_name = "MODEL")]
    pub(super) model: Option<String>,

    /// One call or several; chosen from the length and the model when left out.
    #[arg(long, value_enum, value_name = "SHAPE")]
    pub(super) chain: Option<ShapeArg>,

    /// How far the model is trusted, when galley cannot know: a large model on this machine is `hosted`.
    #[arg(long, value_enum, value_name = "PROFILE")]
    pub(super) profile: Option<ProfileArg>,
}

/// A profile, as an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ProfileArg {
    /// A hosted model of the current generation.
    Hosted,
    /// A model of unknown size on this machine.
    ServedHere,
    /// A model of one or two thousand million parameters.
    Small,
    /// Answers by hand.
    ByHand,
}

impl ProfileArg {
    /// The profile.
    pub(super) fn profile(self) -> Profile {
        match self {
            Self::Hosted => Profile::hosted(),
            Self::ServedHere => Profile::served_here(),
            Self::Small => Profile::small(),
            Self::ByHand => Profile::by_hand(),
        }
    }
}

/// The shape of a chain, as an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ShapeArg {
    /// One call writes the article.
    Direct,
    /// Title, sections and front matter by calls of their own.
    Staged,
}

impl ShapeArg {
    /// The shape.
    pub(super) fn shape(self) -> Shape {
        match self {
            Self::Direct => Shape::Direct,
            Self::Staged => Shape::Staged,
        }
    }
}

/// A program laid out for a model that is named, not spoken to.
#[derive(Debug)]
pub(super) struct Chain {
    pub(super) program: Program,
}

impl Chain {
    pub(super) fn emit(plan: &Plan, args: &ChainArgs, words: Option<u64>) -> Result<Self, Failure> {
        let profile = match &args.model {
            _ if args.profile.is_some() => {
                args.profile.map_or(Profile::hosted(), ProfileArg::profile)
            }
            Some(model) => open::open(
                model,
                &open::Circumstances {
                    environment: environment(),
                    offline: true,
                    folder: PathBuf::from("galley-out"),
                    terminal: false,
                },
            )
            .map_err(|e| Failure::from(e.diagnostic()))?
            .model()
            .profile(),
            None => Profile::hosted(),
        };
        Ok(Self {
            program: emit::emit(plan, profile, args.chain.map(ShapeArg::shape), words),
        })
    }
}

pub(super) fn run(args: &Args, paint: &Paint) -> Outcome {
    let workspace = Workspace::load(&args.recipe, paint)?;
    let chain = Chain::emit(&workspace.plan, &args.chain, None)?;
    output::product(&match args.format {
        Format::Json => report::json::print(&report::plan::data(
            &workspace.plan,
            &chain.program,
            &workspace.sources,
        )),
        Format::Text => report::plan::text(
            &workspace.plan,
            &chain.program,
            &workspace.sources,
            report::plan::At::Line,
        ),
    })?;
    Ok(Exit::Clean)
}
