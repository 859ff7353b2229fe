//! The clauses of an article of which no word stands in the source.
//!
//! A sentence is cut at its pauses and before the words that open a clause ([`Clauses`](crate::lang::clauses::Clauses)). Pieces in a row of which no word
//! stands anywhere in the source are one clause. A paraphrase leaves a gap: the words that it replaces stand in the source and nowhere in
//! the article ([`Clause::spare`]). An addition leaves none.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Draft;
use super::align::Alignment;
use super::reading::{Line, Pause, Reading, Token};
use crate::draft::total::At as _;
use crate::lang::Pack;
use crate::span::Span;

/// How many letters two words have in common when they are taken for forms of one word.
const ALIKE: usize = 5;

/// A clause without a word of the source.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// The sentence ([`Reading::lines`]).
    pub line: usize,
    /// Its words.
    pub tokens: Range<usize>,
    /// How many of its words carry a meaning.
    pub new: usize,
    /// How many words of the source, in and around the sentences that this one rests on, the article does not tell.
    pub spare: usize,
    /// It denies: "unanimously" may be told as "without a single dissenting voice".
    pub denies: bool,
    /// Its first word makes an event or a cause of it: `after`, `because`.
    pub marked: bool,
}

/// Fewer new words than this may be another way to put a small word (`qui a pris la décision`).
const NEW: usize = 3;
/// So many new words are enough behind a word that opens an event, where all of the source is told.
const MARKED: usize = 2;
/// Behind such a word so many words of the source may be left, when the new ones are as many more.
const MOST: usize = 2;
/// So many more new words are wanted of a clause that denies, for each word of the source that it may stand for.
const EACH: usize = 2;
/// With more words to spare than this, a paraphrase is as likely as an addition.
const SPARE: usize = 1;

impl Clause {
    /// Whether it adds something, as far as words can tell: it is long, and there is nothing in the source that it could paraphrase.
    #[must_use]
    pub fn adds(&self) -> bool {
        let more = if self.denies { EACH * self.spare } else { 0 };
        // What such a word opens stands for no other word, and has words of its own.
        let marked = self.marked
            && !self.denies
            && match self.spare {
                0 => self.new >= MARKED,
                spare => spare <= MOST && self.new >= NEW + spare,
            };
        marked || (self.spare <= SPARE && self.new >= NEW + more)
    }

    /// Where it stands in the text of its article.
    #[must_use]
    pub fn span(&self, article: &Draft, line: &Line) -> Span {
        let words = line.tokens.get(self.tokens.clone()).unwrap_or_default();
        let (start, end) = (words.at(0).start, words.at(words.len() - 1).end);
        article.blocks().at(line.block).plain.span(start, end)
    }
}

/// Sentences of the source before and behind those that a sentence rests on, in which the words of a paraphrase may stand.
const NEAR: usize = 1;

/// The clauses of an article of which no word stands in the source, in sentences that rest on something.
#[must_use]
pub fn unsupported(article: &Draft, source: &Draft, alignment: &Alignment) -> Vec<Clause> {
    let pack = article.lang().pack();
    let neutral = Neutral::of(pack);
    let theirs = source.keep(Known::of);
    let ours = article.keep(Known::of);
    let lines = &alignment.article.lines;
    let mut found = Vec::new();
    for (index, (line, row)) in lines.iter().zip(&alignment.rows).enumerate() {
        if line.heading || row.rests_on.is_empty() {
            continue;
        }
        let mut runs = runs(line, &neutral, &theirs);
        let text = &article.blocks().at(line.block).plain.text;
        runs.retain(|(tokens, _)| !explains(line, tokens, text));
        if runs.is_empty() {
            continue;
        }
        let spare = gap_around(index, alignment, &neutral, &ours);
        let m = pack.meaning;
        let denial = |t: &Token| {
            let mut words = m.deny.iter().chain(m.deny_after).chain(m.noun_denied);
            words.any(|w| *w == t.text)
        };
        found.extend(runs.into_iter().map(|(tokens, new)| {
            Clause {
                line: index,
                denies: line
                    .tokens
                    .get(tokens.clone())
                    .unwrap_or_default()
                    .iter()
                    .any(denial),
                marked: pack
                    .clauses
                    .markers
                    .contains(&line.tokens.at(tokens.start).text.as_str()),
                tokens,
                new,
                spare,
            }
        }));
    }
    found
}

/// The sentences of an article, headings aside, that tell all of what they rest on and of what stands beside it: whatever is put to
/// them is an addition.
#[must_use]
pub fn whole(article: &Draft, alignment: &Alignment) -> Vec<usize> {
    let neutral = Neutral::of(article.lang().pack());
    let ours = article.keep(Known::of);
    let rows = alignment.article.lines.iter().zip(&alignment.rows);
    rows.enumerate()
        .filter(|(_, (line, row))| !line.heading && !row.rests_on.is_empty())
        .map(|(index, _)| index)
        .filter(|&index| gap_around(index, alignment, &neutral, &ours) == 0)
        .collect()
}

/// A sentence of an article that shares next to nothing with the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stranger {
    /// The sentence ([`Reading::lines`]).
    pub line: usize,
    /// Its words that carry a meaning: names, numbers and what is quoted are left out.
    pub words: Vec<usize>,
    /// Of these, those that stand nowhere in the source in any form.
    pub new: Vec<usize>,
    /// Some sentence of the source hereabouts is mostly untold: the sentence could be a paraphrase of it.
    pub paraphrase: bool,
    /// A sentence of the source that its neighbours rest on.
    pub source: usize,
}

/// The words of a sentence that the source explains, by weight, in a sentence that shares next to nothing with it.
const SHARES: f64 = 0.3;
/// Number words up to this count nothing of the source: `une enquête`, `two lawyers`.
const FEW: f64 = 3.0;

/// The sentences of an article, headings aside, that share next to nothing with the source and have no name, number or quotation of it.
#[must_use]
pub fn strangers(article: &Draft, source: &Draft, alignment: &Alignment) -> Vec<Stranger> {
    let neutral = Neutral::of(article.lang().pack());
    let theirs = source.keep(Known::of);
    let ours = article.keep(Known::of);
    let lines = &alignment.article.lines;
    let mut found = Vec::new();
    for (index, (line, row)) in lines.iter().zip(&alignment.rows).enumerate() {
        if line.heading || (!row.rests_on.is_empty() && row.share >= SHARES) {
            continue;
        }
        let fact = line.tokens.iter().enumerate().any(|(i, t)| {
            t.quoted
                || t.text.starts_with(|c: char| c.is_ascii_digit())
                || neutral.pack.small(&t.text).number.is_some_and(|n| n > FEW)
                || (t.capital && i > 0 && t.content && theirs.has(&t.stem))
        });
        if fact {
            continue;
        }
        let beside = [index.checked_sub(1), Some(index), Some(index + 1)];
        let rests: BTreeSet<usize> = beside
            .into_iter()
            .flatten()
            .filter_map(|i| alignment.rows.get(i))
            .flat_map(|r| r.rests_on.iter().copied())
            .collect();
        // What stands in another paragraph may be the furniture of the page.
        let block = |s: usize| alignment.source.lines.get(s).map(|l| l.block);
        let near: BTreeSet<usize> = rests
            .iter()
            .flat_map(|&s| {
                let around = s.saturating_sub(NEAR)..=s + NEAR;
                around.filter(move |n| block(*n) == block(s))
            })
            .collect();
        let paraphrase = near
            .iter()
            .filter_map(|&s| alignment.source.lines.get(s))
            .any(|l| 2 * gap(l, &neutral, &ours) > telling(l, &neutral).len());
        let mut seen = HashSet::new();
        let words: Vec<usize> = (0..line.tokens.len())
            .filter(|&i| {
                let t = line.tokens.at(i);
                t.content
                    && (!t.capital || i == 0)
                    && !neutral.has(&t.text)
                    && seen.insert(t.stem.as_str())
            })
            .collect();
        let Some(source) = rests.first().copied() else {
            continue;
        };
        let new = words
            .iter()
            .copied()
            .filter(|&i| !theirs.has(&line.tokens.at(i).stem))
            .collect();
        found.push(Stranger {
            line: index,
            words,
            new,
            paraphrase,
            source,
        });
    }
    found
}

/// Whether a text has a word, in any form.
#[must_use]
pub fn has_word(text: &Draft, word: &str) -> bool {
    text.keep(Known::of)
        .has(&super::reading::stem(word, text.lang()))
}

/// How many words of the source, in and around the sentences that one of the article rests on, the article does not tell.
#[must_use]
pub fn untold(article: &Draft, alignment: &Alignment, line: usize) -> usize {
    let neutral = Neutral::of(article.lang().pack());
    gap_around(line, alignment, &neutral, &article.keep(Known::of))
}

/// Whether some sentence of the source, around those that one of the article rests on, is mostly untold and nothing else of the article
/// rests on it: a clause may paraphrase it.
#[must_use]
pub fn left_out(article: &Draft, alignment: &Alignment, line: usize) -> bool {
    let neutral = Neutral::of(article.lang().pack());
    let ours = article.keep(Known::of);
    let lines = &alignment.source.lines;
    let rests = &alignment.rows.at(line).rests_on;
    let near: BTreeSet<usize> = rests
        .iter()
        .flat_map(|&s| {
            let around = s.saturating_sub(NEAR)..=s + NEAR;
            around.filter(move |n| lines.get(*n).map(|l| l.block) == lines.get(s).map(|l| l.block))
        })
        .collect();
    near.into_iter()
        .filter(|&s| 2 * gap(lines.at(s), &neutral, &ours) > telling(lines.at(s), &neutral).len())
        // What a sentence shares with a neighbour in the article.
        .any(|s| !alignment.is_told_beside(s, line))
}

/// How many words of what a sentence rests on, and of what stands beside that, are not told.
fn gap_around(index: usize, alignment: &Alignment, neutral: &Neutral, ours: &Known) -> usize {
    let lines = &alignment.article.lines;
    // What a sentence rests on is told in it or beside it; what stands beside that in the source, anywhere.
    let beside = lines
        .get(index.saturating_sub(1)..lines.len().min(index + 2))
        .unwrap_or_default()
        .iter()
        .filter(|l| !l.heading);
    let beside = Known::among(beside.flat_map(|l| &l.tokens));
    let own: BTreeSet<usize> = alignment.rows.at(index).rests_on.iter().copied().collect();
    let near: BTreeSet<usize> = own
        .iter()
        .flat_map(|&s| s.saturating_sub(NEAR)..=s + NEAR)
        .filter(|s| *s < alignment.source.lines.len())
        .collect();
    near.iter()
        .map(|s| {
            let told = if own.contains(s) { &beside } else { ours };
            gap(alignment.source.lines.at(*s), neutral, told)
        })
        .sum()
}

/// Whether a clause stands beside an acronym, or beside a word with a capital that its first word begins like: it says what that is. What
/// square brackets hold is a remark or a blank.
fn explains(line: &Line, tokens: &Range<usize>, text: &str) -> bool {
    let words = line.tokens.get(tokens.clone()).unwrap_or_default();
    let end = words.last().map_or(0, |t| t.end);
    let from = words.first().map_or(end, |t| t.start);
    if text[from..end].contains('[') || text[..from].ends_with('[') {
        return true;
    }
    let first = line
        .tokens
        .get(tokens.clone())
        .unwrap_or_default()
        .iter()
        .find(|t| t.content)
        .and_then(|t| t.text.chars().next());
    let beside = [tokens.start.checked_sub(1), Some(tokens.end)];
    let beside = beside
        .into_iter()
        .flatten()
        .filter_map(|i| line.tokens.get(i));
    beside.filter(|t| t.capital).any(|t| {
        let word = &text[t.start..t.end];
        let letters = word.chars().count();
        let acronym = letters > 1 && !word.chars().any(char::is_lowercase);
        let bracket = text[t.end..].trim_start().starts_with('(')
            || text[..t.start].trim_end().ends_with('(');
        acronym || (bracket && bare(&t.text).chars().next() == first.map(plain))
    })
}

/// A letter without its accent.
fn plain(c: char) -> char {
    c.nfd().next().unwrap_or(c)
}

/// How many words of a sentence of the source are not told.
fn gap(line: &Line, neutral: &Neutral, told: &Known) -> usize {
    let words = telling(line, neutral).into_iter();
    words.filter(|w| !told.has(w)).count()
}

/// The words of a sentence of the source that an article has to tell.
fn telling<'a>(line: &'a Line, neutral: &Neutral) -> BTreeSet<&'a str> {
    let words = line.tokens.iter();
    words
        .filter(|t| t.content && !neutral.small(&t.text))
        .map(|t| t.stem.as_str())
        .collect()
}

/// Pieces in a row without a word of the source, with the number of their words.
fn runs(line: &Line, neutral: &Neutral, theirs: &Known) -> Vec<(Range<usize>, usize)> {
    let opens = |t: &Token| neutral.pack.clauses.openers.contains(&t.text.as_str());
    let mut cuts: Vec<usize> = line
        .tokens
        .iter()
        .enumerate()
        .filter(|(i, t)| *i > 0 && (t.pause >= Pause::Comma || opens(t)))
        .map(|(i, _)| i)
        .collect();
    cuts.insert(0, 0);
    cuts.push(line.tokens.len());
    let mut runs: Vec<(Range<usize>, usize)> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut close = |open: &mut Option<Range<usize>>| {
        if let Some(range) = open.take() {
            let new = words(line.tokens.get(range.clone()).unwrap_or_default(), neutral).len();
            if new > 0 {
                runs.push((range, new));
            }
        }
    };
    for cut in cuts.windows(2) {
        let piece = line.tokens.get(*cut.at(0)..*cut.at(1)).unwrap_or_default();
        // A new name or number is judged where names and numbers are.
        let known = piece.iter().enumerate().any(|(i, t)| {
            t.quoted
                || (t.content && theirs.has(&t.stem))
                || (t.capital && cut.at(0) + i > 0)
                || t.text.starts_with(|c: char| c.is_ascii_digit())
        });
        if known {
            close(&mut open);
        } else {
            open = Some(open.map_or(*cut.at(0)..*cut.at(1), |o| o.start..*cut.at(1)));
        }
    }
    close(&mut open);
    runs
}

/// The stems that state something, none twice.
fn words<'a>(tokens: &'a [Token], neutral: &Neutral) -> BTreeSet<&'a str> {
    tokens
        .iter()
        .enumerate()
        .filter(|(i, t)| t.content && !t.quoted && (!t.capital || *i == 0))
        .filter(|(_, t)| !neutral.has(&t.text))
        .map(|(_, t)| t.stem.as_str())
        .collect()
}

/// Words that state nothing of their own, or that other comparisons judge.
struct Neutral {
    /// Words of time, of speech and of the telling itself.
    small: HashSet<&'static str>,
    /// Words with a known opposite or converse: they replace one another.
    judged: HashSet<&'static str>,
    pack: &'static Pack,
}

impl Neutral {
    fn of(pack: &'static Pack) -> Self {
        let m = pack.meaning;
        let groups = m.contrasts.iter().chain(m.converses).flat_map(|g| g.iter());
        let small = pack.clauses.frames.iter().chain(pack.speech_verbs);
        let times = pack.quoting.times.iter().chain(pack.months);
        let units = pack.figures.units.iter().map(|u| &u.0);
        Self {
            small: small
                .chain(times)
                .chain(pack.figures.weekdays)
                .chain(units)
                .copied()
                .collect(),
            judged: groups
                .flat_map(|side| side.iter())
                .chain(m.up)
                .chain(m.down)
                .chain(m.hedges)
                .copied()
                .collect(),
            pack,
        }
    }

    fn small(&self, word: &str) -> bool {
        self.small.contains(word)
            || word.starts_with(|c: char| c.is_ascii_digit())
            || self.pack.small(word).number.is_some()
    }

    fn has(&self, word: &str) -> bool {
        self.judged.contains(word) || self.small(word)
    }
}

/// The words of a text, such that any form of a word is found. Only asked for a word, never walked.
#[derive(Debug)]
struct Known {
    whole: HashSet<String>,
    begun: HashSet<String>,
}

impl Known {
    fn of(draft: &Draft) -> Self {
        let reading: &Reading = &draft.reading();
        Self::among(reading.lines.iter().flat_map(|l| &l.tokens))
    }

    fn among<'a>(tokens: impl Iterator<Item = &'a Token>) -> Self {
        let mut known = Self {
            whole: HashSet::new(),
            begun: HashSet::new(),
        };
        for token in tokens {
            let bare = bare(&token.stem);
            for letters in [ALIKE - 1, ALIKE] {
                if let Some((end, _)) = bare.char_indices().nth(letters) {
                    known.begun.insert(bare[..end].to_owned());
                }
            }
            known.begun.insert(bare.clone());
            known.whole.insert(bare);
        }
        known
    }

    fn has(&self, stem: &str) -> bool {
        let bare = bare(stem);
        let short = |letters| {
            bare.char_indices()
                .nth(letters)
                .map(|(end, _)| &bare[..end])
        };
        match short(ALIKE) {
            Some(begin) => {
                self.begun.contains(begin)
                    || short(ALIKE - 1).is_some_and(|b| self.whole.contains(b))
            }
            None => self.whole.contains(&bare) || (bare.len() > 3 && self.begun.contains(&bare)),
        }
    }
}

/// A stem without accents: `relève` and `relevé` are forms of one word.
fn bare(stem: &str) -> String {
    if stem.is_ascii() {
        return stem.to_owned();
    }
    stem.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::align::align;
    use crate::lang::Lang;

    /// The clauses that add something.
    fn added(article: &str, source: &str, lang: Lang) -> Vec<String> {
        let (article, source) = (Draft::parse(article, lang), Draft::parse(source, lang));
        let alignment = align(&article, &source);
        unsupported(&article, &source, &alignment)
            .into_iter()
            .filter(Clause::adds)
            .map(|c| {
                let span = c.span(&article, &alignment.article.lines[c.line]);
                span.slice(article.text()).to_owned()
            })
            .collect()
    }

    #[test]
    fn a_clause_put_to_a_sentence_is_seen() {
        for (article, source, clause) in [
            (
                "Le conseil a voté le budget lundi, alors que des commerçants menacent de déménager.",
                "Le conseil a voté le budget lundi.",
                "alors que des commerçants menacent de déménager",
            ),
            (
                "Le conseil, que des commerçants mécontents harcelaient, a voté le budget lundi.",
                "Le conseil a voté le budget lundi.",
                "que des commerçants mécontents harcelaient",
            ),
            (
                "Soucieux de calmer des commerçants mécontents, le conseil a voté le budget lundi.",
                "Le conseil a voté le budget lundi.",
                "Soucieux de calmer des commerçants mécontents",
            ),
        ] {
            assert_eq!(added(article, source, Lang::FR), [clause], "{article}");
        }
        for (article, source, clause) in [
            (
                "The council, pressed by angry shopkeepers, passed the budget on Monday.",
                "The council passed the budget on Monday.",
                "pressed by angry shopkeepers",
            ),
            (
                "The council passed the budget on Monday – a gift for wealthy investors.",
                "The council passed the budget on Monday.",
                "for wealthy investors",
            ),
            (
                "Keen to please angry shopkeepers, the council passed the budget on Monday.",
                "The council passed the budget on Monday.",
                "Keen to please angry shopkeepers",
            ),
        ] {
            let found = added(article, source, Lang::EN);
            assert!(
                found.len() == 1 && found[0].ends_with(clause),
                "{article}: {found:?}"
            );
        }
    }

    #[test]
    fn what_may_paraphrase_or_explain_is_left_alone() {
        for (article, source) in [
            (
                "The council passed the budget on Monday, without a single dissenting voice.",
                "The council unanimously passed the budget on Monday.",
            ),
            (
                "The council, which had been losing sleep over debts, passed the budget on Monday.",
                "Worried and indebted, the council passed the budget on Monday.",
            ),
            (
                "The NRC, a body that funds basic science, paid for the study on Monday.",
                "The NRC paid for the study on Monday.",
            ),
            (
                "The council passed the budget on Monday, a spokesman told reporters later.",
                "The council passed the budget on Monday.",
            ),
            (
                "Whatever angry shopkeepers were hoping to obtain meant nothing.",
                "The council passed the budget on Monday.",
            ),
        ] {
            assert_eq!(
                added(article, source, Lang::EN),
                Vec::<String>::new(),
                "{article}"
            );
        }
        for (article, source) in [
            (
                "Le conseil a voté le budget lundi, sans la moindre voix discordante.",
                "Le conseil a voté le budget lundi à l'unanimité.",
            ),
            (
                "L'Ehpad (établissement d'hébergement pour retraités dépendants) ferme lundi.",
                "L'Ehpad ferme lundi.",
            ),
            (
                "La SNCF, opérateur ferroviaire historique, ferme la gare lundi.",
                "La SNCF ferme la gare lundi.",
            ),
            (
                "Le conseil a voté le budget lundi, a fait savoir son service de presse.",
                "Le conseil a voté le budget lundi.",
            ),
        ] {
            assert_eq!(
                added(article, source, Lang::FR),
                Vec::<String>::new(),
                "{article}"
            );
        }
    }
}
