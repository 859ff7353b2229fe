//! Text of strangers on its way to a terminal: what would steer it (escapes, other control characters, direction controls) is spelled
//! out, so that it is seen and does nothing. Files and pipes get every byte as it is.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Whether a character steers a terminal, or makes a line look different from what it says. Line feed and tab do neither.
#[must_use]
pub fn steers(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text with everything that [`steers`] spelled as `\u{1b}`. The carriage return of a line end stays: it steers nothing there.
#[must_use]
pub fn neutral(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if steers(c) && !(c == '\r' && rest.peek() == Some(&'\n')) {
            let _ = write!(out, "\\u{{{:x}}}", c as u32);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The same for a text that galley has painted itself: the sequences that set a colour stay. What strangers wrote was made neutral
/// before it was painted.
#[must_use]
pub fn painted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        let (before, sequence) = rest.split_at(at);
        out.push_str(&neutral(before));
        let inner = sequence.get(2..).unwrap_or("");
        let end = inner.find(|c: char| !(c.is_ascii_digit() || c == ';'));
        match end {
            Some(end) if inner.as_bytes().get(end) == Some(&b'm') => {
                let (colour, after) = sequence.split_at(2 + end + 1);
                out.push_str(colour);
                rest = after;
            }
            _ => {
                out.push_str("\\u{1b}");
                rest = sequence.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(&neutral(rest));
    out
}

/// A writer to a terminal that makes neutral whatever passes through it.
#[derive(Debug)]
pub struct Neutral<W: Write> {
    inner: W,
    /// The beginning of a character whose end is still to come.
    waiting: Vec<u8>,
}

impl<W: Write> Neutral<W> {
    /// Around another writer.
    pub fn new(inner: W) -> Self {
        Self {
            inner,
            waiting: Vec::new(),
        }
    }
}

impl<W: Write> Write for Neutral<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.waiting) {
            Ok(text) => text.len(),
            // Only an end that is missing is waited for.
            Err(e) if e.error_len().is_none() => e.valid_up_to(),
            Err(_) => self.waiting.len(),
        };
        let ready: Vec<u8> = self.waiting.drain(..whole).collect();
        self.inner
            .write_all(neutral(&String::from_utf8_lossy(&ready)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_spelled_out() {
        for (text, shown) in [
            ("a\u{1b}[31mb", "a\\u{1b}[31mb"),
            ("\u{1b}]0;title\u{7}", "\\u{1b}]0;title\\u{7}"),
            ("\u{9b}2J", "\\u{9b}2J"),
            ("a\u{8}b\u{7f}", "a\\u{8}b\\u{7f}"),
            ("fee\u{202e}fdp.exe", "fee\\u{202e}fdp.exe"),
            ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
            ("gone\rhere", "gone\\u{d}here"),
            ("\0", "\\u{0}"),
        ] {
            assert_eq!(neutral(text), shown);
        }
    }

    #[test]
    fn print_stays_as_it_is() {
        for text in [
            "L’été, « à 7 h »\u{a0}!\n\tEt voilà.",
            "Zeile\r\nZeile\r\n",
            "👩\u{200d}🚀 co\u{ad}operate",
            "עברית العربية",
            "",
        ] {
            assert_eq!(neutral(text), text);
        }
    }

    #[test]
    fn colours_of_our_own_stay_and_nothing_else() {
        assert_eq!(
            painted("\u{1b}[1;31mred\u{1b}[0m"),
            "\u{1b}[1;31mred\u{1b}[0m"
        );
        for steering in [
            "\u{1b}[2J",
            "\u{1b}]0;x\u{7}",
            "\u{1b}[",
            "\u{1b}",
            "\u{1b}[31",
        ] {
            assert!(!painted(steering).contains('\u{1b}'), "{steering:?}");
        }
    }

    #[test]
    fn a_writer_waits_for_whole_characters() {
        let mut out = Neutral::new(Vec::new());
        for byte in "é\u{9b}2J\u{1b}c".as_bytes() {
            out.write_all(&[*byte]).unwrap();
        }
        assert_eq!(String::from_utf8(out.inner).unwrap(), "é\\u{9b}2J\\u{1b}c");
    }
}
