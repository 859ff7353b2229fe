//! Every rule keeps its promises: its examples come to what they say, its prompts name the numbers that it enforces, its mutants are
//! caught, its repairs and instructions are well written in both languages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

use galley::check::{Plan, RuleResult, check, vocabulary};
use galley::diag::{Diagnostic, Sink};
use galley::draft::Draft;
use galley::resolve::packs::NoFiles;
use galley::resolve::{Context, Tongue, resolve};
use galley::rules::{Article, Def, Example, Expect, Facts, TABLE, TextEdit, Verdict};
use galley::source::{Source, SourceMap};
use proptest::prelude::*;

/// `Fr`, as the snapshots name a tongue.
fn short(tongue: Tongue) -> &'static str {
    match tongue.code() {
        "fr" => "Fr",
        _ => "En",
    }
}

/// French first, as the snapshots have it.
fn tongues() -> [Tongue; 2] {
    ["fr", "en"].map(|code| Tongue::of_code(code).expect("a shipped tongue"))
}

/// Compiles the statements of an example.
fn compile(yaml: &str) -> (Option<Plan>, Vec<Diagnostic>) {
    let language = if yaml.lines().any(|l| l.starts_with("language:")) {
        ""
    } else {
        "language: fr\n"
    };
    let text = format!("recipe: example\n{language}{yaml}\n");
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("example.yaml", &text));
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
    (plan, sink.items().to_vec())
}

/// An example with its plan and its texts.
struct Case {
    def: &'static Def,
    example: &'static Example,
    plan: Plan,
    source: Option<Draft>,
}

impl Case {
    fn name(&self) -> String {
        format!("{}: {}", self.def.id, self.example.title)
    }

    fn check(&self, draft: &str) -> RuleResult {
        let draft = Draft::parse(draft, self.plan.lang());
        let article = Article {
            draft: &draft,
            source: self.source.as_ref(),
        };
        self.plan
            .validate(article)
            .into_iter()
            .find(|r| r.rule.row() == self.def.id)
            .unwrap_or_else(|| panic!("{}: the rule is not bound", self.name()))
    }

    fn rule(&self) -> &dyn galley::rules::Rule {
        let bound = self.plan.rules.iter().find(|b| b.def.id == self.def.id);
        &*bound.expect("the rule is bound").rule
    }

    fn with_article<T>(&self, run: impl FnOnce(Article<'_>) -> T) -> T {
        let draft = Draft::parse(self.example.draft, self.plan.lang());
        run(Article {
            draft: &draft,
            source: self.source.as_ref(),
        })
    }
}

fn cases() -> Vec<Case> {
    let mut out = Vec::new();
    for def in TABLE {
        for example in def.examples {
            let (plan, mut diagnostics) = compile(example.yaml);
            // An example of `language` asks for nothing else.
            diagnostics.retain(|d| d.code.as_str() != "W0306");
            let name = format!("{}: {}", def.id, example.title);
            // The examples of `language` hold no other rule, which a recipe is warned about.
            let faults: Vec<&Diagnostic> = diagnostics
                .iter()
                .filter(|d| d.code.as_str() != "W0306")
                .collect();
            assert!(
                faults.is_empty(),
                "{name}: the recipe is not clean: {faults:#?}"
            );
            let plan = plan.unwrap_or_else(|| panic!("{name}: no plan"));
            let source = example.source.map(|s| Draft::parse(s, plan.lang()));
            out.push(Case {
                def,
                example,
                plan,
                source,
            });
        }
    }
    out
}

#[test]
fn examples_come_to_what_they_say() {
    let mut wrong = String::new();
    for case in cases() {
        let result = case.check(case.example.draft);
        let found: Vec<(String, &str)> = result
            .findings
            .iter()
            .map(|f| (f.message(), f.span.slice(case.example.draft)))
            .collect();
        let good = match (case.example.expect, &result.verdict) {
            (Expect::Holds, Verdict::Holds) => true,
            (Expect::Fails { message, at }, Verdict::Fails) => found
                .iter()
                .any(|(m, text)| m.contains(message) && *text == at),
            (Expect::Undetermined(why), Verdict::Undetermined { reason })
            | (Expect::Skipped(why), Verdict::Skipped { reason }) => {
                reason.to_string().contains(why)
            }
            _ => false,
        };
        if !good {
            writeln!(
                wrong,
                "{}\n  expected {:?}\n  came {:?}\n  found {found:?}",
                case.name(),
                case.example.expect,
                result.verdict
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn spans_fit_the_draft() {
    for case in cases() {
        for finding in case.check(case.example.draft).findings {
            assert!(
                case.example.draft.get(finding.span.range()).is_some(),
                "{}: {:?} is no span of the draft",
                case.name(),
                finding.span
            );
        }
    }
}

#[test]
fn prompts_name_the_numbers_that_are_enforced() {
    let mut wrong = String::new();
    for case in cases() {
        let mut facts = Facts::default();
        case.rule().facts(&mut facts);
        for tongue in tongues() {
            let text: String = case
                .rule()
                .instruct(tongue)
                .iter()
                .map(|i| format!("{}\n", i.text))
                .collect();
            for limit in facts.limits.iter().filter(|l| l.rule == case.def.id) {
                for bound in [limit.min, limit.max].into_iter().flatten() {
                    let plain = format!("{bound}");
                    let comma = plain.replace('.', ",");
                    if !text.contains(&plain) && !text.contains(&comma) {
                        writeln!(
                            wrong,
                            "{} {tongue:?}: {plain} is not in {text:?}",
                            case.name()
                        )
                        .unwrap();
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn mutants_are_caught() {
    let mut wrong = String::new();
    let mut mutated = BTreeSet::new();
    for case in cases() {
        if !matches!(case.example.expect, Expect::Holds) {
            continue;
        }
        for mutant in case.with_article(|a| case.rule().mutants(a)) {
            mutated.insert(case.def.id);
            let verdict = case.check(&mutant.draft).verdict;
            if verdict != Verdict::Fails {
                writeln!(
                    wrong,
                    "{}: {}: {verdict:?}\n{}",
                    case.name(),
                    mutant.what,
                    mutant.draft
                )
                .unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    for def in TABLE {
        // `strip` reads the source and nothing else.
        let reads = case_reads_the_draft(def);
        assert!(
            mutated.contains(def.id) || !reads,
            "{}: no mutant of a passing example",
            def.id
        );
    }
}

fn case_reads_the_draft(def: &Def) -> bool {
    def.examples
        .iter()
        .any(|e| matches!(e.expect, Expect::Fails { .. }))
}

#[test]
fn fixes_mend_and_break_nothing() {
    for case in cases() {
        let edits = case.with_article(|a| case.rule().fix(a));
        if edits.is_empty() {
            continue;
        }
        let before = case.check(case.example.draft);
        let mended = apply(case.example.draft, edits);
        let after = case.check(&mended);
        assert!(
            after.findings.len() < before.findings.len(),
            "{}: the fix mends nothing: {mended}",
            case.name()
        );
        let draft = Draft::parse(&mended, case.plan.lang());
        let again = case.rule().fix(Article {
            draft: &draft,
            source: case.source.as_ref(),
        });
        assert!(again.is_empty(), "{}: fixed twice: {again:?}", case.name());
    }
}

fn apply(text: &str, mut edits: Vec<TextEdit>) -> String {
    let mut out = text.to_owned();
    edits.sort_by_key(|e| std::cmp::Reverse(e.span.start));
    for edit in edits {
        out.replace_range(edit.span.range(), &edit.replacement);
    }
    out
}

#[test]
fn definitions_are_complete() {
    for def in TABLE {
        let id = def.id;
        assert!(
            !def.summary.is_empty() && !def.summary.ends_with('.'),
            "{id}: summary"
        );
        assert!(def.docs.len() > 200, "{id}: the docs say too little");
        assert!(
            def.settings.iter().any(|s| s.name == def.bare),
            "{id}: `{}` is not among the settings",
            def.bare
        );
        for s in def.settings {
            assert!(!s.takes.is_empty() && !s.doc.is_empty(), "{id}: {}", s.name);
        }
        let holds = def
            .examples
            .iter()
            .any(|e| matches!(e.expect, Expect::Holds));
        assert!(holds, "{id}: no example that holds");
        for e in def.examples {
            assert!(!e.recipe.is_empty(), "{id}: {}: no second surface", e.title);
        }
    }
    let fails = |d: &&&Def| {
        d.examples
            .iter()
            .any(|e| matches!(e.expect, Expect::Fails { .. }))
    };
    let silent: Vec<&str> = TABLE.iter().filter(|d| !fails(d)).map(|d| d.id).collect();
    assert!(
        silent.iter().all(|id| *id == "strip"),
        "rules without an example that fails: {silent:?}"
    );
}

#[test]
fn every_file_is_in_the_table() {
    let ids: BTreeSet<String> = TABLE
        .iter()
        .map(|d| d.id.replace(['.', '-'], "_"))
        .collect();
    assert_eq!(ids.len(), TABLE.len(), "two rules share a name");
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
    let files: BTreeSet<String> = std::fs::read_dir(dir)
        .unwrap()
        .filter_map(|f| {
            let path = f.unwrap().path();
            let is_rust = path.extension().is_some_and(|e| e == "rs");
            is_rust.then(|| path.file_stem().unwrap().to_str().unwrap().to_owned())
        })
        .filter(|f| {
            ![
                "mod", "args", "counted", "demand", "facts", "finding", "id", "page", "phrase",
                "surgery",
            ]
            .contains(&f.as_str())
        })
        .collect();
    assert_eq!(files, ids, "one file and one row a rule");
}

/// What is wrong with the typography of a French prompt.
fn slips(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for bad in [" :", " ;", " !", " ?", " »", "« ", "'", "...", " %", "  "] {
        if text.contains(bad) {
            out.push(format!("{bad:?}"));
        }
    }
    for mark in [';', '!', '?', '»'] {
        let bare = text
            .match_indices(mark)
            .any(|(i, _)| !text[..i].ends_with(['\u{a0}', '\u{202f}']) && i > 0);
        if bare {
            out.push(format!("no space before {mark:?}"));
        }
    }
    out
}

#[test]
fn prompts_are_well_written() {
    let mut wrong = String::new();
    for case in cases() {
        let mut texts: Vec<(Tongue, String)> = Vec::new();
        for tongue in tongues() {
            texts.extend(
                case.rule()
                    .instruct(tongue)
                    .into_iter()
                    .map(|i| (tongue, i.text)),
            );
        }
        let findings = case.check(case.example.draft).findings;
        for tongue in tongues() {
            texts.extend(
                findings
                    .iter()
                    .map(|f| (tongue, case.rule().repair(f, tongue))),
            );
        }
        for (tongue, text) in texts {
            let trimmed = text.trim();
            if trimmed != text || !text.ends_with(['.', '?', '!', '»', '”', '}']) {
                writeln!(
                    wrong,
                    "{} {tongue:?}: not a sentence: {text:?}",
                    case.name()
                )
                .unwrap();
            }
            // Words of the draft are quoted as they are: only what the rule itself says is judged.
            let own = without_quoted(&text);
            if tongue.code() == "fr" && !slips(&own).is_empty() {
                writeln!(wrong, "{}: {:?} in {text:?}", case.name(), slips(&own)).unwrap();
            }
            if tongue.code() == "en" && without_curly(&text).contains(['«', '"', '\'']) {
                writeln!(wrong, "{}: not English quotes in {text:?}", case.name()).unwrap();
            }
        }
        for f in &findings {
            let message = f.message();
            if message.starts_with(char::is_uppercase) || message.ends_with('.') {
                writeln!(wrong, "{}: not a fragment: {}", case.name(), message).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn without_curly(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('“') {
        out.push_str(before);
        rest = after.split_once('”').map_or("", |(_, r)| r);
    }
    out.push_str(rest);
    out
}

fn without_quoted(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(open) = rest.find("«\u{a0}") {
        out.push_str(&rest[..open]);
        out.push_str("«\u{a0}…");
        rest = &rest[open..];
        match rest.find("\u{a0}»") {
            Some(close) => rest = &rest[close..],
            None => break,
        }
        out.push_str("\u{a0}»");
        rest = &rest["\u{a0}»".len()..];
    }
    out.push_str(rest);
    out
}

#[test]
fn prose_of_every_rule() {
    for def in TABLE {
        let mut page = String::new();
        writeln!(page, "{}\n", def.summary).unwrap();
        for case in cases().iter().filter(|c| c.def.id == def.id) {
            writeln!(page, "## {}\n", case.example.title).unwrap();
            writeln!(page, "{}", indented(case.example.yaml)).unwrap();
            writeln!(page, "plan: {}", case.rule().describe()).unwrap();
            for tongue in tongues() {
                for i in case.rule().instruct(tongue) {
                    writeln!(page, "{} {:?}: {}", short(tongue), i.scope, i.text).unwrap();
                }
            }
            let result = case.check(case.example.draft);
            writeln!(page, "=> {:?}", result.verdict).unwrap();
            for m in &result.measured {
                writeln!(page, "measured: {} {} ({})", m.value, m.unit, m.limit).unwrap();
            }
            for f in &result.findings {
                writeln!(
                    page,
                    "finding: {} | {:?} | at {:?}",
                    f.message(),
                    f.part,
                    f.span.slice(case.example.draft)
                )
                .unwrap();
                let french = tongues()[0];
                writeln!(page, "  constat : {}", f.say(french)).unwrap();
                for tongue in tongues() {
                    writeln!(
                        page,
                        "  {}: {}",
                        short(tongue),
                        case.rule().repair(f, tongue)
                    )
                    .unwrap();
                }
            }
            for e in case.with_article(|a| case.rule().fix(a)) {
                writeln!(page, "fix: {} -> {:?}", e.note, e.replacement).unwrap();
            }
            page.push('\n');
        }
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/rules"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(def.id, page);
        });
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|l| format!("    {l}\n")).collect()
}

/// Every rule at once, with limits that odd drafts miss on both sides.
const EVERYTHING: &str = include_str!("../fixtures/every-rule.yaml");

/// Pieces that open, close and break things.
fn odd_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("# "),
        Just("## "),
        Just("### "),
        Just("Qui paie ?"),
        Just("**Pourquoi\u{202f}?**\n"),
        Just("#### "),
        Just("##\n"),
        Just("\n"),
        Just("\n\n"),
        Just("- "),
        Just("-\n"),
        Just("1. "),
        Just("> "),
        Just("```\n"),
        Just("**"),
        Just("« "),
        Just(" »"),
        Just("("),
        Just("["),
        Just("]"),
        Just("L’"),
        Just("l'"),
        Just("é"),
        Just("e\u{301}"),
        Just("\u{a0}?"),
        Just("…"),
        Just("."),
        Just(", "),
        Just("À retenir"),
        Just("trafic de drogue "),
        Just("mot "),
        Just("de"),
        Just("---\ntitle: a: b\n---\n"),
        Just("&amp;"),
        Just("<b>"),
        Just("12 "),
        Just("3,5 %"),
        Just("1er mai 2024"),
        Just("16 h 30"),
        Just("\u{ff11}\u{ff12}"),
        Just("Mme Anne Roy"),
        Just("Cour des comptes "),
        Just(", a déclaré Paul Le Goff"),
        Just("\" she said"),
        Just("“"),
        Just("n’a pas "),
        Just("aurait "),
        Just("plus de "),
        Just("hausse "),
        Just("le plus grand "),
        Just("2-1"),
        Just("l\u{ad}e"),
        Just("\u{202e}"),
        Just("| a | b |\n|--|--|\n"),
        Just("👩\u{200d}🚀"),
        Just("\r\n"),
        Just("\t"),
        Just("\u{feff}"),
        Just("`"),
        Just("\\"),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|p| p.concat())
}

/// The recipe of every rule, for French and for English text.
static PLANS: LazyLock<[Plan; 2]> = LazyLock::new(|| {
    ["fr", "en"].map(|language| {
        let (plan, said) = compile(&format!("language: {language}\n{EVERYTHING}"));
        plan.unwrap_or_else(|| panic!("the recipe compiles: {said:?}"))
    })
});

#[test]
fn the_recipe_of_every_rule_has_every_rule() {
    for plan in &*PLANS {
        let has = |def: &&&Def| !plan.rules.iter().any(|b| b.def.id == def.id);
        let missing: Vec<_> = TABLE.iter().filter(has).map(|d| d.id).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_judged_without_a_panic(draft in odd_text(), source in odd_text()) {
        for plan in &*PLANS {
            let parsed = Draft::parse(&draft, plan.lang());
            let source = Draft::parse(&source, plan.lang());
            let article = Article { draft: &parsed, source: Some(&source) };
            for result in plan.validate(article) {
                for finding in &result.findings {
                    prop_assert!(draft.get(finding.span.range()).is_some(), "{} {finding:?}", result.rule);
                }
            }
            for bound in &plan.rules {
                for edit in bound.rule.fix(article) {
                    prop_assert!(draft.get(edit.span.range()).is_some(), "{} {edit:?}", bound.def.id);
                }
                bound.rule.mutants(article);
            }
        }
    }
}

/// A third tongue is a file: here the English one with other words, of which nothing else knows.
#[test]
fn a_third_tongue_is_one_file() {
    let text = include_str!("../../src/tongue/en.toml")
        .replace("“{text}”", "„{text}“")
        .replace(
            "words = [\"word\", \"words\"]",
            "words = [\"Wort\", \"Wörter\"]",
        )
        .replace(
            "Give {unit:each} {range:in-words}.",
            "{unit:each}: {range:in-words}!",
        );
    let catalogue = galley::tongue::Catalogue::read("de", &text).expect("read");
    let tongue = Tongue::of(Box::leak(Box::new(catalogue)));
    let recipe =
        "recipe: drei\nversion: 1.0.0\nlanguage: en\nlength: at most 8 words per sentence\n";
    let plan = galley::check::plan_of("drei.yaml", recipe).expect("a plan");
    let text = "# Port\n\nThe port was closed for two days because of the storm.\n";
    let draft = Draft::parse(text, plan.lang());
    let article = Article {
        draft: &draft,
        source: None,
    };
    let results = plan.validate(article);
    let length = results.iter().find(|r| r.rule == "length").expect("a rule");
    let finding = length.findings.first().expect("a finding");
    assert!(
        finding.say(tongue).contains("11 Wörter"),
        "{}",
        finding.say(tongue)
    );
    assert!(
        finding
            .repair(tongue)
            .contains("„The port was closed for two …“")
    );
    let rule = plan.rules.iter().find(|r| r.id == "length").expect("bound");
    assert_eq!(
        rule.rule.instruct(tongue)[0].text,
        "each sentence: at most 8 Wörter!"
    );
    assert!(galley::emit::frame::Frames::new(tongue, &plan.chain).is_ok());
}
