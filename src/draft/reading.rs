//! A text as its rules compare it: sentence by sentence, word by word, each word with its stem.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::collections::HashMap;
use std::ops::Range;

use super::compare::{Stems, fold};
use super::{BlockKind, Draft, Number};
use crate::span::Span;

/// A word, or one half of an elision: `L’usine` is two, and so is "didn't".
#[derive(Debug, Clone)]
pub struct Token {
    /// In normal form ([`fold`]).
    pub text: String,
    /// Its Snowball stem: for comparing, never for showing.
    pub stem: String,
    /// Where it begins in the plain text of the block.
    pub start: usize,
    /// Where it ends there.
    pub end: usize,
    /// It carries a meaning: no function word, no elided form, more than one letter, or digits.
    pub content: bool,
    /// It begins with a capital letter.
    pub capital: bool,
    /// It stands between quotation marks.
    pub quoted: bool,
    /// A stop, a comma, a colon, a semicolon, a dash or a bracket stands between it and the word before.
    pub pause: Pause,
}

/// What stands between a word and the word before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pause {
    /// Nothing but a space, a hyphen or an apostrophe.
    None,
    /// A comma, a dash, a bracket, a quotation mark.
    Comma,
    /// A semicolon, a colon, a full stop.
    Stop,
}

/// One sentence.
#[derive(Debug, Clone)]
pub struct Line {
    /// Index of its block.
    pub block: usize,
    /// In the text, markup included.
    pub span: Span,
    /// Its words.
    pub tokens: Vec<Token>,
    /// Indices into [`Draft::numbers`] of the numbers in it.
    pub numbers: Range<usize>,
    /// For each of these numbers the half-open range of tokens that it stands in; empty where it touches none.
    pub figures: Vec<(usize, usize)>,
    /// It is a heading or the title.
    pub heading: bool,
}

/// All sentences of a text, headings included, in order: no code and no HTML.
#[derive(Debug)]
pub struct Reading {
    /// The sentences.
    pub lines: Vec<Line>,
}

impl Draft {
    /// The text sentence by sentence, worked out once.
    #[must_use]
    pub fn reading(&self) -> std::sync::Arc<Reading> {
        self.keep(Reading::of)
    }
}

impl Reading {
    fn of(draft: &Draft) -> Self {
        let lang = draft.lang();
        let pack = lang.pack();
        let stems = Stems::of(lang);
        // Half of the words of a text are words that it has already used. Only asked for a word, never walked.
        let mut known: HashMap<String, (String, bool)> = HashMap::new();
        let numbers = draft.numbers();
        let mut lines = Vec::new();
        let mut number = 0;
        for (index, block) in draft.blocks().iter().enumerate() {
            if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
                continue;
            }
            let text = &block.plain.text;
            let quotes = draft.quotes_of(index);
            let mut quote = 0;
            for sentence in &block.sentences {
                let mut tokens = Vec::new();
                let mut last = sentence.start;
                for (start, end) in pieces(text, sentence.start, sentence.end, lang.code()) {
                    let word = text.get(start..end).unwrap_or("");
                    let folded = fold(word);
                    let (stem, content) = known
                        .entry(folded.clone())
                        .or_insert_with(|| {
                            let small = pack.small(&folded);
                            let long = folded.chars().count() > 1
                                || folded.starts_with(|c: char| c.is_ascii_digit());
                            (
                                stems.stem(&folded),
                                long && !small.function && !small.elision,
                            )
                        })
                        .clone();
                    while quotes.get(quote).is_some_and(|q| q.end < end) {
                        quote += 1;
                    }
                    tokens.push(Token {
                        stem,
                        content,
                        capital: word.starts_with(char::is_uppercase),
                        quoted: quotes.get(quote).is_some_and(|q| q.start <= start),
                        pause: pause(text.get(last..start).unwrap_or("")),
                        text: folded,
                        start,
                        end,
                    });
                    last = end;
                }
                while numbers
                    .get(number)
                    .is_some_and(|n| (n.block, n.span.start) < (index, sentence.span.start))
                {
                    number += 1;
                }
                let from = number;
                while numbers
                    .get(number)
                    .is_some_and(|n| n.block == index && n.span.start < sentence.span.end)
                {
                    number += 1;
                }
                let spans = numbers.get(from..number).unwrap_or(&[]);
                let figures = figures(&tokens, spans, |a, b| block.plain.span(a, b));
                lines.push(Line {
                    figures,
                    block: index,
                    span: sentence.span,
                    tokens,
                    numbers: from..number,
                    heading: matches!(block.kind, BlockKind::Heading(_)),
                });
            }
        }
        Self { lines }
    }
}

/// The tokens of each number: both stand in order, and are walked once.
fn figures(
    tokens: &[Token],
    numbers: &[Number],
    span: impl Fn(usize, usize) -> Span,
) -> Vec<(usize, usize)> {
    if numbers.is_empty() {
        return Vec::new();
    }
    let spans: Vec<Span> = tokens.iter().map(|t| span(t.start, t.end)).collect();
    let mut from = 0;
    let place = |n: &Number| {
        while spans.get(from).is_some_and(|s| s.end <= n.span.start) {
            from += 1;
        }
        let rest = spans.get(from..).unwrap_or(&[]);
        let count = rest.iter().take_while(|s| s.overlaps(n.span)).count();
        (from, from + count)
    };
    numbers.iter().map(place).collect()
}

/// The stem of a word in normal form, as [`Token::stem`] has it.
#[must_use]
pub fn stem(word: &str, lang: crate::lang::Lang) -> String {
    Stems::of(lang).stem(word)
}

/// Runs of letters and digits; of an English word with `n't` the two halves.
fn pieces(text: &str, from: usize, to: usize, code: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = from;
    let part = text.get(from..to).unwrap_or("");
    let rest = |at: usize| part.get(at..).unwrap_or("");
    let digit = |c: char| c.is_ascii_digit();
    let mut chars = part.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if !c.is_alphanumeric() {
            continue;
        }
        let start = from + i;
        at = at.max(start);
        let mut end = start + c.len_utf8();
        while let Some(&(j, d)) = chars.peek() {
            let joined = d.is_alphanumeric()
                || unicode_normalization::char::is_combining_mark(d)
                // `10,5`, `10.5`: one number.
                || (matches!(d, '.' | ',')
                    && part.get(..j).is_some_and(|t| t.ends_with(digit))
                    && rest(j + 1).starts_with(digit));
            if !joined {
                break;
            }
            chars.next();
            end = from + j + d.len_utf8();
        }
        // "didn’t": did, n’t.
        if code == "en"
            && text
                .get(start..end)
                .is_some_and(|t| t.ends_with(['n', 'N']))
            && end - start > 1
            && let Some((k, mark @ ('\'' | '’'))) = chars.peek().copied()
            && let behind = k + mark.len_utf8()
            && let Some(after) = rest(behind).strip_prefix(['t', 'T'])
            && !after.starts_with(char::is_alphanumeric)
        {
            found.push((start, end - 1));
            found.push((end - 1, from + behind + 1));
            chars.next();
            chars.next();
            continue;
        }
        found.push((start, end));
    }
    found
}

fn pause(gap: &str) -> Pause {
    let mut pause = Pause::None;
    for c in gap.chars() {
        let here = match c {
            '.' | ';' | ':' | '!' | '?' | '…' | '\n' => Pause::Stop,
            ',' | '–' | '—' | '(' | ')' | '[' | ']' | '«' | '»' | '“' | '”' | '"' | '|' => {
                Pause::Comma
            }
            _ => Pause::None,
        };
        pause = pause.max(here);
    }
    pause
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn words(text: &str, lang: Lang) -> Vec<String> {
        let draft = Draft::parse(text, lang);
        let reading = draft.reading();
        reading
            .lines
            .iter()
            .flat_map(|l| l.tokens.iter().map(|t| t.text.clone()))
            .collect()
    }

    #[test]
    fn elisions_and_negations_stand_apart() {
        assert_eq!(
            words("L’usine n'ouvrira pas.", Lang::FR),
            ["l", "usine", "n", "ouvrira", "pas"]
        );
        assert_eq!(
            words("It didn’t cost 10.5 million, he'd said.", Lang::EN),
            [
                "it", "did", "n't", "cost", "10.5", "million", "he", "d", "said"
            ]
        );
    }

    #[test]
    fn numbers_belong_to_their_sentence() {
        let draft = Draft::parse(
            "# Titre 12\n\nIl y a 30 ports. Et 40 douaniers, 50 chiens.\n",
            Lang::FR,
        );
        let reading = draft.reading();
        let per: Vec<usize> = reading.lines.iter().map(|l| l.numbers.len()).collect();
        assert_eq!(per, [1, 1, 2]);
        let at: Vec<&[(usize, usize)]> = reading.lines.iter().map(|l| &*l.figures).collect();
        assert_eq!(at, [&[(1, 2)][..], &[(3, 4)], &[(1, 2), (3, 4)]]);
    }
}
