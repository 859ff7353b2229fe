//! The canonical form of a YAML recipe.

use std::fmt::Write as _;

use super::{
    Page, WIDTH, beside, is_block, is_commented, is_pattern, needs_lines, only, quantity,
    spelled_out, width,
};
use crate::diag::Sink;
use crate::source::SourceId;
use crate::span::{Loc, Span};
use crate::syntax::tree::{Block, Statement, Tree, Value, ValueKind};
use crate::syntax::{hidden, scalar};

/// A tree as YAML. It is to have the shapes of YAML: see [`spelled`](crate::syntax::normal::spelled).
#[must_use]
pub fn yaml(tree: &Tree) -> String {
    let mut page = Page::default();
    statements(&tree.statements, 0, "", &mut page);
    page.comments(&tree.trailing, 0, tree.statements.is_empty());
    page.text
}

/// The statements of a mapping, or with `dash` of a list of mappings.
fn statements(statements: &[Statement], indent: usize, dash: &str, page: &mut Page) {
    for (i, s) in statements.iter().enumerate() {
        page.before(&s.trivia, indent, i == 0);
        statement(s, indent, dash, page);
    }
}

fn statement(s: &Statement, indent: usize, dash: &str, page: &mut Page) {
    if s.name.text.is_empty() && !dash.is_empty() {
        record(s, indent, dash, page);
        return;
    }
    let trailing = beside(s.trivia.trailing.as_ref());
    let name = key(&s.name.text, !dash.is_empty());
    // What belongs to an item of a list stands below its name, not below its dash.
    let below = indent + dash.len() + 2;
    if let Some(block) = &s.block {
        if block.statements.is_empty() {
            // Nothing in YAML holds comments alone: they go before it.
            page.comments(&block.trailing, indent, true);
            page.comments(&s.trivia.inner, indent, true);
            let late = beside(only(&s.trivia, indent, page));
            page.line(indent, &format!("{dash}{name}: {}{late}", inline(block)));
            return;
        }
        let one = format!("{dash}{name}: {}", inline(block));
        if block.inline
            && !is_commented(block)
            && s.trivia.inner.is_empty()
            && indent + width(&one) <= WIDTH
        {
            let late = beside(only(&s.trivia, indent, page));
            page.line(indent, &format!("{one}{late}"));
            return;
        }
        page.line(indent, &format!("{dash}{name}:{trailing}"));
        statements(
            &block.statements,
            below,
            if block.listed { "- " } else { "" },
            page,
        );
        page.comments(&block.trailing, below, block.statements.is_empty());
        page.comments(&s.trivia.inner, below, false);
        page.comments(s.trivia.closing.as_slice(), below, false);
        return;
    }
    let Some(v) = s.values.first() else {
        page.comments(&s.trivia.inner, indent, true);
        // A lonely name: an item of a list, or a name without a value.
        let colon = if dash.is_empty() { ":" } else { "" };
        let late = beside(only(&s.trivia, indent, page));
        page.line(indent, &format!("{dash}{name}{colon}{late}"));
        return;
    };
    if let ValueKind::List(items) = &v.kind {
        let one = format!("{dash}{name}: {}", flow(v));
        if items.is_empty()
            || !needs_lines(v, items) && s.trivia.inner.is_empty() && indent + width(&one) <= WIDTH
        {
            page.comments(&s.trivia.inner, indent, true);
            let late = beside(only(&s.trivia, indent, page));
            page.line(indent, &format!("{one}{late}"));
            return;
        }
        page.line(indent, &format!("{dash}{name}:{trailing}"));
        for (i, item) in items.iter().enumerate() {
            let trivia = item.trivia.as_deref();
            if let Some(t) = trivia {
                page.before(t, below, i == 0);
            }
            let late = beside(trivia.and_then(|t| t.trailing.as_ref()));
            let text = match literal(item, below + 2) {
                Some((sign, lines)) => format!("{sign}{late}{lines}"),
                None => format!("{}{late}", single(item, false)),
            };
            page.line(below, &format!("- {text}"));
        }
        page.comments(&s.trivia.inner, below, false);
        page.comments(s.trivia.closing.as_slice(), below, false);
        return;
    }
    page.comments(&s.trivia.inner, indent, true);
    let trailing = beside(only(&s.trivia, indent, page));
    let text = match literal(v, below) {
        Some((sign, lines)) => format!(" {sign}{trailing}{lines}"),
        None if v.kind == ValueKind::Null => trailing,
        None => format!(" {}{trailing}", single(v, false)),
    };
    page.line(indent, &format!("{dash}{name}:{text}"));
}

/// An item without a name: a record, or a value among records.
fn record(s: &Statement, indent: usize, dash: &str, page: &mut Page) {
    let trailing = beside(s.trivia.trailing.as_ref());
    let below = indent + dash.len();
    page.comments(&s.trivia.inner, indent, true);
    let Some(block) = &s.block else {
        let text = match s.values.first() {
            Some(v) => match literal(v, below) {
                Some((sign, lines)) => format!("{sign}{trailing}{lines}"),
                None => format!("{}{trailing}", flow(v)),
            },
            None => format!("null{trailing}"),
        };
        page.line(indent, &format!("{dash}{text}"));
        return;
    };
    let one = format!("{dash}{}", inline(block));
    let flat = block.inline && !is_commented(block) && indent + width(&one) <= WIDTH;
    if flat || block.statements.is_empty() {
        page.line(indent, &format!("{one}{trailing}"));
        return;
    }
    for (i, inner) in block.statements.iter().enumerate() {
        page.before(&inner.trivia, if i == 0 { indent } else { below }, i == 0);
        match i {
            0 => statement(inner, indent, dash, page),
            _ => statement(inner, below, "", page),
        }
    }
    page.comments(&block.trailing, below, false);
}

/// A name before a colon, or as an item of a list, where several words are read as a text.
fn key(name: &str, listed: bool) -> String {
    if !listed && is_text(name) && is_plain(name, true) {
        return name.to_owned();
    }
    let mut sink = Sink::new();
    let kind = scalar::classify(name, &|_, _| Loc::new(SourceId(0), Span::at(0)), &mut sink);
    let bare =
        matches!(kind, ValueKind::Name(_)) && !name.starts_with("..") && !name.starts_with("---");
    if bare { name.to_owned() } else { quoted(name) }
}

/// A block as a flow collection.
fn inline(block: &Block) -> String {
    let parts: Vec<String> = block
        .statements
        .iter()
        .map(|s| {
            let own = pair(s, block.listed);
            let named = !s.name.text.is_empty();
            match block.listed && named && !(s.values.is_empty() && s.block.is_none()) {
                true => format!("{{ {own} }}"),
                false => own,
            }
        })
        .collect();
    match (block.listed, parts.is_empty()) {
        (true, _) => format!("[{}]", parts.join(", ")),
        (false, true) => "{}".to_owned(),
        (false, false) => format!("{{ {} }}", parts.join(", ")),
    }
}

fn pair(s: &Statement, listed: bool) -> String {
    if s.name.text.is_empty() {
        return match (&s.block, s.values.first()) {
            (Some(b), _) => inline(b),
            (None, Some(v)) => flow(v),
            (None, None) => "null".to_owned(),
        };
    }
    let name = key(&s.name.text, listed);
    match (&s.block, s.values.first()) {
        (Some(b), _) => format!("{name}: {}", inline(b)),
        (None, Some(v)) => format!("{name}: {}", flow(v)),
        (None, None) => name,
    }
}

fn flow(v: &Value) -> String {
    match &v.kind {
        ValueKind::List(items) => {
            let items: Vec<String> = items.iter().map(|i| single(i, true)).collect();
            format!("[{}]", items.join(", "))
        }
        _ => single(v, true),
    }
}

/// A scalar on one line; `flow` says that it stands between brackets.
fn single(v: &Value, flow: bool) -> String {
    let raw = v.raw.as_str();
    let escapes = spelled_out(v);
    if !escapes.is_empty() {
        return escaped(raw, |at| escapes.contains(&at));
    }
    match &v.kind {
        ValueKind::Null => "null".to_owned(),
        ValueKind::Bool(b) => b.to_string(),
        ValueKind::Name(_) => raw.to_owned(),
        ValueKind::Quantity(_) if raw.starts_with(['>', '%']) => quoted(&quantity(raw)),
        ValueKind::Quantity(_) => quantity(raw),
        _ if is_pattern(v) => {
            let simple = |c: char| {
                c.is_alphanumeric() || matches!(c, ' ' | '^' | '$' | '/' | '.' | '-' | '’')
            };
            if raw.chars().all(simple) && is_plain(raw, flow) {
                raw.to_owned()
            } else {
                single_quoted(raw)
            }
        }
        _ if is_text(raw) && is_plain(raw, flow) => raw.to_owned(),
        _ => quoted(raw),
    }
}

/// Whether bare words are read as the text that they are.
fn is_text(raw: &str) -> bool {
    let mut sink = Sink::new();
    let kind = scalar::classify(raw, &|_, _| Loc::new(SourceId(0), Span::at(0)), &mut sink);
    kind == ValueKind::Text && sink.items().is_empty()
}

/// Whether YAML takes a text as it stands.
fn is_plain(raw: &str, flow: bool) -> bool {
    raw.starts_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '/' | '.' | '(' | '«' | '“' | '<' | '=')
    }) && raw.trim() == raw
        && !raw.starts_with("...")
        && !raw.contains(": ")
        && !raw.contains(":\u{a0}")
        && !raw.contains(" #")
        && !raw.contains("\u{a0}#")
        && !raw.ends_with(':')
        && !raw.contains(['\n', '\r', '\t', '\u{85}', '\u{2028}', '\u{2029}'])
        && !raw.chars().any(hidden::is_hidden)
        && !(flow && raw.contains([',', '[', ']', '{', '}', ':', '?']))
}

fn quoted(raw: &str) -> String {
    if !raw.contains(odd) {
        if !raw.contains(['"', '\\']) {
            return format!("\"{raw}\"");
        }
        return single_quoted(raw);
    }
    escaped(raw, |_| false)
}

/// Whether a character is never written as it is.
fn odd(c: char) -> bool {
    hidden::is_hidden(c)
        || matches!(
            c,
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}'
        )
}

/// A text between double quotes, with escapes for what is odd and for the characters at the offsets that `also` names.
fn escaped(raw: &str, also: impl Fn(usize) -> bool) -> String {
    let mut out = String::from("\"");
    for (at, c) in raw.char_indices() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if odd(c) || also(at) => {
                let n = c as u32;
                // Writing to a String can't fail.
                let _ = match n {
                    0..=0x7f => write!(out, "\\x{n:02x}"),
                    0x80..=0xffff => write!(out, "\\u{n:04x}"),
                    _ => write!(out, "\\U{n:08x}"),
                };
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn single_quoted(raw: &str) -> String {
    format!("'{}'", raw.replace('\'', "''"))
}

/// A text of several lines as a block scalar: its sign, and its lines.
fn literal(v: &Value, indent: usize) -> Option<(String, String)> {
    if !is_block(v) {
        return None;
    }
    let body = v.raw.trim_end_matches('\n');
    let ends = v.raw.len() - body.len();
    let first = body.split('\n').next().unwrap_or("");
    // A tab before the first letter of a line could be taken for indentation, and blanks at the end of the text for nothing.
    let tab = |l: &str| l.trim_start_matches(' ').starts_with('\t');
    let odd =
        |c: char| hidden::is_hidden(c) || matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let last = body.split('\n').next_back().unwrap_or("");
    if body.contains(odd)
        || body.split('\n').any(tab)
        || last.trim().is_empty()
        || first.trim().is_empty() && !first.is_empty()
    {
        return None;
    }
    let folded = folds(v, body);
    let mut sign = if folded.is_some() { ">" } else { "|" }.to_owned();
    if first.is_empty() || first.starts_with(' ') {
        // Such a line does not show where the text begins.
        sign.push('2');
    }
    match ends {
        0 => sign.push('-'),
        1 => {}
        _ => sign.push('+'),
    }
    let pad = " ".repeat(indent);
    let mut out = String::new();
    for line in folded.as_deref().unwrap_or(body).split('\n') {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&pad);
            out.push_str(line);
        }
    }
    out.extend(std::iter::repeat_n('\n', ends.saturating_sub(1)));
    Some((sign, out))
}

/// The lines of a folded text (`>`), broken where its author broke them: where a single blank stands for the end of a line.
fn folds(v: &Value, body: &str) -> Option<String> {
    let breaks: Vec<usize> = v
        .map
        .iter()
        .zip(v.map.iter().skip(1))
        .map(|(part, next)| (part.raw + part.len, next.raw))
        .filter(|&(end, next)| next == end + 1 && body.as_bytes().get(end) == Some(&b' '))
        .map(|(end, _)| end)
        .collect();
    if breaks.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(body.len() + 8);
    for (at, c) in body.char_indices() {
        match c {
            ' ' if breaks.binary_search(&at).is_ok() => out.push('\n'),
            '\n' if body[..at].ends_with('\n') => out.push('\n'),
            '\n' => out.push_str("\n\n"),
            c => out.push(c),
        }
    }
    // Lines that begin with a blank are not folded, and blanks at their ends would be seen by nobody.
    let plain = |l: &str| !l.starts_with([' ', '\t']) && !l.ends_with([' ', '\t']);
    (!body.starts_with('\n') && out.split('\n').all(plain)).then_some(out)
}
