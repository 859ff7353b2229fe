//! Articles, right and wrong, with what is said of the questions of their section `faq`.

use super::validate;
use crate::diag::Severity;
use crate::draft::Draft;
use crate::lang::Lang;
use crate::rules::Outcome;
use crate::rules::args::Range;
use crate::rules::sections::Declared;
use crate::source::SourceId;
use crate::span::{Loc, Span};

/// The messages about a section, each with the text that it points at.
fn told(lang: Lang, (min, max): (u64, u64), body: &str) -> Vec<(String, String)> {
    let text = format!("# T\n\nL.\n\n## FAQ\n\n{body}\n");
    let draft = Draft::parse(&text, lang);
    let loc = Loc::new(SourceId(0), Span::at(0));
    let mut declared = Declared::named("faq", loc);
    declared.questions = Some(Range {
        min: Some(min),
        max: Some(max),
        unit: "questions",
        of: None,
        per: None,
        loc,
    });
    let mut out = Outcome::new("sections", Severity::Error, loc);
    validate(&declared, 1, &draft, &mut out);
    out.findings
        .into_iter()
        .map(|f| (f.message(), f.span.slice(&text).to_owned()))
        .collect()
}

#[test]
fn sound_questions_and_answers() {
    for (lang, range, body) in [
        (
            Lang::FR,
            (2, 3),
            "### Qui est concerné ?\n\nLes riverains du port.\n\n### Quand ?\n\nDès lundi.",
        ),
        (
            Lang::EN,
            (2, 3),
            "### Who pays?\n\nThe city does.\n\n### Why now?\n\nThe bridge is old.",
        ),
        // Bold lines, with and without a blank line below.
        (
            Lang::EN,
            (2, 2),
            "**Who pays?**\n\nThe city does.\n\n**Why now?**\nThe bridge is old.",
        ),
        (
            Lang::EN,
            (2, 2),
            "**Who pays?**\nThe city does.\n**Why now?**\nThe bridge is old.",
        ),
        (
            Lang::FR,
            (1, 1),
            "__Combien ça coûte ?__\\\nDeux millions d’euros.",
        ),
        (Lang::EN, (1, 1), "***Who pays?***  \nThe city does."),
        // Both ways in one section.
        (
            Lang::EN,
            (2, 2),
            "### Who pays?\n\nThe city.\n\n**Why now?**\n\nThe bridge is old.",
        ),
        // No break space, a narrow one, or none before the mark.
        (
            Lang::FR,
            (3, 3),
            "### Qui paie\u{a0}?\n\nLa ville.\n\n### Pourquoi maintenant\u{202f}?\n\nLe pont est vieux.\n\n### Quel pont?\n\nLe pont Neuf.",
        ),
        // A question inside an answer.
        (
            Lang::EN,
            (1, 1),
            "### Who pays?\n\nThe city does. But for how long? Until 2030, the mayor says.",
        ),
        // One that is quoted first is not the article's own.
        (
            Lang::FR,
            (1, 1),
            "### Qui paie ?\n\n« Qui d’autre que la ville ? » La maire a répondu lundi.",
        ),
        // Numbered headings.
        (
            Lang::EN,
            (2, 2),
            "### 1. Who pays?\n\nThe city.\n\n### 2. Why now?\n\nThe bridge is old.",
        ),
        (Lang::EN, (1, 1), "**Q: Who pays?**\n\nA: The city."),
        // Two questions in a heading are one.
        (
            Lang::FR,
            (1, 1),
            "### Qui paie ? Et combien ?\n\nLa ville paie deux millions.",
        ),
        (Lang::EN, (1, 1), "### Really?!\n\nYes, since Monday."),
        (Lang::FR, (1, 1), "### « Qui paie ? »\n\nLa ville."),
        (Lang::EN, (1, 1), "### Who pays? 💶\n\nThe city."),
        // An answer that is a list, a quotation, a table or code.
        (
            Lang::EN,
            (1, 1),
            "### What do I need?\n\n- A passport\n- A photo",
        ),
        (
            Lang::FR,
            (1, 1),
            "### Qu’en dit la maire ?\n\n> « Nous paierons. Faut-il le répéter ? »",
        ),
        (
            Lang::EN,
            (1, 1),
            "### When is it open?\n\n| Day? | Hours? |\n|---|---|\n| Monday | 9 to 5 |",
        ),
        (
            Lang::EN,
            (1, 1),
            "### How do I restart it?\n\n```\nsystemctl restart site\n```",
        ),
        // One short paragraph before.
        (
            Lang::FR,
            (1, 1),
            "Vos questions, nos réponses.\n\n### Qui paie ?\n\nLa ville.",
        ),
        // Bold words that ask nothing, and deeper headings behind the first sentence.
        (
            Lang::EN,
            (1, 1),
            "### Who pays?\n\nThe city.\n\n**Note**\n\nThe state does not.\n\n#### Details\n\nIt is two million.",
        ),
        (Lang::EN, (1, 1), "### Is it free?\n\n**Yes.**"),
        (
            Lang::EN,
            (1, 1),
            "### Who pays?\n\n![A bridge](b.jpg)\n\nThe city.",
        ),
        // Underlined, and a bold piece of a line.
        (
            Lang::EN,
            (1, 1),
            "### Who pays?\n\n**The city**, not the state.",
        ),
    ] {
        assert_eq!(told(lang, range, body), [], "{body}");
    }
}

#[test]
fn faults_are_told_where_they_stand() {
    let one = |lang, body: &str, message: &str, at: &str| {
        let told = told(lang, (1, 4), body);
        assert_eq!(told.len(), 1, "{body}: {told:#?}");
        assert_eq!(told[0].0, message, "{body}");
        assert_eq!(told[0].1.trim_end(), at, "{body}");
    };
    let (fr, en) = (Lang::FR, Lang::EN);
    one(
        en,
        "Who pays? The city does.",
        "0 questions in section `faq`, 1..4 wanted",
        "",
    );
    // Items of a list are no headings.
    one(
        en,
        "1. Who pays?\n2. Why now?",
        "0 questions in section `faq`, 1..4 wanted",
        "",
    );
    one(
        fr,
        "### Qui paie\n\nLa ville.",
        "question `Qui paie` does not end with a question mark",
        "Qui paie",
    );
    one(
        fr,
        "### Le pont sera-t-il rouvert\n\nOui.",
        "question `Le pont sera-t-il rouvert` does not end with a question mark",
        "Le pont sera-t-il rouvert",
    );
    one(
        en,
        "**Can I still cross**\n\nYes.",
        "question `Can I still cross` does not end with a question mark",
        "Can I still cross",
    );
    one(
        en,
        "### FAQ\n\n### Who pays?\n\nThe city.",
        "heading `FAQ` of section `faq` is no question",
        "FAQ",
    );
    one(
        en,
        "### Who pays?\n\nThe city.\n\n### The costs\n\nTwo million.",
        "heading `The costs` of section `faq` is no question",
        "The costs",
    );
    one(
        en,
        "### Who pays?\n\nThe city.\n\n### Why now?",
        "question `Why now?` has no answer under it",
        "Why now?",
    );
    one(
        en,
        "**Who pays?**\n**Why now?**\nThe bridge is old.",
        "question `Who pays?` has no answer under it",
        "Who pays?",
    );
    one(
        fr,
        "### Qui paie ?\n\n<!-- à compléter -->\n\n### Pourquoi ?\n\nLe pont est vieux.",
        "question `Qui paie ?` has no answer under it",
        "Qui paie ?",
    );
    // A rhetorical question alone, or first.
    one(
        en,
        "### Who pays?\n\nWho knows?",
        "the answer begins with a question under question `Who pays?`",
        "Who knows?",
    );
    one(
        fr,
        "**Qui paie ?**\nQui, sinon la ville ? Elle a voté deux millions.",
        "the answer begins with a question under question `Qui paie ?`",
        "Qui, sinon la ville ?",
    );
    one(
        en,
        "### What do I need?\n\n- What about a passport?\n- A photo",
        "the answer begins with a question under question `What do I need?`",
        "What about a passport?",
    );
    one(
        fr,
        "### Qui paie ?\n\n#### Le budget\n\nLa ville paie.",
        "the answer begins with the heading `Le budget` under question `Qui paie ?`",
        "Le budget",
    );
    one(
        fr,
        "### Qui est concerné ?\n\nLes riverains.\n\n### Qui est concerné par la mesure ?\n\nLes riverains.",
        "question `Qui est concerné par la mesure ?` asks what `Qui est concerné ?` asks",
        "Qui est concerné par la mesure ?",
    );
    one(
        en,
        "One.\n\nTwo.\n\n### Who pays?\n\nThe city.",
        "2 blocks of text before the first question of section `faq`, at most 1 short paragraph wanted",
        "Two.",
    );
    let long = format!("{}end.", "word ".repeat(60));
    one(
        en,
        &format!("{long}\n\n### Who pays?\n\nThe city."),
        "61 words before the first question of section `faq`, at most 60 wanted",
        &long,
    );
    one(
        en,
        "### A?\n\na\n\n### B?\n\nb\n\n### C?\n\nc\n\n### D?\n\nd\n\n### E?\n\ne",
        "5 questions in section `faq`, 1..4 wanted",
        "### E?\n\ne",
    );
}
