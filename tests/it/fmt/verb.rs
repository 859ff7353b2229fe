//! `galley fmt` and `galley convert` at the command line: what they touch, and what they leave alone.

use super::{galley, said};

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).expect("read")
    }

    /// Status, standard output, standard error.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let out = galley(self.0.path())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .args(args)
            .output()
            .expect("runs");
        let status = out.status.code().expect("a status");
        (status, said(&out.stdout), said(&out.stderr))
    }
}

const UNTIDY: &str = "recipe  a\nlanguage fr\n";
const TIDY: &str = "recipe a\nlanguage fr\n";

/// A file with an error is left alone, its place is told, and the other files are formatted all the same.
#[test]
fn an_error_stops_one_file_only() {
    let f = Folder::new();
    f.write("a.recipe", UNTIDY);
    f.write("b.recipe", "recipe b\nlength { 3 words\n");
    f.write("c.recipe", "recipe   c\n");
    std::fs::write(f.0.path().join("d.recipe"), b"recipe d\xff\n").expect("written");
    let (status, out, err) = f.run(&["fmt"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert_eq!(f.read("a.recipe"), TIDY);
    assert_eq!(f.read("b.recipe"), "recipe b\nlength { 3 words\n");
    assert_eq!(f.read("c.recipe"), "recipe c\n");
    assert!(err.contains("b.recipe:2:8"), "{err}");
    assert!(err.contains("`d.recipe` is not UTF-8"), "{err}");
    assert!(err.contains("2 files changed"), "{err}");
}

/// YAML that is no recipe belongs to somebody else, even when it is named.
#[test]
fn foreign_yaml_is_left_alone() {
    let f = Folder::new();
    let text = "on:   \"yes\"\n";
    f.write("workflow.yaml", text);
    let (status, out, err) = f.run(&["fmt", "workflow.yaml"]);
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    assert_eq!(f.read("workflow.yaml"), text);
    assert!(err.contains("begins neither a recipe nor a pack"), "{err}");
    let (status, _, err) = f.run(&["fmt"]);
    assert_eq!((status, err.as_str()), (0, "no recipes here\n"));
}

/// A path that is named twice, or lies in a folder that is named too, is one file.
#[test]
fn a_file_is_formatted_once() {
    let f = Folder::new();
    f.write("sub/a.recipe", UNTIDY);
    let (status, out, err) = f.run(&["fmt", "--check", "sub/a.recipe", "sub", "./sub/a.recipe"]);
    assert_eq!((status, out.as_str()), (1, "sub/a.recipe\n"));
    assert_eq!(err, "1 file would change\n");
}

/// What git ignores is not looked for; a file that is named is formatted.
#[test]
fn ignored_files_are_passed_over() {
    let f = Folder::new();
    let git = |args: &[&str]| {
        std::process::Command::new("git")
            .current_dir(f.0.path())
            .args(args)
            .output()
            .is_ok_and(|o| o.status.success())
    };
    if !git(&["init", "--quiet"]) {
        return; // no git on this machine
    }
    f.write(".gitignore", "build/\nold.recipe\n");
    f.write("build/deep/a.recipe", UNTIDY);
    f.write("old.recipe", UNTIDY);
    f.write("a.recipe", UNTIDY);
    let (status, out, err) = f.run(&["fmt", "--check"]);
    assert_eq!((status, out.as_str()), (1, "a.recipe\n"), "{err}");
    let (status, out, err) = f.run(&["fmt", "--check", "."]);
    assert_eq!((status, out.as_str()), (1, "a.recipe\n"), "{err}");
    let (status, out, err) = f.run(&["fmt", "--check", "old.recipe"]);
    assert_eq!((status, out.as_str()), (1, "old.recipe\n"), "{err}");
}

/// Permissions and links stay, what is read-only is not written, and nothing is left behind.
#[cfg(unix)]
#[test]
fn files_keep_what_they_are() {
    use std::os::unix::fs::PermissionsExt as _;
    let f = Folder::new();
    let mode = |name: &str, mode: u32| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(f.0.path().join(name), permissions).expect("set");
    };
    f.write("real/a.recipe", UNTIDY);
    mode("real/a.recipe", 0o640);
    f.write("shut.recipe", UNTIDY);
    mode("shut.recipe", 0o444);
    f.write("a.part", "mine");
    std::os::unix::fs::symlink("real/a.recipe", f.0.path().join("a.recipe")).expect("linked");
    let (status, _, err) = f.run(&["fmt", "a.recipe", "shut.recipe"]);
    assert_eq!(status, 2, "{err}");
    assert_eq!(f.read("real/a.recipe"), TIDY);
    let path = f.0.path().join("a.recipe");
    assert!(path.symlink_metadata().expect("there").is_symlink());
    let now = path.metadata().expect("there").permissions().mode() & 0o777;
    assert_eq!(now, 0o640);
    assert_eq!(f.read("shut.recipe"), UNTIDY);
    assert!(
        err.contains("`shut.recipe` cannot be written: it is read-only")
            || err.contains("shut.recipe` cannot be written: it is read-only"),
        "{err}"
    );
    assert!(err.contains("chmod u+w"), "{err}");
    assert!(err.contains("1 file changed\n"), "{err}");
    assert_eq!(f.read("a.part"), "mine");
    let left = std::fs::read_dir(f.0.path())
        .expect("read")
        .filter(|e| {
            e.as_ref()
                .is_ok_and(|e| e.file_name().to_string_lossy().starts_with('.'))
        })
        .count();
    assert_eq!(left, 0);
}

#[test]
fn diffs_are_painted_when_asked() {
    let f = Folder::new();
    f.write("a.recipe", "recipe  a\nlanguage fr");
    let (status, plain, _) = f.run(&["fmt", "--diff", "a.recipe"]);
    assert_eq!(status, 1);
    assert_eq!(
        plain,
        "--- a.recipe\n+++ a.recipe (canonical)\n@@ -1,2 +1,2 @@\n-recipe  a\n-language fr\n\\ No newline at end of file\n+recipe a\n+language fr\n"
    );
    let (status, painted, _) = f.run(&["fmt", "--diff", "--color", "always", "a.recipe"]);
    assert_eq!(status, 1);
    assert!(
        painted.contains("\u{1b}[31m-recipe  a\u{1b}[0m\n\u{1b}[31m-language fr"),
        "{painted:?}"
    );
    assert!(
        painted.contains("\u{1b}[32m+recipe a\u{1b}[0m\n"),
        "{painted:?}"
    );
}

/// The ending of the file to write says which surface it has.
#[test]
fn convert_goes_by_the_ending() {
    let f = Folder::new();
    f.write("a.recipe", TIDY);
    let (status, _, err) = f.run(&["convert", "a.recipe", "--out", "b.recipe"]);
    assert_eq!(status, 0, "{err}");
    assert_eq!(f.read("b.recipe"), TIDY);
    let (status, _, err) = f.run(&["convert", "a.recipe", "--out", "b.yaml"]);
    assert_eq!(status, 0, "{err}");
    assert_eq!(f.read("b.yaml"), "recipe: a\nlanguage: fr\n");
    let (status, _, err) = f.run(&["convert", "a.recipe", "--to", "yaml", "--out", "c.recipe"]);
    assert_eq!(status, 2);
    assert!(
        err.contains("`--to yaml` does not go with the ending of `c.recipe`"),
        "{err}"
    );
    assert!(err.contains("--out c.yaml"), "{err}");
    let (status, out, _) = f.run(&["convert", "a.recipe", "--out", "-"]);
    assert!(status == 0 && out.starts_with("recipe: "), "{out}");
    // A recipe that is called a test file is read as one.
    let (status, _, err) = f.run(&["convert", "a.recipe", "--out", "b.test.yaml"]);
    assert!(
        status == 2 && err.contains("which is no test file"),
        "{err}"
    );
    let (status, _, err) = f.run(&["convert", "a.recipe", "--out", "no/such/b.yaml"]);
    assert_eq!(status, 2);
    assert!(err.contains("E0605"), "{err}");
}

/// Text without a name is read as what it looks like; when that goes wrong, the message says how to name it.
#[test]
fn standard_input_can_be_named() {
    let f = Folder::new();
    let run = |args: &[&str]| {
        let out = galley(f.0.path())
            .args(args)
            .write_stdin("use [fr/presse]\ntitle {length 3}\n")
            .output()
            .expect("runs");
        (out.status.code(), said(&out.stdout), said(&out.stderr))
    };
    for verb in ["fmt", "convert"] {
        let (status, out, err) = run(&[verb, "-"]);
        assert_eq!((status, out.as_str()), (Some(2), ""));
        assert!(
            err.contains("standard input was read as YAML")
                && err.contains("--stdin-filename a.recipe"),
            "{err}"
        );
    }
    let (status, out, _) = run(&["fmt", "-", "--stdin-filename", "house.recipe"]);
    assert_eq!(status, Some(0));
    assert_eq!(out, "use fr/presse\ntitle { length 3 }\n");
    let (status, out, _) = run(&["convert", "-", "--stdin-filename", "house.recipe"]);
    assert_eq!(status, Some(0));
    assert_eq!(out, "use: [fr/presse]\ntitle: { length: 3 }\n");
}
