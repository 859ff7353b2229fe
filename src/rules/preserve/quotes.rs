//! Quotations: which of the source are lost or altered, and which of the draft are new.

mod apart;

use crate::draft::total::At as _;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::names::is_named;
use super::quotations::{self, Difference, Said};
use super::{Exempt, Loss, Preserve, occurs};
use crate::draft::compare::fold;
use crate::draft::{
    BlockKind, Draft, How, Interview, Quote, differ, sentences, told_apart, without_reports,
};
use crate::rules::{Article, Fault, Outcome, Part};
use crate::span::{Loc, Span};
use crate::tongue::Slot;

/// So many words of a quotation, in a row and as they were said, are no reported speech.
const UNMARKED: usize = 5;
/// So many when they stand beside the marks of the rest.
const UNMARKED_BESIDE: usize = 3;

/// Reports the quotations that the draft has altered or given to somebody else; gives back those of which nothing is left.
pub(super) fn lost(
    rule: &Preserve,
    article: Article<'_>,
    exempt: &Exempt,
    out: &mut Outcome,
) -> Vec<Loss> {
    let Some(source) = article.source else {
        return Vec::new();
    };
    let draft = article.draft;
    let loc = rule.has("quotes");
    let said = draft.keep(Said::read);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    let mut named: BTreeMap<&str, bool> = BTreeMap::new();
    let mut missing = Vec::new();
    let mut all = 0_usize;
    let short = Short::read(source, draft);
    for quote in source.quotes() {
        if let Some(own) = short.other(quote) {
            told_by(quote, source, own, draft, loc, out);
        }
        if quote.short
            || rule.exempt(&quote.text, quote.span, exempt)
            || !seen.insert(&quote.key)
            || apart::is_beside(quote, source)
        {
            continue;
        }
        all += 1;
        let rest = match remaining(quote, source, draft, &said) {
            Ok(found) => {
                kept.extend(found.0..=found.1);
                told_by(quote, source, found.0, draft, loc, out);
                if rule.has("names").is_none()
                    && let Some(own) = draft.quotes().get(found.0)
                    && let Some(speaker) = quote.speaker.as_ref()
                    && !*named
                        .entry(&speaker.text)
                        .or_insert_with(|| is_named(draft, &speaker.text))
                {
                    let speaker = &speaker.text;
                    let fault = Fault::new("speaker-unnamed").text("text", speaker.clone());
                    let found = out.fail(own.span, Part::at(draft, own.span.start), fault);
                    found.excerpt = Some(speaker.clone());
                    found.source_span = Some(quote.span);
                    found.demanded = loc.unwrap_or(found.demanded);
                }
                continue;
            }
            Err(rest) => rest,
        };
        missing.push((quote, rest));
    }
    let mut losses = Vec::new();
    let mut gone = 0_usize;
    for (quote, words) in missing {
        let near = quotations::nearest(&words, draft, |i| !kept.contains(&i));
        if let Some(d) = &near
            && quotations::align(
                &words,
                draft.quotes().at(d.quote),
                draft,
                source,
                Some(quote),
            )
        {
            told_by(quote, source, d.quote, draft, loc, out);
            continue;
        }
        if near.is_none() && cut_short(quote, &words, draft, source) {
            continue;
        }
        let part = quotations::in_part(quote, source, draft);
        let bare = part.as_ref().and_then(|p| {
            // Beside the marks fewer words are enough.
            let touches = |span: Span, count: usize| {
                let mut own = p.quotes.iter().filter_map(|q| draft.quotes().get(*q));
                own.any(|own| {
                    let (first, last) = if own.span.start < span.start {
                        (own.span, span)
                    } else {
                        (span, own.span)
                    };
                    // `We support the boats, he said, “but …”`: who says it may stand between.
                    let between = draft.text().get(first.end..last.start).unwrap_or("");
                    let few = count > UNMARKED_BESIDE && !between.contains('\n');
                    let report = few && between.split_whitespace().count() <= UNMARKED;
                    report || !between.contains(char::is_alphanumeric)
                })
            };
            let mut long = p.left.iter().filter(|l| l.len() >= UNMARKED_BESIDE);
            long.find_map(|l| {
                let span = quotations::in_text(draft, l)?;
                (l.len() >= UNMARKED || touches(span, l.len())).then(|| (span, l.join(" ")))
            })
        });
        if let Some(part) = part
            .as_ref()
            .filter(|p| p.untold.is_empty() && bare.is_none())
        {
            for own in &part.quotes {
                told_by(quote, source, *own, draft, loc, out);
            }
            continue;
        }
        let (span, fault) = if let Some(span) = quotations::in_text(draft, &words) {
            if in_italics(draft, span)
                || !quote.reported && apart::is_name(&quote.text, span, draft)
            {
                continue;
            }
            (span, Fault::new("unmarked"))
        } else if let Some((span, words)) = bare {
            (span, Fault::new("words-unmarked").text("words", words))
        } else if let Some(d) = near {
            let own = draft.quotes().at(d.quote).span;
            match part.filter(|p| p.quotes.contains(&d.quote)) {
                Some(part) => (own, cut(&part)),
                None => (own, altered(&d, words.len())),
            }
        } else {
            gone += 1;
            losses.push(Loss {
                kind: "quotation",
                text: quote.text.clone(),
                span: quote.span,
                block: quote.block,
            });
            continue;
        };
        gone += 1;
        let fault = fault.text("text", quote.text.trim_end_matches(','));
        let found = out.fail(span, Part::at(draft, span.start), fault);
        found.excerpt = Some(quote.text.clone());
        found.source_span = Some(quote.span);
        found.demanded = loc.unwrap_or(found.demanded);
    }
    out.measure((all - gone) as f64, "quotes", format!("all {all}"));
    answered_by(source, draft, loc, out);
    losses
}

/// Reports words of an interview that the draft quotes and gives to somebody else than the source does.
fn answered_by(source: &Draft, draft: &Draft, loc: Option<Loc>, out: &mut Outcome) {
    let interview = source.keep(Interview::read);
    if interview.texts(source).next().is_none() {
        return;
    }
    let said = source.keep(Said::read);
    for own in draft.quotes().iter().filter(|q| !q.short) {
        let words = quotations::words(&own.key);
        let Some(speaker) = own.speaker.as_ref().filter(|s| s.how == How::Named) else {
            continue;
        };
        let quoted = said
            .find(&words)
            .is_some_and(|f| f.0 < source.quotes().len());
        let Some(place) = quotations::in_text(source, &words).filter(|_| !quoted) else {
            continue;
        };
        let Some(other) = interview.other(source, place, &speaker.text) else {
            continue;
        };
        let ours = &speaker.text;
        let fault = match other {
            Some(name) => Fault::new("speaker-other").text("theirs", name),
            None => Fault::new("speaker-not-asked"),
        };
        let fault = fault
            .text("ours", ours.clone())
            .text("text", own.text.trim_end_matches(','));
        let found = out.fail(own.span, Part::at(draft, own.span.start), fault);
        found.excerpt = Some(own.text.clone());
        found.source_span = Some(place);
        found.demanded = loc.unwrap_or(found.demanded);
    }
}

/// Short quotations that are said and stand once in each text: the place of each in the draft.
#[derive(Debug)]
struct Short<'t>(BTreeMap<&'t str, usize>);

impl<'t> Short<'t> {
    fn read(source: &'t Draft, draft: &'t Draft) -> Self {
        let once = |text: &'t Draft| {
            let mut places: BTreeMap<&'t str, (usize, usize)> = BTreeMap::new();
            for (i, quote) in text.quotes().iter().enumerate().filter(|q| q.1.short) {
                places.entry(&quote.key).or_insert((0, i)).0 += 1;
            }
            places
                .into_iter()
                .filter(|(_, (n, i))| *n == 1 && stands_alone(text.quotes().at(*i), text))
                .map(|(key, (_, i))| (key, i))
                .collect::<BTreeMap<_, _>>()
        };
        let theirs = once(source);
        let mut ours = once(draft);
        ours.retain(|key, _| theirs.contains_key(key));
        Self(ours)
    }

    fn other(&self, quote: &Quote) -> Option<usize> {
        self.0
            .get(quote.key.as_str())
            .copied()
            .filter(|_| quote.short)
    }
}

/// Whether a quotation opens a sentence or follows a colon: something said, no term or title.
fn stands_alone(quote: &Quote, text: &Draft) -> bool {
    let before = text
        .blocks()
        .get(quote.block)
        .and_then(|b| b.plain.text.get(..quote.start))
        .unwrap_or("")
        .trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '…', '”', '»', '"'])
}

/// Whether a quotation of the draft is a part of this one, and its paragraph tells the rest: `la gestion du port est « hasardeuse »`.
fn cut_short(quote: &Quote, words: &[String], draft: &Draft, source: &Draft) -> bool {
    const MOST: usize = 6;
    if words.len() > MOST {
        return false;
    }
    let terms = draft.keep(Terms::read);
    let parts = (0..words.len()).flat_map(|from| (from + 1..=words.len()).map(move |to| from..to));
    let mut parts = parts.filter_map(|part| terms.0.get(words.get(part)?));
    parts.any(|list| {
        let mut own = list.iter().filter_map(|i| draft.quotes().get(*i));
        own.any(|own| quotations::align(words, own, draft, source, Some(quote)))
    })
}

/// The short quotations of a text by their words; of those with the same words the first ones. Only asked, never walked.
struct Terms(HashMap<Vec<String>, Vec<usize>>);

impl Terms {
    fn read(draft: &Draft) -> Self {
        /// So many quotations with the same words are looked at.
        const SAME: usize = 64;
        let mut terms: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
        for (i, own) in draft.quotes().iter().enumerate().filter(|q| q.1.short) {
            let list = terms.entry(quotations::words(&own.key)).or_default();
            if list.len() < SAME {
                list.push(i);
            }
        }
        Self(terms)
    }
}

/// Where a quotation of the source stands in the draft: its words in a row, or its sentences one by one. Otherwise the words that do not.
fn remaining(
    quote: &Quote,
    source: &Draft,
    draft: &Draft,
    said: &Said,
) -> Result<(usize, usize), Vec<String>> {
    let words = quotations::words(&quote.key);
    if let Some(found) = said
        .find(&words)
        .or_else(|| said.find(&quotations::words(&quote.text)))
    {
        return Ok(found);
    }
    // `« une violence lâche »` → `une « violence lâche »`: an article may stand before the marks.
    let articles = source.lang().pack().determiners;
    if let Some((first, rest)) = words.split_first()
        && rest.len() >= 3
        && articles.binary_search(&first.as_str()).is_ok()
        && let Some(found) = said.find(rest)
        // It begins there: no other word stands in its place.
        && draft.quotes().get(found.0).is_some_and(|own| {
            let own = quotations::words(&own.key);
            rest.starts_with(&own) || own.starts_with(rest)
        })
    {
        return Ok(found);
    }
    let (text, _) = without_reports(&quote.text, source.lang());
    let sentences = said_sentences(&text, source);
    if sentences.len() < 2 {
        return Err(words);
    }
    let mut place: Option<(usize, usize)> = None;
    let mut rest = Vec::new();
    for (start, end) in sentences {
        let words = quotations::words(text[start..end].trim_end_matches(['?', ' ', '\u{a0}']));
        match said.find(&words) {
            Some(found) if place.is_none() => place = Some((found.0, found.0)),
            Some(_) => {}
            None if words.is_empty() => {}
            None => rest.extend(words),
        }
    }
    // The rest may be told beside the part that is quoted.
    let beside = |place: (usize, usize)| {
        let own = draft.quotes().get(place.0);
        own.is_some_and(|own| quotations::told(&rest, own, draft))
    };
    match place {
        Some(place) if rest.is_empty() || beside(place) => Ok(place),
        _ => Err(rest),
    }
}

fn said_sentences(text: &str, source: &Draft) -> Vec<(usize, usize)> {
    let lang = source.lang();
    sentences(text, &crate::draft::words(text, lang), lang)
}

/// Reports that the draft gives a quotation to somebody else than the source does.
fn told_by(
    quote: &Quote,
    source: &Draft,
    own: usize,
    draft: &Draft,
    loc: Option<Loc>,
    out: &mut Outcome,
) {
    let Some(own) = draft.quotes().get(own) else {
        return;
    };
    let Some((ours, theirs)) = differ(draft, own, source, quote) else {
        return;
    };
    let fault = Fault::new("speaker-other")
        .text("ours", ours)
        .text("theirs", theirs)
        .text("text", quote.text.trim_end_matches(','));
    let found = out.fail(own.span, Part::at(draft, own.span.start), fault);
    found.excerpt = Some(quote.text.clone());
    found.source_span = Some(quote.span);
    found.demanded = loc.unwrap_or(found.demanded);
}

/// What is left of a quotation, and the words that the draft tells nowhere near.
fn cut(part: &quotations::Part) -> Fault {
    const SHOWN: usize = 4;
    let words = part.untold.iter().take(SHOWN).map(ToString::to_string);
    Fault::new("cut-untold")
        .with("kept", Slot::Number(part.kept as f64))
        .count("words", part.words as u64, "words")
        .with("untold", Slot::Texts(words.collect()))
}

/// What became of a quotation, by the words concerned.
fn altered(d: &Difference, words: usize) -> Fault {
    match (&d.missing, &d.added) {
        (Some(m), None) => Fault::new("cut")
            .with("kept", Slot::Number(d.kept as f64))
            .count("words", words as u64, "words")
            .text("missing", m.clone()),
        (Some(m), Some(a)) => Fault::new("altered")
            .text("missing", m.clone())
            .text("added", a.clone()),
        (None, Some(a)) => Fault::new("added").text("added", a.clone()),
        (None, None) => Fault::new("changed"),
    }
}

/// Whether a place is in italics: titles of works stand so, or between quotation marks.
fn in_italics(text: &Draft, span: Span) -> bool {
    let all = text.text();
    let before = all.get(..span.start).unwrap_or("");
    let after = all.get(span.end..).unwrap_or("");
    ['*', '_'].iter().any(|m| {
        before.ends_with(*m)
            && after
                .trim_start_matches(['.', ',', '!', '?', ' ', '\u{a0}'])
                .starts_with(*m)
    })
}

/// Why a quotation of the draft is not one of the source, if so.
pub(in crate::rules) fn why_new(
    quote: &Quote,
    draft: &Draft,
    source: &Draft,
    inputs: &Draft,
    said: &Said,
) -> Option<Fault> {
    let text = &quote.text;
    let whole = quotations::words(text);
    let bare = quotations::words(&quote.key);
    // Words that report it may stand inside: « Nous, a-t-elle insisté, venons ».
    if let Some((first, last)) = said.find(&bare).or_else(|| said.find(&whole)) {
        if last == first + 1 && joined(quote, source, first) {
            return Some(Fault::new("quotations-joined"));
        }
        let told = text.ends_with(['.', '!']) && said.asked(&bare);
        return told.then(|| Fault::new("question"));
    }
    let cut: Vec<Vec<String>> = pieces(&without_reports(text, source.lang()).0)
        .iter()
        .map(|p| quotations::words(p))
        .collect();
    let known = cut.iter().all(|p| p.is_empty() || said.find(p).is_some());
    if known || by_sentence(text, source, said) || occurs(inputs, text) {
        return None;
    }
    let prose = cut
        .iter()
        .all(|p| p.is_empty() || quotations::in_text(source, p).is_some());
    if cut.iter().map(Vec::len).sum::<usize>() < 3 {
        let named = text.starts_with(char::is_uppercase) && !text.ends_with(['.', ',', '!', '?']);
        let said = quote.reported
            || (is_sentence(quote, draft) || governed(quote, draft)) && !akin(&cut, source);
        let claimed = said && !prose && !named && !in_other_number(&cut, source);
        return claimed.then(|| Fault::new("quotation"));
    }
    if prose {
        return (quote.reported || !is_title(text, &cut, source))
            .then(|| Fault::new("words-quoted"));
    }
    let words: Vec<String> = cut.concat();
    let like = quotations::nearest(&words, source, |_| true);
    Some(match like {
        // Seen from the draft, what the source lacks is what was added.
        Some(d) => {
            let theirs = source.quotes().at(d.quote);
            if quotations::align(
                &quotations::words(&theirs.key),
                quote,
                draft,
                source,
                Some(theirs),
            ) {
                return None;
            }
            match (d.missing, d.added) {
                (Some(added), _) => Fault::new("quotation-added").text("added", added),
                (None, Some(left)) => Fault::new("quotation-left-out").text("left", left),
                (None, None) => Fault::new("quotation"),
            }
        }
        None => Fault::new("quotation"),
    })
}

/// Whether a quotation makes one sentence of two quotations that the source tells apart: `“It was cold,” … “It was cheap,”`.
fn joined(quote: &Quote, source: &Draft, first: usize) -> bool {
    let (Some(a), Some(b)) = (source.quotes().get(first), source.quotes().get(first + 1)) else {
        return false;
    };
    if !b.text.starts_with(char::is_uppercase) || !told_apart(source, first) {
        return false;
    }
    let (a, b) = (quotations::words(&a.key), quotations::words(&b.key));
    let ours = quotations::words(&quote.text);
    (1..ours.len()).any(|at| {
        let (left, right) = ours.split_at(at);
        a.ends_with(left)
            && (b.starts_with(right) || right.starts_with(&b))
            && left.last().is_some_and(|w| w != "?")
            && quotations::before_word(&quote.text, at)
                .chars()
                .all(|c| c == ',' || c.is_whitespace())
    })
}

/// Whether a paragraph of the draft has a quotation as a sentence of its own: `“At last.”`
fn is_sentence(quote: &Quote, draft: &Draft) -> bool {
    let Some(block) = draft.blocks().get(quote.block) else {
        return false;
    };
    let text = &block.plain.text;
    let (Some(before), Some(after)) = (text.get(..quote.start), text.get(quote.end..)) else {
        return false;
    };
    let ends = ['.', '!', '?', '…'];
    let before = before.trim_end();
    let inside = quote.text.ends_with(ends);
    let after = after.trim_start();
    block.kind == BlockKind::Paragraph
        && (before.is_empty() || before.ends_with(ends) || before.ends_with(['”', '»']))
        && (after.starts_with(ends)
            || inside && (after.is_empty() || after.starts_with(char::is_uppercase)))
}

/// Whether a verb of speech stands before a quotation in the same clause: `a promis une loi « historique »`.
fn governed(quote: &Quote, draft: &Draft) -> bool {
    const WORDS: usize = 7;
    let Some(block) = draft.blocks().get(quote.block) else {
        return false;
    };
    let Some(before) = block.plain.text.get(..quote.start) else {
        return false;
    };
    let clause = before
        .rfind([',', '.', ';', ':', '!', '?', '(', ')', '»', '”'])
        .map_or(before, |i| &before[i..]);
    let pack = draft.lang().pack();
    let is = |list: &[&str], w: &str| list.binary_search(&fold(w).as_str()).is_ok();
    let words: Vec<&str> = clause
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|w| !w.is_empty())
        .rev()
        .take(WORDS)
        .collect();
    words.iter().any(|w| is(pack.speech_verbs, w))
        // `called "smart"` is a name; `called the delay "absurd"` is a judgment.
        || words
            .iter()
            .skip(usize::from(pack.elisions.is_empty()))
            .any(|w| is(pack.quoting.judging, w))
}

/// Whether the source has a word like one of these: `histoire` for `historique`.
fn akin(cut: &[Vec<String>], source: &Draft) -> bool {
    let stems = source.keep(Stems::read);
    let small = |w: &str| source.lang().pack().small(w).function;
    cut.iter()
        .flatten()
        .filter(|w| !small(w))
        .any(|w| stems.0.contains(&stem(w)))
}

/// The beginnings of the words of a text.
#[derive(Debug)]
struct Stems(BTreeSet<String>);

impl Stems {
    fn read(text: &Draft) -> Self {
        let words = (0..text.blocks().len()).flat_map(|b| text.folded_words(b));
        Self(words.map(|w| stem(w)).collect())
    }
}

fn stem(word: &str) -> String {
    const LETTERS: usize = 5;
    let bare = word.rsplit('\'').next().unwrap_or(word);
    bare.chars().take(LETTERS).collect()
}

/// Whether every sentence of a quotation stands in one of the source, in whatever order.
fn by_sentence(text: &str, source: &Draft, said: &Said) -> bool {
    let (text, _) = without_reports(text, source.lang());
    let sentences = said_sentences(&text, source);
    sentences.len() > 1
        && sentences.into_iter().all(|(s, e)| {
            pieces(&text[s..e]).iter().all(|p| {
                let words = quotations::words(p);
                words.is_empty() || said.find(&words).is_some()
            })
        })
}

/// Whether a word or two stand in the source in the singular or the plural.
fn in_other_number(cut: &[Vec<String>], source: &Draft) -> bool {
    let words = cut.concat();
    let other: Vec<String> = words
        .iter()
        .map(|w| {
            w.strip_suffix(['s', 'x'])
                .map_or_else(|| format!("{w}s"), str::to_owned)
        })
        .collect();
    quotations::in_text(source, &other).is_some()
}

/// Whether words that the source has without marks are the title of a work: a capital there too, or italics.
fn is_title(text: &str, cut: &[Vec<String>], source: &Draft) -> bool {
    let Some(span) = quotations::in_text(source, &cut.concat()) else {
        return false;
    };
    in_italics(source, span)
        || apart::is_name(text, span, source)
        || (text.starts_with(char::is_uppercase)
            && span.slice(source.text()).starts_with(char::is_uppercase)
            && source.text().get(..span.start).is_some_and(|b| {
                b.trim_end()
                    .ends_with(|c: char| c.is_alphanumeric() || c == ',')
            }))
}

/// A quotation cut at `[…]`, `(…)` and at what brackets add.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut rest = text;
    while let Some(open) = rest.find(['[', '(']) {
        let round = rest[open..].starts_with('(');
        let inner = &rest[open + 1..];
        let Some(close) = inner.find(if round { ')' } else { ']' }) else {
            break;
        };
        let dots = matches!(inner[..close].trim(), "…" | "...");
        if let Some(last) = pieces.last_mut() {
            last.push_str(&rest[..open]);
            if round && !dots {
                last.push_str(&rest[open..open + close + 2]);
            }
        }
        if dots || !round {
            pieces.push(String::new());
        }
        rest = &inner[close + 1..];
    }
    if let Some(last) = pieces.last_mut() {
        last.push_str(rest);
    }
    pieces
}
