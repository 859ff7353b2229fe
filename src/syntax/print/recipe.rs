//! The canonical form of a recipe file.

use super::{
    Page, WIDTH, beside, is_block, is_commented, is_comparison, is_pattern, needs_lines, only,
    quantity, spelled_out, width,
};
use crate::span::Span;
use crate::syntax::dsl::text::{dedent, quote, quote_with};
use crate::syntax::normal::MODIFIERS;
use crate::syntax::tree::{Block, Statement, Style, Tree, Value, ValueKind};
use crate::syntax::{hidden, scalar};

/// A tree as a recipe file. It is to have the shapes of one: see [`brief`](crate::syntax::normal::brief).
#[must_use]
pub fn recipe(tree: &Tree) -> String {
    let mut page = Page::default();
    statements(&tree.statements, 0, &mut page);
    page.comments(&tree.trailing, 0, tree.statements.is_empty());
    page.text
}

/// A single statement on one line, for messages.
pub(in crate::syntax) fn one_line(statement: &Statement) -> String {
    let mut text = head(statement);
    if let Some(b) = &statement.block {
        text.push(' ');
        text.push_str(&inline(b));
    }
    text
}

fn statements(statements: &[Statement], indent: usize, page: &mut Page) {
    for (i, s) in statements.iter().enumerate() {
        page.before(&s.trivia, indent, i == 0);
        statement(s, indent, page);
    }
}

fn statement(s: &Statement, indent: usize, page: &mut Page) {
    let fits = |text: &str| indent + width(text) <= WIDTH;
    let flat = head(s);
    let lines = s
        .values
        .iter()
        .any(|v| matches!(&v.kind, ValueKind::List(items) if needs_lines(v, items)));
    let blocks = s
        .values
        .iter()
        .chain(&s.doc)
        .chain(&s.default)
        .any(|v| block_text(v, indent).is_some());
    if let Some(block) = &s.block {
        let one = format!("{flat} {}", inline(block));
        if block.inline
            && !is_commented(block)
            && s.trivia.inner.is_empty()
            && !lines
            && !blocks
            && fits(&one)
        {
            let late = beside(only(&s.trivia, indent, page));
            page.line(indent, &format!("{one}{late}"));
            return;
        }
    }
    let simple = !lines && !blocks && fits(&flat);
    if s.block.is_none() && simple {
        // Comments that stood between the parts of a statement go before it.
        page.comments(&s.trivia.inner, indent, true);
        let late = beside(only(&s.trivia, indent, page));
        page.line(indent, &format!("{flat}{late}"));
        return;
    }
    let trailing = beside(s.trivia.trailing.as_ref());
    let closing = beside(s.trivia.closing.as_ref());
    let mut text = label(&s.name.text);
    let mut closed = simple;
    if simple {
        text = flat;
    } else {
        for (i, v) in s.values.iter().enumerate() {
            text.push(' ');
            match &v.kind {
                ValueKind::Name(n) if is_modifier(n) && i + 1 < s.values.len() => text.push_str(n),
                ValueKind::List(items) if items.len() > 1 || lines => {
                    page.line(
                        indent,
                        &format!("{text}[{}", if closed { "" } else { &trailing }),
                    );
                    closed = true;
                    lines_of(items, indent + 2, page);
                    page.comments(&s.trivia.inner, indent + 2, items.is_empty());
                    text = "]".to_owned();
                }
                _ => text.push_str(&block_text(v, indent).unwrap_or_else(|| value(v))),
            }
        }
        if let Some(d) = &s.doc {
            let doc = block_text(d, indent + 2).unwrap_or_else(|| quoted(d));
            if fits(&format!("{text} -> {doc}")) && !doc.contains('\n') {
                text.push_str(&format!(" -> {doc}"));
            } else {
                page.line(indent, &text);
                text = format!("  -> {doc}");
            }
        }
        if let Some(d) = &s.default {
            let default = block_text(d, indent).unwrap_or_else(|| value(d));
            text.push_str(&format!(" = {default}"));
        }
    }
    let listed = s
        .values
        .iter()
        .any(|v| matches!(v.kind, ValueKind::List(_)))
        && !simple;
    let closed = closed && !simple;
    let Some(block) = &s.block else {
        if !listed {
            page.comments(&s.trivia.inner, indent, true);
        }
        let late = match closed {
            true => closing,
            false => beside(only(&s.trivia, indent, page)),
        };
        page.line(indent, &format!("{text}{late}"));
        return;
    };
    let late = if closed { "" } else { trailing.as_str() };
    page.line(indent, &format!("{text} {{{late}"));
    statements(&block.statements, indent + 2, page);
    page.comments(&block.trailing, indent + 2, block.statements.is_empty());
    if !listed {
        page.comments(&s.trivia.inner, indent + 2, false);
    }
    page.line(indent, &format!("}}{closing}"));
}

/// Items on lines of their own.
fn lines_of(items: &[Value], indent: usize, page: &mut Page) {
    for (i, item) in items.iter().enumerate() {
        let trivia = item.trivia.as_deref();
        if let Some(t) = trivia {
            page.before(t, indent, i == 0);
        }
        let text = block_text(item, indent).unwrap_or_else(|| value(item));
        page.line(
            indent,
            &format!("{text}{}", beside(trivia.and_then(|t| t.trailing.as_ref()))),
        );
    }
}

/// A statement without its block, on one line.
fn head(s: &Statement) -> String {
    let mut text = label(&s.name.text);
    for (i, v) in s.values.iter().enumerate() {
        text.push(' ');
        // `severity warn` behind the values is a setting of the whole statement; alone the word is a value.
        match &v.kind {
            ValueKind::Name(n) if is_modifier(n) && i + 1 < s.values.len() => text.push_str(n),
            _ => text.push_str(&value(v)),
        }
    }
    if let Some(d) = &s.doc {
        text.push_str(&format!(" -> {}", quoted(d)));
    }
    if let Some(d) = &s.default {
        text.push_str(&format!(" = {}", value(d)));
    }
    text
}

/// The name of a statement: bare when the reader takes it so.
fn label(name: &str) -> String {
    let bare = scalar::is_name(name) && !name.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if bare { name.to_owned() } else { quote(name) }
}

fn is_modifier(name: &str) -> bool {
    MODIFIERS.contains(&name)
}

/// A value on one line.
fn value(v: &Value) -> String {
    match &v.kind {
        ValueKind::List(items) => match items.as_slice() {
            [] => "[]".to_owned(),
            items => items.iter().map(value).collect::<Vec<_>>().join(", "),
        },
        ValueKind::Null => "null".to_owned(),
        ValueKind::Bool(b) => b.to_string(),
        ValueKind::Name(n) if is_modifier(n) => quote(n),
        ValueKind::Quantity(_) => quantity(&v.raw),
        ValueKind::Name(_) | ValueKind::Regex(_) => v.raw.clone(),
        ValueKind::Text if v.style == Style::Block && stands_in_a_block(&v.raw) => {
            format!("\"\"\"{}\"\"\"", v.raw)
        }
        ValueKind::Text if is_pattern(v) => v.raw.clone(),
        ValueKind::Text if is_comparison(v) => quantity(&v.raw),
        ValueKind::Text if v.style == Style::Plain && scalar::is_versioned(&v.raw) => v.raw.clone(),
        ValueKind::Text => quoted(v),
    }
}

/// A text on one line.
fn quoted(v: &Value) -> String {
    let escapes = spelled_out(v);
    quote_with(&v.raw, |at| escapes.contains(&at))
}

/// Whether a text of one line is the same between triple quotes, where there are no escapes.
fn stands_in_a_block(raw: &str) -> bool {
    !raw.is_empty()
        && !raw.contains(['\n', '\r', '\u{85}'])
        && !raw.contains("\"\"\"")
        && !raw.ends_with('"')
        && !raw.chars().any(hidden::is_hidden)
        && dedent(raw, Span::new(0, raw.len())).text == raw
}

/// A text of several lines as a text block, when that reads back as it is.
fn block_text(v: &Value, indent: usize) -> Option<String> {
    let raw = &v.raw;
    if !is_block(v)
        || !raw.contains('\n')
        || raw.contains("\"\"\"")
        || raw.ends_with('"')
        || raw.contains(['\r', '\u{85}'])
        || raw.chars().any(hidden::is_hidden)
    {
        return None;
    }
    let pad = " ".repeat(indent + 2);
    let mut inner = String::from("\n");
    let mut lines = raw.split('\n').peekable();
    while let Some(line) = lines.next() {
        if lines.peek().is_none() && line.is_empty() {
            inner.push_str(&pad);
            break;
        }
        if !line.is_empty() {
            inner.push_str(&pad);
            inner.push_str(line);
        }
        if lines.peek().is_some() {
            inner.push('\n');
        }
    }
    let again = dedent(&inner, Span::new(0, inner.len()));
    (again.text == *raw).then(|| format!("\"\"\"{inner}\"\"\""))
}

/// A block on one line.
fn inline(block: &Block) -> String {
    if block.statements.is_empty() {
        return "{}".to_owned();
    }
    let texts: Vec<String> = block.statements.iter().map(one_line).collect();
    let pairs = block.statements.iter().zip(block.statements.iter().skip(1));
    let sign = if pairs.clone().any(|(a, b)| is_ambiguous(a, b)) {
        "; "
    } else {
        ", "
    };
    format!("{{ {} }}", texts.join(sign))
}

/// Whether a comma between two statements would be read, by the grammar or by a person, as the comma of a list.
fn is_ambiguous(a: &Statement, b: &Statement) -> bool {
    let list = |s: &Statement| s.values.iter().any(|v| v.items().len() > 1);
    if list(a) || list(b) {
        return true;
    }
    let ends_in_value = a.block.is_none() && !a.values.is_empty();
    let counted = matches!(a.values.last(), Some(v) if matches!(v.kind, ValueKind::Quantity(_)) || is_comparison(v));
    let word = b.name.text.as_str();
    let named = label(word) == *word;
    let lone = match b.values.first() {
        None => true,
        Some(v) => matches!(&v.kind, ValueKind::Name(n) if is_modifier(n)),
    };
    let like_quantity = [
        "at", "no", "up", "more", "less", "fewer", "over", "under", "exactly", "between",
    ]
    .iter()
    .any(|w| w.eq_ignore_ascii_case(word));
    ends_in_value && (!named || like_quantity || (lone && !counted))
}
