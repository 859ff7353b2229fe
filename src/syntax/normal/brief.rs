//! From the normal form to the shapes of a recipe file.

use super::{Words, plain_statement};
use crate::syntax::tree::{Block, Comment, Statement, Style, Tree, Trivia, Value, ValueKind};

/// Gives the tree of a YAML recipe the shapes of a recipe file. Comments and order are kept.
#[must_use]
pub fn brief(tree: Tree, words: &dyn Words) -> Tree {
    let mut statements: Vec<Statement> = Vec::new();
    let mut trailing = tree.trailing;
    let mut rest = tree.statements.into_iter().peekable();
    // Comments behind the last input, which belong to whatever follows.
    let mut left = Vec::new();
    while let Some(mut statement) = rest.next() {
        after(&mut statement, &mut left);
        match statement.name.text.as_str() {
            "recipe" | "pack" if statement.values.len() == 1 => {
                let version = rest.next_if(|s| joins(s, "version"));
                if let Some(v) = version {
                    statement
                        .values
                        .extend(v.values.into_iter().next().map(texted));
                    statement.trivia.trailing = statement.trivia.trailing.or(v.trivia.trailing);
                }
                if let Some(d) = rest.next_if(|s| joins(s, "description")) {
                    statement.doc = d.values.into_iter().next().map(texted);
                    statement.trivia.trailing = statement.trivia.trailing.or(d.trivia.trailing);
                }
                statements.push(statement);
            }
            // A sentence stands between quotes, and so does one that is a single word.
            "description" if matches!(statement.values.as_slice(), [v] if v.text().is_some()) => {
                statement.values = statement.values.into_iter().map(texted).collect();
                statements.push(statement);
            }
            "inputs" if statement.block.is_some() => left = inputs(statement, &mut statements),
            _ => {
                let name = statement.name.text.clone();
                lift(&mut statement, &name, words);
                statements.push(statement);
            }
        }
    }
    left.append(&mut trailing);
    Tree {
        statements,
        trailing: left,
    }
}

/// Whether a statement can become part of the first line: it has one text and no comments.
fn joins(statement: &Statement, name: &str) -> bool {
    let t = &statement.trivia;
    statement.name.text == name
        && statement.block.is_none()
        && t.leading.is_empty()
        && t.inner.is_empty()
        && t.trailing.is_none()
        && t.closing.is_none()
        && !t.blank_before
        && matches!(statement.values.as_slice(), [v] if v.text().is_some())
}

fn texted(mut value: Value) -> Value {
    value.kind = ValueKind::Text;
    if value.style == Style::Plain {
        value.style = Style::Quoted;
    }
    value
}

/// The entries of `inputs`, each on a line of its own. Returns the comments behind the last one.
fn inputs(inputs: Statement, out: &mut Vec<Statement>) -> Vec<Comment> {
    let Some(block) = inputs.block else {
        return Vec::new();
    };
    let mut head = Some(inputs.trivia);
    for mut entry in block.statements {
        if let Some(head) = head.take() {
            spread(head, &mut entry.trivia);
        }
        out.push(input(entry));
    }
    block.trailing
}

/// Puts the comments that stood behind the last statement of a block before what follows the block.
pub(super) fn after(statement: &mut Statement, left: &mut Vec<Comment>) {
    let own = &mut statement.trivia;
    let Some(first) = left.first() else { return };
    let blank_before = first.blank_before;
    // A blank line, so that they do not look like the comments of what follows.
    own.gap |= own.leading.is_empty();
    if let Some(c) = own.leading.first_mut() {
        c.blank_before = true;
    }
    own.leading.splice(0..0, std::mem::take(left));
    own.blank_before = blank_before;
}

/// Puts what stood around the head of a block before the first statement of the block.
pub(super) fn spread(mut head: Trivia, own: &mut Trivia) {
    head.leading.extend(head.trailing.take());
    head.leading.append(&mut head.inner);
    head.leading.extend(head.closing.take());
    if !head.leading.is_empty() {
        own.gap = own.leading.is_empty() || own.gap;
        if let Some(c) = own.leading.first_mut() {
            c.blank_before = true;
        }
        own.leading.splice(0..0, head.leading);
    }
    own.blank_before = head.blank_before;
}

/// `NAME: { type: TYPE, description: …, default: … }` as `input NAME TYPE -> … = …`.
fn input(mut entry: Statement) -> Statement {
    let name = entry.name.clone();
    let mut values = vec![word(&name.text, name.loc)];
    let mut doc = None;
    let mut default = None;
    let simple = |s: &Statement| {
        s.trivia == Trivia::default()
            && s.block.is_none()
            && matches!(s.values.as_slice(), [v] if v.text().is_some())
    };
    match entry.block.take() {
        // Nothing behind the colon is a text, as `input NAME` is.
        None => values.extend(entry.values.drain(..).map(|v| match v.kind {
            ValueKind::Null => word("text", v.loc),
            _ => v,
        })),
        Some(mut block) => {
            // A type goes before a description, and that before a default; what stands otherwise keeps its block.
            let order = ["type", "description", "default"];
            let place = |s: &Statement| order.iter().position(|o| *o == s.name.text);
            let places: Vec<Option<usize>> = block.statements.iter().map(place).collect();
            let fits = block.trailing.is_empty()
                && block.statements.iter().all(simple)
                && places.iter().all(Option::is_some)
                && places.is_sorted();
            if fits {
                for s in std::mem::take(&mut block.statements) {
                    let value = s.values.into_iter().next();
                    match s.name.text.as_str() {
                        "type" => values.extend(value),
                        "description" => doc = value.map(texted),
                        _ => default = value,
                    }
                }
            } else {
                entry.block = Some(block);
            }
        }
    }
    let mut out = plain_statement(
        crate::syntax::tree::Name {
            text: "input".to_owned(),
            loc: name.loc,
        },
        values,
    );
    out.loc = entry.loc;
    out.doc = doc;
    out.default = default;
    out.block = entry.block;
    out.trivia = entry.trivia;
    out
}

/// A bare word as a value, quoted when it is not one.
pub(super) fn word(text: &str, loc: crate::span::Loc) -> Value {
    let bare = crate::syntax::scalar::is_name(text);
    Value {
        kind: if bare {
            ValueKind::Name(text.to_owned())
        } else {
            ValueKind::Text
        },
        loc,
        raw: text.to_owned(),
        style: if bare { Style::Plain } else { Style::Quoted },
        map: Vec::new(),
        trivia: None,
    }
}

/// Takes the value that a rule is about out of its block (`is: x` first of all), and leaves out `true` and empty values.
fn lift(statement: &mut Statement, path: &str, words: &dyn Words) {
    let rule = words.bare(path).map(str::to_owned);
    for v in &mut statement.values {
        in_one_line(v);
    }
    if let [v] = statement.values.as_slice()
        && matches!(v.kind, ValueKind::Bool(true) | ValueKind::Null)
        && v.trivia.is_none()
    {
        statement.values.clear();
    }
    let Some(block) = &mut statement.block else {
        return;
    };
    // The names of a mapping without values, where the author names the entries, are such a list too.
    let listed = block.listed || words.open(path);
    if listed && names_alone(block) && statement.values.is_empty() {
        let owned = |s: &Statement| words.owns(path, &s.name.text);
        if !block.statements.iter().any(owned) {
            // `- facts:` is one more name of a list.
            let block_of_names = statement.block.take();
            statement.values.extend(block_of_names.map(list_of_names));
            return;
        }
    }
    let Some(block) = &mut statement.block else {
        return;
    };
    for inner in &mut block.statements {
        let path = if rule.is_some() {
            String::new()
        } else {
            format!("{path}.{}", inner.name.text)
        };
        lift(inner, &path, words);
    }
    let silent = |s: &Statement| {
        s.trivia.leading.is_empty()
            && s.trivia.closing.is_none()
            && !s.trivia.blank_before
            && s.block.is_none()
            && s.values.len() == 1
    };
    // Names that say nothing: `is` and `any`. `words` of `paragraphs` says what is counted, and stays.
    let bare = rule.filter(|b| b == "is" || b == "any");
    if let (Some(bare), Some(first)) = (bare, block.statements.first())
        && first.name.text == bare
        && silent(first)
        && first.trivia.trailing.is_none()
        && statement.values.is_empty()
        && !words.open(path)
    {
        let first = block.statements.remove(0);
        statement.values = first.values;
        statement.trivia.inner.extend(first.trivia.inner);
        if let Some(next) = block.statements.first_mut() {
            next.trivia.blank_before = false;
        }
    }
    if block.trailing.is_empty() && block.statements.is_empty() && !statement.values.is_empty() {
        statement.block = None;
        return;
    }
    if let [only] = block.statements.as_slice()
        && only.name.text == "severity"
        && silent(only)
        && only.trivia.inner.is_empty()
        && (only.trivia.trailing.is_none() || statement.trivia.closing.is_none())
        && block.trailing.is_empty()
        && !statement.values.is_empty()
        && let Some(only) = block.statements.pop()
    {
        if only.trivia.trailing.is_some() {
            statement.trivia.closing = only.trivia.trailing;
        }
        statement.values.push(word("severity", only.name.loc));
        statement.values.extend(only.values);
        statement.block = None;
    }
}

/// A text without line breaks needs no text block in a recipe file, however it was folded in YAML.
fn in_one_line(value: &mut Value) {
    if let ValueKind::List(items) = &mut value.kind {
        items.iter_mut().for_each(in_one_line);
    } else if value.style == Style::Block && !value.raw.contains('\n') {
        value.style = Style::Quoted;
    }
}

/// Whether a block holds names that say nothing more.
fn names_alone(block: &Block) -> bool {
    let lonely = |s: &Statement| {
        let empty = s.values.iter().all(|v| v.kind == ValueKind::Null);
        empty && s.block.is_none() && s.trivia.inner.is_empty()
    };
    block.trailing.is_empty() && !block.statements.is_empty() && block.statements.iter().all(lonely)
}

fn list_of_names(block: Block) -> Value {
    let items = block.statements.into_iter().map(|s| Value {
        trivia: (s.trivia != Trivia::default()).then(|| Box::new(s.trivia)),
        ..word(&s.name.text, s.name.loc)
    });
    Value {
        kind: ValueKind::List(items.collect()),
        loc: block.loc,
        raw: String::new(),
        style: if block.inline {
            Style::List
        } else {
            Style::Items
        },
        map: Vec::new(),
        trivia: None,
    }
}
