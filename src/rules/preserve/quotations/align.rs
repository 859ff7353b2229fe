//! One quotation laid beside another: what was left out, what was put in, and whether an editor may do so.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Work, words};
use crate::draft::compare::fold;
use crate::draft::total::At as _;
use crate::draft::{Draft, Quote};
use crate::lang::Pack;

/// Longer quotations are compared by their first words alone, so that hostile text stays cheap.
pub(super) const MOST_WORDS: usize = 400;
/// How many quotations that share rare words are laid beside one.
const LIKELY: usize = 6;
/// A word in more quotations than this tells little.
const COMMON: usize = 64;
/// How many small words an editor may leave out at an end or replace by brackets.
const SMALL: usize = 3;
/// So many bytes before a quotation are read for the small words there.
const TAIL: usize = 200;
/// So many words before and behind a quotation are its paragraph.
const AROUND: usize = 1000;
/// So many words kept in a row are a part worth telling apart, however long the rest.
const STATEMENT: usize = 3;
/// So many words before the first comma of a quotation may go: `À la mi-temps, je leur ai dit`.
const OPENING: usize = 4;
/// Words that begin with the same letters, so many, are forms of one word.
const STEM: usize = 5;

/// How a quotation of one text differs from one of the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct Difference {
    /// The quotation's index.
    pub(in crate::rules) quote: usize,
    /// Words that are in both, in order.
    pub(in crate::rules) kept: usize,
    /// The first run of words that only the wanted one has, shortened.
    pub(in crate::rules) missing: Option<String>,
    /// The first run of words that only the other has, shortened.
    pub(in crate::rules) added: Option<String>,
}

/// The quotations of a text by their words.
#[derive(Debug)]
pub(super) struct ByWord {
    /// Only asked for a word, never walked.
    quotes: HashMap<String, Vec<u32>>,
    work: Work,
}

impl ByWord {
    pub(super) fn read(draft: &Draft) -> Self {
        let mut quotes: HashMap<String, Vec<u32>> = HashMap::new();
        for (index, quote) in draft.quotes().iter().enumerate() {
            for word in words(&quote.key).into_iter().take(MOST_WORDS) {
                let list = quotes.entry(word).or_default();
                if list.last() != Some(&(index as u32)) {
                    list.push(index as u32);
                }
            }
        }
        Self {
            quotes,
            work: Work::default(),
        }
    }

    /// The quotations that share most words with these, rare words first.
    pub(super) fn likely(&self, wanted: &[String], eligible: impl Fn(usize) -> bool) -> Vec<usize> {
        let distinct: BTreeSet<&String> = wanted.iter().collect();
        let mut lists: Vec<&Vec<u32>> = distinct
            .iter()
            .filter_map(|w| self.quotes.get(*w))
            .collect();
        lists.sort_by_key(|l| l.len());
        let mut votes: BTreeMap<u32, usize> = BTreeMap::new();
        for (i, list) in lists.iter().enumerate() {
            if i >= SMALL && list.len() > COMMON {
                break;
            }
            for quote in list.iter().take(COMMON) {
                self.work.add(1);
                *votes.entry(*quote).or_default() += 1;
            }
        }
        let mut best: Vec<(usize, usize)> = votes
            .into_iter()
            .map(|(q, n)| (n, q as usize))
            .filter(|(_, q)| eligible(*q))
            .collect();
        best.sort_by_key(|&(n, q)| (std::cmp::Reverse(n), q));
        best.truncate(LIKELY);
        best.into_iter().map(|b| b.1).collect()
    }
}

/// The quotation of `text` most like `wanted` (of those that `eligible` allows), when it is like enough to be the same one altered: most words
/// in common, or nearly all of its words from there.
pub(in crate::rules) fn nearest(
    wanted: &[String],
    text: &Draft,
    eligible: impl Fn(usize) -> bool,
) -> Option<Difference> {
    let wanted = wanted
        .get(..wanted.len().min(MOST_WORDS))
        .unwrap_or_default();
    let index = text.keep(ByWord::read);
    let mut best: Option<(usize, usize, Vec<String>)> = None;
    for quote in index.likely(wanted, eligible) {
        let mut other = words(&text.quotes().at(quote).key);
        other.truncate(MOST_WORDS);
        index.work.add(other.len());
        let kept = common(wanted, &other).0;
        let alike = 4 * kept >= wanted.len() + other.len() || 5 * kept >= 4 * other.len();
        if kept >= 3.min(wanted.len())
            && kept >= 2
            && alike
            && best.as_ref().is_none_or(|b| b.0 < kept)
        {
            best = Some((kept, quote, other));
        }
    }
    let (kept, quote, other) = best?;
    let (_, missing, added) = common(wanted, &other);
    Some(Difference {
        quote,
        kept,
        missing: first_run(wanted, &missing),
        added: first_run(&other, &added),
    })
}

/// A word of an edited quotation, or a place where it says that it is edited.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Word(String),
    /// `[…]`, `(…)`.
    Cut,
    /// `[the mayor]`.
    Put,
}

/// Whether the quotation `ours` is `theirs` with nothing but what an editor may do: cut a part with a mark, put words in square brackets, leave
/// out at its ends what the paragraph tells in its own words, take in a small word that stands before it in the source.
pub(in crate::rules) fn align(
    theirs: &[String],
    ours: &Quote,
    draft: &Draft,
    source: &Draft,
    quote: Option<&Quote>,
) -> bool {
    let pack = source.lang().pack();
    let pieces = pieces(&ours.text, source);
    let plain: Vec<String> = pieces
        .iter()
        .filter_map(|p| match p {
            Piece::Word(w) => Some(w.clone()),
            _ => None,
        })
        .take(MOST_WORDS)
        .collect();
    let theirs = theirs
        .get(..theirs.len().min(MOST_WORDS))
        .unwrap_or_default();
    let (kept, missing, added) = common(theirs, &plain);
    if kept == 0 || (kept < STATEMENT && kept < theirs.len() / 4) {
        return false;
    }
    // The marks before each word of ours, and after the last.
    let mut marks: Vec<Option<&Piece>> = Vec::with_capacity(plain.len() + 1);
    let mut mark = None;
    for piece in &pieces {
        if let Piece::Word(_) = piece {
            marks.push(mark.take());
        } else if mark != Some(&Piece::Cut) {
            mark = Some(piece);
        }
    }
    marks.push(mark);
    let (mut i, mut j) = (0, 0);
    while i < theirs.len() || j < plain.len() {
        let left: Vec<&String> = theirs
            .get(i..)
            .unwrap_or_default()
            .iter()
            .zip(missing.get(i..).unwrap_or_default())
            .take_while(|x| *x.1)
            .map(|x| x.0)
            .collect();
        let new: Vec<&String> = plain
            .get(j..)
            .unwrap_or_default()
            .iter()
            .zip(added.get(j..).unwrap_or_default())
            .take_while(|x| *x.1)
            .map(|x| x.0)
            .collect();
        let end = i + left.len() == theirs.len() || j + new.len() == plain.len();
        let start = i == 0 || j == 0;
        let put_in = new.is_empty() || (start && taken_in(&new, quote, source));
        let mark = marks.get(j).copied().flatten();
        let left_out = left.is_empty()
            || may_leave(&left, mark, start, end, ours, pack)
            || (start != end
                && quote.is_some_and(|q| cut_at_a_border(theirs, i, left.len(), q, ours, draft)))
            || (start != end && told(&left, ours, draft));
        if !put_in || !left_out {
            return false;
        }
        i += left.len();
        j += new.len();
        if i < theirs.len() || j < plain.len() {
            // The next word is in both.
            i += 1;
            j += 1;
        }
    }
    true
}

/// Whether words may be left out where they stand.
fn may_leave(
    left: &[&String],
    mark: Option<&Piece>,
    start: bool,
    end: bool,
    ours: &Quote,
    pack: &Pack,
) -> bool {
    let denies = left.iter().any(|w| denies(w, pack));
    let small = left.len() <= SMALL && left.iter().all(|w| is_small(w, pack));
    if matches!(left, [only] if *only == "?") {
        return end && !ours.text.ends_with(['.', '!']);
    }
    match mark {
        Some(Piece::Put) => small && !denies,
        Some(Piece::Cut) => !denies && !start && !end,
        _ => (start && !end) && small && !denies,
    }
}

/// Whether the `count` words from `at` are a clause of their own at one end of a quotation, which may go without a mark: a few words
/// that open it, up to a comma or a copula, or a last clause that the paragraph takes up in its own words. A denial, a condition or a
/// turn (`but`, `si`) may not go.
fn cut_at_a_border(
    theirs: &[String],
    at: usize,
    count: usize,
    quote: &Quote,
    ours: &Quote,
    draft: &Draft,
) -> bool {
    let pack = draft.lang().pack();
    let Some(left) = theirs.get(at..at + count) else {
        return false;
    };
    let turns = |w: &String| pack.quoting.turns.binary_search(&bare(w, pack)).is_ok();
    if left.iter().any(|w| denies(w, pack) || turns(w)) || words(&quote.key).len() != theirs.len() {
        return false;
    }
    let border = |i: usize| {
        super::before_word(&quote.key, i).contains([',', ';', ':', '.', '!', '…', '–', '—'])
    };
    if at == 0 {
        let copula = left
            .last()
            .is_some_and(|w| pack.auxiliaries.binary_search(&bare(w, pack)).is_ok());
        // `À la mi-temps, …`, never `We support the boats, …`.
        let adverbial = left.first().is_some_and(|w| {
            let q = pack.quoting;
            q.prepositions.binary_search(&bare(w, pack)).is_ok()
                || q.times.binary_search(&bare(w, pack)).is_ok()
        });
        return count <= OPENING && (copula || adverbial && border(count));
    }
    // One word that the paragraph takes up will do where less goes than stays, half of them where more does.
    let content: Vec<&String> = left
        .iter()
        .filter(|w| !is_small(w, pack) && w.as_str() != "?")
        .collect();
    let taken_up = content
        .iter()
        .filter(|w| told(std::slice::from_ref(**w), ours, draft))
        .count();
    if border(at) && split_in_two(left, ours, draft) {
        return true;
    }
    let wanted = if 2 * count <= theirs.len() {
        1
    } else {
        content.len().div_ceil(2)
    };
    border(at) && taken_up >= wanted.max(1)
}

/// Whether another quotation of the paragraph has the end of what was left out, and the paragraph tells the words before it: `Montrelais « a mieux
/// défendu que nous »`.
fn split_in_two(left: &[String], ours: &Quote, draft: &Draft) -> bool {
    let pack = draft.lang().pack();
    let others = draft.quotes_of(ours.block);
    others.iter().filter(|q| q.start != ours.start).any(|q| {
        let said = words(&q.key);
        let Some(at) = left.len().checked_sub(said.len()) else {
            return false;
        };
        let means = said.iter().filter(|w| !is_small(w, pack)).count();
        said.len() >= STATEMENT
            && means >= 1
            && *left.get(at..).unwrap_or_default() == said[..]
            && left.get(..at).unwrap_or_default().iter().all(|w| {
                is_small(w, pack) && !denies(w, pack) || told(std::slice::from_ref(w), ours, draft)
            })
    })
}

/// So many words in a row are no telling in other words, when most of them carry a meaning.
const IN_A_ROW: usize = 4;

/// Whether the paragraph of a quotation tells what was left out of it in its own words: each word that carries a meaning is there.
pub(in crate::rules) fn told<W: AsRef<str>>(left: &[W], ours: &Quote, draft: &Draft) -> bool {
    let pack = draft.lang().pack();
    let (Some(block), folded) = (
        draft.blocks().get(ours.block),
        draft.folded_words(ours.block),
    ) else {
        return false;
    };
    let first = block.words.partition_point(|w| w.end <= ours.start);
    let last = block.words.partition_point(|w| w.start < ours.end);
    let near = first.saturating_sub(AROUND)..block.words.len().min(last + AROUND);
    let outside: Vec<&str> = block
        .words
        .get(near.clone())
        .unwrap_or_default()
        .iter()
        .zip(folded.get(near).unwrap_or_default())
        // What stands between marks is quoted, not told.
        .filter(|(w, _)| {
            let quoted = draft.quotes_of(ours.block);
            !quoted.iter().any(|q| q.span.contains(w.span))
        })
        .map(|(_, f)| bare(f, pack))
        .collect();
    // Several words in a row are the quotation without its marks.
    let row: Vec<&str> = left.iter().map(|w| bare(w.as_ref(), pack)).collect();
    let run = row.len().min(IN_A_ROW);
    let means = |r: &[&str]| 2 * r.iter().filter(|w| !is_small(w, pack)).count() >= r.len();
    if run >= IN_A_ROW - 1
        && row
            .windows(run)
            .any(|r| means(r) && outside.windows(run).any(|w| w == r))
    {
        return false;
    }
    let stem = |w: &str| -> String { w.chars().take(STEM).collect() };
    let mut content = left
        .iter()
        .map(|w| bare(w.as_ref(), pack))
        .filter(|w| *w != "?" && *w != "%" && (!is_small(w, pack) || denies(w, pack)))
        .filter(|w| {
            !w.split_once('\'')
                .is_some_and(|(a, b)| is_small(a, pack) && b.len() <= 2)
        })
        .peekable();
    // `a hundred and forty` is `140`; which number it is, others compare.
    let is_number = |w: &str| {
        w.starts_with(|c: char| c.is_ascii_digit())
            || pack.number_words.iter().any(|(n, _)| *n == w)
    };
    let number = outside.iter().any(|o| is_number(o));
    content.peek().is_some()
        && content.all(|w| {
            number && is_number(w)
                || outside
                    .iter()
                    .any(|o| *o == w || stem(o) == stem(w) && !denies(w, pack))
        })
}

pub(super) fn bare<'w>(word: &'w str, pack: &Pack) -> &'w str {
    match word.split_once('\'') {
        Some((elided, rest)) if pack.elisions.binary_search(&elided).is_ok() => rest,
        _ => word,
    }
}

pub(super) fn is_small(word: &str, pack: &Pack) -> bool {
    pack.small(bare(word, pack)).function || pack.small(word).function
}

pub(super) fn denies(word: &str, pack: &Pack) -> bool {
    let elided = word.split_once('\'').map_or("", |(e, _)| e);
    [word, bare(word, pack), elided]
        .iter()
        .any(|w| pack.quoting.negations.binary_search(w).is_ok())
}

/// Whether these words are small and stand right before the quotation of the source.
fn taken_in(new: &[&String], quote: Option<&Quote>, source: &Draft) -> bool {
    let pack = source.lang().pack();
    let Some(quote) = quote else { return false };
    let Some(block) = source.blocks().get(quote.block) else {
        return false;
    };
    let before = block.plain.text.get(..quote.start).unwrap_or("");
    let tail = before.floor_char_boundary(before.len().saturating_sub(TAIL));
    let before = words(&before[tail..]);
    new.len() <= SMALL
        && new.len() <= before.len()
        && new.iter().rev().zip(before.iter().rev()).all(|(n, b)| {
            is_small(n, pack) && !denies(n, pack) && (b == *n || bare(b, pack) == n.as_str())
        })
}

/// The words of a quotation without the clauses that report it, and the marks of an editor between them.
pub(super) fn pieces(text: &str, source: &Draft) -> Vec<Piece> {
    let (text, _) = crate::draft::without_reports(text, source.lang());
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = text.as_str();
    let add = |pieces: &mut Vec<Piece>, part: &str| {
        pieces.extend(words(part).into_iter().map(Piece::Word))
    };
    while let Some(open) = rest.find(['[', '(']) {
        let round = rest[open..].starts_with('(');
        let inner = &rest[open + 1..];
        let Some(close) = inner.find(if round { ')' } else { ']' }) else {
            break;
        };
        let content = inner[..close].trim();
        let dots = matches!(content, "…" | "...") || content.is_empty();
        add(&mut pieces, &rest[..open]);
        // `[N]ous`: a letter whose case was changed.
        let letter = !round
            && content.chars().count() == 1
            && inner[close + 1..].starts_with(char::is_alphanumeric);
        if letter {
            let tail = &inner[close + 1..];
            let end = tail
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(tail.len());
            pieces.push(Piece::Word(fold(&format!("{content}{}", &tail[..end]))));
            rest = &tail[end..];
            continue;
        }
        if dots {
            pieces.push(Piece::Cut);
        } else if round {
            add(&mut pieces, content);
        } else {
            pieces.push(Piece::Put);
        }
        rest = &inner[close + 1..];
    }
    add(&mut pieces, rest);
    pieces
}

/// The longest common subsequence of two word lists: its length, and which words of each are outside it.
fn common(a: &[String], b: &[String]) -> (usize, Vec<bool>, Vec<bool>) {
    let width = b.len() + 1;
    let mut table = vec![0_u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let most = if a.at(i) == b.at(j) {
                table.at((i + 1) * width + j + 1) + 1
            } else {
                *table
                    .at((i + 1) * width + j)
                    .max(table.at(i * width + j + 1))
            };
            table.put(i * width + j, most);
        }
    }
    let mut outside = (vec![true; a.len()], vec![true; b.len()]);
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a.at(i) == b.at(j) {
            outside.0.put(i, false);
            outside.1.put(j, false);
            i += 1;
            j += 1;
        } else if table.at((i + 1) * width + j) >= table.at(i * width + j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    (usize::from(*table.at(0)), outside.0, outside.1)
}

/// The first run of marked words, at most eight of them.
fn first_run(words: &[String], marked: &[bool]) -> Option<String> {
    let start = marked.iter().position(|m| *m)?;
    let len = marked
        .get(start..)
        .unwrap_or_default()
        .iter()
        .take_while(|m| **m)
        .count();
    let mut shown = words
        .get(start..start + len.min(8))
        .unwrap_or_default()
        .join(" ");
    if len > 8 {
        shown.push_str(" …");
    }
    Some(shown)
}
