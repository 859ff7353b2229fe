//! `sections`: which parts the article has, in which order, each with its heading, its length, its list or its questions.

pub mod align;
mod astray;
mod examples;
mod mutants;
mod questions;
mod words;

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Severity, codes, suggest};
use crate::draft::compare::fold;
use crate::draft::total::At as _;
use crate::draft::{Block, BlockKind, Draft};
use crate::resolve::Tongue;
use crate::rules::args::{Range, Term};
use crate::rules::counted::{self, Tally};
use crate::rules::facts::{Heading, Quantum, SectionFact};
use crate::rules::{
    Article, Binder, Def, Demands, Facts, Fault, Finding, Instruction, Merge, Mutant, Outcome,
    Part, Rule, SettingDoc, TextEdit,
};
use crate::span::{Loc, Span};
use crate::syntax::tree::{Statement, ValueKind};
use crate::tongue::{Slot, Slots};

pub use align::align;

/// The rule's definition.
pub static DEF: Def = Def {
    id: "sections",
    summary: "the article has these parts, in this order, each with its heading, length, list or questions",
    docs: "Declares the parts of the body, in order, each under a name of the author's choice. A part begins at each `##` heading; what stands before the \
first one is a part of its own, which `heading: none` declares.\n\n\
Each part takes: `heading` (`none`, `free`, or the exact text; free when nothing is said), `words` (a range), `list` (a range of items), `questions` (a range of questions), `about` \
(what it is to say, for the writer: no validator can prove it), `optional` (it may be left out). A name alone declares a part with a free heading; \
a bare range is its `words`, or its `questions` when it says so (`faq: 4..8 questions`).\n\n\
Questions are a reader's: each `###` heading of the part is to be one, and each line that is bold from end to end and ends with a question mark (or \
begins like a question, where no `###` heading stands in the part). A part with `questions` is neither a `list` nor an opening (`heading: none`). Each question \
ends with a question mark; a heading that asks two counts as one. Under it stands its answer, and that begins neither with a question nor with another heading: \
a paragraph, a list, a quotation, a table or code; a question that is quoted first is somebody's, and those further down are free. A `###` heading that neither \
ends nor begins like a question is a fault and is not counted. Items of a list (`1. Who pays?`), other bold lines and deeper headings below the first sentence are \
text of the answer. Before the first question there may be one paragraph of at most 60 words. No two questions are alike: the same words of meaning in any form, or all of one in \
the other (`Who pays?`, `Who pays for the bridge?`). Where `headings` allows no `###`, or too few, prompts ask for bold lines.\n\n\
The parts of an article are matched to the declared ones in order: fixed headings by their text (case, accents of form and apostrophes folded), \
`none` by the part before the first heading, free ones by what is left. Then each is checked. A part that was not declared is a fault, unless \
`others: true` stands among the entries. A fixed heading that is worded otherwise is put right without asking a model when every other part is in its place.",
    settings: &[
        SettingDoc {
            name: "is",
            takes: "a list of names",
            doc: "parts of which nothing more is said than their order",
        },
        SettingDoc {
            name: "others",
            takes: "`true` or `false`",
            doc: "whether other parts may stand beside the declared ones; `false` when nothing is said",
        },
        SettingDoc {
            name: "*.heading",
            takes: "`none`, `free`, or a text",
            doc: "the heading of a part: none, the writer's own, or these words; `free` when nothing is said",
        },
        SettingDoc {
            name: "*.words",
            takes: "a range of words",
            doc: "how long a part is",
        },
        SettingDoc {
            name: "*.list",
            takes: "a range of items",
            doc: "how many items the list of a part has",
        },
        SettingDoc {
            name: "*.questions",
            takes: "a range of questions",
            doc: "how many questions a part asks and answers",
        },
        SettingDoc {
            name: "*.about",
            takes: "a text",
            doc: "what a part is to say, for the writer",
        },
        SettingDoc {
            name: "*.optional",
            takes: "`true` or `false`",
            doc: "whether a part may be left out; `false` when nothing is said",
        },
    ],
    bare: "is",
    open: true,
    merge: Merge::Replace,
    severity: Severity::Error,
    bind,
    examples: examples::ALL,
};

/// One declared part.
#[derive(Debug)]
struct Declared {
    name: String,
    heading: Heading,
    /// The input without a value that the heading names.
    unknown: Option<String>,
    words: Option<Range>,
    list: Option<Range>,
    questions: Option<Range>,
    about: Option<Term>,
    optional: bool,
    loc: Loc,
}

#[derive(Debug)]
struct Sections {
    declared: Vec<Declared>,
    others: bool,
    facts: Vec<SectionFact>,
}

/// What an entry takes.
const ENTRY: [&str; 6] = ["heading", "words", "list", "questions", "about", "optional"];

fn bind(binder: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    let before = binder.sink.errors();
    let mut declared = Vec::new();
    let mut others = false;
    let entries = binder.entries();
    astray::settings(entries, binder);
    let mut seen = BTreeSet::new();
    for entry in entries.iter().filter(|e| !astray::is_setting(e)) {
        match entry.name.text.as_str() {
            "is" => {
                for value in entry.values.iter().flat_map(|v| v.items()) {
                    let name = value.raw.trim();
                    if name.is_empty() {
                        let found = value.describe();
                        binder.wrong("is", value.loc, &found, "names of sections");
                    } else {
                        declared.push(Declared::named(name, value.loc));
                    }
                }
            }
            "others" if entry.block.is_none() => {
                others = binder.flag("others").is_some_and(|(b, _)| b);
            }
            _ => {
                let found = read(entry, binder);
                // The reader reports a name that stands twice; the second is read for what else is wrong in it.
                let first = seen.insert(entry.name.text.as_str());
                if first || !astray::reported(entry, binder) {
                    declared.extend(found);
                }
            }
        }
    }
    if declared.is_empty() && binder.sink.errors() == before {
        binder.missing(
            "is",
            "sections: [{ chapo: { heading: none } }, faits, contexte]",
        );
    }
    if binder.sink.errors() > before {
        return None;
    }
    let facts = declared.iter().map(Declared::fact).collect();
    Some(Box::new(Sections {
        declared,
        others,
        facts,
    }))
}

/// One entry: `faits`, `faits: at least 120 words`, `faits: { … }`.
fn read<'a>(entry: &'a Statement, binder: &mut Binder<'a>) -> Option<Declared> {
    let mut out = Declared::named(entry.name.text.trim(), entry.name.loc);
    if entry.block.is_none() {
        match entry.values.first().map(|v| &v.kind) {
            None | Some(ValueKind::Null | ValueKind::Bool(true)) => {}
            Some(_) if astray::truth(&entry.values).is_some() => {
                astray::not_about(entry, binder);
            }
            Some(ValueKind::Quantity(q)) if questions::form::is_unit(q) => {
                out.questions = binder.range_of(entry, &["questions"]);
            }
            Some(ValueKind::Quantity(_)) => out.words = binder.range_of(entry, &["words"]),
            Some(_) => out.about = binder.text_of(entry),
        }
        return Some(out);
    }
    for setting in entry.entries() {
        match setting.name.text.as_str() {
            "heading" => heading(setting, binder, &mut out),
            "words" => out.words = binder.range_of(setting, &["words"]),
            "list" => out.list = binder.range_of(setting, &["items"]),
            "questions" => out.questions = binder.range_of(setting, &["questions"]),
            "about" => out.about = binder.text_of(setting),
            "optional" => out.optional = flag(setting, binder).unwrap_or_default(),
            other => {
                let mut d =
                    Diagnostic::error(codes::E0204, format!("a section has no setting `{other}`"))
                        .at(setting.name.loc, "unknown setting");
                if let Some(near) = suggest::nearest(other, ENTRY) {
                    d = d
                        .help(format!("did you mean `{near}`?"))
                        .fix(setting.name.loc, near);
                }
                let known: Vec<String> = ENTRY.iter().map(|s| format!("`{s}`")).collect();
                binder
                    .sink
                    .push(d.help(format!("a section takes {}", known.join(", "))));
            }
        }
    }
    questions::form::check(entry, binder);
    Some(out)
}

fn heading<'a>(setting: &'a Statement, binder: &mut Binder<'a>, out: &mut Declared) {
    match setting.values.first().map(|v| &v.kind) {
        Some(ValueKind::Name(n)) if n == "none" => out.heading = Heading::None,
        Some(ValueKind::Name(n)) if n == "free" => out.heading = Heading::Free,
        _ if astray::truth(&setting.values).is_some() => astray::not_a_heading(setting, binder),
        _ => {
            if let Some(term) = binder.text_of(setting) {
                if !term.known {
                    out.unknown = Some(term.text.clone());
                }
                out.heading = if term.known {
                    Heading::Fixed(term.text.trim().trim_start_matches('#').trim().to_owned())
                } else {
                    Heading::Free
                };
            }
        }
    }
}

fn flag(setting: &Statement, binder: &mut Binder<'_>) -> Option<bool> {
    match setting.values.first().map(|v| &v.kind) {
        None | Some(ValueKind::Null) => Some(true),
        Some(ValueKind::Bool(b)) => Some(*b),
        Some(_) => {
            let found = setting
                .values
                .first()
                .map_or_else(String::new, |v| v.describe());
            binder.wrong(
                &setting.name.text,
                setting.value_loc(),
                &found,
                "`true` or `false`",
            );
            None
        }
    }
}

impl Declared {
    fn named(name: &str, loc: Loc) -> Self {
        Self {
            name: name.to_owned(),
            heading: Heading::Free,
            unknown: None,
            words: None,
            list: None,
            questions: None,
            about: None,
            optional: false,
            loc,
        }
    }

    fn fact(&self) -> SectionFact {
        SectionFact {
            name: self.name.clone(),
            heading: self.heading.clone(),
            optional: self.optional,
            min_words: self.words.as_ref().and_then(|r| r.min),
            max_words: self.words.as_ref().and_then(|r| r.max),
            items: self.list.as_ref().map(|r| (r.min, r.max)),
            questions: self.questions.as_ref().map(|r| (r.min, r.max)),
            about: self.about.as_ref().map(|t| t.text.clone()),
            loc: self.loc,
        }
    }
}

/// Where the text of a heading block stands.
fn heading_span(block: &Block) -> Span {
    let text = &block.plain.text;
    let start = text.len() - text.trim_start().len();
    block.plain.span(start, text.trim_end().len())
}

/// The heading of a section of the draft: its text and where it stands.
fn heading_of(draft: &Draft, section: usize) -> Option<(&str, Span)> {
    let block = draft.sections().get(section)?.heading?;
    let block = draft.blocks().get(block)?;
    Some((block.plain.text.trim(), heading_span(block)))
}

impl Sections {
    /// A declared section that stands elsewhere.
    fn moved(&self, index: usize, section: usize, draft: &Draft, out: &mut Outcome) {
        let Some(declared) = self.declared.get(index) else {
            return;
        };
        let span = heading_of(draft, section).map_or_else(
            || {
                draft
                    .sections()
                    .get(section)
                    .map_or(Span::at(0), |s| s.span)
            },
            |(_, span)| span,
        );
        let text = heading_of(draft, section)
            .map_or_else(|| declared.name.clone(), |(text, _)| text.to_owned());
        let fault = Fault::new("moved")
            .text("name", declared.name.clone())
            .text("text", text.clone())
            .with("place", Slot::Number((index + 1) as f64))
            .with("of", Slot::Number(self.declared.len() as f64));
        let finding = out.fail(span, Part::Body, fault);
        finding.demanded = declared.loc;
        finding.excerpt = Some(text);
    }

    /// A declared section that stands nowhere: the place where it should stand is marked.
    fn missing(&self, index: usize, places: &[Option<usize>], draft: &Draft, out: &mut Outcome) {
        let Some(declared) = self.declared.get(index) else {
            return;
        };
        if declared.optional {
            return;
        }
        let after = places
            .get(..index)
            .unwrap_or_default()
            .iter()
            .rev()
            .flatten()
            .next();
        let at = match after.and_then(|s| draft.sections().get(*s)) {
            Some(section) => section.span.end,
            None => draft
                .sections()
                .first()
                .map_or_else(|| draft.text().trim_end().len(), |s| s.span.start),
        };
        let fault = match &declared.heading {
            Heading::Fixed(text) => Fault::new("missing-heading").text("heading", text.clone()),
            Heading::Free => Fault::new("missing"),
            Heading::None => Fault::new("missing-opening"),
        };
        let fault = fault
            .text("name", declared.name.clone())
            .with("place", Slot::Number((index + 1) as f64));
        out.fail(Span::at(at), Part::Body, fault).demanded = declared.loc;
    }

    fn heading(&self, declared: &Declared, section: usize, draft: &Draft, out: &mut Outcome) {
        let found = heading_of(draft, section);
        let start = draft.sections().get(section).map_or(0, |s| s.span.start);
        let (span, fault, excerpt) = match (&declared.heading, found) {
            (Heading::None, Some((text, span))) => {
                let fault = Fault::new("heading-unwanted").text("text", text);
                (span, fault, Some(text))
            }
            (Heading::Free, None) => (Span::at(start), Fault::new("heading-missing"), None),
            (Heading::Fixed(wanted), None) => {
                let fault = Fault::new("heading-left-out").text("wanted", wanted.clone());
                (Span::at(start), fault, None)
            }
            (Heading::Fixed(wanted), Some((text, span))) if fold(text) != fold(wanted) => {
                let fault = Fault::new("heading-other")
                    .text("text", text)
                    .text("wanted", wanted.clone());
                (span, fault, Some(text))
            }
            _ => return,
        };
        let fault = fault.text("name", declared.name.clone());
        let finding = out.fail(span, Part::Section(section), fault);
        finding.demanded = declared.loc;
        finding.excerpt = excerpt.map(str::to_owned);
    }

    /// Holds a count of a section to its range.
    fn count(
        declared: &Declared,
        range: &Range,
        tally: &Tally,
        keys: (&'static str, &'static str),
        section: usize,
        out: &mut Outcome,
    ) {
        let name = &declared.name;
        let limit = range.limit();
        let limit = if range.unit == "items" {
            format!("{limit} in the list of `{name}`")
        } else {
            format!("{limit} in `{name}`")
        };
        out.measure(tally.value as f64, range.unit, limit);
        let with = Slots::new().text("name", name.clone());
        counted::hold(range, tally, keys, Part::Section(section), &with, out);
    }

    /// Where the text of a section ends.
    fn end(draft: &Draft, section: usize) -> usize {
        let section = draft.sections().get(section);
        section.map_or(draft.text().len(), |s| s.span.end)
    }

    fn words(declared: &Declared, section: usize, draft: &Draft, out: &mut Outcome) {
        let Some(range) = &declared.words else { return };
        let words = draft
            .section_blocks(section)
            .filter(|(_, b)| b.kind.is_counted(crate::draft::Counted::Body))
            .flat_map(|(_, b)| &b.words);
        let end = Self::end(draft, section);
        let tally = Tally::of(range, words.map(|w| w.span.start), end);
        Self::count(declared, range, &tally, ("under", "over"), section, out);
    }

    fn list(declared: &Declared, section: usize, draft: &Draft, out: &mut Outcome) {
        let Some(range) = &declared.list else { return };
        let items: Vec<&Block> = draft
            .section_blocks(section)
            .map(|(_, b)| b)
            .filter(|b| matches!(b.kind, BlockKind::Item { depth: 0, .. }) && !b.words.is_empty())
            .collect();
        let end = items
            .last()
            .map_or_else(|| Self::end(draft, section), |b| b.span.end);
        let tally = Tally::of(range, items.iter().map(|b| b.span.start), end);
        let keys = ("items-few", "items-many");
        Self::count(declared, range, &tally, keys, section, out);
    }
}

impl Rule for Sections {
    fn describe(&self) -> String {
        let mut all: Vec<String> = self.declared.iter().map(Declared::describe).collect();
        if self.others {
            all.push("others allowed".to_owned());
        }
        all.join("; ")
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        words::instruct(&self.declared, self.others, tongue)
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let draft = article.draft;
        if let Some(unknown) = self.declared.iter().find_map(|d| d.unknown.as_ref()) {
            out.undetermined(Fault::new("heading-no-value").text("text", unknown.clone()));
        }
        let places = align::pair(draft, &self.facts, self.others);
        let moved = align::out_of_order(&places, &self.facts);
        for (i, declared) in self.declared.iter().enumerate() {
            let Some(section) = places.at(i) else {
                self.missing(i, &places, draft, out);
                continue;
            };
            if moved.contains(&i) {
                self.moved(i, *section, draft, out);
            }
            self.heading(declared, *section, draft, out);
            Self::words(declared, *section, draft, out);
            Self::list(declared, *section, draft, out);
            questions::validate(declared, *section, draft, out);
        }
        if self.others {
            return;
        }
        for (i, section) in draft.sections().iter().enumerate() {
            if places.contains(&Some(i))
                || (section.heading.is_none() && draft.section_words(i) == 0)
            {
                continue;
            }
            match heading_of(draft, i) {
                Some((text, span)) => {
                    let fault = Fault::new("unknown").text("text", text);
                    out.fail(span, Part::Body, fault).excerpt = Some(text.to_owned());
                }
                None => {
                    out.fail(section.span, Part::Body, Fault::new("opening-unwanted"));
                }
            }
        }
    }

    fn repair(&self, finding: &Finding, tongue: Tongue) -> String {
        words::repair(&self.declared, finding, tongue)
    }

    fn facts(&self, facts: &mut Facts) {
        facts.other_sections = self.others;
        let real = |n: Option<u64>| n.map(|n| n as f64);
        for (declared, fact) in self.declared.iter().zip(&self.facts) {
            facts.sections.push(fact.clone());
            if let Some(r) = &declared.words {
                let what = Quantum::SectionWords(declared.name.clone());
                facts.limit(what, real(r.min), real(r.max), DEF.id, r.loc);
            }
            if let Some(r) = &declared.list {
                let what = Quantum::SectionItems(declared.name.clone());
                facts.limit(what, real(r.min), real(r.max), DEF.id, r.loc);
            }
            if let Some(r) = &declared.questions {
                let what = Quantum::SectionQuestions(declared.name.clone());
                facts.limit(what, real(r.min), real(r.max), DEF.id, r.loc);
            }
        }
    }

    fn demands(&self, demands: &mut Demands) {
        let named = |d: &Declared| d.name.clone();
        let needed = self.declared.iter().filter(|d| !d.optional).map(named);
        demands.all("sections that must stand", needed);
        if self.others {
            demands.may_all("sections that may stand");
        } else {
            demands.may("sections that may stand", self.declared.iter().map(named));
        }
        demands.order("order of sections", self.declared.iter().map(named));
        for d in &self.declared {
            let each = |demands: &mut Demands| {
                let heading = match &d.heading {
                    Heading::Free => None,
                    Heading::Fixed(text) => Some(text.as_str()),
                    Heading::None => Some("none"),
                };
                demands.all(format!("heading of `{}`", d.name), heading);
                demands.range(format!("words of `{}`", d.name), d.words.as_ref());
                demands.range(format!("list items of `{}`", d.name), d.list.as_ref());
                demands.all(
                    format!("list in `{}`", d.name),
                    d.list.as_ref().map(|_| "list"),
                );
                demands.range(format!("questions of `{}`", d.name), d.questions.as_ref());
                demands.all(
                    format!("questions in `{}`", d.name),
                    d.questions.as_ref().map(|_| "questions"),
                );
            };
            // Where nothing else may stand, a section that only one recipe knows is in no article that the other accepts.
            if self.others {
                each(demands);
            } else {
                demands.shared_only(each);
            }
        }
    }

    fn fix(&self, article: Article<'_>) -> Vec<TextEdit> {
        let draft = article.draft;
        let places = align(draft, &self.facts);
        let sections = draft
            .sections()
            .iter()
            .enumerate()
            .filter(|(i, s)| s.heading.is_some() || draft.section_words(*i) > 0)
            .count();
        // Only when every part is in its place is it certain which part a differing heading belongs to.
        if places.iter().any(Option::is_none) || places.len() != sections {
            return Vec::new();
        }
        let mut out = Vec::new();
        for (declared, place) in self.declared.iter().zip(places) {
            let (Heading::Fixed(wanted), Some(section)) = (&declared.heading, place) else {
                continue;
            };
            if let Some((text, span)) = heading_of(draft, section)
                && fold(text) != fold(wanted)
                && !span.is_empty()
            {
                out.push(TextEdit {
                    span,
                    replacement: wanted.clone(),
                    note: format!("put the heading of section `{}` right", declared.name),
                });
            }
        }
        out
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        mutants::all(self, article.draft)
    }
}
