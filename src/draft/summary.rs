//! A draft in figures, and its outline as text.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::fmt::Write as _;

use serde::Serialize;

use super::{Block, BlockKind, Counted, Draft};

/// What an article holds, counted as `docs/counting.md` says. Reports print it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The title, or the paragraph that serves as headline.
    pub title: Option<String>,
    /// Words of the body.
    pub words: usize,
    /// Words of body, title and headings.
    pub words_all: usize,
    /// Sentences of the body.
    pub sentences: usize,
    /// Paragraphs, quoted ones included.
    pub paragraphs: usize,
    /// Sections, the part before the first `##` included.
    pub sections: usize,
    /// Headings below the title.
    pub headings: usize,
    /// Quotations.
    pub quotes: usize,
    /// Numbers.
    pub numbers: usize,
    /// Mentions of proper names.
    pub names: usize,
}

impl Draft {
    /// The article in figures.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let title = self.title().and_then(|t| t.block);
        Summary {
            title: self.headline().map(|t| t.text),
            words: self.count(Counted::Body),
            words_all: self.count(Counted::All),
            sentences: self.sentences().count(),
            paragraphs: self.paragraphs().count(),
            sections: self.sections().len(),
            headings: self.headings().filter(|(i, _)| Some(*i) != title).count(),
            quotes: self.quotes().len(),
            numbers: self.numbers().len(),
            names: self.names().len(),
        }
    }

    /// The model as text, one line a block and one a sentence, then quotations, numbers and names: for reading, not for parsing.
    #[must_use]
    pub fn outline_text(&self) -> String {
        let mut out = String::new();
        self.write_outline(&mut out)
            .expect("writing to a string cannot fail");
        out
    }

    fn write_outline(&self, out: &mut String) -> std::fmt::Result {
        if let Some(front) = self.front() {
            writeln!(out, "front {}..{}", front.span.start, front.span.end)?;
            for entry in &front.entries {
                writeln!(out, "  {}: {:?}", entry.key, entry.value)?;
            }
            if let Some(error) = &front.error {
                writeln!(out, "  ! {error}")?;
            }
        }
        if let Some(title) = self.headline() {
            let from = match (self.title().is_some(), title.block) {
                (true, Some(_)) => "heading",
                (true, None) => "front matter",
                (false, _) => "first paragraph",
            };
            writeln!(out, "title ({from}) {:?}", title.text)?;
        }
        for (i, section) in self.sections().iter().enumerate() {
            writeln!(
                out,
                "section {i} {}..{}: {} words",
                section.span.start,
                section.span.end,
                self.section_words(i)
            )?;
            let blocks = self.blocks().get(section.blocks.clone());
            for (index, block) in blocks.unwrap_or_default().iter().enumerate() {
                writeln!(
                    out,
                    "  [{}] {} {}..{}: {} words",
                    index + section.blocks.start,
                    kind_name(block.kind),
                    block.span.start,
                    block.span.end,
                    block.words.len()
                )?;
                sentences(out, block)?;
            }
        }
        for quote in self.quotes() {
            let speaker = quote.speaker.as_ref().map_or("?", |s| s.text.as_str());
            let short = if quote.short { ", short" } else { "" };
            writeln!(
                out,
                "quote [{}] {}..{} ({speaker}{short}) {:?}",
                quote.block, quote.span.start, quote.span.end, quote.key
            )?;
        }
        for span in self.unbalanced_quotes() {
            writeln!(out, "unbalanced {}..{}", span.start, span.end)?;
        }
        for number in self.numbers() {
            let spelled = if number.spelled { ", spelled" } else { "" };
            writeln!(
                out,
                "number [{}] {:?} = {} ({:?}{spelled})",
                number.block, number.text, number.canonical, number.kind
            )?;
        }
        for name in self.names() {
            writeln!(out, "name [{}] {:?}", name.block, name.text)?;
        }
        let summary = self.summary();
        writeln!(
            out,
            "total {} words of body, {} of all, {} sentences, {} paragraphs",
            summary.words, summary.words_all, summary.sentences, summary.paragraphs
        )
    }
}

fn sentences(out: &mut String, block: &Block) -> std::fmt::Result {
    for sentence in &block.sentences {
        writeln!(
            out,
            "    {} | {}",
            sentence.words.len(),
            block.sentence(sentence).replace('\n', "⏎")
        )?;
    }
    Ok(())
}

fn kind_name(kind: BlockKind) -> String {
    match kind {
        BlockKind::Heading(level) => format!("h{level}"),
        BlockKind::Paragraph => "paragraph".to_owned(),
        BlockKind::Item { ordered, depth } => {
            let mark = if ordered { "1." } else { "-" };
            format!("item {mark} depth {depth}")
        }
        BlockKind::Quote => "quoted paragraph".to_owned(),
        BlockKind::Row => "row".to_owned(),
        BlockKind::Code => "code".to_owned(),
        BlockKind::Html => "html".to_owned(),
        BlockKind::Note => "note".to_owned(),
    }
}
