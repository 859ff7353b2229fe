//! The README is true: its recipe compiles, its article is the one that the recording yields. The pages that teach the language show
//! every example in both surfaces, and both say the same.

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

/// The panel shows what the files named below it give: the article, and the report on it with its figures.
#[test]
fn the_recipe_yields_what_stands_beside_it() {
    let text = readme();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("port-news.recipe");
    std::fs::write(&file, block(&text, "recipe")).expect("written");
    let article = "examples/ue-ports.article.md";
    let report = |recipe: &Path| {
        let checked = galley()
            .arg("check")
            .arg(recipe)
            .args([article, "--source", "examples/ue-ports.seed.txt"])
            .assert()
            .code(0)
            .get_output()
            .clone();
        String::from_utf8(checked.stdout).expect("UTF-8")
    };
    report(&file);
    let report = report(Path::new("recipes/seo-article-fr.recipe"));
    let article = Path::new(env!("CARGO_MANIFEST_DIR")).join(article);
    let article = std::fs::read_to_string(article).expect("article");
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
        assert!(
            readme().contains(&format!("\ngalley {verb}")),
            "{verb} is not in the README's table"
        );
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
        "docs/testing.md",
        "docs/diagnostics.md",
        "docs/glossary.md",
        "docs/rationale.md",
        "grammar/README.md",
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

/// The examples of a page, in order: a recipe file, and the same in YAML behind it.
fn pairs(page: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let body: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
            if matches!(language, "recipe" | "yaml") {
                blocks.push((language, body.join("\n") + "\n"));
            }
        }
    }
    blocks
        .chunks(2)
        .map(|pair| match pair {
            [("recipe", recipe), ("yaml", yaml)] => (recipe.clone(), yaml.clone()),
            _ => panic!("a recipe file comes first, YAML behind it: {pair:?}"),
        })
        .collect()
}

/// An example as a whole file, and its name: that of its first remark, or `example`.
fn whole(text: &str, ending: &str) -> (String, String) {
    let colon = if ending == "yaml" { ":" } else { "" };
    let name = text
        .strip_prefix("# ")
        .and_then(|rest| rest.lines().next())
        .filter(|name| name.ends_with(ending))
        .map_or_else(|| format!("example.{ending}"), str::to_owned);
    let begun = text
        .lines()
        .any(|l| l.starts_with("recipe") || l.starts_with("pack"));
    if begun {
        return (name, text.to_owned());
    }
    (
        name,
        format!("recipe{colon} example\nlanguage{colon} fr\n{text}"),
    )
}

/// Runs galley in a folder; what it says, when all is well.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let ran = galley()
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("galley runs");
    let text = String::from_utf8([ran.stdout, ran.stderr].concat()).expect("UTF-8");
    assert!(ran.status.success(), "{arguments:?}\n{text}");
    text
}

/// Both examples compile without a message, and nothing differs between them in meaning. Their names.
fn compared(folder: &Path, recipe: &str, yaml: &str) -> (String, String) {
    let (first, recipe) = whole(recipe, "recipe");
    let (second, yaml) = whole(yaml, "yaml");
    std::fs::write(folder.join(&first), recipe).expect("written");
    std::fs::write(folder.join(&second), yaml).expect("written");
    said(
        folder,
        &["check-recipes", "--deny-warnings", &first, &second],
    );
    said(folder, &["diff", &first, &second, "--exit-code"]);
    (first, second)
}

/// Both are in canonical form besides, and can be converted.
fn alike(folder: &Path, recipe: &str, yaml: &str) {
    let (first, second) = compared(folder, recipe, yaml);
    said(folder, &["fmt", "--check", &first, &second]);
    said(folder, &["convert", &first]);
    said(folder, &["convert", &second]);
}

#[test]
fn the_guide_shows_every_example_in_both_surfaces() {
    let page =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/recipes.md"))
            .expect("the guide");
    let folder = tempfile::tempdir().expect("a folder");
    // The recipe that the page goes through line by line is one.
    let (before, rest) = page
        .split_once("\n## A recipe, line by line\n")
        .expect("the walk");
    let (walk, rest) = rest.split_once("\n## Numbers\n").expect("its end");
    let (recipe, yaml): (Vec<String>, Vec<String>) = pairs(walk).into_iter().unzip();
    assert!(recipe.len() > 9, "the walk has {} steps", recipe.len());
    alike(folder.path(), &recipe.concat(), &yaml.concat());
    let mut others = 0;
    for (recipe, yaml) in pairs(before).into_iter().chain(pairs(rest)) {
        alike(folder.path(), &recipe, &yaml);
        others += 1;
    }
    assert!(others >= 6, "{others} further examples");
}

/// Every number of the guide's table is a quantity in both surfaces, and the ones of a row mean the same.
#[test]
fn the_numbers_of_the_guide_are_read() {
    let page =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/recipes.md"))
            .expect("the guide");
    let table = page
        .split_once("\n## Numbers\n")
        .and_then(|(_, rest)| rest.split_once("\n## "))
        .expect("the table")
        .0;
    let folder = tempfile::tempdir().expect("a folder");
    let mut read = 0;
    for row in table.lines().filter(|l| l.starts_with("| `")) {
        let cell = row.split('|').nth(1).expect("a cell");
        let written: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
        for value in &written {
            // Where a quantity of this unit can stand, in each surface.
            let (recipe, yaml) = match *value {
                v if v.ends_with("chars") => ("title { length _ }", "title: { length: _ }"),
                v if v.ends_with("items") => {
                    ("sections { a { list _ } }", "sections:\n  - a: { list: _ }")
                }
                v if v.ends_with("5-grams") => ("overlap _", "overlap: _"),
                _ => ("length _", "length: _"),
            };
            let quoted = if value.starts_with('>') {
                format!("\"{value}\"")
            } else {
                (*value).to_owned()
            };
            let yaml = yaml.replace('_', &quoted);
            compared(folder.path(), &recipe.replace('_', value), &yaml);
            compared(folder.path(), &recipe.replace('_', written[0]), &yaml);
            read += 1;
        }
    }
    assert!(read >= 14, "{read} numbers");
}

#[test]
fn the_page_of_steps_shows_every_example_in_both_surfaces() {
    let page = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/steps-and-checks.md"),
    )
    .expect("the page");
    let folder = tempfile::tempdir().expect("a folder");
    let examples = pairs(&page);
    assert_eq!(examples.len(), 4);
    for (recipe, yaml) in examples {
        alike(folder.path(), &recipe, &yaml);
    }
}
