//! `slug`: the address of the article, in the front matter.

use unicode_normalization::UnicodeNormalization;

use super::facts::{Place, Quantum, Wording};
use super::surgery;
use super::{
    Article, Binder, Def, Demands, Example, Expect, Facts, Fault, Finding, Instruction, Measured,
    Merge, Mutant, Outcome, Part, Rule, Scope, SettingDoc, TextEdit, Tongue,
    args::{Range, Term},
};
use crate::diag::{Diagnostic, Severity, codes};
use crate::draft::{Draft, FrontEntry};
use crate::lang::{Lang, inflect};
use crate::span::{Loc, Span};
use crate::tongue::{Slots, Use};

/// The rule.
pub static DEF: Def = Def {
    id: "slug",
    summary: "the front matter holds a `slug` that can stand in an address as it is",
    docs: "\
Asks for the entry `slug` in the front matter: lowercase letters `a` to `z`, digits, and single hyphens between the words. \
An accent, a capital, a space or an apostrophe would be percent-encoded or rewritten by the site, and then two addresses \
exist for one article.

`words` counts what stands between hyphens, `chars` every character. `stop-words` counts the words that carry no meaning of \
their own (`de`, `the`), by the list of the article's language. With `keyphrase: true` every content word of the recipe's \
`keyphrase` has to be among the words, in singular or plural; its stop words may go.

The fix needs no model: a slug with wrong characters is spelled in plain letters, and a missing one is made from the title, \
without stop words and cut to the limits between two words.",
    settings: &[
        SettingDoc {
            name: "is",
            takes: "`true` or `false`",
            doc: "whether a slug is asked for; `true` when other settings are given",
        },
        SettingDoc {
            name: "words",
            takes: "a range of words",
            doc: "how many words, counted between hyphens",
        },
        SettingDoc {
            name: "chars",
            takes: "a range of chars",
            doc: "how many characters, hyphens included",
        },
        SettingDoc {
            name: "stop-words",
            takes: "a range of words",
            doc: "how many words without a meaning of their own are allowed",
        },
        SettingDoc {
            name: "keyphrase",
            takes: "`true` or `false`",
            doc: "whether it holds the content words of the recipe's `keyphrase`",
        },
    ],
    bare: "is",
    open: false,
    merge: Merge::Keys,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "plain letters and single hyphens",
            yaml: "slug: true\n",
            recipe: "slug\n",
            source: None,
            draft: "---\nslug: douane-port-anvers\n---\n\n# La douane renforce le port d’Anvers\n\nLes contrôles doublent.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "accents and capitals cannot stand in an address",
            yaml: "slug: { words: 2..6 }\n",
            recipe: "slug { words 2..6 }\n",
            source: None,
            draft: "---\nslug: fermeture-de-l-Écluse\n---\n\n# L’écluse ferme\n\nLes péniches attendent.\n",
            expect: Expect::Fails {
                message: "holds `É`",
                at: "É",
            },
        },
        Example {
            title: "too many words",
            yaml: "language: en\nslug: { words: at most 4 }\n",
            recipe: "language en\nslug { words at most 4 }\n",
            source: None,
            draft: "---\nslug: town-council-votes-new-harbour-budget\n---\n\n# Council votes budget\n\nThe harbour gets more.\n",
            expect: Expect::Fails {
                message: "6 words in the slug, at most 4 wanted",
                at: "town-council-votes-new-harbour-budget",
            },
        },
        Example {
            title: "no slug at all",
            yaml: "slug: true\n",
            recipe: "slug\n",
            source: None,
            draft: "# Le budget du port est voté\n\nLa ville investit.\n",
            expect: Expect::Fails {
                message: "no `slug`",
                at: "",
            },
        },
        Example {
            title: "the keyphrase, without its stop words",
            yaml: "keyphrase: trafic de drogue\nslug: { keyphrase: true }\n",
            recipe: "keyphrase \"trafic de drogue\"\nslug { keyphrase }\n",
            source: None,
            draft: "---\nslug: trafic-drogue-ports\n---\n\n# Le trafic de drogue recule\n\nLe trafic de drogue recule.\n",
            expect: Expect::Holds,
        },
    ],
};

#[derive(Debug)]
struct Slug {
    words: Option<Range>,
    chars: Option<Range>,
    stop_words: Option<Range>,
    keyphrase: Option<Term>,
    lang: Lang,
    loc: Loc,
}

fn bind(b: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    if let Some((false, _)) = b.flag("is") {
        return None;
    }
    let words = b.range("words", &["words"]);
    let chars = b.range("chars", &["chars"]);
    let stop_words = b.range("stop-words", &["words"]);
    let keyphrase = match b.flag("keyphrase") {
        Some((true, loc)) => keyphrase_of_recipe(b, loc),
        _ => None,
    };
    Some(Box::new(Slug {
        words,
        chars,
        stop_words,
        keyphrase,
        lang: b.lang(),
        loc: b.loc(),
    }))
}

fn keyphrase_of_recipe(b: &mut Binder<'_>, loc: Loc) -> Option<Term> {
    let statement = b
        .recipe
        .settings
        .iter()
        .find(|s| s.rule == super::keyphrase::DEF.id)
        .and_then(|s| s.statement.get(super::keyphrase::DEF.bare));
    if let Some(statement) = statement {
        return b.text_of(statement);
    }
    b.sink.push(
        Diagnostic::error(
            codes::E0303,
            "`slug` asks for the keyphrase, but the recipe has none",
        )
        .at(loc, "asked for here")
        .help("name it: `keyphrase: trafic de drogue`"),
    );
    None
}

/// `text` in the letters of an address: accents dropped, ligatures spelled out, everything else a hyphen.
pub(super) fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.nfkd() {
        let plain: &str = match c {
            'A'..='Z' | 'a'..='z' | '0'..='9' => {
                slug.push(c.to_ascii_lowercase());
                continue;
            }
            'œ' | 'Œ' => "oe",
            'æ' | 'Æ' => "ae",
            'ß' => "ss",
            'ø' | 'Ø' => "o",
            'ł' | 'Ł' => "l",
            'đ' | 'Đ' => "d",
            c if unicode_normalization::char::is_combining_mark(c) => "",
            _ => {
                if !slug.is_empty() && !slug.ends_with('-') {
                    slug.push('-');
                }
                continue;
            }
        };
        slug.push_str(plain);
    }
    slug.trim_end_matches('-').to_owned()
}

/// Whether the words of `slug` hold every content word of `phrase`, in any number. An apostrophe or a hyphen of the phrase may be
/// a hyphen of the slug or nothing: *JP’s Pub* is `jps-pub` and `jp-s-pub`, *week-end* is `week-end` and `weekend`.
pub(super) fn slug_holds(slug: &str, phrase: &str, lang: Lang) -> bool {
    let words: Vec<String> = slug.split('-').map(|w| base(w, lang)).collect();
    let has = |w: &str| words.contains(&base(w, lang));
    let in_a_row = |parts: &[String]| words.windows(parts.len()).any(|w| w == parts);
    let content = content_words(phrase, lang);
    phrase.split_whitespace().all(|token| {
        let parts: Vec<String> = slugify(token)
            .split('-')
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
            .collect();
        let wanted: Vec<&String> = parts.iter().filter(|p| content.contains(p)).collect();
        let split: Vec<String> = parts.iter().map(|p| base(p, lang)).collect();
        wanted.iter().all(|p| has(p))
            || parts.len() > 1 && (has(&parts.concat()) || in_a_row(&split))
    })
}

fn base(word: &str, lang: Lang) -> String {
    inflect::base(word, lang).into_owned()
}

/// The words of a phrase that carry a meaning, spelled for an address; all words when none does.
fn content_words(phrase: &str, lang: Lang) -> Vec<String> {
    let slug = slugify(phrase);
    let all: Vec<String> = slug
        .split('-')
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect();
    let content: Vec<String> = all
        .iter()
        .filter(|w| !is_stop_word(w, lang))
        .cloned()
        .collect();
    if content.is_empty() { all } else { content }
}

fn is_stop_word(word: &str, lang: Lang) -> bool {
    let pack = lang.pack();
    pack.elisions.contains(&word)
        || pack
            .function_words
            .iter()
            .any(|f| *f == word || (!f.is_ascii() && slugify(f) == word))
}

impl Slug {
    /// A slug for the article: from its own slug, or else from its title. `None` when neither gives a word.
    fn make(&self, draft: &Draft) -> Option<String> {
        let given = draft.meta("slug").map(|e| slugify(&e.value));
        let own = given.filter(|s| !s.is_empty());
        let mut words: Vec<String> = match &own {
            Some(slug) => slug.split('-').map(str::to_owned).collect(),
            None => content_words(&draft.title()?.text, self.lang),
        };
        words.retain(|w| !w.is_empty());
        let over = |r: &Option<Range>, n: usize| {
            r.as_ref()
                .is_some_and(|r| r.max.is_some_and(|m| n as u64 > m))
        };
        let stops = words.iter().filter(|w| is_stop_word(w, self.lang)).count();
        if over(&self.stop_words, stops) || over(&self.words, words.len()) {
            words.retain(|w| !is_stop_word(w, self.lang));
        }
        if let Some(phrase) = self.keyphrase.as_ref().filter(|t| t.known)
            && !slug_holds(&words.join("-"), &phrase.text, self.lang)
        {
            let mut first = content_words(&phrase.text, self.lang);
            words.retain(|w| {
                !first
                    .iter()
                    .any(|f| base(f, self.lang) == base(w, self.lang))
            });
            first.append(&mut words);
            words = first;
        }
        while words.len() > 1
            && (over(&self.words, words.len()) || over(&self.chars, words.join("-").len()))
        {
            words.pop();
        }
        (!words.is_empty()).then(|| words.join("-"))
    }

    /// The ranges as they follow in a sentence: `, between 2 and 8 words`.
    fn ranges(&self, tongue: Tongue) -> String {
        let ask = |key, r: &Range| {
            let slots = Slots::new().with("range", r.slot());
            let text = tongue.catalogue().say(DEF.id, Use::Ask, key, &slots);
            format!(", {text}")
        };
        let sizes = [&self.words, &self.chars].into_iter().flatten();
        sizes
            .map(|r| ask("range", r))
            .chain(self.stop_words.iter().map(|r| ask("stop-words", r)))
            .collect()
    }
}

impl Rule for Slug {
    fn describe(&self) -> String {
        let mut parts = vec!["a–z, 0–9 and single hyphens".to_owned()];
        for (range, unit) in [
            (&self.words, "words"),
            (&self.chars, "chars"),
            (&self.stop_words, "stop words"),
        ] {
            if let Some(r) = range {
                parts.push(r.limit_of(unit));
            }
        }
        if let Some(k) = &self.keyphrase {
            parts.push(format!("holds `{}`", k.text));
        }
        parts.join(", ")
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        let scope = || Scope::Meta("slug".to_owned());
        let ranges = Slots::new().text("ranges", self.ranges(tongue));
        let mut all = vec![Instruction::new(scope(), tongue, DEF.id, "form", &ranges)];
        all.extend(self.keyphrase.iter().map(|k| {
            let slots = Slots::new().text("phrase", k.text.clone());
            Instruction::new(scope(), tongue, DEF.id, "keyphrase", &slots)
        }));
        vec![Instruction::joined(&all)]
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let draft = article.draft;
        let part = || Part::Meta("slug".to_owned());
        let Some(entry) = draft.meta("slug").filter(|e| !e.value.trim().is_empty()) else {
            let at = draft
                .meta("slug")
                .map_or_else(|| end_of_entries(draft), |e| Span::at(e.value_span.start));
            out.fail(at, part(), Fault::new("missing"));
            return;
        };
        if let Some((span, wrong)) = wrong_chars(entry) {
            let fault = Fault::new("chars").text("wrong", wrong);
            let fault = fault.text("text", entry.value.clone());
            out.fail(span, part(), fault).excerpt = Some(entry.value.clone());
        }
        let value = entry.value.as_str();
        if value.starts_with('-') || value.ends_with('-') || value.contains("--") {
            let fault = Fault::new("hyphens").text("text", entry.value.clone());
            out.fail(entry.value_span, part(), fault).excerpt = Some(entry.value.clone());
        }
        let words: Vec<String> = slugify(value).split('-').map(str::to_owned).collect();
        let stops = words.iter().filter(|w| is_stop_word(w, self.lang)).count();
        for (range, n, unit) in [
            (&self.words, words.len(), "words"),
            (&self.chars, crate::draft::chars(value), "chars"),
            (&self.stop_words, stops, "stop words"),
        ] {
            let Some(r) = range else { continue };
            out.measure(n as f64, unit, r.limit());
            if !r.contains(n as u64) {
                let limit = r.limit();
                let fault = Fault::new("size")
                    .count("found", n as u64, unit)
                    .with("wanted", r.slot())
                    .text("text", entry.value.clone());
                let found = out.fail(entry.value_span, part(), fault);
                found.measured = Some(Measured {
                    value: n as f64,
                    unit,
                    limit,
                });
                found.excerpt = Some(entry.value.clone());
                found.demanded = r.loc;
            }
        }
        if let Some(k) = self.keyphrase.as_ref().filter(|k| k.known)
            && !slug_holds(&slugify(value), &k.text, self.lang)
        {
            let fault = Fault::new("keyphrase")
                .text("phrase", k.text.clone())
                .text("text", entry.value.clone());
            out.fail(entry.value_span, part(), fault).excerpt = Some(entry.value.clone());
        }
    }

    /// What is wrong, and all that is wanted.
    fn repair(&self, finding: &Finding, tongue: Tongue) -> String {
        finding.repair_with(tongue, &self.instruct(tongue))
    }

    fn facts(&self, facts: &mut Facts) {
        facts.ask_meta("slug", self.loc);
        facts.derived.push("slug".to_owned());
        let bound = |r: &Range| (r.min.map(|m| m as f64), r.max.map(|m| m as f64));
        if let Some(r) = &self.words {
            let (min, max) = bound(r);
            facts.limit(Quantum::SlugWords, min, max, DEF.id, r.loc);
        }
        if let Some(r) = &self.chars {
            let (min, max) = bound(r);
            facts.limit(
                Quantum::MetaChars("slug".to_owned()),
                min,
                max,
                DEF.id,
                r.loc,
            );
        }
        if let Some(k) = self.keyphrase.as_ref().filter(|k| k.known) {
            facts.required.push(Wording {
                place: Place::Meta("slug".to_owned()),
                text: content_words(&k.text, self.lang).join("-"),
                pattern: None,
                rule: DEF.id,
                loc: self.loc,
            });
        }
    }

    fn demands(&self, demands: &mut Demands) {
        demands.range("words of the slug", self.words.as_ref());
        demands.range("chars of the slug", self.chars.as_ref());
        demands.range("stop words", self.stop_words.as_ref());
        let phrase = self.keyphrase.as_ref().map(|k| k.text.as_str());
        demands.all("words in the slug", phrase);
    }

    fn fix(&self, article: Article<'_>) -> Vec<TextEdit> {
        let draft = article.draft;
        let mut out = Outcome::new(DEF.id, DEF.severity, self.loc);
        self.validate(article, &mut out);
        if out.findings.is_empty() {
            return Vec::new();
        }
        let Some(slug) = self.make(draft) else {
            return Vec::new();
        };
        let (span, replacement, note) = if let Some(entry) = draft.meta("slug") {
            if entry.value == slug {
                return Vec::new();
            }
            let note = format!("spelled the slug `{slug}`");
            // An empty value may touch the colon.
            let touches = draft.text()[..entry.value_span.start].ends_with(':');
            let slug = if touches { format!(" {slug}") } else { slug };
            (entry.value_span, slug, note)
        } else {
            let note = format!("made the slug `{slug}` from the title");
            if let Some(front) = draft.front() {
                if front.error.is_some() {
                    return Vec::new();
                }
                let Some(close) = closing_fence(draft, front.span) else {
                    return Vec::new();
                };
                (Span::at(close), format!("slug: {slug}\n"), note)
            } else {
                let start = if draft.text().starts_with('\u{FEFF}') {
                    3
                } else {
                    0
                };
                (Span::at(start), format!("---\nslug: {slug}\n---\n\n"), note)
            }
        };
        vec![TextEdit {
            span,
            replacement,
            note,
        }]
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let draft = article.draft;
        let Some(entry) = draft.meta("slug") else {
            return Vec::new();
        };
        let lang = draft.lang();
        let own = entry.value.as_str();
        let words: Vec<&str> = own.split('-').collect();
        let mut mutants = Vec::new();
        let mut write = |what: &str, value: String| {
            mutants.push(Mutant::replacing(what, draft, entry.value_span, &value));
        };
        write("emptied the slug", String::new());
        write(
            "put an accent and a capital into the slug",
            format!("É{}", own.get(1..).unwrap_or("")),
        );
        write(
            "doubled a hyphen of the slug",
            match own.split_once('-') {
                Some((first, rest)) => format!("{first}--{rest}"),
                None => format!("{own}--port"),
            },
        );
        let of = |r: &Option<Range>, max: bool| {
            let r = r.as_ref()?;
            let n = if max {
                r.max? + 1
            } else {
                r.min?.checked_sub(1)?
            };
            usize::try_from(n).ok().filter(|n| *n < 1000)
        };
        let plain = |count: usize| slugify(&surgery::letters(lang, count));
        if let Some(n) = of(&self.words, true) {
            let more = vec!["ici"; n.saturating_sub(words.len())].join("-");
            write("gave the slug one word too many", format!("{own}-{more}"));
        }
        if let Some(n) = of(&self.words, false).filter(|n| *n > 0) {
            write(
                "left the slug one word too few",
                words
                    .get(..n.min(words.len()))
                    .unwrap_or_default()
                    .join("-"),
            );
        }
        if let Some(n) = of(&self.chars, true) {
            let missing = n.saturating_sub(own.len());
            let more = match missing {
                0 => String::new(),
                1 => "s".to_owned(),
                n => format!("-{}", "o".repeat(n - 1)),
            };
            write(
                "made the slug one character too long",
                format!("{own}{more}"),
            );
        }
        if let Some(n) = of(&self.chars, false).filter(|n| *n > 0) {
            write(
                "made the slug too short",
                own.get(..n).unwrap_or("").trim_matches('-').to_owned(),
            );
        }
        if let Some(n) = of(&self.stop_words, true) {
            let small = lang.pack().function_words.iter().copied();
            let found = { small }.find(|w| w.len() > 1 && w.is_ascii() && is_stop_word(w, lang));
            let more = vec![found.unwrap_or("the"); n].join("-");
            write("filled the slug with stop words", format!("{own}-{more}"));
        }
        if self.keyphrase.as_ref().is_some_and(|k| k.known) {
            write("wrote other words in the slug", plain(own.len()));
        }
        mutants
    }
}

/// The first run of characters that cannot stand in a slug.
fn wrong_chars(entry: &FrontEntry) -> Option<(Span, String)> {
    let wrong = |c: char| !matches!(c, 'a'..='z' | '0'..='9' | '-');
    let start = entry.value.find(wrong)?;
    let len: usize = entry.value[start..]
        .chars()
        .take_while(|c| wrong(*c))
        .map(char::len_utf8)
        .sum();
    let run = entry.value[start..start + len].to_owned();
    // A value with escapes does not stand in the text byte for byte.
    let span = if entry.value_span.len() == entry.value.len() {
        Span::new(start, start + len).shift(entry.value_span.start)
    } else {
        entry.value_span
    };
    Some((span, run))
}

/// Where a missing entry of the front matter would stand.
pub(super) fn end_of_entries(draft: &Draft) -> Span {
    let Some(front) = draft.front() else {
        return Span::at(0);
    };
    Span::at(
        front
            .entries
            .last()
            .map_or(front.span.start, |e| e.value_span.end),
    )
}

/// The start of the line that closes the front matter.
fn closing_fence(draft: &Draft, front: Span) -> Option<usize> {
    let text = front.slice(draft.text());
    let mut at = 0;
    let mut close = None;
    for line in text.split_inclusive('\n') {
        if at > 0 && matches!(line.trim_end(), "---" | "...") {
            close = Some(front.start + at);
        }
        at += line.len();
    }
    close
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_in_plain_letters() {
        assert_eq!(
            slugify("L’œuvre d’Ørsted : 50 % à Zoé !"),
            "l-oeuvre-d-orsted-50-a-zoe"
        );
        assert_eq!(slugify(" — "), "");
    }

    #[test]
    fn keyphrase_words_in_any_number() {
        assert!(slug_holds("trafics-de-drogues", "trafic drogue", Lang::FR));
        assert!(!slug_holds("port-anvers", "trafic drogue", Lang::FR));
    }
}
