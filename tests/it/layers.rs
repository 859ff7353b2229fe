//! The layers of the design, enforced: a file imports only from its own row or rows above, and third-party types stay in the
//! files that are named for them.

use std::path::{Path, PathBuf};

/// Rows from the ground up. A room may import from its own row and from earlier rows.
const ROWS: &[&[&str]] = &[
    &["span", "source", "diag"],
    &["draft", "lang", "tongue"],
    &["syntax", "expr", "resolve"],
    &["rules", "check"],
    &["emit"],
    &["run", "model", "report"],
    &["suite", "diff", "lock"],
    &["cli"],
];

/// Crates that only some files may name.
const BORDERS: &[(&str, &[&str])] = &[
    ("pest", &["syntax/grammar"]),
    ("pest_derive", &["syntax/grammar"]),
    ("granit_parser", &["syntax/yaml", "draft/front.rs"]),
    ("miette", &["diag/render.rs"]),
    ("minijinja", &["expr"]),
    ("pulldown_cmark", &["draft/markdown.rs"]),
    ("whatlang", &["draft/language.rs"]),
    ("rust_stemmers", &["draft/compare.rs"]),
    ("reqwest", &["model/openai", "model/download.rs"]),
    ("httpdate", &["model/openai/retry.rs"]),
    ("tokio", &["model"]),
    ("indicatif", &["cli"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli/completions.rs"]),
    ("terminal_size", &["cli/help.rs"]),
    ("serde_yaml", &["run/assembly.rs"]),
    ("toml", &["cli/settings.rs", "lock.rs", "tongue"]),
    ("semver", &["resolve/version.rs"]),
    ("csv", &["report/csv.rs"]),
    ("quick_junit", &["report/junit.rs"]),
    ("quick_xml", &["report/checkstyle.rs"]),
    ("percent_encoding", &["report/sarif.rs"]),
];

fn files(dir: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(dir)
        .expect("src can be read")
        .map(|e| e.expect("entry").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// The code of a file: no comments, and no test module at its end.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).expect("a source file is UTF-8");
    let body = text.split("#[cfg(test)]").next().unwrap_or("");
    body.lines()
        .map(|l| {
            if l.trim_start().starts_with("//") {
                ""
            } else {
                l
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn all() -> Vec<(String, String, usize)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    assert!(paths.len() > 40, "the walk finds the sources");
    paths
        .into_iter()
        .map(|p| {
            let name = p
                .strip_prefix(&root)
                .expect("below src")
                .to_string_lossy()
                .replace('\\', "/");
            let lines = std::fs::read_to_string(&p).expect("UTF-8").lines().count();
            (name, code(&p), lines)
        })
        .collect()
}

fn room(name: &str) -> &str {
    name.split('/')
        .next()
        .unwrap_or(name)
        .trim_end_matches(".rs")
}

fn row(room: &str) -> Option<usize> {
    ROWS.iter().position(|r| r.contains(&room))
}

/// Rooms named after `crate::` in some code, in `use` lines (with groups) and in paths.
fn imports(code: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let end = group.find('}').unwrap_or(group.len());
            for item in group[..end].split(',') {
                out.push(item.trim().split("::").next().unwrap_or("").to_owned());
            }
        } else {
            out.push(
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
        }
    }
    out.retain(|r| !r.is_empty());
    out
}

#[test]
fn imports_never_climb() {
    let mut wrong = Vec::new();
    for (name, code, _) in all() {
        let own = room(&name);
        let Some(own_row) = row(own) else {
            assert!(
                matches!(own, "lib" | "main"),
                "src/{name} is in no row of the table"
            );
            continue;
        };
        for other in imports(&code) {
            match row(&other) {
                Some(r) if r <= own_row => {}
                Some(_) => wrong.push(format!(
                    "src/{name} imports crate::{other}, which lies above it"
                )),
                None => wrong.push(format!(
                    "src/{name} imports crate::{other}, which is in no row"
                )),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn third_party_types_stay_at_home() {
    let mut wrong = Vec::new();
    for (name, code, _) in all() {
        for (krate, homes) in BORDERS {
            let named =
                code.contains(&format!("use {krate}::")) || code.contains(&format!("{krate}::"));
            let before = |i: usize| {
                code[..i]
                    .chars()
                    .next_back()
                    .is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
            };
            let really = named
                && code
                    .match_indices(&format!("{krate}::"))
                    .any(|(i, _)| before(i));
            if really && !homes.iter().any(|h| name.starts_with(h)) {
                wrong.push(format!(
                    "src/{name} names `{krate}`, whose home is {}",
                    homes.join(", ")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_small() {
    let large: Vec<String> = all()
        .into_iter()
        .filter(|(_, _, lines)| *lines > 800)
        .map(|(name, _, lines)| format!("src/{name}: {lines} lines, at most 800"))
        .collect();
    assert!(large.is_empty(), "{}", large.join("\n"));
    let main = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/main.rs"))
        .expect("main.rs");
    assert!(main.lines().count() <= 30, "main.rs only calls the library");
}

#[test]
fn the_walk_would_notice() {
    assert_eq!(
        imports("use crate::{cli, run::Event};\nlet x = crate::draft::Draft::new();"),
        ["cli", "run", "draft"]
    );
    assert!(row("cli") > row("draft"));
}

/// Sentences stand in the files of the tongues alone, and nothing decides by one.
#[test]
fn no_rule_has_a_sentence_or_reads_one() {
    let mut wrong = Vec::new();
    for (name, code, _) in all() {
        let speaks = name.starts_with("rules/");
        let reads = speaks || name.starts_with("run/") || name.starts_with("emit/");
        for (i, line) in code.lines().enumerate() {
            let tongue = speaks && line.contains("match tongue");
            let message = reads && line.contains(".message()") && !shown(line);
            if tongue || message {
                wrong.push(format!("{name}:{}: {}", i + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a line hands a message on to be shown, and asks nothing of it.
fn shown(line: &str) -> bool {
    ![
        "contains(",
        "starts_with(",
        "ends_with(",
        "==",
        "split_once(",
    ]
    .iter()
    .any(|ask| line.contains(ask))
}

/// Every key that a rule names has its sentences, and every sentence has a rule that names its key.
#[test]
fn sentences_and_keys_belong_together() {
    use galley::tongue::{ANY, CHAIN, REPORT, Tongue, Use};
    // Whole files: a module of tests may be declared at the top of one.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let whole = |name: String| {
        let text = std::fs::read_to_string(root.join(&name)).expect("a source file is UTF-8");
        (name, text)
    };
    let files: Vec<(String, String)> = all().into_iter().map(|f| whole(f.0)).collect();
    let text = |rule: &str| -> String {
        let id = rule.replace(['.', '-'], "_");
        let of = |name: &str| match rule {
            ANY => name.starts_with("rules/"),
            REPORT => name.starts_with("report/"),
            CHAIN => name.starts_with("emit/") || name.starts_with("run/"),
            _ => name == format!("rules/{id}.rs") || name.starts_with(&format!("rules/{id}/")),
        };
        // What one rule finds may be made in the folder of another.
        let shared = rule == "no-new";
        files
            .iter()
            .filter(|(name, _)| of(name) || shared && name.starts_with("rules/preserve/"))
            .map(|(_, code)| code.as_str())
            .collect()
    };
    let catalogue = Tongue::default().catalogue();
    let mut wrong = Vec::new();
    for (rule, usage, key, _) in catalogue.sentences() {
        if !text(rule).contains(&format!("\"{key}\"")) {
            wrong.push(format!("nothing says [{rule}.{usage}] {key}"));
        }
    }
    for def in galley::rules::TABLE {
        let id = def.id.replace(['.', '-'], "_");
        for (name, code) in &files {
            if *name != format!("rules/{id}.rs") && !name.starts_with(&format!("rules/{id}/")) {
                continue;
            }
            for (at, _) in code.match_indices("Fault::new(\"") {
                let key = code[at + "Fault::new(\"".len()..]
                    .split('"')
                    .next()
                    .unwrap_or("");
                let has = |id: &str, usage| catalogue.sentence(id, usage, key).is_some();
                let found = [def.id, "no-new"].iter().any(|id| has(id, Use::Finding));
                let repaired = [def.id, "no-new"].iter().any(|id| has(id, Use::Repair));
                // Why a rule was not looked at is repaired by nobody. (`sentence` knows the shared ones.)
                let reason = !catalogue
                    .sentences()
                    .any(|(rule, _, k, _)| k == key && rule != ANY);
                if !found || !repaired && !reason {
                    wrong.push(format!("{name}: `{key}` has no sentence"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
