//! Which steps of a chain can run side by side: all built-in ones at once, custom ones after those they wait for.

use std::collections::BTreeSet;

use crate::check::steps::{Chain, Fills};
use crate::emit::{Program, Shape, Slot, Step};

impl Program {
    /// The steps in waves, by index: those of one wave wait for earlier waves only. Without custom steps there is one wave.
    #[must_use]
    pub fn waves(&self) -> Vec<Vec<usize>> {
        let mut waiting: Vec<usize> = (0..self.steps.len()).collect();
        let mut out = Vec::new();
        while !waiting.is_empty() {
            let steps = waiting.iter().filter_map(|i| self.steps.get(*i));
            let open: BTreeSet<&str> = steps.map(|s| s.id.as_str()).collect();
            let blocked = |i: &usize| {
                let Some(step) = self.steps.get(*i) else {
                    return false;
                };
                step.after.iter().any(|a| {
                    let id = self.id_of(a);
                    id != step.id && open.contains(id)
                })
            };
            let (later, mut now): (Vec<usize>, Vec<usize>) =
                waiting.iter().copied().partition(blocked);
            if now.is_empty() {
                // The checker refuses circles; what came here all the same runs in the order of the chain.
                now = later.clone();
                out.push(now);
                break;
            }
            out.push(now);
            waiting = later;
        }
        out
    }

    /// The step that writes a part: in a chain of one call, the article has them all.
    fn id_of<'a>(&self, id: &'a str) -> &'a str {
        let part = id == "title" || id.starts_with("section:") || id.starts_with("meta:");
        if self.shape == Shape::Direct && part && !self.steps.iter().any(|s| s.id == id) {
            "article"
        } else {
            id
        }
    }
}

/// Puts the custom steps into a chain: prompts of parts are replaced, asides whose answers are needed are added.
pub(super) fn customise(
    chain: &Chain,
    shape: Shape,
    steps: Vec<Step>,
    aside_tokens: u32,
) -> Vec<Step> {
    if chain.steps.is_empty() {
        return steps;
    }
    let used = |fills: &Fills| match (shape, fills) {
        (_, Fills::Aside) => false,
        (_, Fills::Meta(_)) => true,
        (Shape::Direct, f) => *f == Fills::Article,
        (Shape::Staged, f) => *f != Fills::Article,
    };
    let mut needed: BTreeSet<&str> = BTreeSet::new();
    // Steps stand after those they wait for, so that one look from the last to the first finds all that are needed.
    for step in chain.steps.iter().rev() {
        let aside = step.fills == Fills::Aside && needed.contains(step.id.as_str());
        if used(&step.fills) || aside {
            needed.extend(step.after.iter().map(String::as_str));
        }
    }
    let mut steps: Vec<Step> = steps
        .into_iter()
        .map(|mut step| {
            if let Some(custom) = chain.filling(&step.id).filter(|c| used(&c.fills)) {
                step.custom = Some(custom.name.clone());
                step.by_code = false;
                step.after.clone_from(&custom.after);
            }
            step
        })
        .collect();
    if shape == Shape::Direct {
        for custom in chain
            .steps
            .iter()
            .filter(|c| matches!(c.fills, Fills::Meta(_)))
        {
            let Fills::Meta(key) = &custom.fills else {
                continue;
            };
            let mut step = Step::aside(custom, super::LINE_TOKENS);
            step.slot = Slot::Meta(key.clone());
            steps.push(step);
        }
    }
    let mut first: Vec<Step> = Vec::new();
    for custom in chain.steps.iter().filter(|c| c.fills == Fills::Aside) {
        if !needed.contains(custom.id.as_str()) {
            continue;
        }
        let step = Step::aside(custom, aside_tokens);
        let early = step.after.iter().all(|a| first.iter().any(|s| s.id == *a));
        if early {
            first.push(step);
        } else {
            steps.push(step);
        }
    }
    first.extend(steps);
    first
}
