//! No file of tests is forgotten: one that no module names would be compiled by nobody, and never fail.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The files that `text`, the file at `path`, declares as modules.
fn declared(path: &Path, text: &str) -> Vec<PathBuf> {
    let folder = path.parent().expect("a file has a folder");
    let below = match path.file_stem().and_then(|stem| stem.to_str()) {
        Some("main" | "mod") => folder.to_owned(),
        _ => path.with_extension(""),
    };
    let mut out = Vec::new();
    let mut elsewhere = None;
    for line in text.lines() {
        let words: Vec<&str> = line
            .trim_end_matches(';')
            .split(' ')
            .skip_while(|word| word.starts_with("pub"))
            .collect();
        if let Some(named) = line.strip_prefix("#[path = \"") {
            elsewhere = Some(folder.join(named.trim_end_matches("\"]")));
        } else if let (true, ["mod", name]) = (line.ends_with(';'), words.as_slice()) {
            out.push(elsewhere.take().unwrap_or_else(|| {
                let flat = below.join(format!("{name}.rs"));
                let deep = below.join(name).join("mod.rs");
                if deep.is_file() { deep } else { flat }
            }));
        }
    }
    out
}

/// The Rust files below a folder.
fn below(folder: &Path, out: &mut BTreeSet<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            below(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.insert(path.canonicalize().expect("the file is there"));
        }
    }
}

#[test]
fn no_file_is_forgotten() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut known = BTreeSet::new();
    let mut open = vec![tests.join("it/main.rs")];
    while let Some(path) = open.pop() {
        let path = path.canonicalize().expect("a module has a file");
        let text = std::fs::read_to_string(&path).expect("a source file is UTF-8");
        open.extend(declared(&path, &text));
        known.insert(path);
    }
    let mut all = BTreeSet::new();
    below(&tests, &mut all);
    assert!(all.len() > 40, "the walk finds the tests");
    let forgotten: Vec<&PathBuf> = all.difference(&known).collect();
    assert!(
        forgotten.is_empty(),
        "no module names these files, see `tests/it/main.rs`: {forgotten:?}"
    );
}

#[test]
fn the_walk_would_notice() {
    let text = "mod a;\n#[path = \"../x/mod.rs\"]\n#[allow(dead_code)]\nmod b;\n// mod c;\nmod d {\npub mod e;\n";
    let named = |path| declared(Path::new(path), text);
    assert_eq!(
        named("it/main.rs"),
        ["it/a.rs", "it/../x/mod.rs", "it/e.rs"].map(PathBuf::from)
    );
    assert_eq!(named("it/suite.rs")[0], Path::new("it/suite/a.rs"));
}
