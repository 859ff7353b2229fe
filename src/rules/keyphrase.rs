//! `keyphrase`: what readers search for, and where the article says it.

use super::facts::{Place, Quantum, Wording};
use super::phrase::{self, quoted};
use super::slug::{end_of_entries, slug_holds, slugify};
use super::{
    Article, Binder, Def, Demands, Example, Expect, Facts, Finding, Instruction, Measured, Merge,
    Mutant, Outcome, Part, Rule, Scope, SettingDoc, Tongue,
    args::{Range, RealRange, Term},
};
use crate::draft::total::At as _;
mod mutants;

use crate::diag::Severity;
use crate::diag::counts::counted;

use crate::draft::compare::Keyphrase as Matcher;
use crate::draft::{Counted, Draft, Unit};
use crate::lang::Lang;
use crate::span::{Loc, Span};

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

/// A number as the prompt language writes it: `0,5`.
fn real(value: f64, tongue: Tongue) -> String {
    match tongue {
        Tongue::Fr => value.to_string().replace('.', ","),
        Tongue::En => value.to_string(),
    }
}

fn density_limit(range: &RealRange) -> String {
    match (range.min, range.max) {
        (Some(a), Some(b)) => format!("{a}..{b}"),
        (Some(a), None) => format!("at least {a}"),
        (None, Some(b)) => format!("at most {b}"),
        (None, None) => "any".to_owned(),
    }
}

fn density_phrase(range: &RealRange, tongue: Tongue) -> String {
    let r = |v| real(v, tongue);
    match (tongue, range.min, range.max) {
        (Tongue::Fr, Some(a), Some(b)) => format!("entre {} et {} fois", r(a), r(b)),
        (Tongue::Fr, Some(a), None) => format!("au moins {} fois", r(a)),
        (Tongue::Fr, None, Some(b)) => format!("au plus {} fois", r(b)),
        (Tongue::En, Some(a), Some(b)) => format!("between {} and {} times", r(a), r(b)),
        (Tongue::En, Some(a), None) => format!("at least {} times", r(a)),
        (Tongue::En, None, Some(b)) => format!("at most {} times", r(b)),
        (Tongue::Fr, None, None) => "librement".to_owned(),
        (Tongue::En, None, None) => "freely".to_owned(),
    }
}

/// A number of times in a prompt in English.
fn so_often(n: f64) -> String {
    let one = (n - 1.0).abs() < f64::EPSILON;
    format!("{n} {}", if one { "time" } else { "times" })
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
            let n = own.len() as u64;
            counts.push(n);
            if r.contains(n) {
                continue;
            }
            let allowed = r.max.and_then(|m| usize::try_from(m).ok());
            let span = allowed
                .and_then(|a| own.get(a))
                .map_or(Span::at(piece.body.end), |s| **s);
            let message = format!(
                "the keyphrase `{}` stands {} in the {}, {} wanted",
                self.phrase.text,
                phrase::found(n, "times"),
                unit.word(),
                r.limit()
            );
            let found = out.fail(span, Part::Section(piece.section), message);
            found.measured = Some(Measured {
                value: n as f64,
                unit: "times",
                limit: r.limit(),
            });
            found.excerpt = Some(phrase::opening(piece.body.slice(draft.text()), 6));
            found.demanded = r.loc;
        }
        // The extremes say it all: a measure for each would drown the report.
        let least = counts.iter().min().filter(|_| r.min.is_some());
        let most = counts.iter().max().filter(|_| r.max.is_some());
        for (n, which) in [(least, "fewest"), (most, "most")] {
            if let Some(n) = n {
                let limit = format!("{} per {}, {which}", r.limit(), unit.word());
                out.measure(*n as f64, "times", limit);
            }
        }
    }

    fn place(&self, place: &'static str, loc: Loc, draft: &Draft, out: &mut Outcome) {
        let phrase = &self.phrase.text;
        let fault: Option<(Span, Part, String)> = match place {
            "title" => match draft.title() {
                Some(t) if self.holds(&t.text) => None,
                Some(t) => Some((
                    t.span,
                    Part::Title,
                    format!("the title does not hold the keyphrase `{phrase}`"),
                )),
                None => Some((
                    Span::at(0),
                    Part::Title,
                    format!("no title, one with the keyphrase `{phrase}` wanted"),
                )),
            },
            "lede" => match draft.lede() {
                Some(b) if self.holds(&b.plain.text) => None,
                Some(b) => Some((
                    b.plain.span(0, b.plain.text.len()),
                    Part::Section(b.section),
                    format!("the opening paragraph does not hold the keyphrase `{phrase}`"),
                )),
                None => Some((
                    Span::at(draft.text().len()),
                    Part::Body,
                    format!("no opening paragraph, one with the keyphrase `{phrase}` wanted"),
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
                    let message = format!(
                        "no heading holds the keyphrase `{phrase}` ({} below the title), at least 1 wanted",
                        headings.len()
                    );
                    Some((at.0, at.1, message))
                }
            }
            key => {
                let entry = draft.meta(key).filter(|e| !e.value.trim().is_empty());
                let holds = entry.is_some_and(|e| {
                    if key == "slug" {
                        slug_holds(&slugify(&e.value), phrase, self.lang)
                    } else {
                        self.holds(&e.value)
                    }
                });
                let part = Part::Meta(key.to_owned());
                (!holds).then(|| match entry {
                    Some(e) => (
                        e.value_span,
                        part,
                        format!("the {key} does not hold the keyphrase `{phrase}`"),
                    ),
                    None => (
                        end_of_entries(draft),
                        part,
                        format!("no `{key}`, one with the keyphrase `{phrase}` wanted"),
                    ),
                })
            }
        };
        if let Some((span, part, message)) = fault {
            let found = out.fail(span, part, message);
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
        let phrase = quoted(&self.phrase.text, tongue);
        let mut all = Vec::new();
        let mut add = |scope: Scope, fr: String, en: String| {
            let text = if tongue == Tongue::Fr { fr } else { en };
            all.push(Instruction { scope, text });
        };
        for (place, _) in &self.places {
            match *place {
                "title" => add(
                    Scope::Title,
                    format!("Employez dans le titre l’expression {phrase}."),
                    format!("Use the phrase {phrase} in the title."),
                ),
                "lede" => add(
                    Scope::Lede,
                    format!("Employez l’expression {phrase} dans le premier paragraphe."),
                    format!("Use the phrase {phrase} in the opening paragraph."),
                ),
                "headings" => add(
                    Scope::Body,
                    format!("Employez l’expression {phrase} dans au moins 1 intertitre."),
                    format!("Use the phrase {phrase} in at least 1 heading."),
                ),
                "description" => add(
                    Scope::Meta("description".to_owned()),
                    format!("Employez l’expression {phrase} dans la méta-description."),
                    format!("Use the phrase {phrase} in the meta description."),
                ),
                _ => add(
                    Scope::Meta("slug".to_owned()),
                    format!("Reprenez dans le `slug` les mots importants de {phrase}."),
                    format!("Use the main words of {phrase} in the `slug`."),
                ),
            }
        }
        if let Some((r, unit)) = self.each() {
            let (n, each) = (phrase::times(r, tongue), phrase::each(unit, tongue));
            add(
                Scope::Passage,
                format!("Dans {each}, employez {n} l’expression {phrase}."),
                format!("Use the phrase {phrase} {n} in {each}."),
            );
        } else if let Some(r) = &self.count {
            let n = phrase::times(r, tongue);
            add(
                Scope::Body,
                format!("Dans le corps de l’article, employez {n} l’expression {phrase}."),
                format!("Use the phrase {phrase} {n} in the body."),
            );
        }
        if let Some(r) = &self.density {
            let n = density_phrase(r, tongue);
            add(
                Scope::Body,
                format!("Employez l’expression {phrase} {n} tous les 100 mots."),
                format!("Use the phrase {phrase} {n} in every 100 words."),
            );
        }
        all
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        if !self.phrase.known {
            out.skipped(format!("no value was given for `{}`", self.phrase.text));
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
            out.measure(n as f64, "times", r.limit());
            if !r.contains(n as u64) {
                let allowed = r.max.and_then(|m| usize::try_from(m).ok());
                let span = allowed.and_then(surplus).unwrap_or(end_of_body(draft));
                let message = format!(
                    "the keyphrase `{}` stands {} in the body, {} wanted",
                    self.phrase.text,
                    phrase::found(n as u64, "times"),
                    r.limit()
                );
                let found = out.fail(span, Part::Body, message);
                found.measured = Some(Measured {
                    value: n as f64,
                    unit: "times",
                    limit: r.limit(),
                });
                found.excerpt = Some(self.phrase.text.clone());
                found.demanded = r.loc;
            }
        }
        if let Some(r) = &self.density {
            let words = draft.count(Counted::Body);
            if words < FEWEST_WORDS {
                out.undetermined(format!(
                    "{}, a density takes at least {FEWEST_WORDS}",
                    counted(words, "words of body")
                ));
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
                let message = format!(
                    "the keyphrase `{}` stands {} in {}: a density of {density:.2} %, {limit} % wanted",
                    self.phrase.text,
                    phrase::found(n as u64, "times"),
                    counted(words, "words")
                );
                let found = out.fail(span, Part::Body, message);
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

    fn repair(&self, finding: &Finding, tongue: Tongue) -> String {
        let phrase = quoted(&self.phrase.text, tongue);
        let measured = finding.measured.as_ref().map(|m| (m.unit, m.value));
        if let (Some((r, unit)), Some(("times", v))) = (self.each(), measured) {
            let wanted = phrase::times(r, tongue);
            let at = quoted(finding.excerpt.as_deref().unwrap_or_default(), tongue);
            let one = phrase::one(unit, tongue);
            return match tongue {
                Tongue::Fr => format!(
                    "L’expression {phrase} revient {v} fois dans {one} qui commence par {at}\u{a0}; il la faut {wanted}."
                ),
                Tongue::En => format!(
                    "The phrase {phrase} stands {} in {one} that begins with {at}; it has to stand there {wanted}.",
                    so_often(v)
                ),
            };
        }
        match (tongue, measured, &finding.part) {
            (Tongue::Fr, Some(("%", v)), _) => {
                let range = self.density.as_ref().map(|r| density_phrase(r, tongue));
                format!(
                    "L’expression {phrase} revient {} fois tous les 100 mots\u{a0}; il la faut {} tous les 100 mots.",
                    real((v * 100.0).round() / 100.0, tongue),
                    range.unwrap_or_default()
                )
            }
            (Tongue::En, Some(("%", v)), _) => {
                let range = self.density.as_ref().map(|r| density_phrase(r, tongue));
                format!(
                    "The phrase {phrase} stands {} times in every 100 words; it has to stand there {}.",
                    real((v * 100.0).round() / 100.0, tongue),
                    range.unwrap_or_default()
                )
            }
            (Tongue::Fr, Some((_, v)), _) => {
                let range = self.count.as_ref().map(|r| phrase::times(r, tongue));
                format!(
                    "L’expression {phrase} revient {v} fois dans le corps de l’article\u{a0}; il la faut {}.",
                    range.unwrap_or_default()
                )
            }
            (Tongue::En, Some((_, v)), _) => {
                let range = self.count.as_ref().map(|r| phrase::times(r, tongue));
                format!(
                    "The phrase {phrase} stands {} in the body; it has to stand there {}.",
                    so_often(v),
                    range.unwrap_or_default()
                )
            }
            (Tongue::Fr, None, Part::Title) => {
                format!("Le titre ne contient pas l’expression {phrase}. Récrivez-le avec elle.")
            }
            (Tongue::En, None, Part::Title) => {
                format!("The title does not hold the phrase {phrase}. Rewrite it with the phrase.")
            }
            (Tongue::Fr, None, Part::Meta(key)) => format!(
                "L’entrée `{key}` ne contient pas l’expression {phrase}. Récrivez-la avec elle."
            ),
            (Tongue::En, None, Part::Meta(key)) => format!(
                "The entry `{key}` does not hold the phrase {phrase}. Rewrite it with the phrase."
            ),
            (Tongue::Fr, None, _) if finding.message().starts_with("no heading") => format!(
                "Aucun intertitre ne contient l’expression {phrase}. Employez-la dans au moins 1 intertitre."
            ),
            (Tongue::En, None, _) if finding.message().starts_with("no heading") => {
                format!("No heading holds the phrase {phrase}. Use it in at least 1 heading.")
            }
            (Tongue::Fr, None, _) => format!(
                "Le premier paragraphe ne contient pas l’expression {phrase}. Récrivez-le avec elle."
            ),
            (Tongue::En, None, _) => format!(
                "The opening paragraph does not hold the phrase {phrase}. Rewrite it with the phrase."
            ),
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
