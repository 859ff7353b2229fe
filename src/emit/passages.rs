//! Which passages of the source each step is answerable for. The division is made by code, so that no step depends on
//! another's answer and no fact is nobody's business.

use crate::draft::{BlockKind, Draft};
use crate::emit::{Program, Slot};

/// The source's blocks that carry facts, in order: neither headings nor the headline.
#[must_use]
pub fn bearing_blocks(source: &Draft) -> Vec<usize> {
    let headline = source.headline().and_then(|t| t.block);
    source
        .blocks()
        .iter()
        .enumerate()
        .filter(|(i, b)| {
            Some(*i) != headline
                && !b.words.is_empty()
                && matches!(
                    b.kind,
                    BlockKind::Paragraph
                        | BlockKind::Quote
                        | BlockKind::Item { .. }
                        | BlockKind::Row
                )
        })
        .map(|(i, _)| i)
        .collect()
}

/// For every step, the source blocks that it has to report. Steps that bear no facts (title, opening, lists, front matter)
/// get none; the fact-bearing ones divide the source between them, in order, in shares of about equal length. When there are
/// more steps than blocks, neighbours share one.
#[must_use]
pub fn assign(program: &Program, source: &Draft) -> Vec<Vec<usize>> {
    let blocks = bearing_blocks(source);
    let bearers: Vec<usize> = program
        .steps
        .iter()
        .enumerate()
        .filter(|(_, s)| match s.slot {
            Slot::Piece(section, _) => {
                let budget = program.budgets.sections.get(section);
                budget.is_some_and(|b| b.bears_facts())
            }
            _ => false,
        })
        .map(|(i, _)| i)
        .collect();
    let mut out = vec![Vec::new(); program.steps.len()];
    if blocks.is_empty() || bearers.is_empty() {
        return out;
    }
    let (n, k) = (blocks.len(), bearers.len());
    if n <= k {
        for (j, &step) in bearers.iter().enumerate() {
            if let (Some(own), Some(&block)) = (out.get_mut(step), blocks.get(j * n / k)) {
                own.push(block);
            }
        }
        return out;
    }
    let weight = |b: usize| source.blocks().get(b).map_or(0, |b| b.words.len());
    let total: usize = blocks.iter().map(|&b| weight(b)).sum::<usize>().max(1);
    let mut shares = vec![Vec::new(); k];
    let mut share = 0;
    let mut before = 0;
    for (i, &block) in blocks.iter().enumerate() {
        let middle = before + weight(block) / 2;
        let natural = (middle * k / total).min(k - 1);
        // Never skip a step, and leave at least one block for each step still to come.
        let latest = k - (n - i).min(k);
        let begun = shares.get(share).is_some_and(|s| !s.is_empty());
        share = natural.clamp(share, share + usize::from(begun)).max(latest);
        if let Some(own) = shares.get_mut(share) {
            own.push(block);
        }
        before += weight(block);
    }
    for (step, share) in bearers.into_iter().zip(shares) {
        if let Some(own) = out.get_mut(step) {
            *own = share;
        }
    }
    out
}

/// The first sentence of each block, up to `words` words in all: what a step that bears no facts is shown of a long source.
#[must_use]
pub fn digest(source: &Draft, words: usize) -> String {
    let mut lines = Vec::new();
    let mut used = 0;
    if let Some(title) = source.headline() {
        lines.push(title.text);
    }
    for block in bearing_blocks(source) {
        let Some(block) = source.blocks().get(block) else {
            continue;
        };
        let Some(first) = block.sentences.first() else {
            continue;
        };
        let count = first.words.len();
        if used > 0 && used + count > words {
            break;
        }
        used += count;
        let sentence = block.plain.text.get(first.start..first.end);
        lines.push(sentence.unwrap_or("").trim().to_owned());
    }
    lines.join("\n\n")
}

/// The plain text of some blocks, a blank line between them.
#[must_use]
pub fn text(source: &Draft, blocks: &[usize]) -> String {
    blocks
        .iter()
        .filter_map(|&b| source.blocks().get(b))
        .map(|b| b.plain.text.trim())
        .collect::<Vec<_>>()
        .join("\n\n")
}
