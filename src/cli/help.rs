//! The help of all verbs, laid out for the width of the terminal.
//!
//! A verb writes what stands at the end of its help (`after_help`) as it comes: lines that begin with two blanks are examples, with
//! three blanks or more between a command and what it does; other lines make paragraphs, however they are broken.

use clap::Command;

/// Nothing is wider than this, however wide the terminal is.
const WIDEST: usize = 100;

/// Blanks between an example and what it does.
const GAP: usize = 3;

/// Under which options that every verb has are listed, behind its own.
pub(super) const GLOBAL: &str = "Global options";

/// The command line of galley, with its help in form.
pub(super) fn command<T: clap::CommandFactory>() -> Command {
    shaped(T::command(), width())
}

/// The width of help: `COLUMNS`, or the terminal's, or as wide as it gets.
fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    asked
        .or_else(|| terminal_size::terminal_size().map(|(w, _)| usize::from(w.0)))
        .unwrap_or(WIDEST)
        .clamp(40, WIDEST)
}

fn shaped(command: Command, width: usize) -> Command {
    let after = command
        .get_after_help()
        .map(|t| lay_out(&t.to_string(), width));
    let command = command
        .term_width(width)
        .mut_subcommands(|c| shaped(c, width));
    match after {
        Some(text) => command.after_help(text),
        None => command,
    }
}

/// Examples in columns, paragraphs wrapped.
fn lay_out(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim().is_empty() {
            out.push('\n');
        } else if line.starts_with("  ") {
            let mut examples = vec![example(line)];
            while let Some(next) = lines.next_if(|l| l.starts_with("  ")) {
                examples.push(example(next));
            }
            columns(&examples, width, &mut out);
        } else {
            let mut paragraph = line.trim_end().to_owned();
            while let Some(next) = lines.next_if(|l| !l.trim().is_empty() && !l.starts_with("  ")) {
                paragraph.push(' ');
                paragraph.push_str(next.trim());
            }
            wrap(&paragraph, width, &mut out);
        }
    }
    out.trim_end().to_owned()
}

/// A command, and what it does.
fn example(line: &str) -> (&str, &str) {
    let line = line.trim();
    match line.split_once("   ") {
        Some((command, gloss)) => (command.trim_end(), gloss.trim_start()),
        None => (line, ""),
    }
}

fn long(text: &str) -> usize {
    text.chars().count()
}

fn columns(examples: &[(&str, &str)], width: usize, out: &mut String) {
    let widest = examples.iter().map(|e| long(e.1)).max().unwrap_or(0);
    let room = width.saturating_sub(2 + GAP + widest);
    let glossed = || examples.iter().filter(|e| !e.1.is_empty());
    let fitting: Vec<usize> = glossed()
        .map(|e| long(e.0))
        .filter(|&n| n <= room)
        .collect();
    // Where most do not fit beside their command, all stand below it.
    let column = match fitting.iter().max() {
        Some(&n) if fitting.len() * 2 >= glossed().count() => 2 + n + GAP,
        _ => 6,
    };
    let pad = |n: usize| " ".repeat(n);
    for (command, gloss) in examples {
        out.push_str(&format!("  {command}"));
        if !gloss.is_empty() {
            match column.checked_sub(2 + long(command)) {
                Some(gap) if gap >= GAP => out.push_str(&pad(gap)),
                _ => out.push_str(&format!("\n{}", pad(column))),
            }
            out.push_str(gloss);
        }
        out.push('\n');
    }
}

fn wrap(paragraph: &str, width: usize, out: &mut String) {
    let mut at = 0;
    for word in paragraph.split_whitespace() {
        if at > 0 && at + 1 + long(word) > width {
            out.push('\n');
            at = 0;
        } else if at > 0 {
            out.push(' ');
            at += 1;
        }
        out.push_str(word);
        at += long(word);
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    fn each(command: &Command, path: &str, look: &mut dyn FnMut(&str, &Command)) {
        let path = format!("{path} {}", command.get_name());
        look(&path, command);
        for sub in command.get_subcommands() {
            each(sub, &path, look);
        }
    }

    /// Whether a line is broken before it is full, although the next one goes on with it.
    fn ragged(text: &str, width: usize) -> Option<String> {
        let prose = |l: &str| !l.is_empty() && !l.starts_with(' ');
        let lines: Vec<&str> = text.lines().collect();
        lines.windows(2).find_map(|w| {
            let word = w[1].split(' ').next().unwrap_or("");
            let short = prose(w[0]) && prose(w[1]) && long(w[0]) + 1 + long(word) <= width;
            short.then(|| format!("{}\n{}", w[0], w[1]))
        })
    }

    #[test]
    fn help_fits_and_is_not_ragged() {
        for width in [80, 100] {
            let command = shaped(crate::cli::Cli::command(), width);
            each(&command, "", &mut |path, c| {
                let text = c.clone().render_long_help().to_string();
                for line in text.lines() {
                    assert!(long(line) <= width, "{path} at {width}:\n{line}");
                }
                let after = c
                    .get_after_help()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                assert_eq!(ragged(&after, width), None, "{path} at {width}");
                for line in after.lines() {
                    assert!(long(line) <= width, "{path} at {width}:\n{line}");
                }
            });
        }
    }

    /// What a verb takes itself is listed before what every verb takes.
    #[test]
    fn options_of_a_verb_come_first() {
        let mut command = crate::cli::Cli::command();
        command.build();
        each(&command, "", &mut |path, c| {
            let text = c.clone().render_long_help().to_string();
            let Some(global) = text.find(&format!("{GLOBAL}:")) else {
                assert!(path.contains(" help"), "{path} lists its global options");
                return;
            };
            let (own, after) = text.split_at(global);
            assert!(!own.contains("--color"), "{path}");
            assert!(
                after.contains("--color") && after.contains("--message-format"),
                "{path}"
            );
            assert_eq!(after.matches("\n      --").count(), 2, "{path}\n{after}");
        });
    }

    #[test]
    fn examples_stand_in_columns_where_they_fit() {
        let text = "Examples:\n  a b   does this\n  a much longer command   does that\n\nSome\nwords here.";
        assert_eq!(
            lay_out(text, 60),
            "Examples:\n  a b                     does this\n  a much longer command   does that\n\nSome words here."
        );
        assert_eq!(
            lay_out(text, 30),
            "Examples:\n  a b   does this\n  a much longer command\n        does that\n\nSome words here."
        );
    }
}
