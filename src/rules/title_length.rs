//! `title.length`: how long the title is.

use crate::diag::Severity;
use crate::draft::{Draft, Title, chars};
use crate::resolve::Tongue;
use crate::rules::args::Range;
use crate::rules::counted::{self, Tally};
use crate::rules::facts::Quantum;
use crate::rules::surgery;
use crate::rules::{
    Article, Binder, Def, Example, Expect, Facts, Fault, Instruction, Merge, Mutant, Outcome, Part,
    Rule, Scope, SettingDoc,
};
use crate::span::{Loc, Span};
use crate::tongue::Slots;

/// The rule's definition.
pub static DEF: Def = Def {
    id: "title.length",
    summary: "the title has this many characters or words",
    docs: "Measures the title: the first `#` heading, or the front matter's `title` when there is no such heading. Characters are \
counted as a reader sees them (grapheme clusters), spaces included, without Markdown marks.\n\n\
Search results show about 600 pixels of a title, which is some 60 characters of Latin text; a title under 40 leaves room unused. An article \
without a title fails.",
    settings: &[
        SettingDoc {
            name: "is",
            takes: "a range of chars or words",
            doc: "how long the title is",
        },
        SettingDoc {
            name: "words",
            takes: "a range of words",
            doc: "a limit in words beside one in characters",
        },
    ],
    bare: "is",
    open: false,
    merge: Merge::Keys,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "a title within its range",
            yaml: "title: { length: 40..65 chars }",
            recipe: "title { length 40..65 chars }",
            source: None,
            draft: "# Trafic de drogue : l’Europe veut verrouiller ses ports\n\nLe plan est lancé.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "too long: what lies beyond the limit is marked",
            yaml: "language: en\ntitle: { length: at most 40 chars }",
            recipe: "language en\ntitle { length at most 40 chars }",
            source: None,
            draft: "# Antwerp port workers strike over pay for a third day\n\nThe port is shut.\n",
            expect: Expect::Fails {
                message: "52 chars in the title, at most 40 wanted",
                at: "a third day",
            },
        },
        Example {
            title: "too short: the end of the title is marked",
            yaml: "title: { length: 40..65 chars }",
            recipe: "title { length 40..65 chars }",
            source: None,
            draft: "# L’Europe et ses ports\n\nLe plan est lancé.\n",
            expect: Expect::Fails {
                message: "21 chars in the title, 40..65 wanted",
                at: "",
            },
        },
        Example {
            title: "in words, beside a limit in characters",
            yaml: "title: { length: { is: at most 65 chars, words: at most 6 } }",
            recipe: "title { length { is at most 65 chars, words at most 6 } }",
            source: None,
            draft: "# Le port d’Anvers ferme pour deux jours\n\nLe plan est lancé.\n",
            expect: Expect::Fails {
                message: "7 words in the title, at most 6 wanted",
                at: "jours",
            },
        },
        Example {
            title: "no title at all",
            yaml: "title: { length: 40..65 chars }",
            recipe: "title { length 40..65 chars }",
            source: None,
            draft: "Le plan est lancé. Les ports européens se rassemblent.\n",
            expect: Expect::Fails {
                message: "no title",
                at: "",
            },
        },
    ],
};

/// The key of the fault of every title rule when there is no title.
const NO_TITLE: &str = "no-title";

/// The title of the draft; without one, every title rule fails where the title should stand.
pub(super) fn title_of<'d>(draft: &'d Draft, out: &mut Outcome) -> Option<&'d Title> {
    let title = draft.title();
    if title.is_none() {
        let start = draft.front().map_or(0, |f| f.span.end);
        out.fail(Span::at(start), Part::Title, Fault::new(NO_TITLE));
    }
    title
}

/// The mutant that every title rule must notice.
pub(super) fn without_title(draft: &Draft) -> Option<Mutant> {
    let title = draft.title()?;
    let block = title.block.and_then(|b| draft.blocks().get(b));
    let span = block.map_or(title.span, |b| b.span);
    Some(Mutant::replacing("dropped the title", draft, span, ""))
}

#[derive(Debug)]
struct TitleLength {
    ranges: Vec<Range>,
    loc: Loc,
}

fn bind(binder: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    let is = binder.get("is").is_some();
    let words = binder.get("words").is_some();
    if !is && !words {
        binder.missing("is", "title: { length: 40..65 chars }");
        return None;
    }
    let mut ranges = Vec::new();
    if is {
        ranges.push(binder.range("is", &["chars", "words"])?);
    }
    if words {
        ranges.push(binder.range("words", &["words"])?);
    }
    Some(Box::new(TitleLength {
        ranges,
        loc: binder.loc(),
    }))
}

fn measure(draft: &Draft, title: &Title, unit: &str) -> u64 {
    let n = if unit == "words" {
        words(draft, title).len()
    } else {
        chars(&title.text)
    };
    n as u64
}

/// The words of the title, as byte ranges of its text.
fn words(draft: &Draft, title: &Title) -> Vec<(usize, usize)> {
    crate::draft::words(&title.text, draft.lang())
}

/// Where the first word beyond the limit begins. A title whose markup hides where its text stands is marked whole.
fn beyond(draft: &Draft, title: &Title, unit: &str, max: u64) -> usize {
    let skip = usize::try_from(max).unwrap_or(usize::MAX);
    let all = words(draft, title);
    let offset = if unit == "words" {
        all.get(skip).map(|w| w.0)
    } else {
        all.iter()
            .find(|w| chars(title.text.get(..w.1).unwrap_or("")) > skip)
            .map(|w| w.0)
    };
    let same = title.span.slice(draft.text()) == title.text;
    match offset {
        Some(o) if same => title.span.start + o,
        None => title.span.end,
        Some(_) => title.span.start,
    }
}

impl Rule for TitleLength {
    fn describe(&self) -> String {
        let all: Vec<String> = self.ranges.iter().map(|r| r.limit_of(r.unit)).collect();
        all.join(", ")
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        self.ranges
            .iter()
            .map(|r| {
                let slots = Slots::new().with("range", r.slot());
                Instruction::new(Scope::Title, tongue, DEF.id, r.unit, &slots)
            })
            .collect()
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let draft = article.draft;
        let Some(title) = title_of(draft, out) else {
            return;
        };
        for range in &self.ranges {
            let value = measure(draft, title, range.unit);
            let end = title.span.end;
            let beyond = match range.max {
                Some(max) if value > max => beyond(draft, title, range.unit, max),
                _ => end,
            };
            let tally = Tally { value, beyond, end };
            counted::measure(range, &tally, out);
            let (keys, none) = (("under", "over"), Slots::new());
            if let Some(finding) = counted::hold(range, &tally, keys, Part::Title, &none, out) {
                finding.excerpt = Some(title.text.clone());
            }
        }
    }

    fn facts(&self, facts: &mut Facts) {
        facts.title.get_or_insert(self.loc);
        for range in &self.ranges {
            let what = if range.unit == "words" {
                Quantum::TitleWords
            } else {
                Quantum::TitleChars
            };
            facts.limit(
                what,
                range.min.map(|n| n as f64),
                range.max.map(|n| n as f64),
                DEF.id,
                range.loc,
            );
        }
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let draft = article.draft;
        let Some(title) = draft.title() else {
            return Vec::new();
        };
        let lang = draft.lang();
        let own = title.text.trim();
        let mut out: Vec<Mutant> = without_title(draft).into_iter().collect();
        let mut write = |what: String, text: &str| {
            out.push(Mutant::replacing(what, draft, title.span, text));
        };
        for range in &self.ranges {
            let of = |m: Option<u64>| m.and_then(|m| usize::try_from(m).ok());
            let words = range.unit == "words";
            if let Some(max) = of(range.max).filter(|m| *m < 10_000) {
                let text = if words {
                    let missing = (max + 1).saturating_sub(self::words(draft, title).len());
                    format!("{own} {}", surgery::adverbs(lang, missing))
                } else {
                    surgery::lengthened(lang, own, max + 1)
                };
                let unit = if words { "word" } else { "character" };
                write(format!("made the title one {unit} too long"), &text);
            }
            let Some(short) = of(range.min)
                .and_then(|m| m.checked_sub(1))
                .filter(|m| *m > 0)
            else {
                continue;
            };
            let unit = if words { "word" } else { "character" };
            let (head, tail) = if words {
                let all = self::words(draft, title);
                let from = all.len().saturating_sub(short);
                (
                    all.get(short - 1).and_then(|w| own.get(..w.1)),
                    all.get(from).and_then(|w| own.get(w.0..)),
                )
            } else {
                (None, None)
            };
            let (head, tail) = if words {
                (head.unwrap_or("").to_owned(), tail.unwrap_or("").to_owned())
            } else {
                let head = surgery::shortened(lang, own, short);
                let tail = surgery::last_words(lang, own, short);
                (
                    surgery::lengthened(lang, &head, short),
                    surgery::lengthened(lang, &tail, short),
                )
            };
            write(
                format!("kept the start of the title, one {unit} too short"),
                head.trim(),
            );
            write(
                format!("kept the end of the title, one {unit} too short"),
                tail.trim(),
            );
        }
        out
    }
}
