//! What the lines of a fix read like once it is made.

use super::Fix;
use crate::diag::Edit;
use crate::diag::edit;
use crate::span::Span;

/// Longer lines are not shown.
const WIDEST: usize = 200;

/// More lines than this are cut in their middle.
const TALLEST: usize = 9;

/// Lines that are the same before and after are shown between two that change, when there are no more than this many.
const BETWEEN: usize = 3;

/// The lines that a fix changes, as they read then; `None` when there is nothing to show: lines are taken out and nothing
/// comes in their place, or a line is too long.
pub(super) fn lines(fix: &Fix<'_>) -> Option<String> {
    let text = fix.source.text();
    let removes = |e: &Edit| e.replacement.is_empty() && e.loc.span.slice(text).contains('\n');
    if fix.edits.iter().all(removes) {
        return None;
    }
    let mut shown: Vec<String> = Vec::new();
    let regions = regions(text, &fix.edits);
    for (i, region) in regions.into_iter().take(TALLEST).enumerate() {
        if i > 0 {
            shown.push("…".to_owned());
        }
        shown.extend(after(text, region, &fix.edits)?);
    }
    while shown.last().is_some_and(|l| l.trim().is_empty()) {
        shown.pop();
    }
    if shown.len() > TALLEST {
        shown.splice(
            TALLEST / 2..=shown.len() - TALLEST / 2 - 1,
            ["…".to_owned()],
        );
    }
    if shown.iter().any(|l| l.chars().count() > WIDEST) {
        return None;
    }
    // The indentation of a single line is shown only when it is what the fix is about; of several, it says where they stand.
    let indents = fix.edits.iter().all(|e| {
        let start = line_start(text, e.loc.span.start);
        Span::new(start, e.loc.span.start)
            .slice(text)
            .trim()
            .is_empty()
            && e.replacement.trim().is_empty()
            && !e.replacement.contains('\n')
    });
    let margin = match shown.as_slice() {
        [only] if !indents => only.len() - only.trim_start_matches([' ', '\t']).len(),
        _ => 0,
    };
    let cut: Vec<&str> = shown.iter().map(|l| l.get(margin..).unwrap_or(l)).collect();
    let whole = cut.join("\n");
    (!whole.trim().is_empty()).then_some(whole)
}

/// The whole lines that the edits touch, from above; neighbours are one region.
fn regions(text: &str, edits: &[Edit]) -> Vec<Span> {
    let mut touched: Vec<Span> = edits
        .iter()
        .map(|e| {
            let s = e.loc.span;
            Span::new(line_start(text, s.start), line_end(text, s.end))
        })
        .collect();
    touched.sort_by_key(|s| (s.start, s.end));
    let lines = |between: Span| between.slice(text).matches('\n').count();
    let mut regions: Vec<Span> = Vec::new();
    for span in touched {
        match regions.last_mut() {
            Some(last)
                if span.start <= last.end
                    || lines(Span::new(last.end, span.start)) <= BETWEEN + 1 =>
            {
                last.end = last.end.max(span.end);
            }
            _ => regions.push(span),
        }
    }
    regions
}

/// The lines of a region once the edits in it are made.
fn after(text: &str, region: Span, edits: &[Edit]) -> Option<Vec<String>> {
    let own: Vec<Edit> = edits
        .iter()
        .filter(|e| region.contains(e.loc.span))
        .cloned()
        .map(|mut e| {
            let s = e.loc.span;
            e.loc.span = Span::new(s.start - region.start, s.end - region.start);
            e
        })
        .collect();
    let whole = edit::apply(region.slice(text), &own)?;
    let lines = whole.trim_start_matches('\u{feff}').split('\n');
    Some(lines.map(|l| l.trim_end().to_owned()).collect())
}

fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or("");
    before.rfind('\n').map_or(0, |i| i + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let after = text.get(at..).unwrap_or("");
    after.find('\n').map_or(text.len(), |i| at + i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, SourceId};
    use crate::span::Loc;

    fn shown(text: &str, edits: &[(&str, &str)]) -> Option<String> {
        let source = Source::new("r.recipe", text);
        let edits = edits
            .iter()
            .map(|(old, new)| {
                let start = text.find(old).expect("stands there");
                Edit {
                    loc: Loc::new(SourceId(0), Span::new(start, start + old.len())),
                    replacement: (*new).to_owned(),
                }
            })
            .collect();
        lines(&Fix {
            source: &source,
            edits,
        })
    }

    #[test]
    fn what_changes_is_shown() {
        let text = "a [\n    b\n  ]\nc\nd\ne\nf\ng h\n";
        let brackets = shown(text, &[("]", "}"), ("[", "{")]);
        assert_eq!(brackets.as_deref(), Some("a {\n    b\n  }"));
        let apart = shown(text, &[("a", "A"), ("g", "G")]);
        assert_eq!(apart.as_deref(), Some("A [\n…\nG h"));
        let line_end = shown(text, &[(" h", "\nh")]);
        assert_eq!(line_end.as_deref(), Some("g\nh"));
        assert_eq!(shown(text, &[("    b", "  b")]).as_deref(), Some("b"));
        assert_eq!(shown(text, &[("    ", "  ")]).as_deref(), Some("  b"));
        assert_eq!(shown(text, &[("c\n", "")]), None, "a line is taken out");
        let tall = shown("a z", &[(" ", "\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\n")]);
        assert_eq!(tall.as_deref(), Some("a\nb\nc\nd\n…\ni\nj\nk\nz"));
    }
}
