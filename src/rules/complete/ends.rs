//! How a text ends: whether its last word can be the last, and whether a line without a full stop is a finished one.

use crate::draft::total::At as _;
use crate::draft::{Block, BlockKind, Draft};
use crate::span::Span;

/// A line of at most this many words that stands on its own (*Entrée libre*, *The editors*) is not held to be a cut sentence.
const SHORT_LINE: usize = 4;
/// A signature, a date or a label with what it labels has at most this many words.
const LINE: usize = 14;

fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

/// Signs that may follow a finished sentence: emoji, end marks, arrows, note signs.
fn is_ornament(c: char) -> bool {
    matches!(c,
        '\u{1F000}'..='\u{1FAFF}' | '\u{2190}'..='\u{21FF}' | '\u{25A0}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}'
        | '\u{FE0F}' | '\u{200D}' | '\u{E0020}'..='\u{E007F}' | '†' | '‡' | '§' | '¶' | '™' | '®'
        | '¹' | '²' | '³' | '\u{2070}'..='\u{2079}')
}

/// A text without white space, closing marks, emoji and note marks at its end.
fn without_closers(text: &str) -> &str {
    let mut rest = text;
    loop {
        let shorter = rest
            .trim_end()
            .trim_end_matches(['»', '›', '”', '’', '"', '\'', ')', ']', '}', '*', '_'])
            .trim_end_matches(is_ornament);
        // A note mark: `[1]` is gone as `[1`, `[^note]` as `[^note`.
        let label = shorter.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
        let shorter = match label.strip_suffix("[^") {
            Some(before) => before,
            None => {
                let digits = shorter.trim_end_matches(|c: char| c.is_ascii_digit());
                match digits.strip_suffix('[') {
                    Some(before) if digits.len() < shorter.len() => before,
                    _ => shorter,
                }
            }
        };
        if shorter.len() == rest.len() {
            return rest;
        }
        rest = shorter;
    }
}

fn stops(text: &str) -> bool {
    without_closers(text).ends_with(is_terminal) || text.trim_end().ends_with([')', ']'])
}

/// What stands between two places of the text and is no block: an image, an embed, the tag of a site. Reference definitions,
/// rules and bare list marks show nothing.
pub(super) fn shows_something(text: &str) -> bool {
    text.lines().map(str::trim).any(|l| {
        let definition = l.starts_with('[') && l.contains("]:");
        let marks = l
            .chars()
            .all(|c| matches!(c, '-' | '*' | '_' | '+' | '>' | '=' | '#' | ' '));
        let number = l.trim_end_matches(['.', ')']);
        let number = number.len() < l.len() && number.bytes().all(|b| b.is_ascii_digit());
        !l.is_empty() && !definition && !marks && !number
    })
}

fn between(draft: &Draft, from: usize, to: usize) -> &str {
    draft.text().get(from..to).unwrap_or("")
}

/// Whether the block is directly followed by what a sentence may lead into: a list, a quotation, code, a table, an image or an embed.
pub(super) fn leads_in(index: usize, draft: &Draft) -> bool {
    let blocks = draft.blocks();
    let Some(block) = blocks.get(index) else {
        return false;
    };
    let next = blocks.get(index + 1);
    let start = next.map_or(draft.text().len(), |n| n.span.start);
    shows_something(between(draft, block.span.end, start))
        || next.is_some_and(|n| match n.kind {
            BlockKind::Item { .. } => !matches!(block.kind, BlockKind::Item { .. }),
            BlockKind::Quote => block.kind != BlockKind::Quote,
            BlockKind::Code | BlockKind::Html | BlockKind::Row => true,
            _ => false,
        })
}

/// Whether an image, an embed, code or a table stands directly before the block, which then is its caption.
fn is_caption(index: usize, draft: &Draft) -> bool {
    let blocks = draft.blocks();
    let block = blocks.at(index);
    let before = index.checked_sub(1).and_then(|i| blocks.get(i));
    let start = before.map_or_else(|| draft.front().map_or(0, |f| f.span.end), |b| b.span.end);
    let shown = before
        .is_some_and(|b| matches!(b.kind, BlockKind::Code | BlockKind::Html | BlockKind::Row));
    block.words.len() <= 30
        && (shown
            || shows_something(between(draft, start, block.span.start))
            || block.span.slice(draft.text()).contains("!["))
}

/// Whether a paragraph ends as a finished one does.
pub(super) fn ends(index: usize, draft: &Draft) -> bool {
    let block = draft.blocks().at(index);
    let text = block.plain.text.trim();
    let raw = block.span.slice(draft.text()).trim();
    stops(text)
        || last_word_is_no_word(text)
        || is_wrapped(raw)
        || raw.starts_with("{{") && raw.ends_with("}}")
        || raw.starts_with("{%") && raw.ends_with("%}")
        || raw.ends_with(')') && raw.contains("](")
        || ends_in_name(block, draft)
        || is_attributed(text)
        || is_label(block, text)
        || is_verse(block, raw)
        || is_caption(index, draft)
        || leads_in(index, draft)
        || text.ends_with(':') && draft.blocks().get(index + 1).is_some()
        || block.kind == BlockKind::Quote && block.words.len() <= 30
        || is_line_among_lines(index, draft)
}

/// An address, a hashtag, a handle, or the digits of a telephone.
fn last_word_is_no_word(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("");
    let tail = text.trim_end_matches(|c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '(' | ')' | '+' | '/'
            )
    });
    let digits = text[tail.len()..]
        .bytes()
        .filter(u8::is_ascii_digit)
        .count();
    last.contains("://")
        || last.starts_with("www.")
        || last.contains('@')
        || last.starts_with('#') && last.len() > 1
        || digits >= 8
}

/// A whole line in bold or italics: a caption, a note of the desk, a heading without marks.
fn is_wrapped(raw: &str) -> bool {
    ["***", "**", "__", "*", "_"].iter().any(|m| {
        raw.strip_prefix(m)
            .and_then(|r| r.strip_suffix(m))
            .is_some_and(|inner| !inner.is_empty() && !inner.contains(m))
    })
}

/// A line of names (`Jean Dupont, à Anvers`), a name with its function (`Ana Ruiz, chief executive`), or names after
/// *by* or *par*.
fn ends_in_name(block: &Block, draft: &Draft) -> bool {
    let pack = draft.lang().pack();
    let words: Vec<&str> = block.words.iter().map(|w| block.word(w)).collect();
    let capital = |w: &&str| w.starts_with(char::is_uppercase);
    let small = |w: &&str| {
        let lower = w.to_lowercase();
        pack.name_links.contains(&lower.as_str()) || pack.function_words.contains(&lower.as_str())
    };
    let Some(last) = words.last() else {
        return false;
    };
    let line = words.len() <= 8
        && capital(last)
        && words
            .iter()
            .all(|w| capital(w) || w.starts_with(char::is_numeric) || small(w));
    let function = (3..=9).contains(&words.len())
        && words.iter().take(2).all(&capital)
        && block
            .words
            .get(1..3)
            .is_some_and(|w| block.plain.text[w.at(0).end..w.at(1).start].contains(','))
        && !words.iter().any(|w| {
            let lower = w.to_lowercase();
            pack.speech_verbs.contains(&lower.as_str())
                || pack.auxiliaries.contains(&lower.as_str())
        });
    let credit = words.len() <= LINE
        && capital(last)
        && words
            .iter()
            .any(|w| matches!(w.to_lowercase().as_str(), "by" | "par"))
        && words.iter().rev().take(2).all(capital);
    line || function || credit
}

/// `“We saw ice in May.” — Ana Ruiz`, and a signature that begins with a dash.
fn is_attributed(text: &str) -> bool {
    let Some((at, dash)) = text
        .char_indices()
        .rfind(|(_, c)| matches!(c, '—' | '–' | '―'))
    else {
        return false;
    };
    let before = text[..at].trim_end();
    let after = text[at + dash.len_utf8()..].trim();
    let closed = before.ends_with(['»', '”', '"', '’']) || stops(before);
    let words = after.split_whitespace().count();
    words > 0 && (closed && words <= 10 || before.is_empty() && words <= 6)
}

/// `Contact: Jane Doe, town hall`, `Photo : AFP`: a short label and what it labels.
fn is_label(block: &Block, text: &str) -> bool {
    let Some((label, rest)) = text.split_once(':') else {
        return false;
    };
    let words = label.split_whitespace().count();
    (1..=3).contains(&words) && !rest.trim().is_empty() && block.words.len() <= LINE
}

/// Lines that are broken on purpose: a poem, an address, a programme.
fn is_verse(block: &Block, raw: &str) -> bool {
    let short = |l: &str| {
        l.chars().count() <= 60
            && l.trim_start_matches(['>', ' '])
                .starts_with(|c: char| !c.is_lowercase())
    };
    block.plain.text.trim().contains('\n') || raw.lines().count() >= 3 && raw.lines().all(short)
}

/// A short line on its own that follows other text, or a line of a text in which lines have no stop: results, a menu, a programme.
fn is_line_among_lines(index: usize, draft: &Draft) -> bool {
    let block = draft.blocks().at(index);
    let Some(before) = index
        .checked_sub(1)
        .and_then(|i| draft.blocks().get(i))
        .filter(|b| !matches!(b.kind, BlockKind::Heading(_)))
    else {
        return false;
    };
    let text = block.plain.text.trim();
    let open = text.ends_with([',', ';', '-', '–', '—', '(', '«', '“']);
    let dated = block.words.len() <= 8
        && text.ends_with(|c: char| c.is_ascii_digit() || c == '€' || c == '$');
    let alike = before.kind == BlockKind::Paragraph
        && before.words.len() <= LINE
        && block.words.len() <= LINE
        && !stops(before.plain.text.trim());
    !open && (block.words.len() <= SHORT_LINE || dated || alike)
}

/// The last word of a block when nothing can end with it, and the place of it.
pub(super) fn dangling(index: usize, draft: &Draft) -> Option<(&str, Span)> {
    let blocks = draft.blocks();
    let block = blocks.get(index)?;
    let next = blocks.get(index + 1);
    let item = |k: BlockKind| matches!(k, BlockKind::Item { .. });
    let listed = item(block.kind) && next.is_some_and(|n| item(n.kind));
    let text = block.plain.text.trim_end();
    let last = block.words.last()?;
    let after = text.get(last.end..).unwrap_or("");
    if after.trim_start().starts_with(',') && after.trim().len() == 1 {
        // `Dear readers,` stands above a letter, `Cordialement,` above a name.
        let greeting = block.kind == BlockKind::Paragraph
            && block.words.len() <= SHORT_LINE
            && next.is_some_and(|n| n.kind == BlockKind::Paragraph);
        if listed || greeting || leads_in(index, draft) || block.plain.text.trim().contains('\n') {
            return None;
        }
        let at = last.end + after.find(',').unwrap_or(0);
        return Some((",", block.plain.span(at, at + 1)));
    }
    if !after
        .trim_matches(['\'', '’', '-', '–', '—', ' ', '\u{a0}'])
        .is_empty()
    {
        return None;
    }
    let word = block.word(last);
    let lower = word.to_lowercase();
    let pack = draft.lang().pack();
    // An elided article that lost its word: `contre l’`.
    let elided = after.starts_with(['\'', '’']) && pack.elisions.contains(&lower.as_str());
    if elided {
        return Some((word, last.span));
    }
    // A letter on its own is a name: `Vitamine D`, `Plan A`, `Hepatitis A`.
    let letter = word.chars().count() == 1 && lower != "à" && (lower != "a" || word == "A");
    if !pack.never_last.contains(&lower.as_str()) || letter {
        return None;
    }
    // `- boots; and` goes on in the next item.
    let joins = pack.coordinators.contains(&lower.as_str());
    if listed && joins || leads_in(index, draft) {
        return None;
    }
    let heading = matches!(block.kind, BlockKind::Heading(_)) || block.words.len() <= 10;
    (!(heading && is_clause_end(block, &lower, draft))).then_some((word, last.span))
}

/// Whether a heading may end with this preposition, question word or copula: *The town we live in*, *Les pour et les
/// contre*, *What closes, and when*. Something before must call for it.
fn is_clause_end(block: &Block, last: &str, draft: &Draft) -> bool {
    let pack = draft.lang().pack();
    if !pack.may_end.contains(&last) {
        return false;
    }
    let before: Vec<String> = block
        .words
        .get(..block.words.len() - 1)
        .unwrap_or_default()
        .iter()
        .flat_map(|w| {
            let lower = block.word(w).to_lowercase().replace('’', "'");
            lower.split('\'').map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|w| !w.is_empty())
        .collect();
    let Some(previous) = before.last() else {
        return true;
    };
    let previous = previous.as_str();
    let is = |list: &[&str]| list.contains(&previous);
    if is(pack.determiners) || is(pack.coordinators) {
        return true;
    }
    if pack.determiners.contains(&last) && !pack.clause_words.contains(&last) {
        return false;
    }
    let clause = before
        .iter()
        .any(|w| pack.clause_words.contains(&w.as_str()));
    let asks = pack.clause_words.contains(&last) && is(pack.function_words);
    let verb = pack
        .verb_endings
        .iter()
        .any(|e| previous.len() > e.len() + 1 && previous.ends_with(e));
    clause || asks || verb || is(pack.auxiliaries)
}
