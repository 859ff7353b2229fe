//! Interviews that are printed without quotation marks: questions and answers in turn, told by their structure.

use std::collections::{BTreeMap, BTreeSet};

use crate::draft::compare::fold;
use crate::draft::total::At as _;
use crate::draft::{BlockKind, Draft, same_name};
use crate::span::Span;

/// Fewer questions than this, each with an answer, are no interview.
const TURNS: usize = 3;
/// So many answers at least speak of themselves.
const PERSONAL: usize = 2;
/// A question has no more words.
const QUESTION: usize = 45;
/// A label has no more words.
const LABEL: usize = 5;

/// What is said in an interview.
#[derive(Debug, Default)]
pub struct Interview {
    said: Vec<Said>,
}

/// A paragraph or a line of an interview.
#[derive(Debug, Clone)]
struct Said {
    block: usize,
    start: usize,
    end: usize,
    label: Option<String>,
    answer: bool,
}

impl Interview {
    /// Finds the interview of a text, if it has one.
    #[must_use]
    pub fn read(draft: &Draft) -> Self {
        let lines = units(draft, true);
        let said = labelled(draft, &lines)
            .or_else(|| questioned(draft, &units(draft, false)))
            .or_else(|| questioned(draft, &lines));
        Self {
            said: said.unwrap_or_default(),
        }
    }

    /// The texts that are said.
    pub fn texts<'d>(&self, draft: &'d Draft) -> impl Iterator<Item = &'d str> {
        self.said.iter().filter_map(|s| text(draft, s))
    }

    /// Who else says what stands at a place of the interview, when it cannot be `name`: the one whose label it bears, or, with no text,
    /// the person interviewed, of whose answers `name` is a subject.
    #[must_use]
    pub fn other(&self, draft: &Draft, span: Span, name: &str) -> Option<Option<String>> {
        let place = |s: &Said| {
            let block = draft.blocks().at(s.block);
            block.plain.span(s.start, s.end)
        };
        let at = self.said.iter().find(|s| place(s).contains(span))?;
        if let Some(label) = at.label.as_deref().filter(|l| l.contains(' ')) {
            let known = self
                .said
                .iter()
                .filter_map(|s| s.label.as_deref())
                .any(|l| same_name(l, label) && same_name(l, name));
            let acronym = !label.chars().any(char::is_lowercase);
            return (!known && !acronym).then(|| Some(label.to_owned()));
        }
        let inside = |span: Span| {
            self.said
                .iter()
                .any(|s| s.answer && place(s).contains(span))
        };
        let mut subject = false;
        for n in draft.names().iter().filter(|n| same_name(&n.text, name)) {
            if !inside(n.span) {
                return None;
            }
            subject |= n.person.is_some() || n.text.contains(' ');
        }
        subject.then_some(None)
    }
}

fn text<'d>(draft: &'d Draft, said: &Said) -> Option<&'d str> {
    let block = draft.blocks().get(said.block)?;
    block.plain.text.get(said.start..said.end)
}

/// The paragraphs of a text, or its lines.
fn units(draft: &Draft, lines: bool) -> Vec<Said> {
    let mut found = Vec::new();
    for (index, block) in draft.blocks().iter().enumerate() {
        if matches!(
            block.kind,
            BlockKind::Code | BlockKind::Html | BlockKind::Row
        ) {
            continue;
        }
        let text = &block.plain.text;
        // A line begins with a word, and a break of the source stands before it.
        let breaks = block.words.windows(2).filter(|w| {
            let between = draft.text().get(w.at(0).span.end..w.at(1).span.start);
            lines && between.is_some_and(|b| b.contains('\n'))
        });
        let mut at = 0;
        for end in breaks.map(|w| w.at(1).start).chain([text.len()]) {
            let line = text.get(at..end).unwrap_or("");
            let start = at + line.len() - line.trim_start().len();
            let stop = at + line.trim_end().len();
            at = end;
            if start < stop {
                found.push(Said {
                    block: index,
                    start,
                    end: stop,
                    label: None,
                    answer: false,
                });
            }
        }
    }
    found
}

/// Whether somebody speaks of themselves.
fn personal(text: &str, draft: &Draft) -> bool {
    let first = draft.lang().pack().desk.first_person;
    text.split(|c: char| !c.is_alphanumeric())
        .any(|w| first.binary_search(&fold(w).as_str()).is_ok())
}

/// Questions that stand alone, each with what follows it.
fn questioned(draft: &Draft, units: &[Said]) -> Option<Vec<Said>> {
    let asks = |s: &Said| {
        text(draft, s).is_some_and(|t| {
            t.ends_with('?')
                && !t.starts_with(['«', '“', '"', '—', '–', '['])
                && t.split_whitespace().count() <= QUESTION
        })
    };
    let ask: Vec<bool> = units.iter().map(asks).collect();
    let answered = ask.windows(2).filter(|w| *w.at(0) && !w.at(1)).count();
    if answered < TURNS {
        return None;
    }
    let last = ask.iter().rposition(|a| *a)?;
    let mut said = Vec::new();
    let mut open = false;
    let mut own = 0;
    for (i, (unit, ask)) in units.iter().zip(&ask).enumerate() {
        let Some(text) = text(draft, unit) else {
            continue;
        };
        if *ask {
            open = true;
        } else {
            let me = personal(text, draft);
            // Behind the last answer stands whatever closes the page.
            open &= i <= last + 1 || me;
            if !open || text.starts_with('[') {
                continue;
            }
            own += usize::from(me);
        }
        said.push(Said {
            answer: !ask,
            ..unit.clone()
        });
    }
    (own >= PERSONAL).then_some(said)
}

/// Lines that begin with the name of whoever speaks: `Q: …`, `A: …`, `L'Écho : …`, `MAUD PERRIN: …`.
fn labelled(draft: &Draft, units: &[Said]) -> Option<Vec<Said>> {
    let label = |s: &Said| -> Option<(String, usize)> {
        let text = text(draft, s)?;
        let (label, rest) = text.split_once(':')?;
        let name = label.trim();
        let words = name.split_whitespace().count();
        let fits = (1..=LABEL).contains(&words)
            && name.starts_with(char::is_uppercase)
            && name.chars().all(|c| {
                c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | '\'' | '’' | '-' | '‑')
            })
            && rest.starts_with(char::is_whitespace)
            && !rest.trim().is_empty();
        let behind = text.len() - rest.trim_start().len();
        fits.then(|| (name.to_owned(), s.start + behind))
    };
    let labels: Vec<Option<(String, usize)>> = units.iter().map(label).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let mut asks: BTreeMap<&str, usize> = BTreeMap::new();
    for (unit, (name, _)) in units
        .iter()
        .zip(&labels)
        .filter_map(|(u, l)| Some((u, l.as_ref()?)))
    {
        *times.entry(name).or_default() += 1;
        let asked = text(draft, unit).is_some_and(|t| t.ends_with('?'));
        *asks.entry(name).or_default() += usize::from(asked);
    }
    let speakers: BTreeSet<&str> = times
        .iter()
        .filter(|(_, n)| **n >= TURNS - 1)
        .map(|(l, _)| *l)
        .collect();
    let of = |all: &BTreeMap<&str, usize>, label: &str| all.get(label).copied().unwrap_or(0);
    let asking: BTreeSet<&str> = speakers
        .iter()
        .copied()
        .filter(|l| 2 * of(&asks, l) > of(&times, l))
        .collect();
    let turns: usize = asking.iter().map(|l| of(&times, l)).sum();
    if turns < TURNS || speakers.len() == asking.len() {
        return None;
    }
    let mut said: Vec<Said> = Vec::new();
    let mut now: Option<(String, usize)> = None;
    let last = labels
        .iter()
        .rposition(|l| l.as_ref().is_some_and(|l| speakers.contains(l.0.as_str())))?;
    for (i, (unit, label)) in units.iter().zip(&labels).enumerate().take(last + 1) {
        let named = label.as_ref().filter(|l| speakers.contains(l.0.as_str()));
        let start = named.map_or(unit.start, |l| l.1);
        if let Some((name, _)) = named {
            now = Some((name.clone(), i));
        }
        let Some((name, _)) = &now else { continue };
        said.push(Said {
            start,
            answer: !asking.contains(name.as_str()),
            label: Some(name.clone()),
            ..unit.clone()
        });
    }
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn interviews_are_found_by_their_turns() {
        for (lang, text, answers) in [
            (
                Lang::EN,
                "Who broke it?\n\nI did.\n\nWhen?\n\nI think at nine.\n\nAnd why?\n\nNobody asked me before.\n\nSign up to the newsletter.\n",
                3,
            ),
            (
                Lang::EN,
                "Q: Who broke it?\nA: I did.\nQ: When?\nA: At nine.\nQ: And why?\nA: No reason.\n",
                3,
            ),
            (
                Lang::FR,
                "L’Écho : Qui l’a cassé ?\n\nMaud Perrin : Moi.\n\nJe le jure.\n\nL’Écho : Quand ?\n\nMaud Perrin : À neuf heures.\n\nL’Écho : Pourquoi ?\n\nMaud Perrin : Pour voir.\n",
                4,
            ),
            // Questions of the writer, a list with labels, a news item: nobody is interviewed.
            (
                Lang::EN,
                "Is this the end? Nobody knows. The mill is shut.\n\nWho will pay?\n\nThe town will.\n",
                0,
            ),
            (
                Lang::EN,
                "Price: £4\n\nDate: 4 May\n\nPlace: Orsk\n\nPrice: £5\n",
                0,
            ),
            (
                Lang::EN,
                "What is it?\n\nA pump.\n\nWhere is it?\n\nIn Orsk.\n\nWho pays?\n\nThe town.\n",
                0,
            ),
        ] {
            let found = Interview::read(&Draft::parse(text, lang));
            let count = found.said.iter().filter(|s| s.answer).count();
            assert_eq!(count, answers, "{text}: {found:?}");
        }
    }
}
