//! Quotations: what stands between quotation marks, who says it, and marks without a partner.

mod apposition;
mod functions;
mod interview;
mod label;
mod marks;
mod moved;
mod report;
mod speaker;

use serde::Serialize;

use super::compare::fold;
use super::{Block, BlockKind, Draft};
use crate::draft::total::At as _;
use crate::lang::Lang;
use crate::span::Span;

pub use interview::Interview;
use marks::Pair;
pub use moved::differ;
pub use speaker::{How, Speaker, told_apart};

/// The words of a quotation without the clauses that report it (`, a-t-elle expliqué,`), and how many there were.
#[must_use]
pub fn without_reports(text: &str, lang: Lang) -> (String, usize) {
    let (bare, reports) = report::strip(text, lang);
    (bare, reports.len())
}

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
    /// Who says it, where the text shows it.
    pub speaker: Option<Speaker>,
    /// The pronoun that stands for the speaker, in normal form, when a pronoun does.
    #[serde(skip)]
    pub pronoun: Option<String>,
    /// Whether a clause with a verb of speech, or a verb before it, gives it to somebody.
    pub reported: bool,
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

/// All quotations of a draft and all marks without a partner, in order.
pub(super) fn find(draft: &Draft) -> (Vec<Quote>, Vec<Span>) {
    let mut quotes = Vec::new();
    let mut unbalanced = Vec::new();
    let blocks = draft.blocks();
    for (index, block) in blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
            continue;
        }
        let mut marks = marks::pairs(block);
        let text = &block.plain.text;
        // A quotation of several paragraphs opens each of them and closes only the last.
        if let [(open, mark)] = marks.open[..]
            && let after = open + mark.len_utf8()
            && blocks.get(index + 1).is_some_and(|next| {
                next.kind == block.kind && next.plain.text.trim_start().starts_with(mark)
            })
            && marks::runs_on(&text[after..], draft.lang())
        {
            marks.open.clear();
            let end = text.trim_end().len();
            marks.closed.push(Pair {
                start: open,
                inner_start: after,
                inner_end: end,
                end,
            });
        }
        if let Some(pair) = spoken(blocks, index, draft.lang()) {
            marks.closed.push(pair);
        }
        for pair in marks::outermost(marks.closed) {
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
    speaker::assign(draft, &mut quotes);
    (quotes, unbalanced)
}

/// A paragraph that a dash opens, as in a dialogue: what is said in it. A report shows it, or the same dash in a paragraph beside it.
fn spoken(blocks: &[Block], index: usize, lang: Lang) -> Option<Pair> {
    let dash = |i: usize| -> Option<usize> {
        let block = blocks.get(i).filter(|b| b.kind == BlockKind::Paragraph)?;
        let text = &block.plain.text;
        let rest = text.get(labelled(text)..)?.strip_prefix(['—', '–'])?;
        let said = rest.trim_start();
        (said.len() < rest.len() && block.words.len() > 1).then(|| text.len() - said.len())
    };
    let inner_start = dash(index)?;
    let text = blocks.at(index).plain.text.trim_end();
    let said = text.get(inner_start..)?;
    let (_, reports) = report::strip(said, lang);
    let beside = || dash(index + 1).is_some() || index.checked_sub(1).and_then(dash).is_some();
    // One label alone may be a dateline: `Paris (AFP). — …`.
    let labels = |i: usize| {
        blocks
            .get(i)
            .is_some_and(|b| b.kind == BlockKind::Paragraph && labelled(&b.plain.text) > 0)
    };
    let named =
        labels(index) && (index.saturating_sub(2)..=index + 2).any(|i| i != index && labels(i));
    if reports.is_empty() && !((named || beside()) && text.ends_with(['.', '!', '?', '…', ','])) {
        return None;
    }
    let mut end = text.len();
    if let Some((start, _)) = reports.last() {
        let start = inner_start + start;
        // Whatever stands in the sentence of the report is the reporter's: `a lancé Paul Durand, élu de l'opposition.`
        let after = text[start..].trim_end_matches(['.', '!', '?', '…']);
        if !after.contains(". ") {
            end = text[..start]
                .trim_end()
                .trim_end_matches([',', '—', '–'])
                .trim_end()
                .len();
        }
    }
    (end > inner_start).then_some(Pair {
        start: labelled(text),
        inner_start,
        inner_end: end,
        end,
    })
}

/// How far the name goes that says who speaks, in an interview: `Thierry Mallet. — Un abonnement coûte trop.`
fn labelled(text: &str) -> usize {
    const MOST: usize = 60;
    let Some(dash) = text.find(['—', '–']).filter(|d| *d <= MOST) else {
        return 0;
    };
    let label = text[..dash]
        .trim_end()
        .trim_end_matches(['.', ':', ','])
        .trim_end();
    let ended = text[..dash].trim_end().len() > label.len();
    // `Thierry Mallet (souriant). — …`
    let label = label.split('(').next().unwrap_or("").trim_end();
    let named = label
        .split_whitespace()
        .all(|w| w.starts_with(char::is_uppercase) || w.chars().count() <= 3);
    if ended && named && !label.is_empty() {
        dash
    } else {
        0
    }
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
    let key = fold(&report::strip(&text, lang).0);
    Some(Quote {
        span: block.plain.span(pair.start, pair.end),
        inner: block.plain.span(start, end),
        key: trim_marks(&key).to_owned(),
        text,
        speaker: None,
        pronoun: None,
        reported: false,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, lang: Lang) -> Vec<(String, Option<String>, bool)> {
        Draft::parse(text, lang)
            .quotes()
            .iter()
            .map(|q| {
                (
                    q.text.clone(),
                    q.speaker.as_ref().map(|s| s.text.clone()),
                    q.short,
                )
            })
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
                "the ports’ worst year",
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
