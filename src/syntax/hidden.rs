//! Characters that a reader can't see, but that change what a text says or how a line looks.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Sink, codes, edit};
use crate::source::SourceId;
use crate::span::{Loc, Span};

/// More than this many kinds and pairs are not listed: a binary file would drown everything else.
const LISTED: usize = 10;

/// At most this many places of one character are marked.
const MARKED: usize = 4;

/// A control character that stands more often than this makes no text.
const BINARY: usize = 10;

/// A character that cannot be seen, with its place.
#[derive(Clone, Copy)]
struct Hit {
    c: char,
    span: Span,
}

/// All places of one character, or a pair.
#[derive(Default)]
struct Group {
    count: usize,
    /// The first of them.
    places: Vec<Hit>,
}

/// Reports hidden characters, showing how the `escape` of one is written, and returns where the parser would stumble over one.
///
/// One character is one message, however often it stands there: it came with one paste. Direction controls that open and
/// close are a pair, of which neither is taken away without the other.
pub(super) fn check(
    id: SourceId,
    text: &str,
    escape: fn(u32) -> String,
    sink: &mut Sink,
) -> Vec<usize> {
    let mut stumbles = Vec::new();
    let mut groups: Vec<Group> = Vec::new();
    let mut kinds: BTreeMap<char, usize> = BTreeMap::new();
    let hit = |(i, c, _): (usize, char, &str)| Hit {
        c,
        span: Span::new(i, i + c.len_utf8()),
    };
    let mut hits = all(text).map(hit).peekable();
    while let Some(hit) = hits.next() {
        if hit.c.is_control() {
            stumbles.push(hit.span.start);
        }
        if let Some(other) = hits.next_if(|o| closes(hit, *o, text)) {
            groups.push(Group {
                count: 2,
                places: vec![hit, other],
            });
            continue;
        }
        let at = *kinds.entry(hit.c).or_insert_with(|| {
            groups.push(Group::default());
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(at) else {
            continue;
        };
        group.count += 1;
        if group.places.len() < edit::MOST {
            group.places.push(hit);
        }
    }
    for group in groups.iter().take(LISTED) {
        if let Some(d) = said(id, text, group, escape) {
            sink.push(d);
        }
    }
    if let Some(next) = groups.get(LISTED).and_then(|g| g.places.first()) {
        let n: usize = groups.iter().skip(LISTED).map(|g| g.count).sum();
        sink.push(
            Diagnostic::error(
                codes::E0115,
                format!("{n} more hidden characters: this may not be a text file"),
            )
            .at(Loc::new(id, next.span), "the next one"),
        );
    }
    stumbles
}

/// Whether a direction control ends what another one begins, on the same line.
fn closes(open: Hit, close: Hit, text: &str) -> bool {
    let pair = match open.c {
        '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => close.c == '\u{202c}',
        '\u{2066}'..='\u{2068}' => close.c == '\u{2069}',
        _ => false,
    };
    pair && !text[open.span.end..close.span.start].contains('\n')
}

/// What is said about a pair, or about all places of one character.
fn said(id: SourceId, text: &str, group: &Group, escape: fn(u32) -> String) -> Option<Diagnostic> {
    let places = &group.places;
    let first = places.first()?;
    let binary = first.c.is_control() && group.count > BINARY;
    let code = format!("U+{:04X}", first.c as u32);
    let what = name(first.c, first.span.start)?;
    let other = places.get(1).filter(|o| o.c != first.c);
    let message = match (other, group.count) {
        (Some(o), _) => {
            let inner: String = text[first.span.end..o.span.start]
                .chars()
                .take(40)
                .collect();
            format!(
                "a pair of hidden characters encloses `{inner}`: {code} and U+{:04X}, direction controls, which make text look different from what it is",
                o.c as u32
            )
        }
        (None, 1) => format!("a hidden character stands here: {code}, {what}"),
        (None, n) => format!("a hidden character stands in {n} places: {code}, {what}"),
    };
    let mut d = Diagnostic::error(codes::E0115, message);
    for (i, hit) in places.iter().take(MARKED).enumerate() {
        let said = if i == 0 { "hidden" } else { "and here" };
        d = d.at(Loc::new(id, hit.span), said);
    }
    if !binary && places.len() == group.count {
        for hit in places {
            d = d.also(Loc::new(id, hit.span), "");
        }
    }
    Some(if binary {
        d.help("this may not be a text file, or not one in UTF-8")
    } else if first.c.is_control() {
        d.help(format!(
            "take it away, or write it as an escape between double quotes: \"{}\"",
            escape(first.c as u32)
        ))
    } else if other.is_some() {
        d.help("take both away; they often come along when text is pasted from a web page")
    } else {
        d.help("take it away; it often comes along when text is pasted from a web page")
    })
}

/// The text with a blank for every byte of a hidden character, so that nothing stumbles over one and places stay.
pub(super) fn blanked(text: &str) -> std::borrow::Cow<'_, str> {
    let mut hidden = all(text).peekable();
    if hidden.peek().is_none() {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for (i, c, _) in hidden {
        out.push_str(&text[out.len()..i]);
        out.extend(std::iter::repeat_n(' ', c.len_utf8()));
    }
    out.push_str(&text[out.len()..]);
    out.into()
}

/// The hidden characters of a text with their offsets and names. Only the few bytes that one can begin with are looked at.
fn all(text: &str) -> impl Iterator<Item = (usize, char, &'static str)> {
    // Control characters of one byte, those of two bytes, and the first bytes of U+2000, U+F000 and U+E0000.
    let begins =
        |b: u8| matches!(b, 0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f | 0xc2 | 0xe2 | 0xef | 0xf3);
    text.bytes()
        .enumerate()
        .filter(move |&(_, b)| begins(b))
        .filter_map(|(i, _)| {
            let c = text.get(i..)?.chars().next()?;
            Some((i, c, name(c, i)?))
        })
}

/// Whether a character cannot be seen; a tab and a line end can.
pub(super) fn is_hidden(c: char) -> bool {
    name(c, 1).is_some()
}

/// What a hidden character is called; `None` for every character that may stand in a recipe.
fn name(c: char, offset: usize) -> Option<&'static str> {
    Some(match c {
        '\t' | '\n' | '\r' | '\u{85}' => return None,
        '\0' => "a NUL byte",
        '\u{1b}' => "an escape, which steers terminals",
        c if c.is_control() => "a control character",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "a direction control, which makes text look different from what it is"
        }
        '\u{feff}' if offset > 0 => "a byte-order mark in the middle of the text",
        '\u{200b}' => "a space without width",
        '\u{2060}'..='\u{2064}' => "an invisible operator",
        '\u{e0000}'..='\u{e007f}' => "an invisible tag",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What stands for a character in a test: those that are hidden, their neighbours, and letters.
    fn any_char() -> impl Strategy<Value = char> {
        prop_oneof![
            prop::sample::select(vec![
                '\0',
                '\t',
                '\n',
                '\r',
                '\u{7f}',
                '\u{85}',
                '\u{9f}',
                '\u{a0}',
                'é',
                '\u{200b}',
                '\u{202e}',
                '\u{202f}',
                '\u{2066}',
                '\u{feff}',
                '\u{e0041}',
                'œ',
                '’',
            ]),
            any::<char>(),
        ]
    }

    #[test]
    fn every_hidden_character_begins_with_a_byte_that_is_looked_at() {
        let mut text = String::new();
        for c in '\0'..=char::MAX {
            text.clear();
            text.extend(['x', c]);
            assert_eq!(all(&text).next().is_some(), name(c, 1).is_some(), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn no_hidden_character_is_passed_over(chars in prop::collection::vec(any_char(), 0..24)) {
            let text: String = chars.iter().collect();
            let wanted: Vec<(usize, char)> =
                text.char_indices().filter(|&(i, c)| name(c, i).is_some()).collect();
            let found: Vec<(usize, char)> = all(&text).map(|(i, c, _)| (i, c)).collect();
            prop_assert_eq!(&found, &wanted);
            let blank = blanked(&text);
            prop_assert_eq!(blank.len(), text.len());
            prop_assert!(all(&blank).next().is_none());
            for (i, c) in text.char_indices().filter(|&(i, c)| name(c, i).is_none()) {
                prop_assert_eq!(blank.get(i..i + c.len_utf8()), text.get(i..i + c.len_utf8()));
            }
        }
    }
}
