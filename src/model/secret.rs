//! A key that can be used and never shown.

use std::fmt;

/// An API key. `Debug` and `Display` redact it, and it cannot be serialised.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes a key, without the white space that a copied line brings. `None` when nothing is left.
    #[must_use]
    pub fn new(key: &str) -> Option<Self> {
        let key = key.trim();
        (!key.is_empty()).then(|| Self(key.to_owned()))
    }

    /// The key itself, for a request header and nothing else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// `text` with every occurrence of the key replaced by `[key]`.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        text.replace(&self.0, "[key]")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([key])")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[key]")
    }
}

/// What another program said, made fit to print: control and direction characters out, keys out, cut at 300 characters.
#[must_use]
pub(crate) fn printable(text: &str, key: Option<&Secret>) -> String {
    const LIMIT: usize = 300;
    let text = key.map_or_else(|| text.to_owned(), |k| k.redact(text));
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        let word: String = word.chars().filter(|c| !is_direction(*c)).collect();
        if word.is_empty() {
            continue;
        }
        words.push(if looks_like_key(&word) {
            "[key]".to_owned()
        } else {
            word
        });
    }
    let joined = words.join(" ");
    match joined.char_indices().nth(LIMIT) {
        Some((cut, _)) => format!("{}…", &joined[..cut]),
        None => joined,
    }
}

/// Characters that turn the reading direction or are not drawn: they could disguise what follows.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Servers echo a key in part (`sk-ab***yz`): such a word tells too much as well.
fn looks_like_key(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '*');
    word.starts_with("sk-") && word.len() >= 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_never_shown() {
        let key = Secret::new(" abc-123-secret \n").unwrap();
        assert_eq!(key.reveal(), "abc-123-secret");
        assert_eq!(format!("{key} {key:?}"), "[key] Secret([key])");
        let shown = printable("bad key abc-123-secret or sk-abcd****wxyz.", Some(&key));
        assert_eq!(shown, "bad key [key] or [key]");
        assert!(Secret::new("  ").is_none());
    }

    #[test]
    fn foreign_text_is_made_printable() {
        let shown = printable("a\u{1b}[31mred\u{7}\n\n b\u{202e}c", None);
        assert_eq!(shown, "a [31mred bc");
        let long = printable(&"é".repeat(500), None);
        assert_eq!(long.chars().count(), 301);
    }
}
