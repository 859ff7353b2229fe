//! The prompts of a first pass as text.

use std::fmt::Write as _;

use crate::emit::prompt::Prompt;

/// All prompts as text; the part that all steps share is printed once.
#[must_use]
pub fn text(prompts: &[Prompt]) -> String {
    let mut out = String::new();
    if let Some(first) = prompts.first() {
        let _ = writeln!(out, "===== system (shared by all steps)\n{}", first.system);
    }
    for p in prompts {
        let _ = write!(
            out,
            "\n===== {} (at most {} tokens)\n",
            p.step, p.max_tokens
        );
        for turn in &p.turns {
            let _ = writeln!(out, "{turn}");
        }
    }
    out
}
