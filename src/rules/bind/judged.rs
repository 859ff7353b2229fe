//! Short words of somebody's own that a verb of judging brings in (`branded "a farce" by Lee`, `Lee called it "a farce"`) stay with whom the source
//! gives them to.

use crate::rules::Fault;
use std::collections::BTreeMap;

use super::pair::{Claim, Pair};
use super::roles::{Mention, mentions};
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;
use crate::draft::{Draft, How, Quote};

/// Between the verb and the words stand at most so many words.
const REACH: usize = 9;
/// Between the one who speaks and the verb, and between `by` and the name, stand at most so many.
const NEAR: usize = 4;
/// Words that the source quotes more often than this are not compared.
const MANY: usize = 64;

/// Whose words a quotation is: the last word of the name, and the name as it is written.
struct Whose {
    key: String,
    name: String,
    line: usize,
    /// Told by a verb of judging, not by one of speech.
    judged: bool,
}

/// Words that are somebody else's in the source.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    if pair.article.quotes().is_empty() {
        return claims;
    }
    let ours = &pair.alignment.article.lines;
    let mut by_words: BTreeMap<&str, Vec<&Quote>> = BTreeMap::new();
    for quote in pair.source.quotes() {
        let same = by_words.entry(&quote.key).or_default();
        // A word that is quoted over and over is nobody's in particular.
        if same.len() <= MANY {
            same.push(quote);
        }
    }
    for quote in pair.article.quotes() {
        let Some(whose) = whose(pair, pair.article, ours, quote).filter(|w| w.judged) else {
            continue;
        };
        let Some(same) = by_words.get(quote.key.as_str()).filter(|s| s.len() <= MANY) else {
            continue;
        };
        let theirs: Option<Vec<Whose>> = same
            .iter()
            .map(|q| self::whose(pair, pair.source, pair.lines(), q))
            .collect();
        let Some([first, rest @ ..]) = theirs.as_deref() else {
            continue;
        };
        if first.key == whose.key || rest.iter().any(|w| w.key == whose.key) {
            continue;
        }
        claims.push(Claim {
            span: quote.span,
            fault: Fault::new("words-of")
                .text("here", whose.name.to_string())
                .text("there", first.name.to_string()),
            line: whose.line,
            source: first.line,
        });
    }
    claims
}

fn whose(pair: &Pair<'_>, draft: &Draft, lines: &[Line], quote: &Quote) -> Option<Whose> {
    // Sentences stand in the order of their blocks.
    let from = lines.partition_point(|l| l.block < quote.block);
    let block = lines
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(|l| l.block == quote.block);
    let holds = |l: &Line| {
        let mut tokens = l.tokens.iter();
        tokens.any(|t| t.start >= quote.start && t.end <= quote.end)
    };
    let index = from + block.into_iter().position(holds)?;
    let line = lines.at(index);
    let names = mentions(pair, draft, line);
    let text = &draft.blocks().at(line.block).plain.text;
    let found = judging(pair, line, quote, &names).map(|n| Whose {
        key: n.key.clone(),
        name: text[line.tokens.at(n.from).start..line.tokens.at(n.to - 1).end].to_owned(),
        line: index,
        judged: true,
    });
    found.or_else(|| {
        let s = quote.speaker.as_ref().filter(|s| s.how == How::Named)?;
        let key = s.key.rsplit([' ', '\'', '-']).next()?.to_owned();
        Some(Whose {
            key,
            name: s.text.clone(),
            line: index,
            judged: false,
        })
    })
}

/// The one who judges: behind `by` in the passive, before the verb in the active voice.
fn judging<'n>(
    pair: &Pair<'_>,
    line: &Line,
    quote: &Quote,
    names: &'n [Mention],
) -> Option<&'n Mention> {
    let tokens = &line.tokens;
    let m = pair.meaning;
    let first = tokens
        .iter()
        .position(|t| t.start >= quote.start && t.end <= quote.end)?;
    let behind = first
        + tokens
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|t| t.end <= quote.end)
            .count();
    let verbs = pair.article.lang().pack().quoting.judging;
    let is = |list: &[&str], i: usize| list.contains(&tokens.at(i).text.as_str());
    let verb = (first.saturating_sub(REACH)..first)
        .rev()
        .take_while(|&i| tokens.at(i + 1).pause < Pause::Comma || i + 1 == first)
        .find(|&i| is(verbs, i))?;
    let passive = (verb.saturating_sub(3)..verb).any(|i| is(m.passive, i));
    if passive {
        if !(behind < tokens.len() && is(m.agent, behind)) {
            return None;
        }
        let name = names.iter().find(|n| n.from > behind)?;
        let close = name.from - behind <= NEAR
            && (behind + 1..=name.from).all(|i| tokens.at(i).pause == Pause::None);
        return close.then_some(name);
    }
    let name = names.iter().rev().find(|n| n.to <= verb)?;
    let close = (name.to..verb).all(|i| is(m.auxiliaries, i) || !tokens.at(i).content)
        && (name.to..=verb).all(|i| tokens.at(i).pause == Pause::None)
        && verb - name.to < NEAR
        && !(name.to..verb).any(|i| is(m.agent, i) || is(m.conjunctions, i));
    close.then_some(name)
}
