//! The two ends of a way: `between Tarn Gap and Millbrook`, told as "from Tarn Gap to Ashford".

use std::ops::Range;

use super::pair::{Claim, Pair};
use super::roles::{Mention, mentions};
use crate::draft::Draft;
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;

/// The ways of a sentence: both ends.
fn ways(pair: &Pair<'_>, draft: &Draft, line: &Line) -> Vec<(Mention, Mention)> {
    let words = pair.classes.stance.ways;
    let tokens = &line.tokens;
    let starts = |i: usize| words.iter().any(|w| w.0 == tokens.at(i).text);
    if !(0..tokens.len()).any(starts) {
        return Vec::new();
    }
    let names = mentions(pair, draft, line);
    let mut found = Vec::new();
    for two in names.windows(2) {
        let (a, b) = (two.at(0), two.at(1));
        let Some(before) = a.from.checked_sub(1) else {
            continue;
        };
        let close = tokens.at(a.from).pause == Pause::None
            && b.from == a.to + 1
            && tokens.at(a.to).pause == Pause::None
            && tokens.at(b.from).pause == Pause::None;
        let word = |i: usize| tokens.at(i).text.as_str();
        if close && words.contains(&(word(before), word(a.to))) {
            found.push((copy(a), copy(b)));
        }
    }
    found
}

fn copy(m: &Mention) -> Mention {
    Mention {
        key: m.key.clone(),
        from: m.from,
        to: m.to,
        span: m.span,
    }
}

/// Ways that end elsewhere than in the source.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for (a, b) in ways(pair, pair.article, line) {
            let ours: Vec<String> = mentions(pair, pair.article, line)
                .into_iter()
                .map(|m| m.key)
                .collect();
            // One end is the same, the other is no end of any way from there and told nowhere here.
            let mut other: Option<(usize, Range<usize>)> = None;
            let mut same = false;
            for s in pair.around(&row.rests_on) {
                for (c, d) in ways(pair, pair.source, pair.line(s)) {
                    let pairs = [
                        (&a, &b, &c, &d),
                        (&b, &a, &d, &c),
                        (&a, &b, &d, &c),
                        (&b, &a, &c, &d),
                    ];
                    for (kept, new, stays, lost) in pairs {
                        if kept.key != stays.key {
                            continue;
                        }
                        same |= new.key == lost.key;
                        if !ours.contains(&lost.key) && row.rests_on.contains(&s) {
                            other = Some((s, lost.from..lost.to));
                        }
                    }
                }
            }
            if let Some((s, there)) = other.filter(|_| !same) {
                let theirs = pair.line(s).tokens.get(there.clone()).unwrap_or_default();
                let moved = |m: &Mention| {
                    let here = line.tokens.get(m.from..m.to).unwrap_or_default();
                    !theirs.iter().any(|t| here.iter().any(|h| h.text == t.text))
                };
                let kept = |m: &Mention| {
                    pair.line(s)
                        .tokens
                        .iter()
                        .any(|t| t.text == m.key && t.capital)
                };
                let new = if kept(&b) { &a } else { &b };
                if moved(new) && !kept(new) {
                    claims.push(pair.instead((index, new.from..new.to), (s, there)));
                }
            }
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
    fn a_way_keeps_its_ends() {
        let source = "Ice could close Route 9 between Tarn Gap and Millbrook, the county said. Crews are ready in Ashford.";
        let found = |article| claimed(check, Lang::EN, source, article);
        assert_eq!(
            found("The county said ice could close Route 9 from Tarn Gap to Ashford."),
            ["Ashford"]
        );
        assert!(
            found("The county said ice could close Route 9 from Tarn Gap to Millbrook.").is_empty()
        );
        assert!(
            found("The county said ice could close Route 9 from Millbrook to Tarn Gap.").is_empty()
        );
    }
}
