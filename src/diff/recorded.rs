//! The draft of a recorded run, made again from its answers.

use crate::diff::Side;
use crate::draft::{Counted, Draft};
use crate::emit::{self, Shape};
use crate::model::Model as _;
use crate::model::replay::Replay;
use crate::run::{Limits, Runner, Silent};

/// The most calls of a replayed run, as `run` has it.
const CALLS: usize = 60;

/// The draft that a recipe makes of recorded answers; `None` when they answer other prompts than its own, or cannot be read.
pub(super) fn draft(
    side: Side<'_>,
    name: &str,
    text: &str,
    source: Option<&str>,
) -> Option<String> {
    let plan = side.plan;
    let replay = Replay::new(name, text).ok()?;
    let source = Draft::parse(&plan.strip(source?).0, plan.lang());
    let words = Some(source.count(Counted::Body) as u64);
    let program = emit::emit(plan, replay.profile(), None, words);
    // Repairs speak of parts, also where one call writes the article.
    let parts = match program.shape {
        Shape::Staged => program.clone(),
        Shape::Direct => emit::emit(plan, replay.profile(), Some(Shape::Staged), words),
    };
    let limits = Limits {
        calls: CALLS,
        time_left: &|| None,
    };
    let run = Runner::new(plan, &program, &parts, &source, &replay, &Silent, limits)
        .and_then(Runner::run)
        .ok()?;
    Some(run.draft)
}
