//! Escapes in the texts of expressions that do not mean what they look like.

use std::ops::Range;

use super::lint::Lint;
use crate::diag::codes;

impl Lint<'_> {
    /// A text of an expression with `\b`, which is a backspace there and not the border of a word.
    pub(super) fn backspace(&mut self, range: Range<usize>) {
        let written = self.text.get(range.clone()).unwrap_or("");
        let mut escaped = false;
        let found = written.char_indices().find_map(|(i, c)| {
            let hit = escaped && c == 'b';
            escaped = c == '\\' && !escaped;
            hit.then(|| i - 1)
        });
        if let Some(i) = found {
            let place = range.start + i..range.start + i + 2;
            let n = self.note(
                codes::E0502,
                place,
                "`\\b` in the text of an expression is a backspace, not the border of a word",
                "a backspace",
            );
            n.help.push(
                "a backslash is written twice in the text of an expression: `\\\\b`; four times, if the expression itself stands between double quotes"
                    .to_owned(),
            );
            n.fix = Some("\\\\b".to_owned());
        }
    }
}
