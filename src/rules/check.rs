//! `check`: what a recipe checks with an expression of its own.

use std::collections::BTreeSet;

use super::phrase::opening;
use super::{
    Article, Binder, Def, Demands, Example, Expect, Facts, Fault, Instruction, Merge, Mutant,
    Outcome, Part, Rule, Scope, SettingDoc, Tongue,
};
mod mutants;

use crate::diag::{Diagnostic, Severity, codes};
use crate::draft::{Counted, Draft, Unit};
use crate::expr::{self, Answer, Expression, Values, model, schema};
use crate::resolve::{Input, InputKind};
use crate::span::{Loc, Span};

/// The rule.
pub static DEF: Def = Def {
    id: "check",
    summary: "an expression of the recipe's own comes to true",
    docs: "\
What no rule asks for can be written as an expression over the article, with the sentence that tells the writer beside it. A recipe \
can have any number of checks, each under its own name; reports call them `check:NAME`.\n\n\
`expr` has to come to true or false. It reads `title`, `text`, `words`, `sentences`, `paragraphs`, `sections` (each with `heading`, `text`, \
`words`, `sentences`, `paragraphs`), `headings`, `quotes`, `numbers`, `names`; the same of `source`; `meta.KEY` for the front matter; and every input \
by its name. A name that does not exist is an error of the recipe, before any article is read. What comes after `|` is a filter \
(`words | count`), what comes after `is` a test (`title is matches(\"^Pourquoi\")`); `docs/steps-and-checks.md` lists them.\n\n\
With `per sentence`, `per paragraph` or `per section` the expression is asked of each, which it calls `sentence`, `paragraph` or `section`; \
those for which it is not true are marked.\n\n\
`say` is the instruction: the prompts carry it, and a repair repeats it with the place. An expression that cannot be evaluated (the first item of \
an empty list, a division by zero) leaves the check undecided; it never passes.",
    settings: &[
        SettingDoc {
            name: "expr",
            takes: "an expression that comes to true or false",
            doc: "what has to be true of the article",
        },
        SettingDoc {
            name: "say",
            takes: "a text",
            doc: "the instruction that asks for it, in the language of the prompts",
        },
        SettingDoc {
            name: "per",
            takes: "`sentence`, `paragraph` or `section`",
            doc: "asks it of each of them instead of the article as a whole",
        },
    ],
    bare: "expr",
    open: false,
    merge: Merge::Keys,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "at most one question in the whole article",
            yaml: "checks:\n  no two questions:\n    expr: sentences | select('ends_with', '?') | count < 2\n    say: Posez une question au plus.\n",
            recipe: "check \"no two questions\" {\n  expr \"sentences | select('ends_with', '?') | count < 2\"\n  say  \"Posez une question au plus.\"\n}\n",
            source: None,
            draft: "# Anvers\n\nLe port rouvre. Pourquoi maintenant ? La douane se tait.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "the body is marked where the whole is at fault",
            yaml: "checks:\n  no two questions:\n    expr: sentences | select('ends_with', '?') | count < 2\n    say: Posez une question au plus.\n",
            recipe: "check \"no two questions\" {\n  expr \"sentences | select('ends_with', '?') | count < 2\"\n  say  \"Posez une question au plus.\"\n}\n",
            source: None,
            draft: "# Anvers\n\nPourquoi maintenant ? Qui a parlé ?\n",
            expect: Expect::Fails {
                message: "not as wanted: Posez une question au plus",
                at: "Pourquoi maintenant ? Qui a parlé ?",
            },
        },
        Example {
            title: "asked of each sentence: the long one is marked",
            yaml: "language: en\nchecks:\n  short sentences:\n    expr: sentence.words | count <= 8\n    per: sentence\n    say: Write sentences of at most 8 words.\n    severity: warn\n",
            recipe: "language en\ncheck \"short sentences\" {\n  expr \"sentence.words | count <= 8\"\n  per sentence\n  say \"Write sentences of at most 8 words.\"\n  severity warn\n}\n",
            source: None,
            draft: "# Antwerp\n\nThe port reopened. Customs officers seized two tonnes of cocaine on Wednesday night.\n",
            expect: Expect::Fails {
                message: "not as wanted: Write sentences of at most 8 words",
                at: "Customs officers seized two tonnes of cocaine on Wednesday night.",
            },
        },
        Example {
            title: "a check that reads the title alone marks the title",
            yaml: "checks:\n  calm title:\n    expr: title is not contains('!')\n    say: Écrivez le titre sans point d’exclamation.\n",
            recipe: "check \"calm title\" {\n  expr \"title is not contains('!')\"\n  say \"Écrivez le titre sans point d’exclamation.\"\n}\n",
            source: None,
            draft: "# Le port rouvre !\n\nEnfin.\n",
            expect: Expect::Fails {
                message: "Écrivez le titre sans point d’exclamation",
                at: "Le port rouvre !",
            },
        },
        Example {
            title: "the source is read where there is one",
            yaml: "checks:\n  shorter:\n    expr: words | count <= source.words | count\n    say: Écrivez moins de mots que la source.\n",
            recipe: "check \"shorter\" {\n  expr \"words | count <= source.words | count\"\n  say \"Écrivez moins de mots que la source.\"\n}\n",
            source: None,
            draft: "# Anvers\n\nLe port rouvre.\n",
            expect: Expect::Skipped("no source was given"),
        },
        Example {
            title: "what cannot be evaluated is not passed",
            yaml: "checks:\n  first speaker:\n    expr: (quotes | first).speaker is not empty\n    say: Nommez l’auteur de la première citation.\n",
            recipe: "check \"first speaker\" {\n  expr \"(quotes | first).speaker is not empty\"\n  say \"Nommez l’auteur de la première citation.\"\n}\n",
            source: None,
            draft: "# Anvers\n\nLe port rouvre.\n",
            expect: Expect::Undetermined("the expression could not be evaluated"),
        },
    ],
};

/// Mutants that are kept of those that an expression notices.
const ENOUGH: usize = 12;

#[derive(Debug)]
struct Check {
    name: String,
    expression: Expression,
    say: String,
    per: Option<Unit>,
    reads: Reads,
    /// Inputs with their values; those without one are named in `lacking`.
    inputs: Vec<(String, InputValue)>,
    lacking: Vec<String>,
    loc: Loc,
}

/// What the expression reads.
#[derive(Debug)]
struct Reads {
    /// Parts of the article, `meta` left aside.
    parts: BTreeSet<String>,
    /// Entries of the front matter.
    meta: BTreeSet<String>,
    /// Parts of the source; `None` when the expression does not name it.
    source: Option<BTreeSet<String>>,
}

#[derive(Debug, Clone, serde::Serialize)]
#[serde(untagged)]
enum InputValue {
    Text(String),
    Number(f64),
}

/// Names and types of the inputs that an expression or a prompt can read: all but the article.
pub fn input_types(inputs: &[Input]) -> schema::InputTypes {
    inputs
        .iter()
        .filter(|i| i.kind != InputKind::Markdown)
        .map(|i| (i.name.clone(), i.kind == InputKind::Number))
        .collect()
}

fn bind(b: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    let name = b
        .setting
        .name
        .as_ref()
        .map_or(String::new(), |n| n.text.clone());
    let per = b
        .choices("per", &["sentence", "paragraph", "section"])
        .last()
        .and_then(|(word, _)| Unit::named(word));
    if per.is_none() && b.get("per").is_some() {
        return None; // the expression would name what is not at hand
    }
    let say = b.text("say");
    if b.get("say").is_none() {
        b.missing(
            "say",
            &format!("checks: {{ \"{name}\": {{ expr: …, say: Write … }} }}"),
        );
    }
    if b.get("expr").is_none() {
        b.missing(
            "expr",
            &format!("checks: {{ \"{name}\": {{ expr: words | count < 400, say: … }} }}"),
        );
    }
    let statement = b.get("expr")?;
    let value = match statement.values.as_slice() {
        [v] if v.text().is_some() => v,
        _ => {
            b.wrong(
                "expr",
                statement.loc,
                "something else",
                "an expression in one text",
            );
            return None;
        }
    };
    let types = input_types(&b.recipe.inputs);
    let mut reading = expr::expression(&value.raw, &schema::check(&types, per));
    let article = b
        .recipe
        .inputs
        .iter()
        .find(|i| i.kind == InputKind::Markdown);
    expr::about_the_article(&mut reading, article.map(|i| i.name.as_str()));
    if !expr::report(&reading, value, b.sink) {
        return None;
    }
    let expression = match Expression::compile(&value.raw, per.is_some()) {
        Ok(e) => e,
        Err(fault) => {
            b.sink.push(
                Diagnostic::error(codes::E0502, fault.reason).at(value.loc, "in this expression"),
            );
            return None;
        }
    };
    let roots = reading.roots();
    let taken: BTreeSet<&str> = model::PARTS.into_iter().collect();
    let parts: BTreeSet<String> = roots
        .iter()
        .filter(|r| taken.contains(**r))
        .map(|r| (*r).to_owned())
        .collect();
    let whole_inputs = roots.contains("inputs");
    let named = reading.fields("inputs");
    let mut inputs = Vec::new();
    let mut lacking = Vec::new();
    for input in b
        .recipe
        .inputs
        .iter()
        .filter(|i| i.kind != InputKind::Markdown)
    {
        if !(roots.contains(input.name.as_str()) || whole_inputs && named.contains(&input.name)) {
            continue;
        }
        match &input.value {
            Some(v) => inputs.push((input.name.clone(), input_value(input, v))),
            None => lacking.push(input.name.clone()),
        }
    }
    let check = Check {
        name,
        expression,
        say: say?.text,
        per,
        reads: Reads {
            parts,
            meta: reading.fields("meta"),
            source: roots.contains("source").then(|| reading.fields("source")),
        },
        inputs,
        lacking,
        loc: value.loc,
    };
    if let Some(fault) = check.rehearse(b) {
        let at = fault
            .range
            .map_or(value.loc, |r| value.inner(r.start, r.end));
        b.sink
            .push(Diagnostic::error(codes::E0506, fault.reason).at(at, "cannot be evaluated"));
        return None;
    }
    Some(Box::new(check))
}

fn input_value(input: &Input, value: &str) -> InputValue {
    match (input.kind, value.parse::<f64>()) {
        (InputKind::Number, Ok(n)) => InputValue::Number(n),
        _ => InputValue::Text(value.to_owned()),
    }
}

/// An article with one of everything that expressions read.
const SAMPLE: &str = "---\ndescription: a sample\n---\n\n# A sample title\n\nThe opening paragraph. It has 12 words in two sentences, says Ada Lovelace.\n\n## A heading\n\n“We do not answer that question today,” said Mary Shelley. Is that so?\n\n### A deeper heading\n\n- one item\n- two items\n\n## Another heading\n\nThe end comes on 3 March 2024.\n";

impl Check {
    fn values(&self, article: Article<'_>) -> Values {
        let draft = article.draft;
        let mut values = Values::new();
        for (name, part) in model::Document::of(draft, &self.reads.parts, false).parts() {
            values.set(name, &part);
        }
        if let (Some(wanted), Some(source)) = (&self.reads.source, article.source) {
            values.set("source", &model::Document::of(source, wanted, true));
        }
        let entries: std::collections::BTreeMap<&str, &str> = self
            .reads
            .meta
            .iter()
            .map(|key| {
                let value = draft.meta(key).map_or("", |e| e.value.as_str());
                (key.as_str(), value)
            })
            .collect();
        values.set("meta", &entries);
        values.set("language", &draft.lang().code());
        let inputs: std::collections::BTreeMap<&str, &InputValue> =
            self.inputs.iter().map(|(n, v)| (n.as_str(), v)).collect();
        for (name, value) in &inputs {
            // The article's own names come first, as the checker of expressions has it.
            if !model::PARTS.contains(name) && !matches!(*name, "source" | "meta" | "language") {
                values.set(name, value);
            }
        }
        values.set("inputs", &inputs);
        values
    }

    /// Evaluates the expression once on a sample, so that values of the wrong kind are found before any draft is read. What
    /// the sample may lack by chance is no fault.
    fn rehearse(&self, b: &Binder<'_>) -> Option<expr::Fault> {
        if !self.lacking.is_empty() {
            return None;
        }
        let draft = Draft::parse(SAMPLE, b.lang());
        let article = Article {
            draft: &draft,
            source: Some(&draft),
        };
        let values = self.values(article);
        let fault = match self.per {
            None => self.expression.eval(&values).err(),
            Some(unit) => model::each(&draft, unit)
                .iter()
                .find_map(|e| self.expression.eval(&values.with(unit.word(), e)).err()),
        };
        fault.filter(|f| f.of_kind && !f.reason.contains("divi") && !f.reason.contains("zero"))
    }

    fn of_title(&self) -> bool {
        self.per.is_none() && self.reads.meta.is_empty() && self.reads.parts.iter().eq(["title"])
    }

    /// The entry of the front matter that the expression reads, when it reads nothing else of the article.
    fn of_entry(&self) -> Option<&str> {
        let one = self.reads.meta.len() == 1 && self.reads.parts.is_empty() && self.per.is_none();
        one.then(|| self.reads.meta.first().map(String::as_str))
            .flatten()
    }

    /// Where the whole article is at fault, and which part mends it.
    fn place(&self, draft: &Draft) -> (Span, Part) {
        if self.of_title() {
            return (draft.title().map_or(Span::at(0), |t| t.span), Part::Title);
        }
        if let Some(key) = self.of_entry() {
            let span = draft
                .meta(key)
                .map_or_else(|| super::slug::end_of_entries(draft), |e| e.value_span);
            return (span, Part::Meta(key.to_owned()));
        }
        let mut body = draft
            .blocks()
            .iter()
            .filter(|b| b.kind.is_counted(Counted::Body));
        let first = body.next().map(|b| b.span);
        let last = body.next_back().map(|b| b.span).or(first);
        let span = match (first, last) {
            (Some(a), Some(b)) => a.join(b),
            _ => Span::at(draft.text().trim_end().len()),
        };
        (span, Part::Body)
    }

    fn judge(&self, values: &Values) -> Result<bool, String> {
        match self.expression.eval(values) {
            Ok(Answer::Is(yes)) => Ok(yes),
            Ok(Answer::Other(what)) => Err(format!(
                "the expression came to {what}, true or false wanted"
            )),
            Err(fault) => Err(format!(
                "the expression could not be evaluated: {}",
                fault.reason
            )),
        }
    }

    fn fail(&self, out: &mut Outcome, span: Span, part: Part, excerpt: Option<String>) {
        let fault = match &excerpt {
            Some(text) => Fault::new("passage").text("text", text.clone()),
            None => Fault::new("article"),
        };
        let fault = fault
            .text("wanted", self.say.trim_end_matches('.'))
            .text("say", self.say.clone());
        let finding = out.fail(span, part, fault);
        finding.excerpt = excerpt;
        finding.demanded = self.loc;
    }
}

impl Rule for Check {
    fn describe(&self) -> String {
        let each = self
            .per
            .map_or(String::new(), |u| format!(", per {}", u.word()));
        format!(
            "`{}`{each}",
            self.expression
                .text()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        )
    }

    fn instruct(&self, _tongue: Tongue) -> Vec<Instruction> {
        let scope = match (self.of_entry(), self.per) {
            _ if self.of_title() => Scope::Title,
            (Some(key), _) => Scope::Meta(key.to_owned()),
            (None, Some(_)) => Scope::Passage,
            // Every step has its share in the whole, and no other step would tell it.
            (None, None) => Scope::Everywhere,
        };
        vec![Instruction {
            scope,
            text: self.say.clone(),
        }]
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        if !self.lacking.is_empty() {
            let names: Vec<String> = self.lacking.iter().map(|n| format!("`{n}`")).collect();
            out.skipped(Fault::new("not-given").text("text", names.join(", ")));
            return;
        }
        if self.reads.source.is_some() && article.source.is_none() {
            out.skipped(Fault::new("no-source"));
            return;
        }
        let draft = article.draft;
        let values = self.values(article);
        let Some(unit) = self.per else {
            match self.judge(&values) {
                Ok(true) => {}
                Ok(false) => {
                    let (span, part) = self.place(draft);
                    self.fail(out, span, part, None);
                }
                Err(reason) => out.undetermined(reason),
            }
            return;
        };
        let pieces = draft.pieces(unit);
        for (piece, each) in pieces.iter().zip(model::each(draft, unit)) {
            match self.judge(&values.with(unit.word(), &each)) {
                Ok(true) => {}
                Ok(false) => {
                    let excerpt = opening(piece.body.slice(draft.text()), 8);
                    self.fail(out, piece.span, Part::Section(piece.section), Some(excerpt));
                }
                Err(reason) => out.undetermined(reason),
            }
        }
    }

    fn facts(&self, facts: &mut Facts) {
        if self.of_title() {
            facts.title.get_or_insert(self.loc);
        }
        if let Some(key) = self.of_entry() {
            facts.ask_meta(key, self.loc);
        }
    }

    fn demands(&self, demands: &mut Demands) {
        let each = self.per.map_or("the article", |unit| unit.word());
        let read: Vec<String> = self
            .inputs
            .iter()
            .map(|(name, value)| format!(", {name}: {value:?}"))
            .collect();
        demands.exactly(
            format!("asked of {each}"),
            format!(
                "{}{}",
                outside_quotes(self.expression.text()),
                read.concat()
            ),
        );
    }

    /// The expression is its author's, and nobody knows what breaks it: these are changes that break many, of which those
    /// are kept that the expression tells from the draft.
    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let draft = article.draft;
        mutants::candidates(draft)
            .into_iter()
            .filter(|m| {
                let broken = Draft::parse(&m.draft, draft.lang());
                let mut out = Outcome::new(
                    super::RuleId::named(DEF.id, &self.name),
                    DEF.severity,
                    self.loc,
                );
                self.validate(
                    Article {
                        draft: &broken,
                        source: article.source,
                    },
                    &mut out,
                );
                !out.findings.is_empty()
            })
            .take(ENOUGH)
            .collect()
    }
}
/// An expression with single spaces where white space means nothing.
fn outside_quotes(text: &str) -> String {
    let mut out = String::new();
    let mut quote: Option<char> = None;
    for c in text.trim().chars() {
        match quote {
            None if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
                continue;
            }
            None if matches!(c, '"' | '\'') => quote = Some(c),
            Some(q) if c == q => quote = None,
            _ => {}
        }
        out.push(c);
    }
    out
}
