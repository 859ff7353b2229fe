//! The lines of a YAML file, roughly; see [`node`](super::node).

use super::node::{Kind, Node, Token};
use crate::span::Span;

/// A line with something on it.
#[derive(Clone, Copy)]
struct Line {
    indent: usize,
    /// Without its indentation, its end, and a comment.
    span: Span,
}

/// The settings of a YAML file; `None` when it is not made of plain lines.
pub(super) fn yaml(text: &str) -> Option<Vec<Node>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let shown = line.trim_start_matches('\u{feff}');
        let start = start + (line.len() - shown.len());
        let indent = shown.len() - shown.trim_start_matches(' ').len();
        let inner = shown.get(indent..)?;
        if inner.starts_with('\t') {
            return None;
        }
        let inner = inner.get(..comment(inner))?.trim_end();
        if !inner.is_empty() && inner != "---" {
            lines.push(Line {
                indent,
                span: Span::new(start + indent, start + indent + inner.len()),
            });
        }
    }
    let mut reader = Yaml { text, lines, at: 0 };
    let nodes = reader.block(0, 0)?;
    (reader.at == reader.lines.len()).then_some(nodes)
}

/// Where the comment of a line begins, or where the line ends.
fn comment(line: &str) -> usize {
    let mut quote = None;
    let mut before = ' ';
    for (i, c) in line.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) if matches!(before, ' ' | '[' | '{' | ',') => quote = Some(c),
            (c, Some(q)) if c == q => quote = None,
            ('#', None) if before == ' ' => return i,
            _ => {}
        }
        before = c;
    }
    line.len()
}

struct Yaml<'a> {
    text: &'a str,
    lines: Vec<Line>,
    at: usize,
}

impl Yaml<'_> {
    fn block(&mut self, indent: usize, depth: usize) -> Option<Vec<Node>> {
        let mut nodes = Vec::new();
        while let Some(line) = self.lines.get(self.at).copied() {
            if line.indent < indent {
                break;
            }
            if line.indent > indent || depth > 8 {
                return None;
            }
            self.at += 1;
            nodes.push(self.entry(line, depth)?);
        }
        Some(nodes)
    }

    fn entry(&mut self, line: Line, depth: usize) -> Option<Node> {
        let mut span = line.span;
        let mut indent = line.indent;
        let mut dash = None;
        let written = span.slice(self.text);
        if let Some(rest) = written.strip_prefix("- ") {
            let inner = rest.trim_start();
            dash = Some(Span::new(span.start, span.start + 1));
            indent += written.len() - inner.len();
            span.start = span.end - inner.len();
        }
        let mut node = self.pair(span)?;
        node.dash = dash;
        if dash.is_some() {
            node.span = node.span.join(line.span);
        }
        let below = self.lines.get(self.at).copied();
        let text = node.value().map_or("", |v| v.slice(self.text));
        let block_text = text.starts_with(['|', '>']);
        let deeper = below.filter(|b| b.indent > line.indent);
        if block_text || !node.values.is_empty() && deeper.is_some() {
            // The value goes on.
            while self
                .lines
                .get(self.at)
                .is_some_and(|b| b.indent > line.indent)
            {
                self.at += 1;
            }
            for token in &mut node.values {
                token.kind = Kind::Odd;
            }
        } else if node.values.is_empty() && node.block.is_none() && node.sign.is_some() {
            let listed = below.filter(|b| {
                dash.is_none()
                    && b.indent == line.indent
                    && b.span.slice(self.text).starts_with("- ")
            });
            let own = deeper.filter(|b| dash.is_none() || b.indent >= indent);
            if let Some(own) = own {
                node.block = Some(self.block(own.indent, depth + 1)?);
            } else if listed.is_some() {
                let mut nodes = Vec::new();
                while let Some(b) = self.lines.get(self.at).copied().filter(|b| {
                    b.indent == line.indent && b.span.slice(self.text).starts_with("- ")
                }) {
                    self.at += 1;
                    nodes.push(self.entry(b, depth + 1)?);
                }
                node.block = Some(nodes);
            }
            if let Some(last) = node.block.as_ref().and_then(|b| b.last()) {
                node.span = node.span.join(last.span);
            }
        }
        Some(node)
    }

    /// `name: value`, `name:`, or a value alone.
    fn pair(&self, span: Span) -> Option<Node> {
        let written = span.slice(self.text);
        let colon = written
            .find(": ")
            .or_else(|| written.ends_with(':').then(|| written.len() - 1))
            .filter(|_| !written.starts_with(['"', '\'', '[', '{']));
        let Some(colon) = colon else {
            return Some(Node {
                name: span,
                quoted: !written.starts_with(|c: char| c.is_alphanumeric()),
                span,
                ..Node::default()
            });
        };
        let name = Span::new(span.start, span.start + colon);
        let name = Span::new(
            name.start,
            name.start + name.slice(self.text).trim_end().len(),
        );
        let sign = Span::new(span.start + colon, span.start + colon + 1);
        let rest = written.get(colon + 1..)?;
        let blank = rest.len() - rest.trim_start().len();
        let value = Span::new(sign.end + blank, span.end);
        let mut node = Node {
            name,
            sign: Some(sign),
            span,
            ..Node::default()
        };
        self.value(&mut node, value)?;
        Some(node)
    }

    fn value(&self, node: &mut Node, value: Span) -> Option<()> {
        let written = value.slice(self.text);
        let within = |open: char, close: char| {
            written
                .strip_prefix(open)
                .and_then(|w| w.strip_suffix(close))
        };
        if written.is_empty() {
            return Some(());
        }
        let odd = |node: &mut Node| {
            node.values.push(Token {
                kind: Kind::Odd,
                span: value,
            });
        };
        if let Some(inner) = within('{', '}') {
            if inner.contains(['{', '[', '"', '\'']) {
                odd(node);
                return Some(());
            }
            node.braces = Some(value);
            node.block = Some(
                split(Span::new(value.start + 1, value.end - 1), self.text)
                    .into_iter()
                    .map(|s| self.pair(s))
                    .collect::<Option<_>>()?,
            );
        } else if let Some(inner) = within('[', ']') {
            if inner.contains(['{', '[', '"', '\'', ':']) {
                odd(node);
                return Some(());
            }
            let bracket = |at: usize| Token {
                kind: Kind::Bracket,
                span: Span::new(at, at + 1),
            };
            node.values.push(bracket(value.start));
            for (i, item) in split(Span::new(value.start + 1, value.end - 1), self.text)
                .into_iter()
                .enumerate()
            {
                if i > 0 {
                    node.values.push(Token {
                        kind: Kind::Comma,
                        span: Span::at(item.start),
                    });
                }
                self.words(node, item);
            }
            node.values.push(bracket(value.end - 1));
        } else if written.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '<' | '≥' | '≤'))
        {
            self.words(node, value);
        } else if let Some(inner) = within('"', '"')
            && !inner.contains(['"', '\\'])
        {
            node.values.push(Token {
                kind: Kind::Text,
                span: value,
            });
        } else {
            odd(node);
        }
        Some(())
    }

    fn words(&self, node: &mut Node, value: Span) {
        let written = value.slice(self.text);
        let mut at = value.start;
        for word in written.split(' ') {
            let bare = word.strip_suffix(',').unwrap_or(word);
            if !bare.is_empty() {
                node.values.push(Token {
                    kind: Kind::Word,
                    span: Span::new(at, at + bare.len()),
                });
            }
            if bare.len() < word.len() {
                node.values.push(Token {
                    kind: Kind::Comma,
                    span: Span::new(at + bare.len(), at + word.len()),
                });
            }
            at += word.len() + 1;
        }
    }
}

/// The parts of a flow collection, without the blanks around them; a comma between digits separates nothing.
fn split(span: Span, text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start;
    let mut push = |from: usize, to: usize| {
        let written = text.get(from..to).unwrap_or("");
        let trimmed = written.trim();
        if !trimmed.is_empty() {
            let from = from + (written.len() - written.trim_start().len());
            out.push(Span::new(from, from + trimmed.len()));
        }
    };
    let digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    for (i, _) in span.slice(text).match_indices(',') {
        let at = span.start + i;
        if at > 0 && digit(at - 1) && digit(at + 1) {
            continue;
        }
        push(start, at);
        start = at + 1;
    }
    push(start, span.end);
    out
}
