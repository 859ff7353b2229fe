//! Sentences: where a full stop, a question mark, an exclamation mark or an ellipsis ends one, and where it does not.
//!
//! The rules are those of UAX #29 (a stop ends a sentence when white space follows, closing marks belong to the sentence before,
//! a lowercase letter continues it), in one linear pass, with what UAX #29 leaves to the language: abbreviations and initials,
//! `…`, the French space before a closing guillemet, and the words that report a quotation (`« Vraiment ? » demanda-t-il`).

use crate::lang::{Lang, Pack};

/// The sentences of `text`, as byte ranges in order, without the white space between them. `words` are the words of the text; a
/// piece without a word belongs to its neighbour, and a text without a word has no sentence.
#[must_use]
pub fn sentences(text: &str, words: &[(usize, usize)], lang: Lang) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut cutter = Cutter {
        text,
        words,
        pack: lang.pack(),
        start: 0,
        word: 0,
        small_text: !text.contains(char::is_uppercase),
    };
    let mut at = 0;
    while let Some((end, next)) = cutter.next_end(at) {
        cutter.take(end, &mut found);
        at = next;
    }
    cutter.take(text.len(), &mut found);
    found
}

struct Cutter<'a> {
    text: &'a str,
    words: &'a [(usize, usize)],
    pack: &'static Pack,
    /// Where the open sentence begins.
    start: usize,
    /// The first word that does not end before `start`.
    word: usize,
    /// Whether the text is written without capitals.
    small_text: bool,
}

impl Cutter<'_> {
    /// Closes the open sentence at `end`.
    fn take(&mut self, end: usize, found: &mut Vec<(usize, usize)>) {
        let piece = &self.text[self.start..end];
        let start = self.start + (piece.len() - piece.trim_start().len());
        let end = self.start + piece.trim_end().len();
        if end <= start {
            return;
        }
        let has_word = self.words.get(self.word).is_some_and(|w| w.0 < end);
        while self.words.get(self.word).is_some_and(|w| w.1 <= end) {
            self.word += 1;
        }
        if has_word {
            found.push((start, end));
        } else if let Some(last) = found.last_mut() {
            last.1 = end;
        } else {
            // Nothing but marks so far: they open the next sentence.
            return;
        }
        self.start = end;
    }

    /// The end of the open sentence at or after `at`, and where to go on looking.
    fn next_end(&mut self, mut at: usize) -> Option<(usize, usize)> {
        loop {
            let rest = &self.text[at..];
            let found = at + rest.find(|c| is_stop(c) || c == '\n')?;
            if self.text[found..].starts_with('\n') {
                if self.goes_on(found) {
                    at = found + 1;
                    continue;
                }
                return Some((found, found + 1));
            }
            let (stop_end, end) = self.stop(found);
            if self.ends(found, stop_end, end) {
                return Some((end, end));
            }
            at = end.max(found + 1);
        }
    }

    /// From a stop: the end of the run of stops, and the end of the closing marks after it.
    fn stop(&self, at: usize) -> (usize, usize) {
        let run = |from: usize| {
            let rest = &self.text[from..];
            from + rest.len() - rest.trim_start_matches(is_stop).len()
        };
        let stop_end = run(at);
        let mut end = stop_end;
        loop {
            let rest = &self.text[end..];
            let Some(c) = rest.chars().next() else { break };
            if matches!(
                c,
                '»' | '›' | '”' | '’' | '"' | '\'' | ')' | ']' | '}' | '*' | '_'
            ) {
                end = run(end + c.len_utf8());
            } else if matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
                && rest[c.len_utf8()..].starts_with(['»', '›'])
            {
                end = run(end + c.len_utf8() + 2);
            } else if matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹') {
                end += c.len_utf8();
            } else if let Some(note) = note_mark(rest) {
                end += note;
            } else {
                break;
            }
        }
        (stop_end, end)
    }

    /// Whether the stop `at..stop_end`, with its closing marks up to `end`, ends the sentence.
    fn ends(&self, at: usize, stop_end: usize, end: usize) -> bool {
        let stop = &self.text[at..stop_end];
        let before = self.text[self.start..at].chars().next_back();
        // (…), [...], (!), (?): a mark about the text, not an end.
        if matches!(before, Some('(' | '[')) {
            return false;
        }
        let rest = &self.text[end..];
        let next = rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
        if next.is_empty() || next.starts_with('\n') {
            return true;
        }
        if next.len() == rest.len() {
            // No space: a decimal, an address; or a space that was forgotten after a mark that is nothing else.
            return stop.ends_with(['!', '?', '…'])
                && rest.starts_with(char::is_uppercase)
                && !self.inside_word(end);
        }
        if next.starts_with([',', ';', ':', ')', '/']) {
            return false;
        }
        let opened = next.trim_start_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '«' | '‹' | '“' | '‘' | '"' | '\'' | '(' | '[' | '–' | '—' | '-' | '*'
                )
        });
        if opened.starts_with(char::is_lowercase) && !self.begins_small(stop, opened) {
            return false;
        }
        if stop == "." && end == stop_end && !self.stop_ends(at, next, opened) {
            return false;
        }
        // “Is it over?” Smith asked.
        if end > stop_end && stop != "." && opened.len() == next.len() && self.reports_speech(next)
        {
            return false;
        }
        true
    }

    /// Whether a single full stop ends the sentence, given the word before it.
    fn stop_ends(&self, at: usize, next: &str, opened: &str) -> bool {
        let token = last_token(&self.text[self.start..at]);
        if token.is_empty() {
            return true;
        }
        let lower = token.to_lowercase();
        let has = |list: &[&str]| list.contains(&lower.as_str());
        if has(self.pack.final_abbreviations) {
            return opened.starts_with(char::is_uppercase) && !self.follows(&lower, next, opened);
        }
        if has(self.pack.abbreviations) {
            return false;
        }
        if has(self.pack.number_abbreviations) && next.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        // The number of a list or of a heading: `1. Contexte`.
        let opens = self.text[self.start..at - token.len()].trim().is_empty();
        if opens && token.bytes().all(|b| b.is_ascii_digit()) && token.len() <= 3 {
            return false;
        }
        if is_initials(token) {
            // `Plan B. Le port`, `the U.S. The next day`: a capitalised function word begins a sentence.
            return self.begins_with_function_word(opened);
        }
        true
    }

    /// Whether a capital after an abbreviation that may end a sentence belongs to it: `9 a.m. Monday`, `Acme Inc. Chief
    /// Executive Tom Lee`, `Acme Inc. (NYSE: ACM)`.
    fn follows(&self, abbreviation: &str, next: &str, opened: &str) -> bool {
        let word = first_word(opened).to_lowercase();
        let has = |list: &[&str]| list.contains(&word.as_str());
        if matches!(abbreviation, "a.m" | "p.m") {
            return has(self.pack.after_clock);
        }
        if !self.pack.company_forms.contains(&abbreviation) {
            return false;
        }
        // A function needs its name: `Chief Executive Tom Lee`.
        next.starts_with('(')
            || has(self.pack.company_posts)
                && next
                    .split_whitespace()
                    .take(5)
                    .take_while(|w| w.starts_with(char::is_uppercase) || matches!(*w, "of" | "and"))
                    .count()
                    > 1
    }

    /// Whether a small letter begins a sentence: that of a name such as `iCloud`, or any in a text without capitals.
    fn begins_small(&self, stop: &str, opened: &str) -> bool {
        if stop.ends_with('…') || stop.ends_with("..") {
            return false;
        }
        let word = first_word(opened);
        let small = word.chars().take_while(|c| c.is_lowercase()).count();
        if small <= 3 && word.chars().nth(small).is_some_and(char::is_uppercase) {
            return true;
        }
        self.small_text && self.pack.speech_verbs.binary_search(&word).is_err()
    }

    /// Whether a line that is broken at `at` goes on in the next: after a comma, or in lowercase where capitals are in use.
    fn goes_on(&self, at: usize) -> bool {
        let before = self.text[self.start..at].trim_end();
        let after = &self.text[at + 1..];
        if before.is_empty() || before.ends_with('\n') || after.starts_with('\n') {
            return false;
        }
        before.ends_with(',')
            || (!self.small_text
                && after
                    .trim_start_matches(' ')
                    .starts_with(char::is_lowercase)
                && !before.ends_with(is_stop)
                && !before.ends_with([':', ';']))
    }

    fn begins_with_function_word(&self, text: &str) -> bool {
        let word = first_word(text);
        let end = word.len();
        let mut rest = text[end..].chars();
        // `J. M. Martin`: the second initial is no word.
        if word.chars().count() == 1 && matches!(rest.next(), Some('.' | '-')) {
            return false;
        }
        let word = word.to_lowercase();
        let elided = text[end..].starts_with(['\'', '’']);
        (elided && self.pack.elisions.contains(&word.as_str()))
            || self
                .pack
                .function_words
                .binary_search(&word.as_str())
                .is_ok()
    }

    /// One to three capitalised words, then a verb of speech.
    fn reports_speech(&self, next: &str) -> bool {
        let mut names = 0;
        for word in next.split(char::is_whitespace).take(4) {
            if word.starts_with(char::is_uppercase) {
                // `He said so` is a sentence of its own.
                if self.begins_with_function_word(word) {
                    return false;
                }
                names += 1;
                continue;
            }
            let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            return names > 0 && self.pack.speech_verbs.binary_search(&word).is_ok();
        }
        false
    }

    fn inside_word(&self, offset: usize) -> bool {
        let i = self.words.partition_point(|w| w.1 <= offset);
        self.words.get(i).is_some_and(|w| w.0 < offset)
    }
}

/// The letters and digits at the start of a text.
fn first_word(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    &text[..end]
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '。' | '！' | '？'
    )
}

/// Length of a note mark right after a stop: `[1]`.
fn note_mark(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('[')?;
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && digits <= 3 && inner[digits..].starts_with(']')).then_some(digits + 2)
}

/// The letters, digits, stops and hyphens right before a stop: `J.-P`, `U.S`, `av`.
fn last_token(before: &str) -> &str {
    // A word longer than any abbreviation needs no look: this bounds the walk back.
    let mut start = before.len();
    for (i, c) in before.char_indices().rev().take(24) {
        if !(c.is_alphanumeric() || c == '.' || c == '-' || c == '°') {
            break;
        }
        start = i;
    }
    before[start..].trim_start_matches(['.', '-'])
}

/// `J`, `J.-P`, `J.K`, `U.S`: single letters, the first a capital.
fn is_initials(token: &str) -> bool {
    token.starts_with(char::is_uppercase)
        && token
            .split(['.', '-'])
            .filter(|p| !p.is_empty())
            .all(|p| p.chars().count() == 1 && p.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests;
