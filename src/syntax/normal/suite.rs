//! What the shapes of a test file in one surface are in the other.
//!
//! | in a recipe file | in YAML |
//! |---|---|
//! | `test "NAME" { … }`, each on its line | an entry `NAME: { … }` of `tests` |
//! | `strip { first { … } second { … } }` | a list of records: `strip: [{ … }, { … }]` |
//! | `draft "a.md"` | `draft: a.md` |
//!
//! The records of a list have no names, and a block is made of named statements: they are counted.

use super::brief::{after, spread};
use super::spelled::flag;
use super::{empty_block, grouped, plain_statement};
use crate::span::Loc;
use crate::syntax::scalar;
use crate::syntax::tree::{Name, Statement, Style, Tree, Value, ValueKind};

/// Statements that name a file.
const PATHS: &[&str] = &["recipe", "draft", "source", "recording"];

/// Statements whose values are words and numbers; all others hold texts.
const WORDS: &[&str] = &[
    "snapshots",
    "expect",
    "fails",
    "undecided",
    "skipped",
    "exit",
    "held",
    "input",
];

/// How records are counted; further ones are numbered.
const ORDINALS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

fn ordinal(i: usize) -> String {
    ORDINALS
        .get(i)
        .map_or_else(|| format!("number-{}", i + 1), |o| (*o).to_owned())
}

/// Gives the tree of a YAML test file the shapes of a recipe file. Comments and order are kept.
#[must_use]
pub fn suite_brief(tree: Tree) -> Tree {
    let mut statements = Vec::new();
    let mut left = Vec::new();
    for mut statement in tree.statements {
        after(&mut statement, &mut left);
        let named = |s: &Statement| !s.name.text.is_empty() && s.values.is_empty();
        let tests = statement.name.text == "tests" && !statement.entries().is_empty();
        if tests && statement.entries().iter().all(named) {
            let Some(block) = statement.block.take() else {
                statements.push(statement);
                continue;
            };
            let mut head = Some(statement.trivia);
            for mut entry in block.statements {
                if let Some(head) = head.take() {
                    spread(head, &mut entry.trivia);
                }
                let label = text(&entry.name);
                entry.name.text = "test".to_owned();
                entry.values = vec![label];
                counted(&mut entry);
                statements.push(entry);
            }
            left = block.trailing;
        } else {
            counted(&mut statement);
            statements.push(statement);
        }
    }
    left.extend(tree.trailing);
    Tree {
        statements,
        trailing: left,
    }
}

fn text(name: &Name) -> Value {
    Value {
        kind: ValueKind::Text,
        loc: name.loc,
        raw: name.text.clone(),
        style: Style::Quoted,
        map: Vec::new(),
        trivia: None,
    }
}

/// Counts the records of lists, and quotes what is a text.
fn counted(statement: &mut Statement) {
    let name = statement.name.text.clone();
    if let [v] = statement.values.as_slice()
        && matches!(v.kind, ValueKind::Bool(true) | ValueKind::Null)
        && v.trivia.is_none()
    {
        statement.values.clear();
    }
    if !WORDS.contains(&name.as_str()) {
        statement.values.iter_mut().for_each(quoted);
    }
    let Some(block) = &mut statement.block else {
        return;
    };
    if block.listed {
        for (i, item) in block.statements.iter_mut().enumerate() {
            if item.name.text.is_empty() {
                item.name.text = ordinal(i);
                if item.block.is_none() {
                    // A text among records says where its finding is.
                    let loc = item.loc;
                    let at = named("at", loc, std::mem::take(&mut item.values));
                    let block = item.block.get_or_insert(empty_block(loc));
                    block.inline = true;
                    block.statements.push(at);
                }
            }
        }
        block.listed = false;
    }
    if name != "input" {
        block.statements.iter_mut().for_each(counted);
    }
}

fn named(name: &str, loc: Loc, values: Vec<Value>) -> Statement {
    let name = Name {
        text: name.to_owned(),
        loc,
    };
    plain_statement(name, values)
}

/// A text, whatever it looks like, between quotes.
fn quoted(value: &mut Value) {
    match &mut value.kind {
        ValueKind::List(items) => items.iter_mut().for_each(quoted),
        ValueKind::Bool(_) | ValueKind::Null => {}
        _ => {
            value.kind = ValueKind::Text;
            if value.style == Style::Plain {
                value.style = Style::Quoted;
            }
        }
    }
}

/// Gives the tree of a test file in the recipe language the shapes of YAML. Comments and order are kept.
#[must_use]
pub fn suite_spelled(tree: Tree) -> Tree {
    let mut statements: Vec<Statement> = Vec::with_capacity(tree.statements.len());
    let mut tests: Option<usize> = None;
    for mut statement in tree.statements {
        let label = match statement.values.as_slice() {
            [label] if statement.name.text == "test" => {
                label.text().map(|t| (t.to_owned(), label.loc))
            }
            _ => None,
        };
        let Some((name, loc)) = label else {
            uncounted(&mut statement);
            statements.push(statement);
            continue;
        };
        let at = *tests.get_or_insert_with(|| {
            statements.push(grouped("tests", &mut statement));
            statements.len() - 1
        });
        statement.name = Name { text: name, loc };
        statement.values.clear();
        for inner in statement.block.iter_mut().flat_map(|b| &mut b.statements) {
            uncounted(inner);
        }
        let group = statements.get_mut(at);
        if let Some(block) = group.and_then(|g| g.block.as_mut()) {
            block.loc = block.loc.join(statement.loc);
            block.statements.push(statement);
        }
    }
    Tree {
        statements,
        trailing: tree.trailing,
    }
}

/// Counted records become a list; paths lose their quotes.
fn uncounted(statement: &mut Statement) {
    if PATHS.contains(&statement.name.text.as_str())
        && let [v] = statement.values.as_mut_slice()
        && v.style != Style::Block
        && scalar::is_name(&v.raw)
    {
        v.kind = ValueKind::Name(v.raw.clone());
    }
    let input = statement.name.text == "input";
    let Some(block) = &mut statement.block else {
        if statement.values.is_empty() {
            statement.values.push(flag(statement.loc));
        }
        return;
    };
    if input {
        return;
    }
    let records =
        !block.statements.is_empty()
            && block.statements.iter().enumerate().all(|(i, s)| {
                s.block.is_some() && s.values.is_empty() && s.name.text == ordinal(i)
            });
    for inner in &mut block.statements {
        uncounted(inner);
        if records {
            inner.name.text.clear();
        }
    }
    block.listed = records;
}
