//! Ways to turn what an article says round, one for each binding.

use super::Bind;
use super::hedge::covered;
use super::numbers::exchangeable;
use super::pair::Pair;
use super::polarity::alike;
use super::roles::acts;
use crate::draft::Draft;
use crate::draft::reading::Line;
use crate::draft::total::At as _;
use crate::lang::Lang;
use crate::rules::{Article, Mutant};
use crate::span::Span;

/// Makes the mutants of one kind.
type Make = fn(&Pair<'_>) -> Vec<Mutant>;

/// How many mutants of one kind are made at most.
const MANY: usize = 3;

pub(super) fn all(rule: &Bind, article: Article<'_>) -> Vec<Mutant> {
    let Some(source) = article.source else {
        return Vec::new();
    };
    let pair = Pair::new(article.draft, source);
    let kinds: [(&str, Make); 6] = [
        ("numbers", numbers),
        ("roles", roles),
        ("polarity", polarity),
        ("polarity", superlatives),
        ("hedges", hedges),
        ("additions", super::addition::mutants),
    ];
    kinds
        .into_iter()
        .filter(|(kind, _)| rule.loc(kind).is_some())
        .flat_map(|(_, make)| make(&pair).into_iter().take(MANY))
        .collect()
}

/// Exchanges two numbers of one sentence.
fn numbers(pair: &Pair<'_>) -> Vec<Mutant> {
    exchangeable(pair)
        .into_iter()
        .map(|(a, b)| Mutant {
            what: format!(
                "exchanged `{}` and `{}`",
                a.slice(pair.article.text()),
                b.slice(pair.article.text())
            ),
            draft: exchanged(pair.article, a, b),
        })
        .collect()
}

/// Exchanges the two names beside a verb that has the same sides in the source.
fn roles(pair: &Pair<'_>) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (index, line, row) in pair.rows() {
        for act in acts(pair, pair.article, line, pair.ours.denials.at(index)) {
            let verb = &line.tokens.at(act.verb).stem;
            let said = row.rests_on.iter().any(|&s| {
                let source = pair.line(s);
                let theirs = acts(pair, pair.source, source, pair.theirs.denials.at(s));
                theirs.iter().any(|t| {
                    t.who == act.who && t.whom == act.whom && source.tokens.at(t.verb).stem == *verb
                })
            });
            if said {
                let (a, b) = act.names;
                mutants.push(Mutant {
                    what: format!(
                        "exchanged `{}` and `{}`",
                        a.slice(pair.article.text()),
                        b.slice(pair.article.text())
                    ),
                    draft: exchanged(pair.article, a, b),
                });
            }
        }
    }
    mutants
}

/// Adds a superlative to a sentence whose passage has none.
fn superlatives(pair: &Pair<'_>) -> Vec<Mutant> {
    let record = if pair.article.lang() == Lang::FR {
        ", un record"
    } else {
        ", a record"
    };
    let known = pair
        .lines()
        .iter()
        .any(|l| l.tokens.iter().any(|t| t.text == "record"));
    pair.rows()
        .filter(|(_, line, row)| {
            !known
                && !line.heading
                && line.tokens.last().is_some_and(|t| !t.quoted)
                && row
                    .rests_on
                    .iter()
                    .all(|&s| pair.theirs.superlatives.at(s).is_empty())
        })
        .filter_map(|(_, line, _)| {
            let end = pair.span(line, line.tokens.last()?).end;
            Some(Mutant::replacing(
                "added a superlative",
                pair.article,
                Span::at(end),
                record,
            ))
        })
        .take(1)
        .collect()
}

/// Takes out a denial that the source has before the same word.
fn polarity(pair: &Pair<'_>) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (index, line, row) in pair.rows() {
        let ours = pair.ours.denials.at(index);
        let [denial] = ours.as_slice() else { continue };
        let token = line.tokens.at(denial.at);
        let Some(&target) = denial
            .targets
            .first()
            .filter(|_| denial.plain && !token.quoted)
        else {
            continue;
        };
        let stem = &line.tokens.at(target).stem;
        let once = |line: &Line| line.tokens.iter().filter(|t| t.stem == *stem).count();
        let rest: usize = row.rests_on.iter().map(|&s| once(pair.line(s))).sum();
        let said = row.rests_on.iter().any(|&s| {
            let source = pair.line(s);
            once(line) == 1
                && rest == 1
                && alike(pair, line, source, stem)
                && pair.theirs.denials.at(s).iter().any(|d| {
                    d.plain && d.targets.iter().any(|&t| source.tokens.at(t).stem == *stem)
                })
        });
        if said {
            mutants.push(Mutant::replacing(
                format!("took `{}` out", pair.written(line, token)),
                pair.article,
                pair.span(line, token),
                "",
            ));
        }
    }
    mutants
}

/// Puts a sentence of the source in the place of one that rests on it, without what keeps it at a distance.
fn hedges(pair: &Pair<'_>) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (_, line, row) in pair.rows() {
        let [s] = row.rests_on[..] else { continue };
        let source = pair.line(s);
        let [hedge] = &covered(
            pair.meaning,
            source,
            pair.theirs.senses.at(s),
            pair.theirs.denials.at(s),
        )[..] else {
            continue;
        };
        // Only what stands outside its sentence can be cut out: `Selon le parquet, …`.
        if line.heading || hedge.by.is_empty() || hedge.at > 0 {
            continue;
        }
        let Some(rest) = source.tokens.get(hedge.end) else {
            continue;
        };
        let Some(last) = source.tokens.last() else {
            continue;
        };
        let text = &pair.source.blocks().at(source.block).plain.text[rest.start..last.end];
        mutants.push(Mutant::replacing(
            "made a fact of a claim",
            pair.article,
            line.span,
            &format!("{text}."),
        ));
    }
    mutants
}

/// The draft with the texts of two spans exchanged.
fn exchanged(draft: &Draft, a: Span, b: Span) -> String {
    let text = draft.text();
    let (a, b) = if a.start <= b.start { (a, b) } else { (b, a) };
    [
        &text[..a.start],
        b.slice(text),
        &text[a.end..b.start],
        a.slice(text),
        &text[b.end..],
    ]
    .concat()
}
