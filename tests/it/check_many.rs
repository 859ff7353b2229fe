//! `check` of many articles: what is printed, what the exit status is, and that one article keeps its page.

use std::path::Path;

use assert_cmd::Command;

const RECIPE: &str = "recipe house\nlanguage en\nlength at least 1 words\nforbid \"amazing\", \"world-class\", \"game changer\", \"seamless\"\n";
const BODY: &str = "# A ferry\n\nThe ferry sails again on Monday morning. The town has waited for the boat since the storm, and its owners say that the first crossing will be free for everyone who lives on the island.\n";

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), "house.recipe", RECIPE);
    std::fs::create_dir(dir.path().join("content")).expect("made");
    dir
}

fn write(dir: &Path, name: &str, text: &str) {
    std::fs::write(dir.join(name), text).expect("written");
}

/// An article in which this many words are forbidden.
fn faulty(faults: usize) -> String {
    let words = ["amazing", "world-class", "game changer", "seamless"];
    let mut text = BODY.to_owned();
    for word in words.iter().cycle().take(faults) {
        text.push_str(&format!("\nThe harbour calls its new pier {word}.\n"));
    }
    text
}

fn ran(dir: &Path, args: &[&str]) -> (i32, String, String) {
    let out = Command::cargo_bin("galley")
        .expect("the program is built")
        .current_dir(dir)
        .env("NO_COLOR", "1")
        .args(args)
        .output()
        .expect("it ran");
    let text = |b: Vec<u8>| String::from_utf8(b).expect("UTF-8");
    let status = out.status.code().unwrap_or(-1);
    (status, text(out.stdout), text(out.stderr))
}

fn fill(dir: &Path, files: usize, failing: usize) {
    for n in 0..files {
        let text = faulty(if n < failing { 3 } else { 0 });
        write(dir, &format!("content/{n:02}.md"), &text);
    }
}

#[test]
fn thirty_articles_are_sixty_lines() {
    let dir = folder();
    fill(dir.path(), 30, 24);
    let (status, out, err) = ran(dir.path(), &["check", "house.recipe", "content"]);
    assert_eq!((status, err.as_str()), (1, ""));
    assert!(out.lines().count() <= 60, "{out}");
    assert!(out.contains("30 files: 24 fail, 0 warn, 6 clean"), "{out}");
}

#[test]
fn a_few_articles_as_they_are_told() {
    let dir = folder();
    for (name, faults) in [("a", 0), ("b", 2), ("c", 5)] {
        write(dir.path(), &format!("content/{name}.md"), &faulty(faults));
    }
    let (status, out, _) = ran(dir.path(), &["check", "house.recipe", "content", "--stats"]);
    assert_eq!(status, 1);
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/check"),
        prepend_module_to_snapshot => false,
    }, {
        insta::assert_snapshot!("few", out);
    });
}

#[test]
fn one_article_and_verbose_have_pages() {
    let dir = folder();
    fill(dir.path(), 2, 1);
    let page = |name: &str| ran(dir.path(), &["check", "house.recipe", name]).1;
    let (first, second) = (page("content/00.md"), page("content/01.md"));
    assert!(first.contains("\ncounted as: "), "{first}");
    let all = ran(
        dir.path(),
        &["check", "house.recipe", "content", "--verbose"],
    );
    assert_eq!(all.1, format!("{first}\n{second}"));
}

#[test]
fn quiet_prints_failures_alone() {
    let dir = folder();
    fill(dir.path(), 4, 0);
    let args = ["check", "house.recipe", "content", "--quiet"];
    assert_eq!(ran(dir.path(), &args), (0, String::new(), String::new()));
    fill(dir.path(), 4, 1);
    let (status, out, _) = ran(dir.path(), &args);
    assert_eq!(status, 1);
    assert!(out.starts_with("content/00.md: 3 errors\n"), "{out}");
    assert_eq!(out.lines().count(), 4, "{out}");
}

#[test]
fn warnings_fail_where_they_are_denied() {
    let dir = folder();
    let warned = RECIPE.replace("seamless\"", "seamless\" severity warn");
    write(dir.path(), "house.recipe", &warned);
    fill(dir.path(), 3, 1);
    let check = |more: &[&str]| {
        let args = [&["check", "house.recipe", "content"], more].concat();
        ran(dir.path(), &args)
    };
    let (status, out, err) = check(&[]);
    assert_eq!(status, 0, "{out}{err}");
    assert!(out.contains("3 files: 0 fail, 1 warn, 2 clean"), "{out}");
    let (status, out, _) = check(&["--deny", "warnings"]);
    assert_eq!(status, 1);
    assert!(out.contains("3 files: 1 fail, 0 warn, 2 clean"), "{out}");
    let (status, out, _) = check(&["--min-severity", "error", "--deny", "warnings"]);
    assert_eq!(status, 0);
    assert!(out.contains("3 files: 0 fail, 0 warn, 3 clean"), "{out}");
}

#[test]
fn what_cannot_be_read_is_told_and_the_others_are_checked() {
    let dir = folder();
    fill(dir.path(), 60, 2);
    std::fs::write(dir.path().join("content/30.md"), b"caf\xe9 au lait\n").expect("written");
    write(dir.path(), "content/31.md", "");
    let (status, out, err) = ran(dir.path(), &["check", "house.recipe", "content"]);
    assert_eq!(status, 2);
    assert!(
        out.contains("60 files: 2 fail, 0 warn, 56 clean, 2 not read"),
        "{out}"
    );
    assert!(
        err.contains("content/30.md") && err.contains("content/31.md"),
        "{err}"
    );
}

#[test]
fn an_empty_folder_is_no_clean_one() {
    let dir = folder();
    let (status, out, err) = ran(dir.path(), &["check", "house.recipe", "content"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(
        err.contains("no article is in the folder `content`"),
        "{err}"
    );
}

#[test]
fn every_call_prints_the_same() {
    let dir = folder();
    fill(dir.path(), 60, 40);
    let args = ["check", "house.recipe", "content/*.md"];
    let first = ran(dir.path(), &args);
    for _ in 0..3 {
        assert_eq!(ran(dir.path(), &args), first);
    }
    let json = |name: &str| {
        ran(
            dir.path(),
            &["check", "house.recipe", name, "--format", "json"],
        )
    };
    let all: serde_json::Value = serde_json::from_str(&json("content").1).expect("JSON");
    let names: Vec<&str> = all["reports"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|r| r["draft"].as_str())
        .collect();
    assert_eq!(names.len(), 60);
    assert!(names.is_sorted());
}

#[cfg(unix)]
#[test]
fn names_steer_no_terminal() {
    let dir = folder();
    fill(dir.path(), 2, 0);
    write(dir.path(), "content/\u{1b}[2J\nx.md", &faulty(1));
    let (status, out, _) = ran(dir.path(), &["check", "house.recipe", "content"]);
    assert_eq!(status, 1);
    assert!(!out.contains('\u{1b}'), "{out:?}");
    assert!(
        out.starts_with("content/\\u{1b}[2J ⏎ x.md: 1 error\n"),
        "{out}"
    );
}

#[test]
fn tables_say_which_recipe_and_source_an_article_has() {
    let dir = folder();
    write(
        dir.path(),
        "strict.recipe",
        "recipe strict\nlanguage en\nlength at least 900 words\n",
    );
    let tables = "[[check]]\nfiles = \"content/**/*.md\"\nrecipe = \"house.recipe\"\n\n\
        [[check]]\nfiles = \"content/long-*.md\"\nrecipe = \"strict.recipe\"\nsource = \"wires/{stem}.txt\"\n";
    write(dir.path(), "galley.toml", tables);
    write(dir.path(), "content/a.md", &faulty(1));
    write(dir.path(), "content/long-b.md", BODY);
    write(dir.path(), "README.md", BODY);
    std::fs::create_dir(dir.path().join("wires")).expect("made");
    write(dir.path(), "wires/long-b.txt", BODY);
    let (status, out, err) = ran(dir.path(), &["check"]);
    assert_eq!(status, 1, "{out}{err}");
    assert!(out.contains("error forbid `amazing`"), "{out}");
    assert!(out.contains("content/long-b.md: 1 error\n"), "{out}");
    assert!(out.contains("2 files: 2 fail"), "{out}");
    // A file alone, from a folder below too.
    let (status, out, _) = ran(&dir.path().join("content"), &["check", "long-b.md"]);
    assert_eq!(status, 1);
    assert!(out.contains("(strict, galley"), "{out}");
    // What no table covers is told.
    let (status, _, err) = ran(dir.path(), &["check", "README.md"]);
    assert_eq!(status, 2);
    assert!(
        err.contains("`README.md` is not checked: no `[[check]]`"),
        "{err}"
    );
    // A source that is not there is told, and the others are checked.
    std::fs::remove_file(dir.path().join("wires/long-b.txt")).expect("removed");
    let (status, out, err) = ran(dir.path(), &["check"]);
    assert_eq!(status, 2);
    assert!(err.contains("wires/long-b.txt"), "{err}");
    assert!(
        out.contains("2 files: 1 fail, 0 warn, 0 clean, 1 not read"),
        "{out}"
    );
    // Severities of a table.
    let warned = tables.replacen("\n\n", "\nseverity = { forbid = \"warn\" }\n\n", 1);
    write(dir.path(), "galley.toml", &warned);
    let (status, out, err) = ran(dir.path(), &["check", "content/a.md"]);
    assert_eq!(status, 0, "{out}{err}");
    write(
        dir.path(),
        "galley.toml",
        &warned.replace("forbid =", "forbd ="),
    );
    let (status, _, err) = ran(dir.path(), &["check"]);
    assert_eq!(status, 2);
    assert!(err.contains("did you mean `forbid`?"), "{err}");
}

#[cfg(unix)]
#[test]
fn tables_never_leave_the_project() {
    let outer = folder();
    let dir = outer.path().join("content");
    write(&dir, "house.recipe", RECIPE);
    write(&dir, "a.md", BODY);
    write(outer.path(), "secret.txt", BODY);
    std::os::unix::fs::symlink(outer.path().join("secret.txt"), dir.join("a.txt")).expect("linked");
    for source in ["../secret.txt", "{stem}.txt", "/etc/hostname"] {
        let table = format!(
            "[[check]]\nfiles = \"*.md\"\nrecipe = \"house.recipe\"\nsource = \"{source}\"\n"
        );
        write(&dir, "galley.toml", &table);
        let (status, out, err) = ran(&dir, &["check"]);
        assert_eq!((status, out.as_str()), (2, ""), "{source}: {err}");
        assert!(err.contains("leads out of the project"), "{source}: {err}");
    }
}

#[test]
fn a_report_in_french_has_no_english_word() {
    let dir = folder();
    write(dir.path(), "bad.md", &faulty(2));
    write(dir.path(), "good.md", BODY);
    let args = ["check", "house.recipe", "bad.md", "--tongue", "fr"];
    let (status, out, err) = ran(dir.path(), &args);
    assert_eq!((status, err.as_str()), (1, ""));
    for words in [
        "échoue\u{a0}: 2 erreurs",
        "erreur: `amazing` est interdit",
        "demandé par house.recipe:4",
        "dans le texte",
        "respecté",
        "ce qui est compté",
    ] {
        assert!(out.contains(words), "no {words:?} in:\n{out}");
    }
    for word in [
        "fails",
        "error",
        "demanded",
        "in the draft",
        "holds",
        "counted as",
    ] {
        assert!(!out.contains(word), "{word:?} in:\n{out}");
    }
    let args = [
        "check",
        "house.recipe",
        "bad.md",
        "good.md",
        "--tongue",
        "fr",
    ];
    let (_, out, _) = ran(dir.path(), &args);
    let tally = "2 fichiers\u{a0}: 1 en échec, 0 avec avertissement, 1 sans reproche";
    assert!(out.contains(tally), "{out}");
    // Nobody asked, and a pipe is read by programs.
    let (_, out, _) = ran(dir.path(), &["check", "house.recipe", "bad.md"]);
    assert!(out.contains("fails: 2 errors"), "{out}");
    let (status, _, err) = ran(
        dir.path(),
        &["check", "house.recipe", "bad.md", "--tongue", "de"],
    );
    assert_eq!(status, 2);
    assert!(err.contains("galley speaks en and fr"), "{err}");
}
