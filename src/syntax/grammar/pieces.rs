//! Cuts a recipe file into pieces by the grammar: statements, braces, comments, and what fits nowhere.
//!
//! Every text can be cut; nothing is decided here about what the pieces mean.

use pest::Parser as _;
use pest::iterators::Pair;

use super::rules::{Grammar, Rule};
use super::scalar;
use crate::source::SourceId;
use crate::span::{Loc, Span};
use crate::syntax::tree::Quantity;

/// A piece of a file, in the order of the text.
#[derive(Debug)]
pub(in crate::syntax) enum Piece {
    /// A statement without its block.
    Statement(Box<Head>),
    /// `{`.
    Open(Span),
    /// `}`.
    Close(Span),
    /// `,` or `;` behind a statement.
    Stop(Span),
    /// `# …`.
    Comment(Span),
    /// What no piece begins with, to the end of its line.
    Fault(Span),
}

/// `name value… -> "doc" = "default"`.
#[derive(Debug)]
pub(in crate::syntax) struct Head {
    /// The name, bare or between quotes.
    pub(in crate::syntax) label: Token,
    /// `:` or `=` right behind the name.
    pub(in crate::syntax) misplaced: Option<Span>,
    /// The values: each a single one, or several with commas between them.
    pub(in crate::syntax) groups: Vec<Group>,
    /// `->`, and the text behind it.
    pub(in crate::syntax) docs: Vec<(Span, Option<Token>)>,
    /// `=`, and the value behind it.
    pub(in crate::syntax) defaults: Vec<(Span, Option<Group>)>,
    /// Comments before a `->` or `=` on the next line.
    pub(in crate::syntax) comments: Vec<Span>,
    /// From the name to the last value.
    pub(in crate::syntax) span: Span,
}

/// A value, or several with commas between them.
#[derive(Debug)]
pub(in crate::syntax) struct Group {
    /// The values.
    pub(in crate::syntax) items: Vec<Token>,
    /// Comments between the values.
    pub(in crate::syntax) comments: Vec<Span>,
    /// All of it.
    pub(in crate::syntax) span: Span,
}

/// A single value.
#[derive(Debug)]
pub(in crate::syntax) struct Token {
    /// What it is.
    pub(in crate::syntax) kind: TokenKind,
    /// Where, with its quotes.
    pub(in crate::syntax) span: Span,
}

/// What a single value is.
#[derive(Debug)]
pub(in crate::syntax) enum TokenKind {
    /// A bare word.
    Name,
    /// A quantity.
    Quantity(Quantity),
    /// A pattern, without its slashes.
    Pattern(String),
    /// `"…"`; `false` when its end is missing.
    Text(bool),
    /// `"""…"""`; `false` when its end is missing.
    Block(bool),
    /// A text between other quotation marks.
    Curly,
    /// `{{ … }}`.
    Template,
    /// Words that are nothing else.
    Odd,
    /// `[ … ]`, with its end when there is one.
    List(Group, Option<Span>),
}

/// Cuts what follows `from` into pieces.
pub(in crate::syntax) fn cut(id: SourceId, text: &str, from: usize) -> Vec<Piece> {
    let Ok(pairs) = Grammar::parse(Rule::file, text.get(from..).unwrap_or("")) else {
        // The grammar takes every text; only pest's own limits could refuse one.
        return vec![Piece::Fault(Span::new(from, text.len()))];
    };
    let cutter = Cutter { id, from };
    let mut out = Vec::new();
    for pair in pairs.flat_map(Pair::into_inner) {
        let span = cutter.span(&pair);
        match pair.as_rule() {
            Rule::statement => out.push(Piece::Statement(Box::new(cutter.head(pair)))),
            Rule::open => out.push(Piece::Open(span)),
            Rule::close => out.push(Piece::Close(span)),
            Rule::stop => out.push(Piece::Stop(span)),
            Rule::comment => out.push(Piece::Comment(span)),
            Rule::fault => out.push(Piece::Fault(span)),
            _ => {}
        }
    }
    out
}

/// Where the text that is cut begins, and in which source.
struct Cutter {
    id: SourceId,
    from: usize,
}

impl Cutter {
    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let s = pair.as_span();
        Span::new(s.start(), s.end()).shift(self.from)
    }

    fn head(&self, pair: Pair<'_, Rule>) -> Head {
        let start = self.span(&pair).start;
        let mut head = Head {
            label: Token {
                kind: TokenKind::Name,
                span: Span::at(start),
            },
            misplaced: None,
            groups: Vec::new(),
            docs: Vec::new(),
            defaults: Vec::new(),
            comments: Vec::new(),
            span: Span::at(start),
        };
        for part in pair.into_inner() {
            let at = self.span(&part);
            match part.as_rule() {
                Rule::label => {
                    let quoted = part.as_str().starts_with('"');
                    head.label = Token {
                        kind: if quoted {
                            TokenKind::Text(true)
                        } else {
                            TokenKind::Name
                        },
                        span: at,
                    };
                    head.span = head.span.join(at);
                }
                Rule::misplaced => {
                    let blank = part.as_str().len() - part.as_str().trim_start().len();
                    head.misplaced = Some(Span::new(at.start + blank, at.end));
                }
                Rule::group => {
                    head.span = head.span.join(at);
                    head.groups.push(self.group(part));
                }
                Rule::doc => {
                    head.span = head.span.join(self.trimmed(&part));
                    let arrow = Span::new(at.start, at.start + 2);
                    let text = part.into_inner().next().map(|p| self.token(p));
                    head.docs.push((arrow, text));
                }
                Rule::default => {
                    head.span = head.span.join(self.trimmed(&part));
                    let sign = Span::new(at.start, at.start + 1);
                    let value = part.into_inner().next().map(|p| self.group(p));
                    head.defaults.push((sign, value));
                }
                Rule::comment => head.comments.push(at),
                _ => {}
            }
        }
        head
    }

    /// The place of a pair without white space at its end.
    fn trimmed(&self, pair: &Pair<'_, Rule>) -> Span {
        let at = self.span(pair);
        Span::new(at.start, at.start + pair.as_str().trim_end().len())
    }

    fn group(&self, pair: Pair<'_, Rule>) -> Group {
        let mut out = Group {
            items: Vec::new(),
            comments: Vec::new(),
            span: self.span(&pair),
        };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::comment => out.comments.push(self.span(&part)),
                Rule::list_end => {}
                _ => out.items.push(self.token(part)),
            }
        }
        out
    }

    fn token(&self, pair: Pair<'_, Rule>) -> Token {
        let mut at = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::name_value => TokenKind::Name,
            Rule::quantity_value => {
                let raw = pair.as_str();
                let place =
                    |a: usize, b: usize| Loc::new(self.id, Span::new(a, b).shift(self.from));
                scalar::quantity_of(pair.clone().into_inner(), raw, &place)
                    .map_or(TokenKind::Odd, TokenKind::Quantity)
            }
            Rule::pattern_value => TokenKind::Pattern(scalar::pattern_of(pair.into_inner())),
            Rule::string => TokenKind::Text(true),
            Rule::open_string => TokenKind::Text(false),
            Rule::text_block => TokenKind::Block(true),
            Rule::open_block => TokenKind::Block(false),
            Rule::curly => TokenKind::Curly,
            Rule::template => TokenKind::Template,
            Rule::list => {
                let end = pair
                    .clone()
                    .into_inner()
                    .find(|p| p.as_rule() == Rule::list_end)
                    .map(|p| self.span(&p));
                TokenKind::List(self.group(pair), end)
            }
            _ => {
                at = self.trimmed(&pair);
                TokenKind::Odd
            }
        };
        Token { kind, span: at }
    }
}
