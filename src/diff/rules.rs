//! By rule: which way each one moved, both values in canonical words, both places.

use serde::Serialize;

use crate::check::{Bound, ItemWeight};
use crate::diag::Severity;
use crate::diff::{Presence, Said, Side};
use crate::resolve::Setting;
use crate::rules::demand::Move;
use crate::rules::{Demands, Direction, RuleId};
use crate::span::Loc;
use crate::syntax::tree::{Statement, Value};

/// What became of one rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleChange {
    /// The rule.
    pub rule: RuleId,
    /// Whether both recipes have it.
    pub presence: Presence,
    /// Which way it moved: a rule that came accepts less, one that went accepts more. `same` when only its weight or its words
    /// changed.
    pub direction: Direction,
    /// The older setting.
    pub before: Option<SettingSaid>,
    /// The newer setting.
    pub after: Option<SettingSaid>,
    /// Demand by demand.
    pub moves: Vec<Move>,
    /// Whether the model is told in other words what is checked as before.
    pub reworded: bool,
}

/// A setting of a rule on one side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SettingSaid {
    /// In canonical words.
    pub setting: String,
    /// The weight of its findings.
    pub severity: Severity,
    /// Items with another weight than the rule's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemWeight>,
    /// Where it is said.
    pub said: Said,
}

impl RuleChange {
    /// Which way the weight moved; `None` when it did not, or when only one side has the rule.
    #[must_use]
    pub fn weight(&self) -> Option<(Severity, Severity)> {
        let (a, b) = (self.before.as_ref()?, self.after.as_ref()?);
        (a.severity != b.severity).then_some((a.severity, b.severity))
    }

    /// Whether items of both sides have other weights than they had.
    #[must_use]
    pub fn items_moved(&self) -> bool {
        match (&self.before, &self.after) {
            (Some(a), Some(b)) => a.items != b.items,
            _ => false,
        }
    }

    /// In words: `tightened`, `added`, `severity raised`, `tightened, severity lowered`.
    #[must_use]
    pub fn word(&self) -> String {
        let mut words = Vec::new();
        match (self.presence, self.direction) {
            (Presence::Changed, Direction::Same) => {}
            (Presence::Changed, direction) => words.push(direction.word()),
            (presence, _) => words.push(presence.word()),
        }
        if let Some((a, b)) = self.weight() {
            words.push(if heavier(b, a) {
                "severity raised"
            } else {
                "severity lowered"
            });
        }
        if self.items_moved() {
            words.push("severity of items changed");
        }
        if words.is_empty() {
            words.push("reworded");
        }
        words.join(", ")
    }
}

/// Whether one weight is above another.
pub(super) fn heavier(a: Severity, b: Severity) -> bool {
    let rank = |s| match s {
        Severity::Error => 2,
        Severity::Warn => 1,
        Severity::Info => 0,
    };
    rank(a) > rank(b)
}

/// Every rule that differs, in the order of the newer recipe, those that went after their neighbours.
pub(super) fn compare(older: Side<'_>, newer: Side<'_>) -> Vec<RuleChange> {
    let order: Vec<&str> = crate::rules::TABLE.iter().map(|d| d.id).collect();
    let row = |id: &RuleId| order.iter().position(|o| *o == id.row());
    let mut ids: Vec<&RuleId> = Vec::new();
    for bound in older.plan.rules.iter().chain(&newer.plan.rules) {
        if !ids.contains(&&bound.id) {
            ids.push(&bound.id);
        }
    }
    ids.sort_by_key(|id| row(id));
    ids.into_iter()
        .filter_map(|id| {
            let of = |side: Side<'_>| side.plan.rules.iter().position(|b| b.id == *id);
            change(older, of(older), newer, of(newer))
        })
        .collect()
}

fn change(
    older: Side<'_>,
    a: Option<usize>,
    newer: Side<'_>,
    b: Option<usize>,
) -> Option<RuleChange> {
    let a = a.and_then(|i| older.plan.rules.get(i));
    let b = b.and_then(|i| newer.plan.rules.get(i));
    let id = b.or(a)?.id.clone();
    let moves = demands(b).since(&demands(a));
    let moved = moves
        .iter()
        .fold(Direction::Same, |d, m| d.and(m.direction));
    let (direction, reworded) = match (a, b) {
        (Some(a), Some(b)) => {
            let direction = match moved {
                // Where the demands do not tell the settings apart, their words do.
                Direction::Same if a.rule.describe() != b.rule.describe() => Direction::Changed,
                d => d,
            };
            let told = |x: &Bound, side: Side<'_>| x.rule.instruct(side.plan.recipe.tongue);
            // A recipe that prompts in another language says everything in other words.
            let same_tongue = older.plan.recipe.tongue == newer.plan.recipe.tongue;
            let reworded =
                direction == Direction::Same && same_tongue && told(a, older) != told(b, newer);
            let weighed = (a.severity, a.lighter(&older.plan.recipe))
                == (b.severity, b.lighter(&newer.plan.recipe));
            if direction == Direction::Same && weighed && !reworded {
                return None;
            }
            (direction, reworded)
        }
        (None, _) => (Direction::Tightened, false),
        (Some(_), None) if demands(a).shift_others() => (Direction::Changed, false),
        (Some(_), None) => (Direction::Loosened, false),
    };
    let said = |side: Side<'_>, bound: &Bound, loc: Loc| SettingSaid {
        setting: bound.rule.describe(),
        severity: bound.severity,
        items: bound.lighter(&side.plan.recipe),
        said: side.said_at(loc),
    };
    let (at_a, at_b) = places(older, a, newer, b);
    Some(RuleChange {
        rule: id,
        presence: Presence::of(a, b),
        direction,
        before: a.map(|x| said(older, x, at_a.unwrap_or(x.loc))),
        after: b.map(|x| said(newer, x, at_b.unwrap_or(x.loc))),
        moves: if a.is_some() && b.is_some() {
            moves
        } else {
            Vec::new()
        },
        reworded,
    })
}

fn demands(bound: Option<&Bound>) -> Demands {
    let mut demands = Demands::default();
    if let Some(bound) = bound {
        bound.rule.demands(&mut demands);
    }
    demands
}

fn setting<'a>(side: Side<'a>, bound: &Bound) -> Option<&'a Setting> {
    side.plan
        .recipe
        .settings
        .iter()
        .find(|s| s.rule == bound.def.id && s.loc == bound.loc)
}

/// The places that differ: the one setting or list item, where it can be told, else the rule's own place.
fn places(
    older: Side<'_>,
    a: Option<&Bound>,
    newer: Side<'_>,
    b: Option<&Bound>,
) -> (Option<Loc>, Option<Loc>) {
    let a = a.and_then(|x| setting(older, x));
    let b = b.and_then(|x| setting(newer, x));
    match (a, b) {
        (Some(a), Some(b)) => (
            differing(&a.statement, &b.statement),
            differing(&b.statement, &a.statement),
        ),
        _ => (None, None),
    }
}

/// The first place of `own` that `other` does not say as well.
fn differing(own: &Statement, other: &Statement) -> Option<Loc> {
    own.entries().iter().find_map(|entry| {
        let Some(counterpart) = other.get(&entry.name.text) else {
            return Some(entry.loc);
        };
        if says(entry) == says(counterpart) {
            return None;
        }
        if entry.block.is_some() && counterpart.block.is_some() {
            return differing(entry, counterpart).or(Some(entry.loc));
        }
        let theirs: Vec<&str> = items(counterpart).map(|v| v.raw.as_str()).collect();
        let item = items(entry).find(|v| !theirs.contains(&v.raw.as_str()));
        // An item that went leaves no trace: the place of the list stands for it.
        Some(item.map_or(entry.loc, |v| v.loc))
    })
}

fn items(statement: &Statement) -> impl Iterator<Item = &Value> {
    statement.values.iter().flat_map(Value::items)
}

/// What a statement says, whatever its places and layout.
fn says(statement: &Statement) -> String {
    let mut out = statement.name.text.clone();
    for value in items(statement) {
        out.push('\u{1f}');
        out.push_str(value.raw.trim());
    }
    for inner in statement.entries() {
        out.push('\u{1e}');
        out.push_str(&says(inner));
    }
    out.push('\u{1d}');
    out
}
