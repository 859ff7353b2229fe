//! `- "an item"` below a name, as in YAML and Markdown: what was meant is a list, and it is read as one.

use super::pending::Dashes;
use super::text::quote;
use super::{Last, Reader, faults};
use crate::span::Span;
use crate::syntax::scalar;
use crate::syntax::tree::{Value, ValueKind};

impl Reader<'_> {
    /// Takes an item of the setting that was read last, so that nothing else is said to be missing. Returns whether it was one.
    pub(super) fn dash(&mut self, span: Span, sign: &str) -> bool {
        let again = self.last == Last::Dash;
        let text = span.slice(self.text)[sign.len()..].trim();
        let whole = Span::new(span.end - text.len(), span.end);
        let inner = text.trim_matches(['"', '\'']);
        let end = span.end - (text.len() - text.trim_end_matches(['"', '\'']).len());
        let loc = self.loc(Span::new(end - inner.len(), end));
        let Some(owner) = self.frames.last_mut().and_then(|f| f.statements.last_mut()) else {
            return false;
        };
        if !again && (self.last != Last::Statement || !owner.values.is_empty()) {
            return false;
        }
        let item = super::value::quoted(inner.to_owned(), loc);
        let name = owner.name.clone();
        match owner.values.first_mut() {
            None => owner.values.push(item),
            Some(Value {
                kind: ValueKind::List(items),
                loc,
                ..
            }) => {
                *loc = loc.join(item.loc);
                items.push(item);
            }
            Some(v) => *v = super::value::list(vec![v.clone(), item]),
        }
        self.last = Last::Dash;
        self.at = span.end;
        let own = self.indentation(name.loc.span.start);
        let start = self.line_start(name.loc.span.start);
        let lead = &self.text[start..start + own];
        let line = self.line_start(span.start);
        // Where items stand below the first letter of their name, as YAML allows, they are moved in.
        let deeper = self.indentation(span.start) > own;
        let margin = if deeper {
            self.text[line..span.start].to_owned()
        } else {
            format!("{lead}  ")
        };
        let end = (Span::at(span.end), format!("{}{lead}]", self.ending()));
        let name_end = name.loc.span.end;
        if !again {
            self.pending.dashes.push(Dashes {
                sign: sign.to_owned(),
                at: Span::new(span.start, span.start + sign.len()),
                name: name.text,
                items: Vec::new(),
                entries: Vec::new(),
                block: Some(vec![(Span::at(name_end), " {".to_owned())]),
                awaits: false,
                edits: Some(vec![(Span::at(name_end), " [".to_owned())]),
                end: end.clone(),
            });
        }
        let alone = self.text[line..span.start].trim().is_empty();
        let written = written(text).filter(|_| alone);
        let Some(run) = self.pending.dashes.last_mut() else {
            return true;
        };
        run.end = end;
        let (entry, rest) = text.split_once(':').unwrap_or((text, ""));
        if scalar::is_name(entry) && (rest.is_empty() || rest.starts_with(' ')) {
            let settings = text.len() > entry.len();
            run.entries.push((entry.to_owned(), settings));
            let ends = Span::new(line, whole.end);
            match &mut run.block {
                Some(edits) if rest.is_empty() && alone && !run.awaits => {
                    edits.push((ends, format!("{margin}{entry}")));
                }
                _ => run.block = None,
            }
            run.awaits = settings;
        } else {
            run.block = None;
        }
        match (written, &mut run.edits) {
            (Some(item), Some(edits)) => {
                edits.push((Span::new(line, whole.end), format!("{margin}{item}")));
                run.items.push(item);
            }
            _ => run.edits = None,
        }
        true
    }

    /// `{` behind an item.
    pub(super) fn dash_opens(&mut self, span: Span) {
        let beside = self.beside(self.at.min(span.start), span.start);
        if let Some(run) = self.pending.dashes.last_mut() {
            // `- lede: {` and `- lede {` alike; a second pair of braces is of another making.
            let first = run.awaits || run.entries.last().is_some_and(|e| !e.1);
            if !beside || !first {
                run.block = None;
            }
            if let Some(entry) = run.entries.last_mut() {
                entry.1 = true;
            }
            run.edits = None;
            run.awaits = false;
        }
    }

    /// `}` of the braces behind an item, which opened at `open`.
    pub(super) fn dash_closes(&mut self, open: Span, close: Span) {
        let beside = self.beside(open.start, close.start);
        if let Some(run) = self.pending.dashes.last_mut() {
            run.end.0 = Span::at(close.end);
            if !beside {
                run.block = None;
            }
        }
    }
}

/// An item as a recipe file writes it; `None` when it is more than a text or a name.
fn written(text: &str) -> Option<String> {
    let between = |sign: char| {
        text.strip_prefix(sign)
            .and_then(|t| t.strip_suffix(sign))
            .filter(|t| !t.contains(['"', '\\']))
    };
    if text.is_empty() || text.contains(" #") {
        return None;
    }
    if let Some(inner) = between('"').or_else(|| between('\'')) {
        return Some(quote(inner));
    }
    if scalar::is_name(text) {
        return Some(text.to_owned());
    }
    let more = text.contains(['"', '{', '[', '\\'])
        || text.contains(": ")
        || text.starts_with('/')
        || text.ends_with(':')
        || faults::is_attempt(text);
    (!more).then(|| quote(text))
}
