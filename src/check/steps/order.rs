//! The order of steps: each after those it waits for. Where they wait for each other in a circle, there is none.

use std::collections::BTreeSet;

use super::CustomStep;
use crate::diag::{Diagnostic, Sink, codes};
use crate::resolve::StepDecl;

/// The steps in an order in which they can run, the declared one as far as possible. A circle is reported.
pub(super) fn sorted(bound: Vec<(CustomStep, &StepDecl)>, sink: &mut Sink) -> Vec<CustomStep> {
    let mut waiting = bound;
    let mut out: Vec<CustomStep> = Vec::new();
    while !waiting.is_empty() {
        let open: BTreeSet<&str> = waiting.iter().map(|(s, _)| s.id.as_str()).collect();
        let ready = waiting.iter().position(|(s, _)| {
            s.after
                .iter()
                .all(|a| !open.contains(a.as_str()) || *a == s.id)
        });
        let Some(i) = ready else {
            report(&waiting, sink);
            return out;
        };
        out.push(waiting.remove(i).0);
    }
    out
}

/// One circle among steps of which none can begin.
fn report(waiting: &[(CustomStep, &StepDecl)], sink: &mut Sink) {
    let next = |i: usize| {
        let (step, _) = waiting.get(i)?;
        step.after.iter().find_map(|a| {
            waiting
                .iter()
                .position(|(s, _)| s.id == *a && s.id != step.id)
        })
    };
    let mut path = vec![0];
    while let Some(n) = path.last().and_then(|i| next(*i)) {
        if let Some(start) = path.iter().position(|p| *p == n) {
            path.drain(..start);
            break;
        }
        path.push(n);
    }
    let circle: Vec<&(CustomStep, &StepDecl)> =
        path.iter().filter_map(|i| waiting.get(*i)).collect();
    let mut names: Vec<&str> = circle.iter().map(|(s, _)| s.name.as_str()).collect();
    if let Some(first) = names.first().copied() {
        names.push(first);
    }
    let mut d = Diagnostic::error(
        codes::E0508,
        format!(
            "steps wait for each other in a circle: {}",
            names.join(" → ")
        ),
    );
    let after = circle.iter().cycle().skip(1);
    for ((step, decl), (waited, _)) in circle.iter().zip(after) {
        let at = decl
            .after
            .iter()
            .find(|n| step.answers.get(&n.text) == Some(&waited.id))
            .map_or(decl.name.loc, |n| n.loc);
        d = d.at(at, format!("`{}` waits for `{}`", step.name, waited.name));
    }
    sink.push(d.help("take one of these names out of `after`"));
}
