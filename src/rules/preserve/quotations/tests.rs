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

/// What the rule says of a quotation of the source, in an article.
fn verdict(lang: Lang, source: &str, article: &str) -> Vec<String> {
    let source = Draft::parse(source, lang);
    let draft = Draft::parse(article, lang);
    let rule = crate::rules::preserve::Preserve {
        kinds: Vec::new(),
        except: Vec::new(),
        at_least: None,
    };
    let mut out = crate::rules::Outcome::new(
        crate::rules::preserve::DEF.id,
        crate::diag::Severity::Error,
        crate::span::Loc::new(crate::source::SourceId(0), Span::at(0)),
    );
    let article = crate::rules::Article {
        draft: &draft,
        source: Some(&source),
    };
    let lost = crate::rules::preserve::quotes::lost(
        &rule,
        article,
        &crate::rules::preserve::Exempt::of(&source, &[]),
        &mut out,
    );
    lost.into_iter()
        .map(|l| l.text)
        .chain(out.findings.into_iter().map(|f| f.message()))
        .collect()
}

/// A part of a quotation may stand alone where it ends at a border and the paragraph takes up the rest; what limits or turns it may not go.
#[test]
fn a_quotation_may_be_cut_at_its_borders() {
    let rows: &[(Lang, bool, &str, &str)] = &[
        (
            Lang::EN,
            true,
            "\"This is a dark day for a town that has made steel for a hundred and forty years,\" said union convener Len Bracegirdle.",
            "Union convener Len Bracegirdle spoke of \"a dark day\" for a town that has been making steel for 140 years.",
        ),
        (
            Lang::FR,
            true,
            "Le procureur Étienne Malaval a dénoncé « une violence gratuite et lâche, commise en réunion ».",
            "Étienne Malaval, procureur, a fustigé une « violence gratuite et lâche », « commise en réunion ».",
        ),
        (
            Lang::FR,
            true,
            "« À la mi-temps, je leur ai demandé de ne plus regarder le tableau d'affichage », a confié Fabienne Hureau.",
            "Fabienne Hureau a confié la consigne donnée à la pause : « Je leur ai demandé de ne plus regarder le tableau d'affichage. »",
        ),
        (
            Lang::FR,
            true,
            "« À la mi-temps, je leur ai demandé de ne plus regarder le tableau d'affichage », a confié Fabienne Hureau, entraîneuse de l'équipe.",
            "« À la mi-temps, a confié Fabienne Hureau, qui entraîne l'équipe, je leur ai demandé de ne plus regarder le tableau d'affichage. »",
        ),
        (
            Lang::FR,
            true,
            "« On ne cherche pas d'excuses, Montrelais a mieux défendu que nous », a reconnu Paul Ferrand.",
            "Paul Ferrand a salué la défense de Montrelais : « On ne cherche pas d'excuses », a-t-il dit.",
        ),
        (
            Lang::FR,
            true,
            "« Mon client est coupable de faiblesse, pas de malhonnêteté », a plaidé Me Vidal.",
            "Pour Me Vidal, l'ancien notaire est « coupable de faiblesse, pas de malhonnêteté ».",
        ),
        (
            Lang::FR,
            false,
            "« Nous signerons, si l'audit est bon », a dit Jean Roubaud.",
            "« Nous signerons », a dit Jean Roubaud, l'audit en main.",
        ),
        (
            Lang::FR,
            false,
            "« Le projet avance, mais il coûtera trop cher à la ville », a dit Jean Roubaud.",
            "« Le projet avance », a dit Jean Roubaud, qui parle de la ville.",
        ),
        (
            Lang::EN,
            false,
            "\"We will stay open, unless the council cuts the grant,\" said Ann Foss.",
            "Ann Foss thanked the council for the grant. \"We will stay open,\" she said.",
        ),
        (
            Lang::EN,
            false,
            "\"It is not safe, and nobody should use the bridge,\" said Ann Foss.",
            "\"It is not safe,\" said Ann Foss.",
        ),
        (
            Lang::EN,
            true,
            "\"To be honest, we were lucky to get a point,\" said Ann Foss.",
            "Ann Foss admitted: \"We were lucky to get a point.\"",
        ),
        (
            Lang::EN,
            false,
            "\"To be honest, we were lucky to get a point,\" said Ann Foss.",
            "Ann Foss admitted: \"We were happy to get a point.\"",
        ),
        (
            Lang::EN,
            false,
            "\"We were very lucky to get a single point here,\" said Ann Foss.",
            "\"We were lucky to get a point here,\" said Ann Foss.",
        ),
    ];
    for (lang, holds, source, article) in rows {
        let found = verdict(*lang, source, article);
        assert_eq!(found.is_empty(), *holds, "{source} => {article}: {found:?}");
    }
}
