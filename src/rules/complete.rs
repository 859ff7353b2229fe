//! `complete`: the article does not stop mid-sentence, and nothing in it was left open.

mod ends;

use ends::{dangling, ends, shows_something};

use crate::diag::Severity;
use crate::draft::{Block, BlockKind, Draft};
use crate::resolve::Tongue;
use crate::rules::phrase;
use crate::rules::surgery;
use crate::rules::{
    Article, Binder, Def, Example, Expect, Facts, Fault, Instruction, Merge, Mutant, Outcome, Part,
    Rule, Scope, SettingDoc,
};
use crate::span::Span;
use crate::tongue::{Slot, Slots};

/// The rule's definition.
pub static DEF: Def = Def {
    id: "complete",
    summary: "the article is finished: no sentence, quotation, list or section stops halfway",
    docs: "A model that runs out of room stops in the middle of a word, and an article that was pasted in a hurry does too. The rule looks for the traces:\n\n\
- the last paragraph of a section that ends without a full stop, question mark, exclamation mark or ellipsis (closing quotes, brackets and note marks \
may follow; a line of names, a bracket or a web address may stand at the end);\n\
- a title, heading, list item or paragraph whose last word cannot be the last (*de*, *the*, *and*), or that ends with a comma;\n\
- a quotation mark or a bracket that is opened and never closed;\n\
- a code fence or a `**` that is never closed;\n\
- a heading with no text under it, and a list item with nothing in it.",
    settings: &[SettingDoc {
        name: "is",
        takes: "`true` or `false`",
        doc: "whether the article must be finished",
    }],
    bare: "is",
    open: false,
    merge: Merge::Keys,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "a finished article",
            yaml: "complete: true",
            recipe: "complete",
            source: None,
            draft: "# Anvers\n\n« Nous faisons équipe », a dit la commissaire (voir encadré).\n\n## Les chiffres\n\n- Deux tonnes saisies\n- Trois ports\n",
            expect: Expect::Holds,
        },
        Example {
            title: "it stops in the middle of a sentence",
            yaml: "complete: true",
            recipe: "complete",
            source: None,
            draft: "# Anvers\n\nLe plan est lancé. Les douaniers ont trouvé deux tonnes de\n",
            expect: Expect::Fails {
                message: "the text stops after `de`",
                at: "de",
            },
        },
        Example {
            title: "no full stop at the end of a section",
            yaml: "language: en\ncomplete: true",
            recipe: "language en\ncomplete",
            source: None,
            draft: "# Antwerp\n\n## The load\n\nTwo tonnes were found in a contai\n\n## The inquiry\n\nPolice are at work.\n",
            expect: Expect::Fails {
                message: "the paragraph has no punctuation at its end",
                at: "",
            },
        },
        Example {
            title: "a heading that was cut short",
            yaml: "complete: true",
            recipe: "complete",
            source: None,
            draft: "# Anvers\n\n## Une alliance contre le\n\nLe plan est lancé.\n",
            expect: Expect::Fails {
                message: "the heading stops after `le`",
                at: "le",
            },
        },
        Example {
            title: "a heading with nothing under it",
            yaml: "language: en\ncomplete: true",
            recipe: "language en\ncomplete",
            source: None,
            draft: "# Antwerp\n\nThe plan is launched.\n\n## What comes next\n",
            expect: Expect::Fails {
                message: "nothing stands under the heading",
                at: "What comes next",
            },
        },
        Example {
            title: "a bracket that is never closed",
            yaml: "complete: true",
            recipe: "complete",
            source: None,
            draft: "# Anvers\n\nLe plan (lancé mercredi avance.\n",
            expect: Expect::Fails {
                message: "`(` is never closed",
                at: "(",
            },
        },
    ],
};

#[derive(Debug)]
struct Complete;

fn bind(binder: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    let before = binder.sink.errors();
    let wanted = binder.flag("is").is_none_or(|(b, _)| b);
    (wanted && binder.sink.errors() == before).then(|| Box::new(Complete) as Box<dyn Rule>)
}

/// Opened and never closed brackets of a block, and `**` that was not read as markup.
fn unclosed(block: &Block) -> Vec<(&'static str, usize)> {
    let text = &block.plain.text;
    let mut open: Vec<(char, usize)> = Vec::new();
    for (i, c) in text.char_indices() {
        if block.plain.is_code(i, i + c.len_utf8()) {
            continue;
        }
        match c {
            '(' | '[' => open.push((c, i)),
            // `:)` and `a)` close nothing; what they would close stays open.
            ')' if open.last().is_some_and(|o| o.0 == '(') => {
                open.pop();
            }
            ']' if open.last().is_some_and(|o| o.0 == '[') => {
                open.pop();
            }
            _ => {}
        }
    }
    let mut out: Vec<(&'static str, usize)> = open
        .into_iter()
        .map(|(c, i)| (if c == '(' { "(" } else { "[" }, i))
        .collect();
    let mut from = 0;
    while let Some(i) = text
        .get(from..)
        .and_then(|t| t.find("**"))
        .map(|i| i + from)
    {
        // `**bold` opens; `p**n` hides letters, and `price** ` points to a note.
        let end = text.len() - text[i..].trim_start_matches('*').len();
        let opens = text[..i]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric() && c != '.')
            && text[end..]
                .chars()
                .next()
                .is_some_and(|c| !c.is_whitespace());
        if opens && !block.plain.is_code(i, i + 2) {
            out.push(("**", i));
        }
        from = end;
    }
    out
}

/// More findings than this in one block are summed up in one.
const MOST: usize = 20;

/// The text from a place on, no longer than an excerpt needs.
fn near(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or("");
    rest.char_indices()
        .nth(200)
        .map_or(rest, |(i, _)| &rest[..i])
}

/// Lines that are a list mark and nothing else, as the block list leaves them out.
fn empty_items(draft: &Draft) -> Vec<Span> {
    let text = draft.text();
    let from = draft.front().map_or(0, |f| f.span.end);
    let mut out = Vec::new();
    let mut at = from;
    for line in text.get(from..).unwrap_or("").split_inclusive('\n') {
        let trimmed = line.trim();
        let number = trimmed
            .strip_suffix(['.', ')'])
            .is_some_and(|n| !n.is_empty() && n.len() < 4 && n.bytes().all(|b| b.is_ascii_digit()));
        if matches!(trimmed, "-" | "*" | "+") || number {
            let start = at + (line.len() - line.trim_start().len());
            let span = Span::new(start, start + trimmed.len());
            // Inside a block it is text or code: a dash under a paragraph underlines a heading.
            let inside = draft
                .block_at(span.start)
                .and_then(|b| draft.blocks().get(b))
                .is_some_and(|b| b.span.overlaps(span));
            if !inside {
                out.push(span);
            }
        }
        at += line.len();
    }
    out
}

/// Whether a block of code opens with a fence and does not close it.
fn is_open_fence(block: &Block, draft: &Draft) -> bool {
    let text = block.span.slice(draft.text());
    let first = text.lines().next().unwrap_or("").trim_start();
    let mark = match first.chars().next() {
        Some(c @ ('`' | '~')) => c,
        _ => return false,
    };
    let len = first.chars().take_while(|c| *c == mark).count();
    let closes = |l: &str| {
        let l = l.trim();
        l.chars().count() >= len && l.chars().all(|c| c == mark)
    };
    len >= 3 && !text.lines().skip(1).last().is_some_and(closes)
}

fn text_span(block: &Block) -> Span {
    let text = &block.plain.text;
    let start = text.len() - text.trim_start().len();
    block.plain.span(start, text.trim_end().len())
}

impl Complete {
    fn headings(draft: &Draft, out: &mut Outcome) {
        let title = draft.title().and_then(|t| t.block);
        for (i, level) in draft.headings() {
            let Some(block) = draft.blocks().get(i) else {
                continue;
            };
            let is_title = Some(i) == title;
            let part = if is_title {
                Part::Title
            } else {
                Part::at(draft, block.span.start)
            };
            if let Some((word, span)) = dangling(i, draft) {
                let key = if is_title { "title" } else { "heading" };
                let text = block.plain.text.trim();
                let fault = Fault::new(key).text("word", word).text("text", text);
                out.fail(span, part.clone(), fault).excerpt = Some(text.to_owned());
            }
            let next = draft.blocks().get(i + 1);
            let until = next.map_or(draft.text().len(), |b| b.span.start);
            // An image, an embed or a tag of the site is no block, and is content.
            let shown = shows_something(draft.text().get(block.span.end..until).unwrap_or(""));
            let empty = !shown
                && match next.map(|b| b.kind) {
                    None => true,
                    Some(BlockKind::Heading(next)) => next <= level,
                    Some(_) => false,
                };
            if empty && !is_title {
                let text = block.plain.text.trim();
                let fault = Fault::new("no-text").text("text", text);
                out.fail(text_span(block), part, fault).excerpt = Some(text.to_owned());
            }
        }
    }

    fn ends_of_sections(draft: &Draft, out: &mut Outcome) {
        for section in draft.sections() {
            let last = section.blocks.clone().rfind(|i| {
                let block = draft.blocks().get(*i);
                block.is_some_and(|b| !matches!(b.kind, BlockKind::Html))
            });
            let Some((index, block)) = last.and_then(|i| Some((i, draft.blocks().get(i)?))) else {
                continue;
            };
            if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote)
                || block.words.is_empty()
                || dangling(index, draft).is_some()
                || ends(index, draft)
            {
                continue;
            }
            // Something is missing here: nothing is to be marked but the place.
            let end = text_span(block).end;
            let text = phrase::ending(&block.plain.text, 6);
            let fault = Fault::new("no-stop").text("text", text.clone());
            out.fail(Span::at(end), Part::at(draft, block.span.start), fault)
                .excerpt = Some(text);
        }
    }

    fn open_marks(draft: &Draft, out: &mut Outcome) {
        for block in draft.blocks() {
            let part = || match block.kind {
                BlockKind::Heading(1) => Part::Title,
                _ => Part::at(draft, block.span.start),
            };
            if block.kind == BlockKind::Code {
                if is_open_fence(block, draft) {
                    let first = block
                        .span
                        .slice(draft.text())
                        .lines()
                        .next()
                        .map_or(0, str::len);
                    let span = Span::new(block.span.start, block.span.start + first);
                    out.fail(span, part(), Fault::new("fence"));
                }
                continue;
            }
            let open = unclosed(block);
            for &(mark, at) in open.iter().take(MOST) {
                let text = phrase::opening(near(&block.plain.text, at), 6);
                let fault = Fault::new("open")
                    .text("mark", mark)
                    .text("text", text.clone());
                out.fail(block.plain.span(at, at + mark.len()), part(), fault)
                    .excerpt = Some(text);
            }
            if let Some(&(mark, at)) = open.get(MOST) {
                let fault = Fault::new("more-open")
                    .with("n", Slot::Number((open.len() - MOST) as f64))
                    .text("text", mark);
                out.fail(block.plain.span(at, at + mark.len()), part(), fault)
                    .excerpt = Some(mark.to_owned());
            }
        }
        for &span in draft.unbalanced_quotes() {
            let rest = draft.text().get(span.start..).unwrap_or("");
            let text = phrase::opening(rest.lines().next().unwrap_or(""), 6);
            let fault = Fault::new("unpaired")
                .text("mark", span.slice(draft.text()))
                .text("text", text.clone());
            out.fail(span, Part::at(draft, span.start), fault).excerpt = Some(text);
        }
    }
}

impl Rule for Complete {
    fn describe(&self) -> String {
        "finished".to_owned()
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        let none = Slots::new();
        let ask = Instruction::new(Scope::Everywhere, tongue, DEF.id, "all", &none);
        vec![ask]
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let draft = article.draft;
        if draft.blocks().is_empty() {
            out.undetermined(Fault::new("no-words"));
            return;
        }
        Self::headings(draft, out);
        for (index, block) in draft.blocks().iter().enumerate() {
            let (part, key) = match block.kind {
                BlockKind::Paragraph | BlockKind::Quote => {
                    (Part::at(draft, block.span.start), "sentence")
                }
                BlockKind::Item { .. } => (Part::at(draft, block.span.start), "item"),
                _ => continue,
            };
            if let Some((word, span)) = dangling(index, draft) {
                let text = phrase::ending(&block.plain.text, 6);
                let fault = Fault::new(key)
                    .text("word", word)
                    .text("text", text.clone());
                out.fail(span, part, fault).excerpt = Some(text);
            }
        }
        Self::ends_of_sections(draft, out);
        Self::open_marks(draft, out);
        for span in empty_items(draft) {
            out.fail(span, Part::at(draft, span.start), Fault::new("empty-item"));
        }
    }

    fn facts(&self, _facts: &mut Facts) {}

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let draft = article.draft;
        let lang = draft.lang();
        let end = surgery::end_of_text(draft);
        let talk = surgery::exactly(lang, 6);
        let open = talk.trim_end_matches('.');
        let cut = open.get(..open.len().saturating_sub(3)).unwrap_or(open);
        let mut out = vec![
            Mutant::replacing("stopped mid-word", draft, end, &format!("\n\n{cut}")),
            Mutant::replacing(
                "added a heading without text",
                draft,
                end,
                &format!("\n\n## {}\n", surgery::heading(draft)),
            ),
            Mutant {
                what: "opened a bracket".to_owned(),
                draft: surgery::with_sentence(draft, &talk.replacen(' ', " (", 1)),
            },
            Mutant {
                what: "opened a quotation mark".to_owned(),
                draft: surgery::with_sentence(
                    draft,
                    &talk.replacen(
                        ' ',
                        if lang == crate::lang::Lang::FR {
                            " «\u{a0}"
                        } else {
                            " “"
                        },
                        1,
                    ),
                ),
            },
        ];
        // A guillemet that is lost.
        if let Some(quote) = draft.quotes().first() {
            let close = Span::new(quote.inner.end, quote.span.end);
            out.push(Mutant::replacing(
                "lost the end of a quotation",
                draft,
                close,
                "",
            ));
        }
        let last = draft
            .blocks()
            .iter()
            .rfind(|b| matches!(b.kind, BlockKind::Paragraph) && b.words.len() > 3);
        if let Some(block) = last
            && let Some(word) = block
                .words
                .len()
                .checked_sub(2)
                .and_then(|i| block.words.get(i))
        {
            let rest = Span::new(word.span.end, surgery::end(draft, block));
            out.push(Mutant::replacing(
                "cut the last word of a paragraph",
                draft,
                rest,
                "",
            ));
        }
        out
    }
}
