//! Names: which of the source are lost, and which of the draft are new.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::lexicon::{Lexicon, following, is_function_word};
use super::{Exempt, Loss, Preserve, occurs};
use crate::draft::total::At as _;
use crate::draft::{Draft, Name, NamePart, covers_parts, name_parts};
use crate::rules::Outcome;
use crate::span::Span;

/// The names of the source that the draft has not in full.
pub(super) fn lost(
    rule: &Preserve,
    draft: &Draft,
    source: &Draft,
    exempt: &Exempt,
    out: &mut Outcome,
) -> Vec<Loss> {
    let ours = draft.keep(Lexicon::read);
    let theirs = source.keep(Lexicon::read);
    let numbers = in_numbers(source);
    let mut wanted: Vec<Loss> = Vec::new();
    let mut all = 0_usize;
    for known in theirs.names.iter().filter(|k| k.told) {
        let Some(n) = source.names().get(known.first) else {
            continue;
        };
        if numbers.binary_search(&known.first).is_ok() || rule.exempt(&n.text, n.span, exempt) {
            continue;
        }
        // The surname alone is part of the full name, which is asked for.
        let words = known.parts.iter().filter(|p| !p.link).count();
        let longer = (words == 1 || known.person)
            && known.parts.iter().rfind(|p| !p.link).is_some_and(|last| {
                theirs.with_word(&last.plain).any(|k| {
                    k.told
                        && k.parts.len() > known.parts.len()
                        && covers_parts(&k.parts, &known.parts)
                })
            });
        if longer {
            continue;
        }
        all += 1;
        let after = following(source, n.block, n.span.end);
        let text = Asked {
            parts: &known.parts,
            person: known.person,
            initial: known.initial,
            text: &n.text,
            after,
        };
        if !is_kept(&text, &ours, &theirs, draft) && !is_country_told(n, source, draft) {
            wanted.push(Loss {
                kind: "name",
                text: n.text.clone(),
                span: n.span,
                block: n.block,
            });
        }
    }
    let kept = all - wanted.len();
    let least = rule.at_least.as_ref().and_then(|r| r.min).unwrap_or(100.0);
    let limit = if least >= 100.0 {
        format!("all {all}")
    } else {
        format!("at least {least} % of {all}")
    };
    out.measure(kept as f64, "names", limit);
    if kept as f64 * 100.0 >= least * all as f64 {
        wanted.clear();
    }
    wanted
}

/// Whether three capitals in brackets behind a name are a country by whose people the draft tells where that person is from: `T. Nowak (POL)` and
/// `le Polonais T. Nowak`.
fn is_country_told(n: &Name, source: &Draft, draft: &Draft) -> bool {
    let text = source.text();
    let code = n.text.len() == 3 && n.text.bytes().all(|b| b.is_ascii_uppercase());
    let within = text.get(..n.span.start).is_some_and(|t| t.ends_with('('))
        && text.get(n.span.end..).is_some_and(|t| t.starts_with(')'));
    let start = n.text.to_lowercase();
    let from = |w: &str| w.len() > 4 && w.starts_with(start.as_str());
    code && within && draft.folded().any(|(_, all)| all.iter().any(|w| from(w)))
}

/// What the name of the source became, when the draft has one in its place that the source has not: `Farrelly`, `Farelly`.
pub(super) fn became(lost: &str, draft: &Draft, source: &Draft) -> Option<String> {
    let ours = draft.keep(Lexicon::read);
    let theirs = source.keep(Lexicon::read);
    let like = ours.like(&name_parts(lost))?;
    let name = draft.names().get(like.first)?;
    let new = like
        .parts
        .iter()
        .any(|p| !p.link && !theirs.has(p, false) && !theirs.has_common(p));
    (new && !theirs.covers(&like.parts)).then(|| name.text.clone())
}

/// A name that is looked for in another text.
struct Asked<'a> {
    parts: &'a [NamePart],
    person: bool,
    initial: bool,
    text: &'a str,
    after: &'a str,
}

/// Whether the draft names it in full, in some form.
fn is_kept(asked: &Asked<'_>, ours: &Lexicon, theirs: &Lexicon, draft: &Draft) -> bool {
    let parts = asked.parts;
    if says(parts, asked.person, ours)
        || ours.spells(asked.text)
        || ours.abbreviates(asked.text, asked.after)
    {
        return true;
    }
    let pack = draft.lang().pack();
    let content: Vec<&NamePart> = parts.iter().filter(|p| !p.link).collect();
    let Some(first) = content.first() else {
        return true;
    };
    let is_body = |p: &&NamePart| pack.names.bodies.binary_search(&p.key.as_str()).is_ok();
    let body = is_body(first) || content.last().is_some_and(is_body);
    let tail = content.iter().any(|p| !p.capital);
    if !asked.person {
        if content.len() == 1 && !first.upper && (ours.has_common(first) || ours.has_people(first))
        {
            return true;
        }
        if (body || tail) && content.len() >= 2 && ours.has_apart(parts) {
            return true;
        }
        if told_in_pieces(parts, &content, body, ours, theirs, draft) || ours.has_family(&content) {
            return true;
        }
    }
    // `Wexcombe Town Council` told by the councillors of Wexcombe.
    if !asked.person
        && content.len() >= 2
        && content.last().is_some_and(|l| l.plain == "council")
        && draft
            .folded()
            .any(|(_, all)| all.iter().any(|w| w.starts_with("councillor")))
        && content
            .get(..content.len() - 1)
            .unwrap_or_default()
            .iter()
            .all(|p| super::lexicon::kind_of_body(&p.plain) || ours.has(p, true))
    {
        return true;
    }
    // `Gwen et Mair Prothero`, `Rudd (John)`.
    if content.len() >= 2 && ours.joins(parts) {
        return true;
    }
    // `Paul Robert de Brest`: a person, and where they are from.
    if let Some(at) = parts.iter().position(|p| p.link)
        && parts.get(..at).unwrap_or_default().len() >= 2
        && parts.get(at..).unwrap_or_default().iter().any(|p| !p.link)
        && !parts.get(at).is_some_and(|p| p.joined)
    {
        let rest = parts
            .get(at..)
            .unwrap_or_default()
            .iter()
            .position(|p| !p.link)
            .map_or(at, |i| at + i);
        if says(parts.get(..at).unwrap_or_default(), asked.person, ours)
            && says(parts.get(rest..).unwrap_or_default(), false, ours)
        {
            return true;
        }
    }
    // `Treasurer Sam Ashby`: the first word may be a function that is told elsewhere, or not be one of the name.
    let given = pack.names.given.binary_search(&first.key.as_str()).is_ok();
    // `South Korea` is not `Korea`.
    let direction = pack.demonyms.binary_search(&first.key.as_str()).is_ok();
    let doubtful = ours.has_common(first)
        || theirs.has_common(first)
        || (asked.initial
            && content.len() >= 2
            && !theirs.with_word(&first.plain).any(|k| !k.initial));
    content.len() >= 2
        && !given
        && !direction
        && doubtful
        && says(parts.get(1..).unwrap_or_default(), false, ours)
}

/// `Harrowgate Metro` told as `the Metro` and `Harrowgate`, when neither text has another of the kind; `Court of Appeal` as `the appeal
/// court`.
fn told_in_pieces(
    parts: &[NamePart],
    content: &[&NamePart],
    body: bool,
    ours: &Lexicon,
    theirs: &Lexicon,
    draft: &Draft,
) -> bool {
    let pack = draft.lang().pack();
    let ([first, .., last], false) = (content, parts.iter().any(|p| p.joined)) else {
        return false;
    };
    if body && let ([_, _], true) = (content, parts.len() == 3) {
        let turned = [(*last).clone(), (*first).clone()];
        if ours.phrase(&turned, false) {
            return true;
        }
    }
    let named = |p: &NamePart| {
        pack.demonyms.binary_search(&p.key.as_str()).is_ok()
            || pack.names.given.binary_search(&p.key.as_str()).is_ok()
    };
    // Two words that stand in different names tell of two things.
    let one_of_its_kind = |text: &Lexicon| {
        content.iter().all(|p| {
            text.with_word(&p.plain).all(|k| {
                let others = k.parts.iter().filter(|o| !o.link);
                let shared = content
                    .iter()
                    .any(|c| !c.same(p) && k.parts.iter().any(|o| o.same(c)));
                shared || p.same(first) || others.count() == 1
            })
        })
    };
    pack.code == "en"
        && !content
            .iter()
            .any(|p| named(p) || p.is_initial() || !p.capital)
        && content.iter().all(|p| ours.has(p, true))
        && ours.has_behind_article(last)
        && one_of_its_kind(theirs)
        && one_of_its_kind(ours)
}

/// Whether a text has a name whole: in one of its names, word for word, or by what it is short for.
fn says(parts: &[NamePart], person: bool, text: &Lexicon) -> bool {
    text.covers(parts)
        || text.phrase(parts, person)
        || text.has_listed(parts)
        || text.has_place(&key(parts))
}

/// The words of a name with their accents, in small letters.
fn key(parts: &[NamePart]) -> String {
    let words: Vec<&str> = parts.iter().map(|p| p.key.as_str()).collect();
    words.join(" ")
}

/// Whether a name of the draft has a part that neither the source nor the inputs have, or parts that belong to different persons there;
/// then the name of the source that it looks like, if any.
pub(in crate::rules) fn is_new(
    name: &Name,
    draft: &Draft,
    source: &Draft,
    texts: &[Arc<Lexicon>],
) -> Option<Option<String>> {
    let lang = draft.lang();
    let parts = name.parts();
    let person = name.is_person(lang);
    let after = following(draft, name.block, name.span.end);
    let known = texts.iter().any(|l| {
        says(&parts, person, l) || l.spells(&name.text) || l.abbreviates(&name.text, after)
    });
    if known {
        return None;
    }
    let content: Vec<&NamePart> = parts.iter().filter(|p| !p.link).collect();
    let given = |p: &NamePart| {
        lang.pack()
            .names
            .given
            .binary_search(&p.key.as_str())
            .is_ok()
    };
    let family = content.len() == 1 && name.rank.is_none() && in_plural(draft, name);
    let mut unknown = false;
    let mut i = 0;
    while i < parts.len() {
        let mut end = i + 1;
        while parts.get(end).is_some_and(|p| p.joined) {
            end += 1;
        }
        let word = parts.get(i..end).unwrap_or_default();
        let first = i == 0 && name.sentence_initial && content.len() > 1 && !given(parts.at(0));
        if !first && !texts.iter().any(|l| knows(word, person, family, l, draft)) {
            unknown = true;
            break;
        }
        i = end;
    }
    let mixed = || {
        let [first, .., last] = content.as_slice() else {
            return false;
        };
        let named = |p: &NamePart, surname: bool| {
            texts.iter().any(|l| {
                l.with_word(&p.plain).any(|k| {
                    let mut theirs = k.parts.iter().filter(|p| !p.link);
                    let at = if surname {
                        theirs.next_back()
                    } else {
                        theirs.next()
                    };
                    k.parts.len() >= 2 && at.is_some_and(|t| t.same(p))
                })
            })
        };
        named(first, false)
            && named(last, true)
            && given(first)
            && !texts.iter().any(|l| l.joins(&parts))
    };
    (unknown || mixed()).then(|| {
        let like = source.keep(Lexicon::read).like(&parts).map(|k| k.first);
        like.and_then(|i| source.names().get(i))
            .map(|n| n.text.clone())
    })
}

/// Whether a text has one word of a name, a compound counting as one.
fn knows(word: &[NamePart], person: bool, family: bool, text: &Lexicon, draft: &Draft) -> bool {
    let [part] = word else {
        return text.phrase(word, person)
            || text.has_place(&key(word))
            || word
                .iter()
                .all(|p| is_function_word(&p.plain, draft.lang()) || text.has(p, true))
                && !word.iter().any(|p| p.link);
    };
    if part.link
        || is_function_word(&part.plain, draft.lang())
        || is_function_word(&part.key, draft.lang())
    {
        return true;
    }
    if text.has(part, person) {
        return true;
    }
    if person {
        return false;
    }
    let singular = || {
        let mut one = part.clone();
        let short = |w: &mut String| w.strip_suffix('s').map(str::to_owned);
        let (Some(key), Some(plain)) = (short(&mut one.key), short(&mut one.plain)) else {
            return false;
        };
        one.key = key;
        one.plain = plain;
        ["e", ""].iter().any(|end| {
            let bare = |w: &str| w.strip_suffix(end).map(str::to_owned);
            let (Some(key), Some(plain)) = (bare(&one.key), bare(&one.plain)) else {
                return false;
            };
            let name = NamePart {
                key,
                plain,
                ..one.clone()
            };
            text.has(&name, true)
        })
    };
    text.has_common(part)
        || text.has_place(&part.key)
        || text.has_people(part)
        || text.has_listed(std::slice::from_ref(part))
        || (family && singular())
}

/// Whether an article of the plural stands before a name: "the Rudds".
fn in_plural(draft: &Draft, name: &Name) -> bool {
    let before = draft.text().get(..name.span.start).unwrap_or("").trim_end();
    let word = before
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    matches!(word, "the" | "The" | "les" | "Les" | "des" | "aux")
}

/// The names that are part of a number, by index: `Md` in `2 Md€`.
fn in_numbers(draft: &Draft) -> Vec<usize> {
    let numbers: BTreeMap<usize, usize> = draft
        .numbers()
        .iter()
        .map(|n| (n.span.start, n.span.end))
        .collect();
    let overlaps = |span: Span| {
        numbers
            .range(..span.end)
            .next_back()
            .is_some_and(|(_, end)| *end > span.start)
    };
    let names = draft.names().iter().enumerate();
    names
        .filter(|(_, n)| overlaps(n.span))
        .map(|(i, _)| i)
        .collect()
}

/// Whether somebody is named, by the surname at least.
pub(super) fn is_named(draft: &Draft, name: &str) -> bool {
    draft.names_like(name).next().is_some() || occurs(draft, name)
}

#[cfg(test)]
mod forms;
#[cfg(test)]
mod tests;
