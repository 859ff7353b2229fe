//! Contradictions between texts: what must stand somewhere, and cannot.

use std::collections::BTreeMap;

use super::numbers::above_by_a_margin;
use super::{label, most, noun};
use crate::check::Plan;
use crate::diag::counts::counted;
use crate::diag::{Diagnostic, Sink, codes};
use crate::draft::chars;
use crate::draft::compare::{Keyphrase, fold};
use crate::lang::Lang;
use crate::rules::facts::{Facts, Heading, Place, Quantum, Wording};
use crate::span::Loc;

/// E0405: packs and recipe name different languages.
pub(super) fn languages(said: &[(Lang, Loc)], sink: &mut Sink) {
    let Some(&(last, last_loc)) = said.last() else {
        return;
    };
    let mut others: Vec<(Lang, Loc)> = Vec::new();
    for (lang, loc) in said {
        if *lang != last && !others.iter().any(|(l, _)| l == lang) {
            others.push((*lang, *loc));
        }
    }
    for (lang, loc) in others {
        sink.push(
            Diagnostic::error(
                codes::E0405,
                format!(
                    "the article is to be in {} and in {}",
                    lang.name(),
                    last.name()
                ),
            )
            .at(last_loc, last.name().to_owned())
            .at(loc, lang.name().to_owned())
            .help(format!(
                "remove one of the two lines, or the `use` of the pack that says `language: {}`",
                lang.code()
            )),
        );
    }
}

/// The characters that a required text takes at least, wherever it stands.
fn least_chars(wording: &Wording, lang: Lang) -> usize {
    if wording.pattern.is_some() {
        // Any run of white space is one space at least.
        let squeezed: Vec<&str> = wording.text.split_whitespace().collect();
        return chars(&squeezed.join(" "));
    }
    Keyphrase::new(&wording.text, lang).least_chars()
}

/// E0404, E0410 and E0411: a title, an entry or a slug that is too short for what it must contain.
pub(super) fn too_short(plan: &Plan, sink: &mut Sink) {
    let facts = &plan.facts;
    let lang = plan.lang();
    for wording in &facts.required {
        let (what, code) = match &wording.place {
            Place::Title => (Quantum::TitleChars, codes::E0404),
            Place::Meta(key) if key == "slug" => {
                slug(wording, facts, lang, sink);
                continue;
            }
            Place::Meta(key) => (Quantum::MetaChars(key.clone()), codes::E0410),
            Place::Heading(_) | Place::Lede | Place::Anywhere => continue,
        };
        let needed = least_chars(wording, lang);
        let Some(max) = most(facts, &what) else {
            continue;
        };
        if needed as f64 <= max.value {
            continue;
        }
        let noun = noun(&what);
        let form = match wording.pattern {
            Some(_) => "",
            None => " in its shortest form",
        };
        let d = Diagnostic::error(
            code,
            format!(
                "`{}` takes at least {}{form}, and at most {} are allowed",
                wording.text,
                counted(needed, "characters"),
                counted(max.value, &noun)
            ),
        )
        .at(
            max.limit.loc,
            format!("at most {}", counted(max.value, &noun)),
        );
        let d = label(
            d,
            wording.loc,
            format!("it must contain `{}`", wording.text),
        );
        let whole = chars(&wording.text);
        sink.push(d.help(if whole > needed {
            format!(
                "allow {} or more (as it is written, it takes {whole}), or ask for a shorter text",
                counted(needed, "characters")
            )
        } else {
            format!(
                "allow {} or more, or ask for a shorter text",
                counted(needed, "characters")
            )
        }));
    }
}

/// The slug holds every content word of the phrase, in singular or plural: as many words as there are different ones.
fn slug(wording: &Wording, facts: &Facts, lang: Lang, sink: &mut Sink) {
    let Some(max) = most(facts, &Quantum::SlugWords) else {
        return;
    };
    let spaced = wording.text.replace('-', " ");
    let phrase = Keyphrase::new(&spaced, lang);
    // `port` and `ports` can be one word of the slug: words are told apart by their beginnings.
    let mut different: Vec<&String> = Vec::new();
    for word in phrase.content_words() {
        if !different
            .iter()
            .any(|w| w.starts_with(word.as_str()) || word.starts_with(w.as_str()))
        {
            different.push(word);
        }
    }
    let needed = different.len();
    if needed as f64 <= max.value {
        return;
    }
    let d = Diagnostic::error(
        codes::E0411,
        format!(
            "the slug must hold the {} of `{}`, and at most {} allowed",
            counted(needed, "words"),
            wording.text,
            if max.value == 1.0 {
                "1 word is".to_owned()
            } else {
                format!("{} words are", max.value)
            }
        ),
    )
    .at(
        max.limit.loc,
        format!("at most {} in the slug", counted(max.value, "words")),
    );
    // The slug rule asks for it, but the phrase itself is the line to look at.
    let phrase = facts.keyphrase.as_ref().map_or(wording.loc, |k| k.1);
    let d = label(d, phrase, format!("it must hold `{}`", wording.text));
    sink.push(d.help(format!("slug: {{ words: at most {needed} }}")));
}

/// A text that must stand exactly as it is written, and where that is asked for.
struct Exact<'f> {
    text: &'f str,
    place: Place,
    loc: Loc,
    what: String,
}

/// E0406 and W0416: a forbidden text inside a required one.
pub(super) fn forbidden(facts: &Facts, sink: &mut Sink) {
    let mut exact: Vec<Exact<'_>> = Vec::new();
    for s in facts.sections.iter().filter(|s| !s.optional) {
        if let Heading::Fixed(text) = &s.heading {
            exact.push(Exact {
                text,
                place: Place::Heading(s.name.clone()),
                loc: s.loc,
                what: format!("the heading of section `{}`", s.name),
            });
        }
    }
    for w in &facts.required {
        if w.pattern.is_some() && w.place == Place::Title {
            exact.push(Exact {
                text: &w.text,
                place: Place::Title,
                loc: w.loc,
                what: "what the title must contain".to_owned(),
            });
        }
    }
    for bad in &facts.forbidden {
        for good in &exact {
            if applies(bad, &good.place) && always_matches(bad, good.text, facts) {
                sink.push(
                    Diagnostic::error(
                        codes::E0406,
                        format!(
                            "{} is `{}`, which holds the forbidden `{}`",
                            good.what, good.text, bad.text
                        ),
                    )
                    .at(good.loc, format!("`{}` is required", good.text))
                    .at(bad.loc, format!("`{}` is forbidden", bad.text))
                    .help("reword the one or drop the other"),
                );
            }
        }
        let Some((phrase, loc)) = &facts.keyphrase else {
            continue;
        };
        // Inflected forms may still be free, so this is no contradiction.
        let asked = facts
            .required
            .iter()
            .any(|w| w.text == *phrase && w.pattern.is_none());
        if asked && bad.place == Place::Anywhere && always_matches(bad, phrase, facts) {
            sink.push(
                Diagnostic::warn(
                    codes::W0416,
                    format!("the keyphrase `{phrase}` holds the forbidden `{}`: only another form of it can be used", bad.text),
                )
                .at(*loc, format!("`{phrase}` is asked for"))
                .at(bad.loc, format!("`{}` is forbidden", bad.text))
                .help("reword the one or drop the other"),
            );
        }
    }
}

/// E0406: a question mark is forbidden, and a section asks questions.
pub(super) fn mute(facts: &Facts, sink: &mut Sink) {
    let asks = |n: Option<(Option<u64>, Option<u64>)>| n.is_some_and(|(min, _)| min > Some(0));
    for s in facts
        .sections
        .iter()
        .filter(|s| !s.optional && asks(s.questions))
    {
        let place = Place::Heading(s.name.clone());
        let bad = facts.forbidden.iter().find(|w| {
            applies(w, &place)
                && ["?", "a?", "a\u{a0}?", "## a ?", "**a?**"]
                    .iter()
                    .all(|text| always_matches(w, text, facts))
        });
        let Some(bad) = bad else { continue };
        let what = Quantum::SectionQuestions(s.name.clone());
        let asked = facts.limits.iter().find(|l| l.what == what);
        sink.push(
            Diagnostic::error(
                codes::E0406,
                format!(
                    "section `{}` asks questions, which end with the forbidden `{}`",
                    s.name, bad.text
                ),
            )
            .at(asked.map_or(s.loc, |l| l.loc), "questions are asked for")
            .at(bad.loc, format!("`{}` is forbidden", bad.text))
            .help("drop the one or the other"),
        );
    }
}

fn applies(bad: &Wording, place: &Place) -> bool {
    bad.place == Place::Anywhere || bad.place == *place
}

/// Whether a forbidden pattern is found in every way the text may be written: in capitals or not, with either apostrophe, as a
/// line of its own or after heading marks. Texts with quotation marks are left alone, for quotations may be exempt.
fn always_matches(bad: &Wording, text: &str, facts: &Facts) -> bool {
    let Some(pattern) = &bad.pattern else {
        return false;
    };
    // One way comes first: it rules nearly everything out.
    if text.contains(['«', '»', '“', '”', '"']) || !pattern.is_match(&text.replace('\'', "’"))
    {
        return false;
    }
    let ways = ways(text);
    let excepted = || {
        let mut patterns = facts.excepted.iter().filter_map(|e| e.pattern.as_ref());
        patterns.any(|e| ways.iter().any(|t| e.is_match(t)))
    };
    ways.iter().all(|t| pattern.is_match(t)) && !excepted()
}

fn ways(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for cased in [text.to_owned(), text.to_lowercase(), text.to_uppercase()] {
        for apostrophe in ["’", "'"] {
            let one = cased.replace(['’', '\''], apostrophe);
            out.push(format!("## {one}"));
            out.push(one);
        }
    }
    out
}

/// E0409: two sections with one name, or with one heading. Each is told of the first that it is taken for.
pub(super) fn twice(facts: &Facts, sink: &mut Sink) {
    let mut names = BTreeMap::new();
    let mut headings = BTreeMap::new();
    for b in &facts.sections {
        let named = *names.entry(b.name.as_str()).or_insert(b);
        let headed = match &b.heading {
            Heading::Fixed(text) => *headings.entry(fold(text)).or_insert(b),
            _ => b,
        };
        let (a, shared) = match &b.heading {
            _ if !std::ptr::eq(named, b) => {
                (named, format!("two sections are called `{}`", b.name))
            }
            Heading::Fixed(text) if !std::ptr::eq(headed, b) => (
                headed,
                format!(
                    "sections `{}` and `{}` have the same heading `{text}`",
                    headed.name, b.name
                ),
            ),
            _ => continue,
        };
        let d = Diagnostic::error(codes::E0409, shared).at(b.loc, "the second");
        sink.push(
            label(d, a.loc, "the first".to_owned())
                .help("a section is told apart by its name and its heading: change one of the two"),
        );
    }
}

/// E0414: there is one part before the first heading, so only the first section can do without a heading.
pub(super) fn headless(facts: &Facts, sink: &mut Sink) {
    for (i, s) in facts.sections.iter().enumerate() {
        if s.heading != Heading::None || s.optional {
            continue;
        }
        let above = || facts.sections.iter().take(i);
        let Some(before) = above().find(|b| !b.optional) else {
            continue;
        };
        let d = Diagnostic::error(
            codes::E0414,
            format!(
                "section `{}` has no heading and follows `{}`",
                s.name, before.name
            ),
        )
        .at(
            s.loc,
            "without a heading, its text belongs to the section before",
        );
        let d = label(d, before.loc, "this one comes first".to_owned());
        // One section stands before the first heading; two cannot.
        let taken = above().any(|b| b.heading == Heading::None);
        sink.push(d.help(if taken {
            format!("give it a heading: `{}: {{ heading: free }}`", s.name)
        } else {
            format!(
                "put `{}` first, or give it a heading: `{}: {{ heading: free }}`",
                s.name, s.name
            )
        }));
    }
}

/// E0415: a text is required in a part of the article that no rule asks for, so that no step writes it.
pub(super) fn unwritten(plan: &Plan, sink: &mut Sink) {
    let facts = &plan.facts;
    for w in &facts.required {
        let (part, help) = match &w.place {
            Place::Title if facts.title.is_none() => {
                // The text has to find room in the title that is proposed.
                let needed = chars(&w.text) as f64;
                let most = if needed > 60.0 {
                    above_by_a_margin(needed)
                } else {
                    65.0
                };
                (
                    "a title".to_owned(),
                    format!("ask for one: `title: {{ length: 40..{most} chars }}`"),
                )
            }
            Place::Meta(key) if !facts.meta.iter().any(|(k, _)| k == key) => (
                format!("a front-matter entry `{key}`"),
                format!("ask for it with the rule that writes `{key}`"),
            ),
            Place::Heading(name)
                if !facts
                    .sections
                    .iter()
                    .any(|s| s.name == *name && s.heading != Heading::None) =>
            {
                (
                    format!("a section `{name}` with a heading"),
                    if facts.sections.iter().any(|s| s.name == *name) {
                        format!("give it one: `{name}: {{ heading: free }}`")
                    } else if facts.sections.is_empty() {
                        format!("declare it: `sections: [{name}]`")
                    } else {
                        format!("declare it: add `{name}` to `sections`")
                    },
                )
            }
            _ => continue,
        };
        sink.push(
            Diagnostic::error(
                codes::E0415,
                format!(
                    "`{}` is required in {part}, and no rule asks for one",
                    w.text
                ),
            )
            .at(w.loc, format!("`{}` is required here", w.text))
            .at(
                plan.recipe.name_loc,
                format!("no rule of this recipe asks for {part}"),
            )
            .help(help),
        );
    }
}
