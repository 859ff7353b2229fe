//! Who says a quotation: the clause that reports it, inside, after or before it; a pronoun and a function are resolved to the person whom
//! the text shows to be meant, or to nobody.

use serde::Serialize;

use super::apposition::Appositions;
use super::functions::{Functions, function};
use super::label::Labels;
use super::report::{self, Who};
use super::{Draft, Quote};
use crate::draft::compare::fold;
use crate::draft::total::At as _;
use crate::draft::{Block, name, same_name, word};
use crate::lang::{Lang, Pack};

/// Whoever says a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// As the text says it: `Ylva Johansson`, `le maire`.
    pub text: String,
    /// The person in normal form, by the name when it is known: for comparing.
    pub key: String,
    /// How the text shows it.
    pub how: How,
}

/// How a text shows who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// A clause names the speaker.
    Named,
    /// A pronoun, when one person alone can be meant.
    Pronoun,
    /// A function (`the mayor`), which the text gives to one person.
    Function,
    /// A function that the text gives to nobody.
    Unknown,
    /// A name stands near a verb of speech, and more is not clear.
    Near,
}

/// How many words before or after a quotation may tell who speaks.
const REPORT_WORDS: usize = 14;
/// How many words a subject with its appositions may have.
const SUBJECT_WORDS: usize = 40;
/// A function that so many people have tells nobody from another.
pub(super) const MANY: usize = 64;

/// A clause that gives a quotation to somebody.
enum Found {
    Name(String, How),
    Noun(String),
    Pronoun(String),
}

/// Finds the speakers of all quotations of a draft.
pub(super) fn assign(draft: &Draft, quotes: &mut [Quote]) {
    if quotes.is_empty() {
        return;
    }
    let functions = draft.keep(Functions::read);
    let beside = Appositions::read(draft);
    let labels = Labels::read(draft, quotes);
    for i in 0..quotes.len() {
        let block = draft.blocks().at(quotes.at(i).block);
        let next = quotes
            .get(i + 1)
            .filter(|n| n.block == quotes.at(i).block)
            .map(|n| n.start);
        let before = i
            .checked_sub(1)
            .map(|p| quotes.at(p))
            .filter(|p| p.block == quotes.at(i).block);
        let found = inside(quotes.at(i), draft.lang())
            .or_else(|| after(block, quotes.at(i), next, draft.lang()))
            .or_else(|| {
                ahead(
                    block,
                    quotes.at(i),
                    before.map_or(0, |p| p.end),
                    draft.lang(),
                )
            })
            .or_else(|| {
                led(
                    block,
                    quotes.at(i),
                    before.map_or(0, |p| p.end),
                    draft.lang(),
                )
            })
            .or_else(|| before_colon(draft, quotes.at(i), before.map_or(0, |p| p.end)))
            .or_else(|| labels.of(i).map(|n| Found::Name(n.to_owned(), How::Named)));
        let reported = found.is_some();
        let pronoun = match &found {
            Some(Found::Pronoun(pronoun)) => Some(pronoun.clone()),
            _ => None,
        };
        let speaker = match found {
            Some(Found::Name(text, how)) => Some(Speaker {
                key: fold(&text),
                text,
                how,
            }),
            Some(Found::Noun(text)) => {
                let person = functions
                    .person(&text, draft.lang().pack())
                    .or_else(|| beside.person(&text, draft.lang().pack()));
                Some(Speaker {
                    key: fold(person.unwrap_or(&text)),
                    how: if person.is_some() {
                        How::Function
                    } else {
                        How::Unknown
                    },
                    text: person.map_or(text, str::to_owned),
                })
            }
            Some(Found::Pronoun(pronoun)) => Functions::last_person(draft, quotes.at(i), &pronoun)
                .map(|text| Speaker {
                    key: fold(&text),
                    text,
                    how: How::Pronoun,
                }),
            // « A », dit-elle, « B »: the clause between the two gives her both.
            None => before
                .filter(|p| continues(block, p, quotes.at(i), draft.lang()))
                .and_then(|p| p.speaker.clone()),
        };
        if let Some(quote) = quotes.get_mut(i) {
            quote.reported = reported || speaker.is_some();
            quote.speaker = speaker;
            quote.pronoun = pronoun;
        }
    }
}

/// Whether only a report stands between two quotations.
fn continues(block: &Block, first: &Quote, second: &Quote, lang: Lang) -> bool {
    let between = block.plain.text.get(first.end..second.start).unwrap_or("");
    let clause = between
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | '—' | '–'));
    !clause.is_empty() && !has_stop(clause, lang) && report::read(clause, lang).is_some()
}

/// Whether a sentence ends inside a clause: `confie Aline. Et Denis de répondre`.
fn has_stop(clause: &str, lang: Lang) -> bool {
    let mut at = 0;
    loop {
        let end = report::clause_end(clause, at, lang);
        let Some(mark) = clause[end..].chars().next() else {
            return false;
        };
        if matches!(mark, '.' | '!' | '?') {
            return true;
        }
        at = end + mark.len_utf8();
    }
}

fn of(who: Who, clause: &str, lang: Lang) -> Found {
    match who {
        Who::Name(s, e) => {
            let words = word::words(&clause[s..e], lang);
            // "Strand University's Prof Lionel Agbeko": whose they are comes first.
            let part = &clause[s..e];
            let owned = name::first_run(part, &words, lang).is_some_and(|first| {
                let behind = part.split_once(&first).map_or("", |p| p.1);
                let titles = name::last_run(part, &words, lang).and_then(|last| {
                    let between = behind.rsplit_once(&last)?.0;
                    let title =
                        |w: &str| lang.pack().titles.binary_search(&fold(w).as_str()).is_ok();
                    Some(!between.trim().is_empty() && between.split_whitespace().all(title))
                });
                // `Kelpform chief executive Ingrid Solheim`
                behind.starts_with("'s ") || behind.starts_with("’s ") || titles == Some(true)
            });
            let person = owned
                .then(|| name::last_run(part, &words, lang))
                .flatten()
                .filter(|n| n.contains(' '));
            let office = owner(clause, s, lang).filter(|_| person.is_none());
            if let Some(office) = office {
                return Found::Noun(office.to_owned());
            }
            let text = person
                .or_else(|| name::first_run(part, &words, lang))
                .unwrap_or_else(|| clause[s..e].to_owned());
            Found::Name(text, How::Named)
        }
        Who::Noun(s, e) => Found::Noun(clause[s..e].to_owned()),
        Who::Pronoun(p) => Found::Pronoun(p),
    }
}

/// `HarroLink's chief executive`: what somebody is behind whose they are.
fn owner(clause: &str, start: usize, lang: Lang) -> Option<&str> {
    let part = clause.get(start..)?;
    let first = name::first_run(part, &word::words(part, lang), lang)?;
    let behind = part.strip_prefix(&*first)?;
    let office = behind
        .strip_prefix("'s ")
        .or_else(|| behind.strip_prefix("’s "))?;
    let verb = office.split_whitespace().any(|w| is_speech(w, lang.pack()));
    let end = if verb {
        office.rfind(' ')?
    } else {
        office.len()
    };
    let known = |w: &str| function(w, lang.pack()).is_some();
    let job = |w: &str| {
        let groups = lang.pack().roles.functions;
        groups.iter().any(|g| g.contains(&w))
    };
    let mut words = office[..end].split_whitespace();
    words.any(|w| known(w) || job(w)).then_some(&office[..end])
}

/// `said its chief executive, Filip Dahl`: the name behind the comma, with nothing else in its clause.
fn named_behind(rest: &str, lang: Lang) -> Option<Found> {
    let rest = rest.strip_prefix(',')?;
    let part = rest[..report::clause_end(rest, 0, lang)].trim();
    let found = name::first_run(part, &word::words(part, lang), lang)?;
    (found == part && part.contains(' ')).then_some(Found::Name(found, How::Named))
}

/// `« Nous, a dit Paul Durand, venons »`.
fn inside(quote: &Quote, lang: Lang) -> Option<Found> {
    let (start, report) = report::strip(&quote.text, lang).1.into_iter().next()?;
    Some(of(report.who, &quote.text[start..], lang))
}

/// `« Nous venons », a dit Paul Durand.`
fn after(block: &Block, quote: &Quote, next: Option<usize>, lang: Lang) -> Option<Found> {
    let text = &block.plain.text;
    let rest = text.get(quote.end..next.unwrap_or(text.len()))?;
    let lead = rest.len()
        - rest
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '—' | '–' | '-'))
            .len();
    let clause = &rest[lead..];
    // A new sentence tells of something else, unless a question or a comma of the quotation leaves the sentence open.
    let stopped = quote.text.ends_with(['.', '…']) && !rest[..lead].contains(',');
    if clause.starts_with(char::is_uppercase) && (stopped || !lang.pack().elisions.is_empty()) {
        return None;
    }
    let whole = clause;
    let end = report::clause_end(clause, 0, lang);
    let clause = &clause[..end];
    let near = clause
        .char_indices()
        .nth(300)
        .map_or(clause.len(), |(i, _)| i);
    let words = word::words(&clause[..near], lang);
    // The longest beginning of the clause that is a report: `a dit Paul Durand` of `a dit Paul Durand en ouvrant la séance`.
    (2.min(words.len())..=words.len().min(REPORT_WORDS))
        .rev()
        .find_map(|n| {
            let end = n.checked_sub(1).and_then(|i| words.get(i))?.1;
            let part = &clause[..end];
            let who = of(report::read(part, lang)?.who, part, lang);
            Some(match who {
                Found::Noun(_) if end == clause.trim_end().len() => {
                    named_behind(&whole[clause.len()..], lang).unwrap_or(who)
                }
                who => who,
            })
        })
        .or_else(|| set_apart(whole, lang))
}

/// `the Orsk coach, Filip Dahl, said`, `Filip Dahl, the Orsk coach, said`: whose name or function stands between commas.
fn set_apart(clause: &str, lang: Lang) -> Option<Found> {
    let pack = lang.pack();
    // French puts the verb first.
    if !pack.elisions.is_empty() {
        return None;
    }
    let first = report::clause_end(clause, 0, lang);
    clause[first..].strip_prefix(',')?;
    let second = report::clause_end(clause, first + 1, lang);
    let rest = clause[second..].strip_prefix(',')?;
    let verb = rest[..report::clause_end(rest, 0, lang)]
        .split_whitespace()
        .find(|w| {
            let w = fold(w);
            let q = pack.quoting;
            ![q.auxiliaries, q.times]
                .iter()
                .any(|l| l.binary_search(&w.as_str()).is_ok())
        })?;
    if !is_speech(verb, pack) {
        return None;
    }
    let (a, b) = (clause[..first].trim(), clause[first + 1..second].trim());
    let named = |part: &str| {
        let words = word::words(part, lang);
        name::first_run(part, &words, lang).filter(|n| n == part)
    };
    let found = if report::is_apposition(a, lang) {
        named(b)
    } else if report::is_apposition(b, lang) {
        named(a)
    } else {
        None
    };
    Some(Found::Name(found?, How::Named))
}

/// Whether a text tells two quotations that follow each other apart: another paragraph, more than a report between them, or a report for each.
#[must_use]
pub fn told_apart(draft: &Draft, first: usize) -> bool {
    let (Some(a), Some(b)) = (draft.quotes().get(first), draft.quotes().get(first + 1)) else {
        return true;
    };
    let Some(block) = draft.blocks().get(a.block).filter(|_| a.block == b.block) else {
        return true;
    };
    let next = draft
        .quotes()
        .get(first + 2)
        .filter(|n| n.block == b.block)
        .map(|n| n.start);
    let named = |q: &Quote| q.speaker.as_ref().filter(|s| s.how == How::Named).cloned();
    let other = named(a)
        .zip(named(b))
        .is_some_and(|(a, b)| !same_name(&a.text, &b.text));
    other
        || !continues(block, a, b, draft.lang()) && a.text.ends_with(['.', '!', '?'])
        || continues(block, a, b, draft.lang()) && after(block, b, next, draft.lang()).is_some()
}

/// `Paul Durand a dit : « Nous venons. »`
fn ahead(block: &Block, quote: &Quote, from: usize, lang: Lang) -> Option<Found> {
    let text = &block.plain.text;
    let pack = lang.pack();
    let words = &block.words;
    let sentence = block
        .sentences
        .partition_point(|s| s.end <= quote.start)
        .min(block.sentences.len().saturating_sub(1));
    let sentence = block.sentences.get(sentence)?;
    let to = words.partition_point(|w| w.end <= quote.start);
    let first = words.partition_point(|w| w.start < from);
    let start = sentence
        .words
        .start
        .max(first)
        .max(to.saturating_sub(REPORT_WORDS));
    let clause: Vec<(usize, usize)> = words
        .get(start..to)?
        .iter()
        .map(|w| (w.start, w.end))
        .collect();
    let verb = clause
        .iter()
        .rposition(|&(s, e)| is_speech(&text[s..e], pack))?;
    let subject = clause.get(..verb).unwrap_or_default();
    // `Meera Joshi (Priory) said`: what stands in brackets says which one is meant.
    let bare: Vec<(usize, usize)> = subject
        .iter()
        .copied()
        .filter(|&(s, _)| !in_brackets(text, sentence.start, s))
        .collect();
    let named = name::last_run(text, &bare, lang).is_some();
    let subject = if named { &bare } else { subject };
    if let Some(who) = put_in(text, &clause, verb, quote.start, lang) {
        return Some(Found::Name(who, How::Named));
    }
    let is_pronoun = |w: &str| {
        pack.quoting
            .pronouns
            .binary_search(&fold(w).as_str())
            .is_ok()
    };
    // An apposition may be long.
    let far = sentence
        .words
        .start
        .max(first)
        .max(to.saturating_sub(SUBJECT_WORDS));
    let whole: Vec<(usize, usize)> = words
        .get(far..start + verb)?
        .iter()
        .map(|w| (w.start, w.end))
        .collect();
    if let Some(who) = before_apposition(text, &whole, clause.at(verb).0, lang) {
        return Some(Found::Name(who, How::Named));
    }
    if let Some(text_of) = name::last_run(text, subject, lang).filter(|n| !is_pronoun(n)) {
        let text_of = with_particle(text, subject, text_of);
        let how = if stands_before(text, subject, &text_of, clause.at(verb).0, pack) {
            How::Named
        } else {
            How::Near
        };
        return Some(Found::Name(text_of, how));
    }
    let pronoun = subject
        .iter()
        .rev()
        .take(3)
        .map(|&(s, e)| fold(&text[s..e]))
        .find(|w| is_pronoun(w));
    if let Some(pronoun) = pronoun {
        return Some(Found::Pronoun(pronoun));
    }
    name::first_run(text, clause.get(verb..).unwrap_or_default(), lang)
        .map(|n| Found::Name(n, How::Near))
}

/// Whether a word stands in brackets that its sentence opens.
fn in_brackets(text: &str, from: usize, at: usize) -> bool {
    let before = text.get(from..at).unwrap_or("");
    let open = before.rfind('(');
    open.is_some_and(|open| !before[open..].contains(')'))
}

/// `She declined because, said her daughter Ruth, "medals are …"`: a report that is put in behind a comma, right before the quotation. A small
/// word stands before that comma, so nobody before it is the subject.
fn put_in(
    text: &str,
    clause: &[(usize, usize)],
    verb: usize,
    quote: usize,
    lang: Lang,
) -> Option<String> {
    /// `his elder sister Ruth`
    const SMALL: usize = 3;
    let pack = lang.pack();
    let first = clause
        .get(..verb)
        .unwrap_or_default()
        .iter()
        .rposition(|&(_, e)| text[e..].trim_start().starts_with(','))?;
    let (start, end) = *clause.at(first);
    let helps = |&(s, e): &(usize, usize)| {
        let w = fold(&text[s..e]);
        pack.quoting.auxiliaries.binary_search(&w.as_str()).is_ok()
    };
    if !pack.small(&fold(&text[start..end])).function
        || !clause
            .get(first + 1..verb)
            .unwrap_or_default()
            .iter()
            .all(helps)
    {
        return None;
    }
    let behind = clause.get(verb + 1..).unwrap_or_default();
    let rest = text
        .get(clause.at(verb).1..quote)?
        .trim_end()
        .strip_suffix(',')?;
    let name = name::last_run(text, behind, lang).filter(|n| rest.ends_with(n.as_str()))?;
    let lead = behind.len().checked_sub(word::words(&name, lang).len())?;
    (lead <= SMALL && !rest.contains(',')).then_some(name)
}

/// `Paul Durand, président du conseil de quartier Gare, regrette :`: who stands before the apposition, not the name that it ends in.
fn before_apposition(
    text: &str,
    subject: &[(usize, usize)],
    verb: usize,
    lang: Lang,
) -> Option<String> {
    let start = subject.first()?.0;
    let rest = text.get(start..verb)?;
    let (head, small) = rest.rsplit_once(',')?;
    let clear = small
        .split_whitespace()
        .all(|w| lang.pack().small(&fold(w)).function);
    if !clear {
        return None;
    }
    let mut at = 0;
    head.match_indices(',').find_map(|(comma, _)| {
        let who = &head[std::mem::replace(&mut at, comma + 1)..comma];
        let apposition = head[comma + 1..].trim();
        let words = word::words(who, lang);
        let name = name::first_run(who, &words, lang)?;
        // `of the Harbour Institute` says whose somebody is.
        let governed = words
            .first()
            .is_some_and(|&(s, e)| governs(&who[s..e], lang));
        let named = !governed
            && who.trim_end().ends_with(&name)
            && words.len() <= name.split_whitespace().count() + 2;
        let article = words.first().is_some_and(|&(s, e)| {
            let first = fold(&who[s..e]);
            lang.pack()
                .quoting
                .articles
                .binary_search(&first.as_str())
                .is_ok()
        });
        let tells = report::is_apposition(apposition, lang)
            || !article
                && !apposition.contains([';', ':'])
                && name.contains([' ', '\u{a0}'])
                && tells_what(apposition, lang);
        (named && tells).then_some(name)
    })
}

/// Whether a stretch behind a comma begins like what a person is or does: `Leader of Orsk Council`, `qui préside la coopérative`.
fn tells_what(apposition: &str, lang: Lang) -> bool {
    let pack = lang.pack();
    let is = |list: &[&str], w: &str| list.binary_search(&fold(w).as_str()).is_ok();
    let first = apposition
        .split_whitespace()
        .find(|w| !is(pack.quoting.articles, w));
    first.is_some_and(|w| {
        report::is_relative(apposition, lang)
            || function(w, pack).is_some()
            || is_office(apposition, lang)
            || w.starts_with(char::is_lowercase) && !pack.small(&fold(w)).function
            || governs(w, lang)
    })
}

/// Whether a word is a preposition.
fn governs(word: &str, lang: Lang) -> bool {
    let all = lang.pack().quoting.prepositions;
    all.binary_search(&fold(word).as_str()).is_ok()
}

/// Whether words begin like what somebody is, written with a capital: `Leader of Orsk Council`, no `Anne de Vries`.
pub(super) fn is_office(words: &str, lang: Lang) -> bool {
    let pack = lang.pack();
    let mut words = words.split_whitespace().map(fold);
    let (Some(first), Some(second)) = (words.next(), words.next()) else {
        return false;
    };
    let given = pack.names.given.binary_search(&first.as_str()).is_ok();
    let governs = pack
        .quoting
        .prepositions
        .binary_search(&second.as_str())
        .is_ok();
    !given && governs && !pack.small(&first).function
}

/// What stands between the start of its sentence, or `from`, and a quotation.
fn clause_before<'t>(block: &'t Block, quote: &Quote, from: usize) -> Option<(usize, &'t str)> {
    let at = block.sentences.partition_point(|s| s.end <= quote.start);
    let start = block.sentences.get(at)?.start.max(from);
    let clause = block.plain.text.get(start..quote.start)?;
    Some((start, clause.trim_end()))
}

/// `Selon Paul Durand, « nous venons »`, `Pour la maire, Anne Petit, « tout va bien »`.
fn led(block: &Block, quote: &Quote, from: usize, lang: Lang) -> Option<Found> {
    let (_, clause) = clause_before(block, quote, from)?;
    let clause = clause.trim_start().strip_suffix(',')?;
    let end = report::clause_end(clause, 0, lang);
    let (first, rest) = (&clause[..end], clause[end..].trim_start_matches([',', ' ']));
    let who = of(report::leading(first, lang)?.who, first, lang);
    let words = word::words(rest, lang);
    match who {
        who if rest.is_empty() => Some(who),
        Found::Noun(_) => name::first_run(rest, &words, lang)
            .filter(|n| n == rest)
            .map(|n| Found::Name(n, How::Named)),
        who => report::is_apposition(rest, lang).then_some(who),
    }
}

/// `Paul Durand, the mayor, summed it up: “Nous venons.”`: the one person whom the sentence is about, when no other is named but in an apposition.
fn before_colon(draft: &Draft, quote: &Quote, from: usize) -> Option<Found> {
    /// Before the name at the start of a sentence stand an article and a function at most.
    const LEAD: usize = 3;
    let block = draft.blocks().get(quote.block)?;
    let (start, clause) = clause_before(block, quote, from)?;
    let clause = clause.strip_suffix(':')?;
    let at = block.plain.span(start, start).start;
    let all = draft.names();
    let first = all.partition_point(|n| n.span.start < at);
    let last = all.partition_point(|n| n.span.start < quote.span.start);
    let (who, others) = all.get(first..last)?.split_first()?;
    let lead = clause.find(&who.text)?;
    if who.person.is_none()
        || !who.text.contains([' ', '\u{a0}'])
        || clause[..lead].split_whitespace().count() > LEAD
        || clause[..lead].contains([',', ':'])
    {
        return None;
    }
    // What stands between commas behind the name says who that is.
    let behind = lead + who.text.len();
    let main = match clause[behind..].strip_prefix(',') {
        Some(apart) => behind + 1 + report::clause_end(apart, 0, draft.lang()),
        None => behind,
    };
    let main = block.plain.span(start + main, start + main).start;
    others
        .iter()
        .all(|n| n.span.start < main)
        .then(|| Found::Name(who.text.clone(), How::Named))
}

/// A name with the word behind it that a small particle opens: `Noor al-Hadid`.
fn with_particle(text: &str, words: &[(usize, usize)], name: String) -> String {
    let ends = |e: usize| text[..e].ends_with(&name);
    let Some(at) = words.iter().rposition(|&(_, e)| ends(e)) else {
        return name;
    };
    let Some(&(start, end)) = words.get(at + 1) else {
        return name;
    };
    let word = &text[start..end];
    let particle = word.split_once('-').is_some_and(|(small, rest)| {
        small.chars().all(char::is_lowercase) && rest.starts_with(char::is_uppercase)
    });
    if particle && text.get(words.at(at).1..start) == Some(" ") {
        format!("{name} {word}")
    } else {
        name
    }
}

/// Whether nothing but auxiliaries, or an apposition between commas, stands between a name and its verb.
fn stands_before(
    text: &str,
    words: &[(usize, usize)],
    name: &str,
    verb: usize,
    pack: &Pack,
) -> bool {
    let Some(&(first, _)) = words.first() else {
        return false;
    };
    let Some(at) = text[first..verb].rfind(name) else {
        return false;
    };
    // A preposition before it makes it a place or an object: `la ville de Paul Durand a dit`.
    let before = text[..first + at].trim_end();
    let governed = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .find(|w| !w.is_empty())
        .is_some_and(|w| {
            pack.quoting
                .prepositions
                .binary_search(&fold(w).as_str())
                .is_ok()
        });
    let between = &text[first + at + name.len()..verb];
    let small = |part: &str| {
        part.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .all(|w| {
                pack.small(&fold(w)).function
                    || pack.quoting.times.binary_search(&fold(w).as_str()).is_ok()
            })
    };
    !governed
        && match between.rfind(',') {
            Some(comma) => {
                between.trim_start().starts_with(',')
                    && small(&between[comma..])
                    && !ends_apposition(&text[first..first + at], pack)
            }
            None => small(between),
        }
}

/// Whether a name that these words lead up to is the end of an apposition, no name of whoever speaks: `Ribot, qui préside la coopérative des`.
fn ends_apposition(before: &str, pack: &Pack) -> bool {
    before.rsplit_once(',').is_some_and(|(_, apart)| {
        apart.split_whitespace().count() > 1
            && apart
                .split_whitespace()
                .last()
                .is_some_and(|w| pack.small(&fold(w)).function)
    })
}

pub(super) fn is_speech(word: &str, pack: &Pack) -> bool {
    let folded = fold(word);
    let bare = pack
        .elisions
        .iter()
        .find_map(|e| folded.strip_prefix(e)?.strip_prefix('\''))
        .unwrap_or(&folded);
    let verb = ["-t-il", "-t-elle", "-il", "-elle", "-ils", "-elles"]
        .iter()
        .find_map(|p| bare.strip_suffix(p))
        .unwrap_or(bare);
    pack.speech_verbs.binary_search(&verb).is_ok()
}
