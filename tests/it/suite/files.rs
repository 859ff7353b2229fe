//! Many files: found, run side by side, told in order.

use super::{FLOOD, GOOD, Project};

#[test]
fn the_folder_of_the_call_changes_nothing() {
    let project = Project::with_council_news();
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml\ntests:\n  one: { draft: good.md, source: flood.txt, snapshots: [report] }\n",
    );
    assert_eq!(project.galley(&["test", "--accept"]).status, 0);
    let path = project.path().join("tests");
    for (folder, args) in [
        ("", vec!["test"]),
        ("tests", vec!["test"]),
        ("tests", vec!["test", "a.test.yaml"]),
        ("recipes", vec!["test", "../tests"]),
        ("", vec!["test", path.to_str().expect("UTF-8")]),
        ("", vec!["test", "tests", "tests/a.test.yaml"]),
    ] {
        let ran = project.galley_in(folder, &args, "");
        assert_eq!(
            (ran.status, ran.last()),
            (0, "1 test: 1 passed"),
            "{folder} {args:?}: {ran:?}"
        );
        assert!(ran.out.starts_with("tests/a.test.yaml  "), "{}", ran.out);
    }
}

/// Thirty files on eight threads come out as on one.
#[test]
fn the_order_is_that_of_the_files() {
    let project = Project::with_council_news();
    for i in 0..30 {
        let fails = if i % 7 == 0 {
            "{ fails: { length: true } }"
        } else {
            "holds"
        };
        project.write(
            &format!("tests/n{i:02}.test.yaml"),
            &format!(
                "recipe: ../recipes/council-news.yaml\ntests:\n  one: {{ draft: good.md, source: flood.txt }}\n  two: {{ draft: good.md, expect: {fails} }}\n  three: {{ draft: gone-{i}.md }}\n"
            ),
        );
    }
    let one = project.galley(&["test", "--jobs", "1"]);
    let eight = project.galley(&["test", "--jobs", "8"]);
    assert_eq!(one.status, 2, "{}", one.last());
    assert_eq!(
        one.last(),
        "90 tests: 55 passed, 5 failed, 30 could not run"
    );
    assert_eq!(one.out, eight.out);
    assert_eq!(one.err, eight.err);
    for format in ["json", "junit", "github"] {
        let print = |jobs: &str| {
            project
                .galley(&["test", "--jobs", jobs, "--format", format])
                .out
        };
        assert_eq!(print("1"), print("8"), "{format}");
    }
}

/// What a draft, a source or a name holds does not reach the terminal as it is.
#[test]
fn hostile_text_stays_text() {
    let project = Project::with_council_news();
    project.write(
        "tests/bad.md",
        &GOOD.replace("Town pays", "Click here\u{1b}[2J\u{202e} pays"),
    );
    project.write(
        "tests/flood.txt",
        &FLOOD.replace("40,000 euros", "90,000\u{1b}[31m euros"),
    );
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml\ntests:\n  \"a name\\e[31m ::error::x\": { draft: bad.md, source: flood.txt, snapshots: [report, prompts] }\n",
    );
    project.galley(&["test", "--accept"]);
    project.edit("tests/bad.md", "Mill Brook\n", "Mill\u{1b}[32m Brook\n");
    project.edit("tests/flood.txt", "two hours", "\u{1b}[33mhours");
    for args in [
        vec!["test"],
        vec!["test", "--format", "json"],
        vec!["test", "--format", "junit"],
        vec!["test", "--format", "github"],
        vec!["test", "--review"],
    ] {
        let ran = project.galley_in("", &args, "s\ns\n");
        assert_eq!(ran.status, 1, "{args:?}: {ran:?}");
        let odd = |c: char| (c.is_control() && c != '\n' && c != '\t') || c == '\u{202e}';
        let text = if args.contains(&"json") {
            // JSON escapes control characters; direction marks are text to it.
            ran.out.replace('\u{202e}', "")
        } else {
            ran.all()
        };
        assert!(!text.contains(odd), "{args:?}: {text:?}");
    }
}
