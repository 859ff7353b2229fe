//! Writes a version into a recipe or a pack: the one value is replaced, every other byte stays.

use crate::diag::Sink;
use crate::source::SourceId;
use crate::syntax::tree::{Statement, Style, Tree};
use crate::syntax::{self, Surface, normal::Words};

/// The text with `version` as its version, added behind the name when there was none. `None` when the text cannot be read, has no name,
/// or is written so that the edit would change something else.
#[must_use]
pub fn with_version(name: &str, text: &str, version: &str, words: &dyn Words) -> Option<String> {
    let surface = Surface::of(name, text);
    let tree = read(name, text, words)?;
    let edited = match tree.get("version") {
        Some(statement) => replaced(text, statement, version)?,
        None => inserted(text, surface, &tree, version)?,
    };
    // What came of it is read again: the version is there, and nothing else was moved.
    let again = read(name, &edited, words)?;
    let said = again.get("version")?.values.first()?.raw.trim() == version;
    let others = |t: &Tree| -> Vec<String> {
        t.statements
            .iter()
            .filter(|s| s.name.text != "version")
            .map(|s| s.name.text.clone())
            .collect()
    };
    (said && others(&tree) == others(&again)).then_some(edited)
}

fn read(name: &str, text: &str, words: &dyn Words) -> Option<Tree> {
    let mut sink = Sink::new();
    let tree = syntax::read(SourceId(0), name, text, words, &mut sink)?;
    (!sink.has_errors()).then_some(tree)
}

/// Replaces the value without its quotes.
fn replaced(text: &str, statement: &Statement, version: &str) -> Option<String> {
    let [value] = statement.values.as_slice() else {
        return None;
    };
    let span = value.inner(0, value.raw.len()).span;
    if span.slice(text) != value.raw {
        return None;
    }
    splice(text, span.start, span.end, version)
}

/// Adds the version behind the name: a line of its own in YAML, a quoted value in a recipe file.
fn inserted(text: &str, surface: Surface, tree: &Tree, version: &str) -> Option<String> {
    let named = tree.get("recipe").or_else(|| tree.get("pack"))?;
    let value = named.values.first()?;
    let end = value.loc.span.end;
    if surface == Surface::Recipe {
        return splice(text, end, end, &format!(" \"{version}\""));
    }
    let above = text.get(..named.loc.span.start)?;
    // Between braces there are no lines to add to.
    let before = above.rsplit('\n').next()?;
    if !before.trim_start_matches('\u{feff}').trim().is_empty() || value.style == Style::Block {
        return splice(text, end, end, &format!(", version: {version}"));
    }
    let indent = before.trim_start_matches('\u{feff}');
    let rest = text.get(end..)?.split('\n').next()?;
    let stop = end + rest.len();
    let cr = rest.ends_with('\r');
    let stop = if cr { stop - 1 } else { stop };
    let line_end = if cr { "\r\n" } else { "\n" };
    splice(
        text,
        stop,
        stop,
        &format!("{line_end}{indent}version: {version}"),
    )
}

fn splice(text: &str, start: usize, end: usize, with: &str) -> Option<String> {
    Some(format!("{}{with}{}", text.get(..start)?, text.get(end..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(name: &str, text: &str) -> Option<String> {
        with_version(name, text, "2.0.0", &crate::check::vocabulary())
    }

    #[test]
    fn one_value_is_replaced() {
        for (name, text) in [
            (
                "a.yaml",
                "# c\nrecipe: a\nversion:   1.0.0   # released\nlength: 5 words\n",
            ),
            (
                "a.yaml",
                "recipe: a\nversion: \"1.0.0\"\nlength:  5 words\n",
            ),
            ("a.yaml", "recipe: a\r\nversion: '1.0.0'\r\n"),
            ("a.yaml", "{recipe: a, version: 1.0.0, language: fr}\n"),
            (
                "a.recipe",
                "recipe a \"1.0.0\"  # c\n  -> \"doc\"\nlength   5 words\n",
            ),
            ("a.recipe", "pack a/b \"1.0.0\"\n"),
            ("a.recipe", "recipe a\nversion \"1.0.0\"\n"),
        ] {
            let wanted = text.replace("1.0.0", "2.0.0");
            assert_eq!(edit(name, text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn a_version_is_added_behind_the_name() {
        for (name, text, wanted) in [
            (
                "a.yaml",
                "recipe: a  # c\nlanguage: fr\n",
                "recipe: a  # c\nversion: 2.0.0\nlanguage: fr\n",
            ),
            (
                "a.yaml",
                "recipe: a\r\nlanguage: fr\r\n",
                "recipe: a\r\nversion: 2.0.0\r\nlanguage: fr\r\n",
            ),
            ("a.yaml", "recipe: a", "recipe: a\nversion: 2.0.0"),
            (
                "a.yaml",
                "{recipe: a, language: fr}\n",
                "{recipe: a, version: 2.0.0, language: fr}\n",
            ),
            (
                "a.recipe",
                "recipe a -> \"doc\"\nlanguage fr\n",
                "recipe a \"2.0.0\" -> \"doc\"\nlanguage fr\n",
            ),
            ("a.recipe", "recipe a # c\n", "recipe a \"2.0.0\" # c\n"),
        ] {
            assert_eq!(edit(name, text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_left_alone() {
        assert_eq!(edit("a.yaml", "length: [\n"), None);
        assert_eq!(edit("a.yaml", "language: fr\n"), None);
    }
}
