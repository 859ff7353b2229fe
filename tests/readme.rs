//! The README is true: its recipe compiles, its article is the one that the recording yields.

use std::path::Path;

use assert_cmd::Command;

fn readme() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))
        .expect("README")
}

fn galley() -> Command {
    let mut command = Command::cargo_bin("galley").expect("the binary is built");
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env_clear();
    command
}

/// The first code block in a language.
fn block<'a>(text: &'a str, language: &str) -> &'a str {
    text.split(&format!("```{language}\n"))
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("a block in this language")
}

/// The recipe file comes first, in canonical form, and the YAML below it is what the converter makes of it.
#[test]
fn both_surfaces_are_shown_and_say_the_same() {
    let text = readme();
    let (first, second) = (text.find("```recipe"), text.find("```yaml"));
    assert!(
        first.is_some() && first < second,
        "the recipe file comes first"
    );
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("port-news.recipe");
    std::fs::write(&file, block(&text, "recipe")).expect("written");
    galley()
        .args(["fmt", "--check"])
        .arg(&file)
        .assert()
        .code(0);
    let yaml = galley()
        .arg("convert")
        .arg(&file)
        .args(["--to", "yaml"])
        .assert()
        .code(0)
        .get_output()
        .stdout
        .clone();
    assert_eq!(
        String::from_utf8(yaml).expect("UTF-8"),
        block(&text, "yaml")
    );
}

/// Every recipe exists in both surfaces, as the README says.
#[test]
fn every_recipe_has_its_twin() {
    let mut pairs = 0;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("recipes");
    for entry in std::fs::read_dir(folder).expect("recipes") {
        let path = entry.expect("entry").path();
        let twin = match path.extension().and_then(|e| e.to_str()) {
            Some("yaml") => path.with_extension("recipe"),
            Some("recipe") => path.with_extension("yaml"),
            _ => continue,
        };
        assert!(twin.is_file(), "{} has no twin", path.display());
        pairs += 1;
    }
    assert!(pairs >= 10);
}

#[test]
fn the_recipe_yields_what_stands_beside_it() {
    let text = readme();
    let recipe = block(&text, "recipe");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("port-news.recipe");
    std::fs::write(&file, recipe).expect("written");
    let out = folder.path().join("out");
    galley()
        .args([
            "run",
            "recipes/seo-article-fr.recipe",
            "examples/ue-ports.seed.txt",
        ])
        .args([
            "--model",
            "replay:examples/ue-ports.manual.transcript",
            "--out",
        ])
        .arg(&out)
        .assert()
        .code(0);
    let checked = galley()
        .arg("check")
        .arg(&file)
        .arg(out.join("article.md"))
        .args(["--source", "examples/ue-ports.seed.txt"])
        .assert()
        .code(0)
        .get_output()
        .clone();
    let report = String::from_utf8(checked.stdout).expect("UTF-8");
    let article = std::fs::read_to_string(out.join("article.md")).expect("article");
    let shown = block(&text, "text");
    let flat = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
    let (article, report) = (flat(&article), flat(&report));
    let mut rows = 0;
    for line in shown.lines().map(flat) {
        let line = line.trim_end_matches('…').trim();
        // Rows of the report are shown shortened: the rule's name, and what was measured.
        let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
        let row = galley::rules::TABLE.iter().any(|d| d.id == name) && report.contains(rest);
        rows += usize::from(row);
        assert!(
            line.is_empty() || article.contains(line) || report.contains(line) || row,
            "the README shows what is not so: {line}\n\n{report}"
        );
    }
    assert!(rows >= 4, "the README shows measured rules");
}

#[test]
fn verbs_of_the_readme_exist() {
    let help = String::from_utf8(
        galley()
            .arg("--help")
            .assert()
            .code(0)
            .get_output()
            .stdout
            .clone(),
    )
    .expect("UTF-8");
    for verb in [
        "run",
        "check",
        "check-recipes",
        "compile",
        "prompts",
        "clean",
        "rules",
        "explain",
        "models",
        "fmt",
        "convert",
        "new",
        "schema",
        "diff",
        "bump",
        "test",
        "init",
        "lock",
        "completions",
    ] {
        assert!(
            help.contains(&format!("  {verb}")),
            "{verb} is not in --help\n{help}"
        );
        galley().args([verb, "--help"]).assert().code(0);
    }
    for link in [
        "docs/recipes.md",
        "docs/steps-and-checks.md",
        "docs/rules.md",
        "docs/counting.md",
        "docs/models.md",
        "docs/architecture.md",
        "docs/performance.md",
        "docs/versioning.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ] {
        assert!(readme().contains(link));
        assert!(
            Path::new(env!("CARGO_MANIFEST_DIR")).join(link).is_file(),
            "{link}"
        );
    }
}
