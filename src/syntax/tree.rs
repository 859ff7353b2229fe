//! The syntax tree that both surfaces share: statements, values, comments, all with exact places.
//!
//! A statement is `name value… { block }`. In YAML a mapping entry is a statement: `length: 700..1100 words` has one
//! value, `title: { … }` has a block, `rewritten: true` has the value `true`, and a list in which an item is a mapping
//! (`sections: [{chapo: {…}}, faits]`) is a block whose order matters. A list of scalars is one [`ValueKind::List`] value.

use serde::Serialize;

use crate::span::{Loc, Span};

/// A whole file: its statements and the comments after the last one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tree {
    /// The top-level statements, in order.
    pub statements: Vec<Statement>,
    /// Comments that follow the last statement.
    pub trailing: Vec<Comment>,
}

impl Tree {
    /// The first top-level statement called `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Statement> {
        self.statements.iter().find(|s| s.name.text == name)
    }
}

/// A name with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Name {
    /// The name as written, without quotes.
    pub text: String,
    /// Where it is written, quotes included.
    pub loc: Loc,
}

/// `name value… { block }` with its documentation and comments.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statement {
    /// What is set.
    pub name: Name,
    /// The values that stand after the name; at most one in YAML.
    pub values: Vec<Value>,
    /// The statements between braces, or the nested mapping.
    pub block: Option<Block>,
    /// `-> "…"` in a recipe file; in YAML a `description` key plays this part, and this stays `None`.
    pub doc: Option<Value>,
    /// `= "…"` in a recipe file; in YAML a `default` key plays this part, and this stays `None`.
    pub default: Option<Value>,
    /// Comments and blank lines around the statement.
    pub trivia: Trivia,
    /// From the first byte of the name to the last byte of the value or block.
    pub loc: Loc,
}

impl Statement {
    /// The statement called `name` in the block.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Statement> {
        self.block
            .as_ref()?
            .statements
            .iter()
            .find(|s| s.name.text == name)
    }

    /// The statements of the block; none when there is no block.
    #[must_use]
    pub fn entries(&self) -> &[Statement] {
        self.block.as_ref().map_or(&[], |b| &b.statements)
    }

    /// The place of the values, or of the name when there is none.
    #[must_use]
    pub fn value_loc(&self) -> Loc {
        match (self.values.first(), self.values.last()) {
            (Some(a), Some(b)) => a.loc.join(b.loc),
            _ => self.name.loc,
        }
    }
}

/// A braced group of statements, or a YAML mapping or list of mappings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Block {
    /// The statements, in order.
    pub statements: Vec<Statement>,
    /// Comments after the last statement, before the end of the block.
    pub trailing: Vec<Comment>,
    /// The whole block.
    pub loc: Loc,
    /// Whether it stands on one line: `{ … }`, or in YAML a flow collection.
    pub inline: bool,
    /// Whether it is a list in YAML, so that its statements stand in an order: `- chapo: { … }`.
    pub listed: bool,
}

/// Comments and blank lines that belong to a statement, so that a formatter can put them back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Trivia {
    /// Comments on lines of their own before the statement.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub leading: Vec<Comment>,
    /// A comment at the end of the statement's first line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trailing: Option<Comment>,
    /// Comments inside the value that belong to no item: after the last item of a list, or inside a flow collection.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inner: Vec<Comment>,
    /// A comment at the end of the statement's last line, when that is not its first one: beside the closing bracket or brace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closing: Option<Comment>,
    /// Whether a blank line stands before the statement (and its leading comments).
    pub blank_before: bool,
    /// Whether a blank line stands between the last leading comment and the statement.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub gap: bool,
}

/// A comment without its `#`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comment {
    /// The text after `#`, as written, trailing white space removed.
    pub text: String,
    /// Where, `#` included.
    pub loc: Loc,
    /// Whether a blank line stands before it.
    pub blank_before: bool,
}

/// A value with its place and its text as written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// Where, quotes included.
    pub loc: Loc,
    /// The decoded text of a scalar (escapes resolved, quotes removed); empty for a list.
    pub raw: String,
    /// How it was written.
    pub style: Style,
    /// Which bytes of `raw` stand where in the source, in order. Empty for lists; what an escape stands for is in no run.
    #[serde(skip)]
    pub map: Vec<Segment>,
    /// Comments and blank lines around an item of a list; `None` when there are none, and for every other value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trivia: Option<Box<Trivia>>,
}

impl Value {
    /// The place of a byte range of [`Value::raw`]; the whole value when the range cannot be mapped.
    #[must_use]
    pub fn inner(&self, start: usize, end: usize) -> Loc {
        // Where two runs meet, a range starts in the later one and ends in the earlier one, so that what the source has
        // between them (an indentation) is not underlined.
        let within = |s: &&Segment, o: usize| s.raw <= o && o <= s.raw + s.len;
        let first = self.map.iter().rfind(|s| within(s, start));
        let last = if start == end {
            first
        } else {
            self.map.iter().find(|s| within(s, end))
        };
        let at = |s: Option<&Segment>, o: usize| s.map(|s| s.source + (o - s.raw));
        match (at(first, start), at(last, end)) {
            (Some(a), Some(b)) if a <= b => Loc::new(self.loc.source, Span::new(a, b)),
            _ => self.loc,
        }
    }

    /// The text of any scalar, whatever it looks like: `heading: 10 ports` and `heading: true` are texts to whoever asks for
    /// one. `None` for a list and for an empty value.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self.kind {
            ValueKind::List(_) | ValueKind::Null => None,
            _ => Some(&self.raw),
        }
    }

    /// The items of a list, or the value itself as the only item.
    #[must_use]
    pub fn items(&self) -> &[Value] {
        match &self.kind {
            ValueKind::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// A lowercase noun phrase that names the kind, for messages: "a list", "the name `fr`".
    #[must_use]
    pub fn describe(&self) -> String {
        match &self.kind {
            ValueKind::Name(n) => format!("the name `{n}`"),
            ValueKind::Text => format!("the text `{}`", self.raw),
            ValueKind::Bool(b) => format!("`{b}`"),
            ValueKind::Quantity(_) => format!("the quantity `{}`", self.raw),
            ValueKind::Regex(p) => format!("the pattern `/{p}/`"),
            ValueKind::List(_) => "a list".to_owned(),
            ValueKind::Null => "nothing".to_owned(),
        }
    }
}

/// A run of [`Value::raw`] that stands unchanged in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Offset in `raw`.
    pub raw: usize,
    /// Offset in the source.
    pub source: usize,
    /// Length in bytes, the same in both.
    pub len: usize,
}

/// How a value was written; a formatter keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// A bare word, number, quantity or plain YAML scalar.
    Plain,
    /// Between quotes.
    Quoted,
    /// A text block: `"""…"""`, or a YAML block scalar.
    Block,
    /// A list on one line: `[a, b]`, or in a recipe file `a, b`.
    List,
    /// A list with an item on each line.
    Items,
}

/// What a value is. A quoted scalar is always [`ValueKind::Text`]; whoever wants a quantity or a pattern there asks
/// [`scalar`](crate::syntax::scalar) to read `raw`, so `">= 700 words"` works in quotes too.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ValueKind {
    /// One bare word: letters, digits, `-`, `_`, `.`, `/` (`fr`, `ends-with`, `seo/basic`).
    Name(String),
    /// Any other text; it is in [`Value::raw`].
    Text,
    /// `true` or `false`.
    Bool(bool),
    /// A number or a range, with or without a unit.
    Quantity(Quantity),
    /// `/…/`, without the slashes.
    Regex(String),
    /// `[a, b]` or `a, b`.
    List(Vec<Value>),
    /// An empty YAML value.
    Null,
}

/// A number or a range: `700`, `40..65 chars`, `>= 700 words`, `at most 3`, `<= 40 % of 5-grams`, `1 per section`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quantity {
    /// The lower bound, with its own flag; [`Quantity::whole`] makes both inclusive; `None` when open.
    pub min: Option<Bound>,
    /// The upper bound; `None` when open.
    pub max: Option<Bound>,
    /// `words`, `chars`, `%` …, as written.
    pub unit: Option<Name>,
    /// What is counted or measured: `of body`, `of 5-grams`.
    pub of: Option<Name>,
    /// `per section`, `per paragraph`, `per sentence`.
    pub per: Option<Name>,
}

/// One end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bound {
    /// The number as written.
    pub value: f64,
    /// Whether the number itself is allowed (`>=`) or not (`>`).
    pub inclusive: bool,
    /// Where the number is written.
    pub loc: Loc,
}

impl Quantity {
    /// The bounds as whole numbers, both inclusive: `> 700` is `701..`. A fraction is rounded inwards.
    #[must_use]
    pub fn whole(&self) -> (Option<u64>, Option<u64>) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let min = self.min.map(|b| {
            let n = b.value.max(0.0).ceil();
            let n = n as u64;
            if !b.inclusive && (n as f64 - b.value).abs() < f64::EPSILON {
                n + 1
            } else {
                n
            }
        });
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let max = self.max.map(|b| {
            let n = b.value.max(0.0).floor();
            let m = n as u64;
            if !b.inclusive && (n - b.value).abs() < f64::EPSILON {
                m.saturating_sub(1)
            } else {
                m
            }
        });
        (min, max)
    }

    /// Whether it is one exact number (`3`, `exactly 3`).
    #[must_use]
    pub fn exact(&self) -> Option<f64> {
        match (self.min, self.max) {
            (Some(a), Some(b)) if a.inclusive && b.inclusive && a.value == b.value => Some(a.value),
            _ => None,
        }
    }
}
