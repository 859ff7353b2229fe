//! `galley check-recipes`: a tree of recipes and packs in one process.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

const RECIPE: &str = "recipe: brief\nlanguage: en\nlength: 100..200 words\n";

struct Tree(tempfile::TempDir);

impl Tree {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, text).expect("written");
        }
        Self(folder)
    }

    /// Status, standard output and standard error.
    fn check(&self, args: &[&str]) -> (i32, String, String) {
        check(self.0.path(), args)
    }
}

fn check(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let out = Command::cargo_bin("galley")
        .expect("the binary is built")
        .current_dir(folder)
        .env_clear()
        .env("COLUMNS", "100")
        .arg("check-recipes")
        .args(args)
        .output()
        .expect("runs");
    (
        out.status.code().expect("a status"),
        String::from_utf8(out.stdout).expect("UTF-8"),
        String::from_utf8(out.stderr).expect("UTF-8"),
    )
}

/// What is wrong stands on its line, and what is wrong with a pack once, however many recipes use it.
#[test]
fn annotations_stand_on_their_lines() {
    let using = |name: &str| format!("recipe: {name}\nuse: [./house.yaml]\nlanguage: en\n");
    let tree = Tree::new(&[
        ("a.yaml", &format!("{}lenght: 5 words\n", using("a"))),
        ("b.yaml", &using("b")),
        ("house.yaml", "pack: house\nforbid: [x]\nlength: 5 wrods\n"),
    ]);
    std::fs::write(tree.0.path().join("latin.recipe"), b"recipe \xff").expect("written");
    let (status, out, err) = tree.check(&["--format", "github"]);
    assert_eq!(status, 2, "{err}");
    let lines: Vec<&str> = out.lines().collect();
    let begin = |start: &str| lines.iter().filter(|l| l.starts_with(start)).count();
    assert_eq!(
        begin("::error file=a.yaml,line=4,col=1,title=E0"),
        1,
        "{out}"
    );
    assert_eq!(begin("::error file=house.yaml,line=3,col="), 1, "{out}");
    assert_eq!(begin("::error file=latin.recipe,line=1,col=1,"), 1, "{out}");
    assert!(out.contains("%0Adid you mean `length`?"), "{out}");
    assert!(lines.iter().all(|l| l.starts_with("::")), "{out}");
    assert!(err.ends_with("warnings\n"), "{err}");
}

#[test]
fn shipped_recipes_and_packs_are_sound() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (status, out, err) = check(root, &["recipes"]);
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    let recipes = std::fs::read_dir(root.join("recipes"))
        .expect("a folder")
        .filter(|e| {
            let name = e.as_ref().expect("an entry").file_name();
            let name = name.to_string_lossy().into_owned();
            !name.contains(".test.") && (name.ends_with(".yaml") || name.ends_with(".recipe"))
        })
        .count();
    assert_eq!(
        err,
        format!("{recipes} recipes, 3 packs, 0 errors, 0 warnings\n")
    );
}

#[test]
fn every_fault_of_every_file_is_said() {
    let tree = Tree::new(&[
        ("a.yaml", RECIPE),
        ("b.yaml", "recipe: b\nlanguage: en\nlenght: 10 words\n"),
        (
            "deep/c.recipe",
            "recipe c \"1.0\"\nlanguage en\nlength 20..10 words\n",
        ),
        (
            "d.yaml",
            "recipe: d\nlanguage: en\nuse: [./deep/house.yaml]\nlength: 9..8 words\n",
        ),
        ("deep/house.yaml", "pack: house\nforbid: [/(/]\n"),
        ("notes.yaml", "title: no recipe\n"),
        ("deep/d.test.yaml", "recipe: ../d.yaml\n"),
        ("deep/d.test.recipe", "recipe \"../d.yaml\"\n"),
        (".hidden/x.yaml", "recipe: x\n"),
    ]);
    let (status, out, err) = tree.check(&[]);
    assert_eq!((status, out.as_str()), (1, ""), "{err}");
    for place in [
        "b.yaml:3:1",
        "deep/c.recipe:3:",
        "d.yaml:4:",
        "deep/house.yaml:2:",
    ] {
        assert!(err.contains(place), "{place}\n{err}");
    }
    for nothing in ["notes", "d.test", "hidden", "a.yaml"] {
        assert!(!err.contains(nothing), "{nothing}\n{err}");
    }
    // The fault of the pack is said for the recipe that uses it too, at the same place.
    assert_eq!(err.matches("deep/house.yaml:2:").count(), 2, "{err}");
    assert!(
        err.ends_with("4 recipes, 1 pack, 6 errors, 0 warnings\n"),
        "{err}"
    );
}

#[test]
fn the_result_is_data_too() {
    let tree = Tree::new(&[
        ("a.yaml", RECIPE),
        ("b.yaml", "recipe: b\nlanguage: en\nlenght: 10 words\n"),
    ]);
    let (status, out, err) = tree.check(&["--format", "json"]);
    assert_eq!(status, 1);
    assert_eq!(err, "2 recipes, 1 error, 0 warnings\n");
    let data: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(data["recipes"], 2);
    assert_eq!(data["errors"], 1);
    assert_eq!(data["files"][0]["file"], "a.yaml");
    assert_eq!(data["files"][0]["kind"], "recipe");
    assert_eq!(data["files"][0]["diagnostics"], serde_json::json!([]));
    let fault = &data["files"][1]["diagnostics"][0];
    assert_eq!(fault["code"], "E0203");
    assert_eq!(fault["labels"][0]["line"], 3);

    let (_, out, err) = tree.check(&["--message-format", "json"]);
    assert_eq!(out, "");
    let (notes, data) = err.split_once('\n').expect("a note, then data");
    assert_eq!(notes, "2 recipes, 1 error, 0 warnings");
    let data: Value = serde_json::from_str(data).expect("JSON");
    assert_eq!(data[0]["code"], "E0203");
}

/// A pack says its faults and needs nothing that the recipes which use it bring.
#[test]
fn a_pack_is_looked_at_on_its_own() {
    let tree = Tree::new(&[
        (
            "house.yaml",
            "pack: house\nversion: 1.0.0\nkeyphrase: { is: \"{{ topic }}\", in: [lede] }\n",
        ),
        ("words.recipe", "pack words \"1.0.0\"\ninput topic text\n"),
    ]);
    let (status, _, err) = tree.check(&[]);
    assert_eq!(err, "0 recipes, 2 packs, 0 errors, 0 warnings\n");
    assert_eq!(status, 0);
    let tree = Tree::new(&[
        ("a.yaml", "pack: a\nlength: soon\nlanguage: xx\n"),
        ("b.yaml", "pack: b\nheadlines: [x]\n"),
        ("c.yaml", "pack: c\nversion: one\nuse: [./a.yaml]\n"),
        ("d.yaml", "pack: d\nuse: [./d.yaml]\n"),
        (
            "e.yaml",
            "pack: e\ninputs: { topic: text }\ntitle: { contains: \"{{ topik }}\" }\n",
        ),
    ]);
    let (status, _, err) = tree.check(&[]);
    assert_eq!(status, 1);
    for code in ["E0207", "E0203", "E0214", "E0202", "E0210"] {
        assert!(err.contains(code), "{code}\n{err}");
    }
}

/// One process that compiles many recipes says of each what a process for it alone would say.
#[test]
fn many_recipes_in_one_process_are_told_apart() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = root.join("tests/fixtures");
    let (_, out, _) = check(&corpus, &["--format", "json", "."]);
    let all: Value = serde_json::from_str(&out).expect("JSON");
    let files = all["files"].as_array().expect("files");
    assert!(files.len() > 20, "the corpus is found");
    // In the other order, and each twice.
    let mut names: Vec<&str> = files.iter().filter_map(|f| f["file"].as_str()).collect();
    names.reverse();
    for few in names.chunks(7) {
        let mut args = vec!["--format", "json"];
        args.extend(few);
        let (_, out, _) = check(&corpus, &args);
        let data: Value = serde_json::from_str(&out).expect("JSON");
        for file in data["files"].as_array().expect("files") {
            let same = files.iter().find(|f| f["file"] == file["file"]);
            assert_eq!(same, Some(file));
        }
    }
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_checked() {
    let tree = Tree::new(&[("a.yaml", RECIPE), ("empty/readme.md", "")]);
    let (status, _, err) = tree.check(&["a.yaml", "b.yaml", "a.yaml", "."]);
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("there is no file `b.yaml`"), "{err}");
    assert!(
        err.ends_with("1 recipe, 1 file not read, 1 error, 0 warnings\n"),
        "{err}"
    );
    let (status, _, err) = tree.check(&["empty"]);
    assert_eq!(status, 2);
    assert!(err.contains("no recipe is in `empty`"), "{err}");
}

/// What begins as a recipe is one, whatever follows: it is not passed over in silence.
#[test]
fn a_recipe_in_another_encoding_is_no_other_file() {
    let tree = Tree::new(&[("a.yaml", RECIPE), ("other.yaml", "a: 1\n")]);
    let latin = b"# house style\nrecipe: latin\nbrief: \xe9t\xe9\n";
    std::fs::write(tree.0.path().join("latin.yaml"), latin).expect("written");
    let (status, _, err) = tree.check(&["."]);
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("latin.yaml"), "{err}");
    assert!(
        err.ends_with("1 recipe, 1 file not read, 1 error, 0 warnings\n"),
        "{err}"
    );
}

/// A warning ends with status 0, and with 1 where warnings are denied.
#[test]
fn warnings_can_be_denied() {
    let tree = Tree::new(&[(
        "house.yaml",
        "recipe: house\nlanguage: en\ninputs: { place: text }\nlength: 100..200 words\n",
    )]);
    let (status, _, err) = tree.check(&[]);
    assert_eq!(status, 0);
    assert!(err.contains("W0217"), "{err}");
    let (status, _, denied) = tree.check(&["--deny-warnings"]);
    assert_eq!(status, 1);
    assert_eq!(err, denied);
}
