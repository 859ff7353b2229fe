//! `--mutate`: the drafts that hold are broken, and every rule has to speak up.

use super::Project;

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
            .contains("recipes/council-news.yaml  100 % (7 of 7 rules proven"),
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

/// A rule that no draft was looked at with, and a recipe without a draft that holds, are not proven because others are.
#[test]
fn what_was_not_tried_is_not_proven() {
    let project = Project::with_council_news();
    let with = "recipe: ../recipes/council-news.yaml\ntests:\n  it holds: { draft: good.md, source: flood.txt }\n";
    project.write(
        "tests/a.test.yaml",
        &with.replace(", source: flood.txt", ""),
    );
    let ran = project.galley(&["test", "--mutate"]);
    assert_eq!(
        (ran.status, ran.last()),
        (1, "1 test: 1 passed; below 100 % against mutants: 1 recipe"),
        "{ran:?}"
    );
    assert!(
        ran.out.contains("71 % (5 of 7 rules proven")
            && ran
                .out
                .contains("looked at on no draft that holds: no source was given")
            && ran.out.contains("set at recipes/council-news.yaml:8:1"),
        "{}",
        ran.out
    );

    project.write("tests/a.test.yaml", with);
    project.write(
        "recipes/brief.yaml",
        "recipe: brief\nlanguage: en\ntitle: { length: 5..20 chars }\n",
    );
    project.write(
        "tests/b.test.yaml",
        "recipe: ../recipes/brief.yaml\ntests:\n  too long: { draft: good.md, expect: { fails: [title.length] } }\n",
    );
    let ran = project.galley(&["test", "--mutate"]);
    assert_eq!(
        (ran.status, ran.last()),
        (
            1,
            "2 tests: 2 passed; below 100 % against mutants: 1 recipe"
        ),
        "{ran:?}"
    );
    assert!(
        ran.out
            .contains("  recipes/brief.yaml  0 % (no test passed whose draft is expected to hold)"),
        "{}",
        ran.out
    );
    let xml = project
        .galley(&["test", "--mutate", "--format", "junit"])
        .out;
    assert!(
        xml.contains("tests=\"4\" failures=\"1\" errors=\"0\"")
            && xml.contains("<failure message=\"no test passed whose draft"),
        "{xml}"
    );
    let github = project
        .galley(&["test", "--mutate", "--format", "github"])
        .out;
    assert!(
        github.contains("::error file=recipes/brief.yaml,line=1"),
        "{github}"
    );
}

/// A pattern that nothing can match is named, though the rule is proven by its others.
#[test]
fn a_pattern_that_no_text_matches_is_named() {
    let project = Project::with_council_news();
    project.edit(
        "recipes/council-news.yaml",
        "forbid: [Click here, Read more]",
        "forbid: [Click here, '/a^b/', Read more]",
    );
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml\ntests:\n  it holds: { draft: good.md, source: flood.txt }\n",
    );
    let ran = project.galley(&["test", "--mutate"]);
    assert_eq!((ran.status, ran.last()), (0, "1 test: 1 passed"), "{ran:?}");
    assert!(
        ran.out
            .contains("    forbid  not tried, for no text is known that it finds: `/a^b/`\n"),
        "{}",
        ran.out
    );
    let json = project
        .galley(&["test", "--mutate", "--format", "json"])
        .out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        json["mutants"][0]["untried"],
        serde_json::json!([["forbid", ["`/a^b/`"]]])
    );
}
