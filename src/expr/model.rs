//! The document model as values: what the names of [`schema`](super::schema) stand for in one article.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::draft::{Block, Counted, Draft, Unit};

/// A sentence.
#[derive(Debug, Clone, Serialize)]
struct Sentence {
    text: String,
    words: Vec<String>,
}

/// A paragraph.
#[derive(Debug, Clone, Serialize)]
struct Paragraph {
    text: String,
    words: Vec<String>,
    sentences: Vec<Sentence>,
}

/// A section.
#[derive(Debug, Clone, Serialize)]
struct Section {
    heading: String,
    text: String,
    words: Vec<String>,
    sentences: Vec<Sentence>,
    paragraphs: Vec<Paragraph>,
}

#[derive(Debug, Clone, Serialize)]
struct Heading {
    text: String,
    level: u8,
}

#[derive(Debug, Clone, Serialize)]
struct Quote {
    text: String,
    speaker: String,
}

#[derive(Debug, Clone, Serialize)]
struct Number {
    text: String,
    value: f64,
}

#[derive(Debug, Clone, Serialize)]
struct Name {
    text: String,
}

/// One part of the document model; which one depends on the name asked for.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum Item {
    Text(String),
    Words(Vec<String>),
    Sentences(Vec<Sentence>),
    Paragraphs(Vec<Paragraph>),
    Sections(Vec<Section>),
    Headings(Vec<Heading>),
    Quotes(Vec<Quote>),
    Numbers(Vec<Number>),
    Names(Vec<Name>),
}

/// A document: some of its parts, by name. Only what an expression names is built.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Document(BTreeMap<&'static str, Item>);

/// The names of all parts of a document.
pub const PARTS: [&str; 10] = [
    "title",
    "text",
    "words",
    "sentences",
    "paragraphs",
    "sections",
    "headings",
    "quotes",
    "numbers",
    "names",
];

impl Document {
    /// The parts of `draft` that are `wanted`. With `source`, a first line that looks like a headline is the title.
    #[must_use]
    pub fn of(draft: &Draft, wanted: &BTreeSet<String>, source: bool) -> Self {
        Self(
            PARTS
                .into_iter()
                .filter(|p| wanted.contains(*p))
                .map(|p| (p, part(draft, p, source)))
                .collect(),
        )
    }

    /// The parts with their names.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, impl Serialize + '_)> {
        self.0.iter().map(|(name, item)| (*name, item))
    }
}

fn part(draft: &Draft, name: &str, source: bool) -> Item {
    let counted = |b: &&Block| b.kind.is_counted(Counted::Body);
    match name {
        "title" => {
            let title = if source {
                draft.headline()
            } else {
                draft.title().cloned()
            };
            Item::Text(title.map(|t| t.text).unwrap_or_default())
        }
        "text" => Item::Text(joined(draft.blocks().iter().filter(counted))),
        "words" => Item::Words(
            draft
                .words(Counted::Body)
                .map(|(b, w)| b.word(w).to_owned())
                .collect(),
        ),
        "sentences" => Item::Sentences(
            draft
                .blocks()
                .iter()
                .filter(counted)
                .flat_map(sentences)
                .collect(),
        ),
        "paragraphs" => Item::Paragraphs(draft.paragraphs().map(|(_, b)| paragraph(b)).collect()),
        "sections" => Item::Sections(
            (0..draft.sections().len())
                .map(|i| section(draft, i))
                .collect(),
        ),
        "headings" => {
            let title = draft.title().and_then(|t| t.block);
            Item::Headings(
                draft
                    .headings()
                    .filter(|(i, _)| Some(*i) != title)
                    .map(|(i, level)| Heading {
                        text: plain(draft, i),
                        level,
                    })
                    .collect(),
            )
        }
        "quotes" => Item::Quotes(
            draft
                .quotes()
                .iter()
                .map(|q| Quote {
                    text: q.text.clone(),
                    speaker: q
                        .speaker
                        .as_ref()
                        .map(|s| s.text.clone())
                        .unwrap_or_default(),
                })
                .collect(),
        ),
        "numbers" => Item::Numbers(
            draft
                .numbers()
                .iter()
                .map(|n| Number {
                    text: n.text.clone(),
                    value: n.value,
                })
                .collect(),
        ),
        _ => Item::Names(
            draft
                .names()
                .iter()
                .map(|n| Name {
                    text: n.text.clone(),
                })
                .collect(),
        ),
    }
}

fn joined<'b>(blocks: impl Iterator<Item = &'b Block>) -> String {
    blocks
        .map(|b| b.plain.text.trim())
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// The plain text of a block.
fn plain(draft: &Draft, block: usize) -> String {
    let block = draft.blocks().get(block);
    block.map_or(String::new(), |b| b.plain.text.trim().to_owned())
}

fn words(block: &Block, range: std::ops::Range<usize>) -> Vec<String> {
    block
        .words
        .get(range)
        .unwrap_or_default()
        .iter()
        .map(|w| block.word(w).to_owned())
        .collect()
}

fn sentences(block: &Block) -> Vec<Sentence> {
    block
        .sentences
        .iter()
        .map(|s| Sentence {
            text: block.sentence(s).trim().to_owned(),
            words: words(block, s.words.clone()),
        })
        .collect()
}

fn paragraph(block: &Block) -> Paragraph {
    Paragraph {
        text: block.plain.text.trim().to_owned(),
        words: words(block, 0..block.words.len()),
        sentences: sentences(block),
    }
}

fn section(draft: &Draft, index: usize) -> Section {
    let heading = draft.sections().get(index).and_then(|s| s.heading);
    let body: Vec<&Block> = draft
        .section_blocks(index)
        .map(|(_, b)| b)
        .filter(|b| b.kind.is_counted(Counted::Body))
        .collect();
    Section {
        heading: heading.map_or(String::new(), |h| plain(draft, h)),
        text: joined(body.iter().copied()),
        words: body
            .iter()
            .flat_map(|b| words(b, 0..b.words.len()))
            .collect(),
        sentences: body.iter().flat_map(|b| sentences(b)).collect(),
        paragraphs: draft
            .paragraphs()
            .map(|(_, b)| b)
            .filter(|b| b.section == index && !b.words.is_empty())
            .map(paragraph)
            .collect(),
    }
}

/// A unit of a check, in the order and number of [`Draft::pieces`].
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Each(EachItem);

#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum EachItem {
    Sentence(Sentence),
    Paragraph(Paragraph),
    Section(Section),
}

/// The units of a kind as values; one for each of [`Draft::pieces`], in the same order.
#[must_use]
pub fn each(draft: &Draft, unit: Unit) -> Vec<Each> {
    let items: Vec<EachItem> = match unit {
        Unit::Sentence => draft
            .blocks()
            .iter()
            .filter(|b| b.kind.is_counted(Counted::Body))
            .flat_map(sentences)
            .filter(|s| !s.words.is_empty())
            .map(EachItem::Sentence)
            .collect(),
        Unit::Paragraph => draft
            .paragraphs()
            .map(|(_, b)| paragraph(b))
            .filter(|p| !p.words.is_empty())
            .map(EachItem::Paragraph)
            .collect(),
        Unit::Section => (0..draft.sections().len())
            .map(|i| section(draft, i))
            .filter(|s| !s.words.is_empty())
            .map(EachItem::Section)
            .collect(),
    };
    items.into_iter().map(Each).collect()
}
