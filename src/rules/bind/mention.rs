//! A name misspelt where a sentence begins with it: `Petra Lindholm … Lindholme opened the debate`. A capital proves no name there: either the
//! source has the same verb for the one who is meant, or the word is long and differs inside alone, as no ending of a common word does.

use crate::rules::Fault;
use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::pair::{Claim, Pair};
use crate::diag::suggest::distance;
use crate::draft::reading::Pause;
use crate::draft::total::At as _;

/// Shorter surnames are one letter away from too many words.
const LETTERS: usize = 5;
/// A name of so many letters is like no common word; for each so many, one letter may differ.
const LONG: usize = 7;
const EACH: usize = 5;

/// First words of sentences that are a letter or two away from a name of the source.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let surnames: BTreeSet<String> = pair
        .source
        .names()
        .iter()
        .filter(|n| n.person.is_some() || n.parts().len() > 1)
        .filter_map(|n| n.parts().last().map(|u| u.key.clone()))
        .filter_map(|k| k.rsplit(['-', ' ', '\'']).next().map(str::to_owned))
        .filter(|k| k.chars().count() >= LETTERS)
        .collect();
    let names: BTreeSet<String> = inside(pair).chain(surnames.iter().cloned()).collect();
    // A slip of the pen seldom changes the first two letters: names that begin otherwise are not compared, however many there are.
    let names = Begun::of(&names);
    let surnames = Begun::of(&surnames);
    let pack = pair.article.lang().pack();
    let common = |w: &str| {
        pack.not_names.contains(&w) || pack.titles.contains(&w) || pack.speech_verbs.contains(&w)
    };
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let tokens = &line.tokens;
        // `Al-Masry` is two.
        for (i, token) in tokens.iter().enumerate().take(2) {
            let opens = i == 0 || tokens.at(1).pause == Pause::None;
            if !(token.capital && opens && token.content) {
                continue;
            }
            // The word stands in the source, or in small letters somewhere.
            let stands = !pair.theirs.with_form(&token.text).is_empty();
            if stands || small(pair, &token.text) || common(&token.text) {
                continue;
            }
            let given = pack.names.given.binary_search(&token.text.as_str()).is_ok();
            let behind = tokens
                .get(i + 1)
                .filter(|t| t.pause == Pause::None && !t.capital);
            if let Some(near) = names.like(&token.text).find(|s| long_alike(s, &token.text))
                && behind.is_some()
                && !given
                && let Some(&source) = pair.naming(near).first()
            {
                claims.push(Claim {
                    span: pair.span(line, token),
                    fault: Fault::new("name-almost").text("word", pair.written(line, token)),
                    line: index,
                    source,
                });
                continue;
            }
            let near = surnames
                .like(&token.text)
                .find(|s| one_letter(s, &token.text));
            let Some(near) =
                near.or_else(|| names.like(&token.text).find(|s| no_form(s, &token.text)))
            else {
                continue;
            };
            let Some(verb) = tokens
                .iter()
                .skip(i + 1)
                .take(3)
                .take_while(|t| t.pause == Pause::None)
                .find(|t| t.content && !t.capital)
            else {
                continue;
            };
            let home = row.rests_on.iter().find(|&&s| {
                let theirs = &pair.line(s).tokens;
                let block = pair.line(s).block;
                theirs.iter().any(|t| t.stem == verb.stem)
                    && pair
                        .naming(near)
                        .iter()
                        .any(|&n| pair.line(n).block == block)
            });
            let Some(&source) = home else {
                continue;
            };
            claims.push(Claim {
                span: pair.span(line, token),
                fault: Fault::new("name-letter").text("word", pair.written(line, token)),
                line: index,
                source,
            });
        }
    }
    claims
}

/// Of the names that begin alike, so many are compared with one word.
const MANY: usize = 200;

/// Names by their first two letters, without accents.
struct Begun<'n>(BTreeMap<[Option<char>; 2], Vec<&'n String>>);

impl<'n> Begun<'n> {
    fn of(names: &'n BTreeSet<String>) -> Self {
        let mut begun: BTreeMap<_, Vec<&String>> = BTreeMap::new();
        for name in names {
            begun.entry(Self::key(name)).or_default().push(name);
        }
        Self(begun)
    }

    fn key(word: &str) -> [Option<char>; 2] {
        let mut letters = word.nfd().filter(|c| !is_combining_mark(*c));
        [letters.next(), letters.next()]
    }

    fn like(&self, word: &str) -> impl Iterator<Item = &'n String> {
        let all = self.0.get(&Self::key(word)).into_iter().flatten();
        all.take(MANY).copied()
    }
}

/// Words of the source with a capital inside a sentence, and nowhere without one.
fn inside(pair: &Pair<'_>) -> impl Iterator<Item = String> {
    let not_names = pair.source.lang().pack().not_names;
    let all = || pair.lines().iter().filter(|l| !l.heading);
    let low: BTreeSet<&str> = all()
        .flat_map(|l| &l.tokens)
        .filter(|t| !t.capital)
        .map(|t| t.text.as_str())
        .collect();
    let capital = all().flat_map(|l| l.tokens.iter().skip(1));
    capital
        .filter(|t| t.capital && t.content && t.pause < Pause::Stop && !t.quoted)
        .filter(|t| !not_names.contains(&t.text.as_str()))
        .filter(|t| !low.contains(t.text.as_str()))
        .map(|t| t.text.clone())
        .collect::<BTreeSet<String>>()
        .into_iter()
}

/// Whether two words differ by one letter that makes no form of the one of the other: `Masri`, `Masry`, but not `Kenyan`, `Kenya`.
fn no_form(a: &str, b: &str) -> bool {
    const VOWELS: &str = "aeiouy";
    let (mut x, mut y) = (a.chars(), b.chars());
    let (end, other) = (x.next_back(), y.next_back());
    let vowel = |c: Option<char>| c.is_some_and(|c| VOWELS.contains(c));
    let forms = a.starts_with(b)
        || b.starts_with(a)
        || x.as_str() == y.as_str() && !(vowel(end) && vowel(other));
    one_letter(a, b) && !forms && a.chars().count().min(b.chars().count()) >= LETTERS
}

/// Whether two long words differ by a few letters inside alone: they begin and end the same.
fn long_alike(a: &str, b: &str) -> bool {
    let (x, y): (Vec<char>, Vec<char>) = (bare(a), bare(b));
    let long = x.len().max(y.len());
    let most = long / EACH;
    x.len().min(y.len()) >= LONG
        && x != y
        && x.len().abs_diff(y.len()) <= most
        && x.get(..2).unwrap_or_default() == y.get(..2).unwrap_or_default()
        && x.get(x.len() - 2..).unwrap_or_default() == y.get(y.len() - 2..).unwrap_or_default()
        && distance(&x, &y) <= most
}

/// The letters of a word without their accents.
fn bare(word: &str) -> Vec<char> {
    word.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// Whether a word stands in the article without a capital.
fn small(pair: &Pair<'_>, word: &str) -> bool {
    let lines = &pair.alignment.article.lines;
    let all = pair.ours.with_form(word).iter();
    all.flat_map(|&n| &lines.at(n).tokens)
        .any(|t| !t.capital && t.text == word)
}

/// Whether two words differ by one letter, changed, added or left out; a plural or possessive `s` does not count.
fn one_letter(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        0 => {
            same < short.len()
                && short.get(same + 1..).unwrap_or_default()
                    == long.get(same + 1..).unwrap_or_default()
        }
        1 => {
            short.get(same..).unwrap_or_default() == long.get(same + 1..).unwrap_or_default()
                && !(same == short.len() && *long.at(same) == 's')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{long_alike, no_form, one_letter};

    #[test]
    fn long_names_that_differ_inside() {
        for (a, b) in [
            ("quillivéré", "quillévéré"),
            ("quillivray", "quillevray"),
            ("brackenhall", "brackanhall"),
            ("kerlouarnec", "kerlouanec"),
            ("szymański", "szimański"),
        ] {
            assert!(long_alike(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("boulanger", "boulangers"),
            ("marchand", "marchande"),
            ("walkers", "walking"),
            ("montreal", "montréal"),
            ("porter", "poster"),
            ("carpenter", "carpentry"),
            ("fletcher", "catcher"),
        ] {
            assert!(!long_alike(a, b), "{a} {b}");
        }
    }

    #[test]
    fn forms_of_one_word() {
        assert!(no_form("masri", "masry"));
        assert!(no_form("dunmore", "dummore"));
        for (a, b) in [
            ("kenyan", "kenya"),
            ("italien", "italie"),
            ("germans", "germany"),
            ("rennes", "rennais"),
            ("walker", "walkers"),
        ] {
            assert!(!no_form(a, b), "{a} {b}");
        }
    }

    #[test]
    fn one_letter_apart() {
        assert!(one_letter("lindholm", "lindholme"));
        assert!(one_letter("kowalska", "kowalski"));
        assert!(one_letter("masri", "masry"));
        assert!(!one_letter("stone", "stones"));
        assert!(!one_letter("stone", "stone"));
        assert!(!one_letter("stone", "storey"));
    }
}
