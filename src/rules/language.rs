//! `language`: the article is written in the language of the recipe.

use crate::diag::Severity;
use crate::draft::total::At as _;
use crate::draft::{
    BlockKind, Detection, Draft, detect, detect_draft_as, foreign_paragraphs, foreign_sentences,
    foreign_words, has_own_words,
};
use crate::lang::{self, Lang};
use crate::resolve::Tongue;
use crate::rules::phrase;
use crate::rules::surgery;
use crate::rules::{
    Article, Binder, Def, Example, Expect, Facts, Fault, Instruction, Merge, Mutant, Outcome, Part,
    Rule, Scope, SettingDoc,
};
use crate::span::{Loc, Span};
use crate::tongue::Slots;

/// The rule's definition.
pub static DEF: Def = Def {
    id: "language",
    summary: "the article is written in this language",
    docs: "Detects the language of the body with quotations left out, of each paragraph of 120 characters and more, and of the title when it has 60 letters. \
A paragraph that is reliably in another language is a fault of its own, and so is a sentence or a list item whose small words are all of another \
language that galley knows. Quotations, block quotes, words in italics and names say nothing of the language of an article. A fault too is a heading or a title with two small words (articles, prepositions, pronouns) \
of another language and fewer of its own: it is too short for a detector.\n\n\
A text of 12 words or more, a third of which are small words of its language, is in it, however short. Else fewer than 60 letters say too little, and so does a text for which several languages are as likely: then the rule is undetermined, and does not pass.\n\n\
The same line decides which abbreviations, function words and lexicons are used, and in which language the prompts are written (French for `fr`, else English; \
`prompts: en` chooses).",
    settings: &[SettingDoc {
        name: "is",
        takes: "`fr` or `en`",
        doc: "the language of the article",
    }],
    bare: "is",
    open: false,
    merge: Merge::Replace,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "French, as asked",
            yaml: "language: fr",
            recipe: "language fr",
            source: None,
            draft: "# Anvers\n\nLes douaniers du port ont saisi mercredi deux tonnes de cocaïne dans un conteneur de bananes.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "a paragraph in another language",
            yaml: "language: fr",
            recipe: "language fr",
            source: None,
            draft: "# Anvers\n\nLes douaniers du port ont saisi mercredi deux tonnes de cocaïne dans un conteneur de bananes, a annoncé le parquet. La police fédérale a ouvert une enquête et deux dockers ont été entendus.\n\nThe customs officers said that the container had been opened twice before it was found, and that nobody had noticed it for a week.\n",
            expect: Expect::Fails {
                message: "a paragraph in English, French wanted",
                at: "The customs officers said that the container had been opened twice before it was found, and that nobody had noticed it for a week.",
            },
        },
        Example {
            title: "the whole article in another language",
            yaml: "language: en",
            recipe: "language en",
            source: None,
            draft: "# Anvers\n\nLes douaniers du port ont saisi deux tonnes de cocaïne dans un conteneur de bananes.\n",
            expect: Expect::Fails {
                message: "the article is in French, English wanted",
                at: "Les douaniers du port ont saisi deux tonnes de cocaïne dans un conteneur de bananes.",
            },
        },
        Example {
            title: "too short to tell",
            yaml: "language: en",
            recipe: "language en",
            source: None,
            draft: "# Antwerp\n\nThe port is shut.\n",
            expect: Expect::Undetermined("too little text to tell its language"),
        },
    ],
};

#[derive(Debug)]
struct Language {
    lang: Lang,
    demanded: Vec<(Lang, Loc)>,
}

fn bind(binder: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    Some(Box::new(Language {
        lang: binder.lang(),
        demanded: binder.recipe.languages.clone(),
    }))
}

impl Language {
    /// The other language whose small words (articles, prepositions, pronouns) a heading uses: at least two of them, and more
    /// than of its own language. A statistical detector needs more text than a heading has.
    fn read_as(&self, draft: &Draft, index: usize) -> Option<&'static str> {
        let (code, foreign, native) = foreign_words(draft, index, None, self.lang)?;
        (foreign >= 2 && foreign > native).then_some(code)
    }
}

impl Rule for Language {
    fn describe(&self) -> String {
        format!("{} ({})", self.lang.code(), self.lang.name())
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        let slots = Slots::new().key("wanted", self.lang.code());
        let ask = Instruction::new(Scope::Everywhere, tongue, DEF.id, "all", &slots);
        vec![ask]
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let draft = article.draft;
        let fault = |key, code| {
            Fault::new(key)
                .key("found", code)
                .key("wanted", self.lang.code())
        };
        if let Some(title) = draft.title()
            && let Detection::Language { code, .. } = detect(&title.text)
            && code != self.lang.code()
            && !title
                .block
                .is_some_and(|i| has_own_words(draft, i, self.lang))
        {
            out.fail(title.span, Part::Title, fault("title", code))
                .excerpt = Some(title.text.clone());
        }
        let foreign = foreign_paragraphs(draft, self.lang);
        let judged = detect_draft_as(draft, self.lang);
        if let Detection::Language { code, .. } = judged
            && code != self.lang.code()
        {
            // One finding for the whole: every paragraph would only say the same again.
            let text = || {
                draft
                    .blocks()
                    .iter()
                    .filter(|b| b.kind.is_counted(crate::draft::Counted::Body))
            };
            let start = text().next().map_or(0, |b| b.span.start);
            let end = text()
                .next_back()
                .map_or(draft.text().len(), |b| b.span.end);
            out.fail(Span::new(start, end), Part::Whole, fault("article", code));
            return;
        }
        for (index, _) in draft.headings() {
            let block = draft.blocks().at(index);
            let title = draft.title().is_some_and(|t| t.block == Some(index));
            if let Some(code) = self
                .read_as(draft, index)
                .filter(|_| !out.findings.iter().any(|f| f.part == Part::Title && title))
            {
                let key = if title {
                    "title-words"
                } else {
                    "heading-words"
                };
                let text = block.plain.text.clone();
                out.fail(
                    block.plain.span(0, block.plain.text.len()),
                    Part::at(draft, block.span.start),
                    fault(key, code).text("text", text),
                )
                .excerpt = Some(text.clone());
            }
        }
        let whole: Vec<usize> = foreign.iter().map(|f| f.0).collect();
        for (index, sentence, code) in foreign_sentences(draft, self.lang) {
            if whole.contains(&index) {
                continue;
            }
            let block = draft.blocks().at(index);
            let key = match block.kind {
                BlockKind::Item { .. } => "item",
                _ => "sentence",
            };
            let text = phrase::opening(block.sentence(sentence), 8);
            out.fail(
                sentence.span,
                Part::at(draft, block.span.start),
                fault(key, code).text("text", text),
            )
            .excerpt = Some(text.clone());
        }
        for (index, code) in foreign {
            let Some(block) = draft.blocks().get(index) else {
                continue;
            };
            let text = phrase::opening(&block.plain.text, 8);
            out.fail(
                block.span,
                Part::at(draft, block.span.start),
                fault("paragraph", code).text("text", text),
            )
            .excerpt = Some(text.clone());
        }
        match judged {
            Detection::Language { .. } => {}
            Detection::TooShort => out.undetermined(Fault::new("short-for-language")),
            Detection::Unreliable => {
                out.undetermined(Fault::new("unsure-of-language"));
            }
        }
    }

    fn facts(&self, facts: &mut Facts) {
        facts.languages.extend(self.demanded.iter().copied());
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let draft = article.draft;
        let Some(other) = lang::TABLE.iter().find(|l| **l != self.lang) else {
            return Vec::new();
        };
        let text = if other.code() == "fr" {
            "\n\nLes responsables du port ont expliqué que la nouvelle alliance allait d’abord concerner les trois plus grands terminaux, puis tous les autres au cours de l’année.\n"
        } else {
            "\n\nThe officials of the port explained that the new alliance would first concern the three largest terminals, and then all the others in the course of the year.\n"
        };
        let mut out = vec![Mutant {
            what: format!("added a paragraph in {}", other.name()),
            draft: surgery::with_paragraph(draft, text.trim()),
        }];
        // A paragraph that states nothing, so that only its language is lost.
        let bare = surgery::hosts(draft).into_iter().find(|i| {
            let block = draft.blocks().at(*i);
            surgery::stated(draft, *i, block.span).is_some_and(|facts| facts.is_empty())
        });
        if let Some(block) = bare.and_then(|i| draft.blocks().get(i)) {
            let span = Span::new(block.span.start, surgery::end(draft, block));
            out.push(Mutant::replacing(
                format!("put a paragraph in {} in place of one", other.name()),
                draft,
                span,
                text.trim(),
            ));
        }
        out
    }
}
