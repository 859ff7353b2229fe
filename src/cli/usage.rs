//! What is said of a command line that cannot be read: for people as a text, for programs as the same diagnostics that verbs give.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::output::{self, Paint};
use crate::cli::{Format, When};
use crate::diag::{Diagnostic, codes};
use crate::source::SourceMap;

/// Words that people try for a verb, in English and French, and the verb that does it.
const VERBS: &[(&str, &[&str])] = &[
    (
        "check",
        &[
            "validate",
            "lint",
            "verify",
            "proof",
            "valider",
            "vérifier",
            "verifier",
            "contrôler",
            "controler",
            "relire",
        ],
    ),
    (
        "run",
        &[
            "write",
            "generate",
            "rédiger",
            "rediger",
            "écrire",
            "ecrire",
            "lancer",
            "générer",
            "generer",
        ],
    ),
    (
        "new",
        &[
            "recette", "recipe", "nouveau", "nouvelle", "create", "créer", "creer",
        ],
    ),
    ("fmt", &["format", "formater"]),
    ("test", &["tests", "tester"]),
    ("explain", &["doc", "docs", "expliquer", "aide"]),
    ("rules", &["règles", "regles"]),
    ("clean", &["strip", "nettoyer"]),
    ("compile", &["plan", "build", "compiler"]),
    ("diff", &["compare", "comparer"]),
    ("models", &["pull", "modèles", "modeles"]),
    ("init", &["start", "commencer"]),
];

/// The verb that a word stands for.
fn verb(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    VERBS
        .iter()
        .find_map(|(verb, words)| words.contains(&word.as_str()).then_some(*verb))
}

/// Whether the words of a command line ask for messages as JSON, whatever else is wrong with them.
fn wants_json(words: &[OsString]) -> bool {
    let words: Vec<_> = words.iter().map(|w| w.to_string_lossy()).collect();
    words
        .iter()
        .take_while(|w| *w != "--")
        .any(|w| w == "--message-format=json")
        || words
            .windows(2)
            .any(|w| matches!(w, [a, b] if a == "--message-format" && b == "json"))
}

/// Prints help or the version that was asked for, or what is wrong, and gives the exit status.
pub(super) fn told(e: &clap::Error, words: &[OsString]) -> ExitCode {
    if matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let text = e.render();
        let _ = if Paint::new(When::Auto, Format::Text).product {
            output::picture(&text.ansi().to_string())
        } else {
            output::product(&text.to_string())
        };
        return ExitCode::SUCCESS;
    }
    let meant = match e.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) => verb(word),
        _ => None,
    };
    let text = e.render().to_string();
    if wants_json(words) {
        let paint = Paint::new(When::Never, Format::Json);
        output::diagnostics(&[diagnostic(&text, meant)], &SourceMap::new(), &paint);
        output::finish();
    } else {
        match meant {
            Some(verb) => {
                let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
                let rest: String = rest
                    .lines()
                    .filter(|l| !l.contains("tip:"))
                    .map(|l| format!("{l}\n"))
                    .collect();
                let rest = rest.trim();
                output::note(&format!(
                    "{first}\n\n  tip: `galley {verb}` does that\n\n{rest}"
                ));
            }
            None => output::note(text.trim_end()),
        }
    }
    ExitCode::from(2)
}

/// A message of the command line as a diagnostic: its first paragraph is the message, tips and usage are the help.
fn diagnostic(text: &str, meant: Option<&str>) -> Diagnostic {
    let mut paragraphs = text.split("\n\n").map(str::trim).filter(|p| !p.is_empty());
    let line = |p: &str| p.split_whitespace().collect::<Vec<_>>().join(" ");
    let first = line(paragraphs.next().unwrap_or(""));
    let message = first.strip_prefix("error: ").unwrap_or(&first).to_owned();
    let mut d = Diagnostic::error(codes::E0609, message);
    if let Some(verb) = meant {
        d = d.help(format!("`galley {verb}` does that"));
    }
    for p in paragraphs {
        if meant.is_none() || !p.contains("tip:") {
            d = d.help(line(p));
        }
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn words_that_are_tried_name_verbs_that_exist() {
        let command = crate::cli::Cli::command();
        let verbs: Vec<&str> = command.get_subcommands().map(|c| c.get_name()).collect();
        for (verb, words) in VERBS {
            assert!(verbs.contains(verb), "{verb}");
            for word in *words {
                assert!(!verbs.contains(word), "{word} is a verb itself");
            }
        }
        for (word, meant) in [
            ("recette", Some("new")),
            ("Validate", Some("check")),
            ("lint", Some("check")),
            ("vérifier", Some("check")),
            ("banana", None),
        ] {
            assert_eq!(verb(word), meant, "{word}");
        }
    }

    #[test]
    fn json_is_seen_on_a_command_line_that_is_wrong() {
        let words = |w: &[&str]| w.iter().map(OsString::from).collect::<Vec<_>>();
        assert!(wants_json(&words(&[
            "galley",
            "--message-format",
            "json",
            "chekc"
        ])));
        assert!(wants_json(&words(&[
            "galley",
            "chekc",
            "--message-format=json"
        ])));
        assert!(!wants_json(&words(&["galley", "chekc"])));
        assert!(!wants_json(&words(&[
            "galley",
            "check",
            "--",
            "--message-format=json"
        ])));
    }
}
