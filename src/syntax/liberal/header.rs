//! Languages as people write them.

use super::node::{Kind, Token};
use super::pass::Pass;
use crate::lang::TABLE;

impl Pass<'_> {
    pub(super) fn language_of(&mut self, values: &[Token]) {
        if let [v] = values
            && matches!(v.kind, Kind::Word | Kind::Text)
            && let Some(code) = code(v.span.slice(self.text).trim_matches('"'))
        {
            self.change(v.span, code);
        }
    }
}

/// The code of a language, by its code, its name in English or its own.
pub(super) fn code(written: &str) -> Option<&'static str> {
    let word = written.to_lowercase();
    let base = word.split(['-', '_']).next().unwrap_or("");
    TABLE.iter().find_map(|l| {
        let named = word == l.name().to_lowercase()
            || word == l.pack().endonym
            || word == "francais" && l.code() == "fr";
        let coded = base == l.code() && (word.len() == base.len() || word.len() == base.len() + 3);
        (named || coded || word == "anglais" && l.code() == "en").then(|| l.code())
    })
}
