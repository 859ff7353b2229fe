//! Hedges and attributions: what the source only says that somebody says, the article must not say as a fact.

use crate::rules::Fault;
use std::collections::BTreeSet;

use super::pair::{Claim, Pair, clause_end, phrase_at, senses, shared, stems};
use super::polarity::{Denial, is_denied};
use crate::draft::reading::{Line, Pause, Token};
use crate::draft::total::At as _;
use crate::lang::meaning::Meaning;

/// Two sentences share at least this many stems before one is the other with another verb.
const REWORDED: usize = 3;

/// What keeps the distance of a word stands at most so many words away from it.
const FAR: usize = 14;

/// What a hedge covers.
pub(super) struct Covered<'a> {
    /// The token that hedges.
    pub(super) at: usize,
    /// The first token behind it and behind the one who says it.
    pub(super) end: usize,
    /// The senses of what it covers.
    pub(super) stems: BTreeSet<&'a str>,
    /// The one word that must be there, when it is known which.
    pub(super) head: Option<&'a str>,
    /// It is a modal verb: what keeps the distance stands right before the head.
    pub(super) modal: bool,
    /// It may be a permission: `may`, and no `have` behind it.
    pub(super) permission: bool,
    /// It belongs to a noun: `the alleged thief`.
    pub(super) noun: bool,
    /// It is a verb by which somebody says it.
    pub(super) speech: bool,
    /// The stems of the one who says it, for an attribution.
    pub(super) by: BTreeSet<&'a str>,
}

/// Hedges that are lost.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, line, row) in pair.rows() {
        if line.heading {
            continue;
        }
        let ours = senses(line, pair.ours.senses.at(index), 0..line.tokens.len());
        for s in pair.around(&row.rests_on) {
            if !pair.theirs.hedged.at(s) {
                continue;
            }
            let source = pair.line(s);
            let denied = pair.theirs.denials.at(s);
            let aligned = row.rests_on.contains(&s);
            let all = covered(pair.meaning, source, pair.theirs.senses.at(s), denied);
            let framed = all.iter().filter(|c| c.head.is_none()).count();
            let lost = all.iter().find(|c| {
                let told = c.stems.iter().filter(|w| ours.contains(*w)).count();
                let enough = if !aligned {
                    told == c.stems.len() && told >= 2
                } else if c.speech && (is_unnamed(pair, c) || accuses(pair.meaning, source, c)) {
                    told >= 3 && 2 * told >= c.stems.len()
                } else if c.speech {
                    told >= 3 && 4 * told >= 3 * c.stems.len()
                } else {
                    told >= c.stems.len().clamp(1, 2) && 2 * told >= c.stems.len()
                };
                // Told with another verb: nearly all the rest must be there, and the sentences must fit besides.
                let reworded = || {
                    let rest = c.stems.len().saturating_sub(1);
                    aligned
                        && !c.noun
                        && !c.modal
                        && told >= 2
                        && 3 * told >= 2 * rest
                        && shared(line, source, "") >= REWORDED
                };
                enough
                    && (c.head.is_none_or(|h| ours.contains(h)) || reworded())
                    && !is_kept(pair, (index, line), c, framed > 0)
                    && !is_fact(pair, line, &pair.around(&row.rests_on), s, c)
            });
            let Some(lost) = lost else { continue };
            // `d’après` is one word to whoever reads it.
            let mut all = pair.meaning.attributions.iter();
            let phrase = all.find_map(|a| phrase_at(&source.tokens, lost.at, a));
            let last = phrase.map_or(lost.at, |end| end - 1);
            let (first, last) = (source.tokens.at(lost.at), source.tokens.at(last));
            let there = &pair.source.blocks().at(source.block).plain.text;
            claims.push(Claim {
                span: line.span,
                fault: Fault::new("claim").text("word", &there[first.start..last.end]),
                line: index,
                source: s,
            });
            break;
        }
    }
    claims
}

/// Whether nobody answers for it: `two people familiar with the matter`.
fn is_unnamed(pair: &Pair<'_>, c: &Covered<'_>) -> bool {
    c.by.iter().any(|w| pair.classes.unnamed.contains(*w))
}

/// Whether who says it accuses somebody: `alleges that`.
fn accuses(m: &Meaning, source: &Line, c: &Covered<'_>) -> bool {
    m.claims.contains(&source.tokens.at(c.at).text.as_str())
}

/// Whether the article keeps the distance of a hedge.
fn is_kept(pair: &Pair<'_>, (index, line): (usize, &Line), c: &Covered<'_>, framed: bool) -> bool {
    if let Some(head) = c.head.filter(|_| c.modal) {
        // `may come`, of who is allowed to: `can come`.
        let permits = pair.article.lang().pack().scales.permits;
        let allowed = || {
            line.tokens
                .iter()
                .any(|t| permits.contains(&t.text.as_str()))
        };
        let at = pair.ours.senses.at(index).iter().position(|w| w == head);
        let led = || at.is_some_and(|at| super::open::is_led(pair, line, at));
        let free = || at.is_some_and(|at| is_offered(pair, line, at));
        return is_open(pair, (index, line), head)
            || (c.permission && (allowed() || free()))
            || led();
    }
    // What stands behind a colon or a semicolon is a statement of its own.
    let own = pair.ours.senses.at(index);
    let first = c.head.or_else(|| {
        let mut told = own.iter().filter(|w| c.stems.contains(w.as_str()));
        told.next().map(String::as_str)
    });
    let part = first.map_or(0..line.tokens.len(), |h| statement(line, own, h));
    // The head may stand in one statement and all the rest in another (`the van failed to stop; a witness claimed it was all over the road`).
    let told = |part: &std::ops::Range<usize>| {
        let words: BTreeSet<&str> = own
            .get(part.clone())
            .unwrap_or_default()
            .iter()
            .map(String::as_str)
            .collect();
        c.stems.iter().filter(|w| words.contains(*w)).count()
    };
    let best = statements(line).max_by_key(&told);
    let other = best.filter(|b| told(b) >= told(&part));
    // `The growers expect`: who says it is the subject of what keeps the distance.
    let subject = || {
        line.tokens.windows(2).any(|two| {
            c.by.contains(two.at(0).stem.as_str())
                && two.at(1).pause == Pause::None
                && (pair.classes.hedges.contains(&two.at(1).stem)
                    || pair.classes.stance.open.contains(&two.at(1).text.as_str()))
        })
    };
    let kept = |part| is_hedged(pair, (index, line), part, c, framed);
    kept(part)
        || other.is_some_and(kept)
        || is_own_act(pair, (index, line), c)
        || (c.head.is_none() && (in_frame(pair, index, c) || subject() || by_view(pair, line, c)))
}

/// Whether a sentence opens with whose view it is, and it is the one who says it in the source: `Pour le syndicat, …`, "For the union, …".
fn by_view(pair: &Pair<'_>, line: &Line, c: &Covered<'_>) -> bool {
    let views = pair.classes.scales.views;
    let opens = |w: &Token| views.contains(&w.text.as_str());
    if !line.tokens.first().is_some_and(opens) || c.by.is_empty() {
        return false;
    }
    let end = clause_end(&line.tokens, 0);
    let who = stems(line.tokens.get(1..end).unwrap_or_default());
    end < line.tokens.len() && !who.is_empty() && who.is_subset(&c.by)
}

/// Whether who says it has become the one who does it: `la piste n'est pas privilégiée, a indiqué la procureure`, told as `la procureure ne
/// privilégie pas la piste`. What the source tells in the passive, without anybody who does it, the sentence tells of the speaker, its subject.
fn is_own_act(pair: &Pair<'_>, (index, line): (usize, &Line), c: &Covered<'_>) -> bool {
    let m = pair.meaning;
    if !c.speech || c.by.is_empty() {
        return false;
    }
    let tokens = &line.tokens;
    let passive = |tokens: &[Token], at: usize| {
        tokens
            .get(at.saturating_sub(3)..at)
            .unwrap_or_default()
            .iter()
            .any(|t| m.passive.contains(&t.text.as_str()) || m.been.contains(&t.text.as_str()))
    };
    let row = pair.alignment.rows.get(index);
    let sources = row.into_iter().flat_map(|r| r.rests_on.iter());
    let done: BTreeSet<&str> = sources
        .flat_map(|&s| {
            let source = &pair.line(s).tokens;
            let own = pair.theirs.senses.at(s);
            (0..source.len()).filter_map(move |k| {
                let next = source.get(k + 1);
                let agent = next.is_some_and(|n| matches!(n.text.as_str(), "by" | "par"));
                (source.at(k).content && passive(source, k) && !agent).then_some(own.at(k).as_str())
            })
        })
        .filter(|w| c.stems.contains(w))
        .collect();
    let subject = tokens.iter().position(|t| t.content);
    let subject = subject.filter(|&i| c.by.contains(tokens.at(i).stem.as_str()));
    subject.is_some_and(|i| {
        (i + 1..tokens.len()).any(|k| {
            done.contains(pair.ours.senses.at(index).at(k).as_str()) && !passive(tokens, k)
        })
    })
}

/// Whether an act is one that somebody is free to do: `have until 14 July to comment`, `invited to comment`, `the deadline for appeals`.
fn is_offered(pair: &Pair<'_>, line: &Line, at: usize) -> bool {
    (at.saturating_sub(FAR)..at).any(|i| {
        let mut all = pair.classes.scales.offers.iter();
        all.any(|p| phrase_at(&line.tokens, i, p).is_some_and(|end| end <= at))
            && line
                .tokens
                .get(i + 1..=at)
                .unwrap_or_default()
                .iter()
                .all(|t| t.pause < Pause::Stop)
    })
}

/// Whether the sentence before or behind says who says it.
fn in_frame(pair: &Pair<'_>, index: usize, c: &Covered<'_>) -> bool {
    let m = pair.meaning;
    let lines = &pair.alignment.article.lines;
    let block = lines.at(index).block;
    let names =
        |line: &Line| c.by.is_empty() || line.tokens.iter().any(|t| c.by.contains(t.stem.as_str()));
    // Where figures come from is known when the paper is named in the paragraph; what a person says needs a word for saying it.
    let paper = |w: &&str| pair.classes.documents.contains(*w);
    if c.speech && c.by.iter().any(paper) && names(lines.at(index)) {
        return true;
    }
    let inside = |l: &&Line| l.block == block;
    let (before, behind) = lines.split_at(index.min(lines.len()));
    let mut paragraph = before
        .iter()
        .rev()
        .take_while(inside)
        .chain(behind.iter().take_while(inside));
    if !c.speech && c.by.iter().any(paper) && paragraph.any(names) {
        return true;
    }
    let near = [index.wrapping_sub(1), index, index + 1];
    near.into_iter().filter_map(|n| lines.get(n)).any(|l| {
        l.block == block
            && l.tokens.iter().enumerate().any(|(i, t)| {
                let says = pair.classes.speech.contains(&t.stem)
                    && !c.stems.contains(t.stem.as_str())
                    || m.attributions
                        .iter()
                        .any(|a| phrase_at(&l.tokens, i, a).is_some());
                let pronoun = || {
                    l.tokens
                        .get(i.saturating_sub(2)..l.tokens.len().min(i + 3))
                        .unwrap_or_default()
                        .iter()
                        .any(|t| m.pronouns.contains(&t.text.as_str()))
                };
                says && !t.quoted && (names(l) || pronoun())
            })
    })
}

/// Whether the source says as much of the sentence elsewhere, without any distance: it is a fact there too.
fn is_fact(pair: &Pair<'_>, line: &Line, rests_on: &[usize], at: usize, c: &Covered<'_>) -> bool {
    let told = shared(line, pair.line(at), "");
    let mut alike = pair.theirs.with_senses(c.stems.iter().copied());
    alike.extend(rests_on);
    c.stems.len() > 1
        && alike.into_iter().any(|n| {
            let l = pair.line(n);
            let theirs = senses(l, pair.theirs.senses.at(n), 0..l.tokens.len());
            let same = c.stems.iter().filter(|w| theirs.contains(*w)).count();
            n != at
                && !pair.theirs.hedged.at(n)
                && !l
                    .tokens
                    .iter()
                    .any(|t| pair.classes.speech.contains(&t.stem))
                && (4 * same >= 3 * c.stems.len()
                    || (rests_on.contains(&n) && shared(line, l, "") >= told))
        })
}

/// Whether a word of the article is left open right before it: by a modal verb, a conditional or a hedge.
fn is_open(pair: &Pair<'_>, (index, line): (usize, &Line), sense: &str) -> bool {
    let m = pair.meaning;
    // Up to the start of its clause, `and` included.
    let ahead = |i: usize| {
        let near = i.saturating_sub(6);
        let joins = |k: usize| {
            let t = line.tokens.at(k);
            t.pause >= Pause::Comma || m.conjunctions.contains(&t.text.as_str())
        };
        let far = i.saturating_sub(FAR);
        let mut from = near;
        while from > far && !joins(from) {
            from -= 1;
        }
        from
    };
    let open = |i: usize| {
        line.tokens
            .get(ahead(i)..=i)
            .unwrap_or_default()
            .iter()
            .any(|t| {
                let text = t.text.as_str();
                t.quoted
                    || m.modals.contains(&text)
                    || m.reported.contains(&text)
                    || m.claims.contains(&text)
                    || pair.classes.hedges.contains(&t.stem)
            })
    };
    let phrase = |i: usize| {
        let mut from = ahead(i)..=i;
        from.any(|k| {
            m.hedges
                .iter()
                .any(|h| h.contains([' ', '-']) && phrase_at(&line.tokens, k, h).is_some())
        })
    };
    // `un débordement est possible`.
    let behind = |i: usize| {
        let near = line
            .tokens
            .get(i + 1..line.tokens.len().min(i + FAR))
            .unwrap_or_default();
        near.windows(2)
            .take_while(|two| two.at(0).pause < Pause::Stop)
            .any(|two| {
                (m.passive.contains(&two.at(0).text.as_str())
                    || pair
                        .article
                        .lang()
                        .pack()
                        .scales
                        .remains
                        .contains(&two.at(0).text.as_str()))
                    && pair.classes.hedges.contains(&two.at(1).stem)
                    && !pair.classes.speech.contains(&two.at(1).stem)
                    && !m.suspects.contains(&two.at(1).text.as_str())
            })
    };
    // `Le lancement devrait intervenir en janvier`: of a noun the modal verb stands behind.
    let noun = |i: usize| {
        line.tokens
            .get(i + 1..line.tokens.len().min(i + FAR))
            .unwrap_or_default()
            .iter()
            .take_while(|t| t.pause < Pause::Comma && !m.conjunctions.contains(&t.text.as_str()))
            .any(|t| {
                let text = t.text.as_str();
                m.modals.contains(&text) || m.reported.contains(&text)
            })
    };
    let open = |i: usize| open(i) || phrase(i) || behind(i) || noun(i);
    let mut at = (0..line.tokens.len()).filter(|&i| pair.ours.senses.at(index).at(i) == sense);
    at.any(open)
}

/// The statements of a sentence, from one stop to the next.
fn statements(line: &Line) -> impl Iterator<Item = std::ops::Range<usize>> {
    let stop = |i: &usize| line.tokens.at(*i).pause >= Pause::Stop;
    let mut starts: Vec<usize> = (1..line.tokens.len()).filter(stop).collect();
    starts.insert(0, 0);
    let ends: Vec<usize> = starts
        .get(1..)
        .unwrap_or_default()
        .iter()
        .copied()
        .chain([line.tokens.len()])
        .collect();
    starts.into_iter().zip(ends).map(|(a, b)| a..b)
}

/// The statement that a word stands in: from one stop to the next, colons and semicolons included.
fn statement(line: &Line, senses: &[String], sense: &str) -> std::ops::Range<usize> {
    let tokens = &line.tokens;
    let Some(at) = senses.iter().position(|w| w == sense) else {
        return 0..tokens.len();
    };
    let start = (0..=at)
        .rev()
        .find(|&i| tokens.at(i).pause >= Pause::Stop)
        .unwrap_or(0);
    let end = (at + 1..tokens.len())
        .find(|&i| tokens.at(i).pause >= Pause::Stop)
        .unwrap_or(tokens.len());
    start..end
}

/// Whether a statement of the article keeps its distance in any way: a hedge, an attribution, a verb of speech, the conditional, quotation
/// marks, a question. Where the source has both a hedge and one who says it (`framed`), naming the one who speaks is no hedge of what is only
/// taken for granted.
fn is_hedged(
    pair: &Pair<'_>,
    (index, line): (usize, &Line),
    part: std::ops::Range<usize>,
    c: &Covered<'_>,
    framed: bool,
) -> bool {
    let m = pair.meaning;
    let text = line.span.slice(pair.article.text());
    let tokens = &line.tokens;
    let own = pair.ours.senses.at(index);
    let told = own
        .iter()
        .position(|w| c.head.map_or(c.stems.contains(w.as_str()), |h| w == h));
    // That somebody is charged, behind what he is called, does not make it an open question what he is.
    let status = |i: usize| {
        c.noun
            && told.is_some_and(|h| {
                i > h + 2
                    && tokens
                        .get(h..i)
                        .unwrap_or_default()
                        .iter()
                        .any(|t| m.passive.contains(&t.text.as_str()))
            })
            && m.suspects.iter().any(|p| phrase_at(tokens, i, p).is_some())
    };
    let says = |i: usize| {
        let t = tokens.at(i);
        if c.stems.contains(own.at(i).as_str()) || !pair.classes.speech.contains(&t.stem) {
            return false;
        }
        // `une enquête a été lancée`: a thing to which it was done, no speech.
        let done = i > 0 && m.been.contains(&tokens.at(i - 1).text.as_str());
        let that = tokens
            .get(i + 1..)
            .unwrap_or_default()
            .iter()
            .take(3)
            .any(|t| m.that.contains(&t.text.as_str()) || m.infinitive.contains(&t.text.as_str()));
        if done && !that {
            return false;
        }
        let Some(head) = told else { return true };
        // Who denies it only behind a comma has it said as a fact (`he stole it, which he denies`).
        if pair.classes.refuse.contains(&t.stem) {
            return i < head && clause_end(tokens, i) > head;
        }
        let granted = || {
            tokens
                .get(i.min(head)..head.max(i))
                .unwrap_or_default()
                .iter()
                .any(|t| m.granted.contains(&t.text.as_str()))
        };
        !(framed && c.head.is_some() && granted())
    };
    text.contains('?')
        || part.into_iter().any(|i| {
            let t = tokens.at(i);
            let word = t.text.as_str();
            let attributed = || {
                let frame = |a: &&str| phrase_at(tokens, i, a).is_some();
                let granted = framed
                    && c.head.is_some()
                    && told.is_some_and(|h| {
                        tokens
                            .get(i.min(h)..h.max(i))
                            .unwrap_or_default()
                            .iter()
                            .any(|t| m.granted.contains(&t.text.as_str()))
                    });
                !granted && m.attributions.iter().any(frame)
            };
            t.quoted
                || (!status(i)
                    && ((pair.classes.hedges.contains(&t.stem)
                        && !c.stems.contains(own.at(i).as_str()))
                        || m.claims.contains(&word)))
                || says(i)
                || m.modals.contains(&word)
                || m.reported.contains(&word)
                || attributed()
                || (!status(i)
                    && m.hedges
                        .iter()
                        .any(|h| h.contains([' ', '-']) && phrase_at(tokens, i, h).is_some()))
        })
}

/// The hedges of a sentence of the source.
pub(super) fn covered<'a>(
    m: &Meaning,
    line: &'a Line,
    own: &'a [String],
    denied: &[Denial],
) -> Vec<Covered<'a>> {
    let tokens = &line.tokens;
    let small = |i: usize| m.auxiliaries.contains(&tokens.at(i).text.as_str());
    // `it could not pay`: what was possible, no guess.
    let could_not = |i: usize| {
        m.past_ability.contains(&tokens.at(i).text.as_str())
            && tokens
                .get(i + 1)
                .is_some_and(|n| m.deny.contains(&n.text.as_str()))
    };
    let mut found = super::speech::reported(m, line, own);
    for (i, t) in tokens.iter().enumerate() {
        let covers = |from: usize, to: usize| -> BTreeSet<&'a str> {
            senses(line, own, from.min(tokens.len())..to.min(tokens.len()))
        };
        if let Some(end) = m.attributions.iter().find_map(|a| phrase_at(tokens, i, a)) {
            let stop = clause_end(tokens, end.saturating_sub(1)).min(end + 8);
            let by = stems(tokens.get(end.min(stop)..stop).unwrap_or_default());
            // At the head it covers what follows, else what comes before.
            let head = i == 0 || tokens.at(i).pause >= Pause::Stop;
            let stems = if head {
                covers(stop, tokens.len())
            } else {
                covers(0, i)
            };
            found.push(Covered {
                at: i,
                end: stop,
                modal: false,
                permission: false,
                speech: false,
                stems,
                head: None,
                noun: false,
                by,
            });
            continue;
        }
        let claim = m.claims.contains(&t.text.as_str()) && !is_denied(denied, i);
        // `in May`: a month. A verb such as "fail" behind it does not deny it.
        let month = t.capital && i > 0;
        let denies = could_not(i) || denied.iter().any(|d| d.plain && d.covers(i));
        let modal = m.modals.contains(&t.text.as_str()) && !month && !denies;
        // `le meurtrier présumé`: the noun before it is what is only claimed.
        if claim
            && let Some(noun) = i.checked_sub(1).map(|k| tokens.at(k))
            && noun.content
            && !noun.capital
            && t.pause == Pause::None
            && tokens.get(i + 1).is_none_or(|n| n.text != "of")
            && !m.passive.contains(&noun.text.as_str())
        {
            found.push(Covered {
                at: i,
                end: i + 1,
                modal: false,
                permission: false,
                speech: false,
                stems: BTreeSet::from([own.at(i - 1).as_str()]),
                head: Some(own.at(i - 1)),
                noun: true,
                by: BTreeSet::new(),
            });
        }
        let reported = m.reported.contains(&t.text.as_str())
            && !tokens
                .get(..i)
                .unwrap_or_default()
                .iter()
                .any(|w| m.plain_conditional.contains(&w.text.as_str()));
        if !claim && !reported && !modal {
            continue;
        }
        let end = clause_end(tokens, i).min(i + 10);
        let head =
            (i + 1..end).find(|&k| tokens.at(k).content && !small(k) && !tokens.at(k).capital);
        let mut stems = covers(i + 1, end);
        stems.remove(own.at(i).as_str());
        if let Some(head) = head {
            found.push(Covered {
                at: i,
                end: i + 1,
                modal: modal && !claim && !reported,
                permission: t.text == "may"
                    && tokens
                        .get(i + 1)
                        .is_none_or(|n| !m.done.contains(&n.text.as_str())),
                speech: false,
                stems,
                head: Some(own.at(head)),
                noun: claim && head == i + 1 && tokens.at(head).pause == Pause::None,
                by: BTreeSet::new(),
            });
        }
    }
    found
}
