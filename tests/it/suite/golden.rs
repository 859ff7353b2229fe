//! Golden files: made, compared, reviewed, accepted; and those that belong to nobody.

use super::promises::{RECORDING, recorded};
use super::{Project, snapshot};

const SUITE: &str = "recipe: ../recipes/council-news.yaml
tests:
  it holds:
    draft: good.md
    source: flood.txt
    snapshots: [report, plan, prompts]
";

fn golden(kind: &str) -> String {
    format!("tests/snapshots/a__it-holds__{kind}.snap")
}

fn accepted() -> Project {
    let project = Project::with_council_news();
    project.write("tests/a.test.yaml", SUITE);
    let ran = project.galley(&["test", "--accept"]);
    assert_eq!((ran.status, ran.last()), (0, "1 test: 1 passed"), "{ran:?}");
    project
}

#[test]
fn a_missing_golden_file_fails_until_it_is_accepted() {
    let project = Project::with_council_news();
    project.write("tests/a.test.yaml", SUITE);
    let ran = project.galley(&["test"]);
    assert_eq!((ran.status, ran.last()), (1, "1 test: 0 passed, 1 failed"));
    for kind in ["plan", "prompts", "report"] {
        assert!(!project.has(&golden(kind)), "{kind}");
        assert!(project.has(&format!("{}.new", golden(kind))), "{kind}");
    }
    let ran = project.galley(&["test", "--accept"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    for kind in ["plan", "prompts", "report"] {
        assert!(!project.has(&format!("{}.new", golden(kind))), "{kind}");
        snapshot(&format!("golden-{kind}"), &project.read(&golden(kind)));
    }
    assert_eq!(project.galley(&["test"]).status, 0);
}

/// insta reads what galley writes, and says that it is the same.
#[test]
fn insta_opens_them() {
    let project = accepted();
    let text = project.read(&golden("plan"));
    let body = text.splitn(3, "---\n").nth(2).expect("contents").to_owned();
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(project.path().join("tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("a__it-holds__plan", body));
}

#[test]
fn a_difference_shows_the_words_and_the_recipe_line() {
    let project = accepted();
    project.edit("recipes/council-news.yaml", "20..60 chars", "25..60 chars");
    let ran = project.galley(&["test"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    snapshot("difference", &ran.out);
    // A comment above the rules moves every line, and changes no plan and no prompt.
    project.edit("recipes/council-news.yaml", "25..60 chars", "20..60 chars");
    project.edit(
        "recipes/council-news.yaml",
        "length: 50",
        "# The old limit was 40.\nlength: 50",
    );
    let ran = project.galley(&["test"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(
        !project.has(&format!("{}.new", golden("plan"))),
        "a test that passes leaves no offer"
    );
}

#[test]
fn a_review_asks_for_each() {
    let project = accepted();
    let before = project.read(&golden("prompts"));
    project.edit("recipes/council-news.yaml", "20..60 chars", "25..60 chars");
    let ran = project.galley_in("", &["test", "--review"], "what\na\nr\n");
    assert_eq!(
        ran.status, 1,
        "the last is not answered, and one was refused: {ran:?}"
    );
    snapshot("review", &ran.err);
    assert!(project.read(&golden("plan")).contains("25..60"), "accepted");
    assert_eq!(project.read(&golden("prompts")), before, "refused");
    assert!(
        !project.has(&format!("{}.new", golden("prompts"))),
        "refused"
    );
    let ran = project.galley_in("", &["test", "--review"], "a\na\n");
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(project.galley(&["test"]).status, 0);
}

#[test]
fn what_belongs_to_no_test_is_found_and_removed() {
    let project = accepted();
    let orphans = [
        "tests/snapshots/a__gone__plan.snap",
        "tests/snapshots/a__gone__plan.snap.new",
        "tests/recordings/gone.transcript",
    ];
    for file in orphans {
        project.write(file, "old");
    }
    // A golden file of a suite that is gone is known by its front matter; another tool's stays.
    project.write(
        "tests/snapshots/b__gone__plan.snap",
        "---\nsource: tests/b.test.yaml\n---\nold\n",
    );
    project.write(
        "tests/snapshots/cli__help.snap",
        "---\nsource: tests/cli.rs\n---\nx\n",
    );
    project.write(
        "tests/snapshots/x__y__plan.snap",
        "---\nsource: tests/x.rs\n---\nx\n",
    );
    // Even where it is called as a golden file of the suite would be.
    project.write(
        "tests/snapshots/a__help__plan.snap",
        "---\nsource: tests/a.rs\n---\nx\n",
    );
    let ran = project.galley(&["test"]);
    assert_eq!(
        (ran.status, ran.last()),
        (1, "1 test: 1 passed; 4 files belong to no test"),
        "{ran:?}"
    );
    for file in orphans {
        assert!(ran.out.contains(file), "{file}: {}", ran.out);
    }
    assert_eq!(
        project.galley(&["test", "--filter", "holds"]).status,
        0,
        "with a filter nobody can tell"
    );
    assert_eq!(project.galley(&["test", "--accept"]).status, 0);
    for file in orphans {
        assert!(!project.has(file), "{file}");
    }
    assert!(project.has("tests/snapshots/cli__help.snap"));
    assert!(project.has("tests/snapshots/x__y__plan.snap"));
    assert!(project.has("tests/snapshots/a__help__plan.snap"));
    assert!(project.has(&golden("plan")));
    assert_eq!(project.galley(&["test"]).last(), "1 test: 1 passed");
}

/// Files of one name in two surfaces would take each other's golden files.
#[test]
fn two_files_never_share_a_golden_file() {
    let project = Project::with_council_news();
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml\ntests:\n  holds: { draft: good.md, snapshots: [plan] }\n  other: { draft: good.md }\n",
    );
    project.write(
        "tests/a.test.recipe",
        "recipe \"../recipes/council-news.yaml\"\ntest \"other\" { draft \"good.md\" }\n",
    );
    assert_eq!(project.galley(&["test", "--accept"]).status, 0);
    project.write(
        "tests/a.test.recipe",
        "recipe \"../recipes/council-news.yaml\"\ntest \"holds\" { draft \"good.md\"; snapshots plan }\n",
    );
    let ran = project.galley(&["test"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(
        ran.err.contains("E0802")
            && ran
                .err
                .contains("`tests/snapshots/a__holds__plan.snap` is a golden file of two tests"),
        "{}",
        ran.err
    );
}

/// A recording that a test of another folder may replay is nobody's to remove.
#[test]
fn recordings_of_tests_that_were_not_read_stay() {
    let project = accepted();
    project.write("recordings/used.transcript", "x");
    project.write("recordings/other.transcript", "x");
    project.write("tests/recordings/kept.transcript", "x");
    project.write("tests/recordings/a__gone.transcript", "x");
    let test = |name: &str| {
        format!(
            "recipe: ../recipes/council-news.yaml\ntests:\n  run: {{ source: ../tests/flood.txt, recording: ../recordings/{name}.transcript }}\n"
        )
    };
    project.write("tests/b.test.yaml", &test("used"));
    project.write("desk/c.test.yaml", &test("other"));
    let orphans = |args: &[&str]| {
        let out = project.galley(args).out;
        let named = |l: &&str| l.starts_with("    ") && l.ends_with(".transcript");
        out.lines()
            .filter(named)
            .map(|l| l.trim().to_owned())
            .collect::<Vec<_>>()
    };
    // `desk` is looked into by nobody, which is said.
    let said = project.galley(&["test"]).err;
    assert!(
        said.contains(
            "not run, outside `recipes` and `tests`: desk/c.test.yaml; `galley test .` runs all"
        ),
        "{said}"
    );
    assert_eq!(orphans(&["test"]), ["tests/recordings/a__gone.transcript"]);
    assert_eq!(
        orphans(&["test", "tests"]),
        ["tests/recordings/a__gone.transcript"]
    );
    // Without it, all are known.
    std::fs::remove_dir_all(project.path().join("desk")).expect("removed");
    assert_eq!(
        orphans(&["test"]),
        [
            "recordings/other.transcript",
            "tests/recordings/a__gone.transcript",
            "tests/recordings/kept.transcript"
        ]
    );
}

/// The last test file of a folder is gone, and its golden files are still there.
#[test]
fn a_folder_without_test_files_is_looked_at_too() {
    let project = accepted();
    project.write(
        "tests/old/snapshots/o__gone__plan.snap",
        "---\nsource: tests/old/o.test.yaml\n---\nold\n",
    );
    project.write(
        "tests/old/snapshots/x__y__plan.snap",
        "---\nsource: tests/x.rs\n---\nx\n",
    );
    project.write("tests/old/recordings/of-a-run.transcript", "kept by hand");
    let ran = project.galley(&["test"]);
    assert_eq!(
        (ran.status, ran.last()),
        (1, "1 test: 1 passed; 1 file belongs to no test"),
        "{ran:?}"
    );
    assert_eq!(project.galley(&["test", "--accept"]).status, 0);
    assert!(!project.has("tests/old/snapshots/o__gone__plan.snap"));
    assert!(project.has("tests/old/snapshots/x__y__plan.snap"));
    assert!(project.has("tests/old/recordings/of-a-run.transcript"));
}

/// Golden files are written into the project alone, wherever a link leads.
#[cfg(unix)]
#[test]
fn no_golden_file_is_written_outside() {
    let project = Project::with_council_news();
    project.write("tests/a.test.yaml", SUITE);
    let outside = tempfile::tempdir().expect("a folder");
    let link = project.path().join("tests/snapshots");
    std::os::unix::fs::symlink(outside.path(), link).expect("a link");
    for args in [vec!["test"], vec!["test", "--accept"]] {
        let ran = project.galley(&args);
        assert_ne!(ran.status, 0, "{ran:?}");
        assert!(
            ran.err.contains("lies outside the project"),
            "{args:?}: {}",
            ran.err
        );
        let left = std::fs::read_dir(outside.path()).expect("the folder");
        assert_eq!(left.count(), 0, "{args:?}");
    }
}

/// A test that cannot run keeps what is its own.
#[test]
fn nothing_of_a_broken_test_is_removed() {
    let project = recorded();
    project.edit("recipes/council-news.yaml", "forbid:", "forbit:");
    assert_eq!(project.galley(&["test", "--accept"]).status, 2);
    assert!(project.has(RECORDING));
    project.edit("tests/council-news.test.yaml", "source:", "sauce:");
    assert_eq!(project.galley(&["test", "--accept"]).status, 2);
    assert!(project.has(RECORDING));
}

#[test]
fn a_recording_is_made_once_and_anew_when_asked() {
    let project = recorded();
    let ran = project.galley(&["test", "--record", "--model", "manual:answers/"]);
    assert!(ran.err.contains("no recording is missing"), "{}", ran.err);
    let first = project.read(RECORDING);
    assert_eq!(
        std::fs::read_dir(project.path().join("tests/recordings"))
            .expect("the folder")
            .count(),
        1,
        "neither journal nor half a recording is left"
    );
    project.edit(
        "answers/000-article.answer.md",
        "Town pays",
        "The town pays",
    );
    let ran = project.galley(&["test", "--record", "--fresh", "--model", "manual:answers/"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(project.read(RECORDING) != first);
    assert!(project.read(RECORDING).contains("The town pays"));
    // Without --record nothing is asked, whatever is missing.
    std::fs::remove_file(project.path().join(RECORDING)).expect("removed");
    let ran = project.galley(&["test"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.err.contains("E0805"), "{}", ran.err);
    assert!(!project.has(RECORDING));
}

/// A run that breaks off leaves no recording that looks whole.
#[test]
fn half_a_recording_has_no_name() {
    let project = Project::with_council_news();
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml\ntests: { a run: { source: flood.txt } }\n",
    );
    let ran = project.galley(&["test", "--record", "--model", "manual:answers/"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.err.contains("E0715"), "{}", ran.err);
    assert!(!project.has("tests/recordings/a__a-run.transcript"));
}
