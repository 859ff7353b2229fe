//! The compiler hides nothing and invents nothing: each mistake of a recipe is one message, whatever else is wrong; and the first recipes
//! of newcomers are answered with the form that they wanted.

use std::path::Path;

use galley::check::{Plan, vocabulary};
use galley::diag::render::{Options, render};
use galley::diag::{Diagnostic, Severity};
use galley::draft::Draft;
use galley::resolve::packs::{LoadError, Loaded, Loader};
use galley::rules::Article;
use galley::source::SourceMap;
use galley::syntax::speak;

/// One house pack; any other file is missing.
struct House(&'static str);

impl Loader for House {
    fn load(&self, path: &str, _from: &str) -> Result<Loaded, LoadError> {
        if path == "./house.yaml" {
            return Ok(Loaded {
                name: path.to_owned(),
                text: self.0.to_owned(),
            });
        }
        Err(LoadError::Unreadable {
            reason: "no such file".to_owned(),
        })
    }
}

const HOUSE: &str = "pack: house\nforbid: [very, quite]\npreserve: [numbers]\n";

fn compile(name: &str, text: &str) -> (Option<Plan>, Vec<Diagnostic>, SourceMap) {
    let (plan, found, sources) = crate::support::compile::compile(name, text, &House(HOUSE));
    let shown = speak::diagnostics(found, &sources, &vocabulary());
    (plan, shown, sources)
}

fn codes(name: &str, text: &str) -> Vec<&'static str> {
    let (_, found, _) = compile(name, text);
    found.iter().map(|d| d.code.as_str()).collect()
}

fn plan(text: &str) -> Plan {
    let (plan, found, sources) = compile("r.recipe", text);
    plan.unwrap_or_else(|| panic!("{}", render(&found, &sources, Options::default())))
}

const TEN: [&str; 10] = [
    "E0203", // langauge
    "E0201", // an unknown pack
    "E0203", // lenght
    "E0204", // a misspelt setting
    "E0210", // an unknown input
    "E0302", // a wrong unit
    "E0105", // a bad range
    "E0106", // a bad pattern
    "E0213", // an unknown severity
    "E0103", // a section twice
];

#[test]
fn ten_mistakes_are_ten_messages() {
    let recipe = "recipe news\nlangauge en\nuse en/pres\ninput keyphrase text\nlenght 300..500 words\ntitle { lenght 40..65 chars, contains \"{{ keyphrse }}\" }\nparagraphs { words at most 80 chars }\nheadings { count 8..3 }\nforbid /(unclosed/\nslug { words 3..8, severity warm }\nsections {\n  lede { heading none }\n  facts\n  facts { words 40..90 }\n}\n";
    assert_eq!(codes("ten.recipe", recipe), TEN);
    let yaml = "recipe: news\nlangauge: en\nuse: en/pres\ninputs: { keyphrase: text }\nlenght: 300..500 words\ntitle: { lenght: 40..65 chars, contains: \"{{ keyphrse }}\" }\nparagraphs: { words: at most 80 chars }\nheadings: { count: 8..3 }\nforbid: [\"/(unclosed/\"]\nslug: { words: 3..8, severity: warm }\nsections:\n  - lede: { heading: none }\n  - facts\n  - facts: { words: 40..90 }\n";
    assert_eq!(codes("ten.yaml", yaml), TEN);
}

/// What is set twice is looked at twice, and the two are not held against each other.
#[test]
fn the_second_block_hides_nothing() {
    let twice = "recipe r\nlanguage en\ntitle { length 40..65 sentences }\ntitle { contians \"x\" }\nparagraphs { words 10..20 chars }\nparagraphs { words 9..3 }\nlength 300..500 words\n";
    assert_eq!(
        codes("r.recipe", twice),
        ["E0302", "E0103", "E0204", "E0302", "E0103", "E0105"]
    );
    let sections = "recipe r\nlanguage en\nlength 300..400 words\nsections {\n  a { words at least 250 }\n  a { words at least 250, lst 3..5 items }\n}\n";
    assert_eq!(codes("r.recipe", sections), ["E0103", "E0204"]);
    let yaml = "recipe: r\nlanguage: en\nheadings: { count: at least 4 }\nheadings: { all: at most 3, cuont: 3 }\n";
    assert_eq!(codes("r.yaml", yaml), ["E0103", "E0204"]);
}

/// What only follows from a gap is not said.
#[test]
fn nothing_is_invented() {
    for (text, wanted) in [
        // The pack may bring the language, the input, the items, the step.
        (
            "recipe r\nuse ./gone.yaml\nlength 300..500 words\n",
            "E0212",
        ),
        (
            "recipe r\nlanguage en\nuse ./gone.yaml\ntitle { contains \"{{ topic }}\" }\n",
            "E0212",
        ),
        (
            "recipe r\nuse seo/basik\nlanguage en\ntitle { contains \"{{ keyphrase }}\" }\n",
            "E0201",
        ),
        (
            "recipe r\nlanguage en\nuse ./gone.yaml\nforbid { except \"very well\" }\n",
            "E0212",
        ),
        // The misspelt line is the one that would be missing.
        ("recipe r\nlangauge fr\nlength 300..500 words\n", "E0203"),
        ("recipie r\nlanguage fr\nlength 300..500 words\n", "E0203"),
        (
            "recipe r\nlanguage klingon\nlength 300..500 words\n",
            "E0207",
        ),
    ] {
        assert_eq!(codes("r.recipe", text), [wanted], "{text}");
    }
    let inputs =
        "recipe: r\nlanguage: en\ninptus: { topic: text }\ntitle: { contains: \"{{ topic }}\" }\n";
    assert_eq!(codes("r.yaml", inputs), ["E0203"]);
    // An input that no shipped pack brings is unknown all the same.
    let other = "recipe r\nuse seo/basik\nlanguage en\ntitle { contains \"{{ topic }}\" }\n";
    assert_eq!(codes("r.recipe", other), ["E0201", "E0210"]);
}

#[test]
fn a_severity_beside_items_is_theirs() {
    let weights = |text: &str| {
        let plan = plan(text);
        let draft = Draft::parse(
            "# A title\n\nIt is very good, quite good and simply good.\n",
            plan.lang(),
        );
        let article = Article {
            draft: &draft,
            source: None,
        };
        let results = plan.validate(article);
        let forbid = results.iter().find(|r| r.rule == "forbid");
        forbid.map_or(Vec::new(), |r| {
            let found = r.findings.iter();
            found
                .map(|f| (f.excerpt.clone().unwrap_or_default(), f.severity))
                .collect()
        })
    };
    let of = |list: &[(&str, Severity)]| -> Vec<(String, Severity)> {
        list.iter().map(|(t, s)| ((*t).to_owned(), *s)).collect()
    };
    use Severity::{Error, Warn};
    let head = "recipe r\nlanguage en\nuse \"./house.yaml\"\n";
    for (line, wanted) in [
        ("", of(&[("very", Error), ("quite", Error)])),
        (
            "forbid { any \"simply\"; severity warn }\n",
            of(&[("very", Error), ("quite", Error), ("simply", Warn)]),
        ),
        (
            "forbid \"simply\", \"very\" severity warn\n",
            of(&[("very", Warn), ("quite", Error), ("simply", Warn)]),
        ),
        (
            "forbid { severity warn }\n",
            of(&[("very", Warn), ("quite", Warn)]),
        ),
        ("forbid \"very\" severity off\n", of(&[("quite", Error)])),
        ("forbid { severity off }\n", of(&[])),
        ("forbid off\n", of(&[])),
        (
            "forbid \"simply\"\n",
            of(&[("very", Error), ("quite", Error), ("simply", Error)]),
        ),
    ] {
        assert_eq!(weights(&format!("{head}{line}")), wanted, "{line}");
    }
}

/// The same for every rule whose items add up, down to what a report says of each finding.
#[test]
fn a_severity_beside_items_is_theirs_in_every_rule() {
    use Severity::{Error, Warn};
    let source =
        "The ferry carries 40 people. It goes to Skye.\n\n“We are glad of it,” Anna Bell said.\n";
    let draft =
        "# Ferry\n\nRead also: more of it.\n\nThe ferry carries 55 people to Mull. Share this.\n";
    for (house, line, wanted) in [
        (
            "preserve numbers, quotes, names",
            "preserve quotes severity warn",
            [("40", Error), ("glad", Warn), ("Skye", Error)].as_slice(),
        ),
        (
            "preserve numbers",
            "preserve { is quotes, names; severity warn }",
            &[("40", Error), ("glad", Warn), ("Skye", Warn)],
        ),
        (
            "no-new numbers, names",
            "no-new names severity warn",
            &[("55", Error), ("Mull", Warn)],
        ),
        (
            "no-new names",
            "no-new numbers severity warn",
            &[("55", Warn), ("Mull", Error)],
        ),
        (
            "strip \"Read also\"",
            "strip \"Share this\" severity warn",
            &[("Read also", Error), ("Share this", Warn)],
        ),
    ] {
        let dir = tempfile::tempdir().expect("a folder");
        let put = |name: &str, text: &str| {
            std::fs::write(dir.path().join(name), text).expect("written");
        };
        put(
            "house.recipe",
            &format!("pack house\nlanguage en\n{house}\n"),
        );
        put(
            "r.recipe",
            &format!("recipe r\nuse ./house.recipe\n{line}\n"),
        );
        put("s.md", source);
        put("d.md", draft);
        let out = assert_cmd::Command::cargo_bin("galley")
            .expect("the program is built")
            .current_dir(dir.path())
            .args(["check", "r.recipe", "d.md", "--source", "s.md"])
            .args(["--format", "json"])
            .output()
            .expect("it ran");
        let shown = String::from_utf8_lossy(&out.stdout).into_owned();
        let json: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
        let findings: Vec<&serde_json::Value> = json["reports"][0]["rules"]
            .as_array()
            .expect("a list")
            .iter()
            .flat_map(|r| r["findings"].as_array().expect("a list"))
            .collect();
        for (word, severity) in wanted {
            let found = findings.iter().find(|f| f.to_string().contains(word));
            let found = found.unwrap_or_else(|| panic!("{line}: {word}: {shown}"));
            let word_of = if *severity == Error { "error" } else { "warn" };
            assert_eq!(found["severity"], word_of, "{line}: {word}");
        }
    }
}

#[test]
fn the_check_of_a_language_is_switched_off_and_not_the_language() {
    let has = |text: &str| plan(text).rules.iter().any(|b| b.def.id == "language");
    assert!(has("recipe r\nlanguage en\nlength 300..500 words\n"));
    assert!(!has(
        "recipe r\nlanguage en severity off\nlength 300..500 words\n"
    ));
    assert!(!has(
        "recipe r\nlanguage en { severity off }\nlength 300..500 words\n"
    ));
    assert!(!has("recipe r\nuse en/press\nlanguage { severity off }\n"));
    assert!(has(
        "recipe r\nlanguage en { severity warn }\nlength 300..500 words\n"
    ));
    assert_eq!(
        plan("recipe r\nlanguage fr severity off\nlength 300..500 words\n")
            .lang()
            .code(),
        "fr"
    );
    for line in ["language off", "language { severity off }"] {
        let text = format!("recipe r\n{line}\nlength 300..500 words\n");
        assert_eq!(codes("r.recipe", &text).len(), 1, "{line}");
    }
    // Two languages are a contradiction, checked or not.
    let two = "recipe r\nuse fr/presse\nlanguage en severity off\n";
    assert_eq!(codes("r.recipe", two), ["E0405"]);
}

#[test]
fn settings_are_no_names() {
    let head = "recipe r\nlanguage en\nlength 300..500 words\n";
    for (text, wanted) in [
        (
            "sections { lede, words 30..60, heading none }",
            &["E0204"][..],
        ),
        ("sections { words 30..60 }", &["E0204"]),
        ("sections { lede, about \"the news\" }", &["E0204"]),
        ("sections { lede { heading yes } }", &["E0301"]),
        ("sections { lede { heading non } }", &["E0301"]),
        ("sections { lede { heading true } }", &["E0301"]),
        ("sections { lede, facts no }", &["E0301"]),
        (
            "checks { expr \"article.words > 3\", say \"x\" }",
            &["E0204"],
        ),
        ("steps { prompt \"x\" }", &["E0218"]),
        // These are names.
        ("sections { lede, about { words 30..60 } }", &[]),
        ("sections { lede, about }", &[]),
        ("sections { lede { heading \"Yes\" } }", &[]),
        (
            "sections { lede { heading none }, facts { heading free } }",
            &[],
        ),
    ] {
        assert_eq!(
            codes("r.recipe", &format!("{head}{text}\n")),
            wanted,
            "{text}"
        );
    }
}

/// What newcomers write first, and what they are told.
#[test]
fn first_recipes_are_led_to_the_fix() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/first");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of first recipes")
        .map(|f| f.expect("a file").path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 10);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/first"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for file in files {
        let name = file
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = std::fs::read_to_string(&file).expect("a text");
        let (plan, found, sources) = compile(&name, &text);
        assert!(plan.is_some() || !found.is_empty(), "{name}");
        for d in &found {
            assert!(!d.help.is_empty() || !d.fix.is_empty(), "{name}: {d:?}");
        }
        let shown = render(&found, &sources, Options::default());
        settings.bind(|| insta::assert_snapshot!(name.replace('.', "-"), shown));
    }
}
