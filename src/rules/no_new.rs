//! `no-new`: facts of the article that the source does not hold.

use std::collections::BTreeSet;

use super::args::Pattern;
use super::demand::written;
use super::preserve::lexicon::Lexicon;
use super::preserve::quotations::Said;
use super::preserve::{KINDS, exempt_spans, moments, multiples, names, numbers, quotes};
use super::surgery;
use super::{
    Article, Binder, Def, Demands, Example, Expect, Facts, Fault, Instruction, Merge, Mutant,
    Outcome, Part, Rule, Scope, SettingDoc, Tongue,
};
use crate::diag::Severity;
use crate::draft::Draft;
use crate::draft::compare::fold;
use crate::lang::Lang;
use crate::span::{Loc, Span, Spans};
use crate::tongue::{Slot, Slots};

/// The rule.
pub static DEF: Def = Def {
    id: "no-new",
    summary: "no number, quotation or name stands in the article that is not in the source",
    docs: "\
What the source does not say, the article cannot know. Title, headings and body are compared with the whole source; the values of \
the recipe's inputs count as source too.

- `numbers` are compared by value, as in `preserve`. The markers of lists are no numbers. Numbers in letters and ranks below ten are \
left alone, because *deux objectifs* and *two of them* belong to telling; in digits they are facts.
- `quotes`: the words of a statement of three words and more have to stand in a row in one of the source's quotations, apart from \
`[…]` and what brackets add. Words of the source's own prose between quotation marks are a finding: the source attributes \
them to nobody, unless they are the questions and answers of an interview. One or two words between marks are a term, not a \
statement, and so is a name with its capitals.
- `names`: every part of a name has to occur in the source, and a given name with its own surname. A first word of a sentence \
or of a heading in title case with nothing but its capital to show for a name is left alone, and so are acronyms that are common \
nouns (TV, GDP), an acronym whose words the source spells out, and the words of an acronym that the source has.

`except` names texts or patterns that may be new, such as the name of the house.",
    settings: &[
        SettingDoc {
            name: "is",
            takes: "a list of `numbers`, `quotes`, `names`",
            doc: "what must not be new",
        },
        SettingDoc {
            name: "except",
            takes: "a list of texts or /patterns/",
            doc: "what may be new",
        },
    ],
    bare: "is",
    open: false,
    merge: Merge::Append,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "nothing that the source does not say",
            yaml: "no-new: [numbers, quotes, names]\n",
            recipe: "no-new numbers, quotes, names\n",
            source: Some(SOURCE_FR),
            draft: "# La douane d’Anvers saisit 12 000 kilos\n\nÀ Anvers, les trois équipes de la douane suivent 2 pistes. « Nous ne lâcherons rien », dit Mme Maes, dans une enquête qui touche aussi l’Union européenne.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "an invented number",
            yaml: "no-new: numbers\n",
            recipe: "no-new numbers\n",
            source: Some(SOURCE_FR),
            draft: "# La douane d’Anvers saisit 12 000 kilos\n\nLa saisie vaut 600 millions d’euros.\n",
            expect: Expect::Fails {
                message: "the number `600 millions d’euros` is not in the source",
                at: "600 millions d’euros",
            },
        },
        Example {
            title: "a year that the source does not give",
            yaml: "no-new: numbers\n",
            recipe: "no-new numbers\n",
            source: Some("La rivière est sortie de son lit le 14 mars.\n"),
            draft: "# La rivière déborde\n\nEn mars 2023, la rivière est sortie de son lit.\n",
            expect: Expect::Fails {
                message: "the number `mars 2023` is not in the source",
                at: "mars 2023",
            },
        },
        Example {
            title: "an invented quotation",
            yaml: "no-new: quotes\n",
            recipe: "no-new quotes\n",
            source: Some(SOURCE_FR),
            draft: "# La douane tient bon\n\n« C’est une victoire pour tous les habitants », se réjouit Karin Maes.\n",
            expect: Expect::Fails {
                message: "the quotation `C’est une victoire pour tous les habitants` is not in the source",
                at: "« C’est une victoire pour tous les habitants »",
            },
        },
        Example {
            title: "prose of the source between quotation marks",
            yaml: "language: en\nno-new: quotes\n",
            recipe: "language en\nno-new quotes\n",
            source: Some("The council of Ramsgate voted two new cranes for the harbour on Monday.\n"),
            draft: "# Cranes\n\nRamsgate “voted two new cranes for the harbour”, a dockers’ union said.\n",
            expect: Expect::Fails {
                message: "are not a quotation in the source",
                at: "“voted two new cranes for the harbour”",
            },
        },
        Example {
            title: "an invented name",
            yaml: "language: en\nno-new: names\n",
            recipe: "language en\nno-new names\n",
            source: Some("The council of Ramsgate voted two new cranes for the harbour on Monday.\n"),
            draft: "# Cranes\n\nIn Ramsgate, treasurer Helen Brook welcomed the cranes.\n",
            expect: Expect::Fails {
                message: "the name `Helen Brook` is not in the source",
                at: "Helen Brook",
            },
        },
    ],
};

const SOURCE_FR: &str = "À Anvers, la douane a saisi 12 000 kilos au cours de 2 enquêtes suivies par l’UE.\n\n« Nous ne lâcherons rien, car les trafiquants ne lâchent rien », a déclaré Karin Maes à Anvers.\n";

#[derive(Debug)]
struct NoNew {
    kinds: Vec<(&'static str, Loc)>,
    except: Vec<Pattern>,
    /// The values of the recipe's inputs, as one text.
    inputs: Draft,
}

fn bind(b: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    if b.get("is").is_none() {
        b.missing("is", "no-new: [numbers, quotes, names]");
    }
    let kinds = b.choices("is", KINDS);
    let except = b.patterns("except");
    if kinds.is_empty() {
        return None;
    }
    let values: Vec<&str> = b
        .recipe
        .inputs
        .iter()
        .filter_map(|i| i.value.as_deref())
        .collect();
    Some(Box::new(NoNew {
        kinds,
        except,
        inputs: Draft::parse(&values.join("\n\n"), b.lang()),
    }))
}

impl NoNew {
    fn has(&self, kind: &str) -> bool {
        self.kinds.iter().any(|k| k.0 == kind)
    }
}

impl Rule for NoNew {
    fn describe(&self) -> String {
        let kinds: Vec<&str> = self.kinds.iter().map(|k| k.0).collect();
        let mut text = format!("{} of the source alone", kinds.join(", "));
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
        let ask = Instruction::new(Scope::Everywhere, tongue, DEF.id, "kinds", &slots);
        vec![ask]
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let Some(source) = article.source else {
            out.skipped(Fault::new("no-source"));
            return;
        };
        let draft = article.draft;
        let exempt = exempt_spans(draft, &self.except);
        let mut seen: BTreeSet<(Part, String)> = BTreeSet::new();
        let mut invented: Vec<Span> = Vec::new();
        let mut found: Vec<(Span, Fault, String, Loc)> = Vec::new();
        let loc = |kind: &str| self.kinds.iter().find(|k| k.0 == kind).map(|k| k.1);
        if let Some(loc) = loc("quotes") {
            let said = source.keep(Said::read);
            for quote in draft.quotes() {
                if let Some(fault) = quotes::why_new(quote, draft, source, &self.inputs, &said) {
                    invented.push(quote.span);
                    found.push((quote.span, fault, quote.text.clone(), loc));
                }
            }
        }
        let invented: Spans = invented.into_iter().collect();
        if let Some(loc) = loc("numbers") {
            for n in draft.numbers() {
                if numbers::is_new(n, draft, source, &self.inputs) && !invented.hold(n.span) {
                    found.push((n.span, Fault::new("number"), n.text.clone(), loc));
                } else if let Some(day) = moments::wrong_weekday(n, draft, source) {
                    let fault = Fault::new("weekday").text("day", day);
                    found.push((n.span, fault, n.text.clone(), loc));
                }
            }
            for word in draft.number_asides() {
                if multiples::is_changed(word, draft, source) && !invented.hold(word.span) {
                    found.push((word.span, Fault::new("multiple"), word.text.clone(), loc));
                }
            }
        }
        if let Some(loc) = loc("names") {
            let figures: Spans = draft.numbers().iter().map(|d| d.span).collect();
            let words = [source.keep(Lexicon::read), self.inputs.keep(Lexicon::read)];
            for n in draft.names() {
                // `Md` in `2 Md€` is part of a number.
                let number = figures.overlap(n.span);
                if !number
                    && !invented.hold(n.span)
                    && let Some(like) = names::is_new(n, draft, source, &words)
                {
                    let fault = match like {
                        Some(like) => Fault::new("name-like").text("like", like),
                        None => Fault::new("name"),
                    };
                    found.push((n.span, fault, n.text.clone(), loc));
                }
            }
        }
        found.retain(|f| !exempt.overlap(f.0));
        found.sort_by_key(|f| f.0);
        for (span, fault, text, loc) in found {
            let part = Part::at(draft, span.start);
            if seen.insert((part.clone(), fold(&text))) {
                let finding = out.fail(span, part, fault.text("text", text.clone()));
                finding.excerpt = Some(text);
                finding.demanded = loc;
            }
        }
    }

    fn facts(&self, _facts: &mut Facts) {}

    fn demands(&self, demands: &mut Demands) {
        demands.all("kinds of facts", self.kinds.iter().map(|k| k.0));
        demands.may("exceptions", written(&self.except));
        let inputs = self.inputs.text();
        demands.may(
            "facts of the inputs",
            (!inputs.is_empty()).then_some(inputs),
        );
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        if article.source.is_none() {
            return Vec::new();
        }
        let french = article.draft.lang() == Lang::FR;
        let mut mutants = Vec::new();
        let mut add = |kind: &str, what: &str, fr: &str, en: &str| {
            if self.has(kind) {
                mutants.push(Mutant {
                    what: what.to_owned(),
                    draft: surgery::with_paragraph(article.draft, if french { fr } else { en }),
                });
            }
        };
        add(
            "numbers",
            "added a number",
            "On en compte 48 317 cette fois.",
            "There were 48,317 this time.",
        );
        add(
            "quotes",
            "added a quotation",
            "« Personne ne pouvait prévoir pareille affluence », dit un passant.",
            "“Nobody could have foreseen such a crowd,” a passer-by said.",
        );
        add(
            "names",
            "added a name",
            "On y a vu hier Zoltan Kerekes, venu en voisin.",
            "Among the crowd was Zoltan Kerekes, a neighbour.",
        );
        mutants
    }
}
