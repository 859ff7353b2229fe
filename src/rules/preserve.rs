//! `preserve`: the facts of the source that the article must not lose.

mod addresses;
mod civil;
mod days;
mod derived;
mod elapsed;
mod ends;
pub(in crate::rules) mod lexicon;
pub(in crate::rules) mod moments;
pub(in crate::rules) mod multiples;
mod mutants;
pub(in crate::rules) mod names;
pub(in crate::rules) mod numbers;
mod ones;
pub(in crate::rules) mod quotations;
pub(in crate::rules) mod quotes;
mod reckoned;
#[cfg(test)]
mod values;
mod years;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use quotations::Said;

use super::args::{Pattern, RealRange};
use super::demand::written;
use super::{
    Article, Binder, Def, Demands, Example, Expect, Facts, Fault, Instruction, Merge, Mutant,
    Outcome, Part, Rule, Scope, SettingDoc, Tongue,
};
use crate::diag::Severity;
use crate::draft::compare::fold;
use crate::draft::furniture::Furniture;
use crate::draft::{Block, Counted, Draft, Name, covers_parts, name_parts};
use crate::span::{Loc, Span, Spans};
use crate::tongue::{Slot, Slots};

/// What can be preserved, and what must not be new.
pub(super) const KINDS: &[&str] = &["numbers", "quotes", "names"];

/// What is said of lines that are not looked at.
const FURNITURE: &str = "lines of the source taken for site furniture and not counted";

/// The rule.
pub static DEF: Def = Def {
    id: "preserve",
    summary: "every number, quotation or name of the source stands in the article too",
    docs: "\
Compares the facts of the source with those of the article, title included. One finding for each thing that is lost, however \
often the source says it.

- `numbers` are compared by what they state, so that `2 millions`, `2 000 000` and `2,000,000` are the same, `50 %` is `la moitié`, \
`72 hours` is `three days` and `16:30` is `4.30pm`; another unit, currency, sign or bound (`plus de`, `moins de`) is another \
number, and a percentage is not a plain one. Numbers in letters and ranks below ten (`deux`, `three`, `2e`) are asked for only before a \
unit or what matters (`trois morts`, `two years`), but `deux` fulfils a `2`. A date is not kept by its month or year alone.
- `quotes` are statements of three words and more. Their words have to stand in a row between quotation marks, in any \
typography; the quotation may be split by the words that report it (`« A », dit-elle, « B »`), or quoted in part when the sentences beside \
it tell the rest as reported speech. A quotation that is cut or altered is a \
finding on the article's version, which names the words concerned; so is one that has lost its marks. When `names` is not asked for, the \
speaker of a quotation is.
- `names` have to occur in full once; an elided article, a hyphen and an accent that a capital letter lacks do not count, but \
every other letter does: Dupont is not Dupond, and Guinea not Guinea-Bissau. After that, and when the source itself has no more, the \
surname is enough. An acronym is kept by the words that it stands for, and they by it; a country by its people. `at-least` softens this to a share of the names.

`except` names what may be lost: texts or patterns that are looked for in the source, such as the credit of an agency. What is \
new in the article is for `no-new` to find.

Of lines that a site puts around an article (a trail of rubrics, `Publié le …`, the credit of a picture, `Partager sur …`, `Lire aussi : …`, \
an invitation to a newsletter, the contact that ends a release) nothing is asked for. The report says how many there were.",
    settings: &[
        SettingDoc {
            name: "is",
            takes: "a list of `numbers`, `quotes`, `names`",
            doc: "what must not be lost",
        },
        SettingDoc {
            name: "except",
            takes: "a list of texts or /patterns/",
            doc: "what in the source may be lost",
        },
        SettingDoc {
            name: "at-least",
            takes: "a share in %",
            doc: "how many of the names have to stay; 100 % unless set",
        },
    ],
    bare: "is",
    open: false,
    merge: Merge::Append,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "all three kept, in other forms",
            yaml: "preserve: [numbers, quotes, names]\n",
            recipe: "preserve numbers, quotes, names\n",
            source: Some(SOURCE_FR),
            draft: "# La douane d’Anvers a saisi 12 000 kilos\n\n« Nous ne lâcherons rien, a promis Karin Maes, car les trafiquants ne lâchent rien. » Les saisies de 2023 ont bondi de 40 pour cent à Anvers.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "a number is lost",
            yaml: "preserve: numbers\n",
            recipe: "preserve numbers\n",
            source: Some(SOURCE_FR),
            draft: "# La douane d’Anvers a saisi 12 000 kilos\n\nLes saisies de 2023 ont bondi à Anvers.\n",
            expect: Expect::Fails {
                message: "the number `40 %` is lost",
                at: "",
            },
        },
        Example {
            title: "a quotation is altered",
            yaml: "preserve: quotes\n",
            recipe: "preserve quotes\n",
            source: Some(SOURCE_FR),
            draft: "# La douane d’Anvers tient bon\n\n« Nous ne céderons rien, car les trafiquants ne lâchent rien », a promis Karin Maes.\n",
            expect: Expect::Fails {
                message: "`lâcherons` is missing, `céderons` was added",
                at: "« Nous ne céderons rien, car les trafiquants ne lâchent rien »",
            },
        },
        Example {
            title: "a quotation has lost its marks",
            yaml: "language: en\npreserve: quotes\n",
            recipe: "language en\npreserve quotes\n",
            source: Some("“The harbour cannot wait another year,” said Tom Ashby on Monday.\n"),
            draft: "# Harbour vote\n\nThe harbour cannot wait another year, said Tom Ashby.\n",
            expect: Expect::Fails {
                message: "has lost its quotation marks",
                at: "The harbour cannot wait another year",
            },
        },
        Example {
            title: "a name is lost",
            yaml: "language: en\npreserve: names\n",
            recipe: "language en\npreserve names\n",
            source: Some("On Monday the council of Ramsgate heard Tom Ashby on the new cranes.\n"),
            draft: "# Cranes\n\nOn Monday the council of Ramsgate heard the treasurer on the new cranes.\n",
            expect: Expect::Fails {
                message: "the name `Tom Ashby` is lost",
                at: "",
            },
        },
        Example {
            title: "nothing to compare with",
            yaml: "preserve: numbers\n",
            recipe: "preserve numbers\n",
            source: None,
            draft: "# Titre\n\nTexte.\n",
            expect: Expect::Skipped("no source"),
        },
    ],
};

const SOURCE_FR: &str = "À Anvers, la douane a saisi 12 000 kilos en 2023, soit 40 % de plus.\n\n« Nous ne lâcherons rien, car les trafiquants ne lâchent rien », a déclaré Karin Maes à Anvers.\n";

#[derive(Debug)]
struct Preserve {
    kinds: Vec<(&'static str, Loc)>,
    except: Vec<Pattern>,
    at_least: Option<RealRange>,
}

fn bind(b: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    if b.get("is").is_none() {
        b.missing("is", "preserve: [numbers, quotes, names]");
    }
    let kinds = b.choices("is", KINDS);
    let except = b.patterns("except");
    let at_least = b.real("at-least", &["%"]);
    if kinds.is_empty() {
        return None;
    }
    Some(Box::new(Preserve {
        kinds,
        except,
        at_least,
    }))
}

/// Places of the source of which nothing is asked for.
pub(super) struct Exempt {
    named: Spans,
    furniture: Arc<Furniture>,
}

impl Exempt {
    fn of(source: &Draft, except: &[Pattern]) -> Self {
        Self {
            named: exempt_spans(source, except),
            furniture: source.furniture(),
        }
    }

    fn overlap(&self, span: Span) -> bool {
        self.named.overlap(span) || self.furniture.spans.overlap(span)
    }

    fn counts_title(&self, span: Span) -> bool {
        self.furniture.counts_title(span)
    }
}

/// Where `patterns` match in the text of `source`.
pub(super) fn exempt_spans(source: &Draft, patterns: &[Pattern]) -> Spans {
    patterns
        .iter()
        .flat_map(|p| p.regex.find_iter(source.text()))
        .filter(|m| !m.is_empty())
        .map(|m| Span::new(m.start(), m.end()))
        .collect()
}

/// The quotations of the draft, each with whether its words stand in the source; without a source, all do.
pub(super) fn kept_quotes(article: Article<'_>) -> Vec<(Span, bool)> {
    let said = article.source.map(|s| s.keep(Said::read));
    article
        .draft
        .quotes()
        .iter()
        .map(|q| {
            let kept = said
                .as_ref()
                .is_none_or(|s| s.find(&quotations::words(&q.key)).is_some());
            (q.span, kept)
        })
        .collect()
}

/// Where things that are lost would go: the section that speaks of the same as a paragraph of the source.
struct Places<'a> {
    draft: &'a Draft,
    /// In which sections a word stands, in order. Only asked for a word, never walked.
    sections: HashMap<String, Vec<usize>>,
    /// Where the body of each section ends, and the whole body.
    ends: (Vec<Option<usize>>, usize),
    /// What was found for a block of the source.
    found: RefCell<BTreeMap<usize, (Span, Part)>>,
}

/// Words in more sections than this tell none from another. Of names that begin alike, so many are looked at.
const MANY: usize = 300;

impl<'a> Places<'a> {
    fn new(draft: &'a Draft) -> Self {
        let mut sections: HashMap<String, Vec<usize>> = HashMap::new();
        for i in 0..draft.sections().len() {
            for word in draft.section_blocks(i).flat_map(|(_, b)| content(b, draft)) {
                let list = sections.entry(word).or_default();
                if list.last() != Some(&i) {
                    list.push(i);
                }
            }
        }
        let end = |blocks: &mut dyn Iterator<Item = &Block>| {
            blocks
                .filter(|b| b.kind.is_counted(Counted::Body))
                .map(|b| b.plain.span(0, b.plain.text.len()).end)
                .last()
        };
        let all = 0..draft.sections().len();
        let each = all.map(|i| end(&mut draft.section_blocks(i).map(|(_, b)| b)));
        let whole = end(&mut draft.blocks().iter());
        Self {
            draft,
            sections,
            ends: (each.collect(), whole.unwrap_or(draft.text().len())),
            found: RefCell::default(),
        }
    }

    /// Where what is lost of a block of the source would go.
    fn of(&self, index: usize, source: &Draft) -> (Span, Part) {
        let Some(block) = source.blocks().get(index) else {
            return (Span::at(self.draft.text().len()), Part::Body);
        };
        if let Some(found) = self.found.borrow().get(&index) {
            return found.clone();
        }
        let found = self.find(block, source);
        self.found.borrow_mut().insert(index, found.clone());
        found
    }

    /// The section with the most content words of `block`, and its end; the end of the body when none has two.
    fn find(&self, block: &Block, source: &Draft) -> (Span, Part) {
        let wanted: BTreeSet<String> = content(block, source).collect();
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        let lists = wanted.iter().filter_map(|w| self.sections.get(w));
        for i in lists.filter(|l| l.len() <= MANY).flatten() {
            *shared.entry(*i).or_default() += 1;
        }
        let mut best = (1, None);
        for (i, shared) in shared {
            if shared > best.0 {
                best = (shared, Some(i));
            }
        }
        let whole = Span::at(self.ends.1);
        match best.1 {
            Some(i) => {
                let at = self.ends.0.get(i).copied().flatten();
                (at.map_or(whole, Span::at), Part::Section(i))
            }
            None => (whole, Part::Body),
        }
    }
}

/// The names of a draft by the word that each begins with.
struct Starts(HashMap<String, Vec<usize>>);

impl Starts {
    fn of(draft: &Draft) -> Self {
        let mut starts: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, name) in draft.names().iter().enumerate() {
            if let Some(first) = name.parts().into_iter().find(|p| !p.link) {
                starts.entry(first.plain).or_default().push(i);
            }
        }
        Self(starts)
    }

    /// The first name that says a part of this one, or is its acronym.
    fn part_of<'d>(&self, name: &str, draft: &'d Draft) -> Option<&'d Name> {
        let parts = name_parts(name);
        let words = || parts.iter().filter(|p| !p.link).map(|p| p.plain.as_str());
        let acronym: String = words().filter_map(|w| w.chars().next()).collect();
        let mut all: Vec<usize> = words()
            .chain([acronym.as_str()])
            .filter_map(|w| self.0.get(w))
            .flat_map(|l| l.iter().take(MANY).copied())
            .collect();
        all.sort_unstable();
        let mut names = all.into_iter().filter_map(|i| draft.names().get(i));
        names.find(|n| covers_parts(&parts, &n.parts()))
    }
}

/// The words of a block that carry a meaning, in normal form.
fn content<'d>(block: &'d Block, draft: &'d Draft) -> impl Iterator<Item = String> + 'd {
    let pack = draft.lang().pack();
    block
        .words
        .iter()
        .map(|w| fold(block.word(w)))
        .filter(move |w| w.chars().count() > 3 && !pack.small(w).function)
}

/// The sentence of the source that a span lies in, cut to a readable length around it.
fn sentence_around(source: &Draft, block: usize, span: Span) -> String {
    let Some(block) = source.blocks().get(block) else {
        return String::new();
    };
    let at = block.sentences.partition_point(|s| s.span.end < span.end);
    let sentence = block.sentences.get(at).filter(|s| s.span.contains(span));
    let text = sentence.map_or(block.plain.text.as_str(), |s| block.sentence(s));
    match text.char_indices().nth(240) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

/// A thing of the source that the draft has not.
struct Loss {
    kind: &'static str,
    text: String,
    span: Span,
    block: usize,
}

impl Preserve {
    fn has(&self, kind: &str) -> Option<Loc> {
        self.kinds.iter().find(|k| k.0 == kind).map(|k| k.1)
    }

    fn exempt(&self, text: &str, span: Span, spans: &Exempt) -> bool {
        spans.overlap(span) || self.except.iter().any(|p| p.regex.is_match(text))
    }
}

/// Whether a phrase occurs anywhere in the text that is printed.
pub(super) fn occurs(draft: &Draft, phrase: &str) -> bool {
    draft.says(phrase)
}

impl Rule for Preserve {
    fn describe(&self) -> String {
        let kinds: Vec<&str> = self.kinds.iter().map(|k| k.0).collect();
        let mut text = format!("{} of the source", kinds.join(", "));
        if let Some(least) = self.at_least.as_ref().and_then(|r| r.min) {
            text.push_str(&format!(", at least {least} % of the names"));
        }
        if !self.except.is_empty() {
            let except: Vec<String> = self
                .except
                .iter()
                .map(|p| format!("`{}`", p.written))
                .collect();
            text.push_str(&format!(", except {}", except.join(", ")));
        }
        text
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        let kinds = Slot::Keys(self.kinds.iter().map(|k| k.0).collect());
        let slots = Slots::new().with("kinds", kinds);
        let say = |key| Instruction::new(Scope::Facts, tongue, DEF.id, key, &slots);
        let mut all = vec![say("kinds")];
        all.extend(self.has("quotes").map(|_| say("quotes")));
        vec![Instruction::joined(&all)]
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let Some(source) = article.source else {
            out.skipped(Fault::new("no-source"));
            return;
        };
        let draft = article.draft;
        let exempt = Exempt::of(source, &self.except);
        let lines = exempt.furniture.lines;
        let mut losses: Vec<(Loss, Loc)> = Vec::new();
        for (kind, loc) in &self.kinds {
            let lost = match *kind {
                "numbers" => numbers::lost(self, draft, source, &exempt, out),
                "quotes" => quotes::lost(self, article, &exempt, out),
                _ => names::lost(self, draft, source, &exempt, out),
            };
            losses.extend(lost.into_iter().map(|l| (l, *loc)));
        }
        if lines > 0 {
            out.measure(lines as f64, FURNITURE, "not counted");
        }
        if losses.is_empty() {
            return;
        }
        losses.sort_by_key(|(l, _)| l.span);
        let places = Places::new(draft);
        let starts = Starts::of(draft);
        for (loss, loc) in losses {
            let (span, part) = places.of(loss.block, source);
            let name = loss.kind == "name";
            let became = name
                .then(|| names::became(&loss.text, draft, source))
                .flatten();
            let partly = (name && became.is_none())
                .then(|| starts.part_of(&loss.text, draft))
                .flatten();
            let (span, part, fault) = match (partly, became, loss.kind) {
                (Some(n), ..) => (
                    n.span,
                    Part::at(draft, n.span.start),
                    Fault::new("name-shortened").text("left", n.text.clone()),
                ),
                (None, Some(became), _) => (
                    span,
                    part,
                    Fault::new("name-changed").text("became", became),
                ),
                (None, None, "number") => (span, part, Fault::new("number")),
                (None, None, "quotation") => (span, part, Fault::new("quotation")),
                (None, None, _) => (span, part, Fault::new("name")),
            };
            let mut fault = fault.text("text", loss.text.trim_end_matches(','));
            if loss.kind != "quotation" {
                fault = fault.text("says", sentence_around(source, loss.block, loss.span));
            }
            let found = out.fail(span, part, fault);
            found.excerpt = Some(loss.text);
            found.source_span = Some(loss.span);
            found.demanded = loc;
        }
    }

    fn facts(&self, facts: &mut Facts) {
        for (kind, loc) in &self.kinds {
            facts.preserved.push(((*kind).to_owned(), *loc));
        }
    }

    fn demands(&self, demands: &mut Demands) {
        demands.all("facts of the source", self.kinds.iter().map(|k| k.0));
        demands.may("exceptions", written(&self.except));
        let least = self.at_least.as_ref().and_then(|r| r.min);
        demands.within("% of the names", Some(least.unwrap_or(100.0)), None);
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        mutants::all(self, article)
    }
}
