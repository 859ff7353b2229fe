//! A key that can be used and never shown.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::trace::{Care, Traces};

/// An API key. `Debug` and `Display` redact it, and it cannot be serialised.
#[derive(Clone)]
pub struct Secret {
    key: String,
    traces: Arc<Traces>,
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Secret {}

impl Secret {
    /// Takes a key, without the white space that a copied line brings. `None` when nothing is left.
    #[must_use]
    pub fn new(key: &str) -> Option<Self> {
        let key = key.trim();
        (!key.is_empty()).then(|| Self {
            key: key.to_owned(),
            traces: Arc::new(Traces::new(key)),
        })
    }

    /// The key itself, for a request header and nothing else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.key
    }

    /// `text` with every occurrence of the key, disguised or in part, replaced by `[key]`.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        redacted(text, std::slice::from_ref(self), Care::Message)
    }

    pub(super) fn places(&self, text: &str, care: Care) -> Vec<Range<usize>> {
        self.traces.find(text, care)
    }

    pub(super) fn longest(&self) -> usize {
        self.traces.longest()
    }
}

/// `text` as a message may quote it, not cut: without the keys and without words that look like one.
pub(super) fn withheld(text: &str, secrets: &[Secret]) -> String {
    let text = redacted(text, secrets, Care::Message);
    let words = text.split_inclusive(|c: char| c.is_whitespace());
    words
        .map(|w| if looks_like_key(w) { "[key] " } else { w })
        .collect()
}

/// `text` with every occurrence of the keys replaced by `[key]`.
pub(super) fn redacted(text: &str, secrets: &[Secret], care: Care) -> String {
    let mut out = text.to_owned();
    for secret in secrets {
        let places = secret.places(&out, care);
        if places.is_empty() {
            continue;
        }
        let mut clean = String::with_capacity(out.len());
        let mut at = 0;
        for range in places {
            clean.push_str(out.get(at..range.start).unwrap_or_default());
            clean.push_str("[key]");
            at = range.end;
        }
        clean.push_str(out.get(at..).unwrap_or_default());
        out = clean;
    }
    out
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
pub(crate) fn printable(text: &str, secrets: &[Secret]) -> String {
    const LIMIT: usize = 300;
    let text = redacted(text, secrets, Care::Message);
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
    let cut = joined.char_indices().nth(LIMIT);
    match cut.and_then(|(cut, _)| joined.get(..cut)) {
        Some(head) => format!("{head}…"),
        None => joined,
    }
}

/// Characters that turn the reading direction or are not drawn: they could disguise what follows.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Servers echo a key in part (`sk-ab***yz`): such a word tells too much as well.
fn looks_like_key(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let starred = word
        .split_once("***")
        .is_some_and(|(a, b)| !a.is_empty() && !b.trim_start_matches('*').is_empty());
    word.len() >= 8 && (word.starts_with("sk-") || starred)
}

/// A word without the user name, the password and the query of the addresses of models in it, and whether there were any.
pub(crate) fn without_credentials(word: &str) -> (String, bool) {
    let Some(at) = word.find("://") else {
        return (word.to_owned(), false);
    };
    let (scheme, rest) = word.split_at(at + "://".len());
    let fragment = rest.find('#').unwrap_or(rest.len());
    let (rest, fragment) = rest.split_at(fragment);
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let mut hidden = false;
    let authority = match authority.rsplit_once('@') {
        Some((_, host)) => {
            hidden = true;
            format!("…@{host}")
        }
        None => authority.to_owned(),
    };
    // The query of an address that is no model's is a name of something.
    let of_model = ["@http", "@https"]
        .iter()
        .any(|s| scheme.ends_with(&format!("{s}://")));
    let path = match path.split_once('?') {
        Some((path, query)) if of_model && !query.is_empty() => {
            hidden = true;
            format!("{path}?…")
        }
        _ => path.to_owned(),
    };
    let fragment = match fragment {
        f if of_model && f.len() > 1 => {
            hidden = true;
            "#…"
        }
        f => f,
    };
    (format!("{scheme}{authority}{path}{fragment}"), hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_never_shown() {
        let key = Secret::new(" abc-123-secret \n").unwrap();
        assert_eq!(key.reveal(), "abc-123-secret");
        assert_eq!(format!("{key} {key:?}"), "[key] Secret([key])");
        let shown = printable("bad key abc-123-secret or sk-abcd****wxyz.", &[key]);
        assert_eq!(shown, "bad key [key] or [key]");
        assert!(Secret::new("  ").is_none());
    }

    #[test]
    fn foreign_text_is_made_printable() {
        let shown = printable("a\u{1b}[31mred\u{7}\n\n b\u{202e}c", &[]);
        assert_eq!(shown, "a [31mred bc");
        let long = printable(&"é".repeat(500), &[]);
        assert_eq!(long.chars().count(), 301);
    }
}
