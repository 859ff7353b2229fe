//! How test files are written, and what is wrong with those that are not.

use super::{Project, snapshot};

/// Two surfaces, the same results.
#[test]
fn both_surfaces_say_the_same() {
    let project = Project::with_council_news();
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml
tests:
  holds:
    draft: good.md
    source: flood.txt
    expect: holds
  two findings:
    draft: |
      # Click here for the news of the town

      Read more.
    expect:
      fails:
        forbid: [ { at: Click here }, { message: Read more } ]
        length: { at: \"\", message: 2 words }
      undecided: [language]
      exit: 1
  compared with nothing:
    draft: good.md
    expect: { skipped: [preserve, bind] }
",
    );
    project.write(
        "tests/b.test.recipe",
        "recipe \"../recipes/council-news.yaml\"

test \"holds\" {
  draft \"good.md\"
  source \"flood.txt\"
  expect holds
}

test \"two findings\" {
  draft \"\"\"
    # Click here for the news of the town

    Read more.
  \"\"\"
  expect {
    fails {
      forbid {
        first { at \"Click here\" }
        second { message \"Read more\" }
      }
      length { at \"\", message \"2 words\" }
    }
    undecided language
    exit 1
  }
}

test \"compared with nothing\" {
  draft \"good.md\"
  expect { skipped preserve, bind }
}
",
    );
    let ran = project.galley(&["test"]);
    assert_eq!(
        (ran.status, ran.last()),
        (0, "6 tests: 6 passed"),
        "{}",
        ran.all()
    );
    // Both are in canonical form, and stay the same tests when they are brought there.
    let formatted = project.galley(&["fmt", "tests"]);
    assert_eq!(formatted.status, 0, "{formatted:?}");
    assert_eq!(project.galley(&["fmt", "--check", "tests"]).status, 0);
    assert_eq!(project.galley(&["test"]).last(), "6 tests: 6 passed");
    snapshot("formatted-yaml", &project.read("tests/a.test.yaml"));
    snapshot("formatted-recipe", &project.read("tests/b.test.recipe"));
}

/// The recipe of the same name beside the test file.
#[test]
fn a_recipe_that_is_not_named_lies_beside() {
    let project = Project::with_council_news();
    let test = "tests: { it holds: { draft: ../tests/good.md } }\n";
    project.write("recipes/council-news.test.yaml", test);
    assert_eq!(project.galley(&["test"]).last(), "1 test: 1 passed");
    project.write("recipes/other.test.yaml", test);
    let ran = project.galley(&["test"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(
        ran.err
            .contains("no recipe stands beside `recipes/other.test.yaml`"),
        "{}",
        ran.err
    );
    assert_eq!(ran.last(), "2 tests: 1 passed, 1 could not run");
}

/// A misspelt input is marked by its name alone, and the edit that mends it is part of the message.
#[test]
fn a_misspelt_input_can_be_mended() {
    let project = Project::with_council_news();
    project.write(
        "recipes/on.recipe",
        "recipe on\nlanguage en\ninput article markdown\ninput place text = \"Millbrook\"\nlength 1..200 words\ntitle { contains place }\n",
    );
    project.write(
        "tests/on.test.recipe",
        "recipe \"../recipes/on.recipe\"\n\ntest \"one\" {\n  draft \"good.md\"\n  input { palce \"Mill Brook\" }\n}\n",
    );
    let ran = project.galley(&["test", "tests/on.test.recipe"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    let wanted = "  input { palce \"Mill Brook\" }\n   \u{b7}           ──┬──";
    assert!(ran.err.contains(wanted), "{}", ran.err);
    let fix = "  fix:  input { place \"Mill Brook\" }";
    assert!(ran.err.contains(fix), "{}", ran.err);
    let mended = project
        .read("tests/on.test.recipe")
        .replace("palce", "place");
    project.write("tests/on.test.recipe", &mended);
    let ran = project.galley(&["test", "tests/on.test.recipe"]);
    assert_eq!(ran.last(), "1 test: 1 passed", "{}", ran.err);
}

#[test]
fn every_slip_has_its_place() {
    let project = Project::with_council_news();
    project.write(
        "tests/a.test.yaml",
        "recpie: ../recipes/council-news.yaml
tests:
  one:
    darft: good.md
  two:
    draft: good.md
    recording: x.transcript
    expect: fails
  three:
    draft: good.md
    snapshots: [plan, prompt, prompts]
    expect:
      exit: 3
      fails:
        length: { att: x }
        forbid: false
      undecided: { length: true }
  four: good.md
  five:
    source: flood.txt
    expect: [holds]
    input: place
  six:
    draft: good.md
    expect: held
",
    );
    project.write(
        "tests/b.test.recipe",
        "recipe \"../recipes/council-news.yaml\"
test { draft \"good.md\" }
test \"one\" { draft \"good.md\" }
test \"one\" { draft \"good.md\" }
test \"golden: 1\" { draft \"good.md\"; snapshots plan }
test \"golden, 1\" { draft \"good.md\"; snapshots plan }
tset \"two\" { draft \"good.md\" }
test \"three\" { draft: \"good.md\" }
",
    );
    let ran = project.galley(&["test"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert_eq!(ran.last(), "0 tests: 0 passed, 2 files could not be read");
    snapshot("slips", &ran.err);
}

#[test]
fn what_is_missing_has_its_place() {
    let project = Project::with_council_news();
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml
tests:
  no draft: { draft: goood.md }
  no source: { draft: good.md, source: folder }
  outside: { draft: ../../secret.md }
  absolute: { draft: \"/etc/hostname\" }
  no recording: { source: flood.txt }
  no such recording: { source: flood.txt, recording: old/run.transcript }
  no transcript: { source: flood.txt, recording: good.md }
  unknown input: { draft: good.md, input: { place: x } }
  the article as an input: { draft: good.md, input: { article: x } }
  holds: { draft: good.md }
",
    );
    let ran = project.galley(&["test"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert_eq!(ran.last(), "10 tests: 1 passed, 9 could not run");
    let root = project.path().canonicalize().expect("a path");
    let err = ran.err.replace(&root.display().to_string(), "ROOT");
    snapshot("missing", &err);
    project.write(
        "tests/a.test.yaml",
        "recipe: gone.yaml\ntests: { one: { draft: good.md } }\n",
    );
    let ran = project.galley(&["test"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(
        ran.err.contains("`gone.yaml` cannot be read"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("tests/a.test.yaml:1:9"), "{}", ran.err);
}

/// The output is read line by line by other programs: a name cannot write a line of its own.
#[test]
fn a_name_is_one_line() {
    let project = Project::with_council_news();
    for name in ["\\n::error::x", "a\\rb", "  "] {
        project.write(
            "tests/a.test.yaml",
            &format!("recipe: ../recipes/council-news.yaml\ntests: {{ \"{name}\": {{ draft: good.md }} }}\n"),
        );
        let ran = project.galley(&["test"]);
        assert_eq!(ran.status, 2, "{name}: {ran:?}");
        assert!(
            ran.err.contains("called by some words on one line"),
            "{name}: {}",
            ran.err
        );
        assert!(!ran.all().contains("\n::error"), "{}", ran.all());
    }
}

/// A clone on another system has other line ends.
#[test]
fn line_ends_are_no_difference() {
    let project = Project::with_council_news();
    let draft = format!("{}\nRead\nmore soon.\n", super::GOOD);
    project.write("tests/good.md", &draft.replace('\n', "\r\n"));
    project.write(
        "tests/a.test.yaml",
        &"recipe: ../recipes/council-news.yaml\ntests:\n  one: { draft: good.md, source: flood.txt, expect: { fails: { forbid: \"Read\\nmore\" } } }\n"
            .replace('\n', "\r\n"),
    );
    let ran = project.galley(&["test"]);
    assert_eq!((ran.status, ran.last()), (0, "1 test: 1 passed"), "{ran:?}");
}

/// No-break spaces look like others: the text under a finding is written as a keyboard has it, or copied as it is.
#[test]
fn spaces_are_spaces_in_expectations() {
    let project = Project::new();
    project.write(
        "recipes/bref.yaml",
        "recipe: bref\nlanguage: fr\ninputs: { article: markdown }\nno-new: [numbers]\nbind: off\n",
    );
    project.write(
        "tests/source.txt",
        "Le pont coûte 64\u{202f}000\u{a0}euros.\n",
    );
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/bref.yaml
tests:
  typed:
    draft: |
      Le conseil de la ville a décidé lundi soir, après un long débat avec les habitants du quartier, que le pont de la vieille place coûte 46\u{202f}000\u{a0}euros et rien de plus.
    source: source.txt
    expect: { fails: { no-new: 46 000 euros } }
  copied:
    draft: |
      Le conseil de la ville a décidé lundi soir, après un long débat avec les habitants du quartier, que le pont de la vieille place coûte 46\u{202f}000\u{a0}euros et rien de plus.
    source: source.txt
    expect: { fails: { no-new: { at: 46\u{202f}000\u{a0}euros, message: 46 000 } } }
  another:
    draft: |
      Le conseil de la ville a décidé lundi soir, après un long débat avec les habitants du quartier, que le pont de la vieille place coûte 46\u{202f}000\u{a0}euros et rien de plus.
    source: source.txt
    expect: { fails: { no-new: 46 001 euros } }
",
    );
    let ran = project.galley(&["test"]);
    assert_eq!(
        (ran.status, ran.last()),
        (1, "3 tests: 2 passed, 1 failed"),
        "{ran:?}"
    );
}

/// An expectation, a list or a text without anything in it is a slip, not an agreement to everything.
#[test]
fn what_says_nothing_is_refused() {
    let project = Project::with_council_news();
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml
tests:
  one: { draft: good.md, expect: {} }
  two: { draft: good.md, expect: { fails: {} } }
  three: { draft: good.md, expect: { fails: [] } }
  four: { draft: good.md, expect: { fails: { length: [] } } }
  five: { draft: good.md, expect: { undecided: [] } }
  six: { draft: good.md, expect: { skipped: } }
  seven:
    draft: |

    expect: holds
  eight: { draft: good.md, expect: hold }
  nine: { draft: good.md, snapshots: [] }
",
    );
    project.write(
        "tests/b.test.recipe",
        "recipe \"../recipes/council-news.yaml\"
test \"one\" { draft \"good.md\"; expect {} }
test \"two\" { draft \"good.md\"; expect { fails {} } }
test \"three\" { draft \"good.md\"; expect { undecided } }
test \"four\" {
  draft \"\"\"
  \"\"\"
}
",
    );
    let ran = project.galley(&["test"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert_eq!(ran.last(), "0 tests: 0 passed, 2 files could not be read");
    snapshot("nothing", &ran.err);
    // Nothing is skipped: that is worth saying.
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml
tests: { one: { draft: good.md, source: flood.txt, expect: { skipped: [] } } }
",
    );
    assert_eq!(project.galley(&["test", "tests/a.test.yaml"]).status, 0);
}

/// A link is no way out of the project either.
#[cfg(unix)]
#[test]
fn links_do_not_leave_the_project() {
    let project = Project::with_council_news();
    let outside = tempfile::tempdir().expect("a folder");
    std::fs::write(outside.path().join("secret.md"), super::GOOD).expect("written");
    std::os::unix::fs::symlink(outside.path(), project.path().join("tests/link")).expect("a link");
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml\ntests:\n  one: { draft: link/secret.md, snapshots: [report] }\n",
    );
    let ran = project.galley(&["test"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(
        ran.err
            .contains("`link/secret.md` lies outside the project"),
        "{}",
        ran.err
    );
}

#[test]
fn other_verbs_know_a_test_file() {
    let project = Project::with_council_news();
    project.write(
        "tests/a.test.yaml",
        "recipe: ../recipes/council-news.yaml\ntests: { one: { draft: good.md } }\n",
    );
    for args in [
        vec!["check", "tests/a.test.yaml", "tests/good.md"],
        vec!["compile", "tests/a.test.yaml"],
        vec!["run", "tests/a.test.yaml", "tests/flood.txt"],
        vec!["prompts", "tests/a.test.yaml", "tests/flood.txt"],
        vec!["check", "--fix-recipe", "tests/a.test.yaml"],
    ] {
        let ran = project.galley(&args);
        assert_eq!(ran.status, 2, "{args:?}: {ran:?}");
        assert!(
            ran.err.contains("E0807") && ran.err.contains("galley test tests/a.test.yaml"),
            "{args:?}: {}",
            ran.err
        );
    }
    let ran = project.galley(&["test", "recipes/council-news.yaml"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.err.contains("is not a test file"), "{}", ran.err);
}

mod hostile {
    use galley::source::{Source, SourceId};
    use proptest::prelude::*;

    proptest! {
        /// Whatever stands in a test file, it is read or refused.
        #[test]
        fn no_text_makes_the_reader_panic(text in "(tests|test|draft|expect|fails|at|[a-z]|[\"{}:\\[\\]|,#-]|\n| ){0,60}") {
            for name in ["a.test.yaml", "a.test.recipe"] {
                let source = Source::new(name, &text);
                let mut sink = galley::diag::Sink::new();
                let suite = galley::suite::read(SourceId(0), &source, &mut sink);
                prop_assert!(sink.has_errors() || suite.is_some_and(|s| !s.tests.is_empty()));
            }
        }
    }
}
