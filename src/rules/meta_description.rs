//! `meta.description`: the sentence that search results and shared links show under the title.

use super::counted::{self, Tally};
use super::facts::Quantum;
use super::slug::end_of_entries;
use super::surgery;
use super::{
    Article, Binder, Def, Demands, Example, Expect, Facts, Fault, Finding, Instruction, Measured,
    Merge, Mutant, Outcome, Part, Rule, Scope, SettingDoc, Tongue, args::Range,
};
use crate::diag::Severity;
use crate::draft::{self, Draft};
use crate::lang::Lang;
use crate::span::{Loc, Span};
use crate::tongue::{Slot, Slots};

/// The front matter's key.
const KEY: &str = "description";

/// The rule.
pub static DEF: Def = Def {
    id: "meta.description",
    summary: "the front matter holds a `description` of the right length that is not the title again",
    docs: "\
Asks for the entry `description` in the front matter, on one line. Search engines and social networks show it under the \
title, so it has to say something else than the title, and what is too long is cut off there.

`length` is measured in characters as a reader counts them (grapheme clusters), spaces included, or in words when the \
recipe says `words`. There is no limit of its own: Yoast SEO is content from 121 to 156 characters, and packs set their own.",
    settings: &[SettingDoc {
        name: "length",
        takes: "a range of chars or words",
        doc: "how long it is",
    }],
    bare: "length",
    open: false,
    merge: Merge::Keys,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "within the limits",
            yaml: "meta:\n  description: 40..90 chars\n",
            recipe: "meta { description 40..90 chars }\n",
            source: None,
            draft: "---\ndescription: Le port double ses contrôles de nuit pour freiner la contrebande.\n---\n\n# La douane veille\n\nLes agents sont vingt de plus.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "too short to say anything",
            yaml: "language: en\nmeta:\n  description: at least 40 chars\n",
            recipe: "language en\nmeta { description at least 40 chars }\n",
            source: None,
            draft: "---\ndescription: The harbour budget.\n---\n\n# Council votes the budget\n\nThe harbour gets more.\n",
            expect: Expect::Fails {
                message: "19 chars of description, at least 40 wanted",
                at: "The harbour budget.",
            },
        },
        Example {
            title: "the title again",
            yaml: "meta:\n  description: at most 156 chars\n",
            recipe: "meta { description at most 156 chars }\n",
            source: None,
            draft: "---\ndescription: La douane renforce le port d'Anvers.\n---\n\n# La douane renforce le port d’Anvers\n\nVingt agents arrivent.\n",
            expect: Expect::Fails {
                message: "only repeats the title",
                at: "La douane renforce le port d'Anvers.",
            },
        },
        Example {
            title: "no description",
            yaml: "meta:\n  description: 40..156 chars\n",
            recipe: "meta { description 40..156 chars }\n",
            source: None,
            draft: "# Le budget du port est voté\n\nLa ville investit.\n",
            expect: Expect::Fails {
                message: "no `description`",
                at: "",
            },
        },
    ],
};

#[derive(Debug)]
struct Description {
    length: Option<Range>,
    lang: Lang,
    loc: Loc,
}

fn bind(b: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    let length = b.range("length", &["chars", "words"]);
    if b.get("length").is_some() && length.is_none() {
        return None;
    }
    Some(Box::new(Description {
        length,
        lang: b.lang(),
        loc: b.loc(),
    }))
}

/// Letters and digits only, lowercase: what is left when typography and punctuation do not count.
fn bare_letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

impl Description {
    fn size(&self, text: &str, unit: &str) -> usize {
        if unit == "words" {
            draft::words(text, self.lang).len()
        } else {
            draft::chars(text)
        }
    }
}

impl Rule for Description {
    fn describe(&self) -> String {
        self.length
            .as_ref()
            .map_or_else(|| "a description".to_owned(), |r| r.limit_of(r.unit))
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        let scope = Scope::Meta(KEY.to_owned());
        let ask = match &self.length {
            Some(r) => {
                let slots = Slots::new().with("range", r.slot());
                Instruction::new(scope, tongue, DEF.id, "range", &slots)
            }
            None => Instruction::new(scope, tongue, DEF.id, "one", &Slots::new()),
        };
        vec![ask]
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let draft: &Draft = article.draft;
        let part = || Part::Meta(KEY.to_owned());
        let entry = draft.meta(KEY);
        let Some(entry) = entry.filter(|e| !e.value.trim().is_empty()) else {
            let at = entry.map_or_else(|| end_of_entries(draft), |e| Span::at(e.value_span.start));
            let found = out.fail(at, part(), Fault::new("missing"));
            if let Some(r) = &self.length {
                found.measured = Some(Measured {
                    value: 0.0,
                    unit: r.unit,
                    limit: r.limit(),
                });
            }
            return;
        };
        let value = entry.value.trim();
        if let Some(r) = &self.length {
            let n = self.size(value, r.unit);
            out.measure(n as f64, r.unit, r.limit());
            let end = entry.value_span.end;
            let tally = Tally {
                value: n as u64,
                beyond: entry.value_span.start,
                end,
            };
            let with = Slots::new().text("text", value);
            if let Some(found) = counted::hold(r, &tally, ("under", "over"), part(), &with, out) {
                found.span = entry.value_span;
                found.excerpt = Some(value.to_owned());
            }
        }
        if value.contains('\n') {
            let lines = Slot::Number(value.lines().count() as f64);
            out.fail(
                entry.value_span,
                part(),
                Fault::new("lines").with("lines", lines),
            )
            .excerpt = Some(value.to_owned());
        }
        if let Some(title) = draft.title()
            && bare_letters(&title.text) == bare_letters(value)
        {
            let fault = Fault::new("title").text("text", value);
            out.fail(entry.value_span, part(), fault).excerpt = Some(value.to_owned());
        }
    }

    /// What is wrong, and all that is wanted.
    fn repair(&self, finding: &Finding, tongue: Tongue) -> String {
        finding.repair_with(tongue, &self.instruct(tongue))
    }

    fn facts(&self, facts: &mut Facts) {
        facts.ask_meta(KEY, self.loc);
        if let Some(r) = self.length.as_ref().filter(|r| r.unit == "chars") {
            facts.limit(
                Quantum::MetaChars(KEY.to_owned()),
                r.min.map(|m| m as f64),
                r.max.map(|m| m as f64),
                DEF.id,
                r.loc,
            );
        }
    }

    fn demands(&self, demands: &mut Demands) {
        if let Some(range) = &self.length {
            demands.range(format!("{} of the description", range.unit), Some(range));
        }
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let draft = article.draft;
        let Some(entry) = draft.meta(KEY) else {
            return Vec::new();
        };
        let lang = draft.lang();
        let own = entry.value.trim();
        let mut mutants = Vec::new();
        let mut write = |what: String, value: &str| {
            mutants.push(Mutant::replacing(what, draft, entry.value_span, value));
        };
        write("emptied the description".to_owned(), "");
        if let Some(title) = draft.title() {
            let text = title.text.replace([':', '#'], " ");
            write(
                "put the title in place of the description".to_owned(),
                &text,
            );
        }
        let Some(r) = &self.length else {
            return mutants;
        };
        let of = |m: Option<u64>| m.and_then(|m| usize::try_from(m).ok());
        let words = r.unit == "words";
        let size = |text: &str| self.size(text, r.unit);
        if let Some(max) = of(r.max).filter(|m| *m < 10_000) {
            let text = if words {
                format!(
                    "{own} {}",
                    surgery::adverbs(lang, (max + 1).saturating_sub(size(own)))
                )
            } else {
                surgery::lengthened(lang, own, max + 1)
            };
            let unit = if words { "word" } else { "character" };
            write(format!("made the description one {unit} too long"), &text);
        }
        if let Some(short) = of(r.min).and_then(|m| m.checked_sub(1)).filter(|m| *m > 0) {
            let text = if words {
                let all = draft::words(own, lang);
                let end = all.get(short - 1).map_or(own.len(), |w| w.1);
                own.get(..end).unwrap_or("").to_owned()
            } else {
                let head = surgery::shortened(lang, own, short);
                surgery::lengthened(lang, &head, short)
            };
            let unit = if words { "word" } else { "character" };
            write(format!("made the description one {unit} too short"), &text);
        }
        mutants
    }
}
