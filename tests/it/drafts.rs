//! Drafts through the whole pipeline: recipe, packs, source as `strip` leaves it, every rule. Each `NAME.expect.yaml` in
//! `tests/fixtures/drafts` says which findings a draft comes to, and no other may be found: a planted fault that is missed and a
//! false alarm fail alike.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use galley::check::{self, Plan};
use galley::diag::Sink;
use galley::draft::Draft;
use galley::resolve::{self, Context, packs::NoFiles};
use galley::rules::{Article, TABLE, Verdict};
use galley::source::{Source, SourceMap};
use serde::Deserialize;

/// What a draft is checked with, and what comes of it. All paths are relative to the project.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// What makes the draft worth having, for readers of the fixture.
    about: String,
    /// A recipe of `recipes/`.
    recipe: String,
    /// The draft, when it is not the file beside this one.
    draft: Option<String>,
    source: Option<String>,
    #[serde(default)]
    inputs: BTreeMap<String, String>,
    findings: Vec<Fault>,
    /// Rules that could not be decided.
    #[serde(default)]
    undecided: BTreeSet<String>,
}

/// One finding, in the order of the text or not.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    rule: String,
    /// The text under the span; empty where something is missing.
    at: String,
    /// Part of the message.
    message: String,
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The fixtures, in the order of their names.
fn fixtures() -> Vec<(String, PathBuf, Expected)> {
    let dir = project().join("tests/fixtures/drafts");
    let mut found: Vec<_> = fs::read_dir(&dir)
        .expect("the fixtures are there")
        .map(|e| e.expect("the folder can be read").path())
        .filter_map(|p| {
            let name = p
                .file_name()?
                .to_str()?
                .strip_suffix(".expect.yaml")?
                .to_owned();
            Some((name, p))
        })
        .map(|(name, path)| {
            let expected: Expected =
                serde_yaml::from_str(&read(&path)).unwrap_or_else(|e| panic!("{name}: {e}"));
            let draft = match &expected.draft {
                Some(d) => project().join(d),
                None => dir.join(format!("{name}.md")),
            };
            (name, draft, expected)
        })
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

fn plan(recipe: &str, inputs: &BTreeMap<String, String>) -> Plan {
    let name = format!("recipes/{recipe}.yaml");
    compiled(&name, &read(&project().join(&name)), inputs)
}

/// The plan of a recipe, which has to compile without a message.
fn compiled(name: &str, text: &str, inputs: &BTreeMap<String, String>) -> Plan {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new(name, text));
    let mut sink = Sink::new();
    let vocabulary = check::vocabulary();
    let mut context = Context {
        vocabulary: &vocabulary,
        loader: &NoFiles,
        given: inputs,
        sources: &mut sources,
    };
    let plan = resolve::resolve(id, &mut context, &mut sink)
        .and_then(|recipe| check::check(recipe, &mut sink));
    assert!(
        sink.items().is_empty(),
        "{name} compiles without a message: {:#?}",
        sink.items()
    );
    plan.expect("a recipe without a message has a plan")
}

/// One finding as the table shows it: whether it was expected, found, or both.
struct Row {
    mark: &'static str,
    rule: String,
    at: String,
    message: String,
}

/// A text on one line, cut in the middle when it is long.
fn shown(text: &str) -> String {
    let chars: Vec<char> = text.replace('\n', "⏎").chars().collect();
    if chars.len() <= 60 {
        return chars.into_iter().collect();
    }
    let head: String = chars[..35].iter().collect();
    let tail: String = chars[chars.len() - 22..].iter().collect();
    format!("{head} … {tail}")
}

/// Checks one draft; the lines of the table are what was not as expected, among what was.
fn check_one(draft: &Path, expected: &Expected) -> (Vec<Row>, bool) {
    let plan = plan(&expected.recipe, &expected.inputs);
    let text = read(draft);
    let draft = Draft::parse(&text, plan.lang());
    let source = expected
        .source
        .as_ref()
        .map(|s| Draft::parse(&plan.strip(&read(&project().join(s))).0, plan.lang()));
    let results = plan.validate(Article {
        draft: &draft,
        source: source.as_ref(),
    });
    let mut rows = Vec::new();
    let mut good = true;
    let mut open: Vec<&Fault> = expected.findings.iter().collect();
    for finding in results.iter().flat_map(|r| &r.findings) {
        let at = finding.span.slice(&text);
        let hit = open.iter().position(|f| {
            f.rule == finding.rule && f.at == at && finding.message().contains(&f.message)
        });
        if let Some(i) = hit {
            open.remove(i);
        }
        good &= hit.is_some();
        rows.push(Row {
            mark: if hit.is_some() { "ok" } else { "not wanted" },
            rule: finding.rule.to_string(),
            at: at.to_owned(),
            message: finding.message(),
        });
    }
    for fault in open {
        good = false;
        rows.push(Row {
            mark: "missed",
            rule: fault.rule.clone(),
            at: fault.at.clone(),
            message: fault.message.clone(),
        });
    }
    for result in &results {
        let (Verdict::Undetermined { reason } | Verdict::Skipped { reason }) = &result.verdict
        else {
            continue;
        };
        let wanted = expected.undecided.contains(result.rule.as_str());
        good &= wanted;
        rows.push(Row {
            mark: if wanted { "ok" } else { "undecided" },
            rule: result.rule.to_string(),
            at: String::new(),
            message: reason.to_string(),
        });
    }
    for rule in &expected.undecided {
        let decided = results.iter().any(|r| {
            r.rule == rule.as_str() && matches!(r.verdict, Verdict::Holds | Verdict::Fails)
        });
        if decided {
            good = false;
            rows.push(Row {
                mark: "decided",
                rule: rule.clone(),
                at: String::new(),
                message: "expected to be undecided".to_owned(),
            });
        }
    }
    (rows, good)
}

#[test]
fn every_fault_is_found_and_nothing_else() {
    let mut report = String::new();
    let mut bad = 0;
    let fixtures = fixtures();
    for (name, draft, expected) in &fixtures {
        let (rows, good) = check_one(draft, expected);
        let all = std::env::var_os("DRAFTS_SHOW_ALL").is_some();
        if good && !all {
            continue;
        }
        bad += usize::from(!good);
        let _ = writeln!(report, "\n{name} ({}): {}", expected.recipe, expected.about);
        for row in rows {
            let _ = writeln!(
                report,
                "  {:<10} {:<16} {:?}\n  {:<10} {:<16} {}",
                row.mark,
                row.rule,
                shown(&row.at),
                "",
                "",
                row.message
            );
        }
    }
    if bad == 0 {
        println!("{report}");
    }
    assert!(
        bad == 0,
        "{bad} of {} drafts came out otherwise:\n{report}",
        fixtures.len()
    );
}

/// The set is worth something only when it is large, in both languages, and when each rule is seen to fail.
#[test]
fn the_set_covers_every_rule() {
    let fixtures = fixtures();
    let good = fixtures.iter().filter(|f| f.2.findings.is_empty()).count();
    assert!(good >= 12, "{good} good drafts");
    assert!(
        fixtures.len() - good >= 14,
        "{} bad drafts",
        fixtures.len() - good
    );
    let failing: BTreeSet<&str> = fixtures
        .iter()
        .flat_map(|f| &f.2.findings)
        .map(|f| f.rule.as_str())
        .collect();
    let untried: Vec<&str> = TABLE
        .iter()
        .map(|d| d.id)
        // A check belongs to the recipe that brings it; no shipped recipe does.
        .filter(|id| *id != "check" && !failing.contains(id))
        .collect();
    assert!(untried.is_empty(), "no draft fails {untried:?}");
    let known: BTreeSet<&str> = TABLE.iter().map(|d| d.id).collect();
    let unknown: Vec<&&str> = failing.difference(&known).collect();
    assert!(unknown.is_empty(), "no such rules: {unknown:?}");
    for language in ["fr", "en"] {
        let count = fixtures
            .iter()
            .filter(|f| f.2.recipe.ends_with(language))
            .count();
        assert!(count >= 8, "{count} drafts in `{language}`");
    }
}

/// A recipe ships with an input and an article that holds to it.
#[test]
fn every_recipe_has_an_example_that_holds() {
    let fixtures = fixtures();
    let recipes = fs::read_dir(project().join("recipes")).expect("the recipes are there");
    for entry in recipes {
        let path = entry.expect("the folder can be read").path();
        let Some(name) = path
            .file_name()
            .and_then(|n| n.to_str())
            .and_then(|n| n.strip_suffix(".yaml"))
        else {
            continue;
        };
        let shown = fixtures.iter().any(|(_, draft, e)| {
            e.recipe == name
                && e.findings.is_empty()
                && draft.starts_with(project().join("examples"))
                && e.source
                    .as_ref()
                    .is_some_and(|s| s.starts_with("examples/"))
        });
        assert!(shown, "no article under examples/ holds to `{name}`");
    }
}

/// The recipe that `docs/recipes.md` goes through, line by line, is one that compiles.
#[test]
fn the_guide_compiles() {
    let guide = read(&project().join("docs/recipes.md"));
    let walk = guide
        .split_once("## A recipe, line by line")
        .and_then(|(_, rest)| rest.split_once("## Numbers"))
        .expect("the guide has both headings")
        .0;
    let recipe: Vec<&str> = walk
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    let guided = compiled("docs/recipes.md", &recipe.join("\n"), &BTreeMap::new());
    let shipped = plan("seo-article-fr", &BTreeMap::new());
    let rules = |p: &Plan| {
        p.rules
            .iter()
            .map(|b| (b.def.id, b.rule.describe()))
            .collect::<Vec<_>>()
    };
    for ((id, said), (other, wanted)) in rules(&guided).into_iter().zip(rules(&shipped)) {
        assert_eq!(id, other);
        // The guide shortens the list of forbidden words.
        assert!(
            said == wanted || id == "forbid",
            "{id}: {said}, and the recipe says {wanted}"
        );
    }
}
