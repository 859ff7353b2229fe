//! Which section of a draft is which declared section.

use crate::draft::compare::fold;
use crate::draft::{BlockKind, Draft};
use crate::rules::facts::{Heading, SectionFact};

/// What a section of the draft is like, as far as matching it goes.
struct Found {
    /// Its index in [`Draft::sections`].
    index: usize,
    /// Its heading, folded; `None` for the part before the first `##`.
    heading: Option<String>,
    has_list: bool,
}

/// For each declared section, the index of the draft's section that takes its place, or `None` when there is none.
///
/// Indices rise: order is kept, so a section out of order is not found. Of all such pairings the one with the best total is taken: a
/// fixed heading found word for word weighs most, then a part without heading where one was declared, then any heading where the
/// words are free; leaving out a declared section that is not optional, or a section of the draft, costs. A section whose
/// heading is the fixed heading of another declared section is never taken. `docs` of the rule say the same in prose.
#[must_use]
pub fn align(draft: &Draft, declared: &[SectionFact]) -> Vec<Option<usize>> {
    let found = found(draft);
    let fixed: Vec<Option<String>> = declared
        .iter()
        .map(|d| match &d.heading {
            Heading::Fixed(text) => Some(fold(text)),
            Heading::Free | Heading::None => None,
        })
        .collect();
    let (n, m) = (declared.len(), found.len());
    // best[i][j]: the best total for declared[i..] and found[j..].
    let width = m + 1;
    let mut best = vec![0_i64; (n + 1) * width];
    for j in (0..m).rev() {
        best[n * width + j] = best[n * width + j + 1] - LEFT_OUT;
    }
    for i in (0..n).rev() {
        let missing = if declared[i].optional { 0 } else { LEFT_OUT };
        best[i * width + m] = best[(i + 1) * width + m] - missing;
        for j in (0..m).rev() {
            let mut value =
                (best[(i + 1) * width + j] - missing).max(best[i * width + j + 1] - LEFT_OUT);
            if let Some(score) = score(&declared[i], i, &fixed, &found[j]) {
                value = value.max(best[(i + 1) * width + j + 1] + score);
            }
            best[i * width + j] = value;
        }
    }
    let mut out = vec![None; n];
    let (mut i, mut j) = (0, 0);
    while i < n && j < m {
        let here = best[i * width + j];
        let pair = score(&declared[i], i, &fixed, &found[j])
            .is_some_and(|s| best[(i + 1) * width + j + 1] + s == here);
        let missing = if declared[i].optional { 0 } else { LEFT_OUT };
        if pair {
            out[i] = Some(found[j].index);
            i += 1;
            j += 1;
        } else if best[(i + 1) * width + j] - missing == here {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

/// What leaving out a section costs.
const LEFT_OUT: i64 = 3;

fn found(draft: &Draft) -> Vec<Found> {
    draft
        .sections()
        .iter()
        .enumerate()
        .filter(|(i, s)| s.heading.is_some() || draft.section_words(*i) > 0)
        .map(|(index, section)| Found {
            index,
            heading: section
                .heading
                .and_then(|b| draft.blocks().get(b))
                .map(|b| fold(b.plain.text.trim())),
            has_list: draft
                .section_blocks(index)
                .any(|(_, b)| matches!(b.kind, BlockKind::Item { .. })),
        })
        .collect()
}

/// How well a section of the draft fits a declared one; `None` when it cannot be it.
fn score(
    declared: &SectionFact,
    index: usize,
    fixed: &[Option<String>],
    found: &Found,
) -> Option<i64> {
    let elsewhere = |heading: &String| {
        fixed
            .iter()
            .enumerate()
            .any(|(i, f)| i != index && f.as_ref() == Some(heading))
    };
    let base = match (&declared.heading, &found.heading) {
        (Heading::Fixed(_), Some(h)) if fixed[index].as_ref() == Some(h) => 20,
        (_, Some(h)) if elsewhere(h) => return None,
        (Heading::None, None) => 16,
        (Heading::Free, Some(_)) => 8,
        (Heading::Fixed(_), Some(_)) => 4,
        (Heading::None, Some(_)) | (Heading::Free | Heading::Fixed(_), None) => 2,
    };
    let list = i64::from(declared.items.is_some() && found.has_list);
    Some(base + list)
}
