//! `galley init` and `galley lock`: the project that is made passes its own tests, and its lock file notices what changes.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

fn galley(folder: &Path, args: &[&str]) -> assert_cmd::assert::Assert {
    Command::cargo_bin("galley")
        .expect("the program is built")
        .current_dir(folder)
        .args(args)
        .env_remove("OPENAI_API_KEY")
        .env("NO_COLOR", "1")
        .assert()
}

fn project() -> (tempfile::TempDir, std::path::PathBuf) {
    project_with(&[])
}

fn project_with(options: &[&str]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    galley(folder.path(), &[&["init", "demo"], options].concat()).success();
    let demo = folder.path().join("demo");
    (folder, demo)
}

fn stdout(assert: assert_cmd::assert::Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8")
}

fn stderr(assert: assert_cmd::assert::Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).expect("UTF-8")
}

/// In either language and either surface.
#[test]
fn a_new_project_passes_everything_that_its_workflow_runs() {
    for options in [
        &[][..],
        &["--yaml"],
        &["--lang", "fr"],
        &["--lang", "fr", "--yaml"],
    ] {
        let (_kept, demo) = project_with(options);
        let out = stdout(galley(&demo, &["test", "--locked"]).success());
        assert!(out.contains("2 tests: 2 passed"), "{options:?}: {out}");
        galley(&demo, &["fmt", "--check", "."]).success();
        galley(&demo, &["check-recipes", "recipes", "--format", "github"]).success();
        galley(&demo, &["lock", "--check"]).success();
        let out = stdout(galley(&demo, &["test", "--mutate"]).success());
        assert!(out.contains("100 % (14 of 14"), "{options:?}: {out}");
    }
}

/// Both surfaces of the first recipe mean the same, and so do its tests.
#[test]
fn the_surfaces_agree() {
    for (lang, name) in [("en", "council-news"), ("fr", "conseil")] {
        let (_kept, demo) = project_with(&["--lang", lang]);
        galley(&demo, &["init", "--lang", lang, "--yaml"]).success();
        let file = |ending: &str| format!("recipes/{name}.{ending}");
        let out = stdout(galley(&demo, &["diff", &file("recipe"), &file("yaml")]).success());
        assert!(out.contains("no difference in meaning"), "{out}");
        let yaml = stdout(galley(&demo, &["convert", &file("recipe"), "--to", "yaml"]).success());
        let written = fs::read_to_string(demo.join(file("yaml"))).expect("made");
        assert_eq!(yaml.replace(".recipe", ".yaml"), written);
    }
}

/// French text has the spaces and marks of French print.
#[test]
fn french_files_are_typeset_as_french() {
    let (_kept, demo) = project_with(&["--lang", "fr"]);
    for name in [
        "recipes/conseil.recipe",
        "tests/conseil.test.recipe",
        "tests/sources/bac.txt",
        "tests/drafts/bac.md",
        "tests/drafts/bac-modifie.md",
    ] {
        let text = fs::read_to_string(demo.join(name)).expect("made");
        for wrong in [" :", " ;", " ?", " !", " »", "« ", " euros"] {
            assert!(!text.contains(wrong), "{name}: `{wrong}`");
        }
        assert!(!text.contains('\''), "{name}: a straight apostrophe");
    }
    let draft = fs::read_to_string(demo.join("tests/drafts/bac.md")).expect("made");
    assert!(draft.contains("64\u{202f}000\u{a0}euros"), "{draft}");
}

/// Everything that a workflow, an editor or git reads is what they can read.
#[test]
fn what_others_read_is_well_formed() {
    let (_kept, demo) = project();
    let workflow = fs::read_to_string(demo.join(".github/workflows/galley.yml")).expect("made");
    let workflow: serde_yaml::Value = serde_yaml::from_str(&workflow).expect("YAML");
    let steps = workflow["jobs"]["recipes"]["steps"]
        .as_sequence()
        .expect("steps");
    assert!(steps.len() > 5);
    assert_eq!(
        workflow["permissions"],
        serde_yaml::from_str::<serde_yaml::Value>("contents: read").expect("YAML")
    );
    let compares = steps.iter().find_map(|s| {
        let run = s["run"].as_str()?;
        run.contains("galley diff recipes --since").then_some(s)
    });
    let compares = compares.expect("a pull request is told what it changes");
    // What an event holds never becomes a part of a command.
    assert!(!compares["run"].as_str().expect("a text").contains("${{"));
    let editor = fs::read_to_string(demo.join(".vscode/settings.json")).expect("made");
    let editor: serde_json::Value = serde_json::from_str(&editor).expect("JSON");
    let schemas = editor["yaml.schemas"].as_object().expect("schemas");
    assert_eq!(schemas.len(), 2);
    for name in schemas.keys() {
        let schema = fs::read_to_string(demo.join(name)).expect("made");
        serde_json::from_str::<serde_json::Value>(&schema).expect("JSON");
    }
}

#[test]
fn nothing_that_is_there_is_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(".gitignore"), "mine\n").expect("written");
    let out = galley(folder.path(), &["init"]).success();
    let out = String::from_utf8(out.get_output().stdout.clone()).expect("UTF-8");
    assert!(out.contains("kept  .gitignore"), "{out}");
    assert_eq!(
        fs::read_to_string(folder.path().join(".gitignore")).expect("read"),
        "mine\n"
    );
    fs::write(folder.path().join("file"), "").expect("written");
    let said = stderr(galley(folder.path(), &["init", "file"]).code(2));
    assert!(said.contains("`file` is a file"), "{said}");
}

/// Whatever a link in the folder leads to.
#[cfg(unix)]
#[test]
fn nothing_is_made_outside() {
    let folder = tempfile::tempdir().expect("a folder");
    let outside = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(outside.path(), folder.path().join("tests")).expect("a link");
    let said = stderr(galley(folder.path(), &["init"]).code(2));
    assert!(said.contains("leads out of the project"), "{said}");
    let made = fs::read_dir(outside.path()).expect("the folder").count();
    assert_eq!(made, 0);
    // The folder itself may be a link.
    let link = folder.path().join("demo");
    std::os::unix::fs::symlink(outside.path(), &link).expect("a link");
    galley(folder.path(), &["init", "demo"]).success();
}

/// A mistake in a recipe that was there hides nothing of what was made.
#[test]
fn a_faulty_recipe_that_was_there_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("recipes")).expect("made");
    fs::write(
        folder.path().join("recipes/old.yaml"),
        "recipe: old\nlanguage: fr\nlenght: 5 words\n",
    )
    .expect("written");
    let done = galley(folder.path(), &["init"]).code(2);
    let out = String::from_utf8(done.get_output().stdout.clone()).expect("UTF-8");
    let said = stderr(done);
    assert!(
        out.contains("made  .gitignore\n") && out.contains("\nnext:\n"),
        "{out}"
    );
    assert!(
        said.contains("`galley.lock` was not made") && said.contains("recipes/old.yaml:3:1"),
        "{said}"
    );
}

/// A project may lie in another one, in a repository, and be made twice.
#[test]
fn what_is_around_is_told() {
    let (_kept, demo) = project();
    let said = stderr(galley(&demo, &["init"]).success());
    assert_eq!(said, "", "twice is no matter");
    fs::create_dir(demo.join(".git")).expect("made");
    let made = galley(&demo, &["init", "a desk"]).success();
    let said = stderr(made);
    assert!(said.contains("the folder lies in the project "), "{said}");
    assert!(said.contains("the repository begins at "), "{said}");
    let out = stdout(galley(&demo, &["init", "a desk"]).success());
    assert!(
        out.contains("  cd 'a desk'\n") && out.contains("git config core.hooksPath 'a desk/hooks'"),
        "{out}"
    );
    // The outer project runs its own tests.
    let out = stdout(galley(&demo, &["test", "."]).success());
    assert!(out.contains("2 tests: 2 passed"), "{out}");
    // A lock file that was there does not know the recipe that was made.
    fs::write(demo.join("galley.lock"), "").expect("written");
    let said = stderr(galley(&demo, &["init"]).success());
    assert!(
        said.contains("`galley.lock` was kept and is not up to date: `galley lock` writes it anew"),
        "{said}"
    );
}

#[test]
fn the_lock_file_names_what_changed() {
    let (_kept, demo) = project();
    let recipe = demo.join("recipes/council-news.recipe");
    let text = fs::read_to_string(&recipe).expect("made");
    fs::write(&recipe, text.replace("60..220 words", "60..150 words")).expect("written");
    let said = stderr(galley(&demo, &["lock", "--check"]).code(1));
    assert!(
        said.contains("instructions \"recipes/council-news.recipe\": "),
        "{said}"
    );
    assert!(!said.contains("packs "), "{said}");
    for args in [
        &["test", "--locked"][..],
        &["compile", "recipes/council-news.recipe", "--locked"],
        &[
            "check",
            "recipes/council-news.recipe",
            "tests/drafts/ferry.md",
            "--locked",
        ],
    ] {
        let said = stderr(galley(&demo, args).code(2));
        assert!(said.contains("E0624"), "{said}");
    }
    galley(&demo, &["test"]).success();
    galley(&demo, &["lock"]).success();
    galley(&demo, &["test", "--locked"]).success();
    fs::write(
        demo.join("house.yaml"),
        "pack: house\nversion: 1.0.0\nforbid: [foo]\n",
    )
    .expect("written");
    fs::write(
        &recipe,
        text.replace("use en/press ^1", "use en/press ^1, ../house.yaml"),
    )
    .expect("written");
    galley(&demo, &["lock"]).success();
    let lock = fs::read_to_string(demo.join("galley.lock")).expect("written");
    assert!(
        lock.contains("\"house.yaml\" = { version = \"1.0.0\", blake3 = "),
        "{lock}"
    );
    fs::write(
        demo.join("house.yaml"),
        "pack: house\nversion: 1.0.0\nforbid: [foo] # bar\n",
    )
    .expect("written");
    let said = stderr(galley(&demo, &["lock", "--check"]).code(1));
    assert!(said.contains("packs \"house.yaml\": "), "{said}");
    assert!(!said.contains("instructions"), "{said}");
    fs::remove_file(demo.join("galley.lock")).expect("removed");
    let said = stderr(galley(&demo, &["lock", "--check"]).code(1));
    assert!(said.contains("there is no `galley.lock`"), "{said}");
}

/// git in a folder, with the hooks of a project.
#[cfg(unix)]
fn git(folder: &Path, hooks: &str, args: &[&str]) -> assert_cmd::assert::Assert {
    let bin = assert_cmd::cargo::cargo_bin("galley");
    let path = format!(
        "{}:{}",
        bin.parent().expect("a folder").display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let hooks = format!("core.hooksPath={hooks}");
    let user = [
        "-c",
        "user.name=An Editor",
        "-c",
        "user.email=editor@example.org",
    ];
    Command::new("git")
        .current_dir(folder)
        .args(user)
        .args(["-c", &hooks])
        .args(args)
        .env("PATH", &path)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .assert()
}

/// A project below the top of its repository, in a second work tree as well, where git says otherwise where it is.
#[cfg(unix)]
#[test]
fn the_hook_finds_its_project() {
    let (folder, _) = project();
    let top = folder.path();
    let run = |at: &Path, args: &[&str]| git(at, "demo/hooks", args);
    run(top, &["init", "-q"]).success();
    run(top, &["add", "-A"]).success();
    run(top, &["commit", "-qm", "First"]).success();
    let trees = tempfile::tempdir().expect("a folder");
    let second = trees.path().join("second tree");
    let name = second.to_str().expect("UTF-8");
    run(top, &["worktree", "add", "-q", "-b", "other", name]).success();
    for (tree, words) in [(top, "60..210"), (&second, "60..200")] {
        let demo = tree.join("demo");
        let recipe = demo.join("recipes/council-news.recipe");
        let text = fs::read_to_string(&recipe).expect("made");
        fs::write(&recipe, text.replace("60..220", words)).expect("written");
        run(tree, &["commit", "-qam", "The lock file is old"]).failure();
        galley(&demo, &["lock"]).success();
        run(&demo, &["commit", "-qam", "The lock file is new"]).success();
        fs::write(tree.join("notes.txt"), "x").expect("written");
        run(tree, &["add", "notes.txt"]).success();
        run(tree, &["commit", "-qm", "Something else"]).success();
    }
}

/// The hook is a program that git starts; it lets the new project through, and stops a recipe that is not in canonical form.
#[cfg(unix)]
#[test]
fn the_hook_stops_a_faulty_commit() {
    let (_kept, demo) = project();
    let git = |args: &[&str]| git(&demo, "hooks", args);
    git(&["init", "-q"]).success();
    git(&["add", "-A"]).success();
    git(&["commit", "-qm", "First"]).success();
    // What is not staged is not looked at, and what is staged is, under any name.
    let other = demo.join("recipes/an other.recipe");
    fs::write(&other, "recipe other\nlanguage   en\n").expect("written");
    git(&["commit", "-q", "--allow-empty", "-m", "Nothing"]).success();
    git(&["add", "-A"]).success();
    git(&["commit", "-qm", "Badly formatted"]).failure();
    fs::write(&other, "recipe other\nlanguage en\nlength 5..60 words\n").expect("written");
    git(&["commit", "-qm", "Still badly formatted where it is staged"]).failure();
    galley(&demo, &["fmt", "."]);
    galley(&demo, &["lock"]).success();
    git(&["add", "-A"]).success();
    fs::write(&other, "recipe other\nlanguage   en\n").expect("written");
    git(&["commit", "-qm", "Well formatted where it is staged"]).success();
    git(&["checkout", "-q", "--", "."]).success();
    let recipe = demo.join("recipes/council-news.recipe");
    let text = fs::read_to_string(&recipe).expect("made");
    fs::write(&recipe, text.replace("  length 25", "length   25")).expect("written");
    git(&["add", "-A"]).success();
    git(&["commit", "-qm", "Badly formatted"]).failure();
}
