//! Superlatives that the source does not have.

use super::pair::{Claim, Pair, phrase_at};
use crate::draft::reading::{Line, Pause, Token};
use crate::draft::total::At as _;
use crate::draft::{Draft, NumberKind};
use crate::lang::meaning::Meaning;
use crate::rules::Fault;

/// Superlatives that come in.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let theirs = &pair.theirs.superlatives;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for &(from, to) in pair.ours.superlatives.at(index) {
            let head = line.tokens.at(to - 1);
            let said = if to - from > 1 {
                pair.theirs.compares(&head.stem)
            } else {
                pair.theirs.has(&head.stem, false)
            };
            // `the deepest` where the source has "one of the deepest".
            let upgraded = !partitive(&line.tokens, from, pair.meaning)
                && row.rests_on.iter().any(|&s| {
                    let source = pair.line(s);
                    let all: Vec<bool> = theirs
                        .at(s)
                        .iter()
                        .filter(|r| source.tokens.at(r.1 - 1).stem == head.stem)
                        .map(|r| partitive(&source.tokens, r.0, pair.meaning))
                        .collect();
                    !all.is_empty() && all.iter().all(|p| *p)
                });
            let beyond = |s: usize| {
                let tokens = &pair.line(s).tokens;
                (0..tokens.len()).any(|i| {
                    let all = &pair.meaning.beyond_all;
                    all.iter().any(|p| phrase_at(tokens, i, p).is_some())
                })
            };
            // `historic` of what the source calls old; one word for "never as much", told of elsewhere, as in a heading.
            let single = to - from == 1;
            let old = head.text.starts_with("histori") && tells_of_long_ago(pair.source);
            let told = single
                && line.heading
                && ["record", "unprecedented", "inédit"]
                    .iter()
                    .any(|w| head.text.starts_with(w))
                && (0..pair.lines().len()).any(beyond);
            if !upgraded && (old || told) {
                continue;
            }
            let near = !upgraded
                && row
                    .rests_on
                    .iter()
                    .any(|&s| !theirs.at(s).is_empty() || beyond(s));
            let follows = || {
                let mut rests = row.rests_on.iter();
                rests.any(|&s| licensed(pair, (line, from), pair.line(s)))
            };
            if near || (said && !upgraded) || head.quoted || (!upgraded && follows()) {
                continue;
            }
            let first = line.tokens.at(from);
            claims.push(Claim {
                span: pair.words(line, first.start, head.end),
                fault: if upgraded {
                    Fault::new("one-of-several")
                } else {
                    Fault::new("superlative")
                },
                line: index,
                source: *row.rests_on.at(0),
            });
        }
    }
    claims
}

/// Whether a superlative follows from what the source says: an end of a range (`aged between 29 and 74`, "the youngest was 29"), or what is
/// so for the first time.
fn licensed(pair: &Pair<'_>, (line, at): (&Line, usize), source: &Line) -> bool {
    let scales = pair.article.lang().pack().scales;
    let tokens = &source.tokens;
    let has = |all: &[&str]| {
        let phrase = |i: usize| all.iter().any(|p| phrase_at(tokens, i, p).is_some());
        (0..tokens.len()).any(phrase)
    };
    let unheard_of = scales
        .unheard_of
        .iter()
        .any(|p| phrase_at(&line.tokens, at, p).is_some());
    if unheard_of {
        return has(scales.first_time);
    }
    // `principal investissement`, "le plus gros investissement".
    let (foremost, most) = scales.foremost;
    let head = line.tokens.get(at..).unwrap_or_default().iter().take(3);
    if has(foremost) && head.clone().any(|t| most.contains(&t.text.as_str())) {
        return true;
    }
    let m = pair.meaning;
    let number = |t: &Token| t.text.starts_with(|c: char| c.is_ascii_digit());
    let numbers: Vec<&str> = line
        .tokens
        .get(at..)
        .unwrap_or_default()
        .iter()
        .filter(|t| number(t))
        .map(|t| t.text.as_str())
        .collect();
    // `between 29 and 74`, `de 29 à 74 ans`.
    tokens.windows(3).any(|w| {
        let joins = m.until.contains(&w.at(1).text.as_str())
            || m.conjunctions.contains(&w.at(1).text.as_str())
            || m.step_to.contains(&w.at(1).text.as_str());
        number(w.at(0))
            && number(w.at(2))
            && joins
            && [w.at(0), w.at(2)]
                .iter()
                .any(|t| numbers.contains(&t.text.as_str()))
    })
}

/// Whether a text has a year or a decade of another age: what dates from there may be called historic.
fn tells_of_long_ago(source: &Draft) -> bool {
    source.numbers().iter().any(|n| {
        matches!(n.kind, NumberKind::Year | NumberKind::Decade)
            && (1000.0..1960.0).contains(&n.value)
    })
}

/// A superlative and its place have at most this many words between them.
const REACH: usize = 7;

/// How wide the place is for which a superlative holds: the place of [`Meaning::scopes`] that stands right behind it, or before it.
fn scope(line: &Line, at: (usize, usize), m: &Meaning) -> Option<(usize, usize)> {
    let tokens = &line.tokens;
    let wide = |i: usize| {
        let text = tokens.at(i).text.as_str();
        m.scopes.iter().position(|s| s.contains(&text))
    };
    let behind = (at.1..tokens.len().min(at.1 + REACH))
        .take_while(|&i| tokens.at(i).pause == Pause::None)
        .find_map(|i| wide(i).map(|w| (w, i)));
    behind.or_else(|| {
        // `the county's tallest chimney`
        let before = at.0.checked_sub(2)?;
        (tokens.at(before + 1).text == "s")
            .then(|| wide(before).map(|w| (w, before)))
            .flatten()
    })
}

/// The first word with a meaning right behind a superlative, a place and a number aside.
fn thing<'a>(line: &'a Line, at: (usize, usize), m: &Meaning) -> Option<&'a str> {
    let tokens = &line.tokens;
    (at.1..tokens.len().min(at.1 + 3))
        .take_while(|&i| tokens.at(i).pause == Pause::None)
        .find(|&i| {
            let text = tokens.at(i).text.as_str();
            tokens.at(i).content
                && !text.starts_with(|c: char| c.is_ascii_digit())
                && !m.scopes.iter().any(|s| s.contains(&text))
        })
        .map(|i| tokens.at(i).stem.as_str())
}

/// Whether two superlatives are not of different things, as far as they say.
fn same_thing(
    (line, at): (&Line, (usize, usize)),
    (source, there): (&Line, (usize, usize)),
    m: &Meaning,
) -> bool {
    let (Some(a), Some(b)) = (thing(line, at, m), thing(source, there, m)) else {
        return true;
    };
    let has = |line: &Line, stem: &str| line.tokens.iter().any(|t| t.stem == stem);
    has(line, b) || has(source, a)
}

/// Superlatives of a time that have become ones of all time: `the worst fire of the year`, "the worst fire ever".
pub(super) fn longer(pair: &Pair<'_>) -> Vec<Claim> {
    let m = pair.meaning;
    let behind = |line: &Line, at: (usize, usize), phrases: &[&str]| {
        (at.1..line.tokens.len().min(at.1 + REACH))
            .take_while(|&i| line.tokens.at(i).pause == Pause::None)
            .find(|&i| {
                phrases
                    .iter()
                    .any(|p| phrase_at(&line.tokens, i, p).is_some())
            })
    };
    let periods = pair.classes.stance.periods;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for &at in pair.ours.superlatives.at(index) {
            let head = line.tokens.at(at.1 - 1);
            let Some(place) = behind(line, at, m.of_all_time).filter(|_| !head.quoted) else {
                continue;
            };
            let bound = row.rests_on.iter().find(|&&s| {
                let source = pair.line(s);
                let mut same = pair
                    .theirs
                    .superlatives
                    .at(s)
                    .iter()
                    .filter(|t| source.tokens.at(t.1 - 1).stem == head.stem);
                same.any(|t| {
                    behind(source, *t, periods).is_some() && same_thing((line, at), (source, *t), m)
                })
            });
            let spoken = m.of_all_time.iter().any(|p| {
                let last = p.rsplit(' ').next().unwrap_or(p);
                !pair.theirs.with_form(last).is_empty()
            });
            let Some(&source) = bound.filter(|_| !spoken) else {
                continue;
            };
            claims.push(covers_more(pair, (index, line), place, source));
        }
    }
    claims
}

/// That the superlative whose scope stands at token `place` holds for more than in line `source` of the source.
fn covers_more(
    pair: &Pair<'_>,
    (index, line): (usize, &Line),
    place: usize,
    source: usize,
) -> Claim {
    let token = line.tokens.at(place);
    Claim {
        span: pair.span(line, token),
        fault: Fault::new("wider").text("word", pair.written(line, token)),
        line: index,
        source,
    }
}

/// Superlatives that hold in a wider place than in the source.
pub(super) fn wider(pair: &Pair<'_>) -> Vec<Claim> {
    let m = pair.meaning;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        for &at in pair.ours.superlatives.at(index) {
            let head = line.tokens.at(at.1 - 1);
            let Some((wide, place)) = scope(line, at, m).filter(|_| !head.quoted) else {
                continue;
            };
            let narrow = row.rests_on.iter().find(|&&s| {
                let source = pair.line(s);
                let mut same = pair
                    .theirs
                    .superlatives
                    .at(s)
                    .iter()
                    .filter(|t| source.tokens.at(t.1 - 1).stem == head.stem);
                same.any(|t| {
                    scope(source, *t, m).is_some_and(|(w, _)| w < wide)
                        && same_thing((line, at), (source, *t), m)
                })
            });
            // Nothing in the source puts anything first, or denies it of others, in a place so wide.
            let spoken = || {
                let mut places = m
                    .scopes
                    .get(wide)
                    .into_iter()
                    .copied()
                    .flatten()
                    .flat_map(|p| pair.theirs.with_form(p));
                places.any(|&n| {
                    !pair.theirs.superlatives.at(n).is_empty()
                        || !pair.theirs.denials.at(n).is_empty()
                })
            };
            let Some(&source) = narrow.filter(|_| !spoken()) else {
                continue;
            };
            claims.push(covers_more(pair, (index, line), place, source));
        }
    }
    claims
}

/// `Plus grande du pays, …`: a superlative without its article, at the start of a clause and before a place.
fn bare(tokens: &[Token], at: usize, m: &Meaning) -> bool {
    let starts = at == 0 || tokens.at(at).pause >= Pause::Comma;
    let place = || {
        (at + 2..tokens.len().min(at + REACH))
            .take_while(|&i| tokens.at(i).pause == Pause::None)
            .any(|i| {
                m.scopes
                    .iter()
                    .any(|s| s.contains(&tokens.at(i).text.as_str()))
            })
    };
    starts
        && m.bare_most.contains(&tokens.at(at).text.as_str())
        && tokens.get(at + 1).is_some_and(|t| t.content)
        && tokens.get(at + 2).is_some_and(|t| !t.content)
        && place()
}

/// Whether a superlative is one of several.
fn partitive(tokens: &[Token], at: usize, m: &Meaning) -> bool {
    (at.saturating_sub(3)..=at).any(|i| {
        m.partitive
            .iter()
            .any(|p| phrase_at(tokens, i, p).is_some_and(|e| e >= at))
    })
}

/// Whether what looks like a superlative and mostly is none is made one: `the latest goal in the history of the cup`.
fn of_all_time(tokens: &[Token], at: usize, m: &Meaning) -> bool {
    (at + 1..tokens.len().min(at + 8)).any(|i| {
        m.of_all_time
            .iter()
            .any(|p| phrase_at(tokens, i, p).is_some())
    })
}

/// The superlatives of a sentence, as half-open ranges of tokens.
pub(super) fn of(line: &Line, m: &Meaning) -> Vec<(usize, usize)> {
    let tokens = &line.tokens;
    let mut found = Vec::new();
    for i in 0..tokens.len() {
        let none = |at: usize| {
            m.no_superlative.iter().any(|p| {
                (at.saturating_sub(2)..=at).any(|j| phrase_at(tokens, j, p).is_some_and(|e| e > at))
            })
        };
        if let Some(end) = m.most.iter().find_map(|p| phrase_at(tokens, i, p)) {
            if !none(i) && tokens.get(end).is_some_and(|t| t.content) {
                found.push((i, end + 1));
            }
        } else if bare(tokens, i, m) {
            found.push((i, i + 2));
        } else if let Some(end) = m.superlatives.iter().find_map(|p| phrase_at(tokens, i, p))
            && !none(i)
        {
            found.push((i, end));
        } else if let Some(ending) = m.superlative_ending
            && i > 0
            && (!none(i) || of_all_time(tokens, i, m))
            && m.determiners.contains(&tokens.at(i - 1).text.as_str())
            && tokens.at(i).text.len() > 5
            && tokens.at(i).text.ends_with(ending)
            && (!m.no_superlative.contains(&tokens.at(i).text.as_str())
                || of_all_time(tokens, i, m))
        {
            found.push((i, i + 1));
        }
    }
    found
}
