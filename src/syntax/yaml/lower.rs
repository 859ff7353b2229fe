//! Nodes become statements: aliases are expanded, merge keys applied, comments attached, scalars typed.

use std::collections::{BTreeMap, VecDeque};

use super::events::ScalarStyle;
use super::node::{self, Node, NodeId, NodeKind, Target};
use super::{Items, layout, messages, spans, tabs};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::SourceId;
use crate::span::{Loc, Span};
use crate::syntax::tree::{Block, Name, Statement, Style, Tree, Trivia, Value, ValueKind};

/// How many values and statements aliases and merge keys may add to a file.
const EXPANSION: usize = 10_000;

/// How deeply the tree may nest once aliases are expanded.
const DEPTH: usize = 48;

/// More diagnostics than this are not listed.
const LISTED: usize = 100;

/// Turns nodes into a tree.
pub(super) struct Lower<'a> {
    pub(super) id: SourceId,
    pub(super) text: &'a str,
    pub(super) nodes: &'a [Node],
    /// Bytes that were replaced before parsing; a scalar that holds one is read from the source instead.
    pub(super) patches: &'a BTreeMap<usize, u8>,
    /// Where each line begins.
    pub(super) lines: &'a [usize],
    pub(super) comments: VecDeque<Span>,
    pub(super) sink: &'a mut Sink,
    /// Aliases being expanded: comments stay with the original.
    pub(super) copying: usize,
    pub(super) expanded: usize,
    pub(super) depth: usize,
    /// Diagnostics taken so far.
    pub(super) reported: usize,
    /// What the items of a list are that holds mappings.
    pub(super) items: Items,
    /// Whether the value that was read has a tag that does not fit: what was meant by it is not known, so it is left out, and
    /// nothing is said to be wrong with it.
    pub(super) unfit: bool,
}

impl Lower<'_> {
    /// The tree of the top-level entries.
    pub(super) fn tree(&mut self, entries: &[(NodeId, NodeId)]) -> Tree {
        let statements = self.entries(entries, self.text.len());
        let trailing = self.take_comments(|_| true);
        Tree {
            statements,
            trailing,
        }
    }

    pub(super) fn loc(&self, span: Span) -> Loc {
        Loc::new(self.id, span)
    }

    /// Takes a diagnostic, as long as there are not too many to be of use.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.reported += 1;
        if self.reported <= LISTED {
            self.sink.push(diagnostic);
        } else if self.reported == LISTED + 1 {
            let mut d = Diagnostic::error(
                codes::E0101,
                format!("more than {LISTED} faults: the others are not listed"),
            );
            d.labels = diagnostic.labels.into_iter().take(1).collect();
            self.sink.push(d);
        }
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        node::at(self.nodes, id)
    }

    // ---- statements

    /// The statements of a mapping; `limit` is where whatever follows it begins.
    pub(super) fn entries(&mut self, entries: &[(NodeId, NodeId)], limit: usize) -> Vec<Statement> {
        let mut out: Vec<Statement> = Vec::new();
        let mut seen: BTreeMap<String, Loc> = BTreeMap::new();
        let mut merged: Vec<Statement> = Vec::new();
        let mut merged_at = 0;
        for (i, &(key, value)) in entries.iter().enumerate() {
            let next = entries
                .get(i + 1)
                .map_or(limit, |e| self.node(e.0).span.start);
            let trivia = self.leading(self.node(key).span.start);
            if self.is_merge(key) {
                merged_at = out.len();
                let found = self.merge(key, value, next);
                // Of several merged mappings the earlier one wins.
                merged.extend(found);
                continue;
            }
            let Some(name) = self.name(key) else { continue };
            let statement = self.statement(name, value, trivia, next);
            if std::mem::take(&mut self.unfit) {
                continue;
            }
            if let Some(first) = seen.get(&statement.name.text) {
                let d = Diagnostic::error(
                    codes::E0103,
                    format!("`{}` is set twice in the same place", statement.name.text),
                )
                .at(statement.name.loc, "set again here")
                .at(*first, "first set here")
                .help(
                    match (
                        &self.node(value).kind,
                        self.line_start(statement.name.loc.span.start),
                    ) {
                        (NodeKind::Map { .. }, line) if line == statement.name.loc.span.start => {
                            format!(
                                "one block holds all settings of `{0}`: put both below one `{0}:`",
                                statement.name.text
                            )
                        }
                        (NodeKind::Map { .. }, _) => {
                            "keep one of the two, or give one another name".to_owned()
                        }
                        _ => "keep one of the two".to_owned(),
                    },
                );
                self.report(d);
                // It is looked at all the same: what is wrong in it is not hidden.
                out.push(statement);
                continue;
            }
            seen.insert(statement.name.text.clone(), statement.name.loc);
            out.push(statement);
        }
        let mut kept = Vec::new();
        for statement in merged {
            if !seen.contains_key(&statement.name.text) {
                seen.insert(statement.name.text.clone(), statement.name.loc);
                kept.push(statement);
            }
        }
        out.splice(merged_at..merged_at, kept);
        out
    }

    pub(super) fn is_merge(&self, key: NodeId) -> bool {
        matches!(&self.node(key).kind, NodeKind::Scalar { text, style: ScalarStyle::Plain, .. } if text == "<<")
            && self.node(key).tag.is_none()
    }

    /// The statements that `<<: …` brings in.
    pub(super) fn merge(&mut self, key: NodeId, value: NodeId, limit: usize) -> Vec<Statement> {
        let key_loc = self.loc(self.node(key).span);
        let Some(resolved) = self.resolve(value) else {
            return Vec::new();
        };
        let sources = match &self.node(resolved).kind {
            NodeKind::Map { .. } => vec![resolved],
            NodeKind::List { items, .. } => items.clone(),
            _ => vec![resolved],
        };
        let mut out = Vec::new();
        for source in sources {
            let aliased = matches!(self.node(source).kind, NodeKind::Alias(_))
                || source != value && matches!(self.node(value).kind, NodeKind::Alias(_));
            let Some(map) = self.resolve(source) else {
                continue;
            };
            let NodeKind::Map { entries, .. } = &self.node(map).kind else {
                let d = Diagnostic::error(
                    codes::E0107,
                    "the merge key `<<` wants a mapping of settings, or a list of such mappings",
                )
                .at(self.loc(self.node(source).span), "not a mapping")
                .at(key_loc, "merged here")
                .help("write `<<: *NAME`, where `&NAME` stands before a mapping");
                self.report(d);
                continue;
            };
            let entries = entries.clone();
            self.depth += 1;
            if !aliased {
                out.extend(self.entries(&entries, limit));
            } else if self.enter_copy(key_loc) {
                out.extend(self.entries(&entries, limit));
                self.leave_copy();
            }
            self.depth -= 1;
        }
        out
    }

    /// The node behind an alias, or the node itself; reports an alias that leads nowhere.
    pub(super) fn resolve(&mut self, id: NodeId) -> Option<NodeId> {
        let NodeKind::Alias(target) = self.node(id).kind else {
            return Some(id);
        };
        let span = self.node(id).span;
        let written = span.slice(self.text);
        let name = written.trim_start_matches('*');
        let d = match target {
            Target::Node(n) => return Some(n),
            Target::Unknown => Diagnostic::error(
                codes::E0107,
                format!("the alias `{written}` refers to no anchor: no `&{name}` stands before it"),
            )
            .at(self.loc(span), "unknown alias")
            .help(format!(
                "a text that begins with `*` stands between quotes: \"{written}\""
            )),
            Target::Itself => Diagnostic::error(
                codes::E0107,
                format!("the alias `{written}` stands inside what `&{name}` marks, so it would contain itself"),
            )
            .at(self.loc(span), "contains itself")
            .help(format!("write out here what `{written}` was to repeat, or take it away")),
        };
        self.report(d);
        None
    }

    pub(super) fn enter_copy(&mut self, at: Loc) -> bool {
        if self.expanded > EXPANSION || self.depth > DEPTH {
            if self.expanded < usize::MAX {
                let why = if self.depth > DEPTH {
                    format!("nest more than {DEPTH} levels deep")
                } else {
                    format!("expand to more than {EXPANSION} values")
                };
                self.expanded = usize::MAX;
                let d = Diagnostic::error(codes::E0111, format!("the aliases of this file {why}"))
                    .at(at, "expansion stopped here")
                    .help("write the values out, or use a pack");
                self.report(d);
            }
            return false;
        }
        self.copying += 1;
        self.count();
        true
    }

    pub(super) fn leave_copy(&mut self) {
        self.copying -= 1;
    }

    /// Counts a value or statement that an alias brought in.
    pub(super) fn count(&mut self) {
        if self.copying > 0 {
            self.expanded = self.expanded.saturating_add(1);
        }
    }

    /// The name that a key stands for; reports keys that are none.
    pub(super) fn name(&mut self, key: NodeId) -> Option<Name> {
        let written = self.node(key).span;
        let id = self.resolve(key)?;
        let node = node::at(self.nodes, id);
        let loc = self.loc(written);
        let d = match &node.kind {
            NodeKind::Scalar { text, style, .. }
                if !text.is_empty() && (*style != ScalarStyle::Plain || !node.span.is_empty()) =>
            {
                if let Some(tag) = &node.tag
                    && tag.core.as_deref() != Some("str")
                {
                    let d = messages::unknown_tag(self.text, self.loc(tag.span), node.span.end);
                    self.report(d);
                }
                if !written.slice(self.text).is_empty() {
                    self.tab_before(written.start);
                }
                let text = match self.patched(written) {
                    true => written.slice(self.text).to_owned(),
                    false => text.clone(),
                };
                return Some(Name { text, loc });
            }
            NodeKind::Scalar { .. } => {
                let at = Span::new(written.start, (written.start + 1).min(self.text.len()));
                let at = if at.slice(self.text) == ":" {
                    at
                } else {
                    written
                };
                Diagnostic::error(
                    codes::E0113,
                    "a setting has no name: nothing stands before `:`",
                )
                .at(self.loc(at), "expected a name before this")
                .help("write the name of the setting first: `length: 700..1100 words`")
            }
            NodeKind::Map { .. } if layout::is_template(self.text, node.span) => Diagnostic::error(
                codes::E0112,
                "a template stands between quotes: YAML reads `{{` as the start of a mapping",
            )
            .at(loc, "expected quotes around this"),
            NodeKind::List { .. } | NodeKind::Map { .. } | NodeKind::Alias(_) => Diagnostic::error(
                codes::E0113,
                "the name of a setting is a list or a mapping: a name is a single text",
            )
            .at(loc, "not a name")
            .help(match self.words(key).as_slice() {
                [] => "length: 700..1100 words".to_owned(),
                words => format!(
                    "one line for each: {}",
                    words
                        .iter()
                        .map(|w| format!("`{w}: …`"))
                        .collect::<Vec<_>>()
                        .join(", ")
                ),
            }),
        };
        self.report(d);
        None
    }

    /// The words of a list.
    fn words(&self, list: NodeId) -> Vec<&str> {
        let NodeKind::List { items, .. } = &self.node(list).kind else {
            return Vec::new();
        };
        items
            .iter()
            .map(|&i| self.node(i).span.slice(self.text))
            .filter(|w| !w.is_empty() && !w.contains(['\n', '{', '[']))
            .collect()
    }

    /// A tab before the first key of a line: YAML forbids it, though some of its readers let it pass.
    pub(super) fn tab_before(&mut self, key: usize) {
        let start = self.line_start(key);
        let blank = |b: &u8| matches!(b, b' ' | b'\t');
        let lead = self.text.as_bytes().get(start..key).unwrap_or_default();
        if self.copying == 0 && lead.iter().all(blank) && lead.contains(&b'\t') {
            let d = tabs::tab(self.id, self.text, start);
            self.report(d);
        }
    }

    pub(super) fn statement(
        &mut self,
        name: Name,
        value: NodeId,
        trivia: Trivia,
        limit: usize,
    ) -> Statement {
        self.count();
        let mut written = self.node(value).span;
        if let NodeKind::Scalar {
            style: ScalarStyle::Literal | ScalarStyle::Folded,
            ..
        } = self.node(value).kind
        {
            // A block scalar ends before its last line break.
            let len = written.slice(self.text).trim_end().len();
            written = Span::new(written.start, written.start + len);
        }
        let mut statement = Statement {
            loc: name.loc.join(self.loc(written)),
            name,
            values: Vec::new(),
            block: None,
            doc: None,
            default: None,
            trivia,
        };
        let name_end = statement.name.loc.span.end;
        if !self.is_scalar(value) {
            // A comment on the first line of what has lines below. Behind a setting or an item on that line it is about those.
            let nodes = self.nodes;
            let first = match &self.node(value).kind {
                NodeKind::Map {
                    entries,
                    flow: true,
                } => entries.first().map(|e| e.0),
                NodeKind::List { items, flow: true } => items.first().copied(),
                _ => None,
            };
            let end = first.map_or(written.end, |n| node::at(nodes, n).span.start);
            statement.trivia.trailing = self.take_beside(name_end, end.max(name_end));
        }
        self.fill(value, &mut statement, limit);
        let end = statement.loc.span.end;
        if let Some(c) = self.take_beside(end, limit.max(end)) {
            let brackets = matches!(
                self.node(value).kind,
                NodeKind::Map { flow: true, .. } | NodeKind::List { flow: true, .. }
            );
            match statement.trivia.trailing {
                // Beside the last bracket of several lines it is no comment on the first line.
                _ if brackets && written.slice(self.text).contains('\n') => {
                    statement.trivia.closing = Some(c);
                }
                None => statement.trivia.trailing = Some(c),
                Some(_) => statement.trivia.inner.push(c),
            }
        }
        statement
    }

    pub(super) fn is_scalar(&self, id: NodeId) -> bool {
        matches!(
            self.node(id).kind,
            NodeKind::Scalar {
                style: ScalarStyle::Plain | ScalarStyle::Single | ScalarStyle::Double,
                ..
            } | NodeKind::Alias(_)
        )
    }

    /// Gives a statement its value or its block.
    pub(super) fn fill(&mut self, value: NodeId, statement: &mut Statement, limit: usize) {
        let aliased = matches!(self.node(value).kind, NodeKind::Alias(_));
        let Some(id) = self.resolve(value) else {
            return;
        };
        if aliased {
            if self.enter_copy(self.loc(self.node(value).span)) {
                self.fill_plainly(id, statement, limit);
                self.leave_copy();
            }
        } else {
            self.fill_plainly(id, statement, limit);
        }
    }

    pub(super) fn fill_plainly(&mut self, id: NodeId, statement: &mut Statement, limit: usize) {
        self.depth += 1;
        let nodes = self.nodes;
        let node = node::at(nodes, id);
        match &node.kind {
            NodeKind::Map { .. } if layout::is_template(self.text, node.span) => {
                let value = self.unquoted(node.span, false);
                statement.values = vec![value];
            }
            NodeKind::Map { entries, flow } => {
                self.check_collection_tag(node, "map");
                let end = if *flow { node.span.end } else { limit };
                let statements = self.entries(entries, end);
                let block = self.block(node, *flow, statements, limit);
                statement.block = Some(block);
            }
            NodeKind::List { items, flow } if self.holds_settings(items) => {
                self.check_collection_tag(node, "seq");
                let end = if *flow { node.span.end } else { limit };
                let statements = self.item_statements(items, end);
                let block = self.block(node, *flow, statements, limit);
                statement.block = Some(block);
            }
            NodeKind::List { items, flow } => {
                self.check_collection_tag(node, "seq");
                let end = if *flow { node.span.end } else { limit };
                let mut values = Vec::new();
                for (i, &item) in items.iter().enumerate() {
                    let next = items
                        .get(i + 1)
                        .map_or(end, |n| node::at(nodes, *n).span.start);
                    values.extend(self.item_value(item, next));
                }
                let inner = self.block_comments(node, *flow, limit);
                statement.trivia.inner.extend(inner);
                statement.values = vec![Value {
                    kind: ValueKind::List(values),
                    loc: self.loc(node.span),
                    raw: String::new(),
                    style: if *flow && !node.span.slice(self.text).contains('\n') {
                        Style::List
                    } else {
                        Style::Items
                    },
                    map: Vec::new(),
                    trivia: None,
                }];
            }
            NodeKind::Scalar { .. } => {
                let value = self.scalar(id);
                if self.copying == 0 {
                    statement.loc = statement.loc.join(value.loc);
                }
                statement.values = vec![value];
            }
            // An anchor can't stand on an alias.
            NodeKind::Alias(_) => {}
        }
        self.depth -= 1;
    }

    pub(super) fn block(
        &mut self,
        node: &Node,
        flow: bool,
        statements: Vec<Statement>,
        limit: usize,
    ) -> Block {
        Block {
            statements,
            trailing: self.block_comments(node, flow, limit),
            loc: self.loc(node.span),
            inline: flow && !node.span.slice(self.text).contains('\n'),
            listed: matches!(node.kind, NodeKind::List { .. }),
        }
    }

    /// Whether an item of a list is a mapping, so that the list is a block of settings.
    pub(super) fn holds_settings(&self, items: &[NodeId]) -> bool {
        items.iter().any(|&i| {
            let id = match self.node(i).kind {
                NodeKind::Alias(Target::Node(n)) => n,
                _ => i,
            };
            matches!(self.node(id).kind, NodeKind::Map { .. })
                && !layout::is_template(self.text, self.node(id).span)
                && !self.is_sentence(id)
        })
    }

    /// Whether a mapping is a text with a colon in it that lacks its quotes: `- Lire aussi : notre dossier`. The names of
    /// settings and sections are single words.
    fn is_sentence(&self, id: NodeId) -> bool {
        let NodeKind::Map { entries, .. } = &self.node(id).kind else {
            return false;
        };
        let scalar = |n: NodeId| match &self.node(n).kind {
            NodeKind::Scalar { text, style, .. } => (*style == ScalarStyle::Plain).then_some(text),
            _ => None,
        };
        match entries.as_slice() {
            [(key, value)] => {
                scalar(*key).is_some_and(|k| k.contains(' '))
                    && scalar(*value).is_some()
                    && !self.node(*value).span.is_empty()
            }
            _ => false,
        }
    }

    /// The items of a list of settings: one name with what it sets, or a bare name.
    pub(super) fn item_statements(&mut self, items: &[NodeId], limit: usize) -> Vec<Statement> {
        let mut out: Vec<Statement> = Vec::new();
        let mut seen: BTreeMap<String, Loc> = BTreeMap::new();
        for (i, &item) in items.iter().enumerate() {
            let next = items.get(i + 1).map_or(limit, |n| self.node(*n).span.start);
            let trivia = self.leading(self.node(item).span.start);
            let copied = matches!(self.node(item).kind, NodeKind::Alias(_));
            let Some(id) = self.resolve(item) else {
                continue;
            };
            if copied && !self.enter_copy(self.loc(self.node(item).span)) {
                continue;
            }
            let statement = self.item_statement(id, trivia, next);
            if copied {
                self.leave_copy();
            }
            let Some(mut statement) = statement else {
                continue;
            };
            if self.items == Items::Named
                && let Some(first) = seen.get(&statement.name.text)
            {
                let d = Diagnostic::error(
                    codes::E0103,
                    format!("`{}` stands twice in the same list", statement.name.text),
                )
                .at(statement.name.loc, "again here")
                .at(*first, "first here")
                .help("give one of the two another name");
                self.report(d);
                out.push(statement);
                continue;
            }
            seen.insert(statement.name.text.clone(), statement.name.loc);
            if statement.trivia.trailing.is_none() {
                let end = statement.loc.span.end;
                statement.trivia.trailing = self.take_beside(end, next.max(end));
            }
            out.push(statement);
        }
        out
    }

    pub(super) fn item_statement(
        &mut self,
        id: NodeId,
        trivia: Trivia,
        limit: usize,
    ) -> Option<Statement> {
        let nodes = self.nodes;
        let node = node::at(nodes, id);
        let loc = self.loc(node.span);
        if self.items == Items::Records {
            let name = Name {
                text: String::new(),
                loc,
            };
            return Some(self.statement(name, id, trivia, limit));
        }
        match &node.kind {
            NodeKind::Map { entries, .. } => {
                if let [(key, value)] = entries.as_slice() {
                    let name = self.name(*key)?;
                    return Some(self.statement(name, *value, trivia, limit));
                }
                let d = messages::several_names(self.id, self.text, nodes, node, entries);
                self.report(d);
                // The first name is kept, so that what else is wrong with it can be said too.
                let (key, value) = *entries.first()?;
                let next = entries
                    .get(1)
                    .map_or(limit, |e| node::at(nodes, e.0).span.start);
                let name = self.name(key)?;
                let statement = self.statement(name, value, trivia, next);
                self.take_comments(|c| c.start < node.span.end);
                Some(statement)
            }
            NodeKind::Scalar { text, .. } if !node.span.is_empty() => {
                self.count();
                Some(Statement {
                    name: Name {
                        text: text.clone(),
                        loc,
                    },
                    values: Vec::new(),
                    block: None,
                    doc: None,
                    default: None,
                    trivia,
                    loc,
                })
            }
            NodeKind::Scalar { .. } => {
                let d = Diagnostic::error(codes::E0113, "an item of the list is empty")
                    .at(loc, "expected a name here")
                    .help("write `- NAME`, or `- NAME: { … }`, or take the line away");
                self.report(d);
                None
            }
            NodeKind::List { .. } => {
                let d = messages::nested_list(loc);
                self.report(d);
                None
            }
            NodeKind::Alias(_) => None,
        }
    }

    /// An item of a list of scalars.
    pub(super) fn item_value(&mut self, item: NodeId, limit: usize) -> Option<Value> {
        let own = self.node(item).span.start;
        // The parser places a text block at its first line, below its sign.
        let sign = match &self.node(item).kind {
            NodeKind::Scalar {
                style: ScalarStyle::Literal | ScalarStyle::Folded,
                ..
            } => spans::block_header(self.text, own),
            _ => None,
        };
        let mut trivia = self.leading(sign.map_or(own, |s| s.start));
        if let Some(sign) = sign {
            trivia.trailing = self.take_beside(sign.end, own);
        }
        let copied = matches!(self.node(item).kind, NodeKind::Alias(_));
        let id = self.resolve(item)?;
        if copied && !self.enter_copy(self.loc(self.node(item).span)) {
            return None;
        }
        self.count();
        let node = self.node(id);
        let value = match &node.kind {
            NodeKind::List { .. } => {
                let d = messages::nested_list(self.loc(node.span));
                self.report(d);
                None
            }
            NodeKind::Map { .. } if self.is_sentence(id) => Some(self.unquoted(node.span, true)),
            NodeKind::Map { .. } => Some(self.unquoted(node.span, false)),
            NodeKind::Scalar { .. } => Some(self.scalar(id)),
            NodeKind::Alias(_) => None,
        };
        if copied {
            self.leave_copy();
        }
        let mut value = value?;
        let end = self.node(item).span.end;
        if trivia.trailing.is_none() {
            trivia.trailing = self.take_beside(end, limit.max(end));
        }
        if trivia != Trivia::default() {
            value.trivia = Some(Box::new(trivia));
        }
        Some(value)
    }
}
