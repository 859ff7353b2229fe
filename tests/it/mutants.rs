//! The shipped recipes under mutation: each rule notices what its file knows to break, and one of them alone at least.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use galley::check::{self, Plan};
use galley::diag::Sink;
use galley::draft::Draft;
use galley::resolve::{self, Context, Tongue, packs::NoFiles};
use galley::rules::{Article, Facts, Finding, Instruction, Mutant, Outcome, Rule};
use galley::source::{Source, SourceMap};
use galley::suite::mutate::{Score, Standing, mutate};

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

/// A shipped recipe and the example that belongs to it.
fn scores_in_full(recipe: &str, example: &str) {
    let name = format!("recipes/{recipe}.yaml");
    let plan = compiled(&name, &read(&name));
    let draft = read(&format!("examples/{example}.article.md"));
    let seed = read(&format!("examples/{example}.seed.txt"));
    let score = score(&plan, &draft, Some(&seed));
    assert!(score.whole(), "{recipe}: {}", score.text(true));
}

// A test each, so that they run side by side.

#[test]
fn seo_article_fr_scores_in_full() {
    scores_in_full("seo-article-fr", "ue-ports");
}

#[test]
fn seo_article_en_scores_in_full() {
    scores_in_full("seo-article-en", "electric-ferries");
}

#[test]
fn wire_to_house_fr_scores_in_full() {
    scores_in_full("wire-to-house-fr", "crue-veyre");
}

#[test]
fn press_release_en_scores_in_full() {
    scores_in_full("press-release-en", "tidal-turbine");
}

#[test]
fn docs_howto_en_scores_in_full() {
    scores_in_full("docs-howto-en", "restore-backup");
}

/// The same recipe in the other surface comes to the same score, mutant by mutant.
#[test]
fn both_surfaces_score_alike() {
    let draft = read("examples/restore-backup.article.md");
    let seed = read("examples/restore-backup.seed.txt");
    let shown = |ending: &str| {
        let name = format!("recipes/docs-howto-en.{ending}");
        score(&compiled(&name, &read(&name)), &draft, Some(&seed)).text(true)
    };
    let yaml = shown("yaml");
    assert!(
        yaml.starts_with("mutants: 100 % (16 of 16 rules proven"),
        "{yaml}"
    );
    assert_eq!(yaml, shown("recipe"));
}

/// Sections of questions, as headings and as bold lines.
#[test]
fn questions_score_in_full() {
    for (name, wanted) in [
        ("pont", "made text of questions of section `faq`"),
        (
            "bridge",
            "took the mark of a question of section `faq` away",
        ),
    ] {
        let file = |ending: &str| format!("tests/fixtures/questions/{name}.{ending}");
        let plan = compiled(&file("yaml"), &read(&file("yaml")));
        let score = score(&plan, &read(&file("md")), Some(&read(&file("source.txt"))));
        assert!(score.whole(), "{name}: {}", score.text(true));
        let draft = Draft::parse(&read(&file("md")), plan.lang());
        let article = Article {
            draft: &draft,
            source: None,
        };
        let rule = plan.rules.iter().find(|b| b.def.id == "sections");
        let mutants = rule.expect("it is asked for").rule.mutants(article);
        assert!(mutants.iter().any(|m| m.what == wanted), "{name}");
        let about = |m: &&Mutant| m.what.contains("question");
        assert_eq!(mutants.iter().filter(about).count(), 6, "{name}");
    }
}

/// A rule that never finds anything; apart from that it is the rule that it stands for.
#[derive(Debug)]
struct Silent(Box<dyn Rule>);

impl Rule for Silent {
    fn describe(&self) -> String {
        self.0.describe()
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        self.0.instruct(tongue)
    }

    fn validate(&self, _article: Article<'_>, _out: &mut Outcome) {}

    fn repair(&self, finding: &Finding, tongue: Tongue) -> String {
        self.0.repair(finding, tongue)
    }

    fn facts(&self, facts: &mut Facts) {
        self.0.facts(facts);
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        self.0.mutants(article)
    }
}

const SHORT: &str = "\
recipe: short
language: fr
title: { length: 10..40 chars, ends-with: none }
length: 20..60 words
paragraphs: { words: at most 30, severity: warn }
checks:
  no questions: { expr: 'sentences | select(\"ends_with\", \"?\") | count == 0', say: Ne posez aucune question. }
";

const DRAFT: &str = "# Le port rouvre mercredi\n\n\
Le port a rouvert mercredi matin, après deux jours de grève des remorqueurs.\n\n\
Les navires attendaient au large. Ils entrent maintenant un à un dans le bassin. La file reste longue.\n";

#[test]
fn a_silent_rule_is_named() {
    let mut plan = compiled("short.yaml", SHORT);
    let whole = score(&plan, DRAFT, None);
    assert!(whole.whole(), "{}", whole.text(true));
    let at = plan
        .rules
        .iter()
        .position(|b| b.id == *"length")
        .expect("the rule is in the plan");
    let mut bound = plan.rules.remove(at);
    bound.rule = Box::new(Silent(bound.rule));
    plan.rules.insert(at, bound);
    let score = score(&plan, DRAFT, None);
    assert_eq!(
        (score.proven(), score.judged()),
        (5, 6),
        "{}",
        score.text(true)
    );
    assert_eq!(score.percent(), 83);
    let defects: Vec<&str> = score.defects().map(|r| r.rule.as_str()).collect();
    assert_eq!(defects, ["length"]);
    let silent = &score.rules[at];
    assert_eq!(silent.standing, Standing::Silent);
    assert!(silent.mutants.iter().all(|m| m.draft.is_some()));
    let text = score.text(false);
    assert!(
        text.contains("defect: silent about: cut the text just below the least length"),
        "{text}"
    );
}

#[test]
fn a_shadowed_rule_names_its_shadow() {
    let plan = compiled(
        "shadow.yaml",
        "recipe: shadow\nlanguage: fr\ntitle: { length: 10..40 chars }\n\
         checks:\n  short title: { expr: 'title | chars <= 40', say: Écrivez un titre court. }\n",
    );
    let score = score(&plan, DRAFT, None);
    let check = score.defects().next().expect("the check is a double");
    assert_eq!(check.rule.as_str(), "check:short title");
    let Standing::Shadowed { by } = &check.standing else {
        panic!("{:?}", check.standing);
    };
    let by: Vec<&str> = by.iter().map(|r| r.as_str()).collect();
    assert_eq!(by, ["title.length"]);
    // What is longer breaks both; what is shorter breaks the length alone.
    assert_eq!(score.percent(), 66);
}

#[test]
fn rules_without_a_source_are_not_counted() {
    let plan = compiled(
        "source.yaml",
        "recipe: source\nlanguage: fr\nlength: 20..60 words\npreserve: [numbers]\n",
    );
    let score = score(&plan, DRAFT, None);
    assert_eq!((score.proven(), score.judged()), (2, 2));
    let skipped = score.rules.iter().find(|r| r.rule == *"preserve");
    let skipped = skipped.expect("it is listed");
    assert!(
        matches!(&skipped.standing, Standing::NotLookedAt { reason } if reason.contains("source"))
    );
    assert!(skipped.mutants.is_empty());
    assert!(
        score
            .text(false)
            .contains("preserve  not looked at: no source was given")
    );
}

#[test]
fn a_draft_with_faults_is_refused() {
    let plan = compiled("short.yaml", SHORT);
    let score = score(&plan, "# Le port\n\nIl rouvre.\n", None);
    let refused = score.refused.clone().expect("the draft is too short");
    assert!(
        refused.contains("`title.length`, `length` found fault with it")
            || refused.contains("`length`, `title.length` found fault with it"),
        "{refused}"
    );
    assert!(score.rules.is_empty());
    assert_eq!(score.percent(), 0);
    assert!(!score.whole());
}

#[test]
fn a_score_is_the_same_every_time() {
    let plan = compiled("short.yaml", SHORT);
    let json = || serde_json::to_string(&score(&plan, DRAFT, None)).expect("a score is data");
    assert_eq!(json(), json());
}
