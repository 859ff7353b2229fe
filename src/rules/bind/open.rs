//! What the source leaves open or has denied, told flatly with other words: `may have begun on Rowan ward`, "Rowan ward saw the first
//! cases"; `proviendrait d'un joint`, "un joint est à l'origine"; `denied that pay was the issue`, "pay is the issue".
//!
//! The two are known as the same by what stands behind the verb, which a rewrite keeps: numbers, names, nouns. The verb itself may be
//! another one, so the whole sentence of the article must be free of anything that keeps a distance.

use crate::rules::Fault;
use std::collections::BTreeSet;
use std::ops::Range;

use super::pair::{Claim, Pair, clause_end, phrase_at, senses};
use super::polarity::is_denied;
use super::prospect;
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;
use crate::lang::stance::Stance;

/// Two statements share at least this many senses.
const SHARED: usize = 3;
/// As many of them stand behind the verb.
const BEHIND: usize = 2;
/// What stands behind a verb is looked for in at most this many words.
const REACH: usize = 16;

/// How much distance a sentence of the source keeps.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It is not known whether it is so; who says that does not matter.
    Perhaps,
    /// Somebody is said to say so: naming him keeps the distance, but for what is now promised.
    Told,
    /// It is expected: naming who expects it keeps the distance, but for what has now happened.
    Forecast,
    /// It may come about, or may be allowed: only what is promised loses it.
    Chance,
    /// It is said not to be so.
    Denied,
}

/// Words of the source that keep a distance.
struct Opening {
    at: usize,
    kind: Kind,
    /// What they keep at a distance.
    covers: Range<usize>,
}

/// Whether one of some phrases begins at a token.
pub(super) fn any_at(line: &Line, at: usize, phrases: &[&str]) -> Option<usize> {
    let ends = phrases
        .iter()
        .filter_map(|p| phrase_at(&line.tokens, at, p));
    ends.max()
}

/// Whether a word is a conditional by its form.
fn is_conditional(word: &str, stance: &Stance) -> bool {
    stance.conditional.iter().any(|e| word.ends_with(e)) && !stance.not_conditional.contains(&word)
}

/// The statement around a token, from one stop to the next.
fn statement(line: &Line, at: usize) -> Range<usize> {
    let stop = |i: &usize| line.tokens.at(*i).pause >= Pause::Stop;
    let start = (0..=at).rev().find(stop).unwrap_or(0);
    let end = (at + 1..line.tokens.len()).find(stop);
    start..end.unwrap_or(line.tokens.len())
}

/// What keeps a distance in a sentence of the source.
fn openings(pair: &Pair<'_>, n: usize) -> Vec<Opening> {
    let stance = pair.article.lang().pack().stance;
    let m = pair.meaning;
    let line = pair.line(n);
    let tokens = &line.tokens;
    let is = |list: &[&str], i: usize| {
        tokens
            .get(i)
            .is_some_and(|t| list.contains(&t.text.as_str()))
    };
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if token.quoted || (token.capital && i > 0) {
            continue;
        }
        let word = token.text.as_str();
        let that = (i + 1..tokens.len().min(i + 3)).find(|&k| is(m.that, k));
        let (kind, from) = if let Some(end) = any_at(line, i, stance.perhaps) {
            if any_at(line, end, stance.wishes).is_some() {
                continue;
            }
            (Kind::Perhaps, end)
        } else if stance.forecast.contains(&word) {
            (Kind::Forecast, i + 1)
        } else if m.modals.contains(&word) {
            (Kind::Chance, i + 1)
        } else if is_conditional(word, stance) && !stance.wishes.contains(&word) {
            // `a promis que la piscine rouvrirait`: the future, told in the past.
            let plain = statement(line, i).take_while(|&k| k < i).any(|k| {
                is(m.plain_conditional, k) && (tokens.at(k).text != "s" || is(m.pronouns, k + 1))
            });
            if plain {
                continue;
            }
            (Kind::Told, i + 1)
        } else if let Some(that) = that.filter(|_| stance.denies.contains(&word)) {
            (Kind::Denied, that + 1)
        } else {
            continue;
        };
        let covers = from..clause_end(tokens, from.saturating_sub(1)).min(from + REACH);
        if covers.is_empty()
            || pair
                .theirs
                .denials
                .at(n)
                .iter()
                .any(|d| d.plain && d.covers(i))
        {
            continue;
        }
        found.push(Opening {
            at: i,
            kind,
            covers,
        });
    }
    found
}

/// Whether something that stands before a word of the article leaves open all that follows: `the surveyor thinks`, `une piste`.
pub(super) fn is_led(pair: &Pair<'_>, line: &Line, at: usize) -> bool {
    (0..at).any(|i| {
        let t = line.tokens.at(i);
        any_at(line, i, pair.classes.stance.doubts).is_some()
            || (pair.classes.hedges.contains(&t.stem)
                && !pair.classes.speech.contains(&t.stem)
                && !pair.meaning.suspects.contains(&t.text.as_str())
                && line
                    .tokens
                    .get(i + 1..at)
                    .unwrap_or_default()
                    .iter()
                    .any(|t| pair.meaning.that.contains(&t.text.as_str())))
    })
}

/// Whether anything in a sentence of the article keeps a distance of its own.
pub(super) fn is_open(pair: &Pair<'_>, line: &Line) -> bool {
    let stance = pair.article.lang().pack().stance;
    prospect::is_open(pair, line)
        || line.span.slice(pair.article.text()).contains('?')
        || line.tokens.iter().enumerate().any(|(i, t)| {
            t.quoted
                || [stance.open, stance.doubts]
                    .iter()
                    .any(|list| any_at(line, i, list).is_some())
                || is_conditional(&t.text, stance)
        })
}

/// Whether a sentence of the article says who says it.
fn is_attributed(pair: &Pair<'_>, line: &Line) -> bool {
    line.tokens.iter().enumerate().any(|(i, t)| {
        pair.classes.speech.contains(&t.stem)
            || any_at(line, i, pair.meaning.attributions).is_some()
    })
}

/// Whether a sentence of the article denies anything in any way.
fn denies(pair: &Pair<'_>, (index, line): (usize, &Line)) -> bool {
    let stance = pair.article.lang().pack().stance;
    !pair.ours.denials.at(index).is_empty()
        || (0..line.tokens.len()).any(|i| {
            [stance.untrue, stance.denies, pair.meaning.undo]
                .iter()
                .any(|list| any_at(line, i, list).is_some())
        })
}

/// The part of a sentence, between pauses, in which the words of some senses stand.
fn part(line: &Line, own: &[String], told: &BTreeSet<&str>) -> Range<usize> {
    let tokens = &line.tokens;
    let here = |i: &usize| tokens.at(*i).content && told.contains(own.at(*i).as_str());
    let first = (0..tokens.len()).find(here).unwrap_or(0);
    let last = (0..tokens.len()).rev().find(here).unwrap_or(first);
    let start = (0..=first)
        .rev()
        .find(|&i| tokens.at(i).pause >= Pause::Comma);
    start.unwrap_or(0)..clause_end(tokens, last)
}

/// What the source leaves open or has denied and the article tells flatly.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let lines = &pair.alignment.article.lines;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        if line.heading || is_open(pair, line) {
            continue;
        }
        let before = index.checked_sub(1).map(|n| lines.at(n));
        let before = before.filter(|l| l.block == line.block || l.heading);
        let leans = before.is_some_and(|l| is_open(pair, l));
        let found = row.rests_on.iter().find_map(|&s| {
            let all = openings(pair, s).into_iter();
            let mut lost = all.filter(|o| match o.kind {
                Kind::Denied => !denies(pair, (index, line)),
                _ => !leans,
            });
            lost.find(|o| is_lost(pair, index, s, o)).map(|o| (s, o))
        });
        let Some((s, opening)) = found else { continue };
        let source = pair.line(s);
        let shown = pair.shown(source, source.tokens.at(opening.at));
        let fault = match opening.kind {
            Kind::Denied => Fault::new("denied").text("word", shown),
            _ => Fault::new("possibility").text("word", shown),
        };
        claims.push(Claim {
            span: line.span,
            fault,
            line: index,
            source: s,
        });
    }
    claims
}

/// Whether a sentence of the article tells flatly what a sentence of the source keeps at a distance.
fn is_lost(pair: &Pair<'_>, index: usize, s: usize, opening: &Opening) -> bool {
    let words = pair.article.lang().pack().senses;
    let m = pair.meaning;
    let line = pair.alignment.article.lines.at(index);
    let source = pair.line(s);
    let (own, theirs) = (pair.ours.senses.at(index), pair.theirs.senses.at(s));
    let ours = senses(line, own, 0..line.tokens.len());
    let mut behind = senses(source, theirs, opening.covers.clone());
    let small = |i: &usize| m.auxiliaries.contains(&source.tokens.at(*i).text.as_str());
    let head = opening.covers.clone();
    let head = head
        .into_iter()
        .find(|i| source.tokens.at(*i).content && !small(i));
    if let Some(head) = head.map(|i| theirs.at(i).as_str())
        && !ours.contains(head)
        && opening.kind != Kind::Denied
    {
        behind.remove(head);
    }
    let told: BTreeSet<&str> = behind.intersection(&ours).copied().collect();
    let all = senses(source, theirs, statement(source, opening.at));
    let shared = all.intersection(&ours).count();
    if told.len() < BEHIND || 2 * told.len() < behind.len() || shared < SHARED {
        return false;
    }
    // What the article tells there is what the source tells.
    let part = part(line, own, &told);
    let said = senses(line, own, part.clone());
    let known = said.iter().filter(|w| all.contains(*w)).count();
    if 2 * known < said.len() {
        return false;
    }
    let promised = promised_in(pair, line, part.clone());
    let kept = match opening.kind {
        Kind::Perhaps | Kind::Denied => false,
        Kind::Chance => {
            let permits = pair.classes.scales.permits;
            let allowed = |i| any_at(line, i, permits).is_some();
            // `could close its shop and will cut 12 jobs`: what is promised there too is not compared.
            let both = promised_in(pair, source, 0..source.tokens.len());
            !promised || both || part.clone().any(allowed)
        }
        Kind::Told => is_attributed(pair, line) && !promised,
        Kind::Forecast => promised || !prospect::is_past(line, words, part),
    };
    // Somewhere else the source tells as much without any distance.
    let fact = || {
        let alike = pair.theirs.with_senses(told.iter().copied());
        alike.into_iter().any(|n| {
            let l = pair.line(n);
            let senses = senses(l, pair.theirs.senses.at(n), 0..l.tokens.len());
            n != s
                && told.iter().filter(|w| senses.contains(*w)).count() >= told.len()
                && openings(pair, n).is_empty()
                && !prospect::is_open(pair, l)
        })
    };
    !kept && !is_denied(pair.theirs.denials.at(s), opening.at) && !fact()
}

/// Whether a range of words promises.
fn promised_in(pair: &Pair<'_>, line: &Line, part: Range<usize>) -> bool {
    let words = pair.article.lang().pack().senses;
    prospect::promise(line, words, pair.meaning.determiners, part).is_some()
}

#[cfg(test)]
mod tests {
    use crate::lang::Lang;
    use crate::rules::bind::pair::claimed;

    #[test]
    fn a_possibility_in_other_words_is_no_fact() {
        let source =
            "The leak may have begun in the boiler room on 4 March, according to Nina Holt.";
        let found = |article| claimed(super::check, Lang::EN, source, article).len();
        assert_eq!(found("The boiler room saw the first leak, on 4 March."), 1);
        assert_eq!(
            found("Nina Holt thinks the boiler room saw the first leak, on 4 March."),
            0
        );
        assert_eq!(
            found("The boiler room may have seen the first leak, on 4 March."),
            0
        );
    }

    #[test]
    fn a_conditional_is_no_fact() {
        let source = "La pollution proviendrait d'une cuve fissurée de la laiterie.";
        let found = |article| claimed(super::check, Lang::FR, source, article).len();
        assert_eq!(
            found("Une cuve fissurée de la laiterie est à l'origine de la pollution."),
            1
        );
        assert_eq!(
            found("Une cuve fissurée de la laiterie serait à l'origine de la pollution."),
            0
        );
        let source = "La mairie a promis que le gymnase rouvrirait le 4 mai après des travaux.";
        let found = claimed(
            super::check,
            Lang::FR,
            source,
            "Le gymnase rouvrira le 4 mai après des travaux.",
        );
        assert!(found.is_empty());
    }

    #[test]
    fn what_is_denied_is_not_told() {
        let source = "She denied that pay was the main issue.";
        let found = |article| claimed(super::check, Lang::EN, source, article).len();
        assert_eq!(found("Pay is the main issue, she insisted."), 1);
        assert_eq!(found("Pay is not the main issue, she insisted."), 0);
    }
}
