//! Titles, headings and descriptions out of the words of the source: what a weak model writes of its own is too often wrong. Candidates are whole
//! clauses of the source, shortened only before a preposition; the validators choose.

use super::Runner;
use super::reword::operators::{capital, uncapital};
use crate::draft::Draft;
use crate::draft::reading::{Line, Pause, Token};
use crate::emit::units;
use crate::emit::{Slot, Step};
use crate::lang::Lang;

/// More candidates are not looked at.
const MOST: usize = 160;
/// Lines are made of so many first sentences: what matters stands there, and a long source is not read for each line.
const SENTENCES: usize = 40;
/// A heading has so many words at most.
const HEADING: usize = 8;
/// A line of fewer words says nothing.
const FEWEST: usize = 3;

impl Runner<'_> {
    /// Whether code proposes lines for this step.
    pub(super) fn has_proposals(&self, step: &Step) -> bool {
        let line = match &step.slot {
            Slot::Title | Slot::Heading(_) => true,
            Slot::Meta(key) => key == "description",
            _ => false,
        };
        self.parts.profile.by_sentence && step.custom.is_none() && line
    }

    /// The lines that code can make of the source for a step, the best guesses first.
    pub(super) fn proposals(&self, index: usize, step: &Step) -> Vec<String> {
        if !self.has_proposals(step) {
            return Vec::new();
        }
        let lang = self.plan.lang();
        let phrase = self
            .plan
            .facts
            .keyphrase
            .as_ref()
            .map(|(text, _)| text.as_str());
        let mut out = match &step.slot {
            Slot::Title => {
                let mut parts = self.headline_parts();
                parts.extend(clauses(&self.sentences_of(index), lang));
                titles(&parts, phrase, lang)
            }
            Slot::Heading(_) => {
                let sentences = self.sentences_of(index);
                let mut parts = self.names_of(&sentences);
                parts.extend(subjects(&sentences, lang));
                parts.extend(clauses(&sentences, lang));
                let mut lines = headings(&parts, phrase, lang);
                // The recipe's own word for the part says nothing wrong.
                lines.extend(self.name_of(&step.slot));
                lines
            }
            Slot::Meta(_) => descriptions(&self.sentences_of(index), phrase, lang),
            _ => Vec::new(),
        };
        out.truncate(MOST);
        out
    }

    /// Whether each part of a line stands in the source word for word. A weak model puts the words of a source together otherwise, and then they
    /// say something else, or lack their articles.
    pub(super) fn is_safe_line(&self, index: usize, line: &str) -> bool {
        let lang = self.plan.lang();
        let phrase = self
            .plan
            .facts
            .keyphrase
            .as_ref()
            .map_or("", |(text, _)| text.as_str());
        let mut known: Vec<Vec<String>> = vec![words_of(phrase, lang)];
        known.extend(self.headline_parts().iter().map(|p| words_of(p, lang)));
        known.extend(self.sentences_of(index).iter().map(|s| words_of(s, lang)));
        line.split(':')
            .map(|part| words_of(part, lang))
            .all(|part| {
                part.len() >= 2
                    && known
                        .iter()
                        .any(|k| k.windows(part.len()).any(|w| w == part))
            })
    }

    fn headline_parts(&self) -> Vec<String> {
        let headline = self.source.headline().map(|t| t.text).unwrap_or_default();
        let parts = headline.split([':', ';', '|', '–', '—']);
        parts
            .map(|p| p.trim().trim_end_matches('.').to_owned())
            .filter(|p| !p.is_empty())
            .collect()
    }

    /// The names of more than one word in some sentences, the one told most often first.
    fn names_of(&self, sentences: &[String]) -> Vec<String> {
        let draft = Draft::parse(&sentences.join("\n\n"), self.plan.lang());
        let mut counted: Vec<(usize, &str)> = Vec::new();
        for name in draft
            .names()
            .iter()
            .filter(|n| n.text.contains(' ') && n.person.is_none())
        {
            match counted.iter_mut().find(|(_, t)| *t == name.text) {
                Some((n, _)) => *n += 1,
                None => counted.push((1, &name.text)),
            }
        }
        counted.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
        counted.into_iter().map(|(_, t)| t.to_owned()).collect()
    }

    /// What the recipe calls a part: `a-retenir` is `A retenir`.
    fn name_of(&self, slot: &Slot) -> Option<String> {
        let Slot::Heading(section) = slot else {
            return None;
        };
        let budget = self.parts.budgets.sections.get(*section)?;
        Some(capital(&budget.section.replace(['-', '_'], " ")))
    }

    /// The sentences of the source that a line is about.
    fn sentences_of(&self, index: usize) -> Vec<String> {
        let steps = &self.parts.steps;
        let units = match steps.get(index).map(|s| &s.slot) {
            Some(Slot::Heading(own)) => {
                let body = steps
                    .iter()
                    .position(|s| matches!(s.slot, Slot::Piece(at, _) if at == *own));
                body.map_or(Vec::new(), |i| self.composer.units(i))
            }
            _ => units::of_source(self.source),
        };
        units
            .into_iter()
            .filter(|u| u.stands_alone && !u.text.contains(['«', '“', '"']))
            .map(|u| u.text)
            .take(SENTENCES)
            .collect()
    }
}

fn stems(draft: &Draft) -> impl Iterator<Item = String> + use<> {
    let tokens: Vec<Token> = draft
        .reading()
        .lines
        .iter()
        .flat_map(|l: &Line| l.tokens.clone())
        .collect();
    tokens.into_iter().filter(|t| t.content).map(|t| t.stem)
}

/// The words of a text in normal form.
fn words_of(text: &str, lang: Lang) -> Vec<String> {
    let draft = Draft::parse(text, lang);
    let reading = draft.reading();
    reading
        .lines
        .iter()
        .flat_map(|l| &l.tokens)
        .map(|t| t.text.clone())
        .collect()
}

/// The clauses of sentences that can stand as a line, whole and shortened before a preposition, the longest first.
fn clauses(sentences: &[String], lang: Lang) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for sentence in sentences {
        let draft = Draft::parse(sentence, lang);
        let reading = draft.reading();
        let Some(line) = reading.lines.first() else {
            continue;
        };
        let opens = |t: &Token| lang.pack().rewording.subordinate.contains(&t.text.as_str());
        // The comma of a decimal parts nothing.
        let inside = |i: usize| line.figures.iter().any(|(a, b)| *a < i && i < *b);
        let parts = |i: &usize| {
            line.tokens
                .get(*i)
                .is_some_and(|t| t.pause != Pause::None || opens(t))
                && !inside(*i)
        };
        let end = (1..line.tokens.len())
            .find(parts)
            .unwrap_or(line.tokens.len());
        for to in (FEWEST..=end).rev() {
            let whole = to == end;
            let link = line
                .tokens
                .get(to)
                .is_some_and(|t| lang.pack().rewording.adjunct.contains(&t.text.as_str()));
            let text = line
                .tokens
                .get(to - 1)
                .and_then(|last| sentence.get(..last.end));
            let stranded = line
                .tokens
                .get(to - 1)
                .is_some_and(|t| lang.pack().never_last.contains(&t.text.as_str()));
            if (whole || link && !inside(to))
                && !stranded
                && let Some(text) = text
            {
                let text = text.trim().to_owned();
                if !out.contains(&text) {
                    out.push(text);
                }
            }
        }
    }
    out
}

/// What sentences speak of: their first words, up to an auxiliary.
fn subjects(sentences: &[String], lang: Lang) -> Vec<String> {
    let pack = lang.pack();
    let subject = |sentence: &String| {
        let draft = Draft::parse(sentence, lang);
        let reading = draft.reading();
        let tokens = &reading.lines.first()?.tokens;
        let verb = tokens
            .iter()
            .position(|t| pack.auxiliaries.contains(&t.text.as_str()))?;
        let plain = tokens.iter().take(verb + 1).skip(1).all(|t| {
            t.pause == Pause::None && !pack.rewording.subordinate.contains(&t.text.as_str())
        });
        let last = tokens.get(verb.checked_sub(1)?)?;
        (plain && (FEWEST..=HEADING).contains(&verb))
            .then(|| sentence.get(..last.end).map(str::to_owned))?
    };
    sentences.iter().filter_map(subject).collect()
}

/// `Keyphrase : clause`, two parts in a row, a part alone.
fn titles(parts: &[String], phrase: Option<&str>, lang: Lang) -> Vec<String> {
    let colon = if lang.code() == "fr" {
        "\u{a0}: "
    } else {
        ": "
    };
    let mut out = Vec::new();
    if let Some(phrase) = phrase {
        let phrase = capital(phrase);
        out.extend(
            parts
                .iter()
                .map(|p| format!("{phrase}{colon}{}", small(p, lang))),
        );
    }
    for a in parts.iter().take(6) {
        for b in parts.iter().take(12).filter(|b| *b != a) {
            let shared = stems(&Draft::parse(a, lang))
                .any(|s| stems(&Draft::parse(b, lang)).any(|t| t == s));
            if !shared {
                out.push(format!("{}{colon}{}", capital(a), small(b, lang)));
            }
        }
    }
    out.extend(parts.iter().map(|p| capital(p)));
    out
}

fn headings(clauses: &[String], phrase: Option<&str>, lang: Lang) -> Vec<String> {
    let words = |t: &str| t.split_whitespace().count();
    let mut out: Vec<String> = clauses
        .iter()
        .filter(|c| words(c) <= HEADING)
        .map(|c| capital(c))
        .collect();
    if let Some(phrase) = phrase {
        let colon = if lang.code() == "fr" {
            "\u{a0}: "
        } else {
            ": "
        };
        let short = clauses
            .iter()
            .filter(|c| words(c) + words(phrase) <= HEADING + 2);
        out.extend(short.map(|c| format!("{}{colon}{}", capital(phrase), small(c, lang))));
    }
    out
}

/// Whole sentences, one or two in a row, with the keyphrase in front where they lack it.
fn descriptions(sentences: &[String], phrase: Option<&str>, lang: Lang) -> Vec<String> {
    let colon = if lang.code() == "fr" {
        "\u{a0}: "
    } else {
        ": "
    };
    let mut out: Vec<String> = Vec::new();
    for (i, sentence) in sentences.iter().enumerate() {
        out.push(sentence.clone());
        if let Some(next) = sentences.get(i + 1) {
            out.push(format!("{sentence} {next}"));
        }
    }
    for clause in clauses(sentences, lang) {
        out.push(format!("{clause}."));
    }
    if let Some(phrase) = phrase {
        let led: Vec<String> = out
            .iter()
            .map(|t| format!("{}{colon}{}", capital(phrase), small(t, lang)))
            .collect();
        out.extend(led);
    }
    out
}

/// With a small first letter, where the first word is no name.
fn small(text: &str, lang: Lang) -> String {
    let pack = lang.pack();
    let first = crate::draft::compare::fold(text);
    let first = first.split([' ', '\'']).next().unwrap_or("");
    let known = pack.determiners.contains(&first)
        || pack.elisions.contains(&first)
        || pack.function_words.contains(&first)
        || pack.rewording.movable.contains(&first)
        || pack.dictionary.has(first);
    if known {
        uncapital(text)
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_whole_clauses_of_the_source() {
        let sentences = ["La route départementale 27 est coupée entre Saint-Aubin et Marsac dans les deux sens, selon la préfecture.".to_owned()];
        let found = clauses(&sentences, Lang::FR);
        assert_eq!(
            found[0],
            "La route départementale 27 est coupée entre Saint-Aubin et Marsac dans les deux sens"
        );
        assert!(
            found.contains(
                &"La route départementale 27 est coupée entre Saint-Aubin et Marsac".to_owned()
            ),
            "{found:?}"
        );
        let titles = titles(&found, Some("crue"), Lang::FR);
        assert!(
            titles
                .iter()
                .any(|t| t.starts_with("Crue\u{a0}: la route départementale 27 est coupée")),
            "{titles:?}"
        );
    }
}
