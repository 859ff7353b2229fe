//! What the source denies with one word of a kind, affirmed with another: `it is not known whether`, "it is now clear whether"; `found no
//! trace of oil`, "oil was detected"; `is not accused of any offence`, "is under suspicion".

use std::ops::Range;

use super::pair::{Claim, Pair, phrase_at, senses};
use super::polarity::is_denied;
use crate::draft::reading::{Line, Pause, Token};
use crate::draft::total::At as _;

/// Two statements share so many words besides.
const SHARED: usize = 2;
/// Between a form of "be" and what it affirms stand at most so many words.
const NEAR: usize = 3;

fn is(t: &Token, list: &[&str]) -> bool {
    list.contains(&t.text.as_str())
}

/// The range around a token up to the next pauses of this weight.
fn around(line: &Line, at: usize, pause: Pause) -> Range<usize> {
    let tokens = &line.tokens;
    let start = (0..=at).rev().find(|&i| tokens.at(i).pause >= pause);
    let end = (at + 1..tokens.len()).find(|&i| tokens.at(i).pause >= pause);
    start.unwrap_or(0)..end.unwrap_or(tokens.len())
}

/// Whether a statement of the article denies nothing and leaves nothing open.
fn plain(pair: &Pair<'_>, index: usize, line: &Line, range: Range<usize>) -> bool {
    let (m, stance) = (pair.meaning, pair.classes.stance);
    let words = pair.article.lang().pack().senses;
    let denied = pair.ours.denials.at(index);
    range.into_iter().all(|i| {
        let t = line.tokens.at(i);
        let doubt = pair.classes.hedges.contains(&t.stem) && !pair.classes.speech.contains(&t.stem);
        !t.quoted
            && !is(t, m.deny)
            && !m
                .undo
                .iter()
                .any(|p| phrase_at(&line.tokens, i, p).is_some())
            && !is(t, m.modals)
            && !is(t, stance.unclear)
            && !is(t, stance.doubts)
            && !is(t, stance.not_yet)
            && !(doubt && !is(t, stance.accused) && !is(t, stance.known))
            && !pair.classes.refuse.contains(&t.stem)
            && !words.conditions.contains(&t.text.as_str())
            && !denied.iter().any(|d| d.at == i)
    })
}

/// Whether a form of "be" stands right before a token.
fn passive(pair: &Pair<'_>, line: &Line, at: usize) -> bool {
    let before = line.tokens.get(at.saturating_sub(NEAR)..at);
    let before = before.unwrap_or_default();
    // `remains to be seen`.
    let to_come = before.iter().any(|t| is(t, pair.meaning.infinitive));
    !to_come && before.iter().any(|t| is(t, pair.meaning.passive))
}

/// How many senses of a range of the article stand in one of the source.
fn told(
    pair: &Pair<'_>,
    (index, here): (usize, Range<usize>),
    (s, there): (usize, Range<usize>),
    without: &[&str],
) -> usize {
    let line = pair.alignment.article.lines.at(index);
    let theirs = senses(pair.line(s), pair.theirs.senses.at(s), there);
    let kept = here.filter(|&i| !is(line.tokens.at(i), without));
    let mut ours: Vec<&str> = kept
        .filter(|&i| line.tokens.at(i).content)
        .map(|i| pair.ours.senses.at(index).at(i).as_str())
        .filter(|w| !w.is_empty() && theirs.contains(w))
        .collect();
    ours.sort_unstable();
    ours.dedup();
    ours.len()
}

/// What is denied in a sentence of the source: a token, and what the denial is about.
fn denied_in(pair: &Pair<'_>, s: usize, list: &[&str]) -> Option<usize> {
    let tokens = &pair.line(s).tokens;
    let denied = pair.theirs.denials.at(s);
    (0..tokens.len()).find(|&i| {
        is(tokens.at(i), list)
            && !tokens.at(i).quoted
            && denied
                .iter()
                .any(|d| is(tokens.at(d.at), pair.meaning.deny) && d.covers(i))
    })
}

/// The same word of a kind, affirmed somewhere beside.
fn affirmed_near(pair: &Pair<'_>, rests_on: &[usize], list: &[&str]) -> bool {
    pair.around(rests_on).into_iter().any(|s| {
        let tokens = &pair.line(s).tokens;
        (0..tokens.len())
            .any(|i| is(tokens.at(i), list) && !is_denied(pair.theirs.denials.at(s), i))
    })
}

/// Denials of the source that are affirmed here with another word.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        if line.heading {
            continue;
        }
        let found = known(pair, index, line, &row.rests_on)
            .or_else(|| accused(pair, index, line, &row.rests_on))
            .or_else(|| detected(pair, index, line, &row.rests_on));
        if let Some((at, s, there)) = found {
            claims.push(pair.instead((index, at..at + 1), (s, there)));
        }
    }
    claims
}

type Found = Option<(usize, usize, Range<usize>)>;

/// `It is not yet known whether …`, "is now known".
fn known(pair: &Pair<'_>, index: usize, line: &Line, rests_on: &[usize]) -> Found {
    let stance = pair.classes.stance;
    let at = (0..line.tokens.len()).find(|&i| {
        let all = around(line, i, Pause::Stop);
        is(line.tokens.at(i), stance.known)
            && passive(pair, line, i)
            && all.clone().any(|k| is(line.tokens.at(k), stance.asks))
            && plain(pair, index, line, all)
    })?;
    let here = around(line, at, Pause::Stop);
    rests_on.iter().find_map(|&s| {
        let source = pair.line(s);
        let tokens = &source.tokens;
        let unclear = (0..tokens.len()).find(|&i| is(tokens.at(i), stance.unclear));
        let there = denied_in(pair, s, stance.known).or(unclear)?;
        let range = around(source, there, Pause::Stop);
        let asks = range.clone().any(|k| is(tokens.at(k), stance.asks));
        let open = (0..tokens.len())
            .all(|i| !is(tokens.at(i), stance.known) || is_denied(pair.theirs.denials.at(s), i));
        let shared = told(pair, (index, here.clone()), (s, range), stance.known);
        (asks && open && shared >= SHARED).then_some((at, s, there..there + 1))
    })
}

/// `is not accused of any wrongdoing`, "wrongdoing is alleged against her".
fn accused(pair: &Pair<'_>, index: usize, line: &Line, rests_on: &[usize]) -> Found {
    let list = pair.classes.stance.accused;
    let at = (0..line.tokens.len()).find(|&i| is(line.tokens.at(i), list))?;
    let here = around(line, at, Pause::Comma);
    if !plain(pair, index, line, 0..line.tokens.len()) {
        return None;
    }
    rests_on.iter().find_map(|&s| {
        let there = denied_in(pair, s, list)?;
        let all = 0..pair.line(s).tokens.len();
        let shared = told(pair, (index, here.clone()), (s, all), list);
        (shared >= SHARED && !affirmed_near(pair, rests_on, list)).then_some((
            at,
            s,
            there..there + 1,
        ))
    })
}

/// `found no sign that it shed fibres`, "fibres were found".
fn detected(pair: &Pair<'_>, index: usize, line: &Line, rests_on: &[usize]) -> Found {
    let stance = pair.classes.stance;
    let at = (0..line.tokens.len()).find(|&i| {
        is(line.tokens.at(i), stance.detected)
            && passive(pair, line, i)
            && plain(pair, index, line, around(line, i, Pause::Stop))
    })?;
    let here = around(line, at, Pause::Stop);
    rests_on.iter().find_map(|&s| {
        let source = pair.line(s);
        let tokens = &source.tokens;
        let there = (1..tokens.len()).find(|&i| {
            is(tokens.at(i), stance.signs)
                && is(tokens.at(i - 1), pair.meaning.noun_denied)
                && is(tokens.at(i - 1), pair.meaning.deny)
        })?;
        let behind = there + 1..around(source, there, Pause::Stop).end;
        let all = senses(source, pair.theirs.senses.at(s), behind.clone()).len();
        let shared = told(pair, (index, here.clone()), (s, behind), &[]);
        (shared >= SHARED && 5 * shared >= 3 * all).then_some((at, s, there - 1..there + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::lang::Lang;
    use crate::rules::bind::pair::claimed;

    #[test]
    fn what_is_not_known_is_not_known_in_another_word() {
        let source = "It is not yet known how the otter got into the reservoir at Penwick.";
        let found = |article| claimed(check, Lang::EN, source, article).len();
        assert_eq!(
            found("How the otter got into the reservoir at Penwick is now known."),
            1
        );
        assert_eq!(
            found("How the otter got into the reservoir at Penwick is not known."),
            0
        );
        assert_eq!(
            found("How the otter got into the reservoir at Penwick may never be known."),
            0
        );
    }

    #[test]
    fn what_left_no_trace_is_not_detected() {
        let source = "Divers found no trace of fuel leaking into the harbour from the tanker.";
        let found = |article| claimed(check, Lang::EN, source, article).len();
        assert_eq!(
            found("Fuel from the tanker was detected in the harbour."),
            1
        );
        assert_eq!(
            found("No fuel from the tanker was detected in the harbour."),
            0
        );
    }

    #[test]
    fn who_is_not_accused_is_not_under_suspicion() {
        let source = "The mayor's brother, who runs the quarry, is not suspected of any offence.";
        let found = |article| claimed(check, Lang::EN, source, article).len();
        assert_eq!(
            found("The mayor's brother is under suspicion; he runs the quarry."),
            1
        );
        assert_eq!(
            found("The mayor's brother, who runs the quarry, is accused of nothing."),
            0
        );
    }
}
