//! Every rule of the table has a direction, told from what it demands.

use std::collections::{BTreeMap, BTreeSet};

use galley::check::{Plan, check, vocabulary};
use galley::diag::{Severity, Sink};
use galley::diff::{self, Diff, Presence, Sample, Setup, Side, Step, Work};
use galley::draft::Draft;
use galley::resolve::packs::NoFiles;
use galley::resolve::{Context, resolve};
use galley::rules::{Article, Direction, Outcome, TABLE};
use galley::source::{Source, SourceMap};

/// A compiled recipe.
struct Compiled {
    plan: Plan,
    sources: SourceMap,
}

fn compile(name: &str, statements: &str) -> Compiled {
    let mut text = String::new();
    for (key, line) in [("recipe:", "recipe: x\n"), ("language:", "language: fr\n")] {
        if !statements.lines().any(|l| l.starts_with(key)) {
            text.push_str(line);
        }
    }
    text.push_str(statements);
    text.push('\n');
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new(name, &text));
    let mut sink = Sink::new();
    let vocabulary = vocabulary();
    let given = BTreeMap::new();
    let recipe = resolve(
        id,
        &mut Context {
            vocabulary: &vocabulary,
            loader: &NoFiles,
            given: &given,
            sources: &mut sources,
        },
        &mut sink,
    );
    let plan = recipe.and_then(|r| check(r, &mut sink));
    match plan {
        Some(plan) if !sink.has_errors() => Compiled { plan, sources },
        _ => panic!("{name} does not compile:\n{text}\n{:#?}", sink.items()),
    }
}

fn differ(older: &str, newer: &str) -> Diff {
    differ_on(older, newer, &[])
}

fn differ_on(older: &str, newer: &str, samples: &[Sample]) -> Diff {
    let (a, b) = (compile("old.yaml", older), compile("new.yaml", newer));
    let older = Side {
        plan: &a.plan,
        sources: &a.sources,
        declared: &a.plan.recipe.inputs,
        name: "old.yaml",
    };
    let newer = Side {
        plan: &b.plan,
        sources: &b.sources,
        declared: &b.plan.recipe.inputs,
        name: "new.yaml",
    };
    diff::compare(older, newer, &Setup::default(), samples).expect("prompts are composed")
}

use Direction::{Changed, Loosened, Same, Tightened};

/// A rule, an older and a newer setting, and which way the rule moved from the one to the other.
const PAIRS: &[(&str, &str, &str, Direction)] = &[
    // Two languages are two demands.
    (
        "language",
        "language: fr\nlength: 5 words",
        "language: en\nlength: 5 words",
        Changed,
    ),
    (
        "length",
        "length: 700..1100 words",
        "length: 800..1100 words",
        Tightened,
    ),
    (
        "length",
        "length: 700..1100 words",
        "length: 700..1000 words",
        Tightened,
    ),
    (
        "length",
        "length: at least 700 words",
        "length: 700..1100 words",
        Tightened,
    ),
    (
        "length",
        "length: 700..1100 words",
        "length: 800..1200 words",
        Changed,
    ),
    (
        "length",
        "length: 700..1100 words",
        "length: between 700 and 1100 words",
        Same,
    ),
    (
        "length",
        "length: more than 699 words",
        "length: at least 700 words",
        Same,
    ),
    (
        "length",
        "length: 700..1100 words",
        "length: [700..1100 words, at most 35 words per sentence]",
        Tightened,
    ),
    (
        "length",
        "length: at most 35 words per sentence",
        "length: at most 30 words per sentence",
        Tightened,
    ),
    (
        "length",
        "length: at least 9 words",
        "length: at least 9 words of all",
        Changed,
    ),
    (
        "length",
        "length: at least 9 chars",
        "length: at least 10 chars",
        Tightened,
    ),
    (
        "title.length",
        "title: { length: 40..65 chars }",
        "title: { length: 45..65 chars }",
        Tightened,
    ),
    (
        "title.length",
        "title: { length: { is: 40..65 chars } }",
        "title: { length: { is: 40..65 chars, words: at most 12 } }",
        Tightened,
    ),
    (
        "title.contains",
        "title: { contains: port }",
        "title: { contains: [port, Anvers] }",
        Tightened,
    ),
    (
        "title.contains",
        "title: { contains: port }",
        "title: { contains: Anvers }",
        Changed,
    ),
    (
        "title.contains",
        "title: { contains: { is: port } }",
        "title: { contains: { is: port, exact: true } }",
        Tightened,
    ),
    (
        "title.rewritten",
        "title: { rewritten: { at-most: 80 % } }",
        "title: { rewritten: { at-most: 60 % } }",
        Tightened,
    ),
    (
        "title.ends-with",
        "title: { ends-with: none }",
        "title: { ends-with: \"!\" }",
        Changed,
    ),
    ("sections", "sections: [a, b]", "sections: [b, a]", Changed),
    (
        "sections",
        "sections: [a, b: { optional: true }]",
        "sections: [a, b]",
        Tightened,
    ),
    (
        "sections",
        "sections: [a, b]",
        "sections: [a, b, { c: { optional: true, words: at least 9 } }]",
        Loosened,
    ),
    (
        "sections",
        "sections: { a: {}, b: {} }",
        "sections: { a: {}, b: {}, others: true }",
        Loosened,
    ),
    (
        "sections",
        "sections: { a: {}, others: true }",
        "sections: { a: {}, b: {}, others: true }",
        Tightened,
    ),
    // An article with the section fails without it, and one without fails with it.
    ("sections", "sections: [a, b]", "sections: [a]", Changed),
    (
        "sections",
        "sections: [a: { words: at least 9 }]",
        "sections: [a: { words: at least 10 }]",
        Tightened,
    ),
    (
        "sections",
        "sections: [a: { list: 3..5 items }]",
        "sections: [a: { list: 3..6 items }]",
        Loosened,
    ),
    (
        "sections",
        "sections: [a: { questions: 4..8 }]",
        "sections: [a: { questions: 4..6 }]",
        Tightened,
    ),
    (
        "sections",
        "sections: [a]",
        "sections: [a: { questions: at least 1 }]",
        Tightened,
    ),
    (
        "sections",
        "sections: [a, b]",
        "sections: [a, b: { heading: B }]",
        Tightened,
    ),
    (
        "headings",
        "headings: { count: at least 3 }",
        "headings: { count: at least 4 }",
        Tightened,
    ),
    (
        "headings",
        "headings: { levels: 3 }",
        "headings: { levels: 2 }",
        Tightened,
    ),
    (
        "headings",
        "headings: { levels: 3 }",
        "headings: { levels: 3, skips: true }",
        Loosened,
    ),
    (
        "headings",
        "headings: { every: at most 350 words }",
        "headings: { every: at most 300 words }",
        Tightened,
    ),
    (
        "headings",
        "headings: { all: at most 9 }",
        "headings: { all: at most 8 }",
        Tightened,
    ),
    (
        "paragraphs",
        "paragraphs: at most 80 words",
        "paragraphs: at most 60 words",
        Tightened,
    ),
    (
        "paragraphs",
        "paragraphs: { sentences: 1..5 }",
        "paragraphs: { sentences: 1..6 }",
        Loosened,
    ),
    (
        "paragraphs",
        "paragraphs: { count: 3..5 }",
        "paragraphs: { count: 3..4 }",
        Tightened,
    ),
    (
        "keyphrase",
        "keyphrase: { is: port, in: [lede] }",
        "keyphrase: { is: port, in: [lede, headings] }",
        Tightened,
    ),
    (
        "keyphrase",
        "keyphrase: { is: port, density: 0.5..3 % }",
        "keyphrase: { is: port, density: 0.5..2.5 % }",
        Tightened,
    ),
    (
        "keyphrase",
        "keyphrase: { is: port, count: at least 2 }",
        "keyphrase: { is: port, count: at least 1 }",
        Loosened,
    ),
    (
        "keyphrase",
        "keyphrase: { is: port, count: at least 1 }",
        "keyphrase: { is: port, count: at least 1 per section }",
        Changed,
    ),
    (
        "keyphrase",
        "keyphrase: { is: port, in: [lede] }",
        "keyphrase: { is: Anvers, in: [lede] }",
        Changed,
    ),
    (
        "meta.description",
        "meta: { description: { length: 121..156 chars } }",
        "meta: { description: { length: 120..156 chars } }",
        Loosened,
    ),
    (
        "meta.description",
        "meta: { description: {} }",
        "meta: { description: { length: at most 20 words } }",
        Tightened,
    ),
    (
        "slug",
        "slug: { words: 2..8 }",
        "slug: { words: 2..6 }",
        Tightened,
    ),
    (
        "slug",
        "slug: { chars: at most 75 }",
        "slug: { chars: at most 80 }",
        Loosened,
    ),
    (
        "slug",
        "slug: { stop-words: at most 2 }",
        "slug: { stop-words: 0 }",
        Tightened,
    ),
    (
        "slug",
        "keyphrase: port\nslug: true",
        "keyphrase: port\nslug: { keyphrase: true }",
        Tightened,
    ),
    (
        "preserve",
        "preserve: [numbers]",
        "preserve: [numbers, names]",
        Tightened,
    ),
    (
        "preserve",
        "preserve: [numbers]",
        "preserve: { is: [numbers], except: [\"12\"] }",
        Loosened,
    ),
    (
        "preserve",
        "preserve: { is: [names], at-least: 80 % }",
        "preserve: { is: [names], at-least: 90 % }",
        Tightened,
    ),
    (
        "preserve",
        "preserve: [names]",
        "preserve: { is: [names], at-least: 90 % }",
        Loosened,
    ),
    (
        "no-new",
        "no-new: [numbers]",
        "no-new: [numbers, quotes]",
        Tightened,
    ),
    (
        "no-new",
        "no-new: [numbers]",
        "no-new: { is: [numbers], except: [\"24\"] }",
        Loosened,
    ),
    (
        "overlap",
        "overlap: <= 40 % of 5-grams",
        "overlap: <= 30 % of 5-grams",
        Tightened,
    ),
    (
        "overlap",
        "overlap: <= 40 % of 5-grams",
        "overlap: <= 40 % of 6-grams",
        Changed,
    ),
    // What is no longer cut from the source is a fact to keep; what is cut is one no more.
    (
        "strip",
        "strip: [/^Pub$/]",
        "strip: [/^Pub$/, /^Ad$/]",
        Changed,
    ),
    (
        "strip",
        "strip: [/^Pub$/, /^Ad$/]",
        "strip: [/^Pub$/]",
        Changed,
    ),
    ("forbid", "forbid: [Pub]", "forbid: [Pub, Ad]", Tightened),
    (
        "forbid",
        "forbid: [Pub]",
        "forbid: { any: [Pub], except: [Pubs] }",
        Loosened,
    ),
    (
        "forbid",
        "forbid: { any: [Pub], in-quotes: forbidden }",
        "forbid: [Pub]",
        Loosened,
    ),
    (
        "forbid",
        "forbid: [Pub]",
        "forbid: { any: [Pub], times: at most 1 per paragraph }",
        Loosened,
    ),
    (
        "forbid",
        "forbid: { any: [Pub], times: at most 2 }",
        "forbid: { any: [Pub], times: at most 1 }",
        Tightened,
    ),
    (
        "forbid",
        "forbid: { any: [Pub], times: at most 2 }",
        "forbid: { any: [Pub], times: at most 1 per section }",
        Changed,
    ),
    (
        "complete",
        "complete: true\nlength: 9 words",
        "complete: { is: true }\nlength: 9 words",
        Same,
    ),
    (
        "bind",
        "bind: [numbers]",
        "bind: [numbers, polarity]",
        Tightened,
    ),
    (
        "bind",
        "bind: [numbers, polarity]",
        "bind: [polarity, numbers]",
        Same,
    ),
    (
        "residue",
        "residue: true\nlength: 9 words",
        "residue: { is: true }\nlength: 9 words",
        Same,
    ),
    (
        "check",
        "checks: { a: { expr: words | count < 9, say: Soyez bref. } }",
        "checks: { a: { expr: words | count < 8, say: Soyez bref. } }",
        Changed,
    ),
    (
        "check",
        "checks: { a: { expr: words | count < 9, say: Soyez bref. } }",
        "checks: { a: { expr: 'words  |  count  <  9', say: Soyez bref. } }",
        Same,
    ),
];

fn moved(diff: &Diff, rule: &str) -> Direction {
    diff.rules
        .iter()
        .find(|r| r.rule.row() == rule)
        .map_or(Same, |r| r.direction)
}

#[test]
fn every_rule_has_a_direction() {
    let mut wrong = Vec::new();
    for (rule, older, newer, wanted) in PAIRS {
        let forth = moved(&differ(older, newer), rule);
        if forth != *wanted {
            wrong.push(format!(
                "{older}\n  → {newer}\n  {forth:?}, {wanted:?} wanted"
            ));
        }
        let mirrored = match wanted {
            Tightened => Loosened,
            Loosened => Tightened,
            other => *other,
        };
        let back = moved(&differ(newer, older), rule);
        if back != mirrored {
            wrong.push(format!(
                "{newer}\n  → {older}\n  {back:?}, {mirrored:?} wanted"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn no_rule_is_left_out() {
    let told: BTreeSet<&str> = PAIRS.iter().map(|p| p.0).collect();
    let all: BTreeSet<&str> = TABLE.iter().map(|d| d.id).collect();
    assert_eq!(told, all, "every rule of the table has at least one pair");
}

#[test]
fn what_comes_is_stricter_and_what_goes_is_laxer() {
    for def in TABLE {
        let Some(example) = def.examples.first() else {
            continue;
        };
        if def.id == "language" {
            continue; // no recipe is without
        }
        let with = example.yaml;
        let without: String = with
            .lines()
            .filter(|l| l.starts_with("language:"))
            .map(|l| format!("{l}\n"))
            .collect();
        let bare = format!("{without}brief: Soyez bref.");
        let came = differ(&bare, with);
        let change = came.rules.iter().find(|r| r.rule.row() == def.id);
        let change = change.unwrap_or_else(|| panic!("{} is not told of", def.id));
        assert_eq!(
            (change.presence, change.direction),
            (Presence::Added, Tightened)
        );
        assert!(
            change.before.is_none() && change.after.is_some(),
            "{}",
            def.id
        );
        assert_eq!(change.word(), "added");

        let went = differ(with, &bare);
        let change = went.rules.iter().find(|r| r.rule.row() == def.id);
        let change = change.unwrap_or_else(|| panic!("{} is not told of", def.id));
        let wanted = if def.id == "strip" { Changed } else { Loosened };
        assert_eq!(
            (change.presence, change.direction),
            (Presence::Removed, wanted)
        );
    }
}

#[test]
fn both_places_and_both_values_are_told() {
    let diff = differ(
        "use: [seo/basic]\ninputs: { keyphrase: { type: text, default: port } }",
        "use: [seo/basic]\ninputs: { keyphrase: { type: text, default: port } }\nheadings:\n  count: at least 2",
    );
    let change = &diff.rules[0];
    assert_eq!(diff.rules.len(), 1);
    assert_eq!(
        (change.rule.as_str(), change.word().as_str()),
        ("headings", "loosened")
    );
    let (before, after) = (
        change.before.as_ref().expect("before"),
        change.after.as_ref().expect("after"),
    );
    assert_eq!(before.said.line(), "seo/basic:26");
    assert_eq!(before.said.pack.as_deref(), Some("seo/basic"));
    assert_eq!(after.said.line(), "new.yaml:6");
    assert_eq!(after.said.pack, None);
    assert!(
        before.setting.contains("at least 3 `##` headings"),
        "{}",
        before.setting
    );
    assert!(
        after.setting.contains("at least 2 `##` headings"),
        "{}",
        after.setting
    );
}

#[test]
fn an_item_of_a_list_is_found() {
    let diff = differ(
        "forbid:\n  - Pub\n  - Ad",
        "forbid:\n  - Pub\n  - Annonce\n  - Ad",
    );
    let after = diff.rules[0].after.as_ref().expect("after");
    assert_eq!(after.said.at.start.line, 5);
}

#[test]
fn layout_is_no_difference() {
    let plain = "version: 1.0.0\nlength: 700..1100 words\ntitle: { length: 40..65 chars, rewritten: true }\nforbid: [Pub, Ad]";
    let same = "# a comment\nversion: 1.0.0\n\ntitle:\n  rewritten: true\n  length: { is: \"40..65 chars\" }\nforbid:\n  - Pub # here\n  - Ad\nlength: between 700 and 1100 words";
    let diff = differ(plain, same);
    assert!(diff.is_empty(), "{}", diff::text::print(&diff));
    assert_eq!(diff.advice.step, Step::None);
    assert!(diff::text::print(&diff).contains("\nno difference in meaning\n"));
    assert!(diff::markdown::print(&diff).contains("no difference in meaning"));
}

#[test]
fn a_severity_has_a_direction_of_its_own() {
    let weigh = |w: &str| format!("paragraphs: {{ words: at most 80, severity: {w} }}");
    let diff = differ(&weigh("warn"), &weigh("error"));
    assert_eq!(diff.rules[0].word(), "severity raised");
    assert_eq!(
        diff.rules[0].weight(),
        Some((Severity::Warn, Severity::Error))
    );
    assert_eq!(diff.advice.step, Step::Major);
    let diff = differ(&weigh("error"), &weigh("info"));
    assert_eq!(diff.rules[0].word(), "severity lowered");
    assert_eq!(diff.advice.step, Step::Minor);
    let diff = differ(&weigh("info"), &weigh("warn"));
    assert_eq!(
        diff.advice.step,
        Step::Minor,
        "a warning makes no draft fail"
    );
    // Stricter, but of a weight that fails nothing.
    let diff = differ(
        "paragraphs: { words: at most 80, severity: warn }",
        "paragraphs: { words: at most 60, severity: warn }",
    );
    assert_eq!(diff.rules[0].direction, Tightened);
    assert_eq!(diff.advice.step, Step::Minor);
}

#[test]
fn the_step_that_a_difference_calls_for() {
    let inputs =
        |i: &str| format!("length: 9 words\ninputs: {{ a: markdown{i} }}\nbrief: \"{{{{ x }}}}\"");
    let optional = inputs(", x: { type: text, default: y }").replace("\nbrief: \"{{ x }}\"", "");
    let none = inputs("").replace("\nbrief: \"{{ x }}\"", "");
    let required = inputs(", x: text").replace("\nbrief: \"{{ x }}\"", "");
    for (older, newer, wanted) in [
        ("length: 9 words", "length: 8 words", Step::Major),
        (
            "length: at least 9 words",
            "length: at least 8 words",
            Step::Minor,
        ),
        (
            "length: 9 words",
            "length: 9 words\ncomplete: true",
            Step::Major,
        ),
        (
            "length: 9 words",
            "length: 9 words\ncomplete: { severity: warn }",
            Step::Minor,
        ),
        (
            "length: 9 words\ncomplete: true",
            "length: 9 words",
            Step::Minor,
        ),
        (
            "length: 9 words\nstrip: [Pub]",
            "length: 9 words",
            Step::Major,
        ),
        (
            "length: 9 words\nbrief: Soyez bref.",
            "length: 9 words\nbrief: Soyez clair.",
            Step::Patch,
        ),
        (
            "length: 9 words\ndescription: a",
            "length: 9 words\ndescription: b",
            Step::Patch,
        ),
        (
            "length: 9 words\nprompts: fr",
            "length: 9 words\nprompts: en",
            Step::Patch,
        ),
        (
            "checks: { a: { expr: words | count < 9, say: Soyez bref. } }",
            "checks: { a: { expr: words | count < 9, say: Écrivez court. } }",
            Step::Patch,
        ),
        (
            "length: 9 words\nframes: { title: { style: a } }",
            "length: 9 words\nframes: { title: { style: b } }",
            Step::Patch,
        ),
        (
            "length: 9 words\nsections: [a: { about: b }]",
            "length: 9 words\nsections: [a: { about: c }]",
            Step::Patch,
        ),
        (none.as_str(), optional.as_str(), Step::Minor),
        (none.as_str(), required.as_str(), Step::Major),
        (optional.as_str(), none.as_str(), Step::Major),
        (optional.as_str(), required.as_str(), Step::Major),
        (required.as_str(), optional.as_str(), Step::Minor),
        ("length: 9 words", "length: 9 words", Step::None),
    ] {
        let diff = differ(older, newer);
        assert_eq!(
            diff.advice.step,
            wanted,
            "{older}\n→ {newer}\n{}",
            diff::text::print(&diff)
        );
        assert_eq!(diff.is_empty(), wanted == Step::None, "{older} → {newer}");
    }
}

#[test]
fn the_step_that_was_made_is_judged() {
    for (before, after, wanted, enough) in [
        ("1.0.0", "1.0.0", "2.0.0", false),
        ("1.0.0", "1.1.0", "2.0.0", false),
        ("1.0.0", "2.0.0", "2.0.0", true),
        ("1.0.0", "3.1.0", "2.0.0", true),
        ("0.3.1", "0.3.2", "0.4.0", false),
        ("0.3.1", "0.4.0", "0.4.0", true),
        ("1.0.0", "2.0.0-draft", "2.0.0", false),
    ] {
        let diff = differ(
            &format!("version: {before}\nlength: at least 9 words"),
            &format!("version: {after}\nlength: at least 10 words"),
        );
        let a = &diff.advice;
        assert_eq!(
            (a.wanted.as_str(), a.enough),
            (wanted, enough),
            "{before} → {after}"
        );
    }
    let same = differ(
        "version: 1.0.0\nlength: 9 words",
        "version: 1.1.0\nlength: 9 words",
    );
    assert!(same.is_empty() && same.advice.enough);
    let back = differ(
        "version: 1.1.0\nlength: 9 words",
        "version: 1.0.0\nlength: 9 words",
    );
    assert!(!back.advice.enough, "a version does not go back");
}

/// French enough to be known as such, however it is cut.
const SENTENCE: &str = "Le port de la ville a rouvert ses quais mercredi matin après deux jours de grève des remorqueurs qui \
demandaient depuis le début de l'année une hausse de leurs salaires et de meilleures conditions de travail pendant la nuit";

#[test]
fn drafts_change_their_fate() {
    let sample = |words: usize| Sample {
        name: format!("{words}.md"),
        work: Work::Draft(format!(
            "# Le port rouvre\n\n{}.\n",
            SENTENCE
                .split(' ')
                .take(words)
                .collect::<Vec<_>>()
                .join(" ")
        )),
        source: None,
    };
    let diff = differ_on(
        "length: at least 18 words",
        "length: at least 24 words",
        &[sample(17), sample(20), sample(30)],
    );
    let fates: Vec<(&str, &str, usize)> = diff
        .effects
        .iter()
        .map(|e| (e.before.word(), e.after.word(), e.rules.len()))
        .collect();
    assert_eq!(
        fates,
        [
            ("fails", "fails", 0),
            ("passes", "fails", 1),
            ("passes", "passes", 0)
        ]
    );
    let rule = &diff.effects[1].rules[0];
    assert_eq!(rule.rule.as_str(), "length");
    assert_eq!(rule.before.as_deref(), Some("holds"));
    assert_eq!(
        rule.after.as_deref(),
        Some("20 words of body, at least 24 wanted")
    );
}

#[test]
fn the_bill_follows_the_plan() {
    let diff = differ(
        "length: 300 words\ntitle: { length: 40..65 chars }",
        "length: 1500 words\ntitle: { length: 40..65 chars }\nsections: [a, b, c]",
    );
    let (a, b) = (diff.cost.before, diff.cost.after);
    assert_eq!(a.calls, 1, "a short article is one call");
    assert!(
        b.calls >= 4,
        "title and sections are calls of their own: {b:?}"
    );
    assert!(b.answer_tokens > 4 * a.answer_tokens, "{a:?} {b:?}");
    assert!(a.prompt_tokens > 0 && b.prompt_tokens > a.prompt_tokens);
    let steps: Vec<(&str, Presence)> = diff
        .prompts
        .iter()
        .map(|p| (p.step.as_str(), p.presence))
        .collect();
    assert!(steps.contains(&("article", Presence::Removed)), "{steps:?}");
    assert!(steps.contains(&("section:a", Presence::Added)), "{steps:?}");
}

/// Which way a rule moved is held against what it says of drafts: no draft passes a tightened rule that did not pass it before.
#[test]
fn a_direction_is_no_lie() {
    let drafts: Vec<(&str, Option<&str>)> = TABLE
        .iter()
        .flat_map(|d| d.examples)
        .map(|e| (e.draft, e.source))
        .collect();
    assert!(drafts.len() > 60, "the examples of all rules");
    let mut told = 0;
    for (rule, older, newer, direction) in PAIRS {
        let (stricter, laxer) = match direction {
            Tightened => (newer, older),
            Loosened => (older, newer),
            _ => continue,
        };
        let (stricter, laxer) = (compile("a.yaml", stricter), compile("b.yaml", laxer));
        for (text, source) in &drafts {
            let holds = |c: &Compiled| {
                let draft = Draft::parse(text, c.plan.lang());
                let source = source.map(|s| Draft::parse(s, c.plan.lang()));
                let bound = c.plan.rules.iter().find(|b| b.id.row() == *rule);
                let bound = bound.expect("the rule is bound");
                let mut out = Outcome::new(bound.id.clone(), bound.severity, bound.loc);
                let article = Article {
                    draft: &draft,
                    source: source.as_ref(),
                };
                bound.rule.validate(article, &mut out);
                out.findings.is_empty()
            };
            let (passes, passed) = (holds(&stricter), holds(&laxer));
            assert!(
                passed || !passes,
                "{rule}: {older} → {newer} is no {direction:?}: the stricter one lets pass\n{text}"
            );
            told += usize::from(passed && !passes);
        }
    }
    assert!(told > 50, "the drafts tell the settings apart: {told}");
}
