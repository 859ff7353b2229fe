//! The canonical form of both surfaces, and the way from one to the other.

mod comments;
mod fresh;
mod lines;
mod verb;

use crate::support::cases;
use proptest::prelude::*;

use galley::check::vocabulary;
use galley::diag::Sink;
use galley::diag::render::{Options, render};
use galley::source::{Source, SourceMap};
use galley::syntax::rewrite::{Kept, Rewritten, convert, format};
use galley::syntax::{Surface, dsl, print, yaml};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn formatted(surface: Surface, text: &str) -> Rewritten {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("r", text));
    let mut sink = Sink::new();
    let out = format(id, surface, text, &mut sink);
    let shown = render(sink.items(), &sources, Options::default());
    out.unwrap_or_else(|| panic!("{shown}\n{text}"))
}

fn fmt(surface: Surface, text: &str) -> String {
    match formatted(surface, text) {
        Rewritten::Text(t) => t,
        Rewritten::Kept(k) => panic!("{k:?}\n{text}"),
    }
}

fn to(from: Surface, to: Surface, text: &str) -> String {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("r", text));
    let mut sink = Sink::new();
    let out = convert(id, from, to, text, &vocabulary(), &mut sink);
    let shown = render(sink.items(), &sources, Options::default());
    out.unwrap_or_else(|| panic!("{shown}\n{text}"))
}

/// The recipes and packs under a folder; test files have a canonical form of their own, which `galley fmt --check` looks at.
fn files(folder: &str, ending: &str) -> Vec<std::path::PathBuf> {
    let mut out = Vec::new();
    let mut folders = vec![std::path::PathBuf::from(format!("{ROOT}/{folder}"))];
    while let Some(f) = folders.pop() {
        for e in std::fs::read_dir(f).expect("sound") {
            let path = e.expect("sound").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending)
                && !path.to_string_lossy().contains(".test.")
            {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

#[test]
fn shipped_recipes_are_canonical() {
    for (ending, surface) in [("yaml", Surface::Yaml), ("recipe", Surface::Recipe)] {
        for path in files("recipes", ending) {
            let text = std::fs::read_to_string(&path).expect("sound");
            let out = fmt(surface, &text);
            if std::env::var_os("GALLEY_BLESS").is_some() {
                std::fs::write(&path, &out).expect("sound");
                continue;
            }
            assert!(
                out == text,
                "{}:\n{}",
                path.display(),
                similar::TextDiff::from_lines(&text, &out).unified_diff()
            );
        }
    }
}

/// A tree says the same in both surfaces, whichever it comes from, and nothing is lost on the way there and back.
#[test]
fn shipped_recipes_survive_conversion() {
    for (ending, from, other) in [
        ("yaml", Surface::Yaml, Surface::Recipe),
        ("recipe", Surface::Recipe, Surface::Yaml),
    ] {
        for path in files("recipes", ending) {
            let text = std::fs::read_to_string(&path).expect("sound");
            let there = to(from, other, &text);
            assert_eq!(
                fmt(other, &there),
                there,
                "{}: not canonical",
                path.display()
            );
            let back = to(other, from, &there);
            let again = to(from, other, &back);
            assert_eq!(there, again, "{}", path.display());
            assert_eq!(remarks(&text), remarks(&back), "{}", path.display());
        }
    }
}

/// What fuzzing found: there, back and there again is the same, however odd the text.
#[test]
fn odd_files_survive_conversion() {
    let odd = [
        // A quantity where the version stands, a number where the description does.
        (Surface::Recipe, "recipe brief-.0gth 700..1100 words\n"),
        (Surface::Recipe, "recipe r 7\n"),
        (Surface::Recipe, "recipe r \"1.0.0\"\n"),
        (Surface::Yaml, "recipe: r\nversion: 1.0\ndescription: 700\n"),
        // Names with nothing behind them.
        (Surface::Yaml, "\"languag*\": en\nsections:\n  - facts:\n"),
        (
            Surface::Yaml,
            "sections:\n  # c\n  - facts:\n\n  - b: # d\n",
        ),
        (Surface::Recipe, "sections {\n  facts\n  others\n}\n"),
        // Lines without a value are no flags.
        (Surface::Yaml, "recipe: r\ndescription:\n"),
        (Surface::Yaml, "recipe: r\nbrief:\nuse:\nlanguage:\n"),
        // A mapping of names without values.
        (Surface::Yaml, "recipe: r\nsections:\n  facts:\n"),
        (Surface::Yaml, "recipe: r\nsections:\n  ~le port:\n  b:\n"),
        // A version that is a block of text.
        (Surface::Recipe, "recipe r \"\"\"\n  ici\n  \"\"\"\n"),
        // A description of one word that does not stand behind the name.
        (
            Surface::Yaml,
            "recipe: r\n# c\nversion: 1.0.0\ndescription: Turns\n",
        ),
        // An input without a type is a text in both surfaces.
        (Surface::Yaml, "recipe: r\ninputs:\n  place:\n"),
        (Surface::Recipe, "recipe r\ninput place\n"),
    ];
    for (from, text) in odd {
        let other = match from {
            Surface::Recipe => Surface::Yaml,
            Surface::Yaml => Surface::Recipe,
        };
        let there = to(from, other, &fmt(from, text));
        let again = to(from, other, &to(other, from, &there));
        assert_eq!(again, there, "{text}");
    }
    // A setting of the rule among the names of sections stays a setting.
    let yaml = to(
        Surface::Recipe,
        Surface::Yaml,
        "sections {\n  facts\n  others\n}\n",
    );
    assert_eq!(yaml, "sections:\n  - facts\n  - others: true\n");
    let yaml = to(Surface::Recipe, Surface::Yaml, "recipe r \"1.0.0\"\n");
    assert_eq!(yaml, "recipe: r\nversion: 1.0.0\n");
}

/// A blank line before a text block in a list stays.
#[test]
fn blank_lines_before_text_blocks_stay() {
    for text in [
        "brief:\n  - a\n\n  - |\n    b\n",
        "brief:\n  - a\n  - |\n    b\n",
        "brief:\n  - |\n    a\n    b\n\n  - c\n",
    ] {
        assert_eq!(fmt(Surface::Yaml, text), text);
    }
}

/// A blank that looks like any other stays an escape where its author spelled it so, in both surfaces and on the way.
#[test]
fn escapes_that_can_be_seen_stay() {
    let yaml = "recipe: r\nforbid: [\"\\u00a0!\", \"\\u202f\", « a »]\n";
    assert_eq!(fmt(Surface::Yaml, yaml), yaml);
    let recipe = "recipe r\nforbid \"\\u{a0}!\", \"\\u{202f}\", \"« a »\"\n";
    assert_eq!(fmt(Surface::Recipe, recipe), recipe);
    assert_eq!(to(Surface::Yaml, Surface::Recipe, yaml), recipe);
    assert_eq!(to(Surface::Recipe, Surface::Yaml, recipe), yaml);
    // Whoever typed the blank itself keeps it.
    let typed = "recipe: r\nforbid: [\u{a0}, « a\u{a0}»]\n";
    assert!(!fmt(Surface::Yaml, typed).contains('\\'));
}

/// Names of several words need no quotes before a colon; in a list they would be read as a text.
#[test]
fn names_of_several_words_stand_bare() {
    let yaml =
        "checks:\n  no two questions: { expr: a, say: b }\nsections:\n  - \"À retenir\": x\n";
    let quoted = yaml.replace("no two questions", "\"no two questions\"");
    assert_eq!(fmt(Surface::Yaml, yaml), yaml);
    assert_eq!(fmt(Surface::Yaml, &quoted), yaml);
}

/// All comments of a text in order; only lines that are comments or end in one.
fn remarks(text: &str) -> Vec<&str> {
    let mut out: Vec<&str> = text
        .lines()
        .filter_map(|l| {
            if l.trim_start().starts_with('#') {
                Some(l.trim())
            } else {
                l.find("  #").map(|i| l[i..].trim())
            }
        })
        .collect();
    out.sort_unstable();
    out
}

#[test]
fn conversions_read_well() {
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/convert"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        for path in files("tests/fixtures/good/convert", "yaml") {
            let text = std::fs::read_to_string(&path).expect("sound");
            let name = path.file_stem().expect("sound").to_string_lossy().into_owned();
            let there = to(Surface::Yaml, Surface::Recipe, &text);
            let back = to(Surface::Recipe, Surface::Yaml, &there);
            insta::assert_snapshot!(name, format!("{there}\n---- and back ----\n\n{back}"));
        }
    });
}

#[test]
fn untidy_files_are_brought_into_form() {
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/fmt"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        for (ending, surface) in [("yaml", Surface::Yaml), ("recipe", Surface::Recipe)] {
            for path in files("tests/fixtures/good/fmt", ending) {
                let text = std::fs::read_to_string(&path).expect("sound");
                let name = path.file_name().expect("sound").to_string_lossy().into_owned();
                let out = fmt(surface, &text);
                assert_eq!(fmt(surface, &out), out, "{name}");
                insta::assert_snapshot!(name, format!("{text}\n---- in form ----\n\n{out}"));
            }
        }
    });
}

#[test]
fn references_are_left_alone() {
    for text in [
        "recipe: r\nlanguage: fr\ntitle: &t { length: 3 }\nmeta: *t\n",
        "recipe: r\nb: &b { length: 3 }\ntitle:\n  <<: *b\n",
        "recipe: !!str 10\n",
        "recipe: r\nuse: &a [x]\n",
    ] {
        assert_eq!(
            formatted(Surface::Yaml, text),
            Rewritten::Kept(Kept::References),
            "{text}"
        );
    }
}

#[test]
fn line_ends_stay() {
    assert_eq!(
        fmt(Surface::Recipe, "recipe  a\r\nlanguage fr\r\n"),
        "recipe a\r\nlanguage fr\r\n"
    );
    assert_eq!(
        fmt(Surface::Yaml, "recipe:  a\r\nlanguage: fr\r\n"),
        "recipe: a\r\nlanguage: fr\r\n"
    );
}

// ---- generated trees

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z][a-z-]{0,7}",
        "[a-zé_][a-z0-9._-]{0,5}",
        "length|title|sections|forbid|true|at|over|5|10 ports|À retenir|is",
    ]
}

/// A scalar as YAML: what a person might write, and odd things between quotes.
fn scalar() -> impl Strategy<Value = serde_yaml::Value> {
    let text = prop_oneof![
        name(),
        "700\\.\\.1100 words|at least 3|>= 700 words|<= 40 % of 5-grams|3|2\\.5 %|1 per section|between 4 and 6 chars",
        "/\\^a b\\$/i|/x/|/a, b: c # d/|/l'eau \"x\" \\[ \\]/|fr/presse|\\./packs/a\\.yaml|1\\.0\\.0|none|off|null|severity|per",
        "[A-Za-zé’' ,:;#\\[\\]{}\"\\\\/.!?=>@%&*|-]{0,20}",
        "[a-z ]{1,8}\n[ a-z]{0,8}\n?[a-z]{0,4}\n?",
        "fr/presse \\^1|\\./a\\.yaml ~1\\.2|a \\^2|a \\^b|\\^2|a  ~1",
        "\\{\\{ keyphrase \\}\\}|Le port : ce qui change|Question #3|a  b| x|x |\t",
    ];
    prop_oneof![
        8 => text.prop_map(serde_yaml::Value::from),
        1 => any::<bool>().prop_map(serde_yaml::Value::from),
        1 => (0u32..2000).prop_map(serde_yaml::Value::from),
    ]
}

fn value(depth: u32) -> BoxedStrategy<serde_yaml::Value> {
    let list = prop::collection::vec(scalar(), 0..4).prop_map(serde_yaml::Value::from);
    if depth == 0 {
        return prop_oneof![4 => scalar(), 1 => list].boxed();
    }
    prop_oneof![
        4 => scalar(),
        2 => list,
        2 => mapping(depth - 1).prop_map(serde_yaml::Value::from),
        1 => prop::collection::vec(entry(depth - 1), 1..4).prop_map(distinct),
    ]
    .boxed()
}

fn mapping(depth: u32) -> impl Strategy<Value = serde_yaml::Mapping> {
    prop::collection::vec((name(), value(depth)), 1..4).prop_map(|v| {
        v.into_iter()
            .map(|(k, v)| (serde_yaml::Value::from(k), v))
            .collect()
    })
}

/// An item of a list of settings.
fn entry(depth: u32) -> impl Strategy<Value = (String, Option<serde_yaml::Value>)> {
    (name(), prop::option::of(value(depth)))
}

fn distinct(items: Vec<(String, Option<serde_yaml::Value>)>) -> serde_yaml::Value {
    let mut seen = std::collections::BTreeSet::new();
    let mut out = Vec::new();
    for (k, v) in items {
        if !seen.insert(k.clone()) {
            continue;
        }
        // The first one is a mapping, so that the list is one of settings.
        let v = if out.is_empty() {
            Some(v.unwrap_or(serde_yaml::Value::from("x")))
        } else {
            v
        };
        out.push(match v {
            None => serde_yaml::Value::from(k),
            Some(v) => serde_yaml::Value::from(serde_yaml::Mapping::from_iter([(
                serde_yaml::Value::from(k),
                v,
            )])),
        });
    }
    serde_yaml::Value::from(out)
}

fn read(surface: Surface, text: &str) -> (Option<galley::syntax::tree::Tree>, String) {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("r", text));
    let mut sink = Sink::new();
    let tree = match surface {
        Surface::Yaml => yaml::read(id, text, &mut sink),
        Surface::Recipe => dsl::read(id, text, &mut sink),
    };
    let shown = if sink.has_errors() {
        render(sink.items(), &sources, Options::default())
    } else {
        String::new()
    };
    (tree, shown)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(1000), failure_persistence: None, ..ProptestConfig::default() })]

    /// Trees are printed in both surfaces and read back.
    #[test]
    fn what_is_printed_is_read(map in mapping(2)) {
        let text = serde_yaml::to_string(&map).expect("sound");
        let (tree, errors) = read(Surface::Yaml, &text);
        prop_assume!(errors.is_empty());
        let tree = tree.expect("sound");

        let printed = print::yaml(&tree);
        let (again, errors) = read(Surface::Yaml, &printed);
        prop_assert!(errors.is_empty(), "{printed}\n{errors}");
        let again = again.expect("sound");
        prop_assert!(print::same(&tree, &again), "{text}\n----\n{printed}");
        prop_assert_eq!(&print::yaml(&again), &printed);

        // A recipe file has no values that are both bare and a list's item; the shapes are the same otherwise.
        let printed = print::recipe(&tree);
        let (again, errors) = read(Surface::Recipe, &printed);
        prop_assert!(errors.is_empty(), "{printed}\n{errors}");
        let again = again.expect("sound");
        prop_assert!(print::same(&tree, &again), "{text}\n----\n{printed}\n----\n{}", print::recipe(&again));
        prop_assert_eq!(&print::recipe(&again), &printed);

        // Where every name is a word, every recipe can be written in the other surface.
        let word = |l: &str| l.trim_start_matches([' ', '-']).starts_with(|c: char| c.is_lowercase());
        if text.lines().all(|l| word(l) || !l.contains(':')) {
            let there = to(Surface::Yaml, Surface::Recipe, &text);
            prop_assert_eq!(&fmt(Surface::Recipe, &there), &there, "{}", text);
        }
    }

    /// What the formatter takes, it does not change twice, in either surface, and there and back is the same.
    #[test]
    fn formatting_is_done_once(lines in prop::collection::vec(line(), 0..14)) {
        let text: String = lines.concat();
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new("r", &text));
        let mut sink = Sink::new();
        let Some(out) = format(id, Surface::Recipe, &text, &mut sink) else { return Ok(()) };
        let Rewritten::Text(once) = out else { return Ok(()) };
        prop_assert_eq!(&fmt(Surface::Recipe, &once), &once);
        let mut sink = Sink::new();
        let yaml = convert(id, Surface::Recipe, Surface::Yaml, &once, &vocabulary(), &mut sink);
        // Shapes that are wrong are told as such; whatever is right can be written.
        let unwritten = sink.items().iter().find(|d| d.code.as_str() == "E0605");
        prop_assert!(unwritten.is_none(), "{once}");
        let Some(yaml) = yaml else { return Ok(()) };
        prop_assert_eq!(&fmt(Surface::Yaml, &yaml), &yaml, "{}", once);
        let back = to(Surface::Yaml, Surface::Recipe, &yaml);
        let again = to(Surface::Recipe, Surface::Yaml, &back);
        prop_assert_eq!(&again, &yaml, "{}\n----\n{}", once, back);
    }
}

/// A line of a recipe file with the layout of a careless author.
fn line() -> impl Strategy<Value = String> {
    let name = "(length|title|sections|forbid|preserve|keyphrase|brief|strip|paragraphs|meta|faits|a-b|input a|input b|rewritten)";
    let value = "( +(700\\.\\.1100 words|at least 3|none|\"x y\"|\"a\", \"b\"|a, b|a \\^1, b ~2\\.1|/x y/i, \"z\"|\\[ \"a\"\n  # c\n \"b\" \\]|\\[a, b\\]|>= 7 words|\"\"\"\n   a\n  b\"\"\"))?";
    let tail = "( severity warn)?( *-> \"d\")?( *= 3)?";
    let block = "( *\\{ *(\\}|\n|length 3,? words 4\\}|a; b\\}|a, b 3 \\}|a \"x\"; b \\}))?";
    let comment = "( +# [a-z]{1,3})?";
    prop_oneof![
        6 => (name, value, tail, block, comment).prop_map(|(n, v, t, b, c)| format!("{n}{v}{t}{b}{c}\n")),
        2 => "( {0,3}# [a-z]{1,3}\n)|\n|\n\n",
        2 => " *\\}\n",
    ]
}

// ---- the verbs

fn galley(folder: &std::path::Path) -> assert_cmd::Command {
    let mut command = assert_cmd::Command::cargo_bin("galley").expect("the binary is built");
    command
        .current_dir(folder)
        .env_clear()
        .env("COLUMNS", "100");
    command
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn fmt_writes_checks_and_shows() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |n: &str| folder.path().join(n);
    std::fs::create_dir(at("below")).expect("made");
    std::fs::write(at("a.recipe"), "recipe  a\nlanguage fr\n").expect("written");
    std::fs::write(at("below/b.yaml"), "# b\nrecipe:   b\nlanguage: fr\n").expect("written");
    std::fs::write(at("below/c.yaml"), "recipe: c\nlanguage: &l fr\n").expect("written");
    std::fs::write(at("other.yaml"), "services:   web\n").expect("written");
    std::fs::write(
        at("bad.recipe"),
        "recipe bad\nlanguage fr\nforbid { any: 3; } }\n",
    )
    .expect("written");

    let out = galley(folder.path())
        .args(["fmt", "--check"])
        .output()
        .expect("runs");
    assert_eq!(out.status.code(), Some(2), "a file has errors");
    assert_eq!(said(&out.stdout), "a.recipe\nbelow/b.yaml\n");
    assert!(said(&out.stderr).contains("E0131"), "{}", said(&out.stderr));
    std::fs::remove_file(at("bad.recipe")).expect("removed");

    let out = galley(folder.path())
        .args(["fmt", "--check", "."])
        .output()
        .expect("runs");
    assert_eq!(out.status.code(), Some(1));
    let err = said(&out.stderr);
    assert!(
        err.contains("2 files would change") && err.contains("below/c.yaml is left as it is"),
        "{err}"
    );

    let out = galley(folder.path())
        .args(["fmt", "--diff", "a.recipe"])
        .output()
        .expect("runs");
    assert_eq!(out.status.code(), Some(1));
    assert!(
        said(&out.stdout).contains("-recipe  a\n+recipe a\n"),
        "{}",
        said(&out.stdout)
    );
    assert_eq!(
        std::fs::read_to_string(at("a.recipe")).expect("read"),
        "recipe  a\nlanguage fr\n"
    );

    galley(folder.path()).arg("fmt").assert().code(0).stdout("");
    assert_eq!(
        std::fs::read_to_string(at("a.recipe")).expect("read"),
        "recipe a\nlanguage fr\n"
    );
    assert_eq!(
        std::fs::read_to_string(at("other.yaml")).expect("read"),
        "services:   web\n"
    );
    galley(folder.path())
        .args(["fmt", "--check"])
        .assert()
        .code(0)
        .stdout("");

    galley(folder.path())
        .args(["fmt", "-"])
        .write_stdin("recipe   a\n\n\n\nlanguage fr")
        .assert()
        .code(0)
        .stdout("recipe a\n\nlanguage fr\n");
    galley(folder.path())
        .args(["fmt", "-"])
        .write_stdin("recipe:   a\nlanguage: fr\n")
        .assert()
        .code(0)
        .stdout("recipe: a\nlanguage: fr\n");
    galley(folder.path())
        .args(["fmt", "missing.recipe"])
        .assert()
        .code(2);
}

#[test]
fn every_verb_takes_either_surface() {
    let root = std::path::Path::new(ROOT);
    for recipe in [
        "recipes/seo-article-fr.yaml",
        "recipes/seo-article-fr.recipe",
    ] {
        galley(root).args(["compile", recipe]).assert().code(0);
        galley(root)
            .args([
                "check",
                recipe,
                "examples/ue-ports.article.md",
                "--source",
                "examples/ue-ports.seed.txt",
            ])
            .assert()
            .code(0);
        galley(root)
            .args(["prompts", recipe, "examples/ue-ports.seed.txt"])
            .assert()
            .code(0);
        galley(root).args(["convert", recipe]).assert().code(0);
    }
    let prompts = |r: &str| {
        galley(root)
            .args(["prompts", r, "examples/ue-ports.seed.txt"])
            .output()
            .expect("runs")
            .stdout
    };
    assert_eq!(
        prompts("recipes/seo-article-fr.yaml"),
        prompts("recipes/seo-article-fr.recipe")
    );
}

/// The JSON of a plan, without places.
fn plan(path: &std::path::Path) -> String {
    let out = galley(std::path::Path::new(ROOT))
        .arg("compile")
        .arg(path)
        .args(["--format", "json"])
        .output()
        .expect("runs");
    assert_eq!(out.status.code(), Some(0), "{}", said(&out.stderr));
    let mut json: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    without_places(&mut json);
    serde_json::to_string_pretty(&json).expect("JSON")
}

#[test]
fn plans_are_byte_equal() {
    for yaml in files("recipes", "yaml") {
        let twin = yaml.with_extension("recipe");
        if twin.exists() {
            assert_eq!(plan(&yaml), plan(&twin), "{}", yaml.display());
        }
    }
}

/// A recipe that was converted, untidily written and brought into form again asks for the same.
#[test]
fn plans_outlive_rewriting() {
    let folder = tempfile::tempdir().expect("a folder");
    for (ending, surface, other) in [
        ("yaml", Surface::Yaml, Surface::Recipe),
        ("recipe", Surface::Recipe, Surface::Yaml),
    ] {
        for path in files("recipes", ending) {
            let text = std::fs::read_to_string(&path).expect("sound");
            if galley::syntax::is_pack(&text) {
                continue;
            }
            let wanted = plan(&path);
            let there = to(surface, other, &text);
            // Twice the indentation.
            let untidy: String = there
                .lines()
                .map(|l| {
                    let depth = l.len() - l.trim_start().len();
                    format!("{}{l}\n", " ".repeat(depth))
                })
                .collect();
            for (text, is) in [
                (there.clone(), other),
                (fmt(other, &untidy), other),
                (to(other, surface, &there), surface),
            ] {
                let end = if is == Surface::Yaml {
                    "yaml"
                } else {
                    "recipe"
                };
                let file = folder.path().join(format!("a.{end}"));
                std::fs::write(&file, text).expect("written");
                assert_eq!(plan(&file), wanted, "{}", path.display());
            }
        }
    }
}

fn without_places(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            map.retain(|_, v| v.get("file").is_none() && v.get("span").is_none());
            map.values_mut().for_each(without_places);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(without_places),
        _ => {}
    }
}

#[test]
fn new_recipes_pass() {
    let folder = tempfile::tempdir().expect("a folder");
    let packs: [&[&str]; 5] = [
        &[],
        &["fr/presse"],
        &["en/press", "seo/basic"],
        &["fr/presse", "seo/basic"],
        &["seo/basic"],
    ];
    for (i, packs) in packs.iter().enumerate() {
        for (flag, ending) in [("--recipe", "recipe"), ("--yaml", "yaml")] {
            let mut command = galley(folder.path());
            command.args(["new", &format!("desk-{i}"), flag]);
            for p in *packs {
                command.args(["--from", p]);
            }
            let file = format!("desk-{i}.{ending}");
            command.assert().code(0).stdout(format!("{file}\n"));
            let out = galley(folder.path())
                .args(["compile", &file])
                .output()
                .expect("runs");
            assert_eq!(out.status.code(), Some(0), "{}", said(&out.stderr));
            assert_eq!(said(&out.stderr), "", "{file}");
            galley(folder.path())
                .args(["fmt", "--check", &file])
                .assert()
                .code(0);
        }
    }
    galley(folder.path())
        .args(["new", "desk-0"])
        .assert()
        .code(2);
    galley(folder.path())
        .args(["new", "my desk"])
        .assert()
        .code(2);
    galley(folder.path())
        .args(["new", "desk-9", "--from", "fr/press"])
        .assert()
        .code(2);
    galley(folder.path())
        .args(["new", "sub/desk.recipe"])
        .assert()
        .code(0)
        .stdout("sub/desk.recipe\n");
    let text = std::fs::read_to_string(folder.path().join("desk-3.recipe")).expect("read");
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/fmt"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("new", text);
    });
}
