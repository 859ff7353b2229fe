//! Which section of a draft is which declared section.

use super::questions;
use crate::draft::compare::fold;
use crate::draft::total::At as _;
use crate::draft::{BlockKind, Draft};
use crate::rules::facts::{Heading, SectionFact};

/// What a section of the draft is like, as far as matching it goes.
struct Found {
    /// Its index in [`Draft::sections`].
    index: usize,
    /// Its heading, folded; `None` for the part before the first `##`.
    heading: Option<String>,
    has_list: bool,
    asks: bool,
}

/// For each declared section, the index of the draft's section that takes its place, or `None` when there is none.
///
/// Indices rise: order is kept, so a section out of order is not found. Of all such pairings the one with the best total is taken: a
/// fixed heading found word for word weighs most, then a part without heading where one was declared, then any heading where the
/// words are free; leaving out a declared section that is not optional, or a section of the draft, costs. A section whose
/// heading is the fixed heading of another declared section is never taken. `docs` of the rule say the same in prose.
#[must_use]
pub fn align(draft: &Draft, declared: &[SectionFact]) -> Vec<Option<usize>> {
    let found = found(draft, declared);
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
        let value = best.at(n * width + j + 1) - LEFT_OUT;
        best.put(n * width + j, value);
    }
    for (i, fact) in declared.iter().enumerate().rev() {
        let missing = if fact.optional { 0 } else { LEFT_OUT };
        let value = best.at((i + 1) * width + m) - missing;
        best.put(i * width + m, value);
        for (j, there) in found.iter().enumerate().rev() {
            let mut value =
                (best.at((i + 1) * width + j) - missing).max(best.at(i * width + j + 1) - LEFT_OUT);
            if let Some(score) = score(fact, i, &fixed, there) {
                value = value.max(best.at((i + 1) * width + j + 1) + score);
            }
            best.put(i * width + j, value);
        }
    }
    let mut out = vec![None; n];
    let (mut i, mut j) = (0, 0);
    while let (Some(fact), Some(there)) = (declared.get(i), found.get(j)) {
        let here = best.at(i * width + j);
        let pair = score(fact, i, &fixed, there)
            .is_some_and(|s| best.at((i + 1) * width + j + 1) + s == *here);
        let missing = if fact.optional { 0 } else { LEFT_OUT };
        if pair {
            out.put(i, Some(there.index));
            i += 1;
            j += 1;
        } else if best.at((i + 1) * width + j) - missing == *here {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

/// [`align`], and then what is left over on both sides paired out of order: a fixed heading with its equal, and, when no other
/// sections are allowed, a declared section with a free heading with the first section that nothing else took.
pub(super) fn pair(draft: &Draft, declared: &[SectionFact], others: bool) -> Vec<Option<usize>> {
    let mut places = align(draft, declared);
    let found = found(draft, declared);
    let fixed: Vec<String> = declared
        .iter()
        .filter_map(|d| match &d.heading {
            Heading::Fixed(text) => Some(fold(text)),
            Heading::Free | Heading::None => None,
        })
        .collect();
    for (i, fact) in declared.iter().enumerate() {
        if places.at(i).is_some() {
            continue;
        }
        let left = |f: &&Found| !places.contains(&Some(f.index));
        let heading = |f: &Found| f.heading.clone().unwrap_or_default();
        let other = match &fact.heading {
            Heading::Fixed(text) => found.iter().filter(left).find(|f| heading(f) == fold(text)),
            Heading::Free if !others && !fact.optional => found
                .iter()
                .filter(left)
                .find(|f| f.heading.is_some() && !fixed.contains(&heading(f))),
            Heading::Free | Heading::None => None,
        };
        let index = other.map(|f| f.index);
        places.put(i, index);
    }
    places
}

/// The declared sections to move, so that the others stand in order: as few as possible, and rather those with a fixed heading, which
/// are what they are wherever they stand.
pub(super) fn out_of_order(places: &[Option<usize>], declared: &[SectionFact]) -> Vec<usize> {
    let weight = |i: usize| match declared.get(i).map(|d| &d.heading) {
        Some(Heading::Fixed(_)) => 2_u32,
        _ => 3,
    };
    let found: Vec<(usize, usize)> = places
        .iter()
        .enumerate()
        .filter_map(|(i, p)| Some((i, (*p)?)))
        .collect();
    // The heaviest rising run that ends at each, and what comes before it there.
    let mut best: Vec<(u32, Option<usize>)> = Vec::with_capacity(found.len());
    for (k, &(i, place)) in found.iter().enumerate() {
        let before = (0..k)
            .filter(|&b| found.at(b).1 < place)
            .max_by_key(|&b| (best.at(b).0, std::cmp::Reverse(b)));
        let sum = before.map_or(0, |b| best.at(b).0);
        best.push((sum + weight(i), before));
    }
    let mut kept = Vec::new();
    let mut at = (0..found.len()).max_by_key(|&k| (best.at(k).0, std::cmp::Reverse(k)));
    while let Some(k) = at {
        kept.push(found.at(k).0);
        at = best.at(k).1;
    }
    found
        .into_iter()
        .map(|(i, _)| i)
        .filter(|i| !kept.contains(i))
        .collect()
}

/// What leaving out a section costs.
const LEFT_OUT: i64 = 3;

fn found(draft: &Draft, declared: &[SectionFact]) -> Vec<Found> {
    let asks = declared.iter().any(|d| d.questions.is_some());
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
            asks: asks && questions::any(draft, index),
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
        (Heading::Fixed(_), Some(h)) if fixed.at(index).as_ref() == Some(h) => 20,
        (_, Some(h)) if elsewhere(h) => return None,
        (Heading::None, None) => 16,
        (Heading::Free, Some(_)) => 8,
        (Heading::Fixed(_), Some(_)) => 4,
        (Heading::None, Some(_)) | (Heading::Free | Heading::Fixed(_), None) => 2,
    };
    let list = i64::from(declared.items.is_some() && found.has_list);
    let asks = i64::from(declared.questions.is_some() && found.asks);
    Some(base + list + asks)
}
