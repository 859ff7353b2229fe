//! Quotations: what stands between quotation marks, who says it, and marks without a partner.

use serde::Serialize;

use super::compare::fold;
use super::{Block, BlockKind, Draft, name};
use crate::lang::{Lang, Pack};
use crate::span::Span;

/// A quotation. Quotations inside it are part of its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// With its marks.
    pub span: Span,
    /// Without its marks and the spaces inside them.
    pub inner: Span,
    /// The words quoted, without markup.
    pub text: String,
    /// The normal form for comparing: [`fold`]ed, without the words that report it (`, a-t-elle expliqué,`) and without punctuation at
    /// its ends.
    pub key: String,
    /// Who is said to have said it, when the sentence names somebody with a verb of speech.
    pub speaker: Option<String>,
    /// Fewer than three words: a term, a title or a word held at arm's length rather than a statement.
    pub short: bool,
    /// Index of its block.
    pub block: usize,
    /// Where it begins in the plain text of the block, mark included.
    pub start: usize,
    /// Where it ends in the plain text of the block, mark included.
    pub end: usize,
}

/// Quotations with fewer words than this are short.
const STATEMENT_WORDS: usize = 3;
/// How many words before or after a quotation may tell who speaks.
const REPORT_WORDS: usize = 14;

/// All quotations of a draft and all marks without a partner, in order.
pub(super) fn find(draft: &Draft) -> (Vec<Quote>, Vec<Span>) {
    let mut quotes = Vec::new();
    let mut unbalanced = Vec::new();
    let blocks = draft.blocks();
    for (index, block) in blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
            continue;
        }
        let mut marks = pairs(block);
        // A quotation of several paragraphs opens each of them and closes only the last.
        if let [(open, mark)] = marks.open[..]
            && blocks.get(index + 1).is_some_and(|next| {
                next.kind == block.kind && next.plain.text.trim_start().starts_with(mark)
            })
        {
            marks.open.clear();
            let end = block.plain.text.trim_end().len();
            marks.closed.push(Pair {
                start: open,
                inner_start: open + mark.len_utf8(),
                inner_end: end,
                end,
            });
        }
        for pair in outermost(marks.closed) {
            quotes.extend(quote(block, index, pair, draft.lang()));
        }
        let mut alone: Vec<(usize, usize)> = marks
            .open
            .iter()
            .map(|&(at, mark)| (at, at + mark.len_utf8()))
            .chain(marks.stray)
            .collect();
        alone.sort_unstable();
        unbalanced.extend(alone.into_iter().map(|(s, e)| block.plain.span(s, e)));
    }
    (quotes, unbalanced)
}

#[derive(Clone, Copy)]
struct Pair {
    start: usize,
    inner_start: usize,
    inner_end: usize,
    end: usize,
}

#[derive(Default)]
struct Marks {
    closed: Vec<Pair>,
    /// Opened and never closed.
    open: Vec<(usize, char)>,
    /// Closed and never opened.
    stray: Vec<(usize, usize)>,
}

/// Pairs the quotation marks of a block. Apostrophes are never marks; straight quotes open or close by what stands around them.
fn pairs(block: &Block) -> Marks {
    let text = &block.plain.text;
    let mut marks = Marks::default();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let after = || text[at + c.len_utf8()..].chars().next();
        let closes = match c {
            '»' => Some('«'),
            '”' => Some('“'),
            '›' => Some('‹'),
            '"' => Some('"'),
            // An apostrophe, unless a single quote is open and no letter follows.
            '’' if marks.open.last().is_some_and(|o| o.1 == '‘')
                && !after().is_some_and(char::is_alphanumeric) =>
            {
                Some('‘')
            }
            _ => None,
        };
        if block.plain.is_code(at, at + c.len_utf8()) {
            before = Some(c);
            continue;
        }
        match c {
            '«' | '“' | '‹' => marks.open.push((at, c)),
            '‘' if before.is_none_or(|b| !b.is_alphanumeric())
                && after().is_some_and(char::is_alphanumeric) =>
            {
                marks.open.push((at, c));
            }
            '"' if !marks.open.iter().rev().take(8).any(|o| o.1 == '"') => {
                // 12" is a length.
                if before.is_none_or(|b| !b.is_ascii_digit()) {
                    marks.open.push((at, c));
                }
            }
            _ => {
                if let Some(opener) = closes {
                    close(&mut marks, opener, at, at + c.len_utf8());
                }
            }
        }
        before = Some(c);
    }
    // An unclosed ‘ is an apostrophe typed the wrong way round (‘90s).
    marks.open.retain(|o| o.1 != '‘');
    marks
}

fn close(marks: &mut Marks, opener: char, at: usize, end: usize) {
    // Looking no deeper than this keeps hostile text linear; nobody nests quotations so deep.
    let depth = marks.open.iter().rev().take(8).position(|o| o.1 == opener);
    let Some(depth) = depth else {
        marks.stray.push((at, end));
        return;
    };
    let index = marks.open.len() - 1 - depth;
    for (inner, mark) in marks.open.drain(index + 1..) {
        if mark != '‘' {
            marks.stray.push((inner, inner + mark.len_utf8()));
        }
    }
    if let Some((start, mark)) = marks.open.pop() {
        marks.closed.push(Pair {
            start,
            inner_start: start + mark.len_utf8(),
            inner_end: at,
            end,
        });
    }
}

fn outermost(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.sort_unstable_by_key(|p| p.start);
    let mut reach = 0;
    pairs.retain(|p| {
        let outer = p.start >= reach;
        reach = reach.max(p.end);
        outer
    });
    pairs
}

fn quote(block: &Block, index: usize, pair: Pair, lang: Lang) -> Option<Quote> {
    let raw = &block.plain.text[pair.inner_start..pair.inner_end];
    let start = pair.inner_start + (raw.len() - raw.trim_start().len());
    let end = start + raw.trim().len();
    if start == end {
        return None;
    }
    let text = raw.trim().to_owned();
    let first = block.words.partition_point(|w| w.end <= start);
    let last = block.words.partition_point(|w| w.start < end);
    let key = without_report(&fold(&text), lang.pack());
    Some(Quote {
        span: block.plain.span(pair.start, pair.end),
        inner: block.plain.span(start, end),
        key: trim_marks(&key).to_owned(),
        text,
        speaker: speaker(block, &pair, lang),
        short: last.saturating_sub(first) < STATEMENT_WORDS,
        block: index,
        start: pair.start,
        end: pair.end,
    })
}

fn trim_marks(key: &str) -> &str {
    key.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '-' | '"')
    })
}

/// Takes the words that report a quotation out of its folded text: `nous, a-t-elle expliqué, venons` is `nous venons`.
fn without_report(folded: &str, pack: &Pack) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut rest = folded;
    while let Some(comma) = rest.find(", ") {
        let after = &rest[comma + 2..];
        let len = after
            .find([',', '.', ';', '!', '?', '…'])
            .unwrap_or(after.len());
        let clause = &after[..len];
        if is_report(clause, pack) {
            out.push_str(&rest[..comma]);
            rest = after[len..].strip_prefix(',').unwrap_or(&after[len..]);
        } else {
            out.push_str(&rest[..comma + 2]);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// `a-t-elle expliqué`, `dit-il`, `a déclaré la ministre`.
fn is_report(clause: &str, pack: &Pack) -> bool {
    let mut words = clause.split(' ');
    let Some(first) = words.next() else {
        return false;
    };
    let second = words.next();
    let third = words.next();
    let speaks = |w: &str| pack.speech_verbs.binary_search(&w).is_ok();
    let inverted = ["-il", "-elle", "-on", "-ils", "-elles", "-je"]
        .iter()
        .find_map(|p| first.strip_suffix(p))
        .map(|v| v.strip_suffix("-t").unwrap_or(v));
    if let Some(verb) = inverted {
        return speaks(verb)
            || (matches!(verb, "a" | "ont" | "avait" | "avaient" | "s'est" | "ai")
                && (second.is_some_and(speaks) || third.is_some_and(speaks)));
    }
    // Without an inversion only a short clause is safe: `a déclaré ylva johansson`, `he said`.
    words.count() <= 4
        && ((matches!(first, "a" | "ont" | "avait" | "avaient") && second.is_some_and(speaks))
            || (matches!(first, "he" | "she" | "they") && second.is_some_and(speaks)))
}

/// The name beside a verb of speech, after the quotation or before it in the same sentence.
fn speaker(block: &Block, pair: &Pair, lang: Lang) -> Option<String> {
    let text = &block.plain.text;
    let pack = lang.pack();
    let words = &block.words;
    let after = words.partition_point(|w| w.start < pair.end);
    // After: up to the end of the clause, and never far: a text of nothing but quotations is read in linear time too.
    let near = &words[after..words.len().min(after + REPORT_WORDS)];
    let reach = near.last().map_or(pair.end, |w| w.end);
    let stop = text[pair.end..reach.max(pair.end)]
        .find(['.', '!', '?', '…', '«', '“', '"', ';', ':', '\n'])
        .map_or(text.len(), |i| pair.end + i);
    let clause: Vec<(usize, usize)> = near
        .iter()
        .take_while(|w| w.start < stop)
        .map(|w| (w.start, w.end))
        .collect();
    let speaks = |&(s, e): &(usize, usize)| is_speech(&text[s..e], pack);
    if let Some(verb) = clause.iter().take(5).position(speaks) {
        // A capitalised word before the verb would be a name too: `Johansson said`.
        let from = if pack.code == "en" { 0 } else { verb };
        return name::first_run(text, &clause[from..], lang);
    }
    let sentence = block
        .sentences
        .partition_point(|s| s.end <= pair.start)
        .min(block.sentences.len().saturating_sub(1));
    let sentence = block.sentences.get(sentence)?;
    let to = words.partition_point(|w| w.end <= pair.start);
    let from = sentence.words.start.max(to.saturating_sub(REPORT_WORDS));
    let clause: Vec<(usize, usize)> = words
        .get(from..to)?
        .iter()
        .map(|w| (w.start, w.end))
        .collect();
    let verb = clause.iter().rposition(speaks)?;
    name::last_run(text, &clause[..verb], lang)
        .or_else(|| name::first_run(text, &clause[verb..], lang))
}

fn is_speech(word: &str, pack: &Pack) -> bool {
    let folded = fold(word);
    let bare = pack
        .elisions
        .iter()
        .find_map(|e| folded.strip_prefix(e)?.strip_prefix('\''))
        .unwrap_or(&folded);
    let verb = ["-t-il", "-t-elle", "-il", "-elle", "-ils", "-elles"]
        .iter()
        .find_map(|p| bare.strip_suffix(p))
        .unwrap_or(bare);
    pack.speech_verbs.binary_search(&verb).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, lang: Lang) -> Vec<(String, Option<String>, bool)> {
        Draft::parse(text, lang)
            .quotes()
            .iter()
            .map(|q| (q.text.clone(), q.speaker.clone(), q.short))
            .collect()
    }

    #[test]
    fn finds_quotations_and_speakers() {
        for (lang, text, want, speaker) in [
            (
                Lang::FR,
                "« Nous agissons tous », a déclaré Ylva Johansson.",
                "Nous agissons tous",
                Some("Ylva Johansson"),
            ),
            (
                Lang::FR,
                "«\u{a0}Nous agissons tous\u{a0}», a-t-elle expliqué.",
                "Nous agissons tous",
                None,
            ),
            (
                Lang::FR,
                "Ylva Johansson a déclaré : « Nous agissons tous. »",
                "Nous agissons tous.",
                Some("Ylva Johansson"),
            ),
            (
                Lang::FR,
                "Les gangs rassemblent « de grosses cargaisons de l’Atlantique », a-t-elle expliqué.",
                "de grosses cargaisons de l’Atlantique",
                None,
            ),
            (
                Lang::FR,
                "L'homme dit : \"J'arrive d'ici peu\", puis s'en va.",
                "J'arrive d'ici peu",
                None,
            ),
            (
                Lang::FR,
                "« Il a dit “non merci” hier », raconte Paul Durand.",
                "Il a dit “non merci” hier",
                Some("Paul Durand"),
            ),
            (
                Lang::EN,
                "“We will act now,” Johansson said.",
                "We will act now,",
                Some("Johansson"),
            ),
            (
                Lang::EN,
                "“We will act now,” said Ylva Johansson.",
                "We will act now,",
                Some("Ylva Johansson"),
            ),
            (
                Lang::EN,
                "Johansson said: \"We'll act now.\"",
                "We'll act now.",
                Some("Johansson"),
            ),
            (
                Lang::EN,
                "He called it ‘the ports’ worst year’ again.",
                "the ports",
                None,
            ),
        ] {
            let got = texts(text, lang);
            assert_eq!(got.len(), 1, "{text}: {got:?}");
            assert_eq!(got[0].0, want, "{text}");
            assert_eq!(got[0].1.as_deref(), speaker, "{text}");
        }
        assert!(texts("Un port dit « sûr ».", Lang::FR)[0].2);
    }

    #[test]
    fn compares_by_key() {
        let key = |text: &str| Draft::parse(text, Lang::FR).quotes()[0].key.clone();
        let want = key("« Nous faisons équipe pour agir. »");
        for same in [
            "\"Nous faisons équipe pour agir\"",
            "“nous faisons\u{a0}équipe pour agir !”",
            "« Nous faisons équipe, a-t-elle expliqué, pour agir »",
            "« Nous faisons équipe pour agir, a-t-elle expliqué. »",
            "« Nous faisons **équipe** pour agir, explique-t-elle. »",
        ] {
            assert_eq!(key(same), want, "{same}");
        }
        assert_ne!(key("« Nous faisons équipe, a-t-on vu, pour agir »"), want);
    }

    #[test]
    fn pairs_marks_or_reports_them() {
        let alone = |text: &str| -> Vec<String> {
            Draft::parse(text, Lang::FR)
                .unbalanced_quotes()
                .iter()
                .map(|s| format!("{}{}", s.start, s.slice(text)))
                .collect()
        };
        assert_eq!(alone("Il dit « oui et part."), ["7«"]);
        assert_eq!(alone("Il dit oui » et part."), ["11»"]);
        assert_eq!(alone("Il dit \"oui et part."), ["7\""]);
        assert!(alone("L’été, l'hiver : 12\" et `\"` et ’90.").is_empty());
        assert!(
            alone("« Un premier paragraphe.\n\n« Un second. »").is_empty(),
            "each paragraph opens, the last closes"
        );
        assert_eq!(
            texts("« Un premier paragraphe.\n\n« Un second. »", Lang::FR).len(),
            2
        );
        assert_eq!(
            texts("Il dit « oui puis « non merci à tous ».", Lang::FR)[0].0,
            "non merci à tous",
            "an unclosed mark swallows nothing"
        );
    }
}
