//! From the normal form to the shapes of YAML.

use super::brief::word;
use super::{Words, plain_statement};
use crate::span::Loc;
use crate::syntax::scalar;
use crate::syntax::tree::{Name, Statement, Style, Tree, Value, ValueKind};

/// Gives every value beside a block its name, every lonely name its `true`, and lists their order, as YAML wants it.
#[must_use]
pub fn spelled(mut tree: Tree, words: &dyn Words) -> Tree {
    for statement in &mut tree.statements {
        let name = statement.name.text.clone();
        if name == "inputs" {
            // An input without a type is a text.
            for entry in statement.block.iter_mut().flat_map(|b| &mut b.statements) {
                if entry.values.is_empty() && entry.block.is_none() {
                    entry.values.push(word("text", entry.loc));
                }
            }
        }
        spell(statement, &name, words, false);
    }
    tree
}

fn spell(statement: &mut Statement, path: &str, words: &dyn Words, listed: bool) {
    let rule = words.bare(path);
    let loc = statement.loc;
    if let Some(block) = &mut statement.block {
        if !statement.values.is_empty() {
            let lines = statement.values.iter().any(|v| v.style == Style::Items);
            let mut inner = plain_statement(
                Name {
                    text: rule.unwrap_or("is").to_owned(),
                    loc: statement.name.loc,
                },
                std::mem::take(&mut statement.values),
            );
            // What stands behind the last item of a list goes along with the list; what stands beside `] severity …` with that.
            let own = &mut statement.trivia;
            if lines {
                inner.trivia.inner = std::mem::take(&mut own.inner);
            }
            if block.inline
                && let Some(last) = block.statements.last_mut()
                && last.trivia.trailing.is_none()
            {
                last.trivia.trailing = own.closing.take();
            }
            block.statements.insert(0, inner);
        }
        block.listed |= words.open(path);
        let listed = block.listed;
        let own = path;
        let bare = |s: &Statement| s.values.is_empty() && s.block.is_none();
        for inner in &mut block.statements {
            // Below a rule no name is a rule's.
            let path = if rule.is_some() {
                String::new()
            } else {
                format!("{path}.{}", inner.name.text)
            };
            // A bare name in a list is an entry that the author named, unless the rule has a setting of that name.
            let named = listed && !(bare(inner) && words.owns(own, &inner.name.text));
            spell(inner, &path, words, named);
        }
    } else if statement.values.is_empty() && !listed {
        statement.values.push(flag(loc));
    }
}

/// What a name alone says.
pub(super) fn flag(loc: Loc) -> Value {
    Value {
        kind: ValueKind::Bool(true),
        loc,
        raw: "true".to_owned(),
        style: Style::Plain,
        map: Vec::new(),
        trivia: None,
    }
}

/// The lines that hold a text or a name and are no rules.
const HEADER: &[&str] = &[
    "recipe",
    "pack",
    "version",
    "description",
    "use",
    "language",
    "prompts",
    "brief",
];

/// The way back: what stood on the first line is a text there, whatever it looks like, and so it is in YAML. A version of three
/// numbers needs no quotes.
#[must_use]
pub fn headed(mut tree: Tree) -> Tree {
    for statement in &mut tree.statements {
        // A lonely name is a flag elsewhere; these lines are none.
        if HEADER.contains(&statement.name.text.as_str())
            && statement.values.is_empty()
            && statement.block.is_none()
        {
            statement.values.push(Value {
                kind: ValueKind::Null,
                ..word("", statement.loc)
            });
        }
        let version = statement.name.text == "version";
        if !version && statement.name.text != "description" {
            continue;
        }
        if let [value] = statement.values.as_mut_slice()
            && value.text().is_some()
        {
            value.kind = if version && scalar::is_name(&value.raw) {
                ValueKind::Name(value.raw.clone())
            } else {
                ValueKind::Text
            };
        }
    }
    tree
}
