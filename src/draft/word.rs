//! Words. `docs/counting.md` says in prose what is one, and a test runs its table.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use unicode_segmentation::UnicodeSegmentation;

use crate::lang::Lang;

/// The words of `text`, as byte ranges in order.
///
/// A word is a UAX #29 word with at least one letter or digit, joined with its neighbours over an apostrophe, a hyphen and the like
/// when no space stands between; a number grouped by spaces is one word; an address is one word.
#[must_use]
pub fn words(text: &str, lang: Lang) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::with_capacity(text.len() / 6 + 1);
    for (at, chunk) in chunks(text) {
        in_chunk(at, chunk, &mut found);
    }
    join_groups(text, lang, &mut found);
    found
}

/// The runs of `text` between white space.
fn chunks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = None;
    let mut indices = text.char_indices();
    std::iter::from_fn(move || {
        for (i, c) in indices.by_ref() {
            if c.is_whitespace() {
                if let Some(s) = start.take() {
                    return Some((s, text.get(s..i)?));
                }
            } else if start.is_none() {
                start = Some(i);
            }
        }
        start.take().and_then(|s| Some((s, text.get(s..)?)))
    })
}

fn in_chunk(at: usize, chunk: &str, found: &mut Vec<(usize, usize)>) {
    let lead = chunk.trim_start_matches(|c: char| !c.is_alphanumeric());
    let core = lead.trim_end_matches(|c: char| !c.is_alphanumeric());
    if core.is_empty() {
        return;
    }
    let start = at + (chunk.len() - lead.len());
    if is_simple(core) {
        found.push((start, start + core.len()));
    } else if is_address(core) {
        // A path may end with a slash, which belongs to the address.
        let slash = usize::from(lead.get(core.len()..).is_some_and(|t| t.starts_with('/')));
        found.push((start, start + core.len() + slash));
    } else {
        segmented(at, chunk, found);
    }
}

/// The general case: UAX #29, then the joins.
fn segmented(at: usize, chunk: &str, found: &mut Vec<(usize, usize)>) {
    let first = found.len();
    for (i, piece) in chunk.split_word_bound_indices() {
        if !piece.chars().any(char::is_alphanumeric) {
            continue;
        }
        let end = at + i + piece.len();
        let joined = found.len() > first
            && found.last().is_some_and(|last| {
                let (before, between) = (chunk.get(..last.1 - at), chunk.get(last.1 - at..i));
                joins(before.unwrap_or(""), between.unwrap_or(""), piece)
            });
        match found.last_mut() {
            Some(last) if joined => last.1 = end,
            _ => found.push((at + i, end)),
        }
    }
}

/// Whether the pieces before and after `gap` are one word.
fn joins(before: &str, gap: &str, after: &str) -> bool {
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    match gap {
        // m², 1½
        "" => (right.is_numeric() && !right.is_ascii_digit()) || is_superscript(left),
        "-" | "\u{2010}" | "\u{2011}" | "'" | "’" | "&" | ".-" => true,
        "/" | ":" => left.is_ascii_digit() && right.is_ascii_digit(),
        // élu(e)s
        "(" | ")" => left.is_alphabetic() && right.is_alphabetic(),
        _ => false,
    }
}

fn is_superscript(c: char) -> bool {
    c.is_numeric() && !c.is_ascii_digit()
}

/// Letters and digits of the alphabets that UAX #29 never cuts, with single apostrophes and hyphens between them: nearly
/// every word of an article, and one word by definition.
fn is_simple(core: &str) -> bool {
    let mut after_letter = false;
    for c in core.chars() {
        if c.is_ascii_alphanumeric()
            || (c.is_alphabetic() && matches!(c, '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{52F}'))
        {
            after_letter = true;
        } else if matches!(c, '\'' | '’' | '-' | '\u{2010}' | '\u{2011}') && after_letter {
            after_letter = false;
        } else {
            return false;
        }
    }
    after_letter
}

/// A web or mail address.
pub(super) fn is_address(core: &str) -> bool {
    // Asked of every word: most have none of the signs.
    if !core.bytes().any(|b| matches!(b, b':' | b'@' | b'.')) {
        return false;
    }
    core.contains("://")
        || core
            .get(..4)
            .is_some_and(|s| s.eq_ignore_ascii_case("www."))
        || core.split_once('@').is_some_and(|(user, host)| {
            user.ends_with(|c: char| c.is_ascii_alphanumeric())
                && host.starts_with(|c: char| c.is_ascii_alphanumeric())
                && host.contains('.')
        })
}

/// Joins the groups of a number written with spaces: `10 000`.
fn join_groups(text: &str, lang: Lang, found: &mut Vec<(usize, usize)>) {
    let spaced = lang.pack().group_marks.contains(&' ');
    let mut kept: Vec<(usize, usize)> = Vec::with_capacity(found.len());
    // Whether the last word kept is a number that a group of three digits may continue.
    let mut open = false;
    for &(start, end) in found.iter() {
        let word = text.get(start..end).unwrap_or("");
        if open
            && let Some(last) = kept.last_mut()
            && is_group_space(text.get(last.1..start).unwrap_or(""), spaced)
        {
            let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = word.len() - rest.len();
            let decimals = rest
                .strip_prefix([',', '.'])
                .is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()));
            if digits == 3 && (rest.is_empty() || decimals) {
                last.1 = end;
                open = rest.is_empty();
                continue;
            }
        }
        kept.push((start, end));
        // `02 299`: a telephone number, not a grouped one.
        open =
            word.len() <= 3 && !word.starts_with('0') && word.bytes().all(|b| b.is_ascii_digit());
    }
    *found = kept;
}

/// Whether a gap is one space that may stand between groups of digits.
pub(super) fn is_group_space(gap: &str, plain_space: bool) -> bool {
    matches!(gap, "\u{A0}" | "\u{202F}" | "\u{2009}" | "\u{2007}") || (plain_space && gap == " ")
}

/// Characters as a reader counts them: grapheme clusters.
#[must_use]
pub fn chars(text: &str) -> usize {
    if text
        .chars()
        .all(|c| matches!(c, ' '..='~' | '\u{A0}'..='\u{24F}' | '\u{2010}'..='\u{2027}'))
        && !text.contains('\u{AD}')
    {
        return text.chars().count();
    }
    text.graphemes(true).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_table_of_the_documentation_holds() {
        let page = include_str!("../../docs/counting.md");
        let mut rows = 0;
        for line in page.lines() {
            let cells: Vec<&str> = line
                .trim_matches('|')
                .split('|')
                .map(|c| c.trim_matches(' '))
                .collect();
            let [text, lang, count] = cells[..] else {
                continue;
            };
            let (Some(lang), Ok(count)) = (Lang::from_code(lang), count.parse::<usize>()) else {
                continue;
            };
            let found = words(text, lang);
            let shown: Vec<&str> = found.iter().map(|&(s, e)| &text[s..e]).collect();
            assert_eq!(found.len(), count, "{text}: {shown:?}");
            rows += 1;
        }
        assert!(rows > 40, "{rows} rows");
    }

    #[test]
    fn characters_are_grapheme_clusters() {
        for (text, count) in [
            ("", 0),
            ("été", 3),
            ("e\u{301}te\u{301}", 3),
            ("👩‍🚀 !", 3),
            ("a\r\nb", 3),
            ("« L’UE »", 8),
        ] {
            assert_eq!(chars(text), count, "{text:?}");
        }
    }

    proptest! {
        /// The quick way and the general way agree.
        #[test]
        fn simple_words_are_words(text in "[a-zA-Z0-9éàçœÉα’'-]{1,12}") {
            let mut quick = Vec::new();
            in_chunk(0, &text, &mut quick);
            let mut general = Vec::new();
            segmented(0, &text, &mut general);
            prop_assert_eq!(quick, general);
        }

        #[test]
        fn words_are_ordered_pieces_with_a_letter_or_a_digit(text in ".{0,80}") {
            let mut end = 0;
            for (s, e) in words(&text, Lang::FR) {
                prop_assert!(s >= end && e > s);
                prop_assert!(text[s..e].chars().any(char::is_alphanumeric));
                end = e;
            }
        }

        #[test]
        fn quick_characters_are_grapheme_clusters(text in "[ -~ -ɏ‐-‧]{0,20}") {
            prop_assert_eq!(chars(&text), text.graphemes(true).count());
        }
    }
}
