//! `keyphrase`: what readers search for, and where the article says it.

use super::counted::{self, Tally};
use super::facts::{Place, Quantum, Wording};
use super::phrase;
use super::slug::{end_of_entries, slug_holds, slugify};
use super::{
    Article, Binder, Def, Demands, Example, Expect, Facts, Fault, Instruction, Measured, Merge,
    Mutant, Outcome, Part, Rule, Scope, SettingDoc, Tongue,
    args::{Range, RealRange, Term},
};
use crate::draft::total::At as _;
mod mutants;

use crate::diag::Severity;

use crate::draft::compare::Keyphrase as Matcher;
use crate::draft::{Counted, Draft, Unit};
use crate::lang::Lang;
use crate::span::{Loc, Span};
use crate::tongue::{Slot, Slots};

/// A density over fewer words than this says nothing.
const FEWEST_WORDS: usize = 100;

/// The rule.
pub static DEF: Def = Def {
    id: "keyphrase",
    summary: "the keyphrase stands where readers and search engines look for it, often enough and not too often",
    docs: "\
The keyphrase is what readers type to find the article. It is found in any inflected form: *trafics de drogues* and *trafic de \
la drogue* are `trafic de drogue`; its content words have to stand in order, with nothing but function words between them.

`in` lists the places that must hold it: `title`, `lede` (the opening paragraph), `headings` (at least one heading below \
the title), `description` and `slug` (front matter; in the slug its stop words may be missing). `count` is how many times it occurs in the body, \
headings not included; `count: 1..2 times per section` is asked of each section. `density` is 100 × occurrences ÷ words of the body, in per cent; under 100 words it is not decided. With \
none of these, once in the body is enough.

There is no density of its own: the range of 0.5 to 3 % that packs may set is Yoast SEO's, without its correction for the \
length of the phrase.",
    settings: &[
        SettingDoc {
            name: "is",
            takes: "a text, usually an input",
            doc: "the keyphrase",
        },
        SettingDoc {
            name: "in",
            takes: "a list of `title`, `lede`, `headings`, `description`, `slug`",
            doc: "the places that must hold it",
        },
        SettingDoc {
            name: "count",
            takes: "a range of times, perhaps `per sentence`, `per paragraph` or `per section`",
            doc: "how many times it occurs in the body, or in each of them",
        },
        SettingDoc {
            name: "density",
            takes: "a range of %",
            doc: "occurrences for every 100 words of the body",
        },
    ],
    bare: "is",
    open: false,
    merge: Merge::Keys,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "in the title and the opening paragraph, inflected",
            yaml: "keyphrase: { is: trafic de drogue, in: [title, lede] }\ntitle: { ends-with: none }\n",
            recipe: "keyphrase \"trafic de drogue\" { in title, lede }\ntitle { ends-with none }\n",
            source: None,
            draft: "# Le trafic de drogue gagne les ports\n\nLes trafics de drogues passent par Anvers.\n\nLa douane embauche.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "missing from the title",
            yaml: "keyphrase: { is: trafic de drogue, in: title }\ntitle: { ends-with: none }\n",
            recipe: "keyphrase \"trafic de drogue\" { in title }\ntitle { ends-with none }\n",
            source: None,
            draft: "# Les ports se défendent\n\nLe trafic de drogue passe par Anvers.\n",
            expect: Expect::Fails {
                message: "the title does not hold the keyphrase `trafic de drogue`",
                at: "Les ports se défendent",
            },
        },
        Example {
            title: "too often",
            yaml: "language: en\nkeyphrase: { is: harbour budget, count: 1..2 times }\n",
            recipe: "language en\nkeyphrase \"harbour budget\" { count 1..2 times }\n",
            source: None,
            draft: "# Council votes\n\nThe harbour budget is up. The harbour budget pays two cranes. Critics say harbour budgets always rise.\n",
            expect: Expect::Fails {
                message: "3 times in the body, 1..2 wanted",
                at: "harbour budgets",
            },
        },
        Example {
            title: "once in each section, and one has none",
            yaml: "keyphrase: { is: budget du port, count: at least 1 time per section }\n",
            recipe: "keyphrase \"budget du port\" { count at least 1 time per section }\n",
            source: None,
            draft: "# La ville vote\n\nLe budget du port est voté.\n\n## Deux grues de plus\n\nLes dockers saluent le vote.\n",
            expect: Expect::Fails {
                message: "the keyphrase `budget du port` stands 0 times in the section, at least 1 wanted",
                at: "",
            },
        },
        Example {
            title: "no heading holds it",
            yaml: "keyphrase: { is: budget du port, in: headings }\n",
            recipe: "keyphrase \"budget du port\" { in headings }\n",
            source: None,
            draft: "# Le budget du port est voté\n\nLa ville investit.\n\n## Deux grues de plus\n\nLes dockers saluent le budget du port.\n",
            expect: Expect::Fails {
                message: "no heading holds the keyphrase",
                at: "",
            },
        },
    ],
};

/// The places that can be asked for.
const PLACES: &[&str] = &["title", "lede", "headings", "description", "slug"];

#[derive(Debug)]
struct Keyphrase {
    phrase: Term,
    matcher: Matcher,
    places: Vec<(&'static str, Loc)>,
    count: Option<Range>,
    density: Option<RealRange>,
    lang: Lang,
}

/// Upper limits beyond this are not worth a mutant.
const LONGEST: u64 = 1000;

fn bind(b: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    if b.get("is").is_none() {
        b.missing(
            "is",
            "keyphrase: { is: trafic de drogue, in: [title, lede] }",
        );
    }
    let phrase = b.text("is");
    let places = b.choices("in", PLACES);
    let mut count = b.range_each("count", &["times"], &Unit::ALL);
    let density = b.real("density", &["%"]);
    let phrase = phrase?;
    if places.is_empty() && count.is_none() && density.is_none() {
        count = Some(Range {
            min: Some(1),
            max: None,
            unit: "times",
            of: None,
            per: None,
            loc: phrase.loc,
        });
    }
    Some(Box::new(Keyphrase {
        matcher: Matcher::new(&phrase.text, b.lang()),
        phrase,
        places,
        count,
        density,
        lang: b.lang(),
    }))
}

fn density_limit(range: &RealRange) -> String {
    match (range.min, range.max) {
        (Some(a), Some(b)) => format!("{a}..{b}"),
        (Some(a), None) => format!("at least {a}"),
        (None, Some(b)) => format!("at most {b}"),
        (None, None) => "any".to_owned(),
    }
}

/// Where an addition to the body would stand: after its last block.
fn end_of_body(draft: &Draft) -> Span {
    let last = draft
        .blocks()
        .iter()
        .rfind(|b| b.kind.is_counted(Counted::Body));
    Span::at(last.map_or(draft.text().len(), |b| {
        b.plain.span(0, b.plain.text.len()).end
    }))
}

impl Keyphrase {
    fn holds(&self, text: &str) -> bool {
        !self.matcher.matches(text).is_empty()
    }

    fn in_body(&self, draft: &Draft) -> Vec<Span> {
        draft
            .blocks()
            .iter()
            .filter(|b| b.kind.is_counted(Counted::Body))
            .flat_map(|b| {
                self.matcher
                    .matches(&b.plain.text)
                    .into_iter()
                    .map(|(s, e)| b.plain.span(s, e))
            })
            .collect()
    }

    /// The count, when it is asked of each sentence, paragraph or section.
    fn each(&self) -> Option<(&Range, Unit)> {
        let count = self.count.as_ref()?;
        Some((count, count.per?))
    }

    fn count_each(&self, draft: &Draft, hits: &[Span], r: &Range, unit: Unit, out: &mut Outcome) {
        let mut counts: Vec<u64> = Vec::new();
        for piece in draft.pieces(unit) {
            let own: Vec<&Span> = hits.iter().filter(|h| piece.body.contains(**h)).collect();
            let end = piece.body.end;
            let tally = Tally::of(r, own.iter().map(|h| h.start), end);
            counts.push(tally.value);
            let opening = phrase::opening(piece.body.slice(draft.text()), 6);
            let with = Slots::new()
                .text("phrase", self.phrase.text.clone())
                .key("unit", unit.word())
                .text("text", opening.clone());
            let keys = ("each-under", "each-over");
            let part = Part::Section(piece.section);
            if let Some(found) = counted::hold(r, &tally, keys, part, &with, out) {
                let allowed = r.max.and_then(|m| usize::try_from(m).ok());
                found.span = allowed
                    .and_then(|a| own.get(a))
                    .map_or(Span::at(end), |s| **s);
                found.excerpt = Some(opening);
            }
        }
        let each = |which| format!(" per {}, {which}", unit.word());
        let extremes = (&*each("fewest"), &*each("most"));
        counted::extremes(r, &counts, extremes, out);
    }

    fn place(&self, place: &'static str, loc: Loc, draft: &Draft, out: &mut Outcome) {
        let fault: Option<(Span, Part, Fault)> = match place {
            "title" => match draft.title() {
                Some(t) if self.holds(&t.text) => None,
                Some(t) => Some((t.span, Part::Title, Fault::new("title"))),
                None => Some((Span::at(0), Part::Title, Fault::new("title-missing"))),
            },
            "lede" => match draft.lede() {
                Some(b) if self.holds(&b.plain.text) => None,
                Some(b) => Some((
                    b.plain.span(0, b.plain.text.len()),
                    Part::Section(b.section),
                    Fault::new("lede"),
                )),
                None => Some((
                    Span::at(draft.text().len()),
                    Part::Body,
                    Fault::new("lede-missing"),
                )),
            },
            "headings" => {
                let title = draft.title().and_then(|t| t.block);
                let headings: Vec<_> = draft
                    .headings()
                    .filter(|(i, level)| Some(*i) != title && *level > 1)
                    .map(|(i, _)| draft.blocks().at(i))
                    .collect();
                if headings.iter().any(|b| self.holds(&b.plain.text)) {
                    None
                } else {
                    let at = headings.first().map_or_else(
                        || (end_of_body(draft), Part::Body),
                        |b| {
                            let text = b.plain.span(0, b.plain.text.len());
                            (Span::at(text.end), Part::Section(b.section))
                        },
                    );
                    let n = Slot::Number(headings.len() as f64);
                    Some((at.0, at.1, Fault::new("headings").with("n", n)))
                }
            }
            key => {
                let entry = draft.meta(key).filter(|e| !e.value.trim().is_empty());
                let holds = entry.is_some_and(|e| {
                    if key == "slug" {
                        slug_holds(&slugify(&e.value), &self.phrase.text, self.lang)
                    } else {
                        self.holds(&e.value)
                    }
                });
                let part = Part::Meta(key.to_owned());
                (!holds).then(|| match entry {
                    Some(e) => (e.value_span, part, Fault::new("entry").text("entry", key)),
                    None => (
                        end_of_entries(draft),
                        part,
                        Fault::new("entry-missing").text("entry", key),
                    ),
                })
            }
        };
        if let Some((span, part, fault)) = fault {
            let phrase = &self.phrase.text;
            let found = out.fail(span, part, fault.text("phrase", phrase.clone()));
            found.excerpt = Some(phrase.clone());
            found.demanded = loc;
        }
    }
}

impl Rule for Keyphrase {
    fn describe(&self) -> String {
        let mut text = format!("`{}`", self.phrase.text);
        if !self.places.is_empty() {
            let places: Vec<&str> = self.places.iter().map(|p| p.0).collect();
            text.push_str(&format!(" in {}", places.join(", ")));
        }
        if let Some(r) = &self.count {
            let whole = match r.per {
                Some(unit) => format!("per {}", unit.word()),
                None => "in the body".to_owned(),
            };
            text.push_str(&format!(", {} {whole}", r.limit_of("times")));
        }
        if let Some(r) = &self.density {
            text.push_str(&format!(", {} % of body words", density_limit(r)));
        }
        text
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        let phrase = Slots::new().text("phrase", self.phrase.text.clone());
        let ask = |scope, key, slots: &Slots| Instruction::new(scope, tongue, DEF.id, key, slots);
        let places = self.places.iter().map(|(place, _)| {
            let scope = match *place {
                "title" => Scope::Title,
                "lede" => Scope::Lede,
                "headings" => Scope::Body,
                entry => Scope::Meta(entry.to_owned()),
            };
            ask(scope, place, &phrase)
        });
        let mut all: Vec<Instruction> = places.collect();
        if let Some((r, unit)) = self.each() {
            let slots = phrase
                .clone()
                .with("range", r.slot())
                .key("unit", unit.word());
            all.push(ask(Scope::Passage, "each", &slots));
        } else if let Some(r) = &self.count {
            let slots = phrase.clone().with("range", r.slot());
            all.push(ask(Scope::Body, "count", &slots));
        }
        if let Some(r) = &self.density {
            let slots = phrase.clone().with("range", r.slot());
            all.push(ask(Scope::Body, "density", &slots));
        }
        all
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        if !self.phrase.known {
            out.skipped(Fault::new("not-given").text("text", format!("`{}`", self.phrase.text)));
            return;
        }
        let draft = article.draft;
        for (place, loc) in &self.places {
            self.place(place, *loc, draft, out);
        }
        if self.count.is_none() && self.density.is_none() {
            return;
        }
        let hits = self.in_body(draft);
        let n = hits.len();
        let surplus = |allowed: usize| hits.get(allowed).copied();
        if let Some((r, unit)) = self.each() {
            self.count_each(draft, &hits, r, unit, out);
        } else if let Some(r) = &self.count {
            let end = end_of_body(draft).start;
            let tally = Tally::of(r, hits.iter().map(|h| h.start), end);
            counted::measure(r, &tally, out);
            let with = Slots::new().text("phrase", self.phrase.text.clone());
            let keys = ("under", "over");
            if let Some(found) = counted::hold(r, &tally, keys, Part::Body, &with, out) {
                let allowed = r.max.and_then(|m| usize::try_from(m).ok());
                found.span = allowed.and_then(surplus).unwrap_or(end_of_body(draft));
                found.excerpt = Some(self.phrase.text.clone());
            }
        }
        if let Some(r) = &self.density {
            let words = draft.count(Counted::Body);
            if words < FEWEST_WORDS {
                out.undetermined(
                    Fault::new("short-for-density")
                        .count("found", words as u64, "words")
                        .with("least", Slot::Number(FEWEST_WORDS as f64)),
                );
                return;
            }
            let density = 100.0 * n as f64 / words as f64;
            let limit = density_limit(r);
            out.measure(density, "%", limit.clone());
            let below = r.min.is_some_and(|m| density < m);
            let above = r.max.is_some_and(|m| density > m);
            if below || above {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let allowed = r.max.map(|m| (m.max(0.0) * words as f64 / 100.0) as usize);
                let span = allowed.and_then(surplus).unwrap_or(end_of_body(draft));
                let fixed = |decimals| Slot::Fixed {
                    value: density,
                    decimals,
                };
                let fault = Fault::new(if below { "thin" } else { "dense" })
                    .text("phrase", self.phrase.text.clone())
                    .count("found", n as u64, "times")
                    .count("words", words as u64, "words")
                    .with("density", fixed(2))
                    .with("times", Slot::Number((density * 100.0).round() / 100.0))
                    .with("wanted", r.slot());
                let found = out.fail(span, Part::Body, fault);
                found.measured = Some(Measured {
                    value: density,
                    unit: "%",
                    limit,
                });
                found.excerpt = Some(self.phrase.text.clone());
                found.demanded = r.loc;
            }
        }
    }

    fn facts(&self, facts: &mut Facts) {
        for (place, loc) in &self.places {
            if matches!(*place, "description" | "slug") {
                facts.ask_meta(place, *loc);
            }
        }
        if let Some(r) = self.count.as_ref().filter(|r| r.per.is_none()) {
            let (min, max) = (r.min.map(|m| m as f64), r.max.map(|m| m as f64));
            facts.limit(Quantum::KeyphraseCount, min, max, DEF.id, r.loc);
        }
        if let Some(r) = &self.density {
            facts.limit(Quantum::KeyphraseDensity, r.min, r.max, DEF.id, r.loc);
        }
        if !self.phrase.known {
            return;
        }
        facts.keyphrase = Some((self.phrase.text.clone(), self.phrase.loc));
        for (place, loc) in &self.places {
            let place = match *place {
                "title" => Place::Title,
                "lede" => Place::Lede,
                "description" => Place::Meta("description".to_owned()),
                "headings" => {
                    facts.keyphrase_heading = Some(*loc);
                    continue;
                }
                _ => continue,
            };
            facts.required.push(Wording {
                place,
                text: self.phrase.text.clone(),
                pattern: None,
                rule: DEF.id,
                loc: *loc,
            });
        }
    }

    fn demands(&self, demands: &mut Demands) {
        demands.all("keyphrase", [self.phrase.text.as_str()]);
        demands.all("places", self.places.iter().map(|p| p.0));
        if let Some(range) = &self.count {
            let each = range
                .per
                .map_or("in the body".to_owned(), |u| format!("per {}", u.word()));
            demands.range(format!("times {each}"), Some(range));
        }
        demands.real("% of body words", self.density.as_ref());
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        mutants::all(self, article.draft)
    }
}
