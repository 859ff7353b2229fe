//! The edits that mend a fault: places and what is written there. Several edits of one fix belong together, and are made all
//! at once or not at all: `[` … `]` becomes `{` … `}`.

use serde::Serialize;

use crate::span::Loc;

/// A fix has no more edits than this: whoever has a habit this often converts the file with a tool.
pub const MOST: usize = 1000;

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// What is replaced.
    pub loc: Loc,
    /// By what.
    pub replacement: String,
}

/// The text of one source once these edits of it are made; `None` when one of them does not fit, two of them overlap, or
/// nothing changes. Of edits at one place, the first comes first.
#[must_use]
pub fn apply<'a>(text: &str, edits: impl IntoIterator<Item = &'a Edit>) -> Option<String> {
    let mut sorted: Vec<&Edit> = edits.into_iter().collect();
    sorted.sort_by_key(|e| e.loc.span.start);
    let mut out = String::with_capacity(text.len() + 16);
    let mut at = 0;
    for edit in sorted {
        let span = edit.loc.span;
        text.get(span.range())?;
        out.push_str(text.get(at..span.start)?);
        out.push_str(&edit.replacement);
        at = span.end;
    }
    out.push_str(text.get(at..)?);
    (out != text).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;
    use crate::span::Span;

    fn edit(start: usize, end: usize, replacement: &str) -> Edit {
        Edit {
            loc: Loc::new(SourceId(0), Span::new(start, end)),
            replacement: replacement.to_owned(),
        }
    }

    #[test]
    fn all_or_none() {
        let both = [edit(4, 5, "}"), edit(0, 1, "{")];
        assert_eq!(apply("[é ]", &both).as_deref(), Some("{é }"));
        assert_eq!(apply("[e]", &both), None, "past the end");
        assert_eq!(apply("é", &[edit(1, 2, "e")]), None, "within a character");
        let overlap = [edit(0, 2, "x"), edit(1, 3, "y")];
        assert_eq!(apply("abc", &overlap), None, "overlapping");
        assert_eq!(apply("abc", &[edit(1, 2, "b")]), None, "the same text");
        let same = [edit(1, 1, "x"), edit(1, 1, "y")];
        assert_eq!(apply("ab", &same).as_deref(), Some("axyb"));
    }
}
