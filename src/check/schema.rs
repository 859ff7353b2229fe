//! The JSON Schema of YAML recipes, made from the rule table: editors complete names with it and mark misspelt ones.
//!
//! It is a help for typing, not the judge: quantities and patterns are strings to it, and what they say is for
//! [`check`](super::check) to tell.

use serde_json::{Map, Value, json};

use crate::lang;
use crate::resolve::InputKind;
use crate::resolve::packs::SHIPPED;
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
                let named = json!({ "type": "object", "additionalProperties": rule(def) });
                properties.insert("checks".to_owned(), named.clone());
                properties.insert("check".to_owned(), named);
            }
            None => {
                properties.insert(def.id.to_owned(), rule(def));
            }
            Some((group, member)) => {
                let entry = properties
                    .entry(group)
                    .or_insert_with(|| object(Map::new(), None));
                if let Some(Value::Object(p)) = entry.get_mut("properties") {
                    p.insert(member.to_owned(), rule(def));
                }
            }
        }
    }
    // Prompts of a recipe's own: their names are the author's, and `compile` checks what stands below.
    for own in ["steps", "step", "frames"] {
        properties.insert(own.to_owned(), json!({ "type": ["object", "array"] }));
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

fn object(properties: Map<String, Value>, description: Option<&str>) -> Value {
    let mut out =
        json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if let (Some(d), Value::Object(map)) = (description, &mut out) {
        map.insert("description".to_owned(), json!(d));
    }
    out
}

/// The lines of a recipe that are not rules.
fn header() -> Vec<(&'static str, Value)> {
    let text = |d: &str| json!({ "type": ["string", "number"], "description": d });
    let one_or_more = |item: Value, d: &str| json!({ "description": d, "anyOf": [item, { "type": "array", "items": item }] });
    let packs: Vec<&str> = SHIPPED.iter().map(|(n, _)| *n).collect();
    let kinds: Vec<&str> = InputKind::ALL.iter().map(|(w, _)| *w).collect();
    let input = json!({
        "anyOf": [
            { "enum": kinds },
            object(
                Map::from_iter([
                    ("type".to_owned(), json!({ "enum": kinds, "description": "`markdown` is the article, which is given as a file." })),
                    ("description".to_owned(), text("What it is for.")),
                    ("default".to_owned(), text("The value when none is given.")),
                ]),
                None,
            ),
            { "type": "null" },
        ],
    });
    vec![
        ("recipe", text("The name of the recipe.")),
        (
            "pack",
            text("The name of the pack: a file that recipes `use`."),
        ),
        (
            "version",
            json!({ "type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+(-.*)?$", "description": "Three numbers: `1.0.0`." }),
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

/// A rule: its bare value, a block of its settings, or nothing of it.
fn rule(def: &Def) -> Value {
    let mut description = capital(def.summary);
    description.push('.');
    if def.id == "language" {
        let codes: Vec<&str> = lang::TABLE.iter().map(|l| l.code()).collect();
        return json!({ "enum": codes, "description": description });
    }
    let mut settings = Map::new();
    let mut bare = json!(true);
    for s in def.settings.iter().filter(|s| !s.name.starts_with("*.")) {
        let value = setting(s);
        if s.name == def.bare {
            bare = value.clone();
        }
        settings.insert(s.name.to_owned(), value);
    }
    settings.insert(
        "severity".to_owned(),
        json!({ "enum": ["error", "warn", "info", "off"], "description": "How much it weighs." }),
    );
    let off = json!({ "enum": [false, "off"] });
    let mut forms = vec![bare];
    if def.open {
        let entry = entry(def);
        let own = settings.clone();
        forms.push(json!({
            "type": "array",
            "items": { "anyOf": [
                { "type": "string" },
                { "type": "object", "maxProperties": 1, "properties": own, "additionalProperties": entry },
            ] },
        }));
        forms.push(
            json!({ "type": "object", "properties": settings, "additionalProperties": entry }),
        );
    } else {
        forms.push(object(settings, None));
    }
    forms.push(off);
    json!({ "description": description, "anyOf": forms })
}

/// An entry that the author names, such as a section.
fn entry(def: &Def) -> Value {
    let mut settings = Map::new();
    for s in def.settings {
        if let Some(name) = s.name.strip_prefix("*.") {
            settings.insert(name.to_owned(), setting(s));
        }
    }
    json!({ "anyOf": [object(settings, None), { "type": ["string", "number", "boolean", "null"] }] })
}

/// What a setting takes, from the words that say so.
fn setting(s: &SettingDoc) -> Value {
    let description = format!("{}. Takes {}.", capital(s.doc), s.takes);
    let mut out = match takes(s.takes) {
        Takes::Flag => json!({ "type": ["boolean", "null"] }),
        Takes::Choice(names) => json!({ "enum": names }),
        Takes::Choices(names) => {
            json!({ "anyOf": [{ "enum": names }, { "type": "array", "items": { "enum": names } }] })
        }
        Takes::Quantity => json!({ "type": ["string", "number"] }),
        // Of several, each says what it measures: none is a bare number.
        Takes::Quantities => {
            json!({ "anyOf": [{ "type": ["string", "number"] }, { "type": "array", "items": { "type": "string" } }] })
        }
        Takes::Texts => {
            json!({ "anyOf": [{ "type": ["string", "number"] }, { "type": "array", "items": { "type": ["string", "number"] } }] })
        }
        Takes::Text => json!({ "type": ["string", "number"] }),
    };
    if let Value::Object(map) = &mut out {
        map.insert("description".to_owned(), json!(description));
    }
    out
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
    } else if ["a range", "a share", "a percentage", "a level"]
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
