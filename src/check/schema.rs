//! The JSON Schema of YAML recipes, made from the rule table: editors complete names with it and mark misspelt ones.
//!
//! It is a help for typing, not the judge: it never refuses what [`check`](super::check) takes, and what it lets pass may
//! still be wrong. Of a quantity it knows the form and the units, of a `/pattern/` nothing.

use serde_json::{Map, Value, json};

use crate::expr::frames;
use crate::lang;
use crate::resolve::packs::SHIPPED;
use crate::resolve::{InputKind, Output};
use crate::rules::{Def, SettingDoc, TABLE};

/// The schema, in draft 7, which YAML language servers read.
#[must_use]
pub fn schema() -> Value {
    let mut properties = Map::new();
    for (name, value) in header() {
        properties.insert(name.to_owned(), value);
    }
    for def in TABLE {
        match def.id.split_once('.') {
            // Several of these stand in one recipe, each under a name of its own: `checks: { NAME: … }`.
            None if def.id == "check" => {
                let named = json!({
                    "description": "Expressions over the article, each under a name of its own.",
                    "type": "object",
                    "additionalProperties": rule(def),
                });
                properties.insert("checks".to_owned(), named.clone());
                properties.insert("check".to_owned(), named);
            }
            None => {
                properties.insert(def.id.to_owned(), rule(def));
            }
            Some((group, member)) => {
                let entry = properties
                    .entry(group)
                    .or_insert_with(|| object(Map::new(), Some(&members(group))));
                if let Some(Value::Object(p)) = entry.get_mut("properties") {
                    p.insert(member.to_owned(), rule(def));
                }
            }
        }
    }
    for own in ["steps", "step"] {
        properties.insert(own.to_owned(), steps());
    }
    for own in ["frames", "frame"] {
        properties.insert(own.to_owned(), overridden());
    }
    let mut out = object(properties, Some("A recipe or a pack of galley."));
    if let Value::Object(map) = &mut out {
        map.insert(
            "anyOf".to_owned(),
            json!([{ "required": ["recipe"] }, { "required": ["pack"] }]),
        );
        let mut all = Map::new();
        all.insert(
            "$schema".to_owned(),
            json!("http://json-schema.org/draft-07/schema#"),
        );
        all.insert("title".to_owned(), json!("galley recipe"));
        all.append(map);
        return Value::Object(all);
    }
    out
}

/// What a group of rules asks for, in the words of its rules.
fn members(group: &str) -> String {
    let of = |id: &str| id.split_once('.').is_some_and(|(g, _)| g == group);
    let all: Vec<String> = TABLE
        .iter()
        .filter(|d| of(d.id))
        .map(|d| capital(d.summary))
        .collect();
    format!("{}.", all.join(". "))
}

fn object(properties: Map<String, Value>, description: Option<&str>) -> Value {
    let mut out =
        json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if let (Some(d), Value::Object(map)) = (description, &mut out) {
        map.insert("description".to_owned(), json!(d));
    }
    out
}

/// Prompts of a recipe's own: their names are the author's.
fn steps() -> Value {
    let text = json!({ "type": ["string", "number", "boolean"] });
    let outputs: Vec<&str> = Output::ALL.iter().map(|(w, _)| *w).collect();
    let step = json!({
        "type": "object",
        "properties": {
            "prompt": { "type": ["string", "number", "boolean"], "description": "The template of its prompt." },
            "after": described(by_type(text.clone(), Some(text), None), "The steps that come before it.".to_owned()),
            "output": { "enum": outputs, "description": "What its answer is." },
            "replaces": { "type": "string", "description": "The part of the chain whose prompt it replaces." },
            "into": { "type": "string", "pattern": "^\\s*meta:", "description": "The entry of the front matter that it writes: `meta:KEY`." },
        },
        "required": ["prompt"],
        "additionalProperties": false,
    });
    json!({
        "description": "Further calls, and prompts in place of built-in ones, by name.",
        "type": "object",
        "propertyNames": { "pattern": "^([A-Za-z_][A-Za-z0-9_]*|(section|meta):.*\\S.*)$" },
        "additionalProperties": by_type(json!({ "enum": [false, "off"] }), None, Some(step)),
    })
}

/// Blocks of the built-in frames.
fn overridden() -> Value {
    let properties = frames::FRAMES.iter().map(|f| {
        let blocks = f.blocks.iter().map(|b| {
            let value =
                json!({ "type": ["string", "number", "boolean", "null"], "description": b.doc });
            (b.name.to_owned(), value)
        });
        (f.name.to_owned(), object(blocks.collect(), Some(f.doc)))
    });
    object(
        properties.collect(),
        Some("Blocks of the built-in prompts, overridden by name."),
    )
}

/// The lines of a recipe that are not rules.
fn header() -> Vec<(&'static str, Value)> {
    let text = |d: &str| json!({ "type": ["string", "number"], "description": d });
    let one_or_more =
        |item: Value, d: &str| described(by_type(item.clone(), Some(item), None), d.to_owned());
    let packs: Vec<&str> = SHIPPED.iter().map(|(n, _)| *n).collect();
    let kinds: Vec<&str> = InputKind::ALL.iter().map(|(w, _)| *w).collect();
    let input = by_type(
        json!({ "anyOf": [{ "enum": kinds }, { "type": "null" }] }),
        None,
        Some(object(
            Map::from_iter([
                (
                    "type".to_owned(),
                    json!({ "enum": kinds, "description": "`markdown` is the article, which is given as a file." }),
                ),
                ("description".to_owned(), text("What it is for.")),
                ("default".to_owned(), text("The value when none is given.")),
            ]),
            None,
        )),
    );
    vec![
        ("recipe", text("The name of the recipe.")),
        (
            "pack",
            text("The name of the pack: a file that recipes `use`."),
        ),
        (
            "version",
            json!({ "type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+(-.*)?$", "patternErrorMessage": "expected three numbers, such as `1.0.0`", "description": "Three numbers: `1.0.0`." }),
        ),
        ("description", text("What it is for, in one line.")),
        (
            "use",
            one_or_more(
                json!({ "type": "string", "examples": packs }),
                "Packs, by name or by a path relative to this file. Later ones win, and this file wins over all.",
            ),
        ),
        (
            "prompts",
            json!({ "enum": ["fr", "en"], "description": "The language of the prompts." }),
        ),
        (
            "brief",
            one_or_more(
                json!({ "type": "string" }),
                "What the writer is told in plain words, proven by no rule.",
            ),
        ),
        (
            "inputs",
            json!({
                "description": "What the recipe is given, by name.",
                "type": "object",
                "propertyNames": { "pattern": "^[A-Za-z_][A-Za-z0-9_]*$" },
                "additionalProperties": input,
            }),
        ),
    ]
}

/// What a value may be, by its type. With `if` a value is measured by one form alone, so that an editor says what is wrong with
/// that form, and not that none of several fits.
#[must_use]
pub fn by_type(scalar: Value, items: Option<Value>, block: Option<Value>) -> Value {
    let mut out = scalar;
    if let Some(items) = items {
        out = json!({
            "if": { "type": "array" },
            "then": { "type": "array", "items": items },
            "else": out,
        });
    }
    if let Some(block) = block {
        out = json!({ "if": { "type": "object" }, "then": block, "else": out });
    }
    out
}

/// A scalar, or `off`.
fn or_off(scalar: Value) -> Value {
    // Not as an `enum`: editors would list it as all that can stand there.
    let off =
        json!({ "type": ["boolean", "string"], "not": { "const": true }, "pattern": "^off$" });
    json!({ "if": off, "then": true, "else": scalar })
}

fn described(mut schema: Value, description: String) -> Value {
    if let Value::Object(map) = &mut schema {
        map.insert("description".to_owned(), json!(description));
    }
    schema
}

/// A rule: its bare value, a block of its settings, or nothing of it.
fn rule(def: &Def) -> Value {
    let description = format!("{}.", capital(def.summary));
    if def.id == "language" {
        let codes: Vec<&str> = lang::TABLE.iter().map(|l| l.code()).collect();
        return json!({ "enum": codes, "description": description });
    }
    let mut settings = Map::new();
    let mut bare = (json!(true), None);
    for s in def.settings.iter().filter(|s| !s.name.starts_with("*.")) {
        if s.name == def.bare {
            bare = forms(s);
        }
        settings.insert(s.name.to_owned(), setting(s));
    }
    settings.insert(
        "severity".to_owned(),
        json!({ "enum": ["error", "warn", "info", "off"], "description": "How much it weighs." }),
    );
    let (mut items, block) = (
        bare.1,
        match def.open {
            true => {
                json!({ "type": "object", "properties": settings, "additionalProperties": entry(def) })
            }
            false => object(settings.clone(), None),
        },
    );
    if def.open {
        // In a list each entry is a name, or a name with what it sets.
        let named = json!({ "type": "object", "maxProperties": 1, "properties": settings, "additionalProperties": entry(def) });
        items = Some(by_type(json!({ "type": "string" }), None, Some(named)));
    }
    described(by_type(or_off(bare.0), items, Some(block)), description)
}

/// An entry that the author names, such as a section.
fn entry(def: &Def) -> Value {
    let mut settings = Map::new();
    for s in def.settings {
        if let Some(name) = s.name.strip_prefix("*.") {
            settings.insert(name.to_owned(), setting(s));
        }
    }
    by_type(
        json!({ "type": ["string", "number", "boolean", "null"] }),
        None,
        Some(object(settings, None)),
    )
}

/// What a setting takes.
fn setting(s: &SettingDoc) -> Value {
    let (scalar, items) = forms(s);
    let description = format!("{}. Takes {}.", capital(s.doc), s.takes);
    described(by_type(scalar, items, None), description)
}

/// What a setting takes as a scalar, and as the items of a list, from the words that say so.
fn forms(s: &SettingDoc) -> (Value, Option<Value>) {
    let text = json!({ "type": ["string", "number"] });
    let quantity = |types: &[&str]| {
        json!({
            "type": types,
            "minimum": 0,
            "pattern": amount(s.takes),
            "patternErrorMessage": format!("expected {}", s.takes),
        })
    };
    match takes(s.takes) {
        Takes::Flag => (json!({ "type": ["boolean", "null"] }), None),
        Takes::Choice(names) => (json!({ "enum": names }), None),
        Takes::Choices(names) => (json!({ "enum": names }), Some(json!({ "enum": names }))),
        Takes::Quantity => (quantity(&["number", "string"]), None),
        // Of several, each says what it measures: none is a bare number.
        Takes::Quantities => (quantity(&["number", "string"]), Some(quantity(&["string"]))),
        Takes::Texts => (text.clone(), Some(text)),
        Takes::Text => (text, None),
    }
}

/// The form of a quantity in the units that a setting names, as a regular expression of JSON Schema: no look-around, no flags.
/// It takes everything that the grammar takes, and most slips not.
fn amount(takes: &str) -> String {
    let number = "[0-9]+(\\.[0-9]+)?";
    let operators: Vec<String> = [
        "at least",
        "at most",
        "no less than",
        "no fewer than",
        "no more than",
        "up to",
        "more than",
        "over",
        "less than",
        "fewer than",
        "under",
        "exactly",
    ]
    .iter()
    .map(|w| any_case(w) + "\\s+")
    .collect();
    let amounts = format!(
        "{}\\s+{number}\\s+{}\\s+{number}|{number}\\s+{}\\s+{number}|([<>]=?\\s*|=\\s*|{})?{number}|{number}\\.\\.({number})?|\\.\\.{number}",
        any_case("between"),
        any_case("and"),
        any_case("to"),
        operators.join("|"),
    );
    let words = |c: char| !(c.is_alphanumeric() || c == '%');
    let units: Vec<String> = takes
        .split(words)
        .filter(|w| UNITS.contains(w))
        .map(|w| match w.strip_suffix('s') {
            Some(one) => format!("\\s+{one}s?"),
            // A percent sign, which may touch its number.
            None => format!("\\s*{w}"),
        })
        .collect();
    let rest = if units.is_empty() {
        String::new()
    } else {
        format!(
            "({})?(\\s+({}|{})\\s.*)?\\s*$",
            units.join("|"),
            any_case("of"),
            any_case("per")
        )
    };
    format!("^\\s*({amounts}){rest}")
}

/// The units that words on what a setting takes can name.
const UNITS: &[&str] = &[
    "words",
    "chars",
    "sentences",
    "paragraphs",
    "headings",
    "items",
    "questions",
    "times",
    "%",
];

/// Words as a regular expression that takes them in any case, with any space between them.
fn any_case(words: &str) -> String {
    words
        .chars()
        .map(|c| match c {
            ' ' => "\\s+".to_owned(),
            c => format!("[{}{c}]", c.to_ascii_uppercase()),
        })
        .collect()
}

enum Takes {
    Flag,
    Choice(Vec<&'static str>),
    Choices(Vec<&'static str>),
    Quantity,
    Quantities,
    Text,
    Texts,
}

fn takes(words: &'static str) -> Takes {
    let names = || words.split('`').skip(1).step_by(2).collect::<Vec<_>>();
    if words == "`true` or `false`" {
        Takes::Flag
    } else if words.starts_with("a list of `") {
        Takes::Choices(names())
    } else if words.contains("a list of ") {
        Takes::Texts
    } else if words.contains("several such") {
        Takes::Quantities
    } else if words.starts_with('`') && !words.contains("a text") {
        Takes::Choice(names())
    } else if ["a range", "a share", "a percentage", "a level", "at most"]
        .iter()
        .any(|w| words.starts_with(w))
    {
        Takes::Quantity
    } else {
        Takes::Text
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
