//! Test files in the other surface: the same tests, the same results, the same comments.

use crate::support::cases;
use proptest::prelude::*;

use galley::diag::Sink;
use galley::source::{Source, SourceId};
use galley::suite::case::{Suite, Text, Wanted};
use galley::syntax::Surface;
use galley::syntax::rewrite::{Rewritten, convert_suite, format_suite};

use super::{Project, Ran, root};

fn other(surface: Surface) -> Surface {
    match surface {
        Surface::Yaml => Surface::Recipe,
        Surface::Recipe => Surface::Yaml,
    }
}

fn ending(surface: Surface) -> &'static str {
    match surface {
        Surface::Yaml => "yaml",
        Surface::Recipe => "recipe",
    }
}

fn converted(from: Surface, text: &str) -> String {
    let mut sink = Sink::new();
    let out = convert_suite(SourceId(0), from, other(from), text, &mut sink);
    out.unwrap_or_else(|| panic!("{:?}\n{text}", sink.items()))
}

fn formatted(surface: Surface, text: &str) -> String {
    match format_suite(SourceId(0), surface, text, &mut Sink::new()) {
        Some(Rewritten::Text(t)) => t,
        other => panic!("{other:?}\n{text}"),
    }
}

/// Everything that a test file says, without the places where it says so.
fn said(surface: Surface, text: &str) -> String {
    let source = Source::new(&format!("a.test.{}", ending(surface)), text);
    let mut sink = Sink::new();
    let suite = galley::suite::read(SourceId(0), &source, &mut sink);
    assert!(!sink.has_errors(), "{:?}\n{text}", sink.items());
    all(&suite.expect("a suite"))
}

fn all(suite: &Suite) -> String {
    let text = |t: &Option<Text>| match t {
        None => String::new(),
        Some(Text::File(v)) => format!("file {}", v.raw),
        Some(Text::Here(v)) => format!("here {:?}", v.raw),
    };
    let names = |v: &[(String, galley::span::Loc)]| {
        v.iter()
            .map(|(n, _)| n.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut out = format!("{:?}\n", suite.recipe.as_ref().map(|r| r.raw.clone()));
    for t in &suite.tests {
        let e = &t.expect;
        out.push_str(&format!(
            "{}: {} | {} | {:?} | {:?} | {:?} | held {} undecided {} skipped {:?} exit {:?}\n",
            t.name.text,
            text(&t.draft),
            text(&t.source),
            t.recording.as_ref().map(|r| r.raw.clone()),
            t.inputs
                .iter()
                .map(|(k, v)| (k, &v.value))
                .collect::<Vec<_>>(),
            t.snapshots.iter().map(|s| s.0).collect::<Vec<_>>(),
            e.wanted == Wanted::Held,
            names(&e.undecided),
            e.skipped.as_deref().map(names),
            e.exit.map(|x| x.0),
        ));
        for f in &e.fails {
            let faults = f.faults.as_ref().map(|f| {
                let said = |f: &galley::suite::case::Fault| (f.at.clone(), f.message.clone());
                f.iter().map(said).collect::<Vec<_>>()
            });
            out.push_str(&format!("  {} {faults:?}\n", f.rule));
        }
    }
    out
}

fn comments(text: &str) -> Vec<&str> {
    text.lines()
        .filter(|l| l.trim_start().starts_with('#'))
        .map(str::trim)
        .collect()
}

/// The test files of the shipped recipes, by their names.
fn shipped() -> Vec<(String, Surface, String)> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(root().join("recipes/tests")).expect("the folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let surface = match name.rsplit_once(".test.") {
            Some((_, "yaml")) => Surface::Yaml,
            Some((_, "recipe")) => Surface::Recipe,
            _ => continue,
        };
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        out.push((name, surface, text));
    }
    out.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(out.len() >= 5, "all shipped test files");
    out
}

#[test]
fn shipped_tests_say_the_same() {
    for (name, surface, text) in shipped() {
        let there = converted(surface, &text);
        let back = converted(other(surface), &there);
        assert_eq!(formatted(other(surface), &there), there, "{name}");
        assert_eq!(said(other(surface), &there), said(surface, &text), "{name}");
        assert_eq!(said(surface, &back), said(surface, &text), "{name}");
        assert_eq!(comments(&there), comments(&text), "{name}");
        assert_eq!(converted(surface, &back), there, "{name}");
        if surface == Surface::Recipe {
            assert_eq!(back, text, "{name}");
        }
    }
}

/// Every test of the shipped recipes comes out the same when its file is converted.
#[test]
fn shipped_tests_come_out_the_same() {
    let project = |convert: bool| {
        let project = Project::with_shipped();
        for folder in [
            "tests/fixtures/drafts",
            "tests/fixtures/drafts/sources",
            "recipes/tests/snapshots",
        ] {
            for entry in std::fs::read_dir(root().join(folder)).expect("the folder") {
                let path = entry.expect("an entry").path();
                if path.is_file() {
                    let name = path.file_name().expect("a name").to_string_lossy();
                    let text = std::fs::read_to_string(&path).expect("UTF-8");
                    project.write(&format!("{folder}/{name}"), &text);
                }
            }
        }
        for (name, surface, text) in shipped() {
            project.write(&format!("recipes/tests/{name}"), &text);
            if convert {
                let (stem, _) = name.split_once(".test.").expect("a test file");
                let out = format!("recipes/tests/{stem}.test.{}", ending(other(surface)));
                let ran =
                    project.galley(&["convert", &format!("recipes/tests/{name}"), "--out", &out]);
                assert_eq!(ran.status, 0, "{ran:?}");
                std::fs::remove_file(project.path().join(format!("recipes/tests/{name}")))
                    .expect("removed");
            }
        }
        project.galley(&["test", "recipes/tests", "--format", "json"])
    };
    let results = |ran: &Ran| -> Vec<String> {
        let json: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        let files = json["files"].as_array().expect("files").clone();
        files
            .iter()
            .flat_map(|f| f["tests"].as_array().expect("tests").clone())
            .map(|t| format!("{} {} {}", t["name"], t["status"], t["problems"]))
            .collect()
    };
    let (before, after) = (project(false), project(true));
    assert_eq!(before.status, 0, "{}", before.all());
    assert_eq!(after.status, 0, "{}", after.all());
    assert_eq!(results(&before), results(&after));
    assert!(results(&after).len() > 40);
}

#[test]
fn shapes_of_test_files() {
    let yaml = "\
# about the file

recipe: ../a.yaml  # the recipe

# about all tests

tests:
  # about the first
  one:  # the first
    draft: |-
      # Title
    input: { limit: 5, keyphrase: port d’Anvers }
    expect: { fails: [length, title.length] }
  two words, and a comma:
    source: |
      A text.

      Two lines.
    expect:
      held: true
      exit: 1
      undecided: language
      fails:
        length: true
        no-new: \"5\"
        preserve:
          # a record
          - { at: \"\", message: \"4,20\" }
          # another
          - at: x y  # its place
            message: \"27\"
          # no more
        strip:
          - at: only one
        forbid: [a b, \"true\"]
  # the end
";
    let recipe = converted(Surface::Yaml, yaml);
    insta::with_settings!({
        snapshot_path => root().join("snapshots").join("suite"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("converted", recipe);
    });
    assert_eq!(said(Surface::Recipe, &recipe), said(Surface::Yaml, yaml));
    let back = converted(Surface::Recipe, &recipe);
    assert_eq!(said(Surface::Yaml, &back), said(Surface::Yaml, yaml));
    assert_eq!(converted(Surface::Yaml, &back), recipe);
}

/// A text of one line between triple quotes, or behind `|`, is an article; between quotes it is a path. Formatting keeps it so.
#[test]
fn texts_of_one_line_stay_texts() {
    for (surface, text) in [
        (
            Surface::Yaml,
            "recipe: a\ntests:\n  one:\n    draft: |-\n      a.md\n",
        ),
        (
            Surface::Yaml,
            "recipe: a\ntests:\n  one:\n    draft: >-\n      a.md\n",
        ),
        (
            Surface::Yaml,
            "recipe: a\ntests:\n  one:\n    draft: |\n      a.md\n",
        ),
        (
            Surface::Recipe,
            "recipe \"a\"\ntest \"one\" {\n  draft \"\"\"a.md\"\"\"\n}\n",
        ),
        (
            Surface::Recipe,
            "recipe \"a\"\ntest \"one\" { draft \"\"\"\n  a.md\n  \"\"\" }\n",
        ),
    ] {
        let wanted = said(surface, text);
        assert!(wanted.contains("here \"a.md"), "{wanted}");
        assert_eq!(said(surface, &formatted(surface, text)), wanted);
        assert_eq!(said(other(surface), &converted(surface, text)), wanted);
    }
}

#[test]
fn standard_input_is_known_by_its_text_or_its_name() {
    let project = Project::new();
    let yaml = "recipe: a.yaml\ntests:\n  one:\n    draft: a.md\n    expect:\n      fails:\n        strip:\n          - { at: a, message: b }\n";
    let recipe = "recipe \"a.yaml\"\ntest \"one\" {\n  draft \"a.md\"\n  expect {\n    fails {\n      strip {\n        first { at \"a\", message \"b\" }\n      }\n    }\n  }\n}\n";
    let ran = project.galley_in("", &["convert", "-"], yaml);
    assert_eq!((ran.status, ran.out.as_str()), (0, recipe), "{}", ran.err);
    let ran = project.galley_in(
        "",
        &["convert", "-", "--stdin-filename", "x/a.test.recipe"],
        recipe,
    );
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(
        ran.out.contains("- { at: \"a\", message: \"b\" }"),
        "{}",
        ran.out
    );
    let ran = project.galley_in("", &["fmt", "-"], recipe);
    assert_eq!((ran.status, ran.out.as_str()), (0, recipe), "{}", ran.err);
    let ran = project.galley_in("", &["fmt", "--stdin-filename", "a.test.yaml"], yaml);
    assert_eq!((ran.status, ran.out.as_str()), (0, yaml), "{}", ran.err);
}

// ---- generated test files

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z][a-z-]{0,6}",
        "4,20|1 200|27|true|null|~|à l’écrit|« x »|/x/|>= 3 words|severity|first|test|a: b|x # y|\\{\\{ k \\}\\}",
    ]
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// One expectation of a rule, as YAML below `indent`.
fn faults() -> impl Strategy<Value = String> {
    let record = || {
        (word(), prop::option::of(word()), prop::bool::ANY).prop_map(|(a, m, c)| {
            let at = format!("at: {}", quoted(&a));
            let message = m.map_or(String::new(), |m| format!(", message: {}", quoted(&m)));
            let comment = if c { "  # r" } else { "" };
            format!("{{ {at}{message} }}{comment}")
        })
    };
    prop_oneof![
        Just(" true".to_owned()),
        word().prop_map(|w| format!(" {}", quoted(&w))),
        prop::collection::vec(word(), 1..3).prop_map(|w| format!(
            " [{}]",
            w.iter().map(|w| quoted(w)).collect::<Vec<_>>().join(", ")
        )),
        record().prop_map(|r| format!(" {r}")),
        prop::collection::vec(record(), 1..4).prop_map(|records| {
            records
                .iter()
                .map(|r| format!("\n          - {r}"))
                .collect()
        }),
    ]
}

fn test() -> impl Strategy<Value = String> {
    let draft = prop_oneof![
        Just("\n    draft: ../a.md".to_owned()),
        Just("\n    draft: |\n      # A title\n\n        Words.\n".to_owned()),
        Just("\n    draft: |-\n      one line".to_owned()),
        Just(
            "\n    source: a.txt\n    recording: r.transcript\n    snapshots: [plan, prompts]"
                .to_owned()
        ),
        Just("\n    draft: a.md  # d\n    input: { k: v, n: 5 }\n    snapshots: report".to_owned()),
    ];
    let rules = prop::collection::btree_map("length|strip|no-new|title\\.length", faults(), 0..4);
    (draft, rules, prop::bool::ANY, prop::bool::ANY).prop_map(|(draft, rules, blank, comment)| {
        let mut out = String::new();
        out.push_str(if blank { "\n" } else { "" });
        out.push_str(if comment { "  # before\n" } else { "" });
        out.push_str(&format!("  NAME:{draft}\n"));
        if !rules.is_empty() {
            out.push_str("    expect:\n      skipped: [overlap]\n      fails:\n");
            for (rule, faults) in rules {
                out.push_str(&format!("        {rule}:{faults}\n"));
            }
        }
        out
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(300), failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a test file says, it says in the other surface, and on the way back.
    #[test]
    fn test_files_cross_over(tests in prop::collection::vec(test(), 1..4)) {
        let mut text = String::from("recipe: ../a.yaml\ntests:\n");
        for (i, t) in tests.iter().enumerate() {
            text.push_str(&t.replace("NAME", &format!("the test {i}")));
        }
        let form = formatted(Surface::Yaml, &text);
        prop_assert_eq!(said(Surface::Yaml, &form), said(Surface::Yaml, &text));
        let recipe = converted(Surface::Yaml, &form);
        prop_assert_eq!(&formatted(Surface::Recipe, &recipe), &recipe);
        prop_assert_eq!(said(Surface::Recipe, &recipe), said(Surface::Yaml, &text), "{}", recipe);
        let back = converted(Surface::Recipe, &recipe);
        prop_assert_eq!(&formatted(Surface::Yaml, &back), &back);
        prop_assert_eq!(said(Surface::Yaml, &back), said(Surface::Yaml, &text), "{}", back);
        prop_assert_eq!(&converted(Surface::Yaml, &back), &recipe, "{}", back);
        let remarks = |t: &str| t.matches("# ").count();
        prop_assert_eq!(remarks(&recipe), remarks(&form));
        prop_assert_eq!(remarks(&back), remarks(&form));
    }
}
