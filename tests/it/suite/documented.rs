//! `docs/testing.md`, executed: its files are written, its commands run, and what they print is what the page shows.

use super::{Project, root};

/// One step of the page.
enum Step {
    File(String, String),
    /// A block of commands with what they print; the range of the block's text in the page.
    Commands(std::ops::Range<usize>),
}

/// The files and commands of a page: a file is a block behind a line "`path`:", commands stand in `console` blocks.
fn steps(page: &str) -> Vec<Step> {
    let mut out = Vec::new();
    let mut name = None;
    let mut at = 0;
    let mut open: Option<(bool, usize)> = None;
    for line in page.split_inclusive('\n') {
        let start = at;
        at += line.len();
        match (&open, line.strip_prefix("```")) {
            (None, Some(kind)) => open = Some((kind.trim() == "console", at)),
            (Some((console, from)), Some(_)) => {
                if *console {
                    out.push(Step::Commands(*from..start));
                } else if let Some(name) = name.take() {
                    out.push(Step::File(name, page[*from..start].to_owned()));
                }
                open = None;
            }
            (None, None) if !line.trim().is_empty() => {
                name = line
                    .trim()
                    .strip_prefix('`')
                    .and_then(|l| l.strip_suffix("`:"))
                    .map(str::to_owned);
            }
            _ => {}
        }
    }
    out
}

/// Runs the commands of a block; the block as it is true.
fn executed(project: &Project, block: &str) -> String {
    let mut out = String::new();
    let mut status = 0;
    for command in block.lines().filter_map(|l| l.strip_prefix("$ ")) {
        out.push_str(&format!("$ {command}\n"));
        let words: Vec<&str> = command.split_whitespace().collect();
        match words.as_slice() {
            ["galley", args @ ..] => {
                let ran = project.galley(args);
                status = ran.status;
                // Progress comes before the product, messages after it.
                let messages = ran.err.find("error[").filter(|_| !ran.out.is_empty());
                let (before, after) = ran.err.split_at(messages.unwrap_or(ran.err.len()));
                out.push_str(&timeless(before));
                out.push_str(&ran.out);
                out.push_str(after);
            }
            ["echo", "$?"] => out.push_str(&format!("{status}\n")),
            ["rm", file] => std::fs::remove_file(project.path().join(file)).expect("removed"),
            _ => panic!("the page shows a command that is not executed: {command}"),
        }
    }
    out
}

/// Progress without what depends on the machine.
fn timeless(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|line| match line.split_once(": answered in ") {
            Some((step, _)) => format!("{step}: answered in 0 s\n"),
            None => line.to_owned(),
        })
        .collect()
}

/// With `GALLEY_BLESS=1` the page is written as it is true.
#[test]
fn the_page_is_true() {
    let path = root().join("docs/testing.md");
    let page = std::fs::read_to_string(&path).expect("the page");
    let project = Project::new();
    let mut truth = page.clone();
    let mut shift = 0isize;
    let mut commands = 0;
    for step in steps(&page) {
        match step {
            Step::File(name, text) => project.write(&name, &text),
            Step::Commands(range) => {
                commands += 1;
                let block = &page[range.clone()];
                let real = executed(&project, block);
                let from = range.start.checked_add_signed(shift).expect("an offset");
                truth.replace_range(from..from + block.len(), &real);
                shift += isize::try_from(real.len()).expect("small")
                    - isize::try_from(block.len()).expect("small");
            }
        }
    }
    assert!(commands >= 7, "the page shows commands");
    if std::env::var_os("GALLEY_BLESS").is_some() {
        std::fs::write(&path, &truth).expect("written");
    }
    assert!(
        truth == page,
        "docs/testing.md shows what is not so: run `GALLEY_BLESS=1 cargo test --test it suite::documented` and read the difference\n{}",
        similar::TextDiff::from_lines(page.as_str(), truth.as_str()).unified_diff()
    );
}
