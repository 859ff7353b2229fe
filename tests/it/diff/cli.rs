//! The verbs `diff` and `bump` in repositories of their own.

use std::path::Path;
use std::process::Command as Process;

use assert_cmd::Command;
use tempfile::TempDir;

/// A repository without the settings of the machine.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let out = Process::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_DATE", "2024-05-01T12:00:00Z")
        .env("GIT_COMMITTER_DATE", "2024-05-01T12:00:00Z")
        .output()
        .expect("git is installed");
    assert!(
        out.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&out.stderr)
    );
    String::from_utf8(out.stdout).expect("UTF-8")
}

pub(crate) fn repository() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    git(
        folder.path(),
        &["init", "--quiet", "--initial-branch", "main"],
    );
    git(folder.path(), &["config", "user.name", "Desk"]);
    git(folder.path(), &["config", "user.email", "desk@example.org"]);
    git(folder.path(), &["config", "commit.gpgsign", "false"]);
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    std::fs::write(path, text).expect("written");
}

fn commit(folder: &Path, message: &str) {
    git(folder, &["add", "--all"]);
    git(
        folder,
        &["commit", "--quiet", "--allow-empty", "-m", message],
    );
}

pub(crate) fn galley(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("galley").expect("the binary is built");
    command
        .current_dir(folder)
        .env_clear()
        .env("COLUMNS", "100")
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null");
    command
}

/// Standard output, standard error and status.
fn run(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let out = galley(folder).args(arguments).output().expect("runs");
    (
        String::from_utf8(out.stdout).expect("UTF-8"),
        String::from_utf8(out.stderr).expect("UTF-8"),
        out.status.code().expect("a status"),
    )
}

const RECIPE: &str = "recipe: brève\nversion: 1.0.0\nuse: [./packs/maison.yaml ^1]\nlanguage: fr\nlength: 60..200 words\n";
const PACK: &str = "pack: maison\nversion: 1.0.0\nforbid: [Publicité]\n";

/// `reçu/brève.yaml` with its pack, committed and tagged `v1`.
fn project() -> TempDir {
    let folder = repository();
    let at = folder.path();
    write(at, "reçu/brève.yaml", RECIPE);
    write(at, "reçu/packs/maison.yaml", PACK);
    commit(at, "first");
    git(at, &["tag", "v1"]);
    folder
}

#[test]
fn a_recipe_is_compared_with_its_past_packs_included() {
    let folder = project();
    let at = folder.path();
    let recipe = "reçu/brève.yaml";
    let (out, err, status) = run(at, &["diff", recipe, "--since", "v1", "--exit-code"]);
    assert!(out.contains("no difference in meaning"), "{out}{err}");
    assert_eq!((err.as_str(), status), ("", 0));

    write(
        at,
        "reçu/packs/maison.yaml",
        "pack: maison\nversion: 1.1.0\nforbid: [Publicité, Annonce]\n",
    );
    let (out, err, status) = run(at, &["diff", recipe, "--since", "v1", "--exit-code"]);
    assert_eq!((err.as_str(), status), ("", 1));
    assert!(out.contains("forbid  tightened"), "{out}");
    assert!(out.contains("v1:reçu/packs/maison.yaml:3"), "{out}");
    assert!(out.contains("reçu/packs/maison.yaml:3 (a pack)"), "{out}");
    assert!(
        out.contains("reçu/packs/maison.yaml  1.0.0 → 1.1.0"),
        "{out}"
    );
    assert!(out.contains("a major step is called for"), "{out}");

    // From inside the folder, and of the pack alone.
    let (out, _, _) = run(
        &at.join("reçu"),
        &["diff", "packs/maison.yaml", "--since", "v1"],
    );
    assert!(out.contains("forbid  tightened"), "{out}");
    assert!(
        out.contains("1.0.0 → 1.1.0 was made, 2.0.0 is the least"),
        "{out}"
    );
}

/// A hook of git has `GIT_DIR` set, relative to the folder it runs in.
#[test]
fn a_hook_can_ask_for_a_bump() {
    let folder = project();
    let at = folder.path();
    write(at, "reçu/brève.yaml", &RECIPE.replace("60..200", "80..200"));
    let out = galley(at)
        .args(["bump", "reçu/brève.yaml", "--check"])
        .env("GIT_DIR", ".git")
        .env("GIT_INDEX_FILE", ".git/index")
        .output()
        .expect("runs");
    let said = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(1), "{said}");
}

#[test]
fn what_git_cannot_give_is_said() {
    let folder = project();
    let at = folder.path();
    write(at, "reçu/neuf.yaml", RECIPE);
    let alone = tempfile::tempdir().expect("a folder");
    write(
        alone.path(),
        "a.yaml",
        "recipe: a\nlanguage: fr\nlength: 9 words\n",
    );
    let mut all = String::new();
    for (folder, arguments) in [
        (at, &["diff", "reçu/brève.yaml", "--since", "v2"][..]),
        (at, &["diff", "reçu/brève.yaml", "--since", "--output=x"]),
        (at, &["diff", "reçu/brève.yaml", "--since", "HEAD:reçu"]),
        (at, &["diff", "reçu/brève.yaml", "--since", "v1..HEAD"]),
        (at, &["diff", "reçu/neuf.yaml", "--since", "v1"]),
        (at, &["diff", "reçu/brève.yaml"]),
        (at, &["diff", "a", "b", "c"]),
        (
            at,
            &["diff", "reçu/brève.yaml", "--since", "v1", "--input", "x=y"],
        ),
        (alone.path(), &["diff", "a.yaml", "--since", "HEAD"]),
        (alone.path(), &["bump", "a.yaml"]),
    ] {
        let (out, err, status) = run(folder, arguments);
        assert_eq!((out.as_str(), status), ("", 2), "{arguments:?}");
        all.push_str(&format!("galley {}\n{err}\n", arguments.join(" ")));
    }
    assert!(!at.join("x").exists());
    insta::with_settings!({
        snapshot_path => Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/diff"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("git-refusals", all);
    });
}

#[test]
fn a_pack_of_the_past_does_not_leave_the_project() {
    let folder = repository();
    let at = folder.path();
    write(at, "outside.yaml", PACK);
    write(at, "in/galley.toml", "");
    write(
        at,
        "in/a.yaml",
        "recipe: a\nuse: [../outside.yaml]\nlanguage: fr\nlength: 9 words\n",
    );
    commit(at, "first");
    write(
        at,
        "in/a.yaml",
        "recipe: a\nlanguage: fr\nlength: 9 words\n",
    );
    let (_, err, status) = run(at, &["diff", "in/a.yaml", "--since", "HEAD"]);
    assert_eq!(status, 2);
    assert!(
        err.contains("E0211") && err.contains("HEAD:in/a.yaml:2"),
        "{err}"
    );
}

#[test]
fn git_calls_the_driver() {
    let folder = project();
    let at = folder.path();
    write(at, ".gitattributes", "*.yaml diff=galley\n");
    write(
        at,
        "seul.yaml",
        "recipe: seul\nlanguage: fr\nlength: 9 words\n",
    );
    write(
        at,
        "broken.yaml",
        "recipe: b\nlanguage: fr\nlength: 9 words\n",
    );
    commit(at, "second");
    let binary = assert_cmd::cargo::cargo_bin("galley");
    let command = format!("'{}' diff", binary.display());
    git(at, &["config", "diff.galley.command", &command]);
    write(at, "reçu/brève.yaml", &RECIPE.replace("60..200", "80..200"));
    write(
        at,
        "neuf.yaml",
        "recipe: neuf\nlanguage: fr\nlength: 9 words\n",
    );
    write(
        at,
        "broken.yaml",
        "recipe: b\nlanguage: fr\nlenght: 9 words\n",
    );
    std::fs::remove_file(at.join("seul.yaml")).expect("removed");
    git(at, &["add", "--all"]);
    let out = git(at, &["diff", "--cached", "--ext-diff", "--no-renames"]);
    assert!(
        out.contains("brève: a/reçu/brève.yaml → b/reçu/brève.yaml"),
        "{out}"
    );
    assert!(out.contains("length  tightened"), "{out}");
    assert!(out.contains("neuf: /dev/null → b/neuf.yaml"), "{out}");
    assert!(out.contains("seul: a/seul.yaml → /dev/null"), "{out}");
    assert!(
        out.contains("length  added") && out.contains("length  removed"),
        "{out}"
    );
    assert!(out.contains("-length: 9 words\n+lenght: 9 words"), "{out}");
    let out = git(
        at,
        &["diff", "--cached", "--ext-diff", "--find-renames=50%"],
    );
    assert!(out.contains("neuf: a/seul.yaml → b/neuf.yaml"), "{out}");
}

#[test]
fn a_bump_writes_one_value() {
    let folder = project();
    let at = folder.path();
    let recipe = "reçu/brève.yaml";
    let (out, err, status) = run(at, &["bump", recipe, "--check"]);
    assert_eq!((out.as_str(), status), ("", 0), "{err}");
    assert!(err.contains("1.0.0 is enough"), "{err}");

    // A change that was committed without a step is still due.
    let tighter = RECIPE.replace("60..200", "80..200") + "# the end\n";
    write(at, recipe, &tighter);
    commit(at, "tighter");
    let (out, _, status) = run(at, &["bump", recipe, "--check"]);
    assert_eq!(status, 1);
    assert!(out.contains("2.0.0 is the least that is enough"), "{out}");
    assert!(out.contains("`length`: tightened"), "{out}");
    assert_eq!(
        std::fs::read_to_string(at.join(recipe)).expect("read"),
        tighter
    );

    let (out, _, status) = run(at, &["bump", recipe]);
    assert_eq!(status, 0);
    assert_eq!(
        out,
        "reçu/brève.yaml: 1.0.0 → 2.0.0 (major)\n  `length`: tightened\n"
    );
    let bumped = tighter.replace("version: 1.0.0", "version: 2.0.0");
    assert_eq!(
        std::fs::read_to_string(at.join(recipe)).expect("read"),
        bumped
    );
    assert_eq!(
        run(at, &["bump", recipe, "--check"]).2,
        0,
        "the step is made"
    );

    // Once it is committed, it is what the next change is compared with.
    commit(at, "2.0.0");
    write(at, recipe, &bumped.replace("80..200", "60..200"));
    let (out, _, _) = run(at, &["bump", recipe]);
    assert!(
        out.starts_with("reçu/brève.yaml: 2.0.0 → 2.1.0 (minor)"),
        "{out}"
    );
    let (out, _, status) = run(at, &["bump", recipe, "--since", "v1", "--check"]);
    assert_eq!((out.as_str(), status), ("", 0), "nothing differs from v1");
}

#[test]
fn a_first_version_is_written_in_both_surfaces() {
    let folder = repository();
    let at = folder.path();
    write(
        at,
        "a.yaml",
        "recipe: a # first\nlanguage: fr\nlength: 9 words\n",
    );
    write(at, "b.recipe", "pack b -> \"doc\"\nlength 9 words\n");
    assert_eq!(run(at, &["bump", "a.yaml", "--check"]).2, 1);
    let (out, err, _) = run(at, &["bump", "a.yaml"]);
    assert_eq!(out, "a.yaml: none → 1.0.0\n", "{err}");
    let (out, err, _) = run(at, &["bump", "b.recipe"]);
    assert_eq!(out, "b.recipe: none → 1.0.0\n", "{err}");
    let read = |name: &str| std::fs::read_to_string(at.join(name)).expect("read");
    assert_eq!(
        read("a.yaml"),
        "recipe: a # first\nversion: 1.0.0\nlanguage: fr\nlength: 9 words\n"
    );
    assert_eq!(
        read("b.recipe"),
        "pack b \"1.0.0\" -> \"doc\"\nlength 9 words\n"
    );
    let (_, err, status) = run(at, &["bump", "b.recipe"]);
    assert_eq!(status, 0);
    assert!(err.contains("1.0.0 is its first version"), "{err}");
}

#[test]
fn both_surfaces_say_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["seo-article-fr", "docs-howto-en"] {
        let (a, b) = (
            format!("recipes/{name}.yaml"),
            format!("recipes/{name}.recipe"),
        );
        let (out, err, status) = run(root, &["diff", &a, &b, "--exit-code"]);
        assert_eq!(status, 0, "{out}{err}");
        assert!(out.contains("no difference in meaning"), "{out}");
    }
}

#[test]
fn a_comment_on_a_pull_request_holds_no_markup_of_the_recipe() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let hostile =
        "</code></td></table><script>alert(1)</script> | @someone #1 **x** [a](http://x) `";
    let recipe = |forbid: &str| {
        format!(
            "recipe: x\nlanguage: fr\nlength: 60..200 words\nforbid: [Pub, {}]\n",
            serde_json::Value::from(forbid)
        )
    };
    write(at, "a.yaml", &recipe("Annonce"));
    write(at, "b.yaml", &recipe(hostile));
    let (out, err, status) = run(at, &["diff", "a.yaml", "b.yaml", "--format", "markdown"]);
    assert_eq!((err.as_str(), status), ("", 0));
    for markup in ["<script", "</table", "@someone", "**x**", "](http", " | @"] {
        assert!(!out.contains(markup), "{markup}: {out}");
    }
    assert!(
        out.starts_with("### <code>x</code>: 1 rule, 1 prompt differ\n"),
        "{out}"
    );
    let (json, _, _) = run(at, &["diff", "a.yaml", "b.yaml", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(value["rules"][0]["rule"], "forbid");
    assert_eq!(value["rules"][0]["direction"], "changed");
    assert_eq!(value["advice"]["step"], "major");
}

#[test]
fn drafts_are_looked_at() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    write(
        at,
        "a.yaml",
        "recipe: x\nlanguage: fr\nlength: at least 3 words\n",
    );
    write(
        at,
        "b.yaml",
        "recipe: x\nlanguage: fr\nlength: at least 19 words\n",
    );
    write(
        at,
        "d.md",
        "# Le port rouvre\n\nLe port de la ville a rouvert ses quais mercredi matin après deux jours de grève des remorqueurs.\n",
    );
    let (out, err, _) = run(at, &["diff", "a.yaml", "b.yaml", "--draft", "d.md"]);
    assert!(
        out.contains("drafts: 1 looked at, 1 come out otherwise\n  d.md  passes → fails\n"),
        "{out}{err}"
    );
    assert!(
        out.contains("    length: holds → 18 words of body, at least 19 wanted\n"),
        "{out}"
    );
}

#[test]
fn the_test_files_of_a_recipe_are_looked_at() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(root.join(name)).expect("read");
    let folder = repository();
    let at = folder.path();
    let recipe = read("recipes/seo-article-fr.yaml");
    write(at, "recipes/port.yaml", &recipe);
    write(at, "seed.txt", &read("examples/ue-ports.seed.txt"));
    write(
        at,
        "run.transcript",
        &read("examples/ue-ports.manual.transcript"),
    );
    write(at, "article.md", &read("examples/ue-ports.article.md"));
    write(
        at,
        "tests/port.test.yaml",
        "recipe: ../recipes/port.yaml
tests:
  the recorded run: { source: ../seed.txt, recording: ../run.transcript }
  by hand: { source: ../seed.txt, draft: ../article.md }
  for another keyphrase:
    source: ../seed.txt
    draft: ../article.md
    input: { keyphrase: chemin de fer }
    expect: { fails: { keyphrase: true, title.contains: true } }
",
    );
    write(
        at,
        "tests/other.test.yaml",
        "recipe: other.yaml\ntests: { a: { draft: ../article.md } }\n",
    );
    commit(at, "first");
    let diff = |arguments: &[&str]| {
        let mut all = vec!["diff", "recipes/port.yaml", "--since", "HEAD"];
        all.extend(arguments);
        let (out, err, status) = run(at, &all);
        assert_eq!((err.as_str(), status), ("", 0), "{out}");
        out
    };
    let out = diff(&[]);
    assert!(out.contains("no difference in meaning"), "{out}");
    assert!(
        out.contains("drafts: 3 looked at, 0 come out otherwise\n\n"),
        "{out}"
    );

    // The recorded run has 819 words; the article by hand has 846.
    write(
        at,
        "recipes/port.yaml",
        &recipe.replace("700..1100", "830..1100"),
    );
    let out = diff(&[]);
    let told = "drafts: 3 looked at, 1 come out otherwise
  tests/port.test.yaml: the recorded run  passes → fails
    length: holds → 819 words of body, 830..1100 wanted
    its recording no longer answers the prompts: record it again
";
    assert!(out.contains(told), "{out}");
    let markdown = diff(&["--format", "markdown"]);
    assert!(
        markdown.contains("1 draft comes out otherwise"),
        "{markdown}"
    );
    assert!(
        markdown
            .contains("| <code>tests/port.test.yaml: the recorded run</code> | passes | fails |"),
        "{markdown}"
    );
    assert!(!diff(&["--no-tests"]).contains("drafts:"));
    let out = diff(&["--no-tests", "--tests", "tests/port.test.yaml"]);
    assert!(out.contains("drafts: 3 looked at"), "{out}");
}

/// A pack need not say everything that a recipe has to.
#[test]
fn a_pack_is_compared_on_its_own() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let pack = std::fs::read_to_string(root.join("recipes/packs/seo/basic.yaml")).expect("read");
    write(at, "a.yaml", &pack);
    write(at, "b.yaml", &pack.replace("0.5..3 %", "0.5..4 %"));
    let (out, err, status) = run(at, &["diff", "a.yaml", "b.yaml"]);
    assert_eq!((err.as_str(), status), ("", 0), "{out}");
    assert!(out.contains("rules\n  keyphrase  loosened\n"), "{out}");
    assert!(out.contains("a minor step is called for"), "{out}");

    write(
        at,
        "c.yaml",
        "pack: c\nkeyphrase: { is: port, in: [title] }\n",
    );
    write(
        at,
        "d.yaml",
        "pack: c\nkeyphrase: { is: port, in: [title, lede] }\n",
    );
    let (out, err, status) = run(at, &["diff", "c.yaml", "d.yaml"]);
    assert_eq!((err.as_str(), status), ("", 0), "{out}");
    assert!(out.contains("keyphrase  tightened\n"), "{out}");
    assert!(!out.contains("title.length"), "{out}");
}

#[test]
fn a_file_with_conflicts_ends_no_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = galley(folder.path())
        .args(["diff", "a.recipe"])
        .env("GIT_DIFF_PATH_COUNTER", "1")
        .output()
        .expect("runs");
    assert_eq!(out.status.code(), Some(0));
    assert_eq!(
        String::from_utf8_lossy(&out.stdout),
        "* a.recipe is not merged\n"
    );
}

const OLDER: &str = "recipe: depeche
version: 1.4.0
description: D’une dépêche à une brève
use: [seo/basic]
language: fr
inputs: { article: markdown, keyphrase: { type: text, default: port } }
brief: Soyez bref.
title: { length: 40..65 chars }
length: 20..60 words
slug: off
keyphrase: off
meta: { description: off }
headings: off
sections: [chapo: { heading: none, words: 10..30 }, suite: { heading: La suite, words: at most 40 }]
paragraphs: { words: at most 60, severity: warn }
forbid: [Publicité, Lire aussi]
checks: { calme: { expr: title is not contains(\"!\"), say: Écrivez le titre calmement. } }
";

/// What a reader meets, read by eye.
#[test]
fn a_difference_of_every_kind() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let newer = OLDER
        .replace("1.4.0", "1.5.0")
        .replace("default: port }", "default: quai }, desk: text")
        .replace("Soyez bref.", "Soyez bref et clair.")
        .replace("title: { length: 40..65 chars }\n", "")
        .replace("20..60", "20..80")
        .replace("words: 10..30", "words: 12..30")
        .replace(", severity: warn", "")
        .replace("Lire aussi", "Abonnez-vous, /^Pub\\b/")
        .replace(
            "Écrivez le titre calmement.",
            "Écrivez le titre sans éclat.",
        )
        + "complete: { severity: info }\nsteps: { faits: { prompt: \"Relevez les faits.\" }, titre: { replaces: title, after: faits, prompt: \"{{ steps.faits }} Un titre.\" } }\n";
    write(at, "avant.yaml", OLDER);
    write(at, "après.yaml", &newer);
    write(
        at,
        "brève.md",
        "# Le port de la ville rouvre après deux jours de grève\n\nLe port de la ville a rouvert ses quais mercredi matin.\n\n## La suite\n\nLes remorqueurs demandaient une hausse de leurs salaires depuis le début de l’année.\n",
    );
    let shown = |form: &str| {
        let arguments = [
            "diff",
            "avant.yaml",
            "après.yaml",
            "--draft",
            "brève.md",
            "--input",
            "desk=Ports",
            "--format",
            form,
        ];
        let (out, err, status) = run(at, &arguments);
        assert_eq!((err.as_str(), status), ("", 0), "{out}");
        out
    };
    insta::with_settings!({
        snapshot_path => Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/diff"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("every-kind.txt", shown("text"));
        insta::assert_snapshot!("every-kind.md", shown("markdown"));
    });
}
