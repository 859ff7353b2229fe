//! By prompt: the first pass of both chains with the same source, step by step and word by word.

use serde::Serialize;
use similar::{ChangeTag, DiffTag, TextDiff};

use crate::diff::{Presence, Side};
use crate::draft::{Counted, Draft};
use crate::emit::prompt::{Composer, Prompt};
use crate::emit::{self, Profile, Program, Shape};

/// For which model, and with which source, prompts are composed.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The model's limits.
    pub profile: Profile,
    /// One call or several; `None` leaves it to the compiler.
    pub shape: Option<Shape>,
    /// The source as it came; `None` stands for a line that says so.
    pub source: Option<String>,
}

impl Default for Setup {
    /// A hosted model, and no source.
    fn default() -> Self {
        Self {
            profile: Profile::hosted(),
            shape: None,
            source: None,
        }
    }
}

/// What stands for the source where none is given. It holds no figure, name or quotation.
const PLACEHOLDER: &str = "…";

/// The first pass of one side.
#[derive(Debug)]
pub(super) struct Composed {
    pub(super) program: Program,
    pub(super) prompts: Vec<Prompt>,
    /// The step that each is of, by index.
    pub(super) of_steps: Vec<usize>,
}

/// What became of one prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromptChange {
    /// The step: `title`, `section:faits`; `system` for what all steps share.
    pub step: String,
    /// Whether both chains have it.
    pub presence: Presence,
    /// The lines that differ, word by word. For a step that came or went, all of its prompt.
    pub lines: Vec<Vec<Piece>>,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// What became of it.
    pub op: Op,
    /// The text.
    pub text: String,
}

/// What became of a piece of a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// Both prompts have it.
    Kept,
    /// Only the newer one.
    Added,
    /// Only the older one.
    Removed,
}

/// Composes every prompt of the first pass.
pub(super) fn compose(side: Side<'_>, setup: &Setup) -> Result<Composed, String> {
    let plan = side.plan;
    let (draft, words) = match &setup.source {
        Some(text) => {
            let draft = Draft::parse(&plan.strip(text).0, plan.lang());
            let words = draft.count(Counted::Body) as u64;
            (draft, Some(words))
        }
        None => (Draft::parse(PLACEHOLDER, plan.lang()), None),
    };
    let program = emit::emit(plan, setup.profile, setup.shape, words);
    let failed = |e: emit::frame::FrameError| format!("{}: {e}", side.name);
    let composer = Composer::new(plan, &program, &draft).map_err(failed)?;
    let (of_steps, prompts) = composer.previews().map_err(failed)?.into_iter().unzip();
    drop(composer);
    Ok(Composed {
        program,
        prompts,
        of_steps,
    })
}

/// The steps whose prompts differ: what all share first, then in the order of the newer chain, each step that went after the
/// one it followed.
pub(super) fn compare(older: &Composed, newer: &Composed) -> Vec<PromptChange> {
    let mut out = Vec::new();
    let system = |c: &Composed| c.prompts.first().map(|p| p.system.clone());
    out.extend(change("system", system(older), system(newer)));
    let text = |c: &Composed, step: &str| {
        c.prompts
            .iter()
            .find(|p| p.step == step)
            .map(|p| p.turns.join("\n"))
    };
    for step in steps(older, newer) {
        out.extend(change(&step, text(older, &step), text(newer, &step)));
    }
    out
}

fn steps(older: &Composed, newer: &Composed) -> Vec<String> {
    let mut names: Vec<String> = newer.prompts.iter().map(|p| p.step.clone()).collect();
    let mut at = 0;
    for prompt in &older.prompts {
        match names.iter().position(|n| *n == prompt.step) {
            Some(i) => at = i + 1,
            None => {
                names.insert(at, prompt.step.clone());
                at += 1;
            }
        }
    }
    names
}

fn change(step: &str, before: Option<String>, after: Option<String>) -> Option<PromptChange> {
    if before == after {
        return None;
    }
    Some(PromptChange {
        step: step.to_owned(),
        presence: Presence::of(before.as_ref(), after.as_ref()),
        lines: lines(&before.unwrap_or_default(), &after.unwrap_or_default()),
    })
}

/// Lines with fewer words in common than this are not one line that was changed, but two lines.
const ALIKE: f32 = 0.5;

/// The lines in which something differs, as pieces: words that stay, go and come.
fn lines(before: &str, after: &str) -> Vec<Vec<Piece>> {
    let diff = TextDiff::from_lines(before, after);
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut out = Vec::new();
    for op in diff.ops() {
        if op.tag() == DiffTag::Equal {
            continue;
        }
        let old = old.get(op.old_range()).unwrap_or(&[]);
        let new = new.get(op.new_range()).unwrap_or(&[]);
        pair(old, new, &mut out);
    }
    out.retain(|line: &Vec<Piece>| line.iter().any(|p| !p.text.trim().is_empty()));
    out
}

/// Brings lines that went together with lines that came, in order, where they are alike.
fn pair(old: &[&str], new: &[&str], out: &mut Vec<Vec<Piece>>) {
    let whole = |op: Op, text: &str| {
        vec![Piece {
            op,
            text: text.to_owned(),
        }]
    };
    let mut left = new;
    for line in old {
        let alike = left
            .iter()
            .position(|l| TextDiff::from_unicode_words(*line, *l).ratio() >= ALIKE);
        match alike.map(|i| left.split_at(i)) {
            Some((added, [same, rest @ ..])) => {
                out.extend(added.iter().map(|l| whole(Op::Added, l)));
                out.push(words(line, same));
                left = rest;
            }
            _ => out.push(whole(Op::Removed, line)),
        }
    }
    out.extend(left.iter().map(|l| whole(Op::Added, l)));
}

/// One line, word by word.
fn words(before: &str, after: &str) -> Vec<Piece> {
    let mut line = Vec::new();
    for change in TextDiff::from_unicode_words(before, after).iter_all_changes() {
        let op = match change.tag() {
            ChangeTag::Equal => Op::Kept,
            ChangeTag::Insert => Op::Added,
            ChangeTag::Delete => Op::Removed,
        };
        push(&mut line, op, change.value());
    }
    line
}

fn push(line: &mut Vec<Piece>, op: Op, text: &str) {
    match line.last_mut() {
        Some(last) if last.op == op => last.text.push_str(text),
        _ => line.push(Piece {
            op,
            text: text.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> Vec<String> {
        lines(before, after)
            .iter()
            .map(|l| {
                l.iter()
                    .map(|p| match p.op {
                        Op::Kept => p.text.clone(),
                        Op::Added => format!("+{}+", p.text),
                        Op::Removed => format!("-{}-", p.text),
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn only_lines_that_differ_are_shown() {
        let before = "Écrivez un titre.\nEntre 40 et 65 caractères.\nSans point.\n";
        let after = "Écrivez un titre.\nEntre 45 et 65 caractères.\nSans point.\nUn seul.\n";
        assert_eq!(
            shown(before, after),
            ["Entre -40-+45+ et 65 caractères.", "+Un seul.+"]
        );
        assert_eq!(shown(before, before), Vec::<String>::new());
        // A line that came is no end of the one before it.
        assert_eq!(
            shown(
                "Ni « Pub » ni « Lire aussi ».\n",
                "Ni « Pub » ni « Lire ».\nTerminez chaque phrase aussi.\n"
            ),
            [
                "Ni « Pub » ni « Lire -aussi -».",
                "+Terminez chaque phrase aussi.+"
            ]
        );
    }
}
