//! `title.contains`: what the title must name.

use crate::diag::Severity;
use crate::draft::chars;
use crate::draft::compare::{Keyphrase, find_phrase};
use crate::lang::Lang;
use crate::resolve::Tongue;
use crate::rules::args::Term;
use crate::rules::facts::{Place, Wording};
use crate::rules::surgery;
use crate::rules::title_length::{title_of, without_title};
use crate::rules::{
    Article, Binder, Def, Demands, Example, Expect, Facts, Fault, Instruction, Merge, Mutant,
    Outcome, Part, Rule, Scope, SettingDoc,
};
use crate::span::Loc;
use crate::syntax::pattern::Matcher;
use crate::tongue::{Slot, Slots};

/// The rule's definition.
pub static DEF: Def = Def {
    id: "title.contains",
    summary: "the title names these words",
    docs: "Each text given must occur in the title. Inflected forms count (*ports*, *port*), case and apostrophes are folded, accents are kept; \
the words of one text must stand in order, with nothing but function words between them. With `exact: true` the text must stand letter for letter, \
but for case, apostrophes and white space.\n\n\
A text may name an input: `contains: keyphrase`. An input without a value leaves the rule undetermined.",
    settings: &[
        SettingDoc {
            name: "is",
            takes: "a text or a list of texts; inputs may be named",
            doc: "what the title must name",
        },
        SettingDoc {
            name: "exact",
            takes: "`true` or `false`",
            doc: "whether only the text as written counts; `false` when nothing is said",
        },
    ],
    bare: "is",
    open: false,
    merge: Merge::Keys,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "an inflected form counts",
            yaml: "title: { contains: port européen }",
            recipe: "title { contains \"port européen\" }",
            source: None,
            draft: "# Les ports européens s’unissent contre le trafic\n\nLe plan est lancé.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "a word is missing",
            yaml: "title: { contains: trafic de drogue }",
            recipe: "title { contains \"trafic de drogue\" }",
            source: None,
            draft: "# Les ports européens s’unissent\n\nLe plan est lancé.\n",
            expect: Expect::Fails {
                message: "the title does not contain `trafic de drogue`",
                at: "Les ports européens s’unissent",
            },
        },
        Example {
            title: "with `exact`, an inflected form does not count",
            yaml: "language: en\ntitle: { contains: { is: port worker, exact: true } }",
            recipe: "language en\ntitle { contains { is \"port worker\", exact true } }",
            source: None,
            draft: "# Port workers walk out\n\nThe port is shut.\n",
            expect: Expect::Fails {
                message: "the title does not contain exactly `port worker`",
                at: "Port workers walk out",
            },
        },
        Example {
            title: "an input without a value",
            yaml: "inputs: { keyphrase: text }\ntitle: { contains: keyphrase }",
            recipe: "input keyphrase text\ntitle { contains keyphrase }",
            source: None,
            draft: "# Les ports européens s’unissent\n\nLe plan est lancé.\n",
            expect: Expect::Undetermined("`{{ keyphrase }}` has no value"),
        },
    ],
};

#[derive(Debug)]
struct Wanted {
    term: Term,
    keyphrase: Keyphrase,
    /// What finds the text as written.
    literal: Option<Matcher>,
}

#[derive(Debug)]
struct TitleContains {
    wanted: Vec<Wanted>,
    exact: bool,
    loc: Loc,
}

fn bind(binder: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    let before = binder.sink.errors();
    if binder.get("is").is_none() {
        binder.missing("is", "title: { contains: trafic de drogue }");
        return None;
    }
    let terms = binder.texts("is");
    let literals = literals(&terms);
    let exact = binder.flag("exact").is_some_and(|(b, _)| b);
    if terms.is_empty() && binder.sink.errors() == before {
        binder.missing("is", "title: { contains: trafic de drogue }");
    }
    if binder.sink.errors() > before {
        return None;
    }
    let lang: Lang = binder.lang();
    let wanted = terms
        .into_iter()
        .zip(literals)
        .map(|(term, literal)| Wanted {
            keyphrase: Keyphrase::new(&term.text, lang),
            term,
            literal,
        })
        .collect();
    Some(Box::new(TitleContains {
        wanted,
        exact,
        loc: binder.loc(),
    }))
}

fn literals(terms: &[Term]) -> Vec<Option<Matcher>> {
    terms
        .iter()
        .map(|t| super::args::literal(&t.text).ok())
        .collect()
}

impl Wanted {
    fn is_in(&self, title: &str, exact: bool) -> bool {
        match (&self.literal, exact) {
            (Some(regex), true) if !self.term.text.contains(char::is_alphanumeric) => {
                regex.is_match(title)
            }
            (_, true) => !find_phrase(title, &self.term.text).is_empty(),
            (_, false) => !self.keyphrase.matches(title).is_empty(),
        }
    }
}

impl Rule for TitleContains {
    fn describe(&self) -> String {
        let all: Vec<String> = self
            .wanted
            .iter()
            .map(|w| format!("`{}`", w.term.text))
            .collect();
        let exact = if self.exact { ", exactly" } else { "" };
        format!("{}{exact}", all.join(", "))
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        let terms = self.wanted.iter().map(|w| w.term.text.clone()).collect();
        let slots = Slots::new().with("terms", Slot::Texts(terms));
        let key = if self.exact { "exact" } else { "free" };
        let ask = Instruction::new(Scope::Title, tongue, DEF.id, key, &slots);
        vec![ask]
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let draft = article.draft;
        let Some(title) = title_of(draft, out) else {
            return;
        };
        for wanted in &self.wanted {
            if !wanted.term.known {
                out.undetermined(Fault::new("no-value").text("text", wanted.term.text.clone()));
                continue;
            }
            if wanted.is_in(&title.text, self.exact) {
                continue;
            }
            let key = if self.exact {
                "missing-exact"
            } else {
                "missing"
            };
            let fault = Fault::new(key).text("text", wanted.term.text.clone());
            let finding = out.fail(title.span, Part::Title, fault);
            finding.excerpt = Some(wanted.term.text.clone());
            finding.demanded = wanted.term.loc;
        }
    }

    fn facts(&self, facts: &mut Facts) {
        facts.title.get_or_insert(self.loc);
        for wanted in self.wanted.iter().filter(|w| w.term.known) {
            facts.required.push(Wording {
                place: Place::Title,
                text: wanted.term.text.clone(),
                pattern: wanted.literal.clone().filter(|_| self.exact),
                rule: DEF.id,
                loc: wanted.term.loc,
            });
        }
    }

    fn demands(&self, demands: &mut Demands) {
        let texts = self.wanted.iter().map(|w| w.term.text.as_str());
        demands.all("texts in the title", texts);
        demands.all("as written", self.exact.then_some("exactly"));
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let draft = article.draft;
        let Some(title) = draft.title() else {
            return Vec::new();
        };
        let lang = draft.lang();
        let mut out: Vec<Mutant> = without_title(draft).into_iter().collect();
        for wanted in self.wanted.iter().filter(|w| w.term.known) {
            let mut text = title.text.clone();
            for (start, end) in wanted.keyphrase.matches(&title.text).into_iter().rev() {
                let long = chars(title.text.get(start..end).unwrap_or(""));
                text.replace_range(start..end, &surgery::letters(lang, long));
            }
            if wanted.is_in(&text, self.exact) {
                text = surgery::letters(lang, chars(&title.text));
            }
            out.push(Mutant::replacing(
                format!("wrote other words for `{}` in the title", wanted.term.text),
                draft,
                title.span,
                &text,
            ));
        }
        out
    }
}
