//! What a name in an expression or a template stands for: types, their fields, and the document model as both see it.
//!
//! The schema is what the checker of expressions reads; [`model`](super::model) builds the values. A test holds the two
//! together.

use std::sync::Arc;

use crate::draft::Unit;

/// What a value is, as far as it is known before an article is read.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// Anything: an answer in JSON, the items of a mixed list.
    Any,
    /// A text.
    Text,
    /// A number.
    Number,
    /// True or false.
    Bool,
    /// A list of such values.
    List(Box<Type>),
    /// A value with fields.
    Object(Arc<Shape>),
}

impl Type {
    /// A list of these.
    #[must_use]
    pub fn list(self) -> Self {
        Self::List(Box::new(self))
    }

    /// What both are, or anything.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        match (self, other) {
            (a, b) if a == b => a,
            _ => Self::Any,
        }
    }

    /// Whether it can stand where a text is wanted: a text, or a part of the article that has one.
    #[must_use]
    pub fn has_text(&self) -> bool {
        match self {
            Self::Any | Self::Text => true,
            Self::Object(shape) => shape.field("text").is_some(),
            Self::Number | Self::Bool | Self::List(_) => false,
        }
    }

    /// A noun phrase for messages: `a text`, `a list of sections`.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Any => "a value".to_owned(),
            Self::Text => "a text".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Bool => "true or false".to_owned(),
            Self::List(item) => format!("a list of {}", item.plural()),
            Self::Object(shape) => format!("a {}", shape.name),
        }
    }

    fn plural(&self) -> String {
        match self {
            Self::Any => "values".to_owned(),
            Self::Text => "texts".to_owned(),
            Self::Number => "numbers".to_owned(),
            Self::Bool => "truth values".to_owned(),
            Self::List(_) => "lists".to_owned(),
            Self::Object(shape) => format!("{}s", shape.name),
        }
    }
}

/// The fields of a value, or the variables of an expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// What such a value is called, in the singular: `section`.
    pub name: String,
    /// What one of its fields is called in messages: `field`, or `step` for the answers of steps.
    pub noun: &'static str,
    /// The fields, in the order in which messages and documents list them.
    pub fields: Vec<Field>,
    /// What any other field is, for values whose fields are not known before: the front matter.
    pub other: Option<Type>,
}

/// A field or a variable.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub ty: Type,
    /// One line for documents.
    pub doc: String,
}

impl Shape {
    /// A shape without fields.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            noun: "field",
            fields: Vec::new(),
            other: None,
        }
    }

    /// Adds a field; one of the same name stays as it is.
    #[must_use]
    pub fn with(mut self, name: &str, ty: Type, doc: &str) -> Self {
        if self.field(name).is_none() {
            self.fields.push(Field {
                name: name.to_owned(),
                ty,
                doc: doc.to_owned(),
            });
        }
        self
    }

    /// The field with this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.name == name)
    }

    /// The names of the fields.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|f| f.name.as_str())
    }

    /// The shape as a type.
    #[must_use]
    pub fn object(self) -> Type {
        Type::Object(Arc::new(self))
    }
}

fn sentence() -> Shape {
    Shape::new("sentence")
        .with("text", Type::Text, "the text without markup")
        .with("words", Type::Text.list(), "its words")
}

fn paragraph() -> Shape {
    Shape::new("paragraph")
        .with("text", Type::Text, "the text without markup")
        .with("words", Type::Text.list(), "its words")
        .with("sentences", sentence().object().list(), "its sentences")
}

fn section() -> Shape {
    Shape::new("section")
        .with(
            "heading",
            Type::Text,
            "the `##` heading, empty for what stands before the first",
        )
        .with("text", Type::Text, "the text below the heading")
        .with("words", Type::Text.list(), "its words, without the heading")
        .with("sentences", sentence().object().list(), "its sentences")
        .with("paragraphs", paragraph().object().list(), "its paragraphs")
}

/// The fields that draft and source have in common.
fn document(name: &str) -> Shape {
    Shape::new(name)
        .with("title", Type::Text, "the title, empty when there is none")
        .with(
            "text",
            Type::Text,
            "the body without markup, a blank line between blocks",
        )
        .with("words", Type::Text.list(), "the words of the body")
        .with(
            "sentences",
            sentence().object().list(),
            "the sentences of the body",
        )
        .with("paragraphs", paragraph().object().list(), "the paragraphs")
        .with(
            "sections",
            section().object().list(),
            "the sections, in order",
        )
        .with(
            "headings",
            Shape::new("heading")
                .with("text", Type::Text, "the text")
                .with("level", Type::Number, "2 for `##`, 3 for `###`")
                .object()
                .list(),
            "the headings below the title",
        )
        .with(
            "quotes",
            Shape::new("quote")
                .with("text", Type::Text, "the words quoted, without the marks")
                .with(
                    "speaker",
                    Type::Text,
                    "who said it, empty when the sentence does not say",
                )
                .object()
                .list(),
            "the quotations",
        )
        .with(
            "numbers",
            Shape::new("figure")
                .with("text", Type::Text, "as it is written")
                .with(
                    "value",
                    Type::Number,
                    "the value; the day of a date, the hour of a time",
                )
                .object()
                .list(),
            "the figures, dates and times",
        )
        .with(
            "names",
            Shape::new("name")
                .with("text", Type::Text, "as it is written")
                .object()
                .list(),
            "the mentions of proper names",
        )
}

/// The inputs of a recipe, as expressions and templates see them: name, and whether it is a number.
pub type InputTypes = Vec<(String, bool)>;

fn inputs(types: &InputTypes) -> Shape {
    types
        .iter()
        .fold(Shape::new("set of inputs"), |shape, (name, number)| {
            let ty = if *number { Type::Number } else { Type::Text };
            shape.with(name, ty, "an input of the recipe")
        })
}

/// Adds the inputs: by their names, where nothing else is called so, and all under `inputs`.
#[must_use]
pub fn with_inputs(shape: Shape, types: &InputTypes) -> Shape {
    let all = inputs(types);
    let mut shape = shape.with(
        "inputs",
        all.clone().object(),
        "the inputs of the recipe by name, also those whose name is taken",
    );
    for field in all.fields {
        shape = shape.with(&field.name, field.ty, &field.doc);
    }
    shape
}

/// The variables of a check: the draft, its source, the front matter, the inputs, and the unit when it is asked of each.
#[must_use]
pub fn check(types: &InputTypes, per: Option<Unit>) -> Shape {
    let mut shape = Shape::new("article");
    match per {
        Some(Unit::Sentence) => {
            shape = shape.with("sentence", sentence().object(), "the sentence at hand");
        }
        Some(Unit::Paragraph) => {
            shape = shape.with("paragraph", paragraph().object(), "the paragraph at hand");
        }
        Some(Unit::Section) => {
            shape = shape.with("section", section().object(), "the section at hand");
        }
        None => {}
    }
    for field in document("article").fields {
        shape = shape.with(&field.name, field.ty, &field.doc);
    }
    let meta = Shape {
        other: Some(Type::Text),
        ..Shape::new("front matter")
    };
    shape = shape
        .with(
            "meta",
            meta.object(),
            "the front matter by key, an entry that is missing being empty",
        )
        .with(
            "source",
            document("source").object(),
            "the source, with the same fields",
        )
        .with(
            "language",
            Type::Text,
            "the language of the article, such as `fr`",
        );
    with_inputs(shape, types)
}
