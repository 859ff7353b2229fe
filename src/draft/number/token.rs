//! The pieces that numbers are made of: runs of digits, runs of letters, and single signs.

use std::borrow::Cow;

use super::super::compare::{fold, lower};
use crate::lang::Pack;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits with their decimal and grouping marks.
    Digits,
    /// Letters.
    Word,
    /// One sign.
    Mark,
}

/// A piece of text.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) raw: &'a str,
    /// A word in lowercase with straight apostrophes; anything else as it stands.
    pub(super) low: Cow<'a, str>,
    pub(super) kind: Kind,
    /// White space stands before it.
    pub(super) spaced: bool,
}

crate::draft::total::blank! {
    Token<'_> as Token<'static> = Token {
        start: 0,
        end: 0,
        raw: "",
        low: Cow::Borrowed(""),
        kind: Kind::Mark,
        spaced: true,
    };
}

/// The pieces of a phrase.
pub(super) fn read_phrase<'a>(text: &'a str, pack: &Pack) -> Vec<Token<'a>> {
    read(text, pack, |_| false, |_| false)
}

/// The pieces of `text`, those left out for which `skip` holds of their place. No number runs over a space for whose place `cut` holds.
pub(super) fn read<'a>(
    text: &'a str,
    pack: &Pack,
    skip: impl Fn(usize) -> bool,
    cut: impl Fn(usize) -> bool,
) -> Vec<Token<'a>> {
    let mut tokens: Vec<Token<'a>> = Vec::with_capacity(text.len() / 5 + 1);
    let mut at = 0;
    let mut spaced = true;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            spaced = true;
            at += c.len_utf8();
            continue;
        }
        let (kind, len) = if c.is_ascii_digit() {
            (Kind::Digits, digits(&text[at..], pack, |gap| cut(at + gap)))
        } else if c.is_alphabetic() {
            let len = text[at..]
                .find(|c: char| !(c.is_alphabetic() || matches!(c, '²' | '³') || is_combining(c)))
                .unwrap_or(text.len() - at);
            (Kind::Word, len)
        } else {
            (Kind::Mark, c.len_utf8())
        };
        if !skip(at) {
            let raw = &text[at..at + len];
            tokens.push(Token {
                start: at,
                end: at + len,
                raw,
                low: if kind == Kind::Word && raw.contains(is_combining) {
                    Cow::Owned(fold(raw))
                } else if kind == Kind::Word {
                    lower(raw)
                } else {
                    Cow::Borrowed(if raw == "’" { "'" } else { raw })
                },
                kind,
                spaced,
            });
            spaced = false;
        } else {
            spaced = true;
        }
        at += len;
    }
    tokens
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The length of the number at the beginning of `text`: digits, marks between digits, groups of three after a space.
fn digits(text: &str, pack: &Pack, cut: impl Fn(usize) -> bool) -> usize {
    let bytes = text.as_bytes();
    let run = |from: usize| {
        bytes
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let first = run(0);
    let mut end = first;
    while matches!(bytes.get(end), Some(b'.' | b',')) {
        let more = run(end + 1);
        if more == 0 {
            break;
        }
        end += 1 + more;
    }
    if end != first || first > 3 || text.starts_with('0') {
        return end;
    }
    while let Some(gap) = text[end..].chars().next() {
        let groups = matches!(
            gap,
            '\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{2007}' | '\'' | '’'
        ) || (gap == ' ' && pack.group_marks.contains(&' '));
        let from = end + gap.len_utf8();
        if !groups || run(from) != 3 || cut(end) {
            break;
        }
        end = from + 3;
        if matches!(bytes.get(end), Some(b'.' | b',')) && run(end + 1) > 0 {
            return end + 1 + run(end + 1);
        }
    }
    end
}
