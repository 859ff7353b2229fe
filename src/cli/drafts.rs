//! Which articles are meant: files as they are named, the Markdown of folders, and patterns that no shell has resolved.

use std::path::{Path, PathBuf};

use crate::cli::files;
use crate::cli::recipes::{is_ours, passed_over};
use crate::diag::{Diagnostic, codes};

/// Files, folders and patterns as files; each once and in order.
pub(super) fn named(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut out: Vec<PathBuf> = Vec::new();
    for path in paths {
        let found = if path.is_dir() {
            below(path, &markdown)
        } else if !path.exists() && path.to_string_lossy().contains(['*', '?']) {
            matching(path)
        } else {
            vec![path.clone()]
        };
        if found.is_empty() {
            let message = if path.is_dir() {
                format!("no article is in the folder `{}`", files::shown(path))
            } else {
                format!("no file matches `{}`", files::shown(path))
            };
            return Err(Diagnostic::error(codes::E0601, message)
                .help("articles are files in Markdown: `*.md`, or any file that is named itself"));
        }
        for path in found {
            if !out.contains(&path) {
                out.push(path);
            }
        }
    }
    Ok(out)
}

/// Says so when recipe and article stand in each other's place: the first is none, and another one is.
pub(super) fn swapped(verb: &str, recipe: &Path, others: &[PathBuf]) -> Result<(), Diagnostic> {
    if recipe == Path::new("-") || looks(recipe) {
        return Ok(());
    }
    let Some(meant) = others.iter().find(|p| p.is_file() && is_ours(p)) else {
        return Ok(());
    };
    Err(Diagnostic::error(
        codes::E0609,
        format!(
            "`{}` is no recipe, and `{}` is one: swapped?",
            recipe.display(),
            meant.display()
        ),
    )
    .help(format!(
        "galley {verb} {} {}",
        meant.display(),
        recipe.display()
    )))
}

/// The one text that a verb takes beside a recipe. What is no file leads to one: both in each other's place, a folder, a pattern
/// that no shell has resolved.
pub(super) fn one(verb: &str, recipe: &Path, input: &Path) -> Result<(), Diagnostic> {
    swapped(verb, recipe, std::slice::from_ref(&input.to_owned()))?;
    let is_pattern = !input.exists() && input.to_string_lossy().contains(['*', '?']);
    let (message, found) = if input.is_dir() {
        let message = format!("`{}` is a folder, not a file", input.display());
        (message, below(input, &is_text))
    } else if is_pattern {
        let message = format!("`{}` is a pattern, not a file", input.display());
        (message, matching(input))
    } else {
        return Ok(());
    };
    let d = Diagnostic::error(codes::E0601, message);
    let command = |file: &Path| format!("galley {verb} {} {}", recipe.display(), file.display());
    Err(match found.as_slice() {
        [] if is_pattern => d.help("no file matches it; name the one that is meant"),
        [] => d.help("no text is in it: name a file in Markdown or plain text"),
        [only] => d.help(command(only)),
        [first, ..] => d
            .help(format!(
                "`{verb}` takes one text at a time, and {} are meant",
                found.len()
            ))
            .help(command(first)),
    })
}

fn is_text(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("");
    markdown(path) || ending.eq_ignore_ascii_case("txt")
}

/// Whether a file is a recipe by its name or its first line.
pub(super) fn looks(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str());
    matches!(ending, Some("yaml" | "yml")) || is_ours(path)
}

fn markdown(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("");
    ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown")
}

/// The files of a folder and below that will do, in the order of their names. Links to folders are not followed.
fn below(folder: &Path, will_do: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    let mut out = Vec::new();
    for path in paths {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
        if passed_over(name) {
            continue;
        }
        if path.is_dir() {
            if !path.is_symlink() {
                out.extend(below(&path, will_do));
            }
        } else if will_do(&path) {
            out.push(path);
        }
    }
    out
}

/// The files that a pattern with `*`, `?` and `**` stands for.
pub(super) fn matching(pattern: &Path) -> Vec<PathBuf> {
    let wanted: Vec<String> = pattern
        .components()
        .map(|c| c.as_os_str().to_string_lossy().into_owned())
        .collect();
    let fixed = wanted
        .iter()
        .take_while(|c| !c.contains(['*', '?']))
        .collect::<PathBuf>();
    let base = if fixed.as_os_str().is_empty() {
        Path::new(".")
    } else {
        &fixed
    };
    below(base, &|path| {
        let path = path.strip_prefix(".").unwrap_or(path);
        let parts: Vec<String> = path
            .components()
            .map(|c| c.as_os_str().to_string_lossy().into_owned())
            .collect();
        path_matches(&wanted, &parts)
    })
    .into_iter()
    .map(|p| p.strip_prefix(".").map(Path::to_owned).unwrap_or(p))
    .collect()
}

/// Whether a pattern stands for a file; both are relative to one folder.
pub(super) fn covers(pattern: &Path, file: &Path) -> bool {
    let parts = |p: &Path| {
        p.components()
            .filter(|c| !matches!(c, std::path::Component::CurDir))
            .map(|c| c.as_os_str().to_string_lossy().into_owned())
            .collect::<Vec<_>>()
    };
    path_matches(&parts(pattern), &parts(file))
}

fn path_matches(pattern: &[String], path: &[String]) -> bool {
    match (pattern.split_first(), path.split_first()) {
        (None, None) => true,
        (Some((p, rest)), _) if p == "**" => {
            path_matches(rest, path)
                || path
                    .split_first()
                    .is_some_and(|(_, below)| path_matches(pattern, below))
        }
        (Some((p, rest)), Some((name, below))) => {
            let (p, name): (Vec<char>, Vec<char>) = (p.chars().collect(), name.chars().collect());
            name_matches(&p, &name) && path_matches(rest, below)
        }
        _ => false,
    }
}

fn name_matches(pattern: &[char], name: &[char]) -> bool {
    // Where the last `*` stood, and how much of the name it has taken so far.
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || name.get(n) == Some(c) => {
                p += 1;
                n += 1;
            }
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    (p, n) = (at + 1, taken + 1);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_stand_for_files() {
        let parts = |s: &str| s.split('/').map(str::to_owned).collect::<Vec<_>>();
        for (pattern, path, found) in [
            ("*.md", "a.md", true),
            ("*.md", "a.txt", false),
            ("*.md", "sub/a.md", false),
            ("**/*.md", "a.md", true),
            ("**/*.md", "sub/deep/a.md", true),
            ("articles/*.md", "articles/été.md", true),
            ("a?.md", "a1.md", true),
            ("a?.md", "a12.md", false),
            ("*-*-x.md", "1-2-3-x.md", true),
            ("*", "", true),
        ] {
            assert_eq!(
                path_matches(&parts(pattern), &parts(path)),
                found,
                "{pattern} {path}"
            );
        }
    }
}
