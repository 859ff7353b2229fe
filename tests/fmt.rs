//! The canonical form of both surfaces, and the way from one to the other.

use proptest::prelude::*;

use galley::check::vocabulary;
use galley::diag::Sink;
use galley::diag::render::{Options, render};
use galley::source::{Source, SourceMap};
use galley::syntax::rewrite::{Kept, Rewritten, convert, format};
use galley::syntax::{Surface, dsl, print, yaml};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn formatted(surface: Surface, text: &str) -> Rewritten {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("r", text));
    let mut sink = Sink::new();
    let out = format(id, surface, text, &mut sink);
    let shown = render(sink.items(), &sources, Options::default());
    out.unwrap_or_else(|| panic!("{shown}\n{text}"))
}

fn fmt(surface: Surface, text: &str) -> String {
    match formatted(surface, text) {
        Rewritten::Text(t) => t,
        Rewritten::Kept(k) => panic!("{k:?}\n{text}"),
    }
}

fn to(from: Surface, to: Surface, text: &str) -> String {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("r", text));
    let mut sink = Sink::new();
    let out = convert(id, from, to, text, &vocabulary(), &mut sink);
    let shown = render(sink.items(), &sources, Options::default());
    out.unwrap_or_else(|| panic!("{shown}\n{text}"))
}

fn files(folder: &str, ending: &str) -> Vec<std::path::PathBuf> {
    let mut out = Vec::new();
    let mut folders = vec![std::path::PathBuf::from(format!("{ROOT}/{folder}"))];
    while let Some(f) = folders.pop() {
        for e in std::fs::read_dir(f).unwrap() {
            let path = e.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

#[test]
fn shipped_recipes_are_canonical() {
    for (ending, surface) in [("yaml", Surface::Yaml), ("recipe", Surface::Recipe)] {
        for path in files("recipes", ending) {
            let text = std::fs::read_to_string(&path).unwrap();
            let out = fmt(surface, &text);
            if std::env::var_os("GALLEY_BLESS").is_some() {
                std::fs::write(&path, &out).unwrap();
                continue;
            }
            assert!(
                out == text,
                "{}:\n{}",
                path.display(),
                similar::TextDiff::from_lines(&text, &out).unified_diff()
            );
        }
    }
}
