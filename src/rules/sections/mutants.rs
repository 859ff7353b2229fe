//! Ways to break the parts of a draft, one by one. Text is moved rather than lost, so that what it states is still there.

use super::{Declared, Sections, align};
use crate::draft::total::At as _;
use crate::draft::{Block, BlockKind, Draft};
use crate::rules::args::Range;
use crate::rules::facts::Heading;
use crate::rules::{Mutant, surgery};
use crate::span::Span;

/// Upper limits beyond this are not worth a text.
const LONGEST: usize = 10_000;

fn limit(range: &Option<Range>, of: impl Fn(&Range) -> Option<u64>) -> Option<usize> {
    usize::try_from(range.as_ref().and_then(of)?)
        .ok()
        .filter(|n| *n < LONGEST)
}

pub(super) fn all(rule: &Sections, draft: &Draft) -> Vec<Mutant> {
    let places = align::pair(draft, &rule.facts, rule.others);
    let mut out = Vec::new();
    for (i, declared) in rule.declared.iter().enumerate() {
        let Some(section) = places.at(i) else {
            continue;
        };
        let before = i.checked_sub(1).and_then(|b| *places.at(b));
        whole(rule, declared, *section, before, draft, &mut out);
        words(declared, *section, draft, &mut out);
        list(declared, *section, draft, &mut out);
        if let Some(range) = &declared.questions {
            super::questions::mutants::all(&declared.name, range, *section, draft, &mut out);
        }
    }
    if !rule.others {
        let more = format!(
            "\n\n## {}\n\n{}\n",
            surgery::heading(draft),
            surgery::sentence(draft.lang(), 0)
        );
        let end = surgery::end_of_text(draft);
        out.push(Mutant::replacing("added a section", draft, end, &more));
    }
    out
}

/// The section dropped, under another heading, or before the one that it follows.
fn whole(
    rule: &Sections,
    declared: &Declared,
    section: usize,
    before: Option<usize>,
    draft: &Draft,
    out: &mut Vec<Mutant>,
) {
    let name = &declared.name;
    let Some(found) = draft.sections().get(section) else {
        return;
    };
    let fixed = matches!(declared.heading, Heading::Fixed(_));
    let heading = found.heading.and_then(|h| draft.blocks().get(h));
    // With other sections beside, a free heading can be taken by any of them.
    if !declared.optional && (fixed || !rule.others) {
        let what = format!("dropped section `{name}`");
        out.push(Mutant::replacing(what, draft, found.span, ""));
    }
    if let Some(heading) = heading.filter(|_| fixed && !(declared.optional && rule.others)) {
        let text = heading.plain.span(0, heading.plain.text.len());
        let what = format!("renamed section `{name}`");
        out.push(Mutant::replacing(
            what,
            draft,
            text,
            surgery::heading(draft),
        ));
    }
    if matches!(declared.heading, Heading::None) && !(declared.optional && rule.others) {
        let first = draft
            .section_blocks(section)
            .next()
            .map(|(_, b)| b.span.start);
        let at = Span::at(first.unwrap_or(found.span.start));
        let more = format!("## {}\n\n", surgery::heading(draft));
        out.push(Mutant::replacing(
            format!("put a heading over section `{name}`"),
            draft,
            at,
            &more,
        ));
    }
    if fixed
        && let Some(other) = before.and_then(|b| draft.sections().get(b))
        && other.heading.is_some()
        && other.span.end <= found.span.start
    {
        let text = draft.text();
        let edits = vec![
            (other.span, found.span.slice(text).trim_end().to_owned()),
            (
                found.span,
                format!("{}\n", other.span.slice(text).trim_end()),
            ),
        ];
        out.push(Mutant {
            what: format!("moved section `{name}` one place up"),
            draft: surgery::replace(draft, edits),
        });
    }
}

fn words(declared: &Declared, section: usize, draft: &Draft, out: &mut Vec<Mutant>) {
    let name = &declared.name;
    let have = draft.section_words(section);
    let inside = |i: usize| draft.blocks().get(i).is_some_and(|b| b.section == section);
    if let Some(max) = limit(&declared.words, |r| r.max) {
        let more = surgery::talk_of(draft.lang(), (max + 1).saturating_sub(have)).join(" ");
        let last = draft.section_blocks(section).last().map(|(_, b)| b);
        if let Some(block) = last {
            let at = Span::at(surgery::end(draft, block));
            for (how, text) in [
                ("in its last paragraph", format!(" {more}")),
                ("in a new paragraph", format!("\n\n{more}")),
            ] {
                out.push(Mutant::replacing(
                    format!("made section `{name}` too long {how}"),
                    draft,
                    at,
                    &text,
                ));
            }
        }
    }
    let Some(short) = limit(&declared.words, |r| r.min).and_then(|m| m.checked_sub(1)) else {
        return;
    };
    let tries = [
        (
            "the last sentences",
            surgery::losable(draft, have.saturating_sub(short), &inside),
        ),
        (
            "the first sentences",
            first(draft, have.saturating_sub(short), section),
        ),
    ];
    for (which, sentences) in tries {
        let gone: usize = sentences.iter().map(|s| words_in(draft, *s)).sum();
        if sentences.is_empty() || have.saturating_sub(gone) > short {
            continue;
        }
        let mut ordered = sentences.clone();
        ordered.sort_unstable();
        let texts: Vec<String> = ordered
            .iter()
            .map(|s| s.slice(draft.text()).trim().to_owned())
            .collect();
        let edits = surgery::new_paragraphs(draft, &texts, &|i| !inside(i));
        let what = match edits {
            Some(_) => format!("moved {which} of section `{name}` elsewhere"),
            None => format!("cut {which} of section `{name}`"),
        };
        out.push(Mutant {
            what,
            draft: surgery::moved(draft, &ordered, edits.unwrap_or_default()),
        });
    }
}

/// The first sentences of a section that together have so many words, its last one left.
fn first(draft: &Draft, words: usize, section: usize) -> Vec<Span> {
    let all: Vec<_> = draft
        .section_blocks(section)
        .filter(|(_, b)| b.kind == BlockKind::Paragraph)
        .flat_map(|(_, b)| &b.sentences)
        .collect();
    let mut left = words;
    let mut out = Vec::new();
    for sentence in all.iter().take(all.len().saturating_sub(1)) {
        if left == 0 {
            break;
        }
        left = left.saturating_sub(sentence.words.len());
        out.push(sentence.span);
    }
    out
}

fn words_in(draft: &Draft, span: Span) -> usize {
    draft
        .words(crate::draft::Counted::Body)
        .filter(|(_, w)| span.contains(w.span))
        .count()
}

fn list(declared: &Declared, section: usize, draft: &Draft, out: &mut Vec<Mutant>) {
    let name = &declared.name;
    let items: Vec<&Block> = draft
        .section_blocks(section)
        .map(|(_, b)| b)
        .filter(|b| matches!(b.kind, BlockKind::Item { depth: 0, .. }))
        .collect();
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        return;
    };
    if let Some(max) = limit(&declared.list, |r| r.max).filter(|m| *m < 200) {
        let marker = marker(draft, last);
        let more: String = (0..(max + 1).saturating_sub(items.len()))
            .map(|i| format!("\n{marker}{}", surgery::sentence(draft.lang(), i)))
            .collect();
        out.push(Mutant::replacing(
            format!("added items to the list of section `{name}`"),
            draft,
            Span::at(surgery::end(draft, last)),
            &more,
        ));
    }
    if let Some(short) = limit(&declared.list, |r| r.min).and_then(|m| m.checked_sub(1)) {
        // The items go on in one another, and no word is lost; without any left, they are a paragraph.
        let texts: Vec<&str> = items
            .iter()
            .map(|b| {
                b.plain
                    .span(0, b.plain.text.len())
                    .slice(draft.text())
                    .trim()
            })
            .collect();
        let (kept, rest) = texts.split_at(short.min(texts.len()));
        let marker = marker(draft, first);
        let mut lines: Vec<String> = kept.iter().map(|t| format!("{marker}{t}")).collect();
        match lines.last_mut() {
            Some(line) => {
                line.push(' ');
                line.push_str(&rest.join(" "));
            }
            None => lines.push(rest.join(" ")),
        }
        let start = line_start(draft, first);
        let span = Span::new(start, surgery::end(draft, last));
        out.push(Mutant::replacing(
            format!("ran the items of section `{name}` into one another"),
            draft,
            span,
            &lines.join("\n"),
        ));
    }
}

fn line_start(draft: &Draft, block: &Block) -> usize {
    let at = block.plain.span(0, block.plain.text.len()).start;
    draft
        .text()
        .get(..at)
        .and_then(|t| t.rfind('\n'))
        .map_or(0, |i| i + 1)
}

/// What stands before the text of a list item: `- `, `3. `.
fn marker(draft: &Draft, item: &Block) -> String {
    let at = item.plain.span(0, item.plain.text.len()).start;
    let before = draft.text().get(line_start(draft, item)..at).unwrap_or("");
    let end = before
        .find(['-', '*', '+', '.', ')'])
        .map_or(before.len(), |i| i + 1);
    let marker = before.get(..end).unwrap_or("").trim_start();
    if marker.is_empty() {
        "- ".to_owned()
    } else {
        format!("{marker} ")
    }
}
