//! Ctrl-C: says what is kept and how to go on, and ends. A second one ends at once.

use std::path::{Path, PathBuf};
use std::process::exit;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};

use crate::cli::output;
use crate::model::journal::{Count, Watch};

/// What a shell expects of a command that was ended by Ctrl-C.
const STATUS: i32 = 130;

static WATCHED: Mutex<Option<(Option<Watch>, PathBuf)>> = Mutex::new(None);
static ASKED: AtomicBool = AtomicBool::new(false);
static SET: Once = Once::new();

/// From now on Ctrl-C tells of this journal; a replay has none.
pub(super) fn watch(journal: Option<Watch>, path: &Path) {
    *WATCHED.lock().unwrap_or_else(PoisonError::into_inner) = Some((journal, path.to_owned()));
    SET.call_once(|| {
        // Where no handler can be set, Ctrl-C ends galley as ever, and the journal is as whole.
        let _ = ctrlc::set_handler(|| {
            if ASKED.swap(true, Ordering::SeqCst) {
                exit(STATUS);
            }
            // On a thread of its own, so that a second Ctrl-C is heard while this one waits for a record to be written.
            std::thread::spawn(end);
        });
    });
}

fn end() {
    let watched = WATCHED
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take();
    if let Some((journal, path)) = watched {
        let count = journal.map(|j| j.close());
        output::note("");
        output::note(&format!("interrupted{}", told(count, &path)));
        output::note(&format!("to go on: {}", command(count)));
    }
    exit(STATUS);
}

/// What is kept of a run that did not come to its end.
pub(super) fn told(count: Option<Count>, path: &Path) -> String {
    let Some(count) = count else {
        return String::new();
    };
    let kept = match count.kept {
        0 => "no answer is kept yet".to_owned(),
        1 => format!("1 answer is kept in `{}`", path.display()),
        n => format!("{n} answers are kept in `{}`", path.display()),
    };
    let under_way = match count.under_way {
        0 => String::new(),
        1 => ", 1 call was under way".to_owned(),
        n => format!(", {n} calls were under way"),
    };
    format!(": {kept}{under_way}")
}

/// The command line that goes on with this run: the one that began it. `--fresh` would pay again for what it has brought. What may be
/// a secret in an address is not repeated, and the line says so.
pub(super) fn command(count: Option<Count>) -> String {
    let begun = count.is_some_and(|c| c.new > 0);
    let words = std::env::args_os()
        .filter(|a| !begun || a != "--fresh")
        .map(|a| a.to_string_lossy().into_owned());
    line(words)
}

fn line(words: impl Iterator<Item = String>) -> String {
    let mut hidden = false;
    let shown: Vec<String> = words
        .map(|word| {
            let (word, secret) = crate::model::secret::without_credentials(&word);
            hidden |= secret;
            shell(&word)
        })
        .collect();
    let mut out = shown.join(" ");
    if hidden {
        out.push_str("\n(`…` stands for what may be a secret in the address: write it as before)");
    }
    out
}

/// A word as a shell reads it back.
fn shell(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::{line, shell};

    #[test]
    fn words_are_quoted_for_a_shell() {
        assert_eq!(
            shell("openai:gpt-4.1@http://h:1/v1"),
            "openai:gpt-4.1@http://h:1/v1"
        );
        assert_eq!(
            shell("keyphrase=trafic de drogue"),
            "'keyphrase=trafic de drogue'"
        );
        assert_eq!(shell("l'eau"), r"'l'\''eau'");
        assert_eq!(shell(""), "''");
    }

    #[test]
    fn no_secret_of_an_address_is_repeated() {
        let of = |word: &str| line(["galley", "run", word].into_iter().map(str::to_owned));
        for (word, shown) in [
            ("openai:m@http://h:1/v1", "openai:m@http://h:1/v1"),
            (
                "openai:m@https://desk:hunter2@h:1/v1",
                "'openai:m@https://…@h:1/v1'",
            ),
            (
                "--model=openai:m@http://a:b@c@h",
                "'--model=openai:m@http://…@h'",
            ),
            (
                "openai:m@https://h/v1?api-key=hunter2",
                "'openai:m@https://h/v1?…'",
            ),
            (
                "link=https://site.example/a?page=2",
                "'link=https://site.example/a?page=2'",
            ),
        ] {
            let said = of(word);
            assert!(said.starts_with(&format!("galley run {shown}")), "{said}");
            assert!(!said.contains("hunter2") && !said.contains("a:b"), "{said}");
            assert_eq!(
                said.contains("write it as before"),
                shown.contains('…'),
                "{said}"
            );
        }
    }
}
