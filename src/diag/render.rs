//! Draws messages for a terminal. The only file that knows miette.
//!
//! The core takes a neutral [`Message`], so that a diagnostic about a recipe and a finding about an article are drawn by the
//! same code: every mark names its own source, and a message with marks in several sources shows one snippet each.
//!
//! Nothing that comes from a file reaches the terminal unseen: control, escape and direction characters are written out as
//! `<U+001B>`.

mod mended;

use std::borrow::Cow;
use std::fmt;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use super::{Diagnostic, Edit, Severity};
use crate::source::{Source, SourceMap};
use crate::span::Span;

/// How to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Whether to use ANSI colours.
    pub color: bool,
    /// Columns of the terminal; lines of a source are cut to it.
    pub width: usize,
    /// Whether to draw with box characters; plain ASCII otherwise.
    pub unicode: bool,
}

impl Default for Options {
    /// No colour, 100 columns, box characters.
    fn default() -> Self {
        Self {
            color: false,
            width: 100,
            unicode: true,
        }
    }
}

/// A marked place of a [`Message`].
#[derive(Debug, Clone)]
pub struct Mark<'a> {
    /// The source.
    pub source: &'a Source,
    /// Where in it.
    pub span: Span,
    /// What is to be seen there; may be empty.
    pub text: String,
}

/// The edits that a [`Message`] proposes.
#[derive(Debug, Clone)]
pub struct Fix<'a> {
    /// The source.
    pub source: &'a Source,
    /// The edits in it.
    pub edits: Vec<Edit>,
}

/// What can be drawn: a diagnostic, or a finding with the recipe line that demanded it.
#[derive(Debug, Clone)]
pub struct Message<'a> {
    /// How much it weighs.
    pub severity: Severity,
    /// The code or the rule, shown in brackets.
    pub code: &'a str,
    /// The lowercase fragment.
    pub message: String,
    /// The places, the most important first.
    pub marks: Vec<Mark<'a>>,
    /// Lines of help.
    pub help: Vec<String>,
    /// The proposed edits.
    pub fix: Option<Fix<'a>>,
}

impl<'a> Message<'a> {
    /// A diagnostic with its places resolved.
    ///
    /// # Panics
    /// When a place is in a source that is not in `sources`.
    #[must_use]
    pub fn from_diagnostic(diagnostic: &Diagnostic, sources: &'a SourceMap) -> Self {
        Self {
            severity: diagnostic.severity,
            code: diagnostic.code.as_str(),
            message: diagnostic.message.clone(),
            marks: diagnostic
                .labels
                .iter()
                .map(|l| Mark {
                    source: sources.get(l.loc.source),
                    span: l.loc.span,
                    text: l.text.clone(),
                })
                .collect(),
            help: diagnostic.help.clone(),
            fix: diagnostic.fix.first().map(|first| Fix {
                source: sources.get(first.loc.source),
                edits: diagnostic
                    .fix
                    .iter()
                    .filter(|e| e.loc.source == first.loc.source)
                    .cloned()
                    .collect(),
            }),
        }
    }
}

/// Draws diagnostics in the order given, and after them how many there are.
///
/// # Panics
/// When a place is in a source that is not in `sources`.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &SourceMap, options: Options) -> String {
    let mut out = String::new();
    for d in diagnostics {
        out.push_str(&draw(&Message::from_diagnostic(d, sources), options));
        out.push('\n');
    }
    let count = summary(diagnostics.iter().map(|d| d.severity));
    if !count.is_empty() {
        out.push_str(&count);
        out.push('\n');
    }
    out
}

/// `3 errors, 1 warning`; empty when there is nothing to count.
#[must_use]
pub fn summary(severities: impl IntoIterator<Item = Severity>) -> String {
    let (mut errors, mut warnings, mut notes) = (0usize, 0usize, 0usize);
    for s in severities {
        *match s {
            Severity::Error => &mut errors,
            Severity::Warn => &mut warnings,
            Severity::Info => &mut notes,
        } += 1;
    }
    let counts = [errors, warnings, notes];
    ["error", "warning", "note"]
        .iter()
        .zip(counts)
        .filter(|(_, n)| *n > 0)
        .map(|(word, n)| format!("{n} {word}{}", if n == 1 { "" } else { "s" }))
        .collect::<Vec<_>>()
        .join(", ")
}

/// `recipe.yaml:4:11: error[E0104]: message`, for editors and logs.
///
/// # Panics
/// When a place is in a source that is not in `sources`.
#[must_use]
pub fn one_line(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let place = diagnostic
        .labels
        .first()
        .map_or(String::new(), |l| format!("{}: ", sources.describe(l.loc)));
    visible(&format!(
        "{place}{}[{}]: {}",
        word(diagnostic.severity),
        diagnostic.code.as_str(),
        diagnostic.message
    ))
    .into_owned()
}

/// The word that opens a message.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warn => "warning",
        Severity::Info => "note",
    }
}

/// The text with every character that steers a terminal, or that can't be seen, written as `<U+001B>`. Line breaks and tabs
/// stay.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(unsafe_to_show) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        push_visible(&mut out, c);
    }
    Cow::Owned(out)
}

fn push_visible(out: &mut String, c: char) {
    if unsafe_to_show(c) {
        out.push_str(&format!("<U+{:04X}>", c as u32));
    } else {
        out.push(c);
    }
}

fn unsafe_to_show(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        c if c.is_control() => true,
        '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{e0000}'..='\u{e007f}' => true,
        _ => false,
    }
}

/// Draws one message: its header, a snippet for each source, the fix and the help.
#[must_use]
pub fn draw(message: &Message<'_>, options: Options) -> String {
    let (on, bold, off) = match (options.color, message.severity) {
        (false, _) => ("", "", ""),
        (true, Severity::Error) => ("\u{1b}[1;31m", "\u{1b}[1m", "\u{1b}[0m"),
        (true, Severity::Warn) => ("\u{1b}[1;33m", "\u{1b}[1m", "\u{1b}[0m"),
        (true, Severity::Info) => ("\u{1b}[1;36m", "\u{1b}[1m", "\u{1b}[0m"),
    };
    let mut out = format!(
        "{on}{}[{}]{off}{bold}: {}{off}\n",
        word(message.severity),
        visible(message.code),
        visible(&message.message).replace('\n', " "),
    );
    let mut done: Vec<&Source> = Vec::new();
    for mark in &message.marks {
        if done.iter().any(|s| std::ptr::eq(*s, mark.source)) {
            continue;
        }
        done.push(mark.source);
        let marks: Vec<&Mark<'_>> = message
            .marks
            .iter()
            .filter(|m| std::ptr::eq(m.source, mark.source))
            .collect();
        out.push_str(&snippet(mark.source, &marks, options));
    }
    let cyan = if options.color { "\u{1b}[36m" } else { "" };
    let mut written = String::new();
    if let Some(fix) = &message.fix {
        if let [only] = fix.edits.as_slice() {
            written = format!("write `{}`", only.replacement);
        }
        if let Some(lines) = mended::lines(fix) {
            let lines = visible(&lines).replace('\n', "\n        ");
            out.push_str(&format!("  {cyan}fix:{off}  {lines}\n"));
        }
    }
    for help in message.help.iter().filter(|h| **h != written) {
        out.push_str(&format!(
            "  {cyan}help:{off} {}\n",
            visible(help).replace('\n', "\n        ")
        ));
    }
    out
}

// ---- snippets

/// Lines of context before and after a marked line.
const CONTEXT: usize = 1;

/// A mark over more lines than this is drawn on its first line only.
const TALLEST: usize = 6;

/// A shown line: its number from 0, the text as shown, and where that begins in the virtual text that miette sees.
struct Line {
    number: usize,
    start: usize,
    text: String,
    /// Byte offsets in the source and in the virtual text, for every shown character and the end.
    map: Vec<(usize, usize)>,
}

/// The lines of one source that a message needs, as miette reads them.
struct Excerpt<'a> {
    source: &'a Source,
    name: String,
    lines: Vec<Line>,
    text: String,
    /// Real line and column, from 0, of each virtual offset that a label begins at.
    starts: Vec<(usize, usize, usize)>,
}

impl fmt::Debug for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Excerpt")
    }
}

impl<'a> Excerpt<'a> {
    fn new(source: &'a Source, spans: &[Span], width: usize) -> Self {
        let text = source.text();
        let mut wanted: Vec<(usize, usize)> = Vec::new();
        for s in spans {
            let first = source.position(s.start).line - 1;
            let last = source.position(s.end).line - 1;
            wanted.push((first.saturating_sub(CONTEXT), last + CONTEXT));
        }
        wanted.sort_unstable();
        let mut excerpt = Self {
            source,
            name: visible(source.name()).replace('\n', " "),
            lines: Vec::new(),
            text: String::new(),
            starts: Vec::new(),
        };
        let mut next = 0;
        for (first, last) in wanted {
            for number in first.max(next)..=last {
                let Some(range) = source.line_range(number + 1) else {
                    break;
                };
                if range.is_empty() && number > 0 && spans.iter().all(|s| s.end < range.start) {
                    // The empty line after the last line break shows nothing.
                    break;
                }
                let focus = spans
                    .iter()
                    .filter(|s| range.start <= s.start && s.start <= range.end)
                    .map(|s| s.start)
                    .min();
                let line = text.get(range.clone()).unwrap_or("");
                excerpt.push(number, line, range.start, focus, width);
                next = number + 1;
            }
        }
        excerpt
    }

    /// Adds a line, cut to `width` characters around `focus`.
    fn push(
        &mut self,
        number: usize,
        line: &str,
        offset: usize,
        focus: Option<usize>,
        width: usize,
    ) {
        let line = line.trim_end_matches(['\n', '\r']);
        let start = self.text.len();
        let long = line.chars().nth(width).is_some();
        let before = focus.map_or(0, |f| {
            let upto = line.get(..f.saturating_sub(offset)).unwrap_or("");
            upto.chars().count()
        });
        let skip = if long && before > width * 2 / 3 {
            before - width / 3
        } else {
            0
        };
        let mut shown = String::new();
        let mut map = Vec::new();
        if skip > 0 {
            shown.push('…');
        }
        let mut end = offset + line.len();
        for (n, (i, c)) in line.char_indices().enumerate().skip(skip) {
            if n - skip >= width {
                end = offset + i;
                break;
            }
            map.push((offset + i, start + shown.len()));
            push_visible(&mut shown, c);
        }
        map.push((end, start + shown.len()));
        if end < offset + line.len() {
            shown.push('…');
        }
        self.text.push_str(&shown);
        self.text.push('\n');
        self.lines.push(Line {
            number,
            start,
            text: shown,
            map,
        });
    }

    /// Where a source offset is in the virtual text.
    fn virtual_offset(&self, offset: usize) -> usize {
        let number = self.source.position(offset).line - 1;
        let line = match self.lines.iter().find(|l| l.number == number) {
            Some(l) => l,
            None => match self.lines.last() {
                Some(l) => l,
                None => return 0,
            },
        };
        match line.map.iter().find(|(s, _)| *s >= offset) {
            Some((_, v)) => *v,
            None => line.map.last().map_or(line.start, |(_, v)| *v),
        }
    }
}

impl SourceCode for Excerpt<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (from, to) = (span.offset(), span.offset() + span.len());
        let at = |o: usize| {
            self.lines
                .partition_point(|l| l.start <= o)
                .checked_sub(1)
                .ok_or(MietteError::OutOfBounds)
        };
        let (first, last) = (at(from)?, at(to)?);
        let line = |i: usize| self.lines.get(i).ok_or(MietteError::OutOfBounds);
        let number = |i: usize| self.lines.get(i).map(|l| l.number);
        let whole = before > 0 || after > 0;
        // Lines that are not neighbours in the source are not drawn as neighbours.
        if line(last)?.number - line(first)?.number != last - first {
            return Err(MietteError::OutOfBounds);
        }
        if !whole {
            let start = self.starts.iter().find(|s| s.0 == from);
            let (line, column) = match start {
                Some(s) => (s.1, s.2),
                None => (line(first)?.number, 0),
            };
            return Ok(Box::new(MietteSpanContents::new_named(
                self.name.clone(),
                self.text.get(from..to).unwrap_or("").as_bytes(),
                *span,
                line,
                column,
                last - first + 1,
            )));
        }
        let (mut a, mut b) = (first, last);
        for _ in 0..before {
            if a > 0 && number(a - 1).map(|n| n + 1) == number(a) {
                a -= 1;
            }
        }
        for _ in 0..after {
            if b + 1 < self.lines.len() && number(b).map(|n| n + 1) == number(b + 1) {
                b += 1;
            }
        }
        let (above, below) = (line(a)?, line(b)?);
        let start = above.start;
        let end = below.start + below.text.len() + 1;
        let shown = self.text.as_bytes().get(start..end);
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            shown.ok_or(MietteError::OutOfBounds)?,
            (start, end - start).into(),
            above.number,
            0,
            b - a + 1,
        )))
    }
}

/// What miette is given: labels only.
#[derive(Debug)]
struct Labelled<'a> {
    excerpt: &'a Excerpt<'a>,
    labels: Vec<LabeledSpan>,
}

impl fmt::Display for Labelled<'_> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Labelled<'_> {}

impl miette::Diagnostic for Labelled<'_> {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// The marked lines of one source.
fn snippet(source: &Source, marks: &[&Mark<'_>], options: Options) -> String {
    let spans: Vec<Span> = marks.iter().map(|m| drawn(source, m.span)).collect();
    let width = options.width.saturating_sub(12).clamp(40, 400);
    let mut excerpt = Excerpt::new(source, &spans, width);
    let mut labels = Vec::new();
    for (n, (mark, span)) in marks.iter().zip(&spans).enumerate() {
        let start = excerpt.virtual_offset(span.start);
        let end = excerpt.virtual_offset(span.end).max(start);
        let position = source.position(span.start);
        excerpt
            .starts
            .push((start, position.line - 1, position.column - 1));
        let text = visible(&mark.text).replace('\n', " ");
        let text = (!text.is_empty()).then_some(text);
        let range = (start, end - start);
        labels.push(if n == 0 {
            LabeledSpan::new_primary_with_span(text, range)
        } else {
            LabeledSpan::new_with_span(text, range)
        });
    }
    let theme = GraphicalTheme {
        characters: if options.unicode {
            ThemeCharacters::unicode()
        } else {
            ThemeCharacters::ascii()
        },
        styles: if options.color {
            ThemeStyles::ansi()
        } else {
            ThemeStyles::none()
        },
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(options.width.max(40))
        .with_context_lines(CONTEXT)
        .with_links(false)
        .tab_width(4);
    let mut drawn = String::new();
    let report = Labelled {
        excerpt: &excerpt,
        labels,
    };
    if handler.render_report(&mut drawn, &report).is_err() {
        return String::new();
    }
    // The first line is miette's own header, which is empty here.
    let body = drawn.split_once('\n').map_or("", |(_, rest)| rest);
    let mut out = String::new();
    for line in body.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The span as it is drawn: within the source, on character boundaries, not too tall.
fn drawn(source: &Source, span: Span) -> Span {
    let text = source.text();
    let floor = |mut o: usize| {
        o = o.min(text.len());
        while !text.is_char_boundary(o) {
            o -= 1;
        }
        o
    };
    let start = floor(span.start);
    let end = floor(span.end).max(start);
    let mut shown = Span::new(start, end).slice(text);
    if shown.matches('\n').count() > TALLEST {
        shown = shown.split('\n').next().unwrap_or("");
    }
    // A span that ends with its line break is drawn without it.
    shown = shown.trim_end_matches(['\n', '\r']);
    Span::new(start, start + shown.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes;
    use crate::span::Loc;

    fn sources() -> (SourceMap, crate::source::SourceId, crate::source::SourceId) {
        let mut m = SourceMap::new();
        let a = m.add(Source::new(
            "a.yaml",
            "recipe: été\ntitle:\n  length: 65..40\n",
        ));
        let b = m.add(Source::new("seo/basic", "length: 1..2\n"));
        (m, a, b)
    }

    fn snap(name: &str, text: &str) {
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/diagnostics"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(name, text);
        });
    }

    #[test]
    fn draws_both_ends() {
        let (m, a, b) = sources();
        let d = Diagnostic::error(codes::E0105, "the range runs backwards")
            .at(Loc::new(a, Span::new(31, 37)), "here")
            .at(Loc::new(b, Span::new(8, 12)), "set before")
            .help("swap the ends")
            .fix(Loc::new(a, Span::new(31, 37)), "40..65");
        let out = render(std::slice::from_ref(&d), &m, Options::default());
        snap("render-both-ends", &out);
        let ascii = render(
            &[d],
            &m,
            Options {
                unicode: false,
                ..Options::default()
            },
        );
        assert!(ascii.is_ascii() || ascii.contains("été"), "{ascii}");
    }

    #[test]
    fn hides_nothing_and_cuts_long_lines() {
        let mut m = SourceMap::new();
        let text = format!(
            "{}\u{1b}[31mfaulty\u{202e} {}",
            "mot ".repeat(100),
            "fin ".repeat(100)
        );
        let a = m.add(Source::new("x\u{1b}[2J.yaml", &text));
        let at = text.find("faulty").unwrap_or(0);
        let d = Diagnostic::warn(codes::W0101, "bad \u{1b}[0m word")
            .at(Loc::new(a, Span::new(at, at + 6)), "th\u{7}is");
        let out = render(std::slice::from_ref(&d), &m, Options::default());
        assert!(!out.contains('\u{1b}') && !out.contains('\u{202e}') && !out.contains('\u{7}'));
        snap("render-hidden", &format!("{out}\n{}\n", one_line(&d, &m)));
    }

    #[test]
    fn never_panics_on_odd_spans() {
        let (m, a, _) = sources();
        for start in 0..45 {
            for end in 0..45 {
                let d = Diagnostic::error(codes::E0101, "x").at(
                    Loc::new(
                        a,
                        Span {
                            start,
                            end: end.max(start),
                        },
                    ),
                    "y",
                );
                let _ = render(&[d], &m, Options::default());
            }
        }
    }

    #[test]
    fn counts() {
        use Severity::{Error, Info, Warn};
        assert_eq!(
            summary([Error, Warn, Error, Info]),
            "2 errors, 1 warning, 1 note"
        );
        assert_eq!(summary([]), "");
    }
}
