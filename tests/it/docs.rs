//! Documents that are made from the code are true to it.

use std::path::Path;

/// With `GALLEY_BLESS=1` the file is written instead of compared.
fn same(path: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("GALLEY_BLESS").is_some() {
        std::fs::write(&file, text).expect("the document can be written");
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == text,
        "{path} is out of date: run `GALLEY_BLESS=1 cargo test --test it docs::` and read the difference"
    );
}

#[test]
fn the_book_of_rules() {
    same("docs/rules.md", &galley::rules::page::book());
}

#[test]
fn every_code_page_belongs_to_a_code() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/codes");
    for entry in std::fs::read_dir(dir).expect("docs/codes") {
        let name = entry.expect("entry").file_name();
        let stem = name.to_string_lossy().trim_end_matches(".md").to_owned();
        assert!(
            galley::diag::codes::lookup(&stem).is_some(),
            "docs/codes/{stem}.md explains no code"
        );
    }
}

/// The list of messages that are not yet good enough names files of the corpus, each once.
#[test]
fn the_list_of_weak_messages_names_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bad");
    let list = std::fs::read_to_string(folder.join("NOT-YET.md")).expect("the list");
    let mut named: Vec<&str> = list
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|n| n.ends_with(".recipe") || n.ends_with(".yaml"))
        .collect();
    assert!(!named.is_empty());
    for name in &named {
        assert!(folder.join(name).is_file(), "there is no {name}");
    }
    let all = named.len();
    named.sort_unstable();
    named.dedup();
    assert_eq!(named.len(), all, "a file is named twice");
}
