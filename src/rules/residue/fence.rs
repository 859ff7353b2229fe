//! Code fences that do not belong to an article.

use super::{Fault, Trace};
use crate::draft::Draft;
use crate::span::Span;

/// A fenced piece of Markdown.
#[derive(Debug)]
struct Fenced {
    /// The line that opens it, line break included.
    open: Span,
    /// The line that closes it, if any does.
    close: Option<Span>,
    /// What is written after the marks that open it.
    info: String,
}

/// The fenced pieces of a text, as CommonMark reads them at the top level.
fn fences(text: &str, from: usize) -> Vec<Fenced> {
    let mut found: Vec<Fenced> = Vec::new();
    let mut open: Option<(char, usize)> = None;
    let mut at = from;
    for line in text.get(from..).unwrap_or("").split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at += line.len();
        let bare = line.trim();
        let indent = line.len() - line.trim_start_matches(' ').len();
        let Some(mark) = bare.chars().next().filter(|c| matches!(c, '`' | '~')) else {
            continue;
        };
        let run = bare.chars().take_while(|c| *c == mark).count();
        let info = &bare[run..];
        if run < 3 || indent > 3 {
            continue;
        }
        match open {
            Some((m, n)) if m == mark && run >= n && info.is_empty() => {
                if let Some(last) = found.last_mut() {
                    last.close = Some(span);
                }
                open = None;
            }
            None if !(mark == '`' && info.contains('`')) => {
                open = Some((mark, run));
                found.push(Fenced {
                    open: span,
                    close: None,
                    info: info.trim().to_lowercase(),
                });
            }
            _ => {}
        }
    }
    found
}

/// Fences that do not belong to the article: around all of it, or never closed. With the lines to remove, when that is safe.
pub(super) fn stray_fences(draft: &Draft) -> Vec<(Trace, Vec<Span>)> {
    let text = draft.text();
    let from = draft.front().map_or(0, |f| f.span.end);
    let blank = |a: usize, b: usize| text.get(a..b).is_none_or(|t| t.trim().is_empty());
    let mut found = Vec::new();
    for fence in fences(text, from) {
        let line = Span::new(
            fence.open.start,
            fence.open.start + fence.open.slice(text).trim_end().len(),
        );
        let shown = line.slice(text).to_owned();
        let first = blank(from, fence.open.start);
        match fence.close {
            Some(close) => {
                let inner = text.get(fence.open.end..close.start).unwrap_or("");
                let whole = first && blank(close.end, text.len());
                let most = matches!(fence.info.as_str(), "" | "markdown" | "md" | "text" | "txt")
                    && inner
                        .lines()
                        .any(|l| l.starts_with("# ") || l.starts_with("## "))
                    && (text.len() - from - inner.len()) <= (inner.len() / 2).max(300);
                if whole || most {
                    let trace = Trace::of(Fault::new("fence-around"), line, &shown);
                    found.push((trace, vec![fence.open, close]));
                }
            }
            None => {
                let trace = Trace::of(Fault::new("fence-open"), line, &shown);
                let safe = first || blank(fence.open.end, text.len());
                found.push((trace, if safe { vec![fence.open] } else { Vec::new() }));
            }
        }
    }
    found
}
