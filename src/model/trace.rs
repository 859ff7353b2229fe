//! Finds a key in what a server said, also where it comes back in disguise: with invisible characters or spaces in it, in other
//! cases or forms of letters, escaped, in Base64 or hexadecimal, or only a piece of it.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

/// How much is taken for the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// In a message, where a word too much does no harm.
    Message,
    /// In an answer, which is somebody's text: a short key such as `ollama` is a word in it and no secret.
    Answer,
}

impl Care {
    /// Characters of a piece that tells too much.
    fn piece(self) -> usize {
        match self {
            Self::Message => 8,
            Self::Answer => 12,
        }
    }

    /// Characters of a key that is looked for at all.
    fn key(self) -> usize {
        match self {
            Self::Message => 4,
            Self::Answer => 8,
        }
    }
}

/// One form in which a key may come.
#[derive(Debug)]
struct Form {
    letters: Vec<char>,
    /// Compared with letters and digits only.
    bare: bool,
    message: Starts,
    answer: Starts,
}

/// Where the pieces of a form begin in it.
#[derive(Debug, Default)]
struct Starts {
    pieces: HashMap<Vec<char>, Vec<usize>>,
    /// The pairs of ASCII characters that a piece begins with: most places of a text are passed over by it.
    pairs: Vec<bool>,
}

impl Starts {
    fn new(letters: &[char], care: Care) -> Self {
        let mut starts = Self::default();
        if letters.len() < care.key() {
            return starts;
        }
        starts.pairs = vec![false; 128 * 128];
        let size = care.piece().min(letters.len());
        for (i, piece) in letters.windows(size).enumerate() {
            if let Some(seen) = pair(piece).and_then(|p| starts.pairs.get_mut(p)) {
                *seen = true;
            }
            starts.pieces.entry(piece.to_vec()).or_default().push(i);
        }
        starts
    }

    fn at(&self, piece: &[char]) -> &[usize] {
        let seen = pair(piece).is_none_or(|p| self.pairs.get(p) == Some(&true));
        let places = if seen { self.pieces.get(piece) } else { None };
        places.map_or(&[], Vec::as_slice)
    }
}

/// A number for the two ASCII characters that a piece begins with.
fn pair(piece: &[char]) -> Option<usize> {
    match piece {
        [a, b, ..] if a.is_ascii() && b.is_ascii() => Some(*a as usize * 128 + *b as usize),
        _ => None,
    }
}

impl Form {
    fn new(letters: Vec<char>, bare: bool) -> Self {
        Self {
            message: Starts::new(&letters, Care::Message),
            answer: Starts::new(&letters, Care::Answer),
            letters,
            bare,
        }
    }

    /// The places in `text` where this form or a piece of it stands, as ranges of units.
    fn find(&self, letters: &[char], care: Care, out: &mut Vec<Range<usize>>) {
        let starts = match care {
            Care::Message => &self.message,
            Care::Answer => &self.answer,
        };
        if starts.pieces.is_empty() {
            return;
        }
        let size = care.piece().min(self.letters.len());
        let mut at = 0;
        while let Some(piece) = letters.get(at..at + size) {
            let longest = starts.at(piece).iter().map(|&from| {
                let ours = self.letters.get(from..).unwrap_or_default().iter();
                ours.zip(letters.get(at..).unwrap_or_default())
                    .take_while(|(a, b)| a == b)
                    .count()
            });
            match longest.max() {
                Some(length) if self.tells(letters.get(at..at + length).unwrap_or_default()) => {
                    out.push(at..at + length);
                    at += length;
                }
                _ => at += 1,
            }
        }
    }

    /// Whether a piece is the key, or so much of it that it cannot be a common word.
    fn tells(&self, piece: &[char]) -> bool {
        piece.len() == self.letters.len()
            || piece.len() >= 16
            || piece.iter().any(char::is_ascii_digit)
    }
}

/// A character of folded text, and the bytes it was made from.
#[derive(Debug, Clone, Copy)]
struct Unit {
    letter: char,
    start: usize,
    end: usize,
}

/// All forms of one key.
#[derive(Debug)]
pub(super) struct Traces {
    forms: Vec<Form>,
}

impl Traces {
    pub(super) fn new(key: &str) -> Self {
        let dense = |text: &str| -> Vec<char> { fold(text).iter().map(|u| u.letter).collect() };
        let whole = dense(key);
        let bare: Vec<char> = whole
            .iter()
            .copied()
            .filter(|c| c.is_alphanumeric())
            .collect();
        let mut forms = Vec::new();
        let random = bare.iter().any(char::is_ascii_digit) && bare.len() >= 12;
        if (random || bare.len() >= 16) && bare.len() < whole.len() {
            forms.push(Form::new(bare, true));
        }
        if whole.len() >= 8 {
            let hex: String = key.bytes().map(|b| format!("{b:02x}")).collect();
            forms.push(Form::new(dense(&hex), false));
            for skipped in 0..3 {
                let base = base64(key.as_bytes().get(skipped..).unwrap_or_default());
                forms.push(Form::new(dense(&base), false));
                forms.push(Form::new(
                    dense(&base.replace('+', "-").replace('/', "_")),
                    false,
                ));
            }
        }
        forms.push(Form::new(whole, false));
        Self { forms }
    }

    /// Characters of the longest form that is looked for in an answer; 0 when none is.
    pub(super) fn longest(&self) -> usize {
        let looked = self.forms.iter().filter(|f| !f.answer.pieces.is_empty());
        looked.map(|f| f.letters.len()).max().unwrap_or(0)
    }

    /// The bytes of `text` that are the key in some form; in order, apart from each other.
    pub(super) fn find(&self, text: &str, care: Care) -> Vec<Range<usize>> {
        let dense = fold(text);
        let bare: Vec<Unit> = if self.forms.iter().any(|f| f.bare) {
            let letters = dense.iter().filter(|u| u.letter.is_alphanumeric());
            letters.copied().collect()
        } else {
            Vec::new()
        };
        let letters = |units: &[Unit]| -> Vec<char> { units.iter().map(|u| u.letter).collect() };
        let (dense_letters, bare_letters) = (letters(&dense), letters(&bare));
        let mut found: Vec<Range<usize>> = Vec::new();
        for form in &self.forms {
            let (units, letters) = if form.bare {
                (&bare, &bare_letters)
            } else {
                (&dense, &dense_letters)
            };
            let mut places = Vec::new();
            form.find(letters, care, &mut places);
            found.extend(places.into_iter().filter_map(|r| {
                let first = units.get(r.start)?;
                let last = units.get(r.end.checked_sub(1)?)?;
                Some(first.start..last.end)
            }));
        }
        found.sort_by_key(|r| (r.start, r.end));
        let mut apart: Vec<Range<usize>> = Vec::new();
        for range in found {
            match apart.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        apart
    }
}

/// Where the last `keep` folded characters of `text` begin, when it has more than that.
pub(super) fn before_last(text: &str, keep: usize) -> Option<usize> {
    let units = fold(text);
    let first = units.len().checked_sub(keep).filter(|n| *n > 0)?;
    units.get(first).map(|u| u.start)
}

/// The text in lowercase and compatible forms, escapes undone, without spaces and whatever is not drawn.
fn fold(text: &str) -> Vec<Unit> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|r| !r.is_empty()) {
        let (c, length) = escape(rest).unwrap_or_else(|| {
            let c = rest.chars().next().unwrap_or(' ');
            (c, c.len_utf8())
        });
        let end = at + length;
        let mut push = |letter: char| {
            if !is_filler(letter) {
                out.push(Unit {
                    letter,
                    start: at,
                    end,
                });
            }
        };
        if c.is_ascii() {
            push(c.to_ascii_lowercase());
        } else {
            c.nfkc().flat_map(char::to_lowercase).for_each(push);
        }
        at = end;
    }
    out
}

/// An escaped ASCII character at the beginning of `text`, and the bytes of its escape.
fn escape(text: &str) -> Option<(char, usize)> {
    let hex = |from: usize, to: usize| -> Option<char> {
        let digits = text.get(from..to)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let code = u32::from_str_radix(digits, 16).ok()?;
        char::from_u32(code).filter(char::is_ascii)
    };
    match text.as_bytes() {
        [b'%', ..] => Some((hex(1, 3)?, 3)),
        [b'\\', b'u', ..] => Some((hex(2, 6)?, 6)),
        [b'\\', b'x', ..] => Some((hex(2, 4)?, 4)),
        [b'&', b'#', ..] => {
            let end = text.bytes().take(10).position(|b| b == b';')?;
            let c = match text.as_bytes().get(2) {
                Some(b'x' | b'X') => hex(3, end)?,
                _ => char::from_u32(text.get(2..end)?.parse().ok()?).filter(char::is_ascii)?,
            };
            Some((c, end + 1))
        }
        _ => None,
    }
}

/// Whether nothing of a text would be seen.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(is_filler)
}

/// What can stand between the letters of a key without being seen as a part of it.
fn is_filler(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}' | '\u{300}'..='\u{36F}')
}

/// Base64 without the last characters that depend on what follows.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    let (mut held, mut bits) = (0u32, 0u32);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 6 {
            bits -= 6;
            let letter = LETTERS.get((held >> bits) as usize & 63);
            out.extend(letter.map(|b| char::from(*b)));
        }
        held &= (1 << bits) - 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "sk-Canary-1234567890abcdef";

    fn hidden(text: &str, care: Care) -> String {
        let mut out = text.to_owned();
        for range in Traces::new(KEY).find(text, care).into_iter().rev() {
            out.replace_range(range, "[key]");
        }
        out
    }

    #[test]
    fn a_key_is_found_in_every_disguise() {
        let spread = |between: &str| {
            let letters: Vec<String> = KEY.chars().map(String::from).collect();
            letters.join(between)
        };
        let bytes = |f: &dyn Fn(u8) -> String| KEY.bytes().map(f).collect::<String>();
        for form in [
            KEY.to_owned(),
            KEY.to_uppercase(),
            KEY.to_lowercase(),
            KEY.replace('-', "\u{2011}"),
            KEY.replace('-', ""),
            KEY.replace('-', "_"),
            spread("\u{200b}"),
            spread(" "),
            spread("-"),
            spread("."),
            spread("\n"),
            spread("\u{301}"),
            bytes(&|b| format!("%{b:02x}")),
            bytes(&|b| format!("%{b:02X}")),
            bytes(&|b| format!("&#{b};")),
            bytes(&|b| format!("&#x{b:x};")),
            bytes(&|b| format!("\\u{b:04x}")),
            bytes(&|b| format!("\\x{b:02x}")),
            bytes(&|b| format!("{b:02x}")),
            KEY.chars()
                .map(|c| match c {
                    '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap(),
                    c => c,
                })
                .collect(),
        ] {
            for care in [Care::Message, Care::Answer] {
                assert_eq!(
                    hidden(&format!("is ({form}), no"), care),
                    "is ([key]), no",
                    "{form}"
                );
            }
        }
        for form in [
            "c2stQ2FuYXJ5LTEyMzQ1Njc4OTBhYmNkZWY=",
            // With `Bearer ` before it, and `x` and `xy`: the other two alignments.
            "QmVhcmVyIHNrLUNhbmFyeS0xMjM0NTY3ODkwYWJjZGVm",
            "eHNrLUNhbmFyeS0xMjM0NTY3ODkwYWJjZGVm",
            "eHlzay1DYW5hcnktMTIzNDU2Nzg5MGFiY2RlZg==",
        ] {
            assert!(hidden(form, Care::Answer).contains("[key]"), "{form}");
        }
    }

    #[test]
    fn a_piece_of_a_key_tells_too_much() {
        assert_eq!(
            hidden("wrong: sk-Canary-12…", Care::Message),
            "wrong: [key]…"
        );
        assert_eq!(
            hidden("ends in 34567890abcdef", Care::Message),
            "ends in [key]"
        );
        assert_eq!(
            hidden("ends in 4567890abcdef", Care::Answer),
            "ends in [key]"
        );
    }

    #[test]
    fn words_are_no_key() {
        for text in [
            "The canary sang at 12:34, and 567 of 890 heard it.",
            "Le canari chanta. Task-canary is a word, 123456 a number.",
            "a% b %zz \\u12 &#; &#x; é",
        ] {
            assert_eq!(hidden(text, Care::Answer), text);
        }
        for dummy in ["ollama", "none", "x", "test", "lm-studio"] {
            let text = "Ollama and LM Studio, a test, none of them x.";
            assert!(
                Traces::new(dummy).find(text, Care::Answer).is_empty(),
                "{dummy}"
            );
        }
        let dummy = Traces::new("this-is-a-required-key");
        let text = "The required field is this, a key.";
        assert!(dummy.find(text, Care::Message).is_empty());
    }
}
