//! What changed between two texts, word by word, and how it is shown.

use std::fmt::Write as _;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Words shown before and after a change.
const AROUND: usize = 6;

/// More changes than this are counted, not shown.
const SHOWN: usize = 12;

/// Blocks of changed lines that are larger than this, in bytes, are compared by lines only.
const LARGE: usize = 40_000;

/// The most characters of one side of a change that are shown.
const CUT: usize = 240;

/// A change: bytes of the old text that became bytes of the new one. One of the two may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// The changes from `old` to `new`, in order: by lines first, then by words within changed lines.
pub(super) fn changes(old: &str, new: &str) -> Vec<Change> {
    let (a, b) = (lines(old), lines(new));
    let mut out = Vec::new();
    for change in differing(old, new, &a, &b) {
        let (from, to) = (part(old, &change.old), part(new, &change.new));
        if from.is_empty() || to.is_empty() || from.len() + to.len() > LARGE {
            out.push(change);
            continue;
        }
        for inner in differing(from, to, &words(from), &words(to)) {
            out.push(Change {
                old: inner.old.start + change.old.start..inner.old.end + change.old.start,
                new: inner.new.start + change.new.start..inner.new.end + change.new.start,
            });
        }
    }
    joined(out, new)
}

/// A part of a text; none where the range is not one of it.
fn part<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    text.get(range.clone()).unwrap_or("")
}

fn differing(old: &str, new: &str, a: &[Range<usize>], b: &[Range<usize>]) -> Vec<Change> {
    let slices = |text: &'_ str, parts: &[Range<usize>]| -> Vec<String> {
        parts.iter().map(|r| part(text, r).to_owned()).collect()
    };
    let (x, y) = (slices(old, a), slices(new, b));
    let span = |parts: &[Range<usize>], r: Range<usize>, len: usize| -> Range<usize> {
        let start = parts.get(r.start).map_or(len, |p| p.start);
        let last = parts.get(r).and_then(<[_]>::last);
        start..last.map_or(start, |p| p.end)
    };
    capture_diff_slices(Algorithm::Myers, &x, &y)
        .into_iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| Change {
            old: span(a, op.old_range(), old.len()),
            new: span(b, op.new_range(), new.len()),
        })
        .collect()
}

/// Changes between which only white space stays are one.
fn joined(changes: Vec<Change>, new: &str) -> Vec<Change> {
    let mut out: Vec<Change> = Vec::new();
    for c in changes {
        match out.last_mut() {
            Some(last)
                if new.get(last.new.end..c.new.start).is_some_and(|between| {
                    between.trim().is_empty() && !between.contains('\n')
                }) =>
            {
                last.old.end = c.old.end;
                last.new.end = c.new.end;
            }
            _ => out.push(c),
        }
    }
    out
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|l| {
            at += l.len();
            at - l.len()..at
        })
        .collect()
}

/// Words and the runs of white space between them.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut blank = None;
    for (i, c) in text.char_indices() {
        let is = c.is_whitespace();
        let end = i + c.len_utf8();
        match out.last_mut() {
            Some(last) if blank == Some(is) => last.end = end,
            _ => out.push(i..end),
        }
        blank = Some(is);
    }
    out
}

/// The changes as lines for people: `line 12: … six words [-gone-]{+new+} six words …`, the line being one of the new text.
pub(super) fn shown(old: &str, new: &str, changes: &[Change]) -> String {
    let mut out = String::new();
    for c in changes.iter().take(SHOWN) {
        let line = part(new, &(0..c.new.start)).matches('\n').count() + 1;
        let (before, after) = (before(new, c.new.start), after(new, c.new.end));
        let mut marks = String::new();
        if !c.old.is_empty() {
            let _ = write!(marks, "[-{}-]", one_line(part(old, &c.old)));
        }
        if !c.new.is_empty() {
            let _ = write!(marks, "{{+{}+}}", one_line(part(new, &c.new)));
        }
        let _ = writeln!(out, "line {line}: {before}{marks}{after}");
    }
    if changes.len() > SHOWN {
        let _ = writeln!(out, "… and {} more changes", changes.len() - SHOWN);
    }
    out
}

/// Up to six words of the same line before an offset.
fn before(text: &str, at: usize) -> String {
    let line = part(text, &(0..at)).rsplit('\n').next().unwrap_or("");
    let parts = words(line);
    let kept = parts.len().saturating_sub(2 * AROUND);
    match parts.get(kept) {
        Some(first) if kept > 0 => {
            format!("… {}", part(line, &(first.start..line.len())).trim_start())
        }
        _ => line.to_owned(),
    }
}

/// Up to six words of the same line after an offset.
fn after(text: &str, at: usize) -> String {
    let rest = part(text, &(at..text.len()));
    let line = rest.split('\n').next().unwrap_or("");
    let parts = words(line);
    match parts.get(2 * AROUND) {
        Some(next) => format!("{} …", part(line, &(0..next.start)).trim_end()),
        None => line.to_owned(),
    }
}

fn one_line(text: &str) -> String {
    let text = text.strip_suffix('\n').unwrap_or(text).replace('\n', "⏎");
    let mut cut: String = text.chars().take(CUT).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(old: &str, new: &str) -> String {
        shown(old, new, &changes(old, new))
    }

    #[test]
    fn a_changed_number_is_shown_among_its_words() {
        let old = "Rules:\n- Write a title of 40 to 65 characters, spaces included.\nEnd.\n";
        assert_eq!(
            show(old, &old.replace("65", "60")),
            "line 2: … Write a title of 40 to [-65-]{+60+} characters, spaces included.\n"
        );
    }

    #[test]
    fn lines_that_come_and_go() {
        assert_eq!(show("a\nb\nc\n", "a\nc\n"), "line 2: [-b-]c\n");
        assert_eq!(
            show("a\nc\n", "a\nb\nc\n"),
            "line 2: {+b+}\n".replace("+}\n", "+}c\n")
        );
        assert_eq!(show("same\n", "same\n"), "");
    }

    proptest::proptest! {
        #[test]
        fn changes_rebuild_the_new_text(old in "[a-cé \n]{0,60}", new in "[a-cé \n]{0,60}") {
            let mut built = String::new();
            let mut at = 0;
            for c in changes(&old, &new) {
                built.push_str(&old[at..c.old.start]);
                built.push_str(&new[c.new.clone()]);
                at = c.old.end;
            }
            built.push_str(&old[at..]);
            proptest::prop_assert_eq!(built, new);
        }
    }
}
