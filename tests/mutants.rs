//! The shipped recipes under mutation: each rule notices what its file knows to break, and one of them alone at least.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use galley::check::{self, Plan};
use galley::diag::Sink;
use galley::draft::Draft;
use galley::resolve::{self, Context, packs::NoFiles};
use galley::rules::Article;
use galley::source::{Source, SourceMap};
use galley::suite::mutate::{Score, mutate};

/// Each shipped recipe with the example that belongs to it.
const SHIPPED: &[(&str, &str)] = &[
    ("seo-article-fr", "ue-ports"),
    ("seo-article-en", "electric-ferries"),
    ("wire-to-house-fr", "crue-veyre"),
    ("press-release-en", "tidal-turbine"),
    ("docs-howto-en", "restore-backup"),
];

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn compiled(name: &str, text: &str) -> Plan {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new(name, text));
    let mut sink = Sink::new();
    let vocabulary = check::vocabulary();
    let mut context = Context {
        vocabulary: &vocabulary,
        loader: &NoFiles,
        given: &BTreeMap::new(),
        sources: &mut sources,
    };
    resolve::resolve(id, &mut context, &mut sink)
        .and_then(|recipe| check::check(recipe, &mut sink))
        .unwrap_or_else(|| panic!("{name}: {:#?}", sink.items()))
}

fn score(plan: &Plan, draft: &str, source: Option<&str>) -> Score {
    let draft = Draft::parse(draft, plan.lang());
    let source = source.map(|s| Draft::parse(&plan.strip(s).0, plan.lang()));
    let article = Article {
        draft: &draft,
        source: source.as_ref(),
    };
    mutate(plan, article)
}

#[test]
fn shipped_recipes_score_in_full() {
    let mut report = String::new();
    for (recipe, example) in SHIPPED {
        let name = format!("recipes/{recipe}.yaml");
        let plan = compiled(&name, &read(&name));
        let draft = read(&format!("examples/{example}.article.md"));
        let seed = read(&format!("examples/{example}.seed.txt"));
        let score = score(&plan, &draft, Some(&seed));
        if !score.whole() {
            report.push_str(&format!("\n{recipe}: {}", score.text(true)));
        }
    }
    assert!(report.is_empty(), "{report}");
}
