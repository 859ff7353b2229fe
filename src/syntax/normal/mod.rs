//! What the shapes of a recipe file mean in terms of settings, and back: the one place that knows how the two surfaces differ.
//!
//! The normal form is the one that YAML has: every statement sets one name to one value or to one block.
//!
//! | in a recipe file | normal form |
//! |---|---|
//! | `recipe NAME "1.0.0" -> "doc"` | `recipe: NAME`, `version: 1.0.0`, `description: doc` |
//! | `input NAME TYPE -> "doc" = "x"`, each on its line | one `inputs` block: `NAME: { type: TYPE, description: doc, default: x }` |
//! | `forbid "a", "b" severity warn` | `forbid` with the list and the block `{ severity: warn }` |
//! | `keyphrase "x" { in title }` | the value and the block; in YAML the value gets the name that the rule gives it (`is: x`) |
//! | `rewritten` | `rewritten: true`: a name alone, an empty value and `true` are the same |
//! | `use fr/presse` | `use: fr/presse`: one value and a list of one are the same |
//! | `/x/`, `>= 7 words` | the same between quotes, where YAML wants quotes |
//!
//! [`settings`] goes from left to right before a recipe is resolved, [`spelled`] goes the rest of the way for printing YAML,
//! and [`brief`] goes back.

mod brief;
mod spelled;
mod suite;

use super::dsl::faults;
use super::dsl::text::quote;
use super::dsl::value::{list, quoted as text_value};
use super::tree::{Block, Name, Statement, Style, Tree, Trivia, Value, ValueKind};
use crate::diag::{Diagnostic, Sink, codes};
use crate::span::{Loc, Span};

pub use brief::brief;
pub use spelled::{headed, spelled};
pub use suite::{suite_brief, suite_spelled};

/// Statements that may stand several times in a file.
pub const REPEATED: &[&str] = &["input", "step", "check", "test"];

/// Statements that take several values behind each other.
pub const POSITIONAL: &[&str] = &["recipe", "pack", "input", "step", "check", "test"];

/// Words that begin a setting of the whole statement, behind its values.
pub const MODIFIERS: &[&str] = &["severity", "per"];

/// What is known of the names of settings. The language knows none; the rules bring theirs.
pub trait Words {
    /// The name of the setting that a bare value of this rule stands for: `is` for `length`, `any` for `forbid`; `None` when
    /// there is no such rule. Rules within a group have a dot: `title.length`.
    fn bare(&self, rule: &str) -> Option<&str>;

    /// Whether the block of this rule holds entries that the author names, in an order that counts.
    fn open(&self, rule: &str) -> bool;

    /// Whether this rule, or the entries of its block, have a setting of this name.
    fn has(&self, rule: &str, setting: &str) -> bool;

    /// Whether this rule itself has a setting of this name; those of the entries of its block do not count.
    fn owns(&self, rule: &str, setting: &str) -> bool {
        self.has(rule, setting)
    }

    /// Whether anything is called like this: a rule or one of its settings.
    fn knows(&self, name: &str) -> bool;
}

/// Brings the tree of a recipe file into normal form. Values that cannot be brought there go to `sink`; `text` is the file. Without words
/// only what is wrong with any rules is reported.
#[must_use]
pub fn settings(tree: Tree, text: &str, words: Option<&dyn Words>, sink: &mut Sink) -> Tree {
    let mut pass = Pass { text, words, sink };
    let mut statements: Vec<Statement> = Vec::with_capacity(tree.statements.len() + 2);
    let mut inputs: Option<usize> = None;
    for mut statement in tree.statements {
        match statement.name.text.as_str() {
            "recipe" | "pack" => pass.header(statement, &mut statements),
            "input" => {
                let Some(entry) = pass.input(&mut statement) else {
                    continue;
                };
                let at = *inputs.get_or_insert_with(|| {
                    statements.push(grouped("inputs", &mut statement));
                    statements.len() - 1
                });
                let entry = Statement {
                    trivia: statement.trivia,
                    ..entry
                };
                let block = statements[at]
                    .block
                    .get_or_insert_with(|| empty_block(entry.loc));
                let name = &entry.name;
                if let Some(first) = block.statements.iter().find(|s| s.name.text == name.text) {
                    pass.sink.push(
                        Diagnostic::error(
                            codes::E0103,
                            format!("the input `{}` is declared twice", name.text),
                        )
                        .at(name.loc, "again here")
                        .at(first.name.loc, "first here")
                        .help("keep one of the two lines, or rename one"),
                    );
                    continue;
                }
                block.loc = block.loc.join(entry.loc);
                block.statements.push(entry);
            }
            _ => {
                pass.setting(&mut statement, Place::File);
                if statement.name.text == "inputs" {
                    inputs.get_or_insert(statements.len());
                }
                statements.push(statement);
            }
        }
    }
    Tree {
        statements,
        trailing: tree.trailing,
    }
}

fn empty_block(loc: Loc) -> Block {
    Block {
        statements: Vec::new(),
        trailing: Vec::new(),
        loc,
        inline: false,
        listed: false,
    }
}

fn plain_statement(name: Name, values: Vec<Value>) -> Statement {
    let loc = values.iter().fold(name.loc, |l, v| l.join(v.loc));
    Statement {
        name,
        values,
        block: None,
        doc: None,
        default: None,
        trivia: Trivia::default(),
        loc,
    }
}

/// The statement that a first line of several opens (`inputs`, of `input` lines): comments before a blank line are about all of them.
fn grouped(name: &str, first: &mut Statement) -> Statement {
    let trivia = &mut first.trivia;
    let split = if trivia.gap {
        trivia.leading.len()
    } else {
        trivia
            .leading
            .iter()
            .rposition(|c| c.blank_before)
            .unwrap_or(0)
    };
    let own: Vec<_> = trivia.leading.drain(..split).collect();
    if let Some(c) = trivia.leading.first_mut() {
        c.blank_before = false;
    }
    let moved = Trivia {
        leading: own,
        blank_before: trivia.blank_before,
        ..Trivia::default()
    };
    trivia.blank_before = false;
    trivia.gap = false;
    Statement {
        name: Name {
            text: name.to_owned(),
            loc: first.name.loc,
        },
        values: Vec::new(),
        block: Some(empty_block(first.loc)),
        doc: None,
        default: None,
        trivia: moved,
        loc: first.loc,
    }
}

struct Pass<'a> {
    text: &'a str,
    words: Option<&'a dyn Words>,
    sink: &'a mut Sink,
}

/// Where a statement stands.
#[derive(Clone, Copy)]
enum Place<'a> {
    /// In no block.
    File,
    /// In the block of this name, which is no rule.
    Group(&'a str),
    /// In the block of this rule, or deeper.
    Rule(&'a str),
}

impl Pass<'_> {
    /// `recipe NAME "1.0.0" -> "doc"`.
    fn header(&mut self, mut statement: Statement, out: &mut Vec<Statement>) {
        let mut values = std::mem::take(&mut statement.values).into_iter();
        let name = values.next();
        let mut version = values.next();
        if let Some(extra) = values.next() {
            version = None;
            self.too_many(
                &statement.name,
                &extra,
                "a name and a version",
                "recipe seo-article-fr \"1.0.0\"",
            );
        }
        statement.values.extend(name);
        let doc = statement.doc.take();
        if let Some(d) = statement.default.take() {
            self.no_default(&statement, &d);
        }
        let loc = |v: &Value| v.loc;
        statement.loc = statement.name.loc.join(statement.value_loc());
        out.push(statement);
        for (name, value) in [("version", version), ("description", doc)] {
            if let Some(v) = value {
                let name = Name {
                    text: name.to_owned(),
                    loc: loc(&v),
                };
                out.push(plain_statement(name, vec![v]));
            }
        }
    }

    /// `input NAME TYPE -> "doc" = "default"`, as the entry `NAME: { … }` of `inputs`.
    fn input(&mut self, statement: &mut Statement) -> Option<Statement> {
        let mut values = std::mem::take(&mut statement.values).into_iter();
        let Some(first) = values.next() else {
            self.sink.push(
                Diagnostic::error(codes::E0208, "an input needs a name")
                    .at(statement.name.loc, "nothing follows")
                    .help("input keyphrase text -> \"what the reader searches for\""),
            );
            return None;
        };
        let mut kind = values.next();
        if let Some(extra) = values.next() {
            kind = None;
            self.too_many(
                &statement.name,
                &extra,
                "a name and a type",
                "input keyphrase text -> \"what the reader searches for\" = \"trafic de drogue\"",
            );
        }
        let name = Name {
            text: first.raw.clone(),
            loc: first.loc,
        };
        let mut entry = plain_statement(name, Vec::new());
        entry.loc = statement.loc;
        let doc = statement.doc.take();
        let default = statement.default.take();
        let block = statement.block.take();
        let block = block.filter(|b| !b.statements.is_empty() || !b.trailing.is_empty());
        if doc.is_none() && default.is_none() && block.is_none() {
            entry.values.extend(kind);
            return Some(entry);
        }
        let mut inner = Vec::new();
        for (name, value) in [("type", kind), ("description", doc), ("default", default)] {
            if let Some(v) = value {
                inner.push(plain_statement(
                    Name {
                        text: name.to_owned(),
                        loc: v.loc,
                    },
                    vec![v],
                ));
            }
        }
        let mut own = block.unwrap_or_else(|| Block {
            inline: true,
            ..empty_block(statement.loc)
        });
        for s in &mut own.statements {
            self.setting(s, Place::Rule(""));
        }
        own.statements.splice(0..0, inner);
        entry.block = Some(own);
        Some(entry)
    }

    /// Any other statement.
    fn setting(&mut self, statement: &mut Statement, place: Place<'_>) {
        if let Some(doc) = statement.doc.take() {
            let arrow = self.text[..doc.loc.span.start]
                .rfind("->")
                .unwrap_or(doc.loc.span.start);
            let whole = Loc::new(doc.loc.source, Span::new(arrow, doc.loc.span.end));
            self.sink.push(
                Diagnostic::error(
                    codes::E0137,
                    format!(
                        "`->` documents a recipe, a pack or an input, not `{}`",
                        statement.name.text
                    ),
                )
                .at(whole, "not expected here")
                .help("say why a rule is there in a comment: `# …`"),
            );
        }
        if let Some(d) = statement.default.take() {
            self.no_default(statement, &d);
        }
        if !statement.values.is_empty() {
            // An empty block beside a value says nothing.
            let says = |b: &mut Block| !b.statements.is_empty() || !b.trailing.is_empty();
            statement.block = statement.block.take_if(says);
        }
        if !POSITIONAL.contains(&statement.name.text.as_str()) {
            self.modifiers(statement);
            self.values(statement);
        }
        if matches!(place, Place::Rule(_))
            && self.words.is_some()
            && !statement.values.is_empty()
            && statement.block.is_some()
        {
            // Only a rule says which of its settings a bare value stands for.
            self.sink.push(
                Diagnostic::error(
                    codes::E0136,
                    format!("`{}` has a value and a block", statement.name.text),
                )
                .at(
                    statement.value_loc(),
                    "put this into the block, behind its name",
                )
                .help(format!(
                    "{} {{ words at least 120, heading none }}",
                    statement.name.text
                )),
            );
            statement.values.clear();
        }
        let own = statement.name.text.clone();
        let path = match place {
            Place::Group(g) => format!("{g}.{own}"),
            Place::File | Place::Rule(_) => own.clone(),
        };
        let rule = self.words.is_some_and(|w| w.bare(&path).is_some());
        let below = match place {
            Place::File if !rule => Place::Group(&own),
            Place::File | Place::Group(_) => Place::Rule(&path),
            Place::Rule(r) => Place::Rule(r),
        };
        self.braces(statement, &path);
        self.twice(statement, &path);
        let Some(block) = &mut statement.block else {
            return;
        };
        let mut statements = Vec::with_capacity(block.statements.len());
        for mut inner in std::mem::take(&mut block.statements) {
            self.setting(&mut inner, below);
            let further = self.flags(&mut inner, below);
            statements.push(inner);
            statements.extend(further);
        }
        block.statements = statements;
    }

    /// `paragraphs at most 80 words { words 4 }`: the value and a setting of the block say the same thing.
    fn twice(&mut self, statement: &mut Statement, rule: &str) {
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
    fn braces(&mut self, statement: &mut Statement, rule: &str) {
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
        let written = block.loc.span.slice(self.text);
        let mended = written
            .strip_prefix('{')
            .and_then(|w| w.strip_suffix('}'))
            .map(|inner| format!("[{inner}]"));
        let mut d = Diagnostic::error(
            codes::E0135,
            format!(
                "the items of `{}` stand between brackets, not braces",
                statement.name.text
            ),
        )
        .at(block.loc, "expected `[` and `]` around this");
        if let Some(m) = mended {
            d = d.fix(block.loc, m);
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
    fn flags(&mut self, statement: &mut Statement, place: Place<'_>) -> Vec<Statement> {
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
        let gap = Loc::new(
            first.loc.source,
            Span::new(before.loc.span.end, first.loc.span.start),
        );
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
            .fix(gap, "; "),
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

    /// `severity warn` behind the values becomes a setting in the block.
    fn modifiers(&mut self, statement: &mut Statement) {
        let is = |v: &Value| {
            v.style == Style::Plain
                && matches!(&v.kind, ValueKind::Name(n) if MODIFIERS.contains(&n.as_str()))
        };
        if MODIFIERS.contains(&statement.name.text.as_str()) {
            return;
        }
        while let Some(i) = statement.values.iter().position(is) {
            let word = statement.values.remove(i);
            let name = Name {
                text: word.raw.clone(),
                loc: word.loc,
            };
            if i >= statement.values.len() {
                self.sink.push(
                    Diagnostic::error(
                        codes::E0136,
                        format!("expected a value after `{}`", word.raw),
                    )
                    .at(word.loc, "nothing follows")
                    .help(if word.raw == "severity" {
                        "severity warn"
                    } else {
                        "per section"
                    }),
                );
                continue;
            }
            let value = statement.values.remove(i);
            let setting = plain_statement(name, vec![value]);
            let loc = setting.loc;
            let block = statement.block.get_or_insert_with(|| Block {
                inline: true,
                ..empty_block(loc)
            });
            block.statements.push(setting);
        }
    }

    /// Several values behind each other are one text that lacks its quotes, or a list that lacks its commas.
    fn values(&mut self, statement: &mut Statement) {
        if statement.values.len() > 1 {
            self.several(statement);
        }
        if self.brackets(statement) {
            return;
        }
        for value in &statement.values {
            for item in value.items() {
                let words = item.style == Style::Plain && item.kind == ValueKind::Text;
                // A pattern that cannot be read was reported when it was read.
                let marked = item.raw.starts_with('/') || faults::glued_quote(&item.raw).is_some();
                if words && !marked && !faults::stands_bare(&item.raw) {
                    self.sink.push(faults::unquoted(item, &[]));
                }
            }
        }
    }

    /// `title [ length 40..65 chars ]`: settings between brackets.
    fn brackets(&mut self, statement: &mut Statement) -> bool {
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
            v.style == Style::Plain && v.kind == ValueKind::Text && words.knows(first)
        };
        let written = value.loc.span.slice(self.text);
        let inner = written.strip_prefix('[').and_then(|w| w.strip_suffix(']'));
        let Some(inner) = inner.filter(|_| items.iter().any(setting)) else {
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
            .fix(value.loc, format!("{{{inner}}}")),
        );
        let loc = value.loc;
        statement.values.clear();
        // What they would have set is not known; that nothing is set is not to be reported.
        statement.block = Some(empty_block(loc));
        true
    }

    /// A setting that follows another on the same line: `length 300..400 words overlap at most 40 %`. Returns where it begins.
    fn second_setting(&mut self, statement: &Statement, values: &[Value]) -> Option<usize> {
        let words = self.words?;
        let digits = |v: &Value| v.raw.bytes().any(|b| b.is_ascii_digit());
        if !values.first().is_some_and(digits) {
            return None;
        }
        let known = |v: &Value| matches!(&v.kind, ValueKind::Name(n) if words.knows(n));
        let i = (1..values.len() - 1)
            .find(|&i| known(&values[i]) && matches!(values[i - 1].kind, ValueKind::Quantity(_)))?;
        let gap = Loc::new(
            values[i].loc.source,
            Span::new(values[i - 1].loc.span.end, values[i].loc.span.start),
        );
        self.sink.push(
            Diagnostic::error(
                codes::E0136,
                format!("`{}` is a setting of its own and stands on the line of `{}`", values[i].raw, statement.name.text),
            )
            .at(values[i].loc, "expected the end of the line before this")
            .help("settings stand on lines of their own; within braces on one line, commas separate them")
            .fix(gap, "\n"),
        );
        Some(i)
    }

    fn several(&mut self, statement: &mut Statement) {
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
            let d = if named && first.raw != *name {
                Diagnostic::error(
                    codes::E0135,
                    format!("the settings of `{name}` stand between braces"),
                )
                .at(loc, "expected `{` and `}` around this")
                .fix(loc, format!("{{ {raw} }}"))
            } else {
                let gap = Loc::new(
                    loc.source,
                    Span::new(first.loc.span.end, values[1].loc.span.start),
                );
                let next = matches!(values[1].kind, ValueKind::Name(_)) && values.len() > 2;
                let d = Diagnostic::error(
                    codes::E0136,
                    format!("`{name}` takes one value, or several with commas between them"),
                )
                .at(values[1].loc, "expected `,` before this");
                if next {
                    d.help(format!(
                        "when `{}` is a setting of its own, write it on a line of its own",
                        values[1].raw
                    ))
                } else {
                    d.fix(gap, ", ")
                }
            };
            self.sink.push(d);
            values.truncate(1);
            statement.values = values;
            return;
        }
        let merged = Value {
            kind: ValueKind::Text,
            loc,
            map: vec![super::tree::Segment {
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

    fn too_many(&mut self, name: &Name, extra: &Value, takes: &str, line: &str) {
        self.sink.push(
            Diagnostic::error(codes::E0136, format!("`{}` takes {takes}", name.text))
                .at(extra.loc, "one value too many")
                .help(line.to_owned()),
        );
    }

    fn no_default(&mut self, statement: &Statement, value: &Value) {
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
}
