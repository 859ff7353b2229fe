//! The built-in frames of prompts as a recipe sees them: their names, the blocks that `frames` may override, and the
//! variables that each kind of prompt has. The texts are in the files of the tongues; a test holds the two together.

use crate::expr::schema::{InputTypes, Shape, Type, with_inputs};

/// A block of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its name.
    pub name: &'static str,
    /// One line: what it says.
    pub doc: &'static str,
    /// The line breaks that stand before it.
    pub lead: &'static str,
}

/// A built-in frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Its name.
    pub name: &'static str,
    /// One line: which prompt it makes.
    pub doc: &'static str,
    /// Its blocks, in order.
    pub blocks: &'static [Block],
}

impl Frame {
    /// Whether it has a block of this name.
    #[must_use]
    pub fn block(&self, name: &str) -> Option<&'static Block> {
        self.blocks.iter().find(|b| b.name == name)
    }
}

/// A block that is a line, or several.
const fn block(name: &'static str, doc: &'static str) -> Block {
    Block {
        name,
        doc,
        lead: "\n",
    }
}

/// A block that the prompt begins with.
const fn opening(name: &'static str, doc: &'static str) -> Block {
    Block {
        name,
        doc,
        lead: "",
    }
}

/// A block that is a paragraph.
const fn paragraph(name: &'static str, doc: &'static str) -> Block {
    Block {
        name,
        doc,
        lead: "\n\n",
    }
}

const TASK: Block = opening("task", "what is to be written");
const LATER_TASK: Block = paragraph("task", "what is to be written");
const STYLE: Block = block(
    "style",
    "lines of the house, after the rules; empty unless a recipe fills it",
);

/// All frames with their blocks.
pub const FRAMES: &[Frame] = &[
    Frame {
        name: "system",
        doc: "what every prompt begins with",
        blocks: &[
            opening("role", "who writes, for whom"),
            paragraph("rules", "what holds for every text"),
            STYLE,
            paragraph("guidance", "the `brief` of the recipe"),
        ],
    },
    Frame {
        name: "title",
        doc: "asks for the title",
        blocks: &[TASK, block("rules", "the rules of the title"), STYLE],
    },
    Frame {
        name: "heading",
        doc: "asks for a sub-heading, for small models",
        blocks: &[TASK, block("rules", "the rules of the heading"), STYLE],
    },
    Frame {
        name: "section",
        doc: "asks for a section, or a piece of one",
        blocks: &[
            TASK,
            block("about", "the subject, from `about`"),
            block("heading", "whether and how the part is headed"),
            block("length", "the words asked for"),
            block("rules", "the rules of the part, the keyphrase among them"),
            STYLE,
            block("facts", "which passages and facts the part answers for"),
        ],
    },
    Frame {
        name: "meta",
        doc: "asks for an entry of the front matter",
        blocks: &[TASK, block("rules", "the rules of the entry"), STYLE],
    },
    Frame {
        name: "direct",
        doc: "asks for the whole article in one answer",
        blocks: &[
            TASK,
            block("form", "front matter, title and sub-headings"),
            block("length", "the words asked for"),
            block("rules", "the rules of the article"),
            STYLE,
            block("facts", "which facts must stand in it"),
        ],
    },
    Frame {
        name: "repair",
        doc: "asks for a part again, with what is wrong with it",
        blocks: &[opening("faults", "what is wrong"), LATER_TASK],
    },
    Frame {
        name: "expand",
        doc: "asks for one more paragraph",
        blocks: &[LATER_TASK],
    },
];

/// The frame with this name.
#[must_use]
pub fn frame(name: &str) -> Option<&'static Frame> {
    FRAMES.iter().find(|f| f.name == name)
}

fn words() -> Type {
    Shape::new("budget of words")
        .with("min", Type::Number, "at least")
        .with("max", Type::Number, "at most, where there is a limit")
        .with("target", Type::Number, "the figure aimed at")
        .object()
}

fn phrase() -> Type {
    Shape::new("share of the keyphrase")
        .with("text", Type::Text, "the keyphrase")
        .with("min", Type::Number, "at least this often")
        .with(
            "max",
            Type::Number,
            "at most this often, where there is a limit",
        )
        .with("in_heading", Type::Bool, "whether the heading holds it")
        .object()
}

/// The variables that the blocks of a frame may name.
#[must_use]
pub fn variables(frame: &str) -> Shape {
    let text = |s: Shape, n: &str, d: &str| s.with(n, Type::Text, d);
    let s = Shape::new("prompt");
    match frame {
        "system" => {
            let s = text(s, "language", "the language of the article, by name")
                .with("everywhere", Type::Text.list(), "the rules of every text")
                .with("briefs", Type::Text.list(), "the guidance of the recipe");
            text(
                s,
                "source",
                "the source, fenced, unless each step sees its own passages",
            )
        }
        "repair" => s.with("faults", Type::Text.list(), "what is wrong"),
        "expand" => {
            let s = text(s, "passages", "passages of the source, fenced");
            let s = text(s, "section", "the name of the part");
            let s = text(s, "current", "the part as it stands");
            let s = s
                .with("words", words(), "the words asked for")
                .with("measured", Type::Number, "words of the body")
                .with("wanted", Type::Number, "words that the body needs");
            text(s, "unused", "passages that are not used yet, fenced")
        }
        _ => step_variables(s),
    }
}

fn step_variables(s: Shape) -> Shape {
    s.with(
        "passages",
        Type::Text,
        "passages of the source, fenced, for a model that is not shown it whole",
    )
    .with("section", Type::Text, "the name of the part")
    .with("key", Type::Text, "the entry of the front matter")
    .with("piece", Type::Number, "which piece of the part, from 1")
    .with("pieces", Type::Number, "how many pieces the part has")
    .with("lede", Type::Bool, "whether the part is the opening")
    .with(
        "items",
        Type::Number.list(),
        "least and most items of a list",
    )
    .with(
        "questions",
        Type::Number.list(),
        "least and most questions of a part that answers some",
    )
    .with(
        "bold",
        Type::Bool,
        "whether questions are bold lines, where the recipe leaves no room for `###` headings",
    )
    .with("about", Type::Text, "the subject of the part")
    .with(
        "heading_line",
        Type::Bool,
        "whether the part begins with its heading",
    )
    .with(
        "fixed_heading",
        Type::Text,
        "the heading that the layout adds",
    )
    .with("words", words(), "the words asked for")
    .with(
        "sentences",
        Type::Number,
        "the sentences asked of a small model",
    )
    .with("instructions", Type::Text.list(), "the rules")
    .with("cover", Type::Bool, "whether the part answers for passages")
    .with("marks", Type::Text.list(), "placeholders of quotations")
    .with("keep", Type::Bool, "whether facts are listed")
    .with("material", Type::Text, "passages and facts, fenced")
    .with("others", Type::Text.list(), "the other parts")
    .with("phrase", phrase(), "the share of the keyphrase")
    .with("meta", Type::Text.list(), "the entries of the front matter")
    .with("title", Type::Bool, "whether the article has a title")
    .with(
        "title_words",
        Type::Number.list(),
        "least and most words of the title, for a small model",
    )
    .with(
        "headings",
        Type::Bool,
        "whether the article has sub-headings",
    )
}

/// What a custom prompt writes, as far as its variables depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writes {
    /// A part of the body: it has words, a section and perhaps several pieces.
    Section,
    /// The whole article.
    Article,
    /// Anything else: a line, or an answer that is no part of the article.
    Other,
}

fn answers_shape() -> Shape {
    Shape {
        noun: "step",
        ..Shape::new("set of answers")
    }
}

/// How the answer of a step is named, when a variable is called like the step: `steps.facts`.
#[must_use]
pub fn answer(scope: &Shape, name: &str) -> Option<String> {
    let answers = scope.field("steps")?;
    let Type::Object(steps) = &answers.ty else {
        return None;
    };
    steps.field(name).map(|_| format!("steps.{name}"))
}

/// Where a variable stands that prompts of other steps have.
#[must_use]
pub fn elsewhere(scope: &Shape, name: &str) -> Option<String> {
    // The prompt of a step, not a block of a frame.
    if scope.name != "prompt" || scope.field("steps").is_none() {
        return None;
    }
    match name {
        "words" => Some("`words` stands in the prompts of sections and of the article".to_owned()),
        "section" | "about" | "heading" | "piece" | "pieces" => {
            Some(format!("`{name}` stands in the prompts of sections"))
        }
        _ => None,
    }
}

/// The variables of a custom prompt. `steps` are the names of the steps before it, each with whether its answer is JSON.
#[must_use]
pub fn prompt(writes: Writes, inputs: &InputTypes, steps: &[(String, bool)]) -> Shape {
    let answers = steps.iter().fold(answers_shape(), |s, (name, json)| {
        s.with(name, if *json { Type::Any } else { Type::Text }, "")
    });
    let mut s = Shape::new("prompt")
        .with("source", Type::Text, "the source, fenced")
        .with(
            "passages",
            Type::Text,
            "the passages that the part answers for, fenced; else the source",
        )
        .with(
            "material",
            Type::Text,
            "the quotations, figures and names to be kept, fenced; empty when there are none",
        )
        .with(
            "rules",
            Type::Text.list(),
            "the rules that bind the part; they follow the prompt unless it prints them",
        )
        .with(
            "language",
            Type::Text,
            "the language of the article, by name",
        );
    if writes != Writes::Other {
        s = s.with("words", words(), "the words asked for");
    }
    if writes == Writes::Section {
        s = s
            .with("section", Type::Text, "the name of the part")
            .with("about", Type::Text, "the subject of the part; may be empty")
            .with(
                "heading",
                Type::Text,
                "the heading that the layout adds; empty when there is none",
            )
            .with("piece", Type::Number, "which piece of the part, from 1")
            .with("pieces", Type::Number, "how many pieces the part has");
    }
    s = s.with(
        "steps",
        answers.object(),
        "the answers of the steps named in `after`",
    );
    with_inputs(s, inputs)
}
