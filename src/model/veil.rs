//! Keys kept out of a text that comes in pieces: what may be the beginning of a key is held back until it is clear.

use super::secret::{Secret, redacted};
use super::trace::{Care, before_last};

/// Takes the pieces of an answer and gives back what can be shown.
#[derive(Debug)]
pub(super) struct Veil<'a> {
    secrets: &'a [Secret],
    held: String,
    /// Characters that are held back, 0 when nothing has to be.
    keep: usize,
    /// Bytes that are gathered before the text is looked at again.
    next: usize,
}

impl<'a> Veil<'a> {
    pub(super) fn new(secrets: &'a [Secret]) -> Self {
        let keep = secrets.iter().map(Secret::longest).max().unwrap_or(0);
        Self {
            secrets,
            held: String::new(),
            keep,
            next: 0,
        }
    }

    /// What can be shown now that `piece` has come; often nothing.
    pub(super) fn push(&mut self, piece: &str) -> String {
        if self.keep == 0 {
            return piece.to_owned();
        }
        self.held.push_str(piece);
        if self.held.len() < self.next {
            return String::new();
        }
        let Some(mut cut) = before_last(&self.held, self.keep) else {
            // Growing steps: a text of nothing but invisible characters is not looked at for ever again.
            self.next = self.held.len() + (4 * self.keep).max(self.held.len() / 2);
            return String::new();
        };
        // A key that lies across the cut stays whole, on the far side.
        let places = self
            .secrets
            .iter()
            .flat_map(|s| s.places(&self.held, Care::Answer));
        for range in places.collect::<Vec<_>>() {
            if range.start < cut && cut < range.end {
                cut = range.start;
            }
        }
        let rest = self.held.split_off(cut);
        let shown = std::mem::replace(&mut self.held, rest);
        self.next = self.held.len() + (4 * self.keep).max(self.held.len() / 2);
        redacted(&shown, self.secrets, Care::Answer)
    }

    /// What is left when nothing more comes.
    pub(super) fn end(&mut self) -> String {
        redacted(&std::mem::take(&mut self.held), self.secrets, Care::Answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_cut_anywhere_is_never_shown() {
        let key = "sk-canary-1234567890";
        let secrets = [Secret::new(key).unwrap()];
        let text = format!(
            "Before it, {key}, s\u{200b}k-canary-12345 67890 and after it. {}",
            "é ".repeat(90)
        );
        let whole = redacted(&text, &secrets, Care::Answer);
        assert!(
            whole.starts_with("Before it, [key], [key] and after it. é"),
            "{whole}"
        );
        for size in 1..30 {
            let mut veil = Veil::new(&secrets);
            let letters: Vec<char> = text.chars().collect();
            let mut shown = String::new();
            for piece in letters.chunks(size) {
                shown.push_str(&veil.push(&piece.iter().collect::<String>()));
            }
            shown.push_str(&veil.end());
            assert_eq!(shown, whole, "pieces of {size}");
        }
    }

    #[test]
    fn without_a_key_nothing_is_held_back() {
        let mut veil = Veil::new(&[]);
        assert_eq!(veil.push("a"), "a");
        let dummy = [Secret::new("ollama").unwrap()];
        assert_eq!(Veil::new(&dummy).push("a"), "a");
    }
}
