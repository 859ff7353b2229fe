//! Writing to the terminal: products to standard output, diagnostics to standard error.

use std::io::{IsTerminal as _, Write as _};

use crate::check;
use crate::cli::{Failure, Format, When};
use crate::diag::{Diagnostic, render};
use crate::source::SourceMap;
use crate::syntax::speak;

/// Whether and how wide standard error is painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    pub(super) color: bool,
    pub(super) width: usize,
    pub(super) terminal: bool,
    /// Whether diagnostics are JSON.
    pub(super) json: bool,
}

impl Paint {
    /// From the `--color` option, `NO_COLOR`, and whether standard error is a terminal.
    pub(super) fn new(when: When, messages: Format) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        Self {
            color: match when {
                When::Always => true,
                When::Never => false,
                When::Auto => terminal && !refused,
            },
            width: std::env::var("COLUMNS")
                .ok()
                .and_then(|c| c.parse().ok())
                .unwrap_or(100usize)
                .clamp(40, 200),
            terminal,
            json: messages == Format::Json,
        }
    }
}

/// Draws diagnostics on standard error.
pub(super) fn diagnostics(diagnostics: &[Diagnostic], sources: &SourceMap, paint: &Paint) {
    if diagnostics.is_empty() {
        return;
    }
    let spoken = speak::diagnostics(diagnostics.to_vec(), sources, &check::vocabulary());
    if paint.json {
        let text = crate::report::json::print(&crate::diag::json::json(&spoken, sources));
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
        return;
    }
    let text = render::render(
        &spoken,
        sources,
        render::Options {
            color: paint.color,
            width: paint.width,
            unicode: true,
        },
    );
    // A closed standard error leaves nobody to tell.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// A line on standard error.
pub(super) fn note(text: &str) {
    let _ = writeln!(
        std::io::stderr().lock(),
        "{}",
        crate::report::text::printable(text)
    );
}

/// The product, on standard output.
pub(super) fn product(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|_| Failure::Closed)
}
