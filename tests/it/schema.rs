//! The JSON Schema of YAML recipes: it takes what the reader takes, and marks most slips.

use galley::diag::Sink;
use jsonschema::Validator;
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The files below a folder whose names end so, in order.
fn files(folder: &str, ending: &str) -> Vec<std::path::PathBuf> {
    let mut out = Vec::new();
    let mut folders = vec![std::path::PathBuf::from(format!("{ROOT}/{folder}"))];
    while let Some(f) = folders.pop() {
        for e in std::fs::read_dir(f).expect("sound") {
            let path = e.expect("sound").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

/// The schema of recipes, ready to be asked.
fn schema() -> Validator {
    ready(&galley::check::schema::schema())
}

/// A schema, ready to be asked. It would take a misspelt keyword for a remark, so each must be one that ours use.
fn ready(schema: &Value) -> Validator {
    fn look(schema: &Value) {
        for (key, rule) in schema.as_object().into_iter().flatten() {
            match key.as_str() {
                "properties" | "patternProperties" => {
                    rule.as_object().expect("schemas").values().for_each(look);
                }
                "anyOf" => rule.as_array().expect("schemas").iter().for_each(look),
                "if"
                | "then"
                | "else"
                | "not"
                | "items"
                | "additionalProperties"
                | "propertyNames" => look(rule),
                "const"
                | "enum"
                | "type"
                | "required"
                | "pattern"
                | "minimum"
                | "minLength"
                | "uniqueItems"
                | "minProperties"
                | "maxProperties"
                | "description"
                | "title"
                | "$schema"
                | "examples"
                | "patternErrorMessage" => {}
                other => panic!("a keyword that this test does not know: {other}"),
            }
        }
    }
    look(schema);
    jsonschema::validator_for(schema).expect("a schema")
}

#[test]
fn the_schema_takes_good_recipes_and_no_bad_ones() {
    let schema = schema();
    let data = |text: &str| -> serde_json::Value { serde_yaml::from_str(text).expect("YAML") };
    for path in files("recipes", "yaml") {
        // A test file is no recipe.
        if path.to_string_lossy().contains(".test.") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("read");
        assert!(schema.is_valid(&data(&text)), "{}", path.display());
    }
    for def in galley::rules::TABLE {
        for e in def.examples {
            let text = format!("recipe: example\n{}\n", e.yaml);
            assert!(schema.is_valid(&data(&text)), "{}: {}", def.id, e.title);
        }
    }
    for path in files("recipes/packs", "yaml")
        .into_iter()
        .chain(files("tests/fixtures/good/steps", "yaml"))
    {
        let text = std::fs::read_to_string(&path).expect("read");
        assert!(schema.is_valid(&data(&text)), "{}", path.display());
    }
    for good in [
        "at least 700 words",
        "AT MOST 700 words",
        "no more than 1100",
        "700",
        "..1100 words",
        "700..",
        "> 3 sentences",
        "=700 words",
        "between 700 and 1100 words of all",
        "at most 35 words per sentence",
        "1 word",
    ] {
        let text = format!("recipe: r\nlength: \"{good}\"\n");
        assert!(schema.is_valid(&data(&text)), "{text}");
    }
    for slip in [
        "min 700 words",
        "environ 700 mots",
        "700 mots",
        "40..65 pixels",
        "quite long",
        "-5 words",
        "≥ 700 words",
        "700 words chars",
        "700-1100 words",
        "1 000 words",
        "[3 words, many words]",
        "-3",
        "40...65 words",
        "700words",
        "7.5.2 words",
        "40 %",
    ] {
        let text = format!("recipe: r\nlength: {slip}\n");
        assert!(!schema.is_valid(&data(&text)), "{text}");
    }
    for bad in [
        "recipe: r\nversion: 1.0\n",
        "recipe: r\nversion: '1.0'\n",
        "recipe: r\ninputs: { mot-clé: text }\n",
        "recipe: r\nsteps: [facts]\n",
        "recipe: r\nsteps: { facts: { after: title } }\n",
        "recipe: r\nsteps: { facts: { promt: x, prompt: y } }\n",
        "recipe: r\nsteps: { facts: { prompt: y, output: jsn } }\n",
        "recipe: r\nsteps: { facts: { prompt: y, into: teaser } }\n",
        "recipe: r\nsteps: { les faits: { prompt: y } }\n",
        "recipe: r\nframes: { sections: { style: y } }\n",
        "recipe: r\nframes: { section: { styl: y } }\n",
        "recipe: r\nchecks: { c: { expr: title, say: y, per: phrase } }\n",
        "recipe: r\noverlap: a third\n",
        "language: fr\nlength: 3 words\n",
        "recipe: r\nlenght: 3 words\n",
        "recipe: r\ntitle: { lenght: 3 }\n",
        "recipe: r\ntitle: 40..65 chars\n",
        "recipe: r\nlanguage: french\n",
        "recipe: r\nforbid: { any: [a], severity: warning }\n",
        "recipe: r\npreserve: [number]\n",
        "recipe: r\ninputs: { a: txt }\n",
        "recipe: r\nsections: [{ a: { hedding: none } }]\n",
        "recipe: r\ncomplete: sure\n",
        "recipe: r\nlength: { is: [1, 2] }\n",
    ] {
        assert!(!schema.is_valid(&data(bad)), "{bad}");
    }
    let text = assert_cmd::Command::cargo_bin("galley")
        .expect("the binary is built")
        .current_dir(ROOT)
        .env_clear()
        .arg("schema")
        .output()
        .expect("runs")
        .stdout;
    let printed: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
    assert_eq!(printed, galley::check::schema::schema());
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/fmt"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("schema", String::from_utf8_lossy(&text));
    });
}

/// Everything that can be hovered over says what it is.
#[test]
fn every_name_has_a_description() {
    fn look(schema: &serde_json::Value, path: &str, bare: &mut Vec<String>) {
        let Some(map) = schema.as_object() else {
            return;
        };
        for (key, value) in map {
            match key.as_str() {
                "properties" => {
                    for (name, inner) in value.as_object().expect("properties") {
                        let path = format!("{path}.{name}");
                        if inner.get("description").is_none() {
                            bare.push(path.clone());
                        }
                        look(inner, &path, bare);
                    }
                }
                "anyOf" => value
                    .as_array()
                    .expect("a list")
                    .iter()
                    .for_each(|v| look(v, path, bare)),
                "if" | "then" | "else" | "items" | "additionalProperties" => {
                    look(value, path, bare)
                }
                _ => {}
            }
        }
    }
    let mut bare = Vec::new();
    look(&galley::check::schema::schema(), "", &mut bare);
    look(&printed(&["--tests"]), "tests", &mut bare);
    assert!(bare.is_empty(), "{bare:?}");
}

/// What `galley schema` prints.
fn printed(args: &[&str]) -> serde_json::Value {
    let out = assert_cmd::Command::cargo_bin("galley")
        .expect("the binary is built")
        .current_dir(ROOT)
        .env_clear()
        .arg("schema")
        .args(args)
        .output()
        .expect("runs");
    assert!(out.status.success());
    serde_json::from_slice(&out.stdout).expect("JSON")
}

#[test]
fn the_schema_of_tests_takes_good_ones_and_no_bad_ones() {
    let schema = ready(&printed(&["--tests"]));
    let data = |text: &str| -> serde_json::Value { serde_yaml::from_str(text).expect("YAML") };
    let mut seen = 0;
    for path in files("recipes/tests", "yaml") {
        let text = std::fs::read_to_string(&path).expect("read");
        assert!(schema.is_valid(&data(&text)), "{}", path.display());
        seen += 1;
    }
    // The test files of the documents, and those that the converter makes of recipe files.
    let docs = std::fs::read_to_string(format!("{ROOT}/docs/testing.md")).expect("read");
    for block in docs.split("```yaml\n").skip(1) {
        let text = block.split("```").next().expect("a block");
        let slip = text.contains("a misspelt rule");
        if slip {
            assert!(!schema.is_valid(&data(text)), "{text}");
        } else if text.lines().any(|l| l.starts_with("tests:")) {
            assert!(schema.is_valid(&data(text)), "{text}");
            seen += 1;
        }
    }
    for path in files("recipes/tests", "recipe") {
        let text = std::fs::read_to_string(&path).expect("read");
        let (from, to) = (
            galley::syntax::Surface::Recipe,
            galley::syntax::Surface::Yaml,
        );
        let id = galley::source::SourceId(0);
        let yaml = galley::syntax::rewrite::convert_suite(id, from, to, &text, &mut Sink::new());
        assert!(
            schema.is_valid(&data(&yaml.expect("sound"))),
            "{}",
            path.display()
        );
        seen += 1;
    }
    assert!(seen > 6, "{seen}");
    let body = |test: &str| format!("tests:\n  one: {{ draft: a.md, {test} }}\n");
    for good in [
        "expect: holds",
        "expect: { exit: 1 }",
        "expect: { fails: { length: true, check:no two: x } }",
        "expect: { fails: { strip: [a, { at: b, message: c }], no-new: 27 } }",
        "expect: { fails: { strip: { first: { at: a }, second: { at: b } } } }",
        "expect: { fails: [length, title.length] }",
        "expect: { undecided: language, skipped: [overlap, 'check:x'] }",
        "input: { keyphrase: x, limit: 3 }",
        "snapshots: report",
    ] {
        let text = body(good);
        assert!(schema.is_valid(&data(&text)), "{text}");
        let source = galley::source::Source::new("a.test.yaml", &text);
        let mut sink = Sink::new();
        let _ = galley::suite::read(galley::source::SourceId(0), &source, &mut sink);
        assert!(!sink.has_errors(), "{text}: {:?}", sink.items());
    }
    for bad in [
        body("expects: holds"),
        body("expect: fail"),
        body("expect: { fail: { length: true } }"),
        body("expect: { fails: { lenght: true } }"),
        body("expect: { fails: { length: false } }"),
        body("expect: { fails: { length: { at: x, mesage: y } } }"),
        body("expect: { fails: { strip: [{ att: x }] } }"),
        body("expect: { exit: 2 }"),
        body("expect: { undecided: [lang] }"),
        body("snapshots: [plans]"),
        body("snapshots: [plan, plan]"),
        body("inputs: { a: b }"),
        "tests:\n  one: { expect: holds }\n".to_owned(),
        "tests: {}\n".to_owned(),
        "test:\n  one: { draft: a.md }\n".to_owned(),
        "recipe: a.yaml\n".to_owned(),
    ] {
        assert!(!schema.is_valid(&data(&bad)), "{bad}");
    }
}

/// What the reader takes as a quantity, the schema takes too: an editor never marks what compiles.
#[test]
fn the_schema_refuses_no_quantity_that_is_read() {
    use galley::syntax::{scalar, yaml};
    let schema = schema();
    let heads = [
        "",
        "at least ",
        "At  most ",
        "no less than ",
        "no fewer than ",
        "no more than ",
        "up to ",
        "more than ",
        "over ",
        "less than ",
        "fewer than ",
        "under ",
        "exactly ",
        ">=",
        "<= ",
        ">",
        "< ",
        "=",
        "= ",
        "min ",
        "around ",
    ];
    let amounts = [
        "7",
        "0.5",
        "1100",
        "7..9",
        "7..",
        "..9",
        "between 7 and 9",
        "BETWEEN 7 and 9",
        "7 to 9",
        "7 .. 9",
        "1,5",
        "x",
    ];
    let tails = [
        "",
        " words",
        " word",
        " chars",
        " sentence",
        "words",
        " words of body",
        " chars of all",
        " words per section",
        " words of body per sentence",
        " per paragraph",
        " words per 100 words",
        " of all",
        " words ",
        " words words",
    ];
    let (mut read, mut refused) = (0, 0);
    for head in heads {
        for amount in amounts {
            for tail in tails {
                let quantity = format!("{head}{amount}{tail}");
                let text = format!("recipe: r\nlength: \"{quantity}\"\n");
                let mut sink = Sink::new();
                let tree = yaml::read(galley::source::SourceId(0), &text, &mut sink);
                let statement = tree.as_ref().and_then(|t| t.get("length"));
                let value = &statement.expect("the line is read").values[0];
                let well = scalar::quantity(value, &mut sink).is_some() && !sink.has_errors();
                let data = serde_json::json!({ "recipe": "r", "length": quantity });
                if well {
                    read += 1;
                    assert!(schema.is_valid(&data), "{quantity}");
                } else {
                    refused += usize::from(!schema.is_valid(&data));
                }
            }
        }
    }
    assert!(
        read > 500 && refused > 500,
        "{read} read, {refused} refused"
    );
}

/// Names that do not exist are marked while they are typed: everything of the corpus of bad recipes that the compiler calls an
/// unknown rule, setting, severity, language or choice.
#[test]
fn the_schema_marks_what_does_not_exist() {
    const NAMES: &[&str] = &["E0203", "E0204", "E0207", "E0213", "E0304"];
    let schema = schema();
    let mut marked = 0;
    let mut missed = Vec::new();
    for folder in ["tests/fixtures/bad/yaml", "tests/fixtures/bad/steps"] {
        for path in files(folder, "yaml") {
            let text = std::fs::read_to_string(&path).expect("read");
            let Ok(data) = serde_yaml::from_str::<serde_json::Value>(&text) else {
                continue;
            };
            let mut sources = galley::source::SourceMap::new();
            let id = sources.add(galley::source::Source::new("recipe.yaml", &text));
            let mut sink = Sink::new();
            let words = galley::check::vocabulary();
            let recipe = galley::resolve::resolve(
                id,
                &mut galley::resolve::Context {
                    vocabulary: &words,
                    loader: &galley::resolve::packs::NoFiles,
                    given: &std::collections::BTreeMap::new(),
                    sources: &mut sources,
                },
                &mut sink,
            );
            if let Some(recipe) = recipe {
                let _ = galley::check::check(recipe, &mut sink);
            }
            let unknown = |d: &galley::diag::Diagnostic| NAMES.contains(&d.code.as_str());
            if !sink.items().iter().any(unknown) {
                continue;
            }
            if schema.is_valid(&data) {
                missed.push(path.file_name().map(|n| n.to_string_lossy().into_owned()));
            } else {
                marked += 1;
            }
        }
    }
    assert!(missed.is_empty(), "{missed:?}");
    assert!(marked >= 5, "{marked}");
}
