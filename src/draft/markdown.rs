//! Markdown to leaf blocks with plain text. The only file that knows the Markdown parser.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{BlockKind, Margin, MarginKind, Plain, html, site};
use crate::span::Span;

/// A leaf block before words and sentences are found.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) kind: BlockKind,
    pub(super) span: Span,
    pub(super) plain: Plain,
}

/// What Markdown is made of.
#[derive(Debug)]
pub(super) struct Leaves {
    /// The leaf blocks, in order. Blocks without text (an image alone, an empty item) are left out, except code and HTML.
    pub(super) blocks: Vec<Leaf>,
    /// What is printed beside them, in order.
    pub(super) margins: Vec<Margin>,
}

/// The leaf blocks of `text` from byte `from` on.
pub(super) fn leaves(text: &str, from: usize) -> Leaves {
    let body = text.get(from..).unwrap_or("");
    // Tables and notes: smart punctuation would rewrite the text.
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let parser = Parser::new_ext(body, options);
    let mut walk = Walk::new(text);
    walk.marks = site::marks(text, from);
    for (event, range) in parser.into_offset_iter() {
        walk.event(event, Span::new(range.start + from, range.end + from));
    }
    walk.flush();
    Leaves {
        blocks: walk.leaves,
        margins: walk.margins,
    }
}

enum Container {
    Note,
    Quote,
    List { ordered: bool },
    Item,
}

struct Walk<'a> {
    text: &'a str,
    leaves: Vec<Leaf>,
    margins: Vec<Margin>,
    /// Marks of sites and notes, which are no text.
    marks: Vec<std::ops::Range<usize>>,
    open: Option<Leaf>,
    /// Offset after the last content of the open block.
    content_end: usize,
    containers: Vec<Container>,
    /// Inside code, HTML or an image description: text is not part of the article.
    hidden: usize,
    /// The names of the elements that are closed somewhere, once they are asked for.
    closed: Option<BTreeSet<&'a str>>,
    /// How many images are open, one in another's description.
    images: usize,
    /// How many lists are open; counted, so that hostile nesting stays linear.
    lists: usize,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            leaves: Vec::new(),
            margins: Vec::new(),
            marks: Vec::new(),
            closed: None,
            images: 0,
            open: None,
            content_end: 0,
            containers: Vec::new(),
            hidden: 0,
            lists: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(piece) => self.text(&piece, span),
            Event::Code(piece) => self.code(&piece, span),
            Event::SoftBreak => {
                self.add(" ", span);
                if let Some(open) = self.open.as_mut()
                    && breaks_on_purpose(self.text, span.start)
                {
                    open.plain.begin_line();
                }
            }
            Event::HardBreak => self.add("\n", span),
            Event::InlineHtml(tag) if is_break(&tag) => self.add("\n", span),
            Event::InlineHtml(tag) if html::is_words(&tag) && !self.closes(&tag) => {
                self.text(&tag, span);
            }
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.paragraph(span),
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(*level as u8), span),
            Tag::BlockQuote(_) => {
                self.flush();
                self.containers.push(Container::Quote);
            }
            Tag::FootnoteDefinition(_) => {
                self.flush();
                self.containers.push(Container::Note);
            }
            Tag::List(first) => {
                self.flush();
                self.lists += 1;
                self.containers.push(Container::List {
                    ordered: first.is_some(),
                });
            }
            Tag::Item => {
                let ordered = matches!(
                    self.containers.last(),
                    Some(Container::List { ordered: true })
                );
                let kind = BlockKind::Item {
                    ordered,
                    depth: u8::try_from(self.lists.saturating_sub(1)).unwrap_or(u8::MAX),
                };
                self.begin(kind, span);
                self.containers.push(Container::Item);
            }
            Tag::CodeBlock(_) => self.shown(BlockKind::Code, span),
            // A line such as `<My Great Title>` is text.
            Tag::HtmlBlock
                if html::is_words(span.slice(self.text)) && !self.closes(span.slice(self.text)) =>
            {
                self.paragraph(span);
                let end = span.start + span.slice(self.text).trim_end().len();
                let inner = Span::new(span.start, end);
                self.text(inner.slice(self.text), inner);
                self.hidden += 1;
            }
            Tag::HtmlBlock => {
                self.shown(BlockKind::Html, span);
                let plain = html::visible(self.text, span.start, span.end);
                self.margin(MarginKind::Html, span, plain);
            }
            Tag::TableHead | Tag::TableRow => self.begin(BlockKind::Row, span),
            Tag::TableCell => {
                if let Some(open) = &mut self.open {
                    open.plain.separate(' ');
                }
            }
            Tag::Image { title, .. } => {
                // An image inside a description adds to that description.
                if self.images == 0 {
                    let mut plain = Plain::default();
                    plain.push_clean(title, span, false);
                    self.margin(MarginKind::Caption, span, plain);
                    self.margins.push(Margin {
                        kind: MarginKind::Alt,
                        span,
                        plain: Plain::default(),
                    });
                }
                self.images += 1;
                self.hidden += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            // The text of an item may have several paragraphs: it stays open until something else begins.
            TagEnd::Paragraph => {
                let in_item = self
                    .open
                    .as_ref()
                    .is_some_and(|b| matches!(b.kind, BlockKind::Item { .. }));
                if !in_item {
                    self.flush();
                }
            }
            TagEnd::Heading(_) | TagEnd::TableHead | TagEnd::TableRow => self.flush(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.flush();
                if let Some(Container::List { .. }) = self.containers.pop() {
                    self.lists -= 1;
                }
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::Image => {
                self.hidden = self.hidden.saturating_sub(1);
                self.images = self.images.saturating_sub(1);
                if self.images == 0
                    && self
                        .margins
                        .last()
                        .is_some_and(|m| m.plain.text.trim().is_empty())
                {
                    self.margins.pop();
                }
            }
            // The closing mark of a link or of an emphasis belongs to the block.
            TagEnd::Link | TagEnd::Emphasis | TagEnd::Strong => {
                self.content_end = self.content_end.max(span.end);
            }
            _ => {}
        }
    }

    fn paragraph(&mut self, span: Span) {
        if let Some(open) = &mut self.open
            && matches!(open.kind, BlockKind::Item { .. })
        {
            // Two breaks: what follows is no continuation of the line.
            open.plain.separate('\n');
            if open.plain.text.ends_with('\n') {
                open.plain.text.push('\n');
            }
            return;
        }
        let around = self
            .containers
            .iter()
            .rev()
            .find(|c| !matches!(c, Container::List { .. }));
        let kind = match around {
            Some(Container::Quote) => BlockKind::Quote,
            Some(Container::Note) => BlockKind::Note,
            _ => BlockKind::Paragraph,
        };
        self.begin(kind, span);
    }

    fn begin(&mut self, kind: BlockKind, span: Span) {
        self.flush();
        self.content_end = span.start;
        self.open = Some(Leaf {
            kind,
            span,
            plain: Plain::default(),
        });
    }

    fn shown(&mut self, kind: BlockKind, span: Span) {
        self.flush();
        self.hidden += 1;
        let end = span.start + span.slice(self.text).trim_end().len();
        self.leaves.push(Leaf {
            kind,
            span: Span::new(span.start, end),
            plain: Plain::default(),
        });
    }

    /// Adds text without the marks of sites and notes in it.
    fn text(&mut self, piece: &str, span: Span) {
        let first = self.marks.partition_point(|m| m.end <= span.start);
        let touched = |m: &&std::ops::Range<usize>| m.start < span.end;
        let marks = self.marks.iter().skip(first);
        let mut marks = marks.take_while(touched).peekable();
        if marks.peek().is_none() {
            self.add(piece, span);
            return;
        }
        if span.slice(self.text) != piece {
            // An entity: it is in a mark or it is not.
            return;
        }
        let mut cuts = Vec::new();
        let mut at = span.start;
        for mark in marks {
            cuts.push((at, mark.start.clamp(at, span.end)));
            at = mark.end.clamp(at, span.end);
        }
        cuts.push((at, span.end));
        for (start, end) in cuts {
            if let Some(piece) = self.text.get(start..end).filter(|p| !p.is_empty()) {
                self.add(piece, Span::new(start, end));
            }
        }
    }

    /// Whether an element with this name is closed somewhere: then it is markup, whoever made it.
    fn closes(&mut self, tag: &str) -> bool {
        let text = self.text;
        let closed = self.closed.get_or_insert_with(|| html::closed(text));
        closed.contains(html::name(tag))
    }

    /// Adds what is printed beside the text, when there is anything.
    fn margin(&mut self, kind: MarginKind, span: Span, plain: Plain) {
        if !plain.text.trim().is_empty() {
            self.margins.push(Margin { kind, span, plain });
        }
    }

    fn add(&mut self, piece: &str, span: Span) {
        let exact = span.slice(self.text) == piece;
        if self.images > 0
            && let Some(alt) = self.margins.last_mut()
        {
            alt.plain.push_clean(piece, span, exact);
            return;
        }
        if self.hidden > 0 {
            return;
        }
        if self.open.is_none() {
            self.begin(BlockKind::Paragraph, span);
        }
        if let Some(open) = &mut self.open {
            open.plain.push_clean(piece, span, exact);
            self.content_end = self.content_end.max(span.end);
        }
    }

    fn code(&mut self, piece: &str, span: Span) {
        if self.hidden > 0 {
            return;
        }
        let raw = span.slice(self.text);
        let ticks = raw.len() - raw.trim_start_matches('`').len();
        let inner = raw
            .get(ticks..)
            .and_then(|r| r.find(piece))
            .map_or(span, |at| {
                let start = span.start + ticks + at;
                Span::new(start, start + piece.len())
            });
        let start = self.open.as_ref().map_or(0, |o| o.plain.text.len());
        self.add(piece, inner);
        self.content_end = self.content_end.max(span.end);
        if let Some(open) = &mut self.open {
            let end = open.plain.text.len();
            open.plain.code.push((start, end));
        }
    }

    /// Gives out the open block.
    fn flush(&mut self) {
        let Some(mut leaf) = self.open.take() else {
            return;
        };
        if matches!(leaf.kind, BlockKind::Item { .. }) {
            leaf.span.end = self.content_end;
        }
        if leaf.plain.text.trim().is_empty() {
            return;
        }
        let end = leaf.span.start + leaf.span.slice(self.text).trim_end().len();
        leaf.span = Span::new(leaf.span.start, end);
        self.leaves.push(leaf);
    }
}

/// `<br>`, `<br/>`, `<br />`.
fn is_break(tag: &str) -> bool {
    tag.split_at_checked(3).is_some_and(|(name, rest)| {
        name.eq_ignore_ascii_case("<br") && rest.trim_matches([' ', '/', '>']).is_empty()
    })
}
/// Whether the line that ends at `at` was ended by its writer, not by the width of the page: the first word of the next line would have
/// had room on it, for another line of the paragraph is longer.
fn breaks_on_purpose(text: &str, at: usize) -> bool {
    const LINES: usize = 6;
    const SLACK: usize = 4;
    let width = |line: &str| line.trim().chars().count();
    let (before, after) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
    let above: Vec<&str> = before
        .rsplit('\n')
        .take(LINES)
        .take_while(|l| !l.trim().is_empty())
        .collect();
    let after = after.trim_start_matches([' ', '\r']).strip_prefix('\n');
    let below: Vec<&str> = after
        .unwrap_or("")
        .split('\n')
        .take(LINES)
        .take_while(|l| !l.trim().is_empty())
        .collect();
    let longest = above.iter().chain(&below).map(|l| width(l)).max();
    let word = below.first().and_then(|l| l.split_whitespace().next());
    let (Some(line), Some(word), Some(longest)) = (above.first(), word, longest) else {
        return false;
    };
    width(line) + 1 + word.chars().count() + SLACK <= longest
}
