//! `--mutate`: the drafts that hold are broken, and every rule has to speak up.

use crate::Project;

#[test]
fn a_recipe_whose_rules_all_speak_up_is_whole() {
    let project = Project::with_council_news();
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml\ntests:\n  it holds: { draft: good.md, source: flood.txt }\n",
    );
    let ran = project.galley(&["test", "--mutate"]);
    assert_eq!((ran.status, ran.last()), (0, "1 test: 1 passed"), "{ran:?}");
    assert!(
        ran.out
            .contains("recipes/council-news.yaml  100 % (6 of 6 rules proven"),
        "{}",
        ran.out
    );
}

/// A check that no draft can fail is a defect of the recipe, and so are tests without a draft that holds.
#[test]
fn a_rule_that_nothing_breaks_is_named() {
    let project = Project::with_council_news();
    let recipe = project.read("recipes/council-news.yaml");
    project.write(
        "recipes/council-news.yaml",
        &format!(
            "{recipe}checks:\n  some words: {{ expr: \"words | count >= 0\", say: Write something. }}\n"
        ),
    );
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml\ntests:\n  it holds: { draft: good.md, source: flood.txt }\n",
    );
    let ran = project.galley(&["test", "--mutate"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert_eq!(
        ran.last(),
        "1 test: 1 passed; below 100 % against mutants: 1 recipe"
    );
    assert!(ran.out.contains("check:some words"), "{}", ran.out);
    assert!(
        ran.out.contains("set at recipes/council-news.yaml:11:3"),
        "{}",
        ran.out
    );
    let json = project
        .galley(&["test", "--mutate", "--format", "json"])
        .out;
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        value["mutants"][0]["defects"][0]["rule"],
        "check:some words"
    );
    let xml = project
        .galley(&["test", "--mutate", "--format", "junit"])
        .out;
    assert!(xml.contains("type=\"mutant\""), "{xml}");

    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml\ntests:\n  it fails: { draft: good.md, expect: { fails: { slug: true } } }\n",
    );
    project.edit(
        "recipes/council-news.yaml",
        "checks:",
        "slug: true\nchecks:",
    );
    let ran = project.galley(&["test", "--mutate"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert_eq!(ran.last(), "1 test: 1 passed; no mutant was tried");
}
