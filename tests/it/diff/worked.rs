//! The worked example of `docs/versioning.md`: its files are written, its commands run, their output compared.

use std::path::Path;
use std::process::Command;

use super::cli::repository;

/// A piece of the page, in order.
enum Piece {
    /// A file and its text.
    File(String, String),
    /// Commands, each with what it prints.
    Console(Vec<(String, String)>),
}

fn pieces(page: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut file: Option<String> = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix("<!-- file: ") {
            file = Some(name.trim_end_matches(" -->").to_owned());
        } else if let Some(language) = line.strip_prefix("```") {
            let body: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
            if let Some(name) = file.take() {
                out.push(Piece::File(name, body.join("\n") + "\n"));
            } else if language == "console" {
                out.push(Piece::Console(commands(&body)));
            }
        }
    }
    out
}

fn commands(lines: &[&str]) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for line in lines {
        match (line.strip_prefix("$ "), out.last_mut()) {
            (Some(command), _) => out.push((command.to_owned(), String::new())),
            (None, Some((_, printed))) => {
                printed.push_str(line);
                printed.push('\n');
            }
            (None, None) => panic!("output before the first command: {line}"),
        }
    }
    out
}

/// Runs a line in a shell, with `galley` on the path; both streams in the order in which galley writes them.
fn shell(folder: &Path, line: &str) -> String {
    let binary = assert_cmd::cargo::cargo_bin("galley");
    let mut path = binary.parent().expect("a folder").as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let out = Command::new("sh")
        .args(["-c", &format!("{line} 2>&1")])
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .env("COLUMNS", "100")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("a shell");
    String::from_utf8(out.stdout).expect("UTF-8")
}

/// Hashes of commits depend on when the test runs, and those of a lock file on every word of the built-in prompts.
fn settled(text: &str) -> String {
    let is_hash = |s: &str, long| s.len() == long && s.bytes().all(|b| b.is_ascii_hexdigit());
    text.split_inclusive(' ')
        .map(|word| match word.split_once(':') {
            Some((hash, rest)) if is_hash(hash, 12) => format!("[COMMIT]:{rest}"),
            _ => word
                .split('"')
                .map(|part| if is_hash(part, 32) { "[HASH]" } else { part })
                .collect::<Vec<_>>()
                .join("\""),
        })
        .collect()
}

#[test]
fn the_worked_example_comes_out_as_the_page_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/versioning.md")).expect("the page");
    let folder = repository();
    let mut ran = 0;
    for piece in pieces(&page) {
        match piece {
            Piece::File(name, text) => {
                let path = folder.path().join(name);
                std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
                std::fs::write(path, text).expect("written");
            }
            Piece::Console(commands) => {
                for (command, printed) in commands {
                    let found = settled(&shell(folder.path(), &command));
                    assert_eq!(found.trim_end(), printed.trim_end(), "$ {command}\n{found}");
                    ran += 1;
                }
            }
        }
    }
    assert!(ran >= 9, "the page has {ran} commands");
}
