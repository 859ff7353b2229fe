//! What was meant by values that stand where they cannot: too many of them, the wrong brackets around them, a setting among
//! them.

use super::{POSITIONAL, Pass, Place, empty_block, plain_statement};
use crate::diag::{Diagnostic, codes};
use crate::span::{Loc, Span};
use crate::syntax::dsl::faults;
use crate::syntax::dsl::text::quote;
use crate::syntax::dsl::value::{list, quoted as text_value};
use crate::syntax::tree::{Name, Segment, Statement, Style, Value, ValueKind};

/// The places of the two signs that enclose something; `None` when it does not stand between them.
fn ends(loc: Loc, text: &str, (open, close): (char, char)) -> Option<(Loc, Loc)> {
    let span = loc.span;
    let written = span.slice(text);
    let both = written.len() > 1 && written.starts_with(open) && written.ends_with(close);
    both.then(|| {
        (
            Loc::new(loc.source, Span::new(span.start, span.start + 1)),
            Loc::new(loc.source, Span::new(span.end - 1, span.end)),
        )
    })
}

impl Pass<'_> {
    /// `paragraphs at most 80 words { words 4 }`: the value and a setting of the block say the same thing.
    pub(super) fn twice(&mut self, statement: &mut Statement, rule: &str) {
        let named = POSITIONAL.contains(&rule);
        let Some(bare) = self.words.and_then(|w| w.bare(rule)).filter(|_| !named) else {
            return;
        };
        let (false, Some(block)) = (statement.values.is_empty(), &mut statement.block) else {
            return;
        };
        let Some(i) = block.statements.iter().position(|s| s.name.text == bare) else {
            return;
        };
        let again = block.statements.remove(i);
        self.sink.push(
            Diagnostic::error(
                codes::E0103,
                format!(
                    "`{bare}` is set twice: the value of `{}` is its `{bare}`",
                    statement.name.text
                ),
            )
            .at(again.name.loc, "set again here")
            .at(statement.value_loc(), "first set here")
            .help("keep one of the two"),
        );
    }

    /// `forbid { "a", "b" }`: the items of a list between braces.
    pub(super) fn braces(&mut self, statement: &mut Statement, rule: &str) {
        let Some(words) = self.words else { return };
        let Some(block) = &statement.block else {
            return;
        };
        let item = |s: &Statement| {
            s.values.is_empty()
                && s.block.is_none()
                && s.name.loc.span.slice(self.text).starts_with('"')
        };
        if words.bare(rule).is_none()
            || words.open(rule)
            || block.statements.is_empty()
            || !block.statements.iter().all(item)
            || !statement.values.is_empty()
        {
            return;
        }
        let mut d = Diagnostic::error(
            codes::E0135,
            format!(
                "the items of `{}` stand between brackets, not braces",
                statement.name.text
            ),
        )
        .at(block.loc, "expected `[` and `]` around this");
        if let Some((open, close)) = ends(block.loc, self.text, ('{', '}')) {
            d = d.fix(open, "[").also(close, "]");
        }
        self.sink.push(d);
        let items = block
            .statements
            .iter()
            .map(|s| text_value(s.name.text.clone(), s.name.loc));
        statement.values = vec![list(items.collect())];
        statement.block = None;
    }

    /// `{ ends-with none, rewritten }`: a setting without a value that was read as an item of the list before it.
    pub(super) fn flags(&mut self, statement: &mut Statement, place: Place<'_>) -> Vec<Statement> {
        let Some(words) = self.words else {
            return Vec::new();
        };
        let is_setting = |n: &str| match place {
            Place::File => false,
            Place::Group(g) => words.bare(&format!("{g}.{n}")).is_some(),
            Place::Rule(r) => words.has(r, n),
        };
        let Some(value) = statement.values.last_mut() else {
            return Vec::new();
        };
        if value.loc.span.slice(self.text).starts_with('[') {
            return Vec::new();
        }
        let ValueKind::List(items) = &mut value.kind else {
            return Vec::new();
        };
        let found = items.iter().skip(1).position(|v| {
            v.style == Style::Plain && matches!(&v.kind, ValueKind::Name(n) if is_setting(n))
        });
        let Some(at) = found.map(|i| i + 1) else {
            return Vec::new();
        };
        let rest = items.split_off(at);
        let (Some(before), Some(first)) = (items.last(), rest.first()) else {
            return Vec::new();
        };
        let gap = Span::new(before.loc.span.end, first.loc.span.start);
        let between = gap.slice(self.text);
        // On a line of its own it needs no semicolon, and a comment between them stays.
        let (gap, sign) = match between.find(',') {
            Some(i) if between.contains('\n') => (Span::new(gap.start, gap.start + i + 1), ""),
            _ => (gap, "; "),
        };
        self.sink.push(
            Diagnostic::error(
                codes::E0138,
                format!(
                    "`{}` is read as an item of the list of `{}`",
                    first.raw, statement.name.text
                ),
            )
            .at(first.loc, "a setting of its own?")
            .help("a semicolon, or the end of a line, ends the list")
            .fix(Loc::new(first.loc.source, gap), sign),
        );
        if let [only] = items.as_slice() {
            *value = only.clone();
        }
        rest.into_iter()
            .map(|v| {
                plain_statement(
                    Name {
                        text: v.raw.clone(),
                        loc: v.loc,
                    },
                    Vec::new(),
                )
            })
            .collect()
    }

    /// `title [ length 40..65 chars ]`: settings between brackets.
    pub(super) fn brackets(&mut self, statement: &mut Statement) -> bool {
        let Some(words) = self.words else {
            return false;
        };
        let [value] = statement.values.as_slice() else {
            return false;
        };
        let ValueKind::List(items) = &value.kind else {
            return false;
        };
        let setting = |v: &Value| {
            let first = v.raw.split_whitespace().next().unwrap_or("");
            let member = format!("{}.{first}", statement.name.text);
            v.style == Style::Plain
                && (v.kind == ValueKind::Text && words.knows(first)
                    || words.bare(&member).is_some())
        };
        let ends = ends(value.loc, self.text, ('[', ']'));
        let Some((open, close)) = ends.filter(|_| items.iter().any(setting)) else {
            return false;
        };
        self.sink.push(
            Diagnostic::error(
                codes::E0135,
                format!(
                    "the settings of `{}` stand between braces, not brackets",
                    statement.name.text
                ),
            )
            .at(value.loc, "expected `{` and `}` around this")
            .fix(open, "{")
            .also(close, "}"),
        );
        let loc = value.loc;
        statement.values.clear();
        // What they would have set is not known; that nothing is set is not to be reported.
        statement.block = Some(empty_block(loc));
        true
    }

    /// A setting that follows another on the same line: `length 300..400 words overlap at most 40 %`. Returns where it begins.
    pub(super) fn second_setting(
        &mut self,
        statement: &Statement,
        values: &[Value],
    ) -> Option<usize> {
        let words = self.words?;
        let digits = |v: &Value| v.raw.bytes().any(|b| b.is_ascii_digit());
        if !values.first().is_some_and(digits) {
            return None;
        }
        let known = |v: &Value| matches!(&v.kind, ValueKind::Name(n) if words.knows(n));
        // Something has to follow the name.
        let (_, inner) = values.split_last()?;
        let (i, before, value) = inner
            .windows(2)
            .enumerate()
            .find_map(|(i, pair)| match pair {
                [before, v] if known(v) && matches!(before.kind, ValueKind::Quantity(_)) => {
                    Some((i + 1, before, v))
                }
                _ => None,
            })?;
        let gap = Loc::new(
            value.loc.source,
            Span::new(before.loc.span.end, value.loc.span.start),
        );
        let (said, help, sign) = if self.inline {
            (
                "expected a comma before this",
                "between braces on one line, commas separate the settings",
                ", ".to_owned(),
            )
        } else {
            let line = self.text[..gap.span.start].rfind('\n').map_or(0, |i| i + 1);
            let line = &self.text[line..];
            let lead = line.len() - line.trim_start_matches([' ', '\t']).len();
            let crlf = self
                .text
                .lines()
                .next()
                .is_some_and(|l| self.text[l.len()..].starts_with("\r\n"));
            (
                "expected the end of the line before this",
                "each setting stands on a line of its own",
                format!("{}{}", if crlf { "\r\n" } else { "\n" }, &line[..lead]),
            )
        };
        self.sink.push(
            Diagnostic::error(
                codes::E0136,
                format!(
                    "`{}` is a setting of its own and stands on the line of `{}`",
                    value.raw, statement.name.text
                ),
            )
            .at(value.loc, said)
            .help(help)
            .fix(gap, sign),
        );
        Some(i)
    }

    /// `forbid { any "a" severity warn }`: a setting of the whole rule behind the value of another.
    pub(super) fn no_separator(&mut self, statement: &Statement, modifier: &Statement) {
        let gap = Span::new(statement.value_loc().span.end, modifier.name.loc.span.start);
        self.sink.push(
            Diagnostic::error(
                codes::E0136,
                format!(
                    "`{}` is a setting of its own and stands behind the value of `{}`",
                    modifier.name.text, statement.name.text
                ),
            )
            .at(modifier.name.loc, "expected `;` before this")
            .help("a semicolon, or the end of a line, separates settings")
            .fix(Loc::new(modifier.name.loc.source, gap), "; "),
        );
    }

    pub(super) fn several(&mut self, statement: &mut Statement) {
        let values = &statement.values;
        if let Some(i) = self.second_setting(statement, values) {
            statement.values.truncate(i);
            if statement.values.len() == 1 {
                return;
            }
        }
        let mut values = std::mem::take(&mut statement.values);
        let (Some(first), Some(last)) = (values.first(), values.last()) else {
            return;
        };
        let loc = first.loc.join(last.loc);
        let raw = loc.span.slice(self.text).to_owned();
        let bare = |v: &Value| v.style == Style::Plain && !matches!(v.kind, ValueKind::List(_));
        let named =
            matches!(&first.kind, ValueKind::Name(n) if self.words.is_some_and(|w| w.knows(n)));
        if !values.iter().all(bare) || named {
            let name = &statement.name.text;
            if named && first.raw != *name && statement.block.is_none() {
                let inner = Name {
                    text: first.raw.clone(),
                    loc: first.loc,
                };
                let value: Vec<Value> = values.get(1).cloned().into_iter().collect();
                let mut block = empty_block(loc);
                if values.len() == 2 {
                    block.statements.push(plain_statement(inner, value));
                }
                statement.block = Some(block);
            }
            let d = if named && first.raw != *name {
                Diagnostic::error(
                    codes::E0135,
                    format!("the settings of `{name}` stand between braces"),
                )
                .at(loc, "expected `{` and `}` around this")
                .fix(loc, format!("{{ {raw} }}"))
            } else {
                let second = values.get(1).unwrap_or(first);
                let gap = Loc::new(
                    loc.source,
                    Span::new(first.loc.span.end, second.loc.span.start),
                );
                let next = matches!(second.kind, ValueKind::Name(_)) && values.len() > 2;
                let d = Diagnostic::error(
                    codes::E0136,
                    format!("`{name}` takes one value, or several with commas between them"),
                )
                .at(second.loc, "expected `,` before this");
                if next {
                    d.help(format!(
                        "when `{}` is a setting of its own, write it on a line of its own",
                        second.raw
                    ))
                } else {
                    d.fix(gap, ", ")
                }
            };
            self.sink.push(d);
            values.truncate(1);
            if statement.block.is_none() {
                statement.values = values;
            }
            return;
        }
        let merged = Value {
            kind: ValueKind::Text,
            loc,
            map: vec![Segment {
                raw: 0,
                source: loc.span.start,
                len: raw.len(),
            }],
            raw,
            style: Style::Plain,
            trivia: None,
        };
        if faults::is_attempt(&merged.raw) {
            // The rule that wants a quantity says what is wrong with it.
            statement.values.push(merged);
            return;
        }
        let lowercase = |v: &Value| matches!(&v.kind, ValueKind::Name(n) if n.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '-' | '/' | '_')));
        if values.iter().all(lowercase) {
            let joined: Vec<&str> = values.iter().map(|v| v.raw.as_str()).collect();
            let d = Diagnostic::error(
                codes::E0136,
                format!(
                    "`{}` takes one value, or several with commas between them",
                    statement.name.text
                ),
            )
            .at(loc, "several words")
            .help(format!(
                "a list: `{} {}`",
                statement.name.text,
                joined.join(", ")
            ));
            let d = if statement.name.text == "use" {
                d.fix(loc, joined.join(", "))
            } else {
                d.help(format!(
                    "a text: `{} {}`",
                    statement.name.text,
                    quote(&merged.raw)
                ))
            };
            self.sink.push(d);
            statement.values.push(list(values));
            return;
        }
        self.sink.push(faults::unquoted(&merged, &[]));
        statement.values.push(Value {
            style: Style::Quoted,
            ..merged
        });
    }

    /// `recipe brief fr "1.0.0"`: more than a name and one value behind it. Returns whether it is so.
    pub(super) fn too_many(
        &mut self,
        name: &Name,
        values: &[Value],
        takes: &str,
        line: &str,
    ) -> bool {
        let [first, _, third, ..] = values else {
            return false;
        };
        let d = Diagnostic::error(codes::E0136, format!("`{}` takes {takes}", name.text));
        let bare = |v: &&Value| v.style == Style::Plain && matches!(v.kind, ValueKind::Name(_));
        let words = values.iter().take_while(bare).count();
        // Several words and at most one value that is no word: the name was meant to be all of them.
        let d = if words >= 2 && words + 1 >= values.len() {
            let own = values.get(..words).unwrap_or_default();
            let loc = first.loc.join(own.last().map_or(first.loc, |v| v.loc));
            let joined: Vec<&str> = own.iter().map(|v| v.raw.as_str()).collect();
            let joined = joined.join("-");
            let mut d = d
                .at(loc, format!("{words} words"))
                .help("a name is one word; hyphens join several");
            if words < values.len() {
                d = d.fix(loc, joined);
            } else {
                d = d.help(format!("{} {joined}", name.text));
            }
            d
        } else {
            d.at(third.loc, "one value too many").help(line.to_owned())
        };
        self.sink.push(d);
        true
    }

    pub(super) fn no_default(&mut self, statement: &Statement, value: &Value) {
        let sign = self.text[..value.loc.span.start]
            .rfind('=')
            .unwrap_or(value.loc.span.start);
        let whole = Loc::new(value.loc.source, Span::new(sign, value.loc.span.end));
        self.sink.push(
            Diagnostic::error(
                codes::E0137,
                format!(
                    "`=` gives the default of an input; `{}` has none",
                    statement.name.text
                ),
            )
            .at(whole, "not expected here")
            .help("a value follows its name after a space alone"),
        );
    }

    /// `->` where it documents nothing: behind a rule, or on a line of its own that goes on with a rule.
    pub(super) fn arrow(&mut self, statement: &Statement, doc: &Value, place: Place<'_>) {
        let text = self.text;
        let start = text[..doc.loc.span.start]
            .rfind("->")
            .unwrap_or(doc.loc.span.start);
        let whole = Loc::new(doc.loc.source, Span::new(start, doc.loc.span.end));
        let line = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let rest = text[whole.span.end..].lines().next().unwrap_or("");
        let end = whole.span.end + rest.len();
        let alone = rest.trim().is_empty();
        let name = &statement.name;
        if line <= name.loc.span.start || !text[line..start].trim().is_empty() {
            let mut d = Diagnostic::error(
                codes::E0137,
                format!(
                    "`->` documents a recipe, a pack or an input, not `{}`",
                    name.text
                ),
            )
            .at(whole, "not expected here")
            .help("say why a rule is there in a comment: `# …`");
            if alone && doc.style == Style::Quoted && !doc.raw.contains(['\n', '\\']) {
                d = d.fix(whole, format!("# {}", doc.raw));
            }
            self.sink.push(d);
            return;
        }
        let mut d = Diagnostic::error(
            codes::E0137,
            format!(
                "a line that begins with `->` goes on with the one before it, here with `{}`, which `->` does not document",
                name.text
            ),
        )
        .at(whole, "read as a part of the line before")
        .at(name.loc, "goes on from here")
        .help("put it directly below the line of `recipe`, `pack` or `input` that it is about");
        if let Some(head) = self.head.filter(|_| alone && matches!(place, Place::File)) {
            let after = head.end + text[head.end..].find(['\r', '\n']).unwrap_or(0);
            let ending = if text[after..].starts_with('\r') {
                "\r\n"
            } else {
                "\n"
            };
            let next = end + text[end..].find('\n').map_or(0, |i| i + 1);
            let at = |a, b| Loc::new(whole.source, Span::new(a, b));
            d = d
                .fix(
                    at(after, after),
                    format!("{ending}  {}", whole.span.slice(text)),
                )
                .also(at(line, next), "");
        }
        self.sink.push(d);
    }
}
