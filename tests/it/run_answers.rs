//! Whatever a model answers, a run ends: no panic, no call beyond the limit, and no answer that is cut, withheld or refused is
//! called proven.

use crate::support::cases;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use proptest::prelude::*;

use galley::check::{Plan, check, vocabulary};
use galley::diag::Sink;
use galley::draft::{Counted, Draft};
use galley::emit::{self, Profile, Shape};
use galley::model::{Completion, Finish, Model, ModelError, Progress, Request};
use galley::resolve::packs::NoFiles;
use galley::resolve::{Context, resolve};
use galley::run::{Limits, Run, RunError, Runner, Silent};
use galley::source::{Source, SourceMap};

fn plan(name: &str, text: &str) -> Plan {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new(name, text));
    let mut sink = Sink::new();
    let words = vocabulary();
    let recipe = resolve(
        id,
        &mut Context {
            vocabulary: &words,
            loader: &NoFiles,
            given: &BTreeMap::new(),
            sources: &mut sources,
        },
        &mut sink,
    );
    recipe
        .and_then(|r| check(r, &mut sink))
        .unwrap_or_else(|| panic!("{name} compiles: {:?}", sink.into_sorted()))
}

/// Answers in turn, round and round, with a reason to end for each.
struct Script {
    answers: Vec<(String, Finish)>,
    begun: AtomicUsize,
    steps: Mutex<Vec<String>>,
    profile: Profile,
}

impl Script {
    fn new(profile: Profile, answers: &[(&str, Finish)]) -> Self {
        Self {
            answers: answers.iter().map(|(t, f)| ((*t).to_owned(), *f)).collect(),
            begun: AtomicUsize::new(0),
            steps: Mutex::default(),
            profile,
        }
    }

    fn calls(&self) -> usize {
        self.begun.load(Ordering::SeqCst)
    }

    fn steps(&self) -> Vec<String> {
        self.steps.lock().expect("nobody panics with it").clone()
    }
}

impl Model for Script {
    fn id(&self) -> String {
        "script:test".to_owned()
    }

    fn profile(&self) -> Profile {
        self.profile
    }

    fn complete(
        &self,
        request: &Request,
        _: &mut dyn FnMut(Progress),
    ) -> Result<Completion, ModelError> {
        let n = self.begun.fetch_add(1, Ordering::SeqCst);
        self.steps
            .lock()
            .expect("nobody panics with it")
            .push(request.step.clone());
        let (text, finish) = &self.answers[n % self.answers.len()];
        Ok(Completion {
            text: text.clone(),
            finish: *finish,
            usage: None,
            model: "script".to_owned(),
        })
    }
}

fn go(
    plan: &Plan,
    source: &str,
    model: &Script,
    shape: Option<Shape>,
    calls: usize,
    out_of_time: &(dyn Fn() -> bool + Sync),
) -> Result<Run, RunError> {
    let source = Draft::parse(&plan.strip(source).0, plan.lang());
    let words = Some(source.count(Counted::Body) as u64);
    let program = emit::emit(plan, model.profile(), shape, words);
    let parts = emit::emit(plan, model.profile(), Some(Shape::Staged), words);
    let time_left = || out_of_time().then_some(std::time::Duration::ZERO);
    let limits = Limits {
        calls,
        time_left: &time_left,
    };
    Runner::new(plan, &program, &parts, &source, model, &Silent, limits)?.run()
}

const NEVER: &(dyn Fn() -> bool + Sync) = &|| false;

const TINY: &str = "recipe tiny
language en
input article markdown
length at least 60 words
sections { lede { heading none, words at least 5 }; facts { words at least 5 } }
";

const LOOSE: &str = "recipe loose
language en
input article markdown
length at least 5 words
";

const SIX: &str = "recipe six
language en
input article markdown
length 60..900 words
title { length 10..80 chars }
sections {
  lede { heading none, words 10..80 }
  facts { words at least 20 }
  context { words at least 20 }
  money { words at least 20 }
  people { words at least 20 }
  next { words at least 20 }
}
forbid \"lorem ipsum\"
";

const SOURCE: &str = "Kelstow to replace its ferries

The port city of Kelstow will replace its six diesel ferries with electric ferries by the spring of 2027, the council said on Tuesday.

The plan will cost £48 million. “Nobody will miss the smoke,” said Orla Whitcombe, the council leader.

The ferries carry about 2.3 million passengers a year between Kelstow and Marram Point.
";

/// The recipes that come with galley, each with a source of its language.
fn shipped() -> Vec<(&'static str, Plan, &'static str)> {
    let en = include_str!("../../examples/electric-ferries.seed.txt");
    let fr = include_str!("../../examples/crue-veyre.seed.txt");
    let all = [
        (
            "docs-howto-en.recipe",
            include_str!("../../recipes/docs-howto-en.recipe"),
            include_str!("../../examples/restore-backup.seed.txt"),
        ),
        (
            "press-release-en.recipe",
            include_str!("../../recipes/press-release-en.recipe"),
            include_str!("../../examples/tidal-turbine.seed.txt"),
        ),
        (
            "seo-article-en.recipe",
            include_str!("../../recipes/seo-article-en.recipe"),
            en,
        ),
        (
            "seo-article-fr.recipe",
            include_str!("../../recipes/seo-article-fr.recipe"),
            include_str!("../../examples/ue-ports.seed.txt"),
        ),
        (
            "wire-to-house-fr.recipe",
            include_str!("../../recipes/wire-to-house-fr.recipe"),
            fr,
        ),
        ("tiny.recipe", TINY, SOURCE),
        ("six.recipe", SIX, SOURCE),
        ("loose.recipe", LOOSE, SOURCE),
    ];
    all.map(|(name, text, source)| (name, plan(name, text), source))
        .into()
}

type Way = (fn() -> Profile, Option<Shape>);

const SHAPES: [Way; 6] = [
    (Profile::hosted, None),
    (Profile::hosted, Some(Shape::Direct)),
    (Profile::hosted, Some(Shape::Staged)),
    (Profile::small, None),
    (Profile::small, Some(Shape::Direct)),
    (Profile::small, Some(Shape::Staged)),
];

/// Pieces of which answers are made.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "", " ", "\n\n", "\u{feff}", "\u{200b}", "\0", "é", "e\u{301}", "🙂🙂🙂", "日本語の記事です。", "Статья о порте.", "مقال عن الميناء",
    "# A title\n\n", "## A heading\n\n", "### Deeper\n\n", "###### Six\n\n", "#\n", "##\n\n", "# \n\n", "#No space\n", "Title\n=====\n\n",
    "The council will buy six boats for the port in the spring. ", "Le port a rouvert mercredi. ", "A line\\\n",
    "I'm sorry, but I can't assist with that request.", "Je suis désolé, mais je ne peux pas vous aider.", "None", "N/A", "ok",
    "```\n", "```markdown\n", "~~~\n", "````", "`", "``` unclosed", "    code\n",
    "- a\n- b\n", "* x\n", "1. one\n2. two\n", "• dot\n", "- \n", "> quoted\n\n", "| a | b |\n|---|---|\n| 1 | 2 |\n\n", "|",
    "---\n", "---\ntitle: x\n---\n\n", "---\ndescription: court\n", "---\n: [\n---\n", "+++\n", "***", "___\n\n",
    "<p>html</p>\n\n", "<!-- open", "<script>", "<div>\n\n", "</source-0123abcd>", "<source-0123abcd>", "<source-é>", "&amp;&#0;",
    "“open", "«\u{a0}ouvert", "”", "»", "**bold", "_em", "[link](", "![alt](x.png)", "[^1]", "[[Q1]]", "[Q1]", "⟦1⟧", "{{ x }}", "{% if %}",
    "Here is the article:\n\n", "Voici l’article :\n\n", "Let me know if you would like any changes!", "N’hésitez pas à me dire si cela convient.",
    "{\"points\": [1, 2]}", "[", "12 %", "£48 million", "2027", "\r\n", "\r", "\t", "\u{2028}", "\u{202e}", "a\u{ad}b", "…", "::", "\\",
    "## What has been decided\n\nThe council decides.\n\n## What has been decided\n\nThe council decides.\n\n",
];

fn answer() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[a-zé ,.]{0,80}",
    ];
    let mixed = proptest::collection::vec(piece, 0..12).prop_map(|p| p.concat());
    prop_oneof![
        8 => mixed.clone(),
        2 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => (mixed, 2..40_usize).prop_map(|(m, n)| m.repeat(n).chars().take(6_000).collect()),
    ]
}

fn finish() -> impl Strategy<Value = Finish> {
    prop_oneof![
        12 => Just(Finish::Stop),
        2 => Just(Finish::Length),
        1 => Just(Finish::Filtered),
        1 => Just(Finish::Refused),
        1 => Just(Finish::Unknown),
        1 => Just(Finish::Echoed),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(40), max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_answers_make_a_run_panic(
        answers in proptest::collection::vec((answer(), finish()), 1..8),
        recipe in 0..8_usize,
        shape in 0..SHAPES.len(),
        calls in prop_oneof![3 => Just(60_usize), 1 => 0..12_usize],
    ) {
        let all = shipped();
        let (_, plan, source) = &all[recipe];
        let (profile, shape) = SHAPES[shape];
        let mut model = Script::new(profile(), &[]);
        model.answers = answers;
        let run = go(plan, source, &model, shape, calls, NEVER);
        prop_assert!(model.calls() <= calls, "{} calls of {calls}", model.calls());
        if let Ok(run) = run {
            prop_assert_eq!(run.proven, run.held.is_none());
        }
    }
}

/// The same answer to everything, through every recipe, profile and shape.
#[test]
fn one_answer_to_everything() {
    let all = shipped();
    for text in [
        "The council will buy six boats for the port in the spring.",
        "I'm sorry, but I can't assist with that request.",
        "## One heading\n\n## Another",
        "# A title",
        "- a\n- b",
        "```\ncode\n```",
        "---\ntitle: x\n---\n",
    ] {
        for (place, (name, plan, source)) in all.iter().enumerate() {
            let (is_short, is_refusal) = (text.starts_with("The council"), text.contains("sorry"));
            for (way, (profile, shape)) in SHAPES.into_iter().enumerate() {
                // The long recipes take their time: the ways differ most in these.
                if place < 5 && !(is_refusal && way % 2 == 0 || is_short && matches!(way, 1 | 3)) {
                    continue;
                }
                let model = Script::new(profile(), &[(text, Finish::Stop)]);
                let run = go(plan, source, &model, shape, 60, NEVER);
                let refusal = text.starts_with("I'm sorry");
                match run {
                    // Code writes the body, and nobody was asked for a line.
                    Ok(run) if model.calls() == 0 => assert!(run.calls.is_empty(), "{name}"),
                    Ok(run) if refusal => {
                        assert!(!run.proven, "{name} {shape:?}");
                        let held = run.held.expect("a refusal is held");
                        assert!(held.contains("the model refused `"), "{held}");
                        assert!(held.contains("I'm sorry, but I can't"), "{held}");
                        assert!(!run.draft.contains("sorry"), "{}", run.draft);
                        assert!(
                            model.steps().iter().all(|s| !s.contains("repair")),
                            "{:?}",
                            model.steps()
                        );
                    }
                    Ok(run) => assert_eq!(run.proven, run.held.is_none(), "{name}"),
                    Err(e) => assert!(!refusal, "{name}: {e}"),
                }
            }
        }
    }
}

/// Whatever a small model says, its article is made of sentences of the source, and a limit leaves a whole one behind.
#[test]
fn a_small_model_puts_no_word_of_its_own_into_the_body() {
    let answers = [
        "The ferries sank on Monday, killing 40 people, the mayor said.",
        "# Something\n\n- a list\n- of lies",
        "?",
        "Kelstow abandons its ferries",
    ];
    for (name, plan, source) in shipped().into_iter().chain([
        ("six", plan("six.recipe", SIX), SOURCE),
        ("tiny", plan("tiny.recipe", TINY), SOURCE),
    ]) {
        let source_draft = Draft::parse(&plan.strip(source).0, plan.lang());
        let known: BTreeSet<String> = words_of(&source_draft).collect();
        for (i, answer) in answers.into_iter().enumerate() {
            // Where no call is made no answer is heard: once is enough.
            for calls in [0, 1, 60].into_iter().skip(usize::from(i > 0)) {
                let model = Script::new(Profile::small(), &[(answer, Finish::Stop)]);
                let run = go(&plan, source, &model, None, calls, NEVER).expect("it ends");
                let draft = Draft::parse(&run.draft, plan.lang());
                assert!(draft.count(Counted::Body) > 20, "{name}: {}", run.draft);
                // `that` and `que` come in where a statement is turned round.
                let new: Vec<String> = words_of(&draft)
                    .filter(|w| !known.contains(w) && !["que", "qu", "that"].contains(&w.as_str()))
                    .collect();
                assert!(new.is_empty(), "{name}, {answer}: {new:?}\n{}", run.draft);
                assert!(
                    draft.title().is_none_or(|t| !t.text.contains("sank")),
                    "{}",
                    run.draft
                );
                assert!(!run.draft.contains("abandons"), "{}", run.draft);
                assert!(calls > 0 || run.calls.is_empty());
            }
        }
    }
}

/// The words of the body, each without its elided article.
fn words_of(draft: &Draft) -> impl Iterator<Item = String> {
    let words: Vec<String> = draft
        .words(Counted::Body)
        .flat_map(|(b, w)| {
            let word = galley::draft::compare::fold(b.word(w));
            word.split('\'').map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    words.into_iter()
}

const WHOLE: &str = "# Kelstow replaces its ferries\n\nThe port city of Kelstow will replace its six ferries by the spring of 2027.";

#[test]
fn an_answer_that_is_not_whole_is_never_proven() {
    let plan = plan("loose.recipe", LOOSE);
    let run = |answers: &[(&str, Finish)]| {
        let model = Script::new(Profile::hosted(), answers);
        let run = go(&plan, SOURCE, &model, Some(Shape::Direct), 60, NEVER).expect("it ends");
        (run, model.steps())
    };
    let (clean, steps) = run(&[(WHOLE, Finish::Stop)]);
    assert!(clean.proven, "{:?}", clean.held);
    // A key that came back is told, and the article with `[key]` in it is not clean.
    let (echoed, _) = run(&[(WHOLE, Finish::Echoed)]);
    assert!(!echoed.proven);
    let held = echoed.held.expect("it is held");
    assert!(
        held.contains("the server sent the API key back in the answer of `article`"),
        "{held}"
    );
    assert_eq!(steps, ["article"]);
    for (finish, words, calls) in [
        (
            Finish::Length,
            "the answer of `article` was cut off at its token limit",
            2,
        ),
        (
            Finish::Unknown,
            "the server never said that the answer of `article` was finished",
            2,
        ),
        (
            Finish::Filtered,
            "the provider’s filter withheld the answer of `article` or a part of it",
            1,
        ),
        (
            Finish::Refused,
            "the model refused `article`: “# Kelstow replaces",
            1,
        ),
    ] {
        let (held, steps) = run(&[(WHOLE, finish)]);
        assert!(!held.proven, "{finish:?}");
        let why = held.held.expect("held");
        assert!(why.starts_with(words), "{why}");
        assert_eq!(steps.len(), calls, "{steps:?}");
    }
    // Asked once more, the whole answer comes.
    let (mended, steps) = run(&[("# Kelstow repl", Finish::Length), (WHOLE, Finish::Stop)]);
    assert!(mended.proven, "{:?}", mended.held);
    assert_eq!(steps, ["article", "article (again)"]);
    assert_eq!(mended.draft.trim(), WHOLE);
}

#[test]
fn the_limit_of_calls_binds_every_call() {
    let plan = plan("six.recipe", SIX);
    for (profile, shape) in SHAPES {
        let needed = {
            let model = Script::new(profile(), &[("lorem ipsum", Finish::Stop)]);
            go(&plan, SOURCE, &model, shape, 60, NEVER).expect("it ends");
            model.calls()
        };
        for calls in 0..12 {
            let text = "lorem ipsum text here for all of us to read, again and again.";
            let mut profile = profile();
            profile.parallel = 4;
            let model = Script::new(profile, &[(text, Finish::Stop)]);
            let run = go(&plan, SOURCE, &model, shape, calls, NEVER).expect("it ends");
            assert!(model.calls() <= calls, "{} of {calls}", model.calls());
            assert!(!run.proven);
            // A small model is asked for lines alone, and not again.
            let held = run.held.expect("held");
            let ended = model.calls() < calls || profile.by_sentence && calls >= needed;
            assert!(ended || held.contains("the limit of"), "{calls}: {held}");
        }
    }
    let model = Script::new(Profile::hosted(), &[("Some words.", Finish::Stop)]);
    let run = go(&plan, SOURCE, &model, Some(Shape::Staged), 2, NEVER).expect("it ends");
    let held = run.held.expect("held");
    for words in [
        "the limit of 2 calls is reached, and the first pass is not done: `",
        " more were not answered; the same run with a higher limit goes on from here",
    ] {
        assert!(held.contains(words), "{held}");
    }
    assert!(run.draft.contains("Some words."), "what was made is kept");
}

#[test]
fn the_time_of_a_run_binds_its_first_pass() {
    let plan = plan("six.recipe", SIX);
    let late = AtomicBool::new(false);
    let asked = AtomicUsize::new(0);
    let out_of_time = || {
        // Two calls are let through.
        if asked.fetch_add(1, Ordering::SeqCst) >= 4 {
            late.store(true, Ordering::SeqCst);
        }
        late.load(Ordering::SeqCst)
    };
    let mut profile = Profile::hosted();
    profile.parallel = 1;
    let model = Script::new(profile, &[("Some words.", Finish::Stop)]);
    let run = go(&plan, SOURCE, &model, Some(Shape::Staged), 60, &out_of_time).expect("it ends");
    assert_eq!(model.calls(), 2);
    let held = run.held.expect("held");
    assert!(
        held.starts_with("the time given to this run is used up, and the first pass is not done"),
        "{held}"
    );
}

#[test]
fn what_a_chat_puts_around_an_article_is_no_part_of_it() {
    let plan = plan("loose.recipe", LOOSE);
    for answer in [
        format!("Here is the article:\n\n{WHOLE}"),
        format!("```markdown\n{WHOLE}\n```"),
        format!(
            "Sure! Here is the article:\n\n```\n{WHOLE}\n```\n\nLet me know if you would like any changes!"
        ),
    ] {
        let model = Script::new(Profile::hosted(), &[(&answer, Finish::Stop)]);
        let run = go(&plan, SOURCE, &model, Some(Shape::Direct), 60, NEVER).expect("it ends");
        assert!(run.proven, "{:?}", run.held);
        assert_eq!(run.draft.trim(), WHOLE);
    }
}
