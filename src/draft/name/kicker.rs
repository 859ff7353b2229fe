//! The words in capitals that a paper puts in front of a line.

use super::run::{Token, touches};
use crate::draft::total::At as _;
use crate::lang::Pack;

/// The capital words that open a block or a line, as its kicker: `CRISP PLANT BLAZE: 90 workers evacuated`. Their capitals say nothing, unless
/// a given name opens them.
pub(super) fn kicker(text: &str, tokens: &[Token<'_>], pack: &Pack) -> usize {
    let shouted = |t: &Token<'_>| {
        t.text.chars().any(char::is_alphabetic) && !t.text.chars().any(char::is_lowercase)
    };
    let mut end = 0;
    while let Some(t) = tokens.get(end)
        && shouted(t)
        && (end == 0 || touches(text, tokens.at(end - 1), t))
    {
        end += 1;
    }
    let words = tokens.get(..end).unwrap_or_default();
    let long = words.iter().filter(|t| t.text.chars().count() >= 4).count();
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return 0;
    };
    let after = text[last.end..].trim_start();
    let closed = after.is_empty()
        || after.starts_with([':', '|'])
        || tokens.get(end).is_some_and(|t| t.fresh);
    if long >= 2 && closed && pack.names.given.binary_search(&&*first.lower).is_err() {
        end
    } else {
        0
    }
}
