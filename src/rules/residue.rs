//! `residue`: what a chat model leaves around and inside an answer.

mod about;
mod chat;
mod fence;
mod inside;

use chat::{closings, joined, opening};
use fence::stray_fences;
use inside::{RAW_LABEL, inside, labelled, repeats};

use super::surgery;
use super::{
    Article, Binder, Def, Example, Expect, Facts, Fault, Instruction, Merge, Mutant, Outcome, Part,
    Rule, Scope, SettingDoc, TextEdit, Tongue,
};
use crate::diag::Severity;
use crate::draft::Draft;
use crate::draft::total::At as _;
use crate::lang::Lang;
use crate::span::{Span, Spans};
use crate::tongue::Slots;

/// The rule.
pub static DEF: Def = Def {
    id: "residue",
    summary: "the article holds no trace of the chat that made it",
    docs: "\
Looks for what a chat model leaves behind, by the word lists of the article's language and of English, into which models fall \
back:

- an opening (`Bien sûr ! Voici l’article :`) in the first paragraph, and a closing (`N’hésitez pas à me dire…`) in the last. \
An opening counts when it stands alone, announces the article, or stands before the title; a closing when it speaks in the \
first person, offers changes, or speaks of the article as a piece of work: its versions (`Voici une version plus courte`), its other \
titles, its keywords, its number of words, what was kept in it. *Voici trois ans que le port attend* is a sentence like any other.
- a model that speaks of itself, outside quotations;
- a code fence around the whole answer, or one that is never closed;
- a placeholder left open: `[insérer le nom]`, `{{ nom }}`, `<title>`, `XXX`, `TODO`, *lorem ipsum*; what the source holds too \
is no placeholder;
- a piece of the prompt: `<source-…>`, `### Instruction`, `<|im_end|>`;
- the same sentence of 3 words or more three times in a row, or four times in all; in paragraphs, a sentence of 8 words or more twice, \
quotations excepted;
- 3 emoji or more in a row;
- a label before the title or the opening paragraph (`Titre :`), and heading marks inside a text (`## `).

The fix removes openings, closings, fences around the whole, labels, and long sentences that come a second time; the rest needs a writer.",
    settings: &[SettingDoc {
        name: "is",
        takes: "`true` or `false`",
        doc: "whether residue is looked for",
    }],
    bare: "is",
    open: false,
    merge: Merge::Keys,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "a sentence that opens with `Voici`",
            yaml: "residue: true\n",
            recipe: "residue\n",
            source: None,
            draft: "# Le port attend ses scanners\n\nVoici trois ans que le port attend ses scanners. La douane n’hésite plus : elle en loue deux.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "a chat opening before the title",
            yaml: "residue: true\n",
            recipe: "residue\n",
            source: None,
            draft: "Bien sûr ! Voici l’article réécrit :\n\n# Le port attend ses scanners\n\nLa douane en loue deux.\n",
            expect: Expect::Fails {
                message: "a chat opening",
                at: "Bien sûr ! Voici l’article réécrit :",
            },
        },
        Example {
            title: "a chat closing, in English",
            yaml: "language: en\nresidue: true\n",
            recipe: "language en\nresidue\n",
            source: None,
            draft: "# Council votes the harbour budget\n\nThe harbour gets two cranes.\n\nLet me know if you would like any changes!\n",
            expect: Expect::Fails {
                message: "a chat closing",
                at: "Let me know if you would like any changes!",
            },
        },
        Example {
            title: "a placeholder left open",
            yaml: "residue: true\n",
            recipe: "residue\n",
            source: None,
            draft: "# Le budget est voté\n\nLe maire, [insérer le nom], salue le vote.\n",
            expect: Expect::Fails {
                message: "a placeholder left open: `[insérer le nom]`",
                at: "[insérer le nom]",
            },
        },
        Example {
            title: "the same sentence over and over",
            yaml: "residue: true\n",
            recipe: "residue\n",
            source: None,
            draft: "# Le port veille\n\nLa douane contrôle les conteneurs. La douane contrôle les conteneurs. La douane contrôle les conteneurs.\n",
            expect: Expect::Fails {
                message: "the same sentence 3 times",
                at: "La douane contrôle les conteneurs. La douane contrôle les conteneurs.",
            },
        },
        Example {
            title: "a label before the title",
            yaml: "residue: true\n",
            recipe: "residue\n",
            source: None,
            draft: "# Titre : Le port veille\n\nLa douane contrôle les conteneurs.\n",
            expect: Expect::Fails {
                message: "a label: `Titre :`",
                at: "Titre :",
            },
        },
    ],
};

#[derive(Debug)]
struct Residue;

fn bind(b: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    match b.flag("is") {
        Some((false, _)) => None,
        _ => Some(Box::new(Residue)),
    }
}

/// Whether a line before a text is a chat model's announcement of it. `framed` says that a title or a fence follows.
#[must_use]
pub(crate) fn announces(line: &str, lang: Lang, framed: bool) -> bool {
    chat::is_opening(line, lang, framed, true)
}

/// Where the last paragraphs begin that take leave of the reader as a chat model does, and do nothing else.
#[must_use]
pub(crate) fn leave_taking(draft: &Draft) -> Option<usize> {
    let quotes: Spans = draft.quotes().iter().map(|q| q.span).collect();
    let whole = closings(draft, &quotes)
        .into_iter()
        .take_while(|(block, sentences)| sentences.len() == block.sentences.len());
    whole.last().map(|(block, _)| block.span.start)
}

/// What was left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Opening,
    Closing,
    SelfReference,
    Placeholder,
    Echo,
    Label,
    Marker,
}

impl Kind {
    /// The key of its fault.
    fn key(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Closing => "closing",
            Self::SelfReference => "self-reference",
            Self::Placeholder => "placeholder",
            Self::Echo => "echo",
            Self::Label => "label",
            Self::Marker => "marker",
        }
    }
}

/// What was left behind somewhere.
#[derive(Debug)]
struct Trace {
    fault: Fault,
    span: Span,
    excerpt: String,
}

impl Trace {
    fn new(kind: Kind, span: Span, excerpt: &str) -> Self {
        Self::of(Fault::new(kind.key()), span, excerpt)
    }

    /// One with values of its own beside the text.
    fn of(fault: Fault, span: Span, excerpt: &str) -> Self {
        Self {
            fault: fault.text("text", shortened(excerpt)),
            span,
            excerpt: excerpt.to_owned(),
        }
    }
}

/// At most 80 characters of a text, on one line.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(80) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}

fn traces(article: Article<'_>) -> Vec<Trace> {
    let draft = article.draft;
    let quotes: Spans = draft.quotes().iter().map(|q| q.span).collect();
    let mut faults: Vec<Trace> = stray_fences(draft).into_iter().map(|f| f.0).collect();
    if let Some((block, sentences)) = opening(draft)
        && let Some(span) = joined(sentences)
    {
        let text = &block.plain.text[sentences.at(0).start..sentences.at(sentences.len() - 1).end];
        faults.push(Trace::new(Kind::Opening, span, text));
    }
    for (block, sentences) in closings(draft, &quotes) {
        let Some(span) = joined(sentences) else {
            continue;
        };
        let text = &block.plain.text[sentences.at(0).start..sentences.at(sentences.len() - 1).end];
        faults.push(Trace::new(Kind::Closing, span, text));
    }
    faults.extend(midway(draft, &quotes));
    inside(article, &quotes, &mut faults);
    faults.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end)));
    let mut end = 0;
    faults.retain(|f| {
        let new = f.span.start >= end;
        end = end.max(f.span.end);
        new
    });
    faults
}

/// What presents the article inside of it.
fn midway(draft: &Draft, quotes: &Spans) -> Vec<Trace> {
    let said = draft
        .sentences()
        .filter(|(b, _)| matches!(b.kind, crate::draft::BlockKind::Paragraph));
    said.filter_map(|(block, sentence)| {
        let text = block.sentence(sentence);
        let end = about::midway(text, draft.lang())?;
        let span = block.plain.span(sentence.start, sentence.start + end);
        let clear = !quotes.overlap(span);
        clear.then(|| Trace::new(Kind::Opening, span, &text[..end]))
    })
    .collect()
}

impl Rule for Residue {
    fn describe(&self) -> String {
        "no chat residue".to_owned()
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        let none = Slots::new();
        let ask = Instruction::new(Scope::Everywhere, tongue, DEF.id, "all", &none);
        vec![ask]
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        for trace in traces(article) {
            let part = if trace.fault.key == "fence-around" {
                Part::Whole
            } else {
                Part::at(article.draft, trace.span.start)
            };
            out.fail(trace.span, part, trace.fault).excerpt = Some(trace.excerpt);
        }
    }

    fn facts(&self, _facts: &mut Facts) {}

    fn fix(&self, article: Article<'_>) -> Vec<TextEdit> {
        let draft = article.draft;
        let text = draft.text();
        let mut edits: Vec<TextEdit> = Vec::new();
        let mut cut = |span: Span, note: &str| {
            edits.push(TextEdit {
                span,
                replacement: String::new(),
                note: note.to_owned(),
            });
        };
        let after_space = |at: usize| at + (text[at..].len() - text[at..].trim_start().len());
        if let Some((block, sentences)) = opening(draft) {
            let end = match block.sentences.get(sentences.len()) {
                Some(next) => next.span.start,
                None => after_space(block.span.end),
            };
            cut(Span::new(block.span.start, end), "removed the chat opening");
        }
        let quotes: Spans = draft.quotes().iter().map(|q| q.span).collect();
        for (block, sentences) in closings(draft, &quotes) {
            let kept = block.sentences.len() - sentences.len();
            let (start, end) = match kept.checked_sub(1) {
                Some(last) => (
                    block.sentences.at(last).span.end,
                    block.plain.span(0, block.plain.text.len()).end,
                ),
                None => (text[..block.span.start].trim_end().len(), block.span.end),
            };
            cut(Span::new(start, end), "removed the chat closing");
        }
        for span in repeats(draft) {
            let end = text[span.end..]
                .char_indices()
                .find(|(_, c)| *c != ' ')
                .map_or(text.len(), |(i, _)| span.end + i);
            cut(
                Span::new(span.start, end),
                "removed a sentence that stood there already",
            );
        }
        for line in stray_fences(draft).into_iter().flat_map(|f| f.1) {
            cut(line, "removed a stray code fence");
        }
        for block in labelled(draft) {
            let raw = block.span.slice(text);
            for c in RAW_LABEL.iter().filter_map(|re| re.captures(raw)) {
                let Some(m) = c.get(0) else { continue };
                let heading = c.get(1).map_or("", |g| g.as_str());
                // Bold around the label alone goes with it; bold around the whole line stays.
                let bold = match (c.get(2), c.get(3)) {
                    (Some(open), None) => open.as_str(),
                    _ => "",
                };
                let single = !raw.trim_end().contains('\n');
                let title = m.as_str().to_lowercase().contains("tit")
                    || m.as_str().to_lowercase().contains("headline");
                let mark = if heading.is_empty() && draft.title().is_none() && single && title {
                    "# "
                } else {
                    heading
                };
                edits.push(TextEdit {
                    span: Span::new(0, m.end()).shift(block.span.start),
                    replacement: format!("{mark}{bold}"),
                    note: "removed a label".to_owned(),
                });
            }
        }
        edits
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let draft = article.draft;
        let text = draft.text();
        let body = text.trim_end();
        let lang = draft.lang();
        let french = lang.code() == "fr";
        let say = |fr: &'static str, en: &'static str| if french { fr } else { en };
        let mut mutants = Vec::new();
        let mut push = |what: &str, draft: String| {
            mutants.push(Mutant {
                what: what.to_owned(),
                draft,
            });
        };
        let hole = say(
            "La suite se trouve chez [insérer le nom].",
            "The rest can be had from [insert name].",
        );
        push(
            "left a placeholder open",
            surgery::with_sentence(draft, hole),
        );
        push(
            "let the model speak of itself",
            surgery::with_paragraph(draft, "As an AI language model, I cannot verify this."),
        );
        let again = surgery::sentence(lang, 0);
        let more = format!("{again} {again} {again}");
        push(
            "said the same three times",
            surgery::with_paragraph(draft, &more),
        );
        push(
            "put emoji into a paragraph",
            surgery::with_sentence(
                draft,
                &format!(
                    "{} 🎉🎉🎉.",
                    surgery::exactly(lang, 4).trim_end_matches('.')
                ),
            ),
        );
        if draft.front().is_none() {
            push(
                "wrapped the article in a code fence",
                format!("```markdown\n{body}\n```\n"),
            );
            let opening = say(
                "Bien sûr\u{a0}! Voici l’article\u{a0}:",
                "Sure! Here is the article:",
            );
            push(
                "put a chat opening before the article",
                format!("{opening}\n\n{text}"),
            );
        }
        mutants
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Draft;
    use crate::lang::Lang;

    fn found(text: &str, lang: Lang) -> Vec<(&'static str, String)> {
        let draft = Draft::parse(text, lang);
        traces(Article {
            draft: &draft,
            source: None,
        })
        .into_iter()
        .map(|t| (t.fault.key, t.span.slice(text).to_owned()))
        .collect()
    }

    #[test]
    fn articles_are_clean() {
        for (lang, text) in [
            (
                Lang::FR,
                "# Titre\n\nVoici les mesures annoncées mercredi :\n\n- deux grues ;\n- dix agents.\n",
            ),
            (
                Lang::FR,
                "# Titre\n\nBien sûr, les dockers attendent. Le maire, d’accord sur le fond, aussi.\n",
            ),
            (
                Lang::FR,
                "Voici trois ans que le port attend ses scanners.\n\nIl attend.\n",
            ),
            (
                Lang::FR,
                "# Titre\n\nLe port ouvre samedi.\n\nN’hésitez pas à réserver vos places auprès de l’office.\n",
            ),
            (
                Lang::FR,
                "# L’IA au port\n\nLe logiciel, en tant que modèle de langage, trie les conteneurs par une image générée par une IA.\n",
            ),
            (
                Lang::FR,
                "# Titre\n\n« Nous aiderons [votre pays] », dit-il [sic]. Voir [le site](https://port.fr) et `{{ nom }}`.\n",
            ),
            (
                Lang::FR,
                "# Titre\n\nUn hashtag #Anvers, du C#, un lien <https://port.fr> et 🚢🚢.\n",
            ),
            (
                Lang::FR,
                "# Titre\n\nLe XXXe congrès. Oui. Oui. Oui. Oui.\n\n```sh\ncargo run\n```\n\nFin de la notice.\n",
            ),
            (
                Lang::EN,
                "# Title\n\nSure signs of a recovery are few. Here is a town that waits.\n\nFeel free to bring a chair.\n",
            ),
            (
                Lang::EN,
                "# Title\n\nHere is the text of the treaty 12 years on, and nobody reads it.\n\nMore follows.\n",
            ),
        ] {
            assert_eq!(found(text, lang), [], "{text}");
        }
    }

    #[test]
    fn residue_is_found_where_it_is() {
        for (lang, text, kind, at) in [
            (
                Lang::FR,
                "Bien sûr !\n\n# Titre\n\nTexte.\n",
                "opening",
                "Bien sûr !",
            ),
            (
                Lang::FR,
                "Sure! Here is the article in French:\n\n# Titre\n\nTexte.\n",
                "opening",
                "Sure! Here is the article in French:",
            ),
            (
                Lang::FR,
                "Voici une version réécrite.\n\nLe port attend.\n",
                "opening",
                "Voici une version réécrite.",
            ),
            (
                Lang::FR,
                "# Titre\n\nTexte.\n\nCet article compte 712 mots.\n",
                "closing",
                "Cet article compte 712 mots.",
            ),
            (
                Lang::FR,
                "```markdown\n# Titre\n\nTexte.\n```\n",
                "fence-around",
                "```markdown",
            ),
            (Lang::FR, "# Titre\n\nTexte.\n\n```\n", "fence-open", "```"),
            (
                Lang::EN,
                "# Title\n\nThe mayor, {{ name }}, agrees.\n",
                "placeholder",
                "{{ name }}",
            ),
            (
                Lang::EN,
                "# <title>\n\nThe mayor agrees.\n",
                "placeholder",
                "<title>",
            ),
            (
                Lang::EN,
                "# Title\n\n<source-1f2e>\nThe mayor agrees.\n",
                "echo",
                "<source-1f2e>",
            ),
            (
                Lang::EN,
                "# Title\n\nAs an AI language model, I cannot say.\n",
                "self-reference",
                "As an AI language model",
            ),
            (
                Lang::FR,
                "Titre : Le port attend\n\nTexte du port.\n",
                "label",
                "Titre :",
            ),
            (
                Lang::FR,
                "# Titre\n\nLe port attend. ## Suite\n",
                "marker",
                "##",
            ),
        ] {
            assert_eq!(found(text, lang), [(kind, at.to_owned())], "{text}");
        }
    }

    #[test]
    fn fixes_leave_the_article() {
        for (text, want) in [
            (
                "Voici l’article :\n\n```markdown\n# Titre\n\nTexte.\n```\n",
                "# Titre\n\nTexte.\n",
            ),
            (
                "**Titre :** Le port attend\n\nTexte du port.\n",
                "# Le port attend\n\nTexte du port.\n",
            ),
            (
                "# **Titre : Le port attend**\n\nTexte.\n",
                "# **Le port attend**\n\nTexte.\n",
            ),
            (
                "# Titre\n\nTexte. N’hésitez pas à me dire si cela vous va !\n",
                "# Titre\n\nTexte.\n",
            ),
        ] {
            let draft = Draft::parse(text, Lang::FR);
            let mut edits = Residue.fix(Article {
                draft: &draft,
                source: None,
            });
            edits.sort_by_key(|e| std::cmp::Reverse(e.span.start));
            let mut out = text.to_owned();
            for edit in edits {
                out.replace_range(edit.span.range(), &edit.replacement);
            }
            assert_eq!(out, want);
        }
    }
}
