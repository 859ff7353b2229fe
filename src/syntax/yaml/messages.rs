//! Messages about things that YAML allows and a recipe does not.

use super::layout::{line_end, line_start, plain_or_quoted, quoted};
use super::node::{Node, NodeId, NodeKind, at};
use crate::diag::{Diagnostic, codes};
use crate::source::SourceId;
use crate::span::{Loc, Span};
use crate::syntax::dsl::faults;
use crate::syntax::scalar;

/// `{{ … }}` without quotes.
pub(super) fn quote_template(loc: Loc, raw: &str) -> Diagnostic {
    Diagnostic::error(
        codes::E0112,
        "a template stands between quotes: YAML reads `{{` as the start of a mapping",
    )
    .at(loc, "expected quotes around this")
    .help(format!("write `{}`", quoted(raw)))
    .fix(loc, quoted(raw))
}

/// `Le port : ce qui change` without quotes.
pub(super) fn quote_colon(loc: Loc, raw: &str) -> Diagnostic {
    if let Some(d) = lacks_colon(loc, raw).or_else(|| lacks_bracket(loc, raw)) {
        return d;
    }
    // `title: length: 40..65 chars`: what looks like a setting with its value.
    let setting = raw.split_once(": ").filter(|(name, value)| {
        let first = |c: char| c.is_ascii_digit() || matches!(c, '"' | '\'' | '[' | '>' | '<');
        let lower = name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        lower && scalar::is_name(name) && (value.starts_with(first) || faults::is_attempt(value))
    });
    if let Some((name, _)) = setting {
        return Diagnostic::error(
            codes::E0119,
            format!("`{name}` stands on the line of another setting: settings of it stand between braces, or below it"),
        )
        .at(loc, "expected `{` and `}` around this")
        .help(format!("when it is a text, write `{}`", quoted(raw)))
        .fix(loc, format!("{{ {raw} }}"));
    }
    // `'it's: so'`: the outer quotes enclose the whole.
    let inner = ['"', '\''].into_iter().find_map(|q| {
        let inner = raw.strip_prefix(q)?.strip_suffix(q)?;
        (inner.matches(q).count() == 1).then_some(inner)
    });
    Diagnostic::error(
        codes::E0112,
        "a text with a colon and a blank in it stands between quotes: YAML takes what is before the colon for a name",
    )
    .at(loc, "expected quotes around this")
    .fix(loc, quoted(inner.unwrap_or(raw)))
}

/// `chapo { heading: none }`: a name and its block.
pub(super) fn lacks_colon(loc: Loc, raw: &str) -> Option<Diagnostic> {
    let name = raw.split(char::is_whitespace).next()?;
    let block = raw.strip_prefix(name)?.trim_start();
    let whole = block.starts_with('{')
        && block.ends_with('}')
        && block.matches('{').count() == block.matches('}').count();
    let end = loc.span.start + name.len();
    let at = Loc::new(loc.source, Span::at(end));
    (whole && scalar::is_name(name)).then(|| {
        Diagnostic::error(
            codes::E0120,
            format!("expected `:` after `{name}`: a setting is written `name: value`"),
        )
        .at(at, "expected `:` here")
        .fix(at, ":")
    })
}

/// `words: 3..6 }` as a value: a block without the bracket that opens it.
fn lacks_bracket(loc: Loc, raw: &str) -> Option<Diagnostic> {
    let (name, _) = raw.split_once(':')?;
    let missing = raw.matches('{').count() + 1 == raw.matches('}').count();
    let (start, end) = (loc.span.start, loc.span.end);
    let at = |a, b| Loc::new(loc.source, Span::new(a, b));
    (missing && raw.ends_with('}') && scalar::is_name(name)).then(|| {
        Diagnostic::error(codes::E0114, "`}` closes nothing: no bracket is open here")
            .at(at(end - 1, end), "closes nothing")
            .at(at(start, start), "expected `{` before this")
            .fix(at(start, start), "{ ")
    })
}

/// `a", "b"` and `[a", "b"]`: a text whose first quote is missing. A pattern is looked at by itself; `a screen of 5"` is a measure.
pub(super) fn lone_quote(loc: Loc, raw: &str) -> Option<Diagnostic> {
    let odd = raw.matches('"').count() % 2 == 1 && !raw.starts_with('/');
    if !odd || raw.contains('\n') {
        return None;
    }
    let start = Loc::new(loc.source, Span::at(loc.span.start));
    let last = raw
        .strip_suffix('"')
        .filter(|text| text.ends_with(char::is_alphabetic));
    if let Some(text) = last.filter(|text| !text.contains('"')) {
        let at = loc.span.start + text.len();
        let quote = Loc::new(loc.source, Span::new(at, at + 1));
        let d = Diagnostic::error(codes::E0114, "a text is closed by `\"` and not opened")
            .at(quote, "closed here")
            .at(start, "expected `\"` here")
            .fix(start, "\"");
        return Some(d);
    }
    if !raw.contains("\", \"") {
        return None;
    }
    let at = loc.span.start + raw.find('"').unwrap_or(0);
    let quote = Loc::new(loc.source, Span::new(at, at + 1));
    Some(
        Diagnostic::error(codes::E0114, "a text is closed by `\"` and not opened")
            .at(quote, "closed here")
            .at(start, "expected `\"` here at the latest")
            .help("several texts are a list: `[\"one\", \"two\"]`, or each below the name, behind `- `"),
    )
}

/// A tag that means nothing in a recipe; `value` ends at `end`.
pub(super) fn unknown_tag(text: &str, loc: Loc, end: usize) -> Diagnostic {
    let written = loc.span.slice(text);
    let d = Diagnostic::error(
        codes::E0116,
        format!("the tag `{written}` means nothing in a recipe"),
    )
    .at(loc, "unknown tag");
    let whole = text.get(loc.span.start..end).unwrap_or(written);
    if written.starts_with("!!") || whole.contains(['\n', '"', '\'', '[', '{']) {
        return d.help("take the tag away: galley tells numbers, texts and lists apart without it");
    }
    d.help(format!(
        "when `!` belongs to the text, write {}; else take `{written}` away",
        quoted(whole)
    ))
}

/// `- a: …, b: …`: an item with several names.
pub(super) fn several_names(
    id: SourceId,
    text: &str,
    nodes: &[Node],
    node: &Node,
    entries: &[(NodeId, NodeId)],
) -> Diagnostic {
    let loc = |n: NodeId| Loc::new(id, at(nodes, n).span);
    let key = |n: NodeId| at(nodes, n).span.slice(text).to_owned();
    let (Some(first), Some(second)) = (entries.first(), entries.get(1)) else {
        return Diagnostic::error(codes::E0110, "an item of the list has no name")
            .at(Loc::new(id, node.span), "expected one name here")
            .help("write `- NAME: { … }`");
    };
    let (a, b) = (key(first.0), key(second.0));
    let empty = at(nodes, first.1).span.is_empty();
    let d = Diagnostic::error(
        codes::E0110,
        format!(
            "this item has {} names: an item of a list has one",
            entries.len()
        ),
    )
    .at(loc(second.0), "a second name in the same item")
    .at(loc(first.0), "the item begins here");
    if empty {
        let mut d = d;
        for at in beneath(text, nodes, node, entries) {
            d = d.also(Loc::new(id, Span::at(at)), "  ");
        }
        d.help(format!(
            "when `{b}` belongs to `{a}`, indent it two spaces more than `{a}`"
        ))
        .help(format!("or in one line: `- {a}: {{ {b}: … }}`"))
    } else {
        d.help(format!(
            "give each name its own `- `: `- {a}: …`, and below it `- {b}: …`"
        ))
        .help(format!(
            "when both describe one thing, name it: `- NAME: {{ {a}: …, {b}: … }}`"
        ))
    }
}

/// The lines that belong beneath the first name of an item, where each of the other names begins one: where they begin.
fn beneath(text: &str, nodes: &[Node], node: &Node, entries: &[(NodeId, NodeId)]) -> Vec<usize> {
    let start = |n: NodeId| line_start(text, at(nodes, n).span.start);
    let Some((first, others)) = entries.split_first() else {
        return Vec::new();
    };
    let apart = others.iter().all(|e| {
        let line = start(e.0);
        line > start(first.0)
            && Span::new(line, at(nodes, e.0).span.start)
                .slice(text)
                .trim()
                .is_empty()
    });
    let Some(from) = others.first().map(|e| start(e.0)).filter(|_| apart) else {
        return Vec::new();
    };
    let whole = Span::new(from, node.span.end.max(from)).slice(text);
    let mut at = from;
    let mut starts = Vec::new();
    for line in whole.trim_end().split_inclusive('\n') {
        if !line.trim().is_empty() {
            starts.push(at);
        }
        at += line.len();
    }
    starts
}

/// A list as an item of a list.
pub(super) fn nested_list(loc: Loc) -> Diagnostic {
    Diagnostic::error(codes::E0118, "an item of this list is itself a list")
        .at(loc, "a list within a list")
        .help("write its items directly into the outer list")
}

/// A value that begins with `>` or `|` and has text on the same line; `raw` is the value from that sign on.
pub(super) fn comparator(id: SourceId, start: usize, raw: &str) -> Diagnostic {
    let loc = Loc::new(id, Span::new(start, start + raw.len()));
    let (sign, words) = if raw.starts_with(">=") {
        (">=", "at least")
    } else if raw.starts_with('>') {
        (">", "more than")
    } else {
        ("|", "")
    };
    let rest = raw.strip_prefix(sign).unwrap_or("").trim_start();
    if sign != "|" && (sign == ">=" || rest.starts_with(|c: char| c.is_ascii_digit())) {
        return Diagnostic::error(
            codes::E0104,
            format!("`{sign}` can't open a value in YAML, where it announces a text block"),
        )
        .at(loc, "expected quotes around this, or words")
        .help(format!("or in words: `{words} {rest}`"))
        .fix(loc, quoted(raw));
    }
    Diagnostic::error(
        codes::E0104,
        format!("`{sign}` announces a text block, whose text begins on the next line"),
    )
    .at(loc, format!("text on the same line as `{sign}`"))
    .help("for a text of several lines, move it to the next line and indent it")
    .fix(loc, plain_or_quoted(rest))
}

/// A file without a single setting.
pub(super) fn no_settings(id: SourceId, text: &str, root: Option<&Node>) -> Diagnostic {
    let bare = |s: Span| Loc::new(id, s);
    let first_line = Span::new(0, line_end(text, 0));
    match root {
        Some(node) if !node.span.is_empty() => {
            let found = match &node.kind {
                NodeKind::List { .. } => "a list",
                NodeKind::Scalar { .. } => "a text",
                NodeKind::Map { .. } | NodeKind::Alias(_) => "something else",
            };
            if looks_like_dsl(text) {
                return dsl(id, text);
            }
            let end = line_end(text, node.span.start).min(node.span.end);
            let line = Span::new(node.span.start, end).slice(text);
            let glued = line
                .split_once(':')
                .filter(|(k, v)| !k.contains(' ') && !v.is_empty() && !v.starts_with('/'));
            if let (NodeKind::Scalar { .. }, Some((name, value))) = (&node.kind, glued) {
                let loc = bare(Span::new(node.span.start, end));
                return Diagnostic::error(
                    codes::E0120,
                    format!("expected a blank after the colon of `{name}:`"),
                )
                .at(loc, "no colon followed by a blank here")
                .fix(loc, format!("{name}: {value}"));
            }
            Diagnostic::error(
                codes::E0108,
                format!("a recipe is a mapping of names to settings, found {found}"),
            )
            .at(bare(Span::new(node.span.start, end)), format!("{found} begins here"))
            .help("begin with `recipe: NAME`, and write each setting as `name: value` on a line of its own")
        }
        _ if text.contains('{') => Diagnostic::error(codes::E0109, "the recipe holds no setting")
            .at(bare(first_line), "nothing is set")
            .help("begin with `recipe: NAME` and `language: fr`"),
        _ => {
            let what = if text.trim_start_matches('\u{feff}').trim().is_empty() {
                "the file is empty"
            } else {
                "the file holds comments only"
            };
            Diagnostic::error(codes::E0109, what)
                .at(bare(first_line), "expected settings")
                .help("begin with `recipe: NAME` and `language: fr`")
        }
    }
}

fn first_content_line(text: &str) -> Option<Span> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let t = line.trim();
        if !t.is_empty() && !t.starts_with('#') && t != "---" {
            return Some(Span::new(at, at + line.trim_end().len()));
        }
        at += line.len();
    }
    None
}

/// `recipe seo-article-fr "1.0.0"`: the other surface in a YAML file.
pub(super) fn looks_like_dsl(text: &str) -> bool {
    first_content_line(text).is_some_and(|s| {
        let line = s.slice(text);
        ["recipe ", "pack "]
            .iter()
            .find_map(|w| line.strip_prefix(w))
            .is_some_and(|rest| !rest.trim_start().starts_with(':'))
    })
}

pub(super) fn dsl(id: SourceId, text: &str) -> Diagnostic {
    let span = first_content_line(text).unwrap_or(Span::at(0));
    Diagnostic::error(
        codes::E0108,
        "this is not YAML: it is written like a `.recipe` file",
    )
    .at(Loc::new(id, span), "in YAML: `recipe: NAME`")
    .help("give the file a name that ends in `.recipe`, or write each setting as `name: value`")
}
