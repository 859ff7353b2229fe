//! The pages of `galley explain CODE`: what is wrong and what is right, in both surfaces, and both are what they say.

use std::collections::BTreeMap;

use galley::check::{check, vocabulary};
use galley::diag::Sink;
use galley::diag::codes::TABLE;
use galley::diag::render::{Options, render};
use galley::resolve::packs::NoFiles;
use galley::resolve::{Context, resolve};
use galley::source::{Source, SourceMap};

/// Faults of one surface: the other cannot have them.
const YAML_ALONE: &[&str] = &[
    "E0101", "E0102", "E0104", "E0107", "E0108", "E0110", "E0113", "E0116", "E0117", "E0119",
    "E0120", "W0102",
];
const RECIPE_ALONE: &str = "E013";

/// Codes whose fault is not in the text of one recipe: packs that are files, the command line, a run. Their pages show both
/// surfaces where they show a recipe at all, and the examples are not compiled here.
const NOT_IN_ONE_RECIPE: &[&str] = &[
    "E0202", "E0209", "E0211", "E0212", "W0216", "E0501", "E0512", "E0607",
];

/// The code blocks of a page in one language, in order.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    page.split(&format!("```{language}\n"))
        .skip(1)
        .map(|b| b.split("```").next().expect("a block"))
        .collect()
}

/// What is said of an example, with the lines before it that every recipe needs and that it leaves out.
fn said(name: &str, block: &str, code: &str) -> (Vec<&'static str>, String) {
    let (whole, colon) = if name.ends_with(".yaml") {
        (block.starts_with("recipe:"), ": ")
    } else {
        (block.starts_with("recipe "), " ")
    };
    let has = |word: &str| block.lines().any(|l| l.starts_with(word));
    let mut text = String::new();
    // What is wrong with a file as a whole is wrong without them.
    let bare = matches!(code, "E0205" | "E0109" | "E0108");
    if !whole && !bare && !has("pack") {
        text.push_str(&format!("recipe{colon}example\n"));
        if !has("language") && !has("use") {
            text.push_str(&format!("language{colon}fr\n"));
        }
    }
    text.push_str(block);
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new(name, &text));
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
    if let Some(recipe) = recipe {
        let _ = check(recipe, &mut sink);
    }
    let items = sink.into_sorted();
    let shown = render(&items, &sources, Options::default());
    (items.iter().map(|d| d.code.as_str()).collect(), shown)
}

/// Every fault of a recipe has a wrong and a right example in each surface that can have it; more examples are right.
#[test]
fn pages_show_both_surfaces() {
    let mut missing = Vec::new();
    for entry in TABLE {
        let code = entry.code.as_str();
        let (yaml, recipe) = (blocks(entry.page, "yaml"), blocks(entry.page, "recipe"));
        if code[1..] >= *"0600" || NOT_IN_ONE_RECIPE.contains(&code) {
            if yaml.is_empty() != recipe.is_empty() {
                missing.push(format!("{code}: one surface alone"));
            }
            continue;
        }
        let wants_yaml = !code.starts_with(RECIPE_ALONE);
        let wants_recipe = !YAML_ALONE.contains(&code);
        if wants_yaml && yaml.len() < 2 || !wants_yaml && !yaml.is_empty() {
            missing.push(format!("{code}: {} examples in YAML", yaml.len()));
        }
        if wants_recipe && recipe.len() < 2 || !wants_recipe && !recipe.is_empty() {
            missing.push(format!(
                "{code}: {} examples as a recipe file",
                recipe.len()
            ));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn wrong_examples_earn_their_code_and_right_ones_do_not() {
    let mut faults = String::new();
    let mut read = 0;
    for entry in TABLE {
        let code = entry.code.as_str();
        if NOT_IN_ONE_RECIPE.contains(&code) || code[1..] >= *"0600" {
            continue;
        }
        for (language, name) in [("yaml", "page.yaml"), ("recipe", "page.recipe")] {
            for (i, block) in blocks(entry.page, language).into_iter().enumerate() {
                // An expansion that never ends is only begun on its page, and the last example of E0201 names a file.
                if code == "E0111" && language == "yaml" || code == "E0201" && i == 2 {
                    continue;
                }
                read += 1;
                let (codes, shown) = said(name, block, code);
                // Pages on syntax show pieces that stand in no rule; what those mean is not their subject.
                let syntax = code[1..] < *"0200";
                let objected =
                    |c: &&str| c.starts_with('E') && (!syntax || c[1..] < *"0200") || **c == *code;
                let well = if i == 0 {
                    codes.contains(&code)
                } else {
                    !codes.iter().any(objected)
                };
                if !well {
                    let which = if i == 0 { "wrong" } else { "right" };
                    faults.push_str(&format!(
                        "{code}, {language}, the {which} example: {codes:?}\n{block}\n{shown}\n"
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
    assert!(read > 200, "{read} examples");
}
