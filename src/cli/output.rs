//! Writing to the terminal: products to standard output, diagnostics to standard error.
//!
//! This file alone writes to either, and a test sees to it: whatever a stranger wrote is made neutral here before a terminal gets it.

use std::io::{IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::check;
use crate::cli::{Failure, Format, When, files};
use crate::diag::json::{self, Json};
use crate::diag::{Diagnostic, codes, render};
use crate::report::terminal;
use crate::source::SourceMap;
use crate::syntax::speak;

/// Whether and how wide output is painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    pub(super) color: bool,
    /// Whether standard output is painted.
    pub(super) product: bool,
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
        let paints = |terminal: bool| match when {
            When::Always => true,
            When::Never => false,
            When::Auto => terminal && !refused,
        };
        Self {
            color: paints(terminal),
            product: paints(std::io::stdout().is_terminal()),
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

/// Whether products go to a terminal, and so to a person.
pub(super) fn to_person() -> bool {
    std::io::stdout().is_terminal()
}

/// Diagnostics as data that are still to be written.
static DATA: Mutex<Vec<Json>> = Mutex::new(Vec::new());

/// Draws diagnostics on standard error. As JSON they are kept for [`finish`].
pub(super) fn diagnostics(diagnostics: &[Diagnostic], sources: &SourceMap, paint: &Paint) {
    if diagnostics.is_empty() {
        return;
    }
    if paint.json {
        let more = data(diagnostics, sources);
        DATA.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(more);
        return;
    }
    let spoken = speak::diagnostics(diagnostics.to_vec(), sources, &check::vocabulary());
    let text = render::render(
        &spoken,
        sources,
        render::Options {
            color: paint.color,
            width: paint.width,
            unicode: true,
        },
    );
    complain(&terminal::painted(&text));
}

/// Text on standard error; what strangers wrote in it is neutral. A closed standard error leaves nobody to tell.
fn complain(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Diagnostics as data, in the words of the surface that each file is written in.
pub(super) fn data(diagnostics: &[Diagnostic], sources: &SourceMap) -> Vec<Json> {
    if diagnostics.is_empty() {
        return Vec::new();
    }
    let spoken = speak::diagnostics(diagnostics.to_vec(), sources, &check::vocabulary());
    json::json(&spoken, sources)
}

/// Writes the diagnostics that were kept, if there are any, as one JSON value to standard error: whatever a verb looked at, programs
/// read one value, behind the notes.
pub(super) fn finish() {
    let data = std::mem::take(&mut *DATA.lock().unwrap_or_else(PoisonError::into_inner));
    if !data.is_empty() {
        complain(&crate::report::json::print(&data));
    }
}

/// A line on standard error.
pub(super) fn note(text: &str) {
    complain(&format!("{}\n", crate::report::text::printable(text)));
}

/// A question on standard error, whose answer comes on the same line.
pub(super) fn question(text: &str) {
    complain(&crate::report::text::printable(text));
    let _ = std::io::stderr().lock().flush();
}

/// Whether the reader of standard output went away (`galley … | head`).
static UNREAD: AtomicBool = AtomicBool::new(false);

/// Whether nobody reads standard output any more.
pub(super) fn unread() -> bool {
    UNREAD.load(Ordering::Relaxed)
}

/// The product, on standard output: as it is for files and programs, neutral for a terminal.
pub(super) fn product(text: &str) -> Result<(), Failure> {
    if std::io::stdout().is_terminal() {
        put(&terminal::neutral(text))
    } else {
        put(text)
    }
}

/// A product that galley has painted, of texts that were made neutral before.
pub(super) fn picture(text: &str) -> Result<(), Failure> {
    if std::io::stdout().is_terminal() {
        put(&terminal::painted(text))
    } else {
        put(text)
    }
}

/// A reader who has seen enough changes nothing of what the verb came to, nor of its exit status.
fn put(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => {
            UNREAD.store(true, Ordering::Relaxed);
            Ok(())
        }
        written => written.map_err(|e| {
            let why = files::reason(&e);
            let message = format!("standard output cannot be written: {why}");
            Diagnostic::error(codes::E0605, message).into()
        }),
    }
}
