//! Statements that stand on lines of their own in a recipe file, as the entries of one block that YAML has.
//!
//! | in a recipe file | in YAML |
//! |---|---|
//! | `step NAME after A, B { … }` | an entry of `steps`: `NAME: { after: [A, B], … }` |
//! | `check "NAME" { … }` | an entry of `checks` |
//! | `frame NAME { … }` | an entry of `frames`; two lines about one frame are one entry |
//!
//! Only the printing of YAML needs it: what they mean is the same in either form.

use std::collections::BTreeMap;

use super::brief::spread;
use super::{empty_block, grouped, plain_statement};
use crate::syntax::tree::{Name, Statement, Tree};

/// The word for one, and for a block of them.
const PLURALS: &[(&str, &str)] = &[("step", "steps"), ("check", "checks"), ("frame", "frames")];

/// Gathers them where the first of each kind stands. Comments and the order of each kind are kept.
#[must_use]
pub fn gathered(tree: Tree) -> Tree {
    let mut out: Vec<Statement> = Vec::with_capacity(tree.statements.len());
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    for mut statement in tree.statements {
        let word = statement.name.text.as_str();
        let kind = PLURALS
            .iter()
            .find(|(one, all)| word == *one || word == *all);
        let (Some((_, all)), Some(_)) = (kind, &statement.block) else {
            out.push(statement);
            continue;
        };
        if statement.values.is_empty() {
            block(statement, all, &mut groups, &mut out);
        } else if word == *all || !labelled(&mut statement) {
            out.push(statement);
        } else {
            let at = *groups.entry(all).or_insert_with(|| {
                out.push(grouped(all, &mut statement));
                out.len() - 1
            });
            if let Some(group) = out.get_mut(at) {
                put(statement, *all == "frames", group);
            }
        }
    }
    Tree {
        statements: out,
        trailing: tree.trailing,
    }
}

/// `steps { … }`, or `step { … }` with its entries inside: it is the group, or its entries go to the group that is there.
fn block<'a>(
    mut statement: Statement,
    all: &'a str,
    groups: &mut BTreeMap<&'a str, usize>,
    out: &mut Vec<Statement>,
) {
    let Some(&at) = groups.get(all) else {
        groups.insert(all, out.len());
        all.clone_into(&mut statement.name.text);
        out.push(statement);
        return;
    };
    let mut head = Some(std::mem::take(&mut statement.trivia));
    let (Some(inner), Some(group)) = (statement.block, out.get_mut(at)) else {
        return;
    };
    for mut entry in inner.statements {
        if let Some(head) = head.take() {
            spread(head, &mut entry.trivia);
        }
        put(entry, all == "frames", group);
    }
    if let Some(group) = &mut group.block {
        group.trailing.extend(inner.trailing);
    }
}

/// Makes an entry of `step NAME after A { … }`. `false`, and nothing is changed, for values that are no part of one.
fn labelled(statement: &mut Statement) -> bool {
    let (label, rest) = match statement.values.as_slice() {
        [label] => (label, None),
        [label, word, names] if statement.name.text == "step" && word.raw == "after" => {
            (label, Some((word, names)))
        }
        _ => return false,
    };
    let after = rest.map(|(word, names)| {
        let name = Name {
            text: word.raw.clone(),
            loc: word.loc,
        };
        plain_statement(name, vec![names.clone()])
    });
    let name = Name {
        text: label.raw.trim().to_owned(),
        loc: label.loc,
    };
    if let Some(block) = &mut statement.block {
        block.statements.splice(0..0, after);
    }
    statement.name = name;
    statement.values.clear();
    true
}

/// Puts an entry behind the others; what is said of one frame in two places becomes one entry.
fn put(mut entry: Statement, frames: bool, group: &mut Statement) {
    let block = group.block.get_or_insert_with(|| empty_block(entry.loc));
    block.loc = block.loc.join(entry.loc);
    let same = |s: &&mut Statement| frames && s.name.text == entry.name.text;
    let Some(earlier) = block.statements.iter_mut().find(same) else {
        block.statements.push(entry);
        return;
    };
    let (Some(into), Some(from)) = (&mut earlier.block, entry.block.take()) else {
        return;
    };
    let mut head = Some(std::mem::take(&mut entry.trivia));
    for mut inner in from.statements {
        if let Some(head) = head.take() {
            spread(head, &mut inner.trivia);
        }
        into.statements.push(inner);
    }
    into.trailing.extend(from.trailing);
}
