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
    let folder = tempfile::tempdir().expect("a folder");
    galley(folder.path(), &["init", "demo"]).success();
    let demo = folder.path().join("demo");
    (folder, demo)
}

fn stderr(assert: assert_cmd::assert::Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).expect("UTF-8")
}

#[test]
fn a_new_project_passes_everything_that_its_workflow_runs() {
    let (_kept, demo) = project();
    let out = galley(&demo, &["test", "--locked"]).success();
    let out = String::from_utf8(out.get_output().stdout.clone()).expect("UTF-8");
    assert!(out.contains("2 tests: 2 passed"), "{out}");
    galley(&demo, &["fmt", "--check", "."]).success();
    galley(&demo, &["check-recipes", "recipes"]).success();
    galley(&demo, &["lock", "--check"]).success();
    galley(&demo, &["test", "--mutate"]).success();
    let workflow = fs::read_to_string(demo.join(".github/workflows/galley.yml")).expect("made");
    let workflow: serde_yaml::Value = serde_yaml::from_str(&workflow).expect("YAML");
    let steps = workflow["jobs"]["recipes"]["steps"]
        .as_sequence()
        .expect("steps");
    assert!(steps.len() > 5);
    let editor = fs::read_to_string(demo.join(".vscode/settings.json")).expect("made");
    serde_json::from_str::<serde_json::Value>(&editor).expect("JSON");
    let schema = fs::read_to_string(demo.join("recipe.schema.json")).expect("made");
    serde_json::from_str::<serde_json::Value>(&schema).expect("JSON");
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

/// The hook is a program that git starts; it lets the new project through, and stops a recipe that is not in canonical form.
#[cfg(unix)]
#[test]
fn the_hook_stops_a_faulty_commit() {
    let (_kept, demo) = project();
    let bin = assert_cmd::cargo::cargo_bin("galley");
    let path = format!(
        "{}:{}",
        bin.parent().expect("a folder").display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let git = |args: &[&str]| {
        Command::new("git")
            .current_dir(&demo)
            .args([
                "-c",
                "user.name=An Editor",
                "-c",
                "user.email=editor@example.org",
                "-c",
                "core.hooksPath=hooks",
            ])
            .args(args)
            .env("PATH", &path)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .assert()
    };
    git(&["init", "-q"]).success();
    git(&["add", "-A"]).success();
    git(&["commit", "-qm", "First"]).success();
    let recipe = demo.join("recipes/council-news.recipe");
    let text = fs::read_to_string(&recipe).expect("made");
    fs::write(&recipe, text.replace("  length 25", "length   25")).expect("written");
    git(&["add", "-A"]).success();
    git(&["commit", "-qm", "Badly formatted"]).failure();
}
