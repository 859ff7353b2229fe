//! What is wrong with a recipe file, in an editor's words.

use super::pending::Sign;
use super::text::quote;
use super::{Last, Reader};
use crate::diag::{Diagnostic, codes};
use crate::source::SourceId;
use crate::span::{Loc, Span};
use crate::syntax::grammar::pieces::{Head, TokenKind};
use crate::syntax::tree::{Name, Style, Value, ValueKind};
use crate::syntax::{normal, scalar, slips};

impl Reader<'_> {
    /// What nothing begins with.
    pub(super) fn fault(&mut self, span: Span) {
        let trimmed = span.slice(self.text).trim_end();
        let span = Span::new(span.start, span.start + trimmed.len());
        let first = trimmed.split(char::is_whitespace).next().unwrap_or("");
        let word = Span::new(span.start, span.start + first.len());
        let glued = self.last == Last::Statement
            && self.at == span.start
            && self.text[..span.start].ends_with('"');
        let dashed = matches!(first, "-" | "*" | "•");
        if dashed && self.dash(span, first) {
            return;
        }
        if trimmed == "\"" && self.opens_late(span) {
            return;
        }
        self.last = Last::Fault;
        let d = if glued {
            self.text_goes_on(span)
        } else if let Some(sign) = ["//", "/*", "--", "%"]
            .iter()
            .find(|s| trimmed.starts_with(**s))
        {
            comment_sign(
                self.loc(Span::new(span.start, span.start + sign.len())),
                sign,
            )
        } else if dashed {
            Diagnostic::error(
                codes::E0132,
                format!("`{first}` begins an item in YAML and Markdown: here items stand between brackets, or with commas"),
            )
            .at(self.loc(word), "no item begins like this")
            .help("forbid [ \"a text\", \"another\" ], or without the brackets on one line")
        } else if trimmed.starts_with("->") || trimmed.starts_with('=') {
            let sign = if trimmed.starts_with('=') { "=" } else { "->" };
            Diagnostic::error(
                codes::E0137,
                format!("nothing stands before `{sign}` that it could belong to"),
            )
            .at(
                self.loc(Span::new(span.start, span.start + sign.len())),
                "unexpected",
            )
            .help("input keyphrase text -> \"what the reader searches for\" = \"trafic de drogue\"")
        } else if trimmed.starts_with(']') {
            let at = self.loc(Span::new(span.start, span.start + 1));
            Diagnostic::error(codes::E0114, "`]` closes nothing: no list is open here")
                .at(at, "no `[` belongs to this")
                .fix(at, "")
        } else if trimmed.starts_with('[') {
            Diagnostic::error(
                codes::E0134,
                "a list stands where the name of a setting was expected",
            )
            .at(self.loc(word), "no name before this")
            .help("forbid [ \"a text\", \"another\" ]")
        } else if trimmed.starts_with(',') {
            let at = self.loc(Span::new(span.start, span.start + 1));
            Diagnostic::error(codes::E0134, "nothing stands before this comma")
                .at(at, "unexpected")
                .fix(at, "")
        } else {
            let whole = if first.len() < trimmed.len() && first.chars().count() < 3 {
                span
            } else {
                word
            };
            Diagnostic::error(
                codes::E0134,
                format!("expected the name of a setting, found `{}`", shown(whole.slice(self.text))),
            )
            .at(self.loc(whole), "not a name")
            .help("a name has letters, digits, `-` and `_`; texts stand between quotes, behind a name")
        };
        self.report(d);
    }

    /// `"Ce "mot" ici"`.
    fn text_goes_on(&mut self, span: Span) -> Diagnostic {
        let opened = self
            .frames
            .last()
            .and_then(|f| f.statements.last())
            .and_then(|s| s.values.last())
            .and_then(|v| v.items().last())
            .map(|v| v.loc.span.start);
        let whole = Span::new(opened.unwrap_or(span.start), span.end);
        goes_on(self.loc(span), self.loc(whole), whole.slice(self.text))
    }

    /// `contains Le port"`: a text that is closed and not opened. Returns whether it is one.
    fn opens_late(&mut self, quote: Span) -> bool {
        let touching = self.last == Last::Statement && self.at == quote.start;
        let Some(owner) = self.frames.last_mut().and_then(|f| f.statements.last_mut()) else {
            return false;
        };
        let bare = |v: &Value| v.style == Style::Plain && !matches!(v.kind, ValueKind::List(_));
        let named = normal::POSITIONAL.contains(&owner.name.text.as_str());
        let (Some(first), false) = (owner.values.first(), named) else {
            return false;
        };
        let text = Span::new(first.loc.span.start, quote.start);
        let raw = text.slice(self.text);
        let alone = owner.doc.is_none() && owner.default.is_none();
        if !touching || !alone || !owner.values.iter().all(bare) || raw.contains(['\\', '\n']) {
            return false;
        }
        owner.values = vec![super::value::quoted(
            raw.to_owned(),
            Loc::new(self.id, text),
        )];
        let d = Diagnostic::error(codes::E0114, "a text is closed by `\"` and not opened")
            .at(self.loc(quote), "closed here")
            .at(
                self.loc(Span::at(text.start)),
                "expected `\"` here at the latest",
            )
            .fix(self.loc(Span::at(text.start)), "\"");
        self.report(d);
        self.at = quote.end;
        true
    }

    /// `forbid a", "b"`, `forbid ("a", "b")`: a quote that touches the last value. What is wrong with the line is said at once; returns
    /// where the next one begins.
    pub(super) fn touching_text(&mut self, head: &Head) -> Option<usize> {
        let quote = head.label.span.start;
        let touching = self.last == Last::Statement && self.at == quote;
        if !touching || !self.text[quote..].starts_with('"') {
            return None;
        }
        let end = self.line_end(quote);
        let comment = self.text[quote..end].find(" #").map(|i| quote + i);
        let until = self.text[..comment.unwrap_or(end)].trim_end().len();
        let owner = self.frames.last_mut()?.statements.last_mut()?;
        let bare = |v: &&Value| v.style == Style::Plain && !matches!(v.kind, ValueKind::List(_));
        let first = match owner.values.last()? {
            v if bare(&v) => owner.values.iter().find(bare)?.loc.span.start,
            list => list.items().last().filter(bare)?.loc.span.start,
        };
        let name = owner.name.text.clone();
        let rest = Span::new(first, until);
        let items = rest.slice(self.text).strip_prefix('(');
        owner.loc.span.end = until;
        owner.values.clear();
        let d = match items.and_then(|r| r.strip_suffix(')')) {
            Some(inner) => Diagnostic::error(
                codes::E0135,
                format!(
                    "the items of `{name}` stand in no parentheses: commas alone separate them"
                ),
            )
            .at(self.loc(rest), "take `(` and `)` away")
            .fix(self.loc(rest), inner.trim()),
            None => {
                let open = self.loc(Span::at(first));
                let d = Diagnostic::error(codes::E0114, "a text is closed by `\"` and not opened")
                    .at(self.loc(Span::new(quote, quote + 1)), "closed here")
                    .at(open, "expected `\"` here at the latest");
                // With it, each quote of the line has its other one.
                let quotes = self.text[quote..until].matches('"').count();
                let plain = !self.text[quote..until].contains('\\');
                if plain && quotes % 2 == 1 {
                    d.fix(open, "\"")
                } else {
                    d.help("when these are several, each has two quotes, and commas stand between them")
                }
            }
        };
        self.report(d);
        self.at = until;
        self.last = Last::Fault;
        Some(end)
    }

    /// `:` or `=` behind a name.
    pub(super) fn misplaced(&mut self, name: &Name, span: Span, head: &Head) {
        let sign = span.slice(self.text);
        let next = head.groups.first().map_or(span.end, |g| g.span.start);
        let whole = Span::new(name.loc.span.end, next.max(span.end));
        let replacement = if head.groups.is_empty() { "" } else { " " };
        if self.frames.iter().any(|f| f.dashed) {
            if let Some(edits) = self
                .pending
                .dashes
                .last_mut()
                .and_then(|r| r.block.as_mut())
            {
                edits.push((whole, replacement.to_owned()));
            }
            return;
        }
        self.pending.signs.push(Sign {
            sign: if sign == ":" { ":" } else { "=" },
            name: name.text.clone(),
            at: span,
            edit: (whole, replacement),
        });
    }

    /// `,` or `;` behind a statement.
    pub(super) fn stop(&mut self, span: Span, next: Option<(Span, &str)>) {
        let comma = span.slice(self.text) == ",";
        let top = self.frames.len() == 1;
        let behind = matches!(self.last, Last::Statement | Last::Close);
        let beside = |s: Span| self.beside(span.end, s.start);
        let d = if !behind && comma && self.last != Last::Fault {
            Some(
                Diagnostic::error(codes::E0134, "nothing stands before this comma")
                    .at(self.loc(span), "unexpected")
                    .fix(self.loc(span), ""),
            )
        } else if comma && top {
            match next.filter(|(s, _)| beside(*s)) {
                Some((at, name)) => {
                    let d = Diagnostic::error(
                        codes::E0135,
                        format!("a comma separates the items of a list, and `{name} …` is no item"),
                    )
                    .at(self.loc(span), "expected the end of the line");
                    let whole = Span::new(span.start, at.start);
                    Some(if looks_like_statement(&self.text[at.start..]) {
                        d.help(format!("write `{name}` on a line of its own"))
                            .fix(self.loc(whole), self.ending())
                    } else {
                        d.help("a text of several words stands between quotes")
                    })
                }
                None => Some(
                    Diagnostic::error(codes::E0135, "a comma ends the line, and no item follows")
                        .at(self.loc(span), "take this away")
                        .fix(self.loc(span), ""),
                ),
            }
        } else {
            None
        };
        if let Some(d) = d {
            self.report(d);
        }
        self.at = span.end;
        self.last = Last::Stop;
    }
}

/// Text behind a closing quote, at `loc`; `written` is the whole, from the quote that opens it.
pub(super) fn goes_on(loc: Loc, whole: Loc, written: &str) -> Diagnostic {
    let d = Diagnostic::error(codes::E0112, "text goes on after the closing quote")
        .at(loc, "outside the quotes")
        .help("a quote inside a text is written `\\\"`, or typographic: “…”");
    let inner = written.strip_prefix('"').and_then(|w| w.strip_suffix('"'));
    match inner {
        // Beside a comma, it may be the quote of another item: `"one, "two", "three"`.
        Some(i) if ["\",", "\";", ", \""].iter().any(|s| i.contains(s)) => {
            d.help("when these are several, each has two quotes, and commas stand between them")
        }
        Some(i) if !i.contains('\\') => d.fix(whole, quote(i)),
        _ => d,
    }
}

/// At most forty characters of a text, for a message.
fn shown(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

/// A comment that begins as in another language.
pub(super) fn comment_sign(loc: Loc, sign: &str) -> Diagnostic {
    Diagnostic::error(
        codes::E0134,
        format!("`{sign}` begins no comment: `#` does"),
    )
    .at(loc, "write `#`")
    .fix(loc, "#")
}

/// The file is written like YAML.
pub(super) fn yaml(id: SourceId, text: &str) -> Option<Diagnostic> {
    let mut yaml = 0;
    let mut other = 0;
    let mut first = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end().trim_start_matches('\u{feff}');
        if line.is_empty() || line.starts_with(['#', ' ', '\t']) {
            continue;
        }
        let key = line.split_once(':').filter(|(k, v)| {
            scalar::is_name(k)
                && (v.is_empty() || v.starts_with(' '))
                && !v.trim_end().ends_with('{')
        });
        if key.is_some() || line == "---" || line.starts_with("- ") {
            yaml += 1;
            let end = start + text[start..].find('\n').unwrap_or(text.len() - start);
            let end = start + text[start..end].trim_end().len();
            first.get_or_insert(Span::new(start, end));
        } else if !line.starts_with(['}', ']', '{', '[']) {
            other += 1;
        }
    }
    let first = first.filter(|_| yaml >= 2 && yaml > other)?;
    Some(
        Diagnostic::error(
            codes::E0132,
            "this is YAML: in a recipe file no colon follows a name, and braces show what belongs together",
        )
        .at(Loc::new(id, first), "written as in YAML")
        .help("give the file a name that ends in `.yaml`; `galley convert FILE.yaml --to recipe` then rewrites it"),
    )
}

/// A file without a statement.
pub(super) fn empty(id: SourceId, text: &str) -> Diagnostic {
    let what = if text.trim_start_matches('\u{feff}').trim().is_empty() {
        "the file is empty"
    } else {
        "the file holds comments only"
    };
    let end = text.find('\n').unwrap_or(text.len());
    Diagnostic::error(codes::E0109, what)
        .at(Loc::new(id, Span::new(0, end)), "expected settings")
        .help("begin with `recipe NAME` and `language fr`")
}

/// The texts of a statement that have no closing quote: they took the rest of their line.
fn swallowed(head: &Head) -> impl Iterator<Item = Span> {
    let groups = head
        .groups
        .iter()
        .chain(head.defaults.iter().filter_map(|d| d.1.as_ref()));
    groups
        .flat_map(|g| &g.items)
        .chain(head.docs.iter().filter_map(|d| d.1.as_ref()))
        .filter(|t| matches!(t.kind, TokenKind::Text(false)))
        .map(|t| t.span)
}

/// Braces at the end of a line that an unclosed text took.
pub(super) fn tail(head: &Head, text: &str) -> Vec<(char, usize)> {
    let mut out = Vec::new();
    for span in swallowed(head) {
        let end = text_end(text, span);
        let rest = text.get(end..span.end).unwrap_or("");
        out.extend(
            rest.char_indices()
                .filter(|(_, c)| matches!(c, '{' | '}'))
                .map(|(i, c)| (c, end + i)),
        );
    }
    out
}

/// Where a text without a closing quote ends: before braces at the end of its line.
pub(super) fn text_end(text: &str, span: Span) -> usize {
    let written = span.slice(text).trim_end();
    let kept = written.trim_end_matches(|c: char| matches!(c, '{' | '}') || c.is_whitespace());
    let spaced =
        written.len() > kept.len() && written[kept.len()..].starts_with(char::is_whitespace);
    let kept = if spaced || written[kept.len()..].starts_with('}') {
        kept
    } else {
        written
    };
    span.start + kept.len().max(1)
}

/// `40..65 chars` at the beginning of a line.
pub(super) fn quantity_first(loc: Loc, written: &str, in_block: bool) -> Option<Diagnostic> {
    let digits = written.starts_with(|c: char| c.is_ascii_digit()) || written.starts_with("..");
    let number = written.chars().all(|c| c.is_ascii_digit() || c == '.');
    (digits && number).then(|| {
        Diagnostic::error(
            codes::E0134,
            format!("expected the name of a setting, found the number `{written}`"),
        )
        .at(loc, "no name before this")
        .help(if in_block {
            "length 40..65 chars"
        } else {
            "length 700..1100 words"
        })
    })
}

/// `"a text"` at the beginning of a line.
pub(super) fn text_first(loc: Loc) -> Diagnostic {
    Diagnostic::error(codes::E0134, "expected the name of a setting, found a text")
        .at(loc, "no name before this")
        .help("forbid \"a text\"")
}

/// A block that belongs to nothing.
pub(super) fn nameless(loc: Loc, after_block: bool) -> Diagnostic {
    let d = Diagnostic::error(codes::E0134, "a block stands without a name before it")
        .at(loc, "no name before this");
    if after_block {
        d.help("a setting has one block: put both into it")
    } else {
        d.help("title { length 40..65 chars }")
    }
}

/// A list as an item of a list.
pub(super) fn nested_list(loc: Loc) -> Diagnostic {
    Diagnostic::error(codes::E0118, "an item of this list is itself a list")
        .at(loc, "a list within a list")
        .help("write its items directly into the outer list")
}

/// Two items beside each other.
pub(super) fn no_comma(between: Loc, both: Loc) -> Diagnostic {
    Diagnostic::error(
        codes::E0136,
        "two items stand beside each other without a comma",
    )
    .at(both, "expected `,` between these")
    .fix(between, ", ")
}

/// A text between other quotation marks than `"`.
pub(super) fn curly(loc: Loc, inner: &str, sign: &str) -> Diagnostic {
    let what = if matches!(sign, "'" | "`") {
        "does not open a text here"
    } else {
        "is a typographic quotation mark, which belongs to the text"
    };
    Diagnostic::error(
        codes::E0133,
        format!("`{sign}` {what}: a text stands between straight double quotes"),
    )
    .at(loc, "expected `\"` around this")
    .fix(loc, quote(inner))
}

/// A word that begins or ends with a typographic quotation mark: its text, and the mark.
pub(in crate::syntax) fn glued_quote(raw: &str) -> Option<(&str, &str)> {
    let first = raw.chars().next()?;
    let last = raw.chars().next_back()?;
    let marks = |c: char| matches!(c, '“' | '”' | '„' | '«' | '»' | '‘');
    if raw.contains('"') {
        return None;
    }
    if marks(first) {
        let (sign, rest) = raw.split_at(first.len_utf8());
        Some((rest.trim_end_matches(marks), sign))
    } else if marks(last) {
        let (rest, sign) = raw.split_at(raw.len() - last.len_utf8());
        Some((rest, sign))
    } else {
        None
    }
}

/// `{{ keyphrase }}` without quotes.
pub(super) fn template(loc: Loc, written: &str) -> Diagnostic {
    let name = written.trim_start_matches('{').trim_end_matches('}').trim();
    let d = Diagnostic::error(codes::E0112, "a template stands between quotes");
    if scalar::is_name(name) {
        d.at(loc, "an input needs no braces here")
            .help(format!("inside a text: `\"… {written} …\"`"))
            .fix(loc, name)
    } else {
        d.at(loc, "expected quotes around this")
            .fix(loc, quote(written))
    }
}

/// Words that lack their quotes.
pub(in crate::syntax) fn unquoted(value: &Value, help: &[String]) -> Diagnostic {
    let raw = value.raw.as_str();
    if let Some(second) = raw.strip_prefix('"').and_then(|r| r.find('"')) {
        let (source, span) = (value.loc.source, value.loc.span);
        let outside = Loc::new(source, Span::new(span.start + second + 2, span.end));
        return goes_on(outside, value.loc, raw);
    }
    let several = raw.contains(char::is_whitespace);
    let message = if several {
        "a text of several words stands between quotes".to_owned()
    } else {
        format!(
            "`{}` is not one bare word: a text stands between quotes",
            shown(raw)
        )
    };
    let mut d =
        Diagnostic::error(codes::E0112, message).at(value.loc, "expected quotes around this");
    for line in help {
        d = d.help(line.clone());
    }
    let inner = raw.strip_suffix('"').unwrap_or(raw);
    match raw.matches('"').count() {
        // The one that opens it is missing.
        1 if inner.len() < raw.len() => d.fix(value.loc, quote(inner)),
        n if n.is_multiple_of(2) && is_prose(raw) => d.fix(value.loc, quote(raw)),
        // Where it ends is not known.
        _ => d,
    }
}

/// Whether words are a text, and neither signs nor a setting of the whole statement: `severity error`.
fn is_prose(raw: &str) -> bool {
    let first = raw.split_whitespace().next();
    let setting = first.is_some_and(|w| w.len() < raw.len() && normal::MODIFIERS.contains(&w));
    !setting && !raw.starts_with(';') && raw.contains(char::is_alphanumeric)
}

/// Whether several words may stand without quotes: a name with its versions, or what a rule will read as a quantity.
pub(in crate::syntax) fn stands_bare(raw: &str) -> bool {
    scalar::is_versioned(raw) || is_attempt(raw)
}

/// Whether words without quotes are an attempt at a quantity, of which the rule that wants one will say what is wrong.
pub(in crate::syntax) fn is_attempt(raw: &str) -> bool {
    let begun = |words: &[&str]| {
        words.iter().any(|w| {
            raw.get(..w.len())
                .is_some_and(|h| h.eq_ignore_ascii_case(w))
        })
    };
    if raw.contains('"') {
        return false;
    }
    if !raw.bytes().any(|b| b.is_ascii_digit()) {
        // `at least many words`.
        return raw.split_whitespace().count() <= 4
            && begun(&[
                "at least ",
                "at most ",
                "more than ",
                "less than ",
                "no more than ",
                "no less than ",
            ]);
    }
    let signs = ['<', '>', '=', '.', '~', '≥', '≤'];
    slips::spot(raw).is_some()
        || raw.starts_with(|c: char| c.is_ascii_digit() || signs.contains(&c))
        || begun(&[
            "at least",
            "at most",
            "between",
            "up to",
            "more than",
            "less than",
            "exactly",
            "no more",
            "no less",
        ])
}

/// Whether a line begins like a statement: a name in lowercase, or the end of a block.
pub(super) fn looks_like_statement(line: &str) -> bool {
    if line.starts_with('}') {
        return true;
    }
    let end = line
        .find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_'))
        .unwrap_or(line.len());
    end > 1
        && line.starts_with(|c: char| c.is_ascii_lowercase())
        && line[end..].starts_with([' ', '\n', '\r', '{'])
}
