//! The YAML reader: trees, diagnostics, and robustness.

use galley::diag::Sink;
use galley::source::{Source, SourceMap};
use galley::syntax::{dump, yaml};

#[test]
fn probe() {
    let text = std::fs::read_to_string("/tmp/gp/probe.yaml").unwrap();
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("r.yaml", &text));
    let mut sink = Sink::new();
    let tree = yaml::read(id, &text, &mut sink);
    if let Some(t) = tree {
        println!("{}", dump::dump(&t, &sources));
    }
    for d in sink.into_sorted() {
        println!("{} {}", d.code.as_str(), d.message);
        for l in &d.labels {
            println!(
                "   {} {:?} {}",
                sources.describe(l.loc),
                sources.slice(l.loc),
                l.text
            );
        }
        for h in &d.help {
            println!("   help {h}");
        }
    }
}
