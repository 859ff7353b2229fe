//! What step of the version a difference calls for, and whether the step that was made is enough.
//!
//! What can make a draft fail that was accepted is breaking, and calls for a major step; what accepts more calls for a minor one; other
//! words for a patch; what differs in no meaning for none.

use serde::Serialize;

use crate::diag::Severity;
use crate::diff::rules::{SettingSaid, heavier};
use crate::diff::{InputChange, Presence, PromptChange, RuleChange, Side, TextChange};
use crate::resolve::version::Version;
use crate::rules::Direction;

/// A step of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// Nothing differs in meaning.
    None,
    /// Other words for the model or the reader; what is accepted stays the same.
    Patch,
    /// More is accepted, or more can be given.
    Minor,
    /// A draft that was accepted can fail, or a call that was right can be refused.
    Major,
}

impl Step {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// The least version that this step leads to.
    #[must_use]
    pub fn from(self, version: &Version) -> Version {
        match self {
            Self::None => version.clone(),
            Self::Patch => version.next_patch(),
            Self::Minor => version.next_minor(),
            Self::Major => version.next_major(),
        }
    }
}

/// What a difference calls for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Advice {
    /// The step.
    pub step: Step,
    /// What calls for it, as lowercase fragments: `` `length` is tightened ``.
    pub because: Vec<String>,
    /// The older version, as written.
    pub before: Option<String>,
    /// The newer version, as written.
    pub after: Option<String>,
    /// The least version that is enough.
    pub wanted: String,
    /// Whether the newer version is at least that.
    pub enough: bool,
}

/// Weighs a difference.
pub(super) fn advise(
    older: Side<'_>,
    newer: Side<'_>,
    rules: &[RuleChange],
    inputs: &[InputChange],
    texts: &[TextChange],
    prompts: &[PromptChange],
) -> Advice {
    let mut reasons: Vec<(Step, String)> = Vec::new();
    for change in rules {
        reasons.push((
            of_rule(change),
            format!("`{}`: {}", change.rule, change.word()),
        ));
    }
    for change in inputs {
        let step = if change.breaks_callers {
            Step::Major
        } else if only_described(change, older, newer) {
            Step::Patch
        } else {
            Step::Minor
        };
        reasons.push((
            step,
            format!("input `{}`: {}", change.name, change.presence.word()),
        ));
    }
    for change in texts {
        // A call more, or one less, is more than other words.
        let step = if change.what.starts_with("step ") && change.presence != Presence::Changed {
            Step::Minor
        } else {
            Step::Patch
        };
        reasons.push((step, format!("{}: {}", change.what, change.presence.word())));
    }
    if !prompts.is_empty() && reasons.is_empty() {
        reasons.push((Step::Patch, "prompts are worded otherwise".to_owned()));
    }
    let step = reasons.iter().map(|r| r.0).max().unwrap_or(Step::None);
    let (before, after) = (
        older.plan.recipe.version.clone(),
        newer.plan.recipe.version.clone(),
    );
    let version = |v: &Option<String>| v.as_deref().and_then(Version::parse);
    let wanted = match version(&before) {
        Some(v) => step.from(&v),
        // What had no version is given the first one, as soon as it changes.
        None => version(&after).unwrap_or_else(Version::first),
    };
    let enough = match version(&after) {
        Some(v) => v >= wanted,
        None => step == Step::None && before.is_none(),
    };
    Advice {
        step,
        because: reasons
            .into_iter()
            .filter(|r| r.0 == step)
            .map(|r| r.1)
            .collect(),
        before,
        after,
        wanted: wanted.to_string(),
        enough,
    }
}

/// The step that one rule calls for. Only findings of severity `error` make a draft fail.
fn of_rule(change: &RuleChange) -> Step {
    let error = |s: Option<Severity>| s == Some(Severity::Error);
    let before = change.before.as_ref().map(|s| s.severity);
    let after = change.after.as_ref().map(|s| s.severity);
    if change.presence == Presence::Removed {
        // A rule that changed what others read goes on breaking when it goes.
        return if change.direction == Direction::Loosened {
            Step::Minor
        } else {
            Step::Major
        };
    }
    let stricter = matches!(change.direction, Direction::Tightened | Direction::Changed);
    if error(after) && (stricter || (before.is_some() && !error(before))) {
        return Step::Major;
    }
    let reweighed = change
        .weight()
        .is_some_and(|(a, b)| heavier(a, b) || heavier(b, a));
    if change.items_moved() && change.direction == Direction::Same {
        let light = |s: &Option<SettingSaid>| s.as_ref().map_or(0, |s| s.items.len());
        // An item that weighs more than before can hold an article that passed.
        return if light(&change.after) < light(&change.before) {
            Step::Major
        } else {
            Step::Minor
        };
    }
    if change.direction == Direction::Same && !reweighed {
        return Step::Patch;
    }
    Step::Minor
}

fn only_described(change: &InputChange, older: Side<'_>, newer: Side<'_>) -> bool {
    let of = |side: Side<'_>| {
        side.declared
            .iter()
            .find(|i| i.name == change.name)
            .map(|i| (i.kind, i.value.clone()))
    };
    of(older).is_some() && of(older) == of(newer)
}
