//! What all bindings read: an article and its source, aligned, and the classes of their words.

use crate::rules::Fault;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::draft::Draft;
use crate::draft::align::{Alignment, Row, align};
use crate::draft::reading::{Line, Pause, Token};
use crate::draft::total::At as _;
use crate::lang::meaning::Meaning;
use crate::rules::bind::classes::{self, Classes};
use crate::rules::bind::lines::Lines;
use crate::rules::bind::surnames::Known;
use crate::span::Span;

/// An article and its source, aligned.
pub(super) struct Pair<'a> {
    pub(super) article: &'a Draft,
    pub(super) source: &'a Draft,
    pub(super) alignment: Alignment,
    pub(super) meaning: &'static Meaning,
    pub(super) classes: Arc<Classes>,
    /// The sentences of the article.
    pub(super) ours: Arc<Lines>,
    /// The sentences of the source.
    pub(super) theirs: Arc<Lines>,
    known: OnceCell<Known>,
}

/// A binding that does not hold.
#[derive(Debug)]
pub(super) struct Claim {
    /// The words at fault.
    pub(super) span: Span,
    /// What is wrong, without the sentence of the source.
    pub(super) fault: Fault,
    /// The article's sentence.
    pub(super) line: usize,
    /// The source's sentence.
    pub(super) source: usize,
}

impl<'a> Pair<'a> {
    pub(super) fn new(article: &'a Draft, source: &'a Draft) -> Self {
        Self {
            article,
            source,
            alignment: align(article, source),
            meaning: article.lang().pack().meaning,
            classes: classes::of(article.lang()),
            ours: article.keep(Lines::of),
            theirs: source.keep(Lines::of),
            known: OnceCell::new(),
        }
    }

    /// The words that names of the two texts end in.
    pub(super) fn known(&self) -> &Known {
        let ours = &self.alignment.article.lines;
        let read = || Known::of((self.article, ours), (self.source, self.lines()));
        self.known.get_or_init(read)
    }

    /// The sentences of the article that rest on something, with what they rest on.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &Line, &Row)> {
        self.alignment
            .article
            .lines
            .iter()
            .zip(&self.alignment.rows)
            .enumerate()
            .filter(|(_, (_, row))| !row.rests_on.is_empty())
            .map(|(i, (line, row))| (i, line, row))
    }

    /// Whether two stems point the same way: both up or both down.
    pub(super) fn one_way(&self, a: &str, b: &str) -> bool {
        let c = &self.classes;
        [&c.up, &c.down]
            .iter()
            .any(|w| w.contains(a) && w.contains(b))
    }

    /// What a sentence rests on and what stands right beside that in its block.
    pub(super) fn around(&self, rests_on: &[usize]) -> Vec<usize> {
        let mut all = rests_on.to_vec();
        for &s in rests_on {
            let block = self.line(s).block;
            for n in [s.wrapping_sub(1), s + 1] {
                let beside = self.lines().get(n).is_some_and(|l| l.block == block);
                if beside && !all.contains(&n) {
                    all.push(n);
                }
            }
        }
        all
    }

    /// The sentences of the source that have a word with a capital: a name.
    pub(super) fn naming(&self, name: &str) -> Vec<usize> {
        let all = self.theirs.with_form(name).iter().copied();
        all.filter(|&s| {
            let mut tokens = self.line(s).tokens.iter();
            tokens.any(|t| t.capital && t.text == name)
        })
        .collect()
    }

    /// A sentence of the source.
    pub(super) fn line(&self, index: usize) -> &Line {
        self.alignment.source.lines.at(index)
    }

    /// All sentences of the source.
    pub(super) fn lines(&self) -> &[Line] {
        &self.alignment.source.lines
    }

    /// Where a token of the article stands in its text.
    pub(super) fn span(&self, line: &Line, token: &Token) -> Span {
        self.words(line, token.start, token.end)
    }

    /// Where a piece of the plain text of an article's sentence stands.
    pub(super) fn words(&self, line: &Line, start: usize, end: usize) -> Span {
        self.article.blocks().at(line.block).plain.span(start, end)
    }

    /// A claim that words of the article stand where the source has others, each a half-open range of tokens of a sentence.
    pub(super) fn instead(
        &self,
        (line, here): (usize, Range<usize>),
        (source, there): (usize, Range<usize>),
    ) -> Claim {
        let tokens = self
            .alignment
            .article
            .lines
            .at(line)
            .tokens
            .get(here)
            .unwrap_or_default();
        let ends = |tokens: &[Token]| (tokens.at(0).start, tokens.at(tokens.len() - 1).end);
        let (start, end) = ends(tokens);
        let span = self.words(self.alignment.article.lines.at(line), start, end);
        let theirs = self.line(source);
        let (start, end) = ends(theirs.tokens.get(there).unwrap_or_default());
        let there = &self.source.blocks().at(theirs.block).plain.text[start..end];
        Claim {
            span,
            fault: Fault::new("opposite")
                .text("word", span.slice(self.article.text()))
                .text("there", there),
            line,
            source,
        }
    }

    /// A word of the source as it is written there.
    pub(super) fn shown(&self, line: &Line, token: &Token) -> &str {
        &self.source.blocks().at(line.block).plain.text[token.start..token.end]
    }

    /// A word of the article as it is written there.
    pub(super) fn written(&self, line: &Line, token: &Token) -> &str {
        &self.article.blocks().at(line.block).plain.text[token.start..token.end]
    }
}

/// What a check says of an article: the words at fault.
/// That two names of the article, the first one in line `line`, have each the number of the other; `source` is the line that says so.
pub(super) fn numbers_crossed(
    pair: &Pair<'_>,
    (line, one): (usize, Span),
    other: Span,
    source: usize,
) -> Claim {
    let text = pair.article.text();
    Claim {
        span: one,
        fault: Fault::new("exchanged-numbers")
            .text("one", one.slice(text))
            .text("other", other.slice(text)),
        line,
        source,
    }
}

#[cfg(test)]
pub(super) fn claimed(
    check: fn(&Pair<'_>) -> Vec<Claim>,
    lang: crate::lang::Lang,
    source: &str,
    article: &str,
) -> Vec<String> {
    let (article, source) = (Draft::parse(article, lang), Draft::parse(source, lang));
    let claims = check(&Pair::new(&article, &source));
    let words = claims.iter().map(|c| c.span.slice(article.text()));
    words.map(str::to_owned).collect()
}

/// The stems that carry a meaning, quoted ones included.
pub(super) fn stems(tokens: &[Token]) -> BTreeSet<&str> {
    tokens
        .iter()
        .filter(|t| t.content)
        .map(|t| t.stem.as_str())
        .collect()
}

/// The senses ([`Lines::senses`]) of the words of a range that carry a meaning.
pub(super) fn senses<'a>(
    line: &Line,
    senses: &'a [String],
    range: Range<usize>,
) -> BTreeSet<&'a str> {
    range
        .filter(|&i| line.tokens.at(i).content && !senses.at(i).is_empty())
        .map(|i| senses.at(i).as_str())
        .collect()
}

/// How many stems two sentences share, one stem set aside.
pub(super) fn shared(a: &Line, b: &Line, without: &str) -> usize {
    let theirs = stems(&b.tokens);
    stems(&a.tokens)
        .into_iter()
        .filter(|s| *s != without && theirs.contains(s))
        .count()
}

/// Whether the words of `phrase` stand in a row from token `at` on.
pub(super) fn phrase_at(tokens: &[Token], at: usize, phrase: &str) -> Option<usize> {
    // Nearly every phrase is ruled out by its first word, and the lists are long: that must cost no more than a comparison.
    let first = tokens.get(at)?.text.as_str();
    if phrase.as_bytes().first() != first.as_bytes().first() || !phrase.starts_with(first) {
        return None;
    }
    let mut i = at;
    for word in phrase.split([' ', '\'', '-']).filter(|w| !w.is_empty()) {
        if tokens.get(i)?.text != word {
            return None;
        }
        i += 1;
    }
    Some(i)
}

/// The longest phrase of any side that begins at a token: the token behind it, and the side.
pub(super) fn side_at(tokens: &[Token], at: usize, sides: &[&[&str]]) -> Option<(usize, usize)> {
    let all = sides.iter().enumerate();
    all.flat_map(|(side, phrases)| phrases.iter().map(move |p| (side, p)))
        .filter_map(|(side, p)| phrase_at(tokens, at, p).map(|end| (end, side)))
        .max()
}

/// The first token behind `at` that a clause cannot reach over: after a comma or a stop, or the end of the sentence.
pub(super) fn clause_end(tokens: &[Token], at: usize) -> usize {
    tokens
        .iter()
        .enumerate()
        .skip(at + 1)
        .find(|(_, t)| t.pause >= Pause::Comma)
        .map_or(tokens.len(), |(i, _)| i)
}
