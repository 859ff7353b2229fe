//! The one of a pair of figures, told as an article: `1 pour 8`, "one member of staff for every eight children"; "4-1", "who scored one".

use crate::draft::total::At as _;
use std::collections::BTreeSet;

use crate::draft::{Draft, Number, NumberKind};

/// What stands between the two figures of a pair.
const LINKS: &[&str] = &[
    ":", "-", "–", "/", "à", "contre", "for", "in", "pour", "sur", "to",
];

/// Words by which a text tells one of something.
const ONE: &[&str] = &["a single", "each", "every", "one", "un", "une"];

/// The counts beside which a text tells one of something, in one sentence.
struct BesideOne(BTreeSet<u64>);

impl BesideOne {
    fn of(draft: &Draft) -> Self {
        let mut all = BTreeSet::new();
        let sentences = draft
            .numbers()
            .chunk_by(|a, b| (a.block, a.sentence) == (b.block, b.sentence));
        for sentence in sentences {
            let counts = sentence.iter().filter_map(count);
            let Some(first) = sentence.first() else {
                continue;
            };
            let block = draft.blocks().at(first.block);
            let told = block.sentences.get(first.sentence).is_some_and(|s| {
                let mut words = block.words.get(s.words.clone()).unwrap_or_default().iter();
                words.any(|w| ONE.contains(&block.word(w).to_lowercase().as_str()))
            });
            if told {
                all.extend(counts);
            }
        }
        Self(all)
    }
}

fn count(n: &Number) -> Option<u64> {
    let whole = n.kind == NumberKind::Cardinal && n.value.fract() == 0.0;
    (whole && n.value >= 1.0).then_some(n.value as u64)
}

/// Whether a one in digits is half of a pair of which the draft tells the other beside one of something.
pub(super) fn told(n: &Number, source: &Draft, draft: &Draft) -> bool {
    if count(n) != Some(1) || n.spelled {
        return false;
    }
    let all = source.numbers();
    let at = all.partition_point(|o| o.span.start < n.span.start);
    let text = source.text();
    let joins = |a: &Number, b: &Number| {
        let gap = text.get(a.span.end..b.span.start).unwrap_or(".");
        LINKS.contains(&gap.trim())
    };
    let before = at.checked_sub(1).and_then(|b| all.get(b));
    let before = before.filter(|o| joins(o, n));
    let other = before.or_else(|| all.get(at + 1).filter(|o| joins(n, o)));
    let told = draft.keep(BesideOne::of);
    other.and_then(count).is_some_and(|o| told.0.contains(&o))
}
