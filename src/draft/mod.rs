//! The document model: an article as title, front matter, sections, blocks, sentences and words, with byte spans into the
//! original text. It knows nothing of rules. `docs/counting.md` defines what is counted.
//!
//! The source of a run is read by the same model as the draft, so that the two can be compared.

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use crate::lang::Lang;
use crate::span::Span;

/// An article, parsed. Every span is a byte range of [`Draft::text`].
#[derive(Debug, Clone)]
pub struct Draft {
    text: Arc<str>,
    lang: Lang,
    front: Option<FrontMatter>,
    title: Option<Title>,
    blocks: Vec<Block>,
    sections: Vec<Section>,
}

/// The YAML between `---` lines at the start of a Markdown file.
#[derive(Debug, Clone, Serialize)]
pub struct FrontMatter {
    /// The whole front matter, fences included.
    pub span: Span,
    /// Top-level `key: value` entries whose value is a scalar, in order.
    pub entries: Vec<FrontEntry>,
    /// Why the front matter could not be read, if so.
    pub error: Option<String>,
}

/// One entry of the front matter.
#[derive(Debug, Clone, Serialize)]
pub struct FrontEntry {
    /// The key.
    pub key: String,
    /// The decoded value.
    pub value: String,
    /// Where the key is.
    pub key_span: Span,
    /// Where the value is, quotes excluded.
    pub value_span: Span,
}

/// The title: the first `# heading`, or the front matter's `title` when there is no such heading.
#[derive(Debug, Clone, Serialize)]
pub struct Title {
    /// The text without markup.
    pub text: String,
    /// Where the text is, without the `#`.
    pub span: Span,
    /// The block that holds it; `None` when it comes from the front matter.
    pub block: Option<usize>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// `#` … `######`, or underlined: the level is 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// The text of one list item, without nested items.
    Item {
        /// Whether the list is numbered.
        ordered: bool,
        /// Nesting depth from 0.
        depth: u8,
    },
    /// A paragraph inside `>`.
    Quote,
    /// A row of a table, cells joined by a space.
    Row,
    /// A code block: it is shown, never counted nor searched.
    Code,
    /// Raw HTML or a comment: never counted.
    Html,
}

/// A leaf block with its text, words and sentences.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The whole block in the source, markup included.
    pub span: Span,
    /// Its text without inline markup.
    pub plain: Plain,
    /// Index of its section.
    pub section: usize,
    /// Its words.
    pub words: Vec<Word>,
    /// Its sentences; a heading is one sentence.
    pub sentences: Vec<Sentence>,
}

/// Text without markup, and where each byte of it stands in the source.
#[derive(Debug, Clone, Default)]
pub struct Plain {
    /// The text: markup removed, soft line breaks as one space, entities decoded.
    pub text: String,
    /// Runs of `text` that stand unchanged in the source: (offset in text, offset in source, length in bytes).
    pub(crate) runs: Vec<(usize, usize, usize)>,
}

/// One word (see `docs/counting.md`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// In the source.
    pub span: Span,
    /// In the plain text of the block.
    pub start: usize,
    /// End in the plain text of the block.
    pub end: usize,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// In the source.
    pub span: Span,
    /// In the plain text of the block.
    pub start: usize,
    /// End in the plain text of the block.
    pub end: usize,
    /// Indices into the block's words.
    pub words: Range<usize>,
}

/// A part of the body: what stands before the first `##`, then one for each `##` heading. Deeper headings stay inside.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    /// Block index of the heading; `None` for the part before the first `##`.
    pub heading: Option<usize>,
    /// Indices into the blocks, heading included, title excluded.
    pub blocks: Range<usize>,
    /// From the heading to the end of the last block.
    pub span: Span,
}

/// Which words are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Counted {
    /// Paragraphs, list items, quotes and table rows: neither title nor headings nor front matter nor code.
    #[default]
    Body,
    /// The body, the title and the headings.
    All,
}
