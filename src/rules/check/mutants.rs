//! Changes of a draft that break many expressions, the smallest first.

use crate::draft::total::At as _;
use crate::draft::{Block, BlockKind, Draft};
use crate::rules::title_length::without_title;
use crate::rules::{Mutant, surgery};
use crate::span::Span;

pub(super) fn candidates(draft: &Draft) -> Vec<Mutant> {
    let mut out = Vec::new();
    added(draft, &mut out);
    title(draft, &mut out);
    front(draft, &mut out);
    replaced(draft, &mut out);
    blocks(draft, &mut out);
    lengths(draft, &mut out);
    out
}

fn push(out: &mut Vec<Mutant>, what: &str, draft: String) {
    out.push(Mutant {
        what: what.to_owned(),
        draft,
    });
}

fn added(draft: &Draft, out: &mut Vec<Mutant>) {
    let lang = draft.lang();
    let french = lang == crate::lang::Lang::FR;
    let question = surgery::question(draft);
    push(
        out,
        "added a question",
        surgery::with_sentence(draft, &question),
    );
    let two = format!("{question} {question}");
    push(
        out,
        "added two questions",
        surgery::with_paragraph(draft, &two),
    );
    let shout = surgery::exactly(lang, 3);
    let shout = format!(
        "{}{}!",
        shout.trim_end_matches('.'),
        if french { "\u{a0}" } else { "" }
    );
    push(
        out,
        "added an exclamation",
        surgery::with_sentence(draft, &shout),
    );
    push(
        out,
        "added a word",
        surgery::with_sentence(draft, &surgery::exactly(lang, 1)),
    );
    push(
        out,
        "added a sentence",
        surgery::with_sentence(draft, &surgery::sentence(lang, 0)),
    );
    push(
        out,
        "added a long sentence",
        surgery::with_sentence(draft, &surgery::exactly(lang, 80)),
    );
    push(
        out,
        "added a paragraph",
        surgery::with_paragraph(draft, &surgery::sentence(lang, 0)),
    );
    let end = surgery::end_of_text(draft);
    let heading = surgery::heading(draft);
    for (what, mark) in [("section", "##"), ("lower heading", "###")] {
        let more = format!("\n\n{mark} {heading}\n\n{}\n", surgery::sentence(lang, 1));
        out.push(Mutant::replacing(
            format!("added a {what}"),
            draft,
            end,
            &more,
        ));
    }
    let figure = if french {
        "On en compte 48\u{a0}317 cette fois."
    } else {
        "There were 48,317 this time."
    };
    push(out, "added a figure", surgery::with_sentence(draft, figure));
    let quote = if french {
        "«\u{a0}Personne ne pouvait le prévoir aussi tôt\u{a0}», dit un passant."
    } else {
        "“Nobody could have foreseen it so early,” a passer-by said."
    };
    push(
        out,
        "added a quotation",
        surgery::with_paragraph(draft, quote),
    );
    let name = if french {
        "On y a vu hier Zoltan Kerekes, venu en voisin."
    } else {
        "Among them was Zoltan Kerekes, a neighbour."
    };
    push(out, "added a name", surgery::with_sentence(draft, name));
    push(
        out,
        "added a list",
        surgery::with_paragraph(
            draft,
            &format!(
                "- {}\n- {}",
                surgery::sentence(lang, 2),
                surgery::sentence(lang, 3)
            ),
        ),
    );
}

fn title(draft: &Draft, out: &mut Vec<Mutant>) {
    let Some(title) = draft.title() else { return };
    let lang = draft.lang();
    let mut write = |what: &str, text: &str| {
        out.push(Mutant::replacing(what, draft, title.span, text));
    };
    write(
        "put an exclamation mark after the title",
        &format!("{}!", title.text),
    );
    write(
        "put a question mark after the title",
        &format!("{}?", title.text),
    );
    write("put a figure into the title", &format!("{} 48", title.text));
    let long = crate::draft::chars(&title.text);
    write(
        "wrote other words in the title",
        &surgery::letters(lang, long),
    );
    write(
        "doubled the title",
        &format!("{} {}", title.text, surgery::letters(lang, long)),
    );
    write("wrote the title in capitals", &title.text.to_uppercase());
    write(
        "wrote the title in small letters",
        &title.text.to_lowercase(),
    );
    write("cut the title to one word", &surgery::letters(lang, 5));
    out.extend(without_title(draft));
}

fn front(draft: &Draft, out: &mut Vec<Mutant>) {
    for entry in draft.front().map_or(&[][..], |f| &f.entries) {
        let lang = draft.lang();
        let mut write = |what: &str, text: &str| {
            out.push(Mutant::replacing(
                format!("{what} `{}`", entry.key),
                draft,
                entry.value_span,
                text,
            ));
        };
        write("emptied", "");
        write(
            "wrote other words in",
            &surgery::letters(lang, crate::draft::chars(&entry.value).max(1)),
        );
        write(
            "doubled",
            &format!("{} {}", entry.value, surgery::adverbs(lang, 12)),
        );
    }
}

/// One kind of thing taken out everywhere.
fn replaced(draft: &Draft, out: &mut Vec<Mutant>) {
    let mut all = |what: &str, spans: Vec<Span>, with: &str| {
        if !spans.is_empty() {
            let edits = spans.into_iter().map(|s| (s, with.to_owned())).collect();
            push(out, what, surgery::replace(draft, edits));
        }
    };
    let word = surgery::letters(draft.lang(), 7);
    all(
        "took the figures out",
        draft.numbers().iter().map(|n| n.span).collect(),
        &word,
    );
    all(
        "took the names out",
        draft.names().iter().map(|n| n.span).collect(),
        &word,
    );
    all(
        "took the quotations out",
        draft.quotes().iter().map(|q| q.span).collect(),
        &word,
    );
    let headings = draft.headings().filter(|(_, level)| *level > 1);
    all(
        "took the headings out",
        headings.map(|(i, _)| draft.blocks().at(i).span).collect(),
        "\n",
    );
}

/// Each section, then each paragraph and item, dropped, doubled, or in other words.
fn blocks(draft: &Draft, out: &mut Vec<Mutant>) {
    let lang = draft.lang();
    for (i, section) in draft.sections().iter().enumerate().take(MANY) {
        out.push(Mutant::replacing(
            format!("dropped section {}", i + 1),
            draft,
            section.span,
            "",
        ));
    }
    let text = |b: &&Block| {
        matches!(
            b.kind,
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::Item { .. }
        )
    };
    for (i, block) in draft.blocks().iter().filter(text).enumerate().take(MANY) {
        let n = i + 1;
        let span = Span::new(block.span.start, surgery::end(draft, block));
        out.push(Mutant::replacing(
            format!("dropped paragraph {n}"),
            draft,
            span,
            "",
        ));
        let again = format!("\n\n{}", span.slice(draft.text()));
        out.push(Mutant::replacing(
            format!("doubled paragraph {n}"),
            draft,
            Span::at(span.end),
            &again,
        ));
        let other = surgery::talk_of(lang, block.words.len().max(1)).join(" ");
        let body = block.plain.span(0, block.plain.text.len());
        out.push(Mutant::replacing(
            format!("wrote other words in paragraph {n}"),
            draft,
            body,
            &other,
        ));
    }
}

/// Sections and paragraphs of a long draft that are tried one by one.
const MANY: usize = 60;

fn lengths(draft: &Draft, out: &mut Vec<Mutant>) {
    let words = draft.count(crate::draft::Counted::Body);
    for (what, left) in [
        ("cut the text to nine tenths", words * 9 / 10),
        ("cut the text by half", words / 2),
    ] {
        out.extend(surgery::cut_to(draft, left).map(|draft| Mutant {
            what: what.to_owned(),
            draft,
        }));
    }
    for (what, more) in [
        ("made the text half as long again", words / 2 + 1),
        ("made the text four times as long", words * 3),
    ] {
        let more = surgery::talk_of(draft.lang(), more.min(10_000));
        push(out, what, surgery::spread_paragraphs(draft, &more));
    }
    let first = draft
        .blocks()
        .iter()
        .find(|b| !matches!(b.kind, BlockKind::Heading(_)));
    if let Some(block) = first {
        let rest = Span::new(block.span.start, draft.text().len());
        out.push(Mutant::replacing("dropped the text", draft, rest, ""));
    }
}
