//! The document model: an article as title, front matter, sections, blocks, sentences and words, with byte spans into the
//! original text. It knows nothing of rules. `docs/counting.md` defines what is counted.
//!
//! The source of a run is read by the same model as the draft, so that the two can be compared.

#![deny(clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::indexing_slicing))]

pub mod align;
pub mod clause;
pub mod compare;
mod disguise;
mod front;
pub mod furniture;
mod glyph;
mod html;
mod kept;
mod language;
mod markdown;
mod name;
mod ngram;
mod number;
mod plain;
mod quote;
pub mod reading;
mod runs;
mod sentence;
mod site;
mod summary;
pub mod support;
#[cfg(test)]
mod tests;
pub(crate) mod total;
mod unit;
mod word;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::Serialize;

pub use disguise::Disguise;
pub use glyph::clean;
pub use language::{
    Detection, MIN_LETTERS, MIN_PARAGRAPH, detect, detect_draft, detect_draft_as,
    foreign_paragraphs, foreign_sentences, foreign_words, has_own_words,
};
pub use name::{
    Name, Unit as NamePart, covers, covers_parts, same_name, unit as name_part, units as name_parts,
};
pub use ngram::{Overlap, shared_ngrams};
pub use number::{Bound, Family, Measure, Number, NumberKind, Stock, measure};
pub use quote::{How, Interview, Quote, Speaker, differ, told_apart, without_reports};
pub use sentence::sentences;
pub use summary::Summary;
pub use unit::{Piece, Unit};
pub use word::{chars, words};

use kept::{Folds, Kept};

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
    margins: Vec<Margin>,
    /// Found when first asked for.
    quotes: OnceLock<(Vec<Quote>, Vec<Span>)>,
    names: OnceLock<Vec<Name>>,
    numbers: OnceLock<number::Numbers>,
    stock: OnceLock<Stock>,
    folds: OnceLock<Folds>,
    kept: Kept,
}

/// The YAML between `---` lines at the start of a Markdown file.
#[derive(Debug, Clone, Serialize)]
pub struct FrontMatter {
    /// The whole front matter, fences included.
    pub span: Span,
    /// Top-level `key: value` entries whose value is a scalar, in order.
    pub entries: Vec<FrontEntry>,
    /// The scalars inside of lists and maps, in order: the key is the path to them (`seo.title`), and all items of a list have the
    /// key of the list.
    pub nested: Vec<FrontEntry>,
    /// The first thing that is wrong with it, as a lowercase fragment; the entries that could be read are there all the same.
    pub error: Option<String>,
    /// Where that is.
    pub error_span: Option<Span>,
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
    /// A note that stands below the text: searched, never counted.
    Note,
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

/// What is printed beside the text and is not counted, but may be searched.
#[derive(Debug, Clone)]
pub struct Margin {
    /// What it is.
    pub kind: MarginKind,
    /// The whole of it in the source, markup included.
    pub span: Span,
    /// Its text.
    pub plain: Plain,
}

/// What stands beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarginKind {
    /// The description of an image: `![…](…)`.
    Alt,
    /// The title of an image: `![](… "…")`.
    Caption,
    /// What a browser prints of a block of raw HTML.
    Html,
}

/// Text without markup, and where each byte of it stands in the source.
#[derive(Debug, Clone, Default)]
pub struct Plain {
    /// The text: markup removed, soft line breaks as one space, entities decoded.
    pub text: String,
    /// The pieces of `text` that come from the source, in order; separators between cells or paragraphs come from nowhere.
    runs: Vec<Run>,
    /// Inline code, as byte ranges of `text`.
    code: Vec<(usize, usize)>,
    /// Where a line begins that was begun on purpose: the one before had room for its first word.
    lines: Vec<usize>,
}

/// A piece of plain text and the piece of the source that it comes from.
#[derive(Debug, Clone, Copy)]
struct Run {
    text: usize,
    len: usize,
    source: usize,
    source_len: usize,
    /// The same bytes in both; else a decoded entity or a line break.
    exact: bool,
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

impl Counted {
    /// Its word in a recipe: `of body`, `of all`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::All => "all",
        }
    }
}

/// A headline has at most this many words.
const HEADLINE_WORDS: usize = 25;

impl Draft {
    /// Reads an article. Any text is an article: Markdown, or plain text with blank lines between paragraphs. A byte order mark
    /// and carriage returns are allowed; spans always are byte offsets of `text` as it was given. Linear in the length of the text.
    #[must_use]
    pub fn parse(text: &str, lang: Lang) -> Self {
        let text: Arc<str> = text.into();
        let from = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
        let front = front::read(&text, from);
        let body = front.as_ref().map_or(from, |f| f.span.end);
        let markdown::Leaves {
            blocks: leaves,
            margins,
        } = markdown::leaves(&text, body);
        let mut blocks: Vec<Block> = leaves.into_iter().map(|leaf| block(leaf, lang)).collect();
        let title = title(&blocks, front.as_ref());
        let sections = sections(&mut blocks, title.as_ref().and_then(|t| t.block));
        Self {
            text,
            lang,
            front,
            title,
            blocks,
            sections,
            margins,
            quotes: OnceLock::new(),
            names: OnceLock::new(),
            numbers: OnceLock::new(),
            stock: OnceLock::new(),
            folds: OnceLock::new(),
            kept: Kept::default(),
        }
    }

    /// The text as it was given.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The language it was read in.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The front matter, if the text begins with one.
    #[must_use]
    pub fn front(&self) -> Option<&FrontMatter> {
        self.front.as_ref()
    }

    /// The entry of the front matter with this key; a value inside a map has a path for a key: `seo.title`.
    #[must_use]
    pub fn meta(&self, key: &str) -> Option<&FrontEntry> {
        let front = self.front.as_ref()?;
        let inner = front.nested.iter().filter(|_| key.contains('.'));
        front.entries.iter().chain(inner).find(|e| e.key == key)
    }

    /// The title: the first `# heading`, or the front matter's `title`.
    #[must_use]
    pub fn title(&self) -> Option<&Title> {
        self.title.as_ref()
    }

    /// The title, or else the first block when it looks like a headline: one paragraph of at most 25 words in one sentence, without a
    /// full stop at its end, and with other text after it. Wire copy in plain text has its title there.
    #[must_use]
    pub fn headline(&self) -> Option<Title> {
        if self.title.is_some() {
            return self.title.clone();
        }
        let first = self.blocks.first()?;
        let text = first.plain.text.trim();
        let looks = first.kind == BlockKind::Paragraph
            && (1..=HEADLINE_WORDS).contains(&first.words.len())
            && first.sentences.len() == 1
            && !text.contains('\n')
            && !text.ends_with(['.', ',', ';', ':', '…'])
            && self.blocks.iter().skip(1).any(|b| !b.words.is_empty());
        looks.then(|| Title {
            text: text.to_owned(),
            span: trimmed_span(&first.plain),
            block: Some(0),
        })
    }

    /// All blocks, in order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// What is printed beside the text, in order: descriptions of images, and what blocks of HTML say.
    #[must_use]
    pub fn margins(&self) -> &[Margin] {
        &self.margins
    }

    /// The sections, in order. A part before the first `##` is there only when it has a block besides the title.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The headings, the title included, as (index of the block, level).
    pub fn headings(&self) -> impl Iterator<Item = (usize, u8)> + '_ {
        self.blocks
            .iter()
            .enumerate()
            .filter_map(|(i, b)| match b.kind {
                BlockKind::Heading(level) => Some((i, level)),
                _ => None,
            })
    }

    /// The blocks of section `section` without its heading and without the title; none when there is no such section.
    pub fn section_blocks(&self, section: usize) -> impl Iterator<Item = (usize, &Block)> {
        let title = self.title.as_ref().and_then(|t| t.block);
        let found = self.sections.get(section);
        let heading = found.and_then(|s| s.heading);
        found
            .map_or(0..0, |s| s.blocks.clone())
            .filter(move |i| Some(*i) != title && Some(*i) != heading)
            .filter_map(|i| Some((i, self.blocks.get(i)?)))
    }

    /// The words that are counted, each with its block. A title that stands in the front matter is not among them.
    pub fn words(&self, counted: Counted) -> impl Iterator<Item = (&Block, &Word)> {
        self.blocks
            .iter()
            .filter(move |b| b.kind.is_counted(counted))
            .flat_map(|b| b.words.iter().map(move |w| (b, w)))
    }

    /// The number of words.
    #[must_use]
    pub fn count(&self, counted: Counted) -> usize {
        self.blocks
            .iter()
            .filter(|b| b.kind.is_counted(counted))
            .map(|b| b.words.len())
            .sum()
    }

    /// The number of body words of a section: no headings. Zero when there is no such section.
    #[must_use]
    pub fn section_words(&self, section: usize) -> usize {
        self.section_blocks(section)
            .filter(|(_, b)| b.kind.is_counted(Counted::Body))
            .map(|(_, b)| b.words.len())
            .sum()
    }

    /// The sentences of the body, each with its block: no headings.
    pub fn sentences(&self) -> impl Iterator<Item = (&Block, &Sentence)> {
        self.blocks
            .iter()
            .filter(|b| b.kind.is_counted(Counted::Body))
            .flat_map(|b| b.sentences.iter().map(move |s| (b, s)))
    }

    /// The paragraphs, quoted ones included, as (index of the block, block).
    pub fn paragraphs(&self) -> impl Iterator<Item = (usize, &Block)> {
        self.blocks
            .iter()
            .enumerate()
            .filter(|(_, b)| matches!(b.kind, BlockKind::Paragraph | BlockKind::Quote))
    }

    /// The opening paragraph: the first paragraph of the body after the title, or after the paragraph that serves as headline.
    #[must_use]
    pub fn lede(&self) -> Option<&Block> {
        let headline = match &self.title {
            Some(title) => title.block,
            None => self.headline().and_then(|t| t.block),
        };
        let after = headline.map_or(0, |b| b + 1);
        self.paragraphs()
            .find(|(i, b)| *i >= after && !b.words.is_empty())
            .map(|(_, b)| b)
    }

    /// The quotations of the whole text, headings included, in order. Quotations inside quotations are not listed.
    #[must_use]
    pub fn quotes(&self) -> &[Quote] {
        &self.quotes.get_or_init(|| quote::find(self)).0
    }

    /// The quotations of one block.
    #[must_use]
    pub fn quotes_of(&self, block: usize) -> &[Quote] {
        let quotes = self.quotes();
        let from = quotes.partition_point(|q| q.block < block);
        let to = quotes.partition_point(|q| q.block <= block);
        quotes.get(from..to).unwrap_or_default()
    }

    /// The quotation marks without a partner, in order.
    #[must_use]
    pub fn unbalanced_quotes(&self) -> &[Span] {
        &self.quotes.get_or_init(|| quote::find(self)).1
    }

    /// The numbers of the whole text, headings included, in order.
    #[must_use]
    pub fn numbers(&self) -> &[Number] {
        &self.numbers.get_or_init(|| number::find(self)).facts
    }

    /// What states a number only beside another text: the days of the week, small ranks in letters, and articles before what can
    /// be counted (`un mort`, "an hour").
    #[must_use]
    pub fn number_asides(&self) -> &[Number] {
        &self.numbers.get_or_init(|| number::find(self)).asides
    }

    /// All that states a number ([`Draft::numbers`], [`Draft::number_asides`]) and agrees with this one ([`Number::agrees`]).
    pub fn stating<'a>(&'a self, number: &'a Number) -> impl Iterator<Item = &'a Number> {
        let (facts, asides) = (self.numbers(), self.number_asides());
        #[expect(
            clippy::indexing_slicing,
            reason = "the stock numbers what it is made of: the facts, then the asides"
        )]
        let get = move |i: usize| facts.get(i).unwrap_or_else(|| &asides[i - facts.len()]);
        let stock = self
            .stock
            .get_or_init(|| Stock::of(facts.iter().chain(asides)));
        stock.agreeing(number, get).map(get)
    }

    /// The mentions of proper names in the whole text, headings included, in order. Made to be right rather than complete.
    #[must_use]
    pub fn names(&self) -> &[Name] {
        self.names.get_or_init(|| name::find(self))
    }

    /// The section that a byte offset of the text lies in: the last that begins at or before it.
    #[must_use]
    pub fn section_at(&self, offset: usize) -> Option<usize> {
        self.sections
            .partition_point(|s| s.span.start <= offset)
            .checked_sub(1)
    }

    /// The block that a byte offset of the text lies in.
    #[must_use]
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let i = self
            .blocks
            .partition_point(|b| b.span.start <= offset)
            .checked_sub(1)?;
        (offset <= self.blocks.get(i)?.span.end).then_some(i)
    }
}

impl FrontMatter {
    /// All values that can be read, those inside of lists and maps last.
    pub fn values(&self) -> impl Iterator<Item = &FrontEntry> {
        self.entries.iter().chain(&self.nested)
    }
}

impl BlockKind {
    /// Whether the words of such a block are counted.
    #[must_use]
    pub fn is_counted(self, counted: Counted) -> bool {
        match self {
            Self::Paragraph | Self::Item { .. } | Self::Quote | Self::Row => true,
            Self::Heading(_) => counted == Counted::All,
            Self::Code | Self::Html | Self::Note => false,
        }
    }
}

impl Block {
    /// The text of one sentence, without markup.
    #[must_use]
    pub fn sentence(&self, sentence: &Sentence) -> &str {
        self.plain
            .text
            .get(sentence.start..sentence.end)
            .unwrap_or("")
    }

    /// The text of one word.
    #[must_use]
    pub fn word(&self, word: &Word) -> &str {
        self.plain.text.get(word.start..word.end).unwrap_or("")
    }
}

fn block(leaf: markdown::Leaf, lang: Lang) -> Block {
    let markdown::Leaf { kind, span, plain } = leaf;
    let found = words(&plain.text, lang);
    let cuts = match kind {
        BlockKind::Heading(_) | BlockKind::Row if !found.is_empty() => {
            let text = &plain.text;
            vec![(text.len() - text.trim_start().len(), text.trim_end().len())]
        }
        _ => sentences(&plain.text, &found, lang),
    };
    let mut first = 0;
    let sentences = cuts
        .into_iter()
        .map(|(start, end)| {
            let left = found.get(first..).unwrap_or_default();
            let last = first + left.partition_point(|w| w.1 <= end);
            let words = first..last;
            first = last;
            Sentence {
                span: plain.span(start, end),
                start,
                end,
                words,
            }
        })
        .collect();
    let words = found
        .into_iter()
        .map(|(start, end)| Word {
            span: plain.span(start, end),
            start,
            end,
        })
        .collect();
    Block {
        kind,
        span,
        plain,
        section: 0,
        words,
        sentences,
    }
}

fn trimmed_span(plain: &Plain) -> Span {
    let text = &plain.text;
    plain.span(text.len() - text.trim_start().len(), text.trim_end().len())
}

fn title(blocks: &[Block], front: Option<&FrontMatter>) -> Option<Title> {
    let mut numbered = blocks.iter().enumerate();
    let heading = numbered.find(|(_, b)| b.kind == BlockKind::Heading(1));
    if let Some((i, Block { plain, .. })) = heading {
        return Some(Title {
            text: plain.text.trim().to_owned(),
            span: trimmed_span(plain),
            block: Some(i),
        });
    }
    let entry = front?.entries.iter().find(|e| e.key == "title")?;
    (!entry.value.trim().is_empty()).then(|| Title {
        text: clean(&entry.value).into_owned(),
        span: entry.value_span,
        block: None,
    })
}

/// Cuts the blocks into sections and writes each block's section into it.
fn sections(blocks: &mut [Block], title: Option<usize>) -> Vec<Section> {
    let mut starts: Vec<(usize, Option<usize>)> = blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| b.kind == BlockKind::Heading(2))
        .map(|(i, _)| (i, Some(i)))
        .collect();
    let before = starts.first().map_or(blocks.len(), |s| s.0);
    if (0..before).any(|i| Some(i) != title) {
        starts.insert(0, (usize::from(title == Some(0)), None));
    }
    let ends: Vec<usize> = starts
        .iter()
        .skip(1)
        .map(|s| s.0)
        .chain([blocks.len()])
        .collect();
    let mut sections = Vec::with_capacity(starts.len());
    for (index, ((start, heading), end)) in starts.into_iter().zip(ends).enumerate() {
        let own = blocks.get_mut(start..end).unwrap_or_default();
        let (Some(first), Some(last)) = (own.first(), own.last()) else {
            continue;
        };
        let span = first.span.join(last.span);
        for block in own {
            block.section = index;
        }
        sections.push(Section {
            heading,
            blocks: start..end,
            span,
        });
    }
    sections
}
