//! The verdict on a corpus with known answers: no change may make it less true, and the page that tells it is what the program says.

#[path = "../../examples/verdict.rs"]
#[allow(dead_code, unreachable_pub)]
mod verdict;

use std::path::Path;

/// Sound texts that are clean and faulty ones that are found, at least: articles, English pairs, French pairs.
const FLOORS: [(usize, usize); 3] = [(40, 135), (99, 80), (98, 86)];

#[test]
fn the_verdict_is_as_true_as_the_page_says() {
    let tables = verdict::corpus();
    for ((name, table), (sound, faulty)) in tables.iter().zip(FLOORS) {
        let (s, f) = (table.total(true), table.total(false));
        assert!(
            s.right >= sound && f.right >= faulty,
            "{name}: {} sound and {} faulty, {sound} and {faulty} wanted\n{}",
            s.right,
            f.right,
            table.misses.join("\n")
        );
    }
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/truth.md");
    let told = verdict::render(&tables, true);
    if std::env::var_os("GALLEY_BLESS").is_some() {
        std::fs::write(&page, &told).expect("the page can be written");
    }
    let written = std::fs::read_to_string(&page).unwrap_or_default();
    assert!(
        written == told,
        "docs/truth.md is out of date: run `GALLEY_BLESS=1 cargo test --test it truth::` and read the difference"
    );
}
