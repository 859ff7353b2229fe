//! Recipes as people write them before they know the language, each beside what its author meant (`NAME.meant`).
//!
//! Each has to compile as it is, or after the edits that its messages offer, or it is counted as never; and none may come to another
//! plan than the one that was meant.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::each::each_file;
use galley::check::Plan;
use galley::diag::render::{Options, render};
use galley::diag::{Diagnostic, Severity, Sink, edit};
use galley::resolve::packs::NoFiles;
use galley::source::SourceId;
use galley::syntax::Surface;
use galley::syntax::rewrite::{Rewritten, format};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn compile(name: &str, text: &str) -> (Option<Plan>, Vec<Diagnostic>, String) {
    let (plan, diagnostics, sources) = crate::support::compile::compile(name, text, &NoFiles);
    let failed = diagnostics.iter().any(|d| d.severity == Severity::Error);
    let shown = render(&diagnostics, &sources, Options::default());
    (plan.filter(|_| !failed), diagnostics, shown)
}

/// What a plan says, without places.
fn essence(plan: &Plan) -> String {
    let r = &plan.recipe;
    let mut out = format!("{} {:?} {:?}\n", r.name, r.version, r.lang);
    for b in &r.briefs {
        out.push_str(&format!("brief {}\n", b.text));
    }
    for b in &plan.rules {
        out.push_str(&format!(
            "{} {} {:?}\n",
            b.def.id,
            b.rule.describe(),
            b.severity
        ));
    }
    out
}

/// The text after all edits that its messages offer, round after round.
fn mended(name: &str, text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..12 {
        let (_, diagnostics, _) = compile(name, &text);
        let next = diagnostics
            .iter()
            .filter(|d| !d.fix.is_empty())
            .find_map(|d| edit::apply(&text, &d.fix).filter(|t| *t != text));
        match next {
            Some(next) => text = next,
            None => break,
        }
    }
    text
}

fn files() -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(format!("{ROOT}/tests/fixtures/naive"))
        .expect("there are fixtures")
        .map(|e| e.expect("readable").path())
        .filter(|p| p.extension().is_some_and(|e| e != "meant"))
        .collect();
    files.sort();
    files
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned()
}

#[test]
fn naive_recipes_mean_what_was_meant() {
    let mut lines: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut wrong = String::new();
    for path in files() {
        let name = name_of(&path);
        let text = std::fs::read_to_string(&path).expect("readable");
        let meant = std::fs::read_to_string(path.with_extension("meant")).expect("what was meant");
        let (meant, _, shown) = compile("meant.recipe", &meant);
        let meant = essence(&meant.unwrap_or_else(|| panic!("{name}: {shown}")));
        let (plan, _, first) = compile(&name, &text);
        let (how, plan, text) = match plan {
            Some(plan) => ("as they are", Some(plan), text),
            None => {
                let after = mended(&name, &text);
                match compile(&name, &after).0 {
                    Some(plan) => ("after the edits that are offered", Some(plan), after),
                    None => ("never", None, text),
                }
            }
        };
        if let Some(plan) = &plan {
            let found = essence(plan);
            if found != meant {
                wrong.push_str(&format!("--- {name}\n{found}--- meant\n{meant}"));
            }
            // The canonical form is another text, and the same plan.
            let surface = Surface::of(&name, &text);
            match format(SourceId(0), surface, &text, &mut Sink::new()) {
                Some(Rewritten::Text(canonical)) => {
                    let (again, _, shown) = compile(&name, &canonical);
                    let again = again.unwrap_or_else(|| panic!("{name}\n{canonical}\n{shown}"));
                    assert_eq!(essence(&again), found, "{name}\n{canonical}");
                }
                other => panic!("{name}: {other:?}\n{text}"),
            }
        }
        lines.entry(how).or_default().push(match how {
            "never" => format!("{name}\n{first}"),
            _ => name,
        });
    }
    let count = |how| lines.get(how).map_or(0, Vec::len);
    let hows = ["as they are", "after the edits that are offered", "never"];
    let mut report = String::new();
    for how in hows {
        report.push_str(&format!("{how}: {}\n", count(how)));
    }
    for how in &hows[1..] {
        for line in lines.get(how).into_iter().flatten() {
            report.push_str(&format!("\n{how}: {line}\n"));
        }
    }
    println!("{report}");
    assert!(wrong.is_empty(), "another plan than was meant:\n{wrong}");
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/naive"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("naive", report);
    });
}

/// What was once an error of form, and means one thing only: what it is read as.
#[test]
fn free_forms_are_read_as_what_they_mean() {
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/naive"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        each_file("tests/fixtures/free", "", |path| {
            let text = std::fs::read_to_string(path).expect("readable");
            let name = name_of(path);
            let (plan, _, shown) = compile(&name, &text);
            assert!(plan.is_some(), "{name}\n{shown}");
            match format(SourceId(0), Surface::of(&name, &text), &text, &mut Sink::new()) {
                Some(Rewritten::Text(canonical)) => {
                    insta::assert_snapshot!("free", format!("{text}\nis read as\n\n{canonical}"));
                }
                other => panic!("{name}: {other:?}"),
            }
        });
    });
}
