//! Which nouns go with which person, by the structure of the sentence: never by what the nouns mean.
//!
//! A noun is anchored to a person when it stands in the same noun phrase (`geologist Arvid Thune`, `Tate's header`, `a corner by Tate`), in
//! an apposition before or behind (`Thune, a geologist,`), in a relative clause behind (`Thune, who heads …`), or behind `as` in a phrase
//! that the sentence begins with (`After nine years as treasurer, Thune …`). What somebody is and what somebody has or does are two things.
//! The article is wrong when two persons have exchanged such nouns and neither keeps one of their own.

use crate::rules::Fault;
use std::collections::{BTreeMap, BTreeSet};

use super::classes::SUCCESSION;
use super::pair::{Claim, Pair};
use super::roles::{Mention, mentions};
use super::trade::is_trade;
use crate::draft::Draft;
use crate::draft::reading::{Line, Pause, Token};
use crate::draft::total::At as _;
use crate::span::Span;

/// An apposition has at most this many words.
const LONG: usize = 12;

/// How a noun goes with a person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The noun says what the person is.
    Is,
    /// The noun is the person's: had, made or done.
    Has,
}

/// A word that goes with a person.
pub(super) struct Anchor<'a> {
    pub(super) who: String,
    pub(super) kind: Kind,
    pub(super) stem: &'a str,
    /// It is the head of its noun phrase, or may be.
    head: bool,
    /// No `new` or `deputy` stands with it.
    quite: bool,
    pub(super) line: usize,
    pub(super) token: usize,
    pub(super) name: Span,
}

/// The persons of the two texts: each by the last word of the name.
pub(super) struct People {
    /// The words of each full name; none for a surname that two persons have.
    full: BTreeMap<String, Option<Vec<String>>>,
    /// The surname of each given name; none for one that two persons have.
    given: BTreeMap<String, Option<String>>,
    /// Words that stand somewhere in small letters.
    small: BTreeSet<String>,
}

impl People {
    pub(super) fn of(pair: &Pair<'_>) -> Self {
        let lines = pair.alignment.article.lines.iter().chain(pair.lines());
        let small: BTreeSet<String> = lines
            .flat_map(|l| &l.tokens)
            .filter(|t| !t.capital)
            .map(|t| t.text.clone())
            .collect();
        let roles = pair.article.lang().pack().roles;
        let mut full: BTreeMap<String, Option<Vec<String>>> = BTreeMap::new();
        for name in pair.source.names().iter().chain(pair.article.names()) {
            let words: Vec<String> = name
                .parts()
                .iter()
                .flat_map(|u| u.key.split(['-', ' ', '\'', '’']).map(str::to_owned))
                .skip_while(|w| small.contains(w) || is_trade(roles, w))
                .collect();
            let ([first, ..], Some(last)) = (&words[..], words.last()) else {
                continue;
            };
            if words.len() < 2 {
                continue;
            }
            match full.get_mut(last) {
                None => {
                    full.insert(last.clone(), Some(words));
                }
                Some(other) => {
                    if other.as_ref().is_some_and(|o| *o.at(0) != *first) {
                        *other = None;
                    }
                }
            }
        }
        let mut given: BTreeMap<String, Option<String>> = BTreeMap::new();
        for name in pair.source.names().iter().chain(pair.article.names()) {
            let words: Vec<String> = name.parts().iter().map(|u| u.key.clone()).collect();
            let mut words = words
                .iter()
                .skip_while(|w| small.contains(*w) || is_trade(roles, w));
            let (Some(first), Some(last)) = (words.next(), words.last()) else {
                continue;
            };
            let last = last.rsplit(['-', ' ', '\'', '’']).next().unwrap_or(last);
            given
                .entry(first.clone())
                .and_modify(|g| {
                    if g.as_ref().is_some_and(|g| g != last) {
                        *g = None;
                    }
                })
                .or_insert_with(|| Some(last.to_owned()));
        }
        Self { full, given, small }
    }

    /// The mentions of known persons in a sentence, without the nouns before a name.
    pub(super) fn mentions(&self, pair: &Pair<'_>, draft: &Draft, line: &Line) -> Vec<Mention> {
        let plain = &draft.blocks().at(line.block).plain;
        let mut found = mentions(pair, draft, line);
        found.retain_mut(|m| {
            let Some(words) = self.words(&m.key) else {
                return false;
            };
            let Some(key) = words.last() else {
                return false;
            };
            while m.from + 1 < m.to && !words.contains(&line.tokens.at(m.from).text) {
                m.from += 1;
            }
            m.key.clone_from(key);
            m.span = plain.span(line.tokens.at(m.from).start, line.tokens.at(m.to - 1).end);
            true
        });
        found
    }

    /// The full name that a word stands for: the surname, or a given name that one person has.
    fn words(&self, word: &str) -> Option<&Vec<String>> {
        if let Some(words) = self.full.get(word) {
            return words.as_ref();
        }
        let surname = self.given.get(word)?.as_ref()?;
        self.full.get(surname)?.as_ref()
    }
}

/// Persons who have exchanged what goes with them.
pub(super) fn check(pair: &Pair<'_>) -> Vec<Claim> {
    let people = People::of(pair);
    if people.full.len() < 2 {
        return Vec::new();
    }
    let mut ours = anchors(pair, pair.article, &pair.alignment.article.lines, &people);
    let mut theirs = anchors(pair, pair.source, pair.lines(), &people);
    ours.retain(|a| a.quite);
    theirs.retain(|a| a.quite);
    let who = Who::of(pair, &people);
    let mut holders: BTreeMap<(Kind, &str), Vec<&Anchor<'_>>> = BTreeMap::new();
    for t in &theirs {
        holders.entry((t.kind, t.stem)).or_default().push(t);
    }
    let has = |kind: Kind, stem: &str, who: &str| {
        holders
            .get(&(kind, stem))
            .is_some_and(|h| h.iter().any(|t| t.who == who))
    };
    // Of the words of the article that the source gives to one other person alone, that person's word there.
    let crossed = |a: &Anchor<'_>| -> Option<&Anchor<'_>> {
        let held = holders.get(&(a.kind, a.stem))?;
        let first = held.iter().find(|t| t.head)?;
        let alone = held.iter().all(|t| t.who == first.who) && first.who != a.who;
        (a.head && alone && !who.near(pair, a, held)).then_some(*first)
    };
    let crosses: Vec<(&Anchor<'_>, &Anchor<'_>)> = ours
        .iter()
        .filter_map(|a| crossed(a).map(|t| (a, t)))
        .filter(|(_, t)| who.ours.iter().any(|l| l.contains(&t.who)))
        .collect();
    let mut claims: Vec<Claim> = Vec::new();
    for (a, t) in &crosses {
        let line = pair.alignment.article.lines.at(a.line);
        // Neither keeps a word of their own in that sentence.
        let straight = ours.iter().any(|o| {
            o.line == a.line
                && [(&a.who, &t.who), (&t.who, &a.who)]
                    .iter()
                    .any(|(x, y)| o.who == **x && has(o.kind, o.stem, x) && !has(o.kind, o.stem, y))
        });
        if straight || claims.iter().any(|c| c.span == a.name) {
            continue;
        }
        let mutual = crosses.iter().any(|(b, s)| {
            b.who == t.who
                && s.who == a.who
                && pair.alignment.article.lines.at(b.line).block == line.block
        });
        if !mutual && !alone_decides(pair, &who, a, t, &theirs) {
            continue;
        }
        let token = line.tokens.at(a.token);
        claims.push(Claim {
            span: a.name,
            fault: Fault::new("anchor")
                .text("word", pair.written(line, token))
                .text("here", a.name.slice(pair.article.text()))
                .text("there", t.name.slice(pair.source.text())),
            line: a.line,
            source: t.line,
        });
    }
    claims
}

/// Who is named where.
struct Who<'a> {
    /// In each sentence of the article.
    ours: Vec<BTreeSet<String>>,
    /// In each sentence of the source.
    theirs: Vec<BTreeSet<String>>,
    /// Where each stem stands in the source: sentence and word.
    stems: BTreeMap<&'a str, Vec<(usize, usize)>>,
}

impl<'a> Who<'a> {
    fn of(pair: &'a Pair<'_>, people: &People) -> Self {
        let keys = |draft: &Draft, lines: &[Line]| {
            let of = |l: &Line| people.mentions(pair, draft, l).into_iter().map(|m| m.key);
            lines.iter().map(|l| of(l).collect()).collect()
        };
        let mut stems: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (i, line) in pair.lines().iter().enumerate() {
            for (k, token) in line.tokens.iter().enumerate() {
                stems.entry(&token.stem).or_default().push((i, k));
            }
        }
        Self {
            ours: keys(pair.article, &pair.alignment.article.lines),
            theirs: keys(pair.source, pair.lines()),
            stems,
        }
    }

    /// Whether the source has the word near the person who has it in the article, elsewhere than where it gives it to the other one.
    fn near(&self, pair: &Pair<'_>, a: &Anchor<'_>, held: &[&Anchor<'_>]) -> bool {
        let lines = pair.lines();
        let all = self.stems.get(a.stem).into_iter().flatten();
        let loose = |at: &&(usize, usize)| !held.iter().any(|t| (t.line, t.token) == **at);
        all.filter(loose).any(|&(i, _)| {
            (i.saturating_sub(1)..lines.len().min(i + 2)).any(|k| {
                lines.at(k).block == lines.at(i).block && self.theirs.at(k).contains(&a.who)
            })
        })
    }
}

/// Whether one word decides: both persons stand in the same sentence in both texts, and the source has no like word for the first.
fn alone_decides(
    pair: &Pair<'_>,
    who: &Who<'_>,
    a: &Anchor<'_>,
    t: &Anchor<'_>,
    theirs: &[Anchor<'_>],
) -> bool {
    let both = |keys: &BTreeSet<String>| keys.contains(&a.who) && keys.contains(&t.who);
    let line = pair.alignment.article.lines.at(a.line);
    if !both(who.ours.at(a.line)) || !both(who.theirs.at(t.line)) {
        return false;
    }
    if a.kind == Kind::Has {
        return true;
    }
    // Who comes after somebody will be what the other was.
    let source = &pair.line(t.line).tokens;
    let succeeds = (0..source.len()).any(|i| {
        let verb = pair.classes.converse_at(source, i);
        verb.is_some_and(|v| v.group == SUCCESSION)
    });
    if succeeds {
        return false;
    }
    // `coach Lee`, `manager Lee`: one function.
    let groups = |line: &Line, token: usize| -> BTreeSet<usize> {
        let found = pair.classes.functions_at(&line.tokens, token);
        found.into_iter().map(|f| f.1).collect()
    };
    let own = groups(line, a.token);
    theirs.iter().all(|o| {
        o.who != a.who || o.kind != Kind::Is || groups(pair.line(o.line), o.token).is_disjoint(&own)
    })
}

/// The words of a text that go with its persons.
pub(super) fn anchors<'a>(
    pair: &Pair<'_>,
    draft: &Draft,
    lines: &'a [Line],
    people: &People,
) -> Vec<Anchor<'a>> {
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let names = people.mentions(pair, draft, line);
        let text = Text {
            pair,
            people,
            plain: &draft.blocks().at(line.block).plain.text,
            tokens: &line.tokens,
            names: &names,
        };
        for name in &names {
            for (kind, words, quite) in text.phrases(name) {
                for (token, head) in words {
                    let stem = line.tokens.at(token).stem.as_str();
                    found.push(Anchor {
                        who: name.key.clone(),
                        kind,
                        stem,
                        head,
                        quite,
                        line: index,
                        token,
                        name: name.span,
                    });
                }
            }
        }
    }
    found
}

/// The words of a phrase, and whether each may be its head.
type Words = Vec<(usize, bool)>;

/// A sentence and the persons in it.
struct Text<'a> {
    pair: &'a Pair<'a>,
    people: &'a People,
    /// The block that the tokens stand in.
    plain: &'a str,
    tokens: &'a [Token],
    names: &'a [Mention],
}

impl Text<'_> {
    /// What goes with a name; what stands with `new` or `deputy` is not quite that.
    fn phrases(&self, name: &Mention) -> Vec<(Kind, Words, bool)> {
        let mut found: Vec<(Kind, Words)> = Vec::new();
        let start = self.noun_before(name);
        if start < name.from {
            found.push((Kind::Is, self.words(start, name.from)));
        } else if let Some((from, to)) = self.apposed_before(name) {
            found.push((Kind::Is, self.words(from, to)));
        } else if let Some((from, to)) = self.fronted(name) {
            found.push((Kind::Is, self.words(from, to)));
        }
        if let Some(words) = self.behind(name) {
            found.push((Kind::Is, words));
        }
        let not_quite = self.pair.article.lang().pack().roles.not_quite;
        let quite = |words: &Words| {
            let (Some(first), Some(last)) = (words.first(), words.last()) else {
                return false;
            };
            !(first.0.saturating_sub(2)..=last.0).any(|i| self.is(not_quite, i))
        };
        let mut found: Vec<(Kind, Words, bool)> = found
            .into_iter()
            .map(|(kind, words)| {
                let quite = quite(&words);
                (kind, words, quite)
            })
            .collect();
        if let Some((from, to)) = self.owned(name, start) {
            found.push((Kind::Has, self.words(from, to), true));
        }
        found
    }

    fn is(&self, list: &[&str], at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|t| list.contains(&t.text.as_str()))
    }

    /// What stands between a token and the one before it.
    fn between(&self, at: usize) -> &str {
        let from = at.checked_sub(1).map_or(0, |i| self.tokens.at(i).end);
        let to = self.tokens.get(at).map_or(self.plain.len(), |t| t.start);
        self.plain.get(from..to).unwrap_or_default()
    }

    fn titled(&self, at: usize) -> bool {
        let text = self.tokens.at(at).text.as_str();
        self.pair.classes.titles.contains(text)
            || !self.pair.classes.functions_at(self.tokens, at).is_empty()
    }

    fn determiner(&self, at: usize) -> bool {
        self.is(self.pair.meaning.determiners, at)
    }

    fn head_last(&self) -> bool {
        self.pair.article.lang().pack().roles.head_last
    }

    /// A word in small letters that carries a meaning and is surely no verb. The first word of a sentence counts when it is small elsewhere.
    fn noun(&self, at: usize) -> bool {
        let t = self.tokens.at(at);
        let roles = self.pair.article.lang().pack().roles;
        let trade = is_trade(roles, &t.text);
        let small = !t.capital || (at == 0 && (trade || self.people.small.contains(&t.text)));
        // `planning`, `housing`
        let field = roles.fields.iter().any(|g| g.contains(&t.text.as_str()));
        let verb = !field
            && (self.pair.classes.speech.contains(&t.stem)
                || self.pair.classes.converses.contains_key(&t.stem)
                || (self.head_last() && (t.text.ends_with("ing") || t.text.ends_with("ed"))));
        // A title is no name.
        let title = self.pair.classes.titles.contains(t.text.as_str())
            && !self.pair.meaning.honorifics.contains(&t.text.as_str());
        ((t.content && small && !verb) || (title && at == 0))
            && !self.determiner(at)
            && !self.is(roles.before_noun, at)
    }

    /// Where the noun right before a name begins; the name when there is none.
    fn noun_before(&self, name: &Mention) -> usize {
        let tokens = self.tokens;
        let mut from = name.from;
        while from > 0 && tokens.at(from).pause == Pause::None && self.noun(from - 1) {
            from -= 1;
        }
        if from == name.from {
            return from;
        }
        let words = self.pair.article.lang().pack().roles;
        let title = (from..name.from).any(|i| {
            let text = tokens.at(i).text.as_str();
            self.pair.classes.titles.contains(text)
                || !self.pair.classes.functions_at(tokens, i).is_empty()
        });
        let opens = from == 0 || tokens.at(from).pause >= Pause::Comma;
        // `potter Ivo Lang and weaver Ruth Sand`
        let after_name = from > 1
            && self.is(self.pair.meaning.conjunctions, from - 1)
            && self.names.iter().any(|n| n.to == from - 1);
        let bounded = opens
            || after_name
            || self.determiner(from - 1)
            || self.is(words.before_noun, from - 1)
            || (title && !self.is(self.pair.meaning.infinitive, from - 1));
        // `engineers Pell and Rudd` are both.
        let joined = self.is(self.pair.meaning.conjunctions, name.to)
            && tokens.at(name.from - 1).text.ends_with('s');
        if bounded && !joined { from } else { name.from }
    }

    /// The words of a noun phrase with a meaning. Its head stands last before a preposition, or first: then each may be it.
    fn words(&self, from: usize, to: usize) -> Words {
        let roles = self.pair.article.lang().pack().roles;
        let of = (from..to).find(|&i| i > from && self.is(roles.of, i));
        let end = of.unwrap_or(to);
        let digits = |i: usize| {
            let first = i.saturating_sub(2).max(from);
            (first..=i).any(|k| {
                self.tokens
                    .at(k)
                    .text
                    .starts_with(|c: char| c.is_ascii_digit())
            })
        };
        let last = (from..end).rev().find(|&i| self.tokens.at(i).content);
        (from..to)
            .filter(|&i| self.tokens.at(i).content && !digits(i) && !self.evidence_of_none(i))
            .map(|i| {
                let head = if self.head_last() {
                    Some(i) == last
                } else {
                    i < end
                };
                (i, head)
            })
            .collect()
    }

    /// A word that both of two persons are by right (`neighbour`), or that names somebody.
    fn evidence_of_none(&self, at: usize) -> bool {
        let roles = self.pair.article.lang().pack().roles;
        let text = self.tokens.at(at).text.as_str();
        let plural = text.strip_suffix('s').unwrap_or(text);
        self.is(roles.kin, at)
            || self.is(roles.mutual, at)
            || roles.mutual.contains(&plural)
            || (at > 0 && self.tokens.at(at).capital)
    }

    /// `the current head of the European business, X`: the noun before a comma and a name.
    fn apposed_before(&self, name: &Mention) -> Option<(usize, usize)> {
        let tokens = self.tokens;
        if tokens.at(name.from).pause != Pause::Comma {
            return None;
        }
        let open = (0..name.from)
            .rev()
            .find(|&i| i == 0 || tokens.at(i).pause >= Pause::Comma)?;
        let roles = self.pair.article.lang().pack().roles;
        let least = open.max(name.from.saturating_sub(LONG));
        let mut from = name.from;
        loop {
            let mut i = from;
            while i > least && (self.noun(i - 1) || tokens.at(i - 1).capital) && i - 1 > 0 {
                i -= 1;
            }
            if i == from || i == 0 {
                return None;
            }
            // `the mayor of Brest, X`, `le directeur du musée, X`
            let complement = self.is(roles.complement, i - 1)
                && tokens.at(i).pause == Pause::None
                && i >= 2
                && i - 1 > least
                && self.noun(i - 2);
            if complement && !self.determiner(i - 1) {
                from = i - 1;
                continue;
            }
            // `Treasurer of the club, X said`
            let opens = i == 1 && self.titled(0) && from < name.from;
            if opens {
                from = 0;
                break;
            }
            if !self.determiner(i - 1) {
                return None;
            }
            from = i - 1;
            while from > least && self.determiner(from - 1) {
                from -= 1;
            }
            let more = from > least
                && self.is(roles.of, from - 1)
                && !self.is(self.pair.meaning.agent, from - 1)
                && from >= 2
                && from - 1 > least
                && self.noun(from - 2);
            if !more {
                break;
            }
            from -= 1;
        }
        let named = self
            .names
            .iter()
            .any(|n| n.from >= from && n.to < name.from);
        // `the aide of the mayor, Adam, and …`: a list of persons is no apposition.
        let listed = from == 0 && self.is(self.pair.meaning.conjunctions, name.to);
        (!named && !listed).then_some((from, name.from))
    }

    /// `After nine years as treasurer, X …`: the noun behind `as`.
    fn fronted(&self, name: &Mention) -> Option<(usize, usize)> {
        let tokens = self.tokens;
        let first = self.names.first().is_some_and(|n| n.from == name.from);
        let commas = (1..=name.from).filter(|&i| tokens.at(i).pause >= Pause::Comma);
        if !first || tokens.at(name.from).pause != Pause::Comma || commas.count() != 1 {
            return None;
        }
        let roles = self.pair.article.lang().pack().roles;
        let at = (0..name.from).find(|&i| self.is(roles.as_what, i))?;
        Some((at + 1, name.from))
    }

    /// `X, head of the business,`; `X (treasurer)`; `X, who heads the business`.
    fn behind(&self, name: &Mention) -> Option<Words> {
        let tokens = self.tokens;
        // `Finch (Harl AC), the holder`: what stands behind the bracket goes with the name before it.
        if self.between(name.from).contains('(') {
            return None;
        }
        let bracket = self.between(name.to).contains('(');
        let from = if bracket {
            (name.to + 1..tokens.len().min(name.to + LONG))
                .find(|&i| self.between(i).contains(')'))?
        } else {
            name.to
        };
        let first = tokens.get(from)?;
        let roles = self.pair.article.lang().pack().roles;
        let to = (from + 1..tokens.len().min(from + LONG))
            .find(|&i| tokens.at(i).pause >= Pause::Comma)
            .unwrap_or(tokens.len());
        // A list of persons shares what stands behind it.
        let listed = name.from > 0
            && self.is(self.pair.meaning.conjunctions, name.from - 1)
            && (tokens.at(name.from - 1).pause == Pause::None
                || self.names.iter().any(|n| n.to == name.from - 1));
        let named = self
            .names
            .iter()
            .any(|n| n.from >= from && n.from <= to && n.from < tokens.len());
        if named || listed || to - from > LONG {
            return None;
        }
        if self.is(roles.relatives, from) {
            return (!bracket).then(|| self.words(from + 1, to));
        }
        if first.pause != Pause::Comma {
            return None;
        }
        let of = (from..to)
            .find(|&i| i > from && self.is(roles.of, i))
            .unwrap_or(to);
        let plain = (from..of).all(|i| self.determiner(i) || self.noun(i) || tokens.at(i).capital);
        (plain && of > from && !self.is(roles.of, from)).then(|| self.words(from, to))
    }

    /// `X's header`, `a corner by X`, `le corner de X`, `a Paul Adam corner`.
    fn owned(&self, name: &Mention, start: usize) -> Option<(usize, usize)> {
        let tokens = self.tokens;
        let roles = self.pair.article.lang().pack().roles;
        let run = |from: usize| {
            let mut to = from;
            while to < tokens.len() && tokens.at(to).pause == Pause::None && self.noun(to) {
                to += 1;
            }
            (to > from).then_some((from, to))
        };
        if self.head_last() {
            let next = tokens.get(name.to);
            if next.is_some_and(|n| n.text == "s" && n.pause == Pause::None) {
                return run(name.to + 1);
            }
            let full = name.to - name.from > 1;
            let article = name.from > 0 && self.determiner(name.from - 1);
            if full
                && article
                && let Some(found) = run(name.to)
            {
                return Some(found);
            }
        }
        // The noun before the link, with the determiner of the name between.
        let mut link = start;
        while link > 0 && self.determiner(link - 1) && !self.is(roles.whose, link - 1) {
            link -= 1;
        }
        let link = link.checked_sub(1).filter(|&i| {
            tokens.at(i + 1).pause == Pause::None
                && tokens.at(i).pause == Pause::None
                && (self.is(roles.whose, i) || self.is(self.pair.meaning.agent, i))
        })?;
        let mut from = link;
        while from > 0
            && self.noun(from - 1)
            && (from == link || tokens.at(from).pause == Pause::None)
        {
            from -= 1;
        }
        let agent = self.is(self.pair.meaning.agent, link);
        let bounded = from == 0
            || tokens.at(from).pause >= Pause::Comma
            || self.determiner(from - 1)
            || self.is(roles.before_noun, from - 1)
            || (agent && self.head_last());
        (from < link && bounded).then_some((from, link))
    }
}
