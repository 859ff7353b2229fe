//! The lines of a file, roughly: names with what stands behind them. What is not understood at a glance is `odd`, and is left alone.

use crate::span::Span;

/// A word, a text, or a sign behind a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A bare word.
    Word,
    /// A text between straight quotes.
    Text,
    /// `,`.
    Comma,
    /// `[` or `]`.
    Bracket,
    /// Anything else.
    Odd,
}

/// A piece of a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// A name, what stands behind it, and what stands below it.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) name: Span,
    /// Whether the name stands between quotes.
    pub(super) quoted: bool,
    /// `- `, before the name.
    pub(super) dash: Option<Span>,
    /// `:` or `=` behind the name.
    pub(super) sign: Option<Span>,
    pub(super) values: Vec<Token>,
    /// The names in its block; `None` when it has none.
    pub(super) block: Option<Vec<Node>>,
    /// The braces of its block, where it has braces.
    pub(super) braces: Option<Span>,
    /// Everything, from the dash or the name to the last byte.
    pub(super) span: Span,
}

impl Node {
    /// From the first piece of the value to the last.
    pub(super) fn value(&self) -> Option<Span> {
        let first = self.values.first()?;
        Some(first.span.join(self.values.last()?.span))
    }

    /// Whether the value is made of bare words alone.
    pub(super) fn is_bare(&self) -> bool {
        !self.values.is_empty() && self.values.iter().all(|t| t.kind == Kind::Word)
    }
}

/// A piece of a recipe file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Value(Kind),
    Semi,
    Open,
    Close,
    Line,
}

/// The statements of a recipe file; `None` when its quotes, brackets or braces do not come in pairs.
pub(super) fn recipe(text: &str, listed: &dyn Fn(&str) -> bool) -> Option<Vec<Node>> {
    let pieces = pieces(text)?;
    let mut reader = Recipe {
        text,
        pieces,
        at: 0,
        listed,
    };
    let nodes = reader.block(0)?;
    (reader.at == reader.pieces.len()).then_some(nodes)
}

fn pieces(text: &str) -> Option<Vec<(Piece, Span)>> {
    let mut out = Vec::new();
    let mut at = usize::from(text.starts_with('\u{feff}')) * 3;
    let mut depth = 0usize;
    while let Some(c) = text.get(at..).and_then(|t| t.chars().next()) {
        let rest = text.get(at..)?;
        let mut one = |piece: Piece, len: usize| {
            out.push((piece, Span::new(at, at + len)));
            at += len;
        };
        match c {
            '\n' if depth > 0 => one(Piece::Value(Kind::Comma), 1),
            '\n' => one(Piece::Line, 1),
            c if c.is_whitespace() => at += c.len_utf8(),
            '#' => at += rest.find('\n').unwrap_or(rest.len()),
            '{' if !rest.starts_with("{{") => one(Piece::Open, 1),
            '}' => one(Piece::Close, 1),
            ';' => one(Piece::Semi, 1),
            ',' => one(Piece::Value(Kind::Comma), 1),
            '[' => {
                one(Piece::Value(Kind::Bracket), 1);
                depth += 1;
            }
            ']' => {
                one(Piece::Value(Kind::Bracket), 1);
                depth = depth.checked_sub(1)?;
            }
            '"' if rest.starts_with("\"\"\"") => {
                let end = rest.get(3..)?.find("\"\"\"")? + 6;
                one(Piece::Value(Kind::Odd), end);
            }
            '"' => {
                let mut escaped = false;
                let end = rest.get(1..)?.find(|c: char| {
                    let end = (c == '"' && !escaped) || c == '\n';
                    escaped = c == '\\' && !escaped;
                    end
                })? + 2;
                if !rest.get(..end)?.ends_with('"') {
                    return None;
                }
                one(Piece::Value(Kind::Text), end);
            }
            '/' | '“' | '”' | '«' | '»' | '„' | '\'' | '‘' | '`' | '{' => {
                let line = rest.find('\n').unwrap_or(rest.len());
                let end = rest.get(..line)?.find([';', '}', '{']).filter(|e| *e > 0);
                one(Piece::Value(Kind::Odd), end.unwrap_or(line));
            }
            _ => {
                let mut end = 0;
                for (i, c) in rest.char_indices() {
                    // `1,000` is one word.
                    let comma = c == ','
                        && !(rest
                            .get(..i)
                            .is_some_and(|r| r.ends_with(|c: char| c.is_ascii_digit()))
                            && rest
                                .get(i + 1..)
                                .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())));
                    if c.is_whitespace() || matches!(c, '{' | '}' | '[' | ']' | ';' | '"') || comma
                    {
                        break;
                    }
                    end = i + c.len_utf8();
                }
                one(Piece::Value(Kind::Word), end.max(1));
            }
        }
    }
    (depth == 0).then_some(out)
}

struct Recipe<'a> {
    text: &'a str,
    pieces: Vec<(Piece, Span)>,
    at: usize,
    /// Whether what is indented below a name of this kind belongs to it.
    listed: &'a dyn Fn(&str) -> bool,
}

impl Recipe<'_> {
    fn peek(&self, ahead: usize) -> Option<(Piece, Span)> {
        self.pieces.get(self.at + ahead).copied()
    }

    /// How far the line of an offset is indented; `None` when something else stands before the offset.
    fn column(&self, at: usize) -> Option<usize> {
        let start = self.text.get(..at)?.rfind('\n').map_or(0, |n| n + 1);
        let before = self.text.get(start..at)?;
        before
            .trim_matches([' ', '\u{feff}'])
            .is_empty()
            .then_some(before.len())
    }

    fn block(&mut self, depth: usize) -> Option<Vec<Node>> {
        let mut nodes = Vec::new();
        loop {
            match self.peek(0) {
                None if depth == 0 => return Some(nodes),
                Some((Piece::Close, _)) if depth > 0 => return Some(nodes),
                Some((Piece::Line | Piece::Semi | Piece::Value(Kind::Comma), _)) => self.at += 1,
                Some((Piece::Value(Kind::Word | Kind::Text), _)) if depth < 8 => {
                    nodes.push(self.statement(depth)?);
                }
                _ => return None,
            }
        }
    }

    fn statement(&mut self, depth: usize) -> Option<Node> {
        let (_, first) = self.peek(0)?;
        let mut node = Node {
            name: first,
            span: first,
            ..Node::default()
        };
        if first.slice(self.text) == "-" {
            node.dash = Some(first);
            self.at += 1;
            let (piece, name) = self.peek(0)?;
            if !matches!(piece, Piece::Value(Kind::Word | Kind::Text)) {
                return None;
            }
            node.name = name;
            node.span = first.join(name);
        }
        node.quoted = matches!(self.peek(0), Some((Piece::Value(Kind::Text), _)));
        self.at += 1;
        let written = node.name.slice(self.text);
        if written.len() > 1 && written.ends_with(':') && !node.quoted {
            node.name.end -= 1;
            node.sign = Some(Span::new(node.name.end, node.name.end + 1));
        } else if let Some((Piece::Value(Kind::Word), sign)) = self.peek(0)
            && matches!(sign.slice(self.text), ":" | "=")
        {
            node.sign = Some(sign);
            self.at += 1;
        }
        if let Some(sign) = node.sign {
            node.span = node.span.join(sign);
        }
        while let Some((Piece::Value(kind), span)) = self.peek(0) {
            if kind == Kind::Comma && depth > 0 && self.begins_another() {
                break;
            }
            node.values.push(Token { kind, span });
            node.span = node.span.join(span);
            self.at += 1;
        }
        if let Some((Piece::Open, open)) = self.peek(0) {
            self.at += 1;
            node.block = Some(self.block(depth + 1)?);
            let (_, close) = self.peek(0)?;
            self.at += 1;
            node.braces = Some(open.join(close));
            node.span = node.span.join(close);
        } else if depth == 0 && node.values.is_empty() && (self.listed)(node.name.slice(self.text))
        {
            self.indented(&mut node)?;
        }
        Some(node)
    }

    /// Whether the comma here stands before a name with a value of its own.
    fn begins_another(&self) -> bool {
        let word = matches!(self.peek(1), Some((Piece::Value(Kind::Word), _)));
        word && matches!(
            self.peek(2),
            Some((
                Piece::Value(Kind::Word | Kind::Text | Kind::Odd) | Piece::Open,
                _
            ))
        )
    }

    /// Lines that are indented below a name.
    fn indented(&mut self, node: &mut Node) -> Option<()> {
        let outer = self.column(node.span.start).unwrap_or(0);
        let mut nodes: Vec<Node> = Vec::new();
        let mut column = None;
        loop {
            let from = self.at;
            while let Some((Piece::Line, _)) = self.peek(0) {
                self.at += 1;
            }
            let next = self.peek(0).map(|(_, s)| s.start);
            let inner = next
                .and_then(|s| self.column(s))
                .filter(|c| column.map_or(*c > outer, |first| first == *c));
            if from == self.at || inner.is_none() {
                self.at = from;
                break;
            }
            if !matches!(
                self.peek(0),
                Some((Piece::Value(Kind::Word | Kind::Text), _))
            ) {
                return None;
            }
            column = inner;
            nodes.push(self.statement(1)?);
        }
        if let Some(last) = nodes.last() {
            node.span = node.span.join(last.span);
            node.block = Some(nodes);
        }
        Some(())
    }
}
