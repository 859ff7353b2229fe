//! A recipe says which versions of its packs will do.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use galley::check::vocabulary;
use galley::diag::{Diagnostic, Sink, render};
use galley::resolve::{Context, LoadError, Loaded, Loader, resolve};
use galley::source::{Source, SourceId, SourceMap};
use galley::syntax::Surface;
use galley::syntax::rewrite::{Rewritten, convert, format};

/// Packs by their paths.
struct Packs;

impl Loader for Packs {
    fn load(&self, path: &str, _from: &str) -> Result<Loaded, LoadError> {
        let text = match path {
            "./house.yaml" => "pack: house\nversion: 1.4.2\nforbid: [Pub]\n",
            "./old.recipe" => "pack old \"0.3.0\"\nforbid \"Pub\"\n",
            "./none.yaml" => "pack: none\nforbid: [Pub]\n",
            "./odd.yaml" => "pack: odd\nversion: two\nforbid: [Pub]\n",
            "./both.yaml" => "pack: both\nversion: 1.0.0\nuse: [./house.yaml ~1.4]\n",
            _ => {
                return Err(LoadError::Unreadable {
                    reason: "there is no such file".to_owned(),
                });
            }
        };
        Ok(Loaded {
            name: path.trim_start_matches("./").to_owned(),
            text: text.to_owned(),
        })
    }
}

fn faults(name: &str, text: &str) -> (Vec<Diagnostic>, SourceMap) {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new(name, text));
    let mut sink = Sink::new();
    let vocabulary = vocabulary();
    let given = BTreeMap::new();
    let _ = resolve(
        id,
        &mut Context {
            vocabulary: &vocabulary,
            loader: &Packs,
            given: &given,
            sources: &mut sources,
        },
        &mut sink,
    );
    let errors = sink
        .into_sorted()
        .into_iter()
        .filter(|d| d.severity == galley::diag::Severity::Error)
        .collect();
    (errors, sources)
}

fn yaml(uses: &str) -> String {
    format!("recipe: a\nuse: [{uses}]\nlanguage: fr\nlength: 9 words\n")
}

#[test]
fn a_version_that_will_do() {
    for uses in [
        "./house.yaml",
        "./house.yaml ^1",
        "./house.yaml ^1.4",
        "./house.yaml ~1.4.2",
        "\"./house.yaml =1.4.2\"",
        "\"./house.yaml >=1, <2\"",
        "./house.yaml >=1.4",
        "./old.recipe ^0.3",
        "fr/presse ^1, seo/basic ^1",
        "./none.yaml",
        "./both.yaml ^1, ./house.yaml ^1.4",
    ] {
        let (errors, _) = faults("a.yaml", &yaml(uses));
        let errors: Vec<_> = errors
            .iter()
            .filter(|d| d.code.as_str().starts_with("E02"))
            .collect();
        assert!(errors.is_empty(), "{uses}: {errors:#?}");
    }
    let recipe =
        "recipe a\nuse fr/presse ^1, ./house.yaml ~1.4, \"./old.recipe >=0.3, <1\"\nlanguage fr\n";
    assert_eq!(faults("a.recipe", recipe).0, []);
}

#[test]
fn a_version_that_will_not_do() {
    let mut all = String::new();
    for (name, text) in [
        ("a.yaml", yaml("./house.yaml ^2")),
        ("a.yaml", yaml("\"./house.yaml >=2, <3\"")),
        ("a.yaml", yaml("./old.recipe ^0.2")),
        ("a.yaml", yaml("./none.yaml ^1")),
        ("a.yaml", yaml("./odd.yaml ^1")),
        ("a.yaml", yaml("./house.yaml 1.4")),
        ("a.yaml", yaml("./house.yaml ^one")),
        ("a.yaml", yaml("./house.yaml >=1 <2")),
        // A pack that is there already is held against each requirement.
        ("a.yaml", yaml("./both.yaml, ./house.yaml ^2")),
        (
            "a.recipe",
            "recipe a\nuse fr/presse ^2, seo/basic\nlanguage fr\n".to_owned(),
        ),
    ] {
        let (errors, sources) = faults(name, &text);
        assert!(!errors.is_empty(), "{text}");
        let drawn = render::render(
            &errors,
            &sources,
            render::Options {
                color: false,
                width: 100,
                unicode: true,
            },
        );
        let _ = writeln!(all, "{drawn}");
    }
    insta::with_settings!({
        snapshot_path => Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/diff"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("pack-versions", all);
    });
}

/// What is written in one surface is written in the other, and canonical form leaves it alone.
#[test]
fn both_surfaces_can_write_it() {
    let words = vocabulary();
    let recipe = "recipe a \"1.0.0\"\nuse fr/presse ^1.2, ./house.yaml ~1, \"seo/basic >=1, <3\"\nlanguage fr\n";
    let yaml = "recipe: a\nversion: 1.0.0\nuse: [fr/presse ^1.2, ./house.yaml ~1, \"seo/basic >=1, <3\"]\nlanguage: fr\n";
    let turn = |from, to, text: &str| {
        let mut sink = Sink::new();
        let text = convert(SourceId(0), from, to, text, &words, &mut sink);
        assert_eq!(sink.items(), []);
        text.expect("converted")
    };
    assert_eq!(turn(Surface::Recipe, Surface::Yaml, recipe), yaml);
    assert_eq!(turn(Surface::Yaml, Surface::Recipe, yaml), recipe);
    for (surface, text) in [(Surface::Recipe, recipe), (Surface::Yaml, yaml)] {
        let mut sink = Sink::new();
        let formatted = format(SourceId(0), surface, text, &mut sink);
        assert_eq!(formatted, Some(Rewritten::Text(text.to_owned())));
    }
    let lines = "recipe a\nuse [\n  fr/presse ^1  # the house\n  seo/basic\n]\nlanguage fr\n";
    let mut sink = Sink::new();
    let formatted = format(SourceId(0), Surface::Recipe, lines, &mut sink);
    assert_eq!(
        formatted,
        Some(Rewritten::Text(lines.to_owned())),
        "{:?}",
        sink.items()
    );
}

/// git gives its driver one file, and the packs stand as they are today: what the older recipe required of them is no fault.
#[test]
fn a_pack_and_what_is_required_of_it_move_together() {
    let folder = super::cli::repository();
    let at = folder.path();
    let write = |name: &str, text: &str| std::fs::write(at.join(name), text).expect("written");
    let recipe = |version: u32| {
        format!(
            "recipe: brief\nuse: [./house.yaml ^{version}]\nlanguage: en\nlength: {version}0..90 words\n"
        )
    };
    let pack = |version: u32| format!("pack: house\nversion: {version}.0.0\nforbid: [foo]\n");
    write(".gitattributes", "*.yaml diff=galley\n");
    write("house.yaml", &pack(1));
    write("brief.yaml", &recipe(1));
    super::cli::git(at, &["add", "--all"]);
    super::cli::git(at, &["commit", "--quiet", "-m", "first"]);
    let binary = assert_cmd::cargo::cargo_bin("galley");
    let command = format!("'{}' diff", binary.display());
    super::cli::git(at, &["config", "diff.galley.command", &command]);
    write("house.yaml", &pack(2));
    write("brief.yaml", &recipe(2));
    let out = super::cli::git(at, &["diff", "--ext-diff", "brief.yaml"]);
    assert!(out.contains("length  tightened"), "{out}");
    let out = super::cli::galley(at)
        .args(["diff", "brief.yaml", "--since", "HEAD"])
        .output()
        .expect("runs");
    let out = String::from_utf8(out.stdout).expect("UTF-8");
    assert!(out.contains("length  tightened"), "{out}");
    // A shipped pack is that of the galley that compares, whatever was required then.
    let shipped = |version: u32| {
        format!("recipe: note\nuse: [en/press ^{version}]\nlength: {version}0..90 words\n")
    };
    write("note.yaml", &shipped(9));
    super::cli::git(at, &["add", "note.yaml"]);
    super::cli::git(at, &["commit", "--quiet", "-m", "second"]);
    write("note.yaml", &shipped(1));
    let out = super::cli::galley(at)
        .args(["diff", "note.yaml", "--since", "HEAD"])
        .output()
        .expect("runs");
    let out = String::from_utf8(out.stdout).expect("UTF-8");
    assert!(out.contains("length  loosened"), "{out}");
    // A recipe of today is held to what it says.
    write("brief.yaml", &recipe(3));
    let out = super::cli::galley(at)
        .args(["diff", "brief.yaml", "--since", "HEAD"])
        .output()
        .expect("runs");
    assert!(String::from_utf8_lossy(&out.stderr).contains("E0219"));
}
