//! Which quotation of one text is which of the other, and what became of it.

use std::collections::BTreeSet;

use crate::draft::compare::fold;
use crate::draft::{Block, BlockKind, Draft, Quote};
use crate::lang::Lang;
use crate::span::Span;

/// Longer quotations are compared by their first words alone, so that hostile text stays cheap.
const MOST_WORDS: usize = 400;

/// The words of all statements of a text between quotation marks, one after the other, so that a quotation that is split
/// (`« A », dit-il, « B »`) is found as one.
#[derive(Debug, Default)]
pub(in crate::rules) struct Said {
    /// As they stand, each with the index of its quotation.
    whole: Vec<(String, usize)>,
    /// Without the clauses that may be the reporter's: `poursuit la commissaire`.
    bare: Vec<(String, usize)>,
}

impl Said {
    pub(in crate::rules) fn read(draft: &Draft) -> Self {
        let mut said = Self::default();
        for (index, quote) in draft.quotes().iter().enumerate() {
            let own = |w: String| (w, index);
            said.whole.extend(words(&quote.key).into_iter().map(own));
            let bare = without_reports(&quote.key, draft.lang());
            said.bare.extend(words(&bare).into_iter().map(own));
        }
        said
    }

    /// The quotations in which these words stand in a row, the first and the last.
    pub(in crate::rules) fn find(&self, words: &[String]) -> Option<(usize, usize)> {
        [&self.whole, &self.bare].into_iter().find_map(|said| {
            let at = position_by(said, words, |w| &w.0)?;
            Some((said[at].1, said[at + words.len() - 1].1))
        })
    }
}

/// Takes out of a quotation the clauses between commas that look like the reporter's words, with or without inversion: `poursuit
/// la commissaire`, `se réjouit-il`, `said the mayor`, `the mayor said`. Some of them may be the speaker's own, and so
/// the result is only good for finding other words in it.
pub(in crate::rules) fn without_reports(text: &str, lang: Lang) -> String {
    const MOST: usize = 7;
    let verbs = lang.pack().speech_verbs;
    let speaks = |w: &str| {
        let verb = w.split("-t-").next().unwrap_or(w);
        let verb = verb.rsplit_once('-').map_or(verb, |v| v.0);
        let verb = verb.strip_prefix("s'").unwrap_or(verb);
        verbs.binary_search(&verb).is_ok() || verbs.binary_search(&w).is_ok()
    };
    let mut kept: Vec<&str> = Vec::new();
    let folded = fold(text);
    for (i, clause) in folded.split(',').enumerate() {
        let words: Vec<&str> = clause
            .split(' ')
            .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|w| !w.is_empty())
            .collect();
        let verb = match words.as_slice() {
            [first, ..]
                if ["a-t-", "ont-", "s'est-"]
                    .iter()
                    .any(|p| first.starts_with(p)) =>
            {
                true
            }
            ["a" | "ont" | "se" | "has", verb, ..] => speaks(verb),
            [first, .., last] => speaks(first) || (lang == Lang::EN && speaks(last)),
            [only] => speaks(only),
            [] => false,
        };
        if i == 0 || !verb || words.len() > MOST {
            kept.push(clause);
        }
    }
    kept.join(",")
}

/// The words of a text in normal form, without punctuation at their ends.
pub(in crate::rules) fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(' ')
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Where the words `part` stand in `whole` in a row.
fn position_by<T>(whole: &[T], part: &[String], word: impl Fn(&T) -> &String) -> Option<usize> {
    let first = part.first()?;
    (0..(whole.len() + 1).saturating_sub(part.len()))
        .find(|&i| word(&whole[i]) == first && whole[i..i + part.len()].iter().map(&word).eq(part))
}

/// Where words stand in a row in the running text of one block, quoted or not.
pub(in crate::rules) fn in_text(draft: &Draft, words: &[String]) -> Option<Span> {
    draft
        .blocks()
        .iter()
        .filter(|b| !matches!(b.kind, BlockKind::Code | BlockKind::Html))
        .find_map(|block| {
            let tokens = tokens(block);
            let at = position_by(&tokens, words, |t| &t.0)?;
            Some(
                block
                    .plain
                    .span(tokens[at].1, tokens[at + words.len() - 1].2),
            )
        })
}

/// The words of a block as [`words`] cuts them, with their places in its plain text.
fn tokens(block: &Block) -> Vec<(String, usize, usize)> {
    let text = &block.plain.text;
    let mut found = Vec::new();
    let mut at = 0;
    for chunk in text.split(char::is_whitespace) {
        let lead = chunk.trim_start_matches(|c: char| !c.is_alphanumeric());
        let core = lead.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !core.is_empty() {
            let start = at + (chunk.len() - lead.len());
            found.push((fold(core), start, start + core.len()));
        }
        // Every separator is one character, but not one byte.
        at += chunk.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// How a quotation of the draft differs from one of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct Difference {
    /// The quotation's index.
    pub(in crate::rules) quote: usize,
    /// Words that are in both, in order.
    pub(in crate::rules) kept: usize,
    /// The first run of words that only the source has, shortened.
    pub(in crate::rules) missing: Option<String>,
    /// The first run of words that only the draft has, shortened.
    pub(in crate::rules) added: Option<String>,
}

/// The quotation most like `wanted` among `quotes` (those that `eligible` allows), when it is like enough to be the same one
/// altered: most words in common, or nearly all of its words from there.
pub(in crate::rules) fn nearest(
    wanted: &[String],
    quotes: &[Quote],
    eligible: impl Fn(usize) -> bool,
) -> Option<Difference> {
    let wanted = &wanted[..wanted.len().min(MOST_WORDS)];
    let known: BTreeSet<&String> = wanted.iter().collect();
    let mut best: Option<(usize, usize, Vec<String>)> = None;
    for (index, quote) in quotes.iter().enumerate() {
        if !eligible(index) {
            continue;
        }
        let mut other = words(&quote.key);
        other.truncate(MOST_WORDS);
        let ceiling = other.iter().filter(|w| known.contains(w)).count();
        if ceiling < 3 || best.as_ref().is_some_and(|b| b.0 >= ceiling) {
            continue;
        }
        let kept = common(wanted, &other).0;
        let alike = 4 * kept >= wanted.len() + other.len() || 5 * kept >= 4 * other.len();
        if kept >= 3 && alike && best.as_ref().is_none_or(|b| b.0 < kept) {
            best = Some((kept, index, other));
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

/// The longest common subsequence of two word lists: its length, and which words of each are outside it.
fn common(a: &[String], b: &[String]) -> (usize, Vec<bool>, Vec<bool>) {
    let width = b.len() + 1;
    let mut table = vec![0_u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            table[i * width + j] = if a[i] == b[j] {
                table[(i + 1) * width + j + 1] + 1
            } else {
                table[(i + 1) * width + j].max(table[i * width + j + 1])
            };
        }
    }
    let mut outside = (vec![true; a.len()], vec![true; b.len()]);
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            outside.0[i] = false;
            outside.1[j] = false;
            i += 1;
            j += 1;
        } else if table[(i + 1) * width + j] >= table[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (usize::from(table[0]), outside.0, outside.1)
}

/// The first run of marked words, at most eight of them.
fn first_run(words: &[String], marked: &[bool]) -> Option<String> {
    let start = marked.iter().position(|m| *m)?;
    let len = marked[start..].iter().take_while(|m| **m).count();
    let mut shown = words[start..start + len.min(8)].join(" ");
    if len > 8 {
        shown.push_str(" …");
    }
    Some(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reporting_clauses_are_not_quoted_words() {
        for (lang, text) in [
            (
                Lang::FR,
                "« Nous agissons, poursuit la commissaire, pour nos ports. »",
            ),
            (
                Lang::FR,
                "« Nous agissons, s’est-elle félicitée, pour nos ports », dit-on.",
            ),
            (
                Lang::FR,
                "« Nous agissons, a assuré Karin Maes, pour nos ports. »",
            ),
            (Lang::EN, "“Nous agissons, the mayor said, pour nos ports.”"),
        ] {
            let said = Said::read(&Draft::parse(text, lang));
            assert!(
                said.find(&words("Nous agissons pour nos ports")).is_some(),
                "{text}"
            );
        }
    }

    #[test]
    fn a_split_quotation_is_one() {
        let draft = Draft::parse(
            "« Nous faisons équipe », dit-elle, « pour protéger nos ports. »\n\nUne aide interne leur est utile.\n",
            Lang::FR,
        );
        let said = Said::read(&draft);
        assert_eq!(
            said.find(&words("Nous faisons équipe pour protéger nos ports")),
            Some((0, 1))
        );
        assert_eq!(said.find(&words("une aide interne")), None);
        let span = in_text(&draft, &words("aide\u{a0}interne")).expect("there");
        assert_eq!(span.slice(draft.text()), "aide interne");
    }

    #[test]
    fn says_what_was_changed() {
        let draft = Draft::parse(
            "« Il est facile de faire sortir la drogue du port », dit-elle.",
            Lang::FR,
        );
        let wanted = words("il est très difficile de faire sortir la drogue des ports");
        let found = nearest(&wanted, draft.quotes(), |_| true).expect("alike");
        assert_eq!(found.missing.as_deref(), Some("très difficile"));
        assert_eq!(found.added.as_deref(), Some("facile"));
        assert_eq!(
            nearest(&words("on ne sait jamais"), draft.quotes(), |_| true),
            None
        );
    }
}
