//! Pairs quotation marks, in every typography that occurs, and tells them from apostrophes, primes and inch marks.

use super::report;
use crate::draft::Block;
use crate::lang::Lang;

/// What is between two marks of a block, in its plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) start: usize,
    pub(super) inner_start: usize,
    pub(super) inner_end: usize,
    pub(super) end: usize,
}

/// The marks of a block.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) closed: Vec<Pair>,
    /// Opened and never closed: where, and the mark.
    pub(super) open: Vec<(usize, char)>,
    /// Closed and never opened.
    pub(super) stray: Vec<(usize, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Guillemet,
    Chevron,
    Double,
    Single,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    /// Whichever fits.
    Either,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    end: usize,
    c: char,
    family: Family,
    role: Role,
}

/// Looking no deeper than this keeps hostile text linear; nobody nests quotations so deep.
const DEPTH: usize = 8;

/// Pairs the marks of a block.
pub(super) fn pairs(block: &Block) -> Marks {
    let text = &block.plain.text;
    let all: Vec<Mark> = candidates(text)
        .into_iter()
        .filter(|m| !block.plain.is_code(m.at, m.end))
        .collect();
    let mut marks = Marks::default();
    let mut open: Vec<Mark> = Vec::new();
    for (i, &mark) in all.iter().enumerate() {
        let depth = open
            .iter()
            .rev()
            .take(DEPTH)
            .position(|o| o.family == mark.family);
        let closes = match mark.role {
            Role::Open => false,
            Role::Close => true,
            Role::Either => depth.is_some(),
        };
        if !closes {
            // A mark that may close has something before it: it opens only where nothing does.
            open.push(mark);
            continue;
        }
        if mark.family == Family::Double && inch(text, &all, i, depth.is_some()) {
            continue;
        }
        if mark.family == Family::Single && possessive(text, &all, i) {
            continue;
        }
        let Some(depth) = depth else {
            if mark.family != Family::Single {
                marks.stray.push((mark.at, mark.end));
            }
            continue;
        };
        let index = open.len() - 1 - depth;
        for inner in open.drain(index + 1..) {
            if inner.family != Family::Single {
                marks.stray.push((inner.at, inner.end));
            }
        }
        if let Some(opener) = open.pop() {
            let content = &text[opener.end..mark.at];
            // ‘A word’ in straight single marks is more often an apostrophe before and one after.
            let doubtful = opener.c == '\''
                && content.split_whitespace().count() < 3
                && !content.ends_with(['.', ',', '!', '?']);
            if !doubtful {
                marks.closed.push(Pair {
                    start: opener.at,
                    inner_start: opener.end,
                    inner_end: mark.at,
                    end: mark.end,
                });
            }
        }
    }
    // An unclosed single mark is an apostrophe typed the wrong way round (‘90s).
    marks.open = open
        .into_iter()
        .filter(|m| m.family != Family::Single)
        .map(|m| (m.at, m.c))
        .collect();
    marks
}

/// Every character that may be a mark, with what its neighbours let it be.
fn candidates(text: &str) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    let mut before: Option<char> = None;
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        if at < skip {
            continue;
        }
        let mut end = at + c.len_utf8();
        // ``A quotation'' of plain text.
        let twice = matches!(c, '`' | '\'') && text[end..].starts_with(c);
        if twice {
            end += 1;
            skip = end;
        }
        let after = text[end..].chars().next();
        let free_before = before.is_none_or(|b| b.is_whitespace() || opens_before(b));
        let free_after =
            after.is_none_or(|a| a.is_whitespace() || (!a.is_alphanumeric() && !opens_after(a)));
        let stuck_after = after.is_some_and(|a| !a.is_whitespace());
        let stuck_before = before.is_some_and(|b| !b.is_whitespace());
        let letter_after = after.is_some_and(|a| a.is_alphanumeric() || opens_after(a));
        let entry = match c {
            // Danish and German books turn them round: »word«.
            '»' if free_before && letter_after => Some((Family::Guillemet, Role::Either)),
            '»' => Some((Family::Guillemet, Role::Close)),
            '«' if stuck_before && !free_before && free_after && stuck_after != letter_after => {
                Some((Family::Guillemet, Role::Either))
            }
            '«' if stuck_before && !free_before && after.is_none_or(char::is_whitespace) => {
                Some((Family::Guillemet, Role::Either))
            }
            '«' => Some((Family::Guillemet, Role::Open)),
            '›' if free_before && letter_after => Some((Family::Chevron, Role::Either)),
            '›' => Some((Family::Chevron, Role::Close)),
            '‹' if stuck_before && !free_before && free_after => {
                Some((Family::Chevron, Role::Either))
            }
            '‹' => Some((Family::Chevron, Role::Open)),
            '„' | '‟' | '〝' => Some((Family::Double, Role::Open)),
            '“' if stuck_before && !free_before && free_after => {
                Some((Family::Double, Role::Either))
            }
            '“' => Some((Family::Double, Role::Open)),
            '”' if free_before && letter_after => Some((Family::Double, Role::Either)),
            '”' | '〞' => Some((Family::Double, Role::Close)),
            '`' if twice && stuck_after => Some((Family::Double, Role::Open)),
            '\'' if twice => Some((Family::Double, Role::Close)),
            '"' => Some((
                Family::Double,
                match (free_before, stuck_after && letter_after) {
                    (true, true) => Role::Open,
                    (true, false) if stuck_after && !free_after => Role::Open,
                    (false, false) => Role::Close,
                    (true, false) if stuck_before => Role::Either,
                    (true, false) => Role::Close,
                    (false, true) => Role::Either,
                },
            )),
            '‚' if free_before && stuck_after => Some((Family::Single, Role::Open)),
            '‘' if free_before && letter_after && !decade(&text[end..]) => {
                Some((Family::Single, Role::Open))
            }
            '‘' if stuck_before && free_after => Some((Family::Single, Role::Either)),
            '’' if !after.is_some_and(char::is_alphanumeric) && stuck_before => {
                Some((Family::Single, Role::Close))
            }
            '\'' if free_before && after.is_some_and(char::is_alphabetic) => {
                Some((Family::Single, Role::Open))
            }
            '\'' if stuck_before && free_after => Some((Family::Single, Role::Close)),
            _ => None,
        };
        if let Some((family, role)) = entry {
            found.push(Mark {
                at,
                end,
                c,
                family,
                role,
            });
        }
        before = Some(c);
    }
    found
}

/// May stand right before an opening mark.
fn opens_before(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '—'
            | '–'
            | '-'
            | '/'
            | '\''
            | '’'
            | '‘'
            | '“'
            | '„'
            | '«'
            | '‹'
            | '"'
            | '¿'
            | '¡'
            | '*'
            | '_'
    )
}

/// May stand right after an opening mark.
fn opens_after(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '‘'
            | '“'
            | '„'
            | '«'
            | '‹'
            | '¿'
            | '¡'
            | '…'
            | '\''
            | '$'
            | '€'
            | '£'
            | '#'
            | '@'
            | '*'
            | '_'
    )
}

/// `90s`, `68`: figures after an apostrophe that stands for the century.
fn decade(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits == 2 && !rest[2..].starts_with(|c: char| c.is_alphanumeric() && c != 's')
}

/// `12"`, `5'11"`, `6'20''`: a figure before a closing mark that has no opener, or whose opener is closed by a later mark.
fn inch(text: &str, all: &[Mark], i: usize, opened: bool) -> bool {
    let Some(mark) = all.get(i) else {
        return false;
    };
    let seconds = mark.c == '\'' && mark.end - mark.at == 2;
    let figure = matches!(mark.c, '"' | '”') || seconds;
    if !figure || !text[..mark.at].ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    if !opened {
        return true;
    }
    let next = all
        .get(i + 1..)
        .unwrap_or_default()
        .iter()
        .find(|m| m.family == Family::Double);
    next.is_some_and(|m| m.role == Role::Close)
}

/// `dockers’ union`: an apostrophe, when the single mark that is open is closed by a later one.
fn possessive(text: &str, all: &[Mark], i: usize) -> bool {
    let owner = |m: &Mark| {
        let after = &text[m.end..];
        text[..m.at].ends_with('s')
            && after
                .strip_prefix(' ')
                .is_some_and(|t| t.starts_with(char::is_lowercase))
    };
    if !all.get(i).is_some_and(owner) {
        return false;
    }
    all.get(i + 1..)
        .unwrap_or_default()
        .iter()
        .filter(|m| m.family == Family::Single)
        .take(DEPTH)
        .take_while(|m| m.role != Role::Open)
        .any(|m| !owner(m))
}

/// Whether a quotation that is open at the end of a paragraph goes on in the next: its end is no clause that reports it.
pub(super) fn runs_on(said: &str, lang: Lang) -> bool {
    let said = said.trim_end();
    let tail = said
        .char_indices()
        .rev()
        .skip(1)
        .find(|(_, c)| matches!(c, ',' | '?' | '!' | '…'))
        .map(|(i, c)| said[i + c.len_utf8()..].trim_start());
    tail.is_none_or(|t| t.starts_with(char::is_uppercase) || report::read(t, lang).is_none())
}

/// The pairs that stand in no other.
pub(super) fn outermost(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.sort_unstable_by_key(|p| (p.start, std::cmp::Reverse(p.end)));
    let mut reach = 0;
    pairs.retain(|p| {
        let outer = p.start >= reach;
        reach = reach.max(p.end);
        outer
    });
    pairs
}
