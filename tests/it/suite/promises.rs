//! The promises that are easily broken.

use galley::model::transcript::Transcript;

use super::{COUNCIL_NEWS, Project};

/// A project whose one test replays a run that was recorded; the answer is the good article.
pub(crate) fn recorded() -> Project {
    let project = Project::with_council_news();
    project.write(
        "tests/council-news.test.yaml",
        "recipe: ../recipes/council-news.yaml\ntests:\n  the recorded run:\n    source: flood.txt\n",
    );
    project.write("answers/000-article.answer.md", super::GOOD);
    let ran = project.galley(&["test", "--record", "--model", "manual:answers/"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(project.has(RECORDING), "{ran:?}");
    project
}

pub(crate) const RECORDING: &str = "tests/recordings/council-news__the-recorded-run.transcript";

#[test]
fn equal_prompts_with_different_expectations_both_run() {
    let project = recorded();
    project.write(
        "tests/council-news.test.yaml",
        &format!(
            "recipe: ../recipes/council-news.yaml\ntests:\n  the recorded run:\n    source: flood.txt\n  the same run, expected to fail:\n    source: flood.txt\n    recording: {}\n    expect: {{ fails: {{ length: true }} }}\n",
            RECORDING.trim_start_matches("tests/")
        ),
    );
    let ran = project.galley(&["test"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert_eq!(ran.last(), "2 tests: 1 passed, 1 failed");
    assert!(ran.out.contains("missed        length"), "{}", ran.out);
    assert!(
        ran.out.contains("failed  the same run, expected to fail"),
        "{}",
        ran.out
    );
}

#[test]
fn an_undefined_variable_is_an_error_and_no_empty_text() {
    let project = Project::with_council_news();
    project.write(
        "recipes/council-news.yaml",
        &COUNCIL_NEWS.replace("ends-with: none", "contains: \"{{ place }}\""),
    );
    project.write(
        "tests/council-news.test.yaml",
        "recipe: ../recipes/council-news.yaml\ntests:\n  the good article holds:\n    draft: good.md\n",
    );
    let ran = project.galley(&["test"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.err.contains("`place`"), "{}", ran.err);
    assert!(
        ran.err.contains("recipes/council-news.yaml:7:"),
        "{}",
        ran.err
    );

    // A declared input without a value is none either: the test is told where to give one.
    project.edit(
        "recipes/council-news.yaml",
        "  article: markdown\n",
        "  article: markdown\n  place: text\n",
    );
    let ran = project.galley(&["test"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.err.contains("E0607"), "{}", ran.err);
    assert!(
        ran.err.contains("tests/council-news.test.yaml:3:3"),
        "{}",
        ran.err
    );
    project.edit(
        "tests/council-news.test.yaml",
        "    draft: good.md\n",
        "    draft: good.md\n    input: { place: Mill Brook }\n",
    );
    let ran = project.galley(&["test"]);
    assert_eq!((ran.status, ran.last()), (0, "1 test: 1 passed"), "{ran:?}");
}

#[test]
fn a_misspelt_rule_is_never_valid() {
    let project = Project::with_council_news();
    let test = |expect: &str| {
        format!(
            "recipe: ../recipes/council-news.yaml\ntests:\n  t:\n    draft: good.md\n    expect: {expect}\n"
        )
    };
    for (expect, said) in [
        ("{ fails: { lenght: true } }", "no rule is called `lenght`"),
        ("{ undecided: [langauge] }", "no rule is called `langauge`"),
        ("{ skipped: [preserv] }", "no rule is called `preserv`"),
        (
            "{ fails: { slug: true } }",
            "the recipe does not use the rule `slug`",
        ),
        (
            "{ fials: { length: true } }",
            "`expect` has no setting `fials`",
        ),
        ("hods", "`hods` is no outcome"),
    ] {
        project.write("tests/council-news.test.yaml", &test(expect));
        let ran = project.galley(&["test"]);
        assert_eq!(ran.status, 2, "{expect}: {ran:?}");
        assert!(ran.err.contains(said), "{expect}: {}", ran.err);
        assert!(
            ran.err.contains("council-news.test.yaml:5:"),
            "{expect}: {}",
            ran.err
        );
        assert!(!ran.last().contains("1 passed"), "{expect}: {ran:?}");
    }
    project.write("tests/council-news.test.yaml", &test("holds"));
    project.edit("recipes/council-news.yaml", "forbid:", "forbit:");
    let ran = project.galley(&["test"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(
        ran.err.contains("no rule is called `forbit`"),
        "{}",
        ran.err
    );
}

/// The recorded answer is spoilt, so that a repair is asked for; the recording holds none, and the first answer is not given
/// again, though it is for the same step.
#[test]
fn a_repair_never_hits_the_recording_of_the_first_turn() {
    let project = recorded();
    let mut transcript =
        Transcript::parse(RECORDING, &project.read(RECORDING)).expect("a transcript");
    let answer = &mut transcript.records[0].answer.text;
    *answer = answer.replace("and the footbridge", "Click here, and the footbridge");
    project.write(RECORDING, &transcript.print());
    for expect in ["holds", "held", "{ fails: { forbid: true }, exit: 1 }"] {
        project.write(
            "tests/council-news.test.yaml",
            &format!("recipe: ../recipes/council-news.yaml\ntests:\n  the recorded run:\n    source: flood.txt\n    expect: {expect}\n"),
        );
        let ran = project.galley(&["test"]);
        assert_eq!(ran.status, 1, "{expect}: {ran:?}");
        assert!(
            ran.out
                .contains("is not in the recording tests/recordings/"),
            "{expect}: {}",
            ran.out
        );
        assert!(ran.out.contains("(repair 1)"), "{expect}: {}", ran.out);
    }
}

#[test]
fn a_changed_recipe_never_replays_a_stale_answer() {
    let project = recorded();
    for (from, to, cause) in [
        (
            "20..60 chars",
            "20..59 chars",
            "the rule `title.length` at recipes/council-news.yaml:7:10",
        ),
        (
            "Read more",
            "Learn more",
            "the rule `forbid` at recipes/council-news.yaml:9:1",
        ),
        (
            "50..120 words",
            "55..120 words",
            "`length` at recipes/council-news.yaml:6:1",
        ),
    ] {
        project.edit("recipes/council-news.yaml", from, to);
        let ran = project.galley(&["test"]);
        assert_eq!(ran.status, 1, "{to}: {ran:?}");
        assert!(
            ran.out.contains("is not the one that was recorded"),
            "{to}: {}",
            ran.out
        );
        assert!(ran.out.contains(cause), "{to}: {}", ran.out);
        assert!(ran.out.contains("{+"), "{to}: {}", ran.out);
        project.edit("recipes/council-news.yaml", to, from);
    }
    // Guidance, and the source itself.
    project.edit(
        "recipes/council-news.yaml",
        "length: 50",
        "brief: Mention the name of the brook early.\nlength: 50",
    );
    let ran = project.galley(&["test"]);
    assert!(
        ran.out
            .contains("caused by the guidance in `brief` at recipes/council-news.yaml:6:"),
        "{}",
        ran.out
    );
    project.write("recipes/council-news.yaml", COUNCIL_NEWS);
    project.edit("tests/flood.txt", "two hours", "three hours");
    let ran = project.galley(&["test"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(
        ran.out
            .contains("caused by the source at tests/flood.txt:1:1"),
        "{}",
        ran.out
    );
    project.write("tests/flood.txt", super::FLOOD);
    assert_eq!(
        project.galley(&["test"]).status,
        0,
        "what was undone is as it was"
    );
}

#[test]
fn calls_that_nobody_asks_for_fail_the_test() {
    let project = recorded();
    let mut transcript =
        Transcript::parse(RECORDING, &project.read(RECORDING)).expect("a transcript");
    let mut extra = transcript.records[0].clone();
    extra.request.step = "article (repair 1)".to_owned();
    transcript.records.push(extra);
    project.write(RECORDING, &transcript.print());
    let ran = project.galley(&["test"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(
        ran.out
            .contains("1 call of the recording was not asked for"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("article (repair 1)"), "{}", ran.out);
}

#[test]
fn the_recorded_run_of_the_shipped_recipe_holds_offline() {
    let project = Project::with_shipped();
    project.write(
        "tests/seo.test.yaml",
        "recipe: ../recipes/seo-article-fr.yaml\ntests:\n  the article holds:\n    draft: ../examples/ue-ports.article.md\n    source: ../examples/ue-ports.seed.txt\n  the run holds:\n    source: ../examples/ue-ports.seed.txt\n    recording: ../examples/ue-ports.manual.transcript\n    expect: { exit: 0, skipped: [] }\n",
    );
    let ran = project.galley(&["test"]);
    assert_eq!(
        (ran.status, ran.last()),
        (0, "2 tests: 2 passed"),
        "{ran:?}"
    );
}

#[test]
fn no_test_is_no_success() {
    let project = Project::with_council_news();
    for args in [
        vec!["test"],
        vec!["test", "recipes"],
        vec!["test", "tests/none.test.yaml"],
    ] {
        let ran = project.galley(&args);
        assert_eq!(ran.status, 2, "{args:?}: {ran:?}");
        assert!(
            ran.out.is_empty() && !ran.err.is_empty(),
            "{args:?}: {ran:?}"
        );
    }
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml\ntests: {}\n",
    );
    assert_eq!(project.galley(&["test"]).status, 2);
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml\ntests: { one: { draft: good.md } }\n",
    );
    assert_eq!(project.galley(&["test"]).status, 0);
    let ran = project.galley(&["test", "--filter", "two"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(
        ran.err.contains("no test has `two` in its name"),
        "{}",
        ran.err
    );
}
