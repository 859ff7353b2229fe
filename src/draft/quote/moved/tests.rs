//! Quotations that two texts give to two people, and quotations that they give to one.

use super::*;
use crate::lang::Lang;

/// Language, source, article, and to whom the article gives the first quotation when that is somebody else.
type Case = (Lang, &'static str, &'static str, Option<&'static str>);

#[test]
fn moved_or_not() {
    let cases: [Case; 21] = [
        (
            Lang::EN,
            "“It's a scandal,” said Pike.",
            "“It's a scandal,” said Lowe.",
            Some("Lowe"),
        ),
        (
            Lang::FR,
            "« J'ai eu peur », dit Aline.",
            "« J'ai eu peur », dit Denis.",
            Some("Denis"),
        ),
        (
            Lang::FR,
            "« Moi pas », répond Denis.",
            "Et Denis de répondre : « Moi pas. »",
            None,
        ),
        // A particle is part of the name.
        (
            Lang::EN,
            "Noor al-Hadid said: “I paint the sea.”",
            "Elspeth van Rijn came. Van Rijn said: “I paint the sea.”",
            Some("Van Rijn"),
        ),
        (
            Lang::EN,
            "Noor al-Hadid said: “I paint the sea.”",
            "Al-Hadid said: “I paint the sea.”",
            None,
        ),
        // A pronoun that fits, one that does not, and one that may.
        (
            Lang::EN,
            "“I'd sleep under it,” said Mr Finch.",
            "Mr Finch was calm. “I'd sleep under it,” he said.",
            None,
        ),
        (
            Lang::EN,
            "“I'd sleep under it,” said Mr Finch.",
            "Ms Dare left. “I'd sleep under it,” she said to Mr Finch.",
            Some("she"),
        ),
        (
            Lang::EN,
            "“I'd sleep under it,” said Alex Finch.",
            "Alex Finch was calm. “I'd sleep under it,” she said.",
            None,
        ),
        // The pronoun of the source stands for the one who speaks before.
        (
            Lang::EN,
            "The manager, Steve Bannerman, said he was happy. “They were better,” he said.",
            "“They were better,” Lucia Ferrante said.",
            Some("Lucia Ferrante"),
        ),
        (
            Lang::EN,
            "The manager, Steve Bannerman, said he was happy. “They were better,” he said.",
            "“They were better,” Bannerman said.",
            None,
        ),
        (
            Lang::EN,
            "Steve Bannerman was happy.\n\nTom Dunn ran well. “They were better,” he said.",
            "“They were better,” Steve Bannerman said.",
            None,
        ),
        // A name or a function between commas.
        (
            Lang::EN,
            "“We were robbed,” the Orsk coach, Filip Dahl, said.",
            "“We were robbed,” said the referee, Jan Roos.",
            Some("Jan Roos"),
        ),
        (
            Lang::EN,
            "“We were robbed,” Filip Dahl, the Orsk coach, said.",
            "“We were robbed,” said Dahl.",
            None,
        ),
        (
            Lang::EN,
            "“We were robbed,” said the referee, Jan Roos.",
            "“We were robbed,” referee Jan Roos said.",
            None,
        ),
        // Functions.
        (
            Lang::FR,
            "La maire, Jeanne Le Bihan, préside avec Jean-Pierre Roi, adjoint aux finances.\n\n« Vous avez voté avec nous », a répondu la maire.",
            "La maire, Jeanne Le Bihan, préside avec Jean-Pierre Roi, adjoint aux finances.\n\n« Vous avez voté avec nous », a rétorqué l'adjoint aux finances.",
            Some("Jean-Pierre Roi"),
        ),
        (
            Lang::FR,
            "La maire, Jeanne Le Bihan, préside.\n\n« Vous avez voté avec nous », a répondu la maire.",
            "« Vous avez voté avec nous », a rétorqué Jeanne Le Bihan.",
            None,
        ),
        (
            Lang::FR,
            "« Le compte n'y est pas », a lancé le syndicaliste au directeur.",
            "« Le compte n'y est pas », a lancé le directeur au syndicaliste.",
            Some("directeur"),
        ),
        (
            Lang::FR,
            "« Le compte n'y est pas », a lancé le syndicaliste au directeur.",
            "Le syndicaliste a lancé au directeur : « Le compte n'y est pas. »",
            None,
        ),
        (
            Lang::FR,
            "« Le compte n'y est pas », a lancé le maire, directeur du port.",
            "« Le compte n'y est pas », a lancé le directeur du port.",
            None,
        ),
        // Labels of an interview.
        (
            Lang::FR,
            "Agnès Royer : « La gratuité, oui. »\n\nThierry Mallet : « C'est un début. »",
            "T. M. — La gratuité, oui.\n\nAgnès Royer. — C'est un début.\n\nThierry Mallet. — Merci bien.",
            Some("Thierry Mallet"),
        ),
        (
            Lang::FR,
            "Agnès Royer : « La gratuité, oui. »\n\nThierry Mallet : « C'est un début. »",
            "A. R. — La gratuité, oui.\n\nAgnès Royer. — C'est un début.\n\nThierry Mallet. — Merci bien.",
            None,
        ),
    ];
    let mut wrong = Vec::new();
    for (lang, source, article, want) in cases {
        let (source, draft) = (Draft::parse(source, lang), Draft::parse(article, lang));
        let found = differ(&draft, &draft.quotes()[0], &source, &source.quotes()[0]);
        if found.as_ref().map(|f| f.0.as_str()) != want {
            wrong.push((article, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
