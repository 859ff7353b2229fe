//! The formats of `check` that other programs read, as these programs read them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use serde_json::{Value, json};

/// A clean article, one with faults of every weight and with hostile text, and what is compared with it.
const RECIPE: &str = "recipe: house
language: en
title: { ends-with: none }
length: { is: at least 30 words, severity: warn }
preserve: numbers
forbid: ['=SUM(A1)', ']]>', '\"x\" & y']
";
const CLEAN: &str = "# A ferry sails again

The ferry sails again on Monday with 120 seats. The town has waited for the boat since the storm, and its owners say that the first crossing will be free for everyone who lives on the island.
";
const FAULTY: &str = "# A ferry sails again.

😀 The ferry sails =SUM(A1) on Monday ]]> and \u{1b}[31m the \"x\" & y town at the quay.
";
const SOURCE: &str = "The ferry sails again on Monday, with 120 seats for the town. The owners say that the first crossing is free.\n";

const FOLDER: &str = "desk/100 % & é";
const FORMATS: [&str; 5] = ["sarif", "gitlab", "junit", "csv", "checkstyle"];

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self::with(FAULTY)
    }

    /// A repository with the articles in a folder whose name has to be written with care.
    fn with(faulty: &str) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let desk = Self(dir);
        std::fs::create_dir(desk.path().join(".git")).expect("made");
        std::fs::create_dir_all(desk.path().join(FOLDER)).expect("made");
        desk.write("clean.md", CLEAN);
        desk.write("faulty.md", faulty);
        desk.write("wire.txt", SOURCE);
        desk.write("house.yaml", RECIPE);
        desk
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path().join(FOLDER).join(name), text).expect("written");
    }

    /// Status, standard output and standard error, from inside of the folder.
    fn check(&self, args: &[&str]) -> (i32, String, String) {
        ran(&self.path().join(FOLDER), args)
    }

    /// What both articles come to, compared with the source.
    fn both(&self, format: &str) -> String {
        let (status, out, err) = self.check(&[
            "house.yaml",
            "clean.md",
            "faulty.md",
            "--source",
            "wire.txt",
            "--format",
            format,
        ]);
        assert_eq!((status, err.as_str()), (1, ""), "{format}: {out}");
        out
    }
}

fn ran(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let out = Command::cargo_bin("galley")
        .expect("the program is built")
        .current_dir(folder)
        .env_clear()
        .arg("check")
        .args(args)
        .output()
        .expect("it ran");
    let text = |b: Vec<u8>| String::from_utf8(b).expect("UTF-8");
    (
        out.status.code().unwrap_or(-1),
        text(out.stdout),
        text(out.stderr),
    )
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read_json(path: &str) -> Value {
    let text = std::fs::read_to_string(root().join(path)).expect("the file is there");
    serde_json::from_str(&text).expect("JSON")
}

fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let schema = jsonschema::validator_for(schema).expect("a schema");
    schema
        .iter_errors(value)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect()
}

fn sarif(text: &str) -> Value {
    let log: Value = serde_json::from_str(text).expect("JSON");
    let schema = read_json("tests/fixtures/schemas/sarif-2.1.0.json");
    assert_eq!(faults(&schema, &log), Vec::<String>::new());
    log
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The text that a region with columns in code points covers.
fn covered(text: &str, region: &Value) -> String {
    let at = |key: &str| usize::try_from(region[key].as_u64().expect("a number")).expect("small");
    assert_eq!(at("startLine"), at("endLine"));
    let line = text.split('\n').nth(at("startLine") - 1).expect("a line");
    let width = at("endColumn") - at("startColumn");
    line.chars()
        .skip(at("startColumn") - 1)
        .take(width)
        .collect()
}

fn shown(format: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/formats"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
        filters => [(r#"ersion": "[0-9.]+""#, r#"ersion": "[VERSION]""#)],
    }, { insta::assert_snapshot!(format, text) });
}

#[test]
fn sarif_holds_to_its_schema_and_points_at_the_text() {
    let desk = Desk::new();
    let text = desk.both("sarif");
    assert!(!text.contains('\u{1b}'));
    let mut log = sarif(&text);
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let rules = list(&run["tool"]["driver"]["rules"]);
    let results = list(&run["results"]);
    assert_eq!(results.len(), 6, "{results:#?}");
    for r in results {
        let index = usize::try_from(r["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(rules[index]["id"], r["ruleId"]);
        let at = &r["locations"][0]["physicalLocation"];
        assert_eq!(
            at["artifactLocation"],
            json!({ "uri": "desk/100%20%25%20%26%20%C3%A9/faulty.md", "uriBaseId": "%SRCROOT%" })
        );
        if r["ruleId"] == "forbid" {
            let text = covered(FAULTY, &at["region"]);
            assert!(
                ["=SUM(A1)", "]]>", "\"x\" & y"].contains(&text.as_str()),
                "{text}"
            );
        }
        let demanded = list(&r["relatedLocations"]).last().expect("a place");
        let uri = &demanded["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(uri, "desk/100%20%25%20%26%20%C3%A9/house.yaml");
    }
    let lost = results
        .iter()
        .find(|r| r["ruleId"] == "preserve")
        .expect("lost");
    let region = &lost["relatedLocations"][0]["physicalLocation"]["region"];
    assert!(covered(SOURCE, region).contains("120"));
    let title = results
        .iter()
        .find(|r| r["ruleId"] == "title.ends-with")
        .expect("found");
    let replacement = &title["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(covered(FAULTY, &replacement["deletedRegion"]), ".");
    assert_eq!(replacement["insertedContent"]["text"], "");
    let weights: BTreeSet<&str> = results.iter().filter_map(|r| r["level"].as_str()).collect();
    assert_eq!(weights, BTreeSet::from(["error", "warning"]));
    // The table of rules is long, and `docs/rules.md` has it.
    log["runs"][0]["tool"]["driver"]["rules"] = json!(["…"]);
    shown("sarif", &serde_json::to_string_pretty(&log).expect("JSON"));
}

#[test]
fn what_was_not_looked_at_is_told() {
    let desk = Desk::new();
    let args = ["house.yaml", "clean.md", "gone.md", "--format"];
    let check = |format: &str| desk.check(&[args.as_slice(), &[format]].concat());
    let (status, out, err) = check("sarif");
    assert_eq!(status, 2);
    assert!(
        err.contains("2 rules not looked at in 1 article: "),
        "{err}"
    );
    let log = sarif(&out);
    let run = &log["runs"][0];
    assert_eq!(run["results"], json!([]));
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let told = list(&run["invocations"][0]["toolExecutionNotifications"]);
    assert_eq!(told.len(), 3, "{told:#?}");
    assert_eq!(told[0]["associatedRule"]["id"], "preserve");
    assert_eq!(
        (&told[0]["level"], &told[2]["level"]),
        (&json!("note"), &json!("error"))
    );
    let (_, out, _) = check("junit");
    assert!(out.contains("<skipped message=\"not looked at: "), "{out}");
    assert!(out.contains("errors=\"1\""), "{out}");
    for format in ["gitlab", "csv", "checkstyle"] {
        let (status, _, err) = check(format);
        assert_eq!(status, 2);
        assert!(
            err.contains("2 rules not looked at in 1 article: "),
            "{err}"
        );
    }
}

#[test]
fn paths_begin_at_the_top_of_the_repository() {
    let desk = Desk::new();
    let named = |name: &str| format!("{FOLDER}/{name}");
    for format in FORMATS.iter().chain(&["github"]) {
        let inside = desk.both(format);
        let (_, outside, _) = ran(
            desk.path(),
            &[
                &named("house.yaml"),
                &named("clean.md"),
                &named("faulty.md"),
                "--source",
                &named("wire.txt"),
                "--format",
                format,
            ],
        );
        // The verdict and the recipe line of annotations name files as they were named.
        let places = |text: &str| -> Vec<String> {
            let only = |l: &str| l.split("%0Ademanded by").next().unwrap_or("").to_owned();
            let lines = text
                .lines()
                .filter(|l| *format != "github" || l.starts_with("::"));
            lines.map(only).collect()
        };
        assert_eq!(places(&inside), places(&outside), "{format}");
        assert!(
            !inside.contains(&desk.path().display().to_string()),
            "{inside}"
        );
    }
}

#[test]
fn fingerprints_stay_where_lines_move_and_none_is_there_twice() {
    let twice = format!("{FAULTY}\nThe desk wrote =SUM(A1) again, and =SUM(A1) again.\n");
    let prints = |text: &str| -> Vec<String> {
        let log = sarif(&Desk::with(text).both("sarif"));
        list(&log["runs"][0]["results"])
            .iter()
            .map(|r| {
                r["partialFingerprints"]["galley/v1"]
                    .as_str()
                    .expect("text")
                    .to_owned()
            })
            .collect()
    };
    let before = prints(&twice);
    assert_eq!(before.len(), before.iter().collect::<BTreeSet<_>>().len());
    let moved = twice.replacen("\n\n", "\n\n<!-- a note\nof two lines -->\n\n\n", 1);
    let after = prints(&moved);
    assert_eq!(
        before.iter().collect::<BTreeSet<_>>(),
        after.iter().collect::<BTreeSet<_>>()
    );
}

#[test]
fn gitlab_reads_a_list_of_issues() {
    let text = Desk::new().both("gitlab");
    let issues: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    assert_eq!(issues.len(), 6);
    let prints: BTreeSet<&str> = issues
        .iter()
        .filter_map(|i| i["fingerprint"].as_str())
        .collect();
    assert_eq!(prints.len(), issues.len());
    for issue in &issues {
        assert_eq!(issue["location"]["path"], format!("{FOLDER}/faulty.md"));
        assert!(issue["location"]["lines"]["begin"].is_u64());
        assert!(!issue["description"].as_str().expect("text").contains('\n'));
        assert!(["major", "minor", "info"].contains(&issue["severity"].as_str().expect("text")));
    }
    shown("gitlab", &text);
}

#[test]
fn junit_fails_where_the_command_does() {
    let text = Desk::new().both("junit");
    let report = quick_junit::Report::deserialize_from_str(&text).expect("JUnit");
    assert_eq!(
        (report.tests, report.failures, report.errors),
        (12, 3, 0),
        "{text}"
    );
    assert_eq!(
        report.test_suites[1].name.as_str(),
        format!("{FOLDER}/faulty.md")
    );
    assert!(!text.contains('\u{1b}') && !text.contains("]]>"));
    shown("junit", &text);
}

#[test]
fn a_spreadsheet_reads_no_formula() {
    let text = Desk::new().both("csv");
    assert!(text.starts_with("file,line,column,severity,rule,message,excerpt\r\n"));
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = table.records().map(|r| r.expect("a row")).collect();
    assert_eq!(rows.len(), 6);
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        assert!(!cell.contains('\u{1b}'));
    }
    assert!(
        rows.iter()
            .any(|r| &r[6] == "'=SUM(A1)" && &r[1] == "3" && &r[2] == "19")
    );
    shown("csv", &text.replace('\r', ""));
}

#[test]
fn checkstyle_is_xml_with_a_file_for_each_article() {
    let text = Desk::new().both("checkstyle");
    assert!(!text.contains('\u{1b}') && !text.contains("]]>"));
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut files, mut errors, mut messages) = (0, 0, String::new());
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(e) | Event::Empty(e) => match e.name().as_ref() {
                b"file" => files += 1,
                b"error" => {
                    errors += 1;
                    let message = e.try_get_attribute("message").expect("XML").expect("there");
                    messages.push_str(
                        &unescape(std::str::from_utf8(&message.value).expect("UTF-8"))
                            .expect("XML"),
                    );
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((files, errors), (2, 6), "{text}");
    assert!(
        messages.contains("]]>") && messages.contains("`\"x\" & y`"),
        "{messages}"
    );
    shown("checkstyle", &text);
}

#[test]
fn a_clean_article_is_clean_in_every_format() {
    let desk = Desk::new();
    for format in FORMATS {
        let args = [
            "house.yaml",
            "clean.md",
            "--source",
            "wire.txt",
            "--format",
            format,
        ];
        let (status, out, err) = desk.check(&args);
        assert_eq!((status, err.as_str()), (0, ""), "{out}");
        let empty = match format {
            "sarif" => sarif(&out)["runs"][0]["results"] == json!([]),
            "gitlab" => out == "[]\n",
            "csv" => out.lines().count() == 1,
            "junit" => !out.contains("<failure"),
            _ => !out.contains("<error"),
        };
        assert!(empty, "{format}: {out}");
    }
}

#[test]
fn the_help_lists_the_formats() {
    let (_, help, _) = ran(&root(), &["--help"]);
    for format in FORMATS {
        assert!(help.contains(&format!("- {format}:")), "{help}");
    }
}

/// The schema, taking nothing that it does not name.
fn strict(schema: &Value) -> Value {
    let mut schema = schema.clone();
    fn close(value: &mut Value) {
        match value {
            Value::Object(o) => {
                if o.get("type") == Some(&json!("object"))
                    && !o.contains_key("additionalProperties")
                {
                    o.insert("additionalProperties".to_owned(), json!(false));
                }
                o.values_mut().for_each(close);
            }
            Value::Array(a) => a.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

/// Every report of the drafts of the test corpus, and of articles that hold.
fn corpus() -> Vec<Value> {
    let mut out = Vec::new();
    let folder = root().join("tests/fixtures/drafts");
    for entry in std::fs::read_dir(&folder).expect("a folder") {
        let path = entry.expect("entry").path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
        let Some(stem) = name.strip_suffix(".expect.yaml") else {
            continue;
        };
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        let expect: serde_yaml::Value = serde_yaml::from_str(&text).expect("YAML");
        let said = |key: &str| expect.get(key).and_then(|v| v.as_str()).map(str::to_owned);
        let recipe = format!("recipes/{}.yaml", said("recipe").expect("a recipe"));
        let draft = said("draft").unwrap_or(format!("tests/fixtures/drafts/{stem}.md"));
        let mut args = vec![recipe, draft];
        if let Some(source) = said("source") {
            args.extend(["--source".to_owned(), source]);
        }
        let inputs = expect.get("inputs").and_then(|i| i.as_mapping().cloned());
        for (name, value) in inputs.unwrap_or_default() {
            let text = |v: &serde_yaml::Value| v.as_str().unwrap_or("").to_owned();
            args.extend([
                "--input".to_owned(),
                format!("{}={}", text(&name), text(&value)),
            ]);
        }
        args.extend(["--format".to_owned(), "json".to_owned()]);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let (status, json, err) = ran(&root(), &args);
        assert!(status < 2, "{args:?}: {err}");
        out.push(serde_json::from_str(&json).expect("JSON"));
    }
    out
}

#[test]
fn every_report_holds_to_the_published_schema() {
    let published = read_json("docs/report.schema.json");
    let open = jsonschema::validator_for(&published).expect("a schema");
    let closed = jsonschema::validator_for(&strict(&published)).expect("a schema");
    let reports = corpus();
    assert!(reports.len() >= 26, "{} reports", reports.len());
    let fixed: Value = serde_json::from_str(&Desk::new().both("json")).expect("JSON");
    assert!(
        fixed["reports"][1]["rules"]
            .to_string()
            .contains("\"fix\":[{")
    );
    for report in reports.iter().chain([&fixed]) {
        for schema in [&open, &closed] {
            let wrong: Vec<String> = schema
                .iter_errors(report)
                .map(|e| format!("{}: {e}", e.instance_path()))
                .collect();
            assert_eq!(wrong, Vec::<String>::new());
        }
    }
    // What the schema requires is required, at every depth of a report that has it all.
    let mut tried = 0;
    for path in fields(&fixed, String::new()) {
        let mut less = fixed.clone();
        let (above, name) = path.rsplit_once('/').expect("a path");
        let object = less
            .pointer_mut(above)
            .and_then(Value::as_object_mut)
            .expect("an object");
        object.remove(name);
        let optional = [
            "measured",
            "excerpt",
            "source",
            "fix",
            "uncounted",
            "reason",
        ];
        // Which values a fault has depends on its key, and a range may have no unit.
        let value = above.ends_with("/fault/with")
            || name == "unit" && above.ends_with("/fault/with/wanted");
        let may_go = optional.contains(&name) && above.contains("/findings/")
            || name == "uncounted"
            || value;
        assert_eq!(open.is_valid(&less), may_go, "{path}");
        tried += 1;
    }
    assert!(tried > 200, "{tried}");
}

/// The pointers of all fields of all objects.
fn fields(value: &Value, at: String) -> Vec<String> {
    match value {
        Value::Object(o) => o
            .iter()
            .flat_map(|(k, v)| {
                let own = format!("{at}/{k}");
                std::iter::once(own.clone()).chain(fields(v, own))
            })
            .collect(),
        Value::Array(a) => a
            .iter()
            .enumerate()
            .flat_map(|(i, v)| fields(v, format!("{at}/{i}")))
            .collect(),
        _ => Vec::new(),
    }
}
