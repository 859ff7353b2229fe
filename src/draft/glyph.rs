//! Characters that look alike or cannot be seen: what a text says, however it was typed.
//!
//! Two forms are made of a text. The *clean* form is what a reader sees: composed (NFC), without characters that have no width,
//! ligatures and full-width forms as plain letters. Blocks hold it, so every rule reads it. The *folded* form is for comparing
//! ([`super::compare::fold`]): it is clean, and also has one case, one apostrophe, one hyphen, one quotation mark.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Whether a character is a combining mark. The first one is U+0300: the question is asked of every letter.
pub(super) fn combines(c: char) -> bool {
    c >= '\u{300}' && is_combining_mark(c)
}

/// Characters without a width that stand for nothing: soft hyphens, joiners, marks of direction, byte order marks, tags.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// Letters and digits of another width or another face, which are the same letters and digits: `ﬁ`, `Ａ`, `３`, `𝐀`.
pub(super) fn is_presentation(c: char) -> bool {
    matches!(
        c,
        '\u{132}' | '\u{133}' | '\u{FB00}'..='\u{FB06}' | '\u{FF01}'..='\u{FF5E}' | '\u{1D400}'..='\u{1D7FF}'
    )
}

/// The plain characters that a presentation form stands for.
pub(super) fn plain_forms(c: char, mut emit: impl FnMut(char)) {
    unicode_normalization::char::decompose_compatible(c, &mut emit);
}

/// Whether a text is its own clean form, as nearly every text is.
pub(super) fn is_clean(text: &str) -> bool {
    text.is_ascii()
        || text.chars().all(|c| {
            c < '\u{300}' && c != '\u{AD}' && !matches!(c, '\u{132}' | '\u{133}')
                || matches!(c, '\u{2010}'..='\u{2029}' | '\u{202F}'..='\u{205E}' | '\u{20A0}'..='\u{20BF}')
        })
}

/// A text cut into pieces, each with the byte range it stands for and its clean form, in order; neighbours that are clean already
/// are one piece.
pub(super) fn clean_pieces(text: &str) -> Vec<(std::ops::Range<usize>, Cow<'_, str>)> {
    let mut pieces: Vec<(std::ops::Range<usize>, Cow<'_, str>)> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut as_is = 0;
    let mut before = None;
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let mut clean = String::new();
        if chars.peek().is_some_and(|&(_, n)| combines(n)) {
            while let Some((i, mark)) = chars.next_if(|&(_, n)| combines(n)) {
                end = i + mark.len_utf8();
            }
            clean.extend(text.get(at..end).unwrap_or("").nfc());
        } else if is_invisible(c) {
            let next = chars.peek().map(|&(_, n)| n);
            if matches!(c, '\u{200C}' | '\u{200D}') && shapes(before) && shapes(next) {
                clean.push(c);
            }
        } else if is_presentation(c) {
            plain_forms(c, |p| clean.push(p));
        } else if c >= '\u{340}' {
            clean.extend(std::iter::once(c).nfc());
        } else {
            clean.push(c);
        }
        if text.get(at..end) == Some(clean.as_str()) {
            before = Some(c);
            continue;
        }
        before = clean.chars().next_back().or(before);
        if let Some(piece) = text.get(as_is..at).filter(|p| !p.is_empty()) {
            pieces.push((as_is..at, Cow::Borrowed(piece)));
        }
        pieces.push((at..end, Cow::Owned(clean)));
        as_is = end;
    }
    if let Some(piece) = text.get(as_is..).filter(|p| !p.is_empty()) {
        pieces.push((as_is..text.len(), Cow::Borrowed(piece)));
    }
    pieces
}

/// Whether a joiner beside this character changes what is seen: between emoji, and in scripts that join their letters.
fn shapes(c: Option<char>) -> bool {
    c.is_some_and(|c| c >= '\u{590}' && !matches!(c, '\u{1E00}'..='\u{218F}'))
}

/// The clean form of a text.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    clean_pieces(text)
        .into_iter()
        .map(|p| p.1)
        .collect::<String>()
        .into()
}

/// One apostrophe for all that serve as one.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '’'
            | '‘'
            | '‛'
            | 'ʼ'
            | 'ʹ'
            | 'ʻ'
            | 'ʽ'
            | 'ˈ'
            | '`'
            | '´'
            | '′'
            | '‵'
            | 'ꞌ'
            | '\u{1FBF}'
            | '\u{1FBD}'
    )
}

/// A quotation mark, whatever its form and its side.
pub(super) fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '″' | '〝' | '〞'
    )
}

/// A hyphen or a dash, whatever its length.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '˗' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cleaned_of_what_cannot_be_seen() {
        for (typed, seen) in [
            ("e\u{301}te\u{301}", "été"),
            ("co\u{ad}opération", "coopération"),
            ("pub\u{200b}lici\u{2060}té", "publicité"),
            ("\u{202e}\u{2066}titre\u{2069}\u{202c}", "titre"),
            ("ﬁnance, oﬃce", "finance, office"),
            ("ＰＡＲＩＳ ２０２４ ＇", "PARIS 2024 '"),
            ("𝐛𝐨𝐧𝐮𝐬 𝟏𝟐", "bonus 12"),
            ("a\u{200d}b", "ab"),
            ("👩\u{200d}🚀", "👩\u{200d}🚀"),
            ("❤\u{fe0f}\u{200d}🔥", "❤\u{fe0f}\u{200d}🔥"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("5 m² et 1½", "5 m² et 1½"),
            ("« L’été » – 5 €…", "« L’été » – 5 €…"),
            ("\u{212b}ngström", "Ångström"),
            ("", ""),
            ("\u{200b}", ""),
        ] {
            assert_eq!(clean(typed), seen, "{typed:?}");
            let joined: String = clean_pieces(typed).iter().map(|p| p.1.as_ref()).collect();
            assert_eq!(joined, seen, "{typed:?}");
        }
    }

    #[test]
    fn the_quick_answer_is_right() {
        for c in ('\0'..=char::MAX).filter(|c| is_clean(&format!("a{c}b"))) {
            let text = format!("a{c}b");
            assert_eq!(clean_pieces(&text).len(), 1, "{text:?}");
        }
    }
}
