//! Clauses that report, and clauses that do not.

use super::*;

fn who(clause: &str, lang: Lang) -> Option<String> {
    read(clause, lang).map(|r| match r.who {
        Who::Name(s, e) => format!("name {}", &clause[s..e]),
        Who::Noun(s, e) => format!("noun {}", &clause[s..e]),
        Who::Pronoun(p) => format!("pronoun {p}"),
    })
}

#[test]
fn french_reports() {
    let mut wrong = Vec::new();
    for (clause, want) in [
        ("dit-il", "pronoun il"),
        ("a-t-elle expliqué", "pronoun elle"),
        ("a-t-elle fait valoir", "pronoun elle"),
        ("a-t-il aussitôt ajouté", "pronoun il"),
        ("s’est-elle félicitée", "pronoun elle"),
        ("s’indigne-t-il", "pronoun il"),
        ("avait-elle prévenu", "pronoun elle"),
        ("racontera-t-elle", "pronoun elle"),
        ("expliquent-ils devant la mairie", "pronoun ils"),
        ("lit-on dans le communiqué", "pronoun on"),
        ("peut-on lire dans le communiqué", "pronoun on"),
        ("a-t-elle dit jeudi à Brest", "pronoun elle"),
        ("a soupiré Solenn Kermarec", "name Solenn Kermarec"),
        ("a taclé Solenn Kermarec", "name Solenn Kermarec"),
        ("a tweeté Solenn Kermarec", "name Solenn Kermarec"),
        ("a fait savoir Solenn Kermarec", "name Solenn Kermarec"),
        ("fait valoir Solenn Kermarec", "name Solenn Kermarec"),
        ("veut croire Solenn Kermarec", "name Solenn Kermarec"),
        ("tempère Solenn Kermarec", "name Solenn Kermarec"),
        ("abonde Solenn Kermarec", "name Solenn Kermarec"),
        ("s’est souvenue Solenn Kermarec", "name Solenn Kermarec"),
        ("se réjouit Solenn Kermarec", "name Solenn Kermarec"),
        ("s’inquiète Solenn Kermarec", "name Solenn Kermarec"),
        ("selon Solenn Kermarec", "name Solenn Kermarec"),
        ("d’après Solenn Kermarec", "name Solenn Kermarec"),
        (
            "a dit jeudi à Brest Solenn Kermarec",
            "name Solenn Kermarec",
        ),
        (
            "a déclaré Ylva Johansson mercredi à Anvers",
            "name Ylva Johansson",
        ),
        ("a déclaré la ministre", "noun ministre"),
        ("poursuit la commissaire", "noun commissaire"),
        ("dit le maire de Brest", "noun maire de Brest"),
        ("expliquent les pêcheurs", "noun pêcheurs"),
        ("a expliqué à l’AFP Karin Maes", "name Karin Maes"),
        ("ont expliqué Karin Maes et Paul Durand", "name Karin Maes"),
        ("a encore dit Karin Maes", "name Karin Maes"),
        ("explique Karin Maes sur France Inter", "name Karin Maes"),
        ("confie un voisin", "noun voisin"),
        ("lui a répondu la maire", "noun maire"),
        ("leur lance Karin Maes", "name Karin Maes"),
        ("déclarait M. Durand en mars 2023", "name M. Durand"),
    ] {
        if who(clause, Lang::FR).as_deref() != Some(want) {
            wrong.push((clause, who(clause, Lang::FR)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_french_reports() {
    let mut wrong = Vec::new();
    for clause in [
        "jamais",
        "dit Jean Roubaud qui ment",
        "a-t-on vu",
        "semble-t-il",
        "paraît-il",
        "faut-il le dire",
        "n’est-ce pas",
        "et il restera gratuit",
        "comme toujours",
        "devant eux",
        "a pas dit Karin Maes",
        "dit jamais Karin Maes",
        "le maire de Brest",
        "nous voulons agir",
        "maires et préfets",
        "en mars",
        "à Brest",
        "est venu Paul Durand",
        "mais pas ici",
        "a plu à Jean Roubaud",
        "Paul Durand",
        "",
    ] {
        if who(clause, Lang::FR).is_some() {
            wrong.push((clause, who(clause, Lang::FR)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn english_reports() {
    let mut wrong = Vec::new();
    for (clause, want) in [
        ("said John Rudd", "name John Rudd"),
        ("John Rudd said", "name John Rudd"),
        ("she said", "pronoun she"),
        ("he added", "pronoun he"),
        ("she told reporters on Monday", "pronoun she"),
        ("John Rudd told the BBC", "name John Rudd"),
        ("the mayor said", "noun mayor"),
        (
            "said the mayor of Ramsgate on Monday",
            "noun mayor of Ramsgate",
        ),
        ("according to John Rudd", "name John Rudd"),
        ("according to the mayor", "noun mayor"),
        ("Ana Ruiz has said", "name Ana Ruiz"),
        ("she later told MPs", "pronoun she"),
        ("says Tom Lee", "name Tom Lee"),
        ("asked the mayor", "noun mayor"),
        ("quipped Tom Lee", "name Tom Lee"),
        ("tweeted Tom Lee", "name Tom Lee"),
        ("they warned", "pronoun they"),
        ("a spokesman said", "noun spokesman"),
        ("Tom Lee wrote in a letter to the council", "name Tom Lee"),
        ("Lee said yesterday", "name Lee"),
    ] {
        if who(clause, Lang::EN).as_deref() != Some(want) {
            wrong.push((clause, who(clause, Lang::EN)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_english_reports() {
    let mut wrong = Vec::new();
    for clause in [
        "never",
        "said John Rudd who lies",
        "and we will wait",
        "but not today",
        "in March",
        "the mayor of Ramsgate",
        "he never said",
        "John Rudd",
        "as always",
        "it seems",
        "of course",
    ] {
        if who(clause, Lang::EN).is_some() {
            wrong.push((clause, who(clause, Lang::EN)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn reports_are_taken_out() {
    for (lang, text, want) in [
        (
            Lang::FR,
            "Nous faisons équipe, a-t-elle expliqué, pour agir",
            "Nous faisons équipe pour agir",
        ),
        (
            Lang::FR,
            "Nous agissons, explique-t-elle.",
            "Nous agissons .",
        ),
        (
            Lang::FR,
            "Vous partez ? demande Jean Roubaud. Oui.",
            "Vous partez ? . Oui.",
        ),
        (
            Lang::FR,
            "Nous venons, dit Jean Roubaud, maire de Brest, et nous restons",
            "Nous venons et nous restons",
        ),
        (
            Lang::FR,
            "Nous venons, jamais, et nous restons",
            "Nous venons, jamais, et nous restons",
        ),
        (
            Lang::FR,
            "Nous venons – a soupiré Karin Maes – sans joie",
            "Nous venons sans joie",
        ),
        (Lang::EN, "We have, she said, no plan", "We have no plan"),
        (
            Lang::EN,
            "We paid 2,500, said Tom Lee, in all",
            "We paid 2,500 in all",
        ),
    ] {
        let squeezed: Vec<String> = strip(text, lang)
            .0
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        assert_eq!(squeezed.join(" "), want, "{text}");
    }
}
