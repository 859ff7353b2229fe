//! Finding quotations of one text in the other.

use super::*;
use crate::lang::Lang;

#[test]
fn reporting_clauses_are_not_quoted_words() {
    for (lang, text) in [
        (
            Lang::FR,
            "« Nous agissons, poursuit la commissaire, pour nos ports. »",
        ),
        (
            Lang::FR,
            "« Nous agissons, s’est-elle félicitée, pour nos ports », dit-on.",
        ),
        (
            Lang::FR,
            "« Nous agissons, a assuré Karin Maes, pour nos ports. »",
        ),
        (Lang::EN, "“Nous agissons, the mayor said, pour nos ports.”"),
    ] {
        let said = Said::read(&Draft::parse(text, lang));
        assert!(
            said.find(&words("Nous agissons pour nos ports")).is_some(),
            "{text}"
        );
    }
}

#[test]
fn a_split_quotation_is_one() {
    let draft = Draft::parse(
        "« Nous faisons équipe », dit-elle, « pour protéger nos ports. »\n\nUne aide interne leur est utile.\n",
        Lang::FR,
    );
    let said = Said::read(&draft);
    assert_eq!(
        said.find(&words("Nous faisons équipe pour protéger nos ports")),
        Some((0, 1))
    );
    assert_eq!(said.find(&words("une aide interne")), None);
    let span = in_text(&draft, &words("aide\u{a0}interne")).expect("there");
    assert_eq!(span.slice(draft.text()), "aide interne");
}

#[test]
fn says_what_was_changed() {
    let draft = Draft::parse(
        "« Il est facile de faire sortir la drogue du port », dit-elle.",
        Lang::FR,
    );
    let wanted = words("il est très difficile de faire sortir la drogue des ports");
    let found = nearest(&wanted, &draft, |_| true).expect("alike");
    assert_eq!(found.missing.as_deref(), Some("très difficile"));
    assert_eq!(found.added.as_deref(), Some("facile"));
    assert_eq!(nearest(&words("on ne sait jamais"), &draft, |_| true), None);
}

#[test]
fn words_hold_questions_and_percentages() {
    assert_eq!(words("Vraiment ? Oui."), ["vraiment", "?", "oui"]);
    assert_eq!(
        words("20% or 20 per cent, 20 percent?"),
        ["20", "%", "or", "20", "%", "20", "%", "?"]
    );
    assert_eq!(words("oui… non — peut-être"), ["oui", "non", "peut-être"]);
}

/// The steps it takes to find every quotation of a text in itself.
fn steps(quotations: usize) -> usize {
    let mut text = String::new();
    for i in 0..quotations {
        text.push_str(&format!(
            "« Nous avons compté {i} bateaux dans le port numéro {} », dit-elle.\n\n",
            i % 97
        ));
    }
    let draft = Draft::parse(&text, Lang::FR);
    let said = Said::read(&draft);
    for quote in draft.quotes() {
        let words = words(&quote.key);
        assert!(said.find(&words).is_some());
        assert!(
            said.find(&[words.as_slice(), &["jamais".to_owned()]].concat())
                .is_none()
        );
    }
    said.whole.work.steps() + said.bare.work.steps()
}

#[test]
fn finding_grows_with_the_text_and_hardly_more() {
    let (few, many) = (steps(250), steps(2_000));
    assert!(
        many < few * 8 * 2,
        "8 times the text took {few} → {many} steps"
    );
}

#[test]
fn short_and_joined_quotations_are_new_or_not() {
    let two = "“It was cold,” Marsh said of the hall. “It was cheap,” he said of the bar.";
    let mut wrong = Vec::new();
    for (lang, source, article, new) in [
        (
            Lang::FR,
            "La ministre a promis une loi.",
            "La ministre a promis une loi « historique ».",
            true,
        ),
        (
            Lang::FR,
            "La ministre a promis, pour l'histoire, une loi.",
            "La ministre a promis une loi « historique ».",
            false,
        ),
        (
            Lang::FR,
            "La ministre a annoncé un plan.",
            "La ministre a annoncé le plan « Horizon ».",
            false,
        ),
        (
            Lang::FR,
            "Le plan coûte cher.",
            "Le plan, « gouffre » pour certains, coûte cher.",
            false,
        ),
        (
            Lang::EN,
            "The minister promised a law.",
            "The minister promised a “landmark” law.",
            true,
        ),
        (
            Lang::EN,
            "The owner was relieved.",
            "The owner was relieved. “At last.”",
            true,
        ),
        (
            Lang::EN,
            "The owner was relieved at last.",
            "The owner was relieved. “At last.”",
            false,
        ),
        (
            Lang::EN,
            two,
            "“It was cold, it was cheap,” Marsh said of both.",
            true,
        ),
        (
            Lang::EN,
            two,
            "“It was cold […] It was cheap,” Marsh said of both.",
            false,
        ),
        (
            Lang::EN,
            "“It was cold,” Marsh said. “It was cheap.”",
            "“It was cold. It was cheap,” Marsh said.",
            false,
        ),
        (
            Lang::EN,
            "“It was cold,” Marsh said, “and it was cheap.”",
            "“It was cold and it was cheap,” Marsh said.",
            false,
        ),
    ] {
        let (source, draft) = (Draft::parse(source, lang), Draft::parse(article, lang));
        let none = Draft::parse("", lang);
        let said = Said::read(&source);
        let found =
            super::super::quotes::why_new(&draft.quotes()[0], &draft, &source, &none, &said);
        if found.is_some() != new {
            wrong.push((article, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
