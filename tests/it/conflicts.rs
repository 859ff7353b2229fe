//! Contradictions are compile errors that point at both lines; what only looks like one is let through.

use crate::support::cases;
use std::collections::BTreeMap;

use galley::check::{check, vocabulary};
use galley::diag::render::{Options, render};
use galley::diag::{Severity, Sink};
use galley::resolve::packs::{LoadError, Loaded, Loader};
use galley::resolve::{Context, resolve};
use galley::source::{Source, SourceMap};

/// A house pack that stands beside the recipe.
struct House(&'static str);

impl Loader for House {
    fn load(&self, path: &str, _from: &str) -> Result<Loaded, LoadError> {
        Ok(Loaded {
            name: path.to_owned(),
            text: self.0.to_owned(),
        })
    }
}

/// The codes of what is wrong with a recipe, and the messages as they are drawn.
fn compile(recipe: &str, house: &'static str) -> (Vec<&'static str>, String) {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("recipe.yaml", recipe));
    let mut sink = Sink::new();
    let vocabulary = vocabulary();
    let given = BTreeMap::new();
    let found = resolve(
        id,
        &mut Context {
            vocabulary: &vocabulary,
            loader: &House(house),
            given: &given,
            sources: &mut sources,
        },
        &mut sink,
    );
    let plan = found.and_then(|r| check(r, &mut sink));
    let items = sink.into_sorted();
    let failed = items.iter().any(|d| d.severity == Severity::Error);
    assert_eq!(
        plan.is_none(),
        failed,
        "a plan comes out when no error does:\n{recipe}"
    );
    for d in &items {
        assert!(!d.labels.is_empty() && !d.help.is_empty(), "{d:#?}");
    }
    let codes = items.iter().map(|d| d.code.as_str()).collect();
    (codes, render(&items, &sources, Options::default()))
}

struct Kind {
    code: &'static str,
    name: &'static str,
    recipe: &'static str,
    house: &'static str,
    /// The same with the contradiction only just gone.
    near: &'static [&'static str],
}

const NO_HOUSE: &str = "pack: house\n";

const KINDS: &[Kind] = &[
    Kind {
        code: "E0401",
        name: "E0401-minimum-above-maximum",
        recipe: "recipe: r\nlanguage: fr\nuse: [./house.yaml]\nheadings: { count: at least 4 }\n",
        house: "pack: house\nheadings:\n  all: at most 3\n",
        near: &[
            "recipe: r\nlanguage: fr\nheadings: { count: at least 3, all: at most 3 }\n",
            // A later setting of the same name replaces the earlier one: no contradiction.
            "recipe: r\nlanguage: fr\nuse: [./house.yaml]\nheadings: { count: 4..6, all: at most 9 }\n",
        ],
    },
    Kind {
        code: "E0401",
        name: "E0401-title-words-and-characters",
        recipe: "recipe: r\nlanguage: en\ntitle:\n  length:\n    is: at most 40 chars\n    words: at least 21\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: en\ntitle:\n  length:\n    is: at most 40 chars\n    words: at least 20\n",
        ],
    },
    Kind {
        code: "E0402",
        name: "E0402-sections-exceed-length",
        recipe: "recipe: r\nlanguage: fr\nlength: 100..200 words\nsections:\n  - faits: { words: at least 120 }\n  - contexte: { words: 100..150 }\n  - suite: { words: at least 90, optional: true }\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nlength: 100..220 words\nsections:\n  - faits: { words: at least 120 }\n  - contexte: { words: 100..150 }\n  - suite: { words: at least 90, optional: true }\n",
        ],
    },
    Kind {
        code: "E0403",
        name: "E0403-sections-fall-short-of-length",
        recipe: "recipe: r\nlanguage: fr\nlength: 700..1100 words\nsections:\n  - chapo: { words: 30..60, heading: none }\n  - faits: { words: at most 300 }\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nlength: 700..1100 words\nsections:\n  - chapo: { words: 30..60, heading: none }\n  - faits: { words: at most 640 }\n",
            "recipe: r\nlanguage: fr\nlength: 700..1100 words\nsections:\n  - chapo: { words: 30..60, heading: none }\n  - faits\n",
            "recipe: r\nlanguage: fr\nlength: 700..1100 words\nsections:\n  - chapo: { words: 30..60, heading: none }\n  - others: true\n",
            // Words of the title and the headings come on top of the sections' own.
            "recipe: r\nlanguage: fr\nlength: 64..90 words of all\nsections:\n  - chapo: { words: 30..60, heading: none }\n",
        ],
    },
    Kind {
        code: "E0404",
        name: "E0404-title-too-short",
        recipe: "recipe: r\nlanguage: fr\ninputs: { keyphrase: { type: text, default: lutte contre le trafic de drogue } }\ntitle:\n  length: at most 15 chars\n  contains: keyphrase\n",
        house: NO_HOUSE,
        near: &[
            // `luttes, trafic, drogues`: the function words need not stand there.
            "recipe: r\nlanguage: fr\ntitle:\n  length: at most 20 chars\n  contains: lutte contre le trafic de drogue\n",
            // The input has no value yet.
            "recipe: r\nlanguage: fr\ninputs: { keyphrase: text }\ntitle:\n  length: at most 5 chars\n  contains: keyphrase\n",
        ],
    },
    Kind {
        code: "E0404",
        name: "E0404-exact",
        recipe: "recipe: r\nlanguage: en\ntitle:\n  length: at most 20 chars\n  contains: { is: a port of the North Sea, exact: true }\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: en\ntitle:\n  length: at most 23 chars\n  contains: { is: a port of the North Sea, exact: true }\n",
        ],
    },
    Kind {
        code: "E0405",
        name: "E0405-two-languages",
        recipe: "recipe: r\nuse: [./house.yaml]\nlanguage: en\nlength: at least 300 words\n",
        house: "pack: house\nlanguage: fr\n",
        near: &["recipe: r\nlanguage: fr\nlength: at least 300 words\n"],
    },
    Kind {
        code: "E0406",
        name: "E0406-forbidden-in-a-heading",
        recipe: "recipe: r\nlanguage: fr\nsections:\n  - pub: { heading: Publicité et partenaires }\nforbid: [PUBLICITÉ]\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nsections:\n  - pub: { heading: Publicités et partenaires }\nforbid: [PUBLICITÉ]\n",
            // A pattern knows capitals, and the heading can be written without.
            "recipe: r\nlanguage: fr\nsections:\n  - pub: { heading: PUBLICITÉ et partenaires }\nforbid: [/PUBLICITÉ/]\n",
            "recipe: r\nlanguage: fr\nsections:\n  - pub: { heading: Publicité et partenaires, optional: true }\nforbid: [PUBLICITÉ]\n",
            "recipe: r\nlanguage: fr\nsections:\n  - pub: { heading: Publicité et partenaires }\nforbid: { any: [publicité], except: [publicité et partenaires] }\n",
        ],
    },
    Kind {
        code: "E0407",
        name: "E0407-count-below-density",
        recipe: "recipe: r\nlanguage: fr\nlength: 700..1100 words\nkeyphrase: { is: port d’Anvers, count: at most 2, density: 1..2 % }\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nlength: 700..1100 words\nkeyphrase: { is: port d’Anvers, count: at most 7, density: 1..2 % }\n",
        ],
    },
    Kind {
        code: "E0407",
        name: "E0407-count-above-density",
        recipe: "recipe: r\nlanguage: fr\nlength: at most 300 words\nkeyphrase: { is: port d’Anvers, count: at least 7, density: at most 2 % }\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nlength: at most 300 words\nkeyphrase: { is: port d’Anvers, count: at least 6, density: at most 2 % }\n",
            // Without an upper length there is always a text long enough.
            "recipe: r\nlanguage: fr\nlength: at least 300 words\nkeyphrase: { is: port d’Anvers, count: at least 70, density: at most 2 % }\n",
        ],
    },
    Kind {
        code: "E0408",
        name: "E0408-fewer-headings-than-sections",
        recipe: "recipe: r\nlanguage: fr\nheadings: at most 2\nsections: [faits, contexte, suite]\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nheadings: at most 2\nsections:\n  - chapo: { heading: none }\n  - faits\n  - contexte\n  - suite: { optional: true }\n",
        ],
    },
    Kind {
        code: "E0408",
        name: "E0408-more-headings-than-sections",
        recipe: "recipe: r\nlanguage: fr\nheadings: at least 3\nsections:\n  - chapo: { heading: none }\n  - faits\n  - contexte\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nheadings: at least 3\nsections:\n  - chapo: { heading: none }\n  - faits\n  - contexte\n  - others: true\n",
            // Deeper headings inside the sections count among all.
            "recipe: r\nlanguage: fr\nheadings: { all: at least 5 }\nsections:\n  - faits\n  - contexte\n",
        ],
    },
    Kind {
        code: "E0409",
        name: "E0409-same-heading",
        recipe: "recipe: r\nlanguage: fr\nsections:\n  - faits: { heading: Ce qu’il faut savoir }\n  - rappel: { heading: \"Ce qu'il faut savoir\" }\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nsections:\n  - faits: { heading: Ce qu’il faut savoir }\n  - rappel: { heading: Ce qu’il faut retenir }\n",
        ],
    },
    Kind {
        code: "E0409",
        name: "E0409-same-name",
        recipe: "recipe: r\nlanguage: fr\nsections: [faits, contexte, faits]\n",
        house: NO_HOUSE,
        near: &[],
    },
    Kind {
        code: "E0410",
        name: "E0410-description-too-short",
        recipe: "recipe: r\nlanguage: fr\nmeta: { description: at most 15 chars }\nkeyphrase: { is: trafic de drogue dans les ports, in: [description] }\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nmeta: { description: at most 20 chars }\nkeyphrase: { is: trafic de drogue dans les ports, in: [description] }\n",
        ],
    },
    Kind {
        code: "E0411",
        name: "E0411-slug-too-short",
        recipe: "recipe: r\nlanguage: fr\nslug: { words: at most 2, keyphrase: true }\nkeyphrase: lutte contre le trafic de drogue\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nslug: { words: at most 3, keyphrase: true }\nkeyphrase: lutte contre le trafic de drogue\n",
        ],
    },
    Kind {
        code: "E0412",
        name: "E0412-paragraphs-exceed-length",
        recipe: "recipe: r\nlanguage: fr\nlength: at most 300 words\nparagraphs:\n  words: at least 60\n  count: at least 6\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nlength: at most 360 words\nparagraphs:\n  words: at least 60\n  count: at least 6\n",
        ],
    },
    Kind {
        code: "E0413",
        name: "E0413-list-exceeds-section",
        recipe: "recipe: r\nlanguage: fr\nsections:\n  - chiffres: { list: at least 8 items, words: at most 5 }\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nsections:\n  - chiffres: { list: at least 8 items, words: at most 8 }\n",
        ],
    },
    Kind {
        code: "E0413",
        name: "E0413-questions-exceed-section",
        recipe: "recipe: r\nlanguage: en\nsections:\n  - faq: { questions: 4..8, words: at most 3 }\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: en\nsections:\n  - faq: { questions: 4..8, words: at most 4 }\n",
            "recipe: r\nlanguage: en\nsections:\n  - faq: { questions: at most 8, words: at most 3 }\n",
        ],
    },
    Kind {
        code: "E0402",
        name: "E0402-questions-exceed-length",
        recipe: "recipe: r\nlanguage: fr\nlength: at most 100 words\nsections:\n  - faits: { words: at least 98 }\n  - faq: { questions: 4..8 }\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nlength: at most 100 words\nsections:\n  - faits: { words: at least 96 }\n  - faq: { questions: 4..8 }\n",
        ],
    },
    Kind {
        code: "E0406",
        name: "E0406-question-mark-forbidden",
        recipe: "recipe: r\nlanguage: fr\nuse: [./house.yaml]\nsections:\n  - faits\n  - faq: { questions: 4..8 }\n",
        house: "pack: house\nforbid: '?'\n",
        near: &[
            "recipe: r\nlanguage: fr\nsections:\n  - faq: { questions: 4..8 }\nforbid: '??'\n",
            "recipe: r\nlanguage: fr\nsections:\n  - faq: { questions: 4..8, optional: true }\nforbid: '?'\n",
            "recipe: r\nlanguage: fr\nsections:\n  - faq: { questions: at most 8 }\nforbid: '?'\n",
        ],
    },
    Kind {
        code: "E0408",
        name: "E0408-questions-without-headings",
        recipe: "recipe: r\nlanguage: fr\nsections:\n  - faq: { questions: 4..8 }\nheadings: { all: exactly 0 }\n",
        house: NO_HOUSE,
        near: &[
            // Bold lines are the way out.
            "recipe: r\nlanguage: fr\nsections:\n  - faq: { questions: 4..8 }\nheadings: { all: exactly 1 }\n",
            "recipe: r\nlanguage: fr\nsections:\n  - faq: { questions: 4..8 }\nheadings: { count: exactly 1, levels: 2 }\n",
        ],
    },
    Kind {
        code: "E0414",
        name: "E0414-headless-section-not-first",
        recipe: "recipe: r\nlanguage: fr\nsections:\n  - faits\n  - chapo: { heading: none }\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nsections:\n  - chapo: { heading: none }\n  - faits\n",
            "recipe: r\nlanguage: fr\nsections:\n  - alerte: { optional: true }\n  - chapo: { heading: none }\n",
        ],
    },
    Kind {
        code: "E0415",
        name: "E0415-no-step-writes-it",
        recipe: "recipe: r\nlanguage: fr\nkeyphrase: { is: trafic de drogue, in: [title, lede] }\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\ntitle: { ends-with: none }\nkeyphrase: { is: trafic de drogue, in: [title, lede] }\n",
        ],
    },
    Kind {
        code: "W0416",
        name: "W0416-keyphrase-forbidden-as-written",
        recipe: "recipe: r\nlanguage: fr\nkeyphrase: { is: trafic de drogue, in: [lede] }\nforbid: [drogue]\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nkeyphrase: { is: trafic de drogue, in: [lede] }\nforbid: [drogues]\n",
        ],
    },
    Kind {
        code: "W0417",
        name: "W0417-no-paragraph-fits",
        recipe: "recipe: r\nlanguage: fr\nparagraphs: at least 80 words\nsections:\n  - chapo: { heading: none, words: 30..60 }\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nparagraphs: at least 60 words\nsections:\n  - chapo: { heading: none, words: 30..60 }\n",
            "recipe: r\nlanguage: fr\nparagraphs: at least 80 words\nsections:\n  - points: { list: 3..5, words: 30..60 }\n",
        ],
    },
    Kind {
        code: "W0418",
        name: "W0418-no-room",
        recipe: "recipe: r\nlanguage: fr\nlength: exactly 700 words\n",
        house: NO_HOUSE,
        near: &[
            "recipe: r\nlanguage: fr\nlength: 690..715 words\n",
            "recipe: r\nlanguage: fr\nlength: exactly 30 words\n",
        ],
    },
];

#[test]
fn contradictions_point_at_both_lines() {
    for kind in KINDS {
        let (codes, drawn) = compile(kind.recipe, kind.house);
        assert_eq!(codes, [kind.code], "{}\n{drawn}", kind.name);
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/conflicts"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(kind.name, format!("{}\n{drawn}", kind.recipe));
        });
    }
}

#[test]
fn near_misses_are_let_through() {
    for kind in KINDS {
        for recipe in kind.near {
            let (codes, drawn) = compile(recipe, kind.house);
            assert!(codes.is_empty(), "{}: {recipe}\n{drawn}", kind.name);
        }
    }
}

#[test]
fn several_contradictions_are_reported_in_one_run() {
    let recipe = "recipe: r\nlanguage: fr\nlength: at most 100 words\nheadings: at most 1\nsections:\n  - faits: { words: at least 120 }\n  - chapo: { heading: none, list: at least 4 items, words: at most 3 }\n  - suite: { heading: À suivre }\n  - fin: { heading: à suivre }\ntitle: { length: at most 3 chars, contains: port d’Anvers }\nforbid: [suivre]\n";
    let (mut codes, drawn) = compile(recipe, NO_HOUSE);
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(
        codes,
        [
            "E0402", "E0404", "E0406", "E0408", "E0409", "E0413", "E0414"
        ],
        "{drawn}"
    );
}

#[test]
fn of_many_that_are_the_same_each_is_told_once() {
    let sections = vec!["a"; 40].join(", ");
    let recipe = format!("recipe: r\nlanguage: fr\nsections: [{sections}]\n");
    let (codes, _) = compile(&recipe, "");
    assert_eq!(codes, ["E0409"; 39]);
}

#[test]
fn every_kind_has_a_case() {
    let tested: Vec<&str> = KINDS.iter().map(|k| k.code).collect();
    for entry in galley::diag::codes::TABLE {
        let code = entry.code.as_str();
        if code.get(1..3) == Some("04") {
            assert!(tested.contains(&code), "{code} has no case");
        }
    }
}

/// The lines that a help proposes, by the name that they set.
fn proposed(drawn: &str) -> Vec<String> {
    let lines = drawn
        .lines()
        .filter_map(|l| l.trim().strip_prefix("help: "));
    lines
        .filter(|l| l.starts_with("length: "))
        .map(str::to_owned)
        .collect()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: cases(200), failure_persistence: None, ..Default::default() })]

    /// Whatever is proposed satisfies the rules, and more than one number does.
    #[test]
    fn what_is_proposed_is_a_way_out(
        low in 1u32..900, more in 0u32..500, a in 1u32..900, wide in 0u32..200, b in 1u32..900, of_all: bool,
    ) {
        let unit = if of_all { "words of all" } else { "words" };
        let recipe = |length: &str| format!(
            "recipe: r\nlanguage: en\n{length}\nsections:\n  - one: {{ words: {a}..{} }}\n  - two: {{ words: {b}..{} }}\n",
            a + wide, b + wide,
        );
        let (codes, drawn) = compile(&recipe(&format!("length: {low}..{} {unit}", low + more)), NO_HOUSE);
        if codes.iter().any(|c| c.starts_with('E')) {
            let lines = proposed(&drawn);
            proptest::prop_assert!(!lines.is_empty(), "{}", drawn);
            for line in lines {
                let (left, drawn) = compile(&recipe(&line), NO_HOUSE);
                proptest::prop_assert!(left.iter().all(|c| c.starts_with('W')), "{}\n{}", line, drawn);
                proptest::prop_assert!(!line.contains("exactly"));
            }
        }
    }
}
