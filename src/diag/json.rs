//! Diagnostics as data for programs: byte offsets, and lines and columns beside them.

use serde::Serialize;

use super::{Diagnostic, Severity};
use crate::source::SourceMap;
use crate::span::Loc;

/// A diagnostic with its places resolved. Serialises to a stable JSON object.
#[derive(Debug, Clone, Serialize)]
pub struct Json {
    /// `E0104`.
    pub code: &'static str,
    /// `error`, `warn` or `info`.
    pub severity: Severity,
    /// The lowercase fragment.
    pub message: String,
    /// The places, the most important first.
    pub labels: Vec<JsonLabel>,
    /// Lines of help.
    pub help: Vec<String>,
    /// The machine-applicable fix: edits that are made together or not at all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fix: Vec<JsonEdit>,
}

/// A place: the offsets count UTF-8 bytes from 0, the end exclusive; lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, Serialize)]
pub struct JsonPlace {
    /// The name of the source.
    pub file: String,
    /// First byte.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// Line of the first byte.
    pub line: usize,
    /// Column of the first byte.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column of the end.
    pub end_column: usize,
}

/// A labelled place.
#[derive(Debug, Clone, Serialize)]
pub struct JsonLabel {
    /// Where.
    #[serde(flatten)]
    pub place: JsonPlace,
    /// What is to be seen there.
    pub text: String,
}

/// An edit.
#[derive(Debug, Clone, Serialize)]
pub struct JsonEdit {
    /// What is replaced.
    #[serde(flatten)]
    pub place: JsonPlace,
    /// By what.
    pub replacement: String,
}

impl JsonPlace {
    /// Resolves a place.
    ///
    /// # Panics
    /// When the place is in a source that is not in `sources`.
    #[must_use]
    pub fn new(loc: Loc, sources: &SourceMap) -> Self {
        let source = sources.get(loc.source);
        let (a, b) = (
            source.position(loc.span.start),
            source.position(loc.span.end),
        );
        Self {
            file: source.name().to_owned(),
            start: loc.span.start,
            end: loc.span.end,
            line: a.line,
            column: a.column,
            end_line: b.line,
            end_column: b.column,
        }
    }
}

/// Resolves diagnostics for serialising, in the order given.
///
/// # Panics
/// When a place is in a source that is not in `sources`.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], sources: &SourceMap) -> Vec<Json> {
    diagnostics
        .iter()
        .map(|d| Json {
            code: d.code.as_str(),
            severity: d.severity,
            message: d.message.clone(),
            labels: d
                .labels
                .iter()
                .map(|l| JsonLabel {
                    place: JsonPlace::new(l.loc, sources),
                    text: l.text.clone(),
                })
                .collect(),
            help: d.help.clone(),
            fix: d
                .fix
                .iter()
                .map(|e| JsonEdit {
                    place: JsonPlace::new(e.loc, sources),
                    replacement: e.replacement.clone(),
                })
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes;
    use crate::source::Source;
    use crate::span::Span;

    #[test]
    fn resolves_places() {
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new("r.yaml", "é: b\n"));
        let d = Diagnostic::error(codes::E0105, "no").at(Loc::new(id, Span::new(4, 5)), "x");
        let text = serde_json::to_string(&json(&[d], &sources)).expect("plain data");
        assert_eq!(
            text,
            r#"[{"code":"E0105","severity":"error","message":"no","labels":[{"file":"r.yaml","start":4,"end":5,"line":1,"column":4,"end_line":1,"end_column":5,"text":"x"}],"help":[]}]"#
        );
    }
}
