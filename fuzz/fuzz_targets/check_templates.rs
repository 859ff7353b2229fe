//! Any text as the expression of a check, as a prompt and as a block of a frame: it is refused with places that lie in the
//! text, or it compiles, and is evaluated within its limits. Then the same within a recipe, on an article.
#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use galley::check::{Plan, check, vocabulary};
use galley::diag::Sink;
use galley::draft::{Draft, Unit};
use galley::emit::prompt::Composer;
use galley::emit::{self, Profile};
use galley::expr::{self, Expression, Shape, Templates, Values, frames, schema};
use galley::resolve::packs::NoFiles;
use galley::resolve::{Context, Vocabulary, resolve};
use galley::rules::Article;
use galley::source::{Source, SourceMap};
use libfuzzer_sys::fuzz_target;

const DRAFT: &str = "---\nslug: port-12\n---\n# Le port rouvre\n\nLa douane a saisi 12 kg. « Enfin », a dit Anne Roy. Pourquoi ?\n\n## Anvers\n\n- un\n- deux\n";

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(vocabulary);

fn inputs() -> schema::InputTypes {
    vec![("place".to_owned(), false), ("most".to_owned(), true)]
}

static WHOLE: LazyLock<Shape> = LazyLock::new(|| schema::check(&inputs(), None));
static EACH: LazyLock<Shape> = LazyLock::new(|| schema::check(&inputs(), Some(Unit::Sentence)));
static PROMPT: LazyLock<Shape> = LazyLock::new(|| {
    let steps = [("facts".to_owned(), false), ("plan".to_owned(), true)];
    frames::prompt(frames::Writes::Section, &inputs(), &steps)
});

fn placed(reading: &expr::Reading, text: &str) {
    for n in &reading.notes {
        assert!(text.get(n.range.clone()).is_some(), "{n:?}");
    }
}

/// A text as a scalar in double quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn compile(recipe: &str) -> Option<Plan> {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("fuzz.yaml", recipe));
    let mut sink = Sink::new();
    let recipe_read = resolve(
        id,
        &mut Context {
            vocabulary: &VOCABULARY,
            loader: &NoFiles,
            given: &BTreeMap::new(),
            sources: &mut sources,
        },
        &mut sink,
    );
    let plan = recipe_read.and_then(|r| check(r, &mut sink));
    for d in sink.items() {
        for l in d.labels.iter().filter(|l| l.loc.source == id) {
            assert!(recipe.get(l.loc.span.range()).is_some(), "{d:?}");
        }
    }
    plan.filter(|_| !sink.has_errors())
}

fuzz_target!(|text: &str| {
    for (scope, each) in [(&*WHOLE, false), (&*EACH, true)] {
        let reading = expr::expression(text, scope);
        placed(&reading, text);
        if !reading.notes.is_empty() {
            continue;
        }
        let compiled = Expression::compile(text, each).expect("what is read compiles");
        let mut values = Values::new();
        values.set("words", &["a"; 30]);
        values.set("title", &"A title");
        let _ = compiled.eval(&values);
        let per = if each { "per: sentence, " } else { "" };
        let recipe = format!(
            "recipe: r\nlanguage: fr\ninputs: {{ article: markdown, place: text, most: {{ type: number, default: 7 }} }}\nchecks: {{ c: {{ {per}say: Dites., expr: {} }} }}\n",
            quoted(text)
        );
        if let Some(plan) = compile(&recipe) {
            let draft = Draft::parse(DRAFT, plan.lang());
            let _ = plan.validate(Article {
                draft: &draft,
                source: Some(&draft),
            });
        }
    }
    for block in [false, true] {
        let reading = expr::template(text, &PROMPT, block);
        placed(&reading, text);
        if !reading.notes.is_empty() || block {
            continue;
        }
        let mut templates = Templates::new(&[]).expect("no templates yet");
        templates.add("t", text).expect("what is read compiles");
        let mut values = Values::new();
        values.set("source", &"a source");
        values.set("rules", &["a rule"; 30]);
        let _ = templates.render_values("t", &values);
    }
    let recipe = format!(
        "recipe: r\nlanguage: fr\ninputs: {{ article: markdown, place: {{ type: text, default: Anvers }}, most: {{ type: number, default: 7 }} }}\nlength: 60..200 words\nsections: [a, b]\nsteps:\n  facts: {{ prompt: x }}\n  plan: {{ output: json, prompt: y }}\n  \"section:a\": {{ after: [facts, plan], prompt: {0} }}\nframes:\n  section: {{ style: {0} }}\n  system: {{ style: {0} }}\n",
        quoted(text)
    );
    if let Some(plan) = compile(&recipe) {
        let source = Draft::parse(DRAFT, plan.lang());
        let program = emit::emit(&plan, Profile::hosted(), None, Some(40));
        if let Ok(composer) = Composer::new(&plan, &program, &source) {
            for i in 0..program.steps.len() {
                let _ = composer.preview(i);
            }
        }
    }
});
