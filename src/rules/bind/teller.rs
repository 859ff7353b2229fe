//! Who tells what is told without quotation marks: `According to Mr Rathbone, …`, "Rathbone says that …".

use crate::draft::total::At as _;
use crate::rules::Fault;
use std::collections::BTreeSet;

use super::pair::{Claim, Pair, phrase_at, senses};
use super::roles::{Mention, mentions};
use crate::draft::Draft;
use crate::draft::reading::{Line, Pause};

/// Two sentences share at least this many senses besides who tells them.
const SHARED: usize = 3;

/// The one person of a sentence who tells it, when no words of it are quoted.
fn teller(pair: &Pair<'_>, draft: &Draft, line: &Line) -> Option<Mention> {
    let m = pair.meaning;
    let tokens = &line.tokens;
    if tokens.iter().any(|t| t.quoted) || line.heading {
        return None;
    }
    let says = |i: usize| {
        tokens
            .get(i)
            .is_some_and(|t| t.pause == Pause::None && m.says.contains(&t.text.as_str()))
    };
    let that = |i: usize| {
        tokens
            .get(i)
            .is_some_and(|t| t.pause == Pause::None && m.that.contains(&t.text.as_str()))
    };
    let mut found = mentions(pair, draft, line).into_iter().filter(|n| {
        let titles = tokens.get(..n.from).unwrap_or_default().iter().rev();
        let titles = titles.take_while(|t| {
            m.honorifics.contains(&t.text.as_str()) || pair.classes.titles.contains(t.text.as_str())
        });
        let from = n.from - titles.count();
        let attributed = (from.saturating_sub(4)..n.to).any(|i| {
            let all = m.attributions.iter();
            // The capital of `Selon` makes it look like the first word of the name.
            all.filter_map(|a| phrase_at(tokens, i, a))
                .any(|end| end == from || i == n.from && end < n.to)
        });
        // `Rathbone a dit que`
        let small = usize::from(
            tokens
                .get(n.to)
                .is_some_and(|t| m.auxiliaries.contains(&t.text.as_str())),
        );
        attributed || says(n.to + small) && that(n.to + small + 1)
    });
    let mut one = found.next().filter(|_| found.next().is_none())?;
    let mut all = m.attributions.iter();
    let within = all.find_map(|a| phrase_at(tokens, one.from, a).filter(|end| *end < one.to));
    if let Some(end) = within {
        let block = draft.blocks().at(line.block);
        one.from = end;
        one.span = block
            .plain
            .span(tokens.at(end).start, tokens.at(one.to - 1).end);
    }
    Some(one)
}

/// Tellers who are others than in the source.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let Some(here) = teller(pair, pair.article, line) else {
            continue;
        };
        let own = pair.ours.senses.at(index);
        let mut said = senses(line, own, 0..line.tokens.len());
        for name in own.get(here.from..here.to).unwrap_or_default() {
            said.remove(name.as_str());
        }
        let share = |s: usize| {
            let source = pair.line(s);
            let theirs = senses(source, pair.theirs.senses.at(s), 0..source.tokens.len());
            said.iter().filter(|w| theirs.contains(*w)).count()
        };
        // What shares no more than the name is not what is told.
        let told = row.rests_on.iter().copied();
        let told: Vec<usize> = told.filter(|&s| share(s) >= SHARED).collect();
        let theirs: BTreeSet<usize> = pair.naming(&here.key).into_iter().collect();
        let near = pair.around(&told);
        if theirs.is_empty() || near.iter().any(|s| theirs.contains(s)) {
            continue;
        }
        let other = told.iter().find_map(|&s| {
            let there = teller(pair, pair.source, pair.line(s))?;
            let named = line.tokens.iter().any(|t| t.text == there.key);
            let enough = 2 * share(s) >= said.len().saturating_sub(1);
            // What the other one tells elsewhere fits less.
            let best = theirs.iter().all(|&n| 2 * share(n) < share(s));
            (there.key != here.key && !named && enough && best).then_some((s, there))
        });
        if let Some((s, there)) = other {
            claims.push(Claim {
                span: here.span,
                fault: Fault::new("teller")
                    .text("here", here.span.slice(pair.article.text()))
                    .text("there", there.span.slice(pair.source.text())),
                line: index,
                source: s,
            });
        }
    }
    claims
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::lang::Lang;
    use crate::rules::bind::pair::claimed;

    #[test]
    fn the_other_one_tells_it() {
        let source = "The operator's director, Helen Ashgrove, apologised.\n\nCouncillor Dev Rathbone wants an inquiry.\n\nAccording to Mr Rathbone, cancellations on the route rose from 31 to 58 last year.";
        let found = |article| claimed(check, Lang::EN, source, article).len();
        assert_eq!(
            found("Ashgrove says that cancellations on the route rose from 31 to 58."),
            1
        );
        assert_eq!(
            found("Rathbone says that cancellations on the route rose from 31 to 58."),
            0
        );
        assert_eq!(
            found("According to Dev Rathbone, cancellations on the route rose to 58."),
            0
        );
        assert_eq!(
            found("According to Helen Ashgrove, cancellations on the route rose to 58."),
            1
        );
        let source = "Le maire, Paul Vasseur, a démissionné.\n\nSelon Lucie Quémard, les travaux du pont ont duré trois mois de plus que prévu.";
        let found = |article| claimed(check, Lang::FR, source, article).len();
        assert_eq!(
            found(
                "Paul Vasseur affirme que les travaux du pont ont duré trois mois de plus que prévu."
            ),
            1
        );
        assert_eq!(
            found("Lucie Quémard affirme que les travaux du pont ont duré trois mois de plus."),
            0
        );
    }
}
