//! `length`: how long the article is.

use crate::diag::{Diagnostic, Severity, codes};
use crate::draft::{Block, Counted, Draft, Unit, chars};
use crate::resolve::Tongue;
use crate::rules::args::Range;
use crate::rules::counted::{self, Tally};
use crate::rules::facts::Quantum;
use crate::rules::phrase;
use crate::rules::surgery;
use crate::rules::{
    Article, Binder, Def, Demands, Example, Expect, Facts, Instruction, Merge, Mutant, Outcome,
    Part, Rule, Scope, SettingDoc,
};
use crate::span::Span;
use crate::tongue::Slots;

/// The rule's definition.
pub static DEF: Def = Def {
    id: "length",
    summary: "the article has this many words, characters or sentences",
    docs: "Counts the words of the body: paragraphs, list items, quotes and table rows. Title, headings, front matter and code \
do not count, unless the range says `of all`: then title and headings do.\n\n\
A word is what `docs/counting.md` says: in French an elided article joins its word (*L’UE* is one). `chars` counts characters as a \
reader sees them (grapheme clusters), spaces included, line breaks between blocks excluded; `sentences` counts sentences.\n\n\
Several ranges stand in a list: `length: [700..1100 words, at most 35 words per sentence]`. With `per sentence`, `per paragraph` or `per \
section` each of them is measured, without its heading; the budget of the chain gives each section its share.\n\n\
A text that is too short is marked at its end, one that is too long from the first word beyond the limit. A common lower limit is 300 words: \
below it search engines have little to read (Yoast's `textLength` turns green there).",
    settings: &[SettingDoc {
        name: "is",
        takes: "a range of words, chars or sentences, `of body` (the default) or `of all`, or `per sentence`, `per paragraph`, `per section`; or several such ranges",
        doc: "how long the article is, or each sentence, paragraph or section of it",
    }],
    bare: "is",
    open: false,
    merge: Merge::Replace,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "a short item within its range",
            yaml: "length: 8..14 words",
            recipe: "length 8..14 words",
            source: None,
            draft: "# Anvers\n\nLe port d’Anvers a saisi mercredi deux tonnes de cocaïne.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "too short: the end of the body is marked",
            yaml: "length: at least 20 words",
            recipe: "length at least 20 words",
            source: None,
            draft: "# Anvers\n\nLe port d’Anvers a saisi mercredi deux tonnes de cocaïne.\n",
            expect: Expect::Fails {
                message: "10 words of body, at least 20 wanted",
                at: "",
            },
        },
        Example {
            title: "too long: what lies beyond the limit is marked",
            yaml: "language: en\nlength: at most 6 words",
            recipe: "language en\nlength at most 6 words",
            source: None,
            draft: "# Antwerp\n\nCustoms officers seized two tonnes of cocaine.\n",
            expect: Expect::Fails {
                message: "7 words of body, at most 6 wanted",
                at: "cocaine.",
            },
        },
        Example {
            title: "title and headings count with `of all`",
            yaml: "length: at most 8 words of all",
            recipe: "length at most 8 words of all",
            source: None,
            draft: "# Saisie record à Anvers\n\nLes douaniers ont trouvé deux tonnes.\n",
            expect: Expect::Fails {
                message: "10 words in all, at most 8 wanted",
                at: "deux tonnes.",
            },
        },
        Example {
            title: "the whole and each sentence",
            yaml: "language: en\nlength: [4..40 words, at most 8 words per sentence]",
            recipe: "language en\nlength 4..40 words, at most 8 words per sentence",
            source: None,
            draft: "# Antwerp\n\nThe port reopened. Customs officers seized two tonnes of cocaine on Wednesday night.\n",
            expect: Expect::Fails {
                message: "10 words in the sentence, at most 8 wanted",
                at: "Wednesday night.",
            },
        },
        Example {
            title: "each section has its words",
            yaml: "length: 4..20 words per section",
            recipe: "length 4..20 words per section",
            source: None,
            draft: "# Anvers\n\nLe port rouvre mercredi matin.\n\n## La suite\n\nElle viendra.\n",
            expect: Expect::Fails {
                message: "2 words in the section, 4..20 wanted",
                at: "",
            },
        },
        Example {
            title: "in sentences",
            yaml: "length: at least 2 sentences",
            recipe: "length at least 2 sentences",
            source: None,
            draft: "Le port rouvre jeudi.\n",
            expect: Expect::Fails {
                message: "1 sentence of body, at least 2 wanted",
                at: "",
            },
        },
    ],
};

/// Beyond this many units no mutant is made for an upper limit: each is a whole text.
const LONGEST: usize = 20_000;

/// All ranges that a recipe asks for.
#[derive(Debug)]
struct Lengths(Vec<Length>);

#[derive(Debug)]
struct Length {
    range: Range,
    counted: Counted,
}

fn bind(binder: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    if binder.get("is").is_none() {
        binder.missing("is", "length: 700..1100 words");
        return None;
    }
    let units = &["words", "chars", "sentences"];
    let ranges = binder.ranges_each("is", units, &Unit::ALL)?;
    let mut all: Vec<Length> = Vec::new();
    for range in ranges {
        let counted = match (range.of.as_deref(), range.per) {
            (None | Some("body"), _) => Counted::Body,
            (Some("all"), None) => Counted::All,
            (Some(other), per) => {
                let wanted = if per.is_some() {
                    "expected `of body`, or nothing"
                } else {
                    "expected `of body` or `of all`"
                };
                binder.sink.push(
                    Diagnostic::error(
                        codes::E0304,
                        format!("`length` does not count the {} of `{other}`", range.unit),
                    )
                    .at(range.loc, wanted)
                    .help(format!(
                        "length: {} {} of body",
                        range.limit(),
                        range.unit
                    )),
                );
                return None;
            }
        };
        let same = |l: &&Length| {
            l.range.per == range.per && l.range.unit == range.unit && l.counted == counted
        };
        if let Some(first) = all.iter().find(same) {
            binder.sink.push(
                Diagnostic::error(codes::E0305, "two ranges bound the same count")
                    .at(range.loc, "the second")
                    .at(first.range.loc, "the first")
                    .help("keep one of the two"),
            );
            return None;
        }
        all.push(Length { range, counted });
    }
    Some(Box::new(Lengths(all)))
}

impl Length {
    fn blocks<'d>(&self, draft: &'d Draft) -> impl Iterator<Item = &'d Block> {
        let counted = self.counted;
        draft
            .blocks()
            .iter()
            .filter(move |b| b.kind.is_counted(counted))
    }

    fn measure(&self, draft: &Draft) -> u64 {
        let n: usize = match self.range.unit {
            "chars" => self.blocks(draft).map(|b| chars(b.plain.text.trim())).sum(),
            "sentences" => self.blocks(draft).map(|b| b.sentences.len()).sum(),
            _ => draft.count(self.counted),
        };
        n as u64
    }

    /// Where the first thing beyond the limit begins.
    fn beyond(&self, draft: &Draft, max: u64) -> Option<usize> {
        let skip = usize::try_from(max).unwrap_or(usize::MAX);
        match self.range.unit {
            "sentences" => self
                .blocks(draft)
                .flat_map(|b| &b.sentences)
                .nth(skip)
                .map(|s| s.span.start),
            "chars" => {
                let mut before = 0;
                for block in self.blocks(draft) {
                    let text = block.plain.text.trim();
                    let len = chars(text);
                    if before + len > skip {
                        let lead = block.plain.text.len() - block.plain.text.trim_start().len();
                        return block
                            .words
                            .iter()
                            .find(|w| {
                                let upto = block.plain.text.get(lead..w.end).unwrap_or("");
                                before + chars(upto) > skip
                            })
                            .map(|w| w.span.start)
                            .or(Some(block.span.end));
                    }
                    before += len;
                }
                None
            }
            _ => draft
                .words(self.counted)
                .nth(skip)
                .map(|(_, w)| w.span.start),
        }
    }

    fn end(&self, draft: &Draft) -> usize {
        self.blocks(draft)
            .last()
            .map_or(draft.text().trim_end().len(), |b| b.span.end)
    }
}

impl Length {
    fn describe(&self) -> String {
        if let Some(unit) = self.range.per {
            let range = &self.range;
            return format!("{} per {}", range.limit_of(range.unit), unit.word());
        }
        let of = self.counted.word();
        format!("{} of {of}", self.range.limit_of(self.range.unit))
    }

    fn instruct(&self, tongue: Tongue) -> Instruction {
        let slots = Slots::new().with("range", self.range.slot());
        let (scope, key, slots) = match (self.range.per, self.counted) {
            // A step that writes one section has its own share of the words in its frame.
            (Some(Unit::Section), _) => (Scope::Body, "each", slots.key("unit", "section")),
            (Some(unit), _) => (Scope::Passage, "each", slots.key("unit", unit.word())),
            (None, Counted::Body) => (Scope::Body, "body", slots),
            (None, Counted::All) => (Scope::Body, "all", slots),
        };
        Instruction::new(scope, tongue, DEF.id, key, &slots)
    }

    /// Each sentence, paragraph or section on its own.
    fn validate_each(&self, draft: &Draft, unit: Unit, out: &mut Outcome) {
        let range = &self.range;
        let mut all: Vec<u64> = Vec::new();
        for piece in draft.pieces(unit) {
            let value = match range.unit {
                "chars" => piece.chars,
                "sentences" => piece.sentences,
                _ => piece.words,
            } as u64;
            all.push(value);
            let skip = range.max.and_then(|m| usize::try_from(m).ok());
            let beyond = match (skip, range.unit) {
                (Some(n), "words") => draft
                    .words(Counted::Body)
                    .filter(|(_, w)| piece.body.contains(w.span))
                    .nth(n)
                    .map(|(_, w)| w.span.start),
                (Some(n), "sentences") => draft
                    .sentences()
                    .filter(|(_, s)| piece.body.contains(s.span))
                    .nth(n)
                    .map(|(_, s)| s.span.start),
                _ => None,
            };
            let tally = Tally {
                value,
                beyond: beyond.unwrap_or(piece.body.start),
                end: piece.body.end,
            };
            let over = match unit {
                Unit::Sentence => "sentence-over",
                _ => "each-over",
            };
            let opening = phrase::opening(piece.body.slice(draft.text()), 6);
            let with = Slots::new()
                .key("unit", unit.word())
                .text("text", opening.clone());
            let part = Part::Section(piece.section);
            if let Some(finding) =
                counted::hold(range, &tally, ("each-under", over), part, &with, out)
            {
                finding.excerpt = Some(opening);
            }
        }
        let (least, most) = (
            format!(", shortest {}", unit.word()),
            format!(", longest {}", unit.word()),
        );
        counted::extremes(range, &all, (&least, &most), out);
    }

    fn validate(&self, draft: &Draft, out: &mut Outcome) {
        if let Some(unit) = self.range.per {
            self.validate_each(draft, unit, out);
            return;
        }
        let value = self.measure(draft);
        let end = self.end(draft);
        let beyond = match self.range.max {
            Some(max) if value > max => self.beyond(draft, max).unwrap_or(end),
            _ => end,
        };
        let tally = Tally { value, beyond, end };
        counted::measure(&self.range, &tally, out);
        let with = Slots::new().key("of", self.counted.word());
        counted::hold(
            &self.range,
            &tally,
            ("under", "over"),
            Part::Body,
            &with,
            out,
        );
    }

    fn facts(&self, facts: &mut Facts) {
        let what = match (self.range.unit, self.range.per, self.counted) {
            ("words", Some(Unit::Paragraph), _) => Quantum::ParagraphWords,
            ("sentences", Some(Unit::Paragraph), _) => Quantum::ParagraphSentences,
            ("words", Some(Unit::Section), _) => Quantum::EachSectionWords,
            (_, Some(_), _) => return,
            ("words", None, Counted::Body) => Quantum::BodyWords,
            ("words", None, Counted::All) => Quantum::AllWords,
            ("chars", None, Counted::Body) => Quantum::BodyChars,
            ("sentences", None, Counted::Body) => Quantum::BodySentences,
            // Nothing reasons with the characters of body and title together.
            _ => return,
        };
        let real = |n: Option<u64>| n.map(|n| n as f64);
        facts.limit(
            what,
            real(self.range.min),
            real(self.range.max),
            DEF.id,
            self.range.loc,
        );
    }

    fn mutants_each(&self, draft: &Draft, unit: Unit) -> Vec<Mutant> {
        let mut out = Vec::new();
        let lang = draft.lang();
        let mutant = |what: String, draft: String| Mutant { what, draft };
        let small = self.range.max.and_then(|m| usize::try_from(m).ok());
        if let Some(max) = small.filter(|m| *m < LONGEST) {
            // Every word has two characters with the space behind it.
            let words = if self.range.unit == "chars" {
                max / 2 + 1
            } else {
                max + 1
            };
            let more = match (self.range.unit, unit) {
                ("sentences", _) => {
                    let all: Vec<String> = (0..=max).map(|i| surgery::sentence(lang, i)).collect();
                    all.join(" ")
                }
                (_, Unit::Sentence) => surgery::exactly(lang, words),
                _ => surgery::talk_of(lang, words).join(" "),
            };
            out.push(mutant(
                format!("added more to one {} than it may hold", unit.word()),
                surgery::with_sentence(draft, &more),
            ));
            out.push(mutant(
                format!("added a paragraph that is too long for a {}", unit.word()),
                surgery::with_paragraph(draft, &more),
            ));
        }
        let short = match self.range.unit {
            "words" | "sentences" => self.range.min.is_some_and(|m| m > 1),
            _ => self.range.min.is_some_and(|m| m > 8),
        };
        if short {
            let one = surgery::exactly(lang, 1);
            let what = format!("added a {} that is too short", unit.word());
            out.push(match unit {
                Unit::Section => {
                    let more = format!("\n\n## {}\n\n{one}\n", surgery::heading(draft));
                    Mutant::replacing(what, draft, surgery::end_of_text(draft), &more)
                }
                _ => mutant(what, surgery::with_paragraph(draft, &one)),
            });
        }
        out
    }

    /// The draft cut below `limit`, as far as its sentences allow.
    fn cut_below(&self, draft: &Draft, limit: u64) -> Option<String> {
        let words = draft.count(Counted::Body);
        let have = self.measure(draft).max(1);
        let share = u128::from(limit.saturating_sub(1)) * words as u128 / u128::from(have);
        let mut left = usize::try_from(share).ok()?.min(words.saturating_sub(1));
        // Characters and headings do not shrink in step with words: a few more tries, each a twentieth further.
        for _ in 0..5 {
            let text = surgery::cut_to(draft, left)?;
            if self.measure(&Draft::parse(&text, draft.lang())) < limit {
                return Some(text);
            }
            left -= left / 20 + 1;
        }
        None
    }

    /// Sentences that state nothing and bring the draft beyond `max`.
    fn beyond_by(&self, draft: &Draft, max: usize) -> Vec<String> {
        let have = usize::try_from(self.measure(draft)).unwrap_or(usize::MAX);
        let missing = (max + 1).saturating_sub(have);
        match self.range.unit {
            "sentences" => (0..missing)
                .map(|i| surgery::sentence(draft.lang(), i))
                .collect(),
            "chars" => {
                let mut left = missing;
                let all = (0..).map(|i| surgery::sentence(draft.lang(), i));
                all.take_while(|s| {
                    let more = left > 0;
                    left = left.saturating_sub(chars(s));
                    more
                })
                .collect()
            }
            _ => surgery::talk_of(draft.lang(), missing),
        }
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let draft = article.draft;
        if let Some(unit) = self.range.per {
            return self.mutants_each(draft, unit);
        }
        let mut out = Vec::new();
        if let Some(min) = self.range.min.filter(|m| *m > 0) {
            for (what, limit) in [
                ("cut the text just below the least length", min),
                ("cut the text to 90 % of the least length", min * 9 / 10 + 1),
            ] {
                out.extend(self.cut_below(draft, limit).map(|draft| Mutant {
                    what: what.to_owned(),
                    draft,
                }));
            }
            if let Some(first) = self.blocks(draft).next() {
                let rest = Span::new(first.span.start, draft.text().len());
                out.push(Mutant::replacing("dropped the text", draft, rest, ""));
            }
        }
        // A mutant is a whole text: a limit of a million words is not worth one.
        if let Some(max) = self.range.max.and_then(|m| usize::try_from(m).ok())
            && max < LONGEST
        {
            let more = self.beyond_by(draft, max);
            out.push(Mutant {
                what: "went on in its paragraphs beyond the limit".to_owned(),
                draft: surgery::spread(draft, &more),
            });
            out.push(Mutant {
                what: "added paragraphs beyond the limit".to_owned(),
                draft: surgery::spread_paragraphs(draft, &more),
            });
        }
        out
    }
}

impl Rule for Lengths {
    fn describe(&self) -> String {
        let all: Vec<String> = self.0.iter().map(Length::describe).collect();
        all.join(", ")
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        self.0.iter().map(|l| l.instruct(tongue)).collect()
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        for length in &self.0 {
            length.validate(article.draft, out);
        }
    }

    fn facts(&self, facts: &mut Facts) {
        for length in &self.0 {
            length.facts(facts);
        }
    }

    fn demands(&self, demands: &mut Demands) {
        for length in &self.0 {
            let what = match (length.range.per, length.counted) {
                (Some(unit), _) => format!("{} per {}", length.range.unit, unit.word()),
                (None, Counted::Body) => format!("{} of body", length.range.unit),
                (None, Counted::All) => format!("{} of all", length.range.unit),
            };
            demands.range(what, Some(&length.range));
        }
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        self.0.iter().flat_map(|l| l.mutants(article)).collect()
    }
}
