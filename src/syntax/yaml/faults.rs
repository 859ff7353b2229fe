//! What the YAML parser stumbles over, said in an editor's words, and how reading goes on.

use super::events::{DEPTH, Fault, FaultKind};
use super::node::{Context, Node, NodeId, NodeKind};
use super::spans;
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::SourceId;
use crate::span::{Loc, Span};

/// How reading goes on after a fault.
pub(super) enum Recovery {
    /// Replace these bytes and read the setting again.
    Patch(Vec<(usize, char)>),
    /// Go on at this offset; stop when there is none.
    Skip(Option<usize>),
}

// ---- the layout of the text

/// Where the line with `offset` begins.
pub(super) fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |i| i + 1)
}

/// Where the line with `offset` ends, its line break excluded.
fn line_end(text: &str, offset: usize) -> usize {
    let end = text[offset..].find('\n').map_or(text.len(), |i| offset + i);
    if end > offset && text[..end].ends_with('\r') {
        end - 1
    } else {
        end
    }
}

/// The first line after the one with `offset` that looks like a top-level setting: `name:` in the first column.
pub(super) fn next_setting(text: &str, offset: usize) -> Option<usize> {
    let mut at = offset;
    loop {
        at += text[at..].find('\n')? + 1;
        if is_setting(&text[at..line_end(text, at)]) {
            return Some(at);
        }
    }
}

fn is_setting(line: &str) -> bool {
    if !line.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '<' | '"' | '\'')) {
        return false;
    }
    let Some(colon) = line.find(':') else {
        return false;
    };
    let key = &line[..colon];
    let after = &line[colon + 1..];
    key.len() <= 64
        && !key.contains('#')
        && key.split_whitespace().count() <= 3
        && (after.is_empty() || after.starts_with([' ', '\t', '\r']))
}

/// Where the value that contains `at` begins, on the line of `at`: after the indentation, `- ` and `name: `, or after the
/// bracket or comma of a flow collection.
fn value_start(text: &str, at: usize, in_flow: bool) -> usize {
    let start = line_start(text, at);
    let line = &text[start..at];
    let mut value = start + (line.len() - line.trim_start().len());
    while text[value..at].starts_with("- ") {
        value += 2;
        value += text[value..at].len() - text[value..at].trim_start().len();
    }
    let mut quote: Option<char> = None;
    let mut named = false;
    let mut i = value;
    while let Some(c) = text[i..at].chars().next() {
        let next = i + c.len_utf8();
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if i == value => quote = Some(c),
            (None, ':') if !named && (next == at || text[next..].starts_with([' ', '\t'])) => {
                named = true;
                value = skip_blanks(text, next);
            }
            (None, ',' | '[' | '{') if in_flow || i == value => {
                named = false;
                value = skip_blanks(text, next);
            }
            _ => {}
        }
        i = next.max(if quote.is_none() { value.min(at) } else { next });
    }
    value.min(at)
}

fn skip_blanks(text: &str, at: usize) -> usize {
    at + (text[at..].len() - text[at..].trim_start_matches([' ', '\t']).len())
}

/// Where a plain text that begins at `at` ends: before a comment or the end of its line, in a flow collection also before
/// a comma or a bracket.
fn plain_end(text: &str, at: usize, in_flow: bool) -> usize {
    let line = &text[at..line_end(text, at)];
    let mut end = line.len();
    let mut braces = 0usize;
    for (i, c) in line.char_indices() {
        let stop = match c {
            '#' => i > 0 && line[..i].ends_with([' ', '\t']),
            '{' if line[i..].starts_with("{{") || braces > 0 => {
                braces += 1;
                false
            }
            '}' if braces > 0 => {
                braces -= 1;
                false
            }
            ',' | ']' | '}' | '[' | '{' => in_flow && i > 0,
            _ => false,
        };
        if stop {
            end = i;
            break;
        }
    }
    at + line[..end].trim_end().len()
}

/// A text between quotes, as YAML wants it.
pub(super) fn quoted(text: &str) -> String {
    if !text.contains(['"', '\\']) {
        format!("\"{text}\"")
    } else if !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// Whether a flow mapping is a template that lacks its quotes.
pub(super) fn is_template(text: &str, span: Span) -> bool {
    let s = span.slice(text);
    s.starts_with("{{") && s.ends_with("}}")
}

// ---- messages that lowering shares

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

/// A tag that means nothing in a recipe.
pub(super) fn unknown_tag(text: &str, loc: Loc) -> Diagnostic {
    let written = loc.span.slice(text);
    Diagnostic::error(
        codes::E0116,
        format!("the tag `{written}` means nothing in a recipe"),
    )
    .at(loc, "unknown tag")
    .help("a text that begins with `!` stands between quotes; else take the tag away")
}

/// A tab in the indentation of the line that begins at `start`.
pub(super) fn tab(id: SourceId, text: &str, start: usize) -> Diagnostic {
    let line = &text[start..line_end(text, start)];
    let lead = line.len() - line.trim_start_matches([' ', '\t']).len();
    let loc = Loc::new(id, Span::new(start, start + lead));
    let tabs = line[..lead].matches('\t').count();
    let d = Diagnostic::error(
        codes::E0102,
        "a tab indents this line: YAML counts spaces only",
    )
    .at(
        loc,
        if tabs == 1 {
            "a tab".to_owned()
        } else {
            format!("{tabs} tabs")
        },
    )
    .help("indent with two spaces a level, and set the editor to insert spaces for tabs");
    d.fix(loc, line[..lead].replace('\t', "  "))
}

/// `- a: …, b: …`: an item with several names.
pub(super) fn several_names(
    id: SourceId,
    text: &str,
    nodes: &[Node],
    node: &Node,
    entries: &[(NodeId, NodeId)],
) -> Diagnostic {
    let loc = |n: NodeId| Loc::new(id, nodes[n].span);
    let key = |n: NodeId| nodes[n].span.slice(text).to_owned();
    let (Some(first), Some(second)) = (entries.first(), entries.get(1)) else {
        return Diagnostic::error(codes::E0110, "an item of the list has no name")
            .at(Loc::new(id, node.span), "expected one name here")
            .help("write `- NAME: { … }`");
    };
    let (a, b) = (key(first.0), key(second.0));
    let empty = nodes[first.1].span.is_empty();
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
    let rest = raw[sign.len().min(raw.len())..].trim_start();
    if sign != "|" && (sign == ">=" || rest.starts_with(|c: char| c.is_ascii_digit())) {
        return Diagnostic::error(
            codes::E0104,
            format!("`{sign}` can't open a value in YAML, where it announces a text block"),
        )
        .at(loc, "expected quotes around this, or words")
        .help(format!(
            "write `{words} {rest}`, or put it between quotes: `{}`",
            quoted(raw)
        ))
        .fix(loc, quoted(raw));
    }
    Diagnostic::error(
        codes::E0104,
        format!("`{sign}` announces a text block, whose text begins on the next line"),
    )
    .at(loc, format!("text on the same line as `{sign}`"))
    .help(format!(
        "move the text to the next line and indent it, or take `{sign}` away"
    ))
    .fix(loc, quoted(raw))
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
fn looks_like_dsl(text: &str) -> bool {
    first_content_line(text).is_some_and(|s| {
        let line = s.slice(text);
        line.strip_prefix("recipe ")
            .is_some_and(|rest| !rest.trim_start().starts_with(':'))
    })
}

fn dsl(id: SourceId, text: &str) -> Diagnostic {
    let span = first_content_line(text).unwrap_or(Span::at(0));
    Diagnostic::error(
        codes::E0108,
        "this is not YAML: it is written like a `.recipe` file",
    )
    .at(Loc::new(id, span), "in YAML: `recipe: NAME`")
    .help("give the file a name that ends in `.recipe`, or write each setting as `name: value`")
}

// ---- the parser's faults

struct Reporter<'a> {
    id: SourceId,
    text: &'a str,
    context: &'a Context,
    at: usize,
}

/// Reports a fault and says how to go on. `from` is where the fragment begins.
pub(super) fn report(
    id: SourceId,
    text: &str,
    from: usize,
    fault: &Fault,
    context: &Context,
    sink: &mut Sink,
) -> Recovery {
    let mut at = fault.at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let r = Reporter {
        id,
        text,
        context,
        at,
    };
    if context.top.is_none() && from == 0 && looks_like_dsl(text) {
        sink.push(dsl(id, text));
        return Recovery::Skip(None);
    }
    let setting = context.top.unwrap_or(from).max(from);
    let skip = Recovery::Skip(next_setting(text, setting));
    // Once tabs were replaced by spaces, what looks misplaced is their doing.
    let after_tabs = sink.items().iter().any(|d| {
        d.code == codes::E0102
            && d.labels
                .iter()
                .any(|l| l.loc.span.start >= setting && l.loc.span.start <= at)
    });
    if after_tabs && fault.kind != FaultKind::Tab {
        return skip;
    }
    let (diagnostic, recovery) = match fault.kind {
        FaultKind::FlowSeparator
        | FaultKind::OpenBracket
        | FaultKind::StrayBracket
        | FaultKind::Indent
        | FaultKind::SecondColon
        | FaultKind::MissingColon
        | FaultKind::Other
            if r.template().is_some() =>
        {
            r.template().unwrap_or_else(|| r.other(&fault.words, skip))
        }
        FaultKind::BlockHeader => r.reserved(skip),
        FaultKind::Reserved | FaultKind::AnchorName => r.reserved(skip),
        FaultKind::SecondColon => r.second_colon(skip),
        FaultKind::MissingColon => r.missing_colon(skip),
        FaultKind::Tab => r.tab(setting, skip),
        FaultKind::Indent | FaultKind::BlockIndent => r.indent(skip),
        FaultKind::OpenQuote => r.open_quote(at, skip),
        FaultKind::AfterQuote => r.after_quote(skip),
        FaultKind::Escape => r.escape(skip),
        FaultKind::OpenBracket => r.open_bracket(skip),
        FaultKind::StrayBracket => r.stray_bracket(skip),
        FaultKind::FlowSeparator => r.flow_separator(skip),
        FaultKind::Depth => (
            Diagnostic::error(
                codes::E0111,
                format!("the file is nested more than {DEPTH} levels deep"),
            )
            .at(r.loc(at, at + 1), "this level is one too many")
            .help("a recipe needs five levels; look for a bracket that opens too often"),
            skip,
        ),
        FaultKind::Dash => r.dash(skip),
        FaultKind::Tag => r.tag(skip),
        FaultKind::Directive => (
            Diagnostic::error(
                codes::E0101,
                "a line that begins with `%` steers YAML itself and has no use in a recipe",
            )
            .at(
                r.loc(line_start(text, at), line_end(text, at)),
                "take this line away",
            ),
            skip,
        ),
        FaultKind::Other => r.other(&fault.words, skip),
    };
    sink.push(diagnostic);
    recovery
}

type Answer = (Diagnostic, Recovery);

impl Reporter<'_> {
    fn loc(&self, start: usize, end: usize) -> Loc {
        let end = end.min(self.text.len());
        let mut end = end.max(start);
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Loc::new(self.id, Span::new(start, end))
    }

    fn in_flow(&self) -> bool {
        self.context.bracket.is_some()
    }

    fn other(&self, words: &str, recovery: Recovery) -> Answer {
        let end = plain_end(self.text, self.at, self.in_flow());
        (
            Diagnostic::error(
                codes::E0101,
                format!("the YAML cannot be read here: {words}"),
            )
            .at(self.loc(self.at, end), "reading stopped here"),
            recovery,
        )
    }

    /// A text that begins with a sign that YAML keeps for itself.
    fn reserved(&self, skip: Recovery) -> Answer {
        let at = self.at;
        let Some(sign) = self.text[at..].chars().next() else {
            return self.other("the file ends too early", skip);
        };
        let end = plain_end(self.text, at, self.in_flow());
        let raw = &self.text[at..end];
        let patch = Recovery::Patch(vec![(at, '_')]);
        if matches!(sign, '>' | '|') {
            return (comparator(self.id, at, raw), patch);
        }
        let loc = self.loc(at, end);
        let use_ = match sign {
            '%' => "for directives",
            '&' => "for anchors",
            '*' => "for aliases",
            '@' | '`' => "for itself",
            '-' => "for lists",
            '?' => "for keys",
            _ => "for its own use",
        };
        let d = Diagnostic::error(
            codes::E0112,
            format!(
                "a text that begins with `{sign}` stands between quotes: YAML keeps the sign {use_}"
            ),
        )
        .at(loc, "expected quotes around this")
        .help(format!("write `{}`", quoted(raw)))
        .fix(loc, quoted(raw));
        (d, patch)
    }

    /// `title: Le port : enjeux`, or a line that is indented below a finished value.
    fn second_colon(&self, skip: Recovery) -> Answer {
        let at = self.at;
        let start = line_start(self.text, at);
        let lead = skip_blanks(self.text, start);
        match self.context.key {
            Some(key) if key.start < start => {
                let name = self.text[lead..at].trim();
                let parent = key.slice(self.text);
                let d = Diagnostic::error(
                    codes::E0119,
                    format!("`{name}` stands below `{parent}`, which has a value on its own line already"),
                )
                .at(self.loc(lead, at), format!("indented below `{parent}`"))
                .at(Loc::new(self.id, key), "has a value already");
                let column = key.start - line_start(self.text, key.start);
                let found = lead - start;
                let d = d.help(format!(
                    "indent `{name}` like `{parent}` ({column} spaces instead of {found}), or take the value of `{parent}` away"
                ));
                (d, skip)
            }
            _ => {
                let from = value_start(self.text, at, self.in_flow());
                let end = plain_end(self.text, from, self.in_flow()).max(at + 1);
                (
                    self.colon_inside(from, end),
                    Recovery::Patch(vec![(at, '_')]),
                )
            }
        }
    }

    fn colon_inside(&self, from: usize, end: usize) -> Diagnostic {
        let raw = &self.text[from..end];
        let loc = self.loc(from, end);
        let first = raw.chars().next();
        let d = match first {
            Some('>' | '|') => return comparator(self.id, from, raw),
            _ => Diagnostic::error(
                codes::E0112,
                "a text with a colon and a blank in it stands between quotes: YAML takes what is before the colon for a name",
            ),
        };
        d.at(self.loc(self.at, self.at + 1), "this colon")
            .at(loc, "expected quotes around this")
            .help(format!("write `{}`", quoted(raw)))
            .fix(loc, quoted(raw))
    }

    fn missing_colon(&self, skip: Recovery) -> Answer {
        let at = self.at;
        let start = line_start(self.text, at);
        let lead = skip_blanks(self.text, start);
        let lead = lead.min(at.max(start));
        let end = plain_end(self.text, lead, false);
        let line = &self.text[lead..end];
        let word_end = line.find(char::is_whitespace).unwrap_or(line.len());
        let word = &line[..word_end];
        let rest = line[word_end..].trim();
        let mut d = Diagnostic::error(
            codes::E0120,
            format!("expected `:` after `{word}`: a setting is written `name: value`"),
        )
        .at(self.loc(lead, end), "no colon followed by a blank here");
        if let Some(i) = line
            .find([':', '='])
            .filter(|_| !rest.starts_with(['-', '>']))
        {
            let (name, value) = (line[..i].trim(), line[i + 1..].trim());
            let mended = format!("{name}: {value}");
            d = d
                .help(format!("write `{mended}`"))
                .fix(self.loc(lead, end), mended);
        } else if !rest.is_empty() {
            let mended = format!("{word}: {rest}");
            d = d
                .help(format!("write `{mended}`"))
                .fix(self.loc(lead, end), mended);
        } else {
            d = d.help(format!("write `{word}: VALUE`, or take the line away"));
        }
        // When nothing hangs below the line, it can be read as a comment, and its neighbours are checked too.
        let next = line_end(self.text, end);
        let below = self.text[next..].trim_start_matches(['\n', '\r']);
        let deeper = below.len() - below.trim_start_matches(' ').len() > lead - start;
        let first = self.text[lead..].chars().next();
        if !deeper && first.is_some_and(|c| c.is_ascii()) && self.context.read_to <= start {
            (d, Recovery::Patch(vec![(lead, '#')]))
        } else {
            (d, skip)
        }
    }

    fn tab(&self, setting: usize, skip: Recovery) -> Answer {
        let start = line_start(self.text, self.at);
        let end = line_end(self.text, start);
        let line = &self.text[start..end];
        let lead = line.len() - line.trim_start_matches([' ', '\t']).len();
        if !line[..lead].contains('\t') {
            let mut at = self.at;
            if !self.text[at..].starts_with('\t')
                && let Some(i) = self.text[start..at].rfind('\t')
            {
                at = start + i;
            }
            let d = Diagnostic::error(codes::E0102, "a tab stands where YAML takes spaces only")
                .at(self.loc(at, at + 1), "a tab")
                .help("write a space");
            let is_tab = self.text[at..].starts_with('\t');
            return match is_tab {
                true => (
                    d.fix(self.loc(at, at + 1), " "),
                    Recovery::Patch(vec![(at, ' ')]),
                ),
                false => (d, skip),
            };
        }
        // Every tab that indents this setting becomes a space: the levels stay what they look like.
        let stop = next_setting(self.text, setting).unwrap_or(self.text.len());
        let mut patches = Vec::new();
        let mut at = line_start(self.text, setting);
        for line in self.text[at..stop].split_inclusive('\n') {
            let blanks = line.bytes().take_while(|b| matches!(b, b' ' | b'\t'));
            patches.extend(
                blanks
                    .enumerate()
                    .filter(|(_, b)| *b == b'\t')
                    .map(|(i, _)| (at + i, ' ')),
            );
            at += line.len();
        }
        (tab(self.id, self.text, start), Recovery::Patch(patches))
    }

    fn indent(&self, skip: Recovery) -> Answer {
        let start = line_start(self.text, self.at);
        let lead = skip_blanks(self.text, start);
        let end = plain_end(self.text, lead.min(self.text.len()), false).max(lead);
        let spaces = lead - start;
        let d = Diagnostic::error(
            codes::E0119,
            format!("this line is indented by {spaces} spaces, like no line above that it could belong to"),
        )
        .at(self.loc(lead, end), "misplaced");
        let d = match self.context.key {
            Some(key) if key.start < start => {
                let column = key.start - line_start(self.text, key.start);
                d.at(
                    Loc::new(self.id, key),
                    format!("this setting begins after {column} spaces"),
                )
            }
            _ => d,
        };
        (
            d.help("settings that belong together begin in the same column"),
            skip,
        )
    }

    /// A quote that opens at `open` and is never closed.
    fn open_quote(&self, open: usize, skip: Recovery) -> Answer {
        let quote = self.text[open..].chars().next().unwrap_or('"');
        let next = next_setting(self.text, open);
        let (stop, said) = match next {
            Some(n) => (
                self.loc(
                    n,
                    n + self.text[n..line_end(self.text, n)].find(':').unwrap_or(0),
                ),
                "a new setting begins before it is closed",
            ),
            None => {
                let end = self.text.trim_end().len().max(open);
                (self.loc(end, end), "the file ends before it is closed")
            }
        };
        let end = plain_end(self.text, open, false);
        let mut d = Diagnostic::error(codes::E0114, format!("the quote `{quote}` is never closed"))
            .at(self.loc(open, open + 1), "opened here")
            .at(stop, said);
        let value = &self.text[open..end];
        if value.len() > 1 {
            let in_flow = self.in_flow() && value.contains([']', '}']);
            d = d.help(format!("close it where the text ends: `{value}{quote}`"));
            if !in_flow {
                d = d.fix(self.loc(end, end), quote.to_string());
            }
        }
        let recovery = match next {
            Some(n) => Recovery::Skip(Some(n)),
            None => skip,
        };
        (d, recovery)
    }

    /// Where the quoted text before the fault opens.
    fn quote_before(&self) -> Option<usize> {
        let from = match self.context.key {
            Some(key) if key.end >= self.context.read_to => key.end,
            _ => self.context.read_to,
        };
        let from = from.min(self.at);
        self.text
            .get(from..self.at)?
            .find(['"', '\''])
            .map(|i| from + i)
    }

    fn after_quote(&self, skip: Recovery) -> Answer {
        let Some(open) = self.quote_before() else {
            return self.other("text follows a closing quote", skip);
        };
        let quote = self.text[open..].chars().next().unwrap_or('"');
        if self.text[open..self.at].contains('\n') {
            // The quote that closes it belongs to a later line.
            return self.open_quote(open, skip);
        }
        let end = plain_end(self.text, self.at, self.in_flow());
        let raw = &self.text[open..end];
        let loc = self.loc(open, end);
        let inner = raw
            .strip_prefix(quote)
            .and_then(|r| r.strip_suffix(quote))
            .filter(|_| raw.len() > 2);
        let d = Diagnostic::error(
            codes::E0112,
            format!("text follows the closing quote: the `{quote}` before it ends the text"),
        )
        .at(self.loc(self.at, end), "after the end of the text")
        .at(self.loc(open, open + 1), "the text begins here");
        let mended = match inner {
            // `'it's'`: the quotes were meant to enclose the whole.
            Some(inner)
                if !(inner.starts_with(' ')
                    || inner.contains(&format!("{quote} "))
                        && inner.contains(&format!(" {quote}"))) =>
            {
                quoted(inner)
            }
            _ => quoted(raw),
        };
        let d = d.help(format!("write `{mended}`")).fix(loc, mended);
        let patches = if self.in_flow() {
            vec![]
        } else {
            vec![(open, '_')]
        };
        (d, Recovery::Patch(patches))
    }

    fn escape(&self, skip: Recovery) -> Answer {
        let open = self.at + 1;
        let Some((a, b)) = self.text.get(open..).and_then(spans::bad_escape) else {
            return self.other("an escape between double quotes is none", skip);
        };
        let (a, b) = (open + a, open + b);
        let written = self.text[a..b].trim_end();
        let d = Diagnostic::error(
            codes::E0101,
            format!("`{written}` is no escape: between double quotes, a backslash begins one"),
        )
        .at(self.loc(a, b), "unknown escape")
        .help("write the backslash twice, or put the text between single quotes, where it means itself")
        .fix(self.loc(a, a + 1), "\\\\");
        (d, Recovery::Patch(vec![(a, '_')]))
    }

    /// `{{ … }}` with something beside it, or inside a flow collection.
    fn template(&self) -> Option<Answer> {
        let near = [
            Some(self.at),
            self.context.bracket,
            self.context.key.map(|k| k.end),
        ];
        near.into_iter().flatten().find_map(|at| {
            let (start, stop) = (line_start(self.text, at), line_end(self.text, at));
            let open = start + self.text[start..stop].find("{{")?;
            let outer = self.context.outer_bracket.is_some_and(|b| b < open);
            let from = value_start(self.text, open, outer);
            if self.text[from..].starts_with(['"', '\'']) {
                return None;
            }
            let end = plain_end(self.text, from, outer);
            let raw = &self.text[from..end];
            if !raw.contains("}}") {
                return None;
            }
            let mut patches = Vec::new();
            for pair in ["{{", "}}"] {
                for (i, _) in raw.match_indices(pair) {
                    patches.extend([(from + i, '_'), (from + i + 1, '_')]);
                }
            }
            let loc = self.loc(from, end);
            Some((quote_template(loc, raw), Recovery::Patch(patches)))
        })
    }

    fn open_bracket(&self, skip: Recovery) -> Answer {
        let Some(open) = self.context.bracket else {
            return self.second_colon(skip);
        };
        let bracket = self.text[open..].chars().next().unwrap_or('[');
        let close = if bracket == '{' { '}' } else { ']' };
        let same_line = line_start(self.text, open) == line_start(self.text, self.at);
        let rest = &self.text[self.at..line_end(self.text, self.at)];
        if same_line && rest.starts_with(':') && rest.contains(close) {
            let from = value_start(self.text, self.at, true);
            let end = plain_end(self.text, from, true).max(self.at + 1);
            return (
                self.colon_inside(from, end),
                Recovery::Patch(vec![(self.at, '_')]),
            );
        }
        let next = next_setting(self.text, open);
        let (stop, said) = match next {
            Some(n) => (
                self.loc(
                    n,
                    n + self.text[n..line_end(self.text, n)].find(':').unwrap_or(0),
                ),
                "a new setting begins before it is closed",
            ),
            None => {
                let end = self.text.trim_end().len().max(open);
                (self.loc(end, end), "the file ends before it is closed")
            }
        };
        let d = Diagnostic::error(
            codes::E0114,
            format!("the bracket `{bracket}` is never closed by `{close}`"),
        )
        .at(self.loc(open, open + 1), "opened here")
        .at(stop, said);
        let end = plain_end(self.text, open, false);
        let d = d.help(format!(
            "close it: `{}{}{close}`",
            &self.text[open..end],
            if bracket == '{' { " " } else { "" }
        ));
        let recovery = next.map_or(skip, |n| Recovery::Skip(Some(n)));
        (d, recovery)
    }

    fn stray_bracket(&self, skip: Recovery) -> Answer {
        let found = self.text[self.at..].chars().next().unwrap_or(']');
        let loc = self.loc(self.at, self.at + 1);
        let d = match self.context.bracket {
            Some(open) => {
                let bracket = self.text[open..].chars().next().unwrap_or('[');
                let close = if bracket == '{' { '}' } else { ']' };
                Diagnostic::error(
                    codes::E0114,
                    format!("`{bracket}` is closed by `{found}`, expected `{close}`"),
                )
                .at(loc, format!("expected `{close}`"))
                .at(self.loc(open, open + 1), "opened here")
                .fix(loc, close.to_string())
            }
            None => {
                let from = value_start(self.text, self.at, false);
                let end = plain_end(self.text, from, false);
                let raw = &self.text[from..end];
                let d = Diagnostic::error(
                    codes::E0114,
                    format!("`{found}` closes nothing: no bracket is open here"),
                )
                .at(loc, "closes nothing");
                if from == self.at {
                    d.help(format!(
                        "when it belongs to the text, write `{}`",
                        quoted(raw)
                    ))
                } else {
                    d.help("take it away, or open the bracket before it")
                }
            }
        };
        (d, skip)
    }

    fn flow_separator(&self, skip: Recovery) -> Answer {
        let Some(open) = self.context.bracket else {
            return self.other("text follows a closed bracket", skip);
        };
        let bracket = self.text[open..].chars().next().unwrap_or('[');
        let close = if bracket == '{' { '}' } else { ']' };
        let end = plain_end(self.text, self.at, true);
        let d = Diagnostic::error(
            codes::E0101,
            format!("expected `,` or `{close}` between `{bracket}` and `{close}`"),
        )
        .at(
            self.loc(self.at, end.max(self.at + 1)),
            "expected a comma before this",
        )
        .at(self.loc(open, open + 1), "opened here");
        let before = &self.text[open..self.at];
        let d = if before.contains(" /") || before.contains("[/") {
            d.help(
                "a pattern with a comma, a bracket or a brace stands between quotes: \"/a{2,3}/\"",
            )
        } else {
            d.help("a text with a comma, a bracket or a brace in it stands between quotes")
        };
        (d, skip)
    }

    fn dash(&self, skip: Recovery) -> Answer {
        let at = self.at;
        let start = line_start(self.text, at);
        let d = if self.in_flow() {
            Diagnostic::error(codes::E0101, "`- ` begins an item on a line of its own; between brackets, items are separated by commas")
                .at(self.loc(at, at + 1), "not between brackets")
                .help("write `[a, b]`, or one `- ` a line without brackets")
        } else if self.text[start..at].trim().is_empty() {
            Diagnostic::error(
                codes::E0119,
                "an item of a list stands where no list can be",
            )
            .at(
                self.loc(at, plain_end(self.text, at, false)),
                "misplaced item",
            )
            .help(
                "the items of a list begin in the same column, below the name that they belong to",
            )
        } else {
            let end = plain_end(self.text, at, false);
            let raw = &self.text[at..end];
            Diagnostic::error(
                codes::E0101,
                "a list begins on the line below its name, not beside it",
            )
            .at(self.loc(at, end), "beside the name")
            .help(format!(
                "write the items one a line below the name, or `[{}]`",
                raw.trim_start_matches(['-', ' '])
            ))
            .help(format!(
                "when `-` belongs to the text, write `{}`",
                quoted(raw)
            ))
        };
        (d, skip)
    }

    fn tag(&self, skip: Recovery) -> Answer {
        let mut at = self.at;
        if !self.text[at..].starts_with('!')
            && let Some(i) = self.text[line_start(self.text, at)..at].rfind('!')
        {
            at = line_start(self.text, at) + i;
        }
        let end = plain_end(self.text, at, self.in_flow());
        let raw = &self.text[at..end];
        let loc = self.loc(at, end);
        let d = Diagnostic::error(
            codes::E0112,
            "a text that begins with `!` stands between quotes: YAML takes it for a tag",
        )
        .at(loc, "expected quotes around this")
        .help(format!("write `{}`", quoted(raw)))
        .fix(loc, quoted(raw));
        let recovery = match self.text[at..].starts_with('!') {
            true => Recovery::Patch(vec![(at, '_')]),
            false => skip,
        };
        (d, recovery)
    }
}
