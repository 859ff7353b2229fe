//! The YAML reader: the trees of good recipes, the messages of bad ones, and robustness.

use crate::support::cases;
use proptest::prelude::*;

use crate::support::each::each_file;
use galley::diag::render::{Options, render, visible};
use galley::diag::{Diagnostic, Sink, edit};
use galley::source::{Source, SourceId, SourceMap};
use galley::span::Loc;
use galley::syntax::tree::{Statement, Style, Tree, Value, ValueKind};
use galley::syntax::{dump, pattern, scalar, yaml};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

struct Read {
    sources: SourceMap,
    tree: Option<Tree>,
    diagnostics: Vec<Diagnostic>,
}

/// Reads a text as the compiler would: settings that want a quantity or a pattern ask for one.
fn read(name: &str, text: &str) -> Read {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new(name, text));
    let mut sink = Sink::new();
    let tree = yaml::read(id, text, &mut sink);
    if let Some(t) = &tree {
        each(&t.statements, &mut |s| {
            for v in &s.values {
                match s.name.text.as_str() {
                    "length" | "words" | "overlap" | "list" => {
                        scalar::quantity(v, &mut sink);
                    }
                    "forbid" | "strip" => {
                        for item in v.items() {
                            if scalar::is_pattern(item) {
                                pattern::compile(item, &mut sink);
                            }
                        }
                    }
                    _ => {}
                }
            }
        });
    }
    Read {
        sources,
        tree,
        diagnostics: sink.into_sorted(),
    }
}

fn each(statements: &[Statement], f: &mut impl FnMut(&Statement)) {
    for s in statements {
        f(s);
        each(s.entries(), f);
    }
}

fn values(statements: &[Statement], f: &mut impl FnMut(&Value)) {
    each(statements, &mut |s| {
        for v in &s.values {
            f(v);
            v.items().iter().for_each(&mut *f);
        }
    });
}

#[test]
fn bad_recipes_are_explained() {
    let mut silent: Vec<String> = Vec::new();
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/diagnostics"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        each_file("tests/fixtures/bad/yaml", ".yaml", |path| {
            let text = std::fs::read_to_string(path).unwrap();
            let name = path.file_name().and_then(|n| n.to_str()).unwrap();
            let r = read(name, &text);
            if r.diagnostics.is_empty() { silent.push(name.to_owned()); }
            let message = render(&r.diagnostics, &r.sources, Options::default());
            insta::assert_snapshot!("yaml", format!("{}\n{message}", visible(&text)));
        });
    });
    assert!(silent.is_empty(), "read without a word: {silent:?}");
}

/// Making every proposed fix, from the last to the first, leaves nothing to report but what had no fix.
#[test]
fn fixes_mend() {
    let mut fixed = 0;
    let mut paths: Vec<_> = std::fs::read_dir(format!("{ROOT}/tests/fixtures/bad/yaml"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        let mut text = std::fs::read_to_string(&path).unwrap();
        let r = read("r", &text);
        if r.diagnostics.iter().any(|d| d.fix.is_empty()) {
            continue;
        }
        fixed += 1;
        let edits = r.diagnostics.iter().flat_map(|d| &d.fix);
        text = edit::apply(&text, edits).expect("edits that fit");
        let again = read("r", &text);
        let shown = render(&again.diagnostics, &again.sources, Options::default());
        assert!(
            again.diagnostics.is_empty(),
            "{}:\n{text}\n{shown}",
            path.display()
        );
    }
    assert!(fixed > 50, "{fixed}");
}

/// What a value is, in the words of `grammar/README.md`.
fn in_words(value: &Value) -> String {
    let end = |b: Option<galley::syntax::tree::Bound>| {
        b.map_or("-".to_owned(), |b| {
            format!("{}{}", b.value, if b.inclusive { "" } else { " excluded" })
        })
    };
    match &value.kind {
        ValueKind::Quantity(q) => {
            let mut s = format!("quantity [{}, {}]", end(q.min), end(q.max));
            for (word, name) in [("unit", &q.unit), ("of", &q.of), ("per", &q.per)] {
                if let Some(n) = name {
                    s.push_str(&format!(" {word} {}", n.text));
                }
            }
            s
        }
        ValueKind::Regex(p) => format!("pattern {p}"),
        ValueKind::Name(n) => {
            assert_eq!(*n, value.raw);
            "name".to_owned()
        }
        ValueKind::Text => "text".to_owned(),
        ValueKind::Bool(_) => "bool".to_owned(),
        ValueKind::Null => "null".to_owned(),
        ValueKind::List(_) => "list".to_owned(),
    }
}

#[test]
fn the_grammar_page_is_true() {
    let page = std::fs::read_to_string(format!("{ROOT}/grammar/README.md")).unwrap();
    let mut lines = 0;
    for block in page.split("```values\n").skip(1) {
        for line in block.split("\n```").next().unwrap().lines() {
            let (value, wanted) = line.split_once("=>").unwrap();
            let (value, wanted) = (value.trim(), wanted.trim());
            lines += 1;
            let mut sink = Sink::new();
            let loc = |a: usize, b: usize| Loc::new(SourceId(0), galley::span::Span::new(a, b));
            let kind = scalar::classify(value, &loc, &mut sink);
            let v = Value {
                kind,
                loc: loc(0, value.len()),
                raw: value.to_owned(),
                style: Style::Plain,
                map: Vec::new(),
                trivia: None,
            };
            assert_eq!(in_words(&v), wanted, "{value}");
            assert!(sink.items().is_empty(), "{value}: {:?}", sink.items());
        }
    }
    assert!(lines > 40);
}

/// Every code block of every page of the codes E01xx and W01xx is read: the wrong one earns the code, the right one nothing.
#[test]
fn the_code_pages_are_true() {
    for entry in galley::diag::codes::TABLE {
        let code = entry.code.as_str();
        if !code[1..].starts_with("01") {
            continue;
        }
        let blocks: Vec<&str> = entry
            .page
            .split("```yaml\n")
            .skip(1)
            .map(|b| b.split("```").next().unwrap())
            .collect();
        // What can be wrong only with a recipe file has its examples there.
        if code.starts_with("E013") {
            assert!(blocks.is_empty(), "{code}");
            continue;
        }
        assert_eq!(blocks.len(), 2, "{code}: a wrong and a right example");
        // The expansion bomb on the page is only begun.
        if code != "E0111" {
            let r = read("wrong.yaml", blocks[0]);
            assert!(
                r.diagnostics.iter().any(|d| d.code.as_str() == code),
                "{code}: {:?}",
                r.diagnostics
            );
        }
        let r = read("right.yaml", blocks[1]);
        assert!(r.diagnostics.is_empty(), "{code}: {:?}", r.diagnostics);
    }
}

#[test]
fn good_recipes_become_trees() {
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/tree"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        each_file("tests/fixtures/good/yaml", ".yaml", |path| {
            let text = std::fs::read_to_string(path).unwrap();
            let r = read("recipe.yaml", &text);
            assert!(r.diagnostics.is_empty(), "{}", render(&r.diagnostics, &r.sources, Options::default()));
            let tree = dump::dump(&r.tree.unwrap(), &r.sources);
            insta::assert_snapshot!("yaml", tree);
        });
    });
}

#[test]
fn ten_mistakes_give_ten_diagnostics() {
    let text = "recipe: r
length: >= 700 words
title:
  contains: {{ keyphrase }}
heading: Le port : ce qui change
overlap: <= 2,5 %
language = fr
use: [fr/presse, seo/basic
author: @marie
about: \"Ce qu’il faut
forbid: [/(lire aussi/]
label: 'Ce qu'il faut'
words: 40-65
";
    let r = read("ten.yaml", text);
    let lines: Vec<usize> = r
        .diagnostics
        .iter()
        .map(|d| {
            r.sources
                .get(d.labels[0].loc.source)
                .position(d.labels[0].loc.span.start)
                .line
        })
        .collect();
    assert_eq!(
        lines,
        [2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
        "{:?}",
        r.diagnostics
    );
    // What was meant is read all the same.
    let tree = r.tree.unwrap();
    let length = &tree.get("length").unwrap().values[0];
    assert!(matches!(&length.kind, ValueKind::Quantity(q) if q.min.is_some()));
    assert_eq!(
        tree.get("heading").unwrap().values[0].raw,
        "Le port : ce qui change"
    );
    assert_eq!(tree.get("author").unwrap().values[0].raw, "@marie");
}

#[test]
fn aliases_and_merge_keys() {
    let text = "\
house: &house { length: 40..65 chars, rewritten: true }
other: &other { length: 1..2 chars, ends-with: none }
title:
  length: 30..60 chars
  <<: [*house, *other]
items: &l [a, b]
again: *l
first:
  <<: *house
";
    let r = read("alias.yaml", text);
    assert!(r.diagnostics.is_empty(), "{:?}", r.diagnostics);
    let tree = r.tree.unwrap();
    let title = tree.get("title").unwrap();
    let names: Vec<&str> = title
        .entries()
        .iter()
        .map(|s| s.name.text.as_str())
        .collect();
    assert_eq!(names, ["length", "rewritten", "ends-with"]);
    assert_eq!(title.get("length").unwrap().values[0].raw, "30..60 chars");
    // The value of an alias points at the anchored text, the statement at the alias.
    let again = tree.get("again").unwrap();
    assert_eq!(r.sources.slice(again.loc), "again: *l");
    assert_eq!(r.sources.slice(again.values[0].loc), "[a, b]");
    let first = tree.get("first").unwrap().get("length").unwrap();
    assert_eq!(r.sources.describe(first.loc), "alias.yaml:1:17");
}

#[test]
fn odd_beginnings_and_line_ends() {
    let r = read(
        "bom.yaml",
        "\u{feff}recipe: r\r\nabout: |\r\n  un\r\n  deux\r\nlanguage: fr # x\r\n",
    );
    assert!(r.diagnostics.is_empty(), "{:?}", r.diagnostics);
    let tree = r.tree.unwrap();
    assert_eq!(
        r.sources.slice(tree.get("recipe").unwrap().loc),
        "recipe: r"
    );
    let about = &tree.get("about").unwrap().values[0];
    assert_eq!(about.raw, "un\ndeux\n");
    assert_eq!(r.sources.slice(about.inner(3, 7)), "deux");
    let language = tree.get("language").unwrap();
    assert_eq!(r.sources.slice(language.loc), "language: fr");
    assert_eq!(language.trivia.trailing.as_ref().unwrap().text, " x");
}

// ---- properties

/// Pieces that YAML cares about, to be glued at random.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\n".to_owned()),
        Just("\n  ".to_owned()),
        Just("\r\n".to_owned()),
        prop::sample::select(vec![
            ": ",
            ":",
            "- ",
            "? ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "\"",
            "'",
            "|",
            ">",
            "|-\n  ",
            ">2",
            "#",
            " # c",
            "&a ",
            "*a",
            "!t ",
            "!!str ",
            "%",
            "@",
            "`",
            "---\n",
            "...\n",
            "<<: ",
            "\t",
            "{{ k }}",
            "\\",
            "\\x",
            "/a/",
            "~",
            " ",
            "\u{feff}",
            "\u{202e}",
            "\0",
            "é",
            "🙂",
            "\u{a0}",
            "\u{2028}",
            "700",
            "40..65 chars",
            ">= 7",
            "1 000",
            "1.000",
            "2,5 %",
            "at least 3",
            "entre 4 et 5",
            "5 words min",
            "..",
        ])
        .prop_map(str::to_owned),
        "[a-z]{1,6}".prop_map(|s| s),
        "[a-z]{1,6}: ".prop_map(|s| s),
    ]
}

/// Reads a text and checks what must hold of any: no panic, places on character boundaries, texts under their places.
fn check(text: &str) {
    let r = read("any.yaml", text);
    let _ = render(&r.diagnostics, &r.sources, Options::default());
    let _ = galley::diag::json::json(&r.diagnostics, &r.sources);
    let on_boundary = |loc: Loc| {
        let (a, b) = (loc.span.start, loc.span.end);
        assert!(
            a <= b && b <= text.len() && text.is_char_boundary(a) && text.is_char_boundary(b),
            "{loc:?} in {text:?}"
        );
    };
    for d in &r.diagnostics {
        assert!(!d.labels.is_empty(), "{d:?}");
        d.labels.iter().for_each(|l| on_boundary(l.loc));
        // Edits lie within the text and overlap nowhere.
        let same = |e: &edit::Edit| text.get(e.loc.span.range()) == Some(e.replacement.as_str());
        let fits = d.fix.iter().all(same) || edit::apply(text, &d.fix).is_some();
        assert!(fits, "{d:?}\n{text:?}");
    }
    let Some(tree) = &r.tree else {
        assert!(!r.diagnostics.is_empty());
        return;
    };
    let _ = dump::dump(tree, &r.sources);
    each(&tree.statements, &mut |s| {
        on_boundary(s.name.loc);
        on_boundary(s.loc);
        s.block.iter().for_each(|b| on_boundary(b.loc));
    });
    values(&tree.statements, &mut |v| {
        on_boundary(v.loc);
        for s in &v.map {
            let there = text
                .get(s.source..s.source + s.len)
                .expect("a run on boundaries");
            assert_eq!(v.raw.get(s.raw..s.raw + s.len), Some(there), "{text:?}");
        }
        if v.style == Style::Plain && !v.raw.is_empty() && !v.raw.contains([' ', '\n']) {
            assert_eq!(v.raw, v.loc.span.slice(text), "{text:?}");
        }
        if let ValueKind::Quantity(q) = &v.kind {
            for n in [&q.unit, &q.of, &q.per].into_iter().flatten() {
                on_boundary(n.loc);
            }
        }
    });
}

/// Data as a recipe may hold it.
fn data() -> impl Strategy<Value = serde_yaml::Value> {
    use serde_yaml::Value as Y;
    let word = prop_oneof![
        "[a-zé][a-z0-9-]{0,8}".prop_map(Y::from),
        "\\PC{0,30}".prop_map(harmless),
        "[ -~\n]{0,40}".prop_map(harmless),
        "([a-zé '\"#:]{0,12}\n){1,3}[a-z]{0,3}".prop_map(Y::from),
        any::<bool>().prop_map(Y::from),
        (0u32..5000).prop_map(Y::from),
        Just(Y::Null),
    ];
    let list = prop::collection::vec(word.clone(), 1..4).prop_map(Y::from);
    let leaf = prop_oneof![3 => word, 1 => list];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop::collection::vec(("[a-z][a-z -]{0,8}[a-z]", inner), 1..4).prop_map(|entries| {
            Y::Mapping(entries.into_iter().map(|(k, v)| (Y::from(k), v)).collect())
        })
    })
}

fn same(value: &serde_yaml::Value, statement: &Statement) {
    use serde_yaml::Value as Y;
    match value {
        Y::Mapping(m) => {
            assert_eq!(m.len(), statement.entries().len());
            for ((k, v), s) in m.iter().zip(statement.entries()) {
                assert_eq!(k.as_str(), Some(s.name.text.as_str()));
                same(v, s);
            }
        }
        Y::Sequence(items) => {
            let read = statement.values[0].items();
            assert_eq!(items.len(), read.len());
            items.iter().zip(read).for_each(|(a, b)| same_scalar(a, b));
        }
        scalar => same_scalar(scalar, &statement.values[0]),
    }
}

fn same_scalar(value: &serde_yaml::Value, read: &Value) {
    use serde_yaml::Value as Y;
    match value {
        Y::Null => assert_eq!(read.kind, ValueKind::Null),
        Y::Bool(b) => assert_eq!(read.kind, ValueKind::Bool(*b)),
        Y::Number(n) => {
            let n = n.as_f64().expect("a small number");
            assert!(
                matches!(&read.kind, ValueKind::Quantity(q) if q.exact() == Some(n)),
                "{read:?}"
            );
        }
        Y::String(s) => assert_eq!(read.text(), Some(s.as_str())),
        other => panic!("not generated: {other:?}"),
    }
}

/// Without what the reader objects to, though YAML does not: hidden characters, and `/`, which opens a pattern. Nor with the line
/// breaks that YAML 1.1 knows and 1.2 does not, which the writer still folds.
fn harmless(text: String) -> serde_yaml::Value {
    let hidden = |c: char| matches!(c, '/' | '\u{feff}' | '\u{200b}' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e0000}'..='\u{e007f}');
    text.replace(hidden, "-").into()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(400), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        check(&text);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn anything_like_yaml_is_read(pieces in prop::collection::vec(piece(), 0..40)) {
        check(&pieces.concat());
    }

    #[test]
    fn anything_like_a_recipe_is_read(lines in prop::collection::vec(("[a-z]{1,3}|  [a-z]{1,3}|  - [a-z]{1,3}|words|  - forbid", prop::collection::vec(piece(), 0..5)), 0..12)) {
        let text: String = lines.iter().map(|(k, v)| format!("{k}: {}\n", v.concat())).collect();
        check(&text);
    }

    #[test]
    fn what_is_written_is_read(entries in prop::collection::vec(("[a-z]{1,8}", data()), 1..5)) {
        let map: serde_yaml::Mapping = entries.into_iter().map(|(k, v)| (serde_yaml::Value::from(k), v)).collect();
        let text = serde_yaml::to_string(&map).unwrap();
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new("x", &text));
        let mut sink = Sink::new();
        let tree = yaml::read(id, &text, &mut sink);
        prop_assert!(sink.items().iter().all(|d| d.code.as_str().starts_with('W')), "{text}\n{:?}", sink.items());
        let tree = tree.unwrap();
        prop_assert_eq!(tree.statements.len(), map.len());
        for ((k, v), s) in map.iter().zip(&tree.statements) {
            prop_assert_eq!(k.as_str(), Some(s.name.text.as_str()));
            same(v, s);
        }
        check(&text);
    }

    /// Wherever a range of a text is asked for, it is found, when the text has no escapes.
    #[test]
    fn block_texts_keep_their_places(lines in prop::collection::vec("[a-zé]{1,5}( [a-z]{1,5}){0,3}", 1..6), folded: bool) {
        let lines: Vec<String> = lines.iter().enumerate().map(|(i, l)| format!("{i}{l}")).collect();
        let sign = if folded { '>' } else { '|' };
        let text = format!("about: {sign}\n{}", lines.iter().map(|l| format!("    {l}\n")).collect::<String>());
        let r = read("block.yaml", &text);
        let tree = r.tree.unwrap();
        let v = &tree.statements[0].values[0];
        for l in &lines {
            let at = v.raw.find(l.as_str()).unwrap();
            prop_assert_eq!(r.sources.slice(v.inner(at, at + l.len())), l);
        }
    }
}

/// Sizes at which anything worse than linear takes hours; `benches/growth.rs` measures it.
#[test]
fn large_and_deep_files_end() {
    let deep = "[".repeat(100_000);
    let texts = [
        deep.clone(),
        format!("recipe: {deep}"),
        "a: {b: ".repeat(50_000),
        "- ".repeat(100_000),
        "{{".repeat(100_000),
        "? ".repeat(100_000),
        "a: \"x\n".repeat(20_000),
        "a: 'x\n".repeat(20_001),
        "a: >= 7\n".repeat(20_000),
        "a: [x\n".repeat(20_000),
        "\ta: b\n".repeat(20_000),
        format!("a: [{}]", "x, ".repeat(300_000)),
        format!(
            "a: {{{}}}",
            (0..60_000)
                .map(|i| format!("k{i}: v # c\n"))
                .collect::<String>()
        ),
        format!(
            "a: {{{}}}",
            (0..60_000)
                .map(|i| format!("k{i}: v, "))
                .collect::<String>()
        ),
        (0..100_000).map(|i| format!("k{i}: v # c\n")).collect(),
        format!("a: {}", "mot ".repeat(500_000)),
        format!("a: {}", "1".repeat(1_000_000)),
        "#\n".repeat(200_000),
        "\u{202e}".repeat(100_000),
        "&a ".repeat(50_000),
        (0..5_000)
            .map(|i| format!("m{}: &m{} {{<<: [*m{i}, *m{i}]}}\n", i + 1, i + 1))
            .collect(),
    ];
    for text in &texts {
        let r = read("large.yaml", text);
        let _ = render(&r.diagnostics, &r.sources, Options::default());
    }
}
