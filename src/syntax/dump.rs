//! A compact printable form of a tree, with the place of everything: for people who debug a recipe, and for snapshots.

use std::fmt::Write as _;

use super::tree::{Comment, Quantity, Statement, Tree, Value, ValueKind};
use crate::source::SourceMap;
use crate::span::Loc;

/// The tree as indented text: one line a statement, then its value or its block; places are `line:column-line:column`, the
/// end exclusive.
///
/// # Panics
/// When the tree comes from a source that is not in `sources`.
#[must_use]
pub fn dump(tree: &Tree, sources: &SourceMap) -> String {
    let mut d = Dump {
        sources,
        out: String::new(),
    };
    for s in &tree.statements {
        d.statement(s, 0);
    }
    d.comments(&tree.trailing, 0);
    d.out
}

struct Dump<'a> {
    sources: &'a SourceMap,
    out: String,
}

impl Dump<'_> {
    fn place(&self, loc: Loc) -> String {
        let source = self.sources.get(loc.source);
        let a = source.position(loc.span.start);
        let b = source.position(loc.span.end);
        if a.line == b.line {
            format!("{}:{}-{}", a.line, a.column, b.column)
        } else {
            format!("{}:{}-{}:{}", a.line, a.column, b.line, b.column)
        }
    }

    fn line(&mut self, depth: usize, text: &str) {
        // Writing to a String can't fail.
        let _ = writeln!(self.out, "{:width$}{text}", "", width = depth * 2);
    }

    fn comments(&mut self, comments: &[Comment], depth: usize) {
        for c in comments {
            if c.blank_before {
                self.line(depth, "~");
            }
            let text = format!("#{} @{}", c.text, self.place(c.loc));
            self.line(depth, &text);
        }
    }

    fn statement(&mut self, s: &Statement, depth: usize) {
        if s.trivia.blank_before {
            self.line(depth, "~");
        }
        self.comments(&s.trivia.leading, depth);
        let mut text = format!("{:?} @{}", s.name.text, self.place(s.name.loc));
        if let Some(c) = &s.trivia.trailing {
            let _ = write!(text, "  #{}", c.text);
        }
        self.line(depth, &text);
        for v in &s.values {
            self.value(v, depth + 1);
        }
        if let Some(doc) = &s.doc {
            self.line(depth + 1, "->");
            self.value(doc, depth + 2);
        }
        if let Some(default) = &s.default {
            self.line(depth + 1, "=");
            self.value(default, depth + 2);
        }
        self.comments(&s.trivia.inner, depth + 1);
        if let Some(b) = &s.block {
            let text = format!("block @{}", self.place(b.loc));
            self.line(depth + 1, &text);
            for inner in &b.statements {
                self.statement(inner, depth + 2);
            }
            self.comments(&b.trailing, depth + 2);
        }
        if let Some(c) = &s.trivia.closing {
            self.line(
                depth + 1,
                &format!("closing #{} @{}", c.text, self.place(c.loc)),
            );
        }
    }

    fn value(&mut self, v: &Value, depth: usize) {
        if let Some(t) = &v.trivia {
            if t.blank_before {
                self.line(depth, "~");
            }
            self.comments(&t.leading, depth);
        }
        let what = match &v.kind {
            ValueKind::Name(n) => format!("name {n:?}"),
            ValueKind::Text => format!("text {:?}", v.raw),
            ValueKind::Bool(b) => format!("bool {b}"),
            ValueKind::Quantity(q) => format!("quantity {:?} = {}", v.raw, self.quantity(q)),
            ValueKind::Regex(p) => format!("regex {p:?}"),
            ValueKind::List(_) => "list".to_owned(),
            ValueKind::Null => "null".to_owned(),
        };
        let style = format!("{:?}", v.style).to_lowercase();
        let mut text = format!("{what} {style} @{}", self.place(v.loc));
        if v.map.len() > 1 {
            let runs: Vec<String> = v
                .map
                .iter()
                .map(|s| format!("{:?}", v.raw.get(s.raw..s.raw + s.len).unwrap_or("(cut)")))
                .collect();
            let _ = write!(text, " runs {}", runs.join(" "));
        }
        if let Some(c) = v.trivia.as_ref().and_then(|t| t.trailing.as_ref()) {
            let _ = write!(text, "  #{}", c.text);
        }
        self.line(depth, &text);
        if let ValueKind::List(items) = &v.kind {
            for item in items {
                self.value(item, depth + 1);
            }
        }
    }

    fn quantity(&self, q: &Quantity) -> String {
        let end = |b: Option<super::tree::Bound>, none: &str| {
            b.map_or(none.to_owned(), |b| {
                format!("{}{}", b.value, if b.inclusive { "" } else { " excluded" })
            })
        };
        let mut text = format!("[{}, {}]", end(q.min, "-"), end(q.max, "-"));
        for (word, name) in [("unit", &q.unit), ("of", &q.of), ("per", &q.per)] {
            if let Some(n) = name {
                let _ = write!(text, " {word} {:?} @{}", n.text, self.place(n.loc));
            }
        }
        text
    }
}
