//! Sentences in another order, by rules of the language: a phrase of time comes to the front, the source of a statement to the front or the
//! end, a semicolon becomes a full stop. Nothing is added and nothing is left out. Where the sentence does not show that the
//! order is free, it stays.

use crate::draft::Draft;
use crate::draft::reading::{Pause, Token};
use crate::lang::{Lang, Pack};

/// A longer name of a source is not moved.
const SOURCE: usize = 9;
/// A longer phrase of time is not moved.
const PHRASE: usize = 9;
/// A side of a semicolon with fewer words is no sentence.
const SIDE: usize = 5;

/// The other orders of a sentence without quotations, each a whole sentence; none where nothing is certain.
#[must_use]
pub fn orders(sentence: &str, lang: Lang) -> Vec<String> {
    let Some(s) = Sentence::of(sentence, lang) else {
        return Vec::new();
    };
    let found = [
        s.statement_last(),
        s.statement_first(),
        s.according_last(),
        s.according_first(),
        s.time_first(),
        s.time_last(),
        s.parted(),
    ];
    let mut out: Vec<String> = Vec::new();
    for order in found.into_iter().flatten() {
        if order != sentence && !out.contains(&order) {
            out.push(order);
        }
    }
    out
}

struct Sentence<'a> {
    /// Without the last stop.
    text: &'a str,
    tokens: Vec<Token>,
    pack: &'static Pack,
    /// The words with a number: their indices.
    figures: Vec<(usize, usize)>,
}

impl<'a> Sentence<'a> {
    fn of(sentence: &'a str, lang: Lang) -> Option<Self> {
        let text = sentence.trim().strip_suffix('.')?;
        let plain = !text.contains([
            '«', '»', '“', '”', '"', '(', ')', '\n', '—', '–', '[', '*', '_',
        ]);
        if !plain {
            return None;
        }
        let draft = Draft::parse(text, lang);
        let reading = draft.reading();
        let [line] = reading.lines.as_slice() else {
            return None;
        };
        (line.span.len() == text.len()).then(|| Self {
            text,
            tokens: line.tokens.clone(),
            pack: lang.pack(),
            figures: line.figures.clone(),
        })
    }

    fn is(&self, i: usize, words: &[&str]) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| words.contains(&t.text.as_str()))
    }

    /// The words from `from` to before `to`, as they are written.
    fn slice(&self, from: usize, to: usize) -> Option<&'a str> {
        let start = self.tokens.get(from)?.start;
        let end = self.tokens.get(to.checked_sub(1)?)?.end;
        self.text.get(start..end)
    }

    /// The text before a word, without the mark that parts them.
    fn before(&self, i: usize) -> Option<&'a str> {
        let end = self.tokens.get(i)?.start;
        Some(
            self.text
                .get(..end)?
                .trim_end()
                .trim_end_matches(',')
                .trim_end(),
        )
    }

    fn after(&self, i: usize) -> Option<&'a str> {
        self.text.get(self.tokens.get(i)?.start..)
    }

    fn pause(&self, i: usize) -> Pause {
        // The comma of a decimal parts nothing.
        if self.figures.iter().any(|(a, b)| *a < i && i < *b) {
            return Pause::None;
        }
        self.tokens.get(i).map_or(Pause::Stop, |t| t.pause)
    }

    /// How often something stands between two of its words.
    fn pauses(&self) -> usize {
        (1..self.tokens.len())
            .filter(|i| self.pause(*i) != Pause::None)
            .count()
    }

    /// The last word behind a comma.
    fn last_comma(&self) -> Option<usize> {
        (0..self.tokens.len())
            .rev()
            .find(|i| self.pause(*i) == Pause::Comma)
    }

    fn opens_a_clause(&self, range: std::ops::Range<usize>) -> bool {
        range
            .into_iter()
            .any(|i| self.is(i, self.pack.rewording.subordinate))
    }

    /// A day, a month, a clock, a year or a word for a part of the day.
    fn is_time(&self, i: usize) -> bool {
        let figures = self.pack.figures;
        let Some(token) = self.tokens.get(i) else {
            return false;
        };
        let word = token.text.as_str();
        let year = word.len() == 4
            && word.starts_with(['1', '2'])
            && word.chars().all(|c| c.is_ascii_digit());
        year || figures.weekdays.contains(&word) || self.pack.months.contains(&word)
    }

    /// A form of a verb of speech behind an auxiliary, or alone: where it begins and ends.
    fn speech(&self, range: std::ops::Range<usize>) -> Option<(usize, usize)> {
        let verbs = self.pack.speech_verbs;
        range.clone().find_map(|i| {
            let spoken = self
                .tokens
                .get(i)
                .is_some_and(|t| verbs.contains(&t.text.as_str()));
            let helped = i > range.start && self.is(i - 1, self.pack.auxiliaries);
            spoken.then_some((if helped { i - 1 } else { i }, i + 1))
        })
    }

    /// Whether the words can be the name of somebody who says something: short, and no clause.
    fn is_source(&self, range: &std::ops::Range<usize>) -> bool {
        !range.is_empty()
            && range.len() <= SOURCE
            && !self.opens_a_clause(range.clone())
            && !range.clone().any(|i| self.is(i, self.pack.auxiliaries))
            && !range
                .clone()
                .any(|i| self.is(i, self.pack.quoting.pronouns))
    }

    /// Words of time at the start of `range`: how many.
    fn times(&self, from: usize, to: usize) -> usize {
        (from..to).take_while(|i| self.is_time(*i)).count()
    }

    /// The sentence with a small letter at its start, unless that is a name's.
    fn small(&self, text: &str) -> String {
        let first = self.tokens.first();
        let known = first.is_some_and(|t| {
            self.pack.determiners.contains(&t.text.as_str())
                || self.pack.elisions.contains(&t.text.as_str())
                || self.pack.rewording.movable.contains(&t.text.as_str())
                || self.pack.quoting.pronouns.contains(&t.text.as_str())
                // A common word, unless it may be somebody's name or begins one.
                || self.pack.dictionary.has(&t.text)
                    && !self.pack.names.given.contains(&t.text.as_str())
                    && !self.tokens.get(1).is_some_and(|n| n.capital)
        });
        if known {
            uncapital(text)
        } else {
            text.to_owned()
        }
    }

    /// `S, a annoncé mercredi la préfecture.` becomes `La préfecture a annoncé mercredi que S.`; `S, the council said.` becomes `The council said that S.`
    fn statement_first(&self) -> Option<String> {
        let from = self.last_comma()?;
        let end = self.tokens.len();
        let (verb, behind) = self.speech(from..end)?;
        let said = self.slice(verb, behind)?;
        // Only behind an auxiliary is the form of the verb that of a statement for certain.
        let (source, time) = if verb == from {
            let time = self.times(behind, end);
            (behind + time..end, self.slice(behind, behind + time))
        } else {
            let time = self.times(behind, end);
            if behind + time != end {
                return None;
            }
            (from..verb, self.slice(behind, end))
        };
        let french = !self.pack.rewording.that_elided.is_empty();
        if !self.is_source(&source) || (french && behind - verb != 2) || self.opens_a_clause(0..1) {
            return None;
        }
        let statement = self.before(from)?;
        let time = time
            .filter(|t| !t.is_empty())
            .map_or(String::new(), |t| format!(" {t}"));
        let that = self.that(statement)?;
        Some(format!(
            "{} {said}{time} {that}{}.",
            capital(self.slice(source.start, source.end)?),
            self.small(statement)
        ))
    }

    /// `La préfecture a annoncé que S.` becomes `S, a annoncé la préfecture.`; `The council said that S.` becomes `S, the council said.`
    fn statement_last(&self) -> Option<String> {
        let that = self.tokens.iter().position(|t| {
            let that = self.pack.rewording.that;
            t.text == that || (!self.pack.rewording.that_elided.is_empty() && t.text == "qu")
        })?;
        let (verb, behind) = self.speech(0..that)?;
        let time = self.times(behind, that);
        let french = !self.pack.rewording.that_elided.is_empty();
        let source = 0..verb;
        let short = source.len() <= 2 * SOURCE && !source.is_empty();
        let plain = !self.opens_a_clause(source.clone())
            && !source.clone().any(|i| {
                self.is(i, self.pack.auxiliaries) || self.is(i, self.pack.quoting.pronouns)
            });
        if behind + time != that || !short || !plain || (french && behind - verb != 2) {
            return None;
        }
        // What stands behind a second `that` may be said or thought by others.
        let statement = self.after(that + 1)?;
        if (that + 1..self.tokens.len()).any(|i| self.pause(i) == Pause::Stop) {
            return None;
        }
        let name = self.small(self.slice(0, verb)?);
        let name = name.trim_end_matches(',');
        let said = self.slice(verb, behind + time)?;
        Some(if french {
            format!("{}, {said} {name}.", capital(statement))
        } else {
            format!("{}, {name} {said}.", capital(statement))
        })
    }

    /// `S, selon la préfecture.` becomes `Selon la préfecture, S.`
    fn according_first(&self) -> Option<String> {
        let from = self.last_comma()?;
        let tail = self.after(from)?;
        let word = self.according(tail)?;
        let source = from + word..self.tokens.len();
        let statement = self.before(from)?;
        (self.is_source(&source) && !self.opens_a_clause(0..1))
            .then(|| format!("{}, {}.", capital(tail), self.small(statement)))
    }

    /// `Selon la préfecture, S.` becomes `S, selon la préfecture.`
    fn according_last(&self) -> Option<String> {
        let word = self.according(self.text)?;
        let comma = (0..self.tokens.len()).find(|i| self.pause(*i) == Pause::Comma)?;
        let only = self.pauses() == 1;
        let statement = self.after(comma)?;
        (only && self.is_source(&(word..comma))).then(|| {
            Some(format!(
                "{}, {}.",
                capital(statement),
                uncapital(self.slice(0, comma)?)
            ))
        })?
    }

    /// How many words of the language's `according to` a text begins with.
    fn according(&self, text: &str) -> Option<usize> {
        let text = crate::draft::compare::fold(text);
        self.pack.rewording.according.iter().find_map(|a| {
            let rest = text.strip_prefix(a)?;
            let words = a.split([' ', '\'']).count();
            rest.starts_with(' ').then_some(words)
        })
    }

    /// `X a atteint 4,20 mètres à 5 h 30.` becomes `À 5 h 30, X a atteint 4,20 mètres.` Only where the phrase of time stands behind the verb or
    /// behind the figure that the verb measures: behind a noun it could belong to the noun.
    fn time_first(&self) -> Option<String> {
        let end = self.tokens.len();
        let from = (end.saturating_sub(PHRASE).max(1)..end).find(|i| self.is_phrase(*i, end))?;
        let before = from.checked_sub(1)?;
        let verb = (self.is(before, self.pack.auxiliaries)
            || (before > 0
                && self.is(before - 1, self.pack.auxiliaries)
                && self.is_participle(before)))
            && before > 0;
        let measured = self
            .figures
            .iter()
            .any(|(a, b)| *a <= before && before <= *b);
        let clear = (0..from).all(|i| self.pause(i) == Pause::None || i == 0)
            && !self.opens_a_clause(0..from)
            && !(0..from).any(|i| self.is(i, self.pack.coordinators));
        (clear && (verb || measured)).then(|| {
            Some(format!(
                "{}, {}.",
                capital(self.after(from)?),
                self.small(self.before(from)?)
            ))
        })?
    }

    /// `En 2023, X a perdu deux sièges.` becomes `X a perdu deux sièges en 2023.`
    fn time_last(&self) -> Option<String> {
        let comma = (0..self.tokens.len()).find(|i| self.pause(*i) == Pause::Comma)?;
        let end = self.tokens.len();
        let only = self.pauses() == 1;
        let rest = comma..end;
        let clear = only
            && self.is_phrase(0, comma)
            && !self.opens_a_clause(rest.clone())
            && !rest.clone().any(|i| self.is(i, self.pack.coordinators))
            // Its own end of time would take the other for a part of itself.
            && !rest.clone().any(|i| self.is_time(i))
            && rest.len() <= 14;
        let pronoun = self.is(comma, self.pack.quoting.pronouns);
        let measured = self
            .figures
            .iter()
            .any(|(a, b)| *a >= comma && *b + 1 >= end);
        (clear && !pronoun && measured).then(|| {
            Some(format!(
                "{} {}.",
                capital(self.after(comma)?),
                uncapital(self.slice(0, comma)?)
            ))
        })?
    }

    /// Whether the words are phrases of time, the first of them for certain, and of place.
    fn is_phrase(&self, from: usize, to: usize) -> bool {
        let rewording = self.pack.rewording;
        let opens = self.is(from, rewording.movable) || self.figure_weekday(from);
        let head = (from..to.min(from + 4)).any(|i| self.is_time(i) || self.is_clock(i));
        let figure = |i: usize| self.figures.iter().any(|(a, b)| *a <= i && i < *b);
        let known = (from..to).all(|i| {
            self.is_time(i)
                || figure(i)
                || self.is(i, rewording.movable)
                || self.is(i, rewording.inside)
                || self.tokens.get(i).is_some_and(|t| t.capital && i > 0)
        });
        opens
            && head
            && known
            && to - from <= PHRASE
            && (from + 1..to).all(|i| self.pause(i) == Pause::None)
    }

    fn figure_weekday(&self, i: usize) -> bool {
        self.is(i, self.pack.figures.weekdays)
    }

    /// A number that tells the time: it has a mark of a clock in it.
    fn is_clock(&self, i: usize) -> bool {
        self.figures.iter().any(|(a, b)| {
            *a <= i
                && i < *b
                && self.slice(*a, *b).is_some_and(|s| {
                    let s = s.to_lowercase();
                    s.contains(':')
                        || s.contains(" h")
                        || s.contains("heure")
                        || s.ends_with("am")
                        || s.ends_with("pm")
                        || s.contains("\u{a0}h")
                })
        })
    }

    fn is_participle(&self, i: usize) -> bool {
        let Some(token) = self.tokens.get(i) else {
            return false;
        };
        let endings: &[&str] = if self.pack.rewording.that_elided.is_empty() {
            &["ed", "en", "wn", "t", "ne", "ng"]
        } else {
            &[
                "é", "ée", "és", "ées", "i", "ie", "is", "it", "ite", "u", "ue", "us", "ues",
                "int", "ert", "erte",
            ]
        };
        !token.capital && endings.iter().any(|e| token.text.ends_with(e))
    }

    /// `A ; B.` becomes `A. B.`
    fn parted(&self) -> Option<String> {
        let (a, b) = self.text.split_once(';')?;
        let words = |t: &str| t.split_whitespace().count();
        (!b.contains(';') && words(a) >= SIDE && words(b) >= SIDE)
            .then(|| format!("{}. {}.", a.trim_end(), capital(b.trim_start())))
    }

    /// `que ` or `qu’`; nothing where spelling does not show which.
    fn that(&self, statement: &str) -> Option<String> {
        let r = self.pack.rewording;
        let first = crate::draft::compare::fold(statement).chars().next()?;
        if r.that_elided.is_empty() {
            return Some(format!("{} ", r.that));
        }
        match first {
            'h' => None,
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'à' | 'â' | 'é' | 'è' | 'ê' | 'î' | 'ô' | 'œ' => {
                Some(r.that_elided.to_owned())
            }
            _ => Some(format!("{} ", r.that)),
        }
    }
}

/// With a capital first letter.
pub(in crate::run) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

/// With a small first letter.
pub(in crate::run) fn uncapital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or(String::new(), |c| c.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn orders_of(rows: &[(&str, &[&str])], lang: Lang) {
        for (sentence, wanted) in rows {
            assert_eq!(orders(sentence, lang), *wanted, "{sentence}");
        }
    }

    #[test]
    fn french_sentences_in_another_order() {
        orders_of(
            &[
                (
                    "La Veyre est sortie de son lit à Marsac, a annoncé mercredi la préfecture.",
                    &[
                        "La préfecture a annoncé mercredi que la Veyre est sortie de son lit à Marsac.",
                    ],
                ),
                (
                    "La décrue s’est amorcée en fin de matinée, selon le service de prévision des crues.",
                    &[
                        "Selon le service de prévision des crues, la décrue s’est amorcée en fin de matinée.",
                    ],
                ),
                (
                    "Selon la police, le bilan reste provisoire.",
                    &["Le bilan reste provisoire, selon la police."],
                ),
                (
                    "La commissaire aux Affaires intérieures, Ylva Johansson, a déclaré que les groupes criminels devaient être combattus.",
                    &[
                        "Les groupes criminels devaient être combattus, a déclaré la commissaire aux Affaires intérieures, Ylva Johansson.",
                    ],
                ),
                (
                    "Le niveau de la rivière a atteint 4,20 mètres à 5 h 30.",
                    &["À 5 h 30, le niveau de la rivière a atteint 4,20 mètres."],
                ),
                (
                    "Les écoles de la commune resteront fermées jeudi ; celles de Marsac rouvriront à 9 heures.",
                    &[
                        "Les écoles de la commune resteront fermées jeudi. Celles de Marsac rouvriront à 9 heures.",
                    ],
                ),
                // A phrase that may belong to the noun before it stays.
                ("Il commente les chiffres publiés en mars.", &[]),
                ("Le maire regrette la décision prise mardi.", &[]),
                ("Elle a critiqué le vote de lundi.", &[]),
                (
                    "Les élus qui ont voté contre lundi sont partis en 2020.",
                    &[],
                ),
                ("« Rien n’est perdu », a dit le maire.", &[]),
                ("Le feu a repris, a-t-il ajouté.", &[]),
            ],
            Lang::FR,
        );
    }

    #[test]
    fn english_sentences_in_another_order() {
        orders_of(
            &[
                (
                    "The river burst its banks at Marsac, the council said on Monday.",
                    &[],
                ),
                (
                    "The river burst its banks at Marsac, the council said Monday.",
                    &["The council said Monday that the river burst its banks at Marsac."],
                ),
                (
                    "According to police, the toll is provisional.",
                    &["The toll is provisional, according to police."],
                ),
                (
                    "The toll is provisional, according to police.",
                    &["According to police, the toll is provisional."],
                ),
                (
                    "The mayor said that the bridge would stay shut.",
                    &["The bridge would stay shut, the mayor said."],
                ),
                ("She praised the figures published in March.", &[]),
                (
                    "Fares will stay at £2.80 until May, the authority said.",
                    &["The authority said that fares will stay at £2.80 until May."],
                ),
                (
                    "Harlow Bridge will stay shut, the council said.",
                    &["The council said that Harlow Bridge will stay shut."],
                ),
                (
                    "The council, which said that nothing was wrong, resigned.",
                    &[],
                ),
            ],
            Lang::EN,
        );
    }
}
