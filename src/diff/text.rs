//! The difference as plain text.

use std::fmt::Write as _;

use crate::diff::cost::Bill;
use crate::diff::prompts::{Op, Piece};
use crate::diff::rules::SettingSaid;
use crate::diff::{Diff, Effect, Presence, RuleChange, Said, Step};
use crate::report::text::printable;
use crate::rules::demand::Move;

/// Settings with more characters than this are told by what differs in them.
pub(super) const LONG: usize = 120;

/// The difference as text, without colour, safe for a terminal.
#[must_use]
pub fn print(diff: &Diff) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}: {} → {}", diff.recipe, diff.older, diff.newer);
    if diff.is_empty() {
        let _ = writeln!(out, "no difference in meaning");
    }
    if !diff.rules.is_empty() {
        let _ = writeln!(out, "\nrules");
        for change in &diff.rules {
            rule(change, &mut out);
        }
    }
    if !diff.inputs.is_empty() {
        let _ = writeln!(out, "\ninputs");
        for i in &diff.inputs {
            let _ = writeln!(out, "  {}  {}", i.name, i.presence.word());
            both(&i.before, &i.before_at, &i.after, &i.after_at, &mut out);
        }
    }
    if !diff.texts.is_empty() {
        let _ = writeln!(out, "\ntexts");
        for t in &diff.texts {
            let _ = writeln!(out, "  {}  {}", t.what, t.presence.word());
            both(&t.before, &t.before_at, &t.after, &t.after_at, &mut out);
        }
    }
    if !diff.prompts.is_empty() {
        let _ = writeln!(out, "\nprompts");
        for p in &diff.prompts {
            let _ = writeln!(out, "  {}  {}", p.step, p.presence.word());
            if p.presence == Presence::Changed {
                for line in &p.lines {
                    let _ = writeln!(out, "    {}", pieces(line));
                }
            } else {
                let words: usize = p
                    .lines
                    .iter()
                    .flatten()
                    .map(|x| x.text.split_whitespace().count())
                    .sum();
                let _ = writeln!(out, "    a prompt of {words} words");
            }
        }
    }
    if diff.cost.before != diff.cost.after {
        cost(diff, &mut out);
    }
    effects(&diff.effects, &mut out);
    if !diff.packs.is_empty() {
        let _ = writeln!(out, "\npacks");
        for p in &diff.packs {
            let version = |v: &Option<String>| v.clone().unwrap_or_else(|| "no version".to_owned());
            let line = match p.presence {
                Presence::Changed => format!("{} → {}", version(&p.before), version(&p.after)),
                Presence::Added => format!("added, {}", version(&p.after)),
                Presence::Removed => format!("removed, {}", version(&p.before)),
            };
            let _ = writeln!(out, "  {}  {line}", p.name);
        }
    }
    let _ = writeln!(out, "\n{}", advice(diff));
    printable(&out)
}

/// The sentence about the version: the step, why, and whether the one that was made is enough.
#[must_use]
pub fn advice(diff: &Diff) -> String {
    let a = &diff.advice;
    let written = |v: &Option<String>| v.clone().unwrap_or_else(|| "none".to_owned());
    let why = match a.because.as_slice() {
        [] => String::new(),
        [one] => format!(" ({one})"),
        [one, rest @ ..] => format!(" ({one}, and {} more)", rest.len()),
    };
    let step = match a.step {
        Step::None => "version: no step is called for".to_owned(),
        s => format!("version: a {} step is called for{why}", s.word()),
    };
    if a.before.is_none() && a.after.is_none() {
        return format!(
            "{step}; there is no version, {} would be the first",
            a.wanted
        );
    }
    let made = if a.before == a.after {
        format!("it is still {}", written(&a.before))
    } else {
        format!("{} → {} was made", written(&a.before), written(&a.after))
    };
    let verdict = match (a.enough, a.step) {
        (true, Step::None) if a.before == a.after => return step,
        (true, _) => "which is enough".to_owned(),
        (false, _) => format!("{} is the least that is enough", a.wanted),
    };
    format!("{step}; {made}, {verdict}")
}

fn rule(change: &RuleChange, out: &mut String) {
    let _ = writeln!(out, "  {}  {}", change.rule, change.word());
    let weight = change.weight();
    let long =
        |s: &Option<SettingSaid>| s.as_ref().is_some_and(|s| s.setting.chars().count() > LONG);
    // Two settings in the same words, and two long ones that differ in one, are told by their demands alone.
    let words = |s: &Option<SettingSaid>| s.as_ref().map(|s| s.setting.clone());
    let alike = weight.is_none() && words(&change.before) == words(&change.after);
    let brief =
        alike || (!change.moves.is_empty() && (long(&change.before) || long(&change.after)));
    let mut side = |sign: &str, said: &Option<SettingSaid>| {
        let Some(s) = said else { return };
        let severity = if weight.is_some() || change.presence != Presence::Changed {
            format!(" [{}]", s.severity.word())
        } else {
            String::new()
        };
        if brief {
            let _ = writeln!(out, "    {sign} {}{severity}", place(&s.said));
            return;
        }
        let _ = writeln!(out, "    {sign} {}{severity}", one_line(&s.setting));
        for i in &s.items {
            let word = i.severity.word();
            let _ = writeln!(out, "      `{}` [{word}]", one_line(&i.item));
        }
        let _ = writeln!(out, "      {}", place(&s.said));
    };
    side("-", &change.before);
    side("+", &change.after);
    for m in &change.moves {
        if !brief && change.moves.len() == 1 && told_already(m, change) {
            continue;
        }
        let direction = if m.direction == change.direction {
            String::new()
        } else {
            format!("{}: ", m.direction.word())
        };
        let text = match (m.before.as_slice(), m.after.as_slice()) {
            ([], after) => format!("{} more", quoted(after)),
            (before, []) => format!("{} no longer", quoted(before)),
            (before, after) => format!("{} → {}", quoted(before), quoted(after)),
        };
        let _ = writeln!(out, "    {direction}{}: {}", m.what, one_line(&text));
    }
}

/// Whether both settings say in their own words what a demand says.
fn told_already(m: &Move, change: &RuleChange) -> bool {
    let says = |s: &Option<SettingSaid>, items: &[String]| {
        s.as_ref()
            .is_some_and(|s| items.iter().all(|i| s.setting.contains(i.as_str())))
    };
    !m.before.is_empty()
        && !m.after.is_empty()
        && says(&change.before, &m.before)
        && says(&change.after, &m.after)
}

fn quoted(items: &[String]) -> String {
    items
        .iter()
        .map(|i| format!("`{}`", one_line(i)))
        .collect::<Vec<_>>()
        .join(", ")
}

fn both(
    before: &Option<String>,
    before_at: &Option<Said>,
    after: &Option<String>,
    after_at: &Option<Said>,
    out: &mut String,
) {
    for (sign, text, at) in [("-", before, before_at), ("+", after, after_at)] {
        if let Some(text) = text {
            for line in text.lines() {
                let _ = writeln!(out, "    {sign} {line}");
            }
            if let Some(at) = at {
                let _ = writeln!(out, "      {}", place(at));
            }
        }
    }
}

fn place(said: &Said) -> String {
    match &said.pack {
        Some(pack) if *pack != said.at.file => format!("{} (pack `{pack}`)", said.line()),
        Some(_) => format!("{} (a pack)", said.line()),
        None => said.line(),
    }
}

/// A line of a prompt, with `[-what went-]` and `{+what came+}`.
fn pieces(line: &[Piece]) -> String {
    line.iter()
        .map(|p| match p.op {
            Op::Kept => p.text.clone(),
            Op::Removed => format!("[-{}-]", p.text),
            Op::Added => format!("{{+{}+}}", p.text),
        })
        .collect()
}

fn cost(diff: &Diff, out: &mut String) {
    let (a, b) = (diff.cost.before, diff.cost.after);
    let _ = writeln!(out, "\ncost of a run without repairs, estimated");
    for (name, of) in ROWS {
        let (x, y) = (of(&a), of(&b));
        let line = if x == y {
            format!("{x}")
        } else {
            format!("{x} → {y} ({})", change(x, y))
        };
        let _ = writeln!(out, "  {name:<24} {line}");
    }
}

/// A row of the bill: what it is called, and how it is read.
pub(super) type Row = (&'static str, fn(&Bill) -> u64);

/// The rows of the bill.
pub(super) const ROWS: [Row; 4] = [
    ("calls", |b| b.calls),
    ("tokens of prompts", |b| b.prompt_tokens),
    ("tokens of answers", |b| b.answer_tokens),
    ("answer tokens, at most", |b| b.answer_limit),
];

/// The change of a number: `+12`, `-3`.
pub(super) fn change(before: u64, after: u64) -> String {
    if after >= before {
        format!("+{}", after - before)
    } else {
        format!("-{}", before - after)
    }
}

fn effects(effects: &[Effect], out: &mut String) {
    if effects.is_empty() {
        return;
    }
    let moved = effects.iter().filter(|e| e.before != e.after).count();
    let _ = writeln!(
        out,
        "\ndrafts: {} looked at, {moved} come out otherwise",
        effects.len()
    );
    for e in effects.iter().filter(|e| e.is_told()) {
        let fate = if e.before == e.after {
            format!("{} as before", e.after.word())
        } else {
            format!("{} → {}", e.before.word(), e.after.word())
        };
        let _ = writeln!(out, "  {}  {fate}", e.draft);
        for r in &e.rules {
            let said = |s: &Option<String>| s.clone().unwrap_or_else(|| "no such rule".to_owned());
            let _ = writeln!(
                out,
                "    {}: {} → {}",
                r.rule,
                one_line(&said(&r.before)),
                one_line(&said(&r.after))
            );
        }
        if let Some(recording) = e.recording() {
            let _ = writeln!(out, "    {recording}");
        }
    }
}

/// A text with its line breaks and runs of white space as single spaces.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
