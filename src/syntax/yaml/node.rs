//! Events become nodes in one arena, so that aliases can share them and nothing recurses while reading.

use std::collections::BTreeMap;

use super::events::{Event, ScalarStyle, Tag};
use crate::span::Span;

/// Index of a node in [`Builder::nodes`].
pub(super) type NodeId = usize;

/// A scalar, a collection, or an alias, with its place.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    /// Quotes and brackets included; for a block scalar without its header.
    pub(super) span: Span,
    pub(super) tag: Option<Tag>,
    /// The `&name` before it.
    pub(super) anchor: Option<Anchor>,
}

/// An anchor and whether an alias refers to it.
#[derive(Debug)]
pub(super) struct Anchor {
    pub(super) span: Span,
    pub(super) used: bool,
}

#[derive(Debug)]
pub(super) enum NodeKind {
    Scalar {
        text: String,
        style: ScalarStyle,
        indent: usize,
    },
    List {
        items: Vec<NodeId>,
        flow: bool,
    },
    Map {
        entries: Vec<(NodeId, NodeId)>,
        flow: bool,
    },
    Alias(Target),
}

/// What an alias refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Node(NodeId),
    /// No anchor of this name stands before it.
    Unknown,
    /// The anchor is on a collection that contains the alias.
    Itself,
}

struct Frame {
    node: NodeId,
    key: Option<NodeId>,
}

/// The node of an id.
#[expect(
    clippy::indexing_slicing,
    reason = "an id is only made by `Builder::add`, which puts its node there, and none is ever taken out"
)]
pub(super) fn at(nodes: &[Node], id: NodeId) -> &Node {
    &nodes[id]
}

#[expect(
    clippy::indexing_slicing,
    reason = "an id is only made by `Builder::add`, which puts its node there, and none is ever taken out"
)]
fn at_mut(nodes: &mut [Node], id: NodeId) -> &mut Node {
    &mut nodes[id]
}

/// Builds nodes from events, over one or several fragments of a file.
pub(super) struct Builder<'t> {
    text: &'t str,
    pub(super) nodes: Vec<Node>,
    /// The places of all comments, in order.
    pub(super) comments: Vec<Span>,
    /// The key and value of every top-level setting read so far.
    pub(super) entries: Vec<(NodeId, NodeId)>,
    /// The root of the first fragment, when it is not a mapping.
    pub(super) odd_root: Option<NodeId>,
    /// Where a second document begins.
    pub(super) second_document: Option<Span>,
    anchors: BTreeMap<&'t str, NodeId>,
    stack: Vec<Frame>,
    latest: Option<NodeId>,
    /// Where the last event ends.
    read_to: usize,
    documents: usize,
}

/// What was being read when the parser stopped.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// The start of the top-level key that was read last.
    pub(super) top: Option<usize>,
    /// Whether the top level is a mapping in block style, which can be read again from any of its keys.
    pub(super) block: bool,
    /// The innermost bracket that is still open.
    pub(super) bracket: Option<usize>,
    /// The outermost bracket that is still open.
    pub(super) outer_bracket: Option<usize>,
    /// The key whose value is expected or was read last, in the innermost mapping.
    pub(super) key: Option<Span>,
    /// Where the last complete node ends.
    pub(super) read_to: usize,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            nodes: Vec::new(),
            comments: Vec::new(),
            entries: Vec::new(),
            odd_root: None,
            second_document: None,
            anchors: BTreeMap::new(),
            stack: Vec::new(),
            latest: None,
            read_to: 0,
            documents: 0,
        }
    }

    /// Takes one event; `false` when reading should stop.
    pub(super) fn feed(&mut self, event: Event) -> bool {
        match event {
            Event::Document { span } => {
                self.documents += 1;
                if self.documents > 1 {
                    self.second_document = Some(span);
                    return false;
                }
            }
            Event::Comment { span } => self.comments.push(span),
            Event::Open {
                map,
                flow,
                tag,
                span,
            } => {
                let kind = if map {
                    NodeKind::Map {
                        entries: Vec::new(),
                        flow,
                    }
                } else {
                    NodeKind::List {
                        items: Vec::new(),
                        flow,
                    }
                };
                let node = self.add(kind, span, tag);
                self.stack.push(Frame { node, key: None });
            }
            Event::Close { span } => {
                if let Some(frame) = self.stack.pop() {
                    self.close(frame.node, Some(span));
                    self.read_to = self.node(frame.node).span.end;
                    self.attach(frame.node);
                }
            }
            Event::Scalar {
                text,
                style,
                indent,
                tag,
                span,
            } => {
                let kind = NodeKind::Scalar {
                    text,
                    style,
                    indent,
                };
                let node = self.add(kind, span, tag);
                self.attach(node);
            }
            Event::Alias { span } => {
                let name = span.slice(self.text).trim_start_matches('*');
                let target = match self.anchors.get(name) {
                    None => Target::Unknown,
                    Some(&n) if self.stack.iter().any(|f| f.node == n) => Target::Itself,
                    Some(&n) => Target::Node(n),
                };
                if let Some(&n) = self.anchors.get(name)
                    && let Some(anchor) = &mut self.node_mut(n).anchor
                {
                    anchor.used = true;
                }
                let node = self.add(NodeKind::Alias(target), span, None);
                self.attach(node);
            }
            Event::Anchor { span } => {
                if let Some(n) = self.latest {
                    self.node_mut(n).anchor = Some(Anchor { span, used: false });
                    self.anchors
                        .insert(span.slice(self.text).trim_start_matches('&'), n);
                }
            }
        }
        true
    }

    fn node(&self, id: NodeId) -> &Node {
        at(&self.nodes, id)
    }

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        at_mut(&mut self.nodes, id)
    }

    fn add(&mut self, kind: NodeKind, span: Span, tag: Option<Tag>) -> NodeId {
        self.nodes.push(Node {
            kind,
            span,
            tag,
            anchor: None,
        });
        self.latest = Some(self.nodes.len() - 1);
        self.read_to = span.end;
        self.nodes.len() - 1
    }

    /// Gives a finished collection its end: its bracket, or the end of its last child.
    fn close(&mut self, id: NodeId, close: Option<Span>) {
        let start = self.node(id).span.start;
        let (last, flow) = match &self.node(id).kind {
            NodeKind::Map { entries, flow } => (entries.last().map(|e| e.1), *flow),
            NodeKind::List { items, flow } => (items.last().copied(), *flow),
            _ => return,
        };
        let end = match (close, flow) {
            (Some(c), true) => c.end,
            _ => last.map_or(start, |n| self.node(n).span.end),
        };
        self.node_mut(id).span = Span::new(start, end);
    }

    fn attach(&mut self, child: NodeId) {
        let Some(frame) = self.stack.last_mut() else {
            match &at(&self.nodes, child).kind {
                NodeKind::Map { entries, .. } => self.entries.extend_from_slice(entries),
                _ if self.entries.is_empty() && self.odd_root.is_none() => {
                    self.odd_root = Some(child)
                }
                _ => {}
            }
            return;
        };
        match &mut at_mut(&mut self.nodes, frame.node).kind {
            NodeKind::List { items, .. } => items.push(child),
            NodeKind::Map { entries, .. } => match frame.key.take() {
                None => frame.key = Some(child),
                Some(key) => entries.push((key, child)),
            },
            NodeKind::Scalar { .. } | NodeKind::Alias(_) => {}
        }
    }

    /// What is being read.
    pub(super) fn context(&self) -> Context {
        // A pair within a list, `[a, b: c]`, is a mapping without a bracket of its own.
        let flow = |f: &&Frame| {
            let node = self.node(f.node);
            let opens = node.span.slice(self.text).starts_with(['[', '{']);
            match node.kind {
                NodeKind::Map { flow, .. } | NodeKind::List { flow, .. } => flow && opens,
                _ => false,
            }
        };
        let key_of = |f: &Frame| match &self.node(f.node).kind {
            NodeKind::Map { entries, .. } => f.key.or_else(|| entries.last().map(|e| e.0)),
            _ => None,
        };
        let start = |f: &Frame| self.node(f.node).span.start;
        Context {
            top: self
                .stack
                .first()
                .and_then(key_of)
                .map(|k| self.node(k).span.start),
            block: self.stack.first().is_some_and(|f| !flow(&f)),
            bracket: self.stack.iter().rfind(flow).map(start),
            outer_bracket: self.stack.iter().find(flow).map(start),
            key: self
                .stack
                .last()
                .and_then(key_of)
                .map(|k| self.node(k).span),
            read_to: self.read_to,
        }
    }

    /// Takes back the last entry or item of the innermost collection, because its end is in doubt.
    pub(super) fn drop_last(&mut self) {
        if let Some(frame) = self.stack.last_mut() {
            match &mut at_mut(&mut self.nodes, frame.node).kind {
                NodeKind::Map { entries, .. } if frame.key.is_none() => {
                    entries.pop();
                }
                NodeKind::List { items, .. } => {
                    items.pop();
                }
                _ => frame.key = None,
            }
        }
    }

    /// Ends a fragment that broke off: what is complete is kept, what is not is dropped.
    pub(super) fn break_off(&mut self) {
        while let Some(frame) = self.stack.pop() {
            let id = frame.node;
            let empty = match &self.node(id).kind {
                NodeKind::Map { entries, .. } => entries.is_empty(),
                NodeKind::List { items, .. } => items.is_empty(),
                _ => true,
            };
            if !empty {
                self.close(id, None);
                self.attach(id);
            }
        }
        self.end_fragment();
    }

    /// Makes ready for the next fragment.
    pub(super) fn end_fragment(&mut self) {
        self.stack.clear();
        self.latest = None;
        self.documents = 0;
    }

    /// Forgets what was read from `offset` on, because it is going to be read again.
    pub(super) fn rewind(&mut self, offset: usize) {
        let nodes = &self.nodes;
        self.entries
            .retain(|(k, _)| at(nodes, *k).span.start < offset);
        self.comments.retain(|c| c.start < offset);
    }
}
