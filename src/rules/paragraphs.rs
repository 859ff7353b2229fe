//! `paragraphs`: how long each paragraph is, and how many there are.

use crate::diag::Severity;
use crate::draft::total::At as _;
use crate::draft::{Block, Draft};
use crate::resolve::Tongue;
use crate::rules::args::Range;
use crate::rules::counted::{self, Tally};
use crate::rules::facts::Quantum;
use crate::rules::phrase;
use crate::rules::surgery;
use crate::rules::{
    Article, Binder, Def, Example, Expect, Facts, Instruction, Merge, Mutant, Outcome, Part, Rule,
    Scope, SettingDoc,
};
use crate::span::Span;
use crate::tongue::Slots;

/// The rule's definition.
pub static DEF: Def = Def {
    id: "paragraphs",
    summary: "each paragraph has this many words or sentences",
    docs: "Looks at each paragraph on its own: the text between blank lines, quoted paragraphs included; list items, headings and \
tables are no paragraphs. `count` bounds how many there are.\n\n\
Press paragraphs are short: on a phone 60 words fill the screen. Yoast's `textParagraphTooLong` is content up to 150 words and red above 200. \
A paragraph that is too long is marked from the first word beyond the limit, one that is too short at its end.",
    settings: &[
        SettingDoc {
            name: "words",
            takes: "a range of words",
            doc: "the length of each paragraph",
        },
        SettingDoc {
            name: "sentences",
            takes: "a range of sentences",
            doc: "the number of sentences of each paragraph",
        },
        SettingDoc {
            name: "count",
            takes: "a range of paragraphs",
            doc: "how many paragraphs the article has",
        },
    ],
    bare: "words",
    open: false,
    merge: Merge::Keys,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "short paragraphs",
            yaml: "paragraphs: at most 12 words",
            recipe: "paragraphs at most 12 words",
            source: None,
            draft: "# Anvers\n\nLe port a rouvert mercredi matin.\n\nLes navires attendaient depuis deux jours.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "too long: what lies beyond the limit is marked",
            yaml: "language: en\nparagraphs: at most 8 words",
            recipe: "language en\nparagraphs at most 8 words",
            source: None,
            draft: "# Antwerp\n\nThe port reopened.\n\nShips had been waiting for two days in the North Sea.\n",
            expect: Expect::Fails {
                message: "11 words in the paragraph, at most 8 wanted",
                at: "the North Sea.",
            },
        },
        Example {
            title: "too few sentences: the end of the paragraph is marked",
            yaml: "paragraphs: { sentences: 2..4 }",
            recipe: "paragraphs { sentences 2..4 }",
            source: None,
            draft: "# Anvers\n\nLe port a rouvert. Les navires attendaient.\n\nLa police enquête.\n",
            expect: Expect::Fails {
                message: "1 sentence in the paragraph, 2..4 wanted",
                at: "",
            },
        },
        Example {
            title: "too many paragraphs",
            yaml: "paragraphs: { count: at most 1 }",
            recipe: "paragraphs { count at most 1 }",
            source: None,
            draft: "# Anvers\n\nLe port a rouvert.\n\nLa police enquête.\n",
            expect: Expect::Fails {
                message: "2 paragraphs, at most 1 wanted",
                at: "La police enquête.",
            },
        },
    ],
};

#[derive(Debug)]
struct Paragraphs {
    words: Option<Range>,
    sentences: Option<Range>,
    count: Option<Range>,
}

fn bind(binder: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    let rule = Paragraphs {
        words: binder.range("words", &["words"]),
        sentences: binder.range("sentences", &["sentences"]),
        count: binder.range("count", &["paragraphs"]),
    };
    let none = ["words", "sentences", "count"]
        .iter()
        .all(|n| binder.get(n).is_none());
    if none {
        binder.missing("words", "paragraphs: at most 80 words");
        return None;
    }
    Some(Box::new(rule))
}

impl Paragraphs {
    fn ranges(&self) -> impl Iterator<Item = &Range> {
        [&self.words, &self.sentences].into_iter().flatten()
    }

    fn each(range: &Range, draft: &Draft, out: &mut Outcome) {
        let mut all: Vec<u64> = Vec::new();
        for (_, block) in paragraphs(draft) {
            let end = block.span.end;
            let tally = if range.unit == "sentences" {
                Tally::of(range, block.sentences.iter().map(|s| s.span.start), end)
            } else {
                Tally::of(range, block.words.iter().map(|w| w.span.start), end)
            };
            all.push(tally.value);
            let part = Part::at(draft, block.span.start);
            let opening = phrase::opening(&block.plain.text, 6);
            let with = Slots::new().text("text", opening.clone());
            if let Some(finding) = counted::hold(range, &tally, ("under", "over"), part, &with, out)
            {
                finding.excerpt = Some(opening);
            }
        }
        let extremes = (", shortest paragraph", ", longest paragraph");
        counted::extremes(range, &all, extremes, out);
    }
}

fn paragraphs(draft: &Draft) -> impl Iterator<Item = (usize, &Block)> {
    draft.paragraphs().filter(|(_, b)| !b.words.is_empty())
}

impl Rule for Paragraphs {
    fn describe(&self) -> String {
        let mut all: Vec<String> = self
            .ranges()
            .map(|r| format!("{} each", r.limit_of(r.unit)))
            .collect();
        if let Some(count) = &self.count {
            all.push(count.limit_of("paragraphs"));
        }
        all.join(", ")
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        let say = |scope, key, range: &Range| {
            let slots = Slots::new().with("range", range.slot());
            Instruction::new(scope, tongue, DEF.id, key, &slots)
        };
        let each = self.ranges().map(|r| say(Scope::Passage, "each", r));
        let count = self.count.iter().map(|r| say(Scope::Body, "count", r));
        each.chain(count).collect()
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let draft = article.draft;
        for range in self.ranges() {
            Self::each(range, draft, out);
        }
        let Some(range) = &self.count else { return };
        let end = paragraphs(draft)
            .last()
            .map_or(Tally::end_of(draft), |(_, b)| b.span.end);
        let tally = Tally::of(range, paragraphs(draft).map(|(_, b)| b.span.start), end);
        counted::measure(range, &tally, out);
        let (keys, none) = (("few", "many"), Slots::new());
        counted::hold(range, &tally, keys, Part::Body, &none, out);
    }

    fn facts(&self, facts: &mut Facts) {
        let mut add = |what: Quantum, range: &Option<Range>| {
            if let Some(r) = range {
                let real = |n: Option<u64>| n.map(|n| n as f64);
                facts.limit(what, real(r.min), real(r.max), DEF.id, r.loc);
            }
        };
        add(Quantum::ParagraphWords, &self.words);
        add(Quantum::ParagraphSentences, &self.sentences);
        add(Quantum::Paragraphs, &self.count);
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let draft = article.draft;
        let lang = draft.lang();
        let mut out = Vec::new();
        let mut push = |what: &str, draft: String| {
            out.push(Mutant {
                what: what.to_owned(),
                draft,
            });
        };
        let of = |r: &Option<Range>, max: bool| {
            let n = r.as_ref().and_then(|r| if max { r.max } else { r.min })?;
            usize::try_from(n).ok().filter(|n| *n < 10_000)
        };
        let hosts = surgery::hosts(draft);
        let blocks = |i: &usize| draft.blocks().at(*i);
        let after = |block: &Block, more: String| {
            surgery::replace(draft, vec![(Span::at(surgery::end(draft, block)), more)])
        };
        if let Some(max) = of(&self.words, true) {
            let host = hosts.iter().map(blocks).max_by_key(|b| b.words.len());
            let have = host.map_or(0, |b| b.words.len());
            let more = surgery::talk_of(lang, (max + 1).saturating_sub(have)).join(" ");
            push(
                "went on in a paragraph beyond its limit",
                match host {
                    Some(block) => after(block, format!(" {more}")),
                    None => surgery::with_paragraph(draft, &more),
                },
            );
        }
        if let Some(max) = of(&self.sentences, true) {
            let host = hosts.iter().map(blocks).max_by_key(|b| b.sentences.len());
            let have = host.map_or(0, |b| b.sentences.len());
            let missing = (max + 1).saturating_sub(have);
            let all: Vec<String> = (0..missing).map(|i| surgery::sentence(lang, i)).collect();
            let more = all.join(" ");
            push(
                "added sentences to a paragraph beyond its limit",
                match host {
                    Some(block) => after(block, format!(" {more}")),
                    None => surgery::with_paragraph(draft, &more),
                },
            );
        }
        if self.ranges().any(|r| r.min.is_some_and(|m| m > 1)) {
            let one = surgery::exactly(lang, 1);
            push(
                "added a paragraph of one word",
                surgery::with_paragraph(draft, &one),
            );
        }
        let count = paragraphs(draft).count();
        if let Some(max) = of(&self.count, true).filter(|m| *m < 1000) {
            let missing = (max + 1).saturating_sub(count);
            let all: Vec<String> = (0..missing).map(|i| surgery::sentence(lang, i)).collect();
            push(
                "added paragraphs beyond the limit",
                surgery::with_paragraph(draft, &all.join("\n\n")),
            );
            let cuts: Vec<(Span, String)> = hosts
                .iter()
                .map(blocks)
                .flat_map(|b| b.sentences.iter().skip(1))
                .map(|s| (Span::at(s.span.start), "\n\n".to_owned()))
                .take(missing)
                .collect();
            if cuts.len() == missing {
                push(
                    "broke paragraphs into more than there may be",
                    surgery::replace(draft, cuts),
                );
            }
        }
        if let Some(min) = of(&self.count, false).filter(|m| *m > 0) {
            let all: Vec<&Block> = paragraphs(draft).map(|(_, b)| b).collect();
            let joins: Vec<(Span, String)> = all
                .windows(2)
                .filter_map(|w| {
                    let [a, b] = w else { return None };
                    let gap = Span::new(surgery::end(draft, a), b.span.start);
                    Some((gap, " ".to_owned()))
                })
                .filter(|(s, _)| s.slice(draft.text()).trim().is_empty())
                .take((count + 1).saturating_sub(min))
                .collect();
            if count - joins.len() < min {
                push(
                    "ran paragraphs into one another",
                    surgery::replace(draft, joins),
                );
            }
            if let Some(first) = all.first() {
                let rest = Span::new(first.span.start, draft.text().len());
                push(
                    "dropped every paragraph",
                    surgery::replace(draft, vec![(rest, String::new())]),
                );
            }
        }
        out
    }
}
