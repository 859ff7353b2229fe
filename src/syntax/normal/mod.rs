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
//! [`settings`] goes from left to right before a recipe is resolved, [`gathered`] and [`spelled`] go the rest of the way for printing YAML,
//! and [`brief`] goes back.

mod brief;
mod gathered;
mod slips;
mod spelled;
mod suite;

use super::dsl::faults;
use super::tree::{Block, Name, Statement, Style, Tree, Trivia, Value, ValueKind};
use crate::diag::{Diagnostic, Sink, codes};
use crate::span::{Loc, Span};

pub use brief::brief;
pub use gathered::gathered;
pub use spelled::{headed, spelled};
pub use suite::{suite_brief, suite_spelled};

/// Statements that may stand several times in a file.
pub const REPEATED: &[&str] = &["input", "step", "check", "frame", "test"];

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
    let mut pass = Pass {
        text,
        words,
        sink,
        inline: false,
        head: tree
            .statements
            .first()
            .filter(|s| {
                // Where there are inputs, the line may be about one of them.
                matches!(s.name.text.as_str(), "recipe" | "pack")
                    && s.doc.is_none()
                    && tree.statements.iter().all(|s| s.name.text != "input")
            })
            .map(|s| s.loc.span),
    };
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
                let Some(group) = statements.get_mut(at) else {
                    continue;
                };
                let block = group.block.get_or_insert_with(|| empty_block(entry.loc));
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
    /// Whether the block that is being read stands on one line.
    inline: bool,
    /// The line of `recipe` or `pack`, when it has no `->` and a `->` that went astray can only be meant for it.
    head: Option<Span>,
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
        let values = std::mem::take(&mut statement.values);
        let several = self.too_many(
            &statement.name,
            &values,
            "a name and a version",
            "recipe seo-article-fr \"1.0.0\"",
        );
        let mut values = values.into_iter();
        let name = values.next();
        let version = values.next().filter(|_| !several);
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
        let values = std::mem::take(&mut statement.values);
        let several = self.too_many(
            &statement.name,
            &values,
            "a name and a type",
            "input keyphrase text -> \"what the reader searches for\" = \"trafic de drogue\"",
        );
        let mut values = values.into_iter();
        let Some(first) = values.next() else {
            self.sink.push(
                Diagnostic::error(codes::E0208, "an input needs a name")
                    .at(statement.name.loc, "nothing follows")
                    .help("input keyphrase text -> \"what the reader searches for\""),
            );
            return None;
        };
        let kind = values.next().filter(|_| !several);
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
            self.arrow(statement, &doc, place);
        }
        if let Some(d) = statement.default.take() {
            self.no_default(statement, &d);
        }
        if !statement.values.is_empty() {
            // An empty block beside a value says nothing.
            let says = |b: &mut Block| !b.statements.is_empty() || !b.trailing.is_empty();
            statement.block = statement.block.take_if(says);
        }
        let positional = POSITIONAL.contains(&statement.name.text.as_str());
        let (own, known) = (statement.block.is_some(), self.sink.items().len());
        if !positional || statement.name.text == "check" {
            self.modifiers(statement);
        }
        if !positional {
            self.values(statement);
        }
        if matches!(place, Place::Rule(_))
            && self.words.is_some()
            && !statement.values.is_empty()
            && let Some(block) = &statement.block
        {
            let modifier = block.statements.first().filter(|_| !own);
            if let Some(modifier) = modifier.cloned() {
                if self.sink.items().len() == known {
                    self.no_separator(statement, &modifier);
                }
                statement.block = None;
                return;
            }
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
        let outer = std::mem::replace(&mut self.inline, block.inline);
        let mut statements = Vec::with_capacity(block.statements.len());
        for mut inner in std::mem::take(&mut block.statements) {
            self.setting(&mut inner, below);
            let further = self.flags(&mut inner, below);
            statements.push(inner);
            statements.extend(further);
        }
        self.inline = outer;
        block.statements = statements;
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
                let (wanted, line) = if word.raw == "severity" {
                    ("`error`, `warn`, `info` or `off`", "severity warn")
                } else {
                    ("`sentence`, `paragraph` or `section`", "per section")
                };
                self.sink.push(
                    Diagnostic::error(
                        codes::E0136,
                        format!("expected {wanted} after `{}`, found nothing", word.raw),
                    )
                    .at(word.loc, "nothing follows")
                    .help(line),
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
}
