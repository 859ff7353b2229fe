//! Comparisons that are turned: `11 minutes quicker`, `11 minutes slower`; `moins bruyante`, `plus bruyante`.
//!
//! A comparison points to one end of a scale. The other end in the article is a claim unless the two things have changed places too (`flats
//! in Norbury are cheaper than in the city`, "flats in the city are dearer than in Norbury").

use crate::rules::Fault;
use std::collections::BTreeSet;

use super::classes::Classes;
use super::pair::{Claim, Pair, phrase_at, senses};
use super::polarity::{clause_at, is_denied};
use crate::draft::reading::{Line, Pause, Token};
use crate::draft::total::At as _;
use crate::lang::meaning::Meaning;
use crate::lang::scales::Scales;

/// Two sentences share at least this many senses besides the comparison.
const SHARED: usize = 2;

/// A comparison.
struct Comparison {
    /// Half-open range of its tokens.
    at: (usize, usize),
    /// The scales that it may be on, each with its end: the first or the second.
    ends: Vec<(String, bool)>,
}

/// The comparisons of a sentence.
fn of(line: &Line, scales: &Scales, classes: &Classes) -> Vec<Comparison> {
    let tokens = &line.tokens;
    let is = |list: &[&str], i: usize| list.contains(&tokens.at(i).text.as_str());
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let (more, less) = (is(scales.more, i), is(scales.less, i));
        let next = tokens.get(i + 1).filter(|t| {
            let word = t.text.chars().all(char::is_alphabetic);
            t.pause == Pause::None && word && !t.quoted
        });
        let superlative = i > 0 && is(scales.the, i - 1) && tokens.at(i).pause == Pause::None;
        if let Some(next) = next.filter(|_| (more || less) && !superlative && !tokens.at(i).quoted)
        {
            let ends = match classes.poles.get(next.text.as_str()) {
                Some(all) => all
                    .iter()
                    .map(|(scale, first)| (scale.to_string(), *first == more))
                    .collect(),
                None if next.content => vec![(next.stem.clone(), more)],
                None => Vec::new(),
            };
            if !ends.is_empty() {
                found.push(Comparison {
                    at: (i, i + 2),
                    ends,
                });
                i += 1;
            }
        } else if let Some(all) = classes.comparatives.get(tokens.at(i).text.as_str())
            && !tokens.at(i).quoted
        {
            let ends = all.iter().map(|(s, first)| (s.to_string(), *first));
            found.push(Comparison {
                at: (i, i + 1),
                ends: ends.collect(),
            });
        }
        i += 1;
    }
    found
}

/// The words of a sentence around a comparison: those behind `than`, and the others.
fn parts<'a>(
    line: &'a Line,
    at: (usize, usize),
    scales: &Scales,
    small: &BTreeSet<String>,
) -> (BTreeSet<&'a str>, BTreeSet<&'a str>) {
    let tokens = &line.tokens;
    let stop = (at.1..tokens.len())
        .find(|&k| tokens.at(k).pause >= Pause::Comma)
        .unwrap_or(tokens.len());
    let than = (at.1..stop)
        .find(|&k| scales.than.contains(&tokens.at(k).text.as_str()))
        .unwrap_or(stop);
    let words = |t: &'a [Token]| -> BTreeSet<&'a str> {
        t.iter()
            .filter(|t| t.content || !small.contains(&t.stem))
            .filter(|t| t.text.chars().count() > 2)
            .map(|t| t.stem.as_str())
            .collect()
    };
    let behind = words(tokens.get(than..stop).unwrap_or_default());
    let mut rest = words(tokens.get(..at.0).unwrap_or_default());
    rest.extend(words(tokens.get(at.1..than).unwrap_or_default()));
    rest.extend(words(tokens.get(stop..).unwrap_or_default()));
    let both: Vec<&str> = behind.intersection(&rest).copied().collect();
    let free = |all: BTreeSet<&'a str>| all.into_iter().filter(|w| !both.contains(w)).collect();
    (free(behind), free(rest))
}

/// Comparisons that are turned.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let scales = pair.article.lang().pack().scales;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let ours = of(line, scales, &pair.classes);
        for one in &ours {
            if is_denied(pair.ours.denials.at(index), one.at.0) {
                continue;
            }
            let same = |a: &Comparison, turned: bool| {
                let mut ends = a.ends.iter();
                ends.any(|(s, end)| {
                    let mut own = one.ends.iter();
                    own.any(|(scale, first)| s == scale && (end != first) == turned)
                })
            };
            let theirs: Vec<(usize, Comparison)> = pair
                .around(&row.rests_on)
                .into_iter()
                .flat_map(|s| {
                    let all = of(pair.line(s), scales, &pair.classes).into_iter();
                    all.map(move |c| (s, c))
                })
                .collect();
            let both = ours.iter().any(|o| o.at != one.at && same(o, true));
            if both || theirs.iter().any(|(_, c)| same(c, false)) {
                continue;
            }
            let mut turned = theirs
                .iter()
                .filter(|(s, c)| row.rests_on.contains(s) && same(c, true));
            let (Some((s, other)), None) = (turned.next(), turned.next()) else {
                continue;
            };
            if is_denied(pair.theirs.denials.at(*s), other.at.0)
                || crossed(pair, (line, one.at), (pair.line(*s), other.at))
                || !told(pair, (index, one.at), (*s, other.at))
            {
                continue;
            }
            claims.push(pair.instead((index, one.at.0..one.at.1), (*s, other.at.0..other.at.1)));
        }
        // `4 % de moins`, `4 % de plus`: the number is what is on the scale.
        for way in pair.ours.ways.at(index).iter().filter(|w| w.behind) {
            let token = line.tokens.at(way.at);
            let mut other = row.rests_on.iter().flat_map(|&s| {
                let all = pair.theirs.ways.at(s).iter();
                all.filter(|w| w.number == way.number).map(move |w| (s, w))
            });
            let (Some((s, there)), None) = (other.next(), other.next()) else {
                continue;
            };
            let near = pair.around(&row.rests_on).into_iter();
            let said = near
                .flat_map(|s| pair.theirs.ways.at(s))
                .any(|w| w.number == way.number && w.up == way.up);
            let once = |l: &Line| l.tokens.iter().filter(|t| t.text == way.number).count() == 1;
            let (here, from) = ((way.at, way.at + 1), (there.at, there.at + 1));
            if said
                || there.up == way.up
                || !once(line)
                || !once(pair.line(s))
                || is_denied(pair.ours.denials.at(index), way.at)
                || crossed(pair, (line, here), (pair.line(s), from))
            {
                continue;
            }
            claims.push(Claim {
                span: pair.span(line, token),
                fault: Fault::new("number-word")
                    .text("word", pair.written(line, token))
                    .text("number", way.number.to_string())
                    .text(
                        "there",
                        pair.shown(pair.line(s), pair.line(s).tokens.at(there.at)),
                    ),
                line: index,
                source: s,
            });
        }
    }
    claims
}

/// Whether the two things that are compared have changed places.
fn crossed(
    pair: &Pair<'_>,
    ours: (&Line, (usize, usize)),
    theirs: (&Line, (usize, usize)),
) -> bool {
    let scales = pair.article.lang().pack().scales;
    let small = &pair.classes.small;
    let ours = parts(ours.0, ours.1, scales, small);
    let theirs = parts(theirs.0, theirs.1, scales, small);
    !ours.0.is_disjoint(&theirs.1) || !ours.1.is_disjoint(&theirs.0)
}

/// Whether the clause of the article is about what the source's is about, the comparison aside.
fn told(pair: &Pair<'_>, ours: (usize, (usize, usize)), theirs: (usize, (usize, usize))) -> bool {
    let line = pair.alignment.article.lines.at(ours.0);
    let source = pair.line(theirs.0);
    let (own, other) = (pair.ours.senses.at(ours.0), pair.theirs.senses.at(theirs.0));
    let without = |l: &Line, at: (usize, usize)| {
        let clause = clause_at(l, at.0);
        (
            clause.start..at.0.max(clause.start),
            at.1..clause.end.max(at.1),
        )
    };
    let (a, b) = without(line, ours.1);
    let mut here = senses(line, own, a);
    here.extend(senses(line, own, b));
    let all = senses(source, other, 0..source.tokens.len());
    let said = senses(line, own, 0..line.tokens.len());
    let (a, b) = without(source, theirs.1);
    let mut there = senses(source, other, a);
    there.extend(senses(source, other, b));
    let found = here.iter().filter(|w| all.contains(*w)).count();
    let back = there.iter().filter(|w| said.contains(*w)).count();
    let shared = said.iter().filter(|w| all.contains(*w)).count();
    found > 0 && 3 * found >= 2 * here.len() && 2 * back >= there.len() && shared >= SHARED
}

/// Whether `up` or `down` before a number gives a direction: no part of a verb (`give up 8 %`), and no bound (`up to 25 mm`; `up to 8 % from 6 %`
/// is a step).
pub(super) fn points(line: &Line, at: usize, pair: (&Meaning, &Scales)) -> bool {
    let (m, scales) = pair;
    let is = |list: &[&str], i: usize| {
        let token = line.tokens.get(i);
        token.is_some_and(|t| list.contains(&t.text.as_str()))
    };
    let joined = line.tokens.at(at).pause == Pause::None;
    let part = joined && at > 0 && is(scales.particled, at - 1);
    let step = || {
        (at + 3..at + 7)
            .take_while(|&i| line.tokens.get(i).is_some_and(|t| t.pause < Pause::Stop))
            .any(|i| is(m.step_from, i))
    };
    let bound = is(m.up_before, at) && is(m.step_to, at + 1) && !step();
    !part && !bound
}

/// Whether a word stands in a phrase in which it has no direction: `cut short`, `turn up`.
pub(super) fn in_idiom(tokens: &[Token], at: usize, scales: &Scales) -> bool {
    (at.saturating_sub(2)..=at).any(|i| {
        let mut all = scales.idioms.iter();
        all.any(|p| phrase_at(tokens, i, p).is_some_and(|end| end > at))
    })
}

#[cfg(test)]
mod tests {
    use crate::lang::Lang;
    use crate::rules::bind::pair::claimed;

    #[test]
    fn a_comparison_is_turned() {
        let source = "The tunnel is deeper than the old mine, engineers at Hadley say.";
        let found = |article| claimed(super::check, Lang::EN, source, article);
        assert_eq!(
            found("Engineers at Hadley say that the tunnel is shallower than the old mine."),
            ["shallower"]
        );
        assert!(
            found("The old mine is shallower than the tunnel, engineers at Hadley say.").is_empty()
        );
        assert!(
            found("The tunnel is not shallower than the old mine, engineers at Hadley say.")
                .is_empty()
        );
    }

    #[test]
    fn une_comparaison_est_retournee() {
        let source = "La nouvelle machine est moins bruyante que celle de 1998.";
        let found = |article| claimed(super::check, Lang::FR, source, article);
        assert_eq!(
            found("La nouvelle machine est plus bruyante que celle de 1998."),
            ["plus bruyante"]
        );
        assert!(found("La machine de 1998 est plus bruyante que la nouvelle.").is_empty());
    }
}
