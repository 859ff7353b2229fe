//! Nodes become statements: aliases are expanded, merge keys applied, comments attached, scalars typed.

use std::collections::{BTreeMap, VecDeque};

use super::events::ScalarStyle;
use super::node::{Node, NodeId, NodeKind, Target};
use super::{faults, spans};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::SourceId;
use crate::span::{Loc, Span};
use crate::syntax::scalar;
use crate::syntax::tree::{
    Block, Comment, Name, Segment, Statement, Style, Tree, Trivia, Value, ValueKind,
};

/// How many values and statements aliases and merge keys may add to a file.
const EXPANSION: usize = 10_000;

/// How deeply the tree may nest once aliases are expanded.
const DEPTH: usize = 48;

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

    fn loc(&self, span: Span) -> Loc {
        Loc::new(self.id, span)
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    // ---- comments

    fn comment(&self, span: Span) -> Comment {
        let text = span.slice(self.text);
        Comment {
            text: text.strip_prefix('#').unwrap_or(text).trim_end().to_owned(),
            loc: self.loc(span),
            blank_before: self.blank_before(span.start),
        }
    }

    fn take_comments(&mut self, wanted: impl Fn(Span) -> bool) -> Vec<Comment> {
        let mut taken = Vec::new();
        while self.copying == 0
            && let Some(&c) = self.comments.front()
            && wanted(c)
        {
            self.comments.pop_front();
            taken.push(self.comment(c));
        }
        taken
    }

    /// The next comment, when it stands on the line on which `end` is, before `limit`.
    fn take_beside(&mut self, end: usize, limit: usize) -> Option<Comment> {
        let text = self.text;
        let beside =
            |c: Span| c.start >= end && c.start < limit && !text[end..c.start].contains('\n');
        match self.comments.front() {
            Some(&c) if self.copying == 0 && beside(c) => {
                self.comments.pop_front();
                Some(self.comment(c))
            }
            _ => None,
        }
    }

    fn line_start(&self, offset: usize) -> usize {
        let line = self.lines.partition_point(|&s| s <= offset);
        self.lines.get(line.wrapping_sub(1)).copied().unwrap_or(0)
    }

    fn blank_before(&self, offset: usize) -> bool {
        let start = self.line_start(offset);
        let first = |b: &u8| !matches!(b, b' ' | b'\t' | b'-' | b'?');
        let bytes = self.text.as_bytes();
        start > 0
            && bytes[start..offset].iter().position(first).is_none()
            && self.text[self.line_start(start - 1)..start - 1]
                .trim()
                .is_empty()
    }

    fn column(&self, offset: usize) -> usize {
        offset - self.line_start(offset)
    }

    fn leading(&mut self, start: usize) -> Trivia {
        if self.copying > 0 {
            return Trivia::default();
        }
        let leading = self.take_comments(|c| c.start < start);
        let blank_before = leading
            .first()
            .map_or_else(|| self.blank_before(start), |c| c.blank_before);
        Trivia {
            leading,
            blank_before,
            ..Trivia::default()
        }
    }

    // ---- statements

    /// The statements of a mapping; `limit` is where whatever follows it begins.
    fn entries(&mut self, entries: &[(NodeId, NodeId)], limit: usize) -> Vec<Statement> {
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
            if let Some(first) = seen.get(&statement.name.text) {
                let d = Diagnostic::error(
                    codes::E0103,
                    format!("`{}` is set twice in the same place", statement.name.text),
                )
                .at(statement.name.loc, "set again here")
                .at(*first, "first set here")
                .help("keep one of the two lines, or rename one");
                self.sink.push(d);
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

    fn is_merge(&self, key: NodeId) -> bool {
        matches!(&self.node(key).kind, NodeKind::Scalar { text, style: ScalarStyle::Plain, .. } if text == "<<")
            && self.node(key).tag.is_none()
    }

    /// The statements that `<<: …` brings in.
    fn merge(&mut self, key: NodeId, value: NodeId, limit: usize) -> Vec<Statement> {
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
                self.sink.push(d);
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
    fn resolve(&mut self, id: NodeId) -> Option<NodeId> {
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
            .at(self.loc(span), "contains itself"),
        };
        self.sink.push(d);
        None
    }

    fn enter_copy(&mut self, at: Loc) -> bool {
        if self.expanded > EXPANSION || self.depth > DEPTH {
            if self.expanded < usize::MAX {
                self.expanded = usize::MAX;
                let d = Diagnostic::error(
                    codes::E0111,
                    format!("the aliases of this file expand to more than {EXPANSION} values, or nest more than {DEPTH} levels"),
                )
                .at(at, "expansion stopped here")
                .help("write the values out, or use a pack");
                self.sink.push(d);
            }
            return false;
        }
        self.copying += 1;
        self.count();
        true
    }

    fn leave_copy(&mut self) {
        self.copying -= 1;
    }

    /// Counts a value or statement that an alias brought in.
    fn count(&mut self) {
        if self.copying > 0 {
            self.expanded = self.expanded.saturating_add(1);
        }
    }

    /// The name that a key stands for; reports keys that are none.
    fn name(&mut self, key: NodeId) -> Option<Name> {
        let written = self.node(key).span;
        let id = self.resolve(key)?;
        let nodes = self.nodes;
        let node = &nodes[id];
        let loc = self.loc(written);
        let d = match &node.kind {
            NodeKind::Scalar { text, style, .. }
                if !text.is_empty() && !(*style == ScalarStyle::Plain && node.span.is_empty()) =>
            {
                if let Some(tag) = &node.tag
                    && tag.core.as_deref() != Some("str")
                {
                    let d = faults::unknown_tag(self.text, self.loc(tag.span));
                    self.sink.push(d);
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
            NodeKind::Map { .. } if faults::is_template(self.text, node.span) => Diagnostic::error(
                codes::E0112,
                "a template stands between quotes: YAML reads `{{` as the start of a mapping",
            )
            .at(loc, "expected quotes around this"),
            NodeKind::List { .. } | NodeKind::Map { .. } | NodeKind::Alias(_) => Diagnostic::error(
                codes::E0113,
                "the name of a setting is a list or a mapping: a name is a single text",
            )
            .at(loc, "not a name"),
        };
        self.sink.push(d);
        None
    }

    /// A tab before the first key of a line: YAML forbids it, though some of its readers let it pass.
    fn tab_before(&mut self, key: usize) {
        let start = self.line_start(key);
        let blank = |b: &u8| matches!(b, b' ' | b'\t');
        let lead = self.text.as_bytes()[start..key]
            .iter()
            .take_while(|b| blank(b))
            .count();
        if self.copying == 0 && start + lead == key && self.text[start..key].contains('\t') {
            let d = faults::tab(self.id, self.text, start);
            self.sink.push(d);
        }
    }

    fn statement(&mut self, name: Name, value: NodeId, trivia: Trivia, limit: usize) -> Statement {
        self.count();
        let written = self.node(value).span;
        let mut statement = Statement {
            loc: name.loc.join(self.loc(written)),
            name,
            values: Vec::new(),
            block: None,
            doc: None,
            trivia,
        };
        let name_end = statement.name.loc.span.end;
        if !self.is_scalar(value) {
            // A comment on the first line of what has lines below.
            statement.trivia.trailing = self.take_beside(name_end, written.end.max(name_end));
        }
        self.fill(value, &mut statement, limit);
        let end = statement.loc.span.end;
        if let Some(c) = self.take_beside(end, limit.max(end)) {
            match statement.trivia.trailing {
                None => statement.trivia.trailing = Some(c),
                Some(_) => statement.trivia.inner.push(c),
            }
        }
        statement
    }

    fn is_scalar(&self, id: NodeId) -> bool {
        matches!(
            self.node(id).kind,
            NodeKind::Scalar {
                style: ScalarStyle::Plain | ScalarStyle::Single | ScalarStyle::Double,
                ..
            } | NodeKind::Alias(_)
        )
    }

    /// Gives a statement its value or its block.
    fn fill(&mut self, value: NodeId, statement: &mut Statement, limit: usize) {
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

    fn fill_plainly(&mut self, id: NodeId, statement: &mut Statement, limit: usize) {
        self.depth += 1;
        let nodes = self.nodes;
        let node = &nodes[id];
        match &node.kind {
            NodeKind::Map { .. } if faults::is_template(self.text, node.span) => {
                let value = self.unquoted_template(node.span);
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
                    let next = items.get(i + 1).map_or(end, |n| nodes[*n].span.start);
                    values.extend(self.item_value(item, next));
                }
                let inner = self.block_comments(node, *flow, limit);
                statement.trivia.inner.extend(inner);
                statement.values = vec![Value {
                    kind: ValueKind::List(values),
                    loc: self.loc(node.span),
                    raw: String::new(),
                    style: Style::List,
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

    fn block(
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
        }
    }

    /// Comments that still belong to a collection: inside its brackets, or indented at least like it.
    fn block_comments(&mut self, node: &Node, flow: bool, limit: usize) -> Vec<Comment> {
        if self.copying > 0 {
            return Vec::new();
        }
        if flow {
            let end = node.span.end;
            return self.take_comments(|c| c.start < end);
        }
        let column = self.column(node.span.start);
        let mut taken = Vec::new();
        while let Some(&c) = self.comments.front()
            && c.start < limit
            && c.start >= node.span.end
            && self.column(c.start) >= column.max(1)
            && self.text[self.line_start(c.start)..c.start]
                .trim()
                .is_empty()
        {
            self.comments.pop_front();
            taken.push(self.comment(c));
        }
        taken
    }

    /// Whether an item of a list is a mapping, so that the list is a block of settings.
    fn holds_settings(&self, items: &[NodeId]) -> bool {
        items.iter().any(|&i| {
            let id = match self.node(i).kind {
                NodeKind::Alias(Target::Node(n)) => n,
                _ => i,
            };
            matches!(self.node(id).kind, NodeKind::Map { .. })
                && !faults::is_template(self.text, self.node(id).span)
        })
    }

    /// The items of a list of settings: one name with what it sets, or a bare name.
    fn item_statements(&mut self, items: &[NodeId], limit: usize) -> Vec<Statement> {
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
            if let Some(first) = seen.get(&statement.name.text) {
                let d = Diagnostic::error(
                    codes::E0103,
                    format!("`{}` stands twice in the same list", statement.name.text),
                )
                .at(statement.name.loc, "again here")
                .at(*first, "first here")
                .help("give one of the two another name");
                self.sink.push(d);
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

    fn item_statement(&mut self, id: NodeId, trivia: Trivia, limit: usize) -> Option<Statement> {
        let nodes = self.nodes;
        let node = &nodes[id];
        let loc = self.loc(node.span);
        match &node.kind {
            NodeKind::Map { entries, .. } if entries.len() == 1 => {
                let (key, value) = entries[0];
                let name = self.name(key)?;
                Some(self.statement(name, value, trivia, limit))
            }
            NodeKind::Map { entries, .. } => {
                let d = faults::several_names(self.id, self.text, nodes, node, entries);
                self.sink.push(d);
                // The first name is kept, so that what else is wrong with it can be said too.
                let (key, value) = *entries.first()?;
                let next = entries.get(1).map_or(limit, |e| nodes[e.0].span.start);
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
                    trivia,
                    loc,
                })
            }
            NodeKind::Scalar { .. } => {
                let d = Diagnostic::error(codes::E0113, "an item of the list is empty")
                    .at(loc, "expected a name here")
                    .help("write `- NAME`, or `- NAME: { … }`, or take the line away");
                self.sink.push(d);
                None
            }
            NodeKind::List { .. } => {
                let d = faults::nested_list(loc);
                self.sink.push(d);
                None
            }
            NodeKind::Alias(_) => None,
        }
    }

    /// An item of a list of scalars.
    fn item_value(&mut self, item: NodeId, limit: usize) -> Option<Value> {
        let start = self.node(item).span.start;
        let mut trivia = self.leading(start);
        let copied = matches!(self.node(item).kind, NodeKind::Alias(_));
        let id = self.resolve(item)?;
        if copied && !self.enter_copy(self.loc(self.node(item).span)) {
            return None;
        }
        self.count();
        let node = self.node(id);
        let value = match &node.kind {
            NodeKind::List { .. } => {
                let d = faults::nested_list(self.loc(node.span));
                self.sink.push(d);
                None
            }
            NodeKind::Map { .. } => Some(self.unquoted_template(node.span)),
            NodeKind::Scalar { .. } => Some(self.scalar(id)),
            NodeKind::Alias(_) => None,
        };
        if copied {
            self.leave_copy();
        }
        let mut value = value?;
        let end = self.node(item).span.end;
        trivia.trailing = self.take_beside(end, limit.max(end));
        if trivia != Trivia::default() {
            value.trivia = Some(Box::new(trivia));
        }
        Some(value)
    }

    // ---- scalars

    fn patched(&self, span: Span) -> bool {
        self.patches.range(span.range()).next().is_some()
    }

    /// `{{ keyphrase }}` without quotes: reported, and taken as the text that was meant.
    fn unquoted_template(&mut self, span: Span) -> Value {
        let loc = self.loc(span);
        let raw = span.slice(self.text).to_owned();
        let d = faults::quote_template(loc, &raw);
        self.sink.push(d);
        Value {
            kind: ValueKind::Text,
            loc,
            map: vec![Segment {
                raw: 0,
                source: span.start,
                len: raw.len(),
            }],
            raw,
            style: Style::Quoted,
            trivia: None,
        }
    }

    fn scalar(&mut self, id: NodeId) -> Value {
        let nodes = self.nodes;
        let node = &nodes[id];
        let NodeKind::Scalar {
            text: decoded,
            style,
            indent,
        } = &node.kind
        else {
            return self.empty(node.span);
        };
        let text = self.text;
        if *style == ScalarStyle::Plain && node.span.is_empty() && node.tag.is_none() {
            self.check_anchor_text(node);
            return self.empty(node.span);
        }
        let source = node.span.slice(text);
        let mut loc = self.loc(node.span);
        let mut raw = decoded.clone();
        let (shown, map) = match style {
            ScalarStyle::Plain => {
                if self.patched(node.span) {
                    raw = source.lines().map(str::trim).collect::<Vec<_>>().join(" ");
                } else if node.span.is_empty() {
                    raw.clear();
                }
                (Style::Plain, spans::flow_scalar(text, node.span, ' ', &raw))
            }
            ScalarStyle::Single => (
                Style::Quoted,
                spans::flow_scalar(text, node.span, '\'', &raw),
            ),
            ScalarStyle::Double => (
                Style::Quoted,
                spans::flow_scalar(text, node.span, '"', &raw),
            ),
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let header = spans::block_header(text, node.span.start);
                let end = node.span.start + source.trim_end().len();
                let start = header.map_or(node.span.start, |h| h.start);
                loc = self.loc(Span::new(start, end.max(header.map_or(start, |h| h.end))));
                if let Some(h) = header
                    && raw.trim().is_empty()
                    && h.slice(text)
                        .bytes()
                        .nth(1)
                        .is_some_and(|b| b.is_ascii_digit())
                {
                    // `>7` is a header with nothing below it.
                    return self.comparator(h);
                }
                (
                    Style::Block,
                    spans::block_scalar(text, node.span, *indent, &raw),
                )
            }
        };
        let mut value = Value {
            kind: ValueKind::Text,
            loc,
            raw,
            style: shown,
            map,
            trivia: None,
        };
        self.check_anchor_text(node);
        let core = node.tag.as_ref().map(|t| t.core.as_deref());
        if *style == ScalarStyle::Plain && core != Some(Some("str")) {
            value.kind = scalar::classify(&value.raw, &|a, b| value.inner(a, b), self.sink);
            if node.span.end < text.len() && self.copying == 0 {
                self.hash_after(&value);
            }
        }
        if let (Some(core), Some(tag)) = (core, &node.tag) {
            let tag_loc = self.loc(tag.span);
            let fits = match core {
                Some("str") => true,
                Some("bool") => matches!(value.kind, ValueKind::Bool(_)),
                Some("null") => matches!(value.kind, ValueKind::Null),
                Some("int" | "float") => matches!(value.kind, ValueKind::Quantity(_)),
                _ => false,
            };
            let d = match core {
                Some(_) if fits => None,
                Some("map" | "seq") | None => Some(faults::unknown_tag(text, tag_loc)),
                Some(_) => Some(
                    Diagnostic::error(
                        codes::E0116,
                        format!(
                            "the tag `{}` does not fit {}",
                            tag.span.slice(text),
                            value.describe()
                        ),
                    )
                    .at(tag_loc, "take the tag away"),
                ),
            };
            if let Some(d) = d {
                self.sink.push(d);
            }
        }
        value
    }

    /// `>7`: read as the comparison that was meant.
    fn comparator(&mut self, header: Span) -> Value {
        let loc = self.loc(header);
        let raw = header.slice(self.text).to_owned();
        let d = faults::comparator(self.id, header.start, &raw);
        self.sink.push(d);
        let map = vec![Segment {
            raw: 0,
            source: header.start,
            len: raw.len(),
        }];
        let mut value = Value {
            kind: ValueKind::Text,
            loc,
            raw,
            style: Style::Plain,
            map,
            trivia: None,
        };
        value.kind = scalar::classify(&value.raw, &|a, b| value.inner(a, b), self.sink);
        value
    }

    fn empty(&self, span: Span) -> Value {
        Value {
            kind: ValueKind::Null,
            loc: self.loc(span),
            raw: String::new(),
            style: Style::Plain,
            map: Vec::new(),
            trivia: None,
        }
    }

    /// `Question #3`: YAML drops `#3` as a comment, which nobody means when no blank follows `#`.
    fn hash_after(&mut self, value: &Value) {
        let end = value.loc.span.end;
        let after = self.text[end..].trim_start_matches([' ', '\t']);
        let cut = after.starts_with('#')
            && after.len() < self.text.len() - end
            && after[1..].starts_with(char::is_alphanumeric);
        if cut && matches!(value.kind, ValueKind::Text | ValueKind::Name(_)) {
            let at = self.text.len() - after.len();
            let trimmed = after.lines().next().unwrap_or("");
            let stop = at + trimmed.trim_end().len();
            let whole = Span::new(value.loc.span.start, stop);
            let d = Diagnostic::warn(
                codes::W0101,
                format!(
                    "`{}` is read as a comment, not as part of the text",
                    trimmed.trim_end()
                ),
            )
            .at(self.loc(Span::new(at, stop)), "a comment")
            .at(value.loc, "the text ends here")
            .help("when it belongs to the text, put the whole text between quotes; else write a blank after `#`")
            .fix(
                self.loc(whole),
                faults::quoted(whole.slice(self.text)),
            );
            self.sink.push(d);
        }
    }

    /// An anchor that no alias uses is more often a text that begins with `&`.
    fn check_anchor_text(&mut self, node: &Node) {
        let Some(anchor) = &node.anchor else { return };
        if anchor.used || self.copying > 0 {
            return;
        }
        let written = anchor.span.slice(self.text);
        let d = Diagnostic::warn(
            codes::W0102,
            format!(
                "`{written}` is read as an anchor, and no alias `*{}` uses it",
                &written[1.min(written.len())..]
            ),
        )
        .at(self.loc(anchor.span), "not part of the text")
        .help("when it belongs to the text, put the whole text between quotes; else take it away");
        self.sink.push(d);
    }

    fn check_collection_tag(&mut self, node: &Node, wanted: &str) {
        if let Some(tag) = &node.tag
            && tag.core.as_deref() != Some(wanted)
        {
            let d = faults::unknown_tag(self.text, self.loc(tag.span));
            self.sink.push(d);
        }
    }
}
