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

#[test]
fn the_recipe_yields_what_stands_beside_it() {
    let text = readme();
    let recipe = text
        .split("```yaml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("a recipe");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("port-news.yaml");
    std::fs::write(&file, recipe).expect("written");
    let out = folder.path().join("out");
    galley()
        .args([
            "run",
            "recipes/seo-article-fr.yaml",
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
    let shown = text
        .split("```text\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("what it yields");
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
    ] {
        assert!(
            help.contains(&format!("  {verb}")),
            "{verb} is not in --help\n{help}"
        );
        galley().args([verb, "--help"]).assert().code(0);
    }
    for link in [
        "docs/recipes.md",
        "docs/rules.md",
        "docs/counting.md",
        "docs/models.md",
        "docs/architecture.md",
        "docs/performance.md",
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
