//! Every shipped recipe through every stage: tree, plan, prompts, report. The corpus is `recipes/` with the inputs and
//! articles of `examples/`; the snapshots are what the command line prints.

use std::path::Path;

use assert_cmd::Command;
use galley::source::{Source, SourceMap};

/// Recipe, input, article.
const CORPUS: &[(&str, &str, &str)] = &[
    ("seo-article-fr", "ue-ports.seed.txt", "ue-ports.article.md"),
    (
        "seo-article-en",
        "electric-ferries.seed.txt",
        "electric-ferries.article.md",
    ),
    (
        "wire-to-house-fr",
        "crue-veyre.seed.txt",
        "crue-veyre.article.md",
    ),
    (
        "press-release-en",
        "tidal-turbine.seed.txt",
        "tidal-turbine.article.md",
    ),
    (
        "docs-howto-en",
        "restore-backup.seed.txt",
        "restore-backup.article.md",
    ),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Standard output of a verb, which has to end with this status.
fn galley(args: &[&str], status: i32) -> String {
    let out = Command::cargo_bin("galley")
        .expect("the binary is built")
        .current_dir(root())
        .env_remove("OPENAI_API_KEY")
        .args(args)
        .assert()
        .code(status)
        .get_output()
        .clone();
    String::from_utf8(out.stdout).expect("UTF-8")
}

fn snapshot(stage: &str, name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => root().join("snapshots").join(stage),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn the_corpus_is_what_ships() {
    let mut shipped: Vec<String> = std::fs::read_dir(root().join("recipes"))
        .expect("recipes")
        .filter_map(|e| {
            let path = e.expect("entry").path();
            (path.extension()? == "yaml").then(|| path.file_stem()?.to_str().map(str::to_owned))?
        })
        .collect();
    shipped.sort();
    let mut known: Vec<&str> = CORPUS.iter().map(|(r, ..)| *r).collect();
    known.sort_unstable();
    assert_eq!(shipped, known);
}

#[test]
fn trees() {
    for (recipe, ..) in CORPUS {
        let name = format!("recipes/{recipe}.yaml");
        let text = std::fs::read_to_string(root().join(&name)).expect("recipe");
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new(&name, &text));
        let mut sink = galley::diag::Sink::new();
        let tree = galley::syntax::yaml::read(id, &text, &mut sink).expect("a tree");
        assert!(sink.items().is_empty(), "{recipe}: {:?}", sink.items());
        snapshot("tree", recipe, &galley::syntax::dump::dump(&tree, &sources));
    }
}

#[test]
fn plans() {
    for (recipe, ..) in CORPUS {
        let file = format!("recipes/{recipe}.yaml");
        snapshot("plan", recipe, &galley(&["compile", &file], 0));
    }
    snapshot(
        "plan",
        "seo-article-fr.local",
        &galley(
            &[
                "compile",
                "recipes/seo-article-fr.yaml",
                "--profile",
                "small",
            ],
            0,
        ),
    );
}

#[test]
fn prompts() {
    for (recipe, input, _) in CORPUS {
        let (file, input) = (
            format!("recipes/{recipe}.yaml"),
            format!("examples/{input}"),
        );
        snapshot("prompts", recipe, &galley(&["prompts", &file, &input], 0));
    }
    for (name, option, value) in [
        ("seo-article-fr.local", "--profile", "small"),
        ("seo-article-fr.direct", "--chain", "direct"),
    ] {
        let args = [
            "prompts",
            "recipes/seo-article-fr.yaml",
            "examples/ue-ports.seed.txt",
            option,
            value,
        ];
        snapshot("prompts", name, &galley(&args, 0));
    }
}

#[test]
fn reports() {
    for (recipe, input, article) in CORPUS {
        let (file, input) = (
            format!("recipes/{recipe}.yaml"),
            format!("examples/{input}"),
        );
        let article = format!("examples/{article}");
        let args = ["check", &file, &article, "--source", &input];
        snapshot("report", recipe, &galley(&args, 0));
    }
    // A faulty draft, as text and as JSON, and a good one without its source.
    let faulty = "tests/fixtures/drafts/bad-fr-titre.md";
    let base = [
        "check",
        "recipes/seo-article-fr.yaml",
        faulty,
        "--source",
        "examples/ue-ports.seed.txt",
    ];
    snapshot("report", "faulty", &galley(&base, 1));
    let json: Vec<&str> = base.iter().copied().chain(["--format", "json"]).collect();
    snapshot("report", "faulty.json", &galley(&json, 1));
    let alone = [
        "check",
        "recipes/seo-article-fr.yaml",
        "examples/ue-ports.article.md",
    ];
    snapshot("report", "no-source", &galley(&alone, 0));
}

#[test]
fn the_same_bytes_every_time() {
    for args in [
        vec!["compile", "recipes/seo-article-fr.yaml", "--format", "json"],
        vec![
            "prompts",
            "recipes/seo-article-fr.yaml",
            "examples/ue-ports.seed.txt",
            "--format",
            "json",
        ],
    ] {
        assert_eq!(galley(&args, 0), galley(&args, 0));
    }
}

#[test]
fn cleaning_says_what_it_removed() {
    let out = Command::cargo_bin("galley")
        .expect("the binary is built")
        .current_dir(root())
        .args([
            "clean",
            "recipes/seo-article-fr.yaml",
            "examples/ue-ports.seed.txt",
        ])
        .assert()
        .code(0)
        .get_output()
        .clone();
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    assert!(text.starts_with("L’UE lance une alliance"), "{text}");
    for gone in ["Customize", "Make this article", "PUBLICITÉ", "Source link"] {
        assert!(!text.contains(gone), "{gone} is still there");
    }
    snapshot(
        "report",
        "clean",
        &String::from_utf8(out.stderr).expect("UTF-8"),
    );
}
