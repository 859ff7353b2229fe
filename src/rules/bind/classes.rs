//! The closed classes of a language ([`Meaning`]) by stem, made once for each language.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use super::scale::{in_idiom, points};
use crate::draft::reading::{Line, Pause, Token, stem};
use crate::draft::total::At as _;
use crate::lang::meaning::Meaning;
use crate::lang::scales::Scales;
use crate::lang::stance::Stance;
use crate::lang::{Lang, TABLE, inflect};

/// The word classes of a language, by stem.
pub(super) struct Classes {
    pub(super) refuse: BTreeSet<String>,
    pub(super) up: BTreeSet<String>,
    pub(super) down: BTreeSet<String>,
    pub(super) hedges: BTreeSet<String>,
    pub(super) symmetric: BTreeSet<String>,
    pub(super) speech: BTreeSet<String>,
    /// By form, not by stem.
    pub(super) titles: HashSet<&'static str>,
    /// By stem: group and side of the converse verbs that it belongs to.
    pub(super) converses: BTreeMap<String, (usize, usize)>,
    /// By the stem of the first word: the stems of phrases that are converse verbs, with group and side.
    phrases: HashMap<String, Vec<(Vec<String>, usize, usize)>>,
    /// By first word: the words of each function, and its group.
    functions: HashMap<&'static str, Vec<(Vec<&'static str>, usize)>>,
    /// By stem: words that are nobody and nothing in particular.
    pub(super) small: BTreeSet<String>,
    /// By stem: papers that figures come from.
    pub(super) documents: BTreeSet<String>,
    /// By form: group and side of the contrasts that it belongs to.
    pub(super) sides: BTreeMap<&'static str, Vec<(usize, usize)>>,
    /// Phrases of such a side: `perdu la vie`.
    side_phrases: Vec<(&'static str, (usize, usize))>,
    /// By form: the scales that a plain adjective or adverb is on, each with whether it is its first end. Only asked for a form, never walked.
    pub(super) poles: HashMap<&'static str, Vec<(usize, bool)>>,
    /// The same of forms that compare by themselves: `quicker`. Only asked for a form, never walked.
    pub(super) comparatives: HashMap<String, Vec<(usize, bool)>>,
    /// By stem: the sense of a word. Only asked for a stem, never walked.
    senses: HashMap<String, String>,
    /// By family: the sense of its words, where one group alone has the family.
    families: HashMap<String, Option<String>>,
    /// How sentences stand to what they say.
    pub(super) stance: &'static Stance,
    /// By stem: words for somebody who speaks and has no name.
    pub(super) unnamed: BTreeSet<String>,
    /// What the language compares by.
    pub(super) scales: &'static Scales,
    /// The language, for families.
    lang: Lang,
    /// By first word: the words of each phrase that has a sense, and that sense.
    sense_phrases: HashMap<&'static str, Vec<(Vec<&'static str>, String)>>,
}

/// A verb that has a converse: two sides of one doing.
#[derive(Clone, Copy)]
pub(super) struct Converse {
    pub(super) group: usize,
    pub(super) side: usize,
    /// Its last token.
    pub(super) last: usize,
}

/// The group of verbs for who comes after whom: the first of [`Meaning::converses`](crate::lang::meaning::Meaning::converses).
pub(super) const SUCCESSION: usize = 0;

impl Classes {
    /// The converse verb that begins at a token: the longest.
    pub(super) fn converse_at(&self, tokens: &[Token], at: usize) -> Option<Converse> {
        let first = &tokens.at(at).stem;
        let phrases = self.phrases.get(first).into_iter().flatten();
        let phrase = phrases
            .filter(|(words, _, _)| {
                words.iter().enumerate().all(|(i, w)| {
                    let token = tokens.get(at + i);
                    token.is_some_and(|t| t.stem == *w && (i == 0 || t.pause == Pause::None))
                })
            })
            .max_by_key(|p| p.0.len())
            .map(|(words, group, side)| Converse {
                group: *group,
                side: *side,
                last: at + words.len() - 1,
            });
        phrase.or_else(|| {
            let &(group, side) = self.converses.get(first)?;
            Some(Converse {
                group,
                side,
                last: at,
            })
        })
    }

    /// The sense of each word: of its group when it has one, else its family (a name: its stem); none for all but the first word of a phrase.
    pub(super) fn senses_of(&self, tokens: &[Token]) -> Vec<String> {
        let mut found: Vec<String> = tokens
            .iter()
            .enumerate()
            .map(|(i, t)| {
                if let Some(sense) = self.senses.get(&t.stem) {
                    return sense.clone();
                }
                if !t.content || (t.capital && i > 0) {
                    return t.stem.clone();
                }
                let family = inflect::family(&t.stem, self.lang);
                match self.families.get(&family) {
                    Some(Some(sense)) => sense.clone(),
                    _ => family,
                }
            })
            .collect();
        for (i, token) in tokens.iter().enumerate() {
            for (words, sense) in self
                .sense_phrases
                .get(token.text.as_str())
                .into_iter()
                .flatten()
            {
                let fits = words.iter().enumerate().all(|(k, w)| {
                    let t = tokens.get(i + k);
                    t.is_some_and(|t| t.text == *w && (k == 0 || t.pause == Pause::None))
                });
                if fits {
                    if let Some(first) = found.get_mut(i) {
                        first.clone_from(sense);
                    }
                    found
                        .get_mut(i + 1..i + words.len())
                        .unwrap_or_default()
                        .iter_mut()
                        .for_each(String::clear);
                }
            }
        }
        found
    }

    /// Whether a word that denies is the object of the verb before it: `nothing`.
    pub(super) fn is_object(&self, word: &str) -> bool {
        self.lang.pack().senses.nothing.contains(&word)
    }

    /// The functions that begin at a token, each with the token behind it and its group.
    pub(super) fn functions_at(&self, tokens: &[Token], at: usize) -> Vec<(usize, usize)> {
        let Some(all) = self.functions.get(tokens.at(at).text.as_str()) else {
            return Vec::new();
        };
        all.iter()
            .filter(|(words, _)| {
                words.iter().enumerate().all(|(i, w)| {
                    let token = tokens.get(at + i);
                    token.is_some_and(|t| t.text == *w && (i == 0 || t.pause == Pause::None))
                })
            })
            .map(|(words, group)| (at + words.len(), *group))
            .collect()
    }
}

static ALL: LazyLock<Vec<(Lang, Arc<Classes>)>> =
    LazyLock::new(|| TABLE.iter().map(|l| (*l, Arc::new(read(*l)))).collect());

/// The classes of a language.
pub(super) fn of(lang: Lang) -> Arc<Classes> {
    ALL.iter()
        .find(|(l, _)| *l == lang)
        .map_or_else(|| Arc::new(read(lang)), |(_, c)| Arc::clone(c))
}

fn read(lang: Lang) -> Classes {
    let m = lang.pack().meaning;
    let stems =
        |words: &[&str]| -> BTreeSet<String> { words.iter().map(|w| stem(w, lang)).collect() };
    let mut sides: BTreeMap<&'static str, Vec<(usize, usize)>> = BTreeMap::new();
    let mut side_phrases = Vec::new();
    let groups = m.contrasts.iter().copied();
    for (g, group) in groups.chain([&[m.up, m.down] as &[_]]).enumerate() {
        for (s, side) in group.iter().enumerate() {
            for word in *side {
                if word.contains(' ') {
                    side_phrases.push((*word, (g, s)));
                }
                sides.entry(word).or_default().push((g, s));
            }
        }
    }
    let mut converses = BTreeMap::new();
    let mut phrases: HashMap<String, Vec<(Vec<String>, usize, usize)>> = HashMap::new();
    for (g, group) in m.converses.iter().enumerate() {
        for (s, side) in group.iter().enumerate() {
            for word in *side {
                let words: Vec<String> = word.split(' ').map(|w| stem(w, lang)).collect();
                if words.len() > 1 {
                    phrases
                        .entry(words.at(0).clone())
                        .or_default()
                        .push((words, g, s));
                } else {
                    converses.entry(stem(word, lang)).or_insert((g, s));
                }
            }
        }
    }
    let mut functions: HashMap<&'static str, Vec<(Vec<&'static str>, usize)>> = HashMap::new();
    for (g, group) in lang.pack().roles.functions.iter().enumerate() {
        for function in *group {
            let words: Vec<&str> = function.split([' ', '-', '\'']).collect();
            functions.entry(words.at(0)).or_default().push((words, g));
        }
    }
    let mut senses = HashMap::new();
    let mut families: HashMap<String, Option<String>> = HashMap::new();
    let mut sense_phrases: HashMap<&'static str, Vec<(Vec<&'static str>, String)>> = HashMap::new();
    for (g, group) in lang.pack().senses.same.iter().enumerate() {
        for word in *group {
            let words: Vec<&'static str> = word.split([' ', '-', '\'']).collect();
            let sense = format!("={g}");
            if words.len() > 1 {
                sense_phrases
                    .entry(words.at(0))
                    .or_default()
                    .push((words, sense));
            } else {
                let stem = stem(word, lang);
                let family = inflect::family(&stem, lang);
                families
                    .entry(family)
                    .and_modify(|s: &mut Option<String>| {
                        if s.as_ref() != Some(&sense) {
                            *s = None;
                        }
                    })
                    .or_insert_with(|| Some(sense.clone()));
                senses.entry(stem).or_insert(sense);
            }
        }
    }
    let (poles, comparatives) = scales(lang.pack().scales);
    Classes {
        poles,
        comparatives,
        senses,
        families,
        scales: lang.pack().scales,
        stance: lang.pack().stance,
        unnamed: stems(lang.pack().stance.unnamed),
        lang,
        sense_phrases,
        functions,
        phrases,
        converses,
        documents: stems(m.documents),
        small: stems(m.anybody)
            .into_iter()
            .chain(stems(m.auxiliaries))
            .collect(),
        refuse: stems(m.refuse),
        up: stems(m.up),
        down: stems(m.down),
        hedges: stems(m.hedges),
        symmetric: stems(m.symmetric),
        speech: stems(lang.pack().speech_verbs),
        titles: lang.pack().titles.iter().copied().collect(),
        sides,
        side_phrases,
    }
}

/// The forms of the scales of a language: plain ones, and those that compare by themselves.
#[expect(clippy::type_complexity, reason = "two maps of the same kind")]
fn scales(
    all: &Scales,
) -> (
    HashMap<&'static str, Vec<(usize, bool)>>,
    HashMap<String, Vec<(usize, bool)>>,
) {
    let mut poles: HashMap<&'static str, Vec<(usize, bool)>> = HashMap::new();
    let mut comparatives: HashMap<String, Vec<(usize, bool)>> = HashMap::new();
    for (scale, (first, second)) in all.poles.iter().enumerate() {
        for (words, end) in [(first, true), (second, false)] {
            for word in *words {
                poles.entry(word).or_default().push((scale, end));
                let Some(ending) = all.ending else { continue };
                let doubled = word.chars().last().map(|c| format!("{word}{c}{ending}"));
                let forms = [
                    Some(format!("{word}{ending}")),
                    word.strip_suffix('e').map(|w| format!("{w}{ending}")),
                    word.strip_suffix('y').map(|w| format!("{w}i{ending}")),
                    doubled,
                ];
                for form in forms.into_iter().flatten() {
                    comparatives.entry(form).or_default().push((scale, end));
                }
            }
        }
    }
    for (k, (first, second)) in all.compared.iter().enumerate() {
        for (words, end) in [(first, true), (second, false)] {
            for word in *words {
                let scale = (all.poles.len() + k, end);
                comparatives
                    .entry((*word).to_owned())
                    .or_default()
                    .push(scale);
            }
        }
    }
    (poles, comparatives)
}

/// The sides of contrasts that a sentence takes, each with the first word that takes it.
pub(super) fn sides_of(
    line: &Line,
    m: &Meaning,
    classes: &Classes,
) -> BTreeMap<(usize, usize), usize> {
    let mut found = BTreeMap::new();
    for (i, token) in line.tokens.iter().enumerate() {
        if in_idiom(&line.tokens, i, classes.scales) {
            continue;
        }
        for side in classes.sides.get(token.text.as_str()).into_iter().flatten() {
            found.entry(*side).or_insert(i);
        }
        for (phrase, side) in &classes.side_phrases {
            if super::pair::phrase_at(&line.tokens, i, phrase).is_some() {
                found.entry(*side).or_insert(i);
            }
        }
        // `down from 61 %`: up or down only before a number.
        let leads = line.tokens.get(i + 1).is_some_and(|n| {
            n.text.starts_with(|c: char| c.is_ascii_digit())
                || m.step_from.contains(&n.text.as_str()) != m.by.contains(&n.text.as_str())
        });
        for (side, words) in [m.up_before, m.down_before].into_iter().enumerate() {
            if leads && words.contains(&token.text.as_str()) && points(line, i, (m, classes.scales))
            {
                found.entry((m.contrasts.len(), side)).or_insert(i);
            }
        }
    }
    found
}
