//! A post that nobody has in the source, in the place of one that the source gives: `mayor` for `councillor`.

use crate::rules::Fault;
use std::collections::BTreeSet;

use super::pair::{Claim, Pair, shared};
use crate::draft::clause;
use crate::draft::reading::Line;
use crate::draft::total::At as _;

/// Two sentences share at least this many stems.
const SHARED: usize = 2;

/// Posts of which the source has no word, where the sentence that is told has lost another one.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let posts = pair.article.lang().pack().roles.posts;
    let of = |line: &Line| -> Vec<(usize, usize)> {
        let all = line.tokens.iter().enumerate().filter(|(_, t)| !t.quoted);
        all.filter_map(|(i, t)| Some((i, post(posts, &t.text)?)))
            .collect()
    };
    let lines = &pair.alignment.article.lines;
    let told: BTreeSet<usize> = lines.iter().flat_map(of).map(|p| p.1).collect();
    let stated: BTreeSet<usize> = pair.lines().iter().flat_map(of).map(|p| p.1).collect();
    let strange = |group: usize| {
        !stated.contains(&group)
            && posts
                .get(group)
                .into_iter()
                .copied()
                .flatten()
                .all(|w| !clause::has_word(pair.source, w))
    };
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for (at, _) in of(line).into_iter().filter(|p| strange(p.1)) {
            let lost = row.rests_on.iter().find(|&&s| {
                let theirs = pair.line(s);
                let gone = |p: &(usize, usize)| {
                    !told.contains(&p.1)
                        && !clause::has_word(pair.article, &theirs.tokens.at(p.0).text)
                };
                of(theirs).iter().any(gone)
                    && shared(line, theirs, &line.tokens.at(at).stem) >= SHARED
            });
            let Some(&source) = lost else { continue };
            claims.push(Claim {
                span: pair.span(line, line.tokens.at(at)),
                fault: Fault::new("post").text("word", pair.written(line, line.tokens.at(at))),
                line: index,
                source,
            });
        }
    }
    claims
}

/// The post that a word names.
fn post(posts: &[&[&str]], word: &str) -> Option<usize> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    posts
        .iter()
        .position(|g| g.contains(&word) || g.contains(&singular))
}
