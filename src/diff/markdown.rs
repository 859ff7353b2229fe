//! The difference as Markdown, fit for a comment on a pull request: a summary line, a table, details folded.
//!
//! Whatever comes from a recipe or a draft is escaped and stands in code, where no host of code makes a link, a mention or a heading
//! of it.

use std::fmt::Write as _;

use crate::diff::prompts::Op;
use crate::diff::text::{self, ROWS, change, one_line};
use crate::diff::{Diff, Presence, Said};

/// Texts in table cells are cut after this many characters; the details have them whole.
const CELL: usize = 160;

/// The difference as Markdown.
#[must_use]
pub fn print(diff: &Diff) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "### {}: {}\n\n{} → {}\n",
        code(&diff.recipe),
        summary(diff),
        code(&diff.older),
        code(&diff.newer)
    );
    if !diff.rules.is_empty() || !diff.inputs.is_empty() || !diff.texts.is_empty() {
        let _ = writeln!(out, "| what | change | before | after |\n|---|---|---|---|");
        for r in &diff.rules {
            let weighed = r.weight().is_some();
            let cell = |s: &Option<crate::diff::rules::SettingSaid>| {
                s.as_ref().map_or(String::new(), |s| {
                    let severity = if weighed {
                        format!(" [{}]", s.severity.word())
                    } else {
                        String::new()
                    };
                    format!(
                        "{}<br>{}",
                        cut(&format!("{}{severity}", s.setting)),
                        place(&s.said)
                    )
                })
            };
            let _ = writeln!(
                out,
                "| {} | **{}** | {} | {} |",
                code(&r.rule),
                r.word(),
                cell(&r.before),
                cell(&r.after)
            );
        }
        let side = |text: &Option<String>, at: &Option<Said>| {
            let at = at
                .as_ref()
                .map_or(String::new(), |at| format!("<br>{}", place(at)));
            text.as_ref()
                .map_or(String::new(), |t| format!("{}{at}", cut(t)))
        };
        for i in &diff.inputs {
            let _ = writeln!(
                out,
                "| input {} | {} | {} | {} |",
                code(&i.name),
                i.presence.word(),
                side(&i.before, &i.before_at),
                side(&i.after, &i.after_at)
            );
        }
        for t in &diff.texts {
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} |",
                code(&t.what),
                t.presence.word(),
                side(&t.before, &t.before_at),
                side(&t.after, &t.after_at)
            );
        }
        out.push('\n');
    }
    effects(diff, &mut out);
    let _ = writeln!(out, "{}\n", sentence(&text::advice(diff)));
    details(diff, &mut out);
    out
}

fn summary(diff: &Diff) -> String {
    if diff.is_empty() {
        return "no difference in meaning".to_owned();
    }
    let mut parts = Vec::new();
    let mut count = |n: usize, one: &str| {
        if n == 1 {
            parts.push(format!("1 {one}"));
        } else if n > 1 {
            parts.push(format!("{n} {one}s"));
        }
    };
    count(diff.rules.len(), "rule");
    count(diff.inputs.len(), "input");
    count(diff.texts.len(), "text");
    count(diff.prompts.len(), "prompt");
    let moved = diff.effects.iter().filter(|e| e.before != e.after).count();
    let drafts = match moved {
        0 => String::new(),
        1 => ", 1 draft comes out otherwise".to_owned(),
        n => format!(", {n} drafts come out otherwise"),
    };
    format!("{} differ{drafts}", parts.join(", "))
}

fn effects(diff: &Diff, out: &mut String) {
    let moved: Vec<_> = diff
        .effects
        .iter()
        .filter(|e| e.before != e.after || !e.rules.is_empty())
        .collect();
    if moved.is_empty() {
        return;
    }
    let _ = writeln!(out, "| draft | before | after | rules |\n|---|---|---|---|");
    for e in moved {
        let rules: Vec<String> = e
            .rules
            .iter()
            .map(|r| {
                let after = r.after.as_deref().unwrap_or("no such rule");
                format!("{}: {}", code(&r.rule), cut(after))
            })
            .collect();
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} |",
            code(&e.draft),
            e.before.word(),
            e.after.word(),
            rules.join("<br>")
        );
    }
    out.push('\n');
}

fn details(diff: &Diff, out: &mut String) {
    let moves: usize = diff.rules.iter().map(|r| r.moves.len()).sum();
    if moves > 0 {
        open("Demand by demand", out);
        for r in &diff.rules {
            for m in &r.moves {
                let list = |items: &[String]| -> String {
                    items.iter().map(|i| code(i)).collect::<Vec<_>>().join(", ")
                };
                let said = match (m.before.is_empty(), m.after.is_empty()) {
                    (true, _) => format!("{} more", list(&m.after)),
                    (_, true) => format!("{} no longer", list(&m.before)),
                    _ => format!("{} → {}", list(&m.before), list(&m.after)),
                };
                let _ = writeln!(
                    out,
                    "- {}, {}: {} ({})",
                    code(&r.rule),
                    code(&m.what),
                    said,
                    m.direction.word()
                );
            }
        }
        out.push_str("\n</details>\n\n");
    }
    if !diff.prompts.is_empty() {
        open("Prompts, word by word", out);
        for p in &diff.prompts {
            let _ = writeln!(out, "{} {}\n\n<pre>", code(&p.step), p.presence.word());
            for line in &p.lines {
                for piece in line {
                    let text = escaped(&text_of(&piece.text));
                    // What came or went whole needs no marks.
                    let marked = match piece.op {
                        _ if p.presence != Presence::Changed => text,
                        Op::Kept => text,
                        Op::Removed => format!("<del>{text}</del>"),
                        Op::Added => format!("<ins>{text}</ins>"),
                    };
                    out.push_str(&marked);
                }
                out.push('\n');
            }
            out.push_str("</pre>\n\n");
        }
        out.push_str("</details>\n\n");
    }
    if !diff.is_empty() {
        open("Cost of a run without repairs, estimated", out);
        let _ = writeln!(out, "| | before | after | |\n|---|---:|---:|---:|");
        for (name, of) in ROWS {
            let (x, y) = (of(&diff.cost.before), of(&diff.cost.after));
            let _ = writeln!(out, "| {name} | {x} | {y} | {} |", change(x, y));
        }
        out.push_str("\n</details>\n");
    }
}

fn open(title: &str, out: &mut String) {
    let _ = writeln!(out, "<details><summary>{title}</summary>\n");
}

fn place(said: &Said) -> String {
    match &said.pack {
        Some(_) => format!("<sub>{} (a pack)</sub>", code(&said.line())),
        None => format!("<sub>{}</sub>", code(&said.line())),
    }
}

fn cut(text: &str) -> String {
    let line = one_line(text);
    let mut short: String = line.chars().take(CELL).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    code(&short)
}

/// A text as inline code.
fn code(text: &str) -> String {
    format!("<code>{}</code>", escaped(&text_of(&one_line(text))))
}

/// The advice, whose names of rules stand between backticks.
fn sentence(text: &str) -> String {
    let mut out = String::new();
    for (i, part) in text.split('`').enumerate() {
        if i % 2 == 1 {
            out.push_str(&code(part));
        } else {
            out.push_str(&escaped(part));
        }
    }
    out
}

/// Control and direction characters as escapes.
fn text_of(text: &str) -> String {
    crate::report::text::printable(text)
}

/// A text that neither HTML nor Markdown reads anything in. A reference by number stands for every sign that one of them knows.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '<' | '>' | '"' | '\'' | '`' | '*' | '_' | '~' | '|' | '\\' | '[' | ']' | '#'
            | '!' | '@' | '$' | '{' | '}' => {
                let _ = write!(out, "&#{};", c as u32);
            }
            '\r' | '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_recipe_is_markup() {
        let text = code("</code><img src=x> | **b** @someone #12 [a](b) `c`\n# h");
        assert!(
            !text["<code>".len()..text.len() - "</code>".len()].contains(
                ['<', '>', '|', '*', '@', '#', '\n', '`'].map(|c| if c == '#' {
                    '\u{0}'
                } else {
                    c
                })
            )
        );
        assert!(text.contains("&#60;/code&#62;&#60;img"));
    }
}
