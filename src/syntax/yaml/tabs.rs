//! Lines that are indented with tabs: an editor's habit, and so one message for a file.

use super::layout::line_end;
use crate::diag::{Diagnostic, Edit, codes, edit};
use crate::source::SourceId;
use crate::span::{Loc, Span};

/// What is said of a line; the mark of those that are said together.
const MESSAGE: &str = "a tab indents this line: YAML counts spaces only";

/// At most this many lines are marked.
const MARKED: usize = 4;

/// A tab in the indentation of the line that begins at `start`.
pub(super) fn tab(id: SourceId, text: &str, start: usize) -> Diagnostic {
    let edit = spaces(id, text, start);
    let tabs = edit.loc.span.slice(text).matches('\t').count();
    Diagnostic::error(codes::E0102, MESSAGE)
        .at(
            edit.loc,
            if tabs == 1 {
                "a tab".to_owned()
            } else {
                format!("{tabs} tabs")
            },
        )
        .help("indent with two spaces a level, and set the editor to insert spaces for tabs")
        .fix(edit.loc, edit.replacement)
}

/// The indentation of a line in spaces: each tab goes to the next second column, so that ` \t` stands below two spaces.
fn spaces(id: SourceId, text: &str, start: usize) -> Edit {
    let line = Span::new(start, line_end(text, start)).slice(text);
    let lead = line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut column = 0;
    for c in line.chars().take(lead) {
        column += if c == '\t' { 2 - column % 2 } else { 1 };
    }
    Edit {
        loc: Loc::new(id, Span::new(start, start + lead)),
        replacement: " ".repeat(column),
    }
}

/// The diagnostics of a file, with one for all lines that tabs indent: those that were found at fault, and all others that
/// begin with one, which would be found next.
pub(super) fn together(id: SourceId, text: &str, all: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_tab = |d: &&Diagnostic| d.message == MESSAGE;
    let Some(first) = all.iter().find(is_tab) else {
        return all.to_vec();
    };
    let mut edits: Vec<Edit> = all
        .iter()
        .filter(is_tab)
        .flat_map(|d| d.fix.clone())
        .collect();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with('\t') && !line.trim().is_empty() {
            edits.push(spaces(id, text, at));
        }
        at += line.len();
    }
    edits.sort_by_key(|e| e.loc.span.start);
    edits.dedup();
    // That a line seems to belong elsewhere is what the tabs did.
    let misplaced = |d: &Diagnostic| {
        (d.code == codes::E0110 || d.code == codes::E0119)
            && d.labels.first().is_some_and(|l| {
                let at = l.loc.span.start;
                let next = edits.partition_point(|e| e.loc.span.start <= at);
                let last = next.checked_sub(1).and_then(|i| edits.get(i));
                last.is_some_and(|e| at <= line_end(text, e.loc.span.start))
            })
    };
    let kept: Vec<&Diagnostic> = all.iter().filter(|d| !misplaced(d)).collect();
    let mut one = first.clone();
    if edits.len() > 1 {
        one.message = format!("tabs indent {} lines: YAML counts spaces only", edits.len());
        one.labels.clear();
        for (i, e) in edits.iter().take(MARKED).enumerate() {
            one = one.at(e.loc, if i == 0 { "a tab" } else { "and here" });
        }
        if edits.len() > edit::MOST {
            edits.clear();
        }
        one.fix = edits;
    }
    let mut out = Vec::with_capacity(all.len());
    let mut said = false;
    for d in kept {
        if !is_tab(&d) {
            out.push(d.clone());
        } else if !said {
            said = true;
            out.push(one.clone());
        }
    }
    out
}
