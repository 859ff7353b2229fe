//! Recipe files: the same plans as YAML gives, the messages of bad ones, and robustness.

use crate::support::cases;
use std::collections::BTreeMap;

use crate::support::each::each_file;
use galley::check::{Plan, check, vocabulary};
use galley::diag::render::{Options, render, visible};
use galley::diag::{Diagnostic, Severity, Sink, edit};
use galley::resolve::packs::NoFiles;
use galley::resolve::{Context, resolve};
use galley::rules::TABLE;
use galley::source::{Source, SourceMap};
use galley::syntax::{dsl, speak};
use proptest::prelude::*;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

struct Compiled {
    plan: Option<Plan>,
    diagnostics: Vec<Diagnostic>,
    sources: SourceMap,
}

impl Compiled {
    fn shown(&self) -> String {
        render(&self.diagnostics, &self.sources, Options::default())
    }
}

fn compile(name: &str, text: &str) -> Compiled {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new(name, text));
    let mut sink = Sink::new();
    let vocabulary = vocabulary();
    let given = BTreeMap::new();
    let recipe = resolve(
        id,
        &mut Context {
            vocabulary: &vocabulary,
            loader: &NoFiles,
            given: &given,
            sources: &mut sources,
        },
        &mut sink,
    );
    let plan = recipe.and_then(|r| check(r, &mut sink));
    Compiled {
        plan,
        diagnostics: speak::diagnostics(sink.into_sorted(), &sources, &vocabulary),
        sources,
    }
}

/// What a plan comes to, without places: rules in words, prompts, budgets.
fn essence(plan: &Plan) -> String {
    let program = galley::emit::emit(plan, galley::emit::Profile::hosted(), None, None);
    let mut out = serde_json::to_value(&program).expect("sound");
    without_places(&mut out);
    let mut text = serde_json::to_string_pretty(&out).expect("sound");
    let r = &plan.recipe;
    text.push_str(&format!(
        "\n{} {:?} {:?} {:?} {:?}\n",
        r.name, r.version, r.description, r.lang, r.tongue
    ));
    for i in &r.inputs {
        text.push_str(&format!(
            "{} {:?} {:?} {:?}\n",
            i.name, i.kind, i.description, i.value
        ));
    }
    for b in &r.briefs {
        text.push_str(&format!("{}\n", b.text));
    }
    for b in &plan.rules {
        text.push_str(&format!(
            "{} {} {:?}\n",
            b.def.id,
            b.rule.describe(),
            b.severity
        ));
    }
    text
}

/// Places of the recipe differ between two files that say the same.
fn without_places(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            map.retain(|k, v| {
                !(k == "loc"
                    || k == "demanded"
                    || v.get("span").is_some() && v.get("source").is_some())
            });
            map.values_mut().for_each(without_places);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(without_places),
        _ => {}
    }
}

fn recipes() -> Vec<std::path::PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(format!("{ROOT}/recipes"))
        .expect("sound")
        .map(|e| e.expect("sound").path())
        .filter(|p| p.extension().is_some_and(|e| e == "yaml"))
        .collect();
    paths.sort();
    paths
}

#[test]
fn both_surfaces_give_the_same_plans() {
    for yaml in recipes() {
        let twin = yaml.with_extension("recipe");
        let [a, b] = [&yaml, &twin].map(|p| {
            let text =
                std::fs::read_to_string(p).unwrap_or_else(|e| panic!("{}: {e}", p.display()));
            let c = compile(&p.file_name().expect("sound").to_string_lossy(), &text);
            assert!(c.diagnostics.is_empty(), "{}", c.shown());
            essence(&c.plan.expect("sound"))
        });
        assert_eq!(a, b, "{}", twin.display());
    }
}

/// Every example of every rule says the same in both surfaces.
#[test]
fn examples_say_the_same_in_both_surfaces() {
    for def in TABLE {
        for e in def.examples {
            let name = format!("{}: {}", def.id, e.title);
            let yaml = if e.yaml.lines().any(|l| l.starts_with("language:")) {
                ""
            } else {
                "language: fr\n"
            };
            let dsl = if e.recipe.lines().any(|l| l.starts_with("language ")) {
                ""
            } else {
                "language fr\n"
            };
            let a = compile("a.yaml", &format!("recipe: example\n{yaml}{}\n", e.yaml));
            let b = compile("b.recipe", &format!("recipe example\n{dsl}{}\n", e.recipe));
            assert!(
                b.diagnostics.iter().all(|d| d.severity != Severity::Error),
                "{name}\n{}\n{}",
                e.recipe,
                b.shown()
            );
            assert_eq!(
                essence(&a.plan.expect("sound")),
                essence(&b.plan.expect("sound")),
                "{name}"
            );
        }
    }
}

#[test]
fn bad_recipes_are_explained() {
    let mut silent: Vec<String> = Vec::new();
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/dsl"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        each_file("tests/fixtures/bad/recipe", ".recipe", |path| {
            let text = std::fs::read_to_string(path).expect("sound");
            let name = path.file_name().and_then(|n| n.to_str()).expect("sound");
            let c = compile(name, &text);
            if c.diagnostics.is_empty() {
                silent.push(name.to_owned());
            }
            insta::assert_snapshot!("bad", format!("{}\n{}", visible(&text), c.shown()));
        });
    });
    assert!(silent.is_empty(), "read without a word: {silent:?}");
}

/// Making every proposed fix, from the last to the first, leaves nothing to report but what had no fix.
#[test]
fn fixes_mend() {
    let mut fixed = 0;
    let mut paths: Vec<_> = std::fs::read_dir(format!("{ROOT}/tests/fixtures/bad/recipe"))
        .expect("sound")
        .map(|e| e.expect("sound").path())
        .collect();
    paths.sort();
    for path in paths {
        let mut text = std::fs::read_to_string(&path).expect("sound");
        let name = path
            .file_name()
            .expect("sound")
            .to_string_lossy()
            .into_owned();
        let mut rounds = 0;
        loop {
            let c = compile(&name, &text);
            let errors: Vec<_> = c
                .diagnostics
                .iter()
                .filter(|d| d.severity == Severity::Error)
                .collect();
            if errors.is_empty() {
                fixed += usize::from(rounds > 0);
                break;
            }
            if errors.iter().any(|d| d.fix.is_empty()) {
                assert!(
                    rounds == 0,
                    "{name}: mended into something worse:\n{text}\n{}",
                    c.shown()
                );
                break;
            }
            rounds += 1;
            // `au moins 700 mots` has two slips, of which the second shows when the first is mended.
            assert!(rounds < 4, "{name}: never mended:\n{text}\n{}", c.shown());
            let edits = errors.iter().flat_map(|d| &d.fix);
            text = edit::apply(&text, edits)
                .unwrap_or_else(|| panic!("{name}: edits that do not fit\n{}", c.shown()));
        }
    }
    assert!(fixed > 50, "{fixed}");
}

/// Each fix alone takes away the fault that it is offered for, and brings about none that was not there before; what was
/// hidden behind the fault may come to light.
#[test]
fn each_fix_mends_its_fault() {
    for (folder, file) in corpus() {
        let text = std::fs::read_to_string(format!("{ROOT}/tests/fixtures/bad/{folder}/{file}"))
            .expect("sound");
        let before = compile(&file, &text);
        let count = |c: &Compiled, d: &Diagnostic| {
            let same = |x: &&Diagnostic| x.code == d.code && x.message == d.message;
            c.diagnostics.iter().filter(same).count()
        };
        for d in before.diagnostics.iter().filter(|d| !d.fix.is_empty()) {
            let mended = edit::apply(&text, &d.fix)
                .unwrap_or_else(|| panic!("{file}: {}: edits that do not fit", d.message));
            let after = compile(&file, &mended);
            assert!(
                count(&after, d) < count(&before, d),
                "{file}: not mended: {}\n{mended}\n{}",
                d.message,
                after.shown()
            );
            // Codes grow from reading to resolving to binding.
            let earlier = |x: &&Diagnostic| {
                x.code.as_str()[1..3] < d.code.as_str()[1..3]
                    // A quantity is read when a rule asks for it.
                    && x.code.as_str() != "E0105"
                    && count(&before, x) == 0
            };
            let worse = after.diagnostics.iter().find(earlier);
            assert!(
                worse.is_none(),
                "{file}: {}\n{mended}\n{}",
                d.message,
                after.shown()
            );
        }
    }
}

/// The files of bad recipes and bad YAML: folder and name.
fn corpus() -> Vec<(&'static str, String)> {
    let mut files = Vec::new();
    for folder in ["recipe", "yaml", "steps"] {
        for entry in
            std::fs::read_dir(format!("{ROOT}/tests/fixtures/bad/{folder}")).expect("sound")
        {
            let name = entry.expect("sound").file_name();
            files.push((folder, name.to_string_lossy().into_owned()));
        }
    }
    files.sort();
    files
}

#[test]
fn many_mistakes_give_many_messages() {
    let text = "recipe brief-fr \"1.0.0\"
language: fr
lenght 700..1100 words
title {
  contains “trafic”
  length 40-65 chars
overlap at most 2,5 %
forbid \"cliquez ici, \"abonnez-vous\"
preserve numbers quotes
sections {
  chapo words 30..60, heading none
  suite { heading Ce qu’il faut }
}
strip /(a/
] 
forbid-2 [ \"a\" \"b\" ]
";
    let c = compile("many.recipe", text);
    let lines: std::collections::BTreeSet<usize> = c
        .diagnostics
        .iter()
        .map(|d| {
            let loc = d.labels[0].loc;
            c.sources.get(loc.source).position(loc.span.start).line
        })
        .collect();
    for wanted in [2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 14, 15, 16] {
        assert!(
            lines.contains(&wanted),
            "nothing on line {wanted}\n{}",
            c.shown()
        );
    }
}

// ---- robustness

fn check_reader(text: &str) {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("r.recipe", text));
    let mut sink = Sink::new();
    let tree = dsl::read(id, text, &mut sink);
    for d in sink.items() {
        for l in &d.labels {
            assert!(text.get(l.loc.span.range()).is_some(), "{d:?}");
        }
        // Edits lie within the text and overlap nowhere.
        let same = |e: &edit::Edit| text.get(e.loc.span.range()) == Some(e.replacement.as_str());
        let fits = d.fix.iter().all(same) || edit::apply(text, &d.fix).is_some();
        assert!(fits, "{d:?}\n{text:?}");
    }
    let _ = render(sink.items(), &sources, Options::default());
    if let Some(tree) = tree {
        let _ = galley::syntax::dump::dump(&tree, &sources);
        each(&tree.statements, &mut |s| {
            for v in &s.values {
                for item in v.items() {
                    for m in &item.map {
                        let raw = &item.raw[m.raw..m.raw + m.len];
                        let hidden = text[m.source..m.source + m.len]
                            .chars()
                            .any(|c| c.is_control() || !c.is_ascii());
                        assert!(
                            hidden || raw == &text[m.source..m.source + m.len],
                            "{item:?}"
                        );
                    }
                }
            }
        });
        let printed = galley::syntax::print::recipe(&tree);
        let _ = dsl::read(id, &printed, &mut Sink::new());
    }
    let c = compile("r.recipe", text);
    let _ = c.shown();
    for d in c.diagnostics.iter().filter(|d| !d.fix.is_empty()) {
        let same = |e: &edit::Edit| text.get(e.loc.span.range()) == Some(e.replacement.as_str());
        let fits = d.fix.iter().all(same) || edit::apply(text, &d.fix).is_some();
        assert!(fits, "{d:?}\n{text:?}");
    }
}

fn each(
    statements: &[galley::syntax::tree::Statement],
    f: &mut impl FnMut(&galley::syntax::tree::Statement),
) {
    for s in statements {
        f(s);
        each(s.entries(), f);
    }
}

fn piece() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "recipe",
        "language fr",
        "length",
        "title",
        "sections",
        "input",
        "forbid",
        "severity",
        "per",
        "use",
        "brief",
        " ",
        "\n",
        "  ",
        "\t",
        "{",
        "}",
        "[",
        "]",
        ",",
        ";",
        ":",
        "=",
        "->",
        "#",
        "# c",
        "\"",
        "\"a\"",
        "\"\"\"",
        "\"\"\"\n",
        "“",
        "”",
        "«",
        "»",
        "'",
        "/",
        "/a/",
        "/a/i",
        "{{",
        "}}",
        "{{ k }}",
        "700",
        "700..1100 words",
        "at least",
        "thousands",
        "-",
        "- ",
        "--",
        "//",
        "0,5",
        "\\",
        "\\n",
        "é",
        "\u{a0}",
        "\u{202e}",
        "\u{feff}",
        "^",
        "~",
        "fr/a ^1.2",
        "\0",
        "\r\n",
        "\r",
        ".",
        "..",
        "a: b\n",
        "---\n",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(1000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}|(?s:.){0,40}") {
        check_reader(&text);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        check_reader(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn anything_like_a_recipe_is_read(pieces in prop::collection::vec(piece(), 0..40)) {
        check_reader(&pieces.concat());
    }

    #[test]
    fn anything_like_a_line_is_read(lines in prop::collection::vec(("(  ){0,2}(length|title|faits|forbid|input a|\\})", prop::collection::vec(piece(), 0..4)), 0..12)) {
        let text: String = lines.iter().map(|(k, v)| format!("{k} {}\n", v.concat())).collect();
        check_reader(&text);
    }

    /// Whichever closing braces a file of indented blocks loses, the fixes put back what stood there.
    #[test]
    fn lost_braces_come_back(steps in prop::collection::vec(0u8..5, 1..20), lost in prop::collection::vec(any::<bool>(), 20)) {
        let mut lines = vec!["recipe r".to_owned()];
        let mut depth = 0;
        for (i, step) in steps.iter().chain([&4; 20]).enumerate() {
            let pad = "  ".repeat(depth);
            match step {
                0 | 1 => lines.push(format!("{pad}s{i} {i} words")),
                2 | 3 => {
                    lines.push(format!("{pad}b{i} {{"));
                    lines.push(format!("{pad}  t{i} \"é\" # c"));
                    depth += 1;
                }
                _ if depth > 0 => {
                    depth -= 1;
                    lines.push(format!("{}}}", "  ".repeat(depth)));
                }
                _ => {}
            }
        }
        let whole: String = lines.iter().map(|l| format!("{l}\n")).collect();
        let mut lost = lost.into_iter().cycle();
        let mut text: String = lines
            .iter()
            .filter(|l| l.trim() != "}" || !lost.next().unwrap_or(false))
            .map(|l| format!("{l}\n"))
            .collect();
        for _ in 0..30 {
            let mut sources = SourceMap::new();
            let id = sources.add(Source::new("r.recipe", &text));
            let mut sink = Sink::new();
            let _ = dsl::read(id, &text, &mut sink);
            let all = sink.into_sorted();
            let Some(first) = all.first() else { break };
            prop_assert_eq!(first.code.as_str(), "E0130");
            let mended = edit::apply(&text, &first.fix);
            prop_assert!(mended.is_some(), "{}\n{}", render(&all, &sources, Options::default()), text);
            text = mended.unwrap_or_default();
        }
        prop_assert_eq!(text, whole);
    }

    /// Wherever a range of a text is asked for, it is found, when the text has no escapes.
    #[test]
    fn text_blocks_keep_their_places(lines in prop::collection::vec("[a-zé]{1,5}( [a-z]{1,5}){0,3}", 1..6), indent in 0usize..6) {
        let lines: Vec<String> = lines.iter().enumerate().map(|(i, l)| format!("{i}{l}")).collect();
        let pad = " ".repeat(indent + 1);
        let text = format!("about \"\"\"\n{}{pad}\"\"\"\n", lines.iter().map(|l| format!("{pad}{l}\n")).collect::<String>());
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new("r.recipe", &text));
        let tree = dsl::read(id, &text, &mut Sink::new()).expect("sound");
        let v = &tree.statements[0].values[0];
        prop_assert_eq!(&v.raw, &format!("{}\n", lines.join("\n")));
        for l in &lines {
            let at = v.raw.find(l.as_str()).expect("sound");
            prop_assert_eq!(sources.slice(v.inner(at, at + l.len())), l);
        }
    }
}

/// The greatest numbers are read, or refused, without a panic.
#[test]
fn great_numbers_are_numbers() {
    for number in [
        "18446744073709551615",
        "99999999999999999999999",
        "9223372036854775807",
    ] {
        for form in [
            "environ N mots",
            "N words",
            "~N",
            "N..N words",
            "at most N %",
            "per N words",
            "N000 000 words",
        ] {
            let text = format!(
                "recipe r\nlanguage fr\nlength {}\n",
                form.replace('N', number)
            );
            check_reader(&text);
            check_reader(
                &text
                    .replace("length ", "title { length ")
                    .replace('\n', " }\n"),
            );
        }
    }
}

/// Sizes at which anything worse than linear takes hours; `benches/growth.rs` measures it.
#[test]
fn large_and_deep_files_end() {
    let texts = [
        "a { ".repeat(100_000),
        "a {\n".repeat(30_000),
        format!("{}{}", "a { ".repeat(30_000), "}".repeat(30_000)),
        "}".repeat(100_000),
        "{".repeat(100_000),
        "[".repeat(100_000),
        format!("a {}", "[".repeat(100_000)),
        "a [\n".repeat(10_000),
        "\"".repeat(100_001),
        "a \"x\n".repeat(30_000),
        "a \"\"\"\n".repeat(30_001),
        "a “x\n".repeat(30_000),
        "a: b c\n".repeat(30_000),
        "- x\n".repeat(30_000),
        "a 7 wrods x\n".repeat(10_000),
        "{{".repeat(50_000),
        format!("a {}", "x, ".repeat(60_000)),
        format!("a {}", "x ".repeat(60_000)),
        format!("a [\n{}]", "  \"x\" # c\n".repeat(60_000)),
        (0..20_000).map(|i| format!("k{i} v # c\n")).collect(),
        (0..3_000)
            .map(|i| format!("k{i} {{\n  # c\n  a b, c 3 words\n}}\n\n"))
            .collect(),
        format!("a \"{}\"", "mot ".repeat(500_000)),
        format!("a {}", "1".repeat(1_000_000)),
        "#\n".repeat(200_000),
        "\u{202e}".repeat(100_000),
        "\n".repeat(1_000_000),
        " ".repeat(1_000_000),
        "a\n \n".repeat(100_000),
        "mot ".repeat(250_000),
    ];
    for text in &texts {
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new("large.recipe", text));
        let mut sink = Sink::new();
        if let Some(tree) = dsl::read(id, text, &mut sink) {
            let _ = galley::syntax::print::recipe(&tree);
        }
        let _ = render(&sink.into_sorted(), &sources, Options::default());
    }
}

/// The recipes on the page about the grammar are read without a word.
#[test]
fn the_grammar_page_is_true() {
    let page = std::fs::read_to_string(format!("{ROOT}/grammar/README.md")).expect("sound");
    let blocks: Vec<&str> = page
        .split("```recipe\n")
        .skip(1)
        .map(|b| b.split("```").next().expect("sound"))
        .collect();
    assert!(blocks.len() > 6);
    for block in blocks {
        let c = compile("page.recipe", block);
        let clean = c.diagnostics.iter().all(|d| d.severity != Severity::Error);
        assert!(clean, "{block}\n{}", c.shown());
    }
}

#[test]
fn good_recipes_become_trees() {
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/dsl"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        for path in ["tests/fixtures/good/fmt/untidy.recipe", "recipes/wire-to-house-fr.recipe"] {
            let text = std::fs::read_to_string(format!("{ROOT}/{path}")).expect("sound");
            let mut sources = SourceMap::new();
            let id = sources.add(Source::new("r.recipe", &text));
            let mut sink = Sink::new();
            let tree = dsl::read(id, &text, &mut sink).expect("sound");
            assert!(sink.items().is_empty(), "{:?}", sink.items());
            let name = std::path::Path::new(path).file_stem().expect("sound").to_string_lossy().into_owned();
            insta::assert_snapshot!(format!("tree-{name}"), galley::syntax::dump::dump(&tree, &sources));
        }
    });
}

/// Twenty mistakes that people make, each with what is said about it: made from the corpus of bad recipes.
#[test]
fn the_diagnostics_page_is_true() {
    let chosen = [
        "colon-glued",
        "text-without-quotes",
        "template-without-quotes",
        "smart-quotes",
        "open-text",
        "open-block",
        "open-inner-block",
        "open-list",
        "settings-without-braces",
        "flag-after-comma",
        "comma-missing-between-packs",
        "yaml-list",
        "reversed-range",
        "open-pattern",
        "about",
        "wrong-unit",
        "misspelt-rule",
        "misspelt-input",
        "rule-in-wrong-block",
        "sections-too-long",
    ];
    let mut page = String::from(
        "# What galley says\n\nTwenty mistakes, and what is said about each. Made from the corpus of bad recipes (`GALLEY_BLESS=1 cargo test --test it dsl::the_diagnostics_page`); \
all of them are in `tests/fixtures/bad/`, and `galley explain CODE` tells more about each.\n",
    );
    let mut names: Vec<String> = std::fs::read_dir(format!("{ROOT}/tests/fixtures/bad/recipe"))
        .expect("sound")
        .map(|e| e.expect("sound").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for wanted in chosen {
        let file = names
            .iter()
            .find(|n| n[4..] == format!("{wanted}.recipe"))
            .unwrap_or_else(|| panic!("{wanted}"));
        let text = std::fs::read_to_string(format!("{ROOT}/tests/fixtures/bad/recipe/{file}"))
            .expect("sound");
        let c = compile("house.recipe", &text);
        page.push_str(&format!(
            "\n## {}\n\n```text\n{}```\n",
            wanted.replace('-', " "),
            c.shown()
        ));
    }
    let path = format!("{ROOT}/docs/diagnostics.md");
    if std::env::var_os("GALLEY_BLESS").is_some() {
        std::fs::write(&path, &page).expect("written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == page,
        "docs/diagnostics.md is out of date: run `GALLEY_BLESS=1 cargo test --test it dsl::the_diagnostics_page`"
    );
}
