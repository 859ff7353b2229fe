//! Clauses that report a quotation: `a dit jeudi à Brest Paul Durand`, `racontera-t-elle`, `selon la maire`, `she told reporters on
//! Monday`. A clause is one by its structure: a verb, whoever speaks, and nothing else but where and when.

use crate::draft::compare::fold;
use crate::draft::total::At as _;
use crate::lang::{Lang, Pack};

/// Longer clauses report nothing.
const MOST: usize = 16;
/// How many plain words may hang on an article or a preposition: `la porte-parole du parti local`.
const NOUN: usize = 4;

/// Who speaks, as a clause says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// By name: where it stands in the clause.
    Name(usize, usize),
    /// By what they are: `la maire de Brest`, without the article.
    Noun(usize, usize),
    /// By a pronoun, in normal form.
    Pronoun(String),
}

/// A clause that reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Report {
    pub(super) who: Who,
}

#[derive(Debug)]
struct Token {
    fold: String,
    start: usize,
    end: usize,
    capital: bool,
}

crate::draft::total::blank! {
    Token = Token {
        fold: String::new(),
        start: 0,
        end: 0,
        capital: false,
    };
}

impl Token {
    fn is(&self, list: &[&str]) -> bool {
        list.binary_search(&self.fold.as_str()).is_ok()
    }
}

/// Reads a clause without the marks at its ends; `None` when it is no report.
pub(super) fn read(clause: &str, lang: Lang) -> Option<Report> {
    // Cheap for the long stretches of a hostile text.
    if clause.len() > 40 * MOST {
        return None;
    }
    let pack = lang.pack();
    let tokens = tokens(clause, pack);
    if tokens.is_empty() || tokens.len() > MOST {
        return None;
    }
    let who = if pack.elisions.is_empty() {
        subject_first(&tokens, pack)
            .or_else(|| verb_first(&tokens, pack))
            .or_else(|| source(&tokens, pack))
    } else {
        inverted(&tokens, pack)
            .or_else(|| verb_first(&tokens, pack))
            .or_else(|| source(&tokens, pack))
    }?;
    Some(Report { who })
}

/// The words of a clause; `l'AFP` is two.
fn tokens(clause: &str, pack: &Pack) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    for chunk in clause.split_inclusive(char::is_whitespace) {
        let start = at;
        at += chunk.len();
        let lead = chunk.len()
            - chunk
                .trim_start_matches(|c: char| !c.is_alphanumeric())
                .len();
        let core = chunk[lead..].trim_end_matches(|c: char| !c.is_alphanumeric());
        if core.is_empty() {
            continue;
        }
        let mut start = start + lead;
        let mut core = core;
        if let Some((elided, rest)) = core.split_once(['\'', '’'])
            && pack
                .elisions
                .binary_search(&elided.to_lowercase().as_str())
                .is_ok()
            && !rest.is_empty()
        {
            found.push(token(elided, start));
            start += core.len() - rest.len();
            core = rest;
        }
        found.push(token(core, start));
    }
    found
}

fn token(text: &str, start: usize) -> Token {
    Token {
        fold: fold(text),
        start,
        end: start + text.len(),
        capital: text.starts_with(char::is_uppercase),
    }
}

fn speaks(word: &str, pack: &Pack) -> bool {
    pack.speech_verbs.binary_search(&word).is_ok()
}

/// A word that could be a participle: no small word, no capital.
fn content(token: &Token, pack: &Pack) -> bool {
    !token.capital && !pack.small(&token.fold).function && token.fold.chars().count() > 2
}

/// `dit-il`, `a-t-elle fait valoir`, `lit-on dans le communiqué`.
fn inverted(tokens: &[Token], pack: &Pack) -> Option<Who> {
    let q = pack.quoting;
    let mut rest = tokens;
    if rest.first()?.is(&["s", "se"]) {
        rest = rest.get(1..).unwrap_or_default();
    }
    let (verb, pronoun) = rest.first()?.fold.rsplit_once('-')?;
    let verb = verb.strip_suffix("-t").unwrap_or(verb);
    if q.pronouns.binary_search(&pronoun).is_err() || verb.contains('-') {
        return None;
    }
    let mut rest = rest.get(1..).unwrap_or_default();
    if q.auxiliaries.binary_search(&verb).is_ok() {
        // `a-t-elle aussitôt ajouté`, `a-t-il fait valoir`.
        let at = rest.iter().take(3).position(|t| participle(t, pack))?;
        let participle = rest.at(at);
        if pronoun == "on" && !speaks(&participle.fold, pack) {
            return None;
        }
        rest = rest.get(at + 1..).unwrap_or_default();
        if rest.first().is_some_and(|t| infinitive(t, pack)) {
            rest = rest.get(1..).unwrap_or_default();
        }
    } else if q.helpers.binary_search(&verb).is_ok()
        && rest.first().is_some_and(|t| infinitive(t, pack))
    {
        rest = rest.get(1..).unwrap_or_default();
    } else if q.asides.binary_search(&verb).is_ok()
        || (matches!(pronoun, "on" | "nous" | "je") && !speaks(verb, pack) && verb != "lit")
    {
        return None;
    }
    places(rest, pack, false)?;
    Some(Who::Pronoun(pronoun.to_owned()))
}

fn participle(token: &Token, pack: &Pack) -> bool {
    const ENDS: [&str; 12] = [
        "é", "ée", "és", "ées", "i", "ie", "is", "it", "u", "ue", "us", "ert",
    ];
    (content(token, pack) || matches!(token.fold.as_str(), "fait" | "dit"))
        && ENDS.iter().any(|e| token.fold.ends_with(e))
}

fn infinitive(token: &Token, pack: &Pack) -> bool {
    content(token, pack)
        && ["er", "ir", "re", "oir"]
            .iter()
            .any(|e| token.fold.ends_with(e))
}

/// `a déclaré hier Paul Durand`, `s'indigne la maire`, `fait valoir Paul Durand`, `said the mayor on Monday`.
fn verb_first(tokens: &[Token], pack: &Pack) -> Option<Who> {
    let q = pack.quoting;
    let french = !pack.elisions.is_empty();
    let mut rest = tokens;
    // `lui a répondu la maire`.
    if french && rest.first()?.is(&["leur", "lui", "m", "me", "nous"]) {
        rest = rest.get(1..).unwrap_or_default();
    }
    let reflexive = rest.first()?.is(&["s", "se"]);
    if reflexive {
        rest = rest.get(1..).unwrap_or_default();
    }
    let first = rest.first()?;
    if first.capital {
        return None;
    }
    let mut known = speaks(&first.fold, pack);
    let helper = first.is(q.helpers) && rest.get(1).is_some_and(|t| infinitive(t, pack));
    if helper && french {
        known |= speaks_stem(&rest.at(1).fold, pack);
        rest = rest.get(2..).unwrap_or_default();
    } else if first.is(q.auxiliaries) {
        if !french || (first.is(&["est", "sera", "sont", "étaient", "était"]) && !reflexive) {
            return None;
        }
        let at = rest
            .get(1..)
            .unwrap_or_default()
            .iter()
            .take(3)
            .position(|t| participle(t, pack))?
            + 1;
        // Only small words of manner between the two: `a encore dit`, never `a pas dit`.
        if rest
            .get(1..at)
            .unwrap_or_default()
            .iter()
            .any(|t| t.is(q.negations))
        {
            return None;
        }
        known = speaks(&rest.at(at).fold, pack);
        rest = rest.get(at + 1..).unwrap_or_default();
        if rest.first().is_some_and(|t| infinitive(t, pack)) {
            known = true;
            rest = rest.get(1..).unwrap_or_default();
        }
    } else if known || (content(first, pack) && verb_like(&first.fold, french)) {
        rest = rest.get(1..).unwrap_or_default();
    } else {
        return None;
    }
    match places(rest, pack, true)? {
        // An unknown verb reports when a person stands behind it.
        Some(Who::Name(s, e)) => Some(Who::Name(s, e)),
        Some(Who::Noun(s, e)) if known || titled(rest, pack) => Some(Who::Noun(s, e)),
        _ => None,
    }
}

/// Whether a word nobody knows may be a verb in the third person: `rapporte`, `voit`, `added`; never `ici`.
fn verb_like(word: &str, french: bool) -> bool {
    if french {
        word.ends_with(['a', 'c', 'd', 'e', 't'])
    } else {
        word.ends_with("ed")
    }
}

/// Whether an infinitive belongs to a known verb of speech: `ajouter`, `valoir`.
fn speaks_stem(infinitive: &str, pack: &Pack) -> bool {
    infinitive
        .strip_suffix("er")
        .is_some_and(|stem| speaks(&format!("{stem}e"), pack) || speaks(&format!("{stem}é"), pack))
        || matches!(
            infinitive,
            "valoir" | "savoir" | "croire" | "dire" | "remarquer" | "observer"
        )
}

fn titled(tokens: &[Token], pack: &Pack) -> bool {
    tokens.iter().take(3).any(|t| t.is(pack.titles))
}

/// `she said`, `the mayor told reporters on Monday`, `Ana Ruiz has said`.
fn subject_first(tokens: &[Token], pack: &Pack) -> Option<Who> {
    let q = pack.quoting;
    let verb = tokens
        .iter()
        .position(|t| !t.capital && speaks(&t.fold, pack))?;
    let mut subject = tokens.get(..verb).unwrap_or_default();
    while let Some((last, before)) = subject.split_last()
        && (last.is(q.auxiliaries) || last.is(q.times))
        && !before.is_empty()
    {
        subject = before;
    }
    let who = match subject {
        [one] if one.is(q.pronouns) => Some(Who::Pronoun(one.fold.clone())),
        [] => None,
        _ => places(subject, pack, true)?,
    }?;
    let mut rest = tokens.get(verb + 1..).unwrap_or_default();
    // `told the BBC`, `told reporters`.
    if matches!(
        tokens.at(verb).fold.as_str(),
        "told" | "tells" | "informed" | "assured" | "reminded"
    ) {
        let object = rest
            .iter()
            .take(NOUN + 1)
            .take_while(|t| !t.is(q.prepositions) && !t.is(q.times))
            .count();
        if rest
            .get(..object)
            .unwrap_or_default()
            .iter()
            .any(|t| t.is(q.negations) || t.is(&["that"]))
        {
            return None;
        }
        rest = rest.get(object..).unwrap_or_default();
    }
    places(rest, pack, false)?;
    Some(who)
}

/// `selon Paul Durand`, `d'après la maire`, `according to the mayor`, `in the words of Paul Durand`, `as the mayor put it`.
fn source(tokens: &[Token], pack: &Pack) -> Option<Who> {
    let q = pack.quoting;
    let from = match tokens {
        [a, ..] if a.is(&["selon"]) => 1 + worded(tokens.get(1..).unwrap_or_default(), pack),
        [a, rest @ ..] if a.is(&["de", "in", "à"]) => {
            1 + Some(worded(rest, pack)).filter(|n| *n > 0)?
        }
        [a, b, ..]
            if (a.is(&["d"]) && b.is(&["après"])) || (a.is(&["according"]) && b.is(&["to"])) =>
        {
            2
        }
        // `as the mayor put it`
        [a, who @ .., put, it] if a.is(&["as"]) && put.is(&["put", "puts"]) && it.is(&["it"]) => {
            let last = who
                .split_last()
                .filter(|(t, _)| t.is(q.auxiliaries) || t.is(q.times));
            return match last.map_or(who, |(_, rest)| rest) {
                [one] if one.is(q.pronouns) => Some(Who::Pronoun(one.fold.clone())),
                who => places(who, pack, true)?,
            };
        }
        _ => return None,
    };
    match tokens.get(from..).unwrap_or_default() {
        [one] if one.is(&["elle", "elles", "eux", "her", "him", "lui", "them"]) => {
            Some(Who::Pronoun(one.fold.clone()))
        }
        rest => places(rest, pack, true)?,
    }
}

/// How many tokens `the words of`, `les mots de`, `l'avis du` are at the start of a clause; none when it begins otherwise.
fn worded(tokens: &[Token], pack: &Pack) -> usize {
    let q = pack.quoting;
    match tokens {
        [the, words, of, ..]
            if the.is(q.articles)
                && words.is(q.wordings)
                && of.is(&["d", "de", "des", "du", "of"]) =>
        {
            3
        }
        _ => 0,
    }
}

/// Who is named at the start of a sentence before what they say: `Selon Paul Durand, « … »`, `Pour la maire, Anne Petit, « … »`.
pub(super) fn leading(clause: &str, lang: Lang) -> Option<Report> {
    if clause.len() > 40 * MOST {
        return None;
    }
    let pack = lang.pack();
    let tokens = tokens(clause, pack);
    let who = match &tokens[..] {
        [] => None,
        all if all.len() > MOST => None,
        // `Pour Noël` is no person.
        [a, rest @ ..] if a.is(&["for", "pour"]) => match places(rest, pack, true)?? {
            Who::Name(s, e) => clause[s..e]
                .contains([' ', '\u{a0}'])
                .then_some(Who::Name(s, e)),
            Who::Noun(s, e) => titled(rest, pack).then_some(Who::Noun(s, e)),
            Who::Pronoun(_) => None,
        },
        all => source(all, pack),
    }?;
    Some(Report { who })
}

/// Reads names, nouns, places and times; `None` when something else is among them. With `wanted` whoever speaks has to be there.
fn places(tokens: &[Token], pack: &Pack, wanted: bool) -> Option<Option<Who>> {
    let q = pack.quoting;
    let mut budget = 0_usize;
    let mut name: Option<(usize, usize)> = None;
    let mut noun: Option<(usize, usize)> = None;
    // After a preposition a name is a place, of two words at most: `à Brest Paul Durand`, `sur France Inter`.
    let mut place: Option<&Token> = None;
    let mut skip = 0;
    for (i, token) in tokens.iter().enumerate() {
        if i < skip {
            continue;
        }
        let next = tokens.get(i + 1);
        if token.capital && !token.is(q.times) {
            let run = tokens
                .get(i..)
                .unwrap_or_default()
                .iter()
                .take_while(|t| t.capital && !t.is(q.times))
                .count();
            let mut from = i;
            if let Some(preposition) = place.take() {
                from += if run > 2 && name.is_none() { 1 } else { run };
                if let Some(n) = noun
                    .as_mut()
                    .filter(|_| preposition.is(&["d", "de", "des", "du", "of"]))
                {
                    n.1 = tokens.at(from - 1).end;
                }
            }
            if from < i + run {
                let (first, last) = (tokens.at(from), tokens.at(i + run - 1));
                name = match name {
                    None => Some((first.start, last.end)),
                    known => known,
                };
            }
            skip = i + run;
            budget = NOUN;
            continue;
        }
        if token.is(q.negations)
            || token.is(&[
                "dont", "où", "qu", "que", "qui", "that", "where", "which", "who",
            ]) && i > 0
        {
            return None;
        }
        if token.is(q.times) || token.fold.bytes().all(|b| b.is_ascii_digit()) {
            place = None;
            continue;
        }
        let joins = token.is(&["and", "et"]) && next.is_some();
        if token.is(q.articles) || joins {
            if name.is_none() && place.is_none() && noun.is_none() && next.is_some() {
                noun = next.map(|n| (n.start, n.end));
            }
            budget = NOUN;
        } else if token.is(q.prepositions) || token.is(pack.name_links) {
            place = Some(token);
            budget = NOUN;
        } else if token.is(pack.titles) && name.is_none() && noun.is_none() {
            noun = Some((token.start, token.end));
            budget = NOUN;
        } else if budget > 0 && !pack.small(&token.fold).function && !verbish(token, pack) {
            budget -= 1;
            let own = place.is_none_or(|p| p.is(&["d", "de", "des", "du", "of"]));
            if let Some(n) = noun.as_mut().filter(|_| own && name.is_none()) {
                n.1 = n.1.max(token.end);
            }
            place = None;
        } else {
            return None;
        }
    }
    let who = name
        .map(|(s, e)| Who::Name(s, e))
        .or(noun.map(|(s, e)| Who::Noun(s, e)));
    if wanted && who.is_none() {
        return None;
    }
    // A preposition with nothing behind it leaves the clause open.
    if tokens
        .last()
        .is_some_and(|t| t.is(q.prepositions) && !t.capital)
    {
        return None;
    }
    Some(who)
}

/// A word that can only be another verb of speech, which a report has once.
fn verbish(token: &Token, pack: &Pack) -> bool {
    pack.elisions.is_empty() && speaks(&token.fold, pack) && !token.fold.ends_with('s')
}

/// A text without the clauses that report it, and those clauses with where they begin. Clauses stand between commas or dashes, or after a question
/// or an exclamation.
pub(super) fn strip(text: &str, lang: Lang) -> (String, Vec<(usize, Report)>) {
    let mut out = String::with_capacity(text.len());
    let mut reports = Vec::new();
    let mut kept = 0;
    let mut from = 0;
    while let Some((mark, start)) = border(text, from) {
        let end = clause_end(text, start, lang);
        let clause = &text[start..end];
        let Some(report) = read(clause, lang).filter(|_| begins_low(clause, lang)) else {
            from = start;
            continue;
        };
        reports.push((start, report));
        let comma = text[mark..].starts_with([',', '—', '–']);
        let before = if comma { mark } else { start };
        out.push_str(text[kept..before].trim_end());
        let closing = text[end..]
            .chars()
            .next()
            .filter(|c| matches!(c, ',' | '—' | '–'));
        kept = end + closing.map_or(0, char::len_utf8);
        // `a dit Paul Durand, maire de Brest,`
        if closing == Some(',') {
            let apart = clause_end(text, kept, lang);
            let clause = &text[kept..apart];
            if text[apart..].starts_with(',')
                && (is_apposition(clause, lang) || is_relative(clause, lang))
            {
                kept = apart + 1;
            }
        }
        if !text[kept..].starts_with(char::is_whitespace) {
            out.push(' ');
        }
        from = kept;
    }
    out.push_str(&text[kept..]);
    (out, reports)
}

/// The next mark after which a report may begin: the mark's place, and where the clause begins.
fn border(text: &str, from: usize) -> Option<(usize, usize)> {
    text[from..].char_indices().find_map(|(i, c)| {
        let at = from + i;
        let after = at + c.len_utf8();
        let rest = &text[after..];
        (matches!(c, ',' | '?' | '!' | '…' | '—' | '–')
            && rest.starts_with(char::is_whitespace)
            && !rest.trim_start().is_empty())
        .then(|| (at, after + (rest.len() - rest.trim_start().len())))
    })
}

/// No abbreviation takes more bytes.
const ABBREVIATION: usize = 40;

/// Where a clause ends: at the next comma, stop or dash.
pub(super) fn clause_end(text: &str, start: usize, lang: Lang) -> usize {
    let mut word = start;
    for (i, c) in text[start..].char_indices() {
        let at = start + i;
        if c.is_whitespace() {
            word = at + c.len_utf8();
        }
        let next = text[at + c.len_utf8()..].chars().next();
        let free = next.is_none_or(|n| n.is_whitespace() || matches!(n, '»' | '”' | '"' | '’'));
        let ends = match c {
            ',' | '!' | '?' | '…' => free,
            ';' | ':' | '—' | '«' | '“' | '"' | '»' | '”' | '\n' | '(' | '[' => true,
            '–' => at > start && text[..at].ends_with(' '),
            '.' => {
                free && (at - word > ABBREVIATION || {
                    let before = text[word..at].to_lowercase();
                    let initial = before.chars().count() == 1;
                    !initial
                        && lang
                            .pack()
                            .abbreviations
                            .binary_search(&before.as_str())
                            .is_err()
                })
            }
            _ => false,
        };
        if ends {
            return at;
        }
    }
    text.len()
}

/// A French report never begins with whoever speaks; an English one may.
fn begins_low(clause: &str, lang: Lang) -> bool {
    lang.pack().elisions.is_empty() || !clause.starts_with(char::is_uppercase)
}

/// `, qui entraîne l'équipe,`, `, who coaches the side,` behind the name of whoever speaks.
pub(super) fn is_relative(clause: &str, lang: Lang) -> bool {
    let tokens = tokens(clause, lang.pack());
    tokens.len() > 1
        && tokens.len() <= MOST
        && tokens.at(0).is(&["dont", "qui", "which", "who", "whose"])
}

/// `maire de Brest`, `the mayor of Brest`, `42 ans`.
pub(super) fn is_apposition(clause: &str, lang: Lang) -> bool {
    let pack = lang.pack();
    let tokens = tokens(clause, pack);
    !tokens.is_empty()
        && tokens.len() <= MOST
        && tokens.iter().take(4).any(|t| t.is(pack.titles))
        && matches!(places(&tokens, pack, false), Some(Some(_) | None))
}

#[cfg(test)]
mod tests;
