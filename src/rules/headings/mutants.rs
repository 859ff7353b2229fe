//! Ways to break the outline of a draft.

use super::Headings;
use crate::draft::total::At as _;
use crate::draft::{Block, BlockKind, Draft};
use crate::rules::args::Range;
use crate::rules::{Mutant, surgery};
use crate::span::Span;

/// Upper limits beyond this are not worth a text.
const LONGEST: usize = 10_000;

pub(super) fn all(rule: &Headings, draft: &Draft) -> Vec<Mutant> {
    let mut out = Vec::new();
    outline(rule, draft, &mut out);
    count(rule, draft, &mut out);
    if let Some(range) = &rule.every {
        every(range, draft, &mut out);
    }
    out
}

/// The headings below the title, with their levels.
fn below(draft: &Draft) -> Vec<(&Block, u8)> {
    let title = draft.title().and_then(|t| t.block);
    draft
        .headings()
        .filter(|(i, level)| Some(*i) != title && *level > 1)
        .map(|(i, level)| (draft.blocks().at(i), level))
        .collect()
}

fn words_of(block: &Block) -> Span {
    let text = &block.plain.text;
    let from = text.len() - text.trim_start().len();
    block.plain.span(from, text.trim_end().len())
}

fn outline(rule: &Headings, draft: &Draft, out: &mut Vec<Mutant>) {
    let say = |i| surgery::sentence(draft.lang(), i);
    let new = surgery::heading(draft);
    let end = surgery::end_of_text(draft);
    let found = below(draft);
    let two = |mark: &str| format!("{mark} {new}\n\n{}\n\n{mark} {new}\n\n{}", say(0), say(1));
    out.push(Mutant::replacing(
        "added two sections whose headings are the same",
        draft,
        end,
        &format!("\n\n{}\n", two("##")),
    ));
    if found.first().is_some_and(|(_, level)| *level == 2) {
        out.push(Mutant {
            what: "added two lower headings that are the same".to_owned(),
            draft: surgery::with_paragraph(draft, &two("###")),
        });
        // Deeper than allowed, or a level skipped.
        if rule.deepest < 6 || !rule.skips {
            let mark = "#".repeat(usize::from(rule.deepest.min(5)) + 1);
            out.push(Mutant {
                what: "added a heading that is too deep".to_owned(),
                draft: surgery::with_paragraph(draft, &format!("{mark} {new}\n\n{}", say(0))),
            });
        }
        if !rule.skips && rule.deepest > 3 {
            let more = format!(
                "\n\n## {new}\n\n{}\n\n#### {new} {}\n\n{}\n",
                say(0),
                surgery::adverbs(draft.lang(), 1),
                say(1)
            );
            out.push(Mutant::replacing("skipped a level", draft, end, &more));
        }
    }
    let lowest = found.iter().max_by_key(|(_, level)| *level);
    if let Some((block, _)) =
        lowest.filter(|(b, _)| b.plain.text.trim().ends_with(char::is_alphabetic))
    {
        let at = Span::at(words_of(block).end);
        out.push(Mutant::replacing(
            "put a full stop after a heading",
            draft,
            at,
            ".",
        ));
    }
    if draft.title().is_some_and(|t| t.block.is_some()) {
        let more = format!("\n\n# {new}\n\n{}\n", say(0));
        out.push(Mutant::replacing("added a second title", draft, end, &more));
    }
}

fn count(rule: &Headings, draft: &Draft, out: &mut Vec<Mutant>) {
    let found = below(draft);
    for (range, second) in [(&rule.count, true), (&rule.all, false)] {
        let Some(range) = range else { continue };
        let counted: Vec<&Block> = found
            .iter()
            .filter(|(_, level)| !second || *level == 2)
            .map(|(b, _)| *b)
            .collect();
        let of = |m: Option<u64>| m.and_then(|m| usize::try_from(m).ok());
        if let Some(max) = of(range.max).filter(|m| *m < 200) {
            let more = (max + 1).saturating_sub(counted.len());
            let sections = |from: usize| -> String {
                (from..more)
                    .map(|i| {
                        format!(
                            "\n\n## {}\n\n{}",
                            heading(draft, i),
                            surgery::sentence(draft.lang(), i)
                        )
                    })
                    .collect()
            };
            let end = surgery::end_of_text(draft);
            out.push(Mutant::replacing(
                "added sections beyond the limit",
                draft,
                end,
                &sections(0),
            ));
            if let Some(block) = surgery::hosts(draft)
                .first()
                .and_then(|i| draft.blocks().get(*i))
            {
                let edits = vec![
                    (
                        Span::at(block.span.start),
                        format!("## {}\n\n", heading(draft, 0)),
                    ),
                    (end, sections(1)),
                ];
                out.push(Mutant {
                    what: "put a heading over a paragraph".to_owned(),
                    draft: surgery::replace(draft, edits),
                });
            }
        }
        if let Some(fewer) = of(range.min).and_then(|m| m.checked_sub(1)) {
            let rest = counted.get(fewer.min(counted.len())..).unwrap_or(&[]);
            let lowered = rest
                .iter()
                .map(|b| (Span::at(b.span.start), "#".to_owned()));
            let dropped = rest.iter().map(|b| (b.span, "\n".to_owned()));
            if second {
                out.push(Mutant {
                    what: "lowered headings by a level".to_owned(),
                    draft: surgery::replace(draft, lowered.collect()),
                });
            }
            out.push(Mutant {
                what: "took headings away".to_owned(),
                draft: surgery::replace(draft, dropped.collect()),
            });
        }
    }
}

/// A heading that no other of them is equal to.
fn heading(draft: &Draft, i: usize) -> String {
    let more = surgery::adverbs(draft.lang(), i);
    format!("{} {more}", surgery::heading(draft))
        .trim_end()
        .to_owned()
}

fn every(range: &Range, draft: &Draft, out: &mut Vec<Mutant>) {
    let size = |blocks: &[usize]| -> usize {
        blocks
            .iter()
            .map(|i| draft.blocks().at(*i).words.len())
            .sum()
    };
    let hosts = surgery::hosts(draft);
    let longest = surgery::stretches(draft)
        .into_iter()
        .filter(|s| s.iter().any(|i| hosts.contains(i)))
        .max_by_key(|s| size(s));
    if let (Some(stretch), Some(max)) = (longest, range.max.and_then(|m| usize::try_from(m).ok()))
        && max < LONGEST
    {
        let more = surgery::talk_of(draft.lang(), (max + 1).saturating_sub(size(&stretch)));
        let edits = surgery::new_paragraphs(draft, &more, &|i| stretch.contains(&i));
        out.extend(edits.map(|edits| Mutant {
            what: "went on under a heading beyond the limit".to_owned(),
            draft: surgery::replace(draft, edits),
        }));
    }
    if range.min.is_some_and(|m| m > 1) {
        let level = if below(draft)
            .iter()
            .any(|(b, _)| b.kind == BlockKind::Heading(2))
        {
            "###"
        } else {
            "##"
        };
        let more = format!(
            "{level} {}\n\n{}",
            surgery::heading(draft),
            surgery::exactly(draft.lang(), 1)
        );
        out.push(Mutant {
            what: "added a heading with a single word under it".to_owned(),
            draft: surgery::with_paragraph(draft, &more),
        });
    }
}
