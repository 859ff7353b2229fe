//! The JSON Schema of test files in YAML. Like that of recipes it is a help for typing, not the judge.

use serde_json::{Map, Value, json};

use crate::check::schema::by_type;
use crate::rules::TABLE;
use crate::suite::case::Kind;

/// The schema, in draft 7, which YAML language servers read.
pub(in crate::cli) fn schema() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "galley tests",
        "description": "Tests of a recipe: `NAME.test.yaml`.",
        "type": "object",
        "properties": {
            "recipe": path("The recipe, relative to this file; without it, the recipe of the same name beside the file."),
            "tests": {
                "description": "The tests, each under a name that says what it shows.",
                "type": "object",
                "minProperties": 1,
                "additionalProperties": test(),
            },
        },
        "required": ["tests"],
        "additionalProperties": false,
    })
}

fn path(description: &str) -> Value {
    json!({ "type": "string", "minLength": 1, "description": description })
}

/// A scalar: whatever it looks like, it is a text to whoever asks for one.
fn text(description: &str) -> Value {
    json!({ "type": ["string", "number", "boolean"], "description": description })
}

fn test() -> Value {
    let kinds: Vec<&str> = Kind::ALL.iter().map(|k| k.word()).collect();
    json!({
        "type": "object",
        "properties": {
            "draft": path("The article that is looked at: a path, or the text itself on lines of its own."),
            "source": path("The text that the article is written from: a path, or the text itself. Without it, rules that compare are not looked at."),
            "recording": path("With `source` and without `draft`: the recorded run to be replayed."),
            "input": {
                "description": "Values for inputs of the recipe: `{ keyphrase: flood barriers }`.",
                "type": "object",
                "additionalProperties": { "type": ["string", "number", "boolean"] },
            },
            "expect": expect(),
            "snapshots": {
                "description": "Golden files: the plan, the prompts, the report.",
                "if": { "type": "array" },
                "then": { "items": { "enum": kinds }, "uniqueItems": true },
                "else": { "enum": kinds },
            },
        },
        "anyOf": [{ "required": ["draft"] }, { "required": ["source"] }],
        "additionalProperties": false,
    })
}

fn expect() -> Value {
    let block = json!({
        "type": "object",
        "properties": {
            "fails": fails(),
            "undecided": rules("The rules that cannot be decided."),
            "skipped": rules("The rules that are not looked at; when it is said, it is exact."),
            "exit": { "enum": [0, 1, "0", "1"], "description": "The exit status, when it is worth saying." },
            "held": { "enum": [true, null], "description": "The run is held." },
        },
        "additionalProperties": false,
    });
    described(
        by_type(json!({ "enum": ["holds", "held"] }), None, Some(block)),
        "`holds` (the default), `held` (a run that ends with a draft that is held), or what is expected, in a block.",
    )
}

/// The schema with what it describes.
fn described(mut schema: Value, text: &str) -> Value {
    if let Some(map) = schema.as_object_mut() {
        map.insert("description".to_owned(), json!(text));
    }
    schema
}

/// The name of a rule, or of a check of the recipe's own.
fn rule() -> Value {
    let ids: Vec<&str> = TABLE.iter().map(|d| d.id).collect();
    json!({ "if": { "type": "string", "pattern": "^check:" }, "then": true, "else": { "enum": ids } })
}

fn rules(description: &str) -> Value {
    described(by_type(rule(), Some(rule()), None), description)
}

fn fails() -> Value {
    let properties: Map<String, Value> = TABLE
        .iter()
        .map(|d| {
            let found = described(findings(), &format!("What `{}` finds.", d.id));
            (d.id.to_owned(), found)
        })
        .collect();
    let block = json!({
        "type": "object",
        "properties": properties,
        "patternProperties": { "^check:": findings() },
        "additionalProperties": false,
    });
    described(
        by_type(rule(), Some(rule()), Some(block)),
        "The rules with findings; every other rule has to hold.",
    )
}

/// What is expected of one rule.
fn findings() -> Value {
    let finding = json!({
        "type": "object",
        "properties": {
            "at": text("Exactly the text under the finding; empty where something is missing."),
            "message": text("Part of the message."),
        },
        "additionalProperties": false,
    });
    // As recipe files have it: each finding under a name.
    let named = json!({
        "if": { "additionalProperties": { "type": "object" } },
        "then": { "additionalProperties": finding },
        "else": finding,
    });
    by_type(
        json!({ "type": ["string", "number", "boolean", "null"], "not": { "const": false } }),
        Some(by_type(
            json!({ "type": ["string", "number", "boolean"] }),
            None,
            Some(finding),
        )),
        Some(named),
    )
}
