//! `title.ends-with`: how the title ends.

use crate::diag::Severity;
use crate::draft::Title;
use crate::lang::Lang;
use crate::resolve::Tongue;
use crate::rules::args::Term;
use crate::rules::facts::{Place, Wording};
use crate::rules::surgery;
use crate::rules::title_length::{title_of, without_title};
use crate::rules::{
    Article, Binder, Def, Demands, Example, Expect, Facts, Fault, Instruction, Merge, Mutant,
    Outcome, Part, Rule, Scope, SettingDoc, TextEdit,
};
use crate::span::{Loc, Span};
use crate::syntax::pattern::Matcher;
use crate::syntax::tree::ValueKind;
use crate::tongue::Slots;

/// The rule's definition.
pub static DEF: Def = Def {
    id: "title.ends-with",
    summary: "the title ends with this text, or with no punctuation",
    docs: "With `none`, the title has no full stop, ellipsis, colon, semicolon, comma or dash at its end: newspaper titles have none, \
and a colon or a comma there mostly means that the title was cut off. A question mark, an exclamation mark and closing quotes or brackets are \
allowed, and so is the stop of an abbreviation (*etc.*, *Inc.*).\n\n\
With a text, such as `\"?\"`, the title ends with exactly that; white space before it is not compared.\n\n\
A single full stop is removed without asking a model.",
    settings: &[SettingDoc {
        name: "is",
        takes: "`none`, or a text",
        doc: "what stands at the end of the title",
    }],
    bare: "is",
    open: false,
    merge: Merge::Replace,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "no full stop",
            yaml: "title: { ends-with: none }",
            recipe: "title { ends-with none }",
            source: None,
            draft: "# Les ports européens s’unissent contre le trafic\n\nLe plan est lancé.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "a full stop, which is removed",
            yaml: "title: { ends-with: none }",
            recipe: "title { ends-with none }",
            source: None,
            draft: "# Les ports européens s’unissent.\n\nLe plan est lancé.\n",
            expect: Expect::Fails {
                message: "the title ends with `.`, no final punctuation wanted",
                at: ".",
            },
        },
        Example {
            title: "a colon: the title was cut off",
            yaml: "language: en\ntitle: { ends-with: none }",
            recipe: "language en\ntitle { ends-with none }",
            source: None,
            draft: "# Port security:\n\nThe plan is launched.\n",
            expect: Expect::Fails {
                message: "the title ends with `:`",
                at: ":",
            },
        },
        Example {
            title: "the stop of an abbreviation may stay",
            yaml: "language: en\ntitle: { ends-with: none }",
            recipe: "language en\ntitle { ends-with none }",
            source: None,
            draft: "# Port operators take their case to the U.S.\n\nThe plan is launched.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "a question was wanted",
            yaml: "title: { ends-with: \"?\" }",
            recipe: "title { ends-with \"?\" }",
            source: None,
            draft: "# Les ports sont-ils sûrs\n\nLe plan est lancé.\n",
            expect: Expect::Fails {
                message: "the title ends with `sûrs`, `?` wanted",
                at: "sûrs",
            },
        },
    ],
};

#[derive(Debug)]
enum Ending {
    None,
    Text(Term),
}

#[derive(Debug)]
struct TitleEndsWith {
    ending: Ending,
    lang: Lang,
    loc: Loc,
}

fn bind(binder: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    let Some(statement) = binder.get("is") else {
        binder.missing("is", "title: { ends-with: none }");
        return None;
    };
    let none = matches!(
        statement.values.as_slice(),
        [v] if matches!(&v.kind, ValueKind::Name(n) if n == "none")
    );
    let ending = if none {
        Ending::None
    } else {
        Ending::Text(binder.text("is")?)
    };
    Some(Box::new(TitleEndsWith {
        ending,
        lang: binder.lang(),
        loc: binder.loc(),
    }))
}

/// White space folded to single spaces, so that `Pourquoi\u{202f}?` ends with ` ?`.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The punctuation at the end of a title that should have none: the mark, and where it begins in the text.
fn mark(text: &str, lang: Lang) -> Option<(usize, &str)> {
    let text = text.trim_end();
    let body = text.trim_end_matches([
        '.', '…', ':', ';', ',', '–', '—', '-', ' ', '\u{a0}', '\u{202f}',
    ]);
    let found = text[body.len()..].trim_start();
    if found.is_empty() || (found == "." && is_abbreviation(body, lang)) {
        return None;
    }
    Some((text.len() - found.len(), found))
}

/// Whether the last token before a stop is an abbreviation: listed in the language, initials, or with stops inside (`U.S`).
fn is_abbreviation(before: &str, lang: Lang) -> bool {
    let token = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or("")
        .trim_start_matches(|c: char| !c.is_alphanumeric());
    let lower = token.to_lowercase();
    let pack = lang.pack();
    let listed = |list: &[&str]| list.contains(&lower.as_str());
    listed(pack.abbreviations)
        || listed(pack.final_abbreviations)
        || token.contains('.')
        || (token.chars().count() == 1 && token.chars().all(char::is_uppercase))
}

/// The place of the last `len` bytes of the title; the whole title when markup hides it.
fn tail(title: &Title, text: &str, from: usize) -> Span {
    if title.span.slice(text) == title.text {
        Span::new(title.span.start + from, title.span.end)
    } else {
        title.span
    }
}

impl Rule for TitleEndsWith {
    fn describe(&self) -> String {
        match &self.ending {
            Ending::None => "no final punctuation".to_owned(),
            Ending::Text(t) => format!("`{}`", t.text),
        }
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        let (key, slots) = match &self.ending {
            Ending::None => ("no-mark", Slots::new()),
            Ending::Text(t) => ("text", Slots::new().text("wanted", t.text.clone())),
        };
        let ask = Instruction::new(Scope::Title, tongue, DEF.id, key, &slots);
        vec![ask]
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let draft = article.draft;
        let Some(title) = title_of(draft, out) else {
            return;
        };
        match &self.ending {
            Ending::None => {
                if let Some((from, found)) = mark(&title.text, self.lang) {
                    let fault = Fault::new("mark").text("text", found);
                    out.fail(tail(title, draft.text(), from), Part::Title, fault)
                        .excerpt = Some(found.to_owned());
                }
            }
            Ending::Text(term) if !term.known => {
                out.undetermined(Fault::new("no-value").text("text", term.text.clone()));
            }
            Ending::Text(term) => {
                if squeezed(&title.text).ends_with(&squeezed(&term.text)) {
                    return;
                }
                let text = title.text.trim_end();
                let from = text.rfind(char::is_whitespace).map_or(0, |i| {
                    i + text[i..].chars().next().map_or(0, char::len_utf8)
                });
                let last = &text[from..];
                let fault = Fault::new("other")
                    .text("text", last)
                    .text("wanted", term.text.clone());
                out.fail(tail(title, draft.text(), from), Part::Title, fault)
                    .excerpt = Some(last.to_owned());
            }
        }
    }

    fn facts(&self, facts: &mut Facts) {
        facts.title.get_or_insert(self.loc);
        if let Ending::Text(term) = &self.ending
            && term.known
            && let Ok(pattern) = Matcher::of_words(&regex::escape(&term.text), &term.text)
        {
            facts.required.push(Wording {
                place: Place::Title,
                text: term.text.clone(),
                pattern: Some(pattern),
                rule: DEF.id,
                loc: term.loc,
            });
        }
    }

    fn demands(&self, demands: &mut Demands) {
        demands.all("ending of the title", [self.describe()]);
    }

    fn fix(&self, article: Article<'_>) -> Vec<TextEdit> {
        let (Ending::None, Some(title)) = (&self.ending, article.draft.title()) else {
            return Vec::new();
        };
        match mark(&title.text, self.lang) {
            Some((_, ".")) if title.span.slice(article.draft.text()).ends_with('.') => {
                vec![TextEdit {
                    span: Span::new(title.span.end - 1, title.span.end),
                    replacement: String::new(),
                    note: "removed the full stop of the title".to_owned(),
                }]
            }
            _ => Vec::new(),
        }
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let draft = article.draft;
        let Some(title) = draft.title() else {
            return Vec::new();
        };
        let mut out: Vec<Mutant> = without_title(draft).into_iter().collect();
        let end = Span::at(title.span.end);
        match self.ending {
            Ending::None => {
                for (what, mark) in [
                    ("put a full stop after the title", "."),
                    ("put an ellipsis after the title", "…"),
                ] {
                    out.push(Mutant::replacing(what, draft, end, mark));
                }
            }
            Ending::Text(_) => {
                let word = format!(" {}", surgery::letters(draft.lang(), 6));
                out.push(Mutant::replacing(
                    "put a word after the title",
                    draft,
                    end,
                    &word,
                ));
            }
        }
        out
    }
}
