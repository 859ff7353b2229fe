//! A folder of recipes against its past, recipes that were renamed, and what git hands to the driver that is no recipe.

use std::path::Path;

use super::cli::{galley, git, repository};

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    std::fs::write(path, text).expect("written");
}

fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "-m", "state"]);
}

fn run(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let out = galley(folder).args(arguments).output().expect("runs");
    (
        String::from_utf8(out.stdout).expect("UTF-8"),
        String::from_utf8(out.stderr).expect("UTF-8"),
        out.status.code().expect("a status"),
    )
}

fn recipe(name: &str, length: &str) -> String {
    format!("recipe: {name}\nlanguage: fr\nlength: {length} words\n")
}

/// Recipes in two folders, one of them with a space in its name, and files that are none.
fn project() -> tempfile::TempDir {
    let folder = repository();
    let at = folder.path();
    write(at, "recipes/same.yaml", recipe("same", "10..20"));
    write(at, "recipes/tighter.yaml", recipe("tighter", "10..20"));
    write(at, "recipes/old/named so.yaml", recipe("moved", "10..20"));
    write(
        at,
        "recipes/gone.recipe",
        "recipe gone\nlanguage fr\nlength 5..9 words\n",
    );
    write(at, "recipes/broken.yaml", recipe("broken", "many"));
    write(at, "recipes/other.yaml", "a: 1\n");
    write(at, "recipes/data.yaml", b"\xff\xfe");
    write(at, "recipes/same.test.yaml", "tests: {}\n");
    commit(at);
    write(at, "recipes/tighter.yaml", recipe("tighter", "12..20"));
    write(at, "recipes/new.yaml", recipe("new", "10..20"));
    write(at, "recipes/broken.yaml", recipe("broken", "10..20"));
    git(
        at,
        &["mv", "recipes/old/named so.yaml", "recipes/moved.yaml"],
    );
    write(at, "recipes/moved.yaml", recipe("moved", "10..30"));
    git(at, &["rm", "--quiet", "recipes/gone.recipe"]);
    git(at, &["add", "--all"]);
    folder
}

#[test]
fn a_folder_shows_what_differs_and_nothing_else() {
    let folder = project();
    let at = folder.path();
    let (out, err, status) = run(at, &["diff", "recipes", "--since", "HEAD"]);
    assert_eq!(status, 0, "{err}");
    let heads: Vec<&str> = out
        .lines()
        .filter(|l| l.contains(" → ") && !l.starts_with(' '))
        .collect();
    assert_eq!(
        heads,
        [
            "gone: HEAD:recipes/gone.recipe → /dev/null",
            "moved: HEAD:recipes/old/named so.yaml → recipes/moved.yaml",
            "new: /dev/null → recipes/new.yaml",
            "tighter: HEAD:recipes/tighter.yaml → recipes/tighter.yaml",
        ]
    );
    assert!(
        err.contains("HEAD:recipes/broken.yaml is not compared: it does not compile"),
        "{err}"
    );
    // Once, however many recipes stand beside it.
    let left_out = "recipes/same.test.yaml is left out\n";
    assert_eq!(err.matches(left_out).count(), 1, "{err}");
    // From within the folder, and with the other forms.
    let inside = at.join("recipes");
    assert_eq!(
        run(&inside, &["diff", ".", "--since", "HEAD", "--exit-code"]).2,
        1
    );
    let (json, ..) = run(
        at,
        &["diff", "recipes", "--since", "HEAD", "--format", "json"],
    );
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(4));
    let (markdown, ..) = run(
        at,
        &["diff", "recipes", "--since", "HEAD", "--format", "markdown"],
    );
    assert_eq!(markdown.matches("\n### ").count() + 1, 4, "{markdown}");
    commit(at);
    let (out, err, status) = run(at, &["diff", "recipes", "--since", "HEAD", "--exit-code"]);
    assert_eq!(
        (out.as_str(), err.as_str(), status),
        (
            "no recipe of `recipes` differs in meaning since `HEAD`\n",
            "",
            0
        )
    );
}

/// However many recipes are broken, programs read one value.
#[test]
fn messages_are_one_value() {
    let folder = project();
    let at = folder.path();
    write(at, "recipes/same.yaml", recipe("same", "several"));
    write(at, "recipes/new.yaml", recipe("new", "some"));
    for (args, status, files) in [
        (vec!["diff", "recipes", "--since", "HEAD"], 2, 4),
        (vec!["bump", "recipes", "--check"], 2, 3),
        (vec!["check-recipes", "recipes"], 1, 2),
    ] {
        let all = [args.as_slice(), &["--message-format", "json"]].concat();
        let (_, err, code) = run(at, &all);
        assert_eq!(code, status, "{args:?}: {err}");
        // Notes are lines of their own, before it.
        let start = err.find("[\n").expect("a list");
        let data: serde_json::Value = serde_json::from_str(&err[start..]).expect("one value");
        let data = data.as_array().expect("a list");
        let named: std::collections::BTreeSet<&str> = data
            .iter()
            .filter_map(|d| d["labels"][0]["file"].as_str())
            .collect();
        assert_eq!(named.len(), files, "{args:?}: {err}");
    }
}

/// What does not compile now is an error, and hides no other recipe.
#[test]
fn a_recipe_that_is_broken_now_hides_no_other() {
    let folder = project();
    let at = folder.path();
    write(at, "recipes/same.yaml", recipe("same", "several"));
    let (out, err, status) = run(at, &["diff", "recipes", "--since", "HEAD"]);
    assert_eq!(status, 2);
    assert!(out.contains("tighter: HEAD:"), "{out}");
    assert!(err.contains("recipes/same.yaml:3"), "{err}");
    let (_, err, status) = run(
        at,
        &["diff", "recipes", "--since", "HEAD", "--draft", "a.md"],
    );
    assert_eq!(status, 2);
    assert!(err.contains("a folder is compared without"), "{err}");
    let (_, err, status) = run(at, &["diff", "recipes", "--since", "no-such"]);
    assert_eq!(status, 2);
    assert!(err.contains("E0622"), "{err}");
    let (_, err, status) = run(at, &["diff", "recipes"]);
    assert_eq!(status, 2, "{err}");
}

/// A recipe that was renamed is compared with what it was called.
#[test]
fn a_renamed_recipe_has_a_past() {
    let folder = project();
    let at = folder.path();
    let (out, err, status) = run(at, &["diff", "recipes/moved.yaml", "--since", "HEAD"]);
    assert_eq!(status, 0, "{err}");
    assert!(
        out.starts_with("moved: HEAD:recipes/old/named so.yaml → recipes/moved.yaml")
            && out.contains("length  loosened"),
        "{out}"
    );
    let (_, err, status) = run(at, &["diff", "recipes/new.yaml", "--since", "HEAD"]);
    assert_eq!(status, 2);
    assert!(err.contains("E0623"), "{err}");
}

/// A new name is no new recipe: the version that it had still counts.
#[test]
fn a_bump_follows_a_renamed_recipe() {
    let folder = repository();
    let at = folder.path();
    let text =
        |length: &str| recipe("brief", length).replace("language", "version: 1.0.0\nlanguage");
    write(at, "brief.yaml", text("10..20"));
    commit(at);
    git(at, &["mv", "brief.yaml", "note.yaml"]);
    write(at, "note.yaml", text("12..20"));
    let due = |said: &str| {
        let (out, err, status) = run(at, &["bump", "note.yaml", "--check"]);
        assert_eq!(status, 1, "{said}: {out}{err}");
        assert!(out.contains("`length`: tightened"), "{said}: {out}");
    };
    due("before it is committed");
    commit(at);
    due("when it is committed");
    write(at, "note.yaml", text("12..30"));
    commit(at);
    let (out, ..) = run(at, &["bump", "note.yaml", "--check"]);
    assert!(out.contains("`length`: changed"), "{out}");
    assert_eq!(run(at, &["bump", "note.yaml"]).2, 0);
    commit(at);
    let (_, err, status) = run(at, &["bump", "note.yaml", "--check"]);
    assert_eq!(status, 0, "{err}");
}

/// Who gave an input a value gave it one before it had a default.
#[test]
fn a_default_that_comes_or_goes_is_told_of_the_input_alone() {
    let folder = repository();
    let at = folder.path();
    let text = |k: &str| {
        format!(
            "recipe: brief\nversion: 1.0.0\nlanguage: fr\ninputs: {{ article: markdown, k: {k} }}\nforbid: [\"{{{{ k }}}}\"]\n"
        )
    };
    write(at, "open.yaml", text("text"));
    write(at, "foo.yaml", text("{ type: text, default: foo }"));
    write(at, "bar.yaml", text("{ type: text, default: bar }"));
    let told = |older: &str, newer: &str| run(at, &["diff", older, newer]).0;
    let out = told("open.yaml", "foo.yaml");
    assert!(
        !out.contains("forbid") && out.contains("a minor step is called for (input `k`: changed)"),
        "{out}"
    );
    let out = told("foo.yaml", "open.yaml");
    assert!(
        !out.contains("forbid") && out.contains("a major step is called for (input `k`: changed)"),
        "{out}"
    );
    // Who gave none gets another one.
    let out = told("foo.yaml", "bar.yaml");
    assert!(
        out.contains("a major step is called for (`forbid`: changed)"),
        "{out}"
    );
    // A check reads inputs as well.
    let check = "check: { q: { expr: k in text, say: the word stands there } }\n";
    write(at, "open-check.yaml", text("text") + check);
    write(
        at,
        "foo-check.yaml",
        text("{ type: text, default: foo }") + check,
    );
    let out = told("open-check.yaml", "foo-check.yaml");
    assert!(
        out.contains("a minor step is called for (input `k`: changed)"),
        "{out}"
    );
    commit(at);
    write(at, "open.yaml", text("{ type: text, default: foo }"));
    let (out, ..) = run(at, &["bump", "open.yaml"]);
    assert!(out.contains("1.0.0 → 1.1.0 (minor)"), "{out}");
}

/// One command for all recipes of a folder: what is due is told of each.
#[test]
fn a_folder_is_bumped_at_once() {
    let folder = repository();
    let at = folder.path();
    let text = |name: &str, length: &str| {
        recipe(name, length).replace("language", "version: 1.0.0\nlanguage")
    };
    write(at, "recipes/a.yaml", text("a", "10..20"));
    write(at, "recipes/b c.yaml", text("b", "10..20"));
    write(at, "recipes/same.yaml", text("same", "10..20"));
    write(at, "recipes/same.test.yaml", "tests: {}\n");
    commit(at);
    write(at, "recipes/a.yaml", text("a", "12..20"));
    write(at, "recipes/b c.yaml", text("b", "10..30"));
    write(at, "recipes/new.yaml", text("new", "10..30"));
    let (_, err, status) = run(at, &["bump", "-"]);
    assert!(status == 2 && err.contains("standard input"), "{err}");
    let (out, err, status) = run(at, &["bump", "recipes", "--check", "--since", "HEAD"]);
    assert_eq!(status, 1, "{err}");
    assert!(
        out.contains("recipes/a.yaml: version: a major step")
            && out.contains("recipes/b c.yaml: version: a minor step"),
        "{out}"
    );
    assert!(
        err.contains("recipes/new.yaml: 1.0.0 is its first version")
            && err.contains("recipes/same.yaml: 1.0.0 is enough"),
        "{err}"
    );
    let (out, _, status) = run(at, &["bump", "recipes"]);
    assert_eq!(status, 0);
    assert!(
        out.contains("1.0.0 → 2.0.0") && out.contains("1.0.0 → 1.1.0"),
        "{out}"
    );
    write(at, "recipes/a.yaml", "recipe: a\nlenght: 5\n");
    let (_, err, status) = run(at, &["bump", "recipes", "--check"]);
    assert_eq!(status, 2);
    assert!(err.contains("recipes/same.yaml: 1.0.0 is enough"), "{err}");
    assert_eq!(run(at, &["bump", "recipes/none"]).2, 2);
}

/// A clone without its history cannot tell which commit set the version, and says so.
#[test]
fn a_shallow_clone_is_no_past() {
    let folder = repository();
    let at = folder.path();
    let text =
        |length: &str| recipe("brief", length).replace("language", "version: 1.0.0\nlanguage");
    write(at, "brief.yaml", text("10..20"));
    commit(at);
    git(at, &["tag", "v1"]);
    write(at, "brief.yaml", text("12..20"));
    commit(at);
    let clones = tempfile::tempdir().expect("a folder");
    let origin = format!("file://{}", at.display());
    git(
        clones.path(),
        &["clone", "--quiet", "--depth", "1", &origin, "cut"],
    );
    let cut = clones.path().join("cut");
    let (out, err, status) = run(&cut, &["bump", "brief.yaml", "--check"]);
    assert_eq!(status, 2, "{out}{err}");
    assert!(
        err.contains("its history is cut off") && err.contains("git fetch --unshallow"),
        "{err}"
    );
    let (_, err, status) = run(&cut, &["diff", "brief.yaml", "--since", "v1"]);
    assert_eq!(status, 2);
    assert!(err.contains("fetch-depth: 0"), "{err}");
    // What is known is told all the same.
    assert_eq!(run(&cut, &["diff", "brief.yaml", "--since", "HEAD"]).2, 0);
    git(&cut, &["fetch", "--quiet", "--unshallow", "--tags"]);
    assert_eq!(run(&cut, &["bump", "brief.yaml", "--check"]).2, 1);
}

/// Tests, YAML of another kind, and bytes that are no text: the lines, or that they differ, and never the end of git's output.
#[test]
fn the_driver_takes_whatever_git_hands_it() {
    let folder = repository();
    let at = folder.path();
    write(
        at,
        ".gitattributes",
        "*.yaml diff=galley\n*.recipe diff=galley\n",
    );
    write(at, "a.yaml", "a: 1\n");
    write(at, "b.test.recipe", "test \"one\" { draft \"a.md\" }\n");
    write(at, "c.recipe", b"recipe \xff\n");
    write(at, "d.yaml", recipe("d", "10..20"));
    commit(at);
    let binary = assert_cmd::cargo::cargo_bin("galley");
    let command = format!("'{}' diff", binary.display());
    git(at, &["config", "diff.galley.command", &command]);
    write(at, "a.yaml", "a: 2\n");
    write(at, "b.test.recipe", "test \"two\" { draft \"a.md\" }\n");
    write(at, "c.recipe", b"recipe \xfe\n");
    write(at, "d.yaml", recipe("d", "11..20"));
    let out = std::process::Command::new("git")
        .current_dir(at)
        .args(["diff", "--ext-diff"])
        .output()
        .expect("git runs");
    let (said, err) = (
        String::from_utf8_lossy(&out.stdout).into_owned(),
        String::from_utf8_lossy(&out.stderr).into_owned(),
    );
    assert!(out.status.success(), "{err}");
    assert!(said.contains("-a: 1\n+a: 2"), "{said}");
    assert!(said.contains("+test \"two\""), "{said}");
    assert!(said.contains("a/c.recipe and b/c.recipe differ"), "{said}");
    assert!(said.contains("length  tightened"), "{said}");
    assert!(
        err.contains("`c.recipe` is not UTF-8") && !err.contains("error["),
        "{err}"
    );
}
