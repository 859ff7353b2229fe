//! Merges the rules of packs and recipe: later settings win, and what they replaced is remembered.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Severity, Sink, codes, suggest};
use crate::resolve::packs::Layer;
use crate::resolve::{Merge, Replaced, RuleShape, Setting, Vocabulary};
use crate::resolve::{astray, header};
use crate::source::SourceMap;
use crate::span::{Loc, Span};
use crate::syntax::tree::{Block, Name, Statement, Style, Trivia, Value, ValueKind};

pub(super) fn merge(
    layers: &[Layer],
    vocabulary: &Vocabulary,
    sources: &SourceMap,
    sink: &mut Sink,
) -> Vec<Setting> {
    let mut found = Found::default();
    let mut again = Found::default();
    for layer in layers {
        let mut seen = BTreeSet::new();
        for statement in &layer.tree.statements {
            let word = statement.name.text.as_str();
            let first = seen.insert(word) || named(vocabulary, word).is_some();
            let into = if first { &mut found } else { &mut again };
            if !place(statement, layer, vocabulary, into, sink) {
                unknown_rule(statement, layer, vocabulary, sources, sink);
            }
        }
    }
    for warning in found.switched_off.into_values() {
        sink.push(warning);
    }
    bring_along(vocabulary, &mut found.settings);
    // The reader reported what is set twice; the second is bound for what else is wrong in it.
    found
        .settings
        .extend(again.settings.into_iter().map(|(i, s)| {
            let again = true;
            (i, Setting { again, ..s })
        }));
    // Stable: settings of one rule stay in the order in which they first came.
    found.settings.sort_by_key(|(index, _)| *index);
    found
        .settings
        .into_iter()
        .map(|(_, s)| s)
        .filter(|s| !is_off(s))
        .collect()
}

/// Adds the rules that others bring with them, where nobody says anything of them.
fn bring_along(vocabulary: &Vocabulary, settings: &mut Vec<(usize, Setting)>) {
    for (index, shape) in vocabulary.rules.iter().enumerate() {
        let bringer = settings
            .iter()
            .filter(|(i, s)| *i != index && !is_off(s))
            .find(|(_, s)| shape.comes_with.contains(&s.rule));
        if let Some((_, bringer)) = bringer
            && settings.iter().all(|(i, _)| *i != index)
        {
            let mut setting = bringer.clone();
            setting.rule = shape.id;
            setting.severity = None;
            setting.replaced.clear();
            if let Some(block) = &mut setting.statement.block {
                block.statements.clear();
            }
            settings.push((index, setting));
        }
    }
}

/// What has been merged so far.
#[derive(Default)]
struct Found {
    /// Settings with the index of their rule in the vocabulary.
    settings: Vec<(usize, Setting)>,
    /// Rules that a pack switched off, by rule and name, until somebody says more about them.
    switched_off: BTreeMap<(usize, String), Diagnostic>,
}

/// Takes a statement; `false` when its name is no rule.
fn place(
    statement: &Statement,
    layer: &Layer,
    vocabulary: &Vocabulary,
    found: &mut Found,
    sink: &mut Sink,
) -> bool {
    let name = statement.name.text.as_str();
    let group = format!("{name}.");
    let pack = layer.pack.as_ref().map(|p| p.name.as_str());
    if let Some(i) = named(vocabulary, name)
        && let Some(shape) = vocabulary.rules.get(i)
    {
        for (label, entry) in several(statement, shape, sink) {
            put(&entry, Some(label), i, vocabulary, pack, found, sink);
        }
    } else if let Some(i) = position(vocabulary, name) {
        put(statement, None, i, vocabulary, pack, found, sink);
    } else if vocabulary.rules.iter().any(|r| r.id.starts_with(&group)) {
        if statement.block.is_none() && !sink.has_error_in(statement.loc) {
            let members = members(vocabulary, &group);
            let first = members.first().copied().unwrap_or("NAME");
            sink.push(
                Diagnostic::error(
                    codes::E0204,
                    format!("`{name}` takes settings, not a value"),
                )
                .at(statement.loc, "expected settings")
                .help(format!("{name}: {{ {first}: … }}"))
                .help(format!("settings of `{name}`: {}", list(&members))),
            );
        }
        for inner in statement.entries() {
            let id = format!("{group}{}", inner.name.text);
            match position(vocabulary, &id) {
                Some(i) => put(inner, None, i, vocabulary, pack, found, sink),
                None => unknown_member(inner, name, &group, vocabulary, sink),
            }
        }
    } else if (name == "pack" && layer.pack.is_none()) && layer.tree.get("recipe").is_some() {
        sink.push(
            Diagnostic::error(codes::E0203, "a file is either a recipe or a pack")
                .at(statement.name.loc, "a pack …")
                .help("remove one of `recipe:` and `pack:`"),
        );
    } else {
        return header::NAMES.contains(&name);
    }
    true
}

/// The name at the top level that a misspelt one stands for.
pub(super) fn meant<'a>(word: &str, vocabulary: &'a Vocabulary) -> Option<&'a str> {
    let tops = vocabulary.rules.iter().map(|r| {
        r.plural
            .unwrap_or(r.id.split_once('.').map_or(r.id, |(g, _)| g))
    });
    header::suggestion(word, tops)
}

/// Whether a name means something at the top level.
pub(super) fn is_known(word: &str, vocabulary: &Vocabulary) -> bool {
    let mut rules = vocabulary.rules.iter();
    header::NAMES.contains(&word)
        || rules.any(|r| {
            r.id == word
                || r.plural == Some(word)
                || r.id.split_once('.').is_some_and(|(g, _)| g == word)
        })
}

/// The rule that stands several times under names, when this is the word for one or for a block of them.
fn named(vocabulary: &Vocabulary, word: &str) -> Option<usize> {
    vocabulary
        .rules
        .iter()
        .position(|r| r.plural.is_some_and(|p| p == word || r.id == word))
}

/// The settings with their names: the entries of `checks: { … }`, or the one of `check "…" { … }`.
fn several(statement: &Statement, shape: &RuleShape, sink: &mut Sink) -> Vec<(Name, Statement)> {
    match (statement.values.as_slice(), &statement.block) {
        ([name], Some(_)) => {
            let label = Name {
                text: name.raw.trim().to_owned(),
                loc: name.loc,
            };
            let mut entry = statement.clone();
            entry.values.clear();
            vec![(label, entry)]
        }
        ([], Some(block)) if unnamed(block, shape).is_some() => {
            let settings: Vec<&str> = block
                .statements
                .iter()
                .filter(|s| is_bare(s, shape))
                .map(|s| s.name.text.as_str())
                .collect();
            let word = shape.plural.unwrap_or(shape.id);
            let first = unnamed(block, shape).map_or(statement.name.loc, |s| s.name.loc);
            let inner: Vec<String> = settings.iter().map(|s| format!("{s}: …")).collect();
            sink.push(
                Diagnostic::error(
                    codes::E0204,
                    format!(
                        "`{}` is a setting of a {}, and stands where names are given",
                        settings.first().unwrap_or(&""),
                        shape.id
                    ),
                )
                .at(first, "the name is missing")
                .help(format!("{word}: {{ NAME: {{ {} }} }}", inner.join(", "))),
            );
            block
                .statements
                .iter()
                .filter(|s| !is_bare(s, shape))
                .map(|s| (s.name.clone(), s.clone()))
                .collect()
        }
        ([], Some(block)) => block
            .statements
            .iter()
            .map(|s| (s.name.clone(), s.clone()))
            .collect(),
        _ => {
            let word = shape.plural.unwrap_or(shape.id);
            sink.push(
                Diagnostic::error(
                    codes::E0204,
                    format!("`{}` takes names with their settings", statement.name.text),
                )
                .at(statement.loc, "expected names and settings")
                .help(format!("{word}: {{ NAME: {{ {}: … }} }}", shape.bare)),
            );
            Vec::new()
        }
    }
}

/// A setting that stands among names, without a name of its own.
fn is_bare(statement: &Statement, shape: &RuleShape) -> bool {
    let name = statement.name.text.as_str();
    statement.block.is_none() && (name == "severity" || shape.settings.contains(&name))
}

fn unnamed<'b>(block: &'b Block, shape: &RuleShape) -> Option<&'b Statement> {
    block.statements.iter().find(|s| is_bare(s, shape))
}

fn position(vocabulary: &Vocabulary, id: &str) -> Option<usize> {
    vocabulary.rules.iter().position(|r| r.id == id)
}

fn members(vocabulary: &Vocabulary, group: &str) -> Vec<&'static str> {
    vocabulary
        .rules
        .iter()
        .filter_map(|r| r.id.strip_prefix(group))
        .collect()
}

fn list(names: &[&str]) -> String {
    names
        .iter()
        .map(|n| format!("`{n}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn unknown_member(
    inner: &Statement,
    name: &str,
    group: &str,
    vocabulary: &Vocabulary,
    sink: &mut Sink,
) {
    let word = &inner.name.text;
    let members = members(vocabulary, group);
    let mut d = Diagnostic::error(codes::E0204, format!("`{name}` has no setting `{word}`"))
        .at(inner.name.loc, "unknown setting");
    if let Some(near) = suggest::nearest(word, members.iter().copied()) {
        d = d
            .help(format!("did you mean `{near}`?"))
            .fix(inner.name.loc, near);
    } else if position(vocabulary, word).is_some() {
        d = d.help(format!(
            "`{word}` is a rule of its own: write it at the top level"
        ));
    }
    sink.push(d.help(format!("settings of `{name}`: {}", list(&members))));
}

fn unknown_rule(
    statement: &Statement,
    layer: &Layer,
    vocabulary: &Vocabulary,
    sources: &SourceMap,
    sink: &mut Sink,
) {
    let word = &statement.name.text;
    let mut d = Diagnostic::error(codes::E0203, format!("no rule is called `{word}`"))
        .at(statement.name.loc, "unknown rule");
    if let Some(near) = meant(word, vocabulary) {
        d = d
            .help(format!("did you mean `{near}`?"))
            .fix(statement.name.loc, near);
    } else if let Some(dotted) = vocabulary.rules.iter().find(|r| {
        r.id.replace('.', "-") == word.replace('.', "-")
            || r.id.split_once('.').is_some_and(|(_, m)| m == word)
    }) {
        let (group, member) = dotted.id.split_once('.').unwrap_or((dotted.id, ""));
        d = d.help(format!(
            "`{member}` is a setting of `{group}`: `{group}: {{ {member}: … }}`"
        ));
        let others = vocabulary
            .rules
            .iter()
            .filter(|r| r.id.split_once('.').is_some_and(|(_, m)| m == word));
        if others.count() == 1 {
            d.fix = astray::into_block(statement, group, &layer.tree, sources);
        }
    }
    // Commas that are missing behind a name that is none: one line, one message, with both.
    // What stood behind the first value may have been left out of the tree: the line is looked at to its end.
    let last = statement
        .values
        .iter()
        .fold(statement.name.loc, |l, v| l.join(v.loc));
    let rest = sources.get(last.source).text().get(last.span.end..);
    let end = rest.map_or(0, |r| r.find('\n').unwrap_or(r.len()));
    let whole = Loc::new(last.source, Span::new(last.span.start, last.span.end + end));
    let near = meant(word, vocabulary).unwrap_or(word);
    for other in sink.withdraw(codes::E0136, whole) {
        d.labels.extend(other.labels);
        d.fix.extend(other.fix);
        let renamed = |h: String| h.replace(&format!("`{word} "), &format!("`{near} "));
        d.help.extend(other.help.into_iter().map(renamed));
    }
    sink.push(d.help("`galley rules` lists all rules"));
}

/// Brings one written statement into normal form, and merges it with what earlier layers said.
fn put(
    written: &Statement,
    name: Option<Name>,
    index: usize,
    vocabulary: &Vocabulary,
    pack: Option<&str>,
    found: &mut Found,
    sink: &mut Sink,
) {
    let Some(shape) = vocabulary.rules.get(index) else {
        return;
    };
    let (statement, severity) = normal(written, shape, sink);
    // `forbid { any "x"; severity off }` takes `x` out of what packs forbid; it does not switch the rule off.
    let some = shape.merge == Merge::Append && items(&statement).next().is_some();
    let off = severity == Some(None) && !some;
    let taken = severity == Some(None) && some;
    let label = name.as_ref().map_or(String::new(), |n| n.text.clone());
    let mut setting = Setting {
        rule: shape.id,
        name,
        severity: severity.flatten(),
        weights: Vec::new(),
        again: false,
        statement,
        loc: written.name.loc.join(written.loc),
        replaced: Vec::new(),
    };
    if off {
        // An empty block marks a rule that was switched off; a later layer can set it again.
        setting.statement.block = None;
        setting.statement.values.clear();
    }
    let earlier = found
        .settings
        .iter()
        .position(|(i, s)| *i == index && s.name.as_ref().map_or("", |n| n.text.as_str()) == label);
    let key = (index, label);
    if taken {
        if let Some((_, earlier)) = earlier.and_then(|at| found.settings.get_mut(at)) {
            take_out(earlier, &setting);
        }
        return;
    }
    found.switched_off.remove(&key);
    match earlier.and_then(|at| found.settings.get_mut(at)) {
        Some((_, earlier)) => {
            if let Some(pack) = pack
                && off
                && !is_off(earlier)
            {
                let warning = switched_off(&setting, earlier, pack);
                found.switched_off.insert(key, warning);
            }
            combine(&mut setting, earlier.clone(), shape, off);
            *earlier = setting;
        }
        None => found.settings.push((index, setting)),
    }
}

fn switched_off(setting: &Setting, earlier: &Setting, pack: &str) -> Diagnostic {
    let rule = setting.rule;
    let said = match &setting.name {
        Some(name) => format!("checks: {{ \"{}\": off }}", name.text),
        None => match rule.split_once('.') {
            Some((group, member)) => format!("{group}: {{ {member}: off }}"),
            None => format!("{rule}: off"),
        },
    };
    let shown = match &setting.name {
        Some(name) => format!("{rule}:{}", name.text),
        None => rule.to_owned(),
    };
    Diagnostic::warn(
        codes::W0216,
        format!("the pack `{pack}` switches the rule `{shown}` off"),
    )
    .at(setting.loc, "switched off here")
    .at(earlier.loc, "set here")
    .help(format!("if that is meant, say so in the recipe: `{said}`"))
}

fn is_off(setting: &Setting) -> bool {
    setting.statement.block.is_none()
}

fn combine(setting: &mut Setting, earlier: Setting, shape: &RuleShape, off: bool) {
    setting.replaced = earlier.replaced.clone();
    let severity_only = setting.statement.entries().is_empty() && !off;
    if shape.merge == Merge::Append && !severity_only && !off && !is_off(&earlier) {
        weigh(setting, &earlier);
    } else if setting.severity.is_none() && !off {
        setting.severity = earlier.severity;
    }
    if off || (shape.merge == Merge::Replace && !severity_only) {
        for old in earlier.statement.entries() {
            setting.replaced.push(Replaced {
                name: old.name.text.clone(),
                loc: old.loc,
                by: setting.loc,
            });
        }
        return;
    }
    let Some(mut block) = earlier.statement.block else {
        return;
    };
    let new = setting.statement.block.take();
    for statement in new.into_iter().flat_map(|b| b.statements) {
        let Some(old) = block
            .statements
            .iter_mut()
            .find(|s| s.name.text == statement.name.text)
        else {
            block.statements.push(statement);
            continue;
        };
        if shape.merge == Merge::Append && appendable(old, &statement) {
            append(old, statement);
            continue;
        }
        setting.replaced.push(Replaced {
            name: statement.name.text.clone(),
            loc: old.loc,
            by: statement.loc,
        });
        *old = statement;
    }
    setting.statement.block = Some(block);
}

/// The items of the lists of a rule whose lists add up.
fn items(statement: &Statement) -> impl Iterator<Item = &Value> {
    let lists = statement.entries().iter().filter(|s| appendable(s, s));
    lists.flat_map(|s| s.values.iter().flat_map(Value::items))
}

/// Whether two items look for the same; a word with and without quotes does.
fn same(a: &Value, b: &Value) -> bool {
    let pattern = |v: &Value| matches!(v.kind, ValueKind::Regex(_));
    a.raw == b.raw && pattern(a) == pattern(b)
}

/// A weight that is said beside items of a list is theirs alone: those of earlier layers keep theirs, unless they are named again.
fn weigh(setting: &mut Setting, earlier: &Setting) {
    let own = setting.severity;
    let new: Vec<&Value> = items(&setting.statement).collect();
    if new.is_empty() {
        // It says other things than items: its weight is for all of the rule.
        setting.severity = own.or(earlier.severity);
        if own.is_none() {
            setting.weights.clone_from(&earlier.weights);
        }
        return;
    }
    let before = |v: &Value| {
        let one = earlier.weights.iter().find(|(loc, _)| *loc == v.loc);
        one.map_or(earlier.severity, |w| w.1)
    };
    let mut weights: Vec<(Loc, Option<Severity>)> = Vec::new();
    for old in items(&earlier.statement) {
        let again = own.is_some() && new.iter().any(|n| same(n, old));
        weights.push((old.loc, if again { own } else { before(old) }));
    }
    let known: Vec<&Value> = items(&earlier.statement).collect();
    let fresh = new.iter().filter(|n| {
        let there = |o: &&Value| o.raw == n.raw && o.kind == n.kind;
        !known.iter().any(there)
    });
    weights.extend(fresh.map(|n| (n.loc, own)));
    if weights.iter().any(|(_, w)| *w != own) {
        // What stands in no list (a limit, a choice) has the weight of the first who set the rule.
        setting.severity = earlier.severity;
        setting.weights = weights;
    }
}

/// Takes the items of `gone` out of what earlier layers said.
fn take_out(earlier: &mut Setting, gone: &Setting) {
    let by = gone.loc;
    let Some(block) = &mut earlier.statement.block else {
        return;
    };
    for statement in &mut block.statements {
        let Some(names) = gone.statement.get(&statement.name.text) else {
            continue;
        };
        let named: Vec<&Value> = names.values.iter().flat_map(Value::items).collect();
        let loc = statement.value_loc();
        let all: Vec<Value> = statement.values.drain(..).flat_map(into_items).collect();
        let (out, kept): (Vec<Value>, Vec<Value>) = all
            .into_iter()
            .partition(|v| named.iter().any(|n| same(n, v)));
        earlier.replaced.extend(out.iter().map(|v| Replaced {
            name: statement.name.text.clone(),
            loc: v.loc,
            by,
        }));
        if !kept.is_empty() {
            statement.values = vec![list_of(kept, loc)];
        }
    }
    block
        .statements
        .retain(|s| !s.values.is_empty() || s.block.is_some());
    if block.statements.is_empty() {
        earlier.statement.block = None;
    }
}

fn list_of(items: Vec<Value>, loc: Loc) -> Value {
    Value {
        trivia: None,
        kind: ValueKind::List(items),
        loc,
        raw: String::new(),
        style: Style::List,
        map: Vec::new(),
    }
}

/// Texts, patterns and names add up; a number or a flag replaces.
fn appendable(old: &Statement, new: &Statement) -> bool {
    let is_list = |s: &Statement| {
        s.block.is_none()
            && s.values.iter().flat_map(Value::items).all(|v| {
                matches!(
                    v.kind,
                    ValueKind::Name(_) | ValueKind::Text | ValueKind::Regex(_)
                )
            })
    };
    is_list(old) && is_list(new)
}

fn append(old: &mut Statement, new: Statement) {
    let loc = old.value_loc();
    let mut items: Vec<Value> = old.values.drain(..).flat_map(into_items).collect();
    for item in new.values.into_iter().flat_map(into_items) {
        if !items
            .iter()
            .any(|i| i.raw == item.raw && i.kind == item.kind)
        {
            items.push(item);
        }
    }
    old.values = vec![list_of(items, loc)];
}

fn into_items(value: Value) -> Vec<Value> {
    match value.kind {
        ValueKind::List(items) => items,
        _ => vec![value],
    }
}

/// The statement as a block of settings (`length: 700 words` is `length: { is: 700 words }`), and the severity taken out
/// of it: `Some(None)` is `off`.
fn normal(
    written: &Statement,
    shape: &RuleShape,
    sink: &mut Sink,
) -> (Statement, Option<Option<Severity>>) {
    let mut severity = None;
    let mut statements = Vec::new();
    let values = &written.values;
    let bare_off = values.len() == 1
        && written.block.is_none()
        && match values.first().map(|v| &v.kind) {
            Some(ValueKind::Bool(b)) => !b,
            Some(ValueKind::Name(n)) => n == "off",
            _ => false,
        };
    // `sections: [chapo, faits]` names entries, as `sections { chapo, faits }` does.
    let named = |v: &Value| matches!(v.kind, ValueKind::Name(_));
    let names = || values.iter().flat_map(Value::items);
    if bare_off {
        severity = Some(None);
    } else if shape.open && !values.is_empty() && names().all(named) {
        statements.extend(names().map(|v| Statement {
            name: Name {
                text: v.raw.clone(),
                loc: v.loc,
            },
            values: Vec::new(),
            block: None,
            doc: None,
            default: None,
            trivia: Trivia::default(),
            loc: v.loc,
        }));
    } else if !values.is_empty() {
        let null = values.iter().all(|v| v.kind == ValueKind::Null);
        statements.push(Statement {
            name: Name {
                text: shape.bare.to_owned(),
                loc: written.name.loc,
            },
            values: if null { Vec::new() } else { values.clone() },
            block: None,
            doc: None,
            default: None,
            trivia: Trivia::default(),
            loc: written.loc,
        });
    } else if written.block.is_none() {
        statements.push(Statement {
            name: Name {
                text: shape.bare.to_owned(),
                loc: written.name.loc,
            },
            values: Vec::new(),
            block: None,
            doc: None,
            default: None,
            trivia: Trivia::default(),
            loc: written.loc,
        });
    }
    for inner in written.entries() {
        let name = inner.name.text.as_str();
        if name == "severity" {
            severity = read_severity(inner, sink).or(severity);
        } else if shape.open || shape.settings.contains(&name) {
            statements.push(inner.clone());
        } else {
            let mut d = Diagnostic::error(
                codes::E0204,
                format!("`{}` has no setting `{name}`", shape.id),
            )
            .at(inner.name.loc, "unknown setting");
            let known = shape.settings.iter().copied().chain(["severity"]);
            if let Some(near) = suggest::nearest(name, known.clone()) {
                d = d
                    .help(format!("did you mean `{near}`?"))
                    .fix(inner.name.loc, near);
            }
            sink.push(d.help(format!(
                "settings of `{}`: {}",
                shape.id,
                list(&known.collect::<Vec<_>>())
            )));
        }
    }
    let loc = written.loc;
    (
        Statement {
            name: written.name.clone(),
            values: Vec::new(),
            block: Some(Block {
                statements,
                trailing: Vec::new(),
                loc,
                inline: false,
                listed: false,
            }),
            doc: written.doc.clone(),
            default: written.default.clone(),
            trivia: Trivia::default(),
            loc,
        },
        severity,
    )
}

fn read_severity(statement: &Statement, sink: &mut Sink) -> Option<Option<Severity>> {
    let value = statement.values.first()?;
    let word = value.raw.trim();
    match word {
        "error" => Some(Some(Severity::Error)),
        "warn" => Some(Some(Severity::Warn)),
        "info" => Some(Some(Severity::Info)),
        "off" | "false" => Some(None),
        _ => {
            let mut d = Diagnostic::error(codes::E0213, format!("no severity is called `{word}`"))
                .at(value.loc, "unknown severity");
            let near = match word {
                "warning" => Some("warn"),
                _ => suggest::nearest(word, ["error", "warn", "info", "off"]),
            };
            if let Some(near) = near {
                d = d
                    .help(format!("did you mean `{near}`?"))
                    .fix(value.loc, near);
            }
            sink.push(d.help("severities: `error`, `warn`, `info`, `off`"));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    fn shape() -> RuleShape {
        RuleShape {
            comes_with: &[],
            id: "check",
            settings: vec!["expr", "say"],
            bare: "expr",
            open: false,
            plural: Some("checks"),
            merge: Merge::Keys,
        }
    }

    fn merged(change: impl Fn(&mut Statement), yaml: &str) -> Vec<(String, usize)> {
        let mut sink = Sink::new();
        let mut tree = crate::syntax::yaml::read(SourceId(0), yaml, &mut sink).expect("reads");
        change(&mut tree.statements[0]);
        let layers = [Layer {
            tree: tree.into(),
            pack: None,
        }];
        let vocabulary = Vocabulary {
            rules: vec![shape()],
            ..Vocabulary::default()
        };
        let settings = merge(&layers, &vocabulary, &SourceMap::new(), &mut sink);
        assert_eq!(sink.items(), []);
        settings
            .iter()
            .map(|s| {
                let name = s.name.as_ref().map_or(String::new(), |n| n.text.clone());
                (name, s.statement.entries().len())
            })
            .collect()
    }

    /// `check "no two" { … }` says what `checks: { no two: { … } }` says.
    #[test]
    fn a_check_may_have_its_name_behind_the_word() {
        let yaml = merged(|_| {}, "checks: { no two: { expr: x, say: y } }\n");
        let named = merged(
            |s| {
                s.values = vec![Value {
                    kind: ValueKind::Text,
                    loc: s.name.loc,
                    raw: "no two".to_owned(),
                    style: Style::Quoted,
                    map: Vec::new(),
                    trivia: None,
                }];
            },
            "check: { expr: x, say: y }\n",
        );
        assert_eq!(named, yaml);
        assert_eq!(named, [("no two".to_owned(), 2)]);
    }
}
