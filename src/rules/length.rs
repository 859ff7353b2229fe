//! `length`: how long the article is.

use crate::diag::{Diagnostic, Severity, codes};
use crate::draft::{Block, Counted, Draft, chars};
use crate::resolve::Tongue;
use crate::rules::args::Range;
use crate::rules::facts::Quantum;
use crate::rules::phrase;
use crate::rules::{
    Article, Binder, Def, Example, Expect, Facts, Finding, Instruction, Measured, Merge, Mutant,
    Outcome, Part, Rule, Scope, SettingDoc,
};
use crate::span::Span;

/// The rule's definition.
pub static DEF: Def = Def {
    id: "length",
    summary: "the article has this many words, characters or sentences",
    docs: "Counts the words of the body: paragraphs, list items, quotes and table rows. Title, headings, front matter and code \
do not count, unless the range says `of all`: then title and headings do.\n\n\
A word is what `docs/counting.md` says: in French an elided article joins its word (*L’UE* is one). `chars` counts characters as a \
reader sees them (grapheme clusters), spaces included, line breaks between blocks excluded; `sentences` counts sentences.\n\n\
A text that is too short is marked at its end, one that is too long from the first word beyond the limit. A common lower limit is 300 words: \
below it search engines have little to read (Yoast's `textLength` turns green there).",
    settings: &[SettingDoc {
        name: "is",
        takes: "a range of words, chars or sentences, `of body` (the default) or `of all`",
        doc: "how long the article is",
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
    let range = binder.range("is", &["words", "chars", "sentences"])?;
    let counted = match range.of.as_deref() {
        None | Some("body") => Counted::Body,
        Some("all") => Counted::All,
        Some(other) => {
            binder.sink.push(
                Diagnostic::error(
                    codes::E0304,
                    format!("`length` does not count the {} of `{other}`", range.unit),
                )
                .at(range.loc, "expected `of body` or `of all`")
                .help(format!("length: {} {} of body", range.limit(), range.unit)),
            );
            return None;
        }
    };
    Some(Box::new(Length { range, counted }))
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

    fn what(&self) -> &'static str {
        match self.counted {
            Counted::Body => "of body",
            Counted::All => "in all",
        }
    }
}

impl Rule for Length {
    fn describe(&self) -> String {
        let of = match self.counted {
            Counted::Body => "body",
            Counted::All => "all",
        };
        format!("{} {} of {of}", self.range.limit(), self.range.unit)
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        let range = phrase::range(&self.range, tongue);
        let text = match (tongue, self.counted) {
            (Tongue::Fr, Counted::Body) => {
                format!("Écrivez {range} au total, sans compter le titre ni les intertitres.")
            }
            (Tongue::Fr, Counted::All) => {
                format!("Écrivez {range} au total, titre et intertitres compris.")
            }
            (Tongue::En, Counted::Body) => {
                format!("Write {range} in total, not counting the title and the subheadings.")
            }
            (Tongue::En, Counted::All) => {
                format!("Write {range} in total, title and subheadings included.")
            }
        };
        vec![Instruction {
            scope: Scope::Body,
            text,
        }]
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let draft = article.draft;
        let value = self.measure(draft);
        let limit = self.range.limit();
        out.measure(value as f64, self.range.unit, limit.clone());
        if self.range.contains(value) {
            return;
        }
        let end = self.end(draft);
        let start = match self.range.max {
            Some(max) if value > max => self.beyond(draft, max).unwrap_or(end),
            _ => end,
        };
        let message = format!(
            "{} {}, {limit} wanted",
            phrase::found(value, self.range.unit),
            self.what()
        );
        out.fail(Span::new(start, end), Part::Body, message)
            .measured = Some(Measured {
            value: value as f64,
            unit: self.range.unit,
            limit,
        });
    }

    fn repair(&self, finding: &Finding, tongue: Tongue) -> String {
        let value = finding.measured.as_ref().map_or(0.0, |m| m.value) as u64;
        let found = phrase::count(value, self.range.unit, tongue);
        let wanted = self.range.phrase(tongue);
        let short = self.range.min.is_some_and(|m| value < m);
        let gap = match (short, self.range.min, self.range.max) {
            (true, Some(min), _) => min.saturating_sub(value),
            (_, _, Some(max)) => value.saturating_sub(max),
            _ => 0,
        };
        let gap = phrase::count(gap, self.range.unit, tongue);
        match (tongue, short) {
            (Tongue::Fr, true) => format!(
                "Le texte compte {found}\u{a0}; il en faut {wanted}. Développez-le d’au moins {gap} avec des faits de la source \
                 qui n’y figurent pas encore, sans rien inventer ni répéter."
            ),
            (Tongue::Fr, false) => format!(
                "Le texte compte {found}\u{a0}; il en faut {wanted}. Resserrez-le d’au moins {gap} sans perdre aucun fait."
            ),
            (Tongue::En, true) => format!(
                "The text has {found}; it needs {wanted}. Add at least {gap}, using facts of the source that are not in it yet, \
                 without inventing or repeating anything."
            ),
            (Tongue::En, false) => format!(
                "The text has {found}; it needs {wanted}. Cut at least {gap} without losing any fact."
            ),
        }
    }

    fn facts(&self, facts: &mut Facts) {
        let what = match (self.range.unit, self.counted) {
            ("words", Counted::Body) => Quantum::BodyWords,
            ("words", Counted::All) => Quantum::AllWords,
            ("chars", Counted::Body) => Quantum::BodyChars,
            ("sentences", Counted::Body) => Quantum::BodySentences,
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

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let draft = article.draft;
        let mut out = Vec::new();
        if self.range.min.is_some_and(|m| m > 0)
            && let Some(first) = self.blocks(draft).next()
        {
            let rest = Span::new(first.span.start, draft.text().len());
            out.push(Mutant::replacing("dropped the text", draft, rest, ""));
        }
        // A mutant is a whole text: a limit of a million words is not worth one.
        if let Some(max) = self.range.max.and_then(|m| usize::try_from(m).ok())
            && max < 20_000
        {
            let end = Span::at(draft.text().trim_end().len());
            let more = format!("\n\n{}", "Encore un mot. ".repeat(max + 1));
            out.push(Mutant::replacing(
                "went on beyond the limit",
                draft,
                end,
                &more,
            ));
        }
        out
    }
}
