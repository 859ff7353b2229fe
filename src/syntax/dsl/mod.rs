//! Reads a `.recipe` file into the [tree](crate::syntax::tree) that both surfaces share.
//!
//! The grammar cuts the file into pieces that follow each other; this reader pairs the braces, finds the comments their
//! statement, and says what is wrong. So a fault costs the rest of its line and no more: reading goes on at the next
//! statement. What was meant is kept wherever it can be told (`language: fr`, “quoted”), so that later passes report what
//! else is wrong.
//!
//! The tree has the shapes of the file: `input` lines, values behind each other, `-> "…"`. What they mean in terms of
//! settings is said in one place, [`normal`](crate::syntax::normal).

mod blocks;
mod comments;
mod dashes;
pub(in crate::syntax) mod faults;
mod lists;
mod pending;
pub(in crate::syntax) mod text;
pub(in crate::syntax) mod value;

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};

use super::grammar::pieces::{self, Group, Head, Piece, TokenKind};
use super::tree::{Block, Comment, Name, Segment, Statement, Tree, Trivia, Value, ValueKind};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::SourceId;
use crate::span::{Loc, Span};

/// How deeply blocks may nest.
const DEPTH: usize = 48;

/// The longest text that is read, in bytes.
const LONGEST: usize = 4 << 20;

/// Reading starts anew at most this often behind something that has no end.
const RESTARTS: usize = 32;

/// … and over at most this many bytes in all, or twice the file when that is more: so the work grows with the file.
const REREAD: usize = 64 << 10;

/// More faults than this are not listed.
const LISTED: usize = 100;

/// Reads a recipe file.
///
/// Everything that is wrong goes to `sink`; the tree holds what could be read all the same, and is to be compiled only when
/// the sink has no errors. `None` when there is nothing to go on with: an empty file, or one that is not a recipe at all.
///
/// Never panics, whatever the text.
pub fn read(id: SourceId, text: &str, sink: &mut Sink) -> Option<Tree> {
    super::hidden::check(id, text, |c| format!("\\u{{{c:x}}}"), sink);
    match super::hidden::blanked(text) {
        Cow::Borrowed(clean) => read_clean(id, clean, sink),
        Cow::Owned(blanked) => {
            let mut tree = read_clean(id, &blanked, sink)?;
            // A blanked character may have been taken apart as if its bytes were spaces: such a place is no place.
            for statement in &mut tree.statements {
                only_whole(statement, text);
            }
            Some(tree)
        }
    }
}

/// Drops maps that cut a character of the text.
fn only_whole(statement: &mut Statement, text: &str) {
    fn value(v: &mut Value, text: &str) {
        let whole = |s: &Segment| text.get(s.source..s.source + s.len).is_some();
        if !v.map.iter().all(whole) {
            v.map.clear();
        }
        if let ValueKind::List(items) = &mut v.kind {
            for item in items {
                value(item, text);
            }
        }
    }
    for v in &mut statement.values {
        value(v, text);
    }
    for inner in statement.block.iter_mut().flat_map(|b| &mut b.statements) {
        only_whole(inner, text);
    }
}

fn read_clean(id: SourceId, text: &str, sink: &mut Sink) -> Option<Tree> {
    if text.len() > LONGEST {
        sink.push(
            Diagnostic::error(
                codes::E0111,
                format!(
                    "the file is too large for a recipe: more than {} MiB",
                    LONGEST >> 20
                ),
            )
            .at(Loc::new(id, Span::at(0)), "not read"),
        );
        return None;
    }
    if let Some(d) = faults::yaml(id, text) {
        sink.push(d);
        return super::yaml::read(id, text, sink);
    }
    let mut reader = Reader::new(id, text, sink);
    reader.all();
    let tree = reader.finish();
    if tree.statements.is_empty() && !sink.has_errors() {
        sink.push(faults::empty(id, text));
    }
    (!tree.statements.is_empty()).then_some(tree)
}

/// The first of the statements that share a name; the others were reported. Those with a block stay, to be looked at for what else is
/// wrong in them.
fn unique(mut statements: Vec<Statement>, top: bool) -> Vec<Statement> {
    let mut seen = std::collections::BTreeSet::new();
    statements.retain(|s| {
        let several = top && super::normal::REPEATED.contains(&s.name.text.as_str());
        seen.insert(s.name.text.clone()) || several || s.block.is_some()
    });
    statements
}

/// The statements of a block that is being read.
#[derive(Default)]
struct Frame {
    statements: Vec<Statement>,
    seen: BTreeMap<String, Loc>,
    /// Where the block opens; `None` for the file itself.
    open: Option<Span>,
    /// The statement that has the block; `None` when a block stands where none can.
    owner: Option<Statement>,
    /// Whether it belongs to an item that begins with a dash: then it is part of that message.
    dashed: bool,
}

/// What was read last, for what may follow it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Statement,
    Open,
    Close,
    Stop,
    Fault,
    Dash,
}

struct Reader<'a> {
    id: SourceId,
    text: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
    sink: &'a mut Sink,
    frames: Vec<Frame>,
    /// Comments that wait for the statement that they precede.
    comments: Vec<Comment>,
    last: Last,
    /// Whether braces are missing, so that indentation has to tell where.
    unbalanced: bool,
    /// Blocks that are open, but nested too deeply to be read.
    dropped: usize,
    reported: usize,
    /// The end of the last piece.
    at: usize,
    /// Where the text block or list that is being read is cut off, because it has no end.
    cut: Option<usize>,
    /// Whether triple quotes are left over, so that indentation has to tell which block has no end.
    odd_quotes: bool,
    /// Faults of which the whole file has to be known.
    pending: pending::Pending,
}

impl<'a> Reader<'a> {
    fn new(id: SourceId, text: &'a str, sink: &'a mut Sink) -> Self {
        Reader {
            id,
            text,
            sink,
            frames: vec![Frame::default()],
            comments: Vec::new(),
            last: Last::Nothing,
            unbalanced: false,
            dropped: 0,
            reported: 0,
            at: 0,
            cut: None,
            lines: std::iter::once(0)
                .chain(text.match_indices('\n').map(|(i, _)| i + 1))
                .collect(),
            odd_quotes: text.matches("\"\"\"").count() % 2 == 1,
            pending: pending::Pending::default(),
        }
    }
}

impl Reader<'_> {
    fn loc(&self, span: Span) -> Loc {
        Loc::new(self.id, span)
    }

    /// Takes a diagnostic, as long as there are not too many to be of use.
    fn report(&mut self, diagnostic: Diagnostic) {
        self.reported += 1;
        if self.reported <= LISTED {
            self.sink.push(diagnostic);
        } else if self.reported == LISTED + 1 {
            let mut d = Diagnostic::error(
                codes::E0134,
                format!("more than {LISTED} faults: the others are not listed"),
            );
            d.labels = diagnostic.labels.into_iter().take(1).collect();
            self.sink.push(d);
        }
    }

    /// Whether braces are left open at the end.
    fn is_unbalanced(&self, pieces: &VecDeque<Piece>) -> bool {
        let mut depth = 0usize;
        for piece in pieces {
            match piece {
                Piece::Open(_) => depth += 1,
                Piece::Close(_) => depth = depth.saturating_sub(1),
                Piece::Statement(head) => {
                    for (brace, _) in faults::tail(head, self.text) {
                        depth = if brace == '{' {
                            depth + 1
                        } else {
                            depth.saturating_sub(1)
                        };
                    }
                }
                _ => {}
            }
        }
        depth > 0
    }

    /// Reads all pieces; behind a text block or a list without an end, the rest is cut again. Returns how many bytes were cut again.
    fn all(&mut self) -> usize {
        let mut pieces = VecDeque::from(pieces::cut(self.id, self.text, 0));
        self.unbalanced = self.is_unbalanced(&pieces);
        let mut restarts = 0;
        let mut reread = 0;
        while let Some(piece) = pieces.pop_front() {
            let again = match piece {
                Piece::Statement(head) => self.statement(*head, &mut pieces),
                Piece::Open(span) => {
                    self.open(span);
                    None
                }
                Piece::Close(span) => {
                    self.close(span);
                    None
                }
                Piece::Stop(span) => {
                    let text = self.text;
                    let next = match pieces.front() {
                        Some(Piece::Statement(h)) => Some((h.label.span, h.label.span.slice(text))),
                        _ => None,
                    };
                    self.stop(span, next);
                    None
                }
                Piece::Comment(span) => {
                    self.comment(span);
                    None
                }
                Piece::Fault(span) => {
                    self.fault(span);
                    None
                }
            };
            if let Some(from) = again {
                restarts += 1;
                reread += self.text.len() - from;
                if restarts > RESTARTS || reread > REREAD.max(2 * self.text.len()) {
                    let d = Diagnostic::error(
                        codes::E0134,
                        "there are too many faults: the rest of the file was not read",
                    )
                    .at(self.loc(Span::at(from)), "read up to here");
                    self.report(d);
                    break;
                }
                pieces = VecDeque::from(pieces::cut(self.id, self.text, from));
            }
        }
        reread
    }

    // ---- statements

    /// Takes a statement into the block that is open. Returns where to read on, when its last value has no end.
    fn statement(&mut self, head: Head, pieces: &mut VecDeque<Piece>) -> Option<usize> {
        if self.dropped > 0 {
            return None;
        }
        // `"Le "vrai" prix"`.
        let start = head.label.span.start;
        if self.last == Last::Statement && self.at == start && self.text[..start].ends_with('"') {
            let end = self.line_end(start);
            self.fault(Span::new(start, end));
            return Some(end);
        }
        if let Some(end) = self.touching_text(&head) {
            return Some(end);
        }
        self.close_by_indentation(start, 0);
        if let Some(d) = self.valued(&head) {
            self.report(d);
            self.leading(start);
            self.at = head.span.end;
            self.last = Last::Fault;
            return None;
        }
        let again = self.resume(&head);
        let trivia = self.leading(head.label.span.start);
        let chain = self.chain(&head, pieces);
        let tail: Vec<(char, usize)> = std::iter::once(&head)
            .chain(&chain)
            .flat_map(|h| faults::tail(h, self.text))
            .collect();
        let close = self.closing_brace(&head, &chain, pieces);
        let wants_block = close.is_some() || self.wants_block(&head, &chain);
        let mut statement = self.build(head);
        let mut further: Vec<Statement> = chain.into_iter().map(|h| self.build(h)).collect();
        if wants_block {
            self.wrap(&mut statement, further, close);
        } else if let Some(modifier) = further.pop() {
            // `…, severity warn`, of which the comma was reported.
            statement.loc = statement.loc.join(modifier.loc);
            let loc = modifier.name.loc;
            statement.values.push(value::name(modifier.name.text, loc));
            statement.values.extend(modifier.values);
        }
        statement.trivia.blank_before = trivia.blank_before;
        statement.trivia.gap = trivia.gap;
        statement.trivia.leading = trivia.leading;
        if let Some(end) = again {
            let start = statement.loc.span.start;
            let end = self.text[..end].trim_end().len();
            statement.loc.span = Span::new(start, end);
        }
        self.at = statement.loc.span.end;
        self.push(statement);
        self.last = Last::Statement;
        // Braces that stood on the line of an unclosed text.
        for (brace, at) in tail {
            let span = Span::new(at, at + 1);
            if brace == '{' {
                self.open(span);
            } else {
                self.close(span);
            }
        }
        again
    }

    /// The statement of a head, with its values, without what stands before it.
    fn build(&mut self, mut head: Head) -> Statement {
        let name = self.name(&head);
        if let Some(span) = head.misplaced {
            self.misplaced(&name, span, &head);
        }
        // `length 700 words // a comment`.
        let slashes = |g: &Group| {
            g.items
                .first()
                .is_some_and(|t| t.span.slice(self.text).starts_with("//"))
        };
        let found = head.groups.iter().enumerate().find(|(_, g)| slashes(g));
        if let Some((i, start)) = found.map(|(i, g)| (i, g.span.start)) {
            let d = faults::comment_sign(self.loc(Span::new(start, start + 2)), "//");
            self.report(d);
            head.groups.truncate(i);
        }
        let mut statement = Statement {
            loc: self.loc(head.span),
            name,
            values: Vec::new(),
            block: None,
            doc: None,
            default: None,
            trivia: Trivia::default(),
        };
        value::templates_among_words(&mut head.groups);
        for group in head.groups {
            let value = self.group(group, &mut statement);
            statement.values.extend(value);
        }
        self.docs(head.docs, &mut statement);
        self.defaults(head.defaults, &mut statement);
        for c in head.comments {
            let c = self.make_comment(c);
            match statement.trivia.trailing {
                None => statement.trivia.trailing = Some(c),
                Some(_) => statement.trivia.inner.push(c),
            }
        }
        statement
    }

    /// Statements behind commas on the same line that belong to this one: `title length 40..65 chars, contains keyphrase`
    /// lacks its braces, and no comma stands before `severity`.
    fn chain(&mut self, head: &Head, pieces: &mut VecDeque<Piece>) -> Vec<Head> {
        let mut chain: Vec<Head> = Vec::new();
        let several = self.lacks_braces(head);
        let mut end = head.span.end;
        while let (Some(Piece::Stop(stop)), Some(Piece::Statement(next))) =
            (pieces.front(), pieces.get(1))
        {
            let stop = *stop;
            let beside = self.beside(end, next.label.span.start);
            let comma = stop.slice(self.text) == ",";
            let modifier = self.frames.len() == 1
                && next.label.span.slice(self.text) == "severity"
                && !next.groups.is_empty();
            if !beside || !comma || !(modifier && chain.is_empty() || several) {
                break;
            }
            if modifier && !several {
                let d = Diagnostic::error(
                    codes::E0135,
                    "no comma stands before `severity`: it weighs the whole setting",
                )
                .at(self.loc(stop), "take this away")
                .fix(self.loc(stop), "");
                self.report(d);
            }
            end = next.span.end;
            pieces.pop_front();
            if let Some(Piece::Statement(h)) = pieces.pop_front() {
                chain.push(*h);
            }
            if modifier && !several {
                break;
            }
        }
        chain
    }

    /// Whether the values of a statement are a setting with its own value: `title length 40..65 chars`.
    fn lacks_braces(&self, head: &Head) -> bool {
        let label = head.label.span.slice(self.text);
        let [first, second, ..] = head.groups.as_slice() else {
            return false;
        };
        let ([a], [b, ..]) = (first.items.as_slice(), second.items.as_slice()) else {
            return false;
        };
        let word = a.span.slice(self.text);
        !super::normal::POSITIONAL.contains(&label)
            && matches!(a.kind, TokenKind::Name)
            && !super::normal::MODIFIERS.contains(&word)
            && !matches!(b.kind, TokenKind::Odd)
            && !faults::is_attempt(Span::new(first.span.start, head.span.end).slice(self.text))
    }

    fn wants_block(&self, head: &Head, chain: &[Head]) -> bool {
        let quantity = || {
            let items = head.groups.get(1).map(|g| g.items.as_slice());
            matches!(items, Some([t]) if matches!(t.kind, TokenKind::Quantity(_)))
        };
        self.lacks_braces(head) && (!chain.is_empty() || quantity())
    }

    /// `forbid any "a" }`: the brace that ends a block of which the `{` is missing. It is taken.
    fn closing_brace(
        &self,
        head: &Head,
        chain: &[Head],
        pieces: &mut VecDeque<Piece>,
    ) -> Option<Span> {
        let end = chain.last().unwrap_or(head).span.end;
        let Some(Piece::Close(close)) = pieces.front() else {
            return None;
        };
        let close = *close;
        let lone = self.frames.len() == 1 && self.beside(end, close.start);
        (lone && self.lacks_braces(head)).then(|| {
            pieces.pop_front();
            close
        })
    }

    /// Puts the values of a statement, and the statements behind it, into the block that they lack; `close` is its `}`, where that is there.
    fn wrap(&mut self, statement: &mut Statement, further: Vec<Statement>, close: Option<Span>) {
        if statement.values.is_empty() {
            return;
        }
        let first = statement.values.remove(0);
        let mut loc = statement
            .values
            .iter()
            .fold(first.loc, |l, v| l.join(v.loc));
        let inner = Statement {
            name: Name {
                text: first.raw.clone(),
                loc: first.loc,
            },
            values: std::mem::take(&mut statement.values),
            block: None,
            doc: None,
            default: None,
            trivia: Trivia::default(),
            loc,
        };
        let mut statements = vec![inner];
        statements.extend(further);
        loc = statements.iter().fold(loc, |l, s| l.join(s.loc));
        let written = loc.span.slice(self.text);
        // `told to the writer, proven by no rule` is a sentence, not a setting of a setting.
        let words = |s: &Statement| {
            let name = |v: &&Value| matches!(&v.kind, ValueKind::Name(_));
            let modified = |v: &Value| super::normal::MODIFIERS.contains(&v.raw.as_str());
            s.values.iter().filter(name).count() > 1 && !s.values.iter().any(modified)
        };
        let prose = statements.iter().any(words);
        let name = &statement.name.text;
        let mut d = match close {
            Some(close) => {
                let open = Loc::new(self.id, Span::at(loc.span.start));
                let d = Diagnostic::error(
                    codes::E0130,
                    format!("the block of `{name}` is closed and not opened"),
                )
                .at(self.loc(close), "closed here")
                .at(open, "expected `{` before this")
                .fix(open, "{ ");
                loc = loc.join(self.loc(close));
                d
            }
            None => Diagnostic::error(
                codes::E0135,
                format!("the settings of `{name}` stand between braces"),
            )
            .at(loc, "expected `{` and `}` around this"),
        };
        if !prose && close.is_none() {
            d = d.fix(loc, format!("{{ {written} }}"));
        }
        self.report(d);
        // Words behind a value that are no setting are reported when the braces are there.
        let several = |s: &Statement| s.values.len() > 1;
        if statements.iter().any(several) {
            statements.clear();
        }
        statement.loc = statement.loc.join(loc);
        statement.block = Some(Block {
            statements,
            trailing: Vec::new(),
            loc,
            inline: true,
            listed: false,
        });
    }

    /// What is wrong when a value stands where a name was expected.
    fn valued(&self, head: &Head) -> Option<Diagnostic> {
        let span = head.label.span;
        let written = span.slice(self.text);
        let in_block = self.frames.len() > 1;
        if written.starts_with('"') {
            let alone = head.groups.is_empty()
                && head.misplaced.is_none()
                && !self.text[head.span.end..].trim_start().starts_with('{');
            return (alone && !in_block).then(|| faults::text_first(self.loc(span)));
        }
        faults::quantity_first(self.loc(span), written, in_block)
    }

    fn name(&mut self, head: &Head) -> Name {
        let span = head.label.span;
        let written = span.slice(self.text);
        let text = match head.label.kind {
            TokenKind::Text(_) => {
                let inner = Span::new(span.start + 1, span.end.saturating_sub(1));
                text::unescape(self.text, inner).text
            }
            _ => written.to_owned(),
        };
        Name {
            text,
            loc: self.loc(span),
        }
    }

    /// Puts a statement into the block that is open, unless its name stands there already.
    fn push(&mut self, statement: Statement) {
        let top = self.frames.len() == 1;
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        let name = &statement.name;
        // Each `input` declares another one.
        let several = top && super::normal::REPEATED.contains(&name.text.as_str());
        if !several && let Some(first) = frame.seen.get(&name.text) {
            let d = Diagnostic::error(
                codes::E0103,
                format!("`{}` is set twice in the same place", name.text),
            )
            .at(name.loc, "set again here")
            .at(*first, "first set here")
            .help(
                match (
                    self.text[statement.loc.span.end..]
                        .trim_start()
                        .starts_with('{'),
                    top,
                ) {
                    (true, true) => format!(
                        "one block holds all settings of `{0}`: put both into one `{0} {{ … }}`",
                        name.text
                    ),
                    (true, false) => "keep one of the two, or give one another name".to_owned(),
                    (false, _) => "keep one of the two".to_owned(),
                },
            );
            self.report(d);
        } else {
            frame.seen.insert(name.text.clone(), name.loc);
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.statements.push(statement);
        }
    }

    /// `->` and what it documents.
    fn docs(&mut self, docs: Vec<(Span, Option<pieces::Token>)>, statement: &mut Statement) {
        for (arrow, token) in docs {
            let Some(token) = token else {
                let d =
                    Diagnostic::error(codes::E0137, "expected a text between quotes after `->`")
                        .at(self.loc(arrow), "nothing follows")
                        .help("-> \"what it is for\"");
                self.report(d);
                continue;
            };
            if statement.doc.is_some() {
                let d = Diagnostic::error(
                    codes::E0137,
                    format!("`{}` has a second `->`", statement.name.text),
                )
                .at(self.loc(arrow), "again here")
                .help("keep one of the two");
                self.report(d);
                continue;
            }
            let odd = matches!(token.kind, TokenKind::Odd);
            let value = self.token(token);
            if odd && faults::glued_quote(&value.raw).is_none() {
                let d = faults::unquoted(&value, &[]);
                self.report(d);
            }
            statement.doc = Some(value);
        }
    }

    /// `=` and what it gives.
    fn defaults(&mut self, defaults: Vec<(Span, Option<Group>)>, statement: &mut Statement) {
        for (sign, group) in defaults {
            let value = group.and_then(|g| self.group(g, statement));
            let Some(value) = value else {
                let d = Diagnostic::error(codes::E0137, "expected a value after `=`")
                    .at(self.loc(sign), "nothing follows");
                self.report(d);
                continue;
            };
            if statement.default.is_some() {
                let d = Diagnostic::error(
                    codes::E0137,
                    format!("`{}` has a second `=`", statement.name.text),
                )
                .at(self.loc(sign), "again here")
                .help("keep one of the two");
                self.report(d);
                continue;
            }
            statement.default = Some(value);
        }
    }

    /// How far the line of an offset is indented, in bytes.
    fn indentation(&self, offset: usize) -> usize {
        let start = self.line_start(offset);
        self.text[start..].len() - self.text[start..].trim_start_matches([' ', '\t']).len()
    }

    /// The indentation of a line whose first sign is at `at`; `None` when something stands before it.
    fn column_of_first(&self, at: usize) -> Option<usize> {
        let start = self.line_start(at);
        self.text[start..at].trim().is_empty().then_some(at - start)
    }

    /// Which line an offset is on, counted from 0.
    fn line(&self, offset: usize) -> usize {
        self.lines
            .partition_point(|&s| s <= offset)
            .saturating_sub(1)
    }

    fn line_start(&self, offset: usize) -> usize {
        self.lines.get(self.line(offset)).copied().unwrap_or(0)
    }

    /// The lines that begin behind an offset and before another.
    fn lines_between(&self, from: usize, to: usize) -> impl Iterator<Item = usize> {
        let first = self.line(from) + 1;
        let rest = self.lines.get(first..).unwrap_or(&[]);
        rest.iter().copied().take_while(move |&l| l < to)
    }

    /// How lines end in this file.
    fn ending(&self) -> &'static str {
        let first = self.lines.get(1).map_or("", |&l| &self.text[..l]);
        if first.ends_with("\r\n") {
            "\r\n"
        } else {
            "\n"
        }
    }

    fn line_end(&self, offset: usize) -> usize {
        let next = self.lines.get(self.line(offset) + 1);
        let end = next.map_or(self.text.len(), |n| n - 1);
        let end = end.max(offset);
        offset + self.text[offset..end].trim_end_matches('\r').len()
    }

    /// Whether two offsets are on the same line.
    fn beside(&self, a: usize, b: usize) -> bool {
        self.line(a) == self.line(b)
    }

    /// The trivia of a statement that begins at `start`.
    fn leading(&mut self, start: usize) -> Trivia {
        let leading = std::mem::take(&mut self.comments);
        let own = self.blank_before(start);
        Trivia {
            blank_before: leading.first().map_or(own, |c| c.blank_before),
            gap: !leading.is_empty() && own,
            leading,
            ..Trivia::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What has no end is looked for anew behind each fault; the work still grows with the file, and not with its square.
    #[test]
    fn what_is_read_again_grows_with_the_file() {
        for unit in [
            "a [\n",
            "a \"\"\"x\n",
            "a \"b \"c\" d\"\n",
            "a b\", \"c\"\n",
        ] {
            let again = |times: usize| {
                let text = unit.repeat(times);
                let mut sink = Sink::new();
                (Reader::new(SourceId(0), &text, &mut sink).all(), text.len())
            };
            for times in [20, 2_000, 8_000] {
                let (read, len) = again(times);
                assert!(
                    read <= REREAD.max(2 * len) + len,
                    "{unit:?} {times}: {read}"
                );
            }
        }
    }
}
