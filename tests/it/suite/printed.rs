//! The formats for CI.

use super::{Project, snapshot};

fn project() -> Project {
    let project = Project::with_council_news();
    project.write("tests/bad.md", "# Town pays, \"50 %\" <more> & more: for barriers.\n\nToo short, by far: the council released 60,000 euros for the barriers on Tuesday evening.\n");
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml
tests:
  it holds: { draft: good.md, source: flood.txt }
  \"it fails & \\\"says\\\" so\": { draft: bad.md, source: flood.txt, expect: { fails: { forbid: true, length: \"\" } } }
  it cannot run: { draft: gone.md }
",
    );
    project.write("tests/b.test.yaml", "tests: { one: { darft: x.md } }\n");
    project
}

#[test]
fn every_format_tells_the_same() {
    let project = project();
    for format in ["text", "json", "junit", "github"] {
        let ran = project.galley(&["test", "--format", format]);
        assert_eq!(ran.status, 2, "{format}: {ran:?}");
        snapshot(&format!("printed-{format}"), &ran.out);
    }
}

/// Each failure names the rule, the measured value and the limit, the file and the line.
#[test]
fn a_failure_of_junit_says_enough() {
    let xml = project().galley(&["test", "--format", "junit"]).out;
    let failure = xml
        .lines()
        .find(|l| {
            l.contains("<failure") && l.contains("type=\"length\"")
                || l.contains("type=\"preserve\"")
        })
        .expect("a failure");
    assert!(failure.contains("tests/"), "{failure}");
    let ending = xml
        .lines()
        .find(|l| l.contains("type=\"title.ends-with\""))
        .expect("a failure of the title");
    assert!(ending.contains("tests/bad.md:1:"), "{ending}");
    let project = project();
    project.edit("tests/a.test.yaml", "length: \"\"", "title.length: true");
    let xml = project.galley(&["test", "--format", "junit"]).out;
    let short = xml
        .lines()
        .find(|l| l.contains("type=\"length\""))
        .expect("a failure of the length");
    assert!(short.contains("words, limit 50..120"), "{short}");
    assert!(short.contains("tests/bad.md:"), "{short}");
}

#[test]
fn json_can_be_read() {
    let ran = project().galley(&["test", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(value["exit"], 2);
    assert_eq!(value["counts"]["tests"], 3);
    assert_eq!(value["counts"]["unreadable"], 1);
    let tests = value["files"][0]["tests"].as_array().expect("tests");
    let status: Vec<&str> = tests.iter().filter_map(|t| t["status"].as_str()).collect();
    assert_eq!(status, ["passed", "failed", "broken"]);
}

#[test]
fn check_makes_annotations_too() {
    let project = project();
    let ran = project.galley(&[
        "check",
        "recipes/council-news.yaml",
        "tests/bad.md",
        "--format",
        "github",
    ]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(
        ran.out.contains("::error file=tests/bad.md,line=3,col=90,title=length::15 words of body, 50..120 wanted%0Ameasured 15 words, limit 50..120%0Ademanded by recipes/council-news.yaml:6:9"),
        "{}",
        ran.out
    );
}
