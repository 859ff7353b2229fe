//! The formatter and the converter, on both surfaces: done once, and nothing is lost on the way there and back.
#![no_main]

use galley::check::vocabulary;
use galley::diag::Sink;
use galley::source::{Source, SourceMap};
use galley::syntax::Surface;
use galley::syntax::rewrite::{Rewritten, convert, format};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("fuzz", text));
    for (surface, other) in [
        (Surface::Recipe, Surface::Yaml),
        (Surface::Yaml, Surface::Recipe),
    ] {
        let Some(Rewritten::Text(once)) = format(id, surface, text, &mut Sink::new()) else {
            continue;
        };
        let twice = format(id, surface, &once, &mut Sink::new());
        assert_eq!(twice, Some(Rewritten::Text(once.clone())), "formatted twice");
        // A word of recipe files alone: in YAML it declares nothing, and the compiler says so.
        if surface == Surface::Yaml && once.lines().any(|l| l.starts_with("input:")) {
            continue;
        }
        let words = vocabulary();
        let Some(there) = convert(id, surface, other, &once, &words, &mut Sink::new()) else {
            continue;
        };
        let back = convert(id, other, surface, &there, &words, &mut Sink::new());
        let again = back.and_then(|b| convert(id, surface, other, &b, &words, &mut Sink::new()));
        if let Some(again) = again {
            assert_eq!(there, again, "there and back");
        }
    }
});
