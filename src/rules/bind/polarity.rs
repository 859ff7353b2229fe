//! Denials: a "not" that is lost, or one that comes in.
//!
//! A denial is tied to the word that it denies (`n’a pas signé`: signé). The claim is made only where the same word, by stem, stands
//! undenied in the sentence that rests on it, so a paraphrase (`stayed away` for "did not attend") is never claimed.

use super::classes::Classes;
use super::pair::{Claim, Pair, clause_end, phrase_at, senses, shared, stems};
use crate::draft::reading::{Line, Pause};
use crate::draft::total::At as _;
use crate::lang::meaning::Meaning;
use crate::rules::Fault;

/// A denial reaches over at most this many words.
const REACH: usize = 10;
/// Between a denial and the word it denies stand at most this many small words.
const BETWEEN: usize = 5;

/// A sentence of at most so many words with a meaning is short.
const SHORT: usize = 3;
/// Sentences that share so many stems tell the same.
const MUCH: usize = 4;

/// A word or pair of words that denies.
#[derive(Debug)]
pub(super) struct Denial {
    /// The token that denies.
    pub(super) at: usize,
    /// The tokens that it denies.
    pub(super) targets: Vec<usize>,
    /// What it may reach: half open.
    reach: (usize, usize),
    /// It denies a thing (`no train`) and not a verb.
    noun: bool,
    /// It denies for sure: neither a verb such as "refuse" nor a "not only".
    pub(super) plain: bool,
}

impl Denial {
    /// Whether it may deny a token.
    pub(super) fn covers(&self, token: usize) -> bool {
        self.targets.contains(&token) || (self.reach.0 <= token && token < self.reach.1)
    }
}

/// The denials of a sentence.
pub(super) fn denials(line: &Line, m: &Meaning, classes: &Classes) -> Vec<Denial> {
    let tokens = &line.tokens;
    let scales = classes.scales;
    let is = |list: &[&str], i: usize| {
        tokens
            .get(i)
            .is_some_and(|t| list.contains(&t.text.as_str()))
    };
    // `pas un seul`: stress, no restriction.
    let stressed = |k: usize| {
        k.checked_sub(1)
            .is_some_and(|k| m.stress.iter().any(|p| phrase_at(tokens, k, p).is_some()))
    };
    // The first word with a meaning from `from` on.
    let target = |from: usize| {
        (from..tokens.len().min(from + BETWEEN + 1))
            .take_while(|&i| tokens.at(i).pause < Pause::Comma)
            .find(|&i| tokens.at(i).content && !is(m.auxiliaries, i))
    };
    // `knew nothing of it`: the verb before is what is denied.
    let governor = |i: usize| {
        let verb = i.checked_sub(1)?;
        (classes.is_object(&tokens.at(i).text)
            && tokens.at(i).pause == Pause::None
            && tokens.at(verb).content
            && !is(m.auxiliaries, verb))
        .then_some(verb)
    };
    let mut found: Vec<Denial> = Vec::new();
    let mut used = vec![false; tokens.len()];
    for i in 0..tokens.len() {
        if !is(m.particle, i) {
            continue;
        }
        let end = tokens.len().min(i + 8);
        let second = (i + 1..end)
            .take_while(|&j| tokens.at(j).pause < Pause::Stop)
            .find(|&j| is(m.deny_after, j));
        let before = (i.saturating_sub(6)..i)
            .rev()
            .take_while(|&j| tokens.at(j + 1).pause < Pause::Comma)
            .find(|&j| is(m.deny_after, j) && !used.at(j));
        let (first, last) = match (second, before) {
            (Some(j), _) => {
                used.put(j, true);
                (i, j)
            }
            (None, Some(j)) => {
                used.put(j, true);
                (j, i)
            }
            _ => continue,
        };
        let mut targets: Vec<usize> = (first + 1..last.max(i))
            .filter(|&k| tokens.at(k).content && !is(m.auxiliaries, k) && !is(m.deny_after, k))
            .take(1)
            .collect();
        if targets.is_empty() || first != i || is(m.noun_denied, last) {
            targets.extend(target(last + 1));
        }
        let near = clause(line, first, last)
            .filter(|&k| k != first && k != last)
            // `said that … not`: only behind the particle does `que` restrict.
            .any(|k| is(m.restrict, k) && !stressed(k) && !(k < first && is(m.that, k)));
        found.push(Denial {
            noun: is(m.noun_denied, last)
                || is(m.noun_denied, first)
                || is(m.noun_denied, last + 1),
            at: last,
            targets,
            reach: (first, clause_end(tokens, last).min(last + REACH)),
            plain: !near,
        });
    }
    for (i, used) in used.into_iter().enumerate() {
        // `Pas de changement pour la cantine`: without its particle it denies too, but what is not sure.
        let bare = !used
            && !m.particle.is_empty()
            && matches!(
                tokens.at(i).text.as_str(),
                "pas" | "aucun" | "aucune" | "nul" | "nulle" | "guère" | "non" | "jamais"
            );
        if used || !(bare || is(m.deny, i)) {
            continue;
        }
        let near = clause(line, i, i)
            .filter(|&k| k != i)
            .any(|k| is(m.restrict, k) && !stressed(k));
        found.push(Denial {
            noun: is(m.noun_denied, i) || is(m.noun_denied, i + 1),
            at: i,
            targets: governor(i).or_else(|| target(i + 1)).into_iter().collect(),
            reach: (
                governor(i).unwrap_or(i),
                clause_end(tokens, i).min(i + REACH),
            ),
            plain: !near && (is(m.deny, i) || governor(i).is_some()),
        });
    }
    for (i, token) in tokens.iter().enumerate() {
        // `ruled out raising`: the doing stands right behind the verb.
        let doing = scales.refuse_doing.iter().find_map(|p| {
            let end = phrase_at(tokens, i, p)?;
            if !m.particle.is_empty() {
                return is(m.infinitive, end).then(|| target(end + 1)).flatten();
            }
            let next = tokens.get(end)?;
            (next.content && next.text.ends_with("ing")).then_some(end)
        });
        if let Some(end) = doing {
            // A doing is a thing: that an article says `stops running` of what "is withdrawn" adds no denial.
            found.push(Denial {
                noun: true,
                at: i,
                targets: vec![end],
                reach: (i + 1, tokens.len().min(end + REACH)),
                plain: !clause(line, i, i).any(|k| is(m.restrict, k)),
            });
            continue;
        }
        let verb = is(m.refuse_to, i) && is(m.infinitive, i + 1);
        if !verb && !classes.refuse.contains(&token.stem) {
            continue;
        }
        let near = clause(line, i, i).any(|k| is(m.restrict, k));
        // What stands before it may be what is refused (`The offer was refused`).
        for reach in [
            (i.saturating_sub(4), i),
            (i + 1, tokens.len().min(i + REACH)),
        ] {
            found.push(Denial {
                noun: false,
                at: i,
                targets: target(i + 2)
                    .filter(|_| verb && reach.0 > i)
                    .into_iter()
                    .collect(),
                reach,
                plain: verb && !near && reach.0 > i,
            });
        }
    }
    found
}

/// The tokens of the clause around a token.
pub(super) fn clause_at(line: &Line, at: usize) -> std::ops::Range<usize> {
    clause(line, at, at)
}

/// The tokens of the clause around two tokens.
fn clause(line: &Line, first: usize, last: usize) -> std::ops::Range<usize> {
    let start = (0..=first)
        .rev()
        .find(|&i| line.tokens.at(i).pause >= Pause::Comma)
        .unwrap_or(0);
    start..clause_end(&line.tokens, last)
}

/// Whether something may deny a word of the sentence.
pub(super) fn is_denied(denials: &[Denial], token: usize) -> bool {
    denials.iter().any(|d| d.covers(token))
}

/// Whether two sentences say enough of the same: two words besides the one that is compared, or all that there are. Who is nobody in
/// particular does not count (`nobody was hurt`, "several people were hurt").
pub(super) fn alike(pair: &Pair<'_>, line: &Line, source: &Line, stem: &str) -> bool {
    let all = stems(&line.tokens)
        .into_iter()
        .filter(|s| *s != stem && !pair.classes.small.contains(*s))
        .count();
    shared(line, source, stem) >= all.min(2)
}

/// What is compared: a sentence of the article with one of the source.
struct Two<'a> {
    pair: &'a Pair<'a>,
    line: &'a Line,
    ours: &'a [String],
    source: &'a Line,
    theirs: &'a [String],
    /// How many words deny in the source's sentence.
    denials: usize,
}

impl<'a> Two<'a> {
    fn of(pair: &'a Pair<'a>, (index, line): (usize, &'a Line), s: usize) -> Self {
        Self {
            pair,
            line,
            ours: pair.ours.senses.at(index),
            source: pair.line(s),
            theirs: pair.theirs.senses.at(s),
            denials: pair.theirs.denials.at(s).len(),
        }
    }

    /// Whether the two say enough of the same besides one sense. A synonym decides less than the word itself.
    fn alike(&self, sense: &str, stem: &str, same: bool) -> bool {
        if same {
            return alike(self.pair, self.line, self.source, stem)
                || (self.denials == 1 && self.only(stem));
        }
        let theirs = senses(self.source, self.theirs, 0..self.source.tokens.len());
        let ours = senses(self.line, self.ours, 0..self.line.tokens.len());
        let shared = ours.iter().filter(|w| **w != sense && theirs.contains(*w));
        let count = shared
            .filter(|w| !self.pair.classes.small.contains(**w))
            .count();
        count >= 2 && 3 * count >= ours.len().min(theirs.len())
    }

    /// Whether a short sentence shares with this one of the source, besides a stem, a word that no other sentence of the source has.
    fn only(&self, stem: &str) -> bool {
        let ours = stems(&self.line.tokens);
        let theirs = stems(&self.source.tokens);
        // What is denied is told of nowhere else, and something else of it is told again, in whatever form.
        if self.pair.theirs.sentences_with(stem) == 1 && ours.len() <= SHORT + 1 {
            let theirs = senses(self.source, self.theirs, 0..self.source.tokens.len());
            let ours = senses(self.line, self.ours, 0..self.line.tokens.len());
            let denied = |w: &str| self.pair.classes.small.contains(w) || w == stem;
            return ours.iter().any(|w| !denied(w) && theirs.contains(w));
        }
        let lone = |w: &&&str| self.pair.theirs.sentences_with(w) == 1;
        ours.len() <= SHORT
            && ours
                .iter()
                .filter(|w| **w != stem && theirs.contains(*w))
                .any(|w| lone(&w))
    }

    /// Whether the article sets aside what the source denies: `no flowers`, "in place of flowers"; `cannot crew`, "a shortage of crew".
    fn sets_aside(&self, denial: &Denial) -> bool {
        let there = set_aside(self.pair, self.source);
        let denied = |sense: &String| {
            let mut all = self.theirs.iter().enumerate();
            all.any(|(k, s)| s == sense && denial.covers(k) && !there.contains(&k))
        };
        let mut here = set_aside(self.pair, self.line).into_iter();
        here.any(|k| denied(self.ours.at(k)))
    }

    /// How many senses the clauses around two words share.
    fn fit(&self, at: usize, there: usize) -> usize {
        let theirs = senses(self.source, self.theirs, clause(self.source, there, there));
        senses(self.line, self.ours, clause(self.line, at, at))
            .into_iter()
            .filter(|s| theirs.contains(s))
            .count()
    }
}

/// The nouns of a sentence that are said not to be there or not to be wanted.
fn set_aside(pair: &Pair<'_>, line: &Line) -> Vec<usize> {
    let tokens = &line.tokens;
    let noun = |i: usize| {
        let all = pair.classes.scales.set_aside.iter();
        let end = all.filter_map(|p| phrase_at(tokens, i, p)).max()?;
        (end..tokens.len().min(end + BETWEEN))
            .take_while(|&k| tokens.at(k).pause == Pause::None)
            .find(|&k| tokens.at(k).content)
    };
    (0..tokens.len()).filter_map(noun).collect()
}

/// Whether what has not been since a day (`had not won since 1998`) is the first since in the other sentence (`the first win since 1998`).
fn is_first_since(pair: &Pair<'_>, denied: &Line, other: &Line) -> bool {
    let scales = pair.classes.scales;
    let has = |line: &Line, list: &[&str]| {
        let mut tokens = line.tokens.iter();
        tokens.any(|t| list.contains(&t.text.as_str()))
    };
    has(denied, scales.since) && has(other, scales.since) && has(other, scales.first)
}

/// Whether the source denies a sense of sentence `s` of somebody else, without saying it again: `will be refunded. Those with single tickets
/// will not.`
fn denied_again(pair: &Pair<'_>, s: usize, sense: &str) -> bool {
    let (here, next) = (pair.line(s), s + 1);
    let behind = pair.lines().get(next).filter(|l| l.block == here.block);
    let said = pair.theirs.senses.at(s).iter().position(|w| w == sense);
    let elided = |line: &Line, from: usize| {
        let m = pair.meaning;
        line.tokens.iter().enumerate().skip(from).any(|(i, t)| {
            let ends = line
                .tokens
                .get(i + 1)
                .is_none_or(|n| n.pause >= Pause::Comma);
            let verb = i.checked_sub(1).map(|k| line.tokens.at(k).text.as_str());
            let denies =
                m.deny.contains(&t.text.as_str()) || m.deny_after.contains(&t.text.as_str());
            ends && denies
                && verb.is_some_and(|v| m.auxiliaries.contains(&v) || !m.particle.is_empty())
        })
    };
    said.is_some_and(|at| elided(here, at) || behind.is_some_and(|l| elided(l, 0)))
}

/// Whether a denial of the article is about something else than the words `at`: the source denies the very same thing in the same way
/// (`who voted against the merger`), or it stands in another statement of the sentence and the source denies a verb.
fn elsewhere(
    pair: &Pair<'_>,
    (index, line, denial): (usize, &Line, &Denial),
    s: usize,
    (at, verb): (&[usize], bool),
) -> bool {
    let ours = pair.ours.senses.at(index);
    if !verb || at.iter().any(|&i| denial.covers(i)) || denial.targets.is_empty() {
        return false;
    }
    let in_line = |s: usize| {
        let theirs = pair.theirs.senses.at(s);
        pair.theirs.denials.at(s).iter().any(|d| {
            let mut targets = d.targets.iter();
            theirs.at(d.at) == ours.at(denial.at)
                && targets.any(|&t| denial.targets.iter().any(|&k| ours.at(k) == theirs.at(t)))
        })
    };
    // Another sentence that it rests on may be the one that has it.
    let row = pair.alignment.rows.get(index);
    let said = in_line(s)
        || row.is_some_and(|r| {
            r.rests_on
                .iter()
                .any(|&n| pair.theirs.denials.at(n).len() == 1 && in_line(n))
        });
    // Behind a colon it may say the same in other words.
    let apart = |i: usize| {
        let (from, to) = (denial.at.min(i), denial.at.max(i));
        let text = &pair.article.blocks().at(line.block).plain.text;
        text[line.tokens.at(from).end..line.tokens.at(to).start].contains(';')
    };
    said || denial.plain && at.iter().all(|&i| apart(i))
}

/// Whether a word of the article is denied there: not by a word such as "against" that stands in another clause, as it does in the source.
fn reached(pair: &Pair<'_>, (index, line): (usize, &Line), s: usize, at: usize) -> bool {
    let senses = pair.ours.senses.at(index);
    pair.ours.denials.at(index).iter().any(|d| {
        let refuses = !d.plain && pair.classes.refuse.contains(&line.tokens.at(d.at).stem);
        let (from, to) = (d.at.min(at), d.at.max(at));
        let apart = || {
            line.tokens
                .get(from + 1..=to)
                .unwrap_or_default()
                .iter()
                .any(|t| t.pause >= Pause::Comma)
        };
        let there = || pair.theirs.senses.at(s).contains(senses.at(d.at));
        d.covers(at) && !(refuses && apart() && there())
    })
}

/// Denials that are lost or come in.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let theirs = &pair.theirs.denials;
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        let ours = pair.ours.denials.at(index);
        // A verb that denies may be the very verb that was denied: `has not dismissed`, `rejected`.
        // One that stands in both (`protect against`) turns neither.
        let denies = |sense: &str, s: usize, at: &[usize], verb: bool| {
            ours.iter().any(|d| {
                let own = pair.ours.senses.at(index).at(d.at);
                let refuses = pair.classes.refuse.contains(&line.tokens.at(d.at).stem);
                let in_both = refuses && !d.plain && pair.theirs.senses.at(s).contains(own);
                let counts = !line.tokens.at(d.at).quoted && own != sense && !in_both;
                counts && !elsewhere(pair, (index, line, d), s, (at, verb))
            }) || (0..line.tokens.len()).any(|i| {
                let undone = |p: &&str| phrase_at(&line.tokens, i, p).is_some();
                pair.ours.senses.at(index).at(i) != sense && pair.meaning.undo.iter().any(undone)
            })
        };
        let stands = |stem: &str, denied: bool, lines: &[usize]| {
            lines.iter().any(|&s| {
                let senses = pair.theirs.senses.at(s);
                (0..senses.len())
                    .any(|t| senses.at(t) == stem && is_denied(theirs.at(s), t) == denied)
            })
        };
        for &s in &row.rests_on {
            let source = pair.line(s);
            for denial in theirs.at(s).iter().filter(|d| d.plain) {
                for &t in &denial.targets {
                    let (stem, sense) = (&source.tokens.at(t).stem, pair.theirs.senses.at(s).at(t));
                    let two = Two::of(pair, (index, line), s);
                    let at: Vec<usize> = (0..line.tokens.len())
                        .filter(|&i| {
                            *two.ours.at(i) == *sense || pair.one_way(stem, &line.tokens.at(i).stem)
                        })
                        .collect();
                    let same = at.iter().any(|&i| line.tokens.at(i).stem == *stem);
                    // `aucun des onze marins`: a number is no verb.
                    let number = pair
                        .article
                        .lang()
                        .pack()
                        .small(&source.tokens.at(t).text)
                        .number;
                    let verb = !denial.noun && number.is_none();
                    if denies(sense, s, &at, verb)
                        || !two.alike(sense, stem, same)
                        || two.sets_aside(denial)
                        || is_first_since(pair, source, line)
                    {
                        continue;
                    }
                    if at.is_empty()
                        || at.iter().any(|&i| {
                            line.tokens.at(i).quoted || reached(pair, (index, line), s, i)
                        })
                    {
                        continue;
                    }
                    // Where it stands undenied too, the clause that fits better is the one that is meant.
                    let best = two.fit(*at.at(0), t);
                    // `…, is in detention, …`: a clause that says nothing else.
                    let bare = || {
                        let own = clause(line, *at.at(0), *at.at(0));
                        senses(line, two.ours, own).len() == 1 && shared(line, source, stem) >= MUCH
                    };
                    if !same && best < 2 && !bare() {
                        continue;
                    }
                    let meant = row.rests_on.iter().any(|&n| {
                        let other = Two::of(pair, (index, line), n);
                        (0..other.theirs.len()).any(|k| {
                            *other.theirs.at(k) == *sense
                                && !is_denied(theirs.at(n), k)
                                && other.fit(*at.at(0), k) + usize::from(n == s) >= best
                        })
                    });
                    if meant {
                        continue;
                    }
                    claims.push(Claim {
                        span: pair.span(line, line.tokens.at(*at.at(0))),
                        fault: Fault::new("denial-lost")
                            .text("word", pair.written(line, line.tokens.at(*at.at(0))))
                            .text("denial", pair.shown(source, source.tokens.at(denial.at))),
                        line: index,
                        source: s,
                    });
                }
            }
        }
        // `without it, it cannot`: two denials in one statement may make none.
        let alone = |d: &Denial| {
            let same = |i: usize| {
                let (from, to) = (d.at.min(i), d.at.max(i));
                line.tokens
                    .get(from + 1..=to)
                    .unwrap_or_default()
                    .iter()
                    .all(|t| t.pause < Pause::Stop)
            };
            // `and nor will they`: a clause of its own, denied too.
            let own = |o: &Denial| {
                o.at > d.at
                    && pair
                        .classes
                        .scales
                        .nor
                        .contains(&line.tokens.at(o.at).text.as_str())
            };
            ours.iter()
                .all(|o| o.at == d.at || !o.plain || !same(o.at) || own(o))
        };
        let plain = |d: &&Denial| d.plain && !d.noun && alone(d) && !line.tokens.at(d.at).quoted;
        for denial in ours.iter().filter(plain) {
            for &t in &denial.targets {
                let (stem, sense) = (&line.tokens.at(t).stem, pair.ours.senses.at(index).at(t));
                // `not for 37 years`: how long, not what.
                if stem.starts_with(|c: char| c.is_ascii_digit()) && t > denial.at + 1 {
                    continue;
                }
                let Some(&s) = row.rests_on.iter().find(|&&s| {
                    let same = pair.line(s).tokens.iter().any(|t| t.stem == *stem);
                    // `will be exempt`: a word that denies something is no denial of itself.
                    let itself = |d: &Denial| pair.theirs.senses.at(s).at(d.at) == sense;
                    theirs.at(s).iter().all(itself)
                        && stands(sense, false, &[s])
                        && Two::of(pair, (index, line), s).alike(sense, stem, same)
                }) else {
                    continue;
                };
                if pair.theirs.denies(stem)
                    || pair.theirs.denies(sense)
                    || denied_again(pair, s, sense)
                    || is_first_since(pair, line, pair.line(s))
                {
                    continue;
                }
                claims.push(Claim {
                    span: pair.span(line, line.tokens.at(denial.at)),
                    fault: Fault::new("denial-new")
                        .text("word", pair.written(line, line.tokens.at(t)))
                        .text("denial", pair.written(line, line.tokens.at(denial.at))),
                    line: index,
                    source: s,
                });
            }
        }
    }
    claims
}
