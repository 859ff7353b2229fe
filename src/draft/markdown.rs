//! Markdown to leaf blocks with plain text. The only file that knows the Markdown parser.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{BlockKind, Margin, MarginKind, Plain, html};
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
    // Nothing but tables: smart punctuation would rewrite the text, and an article has no footnote syntax.
    let parser = Parser::new_ext(body, Options::ENABLE_TABLES);
    let mut walk = Walk::new(text);
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
    Quote,
    List { ordered: bool },
    Item,
}

struct Walk<'a> {
    text: &'a str,
    leaves: Vec<Leaf>,
    margins: Vec<Margin>,
    open: Option<Leaf>,
    /// Offset after the last content of the open block.
    content_end: usize,
    containers: Vec<Container>,
    /// Inside code, HTML or an image description: text is not part of the article.
    hidden: usize,
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
            Event::Text(piece) => self.add(&piece, span),
            Event::Code(piece) => self.code(&piece, span),
            Event::SoftBreak => self.add(" ", span),
            Event::HardBreak => self.add("\n", span),
            Event::InlineHtml(tag) if is_break(&tag) => self.add("\n", span),
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
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
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
            open.plain.separate('\n');
            return;
        }
        let quoted = self
            .containers
            .iter()
            .rev()
            .find(|c| !matches!(c, Container::List { .. }))
            .is_some_and(|c| matches!(c, Container::Quote));
        self.begin(
            if quoted {
                BlockKind::Quote
            } else {
                BlockKind::Paragraph
            },
            span,
        );
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
    tag.get(..3).is_some_and(|t| t.eq_ignore_ascii_case("<br"))
        && tag[3..].trim_matches([' ', '/', '>']).is_empty()
}
